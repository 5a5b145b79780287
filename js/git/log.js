// The history: commits in order, and who made them.

import { completeHistory } from './fetch.js';
import { Unreadable } from '../say/errors.js';

/** @typedef {import('./port.js').Ground} World */

/** Who made a commit, for {@link peopleBefore}. */
const PEOPLE = ['--encoding=UTF-8', '--format=%aN%n%aE'];

/**
 * What git prints of a command; what fails is told in its own words.
 * @param {World['store']} store
 * @param {string[]} args
 * @param {string} [input]
 * @returns {Promise<string>}
 */
export async function printed({ git }, args, input) {
  const answer = await git.run(args, input === undefined ? {} : { input });
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  return answer.stdout.toString();
}

/**
 * What git is told so that people have the names they want, where the tree of the last look has a `.mailmap`.
 * @param {World} world
 */
function mailmapOf({ seen }) {
  return seen?.listing.get('.mailmap')?.mode.startsWith('100') ? ['-c', `mailmap.blob=${seen.tip}:.mailmap`] : [];
}

/**
 * The log as the core reads it, people by the names they want.
 * @param {World} world
 * @param {string | null | undefined} since the commit it begins after; none: at the beginning
 * @param {string} tip
 * @param {boolean} paths whether the paths of each commit are wanted: without looking for renames, which would read files
 * @returns {Promise<string>}
 */
export async function logSince(world, since, tip, paths) {
  const named = mailmapOf(world);
  const names = paths ? ['--name-only', '--no-renames', '--diff-merges=first-parent'] : [];
  const begin = paths ? '/' : '';
  const how = ['-z', '--encoding=UTF-8', ...names, `--format=${begin}%T %H %P%n%aN <%aE>%n%B`];
  const log = (await logOf(world, since, tip, [...named, 'log', ...how])) ?? (await printed(world.store, [...named, 'log', ...how, since ? `${since}..${tip}` : tip, '--']));
  const marked = await hollowMarked(world, log, begin);
  return named.length > 0 ? coAuthorsByName(world, named, marked) : marked;
}

/**
 * The log without the trees that its records begin with, and with a `=` behind the names of each merge that has its first parent's.
 * @param {World} world
 * @param {string} log
 * @param {string} begin what stands before each
 */
async function hollowMarked({ store }, log, begin) {
  const records = new RegExp(`(^|\\0)${begin}([0-9a-f]{40,64}) (([0-9a-f]{40,64}) ([0-9a-f]{40,64})?((?: [0-9a-f]{40,64})*))(?=\\n)`, 'g');
  /** @type {Map<string, string | undefined>} */
  const trees = new Map();
  const firsts = new Set();
  for (const [, , tree = '', , oid = '', first = '', others] of log.matchAll(records)) {
    trees.set(oid, tree);
    if (others) firsts.add(first);
  }
  // Some merges stand on what the log begins after.
  const beyond = [...firsts].filter((oid) => !trees.has(oid));
  await Promise.all(beyond.map(async (oid) => trees.set(oid, (await store.commit(oid))?.tree)));
  return log.replace(records, (_, end, tree, names, __, first, others) => `${end}${begin}${names}${others && trees.get(first) === tree ? ' =' : ''}`);
}

/**
 * The log of commits that are known by name although the history before them is not here. Null: the log is to be asked for
 * in the usual way, for which the whole history is here now.
 * @param {World} world
 * @param {string | null | undefined} since
 * @param {string} tip
 * @param {string[]} log
 */
async function logOf(world, since, tip, log) {
  const newer = newerHere(world, since, tip);
  if (newer?.length === 0) return '';
  if (!newer) return null;
  const answer = await world.store.git.run([...log, '--no-walk=unsorted', '--stdin'], { input: `${newer.join('\n')}\n` });
  if (answer.exit === 0) return answer.stdout.toString();
  // Something was missing after all, such as a tree that the server believed to be here.
  await completeHistory(world, tip, [], []);
  return null;
}

/**
 * The commits since one, in order, where they are known without the whole history.
 * @param {World} world
 * @param {string | null | undefined} since
 * @param {string} tip
 */
function newerHere({ recent, whole }, since, tip) {
  return recent?.tip === tip && since && !whole.has(tip) ? recent.known.get(since)?.newer : undefined;
}

/**
 * Git maps authors itself, but not those whom a message names beside them.
 * @param {World} world
 * @param {string[]} named
 * @param {string} log
 */
async function coAuthorsByName({ store }, named, log) {
  const line = /^(co-authored-by:[ \t]*)([^\n\0<>]+<[^\n\0<>]+>)(?=[ \t]*(?:[\n\0]|$))/gim;
  const people = [...new Set([...log.matchAll(line)].map(([, , person = '']) => person))];
  if (people.length === 0) return log;
  const answer = await store.git.run([...named, 'check-mailmap', '--stdin'], { input: `${people.join('\n')}\n` });
  // With a `.mailmap` that git cannot read, everybody keeps the name that was written.
  const mapped = answer.exit === 0 ? answer.stdout.toString().split('\n') : [];
  const names = new Map(people.map((person, at) => [person, mapped[at] || person]));
  return log.replace(line, (_, key, person) => `${key}${names.get(person)}`);
}

/**
 * The names of the commits since one, one a line.
 * @param {World} world
 * @param {string} since
 * @param {string} tip
 * @returns {Promise<string>}
 */
export async function newerThan(world, since, tip) {
  const newer = newerHere(world, since, tip);
  return newer ? newer.map((oid) => `${oid}\n`).join('') : printed(world.store, ['rev-list', `${since}..${tip}`, '--']);
}

/**
 * The commits that touched these paths, newest first, along the first parents.
 * @param {World} world
 * @param {string} tip
 * @param {string[]} paths
 * @param {number} limit
 * @returns {Promise<{oid: string, author: string}[]>}
 */
export async function touching({ store, seen }, tip, paths, limit) {
  const real = paths.flatMap((path) => seen?.links.get(path) ?? []);
  const format = ['-z', '--encoding=UTF-8', '--format=%H%n%an'];
  const log = await printed(store, ['log', '--first-parent', ...format, `--max-count=${limit}`, tip, '--', ...paths, ...real]);
  return log.split('\0').filter(Boolean).map((record) => {
    const [oid = '', author = ''] = record.split('\n');
    return { oid, author };
  });
}

/**
 * The tree of each commit along the first parents, and the newest commit that has it.
 * @param {World} world
 * @param {string} tip
 * @returns {Promise<Map<string, string>>}
 */
export async function newestByTree({ store }, tip) {
  const log = await printed(store, ['log', '--first-parent', '--format=%T %H', tip, '--']);
  /** @type {Map<string, string>} */
  const newest = new Map();
  for (const row of log.split('\n')) {
    const [tree = '', oid = ''] = row.split(' ');
    if (oid && !newest.has(tree)) newest.set(tree, oid);
  }
  return newest;
}

/**
 * Names and addresses of those who made commits before one, each on a line of its own, two for a commit; null where that
 * can't be told.
 * @param {World} world
 * @param {string} since
 * @param {number} skip
 * @param {number} count
 * @returns {Promise<string[] | null>}
 */
export async function peopleBefore(world, since, skip, count) {
  const { store, repository, recent, whole } = world;
  if (repository.shallow && !whole.has(since)) {
    if (!recent?.known.has(since)) return null;
    await completeHistory(world, recent.tip, [], [since]);
  }
  const answer = await store.git.run([...mailmapOf(world), 'log', `--skip=${skip}`, `--max-count=${count}`, ...PEOPLE, since, '--']);
  return answer.exit === 0 ? answer.stdout.toString().split('\n') : null;
}

/**
 * The same of what is here, where that is not all: of regulars it is enough.
 * @param {World} world
 * @param {string} since
 * @returns {Promise<string[]>}
 */
export async function peopleHere(world, since) {
  const { store, recent, whole } = world;
  const here = whole.has(since) ? undefined : recent?.known.get(since)?.older;
  if (!here) return [];
  const answer = await store.git.run([...mailmapOf(world), 'log', '--no-walk=unsorted', ...PEOPLE, '--stdin'], { input: `${here.join('\n')}\n` });
  return answer.exit === 0 ? answer.stdout.toString().split('\n') : [];
}
