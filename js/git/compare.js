// What two attempts bring, compared: by the patch of the whole change, and commit by commit.

import { ShellError } from '../say/errors.js';
import { gitRefused, lines } from './attempts.js';

/** @typedef {import('./iterations.js').Ground} World */
/** @typedef {import('../types.js').LineageSeen} Seen */

/** Commits of the base, of those that touch a file of it, that are looked at for the same change. */
const MOST_COMMITS = 500;
/** No colours, no programs of the user's, and renames as they are: the same patch is the same everywhere. */
const PLAIN = ['--no-color', '--no-ext-diff', '--no-textconv', '--no-renames', '--full-index', '--diff-algorithm=myers', '-U3', '--src-prefix=a/', '--dst-prefix=b/'];

/**
 * Where a branch is, here or on the remote, with what it stands on fetched where this clone has not got it.
 * @param {World} world
 * @param {Seen} seen
 * @param {string[]} names
 * @returns {Promise<Map<string, string>>} names that are somewhere, and their commits
 */
export async function commitsOf(world, seen, names) {
  const { repository, talking } = world;
  /** @type {Map<string, string>} */
  const found = new Map();
  const missing = [];
  for (const name of names) {
    const local = seen.local.find((branch) => branch.name === name);
    const remote = seen.remote?.find((branch) => branch.name === name);
    // The base is where it is on the remote; an attempt is what lies here, if it does.
    const oid = (local ?? remote)?.oid;
    if (oid === undefined) continue;
    found.set(name, oid);
    if (remote && remote.oid === oid && (await repository.git.run(['cat-file', '-e', `${oid}^{commit}`])).exit !== 0) missing.push(name);
  }
  if (missing.length > 0) {
    const refspecs = missing.map((name) => `+refs/heads/${name}:refs/remotes/${repository.remote}/${name}`);
    const { exit, stderr } = await talking.remote(['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--end-of-options', repository.remote, ...refspecs]);
    if (exit !== 0) throw gitRefused(`fetch ${missing.map((name) => `\`${name}\``).join(', ')}`, stderr);
  }
  return found;
}

/**
 * The base's commit: as the remote has it, fetched where this clone has not.
 * @param {World} world
 * @param {Seen} seen
 * @param {string} base
 */
export async function baseCommit(world, seen, base) {
  const remote = seen.remote?.find((branch) => branch.name === base);
  const only = { ...seen, local: remote ? [] : seen.local };
  const oid = (await commitsOf(world, only, [base])).get(base);
  if (oid === undefined) {
    throw new ShellError('base-gone', `there is no branch \`${base}\`, here or on the remote, which the change would be meant for`, { nextSteps: ['name another one with `--into`'] });
  }
  return oid;
}

/**
 * @param {World} world
 * @param {string} a
 * @param {string} b
 */
export async function forkPoint({ repository: { git, shallow } }, a, b) {
  const { exit, stdout } = await git.run(['merge-base', a, b]);
  const oid = stdout.toString().trim();
  if (exit === 0 && oid) return oid;
  throw new ShellError('unrelated', 'the branches have no commit in common', {
    nextSteps: shallow ? ['this clone is shallow: `git fetch --unshallow`'] : ['name iterations of one change'],
  });
}

/**
 * The id of the whole change, as a squash would bring it; undefined: it changes nothing.
 * @param {World} world
 * @param {string} from
 * @param {string} to
 * @returns {Promise<string | undefined>}
 */
export async function patchId({ repository: { git } }, from, to) {
  const diff = await git.run(['diff', ...PLAIN, from, to]);
  if (diff.exit !== 0) throw gitRefused('compare the commits', diff.stderr);
  const ids = await git.run(['patch-id', '--stable'], { input: diff.stdout });
  return ids.stdout.toString().split(' ')[0] || undefined;
}

/**
 * The commit of the base that brings the same change: squashed into one, or each of its commits one by one.
 * @param {World} world
 * @param {{base: string, fork: string, tip: string, id: string | undefined}} change
 * @returns {Promise<string | undefined>}
 */
export async function landed({ repository: { git } }, { base, fork, tip, id }) {
  if (id === undefined || base === fork) return undefined;
  const names = await git.run(['diff', '--name-only', '-z', '--no-renames', fork, tip]);
  const [path = ''] = names.stdout.toString().split('\0');
  // Whatever brings the same change touches its first file, too: only of such commits the patches are made.
  const touching = ['--full-diff', `${fork}..${base}`, '--', `:(top,literal)${path}`];
  const log = await git.run(['log', `--max-count=${MOST_COMMITS}`, '--first-parent', '-m', '-p', '--format=commit %H', ...PLAIN, ...touching]);
  const ids = await git.run(['patch-id', '--stable'], { input: log.stdout });
  const whole = lines(ids.stdout).find((line) => line.startsWith(`${id} `));
  if (whole) return whole.split(' ')[1];
  const cherry = await git.run(['cherry', base, tip]);
  const marks = lines(cherry.stdout);
  if (marks.length === 0 || !marks.every((line) => line.startsWith('- '))) return undefined;
  return base;
}

/**
 * @typedef {object} Compared
 * @property {string} text git's range-diff
 * @property {Row[]} rows
 * @property {number} merges commits of either that are merges, and not compared
 * @property {boolean} rebased each commit is the same, whatever it stands on
 * @property {boolean} same the very same commits
 * @property {boolean} alike the whole change is the same, in whichever commits
 */

/**
 * @typedef {object} Row
 * @property {string} from number and short name, or dashes
 * @property {'=' | '!' | '<' | '>'} sign
 * @property {string} to
 * @property {string} subject
 * @property {string[]} detail how the patches differ
 */

/**
 * @param {World} world
 * @param {[base: string, tip: string]} from
 * @param {[base: string, tip: string]} to
 * @returns {Promise<Compared>}
 */
export async function rangeDiff(world, from, to) {
  const { git } = world.repository;
  // Of a range without commits git says that it is none.
  if (from[0] === from[1] || to[0] === to[1]) return oneSided(git, from, to);
  const { exit, stdout, stderr } = await git.run(['range-diff', '--no-color', '--no-dual-color', '--no-notes', '--no-ext-diff', '--no-textconv', `${from[0]}..${from[1]}`, `${to[0]}..${to[1]}`]);
  if (exit !== 0) throw gitRefused('compare the iterations', stderr);
  const text = stdout.toString();
  /** @type {Row[]} */
  const rows = [];
  for (const line of text.split('\n')) {
    const [, a, sign, b, subject] = /^ *(-+|\d+): +(?:-+|[0-9a-f]+) ([=!<>]) +(-+|\d+): +(?:-+|[0-9a-f]+) ?(.*)$/.exec(line) ?? [];
    if (a !== undefined && !line.startsWith('    ')) rows.push({ from: a, sign: /** @type {Row['sign']} */ (sign), to: b ?? '', subject: subject ?? '', detail: [] });
    else if (line !== '') rows.at(-1)?.detail.push(line.slice(4));
  }
  const equal = rows.length > 0 && rows.every(({ sign, from: a, to: b }) => sign === '=' && a === b);
  // git leaves them out; whatever they resolved is in none of the patches.
  const count = await git.run(['rev-list', '--merges', '--count', from[1], to[1], `^${from[0]}`, `^${to[0]}`]);
  const merges = Number(count.stdout.toString());
  const [one, other] = [await patchId(world, from[0], from[1]), await patchId(world, to[0], to[1])];
  return { text, rows, merges, rebased: equal && merges === 0, same: from[1] === to[1], alike: one === other };
}

/**
 * One attempt has no commits: all of the other one's are gone, or new.
 * @param {import('../git/git.js').Git} git
 * @param {[base: string, tip: string]} from
 * @param {[base: string, tip: string]} to
 * @returns {Promise<Compared>}
 */
async function oneSided(git, from, to) {
  const gone = from[0] !== from[1];
  const [base, tip] = gone ? from : to;
  const { stdout } = await git.run(['log', '--reverse', '--no-merges', '--no-show-signature', '--format=%h %s', `${base}..${tip}`]);
  const rows = lines(stdout).map((line, at) => {
    const [, short = '', subject = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    const [here, none] = [`${at + 1}:  ${short}`, `-:  ${'-'.repeat(short.length)}`];
    /** @type {Row['sign']} */
    const sign = gone ? '<' : '>';
    const text = gone ? `${here} < ${none} ${subject}` : `${none} > ${here} ${subject}`;
    return { text, row: { from: gone ? String(at + 1) : '-', sign, to: gone ? '-' : String(at + 1), subject, detail: [] } };
  });
  return { text: rows.map(({ text }) => `${text}\n`).join(''), rows: rows.map(({ row }) => row), merges: 0, rebased: false, same: from[1] === to[1], alike: false };
}
