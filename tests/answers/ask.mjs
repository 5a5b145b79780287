// Asks one row of the tables, and writes down what it is answered with as a reader meets it.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { failureLines } from '../../js/say/report.js';
import { snapshot } from '../scenarios/harness/clone.mjs';
import { DIST, runAction, runCli } from '../scenarios/harness/program.mjs';
import { Sandbox } from '../scenarios/harness/sandbox.mjs';

/** @typedef {import('../scenarios/harness/remote.mjs').CommitSpec} CommitSpec */
/** @typedef {import('../scenarios/harness/remote.mjs').Content} Content */
/** @typedef {import('../scenarios/harness/program.mjs').Ran} Ran */
/** @typedef {{cwd: string, env?: Record<string, string | undefined>, node?: string[]}} Place where a command is run, and with what */

/**
 * @typedef {object} Row
 * @property {string} code the code it is to be answered with
 * @property {string} name
 * @property {Record<string, Content> | CommitSpec[] | ((box: Sandbox) => Promise<Place> | Place)} [world] a commit's files, a
 *   history, or what builds a place; the first two are a remote, and the command is run in a clone of it
 * @property {string[]} [run] arguments of the command line
 * @property {Record<string, string>} [act] inputs of the action
 * @property {[string, ...unknown[]]} [call] a function of the npm package and its arguments
 * @property {() => unknown} [throws] what a program that uses the package does; its own text says what
 * @property {Record<string, string | undefined>} [env]
 * @property {(json: any, ran: Ran) => import('../../js/types.js').Failure | undefined} [shows] what of the result is the
 *   answer, where the run does not fail by it
 * @property {boolean} [changes] the run changes something before it fails, as it should
 * @property {boolean} [gits] what is quoted in it are git's own words, or Node's
 */

/** @param {string} code @param {string} name @param {Row['world']} world @param {string | string[]} run @param {Partial<Row>} [more] @returns {Row} */
export const row = (code, name, world, run, more) => ({ code, name, world, run: typeof run === 'string' ? run.split(' ') : run, ...more });

/** @param {string} code @param {string} name @param {string} call @param {unknown[]} args @returns {Row} */
export const called = (code, name, call, ...args) => ({ code, name, call: [call, ...args] });

/** The build's core, as the shell calls it. */
export const core = await import(pathToFileURL(join(DIST, 'core.mjs')).href);
core.initSync({ module: readFileSync(join(DIST, 'core.wasm')) });

/** A folder with these files, in no repository. @param {Record<string, string | Buffer>} files @returns {(box: Sandbox) => Place} */
export const folder = (files) => (box) => {
  const cwd = join(box.dir, 'here');
  mkdirSync(cwd);
  for (const [path, text] of Object.entries(files)) box.write(`here/${path}`, text);
  return { cwd };
};

/** A clone that has fetched nothing yet: all that most commands need. @param {Sandbox} box @param {string} url */
export function bareClone(box, url) {
  const cwd = join(box.dir, 'here');
  for (const path of ['objects', 'refs/heads']) mkdirSync(join(cwd, '.git', path), { recursive: true });
  writeFileSync(join(cwd, '.git', 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(cwd, '.git', 'config'), `[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`);
  return cwd;
}

/** A remote with this history, and a clone with all of it. @param {CommitSpec[]} history @param {string[]} [args] for `git clone` */
export const cloned = (history, args) => async (/** @type {Sandbox} */ box) => {
  const remote = await box.remote(history);
  const clone = await box.clone(remote, { args });
  return { cwd: clone.dir, remote, clone };
};

/** @param {Sandbox} box @param {Row['world']} world @returns {Promise<Place>} */
async function build(box, world = {}) {
  if (typeof world === 'function') return world(box);
  const remote = await box.remote(Array.isArray(world) ? world : [{ files: world }]);
  return { cwd: bareClone(box, remote.dir) };
}

/**
 * What a row is answered with: the command, the failure as it is printed, the exit code.
 * @param {Row} row
 * @returns {Promise<{code: string, text: string}>}
 */
export async function ask(row) {
  if (row.call) return askCore(row.call);
  if (row.throws) return thrown(row.throws, `> ${row.name}`);
  const { box, place } = await stage(row);
  try {
    const before = row.changes ? {} : everything(box);
    const setting = { cwd: place.cwd, node: place.node, env: { ...place.env, ...row.env } };
    const [ran, asked] = row.act ? [await runAction(box, row.act, setting), told(row.act)] : await desk(box, row, setting);
    if (!row.changes) assert.deepEqual(everything(box), before, 'nothing is changed');
    const failure = row.shows ? row.shows(ran.json, ran) : ran.json ?? printed(row.act ? ran.stdout : ran.stderr);
    assert.ok(failure?.code, `no failure:\n${ran.stdout}\n${ran.stderr}`);
    const lines = failureLines(failure).map((line) => `${line}\n`).join('');
    if (!row.shows && !row.act) assert.ok(ran.stderr.includes(lines), `what is printed is not what the JSON says:\n${lines}\n${ran.stderr}`);
    return { code: failure.code, text: plain(`$ ${asked}\n${lines}exit ${ran.code}`, box, row.gits) };
  } finally {
    if (!isShared(row)) await end(box);
  }
}

/** Places that no row changes, which all rows with that same world are asked in. @type {Map<Row['world'], Promise<{box: Sandbox, place: Place}>>} */
const shared = new Map();
/** @param {Pick<Row, 'world' | 'changes'>} row */
const isShared = ({ world, changes }) => !changes && world !== undefined;

/** The place of a row. @param {Pick<Row, 'world' | 'changes'>} row */
function stage({ world, changes }) {
  const made = async () => {
    const box = new Sandbox();
    return { box, place: await build(box, world) };
  };
  if (!isShared({ world, changes })) return made();
  const there = shared.get(world) ?? made();
  shared.set(world, there);
  return there;
}

/** @param {Sandbox} box */
async function end(box) {
  await box.close();
  box.remove();
}

/** Takes the places away. */
export async function endAll() {
  for (const made of shared.values()) await end((await made).box);
}

/** @param {Sandbox} box @param {Row} row @param {import('../scenarios/harness/program.mjs').Setting} setting @returns {Promise<[Ran, string]>} */
async function desk(box, { run = [] }, setting) {
  const args = run.includes('--no-json') ? run.filter((word) => word !== '--no-json') : [...run, '--json'];
  const words = run.filter((word) => word !== '--no-json').map((word) => (/^[\w./=:@+,-]+$/.test(word) ? word : `'${word}'`));
  return [await runCli(box, args, setting), `version-first ${words.join(' ')}`];
}

/** @param {Record<string, string>} inputs */
function told(inputs) {
  return `action ${Object.entries(inputs).map(([name, value]) => `${name}=${value}`).join(' ')}`.trim();
}

/** All but git's objects: servers make some when they are asked. @param {Sandbox} box */
function everything(box) {
  return snapshot(box.dir, (path) => !/^(tmp|runner-.*|.*\.log)$|\/objects$/.test(path));
}

/** @param {[string, ...unknown[]]} call */
function askCore([name, ...args]) {
  const short = args.map((arg) => JSON.stringify(arg)).join(', ');
  return thrown(() => core[name](...args), `> ${name}(${short.length > 300 ? `${short.slice(0, 300)} …` : short})`);
}

/** @param {() => unknown} does @param {string} asked @returns {Promise<{code: string, text: string}>} */
async function thrown(does, asked) {
  /** @type {unknown} */
  let result;
  try {
    result = await does();
  } catch (error) {
    const failure = /** @type {import('../../js/types.js').Failure} */ (error);
    if (!failure.code || !failure.message) throw error;
    return { code: failure.code, text: `${asked}\n${failureLines(failure).join('\n')}` };
  }
  assert.fail(`no failure: ${JSON.stringify(result)}`);
}

/** Wrong usage has no JSON. @param {string} stderr @returns {import('../../js/types.js').Failure | undefined} */
function printed(stderr) {
  const found = /^(?:error|warning)\[([a-z-]+)\]: (.*)$/m.exec(stderr);
  if (!found) return undefined;
  const nextSteps = [...stderr.slice(found.index).matchAll(/^ {2}next: (.*)$/gm)].map(([, step = '']) => step);
  return { code: found[1] ?? '', message: found[2] ?? '', nextSteps };
}

/** Without what is another one in each run. @param {string} text @param {Sandbox} box @param {boolean} [gits] */
function plain(text, box, gits) {
  const same = text
    .replaceAll(box.dir, '/work')
    // Git's words, by where a file system ends.
    .replace(/\(or any parent up to mount point [^)]*\)/g, '(or any of the parent directories): .git')
    .replace(/\b[0-9a-f]{40}\b/g, 'OID')
    .replace(/127\.0\.0\.1:\d+/g, 'server')
    .replaceAll(process.execPath, 'node')
    .replaceAll(DIST, 'dist')
    .replace(/\/work\/tmp\/run-\w+/g, '/work/tmp');
  return gits ? same.replace(/(: )`?(?:fatal|error|remote|E[A-Z]+): .*$/m, '$1(their words)') : same;
}

