// The log of decisions: one line of JSON for each thing that was done.

import { appendFileSync } from 'node:fs';

import { notWritten } from '../files/written.js';
import { safeJson } from '../say/escape.js';

/**
 * @param {string | undefined} file
 * @param {string} command
 * @param {string} branch
 * @param {object} what
 */
export function note(file, command, branch, what) {
  if (file === undefined) return;
  try {
    appendFileSync(file, `${safeJson({ at: new Date().toISOString(), command: `iteration ${command}`, branch, ...what })}\n`);
  } catch (error) {
    throw notWritten('it is done, and the log', error, file);
  }
}
