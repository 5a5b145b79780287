// Runs git: argument lists, never a shell; each process in a group of its own, under a time limit.

import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

import { stop, stopAtExit } from './cleanup.js';
import { ShellError } from './errors.js';

/**
 * @typedef {object} Answer
 * @property {number | null} exit null: killed, or out of time
 * @property {Buffer} stdout
 * @property {string} stderr secrets blackened
 */

/** A minute for what is local, two for what crosses a network. */
const LOCAL_LIMIT_MS = 60_000;
const REMOTE_LIMIT_MS = 120_000;
const GRACE_MS = 3_000;

/** git in one folder with one environment. */
export class Git {
  /**
   * @param {object} options
   * @param {string} options.cwd
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} [options.trace] a file that gets one line per process
   * @param {(text: string) => string} [options.redact]
   */
  constructor({ cwd, env, trace, redact = (text) => text }) {
    this.cwd = cwd;
    this.env = env;
    this.trace = trace;
    this.redact = redact;
  }

  /**
   * The same git, elsewhere or with another environment.
   * @param {{cwd?: string, env?: NodeJS.ProcessEnv, redact?: (text: string) => string}} changes
   */
  with(changes) {
    return new Git({ cwd: this.cwd, env: this.env, trace: this.trace, redact: this.redact, ...changes });
  }

  /**
   * Starts a process; whoever starts it reads it.
   * @param {string[]} args
   */
  start(args) {
    if (this.trace) appendFileSync(this.trace, `${JSON.stringify(args)}\n`);
    const child = spawn('git', args, { cwd: this.cwd, env: this.env, detached: true, windowsHide: true });
    stopAtExit(child);
    return child;
  }

  /**
   * Runs a process to its end.
   * @param {string[]} args
   * @param {{input?: Buffer | string, limitMs?: number}} [options]
   * @returns {Promise<Answer>}
   */
  run(args, { input, limitMs = LOCAL_LIMIT_MS } = {}) {
    return new Promise((resolve, reject) => {
      const child = this.start(args);
      /** @type {Buffer[]} */
      const out = [];
      /** @type {Buffer[]} */
      const err = [];
      child.stdout.on('data', (chunk) => out.push(chunk));
      child.stderr.on('data', (chunk) => err.push(chunk));
      const limit = setTimeout(() => {
        err.push(Buffer.from(`\nno answer within ${limitMs / 1000} seconds\n`));
        stop(child, 'SIGTERM');
        setTimeout(() => stop(child, 'SIGKILL'), GRACE_MS).unref();
      }, limitMs);
      child.once('error', (error) => {
        clearTimeout(limit);
        reject(notStarted(error));
      });
      child.once('close', (exit) => {
        clearTimeout(limit);
        resolve({ exit, stdout: Buffer.concat(out), stderr: this.redact(Buffer.concat(err).toString()) });
      });
      // A process that ends before it has read everything is no error of ours: its exit code says what happened.
      child.stdin.on('error', () => {});
      child.stdin.end(input ?? '');
    });
  }

  /**
   * Runs a command that talks to the remote.
   * @param {string[]} args
   * @returns {Promise<Answer>}
   */
  remote(args) {
    return this.run(args, { limitMs: REMOTE_LIMIT_MS });
  }
}

/**
 * @param {Error & {code?: string}} error
 * @returns {Error}
 */
function notStarted(error) {
  if (error.code !== 'ENOENT') return error;
  return new ShellError('no-git', 'git was not found: expected a `git` on the PATH', {
    nextSteps: ['install git 2.34 or newer, then run this again'],
  });
}
