// Thousands of tags: the push is made from a directory of its own, in which git finds none of them.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectLanded, expectReleased } from './harness/expect.mjs';
import { initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { once, pathGit } from './harness/path-git.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';

/** As many as make the list of refs longer than what is given up for. */
const MANY = 4_500;

/** @param {string} version @param {string} [more] */
const files = (version, more = '') => ({ 'package.json': packageJson(version), 'src/pyproject.toml': pyproject(version) + more, 'src/demo/__init__.py': initPy(version, 3) });
const settings = ['--manifests', 'package.json', '--manifests', 'src/pyproject.toml', '--manifests', 'src/demo/__init__.py'];
const release = ['release', '--json', ...settings];

/**
 * A remote with so many tags, and a clone that has them all.
 * @param {import('./harness/sandbox.mjs').Sandbox} box
 * @param {object} [shape]
 * @param {number} [shape.tags]
 * @param {string} [shape.more] what else stands in one of the manifests
 * @param {string} [shape.format]
 * @param {string[]} [shape.args] of the clone
 */
async function tagged(box, { tags = MANY, more = '', format = 'sha1', args = [] } = {}) {
  const remote = await box.remote([{ files: { ...files('1.2.3', more), 'docs/deep/page.md': '1' }, tag: 'v1.2.3' }, { say: 'fix: x', files: { 'other/x': '1' } }], { format });
  const first = (await remote.git(['rev-parse', 'v1.2.3^{commit}'])).trim();
  await remote.git(['update-ref', '--stdin'], Array.from({ length: tags }, (_, place) => `create refs/tags/v0.0.${place} ${first}\n`).join(''));
  await remote.git(['pack-refs', '--all']);
  const server = await serve(box);
  return { remote, clone: await box.clone(remote, { url: server.url(remote), args }), before: await remote.refs() };
}

/** A git that says from where each push is made. @param {import('./harness/sandbox.mjs').Sandbox} box @param {string} [script] */
function watched(box, script = '') {
  const log = box.write('pushed-from', '');
  const git = pathGit(box, { script: `if [ "$sub" = push ]; then basename "$GIT_DIR" >> '${log}'; fi\n${script}` });
  const lean = () => box.read('pushed-from').trim().split('\n').map((dir) => dir === 'lean');
  return { env: git.env, lean };
}

describe('a release beside thousands of tags', { concurrency: 2 }, () => {
  for (const format of ['sha1', 'sha256']) {
    scenario(`a full clone (${format}): the commit and its tag land, and are whole`, async (box) => {
      const { remote, clone, before } = await tagged(box, { format });
      const git = watched(box);
      expectReleased(await clone.run(release, { env: git.env }), '1.2.4');
      assert.deepEqual(git.lean(), [true]);
      await expectLanded(remote, { before, tag: 'v1.2.4', files: files('1.2.4') });
    });
  }

  scenario('the second release from the same clone stands on the first', async (box) => {
    const { remote, clone } = await tagged(box);
    expectReleased(await clone.run(release), '1.2.4');
    await clone.commit('feat: y', { y: '1' });
    await clone.git('push', '--quiet', 'origin', 'main');
    const before = await remote.refs();
    const git = watched(box);
    expectReleased(await clone.run(release, { env: git.env }), '1.3.0');
    assert.deepEqual(git.lean(), [true]);
    await expectLanded(remote, { before, tag: 'v1.3.0', files: files('1.3.0') });
  });

  scenario('somebody pushes between look and push: on top of it, from the whole store', async (box) => {
    const { remote, clone, before } = await tagged(box);
    const rival = await box.clone(remote);
    const theirs = await rival.commit('fix: theirs', { y: '1' });
    const git = watched(box, once(box, 'push', `$clean git -C '${rival.dir}' push -q origin main`));
    expectReleased(await clone.run(release, { env: git.env }), '1.2.4');
    assert.deepEqual(git.lean(), [true, false]);
    await expectLanded(remote, { before, parent: theirs, tag: 'v1.2.4', files: files('1.2.4') });
  });

  for (const [what, does] of [
    ['dies', "echo 'fatal: the remote end hung up unexpectedly' >&2; exit 128"],
    ['lacks what it stands on', 'find "$GIT_DIR/objects" -type f ! -newer "$GIT_DIR/HEAD" -delete; rm -rf "$GIT_DIR"/objects/??'],
  ]) {
    scenario(`a push from there that ${what}: the next is made from the whole store`, async (box) => {
      const { remote, clone, before } = await tagged(box);
      const git = watched(box, once(box, 'push', does ?? ''));
      expectReleased(await clone.run(release, { env: git.env }), '1.2.4');
      assert.deepEqual(git.lean(), [true, false]);
      await expectLanded(remote, { before, tag: 'v1.2.4', files: files('1.2.4') });
    });
  }

  for (const [what, shape] of /** @type {const} */ ([
    ['few tags', { tags: 20 }],
    ['a manifest of 300 kB', { more: `# ${'x'.repeat(300_000)}\n` }],
    ['a shallow clone', { args: ['--depth=1'] }],
  ])) {
    scenario(`${what}: from the whole store`, async (box) => {
      const { remote, clone, before } = await tagged(box, { ...shape, args: 'args' in shape ? [...shape.args] : [] });
      const git = watched(box);
      // All the tags name one commit: what it says is not read for each.
      expectReleased(await clone.run(release, { env: git.env, limitMs: 20_000 }), '1.2.4');
      assert.deepEqual(git.lean(), [false]);
      await expectLanded(remote, { before, tag: 'v1.2.4', files: files('1.2.4', 'more' in shape ? shape.more : '') });
    });
  }
});
