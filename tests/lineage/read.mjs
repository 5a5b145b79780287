// Reads histories.txt, whose head says how it is written, and makes the repositories that it tells of with real git.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { client } from '../standin/client.mjs';
import { standIn } from '../standin/index.mjs';

/** @typedef {import('../scenarios/harness/sandbox.mjs').Sandbox} Sandbox */
/** @typedef {import('../../js/types.d.ts').Plan} Plan */

/**
 * @typedef {{name: string, parents: string[], message: string, tree: Record<string, string>, tags: string[]}} Commit
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {Commit[]} commits oldest first
 * @property {[branch: string, commit: string][]} branches
 * @property {string[] | null} releases the tags that have one; null: there is no server that knows of any
 * @property {string[]} asked the flags
 * @property {string} expected
 * @property {[kind: string, words: string][]} words
 */

const TABLE = fileURLToPath(new URL('histories.txt', import.meta.url));

/** @type {Record<string, (name: string, version: string) => string>} */
const TEXTS = {
  'package.json': (name, version) => `{"name": "${name}", "version": "${version}"}\n`,
  'pyproject.toml': (name, version) => `[project]\nname = "${name}"\nversion = "${version}"\n`,
  DESCRIPTION: (name, version) => `Package: ${name}\nVersion: ${version}\n`,
  VERSION: (_, version) => `${version}\n`,
  'go.mod': (name) => `module ${name}\n`,
};

/** @returns {Row[]} */
export function rows() {
  return readFileSync(TABLE, 'utf8').split('\n== ').slice(1).map(row);
}

/** @param {string} text @returns {Row} */
function row(text) {
  const [name = '', ...lines] = text.split('\n');
  const found = /** @type {Row} */ ({ name, commits: [], branches: [], releases: null, asked: [], expected: '', words: [] });
  let [manifest, called] = ['package.json', 'demo'];
  const specs = [];
  for (const line of lines.filter((one) => one !== '' && !one.startsWith('#'))) {
    const [first = '', ...more] = line.split(' ');
    const rest = more.join(' ');
    if (first === '->') found.expected = rest;
    else if (['remark', 'says', 'step', 'why', 'moves'].includes(first)) for (const words of rest.split(' | ')) found.words.push([first, words]);
    else if (first === 'main') found.branches = line.split(', ').map((pair) => /** @type {[string, string]} */ (pair.split(' ')));
    else if (first === 'in') manifest = rest;
    else if (first === 'called') called = rest;
    else if (first === 'on') found.releases = more.slice(1);
    else if (first === 'asked') found.asked = more;
    else specs.push(line);
  }
  for (const spec of specs) found.commits.push(commitOf(spec, found.commits, manifest, called));
  if (found.branches.length === 0) found.branches = [['main', found.commits.at(-1)?.name ?? '']];
  return found;
}

/** @param {string} spec @param {Commit[]} older @param {string} manifest @param {string} called @returns {Commit} */
function commitOf(spec, older, manifest, called) {
  const words = spec.split('"').flatMap((part, at) => (at % 2 === 0 ? part.split(' ').filter(Boolean) : [`"${part.replaceAll('\\n', '\n')}`]));
  const named = (/** @type {string | undefined} */ name) => older.find((one) => one.name === name);
  const name = words.shift() ?? '';
  let parents = older.slice(-1);
  if (words[0] === '<') {
    parents = [];
    words.shift();
    for (let parent = named(words[0]); parent; parent = named(words[0])) {
      parents.push(parent);
      words.shift();
    }
  }
  let tree = Object.assign({}, ...parents.toReversed().map((parent) => parent.tree));
  let [only, version, message, trailer] = [false, '', '', ''];
  const tags = [];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === 'only') only = true;
    else if (word === 'ours') trailer = ' ';
    else if (word === 'ours!') trailer = '; tagged';
    else if (word === '=') {
      tree = { ...named(words.shift())?.tree };
      only = true;
    } else if (word.startsWith('[')) tags.push(word.slice(1, -1));
    else if (word.startsWith('"')) message = word.slice(1);
    else version = word;
  }
  if (!only) tree[`src/${name}`] = `${name}\n`;
  if (version) tree[manifest] = TEXTS[basename(manifest)]?.(called, version) ?? '';
  message ||= version ? `chore: ${version}` : `fix: ${name}`;
  if (trailer) message += `\n\nVersion-First: ${version}; run=1; attempt=1; build=1${trailer.trim()}`;
  return { name, parents: parents.map((parent) => parent.name), message, tree, tags };
}

/**
 * The repository of a row as a bare one, and its commits by object name.
 * @param {Sandbox} box @param {Row} row
 */
export async function make(box, { commits, branches, releases, asked }) {
  const remote = await box.remote([]);
  const folder = asked.includes('--package') ? asked[asked.indexOf('--package') + 1] : undefined;
  const there = folder === undefined ? {} : { [`${folder}/kept`]: 'kept\n' };
  const marks = new Map(commits.map(({ name }, at) => [name, `:${at + 1}`]));
  const oids = await remote.write(commits.map(({ name, parents: [first, second], message, tree }) => {
    const before = commits.find((one) => one.name === first)?.tree ?? {};
    const gone = Object.fromEntries(Object.keys(before).filter((path) => !(path in tree)).map((path) => [path, null]));
    return { on: `made/${name}`, say: message, author: 'Ada', files: { ...gone, ...tree, ...there }, ...(first ? { from: marks.get(first) } : {}), ...(second ? { merge: marks.get(second) } : {}) };
  }));
  const at = new Map(commits.map(({ name }, index) => [name, oids[index] ?? '']));
  const refs = [
    ...branches.map(([branch, commit]) => `create refs/heads/${branch} ${at.get(commit)}`),
    ...commits.flatMap(({ name, tags }) => tags.map((tag) => `create refs/tags/${tag} ${at.get(name)}`)),
    ...commits.map(({ name }) => `delete refs/heads/made/${name}`),
  ];
  await remote.git(['update-ref', '--stdin'], refs.map((line) => `${line}\n`).join(''));
  const names = new Map([...at].map(([name, oid]) => [oid, name]));
  if (releases === null) return { remote, names, github: null };
  const github = await standIn(box, remote);
  const { rest } = client(github);
  const known = commits.flatMap(({ tags }) => tags);
  for (const tag of releases) {
    await rest('POST', '/releases', { tag_name: tag });
    // It was released, and its tag was lost.
    if (!known.includes(tag)) await github.deleteTag(tag);
  }
  return { remote, names, github };
}

/** What came of a run, in the words of the table. @param {Plan} plan @param {Map<string, string>} names */
export function came({ result, ground, proposal, step }, names) {
  if (result?.error) return `error ${result.error.code}`;
  const [, tag, why = ''] = (ground ?? []).map((line) => /^after (.*) at [0-9a-f]+: (.*)$/.exec(line)).find(Boolean) ?? [];
  const after = tag === undefined ? 'none' : `${tag} (${inShort(why)})`;
  if (!proposal) return `nothing, after ${after}`;
  const at = step?.kind === 'tag' ? ` at ${names.get(step.target)}` : '';
  return `${proposal.version} [${proposal.tag}]${at}, after ${after}`;
}

/** @param {string} why */
function inShort(why) {
  const words = { 'in the history': 'history', 'its commit stands on': 'beside', 'its very tree': 'tree', 'have said its version': 'said' };
  return Object.entries(words).find(([long]) => why.includes(long))?.[1] ?? why;
}

/** What of a row's words is missing in what a run has said, and what it has said beyond them. @param {Row} row @param {Plan} plan */
export function missing({ words }, { result, remarks, proposal }) {
  /** @type {Record<string, string[]>} */
  const said = { remark: remarks, says: result?.error ? [result.error.message] : [], step: result?.error?.nextSteps ?? [], why: result?.why ? [result.why] : [], moves: [`(${(proposal?.moving ?? []).map(({ name }) => name).join(', ')})`] };
  const lacking = words.filter(([kind, text]) => !said[kind]?.some((one) => one.includes(text))).map(([kind, text]) => `no ${kind} has \`${text}\``);
  const more = remarks.filter((remark) => !words.some(([kind, text]) => kind === 'remark' && remark.includes(text)));
  return [...lacking, ...more.map((remark) => `nobody expects the remark \`${remark}\``)];
}
