// The shared cases, tests/cases/*/case.json, through the wasm just built and through the committed dist/; those of the small
// core's functions through that, too. A native runner (tests/cases.rs) reads the same files, so all give the same answers.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';

import { freshDir } from '../scripts/build.mjs';
import { root } from '../scripts/lib.mjs';

/** @typedef {{call: string, args: unknown[], returns?: unknown, throws?: Record<string, unknown>}} Case */

const folder = join(root, 'tests', 'cases');

/** @returns {{name: string, cases: Case[]}[]} */
function corpus() {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const path = join(folder, name, 'case.json');
      assert.ok(existsSync(path), `${path} is missing`);
      const content = JSON.parse(readFileSync(path, 'utf8'));
      return { name, cases: content.cases ?? [content] };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Loads one build of the core. @param {string} dir @returns {Promise<Record<string, (...args: unknown[]) => unknown>>} */
async function load(dir) {
  const core = await import(pathToFileURL(join(dir, 'core.mjs')).href);
  core.initSync({ module: readFileSync(join(dir, 'core.wasm')) });
  return core;
}

/** The small core of a build. @param {string} dir @returns {Promise<Record<string, (...args: unknown[]) => unknown>>} */
async function loadPure(dir) {
  const [pure, { default: bytes }] = await Promise.all(['pure.mjs', 'pure.bytes.mjs'].map((name) => import(pathToFileURL(join(dir, name)).href)));
  pure.initSync({ module: inflateRawSync(Buffer.from(bytes, 'base64')) });
  return pure;
}

/** What crosses as JSON: `undefined` and a missing field are one. @param {unknown} value */
function plain(value) {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/**
 * The answer of one build, whether it is a value or an error.
 * @param {Record<string, (...args: unknown[]) => unknown>} core @param {Case} one
 */
function answer(core, { call, args }) {
  const callee = core[call];
  assert.equal(typeof callee, 'function', `the core exports no \`${call}\``);
  try {
    return { returns: plain(callee?.(...args)) };
  } catch (error) {
    // Anything else is a trap or a bug in the glue, never an answer.
    if (!(error instanceof Error) || error.name !== 'CoreError') throw error;
    return { throws: plain({ ...error, message: error.message }) };
  }
}

/** Of an error only the fields a case names are compared. @param {Case} one @param {ReturnType<typeof answer>} given */
function compare({ returns, throws }, given) {
  if (throws === undefined) {
    assert.deepEqual(given, { returns: returns ?? null });
    return;
  }
  assert.ok(given.throws, `expected an error, got ${JSON.stringify(given.returns)}`);
  const named = Object.fromEntries(Object.keys(throws).map((key) => [key, given.throws[key] ?? null]));
  assert.deepEqual(named, throws);
}

const fresh = await load(freshDir);
const committed = await load(join(root, 'dist'));
/** What its entry promises, built just now and committed. */
const small = await Promise.all([freshDir, join(root, 'dist')].map(loadPure));
const promised = new Set(Object.keys(await import('../js/pure/node.js')));
const all = corpus();

test('the tests of the boundary, in Node and in a browser, have every case', () => {
  const named = [...readFileSync(join(root, 'wasm', 'tests', 'boundary', 'cases.rs'), 'utf8').matchAll(/^ {8}"([^"]+)"$/gm)].map(([, name]) => name);
  assert.deepEqual(named.sort(), all.map(({ name }) => name));
});

test('there are cases', () => {
  assert.ok(all.flatMap(({ cases }) => cases).length > 0);
});

for (const { name, cases } of all) {
  test(name, async (t) => {
    for (const [index, one] of cases.entries()) {
      await t.test(`${index + 1}: ${one.call}(${JSON.stringify(one.args).slice(0, 120)})`, () => {
        const unknown = Object.keys(one).filter((key) => !['call', 'args', 'returns', 'throws', 'why'].includes(key));
        assert.deepEqual(unknown, [], 'unknown fields in the case');
        const [first, second] = [answer(fresh, one), answer(committed, one)];
        compare(one, first);
        assert.equal(JSON.stringify(second), JSON.stringify(first), 'fresh wasm and dist/ answer in other bytes');
      });
    }
  });
}

test('the small core gives the same answers, every one of its functions', async (t) => {
  const its = all.flatMap(({ name, cases }) => cases.filter(({ call }) => promised.has(call)).map((one) => ({ name, one })));
  const asked = new Set(its.map(({ one }) => one.call));
  assert.deepEqual([...asked].sort(), [...promised].filter((name) => name !== 'default').sort());
  for (const { name, one } of its) {
    for (const core of small) assert.deepEqual(answer(core, one), answer(fresh, one), name);
  }
  t.diagnostic(`${its.length} cases`);
});

test('a wrong expectation is seen', () => {
  assert.throws(() => compare({ call: '', args: [], returns: 'a' }, { returns: 'b' }));
  assert.throws(() => compare({ call: '', args: [], returns: 'a' }, { throws: { code: 'x' } }));
  assert.throws(() => compare({ call: '', args: [], throws: { code: 'x' } }, { throws: { code: 'y' } }));
  assert.throws(() => compare({ call: '', args: [], throws: { code: 'x' } }, { returns: 'a' }));
});
