// What started the workflow, for the core, which says what may be released because of it.

import { readFileSync, statSync } from 'node:fs';

/**
 * @typedef {object} Started
 * @property {string} event the event's name
 * @property {string} path of the file with what is known about it
 * @property {string} [ref]
 * @property {string} [sha]
 */

/** GitHub's own limit for what it sends is 25 MB. */
const LARGEST_EVENT = 32 * 1024 * 1024;

/** @typedef {import('../types.js').Trigger} Trigger */
/** @typedef {{full_name?: unknown} | null | undefined} Repository */

/**
 * @param {Started} started
 * @param {boolean} looks whether the run only looks
 * @returns {Trigger}
 */
export function triggerOf({ event, path, ref, sha }, looks) {
  const payload = read(path);
  /** @type {Trigger} */
  const trigger = { event, readable: payload !== null, fork: payload !== null && isForked(event, payload), looks };
  const name = ref || textOf(payload?.ref);
  if (name) trigger.ref = name;
  if (sha) trigger.sha = sha;
  const pull = payload?.pull_request;
  if (event.startsWith('pull_request') && isObject(pull)) {
    const merged = payload.action === 'closed' && pull.merged === true;
    trigger.pull = { merged, base: textOf(pull.base?.ref) };
    const commit = textOf(pull.merge_commit_sha);
    if (merged && commit) trigger.pull.commit = commit;
  }
  const run = payload?.workflow_run;
  if (event === 'workflow_run' && isObject(run)) {
    trigger.follows = { event: textOf(run.event), branch: textOf(run.head_branch), sha: textOf(run.head_sha) };
    // What has not ended yet has none.
    const said = run.conclusion ?? (payload.action === 'completed' ? undefined : payload.action);
    if (typeof said === 'string') trigger.follows.conclusion = said;
  }
  return trigger;
}

/**
 * Whether the event is about something that lies in another repository, as far as it says.
 * @param {string} event
 * @param {any} payload as GitHub wrote it
 * @returns {boolean}
 */
export function isForked(event, payload) {
  const here = nameOf(payload.repository);
  // A fork that is gone has no name, and is none of ours for sure.
  if (event.startsWith('pull_request') && isObject(payload.pull_request)) return !here || nameOf(payload.pull_request.head?.repo) !== here;
  if (event === 'workflow_run' && isObject(payload.workflow_run)) return !here || nameOf(payload.workflow_run.head_repository) !== here;
  return false;
}

/** @param {Repository} repository */
function nameOf(repository) {
  return textOf(repository?.full_name).toLowerCase();
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === 'string' ? value : '';
}

/** @param {any} value */
function isObject(value) {
  return typeof value === 'object' && value !== null;
}

/**
 * @param {string} path
 * @returns {any} null: it can't be read, or is no object, or no file of a bounded length
 */
function read(path) {
  try {
    const found = statSync(path);
    // A pipe might never end.
    if (!found.isFile() || found.size > LARGEST_EVENT) return null;
    const payload = JSON.parse(readFileSync(path, 'utf8'));
    return isObject(payload) && !Array.isArray(payload) ? payload : null;
  } catch {
    return null;
  }
}
