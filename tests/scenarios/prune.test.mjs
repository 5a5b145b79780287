// `prune`: bump branches that nobody needs go, by lease; all others stay, and it is said why. What landed without its tag
// gets it in the same run.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';

import { packageJson } from './harness/manifests.mjs';
import { pathGit } from './harness/path-git.mjs';
import { ROOT } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, FILES, story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

const LATER = ['--require', join(ROOT, 'tests/scenarios/harness/later.cjs')];
const bump = (/** @type {string} */ version) => `chore/version-bump-${version}`;
const trailer = (/** @type {string} */ version) => `chore(release): ${version}\n\nVersion-First: ${version}; run=1; attempt=1; build=1\n`;
/** A bump branch on `main`, years old. @param {string} name @param {string} version @param {object} [more] */
const old = (name, version, more = {}) => ({ say: trailer(version), files: { 'package.json': packageJson(version) }, on: name, from: 'refs/heads/main', ...more });
const now = () => Math.floor(Date.now() / 1000);

/** @param {Story} story @param {string[]} [args] @param {object} [setting] */
const prune = (story, args = [], setting = {}) => story.run(['prune', '--json', ...args], setting);

/** @param {{deleted: {branch: string, cause: string}[]}} json */
const gone = ({ deleted }) => deleted.map(({ branch, cause }) => `${branch} ${cause}`);
/** @param {{kept: {branch: string, cause: string}[]}} json */
const kept = ({ kept: all }) => all.map(({ branch, cause }) => `${branch} ${cause}`).sort();

/** One branch of every kind. @param {Story} story */
async function everyKind({ remote, github }) {
  await remote.write([
    old(bump('1.0.1'), '1.0.1'),
    old(bump('1.0.2'), '1.0.2'),
    old(bump('1.0.3'), '1.0.3'),
    old(bump('1.0.4'), '1.0.4'),
    old(bump('1.0.5'), '1.0.5', { when: now() - 3600 }),
    { ...old(bump('1.0.6'), '1.0.6'), files: { 'package.json': packageJson('1.0.6'), 'mine.txt': 'work\n' }, author: 'Ann' },
    { ...old(bump('1.0.7'), '1.0.7'), say: 'chore: bump version' },
    { ...old('chore/version-bump--0.2.332', '0.2.332'), say: 'chore: bump version' },
    { ...old('chore/version-bump--0.2.333', '0.2.333'), say: 'chore: bump version', files: { 'package.json': packageJson('0.2.333'), 'mine.txt': 'work\n' }, author: 'Ann' },
    { ...old('topic', '1.0.8') },
  ]);
  await github.open(bump('1.0.2'));
  await github.open(bump('1.0.3'));
  await github.close(await github.open(bump('1.0.4')));
}

const KEPT = [
  'chore/version-bump--0.2.333 others', `${bump('1.0.2')} pull-request`, `${bump('1.0.3')} pull-request`,
  `${bump('1.0.5')} younger`, `${bump('1.0.6')} others`, `${bump('1.0.7')} others`,
];

describe('prune', { concurrency: 2 }, () => {
  scenario('what nobody needs goes, what somebody may need stays, and it is said why', async (box) => {
    const all = await story(box, { protect: [] });
    await everyKind(all);
    const before = await all.remote.refs();
    const dry = await prune(all, ['--dry-run']);
    assert.equal(dry.code, 0, dry.stderr);
    assert.equal(dry.json.status, 'proposed');
    const expected = [`${bump('1.0.1')} orphan`, `${bump('1.0.4')} closed`, 'chore/version-bump--0.2.332 malformed'];
    assert.deepEqual(gone(dry.json), expected);
    assert.deepEqual(await all.remote.refs(), before, 'nothing is changed');
    assert.ok(!dry.calls.some(({ write }) => write));

    const ran = await prune(all);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(ran.json.status, 'pruned');
    assert.deepEqual(gone(ran.json), expected);
    assert.deepEqual(kept(ran.json), KEPT);
    assert.match(ran.json.kept.find(({ branch }) => branch === bump('1.0.6')).why, /more than a version bump .*, by Ann/);
    assert.deepEqual(await all.branches(), [...KEPT.map((one) => one.split(' ')[0]), 'main', 'topic'].sort());
    const { pulls } = await all.github.state();
    assert.deepEqual(pulls.map(({ state }) => state), ['open', 'open', 'closed'], 'no pull request is touched');
    assert.deepEqual(ran.json.remarks, []);

    const again = await prune(all);
    assert.deepEqual([again.code, again.json.status, again.json.deleted], [0, 'nothing-to-prune', []], 'asked twice, done once');
    assert.ok(!again.calls.some(({ write }) => write));
  });

  scenario('a bump pull request was merged: its version is tagged and released, its branch goes; nothing is bumped', async (box) => {
    const all = await story(box);
    await all.release();
    const landed = await all.github.merge(1, 'squash');
    await all.github.push('main', { other: '1' }, { say: 'feat: more' });
    const dry = await prune(all, ['--dry-run']);
    assert.deepEqual([dry.json.status, dry.json.finalise, gone(dry.json)], ['proposed', { version: '1.2.4', tag: 'v1.2.4' }, [`${BRANCH} merged`]]);
    const ran = await prune(all);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([ran.json.status, ran.json.finalised.tag, ran.json.finalised.sha], ['pruned', 'v1.2.4', landed]);
    assert.deepEqual([await all.branches(), await all.tags()], [['main'], ['v1.2.3', 'v1.2.4']]);
    const { releases, pulls } = await all.github.state();
    assert.deepEqual([releases.map(({ tag_name: tag }) => tag), pulls.length], [['v1.2.4'], 1], 'the feature waits for a release');
    assert.equal(await all.remote.text('main', 'package.json'), FILES['package.json']);
  });

  for (const gitea of [false, true]) {
    scenario(`what somebody builds on it is not closed by its end${gitea ? ', on a Gitea' : ''}`, async (box) => {
      const all = await story(box, { github: { gitea } });
      await all.release();
      await all.github.push('on-top', { y: '1' }, { from: `refs/heads/${BRANCH}^0` });
      const onto = await all.github.open('on-top', 'on top', BRANCH);
      await all.github.close(1);
      const ran = await prune(all);
      assert.deepEqual([kept(ran.json), gone(ran.json)], [[`${BRANCH} pull-request`], []], ran.stderr);
      assert.match(ran.json.kept[0].why, /#2 is open/);
      assert.equal((await all.pull(onto)).state, 'open');
      await all.github.close(onto);
      assert.deepEqual(gone((await prune(all)).json), [`${BRANCH} closed`]);
    });
  }

  scenario('a version that somebody raised by hand is not tagged: it is for the release to come', async (box) => {
    const all = await story(box, { protect: [] });
    await all.github.push('main', { 'package.json': packageJson('2.0.0'), other: '1' }, { say: 'feat!: two' });
    const ran = await prune(all);
    assert.deepEqual([ran.code, ran.json.status, await all.tags()], [0, 'nothing-to-prune', ['v1.2.3']], ran.stderr);
  });

  scenario('a fresh branch of a run that may still be about to open its pull request stays, whatever age is asked for', async (box) => {
    const all = await story(box);
    await all.killed(({ method, path }) => method === 'POST' && path.endsWith('/pulls'));
    const young = await prune(all, ['--max-age', '0']);
    assert.deepEqual(kept(young.json), [`${BRANCH} younger`], young.stderr);
    const later = await prune(all, ['--max-age', '0'], { node: LATER });
    assert.deepEqual(gone(later.json), [`${BRANCH} orphan`], later.stderr);
    assert.deepEqual(await all.branches(), ['main']);
  });

  scenario('without a token only what is on the branch already goes, and it is said what is not known', async (box) => {
    const all = await story(box, { protect: [] });
    await everyKind(all);
    const [contained = ''] = await all.remote.write([{ say: trailer('1.2.4'), files: FILES, tag: 'v1.2.4' }]);
    await all.github.branch(BRANCH, contained);
    await all.remote.write([{ say: 'fix: more', files: { more: '1' } }]);
    await all.clone.git('remote', 'set-url', 'origin', all.remote.fileUrl);
    const here = await prune(all, [], { env: { GITHUB_TOKEN: undefined, GH_TOKEN: undefined } });
    assert.deepEqual(gone(here.json), [`${BRANCH} contained`], here.stderr);
    assert.ok(here.json.kept.every(({ cause }) => cause === 'unknown'), JSON.stringify(here.json.kept));
    assert.match(here.json.remarks.join('\n'), /without a token .* nothing is known of pull requests/);
    assert.deepEqual(here.api, []);
  });

  scenario('pull requests cannot be looked up: a warning, and nothing goes that may have one', async (box) => {
    const all = await story(box, { protect: [], github: { settings: { private: true }, tokens: { 'secret-token-000': { pulls: 'none' } } } });
    await everyKind(all);
    const ran = await prune(all);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([ran.json.status, ran.json.deleted], ['nothing-to-prune', []]);
    assert.match(ran.json.warnings[0].message, /pull requests could not be looked up/);
  });

  scenario('a person pushes to it meanwhile: it stays', async (box) => {
    const all = await story(box, { protect: [] });
    await all.remote.write([old(bump('1.0.1'), '1.0.1'), old(bump('1.0.2'), '1.0.2')]);
    all.github.trouble = (call) => {
      if (call.kind !== 'git' || call.service !== 'git-receive-pack' || call.method !== 'GET') return undefined;
      all.github.trouble = () => undefined;
      return all.github.push(bump('1.0.1'), { mine: '1' }).then(() => undefined);
    };
    const ran = await prune(all);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([gone(ran.json), kept(ran.json)], [[`${bump('1.0.2')} orphan`], [`${bump('1.0.1')} moved`]]);
    assert.deepEqual(await all.branches(), [bump('1.0.1'), 'main']);
  });

  scenario('two at once: everything goes once, neither fails, and what is gone is done', async (box) => {
    const all = await story(box, { protect: [] });
    await all.remote.write(Array.from({ length: 8 }, (_, at) => old(bump(`1.0.${at}`), `1.0.${at}`)));
    const other = await all.github.clone();
    const both = await Promise.all([all.clone, other].map((clone) => clone.run(['prune', '--json'], { env: all.github.env })));
    for (const ran of both) assert.deepEqual([ran.code, ran.json.kept], [0, []], ran.stderr);
    assert.deepEqual(await all.branches(), ['main']);
  });

  scenario('one goes while it is looked at: what is there then is looked at', async (box) => {
    const all = await story(box, { protect: [] });
    await all.remote.write([old(bump('1.0.1'), '1.0.1'), old(bump('1.0.2'), '1.0.2')]);
    // The run that finalises fetches nothing: this is the look into the branches.
    const script = `if [ "$sub" = fetch ] && mkdir '${box.dir}/once' 2>/dev/null; then $clean $real -C '${all.remote.dir}' update-ref -d refs/heads/${bump('1.0.1')}; fi`;
    const ran = await prune(all, [], { env: pathGit(box, { script }).env });
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([gone(ran.json), kept(ran.json)], [[`${bump('1.0.2')} orphan`], []]);
    assert.deepEqual(await all.branches(), ['main']);
  });

  scenario('the server lets one of them not go: it is protected, and the others go', async (box) => {
    const all = await story(box, { protect: [] });
    await all.remote.write([old(bump('1.0.1'), '1.0.1'), old(bump('1.0.2'), '1.0.2')]);
    await all.github.protect(bump('1.0.1'), 'deletions');
    const ran = await prune(all);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([gone(ran.json), kept(ran.json)], [[`${bump('1.0.2')} orphan`], [`${bump('1.0.1')} protected`]]);
  });

  scenario('another branch is called as one of them is as a whole: that one stays, and the failure names it', async (box) => {
    const all = await story(box, { protect: [] });
    await all.remote.write([old(bump('1.0.1'), '1.0.1'), old(bump('1.0.2'), '1.0.2')]);
    await all.remote.git(['update-ref', `refs/heads/refs/heads/${bump('1.0.1')}`, await all.remote.tip()]);
    const ran = await prune(all);
    assert.deepEqual([ran.code, ran.json.code], [1, 'name-in-the-way'], ran.stderr);
    assert.ok(ran.json.message.includes(bump('1.0.1')), ran.json.message);
  });

  scenario('a token that may not push: nothing goes, and the failure says what is missing', async (box) => {
    const all = await story(box, { protect: [], github: { tokens: { 'secret-token-000': { contents: 'read' } } } });
    await all.remote.write([old(bump('1.0.1'), '1.0.1')]);
    const ran = await prune(all);
    assert.deepEqual([ran.code, ran.json.status, ran.json.code], [1, 'failed', 'no-permission'], ran.stderr);
    assert.deepEqual(await all.branches(), [bump('1.0.1'), 'main']);
  });

  scenario('sixty of them: at most fifty go in a run, a few at a time, the oldest first; the next run ends it', async (box) => {
    const all = await story(box, { protect: [] });
    const many = Array.from({ length: 60 }, (_, at) => old(bump(`1.0.${at}`), `1.0.${at}`, { when: 1_600_000_000 + at }));
    await all.remote.write(many);
    const ran = await prune(all);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([ran.json.deleted.length, ran.json.deleted[0].branch, ran.json.kept.filter(({ cause }) => cause === 'limit').length], [50, bump('1.0.0'), 10]);
    const pushes = ran.calls.filter(({ service, method }) => service === 'git-receive-pack' && method === 'POST');
    assert.equal(pushes.length, 10);
    const again = await prune(all);
    assert.deepEqual([again.json.deleted.length, await all.branches()], [10, ['main']]);
  });

  scenario('a repository that cannot be released, for whatever reason, is tidied all the same', async (box) => {
    const all = await story(box, { protect: [], history: [{ files: { 'a/package.json': packageJson('1.0.0', { name: 'a' }), 'b/package.json': packageJson('2.0.0', { name: 'b' }) } }] });
    await all.remote.write([old(bump('1.0.1'), '1.0.1', { files: { 'a/package.json': packageJson('1.0.1', { name: 'a' }) } })]);
    const ran = await prune(all);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(gone(ran.json), [`${bump('1.0.1')} orphan`]);
    assert.match(ran.json.warnings[0].message, /whether a version landed without its tag is not known/);
  });

  scenario('a template that fits everything is refused before anybody is asked anything', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await prune(all, ['--branch-template', '{version}']);
    assert.deepEqual([ran.code, ran.json.code, ran.calls.length], [1, 'template-too-wide', 0], ran.stderr);
    const age = await all.run(['prune', '--max-age', 'soon']);
    assert.deepEqual([age.code, age.calls.length], [2, 0], age.stderr);
  });

  scenario('a shallow clone, and branches of a template of ones own', async (box) => {
    const all = await story(box, { protect: [] });
    await all.remote.write([old('bump/1.0.1', '1.0.1'), old(bump('1.0.2'), '1.0.2')]);
    const clone = await all.github.clone(['--depth=1']);
    const ran = await clone.run(['prune', '--json', '--branch-template', 'bump/{version}'], { env: all.github.env });
    assert.deepEqual([ran.code, gone(ran.json)], [0, ['bump/1.0.1 orphan']], ran.stderr);
    assert.deepEqual(await all.branches(), [bump('1.0.2'), 'main']);
  });

  scenario('a Gitea: every open pull request is known, however old', async (box) => {
    const all = await story(box, { protect: [], github: { gitea: true } });
    await everyKind(all);
    for (let at = 0; at < 55; at += 1) {
      await all.github.push(`topic-${at}`, { [`t${at}`]: '1' });
      await all.github.open(`topic-${at}`);
    }
    const ran = await prune(all);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(kept(ran.json), KEPT);
  }, { timeout: 300_000 });

  scenario('as a step: outputs and a summary that says what went and what stayed; a pull request deletes nothing', async (box) => {
    const all = await story(box, { protect: [] });
    await everyKind(all);
    const event = box.write('event.json', JSON.stringify({ action: 'opened', repository: { full_name: 'o/r' }, pull_request: { head: { repo: { full_name: 'o/r' } }, base: { ref: 'main' } } }));
    const on = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event, GITHUB_REF: 'refs/pull/1/merge', GITHUB_SHA: '1'.repeat(40) };
    const refused = await all.action({ command: 'prune' }, { env: on });
    assert.ok(!refused.calls.some(({ write }) => write), refused.stdout);
    const ran = await all.action({ command: 'prune' });
    assert.equal(ran.code, 0, ran.stdout);
    assert.deepEqual([ran.outputs?.status, ran.outputs?.released], ['pruned', 'false']);
    assert.equal(JSON.parse(ran.outputs?.json ?? '').deleted.length, 3);
    assert.match(ran.summary ?? '', /### Pruned\n[\s\S]*\| <code>chore\/version-bump-1\.0\.1<\/code> \| deleted \| /);
    assert.match(ran.summary ?? '', /\| <code>chore\/version-bump-1\.0\.2<\/code> \| kept \| &#35;1 is open \|/);
  });
});
