// The folder to work in.

import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

import { UsageError } from '../say/errors.js';
import { shortened } from '../say/escape.js';
import { isInside, kindOf } from '../files/paths.js';

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
 * The folder to work in at a desk. The one that a shell stands in may be gone.
 * @param {string | undefined} given
 */
export function startingFolder(given) {
  try {
    return resolve(given ?? '.');
  } catch {
    throw new UsageError('the folder that this was started in is not there any more', ['step into one that is there, or name one: `--cwd DIR`']);
  }
}

/**
 * @param {string} folder
 * @param {string} name
 */
export function requireFolder(folder, name) {
  if (!kindOf(folder)?.isDirectory()) throw new UsageError(`\`${shortened(folder)}\` is no folder: expected one for \`${name}\``);
}
