// An audit as one HTML file, as a job summary, and as a badge. Whatever people wrote is text in all of them.

import { markdown, oneLine } from '../say/escape.js';
import { words } from '../say/summary.js';
import { foundWords, headline, openRows } from './report.js';

/** @typedef {import('../types.js').AuditReport} AuditReport */

/** A job summary holds 1 MiB; a page is read by people. */
const MOST_ROWS = 200;
const MOST_IN_PAGE = 2000;
const LAST_SECOND = 253_402_300_799;
const PICTURE = { width: 640, height: 120, left: 4, bottom: 18 };

/** @param {string} text */
function html(text) {
  return oneLine(text).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

/** @param {number} seconds */
function day(seconds) {
  // Whoever makes a tag dates it as they like; days end somewhere.
  return new Date(Math.min(seconds, LAST_SECOND) * 1000).toISOString().slice(0, 10);
}

/** @param {number | null} rate */
function colourOf(rate) {
  if (rate === null) return 'lightgrey';
  if (rate === 100) return 'brightgreen';
  return rate >= 90 ? 'yellow' : rate >= 50 ? 'orange' : 'red';
}

/**
 * What shields.io's endpoint reads.
 * @param {Pick<AuditReport, 'tags' | 'consistent' | 'mismatches' | 'rate'>} report
 */
export function badgeOf({ tags, consistent, mismatches, rate }) {
  const message = rate === null ? (tags === 0 ? 'no tags' : 'not judged') : rate === 100 ? '100 %' : `${consistent} of ${consistent + mismatches.length}`;
  return { schemaVersion: 1, label: 'tags that tell the truth', message, color: colourOf(rate) };
}

/**
 * A bar for every few tags, in the order of time: how many tell the truth, and above them how many do not.
 * @param {AuditReport} report
 * @returns {string} empty: there is nothing to draw
 */
function trendOf({ trend, consistent, mismatches, rate }) {
  const [first] = trend;
  const last = trend.at(-1);
  if (!first || !last) return '';
  const { width, height, left, bottom } = PICTURE;
  const most = Math.max(...trend.map(({ tags }) => tags));
  const step = (width - 2 * left) / trend.length;
  const room = height - bottom;
  const bars = trend.map(({ seconds, tag, tags, consistent: right }, index) => {
    const x = (left + index * step).toFixed(1);
    const bar = Math.max(1, step * 0.8).toFixed(1);
    const [whole, good] = [(tags / most) * room, (right / most) * room];
    const title = `<title>${html(`${day(seconds)}, up to ${tag}: ${right} of ${tags}`)}</title>`;
    const part = (/** @type {string} */ name, /** @type {number} */ y, /** @type {number} */ h) => (h > 0 ? `<rect class="${name}" x="${x}" y="${y.toFixed(1)}" width="${bar}" height="${h.toFixed(1)}"/>` : '');
    return `<g>${title}${part('wrong', room - whole, whole - good)}${part('right', room - good, good)}</g>`;
  });
  const label = (/** @type {number} */ x, /** @type {string} */ anchor, /** @type {string} */ text) => `<text x="${x}" y="${height - 4}" text-anchor="${anchor}">${html(text)}</text>`;
  const words = `${consistent} of ${consistent + mismatches.length} tags tell the truth, ${rate} per cent`;
  const style = '.right{fill:#2da44e}.wrong{fill:#cf222e}text{font:12px system-ui,sans-serif;fill:#57606a}@media(prefers-color-scheme:dark){text{fill:#8b949e}}';
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title>${html(words)}</title><style>${style}</style>${bars.join('')}${label(left, 'start', day(first.seconds))}${label(width - left, 'end', day(last.seconds))}</svg>`;
}

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;background:#fff;color:#1f2328;overflow-wrap:anywhere}
svg{max-width:100%;height:auto}
table{border-collapse:collapse;width:100%}
th{overflow-wrap:normal}td:first-child{min-width:5rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #d0d7de}
code{font:.9em ui-monospace,monospace}
.rate{font-size:2.5rem;margin:0}
small{color:#57606a}
@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}th,td{border-color:#30363d}small{color:#8b949e}}`;

/**
 * @param {{name: string, report: AuditReport}[]} audits
 * @returns {string} a page that needs nothing else
 */
export function pageOf(audits) {
  const title = audits.length === 1 ? 'Do the tags tell the truth?' : `Do the tags of ${audits.length} repositories tell the truth?`;
  const parts = audits.map(({ name, report }) => sectionOf(name, report));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${html(title)}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

/**
 * @param {string} name
 * @param {AuditReport} report
 */
function sectionOf(name, report) {
  const { mismatches, orphanBranches, unjudged, untagged, remarks, packages = [], rate } = report;
  const code = (/** @type {string} */ text) => `<code>${html(text)}</code>`;
  const some = (/** @type {string[][]} */ rows) => rows.slice(0, MOST_IN_PAGE);
  const table = (/** @type {string} */ caption, /** @type {string[]} */ heads, /** @type {string[][]} */ rows) => tableOf(name === '' ? 'h2' : 'h3', { caption, heads, rows });
  const parts = [
    name === '' ? '' : `<h2>${html(name)}</h2>`,
    `<p class="rate">${rate === null ? '–' : html(`${rate} %`)}</p>`,
    `<p>${html(headline(report))}</p>`,
    trendOf(report),
    table('Tags that do not tell the truth', ['Tag', 'What its manifests say', 'What to do now'], some(mismatches.map(({ tag, found, fix }) => [code(tag), html(foundWords(found)), html(fix)]))),
    table('Not judged', ['Tags', 'Why'], some(openRows(unjudged).map(({ tags, why }) => [code(tags), html(why)]))),
    table('Packages', ['Tags', 'All', 'Tell the truth', 'Do not'], some(packages.map((one) => [code(one.tagFormat), `${one.tags}`, `${one.consistent}`, `${one.mismatches}`]))),
    table('Bump branches that nobody seems to need', ['Branch', 'Why'], some(orphanBranches.map(({ branch, why }) => [code(branch), html(why)]))),
    table('Versions without a tag', ['Version', 'Since', 'In'], some(untagged.map(({ version, commit, path }) => [code(version), code(commit.slice(0, 7)), code(path)]))),
    remarks.length > 0 ? `<ul>${remarks.map((remark) => `<li>${html(remark)}</li>`).join('')}</ul>` : '',
  ];
  return `<section>\n${parts.filter(Boolean).join('\n')}\n</section>`;
}

/**
 * @param {'h2' | 'h3'} heading
 * @param {{caption: string, heads: string[], rows: string[][]}} what rows of HTML
 */
function tableOf(heading, { caption, heads, rows }) {
  if (rows.length === 0) return '';
  const cells = (/** @type {string[]} */ row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  return `<${heading}>${html(caption)}</${heading}>\n<table>\n<tr>${heads.map((head) => `<th scope="col">${html(head)}</th>`).join('')}</tr>\n${rows.map(cells).join('\n')}\n</table>`;
}

/**
 * The job summary.
 * @param {AuditReport} report
 */
export function auditSummary(report) {
  const { gate, mismatches, orphanBranches, unjudged, untagged, remarks } = report;
  const code = (/** @type {string} */ text) => `<code>${markdown(text)}</code>`;
  const lines = [`### ${markdown(gate ? `${gate.tag}: ${gate.why}` : headline(report))}`, ''];
  const picture = pictureOf(report);
  if (picture) lines.push(picture, '');
  const add = (/** @type {string[]} */ heads, /** @type {string[][]} */ rows) => {
    if (rows.length === 0) return;
    const more = rows.length > MOST_ROWS ? ['', `… and ${rows.length - MOST_ROWS} more`] : [];
    lines.push(`| ${heads.join(' | ')} |`, `|${'---|'.repeat(heads.length)}`, ...rows.slice(0, MOST_ROWS).map((row) => `| ${row.join(' | ')} |`), ...more, '');
  };
  add(['Tag', 'Its manifests', 'Now'], mismatches.map(({ tag, found, fix }) => [code(tag), code(foundWords(found)), words(fix)]));
  add(['Not judged', 'Why'], openRows(unjudged).map(({ tags, why }) => [code(tags), code(why)]));
  add(['Orphan branch', 'Why'], orphanBranches.map(({ branch, why }) => [code(branch), code(why)]));
  add(['Version without a tag', 'Since'], untagged.map(({ version, commit }) => [code(version), code(commit.slice(0, 7))]));
  lines.push(...remarks.map((remark) => `- ${words(remark)}`));
  return `${lines.join('\n')}\n`;
}

/**
 * The same picture where no SVG may stand: GitHub takes it out of a summary, but draws what a chart is written as.
 * @param {AuditReport} report
 */
function pictureOf({ trend }) {
  if (trend.length < 2) return '';
  const rates = trend.map(({ tags, consistent }) => Math.floor((consistent * 100) / tags));
  const days = trend.map(({ seconds }) => `"${day(seconds)}"`);
  const axis = trend.length > 12 ? `x-axis "${day(trend[0]?.seconds ?? 0)} to ${day(trend.at(-1)?.seconds ?? 0)}"` : `x-axis [${days.join(', ')}]`;
  return ['```mermaid', 'xychart-beta', '  title "Tags that tell the truth, in per cent"', `  ${axis}`, '  y-axis "%" 0 --> 100', `  bar [${rates.join(', ')}]`, '```'].join('\n');
}
