// The workflows to copy (docs/workflows): what each may do, what it runs, and that what it runs does what it says. That they
// are workflows at all, actionlint says (scripts/ci-stages.mjs).

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { parse } from 'yaml';

import { diagnose } from '../js/node.js';
import { SETTINGS, inputOf } from '../js/ask/settings.js';
import { root } from '../scripts/lib.mjs';
import { packageJson } from './scenarios/harness/manifests.mjs';
import { scenario } from './scenarios/harness/sandbox.mjs';
import { story } from './scenarios/harness/story.mjs';

const DIR = join(root, 'docs', 'workflows');
const OURS = 'OWNER/version-first@v1';
const files = readdirSync(DIR).filter((name) => name.endsWith('.yml'));
/** @param {string} name */
const textOf = (name) => readFileSync(join(DIR, name), 'utf8');
/** @param {string} name @returns {any} */
const read = (name) => parse(textOf(name));
/** @param {any} workflow @returns {any[]} */
const steps = (workflow) => Object.values(workflow.jobs).flatMap((/** @type {any} */ job) => job.steps ?? []);
/** The inputs of our step, with what GitHub would put into them. @param {string} name */
const inputsOf = (name) => {
  const { with: inputs = {} } = steps(read(name)).find(({ uses }) => uses === OURS) ?? {};
  const filled = (/** @type {unknown} */ value) => String(value).replace('${{ inputs.dry-run || false }}', 'false').replace('${{ inputs.dry-run }}', 'false').replace('${{ inputs.bump }}', 'auto');
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, filled(value)]));
};

test('there is one for each occasion', () => {
  assert.ok(files.length >= 8, files.join(' '));
});

for (const name of files) {
  test(`${name}: no more permissions than it takes, everything pinned, one at a time`, () => {
    const workflow = read(name);
    assert.deepEqual(workflow.permissions, { contents: 'read' }, 'what is not said for a job is nothing but reading');
    assert.ok(workflow.concurrency?.group);
    for (const job of /** @type {any[]} */ (Object.values(workflow.jobs))) assert.ok(job.permissions && (job['timeout-minutes'] || job.uses), 'each job says what it may do, and how long');
    for (const { uses } of steps(workflow)) if (uses && uses !== OURS) assert.match(uses, /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
    const known = new Set(Object.values(SETTINGS).map(inputOf));
    for (const { uses, with: inputs = {} } of steps(workflow)) if (uses === OURS) for (const key of Object.keys(inputs)) assert.ok(known.has(key), key);
  });

  test(`${name}: doctor has nothing against it`, () => {
    const { findings } = diagnose({ branch: 'main', rules: [], workflows: [{ path: `.github/workflows/${name}`, text: textOf(name) }], outlook: { version: '1.2.4', tag: 'v1.2.4', changedFiles: ['package.json'] } });
    assert.deepEqual(findings.filter(({ weight }) => weight !== 'note'), []);
  });
}

describe('what they run', { concurrency: 2 }, () => {
  for (const name of files.filter((one) => one.startsWith('release-') || one.startsWith('publish-'))) {
    scenario(`${name}: a version comes of it`, async (box) => {
      const all = await story(box, { protect: name === 'release-merge-queue.yml' ? ['gh013'] : [] });
      const inputs = inputsOf(name);
      // The app's own is of another job's making.
      delete inputs['token'];
      const ran = await all.action(inputs);
      assert.equal(ran.code, 0, ran.stdout);
      const expected = name === 'release-merge-queue.yml' ? ['pull-request', 'false'] : ['released', 'true'];
      assert.deepEqual([ran.outputs?.status, ran.outputs?.released], expected, ran.stdout);
    });
  }

  scenario('prune.yml: an old branch goes', async (box) => {
    const all = await story(box, { protect: [] });
    const say = 'chore(release): 1.0.1\n\nVersion-First: 1.0.1; run=1; attempt=1; build=1\n';
    await all.remote.write([{ say, files: { 'package.json': packageJson('1.0.1') }, on: 'chore/version-bump-1.0.1', from: 'refs/heads/main' }]);
    const ran = await all.action(inputsOf('prune.yml'));
    assert.deepEqual([ran.code, ran.outputs?.status, await all.branches()], [0, 'pruned', ['main']], ran.stdout);
  });
});
