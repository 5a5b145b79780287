// Where paths lie.

import { statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/**
 * Whether `path` is `folder` or lies in it. Both are real paths.
 * @param {string} folder
 * @param {string} path
 */
export function isInside(folder, path) {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * What lies there; undefined: nothing, or nothing that can be looked at (no name is so long, a link to itself, a file for a
 * folder).
 * @param {string} path
 */
export function kindOf(path) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
