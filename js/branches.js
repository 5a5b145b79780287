// What a look finds out about bump branches: whose they are can be seen by their one commit and nothing else.

import { isAncestor, readText, texts } from './commits.js';
import { ShellError, failureOf } from './errors.js';

/** @typedef {import('./facts.js').World} World */
/** @typedef {import('./trees.js').Difference} Difference */
/** @typedef {import('./types.js').BumpBranch} BumpBranch */
/** @typedef {import('./types.js').TextFile} TextFile */
/** @typedef {{name: string, oid: string}} Head */
/** @typedef {{tip: string, tree: string, files: TextFile[]}} Tip */

/** A branch that changes more files than that is not read: no bump does. */
const MOST_FILES = 1000;

/**
 * Refspecs for the heads that are not here. A shallow clone may have one without what came before it.
 * @param {World} world
 * @param {Head[]} heads
 */
export async function missingHeads({ store, repository, whole, offline }, heads) {
  const missing = [];
  for (const { name, oid } of heads) {
    const here = repository.shallow && !offline ? whole.has(oid) : await store.has(oid);
    if (!here) missing.push(`+refs/heads/${name}:refs/vf/b/${name}`);
  }
  return missing;
}

/**
 * The branches as they are; null where one has moved since it was listed.
 * @param {World} world
 * @param {Head[]} heads
 * @param {Tip} tip
 * @returns {Promise<BumpBranch[] | null>}
 */
export async function bumpBranches(world, heads, tip) {
  const branches = [];
  for (const head of heads) {
    const branch = await bumpBranch(world, head, tip);
    if (!branch) return null;
    branches.push(branch);
  }
  return branches;
}

/**
 * @param {World} world
 * @param {Head} head
 * @param {Tip} tip
 * @returns {Promise<BumpBranch | null>}
 */
async function bumpBranch(world, { name, oid }, tip) {
  const { store } = world;
  const commit = await store.commit(oid);
  if (!commit) return null;
  const { parents, message } = commit;
  const [first] = parents;
  const base = first === undefined ? undefined : (await store.commit(first))?.tree;
  const changes = base === undefined ? [] : await store.trees.differences(base, commit.tree);
  const readable = parents.length === 1 && base !== undefined && changes.length <= MOST_FILES;
  return {
    name,
    oid,
    parents,
    message,
    changed: changes.map(({ path }) => path),
    files: readable ? await contents(world, changes) : [],
    before: readable ? await manifests(world, base, tip) : [],
    onBranch: first !== undefined && (await isAncestor(store, first, tip.tip)),
    ageSeconds: Math.max(0, Math.floor(Date.now() / 1000) - commit.seconds),
  };
}

/**
 * The changed files as they are now, where that is all there is to say: a file that is new in kind or mode (a link, a
 * program), or that cannot be read as text, is named in `changed` and missing here.
 * @param {World} world
 * @param {Difference[]} changes
 */
async function contents({ store }, changes) {
  const found = await Promise.all(
    changes.map(async ({ path, before, after }) => {
      if (!after?.mode.startsWith('100') || (before && before.mode !== after.mode)) return null;
      try {
        return { path, text: await readText(store, after.oid, path) };
      } catch (error) {
        if (error instanceof ShellError) return null;
        throw error;
      }
    }),
  );
  return found.filter((file) => file !== null);
}

/**
 * The files a bump on `tree` would rewrite.
 * @param {World} world
 * @param {string} tree
 * @param {Tip} tip
 */
async function manifests(world, tree, tip) {
  if (tree === tip.tree) return tip.files;
  try {
    return await texts(world, await world.store.trees.list(tree), true);
  } catch (error) {
    if (failureOf(error)) return [];
    throw error;
  }
}
