// A pull request of somebody's that is meant for a bump branch: the server closes it when that branch goes, and it cannot be
// opened again.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectReleased } from './harness/expect.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

const NEXT = 'chore/version-bump-1.3.0';
const STAYS = /`chore\/version-bump-1\.2\.4` stays: #2 is meant for it, and would be closed with it/;

/** Somebody's work on what is proposed. @param {Story} all */
async function aimed(all) {
  await all.github.push('words', { note: '1' }, { from: `refs/heads/${BRANCH}^0` });
  return all.github.open('words', 'a word more', BRANCH);
}

for (const gitea of [false, true]) {
  const where = gitea ? ', on a Gitea' : '';
  describe(`what somebody has aimed at a bump branch${where}`, { concurrency: 2 }, () => {
    scenario('it was merged: it stays as long as that is open, and then goes', async (box) => {
      const all = await story(box, { github: { gitea } });
      await all.release();
      const other = await aimed(all);
      await all.github.merge(1, 'squash');
      const ran = await all.release();
      expectReleased(ran, '1.2.4');
      assert.match(ran.json.remarks.join('\n'), STAYS);
      assert.deepEqual([(await all.pull(other)).state, await all.branches()], ['open', [BRANCH, 'main', 'words']]);
      await all.github.close(other);
      assert.equal((await all.release()).json.status, 'nothing-to-release');
      assert.deepEqual(await all.branches(), ['main', 'words']);
    });

    scenario('it was declined: the same', async (box) => {
      const all = await story(box, { github: { gitea } });
      await all.release();
      const other = await aimed(all);
      await all.github.close(1);
      const ran = await all.release();
      assert.equal(ran.json.status, 'nothing-to-release', ran.stderr);
      assert.match(ran.json.remarks.join('\n'), STAYS);
      assert.equal((await all.pull(other)).state, 'open');
      await all.github.close(other);
      await all.release();
      assert.deepEqual(await all.branches(), ['main', 'words']);
    });

    scenario('another version supersedes it: both stay, and the older says so', async (box) => {
      const all = await story(box, { github: { gitea } });
      await all.release();
      const other = await aimed(all);
      await all.github.push('main', { other: '1' }, { say: 'feat: other' });
      const ran = await all.release();
      assert.deepEqual([ran.json.status, ran.json.version], ['pull-request', '1.3.0'], ran.stderr);
      assert.match(ran.json.remarks.join('\n'), STAYS);
      assert.deepEqual([(await all.pull(1)).state, (await all.pull(other)).state], ['open', 'open']);
      assert.match((await all.pull(1)).body ?? '', /Superseded: #3 brings 1\.3\.0 instead/);
      await all.github.close(other);
      await all.release();
      assert.deepEqual(await all.branches(), [NEXT, 'main', 'words']);
    });

    scenario('from a fork: anybody could keep alive what is superseded, so it does not count', async (box) => {
      const all = await story(box, { github: { gitea } });
      await all.release();
      await all.github.arrange(await aimed(all), { fork: 'eve/r' });
      await all.github.push('main', { other: '1' }, { say: 'feat: other' });
      const ran = await all.release();
      assert.deepEqual([ran.json.status, ran.json.version], ['pull-request', '1.3.0'], ran.stderr);
      assert.deepEqual(await all.branches(), [NEXT, 'main', 'words']);
    });
  });
}
