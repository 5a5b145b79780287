// Where pushes go, and what is written down of them: settings by which a release would end in another repository than the one
// it was decided by.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';
import { BRANCH, story } from './harness/story.mjs';
import { TOKEN } from '../standin/index.mjs';

const history = () => [
  { say: 'chore: start', files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
  { say: 'fix: x', files: { 'a.js': '1' } },
];

/** A remote, a copy of it with the same refs, and a clone of the first. @param {import('./harness/sandbox.mjs').Sandbox} box */
async function twice(box) {
  const remote = await box.remote(history());
  const clone = await box.clone(remote);
  await box.git(box.dir, ['clone', '--quiet', '--mirror', remote.dir, 'copy.git']);
  const copy = join(box.dir, 'copy.git');
  return { remote, clone, copy, inCopy: () => box.git(copy, ['for-each-ref']) };
}

describe('pushes go where was read', { concurrency: 2 }, () => {
  scenario('an address for pushes that leads to a copy: refused, before anything is made', async (box) => {
    const { remote, clone, copy, inCopy } = await twice(box);
    await clone.git('config', 'remote.origin.pushurl', copy);
    const before = [await remote.refs(), await inCopy()];
    const ran = await clone.run(['release', '--json']);
    assert.equal(ran.json.code, 'pushes-elsewhere', ran.stdout);
    assert.match(ran.json.message, /remote\.origin\.pushurl.*copy\.git/);
    assert.deepEqual([await remote.refs(), await inCopy()], before);
    const dry = await clone.run(['release', '--dry-run', '--json']);
    assert.deepEqual([dry.code, dry.json.code], [1, 'pushes-elsewhere'], dry.stdout);
    assert.equal((await clone.run(['prune', '--dry-run', '--json'])).json.code, 'pushes-elsewhere');
    // Who only looks may look.
    assert.equal((await clone.run(['next', '--json'])).json.version, '1.2.4');
  });

  for (const key of ['url', 'pushurl']) {
    scenario(`a second \`${key}\`: it gets nothing, and is told`, async (box) => {
      const { remote, clone, copy, inCopy } = await twice(box);
      if (key === 'pushurl') await clone.git('config', '--add', 'remote.origin.pushurl', `file://${remote.dir}`);
      await clone.git('config', '--add', `remote.origin.${key}`, copy);
      const before = await inCopy();
      const ran = await clone.run(['release', '--json']);
      expectReleased(ran, '1.2.4');
      assert.ok((await remote.refs())['refs/tags/v1.2.4']);
      assert.match(ran.stderr, /nothing goes to `.*copy\.git`/);
      assert.equal(await inCopy(), before);
    });
  }

  scenario('a trace that git is asked for has no token in it', async (box) => {
    const remote = await box.remote(history());
    const server = await serve(box, { token: TOKEN });
    const clone = await box.clone(remote);
    await clone.git('remote', 'set-url', 'origin', server.url(remote));
    const [curl, events] = [join(box.dir, 'curl'), join(box.dir, 'events')];
    const values = Array.from({ length: 40 }, (_, at) => `GIT_CONFIG_VALUE_${at}`).join();
    const env = { GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: server.origin, GIT_TRACE_CURL: curl, GIT_TRACE_REDACT: '0', GIT_TRACE2_EVENT: events, GIT_TRACE2_ENV_VARS: values };
    const ran = await clone.run(['release', '--json', '--github-release', 'false'], { env });
    assert.equal(ran.json.status, 'released', ran.stdout);
    for (const file of [curl, events]) {
      const text = readFileSync(file, 'utf8');
      for (const secret of [TOKEN, Buffer.from(`x-access-token:${TOKEN}`).toString('base64')]) assert.ok(!text.includes(secret), file);
    }
  });
});

/**
 * Names of refs that end as a whole ref is called: git takes `refs/heads/main` and `refs/tags/v1.2.4` for them as well. Each
 * with the setting by which what is pushed is called otherwise.
 * @type {[string, string, string?][]}
 */
const ALIKE = [
  ['refs/heads/refs/heads/main', 'what `git push origin HEAD:refs/heads/$GITHUB_REF` makes'],
  ['refs/heads/refs/tags/v1.2.4', 'as the tag is, that is not there yet', '--tag-format'],
  ['refs/tags/refs/tags/v1.2.4', 'a tag as the tag is', '--tag-format'],
  [`refs/heads/refs/heads/${BRANCH}`, 'as the bump branch is', '--branch-template'],
];

describe('a ref of the remote is called as another one is', { concurrency: 2 }, () => {
  for (const [ref, what, setting] of ALIKE) {
    scenario(`\`${ref}\`, ${what}: it is named, and nothing is pushed`, async (box) => {
      const all = await story(box, { protect: ref.endsWith(BRANCH) ? ['gh006'] : [] });
      await all.remote.git(['update-ref', ref, await all.remote.tip()]);
      const before = await all.remote.refs();
      const ran = await all.release();
      assert.equal(ran.json.code, 'name-in-the-way', ran.stdout + ran.stderr);
      assert.match(ran.json.nextSteps.join('\n'), new RegExp(`delete or rename \`${ref}\``));
      assert.deepEqual(ran.json.nextSteps.join('\n').match(/--[a-z-]+/g), setting === undefined ? null : [setting]);
      assert.deepEqual(await all.remote.refs(), before);
      // The advice is true.
      await all.remote.git(['update-ref', '-d', ref]);
      assert.ok(['released', 'pull-request'].includes((await all.release()).json.status));
    });
  }

  scenario('one that nothing is pushed beside is in nobody\'s way', async (box) => {
    const all = await story(box, { protect: [] });
    await all.remote.git(['update-ref', 'refs/heads/refs/heads/next', await all.remote.tip()]);
    expectReleased(await all.release(), '1.2.4');
  });
});
