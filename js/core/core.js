// The wasm core, loaded when it is first needed. Everything that decides lives behind this door.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as glue from '../../dist/core.mjs';
import { distFolder } from './dist.js';
import { start } from './instance.js';

/** @typedef {import('../types.js').Core} Core */

/** @type {Core | undefined} */
let loaded;

/**
 * The core. `core.wasm` lies next to the bundle, or in `dist/` when this runs from source.
 * @returns {Core}
 */
export function loadCore() {
  loaded ??= /** @type {Core} */ (start(glue, readFileSync(join(distFolder(), 'core.wasm'))));
  return loaded;
}
