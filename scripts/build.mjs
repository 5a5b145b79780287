// Builds dist/: the core as wasm, its glue, and the bundles users run. `--out DIR` builds elsewhere; `--quick` compiles
// for somebody who tries things out: a few seconds instead of a minute, a core twice as large, nothing to commit.
//
// The bytes depend on the sources and the pinned tools, not on the folder, the user or the day: check-dist.mjs
// relies on that. So every path that could reach a file is remapped or made relative.

import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { giveHints } from './ahead.mjs';
import { bundle } from './bundle.mjs';
import { BOUNDARY, Complaint, cargoHome, cleanEnv, isMain, npmBin, root, run, runMain } from './lib.mjs';
import { licenceTexts } from './licences.mjs';
import { checkWasmBindgen, ensurePackages, ensureRust, ensureWasmBindgen, tool } from './tools.mjs';

/** Where `npm test` builds, and where tests find the fresh wasm. */
export const freshDir = join(root, 'target', 'fresh');

/** The files of the core alone: what the npm package's entries import. */
export const coreFiles = ['core.wasm', 'core.mjs', 'core.d.mts', 'pure.mjs', 'pure.bytes.mjs', 'pure.d.mts'];

/**
 * What has variables of some size on the stack stays a function of its own. V8 compiles a function when it is first called, in a time
 * that grows with its variables times its branches: the few large ones into which everything called once is put took a quarter of
 * what a release spends in the core (docs/sizes.md).
 */
const APART = ['-Cllvm-args=-inline-max-stacksize=128'];

/**
 * Compiles the crate; the path of the raw wasm. Without the feature `whole` in a folder of its own: both modules have one name,
 * and cargo, which goes by what it built last from these sources, would take the one for the other.
 * @param {boolean} quick @param {(text: string) => void} [log] @param {boolean} [whole]
 */
export async function compile(quick, log, whole = true) {
  const { output: sysroot } = await run('rustc', ['--print', 'sysroot']);
  const { output: version } = await run('rustc', ['-vV']);
  const commit = /^commit-hash: (\S+)$/m.exec(version)?.[1] ?? 'unknown';
  // Later entries win, so the checkout comes before what may lie inside it.
  const remaps = [
    [root, '/version-first'],
    [cargoHome, '/cargo'],
    [join(sysroot.trim(), 'lib', 'rustlib', 'src', 'rust'), `/rustc/${commit}`],
  ];
  // The encoded form, because a folder's name may hold a blank.
  const flags = [...remaps.map(([from, to]) => `--remap-path-prefix=${from}=${to}`), ...(quick ? [] : APART)].join('\x1f');
  const env = cleanEnv({ CARGO_ENCODED_RUSTFLAGS: flags });
  // Only the one crate type: beside an rlib, cargo leaves link-time optimisation out.
  const profile = quick ? 'quick' : 'release';
  const crate = ['rustc', '--package', BOUNDARY, '--profile', profile, '--locked', '--lib', '--crate-type', 'cdylib', '--target', 'wasm32-unknown-unknown'];
  const folder = whole ? join(root, 'target') : join(root, 'target', 'pure');
  await run('cargo', [...crate, '--target-dir', folder, ...(whole ? [] : ['--no-default-features'])], { log, env });
  return join(folder, 'wasm32-unknown-unknown', profile, `${BOUNDARY.replaceAll('-', '_')}.wasm`);
}

/**
 * The glue copies strings letter by letter, which is quick for short ones: a lock file of 2 MB takes 4 ms less in one piece,
 * as the glue itself does it where it cannot grow the piece it has.
 * @param {string} glue
 */
function quickStrings(glue) {
  const slow = 'if (realloc === undefined) {';
  if (glue.split(slow).length !== 2) throw new Complaint(`wasm-bindgen's glue has changed: \`${slow}\` is not there once`);
  return glue.replace(slow, 'if (realloc === undefined || arg.length > 16384) {');
}

/**
 * Turns raw wasm into `NAME.wasm`, `NAME.mjs` and `NAME.d.mts`.
 * @param {string} name @param {string} raw @param {string} out @param {boolean} quick @param {(text: string) => void} [log]
 */
async function bind(name, raw, out, quick, log) {
  const work = join(out, '.bindgen');
  // A trap leaves an instance broken: the shell then asks for a new one, which the reset function makes.
  const options = ['--target', 'web', '--out-name', name, '--experimental-reset-state-function'];
  const lean = ['--remove-name-section', '--remove-producers-section'];
  await run(tool('wasm-bindgen'), [...options, ...lean, '--out-dir', work, raw], { log });
  const optimised = join(out, `${name}.wasm`);
  // Without its own inlining, for the same reason.
  const passes = [...(quick ? ['-O0'] : ['-Oz', '--skip-pass=inlining-optimizing']), '--strip-debug', '--strip-producers', '--strip-target-features'];
  await run(npmBin('wasm-opt'), [...passes, join(work, `${name}_bg.wasm`), '-o', optimised], { log });
  const glue = quickStrings(readFileSync(join(work, `${name}.js`), 'utf8')).replaceAll(`${name}_bg.wasm`, `${name}.wasm`);
  writeFileSync(join(out, `${name}.mjs`), `// Generated by wasm-bindgen (npm run build).\n${handedIn(glue)}`);
  copyFileSync(join(work, `${name}.d.ts`), join(out, `${name}.d.mts`));
  rmSync(work, { recursive: true });
}

/**
 * Our entries find the wasm and hand it in. The glue's own way to it would make a bundler carry the file along a second time,
 * or look for one that is not there.
 * @param {string} glue
 */
function handedIn(glue) {
  const own = /module_or_path = new URL\('\w+\.wasm', import\.meta\.url\);/g;
  if (glue.match(own)?.length !== 1) throw new Complaint("wasm-bindgen's glue has changed: its own way to the wasm is not there once");
  return glue.replace(own, "throw new Error('the wasm is handed in');");
}

/**
 * Refuses two modules of which one is the other.
 * @param {string} whole the glue of the whole core @param {string} pure that of the small one
 */
export function demandApart(whole, pure) {
  const [one, other] = [whole, pure].map((glue) => ['plan', 'nextVersion'].map((name) => glue.includes(`export function ${name}(`)).join());
  if (one !== 'true,true' || other !== 'false,true') throw new Complaint('the two cores are not what they are called: remove target/wasm32-unknown-unknown and target/pure, and build again');
}

/**
 * The small module is part of its entry, so that every bundler carries it along: deflated, and as text. By a library of
 * JavaScript, because zlib's bytes differ between processors.
 * @param {string} out @param {boolean} quick
 */
async function inline(out, quick) {
  const { deflateSync } = await import('fflate');
  const wasm = join(out, 'pure.wasm');
  const text = Buffer.from(deflateSync(readFileSync(wasm), { level: quick ? 1 : 9 })).toString('base64');
  writeFileSync(join(out, 'pure.bytes.mjs'), `// Generated (npm run build): the small core, deflated.\nexport default '${text}';\n`);
  rmSync(wasm);
}

/**
 * Builds everything into `out`.
 * @param {{out: string, quick?: boolean, log?: (text: string) => void}} options
 */
export async function build({ out, quick = false, log }) {
  await checkWasmBindgen();
  if (!existsSync(npmBin('esbuild'))) throw new Complaint('the development packages are missing: `npm ci` installs them');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await bind('core', await compile(quick, log), out, quick, log);
  // To try things out the whole core does for the small one, too: it has the same functions and need not be compiled again.
  if (quick) for (const part of ['wasm', 'mjs', 'd.mts']) copyFileSync(join(out, `core.${part}`), join(out, `pure.${part}`));
  else await bind('pure', await compile(false, log, false), out, quick, log);
  if (!quick) demandApart(readFileSync(join(out, 'core.mjs'), 'utf8'), readFileSync(join(out, 'pure.mjs'), 'utf8'));
  await inline(out, quick);
  log?.(`${await giveHints(out)} functions of the core are compiled ahead\n`);
  const packages = await bundle({ out, log });
  writeFileSync(join(out, 'package.json'), '{\n  "type": "commonjs"\n}\n');
  writeFileSync(join(out, 'licences.txt'), await licenceTexts(packages));
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { out: { type: 'string' }, quick: { type: 'boolean' } } });
    const log = (/** @type {string} */ text) => process.stderr.write(text);
    await ensureRust(log);
    await ensureWasmBindgen(log);
    await ensurePackages(log);
    if (values.out) {
      await build({ out: resolve(values.out), quick: values.quick, log });
      return;
    }
    // Built aside, then swapped in: a build that fails leaves dist/ as it was.
    const dist = join(root, 'dist');
    const aside = join(root, 'target', 'dist-next');
    await build({ out: aside, quick: values.quick, log });
    rmSync(dist, { recursive: true, force: true });
    renameSync(aside, dist);
  });
}
