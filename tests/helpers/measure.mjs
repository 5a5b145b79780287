// Measuring on a machine that does other things as well: rounds in which both sides run, ratios within a round, medians.

import { spawnSync } from 'node:child_process';

/** @typedef {{program: string, args: string[], cwd?: string, env?: Record<string, string>, code?: number}} Command */

/** Milliseconds of one run, from start to exit. @param {Command} command */
export function time({ program, args, cwd, env, code = 0 }) {
  const before = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(program, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  const after = process.hrtime.bigint();
  if (error) throw error;
  if (status !== code) throw new Error(`\`${program} ${args.join(' ')}\` ended with ${status}: ${stderr}`);
  return Number(after - before) / 1e6;
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/**
 * Runs both sides in turn; who comes first changes from round to round.
 * @param {{rounds: number, ours: () => number, theirs: () => number}} what
 */
export function sideBySide({ rounds, ours, theirs }) {
  /** @type {{ours: number, theirs: number}[]} */
  const seen = [];
  // One round to warm the disk's cache; it does not count.
  for (let round = -1; round < rounds; round += 1) {
    const first = round % 2 === 0 ? ours() : theirs();
    const second = round % 2 === 0 ? theirs() : ours();
    if (round >= 0) seen.push(round % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  return {
    ours: median(seen.map((round) => round.ours)),
    theirs: median(seen.map((round) => round.theirs)),
    ratio: median(seen.map((round) => round.ours / round.theirs)),
  };
}
