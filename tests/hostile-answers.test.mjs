// A hosting that answers anything but what was asked for: that is no answer, and never "there is none". Nothing it says ends
// the program, takes its memory, or keeps it waiting for more than a minute.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';

import { askServer } from '../js/doctor/checkup.js';
import { hostedOf } from '../js/audit/hosted.js';
import { GitHub } from '../js/hosting/github.js';
import { askPulls, openPull } from '../js/hosting/pulls.js';
import { release, releaseOf } from '../js/hosting/releases.js';
import { applyToPull, listPulls } from '../js/iteration/pulls.js';
import { Limits } from '../js/run/limits.js';

/**
 * A run's world before a server that answers every request in this way.
 * @param {import('node:test').TestContext} t
 * @param {(path: string) => {status?: number, headers?: Record<string, string>, text?: string, hang?: boolean}} answer
 * @param {{kind?: 'github' | 'gitea', requestLimitMs?: number}} [more]
 */
async function before(t, answer, { kind = 'github', requestLimitMs } = {}) {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    requests += 1;
    const { status = 200, headers = {}, text = '', hang } = answer(request.url ?? '');
    if (!hang) response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  const api = { hosting: { kind, name: 'o/r', serverUrl: url }, url, graphqlUrl: null, token: 't0ken' };
  const limits = new Limits();
  const redact = (/** @type {string} */ text) => text;
  const client = new GitHub({ api, redact, limits, wait: async () => {}, ...(requestLimitMs === undefined ? {} : { requestLimitMs }) });
  const port = { has: async () => false, bringTag: async () => {}, tagMessage: async () => null };
  const world = /** @type {any} */ ({ client: Promise.resolve(client), repository: { api, redact, config: [['remote.origin.url', `${url}/o/r`]], remote: 'origin' }, port, limits });
  return { world, api, client, limits, url, asked: () => requests };
}

const odd = '{"toString":1,"valueOf":1}';
const pull = '"number":7,"state":"open","head":{"ref":"b","sha":"1"},"base":{"ref":"main"}';
const answers = [
  'null', '{}', '1', '""', '[null]', '[1]', '["x"]', '{"message":"ok"}',
  `[{"number":1.5}]`, `[{"number":-7}]`, `[{"number":1e308}]`, `[{"number":"1/../2"}]`, `[{"number":[1]}]`, `[{"number":${odd}}]`, '[{"state":"open"}]',
];

for (const text of answers) {
  test(`pull requests: \`${text}\` is no list of them`, async (t) => {
    const github = await before(t, () => ({ text }));
    const { pulls, pullsDenied } = await askPulls(github.world, github.api, ['b'], []);
    assert.deepEqual([pulls, pullsDenied?.status], [[], null]);
    const gitea = await before(t, () => ({ text }), { kind: 'gitea' });
    assert.equal((await askPulls(gitea.world, gitea.api, ['b'], [])).pullsDenied?.status, null);
    for (const { world } of [github, gitea]) assert.equal((await listPulls(world)).ok, false);
    // What was opened may be there: that is not known.
    const opened = { kind: 'openPull', head: 'b', base: 'main', title: 't', body: '', draft: false };
    for (const done of [await openPull(github.world, /** @type {any} */ (opened)), await applyToPull(github.world, /** @type {any} */ (opened))]) {
      assert.deepEqual([done.kind, 'status' in done && done.status], ['denied', null]);
    }
  });
}

test('a pull request whose fields are of any other kind is one with nothing in them', async (t) => {
  const fields = ['html_url', 'node_id', 'body', 'closed_at', 'merged_at', 'title', 'labels', 'assignees', 'requested_reviewers', 'requested_reviewers_teams', 'milestone'];
  const text = `[{${pull},${fields.map((name) => `"${name}":${odd}`).join()}}]`;
  for (const kind of /** @type {const} */ (['github', 'gitea'])) {
    // Of a Gitea it is asked for all that are open, page by page.
    const { world, api } = await before(t, (path) => ({ text: /[?&]page=|state=closed/.test(path) ? '[]' : text }), { kind });
    const { pulls } = await askPulls(world, api, ['b'], []);
    assert.deepEqual(pulls[0]?.pulls.map(({ number, url, body, closedAt }) => ({ number, url, body, closedAt })), [{ number: 7, url: '', body: '', closedAt: null }]);
    assert.equal((await listPulls(world)).ok, true);
  }
});

test('a pull request from a fork that is gone is a stranger’s, whatever its branch was called', async (t) => {
  const base = '"base":{"ref":"main","repo":{"full_name":"o/r"}}';
  const closed = (/** @type {string} */ head) => `[{"number":7,"state":"closed",${head},${base}}]`;
  for (const [kind, head] of /** @type {const} */ ([
    ['github', '"head":{"ref":"b","label":"mallory:b","sha":"1","repo":null}'],
    ['gitea', '"head":{"ref":"refs/pull/7/head","label":"b","sha":"1","repo_id":-1,"repo":null}'],
  ])) {
    const { world, api } = await before(t, (path) => ({ text: path.includes('state=open') ? '[]' : closed(head) }), { kind });
    assert.deepEqual((await askPulls(world, api, ['b'], [])).pulls, [{ head: 'b', pulls: [] }]);
  }
});

test('releases: what is no list of them leaves open whether there is one, and one without a number is not known', async (t) => {
  const refs = `${'1'.repeat(40)}\trefs/tags/v1.0.0\n`;
  for (const text of [...answers.slice(0, 8), ...['1.5', '-7', '1e308', '"1"', '[1]', odd].map((id) => `[{"tag_name":"v1.0.0","id":${id}}]`)]) {
    const { world, api } = await before(t, () => ({ text }));
    assert.equal((await releaseOf(world, api, { tag: 'v1.0.0', mark: 'm' }, refs)).state, 'unknown', text);
    const made = await release(world, /** @type {any} */ ({ tag: 'v1.0.0', commit: '1', name: '1', body: '', draft: false, prerelease: false, latest: null, notes: null, people: null }));
    assert.deepEqual([made.kind, 'status' in made && made.status], ['denied', null], text);
  }
});

test('`audit` and `doctor` take what they can use, and nothing else', async (t) => {
  for (const text of [...answers, `[{"id":${odd},"tag_name":${odd},"draft":true,"created_at":${odd},"html_url":${odd},"type":${odd},"target":"tag","enforcement":"active","number":${odd}}]`]) {
    const { world, limits, url } = await before(t, () => ({ text }));
    const { known } = await askServer(world, 'main', 'v1.2.3', 'b');
    for (const { tag } of known.drafts ?? []) assert.equal(tag, '');
    const hosted = await hostedOf(world.repository, /** @type {any} */ ({ serverUrl: url, apiUrl: url, token: 't0ken' }), limits, true, async () => new Map());
    for (const { number } of hosted?.pulls ?? []) assert.ok(Number.isSafeInteger(number) && number > 0);
  }
});

/** Patterns of a ruleset, and which tags they are of. @type {[string, string, boolean][]} */
const patterns = [
  ['~ALL', 'v1', true],
  ['refs/tags/v*', 'v1.2.3', true],
  ['refs/tags/v*', 'a/v1', false],
  ['refs/tags/*', 'a/v1', false],
  ['refs/tags/**', 'a/v1', true],
  ['refs/tags/**/*', 'v1', true],
  ['refs/tags/**/v?', 'a/b/v1', true],
  ['refs/tags/**/v?', 'av1', false],
  ['refs/tags/v1.2', 'v1x2', false],
  ['refs/tags/v?', 'v', false],
  [`refs/tags/${'**'.repeat(200)}x`, 'v'.repeat(200), false],
  [`refs/tags/${'**/'.repeat(200)}x`, 'v/'.repeat(100), false],
  [`refs/tags/${'*'.repeat(99)}x`, 'v'.repeat(200), false],
  ['*'.repeat(100_000), 'v1', false],
];
for (const [pattern, tag, binds] of patterns) {
  test(`the ruleset \`${pattern.slice(0, 30)}\` ${binds ? 'binds' : 'does not bind'} ${tag.slice(0, 10)}, which takes no time`, async (t) => {
    const one = { id: 5, target: 'tag', enforcement: 'active', conditions: { ref_name: { include: [pattern], exclude: [] } }, rules: [{ type: 'creation' }] };
    const { world } = await before(t, (path) => ({ text: JSON.stringify(path.includes('/rulesets/') ? one : path.includes('/rulesets') ? [one] : {}) }));
    const begin = performance.now();
    const { known } = await askServer(world, 'main', tag, 'b');
    assert.ok(performance.now() - begin < 5_000);
    assert.deepEqual(known.tagRules, binds ? [{ kind: 'creation', checks: [] }] : []);
  });
}

test('an answer of very many parts is none, however small it is', async (t) => {
  for (const text of [`${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}`, `[${'{},'.repeat(2_000_000)}1]`, `{"a":${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_001)}`]) {
    for (const status of [200, 422]) {
      const { client } = await before(t, () => ({ status, text }));
      const answer = await client.send('POST', '/x', {});
      assert.deepEqual(answer.ok ? answer : answer.denial, { status: null, text: 'the answer has more than 500000 parts', retryAfter: null });
    }
  }
  assert.ok(process.resourceUsage().maxRSS < 500_000, `${process.resourceUsage().maxRSS} KB`);
});

test('a token that is refused is said to be', async (t) => {
  const { client, asked } = await before(t, () => ({ status: 401, text: '{"message":"Bad credentials"}' }));
  const answer = await client.get('/x');
  assert.deepEqual([answer.ok ? answer : answer.denial, asked()], [{ status: 401, text: 'Bad credentials', retryAfter: null }, 1]);
});

test('a wait of any length is a number that a run can hand on', async (t) => {
  const { client } = await before(t, (path) => ({
    status: 429,
    text: '{}',
    headers: path === '/after' ? { 'retry-after': '9'.repeat(30) } : { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1e30' },
  }));
  for (const path of ['/after', '/reset']) {
    const answer = await client.get(path);
    assert.equal(answer.ok || answer.denial.retryAfter, 24 * 3600);
  }
});

test('errors whose texts are none say nothing', async (t) => {
  for (const text of [`{"message":${odd},"errors":[${odd},null,5,{"message":${odd}},{"field":${odd},"code":"x"}]}`, `{"errors":${odd}}`]) {
    const { client } = await before(t, () => ({ status: 422, text }));
    const answer = await client.send('POST', '/x', {});
    assert.equal(answer.ok || answer.denial.status, 422);
  }
});

test('a server that is silent is waited for less the next time, until it answers', async (t) => {
  let hang = true;
  const { client } = await before(t, () => ({ hang, text: '{}' }), { requestLimitMs: 9_000 });
  const took = async () => {
    const begin = performance.now();
    const answer = await client.send('POST', '/x', {});
    return [answer.ok || answer.denial.text, Math.round((performance.now() - begin) / 1000)];
  };
  assert.deepEqual(await took(), ['no answer within 9 seconds', 9]);
  assert.deepEqual(await took(), ['no answer within 8 seconds', 8]);
  hang = false;
  assert.deepEqual(await took(), [true, 0]);
  hang = true;
  assert.deepEqual(await took(), ['no answer within 9 seconds', 9]);
});
