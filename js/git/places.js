// Where the commits lie that version tags name, and what the branch's manifests have said. Facts alone: the core says which
// commits matter, and what follows from it.

import { Moved, Unreadable } from '../say/errors.js';
import { missingHeads } from './branches.js';
import { manifestsOf, near } from './commits.js';
import { completeHistory } from './fetch.js';
import { newestByTree, printed, touching } from './log.js';

/** @typedef {import('./port.js').Ground} World */
/** @typedef {import('../types.js').Past} Past */
/** @typedef {import('../types.js').Place} Place */

/**
 * Near commits are found through the running reader; all others together cost one process, and a search two.
 * @param {World} world
 * @param {{oid: string, search: boolean}[]} asked
 * @param {string} tip
 * @param {string} refs
 * @returns {Promise<Place[]>}
 */
export async function placesOf(world, asked, tip, refs) {
  const { store, recent } = world;
  const oids = asked.map(({ oid }) => oid);
  if (recent?.tip === tip && oids.every((oid) => recent.known.has(oid))) return Promise.all(oids.map((oid) => inHistory(store, oid)));
  const walk = await near(store, new Set(oids), tip);
  const far = walk.complete ? [] : oids.filter((oid) => !walk.seen.has(oid));
  const searched = asked.filter(({ oid, search }) => search && !walk.seen.has(oid)).map(({ oid }) => oid);
  const aside = searched.length > 0 ? await offBranch(world, tip, oids, refs) : await offBranch(world, tip, far, '');
  const onBranch = (/** @type {string} */ oid) =>
    walk.seen.has(oid) || (!walk.complete && aside.asked.has(oid) && !aside.parents.has(oid));
  const lost = searched.filter((oid) => !onBranch(oid));
  const twins = lost.length > 0 ? await twinsOf(world, tip, lost) : new Map();
  const places = [];
  for (const oid of oids) places.push(await place(oid));
  return places;

  /** @param {string} oid */
  async function place(oid) {
    const here = onBranch(oid);
    const commit = await store.commit(oid);
    const [parent, ...more] = commit?.parents ?? [];
    const beside = !here && parent !== undefined && more.length === 0 && (await isKnown(parent)) ? parent : null;
    return {
      oid,
      onBranch: here,
      seconds: commit?.seconds ?? 0,
      parent: beside,
      before: beside === null ? [] : await textsAt(world, beside),
      files: beside === null ? [] : await textsAt(world, oid),
      searched: searched.includes(oid),
      twin: twins.get(oid) ?? null,
      builtOn: aside.builtOn.has(oid),
    };
  }

  /**
   * Whether the parent of a commit that is off the branch is on it.
   * @param {string} parent
   */
  async function isKnown(parent) {
    if (walk.seen.has(parent)) return true;
    return !walk.complete && !aside.parents.has(parent);
  }
}

/**
 * A commit of which nothing is to be found out any more.
 * @param {World['store']} store
 * @param {string} oid
 * @returns {Promise<Place>}
 */
async function inHistory(store, oid) {
  const { seconds = 0 } = (await store.commit(oid)) ?? {};
  return { oid, onBranch: true, seconds, parent: null, before: [], files: [], searched: false, twin: null, builtOn: false };
}

/**
 * The commits that are not in the tip's history, from these and, where refs are given, from all other branches that are here.
 * @param {World} world
 * @param {string} tip
 * @param {string[]} oids
 * @param {string} refs
 */
async function offBranch({ store }, tip, oids, refs) {
  /** @type {Map<string, string[]>} */
  const parents = new Map();
  /** @type {Set<string>} */
  const builtOn = new Set();
  const commits = [];
  for (const oid of oids) if (await store.commit(oid)) commits.push(oid);
  const asked = new Set(commits);
  if (commits.length === 0) return { parents, builtOn, asked };
  const heads = refs
    .split('\n')
    .map((row) => row.split('\t'))
    .filter(([oid, ref]) => oid !== tip && ref?.startsWith('refs/heads/'))
    .map(([oid = '']) => oid);
  const input = [`^${tip}`, ...commits, ...heads].join('\n');
  const rows = await printed(store, ['rev-list', '--parents', '--ignore-missing', '--stdin'], `${input}\n`);
  for (const row of rows.split('\n').filter(Boolean)) {
    const [oid = '', ...ones] = row.split(' ');
    parents.set(oid, ones);
    for (const parent of ones) builtOn.add(parent);
  }
  return { parents, builtOn, asked };
}

/**
 * For each of these commits the newest one along the first parents of the tip that has its tree, unless the branch they are
 * on forked from it.
 * @param {World} world
 * @param {string} tip
 * @param {string[]} oids
 */
async function twinsOf(world, tip, oids) {
  const { store } = world;
  /** @type {Map<string, string>} */
  const trees = new Map();
  for (const oid of oids) {
    const commit = await store.commit(oid);
    if (commit) trees.set(oid, commit.tree);
  }
  const newest = await newestByTree(world, tip);
  /** @type {Map<string, string>} */
  const twins = new Map();
  for (const [oid, tree] of trees) {
    const twin = newest.get(tree);
    if (twin === undefined) continue;
    const forked = await store.git.run(['merge-base', '--is-ancestor', twin, oid]);
    if (forked.exit === 1) twins.set(oid, twin);
    else if (forked.exit !== 0) throw new Unreadable(forked.exit, forked.stderr);
  }
  return twins;
}

/**
 * Which of these branches hold which of these commits: whatever is missing here is fetched, and each commit costs a process.
 * @param {World} world
 * @param {import('../types.js').WantedHolders} wanted
 * @param {string} tip
 * @returns {Promise<import('../types.js').Holder[]>}
 */
export async function holdersOf(world, { oids, heads }, tip) {
  const { store } = world;
  await completeHistory(world, tip, await missingHeads(world, heads), heads.map(({ oid }) => oid));
  for (const { name, oid } of heads) if (!(await store.has(oid))) throw new Moved(`the tip ${oid} of \`${name}\` was gone when it was fetched`);
  const holders = [];
  for (const oid of oids) {
    const input = [`^${oid}`, ...heads.map((head) => head.oid)].join('\n');
    const after = new Set((await printed(store, ['rev-list', '--ancestry-path', '--stdin'], `${input}\n`)).split('\n'));
    holders.push({ oid, heads: heads.filter((head) => head.oid === oid || after.has(head.oid)).map(({ name }) => name) });
  }
  return holders;
}

/**
 * The commits that touched these paths, newest first, along the first parents: each with its manifests.
 * @param {World} world
 * @param {string} tip
 * @param {string[]} paths
 * @param {number} limit
 * @returns {Promise<Past[]>}
 */
export async function pastOf(world, tip, paths, limit) {
  const { store } = world;
  const past = [];
  for (const { oid, author } of await touching(world, tip, paths, limit)) {
    const commit = await store.commit(oid);
    if (!commit) throw new Unreadable(128, `the commit ${oid} is missing`);
    // What a merge brought says it in its own last commit.
    const merged = commit.parents[1] === undefined ? null : await store.commit(commit.parents[1]);
    const message = [commit.message, merged?.message].filter(Boolean).join('\n');
    past.push({ oid, author, message, files: await manifestsOf(world, commit.tree) });
  }
  return past;
}

/**
 * @param {World} world
 * @param {string} oid
 */
async function textsAt(world, oid) {
  const commit = await world.store.commit(oid);
  return commit ? manifestsOf(world, commit.tree) : [];
}
