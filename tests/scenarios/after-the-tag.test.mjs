// The tag stands: what goes wrong afterwards takes nothing back, is said, and is made good by the next run.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { client } from '../standin/client.mjs';
import { expectReleased } from './harness/expect.mjs';
import { HURRIED } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

/** @typedef {import('../standin/server.mjs').Call} Call */

const direct = { protect: [] };
/** @param {Call} call */
const publishing = ({ method, path }) => method === 'POST' && path.endsWith('/releases');
/** @param {Call} call */
const hosted = ({ kind }) => kind !== 'git';

describe('the release cannot be made', { concurrency: 2 }, () => {
  /** @type {[string, (call: Call) => import('../standin/trouble.mjs').Trouble][]} */
  const days = [
    ['the API answers 500 when it is asked for one', (call) => (publishing(call) ? { status: 500 } : undefined)],
    ['the API is down as a whole', (call) => (hosted(call) ? 'fail-before' : undefined)],
    ['the API never answers that one question', (call) => (publishing(call) ? 'fail-before' : undefined)],
  ];
  for (const [name, trouble] of days) {
    scenario(`${name}: the version is released all the same, and the next run repairs it`, async (box) => {
      const all = await story(box, direct);
      all.github.trouble = trouble;
      const ran = await all.action({}, { node: HURRIED });
      assert.equal(ran.code, 0, ran.stdout);
      const { released, repaired, status, version, tag } = ran.outputs ?? {};
      assert.deepEqual([released, repaired, status, version, tag], ['true', 'false', 'released', '1.2.4', 'v1.2.4']);
      assert.match(ran.stdout, /^::warning title=version-first(:|%3A) release-missing::`v1\.2\.4` stands, its release does not/m);
      assert.deepEqual(await all.tags(), ['v1.2.3', 'v1.2.4']);

      all.github.trouble = () => undefined;
      const next = await all.action();
      assert.equal(next.code, 0, next.stdout);
      assert.deepEqual(
        [next.outputs?.released, next.outputs?.repaired, next.outputs?.status, next.outputs?.tag],
        ['false', 'true', 'nothing-to-release', 'v1.2.4'],
      );
      const { releases } = await all.github.state();
      assert.deepEqual(releases.map(({ tag_name: of }) => of), ['v1.2.4']);
      assert.match(next.outputs?.['release-url'] ?? '', /\/releases\/tag\/v1\.2\.4$/);
      assert.match(next.outputs?.['upload-url'] ?? '', /\/releases\/\d+\/assets/);

      const third = await all.action();
      assert.deepEqual([third.outputs?.repaired, third.outputs?.['release-url']], ['false', '']);
    });
  }

  scenario('asked for with `github-release: true`: the run fails, and says that the version is released', async (box) => {
    const all = await story(box, direct);
    all.github.trouble = (call) => (hosted(call) ? 'fail-before' : undefined);
    const ran = await all.action({ 'github-release': 'true' }, { node: HURRIED });
    assert.equal(ran.code, 1, ran.stdout);
    assert.deepEqual([ran.outputs?.released, ran.outputs?.status, ran.outputs?.tag], ['true', 'failed', 'v1.2.4']);
    assert.match(ran.stdout, /^::error title=version-first(:|%3A) release-missing::`v1\.2\.4` stands, its release does not/m);
  });

  scenario('the same on the command line', async (box) => {
    const all = await story(box, direct);
    all.github.trouble = (call) => (hosted(call) ? 'fail-before' : undefined);
    const ran = await all.release(['--github-release', 'true'], { node: HURRIED });
    assert.deepEqual([ran.code, ran.json.status, ran.json.code, ran.json.released?.[0]?.tag], [1, 'failed', 'release-missing', 'v1.2.4']);
  });

  scenario('asked for with `github-release: true` where there is no token: refused before anything is made', async (box) => {
    const all = await story(box, { ...direct, github: { settings: { private: false } } });
    await all.clone.git('remote', 'set-url', 'origin', all.remote.dir);
    const before = await all.remote.refs();
    const ran = await all.release(['--github-release', 'true'], { env: { GITHUB_TOKEN: undefined } });
    assert.deepEqual([ran.code, ran.json.code], [1, 'no-hosting'], ran.stderr);
    assert.deepEqual(await all.remote.refs(), before);
  });
});

describe('the answer is lost, the release is there', { concurrency: 2 }, () => {
  for (const draft of [false, true]) {
    scenario(`its addresses are in the outputs${draft ? ', a draft\'s too' : ''}, and there is one`, async (box) => {
      const all = await story(box, direct);
      all.github.trouble = (call) => (publishing(call) ? 'lose' : undefined);
      const ran = await all.action(draft ? { draft: 'true' } : {}, { node: HURRIED });
      assert.equal(ran.code, 0, ran.stdout);
      assert.deepEqual([ran.outputs?.released, ran.outputs?.repaired], ['true', 'false']);
      assert.match(ran.outputs?.['release-url'] ?? '', /\/releases\//);
      assert.match(ran.outputs?.['upload-url'] ?? '', /\/releases\/\d+\/assets/);
      assert.equal((await all.github.state()).releases.length, 1);
    });
  }

  scenario('a tag that was deleted meanwhile, and made again with it: it is found by what its commit says', async (box) => {
    const all = await story(box, direct);
    all.github.trouble = async (call) => {
      if (!publishing(call)) return undefined;
      await all.remote.git(['update-ref', '-d', 'refs/tags/v1.2.4']);
      return 'lose';
    };
    const ran = await all.action({}, { node: HURRIED });
    assert.equal(ran.code, 0, ran.stdout);
    assert.deepEqual([ran.outputs?.released, ran.outputs?.tag], ['true', 'v1.2.4']);
    assert.doesNotMatch(ran.stdout, /release-missing/);
    assert.match(ran.outputs?.['release-url'] ?? '', /\/releases\/tag\/v1\.2\.4$/);
    const { type, commit } = (await all.remote.refs())['refs/tags/v1.2.4'] ?? {};
    assert.deepEqual([type, commit], ['commit', await all.remote.tip()], 'the hosting has made a lightweight tag, at the same commit');
  });

  for (const gitea of [false, true]) {
    scenario(`a draft that stands behind more than a page of other releases is found${gitea ? ' in a Gitea' : ''}: there is no second one`, async (box) => {
      const older = Array.from({ length: 130 }, (_, index) => ({ say: `fix: ${index}`, files: { y: String(index) }, tag: `v0.0.${index + 1}` }));
      const all = await story(box, { ...direct, ...(gitea ? { github: { gitea } } : {}), history: [...older, { files: { 'package.json': '{\n  "name": "demo",\n  "version": "1.2.3"\n}\n' }, tag: 'v1.2.3' }, { say: 'fix: a leak', files: { x: '1' } }] });
      const { rest } = client(all.github);
      all.github.trouble = (call) => (publishing(call) ? 'lose' : undefined);
      // Made first, so that the others are listed before it.
      const ran = await all.release(['--draft'], { node: HURRIED });
      expectReleased(ran, '1.2.4');
      all.github.trouble = () => undefined;
      for (const { tag } of older) assert.equal((await rest('POST', '/releases', { tag_name: tag })).status, 201);
      assert.equal((await all.release(['--draft'])).json.status, 'nothing-to-release');
      const { releases } = await all.github.state();
      assert.equal(releases.filter(({ tag_name: of }) => of === 'v1.2.4').length, 1);
    });
  }
});
