// The action's entry. The toolkit is loaded after our own first line, not before it.

import { relative } from 'node:path';
import process from 'node:process';

import { asFailure } from './errors.js';
import { oneLine, safeJson } from './escape.js';
import { readActionInputs } from './inputs.js';
import { failureIn, failureLines, planLines, progressLine, remarkLines, resultLines } from './report.js';
import { summaryOf } from './summary.js';

/** @typedef {typeof import('./toolkit.js')} Toolkit */
/** @typedef {import('./types.js').Proposal} Proposal */
/** @typedef {import('./types.js').Result} Result */
/** @typedef {Omit<Result, 'status'> & {status: Result['status'] | 'proposed'}} Report */

/** GitHub cuts annotations at 4096 characters. */
const LONGEST_ANNOTATION = 4000;

/** @param {string[]} lines */
function log(lines) {
  for (const line of lines) process.stdout.write(`${oneLine(line)}\n`);
}

async function main() {
  const toolkit = await import('./toolkit.js');
  let workspacePath = '';
  /** @type {Report} */
  let report;
  try {
    const options = readActionInputs(toolkit, process.env);
    const { token, cwd, remote } = options.place;
    if (token) toolkit.setSecret(token);
    workspacePath = relative(process.env['GITHUB_WORKSPACE'] || '.', cwd);
    const [{ run }, { loadCore }] = await Promise.all([import('./run.js'), import('./core.js')]);
    const plan = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      onlyLook: options.dryRun || options.command === 'next',
      progress: (step, state) => log([progressLine(step, state, remote)]),
    });
    report = plan.result ?? { status: 'proposed', ...plan.proposal, remarks: plan.remarks ?? [] };
    log(plan.result ? (plan.result.status === 'failed' ? [] : resultLines(plan.result)) : planLines(plan));
  } catch (error) {
    report = { status: 'failed', ...asFailure(error) };
  }
  log(remarkLines(report.remarks));
  if (report.status === 'failed') fail(toolkit, report, workspacePath);
  output(toolkit, report);
  if (process.env['GITHUB_STEP_SUMMARY']) await toolkit.summary.addRaw(summaryOf(report)).write();
}

/**
 * One annotation with cause and next step; all of it in the log.
 * @param {Toolkit} toolkit
 * @param {Report} report
 * @param {string} workspacePath
 */
function fail(toolkit, report, workspacePath) {
  const failure = failureIn(/** @type {Result} */ (report));
  log(failureLines(failure));
  const { code, message, path, line, column, nextSteps = [] } = failure;
  const said = [message, ...nextSteps.slice(0, 1).map((next) => `next: ${next}`)].join('\n').slice(0, LONGEST_ANNOTATION);
  const file = path === undefined ? undefined : [workspacePath, path].filter(Boolean).join('/');
  toolkit.error(said, {
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
  toolkit.setOutput('json', safeJson(report));
}

main();
