// What still says the old version once everything is rewritten. The core says what to look for, where, and what counts.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { kindOf } from '../files/paths.js';

/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../types.js').Leftover} Leftover */
/** @typedef {import('../types.js').TextFile} TextFile */
/** @typedef {import('./world.js').World} World */

/** Larger files are data. */
const LARGEST = 1024 * 1024;

/** @typedef {{places: Leftover[], unread: number}} Search */

/**
 * In the tree of the last look, with these files in place of its own. Where contents stay behind in the remote, nothing is
 * fetched for it.
 * @param {World} world
 * @param {import('../types.js').Asked[]} wanted
 * @param {TextFile[]} files
 * @returns {Promise<Search>}
 */
export async function inTip({ core, repository, port }, wanted, files) {
  const listing = port.listing();
  const paths = [...listing.keys()].filter((path) => listing.get(path)?.mode.startsWith('100'));
  const now = withTargets(files, port.links());
  const read = async (/** @type {string} */ path) => (repository.partial ? undefined : port.contents(path, LARGEST));
  const found = await Promise.all(wanted.map((asked) => inFiles(core, paths, asked, now, read)));
  return { places: found.flatMap(({ places }) => places), unread: Math.max(...found.map(({ unread }) => unread)) };
}

/**
 * The same files, and those that links among them lead to.
 * @param {TextFile[]} files
 * @param {import('../files/links.js').Links} links
 */
function withTargets(files, links) {
  return files.flatMap(({ path, text }) => {
    const target = links.get(path);
    return [{ path, text }, ...(target === undefined ? [] : [{ path: target, text }])];
  });
}

/**
 * In the working tree.
 * @param {Core} core
 * @param {string} top
 * @param {string[]} paths
 * @param {import('../types.js').Asked} asked
 * @param {TextFile[]} files as they are now
 * @param {import('../files/links.js').Links} links
 * @returns {Promise<Search>}
 */
export function inFolder(core, top, paths, asked, files, links) {
  return inFiles(core, paths, asked, withTargets(files, links), async (path) => {
    const file = resolve(top, path);
    const stat = kindOf(file);
    return stat?.isFile() && stat.size <= LARGEST ? readFileSync(file) : null;
  });
}

/**
 * @param {Core} core
 * @param {string[]} paths
 * @param {import('../types.js').Asked} asked
 * @param {TextFile[]} files as they are now
 * @param {(path: string) => Promise<Buffer | null | undefined>} read null: too large; undefined: not here
 * @returns {Promise<Search>}
 */
async function inFiles(core, paths, asked, files, read) {
  const hunt = core.hunt(asked, paths.join('\0'));
  if (hunt.texts.length === 0) return { places: [], unread: 0 };
  const locks = new Set(hunt.locks);
  const now = new Map(files.filter(({ path }) => !locks.has(path)).map(({ path, text }) => [path, text]));
  const settings = new Set(hunt.settings);
  let unread = hunt.left;
  const look = async (/** @type {string} */ path) => {
    const text = now.get(path);
    if (text !== undefined) return { path, text };
    const data = await read(path);
    if (data === undefined) unread += 1;
    // Most files do not say it: only those that do become text.
    if (!data || !(settings.has(path) || hunt.texts.some((one) => data.includes(one))) || data.includes(0)) return null;
    return { path, text: data.toString('utf8') };
  };
  const texts = await Promise.all([...new Set([...hunt.paths, ...hunt.settings, ...now.keys()])].map(look));
  const found = texts.filter((file) => file !== null);
  return { places: core.stillSays(hunt, found, [...now.keys()]), unread };
}
