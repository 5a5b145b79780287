// Where paths lie.

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
