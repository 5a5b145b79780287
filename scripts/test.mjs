// `npm test`: installs what is missing, then checks everything. Stops at the first stage that fails.
//
//   npm test                        everything
//   npm test -- --only=rust-tests   one stage, or several: --only=fmt,clippy
//   npm test -- --list              the names
//   npm test -- --ci                everything, and what CI requires besides (.ci/run)
//
// Node built-ins only: it runs on a machine that has nothing installed yet.

import { createWriteStream, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { ciStages } from './ci-stages.mjs';
import { Complaint, isMain, root, runMain } from './lib.mjs';
import { clearLogs, stages, sums, tail } from './stages.mjs';

/** @typedef {import('./stages.mjs').Stage} Stage */

const logs = join(root, 'target', 'test-logs');
const known = [...stages, ...ciStages];
const width = Math.max(...known.map(({ name }) => name.length));

/** What runs now, and since when. @type {Map<string, number>} */
const running = new Map();
/** The last words of each stage that failed. @type {Map<string, string[]>} */
const ends = new Map();
const terminal = process.stdout.isTTY;
const secondsSince = (/** @type {number} */ started) => `${((performance.now() - started) / 1000).toFixed(1)} s`;

/** Shows that something is happening: a line that changes on a terminal, else a new one now and then. */
function showProgress() {
  const now = [...running].map(([name, started]) => `${name} ${secondsSince(started)}`).join(', ');
  if (now) process.stdout.write(terminal ? `\r\x1b[K  … ${now} ` : `  … ${now}\n`);
}

/**
 * Runs one stage; whether it passed, or why it was not run: for want of something that no machine can be made to have.
 * @param {Stage} stage
 * @returns {Promise<boolean | string>}
 */
async function runStage(stage) {
  const path = join(logs, `${stage.name}.log`);
  const file = createWriteStream(path);
  // A disk that is full must not hide what the stage said.
  const written = finished(file).then(() => undefined, (/** @type {Error} */ error) => error);
  let output = '';
  const log = (/** @type {string} */ text) => {
    output += text;
    file.write(text);
  };
  const began = performance.now();
  running.set(stage.name, began);
  /** @type {Error | undefined} */
  let failure;
  /** @type {string | undefined} */
  let notRun;
  try {
    const said = await stage.run(log);
    if (said && typeof said === 'object' && 'notRun' in said) notRun = String(said.notRun);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    log(`\n${failure instanceof Complaint ? failure.message : failure.stack}\n`);
  }
  file.end();
  const unwritten = await written;
  failure ??= unwritten;
  running.delete(stage.name);
  const title = `  ${stage.name.padEnd(width)}  ${stage.does}`;
  console.log(`${terminal ? '\r\x1b[K' : ''}${title} ${failure ? 'FAILED' : notRun ? `NOT RUN: ${notRun}` : 'ok'} ${secondsSince(began)}`);
  if (unwritten) console.log(`    the log could not be written: ${unwritten.message}`);
  const told = unwritten ? output.trimEnd().split('\n').slice(-400) : failure ? tail(path) : sums(output);
  for (const line of told) console.log(`    ${line}`);
  if (failure) console.log(`    (${relative(root, path)})`);
  if (failure) ends.set(stage.name, told.slice(-60));
  return notRun ?? !failure;
}

/** @param {{only?: string, ci?: boolean}} options */
function chosen({ only, ci }) {
  if (only === undefined) return (ci ? known : stages).filter(({ when }) => when === undefined);
  const names = only.split(',');
  const unknown = names.find((name) => !known.some((stage) => stage.name === name));
  if (unknown !== undefined) throw new Complaint(`no stage \`${unknown}\`: \`npm test -- --list\` names them`);
  return known.filter(({ name }) => names.includes(name));
}

/**
 * Groups of stages: within a group lanes run side by side, each in order.
 * @param {Stage[]} plan @returns {Stage[][][]}
 */
export function groups(plan) {
  /** @type {Map<string, Stage[]>[]} */
  const all = [];
  for (const stage of plan) {
    const last = all.at(-1);
    const lanes = stage.lane !== undefined && last && !last.has('') ? last : new Map();
    if (lanes !== last) all.push(lanes);
    const lane = stage.lane ?? '';
    lanes.set(lane, [...(lanes.get(lane) ?? []), stage]);
  }
  return all.map((lanes) => [...lanes.values()]);
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' }, ci: { type: 'boolean' } } });
  if (values.list) {
    for (const { name, does, when } of known) console.log(`${name.padEnd(width)}  ${does}${when ? ` (${when})` : ''}`);
    return;
  }
  const plan = chosen(values);
  clearLogs(logs);
  mkdirSync(logs, { recursive: true });
  const started = performance.now();
  /** @type {Map<Stage, boolean | string>} */
  const ended = new Map();
  const timer = setInterval(showProgress, terminal ? 100 : 30_000);
  for (const lanes of groups(plan)) {
    // What fails in one lane ends the others after the stage they are in.
    const inOrder = async (/** @type {Stage[]} */ lane) => {
      for (const stage of lane) {
        if ([...ended.values()].includes(false)) return;
        ended.set(stage, await runStage(stage));
      }
    };
    await Promise.all(lanes.map(inOrder));
  }
  clearInterval(timer);
  // Said once more, at the end: what the other lane was still at has been printed since, and may be long.
  for (const [name, lines] of ends) console.log([`  ${name} FAILED:`, ...lines.map((line) => `    ${line}`)].join('\n'));
  const left = plan.filter((stage) => !ended.has(stage));
  if (left.length > 0) console.log(`  ${left.length} not run: ${left.map(({ name }) => name).join(', ')}`);
  console.log(`  ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const failed = [...ended.values()].filter((passed) => passed === false).length;
  const wanting = [...ended].filter(([, passed]) => typeof passed === 'string').map(([stage]) => stage.name);
  if (wanting.length > 0) console.log(`  NOT RUN for want of what they need: ${wanting.join(', ')}`);
  console.log(`${ended.size - failed - wanting.length} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

if (isMain(import.meta.url)) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node ${process.versions.node} is too old: 20.19 or newer is needed`);
    process.exitCode = 1;
  } else await runMain(main);
}
