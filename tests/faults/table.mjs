// The matrix as people read it: on a terminal, and as docs/checks/faults.md.

import { MUTATIONS } from './mutations.mjs';

/**
 * @typedef {{survived: number, alone: number, total: number}} Cell
 * @typedef {{name: string, calls: number, cells: Cell[], ms: number}} Row
 * @typedef {import('./faults.mjs').Fault} Fault
 */

/** @param {Row[]} rows */
function sum(rows) {
  const columns = rows[0]?.cells.length ?? 0;
  const of = (/** @type {keyof Cell} */ key, /** @type {number} */ at) => rows.reduce((all, { cells }) => all + (cells[at]?.[key] ?? 0), 0);
  return Array.from({ length: columns }, (_, at) => ({ survived: of('survived', at), alone: of('alone', at), total: of('total', at) }));
}

/** @param {Row[]} rows */
function whole(rows) {
  return sum(rows).reduce((one, two) => ({ survived: one.survived + two.survived, alone: one.alone + two.alone, total: one.total + two.total }), { survived: 0, alone: 0, total: 0 });
}

/** @param {Row[]} rows @param {Fault[]} faults */
function lines(rows, faults) {
  const cell = (/** @type {Cell} */ { survived, total }) => (total === 0 ? '–' : `${survived}/${total}`);
  return [
    ['scenario', 'calls', ...faults.map(({ name }) => name)],
    ...rows.map(({ name, calls, cells }) => [name, String(calls), ...cells.map(cell)]),
    [`all: ${cell(whole(rows))}`, String(rows.reduce((total, { calls }) => total + calls, 0)), ...sum(rows).map(cell)],
  ];
}

/** For a terminal. @param {Row[]} rows @param {Fault[]} faults */
export function printed(rows, faults) {
  const table = lines(rows, faults);
  const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  return table.map((row) => row.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join('  ')).join('\n');
}

const HEAD = `# What faults do to it

A release makes some five to thirty calls over the network: git's own, and those of the hosting's API. Any of them can
break, get no answer, or be the last one, because the runner was switched off. This page says what happens then, for every
call of every kind of release, and what the next run makes of it. \`npm run faults\` finds out, and writes this page.

Every scenario below is played by the program in \`dist/\` against a stand-in for GitHub: a real bare repository behind real
\`git http-backend\`, with branch protection, REST and GraphQL. Played undisturbed, its calls are numbered. Then, for each
call and each fault, the scenario begins anew, and that one fault strikes that one call. That is one **play**. (A *bump
branch*, below, is the temporary branch from which the program proposes a new version by pull request, where the release
branch is protected; *ours* is what the program itself made.) The faults:

`;

const CHECKS = `
Waiting is shortened: the program's pauses pass twenty times as fast, and while a call hangs, its clock leaps over the time
limit. Nothing else of the program is different.

## What survival means

A play survives if all of this holds:

- After the disturbed run, however it ended, and before every call that follows a write: each new version tag is ours and
  names a commit among the first parents of the release branch, whose every manifest says exactly that version. No tag was
  moved or is gone. No branch and no pull request of a person was changed, no pull request of ours was closed without a
  word or reopened, no tag has two releases, no release is without its tag, and no workflow was started twice.
- If the run ended by itself, no bump branch is without an open pull request, unless the run's own words name it or it was
  there before and the run failed; and a failure names a cause that is true.
- The next run, an hour later and undisturbed, ends exactly where an undisturbed run from the start ends: the same tags on
  the same trees, the same manifests at the tip, the same branches, open pull requests and releases. No version is reported
  twice. Where the fault is a person's commit, the end may be another one, and the rest holds.
- One more run, from a fresh clone, changes nothing.

All of it is judged by git's own words about the remote's refs and by the stand-in's records, never by what the program
says. Of worlds that are alike after the disturbed run, object names and times aside, one is continued for all.

The hour is there because a branch that a dead run has just left is deliberately not touched for ten minutes: another run
might be about to open its pull request.

## The matrix

How many plays survived, of how many. A scenario's calls are those of its undisturbed run; each fault strikes each of them
once. (\`person\` needs a bump branch that is there when the call is made.)

`;

const RUNNING = `
## Running it

\`\`\`sh
npm run faults                                       # all of it; rewrites this page if everything survives
npm run faults -- --jobs=4                           # at most four plays at once; else two
npm run faults -- --scenario=squash --fault=lost     # those whose names contain the words, and what was said where one fails
npm run faults -- --scenario=squash --call=7         # one call
npm run faults -- --prune                            # those of \`prune\`, and their part of this page
npm run faults -- --iteration                        # those of \`iteration submit\` and \`clean\`, and their part
npm run faults -- --again                            # all of it, whatever earlier runs have played
npm test -- --only=faults                            # the short form, part of every test run
\`\`\`

It can be interrupted: what has been played is noted in \`target/faults/\`, and the next run goes on from there, unless the
program or a scenario has changed. With \`KEEP_SANDBOX=1\` the repositories stay. The short form plays every scenario with a
few calls and faults, the same each time, and every fault at least once.
`;

/** @param {Row[]} rows @param {string} program */
function told(rows, program) {
  const { survived, alone, total } = whole(rows);
  const minutes = Math.round(rows.reduce((all, { ms }) => all + ms, 0) / 60_000);
  return `
Of ${total} plays, ${survived} survived. In ${alone} of them the disturbed run itself got to the end, in spite of the fault, and the
next one found nothing to do; the table's last row counts them. The plays lasted ${minutes} minutes altogether, two or more at a time.
The program was that of commit ${program}.
`;
}

const mutations = () => `
## Whether it would notice

A matrix without a failure may be blind. So the program was broken on purpose, one promise at a time, and built and played
again:

| what was broken | which play failed | what it said |
| --- | --- | --- |
${MUTATIONS.map(({ broken, cell, said }) => `| ${broken} | ${cell} | ${said} |\n`).join('')}`;

const markdown = (/** @type {string[]} */ row) => `| ${row.join(' | ')} |\n`;
/** @typedef {'prune' | 'iteration'} Part of the page, which is written apart */

/** @type {Record<Part, string>} */
const TEXTS = {
  prune: `## The same of \`prune\`

Bump branches that nobody needs are deleted, and those of people are not, whatever is struck; what was merged is tagged.
`,
  iteration: `## The same of \`iteration\`

What survival means here: no pull request is closed without a word that names its successor, which is there; no commit is
lost, each is on a branch or a pull request keeps it; no branch gets two pull requests, and nobody is told twice; other
changes and the branch they are meant for stay as they are. The next run ends where an undisturbed one ends, in the clone
as well. Here **person** pushes to every branch of an attempt.
`,
};

/** @param {Part} part */
const place = (part) => new RegExp(`\n## The same of \`${part}\`\n[^]*?(?=\n## )`);

/** The page with one part written anew. @param {string} text @param {Part} part @param {Row[]} rows @param {Fault[]} faults */
export function withPart(text, part, rows, faults) {
  const [heading = [], ...others] = lines(rows, faults);
  const ruler = heading.map((_, at) => (at === 0 ? '---' : '---:'));
  const { survived, total } = whole(rows);
  const anew = `
${TEXTS[part]}
${[heading, ruler, ...others].map(markdown).join('')}
Of ${total} plays, ${survived} survived.
`;
  return place(part).test(text) ? text.replace(place(part), () => anew) : text.replace('\n## Whether it would notice\n', (next) => anew + next);
}

/** docs/checks/faults.md. @param {Row[]} rows @param {Fault[]} faults @param {string} program the commit that `dist/` is of @param {string} old the page as it was */
export function page(rows, faults, program, old) {
  const parts = /** @type {Part[]} */ (Object.keys(TEXTS)).map((part) => place(part).exec(old)?.[0] ?? '').join('');
  const [heading = [], ...others] = lines(rows, faults);
  const list = faults.map(({ name, says }) => `- **${name}**: ${says}.\n`).join('');
  // A person's commit is itself another end.
  const alone = ['without the next run', '', ...sum(rows).map((cell, at) => (faults[at]?.byPeople ? '–' : String(cell.alone)))];
  const ruler = heading.map((_, at) => (at === 0 ? '---' : '---:'));
  return HEAD + list + CHECKS + [heading, ruler, ...others, alone].map(markdown).join('') + told(rows, program) + parts + mutations() + RUNNING;
}

/** The rows of the matrix on the page, as it was written. @param {string} text @param {Part} [part] else of releases @returns {string[][]} */
export function rowsOf(text, part) {
  const [matrix = ''] = (part ? place(part) : /\n## The matrix\n[^]*?\n## /).exec(text) ?? [];
  return matrix.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | '));
}
