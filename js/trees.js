// Listings of trees, and single entries in them.

import { Unreadable } from './errors.js';

/** @typedef {import('./objects.js').ObjectReader} ObjectReader */
/** @typedef {{mode: string, name: string, oid: string}} TreeEntry */
/** @typedef {Map<string, {mode: string, oid: string}>} Listing every file by path; a Map, since a path may be `__proto__` */

const FOLDER = '40000';

/** Trees by object name, each read once: commits share most of theirs. */
export class Trees {
  /** @type {Map<string, Promise<TreeEntry[]>>} */
  #known = new Map();

  /** @param {() => ObjectReader} reader */
  constructor(reader) {
    this.reader = reader;
  }

  /**
   * Every file under a tree: one round of questions per level, not per folder.
   * @param {string} root
   * @returns {Promise<Listing>}
   */
  async list(root) {
    /** @type {Listing} */
    const files = new Map();
    let level = [{ path: '', oid: root }];
    while (level.length > 0) {
      const trees = await Promise.all(level.map(async ({ path, oid }) => ({ path, entries: await this.#entries(oid) })));
      level = [];
      for (const { path, entries } of trees) {
        for (const { mode, name, oid } of entries) {
          if (mode === FOLDER) level.push({ path: `${path}${name}/`, oid });
          else files.set(path + name, { mode, oid });
        }
      }
    }
    return files;
  }

  /**
   * What stands at `path` in a tree.
   * @param {string} root
   * @param {string} path
   */
  async entry(root, path) {
    let oid = root;
    const names = path.split('/');
    for (const [depth, name] of names.entries()) {
      const found = (await this.#entries(oid)).find((entry) => entry.name === name);
      if (!found) return undefined;
      if (depth === names.length - 1) return found;
      oid = found.oid;
    }
    return undefined;
  }

  /** @param {string} oid */
  #entries(oid) {
    let entries = this.#known.get(oid);
    if (!entries) {
      entries = this.#read(oid);
      this.#known.set(oid, entries);
      // What could not be read may be there after the next fetch.
      entries.catch(() => this.#known.delete(oid));
    }
    return entries;
  }

  /** @param {string} oid */
  async #read(oid) {
    const tree = await this.reader().read(oid);
    if (tree?.type !== 'tree' || !tree.data) throw new Unreadable(128, `the tree ${oid} is missing`);
    return parseTree(tree.data, oid.length / 2);
  }
}

/**
 * @param {Buffer} data entries of `<mode> <name> NUL <object name as bytes>`
 * @param {number} oidLength
 * @returns {TreeEntry[]}
 */
function parseTree(data, oidLength) {
  const entries = [];
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const end = data.indexOf(0x00, space);
    if (space < 0 || end < 0) break;
    const name = data.toString('utf8', space + 1, end);
    const next = end + 1 + oidLength;
    const entry = { mode: data.toString('latin1', at, space), name, oid: data.toString('hex', end + 1, next) };
    // A name that is not UTF-8 cannot cross to the core; no manifest has one.
    if (!name.includes('\ufffd')) entries.push(entry);
    at = next;
  }
  return entries;
}
