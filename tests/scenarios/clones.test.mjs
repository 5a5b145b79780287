// Whatever the clone is like: the release is the same, and the clone is left as it was, or follows.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe } from 'node:test';

import { Clone } from './harness/clone.mjs';
import { expectLanded, expectReleased } from './harness/expect.mjs';
import { initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { once, pathGit } from './harness/path-git.mjs';
import { scenario } from './harness/sandbox.mjs';
import { files, landed, short } from './harness/short.mjs';
import { serve } from './harness/server.mjs';

/** A feat nine commits ago, and a large file that nobody needs. */
const long = () => [
  { say: 'chore: start', files: { ...files('1.2.3'), 'big.bin': randomBytes(1_000_000) }, tag: 'v1.2.3' },
  { say: 'feat: long ago', files: { 'a.js': '0' } },
  ...Array.from({ length: 8 }, (_, index) => ({ say: `docs: ${index}`, files: { 'a.js': `${index + 1}` } })),
];

describe('clones', { concurrency: 2 }, () => {
  for (const [name, options] of /** @type {const} */ ([
    ['full', []],
    ['depth 1, without tags', ['--depth=1', '--no-tags']],
    ['depth 3, without tags', ['--depth=3', '--no-tags']],
    ['blobless', ['--filter=blob:none']],
    ['treeless, nothing checked out', ['--filter=tree:0', '--no-checkout']],
    ['single branch', ['--single-branch', '--no-tags']],
    ['sparse', ['--sparse']],
  ])) {
    for (const way of ['file', 'http']) {
      scenario(`${name} (${way}): the whole history counts`, async (box) => {
        const remote = await box.remote(long());
        await remote.config('uploadpack.allowFilter', 'true');
        const server = await serve(box);
        const clone = await box.clone(remote, { args: [...options], url: way === 'file' ? remote.fileUrl : server.url(remote) });
        const before = await remote.refs();
        const shallow = existsSync(join(clone.dir, '.git/shallow'));
        const config = clone.read('.git/config');
        server.requests.length = 0;
        const ran = await clone.run(['release', '--json']);
        expectReleased(ran, '1.3.0');
        assert.equal(ran.json.bump, 'minor');
        const commit = await landed(remote, before, '1.3.0');
        assert.equal(await clone.oid('refs/remotes/origin/main'), commit);
        assert.equal(await clone.oid('refs/tags/v1.3.0^{commit}'), commit);
        assert.equal(clone.read('.git/config'), config, 'no setting was left in the clone');
        assert.equal(existsSync(join(clone.dir, '.git/shallow')), shallow, 'the clone is as deep as it was');
        if (way === 'http') {
          const bytes = server.requests.reduce((sum, request) => sum + request.sent, 0);
          assert.ok(bytes < 200_000, `history comes without file contents, but ${bytes} bytes came`);
        }
      });
    }
  }

  scenario('depth 1: it follows without asking anybody, and what it has is whole', async (box) => {
    const remote = await box.remote(long());
    await remote.config('uploadpack.allowFilter', 'true');
    const clone = await box.clone(remote, { args: ['--depth=1', '--no-tags'], url: remote.fileUrl });
    const old = await clone.oid('HEAD');
    // From the push on the server is gone.
    const script = `if [ "$sub" = push ]; then "$real" "$@"; rc=$?; mv '${remote.dir}' '${remote.dir}.away'; exit $rc; fi`;
    const ran = await clone.run(['release', '--json'], { env: pathGit(box, { script }).env });
    renameSync(`${remote.dir}.away`, remote.dir);
    expectReleased(ran, '1.3.0');
    const commit = ran.json.sha;
    assert.deepEqual([await clone.oid('HEAD'), await clone.oid('refs/remotes/origin/main'), await clone.oid('v1.3.0^{commit}')], [commit, commit, commit]);
    assert.deepEqual([clone.read('package.json'), await clone.git('status', '--porcelain')], [packageJson('1.3.0'), '']);
    assert.equal(await clone.git('fsck', '--strict', '--no-dangling'), '');
    for (const ref of ['HEAD', 'main', 'origin/main']) {
      assert.equal((await clone.git('log', '--walk-reflogs', '--format=%H %gs', '-1', ref)).toLowerCase(), `${commit} pull: fast-forward\n`);
      assert.equal(await clone.oid(`${ref}@{1}`), old);
    }
  });

  scenario('depth 1 where the server knows no filters', async (box) => {
    const remote = await box.remote(long());
    const clone = await box.clone(remote, { args: ['--depth=1', '--no-tags'], url: remote.fileUrl });
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.3.0');
    await landed(remote, before, '1.3.0');
  });

  scenario('as actions/checkout makes it: init, fetch one commit, check out', async (box) => {
    const remote = await box.remote(long());
    await remote.config('uploadpack.allowFilter', 'true');
    const server = await serve(box);
    const dir = join(box.dir, 'workspace');
    await box.git(box.dir, ['init', '--quiet', '--template=', '--initial-branch=none', dir]);
    const clone = new Clone(box, dir);
    await clone.git('remote', 'add', 'origin', server.url(remote));
    const tip = await remote.tip();
    await clone.git('-c', 'protocol.version=2', 'fetch', '--quiet', '--no-tags', '--prune', '--depth=1', 'origin', `+${tip}:refs/remotes/origin/main`);
    await clone.git('checkout', '--quiet', '--force', '-B', 'main', 'refs/remotes/origin/main');
    const before = await remote.refs();
    const ran = await clone.action({});
    assert.deepEqual([ran.code, ran.outputs?.version], [0, '1.3.0'], ran.stdout + ran.stderr);
    const commit = await landed(remote, before, '1.3.0');
    assert.equal(await clone.oid('HEAD'), commit, 'the checkout followed');
    assert.equal(clone.read('package.json'), packageJson('1.3.0'));
  });

  scenario('detached HEAD: HEAD stays, tag and tracking branch are set', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    await clone.git('checkout', '--quiet', '--detach');
    const [before, tree, head] = [await remote.refs(), clone.workingTree(), clone.read('.git/HEAD')];
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.2.4');
    const commit = await landed(remote, before, '1.2.4');
    assert.deepEqual([clone.workingTree(), clone.read('.git/HEAD')], [tree, head]);
    assert.equal(await clone.oid('refs/remotes/origin/main'), commit);
    assert.equal(await clone.oid('refs/tags/v1.2.4^{commit}'), commit);
    assert.notEqual(await clone.oid('refs/heads/main'), commit);
    assert.match(ran.json.remarks.join('\n'), /HEAD is detached/);
  });

  scenario('another branch checked out, with commits of its own', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    await clone.git('checkout', '--quiet', '-b', 'topic');
    const mine = await clone.commit('feat!: not on main', { 'package.json': packageJson('9.9.9') });
    const [before, tree] = [await remote.refs(), clone.workingTree()];
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.2.4');
    await landed(remote, before, '1.2.4');
    assert.deepEqual([clone.workingTree(), await clone.oid('HEAD')], [tree, mine]);
    assert.match(ran.json.remarks.join('\n'), /`topic` is checked out/);
  });

  scenario('another branch is checked out while it pushes: both local branches stay', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    await clone.git('branch', 'topic');
    const [before, old] = [await remote.refs(), await clone.oid('topic')];
    const script = once(box, 'push', `$clean "$real" -C '${clone.dir}' checkout --quiet topic`);
    const ran = await clone.run(['release', '--json'], { env: pathGit(box, { script }).env });
    expectReleased(ran, '1.2.4');
    await landed(remote, before, '1.2.4');
    assert.deepEqual([await clone.oid('topic'), await clone.oid('main')], [old, old]);
    assert.match(ran.json.remarks.join('\n'), /another branch was checked out meanwhile/);
  });

  scenario('dirty: changed, staged, deleted and untracked files stay', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    clone.write('package.json', packageJson('5.5.5'));
    clone.write('staged.txt', 'staged');
    await clone.git('add', 'staged.txt');
    clone.write('untracked.txt', 'mine');
    const [before, tree] = [await remote.refs(), clone.workingTree()];
    const status = await clone.git('status', '--porcelain');
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.2.4');
    const commit = await landed(remote, before, '1.2.4');
    assert.deepEqual(clone.workingTree(), tree);
    assert.equal(await clone.git('status', '--porcelain'), status);
    assert.equal(await clone.oid('refs/remotes/origin/main'), commit);
    assert.match(ran.json.remarks.join('\n'), /working tree has changes/);
  });

  scenario('clean but for untracked files: the checkout follows, they stay', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    clone.write('untracked.txt', 'mine');
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    assert.equal(await clone.oid('HEAD'), await remote.tip());
    assert.equal(clone.read('untracked.txt'), 'mine');
  });

  /** How the checkout comes to what was released. @type {[string, string[], boolean][]} */
  const ways = [['handed over', [], false], ['fetched from what was built', [], true], ['fetched from the remote', ['--filter=blob:none'], false]];
  for (const [way, args, shared] of ways) {
    scenario(`a file that git ignores, where a changelog is begun: it stays, and is named (${way})`, async (box) => {
      const remote = await box.remote(short());
      await remote.config('uploadpack.allowFilter', 'true');
      const clone = await box.clone(remote, { args, url: remote.fileUrl });
      if (shared) await clone.git('config', 'core.sharedRepository', 'group');
      clone.write('.git/info/exclude', 'CHANGELOG.md\n');
      clone.write('CHANGELOG.md', 'mine');
      const [head, before] = [await clone.oid('HEAD'), await remote.refs()];
      const ran = await clone.run(['release', '--json', '--changelog', 'CHANGELOG.md']);
      expectReleased(ran, '1.2.4');
      assert.equal(clone.read('CHANGELOG.md'), 'mine');
      assert.deepEqual([await clone.oid('HEAD'), await clone.git('status', '--porcelain')], [head, '']);
      assert.match(ran.json.remarks.join('\n'), /the checkout stays as it is: .*would be overwritten by merge: CHANGELOG\.md/);
      assert.equal((await remote.refs())['refs/heads/main']?.commit === before['refs/heads/main']?.commit, false);
    });
  }

  scenario('a commit that was never pushed: it is not released, and stays', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    const mine = await clone.commit('feat!: not pushed', { 'a.js': '2' });
    const [before, tree] = [await remote.refs(), clone.workingTree()];
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.2.4');
    const commit = await landed(remote, before, '1.2.4');
    assert.deepEqual([clone.workingTree(), await clone.oid('HEAD')], [tree, mine]);
    assert.equal(await clone.oid('refs/tags/v1.2.4^{commit}'), commit);
    assert.equal(await clone.oid('refs/remotes/origin/main'), commit);
    assert.equal(ran.json.remarks.length > 0, true, 'says that the checkout stays');
  });

  scenario('stale: the remote has moved on since', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    await remote.write([{ say: 'feat: newer', files: { 'b.js': '1' } }]);
    await remote.write([{ say: 'chore: release', files: files('1.3.0'), tag: 'v1.3.0' }, { say: 'fix: newest', files: { 'b.js': '2' } }]);
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.3.1');
    const commit = await landed(remote, before, '1.3.1');
    assert.equal(await clone.oid('HEAD'), commit);
    assert.equal(await clone.git('status', '--porcelain'), '');
  });

  scenario('a linked worktree', async (box) => {
    const remote = await box.remote(short());
    const main = await box.clone(remote);
    const tree = join(box.dir, 'tree');
    await main.git('worktree', 'add', '--quiet', '--detach', tree);
    const before = await remote.refs();
    const clone = new Clone(box, tree);
    const here = [main.workingTree(), clone.workingTree()];
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    const commit = await landed(remote, before, '1.2.4');
    assert.deepEqual([main.workingTree(), clone.workingTree()], here);
    assert.equal(await main.oid('refs/tags/v1.2.4^{commit}'), commit);
  });

  scenario('a folder below the top, and a relative remote path', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    await clone.git('remote', 'set-url', 'origin', relative(clone.dir, remote.dir));
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json'], { cwd: join(clone.dir, 'py') }), '1.2.4');
    await landed(remote, before, '1.2.4');
    await remote.write([{ say: 'fix: y', files: { 'a.js': '2' } }]);
    const again = await remote.refs();
    expectReleased(await clone.run(['release', '--json', '--cwd', 'py']), '1.2.5');
    await landed(remote, again, '1.2.5');
  });

  scenario('a bare clone', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote, { args: ['--bare'] });
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    const commit = await landed(remote, before, '1.2.4');
    assert.equal(await clone.oid('refs/tags/v1.2.4^{commit}'), commit);
  });

  scenario('another tag of that name in the clone: it stays, and is told of', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    await clone.git('tag', 'v1.2.4', 'v1.2.3');
    const [before, old] = [await remote.refs(), await clone.oid('v1.2.4')];
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.2.4');
    const commit = await landed(remote, before, '1.2.4');
    assert.equal(await clone.oid('refs/remotes/origin/main'), commit);
    assert.equal(await clone.oid('v1.2.4'), old);
    assert.match(ran.json.remarks.join('\n'), /another tag of that name/);
  });

  scenario('the disk fills up once it has landed: reported as released', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    const before = await remote.refs();
    const full = 'if [ "$sub" = push ]; then "$real" "$@"; rc=$?; rm -r "$GIT_DIR/refs" "$GIT_DIR/objects"; : > "$GIT_DIR/refs"; exit $rc; fi';
    const ran = await clone.run(['release', '--json'], { env: pathGit(box, { script: full }).env });
    expectReleased(ran, '1.2.4');
    await landed(remote, before, '1.2.4');
    assert.match(ran.json.remarks.join('\n'), /the checkout stays as it is/);
  });

  scenario('CRLF, BOM, no last line end, executable bit, symlinks, submodule: kept', async (box) => {
    const crlf = pyproject('1.2.3').replaceAll('\n', '\r\n');
    const bom = `\ufeff${packageJson('1.2.3').trimEnd()}`;
    const module = { text: 'import x', mode: '100755' };
    const remote = await box.remote([
      {
        files: {
          'pyproject.toml': crlf,
          'package.json': bom,
          'demo/__init__.py': { text: initPy('1.2.3', 3), mode: '100755' },
          'run.sh': module,
          'link.toml': { text: 'pyproject.toml', mode: '120000' },
          'dangling/Cargo.toml': { text: '../../outside', mode: '120000' },
        },
        tag: 'v1.2.3',
      },
      { say: 'feat: x', files: { 'ä ö.txt': 'ü', 'tab\tand "quote".txt': '1' } },
    ]);
    const clone = await box.clone(remote);
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.3.0');
    const changed = { 'pyproject.toml': crlf.replace('version = "1.2.3"', 'version = "1.3.0"'), 'package.json': bom.replace('1.2.3', '1.3.0'), 'demo/__init__.py': initPy('1.3.0', 3) };
    await expectLanded(remote, { before, tag: 'v1.3.0', files: changed });
    assert.deepEqual(await remote.modes('v1.3.0'), {
      'dangling/Cargo.toml': '120000',
      'demo/__init__.py': '100755',
      'link.toml': '120000',
      'package.json': '100644',
      'pyproject.toml': '100644',
      'run.sh': '100755',
      'tab\tand "quote".txt': '100644',
      'ä ö.txt': '100644',
    });
  });

  scenario('a SHA-256 repository', async (box) => {
    const remote = await box.remote(short(), { format: 'sha256' });
    const clone = await box.clone(remote);
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.2.4');
    assert.equal((await landed(remote, before, '1.2.4')).length, 64);
    assert.equal(await clone.oid('HEAD'), ran.json.sha);
  });

  scenario('the default branch is `trunk`; `--branch` names another', async (box) => {
    const remote = await box.remote(short(), { branch: 'trunk' });
    await remote.write([{ say: 'fix: old line', on: '1.x', from: 'refs/heads/trunk', files: { 'c.js': '1' } }]);
    const clone = await box.clone(remote);
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    await landed(remote, before, '1.2.4');
    const later = await remote.refs();
    const ran = await clone.run(['release', '--json', '--branch', '1.x', '--bump', 'minor']);
    expectReleased(ran, '1.3.0');
    await expectLanded(remote, { before: later, branch: '1.x', tag: 'v1.3.0', files: { 'package.json': packageJson('1.3.0') } });
    assert.equal(await clone.oid('refs/remotes/origin/1.x'), ran.json.sha);
    assert.equal(await clone.oid('HEAD'), await remote.tip('trunk'), 'the checkout is on trunk and stays there');
  });

  scenario('the remote has another name', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote, { args: ['--origin', 'up.stream'] });
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json']);
    assert.deepEqual([ran.json.code, /up\.stream/.test(ran.json.message)], ['no-remote', true]);
    expectReleased(await clone.run(['release', '--json', '--remote', 'up.stream']), '1.2.4');
    const commit = await landed(remote, before, '1.2.4');
    assert.equal(await clone.oid('refs/remotes/up.stream/main'), commit);
  });

  scenario('a clone reached through a symlink, at a path with spaces and a quote', async (box) => {
    const remote = await box.remote(short(), { name: 'my "remote".git' });
    const clone = await box.clone(remote);
    const odd = join(box.dir, "it's a link");
    symlinkSync(clone.dir, odd);
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json'], { cwd: odd }), '1.2.4');
    await landed(remote, before, '1.2.4');
  });
});
