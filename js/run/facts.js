// Reads the world: the remote's refs, the files and the history of its tip. Decides nothing; the core says what to read.

import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';

import { askAbout } from '../hosting/pulls.js';
import { releaseOf } from '../hosting/releases.js';
import { Moved, ShellError, Unreadable, failureOf } from '../say/errors.js';

/** @typedef {import('../types.js').Facts} Facts */
/** @typedef {import('../types.js').LookStep} LookStep */
/** @typedef {import('../types.js').Outcome} Outcome */
/** @typedef {import('../types.js').Step} Step */
/** @typedef {import('./world.js').World} World */

/** How many of the commits that touched the manifests are read to find out what these have said. */
const MOST_PAST = 128;
/** A moment's forced push between our two remote commands is looked at again; a third one is the remote's trouble. */
const MOST_MOVES = 3;
/** What a look leaves out that is for cleaning up only, or about a branch that is not released. */
const BARE = { tree: '', files: [], logs: [], commits: [], committer: '', tipTime: '', branches: [], releases: [], places: [], past: null, holders: [] };

/**
 * Step `look`: everything afresh.
 * @param {World} world
 * @param {LookStep} step
 * @returns {Promise<Outcome>}
 */
export async function look(world, step) {
  try {
    for (let moves = 1; ; moves += 1) {
      try {
        return { kind: 'facts', facts: await read(world, step) };
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
        if (moves === MOST_MOVES) return { kind: 'unreadable', exit: 1, stderr: `fatal: ${error.message}` };
      }
    }
  } catch (error) {
    return whyUnread(error);
  }
}

/**
 * Step `history`: the commits that touched these paths, newest first, along the first parents.
 * @param {World} world
 * @param {Extract<Step, {kind: 'history'}>} step
 * @returns {Promise<Outcome>}
 */
export async function history({ port }, { tip, paths, limit }) {
  try {
    await port.complete(tip);
    const commits = await port.past(tip, paths, limit);
    return { kind: 'history', commits, complete: commits.length < limit };
  } catch (error) {
    return whyUnread(error);
  }
}

/**
 * What a read came to that ended like this; what is a mistake of ours is thrown on.
 * @param {unknown} error
 * @returns {Outcome}
 */
function whyUnread(error) {
  if (error instanceof Unreadable) return { kind: 'unreadable', exit: error.exit, stderr: error.stderr };
  const failure = failureOf(error);
  if (failure) return { kind: 'refused', error: failure };
  throw error;
}

/**
 * The pull requests come before the refs: a branch that is seen to be there then had what was said of it, or has got it
 * since. The other way round, a pull request opened in between would be taken for missing.
 * @param {World} world
 * @param {LookStep} step
 * @returns {Promise<Facts>}
 */
async function read(world, { heads, mergeable, onto, release, bare }) {
  const { core, request, repository, port } = world;
  const asked = repository.api ? await askAbout(world, repository.api, { heads, mergeable, onto }) : { pulls: [], onto: [], pullsDenied: null };
  const refs = await port.refs();
  const nothing = { ...BARE, refs, hosting: repository.api?.hosting ?? null, ...asked };
  if (bare) return nothing;
  const target = core.target(request, refs);
  if (target.why !== undefined) return nothing;
  try {
    return await readTip(world, { heads, release }, refs, target, asked);
  } catch (error) {
    // What is wrong with a branch that is not released is no failure.
    if (target.unlessLine === undefined || !failureOf(error)) throw error;
    return nothing;
  }
}

/**
 * @param {World} world
 * @param {Pick<LookStep, 'heads' | 'release'>} step
 * @param {string} refs
 * @param {import('../types.js').Target} target
 * @param {Pick<Facts, 'pulls' | 'onto' | 'pullsDenied'>} asked
 * @returns {Promise<Facts>}
 */
async function readTip(world, { heads, release }, refs, { branch, tip, unlessLine }, asked) {
  const { request, repository, port } = world;
  const commit = await port.open(branch, tip);
  const files = await port.texts();
  const hosting = repository.api?.hosting ?? null;
  const paths = (request.paths ?? request.package) !== undefined && { paths: [...port.listing().keys()].join('\0') };
  const known = { refs, files, hosting, heads, release, ...paths, ...(port.shallow() ? { shallow: true } : {}) };
  const { wanted, places, past, holders } = await settle(world, known, tip, unlessLine !== undefined);
  const ends = wanted.logs.flatMap(({ since, newer }) => [since ?? '', newer ?? '']).filter(Boolean);
  const tagged = [...ends, ...wanted.commits.map(({ oid }) => oid)];
  const placed = wanted.logs.length > 0 || wanted.commits.some(({ ancestry }) => ancestry) || wanted.branches.length > 0;
  const historic = wanted.logs.some(({ since }) => !since) ? 'all' : placed ? 'newer' : undefined;
  await port.bring(refs, { tagged, heads: wanted.branches, historic });
  const commits = [];
  for (const { oid, ancestry, changed } of wanted.commits) {
    commits.push({ ...(await port.inspect(oid, ancestry)), changed: changed ? await port.changedSince(oid, commit.tree, files) : null });
  }
  const branches = await port.branches(wanted.branches, { tip, tree: commit.tree, files });
  if (branches === null) throw new Moved('a bump branch was gone when it was fetched');
  const logs = [];
  for (const of of wanted.logs) {
    logs.push({ of, log: await port.log(of.since, tip, of.paths ?? false), newer: of.newer ? await port.newer(of.newer, tip) : null });
  }
  const releases = [];
  for (const one of wanted.releases) {
    if (repository.api) releases.push(await releaseOf(world, repository.api, one, refs));
  }
  return {
    refs,
    tree: commit.tree,
    files,
    logs,
    commits,
    committer: port.committer(),
    tipTime: new Date(commit.seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
    hosting,
    branches,
    ...asked,
    releases,
    places,
    past,
    holders,
  };
}

/**
 * What else is wanted: as long as that depends on where commits lie, their places are found out first.
 * @param {World} world
 * @param {import('../types.js').FirstLook} firstLook
 * @param {string} tip
 * @param {boolean} lenient whether the branch may be one that is not released: then the core says what is wrong with it
 */
async function settle({ core, request, port, limits }, firstLook, tip, lenient) {
  /** @type {import('../types.js').Place[]} */
  let places = [];
  /** @type {import('../types.js').Past[] | null} */
  let past = null;
  /** @type {import('../types.js').Holder[]} */
  let holders = [];
  const before = new Set();
  for (;;) {
    await heard(limits);
    /** @type {import('../types.js').ToRead} */
    let wanted;
    try {
      wanted = core.wants(request, { ...firstLook, places, past, holders });
    } catch (error) {
      if (!lenient || !failureOf(error)) throw error;
      wanted = { logs: [], commits: [], branches: [], releases: [] };
    }
    const asked = wanted.places ?? [];
    // A question that was answered and is asked again would be asked for ever.
    const question = JSON.stringify([asked, wanted.past, wanted.holders]);
    if (before.has(question)) {
      const nextSteps = ['this is a mistake of ours: please report it, with what `git ls-remote` says', 'until then, name the version to release: `--bump VERSION` (input `version`)'];
      throw new ShellError('unexpected-outcome', 'what was found out about the tags does not answer what was asked about them', { nextSteps });
    }
    before.add(question);
    if (wanted.holders) {
      holders = await port.holders(wanted.holders, tip);
      continue;
    }
    if (asked.length === 0 && !wanted.past?.length) return { wanted, places, past, holders };
    const oids = asked.map(({ oid }) => oid);
    await port.bring(firstLook.refs, { tagged: oids, heads: [], historic: wanted.past?.length ? 'all' : 'newer' });
    const found = await port.places(asked, tip, firstLook.refs);
    places = [...places.filter(({ oid }) => !oids.includes(oid)), ...found];
    if (wanted.past?.length) past = await port.past(tip, wanted.past, MOST_PAST);
  }
}

/**
 * No signal cuts a call into the core, and one follows another without a pause where nothing has to be fetched in between. So
 * that a signal is heard there: the rest of this round of the event loop, and the next one, in which signals arrive.
 * @param {World['limits']} limits
 */
async function heard(limits) {
  await setImmediate();
  await setImmediate();
  if (!limits.due) return;
  // Whoever began the step sees by this that it was cut short.
  if (!limits.signal.aborted) await once(limits.signal, 'abort');
  throw new Unreadable(null, 'stopped');
}
