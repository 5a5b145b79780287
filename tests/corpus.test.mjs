// Real manifests: those of the crates and packages that this project itself needs. `npm run corpus` takes every one it finds.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadCore } from '../js/core/core.js';
import { difference, gather, judge, ownSources, table, to } from '../scripts/corpus.mjs';

test('real manifests differ in nothing but the version', () => {
  const samples = gather(ownSources());
  const { rows, failures } = table(samples, loadCore());
  assert.deepEqual(failures.map(({ sample, why }) => `${sample.format}: ${why}`), []);
  // `npm ci` and the build bring at least these.
  for (const [format, least] of /** @type {const} */ ([['package.json', 100], ['Cargo.toml', 80], ['Cargo.lock', 20]])) {
    assert.ok((rows.get(format)?.rewritten ?? 0) > least, format);
  }
});

test('the comparison sees every other change', () => {
  const before = '\uFEFF{\r\n  "name": "1.0.0",\r\n  "version": "1.0.0"\r\n}';
  const after = before.replace('"version": "1.0.0"', '"version": "2.0.0"');
  assert.equal(difference(before, after, '1.0.0', '2.0.0'), undefined);
  for (const wrong of [
    before,
    after.slice(1),
    `${after}\n`,
    after.replaceAll('\r\n', '\n'),
    after.replace('\r\n', '\n'),
    after.replace('  "version"', '\t"version"'),
    after.replace('"version": ', '"version":'),
    after.replace('name', 'nome'),
  ]) {
    assert.notEqual(difference(before, wrong, '1.0.0', '2.0.0'), undefined, JSON.stringify(wrong));
  }
});

test('a core that changes more than the version is found out', () => {
  const core = loadCore();
  const sample = { format: 'package.json', from: 'here', files: [{ path: 'package.json', text: '{\r\n  "version": "1.0.0"\r\n}' }] };
  assert.equal(judge(core, sample).kind, 'rewritten');
  const prints = { ...core, rewriteManifests: () => [{ path: 'package.json', text: `{\n  "version": "${to}"\n}`, from: '1.0.0', to }] };
  assert.equal(judge(prints, sample).kind, 'failed');
});
