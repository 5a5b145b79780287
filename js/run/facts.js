// Reads the world: the remote's refs, the files and the history of its tip. Decides nothing; the core says what to read.

import { bumpBranches, missingHeads } from '../git/branches.js';
import { identity } from '../git/build.js';
import { isAncestor, mailmapOf, manifestsOf, missingTags, texts } from '../git/commits.js';
import { holdersOf, pastOf, placesOf } from './places.js';
import { ShellError, Unreadable, failureOf } from '../say/errors.js';
import { asKnown } from '../git/links.js';
import { Moved, TIP, completeHistory, fetch } from '../git/fetch.js';
import { askPulls } from '../hosting/pulls.js';
import { releaseOf } from '../hosting/releases.js';

/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../types.js').Request} Request */
/** @typedef {import('../types.js').Facts} Facts */
/** @typedef {import('../types.js').Outcome} Outcome */
/** @typedef {import('../types.js').LookStep} LookStep */
/** @typedef {import('../types.js').Step} Step */
/** @typedef {import('../hosting/github.js').GitHub} GitHub */
/** @typedef {import('../git/repository.js').Repository} Repository */
/** @typedef {import('../git/store.js').Store} Store */
/** @typedef {import('../git/trees.js').Listing} Listing */

/**
 * Everything a run needs in order to read and act.
 * @typedef {object} World
 * @property {Core} core
 * @property {Request} request
 * @property {Repository} repository
 * @property {Store} store
 * @property {import('./limits.js').Limits} limits
 * @property {boolean} offline look at the local refs instead of the remote's
 * @property {{branch: string, tip: string, listing: Listing, links: import('../git/links.js').Links} | null} seen the tip of the last look
 * @property {Set<string>} whole commits whose history is known to be complete here
 * @property {Promise<GitHub> | null} client once it has been used
 */

/** How many of the commits that touched the manifests are read to find out what these have said. */
const MOST_PAST = 128;
/** A moment's forced push between our two remote commands is looked at again; a third one is the remote's trouble. */
const MOST_MOVES = 3;
/** So many paths that differ are told one by one. */
const MOST_CHANGES = 100_000;
/** What a look leaves out that is for cleaning up only, or about a branch that is not released. */
const BARE = { tree: '', files: [], log: null, newer: null, commits: [], committer: '', tipTime: '', branches: [], release: null, places: [], past: null, holders: [] };

/**
 * Step `look`: everything afresh.
 * @param {World} world
 * @param {LookStep} step
 * @returns {Promise<Outcome>}
 */
export async function look(world, step) {
  try {
    for (let moves = 1; ; moves += 1) {
      try {
        return { kind: 'facts', facts: await read(world, step) };
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
        if (moves === MOST_MOVES) return { kind: 'unreadable', exit: null, stderr: error.message };
      }
    }
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', exit: error.exit, stderr: error.stderr };
    const failure = failureOf(error);
    if (failure) return { kind: 'refused', error: failure };
    throw error;
  }
}

/**
 * Step `history`: the commits that touched these paths, newest first, along the first parents.
 * @param {World} world
 * @param {Extract<Step, {kind: 'history'}>} step
 * @returns {Promise<Outcome>}
 */
export async function history(world, { tip, paths, limit }) {
  try {
    await completeHistory(world, tip, [], []);
    const commits = await pastOf(world, tip, paths, limit);
    return { kind: 'history', commits, complete: commits.length < limit };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unreadable', exit: error.exit, stderr: error.stderr };
    const failure = failureOf(error);
    if (failure) return { kind: 'refused', error: failure };
    throw error;
  }
}

/**
 * The pull requests come before the refs: a branch that is seen to be there then had what was said of it, or has got it
 * since. The other way round, a pull request opened in between would be taken for missing.
 * @param {World} world
 * @param {LookStep} step
 * @returns {Promise<Facts>}
 */
async function read(world, { heads, mergeable, release, bare }) {
  const { core, request, repository } = world;
  const asked = repository.api ? await askPulls(world, repository.api, heads, mergeable) : { pulls: [], pullsDenied: null };
  const refs = world.offline ? await localRefs(world) : await remoteRefs(world);
  if (bare) return { ...BARE, refs, hosting: repository.api?.hosting ?? null, ...asked };
  const target = core.target(request, refs);
  const nothing = { ...BARE, refs, hosting: repository.api?.hosting ?? null, ...asked };
  if (target.why !== undefined) return nothing;
  if (target.unlessLine === undefined) return readTip(world, { heads, release }, refs, target, asked);
  try {
    return await readTip(world, { heads, release }, refs, target, asked);
  } catch (error) {
    // What is wrong with a branch that is not released is no failure.
    if (!failureOf(error)) throw error;
    return nothing;
  }
}

/**
 * @param {World} world
 * @param {Pick<LookStep, 'heads' | 'release'>} step
 * @param {string} refs
 * @param {import('../types.js').Target} target
 * @param {Pick<Facts, 'pulls' | 'pullsDenied'>} asked
 * @returns {Promise<Facts>}
 */
async function readTip(world, { heads, release }, refs, { branch, tip, unlessLine }, asked) {
  const { request, repository, store } = world;
  if (!(await store.has(tip))) await fetch(world, [`+refs/heads/${branch}:${TIP}`]);
  store.readLazily();
  const commit = await store.commit(tip);
  if (!commit) throw new Moved(`the tip ${tip} of \`${branch}\` was gone when it was fetched`);
  const listing = await store.trees.list(commit.tree);
  /** @type {import('../git/links.js').Links} */
  const links = new Map();
  world.seen = { branch, tip, listing, links };
  const files = await texts(world, listing, true, links);
  const hosting = repository.api?.hosting ?? null;
  const paths = request.paths && { paths: [...listing.keys()].join('\0') };
  const { wanted, places, past, holders } = await settle(world, { refs, files, hosting, heads, release, ...paths }, tip, unlessLine !== undefined);
  const since = wanted.log?.since;
  const newer = wanted.log?.newer;
  const named = [...(since ? [since] : []), ...(newer ? [newer] : []), ...wanted.commits.map(({ oid }) => oid)];
  const missing = [...(await missingTags(world, refs, named)), ...(await missingHeads(world, wanted.branches))];
  const historic = wanted.log || wanted.commits.some(({ ancestry }) => ancestry) || wanted.branches.length > 0;
  if (historic) await completeHistory(world, tip, missing, [...named, ...wanted.branches.map(({ oid }) => oid)]);
  else if (missing.length > 0) await fetch(world, missing);
  const commits = [];
  for (const { oid, ancestry, changed } of wanted.commits) {
    commits.push({ ...(await inspect(world, oid, ancestry ? tip : null)), changed: changed ? await changedSince(world, oid, commit.tree, files) : null });
  }
  const branches = await bumpBranches(world, wanted.branches, { tip, tree: commit.tree, files });
  if (branches === null) throw new Moved('a bump branch was gone when it was fetched');
  return {
    refs,
    tree: commit.tree,
    files,
    log: wanted.log ? await readLog(world, since ? `${since}..${tip}` : tip, wanted.log.paths ?? false) : null,
    newer: newer ? await text(world, ['rev-list', `${newer}..${tip}`, '--']) : null,
    commits,
    committer: identity(world, 'COMMITTER'),
    tipTime: new Date(commit.seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
    hosting,
    branches,
    ...asked,
    release: wanted.release && repository.api ? await releaseOf(world, repository.api, wanted.release, refs) : null,
    places,
    past,
    holders,
  };
}

/**
 * What else is wanted: as long as that depends on where commits lie, their places are found out first.
 * @param {World} world
 * @param {import('../types.js').Glimpse} glimpse
 * @param {string} tip
 * @param {boolean} lenient whether the branch may be one that is not released: then the core says what is wrong with it
 */
async function settle(world, glimpse, tip, lenient) {
  /** @type {import('../types.js').Place[]} */
  let places = [];
  /** @type {import('../types.js').Past[] | null} */
  let past = null;
  /** @type {import('../types.js').Holder[]} */
  let holders = [];
  const before = new Set();
  for (;;) {
    /** @type {import('../types.js').Wants} */
    let wanted;
    try {
      wanted = world.core.wants(world.request, { ...glimpse, places, past, holders });
    } catch (error) {
      if (!lenient || !failureOf(error)) throw error;
      wanted = { commits: [], branches: [] };
    }
    const asked = wanted.places ?? [];
    // A question that was answered and is asked again would be asked for ever.
    const question = JSON.stringify([asked, wanted.past, wanted.holders]);
    if (before.has(question)) {
      const nextSteps = ['this is a mistake of ours: please report it, with what `git ls-remote` says', 'until then, name the version to release: `--bump VERSION` (input `version`)'];
      throw new ShellError('unexpected-outcome', 'what was found out about the tags does not answer what was asked about them', { nextSteps });
    }
    before.add(question);
    if (wanted.holders) {
      holders = await holdersOf(world, wanted.holders, tip);
      continue;
    }
    if (asked.length === 0 && !wanted.past?.length) return { wanted, places, past, holders };
    const oids = asked.map(({ oid }) => oid);
    await completeHistory(world, tip, await missingTags(world, glimpse.refs, oids), oids);
    const found = await placesOf(world, asked, tip, glimpse.refs);
    places = [...places.filter(({ oid }) => !oids.includes(oid)), ...found];
    if (wanted.past?.length) past = await pastOf(world, tip, wanted.past, MOST_PAST);
  }
}

/** @param {World} world */
export async function remoteRefs({ store, repository }) {
  const answer = await store.remote(['ls-remote', '--symref', '--end-of-options', repository.remote, 'HEAD', 'refs/heads/*', 'refs/tags/*']);
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  return answer.stdout.toString();
}

/**
 * The local refs in the shape of `ls-remote`, the checkout's HEAD taken for the default branch.
 * @param {World} world
 */
export async function localRefs({ repository }) {
  const answer = await repository.git.run(['show-ref', '--head', '--dereference']);
  const lines = answer.stdout.toString().split('\n').filter(Boolean);
  const rows = lines.map((line) => line.replace(' ', '\t'));
  const oid = rows.find((row) => row.endsWith('\tHEAD'))?.split('\t')[0];
  if (oid === undefined) return '';
  // A detached HEAD is a branch of its own here.
  const head = `refs/heads/${repository.head ?? 'HEAD'}`;
  return [`ref: ${head}\tHEAD`, ...rows, ...(repository.head ? [] : [`${oid}\t${head}`]), ''].join('\n');
}

/**
 * @param {World} world
 * @param {string} oid
 * @param {string | null} tip where its place on the branch matters
 */
async function inspect(world, oid, tip) {
  const { store } = world;
  const commit = await store.commit(oid);
  if (!commit) {
    if (!(await store.has(oid))) throw new Moved(`the commit ${oid} was gone when it was fetched`);
    // A tag may name a tree or a file: it states nothing.
    return { oid, tree: '', files: [], onBranch: tip === null ? null : false };
  }
  return {
    oid,
    tree: commit.tree,
    files: await manifestsOf(world, commit.tree),
    onBranch: tip === null ? null : await isAncestor(store, oid, tip),
  };
}

/**
 * The paths in which the tip differs from a commit; null where that cannot be told.
 * @param {World} world
 * @param {string} oid
 * @param {string} tree the tip's
 * @param {import('../types.js').TextFile[]} files the tip's
 */
async function changedSince({ store, seen }, oid, tree, files) {
  const commit = await store.commit(oid);
  if (!commit) return null;
  try {
    const differences = await store.trees.differences(commit.tree, tree, MOST_CHANGES);
    return differences && asKnown(differences.map(({ path }) => path), seen?.links ?? new Map(), files);
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}

/**
 * People by the names they want.
 * @param {World} world
 * @param {string} range
 * @param {boolean} paths whether the paths of each commit are wanted: without looking for renames, which would read files
 */
async function readLog(world, range, paths) {
  const named = mailmapOf(world);
  const names = paths ? ['--name-only', '--no-renames', '--diff-merges=first-parent'] : [];
  const format = `--format=${paths ? '/' : ''}%H %P%n%aN <%aE>%n%B`;
  const log = await text(world, [...named, 'log', '-z', '--encoding=UTF-8', ...names, format, range, '--']);
  return named.length > 0 ? coAuthorsByName(world, named, log) : log;
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
  // What is wrong with the file leaves everybody as they were written.
  const mapped = answer.exit === 0 ? answer.stdout.toString().split('\n') : [];
  const names = new Map(people.map((person, at) => [person, mapped[at] || person]));
  return log.replace(line, (_, key, person) => `${key}${names.get(person)}`);
}

/**
 * @param {World} world
 * @param {string[]} args
 */
async function text({ store }, args) {
  const answer = await store.git.run(args);
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  return answer.stdout.toString();
}
