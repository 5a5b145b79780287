// `set`: rewrites manifests in the working tree, all of them or none.

import { chmodSync, chownSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve } from 'node:path';

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

/**
 * @param {Core} core
 * @param {SetOptions} options
 */
export async function setVersion(core, { version, files, request, place, dryRun }) {
  const { top, found } = files.length > 0 ? given(files, place.cwd) : await discovered(core, request, place);
  const before = new Map(found.map(({ path, text }) => [path, text]));
  const rewritten = core.rewriteManifests(found, version, request.manifests);
  if (files.length > 0) requireVersions(found, new Set(rewritten.map(({ path }) => path)));
  const changed = rewritten.filter(({ path, text }) => before.get(path) !== text);
  if (!dryRun) replaceAll(changed.map(({ path, text }) => ({ path: resolve(top, path), text })));
  const diff = changed.map(({ path, text }) => diffOf(path, before.get(path) ?? '', text)).join('');
  return { changed, diff };
}

/**
 * @param {string[]} files
 * @param {string} cwd
 */
function given(files, cwd) {
  // The core takes paths as repositories write them.
  const paths = new Set(files.map((path) => normalize(path).replaceAll('\\', '/')));
  const found = [...paths].map((path) => {
    const text = readFile(resolve(cwd, path), path);
    if (text === null) throw new ShellError('no-such-file', `there is no file \`${path}\``, { path });
    return { path, text };
  });
  return { top: cwd, found };
}

/**
 * A file given by name that has nothing to rewrite is not passed over in silence.
 * @param {TextFile[]} found
 * @param {Set<string>} carriers the paths of those that carry a version
 */
function requireVersions(found, carriers) {
  const without = found.find(({ path }) => !carriers.has(path));
  if (!without) return;
  throw new ShellError('version-not-found', `there is no version to rewrite in \`${without.path}\``, {
    path: without.path,
    nextSteps: ['give only files that state a version: no file was changed'],
  });
}

/**
 * Every manifest of the repository, as it stands in the working tree.
 * @param {Core} core
 * @param {import('./types.js').Request} request
 * @param {import('./repository.js').Place} place
 */
async function discovered(core, request, place) {
  const { git, top } = await openRepository({ ...place, offline: true });
  const answer = await git.run(['ls-files', '--stage', '-z']);
  if (answer.exit !== 0) throw new ShellError('not-a-repository', `git could not list the files: ${answer.stderr.trim()}`);
  const rows = answer.stdout.toString().split('\0').filter((row) => row.startsWith('100'));
  const paths = [...new Set(rows.map((row) => row.slice(row.indexOf('\t') + 1)))];
  const joined = paths.join('\0');
  /** @type {TextFile[]} */
  const found = [];
  /** @type {Set<string>} */
  const asked = new Set();
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
  return { top, found };
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
