// `npm run bench:manifests`: how long the core takes to read and rewrite long manifests, through wasm as users run it.
// Each at 1×, 10× and 100× the length: the last column is what a byte costs at 100× against 1×. `--core DIR`, `--rounds N`.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { root } from '../scripts/lib.mjs';

/** @typedef {{path: string, text: string}} File */

const { values } = parseArgs({ options: { core: { type: 'string', default: join(root, 'dist') }, rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);
const directory = resolve(values.core);
const core = await import(pathToFileURL(join(directory, 'core.mjs')).href);
core.initSync({ module: readFileSync(join(directory, 'core.wasm')) });

/** Repeats what `entry` gives until there are `bytes` of it. @param {number} bytes @param {(n: number) => string} entry */
function fill(bytes, entry) {
  const parts = [];
  for (let n = 0, length = 0; length < bytes; n += 1) {
    const part = entry(n);
    parts.push(part);
    length += part.length;
  }
  return parts;
}

const lockEntry = (/** @type {number} */ n) =>
  `    "node_modules/some-package-${n}": {\n      "version": "1.${n}.3",\n      "resolved": "https://registry.example.com/some-package-${n}/-/some-package-${n}-1.${n}.3.tgz",\n` +
  `      "integrity": "sha512-${'aB3+/'.repeat(17)}==",\n      "license": "MIT",\n      "dependencies": {\n        "other-${n}": "^1.0.0",\n        "third": "~2.1.0"\n      },\n      "engines": {\n        "node": ">=18"\n      }\n    }`;

/** @type {Record<string, (bytes: number) => File[]>} */
const makers = {
  'pyproject.toml': (bytes) => [
    { path: 'pyproject.toml', text: `[project]\nname = "a"\nversion = "1.0.0"\n${fill(bytes, (n) => `[tool.t${n}]\nversion = "1.0.0"\nlist = ["a", "b", { c.d = ${n} }] # 1.0.0\n`).join('')}` },
  ],
  'package-lock.json': (bytes) => [
    { path: 'package.json', text: '{\n  "name": "a",\n  "version": "1.0.0"\n}\n' },
    {
      path: 'package-lock.json',
      text: `{\n  "name": "a",\n  "version": "1.0.0",\n  "lockfileVersion": 3,\n  "packages": {\n    "": {\n      "name": "a",\n      "version": "1.0.0"\n    },\n${fill(bytes, lockEntry).join(',\n')}\n  }\n}\n`,
    },
  ],
  'Cargo.lock': (bytes) => [
    { path: 'Cargo.toml', text: '[package]\nname = "a"\nversion = "1.0.0"\n' },
    {
      path: 'Cargo.lock',
      text: `version = 4\n\n[[package]]\nname = "a"\nversion = "1.0.0"\n${fill(bytes, (n) => `\n[[package]]\nname = "crate-${n}"\nversion = "1.${n}.3"\nsource = "registry+https://example.com/index"\nchecksum = "${'0123456789abcdef'.repeat(4)}"\ndependencies = [\n "other-${n}",\n "third",\n]\n`).join('')}`,
    },
  ],
  'uv.lock': (bytes) => [
    { path: 'pyproject.toml', text: '[project]\nname = "a"\nversion = "1.0.0"\n' },
    {
      path: 'uv.lock',
      text: `version = 1\n\n[[package]]\nname = "a"\nversion = "1.0.0"\nsource = { editable = "." }\n${fill(bytes, (n) => `\n[[package]]\nname = "dist-${n}"\nversion = "1.${n}.3"\nsource = { registry = "https://example.com/simple" }\nwheels = [\n    { url = "https://example.com/dist_${n}-1.${n}.3-py3-none-any.whl", hash = "sha256:${'0123456789abcdef'.repeat(4)}", size = ${n} },\n]\n`).join('')}`,
    },
  ],
  'package.json': (bytes) => [
    { path: 'package.json', text: `{\n  "name": "a",\n  "version": "1.0.0",\n  "dependencies": {\n${fill(bytes, (n) => `    "some-package-${n}": "^1.${n}.3"`).join(',\n')}\n  }\n}\n` },
  ],
  'pom.xml': (bytes) => [
    {
      path: 'pom.xml',
      text: `<project><version>1.0.0</version><dependencies>${fill(bytes, (n) => `<dependency><groupId>g${n}</groupId><version>1.0.0</version></dependency>\n`).join('')}</dependencies></project>\n`,
    },
  ],
  'Chart.yaml': (bytes) => [{ path: 'Chart.yaml', text: `version: 1.0.0\ndependencies:\n${fill(bytes, (n) => `  - name: n${n}\n    version: 1.0.0\n    repository: https://example.com\n`).join('')}` }],
  'a.py': (bytes) => [{ path: 'a.py', text: `${fill(bytes, (n) => `value = [f'{a!r:>{w}}', """x""", ('y', ${n})]  # 1.0.0\n`).join('')}__version__ = '1.0.0'\n` }],
};

/** The shortest of some rounds, in milliseconds: what else the machine does only ever adds. @param {() => unknown} work */
function shortest(work) {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.hrtime.bigint();
    work();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6);
  }
  return best;
}

console.log(`Node ${process.versions.node}, shortest of ${rounds} rounds, milliseconds\n`);
console.log(`${'format'.padEnd(20)}${['20 kB', '200 kB', '2 MB'].map((size) => `${size}: read`.padStart(14) + 'rewrite'.padStart(9)).join('')}   a byte, 2 MB : 20 kB`);
for (const [name, make] of Object.entries(makers)) {
  const times = [20_000, 200_000, 2_000_000].map((bytes) => {
    const files = make(bytes);
    const read = shortest(() => core.readManifests(files));
    const rewrite = shortest(() => {
      const rewritten = core.rewriteManifests(files, '1.0.1');
      if (rewritten.length !== files.length) throw new Error(`${name}: ${rewritten.length} files rewritten`);
    });
    return { read, rewrite };
  });
  const cells = times.map(({ read, rewrite }) => read.toFixed(2).padStart(14) + rewrite.toFixed(2).padStart(9));
  const [short, , long] = times;
  console.log(`${name.padEnd(20)}${cells.join('')}   ${((long?.rewrite ?? 0) / (short?.rewrite ?? 1) / 100).toFixed(2)}`);
}
