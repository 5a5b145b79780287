// Merges that changed nothing of the branch: what they brought is not in the next release, by number or in words.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { runCli } from './harness/program.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';

/** @typedef {import('./harness/sandbox.mjs').Sandbox} Sandbox */

/**
 * A branch whose merge kept nothing of it, and a fix behind that.
 * @param {Sandbox} box
 * @param {string[]} topic arguments of the branch's one commit
 * @param {string[]} how what keeps the merge from bringing anything
 */
async function stage(box, topic, how) {
  const remote = await box.remote([{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }]);
  const clone = await box.clone(remote);
  await clone.git('checkout', '--quiet', '-b', 'topic');
  clone.write('bell', '1');
  await clone.git('add', '--all', '.');
  await clone.git('commit', '--quiet', ...topic);
  await clone.git('checkout', '--quiet', 'main');
  if (how.length === 0) await clone.git('cherry-pick', 'topic');
  await clone.git('merge', '--quiet', '--no-ff', ...how, "--message=Merge branch 'topic'", 'topic');
  clone.write('leak', '1');
  await clone.git('add', '--all', '.');
  await clone.git('commit', '--quiet', '--message=fix: a leak');
  await clone.git('push', '--quiet', 'origin', 'main');
  return { remote, clone };
}

/** @param {Sandbox} box @param {string} cwd */
async function next(box, cwd) {
  const { json, stderr } = await runCli(box, ['next', '--json', '--changelog', 'CHANGELOG.md'], { cwd, env: {} });
  assert.equal(json.status, 'proposed', stderr);
  return { version: json.version, notes: String(json.notes), bells: String(json.notes).split('a bell').length - 1 };
}

describe('a merge that changed nothing', () => {
  scenario('brings nothing, in a shallow clone too', async (box) => {
    const { remote, clone } = await stage(box, ['--message=feat: a bell'], ['--strategy=ours']);
    await remote.git(['config', 'uploadpack.allowFilter', 'true']);
    await box.git(box.dir, ['clone', '--quiet', '--template=', '--depth=1', `file://${remote.dir}`, `${box.dir}/shallow`]);
    for (const dir of [clone.dir, `${box.dir}/shallow`]) {
      const { version, notes, bells } = await next(box, dir);
      assert.deepEqual([version, bells, notes.includes('a leak')], ['1.2.4', 0, true]);
    }
  });

  scenario('leaves what was picked before to the pick', async (box) => {
    const { clone } = await stage(box, ['--message=feat: a bell'], []);
    const { version, bells } = await next(box, clone.dir);
    assert.deepEqual([version, bells], ['1.3.0', 1]);
  });

  scenario('brings nothing where some paths alone count', async (box) => {
    const { clone } = await stage(box, ['--message=feat: a bell'], ['--strategy=ours']);
    const { json } = await runCli(box, ['next', '--json', '--paths', '!package.json'], { cwd: clone.dir, env: {} });
    assert.equal(json.version, '1.2.4');
  });

  scenario('brings the version that a commit asks for', async (box) => {
    const { clone } = await stage(box, ['--message=chore: go\n\nRelease-As: 3.0.0'], ['--strategy=ours']);
    assert.equal((await next(box, clone.dir)).version, '3.0.0');
  });
});
