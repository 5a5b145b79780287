// Performs one step and says what became of it. Decides nothing: what an outcome means is the core's business.

import { buildCommit, buildTag } from '../git/build.js';
import { history, look } from './facts.js';
import { follow } from '../git/follow.js';
import { autoMerge, editPull, label, mergePull, openPull } from '../hosting/pulls.js';
import { dispatch, release } from '../hosting/releases.js';

/** @typedef {import('./facts.js').World} World */
/** @typedef {import('../types.js').Step} Step */
/** @typedef {import('../types.js').Outcome} Outcome */

/**
 * @param {World} world
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
export function apply(world, step) {
  switch (step.kind) {
    case 'look':
      return look(world, step);
    case 'history':
      return history(world, step);
    case 'commit':
      return buildCommit(world, step);
    case 'tag':
      return buildTag(world, step);
    case 'push':
      return push(world, step);
    case 'openPull':
      return openPull(world, step);
    case 'label':
      return label(world, step);
    case 'editPull':
      return editPull(world, step);
    case 'autoMerge':
      return autoMerge(world, step);
    case 'mergePull':
      return mergePull(world, step);
    case 'release':
      return release(world, step);
    case 'dispatch':
      return dispatch(world, step);
    case 'follow':
      return follow(world, step);
    default:
      throw new Error(`unknown step: ${JSON.stringify(step)}`);
  }
}

/**
 * Step `push`: all refs in one go, each by lease on what was seen. An empty `expect` means: only if it is not there; an
 * empty `oid`: the ref goes.
 * @param {World} world
 * @param {Pick<Extract<Step, {kind: 'push'}>, 'atomic' | 'updates'>} step
 * @returns {Promise<Extract<Outcome, {kind: 'pushed'}>>}
 */
export async function push({ store, repository }, { atomic, updates }) {
  const answer = await store.remote([
    'push',
    '--porcelain',
    '--no-verify',
    '--no-follow-tags',
    '--no-signed',
    '--recurse-submodules=no',
    ...(atomic ? ['--atomic'] : []),
    ...updates.map(({ ref, expect }) => `--force-with-lease=${ref}:${expect}`),
    '--end-of-options',
    repository.remote,
    ...updates.map(({ ref, oid }) => `${oid}:${ref}`),
  ]);
  return { kind: 'pushed', exit: answer.exit, stdout: repository.redact(answer.stdout.toString()), stderr: answer.stderr };
}
