// `audit`: every version tag against the manifests of its own tree. It looks, and changes nothing.

import { ShellError } from '../say/errors.js';
import { safeJson } from '../say/escape.js';
import { complain, printJson, printLines, sayLines } from '../say/output.js';
import { auditLines, failureOfAudit, headline } from '../audit/report.js';
import { failureLines, remarkLines } from '../say/report.js';

/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {import('../types.js').AuditReport} AuditReport */
/** @typedef {import('../types.js').Failure} Failure */

/** Characters that an output may take. */
const MOST_JSON = 500_000;

/** @type {import('./commands.js').Command} */
export const audit = {
  name: 'audit',
  words: '',
  does: 'compare every version tag with the manifests at that tag; change nothing',
  about: `Compares every version tag of this clone with the manifests in the tag's own tree, found as \`release\` finds them, and says
what to do about each that says something else. No network, no token, no setting is needed. Exit code 1 where the rate is
below --min-rate, or where the one tag of --tag does not tell the truth.`,
  examples: [
    'version-first audit',
    'version-first audit --since v1.0.0 --json',
    'version-first audit --tag v1.4.0',
    'version-first audit --min-rate 95 --html audit.html --badge audit.json',
    'version-first audit --repositories repositories.txt',
  ],
  more: `A line of the file for --repositories is a clone's folder, \`owner/name\` or an address (cloned for a moment), or a report that
\`audit --json\` wrote (a file that ends in .json).`,
  atDesk,
  inWorkflow,
};

/** @param {Options} options */
async function atDesk(options) {
  if (options.audit.repositories !== undefined) return manyAtDesk(options);
  const report = await run(options, (line) => sayLines([line]));
  const failure = failureOfAudit(report, options.audit.minRate);
  if (options.json) printJson({ ...report, ...failure });
  else {
    printLines(auditLines(report));
    sayLines(remarkLines(report.remarks));
  }
  if (failure !== undefined) complain(failureLines(failure));
  return failure === undefined ? 0 : 1;
}

/** @param {Options} options */
async function manyAtDesk(options) {
  const { auditMany, optimise, summaryOf } = await import('./engine.js');
  optimise();
  const rows = await auditMany(options, (line) => sayLines([line]));
  if (options.json) printJson(summaryOf(rows));
  else printLines(linesOf(rows));
  complain(rows.flatMap(({ error }) => (error === undefined ? [] : failureLines(error))));
  return isLow(rows, options) ? 1 : 0;
}

/** @typedef {{name: string, report?: AuditReport, error?: Failure}} Row */

/**
 * @param {Row[]} rows
 * @param {Options} options
 */
function isLow(rows, { audit: { minRate } }) {
  return rows.some(({ report, error }) => error !== undefined || (report !== undefined && failureOfAudit(report, minRate) !== undefined));
}

/** @param {Row[]} rows */
function linesOf(rows) {
  return rows.map(({ name, report, error }) => `${name}: ${report ? headline(report) : (error?.message ?? '')}`);
}

/**
 * @param {Options} options
 * @param {(line: string) => void} progress
 */
async function run({ audit: { since, tag, history, ...files }, request, place, timeoutMs }, progress) {
  const { Limits, auditClone, loadCore, optimise, writeReports } = await import('./engine.js');
  optimise();
  const { tagFormat, ignoreTags, manifests, package: of, branchTemplate } = request;
  const fields = { tagFormat, ignoreTags, manifests, package: of, branchTemplate, since, tag };
  const wanted = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const report = await auditClone({ core: loadCore(), wanted, place, limits: new Limits({ timeoutMs }), history, progress });
  writeReports(place.cwd, files, [{ name: '', report }], report);
  return report;
}

/**
 * @param {Options} options
 * @param {import('./commands.js').Desk} desk
 * @returns {Promise<import('./commands.js').Told>}
 */
async function inWorkflow(options, { progress }) {
  const { auditMany, auditSummary, manySummary, optimise, summaryOf } = await import('./engine.js');
  optimise();
  if (options.audit.repositories !== undefined) {
    const rows = await auditMany(options, progress);
    const [failed, summary] = [isLow(rows, options), summaryOf(rows)];
    const error = new ShellError('rate-too-low', `the tags of some repositories do not tell the truth: expected at least ${options.audit.minRate} % in each`);
    return {
      lines: linesOf(rows),
      warnings: [],
      ...(failed ? { error: { code: error.code, message: error.message } } : {}),
      outputs: outputs(summary.rate, summary),
      summary: manySummary(rows),
    };
  }
  const report = await run(options, progress);
  const error = failureOfAudit(report, options.audit.minRate);
  return {
    lines: [...auditLines(report), ...remarkLines(report.remarks)],
    warnings: [],
    ...(error === undefined ? {} : { error }),
    outputs: outputs(report.rate, report),
    summary: auditSummary(report),
  };
}

/**
 * @param {number | null} rate
 * @param {object} whole
 * @returns {Record<string, string>}
 */
function outputs(rate, whole) {
  const json = safeJson(whole);
  return { rate: rate === null ? '' : String(rate), json: json.length <= MOST_JSON ? json : safeJson({ rate, remarks: ['the report is too long for an output: have it written to a file with `report`'] }) };
}
