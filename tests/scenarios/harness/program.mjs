// Runs the committed program as a user or a runner does, and holds every run to what is true of all of them.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { exec } from './process.mjs';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** The programs under test; those of another build to compare with it. */
export const DIST = process.env.VERSION_FIRST_DIST ?? join(ROOT, 'dist');
export const CLI = join(DIST, 'cli.js');
const ACTION = join(DIST, 'action.js');
/** Options for node that let the program's own waits pass quickly. */
export const HURRIED = ['--require', fileURLToPath(new URL('hurried.cjs', import.meta.url))];
/** And its limits: for servers that never answer. */
export const IMPATIENT = ['--require', fileURLToPath(new URL('impatient.cjs', import.meta.url))];

/**
 * @typedef {object} Setting
 * @property {string} [cwd]
 * @property {Record<string, string | undefined>} [env] undefined takes a variable away
 * @property {string[]} [node] options for node itself
 * @property {boolean} [killed] the run is meant to die: what it leaves in the temporary folder is not held against it
 * @property {boolean} [keeps] it was asked to leave something in the temporary folder
 * @property {number} [limitMs]
 */

/**
 * @typedef {Awaited<ReturnType<typeof exec>> & {json?: any, outputs?: Record<string, string>, summary?: string, state?: Record<string, string>}} Ran
 */

/**
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {string[]} args
 * @param {Setting} setting
 * @returns {Promise<Ran>}
 */
export async function runCli(box, args, setting) {
  const tmp = box.newTmp();
  const ran = await start(box, CLI, args, { ...setting, env: { ...temporary(tmp), ...setting.env } });
  check(box, ran, setting, tmp);
  if (args.includes('--json') && (ran.code !== 2 || ran.stdout) && !setting.killed) return { ...ran, json: JSON.parse(ran.stdout) };
  return ran;
}

/**
 * The action with the defaults of its `action.yml`, its files, and a runner's variables.
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {Record<string, string>} inputs
 * @param {Setting} setting
 * @returns {Promise<Ran>}
 */
export async function runAction(box, inputs, { env = {}, ...setting }) {
  const files = join(box.dir, `runner-${Math.random().toString(36).slice(2)}`);
  mkdirSync(files);
  const tmp = box.newTmp();
  const [output, summary, state] = ['output', 'summary', 'state'].map((name) => join(files, name));
  for (const file of [output, summary, state]) writeFileSync(file, '');
  const given = Object.entries({ ...defaults(), ...inputs });
  const ran = await start(box, ACTION, [], {
    ...setting,
    env: {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: setting.cwd,
      GITHUB_RUN_ID: '4711',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_STATE: state,
      ...temporary(tmp),
      RUNNER_TEMP: tmp,
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...env,
    },
  });
  // What the action itself says to the runner: one mask, at most one annotation.
  const ours = /^::(add-mask::.*|(error|warning) title=version-first(%3A|:) [a-z0-9-]+(,[a-zA-Z]+=[^,:]*)*::.*)$/;
  const lines = ran.stdout.split('\n');
  const deliberate = lines.filter((line) => ours.test(line));
  assert.ok(deliberate.filter((line) => /^::(error|warning)/.test(line)).length <= 1, 'more than one annotation');
  check(box, { ...ran, stdout: lines.filter((line) => !ours.test(line)).join('\n') }, setting, tmp);
  const outputs = readOutputs(readFileSync(output, 'utf8'));
  const kept = { outputs, summary: readFileSync(summary, 'utf8'), state: readOutputs(readFileSync(state, 'utf8')) };
  return { ...ran, ...kept, json: JSON.parse(outputs.json ?? 'null') };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {string} program
 * @param {string[]} args
 * @param {Setting} setting
 */
function start(box, program, args, { cwd, env = {}, node = [], limitMs }) {
  const all = Object.entries({ ...box.env, ...env }).filter(([, value]) => value !== undefined);
  return exec(process.execPath, [...node, program, ...args], { cwd, env: Object.fromEntries(all), limitMs });
}

/**
 * True of every run: nothing it prints is an order to a runner or a terminal, no secret is seen, nothing stays behind.
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {Ran} ran
 * @param {Setting} setting
 * @param {string} tmp
 */
function check(box, ran, setting, tmp) {
  const streams = { stdout: ran.stdout, stderr: ran.stderr };
  for (const [name, text] of Object.entries(streams)) {
    for (const line of text.split(/[\n\r]/)) assert.ok(!line.trim().startsWith('::'), `a runner's order on ${name}: ${line}`);
    assert.ok(!text.includes('##['), `a runner's order on ${name}: ${text}`);
    assert.ok(!text.includes('\x1b'), `an escape sequence on ${name}: ${JSON.stringify(text)}`);
    for (const secret of box.secrets) assert.ok(!text.includes(secret), `a secret on ${name}`);
    assert.ok(!/\n\s+at .*\.js:\d+/.test(text), `a stack trace on ${name}: ${text}`);
  }
  if (!setting.killed) {
    assert.notEqual(ran.code, null, `killed by ${ran.signal}\n${ran.stdout}${ran.stderr}`);
    if (!setting.keeps) assert.deepEqual(readdirSync(tmp), [], 'left in the temporary folder');
  }
}

/** As Unix calls it, and as Windows does. @param {string} folder */
function temporary(folder) {
  return process.platform === 'win32' ? { TEMP: folder, TMP: folder } : { TMPDIR: folder };
}

/** The inputs' defaults, as the runner takes them from action.yml. */
function defaults() {
  const text = readFileSync(join(ROOT, 'action.yml'), 'utf8');
  const inputs = text.slice(text.indexOf('\ninputs:'), text.indexOf('\noutputs:'));
  const found = inputs.matchAll(/^ {2}([a-z-]+):\n(?: {4}.*\n)*? {4}default: (.*)$/gm);
  const plain = [...found].map(([, name = '', value = '']) => [name, value.replace(/^'(.*)'$/, '$1')]);
  return Object.fromEntries(plain.filter(([, value]) => value !== '${{ github.token }}'));
}

/** @param {string} text the file a runner reads: `name<<mark`, lines, `mark` */
function readOutputs(text) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n?\2$/gm)) found[name] = value;
  return found;
}

