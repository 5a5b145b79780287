// Example programs under `tsc --strict`, by the TypeScript of now and the one before: what is right compiles, and each line that must
// not compile does not.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { npmBin, run } from '../../scripts/lib.mjs';
import { bin, consumers, installed } from './project.mjs';

const there = await installed(after);
const text = readFileSync(join(consumers, 'programs', 'right.mts'), 'utf8');

/** @param {string} tsc @param {string} program @param {string[]} flags */
async function says(tsc, program, flags) {
  there.write('program.mts', program);
  const common = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom', '--exactOptionalPropertyTypes'];
  const { output } = await run(tsc, [...common, ...flags, 'program.mts'], { cwd: there.project, env: there.env, allowFailure: true });
  return output;
}

const WAYS = /** @type {[string, string[]][]} */ ([
  ['as Node resolves it', ['--module', 'nodenext']],
  ['as a bundler resolves it', ['--module', 'esnext', '--moduleResolution', 'bundler']],
]);
const COMPILERS = { 'TypeScript 7': npmBin('tsc'), 'TypeScript 5.9': bin('tsc') };
for (const [compiler, tsc] of Object.entries(COMPILERS)) {
  for (const [way, flags] of WAYS) {
    test(`${compiler}, ${way}`, async () => {
      assert.equal(await says(tsc, text, flags), '');
    });
  }
}

test('each line that must not compile is refused for itself', async () => {
  const wrong = text.split('// @ts-expect-error').length - 1;
  assert.ok(wrong > 20);
  const output = await says(bin('tsc'), text.replaceAll('// @ts-expect-error', '//'), ['--module', 'nodenext']);
  const lines = new Set([...output.matchAll(/^program\.mts\((\d+),/gm)].map(([, line]) => Number(line)));
  const expected = text.split('\n').flatMap((line, at) => (line.startsWith('// @ts-expect-error') ? [at + 2] : []));
  assert.deepEqual([...lines].sort((a, b) => a - b), expected);
});

test('`version-first/core.wasm` is what `init` takes', async () => {
  const program = "import init from 'version-first';\nimport core from 'version-first/core.wasm';\nawait init(core);\n";
  for (const [, flags] of WAYS) assert.equal(await says(bin('tsc'), program, flags), '');
});
