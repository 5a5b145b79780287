// Git directories beside the store, for a part of the remote's history. What is in one has no end that git would have to know
// of: nothing is asked of it but objects, and those it lends to the store.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { giveObject, nameOf } from './loose.js';

/** @typedef {import('./repository.js').Repository} Repository */
/** @typedef {import('./store.js').Store} Store */

/** How everything is fetched: what is asked for, and nothing beside it. */
export const QUIETLY = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];
const WITHOUT_FILES = '--filter=blob:none';

export class Part {
  /** Whether something was fetched. */
  used = false;
  /** Whether the server leaves out what it is told to. */
  filtered = true;

  /**
   * @param {Store} store
   * @param {string} name
   */
  constructor(store, name) {
    this.store = store;
    this.dir = join(store.dir, name);
    if (!store.repository.shallow) return;
    layOut(this.dir);
    writeFileSync(join(this.dir, 'config'), configOf(store.repository, false));
  }

  get objects() {
    return join(this.dir, 'objects');
  }

  /**
   * Fetches these, each with so many generations of commits: with their trees, without files.
   * @param {string[]} oids
   * @param {number} generations
   * @returns {Promise<boolean>} whether the server gave them
   */
  fetchGenerations(oids, generations) {
    return this.#fetch(['fetch', `--depth=${generations}`, WITHOUT_FILES], oids);
  }

  /**
   * Fetches files.
   * @param {string[]} oids
   * @returns {Promise<boolean>}
   */
  fetchContents(oids) {
    return this.#fetch(['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', WITHOUT_FILES], oids);
  }

  /**
   * Fetches the commits of a history that are not in the one of a commit which is here, without trees. The server is told that
   * the commit is here, which to a server means: and all that came before it. So that git does not look for that, the commit
   * has no parents as far as it sees.
   * @param {string} since
   * @param {string} oid
   * @returns {Promise<string[] | null>} what the server gave, by name; null: nothing
   */
  async fetchSince(since, oid) {
    const { objectFormat } = this.store.repository;
    const known = await this.store.reader().read(since);
    if (known?.type !== 'commit' || !known.data) return null;
    if (!giveObject(this.dir, since, 'commit', known.data) || !endAt(this.dir, objectFormat, since)) return null;
    return (await this.#fetch(['fetch', `--negotiation-tip=${since}`, '--filter=tree:0'], [oid])) ? this.#names() : null;
  }

  /**
   * @param {string[]} how
   * @param {string[]} oids
   */
  async #fetch(how, oids) {
    const args = [...how, ...QUIETLY, '--stdin', '--end-of-options', this.store.repository.remote];
    const { exit, stderr } = await this.store.remote(args, `${oids.join('\n')}\n`, this.dir);
    this.used ||= exit === 0;
    this.filtered &&= !stderr.includes('filtering not recognized');
    return exit === 0;
  }

  /** What lies in the packs. */
  async #names() {
    const folder = join(this.objects, 'pack');
    const names = [];
    for (const index of readdirSync(folder).filter((name) => name.endsWith('.idx'))) {
      const input = readFileSync(join(folder, index));
      const { exit, stdout } = await this.store.git.run(['show-index', `--object-format=${this.store.repository.objectFormat}`], { input });
      if (exit !== 0) return null;
      names.push(...stdout.toString().split('\n').flatMap((row) => row.split(' ')[1] ?? []));
    }
    return names;
  }
}

/**
 * An empty git directory, but for its configuration.
 * @param {string} dir
 */
export function layOut(dir) {
  for (const folder of ['objects/info', 'objects/pack', 'refs']) mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(join(dir, 'HEAD'), 'ref: refs/heads/none\n');
}

/**
 * As far as git sees in this directory, nothing comes before a commit.
 * @param {string} dir
 * @param {string} objectFormat
 * @param {string} oid
 * @returns {boolean} whether that could be written down
 */
export function endAt(dir, objectFormat, oid) {
  const alone = Buffer.from(`tree ${nameOf(objectFormat, 'tree', Buffer.alloc(0))}\nauthor none <> 0 +0000\ncommitter none <> 0 +0000\n\n`);
  const instead = nameOf(objectFormat, 'commit', alone);
  if (!giveObject(dir, instead, 'commit', alone)) return false;
  mkdirSync(join(dir, 'refs', 'replace'), { recursive: true });
  writeFileSync(join(dir, 'refs', 'replace', oid), `${instead}\n`);
  return true;
}

/**
 * @param {Repository} repository
 * @param {boolean} lazy
 */
export function configOf({ objectFormat, remote }, lazy) {
  const extensions = [
    objectFormat === 'sha1' ? '' : `\tobjectFormat = ${objectFormat}\n`,
    lazy ? `\tpartialClone = ${JSON.stringify(remote)}\n` : '',
  ].join('');
  const promisor = `[remote ${JSON.stringify(remote)}]\n\tpromisor = true\n\tpartialCloneFilter = blob:none\n`;
  const config = `[core]\n\trepositoryFormatVersion = ${extensions ? 1 : 0}\n\tbare = true\n`;
  return config + (extensions ? `[extensions]\n${extensions}` : '') + (lazy ? promisor : '');
}
