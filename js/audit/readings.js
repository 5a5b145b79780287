// What the manifests of many trees say. The core says which files it wants; each text is read once for many trees.

import { decode } from '../files/texts.js';
import { failureOf } from '../say/errors.js';

/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../types.js').AuditOptions} AuditOptions */
/** @typedef {import('../types.js').TextFile} TextFile */
/** @typedef {import('./listings.js').Listing} Listing */
/** @typedef {import('./listings.js').Listings} Listings */

/** @typedef {{id: string, listing: Listing, wanted: Set<string>}} Wood a tree, and the files that are known to be wanted of it */

/** Trees that go to the core together. */
const TOGETHER = 512;
/** Letters that do, about. */
const MOST_TEXT = 16_000_000;
/** Larger ones are data. */
const LARGEST_MANIFEST = 4 * 1024 * 1024;

export class Readings {
  /** What the core has read, as one text. */
  text = '';
  /** @type {Map<string, string>} by tree: the reading's id, or `!` and why there is none */
  #of = new Map();
  /** @type {Set<string>} the files that the last tree had read */
  #guess = new Set();

  /**
   * @param {Core} core
   * @param {AuditOptions} options
   * @param {Listings} listings
   */
  constructor(core, options, listings) {
    this.core = core;
    this.options = options;
    this.listings = listings;
  }

  /**
   * Reads the trees of these tags or commits, which should stand in the order of time.
   * @param {string[]} oids
   * @param {(done: number) => void} [progress]
   * @returns {Promise<string[]>} for each the reading's id, or `!` and why there is none
   */
  async of(oids, progress = () => {}) {
    /** @type {string[]} */
    const found = [];
    const rootsFrom = (/** @type {number} */ at) => {
      const asked = this.listings.roots(oids.slice(at, at + TOGETHER));
      // It is awaited in its turn, unless something else fails before.
      asked.catch(() => {});
      return asked;
    };
    let next = rootsFrom(0);
    for (let at = 0; at < oids.length; at += TOGETHER) {
      const roots = await next;
      // git reads on while the core is at work.
      next = rootsFrom(at + TOGETHER);
      await this.#read([...new Set(roots)].filter((root) => root !== undefined).filter((root) => !this.#of.has(root)));
      found.push(...roots.map((root) => (root === undefined ? '!its commit is not in this clone' : (this.#of.get(root) ?? '!it was not read'))));
      progress(found.length);
    }
    return found;
  }

  /**
   * The files that were read of the last tree.
   * @returns {string[]}
   */
  get paths() {
    return [...this.#guess];
  }

  /** @param {string[]} roots */
  async #read(roots) {
    /** @type {Wood[]} */
    let open = [];
    for (const root of roots) {
      try {
        const listing = this.listings.list(root);
        open.push({ id: root, listing, wanted: new Set([...this.#guess].filter((path) => listing.has(path))) });
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        this.#of.set(root, `!${failure.message}`);
      }
    }
    while (open.length > 0) open = await this.#round(open);
  }

  /**
   * Asks the core about trees; gives those of which it wants more.
   * @param {Wood[]} trees
   */
  async #round(trees) {
    /** @type {Map<string, Promise<Text>>} */
    const texts = new Map();
    for (const { listing, wanted } of trees) {
      for (const path of wanted) {
        const oid = listing.get(path) ?? '';
        const key = `${oid} ${path}`;
        if (!texts.has(key)) texts.set(key, this.#text(oid, path));
      }
    }
    /** @type {Map<string, Text>} */
    const known = new Map();
    for (const [key, text] of texts) known.set(key, await text);
    /** @type {Wood[]} */
    const more = [];
    for (let left = trees; left.length > 0; ) left = this.#some(left, known, more);
    return more;
  }

  /**
   * As many trees as go to the core at one time.
   * @param {Wood[]} trees
   * @param {Map<string, Text>} texts
   * @param {Wood[]} more gets those that want more
   * @returns {Wood[]} the others
   */
  #some(trees, texts, more) {
    const batch = { files: /** @type {TextFile[]} */ ([]), paths: /** @type {string[]} */ ([]), trees: /** @type {import('../types.js').AuditTree[]} */ ([]) };
    /** @type {Map<string, number>} */
    const places = new Map();
    /** @type {Map<string, number>} */
    const sets = new Map();
    let letters = 0;
    let count = 0;
    for (const { id, listing, wanted } of trees) {
      if (letters > MOST_TEXT) break;
      count += 1;
      const paths = [...listing.keys()].join('\0');
      let set = sets.get(paths);
      if (set === undefined) {
        set = batch.paths.push(paths) - 1;
        sets.set(paths, set);
        letters += paths.length;
      }
      const files = [];
      const unreadable = [];
      for (const path of wanted) {
        const key = `${listing.get(path)} ${path}`;
        const text = texts.get(key);
        if (!text) continue;
        if ('code' in text) {
          unreadable.push({ path, code: text.code, message: text.message });
          continue;
        }
        let place = places.get(key);
        if (place === undefined) {
          place = batch.files.push({ path, text: text.text }) - 1;
          places.set(key, place);
          letters += text.text.length;
        }
        files.push(place);
      }
      batch.trees.push({ id, paths: set, files, unreadable });
    }
    const { readings, wants } = this.core.auditTrees(batch, this.options);
    this.text += readings;
    for (const [index, tree] of trees.slice(0, count).entries()) {
      const wanted = wants[index] ?? [];
      if (wanted.length === 0) {
        this.#of.set(tree.id, tree.id);
        this.#guess = tree.wanted;
      } else {
        for (const path of wanted) tree.wanted.add(path);
        more.push(tree);
      }
    }
    return trees.slice(count);
  }

  /**
   * @param {string} oid
   * @param {string} path
   * @returns {Promise<Text>}
   */
  async #text(oid, path) {
    const blob = await this.listings.port.object(oid, LARGEST_MANIFEST);
    if (!blob) return { code: 'objects-missing', message: 'its contents are not in this clone' };
    if (!blob.data) return { code: 'manifest-too-large', message: `it has ${blob.size} bytes: expected at most ${LARGEST_MANIFEST}` };
    try {
      return { text: decode(blob.data, path) };
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      return { code: failure.code, message: failure.message };
    }
  }
}

/** @typedef {{text: string} | {code: string, message: string}} Text */
