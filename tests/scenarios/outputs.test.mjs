// What a run writes for those who come after it is bounded: a runner takes 1 MiB for one output and one summary, and keeps
// all outputs of a workflow in memory.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';

const COMMITS = 10_000;

describe('outputs', { concurrency: 2 }, () => {
  scenario(`of ${COMMITS} commits: half a MiB at most, and they say that they are cut`, async (box) => {
    const remote = await box.remote([{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }]);
    const tip = await remote.tip('main');
    const commit = (/** @type {number} */ place) => {
      const text = `feat(part-${place}): what commit number ${place} of very many brings to people who read notes\n\nBREAKING CHANGE: everything is new in number ${place}\n`;
      return `commit refs/heads/main\ncommitter A <a@example.com> ${1_700_000_000 + place} +0000\ndata ${text.length}\n${text}${place === 0 ? `from ${tip}\n` : ''}M 100644 inline f${place % 300}\ndata 1\nx\n`;
    };
    await remote.git(['fast-import', '--quiet', '--done'], Buffer.from(`${Array.from({ length: COMMITS }, (_, place) => commit(place)).join('')}done\n`));
    const clone = await box.clone(remote);
    const ran = await clone.action({ changelog: '' }, { env: box.env });
    const outputs = /** @type {Record<string, string>} */ (ran.outputs);
    assert.deepEqual([outputs['status'], outputs['version']], ['released', '2.0.0'], ran.stdout.slice(-2000));
    const sizes = Object.entries(outputs).map(([name, value]) => [name, Buffer.byteLength(value)]);
    const total = sizes.reduce((sum, [, size]) => sum + Number(size), 0);
    assert.ok(total < 512 * 1024, JSON.stringify(sizes));
    assert.match(outputs['release-notes'] ?? '', /and [\d,]+ more/);
    const report = JSON.parse(outputs['json'] ?? '');
    assert.ok(report.notes.length <= (outputs['release-notes'] ?? '').length && report.reasons.length > 100, 'and still of use');
    assert.match(report.remarks.join('\n'), /of \d+ commits that were looked at, \d+ are listed/);
    assert.ok(Buffer.byteLength(ran.summary ?? '') < 1024 * 1024, `summary of ${Buffer.byteLength(ran.summary ?? '')} bytes`);
  });

  scenario('of 2000 members with long names: they say how many are left out', async (box) => {
    const long = 'x'.repeat(90);
    const members = Object.fromEntries(Array.from({ length: 2000 }, (_, place) => [`packages/${long}-${place}/package.json`, packageJson('1.2.3')]));
    const remote = await box.remote([
      { files: { 'package.json': packageJson('1.2.3', { workspaces: ['packages/*'] }), ...members }, tag: 'v1.2.3' },
      { say: 'fix: one', files: { 'a.js': '1' } },
    ]);
    const clone = await box.clone(remote);
    const { stdout } = await clone.run(['release', '--dry-run']);
    assert.ok(stdout.length < 20_000, `a proposal of ${stdout.length} characters`);
    assert.match(stdout, /package: the root, with packages\/x+-0, .* and 1980 more\n[^]*\n {2}… and 1981 more\n {2}would change: .* and 1981 more\n/);
    const ran = await clone.action({}, { env: box.env });
    const outputs = /** @type {Record<string, string>} */ (ran.outputs);
    assert.equal(outputs['status'], 'released', ran.stdout.slice(-2000));
    const listed = (outputs['changed-files'] ?? '').split('\n').length;
    assert.ok(listed > 500 && listed < 2001, String(listed));
    assert.ok(Object.values(outputs).join('').length < 512 * 1024);
    assert.ok(ran.stdout.length < 20_000, `a log of ${ran.stdout.length} characters`);
    assert.match(ran.stdout, /\n {2}… and 1981 more\n/);
    assert.ok(ran.json.remarks.includes(`of 2001 changed files, ${listed} are listed`), ran.json.remarks.slice(-2).join('\n'));
  });

  scenario('a summary names the command that failed', async (box) => {
    const clone = await box.clone(await box.remote([{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: one', files: { a: '1' } }]));
    const titled = async (/** @type {string} */ command) => (await clone.action({ command, bump: '1.0.0' }, { env: box.env })).summary?.split('\n')[0];
    assert.deepEqual([await titled('next'), await titled('release')], ['### <code>next</code> failed', '### Release failed']);
  });

  scenario('with --quiet they are all there is, but for what went wrong', async (box) => {
    const remote = await box.remote([{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: one', files: { 'README.md': 'demo 1.2.3\n' } }]);
    const clone = await box.clone(remote);
    const said = async (/** @type {string[]} */ ...args) => {
      const { stdout, stderr, code } = await clone.run(args);
      return { stdout, stderr, code };
    };
    assert.deepEqual(await said('next', '--quiet'), { stdout: '1.2.4\n', stderr: '', code: 0 });
    assert.match((await said('next')).stderr, /looking at origin/);
    assert.deepEqual(await said('iteration', 'show', '-q'), { ...(await said('iteration', 'show')), stderr: '' });
    const released = await said('release', '-q');
    assert.deepEqual([released.stderr, released.code], ['', 0]);
    assert.match(released.stdout, /^released 1\.2\.4 as v1\.2\.4 at /);
    const failed = await said('release', '-q', '--bump', '1.0.0');
    assert.deepEqual([failed.stdout, failed.code], ['', 1]);
    assert.match(failed.stderr, /^error\[version-not-greater\]: /);
    assert.match((await said('release', '-q', '--bump', 'mnior')).stderr, /^error\[invalid-bump\]: .*\n {2}next: did you mean `minor`\?\n/);
  });
});
