// What the picture in the README shows: one refused push, met in two orders. On the right the release's own state machine
// runs, in a world kept in memory; on the left what a script does that tags first. Whether a tag tells the truth is asked of
// that world after every step, and of nobody else.

import { createHash } from 'node:crypto';

const OLD = '0.2.334';
const BRANCH = 'main';
const FILE = 'pyproject.toml';

/** @typedef {import('../../js/types.js').Core} Core */
/** @typedef {import('../../js/types.js').Outcome} Outcome */
/** @typedef {import('../../js/types.js').Step} Step */

/**
 * A line of the story.
 * @typedef {object} Moment
 * @property {string} does
 * @property {'done' | 'refused' | 'people'} how
 * @property {{tag: string, says: string, true: boolean} | null} tag the newest version tag, if the story made one
 * @property {string[]} branches what there is beside the main branch, with an open pull request or without
 */

/** @param {string} version */
const manifest = (version) => `[project]\nname = "app"\nversion = "${version}"\n`;
/** @param {string} text */
const oid = (text) => createHash('sha1').update(text).digest('hex');

/** The remote: a main branch that takes changes by pull request only. */
class Remote {
  constructor() {
    /** @type {Map<string, {version: string, parent: string, message: string}>} */
    this.commits = new Map();
    /** @type {Map<string, {commit: string, name: string}>} tag objects, built or pushed */
    this.tags = new Map();
    /** @type {Map<string, string>} */
    this.refs = new Map();
    /** @type {Set<string>} branches with an open pull request */
    this.pulls = new Set();
    const first = this.commit(OLD, '', 'feat: everything');
    this.refs.set(`refs/tags/v${OLD}`, this.tag(`v${OLD}`, first));
    this.refs.set(`refs/heads/${BRANCH}`, this.commit(OLD, first, 'fix: close the file'));
  }

  /** @param {string} version @param {string} parent @param {string} message */
  commit(version, parent, message) {
    const name = oid([version, parent, message].join('\n'));
    this.commits.set(name, { version, parent, message });
    return name;
  }

  /** @param {string} name @param {string} commit */
  tag(name, commit) {
    const object = oid(`${name} ${commit}`);
    this.tags.set(object, { commit, name });
    return object;
  }

  get tip() {
    return this.refs.get(`refs/heads/${BRANCH}`) ?? '';
  }

  /** A merge as the server makes it, squashed. @param {string} branch */
  merge(branch) {
    const { version, message } = this.commits.get(this.refs.get(`refs/heads/${branch}`) ?? '') ?? { version: '', message: '' };
    this.refs.set(`refs/heads/${BRANCH}`, this.commit(version, this.tip, `${message.split('\n')[0]} (#7)\n\n${message.split('\n').slice(1).join('\n').trim()}`));
    this.pulls.delete(branch);
  }

  /** As `git ls-remote --symref` prints them. */
  listing() {
    const rows = [...this.refs].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([ref, name]) => {
      const peeled = this.tags.get(name)?.commit;
      return [`${name}\t${ref}\n`, ...(peeled === undefined ? [] : [`${peeled}\t${ref}^{}\n`])];
    });
    return `ref: refs/heads/${BRANCH}\tHEAD\n${this.tip}\tHEAD\n${rows.join('')}`;
  }

  /** The first parents of a commit, itself first. @param {string} from */
  line(from) {
    const found = [];
    for (let name = from; name !== ''; name = this.commits.get(name)?.parent ?? '') found.push(name);
    return found;
  }

  /** The moment as it stands: what is asked of the picture. @param {string} does @param {Moment['how']} how @returns {Moment} */
  moment(does, how = 'done') {
    const made = [...this.refs].filter(([ref]) => ref.startsWith('refs/tags/') && ref !== `refs/tags/v${OLD}`);
    const [last] = made.map(([ref, name]) => ({ tag: ref.slice('refs/tags/'.length), says: this.commits.get(this.tags.get(name)?.commit ?? '')?.version ?? '' }));
    const branches = [...this.refs.keys()].filter((ref) => ref.startsWith('refs/heads/') && ref !== `refs/heads/${BRANCH}`).map((ref) => ref.slice('refs/heads/'.length));
    return { does, how, tag: last ? { ...last, true: last.tag === `v${last.says}` } : null, branches: branches.map((name) => this.pulls.has(name) ? 'its pull request is open' : name) };
  }
}

/** What a script does that tags first. @returns {Moment[]} */
export function tagFirst() {
  const remote = new Remote();
  const next = '0.2.335';
  const told = [];
  remote.refs.set(`refs/tags/v${next}`, remote.tag(`v${next}`, remote.tip));
  told.push(remote.moment(`push the tag v${next}`));
  const mended = remote.commit(next, remote.tip, `chore: bump version to ${next}`);
  told.push(remote.moment(`commit the version`));
  told.push(remote.moment(`push ${BRANCH}`, 'refused'));
  remote.refs.set(`refs/heads/chore/version-bump--${next}`, mended);
  told.push(remote.moment('push it aside, for somebody to merge'));
  return told;
}

/**
 * What the state machine does in the same place: a run, somebody who merges, and the run that this starts.
 * @param {Core} core
 * @returns {Moment[]}
 */
export function versionFirst(core) {
  const remote = new Remote();
  const told = run(core, remote, '1');
  const [waiting] = remote.pulls;
  if (waiting === undefined) throw new Error('the first run opened no pull request');
  remote.merge(waiting);
  told.push(remote.moment('somebody merges it', 'people'));
  return [...told, ...run(core, remote, '2')];
}

/** @param {Core} core @param {Remote} remote @param {string} id @returns {Moment[]} */
function run(core, remote, id) {
  const told = [];
  let plan = core.plan({ bump: 'auto', run: { id, attempt: '1' }, githubRelease: 'false' }, null);
  for (let steps = 0; plan.step; steps += 1) {
    if (steps > 30) throw new Error('the run does not end');
    const { step } = plan;
    const { outcome, does, refused } = perform(core, remote, step);
    if (does !== '') told.push(remote.moment(does, refused ? 'refused' : 'done'));
    plan = core.advance(plan, outcome);
  }
  if (plan.result?.error) throw new Error(`the run failed: ${plan.result.error.message}`);
  return told;
}

/** @param {Core} core @param {Remote} remote @param {Step} step @returns {{outcome: Outcome, does: string, refused?: boolean}} */
function perform(core, remote, step) {
  switch (step.kind) {
    case 'look':
      return { outcome: { kind: 'facts', facts: facts(core, remote, step.heads) }, does: '' };
    case 'history': {
      const commits = remote.line(step.tip).map((name) => ({ oid: name, author: 'Ada <ada@example.com>', message: remote.commits.get(name)?.message ?? '', files: filesOf(remote, name) }));
      return { outcome: { kind: 'history', commits, complete: true }, does: '' };
    }
    case 'commit': {
      const version = /version = "([^"]+)"/.exec(step.files[0]?.text ?? '')?.[1] ?? '';
      const commit = remote.commit(version, step.parent, step.message);
      const tag = step.tag ? remote.tag(step.tag.name, commit) : '';
      // Built once more for the pull request: told once.
      return { outcome: { kind: 'built', commit, tag, files: step.files }, does: step.tag ? `commit the version, in private` : '' };
    }
    case 'tag':
      return { outcome: { kind: 'built', commit: step.target, tag: remote.tag(step.tag.name, step.target), files: filesOf(remote, step.target) }, does: '' };
    case 'push': {
      const refused = step.updates.some(({ ref }) => ref === `refs/heads/${BRANCH}`);
      const names = step.updates.map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, ''));
      const gone = step.updates.every(({ oid: to }) => to === '');
      if (!refused) for (const { ref, oid: to } of step.updates) {
        if (to === '') remote.refs.delete(ref);
        else remote.refs.set(ref, to);
      }
      const row = ({ ref }) => (refused ? `!\t${ref}:${ref}\t[remote rejected] (${ref === `refs/heads/${BRANCH}` ? 'protected branch hook declined' : 'atomic transaction failed'})\n` : `*\t${ref}:${ref}\t[new]\n`);
      const stderr = refused ? `remote: error: GH006: Protected branch update failed for refs/heads/${BRANCH}.\nremote: error: Changes must be made through a pull request.\n` : '';
      const what = gone ? `remove ${names.join(' and ')}` : `push ${names.join(' and ')}${names.length > 1 ? ' together' : ''}`;
      return { outcome: { kind: 'pushed', exit: refused ? 1 : 0, stdout: `To it\n${step.updates.map(row).join('')}Done\n`, stderr }, does: what, refused };
    }
    case 'openPull':
      remote.pulls.add(step.head);
      return { outcome: { kind: 'opened', number: 7, url: 'https://github.com/o/r/pull/7', nodeId: 'x' }, does: 'open its pull request' };
    case 'follow':
      return { outcome: { kind: 'followed', checkout: 'updated' }, does: '' };
    default:
      return { outcome: { kind: 'done' }, does: '' };
  }
}

/** @param {Remote} remote @param {string} name */
function filesOf(remote, name) {
  return [{ path: FILE, text: manifest(remote.commits.get(name)?.version ?? '') }];
}

/** @param {Core} core @param {Remote} remote @param {string[]} heads @returns {import('../../js/types.js').Facts} */
function facts(core, remote, heads) {
  const { tip } = remote;
  const branches = [...remote.refs].filter(([ref]) => /^refs\/heads\/chore\//.test(ref)).map(([ref, name]) => {
    const { parent = '', message = '' } = remote.commits.get(name) ?? {};
    return { name: ref.slice('refs/heads/'.length), oid: name, parents: [parent], message, committer: ME, changed: [FILE], files: filesOf(remote, name), before: filesOf(remote, parent), onBranch: remote.line(tip).includes(parent), ageSeconds: 3600 };
  });
  const tagged = remote.tags.get(remote.refs.get(`refs/tags/v${OLD}`) ?? '')?.commit ?? '';
  const since = remote.line(tip).slice(0, remote.line(tip).indexOf(tagged));
  const log = since.map((name) => `${name}\nAda\n${remote.commits.get(name)?.message}\0`).join('');
  const line = remote.line(tip);
  const place = (/** @type {string} */ name) => ({ oid: name, onBranch: line.includes(name), seconds: 1_700_000_000, parent: remote.commits.get(name)?.parent || null, before: [], files: [], searched: true, twin: null, builtOn: false });
  const pulls = heads.map((head) => ({ head, pulls: pullsOf(remote, head) }));
  return {
    refs: remote.listing(), tree: oid(`tree of ${tip}`), files: filesOf(remote, tip), log, newer: null,
    commits: line.map((name) => ({ oid: name, tree: oid(`tree of ${name}`), files: filesOf(remote, name), onBranch: true, changed: null })),
    committer: ME, tipTime: '2026-02-03T04:05:06Z', hosting: { kind: 'github', name: 'o/r', serverUrl: 'https://github.com' },
    branches, pulls, pullsDenied: null, release: null, places: line.map(place), past: null, holders: [],
  };
}

const ME = 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>';

/** @param {Remote} remote @param {string} head @returns {import('../../js/types.js').Pull[]} */
function pullsOf(remote, head) {
  const name = remote.refs.get(`refs/heads/${head}`);
  if (name === undefined) return [];
  const open = remote.pulls.has(head);
  return [{ number: 7, url: 'https://github.com/o/r/pull/7', nodeId: 'x', open, merged: !open, headOid: name, base: BRANCH, baseOid: remote.commits.get(name)?.parent ?? '', body: '', closedAt: open ? null : '2026-02-03T05:05:06Z', autoMerge: false, mergeable: true }];
}
