// Listings of trees, and single entries in them.

import { FOLDER, NOT_UTF8 } from '../files/entries.js';
import { ShellError, Unreadable } from '../say/errors.js';
import { isHostile } from './hostile.js';

/** @typedef {import('./objects.js').ObjectReader} ObjectReader */
/** @typedef {import('../files/entries.js').TreeEntry} TreeEntry */
/** @typedef {import('../files/entries.js').Listing} Listing */
/** @typedef {{path: string, before: TreeEntry | undefined, after: TreeEntry | undefined}} Difference */

/**
 * A dozen objects can name ten thousand million files. The largest honest repositories have some hundred thousand, and
 * git's own limit for a path is 4096 bytes.
 */
const MOST_ENTRIES = 1_000_000;
const LONGEST_PATH = 4096;
export const LARGEST_TREE = 64 * 1024 * 1024;

/** Trees by object name, each read once: commits share most of theirs. */
export class Trees {
  /** @type {Map<string, Promise<TreeEntry[]>>} */
  #known = new Map();

  /** @param {() => ObjectReader} reader */
  constructor(reader) {
    this.reader = reader;
  }

  /**
   * Every file under a tree: one round of questions per level, not per folder. Codes: `hostile-tree`, `tree-too-large`.
   * @param {string} root
   * @returns {Promise<Listing>}
   */
  async list(root) {
    /** @type {Listing} */
    const files = new Map();
    let count = 0;
    let level = [{ path: '', oid: root }];
    while (level.length > 0) {
      const trees = await Promise.all(level.map(async ({ path, oid }) => ({ path, entries: await this.#entries(oid, path) })));
      level = [];
      for (const { path, entries } of trees) {
        count += entries.length;
        if (count > MOST_ENTRIES || path.length > LONGEST_PATH) throw tooLarge(path);
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
      const place = names.slice(0, depth).map((part) => `${part}/`).join('');
      const found = (await this.#entries(oid, place)).find((entry) => entry.name === name);
      if (!found) return undefined;
      if (depth === names.length - 1) return found;
      // Nothing lies below a file, a link or a submodule.
      if (found.mode !== FOLDER) return undefined;
      oid = found.oid;
    }
    return undefined;
  }

  /**
   * The files in which two trees differ, with what they are in each. What both share is not read. Null: there are more
   * than `most` of them, or more folders to look into. Code: `hostile-tree`.
   * @param {string} before
   * @param {string} after
   * @param {number} most
   * @returns {Promise<Difference[] | null>}
   */
  async differences(before, after, most) {
    /** @type {Difference[]} */
    const found = [];
    /** @type {{path: string, before: string | undefined, after: string | undefined}[]} */
    let level = before === after ? [] : [{ path: '', before, after }];
    let folders = 0;
    while (level.length > 0) {
      folders += level.length;
      if (folders > most || found.length > most) return null;
      const pairs = await Promise.all(
        level.map(async (pair) => ({
          path: pair.path,
          before: byName(pair.before === undefined ? [] : await this.#entries(pair.before, pair.path)),
          after: byName(pair.after === undefined ? [] : await this.#entries(pair.after, pair.path)),
        })),
      );
      level = [];
      for (const pair of pairs) {
        for (const name of new Set([...pair.before.keys(), ...pair.after.keys()])) {
          const [old, now] = [pair.before.get(name), pair.after.get(name)];
          if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
          const path = pair.path + name;
          const inside = { before: old?.mode === FOLDER ? old.oid : undefined, after: now?.mode === FOLDER ? now.oid : undefined };
          if (inside.before !== undefined || inside.after !== undefined) level.push({ path: `${path}/`, ...inside });
          const files = { before: isFile(old) ? old : undefined, after: isFile(now) ? now : undefined };
          if (files.before || files.after) found.push({ path, ...files });
        }
      }
    }
    return found.length > most ? null : found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /**
   * @param {string} oid
   * @param {string} path where it stands, with a slash at its end
   */
  #entries(oid, path) {
    let entries = this.#known.get(oid);
    if (!entries) {
      entries = this.#read(oid, path);
      this.#known.set(oid, entries);
      // What could not be read may be there after the next fetch.
      entries.catch(() => this.#known.delete(oid));
    }
    return entries;
  }

  /**
   * @param {string} oid
   * @param {string} path
   */
  async #read(oid, path) {
    const tree = await this.reader().read(oid, { limit: LARGEST_TREE });
    if (tree?.type !== 'tree') throw new Unreadable(128, `the tree ${oid} is missing`);
    if (!tree.data) throw tooLarge(path);
    const entries = parseTree(tree.data, oid.length / 2);
    const hostile = entries && firstHostile(entries);
    if (!entries) throw new ShellError('hostile-tree', `the tree ${oid} at \`${path || '/'}\` is no tree: expected entries as git writes them`, ADVICE);
    if (hostile) throw hostileTree(path + hostile.name, hostile.why);
    return entries;
  }
}

const ADVICE = { nextSteps: ['no git makes such a commit by itself: find out who did, and take it out of the branch; `git fsck` names it, too'] };

/**
 * @param {string} path
 * @param {string} why
 */
function hostileTree(path, why) {
  return new ShellError('hostile-tree', `\`${path}\` ${why}: expected only names that git itself would take`, { path, ...ADVICE });
}

/** @param {string} path with a slash at its end */
function tooLarge(path) {
  const place = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  const message = `the tree of files is too large: expected at most ${MOST_ENTRIES} entries and paths of ${LONGEST_PATH} letters; reading stopped at \`${place || '/'}\``;
  return new ShellError('tree-too-large', message, {
    nextSteps: ['look at what the last commits brought there; a few objects can stand for very many files'],
  });
}

/**
 * @param {TreeEntry[]} entries
 * @returns {{name: string, why: string} | undefined}
 */
function firstHostile(entries) {
  const bad = entries.find(({ name }) => isHostile(name));
  if (bad) return { name: bad.name, why: 'leads out of the tree or into `.git`' };
  const seen = new Set();
  for (const { name } of entries) {
    if (seen.has(name)) return { name, why: 'stands in its folder twice' };
    seen.add(name);
  }
  return undefined;
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
 * @param {boolean} [exact] the bytes of names and modes, one a letter
 * @returns {TreeEntry[] | null} null: it is not made like that
 */
export function parseTree(data, oidLength, exact = false) {
  const entries = [];
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const end = data.indexOf(0x00, space);
    if (space < 0 || end < 0 || end + 1 + oidLength > data.length) return null;
    const name = data.toString(exact ? 'latin1' : 'utf8', space + 1, end);
    const next = end + 1 + oidLength;
    const mode = data.toString('latin1', at, space);
    // A name that is not UTF-8 cannot cross to the core as it is: it stays different from every other one.
    const known = name.includes(NOT_UTF8) ? data.toString('latin1', space + 1, end) + NOT_UTF8 : name;
    entries.push({ mode: exact ? mode : canonical(mode), name: known, oid: data.toString('hex', end + 1, next) });
    at = next;
  }
  return entries;
}

/**
 * The mode as git itself takes it: a file may be run or not; what the group may do is of no account.
 * @param {string} mode
 */
export function canonical(mode) {
  if (mode === '100644' || mode === FOLDER) return mode;
  const bits = Number.parseInt(mode, 8);
  const kind = bits & 0o170000;
  if (kind === 0o100000) return bits & 0o100 ? '100755' : '100644';
  return kind === 0o40000 ? FOLDER : mode;
}
