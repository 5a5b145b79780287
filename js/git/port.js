// All that a run asks of a repository and its remote, and all that it does to them, answered by git. Whoever asks knows refs,
// commits, trees and texts, and no git: another way to reach a repository would be another folder beside this one.

import { bumpBranches, missingHeads } from './branches.js';
import { buildCommit, buildTag, identity } from './build.js';
import { isAncestor, manifestsOf, missingTags, readText, texts } from './commits.js';
import { TIP, completeHistory, fetch } from './fetch.js';
import { follow } from './follow.js';
import { asKnown } from '../files/links.js';
import { logSince, newerThan, peopleBefore, peopleHere } from './log.js';
import { holdersOf, pastOf, placesOf } from './places.js';
import { push } from './push.js';
import { isRecent } from './recent.js';
import { listRefs } from './refs.js';
import { Store } from './store.js';
import { Moved, failureOf } from '../say/errors.js';

/** @typedef {import('./trees.js').Listing} Listing */
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
 * @property {{branch: string, tip: string, listing: Listing, links: import('../files/links.js').Links} | null} seen the tip of the last look
 * @property {Set<string>} whole commits whose history is known to be complete here
 * @property {import('./recent.js').Recent | null} recent what is known without that
 */

/** @typedef {ReturnType<typeof gitPort>} Port */

/** So many paths that differ are told one by one. */
const MOST_CHANGES = 100_000;

/**
 * @param {Pick<Ground, 'core' | 'request' | 'repository' | 'offline'>} given
 */
export function gitPort(given) {
  const store = new Store(given.repository);
  /** @type {Ground} */
  const ground = { ...given, store, seen: null, whole: new Set(), recent: null };
  const known = (/** @type {string} */ oid) => ground.recent?.tip === ground.seen?.tip && ground.recent?.known.has(oid);
  return {
    store,

    /** The refs, all of one moment. */
    refs: () => listRefs(ground),

    /** From here on no remote is asked. */
    goOffline: () => {
      ground.offline = true;
    },

    /**
     * Has the newest commit of a branch at hand; what is asked of files afterwards is asked of this one.
     * @param {string} branch
     * @param {string} tip
     */
    async open(branch, tip) {
      if (!(await store.has(tip))) await fetch(ground, [`+refs/heads/${branch}:${TIP}`]);
      store.readLazily();
      const commit = await store.commit(tip);
      if (!commit) throw new Moved(`the tip ${tip} of \`${branch}\` was gone when it was fetched`);
      ground.seen = { branch, tip, listing: await store.trees.list(commit.tree), links: new Map() };
      return commit;
    },

    /** Every file of the tip by its path. */
    listing: () => ground.seen?.listing ?? /** @type {Listing} */ (new Map()),

    /** The links among them that were followed. */
    links: () => ground.seen?.links ?? new Map(),

    /** The texts of the tip that the core wants. */
    texts: async () => (ground.seen ? texts(ground, ground.seen.listing, true, ground.seen.links) : []),

    /**
     * A file of the tip as text. Codes: `manifest-too-large`, `not-utf8`.
     * @param {string} path
     */
    text: (path) => readText(store, ground.seen?.listing.get(path)?.oid ?? '', path),

    /**
     * The contents of a file of the tip; null: too large or gone.
     * @param {string} path
     * @param {number} limit
     */
    contents: async (path, limit) => {
      const entry = ground.seen?.listing.get(path);
      const object = entry ? await store.reader().read(entry.oid, { limit }).catch(() => null) : null;
      return object?.data ?? null;
    },

    /** What a commit says of itself; null: it is none, or not here. @param {string} oid */
    commit: (oid) => store.commit(oid),

    /** The message of a tag object; null where it is none. @param {string} oid */
    tagMessage: (oid) => store.tagMessage(oid),

    /** Whether an object is here. @param {string} oid */
    has: (oid) => store.has(oid),

    /**
     * Has this tag at hand.
     * @param {string} tag
     */
    bringTag: (tag) => fetch(ground, [`+refs/tags/${tag}:refs/vf/t/${tag}`]),

    /**
     * Has these commits at hand, which tags and heads name.
     * @param {string} refs
     * @param {{tagged: string[], heads: Head[], historic?: 'newer' | 'all'}} wanted `historic`: and what of the tip's history
     *   came after them, or all of it
     */
    async bring(refs, { tagged, heads, historic }) {
      if (historic !== 'all' && heads.length === 0 && (await isRecent(ground, refs, tagged))) return;
      const missing = [...(await missingTags(ground, refs, tagged)), ...(await missingHeads(ground, heads))];
      if (historic && ground.seen) await completeHistory(ground, ground.seen.tip, missing, [...tagged, ...heads.map(({ oid }) => oid)]);
      else if (missing.length > 0) await fetch(ground, missing);
    },

    /**
     * A commit's tree, its manifests, and whether it comes before the tip (`placed`).
     * @param {string} oid
     * @param {boolean} placed
     */
    async inspect(oid, placed) {
      const commit = await store.commit(oid);
      if (!commit) {
        if (!(await store.has(oid))) throw new Moved(`the commit ${oid} was gone when it was fetched`);
        // A tag may name a tree or a file: it states nothing.
        return { oid, tree: '', files: [], onBranch: placed ? false : null };
      }
      const files = await manifestsOf(ground, commit.tree);
      return { oid, tree: commit.tree, files, onBranch: placed && ground.seen ? known(oid) || (await isAncestor(store, oid, ground.seen.tip)) : null };
    },

    /**
     * The paths in which a tree differs from a commit's; null where that cannot be told.
     * @param {string} oid
     * @param {string} tree
     * @param {TextFile[]} files those that the core knows
     */
    async changedSince(oid, tree, files) {
      const commit = await store.commit(oid);
      if (!commit) return null;
      try {
        const differences = await store.trees.differences(commit.tree, tree, MOST_CHANGES);
        return differences && asKnown(differences.map(({ path }) => path), ground.seen?.links ?? new Map(), files);
      } catch (error) {
        if (failureOf(error)) return null;
        throw error;
      }
    },

    /**
     * Whether a commit comes before another, or is it.
     * @param {string} oid
     * @param {string} tip
     */
    isAncestor: (oid, tip) => isAncestor(store, oid, tip),

    /**
     * Where commits lie.
     * @param {{oid: string, search: boolean}[]} asked
     * @param {string} tip
     * @param {string} refs
     */
    places: (asked, tip, refs) => placesOf(ground, asked, tip, refs),

    /**
     * Which branches hold which commits.
     * @param {import('../types.js').WantedHolders} wanted
     * @param {string} tip
     */
    holders: (wanted, tip) => holdersOf(ground, wanted, tip),

    /**
     * The commits that touched these paths, newest first, along the first parents: each with its manifests.
     * @param {string} tip
     * @param {string[]} paths
     * @param {number} limit
     */
    past: (tip, paths, limit) => pastOf(ground, tip, paths, limit),

    /**
     * Has all that came before the tip at hand.
     * @param {string} tip
     */
    complete: (tip) => completeHistory(ground, tip, [], []),

    /**
     * The history up to the tip.
     * @param {string | null | undefined} since
     * @param {string} tip
     * @param {boolean} paths
     */
    log: (since, tip, paths) => logSince(ground, since, tip, paths),

    /**
     * The names of its newest commits, one a line.
     * @param {string} since
     * @param {string} tip
     */
    newer: (since, tip) => newerThan(ground, since, tip),

    /**
     * Who made commits before one.
     * @param {string} since
     * @param {number} skip
     * @param {number} count
     */
    peopleBefore: (since, skip, count) => peopleBefore(ground, since, skip, count),

    /**
     * Who made what is here of one and of what came before it, where that is not all of it.
     * @param {string} since
     */
    peopleHere: (since) => peopleHere(ground, since),

    /**
     * The branches as they are; null where one has moved since it was listed.
     * @param {Head[]} heads
     * @param {import('./branches.js').Tip} tip
     */
    branches: (heads, tip) => bumpBranches(ground, heads, tip),

    /** By whom this run commits. */
    committer: () => identity(ground, 'COMMITTER'),

    /** @param {import('../types.js').CommitStep} step */
    build: (step) => buildCommit(ground, step),

    /** @param {Extract<import('../types.js').Step, {kind: 'tag'}>} step */
    buildTag: (step) => buildTag(ground, step),

    /** @param {Parameters<typeof push>[1]} step */
    push: (step) => push({ core: given.core, talker: store, repository: given.repository }, step),

    /** Tells the user's clone. @param {Extract<import('../types.js').Step, {kind: 'follow'}>} step */
    follow: (step) => follow(ground, step),

    /** Ends what is being read. */
    cut: () => store.cut(),

    /** Leaves nothing behind. */
    close: () => store.close(),
  };
}
