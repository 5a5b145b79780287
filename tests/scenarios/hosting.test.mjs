// Few requests and polite ones, each number measured; servers of one's own, at other addresses; and a Gitea.

import assert from 'node:assert/strict';
import { createServer, request as ask } from 'node:http';
import { describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { client } from '../standin/client.mjs';
import { expectFailure, expectReleased } from './harness/expect.mjs';
import { IMPATIENT } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { HISTORY, story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story @typedef {import('../standin/server.mjs').Call} Call */

/** What a run may ask of the API at most. */
const MOST = { direct: 0, released: 2, proposed: 4 };

/**
 * Another address of the stand-in: what is asked there is passed on, and written down with its headers.
 * @param {import('./harness/sandbox.mjs').Sandbox} box @param {string} origin @param {string} [prefix] the path it lives under
 */
async function elsewhere(box, origin, prefix = '') {
  /** @type {{method: string, url: string, headers: import('node:http').IncomingHttpHeaders}[]} */
  const seen = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers });
    if (!url.startsWith(`${prefix}/`)) return void response.writeHead(404).end();
    const onward = ask(`${origin}${url.slice(prefix.length)}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((listening) => {
    server.listen(0, '127.0.0.1', () => listening(undefined));
  });
  box.closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}${prefix}`, seen };
}

describe('few requests', { concurrency: 2 }, () => {
  scenario('a direct release without one on the server: none at all', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await all.release(['--github-release', 'false']);
    expectReleased(ran, '1.2.4');
    assert.equal(ran.api.length, MOST.direct, ran.api.join('\n'));
    assert.deepEqual(ran.remote.slice(0, 2), ['ls-remote', 'push']);
  });

  scenario('a direct release without a token: none at all', async (box) => {
    const all = await story(box, { protect: [], github: { settings: { private: false } } });
    await all.clone.git('remote', 'set-url', 'origin', all.remote.dir);
    const ran = await all.release([], { env: { GITHUB_TOKEN: undefined } });
    expectReleased(ran, '1.2.4');
    assert.equal(ran.api.length, MOST.direct);
    assert.equal(ran.calls.length, 0);
  });

  for (const releases of [0, 5, 40]) {
    scenario(`a direct release with one on the server, beside ${releases} others`, async (box) => {
      // Tags older than the one that counts, each with its release.
      const older = Array.from({ length: releases }, (_, index) => ({ say: `fix: ${index}`, files: { y: String(index) }, tag: `v0.0.${index + 1}` }));
      const all = await story(box, { protect: [], history: [...older, ...HISTORY()] });
      const { rest } = client(all.github);
      for (const { tag } of older) assert.equal((await rest('POST', '/releases', { tag_name: tag })).status, 201);
      await rest('POST', '/releases', { tag_name: 'v1.2.3' });
      const ran = await all.release();
      expectReleased(ran, '1.2.4');
      assert.deepEqual(ran.api, ['GET releases', 'POST releases']);
      assert.ok(ran.api.length <= MOST.released);
      assert.equal((await all.github.state()).releases.length, releases + 2);
    });
  }

  scenario('the same, where the newest tag is a person\'s and has none', async (box) => {
    const older = Array.from({ length: 12 }, (_, index) => ({ say: `fix: ${index}`, files: { y: String(index) }, tag: `v0.0.${index + 1}` }));
    const all = await story(box, { protect: [], history: [...older, ...HISTORY()] });
    for (const { tag } of older) assert.equal((await client(all.github).rest('POST', '/releases', { tag_name: tag })).status, 201);
    const ran = await all.release();
    expectReleased(ran, '1.2.4');
    assert.ok(ran.api.length <= MOST.released, ran.api.join('\n'));
  });

  for (const kind of ['gh006', 'gh013-checks']) {
    scenario(`a pull request, once a push was refused (${kind})`, async (box) => {
      const all = await story(box, { protect: [kind] });
      const ran = await all.release();
      assert.equal(ran.json.status, 'pull-request', ran.stderr);
      assert.ok(ran.api.length <= MOST.proposed, ran.api.join('\n'));
      assert.equal(ran.calls.filter(({ kind: of, write }) => of !== 'git' && write).length, 1);
    });
  }

  scenario('a pull request by choice; and without a release on the server one less', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await all.release(['--mode', 'pull-request', '--github-release', 'false']);
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.ok(ran.api.length <= MOST.proposed - 1, ran.api.join('\n'));
  });

  scenario('finalising a merged pull request; and a run that finds nothing to do', async (box) => {
    const all = await story(box);
    await all.release();
    await all.github.merge(1, 'squash');
    const ran = await all.release();
    expectReleased(ran, '1.2.4');
    assert.ok(ran.api.length <= MOST.proposed, ran.api.join('\n'));
    const nothing = await all.release();
    assert.ok(nothing.api.length <= 1, nothing.api.join('\n'));
    const none = await all.release(['--github-release', 'false']);
    assert.deepEqual([none.api, none.remote], [[], ['ls-remote']]);
  });

  scenario('the post step of a run that came to its end asks nobody anything', async (box) => {
    const all = await story(box);
    const main = await all.action();
    assert.equal(main.outputs?.status, 'pull-request', main.stdout);
    const state = Object.fromEntries(Object.entries(main.state ?? {}).map(([name, value]) => [`STATE_${name}`, value]));
    const before = await all.remote.refs();
    const post = await all.action({}, { env: state });
    assert.deepEqual([post.code, post.calls, post.remote], [0, [], []], post.stdout);
    assert.deepEqual(await all.remote.refs(), before);
  });
});

describe('polite ones', { concurrency: 2 }, () => {
  scenario('one after the other: nothing is asked before the last answer came', async (box) => {
    const all = await story(box, { github: { settings: { allow_auto_merge: true } } });
    let active = 0;
    let most = 0;
    all.github.trouble = async () => {
      active += 1;
      most = Math.max(most, active);
      await sleep(60);
      active -= 1;
      return undefined;
    };
    const ran = await all.release(['--label', 'a', '--auto-merge']);
    expectReleased(ran, '1.2.4');
    const writes = ran.calls.filter(({ write }) => write).length;
    assert.ok(writes >= 7, `${writes} writes`);
    assert.equal(most, 1);
  });

  scenario('the version of the API is pinned, on every request, with a name of our own', async (box) => {
    const all = await story(box, { github: { settings: { allow_auto_merge: true } } });
    const other = await elsewhere(box, all.github.origin);
    const env = { GITHUB_API_URL: `${other.origin}/api/v3`, GITHUB_GRAPHQL_URL: `${other.origin}/api/graphql` };
    const ran = await all.release(['--label', 'a', '--auto-merge'], { env });
    expectReleased(ran, '1.2.4');
    assert.equal(other.seen.length, ran.api.length);
    assert.ok(other.seen.some(({ url }) => url === '/api/graphql'));
    for (const { headers, url, method } of other.seen) {
      assert.equal(headers['x-github-api-version'], '2022-11-28', `${method} ${url}`);
      assert.equal(headers.accept, 'application/vnd.github+json');
      assert.match(headers['user-agent'] ?? '', /^version-first\/\d+\.\d+\.\d+/);
    }
  });

  /** @type {{name: string, wait: number, at: (call: Call) => boolean, says: () => import('../standin/trouble.mjs').Trouble}[]} */
  const waits = [
    { name: 'a write, `retry-after: 2`', wait: 2, at: ({ method, path }) => method === 'POST' && path.endsWith('/pulls'), says: () => ({ status: 403, retryAfter: 2 }) },
    { name: 'a read, `retry-after: 1`', wait: 1, at: ({ method, path }) => method === 'GET' && path.endsWith('/pulls'), says: () => ({ status: 429, retryAfter: 1 }) },
    {
      name: 'the hour\'s limit, used up until two seconds from now',
      wait: 1,
      at: ({ method, path }) => method === 'POST' && path.endsWith('/pulls'),
      says: () => ({ status: 403, reset: Math.ceil(Date.now() / 1000) + 2 }),
    },
    { name: 'GraphQL, `retry-after: 1`', wait: 1, at: ({ kind }) => kind === 'graphql', says: () => ({ status: 403, retryAfter: 1 }) },
  ];
  for (const { name, wait, at, says } of waits) {
    scenario(`told to wait, it waits, and asks once more: ${name}`, async (box) => {
      const all = await story(box, { github: { settings: { allow_auto_merge: true } } });
      /** @type {number[]} */
      const times = [];
      /** @type {Call[]} */
      const meanwhile = [];
      all.github.trouble = (call) => {
        if (!at(call)) {
          if (times.length === 1) meanwhile.push(call);
          return undefined;
        }
        times.push(performance.now());
        return times.length === 1 ? says() : undefined;
      };
      const ran = await all.release(['--auto-merge']);
      expectReleased(ran, '1.2.4');
      const [first = 0, second = 0] = times;
      assert.ok(second - first >= wait * 1000, `asked again after ${Math.round(second - first)} ms`);
      assert.ok(second - first < wait * 1000 + 20_000, `asked again after ${Math.round(second - first)} ms`);
      assert.deepEqual(meanwhile, [], 'and nothing else meanwhile');
      assert.equal((await all.github.state()).pulls.length, 1);
    });
  }

  scenario('told to wait for longer than a run can: it says when to come back, and leaves nothing', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    all.github.trouble = ({ method, path }) => (method === 'POST' && path.endsWith('/pulls') ? { status: 403, retryAfter: 1800 } : undefined);
    const ran = await all.release();
    expectFailure(ran, 'rate-limited');
    assert.match(ran.json.nextSteps.join('\n'), /in 30 minutes/);
    assert.equal(ran.api.filter((one) => one === 'POST pulls').length, 1);
    assert.deepEqual(await all.remote.refs(), before);
  });

  scenario('a write that was lost is never sent twice', async (box) => {
    const all = await story(box);
    all.github.trouble = ({ kind, write }) => (kind === 'rest' && write ? 'lose' : undefined);
    const ran = await all.release([], { node: IMPATIENT });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.equal(ran.api.filter((one) => one === 'POST pulls').length, 1);
  });
});

describe('a server of one\'s own', { concurrency: 2 }, () => {
  scenario('without a word about its API: `/api/v3` and `/api/graphql` below its address, on its port', async (box) => {
    const all = await story(box, { github: { settings: { allow_auto_merge: true } } });
    const ran = await all.release(['--auto-merge'], { env: { GITHUB_API_URL: undefined, GITHUB_GRAPHQL_URL: undefined } });
    expectReleased(ran, '1.2.4');
    assert.ok(ran.calls.some(({ kind }) => kind === 'graphql'));
    assert.equal(ran.json.release.url, `${all.github.url}/releases/tag/v1.2.4`);
  });

  scenario('its API elsewhere, at another port and path', async (box) => {
    const all = await story(box);
    const other = await elsewhere(box, all.github.origin, '/inner');
    const env = { GITHUB_API_URL: `${other.origin}/api/v3/`, GITHUB_GRAPHQL_URL: undefined };
    const ran = await all.release([], { env });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.equal(other.seen.length, ran.api.length);
    assert.ok(other.seen.every(({ url }) => url.startsWith('/inner/api/v3/repos/o/r/')), other.seen.map(({ url }) => url).join('\n'));
  });

  for (const address of ['URL.git', 'URL/', 'upper case']) {
    scenario(`the remote's address, written otherwise: ${address}`, async (box) => {
      const all = await story(box);
      const url = address === 'upper case' ? all.github.url.replace('/o/r', '/O/R') : address.replace('URL', all.github.url);
      await all.clone.git('remote', 'set-url', 'origin', url);
      const ran = await all.release();
      assert.equal(ran.json.status, 'pull-request', ran.stderr);
    });
  }

  scenario('a remote that is not on that server gets neither token nor request', async (box) => {
    const all = await story(box, { protect: [] });
    const other = await elsewhere(box, all.github.origin);
    await all.github.setting('private', false);
    await all.clone.git('remote', 'set-url', 'origin', `${other.origin}/o/r`);
    const ran = await all.release();
    assert.equal(ran.code, 1);
    assert.deepEqual([ran.api, other.seen.filter(({ headers }) => headers.authorization !== undefined)], [[], []]);
  });
});

describe('a Gitea', { concurrency: 2 }, () => {
  scenario('proposed, merged, finalised, with a release; what it has not got is said and left out', async (box) => {
    const all = await story(box, { github: { gitea: true } });
    const ran = await all.release(['--auto-merge', '--label', 'release']);
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.match(ran.json.remarks.join('\n'), /auto-merge is not asked for/);
    assert.match(ran.json.remarks.join('\n'), /labels were not set/);
    const { title, body } = await all.pull(1);
    assert.equal(title, 'chore(release): 1.2.4');
    assert.doesNotMatch(body ?? '', /GitHub|Approve workflows/);
    assert.ok(!ran.calls.some(({ path, query }) => path.includes('graphql') || 'head' in query), 'it is not asked what it does not know');
    assert.deepEqual((await all.release()).json.pullRequest?.number, 1);
    const landed = await all.github.merge(1, 'rebase');
    const done = await all.release();
    expectReleased(done, '1.2.4');
    assert.equal(done.json.sha, landed);
    assert.deepEqual(await all.branches(), ['main']);
    const [release] = (await all.github.state()).releases;
    assert.deepEqual([release?.tag_name, release?.target_commitish, release?.draft], ['v1.2.4', landed, false]);
    const asked = done.calls.find(({ method, path }) => method === 'POST' && path.endsWith('/releases'))?.body;
    assert.ok(asked && !('make_latest' in asked) && !('generate_release_notes' in asked), JSON.stringify(asked));
    assert.equal((await all.release()).json.status, 'nothing-to-release');
  });

  for (const env of [{ GITHUB_API_URL: undefined }, { GITEA_ACTIONS: undefined }, { GITEA_ACTIONS: undefined, FORGEJO_ACTIONS: 'true', GITHUB_API_URL: undefined }]) {
    scenario(`known by what its runner says: ${JSON.stringify(env, (_, value) => value ?? null)}`, async (box) => {
      const all = await story(box, { protect: [], github: { gitea: true } });
      const ran = await all.release([], { env });
      expectReleased(ran, '1.2.4');
      assert.deepEqual(ran.api, ['GET releases', 'POST releases']);
    });
  }

  scenario('under a path of its host', async (box) => {
    const all = await story(box, { github: { gitea: true } });
    const other = await elsewhere(box, all.github.origin, '/git');
    await all.clone.git('remote', 'set-url', 'origin', `${other.origin}/o/r.git`);
    const ran = await all.release([], { env: { GITHUB_SERVER_URL: `${other.origin}/`, GITHUB_API_URL: undefined } });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.ok(other.seen.some(({ url, method }) => method === 'POST' && url === '/git/api/v1/repos/o/r/pulls'));
  });

  scenario('superseding, closing, declining: as on GitHub', async (box) => {
    const all = await story(box, { github: { gitea: true } });
    await all.release();
    await all.github.push('main', { other: '1' }, { say: 'feat: other' });
    const ran = await all.release();
    assert.deepEqual([ran.json.version, ran.json.pullRequest?.number], ['1.3.0', 2], ran.stderr);
    assert.equal((await all.pull(1)).state, 'closed');
    all.github.forward(1);
    await all.github.close(2);
    const declined = await all.release();
    assert.equal(declined.json.status, 'nothing-to-release', declined.stderr);
    assert.deepEqual(await all.branches(), ['main']);
  });

  scenario('a workflow cannot be started there: a failure that says what stands', async (box) => {
    const all = await story(box, { protect: [], github: { gitea: true } });
    const ran = await all.release(['--dispatch-workflow', 'publish.yml']);
    expectFailure(ran, 'not-supported');
    assert.deepEqual([ran.json.tag, await all.tags()], ['v1.2.4', ['v1.2.3', 'v1.2.4']]);
    assert.doesNotMatch(ran.json.nextSteps.join('\n'), /`gh /, 'that is GitHub\'s own program');
  });
});
