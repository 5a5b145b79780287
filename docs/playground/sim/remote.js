// A remote repository as data: commits, branches, tags, pull requests, releases, and the rules of its server. It does what a
// real one does and decides nothing. Times are counted, names are computed: the same story always looks the same.

/**
 * @typedef {object} Commit
 * @property {string} oid
 * @property {string[]} parents
 * @property {string} message
 * @property {string} author
 * @property {'person' | 'run'} by
 * @property {Map<string, string>} files all texts of its tree, by path
 * @property {number} seconds
 */
/** @typedef {{object: string, commit: string, by: 'person' | 'run'}} Tag */
/** @typedef {{ref: string, oid: string, expect: string}} Update */
/** What a server may have against a push, whoever comes. @typedef {'none' | 'pull-request' | 'signatures' | 'permission'} Rule */
/** @typedef {{kind: 'landed'} | {kind: 'stale', refs: string[]} | {kind: 'refused', rule: Rule}} Taken */
/**
 * @typedef {object} PullRequest
 * @property {number} number
 * @property {string} head
 * @property {string} headOid
 * @property {string} title
 * @property {string} body
 * @property {'open' | 'closed' | 'merged'} state
 * @property {string | null} closedAt
 * @property {string} baseOid
 */

const START = Date.UTC(2026, 0, 5, 9) / 1000;
export const PERSON = 'Ada <ada@example.com>';
export const ROBOT = 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>';

export class Remote {
  /** @type {Map<string, Commit>} everything that was ever built, here or at a desk */
  commits = new Map();
  /** @type {Map<string, string>} */
  heads = new Map();
  /** @type {Map<string, Tag>} */
  tags = new Map();
  /** @type {Map<string, {commit: string, name: string, message: string}>} */
  tagObjects = new Map();
  /** @type {PullRequest[]} */
  pulls = [];
  /** @type {Map<string, number>} */
  releases = new Map();
  /** @type {string[]} every commit that ever was the newest of `main` */
  tips = [];
  /** @type {Rule} */
  rule = 'none';
  /** What people change besides manifests. */
  work = 'src/work.txt';
  seconds = START;
  #made = 0;

  /** @returns {string} */
  get tip() {
    return this.heads.get('main') ?? '';
  }

  /**
   * @param {Omit<Commit, 'oid' | 'seconds'>} commit
   * @returns {string} its name
   */
  add(commit) {
    this.#made += 1;
    const oid = nameOf(`commit ${this.#made} ${commit.parents.join(' ')} ${commit.message}`);
    this.commits.set(oid, { ...commit, oid, seconds: this.seconds });
    return oid;
  }

  /**
   * @param {string} commit
   * @param {{name: string, message: string}} tag
   * @returns {string} the tag object's name
   */
  addTag(commit, { name, message }) {
    this.#made += 1;
    const object = nameOf(`tag ${this.#made} ${commit} ${name}`);
    this.tagObjects.set(object, { commit, name, message });
    return object;
  }

  /**
   * @param {string} oid
   * @returns {Commit}
   */
  commit(oid) {
    const found = this.commits.get(oid);
    if (!found) throw new Error(`no commit ${oid}`);
    return found;
  }

  /** The name of a commit's tree: two with the same texts have one. @param {string} oid */
  tree(oid) {
    return nameOf(JSON.stringify([...this.commit(oid).files].sort(([a], [b]) => (a < b ? -1 : 1))));
  }

  /** @param {string} name @param {string} oid */
  move(name, oid) {
    if (oid === '') this.heads.delete(name);
    else this.heads.set(name, oid);
    if (name === 'main') this.tips.push(oid);
    for (const pull of this.pulls) {
      if (pull.head !== name || pull.state !== 'open') continue;
      if (oid === '') this.#close(pull, 'closed');
      else pull.headOid = oid;
    }
  }

  /**
   * What the server makes of a push: leases first, then its rules; all or nothing.
   * @param {Update[]} updates
   * @returns {Taken}
   */
  take(updates) {
    if (this.rule === 'permission') return { kind: 'refused', rule: this.rule };
    const stale = updates.filter(({ ref, expect }) => this.current(ref) !== expect).map(({ ref }) => ref);
    if (stale.length > 0) return { kind: 'stale', refs: stale };
    if (this.rule !== 'none' && updates.some(({ ref }) => ref === 'refs/heads/main')) return { kind: 'refused', rule: this.rule };
    for (const { ref, oid } of updates) {
      if (ref.startsWith('refs/heads/')) this.move(ref.slice('refs/heads/'.length), oid);
      else this.tags.set(ref.slice('refs/tags/'.length), { object: oid, commit: this.tagObjects.get(oid)?.commit ?? oid, by: 'run' });
    }
    return { kind: 'landed' };
  }

  /** What a ref names; empty: it is not there. @param {string} ref */
  current(ref) {
    if (ref.startsWith('refs/tags/')) return this.tags.get(ref.slice('refs/tags/'.length))?.object ?? '';
    return this.heads.get(ref.slice('refs/heads/'.length)) ?? '';
  }

  /** All commits in the history of one, itself included. @param {string} oid @returns {Set<string>} */
  history(oid) {
    const known = new Set(oid === '' ? [] : [oid]);
    // A set grows while it is walked through.
    for (const one of known) for (const parent of this.commit(one).parents) known.add(parent);
    return known;
  }

  /** The first parents of a commit, itself first. @param {string} oid */
  line(oid) {
    const line = [];
    for (let one = this.commits.get(oid); one; one = this.commits.get(one.parents[0] ?? '')) line.push(one);
    return line;
  }

  /** The paths in which two commits differ. @param {string} before @param {string} after */
  differences(before, after) {
    const [old, now] = [this.commit(before).files, this.commit(after).files];
    return [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path)).sort();
  }

  /** Somebody pushes a commit to a branch. @param {string} message @param {Map<string, string>} [files] the manifests */
  personCommits(message, files) {
    const before = this.commits.get(this.tip)?.files ?? new Map();
    const now = new Map([...before, ...(files ?? []), [this.work, `change ${this.tips.length + 1}\n`]]);
    this.move('main', this.add({ parents: this.tip ? [this.tip] : [], message, author: PERSON, by: 'person', files: now }));
  }

  /** Somebody tags a commit by hand. @param {string} name @param {string} commit */
  personTags(name, commit) {
    if (!this.tags.has(name)) this.tags.set(name, { object: commit, commit, by: 'person' });
  }

  /** @param {{head: string, title: string, body: string}} asked */
  openPull({ head, title, body }) {
    const number = this.pulls.length + 1;
    const pull = { number, head, title, body, headOid: this.heads.get(head) ?? '', state: /** @type {const} */ ('open'), closedAt: null, baseOid: this.tip };
    this.pulls.push(pull);
    return number;
  }

  /**
   * Whether nobody else has changed what a pull request changes.
   * @param {PullRequest} pull
   */
  merges(pull) {
    const fork = this.#fork(pull.headOid);
    const [old, ours, theirs] = [fork, pull.headOid, this.tip].map((oid) => this.commit(oid).files);
    return this.differences(fork, pull.headOid).every((path) => theirs?.get(path) === old?.get(path) || theirs?.get(path) === ours?.get(path));
  }

  /** Somebody merges a pull request. @param {number} number @param {'merge' | 'squash'} method */
  mergePull(number, method) {
    const pull = this.pulls.find((one) => one.number === number);
    if (!pull || pull.state !== 'open' || !this.merges(pull)) return false;
    const head = this.commit(pull.headOid);
    const files = new Map(this.commit(this.tip).files);
    for (const path of this.differences(this.#fork(head.oid), head.oid)) files.set(path, head.files.get(path) ?? '');
    const [subject = '', ...rest] = head.message.split('\n');
    const squash = { parents: [this.tip], message: `${subject} (#${number})\n${rest.join('\n')}` };
    const merge = { parents: [this.tip, head.oid], message: `Merge pull request #${number} from you/${pull.head}\n\n${pull.title}` };
    const baseOid = this.tip;
    this.move('main', this.add({ ...(method === 'squash' ? squash : merge), author: PERSON, by: 'person', files }));
    this.#close(pull, 'merged');
    pull.baseOid = baseOid;
    return true;
  }

  /** Somebody closes a pull request. @param {number} number */
  closePull(number) {
    for (const pull of this.pulls) if (pull.number === number && pull.state === 'open') this.#close(pull, 'closed');
  }

  /** Time as servers write it. */
  now() {
    return timeOf(this.seconds);
  }

  /** @param {PullRequest} pull @param {'closed' | 'merged'} state */
  #close(pull, state) {
    Object.assign(pull, { state, closedAt: this.now(), baseOid: this.tip });
  }

  /** The newest commit of a head's past that is on the branch. @param {string} head */
  #fork(head) {
    const main = this.history(this.tip);
    return this.line(head).find(({ oid }) => main.has(oid))?.oid ?? this.tip;
  }
}

/** @param {number} seconds */
export function timeOf(seconds) {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Forty hexadecimal digits that depend on every character of a text. Not git's own names: nothing here is written anywhere. @param {string} text */
function nameOf(text) {
  const hash = (/** @type {number} */ seed) => {
    let sum = 0x811c9dc5 ^ seed;
    for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    // The last characters have to reach all bits.
    for (const shift of [16, 13, 15]) sum = Math.imul(sum ^ (sum >>> shift), 0x5bd1e995);
    return (sum >>> 0).toString(16).padStart(8, '0');
  };
  return [1, 2, 3, 4, 5].map((seed) => hash(seed * 0x9e3779b1)).join('');
}
