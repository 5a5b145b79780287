// Objects and history that are not here: fetched into the private store, in as few commands as can be.

import { Moved, Unreadable } from '../say/errors.js';

/** @typedef {import('./port.js').Ground} World */

/** Where the tip is kept in the store. */
export const TIP = 'refs/vf/tip';

/**
 * Sees to it that the history of the tip is all there: in a shallow clone it is not, and git would not say so.
 * @param {World} world
 * @param {string} tip
 * @param {string[]} more refspecs to fetch beside it
 * @param {string[]} named the commits they name
 */
export async function completeHistory(world, tip, more, named) {
  const incomplete = world.repository.shallow && !world.whole.has(tip);
  if (!incomplete) {
    if (more.length > 0) await fetch(world, more);
    for (const oid of named) world.whole.add(oid);
    return;
  }
  const source = world.seen ? `refs/heads/${world.seen.branch}` : tip;
  await fetch(world, [`+${source}:${TIP}`, ...more]);
  if (!(await world.store.has(tip))) throw new Moved(`the tip ${tip} was gone when it was fetched`);
  for (const oid of [tip, ...named]) world.whole.add(oid);
  // What was known of a part of it, of another tip perhaps, is nothing any more.
  world.recent = null;
}

/**
 * @param {World} world
 * @param {string[]} refspecs
 */
export async function fetch(world, refspecs) {
  if (world.offline) throw new Unreadable(128, 'objects are missing here: run it without `--offline`');
  try {
    await world.store.fetch(refspecs);
  } catch (error) {
    const gone = error instanceof Unreadable && error.stderr.includes("couldn't find remote ref");
    throw gone ? new Moved(error.stderr) : error;
  }
}
