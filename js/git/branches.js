// What a look finds out about bump branches: whose they are can be seen by their one commit and nothing else.

import { isAncestor, readText, texts } from './commits.js';
import { ShellError, failureOf } from '../say/errors.js';
import { asKnown } from '../files/links.js';

/** @typedef {import('./port.js').Ground} World */
/** @typedef {import('./trees.js').Difference} Difference */
/** @typedef {import('../types.js').BumpBranch} BumpBranch */
/** @typedef {import('../types.js').TextFile} TextFile */
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
  const found = await Promise.all(heads.map((head) => changesOf(world, head, tip)));
  const known = found.filter((one) => one !== null);
  if (known.length < found.length) return null;
  await prefetch(world, known.flatMap(({ readable, changes }) => (readable ? changes : [])));
  const branches = [];
  for (const one of known) branches.push(await bumpBranch(world, one, tip));
  return branches;
}

/** @typedef {NonNullable<Awaited<ReturnType<typeof changesOf>>>} Changes */

/**
 * A branch that is not one commit on the release branch's own past is none of ours: nothing in it is opened.
 * @param {World} world
 * @param {Head} head
 * @param {Tip} tip
 */
async function changesOf({ store }, head, { tip }) {
  const commit = await store.commit(head.oid);
  if (!commit) return null;
  const [first] = commit.parents;
  const onBranch = first !== undefined && (await isAncestor(store, first, tip));
  const base = onBranch && commit.parents.length === 1 ? (await store.commit(first))?.tree : undefined;
  const changes = base === undefined ? null : await differences(store, base, commit.tree);
  return { ...head, commit, onBranch, base, changes: changes ?? [], readable: changes !== null };
}

/**
 * Null where they are more than any bump makes, or of a kind that no honest commit has.
 * @param {World['store']} store
 * @param {string} base
 * @param {string} tree
 */
async function differences(store, base, tree) {
  try {
    return await store.trees.differences(base, tree, MOST_FILES);
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}

/**
 * Where file contents stay behind, git would fetch these one by one when they are read.
 * @param {World} world
 * @param {Difference[]} changes
 */
async function prefetch({ store, repository, seen, offline }, changes) {
  if (offline || !(repository.shallow || repository.partial)) return;
  const here = new Set([...(seen?.listing.values() ?? [])].map(({ oid }) => oid));
  const wanted = new Set(changes.flatMap(({ after }) => (isNewText(after) && !here.has(after.oid) ? [after.oid] : [])));
  if (wanted.size > 1) await store.fetchContents([...wanted]);
}

/**
 * @param {World} world
 * @param {Changes} found
 * @param {Tip} tip
 * @returns {Promise<BumpBranch>}
 */
async function bumpBranch(world, { name, oid, commit, onBranch, base, changes, readable }, tip) {
  const { files: before, links } = readable && base !== undefined ? await manifests(world, base, tip) : { files: [], links: new Map() };
  const known = (/** @type {string} */ path) => asKnown([path], links, before);
  return {
    name,
    oid,
    parents: commit.parents,
    message: commit.message,
    committer: commit.committer,
    changed: changes.flatMap(({ path }) => known(path)),
    files: readable ? (await contents(world, changes)).flatMap(({ path, text }) => known(path).map((one) => ({ path: one, text }))) : [],
    before,
    onBranch,
    ageSeconds: Math.max(0, Math.floor(Date.now() / 1000) - commit.seconds),
  };
}

/**
 * @param {Difference['after']} entry
 * @returns {entry is NonNullable<Difference['after']>}
 */
function isNewText(entry) {
  return entry?.mode.startsWith('100') ?? false;
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
      if (!isNewText(after) || (before && before.mode !== after.mode)) return null;
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
 * @returns {Promise<{files: TextFile[], links: import('../files/links.js').Links}>}
 */
async function manifests(world, tree, tip) {
  /** @type {import('../files/links.js').Links} */
  const links = new Map();
  if (tree === tip.tree) return { files: tip.files, links: world.seen?.links ?? links };
  try {
    return { files: await texts(world, await world.store.trees.list(tree), true, links), links };
  } catch (error) {
    if (failureOf(error)) return { files: [], links };
    throw error;
  }
}
