// Files that somebody asked for: where one can't be written, what keeps it from being, and what to do about that.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { ShellError, isFull } from '../say/errors.js';

/**
 * A new file, all of it or none: half a file would be taken for somebody's.
 * @param {string} file
 * @param {string} text
 * @param {number} [mode]
 * @returns {boolean} false: there is one already, which stays as it is
 */
export function writeNew(file, text, mode = 0o644) {
  mkdirSync(dirname(file), { recursive: true });
  try {
    // Made just now by somebody else, it stays.
    writeFileSync(file, text, { flag: 'wx', mode });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    rmSync(file, { force: true });
    throw error;
  }
}

/**
 * @param {string} what could not be written, as the beginning of a sentence
 * @param {unknown} error
 * @param {string} [path]
 */
export function notWritten(what, error, path) {
  const { message } = /** @type {Error} */ (error);
  return new ShellError('not-written', `${what} could not be written: ${message}`, { ...(path === undefined ? {} : { path }), nextSteps: [cureOf(error)] });
}

/** @param {unknown} error */
function cureOf(error) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  if (isFull(error)) return 'make room on the disk, then run this again';
  if (code === 'ENOENT') return 'name a file in a folder that is there';
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a file stands where a folder has to be: move it away, then run this again';
  return 'make the file and its folder writable, then run this again';
}
