// The folder to work in.

import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { UsageError } from '../say/errors.js';
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
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`\`${folder}\` is no folder: expected one for \`${name}\``);
  }
}
