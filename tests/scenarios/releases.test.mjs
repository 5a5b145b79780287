// What a release says, and the tags that move along with it.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

/** What the server has of the release of a tag. @param {Story} all @param {string} tag */
async function releaseOf(all, tag) {
  const found = (await all.github.state()).releases.find((one) => one.tag_name === tag);
  assert.ok(found, `no release of ${tag}`);
  return found;
}

/** The commit a tag names on the remote. @param {Story} all @param {string} tag */
async function named(all, tag) {
  return (await all.remote.refs())[`refs/tags/${tag}`]?.commit;
}

describe('release notes', { concurrency: 2 }, () => {
  scenario('tell of the commits since the last release, breaking changes first', async (box) => {
    const all = await story(box, { protect: [] });
    await all.github.push('main', { z: '1' }, { say: 'feat(door)!: no locks (#4)\n\nBREAKING CHANGE: doors stay open' });
    await all.github.push('main', { z: '2' }, { say: 'chore: dust' });
    const ran = await all.release();
    expectReleased(ran, '2.0.0');
    const { body } = await releaseOf(all, 'v2.0.0');
    const [first, entry, below] = String(body).split('\n').filter(Boolean);
    assert.equal(first, '### Breaking changes');
    assert.match(String(entry), /^- \*\*door:\*\* no locks \(\[#4\]\(http.*\/o\/r\/pull\/4\), \[[0-9a-f]{7}\]\(http.*\/o\/r\/commit\/[0-9a-f]{40}\)\) by /);
    assert.equal(below, '  doors stay open');
    assert.match(String(body), /\n### Fixes\n\n- a leak /);
    assert.doesNotMatch(String(body), /dust/);
    assert.match(String(body), /\*\*All changes:\*\* \[v1\.2\.3\.\.\.v2\.0\.0\]\(http.*\/o\/r\/compare\/v1\.2\.3\.\.\.v2\.0\.0\)\n$/);
    assert.equal(ran.json.notes, body);
  });

  scenario('are read for a bump by name too; and a first release has none', async (box) => {
    const all = await story(box, { protect: [], history: [{ files: { 'package.json': packageJson('1.0.0') } }] });
    expectReleased(await all.release(), '1.0.0');
    assert.equal((await releaseOf(all, 'v1.0.0')).body, 'The first release.\n');
    await all.github.push('main', { z: '1' }, { say: 'fix: a leak' });
    expectReleased(await all.release(['--bump', 'minor']), '1.1.0');
    assert.match(String((await releaseOf(all, 'v1.1.0')).body), /- a leak /);
  });

  scenario('tell of what landed with the version, not of what came after', async (box) => {
    const all = await story(box);
    const proposed = await all.release();
    assert.equal(proposed.json.status, 'pull-request', proposed.stderr);
    await all.github.push('main', { z: '1' }, { say: 'fix: before the merge' });
    await all.github.merge(1, 'merge');
    await all.github.push('main', { z: '2' }, { say: 'fix: after the merge' });
    const ran = await all.release(['--bump', '1.2.4']);
    expectReleased(ran, '1.2.4');
    const { body } = await releaseOf(all, 'v1.2.4');
    assert.match(String(body), /- a leak /);
    assert.match(String(body), /- before the merge /);
    assert.doesNotMatch(String(body), /after the merge/);
  });

  scenario('are the server\'s, or none, where that is asked for', async (box) => {
    const all = await story(box, { protect: [] });
    expectReleased(await all.release(['--release-notes', 'github']), '1.2.4');
    assert.match(String((await releaseOf(all, 'v1.2.4')).body), /Full Changelog\*\*: .*compare\/v1\.2\.3\.\.\.v1\.2\.4/);
    await all.github.push('main', { z: '1' }, { say: 'fix: z' });
    const ran = await all.release(['--release-notes', 'none']);
    expectReleased(ran, '1.2.5');
    assert.equal((await releaseOf(all, 'v1.2.5')).body, '');
    assert.equal('notes' in ran.json, false);
  });

  scenario('are shaped: sections, header and footer; the changelog too', async (box) => {
    const all = await story(box, { protect: [] });
    await all.github.push('main', { z: '1' }, { say: 'feat: a bell' });
    await all.github.push('main', { z: '2' }, { say: 'chore!: keys' });
    const shape = ['--notes-sections', 'New: feature', '--notes-sections', 'Mended: fix, perf', '--notes-sections', 'Attention: breaking'];
    const frame = ['--notes-header', 'This is {version} ({tag}).', '--notes-footer', 'Before: {previous-version}, `{previous-tag}`.'];
    const ran = await all.release([...shape, ...frame, '--changelog', 'CHANGELOG.md']);
    expectReleased(ran, '2.0.0');
    const body = String((await releaseOf(all, 'v2.0.0')).body);
    assert.match(body, /^This is 2\.0\.0 \(v2\.0\.0\)\.\n\n### New\n\n- a bell .*\n\n### Mended\n\n- a leak .*\n\n### Attention\n\n- keys .*\n\n\*\*All changes.*\n\nBefore: 1\.2\.3, `v1\.2\.3`\.\n$/);
    assert.equal(ran.json.notes, body);
    assert.match(await all.remote.text('v2.0.0', 'CHANGELOG.md'), /### New\n\n- a bell .*\n\n### Mended\n\n- a leak .*\n\n### Attention\n\n- keys /);
  });

  scenario('of GitHub tell since the right tag, inside of header and footer', async (box) => {
    const all = await story(box, { protect: [] });
    // A tag of another line on top: GitHub would take it for the release before.
    await all.remote.git(['tag', 'v0.9.9', 'main']);
    const ran = await all.release(['--release-notes', 'github', '--notes-header', 'Hear, hear', '--notes-footer', 'The end']);
    expectReleased(ran, '1.2.4');
    const body = String((await releaseOf(all, 'v1.2.4')).body);
    assert.match(body, /^Hear, hear\n\n[^]*compare\/v1\.2\.3\.\.\.v1\.2\.4[^]*\n\nThe end$/);
  });

  scenario('reach a workflow as an output', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await all.action();
    assert.match(ran.outputs['release-notes'] ?? '', /^### Fixes\n\n- a leak /);
  });
});

describe('tags that move', { concurrency: 2 }, () => {
  scenario('are made, and move with the next release, after it', async (box) => {
    const all = await story(box, { protect: [] });
    const first = await all.release(['--moving-tags', 'minor']);
    expectReleased(first, '1.2.4');
    assert.deepEqual(first.json.moved, ['v1', 'v1.2']);
    assert.deepEqual(first.calls.filter(({ write }) => write).map(({ kind }) => kind), ['git', 'rest', 'git'], 'version, release, then the others');
    await all.github.push('main', { z: '1' }, { say: 'feat: z' });
    const next = await all.release(['--moving-tags', 'minor']);
    expectReleased(next, '1.3.0');
    assert.equal(await named(all, 'v1'), next.json.sha);
    assert.equal(await named(all, 'v1.3'), next.json.sha);
    assert.equal(await named(all, 'v1.2'), first.json.sha);
    assert.deepEqual(next.json.remarks, []);
    // One that is taken back stays there, and is spoken of.
    await all.remote.git(['tag', '-f', 'v1', 'v1.2.4^{}']);
    const idle = await all.release(['--moving-tags', 'minor']);
    assert.equal(idle.json.status, 'nothing-to-release', idle.stderr);
    assert.deepEqual(idle.json.remarks, ["`v1` does not name `v1.3.0`: the next release moves it, or `git push --force origin 'v1.3.0^{}:refs/tags/v1'`"]);
    assert.equal(await named(all, 'v1'), first.json.sha);
  });

  scenario('stay where a newer release of their number is, and for prereleases', async (box) => {
    const history = [
      { files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
      { say: 'fix: a leak', files: { x: '1' } },
    ];
    const all = await story(box, { protect: [], history });
    await all.github.push('main', { z: '1' }, { say: 'fix: z' });
    const rc = await all.release(['--bump', 'prerelease', '--moving-tags', 'major']);
    expectReleased(rc, '1.2.4-rc.1');
    assert.equal(await named(all, 'v1'), undefined);
    expectReleased(await all.release(['--bump', '1.4.0', '--moving-tags', 'major']), '1.4.0');
    const before = await named(all, 'v1');
    // A maintenance line below it.
    await all.remote.git(['branch', '1.2.x', 'v1.2.3']);
    await all.github.push('1.2.x', { y: '1' }, { say: 'fix: y' });
    const older = await all.release(['--branch', '1.2.x', '--bump', 'patch', '--moving-tags', 'minor']);
    expectReleased(older, '1.2.4');
    assert.deepEqual(older.json.moved, ['v1.2']);
    assert.equal(await named(all, 'v1'), before);
    assert.equal(await named(all, 'v1.2'), older.json.sha);
  });

  scenario('stay where a rule keeps them, and the release stands all the same', async (box) => {
    const all = await story(box, { protect: [] });
    expectReleased(await all.release(['--moving-tags', 'major']), '1.2.4');
    const before = await named(all, 'v1');
    await all.github.protect('refs/tags/v1', 'locked');
    await all.github.push('main', { z: '1' }, { say: 'fix: z' });
    const ran = await all.release(['--moving-tags', 'minor']);
    expectReleased(ran, '1.2.5');
    assert.equal(await named(all, 'v1'), before);
    // The other one moves all the same.
    assert.deepEqual(ran.json.moved, ['v1.2']);
    assert.equal(await named(all, 'v1.2'), ran.json.sha);
    assert.match(ran.json.remarks.join('\n'), /^`v1` was not moved to `v1\.2\.5`: /m);
    assert.ok(await releaseOf(all, 'v1.2.5'));
  });

  scenario('are tried once more where somebody else moves them at that moment', async (box) => {
    const all = await story(box, { protect: [] });
    expectReleased(await all.release(['--moving-tags', 'major']), '1.2.4');
    await all.github.push('main', { z: '1' }, { say: 'fix: z' });
    all.github.trouble = async (call) => {
      // Between our look and our push.
      if (call.kind === 'rest' && call.write) await all.remote.git(['tag', '-f', 'v1', 'v1.2.3']);
      return undefined;
    };
    const ran = await all.release(['--moving-tags', 'major']);
    expectReleased(ran, '1.2.5');
    assert.equal(await named(all, 'v1'), ran.json.sha);
    assert.deepEqual(ran.json.moved, ['v1']);
  });

  scenario('are no versions: the first of their number can still be released', async (box) => {
    const all = await story(box, { protect: [] });
    await all.remote.git(['tag', 'v2.0', 'v1.2.3']);
    const ran = await all.release(['--bump', '2.0.0', '--moving-tags', 'minor']);
    expectReleased(ran, '2.0.0');
    assert.equal(await named(all, 'v2.0'), ran.json.sha);
  });
});
