// The pages that programs fill in are about what exists: every scenario of the model check has its row.
//
// docs/checks/mutations.md is not held to that here: mutations are texts of the source, and a test on them would forbid every
// rename. `npm run mutate` says which of them want writing anew.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../scripts/lib.mjs';
import { rows, shown } from '../scripts/page.mjs';
import { EXPECTED } from './replay/met.mjs';

test('docs/checks/model.md tells of every scenario, and of no other', () => {
  const dir = join(root, 'tests', 'protocol');
  const sources = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8')).join('\n');
  const names = rows('checks/model.md', 'scenarios').map((row) => row.split(' | ')[0]?.slice(2) ?? '');
  // That each scenario has a row is asserted where it is explored (tests/protocol/main.rs).
  for (const name of names) assert.ok(sources.includes(`"${name}"`), `docs/checks/model.md: there is no scenario \`${name}\`: \`npm run model\``);
  assert.equal(new Set(names).size, names.length);
});

test('docs/checks/model.md tells what was replayed, and everything was met', () => {
  const told = shown('checks/model.md', 'replay');
  for (const what of Object.values(EXPECTED).flat()) assert.match(told, new RegExp(`\\b${what} [1-9]`), '`npm run replay`');
});

test('every rule of docs/protocol.md names a test that is there, and code that is there', () => {
  const page = readFileSync(join(root, 'docs', 'protocol.md'), 'utf8');
  const rules = page.split(/\n(?=\*\*\d+\. )/).slice(1).map((rule) => rule.split('\n\n')[0] ?? '');
  assert.ok(rules.length >= 32, `${rules.length} rules`);
  const numbers = rules.map((rule) => Number(/^\*\*(\d+)\./.exec(rule)?.[1]));
  assert.deepEqual([...numbers].sort((a, b) => a - b), numbers.map((_, at) => at + 1), 'each number stands for one rule');
  for (const rule of rules) {
    const links = [...rule.matchAll(/\[`([^`]+)`\]\(\.\.\/([^)#]+)\)/g)].map(([, name = '', path = '']) => ({ name, path }));
    const what = rule.slice(0, 60);
    assert.ok(links.some(({ path }) => path.startsWith('tests/')), `no test guards ${what}`);
    for (const { name, path } of links) {
      const text = readFileSync(join(root, path), 'utf8');
      // A file of tests may be named as a whole.
      assert.ok(path.endsWith(`/${name}`) || new RegExp(`\\b${name}\\b`).test(text), `${path} has no \`${name}\`: ${what}`);
    }
  }
});
