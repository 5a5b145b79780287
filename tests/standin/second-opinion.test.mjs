// A GitHub imitated by somebody else (npm's `emulate`), asked the same things in the same order. Where it is known to be
// wrong it is not asked: a second pull request for one head, a head that is missing, a guarded merge, the size of a
// change, where a comment and a draft are shown, a draft by its tag, `make_latest`, rules, GraphQL.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';

import { createEmulator } from 'emulate';

import { scenario } from '../scenarios/harness/sandbox.mjs';
import { client } from './client.mjs';
import { standIn } from './index.mjs';

/** A common life of a release. @type {[string, string, object?][]} */
const story = [
  ['GET', ''],
  ['GET', '/pulls'],
  ['POST', '/pulls', { title: 'chore: release 1.0.1', head: 'topic', base: 'main', body: 'why' }],
  ['GET', '/pulls?state=open&base=main&head=o:topic'],
  ['GET', '/pulls?state=open&base=elsewhere'],
  ['GET', '/pulls/1'],
  ['GET', '/pulls/2'],
  ['POST', '/issues/1/labels', { labels: ['release'] }],
  ['POST', '/issues/1/comments', { body: 'a word' }],
  ['GET', '/issues/1/comments'],
  ['PATCH', '/pulls/1', { state: 'closed' }],
  ['PATCH', '/pulls/1', { state: 'open', title: 'chore: release 1.0.1' }],
  ['PUT', '/pulls/1/merge', { merge_method: 'squash' }],
  ['GET', '/pulls/1'],
  ['GET', '/pulls?state=closed'],
  ['GET', '/releases/latest'],
  ['GET', '/releases/tags/v1.0.1'],
  ['POST', '/releases', { tag_name: 'v1.0.1', name: '1.0.1', body: 'notes' }],
  ['GET', '/releases/tags/v1.0.1'],
  ['GET', '/releases/latest'],
  ['POST', '/releases', { tag_name: 'v2.0.0', draft: true }],
  ['GET', '/releases/latest'],
];

/** What must be the same wherever both say it, at any depth. */
const SAID = new Set(['number', 'state', 'title', 'body', 'draft', 'merged', 'locked', 'tag_name', 'name', 'prerelease', 'target_commitish', 'default_branch', 'full_name', 'private',
  'ref', 'label', 'login', 'merge_method', 'auto_merge', 'milestone', 'assignee', 'fork', 'archived']);
/** Null in one and not in the other would be a difference. */
const SET_OR_NOT = new Set(['closed_at', 'merged_at', 'published_at', 'merged_by', 'created_at', 'updated_at']);

/**
 * What both say, and where they differ.
 * @param {any} ours @param {any} theirs @param {string} at
 * @returns {string[]}
 */
function differences(ours, theirs, at) {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    if (ours.length !== theirs.length) return [`${at}: ${ours.length} entries, not ${theirs.length}`];
    return ours.flatMap((one, index) => differences(one, theirs[index], `${at}[${index}]`));
  }
  const inside = (/** @type {any} */ value) => value !== null && typeof value === 'object';
  if (inside(ours) && inside(theirs)) {
    return Object.keys(theirs).filter((key) => key in ours).flatMap((key) => {
      if (SET_OR_NOT.has(key)) return (ours[key] === null) === (theirs[key] === null) ? [] : [`${at}.${key}: ${ours[key]}, not ${theirs[key]}`];
      return SAID.has(key) || inside(theirs[key]) ? differences(ours[key], theirs[key], `${at}.${key}`) : [];
    });
  }
  return ours === theirs ? [] : [`${at}: ${JSON.stringify(ours)}, not ${JSON.stringify(theirs)}`];
}

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close(() => resolve(port));
  });
});

scenario('a pull request and a release from beginning to end: both answer alike', async (box) => {
  const remote = await box.remote([{ files: { 'README.md': '# r\n' } }]);
  const github = await standIn(box, remote, { tokens: { tok: { login: 'o' } }, settings: { private: false } });
  await github.push('topic', { VERSION: '1.0.1\n' }, { say: 'chore: release 1.0.1' });
  const seed = { tokens: { tok: { login: 'o', scopes: ['repo'] } }, github: { users: [{ login: 'o' }], repos: [{ owner: 'o', name: 'r', auto_init: true }] } };
  const other = await createEmulator({ service: 'github', port: await freePort(), seed });
  box.closers.push(() => other.close());
  const { send, rest } = client(github);
  const there = (/** @type {string} */ method, /** @type {string} */ path, /** @type {object | undefined} */ body) => send(method, `${other.url}/repos/o/r${path}`, body);
  const { body: tip } = await there('GET', '/git/ref/heads/main', undefined);
  await there('POST', '/git/refs', { ref: 'refs/heads/topic', sha: tip.object.sha });
  await there('PUT', '/contents/VERSION', { message: 'chore: release 1.0.1', content: 'MS4wLjEK', branch: 'topic' });
  const found = [];
  for (const [method, path, body] of story) {
    const [ours, theirs] = [await rest(method, path, body), await there(method, path, body)];
    const name = `${method} ${path || '/'}`;
    if (ours.status !== theirs.status) found.push(`${name}: ${ours.status}, not ${theirs.status}`);
    else found.push(...differences(ours.body, theirs.body, name));
  }
  assert.deepEqual(found, []);
  assert.match(differences({ a: [{ state: 'open' }] }, { a: [{ state: 'closed' }] }, 'x').join(), /x\.a\[0\]\.state: "open", not "closed"/, 'a difference would be seen');
});
