// Performs one step and says what became of it. Decides nothing: what an outcome means is the core's business.

import { history, look } from './facts.js';
import { autoMerge, editPull, label, mergePull, openPull } from '../hosting/pulls.js';
import { dispatch, release } from '../hosting/releases.js';

/** @typedef {import('./world.js').World} World */
/** @typedef {import('../types.js').Step} Step */
/** @typedef {import('../types.js').Outcome} Outcome */

/**
 * @param {World} world
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
export function apply(world, step) {
  switch (step.kind) {
    case 'look':
      return look(world, step);
    case 'history':
      return history(world, step);
    case 'commit':
      return world.port.build(step);
    case 'tag':
      return world.port.buildTag(step);
    case 'push':
      return world.port.push(step);
    case 'openPull':
      return openPull(world, step);
    case 'label':
      return label(world, step);
    case 'editPull':
      return editPull(world, step);
    case 'autoMerge':
      return autoMerge(world, step);
    case 'mergePull':
      return mergePull(world, step);
    case 'release':
      return release(world, step);
    case 'dispatch':
      return dispatch(world, step);
    case 'follow':
      return world.port.follow(step);
    default:
      throw new Error(`unknown step: ${JSON.stringify(step)}`);
  }
}
