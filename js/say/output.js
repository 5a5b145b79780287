// The one way out: text to stdout and stderr, at once and in order. `process.stdout` would cost every start 3 ms.

import { writeSync } from 'node:fs';

import { oneLine, safeJson } from './escape.js';
import { tell } from './told.js';

const PAUSE_MS = 5;
/** Whether talk was asked to stay out. */
let quiet = false;

/** From now on there is no talk: only results, and what went wrong. */
export function hush() {
  quiet = true;
}

/**
 * Results.
 * @param {string} text
 */
export function print(text) {
  tell('result', () => write(1, text));
}

/**
 * Text beside the results, whatever was asked for.
 * @param {string} text
 */
export function say(text) {
  tell('log', () => write(2, text));
}

/**
 * Results, one a line, whatever they hold.
 * @param {string[]} lines
 */
export function printLines(lines) {
  print(asText(lines));
}

/** @param {unknown} value */
export function printJson(value) {
  print(`${safeJson(value, 2)}\n`);
}

/**
 * Talk, one thing a line.
 * @param {string[]} lines
 */
export function sayLines(lines) {
  if (!quiet) say(asText(lines));
}

/**
 * What went wrong, one thing a line.
 * @param {string[]} lines
 */
export function complain(lines) {
  say(asText(lines));
}

/** @param {string[]} lines */
function asText(lines) {
  return lines.map((line) => `${oneLine(line)}\n`).join('');
}

/**
 * @param {number} stream
 * @param {string} text
 */
function write(stream, text) {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(stream, left));
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      // A reader that has seen enough (`| head`) is no failure; one that is slow is waited for.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}
