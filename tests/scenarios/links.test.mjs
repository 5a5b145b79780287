// Version files that are links to other files of the tree: these are what is rewritten, and the links stay.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectLanded, expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

const link = (/** @type {string} */ text) => ({ text, mode: '120000' });
const PYPROJECT = '[project]\nname = "heron"\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n';
const member = (/** @type {string} */ name, /** @type {string} */ version) => `{\n  "name": "${name}",\n  "version": "${version}"\n}\n`;
const root = (/** @type {string} */ version) => `{\n  "name": "all",\n  "version": "${version}",\n  "workspaces": ["packages/*"]\n}\n`;

/**
 * Each: what is there, and what is there afterwards.
 * @type {[string, Record<string, string | {text: string, mode: string}>, Record<string, string>][]}
 */
const LAYOUTS = [
  ['VERSION', { 'pyproject.toml': PYPROJECT, VERSION: link('shared/VERSION'), 'shared/VERSION': '1.2.3\n' }, { 'shared/VERSION': '1.2.4\n' }],
  [
    'one that leads on to another, through a folder that is one',
    { 'pyproject.toml': PYPROJECT, VERSION: link('./a/../b/V'), 'a/x': '1', b: link('c'), 'c/V': link('../d/VERSION'), 'd/VERSION': '1.2.3\n' },
    { 'd/VERSION': '1.2.4\n' },
  ],
  ['the root\'s own manifest', { 'package.json': link('real.json'), 'real.json': packageJson('1.2.3') }, { 'real.json': packageJson('1.2.4') }],
  [
    'a member\'s',
    { 'package.json': root('1.2.3'), 'packages/a/package.json': link('../../x/a.json'), 'x/a.json': member('a', '1.2.3') },
    { 'package.json': root('1.2.4'), 'x/a.json': member('a', '1.2.4') },
  ],
  [
    'a file that is one by its own name, too',
    { 'package.json': packageJson('1.2.3'), VERSION: '1.2.3\n', 'sub/VERSION': link('../VERSION'), 'pyproject.toml': PYPROJECT.replace('"VERSION"', '"sub/VERSION"') },
    { 'package.json': packageJson('1.2.4'), VERSION: '1.2.4\n' },
  ],
  ['a file with nothing but the path in it', { 'pyproject.toml': PYPROJECT, VERSION: 'shared/VERSION', 'shared/VERSION': '1.2.3\n' }, { 'shared/VERSION': '1.2.4\n' }],
];

describe('links', { concurrency: 2 }, () => {
  for (const [name, files, after] of LAYOUTS) {
    scenario(`${name}: released`, async (box) => {
      const remote = await box.remote([{ say: 'chore: start', files, tag: 'v1.2.3' }, { say: 'fix: x', files: { 'a.js': '1' } }]);
      const clone = await box.clone(remote);
      const before = await remote.refs();
      const ran = await clone.run(['release', '--json']);
      expectReleased(ran, '1.2.4');
      assert.equal(ran.json.stillSays, undefined);
      await expectLanded(remote, { before, tag: 'v1.2.4', files: after });
      const again = await clone.run(['release', '--json']);
      assert.equal(again.json.status, 'nothing-to-release', again.stdout);
    });

    scenario(`${name}: set`, async (box) => {
      const clone = await box.clone(await box.remote([{ files }]));
      const ran = await clone.run(['set', '1.2.4', '--json']);
      assert.equal(ran.code, 0, ran.stdout + ran.stderr);
      assert.deepEqual(ran.json.changed.map((/** @type {{path: string}} */ { path }) => path).sort(), Object.keys(after).sort());
      for (const [path, text] of Object.entries(after)) assert.equal(clone.read(path), text);
      const changed = (await clone.git('diff', '--name-only')).trim().split('\n').sort();
      assert.deepEqual(changed, Object.keys(after).sort(), 'the links are links still');
    });
  }

  scenario('by pull request: the bump branch is known again as ours, and its merge is released', async (box) => {
    const history = [
      { files: { 'pyproject.toml': PYPROJECT, VERSION: link('shared/VERSION'), 'shared/VERSION': '1.2.3\n' }, tag: 'v1.2.3' },
      { say: 'fix: a leak', files: { x: '1' } },
    ];
    const all = await story(box, { history });
    const first = await all.release();
    assert.equal(first.json.status, 'pull-request', first.stdout + first.stderr);
    await all.github.push('main', { y: '1' }, { say: 'feat: more' });
    const again = await all.release();
    assert.equal(again.json.status, 'pull-request', again.stdout + again.stderr);
    assert.deepEqual(await all.branches(), ['chore/version-bump-1.3.0', 'main'], 'the one that is out of date is gone');
    const commit = await all.github.merge(again.json.pullRequest.number, 'squash');
    const ran = await all.release();
    expectReleased(ran, '1.3.0');
    assert.equal(await all.remote.text(commit, 'shared/VERSION'), '1.3.0\n');
    assert.equal((await all.remote.refs())['refs/tags/v1.3.0'].commit, commit);
  });

  scenario('links in a circle, into a folder and to what is not there are as good as not there', async (box) => {
    const files = { 'package.json': packageJson('1.2.3'), VERSION: link('b'), b: link('VERSION'), 'Cargo.toml': link('src'), 'src/x': '1', 'pyproject.toml': link('gone/x') };
    const remote = await box.remote([{ say: 'chore: start', files, tag: 'v1.2.3' }, { say: 'fix: x', files: { 'a.js': '1' } }]);
    const clone = await box.clone(remote);
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    await expectLanded(remote, { before, tag: 'v1.2.4', files: { 'package.json': packageJson('1.2.4') } });
    assert.equal((await clone.run(['set', '1.2.5', '--json'])).code, 0);
  });

  scenario('files that spell each other\'s paths in a circle: an error, and no end', async (box) => {
    const files = { 'pyproject.toml': PYPROJECT, VERSION: 'other', other: 'VERSION' };
    const remote = await box.remote([{ say: 'chore: start', files }]);
    const clone = await box.clone(remote);
    expectFailure(await clone.run(['release', '--json']), 'invalid-version');
    assert.equal((await clone.run(['set', '1.2.5', '--json'])).json.code, 'invalid-version');
  });

  scenario('a version that is a file\'s name, too, is a version', async (box) => {
    const files = { VERSION: '1.2.3', '1.2.3': '9.9.9' };
    const clone = await box.clone(await box.remote([{ files }]));
    assert.equal((await clone.run(['set', '1.2.4', 'VERSION', '--json'])).code, 0);
    assert.equal(clone.read('VERSION'), '1.2.4');
  });

  /** @type {[string, Record<string, string | {text: string, mode: string}>, RegExp][]} */
  const NO_FILES = [
    ['a link to what is not there', { 'CHANGELOG.md': link('docs/CHANGES.md') }, /a link that leads to no file/],
    ['a link to a folder', { 'CHANGELOG.md': link('docs'), 'docs/x': '1' }, /a link that leads to no file/],
    ['a folder', { 'CHANGELOG.md/x': '1' }, /a folder/],
    ['in a folder that is a link', { 'CHANGELOG.md': 'x', docs: link('other'), 'other/x': '1' }, /`docs` is a link/],
    ['in a folder that is a file', { docs: 'x' }, /`docs` is a file/],
  ];
  for (const [name, files, says] of NO_FILES) {
    scenario(`a changelog, ${name}: refused, and nothing takes its place`, async (box) => {
      const path = 'docs' in files ? 'docs/CHANGELOG.md' : 'CHANGELOG.md';
      const remote = await box.remote([{ say: 'chore: start', files: { 'package.json': packageJson('1.2.3'), ...files }, tag: 'v1.2.3' }, { say: 'fix: x', files: { 'a.js': '1' } }]);
      const clone = await box.clone(remote);
      const before = await remote.refs();
      const ran = await clone.run(['release', '--changelog', path, '--json']);
      expectFailure(ran, 'changelog-not-understood');
      assert.match(ran.json.message, says);
      assert.deepEqual(await remote.refs(), before);
    });
  }

  scenario('a changelog where a submodule is: refused', async (box) => {
    const remote = await box.remote([{ say: 'chore: start', files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }]);
    const clone = await box.clone(remote);
    await clone.git('update-index', '--add', '--cacheinfo', `160000,${(await clone.git('rev-parse', 'HEAD')).trim()},CHANGELOG.md`);
    await clone.git('commit', '--quiet', '-m', 'fix: a part of it');
    await clone.git('push', '--quiet', 'origin', 'HEAD:main');
    const before = await remote.refs();
    const ran = await clone.run(['release', '--changelog', 'CHANGELOG.md', '--json']);
    expectFailure(ran, 'changelog-not-understood');
    assert.match(ran.json.message, /a submodule/);
    assert.deepEqual(await remote.refs(), before);
  });

  for (const target of ['../outside', '/etc/hostname', 'a/../../outside', '.git/config', 'a/../.git/config']) {
    scenario(`one of a member that leads out of the repository, to ${target}, is refused`, async (box) => {
      const files = { 'package.json': root('1.2.3'), 'packages/a/package.json': link(target.startsWith('/') ? target : `../../${target}`), 'a/x': '1' };
      const clone = await box.clone(await box.remote([{ files }]));
      box.write('outside', packageJson('1.2.3'));
      const ran = await clone.run(['release', '--json']);
      assert.deepEqual([ran.json.code, ran.json.path], ['hostile-tree', 'packages/a/package.json'], ran.stdout);
      assert.equal((await clone.run(['set', '1.2.4', '--json'])).json.code, 'outside-repository');
    });
  }
});
