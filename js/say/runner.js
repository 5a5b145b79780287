// What a step says to its runner: log, annotations, outputs, summary, and what the step after it has to know.

import { relative } from 'node:path';
import process from 'node:process';

import { oneLine, safeText } from './escape.js';
import { print } from './output.js';
import { secretsOf } from './secrets.js';
import { failureLines } from './report.js';
import { noteLost, tell, untold } from './told.js';

/** @typedef {typeof import('./toolkit.js')} Toolkit */
/** @typedef {import('../types.js').Failure} Failure */

/** GitHub cuts annotations at 4096 characters. */
const LONGEST_ANNOTATION = 4000;

export class Runner {
  /** Where the clone is, seen from the workspace: annotations name files from there. */
  #cwd = '';

  /**
   * The toolkit writes by Node's own streams, whose errors come later, and would end the program.
   * @param {string} workspace
   */
  static async open(workspace) {
    for (const stream of [process.stdout, process.stderr]) stream.on('error', (error) => noteLost('log', error));
    return new Runner(await import('./toolkit.js'), workspace);
  }

  /**
   * @param {Toolkit} toolkit
   * @param {string} workspace
   */
  constructor(toolkit, workspace) {
    this.toolkit = toolkit;
    this.workspace = workspace;
    /** @type {import('../commands/commands.js').Desk} */
    this.desk = {
      progress: (line) => this.log([line]),
      journal: (made) => tell('journal', () => toolkit.saveState('journal', JSON.stringify(made))),
    };
  }

  /** Tells the step after this one that this one ran. */
  markMain() {
    tell('journal', () => this.toolkit.saveState('isPost', 'true'));
  }

  /**
   * From here on the token is masked, and files have a place.
   * @param {import('../run/open.js').Place} place
   */
  enter({ token, cwd }) {
    for (const secret of secretsOf(token)) this.toolkit.setSecret(secret);
    this.#cwd = relative(this.workspace, cwd);
  }

  /** @param {string[]} lines */
  log(lines) {
    print(lines.map((line) => `${oneLine(line)}\n`).join(''));
  }

  /** @param {Failure} failure */
  warn(failure) {
    this.log(failureLines(failure, 'warning'));
    this.toolkit.warning(annotation(failure), { title: `version-first: ${failure.code}` });
  }

  /**
   * One annotation with cause and next step; all of it in the log.
   * @param {Failure} failure
   */
  fail(failure) {
    this.log(failureLines(failure));
    const { code, path, line, column } = failure;
    const file = path === undefined ? undefined : oneLine([this.#cwd, path].filter(Boolean).join('/'));
    this.toolkit.error(annotation(failure), {
      title: `version-first: ${code}`,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { startLine: line }),
      ...(column === undefined ? {} : { startColumn: column }),
    });
    process.exitCode = 1;
  }

  /**
   * All that a command has to tell. What could not be written is said last.
   * @param {import('../commands/commands.js').Told} told
   * @param {boolean} hasSummary
   */
  async tell({ lines, warnings, error, outputs, summary }, hasSummary) {
    const { toolkit } = this;
    this.log(lines);
    for (const warning of warnings) this.warn(warning);
    if (error) this.fail(error);
    for (const [name, value] of Object.entries(outputs)) tell('outputs', () => toolkit.setOutput(name, value));
    if (hasSummary) await toolkit.summary.addRaw(summary).write().catch((/** @type {unknown} */ lost) => noteLost('summary', lost));
    const missing = untold(['outputs']);
    if (missing && !error) this.fail(missing);
    const unread = untold(['journal', 'summary']);
    if (unread && !missing && !error) this.warn(unread);
  }
}

/**
 * Cause and first next step.
 * @param {Failure} failure
 */
function annotation({ message, nextSteps = [] }) {
  return safeText([message, ...nextSteps.slice(0, 1).map((next) => `next: ${next}`)].join('\n')).slice(0, LONGEST_ANNOTATION);
}
