// What must not outlive this process: temporary folders and child processes.

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

import { say } from './say/output.js';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<string>} */
const folders = new Set();
/** @type {Set<ChildProcess>} */
const children = new Set();
/** Those that change what is the user's: ended half-way, they would leave half of it. @type {Set<ChildProcess>} */
const whole = new Set();
let watching = false;
/** @type {(() => boolean) | null} */
let interrupted = null;
/** A runner that interrupts us sends SIGTERM after 7.5 s: by then we are gone. */
const LONGEST_END_MS = 7_000;
/** And 2.5 s after SIGTERM it kills. */
const LONGEST_WHOLE_MS = 1_500;

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
  try {
    remove(folder);
  } catch {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  folders.delete(folder);
}

/**
 * `rmSync` asks more of a file system than there is to know: each name twice what it is, each folder whether it is empty.
 * @param {string} folder
 */
function remove(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) remove(join(folder, entry.name));
    else unlinkSync(join(folder, entry.name));
  }
  rmdirSync(folder);
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
 * Lets a child come to its end first, if that takes a moment only.
 * @param {ChildProcess} child
 */
export function letEnd(child) {
  whole.add(child);
  child.once('close', () => whole.delete(child));
}

/**
 * Signals a child and everything it started: each runs in a process group of its own. Windows has neither signals nor groups;
 * there the tree is ended, since `git.exe` starts another that would go on.
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function stop(child, signal) {
  if (process.platform === 'win32' && child.pid !== undefined && child.exitCode === null) {
    // From a folder of nobody else's: a program of that name in the working tree is not meant.
    spawnSync('taskkill', ['/PID', String(child.pid), '/T', '/F'], { cwd: dirname(process.execPath), stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // No process groups on this system, or nobody left to signal.
    child.kill(signal);
  }
}

/**
 * What an interrupt asks for first. Whatever it says, seven seconds later this process has ended.
 * @param {() => boolean} handler whether the run comes to its end by itself
 * @returns {() => void} takes it back
 */
export function onInterrupt(handler) {
  watch();
  interrupted = handler;
  return () => (interrupted = null);
}

function watch() {
  if (watching) return;
  watching = true;
  process.once('exit', tidy);
  process.on('SIGINT', () => {
    if (!interrupted?.()) leave(2);
    say('interrupted; ending what is under way, and cleaning up\n');
    setTimeout(() => leave(2), LONGEST_END_MS).unref();
  });
  process.once('SIGTERM', () => leave(15));
  process.once('SIGHUP', () => leave(1));
}

/** @param {number} signal */
function leave(signal) {
  say('stopped; whatever was under way, the next run finds out how far it got\n');
  const end = () => process.exit(128 + signal);
  if (whole.size === 0) end();
  setTimeout(end, LONGEST_WHOLE_MS);
  // Whoever waits for it goes on after us, and so not at all.
  for (const child of whole) child.once('close', () => whole.size === 0 && end());
}

function tidy() {
  for (const child of children) stop(child, 'SIGTERM');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
