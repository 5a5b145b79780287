// How a run is stopped: by its time, by somebody, and what it may still do then.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { Limits, duration } from '../js/run/limits.js';

/** A clock that stands still until it is told. */
function clock() {
  const state = { at: 1000, now: () => state.at };
  return state;
}

test('the core is told once that the time is over, and has half a minute to clean up', () => {
  const time = clock();
  const limits = new Limits({ timeoutMs: 300_000, now: time.now });
  assert.equal(limits.stop(), null);
  time.at += 299_999;
  assert.equal(limits.stop(), null);
  time.at += 1;
  assert.equal(limits.due, true);
  assert.deepEqual(limits.stop(), { why: 'timeout', detail: '5m' });
  assert.equal(limits.stop(), null);
  assert.equal(limits.left(), 30_000);
  assert.equal(limits.spent, false);
  time.at += 30_000;
  assert.equal(limits.spent, true);
  assert.deepEqual(limits.stop(), { why: 'timeout', detail: '5m' }, 'told again: not even cleaning up goes on');
});

test('an interrupt leaves less time than a runner gives', () => {
  const time = clock();
  const limits = new Limits({ now: time.now });
  assert.equal(limits.interrupt(), true);
  assert.ok(limits.left() < 7_000);
  assert.deepEqual(limits.stop(), { why: 'signal', detail: 'SIGINT' });
  assert.ok(limits.left() < 7_000, 'no new time');
  assert.equal(limits.interrupt(), false, 'the second time there is nothing more to wait for');
});

test('an interrupt while cleaning up does not lengthen it', () => {
  const time = clock();
  const limits = new Limits({ timeoutMs: 10, now: time.now });
  time.at += 10;
  assert.equal(limits.stop()?.why, 'timeout');
  time.at += 29_000;
  limits.interrupt();
  assert.equal(limits.left(), 1_000);
  assert.equal(limits.stop(), null);
});

test('a step is cut when the time is over', async () => {
  const limits = new Limits({ timeoutMs: 50 });
  const cut = limits.begin(false);
  assert.equal(cut.aborted, false);
  await sleep(100);
  assert.equal(cut.aborted, true);
  assert.equal(limits.begin(false).aborted, false, 'the next one begins anew');
  limits.end();
});

test('an interrupt cuts reading at once, and leaves an effect a moment to end by itself', async () => {
  const reading = new Limits();
  const read = reading.begin(true);
  reading.interrupt();
  await sleep(20);
  assert.equal(read.aborted, true);
  const writing = new Limits();
  const write = writing.begin(false);
  writing.interrupt();
  await sleep(200);
  assert.equal(write.aborted, false);
  writing.end();
});

test('a step that has ended is not cut any more', async () => {
  const limits = new Limits({ timeoutMs: 30 });
  const cut = limits.begin(false);
  limits.end();
  await sleep(60);
  assert.equal(cut.aborted, false);
});

test('a wait ends with an interrupt; only a wait of our own counts', async () => {
  const limits = new Limits({ timeoutMs: 10_000 });
  const before = limits.left();
  setTimeout(() => limits.interrupt(), 30);
  const began = performance.now();
  await limits.pause(60_000, true);
  assert.ok(performance.now() - began < 5_000);
  const other = new Limits({ timeoutMs: 10_000 });
  await other.pause(80, false);
  assert.ok(other.left() > 9_950 && other.left() <= before + 5, String(other.left()));
  await other.pause(80, true);
  assert.ok(other.left() < 9_950, String(other.left()));
});

test('a wait of our own ends with the time of the run', async () => {
  const limits = new Limits({ timeoutMs: 40 });
  const began = performance.now();
  await limits.pause(60_000, true);
  assert.ok(performance.now() - began < 5_000);
  assert.equal(limits.stop()?.why, 'timeout');
});

test('lengths of time in words', () => {
  assert.deepEqual([0, 1500, 90_000, 300_000, 5_400_000].map(duration), ['0s', '1.5s', '1m30s', '5m', '1h30m']);
});
