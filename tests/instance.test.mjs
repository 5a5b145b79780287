// What a caller's data throws while the core reads it goes through the core: that may happen a thousand times, and the next
// caller meets a core that is whole.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { start } from '../js/core/instance.js';
import { nextVersion, readManifests } from '../js/node.js';

const mine = new Error('mine');
const throwing = { get current() { throw mine; } };
const asked = /** @type {any} */ (throwing);

test('a getter that throws, two thousand times, leaves the core as it was', () => {
  for (let time = 0; time < 2000; time += 1) {
    assert.throws(() => nextVersion(asked), (error) => error === mine, `time ${time}`);
    assert.throws(() => readManifests(/** @type {any} */ ([asked])), (error) => error === mine, `time ${time}`);
  }
  assert.equal(nextVersion({ current: '1.0.0', bump: 'minor' }), '1.1.0');
});

test('so does one that calls the core itself, which fails', () => {
  const nested = /** @type {any} */ ({ get current() { return nextVersion(/** @type {any} */ ({ current: 'no', bump: 'minor' })); } });
  for (let time = 0; time < 2000; time += 1) assert.throws(() => nextVersion(nested), { code: 'invalid-version' }, `time ${time}`);
  const twice = /** @type {any} */ ({ get current() { return nextVersion({ current: '1.0.0', bump: 'minor' }); }, bump: 'minor' });
  for (let time = 0; time < 2000; time += 1) assert.equal(nextVersion(twice), '1.2.0');
});

test('and one that throws what the core had said before', () => {
  let kept;
  try { nextVersion(/** @type {any} */ ({ current: 'no', bump: 'minor' })); } catch (error) { kept = error; }
  const again = /** @type {any} */ ({ get current() { throw kept; } });
  for (let time = 0; time < 3000; time += 1) assert.throws(() => nextVersion(again), (error) => error === kept, `time ${time}`);
  assert.equal(nextVersion({ current: '1.0.0', bump: 'minor' }), '1.1.0');
});

/** A module that is none, and how often it was made anew. */
function counted() {
  let anew = 0;
  const own = () => Object.assign(new Error('no'), { name: 'CoreError', code: 'x' });
  const functions = start(/** @type {any} */ ({
    initSync() {},
    __wbg_reset_state() { anew += 1; },
    refuse() { throw own(); },
    trap() { throw new WebAssembly.RuntimeError('unreachable'); },
    calls(/** @type {() => unknown} */ back) { return back(); },
  }), new Uint8Array());
  return { functions: /** @type {any} */ (functions), anew: () => anew };
}

test('what the core itself says of a call makes nothing anew, and everything else does, once the first call is over', () => {
  const { functions, anew } = counted();
  assert.throws(() => functions.refuse(), { name: 'CoreError' });
  assert.equal(anew(), 0);
  assert.throws(() => functions.trap());
  assert.equal(anew(), 1);
  functions.calls(() => {
    assert.throws(() => functions.trap());
    assert.equal(anew(), 1, 'not while a call is under way');
  });
  assert.equal(anew(), 2);
  assert.throws(() => functions.calls(() => functions.refuse()), { name: 'CoreError' });
  assert.equal(anew(), 3, 'the inner call said it, the outer one was broken off');
  functions.calls(() => assert.throws(() => functions.refuse()));
  assert.equal(anew(), 3, 'caught by whoever called');
});
