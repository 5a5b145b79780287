// Whose a bump branch is. What a run has made goes when it is done, whoever runs next; what a person has made of it stays,
// however much it looks alike, and is named.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { must } from './harness/process.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, FILES, story } from './harness/story.mjs';

const REF = `refs/heads/${BRANCH}`;
const PERSON = { GIT_COMMITTER_NAME: 'Per Son', GIT_COMMITTER_EMAIL: 'person@example.com' };
/** As long ago as no run takes. */
const HOUR_AGO = `${Math.floor(Date.now() / 1000) - 3600} +0000`;

/**
 * A run has proposed 1.2.4, and a person has closed its pull request and taken its branch: what became of that commit?
 * @param {import('./harness/sandbox.mjs').Sandbox} box
 */
async function proposed(box) {
  const all = await story(box);
  const ran = await all.release();
  assert.equal(ran.code, 0, ran.stderr);
  await all.github.unprotect('main');
  const made = (await all.remote.refs())[REF]?.oid ?? '';
  await all.clone.git('fetch', '--quiet', all.remote.dir, '+refs/heads/*:refs/remotes/origin/*');
  /** @param {string[]} args */
  const person = (args) => must('git', args, { cwd: all.clone.dir, env: { ...box.fixtureEnv, ...PERSON, GIT_COMMITTER_DATE: HOUR_AGO } });
  return { ...all, made, person };
}

/**
 * The version lands by another way, and two runs look at what is left.
 * @param {Awaited<ReturnType<typeof proposed>>} all
 */
async function afterwards({ release }, env = {}) {
  const first = await release(['--mode', 'direct'], { env });
  assert.equal(first.code, 0, first.stderr);
  const second = await release(['--mode', 'direct'], { env });
  assert.equal(second.code, 0, second.stderr);
  return second;
}

describe('a branch that was made of ours', { concurrency: 2 }, () => {
  /** @type {[string, RegExp, (all: Awaited<ReturnType<typeof proposed>>) => Promise<unknown>][]} */
  const shapes = [
    ['by cherry-pick onto a newer commit', /is a copy/, async ({ clone, person, made, remote }) => {
      await person(['checkout', '--quiet', '--detach', 'origin/main']);
      await clone.commit('fix: another', { y: '1' });
      await clone.git('push', '--quiet', remote.dir, 'HEAD:refs/heads/main');
      await person(['cherry-pick', made]);
    }],
    ['by amending it, with nothing changed', /is a copy/, async ({ person, made }) => {
      await person(['checkout', '--quiet', '--detach', made]);
      await person(['commit', '--quiet', '--amend', '--no-edit']);
    }],
    ['by copying its message to a commit with work in it', /holds something else/, async ({ clone, person, made }) => {
      await person(['checkout', '--quiet', '--detach', 'origin/main']);
      for (const [path, text] of Object.entries({ ...FILES, 'src/work.js': '1' })) clone.write(path, text);
      await person(['add', '--all']);
      await person(['commit', '--quiet', '--reuse-message', made]);
    }],
    ['by copying its message to the same change', /is a copy/, async ({ clone, person, made }) => {
      await person(['checkout', '--quiet', '--detach', 'origin/main']);
      for (const [path, text] of Object.entries(FILES)) clone.write(path, text);
      await person(['add', '--all']);
      await person(['commit', '--quiet', '--reuse-message', made]);
    }],
  ];
  for (const [name, why, make] of shapes) {
    scenario(`${name}: it stays, and is named`, async (box) => {
      const all = await proposed(box);
      const { clone, remote, github } = all;
      await github.close(1);
      await make(all);
      const theirs = await clone.oid('HEAD');
      assert.notEqual(theirs, all.made);
      await clone.git('push', '--quiet', '--force', remote.dir, `HEAD:${REF}`);
      await clone.git('checkout', '--quiet', 'main');
      const ran = await afterwards(all);
      assert.equal((await remote.refs())[REF]?.oid, theirs, ran.stderr);
      assert.match(ran.json.remarks.join('\n'), new RegExp(`\`${BRANCH}\` stays: .*${why.source}`));
    });
  }

  scenario('by a commit on top: it stays', async (box) => {
    const all = await proposed(box);
    const { clone, remote, github, person } = all;
    await github.close(1);
    await person(['checkout', '--quiet', '--detach', all.made]);
    const theirs = await clone.commit('docs: more', { 'README.md': 'more' });
    await clone.git('push', '--quiet', remote.dir, `HEAD:${REF}`);
    await clone.git('checkout', '--quiet', 'main');
    const ran = await afterwards(all);
    assert.equal((await remote.refs())[REF]?.oid, theirs, ran.stderr);
  });

  scenario('but is as a run made it: it goes, whoever runs', async (box) => {
    const all = await proposed(box);
    const { remote, github } = all;
    await github.close(1);
    assert.equal((await remote.refs())[REF]?.oid, all.made);
    const other = { GIT_COMMITTER_NAME: 'Robot', GIT_COMMITTER_EMAIL: 'robot@example.com', GIT_AUTHOR_NAME: 'Robot', GIT_AUTHOR_EMAIL: 'robot@example.com' };
    const ran = await afterwards(all, other);
    assert.equal((await remote.refs())[REF], undefined, ran.stderr);
  });
});

describe('a pull request that a person opened from a branch of ours', { concurrency: 2 }, () => {
  scenario('for another branch: neither it nor the branch goes', async (box) => {
    const all = await proposed(box);
    const { clone, remote, github } = all;
    await clone.git('push', '--quiet', remote.dir, 'HEAD~1:refs/heads/stable');
    const number = await github.open(BRANCH, 'also there', 'stable');
    await clone.git('checkout', '--quiet', '-B', 'main', 'origin/main');
    await clone.commit('feat: bigger', { z: '1' });
    await clone.git('push', '--quiet', remote.dir, 'HEAD:refs/heads/main');
    const ran = await all.release(['--mode', 'pull-request']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(ran.json.version, '1.3.0');
    assert.equal((await remote.refs())[REF]?.oid, all.made, ran.stderr);
    assert.equal((await all.pull(number)).state, 'open');
  });

  scenario('for the same branch: it is the proposal, left as it is until a newer version supersedes it, and told why', async (box) => {
    const all = await proposed(box);
    const { clone, remote, github } = all;
    await github.close(1);
    const number = await github.open(BRANCH, 'mine');
    const kept = await all.release(['--mode', 'pull-request']);
    assert.equal(kept.json.pullRequest?.number, number, kept.stderr);
    assert.equal((await remote.refs())[REF]?.oid, all.made);
    await clone.git('checkout', '--quiet', '-B', 'main', 'origin/main');
    await clone.commit('feat: bigger', { z: '1' });
    await clone.git('push', '--quiet', remote.dir, 'HEAD:refs/heads/main');
    const ran = await all.release(['--mode', 'pull-request']);
    assert.equal(ran.json.version, '1.3.0', ran.stderr);
    const pull = await all.pull(number);
    assert.deepEqual([pull.state, pull.title, (await remote.refs())[REF]], ['closed', 'mine', undefined]);
    assert.match(pull.body ?? '', /Superseded: #\d+ brings 1\.3\.0 instead/);
  });
});
