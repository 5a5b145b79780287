// The job summary: one table, readable without the log.

import { markdown } from './escape.js';
/** @typedef {import('./action.js').Report} Report */

const MOST_ROWS = 50;
const TITLES = {
  released: 'Released',
  proposed: 'Would release',
  'nothing-to-release': 'Nothing to release',
  failed: 'Release failed',
};

/**
 * @param {Report} report
 * @returns {string}
 */
export function summaryOf(report) {
  const { status, version, previousVersion, tag, sha, branch, changedFiles = [], reasons = [], remarks = [], why, error } = report;
  const rows = [
    ['Version', version],
    ['Previous version', previousVersion],
    ['Tag', tag],
    ['Commit', sha],
    ['Branch', branch],
    ['Changed files', changedFiles.slice(0, MOST_ROWS)],
    ['Reasons', reasons.slice(0, MOST_ROWS).map(({ bump, subject, why: because }) => `${bump ?? 'nothing'}: ${subject} (${because})`)],
    ['Why', why],
    ['Notes', remarks],
    ...(error === undefined ? [] : failureRows(error)),
  ];
  const lines = rows.flatMap(([name, value]) => {
    const cells = [value ?? []].flat().filter((text) => text !== '');
    return cells.length === 0 ? [] : [`| ${name} | ${cells.map((text) => `<code>${markdown(text)}</code>`).join('<br>')} |`];
  });
  const named = status === 'released' || status === 'proposed';
  const title = `### ${TITLES[status]}${named && version ? ` ${markdown(version)}` : ''}`;
  return `${[title, '', '| | |', '|---|---|', ...lines].join('\n')}\n\n`;
}

/**
 * @param {import('./types.js').Failure} failure
 * @returns {[string, string | string[] | undefined][]}
 */
function failureRows({ code, message, path, line, nextSteps }) {
  return [
    ['Error', code],
    ['Cause', message],
    ['Place', path === undefined ? undefined : [path, line].filter((part) => part !== undefined).join(':')],
    ['Next', nextSteps],
  ];
}
