// `npm run bench:quick`: counts alone, which no busy machine changes. CI fails where one of them exceeds bench/limits.json:
// git processes, requests, bytes over the wire, bytes of dist/. A limit is raised on purpose, by hand, in a commit that says why.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Complaint, isMain, root, runMain } from '../scripts/lib.mjs';
import { bareEnv } from './scene.mjs';
import { moved } from './traffic.mjs';

/** @typedef {Record<string, number>} Counts */

/**
 * One release from depth 1 over HTTP: every git process that was started, by git's own trace.
 * @param {string} work @returns {Promise<Counts>}
 */
async function counted(work) {
  const trace = join(work, 'trace');
  mkdirSync(trace);
  // Only version-first's own processes are traced: those of the scene are started without it.
  const env = bareEnv(work);
  const { release, requests } = await moved(work, env, { commits: 300, tags: 30, bytes: 200 }, { GIT_TRACE2_EVENT: trace });
  const sessions = readdirSync(trace).map((name) => JSON.parse(readFileSync(join(trace, name), 'utf8').split('\n', 1)[0] ?? '{}'));
  const own = sessions.filter(({ sid }) => !String(sid).includes('/'));
  return { 'git processes we start': own.length, 'git processes in all': sessions.length, requests, 'bytes over the wire': release };
}

/** @returns {Counts} */
function sizes() {
  const dist = join(root, 'dist');
  const sum = readdirSync(dist).reduce((all, name) => all + statSync(join(dist, name)).size, 0);
  return { 'bytes of dist/core.wasm': statSync(join(dist, 'core.wasm')).size, 'bytes of dist/ in all': sum };
}

/** @param {Counts} counts @param {Counts} limits @returns {string[]} what is too much */
export function excesses(counts, limits) {
  const unknown = Object.keys(limits).filter((what) => !(what in counts)).map((what) => `bench/limits.json limits \`${what}\`, which nobody counts`);
  const over = Object.entries(counts).flatMap(([what, count]) => {
    const limit = limits[what];
    if (limit === undefined) return [`bench/limits.json has no limit for \`${what}\` (it is ${count})`];
    return count > limit ? [`${what}: ${count}, at most ${limit} (bench/limits.json)`] : [];
  });
  return [...unknown, ...over];
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    execFileSync('git', ['--version']);
    const work = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      const counts = { ...(await counted(work)), ...sizes() };
      /** @type {Counts} */
      const limits = JSON.parse(readFileSync(join(root, 'bench', 'limits.json'), 'utf8'));
      for (const [what, count] of Object.entries(counts)) console.log(`${what.padEnd(26)} ${String(count).padStart(9)}   at most ${limits[what] ?? '?'}`);
      const found = excesses(counts, limits);
      if (found.length > 0) throw new Complaint(found.join('\n'));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}
