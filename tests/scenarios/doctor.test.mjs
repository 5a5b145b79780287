// `doctor`: what a release would meet, seen before it is made. The judgements have tables of their own (tests/doctor.rs).

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { scenario } from './harness/sandbox.mjs';
import { HISTORY, story } from './harness/story.mjs';

const RELEASE = 'on:\n  push:\n    branches: [main]\npermissions:\n  contents: read\njobs:\n  release:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/version-first@v1\n';
const PUBLISH = "on:\n  push:\n    tags: ['v*']\njobs: {}\n";
const workflows = () => [...HISTORY(), { say: 'ci: releases', files: { '.github/workflows/release.yml': RELEASE, '.github/workflows/publish.yml': PUBLISH } }];
/** @param {any} json @returns {string[]} */
const told = (json) => json.findings.map((/** @type {any} */ { code, weight, path, line }) => [code, weight, path && `${path.split('/').at(-1)}:${line}`].filter(Boolean).join(' '));

describe('doctor', { concurrency: 2 }, () => {
  scenario('what a release lacks: exit 1, each with file and line, and nothing is changed', async (box) => {
    const all = await story(box, { protect: [], history: workflows() });
    const before = await all.remote.refs();
    const ran = await all.run(['doctor', '--json']);
    assert.equal(ran.code, 1, ran.stderr);
    assert.deepEqual([ran.json.status, ran.json.way, ran.json.version], ['ailing', 'direct', '1.2.4']);
    assert.deepEqual(told(ran.json).filter((one) => !one.startsWith('merged-')), ['missing-permission error release.yml:5', 'tag-starts-nothing warning publish.yml:2']);
    assert.match(ran.json.ground.join('\n'), /after v1\.2\.3/);
    assert.deepEqual(await all.remote.refs(), before);
    assert.ok(!ran.calls.some(({ write }) => write));
    const words = await all.run(['doctor']);
    assert.match(words.stdout, /error\[missing-permission\]: the job `release` lacks `contents: write`[\s\S]*--> \.github\/workflows\/release\.yml:5: /);
  });

  scenario('where the workflows could not be looked at, it is not said that none releases', async (box) => {
    const all = await story(box, { protect: [], history: workflows() });
    await all.remote.git(['symbolic-ref', 'HEAD', 'refs/heads/gone']);
    const ran = await all.run(['doctor', '--json']);
    assert.equal(ran.code, 1, ran.stderr);
    assert.match(ran.json.unlooked.join(), /the workflows: the remote names no default branch/);
    assert.deepEqual(told(ran.json).filter((one) => !one.startsWith('merged-')), ['release-fails error']);
    assert.match(JSON.stringify(ran.json.findings), /--branch/);
    const named = await all.run(['doctor', '--json', '--branch', 'main']);
    assert.ok(told(named.json).includes('missing-permission error release.yml:5'), named.stdout);
  });

  scenario('a ruleset asks for a pull request: that way, and what it takes', async (box) => {
    const all = await story(box, { protect: ['gh013'], history: workflows() });
    const ran = await all.run(['doctor', '--json']);
    assert.deepEqual([ran.code, ran.json.way], [1, 'pull-request'], ran.stderr);
    assert.equal(told(ran.json).filter((one) => one.startsWith('missing-permission error')).length, 2);
  });

  scenario('the rules that are asked for are those of the branch that the package would have', async (box) => {
    const files = { 'b/package.json': '{"name": "@o/b", "version": "0.4.0"}\n' };
    const history = [...HISTORY(), { say: 'feat: b', files, tag: '@o/b@0.4.0' }, { say: 'fix: b', files: { 'b/x': '1' } }];
    const all = await story(box, { protect: [], history });
    const asked = async (/** @type {string[]} */ more) => {
      const ran = await all.run(['doctor', '--json', ...more]);
      return ran.calls.map(({ path }) => path).filter((path) => path.includes('/rules/branches/chore/'));
    };
    assert.match((await asked(['--package', '@o/b'])).join(), /\/chore\/version-bump-o-b-0\.4\.1$/);
    assert.match((await asked(['--package', 'b'])).join(), /\/chore\/version-bump-b-0\.4\.1$/);
    assert.match((await asked([])).join(), /\/chore\/version-bump-\d[\d.]+$/);
  });

  scenario('`--init` from a folder below: the workflow goes where a server looks for it, and nowhere where there is no tree', async (box) => {
    const all = await story(box, { protect: [] });
    all.clone.write('docs/deep/x', '');
    const below = { cwd: join(all.clone.dir, 'docs', 'deep') };
    assert.match((await all.run(['doctor', '--init'], below)).stdout, /^written: \.github\/workflows\/release\.yml/m);
    assert.match(all.clone.read('.github/workflows/release.yml'), /^name: release$/m);
    assert.ok(!existsSync(join(below.cwd, '.github')));
    const bare = await all.run(['doctor', '--init', '--offline', '--json'], { cwd: all.remote.dir });
    assert.deepEqual([bare.code, bare.json.code], [1, 'not-written'], bare.stdout);
    assert.ok(!existsSync(join(all.remote.dir, '.github')));
  });

  scenario('`--init` where a file stands in its way: what it is, and no report of a bug', async (box) => {
    const all = await story(box, { protect: [] });
    all.clone.write('.github', 'a file');
    const ran = await all.run(['doctor', '--init', '--json']);
    assert.deepEqual([ran.code, ran.json.code, ran.json.path], [1, 'not-written', '.github/workflows/release.yml'], ran.stdout);
    assert.match(ran.json.nextSteps.join(), /move it away/);
  });

  scenario('signatures, drafts, and what may not be seen', async (box) => {
    const all = await story(box, { protect: ['signatures'] });
    const ran = await all.run(['doctor', '--json']);
    assert.ok(told(ran.json).includes('signatures-required error'), ran.stderr);
    assert.match(ran.stderr, /asking the server/);
    assert.ok(ran.json.unlooked.length > 0);
  });

  scenario('without a token, without a network: what is in the clone, and what was not looked at is said', async (box) => {
    const all = await story(box, { protect: [], history: workflows() });
    const none = { env: { GITHUB_TOKEN: undefined, GH_TOKEN: undefined } };
    await all.clone.git('remote', 'set-url', 'origin', all.remote.fileUrl);
    const here = await all.run(['doctor', '--json'], none);
    assert.deepEqual(told(here.json), ['missing-permission error release.yml:5', 'tag-starts-nothing warning publish.yml:2'], here.stderr);
    assert.match(here.json.unlooked.join('\n'), /there is no token/);
    assert.doesNotMatch(here.stderr, /asking the server/, 'nobody is asked');
    const elsewhere = await all.run(['doctor', '--json'], { env: { GITHUB_TOKEN: 'ghs_4711', GITHUB_SERVER_URL: 'https://git.example.org' } });
    assert.match(elsewhere.json.unlooked.join('\n'), /the token is for `https:\/\/git\.example\.org` .* and the remote is not on it/);
    await all.clone.git('remote', 'set-url', 'origin', 'file:///nowhere.git');
    const away = await all.run(['doctor', '--json'], none);
    assert.deepEqual([away.code, told(away.json)[0]], [1, 'release-fails error'], away.stderr);
    assert.ok(told(away.json).includes('missing-permission error release.yml:5'));
    assert.match(away.json.unlooked.join('\n'), /the remote: it does not answer/);
    const offline = await all.run(['doctor', '--json', '--offline'], none);
    assert.ok(told(offline.json).includes('missing-permission error release.yml:5'), offline.stderr);
  });

  scenario('--init writes the workflow that fits, shows it first, and never writes over one', async (box) => {
    const all = await story(box, { protect: ['gh013'] });
    const path = join(all.clone.dir, '.github/workflows/release.yml');
    const dry = await all.run(['doctor', '--init', '--dry-run', '--json']);
    assert.deepEqual([dry.json.workflow.written, existsSync(path)], [false, false], dry.stderr);
    const ran = await all.run(['doctor', '--init']);
    assert.match(ran.stdout, /^note: commit it and push it/m);
    assert.doesNotMatch(ran.stdout, /doctor --init/, 'nobody is told to do what was just done');
    assert.match(ran.stdout, /pull-requests: write # opens/);
    assert.equal(readFileSync(path, 'utf8'), dry.json.workflow.text);
    writeFileSync(path, 'mine\n');
    const again = await all.run(['doctor', '--init', '--json']);
    assert.deepEqual([again.code, again.json.code, readFileSync(path, 'utf8')], [1, 'workflow-exists', 'mine\n'], again.stderr);
  });

  scenario('--fix says what it could not set', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await all.run(['doctor', '--fix', '--json']);
    assert.equal(ran.json.fixed.length + ran.json.unfixed.length, 1, ran.stderr);
  });

  scenario('--fix in a dry run changes nothing', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await all.run(['doctor', '--fix', '--dry-run', '--json']);
    assert.deepEqual([ran.json.fixed.length, ran.json.unfixed.length], [0, 1], ran.stderr);
    assert.deepEqual(all.github.api().filter(({ method }) => method !== 'GET'), []);
  });
});
