// After the release has landed: the user's repository learns of it. The only place that writes there.

import { handOver } from './loose.js';
import { complaint } from './talk.js';
import { configured } from './repository.js';

/** @typedef {import('./port.js').Ground} World */
/** @typedef {import('../types.js').Step} Step */
/** @typedef {import('../types.js').Outcome} Outcome */

/** Nothing of the user's runs because we pull: no hooks, no helpers, no upkeep, no prompts. */
const QUIET = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'submodule.recurse': 'false',
  'fetch.recurseSubmodules': 'false',
  'fetch.writeCommitGraph': 'false',
  'merge.verifySignatures': 'false',
  'protocol.file.allow': 'always',
};

/** A checkout takes milliseconds; half of one would look like somebody's work. */
const WHOLE = { whole: true };

/** Reads every text that differs between two commits, and runs nothing on the way. */
const COMPARE = ['diff', '--numstat', '--no-renames', '--no-ext-diff', '--no-textconv'];

/**
 * Step `follow`: the local tags and the remote-tracking branch are set; the checkout follows if it is on that branch
 * and clean. What fails here never makes the release fail.
 * @param {World} world
 * @param {Extract<Step, {kind: 'follow'}>} step
 * @returns {Promise<Outcome>}
 */
export async function follow(world, step) {
  try {
    const [[onBranch, why], at] = await Promise.all([mayUpdate(world, step.branch), handedOver(world, step).catch(() => null)]);
    const said = await (at !== null ? checkOut(world, onBranch ? at : null) : fetched(world, step, onBranch));
    if (said === null && onBranch) return { kind: 'followed', checkout: 'updated' };
    return { kind: 'followed', checkout: 'untouched', why: said ?? why };
  } catch (error) {
    // The disk is full, say: the release stands all the same, and this run has to report it.
    return { kind: 'followed', checkout: 'untouched', why: /** @type {Error} */ (error).message };
  }
}

/**
 * Whether the checkout may follow, and if not, why.
 * @param {World} world
 * @param {string} branch
 * @returns {Promise<[boolean, string]>}
 */
async function mayUpdate({ repository }, branch) {
  if (repository.head === undefined) return [false, 'HEAD is detached'];
  if (repository.head !== branch) return [false, `\`${repository.head}\` is checked out`];
  const look = ['status', '--porcelain=v2', '--branch', '--no-ahead-behind', '-z', '-uno'];
  const status = await repository.git.run([...settings(repository.config), ...look]);
  if (status.exit !== 0) return [false, firstLine(status.stderr)];
  const rows = status.stdout.toString().split('\0').filter(Boolean);
  // Asked again: somebody may have switched branches while the release was under way.
  if (!rows.includes(`# branch.head ${branch}`)) return [false, 'another branch was checked out meanwhile'];
  return [rows.every((row) => row.startsWith('# ')), 'the working tree has changes'];
}

/**
 * What was built goes to the clone object by object, and its refs are set, if the clone knew the tip it was built on: nothing
 * is fetched, and nobody is asked. Null: this clone needs another way.
 * @param {World} world
 * @param {Extract<Step, {kind: 'follow'}>} step
 * @returns {Promise<string | null>} where the branch is now
 */
async function handedOver({ store, repository, seen }, { branch, commit, tags }) {
  const { git, remote, config, partial, commonDir } = repository;
  const shared = configured(config, 'core.sharedrepository');
  if (!seen || partial || (shared !== undefined && shared !== 'umask' && shared !== 'false')) return null;
  const built = builtOn(store, commit, seen.tip);
  // A tag on an older commit: a clone may not reach back to it.
  if (!built && commit !== seen.tip) return null;
  const at = built ? commit : seen.tip;
  const made = tags.flatMap(({ oid }) => (oid === commit ? [] : [oid]));
  for (const oid of [...made, ...(built?.objects ?? [])]) handOver(store.dir, commonDir, oid);
  // The tip it was built on is what the clone has: else it may not have all that belongs to it.
  const orders = [`update refs/remotes/${remote}/${branch} ${at} ${seen.tip}`, ...tags.map(({ name, oid }) => `create refs/tags/${name} ${oid}`)];
  const set = await git.run([...settings(config), 'update-ref', '-m', 'pull: fast-forward', '--stdin'], { input: `${orders.join('\n')}\n` });
  return set.exit === 0 ? at : null;
}

/**
 * What was built on this tip.
 * @param {World['store']} store
 * @param {string} commit
 * @param {string} tip
 */
function builtOn({ built }, commit, tip) {
  return built?.commit === commit && built.parent === tip ? built : null;
}

/**
 * What git ignores stays as well: no release brings it back.
 * @param {World} world
 * @param {string | null} at null: the checkout stays
 * @returns {Promise<string | null>} what went wrong
 */
async function checkOut({ repository: { git, config } }, at) {
  if (at === null) return null;
  const merge = ['merge', '--ff-only', '--quiet', '--no-squash', '--no-autostash', '--no-verify', '--no-overwrite-ignore', at];
  const merged = await git.with({ env: { ...git.env, GIT_REFLOG_ACTION: 'pull' } }).run([...settings(config), ...merge], WHOLE);
  return merged.exit === 0 ? null : firstLine(merged.stderr);
}

/**
 * The clone fetches what it lacks: from the store, or where it has holes, which the store has as well, from the remote.
 * @param {World} world
 * @param {Extract<Step, {kind: 'follow'}>} step
 * @param {boolean} update
 * @returns {Promise<string | null>} what went wrong
 */
function fetched(world, step, update) {
  const { shallow, partial } = world.repository;
  if (shallow || partial) return fromRemote(world, step, update);
  offer(world, step);
  return fromStore(world, step, update);
}

/**
 * The store has exactly the branch and the tags, for whoever has to fetch from it.
 * @param {World} world
 * @param {Extract<Step, {kind: 'follow'}>} step
 */
function offer({ store, seen }, { branch, commit, tags }) {
  store.forgetBuilt();
  for (const { name, oid } of tags) store.setRef(`refs/tags/${name}`, oid);
  // A tag on an older commit: the branch is where we last saw it.
  const tip = seen && builtOn(store, commit, seen.tip) ? commit : (seen?.tip ?? commit);
  store.setRef(`refs/heads/${branch}`, tip);
}

/**
 * No network.
 * @param {World} world
 * @param {Extract<Step, {kind: 'follow'}>} step
 * @param {boolean} update
 * @returns {Promise<string | null>} what went wrong
 */
async function fromStore(world, { branch }, update) {
  const { git, config, remote } = world.repository;
  // What HEAD has is enough to start from: git would go through every tag of the clone.
  const from = update ? ['--negotiation-tip=HEAD'] : [];
  const tracking = `refs/remotes/${remote}/${branch}`;
  const fetch = ['fetch', ...from, '--no-write-fetch-head', '--no-prune', '--tags', world.store.dir, `+refs/heads/${branch}:${tracking}`];
  const answer = await git.run([...settings(config), ...fetch], WHOLE);
  return answer.exit === 0 ? checkOut(world, update ? tracking : null) : firstLine(answer.stderr);
}

/**
 * @param {World} world
 * @param {Extract<Step, {kind: 'follow'}>} step
 * @param {boolean} update
 * @returns {Promise<string | null>} what went wrong
 */
async function fromRemote(world, { branch, tags }, update) {
  const { store, repository } = world;
  const { git, remote, config } = repository;
  const talking = git.with({ env: store.talkingFor(git.env) });
  const refspecs = [`+refs/heads/${branch}:refs/remotes/${remote}/${branch}`, ...tags.map(({ name }) => `refs/tags/${name}:refs/tags/${name}`)];
  const quiet = ['--no-tags', '--no-prune', '--no-write-fetch-head'];
  const fetched = await talking.remote([...settings(config), 'fetch', ...quiet, '--end-of-options', remote, ...refspecs]);
  if (fetched.exit !== 0) return firstLine(fetched.stderr);
  if (!update) return null;
  // Filters of the user's run when the working tree changes, and have no use for a token. So what they are given comes first.
  if (repository.partial) await talking.remote([...settings(config), ...COMPARE, 'HEAD', `refs/remotes/${remote}/${branch}`, '--']);
  return checkOut(world, `refs/remotes/${remote}/${branch}`);
}

/**
 * Hooks that newer gits take from the configuration are switched off by name.
 * @param {import('./environment.js').ConfigEntry[]} config
 */
function settings(config) {
  const hooks = config.flatMap(([key]) => /^hook\.(.+)\.command$/.exec(key)?.[1] ?? []);
  const off = [...new Set(hooks)].map((name) => `hook.${name}.enabled=false`);
  return [...Object.entries(QUIET).map(([key, value]) => `${key}=${value}`), ...off].flatMap((entry) => ['-c', entry]);
}

/** @param {string} said */
function firstLine(said) {
  const lines = said.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('hint:'));
  if (said.includes('Not possible to fast-forward')) return 'it has commits that the remote has not';
  if (said.includes('would clobber existing tag')) return 'it has another tag of that name';
  if (said.includes('must be run in a work tree')) return 'there is none';
  return complaint(lines) ?? 'git said nothing';
}
