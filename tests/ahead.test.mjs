// The functions of the core that V8 compiles before a release calls them (scripts/ahead.mjs).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { loadCore } from '../js/core/core.js';
import { calledByARelease, hinted } from '../scripts/ahead.mjs';
import { release } from '../scripts/ahead/release.mjs';
import { root } from '../scripts/lib.mjs';

const CORE = join(root, 'dist', 'core.wasm');
const NODES = [process.execPath, ...[22, 24].map((major) => join(root, `tests/nodes/node_modules/node-${major}-${process.platform}-${process.arch}/bin/node`))];

/** One imported function, three of its own that do nothing. */
const SMALL = Buffer.from(`0061736d01000000${'010401600000'}${'020701016d01660000'}${'030403000000'}${'07050101650001'}${'0a0a03'}${'02000b'.repeat(3)}`, 'hex');

/** @param {Buffer} wasm what its hints say, a number a function */
function hintsOf(wasm) {
  const [section, ...more] = WebAssembly.Module.customSections(new WebAssembly.Module(new Uint8Array(wasm)), 'compilationHints');
  assert.ok(section && more.length === 0, 'one section');
  const bytes = [...new Uint8Array(section)];
  // How many there are stands before them, seven bits a byte.
  const behind = bytes.findIndex((byte) => byte < 128) + 1;
  const count = bytes.slice(0, behind).reduce((sum, byte, nth) => sum + (byte & 127) * 128 ** nth, 0);
  assert.equal(bytes.length - behind, count);
  return bytes.slice(behind);
}

/** @param {Buffer} wasm the places of those that are compiled ahead, imported functions first */
function aheadIn(wasm) {
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(new Uint8Array(wasm))).length;
  return hintsOf(wasm).flatMap((hint, nth) => ((hint & 3) === 3 ? [nth + imported] : []));
}

test('each function of a module is to be compiled ahead, or when it is called', () => {
  // Function 0 is the imported one.
  assert.deepEqual(hintsOf(hinted(SMALL, new Set([1, 3]))), [0b010111, 0b010101, 0b010111]);
  assert.deepEqual(hintsOf(hinted(SMALL, new Set())), [0b010101, 0b010101, 0b010101]);
});

test('what a module has not is refused', () => {
  assert.throws(() => hinted(SMALL, new Set([0])), /no function 0 of its own/);
  assert.throws(() => hinted(SMALL, new Set([4])), /no function 4 of its own/);
  assert.throws(() => hinted(SMALL.subarray(0, 8), new Set()), /no functions/);
  assert.throws(() => hinted(hinted(SMALL, new Set()), new Set()), /already/);
});

test('the made-up release comes to its end', () => {
  const { result, proposal } = release(loadCore());
  assert.equal(result?.status, 'released');
  assert.equal(result.version, '1.0.1');
  assert.deepEqual(result.changedFiles, ['pyproject.toml', 'package.json']);
  assert.equal(proposal?.tag, 'v1.0.1');
});

test('the committed core has a hint for what a release calls, and for nothing else', async () => {
  const called = await calledByARelease(join(root, 'dist'));
  assert.ok(called.size > 1000, `${called.size} functions`);
  assert.deepEqual(aheadIn(readFileSync(CORE)), [...called].sort((one, other) => one - other));
});

for (const node of NODES.filter((path) => existsSync(path))) {
  test(`V8 compiles them before anybody calls: ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}`, () => {
    const flags = ['--liftoff-only', '--experimental-wasm-compilation-hints', '--no-wasm-lazy-compilation', '--trace-wasm-compilation-times'];
    // The module is there before its functions are: a second is plenty.
    const code = `const module = new WebAssembly.Module(require('fs').readFileSync(${JSON.stringify(CORE)})); setTimeout(() => module, 1000);`;
    const { stdout } = spawnSync(node, [...flags, '-e', code], { encoding: 'utf8', maxBuffer: 1e8 });
    const compiled = new Set(stdout.match(/^Compiled function \w+#\d+/gm)?.map((line) => Number(line.split('#')[1])));
    assert.deepEqual([...compiled].sort((one, other) => one - other), aheadIn(readFileSync(CORE)));
  });
}
