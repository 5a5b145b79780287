// `import init, { … } from 'version-first/pure'` in browsers: `await init()` first. The small core is part of this module, so
// that there is no file to be found, whatever bundles it.

import bytes from '../../dist/pure.bytes.mjs';
import * as glue from '../../dist/pure.mjs';
import { start, tooEarly } from '../core/instance.js';

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

/** @param {string} name */
function started(name) {
  if (!core) throw tooEarly(name);
  return core;
}

/** @type {Pure['nextVersion']} */
export const nextVersion = (options) => started('nextVersion').nextVersion(options);
/** @type {Pure['tagName']} */
export const tagName = (version, options) => started('tagName').tagName(version, options);
/** @type {Pure['parseTag']} */
export const parseTag = (tag, options) => started('parseTag').parseTag(tag, options);
/** @type {Pure['bumpBranch']} */
export const bumpBranch = (version, options) => started('bumpBranch').bumpBranch(version, options);
/** @type {Pure['parseBumpBranch']} */
export const parseBumpBranch = (name, options) => started('parseBumpBranch').parseBumpBranch(name, options);
/** @type {Pure['parseIteration']} */
export const parseIteration = (branch) => started('parseIteration').parseIteration(branch);
/** @type {Pure['nextIteration']} */
export const nextIteration = (branch, existing) => started('nextIteration').nextIteration(branch, existing);
/** @type {Pure['iterationsOf']} */
export const iterationsOf = (branch, branches) => started('iterationsOf').iterationsOf(branch, branches);
/** @type {Pure['taskBranch']} */
export const taskBranch = (task) => started('taskBranch').taskBranch(task);
/** @type {Pure['parseTaskBranch']} */
export const parseTaskBranch = (branch) => started('parseTaskBranch').parseTaskBranch(branch);
