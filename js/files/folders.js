// Temporary folders: made, and those that killed runs have left, removed.

import { existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import { noRoom } from '../say/errors.js';

const FORGOTTEN_MS = 24 * 60 * 60 * 1000;

/**
 * Removes the stores of killed runs: a day old, of this user, and with nobody at work in them.
 * @param {string} parent
 */
export function removeForgotten(parent) {
  try {
    for (const name of readdirSync(parent)) {
      const folder = join(parent, name);
      if (/^version-first-\w{6}$/.test(name) && isForgotten(folder)) rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // Somebody else is cleaning up as well, or nobody may.
  }
}

/** @param {string} folder */
function isForgotten(folder) {
  const { mtimeMs, uid } = lstatSync(folder);
  const own = process.getuid === undefined || uid === process.getuid();
  if (!own || Date.now() - mtimeMs < FORGOTTEN_MS || !existsSync(join(folder, 'trusted'))) return false;
  try {
    // Who waits for a merge may wait for days.
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM';
  }
}

/**
 * @param {string} parent the folder for what is temporary, as the system or the runner names it
 * @param {string} [prefix]
 */
export function makeFolder(parent, prefix = 'version-first-') {
  try {
    return mkdtempSync(join(parent, prefix));
  } catch (error) {
    throw noRoom(/** @type {Error} */ (error));
  }
}
