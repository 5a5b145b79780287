// A git directory for one push: what goes out, what that was made from, and nothing else.
//
// git looks every ref of the server up where it pushes from. What it finds there it reads, with all that this leads to: of ten
// thousand tags that takes a third of the whole push, and none of it changes what is sent.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { giveObject, handOver } from './loose.js';
import { configOf, endAt, layOut } from './part.js';

/** @typedef {import('./port.js').Ground} World */
/** @typedef {import('./store.js').Built} Built */
/** @typedef {{ref: string, oid: string, expect?: string}} Update */

/** Some thousand refs, in letters of their list: fewer git has read before such a directory is made. */
const MANY = 262_144;
/** The files that were rewritten, as they were: git sends what differs. Larger ones take longer to write down than refs to read. */
const MOST = 262_144;

/**
 * Such a directory for a commit that goes onto the tip it was built on, with tags of its own; null for every other push, and
 * where it would save nothing. One in a run: whatever goes wrong with it, the next push is made from the whole store.
 * @param {World} world
 * @param {Update[]} updates
 * @returns {string | null}
 */
export function leanRoom({ store, repository, letters }, updates) {
  const { built } = store;
  const dir = join(store.dir, 'lean');
  if (!built || letters < MANY || repository.shallow || repository.partial || existsSync(dir)) return null;
  if (!standsAlone(built, updates)) return null;
  try {
    layOut(dir);
    writeFileSync(join(dir, 'config'), configOf(repository, false));
    for (const oid of [...built.objects, ...built.tags]) handOver(store.dir, dir, oid);
    const given = [...built.ground].every(([oid, { type, data }]) => giveObject(dir, oid, type, data));
    return given && endAt(dir, repository.objectFormat, built.parent) ? dir : null;
  } catch {
    // A full disk, say: the store has all of it.
    return null;
  }
}

/**
 * Whether all that goes out was built together, on what the branch is to have, and from little.
 * @param {Built} built
 * @param {Update[]} updates
 */
function standsAlone({ commit, parent, tags, ground }, updates) {
  const onto = (/** @type {Update} */ { oid, expect }) => oid === commit && expect === parent;
  const anew = (/** @type {Update} */ { oid, expect }) => expect === '' && (oid === commit || tags.includes(oid));
  const weight = [...ground.values()].reduce((sum, { data }) => sum + data.length, 0);
  return weight <= MOST && updates.some(onto) && updates.every((update) => onto(update) || anew(update));
}
