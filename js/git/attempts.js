// What the commands about iterations ask of a clone and its remote, and do there: branches, and nothing of any version.

import { push as pushRefs } from './push.js';
import { complaint } from './talk.js';
import { ShellError } from '../say/errors.js';

/** @typedef {import('./iterations.js').Ground} World */
/** @typedef {import('../types.js').IterationOutcome} Outcome */
/** @typedef {import('../types.js').IterationStep} Step */
/** @typedef {import('../types.js').LineageBranch} Branch */

const NO_OID = /^0+$/;

/** @param {World} world @returns {Promise<Branch[]>} */
export async function localBranches({ repository }) {
  const format = '--format=%(refname:lstrip=2)%00%(objectname)%00%(committerdate:iso-strict)%00%(if)%(worktreepath)%(then)1%(end)';
  const { exit, stdout, stderr } = await repository.git.run(['for-each-ref', format, 'refs/heads/']);
  if (exit !== 0) throw gitRefused('list the branches', stderr);
  return lines(stdout).map((line) => {
    const [name = '', oid = '', at = '', out] = line.split('\0');
    const time = Date.parse(at);
    return { name, oid, checkedOut: out === '1', at: Number.isNaN(time) ? '' : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z') };
  });
}

/**
 * The remote's branches as this clone last saw them.
 * @param {World} world
 * @returns {Promise<{head: string, branches: Branch[]}>}
 */
export async function lastFetched({ repository: { git, remote } }) {
  const place = `refs/remotes/${remote}/`;
  const { exit, stdout, stderr } = await git.run(['for-each-ref', '--format=%(refname)%00%(objectname)%00%(symref)', place]);
  if (exit !== 0) throw gitRefused('list the branches', stderr);
  const rows = lines(stdout).map((line) => line.split('\0'));
  const head = rows.find(([ref]) => ref === `${place}HEAD`)?.[2]?.slice(place.length) ?? '';
  const branches = rows.flatMap(([ref = '', oid = '', points]) => (points ? [] : [{ name: ref.slice(place.length), oid }]));
  return { head, branches };
}

/** What Gitea keeps of each pull request, also of one whose branch went on. */
const PULL = /^refs\/pull\/(\d+)\/head$/;

/** @param {World} world @returns {Promise<{head: string, branches: Branch[], pulls?: Map<number, string>}>} */
export async function remoteBranches({ core, talking, repository }) {
  const gitea = repository.api?.hosting.kind === 'gitea';
  const wanted = ['HEAD', 'refs/heads/*', ...(gitea ? ['refs/pull/*/head'] : [])];
  const { exit, stdout, stderr } = await talking.remote(['ls-remote', '--symref', '--end-of-options', repository.remote, ...wanted]);
  if (exit !== 0) {
    const { code, message, nextSteps = [] } = core.whyUnreadable(exit, stderr).error;
    throw new ShellError(code, message, { nextSteps });
  }
  const rows = lines(stdout).map((line) => line.split('\t'));
  const head = rows.find(([from, to]) => to === 'HEAD' && from?.startsWith('ref: refs/heads/'))?.[0]?.slice('ref: refs/heads/'.length) ?? '';
  const branches = rows.flatMap(([oid = '', ref = '']) => (ref.startsWith('refs/heads/') && !NO_OID.test(oid) ? [{ name: ref.slice('refs/heads/'.length), oid }] : []));
  if (!gitea) return { head, branches };
  return { head, branches, pulls: new Map(rows.flatMap(([oid = '', ref = '']) => (PULL.test(ref) ? [[Number(PULL.exec(ref)?.[1]), oid]] : []))) };
}

/**
 * Each ref by lease on what was seen, or forwards only.
 * @param {World} world
 * @param {Extract<Step, {kind: 'push'}>} step
 * @returns {ReturnType<typeof pushRefs>}
 */
export function push({ core, talking, repository }, step) {
  return pushRefs({ core, talker: talking, repository }, step);
}

/**
 * @param {World} world
 * @param {Extract<Step, {kind: 'drop'}>} step
 * @returns {Promise<Outcome>}
 */
export async function drop({ repository: { git } }, { branches }) {
  const kept = [];
  for (const { name, oid } of branches) {
    const { exit, stderr } = await git.run(['-c', 'core.hooksPath=/dev/null', 'update-ref', '-d', `refs/heads/${name}`, oid]);
    if (exit !== 0) kept.push({ name, why: `git kept it: ${stderr.split('\n')[0]?.replace(/^(fatal|error): /, '') ?? ''}` });
    // What the settings say of it ends with it; mostly there is nothing.
    else await git.run(['config', '--local', '--remove-section', `branch.${name}`]);
  }
  return { kind: 'dropped', kept };
}

/**
 * Where the clone keeps this hook.
 * @param {World} world
 * @param {string} name
 */
export async function hookPath({ repository: { git } }, name) {
  const { exit, stdout, stderr } = await git.run(['rev-parse', '--path-format=absolute', '--git-path', `hooks/${name}`]);
  if (exit !== 0) throw gitRefused('say where its hooks are', stderr);
  return stdout.toString().replace(/\n$/, '');
}

/**
 * Makes a branch and checks it out. What git ignores here stays as well.
 * @param {World} world
 * @param {string} next
 * @param {string | undefined} from undefined: what is checked out
 */
export async function switchTo({ repository: { git } }, next, from) {
  const { exit, stderr } = await git.run(['-c', 'core.hooksPath=/dev/null', 'switch', '--quiet', '--no-track', '--no-overwrite-ignore', '--create', next, ...(from === undefined ? [] : [`refs/heads/${from}`])]);
  if (exit !== 0) throw gitRefused(`create \`${next}\``, stderr);
}

/**
 * From now on a plain `git push` goes to the branch of the same name; where the clone does not follow that one, it asks as ever.
 * @param {World} world
 * @param {string} branch
 */
export async function setUpstream({ repository: { git, remote } }, branch) {
  await git.run(['branch', '--quiet', `--set-upstream-to=${remote}/${branch}`, branch]);
}

/**
 * @param {string} what
 * @param {string} said
 */
export function gitRefused(what, said) {
  return new ShellError('git-refused', `git did not ${what}: ${complaint(said.split('\n').filter((line) => line.trim() !== '')) ?? 'it said nothing'}`, { nextSteps: ['cure what it says, then run this again'] });
}

/** @param {Buffer} out */
export function lines(out) {
  return out.toString().split('\n').filter(Boolean);
}
