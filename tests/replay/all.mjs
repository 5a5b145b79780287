// Writes the model's walks down and replays them, in a few processes at once.

import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { scratch } from '../../scripts/scratch.mjs';
import { must } from '../scenarios/harness/process.mjs';

/** @typedef {import('./trace.d.ts').Trace} Trace */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));
const TEST = 'traces::random_walks_are_written_down';
/** Building the model checker may come first. */
const BUILD_MS = 15 * 60_000;
const MOST_WORKERS = 8;

/**
 * @param {number} first @param {number} count
 * @returns {Promise<Trace[]>}
 */
export async function walks(first, count) {
  const dir = mkdtempSync(join(tmpdir(), 'walks-'));
  try {
    const file = join(dir, 'walks.jsonl');
    const env = /** @type {Record<string, string>} */ ({ ...process.env, PROTOCOL_TRACES: file, PROTOCOL_TRACES_SEEDS: `${first}..${first + count}` });
    await must('cargo', ['test', '--locked', '--quiet', '--test', 'protocol', '--', '--exact', TEST], { cwd: ROOT, env, limitMs: BUILD_MS });
    return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * @param {Trace[]} traces
 * @param {(failure: string | null) => void} [tell] after each
 * @returns {Promise<string[]>} what failed
 */
export async function replayAll(traces, tell = () => {}) {
  const waiting = [...traces];
  /** @type {string[]} */
  const failures = [];
  const workers = Math.min(availableParallelism() + 1, MOST_WORKERS, traces.length);
  await Promise.all(Array.from({ length: workers }, () => work(waiting, (failure) => {
    if (failure !== null) failures.push(failure);
    tell(failure);
  })));
  return failures;
}

/** @param {Trace[]} waiting @param {(failure: string | null) => void} tell */
function work(waiting, tell) {
  return new Promise((resolve, reject) => {
    const child = fork(WORKER, { env: { ...process.env, TMPDIR: scratch() }, execArgv: [] });
    const next = () => {
      const trace = waiting.shift();
      if (trace) child.send(trace);
      else child.disconnect();
    };
    child.on('message', (/** @type {{failure: string | null}} */ { failure }) => {
      tell(failure);
      next();
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => (code === 0 ? resolve(undefined) : reject(new Error(`a worker ended with ${code ?? signal}`))));
    next();
  });
}
