// The loop: the core names one step, we perform it and say what became of it, until there is no step left.

import { apply } from './apply.js';
import { keeping } from '../core/held.js';
import { onInterrupt } from '../ending.js';
import { ShellError } from '../say/errors.js';
import { triggerOf } from './event.js';
import { Limits } from './limits.js';
import { getReady, makeRoom, openRepository, requireTarget } from './open.js';
import { inTip } from './still.js';
import { worldOf } from './world.js';

/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../types.js').OwnBranch} OwnBranch */
/** @typedef {import('../types.js').Outcome} Outcome */
/** @typedef {import('../types.js').Plan} Plan */
/** @typedef {import('../types.js').Request} Request */
/** @typedef {import('../types.js').Step} Step */
/** @typedef {import('./world.js').World} World */

/**
 * @typedef {object} Run
 * @property {() => Core} core
 * @property {Request} request
 * @property {import('./open.js').Place} place
 * @property {import('./event.js').Started} [trigger] what started the workflow
 * @property {boolean} [onlyLook] stop before the first step that would make something
 * @property {boolean} [dry] show what would be made, and what would keep it from being pushed; with `onlyLook`
 * @property {Limits} [limits]
 * @property {OwnBranch[]} [swept] the journal of a run that died, instead of a release; anybody may have written it
 * @property {(journal: OwnBranch[]) => void} [journal] keeps what would have to be removed should this run die
 * @property {(step: Step, plan: Plan) => void} progress
 */

/** Steps that read and change nothing. */
const READING = new Set(['look', 'history']);
/** Steps that nobody else sees: cutting them loses nothing. */
const HARMLESS = new Set([...READING, 'commit', 'tag']);

/**
 * Runs a plan to its end, or up to its first effect.
 * @param {Run} run
 * @returns {Promise<Plan>}
 */
export async function run({ core: load, request: asked, place, onlyLook = false, progress, ...options }) {
  const { limits = new Limits(), swept, trigger, dry = false, journal = () => {} } = options;
  const request = trigger ? { ...asked, trigger: triggerOf(trigger, onlyLook) } : asked;
  const opening = openRepository(place, limits);
  // Starting the core takes a few milliseconds in which git answers.
  opening.catch(() => {});
  const { core, release: forget } = keeping(load());
  let plan = swept ? core.sweep(request, swept) : core.plan(request, null);
  // What started the run may say by itself that there is nothing to do: then nobody is asked anything.
  if (!plan.step && !swept) return plan;
  const room = makeRoom(place.tempDir);
  const repository = await opening;
  if (!onlyLook || dry) requireTarget(repository);
  const world = worldOf({ core, request, repository, limits }, { offline: place.offline, room });
  // A reader of versions may be stopped at any moment; whoever makes something ends it in order.
  const release = onlyLook ? () => {} : onInterrupt(() => limits.interrupt());
  let kept = JSON.stringify(swept ?? []);
  const keep = (/** @type {OwnBranch[]} */ made) => {
    const text = JSON.stringify(made);
    if (text !== kept) journal(made);
    kept = text;
  };
  // While the remote is asked, which the first step begins with.
  if (!onlyLook) setImmediate(getReady);
  try {
    let last = '';
    let late = 0;
    while (plan.step && !(onlyLook && !READING.has(plan.step.kind))) {
      const { step } = plan;
      // Told twice, the core ends; should it ever not, we do.
      if (limits.spent && (late += 1) > 1) throw outOfTime(plan);
      // Waiting for a merge is one thing to say, not one for each look.
      const waiting = step.kind === 'look' && step.why === 'merge';
      if (!limits.due && !limits.spent && !(waiting && last === 'merge')) progress(step, plan);
      last = waiting ? 'merge' : '';
      keep(plan.journal);
      const outcome = await outcomeOf(world, step);
      plan = core.advance(plan, outcome);
      plan = await searched(world, plan);
    }
    // Empty, unless cleaning up has failed.
    if (plan.result) keep(plan.journal);
    return plan;
  } finally {
    release();
    forget();
    world.port.close();
  }
}

/**
 * What the plan wants looked for before its step.
 * @param {World} world
 * @param {Plan} plan
 */
async function searched(world, plan) {
  const { step, search } = plan;
  return search ? world.core.searched(plan, await inTip(world, search, step?.kind === 'commit' ? step.files : [])) : plan;
}

/**
 * What became of a step; or that the run has to stop, instead of it.
 * @param {World} world
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(world, step) {
  const { limits, port } = world;
  if (step.kind === 'look' && step.waitMs > 0) {
    // By chance rivals drift apart. Waiting for people to merge is no time of ours.
    const waiting = step.why === 'merge';
    await limits.pause(waiting ? step.waitMs : step.waitMs * (0.5 + Math.random() / 2), !waiting);
  }
  const before = limits.stop();
  if (before) return { kind: 'stopped', ...before };
  const harmless = HARMLESS.has(step.kind);
  const cut = limits.begin(harmless);
  cut.addEventListener('abort', () => port.cut());
  try {
    const outcome = await apply(world, step);
    // What was cut short says nothing about the remote.
    const stop = harmless && cut.aborted ? limits.stop() : null;
    return stop ? { kind: 'stopped', ...stop } : outcome;
  } finally {
    limits.end();
  }
}

/**
 * Not even cleaning up came to its end.
 * @param {Plan} plan
 */
function outOfTime({ journal }) {
  const branches = journal.map(({ branch }) => `\`${branch}\``).join(', ');
  const left = branches ? `; it may have left ${branches}` : '';
  return new ShellError('timeout', `the run's time was over before it had cleaned up${left}`, {
    nextSteps: ['run it again: it finds out how far this one got', 'give it more time with `--timeout` (input `timeout`)'],
  });
}
