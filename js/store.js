// A private git directory in a temporary folder. It borrows the user's objects; whatever we fetch or make lies here, so
// that nothing of theirs changes before the release has landed, and nothing of ours stays when it has not.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { removeAtExit, removeNow, stop } from './cleanup.js';
import { storeEnvironment } from './environment.js';
import { ShellError, Unreadable } from './errors.js';
import { ObjectReader } from './objects.js';
import { Trees } from './trees.js';

/** @typedef {import('./repository.js').Repository} Repository */

export class Store {
  /** @type {ObjectReader | undefined} */
  #reader;
  #lazy = false;

  /** @param {Repository} repository */
  constructor(repository) {
    this.repository = repository;
    this.dir = makeFolder(repository.tempDir);
    removeAtExit(this.dir);
    for (const folder of ['objects/info', 'objects/pack', 'refs']) mkdirSync(join(this.dir, folder), { recursive: true });
    writeFileSync(join(this.dir, 'HEAD'), 'ref: refs/heads/none\n');
    this.#writeConfig();
    this.#writeTrusted();
    this.#borrow();
    const env = storeEnvironment(repository.git.env, this.dir, repository.transport);
    this.git = repository.git.with({ env });
    this.trees = new Trees(() => this.reader());
  }

  /** The process that reads objects. */
  reader() {
    this.#reader ??= new ObjectReader(this.git.start(['cat-file', '--batch']), this.repository.redact);
    return this.#reader;
  }

  /** @param {string} oid */
  async has(oid) {
    return (await this.reader().read(oid, { limit: 0 })) !== null;
  }

  /**
   * What a commit says of itself; null where it is missing or no commit. `seconds`: when it was committed, since 1970.
   * @param {string} oid
   * @returns {Promise<{tree: string, parents: string[], seconds: number, message: string} | null>}
   */
  async commit(oid) {
    const found = await this.reader().read(oid);
    if (found?.type !== 'commit' || !found.data) return null;
    const lines = headerOf(found.data);
    return {
      tree: lines[0]?.slice('tree '.length) ?? '',
      parents: lines.filter((line) => line.startsWith('parent ')).map((line) => line.slice('parent '.length)),
      seconds: Number(/ (\d{1,11}) [+-]\d+$/.exec(lines.find((line) => line.startsWith('committer ')) ?? '')?.[1] ?? 0),
      message: messageOf(found.data),
    };
  }

  /**
   * The message of a tag object; null where it is none.
   * @param {string} oid
   */
  async tagMessage(oid) {
    const found = await this.reader().read(oid);
    return found?.type === 'tag' && found.data ? messageOf(found.data) : null;
  }

  /**
   * Fetches refs of the remote into the store. Where the user's clone has holes, file contents stay behind (git reads
   * those that are wanted one by one), and a shallow clone lends nothing while it lasts: what git finds there it takes
   * for complete, and history would silently end at its edge.
   * @param {string[]} refspecs
   */
  async fetch(refspecs) {
    const { shallow, partial, remote } = this.repository;
    const filter = shallow || partial ? ['--filter=blob:none'] : [];
    if (shallow) rmSync(this.#alternates());
    const fetch = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];
    const answer = await this.git.remote([...fetch, ...filter, remote, ...refspecs]);
    if (shallow) this.#borrow();
    if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
    if (filter.length > 0) this.#restartReader();
  }

  /**
   * Fetches file contents by name, all at once.
   * @param {string[]} oids
   */
  async fetchContents(oids) {
    const fetch = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];
    const args = [...fetch, '--filter=blob:none', '--stdin', this.repository.remote];
    const answer = await this.git.remote(args, `${oids.join('\n')}\n`);
    if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
    this.#restartReader();
  }

  /** In a partial clone: from now on git fetches what is missing when it is read. */
  readLazily() {
    if (!this.repository.partial || this.#lazy) return;
    this.#lazy = true;
    this.#writeConfig();
    this.#restartReader();
  }

  /**
   * Points a ref of the store somewhere, without a process.
   * @param {string} ref
   * @param {string} oid
   */
  setRef(ref, oid) {
    const file = join(this.dir, ref);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${oid}\n`);
  }

  /** Ends a reading that has to end: git may be fetching for it. The next question starts a new reader. */
  cut() {
    if (this.#reader) stop(this.#reader.child, 'SIGTERM');
    this.#reader = undefined;
  }

  /** Forgets what an earlier attempt of this run built. */
  forgetBuilt() {
    for (const kind of ['heads', 'tags']) rmSync(join(this.dir, 'refs', kind), { recursive: true, force: true });
  }

  close() {
    this.#reader?.close();
    removeNow(this.dir);
  }

  #alternates() {
    return join(this.dir, 'objects', 'info', 'alternates');
  }

  #borrow() {
    const objects = join(this.repository.commonDir, 'objects');
    // Git reads a quoted line as a C string: the only way to name a folder with a line end in it.
    const line = objects.includes('\n') ? JSON.stringify(objects) : objects;
    writeFileSync(this.#alternates(), `${line}\n`);
  }

  #writeConfig() {
    const { objectFormat, remote } = this.repository;
    const extensions = [
      objectFormat === 'sha1' ? '' : `\tobjectFormat = ${objectFormat}\n`,
      this.#lazy ? `\tpartialClone = ${JSON.stringify(remote)}\n` : '',
    ].join('');
    const promisor = `[remote ${JSON.stringify(remote)}]\n\tpromisor = true\n\tpartialCloneFilter = blob:none\n`;
    const config = `[core]\n\trepositoryFormatVersion = ${extensions ? 1 : 0}\n\tbare = true\n`;
    writeFileSync(
      join(this.dir, 'config'),
      config + (extensions ? `[extensions]\n${extensions}` : '') + (this.#lazy ? promisor : ''),
    );
  }

  /**
   * The folders the user trusts. Where the remote is a folder, git serves it in a process of its own, which looks for
   * these in files alone.
   */
  #writeTrusted() {
    const folders = this.repository.config.filter(([key]) => key === 'safe.directory').map(([, folder]) => folder);
    const lines = folders.map((folder) => `\tdirectory = ${JSON.stringify(folder)}\n`);
    writeFileSync(join(this.dir, 'trusted'), ['[safe]\n', ...lines].join(''));
  }

  /** A reader keeps the settings it started with. */
  #restartReader() {
    this.#reader?.close();
    this.#reader = undefined;
  }
}

/** @param {Buffer} object a commit or a tag */
function headerOf(object) {
  const end = object.indexOf('\n\n');
  return object.toString('latin1', 0, end < 0 ? object.length : end).split('\n');
}

/** @param {Buffer} object a commit or a tag */
function messageOf(object) {
  const end = object.indexOf('\n\n');
  return end < 0 ? '' : object.toString('utf8', end + 2);
}

/**
 * @param {string} parent the folder for what is temporary, as the system or the runner names it
 * @param {string} [prefix]
 */
export function makeFolder(parent, prefix = 'version-first-') {
  try {
    return mkdtempSync(join(parent, prefix));
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new ShellError('no-temporary-folder', `there is no room for what is temporary: ${message}`, {
      nextSteps: ['set TMPDIR (on a runner RUNNER_TEMP) to a folder that exists and may be written to'],
    });
  }
}
