// A run does the same whether or not anybody can read what it says. What could not be written is remembered here: the run ends
// in order first, and says so last.

/** @typedef {import('../types.js').Failure} Failure */
/** @typedef {'log' | 'result' | 'journal' | 'outputs' | 'summary'} What */

/**
 * The first cause of each. Of the whole program: what does the work is bundled apart, and has a copy of this file of its own.
 * @type {Map<What, string>}
 */
const lost = (/** @type {any} */ (globalThis)[Symbol.for('version-first: not written')] ??= new Map());

/**
 * Writes, or remembers that it could not.
 * @param {What} what
 * @param {() => unknown} write
 */
export function tell(what, write) {
  try {
    write();
  } catch (error) {
    noteLost(what, error);
  }
}

/**
 * Remembers that something was not written, and why.
 * @param {What} what
 * @param {unknown} error
 */
export function noteLost(what, error) {
  const { message, code } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  // A reader that has seen enough closes the pipe: that is not a failure.
  if (code !== 'EPIPE' && !lost.has(what)) lost.set(what, message ?? String(error));
}

/**
 * The failure to tell of, where others rely on one of these and it was not written; undefined: all were.
 * @param {What[]} whats
 * @returns {Failure | undefined}
 */
export function untold(whats) {
  const what = whats.find((one) => lost.has(one));
  if (what === undefined) return undefined;
  return {
    code: 'not-written',
    message: `the ${what} could not be written: ${lost.get(what)}`,
    nextSteps: ['what this run did stands: `version-first next` says what is left to do', 'make room on the disk, or let the file be written, before the next run'],
  };
}
