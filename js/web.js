// `import init, { … } from 'version-first'` in browsers: `await init()` first.

import * as glue from '../dist/core.mjs';
import { coreError, later, start } from './core/instance.js';

/** @typedef {import('./types.js').Core} Core */

/** @type {Core | undefined} */
let core;

/**
 * Loads the core. Call it once before anything else; calling it again changes nothing.
 * @param {string | URL | BufferSource | WebAssembly.Module} [source] where `core.wasm` is, or what is in it
 * @returns {Promise<void>}
 */
export default async function init(source = new URL('../dist/core.wasm', import.meta.url)) {
  if (core) return;
  const given = typeof source === 'string' || source instanceof URL ? await download(source) : source;
  const module = given instanceof WebAssembly.Module ? given : await WebAssembly.compile(given);
  core ??= start(glue, module);
}

/** What every WebAssembly module begins with: `\0asm`. */
const MAGIC = 0x0061736d;

/** @param {string | URL} url */
async function download(url) {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status}`);
    const bytes = await response.arrayBuffer();
    // Many a server answers what it does not have with a page.
    if (bytes.byteLength < 8 || new DataView(bytes).getUint32(0) !== MAGIC) throw new Error('what is there is no WebAssembly');
    return bytes;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw coreError('core-not-found', `no \`core.wasm\` at \`${url}\` (${message})`, [
      'some bundlers carry it along only when told (docs/npm.md, "In browsers")',
      'serve `node_modules/version-first/dist/core.wasm` and `await init(itsAddress)`',
      'or `import core from "version-first/core.wasm"` by a loader for files or bytes and `await init(core)`',
    ]);
  }
}

const door = later(() => core);

export const nextVersion = door('nextVersion');
export const decideBump = door('decideBump');
export const readManifests = door('readManifests');
export const rewriteManifests = door('rewriteManifests');
export const setManifests = door('setManifests');
export const releaseNotes = door('releaseNotes');
export const tagName = door('tagName');
export const parseTag = door('parseTag');
export const bumpBranch = door('bumpBranch');
export const parseBumpBranch = door('parseBumpBranch');
export const parseIteration = door('parseIteration');
export const nextIteration = door('nextIteration');
export const iterationsOf = door('iterationsOf');
export const taskBranch = door('taskBranch');
export const parseTaskBranch = door('parseTaskBranch');
export const startIteration = door('startIteration');
export const advanceIteration = door('advanceIteration');
export const showIteration = door('showIteration');
export const checkIteration = door('checkIteration');
export const endedIterations = door('endedIterations');
export const afterStarting = door('afterStarting');
export const iterationBase = door('iterationBase');
export const reportIterations = door('reportIterations');
export const target = door('target');
export const needs = door('needs');
export const wants = door('wants');
export const plan = door('plan');
export const sweep = door('sweep');
export const hunt = door('hunt');
export const stillSays = door('stillSays');
export const searched = door('searched');
export const fingerprints = door('fingerprints');
export const credited = door('credited');
export const advance = door('advance');
export const planPrune = door('planPrune');
export const lookout = door('lookout');
export const holding = door('holding');
export const readPush = door('readPush');
export const afterDeleting = door('afterDeleting');
export const whyUnreadable = door('whyUnreadable');
export const whyDenied = door('whyDenied');
export const audit = door('audit');
export const auditNames = door('auditNames');
export const auditTags = door('auditTags');
export const auditTrees = door('auditTrees');
export const diagnose = door('diagnose');
export const starterWorkflow = door('starterWorkflow');
