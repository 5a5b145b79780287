// The job summary as people see it: what to click first, why, what to do next; and nothing that others wrote has an effect.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HtmlRenderer, Parser } from 'commonmark';

import { toldOfError } from '../js/commands/release.js';
import { outputsOf } from '../js/say/outputs.js';
import { Runner } from '../js/say/runner.js';
import { summaryOf } from '../js/say/summary.js';
import { resultLines } from '../js/say/report.js';

const sha = 'a'.repeat(40);
const page = 'https://github.com/o/r';

/** What a Markdown page makes of it. @param {string} markdown */
const html = (markdown) => new HtmlRenderer().render(new Parser().parse(markdown));
/** The same, read aloud. @param {string} markdown */
const text = (markdown) => html(markdown).replace(/<[^>]*>/g, '').replace(/&amp;#(\d+);|&#(\d+);/g, (_, a, b) => String.fromCodePoint(Number(a ?? b))).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');

/** @param {object} more @returns {any} */
const report = (more) => ({ status: 'released', version: '1.3.0', ...more });

test('a release: the page first, then tag, commit and branch, then why', () => {
  const made = summaryOf(report({
    previousVersion: '1.2.3', tag: 'v1.3.0', sha, branch: 'main', release: { id: 1, url: `${page}/releases/tag/v1.3.0` },
    reasons: [{ sha, subject: 'feat: doors', bump: 'minor', why: '`feat` adds a feature' }], changedFiles: ['package.json'], notes: '### Features\n\n- doors\n',
  }), page);
  const read = text(made);
  assert.match(read, /^Released 1\.3\.0\nrelease page · tag v1\.3\.0 · commit aaaaaaa · on main · after 1\.2\.3\n/);
  assert.match(read, /Why\n\nminor: feat: doors \(aaaaaaa, feat adds a feature\)/);
  assert.ok(html(made).includes('<code>feat</code> adds a feature'), 'what stands in backquotes looks like code');
  assert.ok(html(made).includes(`<a href="${page}/commit/${sha}"><code>aaaaaaa</code></a>`), 'commits are linked');
  assert.ok(html(made).includes('<h3>Features</h3>'), 'the notes are Markdown');
  assert.ok(!summaryOf(report({ sha })).includes('<a '), 'no page, no links');
});

test('a pull request is the first thing to click', () => {
  const made = summaryOf(report({ status: 'pull-request', pullRequest: { number: 7, url: `${page}/pull/7`, branch: 'b' } }));
  assert.match(html(made), /<h3>Waiting for a pull request: 1\.3\.0<\/h3>\n<p><b><a href="https:\/\/github\.com\/o\/r\/pull\/7">pull request #7<\/a><\/b>/u);
});

test('a failure says what to do next, in order', () => {
  const read = html(summaryOf(/** @type {any} */ ({ status: 'failed', error: { code: 'no-manifest', message: 'none', path: 'a/b.json', line: 3, nextSteps: ['first', 'second'] } })));
  assert.match(read, /<h3>Release failed<\/h3>\n<p><code>no-manifest<\/code> at <code>a\/b\.json:3<\/code>: none<\/p>/);
  assert.match(read, /<b>What to do next<\/b><\/p>\n<ol>\n<li>first<\/li>\n<li>second<\/li>\n<\/ol>/);
});

test('what did not begin is named as what it is', () => {
  const titled = (/** @type {string | undefined} */ step) => text(toldOfError(new Error('no'), step).summary).split('\n')[0];
  assert.deepEqual(['release', 'audit', undefined].map(titled), ['Release failed', 'audit failed', 'version-first failed']);
});

test('a long list unfolds, and a longer one is cut', () => {
  const made = html(summaryOf(report({ changedFiles: Array.from({ length: 60 }, (_, index) => `file-${index}`) })));
  assert.equal(made.match(/<li>/g)?.length, 51);
  assert.match(made, /<details><summary>and 50 more<\/summary>/);
  assert.match(made, /… and 10 more/);
});

test('backquotes without a partner stay what they are', () => {
  for (const [why, shown] of [['a ` b', 'a ` b'], ['`a` and ` b', '`a` and ` b'], ['a `` b', 'a `` b'], ['`<i>` b', '<i> b']]) {
    assert.equal(text(summaryOf(report({ why }))).split('\n')[1], shown);
  }
});

test('what others wrote has no effect', () => {
  const hostile = '</code><script>x</script> [a](javascript:x) ![b](c) **d** @team #1 \n# e `f` | g <!-- h';
  const made = html(summaryOf(/** @type {any} */ ({
    status: 'failed', version: hostile, tag: hostile, branch: hostile, sha: hostile, previousVersion: hostile, why: hostile, moved: [hostile], changedFiles: [hostile], remarks: [hostile],
    stillSays: [{ path: hostile, lines: [1], version: '1', entry: hostile }], warnings: [{ code: hostile, message: hostile, nextSteps: [hostile] }], reasons: [{ sha: hostile, subject: hostile, why: hostile }],
    release: { id: 1, url: `javascript:${hostile}` }, pullRequest: { number: 1, url: 'javascript:alert(1)', branch: 'b' }, error: { code: hostile, message: hostile, path: hostile, nextSteps: [hostile] },
  }), page));
  assert.ok(!/<script|<img|<strong|<em>|href="(?!https:)|<h1|<!-- h/i.test(made), made);
  assert.ok(!/(^|[^&#\w])@team/.test(made), 'nobody is called');
});

test('a run that failed after its push says what it has released', () => {
  const released = [{ version: '1.2.4', tag: 'v1.2.4', sha: 'a'.repeat(40) }];
  const result = { status: 'failed', branch: 'main', released, changedFiles: ['package.json'] };
  assert.deepEqual(resultLines(/** @type {any} */ (result)), ['released 1.2.4 as v1.2.4 at aaaaaaa on main']);
});

test('the changed files are one to a line, whatever they are called', () => {
  const changedFiles = ['package.json', 'p/a\nb/package.json', 'p/"q"/package.json', 'c\rd'];
  const lines = outputsOf(/** @type {any} */ ({ status: 'released', changedFiles }))['changed-files']?.split('\n');
  assert.deepEqual(lines, ['package.json', '"p/a\\nb/package.json"', 'p/"q"/package.json', '"c\\rd"']);
});

test('an annotation names its file in visible letters', () => {
  /** @type {any[]} */
  const told = [];
  const runner = new Runner(/** @type {any} */ ({ error: (/** @type {string} */ message, /** @type {object} */ place) => told.push([message, place]) }), '.');
  const before = process.exitCode;
  runner.fail({ code: 'x', message: 'y', path: 'a\x1b[31m\u202eb' });
  process.exitCode = before;
  assert.equal(told[0][1].file, 'a\\x1b[31m\\u202eb');
});
