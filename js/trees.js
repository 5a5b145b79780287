// Listings of trees, and single entries in them.

import { Unreadable } from './errors.js';

/** @typedef {import('./objects.js').ObjectReader} ObjectReader */
/** @typedef {{mode: string, name: string, oid: string}} TreeEntry */
/** @typedef {Map<string, {mode: string, oid: string}>} Listing every file by path; a Map, since a path may be `__proto__` */

/** @typedef {{path: string, before: TreeEntry | undefined, after: TreeEntry | undefined}} Difference */

/** Stands where bytes are no UTF-8. */
const NOT_UTF8 = '\ufffd';
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
          // No manifest is called like that.
          if (name.endsWith(NOT_UTF8)) continue;
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

  /**
   * The files in which two trees differ, with what they are in each. What both share is not read.
   * @param {string} before
   * @param {string} after
   * @returns {Promise<Difference[]>}
   */
  async differences(before, after) {
    /** @type {Difference[]} */
    const found = [];
    /** @type {{path: string, before: string | undefined, after: string | undefined}[]} */
    let level = before === after ? [] : [{ path: '', before, after }];
    while (level.length > 0) {
      const pairs = await Promise.all(
        level.map(async (pair) => ({
          path: pair.path,
          before: byName(pair.before === undefined ? [] : await this.#entries(pair.before)),
          after: byName(pair.after === undefined ? [] : await this.#entries(pair.after)),
        })),
      );
      level = [];
      for (const pair of pairs) {
        for (const name of new Set([...pair.before.keys(), ...pair.after.keys()])) {
          const [old, now] = [pair.before.get(name), pair.after.get(name)];
          if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
          const path = pair.path + name;
          const folders = { before: old?.mode === FOLDER ? old.oid : undefined, after: now?.mode === FOLDER ? now.oid : undefined };
          if (folders.before !== undefined || folders.after !== undefined) level.push({ path: `${path}/`, ...folders });
          const files = { before: isFile(old) ? old : undefined, after: isFile(now) ? now : undefined };
          if (files.before || files.after) found.push({ path, ...files });
        }
      }
    }
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
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

/** @param {TreeEntry[]} entries */
function byName(entries) {
  return new Map(entries.map((entry) => [entry.name, entry]));
}

/** @param {TreeEntry | undefined} entry */
function isFile(entry) {
  return entry !== undefined && entry.mode !== FOLDER;
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
    // A name that is not UTF-8 cannot cross to the core as it is: it stays different from every other one.
    const known = name.includes(NOT_UTF8) ? data.toString('latin1', space + 1, end) + NOT_UTF8 : name;
    entries.push({ mode: data.toString('latin1', at, space), name: known, oid: data.toString('hex', end + 1, next) });
    at = next;
  }
  return entries;
}
