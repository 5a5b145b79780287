// `npm run measure`: what the house costs, counted and written into docs/measures.md. Nothing on that page is typed in.
// `--only=imports,changes,boundary,sizes` renews a part. It builds a core that counts (`target/measure`), and reads the committed dist/ and the last `npm run build` for sizes.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

import { bareEnv, copyScene, demandReleased, git, makeRemote, packageLock } from '../bench/scene.mjs';
import { SETTINGS } from '../js/ask/settings.js';
import { circles, foldersOf, roomCircles, rustGraph, scriptGraph } from './graph.mjs';
import { Complaint, isMain, root, run, runMain } from './lib.mjs';
import { COUNTED, countingCore } from './measure/core.mjs';
import { edits, runFields } from './measure/edits.mjs';
import { functionsOf, partsOf } from './measure/size.mjs';
import { put, table } from './page.mjs';

/** @typedef {{name: string, in: number, out: number, ms: number}} Call */

const PAGE = 'measures.md';
const dir = join(root, 'target', 'measure');
const number = (/** @type {number} */ value) => value.toLocaleString('en');

/** The releases that are counted. @type {{what: string, more: Record<string, string>}[]} */
const RELEASES = [
  { what: 'a small release: 200 commits, one `pyproject.toml`', more: {} },
  {
    what: 'with npm’s lock file beside it',
    more: { 'package.json': '{\n  "name": "probe",\n  "version": "0.1.20"\n}\n', 'package-lock.json': packageLock(4450, '0.1.20') },
  },
];

/** One release through the counting core. @param {string} work @param {number} nth @param {Record<string, string>} more */
async function released(work, nth, more) {
  const env = bareEnv(work);
  const template = join(work, `template-${nth}`);
  const patch = makeRemote(env, join(template, 'remote.git'), { commits: 200, tags: 20, more });
  git(env, template, ['clone', '-q', 'remote.git', 'clone']);
  const scene = copyScene(env, template, join(work, `scene-${nth}`));
  const told = join(work, `measured-${nth}.json`);
  const start = pathToFileURL(join(dir, 'start.mjs')).href;
  await run(process.execPath, ['--import', start, join(root, 'js', 'cli.js'), 'release'], { cwd: join(scene, 'clone'), env: { ...env, MEASURED: told } });
  demandReleased(env, join(scene, 'remote.git'), `0.1.${patch + 1}`);
  /** @type {{calls: Call[], counts: number[]}} */
  const { calls, counts } = JSON.parse(readFileSync(told, 'utf8'));
  return { calls, counts };
}

/** @param {Call[]} calls */
function callTable(calls) {
  return table(['call', 'bytes in', 'bytes out'], calls.map((call) => [`\`${call.name}\``, number(call.in), number(call.out)]));
}

async function boundary() {
  mkdirSync(dir, { recursive: true });
  await countingCore(dir, (text) => process.stderr.write(text));
  const work = mkdtempSync(join(tmpdir(), 'measure-'));
  try {
    const all = [];
    for (const [nth, { what, more }] of RELEASES.entries()) all.push({ what, weight: Object.values(more).join('').length, ...(await released(work, nth, more)) });
    const sum = (/** @type {Call[]} */ calls, /** @type {'in' | 'out'} */ way) => calls.reduce((total, call) => total + call[way], 0);
    const rows = all.map(({ what, weight, calls, counts }) => [
      weight > 0 ? `${what} (${number(weight)} bytes)` : what, String(calls.length), number(sum(calls, 'in')), number(sum(calls, 'out')), ...counts.map(String),
    ]);
    put(PAGE, 'boundary', table(['release', 'calls of the core', 'bytes in', 'bytes out', ...Object.keys(COUNTED)], rows));
    put(PAGE, 'calls', all.map(({ what, calls }) => `${what[0]?.toUpperCase()}${what.slice(1)}:\n\n${callTable(calls)}`).join('\n\n'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function sizes() {
  const core = readFileSync(join(root, 'dist', 'core.wasm'));
  const scripts = ['cli.js', 'action.js', 'engine.js', 'iterate.js', 'github.js', 'toolkit.js', 'core.mjs'].filter((name) => existsSync(join(root, 'dist', name)));
  const rows = ['core.wasm', ...scripts].map((name) => {
    const bytes = readFileSync(join(root, 'dist', name));
    return [`\`dist/${name}\``, number(bytes.length), number(gzipSync(bytes, { level: 9 }).length)];
  });
  put(PAGE, 'size', table(['file', 'bytes', 'gzipped'], rows));
  const raw = join(root, 'target', 'wasm32-unknown-unknown', 'release', 'version_first_wasm.wasm');
  if (!existsSync(raw)) throw new Complaint('target/ has no release build of the core: `npm run build`, then this again');
  const functions = functionsOf(raw);
  const whole = functions.reduce((sum, { bytes }) => sum + bytes, 0);
  const share = (/** @type {number} */ bytes) => `${((100 * bytes) / whole).toFixed(1)} %`;
  const parts = partsOf(functions).map(([what, bytes]) => [what, number(bytes), share(bytes)]);
  put(PAGE, 'parts', table(['part', 'bytes of code', 'of all'], [...parts, ['all', number(whole), share(whole)]]));
  if (core.length === 0) throw new Complaint('dist/core.wasm is empty');
}

function imports() {
  const rows = [['`src/`', rustGraph(root)], ['`js/`', scriptGraph(root)]].map(([where, graph]) => {
    const files = /** @type {import('./graph.mjs').Graph} */ (graph);
    const found = circles(files);
    const between = foldersOf(files).flatMap((folder) => roomCircles(files, folder));
    const largest = (/** @type {string[][]} */ groups) => String(Math.max(0, ...groups.map((group) => group.length)));
    return [String(where), String(files.size), String(found.length), largest(found), String(between.length), largest(between)];
  });
  put(PAGE, 'circles', table(['where', 'files', 'circles of files', 'files in the largest', 'circles of rooms', 'rooms in the largest'], rows));
}

function changes() {
  const fields = Object.values(SETTINGS).flatMap((setting) => ('field' in setting && setting.field ? [String(setting.field)] : []));
  const rows = Object.entries(edits(root, fields)).map(([what, { of, least, median }]) => [
    what, String(of), `${least.lines} in ${least.files} (\`${least.name}\`)`, `${median.lines} in ${median.files}`,
  ]);
  put(PAGE, 'edits', table(['what', 'there are', 'least: lines in files', 'median: lines in files'], rows));
  const { path, fields: count, all } = runFields(root);
  put(PAGE, 'run', `\`Run\` in [\`${path}\`](../${path}) has ${count} fields, ${all} with those of its groups.`);
}

const SECTIONS = { imports, changes, boundary, sizes };

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { only: { type: 'string' } } });
    const names = values.only?.split(',') ?? Object.keys(SECTIONS);
    for (const name of names) if (!(name in SECTIONS)) throw new Complaint(`\`${name}\` is no section: expected some of ${Object.keys(SECTIONS).join(', ')}`);
    for (const [name, write] of Object.entries(SECTIONS)) if (names.includes(name)) await write();
    console.log(`docs/${PAGE} is written`);
  });
}
