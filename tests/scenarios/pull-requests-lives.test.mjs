// What becomes of a pull request and its branch while the world goes on: updated, superseded, reused, closed by a person,
// taken over by a person.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';

import { expectFailure, expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { HURRIED, ROOT } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, FILES, HISTORY, story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

/** Options for node under which it is eleven minutes later. */
const LATER = ['--require', join(ROOT, 'tests/scenarios/harness/later.cjs')];
const NEXT = 'chore/version-bump-1.3.0';
/** @param {{remote: Story['remote']}} story @param {string} [branch] */
const headOf = async ({ remote }, branch = BRANCH) => (await remote.refs())[`refs/heads/${branch}`]?.oid;

/** A run that is killed right before its pull request is opened: its branch stays. @param {Story} story */
async function orphaned(story) {
  await story.killed(({ method, path }) => method === 'POST' && path.endsWith('/pulls'));
  const head = await headOf(story);
  assert.ok(head, 'the branch is there');
  assert.deepEqual((await story.github.state()).pulls, [], 'and has no pull request');
  return head;
}

describe('an open pull request', { concurrency: 2 }, () => {
  scenario('the branch moves on elsewhere: it still merges, so it is left alone', async (box) => {
    const all = await story(box);
    await all.release();
    const head = await headOf(all);
    await all.github.push('main', { other: '1' }, { say: 'fix: elsewhere' });
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.pullRequest.number, await headOf(all)], ['pull-request', 1, head]);
    assert.ok(!ran.calls.some(({ write }) => write), 'approvals are kept');
  });

  scenario('it conflicts: its branch is built anew on the tip, by lease; number, text and discussion stay', async (box) => {
    const all = await story(box);
    await all.release();
    const head = await headOf(all);
    await all.github.comment(1, 'looks good');
    const tip = await all.github.push('main', { 'package.json': packageJson('1.2.3', { description: 'new' }).replace('"demo"', '"renamed"') }, { say: 'fix: its name' });
    const ran = await all.release();
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    const moved = await headOf(all);
    assert.notEqual(moved, head);
    assert.equal(await all.remote.show(moved ?? '', '%P'), tip);
    assert.match(await all.remote.text(moved ?? '', 'package.json'), /"renamed",\n {2}"version": "1\.2\.4"/);
    const { pulls } = await all.github.state();
    assert.deepEqual(pulls.map(({ number, state, headSha, comments }) => [number, state, headSha, comments.length]), [[1, 'open', moved, 1]]);
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(), '1.2.4');
  });

  scenario('it conflicts, and whether it does is only known later: asked again', async (box) => {
    const all = await story(box, { github: { settings: { mergeable_after: 2 } } });
    await all.release();
    const head = await headOf(all);
    await all.github.push('main', { 'package.json': packageJson('1.2.3').replace('"demo"', '"renamed"') }, { say: 'fix: its name' });
    const ran = await all.release([], { node: HURRIED });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.notEqual(await headOf(all), head);
  });

  scenario('a feature comes: another version supersedes it; the old branch is gone, its pull request closed and marked', async (box) => {
    const all = await story(box);
    await all.release();
    await all.github.push('main', { other: '1' }, { say: 'feat: other' });
    const ran = await all.release();
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.deepEqual([ran.json.version, ran.json.pullRequest.number, ran.json.pullRequest.branch], ['1.3.0', 2, NEXT]);
    assert.deepEqual(await all.branches(), [NEXT, 'main']);
    const [old, now] = (await all.github.state()).pulls;
    assert.deepEqual([old?.state, old?.merged, now?.state, now?.head], ['closed', false, 'open', NEXT]);
    assert.match(old?.body ?? '', /^This brings version `1\.2\.4`[\s\S]*\n---\nSuperseded: #2 brings 1\.3\.0 instead\.\n<!-- version-first: superseded -->\n$/);
    // Only once the new one stands does the old one go, its text first.
    const writes = ran.calls.filter(({ write }) => write).map(({ kind, method, path }) => (kind === 'git' ? 'push' : `${method} ${path.split('/').slice(4).join('/')}`));
    assert.deepEqual(writes, ['push', 'POST pulls', 'PATCH pulls/1', 'push']);
    await all.github.merge(2, 'squash');
    expectReleased(await all.release(), '1.3.0');
    assert.deepEqual(await all.branches(), ['main']);
  });

  scenario('on a Gitea, which lists the newest alone unless it is asked for more: others’ are many, and ours is found', async (box) => {
    const all = await story(box, { github: { gitea: true } });
    await all.release();
    await all.github.push('other', { note: '1' });
    const { oid } = (await all.remote.refs())['refs/heads/other'] ?? {};
    for (let at = 0; at < 52; at += 1) {
      await all.remote.git(['update-ref', `refs/heads/other-${at}`, oid ?? '']);
      await all.github.open(`other-${at}`);
    }
    const again = await all.release();
    assert.deepEqual([again.json.status, again.json.pullRequest?.number], ['pull-request', 1], again.stderr);
    await all.github.push('main', { more: '1' }, { say: 'feat: more' });
    const ran = await all.release();
    assert.deepEqual([ran.json.version, (await all.pull(1)).state], ['1.3.0', 'closed'], ran.stderr);
    assert.match((await all.pull(1)).body ?? '', /Superseded/);
  });

  scenario('superseding: somebody has pushed to the old branch; it and its pull request are left alone', async (box) => {
    const all = await story(box);
    await all.release();
    const mine = await all.github.push(BRANCH, { note: '1' }, { say: 'docs: a word more' });
    await all.github.push('main', { other: '1' }, { say: 'feat: other' });
    const ran = await all.release();
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(await headOf(all), mine);
    const one = await all.pull(1);
    assert.equal(one.state, 'open');
    assert.doesNotMatch(one.body ?? '', /Superseded/);
  });

  scenario('superseding: somebody pushes to the old branch at that very moment; the lease fails, and nothing is closed', async (box) => {
    const all = await story(box);
    await all.release();
    await all.github.push('main', { other: '1' }, { say: 'feat: other' });
    let mine = '';
    all.github.trouble = async ({ method, path }) => {
      if (method === 'PATCH' && path.endsWith('/pulls/1')) mine = await all.github.push(BRANCH, { note: '1' }, { say: 'docs: a word more' });
      return undefined;
    };
    const ran = await all.release();
    assert.equal(ran.code, 0, ran.stderr);
    assert.ok(mine);
    assert.equal(await headOf(all), mine);
    assert.equal((await all.pull(1)).state, 'open');
  });

  scenario('somebody asked for its version: an automatic run keeps proposing that, another request replaces it', async (box) => {
    const all = await story(box);
    await all.release(['--bump', '3.0.0']);
    await all.github.push('main', { other: '1' }, { say: 'feat: other' });
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.version, ran.json.pullRequest?.number], ['pull-request', '3.0.0', 1], ran.stderr);
    const asked = await all.release(['--bump', 'minor']);
    assert.deepEqual([asked.json.version, asked.json.pullRequest?.number], ['1.3.0', 2], asked.stderr);
    assert.deepEqual(await all.branches(), [NEXT, 'main']);
  });

  scenario('a candidate of what is announced was asked for: an automatic run keeps that, too', async (box) => {
    const all = await story(box, {
      history: [
        { files: { 'package.json': packageJson('1.2.0') }, tag: 'v1.2.0' },
        { say: 'feat: b', files: { 'package.json': packageJson('1.3.0-dev'), other: '1' } },
      ],
    });
    const asked = await all.release(['--bump', 'preminor']);
    assert.deepEqual([asked.json.version, asked.json.pullRequest?.number], ['1.3.0-rc.1', 1], asked.stderr);
    const ran = await all.release();
    assert.deepEqual([ran.json.version, ran.json.pullRequest?.number], ['1.3.0-rc.1', 1], ran.stderr);
    assert.deepEqual(await all.branches(), ['chore/version-bump-1.3.0-rc.1', 'main']);
  });

  scenario('what it proposes was released by hand meanwhile: it and its branch go', async (box) => {
    const all = await story(box);
    await all.release();
    const landed = await all.github.push('main', FILES, { say: 'chore: 1.2.4 by hand' });
    const ran = await all.release();
    expectReleased(ran, '1.2.4');
    assert.equal(ran.json.sha, landed);
    assert.deepEqual([await all.branches(), (await all.pull(1)).state], [['main'], 'closed']);
  });
});

describe('closed by a person', { concurrency: 2 }, () => {
  for (const kept of [true, false]) {
    scenario(`declined, the branch ${kept ? 'kept' : 'gone, too'}: not opened again, said why, and our branch removed`, async (box) => {
      const all = await story(box);
      await all.release();
      all.github.forward(1);
      await all.github.close(1);
      if (!kept) await all.github.deleteBranch(BRANCH);
      const ran = await all.release();
      assert.deepEqual([ran.code, ran.json.status], [0, 'nothing-to-release'], ran.stderr);
      assert.match(ran.json.why, /1\.2\.4 was declined: #1 was closed without a merge.*--bump 1\.2\.4/);
      assert.deepEqual(await all.branches(), ['main']);
      const { pulls } = await all.github.state();
      assert.deepEqual(pulls.map(({ number, state }) => [number, state]), [[1, 'closed']]);
      const again = await all.release();
      assert.equal(again.json.status, 'nothing-to-release');
      assert.ok(!again.calls.some(({ kind, write }) => kind !== 'git' && write));
      assert.deepEqual(await all.branches(), ['main']);
    });
  }

  scenario('something new is pushed: it is proposed again', async (box) => {
    const all = await story(box);
    await all.release();
    await all.github.close(1);
    assert.equal((await all.release()).json.status, 'nothing-to-release');
    all.github.forward(1);
    await all.github.push('main', { other: '1' }, { say: 'fix: other' });
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.pullRequest?.number], ['pull-request', 2], ran.stderr);
    assert.deepEqual((await all.github.state()).pulls.map(({ state }) => state), ['closed', 'open']);
  });

  scenario('something is pushed that was made before the closing: it is proposed again', async (box) => {
    const all = await story(box);
    await all.release();
    all.github.forward(60);
    await all.github.close(1);
    // Made long ago, as a commit is that waited on somebody's laptop.
    await all.remote.write([{ say: 'fix: from the train', files: { other: '1' } }]);
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.pullRequest?.number], ['pull-request', 2], ran.stderr);
  });

  scenario('an explicit request overrides', async (box) => {
    const all = await story(box);
    await all.release();
    await all.github.close(1);
    for (const [index, bump] of ['1.2.4', 'patch'].entries()) {
      const ran = await all.release(['--bump', bump]);
      assert.deepEqual([ran.json.status, ran.json.version, ran.json.pullRequest?.number], ['pull-request', '1.2.4', index + 2], ran.stderr);
      await all.github.close(index + 2);
    }
  });

  scenario('a commit that quotes our mark does not make a person\'s closing one of ours', async (box) => {
    const all = await story(box, { history: [...HISTORY(), { say: 'fix: explain <!-- version-first: superseded -->', files: { y: '1' } }] });
    await all.release();
    assert.equal((await all.pull(1)).state, 'open');
    await all.github.close(1);
    const ran = await all.release();
    assert.equal(ran.json.status, 'nothing-to-release', ran.stderr);
    assert.match(ran.json.why, /declined/);
    assert.equal((await all.github.state()).pulls.length, 1);
  });
});

describe('a branch of a run that was killed', { concurrency: 2 }, () => {
  scenario('reused as it is: it gets its pull request', async (box) => {
    const all = await story(box);
    const head = await orphaned(all);
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.pullRequest?.number, await headOf(all)], ['pull-request', 1, head], ran.stderr);
    const pushes = ran.calls.filter(({ kind, write }) => kind === 'git' && write);
    assert.equal(pushes.length, 1, 'the refused push alone');
  });

  scenario('the branch has moved on: it is built anew on the tip', async (box) => {
    const all = await story(box);
    const head = await orphaned(all);
    const tip = await all.github.push('main', { other: '1' }, { say: 'fix: other' });
    const ran = await all.release();
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    const moved = await headOf(all);
    assert.notEqual(moved, head);
    assert.equal(await all.remote.show(moved ?? '', '%P'), tip);
    assert.equal((await all.pull(1)).headSha, moved);
  });

  scenario('not protected any more: it does not decide for a pull request', async (box) => {
    const all = await story(box);
    const head = await orphaned(all);
    await all.github.unprotect();
    expectReleased(await all.release(), '1.2.4');
    assert.equal(await headOf(all), head, 'another run may be about to open its pull request');
    const later = await all.release([], { node: LATER });
    assert.equal(later.json.status, 'nothing-to-release', later.stderr);
    assert.deepEqual(await all.branches(), ['main'], 'ten minutes later none can be');
  });

  scenario('another version is next: it stays while another run may be at work on it, and then goes', async (box) => {
    const all = await story(box);
    const head = await orphaned(all);
    await all.github.push('main', { other: '1' }, { say: 'feat: other' });
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.version], ['pull-request', '1.3.0'], ran.stderr);
    assert.deepEqual([await headOf(all), await all.branches()], [head, [BRANCH, NEXT, 'main']]);
    const later = await all.release([], { node: LATER });
    assert.equal(later.json.pullRequest?.number, 1, later.stderr);
    assert.deepEqual(await all.branches(), [NEXT, 'main']);
  });
});

describe('a branch of a person', { concurrency: 2 }, () => {
  scenario('under our name: left alone, and said what to do', async (box) => {
    const all = await story(box);
    const theirs = await all.github.push(BRANCH, { note: '1' }, { say: 'wip: mine' });
    const before = await all.remote.refs();
    const ran = await all.release();
    expectFailure(ran, 'branch-taken', /`chore\/version-bump-1\.2\.4` exists already, and it is not ours/);
    assert.match(ran.json.nextSteps.join('\n'), /git push origin --delete chore\/version-bump-1\.2\.4[\s\S]*--branch-template/);
    assert.deepEqual(await all.remote.refs(), before);
    assert.equal(await headOf(all), theirs);
    const other = await all.release(['--branch-template', 'bump/{version}']);
    assert.equal(other.json.pullRequest?.branch, 'bump/1.2.4', other.stderr);
    assert.equal(await headOf(all), theirs);
  });

  scenario('under our name, with a pull request of its own: left alone', async (box) => {
    const all = await story(box);
    await all.github.push(BRANCH, { note: '1' }, { say: 'wip: mine' });
    const number = await all.github.open(BRANCH, 'mine');
    const before = await all.remote.refs();
    const ran = await all.release();
    assert.ok(!ran.calls.some(({ kind, write }) => kind !== 'git' && write), ran.stderr);
    assert.deepEqual(await all.remote.refs(), before);
    assert.equal((await all.pull(number)).body, null);
    assert.match(`${ran.json.message ?? ''}${(ran.json.remarks ?? []).join('\n')}`, /not ours/);
  });

  scenario('under our name, on an unprotected branch: the release lands, and it is left alone', async (box) => {
    const all = await story(box, { protect: [] });
    const theirs = await all.github.push(BRANCH, { note: '1' }, { say: 'wip: mine' });
    expectReleased(await all.release(), '1.2.4');
    assert.equal(await headOf(all), theirs);
  });

  scenario('somebody pushed onto our bump branch: left alone, said so, and what is merged is released', async (box) => {
    const all = await story(box);
    await all.release();
    const mine = await all.github.push(BRANCH, { note: '1' }, { say: 'docs: a word more' });
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.pullRequest?.number], ['pull-request', 1], ran.stderr);
    assert.match(ran.json.remarks.join('\n'), /#1 carries commits that are not ours/);
    assert.equal(await headOf(all), mine);
    assert.ok(!ran.calls.some(({ kind, write }) => kind !== 'git' && write));
    const landed = await all.github.merge(1, 'squash');
    const done = await all.release();
    expectReleased(done, '1.2.4');
    assert.equal(done.json.sha, landed);
    assert.deepEqual(await all.branches(), ['main'], 'merged as it was: of use to nobody');
  });

  scenario('somebody made it conflict after pushing onto it: that is theirs to solve', async (box) => {
    const all = await story(box);
    await all.release();
    const mine = await all.github.push(BRANCH, { note: '1' }, { say: 'docs: a word more' });
    await all.github.push('main', { 'package.json': packageJson('1.2.3').replace('"demo"', '"renamed"') }, { say: 'fix: its name' });
    const ran = await all.release();
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.equal(await headOf(all), mine);
    assert.match(ran.json.remarks.join('\n'), /not ours/);
  });
});
