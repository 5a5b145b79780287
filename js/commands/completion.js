// `completion`: what completes our command line in a shell, for the shell to read.

import { SHELLS, completionFor } from './completing.js';
import { UsageError } from '../say/errors.js';
import { print } from '../say/output.js';
import { unknown } from '../ask/spelling.js';

/** @typedef {import('./commands.js').Command} Command */

/**
 * @param {Command[]} others all but this one
 * @returns {Command}
 */
export function completionOf(others) {
  /** @type {Command} */
  const own = {
    name: 'completion',
    words: 'SHELL',
    choices: SHELLS,
    does: 'print what completes this command line in bash, zsh or fish',
    about: `Prints a program for the shell, which knows the commands, their options and what these may be, and asks git for branches,
tags and remotes. bash: the first example, in ~/.bashrc. zsh: the second, in ~/.zshrc, after compinit. fish: the third, once.`,
    examples: [
      'source <(version-first completion bash)',
      'source <(version-first completion zsh)',
      'version-first completion fish > ~/.config/fish/completions/version-first.fish',
    ],
    atDesk: async ({ words: [shell, ...more] }) => {
      if (shell === undefined) throw new UsageError('expected the name of a shell: `bash`, `zsh` or `fish`', ['such as `version-first completion bash`']);
      if (more.length > 0) throw new UsageError(`\`${more[0]}\` is one word too many for \`completion\``);
      const known = SHELLS.find((one) => one === shell);
      if (known === undefined) throw unknown('shell', shell, SHELLS);
      print(completionFor(known, [...others, own]));
      return 0;
    },
  };
  return own;
}
