// Runs git: argument lists, never a shell; each process in a group of its own, under a time limit.

import { spawn } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { dirname, win32 } from 'node:path';
import process from 'node:process';

import { letEnd, stop, stopAtExit } from '../ending.js';
import { ShellError } from '../say/errors.js';
import { Talk } from './talk.js';

/**
 * @typedef {object} Answer
 * @property {number | null} exit null: killed, or out of time
 * @property {Buffer} stdout
 * @property {string} stderr secrets blackened
 */

/** A minute for what is local, two for what crosses a network. */
const LOCAL_LIMIT_MS = 60_000;
const REMOTE_LIMIT_MS = 120_000;
/** Of what a remote lists: some 300,000 refs, which take ten times as much when they are read. */
const LARGEST_LIST = 32 * 1024 * 1024;
const GRACE_MS = 3_000;
/** Where the whole run has to end, there is less time. */
const CUT_GRACE_MS = 500;
const CUT = 'stopped before it had ended: the run was interrupted, or its time was over';

/** git in one folder with one environment. */
export class Git {
  #program;

  /**
   * @param {object} options
   * @param {string} options.cwd
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} [options.trace] a file that gets one line per process
   * @param {(text: string) => string} [options.redact]
   * @param {import('../run/limits.js').Limits} [options.limits] of the run this belongs to
   */
  constructor({ cwd, env, trace, redact = (text) => text, limits }) {
    this.cwd = cwd;
    this.env = env;
    this.trace = trace;
    this.redact = redact;
    this.limits = limits;
    this.#program = programFor(process.platform, env, existsSync);
  }

  /**
   * The same git, elsewhere or with another environment.
   * @param {{cwd?: string, env?: NodeJS.ProcessEnv, redact?: (text: string) => string}} changes
   */
  with(changes) {
    return new Git({ cwd: this.cwd, env: this.env, trace: this.trace, redact: this.redact, limits: this.limits, ...changes });
  }

  /**
   * Starts a process; whoever starts it reads it.
   * @param {string[]} args
   */
  start(args) {
    if (this.trace) appendFileSync(this.trace, `${JSON.stringify(args)}\n`);
    try {
      const child = spawn(this.#program, args, { cwd: this.cwd, env: this.env, detached: true, windowsHide: true });
      stopAtExit(child);
      return child;
    } catch (error) {
      // Some causes are told at once, others by the process.
      throw notStarted(/** @type {Error} */ (error));
    }
  }

  /**
   * Runs a process to its end. Code: `too-many-refs`, where it says more than it may.
   * @param {string[]} args
   * @param {{input?: Buffer | string, limitMs?: number, most?: number, whole?: boolean}} [options] `most`: bytes on stdout;
   *   `whole`: whether a signal that ends us lets it end first
   * @returns {Promise<Answer>}
   */
  run(args, { input, limitMs = LOCAL_LIMIT_MS, most = Infinity, whole = false } = {}) {
    const cut = this.limits?.signal;
    if (cut?.aborted) return Promise.resolve({ exit: null, stdout: Buffer.alloc(0), stderr: `${CUT}\n` });
    return new Promise((resolve, reject) => {
      const child = this.start(args);
      if (whole) letEnd(child);
      /** @type {Buffer[]} */
      const out = [];
      const err = new Talk();
      let size = 0;
      child.stdout.on('data', (chunk) => {
        size += chunk.length;
        if (size <= most) return void out.push(chunk);
        stop(child, 'SIGKILL');
        reject(tooMany(most));
      });
      child.stderr.on('data', (chunk) => err.add(chunk));
      const end = (/** @type {string} */ why, /** @type {number} */ graceMs) => {
        err.add(Buffer.from(`\n${why}\n`));
        stop(child, 'SIGTERM');
        setTimeout(() => stop(child, 'SIGKILL'), graceMs).unref();
      };
      const limit = setTimeout(() => end(`no answer within ${limitMs / 1000} seconds`, GRACE_MS), limitMs);
      const onCut = () => end(CUT, CUT_GRACE_MS);
      cut?.addEventListener('abort', onCut);
      const settled = () => {
        clearTimeout(limit);
        cut?.removeEventListener('abort', onCut);
      };
      child.once('error', (error) => {
        settled();
        reject(notStarted(error));
      });
      child.once('close', (exit) => {
        settled();
        resolve({ exit, stdout: Buffer.concat(out), stderr: err.text(this.redact) });
      });
      // A process that ends before it has read everything is no error of ours: its exit code says what happened.
      child.stdin.on('error', () => {});
      child.stdin.end(input ?? '');
    });
  }

  /**
   * Runs a command that talks to the remote.
   * @param {string[]} args
   * @param {string} [input]
   * @returns {Promise<Answer>}
   */
  remote(args, input) {
    return this.run(args, { input, limitMs: REMOTE_LIMIT_MS, most: LARGEST_LIST });
  }
}

/** @param {number} most */
function tooMany(most) {
  return new ShellError('too-many-refs', `the remote lists more than ${most / 1024 / 1024} MiB of branches and tags`, {
    nextSteps: ['delete branches and tags that nobody needs: whatever made so many of them goes on'],
  });
}

/** Why a system starts no process, and what cures it. @type {Record<string, [string, string]>} */
const UNSTARTED = {
  E2BIG: ['a setting or a variable is longer than this system hands to a program', 'look for a very long value: `git config --list`, `env`, the token'],
  EACCES: ['the `git` on the PATH is no program that this user may run', 'make it one, or take its folder out of the PATH'],
};

/**
 * The failure where no process came to be. Codes: `no-git`, `local-git-failed`.
 * @param {Error & {code?: string}} error
 * @returns {Error}
 */
export function notStarted(error) {
  if (error.code === 'ENOENT') {
    return new ShellError('no-git', 'git was not found: expected a `git` on the PATH', {
      nextSteps: ['install git 2.34 or newer, then run this again'],
    });
  }
  const [cause, cure] = UNSTARTED[error.code ?? ''] ?? ['this system starts no further process', 'make room for one: other programs use what there is of processes, files or memory'];
  return new ShellError('local-git-failed', `git cannot be started: ${cause} (\`${error.code ?? error.message}\`)`, { nextSteps: [`${cure}, then run this again`] });
}

/**
 * What is started as git. Windows looks into the working folder before it looks along the path, and there may lie a
 * `git.exe` that somebody has committed: so it is told which one.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {(file: string) => boolean} exists
 */
export function programFor(platform, env, exists) {
  if (platform !== 'win32') return 'git';
  const [, path = ''] = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH') ?? [];
  const folders = path.split(win32.delimiter).map((folder) => folder.replace(/^"(.*)"$/, '$1')).filter((folder) => win32.isAbsolute(folder));
  // Where there is none, a name that is none either: the usual error follows.
  return [...folders, dirname(process.execPath)].map((folder) => win32.join(folder, 'git.exe')).find((file, at) => at === folders.length || exists(file)) ?? 'git.exe';
}
