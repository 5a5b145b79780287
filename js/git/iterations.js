// The port to a clone and its remote for the commands about iterations: branches, what they bring, and nothing of any version.

import { drop, hookPath, lastFetched, localBranches, push, remoteBranches, setUpstream, switchTo } from './attempts.js';
import { bound } from './bound.js';
import { baseCommit, commitsOf, forkPoint, landed, patchId, rangeDiff } from './compare.js';
import { stayingThere, withConfig } from './environment.js';

/**
 * What git's answers are made from.
 * @typedef {object} Ground
 * @property {import('../types.js').Core} core reads what a push says
 * @property {import('./repository.js').Repository} repository
 * @property {import('./git.js').Git} talking git that may talk to the remote
 */

/** @typedef {ReturnType<typeof iterationPort>} IterationPort */

/**
 * @param {Pick<Ground, 'core' | 'repository'>} given
 */
export function iterationPort({ core, repository }) {
  const { git, authentication, transport, tokens } = repository;
  // Whatever happens there, nothing of the user's runs with a token in its environment.
  const env = withConfig({ ...git.env, ...tokens }, [...authentication, ...stayingThere(transport), ['core.hooksPath', '/dev/null']]);
  /** @type {Ground} */
  const ground = { core, repository, talking: git.with({ env }) };
  return bound(ground, {
    localBranches,
    remoteBranches,
    lastFetched,
    commitsOf,
    baseCommit,
    forkPoint,
    patchId,
    landed,
    rangeDiff,
    push,
    drop,
    switchTo,
    setUpstream,
    hookPath,
  });
}
