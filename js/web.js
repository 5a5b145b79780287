// `import init, { … } from 'version-first'` in browsers: `await init()` first.

import { startCore } from './core/instance.js';

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
  core ??= startCore(module);
}

/** @param {string | URL} url */
async function download(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`cannot load the core: ${response.status} for ${url}`);
  return response.arrayBuffer();
}

function started() {
  if (!core) throw new Error('the core is not loaded yet: `await init()` first');
  return core;
}

/** @type {Core['nextVersion']} */
export const nextVersion = (options) => started().nextVersion(options);
/** @type {Core['decideBump']} */
export const decideBump = (commits, options) => started().decideBump(commits, options);
/** @type {Core['readManifests']} */
export const readManifests = (files, manifests) => started().readManifests(files, manifests);
/** @type {Core['rewriteManifests']} */
export const rewriteManifests = (files, version, manifests, only) => started().rewriteManifests(files, version, manifests, only);
/** @type {Core['setManifests']} */
export const setManifests = (request, files, version) => started().setManifests(request, files, version);
/** @type {Core['releaseNotes']} */
export const releaseNotes = (commits, links) => started().releaseNotes(commits, links);
/** @type {Core['tagName']} */
export const tagName = (version, options) => started().tagName(version, options);
/** @type {Core['parseTag']} */
export const parseTag = (tag, options) => started().parseTag(tag, options);
/** @type {Core['bumpBranch']} */
export const bumpBranch = (version, options) => started().bumpBranch(version, options);
/** @type {Core['parseBumpBranch']} */
export const parseBumpBranch = (name, options) => started().parseBumpBranch(name, options);
/** @type {Core['parseIteration']} */
export const parseIteration = (branch) => started().parseIteration(branch);
/** @type {Core['nextIteration']} */
export const nextIteration = (branch, existing) => started().nextIteration(branch, existing);
/** @type {Core['iterationsOf']} */
export const iterationsOf = (branch, branches) => started().iterationsOf(branch, branches);
/** @type {Core['taskBranch']} */
export const taskBranch = (task) => started().taskBranch(task);
/** @type {Core['parseTaskBranch']} */
export const parseTaskBranch = (branch) => started().parseTaskBranch(branch);
/** @type {Core['startIteration']} */
export const startIteration = (wish) => started().startIteration(wish);
/** @type {Core['advanceIteration']} */
export const advanceIteration = (work, outcome) => started().advanceIteration(work, outcome);
/** @type {Core['showIteration']} */
export const showIteration = (about) => started().showIteration(about);
/** @type {Core['checkIteration']} */
export const checkIteration = (about) => started().checkIteration(about);
/** @type {Core['reportIterations']} */
export const reportIterations = (history) => started().reportIterations(history);
/** @type {Core['target']} */
export const target = (request, refs) => started().target(request, refs);
/** @type {Core['needs']} */
export const needs = (request, paths, files, onlyRead) => started().needs(request, paths, files, onlyRead);
/** @type {Core['wants']} */
export const wants = (request, glimpse) => started().wants(request, glimpse);
/** @type {Core['plan']} */
export const plan = (request, facts) => started().plan(request, facts);
/** @type {Core['sweep']} */
export const sweep = (request, journal) => started().sweep(request, journal);
/** @type {Core['hunt']} */
export const hunt = (asked, paths) => started().hunt(asked, paths);
/** @type {Core['stillSays']} */
export const stillSays = (what, files, rewritten) => started().stillSays(what, files, rewritten);
/** @type {Core['searched']} */
export const searched = (state, search) => started().searched(state, search);
/** @type {Core['credited']} */
export const credited = (body, people, credits) => started().credited(body, people, credits);
/** @type {Core['advance']} */
export const advance = (state, outcome) => started().advance(state, outcome);
/** @type {Core['planPrune']} */
export const planPrune = (options) => started().planPrune(options);
/** @type {Core['lookout']} */
export const lookout = (request, refs) => started().lookout(request, refs);
/** @type {Core['holding']} */
export const holding = (request, branch) => started().holding(request, branch);
/** @type {Core['afterDeleting']} */
export const afterDeleting = (asked, push, refs) => started().afterDeleting(asked, push, refs);
/** @type {Core['whyUnreadable']} */
export const whyUnreadable = (exit, stderr) => started().whyUnreadable(exit, stderr);
/** @type {Core['whyDenied']} */
export const whyDenied = (denial, hosting) => started().whyDenied(denial, hosting);
/** @type {Core['audit']} */
export const audit = (facts, options) => started().audit(facts, options);
/** @type {Core['auditNames']} */
export const auditNames = (names, options) => started().auditNames(names, options);
/** @type {Core['auditTags']} */
export const auditTags = (refs, options) => started().auditTags(refs, options);
/** @type {Core['auditTrees']} */
export const auditTrees = (batch, options) => started().auditTrees(batch, options);
/** @type {Core['diagnose']} */
export const diagnose = (checkup) => started().diagnose(checkup);
/** @type {Core['starterWorkflow']} */
export const starterWorkflow = (checkup) => started().starterWorkflow(checkup);
