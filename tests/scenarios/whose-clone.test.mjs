// Whoever made the clone, owns it and set it up: nothing that lies in it is run, and nobody else's is touched.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { must } from './harness/process.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';
import { files, landed, short } from './harness/short.mjs';

describe('whose clone it is', { concurrency: 2 }, () => {
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
});
