// At most two remote commands and ten git processes for a direct release; and `try`, the story for newcomers.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { snapshot } from './harness/clone.mjs';
import { expectReleased } from './harness/expect.mjs';
import { initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { pathGit, subcommand } from './harness/path-git.mjs';
import { runCli } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';

const MOST_PROCESSES = 10;
const MOST_REMOTE = 2;

const history = () => [
  { files: { 'package.json': packageJson('1.2.3'), 'pyproject.toml': pyproject('1.2.3'), 'demo/__init__.py': initPy('1.2.3', 3) }, tag: 'v1.2.3' },
  ...Array.from({ length: 30 }, (_, index) => ({ say: `fix: ${index}`, files: { [`folder-${index}/file`]: '1' } })),
];

describe('budgets of a direct release', { concurrency: 2 }, () => {
  for (const door of ['cli', 'action']) {
    scenario(`on a full clone, by the ${door}`, async (box) => {
      const remote = await box.remote(history());
      const server = await serve(box);
      const clone = await box.clone(remote, { url: server.url(remote) });
      server.requests.length = 0;
      const git = pathGit(box);
      const trace = join(box.dir, 'trace');
      const env = { ...git.env, VERSION_FIRST_TRACE: trace };
      const ran = door === 'cli' ? await clone.run(['release', '--json'], { env }) : await clone.action({}, { env });
      expectReleased(ran, '1.2.4');
      const calls = git.calls();
      const list = calls.map((words) => words.join(' ')).join('\n');
      assert.ok(calls.length <= MOST_PROCESSES, `${calls.length} git processes:\n${list}`);
      assert.ok(calls.length >= 5, 'the count counts');
      // Every remote command begins with one such request, whoever starts it.
      const contacts = server.requests.filter(({ path }) => path.endsWith('/info/refs'));
      assert.ok(contacts.length <= MOST_REMOTE, `${contacts.length} remote commands:\n${list}`);
      assert.deepEqual(contacts.map(({ service }) => service), ['git-upload-pack', 'git-receive-pack']);
      assert.equal(calls.filter((words) => subcommand(words) === 'push').length, 1);
      // The program's own account agrees with the one on the PATH.
      const told = readFileSync(trace, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
      assert.deepEqual(told.map((words) => words.join(' ')).sort(), calls.map((words) => words.join(' ')).sort());
    });
  }

  scenario('the one push is atomic, with a lease on each ref', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const tip = await remote.tip();
    const git = pathGit(box);
    expectReleased(await clone.run(['release', '--json'], { env: git.env }), '1.2.4');
    const push = git.calls().find((words) => subcommand(words) === 'push') ?? [];
    for (const word of ['--atomic', '--porcelain', `--force-with-lease=refs/heads/main:${tip}`, '--force-with-lease=refs/tags/v1.2.4:']) {
      assert.ok(push.includes(word), `${word} in ${push.join(' ')}`);
    }
    assert.ok(!push.some((word) => word === '--force' || word === '-f' || word.startsWith('+')), 'nothing is forced');
  });

  scenario('on a depth-1 clone: one more remote command, for what is newer than the tag; to follow, nobody is asked', async (box) => {
    const remote = await box.remote(history());
    await remote.config('uploadpack.allowFilter', 'true');
    const server = await serve(box);
    const clone = await box.clone(remote, { url: server.url(remote), args: ['--depth=1', '--no-tags'] });
    server.requests.length = 0;
    const git = pathGit(box);
    expectReleased(await clone.run(['release', '--json'], { env: git.env }), '1.2.4');
    assert.ok(server.requests.filter(({ path }) => path.endsWith('/info/refs')).length <= 3);
    assert.ok(git.calls().length <= 14, git.calls().join('\n'));
  });

  scenario('where T lies costs one process at most, however far back; and what lies elsewhere a few, whatever it is', async (box) => {
    const work = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => ({ say: `fix: ${index}`, files: { x: String(index) } }));
    const first = { files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' };
    const aside = [{ say: 'feat: elsewhere', on: 'next', from: 'refs/heads/main~1', files: { y: '1' } }, { say: 'feat: more', on: 'next', files: { y: '2' } }];
    let remotes = 0;
    /** The git processes of `next`. @param {import('./harness/remote.mjs').CommitSpec[]} commits @param {string[]} elsewhere tags */
    const processes = async (commits, elsewhere = []) => {
      const remote = await box.remote(commits, { name: `remote-${(remotes += 1)}.git` });
      if (elsewhere.length > 0) await remote.write(aside);
      for (const tag of elsewhere) await remote.git(['tag', tag, 'next']);
      const clone = await box.clone(remote);
      const git = pathGit(box);
      const before = git.calls().length;
      assert.equal((await clone.run(['next'], { env: git.env })).stdout, '1.2.4\n');
      return git.calls().slice(before).map(subcommand);
    };
    const near = await processes([first, ...work(2)]);
    const far = await processes([first, ...work(3000)]);
    assert.ok(far.length <= near.length + 1, `${near.join(' ')}\n${far.join(' ')}`);
    const one = await processes([first, ...work(2)], ['v2.0.0']);
    const many = await processes([first, ...work(2)], ['v2.0.0', 'v2.0.1', 'v2.1.0', 'v3.0.0']);
    assert.ok(one.length <= near.length + 4, `${near.join(' ')}\n${one.join(' ')}`);
    // Some of them run side by side: which is written down first is chance.
    assert.deepEqual([...many].sort(), [...one].sort(), 'the commit is one, whatever it is called');
    for (const calls of [near, far, one, many]) assert.equal(calls.filter((name) => name === 'ls-remote' || name === 'fetch').length, 1);
  });

  scenario('`next` asks the remote once', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const git = pathGit(box);
    const ran = await clone.run(['next'], { env: git.env });
    assert.equal(ran.stdout, '1.2.4\n');
    assert.deepEqual(git.calls().map(subcommand).filter((name) => ['ls-remote', 'fetch', 'push', 'pull'].includes(name ?? '')), ['ls-remote']);
  });

  scenario('`set` opens the clone once, whether files are named or not', async (box) => {
    const clone = await box.clone(await box.remote(history()));
    for (const files of [[], ['package.json']]) {
      const git = pathGit(box);
      const ran = await clone.run(['set', '9.9.9', ...files, '--dry-run'], { env: git.env });
      assert.equal(ran.code, 0, ran.stderr);
      assert.deepEqual(git.calls().map(subcommand).sort(), ['config', 'ls-files', 'rev-parse', 'version']);
    }
  });
});

describe('try', { concurrency: 2 }, () => {
  scenario('tells the story, exits with 0, leaves nothing behind', async (box) => {
    const cwd = join(box.dir, 'somewhere');
    mkdirSync(cwd);
    const ran = await runCli(box, ['try'], { cwd });
    assert.equal(ran.code, 0, ran.stderr);
    for (const text of ['0.2.328', 'v0.2.334', '0.2.335', 'pyproject.toml', '__init__.py']) assert.ok(ran.stdout.includes(text), `${text} in:\n${ran.stdout}`);
    assert.deepEqual(snapshot(cwd, () => true), {});
    assert.deepEqual(Object.keys(snapshot(box.home, () => true)), ['gitconfig']);
  });

  scenario('works whatever the user\'s git is set to, without a home, inside a repository, with a token around', async (box) => {
    const mark = join(box.dir, 'mark');
    const evil = box.write('evil', `#!/bin/sh\necho "$0" >> '${mark}'\nexit 1\n`, 0o755);
    for (const hook of ['pre-push', 'post-commit', 'pre-commit', 'commit-msg', 'post-checkout', 'reference-transaction']) box.write(`hooks/${hook}`, `#!/bin/sh\necho ${hook} >> '${mark}'\nexit 1\n`, 0o755);
    box.settings(`[commit]\n\tgpgSign = true\n[tag]\n\tgpgSign = true\n[gpg]\n\tprogram = ${evil}\n[core]\n\thooksPath = ${box.dir}/hooks\n\tautocrlf = true\n[init]\n\tdefaultBranch = weird\n\ttemplateDir = ${box.dir}/hooks\n[user]\n\tuseConfigOnly = true\n`);
    const clone = await box.clone(await box.remote(history()));
    const here = clone.everything();
    const ran = await clone.run(['try'], { env: { HOME: undefined, GITHUB_TOKEN: 'x'.repeat(40), GIT_DIR: join(clone.dir, '.git') } });
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    assert.ok(ran.stdout.includes('0.2.335'));
    assert.equal(existsSync(mark), false, existsSync(mark) ? readFileSync(mark, 'utf8') : '');
    assert.deepEqual(clone.everything(), here);
  });
});
