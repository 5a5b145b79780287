// What is known of the branches that `prune` looks into: what each holds, how old it is, and what became of its pull
// requests. Decides nothing.

import { Moved, ShellError, Unreadable, failureOf } from '../say/errors.js';
import { askPulls, askPullsOnto } from '../hosting/pulls.js';

/** @typedef {import('../run/world.js').World} World */
/** @typedef {import('../types.js').Candidate} Candidate */
/** @typedef {import('../types.js').Failure} Failure */
/** @typedef {import('../types.js').Lookout} Lookout */

/** How often the remote is read before it counts as silent. */
const TRIES = 3;
const PAUSE_MS = 500;

/**
 * The remote's refs; what passes is waited for.
 * @param {World} world
 */
export async function refsOf(world) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await world.port.refs();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const { error: failure, passing } = world.core.whyUnreadable(error.exit, error.stderr);
      if (!passing || tries === TRIES || world.limits.due) throw thrown(failure);
      await world.limits.pause(PAUSE_MS * tries, true);
    }
  }
}

/**
 * @param {Failure} failure
 */
function thrown({ code, message, ...more }) {
  return new ShellError(code, message, more);
}

/**
 * What each of these branches holds.
 * @param {World} world
 * @param {Lookout} lookout
 * @param {Lookout['heads']} heads
 * @returns {Promise<Candidate[]>}
 */
export async function candidates(world, lookout, heads) {
  if (heads.length === 0) return [];
  try {
    return await judged(world, lookout, heads);
  } catch (error) {
    const again = { nextSteps: ['run this again'] };
    if (error instanceof Moved) throw new ShellError('race-lost', `a branch has moved while it was looked at: ${error.message.trim()}`, again);
    throw error instanceof Unreadable ? thrown(world.core.whyUnreadable(error.exit, error.stderr).error) : error;
  }
}

/**
 * @param {World} world
 * @param {Lookout} lookout
 * @param {Lookout['heads']} heads
 */
async function judged(world, { branch, tip }, heads) {
  const { core, request, port } = world;
  const commit = await port.open(branch, tip);
  const files = await port.texts().catch((error) => {
    // Without manifests nothing is known again as a bump.
    if (!failureOf(error)) throw error;
    return [];
  });
  await port.bring('', { tagged: [], heads, historic: 'all' });
  const found = await port.branches(heads, { tip, tree: commit.tree, files });
  if (found === null) throw new Moved('a bump branch was gone when it was fetched');
  const candidates = [];
  for (const one of found) {
    const { name, oid } = one;
    const { seconds = 0, author = '' } = (await port.commit(oid)) ?? {};
    const { holds } = core.holding(request, one);
    const time = new Date(seconds * 1000).toISOString();
    candidates.push({ name, oid, time, holds, contained: await port.isAncestor(oid, tip), authors: author === '' ? [] : [author] });
  }
  return candidates;
}

/**
 * What is known of the pull requests from these branches; `pulls` null: nothing, and why.
 * @param {World} world
 * @param {string[]} heads
 * @returns {Promise<{pulls: import('../types.js').HeadPulls[] | null, denied?: Failure}>}
 */
export async function pullsFrom({ core, repository, ...world }, heads) {
  const { api } = repository;
  if (!api) return { pulls: null };
  const { pulls, pullsDenied } = await askPulls({ core, repository, ...world }, api, heads, []);
  if (pullsDenied) return { pulls: null, denied: core.whyDenied(pullsDenied, api.hosting) };
  return { pulls: pulls.map(({ head, pulls: all }) => ({ head, pulls: told(api, all) })) };
}

/**
 * The same, with the open pull requests that are meant for some of these branches: where such a branch goes, the server
 * closes what somebody has begun.
 * @param {World} world
 * @param {import('../types.js').HeadPulls[] | null} pulls
 * @param {string[]} branches
 * @returns {Promise<{pulls: import('../types.js').HeadPulls[] | null, denied?: Failure}>}
 */
export async function withPullsOnto({ core, repository, ...world }, pulls, branches) {
  const { api } = repository;
  if (!api || !pulls) return { pulls };
  const { pulls: onto, pullsDenied } = await askPullsOnto({ core, repository, ...world }, api, branches);
  if (pullsDenied) return { pulls: null, denied: core.whyDenied(pullsDenied, api.hosting) };
  const of = new Map(onto.map(({ head, pulls: all }) => [head, told(api, all)]));
  return { pulls: pulls.map(({ head, pulls: own }) => ({ head, pulls: [...own, ...(of.get(head) ?? [])] })) };
}

/**
 * @param {import('../hosting/hosting.js').Api} api
 * @param {import('../types.js').Pull[]} pulls
 * @returns {import('../types.js').HeadPulls['pulls']}
 */
function told({ hosting }, pulls) {
  // Gitea says of a merged pull request, too, what its branch names now: that tells nothing of what was merged.
  return pulls.map((pull) => ({ number: pull.number, state: stateOf(pull), headOid: hosting.kind === 'gitea' && pull.merged ? '' : pull.headOid }));
}

/**
 * @param {import('../types.js').Pull} pull
 * @returns {'open' | 'merged' | 'closed'}
 */
function stateOf({ open, merged }) {
  if (open) return 'open';
  return merged ? 'merged' : 'closed';
}
