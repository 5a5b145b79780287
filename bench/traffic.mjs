// What a release moves over the wire from a shallow clone, beside what `fetch-depth: 0` moves: over real HTTP, each byte counted.

import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../scripts/lib.mjs';
import { demandReleased, git, makeRemote } from './scene.mjs';
import { serve } from './server.mjs';

const exec = promisify(execFile);
const cli = join(root, 'dist', 'cli.js');

/** @typedef {{commits: number, tags: number, checkout: number, release: number, listed: number, requests: number, whole: number}} Moved */

/** Text that hardly compresses, another one each time: as long as an ordinary source file's change. @param {number} bytes */
export function heavy(bytes) {
  let state = 1;
  return () => {
    const text = Buffer.alloc(bytes);
    for (let at = 0; at < bytes; at += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      text[at] = at % 64 === 63 ? 10 : 97 + ((state >>> 16) % 26);
    }
    return text;
  };
}

/**
 * @param {string} work @param {Record<string, string>} env @param {{commits: number, tags: number, bytes: number}} shape
 * @param {Record<string, string>} [ours] what the release alone is told besides
 * @returns {Promise<Moved>}
 */
export async function moved(work, env, { commits, tags, bytes }, ours = {}) {
  const dir = join(work, `traffic-${commits}`);
  mkdirSync(dir, { recursive: true });
  const remote = join(dir, 'remote.git');
  const patch = makeRemote(env, remote, { commits, tags, content: heavy(bytes), files: 300 });
  // As hostings do.
  for (const setting of ['http.receivepack', 'uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant']) git(env, remote, ['config', setting, 'true']);
  git(env, remote, ['pack-refs', '--all']);
  const server = await serve(dir, env);
  const bytesOf = (/** @type {import('./server.mjs').Traffic} */ { received, sent }) => received + sent;
  const fetched = async (/** @type {string} */ name, /** @type {string[]} */ args) => {
    const clone = join(dir, name);
    await exec('git', ['init', '-q', '-b', 'main', clone], { env });
    await exec('git', ['remote', 'add', 'origin', server.url('remote.git')], { cwd: clone, env });
    // As actions/checkout fetches.
    await exec('git', ['-c', 'protocol.version=2', 'fetch', '-q', '--prune', '--no-recurse-submodules', ...args], { cwd: clone, env, maxBuffer: 1 << 26 });
    return clone;
  };
  try {
    server.taken();
    rmSync(await fetched('whole', ['origin', '+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*']), { recursive: true });
    const whole = bytesOf(server.taken());
    const clone = await fetched('shallow', ['--no-tags', '--depth=1', 'origin', '+refs/heads/main:refs/remotes/origin/main']);
    await exec('git', ['checkout', '-q', '-B', 'main', 'refs/remotes/origin/main'], { cwd: clone, env });
    const checkout = bytesOf(server.taken());
    await exec(process.execPath, [cli, 'release'], { cwd: clone, env: { ...env, ...ours } });
    const traffic = server.taken();
    demandReleased(env, remote, `0.1.${patch + 1}`);
    return { commits, tags, checkout, release: bytesOf(traffic), listed: traffic.listed, requests: traffic.requests, whole };
  } finally {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
