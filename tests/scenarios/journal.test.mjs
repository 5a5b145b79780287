// The step after the main one removes what a killed run has left, as its journal says; and every step of the job can write
// that journal. Whatever it says, a branch goes only if it is seen to be one that a run has made.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { TOKEN, standIn } from '../standin/index.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';

const BUMP = 'chore/version-bump-1.2.4';
const TRAILER = 'Version-First: 1.2.4; run=77; attempt=1; build=1';

/** @param {import('./harness/sandbox.mjs').Sandbox} box */
async function stage(box) {
  const remote = await box.remote([
    { files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
    { say: 'fix: one', files: { 'src/b.js': '2' } },
  ]);
  const github = await standIn(box, remote);
  const clone = await github.clone();
  const env = { ...box.env, ...github.env, GITHUB_TOKEN: undefined };
  /** @param {string} STATE_journal */
  const after = (STATE_journal) => clone.action({ token: TOKEN }, { env: { ...env, STATE_isPost: 'true', STATE_journal } });
  return { remote, github, clone, env, after };
}

/**
 * The bump branch of a run that was killed before it could propose it, and its journal.
 * @param {Awaited<ReturnType<typeof stage>>} stage
 */
async function killed({ github, clone, env }) {
  await github.protect('main', 'gh006');
  github.trouble = ({ method, path }) => (method === 'POST' && path.endsWith('/pulls') ? 'hang' : undefined);
  const ran = await clone.action({ token: TOKEN }, { env, limitMs: 6_000, killed: true });
  github.trouble = () => undefined;
  return /** @type {{branch: string, oid: string}[]} */ (JSON.parse(ran.state?.['journal'] ?? '[]'));
}

describe('a journal that is not ours', { concurrency: 2 }, () => {
  scenario('names branches of other shapes: they stay', async (box) => {
    const { remote, clone, after } = await stage(box);
    const oid = await clone.oid('HEAD');
    const names = ['develop', 'release/1.x', '1.x', 'chore/version-bump-', 'chore/version-bump-x', 'chore/version-bump--1.2.4'];
    for (const name of names) await clone.git('push', '--quiet', remote.dir, `HEAD:refs/heads/${name}`);
    const before = await remote.refs();
    const post = await after(JSON.stringify(['main', ...names].map((branch) => ({ branch, oid }))));
    assert.deepEqual([post.code, await remote.refs()], [0, before], post.stdout);
  });

  scenario('names bump branches that people made: they stay, and are named', async (box) => {
    const { remote, clone, after } = await stage(box);
    const bumped = { 'package.json': packageJson('1.2.4') };
    /** @type {[string, string, Record<string, string>][]} */
    const made = [
      ['no trailer', 'chore: 1.2.4', bumped],
      ['a trailer that was copied', `chore: 1.2.4\n\n${TRAILER}`, { 'src/c.js': '3' }],
      ['work beside the version', `chore: 1.2.4\n\n${TRAILER}`, { ...bumped, 'src/c.js': '3' }],
      ['another version', `chore: 1.2.4\n\n${TRAILER.replace('1.2.4', '1.2.5')}`, bumped],
    ];
    for (const [why, say, files] of made) {
      await clone.git('checkout', '--quiet', '--detach', 'origin/main');
      const oid = await clone.commit(say, files);
      await clone.git('push', '--quiet', '--force', remote.dir, `HEAD:refs/heads/${BUMP}`);
      const before = await remote.refs();
      const post = await after(JSON.stringify([{ branch: BUMP, oid }]));
      assert.deepEqual([post.code, await remote.refs()], [0, before], `${why}: ${post.stdout}`);
      assert.match(post.stdout, /`chore\/version-bump-1\.2\.4` stays: it is not a branch that a run has made/, why);
    }
    // One whole release commit as a run makes it, but on a commit that never was on the release branch.
    await clone.git('checkout', '--quiet', '--detach', 'origin/main');
    await clone.commit('feat: unmerged', { 'src/d.js': '4' });
    const oid = await clone.commit(`chore: 1.2.4\n\n${TRAILER}`, bumped);
    await clone.git('push', '--quiet', '--force', remote.dir, `HEAD:refs/heads/${BUMP}`);
    const before = await remote.refs();
    const post = await after(JSON.stringify([{ branch: BUMP, oid }]));
    assert.deepEqual([post.code, await remote.refs()], [0, before], post.stdout);
  });

  scenario('names a bump branch beside others: that one goes', async (box) => {
    const set = await stage(box);
    const { remote, clone, after } = set;
    const journal = await killed(set);
    assert.deepEqual(journal.map(({ branch }) => branch), [BUMP]);
    const oid = await clone.oid('HEAD');
    await clone.git('push', '--quiet', remote.dir, 'HEAD:refs/heads/develop', 'HEAD:refs/heads/release/1.x');
    const foreign = { branch: BUMP, oid: 'a'.repeat(40) };
    const untouched = await remote.refs();
    const elsewhere = await after(JSON.stringify([foreign]));
    assert.deepEqual([elsewhere.code, await remote.refs()], [0, untouched], 'a commit of another repository');
    const post = await after(JSON.stringify([{ branch: 'develop', oid }, ...journal, { branch: 'release/1.x', oid }]));
    assert.equal(post.code, 0);
    const { [`refs/heads/${BUMP}`]: gone, ...rest } = untouched;
    assert.ok(gone, 'it was there');
    assert.deepEqual(await remote.refs(), rest, post.stdout);
  });

  scenario('names a branch that is a link to the release branch: nothing goes', async (box) => {
    const { remote, clone, after } = await stage(box);
    // The release branch's newest commit is one of ours: seen by its commit alone, the link would be a bump branch.
    const oid = await clone.commit(`chore: 1.2.4\n\n${TRAILER}`, { 'package.json': packageJson('1.2.4') });
    await clone.git('push', '--quiet', remote.dir, 'HEAD:refs/heads/main');
    await remote.git(['symbolic-ref', `refs/heads/${BUMP}`, 'refs/heads/main']);
    const before = await remote.refs();
    const post = await after(JSON.stringify([{ branch: BUMP, oid }]));
    assert.deepEqual([post.code, await remote.refs()], [0, before], post.stdout);
    const ran = await clone.action({ token: TOKEN }, { env: { ...box.env, GITHUB_TOKEN: undefined } });
    assert.equal((await remote.refs())['refs/heads/main']?.oid, oid, ran.stdout);
  });

  scenario('is no journal at all: nothing is done, and the job does not fail', async (box) => {
    const { github, after } = await stage(box);
    github.requests.length = 0;
    const texts = ['{', '{}', 'null', '7', '"develop"', '[1]', '[null]', '[{"branch":"x"}]', '[{"branch":1,"oid":2}]', `[${'0,'.repeat(30_000)}0]`];
    texts.push(`[${Array.from({ length: 3000 }, () => `{"branch":"${BUMP}","oid":"${'a'.repeat(40)}"}`).join()}]`.slice(0, 120_000));
    for (const text of texts) {
      const post = await after(text);
      assert.deepEqual([post.code, github.requests.length], [0, 0], `${text.slice(0, 40)}: ${post.stdout}`);
      assert.match(post.stdout, /^::warning title=version-first%3A journal-unreadable::/m, text.slice(0, 40));
    }
  });
});
