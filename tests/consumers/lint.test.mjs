// The package as others judge it, and how large it is.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

import { root, run } from '../../scripts/lib.mjs';
import { bin, installed } from './project.mjs';

const there = await installed(after);

test('publint has nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: join(there.project, 'node_modules', 'version-first'), strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);
});

test('`attw` finds the types of every entry, however they are looked for', async () => {
  // That `require` meets an ES module is no fault where `engines` leaves no Node that cannot: runtimes.test.mjs does it in each.
  const { code, output } = await run(bin('attw'), [there.tarball, '--no-emoji', '--no-color', '--ignore-rules', 'cjs-resolves-to-esm', '--format', 'table-flipped'], { cwd: there.project, env: there.env, allowFailure: true });
  assert.equal(code, 0, output);
  for (const entry of ['version-first', 'version-first/pure', 'version-first/core.wasm']) assert.ok(output.includes(`"${entry}"`), output);
});

test('nothing is packed twice, nothing of the workshop, and it is as small as its core lets it be', (t) => {
  const { packed, size } = there;
  const strays = packed.filter(({ path }) => !/^(dist|js)\/|^(package\.json|README\.md|LICENSE)$/.test(path));
  assert.deepEqual(strays, []);
  const core = gzipSync(readFileSync(join(root, 'dist', 'core.wasm')), { level: 9 }).length;
  t.diagnostic(`packed ${size} bytes, of which core.wasm is ${core}`);
  assert.ok(size - core < 304_000, `${size - core} bytes beside the core`);
});

test('what a program of the package loads is packed, too', () => {
  const names = new Set(there.packed.map(({ path }) => path));
  for (const { path } of there.packed.filter(({ path }) => /\.m?js$/.test(path))) {
    const text = readFileSync(join(there.project, 'node_modules', 'version-first', path), 'utf8').replaceAll(/\/\*\*.*?\*\//gs, '');
    for (const [, other = ''] of text.matchAll(/(?:require\(|import\(|from |new URL\()["'](\.\.?\/[^"'*]+\.(?:m?js|wasm))["']/g)) {
      assert.ok(names.has(join(path, '..', other)), `${path} loads ${other}, which is not packed`);
    }
  }
});
