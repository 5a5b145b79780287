// What a run does while git is asked: a release of a repository that is made up (js/run/rehearsal.js).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { loadCore } from '../js/core/core.js';
import { rehearse, rehearsed } from '../js/run/rehearsal.js';

const core = loadCore();

test('the made-up release comes to its version commit', () => {
  const calls = rehearsed(core);
  const seen = [];
  let last = calls.next();
  for (; !last.done; last = calls.next()) seen.push(last.value);
  assert.equal(seen.length, 7);
  assert.equal(last.value.result, undefined);
  assert.equal(last.value.step?.kind, 'commit');
  assert.equal(last.value.proposal?.tag, 'v1.0.1');
});

test('it ends where something real is to do, and where the core gives up', async () => {
  let calls = 0;
  const counting = new Proxy(core, { get: (whole, name) => (/** @type {unknown[]} */ ...args) => ((calls += 1), Reflect.get(whole, name)(...args)) });
  const rehearsal = rehearse(counting);
  // A call in every third round of the event loop: what a process says arrives in the others.
  for (let round = 0; round < 2; round += 1) await new Promise(setImmediate);
  assert.equal(calls, 0);
  for (let round = 0; round < 2; round += 1) await new Promise(setImmediate);
  rehearsal.end();
  const soFar = calls;
  assert.equal(soFar, 1);
  await setTimeout(20);
  assert.equal(calls, soFar);
  let asked = 0;
  const broken = new Proxy(core, { get: () => () => { asked += 1; throw new Error('no'); } });
  rehearse(broken);
  await setTimeout(20);
  assert.equal(asked, 1);
});
