// `iteration check`: whether a branch is worth going on with, at a desk and on a pull request.

import { UsageError, failureOf } from '../say/errors.js';
import { markdown } from '../say/escape.js';
import { printJson, printLines, sayLines } from '../say/output.js';
import { compare, sentence } from './diff.js';
import { branchOf, gaps, goOn, look, open } from './look.js';
import { applyToPull, sticky } from './pulls.js';
import { lineageLines } from './show.js';
import { isNoAttempt, pullHere, toldOf } from './step.js';

/** @typedef {import('../types.js').IterationVerdict} Verdict */
/** @typedef {import('./look.js').World} World */

const MARK = '<!-- version-first: iteration -->';

/** @param {import('../inputs.js').Options} options */
export async function check(options) {
  const { words, json } = options;
  if (words.length > 1) throw new UsageError(`\`${words[1]}\` is one word too many for \`iteration check\``);
  const world = await open(options);
  const { verdict, notes } = await judge(world, branchOf(world, words[0]), options);
  if (json) printJson({ ...verdict, ...(notes.length > 0 ? { notes } : {}) });
  else printLines([...lineageLines(verdict.lineage), ...findingLines(verdict)]);
  sayLines(notes.map((text) => `note: ${text}`));
  return verdict.ok ? 0 : 1;
}

/** @param {Verdict} verdict */
function findingLines({ ok, findings }) {
  return [
    ...findings.map(({ code, blocks, says, next }) => `${blocks ? 'stop' : 'note'}[${code}]: ${says} → ${next}`),
    ok ? 'nothing stands against going on' : 'something stands against going on',
  ];
}

/**
 * @param {World} world
 * @param {string} branch
 * @param {import('../inputs.js').Options} options
 */
async function judge(world, branch, { asked }) {
  const most = numberOf(asked.maxBotComments);
  const looked = await look(world, most === undefined ? {} : { comments: ({ head, open: isOpen }) => isOpen && head === branch });
  const { seen } = looked;
  const about = { branch, ...(asked.lineage === undefined ? {} : { lineage: asked.lineage }), seen };
  const { iterations } = world.core.showIteration(about);
  const notes = gaps(world, looked);
  const patches = await compared(world, seen, branch, asked.into, iterations.map((one) => one.branch)).catch((error) => {
    const failure = failureOf(error);
    if (!failure) throw error;
    notes.push(`the change was not compared: ${failure.message}`);
    return {};
  });
  goOn(world);
  const denied = looked.denial === undefined ? {} : { denied: looked.denial.text };
  const verdict = world.core.checkIteration({ ...about, ...patches, ...denied, ...(most === undefined ? {} : { maxBotComments: most }) });
  return { verdict, notes, seen };
}

/** @param {string | undefined} given */
function numberOf(given) {
  if (given === undefined || /^\d{1,6}$/.test(given)) return given === undefined ? undefined : Number(given);
  throw new UsageError(`\`${given}\` is no number for \`max-bot-comments\`: expected such as \`0\``);
}

/**
 * @param {World} world
 * @param {import('../types.js').LineageSeen} seen
 * @param {string} branch
 * @param {string | undefined} into
 * @param {string[]} members
 * @returns {Promise<{landed?: string, same?: string[]}>}
 */
async function compared({ core, port }, seen, branch, into, members) {
  const known = await port.commitsOf(seen, members);
  const tip = known.get(branch);
  if (tip === undefined) return {};
  const others = members.filter((name) => name !== branch).reverse();
  /** @type {Map<string, Promise<string>>} */
  const bases = new Map();
  const baseOf = (/** @type {string} */ name) => {
    const of = core.iterationBase({ seen, names: [name, branch, ...others], ...(into === undefined ? {} : { into }) });
    const commit = bases.get(of) ?? port.baseCommit(seen, of);
    bases.set(of, commit);
    return commit;
  };
  const base = await baseOf(branch);
  const fork = await port.forkPoint(base, tip);
  const id = await port.patchId(fork, tip);
  const there = await port.landed({ base, fork, tip, id });
  const same = [];
  for (const [name, oid] of known) {
    if (name === branch || id === undefined) continue;
    if (oid === tip || (await port.patchId(await port.forkPoint(await baseOf(name), oid), oid)) === id) same.push(name);
  }
  return { ...(there === undefined ? {} : { landed: there }), same };
}

/**
 * `iteration-check`, when a pull request was opened or pushed to: one comment that is kept up to date.
 * @param {import('../inputs.js').Options} options
 * @param {import('../commands/commands.js').Desk} desk
 * @returns {Promise<import('../commands/commands.js').Told>}
 */
export async function checkStep(options, desk) {
  const { asked } = options;
  const pull = pullHere(options);
  if (typeof pull === 'string') return toldOf({ status: 'nothing-to-do', why: pull }, [pull]);
  const world = await open(options, { needsRemote: true });
  desk.progress(`looking at the iterations of ${pull.head}`);
  let judged;
  try {
    judged = await judge(world, pull.head, options);
  } catch (error) {
    if (!isNoAttempt(failureOf(error))) throw error;
    const { message } = /** @type {Error} */ (error);
    return toldOf({ status: 'nothing-to-do', why: message }, [message]);
  }
  const { verdict, notes, seen } = judged;
  const { lineage } = verdict;
  const warnings = [];
  const parts = [`### Iteration ${lineage.iteration} of \`${lineage.base.replaceAll('`', '')}\``, lineage.table, await difference(world, seen, lineage)];
  parts.push(...verdict.findings.map(({ blocks, says, next }) => `- ${blocks ? '**' : ''}${markdown(says)}${blocks ? '**' : ''}: <code>${markdown(next)}</code>`));
  // One that is alone has nothing to be told.
  if (lineage.iterations.length > 1) {
    const outcome = await sticky(world, pull.number, MARK, parts.filter(Boolean).join('\n\n'));
    if (outcome.kind === 'denied') warnings.push({ code: 'no-permission', message: `the comment on #${pull.number} was not written: ${outcome.text}`, nextSteps: ['give the job `permissions: pull-requests: write`'] });
  }
  if (asked.supersededLabel !== undefined) {
    const older = (seen.pulls ?? []).filter((one) => one.open && lineage.iterations.some(({ branch, iteration }) => branch === one.head && iteration < lineage.iteration));
    for (const { number } of older.filter((one) => !one.labels?.includes(asked.supersededLabel))) {
      const outcome = await applyToPull(world, { kind: 'label', number, labels: [asked.supersededLabel] });
      if (outcome.kind === 'denied') warnings.push({ code: 'no-permission', message: `#${number} was not labelled: ${outcome.text}`, nextSteps: ['give the job `permissions: pull-requests: write`'] });
    }
  }
  const first = verdict.findings.find(({ blocks }) => blocks);
  const error = asked.strict && first ? { code: first.code, message: first.says, nextSteps: [first.next] } : undefined;
  return toldOf({ status: error ? 'failed' : 'done', ...verdict, notes, warnings, ...(error ? { error } : {}) }, [...lineageLines(lineage), ...findingLines(verdict), ...notes.map((text) => `note: ${text}`)], parts.filter(Boolean).join('\n\n'));
}

/**
 * @param {World} world
 * @param {import('../types.js').LineageSeen} seen
 * @param {Verdict['lineage']} lineage
 */
async function difference(world, seen, { branch, iteration, iterations }) {
  const older = iterations.filter((one) => one.iteration < iteration && one.remote).at(-1);
  if (!older) return '';
  try {
    return markdown(sentence(await compare(world, seen, { from: older.branch, to: branch }), older.branch, branch));
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return markdown(`${older.branch} and ${branch} were not compared: ${failure.message}`);
  }
}
