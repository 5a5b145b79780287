// docs/checks/mutations.md: one row for each mutation, in their order.

import { put, rows } from '../page.mjs';

/** @typedef {import('../mutate.mjs').Mutation} Mutation */
/** @typedef {Pick<import('../mutate.mjs').Verdict, 'mutation' | 'by' | 'says'>} Verdict */

const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|');

/** How the row of a mutation begins. @param {Mutation} mutation */
export const beginning = ({ rule, takes }) => `| ${rule} | ${cell(takes)} | `;

/** The rows of the page as it is. */
export const written = () => rows('checks/mutations.md', 'table');

/** Those of which the page does not say that somebody objects. @param {Mutation[]} mutations */
export function unsettled(mutations) {
  const known = written();
  return mutations.filter((mutation) => !known.some((row) => row.startsWith(`${beginning(mutation)}\``)));
}

/** @param {Verdict} verdict */
function rowOf({ mutation, by, says }) {
  const who = by ? `\`${by}\`: ${says.replaceAll('`', "'")}` : `nobody: ${mutation.unseen ?? '**to be explained**'}`;
  return `${beginning(mutation)}${cell(who)} |`;
}

/**
 * Puts what was found into the page; rows of other mutations stay as they are.
 * @param {Mutation[]} mutations @param {Verdict[]} verdicts
 */
export function write(mutations, verdicts) {
  const known = written();
  const all = mutations.map((mutation) => {
    const verdict = verdicts.find((one) => one.mutation === mutation);
    return verdict ? rowOf(verdict) : (known.find((row) => row.startsWith(beginning(mutation))) ?? `${beginning(mutation)}not asked yet |`);
  });
  const asked = all.filter((row) => !row.endsWith('| not asked yet |'));
  const unseen = asked.filter((row) => row.includes(' | nobody: ')).length;
  const sum = `${all.length} mutations, ${asked.length} of them asked about: ${asked.length - unseen} are noticed, ${unseen} are not.`;
  put('checks/mutations.md', 'table', [sum, '', '| rule | what is taken away | who objects |', '|---|---|---|', ...all].join('\n'));
}
