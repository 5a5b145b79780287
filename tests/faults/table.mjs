// The matrix as people read it.

/**
 * @typedef {{survived: number, alone: number, total: number}} Cell
 * @typedef {{name: string, calls: number, cells: Cell[]}} Row
 * @typedef {import('./faults.mjs').Fault} Fault
 */

/** @param {Row[]} rows */
function sum(rows) {
  const columns = rows[0]?.cells.length ?? 0;
  const of = (/** @type {keyof Cell} */ key, /** @type {number} */ at) => rows.reduce((all, { cells }) => all + (cells[at]?.[key] ?? 0), 0);
  return Array.from({ length: columns }, (_, at) => ({ survived: of('survived', at), alone: of('alone', at), total: of('total', at) }));
}

/** @param {Row[]} rows @param {Fault[]} faults */
export function lines(rows, faults) {
  const cell = (/** @type {Cell} */ { survived, total }) => (total === 0 ? '–' : `${survived}/${total}`);
  const sums = sum(rows);
  const all = sums.reduce((one, two) => ({ survived: one.survived + two.survived, alone: 0, total: one.total + two.total }), { survived: 0, alone: 0, total: 0 });
  return [
    ['scenario', 'calls', ...faults.map(({ name }) => name)],
    ...rows.map(({ name, calls, cells }) => [name, String(calls), ...cells.map(cell)]),
    [`all: ${cell(all)}`, String(rows.reduce((total, { calls }) => total + calls, 0)), ...sums.map(cell)],
  ];
}

/** For a terminal. @param {Row[]} rows @param {Fault[]} faults */
export function printed(rows, faults) {
  const table = lines(rows, faults);
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  return table.map((row) => row.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join('  ')).join('\n');
}

const HEAD = `# What faults do to it

Every scenario below is played against a stand-in for GitHub: a real bare repository behind real \`git http-backend\`, with
protection, REST and GraphQL. Its calls, git's and the API's alike, are numbered. Then, for each call and each fault, the
scenario begins anew, and that one fault strikes that one call:

`;

const CHECKS = `
A play survives if all of this holds:

- After the disturbed run, however it ended, and before every call that follows a write: each new version tag is ours and
  names a commit among the first parents of the release branch, whose every manifest says exactly that version. No tag was
  moved or is gone. No branch and no pull request of a person was changed, no pull request of ours was closed without a
  word or reopened, no tag has two releases, no release is without its tag, and no workflow was started twice.
- If the run ended by itself, no bump branch is without an open pull request, unless the run's own words name it; and a
  failure names a cause that is true.
- The next run, an hour later and undisturbed, ends exactly where an undisturbed run from the start ends: the same tags on
  the same trees, the same manifests at the tip, the same branches, open pull requests and releases. No version is reported
  twice.
- One more run, from a fresh clone, changes nothing.

Of worlds that are alike after the disturbed run, object names and times aside, one is continued for all.

The hour is there because a branch that a dead run has just left is deliberately not touched for ten minutes: another run
might be about to open its pull request.

## The matrix

Plays survived, of all plays.

`;

const FOOT = `
The last row counts the plays in which the disturbed run itself got to the end, so that the next one found nothing to do.

## Running it

\`\`\`sh
npm run faults                                       # all of it; rewrites this page if everything survives
npm run faults -- --jobs=4                           # at most four at once; else two
npm run faults -- --scenario=squash --fault=lost     # those whose names contain the words, and what was said where one fails
npm run faults -- --scenario=squash --call=7         # one call
npm test -- --only=faults                            # the short form, part of every test run: each write with another fault
\`\`\`

Everything takes its time: some thousand runs of the program, about two seconds of one processor for each play. With
\`KEEP_SANDBOX=1\` the repositories stay.
`;

/** docs/faults.md. @param {Row[]} rows @param {Fault[]} faults */
export function page(rows, faults) {
  const markdown = (/** @type {string[]} */ row) => `| ${row.join(' | ')} |\n`;
  const [heading = [], ...others] = lines(rows, faults);
  const told = faults.map(({ name, says }) => `- **${name}**: ${says}.\n`).join('');
  const alone = ['without the next run', '', ...sum(rows).map((cell) => String(cell.alone))];
  const ruler = heading.map((_, at) => (at === 0 ? '---' : '---:'));
  return HEAD + told + CHECKS + [heading, ruler, ...others, alone].map(markdown).join('') + FOOT;
}

/** The rows of the matrix on the page, as it was written. @param {string} text @returns {string[][]} */
export function rowsOf(text) {
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  return rows.map((line) => line.slice(2, -2).split(' | '));
}
