// The commands about iterations as steps of a workflow: which pull request started it, and what the runner is told.

import { readFileSync } from 'node:fs';

import { ShellError } from '../say/errors.js';
import { safeJson } from '../say/escape.js';

/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {{number: number, head: string, base: string, merged: boolean, action: string}} Here */

/**
 * The pull request that started the workflow; a text: why there is nothing to do about it.
 * @param {Options} options
 * @returns {Here | string}
 */
export function pullHere({ trigger }) {
  const wrong = (/** @type {string} */ why) =>
    new ShellError('wrong-event', `${why}: expected a workflow that a pull request started`, { nextSteps: ['run it `on: pull_request`, with the types `opened`, `synchronize` or `closed`'] });
  if (!trigger?.event.startsWith('pull_request')) throw wrong(`\`${trigger?.event ?? 'nothing'}\` started this run`);
  const payload = parsed(trigger.path);
  const pull = payload?.pull_request;
  const [number, head, base] = [Number(pull?.number), pull?.head?.ref, pull?.base?.ref];
  if (!(number > 0) || typeof head !== 'string' || typeof base !== 'string') throw wrong('the file about the event names no pull request');
  const from = pull?.head?.repo?.full_name;
  if (from !== pull?.base?.repo?.full_name) return `#${number} comes from another repository: its branches are no iterations of this one`;
  return { number, head, base, merged: pull?.merged === true, action: String(payload?.action ?? '') };
}

/**
 * The same, for what a merge calls for.
 * @param {Options} options
 * @returns {Here | string}
 */
export function mergedHere(options) {
  const pull = pullHere(options);
  if (typeof pull === 'string' || (pull.action === 'closed' && pull.merged)) return pull;
  return `#${pull.number} was not merged: nothing is cleaned up`;
}

/**
 * Whether a branch is no attempt at all, which nobody can cure: in a workflow there is nothing to do about it.
 * @param {{code: string} | null | undefined} failure
 */
export const isNoAttempt = (failure) => failure?.code === 'lineage-unclear' || failure?.code === 'default-branch';

/** @param {string} path */
function parsed(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {{status: string, error?: import('../types.js').Failure, warnings?: import('../types.js').Failure[]} & Record<string, any>} report
 * @param {string[]} lines
 * @param {string} [summary] Markdown
 * @returns {import('../commands/commands.js').Told}
 */
export function toldOf(report, lines, summary = '') {
  const { error, warnings = [], ...rest } = report;
  const { pullRequest } = rest;
  return {
    lines,
    // A runner shows one annotation a step: the rest stands in the log.
    warnings: error ? [] : warnings.slice(0, 1),
    ...(error ? { error } : {}),
    outputs: {
      status: report.status,
      'pull-request-number': String(pullRequest?.number ?? ''),
      'pull-request-url': pullRequest?.url ?? '',
      json: safeJson({ ...rest, warnings, ...error }),
    },
    summary: summary || lines.map((line) => `    ${line.replace(/[\r\n]/g, ' ')}`).join('\n'),
  };
}
