// A runner (act) on a checkout of this project, and the stand-in GitHub as a process of its own beside it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { tool } from '../../scripts/tools.mjs';
import { exec } from '../scenarios/harness/process.mjs';
import { ROOT } from '../scenarios/harness/program.mjs';
import { TOKEN } from '../standin/index.mjs';

const STANDIN = fileURLToPath(new URL('../standin/main.mjs', import.meta.url));
const WORKFLOW = fileURLToPath(new URL('release.yml', import.meta.url));
const SCENE = 'acme/tool';
/** What `uses: ./` reads. */
const ACTION = ['action.yml', 'package.json', 'dist'];

/**
 * The stand-in, by itself. People act on it by `people('merge', 1, 'squash')`.
 * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {import('../scenarios/harness/remote.mjs').Remote} remote
 * @param {string[]} args
 */
export async function standIn(box, remote, args) {
  const child = spawn(process.execPath, [STANDIN, '--repo', remote.dir, '--name', SCENE, ...args], { env: { ...box.env, TMPDIR: box.tmp }, stdio: ['ignore', 'pipe', 'pipe'] });
  box.closers.push(() => child.kill('SIGKILL'));
  const complaints = /** @type {Buffer[]} */ ([]);
  child.stderr.on('data', (chunk) => complaints.push(chunk));
  const [line] = await once(child.stdout, 'data');
  const { origin, env } = JSON.parse(String(line));
  const people = async (/** @type {string} */ act, /** @type {unknown[]} */ ...args_) => {
    const answer = await fetch(`${origin}/_control`, { method: 'POST', body: JSON.stringify({ do: act, args: args_ }) });
    const { result, error } = /** @type {any} */ (await answer.json());
    if (error !== undefined) throw new Error(error);
    return result;
  };
  /** Throws where its contract was violated. */
  const end = async () => {
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`the stand-in ended with ${code}: ${Buffer.concat(complaints)}`);
  };
  return { origin, env, people, end };
}

/**
 * A checkout with the action in it, and the workflow.
 * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 */
export async function checkout(box) {
  const dir = join(box.dir, 'checkout');
  for (const name of ACTION) cpSync(join(ROOT, name), join(dir, name), { recursive: true });
  const workflow = join(dir, '.github', 'workflows', 'release.yml');
  mkdirSync(dirname(workflow), { recursive: true });
  copyFileSync(WORKFLOW, workflow);
  await box.git(box.dir, ['init', '--quiet', '--template=', '--initial-branch=main', 'checkout']);
  await box.git(dir, ['add', '--all']);
  await box.git(dir, ['commit', '--quiet', '-m', 'the action']);
  return dir;
}

/**
 * One run of the workflow.
 * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {string} dir a checkout
 * @param {Record<string, string>} env what points the runner to the server
 * @param {{meanwhile?: (act: number, ended: () => boolean) => Promise<void>, number?: number}} [how]
 * @returns {Promise<{code: number | null, log: string, outcome: string, outputs: Record<string, string>}>}
 */
export async function runWorkflow(box, dir, { GITHUB_API_URL = '', GITHUB_SERVER_URL = '', GITHUB_GRAPHQL_URL = '' }, { meanwhile = async () => {}, number = 1 } = {}) {
  const result = join(box.dir, `result-${number}.json`);
  const secrets = box.write(`secrets-${number}`, `GITHUB_TOKEN=${TOKEN}\n`, 0o600);
  const given = { GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_GRAPHQL_URL, GITHUB_RUN_ID: String(4710 + number), SCENE, RESULT: result };
  const args = ['push', '-P', 'ubuntu-latest=-self-hosted', '-W', '.github/workflows/release.yml', '--no-cache-server', '--secret-file', secrets];
  // A home of its own: it asks nothing, keeps nothing, and meets nobody's git settings.
  const home = join(box.dir, `home-${number}`);
  mkdirSync(home);
  const env = { PATH: `${dirname(process.execPath)}:${box.env.PATH}`, LANG: 'C.UTF-8', HOME: home, XDG_CACHE_HOME: join(home, 'cache'), XDG_CONFIG_HOME: join(home, 'config'), GIT_CONFIG_NOSYSTEM: '1' };
  const child = spawn(tool('act'), [...args, ...Object.entries(given).flatMap(([name, value]) => ['--env', `${name}=${value}`])], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] });
  box.closers.push(() => child.kill('SIGKILL'));
  const log = /** @type {Buffer[]} */ ([]);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(chunk));
  const ended = once(child, 'close');
  await meanwhile(child.pid ?? 0, () => child.exitCode !== null).catch((error) => {
    throw new Error(`${error.message}\n${Buffer.concat(log)}`);
  });
  const [code] = await ended;
  const text = Buffer.concat(log).toString();
  if (!existsSync(result)) throw new Error(`the workflow did not come to its end\n${text}`);
  return { code, log: text, ...JSON.parse(readFileSync(result, 'utf8')) };
}

/** The action's main step, as a process below act. @param {number} act */
export async function mainStep(act) {
  const table = (await exec('ps', ['-A', '-o', 'pid=,ppid=,args='])).stdout.split('\n').map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? []);
  const below = new Set([String(act)]);
  // Parents stand before their children only by chance.
  for (let before = 0; before !== below.size; ) {
    before = below.size;
    for (const [, pid, parent] of table) if (pid && parent && below.has(parent)) below.add(pid);
  }
  const found = table.filter(([, pid, , words]) => pid && below.has(pid) && /node.* \S*dist\/action\.js$/.test(words ?? ''));
  return found.map(([, pid]) => Number(pid));
}

/** The files a runner has left behind. @param {string} dir @returns {string[]} */
export const filesIn = (dir) => readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
