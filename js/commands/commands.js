// Which commands there are. All that is known of one stands in its own file under js/commands/.

import { audit } from './audit.js';
import { completionOf } from './completion.js';
import { doctor } from './doctor.js';
import { iterations } from './iteration.js';
import { next } from './next.js';
import { prune } from './prune.js';
import { release } from './release.js';
import { set } from './set.js';
import { tryOut } from './try.js';

/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {import('../types.js').Failure} Failure */

/**
 * What a command has to tell the runner.
 * @typedef {object} Told
 * @property {string[]} lines for the log
 * @property {Failure[]} warnings
 * @property {Failure} [error] why the step fails
 * @property {Record<string, string>} outputs
 * @property {string} summary Markdown
 */

/**
 * What a command may tell the runner before it ends.
 * @typedef {object} Desk
 * @property {(line: string) => void} progress
 * @property {(made: import('../types.js').OwnBranch[]) => void} journal keeps what would have to be removed should the step be killed
 */

/**
 * @typedef {object} Command
 * @property {string} name one word, or two: `iteration show`
 * @property {string} words what follows its name, such as `VERSION [FILE…]`; empty: nothing
 * @property {import('../ask/settings.js').Setting['of']} [of] what those words name: completion offers those there are
 * @property {readonly string[]} [choices] what those words may be
 * @property {string} does a line for the list of commands
 * @property {string} about paragraphs for its own help
 * @property {string[]} examples
 * @property {string} [more] what its help ends with
 * @property {(options: Options) => Promise<number>} atDesk runs it from a command line, and gives the exit code
 * @property {(options: Options, desk: Desk) => Promise<Told>} [inWorkflow] runs it as a step; absent: it is none
 */

/** @type {Command[]} */
const working = [next, set, release, prune, doctor, audit, ...iterations, tryOut];

/** @type {Command[]} in the order of `--help` */
export const COMMANDS = [...working, completionOf(working)];

/** @param {string | undefined} name */
export function commandOf(name) {
  return COMMANDS.find((command) => command.name === name);
}

/**
 * What the action calls a command.
 * @param {Command} command
 */
export function stepName({ name }) {
  return name.replace(' ', '-');
}
