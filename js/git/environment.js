// The environments git runs in. Tokens and settings travel in variables, never in arguments or files.

import { basic } from '../say/secrets.js';

/** @typedef {[key: string, value: string]} ConfigEntry */

/** Variables by which a caller (a hook, an alias, another git) would steer our git to another repository. */
const STEERING = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_ATTR_SOURCE',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DEFAULT_HASH',
  'GIT_DEFAULT_REF_FORMAT',
  'GIT_DIR',
  'GIT_GLOB_PATHSPECS',
  'GIT_GRAFT_FILE',
  'GIT_ICASE_PATHSPECS',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_LITERAL_PATHSPECS',
  'GIT_NAMESPACE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

/** By these git would write tokens into its traces. */
const TELLING = ['GIT_TRACE_REDACT', 'GIT_TRACE2_ENV_VARS'];

/** What steps are given beside their token; none of it is for git, nor for a program that git starts. */
const SECRETS = /^(?:INPUT_.*|STATE_.*|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN|ACTIONS_CACHE_.*)$/i;
/** A credential helper of the user's may read these: only what talks to the remote gets them. */
const TOKENS = ['GITHUB_TOKEN', 'GH_TOKEN'];

/** What every command in the user's repository is told: nothing runs because we look. */
const LOOKING = /** @type {ConfigEntry[]} */ ([
  ['core.fsmonitor', 'false'],
  ['safe.bareRepository', 'explicit'],
]);

/** What every store command is told, whatever the user's configuration says. */
const QUIET = /** @type {ConfigEntry[]} */ ([
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
]);

/** How a remote is reached; the rest of `remote.<name>.*` (refspecs, mirroring, pruning) stays behind. */
const REMOTE_SETTINGS = new Set(['url', 'pushurl', 'proxy', 'proxyauthmethod', 'uploadpack', 'receivepack', 'vcs']);
const TRANSPORT_SECTIONS = new Set(['url', 'http', 'credential', 'ssh', 'protocol']);
const TRANSPORT_KEYS = new Set(['core.sshcommand', 'core.gitproxy', 'core.askpass']);

/**
 * For commands in the user's own repository: their settings, without what would steer us elsewhere, and without tokens:
 * filters and hooks of theirs may run there.
 * @param {NodeJS.ProcessEnv} inherited
 * @returns {NodeJS.ProcessEnv}
 */
export function userEnvironment(inherited) {
  const env = { ...inherited, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
  const secrets = Object.keys(env).filter((name) => SECRETS.test(name));
  return withConfig(without(env, [...STEERING, ...TELLING, ...TOKENS, ...secrets]), LOOKING);
}

/**
 * The tokens the user has set for programs of their own, such as a credential helper.
 * @param {NodeJS.ProcessEnv} inherited
 * @returns {NodeJS.ProcessEnv}
 */
export function userTokens(inherited) {
  return Object.fromEntries(TOKENS.flatMap((name) => (inherited[name] === undefined ? [] : [[name, inherited[name]]])));
}

/**
 * For commands in the private store: nothing is taken over from the user. The store's file `trusted` stands for their
 * global settings.
 * @param {NodeJS.ProcessEnv} user
 * @param {string} store
 * @returns {NodeJS.ProcessEnv}
 */
export function storeEnvironment(user, store) {
  const numbered = Object.keys(user).filter((name) => /^GIT_CONFIG_(KEY|VALUE)_\d+$/.test(name));
  const env = without(user, ['GIT_CONFIG_COUNT', 'GIT_CONFIG_PARAMETERS', 'GIT_CONFIG_SYSTEM', ...numbered]);
  return withConfig(
    { ...env, GIT_DIR: store, GIT_CONFIG_GLOBAL: `${store}/trusted`, GIT_CONFIG_NOSYSTEM: '1', GIT_LITERAL_PATHSPECS: '1' },
    QUIET,
  );
}

/**
 * For commands that talk to the remote: how it is reached, as the user's settings say, and with what.
 *
 * git sends a header that was set for a server on to wherever that server points. So it follows nobody as long as it
 * carries one.
 * @param {NodeJS.ProcessEnv} env
 * @param {ConfigEntry[]} transport
 * @param {NodeJS.ProcessEnv} tokens
 * @returns {NodeJS.ProcessEnv}
 */
export function talkingEnvironment(env, transport, tokens) {
  return withConfig({ ...env, ...tokens }, [...transport, ...stayingThere(transport)]);
}

/**
 * @param {ConfigEntry[]} transport
 * @returns {ConfigEntry[]}
 */
export function stayingThere(transport) {
  if (!transport.some(([key, value]) => /^http\.(?:.*\.)?extraheader$/.test(key) && value !== '')) return [];
  // One that is set for an address counts before the general one.
  const keys = transport.map(([key]) => key).filter((key) => /^http\..*\.followredirects$/.test(key));
  return [...new Set(['http.followredirects', ...keys])].map((key) => [key, 'false']);
}

/**
 * Adds settings after those the environment already carries.
 * @param {NodeJS.ProcessEnv} env
 * @param {ConfigEntry[]} entries
 * @returns {NodeJS.ProcessEnv}
 */
export function withConfig(env, entries) {
  const first = Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  /** @type {NodeJS.ProcessEnv} */
  const added = { ...env, GIT_CONFIG_COUNT: String(first + entries.length) };
  entries.forEach(([key, value], index) => {
    added[`GIT_CONFIG_KEY_${first + index}`] = key;
    added[`GIT_CONFIG_VALUE_${first + index}`] = value;
  });
  return added;
}

/**
 * The entries of the user's configuration that say how to reach `remote`.
 * @param {ConfigEntry[]} entries
 * @param {string} remote
 * @returns {ConfigEntry[]}
 */
export function transportSettings(entries, remote) {
  const prefix = `remote.${remote}.`;
  return entries.filter(([key]) => {
    if (key.startsWith(prefix)) return REMOTE_SETTINGS.has(key.slice(prefix.length));
    return TRANSPORT_KEYS.has(key) || TRANSPORT_SECTIONS.has(key.slice(0, key.indexOf('.')));
  });
}

/**
 * Settings that send the token to `serverUrl` and nowhere else: git itself matches the key against the address it
 * calls. The empty value first drops a header that somebody else persisted; two of them are refused by GitHub.
 * @param {string | undefined} token
 * @param {string} serverUrl
 * @returns {ConfigEntry[]}
 */
export function authentication(token, serverUrl) {
  if (!token || !URL.canParse(serverUrl)) return [];
  const { origin, protocol } = new URL(serverUrl);
  if (protocol !== 'https:' && protocol !== 'http:') return [];
  const key = `http.${origin}/.extraheader`;
  return [
    [key, ''],
    [key, `AUTHORIZATION: basic ${basic(token)}`],
  ];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} names
 * @returns {NodeJS.ProcessEnv}
 */
function without(env, names) {
  const gone = new Set(names);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !gone.has(name)));
}
