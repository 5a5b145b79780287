// A copy of the crate, to break, to build and to ask.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Complaint, cleanEnv, root } from '../lib.mjs';

/** @typedef {{name: string, run: string[], milliseconds: number}} Check one test, in a process of its own */

/**
 * What is built and asked together. Most mutations are found by the first, which is built in a moment; the model check
 * has to be fast instead.
 * @typedef {{names: string[], optimised: boolean}} Stage
 */

/** @type {Stage[]} */
export const stages = [
  { names: ['decisions', 'proposals', 'endings', 'strict', 'iteration'], optimised: false },
  { names: ['refusals', 'protocol'], optimised: true },
];

/** Whether it is one scenario of the model check. @param {Check} check */
export const isModel = ({ run }) => run[0] === 'protocol';

const buildSeconds = 900;
// Slower than this many times its usual time, and a minute, is without end.
export const patience = 12;
export const base = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'mutate');

/** A copy of the crate, with a target directory of its own. */
export class Copy {
  /** @param {number} number */
  constructor(number) {
    this.home = join(base, `copy${number}`);
    this.crate = join(this.home, 'crate');
    this.env = cleanEnv({ CARGO_TARGET_DIR: join(this.home, 'target') });
    // The executables of the copy's last build, by the name of the test.
    /** @type {Map<string, string>} */
    this.programs = new Map();
    rmSync(this.crate, { recursive: true, force: true });
    mkdirSync(this.crate, { recursive: true });
    for (const part of ['Cargo.toml', 'Cargo.lock', 'clippy.toml', 'rust-toolchain.toml', 'src', 'wasm', 'tests', 'docs']) {
      try {
        // As new as they are copied: cargo would take what an earlier run built last, mutated, for what these files say.
        cpSync(join(root, part), join(this.crate, part), { recursive: true });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
    }
  }

  /**
   * @param {string} what is being built, for the complaint
   * @param {Stage} stage
   */
  async build(what, { names, optimised }) {
    const targets = names.flatMap((name) => ['--test', name]);
    const profile = ['debug=false', `opt-level=${Number(optimised)}`].flatMap((line) => ['--config', `profile.test.${line}`]);
    const flags = ['--no-run', '--message-format=json-render-diagnostics', ...profile];
    const { code, output } = await ended('cargo', ['test', ...flags, ...targets], buildSeconds, this);
    const lines = output.split('\n');
    const told = lines.filter((text) => !text.startsWith('{')).join('\n');
    if (code === undefined) throw new Complaint(`${what}: it was not built within ${buildSeconds} s\n${told}`);
    if (code !== 0) throw new Complaint(`${what}: it does not compile\n${told}`);
    for (const line of lines.filter((text) => text.startsWith('{'))) {
      const { target, executable } = JSON.parse(line);
      if (executable) this.programs.set(target.name, executable);
    }
  }

  /**
   * Every test, in the order of the stages.
   * @returns {Promise<Check[]>}
   */
  async checks() {
    // How fast something is says nothing about a rule.
    const checks = stages.flatMap(({ names }) => names).map((name) => ({ name, run: [name, '--skip', 'in_milliseconds'], milliseconds: 0 }));
    const model = checks.pop();
    const { output } = await ended(this.program('protocol'), ['--list'], 60, this);
    for (const [, test] of output.matchAll(/^(\S+): test$/gm)) {
      checks.push({ name: `${model?.name} ${test}`, run: ['protocol', '--exact', test], milliseconds: 0 });
    }
    return checks;
  }

  /** @param {string} name */
  program(name) {
    const found = this.programs.get(name);
    if (found === undefined) throw new Complaint(`cargo built no test called ${name}`);
    return found;
  }

  /**
   * Runs one test. Nothing: it does not object.
   * @param {Check} check
   */
  async objection(check) {
    const [program, ...args] = check.run;
    const limit = Math.ceil((check.milliseconds * patience) / 1000) + 60;
    const { code, output } = await ended(this.program(program), args, limit, this);
    if (code === 0) return undefined;
    return code === undefined ? { by: check.name, says: 'it never ends' } : inShort(check, output);
  }
}

/**
 * Runs a program to its end, or to the end of its time: then there is no code.
 * @param {string} program
 * @param {string[]} args
 * @param {number} seconds
 * @param {Copy} copy
 * @returns {Promise<{code: number | undefined, output: string}>}
 */
function ended(program, args, seconds, copy) {
  return new Promise((done, fail) => {
    let output = '';
    let late = false;
    const child = spawn(program, args, { cwd: copy.crate, env: copy.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, seconds * 1000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', fail);
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ code: late ? undefined : (code ?? 1), output });
    });
  });
}

/**
 * Who objected, and the first words of why.
 * @param {Check} check
 * @param {string} output
 */
function inShort(check, output) {
  const [, test = '', said = ''] = /^thread '([^']+)'.* panicked at [^\n]*\n([^\n]*)/m.exec(output) ?? [];
  const by = isModel(check) ? check.name : `${check.name} ${test}`;
  const left = /^ +left: (.*)$/m.exec(output)?.[1] ?? '';
  // Of a table's row, its name is enough; of a walk through a model, the broken promise.
  const row = said.replace(/^assertion [^:]*:? ?/, '').split(/: (?=\[|Some|None)/)[0];
  const says = said.startsWith('assertion') ? [row, left].filter(Boolean).join(' → ') : said;
  return { by, says: says.trim().slice(0, 160) || output.trim().split('\n').at(-1)?.slice(0, 160) || 'it died' };
}
