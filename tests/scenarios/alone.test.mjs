// Projects whose version is the tag's alone, and those of which a file says it all the same.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectReleased } from './harness/expect.mjs';
import { json, releasing } from './harness/releasing.mjs';
import { scenario } from './harness/sandbox.mjs';

/** What a server offers, with more properties called `version` than a list of versions may have. @param {string} version */
function described(version) {
  const properties = Array.from({ length: 30 }, () => ({ version: { type: 'string' } }));
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'doors', version }, properties }, null, 2);
}

describe("the version is the tag's alone", { concurrency: 2 }, () => {
  /** @type {[string, Record<string, string>][]} */
  const projects = [
    ['a Terraform module', { 'main.tf': 'variable "x" {}\n' }],
    ['a Go module', { 'go.mod': 'module example.org/x\n', 'x.go': 'package x\n' }],
    ['Python by setuptools-scm', { 'pyproject.toml': '[build-system]\nrequires = ["setuptools", "setuptools-scm"]\n\n[project]\nname = "x"\ndynamic = ["version"]\n' }],
    ['PHP without a version', { 'composer.json': json({ name: 'o/x' }) }],
  ];
  for (const [name, files] of projects) {
    scenario(`${name}: the tag goes to the tip, and no commit is made`, async (box) => {
      const { ran, remote, tip, clone } = await releasing(box, files, ['v1.2.3']);
      expectReleased(ran, '1.2.4');
      const refs = await remote.refs();
      assert.deepEqual([refs['refs/heads/main']?.commit, refs['refs/tags/v1.2.4']?.commit], [tip, tip]);
      assert.match(ran.json.remarks.join('\n'), /no file carries the version/);
      const again = await clone.run(['release', '--json']);
      assert.deepEqual([again.code, again.json.status], [0, 'nothing-to-release']);
    });
  }

  for (const [name, files, tag, next] of /** @type {[string, Record<string, string>, string, string][]} */ ([
    ['Go', { 'go.mod': 'module example.org/x\n' }, 'v1.3.0-rc.1', '1.3.0-rc.2'],
    ['Python, by its tags', { 'pyproject.toml': '[project]\nname = "x"\ndynamic = ["version"]\n[tool.setuptools_scm]\n' }, 'v1.3.0rc1', '1.3.0rc2'],
  ])) {
    scenario(`prereleases are spelled as the ecosystem spells them: ${name}`, async (box) => {
      expectReleased((await releasing(box, files, [tag], ['--bump', 'prerelease'])).ran, next, `v${next}`);
    });
  }

  for (const [path, text] of /** @type {const} */ ([
    ['src/Client.php', "<?php\nclass Client\n{\n    public const VERSION = '1.2.3';\n}\n"],
    ['Sources/Doors.swift', 'let version = "1.2.3"\n'],
    ['include/doors.h', '#define DOORS_VERSION "1.2.3"\n'],
    ['doors/version.lua', 'return "1.2.3"\n'],
  ])) {
    scenario(`and so does a program that gives it, whatever the language: ${path}`, async (box) => {
      const { ran, remote, clone } = await releasing(box, { 'README.md': 'Doors 1.2.3\n', [`${path}`]: `${text}` }, ['v1.2.3']);
      expectFailure(ran, 'no-manifest');
      assert.match(ran.json.message, new RegExp(`${path}:[0-9]. gives 1\\.2\\.3 as the program's`));
      assert.deepEqual(Object.keys(await remote.refs()).filter((ref) => ref.startsWith('refs/tags/')), ['refs/tags/v1.2.3']);
      const [, quoted, plain] = /--manifests (?:'([^']*)'|([^ `]+))/.exec(ran.json.nextSteps[0] ?? '') ?? [];
      const advised = quoted ?? plain ?? '';
      const followed = await clone.run(['release', '--json', '--manifests', advised]);
      expectReleased(followed, '1.2.4');
      assert.match(await remote.git(['show', `main:${path}`]), /1\.2\.4/);
    });
  }

  scenario('and so does one that was forgotten for the last release, and no number that stays on purpose', async (box) => {
    const php = (/** @type {string} */ name) => ({ 'src/Client.php': `<?php\nclass Client\n{\n    public const ${name} = '4.9.127';\n}\n` });
    const { ran, remote, clone } = await releasing(box, php('CLIENT_VERSION'), ['v4.9.127', 'v4.9.128']);
    expectFailure(ran, 'no-manifest', /`src\/Client\.php:4` gives 4\.9\.127 as the program's/);
    const [, advised] = /--manifests '([^']*)'/.exec(ran.json.nextSteps[0] ?? '') ?? [];
    expectReleased(await clone.run(['release', '--json', '--manifests', advised ?? '']), '4.9.129');
    assert.match(await remote.git(['show', 'main:src/Client.php']), /4\.9\.129/);
    expectReleased((await releasing(box, php('PROTOCOL_VERSION'), ['v4.9.127', 'v4.9.128'])).ran, '4.9.129');
    expectReleased((await releasing(box, php('CLIENT_VERSION'), ['v4.8.0', 'v4.9.127', 'v4.10.0', 'v4.11.0'])).ran, '4.11.1');
  });

  scenario('and so does one of two numbers that was raised by hand to another than the next', async (box) => {
    const module = (/** @type {string} */ version) => ({ 'lib/Doors.pm': `package Doors;\nour $VERSION = '${version}';\n1;\n` });
    for (const [said, next] of /** @type {const} */ ([['10.0', undefined], ['9.14', '9.14'], ['8.0', '9.14']])) {
      const { ran, remote } = await releasing(box, module(said), ['v9.09', 'v9.12', 'v9.13'], ['--bump', 'minor']);
      if (next) expectReleased(ran, next);
      else expectFailure(ran, 'no-manifest', /`lib\/Doors\.pm:2` gives 10\.0 as the program's/);
      assert.equal((await remote.refs())['refs/tags/v9.14'] === undefined, !next);
    }
    expectFailure((await releasing(box, module('9.14'), ['v9.09', 'v9.12', 'v9.13'], ['--bump', 'major'])).ran, 'no-manifest');
  });

  scenario('a number by which the next minor version is under way is no release of the one before', async (box) => {
    const { ran, remote } = await releasing(box, { 'CMakeLists.txt': 'project(doors C)\nset(VERSION 3.1.80)\n' }, ['3.1.4']);
    expectFailure(ran, 'no-manifest', /`CMakeLists\.txt:2` gives 3\.1\.80 as the program's/);
    assert.equal((await remote.refs())['refs/tags/3.1.5'], undefined);
  });

  scenario('what CMake requires is not the version of the project', async (box) => {
    const files = { 'CMakeLists.txt': 'cmake_minimum_required(VERSION 3.1.80)\nproject(doors C)\n' };
    expectReleased((await releasing(box, files, ['3.1.4'])).ran, '3.1.5', '3.1.5');
  });

  scenario('two scripts that fetch something else are left out by one piece of advice', async (box) => {
    const files = { 'install.sh': 'version=0.74.3\n', 'install.ps1': '$version="0.74.3"\n', 'go.mod': 'module example.org/x\n' };
    const { ran, clone } = await releasing(box, files, ['v0.74.3']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.nextSteps.at(-1) ?? '', /^if all of it is something else, leave the files out: /);
    const left = [...(ran.json.nextSteps.at(-1) ?? '').matchAll(/--manifests '([^']*)'/g)].map(([, path = '']) => path);
    assert.deepEqual(left, ['!install.ps1', '!install.sh']);
    const followed = await clone.run(['release', '--json', ...left.flatMap((path) => ['--manifests', path])]);
    expectReleased(followed, '0.74.4');
  });

  scenario('a file that keeps the version is not enough where a program gives it, too', async (box) => {
    const files = {
      VERSION: '1.2.3\n',
      'meson.build': "project('doors', 'c', version: '1.2.3')\n",
      'configure.ac': 'AC_INIT([doors], [1.2.3])\n',
      'doors.h': '#define DOORS_VERSION "1.2.3"\n',
    };
    const { ran, remote, clone } = await releasing(box, files, ['v1.2.3']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.message, /`VERSION` has the version, but `doors\.h:1. gives 1\.2\.3/);
    const advised = /`(--manifests .*)` \(input/.exec(ran.json.nextSteps[0] ?? '')?.[1] ?? '';
    const entries = advised.split('--manifests ').slice(1).map((entry) => entry.trim().replaceAll("'", ''));
    assert.equal(entries.length, 4, advised);
    expectReleased(await clone.run(['release', '--json', ...entries.flatMap((entry) => ['--manifests', entry])]), '1.2.4');
    for (const path of Object.keys(files)) assert.match(await remote.git(['show', `main:${path}`]), /1\.2\.4/);
  });

  scenario('what a file that nobody named said in the past is known: a version of ours without its tag', async (box) => {
    const remote = await box.remote([{ say: 'feat: start', files: { VERSION: '1.2.3\n' }, tag: 'v1.2.3' }, { say: 'fix: mend the hinge', files: { x: '1' } }]);
    const clone = await box.clone(remote);
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    const ours = (await remote.refs())['refs/tags/v1.2.4']?.commit;
    await remote.git(['tag', '--delete', 'v1.2.4']);
    await remote.write([{ say: 'fix: mend the door', files: { x: '2' } }]);
    const again = await clone.run(['release', '--json']);
    assert.deepEqual(again.json.released?.map((/** @type {{version: string}} */ { version }) => version), ['1.2.4', '1.2.5']);
    assert.equal((await remote.refs())['refs/tags/v1.2.4']?.commit, ours);
  });

  scenario('and one that somebody raised by hand for what is under way', async (box) => {
    const remote = await box.remote([
      ...['1.2.1', '1.2.2', '1.2.3'].map((version) => ({ say: 'feat: start', files: { VERSION: `${version}\n` }, tag: `v${version}` })),
      { say: 'chore: on to 2.0', files: { VERSION: '2.0.0-alpha\n' } },
      { say: 'fix: mend the hinge', files: { x: '1' } },
    ]);
    const ran = await (await box.clone(remote)).run(['release', '--json']);
    expectFailure(ran, 'invalid-bump', /2\.0\.0-alpha was written by hand after 1\.2\.3/);
    assert.equal((await remote.refs())['refs/tags/v2.0.0-alpha'], undefined);
  });

  scenario('what would be left behind is advised in full', async (box) => {
    const paths = ['.', ...'abcdefg'].map((folder) => `${folder}/metadata.yaml`.replace('./', ''));
    const files = Object.fromEntries(paths.map((path) => [path, 'spec:\n  info:\n    version: 1.2.7\n']));
    const { ran, remote, clone } = await releasing(box, files, ['v1.2.7']);
    expectFailure(ran, 'no-manifest');
    const entries = [...(ran.json.nextSteps[0] ?? '').matchAll(/--manifests (\S+?)(?=[ `])/g)].map(([, entry]) => entry ?? '');
    assert.equal(entries.length, paths.length, ran.json.nextSteps[0]);
    expectReleased(await clone.run(['release', '--json', ...entries.flatMap((entry) => ['--manifests', entry])]), '1.2.8');
    for (const path of paths) assert.match(await remote.git(['show', `main:${path}`]), /1\.2\.8/);
  });

  scenario('and moves where nothing but a text mentions it', async (box) => {
    const { ran, remote } = await releasing(box, { VERSION: '1.2.3\n', 'README.md': 'Doors 1.2.3\n' }, ['v1.2.3']);
    expectReleased(ran, '1.2.4');
    assert.equal(await remote.git(['show', 'main:VERSION']), '1.2.4\n');
  });

  scenario('what was never raised for the tags is not enough where a program gives their version', async (box) => {
    const app = 'apps/doors/src/doors.app.src';
    const files = {
      'mix.exs': 'defmodule Doors.MixProject do\n  def project do\n    [app: :doors, version: "0.1.0"]\n  end\nend\n',
      [app]: '{application, doors, [\n  {description, "Doors"},\n  {vsn, "1.4.1"}\n]}.\n',
    };
    const { ran, remote, clone } = await releasing(box, files, ['v1.4.1']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.message, /`mix\.exs` has the version, but `apps\/doors\/src\/doors\.app\.src:3. gives 1\.4\.1/);
    expectReleased(await clone.run(['release', '--json', '--manifests', '!mix.exs', '--manifests', app]), '1.4.2');
    assert.match(await remote.git(['show', `main:${app}`]), /1\.4\.2/);
    assert.match(await remote.git(['show', 'main:mix.exs']), /0\.1\.0/);
  });

  scenario('nor is it below 1.0, where a minor version breaks', async (box) => {
    const files = {
      'setup.py': "from setuptools import setup\nsetup(name='doors-docs', version='0.0.1')\n",
      'doors/doors.cabal': 'cabal-version: 2.2\nname: doors\nversion: 0.20.2\n',
      'hinges/hinges.cabal': 'cabal-version: 2.2\nname: hinges\nversion: 0.4.9.2\n',
    };
    const { ran, remote } = await releasing(box, files, ['v0.20.2']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.message, /`setup\.py` has the version, but `doors\/doors\.cabal:3. gives 0\.20\.2/);
    assert.match(await remote.git(['show', 'main:setup.py']), /0\.0\.1/);
  });

  scenario('nor where a package in a folder says it, be it in numbers that everybody has', async (box) => {
    const root = { 'MODULE.bazel': 'module(\n    name = "doors",\n    version = "1.0.0",\n)\n' };
    const web = { 'packages/web/package.json': `${JSON.stringify({ name: 'web', version: '2.0.2' }, null, 2)}\n` };
    const { ran, remote } = await releasing(box, { ...root, ...web }, ['v2.0.2']);
    expectFailure(ran, 'no-manifest', /`MODULE\.bazel` has the version, but `packages\/web\/package\.json:3` gives 2\.0\.2/);
    assert.match(ran.json.nextSteps.join('\n'), /--manifests MODULE\.bazel --manifests packages\/web\/package\.json/);
    assert.equal((await remote.refs())['refs/tags/v2.0.3'], undefined);
    for (const path of ['examples/web/package.json', 'vendor/web/package.json']) {
      expectReleased((await releasing(box, { ...root, [path]: web['packages/web/package.json'] ?? '' }, ['v2.0.2'])).ran, '2.0.3');
    }
    const near = { 'MODULE.bazel': 'module(\n    name = "doors",\n    version = "2.0.1",\n)\n' };
    expectReleased((await releasing(box, { ...near, ...web }, ['v2.0.2'])).ran, '2.0.3');
  });

  scenario('nor is it with what goes along: its lock file and a changelog', async (box) => {
    const said = { name: 'doors-tools', version: '1.0.0' };
    const files = {
      'package.json': json(said),
      'package-lock.json': json({ ...said, lockfileVersion: 3, packages: { '': said } }),
      'CHANGELOG.md': '# Changelog\n\n## 9.8.7\n\n- a door\n',
      'chromium/manifest.json': json({ manifest_version: 3, name: 'Doors', version: '9.8.7' }),
    };
    const { ran, remote, clone } = await releasing(box, files, ['9.8.7'], ['--changelog', 'CHANGELOG.md']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.message, /`package\.json` has the version, but `chromium\/manifest\.json:4. gives 9\.8\.7/);
    expectReleased(await clone.run(['release', '--json', '--manifests', '!package.json', '--manifests', 'chromium/manifest.json']), '9.8.8', '9.8.8');
    assert.match(await remote.git(['show', 'main:chromium/manifest.json']), /9\.8\.8/);
    assert.match(await remote.git(['show', 'main:package-lock.json']), /1\.0\.0/);
  });

  scenario('nor is what an installer of C++ is told, where a program says the version', async (box) => {
    const files = { 'vcpkg.json': '{"name": "doors", "version-string": "1.2.3"}\n', 'include/doors.h': '#define DOORS_VERSION "1.2.3"\n' };
    const { ran } = await releasing(box, files, ['v1.2.3']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.message, /`vcpkg\.json` has the version, but `include\/doors\.h:1. gives 1\.2\.3/);
  });

  scenario('a placeholder of a program is not the version of the tags', async (box) => {
    const files = { 'package.json': '{"name": "doors", "version": "0.0.0"}\n', 'scripts/version.py': '__version__ = "0.0.0"\n' };
    const { ran } = await releasing(box, files, ['v1.2.3']);
    expectReleased(ran, '1.2.4');
  });

  for (const announced of ['1.3.0-dev', '1.3.0dev', '1.3.0.dev']) {
    scenario(`and so does what announces the next: ${announced}`, async (box) => {
      const { ran } = await releasing(box, { 'dist.ini': `name = doors\nversion = ${announced}\n` }, ['v1.2.3']);
      expectFailure(ran, 'no-manifest');
      assert.ok(ran.json.message?.includes(`dist.ini:2\` gives ${announced} as`), ran.json.message);
    });
  }

  for (const [path, text, ...tags] of /** @type {const} */ ([
    ['build.sbt', 'lazy val common = Seq(\n  version := "2.3pre"\n)\n', 'v2.2.1'],
    ['lib/Doors.pm', "package Doors;\nour $VERSION = '11.01';\n1;\n", 'v11.0'],
    ['dist.ini', 'name = Doors\nversion = 1.04\n', 'v1.03', 'v1.04'],
    ['lib/Doors.pm', "package Doors;\nour $VERSION = '11.01';\n1;\n", 'v10.09', 'v10.31', 'v11.0'],
  ])) {
    scenario(`and so does what a language spells in its own way: ${path}, after ${tags.join(' ')}`, async (box) => {
      const { ran } = await releasing(box, { [`${path}`]: text, 'README.md': 'Doors\n' }, [...tags]);
      expectFailure(ran, 'no-manifest');
      assert.match(ran.json.message, /:2. gives (2\.3pre|11\.01|1\.04) as/);
    });
  }

  for (const [what, files, tag] of /** @type {const} */ ([
    ['code that allows something in its first line is no script', { 'build.rs': '#![allow(dead_code)]\nlet version = "1.0.0";\n' }, 'v1.0.0'],
    ['what stands behind the version in a tag is another program’s', { 'install.sh': '#!/bin/sh\nversion=1.20.4\n' }, 'v2.0.0-mc1.20.4'],
  ])) {
    scenario(what, async (box) => {
      const { ran } = await releasing(box, files, [tag]);
      assert.notEqual(ran.json.code, 'no-manifest', ran.stderr);
    });
  }

  scenario('an entry keeps up to date what counts towards the next: zeros stand before no number of it', async (box) => {
    const { ran } = await releasing(box, { 'src/door.h': '#define DOOR_VERSION "2.3.0dev"\n', 'README.md': 'Doors\n' }, ['v2.2.1']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.nextSteps.join('\n'), /--manifests 'src\/door\.h:/);
  });

  scenario('records of what was measured and examples in the documentation are no programs', async (box) => {
    const records = Array.from({ length: 60 }, (_, at) => ({ version: `0.${Math.floor(at / 2) + 45}.0`, ms: at }));
    const files = {
      'go.mod': 'module example.org/x\n',
      'data/measured.json': JSON.stringify(records, null, 2),
      'docs/try/app.py': 'EXAMPLE = """{\n    "version": "1.0.0"\n}"""\nVERSION = "1.0.0"\n',
    };
    const { ran } = await releasing(box, files, ['v0.74.0']);
    expectReleased(ran, '0.74.1');
  });

  for (const [name, said, path, text, line] of /** @type {[string, string, string, string, number][]} */ ([
    ['what describes an interface has many properties of that name', '1.7.3', 'openapi.json', described('1.7.3'), 5],
    ['the settings of the documentation say the version', '1.7.3', 'docs/conf.py', 'project = "doors"\nversion = "1.7.3"\n', 2],
    ['the settings of the documentation say a version that many have', '1.2.3', 'docs/conf.py', 'project = "doors"\nversion = "1.2.3"\n', 2],
  ])) {
    scenario(name, async (box) => {
      const { ran } = await releasing(box, { 'go.mod': 'module example.org/x\n', [path]: text }, [`v${said}`]);
      expectFailure(ran, 'no-manifest');
      assert.ok(ran.json.message.includes(`\`${path}:${line}\` gives ${said}`), ran.json.message);
    });
  }

  scenario('and so does what was announced since another branch released more', async (box) => {
    const remote = await box.remote([{ say: 'feat: start', files: { 'doors.h': '#define DOORS_VERSION "3.7.5"\n' }, tag: 'v3.7.5' }]);
    const start = (await remote.refs())['refs/heads/main']?.commit ?? '';
    await remote.write([{ say: 'feat: 3.8.0', files: { 'doors.h': '#define DOORS_VERSION "3.8.0"\n' }, tag: 'v3.8.0' }]);
    await remote.git(['update-ref', 'refs/heads/main', start]);
    await remote.write([{ say: 'chore: next', files: { 'doors.h': '#define DOORS_VERSION "3.9.0dev"\n' } }]);
    const ran = await (await box.clone(remote)).run(['release', '--json']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.message, /`doors\.h:1` gives 3\.9\.0dev/);
  });

  scenario('what is not released yet by another file is listed beside a manifest that moves', async (box) => {
    const files = { 'package.json': '{"name": "doors", "version": "1.2.3"}\n', 'configure.ac': 'AC_INIT([doors], [1.2.3-dev])\n' };
    const { ran } = await releasing(box, files, ['v1.2.3']);
    expectReleased(ran, '1.2.4');
    assert.deepEqual(ran.json.stillSays?.map(({ path, version }) => [path, version]), [['configure.ac', '1.2.3-dev']]);
  });

  scenario('two numbers in a manifest that is not known are enough', async (box) => {
    const { ran } = await releasing(box, { 'dist.ini': 'name = doors\nversion = 1.2\n' }, ['v1.0', 'v1.1', 'v1.2']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.message, /dist\.ini:2. gives 1\.2/);
  });

  scenario('a file whose name says the version is made anew by hand, and left out', async (box) => {
    const files = { 'rockspecs/doors-1.2.3-1.rockspec': 'package = "doors"\nversion = "1.2.3-1"\n' };
    const { ran, clone } = await releasing(box, files, ['v1.2.3']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.nextSteps[0] ?? '', /'!rockspecs\/doors-\*\.rockspec'/);
    expectReleased(await clone.run(['release', '--json', '--manifests', '!rockspecs/doors-*.rockspec']), '1.2.4');
  });

  scenario('but not what only mentions it', async (box) => {
    const files = {
      'README.md': 'Version 1.2.3\n',
      'src/a.php': "<?php\n/**\n * @version 1.2.3\n */\n// VERSION = '1.2.3'\n$needed = '1.2.3';\n",
      'tests/version.js': "const version = '1.2.3';\n",
    };
    expectReleased((await releasing(box, files, ['v1.2.3'])).ran, '1.2.4');
  });

  scenario('a file that says the newest tag, and would be left behind, stops it', async (box) => {
    const { ran, remote } = await releasing(box, { 'main.tf': 'x\n', 'lib/thing/version.py': "__version__ = '1.2.3'\n" }, ['v1.2.3']);
    expectFailure(ran, 'no-manifest');
    assert.match(ran.json.nextSteps.join('\n'), /`lib\/thing\/version\.py:1` says 1\.2\.3.*`--manifests lib\/thing\/version\.py`/);
    assert.deepEqual(Object.keys(await remote.refs()).filter((ref) => ref.startsWith('refs/tags/')), ['refs/tags/v1.2.3']);
  });
});
