// What every script here needs: where things are, a clean environment, and a way to run a program.
// Node built-ins only: these scripts run before anything is installed.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout these scripts belong to. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A failure whose message is for people: it is printed without a stack. */
export class Complaint extends Error {}

/** The crate that speaks to JavaScript; the one above it cannot. */
export const BOUNDARY = 'version-first-wasm';

/** Cargo's own directory: `~/.cargo` unless it was moved. */
export const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo');

// What a caller's shell, a git hook or a CI runner leaves behind and what would change a build or a test:
// compiler flags and wrappers, another toolchain, git's own variables, a workflow's context.
const unwanted = [
  /^(RUSTFLAGS|RUSTDOCFLAGS|RUSTC|RUSTC_WRAPPER|RUSTC_WORKSPACE_WRAPPER|RUSTC_BOOTSTRAP|RUSTUP_TOOLCHAIN)$/,
  /^CARGO_(BUILD|PROFILE|TARGET|UNSTABLE|ENCODED_RUSTFLAGS|INCREMENTAL)(_|$)/,
  /^CARGO_(PKG|MANIFEST|BIN|CRATE)_/,
  /^GIT_(?!SSL|PROXY|HTTP)/,
  /^(GITHUB|INPUT|STATE|ACTIONS|RUNNER)_/,
  /^(NODE_OPTIONS|NODE_TEST_CONTEXT|NODE_CHANNEL_FD|FORCE_COLOR)$/,
  /^npm_(lifecycle|package|command|execpath|node_execpath|config_local_prefix|config_global_prefix)/,
];

/**
 * The environment child processes get: the caller's without the oddities, with rustup's programs on the path.
 * @param {Record<string, string | undefined>} [extra]
 */
export function cleanEnv(extra = {}) {
  /** @type {Record<string, string>} */
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !unwanted.some((pattern) => pattern.test(name))) env[name] = value;
  }
  // A rustup installed a minute ago is not on the path of the shell that installed it.
  env.PATH = [env.PATH, join(cargoHome, 'bin')].filter(Boolean).join(delimiter);
  env.CARGO_TARGET_DIR = join(root, 'target');
  env.CARGO_TERM_COLOR = 'never';
  env.NO_COLOR = '1';
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return env;
}

/**
 * Runs a program to its end. Its output goes to `log` piece by piece and comes back as one text.
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string>, log?: (text: string) => void, allowFailure?: boolean}} [options]
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(program, args, options = {}) {
  const { cwd = root, env = cleanEnv(), log, allowFailure = false } = options;
  log?.(`$ ${[program, ...args].join(' ')}\n`);
  return new Promise((done, fail) => {
    let output = '';
    const [started, ...first] = startedAs(program);
    const child = spawn(started, [...first, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        log?.(text);
      });
    }
    child.on('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT';
      fail(missing ? new Complaint(`\`${program}\` was not found on this machine`) : error);
    });
    child.on('close', (code, signal) => {
      const status = code ?? 1;
      if (status === 0 || allowFailure) done({ code: status, output });
      else {
        const command = [program, ...args].join(' ');
        const shown = log ? '' : `\n${output}`;
        fail(new Complaint(`\`${command}\` ended with ${signal ?? `exit code ${status}`}${shown}`));
      }
    });
  });
}

/** npm is a script of a shell on Windows, which is started without one here. @param {string} program @returns {[string, ...string[]]} */
function startedAs(program) {
  if (process.platform !== 'win32' || program !== 'npm') return [program];
  return [process.execPath, join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')];
}

/** @param {string | Uint8Array} content */
export function digest(content) {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The text of a file, or nothing where there is none.
 * @param {string} path
 */
export function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Where npm's programs of this checkout are. @param {string} name */
export function npmBin(name) {
  return join(root, 'node_modules', '.bin', name);
}

/**
 * Whether this module is the program that was started.
 * @param {string} moduleUrl
 */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(moduleUrl);
}

/**
 * Runs `main`; a complaint ends in one line and exit 1.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
