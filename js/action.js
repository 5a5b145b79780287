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
  const { workspace, hasSummary, isPost, journal } = readRunner(process.env);
  if (isPost) return afterwards(journal);
  const toolkit = await import('./toolkit.js');
  toolkit.saveState('isPost', 'true');
  let workspacePath = '';
  /** @type {Report} */
  let report;
  try {
    const options = readActionInputs(toolkit, process.env);
    const { token, cwd, remote } = options.place;
    if (token) toolkit.setSecret(token);
    workspacePath = relative(workspace, cwd);
    const { Limits, loadCore, run } = await import('./engine.js');
    const plan = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      trigger: options.trigger,
      limits: new Limits({ timeoutMs: options.timeoutMs }),
      onlyLook: options.dryRun || options.command === 'next',
      journal: (made) => toolkit.saveState('journal', JSON.stringify(made)),
      progress: (step, state) => log([progressLine(step, state, remote)]),
    });
    report = plan.result ?? proposed(plan);
    log(plan.result ? resultLines(plan.result) : planLines(plan));
  } catch (error) {
    report = { status: 'failed', error: asFailure(error) };
  }
  log(remarkLines(report.remarks));
  for (const warning of report.warnings ?? []) warn(toolkit, warning);
  if (report.error) fail(toolkit, report.error, workspacePath);
  output(toolkit, report);
  if (hasSummary) await toolkit.summary.addRaw(summaryOf(report)).write();
}

/**
 * The step after the job's own: removes what a main step that was killed has left, as its journal says. It never makes the
 * job fail. Where there is nothing to do it loads nothing.
 * @param {string} journal
 */
async function afterwards(journal) {
  if (journal === '' || journal === '[]') return;
  const toolkit = await import('./toolkit.js');
  try {
    const options = readActionInputs(toolkit, process.env);
    const { token, remote } = options.place;
    if (token) toolkit.setSecret(token);
    log(['the run was stopped; removing what it left']);
    const { Limits, loadCore, run } = await import('./engine.js');
    const { result, remarks } = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      limits: new Limits({ timeoutMs: options.timeoutMs }),
      swept: JSON.parse(journal),
      journal: (made) => toolkit.saveState('journal', JSON.stringify(made)),
      progress: (step, state) => log([progressLine(step, state, remote)]),
    });
    log([...remarkLines(remarks), ...(result?.why === undefined ? [] : [result.why])]);
    if (result?.error) warn(toolkit, result.error);
  } catch (error) {
    warn(toolkit, asFailure(error));
  }
}

/**
 * @param {Toolkit} toolkit
 * @param {Failure} failure
 */
function warn(toolkit, failure) {
  log(failureLines(failure, 'warning'));
  toolkit.warning(annotation(failure), { title: `version-first: ${failure.code}` });
}

/**
 * Cause and first next step.
 * @param {Failure} failure
 */
function annotation({ message, nextSteps = [] }) {
  return safeText([message, ...nextSteps.slice(0, 1).map((next) => `next: ${next}`)].join('\n')).slice(0, LONGEST_ANNOTATION);
}

/**
 * @param {import('./types.js').Plan} plan
 * @returns {Report}
 */
function proposed({ proposal, remarks }) {
  if (!proposal) return { status: 'proposed', remarks };
  const { version, previousVersion, bump, tag, branch, notes, reasons, changedFiles } = proposal;
  return { status: 'proposed', version, previousVersion, bump, tag, branch, notes, reasons, changedFiles, remarks };
}

/**
 * One annotation with cause and next step; all of it in the log.
 * @param {Toolkit} toolkit
 * @param {Failure} failure
 * @param {string} workspacePath
 */
function fail(toolkit, failure, workspacePath) {
  log(failureLines(failure));
  const { code, path, line, column } = failure;
  const file = path === undefined ? undefined : [workspacePath, path].filter(Boolean).join('/');
  toolkit.error(annotation(failure), {
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
  // A version whose tag this run pushed is released, whatever became of the rest.
  toolkit.setOutput('released', String((report.released ?? []).length > 0));
  toolkit.setOutput('repaired', String(report.repaired ?? false));
  toolkit.setOutput('status', report.status);
  toolkit.setOutput('version', report.version ?? '');
  toolkit.setOutput('previous-version', report.previousVersion ?? '');
  toolkit.setOutput('tag', report.tag ?? '');
  toolkit.setOutput('sha', report.sha ?? '');
  toolkit.setOutput('pull-request-number', String(report.pullRequest?.number ?? ''));
  toolkit.setOutput('pull-request-url', report.pullRequest?.url ?? '');
  toolkit.setOutput('release-url', report.release?.url ?? '');
  toolkit.setOutput('upload-url', report.release?.uploadUrl ?? '');
  toolkit.setOutput('release-notes', report.notes ?? '');
  toolkit.setOutput('changed-files', (report.changedFiles ?? []).join('\n'));
  toolkit.setOutput('json', safeJson(flat(report)));
}

main();
