// What a run says never decides what it does. What could not be written is remembered here, so that the run can end in
// order first, and say so last.

/** @typedef {import('../types.js').Failure} Failure */
/** @typedef {'log' | 'result' | 'journal' | 'outputs' | 'summary'} What */

/** @type {Map<What, string>} the first cause of each */
const lost = new Map();

/**
 * Writes, or remembers that it could not.
 * @param {What} what
 * @param {() => unknown} write
 */
export function tell(what, write) {
  try {
    write();
  } catch (error) {
    forget(what, error);
  }
}

/**
 * Something was not written.
 * @param {What} what
 * @param {unknown} error
 */
export function forget(what, error) {
  const { message, code } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  // A reader that has seen enough is no failure.
  if (code !== 'EPIPE' && !lost.has(what)) lost.set(what, message ?? String(error));
}

/**
 * What others go by and do not get; undefined: all was written.
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
