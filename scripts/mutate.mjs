// Takes the rules of docs/protocol.md away, one at a time, and says which test objects.
//
// Each mutation is an exact text of src/ and what replaces it, applied to a copy of the crate. The quick tests are asked
// first, then the model check scenario by scenario, cheapest first; the first one that objects settles it.
//
//   npm run mutate                  every mutation, and the table for docs/mutations.md on standard output
//   npm run mutate -- --write       the same, and the table goes into docs/mutations.md
//   npm run mutate -- --only=16,17  those of these rules, or with these words in their sentence
//   npm run mutate -- --jobs=2      two at a time, each in a copy of its own
//   npm run mutate -- --known       the tests are known to pass, and their times from the last run
//   npm run mutate -- --check       only whether every text is still there, once

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Complaint, cleanEnv, isMain, readIfThere, root, runMain } from './lib.mjs';
import { deciding } from './mutations/deciding.mjs';
import { outcomes } from './mutations/outcomes.mjs';
import { proposing } from './mutations/proposing.mjs';

/**
 * @typedef {object} Mutation
 * @property {number | string} rule of docs/protocol.md
 * @property {string} file
 * @property {string} takes what is taken away, as one sentence
 * @property {string} before found in the file exactly once
 * @property {string} after
 * @property {string} [unseen] why nobody can notice
 */

/** @typedef {{name: string, run: string[], milliseconds: number}} Check one test, in a process of its own */
/** @typedef {{mutation: Mutation, by: string, says: string, seconds: number}} Verdict */

/** @type {Mutation[]} */
export const mutations = [...deciding, ...proposing, ...outcomes];

// What is built and asked together: most mutations are found by the first.
const stages = [
  ['decisions', 'proposals'],
  ['endings', 'refusals', 'strict', 'protocol'],
];
const buildSeconds = 900;
// A test that takes longer is asked only about what no other test has noticed.
const longMilliseconds = 3000;
// Slower than this many times its usual time, and a minute, is without end.
const patience = 12;
const base = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'mutate');

// Every file as it was at the start, so that editing it does not disturb a run.
/** @type {Map<string, string>} */
const originals = new Map();

/** @param {string} file */
function original(file) {
  const known = originals.get(file) ?? readFileSync(join(root, file), 'utf8');
  originals.set(file, known);
  return known;
}

/**
 * The file with the rule taken away.
 * @param {Mutation} mutation
 */
export function mutated({ rule, file, takes, before, after }) {
  const parts = original(file).split(before);
  if (parts.length !== 2) {
    const found = parts.length === 1 ? 'is not there any more' : `is there ${parts.length - 1} times`;
    throw new Complaint(`${file}: the text of "${takes}" (rule ${rule}) ${found}:\n${before}`);
  }
  return parts.join(after);
}

/** A copy of the crate, with a target directory of its own. */
class Copy {
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
    for (const part of ['Cargo.toml', 'Cargo.lock', 'clippy.toml', 'rust-toolchain.toml', 'src', 'tests', 'docs']) {
      try {
        cpSync(join(root, part), join(this.crate, part), { recursive: true, preserveTimestamps: true });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
    }
  }

  /**
   * @param {string} what is being built, for the complaint
   * @param {string[]} names of tests
   */
  async build(what, names) {
    const targets = names.flatMap((name) => ['--test', name]);
    const flags = ['--no-run', '--message-format=json-render-diagnostics', '--config', 'profile.test.debug=false'];
    const { code, output } = await ended('cargo', ['test', ...flags, ...targets], buildSeconds, this);
    const lines = output.split('\n');
    const told = lines.filter((text) => !text.startsWith('{')).join('\n');
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
    const checks = stages.flat().map((name) => ({ name, run: [name], milliseconds: 0 }));
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
  const by = check.run.length > 1 ? check.name : `${check.name} ${test}`;
  const left = /^ +left: (.*)$/m.exec(output)?.[1] ?? '';
  // Of a table's row, its name is enough; of a walk through a model, the broken promise.
  const row = said.replace(/^assertion [^:]*:? ?/, '').split(/: (?=\[|Some|None)/)[0];
  const says = said.startsWith('assertion') ? [row, left].filter(Boolean).join(' → ') : said;
  return { by, says: says.trim().slice(0, 160) || output.trim().split('\n').at(-1)?.slice(0, 160) || 'it died' };
}

/**
 * @param {Copy} copy
 * @param {Mutation} mutation
 * @param {Check[]} checks
 * @returns {Promise<Verdict>}
 */
async function judge(copy, mutation, checks) {
  const started = Date.now();
  const path = join(copy.crate, mutation.file);
  writeFileSync(path, mutated(mutation));
  try {
    for (const names of stages) {
      const asked = checks.filter(({ run }) => names.includes(run[0]));
      if (asked.length > 0) await copy.build(`rule ${mutation.rule}, ${mutation.takes}`, names);
      for (const check of asked) {
        const objection = await copy.objection(check);
        if (objection) return { mutation, ...objection, seconds: (Date.now() - started) / 1000 };
      }
    }
    return { mutation, by: '', says: '', seconds: (Date.now() - started) / 1000 };
  } finally {
    writeFileSync(path, original(mutation.file));
  }
}

/** @param {Pick<Verdict, 'mutation' | 'by' | 'says'>[]} verdicts */
export function table(verdicts) {
  const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|');
  const row = ({ mutation, by, says }) => {
    const who = by ? `\`${by}\`: ${says.replaceAll('`', "'")}` : `nobody: ${mutation.unseen ?? '**to be explained**'}`;
    return `| ${mutation.rule} | ${cell(mutation.takes)} | ${cell(who)} |`;
  };
  return ['| rule | what is taken away | who objects |', '|---|---|---|', ...verdicts.map(row)].join('\n');
}

/**
 * @param {Verdict} verdict
 * @param {boolean} last whether no other test will be asked
 */
function tell({ mutation, by, says, seconds }, last) {
  const nobody = mutation.unseen ? 'nobody, as expected' : last ? 'NOBODY' : 'nobody so far';
  process.stderr.write(`${seconds.toFixed(0).padStart(4)} s  rule ${mutation.rule}, ${mutation.takes}\n`);
  process.stderr.write(`        ${by ? `${by}: ${says}` : nobody}\n`);
}

/** @param {string} rows */
function write(rows) {
  const path = join(root, 'docs', 'mutations.md');
  const text = readFileSync(path, 'utf8');
  const between = /(<!-- table -->\n)[\s\S]*(\n<!-- end of table -->)/;
  if (!between.test(text)) throw new Complaint('docs/mutations.md: expected `<!-- table -->` and `<!-- end of table -->`');
  writeFileSync(path, text.replace(between, (_, start, end) => `${start}\n${rows}\n${end}`));
}

/** @param {string} name @param {string} fallback */
function option(name, fallback) {
  const given = process.argv.find((text) => text.startsWith(`--${name}=`));
  return given === undefined ? fallback : given.slice(name.length + 3);
}

async function main() {
  mutations.forEach(mutated);
  if (process.argv.includes('--check')) {
    console.log(`${mutations.length} mutations, and every text is there`);
    return;
  }
  const only = option('only', '');
  const rules = only.split(',');
  const chosen = mutations.filter(({ rule, takes }) => rules.includes(String(rule)) || takes.includes(only));
  if (chosen.length === 0) throw new Complaint(`no mutation is about \`${only}\``);
  const copies = Array.from({ length: Number(option('jobs', '1')) }, (_, number) => new Copy(number));
  for (const copy of copies) await copy.build('the crate as it is', stages.flat());
  const checks = await copies[0].checks();
  const noted = join(base, 'times.json');
  const times = process.argv.includes('--known') ? JSON.parse(readIfThere(noted) ?? '{}') : {};
  for (const check of checks) {
    const started = Date.now();
    const objection = times[check.name]
      ? undefined
      : await copies[0].objection({ ...check, milliseconds: 600_000 / patience });
    if (objection) throw new Complaint(`without any mutation, ${check.name} fails: ${objection.says}`);
    check.milliseconds = times[check.name] ??= Date.now() - started;
  }
  writeFileSync(noted, JSON.stringify(times));
  checks.sort((a, b) => a.run.length - b.run.length || a.milliseconds - b.milliseconds);
  /** @type {Verdict[]} */
  const verdicts = [];
  /** @type {Set<Mutation>} */
  const broken = new Set();
  for (const long of [false, true]) {
    const asked = checks.filter(({ milliseconds }) => milliseconds > longMilliseconds === long);
    const waiting = chosen.map((mutation, number) => ({ mutation, number })).filter(({ mutation, number }) => {
      return !verdicts[number]?.by && !broken.has(mutation);
    });
    const work = async (/** @type {Copy} */ copy) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        try {
          const verdict = await judge(copy, next.mutation, asked);
          verdicts[next.number] = verdict;
          tell(verdict, long);
        } catch (error) {
          // One text that is wrong should not cost all the others.
          if (!(error instanceof Complaint)) throw error;
          process.stderr.write(`${error.message}\n`);
          broken.add(next.mutation);
        }
      }
    };
    await Promise.all(copies.map(work));
  }
  const rows = table(verdicts.filter(Boolean));
  console.log(rows);
  if (process.argv.includes('--write')) write(rows);
  if (broken.size > 0) throw new Complaint(`${broken.size} mutations do not compile`);
  const lost = verdicts.filter(({ by, mutation }) => !by && !mutation.unseen);
  const wrong = verdicts.filter(({ by, mutation }) => by && mutation.unseen);
  const told = [
    ...lost.map(({ mutation }) => `nobody notices: rule ${mutation.rule}, ${mutation.takes}`),
    ...wrong.map(({ mutation }) => `is noticed after all: rule ${mutation.rule}, ${mutation.takes}`),
  ];
  if (told.length > 0) throw new Complaint(told.join('\n'));
}

if (isMain(import.meta.url)) await runMain(main);
