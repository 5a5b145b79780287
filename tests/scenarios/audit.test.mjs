// Whether a repository's tags tell the truth: `audit` in clones of every kind, with everything that is wrong with tags.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { auditLines } from '../../js/audit/report.js';
import { client } from '../standin/client.mjs';
import { snapshot } from './harness/clone.mjs';
import { expectReleased } from './harness/expect.mjs';
import { initPy, packageJson, pyproject } from './harness/manifests.mjs';
import { pathGit } from './harness/path-git.mjs';
import { runCli } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';
import { story } from './harness/story.mjs';

/** The bug: tagged first, and the manifest follows when somebody thinks of it. */
const lagging = () => [
  { files: { 'pyproject.toml': pyproject('0.2.328'), 'demo/__init__.py': initPy('0.2.328') }, tag: 'v0.2.328' },
  { say: 'fix: a', files: { a: '1' }, tag: 'v0.2.329' },
  { say: 'fix: b', files: { b: '1' }, tag: 'v0.2.330' },
  { say: 'chore: 0.2.331', files: { 'pyproject.toml': pyproject('0.2.331'), 'demo/__init__.py': initPy('0.2.331') }, tag: 'v0.2.331' },
  { say: 'chore: one of two', files: { 'pyproject.toml': pyproject('0.2.332') }, tag: 'v0.2.332' },
];

/** In a bare repository, which is opened twice: to see whether it stands alone. */
const MOST_PROCESSES = 10;

describe('audit', { concurrency: 2 }, () => {
  scenario('in any clone: no network, no token, no setting, and nothing changes', async (box) => {
    const remote = await box.remote(lagging());
    const clone = await box.clone(remote);
    await clone.git('remote', 'set-url', 'origin', 'https://127.0.0.1:9/nobody/there.git');
    await clone.git('update-ref', 'refs/remotes/origin/chore/version-bump--0.2.332', 'HEAD');
    const before = snapshot(clone.dir, () => true);
    const ran = await clone.run(['audit', '--json'], { env: { GITHUB_TOKEN: '' } });
    assert.equal(ran.code, 1);
    const { tags, consistent, rate, mismatches, orphanBranches, untagged, remarks } = ran.json;
    assert.deepEqual({ tags, consistent, rate }, { tags: 5, consistent: 2, rate: 40 });
    assert.deepEqual(
      mismatches.map(({ tag, version, found }) => [tag, version, ...found.map(({ path, version: said }) => `${path} ${said}`)]),
      [
        ['v0.2.332', '0.2.332', 'demo/__init__.py 0.2.331'],
        ['v0.2.330', '0.2.330', 'pyproject.toml 0.2.328', 'demo/__init__.py 0.2.328'],
        ['v0.2.329', '0.2.329', 'pyproject.toml 0.2.328', 'demo/__init__.py 0.2.328'],
      ],
    );
    assert.match(mismatches[0].fix, /^leave `v0\.2\.332` where it is, and release the next version/);
    assert.match(mismatches[1].fix, /`v0\.2\.331` is the next tag that tells the truth/);
    assert.deepEqual(orphanBranches.map(({ branch, malformed }) => ({ branch, malformed })), [{ branch: 'chore/version-bump--0.2.332', malformed: true }]);
    assert.deepEqual([untagged, remarks], [[], []]);
    assert.equal(ran.json.code, 'rate-too-low');
    assert.match(ran.stderr, /error\[rate-too-low\]/);
    assert.deepEqual(snapshot(clone.dir, () => true), before);
    // People read the same.
    const told = await clone.run(['audit']);
    assert.equal(told.code, 1);
    assert.match(told.stdout, /^2 of 5 version tags tell the truth: 40 %\n✗ v0\.2\.332: demo\/__init__\.py says 0\.2\.331\n/);
    assert.match(told.stderr, /error\[rate-too-low\]/);
    assert.equal((await clone.run(['audit', '--min-rate', '40'])).code, 0);
    assert.equal((await clone.run(['audit', '--since', 'v0.2.331', '--min-rate', '50'])).code, 0);
    assert.equal((await clone.run(['audit', '--since', 'v0.2.331'])).code, 1);
    assert.equal((await clone.run(['audit', '--min-rate', 'all'])).code, 2);
  });

  scenario('the gate: one tag tells the truth, or the step fails', async (box) => {
    const clone = await box.clone(await box.remote(lagging()));
    const gate = (/** @type {string} */ tag) => clone.run(['audit', '--tag', tag, '--json']);
    assert.deepEqual([(await gate('v0.2.331')).code, (await gate('refs/tags/v0.2.331')).code], [0, 0]);
    const closed = await gate('v0.2.332');
    assert.deepEqual([closed.code, closed.json.code], [1, 'tag-not-true']);
    assert.deepEqual([(await gate('v9.0.0')).code, (await gate('v9.0.0')).json.code], [1, 'tag-not-found']);
    await clone.git('tag', 'nightly');
    assert.equal((await gate('nightly')).json.code, 'not-a-version-tag');
    // As a step, before anything is published.
    const open = await clone.action({ command: 'audit', tag: 'v0.2.331' });
    assert.equal(open.code, 0);
    const shut = await clone.action({ command: 'audit', tag: 'v0.2.330' });
    assert.equal(shut.code, 1);
    assert.match(shut.stdout, /::error title=version-first%3A tag-not-true::|::error title=version-first: tag-not-true::/);
  });

  scenario('a tag alone, as a workflow has it checked out', async (box) => {
    const remote = await box.remote(lagging());
    const clone = await box.clone(remote, { args: ['--depth=1', '--branch=v0.2.330'], url: remote.fileUrl });
    assert.equal((await clone.run(['audit', '--tag', 'v0.2.330'])).code, 1);
    const whole = await clone.run(['audit', '--json']);
    assert.deepEqual([whole.json.tags, whole.json.consistent], [1, 0]);
    assert.ok(whole.json.remarks.some((/** @type {string} */ remark) => remark.includes('shallow')), `${whole.json.remarks}`);
  });

  scenario('what is wrong with one tag is a row of its own', async (box) => {
    const remote = await box.remote([
      { files: { 'pyproject.toml': '[project\nversion = ' }, tag: 'v0.1.0' },
      { files: { 'pyproject.toml': { text: Buffer.from([0x5b, 0xff, 0xfe]), mode: '100644' } }, tag: 'v0.2.0' },
      { files: { 'pyproject.toml': { text: 'elsewhere', mode: '120000' } }, tag: 'v0.3.0' },
      { files: { 'pyproject.toml': null, 'README.md': 'nothing' }, tag: 'v0.4.0' },
      { files: { 'pyproject.toml': pyproject('1.0.0') }, tag: 'v1.0.0' },
    ]);
    const clone = await box.clone(remote);
    const blob = (await clone.git('rev-parse', 'HEAD:README.md')).trim();
    await clone.git('tag', 'v0.5.0', blob);
    await clone.git('tag', '-a', '-m', 'a tree', 'v0.6.0', 'HEAD^{tree}');
    await clone.git('tag', '-a', '-m', 'a tag of a tag', '1.0.0', 'v1.0.0');
    const ran = await clone.run(['audit', '--json']);
    assert.equal(ran.code, 0, ran.stderr);
    const codes = Object.fromEntries(ran.json.unjudged.map(({ tag, code }) => [tag, code]));
    assert.deepEqual([codes['v0.1.0'], codes['v0.2.0'], codes['v0.3.0'], codes['v0.4.0'], codes['v0.5.0'], codes['v0.6.0']], ['malformed-toml', 'not-utf8', 'no-manifest', 'no-manifest', 'not-a-commit', 'not-a-commit']);
    assert.deepEqual([ran.json.tags, ran.json.consistent], [8, 2]);
  });

  scenario('in a partial clone nothing is fetched: what is missing is said', async (box) => {
    const remote = await box.remote(lagging());
    await remote.config('uploadpack.allowFilter', 'true');
    for (const filter of ['blob:none', 'tree:0']) {
      const clone = await box.clone(remote, { args: [`--filter=${filter}`, '--no-checkout'], url: remote.fileUrl });
      const git = pathGit(box);
      const ran = await clone.run(['audit', '--json'], { env: git.env });
      assert.equal(ran.code, 0, ran.stderr);
      assert.deepEqual([ran.json.tags, ran.json.consistent, ran.json.rate], [5, 0, null]);
      assert.deepEqual([...new Set(ran.json.unjudged.map(({ code }) => code))], ['objects-missing']);
      assert.ok(git.calls().every((words) => !words.includes('fetch')), 'nothing was fetched');
    }
  });

  scenario('objects that are lost, and refs that name them', async (box) => {
    const clone = await box.clone(await box.remote(lagging()));
    writeFileSync(join(clone.dir, '.git/refs/tags/v0.9.0'), `${'12'.repeat(20)}\n`);
    const ran = await clone.run(['audit', '--json']);
    assert.deepEqual([ran.json.tags, ran.json.consistent], [6, 2], ran.stderr);
    assert.deepEqual(ran.json.unjudged.map(({ tag, code }) => [tag, code]), [['v0.9.0', 'objects-missing']]);
  });

  scenario('an object that is broken: what git says, and what to do', async (box) => {
    const clone = await box.clone(await box.remote(lagging()));
    const tree = (await clone.git('rev-parse', 'v0.2.330^{tree}')).trim();
    const file = join(clone.dir, '.git/objects', tree.slice(0, 2), tree.slice(2));
    rmSync(file);
    writeFileSync(file, 'garbage');
    const ran = await clone.run(['audit', '--json']);
    assert.deepEqual([ran.code, ran.json.code], [1, 'local-git-failed'], ran.stderr);
    assert.match(ran.json.message, /is corrupt/);
    assert.match(ran.stderr, /git fsck/);
  });

  scenario('a password in the list of repositories is not shown', async (box) => {
    const clone = await box.clone(await box.remote(lagging()));
    box.write('list/repositories.txt', 'http://door:s3cretpw@127.0.0.1:1/o/r.git\nftp://door:s3cretpw@h/o/r.git\nhttp://door:s3cretpw%0Ahost=h@127.0.0.1:1/o/r.git\nhttp://door:s3cretpw@[h/o/r.git\nhttp://door:s3cretpw q@127.0.0.1:1/o/r.git\n');
    const ran = await clone.run(['audit', '--json', '--repositories', join(box.dir, 'list/repositories.txt')]);
    assert.equal(ran.code, 1, ran.stderr);
    assert.match(ran.stderr, /looking at http:\/\/\*\*\*@127\.0\.0\.1:1\/o\/r\.git/);
    assert.deepEqual(ran.json.repositories.map(({ code }) => code), ['unreachable', 'not-a-repository', 'not-a-repository', 'not-a-repository', 'not-a-repository']);
    assert.doesNotMatch(ran.stdout + ran.stderr, /s3cretpw/);
  });

  scenario('a password in the list of repositories opens its own, and stands in no list of arguments', async (box) => {
    const remote = await box.remote(lagging());
    const clone = await box.clone(remote);
    const secret = 's3cret/pw%"\'$x';
    const server = await serve(box, { token: secret });
    const address = server.url(remote).replace('://', `://door:${encodeURIComponent(secret)}@`);
    box.write('list/repositories.txt', `${address}\n`);
    const git = pathGit(box);
    const events = join(box.dir, 'events');
    const ran = await clone.run(['audit', '--json', '--repositories', join(box.dir, 'list/repositories.txt')], { env: { ...git.env, GIT_TRACE2_EVENT: events } });
    assert.deepEqual([ran.json.tags, ran.json.consistent], [5, 2], ran.stdout + ran.stderr);
    for (const said of [JSON.stringify(git.calls()), readFileSync(events, 'utf8')]) assert.doesNotMatch(said, /s3cret/);
    assert.match(readFileSync(events, 'utf8'), /remote-http/);
  });

  for (const [what, given, token] of [['a name alone', 'door', ''], ['a password alone', ':s3cret', 's3cret'], ['a sign that escapes nothing', 'door:50%=', '50%=']]) {
    scenario(`${what} in the list of repositories opens what it did`, async (box) => {
      const remote = await box.remote(lagging());
      const clone = await box.clone(remote);
      const server = await serve(box, { token });
      box.write('list/repositories.txt', `${server.url(remote).replace('://', `://${given}@`)}\n`);
      const ran = await clone.run(['audit', '--json', '--repositories', join(box.dir, 'list/repositories.txt')]);
      assert.deepEqual([ran.json.tags, ran.json.consistent], [5, 2], ran.stdout + ran.stderr);
    });
  }

  scenario('what is for one repository is not taken for many', async (box) => {
    const clone = await box.clone(await box.remote(lagging()));
    box.write('list/repositories.txt', `${clone.dir}\n`);
    const list = join(box.dir, 'list/repositories.txt');
    for (const more of [['--since', 'v0.2.329'], ['--tag', 'v0.2.329'], ['--package', 'demo'], ['--history']]) {
      const ran = await clone.run(['audit', '--repositories', list, ...more]);
      assert.equal(ran.code, 2, ran.stderr);
      assert.match(ran.stderr, /`repositories` and `\w+` contradict each other/);
    }
  });

  test('what many tags have in common is one line', () => {
    const tags = Array.from({ length: 200 }, (_, at) => `v1.${200 - at}.0`);
    const wrong = tags.map((tag, at) => ({ tag, version: tag.slice(1), found: [{ path: 'package.json', version: at < 150 ? '1.0.0' : `0.${at}.0` }], fix: `leave ${tag}` }));
    const untagged = tags.map((tag) => ({ version: tag, commit: 'a'.repeat(40), path: 'package.json', current: false }));
    const packages = tags.map((tag, at) => ({ tagFormat: `${tag}-{version}`, tags: 9, consistent: at === 0 ? 0 : 5, mismatches: at === 0 ? 0 : 1 }));
    const unjudged = tags.flatMap((tag) => ['a', 'b'].map((one) => ({ tag: `${tag}-${one}`, code: 'no-manifest', why: `of ${tag}` })));
    const report = { tags: 200, consistent: 0, rate: 0, mismatches: wrong, unjudged, orphanBranches: [], untagged, remarks: [], packages, trend: [] };
    const lines = auditLines(/** @type {any} */ (report));
    assert.deepEqual(lines.slice(1, 3), ['  v1.200.0-{version}: 9 not judged', '  v1.199.0-{version}: 5 of 6; 3 not judged']);
    assert.ok(lines.includes('  … and 150 more names of tags'));
    const at = lines.indexOf('✗ v1.200.0, v1.199.0, v1.198.0 and 147 more: package.json says 1.0.0');
    assert.deepEqual(lines.slice(at + 1, at + 3), ['    leave v1.200.0', '✗ v1.50.0: package.json says 0.150.0']);
    assert.ok(lines.includes('… and 1 more that do not'), lines.join('\n'));
    assert.ok(lines.includes('? v1.200.0-a, v1.200.0-b: of v1.200.0'));
    assert.ok(lines.includes('… and 150 more reasons'));
    assert.equal(lines.at(-1), '… and 190 more versions without a tag');
    assert.ok(lines.length < 50 * 5);
  });

  scenario('packages, each by its own tags', async (box) => {
    const npm = (/** @type {string} */ name, /** @type {string} */ version) => packageJson(version, { name });
    const root = JSON.stringify({ private: true, workspaces: ['packages/*'] });
    const clone = await box.clone(
      await box.remote([
        { files: { 'package.json': root, 'packages/a/package.json': npm('@o/a', '1.0.0'), 'packages/b/package.json': npm('b', '3.0.0') }, tag: '@o/a@1.0.0' },
        { files: { 'packages/b/package.json': npm('b', '3.1.0') }, tag: 'b-v3.1.0' },
        { files: { x: '1' }, tag: '@o/a@1.1.0' },
      ]),
    );
    const ran = await clone.run(['audit', '--json']);
    assert.deepEqual(ran.json.mismatches.map(({ tag, found }) => [tag, found]), [['@o/a@1.1.0', [{ path: 'packages/a/package.json', version: '1.0.0' }]]]);
    assert.equal((await clone.run(['audit', '--package', 'b'])).code, 0);
    assert.equal((await clone.run(['audit', '--package', 'packages/a'])).code, 1);
  });

  scenario('as a page, a badge and a summary: what people wrote is text', async (box) => {
    const evil = '<script>alert(1)</script>';
    const clone = await box.clone(await box.remote([...lagging(), { files: { 'package.json': JSON.stringify({ name: evil, version: '9.0.0' }) }, tag: `v0.2.333-${'x'}` }]));
    await clone.git('tag', `v0.2.334-<img`, 'HEAD');
    await clone.git('update-ref', `refs/heads/chore/version-bump-1.0.0-<b>|x|`, 'HEAD');
    const ran = await clone.run(['audit', '--html', 'a.html', '--badge', 'a.json']);
    assert.equal(ran.code, 1);
    const page = clone.read('a.html');
    assert.match(page, /<svg /);
    assert.match(page, /prefers-color-scheme:dark/);
    assert.doesNotMatch(page, /<img|<b>|<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    const badge = JSON.parse(clone.read('a.json'));
    assert.deepEqual([badge.schemaVersion, badge.color], [1, 'red']);
    assert.match(badge.message, /^2 of \d+$/);
    const step = await clone.action({ command: 'audit', 'min-rate': '0' });
    assert.equal(step.code, 0, step.stdout);
    assert.match(step.summary ?? '', /v0&#46;2|v0\.2\.332/);
    assert.doesNotMatch(step.summary ?? '', /<img|<script/);
    assert.equal(step.outputs?.['rate'] === undefined, false);
  });

  scenario('many repositories: folders, addresses, reports; what is wrong with one says nothing of the others', async (box) => {
    await box.remote([{ files: { 'package.json': packageJson('1.0.0') }, tag: 'v1.0.0' }], { name: 'good.git' });
    const bad = await box.remote(lagging(), { name: 'bad.git' });
    const clone = await box.clone(bad);
    const report = await clone.run(['audit', '--json']);
    box.write('list/report.json', report.stdout);
    box.write('list/broken.json', '{"tags": "many"}');
    box.write('list/all.txt', `# ours\n../good.git\n${bad.fileUrl}\nreport.json\nbroken.json # not one\n../nowhere\n`);
    const ran = await clone.run(['audit', '--json', '--repositories', join(box.dir, 'list/all.txt'), '--html', 'all.html']);
    assert.equal(ran.code, 1);
    assert.deepEqual(
      ran.json.repositories.map(({ repository, rate, code }) => [repository.replace(box.dir, ''), rate ?? code]),
      [['../good.git', 100], [`file://${'/bad.git'}`, 40], ['report', 40], ['broken.json', 'not-a-report'], ['../nowhere', 'not-a-repository']],
    );
    assert.equal(ran.json.rate, 45.4);
    assert.match(clone.read('all.html'), /good\.git/);
    // What was printed is taken in again: that is how a matrix is gathered.
    box.write('list/gathered.json', ran.stdout);
    box.write('list/again.txt', 'gathered.json\n');
    const again = await clone.run(['audit', '--json', '--repositories', join(box.dir, 'list/again.txt')]);
    assert.deepEqual(again.json.repositories.map(({ repository }) => repository), ran.json.repositories.map(({ repository }) => repository));
    assert.equal((await clone.run(['audit', '--repositories', 'nowhere.txt'])).code, 2);
  });

  scenario('the law: what `release` made always tells the truth', async (box) => {
    const remote = await box.remote([{ files: { 'pyproject.toml': pyproject('0.4.8'), 'demo/__init__.py': initPy('0.4.8'), 'package.json': packageJson('0.4.8') }, tag: 'v0.4.008' }]);
    for (const bump of ['patch', 'minor', 'prerelease', 'prerelease', 'release', 'major']) {
      await remote.write([{ say: 'feat: more', files: { [`${bump}-${Math.random()}`]: '1' } }]);
      const clone = await box.clone(remote);
      const ran = await clone.run(['release', '--bump', bump, '--json']);
      expectReleased(ran, ran.json.version, ran.json.tag);
      const audit = await (await box.clone(remote)).run(['audit', '--json']);
      assert.deepEqual([audit.code, audit.json.rate, audit.json.unjudged, audit.json.untagged, audit.json.orphanBranches], [0, 100, [], [], []], audit.stdout);
      rmSync(clone.dir, { recursive: true });
    }
  });

  scenario('ten thousand tags: few processes, each text parsed once, and in time', async (box) => {
    const count = 10_000;
    const version = (/** @type {number} */ at) => `${Math.floor(at / 100)}.${at % 100}.0`;
    const remote = await box.remote([]);
    const data = (/** @type {string} */ text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
    const commits = Array.from({ length: count }, (_, at) => {
      const [said, when] = [at % 10 === 9 ? '0.0.7' : version(at), `A <a@b> ${1_600_000_000 + at} +0000\n`];
      const files = `M 100644 inline pyproject.toml\n${data(pyproject(said))}M 100644 inline demo/__init__.py\n${data(initPy(said))}`;
      return `commit refs/heads/main\nmark :${at + 1}\ncommitter ${when}${data('c')}${files}\ntag v${version(at)}\nfrom :${at + 1}\ntagger ${when}${data('t')}`;
    });
    await remote.git(['fast-import', '--quiet'], commits.join(''));
    const git = pathGit(box);
    const began = performance.now();
    const ran = await runCli(box, ['audit', '--json'], { cwd: remote.dir, env: git.env });
    const took = performance.now() - began;
    assert.deepEqual([ran.json.tags, ran.json.consistent, ran.json.rate, ran.json.unjudged.length], [count, count * 0.9, 90, 0], ran.stderr);
    assert.ok(git.calls().length <= MOST_PROCESSES, git.calls().map((words) => words.join(' ')).join('\n'));
    console.log(`# ${count} tags: ${Math.round(took)} ms`);
  }, { timeout: 300_000 });
});


describe('audit with a token', { concurrency: 2 }, () => {
  const history = () => [
    { files: { 'package.json': packageJson('1.0.0') }, tag: 'v1.0.0' },
    { files: { 'package.json': packageJson('1.1.0') }, tag: 'v1.1.0' },
    { files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
    { say: 'fix: a leak', files: { x: '1' } },
  ];

  scenario('releases, drafts, open pull requests and settings; it only reads', async (box) => {
    const all = await story(box, { history: history(), github: { settings: { delete_branch_on_merge: false } } });
    const { github } = all;
    const api = client(github).rest;
    await api('POST', '/releases', { tag_name: 'v1.0.0', draft: true });
    await api('POST', '/releases', { tag_name: 'v1.1.0' });
    await all.remote.git(['update-ref', 'refs/heads/chore/version-bump-9.9.9', 'main']);
    // One that is open, and one that nobody needs.
    assert.equal((await all.release()).code, 0);
    await all.clone.git('fetch', '--quiet', all.remote.dir, '+refs/heads/*:refs/remotes/origin/*');
    const ran = await all.run(['audit', '--json']);
    github.violations.length = 0;
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(ran.json.orphanBranches, [{ branch: 'chore/version-bump-9.9.9', version: '9.9.9', malformed: false, why: 'no pull request is open for it' }]);
    assert.deepEqual(ran.json.hosted.tagsWithoutReleases, ['v1.2.3', 'v1.0.0']);
    assert.deepEqual(ran.json.hosted.releasesWithoutTags, []);
    assert.equal(ran.json.hosted.deleteBranchOnMerge, false);
    assert.ok(ran.api.every((call) => call.startsWith('GET ')), ran.api.join('\n'));
    assert.deepEqual(ran.remote, [], 'nothing was fetched');
  });

  scenario('a Gitea gives fewer on a page than it is asked for', async (box) => {
    const all = await story(box, { history: history(), protect: [], github: { gitea: true } });
    const { github } = all;
    await github.push('chore/version-bump-9.9.9', { x: '2' });
    await github.open('chore/version-bump-9.9.9');
    for (let at = 0; at < 50; at += 1) {
      await github.branch(`topic-${at}`, 'refs/heads/chore/version-bump-9.9.9^0');
      await github.open(`topic-${at}`);
    }
    await all.clone.git('fetch', '--quiet', all.remote.dir, '+refs/heads/*:refs/remotes/origin/*');
    const ran = await all.run(['audit', '--json']);
    assert.deepEqual(ran.json.orphanBranches, [], ran.stderr);
  });

  scenario('the history of bump branches', async (box) => {
    const all = await story(box, { history: history() });
    assert.equal((await all.release()).code, 0);
    await all.github.merge(1, 'squash');
    await all.clone.git('fetch', '--quiet', '--prune', all.remote.dir, '+refs/heads/*:refs/remotes/origin/*');
    const ran = await all.run(['audit', '--history', '--json']);
    all.github.violations.length = 0;
    const { opened, merged, closed, open, manualSyncs } = ran.json.history;
    assert.deepEqual({ opened, merged, closed, open, manualSyncs }, { opened: 1, merged: 1, closed: 0, open: 0, manualSyncs: [] });
    assert.equal((await all.clone.run(['audit', '--history', '--json'])).json.code, 'no-hosting');
  });

  scenario('a token and no network: nobody is waited for, and nobody asked twice', async (box) => {
    const all = await story(box, { history: history() });
    all.github.trouble = () => 'fail-before';
    const ran = await all.run(['audit', '--json']);
    all.github.violations.length = 0;
    assert.deepEqual([ran.code, ran.json.rate, ran.api.length], [0, 100, 1], ran.stderr);
    assert.ok(ran.json.remarks.some((/** @type {string} */ remark) => remark.includes('the server did not tell')), `${ran.json.remarks}`);
  });

  scenario('a server that answers nothing takes nothing away', async (box) => {
    const all = await story(box, { history: history() });
    const ran = await all.run(['audit', '--json'], { env: { GITHUB_TOKEN: 'ghs_nobody' } });
    all.github.violations.length = 0;
    assert.deepEqual([ran.code, ran.json.rate], [0, 100], ran.stderr);
    assert.ok(ran.json.remarks.some((/** @type {string} */ remark) => remark.includes('the server did not tell')), `${ran.json.remarks}`);
  });
});
