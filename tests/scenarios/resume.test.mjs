// A run that died, or that heard no answer: the next one ends where an undisturbed run ends.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectLanded, expectReleased, expectTagged } from './harness/expect.mjs';
import { initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { once, pathGit } from './harness/path-git.mjs';
import { IMPATIENT } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';


/** @param {string} version */
const files = (version) => ({ 'pyproject.toml': pyproject(version), 'demo/__init__.py': initPy(version, 3) });
/** What a run of ours writes into the commit that brings a version. */
const ours = (/** @type {string} */ version) => `chore(release): ${version}\n\nVersion-First: ${version}; run=1; attempt=1; build=1`;

const history = () => [
  { files: files('1.2.3'), tag: 'v1.2.3' },
  { say: 'feat: x', files: { x: '1' } },
];

/** @param {import('./harness/sandbox.mjs').Sandbox} box */
async function world(box, commits = history(), options = {}) {
  const remote = await box.remote(commits, options);
  const clone = await box.clone(remote);
  return { remote, clone, before: await remote.refs(), here: clone.everything() };
}

describe('killed and resumed', { concurrency: 2 }, () => {
  scenario('kill -9 at each of its git processes, then again: one release, nothing twice, nothing left', async (box) => {
    const counted = await world(box, history(), { name: 'counted.git' });
    const counter = pathGit(box);
    expectReleased(await counted.clone.run(['release', '--json'], { env: counter.env }), '1.3.0');
    const calls = counter.calls().length;
    assert.ok(calls >= 5);
    let unreleased = 0;
    for (let at = 1; at <= calls; at += 1) {
      const { remote, clone, before, here } = await world(box, history(), { name: `killed-${at}.git` });
      const killer = pathGit(box, { script: `if [ "$count" -ge ${at} ]; then kill -9 $PPID; exit 1; fi` });
      const killed = await clone.run(['release', '--json'], { env: killer.env, killed: true });
      assert.equal(killed.signal, 'SIGKILL', `killed at call ${at}: ${killed.stdout}${killed.stderr}`);
      const pushed = Boolean((await remote.refs())['refs/tags/v1.3.0']);
      if (!pushed) {
        unreleased += 1;
        assert.deepEqual([await remote.refs(), clone.everything()], [before, here], `call ${at}: nothing changed before the push`);
      }
      const ran = await clone.run(['release', '--json']);
      assert.equal(ran.code, 0, ran.stderr);
      assert.equal(ran.json.status, pushed ? 'nothing-to-release' : 'released');
      await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
    }
    assert.ok(unreleased >= 5 && unreleased < calls, `${unreleased} of ${calls} before the push`);
  });

  scenario('kill -9 when the push has landed: the next run has nothing to release', async (box) => {
    const { remote, clone, before } = await world(box);
    const killer = pathGit(box, { script: once(box, 'push', '"$real" "$@" > /dev/null; kill -9 $PPID; exit 0') });
    const killed = await clone.run(['release', '--json'], { env: killer.env, killed: true });
    assert.equal(killed.signal, 'SIGKILL');
    const commit = await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
    const ran = await clone.run(['release', '--json']);
    assert.deepEqual([ran.code, ran.json.status, ran.json.sha], [0, 'nothing-to-release', commit]);
    await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
  });

  scenario('stopped by SIGTERM while it pushes: nothing stays in the temporary folder', async (box) => {
    const { remote, clone, before, here } = await world(box);
    const stopper = pathGit(box, { script: once(box, 'push', 'kill -TERM $PPID; sleep 30; exit 1') });
    const ran = await clone.run(['release'], { env: stopper.env });
    assert.equal(ran.code, 143);
    assert.ok(ran.ms < 25_000, 'it does not wait for git');
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
    expectReleased(await clone.run(['release', '--json']), '1.3.0');
    await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
  });
});

describe('no answer', { concurrency: 2 }, () => {
  for (const [depth, how] of /** @type {const} */ ([[false, 'lose'], [true, 'lose'], [false, 'reset'], [true, 'reset']])) {
    scenario(`the answer to the push is lost (${how}, ${depth ? 'depth 1' : 'full'}): reported once, as released`, async (box) => {
      const remote = await box.remote(history());
      const server = await serve(box, { trouble: (seen, nth) => (seen.method === 'POST' && seen.service === 'git-receive-pack' && nth === 1 ? how : undefined) });
      const clone = await box.clone(remote, { url: server.url(remote), args: depth ? ['--depth=1'] : [] });
      const before = await remote.refs();
      const ran = await clone.run(['release', '--json']);
      expectReleased(ran, '1.3.0');
      const commit = await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
      assert.deepEqual(ran.json.released, [{ version: '1.3.0', tag: 'v1.3.0', sha: commit }]);
      const pushes = server.requests.filter(({ method, service }) => method === 'POST' && service === 'git-receive-pack');
      assert.equal(pushes.length, how === 'lose' ? 1 : 2, 'we push once; curl repeats a request that was reset');
      assert.equal(await clone.oid('HEAD'), commit);
    });
  }

  scenario('the push is cut off before it was carried out: pushed again', async (box) => {
    const remote = await box.remote(history());
    const server = await serve(box, { trouble: (seen, nth) => (seen.method === 'POST' && seen.service === 'git-receive-pack' && nth === 1 ? { status: 502 } : undefined) });
    const clone = await box.clone(remote, { url: server.url(remote) });
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.3.0');
    await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
  });

  scenario('the push hangs: given up in bounded time, and pushed again', async (box) => {
    const remote = await box.remote(history());
    const server = await serve(box, { trouble: (seen, nth) => (seen.method === 'POST' && seen.service === 'git-receive-pack' && nth === 1 ? 'hang' : undefined) });
    const clone = await box.clone(remote, { url: server.url(remote) });
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json'], { node: IMPATIENT }), '1.3.0');
    await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
  });

  scenario('the server never answers: `unreachable` in bounded time, nothing changed, no process left', async (box) => {
    const remote = await box.remote(history());
    let hang = false;
    const server = await serve(box, { trouble: () => (hang ? 'hang' : undefined) });
    const clone = await box.clone(remote, { url: server.url(remote) });
    hang = true;
    const [before, here] = [await remote.refs(), clone.everything()];
    const ran = await clone.run(['release', '--json'], { node: IMPATIENT });
    expectFailure(ran, 'unreachable', /did not answer in time/);
    assert.ok(ran.ms < 30_000);
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });

  scenario('landed, then the server is gone for good: it says what may have been left', async (box) => {
    const remote = await box.remote(history());
    let gone = false;
    const server = await serve(box, {
      trouble: (seen) => {
        if (gone) return { status: 503 };
        gone = seen.method === 'POST' && seen.service === 'git-receive-pack';
        return gone ? 'lose' : undefined;
      },
    });
    const clone = await box.clone(remote, { url: server.url(remote) });
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json']);
    expectFailure(ran, 'unreachable');
    assert.match(ran.json.nextSteps.join('\n'), /v1\.3\.0.*pushed without an answer/);
    await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
    gone = false;
    const again = await box.clone(remote);
    assert.equal((await again.run(['release', '--json'])).json.status, 'nothing-to-release');
  });

  scenario('a server without atomic pushes: the branch first, then the tag', async (box) => {
    const { remote, clone, before } = await world(box);
    await remote.config('receive.advertiseAtomic', 'false');
    remote.hook('update', `echo "$1" >> '${box.dir}/order'`);
    const git = pathGit(box);
    expectReleased(await clone.run(['release', '--json'], { env: git.env }), '1.3.0');
    await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
    assert.deepEqual(box.read('order').trim().split('\n'), ['refs/heads/main', 'refs/tags/v1.3.0']);
  });

  scenario('without atomic, killed between branch and tag: the next run tags that very commit', async (box) => {
    const { remote, clone, before } = await world(box);
    await remote.config('receive.advertiseAtomic', 'false');
    const killer = pathGit(box, { script: `if [ "$sub" = push ]; then case "$*" in *:refs/heads/*) ;; *) kill -9 $PPID; exit 1 ;; esac; fi` });
    assert.equal((await clone.run(['release'], { env: killer.env, killed: true })).signal, 'SIGKILL');
    const refs = await remote.refs();
    assert.deepEqual(Object.keys(refs), Object.keys(before), 'the branch alone has moved');
    await remote.write([{ say: 'docs: meanwhile', files: { y: '1' } }]);
    const ran = await clone.run(['release', '--json']);
    // What is new since then is a release of its own.
    assert.deepEqual(ran.json.released.map((/** @type {{version: string}} */ { version }) => version), ['1.3.0', '1.3.1']);
    const tags = await remote.refs();
    assert.equal(tags['refs/tags/v1.3.0']?.commit, refs['refs/heads/main']?.commit);
    assert.equal(tags['refs/tags/v1.3.1']?.commit, tags['refs/heads/main']?.commit);
  });

  scenario('without atomic, the tag refused: it says that the next run makes it, and that run does', async (box) => {
    const { remote, clone } = await world(box);
    await remote.config('receive.advertiseAtomic', 'false');
    remote.hook('update', 'case "$1" in refs/tags/*) exit 1 ;; esac');
    const ran = await clone.run(['release', '--json']);
    expectFailure(ran, 'push-refused');
    assert.match(ran.json.nextSteps.join('\n'), /without its tag `v1\.3\.0`/);
    assert.doesNotMatch(ran.json.nextSteps.join('\n'), /nothing was changed/, 'the branch has landed');
    const tip = await remote.tip();
    remote.hook('update', 'exit 0');
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.3.0');
    await expectTagged(remote, { before, tag: 'v1.3.0', commit: tip });
  });
});

describe('what is there already', { concurrency: 2 }, () => {
  scenario('first release: what the manifests say, at the tip, no commit', async (box) => {
    const { remote, clone, before } = await world(box, [{ files: files('0.7.0') }, { say: 'feat: x', files: { x: '1' } }]);
    const ran = await clone.run(['release', '--json', '--bump', 'minor']);
    expectReleased(ran, '0.7.0');
    await expectTagged(remote, { before, tag: 'v0.7.0', commit: await remote.tip() });
    assert.match(ran.json.remarks.join('\n'), /first release/);
    assert.equal(await clone.oid('refs/tags/v0.7.0^{commit}'), await remote.tip());
  });

  scenario('first release of a placeholder: bumped', async (box) => {
    const { remote, clone, before } = await world(box, [{ files: { 'package.json': packageJson('0.0.0') } }, { say: 'feat: x', files: { x: '1' } }]);
    expectReleased(await clone.run(['release', '--json']), '0.1.0');
    await expectLanded(remote, { before, tag: 'v0.1.0', files: { 'package.json': packageJson('0.1.0') } });
  });

  scenario('a squash-merged bump: its commit is tagged', async (box) => {
    const { remote, clone, before } = await world(box, [...history(), { say: 'chore(release): 1.3.0 (#7)', files: files('1.3.0') }]);
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.3.0');
    await expectTagged(remote, { before, tag: 'v1.3.0', commit: await remote.tip() });
    assert.deepEqual(ran.json.changedFiles, []);
  });

  scenario('a merge commit: the merge itself is tagged, never the head of the pull request', async (box) => {
    const remote = await box.remote(history());
    const [head] = await remote.write([{ say: 'chore(release): 1.3.0', files: files('1.3.0'), on: 'bump', from: 'refs/heads/main' }]);
    await remote.write([{ say: 'fix: meanwhile', files: { z: '1' } }]);
    await remote.write([{ say: 'Merge bump', files: files('1.3.0'), merge: 'refs/heads/bump' }]);
    await remote.git(['update-ref', '-d', 'refs/heads/bump']);
    const clone = await box.clone(remote);
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.3.0');
    const merge = await remote.tip();
    assert.notEqual(merge, head);
    await expectTagged(remote, { before, tag: 'v1.3.0', commit: merge });
  });

  scenario('raised by hand in two commits: the one that completed it is tagged, and who did it is told', async (box) => {
    const half = { ...files('1.2.3'), 'pyproject.toml': pyproject('2.0.0') };
    const { remote, clone, before } = await world(box, [...history(), { say: 'half', files: half }, { say: 'other half', files: files('2.0.0'), author: 'Bert By-Hand' }]);
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '2.0.0');
    await expectTagged(remote, { before, tag: 'v2.0.0', commit: await remote.tip() });
    assert.match(ran.json.remarks.join('\n'), /Bert By-Hand/);
  });

  for (const depth of [false, true]) {
    scenario(`finalise with something new on top (${depth ? 'depth 1' : 'full'}): two releases in one run`, async (box) => {
      const remote = await box.remote([...history(), { say: ours('1.3.0'), files: files('1.3.0') }, { say: 'fix: y', files: { y: '1' } }, { say: 'feat: z', files: { z: '1' } }]);
      const clone = await box.clone(remote, { url: remote.fileUrl, args: depth ? ['--depth=1', '--no-tags'] : [] });
      const before = await remote.refs();
      const brought = (await remote.git(['rev-parse', 'main~2'])).trim();
      const ran = await clone.run(['release', '--json']);
      expectReleased(ran, '1.4.0');
      const after = await remote.refs();
      assert.equal(after['refs/tags/v1.3.0']?.commit, brought);
      await expectLanded(remote, { before: { ...before, 'refs/tags/v1.3.0': after['refs/tags/v1.3.0'] ?? before.x }, tag: 'v1.4.0', files: files('1.4.0') });
      assert.deepEqual(ran.json.released.map((/** @type {{tag: string}} */ { tag }) => tag), ['v1.3.0', 'v1.4.0']);
      for (const tag of ['v1.3.0', 'v1.4.0']) assert.equal(await clone.oid(`refs/tags/${tag}`), after[`refs/tags/${tag}`]?.oid);
      assert.equal(await clone.oid('refs/remotes/origin/main'), after['refs/heads/main']?.oid);
    });
  }

  scenario('`--bump minor` is answered by the minor that was waiting', async (box) => {
    const { remote, clone, before } = await world(box, [...history(), { say: ours('1.3.0'), files: files('1.3.0') }, { say: 'fix: y', files: { y: '1' } }]);
    const ran = await clone.run(['release', '--json', '--bump', 'minor']);
    expectReleased(ran, '1.3.0');
    assert.equal(ran.json.released.length, 1);
    await expectTagged(remote, { before, tag: 'v1.3.0', commit: (await remote.git(['rev-parse', 'main~1'])).trim() });
  });

  scenario('a version raised by hand, and more on top of it: the tip is tagged', async (box) => {
    const { remote, clone, before } = await world(box, [...history(), { say: 'bump to 1.3.0', files: files('1.3.0') }, { say: 'feat: z', files: { z: '1' } }]);
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '1.3.0');
    assert.equal(ran.json.released.length, 1);
    await expectTagged(remote, { before, tag: 'v1.3.0', commit: (await remote.git(['rev-parse', 'main'])).trim() });
    assert.ok(ran.json.remarks.some((/** @type {string} */ remark) => remark.endsWith(', by hand: the tip is tagged, with what came since')), ran.stdout);
  });

  scenario('a version raised by hand and nothing else: it is announced, until it is asked for', async (box) => {
    const { remote, clone, before } = await world(box, [{ files: files('1.2.3'), tag: 'v1.2.3' }, { say: 'bump to 1.3.0', files: files('1.3.0') }]);
    for (const args of [[], ['--bump', 'minor']]) {
      const ran = await clone.run(['release', '--json', ...args]);
      assert.deepEqual([ran.code, ran.json.status, ran.json.version], [0, 'nothing-to-release', '1.2.3'], ran.stderr);
      assert.ok(ran.json.why.startsWith('1.3.0 is announced, by '), ran.json.why);
      assert.deepEqual(await remote.refs(), before);
    }
    expectReleased(await clone.run(['release', '--json', '--bump', '1.3.0']), '1.3.0');
    await expectTagged(remote, { before, tag: 'v1.3.0', commit: (await remote.git(['rev-parse', 'main'])).trim() });
  });

  scenario('the same exact version twice: released, then nothing to release', async (box) => {
    const { remote, clone, before } = await world(box);
    expectReleased(await clone.run(['release', '--json', '--bump', '1.9.0']), '1.9.0');
    await expectLanded(remote, { before, tag: 'v1.9.0', files: files('1.9.0') });
    const refs = await remote.refs();
    const again = await clone.run(['release', '--json', '--bump', '1.9.0']);
    assert.deepEqual([again.code, again.json.status, again.json.tag], [0, 'nothing-to-release', 'v1.9.0']);
    assert.deepEqual(await remote.refs(), refs);
  });

  scenario('nothing new: a value, not an error; forced: a version', async (box) => {
    const { remote, clone, before, here } = await world(box, [{ files: files('1.2.3'), tag: 'v1.2.3' }]);
    for (const args of [[], ['--bump', 'minor'], ['--bump', '1.2.3']]) {
      const ran = await clone.run(['release', '--json', ...args]);
      assert.deepEqual([ran.code, ran.json.status], [0, 'nothing-to-release'], ran.stderr);
      assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
    }
    expectReleased(await clone.run(['release', '--json', '--bump', 'minor', '--force']), '1.3.0');
    await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
  });
});
