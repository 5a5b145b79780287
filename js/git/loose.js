// Objects as git keeps them one by one: a file each, called by its name.

import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** A release changes little, and what it is packed by later is git's business. */
const LEVEL = 1;

/**
 * What git calls an object.
 * @param {string} format `sha1` or `sha256`
 * @param {string} type
 * @param {Buffer} data
 */
export function nameOf(format, type, data) {
  return createHash(format).update(`${type} ${data.length}\0`).update(data).digest('hex');
}

/**
 * Puts an object into a repository, unless it is there as a file already.
 * @param {string} gitDir
 * @param {string} oid
 * @param {string} type
 * @param {Buffer} data
 * @returns {boolean} whether it is there now; not if its bytes are not what its name says
 */
export function giveObject(gitDir, oid, type, data) {
  if (nameOf(oid.length === 64 ? 'sha256' : 'sha1', type, data) !== oid) return false;
  const folder = join(gitDir, 'objects', oid.slice(0, 2));
  const file = join(folder, oid.slice(2));
  if (existsSync(file)) return true;
  mkdirSync(folder, { recursive: true });
  // As git calls what it has not finished: it removes what such a file leaves behind.
  const unfinished = join(folder, `tmp_obj_${randomBytes(6).toString('hex')}`);
  try {
    const whole = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
    writeFileSync(unfinished, deflateSync(whole, { level: LEVEL }), { flag: 'wx', mode: 0o444 });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  return true;
}
