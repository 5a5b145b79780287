// The wasm core, loaded when it is first needed. Everything that decides lives behind this door.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startCore } from './instance.js';

/** @typedef {import('./types.js').Core} Core */

/** @type {Core | undefined} */
let loaded;

/**
 * The core. `core.wasm` lies next to the bundle, or in `dist/` when this runs from source.
 * @returns {Core}
 */
export function loadCore() {
  return (loaded ??= startCore(readFileSync(join(wasmDirectory(), 'core.wasm'))));
}

/** The sources know where they are, the bundle knows `__dirname`; under `node -e` there is one that means nothing. */
function wasmDirectory() {
  const here = import.meta.dirname;
  return typeof here === 'string' ? join(here, '..', 'dist') : __dirname;
}
