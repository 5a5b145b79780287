// The action's entry. The toolkit is loaded after our own first line, not before it.

import { relative } from 'node:path';
import process from 'node:process';

import { secretsOf } from './environment.js';
import { asFailure } from './errors.js';
import { oneLine, safeJson, safeText } from './escape.js';
import { readActionInputs, readJournal, readRunner } from './inputs.js';
import { print } from './output.js';
import { failureLines, flat, leftoverLines, planLines, progressLine, remarkLines, resultLines } from './report.js';
import { summaryOf } from './summary.js';
import { forget, tell, untold } from './told.js';

/** @typedef {typeof import('./toolkit.js')} Toolkit */
/** @typedef {import('./types.js').Failure} Failure */
/** @typedef {import('./types.js').Result} Result */
/** @typedef {Omit<Partial<Result>, 'status'> & {status: Result['status'] | 'proposed'}} Report */

/** GitHub cuts annotations at 4096 characters. */
const LONGEST_ANNOTATION = 4000;
/** Characters that the commits' own words, or the names of files, may take in an output. */
const MOST_LISTED = 100_000;

/** @param {string[]} lines */
function log(lines) {
  print(lines.map((line) => `${oneLine(line)}\n`).join(''));
}

async function main() {
  const { workspace, hasSummary, isPost, journal } = readRunner(process.env);
  if (isPost) return afterwards(journal);
  const toolkit = await loadToolkit();
  tell('journal', () => toolkit.saveState('isPost', 'true'));
  let workspacePath = '';
  /** @type {Report} */
  let report;
  try {
    const options = readActionInputs(toolkit, process.env);
    const { token, cwd, remote } = options.place;
    for (const secret of secretsOf(token)) toolkit.setSecret(secret);
    workspacePath = relative(workspace, cwd);
    const { Limits, loadCore, run } = await import('./engine.js');
    const plan = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      trigger: options.trigger,
      limits: new Limits({ timeoutMs: options.timeoutMs }),
      onlyLook: options.dryRun || options.command === 'next',
      journal: (made) => tell('journal', () => toolkit.saveState('journal', JSON.stringify(made))),
      progress: (step, state) => log([progressLine(step, state, remote)]),
    });
    report = plan.result ?? proposed(plan);
    log(plan.result ? resultLines(plan.result) : planLines(plan));
  } catch (error) {
    report = { status: 'failed', error: asFailure(error) };
  }
  log([...remarkLines(report.remarks), ...leftoverLines(report.stillSays)]);
  for (const warning of report.warnings ?? []) warn(toolkit, warning);
  if (report.error) fail(toolkit, report.error, workspacePath);
  output(toolkit, report);
  if (hasSummary) await toolkit.summary.addRaw(summaryOf(report)).write().catch((/** @type {unknown} */ error) => forget('summary', error));
  const missing = untold(['outputs']);
  if (missing && !report.error) fail(toolkit, missing, '');
  const unread = untold(['journal', 'summary']);
  if (unread && !missing && !report.error) warn(toolkit, unread);
}

/** The toolkit writes by Node's own streams, whose errors come later, and would end the program. */
async function loadToolkit() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', (error) => forget('log', error));
  return import('./toolkit.js');
}

/**
 * The step after the job's own: removes what a main step that was killed has left, as its journal says. It never makes the
 * job fail. Where there is nothing to do it loads nothing.
 * @param {string} journal
 */
async function afterwards(journal) {
  if (journal === '' || journal === '[]') return;
  const toolkit = await loadToolkit();
  try {
    const options = readActionInputs(toolkit, process.env);
    const { token, remote } = options.place;
    for (const secret of secretsOf(token)) toolkit.setSecret(secret);
    log(['the run was stopped; removing what it left']);
    const { Limits, loadCore, run } = await import('./engine.js');
    const { result, remarks } = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      trigger: options.trigger,
      limits: new Limits({ timeoutMs: options.timeoutMs }),
      swept: readJournal(journal),
      journal: (made) => tell('journal', () => toolkit.saveState('journal', JSON.stringify(made))),
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
function proposed({ proposal, remarks, stillSays }) {
  if (!proposal) return { status: 'proposed', remarks };
  const { version, previousVersion, bump, tag, branch, notes, reasons, changedFiles } = proposal;
  return { status: 'proposed', version, previousVersion, bump, tag, branch, notes, reasons, changedFiles, remarks, stillSays };
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
  const set = (/** @type {string} */ name, /** @type {string} */ value) => tell('outputs', () => toolkit.setOutput(name, value));
  // A version whose tag this run pushed is released, whatever became of the rest.
  set('released', String((report.released ?? []).length > 0));
  set('repaired', String(report.repaired ?? false));
  set('status', report.status);
  set('version', report.version ?? '');
  set('previous-version', report.previousVersion ?? '');
  set('tag', report.tag ?? '');
  set('sha', report.sha ?? '');
  set('pull-request-number', String(report.pullRequest?.number ?? ''));
  set('pull-request-url', report.pullRequest?.url ?? '');
  set('release-url', report.release?.url ?? '');
  set('upload-url', report.release?.uploadUrl ?? '');
  set('release-notes', report.notes ?? '');
  const told = bounded(report);
  set('changed-files', (told.changedFiles ?? []).join('\n'));
  set('json', safeJson(flat(told)));
}

/**
 * A report that fits into what a runner takes for one output (1 MiB): of very many things the first ones. Notes are bounded
 * where they are made.
 * @param {Report} report
 * @returns {Report}
 */
function bounded(report) {
  const { reasons = [], changedFiles = [], remarks = [] } = report;
  const lists = {
    reasons: first(reasons, ({ sha, subject, why }) => sha.length + subject.length + why.length),
    changedFiles: first(changedFiles, (path) => path.length),
  };
  const cut = [
    ...(lists.reasons.length < reasons.length ? [`of ${reasons.length} commits that were looked at, ${lists.reasons.length} are listed`] : []),
    ...(lists.changedFiles.length < changedFiles.length ? [`of ${changedFiles.length} changed files, ${lists.changedFiles.length} are listed`] : []),
  ];
  return cut.length === 0 ? report : { ...report, ...lists, remarks: [...remarks, ...cut] };
}

/**
 * As many of them, from the first on, as fit.
 * @template T
 * @param {T[]} list
 * @param {(one: T) => number} length
 * @returns {T[]}
 */
function first(list, length) {
  let room = MOST_LISTED;
  const over = list.findIndex((one) => (room -= length(one)) < 0);
  return over < 0 ? list : list.slice(0, over);
}

main();
