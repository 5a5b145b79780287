// Inputs by chance: a short form of `npm run feed`, and that it fails where it should.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as core from '../js/node.js';
import { NAMES, feed } from '../scripts/feed.mjs';

test('every exported function is fed', () => {
  assert.deepEqual([...NAMES].sort(), Object.keys(core).filter((name) => name !== 'default').sort());
});

test('300 inputs a function: no trap, no error of another kind, nothing that takes long', async (t) => {
  const all = await feed({ count: 300 * NAMES.length, seed: 'short' });
  for (const { name, inputs, answers, refusals, slowest } of all) {
    assert.deepEqual([inputs, answers + refusals], [300, 300], name);
    // What is only ever refused, or only ever taken, is not looked into.
    assert.ok(answers > 15 && refusals > 3, `${name}: ${answers} answers, ${refusals} refusals`);
    t.diagnostic(`${name}: ${answers} answers, ${refusals} refusals, at most ${slowest.toFixed(0)} ms`);
  }
});

test('the same seed gives the same inputs', async () => {
  const again = () => feed({ count: 200, seed: 'same', only: ['parseTag'] }).then(([told]) => [told?.answers, told?.refusals]);
  assert.deepEqual(await again(), await again());
});

/** A module in which `tagName` is this. @param {string} body */
const broken = (body) => `data:text/javascript,${encodeURIComponent(`export function tagName(...args) { ${body} }`)}`;
/** What begins `(module (func (export "x") unreachable))`, as bytes. */
const TRAP = '0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,120,0,0,10,5,1,3,0,0,11';
/** @type {[string, string, RegExp][]} */
const faults = [
  ['a trap', `new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([${TRAP}]))).exports.x()`, /threw RuntimeError: unreachable/],
  ['an error that is none of ours', 'args[0].nothing.at.all', /threw TypeError/],
  ['an internal error', `throw Object.assign(new Error('x'), { name: 'CoreError', code: 'internal' })`, /threw the code internal/],
  ['an answer that is no plain data', 'const round = {}; round.round = round; return round', /threw TypeError/],
  ['a call that takes too long', 'const end = Date.now() + 900; while (Date.now() < end);', /took \d+ ms|has not answered/],
  ['a call that never ends', 'for (;;);', /has not answered for 300 ms/],
];
for (const [what, body, says] of faults) {
  test(`it fails on ${what}, and says how to have it again`, async () => {
    const feeding = feed({ count: 3, seed: 'x', only: ['tagName'], module: broken(body), mostMs: 300 });
    await assert.rejects(feeding, ({ message }) => says.test(message) && /again: npm run feed -- --seed x --only tagName --from 0 --count 1/.test(message));
  });
}
