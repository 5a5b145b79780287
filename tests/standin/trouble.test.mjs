// Trouble at any call: what happened to the repository, and what the program saw of it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe } from 'node:test';

import { exec } from '../scenarios/harness/process.mjs';
import { scenario } from '../scenarios/harness/sandbox.mjs';
import { client, gitWith } from './client.mjs';
import { standIn } from './index.mjs';

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {import('./index.mjs').Options['trouble']} [trouble] @param {string} [name] */
async function world(box, trouble, name) {
  const remote = await box.remote([{ files: { VERSION: '1.0.0\n' }, tag: 'v1.0.0' }], name ? { name } : {});
  const github = await standIn(box, remote, { trouble });
  await github.push('topic', { VERSION: '1.0.1\n' });
  const clone = await github.clone();
  await clone.commit('chore: 1.0.1', { VERSION: '1.0.1\n' });
  const env = { ...box.env, LC_ALL: 'C', ...gitWith(github) };
  const push = () => exec('git', ['push', '--porcelain', 'origin', 'main'], { cwd: clone.dir, env });
  /** The same, to be killed: with all that git itself has started, which would hang on. */
  const start = () => {
    const child = spawn('git', ['push', '--quiet', 'origin', 'main'], { cwd: clone.dir, env, detached: true, stdio: 'ignore' });
    const kill = () => process.kill(-Number(child.pid), 'SIGKILL');
    return { kill, ended: new Promise((resolve) => { child.once('close', (_, signal) => resolve(signal)); }) };
  };
  const create = () => client(github).rest('POST', '/pulls', { title: 't', head: 'topic', base: 'main' });
  const landed = async () => (await remote.tip()) === (await clone.oid('HEAD'));
  const pulls = async () => (await github.state()).pulls.length;
  return { remote, github, push, start, create, landed, pulls };
}

describe('trouble', { concurrency: 2 }, () => {
  scenario('every call of every kind has its number', async (box) => {
    /** @type {[number, string, string, boolean][]} */
    const seen = [];
    const { github, push, create } = await world(box, (call, k) => void seen.push([k, call.kind, call.service || call.method, call.write]));
    await push();
    await create();
    await client(github).graphql('query { viewer { login } }');
    await client(github).graphql('mutation($i: DisablePullRequestAutoMergeInput!) { disablePullRequestAutoMerge(input: $i) { clientMutationId } }', { i: { pullRequestId: 'x' } });
    assert.deepEqual(seen, [
      [1, 'git', 'git-receive-pack', false],
      [2, 'git', 'git-receive-pack', true],
      [3, 'rest', 'POST', true],
      [4, 'graphql', 'POST', false],
      [5, 'graphql', 'POST', true],
    ]);
    assert.deepEqual(github.requests.map(({ k, status, login }) => [k, status, login]), seen.map(([k]) => [k, k === 3 ? 201 : 200, 'github-actions[bot]']));
    assert.equal(github.api().length, 3);
  });

  scenario('fail-before: nothing has happened, and curl does not try again by itself', async (box) => {
    for (const k of [1, 2]) {
      const { push, landed, github, create, pulls } = await world(box, (_, nth) => (nth === k ? 'fail-before' : undefined), `before-${k}.git`);
      const { code } = await push();
      assert.notEqual(code, 0);
      assert.deepEqual([await landed(), github.requests.length], [false, k]);
      github.trouble = () => 'fail-before';
      await assert.rejects(create);
      assert.equal(await pulls(), 0);
    }
  });

  scenario('lose: it has happened, and nobody says so', async (box) => {
    const { push, landed, github, create, pulls } = await world(box, ({ write }) => (write ? 'lose' : undefined));
    assert.notEqual((await push()).code, 0);
    assert.deepEqual([await landed(), github.requests.length], [true, 2]);
    await github.push('topic', { more: '1' });
    await assert.rejects(create);
    assert.equal(await pulls(), 1);
  });

  scenario('hang: no answer ever comes, and nothing happens', async (box) => {
    const { github, start, landed, create, pulls } = await world(box, ({ write }) => (write ? 'hang' : undefined));
    const push = start();
    const asked = create().then(() => 'answered', () => 'broken off');
    const silent = () => new Promise((resolve) => { setTimeout(resolve, 400, 'silent'); });
    assert.equal(await Promise.race([push.ended, asked, silent()]), 'silent');
    push.kill();
    assert.equal(await push.ended, 'SIGKILL');
    assert.deepEqual([await landed(), await pulls(), github.requests.map(({ status }) => status).filter(Boolean)], [false, 0, [200]]);
  });

  scenario('the server\'s own trouble, and limits with their headers', async (box) => {
    const { github, push, landed, create, pulls } = await world(box);
    for (const status of /** @type {const} */ ([500, 502, 503])) {
      github.trouble = () => ({ status });
      const { code, stderr } = await push();
      assert.equal(code, 128);
      assert.match(stderr, new RegExp(`The requested URL returned error: ${status}`));
      const answer = await create();
      assert.deepEqual([answer.status, answer.headers.get('content-type')], [status, status === 500 ? 'application/json; charset=utf-8' : 'text/html']);
    }
    for (const status of /** @type {const} */ ([403, 429])) {
      github.trouble = () => ({ status, retryAfter: 2 });
      const { status: got, headers, body } = await create();
      assert.deepEqual([got, headers.get('retry-after'), headers.get('x-ratelimit-remaining')], [status, '2', '4987']);
      assert.match(body.message, /^You have exceeded a secondary rate limit\. Please wait a few minutes before you try again\./);
      assert.match((await push()).stderr, new RegExp(`error: ${status}`));
    }
    github.trouble = () => ({ status: 403, reset: 1_900_000_000 });
    const { headers, body } = await create();
    assert.deepEqual([headers.get('retry-after'), headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-reset')], [null, '0', '1900000000']);
    assert.match(body.message, /^API rate limit exceeded/);
    assert.deepEqual([await landed(), await pulls()], [false, 0]);
  });

  scenario('a program can be killed before or after its call is carried out', async (box) => {
    const { github, start, landed } = await world(box);
    /** @type {ReturnType<typeof start>} */
    let program;
    github.trouble = ({ write }) => {
      if (!write) return undefined;
      program.kill();
      return 'fail-before';
    };
    program = start();
    assert.deepEqual([await program.ended, await landed()], ['SIGKILL', false]);
    github.trouble = ({ write }) => (write ? { after: () => program.kill() } : undefined);
    program = start();
    assert.deepEqual([await program.ended, await landed()], ['SIGKILL', true]);
  });
});
