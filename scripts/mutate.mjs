// Takes the rules of docs/protocol.md away, one at a time, and says which test objects.
//
// Each mutation is an exact text of src/ and what replaces it, applied to a copy of the crate. The quick tests are asked
// first, then the model check scenario by scenario, cheapest first; the first one that objects settles it. What is found
// goes into docs/checks/mutations.md at once, so that a run that is broken off is not in vain.
//
//   npm run mutate                  every mutation
//   npm run mutate -- --only=16,17  those of these rules, or with these words in their sentence
//   npm run mutate -- --jobs=2      two at a time, each in a copy of its own
//   npm run mutate -- --rest        those of which docs/checks/mutations.md does not say yet who objects
//   npm run mutate -- --known       the tests are known to pass, and their times from the last run
//   npm run mutate -- --check       only whether every text is still there, once
//   npm run mutate -- --help        these lines

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { Complaint, isMain, readIfThere, root, runMain } from './lib.mjs';
import { Copy, base, isModel, patience, stages } from './mutations/copy.mjs';
import { deciding } from './mutations/deciding.mjs';
import { endings } from './mutations/endings.mjs';
import { iterating } from './mutations/iterating.mjs';
import { outcomes } from './mutations/outcomes.mjs';
import { beginning, unsettled, write } from './mutations/page.mjs';
import { proposing } from './mutations/proposing.mjs';
import { running } from './mutations/running.mjs';

/**
 * @typedef {object} Mutation
 * @property {number | string} rule of docs/protocol.md
 * @property {string} file
 * @property {string} takes what is taken away, as one sentence
 * @property {string} before found in the file exactly once
 * @property {string} after
 * @property {string} [unseen] why nobody can notice
 */

/** @typedef {import('./mutations/copy.mjs').Check} Check */
/** @typedef {{mutation: Mutation, by: string, says: string, seconds: number}} Verdict */

/** @type {Mutation[]} */
export const mutations = [...deciding, ...running, ...proposing, ...outcomes, ...endings, ...iterating];

// A test that takes longer is asked only about what no other test has noticed.
const longMilliseconds = 3000;

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

/** Why a mutation can't be made any more; `undefined`: it can. @param {Mutation} mutation */
function complaintAbout(mutation) {
  try {
    mutated(mutation);
    return undefined;
  } catch (error) {
    if (error instanceof Complaint) return error.message;
    throw error;
  }
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
    for (const stage of stages) {
      const asked = checks.filter(({ run }) => stage.names.includes(run[0]));
      if (asked.length > 0) await copy.build(`rule ${mutation.rule}, ${mutation.takes}`, stage);
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

/**
 * @param {Verdict} verdict
 * @param {boolean} last whether no other test will be asked
 */
function tell({ mutation, by, says, seconds }, last) {
  const nobody = mutation.unseen ? 'nobody, as expected' : last ? 'NOBODY' : 'nobody so far';
  process.stderr.write(`${seconds.toFixed(0).padStart(4)} s  rule ${mutation.rule}, ${mutation.takes}\n`);
  process.stderr.write(`        ${by ? `${by}: ${says}` : nobody}\n`);
}

/** What this file says above of its options. */
function usage() {
  const lines = readFileSync(new URL(import.meta.url), 'utf8').split('\n').filter((line) => line.startsWith('//   npm run mutate'));
  return lines.map((line) => line.slice(5)).join('\n');
}

/** @param {string[]} args */
function asked(args) {
  const flag = /** @type {const} */ ({ type: 'boolean', default: false });
  const options = { only: { type: /** @type {const} */ ('string'), default: '' }, jobs: { type: /** @type {const} */ ('string'), default: '1' }, rest: flag, known: flag, check: flag, help: flag };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Complaint(`${/** @type {Error} */ (error).message}\n${usage()}`);
  }
}

/** The tests, and how long each takes where nothing is mutated; all of them pass there. @param {Copy} copy @param {boolean} known */
async function timed(copy, known) {
  const checks = await copy.checks();
  const noted = join(base, 'times.json');
  const times = known ? JSON.parse(readIfThere(noted) ?? '{}') : {};
  for (const check of checks) {
    const started = Date.now();
    const objection = times[check.name] ? undefined : await copy.objection({ ...check, milliseconds: 600_000 / patience });
    if (objection) throw new Complaint(`without any mutation, ${check.name} fails: ${objection.says}`);
    check.milliseconds = times[check.name] ??= Date.now() - started;
  }
  writeFileSync(noted, JSON.stringify(times));
  return checks.sort((a, b) => Number(isModel(a)) - Number(isModel(b)) || a.milliseconds - b.milliseconds);
}

async function main() {
  const { only, jobs, rest, known, check, help } = asked(process.argv.slice(2));
  if (help) {
    console.log(usage());
    return;
  }
  if (new Set(mutations.map(beginning)).size < mutations.length) throw new Complaint('two mutations have the same sentence');
  const gone = mutations.flatMap((mutation) => complaintAbout(mutation) ?? []);
  for (const complaint of gone) process.stderr.write(`${complaint}\n`);
  if (check) {
    if (gone.length > 0) throw new Complaint(`${gone.length} of ${mutations.length} mutations want writing anew: the source has changed`);
    console.log(`${mutations.length} mutations, and every text is there`);
    return;
  }
  const rules = only.split(',');
  const open = rest ? unsettled(mutations) : mutations;
  const standing = open.filter((mutation) => complaintAbout(mutation) === undefined);
  const chosen = standing.filter(({ rule, takes }) => rules.includes(String(rule)) || takes.includes(only));
  if (chosen.length === 0) throw new Complaint(`no mutation is about \`${only}\``);
  const copies = Array.from({ length: Number(jobs) }, (_, number) => new Copy(number));
  for (const copy of copies) for (const stage of stages) await copy.build('the crate as it is', stage);
  const checks = await timed(copies[0], known);
  const isLong = (/** @type {Check} */ { milliseconds }) => milliseconds > longMilliseconds;
  const rounds = [
    checks.filter(({ run }) => stages[0].names.includes(run[0])),
    checks.filter((check) => stages[1].names.includes(check.run[0]) && !isLong(check)),
    checks.filter((check) => stages[1].names.includes(check.run[0]) && isLong(check)),
  ];
  /** @type {Verdict[]} */
  const verdicts = [];
  /** @type {Set<Mutation>} */
  const broken = new Set();
  for (const [round, asked] of rounds.entries()) {
    const last = round === rounds.length - 1;
    const waiting = chosen.filter((mutation) => !broken.has(mutation) && !verdicts.some((one) => one.mutation === mutation));
    const work = async (/** @type {Copy} */ copy) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        try {
          const verdict = await judge(copy, next, asked);
          tell(verdict, last);
          if (verdict.by || last) verdicts.push(verdict);
          write(mutations, verdicts);
        } catch (error) {
          // One text that is wrong should not cost all the others.
          if (!(error instanceof Complaint)) throw error;
          process.stderr.write(`${error.message}\n`);
          broken.add(next);
        }
      }
    };
    await Promise.all(copies.map(work));
  }
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
