// Where pushes go. A remote may have other addresses for them than the one it is read from, and several: what is decided by
// the refs of one repository is pushed to that repository, and to no other.

import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { addressOf, partsOf, rewritten } from '../hosting/hosting.js';
import { ShellError } from '../say/errors.js';
import { oneLine, shellWord } from '../say/escape.js';
import { say } from '../say/output.js';

/** @typedef {import('./environment.js').ConfigEntry} ConfigEntry */

/**
 * @typedef {object} Target
 * @property {ConfigEntry[]} config without the addresses that get nothing
 * @property {string[]} others these, beside the one that is pushed to
 * @property {string | null} elsewhere where all would go, if that is another repository than the one that is read
 */

/**
 * @param {ConfigEntry[]} config
 * @param {string} remote
 * @param {string} top where relative paths start
 * @returns {Target}
 */
export function targetOf(config, remote, top) {
  const given = (/** @type {string} */ key) => config.filter(([name, value]) => name === `remote.${remote}.${key}` && value !== '');
  const pushUrls = given('pushurl');
  const own = pushUrls.length > 0;
  const places = (own ? pushUrls : given('url')).map((entry) => ({ entry, to: own ? rewritten(config, entry[1], 'insteadof') : pushed(config, entry[1]) }));
  const from = addressOf(config, remote);
  const place = places.find(({ to }) => isSame(from, to, top));
  if (place === undefined) return { config, others: [], elsewhere: places[0]?.to ?? null };
  const left = places.filter((one) => one !== place);
  const gone = new Set(left.map(({ entry }) => entry));
  return { config: config.filter((entry) => !gone.has(entry)), others: left.map(({ to }) => to).filter((to) => to !== place.to), elsewhere: null };
}

/**
 * Before anything is pushed: the failure where nothing of it would get to what was read, and a word about who gets nothing
 * although git would push there, too. Code: `pushes-elsewhere`.
 * @param {import('./repository.js').Repository} repository
 */
export function requireTarget({ elsewhere, others, config, remote, redact }) {
  if (others.length > 0) say(`${oneLine(`only what \`${remote}\` is read from is pushed to: nothing goes to ${others.map((to) => `\`${to}\``).join(', ')}`)}\n`);
  if (elsewhere === null) return;
  const own = config.some(([name]) => name === `remote.${remote}.pushurl`);
  const cause = own ? `\`remote.${remote}.pushurl\`` : 'a rule `pushInsteadOf`';
  const cure = own ? `take it out: \`git config --unset-all ${shellWord(`remote.${remote}.pushurl`)}\`` : 'take that rule out: `git config --show-origin --get-regexp pushInsteadOf` says where it is';
  throw new ShellError('pushes-elsewhere', `\`${remote}\` is read from \`${redact(addressOf(config, remote))}\`, and ${cause} has pushes go to \`${redact(elsewhere)}\`, which is another repository`, {
    nextSteps: [cure, 'or name a remote that is read from and pushed to in one place: `--remote` (input `remote`)'],
  });
}

/**
 * Where git pushes to for an address: a rule for pushes counts before one for all.
 * @param {ConfigEntry[]} config
 * @param {string} address
 */
function pushed(config, address) {
  const there = rewritten(config, address, 'pushinsteadof');
  return there === address ? rewritten(config, address, 'insteadof') : there;
}

/**
 * Whether two addresses are of one repository, as far as they say: by http and by ssh, by a name of one's own for the host,
 * and where a server adds a folder to the address of one of them.
 * @param {string} one
 * @param {string} other
 * @param {string} top
 */
function isSame(one, other, top) {
  if (one === other) return true;
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a === null || b === null) return a === null && b === null && folder(one, top) === folder(other, top);
  const [long = '', short = ''] = [pathOf(a.path), pathOf(b.path)].sort((x, y) => y.length - x.length);
  const path = long === short || (a.web !== b.web && long.endsWith(short));
  return path && isSameHost(a, b);
}

/** @param {{host: string, web: boolean}} a @param {{host: string, web: boolean}} b */
function isSameHost(a, b) {
  if (a.web && b.web) return a.host === b.host;
  const name = (/** @type {typeof a} */ { host }) => host.replace(/:\d+$/, '');
  const [x, y] = [name(a), name(b)];
  const isAlias = (/** @type {typeof a} */ { host, web }) => !web && !/[.:]/.test(host);
  return x === y || x.endsWith(`.${y}`) || y.endsWith(`.${x}`) || isAlias(a) || isAlias(b);
}

/**
 * Azure spells the two kinds of address apart.
 * @param {string} path
 */
function pathOf(path) {
  return path.replace(/\/+$/, '').replace(/\.git$/, '').replace(/^\/v3\//, '/').replace('/_git/', '/').toLowerCase();
}

/** @param {string} address @param {string} top */
function folder(address, top) {
  const path = resolve(top, address.startsWith('file://') && URL.canParse(address) ? fileURLToPath(address) : address).replace(/\/\.git$/, '');
  for (const name of [path, `${path}.git`]) {
    try {
      return realpathSync(name).replace(/\/\.git$/, '');
    } catch {
      // The other one may be there.
    }
  }
  return path;
}
