// From a shallow clone: as much of the newest history as answers what is asked, instead of all of it. Nothing is guessed: what
// commits say of their parents is true however few of them are here, and what the server leaves out because it comes before
// a commit comes before it. Where that does not answer it, all is fetched.

/** @typedef {import('./port.js').Ground} World */
/** @typedef {{parents: string[], seconds: number}} Commit */
/** @typedef {Map<string, Commit>} Commits */

/**
 * A commit of the tip's history of which it is known what came after it.
 * @typedef {object} Known
 * @property {string[]} newer what did, in git's own order
 * @property {string[]} older the commit itself and what came before it, as far as that is here
 */

/** @typedef {{tip: string, fetched: boolean, known: Map<string, Known>}} Recent */

/** Generations that are fetched at once: releases are rarely further apart, and ten times as many cost ten times the bytes. */
const GENERATIONS = 50;
const FURTHER = 10;
/** More commits than these are git's matter. */
const MOST_COMMITS = 20_000;
const MOST_ASKED = 16;

/**
 * Sees to it that these commits are in the tip's history, and that what came after each is known. False: that is not so, or
 * takes all of the history to know.
 * @param {World} world
 * @param {string} refs
 * @param {string[]} commits
 * @returns {Promise<boolean>}
 */
export async function isRecent(world, refs, commits) {
  const { repository, request, store, seen, offline, whole } = world;
  if (!repository.shallow || repository.partial || offline || !seen || whole.has(seen.tip) || store.fetchesWhatItReads) return false;
  if (commits.length === 0 || commits.length > MOST_ASKED) return false;
  if (world.recent?.tip !== seen.tip) world.recent = { tip: seen.tip, fetched: false, known: new Map() };
  const { recent } = world;
  let open = await unknown(world, recent, commits);
  if (open.length === 0) return true;
  if (recent.fetched) return false;
  recent.fetched = true;
  const generations = repository.generations ?? GENERATIONS;
  const named = namesOf(refs, open);
  if (named === null || !(await store.recent.fetchGenerations([seen.tip, ...named], generations))) return false;
  open = await unknown(world, recent, open);
  const [far, ...more] = open;
  if (far === undefined) return true;
  // Which files a commit changed is told by its trees: here a longer history without a gap, or none.
  if (request.package === undefined && !request.paths?.length) return more.length === 0 && store.recent.filtered && asServed(world, recent, far);
  return (await store.recent.fetchGenerations([seen.tip, ...named], FURTHER * generations)) && (await unknown(world, recent, open)).length === 0;
}

/**
 * As the refs name them: a server that gives nothing but what it lists gives these. Null: they do not.
 * @param {string} refs
 * @param {string[]} commits
 */
function namesOf(refs, commits) {
  /** @type {Map<string, string>} */
  const named = new Map();
  /** @type {Map<string, string>} */
  const tags = new Map();
  for (const row of refs.split('\n')) {
    const [oid = '', ref = ''] = row.split('\t');
    if (!ref.startsWith('refs/tags/')) continue;
    // An annotated tag is listed, and after it the commit that it names.
    const tag = ref.endsWith('^{}') ? tags.get(ref.slice(0, -'^{}'.length)) : oid;
    tags.set(ref, oid);
    if (tag !== undefined) named.set(oid, tag);
  }
  const oids = commits.flatMap((commit) => named.get(commit) ?? []);
  return oids.length === commits.length ? oids : null;
}

/**
 * Those of which it cannot be told from what is here.
 * @param {World} world
 * @param {Recent} recent
 * @param {string[]} commits
 */
async function unknown({ store }, { tip, known }, commits) {
  const open = [];
  for (const oid of commits) {
    const found = known.get(oid) ?? (await fromHere(store, tip, oid));
    if (found) known.set(oid, found);
    else open.push(oid);
  }
  return open;
}

/**
 * What came after a commit, from what is here: all that is on a way back from the tip and not before the commit. That is sure
 * of what stands on the commit; of anything else only where all is here that came before the commit.
 * @param {World['store']} store
 * @param {string} tip
 * @param {string} oid
 * @returns {Promise<Known | null>}
 */
async function fromHere(store, tip, oid) {
  const older = await walk(store, oid, new Map());
  if (older === null || !older.commits.has(oid)) return null;
  const newer = await walk(store, tip, older.commits);
  if (newer === null || newer.open) return null;
  const standing = standingOn(newer.commits, oid);
  const sure = tip === oid || (standing.has(tip) && (!older.open || standing.size === newer.commits.size));
  return sure ? { newer: inOrder(newer.commits, tip), older: [...older.commits.keys()] } : null;
}

/**
 * What came after a commit, as the server says: it is told that all of it is here, and gives what is not of it.
 * @param {World} world
 * @param {Recent} recent
 * @param {string} oid
 * @returns {Promise<boolean>}
 */
async function asServed({ store }, { tip, known }, oid) {
  const older = await walk(store, oid, new Map());
  if (older === null || !older.commits.has(oid)) return false;
  const given = await store.since.fetchSince(oid, tip);
  if (given === null || given.length > 2 * MOST_COMMITS) return false;
  /** @type {Commits} */
  const all = new Map();
  await Promise.all(given.map(async (one) => {
    const commit = await store.commit(one);
    if (commit) all.set(one, commit);
  }));
  // It has not understood what it was told.
  if ([...older.commits.keys()].some((one) => all.has(one))) return false;
  const newer = inOrder(all, tip);
  if (newer.length !== all.size || !standingOn(all, oid).has(tip)) return false;
  known.set(oid, { newer, older: [...older.commits.keys()] });
  return true;
}

/**
 * A commit and what came before it, as far as it is here, without these: a generation at a time. `open`: something is missing;
 * null: they are too many.
 * @param {World['store']} store
 * @param {string} from
 * @param {Commits} without
 */
async function walk(store, from, without) {
  /** @type {Commits} */
  const commits = new Map();
  let open = false;
  let level = without.has(from) ? [] : [from];
  while (level.length > 0) {
    const read = await Promise.all(level.map((oid) => store.commit(oid)));
    /** @type {Set<string>} */
    const next = new Set();
    for (const [at, oid] of level.entries()) {
      const commit = read[at];
      if (commit) commits.set(oid, commit);
      else open = true;
    }
    for (const commit of read) for (const parent of commit?.parents ?? []) if (!commits.has(parent) && !without.has(parent)) next.add(parent);
    if (commits.size + next.size > MOST_COMMITS) return null;
    level = [...next];
  }
  return { commits, open };
}

/**
 * Those of these commits that a commit came before.
 * @param {Commits} commits
 * @param {string} oid
 */
function standingOn(commits, oid) {
  /** @type {Map<string, string[]>} */
  const children = new Map();
  for (const [child, { parents }] of commits) {
    for (const parent of parents) {
      const known = children.get(parent);
      if (known) known.push(child);
      else children.set(parent, [child]);
    }
  }
  /** @type {Set<string>} */
  const standing = new Set();
  const open = [oid];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const child of children.get(one) ?? []) {
      if (standing.has(child)) continue;
      standing.add(child);
      open.push(child);
    }
  }
  return standing;
}

/**
 * Those of these commits that are on a way back from the tip, as `git log` shows them: the newest first of those whose turn may
 * be, and among equals the one that was reached first.
 * @param {Commits} commits
 * @param {string} tip
 */
function inOrder(commits, tip) {
  /** @type {string[]} */
  const ordered = [];
  const reached = new Set([tip]);
  /** @type {{oid: string, commit: Commit}[]} the next one is the last */
  const queue = [];
  reach(tip);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    ordered.push(next.oid);
    for (const parent of next.commit.parents) {
      if (reached.has(parent)) continue;
      reached.add(parent);
      reach(parent);
    }
  }
  return ordered;

  /** @param {string} oid */
  function reach(oid) {
    const commit = commits.get(oid);
    if (!commit) return;
    let [low, high] = [0, queue.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((queue[middle]?.commit.seconds ?? 0) < commit.seconds) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, { oid, commit });
  }
}
