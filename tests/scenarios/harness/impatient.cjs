// Preloaded into the program: its time limits (half a minute and more) pass sixty times as fast, its waits between two
// looks twenty times.
const promises = require('node:timers/promises');

const { setTimeout: later } = globalThis;
const { setTimeout: sleep } = promises;
globalThis.setTimeout = Object.assign((task, ms, ...rest) => later(task, ms >= 30_000 ? ms / 60 : ms, ...rest), later);
promises.setTimeout = (ms, ...rest) => sleep(ms / 20, ...rest);
