// The action's outputs.

import { safeJson } from './escape.js';
import { flat } from './report.js';

/** @typedef {import('../commands/release.js').Report} Report */

/** Characters that the commits' own words, or the names of files, may take in an output. */
const MOST_LISTED = 100_000;

/**
 * @param {Report} report
 * @returns {Record<string, string>}
 */
export function outputsOf(report) {
  const told = bounded(report);
  return {
    // A version whose tag this run pushed is released, whatever became of the rest.
    released: String((report.released ?? []).length > 0),
    repaired: String(report.repaired ?? false),
    status: report.status,
    version: report.version ?? '',
    'previous-version': report.previousVersion ?? '',
    tag: report.tag ?? '',
    sha: report.sha ?? '',
    'pull-request-number': String(report.pullRequest?.number ?? ''),
    'pull-request-url': report.pullRequest?.url ?? '',
    'release-url': report.release?.url ?? '',
    'upload-url': report.release?.uploadUrl ?? '',
    'release-notes': report.notes ?? '',
    'changed-files': (told.changedFiles ?? []).map(inOneLine).join('\n'),
    json: safeJson(flat(told)),
  };
}

/**
 * A path, one to a line: one that holds a line end is written as JSON, in quotation marks.
 * @param {string} path
 */
function inOneLine(path) {
  return /[\n\r]/.test(path) ? JSON.stringify(path) : path;
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

