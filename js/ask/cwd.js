// The folder to work in.

import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { UsageError } from '../say/errors.js';
import { shortened } from '../say/escape.js';
import { isInside } from '../files/paths.js';

/**
 * @param {string} given
 * @param {NodeJS.ProcessEnv} env
 */
export function workingDirectory(given, env) {
  const workspace = env['GITHUB_WORKSPACE'] || '.';
  const folder = resolve(workspace, given);
  const outside = () => new UsageError(`\`working-directory: ${given}\` is outside the workspace`, ['name a folder inside it']);
  if (!isInside(resolve(workspace), folder)) throw outside();
  requireFolder(folder, 'working-directory');
  // A link in the workspace may lead out of it.
  if (!isInside(realpathSync(workspace), realpathSync(folder))) throw outside();
  return folder;
}

/**
 * @param {string} folder
 * @param {string} name
 */
export function requireFolder(folder, name) {
  if (!isFolder(folder)) throw new UsageError(`\`${shortened(folder)}\` is no folder: expected one for \`${name}\``);
}

/** @param {string} path */
function isFolder(path) {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Not there, too long for a name, a link to itself, or not ours to look at.
    return false;
  }
}
