// The pages that programs fill in are about what exists: every mutation has its row and still applies, every scenario of
// the model check has its own.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../scripts/lib.mjs';
import { mutated, mutations } from '../scripts/mutate.mjs';
import { beginning, written } from '../scripts/mutations/page.mjs';
import { rows, shown } from '../scripts/page.mjs';
import { EXPECTED } from './replay/met.mjs';

test('every mutation is a change to a text that is there once', () => {
  for (const mutation of mutations) assert.notEqual(mutated(mutation), readFileSync(join(root, mutation.file), 'utf8'), mutation.takes);
  assert.throws(() => mutated({ rule: 0, file: 'src/decide.rs', takes: 'nothing', before: 'nobody ever wrote this', after: '' }), /is not there any more/);
  assert.throws(() => mutated({ rule: 0, file: 'src/decide.rs', takes: 'too much', before: 'use ', after: '' }), /is there \d+ times/);
});

test('docs/mutations.md has one row for each mutation, and says who objects', () => {
  const found = written();
  assert.equal(new Set(mutations.map(beginning)).size, mutations.length, 'two mutations have the same sentence');
  assert.equal(found.length, mutations.length, '`npm run mutate`');
  for (const [at, mutation] of mutations.entries()) {
    const row = found[at] ?? '';
    assert.ok(row.startsWith(beginning(mutation)), `docs/mutations.md: row ${at + 1} is not about rule ${mutation.rule}, ${mutation.takes}`);
    const who = row.slice(beginning(mutation).length);
    assert.match(who, mutation.unseen ? /^nobody: / : /^`/, `${mutation.takes}: \`npm run mutate\``);
  }
});

test('docs/model.md tells of every scenario, and of no other', () => {
  const dir = join(root, 'tests', 'protocol');
  const sources = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8')).join('\n');
  const names = rows('model.md', 'scenarios').map((row) => row.split(' | ')[0]?.slice(2) ?? '');
  // That each scenario has a row is asserted where it is explored (tests/protocol/main.rs).
  for (const name of names) assert.ok(sources.includes(`"${name}"`), `docs/model.md: there is no scenario \`${name}\`: \`npm run model\``);
  assert.equal(new Set(names).size, names.length);
});

test('docs/model.md tells what was replayed, and everything was met', () => {
  const told = shown('model.md', 'replay');
  for (const what of Object.values(EXPECTED).flat()) assert.match(told, new RegExp(`\\b${what} [1-9]`), '`npm run replay`');
});
