// docs/mutations.md: one row for each mutation, in their order.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Complaint, root } from '../lib.mjs';

/** @typedef {import('../mutate.mjs').Mutation} Mutation */
/** @typedef {Pick<import('../mutate.mjs').Verdict, 'mutation' | 'by' | 'says'>} Verdict */

const path = join(root, 'docs', 'mutations.md');
const between = /(<!-- table -->\n)[\s\S]*(\n<!-- end of table -->)/;
const heading = ['| rule | what is taken away | who objects |', '|---|---|---|'];
const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|');

/** How the row of a mutation begins. @param {Mutation} mutation */
export const beginning = ({ rule, takes }) => `| ${rule} | ${cell(takes)} | `;

/** @param {Verdict} verdict */
function rowOf({ mutation, by, says }) {
  const who = by ? `\`${by}\`: ${says.replaceAll('`', "'")}` : `nobody: ${mutation.unseen ?? '**to be explained**'}`;
  return `${beginning(mutation)}${cell(who)} |`;
}

/** The rows of the page as it is. @param {string} [text] */
export function rows(text = readFileSync(path, 'utf8')) {
  return text.split('\n').filter((line) => line.startsWith('| ') && line !== heading[0]);
}

/**
 * Puts what was found into the page; rows of other mutations stay as they are.
 * @param {Mutation[]} mutations @param {Verdict[]} verdicts
 */
export function write(mutations, verdicts) {
  const text = readFileSync(path, 'utf8');
  if (!between.test(text)) throw new Complaint('docs/mutations.md: expected `<!-- table -->` and `<!-- end of table -->`');
  const known = rows(text);
  const all = mutations.map((mutation) => {
    const verdict = verdicts.find((one) => one.mutation === mutation);
    return verdict ? rowOf(verdict) : (known.find((row) => row.startsWith(beginning(mutation))) ?? `${beginning(mutation)}not asked yet |`);
  });
  const unseen = all.filter((row) => row.includes(' | nobody: ')).length;
  const sum = `${all.length} mutations: ${all.length - unseen} are noticed, ${unseen === 0 ? 'none is' : `${unseen} are`} not.`;
  writeFileSync(path, text.replace(between, (_, start, end) => `${start}\n${[sum, '', ...heading, ...all].join('\n')}\n${end}`));
}
