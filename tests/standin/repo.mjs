// What GitHub does with commits and refs, done with git's plumbing on the bare repository.

import { exec } from '../scenarios/harness/process.mjs';
import { head, readRefs } from './refs.mjs';

const GITHUB = { GIT_COMMITTER_NAME: 'GitHub', GIT_COMMITTER_EMAIL: 'noreply@github.com' };

/** What throw-away commits say, so that the same two commits give the same third one. */
const LONG_AGO = '1000000000 +0000';

const OBJECT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * @typedef {object} Commit
 * @property {string} sha
 * @property {string[]} parents
 * @property {string} tree
 * @property {string} name
 * @property {string} email
 * @property {string} date
 * @property {string} message
 */

/** Who merges, as the author of a merge commit. @param {string} login */
export const email = (login) => `${login}@users.noreply.github.com`;

/**
 * Whom a commit names: its author first, then those who wrote it too.
 * @param {Commit} commit
 * @param {Record<string, string>} accounts
 * @returns {{name: string, email: string, login: string | null}[]}
 */
export function authorsOf({ name, email: address, message }, accounts) {
  const others = [...message.matchAll(/^co-authored-by: *([^<\n]*?) *<([^>\n]*)>$/gim)].map(([, other = '', at = '']) => ({ name: other, email: at }));
  return [{ name, email: address }, ...others].map((one) => {
    const own = /^(?:\d+\+)?([\w-]+)@users\.noreply\.github\.com$/.exec(one.email)?.[1];
    return { ...one, login: accounts[one.email] ?? own ?? null };
  });
}

export class Repo {
  /** @type {Map<string, Promise<any>>} answers that depend on commits alone never change */
  #known = new Map();
  /** @type {Map<string, string>} commits by the objects that name them: annotated tags, and themselves */
  #peeled = new Map();

  /** @param {{fixtureEnv: Record<string, string>}} box @param {import('../scenarios/harness/remote.mjs').Remote} remote @param {() => number} now */
  constructor(box, remote, now) {
    this.box = box;
    this.remote = remote;
    this.now = now;
  }

  /** @param {string[]} args @param {{env?: Record<string, string>, input?: string}} [options] */
  #try(args, { env = {}, input } = {}) {
    return exec('git', args, { cwd: this.remote.dir, env: { ...this.box.fixtureEnv, ...env }, input });
  }

  /** @param {string[]} args @param {{env?: Record<string, string>, input?: string}} [options] */
  async #git(args, options) {
    const { code, stdout, stderr } = await this.#try(args, options);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  /** @template T @param {string} key @param {() => Promise<T>} work @returns {Promise<T>} */
  #once(key, work) {
    if (!this.#known.has(key)) this.#known.set(key, work());
    return /** @type {Promise<T>} */ (this.#known.get(key));
  }

  /** Object names by ref. */
  refs() {
    return readRefs(this.remote.dir);
  }

  /** The default branch, whether it exists or not. */
  defaultBranch() {
    return head(this.remote.dir).replace('refs/heads/', '');
  }

  /** The commit a name stands for. @param {string} name @returns {Promise<string | undefined>} */
  async commit(name) {
    const at = this.refs()[name] ?? name;
    // A branch names nothing but commits.
    if (at !== name && name.startsWith('refs/heads/')) return at;
    if (!OBJECT.test(at)) return this.#peel(at);
    const found = this.#peeled.get(at) ?? (await this.#peel(at));
    if (found !== undefined) this.#peeled.set(at, found);
    return found;
  }

  /** @param {string} name @returns {Promise<string | undefined>} */
  async #peel(name) {
    const { code, stdout } = await this.#try(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    return code === 0 ? stdout.trim() : undefined;
  }

  /**
   * Moves, makes or deletes refs, all or none, if they stand where they are thought to stand.
   * @param {[ref: string, now: string | null, old?: string | null][]} changes null: it does not exist
   * @returns {Promise<boolean>} false: something stood elsewhere
   */
  async move(changes) {
    const lines = changes.map(([ref, now, old]) => {
      const from = old === undefined ? '' : ` ${old ?? '0'.repeat((now ?? '').length || 40)}`;
      return now === null ? `delete ${ref}${from}` : `update ${ref} ${now}${from}`;
    });
    const { code } = await this.#try(['update-ref', '--stdin'], { input: `start\n${lines.join('\n')}\ncommit\n` });
    return code === 0;
  }

  /** Whether the younger commit contains the older one. @param {string} younger @param {string} older */
  contains(younger, older) {
    return this.#once(`contains ${younger} ${older}`, async () => (await this.#try(['merge-base', '--is-ancestor', older, younger])).code === 0);
  }

  /** Commits of `head` that `base` has not, oldest first. @param {string} base @param {string} head @returns {Promise<Commit[]>} */
  commits(base, head) {
    return this.#once(`commits ${base} ${head}`, async () => {
      const said = await this.#git(['log', '--reverse', '--topo-order', '-z', '--format=%H%n%P%n%T%n%an%n%ae%n%aI%n%B', `${base}..${head}`]);
      return said.split('\0').filter(Boolean).map((record) => {
        const [sha = '', parents = '', tree = '', name = '', mail = '', date = '', ...message] = record.split('\n');
        return { sha, parents: parents.split(' ').filter(Boolean), tree, name, email: mail, date, message: message.join('\n').trim() };
      });
    });
  }

  /** @param {string} sha @returns {Promise<Commit>} */
  async one(sha) {
    const [found] = await this.#once(`one ${sha}`, async () => {
      const said = await this.#git(['log', '-1', '--format=%H%n%P%n%T%n%an%n%ae%n%aI%n%B', sha]);
      const [name = '', parents = '', tree = '', who = '', mail = '', date = '', ...message] = said.split('\n');
      return [{ sha: name, parents: parents.split(' ').filter(Boolean), tree, name: who, email: mail, date, message: message.join('\n').trim() }];
    });
    return /** @type {Commit} */ (found);
  }

  /** Whether two commits have anything in common. @param {string} one @param {string} other */
  related(one, other) {
    return this.#once(`related ${one} ${other}`, async () => (await this.#try(['merge-base', one, other])).code === 0);
  }

  /** @param {string} base @param {string} head @returns {Promise<{files: number, added: number, deleted: number}>} */
  size(base, head) {
    return this.#once(`size ${base} ${head}`, async () => {
      const said = await this.#git(['diff', '--numstat', `${base}...${head}`]);
      const rows = said.split('\n').filter(Boolean).map((row) => row.split('\t').slice(0, 2).map((cell) => Number(cell) || 0));
      const sum = (/** @type {number} */ at) => rows.reduce((all, row) => all + (row[at] ?? 0), 0);
      return { files: rows.length, added: sum(0), deleted: sum(1) };
    });
  }

  /** Whether the files of two commits are the same below a folder. @param {string} one @param {string} other @param {string} path */
  async same(one, other, path) {
    return (await this.#try(['diff', '--quiet', one, other, '--', path])).code === 0;
  }

  /** @param {string} commit @param {string} path */
  async exists(commit, path) {
    return (await this.#try(['cat-file', '-e', `${commit}:${path}`])).code === 0;
  }

  /** The tree of a clean merge; nothing where there is a conflict. @param {string} base @param {string} head @returns {Promise<string | undefined>} */
  mergeTree(base, head) {
    return this.#once(`tree ${base} ${head}`, async () => {
      const { code, stdout } = await this.#try(['merge-tree', '--write-tree', '--no-messages', base, head]);
      return code === 0 ? stdout.trim() : undefined;
    });
  }

  /**
   * @param {string} tree @param {string[]} parents @param {string} message
   * @param {{name: string, email: string, date?: string}} author @param {string} [committed] else now
   */
  commitTree(tree, parents, message, author, committed = `${Math.floor(this.now() / 1000)} +0000`) {
    return this.#git(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-F', '-'], {
      input: `${message.trim()}\n`,
      env: { ...GITHUB, GIT_AUTHOR_NAME: author.name, GIT_AUTHOR_EMAIL: author.email, GIT_AUTHOR_DATE: author.date ?? committed, GIT_COMMITTER_DATE: committed },
    });
  }

  /**
   * One commit's change, made again on another commit. `git merge-tree` finds the base itself, so a throw-away commit
   * puts the onto-tree right above the commit's parent.
   * @param {Commit} commit @param {string} onto
   * @returns {Promise<string | undefined>} the new commit; nothing where there is a conflict
   */
  async replay(commit, onto) {
    const [parent] = commit.parents;
    if (parent === undefined) return undefined;
    const { tree } = await this.one(onto);
    const nobody = { name: 'nobody', email: 'nobody', date: LONG_AGO };
    const standIn = await this.commitTree(tree, [parent], 'onto', nobody, LONG_AGO);
    const merged = await this.mergeTree(standIn, commit.sha);
    return merged && this.commitTree(merged, [onto], commit.message, commit);
  }

  /** The throw-away merge that GitHub shows before a real one; the same for the same two commits. @param {string} base @param {string} head */
  async testMerge(base, head) {
    const tree = await this.mergeTree(base, head);
    if (!tree) return null;
    return this.#once(`test ${base} ${head}`, () => this.commitTree(tree, [base, head], `Merge ${head} into ${base}`, { name: 'GitHub', email: 'noreply@github.com' }, LONG_AGO));
  }

  /** What `git rev-list` says, for a release's notes. @param {string} range */
  async subjects(range) {
    return (await this.#git(['log', '--first-parent', '--format=%s', range])).split('\n').filter(Boolean);
  }

  /** Tags that a commit contains, newest version first. @param {string} commit */
  async tagsBelow(commit) {
    return (await this.#git(['tag', '--merged', commit, '--sort=-version:refname'])).split('\n').filter(Boolean);
  }

  /** @param {string[]} args */
  plumb(args) {
    return this.#git(args);
  }
}
