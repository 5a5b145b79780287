// The thread that calls: a call that does not come back can only be ended together with it.

import { workerData, parentPort } from 'node:worker_threads';

import { feedOne } from './one.mjs';

/** @typedef {import('./one.mjs').Functions} Functions */

if (parentPort) {
  const { names, seed, from, count, now, module } = workerData;
  const core = /** @type {Functions} */ (/** @type {unknown} */ (await import(module)));
  const at = new Int32Array(now);
  for (const [index, name] of names.entries()) {
    const told = { name, inputs: 0, answers: 0, refusals: 0, slowest: 0, which: 0 };
    for (let number = from; number < from + count; number += 1) {
      Atomics.store(at, 0, index);
      Atomics.store(at, 1, number);
      Atomics.add(at, 2, 1);
      try {
        const { ending, ms } = feedOne(core, name, seed, number);
        told.inputs += 1;
        told[ending === 'answer' ? 'answers' : 'refusals'] += 1;
        if (ms > told.slowest) [told.slowest, told.which] = [ms, number];
      } catch (error) {
        const { message, cause } = /** @type {Error} */ (error);
        parentPort.postMessage({ fault: { name, number, message, stack: cause instanceof Error ? cause.stack : undefined } });
        process.exit(0);
      }
    }
    parentPort.postMessage({ told });
  }
}
