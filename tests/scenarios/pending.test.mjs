// Files that say which version is due (PROTOCOL 34), with what takes them in.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectReleased, expectTagged } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';

/** @param {string} version */
const files = (version) => ({ 'package.json': packageJson(version) });
const settings = { '.changeset/config.json': '{}\n' };
const before = { files: { ...files('1.2.3'), ...settings }, tag: 'v1.2.3' };
const due = { say: 'fix: x', files: { x: '1', '.changeset/a.md': '---\n"demo": minor\n---\n\nx\n' } };

describe('change files', { concurrency: 2 }, () => {
  scenario('pending: nothing is released, and the run says what is due; by name it is', async (box) => {
    const remote = await box.remote([before, due]);
    const clone = await box.clone(remote);
    const refs = await remote.refs();
    for (const command of [['next'], ['release'], ['release', '--force']]) {
      const ran = await clone.run([...command, '--json']);
      assert.deepEqual([ran.code, ran.json.status, ran.json.version], [0, 'nothing-to-release', '1.2.3'], ran.stderr);
      assert.ok(ran.json.why.startsWith('change files of changesets are pending, and say what is due: they lead to 1.3.0, commits to 1.2.4: `.changeset/a.md` ('), ran.json.why);
      assert.deepEqual(await remote.refs(), refs);
    }
    const ran = await clone.run(['release', '--json', '--bump', 'minor']);
    expectReleased(ran, '1.3.0');
    assert.ok(ran.json.remarks.some((/** @type {string} */ remark) => remark.startsWith('what change files say is pending still')), ran.stdout);
  });

  scenario('taken in by their tool: the version is tagged, for whichever package and whoever\'s sake it was raised', async (box) => {
    const remote = await box.remote([before, { say: 'Version Packages', files: { ...files('1.2.4'), 'CHANGELOG.md': '# demo\n\n## 1.2.4\n' } }]);
    const clone = await box.clone(remote);
    const refs = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    await expectTagged(remote, { before: refs, tag: 'v1.2.4', commit: (await remote.git(['rev-parse', 'main'])).trim() });
  });
});
