// A version that was withdrawn stays withdrawn: its tag and its release are gone, and the next number is released, once.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectReleased } from './harness/expect.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

const IMMUTABLE = { settings: { immutable_releases: true } };
const WITHDRAWN = /1\.2\.4 stays withdrawn/;

/** That the run has said it, and that there is no tag of the old name. @param {Story} all @param {import('./harness/program.mjs').Ran} ran */
async function passedOver(all, ran) {
  assert.match((ran.json.remarks ?? []).join('\n'), WITHDRAWN);
  assert.match(ran.stderr, /again: its version is passed over/, 'nobody was faster');
  assert.ok(!(await all.tags()).includes('v1.2.4'), 'it is not made again');
}

/** Nothing is left to do. @param {Story} all @param {string} tag */
async function settled(all, tag) {
  const before = await all.remote.refs();
  const ran = await all.release();
  assert.deepEqual([ran.code, ran.json.status, ran.json.tag], [0, 'nothing-to-release', tag], ran.stderr);
  assert.doesNotMatch((ran.json.remarks ?? []).join('\n'), WITHDRAWN);
  assert.deepEqual(await all.remote.refs(), before);
}

describe('withdrawn', { concurrency: 2 }, () => {
  for (const immutable of [false, true]) {
    const kind = immutable ? 'an immutable release' : 'a release';

    scenario(`by direct push, ${kind}: the commit of ours says that it was tagged, and nothing is sent in vain`, async (box) => {
      const all = await story(box, { protect: [], github: immutable ? IMMUTABLE : {} });
      expectReleased(await all.release(), '1.2.4');
      await all.github.withdraw('v1.2.4');
      const ran = await all.release();
      expectReleased(ran, '1.2.5');
      await passedOver(all, ran);
      assert.equal(ran.remote.filter((name) => name === 'push').length, 1);
      await settled(all, 'v1.2.5');
    });
  }

  scenario('by direct push, and the commit was taken back: the server refuses the name, and nothing of it lands', async (box) => {
    const all = await story(box, { protect: [], github: IMMUTABLE });
    const tip = await all.remote.tip();
    expectReleased(await all.release(), '1.2.4');
    await all.github.withdraw('v1.2.4');
    await all.github.branch('main', tip);
    const ran = await all.release();
    expectReleased(ran, '1.2.5');
    await passedOver(all, ran);
    assert.equal(await all.remote.show('main', '%P'), tip, 'one commit on the tip');
    await settled(all, 'v1.2.5');
  });

  scenario('by pull request: what was merged is not tagged again, and the next number is proposed, once', async (box) => {
    const all = await story(box, { github: IMMUTABLE });
    assert.equal((await all.release()).json.status, 'pull-request');
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(), '1.2.4');
    await all.github.withdraw('v1.2.4');
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.version, ran.json.pullRequest?.number], ['pull-request', '1.2.5', 2], ran.stderr);
    await passedOver(all, ran);
    const again = await all.release();
    assert.deepEqual([again.json.status, again.json.pullRequest?.number], ['pull-request', 2], again.stderr);
    await passedOver(all, again);
    await all.github.merge(2, 'squash');
    expectReleased(await all.release(), '1.2.5');
    assert.deepEqual(await all.branches(), ['main']);
    await settled(all, 'v1.2.5');
  });

  scenario('by tag alone: the server refuses the name, and the next one is made', async (box) => {
    const history = [{ files: { 'main.tf': 'a\n' }, tag: 'v1.2.3' }, { say: 'fix: a leak', files: { x: '1' } }];
    const all = await story(box, { history, protect: [], github: IMMUTABLE });
    expectReleased(await all.release(), '1.2.4');
    await all.github.withdraw('v1.2.4');
    const ran = await all.release();
    expectReleased(ran, '1.2.5');
    await passedOver(all, ran);
    assert.equal((await all.remote.refs())['refs/tags/v1.2.5']?.commit, await all.remote.tip());
    await settled(all, 'v1.2.5');
  });

  scenario('asked for by name, it is that version or none', async (box) => {
    const all = await story(box, { protect: [], github: IMMUTABLE });
    const tip = await all.remote.tip();
    expectReleased(await all.release(), '1.2.4');
    await all.github.withdraw('v1.2.4');
    await all.github.branch('main', tip);
    const before = await all.remote.refs();
    expectFailure(await all.release(['--bump', '1.2.4']), 'version-withdrawn', /immutable/);
    assert.deepEqual(await all.remote.refs(), before);
    expectReleased(await all.release(['--bump', '1.2.5']), '1.2.5');
  });

  scenario("in GitHub's own words, which are those of a rule: refused, and both causes are named", async (box) => {
    const all = await story(box, { protect: [] });
    await all.github.protect('refs/tags/v1.2.4', 'creations');
    const before = await all.remote.refs();
    const ran = await all.release();
    expectFailure(ran, 'tag-rule', /creations being restricted/);
    assert.match(ran.json.nextSteps.join('\n'), /if there is no such rule, a release of this tag was immutable once/);
    assert.deepEqual(await all.remote.refs(), before);
    expectReleased(await all.release(['--bump', '1.2.5']), '1.2.5');
  });

  scenario('a tag that was lost while its release stands is no withdrawn version: it is made again', async (box) => {
    const all = await story(box, { protect: [] });
    const first = await all.release();
    expectReleased(first, '1.2.4');
    await all.github.deleteTag('v1.2.4');
    const ran = await all.release();
    expectReleased(ran, '1.2.4');
    assert.equal((await all.remote.refs())['refs/tags/v1.2.4']?.commit, first.json.sha);
    await settled(all, 'v1.2.4');
  });
});
