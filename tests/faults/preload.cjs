// Preloaded into the program under test: it says who it is, so that it can be killed; its clock may be ahead; its waits
// pass quickly; and at a signal a long time passes at once, so that nobody has to sit out what hangs.
const { writeFileSync } = require('node:fs');
const promises = require('node:timers/promises');

const { FAULTS_PID: file, FAULTS_AHEAD_MS: ahead = '0', FAULTS_LEAP_MS: leap = '0' } = process.env;
if (file) writeFileSync(file, String(process.pid));

const now = Date.now;
Date.now = () => now() + Number(ahead);

const { setTimeout: sleep } = promises;
promises.setTimeout = (ms, ...rest) => sleep(ms / 20, ...rest);

// Time limits: whatever would have been over meanwhile is over, in its order.
const { setTimeout: later, clearTimeout: forget } = globalThis;
const since = performance.now.bind(performance);
const pending = new Map();
let leapt = 0;
performance.now = () => since() + leapt;
const uptime = process.uptime.bind(process);
process.uptime = () => uptime() + leapt / 1000;
globalThis.setTimeout = Object.assign((task, ms = 0, ...rest) => {
  const timer = later(() => {
    pending.delete(timer);
    task(...rest);
  }, ms);
  pending.set(timer, { due: performance.now() + ms, task: () => task(...rest) });
  return timer;
}, later);
globalThis.clearTimeout = (timer) => {
  pending.delete(timer);
  forget(timer);
};
AbortSignal.timeout = (ms) => {
  const late = new AbortController();
  globalThis.setTimeout(() => late.abort(new DOMException('late', 'TimeoutError')), ms).unref();
  return late.signal;
};
process.on('SIGUSR2', () => {
  leapt += Number(leap);
  const over = [...pending].filter(([, { due }]) => due <= performance.now()).sort(([, a], [, b]) => a.due - b.due);
  for (const [timer, { task }] of over) {
    if (!pending.delete(timer)) continue;
    forget(timer);
    task();
  }
});
