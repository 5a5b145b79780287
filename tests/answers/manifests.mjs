// Manifests that cannot be read, found or rewritten, and entries of `manifests` that mean nothing.

import { cargoToml, packageJson, pyproject } from '../scenarios/harness/manifests.mjs';
import { called, cloned, folder, row } from './ask.mjs';

const one = { 'package.json': packageJson('1.2.3') };
/** Bytes that are no text. @param {number[]} bytes */
const bytes = (...bytes) => Buffer.from(bytes);
/** `release` with a tag to go on from, and something new. @param {Record<string, any>} files @param {string} [tag] */
const tagged = (files, tag = 'v1.2.3') => [{ files, tag }, { say: 'fix: x', files: { x: '1' } }];
/** @param {string} path @param {string} text */
const read = (path, text) => [{ path, text }];

const parsers = [
  row('malformed-toml', 'a string that does not end', { 'pyproject.toml': '[project]\nname = "x"\nversion = "1.0.0\n' }, 'next'),
  called('malformed-toml', 'a key twice', 'readManifests', read('Cargo.toml', '[package]\nname = "x"\nversion = "1.0.0"\nversion = "1.0.1"\n')),
  called('malformed-toml', 'a conflict left by git', 'readManifests', read('Cargo.toml', '[package]\n<<<<<<< HEAD\nversion = "1.0.0"\n=======\nversion = "1.1.0"\n>>>>>>> x\n')),
  row('malformed-json', 'a pointer of Git LFS', { 'package.json': 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 6\n' }, 'next'),
  row('malformed-json', 'two commas', { 'package.json': '{\n  "name": "x",\n  "version": "1.0.0",,\n}\n' }, 'next'),
  row('malformed-json', 'a lock file that stops', tagged({ ...one, 'package-lock.json': '{"version": "1.2.3"' }), 'release'),
  called('malformed-json', 'an empty file', 'readManifests', read('package.json', '')),
  called('malformed-json', 'a list', 'readManifests', read('package.json', '["1.0.0"]')),
  called('malformed-json', 'a comment', 'readManifests', read('package.json', '{\n  // mine\n  "version": "1.0.0"\n}')),
  called('malformed-json', 'a comma at the end', 'readManifests', read('package.json', '{"version": "1.0.0",}')),
  called('malformed-json', 'a conflict left by git', 'readManifests', read('package.json', '{\n<<<<<<< HEAD\n  "version": "1.0.0"\n=======\n  "version": "1.1.0"\n>>>>>>> x\n}\n')),
  called('malformed-json', 'very deep', 'readManifests', read('package.json', `{"version": ${'['.repeat(2000)}`)),
  row('malformed-yaml', 'a tab', { 'pubspec.yaml': 'name: x\nversion: 1.0.0\nenvironment:\n\tsdk: any\n' }, 'next'),
  called('malformed-yaml', 'a bracket that stays open', 'readManifests', read('Chart.yaml', 'apiVersion: v2\nname: x\nversion: 1.0.0\nkeywords: [a, b\n')),
  row('malformed-xml', 'a tag that stays open', { 'pom.xml': '<project>\n  <artifactId>x</artifactId>\n  <version>1.0.0</versio>\n</project>\n' }, 'next'),
  called('malformed-xml', 'no end', 'readManifests', read('pom.xml', '<project>\n  <version>1.0.0</version>\n')),
  row('duplicate-key', 'in JSON', { 'package.json': '{\n  "version": "1.0.0",\n  "name": "x",\n  "version": "1.0.1"\n}\n' }, 'next'),
  called('duplicate-key', 'in YAML', 'readManifests', read('pubspec.yaml', 'name: x\nversion: 1.0.0\nversion: 1.0.1\n')),
  row('not-utf8', 'bytes of something else', { 'package.json': bytes(0x7b, 0x0a, 0xff, 0xfe) }, 'next'),
  row('not-utf8', 'Latin-1', folder({ 'package.json': Buffer.from('{"name": "caf\xe9", "version": "1.0.0"}\n', 'latin1') }), 'set 2.0.0 package.json'),
  row('not-text', 'a NUL', { 'package.json': '{\n  "version": "1.0.0\0"\n}\n' }, 'next'),
  row('manifest-too-large', 'more than 20 MiB', { 'package.json': Buffer.concat([Buffer.from(packageJson('1.0.0')), Buffer.alloc(21 * 1024 * 1024, 0x20)]) }, 'next'),
];

const versions = [
  row('invalid-version', 'in a manifest', { 'package.json': packageJson('one.two') }, 'next'),
  row('invalid-version', 'two numbers in npm', { 'package.json': packageJson('1.2') }, 'next'),
  row('invalid-version', 'a zero in front', { 'Cargo.toml': cargoToml('1.02.3') }, 'next'),
  row('invalid-version', 'in Python', { 'pyproject.toml': pyproject('1.0-final-x') }, 'next'),
  row('invalid-version', 'asked of `set`', folder(one), 'set 1.x package.json'),
  called('invalid-version', 'an empty text', 'nextVersion', { current: '', bump: 'patch' }),
  called('invalid-version', 'words', 'nextVersion', { current: 'latest', bump: 'patch' }),
  row('versions-differ-in-file', 'a Python file', { 'pyproject.toml': pyproject('1.0.0'), 'demo/__init__.py': '__version__ = "1.0.0"\n__version__ = "1.1.0"\n' }, 'next'),
  row('versions-differ-in-file', 'a package, and what its members take from there', tagged({ 'Cargo.toml': '[workspace]\nmembers = ["a"]\n\n[workspace.package]\nversion = "1.2.3"\n\n[package]\nname = "root"\nversion = "1.2.0"\n', 'a/Cargo.toml': '[package]\nname = "a"\nversion.workspace = true\n' }), 'next'),
  row('versions-differ-in-file', 'project and poetry', { 'pyproject.toml': '[project]\nname = "x"\nversion = "1.0.0"\n\n[tool.poetry]\nversion = "1.1.0"\n' }, 'next'),
  row('version-not-expressible', 'a prerelease in a browser extension', tagged({ 'manifest.json': '{\n  "manifest_version": 3,\n  "name": "x",\n  "version": "1.2.3"\n}\n' }), 'next --bump prerelease'),
  called('version-not-expressible', 'build metadata in a Python project', 'rewriteManifests', read('pyproject.toml', pyproject('1.0.0')), '1.1.0-x.y'),
  called('version-not-expressible', 'three numbers apart', 'rewriteManifests', read('lib/x/version.rb', 'module X\n  MAJOR = 1\n  MINOR = 2\n  PATCH = 3\n  VERSION = [MAJOR, MINOR, PATCH].join(".")\nend\n'), '1.2.4-rc.1'),
  row('requirement-excludes-version', 'Cargo', tagged({
    'Cargo.toml': '[workspace]\nmembers = ["a", "b"]\n',
    'a/Cargo.toml': cargoToml('0.1.0', 'a'),
    'b/Cargo.toml': `${cargoToml('0.1.0', 'b')}\n[dependencies]\na = { path = "../a", version = ">=0.1, <0.1.7" }\n`,
  }, 'v0.1.0'), 'next --bump minor'),
  row('requirement-excludes-version', 'set, in npm', folder({
    'package.json': packageJson('1.2.3', { name: 'a', devDependencies: { b: '<1.2.4' } }),
    'b/package.json': packageJson('1.2.3', { name: 'b' }),
  }), 'set 1.2.4 package.json b/package.json'),
];

const entries = [
  ...Object.entries({ 'an empty pattern': 'package.json://', 'no end of a pattern': 'package.json:/x', 'no keys': 'package.json:', 'keys with an open quote': 'a.toml:"x' })
    .map(([name, entry]) => row('invalid-manifests-entry', name, one, ['next', '--manifests', entry])),
  row('invalid-manifests-entry', 'a pattern without the group', { ...one, 'a.txt': 'v1.2.3\n' }, ['next', '--manifests', 'a.txt:/v(.*)/']),
  row('invalid-manifests-entry', 'a pattern that is none', { ...one, 'a.txt': 'v1.2.3\n' }, ['next', '--manifests', 'a.txt:/v(?<version>[0-9/']),
  row('manifest-not-found', 'no such file', one, 'next --manifests packages.json'),
  row('manifest-not-found', 'nothing fits', one, ['next', '--manifests', 'packages/*/package.json']),
  row('manifest-not-found', 'left out, and not there', one, 'next --manifests !gone.json'),
  row('unknown-format', 'a file nobody knows', { ...one, 'a.txt': 'v1.2.3\n' }, 'next --manifests a.txt'),
  row('unknown-format', 'keys into a text', { ...one, 'a.txt': 'v1.2.3\n' }, 'next --manifests a.txt:x.y'),
  row('version-not-found', 'a manifest without one', { ...one, 'b/package.json': '{"name": "b"}\n' }, 'next --manifests b/package.json'),
  row('version-not-found', 'a Python project that takes it from tags', { 'pyproject.toml': '[build-system]\nrequires = ["setuptools-scm"]\n\n[project]\nname = "x"\ndynamic = ["version"]\n\n[tool.setuptools_scm]\n' }, 'next --manifests pyproject.toml'),
  row('version-not-found', 'keys that lead nowhere', { ...one, 'a.yaml': 'x:\n  y: 1.2.3\n' }, 'next --manifests a.yaml:x.z'),
  row('version-not-found', 'a pattern that matches nothing', { ...one, 'a.txt': 'v1.2.3\n' }, ['next', '--manifests', 'a.txt:/w(?<version>.*)/']),
  row('version-not-found', 'a line with a marker and no version', { ...one, 'a.txt': 'none here # x-version-first: version\n' }, 'next --manifests a.txt'),
  row('version-not-found', 'a block with markers and no version', { ...one, 'a.txt': 'x\n# x-version-first: start\nnone\n# x-version-first: end\n' }, 'next --manifests a.txt'),
  row('version-not-found', 'set, and one of two has none', folder({ ...one, 'b.json': '{"name": "x"}\n' }), 'set 2.0.0 package.json b.json'),
  row('invalid-marker', 'no end', { ...one, 'a.txt': 'x\n# x-version-first: start\n1.2.3\n' }, 'next --manifests a.txt'),
  row('invalid-marker', 'no beginning', { ...one, 'a.txt': 'x\n1.2.3\n# x-version-first: end\n' }, 'next --manifests a.txt'),
  row('invalid-marker', 'two beginnings', { ...one, 'a.txt': '# x-version-first: start\n1.2.3\n# x-version-first: start\n1.2.3\n' }, 'next --manifests a.txt'),
];

const together = [
  row('manifests-disagree', 'two, and no tag', { 'package.json': packageJson('1.2.3'), 'pyproject.toml': pyproject('1.3.0') }, 'next'),
  row('manifests-disagree', 'one ahead of the tag', [{ files: { ...one, 'Cargo.toml': cargoToml('1.2.3') }, tag: 'v1.2.3' }, { say: 'half', files: { 'Cargo.toml': cargoToml('1.4.0') } }], 'release'),
  row('no-manifest', 'nothing at all', { 'README.md': 'hello\n' }, 'next'),
  row('no-manifest', 'one without a version', { 'package.json': '{"name": "x"}\n' }, 'next'),
  row('no-manifest', 'set, by name', folder({ 'package.json': '{"name": "x"}\n' }), 'set 2.0.0 package.json'),
  row('no-manifest', 'set, in a clone', cloned([{ files: { 'README.md': 'hello\n' } }]), 'set 2.0.0'),
  called('no-manifest', 'of the package, without any file', 'rewriteManifests', [], '1.0.0'),
  called('no-manifest', 'of the package', 'rewriteManifests', read('a.txt', 'x'), '1.0.0'),
  row('packages-differ', 'three', [{ files: { 'a/package.json': packageJson('1.0.0', { name: 'a' }), 'b/package.json': packageJson('2.0.0', { name: 'b' }), 'c/package.json': packageJson('3.0.0', { name: 'c' }) } }], 'next'),
  row('packages-parted', 'two of one version', [{ files: { 'package.json': '{ "private": true, "workspaces": ["a", "b"] }\n', 'a/package.json': packageJson('1.0.0', { name: 'a' }), 'b/package.json': packageJson('1.0.0', { name: 'b' }), '.changeset/config.json': '{ "fixed": [["a", "b"]] }\n' } }], 'next --package a'),
  row('unknown-package', 'no such name', [{ files: { 'a/package.json': packageJson('1.0.0', { name: 'a' }), 'b/package.json': packageJson('2.0.0', { name: 'b' }) } }], 'next --package c'),
  row('lock-not-writable', 'bun.lockb', tagged({ 'package.json': packageJson('1.2.3', { workspaces: ['b'] }), 'b/package.json': packageJson('1.2.3', { name: 'b' }), 'bun.lockb': bytes(1, 2, 3) }), 'next'),
  row('lock-not-writable', 'a digest that is not the manifest\'s', tagged({ 'composer.json': '{\n  "name": "a/b",\n  "version": "1.2.3"\n}\n', 'composer.lock': '{\n  "content-hash": "0123456789abcdef0123456789abcdef",\n  "packages": []\n}\n' }), 'next'),
  row('version-left-behind', 'a README', tagged({ ...one, 'README.md': 'install demo 1.2.3\n', 'docs/a.md': 'see 1.2.3 here: demo@1.2.3\n' }), 'next --strict-places'),
  row('places-not-searched', 'set, outside every repository', folder(one), 'set 1.2.4 package.json --strict-places', { gits: true }),
  row('version-left-behind', 'set', cloned([{ files: { ...one, 'README.md': 'install demo@1.2.3\n' } }]), 'set 1.2.4 --strict-places'),
];

export const manifests = [...parsers, ...versions, ...entries, ...together];
