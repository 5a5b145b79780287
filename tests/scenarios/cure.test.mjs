// The bug this tool exists for, and its cure: 0.2.328 in the files under the tag v0.2.334 becomes 0.2.335 everywhere.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectLanded, expectReleased } from './harness/expect.mjs';
import { initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';

const LINE = 1313;

/** @param {string} version */
const files = (version) => ({ 'pyproject.toml': pyproject(version), 'src/demo/__init__.py': initPy(version, LINE) });

/** @param {Record<string, string>} [more] */
const history = (more = {}) => [
  { say: 'feat: start', files: { ...files('0.2.328'), 'README.md': 'demo 0.2.328\n', ...more }, tag: 'v0.2.328' },
  { say: 'fix: something', files: { 'src/demo/a.py': 'a = 1\n' }, tag: 'v0.2.334' },
  { say: 'docs: more', files: { 'README.md': 'demo\n' } },
];

describe('the bug and its cure', { concurrency: 2 }, () => {
  scenario('0.2.328 under v0.2.334 becomes 0.2.335 in every manifest, and the tag names that commit', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '0.2.335');
    const commit = await expectLanded(remote, { before, tag: 'v0.2.335', files: files('0.2.335'), subject: 'chore(release): 0.2.335 [skip ci]' });
    const text = await remote.text('v0.2.335', 'src/demo/__init__.py');
    assert.equal(text.split('\n')[LINE - 1], '__version__ = "0.2.335"');
    const { previousVersion, sha, branch, bump, changedFiles, released, remarks } = ran.json;
    assert.deepEqual(
      { previousVersion, sha, branch, bump, changedFiles, released },
      {
        previousVersion: '0.2.334',
        sha: commit,
        branch: 'main',
        bump: 'patch',
        changedFiles: ['pyproject.toml', 'src/demo/__init__.py'],
        released: [{ version: '0.2.335', tag: 'v0.2.335', sha: commit }],
      },
    );
    assert.ok(remarks.some((/** @type {string} */ remark) => remark.includes('0.2.328')), 'says what was wrong');
    assert.equal(await remote.show(commit, '%an <%ae>'), 'Ann Author <ann@example.com>');
    assert.match(await remote.show(commit, '%(trailers:key=Version-First,valueonly)'), /^0\.2\.335; run=[A-Za-z0-9.-]{16,}; attempt=1/);
    // The clone followed: it was clean and on that branch.
    assert.equal(await clone.oid('HEAD'), commit);
    assert.equal(await clone.oid('refs/remotes/origin/main'), commit);
    assert.equal(await clone.oid('refs/tags/v0.2.335^{commit}'), commit);
    assert.equal(await clone.git('status', '--porcelain'), '');
    assert.equal(clone.read('pyproject.toml'), pyproject('0.2.335'));
  });

  scenario('the action does the same, with outputs and a summary', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const before = await remote.refs();
    const ran = await clone.action({});
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    const sha = await expectLanded(remote, { before, tag: 'v0.2.335', files: files('0.2.335') });
    const { json, 'release-notes': notes, ...outputs } = ran.outputs ?? {};
    assert.match(notes ?? '', /^### Documentation\n\n- more /);
    assert.deepEqual(outputs, {
      released: 'true',
      repaired: 'false',
      status: 'released',
      version: '0.2.335',
      'previous-version': '0.2.334',
      tag: 'v0.2.335',
      sha,
      'pull-request-number': '',
      'pull-request-url': '',
      'release-url': '',
      'upload-url': '',
      'changed-files': 'pyproject.toml\nsrc/demo/__init__.py',
    });
    assert.equal(JSON.parse(json ?? '').sha, sha);
    assert.match(ran.summary ?? '', /^### Released 0\.2\.335\n/);
    assert.match(await remote.show(sha, '%B'), /run=4711; attempt=1/);
  });

  scenario('a second run has nothing to release', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    await clone.run(['release']);
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json']);
    assert.equal(ran.code, 0);
    assert.equal(ran.json.status, 'nothing-to-release');
    assert.equal(ran.json.tag, 'v0.2.335');
    assert.deepEqual(await remote.refs(), before);
  });

  scenario('`next` and `--dry-run` tell it and touch nothing', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const [before, here] = [await remote.refs(), clone.everything()];
    const next = await clone.run(['next']);
    assert.deepEqual([next.code, next.stdout], [0, '0.2.335\n'], next.stderr);
    const dry = await clone.run(['release', '--dry-run', '--json']);
    assert.equal(dry.code, 0);
    assert.equal(dry.json.proposal.version, '0.2.335');
    assert.equal(dry.json.step.kind, 'commit');
    const acted = await clone.action({ 'dry-run': 'true' });
    assert.equal(acted.outputs?.status, 'proposed');
    assert.deepEqual(await remote.refs(), before);
    assert.deepEqual(clone.everything(), here);
  });

  scenario('a pipeline of whatever server is only looked at: its comments may be in any encoding', async (box) => {
    const said = Buffer.from('# caf\xe9\n', 'latin1');
    const remote = await box.remote(history({ '.travis.yml': said, 'appveyor.yml': said, '.drone.yml': said, '.cirrus.yml': said, '.semaphore/semaphore.yml': said }));
    const clone = await box.clone(remote);
    expectReleased(await clone.run(['release', '--json']), '0.2.335');
  });

  const onTags = 'on:\n  push:\n    tags: ["v*"]\njobs: {}\n';
  const onBranches = 'on:\n  push:\n    branches: [main]\njobs: {}\n';
  const inLatin1 = Buffer.from(`# caf\xe9\n${onBranches}`, 'latin1');
  for (const [setting, workflow, marker] of /** @type {[string, string | Buffer, boolean][]} */ ([
    ['auto', onBranches, true],
    ['auto', onTags, false],
    ['auto', inLatin1, true],
    ['always', onTags, true],
    ['never', onBranches, false],
  ])) {
    const about = `${workflow === onTags ? 'tag' : 'branch'}${workflow === inLatin1 ? ' (not UTF-8)' : ''}`;
    scenario(`skip-ci ${setting} with a workflow on ${about} pushes: ${marker ? 'marked' : 'not marked'}`, async (box) => {
      const remote = await box.remote(history({ '.github/workflows/ci.yml': workflow }));
      const clone = await box.clone(remote);
      const ran = await clone.run(['release', '--json', '--skip-ci', setting]);
      expectReleased(ran, '0.2.335');
      assert.equal(await remote.show('v0.2.335', '%s'), `chore(release): 0.2.335${marker ? ' [skip ci]' : ''}`);
      const said = ran.json.remarks.some((/** @type {string} */ remark) => remark.includes('.github/workflows/ci.yml'));
      assert.equal(said, setting === 'auto' && !marker, 'says why the marker is missing');
    });
  }

  scenario('what bumps: feat, breaking below and above 1.0, nothing', async (box) => {
    const table = /** @type {[string, string, string[], string | null][]} */ ([
      ['1.2.3', 'feat: new', [], '1.3.0'],
      ['1.2.3', 'feat!: new', [], '2.0.0'],
      ['0.2.3', 'fix: x\n\nBREAKING CHANGE: y', [], '0.3.0'],
      ['1.2.3', 'whatever', ['--default-bump', 'none'], null],
      ['1.2.3', 'fix: x', ['--bump', 'major'], '2.0.0'],
      ['1.2.3', 'fix: x', ['--bump', '1.9.0'], '1.9.0'],
    ]);
    for (const [at, [current, say, args, expected]] of table.entries()) {
      const remote = await box.remote(
        [{ files: { 'package.json': packageJson(current) }, tag: `v${current}` }, { say, files: { x: '1' } }],
        { name: `remote-${at}.git` },
      );
      const clone = await box.clone(remote);
      const before = await remote.refs();
      const ran = await clone.run(['release', '--json', ...args]);
      if (expected === null) {
        assert.deepEqual([ran.json.status, await remote.refs()], ['nothing-to-release', before], say);
        continue;
      }
      expectReleased(ran, expected);
      await expectLanded(remote, { before, tag: `v${expected}`, files: { 'package.json': packageJson(expected) } });
    }
  });
});
