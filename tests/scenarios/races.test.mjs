// Somebody else is faster: look again, count again, build again. Nobody's work is lost, no version is made twice.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectLanded, expectReleased } from './harness/expect.mjs';
import { initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { once, pathGit } from './harness/path-git.mjs';
import { HURRIED } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';

/** @param {string} version */
const files = (version) => ({ 'package.json': packageJson(version), 'pyproject.toml': pyproject(version), 'demo/__init__.py': initPy(version, 3) });
const history = () => [
  { files: files('1.2.3'), tag: 'v1.2.3' },
  { say: 'fix: x', files: { x: '1' } },
];

/**
 * A remote, a clone, and a rival with something of their own to push.
 * @param {import('./harness/sandbox.mjs').Sandbox} box
 * @param {string[]} [args] of the clone
 */
async function rivals(box, args = []) {
  const remote = await box.remote(history());
  return { remote, clone: await box.clone(remote, { args, url: remote.fileUrl }), rival: await box.clone(remote) };
}

describe('a foreign push between look and push', { concurrency: 2 }, () => {
  for (const args of [[], ['--depth=1', '--no-tags']]) {
    const kind = args.length > 0 ? 'depth 1' : 'full';
    scenario(`a fix (${kind}): on top of it`, async (box) => {
      const { remote, clone, rival } = await rivals(box, args);
      const theirs = await rival.commit('fix: theirs', { y: '1' });
      const git = pathGit(box, { script: once(box, 'push', `$clean git -C '${rival.dir}' push -q origin main`) });
      const before = await remote.refs();
      const ran = await clone.run(['release', '--json'], { env: git.env });
      expectReleased(ran, '1.2.4');
      await expectLanded(remote, { before, parent: theirs, tag: 'v1.2.4', files: files('1.2.4') });
      assert.equal(ran.json.reasons.length, 2, 'both commits were counted');
    });

    scenario(`a feature (${kind}): the version is counted again`, async (box) => {
      const { remote, clone, rival } = await rivals(box, args);
      const theirs = await rival.commit('feat: theirs', { y: '1' });
      const git = pathGit(box, { script: once(box, 'push', `$clean git -C '${rival.dir}' push -q origin main`) });
      const before = await remote.refs();
      expectReleased(await clone.run(['release', '--json'], { env: git.env }), '1.3.0');
      await expectLanded(remote, { before, parent: theirs, tag: 'v1.3.0', files: files('1.3.0') });
    });

    scenario(`the tag alone, on the tip (${kind}): nothing is new since, and by force the next version heals the manifests`, async (box) => {
      const { remote, clone, rival } = await rivals(box, args);
      await rival.git('tag', '-a', '-m', 'mine', 'v1.2.4', 'HEAD');
      const git = pathGit(box, { script: once(box, 'push', `$clean git -C '${rival.dir}' push -q origin v1.2.4`) });
      const before = await remote.refs();
      const ran = await clone.run(['release', '--json'], { env: git.env });
      assert.deepEqual([ran.code, ran.json.status, ran.json.tag], [0, 'nothing-to-release', 'v1.2.4'], ran.stderr);
      assert.ok(ran.json.remarks.includes('the next release rewrites the manifests that lag behind; `--force` does it now'), ran.stdout);
      expectReleased(await clone.run(['release', '--json', '--force']), '1.2.5');
      const after = await remote.refs();
      const foreign = after['refs/tags/v1.2.4'];
      assert.ok(foreign);
      await expectLanded(remote, { before: { ...before, 'refs/tags/v1.2.4': foreign }, tag: 'v1.2.5', files: files('1.2.5') });
    });

    scenario(`a whole release of the same version by another run (${kind}): nothing left to do`, async (box) => {
      const { remote, clone, rival } = await rivals(box, args);
      const before = await remote.refs();
      const git = pathGit(box, { script: once(box, 'push', `$clean '${process.execPath}' '${box.cli}' release --cwd '${rival.dir}' > /dev/null 2>&1`) });
      const ran = await clone.run(['release', '--json'], { env: git.env });
      assert.deepEqual([ran.code, ran.json.status, ran.json.released], [0, 'nothing-to-release', []], ran.stderr);
      await expectLanded(remote, { before, tag: 'v1.2.4', files: files('1.2.4') });
    });
  }

  scenario('a force push that takes a commit away: what stands there now is released', async (box) => {
    const { remote, clone, rival } = await rivals(box);
    await rival.git('reset', '--quiet', '--hard', 'HEAD~1');
    const theirs = await rival.commit('feat: instead', { y: '1' });
    const git = pathGit(box, { script: once(box, 'push', `$clean git -C '${rival.dir}' push -q --force origin main`) });
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json'], { env: git.env }), '1.3.0');
    await expectLanded(remote, { before, parent: theirs, tag: 'v1.3.0', files: files('1.3.0') });
  });

  scenario('a force push back to the last release: what was taken away stays away', async (box) => {
    const { remote, clone, rival } = await rivals(box);
    const git = pathGit(box, { script: once(box, 'push', `$clean git -C '${rival.dir}' push -q --force origin main~1:main`) });
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json'], { env: git.env });
    assert.deepEqual([ran.code, ran.json.status], [0, 'nothing-to-release'], ran.stderr);
    const tagged = before['refs/tags/v1.2.3'];
    assert.deepEqual(await remote.refs(), { ...before, 'refs/heads/main': { oid: tagged?.commit, type: 'commit', commit: tagged?.commit } });
  });

  scenario('a force push between listing and fetching: looked at again', async (box) => {
    const { remote, clone, rival } = await rivals(box, ['--depth=1', '--no-tags']);
    await rival.git('reset', '--quiet', '--hard', 'HEAD~1');
    const theirs = await rival.commit('feat: instead', { y: '1' });
    const forced = `$clean git -C '${rival.dir}' push -q --force origin main; $clean git -C '${remote.dir}' reflog expire --expire=now --all; $clean git -C '${remote.dir}' prune --expire=now`;
    const git = pathGit(box, { script: once(box, 'fetch', forced) });
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json'], { env: git.env }), '1.3.0');
    await expectLanded(remote, { before, parent: theirs, tag: 'v1.3.0', files: files('1.3.0') });
  });

  scenario('an exact version taken meanwhile: `tag-taken`, and nothing of ours landed', async (box) => {
    const { remote, clone, rival } = await rivals(box);
    await rival.git('tag', '-a', '-m', 'mine', 'v2.0.0', 'HEAD');
    const git = pathGit(box, { script: once(box, 'push', `$clean git -C '${rival.dir}' push -q origin v2.0.0`) });
    const [before, here] = [await remote.refs(), clone.everything()];
    expectFailure(await clone.run(['release', '--json', '--bump', '2.0.0'], { env: git.env }), 'tag-taken');
    const { 'refs/tags/v2.0.0': theirs, ...rest } = await remote.refs();
    assert.ok(theirs);
    assert.deepEqual([rest, clone.everything()], [before, here]);
  });

  scenario('somebody is faster every time: given up after ten more looks, nothing left behind', async (box) => {
    const { remote, clone, rival } = await rivals(box);
    const faster = `$clean git -C '${rival.dir}' commit -q --allow-empty -m 'fix: again'; $clean git -C '${rival.dir}' push -q origin main`;
    const git = pathGit(box, { script: `if [ "$sub" = push ]; then ${faster}; fi` });
    const here = clone.everything();
    const ran = await clone.run(['release', '--json'], { env: git.env, node: HURRIED });
    expectFailure(ran, 'race-lost');
    const pushes = git.calls().filter((words) => words.includes('push'));
    assert.equal(pushes.length, 11);
    assert.deepEqual(Object.keys(await remote.refs()), ['refs/heads/main', 'refs/tags/v1.2.3']);
    assert.equal((await remote.git(['log', '--format=%s', 'main'])).includes('chore(release)'), false);
    assert.deepEqual(clone.everything(), here);
  });
});

/**
 * Every tag on the first-parent line, every manifest at it saying its version, the reports matching them.
 * @param {import('./harness/remote.mjs').Remote} remote
 * @param {import('./harness/program.mjs').Ran[]} runs
 */
async function consistent(remote, runs) {
  const { 'refs/heads/main': main, ...tags } = await remote.refs();
  assert.ok(main);
  assert.equal(await remote.git(['rev-list', '--merges', 'main']), '', 'the history is linear');
  const line = (await remote.git(['rev-list', '--first-parent', 'main'])).split('\n');
  /** @type {Record<string, {sha: string, version: string}>} */
  const reported = {};
  for (const { json } of runs) {
    for (const { tag, sha, version } of json.released) {
      assert.ok(!reported[tag], `${tag} was reported twice`);
      reported[tag] = { sha, version };
    }
  }
  delete tags['refs/tags/v1.2.3'];
  for (const [ref, { type, commit }] of Object.entries(tags)) {
    const tag = ref.replace('refs/tags/', '');
    assert.equal(type, 'tag');
    assert.ok(line.includes(commit), `${tag} is on the branch`);
    const version = tag.slice(1);
    for (const [path, text] of Object.entries(files(version))) assert.equal(await remote.text(commit, path), text, `${path} at ${tag}`);
    assert.deepEqual(reported[tag], { sha: commit, version });
  }
  assert.equal(Object.keys(reported).length, Object.keys(tags).length, 'nothing was reported that is not there');
  return Object.keys(reported);
}

const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8];

describe('eight releases from eight clones at once', () => {
  scenario('each asked for a version of its own: eight versions', async (box) => {
    const remote = await box.remote(history());
    const clones = await Promise.all(EIGHT.map((nth) => box.clone(remote, { url: remote.fileUrl, args: nth % 2 ? [] : ['--depth=1', '--no-tags'] })));
    const runs = await Promise.all(clones.map((clone) => clone.run(['release', '--json', '--bump', 'patch', '--force'])));
    for (const ran of runs) assert.deepEqual([ran.code, ran.json.status], [0, 'released'], ran.stderr);
    const tags = await consistent(remote, runs);
    assert.deepEqual(tags.sort(), EIGHT.map((nth) => `v1.2.${nth + 3}`).sort());
    assert.equal((await remote.git(['rev-list', '--count', 'main'])).trim(), '10');
  });

  scenario('each with a commit of its own, pushed just before: everything is released, nothing twice', async (box) => {
    const remote = await box.remote(history());
    const clones = await Promise.all(EIGHT.map(() => box.clone(remote, { url: remote.fileUrl })));
    const runs = await Promise.all(
      clones.map(async (clone, index) => {
        await clone.commit(`fix: number ${index}`, { [`file-${index}`]: '1' });
        await clone.git('config', 'pull.rebase', 'true');
        for (let tries = 0; ; tries += 1) {
          try {
            await clone.git('pull', '--quiet', 'origin', 'main');
            await clone.git('push', '--quiet', 'origin', 'HEAD:main');
            break;
          } catch (error) {
            if (tries > 50) throw error;
          }
        }
        return clone.run(['release', '--json']);
      }),
    );
    for (const ran of runs) assert.equal(ran.code, 0, ran.stderr);
    const tags = await consistent(remote, runs);
    assert.ok(tags.length > 0);
    assert.deepEqual(tags.map((tag) => Number(tag.split('.').at(-1))).sort((a, b) => a - b), tags.map((_, index) => index + 4), 'no version was skipped');
    const after = await remote.refs();
    const again = await clones[0]?.run(['release', '--json']);
    assert.equal(again?.json.status, 'nothing-to-release', 'everything had been released');
    assert.deepEqual(await remote.refs(), after);
  });
});
