// What there is of a lineage: the clone's branches, the remote's, and the pull requests.

import { asFailure, failureOf, ShellError } from '../say/errors.js';
import { loadCore } from '../core/core.js';
import { Limits } from '../run/limits.js';
import { onInterrupt } from '../ending.js';
import { iterationPort, openRepository } from '../run/open.js';
import { listPulls, mostPulls, withComments } from './pulls.js';

/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {import('../types.js').LineageSeen} Seen */

/**
 * @typedef {object} World
 * @property {import('../types.js').Core} core
 * @property {import('../run/open.js').Repository} repository
 * @property {import('../run/open.js').IterationPort} port the clone and its remote
 * @property {boolean} remote whether there is one
 * @property {Limits} limits
 * @property {Promise<import('../hosting/github.js').GitHub> | null} client
 */

/**
 * @param {Options} options
 * @param {{needsRemote?: boolean}} [how]
 * @returns {Promise<World>}
 */
export async function open({ place, timeoutMs }, { needsRemote = false } = {}) {
  const limits = new Limits({ timeoutMs });
  onInterrupt(() => limits.interrupt());
  let remote = true;
  const repository = await openRepository(place, limits).catch((error) => {
    if (needsRemote || failureOf(error)?.code !== 'no-remote') throw error;
    remote = false;
    return openRepository({ ...place, offline: true }, limits);
  });
  const core = loadCore();
  return { core, repository, port: iterationPort({ core, repository }), remote, limits, client: null };
}

/**
 * The branch that is meant: the one that was named, or else the one that is checked out.
 * @param {World} world
 * @param {string | undefined} named
 */
export function branchOf({ repository }, named) {
  const branch = named ?? repository.head;
  if (branch !== undefined) return branch;
  throw new ShellError('detached-head', 'no branch is checked out, or nothing is committed on it: expected the branch of an iteration', {
    nextSteps: ['check one out with `git switch`, or name it'],
  });
}

/**
 * One look. What could not be asked is absent; why, stands in `lost`.
 * @param {World} world
 * @param {{comments?: (pull: import('../types.js').LineagePull) => boolean}} [more] whose review comments are counted
 * @returns {Promise<{seen: Seen, lost: import('../types.js').Failure[], denial?: import('../types.js').Denial, cut?: boolean}>} `cut`: there are
 *   more pull requests than were asked for
 */
export async function look(world, { comments } = {}) {
  /** @type {import('../types.js').Failure[]} */
  const lost = [];
  const [local, there] = await Promise.all([
    world.port.localBranches(),
    world.remote ? world.port.remoteBranches().catch((error) => void lost.push(asFailure(error))) : undefined,
  ]);
  const known = there ?? (world.remote ? await world.port.lastFetched() : undefined);
  /** @type {Seen} */
  const seen = { local, defaultBranch: known?.head ?? '', remote: known?.branches ?? null, pulls: null, hosting: world.repository.api?.hosting ?? null };
  goOn(world);
  if (!world.repository.api) return { seen, lost };
  const answer = await listPulls(world, there?.pulls);
  goOn(world);
  if (!answer.ok) return { seen, lost, denial: answer.denial };
  const { pulls, foreign, cut } = answer;
  seen.pulls = comments ? await withComments(world, pulls, comments) : pulls;
  goOn(world);
  seen.foreign = foreign;
  seen.hosting = world.repository.api.hosting;
  return { seen, lost, cut };
}

/**
 * What was cut short failed for no reason of its own, and says nothing about what was asked. Codes: `cancelled`, `timeout`.
 * @param {World} world
 */
export function goOn({ limits }) {
  if (!limits.due) return;
  const { code, message, nextSteps } = stopped(limits.interrupted);
  throw new ShellError(code, message, { nextSteps });
}

/** @param {boolean} interrupted */
export function stopped(interrupted) {
  return {
    code: interrupted ? 'cancelled' : 'timeout',
    message: interrupted ? 'the run was interrupted' : "the run's time is over",
    nextSteps: ['run it again: it goes on from what is there'],
  };
}

/**
 * What to say where a look did not show everything.
 * @param {World} world
 * @param {Awaited<ReturnType<typeof look>>} looked
 */
export function gaps(world, { lost, denial, cut }) {
  const { remote, repository } = world;
  return [
    ...(remote ? [] : ['there is no remote: only branches of this clone are known']),
    ...lost.map(({ message }) => `${message}; its branches are shown as they were last fetched`),
    ...(cut ? [`there are more pull requests than the newest ${mostPulls(world)}, which were asked for`] : []),
    ...(denial ? [`pull requests are not known: ${denial.text}`] : []),
    ...(remote && !repository.api ? [`pull requests are not known: ${repository.unasked}`] : []),
  ];
}
