#!/usr/bin/env node
// The command line. What is heavy (wasm, child processes) is loaded by the command that needs it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import { UsageError, asFailure } from './errors.js';
import { oneLine, safeJson, safeText } from './escape.js';
import { readCommandLine } from './inputs.js';
import { print, say } from './output.js';
import { failureLines, flat, leftoverLines, planLines, progressLine, proposalLines, remarkLines, resultLines } from './report.js';
import { untold } from './told.js';
import { helpFor } from './usage.js';

/** @typedef {import('./inputs.js').Options} Options */
/** @typedef {import('./types.js').Plan} Plan */

/** What a shell reports of a program that SIGINT ended. */
const INTERRUPTED = 130;

/** @param {string[]} lines */
function sayLines(lines) {
  say(lines.map((line) => `${oneLine(line)}\n`).join(''));
}

/** @param {string[]} lines */
function printLines(lines) {
  print(lines.map((line) => `${oneLine(line)}\n`).join(''));
}

/** @param {unknown} value */
function printJson(value) {
  print(`${safeJson(value, 2)}\n`);
}

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code
 */
async function main(argv) {
  const options = readCommandLine(argv, process.env);
  if (options.version) {
    printLines([packageVersion()]);
    return 0;
  }
  if (options.help) {
    print(helpFor(options.command));
    return 0;
  }
  switch (options.command) {
    case 'next':
      return next(options);
    case 'release':
      return release(options);
    case 'set':
      return set(options);
    case 'try': {
      const { tryIt } = await import('./engine.js');
      return tryIt(options);
    }
    default:
      say(helpFor(undefined));
      return 2;
  }
}

/** @param {Options} options */
async function next(options) {
  const { plan, result } = await runPlan(options, true);
  if (result?.status === 'failed') return failed(result, options.json, 1);
  const { ground, proposal, remarks } = plan;
  if (options.json) {
    printJson(result ? { ...flat(result), ground } : proposed(plan));
    return 0;
  }
  sayLines(ground ?? []);
  sayLines(result ? resultLines(result) : proposal ? proposalLines(proposal) : []);
  sayLines([...remarkLines(remarks), ...leftoverLines(plan.stillSays)]);
  if (!result && proposal) printLines([proposal.version]);
  return 0;
}

/** @param {Options} options */
async function release(options) {
  const { plan, result, interrupted } = await runPlan(options, options.dryRun);
  if (result?.status === 'failed') return failed(result, options.json, interrupted ? INTERRUPTED : 1);
  for (const warning of result?.warnings ?? []) sayLines(failureLines(warning, 'warning'));
  if (options.json) {
    printJson(options.dryRun || !result ? plan : flat(result));
  } else {
    sayLines(remarkLines(plan.remarks));
    printLines(result ? resultLines(result) : planLines(plan));
    sayLines(leftoverLines(plan.stillSays));
  }
  return interrupted ? INTERRUPTED : 0;
}

/**
 * @param {Options} options
 * @param {boolean} onlyLook
 */
async function runPlan(options, onlyLook) {
  const { Limits, loadCore, run } = await import('./engine.js');
  const { request, place, trigger, timeoutMs } = options;
  const limits = new Limits({ timeoutMs });
  const progress = (/** @type {import('./types.js').Step} */ step, /** @type {Plan} */ plan) =>
    sayLines([progressLine(step, plan, options.place.offline ? 'this clone' : options.place.remote)]);
  const plan = await run({ core: loadCore, request, place, trigger, limits, onlyLook, progress });
  return { plan, result: plan.result, interrupted: limits.interrupted };
}

/** @param {Options} options */
async function set(options) {
  const { loadCore, setVersion } = await import('./engine.js');
  const [version, ...files] = options.words;
  if (version === undefined) throw new UsageError('expected a version', ['such as `version-first set 1.4.0`']);
  const { changed, diff, remarks, stillSays } = await setVersion(loadCore(), { ...options, version, files });
  const told = changed.map(({ path, from, to }) => ({ path, from, to }));
  if (options.json) printJson({ changed: told, ...(remarks.length > 0 ? { remarks } : {}), ...(stillSays.length > 0 ? { stillSays } : {}) });
  else if (options.dryRun) print(safeText(diff));
  else printLines(told.map(({ path, from, to }) => `${path}: ${from} → ${to}`));
  if (!options.json) sayLines([...remarkLines(remarks), ...leftoverLines(stillSays)]);
  if (changed.length === 0) sayLines([`every manifest says ${version} already`]);
  return 0;
}

/**
 * @param {import('./types.js').Result} result
 * @param {boolean} json
 * @param {number} code
 */
function failed(result, json, code) {
  if (json) printJson(flat(result));
  for (const warning of result.warnings ?? []) sayLines(failureLines(warning, 'warning'));
  sayLines([...remarkLines(result.remarks), ...leftoverLines(result.stillSays)]);
  if (result.error) sayLines(failureLines(result.error));
  return code;
}

/**
 * A proposal as `next --json` prints it: without the new texts.
 * @param {Plan} plan
 */
function proposed({ ground, proposal, remarks, stillSays }) {
  return { status: 'proposed', ...proposal, way: proposal?.way.kind, ground, remarks, stillSays };
}

function packageVersion() {
  const here = typeof __dirname === 'string' ? __dirname : import.meta.dirname;
  return JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8')).version;
}

main(process.argv.slice(2)).then(
  (code) => {
    const missing = untold(['result']);
    if (missing) sayLines(failureLines(missing));
    process.exitCode = code || (missing ? 1 : 0);
  },
  (error) => {
    const failure = asFailure(error);
    const usage = error instanceof UsageError;
    if (!usage && process.argv.includes('--json')) printJson({ status: 'failed', ...failure });
    sayLines(failureLines(failure));
    process.exitCode = usage ? 2 : 1;
  },
);
