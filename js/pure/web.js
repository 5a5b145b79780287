// `import init, { … } from 'version-first/pure'` in browsers: `await init()` first. The small core is part of this module, so
// that there is no file to be found, whatever bundles it.

import bytes from '../../dist/pure.bytes.mjs';
import * as glue from '../../dist/pure.mjs';
import { later, start } from '../core/instance.js';

/** @typedef {import('./pure.js').Pure} Pure */

/** @type {Pure | undefined} */
let core;

/**
 * Loads the small core. Call it once before anything else; calling it again changes nothing.
 * @returns {Promise<void>}
 */
export default async function init() {
  if (core) return;
  const deflated = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const module = await WebAssembly.compile(await new Response(inflated).arrayBuffer());
  core ??= start(glue, module);
}

const door = later(() => core);

export const nextVersion = door('nextVersion');
export const tagName = door('tagName');
export const parseTag = door('parseTag');
export const bumpBranch = door('bumpBranch');
export const parseBumpBranch = door('parseBumpBranch');
export const parseIteration = door('parseIteration');
export const nextIteration = door('nextIteration');
export const iterationsOf = door('iterationsOf');
export const taskBranch = door('taskBranch');
export const parseTaskBranch = door('parseTaskBranch');
