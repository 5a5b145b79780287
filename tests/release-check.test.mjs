// `npm run release:check`: each line is done where it is, left where it is not, and unasked where nobody answered.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../scripts/lib.mjs';
import { releaseCheck } from '../scripts/release-check.mjs';

const ok = (stdout = '') => ({ status: 0, stdout, stderr: '' });
/** What the programs say of a checkout where all is well. @type {Record<string, {status: number, stdout: string, stderr: string}>} */
const well = {
  'git grep': { status: 1, stdout: '', stderr: '' },
  'git tag': ok('v0.1.0\nv1.0.0\n'),
  'npm view': { status: 1, stdout: '{"error": {"code": "E404"}}', stderr: '' },
  'npm sbom': ok('{"components": []}'),
  'npm pack': ok(JSON.stringify([{ size: 600_000, files: ['js/node.js', 'js/web.d.ts', 'dist/cli.js', 'LICENSE', 'README.md', 'dist/core.wasm', 'dist/licences.txt'].map((path) => ({ path })) }])),
};

/** A checkout where all is well. @param {import('node:test').TestContext} t */
function checkout(t) {
  const dir = mkdtempSync(join(tmpdir(), 'release-check-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  for (const path of ['action.yml', 'LICENSE', 'README.md', 'Cargo.toml', 'package-lock.json']) cpSync(join(root, path), join(dir, path));
  mkdirSync(join(dir, 'dist'));
  for (const path of ['action.js', 'licences.txt']) writeFileSync(join(dir, 'dist', path), '');
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const write = (/** @type {string} */ path, /** @type {string} */ text) => writeFileSync(join(dir, path), text);
  write('package.json', JSON.stringify({ ...own, repository: 'x', homepage: 'x', bugs: 'x' }));
  mkdirSync(join(dir, '.github', 'workflows'), { recursive: true });
  write('.github/workflows/publish.yml', 'permissions:\n  id-token: write\nsteps:\n  - run: npm publish\n');
  /** @param {Record<string, {status: number, stdout: string, stderr: string}>} [says] */
  const states = (says = {}) => {
    const run = (/** @type {string} */ program, /** @type {string[]} */ args) => ({ ...well, ...says })[`${program} ${args[0]}`] ?? { status: 1, stdout: '', stderr: 'unknown' };
    return releaseCheck(dir, run);
  };
  return { dir, write, states, read: (/** @type {string} */ path) => readFileSync(join(dir, path), 'utf8') };
}

/** @param {ReturnType<typeof releaseCheck>} lines @param {RegExp} what */
function one(lines, what) {
  const found = lines.find((line) => what.test(line.what));
  assert.ok(found, String(what));
  return found;
}

test('where all is well nothing is left, and the Marketplace stays for a person to ask', (t) => {
  const lines = checkout(t).states();
  assert.deepEqual(lines.filter(({ state }) => state !== 'done').map(({ what, state }) => [what, state]), [['the name `version-first` on the Marketplace', 'unasked']]);
  assert.ok(lines.length >= 12);
});

test('each thing that is not well is left, and says what to do', (t) => {
  const { write, read, states } = checkout(t);
  const left = (/** @type {RegExp} */ what, /** @type {RegExp} */ why, says = {}) => {
    const line = one(states(says), what);
    assert.equal(line.state, 'left', line.what);
    assert.match(line.why, why);
    assert.ok(line.next, line.what);
  };
  left(/OWNER/, /2 files say it: README\.md, docs\/x\.md/, { 'git grep': ok('README.md\ndocs/x.md\n') });
  left(/on npm/, /somebody has it/, { 'npm view': ok('"version-first"') });
  left(/npm pack/, /without dist\/core\.wasm; with tests\/x\.mjs/, { 'npm pack': ok(well['npm pack']?.stdout.replace('dist/core.wasm', 'tests/x.mjs')) });
  left(/npm pack/, /more than 1200 kB/, { 'npm pack': ok(well['npm pack']?.stdout.replace('600000', '6000000')) });
  left(/version tags/, /none: the first run/, { 'git tag': ok('') });
  const action = read('action.yml');
  /** @type {[string, string, RegExp][]} */
  const broken = [
    ['color: green', 'color: pink', /no `branding\.color`/],
    ['  icon: tag\n', '', /no `branding\.icon`/],
    ['description: Releases', `description: ${'Releases '.repeat(20)}`, /fewer than 125/],
    ['main: dist/action.js', 'main: dist/none.js', /does not name a file/],
  ];
  for (const [from, to, why] of broken) {
    write('action.yml', action.replace(from, to));
    left(/rules of the Marketplace/, why);
  }
  write('action.yml', action);
  write('action.yaml', action);
  left(/rules of the Marketplace/, /beside action\.yml there is action\.yaml/);
  write('.github/workflows/publish.yml', 'steps:\n  - run: npm publish\n');
  left(/provenance/, /without `id-token: write`/);
  write('.github/workflows/publish.yml', "if: vars.PUBLISH == 'true'\npermissions:\n  id-token: write\nsteps:\n  - run: npm publish\n");
  left(/provenance/, /once the repository's variable PUBLISH says `true`/);
  write('LICENSE', 'all rights reserved\n');
  left(/licence/, /is not the text of MIT/);
  write('package.json', read('package.json').replace('"repository":"x",', '').replace('"node":', '"nodes":'));
  left(/`repository`/, /without repository/);
  left(/what it runs on/, /no `engines\.node`/);
});

test('without a network the names could not be asked, which is said and is not done', (t) => {
  const line = one(checkout(t).states({ 'npm view': { status: 1, stdout: '', stderr: 'npm error code ENOTFOUND\n' } }), /on npm/);
  assert.deepEqual([line.state, line.why], ['unasked', 'the registry could not be asked: ENOTFOUND']);
});
