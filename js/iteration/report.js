// `iteration report`: how a repository's changes have gone.

import { print, printJson, printLines, sayLines } from '../say/output.js';
import { gaps, look, open } from './look.js';
import { noPulls } from './work.js';

const LONG_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

/** @param {import('../inputs.js').Options} options */
export async function report(options) {
  const world = await open(options, { needsRemote: true });
  const looked = await look(world);
  const { seen, denial } = looked;
  if (!seen.pulls) throw noPulls(denial?.text);
  const longBefore = new Date(Date.now() - LONG_DAYS * DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z');
  const measures = world.core.reportIterations({ pulls: seen.pulls, remote: seen.remote ?? [], longBefore });
  if (options.json) printJson(measures);
  else if (options.asked.svg) print(drawing(measures.histogram));
  else printLines(table(measures));
  sayLines(gaps(world, looked).map((text) => `note: ${text}`));
  return 0;
}

/** @param {import('../types.js').IterationMeasures} measures */
function table({ pullRequests, extractionSuccess, tasks, averageIterations, cleanupRate, histogram, longLived, redFlags }) {
  const most = Math.max(1, ...Object.values(histogram));
  return [
    `pull requests        ${pullRequests}`,
    `names read           ${extractionSuccess} %`,
    `changes              ${tasks}`,
    `iterations a change  ${averageIterations}`,
    `cleaned up           ${cleanupRate === undefined ? 'no merged change had several' : `${cleanupRate} %`}`,
    ...Object.entries(histogram).map(([number, count]) => `  v${number.padEnd(4)} ${'#'.repeat(Math.max(1, Math.round((count / most) * 40)))} ${count}`),
    ...longLived.map(({ branch, number, since }) => `open for more than ${LONG_DAYS} days: ${branch} (#${number}, since ${since.slice(0, 10)})`),
    ...redFlags.map((base) => `red flag: ${base}`),
  ];
}

/**
 * Bars, dark and light.
 * @param {Record<string, number>} histogram
 */
function drawing(histogram) {
  const bars = Object.entries(histogram);
  const most = Math.max(1, ...bars.map(([, count]) => count));
  const [width, height] = [Math.max(200, bars.length * 48 + 32), 180];
  const drawn = bars.map(([number, count], index) => {
    const [x, tall] = [24 + index * 48, Math.max(2, Math.round((count / most) * 120))];
    return `<rect x="${x}" y="${145 - tall}" width="32" height="${tall}"/><text x="${x + 16}" y="165">v${Number(number)}</text><text x="${x + 16}" y="${140 - tall}">${Number(count)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="changes by their number of iterations"><style>rect{fill:#0969da}text{font:12px system-ui,sans-serif;fill:#1f2328;text-anchor:middle}@media(prefers-color-scheme:dark){rect{fill:#4493f8}text{fill:#e6edf3}}</style>${drawn.join('')}</svg>\n`;
}
