// Objects as git keeps them one by one: a file each, called by its name.

import { constants, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** A release writes few objects, and git packs them anew later: speed counts more than size. */
const LEVEL = 1;

/** Loaded by the first who asks: it takes as long as a process of git's, and whoever only looks needs neither. */
const crypto = () => process.getBuiltinModule('node:crypto');
const zlib = () => process.getBuiltinModule('node:zlib');

/** Loads what making objects takes, for whoever has nothing else to do just now. */
export function getReady() {
  crypto();
  zlib();
}

/**
 * What git calls an object.
 * @param {string} format `sha1` or `sha256`
 * @param {string} type
 * @param {Buffer} data
 */
export function nameOf(format, type, data) {
  return crypto().createHash(format).update(`${type} ${data.length}\0`).update(data).digest('hex');
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
  put(gitDir, oid, (unfinished) => {
    const whole = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
    writeFileSync(unfinished, zlib().deflateSync(whole, { level: LEVEL }), { flag: 'wx', mode: 0o444 });
  });
  return true;
}

/**
 * Puts an object of one repository into another, as the file it is: no second copy where both lie on one disk.
 * @param {string} from
 * @param {string} to
 * @param {string} oid
 */
export function handOver(from, to, oid) {
  const here = join(from, ...placeOf(oid));
  put(to, oid, (unfinished) => {
    try {
      linkSync(here, unfinished);
    } catch {
      // Another disk, or one without links.
      copyFileSync(here, unfinished, constants.COPYFILE_EXCL);
    }
  });
}

/**
 * Makes an object's file appear whole, under its own name: it is written under another one, then renamed.
 * @param {string} gitDir
 * @param {string} oid
 * @param {(unfinished: string) => void} write
 */
function put(gitDir, oid, write) {
  const [objects, folder, name] = placeOf(oid);
  const file = join(gitDir, objects, folder, name);
  if (existsSync(file)) return;
  mkdirSync(join(gitDir, objects, folder), { recursive: true });
  // Git calls its own unfinished files so, and removes them where one was left behind.
  const unfinished = join(gitDir, objects, folder, `tmp_obj_${crypto().randomBytes(6).toString('hex')}`);
  try {
    write(unfinished);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** @param {string} oid @returns {[string, string, string]} */
function placeOf(oid) {
  return ['objects', oid.slice(0, 2), oid.slice(2)];
}
