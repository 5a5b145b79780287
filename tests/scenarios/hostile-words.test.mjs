// Words of others that give orders, in whatever place: none is followed, and nothing is changed by them.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';

const good = [{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: x', files: { x: '1' } }];

describe('hostile words', { concurrency: 2 }, () => {
  const evil = [
    '::set-output name=version::6.6.6',
    '##[error]fix: not an error',
    'fix: \x1b[31mred\x1b[0m \x1b]0;title\x07',
    '  ::add-mask::release',
    'fix: x\r::stop-commands::y',
    'feat: \u2028::warning::z\u202e reversed \u0085::error::w',
    '\ufeff::error::bom',
    'fix: a\n\n::set-env name=PATH::/tmp\n##[group]x\n\nBREAKING-CHANGE: \x1b[2J::debug::q',
    'fix: %0A::error::encoded\u2029##[command]',
    'fix(::error::): `rm -rf` | <script>alert(1)</script> [x](javascript:y) @everyone',
  ];
  const history = [{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, ...evil.map((say, at) => ({ say, files: { x: String(at) }, author: 'E ::vil ##[error]' }))];

  for (const args of [['release'], ['release', '--json'], ['release', '--dry-run'], ['release', '--dry-run', '--json'], ['next'], ['next', '--json']]) {
    scenario(`commit messages that give orders: ${args.join(' ')}`, async (box) => {
      const clone = await box.clone(await box.remote(history));
      // That nothing obeys is asserted of every run there is.
      const ran = await clone.run(args);
      assert.equal(ran.code, 0, ran.stderr);
      assert.ok((ran.stdout + ran.stderr).includes('2.0.0'));
    });
  }

  scenario('commit messages that give orders: the action, its outputs and its summary', async (box) => {
    const clone = await box.clone(await box.remote(history));
    const ran = await clone.action({});
    assert.deepEqual([ran.code, ran.outputs?.version], [0, '2.0.0'], ran.stdout);
    for (const text of [ran.summary ?? '', ...Object.values(ran.outputs ?? {})]) {
      assert.ok(!/^\s*::|##\[|\x1b/m.test(text), text);
    }
    assert.ok(!ran.summary?.includes('<script'), 'no markup in the summary');
    assert.ok(!ran.summary?.includes('](javascript'));
    const subjects = ran.json.reasons.map((/** @type {{subject: string}} */ { subject }) => subject);
    assert.ok(subjects.includes('##[error]fix: not an error'), 'the JSON says the very words');
  });

  scenario('branches, tags and paths that give orders', async (box) => {
    const remote = await box.remote([{ files: { 'package.json': '{', '::error::x': '1', '##[error]/package.json': '{' } }]);
    await remote.write([{ on: '##error', from: 'refs/heads/main' }]);
    const clone = await box.clone(remote);
    for (const args of [['--branch', '::set-output name=x::y'], ['--branch', '##[error]'], ['--manifests', '::error::x'], ['--bump', '::error::1.0.0'], ['--tag-format', '##[x]{version}']]) {
      const ran = await clone.run(['release', '--json', ...args]);
      assert.equal(ran.code, 1, args.join(' '));
    }
    for (const args of [['::error::'], ['release', '--::error::'], ['release', '--remote', '::error::'], ['release', '--cwd', '::error::x'], ['set', '::error::', '##[error]']]) {
      const ran = await clone.run(args);
      assert.ok(ran.code === 1 || ran.code === 2);
    }
  });

  scenario('a commit message with a marker of its own, lines and a template', async (box) => {
    const remote = await box.remote(good);
    const clone = await box.clone(remote);
    expectReleased(await clone.run(['release', '--json', '--commit-message', 'build: {version}\n\nlong {version}\n\nSigned-off-by: A <a@b.c>']), '1.2.4');
    const text = await remote.show('v1.2.4', '%B');
    assert.match(text, /^build: 1\.2\.4 \[skip ci\]\n\nlong 1\.2\.4\n\nSigned-off-by: A <a@b\.c>\n+Version-First: 1\.2\.4; run=/);
  });

  scenario('a repository full of odd things', async (box) => {
    const remote = await box.remote([
      {
        files: {
          'package.json': packageJson('1.2.3'),
          '__proto__/package.json': packageJson('6.6.6'),
          constructor: 'x',
          'a/..c/d': 'x',
          'emoji-🎉/ü.txt': 'x',
          '-rf': 'x',
          'new\nline': 'x',
        },
        tag: 'v1.2.3',
      },
      { say: '', files: { x: '1' } },
      { say: 'fix: \ud83c\udf89 done', files: { x: '2' } },
    ]);
    await remote.git(['tag', 'v99999999999999999999.0.0', 'main']);
    await remote.git(['tag', 'vnext', 'main']);
    await remote.git(['tag', 'v1.2', 'main']);
    await remote.git(['tag', 'tree', 'main^{tree}']);
    const clone = await box.clone(remote);
    const ran = await clone.run(['release', '--json']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(await remote.text(ran.json.tag, '__proto__/package.json'), packageJson('6.6.6'));
  });
});
