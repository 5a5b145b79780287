// What started the workflow. A run that a fork started works with its contents: it must not release.

import { readFileSync } from 'node:fs';

import { ShellError } from './errors.js';

/**
 * @typedef {object} Trigger
 * @property {string} event the event's name
 * @property {string} path of the file with what is known about it
 */

/** @typedef {{full_name?: string} | null | undefined} Repository */

/**
 * Refuses before anything is asked of anybody: such a run has a token that may only read, or, worse, one that may write
 * beside code that nobody has looked at.
 * @param {Trigger} trigger
 */
export function refuseForks({ event, path }) {
  const payload = read(path);
  if (!payload || !isForked(event, payload)) return;
  throw new ShellError('fork-run', `a fork started this run (event \`${event}\`): expected one that this repository started`, {
    nextSteps: [
      'release on `push` to the branch, on `workflow_dispatch` or on `schedule`',
      'to see what would be released, use the command `next` or `dry-run`',
    ],
  });
}

/**
 * @param {string} event
 * @param {any} payload as GitHub wrote it
 * @returns {boolean}
 */
export function isForked(event, payload) {
  const here = nameOf(payload.repository);
  if (!here) return false;
  // A fork that is gone has no name, and is none of ours for sure.
  if (event.startsWith('pull_request') && payload.pull_request?.head) return nameOf(payload.pull_request.head.repo) !== here;
  if (event === 'workflow_run' && payload.workflow_run) return nameOf(payload.workflow_run.head_repository) !== here;
  return false;
}

/** @param {Repository} repository */
function nameOf(repository) {
  return repository?.full_name?.toLowerCase() ?? '';
}

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Then there is nothing that says so; a runner always has the file.
    return null;
  }
}
