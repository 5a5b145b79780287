// The recipes of docs/recipes, each run as a reader would run it; the one that needs a browser in tests/consumers.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { cleanEnv, root } from '../scripts/lib.mjs';

const recipes = join(root, 'docs', 'recipes');

/** @param {import('node:test').TestContext} t */
function folder(t) {
  const made = mkdtempSync(join(tmpdir(), 'recipes-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('the release script', (t) => {
  const dir = folder(t);
  const who = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' };
  const env = cleanEnv({ ...who, HOME: dir, GIT_CONFIG_NOSYSTEM: '1' });
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: dir, env });
  const script = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(recipes, 'release-script.mjs'), dir], { env, encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
    return stdout;
  };
  git('init', '-q', '-b', 'main');
  writeFileSync(join(dir, 'package.json'), '{\n  "name": "app",\n  "version": "1.2.3"\n}\n');
  git('add', '.');
  git('commit', '-qm', 'feat: everything');
  git('tag', '-am', 'v1.2.3', 'v1.2.3');
  assert.equal(script(), 'nothing to release\n');
  git('commit', '-q', '--allow-empty', '-m', 'fix: one');
  git('commit', '-q', '--allow-empty', '-m', 'feat: two');
  assert.match(script(), /^[0-9a-f]{7} feat: two \(.*\)\n[^]*1\.2\.3 → 1\.3\.0: package\.json; its tag will be v1\.3\.0\n$/);
  assert.equal(readFileSync(join(dir, 'package.json'), 'utf8'), '{\n  "name": "app",\n  "version": "1.3.0"\n}\n');
});

test('the editor plugin', async () => {
  const { activate } = await import('../docs/recipes/editor-plugin.mjs');
  /** @type {any} */
  const said = { marks: {}, texts: {}, told: [] };
  /** @type {(file: {path: string, text: string}) => void} */
  let changed = () => {};
  /** @type {Record<string, (file: {path: string, text: string}) => void>} */
  const commands = {};
  activate({
    onDidChangeText: (/** @type {typeof changed} */ listener) => (changed = listener),
    mark: (/** @type {string} */ path, /** @type {object[]} */ marks) => (said.marks[path] = marks),
    registerCommand: (/** @type {string} */ name, /** @type {typeof changed} */ run) => (commands[name] = run),
    replaceText: (/** @type {string} */ path, /** @type {string} */ text) => (said.texts[path] = text),
    tell: (/** @type {string} */ text) => said.told.push(text),
  });
  const file = { path: 'pyproject.toml', text: '[project]\nname = "a"\nversion = "1.2.3"\n' };
  changed(file);
  const [{ line, column, weight, text }] = said.marks['pyproject.toml'];
  assert.deepEqual([line, column, weight], [3, 12, 'information']);
  assert.match(text, /^version 1\.2\.3 /);
  changed({ ...file, text: '[project\n' });
  assert.deepEqual([said.marks['pyproject.toml'][0].line, said.marks['pyproject.toml'][0].weight], [1, 'error']);
  changed({ path: 'notes.txt', text: 'hello' });
  assert.deepEqual(said.marks['notes.txt'], []);
  commands['version-first.minor']?.(file);
  assert.equal(said.texts['pyproject.toml'], '[project]\nname = "a"\nversion = "1.3.0"\n');
  commands['version-first.patch']?.({ ...file, text: '[project\n' });
  assert.match(said.told[0], /\[malformed-toml\]/);
});
