// The core is not optimised while a program runs, for it never runs long enough; and that is a matter of programs alone.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { root } from '../scripts/lib.mjs';

const CLI = join(root, 'dist', 'cli.js');
const OTHERS = [22, 24].map((major) => join(root, `tests/nodes/node_modules/node-${major}-${process.platform}-${process.arch}/bin/node`)).filter((path) => existsSync(path));

/** What a program switches, and what one that releases switches besides. */
const QUICK = ['--liftoff-only', '--wasm-lazy-validation', '--semi-space-growth-factor=1', '--no-opt', '--no-sparkplug'];
const AHEAD = ['--experimental-wasm-compilation-hints', '--no-wasm-lazy-compilation'];

/** Tells on stderr which flags are set, and when a wasm module is compiled. */
const SPY = `
  const v8 = require('node:v8');
  const set = v8.setFlagsFromString;
  v8.setFlagsFromString = (flag) => { process.stderr.write('[flag ' + flag + ']'); SET };
  const Module = WebAssembly.Module;
  WebAssembly.Module = class extends Module { constructor(bytes) { process.stderr.write('[module]'); super(bytes); } };
`;

describe('V8 and the core', () => {
  let dir = '';
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'engine-'));
    writeFileSync(join(dir, 'spy.cjs'), SPY.replace('SET', 'return set(flag)'));
    writeFileSync(join(dir, 'other.cjs'), SPY.replace('SET', "return set('--no-flag-of-that-name')"));
    writeFileSync(join(dir, 'none.cjs'), SPY.replace('SET', "throw new Error('not implemented')"));
    writeFileSync(join(dir, 'package.json'), '{"name": "x", "version": "1.0.0"}\n');
    execFileSync('git', ['init', '--quiet', dir]);
    execFileSync('git', ['-C', dir, 'add', '--all']);
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  /** @param {string} node @param {string} hook */
  const set = (node, hook) => spawnSync(node, ['--require', join(dir, hook), CLI, 'set', '1.0.1', '--dry-run'], { cwd: dir, encoding: 'utf8' });

  for (const node of [process.execPath, ...OTHERS]) {
    test(`a program switches the optimising off before it loads the core: ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}`, () => {
      const ran = set(node, 'spy.cjs');
      assert.equal(ran.status, 0, ran.stderr);
      assert.equal(/^(\[flag [^\]]+\])+/.exec(ran.stderr)?.[0], [...QUICK, ...AHEAD].map((flag) => `[flag ${flag}]`).join(''));
      assert.match(ran.stderr, /\]\[module\]/);
      assert.doesNotMatch(ran.stderr, /unrecognized/);
      assert.match(ran.stdout, /"1\.0\.1"/);
      for (const hook of ['other.cjs', 'none.cjs']) assert.equal(set(node, hook).status, 0, `${hook}: a flag that is unknown stops no run`);
    });
  }

  test('so does the program of the iterations', () => {
    const ran = spawnSync(process.execPath, ['--require', join(dir, 'spy.cjs'), CLI, 'iteration', 'show'], { cwd: dir, encoding: 'utf8' });
    assert.ok(ran.stderr.startsWith(`${QUICK.map((flag) => `[flag ${flag}]`).join('')}[module]`), ran.stderr);
  });

  test('what runs long has its JavaScript optimised after a while, and nothing waits for that', () => {
    const flags = (/** @type {string} */ then) => {
      const code = `import(${JSON.stringify(join(root, 'js', 'core', 'quick.js'))}).then(({ quickStart }) => { quickStart(); ${then} })`;
      const began = performance.now();
      const { stderr } = spawnSync(process.execPath, ['--require', join(dir, 'spy.cjs'), '-e', code], { encoding: 'utf8' });
      return { flags: [...stderr.matchAll(/\[flag ([^\]]+)\]/g)].map(([, flag]) => flag), took: performance.now() - began };
    };
    const long = flags('setTimeout(() => {}, 1000);');
    assert.deepEqual(long.flags, [...QUICK, '--opt', '--sparkplug']);
    assert.ok(long.took > 1000);
    assert.deepEqual(flags('').flags, QUICK);
  });

  test('whoever imports the package keeps their flags', () => {
    const code = `import(${JSON.stringify(join(root, 'js', 'node.js'))}).then(({ parseBumpBranch }) => console.log(parseBumpBranch('chore/version-bump-1.0.0')))`;
    const ran = spawnSync(process.execPath, ['--require', join(dir, 'spy.cjs'), '-e', code], { cwd: dir, encoding: 'utf8' });
    assert.equal(ran.status, 0, ran.stderr);
    assert.equal(ran.stderr, '[module]');
  });
});
