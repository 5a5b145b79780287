// The action's entry. The toolkit is loaded after our own first line, not before it.

import { relative } from 'node:path';
import process from 'node:process';

import { asFailure } from './errors.js';
import { oneLine, safeJson, safeText } from './escape.js';
import { readActionInputs, readRunner } from './inputs.js';
import { print } from './output.js';
import { failureLines, flat, planLines, progressLine, remarkLines, resultLines } from './report.js';
import { summaryOf } from './summary.js';

/** @typedef {typeof import('./toolkit.js')} Toolkit */
/** @typedef {import('./types.js').Failure} Failure */
/** @typedef {import('./types.js').Result} Result */
/** @typedef {Omit<Partial<Result>, 'status'> & {status: Result['status'] | 'proposed'}} Report */

/** GitHub cuts annotations at 4096 characters. */
const LONGEST_ANNOTATION = 4000;

/** @param {string[]} lines */
function log(lines) {
  print(lines.map((line) => `${oneLine(line)}\n`).join(''));
}

async function main() {
  const toolkit = await import('./toolkit.js');
  const { workspace, hasSummary } = readRunner(process.env);
  let workspacePath = '';
  /** @type {Report} */
  let report;
  try {
    const options = readActionInputs(toolkit, process.env);
    const { token, cwd, remote } = options.place;
    if (token) toolkit.setSecret(token);
    workspacePath = relative(workspace, cwd);
    const { loadCore, run } = await import('./engine.js');
    const plan = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      onlyLook: options.dryRun || options.command === 'next',
      progress: (step, state) => log([progressLine(step, state, remote)]),
    });
    report = plan.result ?? proposed(plan);
    log(plan.result ? resultLines(plan.result) : planLines(plan));
  } catch (error) {
    report = { status: 'failed', error: asFailure(error) };
  }
  log(remarkLines(report.remarks));
  if (report.error) fail(toolkit, report.error, workspacePath);
  output(toolkit, report);
  if (hasSummary) await toolkit.summary.addRaw(summaryOf(report)).write();
}

/**
 * @param {import('./types.js').Plan} plan
 * @returns {Report}
 */
function proposed({ proposal, remarks }) {
  if (!proposal) return { status: 'proposed', remarks };
  const { version, previousVersion, bump, tag, branch, reasons, changedFiles } = proposal;
  return { status: 'proposed', version, previousVersion, bump, tag, branch, reasons, changedFiles, remarks };
}

/**
 * One annotation with cause and next step; all of it in the log.
 * @param {Toolkit} toolkit
 * @param {Failure} failure
 * @param {string} workspacePath
 */
function fail(toolkit, failure, workspacePath) {
  log(failureLines(failure));
  const { code, message, path, line, column, nextSteps = [] } = failure;
  const said = safeText([message, ...nextSteps.slice(0, 1).map((next) => `next: ${next}`)].join('\n'));
  const file = path === undefined ? undefined : [workspacePath, path].filter(Boolean).join('/');
  toolkit.error(said.slice(0, LONGEST_ANNOTATION), {
    title: `version-first: ${code}`,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { startLine: line }),
    ...(column === undefined ? {} : { startColumn: column }),
  });
  process.exitCode = 1;
}

/**
 * @param {Toolkit} toolkit
 * @param {Report} report
 */
function output(toolkit, report) {
  toolkit.setOutput('released', String(report.status === 'released'));
  toolkit.setOutput('status', report.status);
  toolkit.setOutput('version', report.version ?? '');
  toolkit.setOutput('previous-version', report.previousVersion ?? '');
  toolkit.setOutput('tag', report.tag ?? '');
  toolkit.setOutput('sha', report.sha ?? '');
  toolkit.setOutput('changed-files', (report.changedFiles ?? []).join('\n'));
  toolkit.setOutput('json', safeJson(flat(report)));
}

main();
