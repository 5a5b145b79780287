// What somebody new meets in the first minute: each answer says what to do next, and that works.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';

describe('the first minute', { concurrency: 2 }, () => {
  scenario('a repository without a remote: what to add, and what works without one', async (box) => {
    const clone = await box.clone(await box.remote([{ files: { 'package.json': packageJson('0.1.0') } }]));
    await clone.git('remote', 'remove', 'origin');
    for (const command of ['next', 'doctor']) {
      const { stderr, code } = await clone.run([command]);
      assert.equal(code, 1);
      assert.match(stderr, /error\[no-remote\].*\n {2}next: add one: `git remote add origin <address>`\n {2}next: or look at this clone alone: `--offline`\n/);
    }
    assert.equal((await clone.run(['next', '--offline'])).stdout, '0.1.0\n');
    assert.doesNotMatch((await clone.run(['release'])).stderr, /--offline/, 'which it does not take');
  });

  scenario('from the audit to the workflow', async (box) => {
    const clone = await box.clone(await box.remote([{ files: { 'package.json': packageJson('0.1.0') } }]));
    assert.equal((await clone.run(['audit'])).stdout, 'no version tag was found\nno tag for 0.1.0: package.json says it now, since ' + `${(await clone.oid('HEAD')).slice(0, 7)}\n`);
    const { stdout } = await clone.run(['doctor', '--init', '--dry-run']);
    assert.match(stdout, /^a release of 0\.1\.0 would be a tag alone: /m);
    assert.match(stdout, / {8}uses: OWNER\/version-first@v1\nnote: `OWNER` stands for the account/);
    assert.match((await clone.run(['release', '--dry-run'])).stdout, /would tag [0-9a-f]{7}: v0\.1\.0/);
    assert.equal((await clone.run(['release'])).code, 0);
    assert.equal((await clone.run(['audit'])).stdout, '1 of 1 version tag tells the truth: 100 %\n');
    const again = await clone.run(['doctor']);
    assert.match(again.stdout, /^a release( of 0\.1\.0)? would not be made: nothing /m);
  });

  scenario('`set minor` is answered with what does that', async (box) => {
    const clone = await box.clone(await box.remote([{ files: { 'package.json': packageJson('0.1.0') } }]));
    const { stderr, code } = await clone.run(['set', 'minor']);
    assert.equal(code, 2);
    assert.match(stderr, /`minor` is a bump: expected a version\n {2}next: `version-first next --bump minor` says which version that is\n/);
  });

  scenario('the action with `dry-rum`: nothing is released, and the right word is named', async (box) => {
    const remote = await box.remote([{ files: { 'package.json': packageJson('0.1.0') } }]);
    const before = await remote.refs();
    const ran = await (await box.clone(remote)).action({ 'dry-rum': 'true' }, { env: box.env });
    assert.equal(ran.code, 1);
    assert.match(ran.stdout, /unknown input `dry-rum`/);
    assert.match(ran.stdout, /did you mean `dry-run`/);
    assert.deepEqual(await remote.refs(), before);
  });
});
