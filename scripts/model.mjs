// `npm run model`: the whole model check, deeper than in `npm test`, and its table in docs/checks/model.md. Each scenario's row is
// written as soon as it is explored, so that a run that is broken off is not in vain.
//
//   npm run model                        everything
//   npm run model -- people_interfere    the tests of this name
//   npm run model -- --from=FILE         what a test program noted there, PROTOCOL_LONG and PROTOCOL_RESULTS being set

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { run, runMain } from './lib.mjs';
import { put, rows, table } from './page.mjs';

/** @typedef {{name: string, what: string, states: number, ends: number, depth: number, milliseconds: number}} Result */

const HEADING = ['scenario', 'what is in it', 'states', 'ends', 'depth', 'time'];
const count = (/** @type {number} */ number) => number.toLocaleString('en');
const number = (/** @type {string | undefined} */ cell) => Number(cell?.replaceAll(',', '') ?? 0);

/** @param {string} file */
function write(file) {
  if (!existsSync(file)) return;
  /** @type {Result[]} */
  const results = readFileSync(file, 'utf8').split('\n').filter((line) => line.endsWith('}')).map((line) => JSON.parse(line));
  const found = results.map(({ name, what, states, ends, depth, milliseconds }) => [name, what, count(states), count(ends), String(depth), `${(milliseconds / 1000).toFixed(1)} s`]);
  const fresh = new Set(found.map(([name]) => name));
  const known = rows('checks/model.md', 'scenarios').map((row) => row.slice(2, -2).split(' | '));
  const all = [...known.filter(([name]) => !fresh.has(name)), ...found].sort(([a = ''], [b = '']) => a.localeCompare(b));
  const sum = (/** @type {number} */ column) => all.reduce((total, row) => total + number(row[column]?.replace(' s', '')), 0);
  const told = `${all.length} scenarios, ${count(sum(2))} states, ${count(sum(3))} ends, ${(sum(5) / 60).toFixed(1)} minutes of one processor.`;
  put('checks/model.md', 'scenarios', `${told}\n\n${table(HEADING, all)}`);
}

await runMain(async () => {
  const { values, positionals } = parseArgs({ options: { from: { type: 'string' } }, allowPositionals: true });
  if (values.from !== undefined) return write(values.from);
  const dir = mkdtempSync(join(tmpdir(), 'model-'));
  const file = join(dir, 'results.jsonl');
  try {
    const env = { ...process.env, PROTOCOL_LONG: '1', PROTOCOL_RESULTS: file };
    const log = (/** @type {string} */ text) => {
      process.stdout.write(text);
      write(file);
    };
    await run('cargo', ['test', '--locked', '--test', 'protocol', '--', '--nocapture', '--test-threads=1', ...positionals], { log, env });
  } finally {
    write(file);
    rmSync(dir, { recursive: true, force: true });
  }
});
