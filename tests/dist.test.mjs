// dist/ is what users run, so it must be exactly what the sources build: here it is shown that a difference is seen.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { demandApart, freshDir } from '../scripts/build.mjs';
import { cleanEnv, root, run } from '../scripts/lib.mjs';
import { demandSameVersion } from '../scripts/tools.mjs';

const dist = join(root, 'dist');

/** The check itself, as CI runs it, on another copy of dist/. @param {string} copy */
function check(copy) {
  const args = [join(root, 'scripts', 'check-dist.mjs'), '--fresh', freshDir, '--dist', copy];
  return run(process.execPath, args, { allowFailure: true });
}

/** @param {import('node:test').TestContext} t */
function copyOfDist(t) {
  const copy = mkdtempSync(join(tmpdir(), 'dist-'));
  t.after(() => rmSync(copy, { recursive: true }));
  cpSync(dist, copy, { recursive: true });
  return copy;
}

test('the committed dist/ passes the check', async () => {
  const { code, output } = await check(dist);
  assert.equal(code, 0, output);
});

for (const name of readdirSync(dist)) {
  test(`one altered byte in ${name} fails the check, which names the file and the cure`, async (t) => {
    const copy = copyOfDist(t);
    const bytes = readFileSync(join(copy, name));
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(join(copy, name), bytes);
    const { code, output } = await check(copy);
    assert.equal(code, 1, output);
    assert.match(output, new RegExp(`${name.replaceAll('.', '\\.')}: differs from byte ${bytes.length >> 1} on`));
    assert.match(output, /npm run build/);
  });
}

test('a missing file and a left-over file fail the check', async (t) => {
  const copy = copyOfDist(t);
  rmSync(join(copy, 'core.wasm'));
  writeFileSync(join(copy, 'old.js'), '');
  const { code, output } = await check(copy);
  assert.equal(code, 1, output);
  assert.match(output, /core\.wasm: missing/);
  assert.match(output, /old\.js: no longer built/);
});

test('dist/ names no path of the machine it was built on', () => {
  for (const name of readdirSync(dist)) {
    const text = readFileSync(join(dist, name), 'latin1');
    for (const place of [root, process.env.HOME, '.cargo/registry', '.rustup']) {
      if (place && place !== '/') assert.ok(!text.includes(place), `${name} contains ${place}`);
    }
  }
});

test('a core that was taken for the other is refused', () => {
  const [whole, pure] = ['export function nextVersion(a) {}\nexport function plan(a, b) {}\n', 'export function nextVersion(a) {}\n'];
  demandApart(whole, pure);
  for (const [one, other] of [[pure, pure], [whole, whole], [pure, whole]]) assert.throws(() => demandApart(one ?? '', other ?? ''), /not what they are called/);
});

test('a wasm-bindgen of another version than the crate is refused', () => {
  assert.throws(() => demandSameVersion('0.2.126', '0.2.130'), /`0\.2\.130` in target\/tools, the crate is `0\.2\.126`/);
  assert.throws(() => demandSameVersion('0.2.126', undefined), /missing/);
  demandSameVersion('0.2.126', '0.2.126');
});

test('dist/ runs in a folder that holds nothing else', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const { output } = await run(process.execPath, [join(folder, 'dist', 'cli.js'), '--version'], { cwd: folder, env: cleanEnv() });
  assert.match(output, /^\d+\.\d+\.\d+\S*\n$/);
});
