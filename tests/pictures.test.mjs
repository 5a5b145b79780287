// What is drawn and written from something else is what that gives now: the README's picture and the page of functions.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { loadCore } from '../js/core/core.js';
import { SETTINGS, inputOf } from '../js/ask/settings.js';
import { PAGE, declarationsOf, page } from '../scripts/api.mjs';
import { entriesOf } from '../scripts/settings-tables.mjs';
import { root } from '../scripts/lib.mjs';
import { PICTURE, picture } from '../scripts/picture.mjs';
import { tagFirst, versionFirst } from '../scripts/picture/story.mjs';

const read = (/** @type {string[]} */ ...path) => readFileSync(join(root, ...path), 'utf8');

test('the picture is what the state machine gives', () => {
  assert.equal(read(PICTURE), picture(loadCore()), '`npm run picture` draws it again');
  assert.ok(read('README.md').includes(`](${PICTURE})`));
});

test('in the picture one order lies at some moment, the other at none', () => {
  assert.ok(tagFirst(loadCore()).some(({ tag }) => tag?.true === false));
  const ours = versionFirst(loadCore());
  assert.ok(ours.some(({ how }) => how === 'refused'), 'the same push is refused');
  assert.ok(ours.every(({ tag }) => tag === null || tag.true));
  assert.deepEqual(ours.at(-1)?.branches, []);
});

test('another order of steps is another picture', () => {
  const core = loadCore();
  // A machine that opens no pull request has no such story to tell.
  const direct = { ...core, plan: (/** @type {any} */ request, /** @type {any} */ facts) => core.plan({ ...request, mode: 'direct' }, facts) };
  assert.throws(() => picture(direct), /the run failed/);
});

test('the page of functions is what js/types.d.ts gives', () => {
  const source = read('js', 'types.d.ts');
  assert.equal(read(PAGE), page(source), '`npm run api` writes it again');
  const functions = declarationsOf(source).filter(({ kind }) => kind === 'function').map(({ name }) => name);
  for (const name of functions) assert.ok(read(PAGE).includes(`\n### ${name}\n`), name);
  assert.notEqual(page(source.replace('The next version after', 'Some version after')), page(source));
  assert.throws(() => page(source.replace('function nextVersion', 'function nextVersions')), /nextVersion/);
  assert.throws(() => declarationsOf('export enum A {}\n'), /expected a function/);
});

/** Inputs, outputs and flags that a table of the page names and nobody has. @param {string} text */
function unknownNames(text) {
  const action = read('action.yml');
  const rows = Object.values(SETTINGS);
  const known = new Set([...rows.flatMap((row) => [row.name, inputOf(row) ?? row.name]), ...entriesOf(action, 'outputs').map(({ name }) => name)]);
  // What stands alone in backticks and looks like a name of ours: words with a dash, flags.
  const mine = [...text.matchAll(/^\|.*?(?<!\\)\| (.*) \|$/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(--)?([a-z]+(?:-[a-z]+)+)(?:[: ][^`]*)?`/g)].map(([, , name = '']) => name));
  return mine.filter((name) => !known.has(name) && !foreign.has(name));
}

/** Names of others, words of a choice, and programs. */
const foreign = new Set(['extra-files', 'version-first', 'pull-request', 'release-label', 'snapshot-label', 'github-actions', 'semantic-release', 'release-please', 'python-semantic-release', 'bump-my-version', 'cargo-release', 'release-plz']);

test('the page about moving over names settings that are there', () => {
  const text = read('docs', 'moving.md');
  assert.deepEqual(unknownNames(text), []);
  assert.deepEqual(unknownNames('| `x` | `below-one: minor`, `no-such-input` |\n'), ['no-such-input']);
});
