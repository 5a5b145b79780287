// Writes what follows from the table of settings: the inputs of action.yml, its twin for Node 24, and the tables of
// docs/settings.md. `--check` only compares.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { COMMANDS, stepName } from '../js/commands/commands.js';
import { SETTINGS, inputOf } from '../js/ask/settings.js';
import { Complaint, isMain, readIfThere, root, runMain } from './lib.mjs';
import { withTables } from './settings-tables.mjs';
import { twin } from './twin.mjs';

/** A text as a YAML scalar on one line. @param {string} text */
function scalar(text) {
  if (/^\{|^\$\{\{.*\}\}$/.test(text) && !/: | #/.test(text)) return text.startsWith('$') ? text : `'${text}'`;
  if (/^(true|false|[\d.]+)$/.test(text)) return `'${text}'`;
  if (!/: | #|^[\s'"*&!|>%@`[{?-]|[\s:]$/.test(text)) return text;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

/** What the input `command` says. */
function steps() {
  const list = COMMANDS.filter(({ inWorkflow }) => inWorkflow).map((command) => `\`${stepName(command)}\` (${command.does})`);
  return `${SETTINGS.command.says} ${list.join(', ')}.`;
}

/** Each input's lines. */
function inputs() {
  return Object.values(SETTINGS).flatMap((setting) => {
    const name = inputOf(setting);
    if (name === undefined) return [];
    const { kind, says, given, default: absent = kind === 'flag' ? 'false' : undefined } = setting;
    const sentence = setting === SETTINGS.command ? steps() : kind === 'list' ? `${says} One a line${setting.commas ? ', or several with commas between them' : ''}.` : says;
    const value = given ?? absent;
    return [`  ${name}:`, `    description: ${scalar(sentence)}`, ...(value === undefined ? [] : [`    default: ${scalar(value)}`])];
  });
}

/**
 * action.yml with the inputs of the table.
 * @param {string} action its text
 */
export function withInputs(action) {
  const [before, after] = [/^inputs:\n/m.exec(action), /^outputs:\n/m.exec(action)];
  if (!before || !after) throw new Complaint('action.yml: expected `inputs:` and `outputs:`, each on a line of its own');
  return `${action.slice(0, before.index)}inputs:\n${inputs().join('\n')}\n${action.slice(after.index)}`;
}

/**
 * Every file that follows from the table, as it has to be.
 * @param {string} dir a checkout
 */
export function files(dir) {
  const action = withInputs(readFileSync(join(dir, 'action.yml'), 'utf8'));
  return new Map([
    ['action.yml', action],
    ['node24/action.yml', twin(action)],
    ['docs/settings.md', withTables(readFileSync(join(dir, 'docs', 'settings.md'), 'utf8'), action)],
  ]);
}

/** @param {string} dir a checkout */
export function checkSettings(dir) {
  for (const [path, text] of files(dir)) {
    if (readIfThere(join(dir, path)) !== text) throw new Complaint(`${path} is not what js/ask/settings.js gives: \`npm run settings\`, then commit it`);
  }
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    if (process.argv.includes('--check')) {
      checkSettings(root);
      console.log('action.yml, its twin and docs/settings.md follow js/ask/settings.js');
      return;
    }
    for (const [path, text] of files(root)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  });
}
