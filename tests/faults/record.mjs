// What has been played already, a line each, so that an interrupted matrix goes on where it stopped. The notes are about
// one state of the program and of all that plays with it; after a change they are not looked at.

import { appendFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { digest, readIfThere, root } from '../../scripts/lib.mjs';

/**
 * One play: what was done to which call, and what came of it.
 * @typedef {object} Note
 * @property {string} scenario
 * @property {string} fault
 * @property {number} k the call
 * @property {string} call in words
 * @property {string[]} faults what was found wrong
 * @property {string} first how the disturbed run ended
 * @property {boolean} alone whether it got there by itself
 * @property {number} ms
 */

/** What a play depends on. */
const PLAYED = ['dist', 'tests/faults', 'tests/standin', 'tests/scenarios/harness'];
/** What only chooses plays, or tells of them. */
const AROUND = new Set(['main.mjs', 'record.mjs', 'table.mjs', 'mutations.mjs']);

function state() {
  const files = PLAYED.flatMap((dir) => readdirSync(join(root, dir), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
  const meant = files.filter((path) => !path.endsWith('.test.mjs') && !AROUND.has(path.split('/').at(-1) ?? '')).sort();
  return digest(meant.map((path) => `${path.slice(root.length)} ${digest(readFileSync(path))}`).join('\n')).slice(0, 12);
}

const key = (/** @type {Pick<Note, 'scenario' | 'fault' | 'k'>} */ { scenario, fault, k }) => JSON.stringify([scenario, fault, k]);

/** @param {{again: boolean}} options whether notes of earlier runs count for nothing */
export function openRecord({ again }) {
  const dir = join(root, 'target', 'faults');
  mkdirSync(dir, { recursive: true });
  const path = join(dir, `${state()}.jsonl`);
  const lines = again ? [] : (readIfThere(path) ?? '').split('\n');
  /** @type {Map<string, Note>} */
  const notes = new Map();
  for (const line of lines) {
    if (!line.endsWith('}')) continue; // broken off while it was written
    const note = JSON.parse(line);
    notes.set(key(note), note);
  }
  return {
    path,
    size: notes.size,
    known: (/** @type {Pick<Note, 'scenario' | 'fault' | 'k'>} */ play) => notes.get(key(play)),
    add: (/** @type {Note} */ note) => {
      notes.set(key(note), note);
      appendFileSync(path, `${JSON.stringify(note)}\n`);
    },
  };
}
