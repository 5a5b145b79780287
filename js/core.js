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

/** The bundle is CommonJS and has `__dirname`; the sources are ESM and have not. */
function wasmDirectory() {
  return typeof __dirname === 'string' ? __dirname : join(import.meta.dirname, '..', 'dist');
}
