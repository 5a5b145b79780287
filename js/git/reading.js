// What a port answers about objects that are here, by their names. It reads, and fetches nothing by itself.

import { bound } from './bound.js';
import { isAncestor } from './commits.js';
import { LARGEST_TREE, parseTree } from './trees.js';

/** @typedef {() => import('./store.js').Store} Place made when it is first asked for */
/** @typedef {ReturnType<typeof reading>} Reading */

/** @param {Place} store */
export function reading(store) {
  return bound(store, { has, commit, tagMessage, treeOf, tree, object, isAncestor: comesBefore });
}

/**
 * Whether an object is here.
 * @param {Place} store
 * @param {string} oid
 */
const has = (store, oid) => store().has(oid);

/**
 * What a commit says of itself; null: it is none, or not here.
 * @param {Place} store
 * @param {string} oid
 */
const commit = (store, oid) => store().commit(oid);

/**
 * The message of a tag object; null where it is none.
 * @param {Place} store
 * @param {string} oid
 */
const tagMessage = (store, oid) => store().tagMessage(oid);

/**
 * The tree that a tag or commit has; null: there is none, or it is not here. One question.
 * @param {Place} store
 * @param {string} oid
 */
const treeOf = (store, oid) => tree(store, `${oid}^{tree}`);

/**
 * A tree. Its entries, as they stand, are taken apart when they are wanted; null: it is not made as trees are, or too large.
 * @param {Place} store
 * @param {string} name
 */
async function tree(store, name) {
  const found = await object(store, name, LARGEST_TREE);
  if (found?.type !== 'tree') return null;
  const { oid, data } = found;
  return { oid, entries: () => data && parseTree(data, oid.length / 2) };
}

/**
 * An object with its contents; null: it is not here. `data` null: it has more than so many bytes.
 * @param {Place} store
 * @param {string} oid
 * @param {number} limit
 */
const object = (store, oid, limit) => store().reader().read(oid, { limit });

/**
 * Whether a commit comes before another, or is it.
 * @param {Place} store
 * @param {string} oid
 * @param {string} tip
 */
const comesBefore = (store, oid, tip) => isAncestor(store(), oid, tip);
