// One repository on the stand-in GitHub, somebody's clone of it, and what each run there asks and says.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { standIn } from '../../standin/index.mjs';
import { packageJson } from './manifests.mjs';
import { pathGit, subcommand } from './path-git.mjs';
import { CLI } from './program.mjs';

/** The latest release is 1.2.3; a fix came after it. */
export const HISTORY = () => [{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: a leak', files: { x: '1' } }];
export const FILES = { 'package.json': packageJson('1.2.4') };
export const BRANCH = 'chore/version-bump-1.2.4';

/** Git subcommands that speak to a remote. */
const REMOTE = new Set(['ls-remote', 'fetch', 'push', 'pull', 'clone']);

/**
 * @typedef {object} Asked what a run asked of the server
 * @property {string[]} api `METHOD /path` of each call below the repository, `GRAPHQL mutation`
 * @property {string[]} remote the subcommands that spoke to the remote
 * @property {import('../../standin/server.mjs').Call[]} calls
 */

/**
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {object} [options]
 * @param {import('./remote.mjs').CommitSpec[]} [options.history]
 * @param {string[]} [options.protect] kinds of rules on the default branch
 * @param {string} [options.branch]
 * @param {import('../../standin/index.mjs').Options} [options.github]
 */
export async function story(box, { history = HISTORY(), protect = ['gh006'], branch = 'main', github: options = {} } = {}) {
  const remote = await box.remote(history, { branch });
  const github = await standIn(box, remote, options);
  if (protect.length > 0) await github.protect(branch, ...protect);
  const clone = await github.clone();
  const log = pathGit(box);

  /** @param {() => Promise<import('./program.mjs').Ran>} run */
  const counted = async (run) => {
    const [calls, words] = [github.requests.length, log.calls().length];
    const ran = await run();
    const mine = github.requests.slice(calls);
    const api = mine.filter(({ kind }) => kind !== 'git').map(named);
    const spoken = log.calls().slice(words).map(subcommand).filter((name) => REMOTE.has(name ?? ''));
    return { ...ran, api, calls: mine, remote: spoken };
  };
  /** @param {import('./program.mjs').Setting} setting */
  const here = ({ env, ...setting }) => ({ ...setting, env: { ...github.env, ...log.env, ...env } });

  return {
    box, remote, github, clone,
    /** `version-first release --json …` @param {string[]} [args] @param {import('./program.mjs').Setting} [setting] */
    release: (args = [], setting = {}) => counted(() => clone.run(['release', '--json', ...args], here(setting))),
    /** @param {string[]} args @param {import('./program.mjs').Setting} [setting] */
    run: (args, setting = {}) => counted(() => clone.run(args, here(setting))),
    /** The action, as a step of a workflow. @param {Record<string, string>} [inputs] @param {import('./program.mjs').Setting} [setting] */
    action: (inputs = {}, setting = {}) => {
      const { GITHUB_TOKEN: token = '' } = github.env;
      const env = { GITHUB_TOKEN: undefined, ...setting.env };
      return counted(() => clone.action({ token, ...inputs }, here({ ...setting, env })));
    },
    /** A run that is killed when the server is asked this, before it does anything about it. @param {(call: import('../../standin/server.mjs').Call) => boolean} at */
    killed: async (at) => {
      const child = spawn(process.execPath, [CLI, 'release'], { cwd: clone.dir, env: { ...box.env, ...github.env, TMPDIR: box.newTmp() }, stdio: 'ignore' });
      github.trouble = (call) => (at(call) ? (child.kill('SIGKILL'), 'hang') : undefined);
      const [code] = await once(child, 'close');
      github.trouble = () => undefined;
      if (code !== null) throw new Error(`it was not killed, but ended with ${code}`);
    },
    /** Branches of the remote, by name. */
    branches: async () => Object.keys(await remote.refs()).filter((ref) => ref.startsWith('refs/heads/')).map((ref) => ref.slice('refs/heads/'.length)).sort(),
    tags: async () => Object.keys(await remote.refs()).filter((ref) => ref.startsWith('refs/tags/')).map((ref) => ref.slice('refs/tags/'.length)).sort(),
    /** Pull request n, as the stand-in has it. @param {number} number */
    pull: async (number) => {
      const found = (await github.state()).pulls.find((one) => one.number === number);
      if (!found) throw new Error(`there is no pull request #${number}`);
      return found;
    },
  };
}

/** @param {import('../../standin/server.mjs').Call} call */
function named({ kind, method, path, body }) {
  if (kind === 'graphql') return `GRAPHQL ${/(\w+)\s*\(input/.exec(body?.query ?? '')?.[1] ?? 'query'}`;
  return `${method} ${path.split('/').slice(4).join('/')}`;
}
