// The port to a clone as it lies there, for `audit` and `set`: it asks no remote, and changes nothing.

import { authentication, userEnvironment, userTokens, withConfig } from './environment.js';
import { ShellError } from '../say/errors.js';
import { redactor } from '../say/secrets.js';
import { bound } from './bound.js';
import { Git } from './git.js';
import { reading } from './reading.js';
import { Store } from './store.js';

/** @typedef {ReturnType<typeof reading>} Reading */
/** @typedef {ReturnType<typeof clonePort>} Clone */
/** @typedef {import('./repository.js').Repository} Repository */

const COLUMNS = ['refname', 'objectname', 'objecttype', '*objectname', '*objecttype', 'creatordate:unix', 'symref'];
/** Where objects are missing, git tells nothing else of any ref. */
const FEW_COLUMNS = ['refname', 'objectname'];
const PLACES = ['refs/tags', 'refs/heads', 'refs/remotes'];
/** Of a tag or commit as far as its header goes. */
const HEADER = 1024 * 1024;

/** @param {Repository} repository */
export function clonePort(repository) {
  const git = unconnected(repository);
  /** @type {Store | undefined} */
  let store;
  // Who reads no object needs no place to read from.
  const here = reading(() => (store ??= new Store(repository)));
  return {
    ...here,
    ...bound(git, { offBranches, touched, changedBy }),
    refs: () => refsOf(git, here),
    tracked: () => tracked(repository.git),
    close: () => store?.close(),
  };
}

/**
 * git in the clone, without any way out: in a partial clone it would fetch what is missing.
 * @param {Repository} repository
 */
function unconnected({ git }) {
  return git.with({ env: withConfig({ ...git.env, GIT_NO_LAZY_FETCH: '1' }, [['protocol.allow', 'never']]) });
}

/**
 * The refs, a row each: name, object and its type, what a tag comes to and its type, seconds since 1970, what a link names.
 * @param {Git} git
 * @param {Reading} here
 */
async function refsOf(git, here) {
  const answer = await git.run(['for-each-ref', formatOf(COLUMNS), ...PLACES]);
  if (answer.exit === 0) return answer.stdout.toString();
  const names = await git.run(['for-each-ref', formatOf(FEW_COLUMNS), ...PLACES]);
  if (names.exit !== 0) throw new ShellError('not-a-repository', `git could not list the refs: ${names.stderr.trim()}`);
  const rows = names.stdout.toString().split('\n').filter(Boolean).map((row) => row.split('\t'));
  return (await Promise.all(rows.map(([name = '', oid = '']) => rowOf(here, name, oid)))).join('\n');
}

/** @param {string[]} columns */
function formatOf(columns) {
  return `--format=${columns.map((column) => `%(${column})`).join('%09')}`;
}

/**
 * A ref's row, as far as its objects are here.
 * @param {Reading} here
 * @param {string} name
 * @param {string} oid
 */
async function rowOf(here, name, oid) {
  const object = await here.object(oid, HEADER);
  const header = object?.data?.toString('latin1').split('\n\n')[0] ?? '';
  const [, peeled = ''] = /^object ([0-9a-f]+)$/m.exec(header) ?? [];
  const [, kind = ''] = /^type (\w+)$/m.exec(header) ?? [];
  const [, seconds = ''] = /^(?:tagger|committer) .* (\d{1,11}) [+-]\d+$/m.exec(header) ?? [];
  const isTag = object?.type === 'tag';
  return [name, oid, object?.type ?? 'commit', isTag ? peeled : '', isTag ? kind : '', seconds, ''].join('\t');
}

/**
 * The commits that tags have and no branch; null: that cannot be told.
 * @param {Git} git
 * @returns {Promise<Set<string> | null>}
 */
async function offBranches(git) {
  const answer = await git.run(['rev-list', '--tags', '--not', '--branches', '--remotes']);
  return answer.exit === 0 ? new Set(answer.stdout.toString().split('\n')) : null;
}

/**
 * The commits that touched these paths, newest first, along the first parents: name and seconds since 1970; null: that cannot
 * be told.
 * @param {Git} git
 * @param {string} tip
 * @param {string[]} paths
 * @param {number} most
 * @returns {Promise<string[][] | null>}
 */
async function touched(git, tip, paths, most) {
  const limit = [`--max-count=${most}`, '--first-parent', '--format=%H %ct'];
  const answer = await git.with({ env: { ...git.env, GIT_LITERAL_PATHSPECS: '1' } }).run(['log', ...limit, tip, '--', ...paths]);
  if (answer.exit !== 0) return null;
  return answer.stdout.toString().split('\n').filter(Boolean).map((row) => row.split(' '));
}

/**
 * The paths that merges changed, by commit, as far as they are here.
 * @param {Git} git
 * @param {string[]} oids
 * @returns {Promise<Map<string, string[]>>}
 */
async function changedBy(git, oids) {
  const named = oids.filter((oid) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(oid));
  const args = ['log', '--no-walk=unsorted', '--ignore-missing', '--diff-merges=first-parent', '--name-only', '--no-renames', '-z', '--format=/%H', '--stdin'];
  const answer = await git.run(args, { input: `${named.join('\n')}\n` });
  /** @type {Map<string, string[]>} */
  const changed = new Map();
  if (answer.exit !== 0) return changed;
  for (const part of answer.stdout.toString().split(/(?:^|\0)\/(?=[0-9a-f]{40})/).filter(Boolean)) {
    const [oid = '', ...paths] = part.split('\0').map((path) => path.replace(/^\n/, '')).filter(Boolean);
    changed.set(oid, paths);
  }
  return changed;
}

/**
 * What is tracked: the paths whose mode begins so.
 * @param {Git} git
 * @returns {Promise<(mode: string) => string[]>}
 */
async function tracked(git) {
  const answer = await git.run(['ls-files', '--stage', '-z']);
  if (answer.exit !== 0) throw new ShellError('not-a-repository', `git could not list the files: ${answer.stderr.trim()}`);
  const rows = answer.stdout.toString().split('\0');
  return (mode) => [...new Set(rows.filter((row) => row.startsWith(mode)).map((row) => row.slice(row.indexOf('\t') + 1)))];
}

/** Variables that git's own shell reads for it. */
const [NAME, PASSWORD] = ['VERSION_FIRST_NAME', 'VERSION_FIRST_PASSWORD'];

/**
 * An address as everybody may see it among a machine's processes, and how git gets the rest of it.
 * @param {string} address
 * @returns {{bare: string, secrets: Record<string, string>, settings: import('./environment.js').ConfigEntry[]}}
 */
function withoutPassword(address) {
  const [, scheme = '', given] = /^(https?:\/\/)([^/?#]*)@/i.exec(address) ?? [];
  if (given === undefined || !URL.canParse(address)) return { bare: address, secrets: {}, settings: [] };
  const { origin } = new URL(address);
  const end = given.includes(':') ? given.indexOf(':') : given.length;
  const [name, password] = [decoded(given.slice(0, end)), decoded(given.slice(end + 1))];
  const bare = scheme + address.slice(scheme.length + given.length + 1);
  // git takes nothing from a helper that names nobody. The empty one first: the token is another server's.
  if (name === '') {
    const header = `Authorization: Basic ${Buffer.from(`:${password}`).toString('base64')}`;
    return { bare, secrets: {}, settings: [[`http.${origin}/.extraheader`, ''], [`http.${origin}/.extraheader`, header]] };
  }
  const key = `credential.${origin}`;
  /** @type {import('./environment.js').ConfigEntry[]} */
  const settings = [[`${key}.username`, name], [`${key}.helper`, `!printf 'username=%s\\npassword=%s\\n' "$${NAME}" "$${PASSWORD}" #`]];
  // Nobody else is asked for what is given; a helper of the user's may know the password of a name.
  if (password !== '') settings.unshift([`${key}.helper`, '']);
  return { bare, secrets: { [NAME]: name, [PASSWORD]: password }, settings };
}

/** What is escaped in a part of an address; a `%` that escapes nothing stays. @param {string} text */
function decoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/**
 * A bare clone, and nothing else. The token goes to its own server alone. Code: `unreachable`.
 * @param {import('./repository.js').Place} place
 * @param {{name: string, address: string, folder: string}} what
 * @param {import('../run/limits.js').Limits} limits
 */
export async function cloneBare(place, { name, address, folder }, limits) {
  const { bare, secrets, settings } = withoutPassword(address);
  const own = { ...userEnvironment(place.env), ...userTokens(place.env), ...secrets };
  const env = withConfig(own, [...authentication(place.token, place.serverUrl), ...settings, ['core.hooksPath', '/dev/null']]);
  const git = new Git({ cwd: place.tempDir, env, trace: place.trace, limits });
  const answer = await git.remote(['clone', '--bare', '--quiet', '--no-local', '--template=', '--end-of-options', bare, folder]);
  if (answer.exit === 0) return;
  // What ssh or the server has to say stands before git's own line, and what git advises behind it.
  const said = answer.stderr.split('\n').map((line) => line.replace(/^fatal: /, '').trim()).filter(Boolean).join(' ');
  throw new ShellError('unreachable', `\`${name}\` could not be cloned: ${redactor(place.token, [['address', address]])(said)}`, {
    nextSteps: ['check the address and the network', 'a private repository needs a token or key that may see it'],
  });
}
