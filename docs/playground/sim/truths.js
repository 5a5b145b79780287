// The promise, looked at: what every version tag names, and what the manifests of that commit say. The core's own audit judges.

import { failureOf, textsOf } from './look.js';

/** @typedef {import('./look.js').World} World */
/**
 * @typedef {object} Truth
 * @property {string} tag
 * @property {string} commit
 * @property {'person' | 'run'} by
 * @property {{path: string, version: string}[]} says
 * @property {'true' | 'false' | 'open'} verdict `open`: nothing there says a version
 * @property {boolean} onBranch whether the commit is in the history of `main`
 */

/** @param {World} world @returns {Truth[]} the newest last */
export function truthsOf(world) {
  const { core, remote, request } = world;
  const tags = [...remote.tags];
  if (tags.length === 0) return [];
  const refs = [['refs/heads/main', remote.tip, remote.tip], ...tags.map(([name, { object, commit }]) => [`refs/tags/${name}`, object, commit])];
  const row = (/** @type {string[]} */ [name = '', object = '', commit = '']) => [name, object, ...(object === commit ? ['commit', '', ''] : ['tag', commit, 'commit']), '0'].join('\t');
  const trees = tags.map(([, { object, commit }]) => ({ oid: object, files: textsOf(world, commit, true) }));
  const { tagFormat, package: named, manifests } = request;
  const options = { ...(tagFormat ? { tagFormat } : {}), ...(named ? { package: named } : {}), ...(manifests ? { manifests } : {}) };
  const judged = attempt(() => core.audit({ refs: refs.map(row).join('\n'), trees }, options));
  const main = remote.history(remote.tip);
  return tags.map(([tag, { commit, by }], index) => {
    const says = attempt(() => core.readManifests(trees[index]?.files ?? [], manifests ?? [])) ?? [];
    const wrong = judged?.mismatches.some((one) => one.tag === tag);
    const open = !judged || judged.unjudged.some((one) => one.tag === tag);
    const verdict = wrong ? 'false' : open ? 'open' : 'true';
    return { tag, commit, by, says: says.map(({ path, version }) => ({ path, version })), verdict, onBranch: main.has(commit) };
  });
}

/** @template T @param {() => T} work @returns {T | null} */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}
