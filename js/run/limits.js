// How long a run may take, and what ends it early: its time is over, or somebody interrupts it.
//
// The step under way is cut; the core is told once, and may then still clean up for a short while.

import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const DEFAULT_MS = 5 * 60_000;
/** What cleaning up may take after the time was over. */
const CLEANUP_MS = 30_000;
/** A runner sends SIGTERM 7.5 s after SIGINT, and kills 2.5 s later. */
const INTERRUPTED_MS = 6_500;
/** An effect that is under way when we are interrupted may end by itself: its outcome is then known. */
const GRACE_MS = 3_000;

/** A clock that never goes back, in milliseconds: `performance` would be loaded for it. */
const uptime = () => process.uptime() * 1000;

/** @typedef {{why: 'timeout' | 'signal', detail: string}} Stop */

export class Limits {
  #until;
  #timeoutMs;
  #now;
  #step = new AbortController();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #harmless = true;
  #interrupted = false;
  /** @type {Stop | null} */
  #told = null;

  /** @param {{timeoutMs?: number, now?: () => number}} [options] `now`: a clock in milliseconds that never goes back */
  constructor({ timeoutMs = DEFAULT_MS, now = uptime } = {}) {
    this.#timeoutMs = timeoutMs;
    this.#now = now;
    this.#until = now() + timeoutMs;
  }

  /** Aborted when what is under way has to end. */
  get signal() {
    return this.#step.signal;
  }

  /** Milliseconds left. */
  left() {
    return Math.max(0, this.#until - this.#now());
  }

  /**
   * A step begins.
   * @param {boolean} harmless whether nothing is lost by cutting it at once
   */
  begin(harmless) {
    this.#step = new AbortController();
    this.#harmless = harmless;
    this.#cutIn(this.left());
    return this.#step.signal;
  }

  /** The step has ended. */
  end() {
    clearTimeout(this.#timer);
  }

  /**
   * Waits, unless the run is stopped meanwhile.
   * @param {number} ms
   * @param {boolean} counted whether it is part of the run's own time
   */
  async pause(ms, counted) {
    if (ms <= 0) return;
    const before = this.#now();
    if (!counted) this.#until += ms;
    const signal = this.begin(true);
    await sleep(ms, undefined, { signal }).catch(() => {});
    this.end();
    // A wait that was cut short gives back what it did not use.
    if (!counted) this.#until -= Math.max(0, ms - (this.#now() - before));
  }

  /**
   * Somebody interrupts us. The second time there is nothing more to wait for.
   * @returns {boolean} whether the run comes to its end by itself
   */
  interrupt() {
    if (this.#interrupted) return false;
    this.#interrupted = true;
    this.#until = Math.min(this.#until, this.#now() + INTERRUPTED_MS);
    this.#cutIn(this.#harmless ? 0 : GRACE_MS);
    return true;
  }

  /** Whether somebody interrupted the run. */
  get interrupted() {
    return this.#interrupted;
  }

  /** Whether the run has to stop, and the core has not been told. */
  get due() {
    return this.#told === null && (this.#interrupted || this.left() === 0);
  }

  /** Whether even the time for cleaning up is over. */
  get spent() {
    return this.#told !== null && this.left() === 0;
  }

  /**
   * What the core has to be told, once, and again when it cannot even clean up any more; null: nothing.
   * @returns {Stop | null}
   */
  stop() {
    if (this.spent) return this.#told;
    if (!this.due) return null;
    if (!this.#interrupted) this.#until = this.#now() + CLEANUP_MS;
    this.#told = this.#interrupted ? { why: 'signal', detail: 'SIGINT' } : { why: 'timeout', detail: duration(this.#timeoutMs) };
    return this.#told;
  }

  /** @param {number} ms */
  #cutIn(ms) {
    clearTimeout(this.#timer);
    const step = this.#step;
    // Timers are a little early at times; then nothing would be over yet.
    this.#timer = setTimeout(() => step.abort(), Math.ceil(ms) + 2).unref();
  }
}

/**
 * `5m`, `1h30m`, `2.5s`.
 * @param {number} ms
 */
export function duration(ms) {
  const seconds = ms / 1000;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return [hours && `${hours}h`, minutes && `${minutes}m`, (rest || seconds === 0) && `${rest}s`].filter(Boolean).join('');
}
