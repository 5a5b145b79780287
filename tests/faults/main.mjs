// `npm run faults`: every scenario, every call, every fault. Prints the matrix and writes docs/faults.md; a few thousand
// runs of the program, so it takes a while.
//
//   npm run faults                                     everything
//   npm run faults -- --jobs=4                         at most so many at once; else 2
//   npm run faults -- --scenario=squash --fault=lost --call=7     what contains these words; writes nothing
//
// KEEP_SANDBOX=1 keeps the repositories of what failed, and of everything else.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ROOT } from '../scenarios/harness/program.mjs';
import { Sandbox } from '../scenarios/harness/sandbox.mjs';
import { FAULTS } from './faults.mjs';
import { happens, play, prepare } from './play.mjs';
import { printed, page } from './table.mjs';
import { SCENARIOS } from './scenarios.mjs';

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '2' }, scenario: { type: 'string' }, fault: { type: 'string' }, call: { type: 'string' } } });
const chosen = (/** @type {{name: string}} */ { name }, /** @type {string | undefined} */ word) => word === undefined || name.includes(word);
const scenarios = SCENARIOS.filter((one) => chosen(one, values.scenario));
const faults = FAULTS.filter((one) => chosen(one, values.fault));
const all = scenarios.length === SCENARIOS.length && faults.length === FAULTS.length && values.call === undefined;

/** @type {import('./table.mjs').Row[]} */
const rows = [];
let failed = 0;

/** Works through a list, so many at once. @template T @param {T[]} list @param {(one: T) => Promise<void>} work */
async function each(list, work) {
  const rest = [...list];
  const worker = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
}

for (const scenario of scenarios) {
  const started = performance.now();
  const box = new Sandbox();
  try {
    const template = await prepare(box, scenario);
    const calls = template.calls.map((_, at) => at + 1).filter((k) => values.call === undefined || String(k) === values.call);
    const row = { name: scenario.name, calls: template.calls.length, cells: faults.map(() => ({ survived: 0, alone: 0, total: 0 })), ends: /** @type {Record<string, number>} */ ({}) };
    rows.push(row);
    const plays = calls.flatMap((k) => faults.map((fault, at) => ({ k, fault, at }))).filter(({ k, fault }) => happens(template, fault, k));
    await each(plays, async ({ k, fault, at }) => {
      const { faults: found, first, alone } = await play(box, template, fault, k).catch((error) => ({ faults: [String(error.stack)], first: 'broken', alone: false }));
      const cell = row.cells[at];
      if (!cell) return;
      cell.total += 1;
      cell.survived += found.length === 0 ? 1 : 0;
      cell.alone += alone ? 1 : 0;
      const how = `${fault.name}: ${first}`;
      row.ends[how] = (row.ends[how] ?? 0) + 1;
      if (found.length === 0) return;
      failed += 1;
      console.log(`\nFAILED ${scenario.name} | ${fault.name} | call ${k}: ${template.calls[k - 1]}\n${found.map((one) => `  - ${one}`).join('\n')}`);
    });
    console.log(`${scenario.name}: ${row.cells.map(({ survived, total }, at) => `${faults[at]?.name} ${survived}/${total}`).join(', ')} (${Math.round((performance.now() - started) / 1000)} s)`);
    console.log(`    the disturbed runs ended: ${Object.entries(row.ends).sort().map(([how, count]) => `${how} ${count}`).join(', ')}`);
  } finally {
    await box.close().catch(() => {});
    box.remove();
  }
}
console.log(`\n${printed(rows, faults)}`);
if (all && failed === 0) writeFileSync(join(ROOT, 'docs', 'faults.md'), page(rows, faults));
if (failed > 0) process.exitCode = 1;
console.log(failed > 0 ? `${failed} failed` : 'all survived');
