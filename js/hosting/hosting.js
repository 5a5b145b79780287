// Where the pull requests and releases of a remote live, by its address and by what the runner says. Asks nobody.

import { ShellError } from '../say/errors.js';

/** @typedef {import('../run/open.js').ConfigEntry} ConfigEntry */
/** @typedef {import('../types.js').Hosting} Hosting */

/**
 * @typedef {object} Api
 * @property {Hosting} hosting
 * @property {string} url of the REST API, without a slash at its end
 * @property {string | null} graphqlUrl null: there is none
 * @property {string} token
 */

/**
 * @typedef {object} Surroundings
 * @property {string} serverUrl
 * @property {string} [apiUrl]
 * @property {string} [graphqlUrl] empty: the server has none
 * @property {boolean} [anyApi] whether these addresses may lie on another host than the server: a runner gave them all,
 *   or somebody asked for them
 * @property {boolean} [gitea]
 * @property {string} [token]
 */

/** GitHub's ssh on the port of https, for those behind a firewall. */
const ALIASES = new Map([['ssh.github.com', 'github.com']]);

/**
 * The remote's address as git would call it.
 * @param {ConfigEntry[]} config
 * @param {string} remote
 * @returns {string}
 */
export function addressOf(config, remote) {
  return rewritten(config, given(config, remote), 'insteadof');
}

/**
 * An address as git rewrites it.
 * @param {ConfigEntry[]} config
 * @param {string} address
 * @param {'insteadof' | 'pushinsteadof'} by which rules
 * @returns {string}
 */
export function rewritten(config, address, by) {
  const rules = config.flatMap(([key, value]) => {
    const base = key.startsWith('url.') && key.endsWith(`.${by}`) ? key.slice('url.'.length, -by.length - 1) : undefined;
    return base !== undefined && address.startsWith(value) ? [{ base, prefix: value }] : [];
  });
  // The longest match wins, as in git.
  const [rule] = rules.sort((a, b) => b.prefix.length - a.prefix.length);
  return rule ? rule.base + address.slice(rule.prefix.length) : address;
}

/**
 * The remote's address as it is written down. Of several git reads from the first.
 * @param {ConfigEntry[]} config
 * @param {string} remote
 * @returns {string}
 */
export function given(config, remote) {
  return config.find(([key, value]) => key === `remote.${remote}.url` && value !== '')?.[1] ?? '';
}

/**
 * Why there is nobody to ask about pull requests: no token, or one for another server than the remote's.
 * @param {Surroundings} surroundings
 */
export function whyUnasked({ token, serverUrl }) {
  return token ? `the token is for \`${serverUrl}\` (\`GITHUB_SERVER_URL\`), and the remote is not on it` : "there is no token for the remote's server (`GITHUB_TOKEN`, input `token`)";
}

/**
 * The hosting behind an address. The token is for `serverUrl` alone: a remote elsewhere has none, and neither has one
 * for which there is no token. Codes: `api-elsewhere`.
 * @param {string} address
 * @param {Surroundings} surroundings
 * @returns {Api | null}
 */
export function hostingOf(address, { serverUrl, apiUrl, graphqlUrl, anyApi, gitea, token }) {
  if (!token || !URL.canParse(serverUrl)) return null;
  const server = new URL(serverUrl);
  const name = repositoryAt(address, server);
  if (name === null) return null;
  const base = withoutSlash(serverUrl);
  const given = withoutSlash(apiUrl ?? '');
  const isGitea = gitea || given.endsWith('/api/v1');
  const url = given || (isGitea ? `${base}/api/v1` : apiOf(server, base));
  const graphql = isGitea ? null : withoutSlash(graphqlUrl ?? graphqlOf(url)) || null;
  for (const [variable, address] of [['GITHUB_API_URL', url], ['GITHUB_GRAPHQL_URL', graphql]]) {
    if (address && !anyApi && !isAtHome(address, server)) throw apiElsewhere(String(variable), address, server);
  }
  return { hosting: { kind: isGitea ? 'gitea' : 'github', name, serverUrl: base }, url, graphqlUrl: graphql, token };
}

/**
 * Whether an API belongs to the server by its address alone.
 * @param {string} address
 * @param {URL} server
 */
function isAtHome(address, server) {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === server.protocol && (host === server.host || host === `api.${server.host}`);
}

/**
 * @param {string} variable
 * @param {string} address
 * @param {URL} server
 */
function apiElsewhere(variable, address, server) {
  const found = URL.canParse(address) ? new URL(address).origin : address;
  return new ShellError('api-elsewhere', `\`${variable}\` names \`${found}\`, and the token is for \`${server.origin}\`: expected an API of that server`, {
    nextSteps: [`take \`${variable}\` out of the environment`, 'or, if the token may go there, say so with `--api-url` (input `api-url`)'],
  });
}

/**
 * `owner/name`, where the address is a repository of this server.
 * @param {string} address
 * @param {URL} server
 */
function repositoryAt(address, server) {
  const found = partsOf(address);
  if (!found || found.host !== (found.web ? server.host : server.hostname)) return null;
  // A server that lives under a path shows it in its web addresses alone.
  const prefix = found.web ? `${withoutSlash(server.pathname)}/` : '/';
  if (!found.path.startsWith(prefix)) return null;
  const names = found.path.slice(prefix.length).replace(/\/+$/, '').replace(/\.git$/, '').split('/');
  return names.length === 2 && names.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)) ? names.join('/') : null;
}

/**
 * Host and path of an address, and whether it is one of the web's; null: it is none of a server's.
 * @param {string} address
 * @returns {{host: string, path: string, web: boolean} | null}
 */
export function partsOf(address) {
  if (/^\w[\w+.-]*:\/\//.test(address)) {
    if (!URL.canParse(address)) return null;
    const { protocol, host, hostname, pathname } = new URL(address);
    const path = pathname.replace(/^\/+/, '/');
    if (protocol === 'https:' || protocol === 'http:') return { host, path, web: true };
    const known = ['ssh:', 'git:', 'git+ssh:', 'ssh+git:'].includes(protocol);
    return known ? { host: named(hostname), path, web: false } : null;
  }
  // `user@host:path`; with a slash before the colon it would be a folder, and one letter before it a drive.
  const [, host, path] = /^(?:[^@/:]+@)?(\[[^\]/]+\]|[^/:]{2,}):(.*)$/.exec(address) ?? [];
  return host && path ? { host: named(host), path: `/${path.replace(/^\/+/, '')}`, web: false } : null;
}

/** @param {string} host */
function named(host) {
  const lower = host.toLowerCase();
  return ALIASES.get(lower) ?? lower;
}

/**
 * @param {URL} server
 * @param {string} base
 */
function apiOf(server, base) {
  // github.com, and the tenants of ghe.com; an own server has it under a path.
  const cloud = server.hostname === 'github.com' || server.hostname.endsWith('.ghe.com');
  return cloud ? `${server.protocol}//api.${server.host}` : `${base}/api/v3`;
}

/** @param {string} url of the REST API */
function graphqlOf(url) {
  return url.endsWith('/api/v3') ? url.replace(/\/v3$/, '/graphql') : `${url}/graphql`;
}

/** @param {string} url */
function withoutSlash(url) {
  return url.replace(/\/+$/, '');
}
