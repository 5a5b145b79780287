// The stand-in as a process of its own, and as a Gitea.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe } from 'node:test';
import { fileURLToPath } from 'node:url';

import { exec } from '../scenarios/harness/process.mjs';
import { scenario } from '../scenarios/harness/sandbox.mjs';
import { client, gitWith } from './client.mjs';
import { standIn } from './index.mjs';

const MAIN = fileURLToPath(new URL('main.mjs', import.meta.url));
const history = [{ files: { VERSION: '1.0.0\n' }, tag: 'v1.0.0' }];

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {string[]} args */
async function started(box, args) {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...box.env, TMPDIR: box.tmp }, stdio: ['ignore', 'pipe', 'pipe'] });
  box.closers.push(() => child.kill('SIGKILL'));
  const complaints = /** @type {Buffer[]} */ ([]);
  child.stderr.on('data', (chunk) => complaints.push(chunk));
  const [line] = await once(child.stdout, 'data');
  const said = JSON.parse(String(line));
  /** @param {string} act @param {unknown[]} args */
  const people = async (act, ...args) => (await fetch(`${said.origin}/_control`, { method: 'POST', body: JSON.stringify({ do: act, args }) })).json();
  const end = async () => {
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    return [code, Buffer.concat(complaints).toString()];
  };
  return { github: /** @type {any} */ (said), people, end };
}

describe('the stand-in', { concurrency: 2 }, () => {
  scenario('as a process: people act by HTTP, state outlives it, violations are its exit code', async (box) => {
    const remote = await box.remote(history);
    const first = await started(box, ['--repo', remote.dir, '--name', 'acme/tool', '--token', 'a.b-c', '--protect', 'main=gh006,gh006-checks', '--set', 'allow_auto_merge=true']);
    assert.equal(first.github.env.GITHUB_REPOSITORY, 'acme/tool');
    await first.people('push', 'topic', { VERSION: '1.0.1\n' }, { say: 'chore: release 1.0.1' });
    const { rest } = client(first.github);
    assert.equal((await rest('POST', '/pulls', { title: 't', head: 'topic', base: 'main' })).status, 201);
    const clone = await box.clone(remote);
    await clone.commit('x', { VERSION: '2\n' });
    const pushed = await exec('git', ['push', '--porcelain', first.github.url, 'HEAD:main'], { cwd: clone.dir, env: { ...box.env, ...gitWith(first.github) } });
    assert.match(pushed.stdout, /protected branch hook declined/);
    const { result } = await first.people('merge', 1, 'squash');
    assert.equal(result, await remote.tip());
    assert.match((await first.people('merge', 1)).error, /not mergeable/);
    assert.match((await first.people('fly')).error, /no act `fly`/);
    assert.equal((await first.people('state')).result.pulls[0].merged, true);
    assert.deepEqual(await first.end(), [0, '']);
    const second = await started(box, ['--repo', remote.dir]);
    assert.equal((await second.people('state')).result.pulls[0].merge_commit_sha, result);
    await client(second.github, { headers: { 'x-github-api-version': undefined } }).rest('GET', '');
    assert.equal((await second.people('violations')).result.length, 1);
    const [code, complaint] = await second.end();
    assert.equal(code, 1);
    assert.match(complaint, /the contract was violated:\n.*x-github-api-version/);
  });

  scenario('as a Gitea: another prefix, no GraphQL, no filter by head, a merge that is a POST', async (box) => {
    const remote = await box.remote(history);
    const github = await standIn(box, remote, { gitea: true });
    const { GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_GRAPHQL_URL, GITEA_ACTIONS } = github.env;
    assert.deepEqual([GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_GRAPHQL_URL, GITEA_ACTIONS], [`${github.origin}/api/v1`, `${github.origin}/`, '', 'true']);
    for (const name of ['a', 'b']) await github.push(name, { [name]: '1' });
    const { rest, send } = client(github, { headers: { 'x-github-api-version': undefined } });
    for (const head of ['a', 'b']) assert.equal((await rest('POST', '/pulls', { title: head, head, base: 'main' })).status, 201);
    assert.equal((await rest('POST', '/pulls', { title: 'a', head: 'a', base: 'main' })).status, 409);
    assert.equal((await rest('GET', '/pulls?head=o:a')).body.length, 2);
    assert.equal((await rest('GET', '/pulls?limit=1')).body.length, 1);
    assert.equal((await rest('GET', '/rules/branches/main')).status, 404);
    assert.equal((await send('POST', `${github.origin}/api/graphql`, { query: '{ viewer { login } }' })).status, 404);
    assert.equal((await rest('PUT', '/pulls/1/merge', { merge_method: 'squash' })).status, 404);
    assert.equal((await rest('POST', '/pulls/1/merge', { Do: 'squash' })).status, 200);
    assert.equal((await rest('GET', '/pulls/1')).body.merge_commit_sha, await remote.tip());
    assert.equal((await rest('POST', '/releases', { tag_name: 'v1.0.0' })).status, 201);
    assert.equal((await rest('POST', '/releases', { tag_name: 'v1.0.0' })).status, 409);
  });

  scenario('two turns at once: neither sees the other half done', async (box) => {
    const github = await standIn(box, await box.remote(history));
    await github.push('topic', { VERSION: '1.0.1\n' });
    const { rest } = client(github);
    const ask = () => rest('POST', '/pulls', { title: 't', head: 'topic', base: 'main' });
    const statuses = (await Promise.all([ask(), ask(), ask(), ask()])).map(({ status }) => status).sort();
    assert.deepEqual(statuses, [201, 422, 422, 422]);
  });
});
