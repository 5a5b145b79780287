// Inputs of a size that nobody writes by hand: four times as much takes about four times as long.

import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';

import { needs, readManifests, rewriteManifests, target, wants } from '../js/node.js';

const request = { run: { id: '1', attempt: '1' } };
const repeat = (/** @type {number} */ count, /** @type {(place: number) => string} */ piece) => Array.from({ length: count }, (_, place) => piece(place)).join('');
const list = (/** @type {number} */ count, /** @type {(place: number) => string} */ piece) => Array.from({ length: count }, (_, place) => piece(place));
const file = (/** @type {string} */ path, /** @type {string} */ text) => [{ path, text }];
const rewritten = (/** @type {string} */ path, /** @type {string} */ text) => () => rewriteManifests(file(path, text), '1.1.0', [path]);

/** Which files a workspace of `count` patterns has, among fifty times as many. */
const members = (/** @type {string} */ path, /** @type {(globs: string[]) => string} */ text, /** @type {(place: number) => string} */ glob) => (/** @type {number} */ count) => {
  const paths = [path, ...list(count * 50, (place) => `q${place % 977}/x${place}/${path}`)].join('\0');
  const files = file(path, text(list(count, glob)));
  return () => needs(request, paths, files);
};
const npm = (/** @type {string[]} */ globs) => JSON.stringify({ name: 'r', version: '1.0.0', workspaces: globs });
const cargo = (/** @type {string[]} */ globs) => `[workspace]\nmembers = ${JSON.stringify(globs)}\nexclude = ${JSON.stringify(globs.map((glob) => `${glob}/no`))}\n[workspace.package]\nversion = "1.0.0"\n`;
const uv = (/** @type {string[]} */ globs) => `[project]\nname = "a"\nversion = "1.0.0"\n[tool.uv.workspace]\nmembers = ${JSON.stringify(globs)}\n`;
const refs = (/** @type {number} */ tags) => `ref: refs/heads/main\tHEAD\n${'1'.repeat(40)}\trefs/heads/main\n${repeat(tags, (place) => `${String(place).padStart(40, '0')}\trefs/tags/v${place % 50}.${Math.floor(place / 50) % 50}.${Math.floor(place / 2500)}\n`)}`;

/** What it is, how many of it, and what is done with so many. @type {[string, number, (count: number) => () => unknown][]} */
const rows = [
  ['groups of a .NET project', 15_000, (count) => rewritten('a.csproj', `<Project>\n${'<PropertyGroup>\n<A>1</A>\n</PropertyGroup>\n'.repeat(count)}<PropertyGroup><Version>1.0.0</Version></PropertyGroup>\n</Project>\n`)],
  ['versions of a .NET project', 15_000, (count) => rewritten('a.csproj', `<Project>\n${'<PropertyGroup><Version>1.0.0</Version></PropertyGroup>\n'.repeat(count)}</Project>\n`)],
  ['patterns of an npm workspace', 200, members('package.json', npm, (place) => `p${place}/*`)],
  ['names of an npm workspace', 200, members('package.json', npm, (place) => `p${place}/a`)],
  ['patterns of a Cargo workspace', 200, members('Cargo.toml', cargo, (place) => `p${place}/*`)],
  ['patterns of a uv workspace', 200, members('pyproject.toml', uv, (place) => `p${place}/*`)],
  ['tables of a TOML file', 50_000, (count) => rewritten('Cargo.toml', `[package]\nname = "a"\nversion = "1.0.0"\n${repeat(count, (place) => `[t${place}]\na = 1\n`)}`)],
  ['tables of a TOML file, only read', 50_000, (count) => {
    const files = file('Cargo.toml', `[package]\nname = "a"\nversion = "1.0.0"\n${repeat(count, (place) => `[x.t${place}]\na = 1\n`)}`);
    return () => readManifests(files);
  }],
  ['packages of a lock file', 30_000, (count) => {
    const files = [...file('Cargo.toml', '[package]\nname = "p7"\nversion = "1.0.0"\n'), ...file('Cargo.lock', `version = 4\n${repeat(count, (place) => `[[package]]\nname = "p${place}"\nversion = "1.0.0"\n`)}`)];
    return () => rewriteManifests(files, '1.1.0');
  }],
  ['tags', 25_000, (count) => {
    const [text, files] = [refs(count), file('package.json', npm([]))];
    return () => [target(request, text), wants(request, { refs: text, files })];
  }],
];
for (const [what, count, make] of rows) {
  test(`${what}: ${count}, and four times as many`, () => {
    const [some, more] = [time(make(count)), time(make(4 * count))];
    assert.ok(more < 10 * some + 300, `${some} ms, then ${more} ms`);
  });
}

/** Milliseconds, the first time and the second: room for what is large is made the first time. @param {() => unknown} work */
function time(work) {
  const begin = performance.now();
  work();
  work();
  return Math.round(performance.now() - begin);
}
