// Preloaded into the program: its time limits (half a minute and more) pass sixty times as fast; short waits stay.
const { setTimeout: real } = globalThis;
globalThis.setTimeout = Object.assign((task, ms, ...rest) => real(task, ms >= 30_000 ? ms / 60 : ms, ...rest), real);
