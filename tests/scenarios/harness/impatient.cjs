// Preloaded into the program: as `hurried.cjs`, and its time limits (half a minute and more) pass sixty times as fast: for
// servers that never answer. A busy machine may take half a second for any answer.
require('./hurried.cjs');

const { setTimeout: later } = globalThis;
globalThis.setTimeout = Object.assign((task, ms, ...rest) => later(task, ms >= 30_000 ? ms / 60 : ms, ...rest), later);
