// Child processes: started, waited for, never left behind.

import { spawn } from 'node:child_process';

/** Longer than any step of a scenario takes; a test that hangs says which command did. */
const LIMIT_MS = 60_000;

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string>, input?: string | Buffer, limitMs?: number}} [options]
 * @returns {Promise<{code: number | null, signal: string | null, stdout: string, stderr: string, bytes: Buffer, ms: number}>}
 */
export function exec(command, args, { cwd, env, input = '', limitMs = LIMIT_MS } = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { cwd, env, timeout: limitMs, killSignal: 'SIGKILL' });
    const out = [];
    const err = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const bytes = Buffer.concat(out);
      const ms = performance.now() - started;
      resolve({ code, signal, stdout: bytes.toString(), stderr: Buffer.concat(err).toString(), bytes, ms });
    });
  });
}

/** The same, but it must succeed. @type {(...args: Parameters<typeof exec>) => Promise<string>} */
export async function must(command, args, options) {
  const { code, signal, stdout, stderr } = await exec(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}\n${stdout}${stderr}`);
  return stdout;
}
