// The changelog inside the version commit, by push and by pull request.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectLanded, expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, story } from './harness/story.mjs';

const LOG = '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2025-01-01\n\n- All of it\n';
const history = (log = LOG) => [{ files: { 'package.json': packageJson('1.2.3'), 'CHANGELOG.md': log }, tag: 'v1.2.3' }, { say: 'fix: a leak', files: { x: '1' } }];
const ARGS = ['--changelog', 'CHANGELOG.md'];
const TODAY = () => new Date().toISOString().slice(0, 10);

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

/** @param {Story} all @param {string} at */
const logAt = (all, at) => all.remote.text(at, 'CHANGELOG.md');

describe('the changelog', { concurrency: 2 }, () => {
  scenario('gets its section in the version commit', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const before = await remote.refs();
    const days = [TODAY()];
    const ran = await clone.run(['release', '--json', ...ARGS]);
    expectReleased(ran, '1.2.4');
    const commit = String((await remote.refs())['refs/tags/v1.2.4']?.commit);
    const text = await remote.text(commit, 'CHANGELOG.md');
    days.push(TODAY());
    const day = /\[1\.2\.4\] - (\S+)/.exec(text)?.[1] ?? '';
    assert.ok(days.includes(day), text);
    const parent = (await remote.show(`${commit}^`, '%h %an')).split(' ');
    const section = `\n## [1.2.4] - ${day}\n\n### Fixes\n\n- a leak (${String(parent[0]).slice(0, 7)}) by ${parent.slice(1).join(' ')}\n`;
    assert.equal(text, LOG.replace('## [Unreleased]\n', `## [Unreleased]\n${section}`));
    await expectLanded(remote, { before, tag: 'v1.2.4', files: { 'package.json': packageJson('1.2.4'), 'CHANGELOG.md': text } });
    assert.deepEqual(ran.json.changedFiles, ['package.json', 'CHANGELOG.md']);
  });

  scenario('keeps what people wrote, as the new section', async (box) => {
    const written = LOG.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- The *leak*\n');
    const remote = await box.remote(history(written));
    const clone = await box.clone(remote);
    const ran = await clone.run(['release', '--json', ...ARGS]);
    expectReleased(ran, '1.2.4');
    const text = await remote.text('v1.2.4', 'CHANGELOG.md');
    assert.match(text, /^# Changelog\n\n## \[Unreleased\]\n\n## \[1\.2\.4\] - [\d-]{10}\n\n### Fixed\n\n- The \*leak\*\n\n## \[1\.2\.3\] - 2025-01-01\n\n- All of it\n$/);
  });

  scenario('compares a release with the one before its candidates', async (box) => {
    const at = (/** @type {string} */ to) => `## [${to.slice(to.lastIndexOf('v') + 1)}](https://h/o/r/compare/${to}) - 2025-01-01\n\n- All of it\n`;
    const logs = [`# Changelog\n\n${at('v1.2.2...v1.2.3')}`, `# Changelog\n\n${at('v1.2.3...v1.3.0-rc.1')}\n${at('v1.2.2...v1.2.3')}`];
    const made = (/** @type {string} */ version, /** @type {string | undefined} */ log) => ({ files: { 'package.json': packageJson(version), 'CHANGELOG.md': String(log) }, tag: `v${version}` });
    const remote = await box.remote([made('1.2.3', logs[0]), { ...made('1.3.0-rc.1', logs[1]), say: 'feat: a bell' }]);
    const clone = await box.clone(remote);
    expectReleased(await clone.run(['release', '--json', '--bump', 'release', ...ARGS]), '1.3.0');
    assert.match(await remote.text('v1.3.0', 'CHANGELOG.md'), /## \[1\.3\.0\]\(https:\/\/h\/o\/r\/compare\/v1\.2\.3\.\.\.v1\.3\.0\)/);
  });

  scenario('that is not there is begun, in a folder too', async (box) => {
    const remote = await box.remote([{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: a leak', files: { x: '1' } }]);
    const clone = await box.clone(remote);
    const ran = await clone.run(['release', '--json', '--changelog', './docs/CHANGELOG.md']);
    expectReleased(ran, '1.2.4');
    assert.match(await remote.text('v1.2.4', 'docs/CHANGELOG.md'), /^# Changelog\n\n.*\n\n## \[Unreleased\]\n\n## \[1\.2\.4\] - [\d-]{10}\n\n### Fixes\n\n- a leak /);
    assert.deepEqual(ran.json.changedFiles, ['package.json', 'docs/CHANGELOG.md']);
  });

  for (const [name, files, code] of /** @type {[string, Record<string, string>, string][]} */ ([
    ['under another name is asked about', { 'HISTORY.md': LOG }, 'changelog-not-found'],
    ['in which no heading is understood is refused', { 'CHANGELOG.md': '# Changelog\n\n- All of it\n' }, 'changelog-not-understood'],
  ])) {
    scenario(`${name}, and nothing happens`, async (box) => {
      const remote = await box.remote([{ files: { 'package.json': packageJson('1.2.3'), ...files }, tag: 'v1.2.3' }, { say: 'fix: a leak', files: { x: '1' } }]);
      const clone = await box.clone(remote);
      const before = await remote.refs();
      expectFailure(await clone.run(['release', '--json', ...ARGS]), code);
      assert.deepEqual(await remote.refs(), before);
    });
  }

  scenario('by pull request: a new one is ours, and follows what is pushed', async (box) => {
    const all = await story(box, { history: [{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: a leak', files: { x: '1' } }] });
    assert.equal((await all.release(ARGS)).json.status, 'pull-request');
    await all.github.push('main', { z: '2' }, { say: 'fix: a draught' });
    assert.equal((await all.release(ARGS)).json.pullRequest.number, 1);
    assert.match(await logAt(all, `refs/heads/${BRANCH}`), /- a draught .*\n- a leak .*\n\n\[Unreleased\]: .*v1\.2\.4\.\.\.HEAD\n/);
    await all.github.push('main', { z: '3' }, { say: 'feat: a bell' });
    assert.equal((await all.release(ARGS)).json.pullRequest.number, 2);
    assert.deepEqual(await all.branches(), ['chore/version-bump-1.3.0', 'main']);
  });

  scenario('by pull request: what people write meanwhile is in it, and links at the end follow', async (box) => {
    const links = '\n[Unreleased]: https://h/o/r/compare/v1.2.3...HEAD\n[1.2.3]: https://h/o/r/releases/tag/v1.2.3\n';
    const written = (/** @type {string} */ text) => `${LOG.replace('## [Unreleased]\n', `## [Unreleased]\n\n### Added\n\n### Fixed\n${text}`)}${links}`;
    const all = await story(box, { history: history(written('\n- The leak\n')) });
    assert.equal((await all.release(ARGS)).json.status, 'pull-request');
    const first = await logAt(all, `refs/heads/${BRANCH}`);
    assert.match(first, /## \[Unreleased\]\n\n### Added\n\n### Fixed\n\n## \[1\.2\.4\] - [\d-]{10}\n\n### Fixed\n\n- The leak\n\n## \[1\.2\.3\]/);
    assert.match(first, /\[Unreleased\]: https:\/\/h\/o\/r\/compare\/v1\.2\.4\.\.\.HEAD\n\[1\.2\.4\]: https:\/\/h\/o\/r\/compare\/v1\.2\.3\.\.\.v1\.2\.4\n/);
    await all.github.push('main', { 'CHANGELOG.md': written('\n- The leak\n- The draught\n') }, { say: 'chore: words' });
    const second = await all.release(ARGS);
    assert.equal(second.json.pullRequest.number, 1);
    assert.match(await logAt(all, `refs/heads/${BRANCH}`), /- The leak\n- The draught\n\n## \[1\.2\.3\]/);
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(ARGS), '1.2.4');
    assert.deepEqual(await all.branches(), ['main']);
  });

  scenario('by pull request: it follows what is pushed, and what landed is tagged', async (box) => {
    const all = await story(box, { history: history() });
    assert.equal((await all.release(ARGS)).json.status, 'pull-request');
    const first = String((await all.remote.refs())[`refs/heads/${BRANCH}`]?.commit);
    assert.match(await logAt(all, first), /- a leak/);
    // Nothing that a reader would see: the pull request and its approvals stay.
    await all.github.push('main', { z: '1' }, { say: 'chore: dust' });
    assert.equal((await all.release(ARGS)).json.status, 'pull-request');
    assert.equal((await all.remote.refs())[`refs/heads/${BRANCH}`]?.commit, first);
    await all.github.push('main', { z: '2' }, { say: 'fix: a draught' });
    const third = await all.release(ARGS);
    assert.equal(third.json.status, 'pull-request', third.stderr);
    assert.equal(third.json.pullRequest.number, 1);
    assert.match(await logAt(all, `refs/heads/${BRANCH}`), /- a draught .*\n- a leak /);
    await all.github.merge(1, 'squash');
    const ran = await all.release(ARGS);
    expectReleased(ran, '1.2.4');
    assert.match(await logAt(all, 'v1.2.4'), /## \[1\.2\.4\]\(.*\) - [\d-]{10}\n\n### Fixes\n\n- a draught .*\n- a leak .*\n\n## \[1\.2\.3\]/);
    assert.deepEqual(await all.branches(), ['main']);
  });

  scenario('by pull request: a section that a person has changed is theirs, and stays', async (box) => {
    const all = await story(box, { history: history() });
    assert.equal((await all.release(ARGS)).json.status, 'pull-request');
    const ours = String((await all.remote.refs())[`refs/heads/${BRANCH}`]?.commit);
    const message = await all.remote.show(ours, '%B');
    const text = (await logAt(all, ours)).replace('a leak', 'a very bad leak');
    // Amended: one commit still, with our trailer.
    const clone = await box.clone(all.remote);
    await clone.git('fetch', '-q', 'origin', BRANCH);
    await clone.git('checkout', '-q', '-b', 'theirs', 'FETCH_HEAD');
    await clone.write('CHANGELOG.md', text);
    await clone.git('commit', '-q', '-a', '--amend', '-m', message);
    await clone.git('push', '-q', '--force', 'origin', `theirs:refs/heads/${BRANCH}`);
    await all.github.push('main', { z: '2' }, { say: 'fix: a draught' });
    const ran = await all.release(ARGS);
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.match(ran.json.remarks.join('\n'), /#1 carries commits that are not ours/);
    assert.match(await logAt(all, `refs/heads/${BRANCH}`), /a very bad leak/);
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(ARGS), '1.2.4');
    assert.match(await logAt(all, 'v1.2.4'), /a very bad leak/);
  });
});
