// Every house rule is shown to bite: a violation is planted in a copy of the checkout, and the check must name it.

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

import { rules, violations } from '../scripts/check-house.mjs';
import { root, run } from '../scripts/lib.mjs';
import { checkSettings, files } from '../scripts/settings-pages.mjs';
import { twin } from '../scripts/twin.mjs';

const copy = mkdtempSync(join(tmpdir(), 'house-'));
after(() => rmSync(copy, { recursive: true }));
for (const name of ['src', 'wasm', 'js', 'docs', 'ARCHITECTURE.md']) cpSync(join(root, name), join(copy, name), { recursive: true });
/** What the copy breaks by itself, having no tests and no tools. */
const before = violations(copy);

/**
 * Writes a file of the copy for as long as a test runs.
 * @param {import('node:test').TestContext} t
 * @param {string} path
 * @param {string} text
 */
function plant(t, path, text) {
  const file = join(copy, path);
  const old = existsSync(file) ? readFileSync(file) : undefined;
  t.after(() => (old === undefined ? rmSync(file) : writeFileSync(file, old)));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Rule, where it is broken, with what. @type {[string, string, string][]} */
const plants = [
  ['one boundary', 'src/bump.rs', 'use wasm_bindgen::prelude::*;'],
  ['one boundary', 'src/tag.rs', 'fn now() -> js_sys::Date { js_sys::Date::new_0() }'],
  ['one boundary', 'src/run.rs', 'serde_wasm_bindgen::from_value(value)'],
  ['one splice', 'src/manifest/formats/python.rs', 'text.replace_range(3..8, version);'],
  ['one splice', 'src/manifest/npm.rs', 'let out = text.replacen(old, new, 1);'],
  ['one splice', 'src/manifest.rs', 'text.insert_str(at, version);'],
  ['one splice', 'src/manifest.rs', 'text.drain(1..2);'],
  ['no printing of documents', 'src/manifest/cargo.rs', 'let doc: toml_edit::DocumentMut = text.parse()?;'],
  ['a pure core', 'src/run.rs', 'let now = std::time::SystemTime::now();'],
  ['a pure core', 'src/run.rs', 'use std::env;'],
  ['a pure core', 'src/release/facts.rs', 'std::fs::read_to_string(path)'],
  ['a pure core', 'src/release/facts.rs', 'use std::collections::{BTreeMap, HashMap};'],
  ['one reader of inputs', 'js/hosting/github.js', 'const token = process.env.GITHUB_TOKEN;'],
  ['one reader of inputs', 'js/action.js', "const summary = process.env['GITHUB_STEP_SUMMARY'];"],
  ['the environment is handed in', 'js/git/git.js', 'spawn(program, args, { env: process.env });'],
  ['one reader of inputs', 'js/git/git.js', "const { env } = process;"],
  ['one reader of inputs', 'js/git/git.js', "import { env } from 'node:process';"],
  ['git behind its port', 'js/audit/audit.js', "const answer = await store.remote(['ls-remote', 'HEAD']);"],
  ['git behind its port', 'js/set/set.js', "await git.run(asked);"],
  ['git behind its port', 'js/run/facts.js', "const args = ['log', '--first-parent', tip];"],
  ['one way to git', 'js/run/facts.js', "import { logSince } from '../git/log.js';"],
  ['one way to git', 'js/audit/audit.js', "} from '../git/clone.js';"],
  ['one way to git', 'js/set/set.js', "export { tracked } from '../git/clone.js';"],
  ['one way to git', 'js/cli.js', "const { push } = await import('./git/push.js');"],
  ['one way to git', 'js/hosting/hosting.js', "/** @typedef {import('../git/environment.js').ConfigEntry} ConfigEntry */"],
  ['one way to git', 'js/iteration/start.js', "import '../git/attempts.js';"],
  ['apply decides nothing', 'js/run/apply.js', "import { plan } from '../core/core.js';"],
  ['apply decides nothing', 'js/run/apply.js', "if (nextVersion(a) > b) return;"],
  ['text stays text', 'docs/playground/page/dom.js', 'element.innerHTML = text;'],
  ['text stays text', 'docs/playground/main.js', "body.insertAdjacentHTML('beforeend', text);"],
  ['a command to copy is quoted', 'src/tag.rs', `error.advice(format!("leave it out: \`--ignore-tags '{name}'\`"))`],
  ['a command to copy is quoted', 'src/tag.rs', 'error.advice(format!("name it: `--package {package}`"))'],
  ['a command to copy is quoted', 'js/set/set.js', "[`add \\`--manifests '${entry}'\\``]"],
  ['no test set aside', 'src/tag.rs', '#[ignore]'],
  ['no test set aside', 'src/tag.rs', 'todo!()'],
  ['no test set aside', 'tests/some.test.mjs', "test.skip('later', () => {});"],
  ['no test set aside', 'tests/some.test.mjs', "test.only('this', () => {});"],
  ['no test set aside', 'tests/some.test.mjs', "test('later', { skip: true }, () => {});"],
  ['no test set aside', 'tests/laws.rs', '#[ignore = "slow"]'],
  ['no silenced lints', 'src/manifest.rs', '#[allow(clippy::unwrap_used)]'],
  ['tests apart', 'src/tag.rs', '#[cfg(test)]'],
  ['tests apart', 'wasm/src/lib.rs', '    #[test]'],
];

test('the checkout keeps every house rule', () => {
  assert.deepEqual(violations(root), []);
});

test('every rule has a planted violation', () => {
  assert.deepEqual(rules.map(({ name }) => name).filter((name) => !plants.some(([planted]) => planted === name)), []);
});

for (const [rule, path, line] of plants) {
  test(`${rule}: ${path} with \`${line}\` is caught`, (t) => {
    plant(t, path, `${line}\n`);
    const found = violations(copy).filter((text) => !before.includes(text));
    assert.ok(found.some((text) => text.startsWith(`${path}:1: `) && text.includes(`(${rule})`)), found.join('\n') || 'nothing found');
  });
}

for (const path of ['src/run.rs', 'js/git/git.js']) {
  test(`${path} of more than 400 lines is caught`, (t) => {
    plant(t, path, '// a line\n'.repeat(401));
    assert.ok(violations(copy).some((text) => text.startsWith(`${path}: 401 lines`)));
  });
}

test('what is allowed is left alone: comments, the named exceptions', (t) => {
  plant(t, 'src/allowed.rs', '// wasm_bindgen is named in wasm/ only\n');
  plant(t, 'wasm/src/lib.rs', 'use wasm_bindgen::prelude::*;\n');
  plant(t, 'js/inputs.js', 'const { HOME } = process.env;\n');
  assert.deepEqual(violations(copy), before);
});

test('the check as a program exits 1 and prints file and line', async (t) => {
  plant(t, 'src/planted.rs', '\nuse std::net::TcpStream;\n');
  const { code, output } = await run(process.execPath, [join(root, 'scripts', 'check-house.mjs'), '--root', copy], { allowFailure: true });
  assert.equal(code, 1);
  assert.match(output, /src\/planted\.rs:2: `std::net` \(a pure core\)/);
});

const action = 'name: x\nruns:\n  using: node20\n  main: dist/action.js\n';

test('the Node 24 twin differs in runtime and paths alone', () => {
  assert.equal(twin(action).split('\n').slice(1).join('\n'), 'name: x\nruns:\n  using: node24\n  main: ../dist/action.js\n');
  assert.match(twin(`${action}  post: 'dist/action.js'\n`), /post: \.\.\/dist\/action\.js/);
  assert.throws(() => twin(action.replace('node20', 'node16')), /expected `using: node20`/);
});

test('what no longer follows the table of settings is caught, file by file', (t) => {
  const copy = mkdtempSync(join(tmpdir(), 'settings-'));
  t.after(() => rmSync(copy, { recursive: true }));
  for (const name of ['node24', 'docs']) mkdirSync(join(copy, name));
  const fresh = files(root);
  const write = () => [...fresh].forEach(([path, text]) => writeFileSync(join(copy, path), text));
  write();
  checkSettings(copy);
  /** @type {[string, string, string][]} */
  const stale = [
    ['action.yml', 'default: squash', 'default: merge'],
    ['node24/action.yml', 'name: version-first', 'name: another'],
    ['docs/settings.md', '| `squash` |', '| `merge` |'],
  ];
  for (const [path, before, after] of stale) {
    const text = fresh.get(path) ?? '';
    assert.ok(text.includes(before), `${path} holds ${before}`);
    writeFileSync(join(copy, path), text.replace(before, after));
    assert.throws(() => checkSettings(copy), new RegExp(`${path.replace('.', '\\.')} is not what js/ask/settings\\.js gives: .*npm run settings`));
    write();
  }
});
