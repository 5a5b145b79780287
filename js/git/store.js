// A private git directory in a temporary folder. It borrows the user's objects; whatever we fetch or make lies here, so
// that nothing of theirs changes before the release has landed, and nothing of ours stays when it has not.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import process from 'node:process';

import { removeAtExit, removeNow, stop } from '../ending.js';
import { stayingThere, storeEnvironment, talkingEnvironment, withConfig } from './environment.js';
import { ShellError, Unreadable } from '../say/errors.js';
import { oneLine, shellWord } from '../say/escape.js';
import { makeFolder, removeForgotten } from '../files/folders.js';
import { addressOf, given } from '../hosting/hosting.js';
import { giveObject, nameOf } from './loose.js';
import { ObjectReader } from './objects.js';
import { Part, QUIETLY, configOf, layOut } from './part.js';
import { say } from '../say/output.js';
import { Trees } from './trees.js';

/** @typedef {import('./repository.js').Repository} Repository */
/** @typedef {Map<string, {type: string, data: Buffer}>} Objects by their names */
/** @typedef {{commit: string, parent: string, objects: string[], tags: string[], ground: Objects}} Built a commit, all objects that it brings, the tags that name it, and what it was made from */

/** What git says of an answer that points elsewhere, where it does not go there. */
const REDIRECTED = /returned error: 30[12378]\b/;
const MIB = 1024 * 1024;
/** Of a commit or tag as a whole, its message included. */
const LARGEST_COMMIT = 32 * MIB;

export class Store {
  /** @type {ObjectReader | undefined} */
  #reader;
  #lazy = false;
  /** Whether file contents stayed behind when something was fetched: git fetches them when they are read. */
  #holed = false;
  /** @type {Built | null} the newest commit that was built here */
  built = null;
  /** @type {import('./environment.js').ConfigEntry[]} what leads to the remote's new address, where it has moved */
  moved = [];
  /** @type {import('./git.js').Git} */
  #alone;
  /** @type {import('./git.js').Git} */
  #talking;

  /**
   * @param {Repository} repository
   * @param {string | null} [room] a folder made by `makeRoom`
   */
  constructor(repository, room = null) {
    this.repository = repository;
    this.dir = room ?? newRoom(repository.tempDir);
    this.#writeConfig();
    this.#writeTrusted();
    /** The newest generations, and the commits since one: what a shallow clone may get instead of its whole history. */
    this.recent = new Part(this, 'recent');
    this.since = new Part(this, 'since');
    this.#borrow();
    const env = storeEnvironment(repository.git.env, this.dir);
    this.#alone = repository.git.with({ env });
    this.#talking = this.#alone.with({ env: talkingEnvironment(env, repository.transport, repository.tokens) });
    this.trees = new Trees(() => this.reader());
  }

  /** git in the store. It can reach the remote only where it may have to fetch what is missing. */
  get git() {
    return this.#lazy || this.#holed ? this.#talking : this.#alone;
  }

  /**
   * A git command that talks to the remote. One that has been renamed is followed on its own server, and nowhere else.
   * @param {string[]} args
   * @param {string} [input]
   * @param {string} [dir] another git directory than the store
   * @returns {Promise<import('./git.js').Answer>}
   */
  async remote(args, input, dir = this.dir) {
    // Whatever such a directory lacks, it lacks on purpose.
    const elsewhere = dir === this.dir ? {} : { GIT_DIR: dir, GIT_NO_LAZY_FETCH: '1' };
    const ask = () => this.#talking.with({ env: { ...this.#talking.env, ...elsewhere } }).remote(args, input);
    const answer = await ask();
    if (answer.exit === 0 || this.moved.length > 0 || !REDIRECTED.test(answer.stderr)) return answer;
    const there = await this.#newAddress();
    if (there === null) {
      const advice = 'the remote redirects to another server, and a token is sent to no server but its own: see `git remote set-url`';
      return { ...answer, stderr: `${answer.stderr}\nfatal: ${advice}\n` };
    }
    const { config, remote } = this.repository;
    this.moved = [[`url.${there}.insteadof`, given(config, remote)]];
    this.#talking = this.#talking.with({ env: withConfig(this.#talking.env, this.moved) });
    say(`${oneLine(`the repository has moved: from now on ${there} is used (\`git remote set-url ${shellWord(remote)} ${shellWord(there)}\` makes that known here)`)}\n`);
    return ask();
  }

  /**
   * The environment in which a command in the user's clone may talk to the remote.
   * @param {NodeJS.ProcessEnv} env
   */
  talkingFor(env) {
    const { authentication, transport, tokens } = this.repository;
    return withConfig({ ...env, ...tokens }, [...authentication, ...stayingThere(transport), ...this.moved]);
  }

  /**
   * Where the remote has moved to; null: not to another place on the same server. git does not say it but in its trace,
   * which leaves out what is secret.
   */
  async #newAddress() {
    const { config, remote } = this.repository;
    const old = addressOf(config, remote);
    const env = { ...this.#talking.env, GIT_TRACE_CURL: '2', GIT_TRACE_CURL_NO_DATA: '1', GIT_TRACE_REDACT: '1' };
    const { stderr } = await this.#talking.with({ env }).remote(['ls-remote', '--end-of-options', remote, 'HEAD']);
    const to = /header: location: (\S+?)\/info\/refs\?/i.exec(stderr)?.[1];
    if (to === undefined || !URL.canParse(old) || !URL.canParse(to, `${old}/`)) return null;
    const [from, there] = [new URL(old), new URL(to, `${old}/`)];
    const safer = from.protocol === 'http:' && there.protocol === 'https:' && from.hostname === there.hostname && there.port === '';
    const same = there.origin === from.origin || safer;
    return same && there.username === '' && there.password === '' ? `${there.origin}${there.pathname}` : null;
  }

  /** Whether git may fetch what is missing when it is read, and all that came before it. */
  get fetchesWhatItReads() {
    return this.#lazy || this.#holed;
  }

  /** The process that reads objects. */
  reader() {
    // git ends it where fetching what is missing fails: the next look starts another.
    if (this.#reader?.ended) this.#reader = undefined;
    this.#reader ??= new ObjectReader(this.git.start(['cat-file', '--batch']), this.repository.redact);
    return this.#reader;
  }

  /** @param {string} oid */
  async has(oid) {
    return (await this.reader().read(oid, { limit: 0 })) !== null;
  }

  /**
   * What a commit says of itself; null where it is missing or no commit. `author`: a name; `committer`: name and email; `seconds`: when, since 1970.
   * @param {string} oid
   * @returns {Promise<{tree: string, parents: string[], author: string, committer: string, seconds: number, message: string} | null>}
   */
  async commit(oid) {
    const found = await this.reader().read(oid, { limit: LARGEST_COMMIT });
    if (found?.type !== 'commit') return null;
    if (!found.data) throw new ShellError('commit-too-large', `the text of commit ${oid} has ${Math.ceil(found.size / MIB)} MiB: expected at most ${LARGEST_COMMIT / MIB} MiB`, {
        nextSteps: ['take that commit out of the branch: nobody writes so much by hand'],
      });
    const lines = headerOf(found.data);
    // What stands there is asked for by name: nothing but names of objects, whatever a commit says.
    const named = (/** @type {string} */ word) => lines.flatMap((line) => (line.startsWith(word) && isOid(line.slice(word.length)) ? [line.slice(word.length)] : []));
    const [tree] = named('tree ');
    if (tree === undefined) return null;
    const committed = /^committer (.*?)(?: (\d{1,11}) [+-]\d+)?$/.exec(lines.find((line) => line.startsWith('committer ')) ?? '');
    return {
      tree,
      parents: named('parent '),
      author: Buffer.from(/^author (.*) <[^<>]*> \d+ [+-]\d+$/.exec(lines.find((line) => line.startsWith('author ')) ?? '')?.[1] ?? '', 'latin1').toString(),
      committer: Buffer.from(committed?.[1] ?? '', 'latin1').toString(),
      seconds: Number(committed?.[2] ?? 0),
      message: messageOf(found.data),
    };
  }

  /**
   * The message of a tag object; null where it is none.
   * @param {string} oid
   */
  async tagMessage(oid) {
    const found = await this.reader().read(oid, { limit: LARGEST_COMMIT });
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
    const answer = await this.remote(['fetch', ...QUIETLY, ...filter, '--end-of-options', remote, ...refspecs]);
    if (shallow) this.#borrow();
    if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
    if (filter.length > 0) {
      this.#holed = true;
      this.#restartReader();
    }
  }

  /**
   * A file; null where it is missing. One that stayed behind is fetched.
   * @param {string} oid
   * @param {number} limit
   */
  async contents(oid, limit) {
    const found = await this.reader().read(oid, { limit });
    if (found || !isOid(oid)) return found;
    await this.bringContents([oid]);
    return this.reader().read(oid, { limit });
  }

  /**
   * Has files at hand that will be read: all at once, where git would not fetch them when they are.
   * @param {string[]} oids
   */
  async bringContents(oids) {
    if (!this.recent.used || this.fetchesWhatItReads) return;
    const here = await Promise.all(oids.map((oid) => this.has(oid)));
    const missing = oids.filter((_, at) => !here[at]);
    if (missing.length > 0) await this.recent.fetchContents(missing);
  }

  /**
   * Fetches file contents by name, all at once.
   * @param {string[]} oids
   */
  async fetchContents(oids) {
    const args = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', ...QUIETLY, '--filter=blob:none', '--stdin', '--end-of-options', this.repository.remote];
    const answer = await this.remote(args, `${oids.join('\n')}\n`);
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
   * Points a ref of the store somewhere, without a process: below the store's own `refs`, whatever the name says.
   * @param {string} ref
   * @param {string} oid
   */
  setRef(ref, oid) {
    const file = join(this.dir, ref);
    const inside = file.startsWith(join(this.dir, 'refs') + sep) && !/(?:^|[/\\])\.|[\x00-\x1f\x7f:]/.test(ref) && isOid(oid);
    if (!inside) throw new ShellError('invalid-ref-name', `no ref can be called \`${ref}\` and name \`${oid}\``);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${oid}\n`);
  }

  /**
   * Makes an object.
   * @param {string} type
   * @param {Buffer} data
   * @returns {string} its name
   */
  put(type, data) {
    const oid = nameOf(this.repository.objectFormat, type, data);
    giveObject(this.dir, oid, type, data);
    return oid;
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
    removeForgotten(this.repository.tempDir);
  }

  #alternates() {
    return join(this.dir, 'objects', 'info', 'alternates');
  }

  #borrow() {
    const folders = [join(this.repository.commonDir, 'objects'), ...(this.repository.shallow ? [this.recent.objects, this.since.objects] : [])];
    // Git reads a quoted line as a C string: the only way to name a folder with a line end in it.
    const lines = folders.map((objects) => (objects.includes('\n') ? JSON.stringify(objects) : objects));
    writeFileSync(this.#alternates(), lines.map((line) => `${line}\n`).join(''));
  }

  #writeConfig() {
    writeFileSync(join(this.dir, 'config'), configOf(this.repository, this.#lazy));
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

/**
 * A folder for a store, made while something else is waited for. Null: there is no room, as the store itself will say once it is
 * known that one is needed.
 * @param {string} tempDir
 */
export function makeRoom(tempDir) {
  try {
    return newRoom(tempDir);
  } catch {
    return null;
  }
}

/** @param {string} tempDir */
function newRoom(tempDir) {
  const dir = makeFolder(tempDir);
  removeAtExit(dir);
  writeFileSync(join(dir, 'pid'), `${process.pid}\n`);
  layOut(dir);
  return dir;
}

/** @param {string} text */
function isOid(text) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
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
