// `iteration start`: the next attempt's branch, made here and checked out.

import { ShellError, UsageError, failureOf } from '../say/errors.js';
import { shellWord } from '../say/escape.js';
import { printJson, printLines, sayLines } from '../say/output.js';
import { note } from './log.js';
import { branchOf, gaps, look, open } from './look.js';

/** More than so many others do not begin an iteration at the same moment. */
const MOST_TRIES = 5;

/** @param {import('../inputs.js').Options} options */
export async function start(options) {
  const { asked, words, json, dryRun } = options;
  if (words.length > 1) throw new UsageError(`\`${words[1]}\` is one word too many for \`iteration start\``);
  const world = await open(options, { needsRemote: Boolean(asked.push) });
  const { core, port, repository } = world;
  const branch = branchOf(world, words[0]);
  /** @type {string[]} */
  const taken = [];
  for (let tries = 0; ; tries += 1) {
    const looked = await look(world);
    const { seen } = looked;
    const [lost] = looked.lost;
    if (asked.push && lost) throw Object.assign(new ShellError(lost.code, lost.message), { nextSteps: lost.nextSteps });
    if (branch === core.iterationBase({ seen, names: [] })) throw onDefault(branch, seen.defaultBranch !== '');
    // Taken by somebody in this very moment: the next look may not show it yet.
    const known = { ...seen, remote: [...(seen.remote ?? []), ...taken.map((name) => ({ name, oid: '' }))] };
    const shown = core.showIteration({ branch, ...(asked.lineage === undefined ? {} : { lineage: asked.lineage }), seen: known });
    // Where there can be none, this says why.
    const next = shown.next ?? core.nextIteration(shown.latest);
    const from = seen.local.find(({ name }) => name === branch)?.oid ?? (words[0] === undefined ? '' : undefined);
    if (from === undefined) throw new ShellError('no-such-branch', `there is no branch \`${branch}\` in this clone`, { nextSteps: ['check it out first'] });
    sayLines(gaps(world, looked).map((text) => `note: ${text}`));
    if (dryRun) return told(json, { status: 'proposed', branch: next, from: branch }, `would create ${next}${asked.push ? ', on the remote, too' : ''}`);
    if (asked.push && from !== '') {
      const { ended, rows, said } = await port.push({ kind: 'push', updates: [{ ref: `refs/heads/${next}`, expect: '', oid: from }] });
      const begun = core.afterStarting({ ended, rows, said }, next);
      if (begun.kind === 'refused') throw new ShellError(begun.error.code, begun.error.message, begun.error);
      if (begun.kind === 'taken') {
        if (tries === MOST_TRIES) throw crowded(next);
        taken.push(next);
        continue;
      }
    }
    const current = words[0] === undefined || words[0] === repository.head;
    try {
      await port.switchTo(next, current ? undefined : branch);
    } catch (error) {
      if (!asked.push || from === '') throw error;
      throw await takenBack(world, next, from, error);
    }
    if (asked.push && from !== '') await port.setUpstream(next);
    note(asked.log, 'start', next, { from: branch, pushed: Boolean(asked.push) });
    return told(json, { status: 'done', branch: next, from: branch, pushed: Boolean(asked.push) }, `on ${next} now${asked.push ? ', which is on the remote, too' : ''}; once the change is committed: \`version-first iteration submit\``);
  }
}

/**
 * The branch was made on the remote, and the clone cannot go there: it goes again, unless somebody has pushed to it.
 * @param {import('./look.js').World} world
 * @param {string} next
 * @param {string} oid
 * @param {unknown} cause
 */
async function takenBack({ port, repository: { remote } }, next, oid, cause) {
  const failure = failureOf(cause);
  const { ended } = await port.push({ kind: 'push', updates: [{ ref: `refs/heads/${next}`, expect: oid, oid: '' }] });
  if (!failure || ended === 'well') return cause;
  return new ShellError(failure.code, `${failure.message}; \`${next}\` is on the remote now`, {
    nextSteps: [...(failure.nextSteps ?? []), `or, unless somebody has pushed to it, delete it there: \`git push ${shellWord(remote)} --delete ${shellWord(next)}\``],
  });
}

/** @param {string} branch */
function crowded(branch) {
  return new ShellError('race-lost', `somebody else has just made \`${branch}\`, and ${MOST_TRIES} more before it`, { nextSteps: ['run this again'] });
}

/** @param {string} branch @param {boolean} known whether the clone or the remote says which one it is: else names are all there is */
function onDefault(branch, known) {
  const is = known ? 'is' : 'is called like';
  return new ShellError('default-branch', `\`${branch}\` ${is} the branch that changes are merged into: expected a change's own branch`, {
    nextSteps: ['begin a branch for the change: `git switch --create NAME`'],
  });
}

/**
 * @param {boolean} json
 * @param {object} what
 * @param {string} line
 */
function told(json, what, line) {
  if (json) printJson(what);
  else printLines([line]);
  return 0;
}
