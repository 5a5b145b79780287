// Links among the files of a tree: a path means the file that a checkout would open there. The core knows files by the path
// it asked for; what is written, and what git says has changed, is the file that path leads to.

import { posix } from 'node:path';

import { ShellError } from '../say/errors.js';
import { LINK } from './entries.js';

/** @typedef {import('./entries.js').Listing} Listing */
/** @typedef {import('../types.js').TextFile} TextFile */
/** @typedef {Map<string, string>} Links what leads to a file of the tree, by its own path: that file's */

/** As systems do: a link may lead to another one so many times. */
const MOST_LINKS = 40;
/** git's own limit for a path. */
export const LONGEST_LINK = 4096;

/**
 * Whether a name is that of a clone's own folder, in the spellings of file systems that make no difference between them.
 * @param {string} name
 */
export function isDotGit(name) {
  return /^(?:\.git|git~1)$/i.test(name);
}

/**
 * Where a path leads in a tree: to a file of it, out of it or into the clone's own `.git` (null), or nowhere (undefined): to a
 * folder, to what is not tracked, or round in a circle.
 * @param {Listing} listing
 * @param {string} path
 * @param {(path: string) => Promise<string | null>} read what a link names
 * @returns {Promise<string | null | undefined>}
 */
export async function leadsTo(listing, path, read) {
  /** @type {string[]} */
  const here = [];
  const ahead = path.split('/').reverse();
  for (let links = 0; ; ) {
    const name = ahead.pop();
    if (name === undefined) break;
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (here.pop() === undefined) return null;
      continue;
    }
    if (isDotGit(name)) return null;
    here.push(name);
    const at = here.join('/');
    if (listing.get(at)?.mode !== LINK) continue;
    const target = await read(at);
    if (target === null || (links += 1) > MOST_LINKS) return undefined;
    if (posix.isAbsolute(target)) return null;
    here.pop();
    ahead.push(...target.split('/').reverse());
  }
  const found = here.join('/');
  return listing.get(found)?.mode.startsWith('100') ? found : undefined;
}

/**
 * Where no links can be made, git writes a file in a link's place that has nothing but the other's path in it, and such a
 * file may have been committed. A text that could be a version is none.
 * @param {string} path
 * @param {string} text
 * @param {(path: string) => boolean} tracked
 * @returns {string | undefined} the path of the file that is meant
 */
function spelledLink(path, text, tracked) {
  if (text.length === 0 || text.length > LONGEST_LINK || /[\n\r\0]|^v?\d/i.test(text)) return undefined;
  const target = posix.join(posix.dirname(path), text);
  return target !== path && tracked(target) ? target : undefined;
}

/**
 * As {@link spelledLink}, from one to the next.
 * @param {TextFile} file
 * @param {(path: string) => boolean} tracked
 * @param {(path: string) => Promise<string | null>} read
 * @returns {Promise<TextFile>} the file at the end; where they go round in a circle, the one that was given
 */
export async function throughSpelled(file, tracked, read) {
  let { path, text } = file;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const target = spelledLink(path, text, tracked);
    const next = target === undefined ? null : await read(target);
    if (target === undefined || next === null) return { path, text };
    [path, text] = [target, next];
  }
  return file;
}

/**
 * The files as they are written: each once, where its path leads. Code: `links-differ`.
 * @template {TextFile} F
 * @param {F[]} files
 * @param {Links} links
 * @returns {F[]}
 */
export function written(files, links) {
  /** @type {Map<string, {file: F, from: string}>} */
  const found = new Map();
  for (const file of files) {
    const path = links.get(file.path) ?? file.path;
    const other = found.get(path);
    if (other && other.file.text !== file.text) {
      // The file itself may come before or after the link to it.
      const link = file.path === path ? other.from : file.path;
      throw new ShellError('links-differ', `\`${link}\` is a link to \`${path}\`, which would say something else by its own name: expected the same`, {
        path: link,
        nextSteps: [`leave one of them out: \`!${link}\` in \`--manifests\` (input \`manifests\`)`, 'no file was changed'],
      });
    }
    if (!other) found.set(path, { file: { ...file, path }, from: file.path });
  }
  return [...found.values()].map(({ file }) => file);
}

/**
 * Paths of files that changed, as the core knows these: those that links lead to, by the links' own paths.
 * @param {string[]} paths
 * @param {Links} links
 * @param {TextFile[]} files those that the core knows
 */
export function asKnown(paths, links, files) {
  if (links.size === 0) return paths;
  const known = new Set(files.map(({ path }) => path));
  return paths.flatMap((path) => {
    const through = [...links].filter(([, target]) => target === path).map(([link]) => link);
    return through.length > 0 && !known.has(path) ? through : [...through, path];
  });
}
