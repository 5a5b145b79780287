// `import init, { … } from 'version-first'` in browsers: `await init()` first.

import * as glue from '../dist/core.mjs';
import { coreError, start, tooEarly } from './core/instance.js';

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
  const response = await fetch(url).catch((/** @type {Error} */ { message }) => message);
  if (typeof response === 'string') throw notThere(url, response);
  if (!response.ok) throw notThere(url, `${response.status}`);
  const bytes = await response.arrayBuffer();
  // Many a server answers what it does not have with a page.
  if (bytes.byteLength < 8 || new DataView(bytes).getUint32(0) !== MAGIC) throw notThere(url, 'what is there is no WebAssembly');
  return bytes;
}

/** @param {string | URL} url @param {string} why */
function notThere(url, why) {
  return coreError('core-not-found', `no \`core.wasm\` at \`${url}\` (${why})`, [
    'some bundlers carry it along only when told (docs/npm.md, "In browsers")',
    'serve `node_modules/version-first/dist/core.wasm` and `await init(itsAddress)`',
    'or `import core from "version-first/core.wasm"` by a loader for files or bytes and `await init(core)`',
  ]);
}

/** @param {string} name */
function started(name) {
  if (!core) throw tooEarly(name);
  return core;
}

/** @type {Core['nextVersion']} */
export const nextVersion = (options) => started('nextVersion').nextVersion(options);
/** @type {Core['decideBump']} */
export const decideBump = (commits, options) => started('decideBump').decideBump(commits, options);
/** @type {Core['readManifests']} */
export const readManifests = (files, manifests) => started('readManifests').readManifests(files, manifests);
/** @type {Core['rewriteManifests']} */
export const rewriteManifests = (files, version, manifests, only) => started('rewriteManifests').rewriteManifests(files, version, manifests, only);
/** @type {Core['setManifests']} */
export const setManifests = (request, files, version) => started('setManifests').setManifests(request, files, version);
/** @type {Core['releaseNotes']} */
export const releaseNotes = (commits, links) => started('releaseNotes').releaseNotes(commits, links);
/** @type {Core['tagName']} */
export const tagName = (version, options) => started('tagName').tagName(version, options);
/** @type {Core['parseTag']} */
export const parseTag = (tag, options) => started('parseTag').parseTag(tag, options);
/** @type {Core['bumpBranch']} */
export const bumpBranch = (version, options) => started('bumpBranch').bumpBranch(version, options);
/** @type {Core['parseBumpBranch']} */
export const parseBumpBranch = (name, options) => started('parseBumpBranch').parseBumpBranch(name, options);
/** @type {Core['parseIteration']} */
export const parseIteration = (branch) => started('parseIteration').parseIteration(branch);
/** @type {Core['nextIteration']} */
export const nextIteration = (branch, existing) => started('nextIteration').nextIteration(branch, existing);
/** @type {Core['iterationsOf']} */
export const iterationsOf = (branch, branches) => started('iterationsOf').iterationsOf(branch, branches);
/** @type {Core['taskBranch']} */
export const taskBranch = (task) => started('taskBranch').taskBranch(task);
/** @type {Core['parseTaskBranch']} */
export const parseTaskBranch = (branch) => started('parseTaskBranch').parseTaskBranch(branch);
/** @type {Core['startIteration']} */
export const startIteration = (wish) => started('startIteration').startIteration(wish);
/** @type {Core['advanceIteration']} */
export const advanceIteration = (work, outcome) => started('advanceIteration').advanceIteration(work, outcome);
/** @type {Core['showIteration']} */
export const showIteration = (about) => started('showIteration').showIteration(about);
/** @type {Core['checkIteration']} */
export const checkIteration = (about) => started('checkIteration').checkIteration(about);
/** @type {Core['reportIterations']} */
export const reportIterations = (history) => started('reportIterations').reportIterations(history);
/** @type {Core['target']} */
export const target = (request, refs) => started('target').target(request, refs);
/** @type {Core['needs']} */
export const needs = (request, paths, files, onlyRead) => started('needs').needs(request, paths, files, onlyRead);
/** @type {Core['wants']} */
export const wants = (request, firstLook) => started('wants').wants(request, firstLook);
/** @type {Core['plan']} */
export const plan = (request, facts) => started('plan').plan(request, facts);
/** @type {Core['sweep']} */
export const sweep = (request, journal) => started('sweep').sweep(request, journal);
/** @type {Core['hunt']} */
export const hunt = (asked, paths) => started('hunt').hunt(asked, paths);
/** @type {Core['stillSays']} */
export const stillSays = (what, files, rewritten) => started('stillSays').stillSays(what, files, rewritten);
/** @type {Core['searched']} */
export const searched = (state, search) => started('searched').searched(state, search);
/** @type {Core['credited']} */
export const credited = (body, people, credits) => started('credited').credited(body, people, credits);
/** @type {Core['advance']} */
export const advance = (state, outcome) => started('advance').advance(state, outcome);
/** @type {Core['planPrune']} */
export const planPrune = (options) => started('planPrune').planPrune(options);
/** @type {Core['lookout']} */
export const lookout = (request, refs) => started('lookout').lookout(request, refs);
/** @type {Core['holding']} */
export const holding = (request, branch) => started('holding').holding(request, branch);
/** @type {Core['afterDeleting']} */
export const afterDeleting = (asked, push, refs) => started('afterDeleting').afterDeleting(asked, push, refs);
/** @type {Core['whyUnreadable']} */
export const whyUnreadable = (exit, stderr) => started('whyUnreadable').whyUnreadable(exit, stderr);
/** @type {Core['whyDenied']} */
export const whyDenied = (denial, hosting) => started('whyDenied').whyDenied(denial, hosting);
/** @type {Core['audit']} */
export const audit = (facts, options) => started('audit').audit(facts, options);
/** @type {Core['auditNames']} */
export const auditNames = (names, options) => started('auditNames').auditNames(names, options);
/** @type {Core['auditTags']} */
export const auditTags = (refs, options) => started('auditTags').auditTags(refs, options);
/** @type {Core['auditTrees']} */
export const auditTrees = (batch, options) => started('auditTrees').auditTrees(batch, options);
/** @type {Core['diagnose']} */
export const diagnose = (checkup) => started('diagnose').diagnose(checkup);
/** @type {Core['starterWorkflow']} */
export const starterWorkflow = (checkup) => started('starterWorkflow').starterWorkflow(checkup);
