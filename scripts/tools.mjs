// Puts the tools in place that the build and the tests need: Rust's toolchain, wasm-bindgen, npm packages.
// Everything is pinned, everything is cached, and what is there already costs a few milliseconds to see.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Complaint, cleanEnv, digest, isMain, readIfThere, root, run, runMain } from './lib.mjs';

const toolsDir = join(root, 'target', 'tools');

/** @typedef {(text: string) => void} Log */

/**
 * @param {string} name
 * @returns {string} path of a program installed by these scripts
 */
export function tool(name) {
  return join(toolsDir, 'bin', name);
}

/** What `rust-toolchain.toml` asks for. */
export function wantedToolchain() {
  const text = readFileSync(join(root, 'rust-toolchain.toml'), 'utf8');
  const channel = /^channel = "([^"]+)"/m.exec(text)?.[1];
  if (!channel) throw new Complaint('rust-toolchain.toml names no channel');
  const list = (/** @type {string} */ key) =>
    [...(new RegExp(`^${key} = \\[([^\\]]*)\\]`, 'm').exec(text)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map((m) => m[1]);
  return { channel, components: list('components'), targets: list('targets') };
}

/**
 * The toolchain, its components and its wasm target.
 * @param {Log} [log]
 */
export async function ensureRust(log) {
  const { channel, components, targets } = wantedToolchain();
  const cc = await run('cc', ['--version'], { allowFailure: true }).catch(() => undefined);
  if (cc?.code !== 0) {
    throw new Complaint('no C compiler: Rust links with `cc`. On Debian: `apt-get install gcc libc6-dev`');
  }
  const rustup = await run('rustup', ['--version'], { allowFailure: true }).catch(() => undefined);
  if (rustup?.code === 0) {
    const listed = await run('rustup', ['component', 'list', '--installed', '--toolchain', channel], { allowFailure: true });
    const installed = listed.code === 0 ? listed.output : '';
    const wanted = [...components, ...targets.map((target) => `rust-std-${target}`)];
    if (wanted.every((name) => installed.includes(name))) return;
    const options = [...components.flatMap((c) => ['--component', c]), ...targets.flatMap((t) => ['--target', t])];
    await run('rustup', ['toolchain', 'install', channel, '--profile', 'minimal', ...options], { log });
    return;
  }
  // Without rustup a distribution's Rust will do, if it is the pinned one and can build for wasm.
  const rustc = await run('rustc', ['--version'], { allowFailure: true }).catch(() => undefined);
  if (rustc?.code !== 0) {
    throw new Complaint('no Rust: install rustup (https://rustup.rs, on Debian `apt-get install rustup`), then run this again');
  }
  if (!rustc.output.includes(`rustc ${channel} `)) {
    throw new Complaint(`found ${rustc.output.trim()}, expected ${channel}: with rustup this would install itself`);
  }
  for (const target of targets) {
    const { output } = await run('rustc', ['--print', 'target-libdir', '--target', target]);
    if (!existsSync(output.trim())) throw new Complaint(`this Rust cannot build for ${target}: install that target, or rustup`);
  }
}

/** The wasm-bindgen crate's version in Cargo.lock. */
export function wasmBindgenVersion() {
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const version = /name = "wasm-bindgen"\nversion = "([^"]+)"/.exec(lock.replaceAll('\r\n', '\n'))?.[1];
  if (!version) throw new Complaint('Cargo.lock names no wasm-bindgen');
  return version;
}

/** What the installed wasm-bindgen says it is; nothing where there is none. */
async function installedWasmBindgen() {
  const path = tool('wasm-bindgen');
  if (!existsSync(path)) return undefined;
  const { output } = await run(path, ['--version'], { allowFailure: true });
  return output.trim().replace(/^wasm-bindgen /, '');
}

/**
 * Glue and crate must be of one version, or the glue is silently wrong.
 * @param {string} crate
 * @param {string | undefined} found
 */
export function demandSameVersion(crate, found) {
  if (found === crate) return;
  throw new Complaint(
    `wasm-bindgen is ${found ? `\`${found}\`` : 'missing'} in target/tools, the crate is \`${crate}\`: \`node scripts/tools.mjs\` installs the right one`,
  );
}

/** Refuses to go on with a wasm-bindgen that is not the crate's. */
export async function checkWasmBindgen() {
  demandSameVersion(wasmBindgenVersion(), await installedWasmBindgen());
}

/**
 * wasm-bindgen and its test runner, of the crate's version.
 * @param {Log} [log]
 */
export async function ensureWasmBindgen(log) {
  const version = wasmBindgenVersion();
  if ((await installedWasmBindgen()) === version && existsSync(tool('wasm-bindgen-test-runner'))) return;
  const args = ['install', 'wasm-bindgen-cli', '--version', version, '--locked', '--force', '--root', toolsDir];
  // A build directory of its own: the tool is built once, the project's own cache stays small.
  const env = cleanEnv({ CARGO_TARGET_DIR: join(toolsDir, 'build') });
  await run('cargo', args, { log, env });
  await checkWasmBindgen();
}

/**
 * npm's packages, exactly as locked. A note of the lock file's digest says when there is nothing to do.
 * @param {string} dir
 * @param {Log} [log]
 */
async function ensureNpm(dir, log) {
  const lock = digest(readFileSync(join(dir, 'package-lock.json')));
  const note = join(dir, 'node_modules', '.locked');
  if (readIfThere(note) === lock) return;
  await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: dir, log });
  writeFileSync(note, lock);
}

/** The development packages. @param {Log} [log] */
export async function ensurePackages(log) {
  await ensureNpm(root, log);
}

/** The newer Node versions the bundle is tried on. @param {Log} [log] */
export async function ensureNodes(log) {
  await ensureNpm(join(root, 'tests', 'nodes'), log);
}

/** The package managers that judge lock files. @param {Log} [log] */
export async function ensureManagers(log) {
  await ensureNpm(join(root, 'tests', 'managers'), log);
}

/** The bundlers and linters that try the package. @param {Log} [log] */
export async function ensureConsumers(log) {
  await ensureNpm(join(root, 'tests', 'consumers'), log);
}

const pythonDir = join(toolsDir, 'py');

/**
 * A Python of our own with these packages; nothing where this machine has no Python 3.11 that can make one.
 * @param {string[]} packages
 * @param {Log} [log]
 * @returns {Promise<string | undefined>} its path
 */
export async function ensurePython(packages, log) {
  const python = join(pythonDir, 'bin', 'python3');
  const note = join(pythonDir, '.installed');
  const installed = existsSync(python) ? (readIfThere(note) ?? '').split('\n') : undefined;
  if (installed && packages.every((name) => installed.includes(name))) return python;
  if (!installed) {
    const newEnough = 'import sys; sys.exit(sys.version_info < (3, 11))';
    for (const args of [['-c', newEnough], ['-m', 'venv', '--clear', pythonDir]]) {
      const answer = await run('python3', args, { log, allowFailure: true }).catch(() => undefined);
      if (answer?.code !== 0) return undefined;
    }
  }
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], { log });
  writeFileSync(note, [...new Set([...(installed ?? []), ...packages])].join('\n'));
  return python;
}

/** A program that came with one of those packages. @param {string} name */
export function pythonTool(name) {
  return join(pythonDir, 'bin', name);
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const log = (/** @type {string} */ text) => process.stderr.write(text);
    await ensureRust(log);
    await ensureWasmBindgen(log);
    await ensurePackages(log);
    await ensureNodes(log);
    await ensureManagers(log);
  });
}
