// The job summary: one table, readable without the log.

import { markdown } from './escape.js';
import { leftoverPlace } from './report.js';
/** @typedef {import('./commands/release.js').Report} Report */

const MOST_ROWS = 50;
const TITLES = {
  released: 'Released',
  'pull-request': 'Waiting for a pull request:',
  proposed: 'Would release',
  'nothing-to-release': 'Nothing to release',
  failed: 'Release failed',
};

/**
 * @param {Report} report
 * @returns {string}
 */
export function summaryOf(report) {
  const { status, version, previousVersion, tag, sha, branch, changedFiles = [], reasons = [], remarks = [], stillSays = [], why, error } = report;
  const { moved = [], warnings = [], notes, pullRequest, release } = report;
  /** @type {[string, Cell | Cell[] | undefined][]} */
  const rows = [
    ['Version', version],
    ['Previous version', previousVersion],
    ['Tag', tag],
    ['Commit', sha],
    ['Branch', branch],
    ['Pull request', pullRequest && link(`#${pullRequest.number}`, pullRequest.url)],
    ['Release', release && link('page', release.url)],
    ['Moved along', moved],
    ['Changed files', changedFiles.slice(0, MOST_ROWS)],
    ['Reasons', reasons.slice(0, MOST_ROWS).map(({ bump, subject, why: because }) => `${bump ?? 'nothing'}: ${subject} (${because})`)],
    ['Still says the old version', stillSays.slice(0, MOST_ROWS).map((one) => [leftoverPlace(one), one.entry].filter(Boolean).join(' → '))],
    ['Why', why],
    ['Warnings', warnings.map(({ message }) => message)],
    ['Notes', remarks],
    ...(error === undefined ? [] : failureRows(error)),
  ];
  const named = status === 'released' || status === 'proposed' || status === 'pull-request';
  const title = `### ${TITLES[status]}${named && version ? ` ${markdown(version)}` : ''}`;
  // The notes are Markdown already, in which nothing that people wrote has any effect.
  return `${title}\n${table(rows)}\n${named && notes ? `${notes}\n` : ''}`;
}

/** @typedef {string | {html: string}} Cell */

/**
 * Names and what is said of each, as a table; a name of which nothing is said is left out.
 * @param {[string, Cell | Cell[] | undefined][]} rows
 */
export function table(rows) {
  const lines = rows.flatMap(([name, value]) => {
    const cells = [value ?? []].flat().filter((cell) => cell !== '');
    return cells.length === 0 ? [] : [`| ${name} | ${cells.map(rendered).join('<br>')} |`];
  });
  return lines.length === 0 ? '' : `\n| | |\n|---|---|\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** @param {Cell} cell */
function rendered(cell) {
  return typeof cell === 'string' ? `<code>${markdown(cell)}</code>` : cell.html;
}

/**
 * A link, where the address is a plain one.
 * @param {string} text
 * @param {string} url
 * @returns {Cell}
 */
function link(text, url) {
  return /^https?:\/\/[\w.:/%~@+-]+$/.test(url) ? { html: `<a href="${url}">${markdown(text)}</a>` } : url;
}

/**
 * @param {import('./types.js').Failure} failure
 * @returns {[string, string | string[] | undefined][]}
 */
export function failureRows({ code, message, path, line, nextSteps }) {
  return [
    ['Error', code],
    ['Cause', message],
    ['Place', path === undefined ? undefined : [path, line].filter((part) => part !== undefined).join(':')],
    ['Next', nextSteps],
  ];
}
