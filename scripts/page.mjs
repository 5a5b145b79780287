// Pages in docs/ that a program fills in: what stands between `<!-- name -->` and `<!-- end of name -->` is its own.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Complaint, root } from './lib.mjs';

/** @param {string} page below docs/ */
const pathOf = (page) => join(root, 'docs', page);

/** @param {string} name */
const part = (name) => new RegExp(`(<!-- ${name} -->\n)([^]*?)(\n<!-- end of ${name} -->)`);

/** What stands there. @param {string} page @param {string} name */
export function shown(page, name) {
  const found = part(name).exec(readFileSync(pathOf(page), 'utf8'));
  if (!found) throw new Complaint(`docs/${page}: expected \`<!-- ${name} -->\` and \`<!-- end of ${name} -->\``);
  return found[2] ?? '';
}

/** @param {string} page @param {string} name @param {string} text */
export function put(page, name, text) {
  shown(page, name);
  const whole = readFileSync(pathOf(page), 'utf8');
  writeFileSync(pathOf(page), whole.replace(part(name), (_, start, before, end) => `${start}\n${text}\n${end}`));
}

/** A table's text. @param {string[]} heading @param {string[][]} rows */
export function table(heading, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), `|${heading.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** The lines of a part that are rows of its table, heading and rule left out. @param {string} page @param {string} name */
export function rows(page, name) {
  return shown(page, name).split('\n').filter((line) => line.startsWith('| ')).slice(1);
}
