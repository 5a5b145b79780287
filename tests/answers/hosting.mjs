// What needs a server with an API: the stand-in for GitHub.

import { HURRIED } from '../scenarios/harness/program.mjs';
import { packageJson } from '../scenarios/harness/manifests.mjs';
import { BRANCH, HISTORY, story } from '../scenarios/harness/story.mjs';
import { row } from './ask.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

/** @param {NonNullable<Parameters<typeof story>[1]>} options @param {(one: Story) => Promise<Record<string, string | undefined> | void>} [then] gives variables of its own */
const on = (options, then) => async (/** @type {import('../scenarios/harness/sandbox.mjs').Sandbox} */ box) => {
  const one = await story(box, options);
  const env = (await then?.(one)) ?? {};
  return { cwd: one.clone.dir, env: { ...one.github.env, ...env }, node: HURRIED };
};
const direct = { protect: [] };
/** The remote is a folder, and there is no API beside it. */
const desk = on(direct, async ({ clone, remote }) => void (await clone.git('remote', 'set-url', 'origin', remote.dir)));

/** And a workflow stands there. */
const published = on({ ...direct, history: [{ files: { '.github/workflows/publish.yml': 'on: workflow_dispatch\n' } }, ...HISTORY()] }, async ({ clone, remote }) => void (await clone.git('remote', 'set-url', 'origin', remote.dir)));

export const hosting = [
  row('branch-taken', 'by a person', on({}, async ({ github }) => void (await github.push(BRANCH, { note: '1' }, { say: 'wip: mine' }))), 'release', { changes: true }),
  row('no-hosting', 'a pull request is wanted, and no token is there', desk, 'release --mode pull-request', { env: { GITHUB_TOKEN: undefined } }),
  row('pull-request-required', 'mode direct', on({}), 'release --mode direct', { changes: true }),
  row('pull-request-required', 'of one package', on({ history: [{ files: { 'libs/b/package.json': packageJson('0.4.0', { name: '@o/b' }), 'libs/b/build.json': '{"of": "0.4.0"}\n' }, tag: '@o/b@0.4.0' }, ...HISTORY(), { files: { 'libs/b/index.js': '1\n' } }] }), 'release --mode direct --package @o/b --manifests libs/b/build.json:of', { changes: true }),
  row('no-hosting', 'a release is wanted, and no token is there', desk, 'release --github-release true', { env: { GITHUB_TOKEN: undefined } }),
  row('workflow-not-found', 'no file is called so', on(direct), 'release --dispatch-workflow publish.yml'),
  row('no-hosting', 'a workflow is wanted, and no token is there', published, 'release --dispatch-workflow publish.yml', { env: { GITHUB_TOKEN: undefined } }),
  row('release-missing', 'the API is down', on(direct, async ({ github }) => {
    github.trouble = ({ kind }) => (kind !== 'git' ? 'fail-before' : undefined);
  }), 'release --github-release true', { changes: true }),
  row('version-withdrawn', 'asked for by name', on({ ...direct, github: { settings: { immutable_releases: true } } }, async ({ remote, release, github }) => {
    const tip = await remote.tip();
    await release();
    await github.withdraw('v1.2.4');
    await github.branch('main', tip);
  }), 'release --bump 1.2.4', { changes: true }),
  row('api-elsewhere', 'another host', on(direct), 'release', { env: { GITHUB_API_URL: 'https://api.example.com', GITHUB_GRAPHQL_URL: undefined } }),
  row('no-permission', 'a token that may do nothing', on(direct), 'release', { env: { GITHUB_TOKEN: 'ghs_wrong' } }),
  { code: 'journal-unreadable', name: 'no list', world: on(direct), act: {}, env: { STATE_isPost: 'true', STATE_journal: '{' } },
  row('workflow-exists', 'doctor', async (box) => {
    const place = await on(direct)(box);
    box.write('clone-1/.github/workflows/release.yml', 'mine\n');
    return place;
  }, 'doctor --init'),
];
