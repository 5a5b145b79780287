// What there is of a lineage: the clone's branches, the remote's, and the pull requests.

import { asFailure, failureOf, ShellError } from '../say/errors.js';
import { loadCore } from '../core/core.js';
import { stayingThere, withConfig } from '../git/environment.js';
import { Limits } from '../run/limits.js';
import { onInterrupt } from '../run/cleanup.js';
import { openRepository } from '../git/repository.js';
import { listPulls, withComments } from './pulls.js';

/** @typedef {import('../ask/inputs.js').Options} Options */
/** @typedef {import('../types.js').LineageSeen} Seen */
/** @typedef {import('../types.js').LineageBranch} Branch */

const NO_OID = /^0+$/;

/**
 * @typedef {object} World
 * @property {import('../types.js').Core} core
 * @property {import('../git/repository.js').Repository} repository
 * @property {import('../git/git.js').Git} talking git that may talk to the remote
 * @property {boolean} remote whether there is one
 * @property {Limits} limits
 * @property {Promise<import('../hosting/github.js').GitHub> | null} client
 */

/**
 * @param {Options} options
 * @param {{needsRemote?: boolean}} [how]
 * @returns {Promise<World>}
 */
export async function open({ place, timeoutMs }, { needsRemote = false } = {}) {
  const limits = new Limits({ timeoutMs });
  onInterrupt(() => limits.interrupt());
  let remote = true;
  const repository = await openRepository(place, limits).catch((error) => {
    if (needsRemote || failureOf(error)?.code !== 'no-remote') throw error;
    remote = false;
    return openRepository({ ...place, offline: true }, limits);
  });
  const { git, authentication, transport, tokens } = repository;
  // Whatever happens there, nothing of the user's runs with a token in its environment.
  const env = withConfig({ ...git.env, ...tokens }, [...authentication, ...stayingThere(transport), ['core.hooksPath', '/dev/null']]);
  return { core: loadCore(), repository, talking: git.with({ env }), remote, limits, client: null };
}

/**
 * The branch that is meant: the one that was named, or else the one that is checked out.
 * @param {World} world
 * @param {string | undefined} named
 */
export function branchOf({ repository }, named) {
  const branch = named ?? repository.head;
  if (branch !== undefined) return branch;
  throw new ShellError('detached-head', 'no branch is checked out: expected the branch of an iteration', {
    nextSteps: ['check one out with `git switch`, or name it'],
  });
}

/**
 * One look. What could not be asked is absent; why, stands in `lost`.
 * @param {World} world
 * @param {{comments?: (pull: import('../types.js').LineagePull) => boolean}} [more] whose review comments are counted
 * @returns {Promise<{seen: Seen, lost: import('../types.js').Failure[], denial?: import('../types.js').Denial}>}
 */
export async function look(world, { comments } = {}) {
  /** @type {import('../types.js').Failure[]} */
  const lost = [];
  const [local, there] = await Promise.all([
    localBranches(world),
    world.remote ? remoteBranches(world).catch((error) => void lost.push(asFailure(error))) : undefined,
  ]);
  /** @type {Seen} */
  const seen = { local, defaultBranch: there?.head ?? '', remote: there?.branches ?? null, pulls: null, hosting: world.repository.api?.hosting ?? null };
  if (!world.repository.api) return { seen, lost };
  const answer = await listPulls(world);
  if (!answer.ok) return { seen, lost, denial: answer.denial };
  seen.pulls = comments ? await withComments(world, answer.pulls, comments) : answer.pulls;
  seen.hosting = world.repository.api.hosting;
  return { seen, lost };
}

/**
 * What to say where a look did not show everything.
 * @param {World} world
 * @param {Awaited<ReturnType<typeof look>>} looked
 */
export function gaps({ remote, repository }, { lost, denial }) {
  return [
    ...(remote ? [] : ['there is no remote: only branches of this clone are known']),
    ...lost.map(({ message }) => message),
    ...(denial ? [`pull requests are not known: ${denial.text}`] : []),
    ...(remote && !repository.api ? ["pull requests are not known: there is no token for the remote's server (GITHUB_TOKEN)"] : []),
  ];
}

/** @param {World} world @returns {Promise<Branch[]>} */
async function localBranches({ repository }) {
  const format = '--format=%(refname:lstrip=2)%00%(objectname)%00%(committerdate:iso-strict)%00%(if)%(worktreepath)%(then)1%(end)';
  const { exit, stdout, stderr } = await repository.git.run(['for-each-ref', format, 'refs/heads/']);
  if (exit !== 0) throw gitRefused('list the branches', stderr);
  return lines(stdout).map((line) => {
    const [name = '', oid = '', at = '', out] = line.split('\0');
    const time = Date.parse(at);
    return { name, oid, checkedOut: out === '1', at: Number.isNaN(time) ? '' : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z') };
  });
}

/** @param {World} world @returns {Promise<{head: string, branches: Branch[]}>} */
async function remoteBranches({ talking, repository }) {
  const { exit, stdout, stderr } = await talking.remote(['ls-remote', '--symref', '--end-of-options', repository.remote, 'HEAD', 'refs/heads/*']);
  if (exit !== 0) throw new ShellError('unreachable', `the remote \`${repository.remote}\` cannot be read: ${firstLine(stderr)}`, { nextSteps: ['check the address (`git remote -v`), the network and the token'] });
  const rows = lines(stdout).map((line) => line.split('\t'));
  const head = rows.find(([from, to]) => to === 'HEAD' && from?.startsWith('ref: refs/heads/'))?.[0]?.slice('ref: refs/heads/'.length) ?? '';
  const branches = rows.flatMap(([oid = '', ref = '']) => (ref.startsWith('refs/heads/') && !NO_OID.test(oid) ? [{ name: ref.slice('refs/heads/'.length), oid }] : []));
  return { head, branches };
}

/**
 * @param {string} what
 * @param {string} said
 */
export function gitRefused(what, said) {
  return new ShellError('git-refused', `git did not ${what}: ${firstLine(said)}`, { nextSteps: ['cure what it says, then run this again'] });
}

/** @param {Buffer} out */
export function lines(out) {
  return out.toString().split('\n').filter(Boolean);
}

/** @param {string} said */
function firstLine(said) {
  const all = said.split('\n').filter((line) => line.trim() !== '');
  return (all.find((line) => /^(fatal|error): /.test(line)) ?? all[0] ?? 'it said nothing').replace(/^(fatal|error): /, '');
}
