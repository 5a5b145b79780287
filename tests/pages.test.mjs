// The pages that programs fill in are about what exists: every scenario of the model check has its row.
//
// docs/mutations.md is not held to that here: mutations are texts of the source, and a test on them would forbid every
// rename. `npm run mutate` says which of them want writing anew.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../scripts/lib.mjs';
import { rows, shown } from '../scripts/page.mjs';
import { EXPECTED } from './replay/met.mjs';

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
