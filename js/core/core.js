// The wasm core, loaded when it is first needed. Everything that decides lives behind this door.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { distFolder } from './dist.js';
import { startCore } from './instance.js';

/** @typedef {import('../types.js').Core} Core */

/** @type {Core | undefined} */
let loaded;

/**
 * The core. `core.wasm` lies next to the bundle, or in `dist/` when this runs from source.
 * @returns {Core}
 */
export function loadCore() {
  return (loaded ??= startCore(readFileSync(join(distFolder(), 'core.wasm'))));
}
