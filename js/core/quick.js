// How a program of ours runs the core. A program's own choice: whoever imports the package keeps the settings of theirs.

import process from 'node:process';
import { setFlagsFromString } from 'node:v8';

/** The engines of Node 20, 22 and 24, of which it was seen that they read the core's hints. */
const READ_HINTS = /^(11\.3|12\.4|13\.6)\./;

/** A run that takes so long, in ms, has much to do: most have ended. */
const LONG = 400;

/** Before the core is loaded. */
export function quickStart() {
  // A run calls each of the core's functions a few times. Optimising them takes the second processor, and the process ends
  // no sooner than that does.
  choose('--liftoff-only');
  // Functions that no run calls need not be read, either: the core is two megabytes, and it is ours.
  choose('--wasm-lazy-validation');
  // Room for what lives briefly stays small: 2 MB less at the peak on Node 20 and 22.
  choose('--semi-space-growth-factor=1');
  // A short run calls no function of ours often enough to be worth compiling it: 2 MB less at the peak, 3 MB on Node 22.
  choose('--no-opt');
  choose('--no-sparkplug');
  setTimeout(optimiseScripts, LONG).unref();
}

/** From then on JavaScript that is called often is compiled. */
function optimiseScripts() {
  choose('--opt');
  choose('--sparkplug');
}

/**
 * Has what a release calls compiled by a second thread while the first one does other things (scripts/ahead.mjs); all else still
 * when it is called. Before the core is loaded.
 */
export function compileAhead() {
  // Without the hints the second switch would have all of the core compiled at once.
  if (!READ_HINTS.test(process.versions.v8 ?? '')) return;
  choose('--experimental-wasm-compilation-hints');
  choose('--no-wasm-lazy-compilation');
}

/** For a command that calls them thousands of times, before it loads the core. */
export function optimise() {
  optimiseScripts();
  choose('--no-liftoff-only');
  choose('--wasm-lazy-compilation');
  choose('--semi-space-growth-factor=2');
}

/** @param {string} flag */
function choose(flag) {
  try {
    setFlagsFromString(flag);
  } catch {
    // Not every runtime has this switch, and none needs it.
  }
}
