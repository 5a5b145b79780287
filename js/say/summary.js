// The job summary: what came of the run, what to click first, why, and what to do next. Readable without the log.

import { markdown } from './escape.js';
import { leftoverPlace } from './report.js';

/** @typedef {import('../commands/release.js').Report} Report */
/** @typedef {import('../types.js').Failure} Failure */

const MOST_ROWS = 50;
/** So many of a list stand there at once; the rest unfolds. */
const MOST_OPEN = 10;
/** As {@link markdown} spells it. */
const BACKQUOTE = '&#96;';

/**
 * @param {Report} report
 * @param {string} [page] the repository's own page: commits and branches lead there
 * @param {string} [failed] the title where it failed
 * @returns {string} Markdown
 */
export function summaryOf(report, page, failed = 'Release failed') {
  const { reasons = [], changedFiles = [], stillSays = [], warnings = [], remarks = [], moved = [], notes, why, error, status } = report;
  const named = status === 'released' || status === 'proposed' || status === 'pull-request';
  const parts = [
    `### ${status === 'failed' ? failed : title(report)}`,
    first(report, page).join(' · '),
    why === undefined ? '' : words(why),
    error === undefined ? '' : failure(error),
    section('Why', reasons.map((one) => reason(one, page))),
    section('Moved along', moved.map(code)),
    section('Changed files', changedFiles.map(code)),
    section('Still says the old version', stillSays.map((one) => [code(leftoverPlace(one)), one.entry === undefined ? '' : `to include it: ${code(one.entry)}`].filter(Boolean).join(', '))),
    section('Warnings', warnings.map(({ code: name, message, nextSteps = [] }) => [`${code(name)}: ${words(message)}`, ...nextSteps.slice(0, 1).map(words)].join('<br>'))),
    section('Good to know', remarks.map(words)),
    // The notes are Markdown already, in which nothing that people wrote has any effect.
    named && notes ? `---\n\n<b>Release notes</b>\n\n${notes}` : '',
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** @param {Report} report */
function title({ status, version }) {
  const of = version === undefined ? 'a version' : words(version);
  switch (status) {
    case 'released':
      return `Released ${of}`;
    case 'proposed':
      return version === undefined ? 'Nothing would be released' : `Would release ${of}`;
    case 'pull-request':
      return `Waiting for a pull request: ${of}`;
    case 'nothing-to-release':
      return 'Nothing to release';
  }
}

/**
 * The line below the title: first of all what there is to click.
 * @param {Report} report
 * @param {string | undefined} page
 */
function first({ pullRequest, release, tag, sha, branch, previousVersion }, page) {
  return [
    ...(pullRequest ? [`<b>${link(`pull request #${pullRequest.number}`, pullRequest.url)}</b>`] : []),
    ...(release ? [`<b>${link('release page', release.url)}</b>`] : []),
    ...(tag === undefined ? [] : [`tag ${code(tag)}`]),
    ...(sha === undefined ? [] : [`commit ${commit(sha, page)}`]),
    ...(branch === undefined ? [] : [`on ${code(branch)}`]),
    ...(previousVersion === undefined ? [] : [`after ${words(previousVersion)}`]),
  ];
}

/**
 * @param {import('../types.js').Reason} reason
 * @param {string | undefined} page
 */
function reason({ sha, subject, bump, why }, page) {
  return `<b>${words(bump ?? 'nothing')}</b>: ${words(subject)} (${commit(sha, page)}, ${words(why)})`;
}

/** @param {Failure} failure */
export function failure({ code: name, message, path, line, nextSteps = [] }) {
  const place = path === undefined ? '' : ` at ${code([path, line].filter((part) => part !== undefined).join(':'))}`;
  const steps = nextSteps.map((step, index) => `${index + 1}. ${words(step)}`).join('\n');
  return [`${code(name)}${place}: ${words(message)}`, steps && `<b>What to do next</b>\n\n${steps}`].filter(Boolean).join('\n\n');
}

/**
 * A heading and a list, if there is anything to list; a long one can be unfolded.
 * @param {string} heading
 * @param {string[]} items each a line of safe Markdown
 */
export function section(heading, items) {
  if (items.length === 0) return '';
  const lines = items.map((item) => `- ${item}`);
  const [open, more, over] = [lines.slice(0, MOST_OPEN), lines.slice(MOST_OPEN, MOST_ROWS), lines.length - MOST_ROWS];
  const rest = over > 0 ? [...more, `- … and ${over} more`] : more;
  const folded = rest.length === 0 ? [] : [`\n<details><summary>and ${lines.length - MOST_OPEN} more</summary>\n\n${rest.join('\n')}\n\n</details>`];
  return [`#### ${heading}\n`, ...open, ...folded].join('\n');
}

/**
 * Text of others, in which only what stands in backquotes looks like code.
 * @param {string} text
 */
export function words(text) {
  const parts = safe(text).split(BACKQUOTE);
  if (parts.length % 2 === 0) return parts.join(BACKQUOTE);
  return parts.map((part, index) => (index % 2 === 0 ? part : part === '' ? `${BACKQUOTE}${BACKQUOTE}` : `<code>${part}</code>`)).join('');
}

/** @param {string} text */
export function code(text) {
  return `<code>${safe(text)}</code>`;
}

/**
 * A page may call people whose name stands behind an `@`, however that is written: nothing here does.
 * @param {string} text
 */
function safe(text) {
  return markdown(text).replaceAll('&#64;', '&#64;<!-- -->');
}

/**
 * @param {string} sha
 * @param {string | undefined} page
 */
function commit(sha, page) {
  const short = code(sha.slice(0, 7));
  return page === undefined || !/^[0-9a-f]{40,64}$/.test(sha) ? short : `<a href="${page}/commit/${sha}">${short}</a>`;
}

/**
 * A link, where the address is a plain one.
 * @param {string} text
 * @param {string} url
 */
function link(text, url) {
  return /^https?:\/\/[\w.:/%~@+-]+$/.test(url) ? `<a href="${url}">${words(text)}</a>` : code(url);
}
