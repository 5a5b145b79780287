// Who asks, what he may do, and how he is told that he may not.

/**
 * @typedef {object} Token
 * @property {string} [login] `github-actions[bot]` is the default token of a workflow
 * @property {'none' | 'read' | 'write'} [contents]
 * @property {'none' | 'read' | 'write'} [pulls]
 * @property {'none' | 'read' | 'write'} [issues] labels and comments of pull requests need this or `pulls`
 * @property {'none' | 'read' | 'write'} [actions]
 * @property {boolean} [admin] it may see and change settings
 * @property {boolean} [bypass] its pushes pass every rule
 * @property {'app' | 'pat'} [kind]
 * @property {'permission' | 'write-access'} [denied] which of GitHub's two texts a refused push gets
 *
 * @typedef {Required<Token>} Actor
 */

export const DEFAULT_LOGIN = 'github-actions[bot]';

/** A refusal, thrown by whatever finds it and sent as it is. */
export class Refused extends Error {
  /** @param {number} status @param {string} message @param {{errors?: object[], docs?: string, headers?: Record<string, string>}} [more] */
  constructor(status, message, { errors, docs, headers = {} } = {}) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.docs = docs;
    this.headers = headers;
  }

  /** @param {string} docs the page of the endpoint */
  body(docs) {
    return { message: this.message, ...(this.errors ? { errors: this.errors } : {}), documentation_url: this.docs ?? docs, status: String(this.status) };
  }
}

/** @param {Token} token @returns {Actor} */
function complete(token) {
  const login = token.login ?? DEFAULT_LOGIN;
  return {
    contents: 'write',
    pulls: 'write',
    issues: token.pulls ?? 'write',
    actions: 'none',
    bypass: false,
    admin: false,
    kind: login.endsWith('[bot]') ? 'app' : 'pat',
    denied: login === DEFAULT_LOGIN ? 'permission' : 'write-access',
    ...token,
    login,
  };
}

/** @param {string | undefined} header an Authorization header */
export function secretIn(header = '') {
  const [scheme = '', value = ''] = header.split(' ');
  if (/^(bearer|token)$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return undefined;
  const [user = '', ...rest] = Buffer.from(value, 'base64').toString().split(':');
  // With an empty password GitHub takes the name for the token.
  return rest.join(':') || user;
}

/**
 * @param {Record<string, Token>} tokens
 * @param {string | undefined} header
 * @returns {Actor | 'nobody' | 'unknown'}
 */
export function whoIs(tokens, header) {
  if (header === undefined) return 'nobody';
  const token = Object.hasOwn(tokens, secretIn(header) ?? '') ? tokens[secretIn(header) ?? ''] : undefined;
  return token ? complete(token) : 'unknown';
}

const LEVELS = ['none', 'read', 'write'];

/** @param {Actor} actor @param {'contents' | 'pulls' | 'issues' | 'actions'} what @param {'read' | 'write'} level */
export const may = (actor, what, level) => LEVELS.indexOf(actor[what]) >= LEVELS.indexOf(level);

/** @param {Actor} actor @param {[what: 'contents' | 'pulls' | 'issues' | 'actions', level: 'read' | 'write'][]} needs one of them is enough */
export function need(actor, needs) {
  if (needs.some(([what, level]) => may(actor, what, level))) return;
  throw new Refused(403, notAccessible(actor));
}

/** @param {Actor} actor */
export const notAccessible = (actor) => `Resource not accessible by ${actor.kind === 'app' ? 'integration' : 'personal access token'}`;

/** What git is told over HTTP: nothing where it may go on. @param {Actor | 'nobody' | 'unknown'} actor @param {boolean} push @param {{repository: string, isPrivate: boolean}} about */
export function gitRefusal(actor, push, { repository, isPrivate }) {
  const ask = { 'www-authenticate': 'Basic realm="GitHub"' };
  if (actor === 'unknown') return { status: 401, text: 'Invalid username or token. Password authentication is not supported for Git operations.\n', headers: ask };
  if (actor === 'nobody') return isPrivate || push ? { status: 401, text: 'No anonymous write access.\n', headers: ask } : undefined;
  if (!may(actor, 'contents', 'read') && isPrivate) return { status: 404, text: 'Repository not found.\n' };
  if (!push || may(actor, 'contents', 'write')) return undefined;
  const text = actor.denied === 'permission' ? `Permission to ${repository}.git denied to ${actor.login}.\n` : 'Write access to repository not granted.\n';
  return { status: 403, text };
}
