// The loop: the core names one step, we perform it and say what became of it, until there is no step left.

import { apply } from './apply.js';
import { openRepository } from './repository.js';
import { Store } from './store.js';

/** @typedef {import('./types.js').Core} Core */
/** @typedef {import('./types.js').Plan} Plan */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {import('./types.js').Step} Step */

/**
 * @typedef {object} Run
 * @property {() => Core} core
 * @property {Request} request
 * @property {import('./repository.js').Place} place
 * @property {boolean} [onlyLook] stop before the first step that would make something
 * @property {(step: Step, plan: Plan) => void} progress
 */

/** Steps that read and change nothing. */
const READING = new Set(['look', 'history']);

/**
 * Runs a plan to its end, or up to its first effect.
 * @param {Run} run
 * @returns {Promise<Plan>}
 */
export async function run({ core: load, request, place, onlyLook = false, progress }) {
  const opening = openRepository(place);
  // Starting the core takes a few milliseconds in which git answers.
  opening.catch(() => {});
  const core = load();
  let plan = core.plan(request, null);
  const repository = await opening;
  const store = new Store(repository);
  const offline = place.offline ?? false;
  const world = { core, request, repository, store, offline, seen: null, whole: new Set() };
  try {
    while (plan.step && !(onlyLook && !READING.has(plan.step.kind))) {
      progress(plan.step, plan);
      plan = core.advance(plan, await apply(world, plan.step));
    }
    return plan;
  } finally {
    store.close();
  }
}
