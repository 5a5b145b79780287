// The largest file that is taken, of every format, filled with what that format's reader does most with: it ends. A call into
// the core cannot be cut off, and holds up signals as long as it takes; so what it may be given is bounded.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { rewriteManifests } from '../js/node.js';

/** What the core takes of one file. */
const LIMIT = 10_000_000;
/** Of the processor, in ms. The slowest takes five seconds, in a core that was made quickly. */
const MOST_MS = 20_000;

/** A path, what the file begins with, what fills it, and how it ends. @type {[string, string, string, string][]} */
const rows = [
  ['package.json', '{"name":"r","version":"1.0.0","a":[', '1,', '1]}'],
  ['package.json', '{"name":"r","version":"1.0.0","a":{', '"\\u0041":{"b":[]},', '"z":1}}'],
  ['Cargo.toml', '[package]\nname="a"\nversion="1.0.0"\n', '[[b]]\n', ''],
  ['Cargo.toml', '[package]\nname="a"\nversion="1.0.0"\n[x]\na=[', '{b=1},', ']\n'],
  ['pyproject.toml', '[project]\nname="a"\nversion="1.0.0"\ndependencies=[', '"a==1.0.0",', ']\n'],
  ['pom.xml', '<project><version>1.0.0</version>', '<a/>', '</project>'],
  ['a.csproj', '<Project>', '<PropertyGroup><Version>1.0.0</Version></PropertyGroup>', '</Project>'],
  ['Chart.yaml', 'name: x\nversion: 1.0.0\na: [', 'b,', 'c]\n'],
  ['pubspec.yaml', 'name: x\nversion: 1.0.0\na:\n', '- b\n', ''],
  ['setup.py', 'from setuptools import setup\nsetup(name="a", version="1.0.0")\n', 'x = (1)\n', ''],
  ['setup.cfg', '[metadata]\nname = a\nversion = 1.0.0\n', '[a]\nb = c\n', ''],
  ['a.py', '__version__ = "1.0.0"\n', 'x="1"\n', ''],
  ['build.gradle', 'version = "1.0.0"\n', 'a { b }\n', ''],
  ['a.txt', '', '1.0.0 x-release-please-version\n', ''],
  ['a.gemspec', 'Gem::Specification.new do |s|\n s.version = "1.0.0"\n', 's.a "b"\n', 'end\n'],
];
for (const [path, head, unit, tail] of rows) {
  test(`${path}, of ${JSON.stringify(unit)}`, (t) => {
    const times = Math.floor((LIMIT - head.length - tail.length) / unit.length);
    const files = [{ path, text: head + unit.repeat(times) + tail }];
    const begin = process.cpuUsage();
    assert.equal(rewriteManifests(files, '1.1.0', [path]).length, 1);
    const ms = process.cpuUsage(begin).user / 1000;
    t.diagnostic(`${ms.toFixed(0)} ms`);
    assert.ok(ms < MOST_MS, `${ms} ms`);
    assert.throws(() => rewriteManifests([{ path, text: head + unit.repeat(times + 60) + tail + ' '.repeat(60) }], '1.1.0', [path]), { code: 'manifest-too-large' });
  });
}
