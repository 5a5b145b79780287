// `release`: the whole protocol, from a command line or as a step of a workflow.

import { asFailure } from '../say/errors.js';
import { complain, printJson, printLines, sayLines } from '../say/output.js';
import { failureLines, flat, leftoverLines, planLines, progressLine, remarkLines, resultLines } from '../say/report.js';
import { outputsOf } from '../say/outputs.js';
import { summaryOf } from '../say/summary.js';

/** @typedef {import('./commands.js').Desk} Desk */
/** @typedef {import('./commands.js').Told} Told */
/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {import('../types.js').Plan} Plan */
/** @typedef {import('../types.js').Result} Result */
/** @typedef {Omit<Partial<Result>, 'status'> & {status: Result['status'] | 'proposed'}} Report */

/** What a shell reports of a program that SIGINT ended. */
const INTERRUPTED = 130;

/** @type {import('./commands.js').Command} */
export const release = {
  name: 'release',
  words: '',
  does: 'compute, rewrite, commit, tag and push, in that order; by pull request where it must be',
  about: `Computes the next version from tags and manifests, rewrites every manifest, builds the commit on the remote's newest
commit, and pushes branch and tag together: both land or neither. Where the branch takes changes by pull request only, it
opens one instead, and the next run after the merge tags what landed. Your checkout changes only after a release, and only
if it is clean and on that branch.`,
  examples: [
    'version-first release',
    'version-first release --bump 2.0.0 --branch main',
    'version-first release --bump prerelease --preid beta',
    'version-first release --dry-run',
    'version-first release --mode pull-request --label release --auto-merge --wait 10m',
    'version-first release --draft --dispatch-workflow publish.yml',
    'version-first release --changelog CHANGELOG.md --moving-tags minor',
  ],
  more: `A token in GITHUB_TOKEN or GH_TOKEN is used for GITHUB_SERVER_URL (https://github.com unless set) and its API, and sent
nowhere else. Pull requests and releases need one.`,
  atDesk,
  inWorkflow: (options, desk) => runInWorkflow(options, desk, options.dryRun),
};

/** @param {Options} options */
async function atDesk(options) {
  const { plan, result, interrupted } = await runAtDesk(options, options.dryRun);
  if (result?.status === 'failed') return failed(result, options.json, interrupted ? INTERRUPTED : 1);
  for (const warning of result?.warnings ?? []) complain(failureLines(warning, 'warning'));
  if (options.json) {
    printJson(options.dryRun || !result ? shown(plan) : flat(result));
  } else {
    sayLines(remarkLines(plan.remarks));
    printLines(result ? resultLines(result) : planLines(plan));
    sayLines(leftoverLines(plan.stillSays));
  }
  return interrupted ? INTERRUPTED : 0;
}

/**
 * A plan as it is printed: all but what it remembers for itself.
 * @param {Plan} plan
 */
function shown({ state: _state, ...rest }) {
  return rest;
}

/**
 * @param {Options} options
 * @param {boolean} onlyLook
 */
export async function runAtDesk(options, onlyLook) {
  const { plan, interrupted } = await steps(options, (line) => sayLines([line]), { onlyLook });
  return { plan, result: plan.result, interrupted };
}

/**
 * @param {Result} result
 * @param {boolean} json
 * @param {number} code
 */
export function failed(result, json, code) {
  if (json) printJson(flat(result));
  else printLines(resultLines(result));
  for (const warning of result.warnings ?? []) complain(failureLines(warning, 'warning'));
  sayLines([...remarkLines(result.remarks), ...leftoverLines(result.stillSays)]);
  if (result.error) complain(failureLines(result.error));
  return code;
}

/**
 * @param {Options} options
 * @param {Desk} desk
 * @param {boolean} onlyLook
 * @returns {Promise<Told>}
 */
export async function runInWorkflow(options, desk, onlyLook) {
  const { plan } = await steps(options, desk.progress, { journal: desk.journal, onlyLook });
  const report = plan.result ?? proposed(plan);
  return toldOf(report, plan.result ? resultLines(plan.result) : planLines(plan), options.place.page, failedTitle(options.command));
}

/**
 * The step after the job's own: removes what a main step that was killed has left, as its journal says.
 * @param {Options} options
 * @param {Desk} desk
 * @param {import('../types.js').OwnBranch[]} swept
 */
export async function sweep(options, desk, swept) {
  const { result, remarks } = (await steps(options, desk.progress, { journal: desk.journal, swept })).plan;
  return { lines: [...remarkLines(remarks), ...(result?.why === undefined ? [] : [result.why])], error: result?.error };
}

/**
 * All steps of a run, each told before it is taken.
 * @param {Options} options
 * @param {(line: string) => void} tell
 * @param {{onlyLook?: boolean, swept?: import('../types.js').OwnBranch[], journal?: Desk['journal']}} more
 */
async function steps({ request, place, trigger, timeoutMs, dryRun }, tell, more) {
  const { Limits, loadCore, run } = await import('./engine.js');
  const limits = new Limits({ timeoutMs });
  const where = place.offline ? 'this clone' : place.remote;
  const progress = (/** @type {import('../types.js').Step} */ step, /** @type {Plan} */ plan) => tell(progressLine(step, plan, where));
  const plan = await run({ core: loadCore, request, place, trigger, limits, progress, dry: dryRun, ...more });
  return { plan, interrupted: limits.interrupted };
}

/**
 * Whatever kept a command from beginning.
 * @param {unknown} error
 * @param {string} [step] what the action calls the command, as far as that is known
 * @returns {Told}
 */
export function toldOfError(error, step) {
  return toldOf({ status: 'failed', error: asFailure(error) }, [], undefined, failedTitle(step));
}

/**
 * What the summary is called where a command failed.
 * @param {string | undefined} step what the action calls the command
 */
function failedTitle(step) {
  if (step === undefined) return 'version-first failed';
  return step === 'release' ? 'Release failed' : `<code>${step}</code> failed`;
}

/**
 * @param {Report} report
 * @param {string[]} lines
 * @param {string} [page]
 * @param {string} [failed] what the summary is called where it failed
 * @returns {Told}
 */
function toldOf(report, lines, page, failed) {
  const { remarks, stillSays, warnings = [], error } = report;
  return {
    lines: [...lines, ...remarkLines(remarks), ...leftoverLines(stillSays)],
    warnings,
    ...(error === undefined ? {} : { error }),
    outputs: outputsOf(report),
    summary: summaryOf(report, page, failed),
  };
}

/**
 * @param {Plan} plan
 * @returns {Report}
 */
function proposed({ proposal, remarks, stillSays }) {
  if (!proposal) return { status: 'proposed', remarks };
  const { version, previousVersion, bump, tag, branch, notes, reasons, changedFiles } = proposal;
  return { status: 'proposed', version, previousVersion, bump, tag, branch, notes, reasons, changedFiles, remarks, stillSays };
}
