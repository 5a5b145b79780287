// Bad input: a code, a place, a next step; exit 1, or 2 for wrong usage; nothing changed anywhere.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe } from 'node:test';

import { snapshot } from './harness/clone.mjs';
import { expectFailure, expectReleased } from './harness/expect.mjs';
import { cargoToml, initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { pathGit } from './harness/path-git.mjs';
import { CLI, runCli } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';

const good = [{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: x', files: { x: '1' } }];

/**
 * A failure of `release`, `next` and the action in this world, all with one code, none of them changing anything.
 * @param {import('./harness/sandbox.mjs').Sandbox} box
 * @param {import('./harness/remote.mjs').CommitSpec[]} history
 * @param {{args?: string[], code: string, says?: RegExp, place?: [path: string, line?: number]}} expected
 */
async function refuses(box, history, { args = [], code, says, place }) {
  const remote = await box.remote(history);
  const clone = await box.clone(remote);
  const [before, here] = [await remote.refs(), clone.everything()];
  for (const command of ['release', 'next']) {
    const ran = await clone.run([command, '--json', ...args]);
    expectFailure(ran, code, says);
    if (place) {
      const [path, line] = place;
      assert.equal(ran.json.path, path);
      if (line !== undefined) assert.equal(ran.json.line, line);
      assert.ok(ran.stderr.includes(`--> ${path}${line === undefined ? '' : `:${line}`}`), ran.stderr);
    }
  }
  if (args.length === 0) {
    const acted = await clone.action({});
    assert.deepEqual([acted.code, acted.outputs?.status, acted.json.code], [1, 'failed', code], acted.stdout);
    if (place) assert.match(acted.stdout, new RegExp(`^::error .*file=${place[0].replaceAll('.', '\\.')}`, 'm'));
  }
  assert.deepEqual([await remote.refs(), clone.everything()], [before, here], 'nothing was changed');
}

describe('no place to work in', { concurrency: 2 }, () => {
  scenario('no repository: `release` and `next` say so, `set FILE` does its work', async (box) => {
    const file = box.write('plain/package.json', packageJson('1.2.3'));
    const cwd = join(box.dir, 'plain');
    for (const command of ['release', 'next']) expectFailure(await runCli(box, [command, '--json'], { cwd }), 'not-a-repository');
    const ran = await runCli(box, ['set', '2.0.0', 'package.json'], { cwd });
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(readFileSync(file, 'utf8'), packageJson('2.0.0'));
    const without = await runCli(box, ['set', '2.0.0', '--json'], { cwd });
    assert.deepEqual([without.code, without.json.code], [1, 'not-a-repository']);
    assert.deepEqual(Object.keys(snapshot(cwd, () => true)), ['package.json']);
  });

  const backslash = async (/** @type {import('./harness/sandbox.mjs').Sandbox} */ box) => {
    const file = box.write('plain/a\\b/package.json', packageJson('1.2.3'));
    const ran = await runCli(box, ['set', '2.0.0', 'a\\b/package.json'], { cwd: join(box.dir, 'plain') });
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(readFileSync(file, 'utf8'), packageJson('2.0.0'));
  };
  // Where it stands between folders, no such file can be made.
  scenario('a backslash is a letter of a name', backslash, { skip: sep === '\\' });

  scenario('settings that git cannot read: what is wrong with them is said', async (box) => {
    const clone = await box.clone(await box.remote([{ files: { 'package.json': packageJson('1.2.3') } }]));
    box.write('broken', '[core\n');
    const here = clone.everything();
    const ran = await clone.run(['release', '--json'], { env: { GIT_CONFIG_GLOBAL: join(box.dir, 'broken') } });
    expectFailure(ran, 'local-git-failed', /bad config line 1/);
    assert.match(ran.json.nextSteps.join('\n'), /git status/);
    assert.deepEqual(clone.everything(), here);
    const set = await clone.run(['set', '2.0.0', 'package.json'], { env: { GIT_CONFIG_GLOBAL: join(box.dir, 'broken') } });
    assert.equal(set.code, 0, set.stderr);
  });

  scenario('no remote', async (box) => {
    const dir = join(box.dir, 'lonely');
    await box.git(box.dir, ['init', '--quiet', '--template=', dir]);
    const here = snapshot(dir, () => true);
    const ran = await runCli(box, ['release', '--json'], { cwd: dir });
    expectFailure(ran, 'no-remote', /`origin`/);
    assert.match(ran.json.nextSteps.join('\n'), /git remote add origin/);
    assert.deepEqual(snapshot(dir, () => true), here);
  });

  scenario('an empty repository', async (box) => {
    const remote = await box.remote([]);
    const clone = await box.clone(remote);
    const here = clone.everything();
    expectFailure(await clone.run(['release', '--json']), 'empty-repository');
    assert.deepEqual([await remote.refs(), clone.everything()], [{}, here]);
    // Nobody asks the remote here, so nothing is said of it.
    for (const words of [['next', '--offline', '--json'], ['iteration', 'show', '--json']]) {
      const ran = await clone.run(words);
      assert.equal(ran.code, 1);
      assert.match(ran.json.message, /nothing is committed on (?:it|the branch that is checked out here): expected/, words.join(' '));
    }
    const { json } = await clone.run(['doctor', '--offline', '--json']);
    assert.match(json.findings[0].message, /a release would fail: nothing is committed/);
  });

  scenario('no such branch; a default branch that is not there', async (box) => {
    const remote = await box.remote(good);
    const clone = await box.clone(remote);
    expectFailure(await clone.run(['release', '--json', '--branch', 'nope']), 'branch-not-found', /`nope`/);
    await remote.git(['symbolic-ref', 'HEAD', 'refs/heads/gone']);
    expectFailure(await clone.run(['release', '--json']), 'branch-not-found');
  });

  scenario('git is too old, or not there: the least version is named', async (box) => {
    const remote = await box.remote(good);
    const clone = await box.clone(remote);
    const [before, here] = [await remote.refs(), clone.everything()];
    const old = pathGit(box, { script: 'if [ "$sub" = version ] || [ "$1" = --version ]; then echo "git version 2.20.1"; exit 0; fi' });
    expectFailure(await clone.run(['release', '--json'], { env: old.env }), 'git-too-old', /2\.20.*2\.34/);
    // What a git of that age answers to questions it does not know must not hide its age.
    const older = pathGit(box, {
      script: 'case "$sub" in version) echo "git version 2.20.1 (Apple Git-117)"; exit 0 ;; rev-parse) echo "--path-format=absolute"; echo .git; exit 0 ;; esac',
    });
    expectFailure(await clone.run(['release', '--json'], { env: older.env }), 'git-too-old', /2\.20.*2\.34/);
    const none = box.write('empty-path/unused', '');
    expectFailure(await clone.run(['release', '--json'], { env: { PATH: join(none, '..') } }), 'no-git');
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });

  scenario('`--cwd` is a file; the temporary folder is not there', async (box) => {
    const clone = await box.clone(await box.remote(good));
    const file = box.write('a-file', '');
    assert.equal((await clone.run(['release', '--cwd', file])).code, 2);
    const ran = await clone.run(['release', '--json'], { env: { TMPDIR: join(box.dir, 'no', 'such') } });
    expectFailure(ran, 'no-temporary-folder');
  });
});

describe('manifests', { concurrency: 2 }, () => {
  scenario('none', (box) => refuses(box, [{ files: { 'README.md': 'hello' } }], { code: 'no-manifest' }));
  scenario('one without a version of its own', (box) => refuses(box, [{ files: { 'package.json': '{"name": "x"}\n' } }], { code: 'no-manifest' }));
  scenario('a branch without any file', (box) => refuses(box, [{ files: {} }], { code: 'no-manifest' }));

  scenario('they disagree and no tag settles it: each is named with its line', (box) =>
    refuses(box, [{ files: { 'package.json': packageJson('1.2.3'), 'pyproject.toml': pyproject('1.3.0') } }], {
      code: 'manifests-disagree',
      says: /(?=.*`package\.json:3` says 1\.2\.3)(?=.*`pyproject\.toml:6` says 1\.3\.0)/,
    }));

  scenario('they disagree, and the highest is ahead of the tag', (box) =>
    refuses(box, [{ files: { 'package.json': packageJson('1.2.3'), 'Cargo.toml': cargoToml('1.2.3') }, tag: 'v1.2.3' }, { say: 'half', files: { 'Cargo.toml': cargoToml('1.4.0') } }], {
      code: 'manifests-disagree',
      says: /`Cargo\.toml:3` says 1\.4\.0/,
    }));

  scenario('they disagree, and the tag settles it: released', async (box) => {
    const remote = await box.remote([
      { files: { 'package.json': packageJson('1.2.3'), 'Cargo.toml': cargoToml('1.2.0') }, tag: 'v1.2.5' },
      { say: 'fix: x', files: { x: '1' } },
    ]);
    const clone = await box.clone(remote);
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.2.6');
    assert.match(ran.json.remarks.join('\n'), /`Cargo\.toml:3` says 1\.2\.0/);
  });

  scenario('malformed TOML', (box) =>
    refuses(box, [{ files: { 'pyproject.toml': '[project]\nname = "x"\nversion = "1.0.0\n' } }], { code: 'malformed-toml', place: ['pyproject.toml', 3] }));

  scenario('malformed JSON', (box) =>
    refuses(box, [{ files: { 'package.json': '{\n  "name": "x",\n  "version": "1.0.0",,\n}\n' } }], { code: 'malformed-json', place: ['package.json', 3] }));

  scenario('a version that is none', (box) =>
    refuses(box, [{ files: { 'package.json': packageJson('one.two') } }], { code: 'invalid-version', place: ['package.json', 3] }));

  scenario('two versions in one Python file', (box) =>
    refuses(box, [{ files: { 'pyproject.toml': pyproject('1.0.0'), 'demo/__init__.py': '__version__ = "1.0.0"\n__version__ = "1.1.0"\n' } }], {
      code: 'versions-differ-in-file',
      place: ['demo/__init__.py'],
    }));

  scenario('a manifest of 50 MB', (box) =>
    refuses(box, [{ files: { 'package.json': Buffer.concat([Buffer.from(packageJson('1.0.0')), Buffer.alloc(50 * 1024 * 1024, 0x20)]) } }], {
      code: 'manifest-too-large',
      says: /51 MiB/,
      place: ['package.json'],
    }));

  scenario('binary junk', (box) =>
    refuses(box, [{ files: { 'package.json': Buffer.from([0x7b, 0x0a, 0xff, 0xfe, 0x00, 0x1b, 0x5b]) } }], { code: 'not-utf8', place: ['package.json', 2] }));

  scenario('what is not UTF-8 may be left out where that is of use', async (box) => {
    const bytes = Buffer.from('caf\xe9\n', 'latin1');
    const advised = async (/** @type {Record<string, string | Buffer>} */ files) => {
      const clone = await box.clone(await box.remote([{ files }]));
      const ran = await clone.run(['next', '--json']);
      expectFailure(ran, 'not-utf8');
      return ran.json.nextSteps.join('\n');
    };
    const named = '[project]\nname = "demo"\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { file = "VERSION.txt" }\n';
    assert.match(await advised({ 'pyproject.toml': named, 'VERSION.txt': bytes }), /`!VERSION\.txt`/);
    const collected = `${pyproject('1.0.0')}\n[tool.towncrier]\n`;
    assert.doesNotMatch(await advised({ 'pyproject.toml': collected, 'newsfragments/1.feature': bytes }), /!/, 'it would be read all the same');
  });

  scenario('junk that is UTF-8, with orders in it', (box) =>
    refuses(box, [{ files: { 'package.json': '\x1b[31m\n::set-output name=x::y\n##[error]x\n' } }], { code: 'malformed-json', place: ['package.json', 1] }));

  scenario('a NUL among text', (box) =>
    refuses(box, [{ files: { 'package.json': '{\n  "version": "1.0.0\0"\n}\n' } }], { code: 'not-text', place: ['package.json', 2] }));

  scenario('nested a hundred thousand deep', (box) =>
    refuses(box, [{ files: { 'package.json': `{"version": ${'['.repeat(100_000)}` } }], { code: 'malformed-json', place: ['package.json', 1] }));

  scenario('a lock file that does not parse', (box) =>
    refuses(box, [{ files: { 'package.json': packageJson('1.0.0'), 'package-lock.json': '{"version": "1.0.0"' }, tag: 'v1.0.0' }, { say: 'fix: x', files: { x: '1' } }], { code: 'malformed-json', place: ['package-lock.json'] }));

  scenario('`set` on a bad file among good ones changes none of them', async (box) => {
    box.write('w/package.json', packageJson('1.0.0'));
    box.write('w/demo/__init__.py', initPy('1.0.0', 3));
    box.write('w/pyproject.toml', '[project\n');
    const cwd = join(box.dir, 'w');
    const here = snapshot(cwd, () => true);
    for (const args of [['2.0.0', 'package.json', 'demo/__init__.py', 'pyproject.toml'], ['2.0.0', 'package.json', 'gone.toml'], ['two', 'package.json']]) {
      const ran = await runCli(box, ['set', '--json', ...args], { cwd });
      assert.equal(ran.code, 1, ran.stdout);
      assert.ok(ran.json.code);
      assert.deepEqual(snapshot(cwd, () => true), here);
    }
  });
});

describe('requests', { concurrency: 2 }, () => {
  scenario('a tag taken by another commit', (box) =>
    refuses(box, [{ say: 'older', files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.3.0' }, { say: 'fix: x', files: { x: '1' } }], {
      args: ['--bump', '1.3.0'],
      code: 'tag-taken',
      says: /`v1\.3\.0`/,
    }));

  scenario('a tag taken by a commit that is not on the branch', async (box) => {
    const remote = await box.remote(good);
    await remote.write([{ say: 'side', on: 'side', from: 'refs/heads/main', files: { 'package.json': packageJson('1.3.0') }, tag: 'v1.3.0' }]);
    await remote.git(['update-ref', '-d', 'refs/heads/side']);
    const clone = await box.clone(remote);
    const [before, here] = [await remote.refs(), clone.everything()];
    expectFailure(await clone.run(['release', '--json', '--bump', '1.3.0']), 'tag-taken');
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });

  for (const version of ['1.2.2', '1.2.3-rc.1', '0.9.0']) {
    scenario(`${version} is not greater than the latest`, (box) => refuses(box, good, { args: ['--bump', version], code: 'version-not-greater', says: /1\.2\.3/ }));
  }

  scenario('a bump that is none', (box) => refuses(box, good, { args: ['--bump', 'bigger'], code: 'invalid-bump' }));

  scenario('branches that can be none, tag formats that make no tag', async (box) => {
    const remote = await box.remote(good);
    const clone = await box.clone(remote);
    const [before, here] = [await remote.refs(), clone.everything()];
    const branches = ['a..b', 'a b', '-x', 'x.lock', 'a~1', 'x:y', '@{-1}', 'refs/heads/\u0007', '*'];
    const formats = ['v', '{version} x', 'v{version}..', '{version}{version}', '-{version}', 'a:{version}', '../{version}'];
    for (const option of [...branches.map((name) => `--branch=${name}`), ...formats.map((format) => `--tag-format=${format}`)]) {
      const ran = await clone.run(['release', '--json', option]);
      assert.match(ran.json?.code ?? '', option.startsWith('--branch') ? /^invalid-ref-name$/ : /^invalid-(ref-name|tag-format)$/, option);
      expectFailure(ran, ran.json.code);
      assert.deepEqual([await remote.refs(), clone.everything()], [before, here], option);
    }
  });

  scenario('the folder that a shell stands in is gone', async (box) => {
    const { dir } = await box.clone(await box.remote(good));
    for (const [args, says] of [['next', /error\[usage\]: the folder .* is not there any more\n {2}next: .*`--cwd DIR`/], [`next --quiet --cwd "${dir}"`, /^1\.2\.4$/m]]) {
      const { stdout, stderr } = spawnSync('sh', ['-c', `mkdir gone && cd gone && rmdir ../gone && "${process.execPath}" "${CLI}" ${args}`], { cwd: dir, env: box.env, encoding: 'utf8' });
      assert.match(stdout + stderr, says);
    }
  });

  scenario('options before the command', async (box) => {
    const clone = await box.clone(await box.remote(good));
    for (const args of [['--cwd', clone.dir, 'next'], ['--json', '--bump', 'minor', 'next', '--offline']]) {
      const ran = await runCli(box, args, { cwd: clone.dir });
      assert.deepEqual([ran.code, /1\.2\.4|1\.3\.0/.test(ran.stdout)], [0, true], ran.stderr);
    }
  });

  scenario('`set --manifests`: places in other files are rewritten, and one that is not there is named', async (box) => {
    const files = { 'package.json': packageJson('1.2.3'), 'a.yaml': "x:\n  y: '1.2.3'\n", 'b.txt': 'v1.2.3!\n' };
    const clone = await box.clone(await box.remote([{ files }]));
    const entries = ['--manifests', 'a.yaml:x.y', '--manifests', 'b.txt:/v(?<version>[0-9.]+)/', '--manifests', '!package.json'];
    const ran = await clone.run(['set', '1.3.0', ...entries]);
    assert.equal(ran.code, 0, ran.stderr);
    const now = Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(clone.dir, path), 'utf8')]));
    assert.deepEqual(now, { 'package.json': files['package.json'], 'a.yaml': "x:\n  y: '1.3.0'\n", 'b.txt': 'v1.3.0!\n' });
    const here = clone.everything();
    for (const entry of ['a.yaml:x.z', 'gone.txt', 'b.txt:/w(?<version>1)/']) {
      const refused = await clone.run(['set', '2.0.0', '--json', '--manifests', entry]);
      assert.deepEqual([refused.code, typeof refused.json.code], [1, 'string'], entry);
    }
    assert.deepEqual(clone.everything(), here);
  });

  scenario('`set FILE`: lock files and what the others require of it follow, from every folder', async (box) => {
    const files = {
      'package.json': '{\n  "name": "root",\n  "version": "0.1.0",\n  "workspaces": ["a", "b"]\n}\n',
      'a/package.json': '{\n  "name": "a",\n  "version": "1.2.3"\n}\n',
      'b/package.json': '{\n  "name": "b",\n  "version": "0.7.0",\n  "dependencies": {"a": "^1.2.3"}\n}\n',
      'package-lock.json': '{\n  "name": "root", "version": "0.1.0", "packages": {"": {"version": "0.1.0"}, "a": {"version": "1.2.3"}, "b": {"version": "0.7.0", "dependencies": {"a": "^1.2.3"}}}\n}\n',
    };
    for (const [folder, file] of [['', 'a/package.json'], ['b', '../a/package.json'], ['a', 'package.json']]) {
      const clone = await box.clone(await box.remote([{ files }]));
      const ran = await clone.run(['set', '2.0.0', '--json', file], { cwd: join(clone.dir, folder) });
      assert.equal(ran.code, 0, ran.stderr);
      const now = Object.fromEntries(Object.keys(files).map((path) => [path, readFileSync(join(clone.dir, path), 'utf8')]));
      const moved = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll('1.2.3', '2.0.0')]));
      assert.deepEqual(now, moved, file);
    }
  });

  scenario('`set FILE`: one without a version is named, and none is changed', async (box) => {
    const clone = await box.clone(await box.remote([{ files: { 'package.json': packageJson('1.2.3'), 'README.md': 'x', 'a.py': 'x = 1\n' } }]));
    const here = clone.everything();
    for (const file of ['README.md', 'a.py']) {
      const ran = await clone.run(['set', '2.0.0', '--json', 'package.json', file]);
      assert.deepEqual([ran.code, ran.json.code, ran.json.path], [1, 'version-not-found', file]);
    }
    assert.deepEqual(clone.everything(), here);
  });

  scenario('wrong usage: exit 2, and what was meant', async (box) => {
    const remote = await box.remote(good);
    const clone = await box.clone(remote);
    const [before, here] = [await remote.refs(), clone.everything()];
    for (const [args, says] of /** @type {[string[], RegExp][]} */ ([
      [['relase'], /unknown command `relase`[\s\S]*did you mean `release`/],
      [['release', '--bmup', 'minor'], /unknown option `--bmup`[\s\S]*did you mean `--bump`/],
      [['release', '--skip-ci', 'maybe'], /unknown skip-ci `maybe`/],
      [['release', '--scheme', 'calendar'], /unknown scheme/],
      [['release', '--default-bump', 'x'], /unknown default-bump/],
      [['release', 'extra'], /one word too many/],
      [['release', '--bump'], /bump/],
      [['release', '--json=yes'], /json/],
      [['release', '--cwd', join(box.dir, 'gone')], /no folder/],
      [['set'], /expected a version/],
      [['audit', '--repositories', '/dev/null/x'], /no list of repositories/],
      [['audit', '--repositories', 'x'.repeat(5000)], /no list of repositories/],
      [['set', '1.0.0', '--remote', 'x'], /unknown option/],
    ])) {
      const ran = await clone.run(args);
      assert.equal(ran.code, 2, `${args}: ${ran.stdout}${ran.stderr}`);
      assert.match(ran.stderr, says);
      const told = await clone.run([...args, '--json']);
      assert.deepEqual([told.code, told.json.status, told.json.code], [2, 'failed', 'usage'], `${args}: ${told.stdout}`);
      assert.match(told.json.message, says.source.includes('did you') ? /unknown/ : says);
    }
    const nothing = await clone.run([]);
    assert.deepEqual([nothing.code, /usage:/.test(nothing.stderr)], [2, true]);
    const action = await clone.action({ command: 'set' });
    assert.deepEqual([action.code, action.json.code], [1, 'usage']);
    const outside = await clone.action({ 'working-directory': '../..' });
    assert.deepEqual([outside.code, outside.json.code], [1, 'usage']);
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });

  scenario('`set` where a file stands in a folder\'s place, and a link leads to itself: what is not there says nothing', async (box) => {
    const remote = await box.remote([{ files: { 'package.json': packageJson('1.2.3'), 'a/b.md': 'demo 1.2.3\n', loop: { text: 'loop', mode: '120000' } }, tag: 'v1.2.3' }]);
    const clone = await box.clone(remote);
    rmSync(join(clone.dir, 'a'), { recursive: true });
    clone.write('a', 'x');
    const ran = await clone.run(['set', '2.0.0']);
    assert.deepEqual([ran.code, JSON.parse(clone.read('package.json')).version], [0, '2.0.0'], ran.stderr);
  });
});
