// The files of many trees that may matter, by path. Trees share most of their folders: each is read once.

import { FOLDER, NOT_UTF8 } from '../files/entries.js';
import { ShellError } from '../say/errors.js';

/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../types.js').AuditOptions} AuditOptions */
/** @typedef {{files: [name: string, oid: string][], folders: [name: string, oid: string][]} | null} Folder null: it is not here */
/** @typedef {Map<string, string>} Listing object names by path */

/** A dozen objects can name ten thousand million files. */
const MOST_FILES = 100_000;
const LONGEST_PATH = 4096;

export class Listings {
  /** @type {Map<string, Folder>} */
  #known = new Map();
  /** @type {Map<string, boolean>} whether a name matters; a folder's ends with a slash */
  #names = new Map();

  /**
   * @param {Core} core
   * @param {AuditOptions} options
   * @param {import('../run/open.js').Clone} port
   */
  constructor(core, options, port) {
    this.core = core;
    this.options = options;
    this.port = port;
  }

  /**
   * The trees that these tags or commits have.
   * @param {string[]} oids
   * @returns {Promise<(string | undefined)[]>} undefined: there is none, or it is not here
   */
  async roots(oids) {
    const found = await Promise.all(oids.map((oid) => this.port.treeOf(oid)));
    /** @type {Map<string, import('../files/entries.js').TreeEntry[]>} */
    const read = new Map();
    const trees = found.map((tree) => {
      const entries = tree && !this.#known.has(tree.oid) ? tree.entries() : null;
      if (tree && entries) read.set(tree.oid, entries);
      return tree?.oid;
    });
    await this.#take(read);
    return trees;
  }

  /**
   * Reads what lies below these folders.
   * @param {Map<string, import('../files/entries.js').TreeEntry[]>} read
   */
  async #take(read) {
    for (let level = read; level.size > 0; ) {
      this.#ask(level);
      /** @type {Set<string>} */
      const below = new Set();
      for (const [oid, entries] of level) {
        /** @type {NonNullable<Folder>} */
        const folder = { files: [], folders: [] };
        for (const { mode, name, oid: inside } of entries) {
          const isFolder = mode === FOLDER;
          // Links lead elsewhere, and no manifest has a name that is no text.
          if (!this.#names.get(isFolder ? `${name}/` : name) || !(isFolder || mode.startsWith('100'))) continue;
          (isFolder ? folder.folders : folder.files).push([name, inside]);
          if (isFolder && !this.#known.has(inside) && !level.has(inside)) below.add(inside);
        }
        this.#known.set(oid, folder);
      }
      const found = await Promise.all([...below].map((oid) => this.port.tree(oid)));
      level = new Map();
      for (const [index, oid] of [...below].entries()) {
        const entries = found[index]?.entries() ?? null;
        if (entries) level.set(oid, entries);
        else this.#known.set(oid, null);
      }
    }
  }

  /**
   * Which of these names matter, as far as that is not known.
   * @param {Map<string, import('../files/entries.js').TreeEntry[]>} level
   */
  #ask(level) {
    const open = new Set();
    for (const entries of level.values()) {
      for (const { mode, name } of entries) {
        const key = mode === FOLDER ? `${name}/` : name;
        if (!this.#names.has(key)) open.add(key);
      }
    }
    if (open.size === 0) return;
    for (const name of open) this.#names.set(name, false);
    const kept = this.core.auditNames([...open].join('\0'), this.options).split('\0');
    for (const name of kept) if (!name.includes(NOT_UTF8)) this.#names.set(name, true);
  }

  /**
   * The files of a tree that may matter. Codes: `objects-missing`, `tree-too-large`.
   * @param {string} root
   * @returns {Listing}
   */
  list(root) {
    /** @type {Listing} */
    const files = new Map();
    const walk = (/** @type {string} */ oid, /** @type {string} */ path) => {
      const folder = this.#known.get(oid);
      if (!folder) throw new ShellError('objects-missing', `the folder \`${path || '/'}\` is not in this clone`);
      for (const [name, inside] of folder.files) files.set(path + name, inside);
      if (files.size > MOST_FILES || path.length > LONGEST_PATH) {
        throw new ShellError('tree-too-large', `its tree has more than ${MOST_FILES} files that may say a version, or paths of more than ${LONGEST_PATH} letters`);
      }
      for (const [name, inside] of folder.folders) walk(inside, `${path}${name}/`);
    };
    walk(root, '');
    return files;
  }
}
