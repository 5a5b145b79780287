// What people read, shaped by people: titles and texts of pull requests, and the most that a server takes of a text.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

/** @param {string} title @param {string} body */
const templates = (title, body) => ['--pull-request-title', title, '--pull-request-body', body];
/** A list of so many changes, each of which says so much. @param {number} count @param {number} words */
const many = (count, words) => `feat: doors\n\n${Array.from({ length: count }, (_, at) => `* fix: hinge ${at}${' and so on'.repeat(words)}`).join('\n\n')}`;

describe('texts', { concurrency: 2 }, () => {
  scenario('of a pull request are what its templates say, and nothing in them has an effect', async (box) => {
    const all = await story(box);
    const mark = '<!-- version-first: superseded -->';
    const ran = await all.release(templates('Release {version} to {branch} [skip ci]', `{previous-version} → {tag} [ci skip]\n\n{files}\n\n{commits}\n\n{notes}\n\n{} {Version}\n${mark}\n`));
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    const pull = await all.pull(1);
    assert.equal(pull.title, 'Release 1.2.4 to main');
    assert.match(String(pull.body), /^1\.2\.3 → v1\.2\.4 \(ci skip\)\n\n- `package\.json`\n[^]*- patch: `fix: a leak`\n[^]*\n### Fixes\n\n- a leak [^]*\n\n{} {Version}\n$/);
    // Squashed, the title is the commit's subject: the next run tags it all the same.
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(), '1.2.4');
  });

  scenario('name authors as the `.mailmap` of the tip has them, and thank no bot', async (box) => {
    const bot = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>';
    const history = [
      { files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
      { say: `fix: a leak\n\nCo-authored-by: Bob Other <bob@example.com>\nCo-authored-by: ${bot}\n`, files: { x: '1' }, author: 'Old Name' },
      { say: 'docs: who we are', files: { '.mailmap': 'New Name <new@example.com> Old Name <fix@example.com>\n' } },
      // Who wrote it, and is named beside that under the name of before, is one person; and so is who is only named.
      { say: 'fix: a hole\n\nCo-authored-by: Old Name <fix@example.com>\n', files: { y: '1' }, author: 'Old Name' },
      { say: 'fix: a crack\n\nCo-authored-by: Old Name <FIX@example.com>', files: { z: '1' }, author: 'Cy' },
    ];
    const all = await story(box, { history });
    const ran = await all.release(templates('{version}', '{notes}'));
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    const body = String((await all.pull(1)).body);
    assert.match(body, /- a leak \([^\n]*\) by New Name and Bob Other\n/);
    assert.match(body, /- a hole \([^\n]*\) by New Name\n/);
    assert.match(body, /- a crack \([^\n]*\) by Cy and New Name\n/);
    assert.doesNotMatch(body, /Old Name|dependabot/);
  });

  scenario('tell nothing twice of a release that was squashed in', async (box) => {
    const history = [
      { files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
      { on: 'side', from: 'refs/heads/main', say: 'fix: told before', files: { x: '1' } },
      { on: 'side', say: 'chore: 1.2.4', files: { 'package.json': packageJson('1.2.4') }, tag: 'v1.2.4' },
      { say: 'Release 1.2.4 (#5)\n\n* fix: told before\n\n* chore: 1.2.4', files: { x: '1', 'package.json': packageJson('1.2.4') } },
      { say: 'fix: a new leak', files: { y: '1' } },
    ];
    const all = await story(box, { history });
    const ran = await all.release(templates('{version}', '{notes}'));
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    const { title, body } = await all.pull(1);
    assert.equal(title, '1.2.5');
    assert.match(String(body), /- a new leak /);
    assert.doesNotMatch(String(body), /told before/);
  });

  scenario('that name what is not known are refused before anything is made', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    for (const args of [templates('{verison}', ''), templates('Release', '{changes}'), templates(' [skip ci]', ''), ['--notes-header', '{files}']]) {
      expectFailure(await all.release(args), 'invalid-template');
    }
    expectFailure(await all.release(['--notes-sections', 'feat']), 'invalid-notes-sections');
    assert.deepEqual(await all.remote.refs(), before);
  });

  scenario('end where an entry ends, and say so', async (box) => {
    const all = await story(box);
    await all.github.push('main', { z: '1' }, { say: many(1500, 6) });
    const ran = await all.release(templates('{version}', 'Above.\n\n{notes}\n\nBelow.'));
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    const { body } = await all.pull(1);
    assert.ok(String(body).length <= 65_536 && String(body).length > 60_000, `${String(body).length}`);
    assert.match(String(body), /^Above\.\n[^]*\n- hinge \d+( and so on){6} \(.*\).*\n\nMore is left out here: .* 65\d+ characters at most\.\n\nBelow\.\n$/);
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(['--notes-footer', 'Below.']), '1.3.0');
    const release = (await all.github.state()).releases.find(({ tag_name: tag }) => tag === 'v1.3.0');
    const text = String(release?.body);
    assert.ok(text.length <= 125_000 && text.length > 120_000, `${text.length}`);
    assert.match(text, /\n- hinge \d+( and so on){6} \(.*\).*\n\nand \d+ more\.\n\n\*\*All changes:.*\n\nBelow\.\n$/);
  });
});
