// The shell's own failures, in the same shape as the core's.

/** @typedef {import('../types.js').Failure} Failure */

/** By name, since core, engine and command line are bundled apart: each has a class of its own. */
const OURS = new Set(['CoreError', 'ShellError', 'UsageError']);

/** A failure with a stable code, a sentence, perhaps a place, and what to do next. */
export class ShellError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {Omit<Failure, 'code' | 'message'>} [more]
   */
  constructor(code, message, more = {}) {
    super(message);
    this.name = 'ShellError';
    this.code = code;
    this.path = more.path;
    this.line = more.line;
    this.column = more.column;
    this.nextSteps = more.nextSteps;
  }
}

/** The command line or the inputs are wrong: exit code 2. */
export class UsageError extends ShellError {
  /**
   * @param {string} message
   * @param {string[]} [nextSteps]
   */
  constructor(message, nextSteps = []) {
    super('usage', message, { nextSteps });
    this.name = 'UsageError';
  }
}

/** A remote command did not succeed: not a failure yet, the core decides. */
export class Unreadable extends Error {
  /**
   * @param {number | null} exit
   * @param {string} stderr
   */
  constructor(exit, stderr) {
    super(stderr);
    this.name = 'Unreadable';
    this.exit = exit;
    this.stderr = stderr;
  }
}

/** What was listed a moment ago is gone: the remote has moved under the look. */
export class Moved extends Error {}

/**
 * The failure an error carries; undefined where it is not one of ours.
 * @param {unknown} error
 * @returns {Failure | undefined}
 */
export function failureOf(error) {
  if (!(error instanceof Error) || !OURS.has(error.name)) return undefined;
  const { code, message, path, line, column, nextSteps } = /** @type {Error & Failure} */ (error);
  /** @type {Failure} */
  const failure = { code, message };
  // Absent fields stay absent: the core takes neither null nor undefined for them.
  if (path !== undefined) failure.path = path;
  if (line !== undefined) failure.line = line;
  if (column !== undefined) failure.column = column;
  if (nextSteps?.length) failure.nextSteps = nextSteps;
  return failure;
}

/**
 * With what to do next where nobody has said it, in the words of a release that fails.
 * @param {Failure} failure
 * @returns {Failure}
 */
export function leadOn(failure) {
  if (failure.nextSteps?.length) return failure;
  const what = failure.path === undefined ? 'what was asked for' : `\`${failure.path}\` there`;
  return { ...failure, nextSteps: [`correct ${what}, and run this again`] };
}

/** What a system says of a disk, or of somebody's share of one, that takes nothing more. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/** @param {unknown} error */
export function isFull(error) {
  return FULL.has(/** @type {NodeJS.ErrnoException} */ (error)?.code ?? '');
}

/**
 * The failure where nothing temporary can be written.
 * @param {Error} error
 */
export function noRoom(error) {
  return new ShellError('no-temporary-folder', `there is no room for what is temporary: ${error.message}`, {
    nextSteps: [...(isFull(error) ? ['make room on that disk'] : []), 'set TMPDIR (on a runner RUNNER_TEMP) to a folder that exists and may be written to'],
  });
}

/**
 * Any error as a failure: what we did not foresee is `internal`.
 * @param {unknown} error
 * @returns {Failure}
 */
export function asFailure(error) {
  // Files that somebody asked for have failures of their own: whatever else is written is temporary.
  const known = failureOf(error instanceof Error && isFull(error) ? noRoom(error) : error);
  if (known) return known;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'internal',
    message: `this is a bug in version-first: ${detail}`,
    nextSteps: ['please report it with the command and this text'],
  };
}
