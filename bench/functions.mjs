// `npm run bench:functions`: the pure functions through wasm, as npm users call them, beside libraries that do the same work,
// and beside the same code natively; and docs/functions-speed.md. Each time is the shortest of some rounds: what else the
// machine does only ever adds.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { cleanEnv, isMain, root, run, runMain } from '../scripts/lib.mjs';
import { put, table } from '../scripts/page.mjs';
import { cache, ensureLibraries } from './peers.mjs';

const ROUNDS = 25;
const MANY = 1000;
const many = (/** @type {(n: number) => string} */ make) => Array.from({ length: MANY }, (_, n) => make(n));

const entry = (/** @type {number} */ n) => `[tool.t${n}]\nversion = "1.0.0"\nlist = ["a", "b", { c.d = ${n} }] # a comment\nname = "a name of some length"\n\n`;
const pyproject = (/** @type {number} */ entries) => `[project]\nname = "a"\nversion = "1.0.0" # here\n\n${Array.from({ length: entries }, (_, n) => entry(n)).join('')}`;

/** What everybody is given. */
const TASKS = {
  'next semver': many((n) => `1.${n}.${n % 7}`).map((current) => ({ current, bump: 'minor', scheme: 'semver' })),
  'next pep440': many((n) => `1.${n}.${n % 7}`).map((current) => ({ current, bump: 'minor', scheme: 'pep440' })),
  'tags semver': many((n) => `v1.${n}.0${n % 3 ? '' : `-rc.${n}`}`),
  'tags pep440': many((n) => `v1.${n}.0${n % 3 ? '' : `rc${n}`}`),
  small: pyproject(15),
  large: pyproject(1800),
};

/** What a row is called, and how often its task asks. @type {[string, string, number][]} */
const ROWS = [
  ['crossing', 'a text in, an answer out: what crossing the boundary costs', MANY],
  ['next semver', 'the next minor version (SemVer)', MANY],
  ['next pep440', 'the next minor version (PEP 440)', MANY],
  ['tags semver', 'a tag read (SemVer)', MANY],
  ['tags pep440', 'a tag read (PEP 440)', MANY],
  ['read small', `\`pyproject.toml\` of ${(TASKS.small.length / 1000).toFixed(1)} kB: its version`, 1],
  ['rewrite small', 'the same: another version, every other byte as it was', 1],
  ['read large', `\`pyproject.toml\` of ${(TASKS.large.length / 1000).toFixed(0)} kB: its version`, 1],
  ['rewrite large', 'the same: another version', 1],
];

/** @param {() => void} work nanoseconds of the shortest round */
function shortest(work) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = process.hrtime.bigint();
    work();
    best = Math.min(best, Number(process.hrtime.bigint() - started));
  }
  return best;
}

/** @typedef {Record<string, number>} Timed */

/** @returns {Promise<Timed>} */
async function ours() {
  const core = await import(pathToFileURL(join(root, 'js', 'node.js')).href);
  /** @type {Timed} */
  const times = {};
  for (const scheme of /** @type {const} */ (['semver', 'pep440'])) {
    times[`next ${scheme}`] = shortest(() => TASKS[`next ${scheme}`].forEach((step) => core.nextVersion(step)));
    times[`tags ${scheme}`] = shortest(() => TASKS[`tags ${scheme}`].forEach((tag) => core.parseTag(tag, { scheme })));
  }
  times['crossing'] = shortest(() => TASKS['tags semver'].forEach((name) => core.parseIteration(name)));
  for (const size of /** @type {const} */ (['small', 'large'])) {
    const files = [{ path: 'pyproject.toml', text: TASKS[size] }];
    times[`read ${size}`] = shortest(() => core.readManifests(files));
    times[`rewrite ${size}`] = shortest(() => core.rewriteManifests(files, '1.0.1'));
  }
  return times;
}

/** npm's `semver`, and `smol-toml`, which keeps no comment where it writes: only its reading is the same work. @returns {Timed} */
function javascript() {
  const require = createRequire(join(cache, 'npm', 'package.json'));
  const semver = require('semver');
  const toml = require('smol-toml');
  return {
    'next semver': shortest(() => TASKS['next semver'].forEach(({ current }) => semver.inc(current, 'minor'))),
    'tags semver': shortest(() => TASKS['tags semver'].forEach((tag) => semver.parse(tag)?.version)),
    'read small': shortest(() => toml.parse(TASKS.small).project.version),
    'read large': shortest(() => toml.parse(TASKS.large).project.version),
  };
}

/** @param {string} given @param {(text: string) => void} log @returns {Promise<Timed>} */
async function native(given, log) {
  const target = join(cache, 'native');
  const env = cleanEnv({ CARGO_TARGET_DIR: target, CARGO_PROFILE_RELEASE_OPT_LEVEL: '3', CARGO_PROFILE_RELEASE_LTO: 'thin', CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '4' });
  await run('cargo', ['build', '--locked', '--release', '--example', 'native'], { env, log });
  const { output } = await run(join(target, 'release', 'examples', 'native'), [given]);
  return JSON.parse(output);
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const log = (/** @type {string} */ text) => process.stderr.write(text);
    await ensureLibraries(log);
    mkdirSync(cache, { recursive: true });
    const given = join(cache, 'tasks.json');
    writeFileSync(given, JSON.stringify(TASKS));
    const inWasm = await ours();
    const inScript = javascript();
    const { output } = await run(join(cache, 'lib', 'bin', 'python3'), [join(root, 'bench', 'functions.py'), given]);
    /** @type {Timed} */
    const inPython = JSON.parse(output);
    const inRust = await native(given, log);
    const micro = (/** @type {number | undefined} */ time, /** @type {number} */ times) => (time === undefined ? '' : (time / times / 1000).toPrecision(3));
    const behind = (/** @type {string} */ name, /** @type {Timed} */ theirs) => (theirs[name] === undefined ? '' : `${((inWasm[name] ?? NaN) / theirs[name]).toFixed(2)}`);
    const rows = ROWS.map(([name, what, times]) => [what, ...[inWasm, inScript, inPython, inRust].map((timed) => micro(timed[name], times)), ...[inScript, inPython, inRust].map((timed) => behind(name, timed))]);
    const heading = ['what', 'ours, wasm', 'JavaScript', 'Python', 'ours, native', '÷ JavaScript', '÷ Python', '÷ native'];
    put('functions-speed.md', 'functions', `\n${table(heading, rows)}\n\nMicroseconds each, Node ${process.versions.node}.\n`);
    console.log(table(heading, rows));
  });
}
