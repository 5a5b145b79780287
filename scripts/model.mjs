// `npm run model`: the whole model check, deeper than in `npm test`, and its table in docs/model.md.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run, runMain } from './lib.mjs';
import { put, table } from './page.mjs';

/** @typedef {{name: string, what: string, states: number, ends: number, depth: number, milliseconds: number}} Result */

/** @param {number} milliseconds */
const time = (milliseconds) => (milliseconds < 60_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${(milliseconds / 60_000).toFixed(1)} min`);
const count = (/** @type {number} */ number) => number.toLocaleString('en');

await runMain(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'model-'));
  try {
    const file = join(dir, 'results.jsonl');
    const env = { ...process.env, PROTOCOL_LONG: '1', PROTOCOL_RESULTS: file };
    const log = (/** @type {string} */ text) => void process.stdout.write(text);
    await run('cargo', ['test', '--locked', '--test', 'protocol', '--', '--nocapture', '--test-threads=1'], { log, env });
    /** @type {Result[]} */
    const results = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
    const sum = (/** @type {'states' | 'ends' | 'milliseconds'} */ what) => results.reduce((all, one) => all + one[what], 0);
    const rows = results.map(({ name, what, states, ends, depth, milliseconds }) => [name, what, count(states), count(ends), String(depth), time(milliseconds)]);
    const all = `${results.length} scenarios, ${count(sum('states'))} states, ${count(sum('ends'))} ends, ${time(sum('milliseconds'))} on one core.`;
    put('model.md', 'scenarios', `${all}\n\n${table(['scenario', 'what is in it', 'states', 'ends', 'depth', 'time'], rows)}`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
