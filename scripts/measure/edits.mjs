// What a new setting, step or format touches: for each that is there, the lines of code outside its own file that name it.
// Comments, tests and what programs write do not count. The least is what a new one cannot do without; the median is usual.

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import { Complaint } from '../lib.mjs';

/** @typedef {{path: string, line: string}} Line */

/** @param {string} root @returns {Line[]} */
export function codeLines(root) {
  return ['src', 'wasm/src', 'js'].flatMap((dir) =>
    readdirSync(join(root, dir), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(rs|js|d\.ts)$/.test(entry.name))
      .flatMap((entry) => {
        const file = join(entry.parentPath, entry.name);
        const text = readFileSync(file, 'utf8');
        const path = relative(root, file).replaceAll(sep, '/');
        return text.split('\n').filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line)).map((line) => ({ path, line }));
      }));
}

const snake = (/** @type {string} */ name) => name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/** The variants of an enum, by its name. @param {Line[]} lines @param {string} name @param {RegExp} [where] */
function variants(lines, name, where = /./) {
  const start = lines.findIndex(({ path, line }) => where.test(path) && new RegExp(`\\benum ${name}\\b.*\\{$`).test(line));
  if (start < 0) throw new Complaint(`there is no \`enum ${name}\` any more: scripts/measure/edits.mjs counts by its variants`);
  const body = lines.slice(start + 1, lines.findIndex(({ line }, at) => at > start && line === '}'));
  return body.flatMap(({ line }) => /^ {4}([A-Z]\w*)\b/.exec(line)?.[1] ?? []);
}

/** @param {number[]} numbers */
const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;

/**
 * @param {Line[]} lines @param {[string, RegExp, RegExp?][]} things each with what names it, and files that are its own
 */
function told(lines, things) {
  const each = things.map(([name, pattern, own]) => {
    const met = lines.filter(({ path, line }) => pattern.test(line) && !own?.test(path));
    return { name, lines: met.length, files: new Set(met.map(({ path }) => path)).size };
  }).filter((one) => one.lines > 0).sort((a, b) => a.lines - b.lines || a.files - b.files);
  const [least] = each;
  if (!least) throw new Complaint('nothing to count');
  return { of: each.length, least, median: { lines: middle(each.map((one) => one.lines)), files: middle(each.map((one) => one.files)) } };
}

/** @param {string} root @param {string[]} fields the settings that reach the core, as the request calls them */
export function edits(root, fields) {
  const lines = codeLines(root);
  const steps = variants(lines, 'Step', /plan|run|step/);
  const kinds = variants(lines, 'Kind', /manifest.*(kind|formats)/);
  const quoted = (/** @type {string} */ name) => `'${name[0]?.toLowerCase()}${name.slice(1)}'`;
  return {
    'a setting that reaches the core': told(lines, fields.map((name) => [name, new RegExp(`\\b(${name}|${snake(name)})\\b`)])),
    'a step': told(lines, steps.map((name) => [name, new RegExp(`\\bStep::${name}\\b|^ {4}${name}\\b|\\bkind: ${quoted(name)}|case ${quoted(name)}|^ {2}${quoted(name).slice(1, -1)}\\b`)])),
    'a format': told(lines.filter(({ path }) => path.startsWith('src/manifest')), kinds.map((name) => [name, new RegExp(`\\bKind::${name}\\b|^ {4}${name},|\\b${snake(name)}\\b`), new RegExp(`/${snake(name)}\\.rs$`)])),
  };
}

/**
 * The fields of the state machine's memory, and all of them with those of its groups: structs of the same file.
 * @param {string} root
 */
export function runFields(root) {
  const lines = codeLines(root);
  const path = lines.find(({ line }) => /^pub(\(.*\))? struct Run \{$/.test(line))?.path;
  if (path === undefined) throw new Complaint('there is no `struct Run` any more');
  const here = lines.filter((line) => line.path === path);
  /** @param {string} name @returns {{own: number, all: number} | undefined} */
  const count = (name) => {
    const start = here.findIndex(({ line }) => new RegExp(`^pub(\\(.*\\))? struct ${name} \\{$`).test(line));
    if (start < 0) return undefined;
    const end = here.findIndex(({ line }, at) => at > start && line === '}');
    const types = here.slice(start + 1, end).flatMap(({ line }) => /^ {4}(?:pub(?:\(.*\))? )?\w+: (.*),$/.exec(line)?.[1] ?? []);
    return { own: types.length, all: types.reduce((sum, type) => sum + (count(type)?.all ?? 1), 0) };
  };
  const { own = 0, all = 0 } = count('Run') ?? {};
  return { path, fields: own, all };
}
