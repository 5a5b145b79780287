// The settings that Git for Windows comes with, wherever this runs: texts lie in the working tree with CRLF, modes are not
// seen, links are files. What lands is what would have landed without them, and the clone follows.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectLanded, expectReleased } from './harness/expect.mjs';
import { packageJson, pyproject } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';

const WINDOWS = ['core.autocrlf=true', 'core.fileMode=false', 'core.symlinks=false', 'core.ignoreCase=true'].flatMap((setting) => ['-c', setting]);
const MODULE = { text: '#!/usr/bin/env python3\n__version__ = "1.2.3"\n', mode: '100755' };
const LINK = { text: 'package.json', mode: '120000' };

const history = () => [
  { say: 'chore: start', files: { 'package.json': packageJson('1.2.3'), 'pyproject.toml': pyproject('1.2.3'), 'demo/__init__.py': MODULE, 'link.json': LINK }, tag: 'v1.2.3' },
  { say: 'fix: x', files: { 'a.js': '1\n' } },
];

/** @param {string} text */
const crlf = (text) => text.replaceAll('\n', '\r\n');

describe('settings of Git for Windows', { concurrency: 2 }, () => {
  scenario('what lands has its line ends and modes; the clone follows, and is clean', async (box) => {
    const remote = await box.remote(history());
    // With clone they are written down in the clone, where they count for us as for its user.
    const clone = await box.clone(remote, { args: WINDOWS });
    assert.equal(clone.read('package.json'), crlf(packageJson('1.2.3')));
    assert.equal(clone.read('link.json'), 'package.json');
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    const changed = { 'package.json': packageJson('1.2.4'), 'pyproject.toml': pyproject('1.2.4'), 'demo/__init__.py': MODULE.text.replace('1.2.3', '1.2.4') };
    await expectLanded(remote, { before, tag: 'v1.2.4', files: changed });
    const modes = await remote.modes('v1.2.4');
    assert.deepEqual([modes['demo/__init__.py'], modes['link.json'], modes['package.json']], ['100755', '120000', '100644']);
    assert.equal(clone.read('package.json'), crlf(packageJson('1.2.4')));
    assert.equal(await clone.oid('HEAD'), await remote.tip());
    assert.equal(await clone.git('status', '--porcelain'), '');
  });

  scenario('`set` keeps the CRLF of the working tree, and what is committed then has none', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote, { args: WINDOWS });
    const ran = await clone.run(['set', '1.3.0']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(clone.read('package.json'), crlf(packageJson('1.3.0')));
    assert.equal(clone.read('pyproject.toml'), crlf(pyproject('1.3.0')));
    await clone.git('add', '--all');
    assert.equal(await clone.git('cat-file', 'blob', ':package.json'), packageJson('1.3.0'));
    assert.deepEqual((await clone.git('diff', '--cached', '--name-only')).split('\n').filter(Boolean), ['demo/__init__.py', 'package.json', 'pyproject.toml']);
  });

  scenario('from depth 1, beside a file of one’s own', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote, { args: [...WINDOWS, '--depth=1'] });
    clone.write('notes.txt', crlf('mine\nalone\n'));
    expectReleased(await clone.run(['release', '--json', '--bump', 'minor']), '1.3.0');
    assert.equal(await clone.git('status', '--porcelain'), '?? notes.txt\n');
    assert.equal(clone.read('package.json'), crlf(packageJson('1.3.0')));
  });
});
