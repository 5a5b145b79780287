// The action's door. The toolkit is loaded after our own first line, not before it.

import process from 'node:process';

import { commandOf, stepName } from './commands/commands.js';
import { sweep, toldOfError } from './commands/release.js';
import { asFailure } from './say/errors.js';
import { readActionInputs, readJournal, readRunner } from './inputs.js';
import { Runner } from './say/runner.js';

async function main() {
  const { workspace, hasSummary, isPost, journal } = readRunner(process.env);
  if (isPost) return afterwards(workspace, journal);
  const runner = await Runner.open(workspace);
  runner.markMain();
  let told;
  let command;
  try {
    const options = readActionInputs(runner.toolkit, process.env);
    command = commandOf(options.command);
    runner.enter(options.place);
    // What is no step is refused where the inputs are read.
    told = await command?.inWorkflow?.(options, runner.desk);
  } catch (error) {
    told = toldOfError(error, command && stepName(command));
  }
  if (told) await runner.tell(told, hasSummary);
}

/**
 * The step after the job's own. It never makes the job fail. Where there is nothing to do it loads nothing.
 * @param {string} workspace
 * @param {string} journal
 */
async function afterwards(workspace, journal) {
  if (journal === '' || journal === '[]') return;
  const runner = await Runner.open(workspace);
  try {
    const options = readActionInputs(runner.toolkit, process.env);
    runner.enter(options.place);
    runner.log(['the run was stopped; removing what it left']);
    const { lines, error } = await sweep(options, runner.desk, readJournal(journal));
    runner.log(lines);
    if (error) runner.warn(error);
  } catch (error) {
    runner.warn(asFailure(error));
  }
}

main();
