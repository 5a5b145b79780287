// Pushes to the stand-in: who may, which ref may not, and in which words.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { exec } from '../scenarios/harness/process.mjs';
import { scenario } from '../scenarios/harness/sandbox.mjs';
import { client, gitWith } from './client.mjs';
import { TOKEN, standIn } from './index.mjs';
import { KINDS } from './rules.mjs';

const history = [{ files: { VERSION: '1.0.0\n' }, tag: 'v1.0.0' }];
const MAIN = 'refs/heads/main';

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {import('./index.mjs').Options} [options] */
async function world(box, options) {
  const remote = await box.remote(history);
  const github = await standIn(box, remote, options);
  const clone = await github.clone();
  await clone.commit('chore: 1.0.1', { VERSION: '1.0.1\n' });
  await clone.git('tag', 'v1.0.1');
  /** @param {string[]} args @param {string} [token] */
  const push = (args, token) => exec('git', ['push', '--porcelain', ...args], { cwd: clone.dir, env: { ...box.env, LC_ALL: 'C', ...gitWith(github, token) } });
  return { remote, github, clone, push };
}

describe('git', { concurrency: 2 }, () => {
  scenario('a token of 520 characters fetches and pushes, several refs at once', async (box) => {
    assert.equal(TOKEN.length, 520);
    const { remote, clone, github, push } = await world(box);
    assert.equal((await push(['--atomic', 'origin', MAIN, 'v1.0.1'])).code, 0);
    const { refs } = await github.state();
    assert.deepEqual([refs[MAIN], refs['refs/tags/v1.0.1']], [await clone.oid('HEAD'), await clone.oid('HEAD')]);
    const fetched = await exec('git', ['ls-remote', `${github.url}.git`], { env: { ...box.env, ...gitWith(github) } });
    assert.match(fetched.stdout, new RegExp(`${await remote.tip()}\trefs/heads/main`));
    assert.deepEqual(github.requests.filter(({ write }) => write).map(({ kind, service }) => [kind, service]), [['git', 'git-receive-pack']]);
  });

  for (const [kind, { code, says, on }] of Object.entries(KINDS)) {
    scenario(`${kind}: the ref is refused, its sibling is not, and a bypassing token passes`, async (box) => {
      const { remote, github, clone, push } = await world(box, { tokens: { plain: {}, boss: { login: 'release-app[bot]', bypass: true } } });
      const [change = ''] = on.includes('update') ? ['update'] : on;
      const [ref, sibling] = change === 'update' ? [MAIN, 'refs/tags/v1.0.1'] : change === 'create' ? ['refs/tags/v1.0.1', MAIN] : ['refs/heads/old', MAIN];
      if (change === 'delete') await github.branch('old', 'main');
      await github.protect(ref, kind);
      const before = await remote.refs();
      const refspecs = [change === 'delete' ? `:${ref}` : ref, sibling];
      const reason = { GH006: 'protected branch hook declined', GH013: 'push declined due to repository rule violations', reason: says }[code];

      const refused = await push(['--atomic', 'origin', ...refspecs], 'plain');
      assert.equal(refused.code, 1);
      const rows = refused.stdout.split('\n').filter((line) => line.startsWith('!'));
      assert.deepEqual(rows.map((row) => /\(.*\)$/.exec(row)?.[0]).sort(), [`(${reason})`, '(atomic push failure)'].sort());
      for (const line of code === 'reason' ? [] : says.split('\n').filter(Boolean)) assert.ok(refused.stderr.includes(`remote: ${line}`), refused.stderr);
      if (code !== 'reason') assert.ok(refused.stderr.includes(code === 'GH006' ? `error: GH006: Protected branch update failed for ${ref}.` : `error: GH013: Repository rule violations found for ${ref}.`));
      if (code === 'GH013') assert.ok(refused.stderr.includes(`rules?ref=${encodeURIComponent(ref)}`));
      assert.deepEqual(await remote.refs(), before, 'nothing landed');

      assert.equal((await push(['origin', ...refspecs], 'plain')).code, 1);
      assert.equal((await remote.refs())[sibling]?.commit, await clone.oid('HEAD'), 'each ref is judged by itself');
      const passed = await push(['origin', ...refspecs], 'boss');
      assert.equal(passed.code, 0, passed.stderr);
      if (code !== 'reason') assert.match(passed.stderr, new RegExp(`remote: Bypassed rule violations for ${ref}:`));
    });
  }

  scenario('rules come and go at any moment, and patterns add to them', async (box) => {
    const { github, push } = await world(box);
    await github.protect('main', 'gh013');
    await github.protect('*', 'signatures');
    const { stderr } = await push(['origin', MAIN]);
    assert.match(stderr, /Changes must be made through a pull request\.[\s\S]*Commits must have verified signatures\./);
    assert.equal((await push(['origin', 'HEAD:refs/heads/chore/x'])).code, 1);
    await github.unprotect('*');
    assert.equal((await push(['origin', 'HEAD:refs/heads/chore/x'])).code, 0);
    assert.equal((await push(['origin', MAIN])).code, 1);
    await github.unprotect();
    assert.equal((await push(['origin', MAIN])).code, 0);
    await assert.rejects(async () => github.protect('main', 'moon'), /no kind of rule `moon`/);
  });

  scenario('tokens: what each is told', async (box) => {
    const { github, push, remote } = await world(box, {
      tokens: { good: {}, reader: { contents: 'read' }, app: { login: 'x[bot]', contents: 'read' }, pat: { login: 'pat', contents: 'none' } },
    });
    const before = await remote.refs();
    const told = async (/** @type {string} */ token) => {
      const { code, stdout, stderr } = await push(['origin', MAIN], token);
      assert.deepEqual([code, stdout], [128, '']);
      return stderr;
    };
    assert.match(await told('reader'), /^remote: Permission to o\/r\.git denied to github-actions\[bot\]\.\nfatal: unable to access '.*': The requested URL returned error: 403$/m);
    assert.match(await told('app'), /^remote: Write access to repository not granted\.\nfatal: .* 403$/m);
    assert.match(await told('pat'), /^remote: Repository not found\./m);
    // Before it shows the answer, git would like to ask for another password.
    assert.match(await told('stranger'), /fatal: could not read Username/);
    assert.deepEqual(await remote.refs(), before);
    const twice = { ...gitWith(github), GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_1: `http.${github.origin}/.extraheader`, GIT_CONFIG_VALUE_1: 'authorization: basic eDp5' };
    const { stderr } = await exec('git', ['ls-remote', github.url], { env: { ...box.env, ...twice } });
    assert.match(stderr, /error: 400/);
    await github.setting('private', false);
    assert.equal((await exec('git', ['ls-remote', github.url], { env: box.env })).code, 0, 'a public repository is open to all');
    assert.equal((await client(github, { token: null }).rest('GET', '')).status, 200);
  });

  scenario('pull request refs are seen and cannot be written', async (box) => {
    const { github, push } = await world(box);
    await github.push('topic', { x: '1' });
    await github.open('topic');
    const listed = await exec('git', ['ls-remote', github.url], { env: { ...box.env, ...gitWith(github) } });
    assert.match(listed.stdout, /refs\/pull\/1\/head/);
    assert.match((await push(['origin', 'HEAD:refs/pull/1/head'])).stdout, /deny updating a hidden ref/);
  });
});
