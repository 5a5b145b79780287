// One call with one input, and whether the function keeps its word. Runs in Node and in a page.

import { chance } from './chance.mjs';
import { argumentsFor, changed, outcome } from './inputs.mjs';

/** @typedef {import('../../js/types.js').Core} Core */
/** @typedef {Record<string, (...args: any[]) => any>} Functions */

/** What a call came to. @typedef {'answer' | 'refusal'} Ending */

/** What is given a plan gets one that a run has come to. */
export const ALONG_RUNS = ['advance', 'searched'];

/**
 * Why what a function threw is none of its own errors; undefined: it is one.
 * @param {any} error
 */
function faultOf(error) {
  if (error?.name !== 'CoreError') return `threw ${error?.name}: ${error?.message}`;
  if (!/^[a-z][a-z-]+[a-z]$/.test(error.code) || error.code === 'internal') return `threw the code ${error.code}: ${error.message}`;
  if (typeof error.message !== 'string' || error.message === '') return 'threw an error that says nothing';
  return undefined;
}

/**
 * Calls a function with one input. Throws where the function does not keep its word.
 * @param {Functions} core @param {string} name @param {string} seed @param {number} number
 * @returns {{ending: Ending, ms: number}}
 */
export function feedOne(core, name, seed, number) {
  const draw = chance(`${seed} ${name} ${number}`);
  const bend = (/** @type {unknown} */ value) => (draw.once(3) ? changed(draw, value) : value);
  /** @type {Ending} */
  let ending = 'answer';
  let ms = 0;
  const call = (/** @type {string} */ what, /** @type {unknown[]} */ args) => {
    const begin = performance.now();
    ending = 'answer';
    try {
      const answer = core[what]?.(...args);
      // `searched` hands the caller's own step back as it is: what was put into it by chance is in it still.
      JSON.stringify(what === 'searched' ? { ...answer, step: null } : answer);
      return answer;
    } catch (error) {
      const fault = faultOf(error);
      if (fault !== undefined) throw new Error(fault, { cause: error });
      ending = 'refusal';
      return undefined;
    } finally {
      ms = Math.max(ms, performance.now() - begin);
    }
  };
  if (!ALONG_RUNS.includes(name)) {
    call(name, argumentsFor(name, draw, call).map(bend));
    return { ending, ms };
  }
  // Any state that a run can be in, and now and then one that it can't.
  let plan = call('plan', [{ run: { id: '1', attempt: '1' }, mode: draw.of(['auto', 'pull-request', 'direct']) }, null]);
  for (let steps = draw.below(6); steps > 0 && plan?.step; steps -= 1) plan = call('advance', [plan, outcome(draw, plan.step)]) ?? plan;
  const places = [{ path: 'README.md', lines: [draw.below(9)], version: '1.2.3' }];
  call(name, [bend(plan), bend(name === 'searched' ? { places: draw.once(2) ? places : [], unread: draw.below(3) } : outcome(draw, plan?.step))]);
  return { ending, ms };
}
