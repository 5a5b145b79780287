// What must not outlive this process: temporary folders and child processes.

import { rmSync } from 'node:fs';
import process from 'node:process';

import { say } from './output.js';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<string>} */
const folders = new Set();
/** @type {Set<ChildProcess>} */
const children = new Set();
let watching = false;

/**
 * Removes a folder when the process ends, however it ends (`kill -9` excepted).
 * @param {string} folder
 */
export function removeAtExit(folder) {
  watch();
  folders.add(folder);
}

/** @param {string} folder */
export function removeNow(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
}

/**
 * Stops a child with us.
 * @param {ChildProcess} child
 */
export function stopAtExit(child) {
  watch();
  children.add(child);
  child.once('close', () => children.delete(child));
}

/**
 * Signals a child and everything it started: each runs in a process group of its own.
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function stop(child, signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // No process groups on this system, or nobody left to signal.
    child.kill(signal);
  }
}

function watch() {
  if (watching) return;
  watching = true;
  process.once('exit', tidy);
  for (const [signal, number] of /** @type {[NodeJS.Signals, number][]} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ])) {
    process.once(signal, () => {
      say('stopped; whatever was under way, the next run finds out how far it got\n');
      process.exit(128 + number);
    });
  }
}

function tidy() {
  for (const child of children) stop(child, 'SIGTERM');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
