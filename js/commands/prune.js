// `prune`: bump branches that nobody needs go, and what landed without its tag gets it.

import { safeJson } from '../say/escape.js';
import { outputsOf } from '../say/outputs.js';
import { complain, printJson, printLines, sayLines } from '../say/output.js';
import { failureLines, flat, progressLine, remarkLines } from '../say/report.js';
import { code, failure, section, words } from '../say/summary.js';

/** @typedef {import('./commands.js').Desk} Desk */
/** @typedef {import('./commands.js').Told} Told */
/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {import('../types.js').PruneReport} PruneReport */

/** What a shell reports of a program that SIGINT ended. */
const INTERRUPTED = 130;
const TITLES = { pruned: 'Pruned', proposed: 'Would prune', 'nothing-to-prune': 'Nothing to prune', failed: 'Prune failed' };

/** @type {import('./commands.js').Command} */
export const prune = {
  name: 'prune',
  words: '',
  does: 'delete bump branches that nobody needs, and tag what landed without its tag',
  about: `Deletes branches of the branch template: those whose pull request was merged or closed, those that never got one and are
older than --max-age, and old ones whose name has no version in it. Keeps, and says why: an open pull request, commits of
others, what is protected or younger, and every other branch. Each goes only if it still is what was looked at, at most fifty
in a run. A version that landed without its tag is tagged, and released, as \`release\` does it; nothing is bumped.`,
  examples: ['version-first prune --dry-run', 'version-first prune', 'version-first prune --max-age 1d --json'],
  more: `A token in GITHUB_TOKEN or GH_TOKEN is needed to know of pull requests. Without one only branches go that hold nothing but
what is on the branch that is released from.`,
  atDesk,
  inWorkflow,
};

/**
 * @param {Options} options
 * @param {(line: string) => void} tell
 * @param {Pick<Desk, 'journal'>} [desk]
 */
async function runIt({ request, place, trigger, timeoutMs, maxAgeMs, dryRun }, tell, desk) {
  const { Limits, loadCore, pruneBranches } = await import('./engine.js');
  const limits = new Limits({ timeoutMs });
  const progress = (/** @type {import('../types.js').Step} */ step, /** @type {import('../types.js').Plan} */ plan) => tell(progressLine(step, plan, place.remote));
  const report = await pruneBranches({ core: loadCore, request, place, trigger, maxAgeMs, onlyLook: dryRun, limits, journal: desk?.journal, progress, tell });
  return { report, interrupted: limits.interrupted };
}

/** @param {Options} options */
async function atDesk(options) {
  const { report, interrupted } = await runIt(options, (line) => sayLines([line]));
  const { warnings, remarks, error } = report;
  for (const warning of warnings) complain(failureLines(warning, 'warning'));
  if (options.json) printJson(flat(report));
  else {
    printLines(doneLines(report));
    sayLines([...keptLines(report), ...remarkLines(remarks)]);
  }
  if (error) complain(failureLines(error));
  if (interrupted) return INTERRUPTED;
  return error ? 1 : 0;
}

/**
 * @param {Options} options
 * @param {Desk} desk
 * @returns {Promise<Told>}
 */
async function inWorkflow(options, desk) {
  const { report } = await runIt(options, desk.progress, desk);
  const { warnings, remarks, error, finalised } = report;
  const released = finalised ? [finalised] : [];
  return {
    lines: [...doneLines(report), ...keptLines(report), ...remarkLines(remarks)],
    warnings,
    ...(error === undefined ? {} : { error }),
    outputs: { ...outputsOf({ status: 'nothing-to-release', ...finalised, released }), status: report.status, json: safeJson(flat(report)) },
    summary: summaryOf(report),
  };
}

/**
 * @param {PruneReport} report
 * @returns {string[]}
 */
function doneLines({ status, deleted, finalise, finalised, why }) {
  const deletes = status === 'proposed' ? 'would delete' : 'deleted';
  const lines = [
    ...(finalise ? [`would tag ${finalise.version} as ${finalise.tag}`] : []),
    ...(finalised ? [`released ${finalised.version} as ${finalised.tag} at ${finalised.sha.slice(0, 7)}`] : []),
    ...deleted.map(({ branch, why: because }) => `${deletes} ${branch}: ${because}`),
  ];
  return status === 'nothing-to-prune' ? [`nothing to prune${why === undefined ? '' : `: ${why}`}`] : lines;
}

/**
 * @param {PruneReport} report
 * @returns {string[]}
 */
function keptLines({ kept }) {
  return kept.map(({ branch, why }) => `kept ${branch}: ${why}`);
}

/**
 * @param {PruneReport} report
 * @returns {string}
 */
function summaryOf({ status, deleted, kept, finalise, finalised, why, warnings, remarks, error }) {
  const told = finalised ?? finalise;
  const about = [
    told === undefined ? '' : `tagged: ${code(`${told.version} as ${told.tag}`)}`,
    why === undefined ? '' : words(why),
    error === undefined ? '' : failure(error),
    section('Warnings', warnings.map(({ message }) => words(message))),
    section('Good to know', remarks.map(words)),
  ];
  const rows = [
    ...deleted.map((one) => ({ ...one, what: status === 'proposed' ? 'would go' : 'deleted' })),
    ...kept.map((one) => ({ ...one, what: 'kept' })),
  ];
  const branches = rows.map(({ branch, what, why: because }) => `| ${code(branch)} | ${what} | ${words(because)} |`);
  const list = branches.length === 0 ? '' : `| Branch | | Why |\n|---|---|---|\n${branches.join('\n')}`;
  return `${[`### ${TITLES[status]}`, ...about, list].filter(Boolean).join('\n\n')}\n`;
}
