// `set`: rewrites manifests in the working tree, all of them or none.

import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';

import { diffOf } from './diff.js';
import { ShellError } from '../say/errors.js';
import { shellWord } from '../say/escape.js';
import { leftoverPlace } from '../say/report.js';
import { LINK } from '../files/entries.js';
import { isDotGit, throughSpelled, written } from '../files/links.js';
import { readFile, replaceAll } from './rewrite.js';
import { clonePort, openRepository } from '../run/open.js';
import { inFolder } from '../run/still.js';
import { isInside } from '../files/paths.js';

/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../types.js').TextFile} TextFile */

/**
 * @typedef {object} SetOptions
 * @property {string} version
 * @property {string[]} files
 * @property {import('../types.js').Request} request
 * @property {import('../run/open.js').Place} place
 * @property {boolean} dryRun
 */

/** @typedef {{top: string, port: import('../run/open.js').Clone}} Here the clone */
/** @typedef {{top: string, found: TextFile[], only: string[] | undefined, paths: string[], links: import('../files/links.js').Links}} Found the files, those that move where not all do, all tracked paths, and what links lead to */

/**
 * @param {Core} core
 * @param {SetOptions} options
 */
export async function setVersion(core, { version, files, request, place, dryRun }) {
  const { top, found, only, paths, links } = files.length > 0 ? await given(core, files, request, place) : await discovered(core, request, await opened(place));
  const setting = only
    ? { files: core.rewriteManifests(found, version, request.manifests, only), remarks: [], packages: [], others: [] }
    : core.setManifests(request, found, version);
  const { files: rewritten, remarks, packages, others } = setting;
  if (only) requireVersions(only, new Set(rewritten.map(({ path }) => path)));
  const before = new Map(found.flatMap(({ path, text }) => [[path, text], [links.get(path) ?? path, text]]));
  const changed = written(rewritten.filter(({ path, text }) => before.get(path) !== text), links);
  const said = 'said' in setting ? setting.said : rewritten.filter(({ path }) => only?.includes(path)).map(({ from }) => from);
  const asked = { said, version, manifests: request.manifests ?? [], packages, others };
  const { places: stillSays } = changed.length === 0 ? { places: [] } : await inFolder(core, top, paths, asked, rewritten, links);
  if (request.strictPlaces) requireNone(stillSays);
  if (!dryRun) replaceAll(changed.map(({ path, text }) => ({ path: resolve(top, path), text })));
  const diff = changed.map(({ path, text }) => diffOf(path, before.get(path) ?? '', text)).join('');
  return { changed, diff, remarks, stillSays };
}

/**
 * The files given by name; in a clone with all that may refer to them, which follows.
 * @param {Core} core
 * @param {string[]} files
 * @param {import('../types.js').Request} request
 * @param {import('../run/open.js').Place} place
 * @returns {Promise<Found>}
 */
async function given(core, files, request, place) {
  const { cwd } = place;
  // The core takes paths as repositories write them.
  const named = [...new Set(files.map((path) => normalize(path).replaceAll(sep, '/')))];
  const texts = named.map((path) => {
    const text = readFile(resolve(cwd, path), path);
    if (text === null) throw new ShellError('no-such-file', `there is no file \`${path}\``, { path, nextSteps: ['check the path: it counts from the folder you are in'] });
    return { path, text };
  });
  const here = await openedIfAny(place);
  const inside = here === null ? [] : texts.map(({ path, text }) => ({ path: seenFrom(here.top, resolve(cwd, path)), text }));
  // Outside every repository, or in another one than the folder's: nothing is known to refer to them.
  const apart = here === null || inside.some(({ path }) => path === null);
  if (apart && request.strictPlaces) throw notSearched();
  if (apart) return { top: cwd, found: texts, only: named, paths: [], links: new Map() };
  const own = /** @type {TextFile[]} */ (inside);
  const only = own.map(({ path }) => path);
  return { ...(await discovered(core, request, here, own)), only };
}

/**
 * The clone that `place` is in.
 * @param {import('../run/open.js').Place} place
 * @returns {Promise<Here>}
 */
async function opened(place) {
  const repository = await openRepository({ ...place, offline: true });
  return { top: repository.top, port: clonePort(repository) };
}

/**
 * The same, where there is one.
 * @param {import('../run/open.js').Place} place
 */
async function openedIfAny(place) {
  try {
    return await opened(place);
  } catch (error) {
    // Files that are named need no git that works.
    if (error instanceof ShellError && ['not-a-repository', 'local-git-failed'].includes(error.code)) return null;
    throw error;
  }
}

/**
 * A file's path from the top folder, with `/`; null where it lies elsewhere. A link is where it stands, not what it names.
 * @param {string} top
 * @param {string} file
 */
function seenFrom(top, file) {
  const path = relative(realpathSync(top), join(realpathSync(dirname(file)), basename(file)));
  return isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`) ? null : path.replaceAll(sep, '/');
}

/**
 * A file given by name that has nothing to rewrite is not passed over in silence.
 * @param {string[]} named
 * @param {Set<string>} carriers the paths of those that carry a version
 */
function requireVersions(named, carriers) {
  const without = named.find((path) => !carriers.has(path));
  if (without === undefined) return;
  throw new ShellError('version-not-found', `there is no version to rewrite in \`${without}\``, {
    path: without,
    nextSteps: ['give only files that state a version: no file was changed'],
  });
}

/** Whoever wants no place left behind has to be where others can be found. */
function notSearched() {
  return new ShellError('places-not-searched', 'whether something still says the old version is not known: these files are in no repository of this folder, and `strict-places` is set', {
    nextSteps: ['run it in the repository that has these files, or leave `--strict-places` out'],
  });
}

/**
 * Whoever wants no place left behind gets none.
 * @param {import('../types.js').Leftover[]} places
 */
function requireNone(places) {
  const [first, ...more] = places;
  if (!first) return;
  const others = more.length > 0 ? `, and ${more.length} more` : '';
  throw new ShellError('version-left-behind', `\`${leftoverPlace(first)}\` still says ${first.version}${others}, and \`strict-places\` is set`, {
    path: first.path,
    nextSteps: [
      ...places.slice(0, 5).flatMap(({ entry }) => (entry === undefined ? [] : [`to include it, add \`--manifests ${shellWord(entry)}\``])),
      `no file was changed; to leave a file as it is: \`--manifests ${shellWord(`!${first.path}`)}\``,
    ],
  });
}

/**
 * A file that nobody named is changed where the repository has it, and not wherever a link in its place leads.
 * @param {string} top
 * @param {string} file
 * @param {string} path
 */
function requireWithin(top, file, path) {
  let real;
  try {
    real = realpathSync(file);
  } catch {
    return;
  }
  const inner = realpathSync(top);
  if (isInside(inner, real) && !isGits(relative(inner, real))) return;
  throw new ShellError('outside-repository', `\`${path}\` leads out of the repository, to \`${real}\`: expected a file inside it`, {
    path,
    nextSteps: ['no file was changed; put the file itself there, or name those to change: `version-first set VERSION FILE…`'],
  });
}

/**
 * Whether a path in the working tree is one of git's own.
 * @param {string} way
 */
function isGits(way) {
  return way.split(/[\\/]/).some(isDotGit);
}

/**
 * Every manifest of the repository, as it stands in the working tree.
 * @param {Core} core
 * @param {import('../types.js').Request} request
 * @param {Here} here
 * @param {TextFile[]} given files that are there already
 * @returns {Promise<Found>}
 */
async function discovered(core, request, { top, port }, given = []) {
  const named = await port.tracked();
  const tracked = new Set(named('100'));
  const made = linksAmong(top, named(LINK), tracked);
  const joined = [...tracked, ...made.keys()].join('\0');
  /** @type {import('../files/links.js').Links} */
  const links = new Map();
  const read = async (/** @type {string} */ path) => {
    const file = resolve(top, path);
    requireWithin(top, file, path);
    return readFile(file, path);
  };
  const add = async (/** @type {string} */ path, /** @type {string} */ text) => {
    const start = made.get(path) ?? path;
    const end = await throughSpelled({ path: start, text }, (one) => tracked.has(one), read);
    if (end.path !== path) links.set(path, end.path);
    found.push({ path, text: end.text });
  };
  /** @type {TextFile[]} */
  const found = [];
  for (const { path, text } of given) await add(path, text);
  const asked = new Set(given.map(({ path }) => path));
  for (;;) {
    const wanted = core.needs(request, joined, found).filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    for (const path of wanted) {
      asked.add(path);
      const text = await read(path);
      // Deleted here, but not yet committed.
      if (text !== null) await add(path, text);
    }
  }
  if (found.length === 0) {
    throw new ShellError('no-manifest', 'no manifest was found: expected one that states a version', {
      nextSteps: ['name the files: `version-first set VERSION FILE…`'],
    });
  }
  return { top, found, only: undefined, paths: [...tracked], links };
}

/**
 * What the links among tracked paths lead to: a tracked file, by its path, or out of the tree (null), as into `.git`. One that is
 * a file here, since this system makes no links, is seen by its text to be one.
 * @param {string} top
 * @param {string[]} links
 * @param {Set<string>} files
 * @returns {Map<string, string | null>}
 */
function linksAmong(top, links, files) {
  const found = new Map();
  for (const link of links) {
    let real;
    try {
      real = realpathSync(resolve(top, link));
    } catch {
      continue;
    }
    const inside = isInside(realpathSync(top), real);
    const way = inside ? relative(realpathSync(top), real).replaceAll(sep, '/') : null;
    const path = way === null || isGits(way) ? null : way;
    if (path === null || path === link || files.has(path)) found.set(link, path);
  }
  return found;
}
