// `doctor`: what a release would meet, before it is made.

import { markdown, safeJson } from '../say/escape.js';
import { outputsOf } from '../say/outputs.js';
import { printJson, printLines, sayLines } from '../say/output.js';
import { progressLine } from '../say/report.js';
import { words } from '../say/summary.js';

/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {import('../types.js').DoctorReport} DoctorReport */
/** @typedef {import('../types.js').Finding} Finding */

/** How a release would get there, or what would become of it. */
const WAYS = {
  direct: 'would be made by a push to the branch',
  'pull-request': 'would be made by pull request',
  tag: 'would be a tag alone',
  none: 'would not be made',
  fails: 'would fail',
};

/** @type {import('./commands.js').Command} */
export const doctor = {
  name: 'doctor',
  words: '',
  does: 'say beforehand which way a release would go, and what would keep it from its end',
  about: `Looks at the remote, its workflows, rules and settings, and says which way a release would go and why; and of everything
that would keep it, or what waits for it, from its end: the cause, what proves it, and what cures it. Exit code 1: a release
would fail. It changes nothing unless it is asked to.`,
  examples: ['version-first doctor', 'version-first doctor --json', 'version-first doctor --init --dry-run', 'version-first doctor --fix'],
  more: 'Rules, settings and drafts need a token (GITHUB_TOKEN or GH_TOKEN). What was not looked at is said.',
  atDesk,
  inWorkflow,
};

/**
 * @param {Options} options
 * @param {(line: string) => void} tell
 */
async function runIt({ request, place, trigger, timeoutMs, fix, init, dryRun }, tell) {
  const { Limits, examine, loadCore } = await import('./engine.js');
  const progress = (/** @type {import('../types.js').Step} */ step, /** @type {import('../types.js').Plan} */ plan) => tell(progressLine(step, plan, place.offline ? 'this clone' : place.remote));
  return examine({ core: loadCore, request, place, trigger, limits: new Limits({ timeoutMs }), progress, tell, fix, init, dryRun });
}

/** @param {Options} options */
async function atDesk(options) {
  const report = await runIt(options, (line) => sayLines([line]));
  if (options.json) printJson(report);
  else printLines(lines(report));
  return report.fails ? 1 : 0;
}

/**
 * @param {Options} options
 * @param {import('./commands.js').Desk} desk
 * @returns {Promise<import('./commands.js').Told>}
 */
async function inWorkflow(options, desk) {
  const report = await runIt(options, desk.progress);
  const [worst] = report.findings.filter(({ weight }) => weight === 'error');
  return {
    lines: lines(report),
    warnings: report.findings.filter(({ weight }) => weight === 'warning').map(asFailure),
    ...(worst ? { error: asFailure(worst) } : {}),
    outputs: { ...outputsOf({ status: 'nothing-to-release', version: report.version }), status: report.status, json: safeJson(report) },
    summary: summaryOf(report),
  };
}

/**
 * @param {Finding} finding
 * @returns {import('../types.js').Failure}
 */
function asFailure({ code, message, path, line, cures }) {
  return { code, message, nextSteps: cures, ...(path === undefined ? {} : { path }), ...(line === undefined ? {} : { line }) };
}

/**
 * @param {DoctorReport} report
 * @returns {string[]}
 */
function lines({ ground, version, way, why, findings, unlooked, fixed, unfixed, workflow }) {
  return [
    ...ground,
    // Why it would fail is said below, with what cures it.
    `a release${version === undefined ? '' : ` of ${version}`} ${WAYS[way]}${findings.some(({ code }) => code === 'release-fails') ? '' : `: ${why}`}`,
    // What was missing is written just now.
    ...findings.filter(({ code }) => !(workflow?.written && code === 'no-release-workflow')).flatMap(findingLines),
    ...(findings.some(({ weight }) => weight !== 'note') ? [] : ['nothing was found that would keep it from its end']),
    ...unlooked.map((what) => `not looked at: ${what}`),
    ...fixed.map((what) => `set: ${what}`),
    ...unfixed.map((what) => `not set: ${what}`),
    ...(workflow ? [`${workflow.written ? 'written' : 'would write'}: ${workflow.path} (${workflow.why.join('; ')})`, ...workflow.text.trimEnd().split('\n').map((line) => `  ${line}`), ...unfinished(workflow)] : []),
  ];
}

/**
 * What a reader has to fill in, and to do, before a server reads it.
 * @param {NonNullable<DoctorReport['workflow']>} workflow
 */
function unfinished({ text, written }) {
  return [
    ...(text.includes('OWNER/') ? ['note: `OWNER` stands for the account that has version-first: write its name there'] : []),
    ...(written ? ['note: commit it and push it: before that no server knows it, nor does `doctor`'] : []),
  ];
}

/** @param {Finding} finding */
function findingLines({ code, weight, message, proof, path, line, cures }) {
  const place = path === undefined ? '' : `${path}:${line}: `;
  return [`${weight}[${code}]: ${message}`, `  --> ${place}${proof}`, ...cures.map((cure) => `  next: ${cure}`)];
}

/** @param {DoctorReport} report */
function summaryOf({ version, way, why, findings, unlooked }) {
  const rows = findings.map(({ weight, code, message, proof, path, line, cures }) => {
    const place = path === undefined ? '' : `<code>${markdown(`${path}:${line}`)}</code> `;
    return `| ${weight} | <code>${code}</code> | ${words(message)} | ${place}${words(proof)} | ${cures.map(words).join('<br>')} |\n`;
  });
  const table = rows.length === 0 ? 'Nothing was found.\n' : `| | | Cause | Proof | Cure |\n|---|---|---|---|---|\n${rows.join('')}`;
  const unseen = unlooked.map((what) => `- not looked at: ${words(what)}\n`).join('');
  return `### A release${version === undefined ? '' : ` of ${markdown(version)}`} ${WAYS[way]}\n\n${words(why)}\n\n${table}\n${unseen}`;
}
