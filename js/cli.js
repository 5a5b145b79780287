#!/usr/bin/env node
// The command line's door. What is heavy (wasm, child processes) is loaded by the command that needs it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

import { commandOf } from './commands/commands.js';
import { asFailure, leadOn } from './say/errors.js';
import { readCommandLine } from './inputs.js';
import { complain, hush, print, printJson, printLines, say } from './say/output.js';
import { failureLines } from './say/report.js';
import { untold } from './say/told.js';
import { helpFor } from './commands/usage.js';

const INTERRUPTED = 130;

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code
 */
async function main(argv) {
  const options = readCommandLine(argv, process.env);
  const command = commandOf(options.command);
  if (options.quiet) hush();
  if (options.version) printLines([packageVersion()]);
  else if (options.help) print(helpFor(command, options.command));
  else if (command) return command.atDesk(options);
  else {
    say(helpFor(undefined, options.command));
    return 2;
  }
  return 0;
}

function packageVersion() {
  const here = typeof __dirname === 'string' ? __dirname : import.meta.dirname;
  return JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8')).version;
}

main(process.argv.slice(2)).then(
  (code) => {
    const missing = untold(['result']);
    if (missing) complain(failureLines(missing));
    process.exitCode = code || (missing ? 1 : 0);
  },
  (error) => {
    // By name: what does the work is bundled apart, and has a class of its own.
    const usage = error instanceof Error && error.name === 'UsageError';
    const failure = usage ? asFailure(error) : leadOn(asFailure(error));
    if (process.argv.includes('--json')) printJson({ status: 'failed', ...failure });
    complain(failureLines(failure));
    process.exitCode = usage ? 2 : failure.code === 'cancelled' ? INTERRUPTED : 1;
  },
);
