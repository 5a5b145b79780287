// Where the package's files lie, from wherever this runs: js/core/ in the sources, dist/ as a bundle.

import { basename, join } from 'node:path';

/** The folder of the bundles and of `core.wasm`. Under `node -e` there is a `__dirname`, too, and it means nothing. */
export function distFolder() {
  const here = import.meta.dirname;
  if (typeof here !== 'string') return __dirname;
  return basename(here) === 'dist' ? here : join(here, '..', '..', 'dist');
}
