// Few requests and polite ones: each number measured.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { client } from '../standin/client.mjs';
import { elsewhere } from './harness/elsewhere.mjs';
import { expectFailure, expectReleased } from './harness/expect.mjs';
import { HURRIED } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { HISTORY, story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story @typedef {import('../standin/server.mjs').Call} Call */

/** What a run may ask of the API at most. `finalised`: that of a merged pull request whose branch goes. */
const MOST = { direct: 0, released: 3, proposed: 4, finalised: 5 };

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
      // A tag that a person made owes no release, so nobody asks whether it has one.
      assert.deepEqual(ran.api, ['GRAPHQL query', 'POST releases']);
      await all.github.push('main', { z: '1' }, { say: 'fix: z' });
      const next = await all.release();
      expectReleased(next, '1.2.5');
      assert.deepEqual(next.api, ['GET releases', 'GRAPHQL query', 'POST releases']);
      assert.equal(next.api.length, MOST.released);
      assert.equal((await all.github.state()).releases.length, releases + 3);
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
      const all = await story(box, { protect: [] });
      // The tag before is one of ours, whose release might be missing.
      expectReleased(await all.release(), '1.2.4');
      await all.github.push('main', { z: '1' }, { say: 'fix: z' });
      await all.github.protect('main', kind);
      const ran = await all.release();
      assert.equal(ran.json.status, 'pull-request', ran.stderr);
      assert.deepEqual(ran.api, ['GET releases', 'GET pulls', 'POST pulls', 'GET pulls']);
      assert.equal(ran.api.length, MOST.proposed);
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
    assert.ok(ran.api.length <= MOST.finalised, ran.api.join('\n'));
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
    const ran = await all.release(['--label', 'a', '--auto-merge', '--api-url', `${other.origin}/api/v3`]);
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
    const ran = await all.release([], { node: HURRIED });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.equal(ran.api.filter((one) => one === 'POST pulls').length, 1);
  });
});
