// docs/benchmarks.md and its picture, from what was measured.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../scripts/lib.mjs';
import { put, table } from '../scripts/page.mjs';
import { median } from '../tests/helpers/measure.mjs';

/** @typedef {import('./bench.mjs').Results} Results */

const PAGE = 'benchmarks.md';
const count = (/** @type {number} */ number) => Math.round(number).toLocaleString('en');
const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1)} MB`;
const range = (/** @type {number[]} */ values, digits = 0) => `${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)}`;

/** One size: everybody, the quickest first. @param {Results['racers']} racers @param {string} size @param {Results['sizes'][string]} times */
function heat(racers, size, times) {
  const base = times['the script']?.kilobytes ?? NaN;
  const rows = Object.entries(times).sort((a, b) => median(a[1].ratios) - median(b[1].ratios)).map(([name, { ms, ratios, kilobytes }]) => {
    const racer = racers.find((one) => one.name === name);
    const title = `${name} ${racer?.version ?? ''}`.trim();
    return [name.startsWith('version-first') ? `**${title}**` : title, racer?.on ?? '', `${median(ratios).toFixed(2)} (${range(ratios, 2)})`, `${median(ms).toFixed(0)} (${range(ms)})`, `${(kilobytes / 1000).toFixed(0)} (${(kilobytes / base).toFixed(2)})`];
  });
  return `### ${count(Number(size))} commits\n\n${table(['program', 'runs on', '÷ the script: median (range)', 'ms: median (range)', 'peak MB (÷ the script)'], rows)}`;
}

/** What was measured; the rest of the page stays. @param {Results} results */
export function writePage({ racers, sizes, next = {}, traffic, machine, day, left }) {
  const [blocks = [], asked = []] = [sizes, next].map((raced) => Object.entries(raced).map(([size, times]) => heat(racers, size, times)));
  const missing = left.length > 0 ? `\n\nLeft out, because it did not do it there: ${left.join('; ')}.` : '';
  if (blocks.length > 0) put(PAGE, 'race', `\n${blocks.join('\n\n')}\n\nMeasured on ${day}: ${machine}.${missing}\n`);
  if (asked.length > 0) put(PAGE, 'next', `\n${asked.join('\n\n')}\n`);
  if (traffic) {
    const { commits, tags, checkout, release, listed, requests, whole } = traffic;
    put(PAGE, 'traffic', `\n${table(['what', 'bytes over the wire'], [
      [`\`fetch-depth: 0\` of ${count(commits)} commits and ${count(tags)} tags`, `${count(whole)} (${megabytes(whole)})`],
      ['`fetch-depth: 1`', `${count(checkout)} (${megabytes(checkout)})`],
      [`**the release from there**, ${requests} requests`, `${count(release)} (${megabytes(release)})`],
      ...(listed === undefined ? [] : [['of which names of refs', `${count(listed)} (${megabytes(listed)})`]]),
    ])}\n\nThe release moves **${(whole / release).toFixed(1)} × fewer bytes** than \`fetch-depth: 0\`; together with its checkout, ${(whole / (release + checkout)).toFixed(1)} × fewer.\n`);
  }
  if (blocks.length > 0) writeFileSync(join(root, 'docs', 'benchmarks.svg'), picture(sizes));
}

const ROW = 24;
const LEFT = 190;
const WIDTH = 760;

/** Bars of how much longer than the script each takes, a group for each size. @param {Results['sizes']} sizes */
export function picture(sizes) {
  const groups = Object.entries(sizes).map(([size, times]) => ({ size, bars: Object.entries(times).map(([name, { ratios }]) => ({ name, ratio: median(ratios) })).sort((a, b) => a.ratio - b.ratio) }));
  const longest = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ ratio }) => ratio)));
  const room = WIDTH - LEFT - 70;
  // Some take a hundred times as long as others: each doubling is a step of the same length.
  const length = (/** @type {number} */ ratio) => Math.max(2, (Math.log2(1 + ratio) / Math.log2(1 + longest)) * room);
  let y = 24;
  const parts = groups.flatMap(({ size, bars }) => {
    const title = `<text class="title" x="0" y="${y}">${count(Number(size))} commits</text>`;
    y += 12;
    const rows = bars.map(({ name, ratio }) => {
      const row = `<text x="${LEFT - 8}" y="${y + 15}" text-anchor="end">${name}</text><rect class="${name.startsWith('version-first') ? 'ours' : name.startsWith('the script') ? 'base' : 'theirs'}" x="${LEFT}" y="${y + 3}" width="${length(ratio).toFixed(1)}" height="${ROW - 8}" rx="2"/><text x="${(LEFT + length(ratio) + 6).toFixed(1)}" y="${y + 15}">${ratio.toFixed(ratio < 10 ? 2 : 0)} ×</text>`;
      y += ROW;
      return row;
    });
    y += 26;
    return [title, ...rows];
  });
  const style = 'text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}.ours{fill:#1a7f37}.base{fill:#8c959f}.theirs{fill:#54aeff}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#3fb950}.base{fill:#6e7681}.theirs{fill:#1f6feb}}';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y - 20}" width="${WIDTH}" height="${y - 20}" role="img" aria-label="How much longer than a shell script of the same git steps each program takes"><style>${style}</style>\n${parts.join('\n')}\n</svg>\n`;
}
