// The stages of `npm test`, in the order they run: tools first, then what fails fastest. What has a lane runs beside what
// has another one: cargo's lane is busy with few long compilations, the other's processes mostly wait for git.

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { misbuilt } from './architecture.mjs';
import { build, freshDir } from './build.mjs';
import { differences } from './check-dist.mjs';
import { violations } from './check-house.mjs';
import { BOUNDARY, Complaint, cleanEnv, npmBin, root, run } from './lib.mjs';
import { scratch } from './scratch.mjs';
import { ensureManagers, ensureNodes, ensurePackages, ensurePython, ensureRust, ensureWasmBindgen, tool } from './tools.mjs';
import { checkSettings } from './settings-pages.mjs';

/** @typedef {(text: string) => void} Log */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} does what a reader sees beside the timer
 * @property {'cargo' | 'node' | 'browser'} [lane] neighbours in the list with different lanes run at the same time; each lane in order
 * @property {'weekly' | 'by name'} [when] not in every run: slow, and rarely the first to tell; or part of another stage
 * @property {(log: Log) => Promise<unknown>} run throws where it fails
 */

const wasm = 'wasm32-unknown-unknown';

const thorough = process.argv.includes('--ci');

/**
 * What a later build would reuse takes as much room again as what is built; CI has no later build. The same for all that call cargo:
 * what was built otherwise is built once more.
 */
const once = thorough ? { CARGO_INCREMENTAL: '0' } : {};

/** @param {string[]} args @param {Record<string, string>} [env] @returns {Stage['run']} */
const cargo = (args, env) => async (log) => {
  const { output } = await run('cargo', args, { log, env: cleanEnv({ ...once, ...env }) });
  const ignored = [...output.matchAll(/^test result: .* ([1-9]\d*) ignored/gm)];
  if (ignored.length > 0) throw new Complaint('a test is ignored: make it pass or take it out');
};

/** What a first run writes, with the tools it installs, and half as much again. */
const ROOM_GB = 4;

/** A disk that fills up half-way ends a run in some test's words instead of these. @type {Stage['run']} */
async function room(log) {
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / 1e9;
  log(`${free.toFixed(1)} GB free\n`);
  // Where an earlier run has built already, most of it is there.
  if (free < (existsSync(join(root, 'target')) ? ROOM_GB / 4 : ROOM_GB)) throw new Complaint(`${free.toFixed(1)} GB are free here; a first run writes about ${ROOM_GB} GB into target/ and node_modules/. Free some, or take a larger disk`);
}

/**
 * Second opinions come from Python's own tools. A contributor's machine may lack them: the tests that ask then say so and
 * pass; CI insists.
 * @type {Stage['run']}
 */
async function preparePython(log) {
  const python = await ensurePython(['uv==0.13.8'], log);
  if (python) {
    process.env['VERSION_FIRST_PYTHON'] = python;
    return;
  }
  if (thorough) throw new Complaint('no Python 3.11 with venv: on Debian `apt-get install python3-venv`');
  process.env['VERSION_FIRST_WITHOUT_PYTHON'] = '1';
  log('not asked: Python has no 3.11 with venv here, so its second opinions are left out (CI insists on them)\n');
}

/** Test files of a folder that are meant. @param {string} dir @param {(name: string) => boolean} wanted */
export function testFiles(dir, wanted) {
  const path = join(root, dir);
  const names = existsSync(path) ? readdirSync(path) : [];
  return names.filter((name) => name.endsWith('.test.mjs') && wanted(name)).sort().map((name) => join(dir, name));
}

/** @param {() => string[]} files @param {{concurrency?: number, env?: Record<string, string | undefined>}} [options] @returns {Stage['run']} */
export const nodeTests = (files, options = {}) => async (log) => {
  const list = files();
  if (list.length === 0) throw new Complaint('no test file found');
  // These tests wait for git, for servers, and now and then for the clock.
  const flags = ['--test', '--test-reporter=spec', `--test-concurrency=${options.concurrency ?? availableParallelism() + 1}`];
  const env = cleanEnv({ TMPDIR: scratch(), ...once, ...options.env });
  const { output } = await run(process.execPath, [...flags, ...list], { log, env });
  const count = (/** @type {string} */ what) => Number(new RegExp(`^. ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? NaN);
  if (!(count('pass') > 0)) throw new Complaint('no test ran');
  if (count('skipped') + count('todo') > 0) throw new Complaint('a test was set aside: make it pass or take it out');
};

/** What only Unix has: its modes, links, signals, and programs planted as scripts of a shell. */
const UNIX = /chmod|#!\/bin\/sh|SIG(INT|TERM|KILL)|symlinkSync|path-git|getuid/;

/** Tests with a stage of their own: they build or measure, and want the machine to themselves. */
const apart = new Set(['startup.test.mjs', 'dist-folders.test.mjs', 'run-cases.test.mjs', 'replay.test.mjs', 'worst.test.mjs']);

/** The scenarios that are held to so much of a processor's time: one at a time. */
const LARGE = 'large.test.mjs';

/** The Rust tests as wasm. @param {Record<string, string>} where they run; by themselves in Node @returns {Stage['run']} */
export function wasmTests(where) {
  return (log) => {
    // The runner writes CommonJS into the temporary directory, whatever package.json may lie above that.
    const temporary = join(root, 'target', 'wasm-tests');
    mkdirSync(temporary, { recursive: true });
    writeFileSync(join(temporary, 'package.json'), '{ "type": "commonjs" }\n');
    return cargo(['test', '--locked', '--package', BOUNDARY, '--target', wasm, '--test', 'boundary'], {
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: tool('wasm-bindgen-test-runner'),
      TMPDIR: temporary,
      // They take a second; optimising them would take one more minute of a processor.
      CARGO_PROFILE_TEST_OPT_LEVEL: '0',
      ...where,
    })(log);
  };
}

/** @type {Stage[]} */
export const stages = [
  { name: 'room', does: 'enough room on the disk', run: room },
  { name: 'rust', does: 'the pinned Rust toolchain, with its wasm target', run: ensureRust },
  { name: 'packages', does: 'the development packages from npm', run: ensurePackages },
  { name: 'nodes', lane: 'node', does: 'Node 22 and 24, to try dist/ on', run: ensureNodes },
  { name: 'managers', lane: 'node', does: 'pnpm, Yarn, Bun and Deno, for second opinions', run: ensureManagers },
  { name: 'wasm-bindgen', lane: 'cargo', does: 'the tool of the crate\'s own version (two minutes the first time)', run: ensureWasmBindgen },
  { name: 'python', lane: 'node', does: 'a Python with uv, for second opinions', run: preparePython },
  {
    name: 'house',
    does: 'the house rules, and the map in ARCHITECTURE.md',
    run: async (log) => {
      const found = [...violations(root), ...misbuilt(root)];
      log(found.map((line) => `${line}\n`).join(''));
      if (found.length > 0) throw new Complaint('a house rule is broken');
    },
  },
  { name: 'settings', does: 'action.yml, its twin and docs/settings.md follow the table of settings', run: async () => checkSettings(root) },
  { name: 'fmt', does: 'rustfmt', run: cargo(['fmt', '--all', '--check']) },
  { name: 'lint', does: 'eslint', run: (log) => run(npmBin('eslint'), ['--max-warnings=0', '.'], { log }) },
  { name: 'types', does: 'tsc --strict over the JavaScript', run: (log) => run(npmBin('tsc'), ['-p', 'tsconfig.json'], { log }) },
  { name: 'clippy', lane: 'cargo', does: 'clippy, natively', run: cargo(['clippy', '--locked', '--all-targets', '--', '-D', 'warnings']) },
  {
    name: 'clippy-wasm',
    lane: 'cargo',
    does: 'clippy, as wasm',
    run: cargo(['clippy', '--locked', '--package', BOUNDARY, '--all-targets', '--target', wasm, '--', '-D', 'warnings']),
  },
  { name: 'doc', lane: 'cargo', does: 'rustdoc without warnings', run: cargo(['doc', '--locked', '--no-deps'], { RUSTDOCFLAGS: '-D warnings' }) },
  {
    name: 'rust-tests',
    lane: 'cargo',
    does: 'Rust tests: units, laws, model check, cases',
    // The laws' examples are the same each time, so that a commit that passed passes again; a plain `cargo test` draws new ones.
    run: cargo(['test', '--locked', '--', '--show-output'], { PROPTEST_RNG_SEED: process.env.PROPTEST_RNG_SEED ?? '20261121' }),
  },
  {
    name: 'wasm-tests',
    lane: 'cargo',
    does: 'Rust tests as wasm, in Node',
    run: wasmTests({}),
  },
  { name: 'build', lane: 'node', does: 'the core as wasm, the bundles', run: (log) => build({ out: freshDir, log }) },
  {
    name: 'dist',
    lane: 'node',
    does: 'the committed dist/ is what was just built',
    run: async (log) => {
      const found = differences(join(root, 'dist'), freshDir);
      log(found.map((line) => `${line}\n`).join(''));
      if (found.length > 0) throw new Complaint('dist/ is stale: `npm run build`, then commit dist/');
    },
  },
  { name: 'cases', lane: 'node', does: 'the shared cases, in fresh wasm and in dist/', run: nodeTests(() => testFiles('tests', (name) => name === 'run-cases.test.mjs')) },
  { name: 'node-tests', lane: 'node', does: 'tests of the shell, the bundles and the scripts', run: nodeTests(() => testFiles('tests', (name) => !apart.has(name))) },
  { name: 'standin', lane: 'node', does: 'the stand-in for GitHub, against GitHub\'s own descriptions', run: nodeTests(() => testFiles('tests/standin', () => true)) },
  { name: 'scenarios', lane: 'node', does: 'releases against real git remotes', run: nodeTests(() => testFiles('tests/scenarios', (name) => name !== LARGE)) },
  {
    name: 'portable',
    when: 'by name',
    does: 'those of them that Windows can do',
    run: nodeTests(() => testFiles('tests/scenarios', () => true).filter((file) => !UNIX.test(readFileSync(join(root, file), 'utf8')))),
  },
  { name: 'faults', lane: 'node', does: 'a fault at a few calls of every scenario', run: nodeTests(() => testFiles('tests/faults', () => true)) },
  { name: 'replay', lane: 'node', does: 'walks of the model, made again with real git', run: nodeTests(() => testFiles('tests', (name) => name === 'replay.test.mjs')) },
  {
    name: 'large',
    lane: 'node',
    does: 'manifests so large that the core reads for seconds',
    run: nodeTests(() => testFiles('tests/scenarios', (name) => name === LARGE), { concurrency: 1 }),
  },
  {
    name: 'startup',
    does: 'how soon the programs start',
    // Reading extra certificates delays Node by more than all that is measured here.
    run: nodeTests(() => testFiles('tests', (name) => name === 'startup.test.mjs'), { concurrency: 1, env: { NODE_EXTRA_CA_CERTS: undefined } }),
  },
  {
    name: 'worst',
    when: 'weekly',
    // That time grows with the size and no faster, `node-tests` sees at sizes that take less of it.
    does: 'the largest file that is taken, of every format, ends in time',
    run: nodeTests(() => testFiles('tests', (name) => name === 'worst.test.mjs')),
  },
  {
    name: 'folders',
    when: 'weekly',
    // `dist` tells on every machine but the one that built: a checkout of CI lies in another folder, too.
    does: 'a build in another folder gives the same bytes',
    run: nodeTests(() => testFiles('tests', (name) => name === 'dist-folders.test.mjs')),
  },
];

/**
 * The lines a reader wants to see of a stage that passed: the test runners' own sums.
 * @param {string} output
 */
export function sums(output) {
  const cargoLines = [...output.matchAll(/^test result: .*$/gm)].map(([line]) => line).filter((line) => !/ 0 passed; 0 failed/.test(line));
  const nodeLines = [...output.matchAll(/^. ((?:tests|pass|fail) \d+)$/gm)].map(([, count]) => count);
  const states = [...output.matchAll(/^.*\b\d+ states\b.*$/gm)].map(([line]) => line.trim());
  const left = [...output.matchAll(/^not (?:asked|run): .*$/gm)].map(([line]) => line);
  return [...left, ...states, ...cargoLines, ...(nodeLines.length > 0 ? [nodeLines.join(', ')] : [])];
}

/** Forgets what earlier runs logged. @param {string} dir */
export function clearLogs(dir) {
  rmSync(dir, { recursive: true, force: true });
}

/** @param {string} path */
export function tail(path) {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.length > 400 ? [`… ${lines.length - 400} lines more in ${path}`, ...lines.slice(-400)] : lines;
}
