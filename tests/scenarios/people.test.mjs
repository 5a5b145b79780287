// Whom a release names: by the names the server knows, those who are new, and nobody else; for one request at most.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

const ADA = 'Ada Lovelace <ada@example.com>';
const GRACE = 'Grace H <grace@example.com>';
const first = () => ({ files: { 'package.json': packageJson('1.2.3') }, author: ADA, tag: 'v1.2.3' });

/** @param {Story} all */
async function newest(all) {
  const [release] = (await all.github.state()).releases.slice(-1);
  return String(release?.body);
}

/** The questions about people. @param {{calls: import('../standin/server.mjs').Call[]}} ran */
const asked = (ran) => ran.calls.filter(({ kind, body, path }) => (kind === 'graphql' && !/^mutation/.test(body.query)) || path.endsWith('/commits'));

describe('people in a release', { concurrency: 2 }, () => {
  scenario('are called by their names there, and in the changelog and outputs by those of their commits', async (box) => {
    const all = await story(box, { protect: [], history: [
      first(),
      { say: 'fix: a leak\n\nCo-authored-by: Grace H <grace@example.com>\nCo-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>', author: ADA, files: { x: '1' } },
      { say: 'feat: a door (#7)', author: GRACE, files: { x: '2' } },
      { say: 'fix: a hinge', author: 'No Account <no@example.com>', files: { x: '3' } },
    ] });
    await all.github.setting('accounts', { 'ada@example.com': 'ada', 'grace@example.com': 'grace-h' });
    const ran = await all.release(['--changelog', 'CHANGELOG.md']);
    expectReleased(ran, '1.3.0');
    const body = await newest(all);
    assert.match(body, /- a door \(\[#7\].*\) by @grace-h\n/);
    assert.match(body, /- a leak \(.*\) by @ada and @grace-h\n/);
    assert.match(body, /- a hinge \(.*\) by No Account\n/);
    assert.equal(asked(ran).length, 1, ran.api.join('\n'));
    assert.match(body, /\n\n### New contributors\n\n- No Account made their first contribution in \[[0-9a-f]{7}\]\(.*\)\n- @grace-h made their first contribution in \[[0-9a-f]{7}\]\(.*\)\n\n\*\*All changes:\*\* /);
    assert.doesNotMatch(body, /dependabot|@ada made/);
    for (const text of [ran.json.notes, await all.remote.text('v1.3.0', 'CHANGELOG.md')]) {
      assert.match(text, / by Ada Lovelace and Grace H\n/);
      assert.doesNotMatch(text, /@|New contributors/);
    }
  });

  scenario('are nobody\'s business where no release text of ours is made', async (box) => {
    const all = await story(box, { protect: [], history: [first(), { say: 'fix: a leak', author: GRACE, files: { x: '1' } }] });
    for (const args of [['next'], ['release', '--dry-run', '--json']]) {
      assert.deepEqual(asked(await all.run(args)), [], args.join(' '));
    }
    for (const args of [['--github-release', 'false'], ['--release-notes', 'none'], ['--release-notes', 'github']]) {
      const ran = await all.release(args);
      assert.equal(ran.json.status, 'released', ran.stderr);
      assert.deepEqual(asked(ran), [], args.join(' '));
      await all.github.push('main', { z: args.join(' ') }, { say: 'fix: z', author: GRACE });
    }
    const none = await all.release();
    assert.equal(asked(none).length, 1, 'and the count counts');
    assert.deepEqual(asked(await all.release()), [], 'there is nothing new');
  });

  const failures = /** @type {const} */ ([
    ['denied', { status: 403 }], ['out of order', { status: 502 }], ['slowed down', { status: 429, retryAfter: 30 }], ['lost', 'lose'],
  ]);
  for (const [name, trouble] of failures) {
    scenario(`keep the names of their commits where the question is ${name}, and it is not asked again`, async (box) => {
      const all = await story(box, { protect: [], history: [first(), { say: 'fix: a leak', author: GRACE, files: { x: '1' } }] });
      await all.github.setting('accounts', { 'grace@example.com': 'grace-h' });
      all.github.trouble = (/** @type {import('../standin/server.mjs').Call} */ call) => (call.kind === 'graphql' ? /** @type {any} */ (trouble) : undefined);
      const ran = await all.release();
      expectReleased(ran, '1.2.4');
      assert.match(await newest(all), /- a leak \(.*\) by Grace H\n\n### New contributors\n\n- Grace H made /);
      assert.equal(asked(ran).length, 1);
      assert.deepEqual(ran.json.warnings ?? [], []);
    });
  }

  scenario('are known by an address of the server\'s own, and by `.mailmap`: then nobody is asked', async (box) => {
    const own = (/** @type {string} */ login) => `${login}@users.noreply.127.0.0.1`;
    const all = await story(box, { protect: [], history: [
      { ...first(), files: { 'package.json': packageJson('1.2.3'), '.mailmap': `Grace Hopper <${own('7+grace-h')}> <grace@example.com>\n` } },
      { say: `fix: a leak\n\nCo-authored-by: Barbara <${own('barbara')}>`, author: GRACE, files: { x: '1' } },
      { say: 'fix: a bot', author: `Robot <${own('evil[bot]')}>`, files: { x: '2' } },
    ] });
    const ran = await all.release();
    expectReleased(ran, '1.2.4');
    const body = await newest(all);
    assert.match(body, /- a leak \(.*\) by @grace-h and @barbara\n/);
    assert.match(body, /- a bot \(\[.*\)\)\n/);
    assert.deepEqual(asked(ran), []);
  });

  scenario('are not new in a first release; in a shallow clone as in a whole one', async (box) => {
    const all = await story(box, { protect: [], history: [{ say: 'feat: all', author: ADA, files: { 'package.json': packageJson('0.0.0') } }] });
    expectReleased(await all.release(), '0.1.0');
    assert.doesNotMatch(await newest(all), /New contributors/);
    await all.github.push('main', { z: '1' }, { say: 'fix: z', author: ADA });
    await all.github.push('main', { z: '2' }, { say: 'fix: zz', author: GRACE });
    const shallow = await all.github.clone(['--depth=1']);
    const ran = await shallow.run(['release', '--json'], { env: all.github.env });
    expectReleased(ran, '0.1.1');
    assert.match(await newest(all), /### New contributors\n\n- Grace H made their first contribution in .*\n\n\*\*All/);
  });

  scenario('of a Gitea are asked for there', async (box) => {
    const all = await story(box, { protect: [], github: { gitea: true }, history: [first(), { say: 'fix: a leak', author: GRACE, files: { x: '1' } }] });
    await all.github.setting('accounts', { 'grace@example.com': 'grace' });
    const ran = await all.release();
    expectReleased(ran, '1.2.4');
    assert.match(await newest(all), /- a leak \(.*\) by @grace\n\n### New contributors\n\n- @grace made /);
    assert.equal(asked(ran).length, 1);
  });

  scenario('cannot be called by a name that is none, nor by the text of a commit', async (box) => {
    const all = await story(box, { protect: [], history: [first(), { say: 'fix: thanks to @everybody', author: GRACE, files: { x: '1' } }] });
    await all.github.setting('accounts', { 'grace@example.com': 'x](http://evil) @all' });
    expectReleased(await all.release(), '1.2.4');
    const body = await newest(all);
    assert.match(body, /- thanks to `@everybody` \(.*\) by Grace H\n/);
    assert.doesNotMatch(body, /evil/);
  });
});
