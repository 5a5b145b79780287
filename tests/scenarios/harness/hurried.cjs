// Preloaded into the program: its waits between two looks pass twenty times as fast, and its limits as they are.
const promises = require('node:timers/promises');

const { setTimeout: sleep } = promises;
promises.setTimeout = (ms, ...rest) => sleep(ms / 20, ...rest);
