// Who imports whom: in src/ by paths that begin with `crate::`, `super::` or `self::`, in js/ by imports. Comments, texts and
// unit tests do not count; neither do types, which leave nothing behind.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';


/** A file, and the files it imports. @typedef {Map<string, Set<string>>} Graph */

/** @param {string} root @param {string} dir @param {RegExp} wanted @returns {string[]} */
function filesUnder(root, dir, wanted) {
  if (!existsSync(join(root, dir))) return [];
  const entries = readdirSync(join(root, dir), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
  return files.filter((path) => wanted.test(path)).sort();
}

/** Rust without comments and texts. @param {string} text */
function bare(text) {
  return text.replace(/\/\/[^\n]*|"(?:[^"\\]|\\.)*"/g, ' ');
}

/** `a::{b, c::{self, d}}` as single paths. @param {string} tree @returns {string[]} */
function paths(tree) {
  const open = tree.indexOf('{');
  if (open < 0) return [tree.split(/\s+as\s+/)[0]?.trim() ?? ''];
  const prefix = tree.slice(0, open).trim();
  const inner = tree.slice(open + 1, tree.lastIndexOf('}'));
  const parts = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= inner.length; at += 1) {
    const letter = inner[at];
    if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    else if ((letter === ',' || letter === undefined) && depth === 0) {
      parts.push(inner.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts.filter(Boolean).flatMap((part) => paths(part).map((one) => (one === 'self' ? prefix.replace(/::$/, '') : prefix + one)));
}

/** The module that a file is: `src/run/step.rs` is `plan::step`, the crate's root is empty. @param {string} path */
const moduleOf = (path) => path.replace(/^src\//, '').replace(/(^lib|\/mod)?\.rs$/, '').split('/').filter(Boolean);

/** @param {string} root @returns {Graph} */
export function rustGraph(root) {
  const files = filesUnder(root, 'src', /\.rs$/);
  const byModule = new Map(files.map((path) => [moduleOf(path).join('::'), path]));
  /** @type {Graph} */
  const graph = new Map(files.map((path) => [path, new Set()]));
  for (const path of files) {
    const text = bare(readFileSync(join(root, path), 'utf8'));
    const uses = [...text.matchAll(/\buse\s+((?:crate|super|self)\b[^;]*);/g)].flatMap(([, tree = '']) => paths(tree.replace(/\s+/g, ' ')));
    const inline = [...text.replace(/\buse\s[^;]*;/g, '').matchAll(/\b(?:crate|super|self)(?:::\w+)+/g)].map(([whole]) => whole);
    for (const one of [...uses, ...inline]) {
      const target = resolveModule(moduleOf(path), one.split('::').map((part) => part.trim()), byModule);
      if (target !== undefined && target !== path) graph.get(path)?.add(target);
    }
  }
  return graph;
}

/** The file that a path leads to: of the modules on its way the last. @param {string[]} own @param {string[]} parts @param {Map<string, string>} byModule */
function resolveModule(own, parts, byModule) {
  let at = parts[0] === 'crate' ? [] : [...own];
  let rest = parts;
  while (['crate', 'super', 'self'].includes(rest[0] ?? '')) {
    if (rest[0] === 'super') at = at.slice(0, -1);
    rest = rest.slice(1);
  }
  // What the crate's root re-exports lies somewhere else: a path through it says nothing about the root.
  let found = at.length > 0 ? byModule.get(at.join('::')) : undefined;
  for (const part of rest) {
    at = [...at, part];
    const next = byModule.get(at.join('::'));
    if (next === undefined) break;
    found = next;
  }
  return found;
}

/** @param {string} root @returns {Graph} */
export function scriptGraph(root) {
  const files = filesUnder(root, 'js', /\.js$/);
  /** @type {Graph} */
  const graph = new Map(files.map((path) => [path, new Set()]));
  for (const path of files) {
    const text = readFileSync(join(root, path), 'utf8').replace(/\/\*[^]*?\*\/|(?:^|\s)\/\/[^\n]*/gm, ' ');
    for (const [, name = ''] of text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"](\.{1,2}\/[^'"]+)['"]/g)) {
      const target = posix.normalize(posix.join(dirname(path), name));
      if (graph.has(target)) graph.get(path)?.add(target);
    }
  }
  return graph;
}

/** Whether one is the other's module, however deep below it: `src/run.rs` and `src/run/step.rs`. @param {string} one @param {string} other */
const isWithin = (one, other) => one.startsWith(`${other.replace(/\.(rs|js)$/, '')}/`);

/**
 * Groups of files that import each other, all around; a parent and its child do not count as one another's.
 * @param {Graph} graph @returns {string[][]}
 */
export function circles(graph) {
  const edges = new Map([...graph].map(([path, to]) => [path, [...to].filter((other) => !isWithin(path, other) && !isWithin(other, path))]));
  return components(edges).filter((group) => group.length > 1);
}

/**
 * Which room of a folder a file belongs to: a file and the folder of its name are one. What lies elsewhere is its own.
 * @param {string} path @param {string} [folder] by itself the top-level one that the file lies in
 */
export function roomOf(path, folder = path.split('/')[0] ?? '') {
  if (!path.startsWith(`${folder}/`)) return path;
  return path.split('/').slice(0, folder.split('/').length + 1).join('/').replace(/\.(rs|js)$/, '');
}

/** Every folder that files lie in. @param {Graph} graph */
export function foldersOf(graph) {
  const above = (/** @type {string} */ path) => path.split('/').slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join('/'));
  return [...new Set([...graph.keys()].flatMap(above))].sort();
}

/** The same graph between rooms. @param {Graph} graph @param {string} [folder] whose rooms; by itself the top-level ones @returns {Graph} */
export function rooms(graph, folder) {
  /** @type {Graph} */
  const between = new Map();
  for (const [path, to] of graph) {
    const room = roomOf(path, folder);
    const others = between.get(room) ?? new Set();
    for (const other of to) if (roomOf(other, folder) !== room) others.add(roomOf(other, folder));
    between.set(room, others);
  }
  return between;
}

/** Rooms of one folder that import each other, all around. @param {Graph} graph @param {string} folder @returns {string[][]} */
export function roomCircles(graph, folder) {
  const inside = new Map([...graph].filter(([path]) => path.startsWith(`${folder}/`)).map(([path, to]) => [path, new Set([...to].filter((other) => other.startsWith(`${folder}/`)))]));
  return components(rooms(inside, folder)).filter((group) => group.length > 1);
}

/** Strongly connected components, after Tarjan. @param {Map<string, Iterable<string>>} edges @returns {string[][]} */
export function components(edges) {
  /** @type {Map<string, {index: number, low: number}>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const found = [];
  const visit = (/** @type {string} */ name) => {
    const mine = { index: seen.size, low: seen.size };
    seen.set(name, mine);
    stack.push(name);
    for (const next of edges.get(name) ?? []) {
      const known = seen.get(next);
      if (known === undefined) mine.low = Math.min(mine.low, visit(next).low);
      else if (stack.includes(next)) mine.low = Math.min(mine.low, known.index);
    }
    if (mine.low === mine.index) found.push(stack.splice(stack.indexOf(name)).sort());
    return mine;
  };
  for (const name of edges.keys()) if (!seen.has(name)) visit(name);
  return found;
}
