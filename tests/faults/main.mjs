// `npm run faults`: every scenario, every call, every fault. Prints the matrix, and writes docs/checks/faults.md where everything
// survived. Two thousand plays: half an hour on two cores. It can be interrupted, and goes on where it stopped.
//
//   npm run faults                                     everything
//   npm run faults -- --jobs=4                         at most so many plays at once; else 2
//   npm run faults -- --scenario=squash --fault=lost --call=7     only what contains these words; no page
//   npm run faults -- --prune                          those of `prune`, and their part of the page
//   npm run faults -- --iteration                      those of `iteration submit` and `clean`, and their part
//   npm run faults -- --again                          what earlier runs have found counts for nothing
//
// KEEP_SANDBOX=1 keeps the repositories of what failed, and of everything else.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { run } from '../../scripts/lib.mjs';
import { ROOT } from '../scenarios/harness/program.mjs';
import { Sandbox } from '../scenarios/harness/sandbox.mjs';
import { FAULTS } from './faults.mjs';
import { ITERATIONS } from './iterations.mjs';
import { happens, play, prepare } from './play.mjs';
import { openRecord } from './record.mjs';
import { PRUNES, SCENARIOS } from './scenarios.mjs';
import { page, printed, withPart } from './table.mjs';

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '2' }, scenario: { type: 'string' }, fault: { type: 'string' }, call: { type: 'string' }, again: { type: 'boolean', default: false }, prune: { type: 'boolean', default: false }, iteration: { type: 'boolean', default: false } },
});
const chosen = (/** @type {{name: string}} */ { name }, /** @type {string | undefined} */ word) => word === undefined || name.includes(word);
/** Of a part of the page, its name. */
const part = values.prune ? 'prune' : values.iteration ? 'iteration' : undefined;
const known = { prune: PRUNES, iteration: ITERATIONS, all: SCENARIOS }[part ?? 'all'];
const scenarios = known.filter((one) => chosen(one, values.scenario));
const faults = FAULTS.filter((one) => chosen(one, values.fault));
const all = scenarios.length === known.length && faults.length === FAULTS.length && values.call === undefined;

const record = openRecord({ again: values.again });
if (record.size > 0) console.log(`${record.size} plays are known from ${record.path}`);
let stopped = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    console.log('\nstopping: what has been played is kept; run this again to go on');
    stopped = true;
  });
}

/** Works through a list, so many at once. @template T @param {T[]} list @param {(one: T) => Promise<void>} work */
async function each(list, work) {
  const rest = [...list];
  const worker = async () => {
    for (let one = rest.shift(); one !== undefined && !stopped; one = rest.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
}

/** @param {import('./scenarios.mjs').Scenario} scenario @returns {Promise<import('./table.mjs').Row>} */
async function rowOf(scenario) {
  const started = performance.now();
  const { name } = scenario;
  const box = new Sandbox();
  try {
    const template = await prepare(box, scenario);
    const calls = template.calls.map((call, at) => ({ k: at + 1, call })).filter(({ k }) => values.call === undefined || String(k) === values.call);
    const plays = calls.flatMap(({ k, call }) => faults.map((fault) => ({ k, call, fault }))).filter(({ k, fault }) => happens(template, fault, k));
    await each(plays, async ({ k, call, fault }) => {
      if (record.known({ scenario: name, fault: fault.name, k })) return;
      const began = performance.now();
      const played = await play(box, template, fault, k).catch((error) => ({ faults: [String(error.stack)], first: 'broken', alone: false }));
      // Whoever stops this may have stopped the program too.
      if (!stopped) record.add({ scenario: name, fault: fault.name, k, call, ...played, ms: Math.round(performance.now() - began) });
    });
    const notes = plays.flatMap(({ k, fault }) => record.known({ scenario: name, fault: fault.name, k }) ?? []);
    for (const note of notes.filter(({ faults: found }) => found.length > 0)) {
      console.log(`\nFAILED ${name} | ${note.fault} | call ${note.k}: ${note.call}\n${note.faults.map((one) => `  - ${one}`).join('\n')}`);
    }
    const cells = faults.map((fault) => {
      const of = notes.filter((note) => note.fault === fault.name);
      return { survived: of.filter((note) => note.faults.length === 0).length, alone: of.filter((note) => note.alone).length, total: of.length };
    });
    /** @type {Record<string, number>} */
    const ends = {};
    for (const { fault, first } of notes) ends[`${fault}: ${first}`] = (ends[`${fault}: ${first}`] ?? 0) + 1;
    console.log(`${name}: ${cells.map(({ survived, total }, at) => `${faults[at]?.name} ${survived}/${total}`).join(', ')} (${Math.round((performance.now() - started) / 1000)} s)`);
    console.log(`    the disturbed runs ended: ${Object.entries(ends).sort().map(([how, count]) => `${how} ${count}`).join(', ')}`);
    return { name, calls: template.calls.length, cells, ms: notes.reduce((sum, { ms }) => sum + ms, 0) };
  } finally {
    await box.close().catch(() => {});
    box.remove();
  }
}

/** The commit that the played program is of. */
async function program() {
  const { output } = await run('git', ['log', '-1', '--format=%h of %cs', '--', 'dist']);
  return output.trim();
}

/** @type {import('./table.mjs').Row[]} */
const rows = [];
for (const scenario of scenarios) if (!stopped) rows.push(await rowOf(scenario));
const failed = rows.flatMap(({ cells }) => cells).reduce((sum, { survived, total }) => sum + total - survived, 0);
console.log(`\n${printed(rows, faults)}`);
const path = join(ROOT, 'docs', 'checks', 'faults.md');
const old = readFileSync(path, 'utf8');
if (all && failed === 0 && !stopped) writeFileSync(path, part ? withPart(old, part, rows, faults) : page(rows, faults, await program(), old));
if (failed > 0 || stopped) process.exitCode = 1;
if (stopped) console.log('stopped before the end');
else console.log(failed > 0 ? `${failed} failed` : 'all survived');
