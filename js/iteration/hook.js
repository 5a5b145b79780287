// `iteration install-hook`: a `post-merge` hook that cleans up. Somebody else's stays as it is.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';

import { notWritten, writeNew } from '../files/written.js';
import { ShellError } from '../say/errors.js';
import { printJson, printLines } from '../say/output.js';
import { open } from './look.js';

/** @param {import('../inputs.js').Options} options */
export async function installHook(options) {
  const path = await (await open(options)).port.hookPath('post-merge');
  const line = `${quoted(process.execPath)} ${quoted(resolve(process.argv[1] ?? ''))} iteration clean --all`;
  // A merge never fails because of what comes after it.
  const text = `#!/bin/sh\n# Written by \`version-first iteration install-hook\`: after a merge, ends the other attempts at what was merged.\n${line} || true\n`;
  const done = write(path, text);
  if (!done && readFileSync(path, 'utf8') !== text) {
    throw new ShellError('hook-taken', `there is a \`post-merge\` hook already, which is left as it is: \`${path}\``, { path, nextSteps: [`add this line to it: ${line}`] });
  }
  if (options.json) printJson({ status: done ? 'done' : 'nothing-to-do', path });
  else printLines([done ? `wrote ${path}` : `${path} is there already`]);
  return 0;
}

/**
 * @param {string} path
 * @param {string} text
 * @returns {boolean} whether it was not there
 */
function write(path, text) {
  try {
    return writeNew(path, text, 0o755);
  } catch (error) {
    throw notWritten('the hook', error, path);
  }
}

/** A word for a shell, whatever is in it. @param {string} word */
function quoted(word) {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
