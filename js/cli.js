#!/usr/bin/env node
// The command line. What is heavy (wasm, child processes) is loaded by the command that needs it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import { UsageError, asFailure } from './errors.js';
import { oneLine, safeJson, safeText } from './escape.js';
import { readCommandLine } from './inputs.js';
import { failureLines, flat, planLines, progressLine, proposalLines, remarkLines, resultLines } from './report.js';
import { helpFor } from './usage.js';

/** @typedef {import('./inputs.js').Options} Options */
/** @typedef {import('./types.js').Plan} Plan */

/** @param {string[]} lines */
function say(lines) {
  for (const line of lines) process.stderr.write(`${oneLine(line)}\n`);
}

/** @param {string} text */
function print(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code
 */
async function main(argv) {
  const options = readCommandLine(argv, process.env);
  if (options.version) {
    print(packageVersion());
    return 0;
  }
  if (options.help) {
    process.stdout.write(helpFor(options.command));
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
      const { tryIt } = await import('./try.js');
      return tryIt(options);
    }
    default:
      process.stderr.write(helpFor(undefined));
      return 2;
  }
}

/** @param {Options} options */
async function next(options) {
  const { plan, result } = await runPlan(options, true);
  if (result?.status === 'failed') return failed(result, options.json);
  const { proposal, remarks } = plan;
  if (options.json) {
    print(safeJson(result ? flat(result) : proposed(plan), 2));
    return 0;
  }
  say(result ? resultLines(result) : proposal ? proposalLines(proposal) : []);
  say(remarkLines(remarks));
  if (!result && proposal) print(oneLine(proposal.version));
  return 0;
}

/** @param {Options} options */
async function release(options) {
  const { plan, result } = await runPlan(options, options.dryRun);
  if (result?.status === 'failed') return failed(result, options.json);
  if (options.json) {
    print(safeJson(options.dryRun || !result ? plan : flat(result), 2));
    return 0;
  }
  say(remarkLines(plan.remarks));
  print(safeText((result ? resultLines(result) : planLines(plan)).join('\n')));
  return 0;
}

/**
 * @param {Options} options
 * @param {boolean} onlyLook
 */
async function runPlan(options, onlyLook) {
  const [{ run }, { loadCore }] = await Promise.all([import('./run.js'), import('./core.js')]);
  const progress = (/** @type {import('./types.js').Step} */ step, /** @type {Plan} */ plan) =>
    say([progressLine(step, plan, options.place.offline ? 'this clone' : options.place.remote)]);
  const plan = await run({ core: loadCore, request: options.request, place: options.place, onlyLook, progress });
  return { plan, result: plan.result };
}

/** @param {Options} options */
async function set(options) {
  const [{ setVersion }, { loadCore }] = await Promise.all([import('./set.js'), import('./core.js')]);
  const [version, ...files] = options.words;
  if (version === undefined) throw new UsageError('expected a version', ['such as `version-first set 1.4.0`']);
  const { changed, diff } = await setVersion(loadCore(), { ...options, version, files });
  if (options.json) print(safeJson({ changed: changed.map(({ path, from, to }) => ({ path, from, to })) }, 2));
  else if (options.dryRun) process.stdout.write(safeText(diff));
  else if (changed.length > 0) print(safeText(changed.map(({ path, from, to }) => `${oneLine(path)}: ${from} → ${to}`).join('\n')));
  if (changed.length === 0) say([`every manifest says ${version} already`]);
  return 0;
}

/**
 * @param {import('./types.js').Result} result
 * @param {boolean} json
 */
function failed(result, json) {
  if (json) print(safeJson(flat(result), 2));
  say(remarkLines(result.remarks));
  if (result.error) say(failureLines(result.error));
  return 1;
}

/**
 * A proposal as `next --json` prints it: without the new texts.
 * @param {Plan} plan
 */
function proposed({ proposal, remarks }) {
  return { status: 'proposed', ...proposal, way: proposal?.way.kind, remarks };
}

function packageVersion() {
  const here = typeof __dirname === 'string' ? __dirname : import.meta.dirname;
  return JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8')).version;
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error) => {
  if (/** @type {{code?: string}} */ (error).code !== 'EPIPE') throw error;
});

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error) => {
    const failure = asFailure(error);
    const usage = error instanceof UsageError;
    if (!usage && process.argv.includes('--json')) print(safeJson({ status: 'failed', ...failure }, 2));
    say(failureLines(failure));
    process.exitCode = usage ? 2 : 1;
  },
);
