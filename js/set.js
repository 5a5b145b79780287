// `set`: rewrites manifests in the working tree, all of them or none.

import { chmodSync, chownSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';

import { decode, isTooLarge, tooLarge } from './commits.js';
import { diffOf } from './diff.js';
import { ShellError } from './errors.js';
import { openRepository } from './repository.js';

/** @typedef {import('./types.js').Core} Core */
/** @typedef {import('./types.js').TextFile} TextFile */

/**
 * @typedef {object} SetOptions
 * @property {string} version
 * @property {string[]} files
 * @property {import('./types.js').Request} request
 * @property {import('./repository.js').Place} place
 * @property {boolean} dryRun
 */

/** @typedef {{top: string, found: TextFile[], only: string[] | undefined}} Found the files, and those that move where not all do */

/**
 * @param {Core} core
 * @param {SetOptions} options
 */
export async function setVersion(core, { version, files, request, place, dryRun }) {
  const { top, found, only } = files.length > 0 ? await given(core, files, request, place) : await discovered(core, request, place);
  const before = new Map(found.map(({ path, text }) => [path, text]));
  const { files: rewritten, remarks } = only
    ? { files: core.rewriteManifests(found, version, request.manifests, only), remarks: [] }
    : core.setManifests(request, found, version);
  if (only) requireVersions(only, new Set(rewritten.map(({ path }) => path)));
  const changed = rewritten.filter(({ path, text }) => before.get(path) !== text);
  if (!dryRun) replaceAll(changed.map(({ path, text }) => ({ path: resolve(top, path), text })));
  const diff = changed.map(({ path, text }) => diffOf(path, before.get(path) ?? '', text)).join('');
  return { changed, diff, remarks };
}

/**
 * The files given by name; in a clone with all that may refer to them, which follows.
 * @param {Core} core
 * @param {string[]} files
 * @param {import('./types.js').Request} request
 * @param {import('./repository.js').Place} place
 * @returns {Promise<Found>}
 */
async function given(core, files, request, place) {
  const { cwd } = place;
  // The core takes paths as repositories write them.
  const named = [...new Set(files.map((path) => normalize(path).replaceAll('\\', '/')))];
  const texts = named.map((path) => {
    const text = readFile(resolve(cwd, path), path);
    if (text === null) throw new ShellError('no-such-file', `there is no file \`${path}\``, { path });
    return { path, text };
  });
  const top = await topOf(place);
  const inside = top === null ? [] : texts.map(({ path, text }) => ({ path: seenFrom(top, resolve(cwd, path)), text }));
  // Outside every repository, or in another one than the folder's: nothing is known to refer to them.
  if (top === null || inside.some(({ path }) => path === null)) return { top: cwd, found: texts, only: named };
  const own = /** @type {TextFile[]} */ (inside);
  const only = own.map(({ path }) => path);
  const { found } = await discovered(core, request, place, own);
  return { top, found, only };
}

/**
 * The top folder of the clone that `place` is in, if it is in one.
 * @param {import('./repository.js').Place} place
 */
async function topOf(place) {
  try {
    return (await openRepository({ ...place, offline: true })).top;
  } catch (error) {
    if (error instanceof ShellError && error.code === 'not-a-repository') return null;
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
  return isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`) ? null : path.replaceAll('\\', '/');
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

/**
 * Every manifest of the repository, as it stands in the working tree.
 * @param {Core} core
 * @param {import('./types.js').Request} request
 * @param {import('./repository.js').Place} place
 * @param {TextFile[]} named files that are there already
 * @returns {Promise<Found>}
 */
async function discovered(core, request, place, named = []) {
  const { git, top } = await openRepository({ ...place, offline: true });
  const answer = await git.run(['ls-files', '--stage', '-z']);
  if (answer.exit !== 0) throw new ShellError('not-a-repository', `git could not list the files: ${answer.stderr.trim()}`);
  const rows = answer.stdout.toString().split('\0').filter((row) => row.startsWith('100'));
  const paths = [...new Set(rows.map((row) => row.slice(row.indexOf('\t') + 1)))];
  const joined = paths.join('\0');
  const found = [...named];
  const asked = new Set(named.map(({ path }) => path));
  for (;;) {
    const wanted = core.needs(request, joined, found).filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    for (const path of wanted) {
      asked.add(path);
      const text = readFile(resolve(top, path), path);
      // Deleted here, but not yet committed.
      if (text !== null) found.push({ path, text });
    }
  }
  if (found.length === 0) {
    throw new ShellError('no-manifest', 'no manifest was found: expected one that states a version', {
      nextSteps: ['name the files: `version-first set VERSION FILE…`'],
    });
  }
  return { top, found, only: undefined };
}

/**
 * @param {string} file
 * @param {string} path as the user knows it
 */
function readFile(file, path) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return null;
  if (!stat.isFile()) throw new ShellError('no-such-file', `\`${path}\` is no file`, { path });
  if (isTooLarge(stat.size)) throw tooLarge(path, stat.size);
  return decode(readFileSync(file), path);
}

/**
 * Writes all new texts beside the old ones, then moves them in place; what was moved before a failure is put back.
 * @param {TextFile[]} files
 */
function replaceAll(files) {
  // Through symbolic links to the files themselves, each once.
  const targets = new Map(files.map(({ path, text }) => [realpathSync(path), text]));
  /** @type {{file: string, next: string, old: Buffer, mode: number}[]} */
  const ready = [];
  let moved = 0;
  let current = '';
  try {
    for (const [file, text] of targets) {
      current = file;
      const next = join(dirname(file), `.${basename(file)}.${process.pid}.version-first`);
      const { mode, uid, gid } = statSync(file);
      ready.push({ file, next, old: readFileSync(file), mode });
      writeFileSync(next, text, { flag: 'wx', mode });
      chmodSync(next, mode);
      if (process.getuid?.() === 0) chownSync(next, uid, gid);
    }
    for (const { file, next } of ready) {
      current = file;
      renameSync(next, file);
      moved += 1;
    }
  } catch (error) {
    for (const { file, old, mode } of ready.slice(0, moved)) writeFileSync(file, old, { mode });
    for (const { next } of ready.slice(moved)) rmSync(next, { force: true });
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new ShellError('not-writable', `\`${current}\` can not be written: ${code ?? message}`, {
      path: current,
      nextSteps: ['no file was changed; make this one and its folder writable, then run this again'],
    });
  }
}
