// A user's clone, the program run inside it, and what lies there before and after.

import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { runAction, runCli } from './program.mjs';

export class Clone {
  /** @param {import('./sandbox.mjs').Sandbox} box @param {string} dir */
  constructor(box, dir) {
    this.box = box;
    this.dir = dir;
  }

  /** @param {string[]} args */
  git(...args) {
    return this.box.git(this.dir, args);
  }

  /** @param {string} rev */
  async oid(rev) {
    return (await this.git('rev-parse', rev)).trim();
  }

  /** Runs `version-first …` here. @param {string[]} args @param {import('./program.mjs').Setting} [setting] */
  run(args, setting) {
    return runCli(this.box, args, { cwd: this.dir, ...setting });
  }

  /** Runs the action here. @param {Record<string, string>} inputs @param {import('./program.mjs').Setting} [setting] */
  action(inputs, setting) {
    return runAction(this.box, inputs, { cwd: this.dir, ...setting });
  }

  /** @param {string} path */
  read(path) {
    return readFileSync(join(this.dir, path), 'utf8');
  }

  /** @param {string} path @param {string | Buffer} content */
  write(path, content) {
    const file = join(this.dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** A person's commit. @param {string} say @param {Record<string, string>} files */
  async commit(say, files) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '-m', say);
    return this.oid('HEAD');
  }

  /** Every byte of the clone, `.git` included. */
  everything() {
    return snapshot(this.dir, () => true);
  }

  /** The working tree. */
  workingTree() {
    return snapshot(this.dir, (path) => path !== '.git');
  }
}

/**
 * Every file below a folder, with its mode and a hash of its bytes.
 * @param {string} dir
 * @param {(path: string) => boolean} wanted
 * @returns {Record<string, string>}
 */
export function snapshot(dir, wanted, prefix = '') {
  /** @type {Record<string, string>} */
  const found = {};
  for (const name of readdirSync(join(dir, prefix)).sort()) {
    const path = prefix + name;
    if (!wanted(path)) continue;
    const file = join(dir, path);
    const stat = lstatSync(file);
    if (stat.isDirectory()) {
      found[`${path}/`] = 'folder';
      Object.assign(found, snapshot(dir, wanted, `${path}/`));
    } else if (stat.isSymbolicLink()) {
      found[path] = `link to ${readlinkSync(file)}`;
    } else if (stat.isFile()) {
      found[path] = `${(stat.mode & 0o777).toString(8)} ${createHash('sha1').update(readFileSync(file)).digest('hex')}`;
    } else {
      found[path] = 'special';
    }
  }
  return found;
}
