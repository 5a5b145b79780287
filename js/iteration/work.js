// `iteration submit` and `iteration clean`: the core names a step, we perform it and say what became of it.

import { ShellError, UsageError } from '../say/errors.js';
import { complain, printJson, printLines, sayLines } from '../say/output.js';
import { failureLines } from '../say/report.js';
import { note } from './log.js';
import { unknown } from '../ask/spelling.js';
import { branchOf, look, open, stopped } from './look.js';
import { applyToPull, parentOf } from './pulls.js';
import { isNoAttempt, mergedHere, toldOf } from './step.js';

/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {import('../types.js').IterationOutcome} Outcome */
/** @typedef {import('../types.js').IterationReport} Report */
/** @typedef {import('../types.js').IterationStep} Step */
/** @typedef {import('../types.js').IterationWish} Wish */
/** @typedef {import('../types.js').IterationWork} Work */
/** @typedef {import('./look.js').World} World */

const INTERRUPTED = 130;
const COPIED = /** @type {const} */ (['labels', 'reviewers', 'assignees', 'milestone', 'draft']);

/** @param {Options} options */
export async function submit(options) {
  const { asked, words } = options;
  const copy = copied(asked.copy);
  const world = await open(options, { needsRemote: true });
  const wish = { command: /** @type {const} */ ('submit'), branch: branchOf(world, undefined), old: words, ...only(asked, ['lineage', 'title', 'body', 'into', 'draft']), copy };
  return atDesk(world, wish, options);
}

/** @param {Options} options */
export async function clean(options) {
  const { asked, words, dryRun, json } = options;
  const world = await open(options, { needsRemote: true });
  const wish = { command: /** @type {const} */ ('clean'), ...only(asked, ['lineage', 'original', 'merged', 'unsaved']) };
  if (words.length > 1) throw new UsageError(`\`${words[1]}\` is one word too many for \`iteration clean\``);
  if (!asked.all) return atDesk(world, { ...wish, branch: branchOf(world, words[0]) }, options);
  if (words.length > 0 || asked.lineage !== undefined) throw new UsageError('`--all` and a branch contradict each other', ['give one of them']);
  const told = await cleanAll(world, wish, options);
  if (json) printJson(told);
  else printLines(told.length === 0 ? ['nothing to clean up'] : told.flatMap(({ report, then }) => reportLines(report, dryRun ? then : [])));
  for (const { report } of told) complain(report.warnings.flatMap((warning) => failureLines(warning, 'warning')));
  return told.some(({ report }) => report.error) ? 1 : 0;
}

/**
 * Each lineage of which something is merged and something else is left.
 * @param {World} world
 * @param {Omit<Wish, 'branch'>} wish
 * @param {Options} options
 */
async function cleanAll(world, wish, { dryRun, asked, json }) {
  const { seen, denial } = await look(world);
  if (!seen.pulls) throw noPulls(denial?.text);
  const { core } = world;
  const told = [];
  for (const base of core.endedIterations(seen)) {
    const own = { ...wish, branch: base, lineage: base };
    // The look above is enough to know where nothing is left; what is done is decided by one of its own.
    const first = core.advanceIteration(core.startIteration(own), { kind: 'seen', seen });
    const work = first.step && !dryRun ? await run(world, own, false, json ? undefined : (line) => sayLines([line])) : first;
    if (!dryRun) note(asked.log, 'clean', base, work.report);
    told.push(work);
  }
  return told.map(({ report, step, then }) => ({ report, then: dryRun && step ? [step, ...then] : [] }));
}

/** @param {string | undefined} why */
export function noPulls(why) {
  return new ShellError('no-hosting', why ? `pull requests are not known: ${why}` : "pull requests are not known: expected a token for the remote's server", {
    nextSteps: ['set `GITHUB_TOKEN` (input `token`); the remote must be a repository on that server'],
  });
}

/**
 * @param {World} world
 * @param {Wish} wish
 * @param {Options} options
 */
async function atDesk(world, wish, { json, dryRun, asked }) {
  const { report, step, then } = await run(world, wish, dryRun, (line) => sayLines([line]));
  if (!dryRun && !report.error) note(asked.log, wish.command, wish.branch, report);
  const rest = dryRun && step ? [step, ...then] : [];
  const { error, ...flat } = report;
  if (json) printJson({ status: error ? 'failed' : dryRun ? 'proposed' : 'done', ...flat, ...(dryRun ? { steps: rest } : {}), ...error });
  complain(report.warnings.flatMap((warning) => failureLines(warning, 'warning')));
  if (!json) printLines(reportLines(report, rest));
  if (error) complain(failureLines(error));
  return error ? (world.limits.interrupted ? INTERRUPTED : 1) : 0;
}

/**
 * Runs to the end, or up to the first effect.
 * @param {World} world
 * @param {Wish} wish
 * @param {boolean} onlyLook
 * @param {((line: string) => void) | undefined} progress
 * @returns {Promise<Work>}
 */
export async function run(world, wish, onlyLook, progress) {
  const { core, limits } = world;
  let work = core.startIteration(wish);
  while (work.step && !(onlyLook && work.step.kind !== 'look')) {
    if (limits.due) return { ...work, report: { ...work.report, error: stopped(limits.interrupted) } };
    progress?.(doing(work.step));
    limits.begin(work.step.kind === 'look');
    try {
      work = core.advanceIteration(work, await apply(world, work.step));
    } catch (error) {
      // What was cut short failed for no reason of its own.
      if (!limits.due) throw error;
      return { ...work, report: { ...work.report, error: stopped(limits.interrupted) } };
    } finally {
      limits.end();
    }
  }
  return work;
}

/**
 * @param {World} world
 * @param {Step} step
 * @returns {Promise<Outcome>}
 */
async function apply(world, step) {
  switch (step.kind) {
    case 'look':
      return looked(world, step.waitMs);
    case 'push':
      return world.port.push(step);
    case 'drop':
      return world.port.drop(step);
    default:
      return applyToPull(world, step);
  }
}

/**
 * @param {World} world
 * @param {number} waitMs
 * @returns {Promise<Outcome>}
 */
async function looked(world, waitMs) {
  // By chance rivals drift apart.
  await world.limits.pause(waitMs * (0.5 + Math.random() / 2), true);
  const { seen, lost, denial } = await look(world);
  if (denial) return { kind: 'denied', ...denial };
  const [first] = lost;
  if (first) return { kind: 'refused', error: first };
  // A repository without any pull request may be somebody's fork, whose pull requests are opened elsewhere.
  if (seen.pulls?.length === 0) {
    const parent = await parentOf(world);
    if (parent) seen.forkOf = parent;
  }
  return { kind: 'seen', seen };
}

/** @param {Step} step */
function doing(step) {
  switch (step.kind) {
    case 'look':
      return step.waitMs > 0 ? 'looking again' : 'looking at branches and pull requests';
    default:
      return stepLine(step);
  }
}

/** In a dry run the new one has no number yet. @param {{number: number}} step */
const named = ({ number }) => (number === 0 ? 'the new one' : `#${number}`);

/** @param {Step} step */
function stepLine(step) {
  switch (step.kind) {
    case 'look':
      return 'look';
    case 'push': {
      const names = (/** @type {boolean} */ gone) => step.updates.filter(({ oid }) => (oid === '') === gone).map(({ ref }) => ref.replace('refs/heads/', '')).join(', ');
      return [names(false) && `push ${names(false)}`, names(true) && `delete ${names(true)} on the remote`].filter(Boolean).join('; ');
    }
    case 'openPull':
      return `open a pull request from ${step.head} into ${step.base}: ${step.title}`;
    case 'label':
      return `label ${named(step)}: ${step.labels.join(', ')}`;
    case 'assign':
      return `assign ${named(step)}: ${step.assignees.join(', ')}`;
    case 'review':
      return `ask for reviews of ${named(step)}: ${[...step.reviewers, ...step.teams].join(', ')}`;
    case 'milestone':
      return `put ${named(step)} on milestone ${step.milestone}`;
    case 'comment':
      return `comment on #${step.number}: ${step.body}`;
    case 'close':
      return `close #${step.number}`;
    case 'drop':
      return `delete ${step.branches.map(({ name }) => name).join(', ')} here`;
  }
}

/**
 * @param {Report} report
 * @param {Step[]} rest of a dry run
 */
function reportLines({ pullRequest, opened, superseded, pushed, deleted, dropped, kept, error }, rest) {
  const done = [superseded, pushed, deleted, dropped, rest].some((list) => list.length > 0) || opened;
  return [
    ...(done || error ? [] : ['nothing is left to do']),
    ...(pullRequest ? [`#${pullRequest.number}${opened ? ' opened' : ''}: ${pullRequest.url}`] : []),
    ...pushed.map((name) => `pushed ${name}`),
    ...superseded.map((number) => `closed #${number}, superseded by #${pullRequest?.number}`),
    ...deleted.map((name) => `deleted ${name} on the remote`),
    ...dropped.map((name) => `deleted ${name} here`),
    ...kept.map(({ name, why }) => `kept ${name}: ${why}`),
    ...rest.map((step) => `would ${stepLine(step)}`),
  ];
}

/** @param {string | undefined} given */
function copied(given) {
  if (given === undefined) return [];
  const words = given.split(',').map((word) => word.trim()).filter(Boolean);
  if (words.includes('all')) return [...COPIED];
  return words.map((word) => {
    const known = COPIED.find((one) => one === word);
    if (known === undefined) throw unknown('copy word', word, [...COPIED, 'all']);
    return known;
  });
}

/**
 * @param {Record<string, any>} asked
 * @param {string[]} names
 */
function only(asked, names) {
  return Object.fromEntries(names.flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]])));
}

/**
 * `iteration-clean`, when a pull request was closed: only a merged one calls for it.
 * @param {Options} options
 * @param {import('../commands/commands.js').Desk} desk
 * @returns {Promise<import('../commands/commands.js').Told>}
 */
export async function cleanStep(options, desk) {
  const merged = mergedHere(options);
  if (typeof merged === 'string') return toldOf({ status: 'nothing-to-do', why: merged }, [merged]);
  const world = await open(options, { needsRemote: true });
  const { report } = await run(world, { command: 'clean', branch: merged.head, ...only(options.asked, ['original', 'merged']) }, options.dryRun, desk.progress);
  if (report.error && isNoAttempt(report.error)) return toldOf({ status: 'nothing-to-do', why: report.error.message }, [report.error.message]);
  return toldOf({ status: report.error ? 'failed' : 'done', ...report }, reportLines(report, []));
}

