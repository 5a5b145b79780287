// The user's repository as it lies there: where it is, what it is, how its remote is reached. Read, never written.

import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

import { authentication, transportSettings, userEnvironment, userTokens, withConfig } from './environment.js';
import { ShellError } from '../say/errors.js';
import { shellWord } from '../say/escape.js';
import { Git } from './git.js';
import { addressOf, hostingOf, whyUnasked } from '../hosting/hosting.js';
import { redactor } from '../say/secrets.js';
import { targetOf } from './target.js';
import { isWorkspace, silenced, withoutStrangers } from './trust.js';

/** @typedef {import('./environment.js').ConfigEntry} ConfigEntry */
/** @typedef {import('../hosting/hosting.js').Api} Api */
/** @typedef {import('./trust.js').Settings} Settings */

/**
 * @typedef {object} Place
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} remote
 * @property {string} [token]
 * @property {string} serverUrl
 * @property {string} [apiUrl]
 * @property {string} [graphqlUrl] empty: the server has none
 * @property {boolean} [anyApi] whether these addresses may lie on another host than the server
 * @property {boolean} [gitea] whether the runner says that it is Gitea's or Forgejo's
 * @property {string} tempDir
 * @property {number} [generations] so many are fetched at first from a shallow clone
 * @property {string} [page] the page of the repository that the workflow runs in, where the remote is that one
 * @property {string} [trace]
 * @property {boolean} [offline] do not ask for a remote
 * @property {boolean} [mayBeOffline] whether the command takes `--offline`
 */

/**
 * @typedef {object} Repository
 * @property {Git} git git in the user's repository
 * @property {string} top where relative remote paths start: the top of the working tree
 * @property {string} commonDir
 * @property {boolean} shallow
 * @property {boolean} partial some objects were never fetched
 * @property {string} objectFormat `sha1` or `sha256`
 * @property {string | undefined} head the branch HEAD names; none where it is detached
 * @property {string} remote
 * @property {ConfigEntry[]} config
 * @property {string | null} elsewhere where pushes would go, if that is another repository than the one that is read
 * @property {string[]} others further addresses for pushes, which get nothing
 * @property {ConfigEntry[]} transport how to reach the remote, authentication included
 * @property {ConfigEntry[]} authentication that part of it which is ours
 * @property {NodeJS.ProcessEnv} tokens what the user's own credential helpers may need to talk to it
 * @property {Api | null} api where pull requests and releases live; null: nowhere this run can reach
 * @property {string} unasked why that is nowhere
 * @property {(text: string) => string} redact
 * @property {string} tempDir
 * @property {number} [generations] as in {@link Place}
 */

const OLDEST = { major: 2, minor: 34 };
const OUTPUT_FORMAT = ['rev-parse', '--path-format=absolute'];
const QUESTIONS = [
  '--git-common-dir',
  '--is-shallow-repository',
  '--show-object-format',
  '--is-inside-work-tree',
  '--show-cdup',
];

/**
 * Opens the repository that `cwd` lies in.
 * @param {Place} place
 * @param {import('../run/limits.js').Limits} [limits]
 * @returns {Promise<Repository>}
 */
export async function openRepository(place, limits) {
  const cwd = realpathSync(place.cwd);
  let git = new Git({ cwd, env: userEnvironment(place.env), trace: place.trace, limits });
  const probed = probe(git);
  // What nothing waits for starts last.
  const version = git.run(['version']);
  // Awaited below; a missing git must not surface here as an unhandled rejection.
  version.catch(() => {});
  let [answer, listing] = await probed;
  refuseOldGit((await version).stdout.toString());
  const bare = /cannot use bare repository '([^']+)'/.exec(answer.stderr)?.[1];
  if (bare !== undefined) {
    await requireAlone(git, cwd, bare);
    git = git.with({ env: withConfig(git.env, [['safe.bareRepository', 'all']]) });
    [answer, listing] = await probe(git);
  }
  const owned = /(?:dubious ownership|unsafe repository)[^']*'([^']+)'/.exec(answer.stderr)?.[1];
  if (owned !== undefined) {
    if (!isWorkspace(place.env, owned)) throw untrusted(owned, answer.stderr);
    git = git.with({ env: withConfig(git.env, [['safe.directory', owned]]) });
    [answer, listing] = await probe(git);
  }
  const [commonDir, shallow, objectFormat, inside, ...rest] = answer.stdout.toString().split('\n');
  if (!commonDir || !objectFormat || inside === undefined) throw notARepository(answer.stderr);
  const top = inside === 'true' ? resolve(cwd, rest.shift() ?? '') : commonDir;
  // A git before 2.38 knows no `safe.bareRepository`.
  if (inside !== 'true' && bare === undefined && basename(commonDir) !== '.git') await requireAlone(git, cwd, commonDir);
  // Half a list of settings would be taken for all of them.
  if (listing.exit !== 0) throw unreadable(listing.stderr);
  const settings = parseConfig(listing.stdout.toString());
  if (owned !== undefined) {
    if (!isWorkspace(place.env, top)) throw untrusted(top, answer.stderr);
    git = git.with({ env: withConfig({ ...git.env, GIT_PROXY_COMMAND: '' }, silenced(settings.own)) });
  }
  const config = owned === undefined ? settings.entries : withoutStrangers(settings);
  if (!place.offline) requireRemote(config, place);
  const redact = redactor(place.token, config);
  const { config: reached, others, elsewhere } = targetOf(config, place.remote, top);
  const ours = authentication(place.token, place.serverUrl);
  return {
    git: git.with({ cwd: top, redact }),
    top,
    commonDir,
    shallow: shallow === 'true',
    partial: config.some(([key]) => key === 'extensions.partialclone' || /^remote\..+\.promisor$/.test(key)),
    objectFormat,
    head: rest[0]?.startsWith('refs/heads/') ? rest[0].slice('refs/heads/'.length) : undefined,
    remote: place.remote,
    config,
    transport: [...transportSettings(reached, place.remote), ...ours],
    elsewhere,
    others: others.map(redact),
    authentication: ours,
    tokens: userTokens(place.env),
    api: place.offline ? null : hostingOf(addressOf(config, place.remote), place),
    unasked: whyUnasked(place),
    redact,
    tempDir: place.tempDir,
    ...(place.generations !== undefined && { generations: place.generations }),
  };
}

/**
 * HEAD comes last: where no commit is, git stops there, and everything before it has been said.
 * @param {Git} git
 */
function probe(git) {
  return Promise.all([
    git.run([...OUTPUT_FORMAT, ...QUESTIONS, '--symbolic-full-name', 'HEAD']),
    git.run(['config', '--list', '--show-scope', '-z']),
  ]);
}

/**
 * The last value of a configuration key.
 * @param {ConfigEntry[]} config
 * @param {string} key
 * @returns {string | undefined}
 */
export function configured(config, key) {
  return config.findLast(([name]) => name === key)?.[1];
}

/**
 * @param {string} raw `config --list --show-scope -z`: scope, NUL, key, newline, value, NUL; a key alone means true
 * @returns {Settings}
 */
function parseConfig(raw) {
  const parts = raw.split('\0');
  /** @type {Settings} */
  const settings = { entries: [], own: [] };
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [scope, text = ''] = parts.slice(at, at + 2);
    const end = text.indexOf('\n');
    /** @type {ConfigEntry} */
    const entry = end < 0 ? [text, 'true'] : [text.slice(0, end), text.slice(end + 1)];
    settings.entries.push(entry);
    if (scope === 'local' || scope === 'worktree') settings.own.push(entry);
  }
  return settings;
}

/**
 * A bare repository can be part of a commit, and its settings would be followed by whoever steps into that folder: only
 * one that is meant, and is no part of anything, is opened.
 * @param {Git} git
 * @param {string} cwd
 * @param {string} bare
 */
async function requireAlone(git, cwd, bare) {
  const around = await git.with({ cwd: dirname(cwd) }).run(['rev-parse', '--git-dir']);
  if (realpathSync(bare) === cwd && around.stderr.includes('not a git repository')) return;
  throw new ShellError('repository-not-trusted', `\`${bare}\` is a bare repository inside another folder's: expected a clone, or a bare repository that stands alone`, {
    path: bare,
    nextSteps: ['name the clone itself with `--cwd` (input `working-directory`)', 'a bare repository is taken where it is named itself and lies in no working tree'],
  });
}

/** @param {string} said */
function refuseOldGit(said) {
  const found = /(\d+)\.(\d+)/.exec(said);
  if (!found) return;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  const least = `${OLDEST.major}.${OLDEST.minor}`;
  throw new ShellError('git-too-old', `git ${found[0]} is too old: expected ${least} or newer`, {
    nextSteps: [`update git to ${least} or newer, then run this again`],
  });
}

/**
 * @param {string} folder
 * @param {string} said
 */
function untrusted(folder, said) {
  const advice = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('git config'));
  return new ShellError('repository-not-trusted', `git does not trust \`${folder}\`: it belongs to another user`, {
    path: folder,
    nextSteps: [`if you trust it: \`${advice[0] ?? `git config --global --add safe.directory ${folder}`}\``],
  });
}

/**
 * What git died of. Warnings come before it.
 * @param {string} said
 */
function diedOf(said) {
  const lines = said.split('\n').filter((line) => line !== '');
  const died = lines.find((line) => line.startsWith('fatal: ')) ?? lines.find((line) => line.startsWith('error: ')) ?? lines[0] ?? '';
  return died.replace(/^(?:fatal|error): /, '');
}

/** @param {string} said */
function unreadable(said) {
  return new ShellError('local-git-failed', `git cannot open the repository here: \`${diedOf(said)}\``, {
    nextSteps: ['cure what git says, until `git status` works here, then run this again: nothing was changed'],
  });
}

/** @param {string} said */
function notARepository(said) {
  const detail = diedOf(said);
  if (detail !== '' && !said.includes('not a git repository')) return unreadable(said);
  return new ShellError('not-a-repository', `expected a git repository here: ${detail || 'git found none'}`, {
    nextSteps: ['run this inside a clone, or name one with `--cwd` (input `working-directory`)'],
  });
}

/**
 * @param {ConfigEntry[]} config
 * @param {Place} place
 */
function requireRemote(config, { remote, mayBeOffline }) {
  if (configured(config, `remote.${remote}.url`)) return;
  const all = config.flatMap(([key, value]) => /^remote\.(.+)\.url$/.exec(key)?.slice(1).map((name) => ({ name, value })) ?? []);
  if (all.some(({ name }) => name === remote)) {
    throw new ShellError('no-remote', `the remote \`${remote}\` has an empty address`, { nextSteps: [`give it one: \`git remote set-url ${shellWord(remote)} <address>\``] });
  }
  const known = new Set(all.flatMap(({ name, value }) => (value ? [name] : [])));
  const names = [...known].map((name) => `\`${name}\``).join(', ');
  throw new ShellError(
    'no-remote',
    `there is no remote \`${remote}\`: expected ${names ? `one of ${names}` : 'one, but this repository has none'}`,
    {
      nextSteps: names
        ? ['name it with `--remote` (input `remote`)']
        : [`add one: \`git remote add ${shellWord(remote)} <address>\``, ...(mayBeOffline ? ['or look at this clone alone: `--offline`'] : [])],
    },
  );
}
