// Whatever the clone is like: the release is the same, and the clone is left as it was, or follows.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe } from 'node:test';

import { Clone } from './harness/clone.mjs';
import { expectLanded, expectReleased } from './harness/expect.mjs';
import { initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { once, pathGit } from './harness/path-git.mjs';
import { must } from './harness/process.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';

/** @param {string} version */
const files = (version) => ({ 'package.json': packageJson(version), 'py/pyproject.toml': 'tool = 1\n' });

/** A feat nine commits ago, and a large file that nobody needs. */
const long = () => [
  { say: 'chore: start', files: { ...files('1.2.3'), 'big.bin': randomBytes(1_000_000) }, tag: 'v1.2.3' },
  { say: 'feat: long ago', files: { 'a.js': '0' } },
  ...Array.from({ length: 8 }, (_, index) => ({ say: `docs: ${index}`, files: { 'a.js': `${index + 1}` } })),
];

const short = () => [
  { say: 'chore: start', files: files('1.2.3'), tag: 'v1.2.3' },
  { say: 'fix: x', files: { 'a.js': '1' } },
];

/** @param {import('./harness/remote.mjs').Remote} remote @param {Awaited<ReturnType<typeof remote.refs>>} before @param {string} version */
const landed = (remote, before, version) => expectLanded(remote, { before, tag: `v${version}`, files: { 'package.json': packageJson(version) } });

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

  scenario('without user.name: the bot signs', async (box) => {
    box.settings('');
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    const bot = 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>';
    assert.equal(await remote.show('v1.2.4', '%an <%ae>|%cn <%ce>'), `${bot}|${bot}`);
    assert.match(await remote.git(['cat-file', 'tag', 'v1.2.4']), /^tagger github-actions\[bot\] </m);
  });

  scenario('an identity git cannot write is made writable', async (box) => {
    box.settings('[user]\n\tname = "Evil <x>\\nparent 1"\n\temail = e@example.com\n');
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    await landed(remote, before, '1.2.4');
  });

  // git's own switch for its tests: it takes every folder for somebody else's.
  const DIFFERENT_OWNER = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };

  scenario('owned by somebody else: trusted where it is the runner\'s workspace, as in a container', async (box) => {
    const remote = await box.remote(short());
    const server = await serve(box);
    const clone = await box.clone(remote, { url: server.url(remote) });
    // Only root can really give a folder away; elsewhere git is told that it was.
    const root = process.getuid?.() === 0;
    if (root) await must('chown', ['-R', '1234:1234', clone.dir]);
    const config = clone.read('.git/config');
    const before = await remote.refs();
    const runner = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: clone.dir, ...(root ? {} : DIFFERENT_OWNER) };
    expectReleased(await clone.run(['release', '--json'], { env: runner }), '1.2.4');
    await landed(remote, before, '1.2.4');
    assert.equal(clone.read('.git/config'), config);
    // With the switch our own folders are somebody else's too, and git does not pull from those.
    if (root) assert.equal(clone.read('package.json'), packageJson('1.2.4'));
  });

  scenario('owned by somebody else, elsewhere: refused with advice', async (box) => {
    const remote = await box.remote(short());
    const server = await serve(box);
    const clone = await box.clone(remote, { url: server.url(remote) });
    const [before, here] = [await remote.refs(), clone.everything()];
    for (const env of [{}, { CI: 'true' }, { GITHUB_ACTIONS: 'true' }, { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: box.home }]) {
      const refused = await clone.run(['release', '--json'], { env: { ...DIFFERENT_OWNER, ...env } });
      assert.equal(refused.json.code, 'repository-not-trusted', refused.stderr);
      assert.match(refused.json.nextSteps.join('\n'), /git config --global --add safe\.directory/);
    }
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });

  scenario('the remote is a folder that somebody else owns and the user trusts', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    const before = await remote.refs();
    const refused = await clone.run(['release', '--json'], { env: DIFFERENT_OWNER });
    assert.equal(refused.json.status, 'failed', 'trust is the user\'s to give');
    box.settings('[user]\n\tname = Ann\n\temail = a@b.c\n[safe]\n\tdirectory = *\n');
    expectReleased(await clone.run(['release', '--json'], { env: DIFFERENT_OWNER }), '1.2.4');
    await landed(remote, before, '1.2.4');
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

  for (const follows of [true, false]) scenario(`nothing planted is run, the checkout ${follows ? 'follows' : 'stays'}`, async (box) => {
    const mark = join(box.dir, 'mark');
    const plant = (/** @type {string} */ name) => `echo ${name} >> '${mark}'; `;
    const program = (/** @type {string} */ name) => box.write(`planted/${name}`, `#!/bin/sh\n${plant(name)}cat\n`, 0o755);
    const hooks = ['pre-push', 'post-commit', 'pre-commit', 'commit-msg', 'prepare-commit-msg', 'post-merge', 'post-checkout', 'post-rewrite', 'reference-transaction', 'post-index-change', 'pre-auto-gc', 'fsmonitor-watchman'];
    for (const hook of hooks) box.write(`template/hooks/${hook}`, `#!/bin/sh\n${plant(`template ${hook}`)}`, 0o755);
    for (const hook of hooks) box.write(`hooks/${hook}`, `#!/bin/sh\n${plant(`hooksPath ${hook}`)}`, 0o755);
    box.settings(
      `[user]\n\tname = Ann Author\n\temail = ann@example.com\n[init]\n\ttemplateDir = ${box.dir}/template\n[commit]\n\tgpgSign = true\n[tag]\n\tgpgSign = true\n\tforceSignAnnotated = true\n` +
        `[gpg]\n\tprogram = ${program('gpg')}\n[push]\n\tfollowTags = true\n\tgpgSign = if-asked\n\tdefault = matching\n\trecurseSubmodules = check\n[core]\n\teditor = ${program('editor')}\n\tpager = ${program('pager')}\n` +
        `\tfsmonitor = ${program('fsmonitor')}\n\thooksPath = ${box.dir}/hooks\n\talternateRefsCommand = ${program('alternates')}\n[fetch]\n\tprune = true\n\tpruneTags = true\n[pull]\n\trebase = true\n[merge]\n\tff = false\n` +
        `[filter "evil"]\n\tclean = ${program('clean')}\n\tsmudge = ${program('smudge')}\n\tprocess = ${program('process')}\n[diff]\n\texternal = ${program('diff')}\n[log]\n\tshowSignature = true\n` +
        `[alias]\n\tpush = !${program('alias')}\n[format]\n\tpretty = evil %H\n[color]\n\tui = always\n[trace2]\n\teventTarget = ${box.dir}/trace2\n[rebase]\n\tautoStash = true\n[gc]\n\tauto = 1\n\tautoDetach = false\n[url "${box.dir}/remote.git"]\n\tinsteadOf = gh:me/demo\n`,
    );
    const remote = await box.remote([
      { files: { ...files('1.2.3'), '.gitattributes': 'other.bin filter=evil\n', 'other.bin': 'x' }, tag: 'v1.2.3' },
      { say: 'fix: x', files: { 'a.js': '1' } },
    ]);
    const clone = await box.clone(remote);
    for (const hook of hooks) {
      clone.write(`.git/hooks/${hook}`, `#!/bin/sh\n${plant(`clone ${hook}`)}`);
      chmodSync(join(clone.dir, `.git/hooks/${hook}`), 0o755);
    }
    await clone.git('remote', 'set-url', 'origin', 'gh:me/demo');
    // Tags and branches of this clone alone, which pushing "matching" or following tags would send.
    await clone.git('tag', '-a', '-m', 'mine', 'v7.0.0', 'HEAD');
    await clone.git('branch', 'mine');
    await clone.git('tag', 'local-only');
    if (!follows) await clone.git('checkout', '--quiet', '--detach');
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.2.4');
    await landed(remote, before, '1.2.4');
    // A checkout that follows is a pull: what the user has said about how files are written holds there, and only there.
    const marks = existsSync(mark) ? readFileSync(mark, 'utf8').split('\n').filter(Boolean) : [];
    const filters = ['clean', 'smudge', 'process'];
    assert.deepEqual(marks.filter((name) => !follows || !filters.includes(name)), []);
    assert.ok(!(await remote.git(['cat-file', 'commit', 'v1.2.4'])).includes('gpgsig'), 'unsigned');
    assert.equal((await clone.oid('HEAD')) === ran.json.sha, follows, `the checkout: ${ran.json.remarks}`);
    assert.equal(await clone.git('tag', '--list', 'local-only', 'v7.0.0'), 'local-only\nv7.0.0\n', 'nothing was pruned');
  });

  scenario('a manifest behind a filter driver: built without it', async (box) => {
    const mark = join(box.dir, 'mark');
    const evil = box.write('evil', `#!/bin/sh\necho ran >> '${mark}'\ncat\n`, 0o755);
    const remote = await box.remote([
      { files: { ...files('1.2.3'), '.gitattributes': '*.json filter=evil text eol=crlf working-tree-encoding=UTF-16\n' }, tag: 'v1.2.3' },
      { say: 'fix: x', files: { 'a.js': '1' } },
    ]);
    const clone = await box.clone(remote, { args: ['--no-checkout'] });
    await clone.git('config', 'filter.evil.clean', evil);
    await clone.git('config', 'filter.evil.smudge', evil);
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json'], { cwd: clone.dir }), '1.2.4');
    await landed(remote, before, '1.2.4');
    assert.equal(existsSync(mark), false, 'the filter ran');
  });

  scenario('a git environment around it: run from a hook or an alias of another repository', async (box) => {
    const remote = await box.remote(short());
    const clone = await box.clone(remote);
    const other = await box.clone(await box.remote(short(), { name: 'other.git' }));
    const untouched = other.everything();
    const before = await remote.refs();
    const env = {
      GIT_DIR: join(other.dir, '.git'),
      GIT_INDEX_FILE: join(other.dir, '.git/index'),
      GIT_WORK_TREE: other.dir,
      GIT_OBJECT_DIRECTORY: join(other.dir, '.git/objects'),
      GIT_NAMESPACE: 'elsewhere',
      GIT_EDITOR: 'false',
    };
    expectReleased(await clone.run(['release', '--json'], { env }), '1.2.4');
    await landed(remote, before, '1.2.4');
    assert.deepEqual(other.everything(), untouched);
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
