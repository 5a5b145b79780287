// One folder for each scenario: a home, settings, a temporary folder, and the repositories built in it. Nothing of the
// machine's own git settings, and nothing of a runner's variables, reaches what is started here.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { Clone } from './clone.mjs';
import { must } from './process.mjs';
import { CLI } from './program.mjs';
import { Remote } from './remote.mjs';

/** Without these no program starts there, and no socket opens. */
const WINDOWS = Object.fromEntries(['SystemRoot', 'ComSpec', 'PATHEXT'].flatMap((name) => (process.platform === 'win32' && process.env[name] ? [[name, process.env[name]]] : [])));

export const ANN = { name: 'Ann Author', email: 'ann@example.com' };

/**
 * A test with a sandbox of its own, removed afterwards.
 * @param {string} name
 * @param {(box: Sandbox, context: import('node:test').TestContext) => Promise<void>} body
 * @param {import('node:test').TestOptions} [options]
 */
export function scenario(name, body, options = {}) {
  return test(name, { timeout: 120_000, ...options }, async (context) => {
    const box = new Sandbox();
    try {
      await body(box, context);
      await box.close();
    } catch (error) {
      context.diagnostic(`in ${box.dir}`);
      throw error;
    } finally {
      // What a closer has to say after a failure would hide the failure.
      await box.close().catch(() => {});
      box.remove();
    }
  });
}

export class Sandbox {
  /** @type {(() => unknown)[]} what to shut down afterwards */
  closers = [];
  /** @type {string[]} texts that must never be seen outside their place */
  secrets = [];
  /** The program, for scripts. */
  cli = CLI;
  #clones = 0;
  #remotes = 0;

  constructor() {
    this.dir = realpathSync(mkdtempSync(join(tmpdir(), 'scenario-')));
    this.tmp = join(this.dir, 'tmp');
    this.home = join(this.dir, 'home');
    for (const folder of [this.tmp, this.home]) mkdirSync(folder);
    this.settings(`[user]\n\tname = ${ANN.name}\n\temail = ${ANN.email}\n`);
  }

  /** The user's global git settings. @param {string} text */
  settings(text) {
    writeFileSync(join(this.home, 'gitconfig'), text);
  }

  /** @param {string} path @param {string | Buffer} content @param {number} [mode] */
  write(path, content, mode = 0o644) {
    const file = join(this.dir, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
    return file;
  }

  /** @param {string} path */
  read(path) {
    return readFileSync(join(this.dir, path), 'utf8');
  }

  /** Shuts down what was started here, all of it, and throws the first complaint. */
  async close() {
    const results = [];
    for (const close of this.closers.splice(0)) results.push(...(await Promise.allSettled([(async () => close())()])));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  remove() {
    if (!process.env.KEEP_SANDBOX) rmSync(this.dir, { recursive: true, force: true });
  }

  /** A temporary folder for one run. */
  newTmp() {
    const dir = mkdtempSync(join(this.tmp, 'run-'));
    chmodSync(dir, 0o777);
    return dir;
  }

  /** What the program under test is given. */
  get env() {
    return {
      PATH: process.env.PATH ?? '',
      ...WINDOWS,
      HOME: this.home,
      LANG: 'C.UTF-8',
      GIT_CONFIG_GLOBAL: join(this.home, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
    };
  }

  /** What the scenario's own git commands are given: no hooks, no signing, no settings but these. */
  get fixtureEnv() {
    const who = { GIT_AUTHOR_NAME: 'Fix Ture', GIT_AUTHOR_EMAIL: 'fix@example.com' };
    return {
      ...this.env,
      ...who,
      GIT_COMMITTER_NAME: who.GIT_AUTHOR_NAME,
      GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_COUNT: '3',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_CONFIG_KEY_1: 'core.hooksPath',
      GIT_CONFIG_VALUE_1: '/dev/null',
      GIT_CONFIG_KEY_2: 'core.fsmonitor',
      GIT_CONFIG_VALUE_2: 'false',
      GIT_OPTIONAL_LOCKS: '0',
    };
  }

  /** @param {string} cwd @param {string[]} args @param {string | Buffer} [input] */
  git(cwd, args, input) {
    return must('git', args, { cwd, env: this.fixtureEnv, input });
  }

  /**
   * A bare repository with this history.
   * @param {import('./remote.mjs').CommitSpec[]} history
   * @param {{branch?: string, format?: string, name?: string}} [options]
   */
  async remote(history, { branch = 'main', format = 'sha1', name = `remote${this.#remotes || ''}.git` } = {}) {
    this.#remotes += 1;
    const remote = new Remote(this, join(this.dir, name), branch);
    await this.git(this.dir, ['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, `--initial-branch=${branch}`, name]);
    if (history.length > 0) await remote.write(history);
    return remote;
  }

  /**
   * @param {Remote} remote
   * @param {{args?: string[], url?: string}} [options] `url`: how this clone reaches the remote
   */
  async clone(remote, { args = [], url = remote.dir } = {}) {
    this.#clones += 1;
    const dir = join(this.dir, `clone-${this.#clones}`);
    await this.git(this.dir, ['clone', '--quiet', '--template=', '--no-hardlinks', ...args, url, dir]);
    return new Clone(this, dir);
  }
}
