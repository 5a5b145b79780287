// `npm run feed`: every exported function gets inputs by chance, a million in all. `--count N`, `--seed TEXT`, `--only NAME,NAME`;
// `--from NUMBER` begins later, which finds an input again. It fails on a trap, on an error that is none of ours, and on a call
// that takes too long. It feeds what is in dist/; with `--browser` through a page in headless Chromium.

import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

import { MAKERS } from './feed/inputs.mjs';
import { ALONG_RUNS } from './feed/one.mjs';
import { Complaint, isMain, runMain } from './lib.mjs';

/** How long a call may take, in ms. Inputs have at most some hundred kB; a machine may have much else to do. */
const MOST_MS = 5_000;
const CORE = new URL('../js/node.js', import.meta.url).href;

/** Every function of the core. */
export const NAMES = [...Object.keys(MAKERS), ...ALONG_RUNS];

/** @typedef {{name: string, inputs: number, answers: number, refusals: number, slowest: number, which: number}} Told */

/**
 * @param {{count: number, seed: string, only?: string[], from?: number, log?: (line: string) => void, module?: string, mostMs?: number}} options `module`: where the functions are
 * @returns {Promise<Told[]>}
 */
export async function feed({ count, seed, only = NAMES, from = 0, log = () => {}, module = CORE, mostMs = MOST_MS }) {
  for (const name of only) if (!NAMES.includes(name)) throw new Complaint(`\`${name}\` is no function: expected one of ${NAMES.join(', ')}`);
  const each = Math.ceil(count / only.length);
  const now = new SharedArrayBuffer(12);
  const at = new Int32Array(now);
  const worker = new Worker(new URL('feed/worker.mjs', import.meta.url), { workerData: { names: only, seed, from, count: each, now, module } });
  /** @type {Told[]} */
  const all = [];
  const again = (/** @type {string} */ name, /** @type {number} */ number) => `again: npm run feed -- --seed ${seed} --only ${name} --from ${number} --count 1`;
  return new Promise((done, fail) => {
    let calls = -1;
    const watch = setInterval(() => {
      const count = Atomics.load(at, 2);
      if (count === calls && count > 0) {
        const [name = '', number] = [only[Atomics.load(at, 0)], Atomics.load(at, 1)];
        fail(new Complaint(`\`${name}\` has not answered for ${mostMs} ms\n${again(name, number)}`));
        worker.terminate();
      }
      calls = count;
    }, mostMs);
    worker.on('message', ({ told, fault }) => {
      if (fault) fail(new Complaint(`\`${fault.name}\` ${fault.message}\n${fault.stack ?? ''}\n${again(fault.name, fault.number)}`));
      else if (told.slowest > mostMs) fail(new Complaint(`\`${told.name}\` took ${Math.round(told.slowest)} ms\n${again(told.name, told.which)}`));
      else {
        all.push(told);
        log(row(told));
      }
    });
    worker.on('error', fail);
    worker.on('exit', () => {
      clearInterval(watch);
      if (all.length === only.length) done(all);
      else fail(new Complaint('the thread that called ended too early'));
    });
  });
}

/** @param {Told} told */
export const row = ({ name, inputs, answers, refusals, slowest }) => `| \`${name}\` | ${inputs.toLocaleString('en')} | ${answers.toLocaleString('en')} | ${refusals.toLocaleString('en')} | ${slowest.toFixed(0)} ms |`;

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' }, seed: { type: 'string' }, only: { type: 'string' }, from: { type: 'string', default: '0' }, browser: { type: 'boolean' } } });
    const seed = values.seed ?? String(Date.now());
    console.log(`seed ${seed}\n\n| function | inputs | answers | refusals | slowest |\n|---|---|---|---|---|`);
    const options = { count: Number(values.count), seed, only: values.only?.split(','), from: Number(values.from), log: (/** @type {string} */ line) => console.log(line) };
    const all = await (values.browser ? (await import('./feed/browser.mjs')).feedPage(options, NAMES) : feed(options));
    const sum = (/** @type {'inputs' | 'answers' | 'refusals'} */ what) => all.reduce((total, told) => total + told[what], 0);
    const slowest = Math.max(...all.map((told) => told.slowest));
    console.log(row({ name: 'all', inputs: sum('inputs'), answers: sum('answers'), refusals: sum('refusals'), slowest, which: 0 }));
  });
}
