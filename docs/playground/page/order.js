// The order that gives the project its name, as a picture: what has come true of the version so far. No tag before it has landed.

import { failureOf, textsOf } from '../sim/look.js';
import { byId, el, put } from './dom.js';

/** @typedef {import('../../../js/types.js').Proposal} Proposal */
/** @typedef {import('../sim/story.js').Now} Now */
/** @typedef {{name: string, done: boolean}} Stage */

/** @param {Now} now */
export function drawOrder(now) {
  const proposal = latest(now);
  const stages = stagesOf(now, proposal);
  const waits = stages.findIndex(({ done }) => !done);
  const item = (/** @type {Stage} */ { name, done }, /** @type {number} */ index) => {
    const state = done ? 'done' : index === waits ? 'waits' : 'later';
    return el('li', { class: state, 'aria-current': state === 'waits' ? 'step' : undefined }, el('span', { class: 'dot', 'aria-hidden': 'true' }, done ? '✓' : `${index + 1}`), el('span', {}, name), done && el('span', { class: 'unseen' }, ', done'));
  };
  put(byId('order'), el('ol', { 'aria-label': proposal ? `How far ${proposal.version} has come` : 'What a release does, in this order' }, ...stages.map(item)));
}

/** What was proposed last, in whichever run. @param {Now} now */
function latest({ plan, happened }) {
  return [plan, ...happened.map((one) => one.plan).reverse()].find(({ proposal }) => proposal)?.proposal;
}

/**
 * What the remote shows of a version, in the order it comes about.
 * @param {Now} now
 * @param {Proposal | undefined} proposal
 * @returns {Stage[]}
 */
export function stagesOf({ world, wish }, proposal) {
  const { remote } = world;
  const tag = remote.tags.get(proposal?.tag ?? '');
  const landed = tag?.by === 'run' || (proposal !== undefined && says(world, remote.tip, proposal.version));
  const branch = proposal && world.core.bumpBranch(proposal.version);
  const pull = remote.pulls.filter(({ head, state }) => head === branch && state !== 'closed').at(-1);
  const built = landed || proposal === undefined ? proposal !== undefined : [...remote.commits.values()].some(({ oid, by }) => by === 'run' && says(world, oid, proposal.version));
  const detour = remote.rule === 'pull-request' || wish.mode === 'pull-request' || pull !== undefined;
  return [
    { name: 'decided', done: proposal !== undefined },
    { name: 'built', done: built },
    ...(detour ? [{ name: 'proposed', done: landed || pull !== undefined }] : []),
    { name: 'landed', done: landed },
    { name: 'tagged', done: tag?.by === 'run' },
    { name: 'released', done: proposal !== undefined && remote.releases.has(proposal.tag) },
  ];
}

/** @param {Now['world']} world @param {string} oid @param {string} version */
function says(world, oid, version) {
  try {
    return world.core.readManifests(textsOf(world, oid, true), world.request.manifests ?? []).some((one) => one.version === version);
  } catch (error) {
    if (failureOf(error)) return false;
    throw error;
  }
}
