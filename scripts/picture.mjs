// Draws the README's picture, docs/picture.svg: tag-first and version-first side by side, as scripts/picture/story.mjs plays
// them. `npm run picture` writes it, `--check` only compares; a test does, too.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadCore } from '../js/core/core.js';
import { Complaint, isMain, readIfThere, root, runMain } from './lib.mjs';
import { tagFirst, versionFirst } from './picture/story.mjs';

/** @typedef {import('./picture/story.mjs').Moment} Moment */

export const PICTURE = join('docs', 'picture.svg');

const COLUMN = 424;
const GAP = 24;
const ROW = 58;
const TOP = 104;
const MARKS = { done: '✓', refused: '✗', people: '☺' };

/** Light, and dark where the reader's screen is. Contrast is at least 4.5 to 1 in both. */
const STYLE = `
  text { font: 15px ui-sans-serif, system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
  .head { font-size: 19px; font-weight: 600 }
  .faint { font-size: 13px; fill: #59636e }
  .mark { font-size: 14px; font-weight: 700; text-anchor: middle; fill: #ffffff }
  .card { fill: #ffffff; stroke: #d1d9e0 }
  .rail { stroke: #d1d9e0; stroke-width: 2 }
  .done { fill: #59636e } .people { fill: #0969da } .refused { fill: #9a6700 }
  .false { fill: #cf222e } .true { fill: #1a7f37 }
  text.false, text.true { font-weight: 600; font-size: 13px }
  .verdict { font-size: 15px; font-weight: 600; fill: #ffffff }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .faint { fill: #9198a1 }
    .mark, .verdict { fill: #0d1117 }
    .card { fill: #0d1117; stroke: #3d444d } .rail { stroke: #3d444d }
    .done { fill: #9198a1 } .people { fill: #4493f8 } .refused { fill: #d29922 }
    .false { fill: #f85149 } .true { fill: #3fb950 }
  }`;

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param {number} x @param {number} y @param {string} kind @param {string} text */
const words = (x, y, kind, text) => `<text x="${x}" y="${y}" class="${kind}">${escaped(text)}</text>`;

/** What the world says of the tag, and what is left beside the branch. @param {Moment} moment */
function state({ tag, branches }) {
  if (tag) return { kind: String(tag.true), text: `tag ${tag.tag}: its files say ${tag.says}` };
  return { kind: 'faint', text: branches.length > 0 ? `no tag yet; ${branches.join(', ')}` : 'no tag yet' };
}

/** @param {Moment[]} moments */
function verdict(moments) {
  const last = moments.at(-1);
  if (!last?.tag) throw new Complaint('the story ends without a tag');
  const left = last.branches.length === 0 ? 'nothing is left' : 'a branch is left';
  return { kind: String(last.tag.true && last.branches.length === 0), text: `${last.tag.true ? 'The tag tells the truth' : 'The tag lies'}, and ${left}` };
}

/** @param {number} x @param {string} head @param {string} under @param {Moment[]} moments @param {number} height */
function column(x, head, under, moments, height) {
  const rows = moments.map((moment, index) => {
    const y = TOP + index * ROW;
    const { kind, text } = state(moment);
    const does = moment.how === 'refused' ? `${moment.does}: refused` : moment.does;
    return [
      `<circle cx="${x + 30}" cy="${y - 5}" r="11" class="${moment.how}"/>`,
      words(x + 30, y, 'mark', MARKS[moment.how]),
      words(x + 52, y, 'does', does),
      words(x + 52, y + 21, kind, text),
    ].join('\n  ');
  });
  const end = verdict(moments);
  return [
    `<rect x="${x + 0.5}" y="0.5" width="${COLUMN - 1}" height="${height - 1}" rx="10" class="card"/>`,
    words(x + 20, 36, 'head', head),
    words(x + 20, 58, 'faint', under),
    `<line x1="${x + 30}" y1="${TOP - 5}" x2="${x + 30}" y2="${TOP - 5 + (moments.length - 1) * ROW}" class="rail"/>`,
    ...rows,
    `<rect x="${x + 16}" y="${height - 54}" width="${COLUMN - 32}" height="38" rx="8" class="${end.kind}"/>`,
    words(x + 32, height - 30, 'verdict', end.text),
  ].join('\n  ');
}

/** The picture. @param {import('../js/types.js').Core} core */
export function picture(core) {
  const [left, right] = [tagFirst(core), versionFirst(core)];
  const height = TOP + Math.max(left.length, right.length) * ROW + 40;
  const width = 2 * COLUMN + GAP;
  const told = [left, right].map((moments) => moments.map((moment) => `${moment.does}${moment.how === 'refused' ? ' (refused)' : ''}`).join(', '));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title told">
  <title id="title">A push to a protected branch is refused: tag first, and version first</title>
  <desc id="told">Tag first: ${escaped(told[0] ?? '')}. ${escaped(verdict(left).text)}. Version first: ${escaped(told[1] ?? '')}. ${escaped(verdict(right).text)}.</desc>
  <style>${STYLE}
  </style>
  ${column(0, 'Tag first', 'the files say 0.2.334; main takes no direct pushes', left, height)}
  ${column(COLUMN + GAP, 'Version first', 'the same repository, the same refusal', right, height)}
</svg>
`;
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const now = picture(loadCore());
    if (!process.argv.includes('--check')) writeFileSync(join(root, PICTURE), now);
    else if (readIfThere(join(root, PICTURE)) !== now) throw new Complaint(`${PICTURE} is not what the state machine gives: \`npm run picture\`, then commit it`);
  });
}
