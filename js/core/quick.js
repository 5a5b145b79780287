// How a program of ours runs the core. A program's own choice: whoever imports the package keeps the settings of theirs.

import { setFlagsFromString } from 'node:v8';

/** Before the core is loaded. */
export function quickStart() {
  // A run calls each of the core's functions a few times. Optimising them takes the second processor, and the process ends
  // no sooner than that does.
  choose('--liftoff-only');
  // Functions that no run calls need not be read, either: the core is two megabytes, and it is ours.
  choose('--wasm-lazy-validation');
  // Room for what lives briefly stays small: 2 MB less at the peak on Node 20 and 22.
  choose('--semi-space-growth-factor=1');
}

/** For a command that calls them thousands of times, before it loads the core. */
export function optimise() {
  choose('--no-liftoff-only');
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
