// From a clone of one commit: no more is fetched than the answer needs, and the answer is the one of a whole clone.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';

/** @typedef {import('./harness/sandbox.mjs').Sandbox} Sandbox */

const SHALLOW = ['--depth=1', '--no-tags'];

/** A file in a folder of its own each, so that every commit brings trees. @param {number} from @param {number} count */
const fixes = (from, count) => Array.from({ length: count }, (_, at) => ({ say: `fix: number ${from + at}`, files: { [`src/${(from + at) % 9}/deep/${from + at}.js`]: `${from + at}\n` } }));

/** @param {string} version @param {Record<string, string>} [more] */
const release = (version, more = {}) => ({ say: `chore(release): ${version}`, files: { 'package.json': packageJson(version), ...more }, tag: `v${version}` });

/** 1000 commits before the newest release and 20 after it. */
const long = () => [release('1.2.2'), ...fixes(0, 1000), release('1.2.3'), ...fixes(1000, 20)];

/** A release that is further back than what is fetched at first. */
const far = () => [...fixes(0, 30), release('1.2.3'), { say: 'feat: long ago', files: { x: '1' } }, ...fixes(30, 120)];

/**
 * A release from depth 1, after what a whole clone would do was asked.
 * @param {Sandbox} box
 * @param {import('./harness/remote.mjs').CommitSpec[]} commits
 * @param {{filter?: boolean, settings?: [key: string, value: string][], fails?: number}} [server] `fails`: which of the questions that
 *   a release asks after it has listed the refs
 */
async function released(box, commits, { filter = true, settings = [], fails } = {}) {
  let failing = false;
  const remote = await box.remote(commits);
  await remote.config('uploadpack.allowFilter', String(filter));
  const trouble = (/** @type {import('./harness/server.mjs').Seen} */ { method, service }, /** @type {number} */ nth) =>
    failing && method === 'POST' && service === 'git-upload-pack' && nth - 1 === fails ? { status: 500 } : undefined;
  const server = await serve(box, { trouble });
  const whole = await box.clone(remote);
  const clone = await box.clone(remote, { url: server.url(remote), args: SHALLOW });
  for (const [key, value] of settings) await clone.git('config', key, value);
  const next = await whole.run(['next', '--json']);
  assert.deepEqual((await clone.run(['next', '--json'])).json, next.json, 'what a whole clone says');
  const before = await remote.refs();
  server.requests.length = 0;
  await box.clone(remote, { url: server.url(remote), args: ['--bare', '--filter=blob:none'] });
  const history = server.requests.reduce((sum, one) => sum + one.sent, 0);
  server.requests.length = 0;
  failing = true;
  const ran = await clone.run(['release', '--json']);
  const asked = server.requests.slice();
  expectReleased(ran, next.json.version);
  const after = await remote.refs();
  assert.equal(after['refs/heads/main']?.oid, after[`refs/tags/v${next.json.version}`]?.commit);
  assert.notEqual(after['refs/heads/main']?.oid, before['refs/heads/main']?.oid);
  return { asked, sent: asked.filter(({ service }) => service === 'git-upload-pack').reduce((sum, one) => sum + one.sent, 0), history, json: ran.json };
}

describe('from a shallow clone', { concurrency: 2 }, () => {
  scenario('the newest generations are enough: six requests, and little of the history', async (box) => {
    const { asked, sent, history } = await released(box, long());
    assert.equal(asked.length, 6, asked.map(({ method, path }) => `${method} ${path}`).join('\n'));
    assert.ok(4 * sent < history, `${sent} bytes of ${history}`);
  });

  scenario('what the manifests said when the tag was made comes all at once', async (box) => {
    const folders = ['a', 'b', 'c', 'd'];
    const members = (/** @type {string} */ text) => Object.fromEntries(folders.map((name) => [`packages/${name}/package.json`, JSON.stringify({ name, version: '1.2.3', description: text })]));
    const root = { 'package.json': JSON.stringify({ name: 'all', version: '1.2.3', workspaces: ['packages/*'] }) };
    const history = [...fixes(0, 80), release('1.2.3', { ...root, ...members('old') }), { say: 'fix: said better', files: members('new') }];
    const { asked, json } = await released(box, history);
    assert.equal(json.version, '1.2.4');
    assert.equal(asked.length, 8, asked.map(({ method, path }) => `${method} ${path}`).join('\n'));
  });

  scenario('a tag further back: the commits since it, and no trees of theirs', async (box) => {
    const { asked, json } = await released(box, far());
    assert.equal(json.bump, 'minor');
    assert.equal(asked.length, 8, asked.map(({ method, path }) => `${method} ${path}`).join('\n'));
  });

  scenario('a branch that forked before the newest tag and was merged after it', async (box) => {
    const history = [
      release('1.2.2'),
      { say: 'feat: forked long ago', files: { f: '1' }, on: 'side', from: ':1' },
      ...fixes(0, 100).map((one, at) => ({ ...one, on: 'main', ...(at === 0 ? { from: ':1' } : {}) })),
      { ...release('1.2.3'), on: 'main' },
      ...fixes(100, 2),
      { say: 'Merge branch side', files: { f: '1' }, on: 'main', merge: 'refs/heads/side' },
      ...fixes(102, 2),
    ];
    const { json } = await released(box, history);
    assert.equal(json.bump, 'minor', 'what was merged is new, whenever it was made');
  });

  scenario('a greater tag that the branch does not have', async (box) => {
    const history = [...long(), { say: 'feat!: elsewhere', files: { 'package.json': packageJson('2.0.0') }, on: 'next', from: ':1002', tag: 'v2.0.0' }];
    const { json } = await released(box, history);
    assert.equal(json.version, '1.2.4');
  });

  for (const [name, server] of /** @type {[string, Parameters<typeof released>[2]][]} */ ([
    ['leaves out nothing', { filter: false }],
    ['speaks the oldest protocol', { settings: [['protocol.version', '0']] }],
    ['speaks the oldest protocol and leaves out nothing', { filter: false, settings: [['protocol.version', '0']] }],
    ['fails to give the newest generations', { fails: 1 }],
  ])) {
    scenario(`a server that ${name}`, async (box) => {
      await released(box, long(), server);
    });
  }

  scenario('a server that leaves out nothing is asked for all at once where it is not enough', async (box) => {
    const { asked, json } = await released(box, far(), { filter: false });
    assert.equal(json.bump, 'minor');
    assert.equal(asked.length, 9, asked.map(({ method, path }) => `${method} ${path}`).join('\n'));
  });

  scenario('a server that fails to give the commits since a tag', async (box) => {
    const { json } = await released(box, far(), { fails: 2 });
    assert.equal(json.bump, 'minor');
  });
});
