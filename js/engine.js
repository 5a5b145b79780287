// Everything that does the work, bundled apart: a command that only speaks (`--help`, a typing error) never loads it.

export { loadCore } from './core.js';
export { Limits } from './limits.js';
export { pruneBranches } from './prune.js';
export { run } from './run.js';
export { setVersion } from './set.js';
export { tryIt } from './try.js';
