// Whose settings a run follows. A repository's own configuration can name programs, and git runs them: it takes none from
// a folder of somebody else's. A runner may have made its workspace as another user: there, and only there, we go on.

import { realpathSync } from 'node:fs';

import { isInside } from '../files/paths.js';
import { ShellError } from '../say/errors.js';
import { shellWord } from '../say/escape.js';

/** @typedef {import('./environment.js').ConfigEntry} ConfigEntry */
/** @typedef {{entries: ConfigEntry[], own: ConfigEntry[]}} Settings all of them, and those the repository itself brings */

/** Of how a remote is reached, what a stranger's repository may say: addresses, and the header that checkouts leave. */
const HARMLESS = /^(?:remote\..*\.(?:url|pushurl)|url\..*\.(?:push)?insteadof|http\.(?:.*\.)?extraheader)$/;
const REACHING = /^(?:remote|url|http|credential|ssh|protocol)\.|^core\.(?:sshcommand|gitproxy|askpass)$/;
/** With a deploy key, `actions/checkout` writes this and nothing else. */
const BY_CHECKOUT =
  /^"?(?:\/usr(?:\/local)?)?\/bin\/ssh"? -i "\$RUNNER_TEMP\/[\w-]+"(?: -o StrictHostKeyChecking=yes -o CheckHostIP=no)?(?: -o "UserKnownHostsFile=\$RUNNER_TEMP\/[\w-]+")?$/;
/** And with `lfs: true` what `git lfs install --local` writes. */
const BY_LFS = new Map([
  ['filter.lfs.clean', 'git-lfs clean -- %f'],
  ['filter.lfs.smudge', 'git-lfs smudge -- %f'],
  ['filter.lfs.process', 'git-lfs filter-process'],
]);

/**
 * Whether a folder of another user's is the one the runner made for this job.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} folder
 */
export function isWorkspace(env, folder) {
  const workspace = env['GITHUB_WORKSPACE'];
  if (!env['GITHUB_ACTIONS'] || !workspace) return false;
  const real = (/** @type {string} */ path) => {
    try {
      return realpathSync(path);
    } catch {
      return null;
    }
  };
  const [outer, inner] = [real(workspace), real(folder)];
  return outer !== null && inner !== null && isInside(outer, inner);
}

/**
 * The settings without those of a stranger's repository by which a remote is reached through a program, or another way
 * than its address says.
 * @param {Settings} settings
 * @returns {ConfigEntry[]}
 */
export function withoutStrangers({ entries, own }) {
  const foreign = new Set(own);
  return entries.filter((entry) => !foreign.has(entry) || !REACHING.test(entry[0]) || HARMLESS.test(entry[0]) || isByCheckout(entry));
}

/**
 * Settings that take the place of a stranger's wherever git would run a program of theirs. Code: `repository-not-trusted`.
 * @param {ConfigEntry[]} own
 * @returns {ConfigEntry[]}
 */
export function silenced(own) {
  /** @type {ConfigEntry[]} */
  const quiet = [['protocol.ext.allow', 'never']];
  for (const entry of own) {
    const [key] = entry;
    if (isByCheckout(entry)) continue;
    const filter = /^filter\.(.*)\.(?:clean|smudge|process)$/.exec(key)?.[1];
    if (filter !== undefined) quiet.push([key, ''], [`filter.${filter}.required`, 'false']);
    else if (/^credential\.(?:.*\.)?helper$/.test(key) || key === 'core.askpass') quiet.push([key, '']);
    else if (key === 'core.sshcommand') quiet.push([key, 'ssh']);
    else if (key === 'core.alternaterefscommand') quiet.push([key, 'true']);
    else if (/^remote\..*\.uploadpack$/.test(key)) quiet.push([key, 'git-upload-pack']);
    else if (/^remote\..*\.receivepack$/.test(key)) quiet.push([key, 'git-receive-pack']);
    else if (/^remote\..*\.vcs$/.test(key)) throw strangeSetting(key);
  }
  return quiet;
}

/** @param {ConfigEntry} entry */
function isByCheckout([key, value]) {
  return (key === 'core.sshcommand' && BY_CHECKOUT.test(value)) || BY_LFS.get(key) === value;
}

/** @param {string} key */
function strangeSetting(key) {
  return new ShellError('repository-not-trusted', `this folder belongs to another user, and its own configuration has \`${key}\``, {
    nextSteps: [`take it out: \`git config --unset ${shellWord(key)}\`, or run this as the user the folder belongs to`],
  });
}
