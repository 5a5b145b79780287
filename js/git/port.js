// All that a run asks of a repository and its remote, and all that it does to them, answered by git. Whoever asks knows refs,
// commits, trees and texts, and no git: another way to reach a repository would be another folder beside this one.

import { bound } from './bound.js';
import { bumpBranches as branches, missingHeads } from './branches.js';
import { buildCommit as build, buildTag, identity } from './build.js';
import { isAncestor, manifestsOf, missingTags, readText, texts as textsOf } from './commits.js';
import { TIP, completeHistory, fetch } from './fetch.js';
import { follow } from './follow.js';
import { asKnown } from '../files/links.js';
import { logSince as log, newerThan as newer, peopleBefore, peopleHere } from './log.js';
import { holdersOf as holders, pastOf as past, placesOf as places } from './places.js';
import { push as pushRefs } from './push.js';
import { reading } from './reading.js';
import { isRecent } from './recent.js';
import { leanRoom } from './lean.js';
import { listRefs as refs } from './refs.js';
import { Store } from './store.js';
import { Moved, failureOf } from '../say/errors.js';

/** @typedef {import('./trees.js').Listing} Listing */
/** @typedef {import('../files/links.js').Links} Links */
/** @typedef {import('../types.js').TextFile} TextFile */
/** @typedef {{name: string, oid: string}} Head */

/**
 * What git's answers are made from.
 * @typedef {object} Ground
 * @property {import('../types.js').Core} core says what to read of a tree
 * @property {import('../types.js').Request} request
 * @property {import('./repository.js').Repository} repository
 * @property {Store} store
 * @property {boolean} offline the local refs instead of the remote's
 * @property {{branch: string, tip: string, listing: Listing, links: Links} | null} seen the tip of the last look
 * @property {number} letters how long the remote's list of refs was that was read last
 * @property {Set<string>} whole commits whose history is known to be complete here
 * @property {import('./recent.js').Recent | null} recent what is known without that
 */

/** @typedef {ReturnType<typeof gitPort>} Port */

/** So many paths that differ are told one by one. */
const MOST_CHANGES = 100_000;

/**
 * @param {Pick<Ground, 'core' | 'request' | 'repository' | 'offline'> & {room?: string | null}} given `room`: as `makeRoom` has made it
 */
export function gitPort({ room = null, ...given }) {
  const store = new Store(given.repository, room);
  /** @type {Ground} */
  const ground = { ...given, store, seen: null, letters: 0, whole: new Set(), recent: null };
  return {
    ...reading(() => store),
    store,
    ...bound(ground, { refs, goOffline, shallow, open, listing, links, texts, text, contents, bringTag, bring, inspect, changedSince }),
    ...bound(ground, { places, holders, past, complete, log, newer, peopleBefore, peopleHere, branches }),
    ...bound(ground, { committer, build, buildTag, push, follow }),
    cut: () => store.cut(),
    close: () => store.close(),
  };
}

/**
 * From here on no remote is asked.
 * @param {Ground} ground
 */
function goOffline(ground) {
  ground.offline = true;
}

/**
 * Whether a part of the history is not here, and nobody can be asked for it.
 * @param {Ground} ground
 */
const shallow = ({ repository, offline }) => offline && repository.shallow;

/**
 * Has the newest commit of a branch at hand; what is asked of files afterwards is asked of this one.
 * @param {Ground} ground
 * @param {string} branch
 * @param {string} tip
 */
async function open(ground, branch, tip) {
  const { store } = ground;
  if (!(await store.has(tip))) await fetch(ground, [`+refs/heads/${branch}:${TIP}`]);
  store.readLazily();
  const commit = await store.commit(tip);
  if (!commit) throw new Moved(`the tip ${tip} of ${branch} ${(await store.has(tip)) ? 'is no commit' : 'was gone when it was fetched'}`);
  ground.seen = { branch, tip, listing: await store.trees.list(commit.tree), links: new Map() };
  return commit;
}

/**
 * Every file of the tip by its path.
 * @param {Ground} ground
 * @returns {Listing}
 */
const listing = ({ seen }) => seen?.listing ?? new Map();

/**
 * The links among them that were followed.
 * @param {Ground} ground
 * @returns {Links}
 */
const links = ({ seen }) => seen?.links ?? new Map();

/**
 * The texts of the tip that the core wants.
 * @param {Ground} ground
 */
const texts = async (ground) => (ground.seen ? textsOf(ground, ground.seen.listing, true, ground.seen.links) : []);

/**
 * A file of the tip as text. Codes: `manifest-too-large`, `not-utf8`.
 * @param {Ground} ground
 * @param {string} path
 */
const text = ({ store, seen }, path) => readText(store, seen?.listing.get(path)?.oid ?? '', path);

/**
 * The contents of a file of the tip; null: too large or gone.
 * @param {Ground} ground
 * @param {string} path
 * @param {number} limit
 */
async function contents({ store, seen }, path, limit) {
  const entry = seen?.listing.get(path);
  const object = entry ? await store.reader().read(entry.oid, { limit }).catch(() => null) : null;
  return object?.data ?? null;
}

/**
 * Has this tag at hand.
 * @param {Ground} ground
 * @param {string} tag
 */
const bringTag = (ground, tag) => fetch(ground, [`+refs/tags/${tag}:refs/vf/t/${tag}`]);

/**
 * Has these commits at hand, which tags and heads name.
 * @param {Ground} ground
 * @param {string} refs
 * @param {{tagged: string[], heads: Head[], historic?: 'newer' | 'all'}} wanted `historic`: and what of the tip's history
 *   came after them, or all of it
 */
async function bring(ground, refs, { tagged, heads, historic }) {
  if (historic !== 'all' && heads.length === 0 && (await isRecent(ground, refs, tagged))) return;
  const missing = [...(await missingTags(ground, refs, tagged)), ...(await missingHeads(ground, heads))];
  if (historic && ground.seen) await completeHistory(ground, ground.seen.tip, missing, [...tagged, ...heads.map(({ oid }) => oid)]);
  else if (missing.length > 0) await fetch(ground, missing);
}

/**
 * A commit's tree, its manifests, and whether it comes before the tip (`placed`).
 * @param {Ground} ground
 * @param {string} oid
 * @param {boolean} placed
 */
async function inspect(ground, oid, placed) {
  const { store } = ground;
  const commit = await store.commit(oid);
  if (!commit) {
    if (!(await store.has(oid))) throw new Moved(`the commit ${oid} was gone when it was fetched`);
    // A tag may name a tree or a file: it states nothing.
    return { oid, tree: '', files: [], onBranch: placed ? false : null };
  }
  const files = await manifestsOf(ground, commit.tree);
  const { seen, recent } = ground;
  const known = recent?.tip === seen?.tip && recent?.known.has(oid);
  return { oid, tree: commit.tree, files, onBranch: placed && seen ? known || (await isAncestor(store, oid, seen.tip)) : null };
}

/**
 * The paths in which a tree differs from a commit's; null where that cannot be told.
 * @param {Ground} ground
 * @param {string} oid
 * @param {string} tree
 * @param {TextFile[]} files those that the core knows
 */
async function changedSince({ store, seen }, oid, tree, files) {
  const commit = await store.commit(oid);
  if (!commit) return null;
  try {
    const differences = await store.trees.differences(commit.tree, tree, MOST_CHANGES);
    return differences && asKnown(differences.map(({ path }) => path), seen?.links ?? new Map(), files);
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}

/**
 * Has all that came before the tip at hand.
 * @param {Ground} ground
 * @param {string} tip
 */
const complete = (ground, tip) => completeHistory(ground, tip, [], []);

/**
 * By whom this run commits.
 * @param {Ground} ground
 */
const committer = (ground) => identity(ground, 'COMMITTER');

/**
 * @param {Ground} ground
 * @param {Parameters<typeof pushRefs>[1]} step
 */
function push(ground, step) {
  const { core, store, repository } = ground;
  const room = leanRoom(ground, step.updates);
  const talker = room === null ? store : { remote: (/** @type {string[]} */ args) => store.remote(args, undefined, room) };
  return pushRefs({ core, talker, repository }, step);
}
