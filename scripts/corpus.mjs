// Rewrites the real manifests that lie on a machine anyway (what cargo, npm, pip, Go and Maven have fetched) and compares
// before with after, line by line: only the version may differ. `--write` puts the table into docs/checks/corpus.md, `--core DIR`
// takes another build, `--root DIR` looks through one more folder.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { Complaint, cargoHome, digest, isMain, root, runMain } from './lib.mjs';

/** @typedef {{path: string, text: string}} File */
/** @typedef {{format: string, files: File[], from: string}} Sample files: the manifest, and what it needs beside it */
/** @typedef {{kind: 'rewritten' | 'left alone' | 'failed', why: string}} Verdict */
/** @typedef {Pick<import('../js/types.js').Core, 'readManifests' | 'rewriteManifests'>} Core */

/** Nobody's version, so that no line says it before. */
export const to = '97.98.99';

/** Names of files, what they are to be called, and the manifest that a lock file belongs to. @type {[RegExp, string, string?][]} */
const known = [
  [/^Cargo\.toml(\.orig)?$/, 'Cargo.toml'],
  [/^Cargo\.lock$/, 'Cargo.lock', 'Cargo.toml'],
  [/^package\.json$/, 'package.json'],
  [/^package-lock\.json$/, 'package-lock.json', 'package.json'],
  [/^npm-shrinkwrap\.json$/, 'npm-shrinkwrap.json', 'package.json'],
  [/^pyproject\.toml$/, 'pyproject.toml'],
  [/^uv\.lock$/, 'uv.lock', 'pyproject.toml'],
  [/^(poetry|pdm)\.lock$/, 'poetry.lock', 'pyproject.toml'],
  [/^setup\.(cfg|py)$/, ''],
  [/^(__init__|__about__|_version|version)\.py$/, ''],
  [/^(composer|deno|jsr|app|tauri\.conf|manifest)\.jsonc?$/, ''],
  [/^(Chart|galaxy|pubspec)\.ya?ml$/, ''],
  [/^pom\.xml$|\.pom$/, 'pom.xml'],
  [/\.(cs|fs|vb)proj$|^Directory\.Build\.props$/, ''],
  [/^(gradle\.properties|build\.gradle(\.kts)?)$/, ''],
  [/\.gemspec$|^version\.(rb|go)$|^mix\.exs$/, ''],
  [/^(CMakeLists\.txt|meson\.build|MODULE\.bazel|DESCRIPTION|Project\.toml|VERSION|version\.txt)$/, ''],
];

/** Where Python keeps what pip installs, of the first Python on the path. */
function pythonFolders() {
  const ask = 'import json, sysconfig; print(json.dumps(sorted({sysconfig.get_path(name) for name in ("purelib", "platlib", "stdlib")})))';
  try {
    return /** @type {string[]} */ (JSON.parse(execFileSync('python3', ['-c', ask], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })));
  } catch {
    return [];
  }
}

/** The folders of the crates that Cargo.lock names: what building this project fetches. @returns {string[]} */
function ownCrates() {
  const registries = join(cargoHome, 'registry', 'src');
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const crates = [...lock.matchAll(/^name = "(.+)"\nversion = "(.+)"\nsource = /gm)].map(([, name, version]) => `${name}-${version}`);
  return readdirSync(registries).flatMap((registry) => crates.map((crate) => join(registries, registry, crate)));
}

/** What the project's own tools have fetched, and nothing else of the machine. @returns {[string, string[]][]} */
export function ownSources() {
  return existing([
    ['crates that this project needs', ownCrates()],
    ['packages that this project needs', [join(root, 'node_modules')]],
  ]);
}

/** The folders to look through, by what filled them. @returns {[string, string[]][]} */
function sources() {
  return existing([
    ['crates that cargo has fetched', [join(cargoHome, 'registry', 'src')]],
    ['packages that npm has fetched', [join(root, 'node_modules'), join(dirname(process.execPath), '..', 'lib', 'node_modules')]],
    ['packages that pip has installed', pythonFolders()],
    ['modules that Go has fetched', [join(process.env.GOPATH ?? join(homedir(), 'go'), 'pkg', 'mod')]],
    ['projects that Maven has', [join(homedir(), '.m2', 'repository'), '/usr/share/maven-repo']],
  ]);
}

/** @param {[string, string[]][]} found @returns {[string, string[]][]} */
function existing(found) {
  return found.map(([from, folders]) => [from, folders.filter((folder) => existsSync(folder))]);
}

/** @param {string} path @returns {string | undefined} nothing where it is not UTF-8, or too large for a manifest */
function textOf(path) {
  const bytes = readFileSync(path);
  if (bytes.length > 10_000_000) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Every manifest below some folders, each text once, in a stable order.
 * @param {[string, string[]][]} [places]
 * @returns {Sample[]}
 */
export function gather(places = sources()) {
  const seen = new Set();
  /** @type {Sample[]} */
  const samples = [];
  /** @param {string} folder @param {string} from */
  const walk = (folder, from) => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && entry.name !== '.git') walk(path, from);
      const match = entry.isFile() ? known.find(([pattern]) => pattern.test(entry.name)) : undefined;
      if (!match) continue;
      const [, name, beside] = match;
      const format = name || entry.name.replace(/^.*(?=\.(gemspec|csproj|fsproj|vbproj)$)/, '*');
      const text = textOf(path);
      const key = text === undefined ? undefined : digest(`${format}\0${text}`);
      if (text === undefined || seen.has(key)) continue;
      seen.add(key);
      const partner = beside && existsSync(join(folder, beside)) ? textOf(join(folder, beside)) : undefined;
      const shown = name === '' ? entry.name : name;
      // A module's name is its folder's: `__init__.py` alone says nothing.
      const files = [{ path: shown.endsWith('.py') && shown !== 'setup.py' ? `package/${shown}` : shown, text }];
      if (beside && partner !== undefined) files.push({ path: beside, text: partner });
      samples.push({ format, files, from });
    }
  };
  for (const [from, folders] of places) {
    for (const folder of folders) walk(folder, from);
  }
  return samples;
}

/** Lines with their ends. @param {string} text */
const lines = (text) => text.split(/(?<=\n)|(?<=\r)(?!\n)/);

/**
 * Why `after` is more than `before` with another version in it; nothing where it is not.
 * @param {string} before @param {string} after @param {string} was @param {string} is
 */
export function difference(before, after, was, is) {
  const [old, fresh] = [lines(before), lines(after)];
  if (old.length !== fresh.length) return `${old.length} lines became ${fresh.length}`;
  let changed = 0;
  for (const [at, line] of old.entries()) {
    const now = fresh[at] ?? '';
    if (line === now) continue;
    changed += 1;
    const places = [...now.matchAll(new RegExp(is.replaceAll(/[^\w]/g, '\\$&'), 'g'))].map((match) => match.index);
    if (!places.some((place) => now.slice(0, place) + was + now.slice(place + is.length) === line)) return `line ${at + 1} changed by more than its version`;
  }
  return changed === 0 ? 'nothing changed' : undefined;
}

/** What JSON says apart from versions; nothing where it is not plain JSON. @param {string} text */
function json(text) {
  try {
    return JSON.stringify(JSON.parse(text.replace(/^\uFEFF/, '')), (_, value) => (value === to ? 'version' : value));
  } catch {
    return undefined;
  }
}

/** @param {Core} core @param {Sample} sample @returns {Verdict} */
export function judge(core, { files }) {
  const [file] = files;
  if (!file) throw new Complaint('a sample without a file');
  const own = (/** @type {{path: string}} */ one) => one.path === file.path;
  let rewritten;
  try {
    rewritten = core.rewriteManifests(files, to).find(own);
  } catch (error) {
    const { code, message } = /** @type {Error & {code?: string}} */ (error);
    // What a format refuses with a code of its own is the user's to decide; a failed rewriting and a trap are ours.
    if (code === undefined || code === 'rewrite-failed' || code === 'splice-failed' || code === 'internal') return { kind: 'failed', why: `${code ?? 'trap'}: ${message}` };
    return { kind: 'left alone', why: code };
  }
  if (!rewritten) return { kind: 'left alone', why: 'no-manifest' };
  const { text, from, to: says } = rewritten;
  const wrong = difference(file.text, text, from, says);
  if (wrong) return { kind: 'failed', why: wrong };
  if (file.path.endsWith('.json')) {
    const [before, after] = [json(text.replaceAll(says, from)), json(file.text)];
    if (before !== after) return { kind: 'failed', why: 'it is other JSON now' };
  }
  const again = core.rewriteManifests(files.map((one) => (own(one) ? { path: one.path, text } : one)), to).find(own);
  if (again?.text !== text) return { kind: 'failed', why: 'rewriting it once more changes it' };
  return { kind: 'rewritten', why: '' };
}

/** @param {Sample[]} samples @param {Core} core */
export function table(samples, core) {
  /** @type {Map<string, {files: number, rewritten: number, why: Map<string, number>}>} */
  const rows = new Map();
  const failures = [];
  for (const sample of samples) {
    const row = rows.get(sample.format) ?? { files: 0, rewritten: 0, why: new Map() };
    rows.set(sample.format, row);
    const { kind, why } = judge(core, sample);
    row.files += 1;
    if (kind === 'rewritten') row.rewritten += 1;
    if (kind === 'left alone') row.why.set(why, (row.why.get(why) ?? 0) + 1);
    if (kind === 'failed') failures.push({ sample, why });
  }
  return { rows, failures };
}

/** @param {ReturnType<typeof table>} result @param {Sample[]} samples */
function markdown({ rows, failures }, samples) {
  const out = ['| format | files | rewritten | left alone, with the reason | failures |', '|---|---|---|---|---|'];
  const sorted = [...rows].sort((a, b) => b[1].files - a[1].files || (a[0] < b[0] ? -1 : 1));
  for (const [format, { files, rewritten, why }] of sorted) {
    const reasons = [...why].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `${count} ${reason === 'no-manifest' ? 'without a version of its own' : `\`${reason}\``}`);
    const failed = failures.filter(({ sample }) => sample.format === format).length;
    out.push(`| \`${format}\` | ${files} | ${rewritten} | ${reasons.join(', ') || '–'} | ${failed} |`);
  }
  const sum = (/** @type {'files' | 'rewritten'} */ what) => sorted.reduce((total, [, row]) => total + row[what], 0);
  out.push(`| all | ${sum('files')} | ${sum('rewritten')} | ${sum('files') - sum('rewritten') - failures.length} | ${failures.length} |`);
  const origins = [...new Set(samples.map(({ from }) => from))].map((from) => `${samples.filter((sample) => sample.from === from).length} from ${from}`);
  return { lines: out, origins };
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const options = /** @type {const} */ ({ write: { type: 'boolean' }, core: { type: 'string' }, root: { type: 'string', multiple: true }, verbose: { type: 'boolean' } });
    const { values } = parseArgs({ options });
    const built = resolve(values.core ?? join(root, 'dist'));
    const core = /** @type {Core & {initSync(options: object): void}} */ (await import(pathToFileURL(join(built, 'core.mjs')).href));
    core.initSync({ module: readFileSync(join(built, 'core.wasm')) });
    const samples = gather([...sources(), ['folders named on the command line', values.root ?? []]]);
    const result = table(samples, core);
    const { lines: rows, origins } = markdown(result, samples);
    process.stdout.write(`${rows.join('\n')}\n\n${origins.join(', ')}\n`);
    for (const { sample, why } of result.failures) process.stderr.write(`${sample.format}: ${why}\n${values.verbose ? `${sample.files[0]?.text}\n` : ''}`);
    if (values.write) {
      const path = join(root, 'docs', 'checks', 'corpus.md');
      const page = readFileSync(path, 'utf8');
      const part = /(<!-- corpus -->\n)[^]*?(<!-- end -->)/;
      if (!part.test(page)) throw new Complaint('docs/checks/corpus.md has lost its marks `<!-- corpus -->` and `<!-- end -->`');
      const counted = `Counted on ${new Date().toISOString().slice(0, 10)}: ${origins.join(', ')}.`;
      writeFileSync(path, page.replace(part, (_, start, end) => `${start}\n${counted}\n\n${rows.join('\n')}\n\n${end}`));
    }
    if (result.failures.length > 0) throw new Complaint(`${result.failures.length} files were not rewritten cleanly`);
  });
}
