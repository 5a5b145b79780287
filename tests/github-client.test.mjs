// The API client against real servers on this machine: what it sends, to whom, how often, and how long it waits.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { GitHub } from '../js/hosting/github.js';
import { Limits } from '../js/run/limits.js';
import { root, run } from '../scripts/lib.mjs';

/** As long as those of installations, and as odd. */
const token = `ghs_123_${'eyJhbGciOi.J-_'.repeat(60)}`.slice(0, 520);
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;

/** @typedef {{status?: number, headers?: Record<string, string>, body?: unknown, does?: 'destroy' | 'hang' | 'break'}} Canned */
/** @typedef {{method: string, url: string, headers: import('node:http').IncomingHttpHeaders, body: string}} Seen */

/**
 * A server that gives these answers in turn, the last one for ever.
 * @param {import('node:test').TestContext} t @param {Canned[]} answers
 */
async function serve(t, ...answers) {
  /** @type {Seen[]} */
  const seen = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    const { status = 200, headers = {}, body = {}, does } = answers[Math.min(seen.length, answers.length) - 1] ?? {};
    if (does === 'hang') return;
    if (does === 'destroy') return void response.destroy();
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    if (does === 'break') {
      response.writeHead(status, { 'content-length': String(text.length + 9) }).write(text);
      setTimeout(() => response.destroy(), 20);
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(status === 204 ? undefined : text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { seen, url: `http://127.0.0.1:${port}`, port };
}

/**
 * @param {string} url @param {{limits?: Limits, requestLimitMs?: number, graphqlUrl?: string | null}} [options]
 */
function client(url, { limits = new Limits(), requestLimitMs = 5_000, graphqlUrl = `${url}/graphql` } = {}) {
  /** @type {number[]} */
  const waits = [];
  const hosting = { kind: /** @type {const} */ ('github'), name: 'o/r', serverUrl: url };
  const wait = async (/** @type {number} */ ms) => void waits.push(ms);
  const github = new GitHub({
    api: { hosting, url, graphqlUrl, token },
    redact: (text) => text.replaceAll('hunter2', '***'),
    limits,
    wait,
    requestLimitMs,
  });
  return { github, waits };
}

/** @param {import('../js/hosting/github.js').Answer} answer */
function denial(answer) {
  assert.equal(answer.ok, false, JSON.stringify(answer));
  return answer.ok ? assert.fail() : answer.denial;
}

test('a request carries the pinned version, our name, and the whole token, in its header alone', async (t) => {
  const server = await serve(t, { body: [{ number: 1 }] });
  const { github } = client(`${server.url}/api/v3`);
  assert.deepEqual(await github.get('/repos/o/r/pulls', { head: 'o:chore/version-bump-1.2.3', state: 'all' }), { ok: true, data: [{ number: 1 }] });
  const [{ method, url, headers, body } = assert.fail()] = server.seen;
  assert.equal(`${method} ${url}`, 'GET /api/v3/repos/o/r/pulls?head=o%3Achore%2Fversion-bump-1.2.3&state=all');
  assert.equal(headers['x-github-api-version'], '2022-11-28');
  assert.equal(headers['user-agent'], `version-first/${version}`);
  assert.equal(headers.accept, 'application/vnd.github+json');
  assert.equal(headers.authorization, `Bearer ${token}`);
  assert.ok(!url.includes(token) && !body.includes(token));
});

test('what a server sends back of the token is nowhere in its answer, however it is spelled', async (t) => {
  const words = Buffer.from(`x-access-token:${token}`).toString('base64');
  const spelled = `\\u${token.charCodeAt(0).toString(16).padStart(4, '0')}${token.slice(1)}`;
  const server = await serve(
    t,
    { body: { html_url: `https://h.example/${token}`, deep: [{ said: `a ${words} b` }], escaped: '' } },
    { body: `{"message": "${spelled}"}` },
    { status: 422, body: `{"message": "${spelled}, ${words}"}` },
    { status: 502, body: `<p>${token}` },
  );
  const { github } = client(server.url);
  const answers = [await github.get('/1'), await github.get('/2'), await github.send('POST', '/3', {}), await github.send('POST', '/4', {})];
  assert.deepEqual(answers[0], { ok: true, data: { html_url: 'https://h.example/***', deep: [{ said: 'a *** b' }], escaped: '' } });
  assert.deepEqual(answers[1], { ok: true, data: { message: '***' } });
  assert.deepEqual(denial(answers[2] ?? assert.fail()).text, '***, ***');
  for (const answer of answers) assert.ok(!JSON.stringify(answer).includes(token.slice(4)));
});

test('however much a server says, the beginning of it is kept, at once', async (t) => {
  const server = await serve(t, { status: 422, body: '<'.repeat(3_000_000) }, { status: 422, body: { message: 'x'.repeat(3_000_000) } });
  const { github } = client(server.url);
  const begin = performance.now();
  for (const path of ['/1', '/2']) assert.ok(denial(await github.send('POST', path, {})).text.length < 5_000);
  assert.ok(performance.now() - begin < 20_000);
});

test('a write sends its body as JSON; an answer without a body is one', async (t) => {
  const server = await serve(t, { status: 204 });
  const { github } = client(server.url);
  assert.deepEqual(await github.send('POST', '/x', { title: 'ä ✓' }), { ok: true, data: null });
  assert.equal(server.seen[0]?.headers['content-type'], 'application/json');
  assert.deepEqual(JSON.parse(server.seen[0]?.body ?? ''), { title: 'ä ✓' });
});

/** What a server says, and what of it is handed on. @type {[string, Canned, import('../js/types.js').Denial][]} */
const denials = [
  ['a message', { status: 404, body: { message: 'Not Found', status: '404' } }, { status: 404, text: 'Not Found', retryAfter: null }],
  [
    'errors with messages',
    { status: 422, body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', code: 'custom', message: 'A pull request already exists for o:b.' }] } },
    { status: 422, text: 'Validation Failed; A pull request already exists for o:b.', retryAfter: null },
  ],
  [
    'errors with codes',
    { status: 422, body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', field: 'base', code: 'invalid' }, { code: 'missing' }] } },
    { status: 422, text: 'Validation Failed; base invalid; missing', retryAfter: null },
  ],
  ['errors as one text', { status: 422, body: { message: 'No', errors: 'too long' } }, { status: 422, text: 'No; too long', retryAfter: null }],
  ['a permission', { status: 403, body: { message: 'Resource not accessible by integration' } }, { status: 403, text: 'Resource not accessible by integration', retryAfter: null }],
  ['a page of a proxy', { status: 407, body: '<html><h1>Who are\n you?</h1></html>' }, { status: 407, text: 'Who are you?', retryAfter: null }],
  ['nothing', { status: 409, body: '' }, { status: 409, text: 'status 409', retryAfter: null }],
  ['a secret', { status: 400, body: { message: `no ${token}, no hunter2` } }, { status: 400, text: 'no ***, no ***', retryAfter: null }],
];
for (const [what, canned, expected] of denials) {
  test(`denied with ${what}`, async (t) => {
    const server = await serve(t, canned);
    const { github, waits } = client(server.url);
    assert.deepEqual(denial(await github.get('/x')), expected);
    assert.equal(server.seen.length, 1);
    assert.deepEqual(waits, []);
  });
}

const soon = () => String(Math.floor(Date.now() / 1000) + 7);
const late = () => String(Math.floor(Date.now() / 1000) + 3000);

/**
 * A request that was not carried out is repeated as asked, whatever it is.
 * @type {[string, () => Canned, number | null][]} seconds waited before each repeat; null: too long to wait
 */
const limited = [
  ['retry-after', () => ({ status: 403, headers: { 'retry-after': '3' } }), 3],
  ['retry-after on 429', () => ({ status: 429, headers: { 'retry-after': '0' } }), 0],
  ['a reset soon', () => ({ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon() } }), 7],
  ['a reset in an hour', () => ({ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': late() } }), null],
  ['retry-after of two minutes', () => ({ status: 429, headers: { 'retry-after': '120' } }), null],
];
for (const [what, canned, seconds] of limited) {
  for (const method of /** @type {const} */ (['GET', 'POST'])) {
    test(`rate limited by ${what}: ${method}`, async (t) => {
      const server = await serve(t, canned(), { status: 201, body: { number: 3 } });
      const { github, waits } = client(server.url);
      const answer = await (method === 'GET' ? github.get('/x') : github.send('POST', '/x', {}));
      if (seconds === null) {
        assert.equal(server.seen.length, 1);
        assert.ok((denial(answer).retryAfter ?? 0) > 60, JSON.stringify(answer));
        assert.deepEqual(waits, []);
      } else {
        assert.deepEqual(answer, { ok: true, data: { number: 3 } });
        assert.equal(server.seen.length, 2);
        assert.ok(Math.abs((waits[0] ?? NaN) - seconds * 1000) <= 1000, String(waits));
      }
    });
  }
}

test('a limit without a number is waited for a minute, once', async (t) => {
  const server = await serve(t, { status: 403, body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' } });
  const { github, waits } = client(server.url);
  assert.equal(denial(await github.send('POST', '/x', {})).retryAfter, 60);
  assert.deepEqual(waits, [60_000]);
  assert.equal(server.seen.length, 2);
});

test('a server that keeps saying "later" is asked three times, and no more than a minute is waited in all', async (t) => {
  const server = await serve(t, { status: 429, headers: { 'retry-after': '5' } });
  const { github, waits } = client(server.url);
  assert.equal(denial(await github.send('POST', '/x', {})).retryAfter, 5);
  assert.deepEqual(waits, [5000, 5000]);
  assert.equal(server.seen.length, 3);
  const slow = await serve(t, { status: 429, headers: { 'retry-after': '40' } });
  const other = client(slow.url);
  assert.equal(denial(await other.github.get('/x')).retryAfter, 40);
  assert.deepEqual(other.waits, [40_000]);
});

test('no wait is longer than what the run has left', async (t) => {
  const server = await serve(t, { status: 429, headers: { 'retry-after': '30' } });
  const { github, waits } = client(server.url, { limits: new Limits({ timeoutMs: 20_000 }) });
  assert.equal(denial(await github.get('/x')).retryAfter, 30);
  assert.deepEqual(waits, []);
});

/** What leaves open whether a request was carried out. @type {[string, Canned, number | null, RegExp][]} */
const broken = [
  ['502', { status: 502, body: '<h1>Unicorn!</h1>' }, 502, /Unicorn!/],
  ['no answer, the connection closed', { does: 'destroy' }, null, /socket hang up|ECONNRESET/],
  ['half an answer', { does: 'break', body: '{"number": 1' }, null, /aborted/],
  ['no answer at all', { does: 'hang' }, null, /no answer within 0\.3 seconds/],
];
for (const [what, canned, status, text] of broken) {
  test(`${what}: a write is sent once, a read three times`, async (t) => {
    const server = await serve(t, canned);
    const { github, waits } = client(server.url, { requestLimitMs: 300 });
    const write = denial(await github.send('POST', '/x', {}));
    assert.deepEqual([write.status, write.retryAfter, server.seen.length], [status, null, 1]);
    assert.match(write.text, text);
    assert.equal(denial(await github.get('/x')).status, status);
    assert.equal(server.seen.length, 4);
    assert.deepEqual(waits, [1000, 3000]);
  });
}

test('a read that works the second time is no matter', async (t) => {
  const server = await serve(t, { does: 'destroy' }, { body: [] });
  assert.deepEqual(await client(server.url).github.get('/x'), { ok: true, data: [] });
});

test('a success that is no JSON leaves open what came of it', async (t) => {
  const server = await serve(t, { status: 200, body: '<html>sign in</html>' });
  assert.deepEqual(denial(await client(server.url).github.send('POST', '/x', {})), { status: null, text: 'the answer was no JSON', retryAfter: null });
});

test('nobody there: no answer came', async (t) => {
  const server = await serve(t, {});
  const { github } = client('http://127.0.0.1:1');
  const { status, text } = denial(await github.send('POST', '/x', {}));
  assert.equal(status, null);
  assert.match(text, /ECONNREFUSED/);
  assert.equal(server.seen.length, 0);
});

test('a redirect on the same server is followed, for a write only where it stays the same write', async (t) => {
  const server = await serve(t, { status: 301, headers: { location: '/repositories/7/pulls' } }, { body: [1] });
  assert.deepEqual(await client(server.url).github.get('/repos/o/old/pulls'), { ok: true, data: [1] });
  assert.deepEqual(server.seen.map(({ url }) => url), ['/repos/o/old/pulls', '/repositories/7/pulls']);
  assert.equal(server.seen[1]?.headers.authorization, `Bearer ${token}`);
  const same = await serve(t, { status: 307, headers: { location: '/repositories/7/pulls' } }, { status: 201, body: { number: 1 } });
  assert.deepEqual(await client(same.url).github.send('POST', '/x', { a: 1 }), { ok: true, data: { number: 1 } });
  assert.deepEqual(same.seen.map(({ method, body }) => [method, body]), [['POST', '{"a":1}'], ['POST', '{"a":1}']]);
  const other = await serve(t, { status: 302, headers: { location: '/elsewhere' } });
  assert.equal(denial(await client(other.url).github.send('POST', '/x', {})).status, 302);
  assert.equal(other.seen.length, 1);
});

test('another server gets neither the token nor the request, on another port neither', async (t) => {
  const stranger = await serve(t, { body: ['stolen'] });
  const server = await serve(t, { status: 302, headers: { location: `${stranger.url}/x` } });
  const { status, text } = denial(await client(server.url).github.get('/x'));
  assert.equal(status, 302);
  assert.match(text, /redirected to another server/);
  assert.equal(stranger.seen.length, 0);
});

test('a server that redirects for ever is left', async (t) => {
  const server = await serve(t, { status: 301, headers: { location: '/again' } });
  assert.equal(denial(await client(server.url).github.get('/x')).status, 301);
  assert.equal(server.seen.length, 4);
});

test('GraphQL: an error is a denial with the words of the server; without GraphQL nothing is sent', async (t) => {
  const server = await serve(
    t,
    { body: { data: { enablePullRequestAutoMerge: null }, errors: [{ type: 'UNPROCESSABLE', message: 'Pull request Pull request is in clean status' }] } },
    { body: { data: { enablePullRequestAutoMerge: { clientMutationId: null } } } },
  );
  const { github } = client(server.url);
  assert.deepEqual(denial(await github.graphql('mutation { x }', { a: 1 })), { status: 200, text: 'Pull request Pull request is in clean status', retryAfter: null });
  assert.equal((await github.graphql('mutation { x }', {})).ok, true);
  assert.equal(server.seen[0]?.url, '/graphql');
  assert.deepEqual(JSON.parse(server.seen[0]?.body ?? ''), { query: 'mutation { x }', variables: { a: 1 } });
  const without = client(server.url, { graphqlUrl: null });
  assert.deepEqual(denial(await without.github.graphql('mutation { x }', {})), { status: 404, text: 'this server has no GraphQL API', retryAfter: null });
  assert.equal(server.seen.length, 2);
});

test('GraphQL: a rate limit in a good answer is waited for', async (t) => {
  const server = await serve(t, { headers: { 'retry-after': '2' }, body: { errors: [{ type: 'RATE_LIMITED', message: 'later' }] } }, { body: { data: {} } });
  const { github, waits } = client(server.url);
  assert.equal((await github.graphql('mutation { x }', {})).ok, true);
  assert.deepEqual(waits, [2000]);
});

test('a few writes follow each other at once, many keep a second apart', async (t) => {
  const server = await serve(t, { body: {} });
  const { github, waits } = client(server.url);
  for (let count = 0; count < 4; count += 1) await github.send('POST', '/x', {});
  assert.deepEqual(waits, []);
  await github.send('POST', '/x', {});
  assert.equal(waits.length, 1);
  assert.ok((waits[0] ?? 0) > 500 && (waits[0] ?? 0) <= 1000, String(waits));
});

test('an interrupted run does not wait for an answer', async (t) => {
  const server = await serve(t, { does: 'hang' });
  const limits = new Limits();
  limits.begin(true);
  const { github } = client(server.url, { limits, requestLimitMs: 60_000 });
  const began = performance.now();
  setTimeout(() => limits.interrupt(), 50);
  const { status, text } = denial(await github.send('POST', '/x', {}));
  assert.equal(status, null);
  assert.match(text, /stopped/);
  assert.ok(performance.now() - began < 20_000);
  limits.end();
});

/** What a proxy may do with a connection that never comes to anything. @type {[string, string][]} */
const proxies = [
  ['that says nothing', ''],
  ['behind which nobody speaks', 'HTTP/1.1 200 OK\r\n\r\n'],
];
for (const [what, said] of proxies) {
  test(`it goes through the proxy that the environment names, here one ${what}, and comes to its end`, async (t) => {
    /** @type {string[]} */
    const asked = [];
    const proxy = createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => {
        asked.push(data.toString());
        if (asked.length === 1) socket.write(said);
      });
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    t.after(() => proxy.close());
    const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
    const program = `
      import { GitHub } from ${JSON.stringify(join(root, 'js', 'hosting', 'github.js'))};
      const api = { hosting: {}, url: 'https://api.example.org', graphqlUrl: null, token: 'abcd' };
      const github = new GitHub({ api, redact: (text) => text, limits: { signal: new AbortController().signal, left: () => 1e6 }, requestLimitMs: 300 });
      console.log(JSON.stringify(await github.send('POST', '/x', {})));
    `;
    const env = { ...process.env, https_proxy: `http://user:secret@127.0.0.1:${port}`, no_proxy: '' };
    const child = run(process.execPath, ['--input-type=module', '-e', program], { env });
    const { output } = await Promise.race([child, sleep(15_000, undefined, { ref: false }).then(() => assert.fail('the process does not end'))]);
    assert.match(output, /"status":null,"text":"no answer within 0\.3 seconds"/);
    assert.match(asked[0] ?? '', /^CONNECT api\.example\.org:443 /);
    assert.match(asked[0] ?? '', /Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=/i);
  });
}
