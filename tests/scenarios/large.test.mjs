// Much at once: what a tree may ask of us is bounded, and a run that has much to read can still be stopped.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { packageJson } from './harness/manifests.mjs';
import { CLI } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';

const SPENT = fileURLToPath(new URL('harness/spent.cjs', import.meta.url));

describe('very large manifests', { concurrency: 1 }, () => {
  scenario('many of them: refused before they are parsed', async (box) => {
    const member = packageJson('1.2.3', { a: 'x'.repeat(9_000_000) });
    const members = Object.fromEntries(Array.from({ length: 40 }, (_, place) => [`packages/m${place}/package.json`, member]));
    const remote = await box.remote([{ files: { 'package.json': packageJson('1.2.3', { workspaces: ['packages/*'] }), ...members } }]);
    const clone = await box.clone(remote);
    const begin = performance.now();
    const ran = await clone.run(['release', '--json'], { env: box.env });
    assert.deepEqual([ran.code, ran.json.code, Object.keys(await remote.refs())], [1, 'manifests-too-large', ['refs/heads/main']], ran.stderr.slice(-500));
    assert.ok(performance.now() - begin < 30_000);
    const named = await clone.run(['next', '--json', ...Array.from({ length: 38 }, (_, place) => ['--manifests', `!packages/m${place}/package.json`]).flat()], { env: box.env });
    assert.notEqual(named.json.code, 'manifests-too-large', named.stderr.slice(-500));
  });

  scenario('one that takes seconds: SIGTERM ends the run all the same, and nothing is left', async (box) => {
    const chart = `name: demo\nversion: 1.2.3\na: [${'b,'.repeat(4_900_000)}c]\n`;
    const remote = await box.remote([{ files: { 'Chart.yaml': chart }, tag: 'v1.2.3' }, { say: 'fix: one', files: { 'a.js': '1' } }]);
    const clone = await box.clone(remote);
    const before = await remote.refs();
    const spent = join(box.newTmp(), 'spent');
    const env = { ...box.env, TMPDIR: box.newTmp(), SPENT: spent };
    const child = spawn(process.execPath, ['--require', SPENT, CLI, 'release', '--json'], { cwd: clone.dir, env, stdio: 'ignore' });
    const ended = new Promise((done) => {
      child.once('close', (code, signal) => done(code ?? signal));
    });
    await sleep(2_500);
    child.kill('SIGTERM');
    assert.equal(await ended, 143);
    const ms = Number(readFileSync(spent, 'utf8'));
    assert.ok(ms > 1_000 && ms < 30_000, `${ms} ms`);
    assert.deepEqual(await remote.refs(), before);
  });
});
