// Writes docs/api.md: every function of the npm package with its comment and signature, and every type these name, as
// js/types.d.ts has them. `--check` only compares; a test does, too.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Complaint, isMain, readIfThere, root, runMain } from './lib.mjs';

export const PAGE = join('docs', 'api.md');

/** Where a function is told of. One that is not here stands under the last heading. @type {[string, string, string[]][]} */
const CHAPTERS = [
  ['Versions', 'What comes next, and why.', ['nextVersion', 'decideBump', 'releaseNotes']],
  ['Manifests', 'Where versions stand in files, and the files with another one. Texts go in, texts come out.', ['readManifests', 'rewriteManifests', 'setManifests']],
  ['Names', 'Of tags and branches, there and back.', ['tagName', 'parseTag', 'bumpBranch', 'parseBumpBranch', 'taskBranch', 'parseTaskBranch']],
  ['Iterations', 'Attempts at one change, `x`, `x-v2`, `x-v3`.', ['parseIteration', 'nextIteration', 'iterationsOf', 'showIteration', 'checkIteration', 'afterStarting', 'iterationBase', 'endedIterations', 'reportIterations', 'startIteration', 'advanceIteration']],
  ['A release', 'The state machine: `plan` gives the first step, and `advance` the next one for what became of it, until there is none. `needs` and `wants` say what a look has to read.', ['plan', 'advance', 'target', 'needs', 'wants', 'sweep', 'hunt', 'stillSays', 'searched', 'credited']],
  ['Looking after a repository', 'What `prune`, `audit` and `doctor` ask.', []],
];

/**
 * @typedef {object} Declaration
 * @property {'function' | 'type'} kind
 * @property {string} name
 * @property {string} doc
 * @property {string} text
 */

/**
 * The exported declarations of a file of types, in its order.
 * @param {string} source
 * @returns {Declaration[]}
 */
export function declarationsOf(source) {
  const lines = source.split('\n');
  /** @type {Declaration[]} */
  const found = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, word, name] = /^export (?:declare )?(function|interface|type) (\w+)/.exec(lines[at] ?? '') ?? [];
    if (word === undefined || name === undefined) {
      if (/^export (?!\{|\*|default)/.test(lines[at] ?? '')) throw new Complaint(`js/types.d.ts:${at + 1}: expected a function, an interface or a type`);
      continue;
    }
    let end = at;
    // A declaration ends where a line closes it at the left edge, or in the line it began.
    const closes = (/** @type {string} */ line) => (word === 'interface' ? /^\}/.test(line) || /\{\s*\}$/.test(line) : /^(?! ).*;$|^ {2}\S.*;$|^\}.*;$/.test(line));
    const bare = (/** @type {string} */ text) => text.replace(/\/\*[^]*?\*\//g, '').replace(/'[^']*'/g, '');
    const open = () => [...bare(lines.slice(at, end + 1).join('\n'))].reduce((depth, sign) => depth + ('{(['.includes(sign) ? 1 : '})]'.includes(sign) ? -1 : 0), 0);
    while (end < lines.length - 1 && !(closes(lines[end] ?? '') && open() === 0)) end += 1;
    found.push({ kind: word === 'function' ? 'function' : 'type', name, doc: docAbove(lines, at), text: lines.slice(at, end + 1).join('\n').replace(/^export (?:declare )?/, '') });
    at = end;
  }
  return found;
}

/** The comment right above a line, without its stars. @param {string[]} lines @param {number} at */
function docAbove(lines, at) {
  let first = at;
  while (first > 0 && /^(\/\*\*| \*)/.test(lines[first - 1] ?? '')) first -= 1;
  const text = lines.slice(first, at).map((line) => line.replace(/^\/\*\* ?| ?\*\/$|^ \*\/?  ?|^ \* ?/g, '').replace(/\s*\*\/$/, '')).join('\n').trim();
  const linked = text.replace(/\{@link (\w+)\}/g, '`$1`');
  // A call, and what it returns.
  return linked.replace(/^@example (.*) \/\/ (.*)$/gm, '```js\n$1;\n// $2\n```').replace(/\n@(\w+)/g, '\n\n@$1');
}

/** Names of types in a text. @param {string} text @param {Map<string, Declaration>} types */
const named = (text, types) => [...new Set([...text.replace(/\/\*[^]*?\*\//g, '').matchAll(/\b[A-Z]\w+\b/g)].map(([name]) => name))].filter((name) => types.has(name));

/** @param {string} source js/types.d.ts */
export function page(source) {
  const all = declarationsOf(source);
  const functions = all.filter(({ kind, text }) => kind === 'function' && !/^function init\b/.test(text));
  const types = new Map(all.filter(({ kind }) => kind === 'type').map((one) => [one.name, one]));
  const told = new Set(CHAPTERS.flatMap(([, , names]) => names));
  const missing = [...told].filter((name) => !functions.some((one) => one.name === name));
  if (missing.length > 0) throw new Complaint(`scripts/api.mjs tells of functions that are not there: ${missing.join(', ')}`);
  const block = (/** @type {Declaration} */ { name, doc, text }) => {
    const uses = named(text.replace(new RegExp(`^(?:interface|type) ${name}`), ''), types).filter((one) => one !== name);
    const links = uses.length > 0 ? `\n\nTypes: ${uses.map((one) => `[${one}](#${one.toLowerCase()})`).join(', ')}` : '';
    return `### ${name}\n${doc === '' ? '' : `\n${doc}\n`}\n\`\`\`ts\n${text}\n\`\`\`${links}\n`;
  };
  const chapters = CHAPTERS.map(([title, about, names], index) => {
    const last = index === CHAPTERS.length - 1;
    const here = last ? functions.filter(({ name }) => !told.has(name)) : names.flatMap((name) => functions.filter((one) => one.name === name));
    return `## ${title}\n\n${about}\n\n${here.map(block).join('\n')}`;
  });
  const reached = reach(functions, types);
  const contents = CHAPTERS.map(([title]) => `[${title}](#${title.toLowerCase().replaceAll(' ', '-')})`).join(' · ');
  return `# The functions of the npm package

<!-- made of js/types.d.ts by scripts/api.mjs: \`npm run api\` -->

Each is pure: plain objects go in, plain objects come out; nothing reads a file, a clock or the network, and nothing has to be
freed. What is wrong with what goes in is thrown as an \`Error\` with \`name: 'CoreError'\`, a stable \`code\`
([errors.md](errors.md)), and \`path\`, \`line\`, \`column\` and \`nextSteps\` where there are any; unknown fields are errors, too. How the
package is loaded is told in [npm.md](npm.md).

${contents} · [Types](#types)

${chapters.join('\n')}
## Types

${all.filter(({ kind, name }) => kind === 'type' && reached.has(name)).map(block).join('\n')}`;
}

/** The types that functions name, and those these name. @param {Declaration[]} functions @param {Map<string, Declaration>} types */
function reach(functions, types) {
  const reached = new Set();
  const queue = functions.flatMap(({ text }) => named(text, types));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    queue.push(...named(types.get(name)?.text ?? '', types));
  }
  return reached;
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const now = page(readFileSync(join(root, 'js', 'types.d.ts'), 'utf8'));
    if (!process.argv.includes('--check')) writeFileSync(join(root, PAGE), now);
    else if (readIfThere(join(root, PAGE)) !== now) throw new Complaint(`${PAGE} is not what js/types.d.ts gives: \`npm run api\`, then commit it`);
  });
}
