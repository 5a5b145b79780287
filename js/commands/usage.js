// What `--help` says: made of the commands and the table of settings.

import { COMMANDS } from './commands.js';
import { optionsOf } from '../ask/settings.js';

const INDENT = 24;
const WIDTH = 110;

/**
 * @param {import('./commands.js').Command | undefined} command undefined: all of them, a line each
 * @param {string} [group] the word that those begin with which are meant
 * @returns {string}
 */
export function helpFor(command, group) {
  return command ? helpOf(command) : overview(group === undefined ? '' : `${group} `);
}

/**
 * The first of each command, where there is room for them; of all commands those that somebody new may want.
 * @param {string} group
 */
function examplesOf(group) {
  if (group === '') return ['npx version-first audit               # do the tags of this clone tell the truth?', 'npx version-first doctor              # what would a release meet here?', 'version-first next                    # the next version, and why', 'version-first release --dry-run       # the whole plan; changes nothing'];
  return COMMANDS.filter(({ name }) => name.startsWith(group)).flatMap(({ examples }) => examples.slice(0, 1));
}

/** @param {string} group */
function overview(group) {
  const rows = COMMANDS.filter(({ name }) => name.startsWith(group)).map(({ name, words, does }) => row([name, words].filter(Boolean).join(' '), does));
  return `version-first: release tags that only ever name a commit whose manifests say that version

usage: version-first ${group}COMMAND [OPTION…]

commands:
${rows.join('')}
examples:
${examplesOf(group).map((line) => `  ${line}\n`).join('')}
  version-first ${group}COMMAND --help    options and more examples
  version-first --version

exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted, 143 terminated
`;
}

/** @param {import('./commands.js').Command} command */
function helpOf({ name, words, about, examples, more }) {
  const options = optionsOf(name);
  const groups = [...new Set(options.map(({ group }) => group))];
  const parts = [
    `usage: version-first ${[name, words, options.length > 0 ? '[OPTION…]' : ''].filter(Boolean).join(' ')}\n`,
    `${about}\n`,
    ...groups.map((group) => `${group ?? 'options'}:\n${options.filter((one) => one.group === group).map(option).join('')}`),
    `examples:\n${examples.map((line) => `  ${line}\n`).join('')}`,
    ...(more === undefined ? [] : [`${more}\n`]),
  ];
  return parts.join('\n');
}

/** @param {import('../ask/settings.js').Setting} setting */
function option({ name, short, kind, value, says, default: absent }) {
  const named = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
  const more = [...(kind === 'list' ? ['repeatable'] : []), ...(absent === undefined ? [] : [`default ${absent}`])];
  // Backquotes are for Markdown; at a terminal the words stand for themselves.
  return row(named, `${says.replaceAll('`', '')}${more.length > 0 ? ` (${more.join('; ')})` : ''}`);
}

/**
 * A name and what is said of it, beside it where the name leaves room, in lines that fit on a terminal.
 * @param {string} name
 * @param {string} says
 */
function row(name, says) {
  const lines = [''];
  for (const word of says.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && INDENT + line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  const beside = name.length + 4 <= INDENT;
  const text = lines.map((line, index) => (beside && index === 0 ? line : `${' '.repeat(INDENT)}${line}`)).join('\n');
  return beside ? `  ${name.padEnd(INDENT - 2)}${text}\n` : `  ${name}\n${text}\n`;
}
