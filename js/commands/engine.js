// Everything that does the work, bundled apart: a command that only speaks (`--help`, a typing error) never loads it.

import { setFlagsFromString } from 'node:v8';

export { auditClone } from '../audit/audit.js';
export { auditMany, manySummary, summaryOf, writeReports } from '../audit/many.js';
export { auditSummary } from '../audit/page.js';
export { examine } from '../doctor/doctor.js';
export { loadCore } from '../core/core.js';
export { Limits } from '../run/limits.js';
export { pruneBranches } from '../prune/prune.js';
export { run } from '../run/run.js';
export { setVersion } from '../set/set.js';
export { tryIt } from '../run/try.js';

// A run calls each of the core's functions a few times. Optimising them takes the second processor, and the process ends no
// sooner than that does. A program's own choice: whoever imports the package keeps the settings of theirs.
choose('--liftoff-only');
// Functions that no run calls need not be read, either: the core is two megabytes, and it is ours.
choose('--wasm-lazy-validation');

/** For a command that calls them thousands of times, before it loads the core. */
export function optimise() {
  choose('--no-liftoff-only');
}

/** @param {string} flag */
function choose(flag) {
  try {
    setFlagsFromString(flag);
  } catch {
    // Not every runtime has this switch, and none needs it.
  }
}
