// The tables of docs/settings.md, between two markers each: inputs and outputs as action.yml has them, and the options that
// are called otherwise there.

import { SETTINGS, inputOf } from '../js/ask/settings.js';
import { Complaint } from './lib.mjs';

/** @typedef {{name: string, description: string, default?: string}} Entry */

/**
 * The entries of one section of action.yml. It reads the few lines that our file is made of, and refuses any other:
 * what it does not understand must not vanish from the page.
 * @param {string} text @param {'inputs' | 'outputs'} section
 * @returns {Entry[]}
 */
export function entriesOf(text, section) {
  /** @type {Entry[]} */
  const entries = [];
  let inside = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\S/.test(line)) inside = line === `${section}:`;
    if (!inside || line === `${section}:` || line.trim() === '' || /^\s*#/.test(line)) continue;
    const name = /^ {2}([a-z][a-z0-9-]*):$/.exec(line)?.[1];
    const field = /^ {4}(description|default): (.+)$/.exec(line);
    const last = entries.at(-1);
    if (name !== undefined) entries.push({ name, description: '' });
    else if (field && last) last[/** @type {'description' | 'default'} */ (field[1])] = scalar(field[2] ?? '');
    else throw new Complaint(`action.yml:${index + 1}: expected a name, \`description: …\` or \`default: …\` on one line, found \`${line.trim()}\``);
  }
  const bare = entries.find(({ description }) => description === '');
  if (entries.length === 0) throw new Complaint(`action.yml has no ${section}`);
  if (bare) throw new Complaint(`action.yml: \`${bare.name}\` has no description`);
  return entries;
}

/** A YAML scalar on one line: plain, or in quotes. @param {string} text @returns {string} */
function scalar(text) {
  if (/^'.*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  return /^".*"$/.test(text) ? JSON.parse(text) : text;
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** What the command line calls otherwise than the action, or has alone. */
function options() {
  const rows = Object.values(SETTINGS).filter((setting) => setting.flag !== false && inputOf(setting) !== setting.name);
  return rows.map((setting) => {
    const { name, value, short, says, commands } = setting;
    const input = inputOf(setting);
    const option = `${short === undefined ? '' : `\`-${short}\`, `}\`--${name}${value === undefined ? '' : ` ${value}`}\``;
    return `| ${option} | ${input === undefined ? '' : `\`${input}\``} | ${commands.length > 8 ? 'most' : commands.map((command) => `\`${command}\``).join(', ')} | ${cell(says)} |`;
  });
}

/** @param {string} action action.yml's text */
export function tables(action) {
  const inputs = entriesOf(action, 'inputs').map((input) => {
    const value = input.default === undefined ? '' : `\`${cell(input.default)}\``;
    return `| \`${input.name}\` | ${value} | ${cell(input.description)} |`;
  });
  const outputs = entriesOf(action, 'outputs').map(({ name, description }) => `| \`${name}\` | ${cell(description)} |`);
  return {
    inputs: ['| input | default | what it does |', '|---|---|---|', ...inputs].join('\n'),
    outputs: ['| output | what it says |', '|---|---|', ...outputs].join('\n'),
    options: ['| option | input | of | what it does |', '|---|---|---|---|', ...options()].join('\n'),
  };
}

/**
 * docs/settings.md with the tables as action.yml has them.
 * @param {string} page @param {string} action
 */
export function withTables(page, action) {
  let text = page;
  for (const [section, table] of Object.entries(tables(action))) {
    const between = new RegExp(`(<!-- ${section}: .*-->\\n)[^]*?(\\n?<!-- /${section} -->)`);
    if (!between.test(text)) throw new Complaint(`docs/settings.md has no markers for the ${section}`);
    text = text.replace(between, (_, start) => `${start}${table}\n<!-- /${section} -->`);
  }
  return text;
}
