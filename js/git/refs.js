// What refs there are: the remote's, or where no remote is asked, the clone's own in the same shape.

import { ShellError, Unreadable } from '../say/errors.js';

/** @typedef {import('./port.js').Ground} World */

/**
 * One list, of one moment. The core reads it, once.
 * @param {World} world
 * @returns {Promise<string>}
 */
export function listRefs(world) {
  return world.offline ? localRefs(world) : remoteRefs(world);
}

/** @param {World} world */
async function remoteRefs(world) {
  const { store, repository } = world;
  const asked = store.remote(['ls-remote', '--symref', '--end-of-options', repository.remote, 'HEAD', 'refs/heads/*', 'refs/tags/*']);
  // What reads objects is wanted next, and starts meanwhile; in a clone with holes it will be another.
  if (!repository.partial) store.reader();
  const answer = await asked;
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  world.letters = answer.stdout.length;
  return answer.stdout.toString();
}

/**
 * The checkout's HEAD is taken for the default branch.
 * @param {World} world
 */
async function localRefs({ repository }) {
  const answer = await repository.git.run(['show-ref', '--head', '--dereference']);
  const lines = answer.stdout.toString().split('\n').filter(Boolean);
  const rows = lines.map((line) => line.replace(' ', '\t'));
  const oid = rows.find((row) => row.endsWith('\tHEAD'))?.split('\t')[0];
  if (oid === undefined) {
    throw new ShellError('empty-repository', 'nothing is committed on the branch that is checked out here: expected at least one commit', {
      nextSteps: ['commit something, or check out another branch, then run this again'],
    });
  }
  // A detached HEAD is a branch of its own here.
  const head = `refs/heads/${repository.head ?? 'HEAD'}`;
  return [`ref: ${head}\tHEAD`, ...rows, ...(repository.head ? [] : [`${oid}\t${head}`]), ''].join('\n');
}
