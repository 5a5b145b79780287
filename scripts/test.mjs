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
import { parseArgs } from 'node:util';

import { ciStages } from './ci-stages.mjs';
import { Complaint, isMain, root, runMain } from './lib.mjs';
import { clearLogs, stages, sums, tail } from './stages.mjs';

/** @typedef {import('./stages.mjs').Stage} Stage */

const logs = join(root, 'target', 'test-logs');
const known = [...stages, ...ciStages];
const width = Math.max(...known.map(({ name }) => name.length));

/** Shows that something is happening: a running timer on a terminal, else a dot every few seconds. @param {Stage} stage */
function startProgress({ name, does }) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const title = `  ${name.padEnd(width)}  ${does}`;
  const terminal = process.stdout.isTTY;
  if (!terminal) process.stdout.write(`${title} `);
  const timer = setInterval(() => process.stdout.write(terminal ? `\r${title} … ${seconds()} ` : '.'), terminal ? 100 : 3000);
  return (/** @type {string} */ verdict) => {
    clearInterval(timer);
    process.stdout.write(`${terminal ? `\r\x1b[K${title}` : ''} ${verdict} ${seconds()}\n`);
  };
}

/** Runs one stage; whether it passed. @param {Stage} stage */
async function runStage(stage) {
  const path = join(logs, `${stage.name}.log`);
  const file = createWriteStream(path);
  let output = '';
  const log = (/** @type {string} */ text) => {
    output += text;
    file.write(text);
  };
  const finish = startProgress(stage);
  /** @type {Error | undefined} */
  let failure;
  try {
    await stage.run(log);
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    log(`\n${failure instanceof Complaint ? failure.message : failure.stack}\n`);
  }
  await new Promise((done) => {
    file.end(done);
  });
  finish(failure ? 'FAILED' : 'ok');
  for (const line of failure ? tail(path) : sums(output)) console.log(`    ${line}`);
  if (failure) console.log(`    (${relative(root, path)})`);
  return !failure;
}

/** @param {{only?: string, ci?: boolean}} options */
function chosen({ only, ci }) {
  if (only === undefined) return ci ? known : stages;
  const names = only.split(',');
  const unknown = names.find((name) => !known.some((stage) => stage.name === name));
  if (unknown !== undefined) throw new Complaint(`no stage \`${unknown}\`: \`npm test -- --list\` names them`);
  return known.filter(({ name }) => names.includes(name));
}

async function main() {
  const { values } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' }, ci: { type: 'boolean' } } });
  if (values.list) {
    for (const { name, does } of known) console.log(`${name.padEnd(width)}  ${does}`);
    return;
  }
  const plan = chosen(values);
  clearLogs(logs);
  mkdirSync(logs, { recursive: true });
  const started = performance.now();
  let passed = 0;
  let failed = 0;
  for (const stage of plan) {
    if (await runStage(stage)) passed += 1;
    else {
      failed += 1;
      break;
    }
  }
  const left = plan.length - passed - failed;
  if (left > 0) console.log(`  ${left} not run: ${plan.slice(-left).map(({ name }) => name).join(', ')}`);
  console.log(`  ${((performance.now() - started) / 1000).toFixed(0)} s`);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

if (isMain(import.meta.url)) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node ${process.versions.node} is too old: 20.19 or newer is needed`);
    process.exitCode = 1;
  } else await runMain(main);
}
