// Texts in a working tree, read and replaced. Whoever the folder belongs to may change it meanwhile, and we may be root:
// what was opened once is looked at, given away and written through that one descriptor, never by its path again.

import { closeSync, constants, fchmodSync, fchownSync, fstatSync, openSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';

import { decode, isTooLarge, tooLarge } from '../files/texts.js';
import { ShellError, isFull } from '../say/errors.js';

/** @typedef {import('../types.js').TextFile} TextFile */
/** @typedef {{file: string, next: string, old: Buffer, mode: number, uid: number, gid: number}} Ready */

// A link that takes the file's place at the last moment is not followed; a pipe does not keep us waiting.
const READING = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * @param {string} file
 * @param {string} path as the user knows it
 * @returns {string | null} null: it is not there
 */
export function readFile(file, path) {
  let real;
  try {
    real = realpathSync(file);
  } catch {
    return null;
  }
  return through(real, READING, (handle) => {
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new ShellError('no-such-file', `\`${path}\` is no file`, { path, nextSteps: ['name the files in it that have a version'] });
    if (isTooLarge(stat.size)) throw tooLarge(path, stat.size);
    return decode(readFileSync(handle), path);
  });
}

/**
 * Writes all new texts beside the old ones, then moves them in place; what was moved before a failure is put back.
 * @param {TextFile[]} files
 */
export function replaceAll(files) {
  // Through symbolic links to the files themselves, each once.
  const targets = new Map(files.map(({ path, text }) => [realpathSync(path), text]));
  /** @type {Ready[]} */
  const ready = [];
  let moved = 0;
  let current = '';
  try {
    for (const [file, text] of targets) {
      current = file;
      ready.push(prepare(file, text));
    }
    for (const { file, next } of ready) {
      current = file;
      renameSync(next, file);
      moved += 1;
    }
  } catch (error) {
    for (const one of ready.slice(0, moved)) putBack(one);
    for (const { next } of ready.slice(moved)) rmSync(next, { force: true });
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new ShellError('not-writable', `\`${current}\` can not be written: ${code ?? message}`, {
      path: current,
      nextSteps: [`no file was changed; ${isFull(error) ? 'make room on the disk' : 'make this one and its folder writable'}, then run this again`],
    });
  }
}

/**
 * The new text in a file of its own beside the old one, with the old one's owner and mode.
 * @param {string} file
 * @param {string} text
 * @returns {Ready}
 */
function prepare(file, text) {
  const next = join(dirname(file), `.${basename(file)}.${process.pid}.version-first`);
  const old = through(file, READING, (handle) => {
    const { mode, uid, gid } = fstatSync(handle);
    return { mode, uid, gid, old: readFileSync(handle) };
  });
  writeNew(next, text, old);
  // The folder itself may have become a link to somewhere else.
  if (realpathSync(file) !== file || realpathSync(next) !== next) {
    rmSync(next, { force: true });
    throw new Error('its folder was replaced meanwhile');
  }
  return { file, next, ...old };
}

/**
 * @param {string} next
 * @param {string | Buffer} content
 * @param {{mode: number, uid: number, gid: number}} like
 */
function writeNew(next, content, { mode, uid, gid }) {
  // Exclusively: neither a file nor a link that is there already is opened.
  through(next, 'wx', (handle) => {
    try {
      // Who is given a file loses its special bits, so the mode comes second.
      if (process.getuid?.() === 0) fchownSync(handle, uid, gid);
      fchmodSync(handle, mode & 0o7777);
      writeFileSync(handle, content);
    } catch (error) {
      rmSync(next, { force: true });
      throw error;
    }
  });
}

/** @param {Ready} ready */
function putBack({ file, next, old, mode, uid, gid }) {
  writeNew(next, old, { mode, uid, gid });
  renameSync(next, file);
}

/**
 * @template T
 * @param {string} file
 * @param {string | number} flags
 * @param {(handle: number) => T} use
 * @returns {T}
 */
function through(file, flags, use) {
  // Nobody else may read it before it has its mode.
  const handle = openSync(file, flags, 0o600);
  try {
    return use(handle);
  } finally {
    closeSync(handle);
  }
}
