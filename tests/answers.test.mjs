// Every code of docs/errors.md, whole: code, sentence, place, next steps and exit code, as tests/answers/answers.txt holds
// them. What servers say to a push, a read or a call is held natively (tests/refusals/answers.txt).
//
// Where one is to change: `VERSION_FIRST_REWRITE=answers node --test tests/answers.test.mjs`, and look at what `git diff`
// shows. With `VERSION_FIRST_DIST=FOLDER` another build is asked, and the difference is what has changed since.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { root } from '../scripts/lib.mjs';
import { ask, endAll } from './answers/ask.mjs';
import { elsewhere } from './answers/elsewhere.mjs';
import { rows } from './answers/rows.mjs';

const FILE = join(root, 'tests', 'answers', 'answers.txt');
const HEAD = `# What bad input is answered with, whole, by the code. Written by \`VERSION_FIRST_REWRITE=answers node --test
# tests/answers.test.mjs\`; whoever changes a sentence looks at every one that changes with it.
`;
const rewritten = process.env.VERSION_FIRST_REWRITE === 'answers';

/** The paragraphs of a file of answers, by their first line. @param {string} text */
function paragraphs(text) {
  const found = text.split('\n== ').slice(1).map((one) => [one.slice(0, one.indexOf('\n')), one.slice(one.indexOf('\n') + 1).trimEnd()]);
  return new Map(/** @type {[string, string][]} */ (found));
}

/** @param {string} key */
const codeOf = (key) => key.slice(0, key.indexOf(':'));

/** Codes that nothing holds, or that are said to be out of reach and are not. @param {Set<string>} documented @param {Set<string>} held @param {string[]} reasons */
function unheld(documented, held, reasons) {
  const missing = [...documented].filter((code) => !held.has(code) && !reasons.includes(code));
  const stale = reasons.filter((code) => held.has(code) || !documented.has(code));
  return [...missing.map((code) => `${code}: no row asks for it`), ...stale.map((code) => `${code}: its reason in elsewhere.mjs is out of date`)];
}

/** All rows, a few at a time, so that two processors are busy. */
async function askAll() {
  /** @type {Map<string, string>} */
  const answers = new Map();
  const left = rows.entries();
  const worker = async () => {
    for (const [, row] of left) {
      const key = `${row.code}: ${row.name}`;
      const answer = await ask(row).catch((error) => ({ code: 'not asked', text: String(error?.message ?? error) }));
      answers.set(key, answer.code === row.code ? answer.text : `answered with ${answer.code}:\n${answer.text}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));
  await endAll();
  return answers;
}

const answers = await askAll();
if (rewritten) {
  const sorted = [...answers].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${HEAD}${sorted.map(([key, text]) => `\n== ${key}\n${text}\n`).join('')}`);
}
const known = paragraphs(readFileSync(FILE, 'utf8'));

describe('bad input is answered as before', () => {
  for (const [key, text] of answers) {
    test(key, () => {
      assert.doesNotMatch(text, /^(answered with|not asked)/, text);
      assert.equal(text, known.get(key));
    });
  }

  test('no answer is held that nobody asks for, and no row is there twice', () => {
    assert.deepEqual([...known.keys()].filter((key) => !answers.has(key)), []);
    assert.equal(answers.size, rows.length);
  });
});

describe('every code is held', () => {
  const documented = new Set([...readFileSync(join(root, 'docs', 'errors.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code = '']) => code));
  const refusals = paragraphs(readFileSync(join(root, 'tests', 'refusals', 'answers.txt'), 'utf8'));
  const held = new Set([...answers.keys(), ...refusals.keys()].map(codeOf));

  test('by a row, by the table of refusals, or it is said why not', () => {
    assert.ok(documented.size > 150, `${documented.size} codes`);
    assert.deepEqual(unheld(documented, held, Object.keys(elsewhere)), []);
  });

  test('one that is missing is seen', () => {
    assert.deepEqual(unheld(new Set([...documented, 'brand-new']), held, Object.keys(elsewhere)), ['brand-new: no row asks for it']);
    assert.deepEqual(unheld(documented, held, [...Object.keys(elsewhere), 'usage']), ['usage: its reason in elsewhere.mjs is out of date']);
  });
});
