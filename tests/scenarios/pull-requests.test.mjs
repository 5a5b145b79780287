// A branch that takes pull requests only: pushed to, refused, proposed, merged by a person in whichever way, and finalised
// by the next run.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectReleased, expectTagged } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, FILES, HISTORY, story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

/** What GitHub and Gitea take as a wish to run nothing. */
const MARKERS = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]|skip-checks/i;

/**
 * A run that ended with a pull request: one commit on the tip and nothing else, on a branch that has the pull request.
 * @param {Story} story @param {Awaited<ReturnType<Story['release']>>} ran
 * @param {{before: Awaited<ReturnType<Story['remote']['refs']>>, number?: number, version?: string, base?: string, files?: Record<string, string>}} expected
 */
async function expectProposed({ remote, pull, github }, ran, { before, number = 1, version = '1.2.4', base = 'main', files = FILES }) {
  const branch = `chore/version-bump-${version}`;
  assert.equal(ran.code, 0, ran.stderr);
  const { status, version: said, branch: from, pullRequest, released, tag, sha } = ran.json;
  assert.deepEqual({ status, said, from, released, tag, sha }, { status: 'pull-request', said: version, from: base, released: [], tag: undefined, sha: undefined });
  assert.deepEqual(pullRequest, { number, url: `${github.url}/pull/${number}`, branch });
  const { [`refs/heads/${branch}`]: made, ...others } = await remote.refs();
  const rest = Object.fromEntries(Object.entries(others).filter(([ref]) => !ref.startsWith('refs/pull/')));
  assert.deepEqual(rest, Object.fromEntries(Object.entries(before).filter(([ref]) => !ref.startsWith('refs/pull/') && ref !== `refs/heads/${branch}`)), 'other refs are as they were');
  assert.ok(made);
  assert.equal(await remote.show(made.oid, '%P'), await remote.tip(base), 'one commit on the tip');
  const changed = await remote.git(['diff-tree', '-r', '--name-only', '-z', `${made.oid}^`, made.oid]);
  assert.deepEqual(changed.split('\0').filter(Boolean), Object.keys(files), 'only manifests changed');
  for (const [path, text] of Object.entries(files)) assert.equal(await remote.text(made.oid, path), text, path);
  const one = await pull(number);
  assert.deepEqual([one.state, one.head, one.base, one.headSha, one.draft], ['open', branch, base, made.oid, false]);
  assert.doesNotMatch(`${one.title}\n${await remote.show(made.oid, '%B')}`, MARKERS);
  return one;
}

describe('proposed, merged, finalised', { concurrency: 2 }, () => {
  /** @typedef {(story: Story) => Promise<string>} Merge the branch's new tip, or where that moved on, the merge */
  /** @type {{name: string, protect: string[], settings?: object, merge: Merge, parents: number}[]} */
  const ways = [
    { name: 'GH006, a merge commit', protect: ['gh006'], merge: ({ github }) => github.merge(1, 'merge'), parents: 2 },
    { name: 'GH013, squashed', protect: ['gh013'], merge: ({ github }) => github.merge(1, 'squash'), parents: 1 },
    { name: 'GH006, checks are required, rebased', protect: ['gh006-checks'], merge: ({ github }) => github.merge(1, 'rebase'), parents: 1 },
    { name: 'GH013, several rules', protect: ['gh013', 'gh013-checks', 'gh013-review'], merge: ({ github }) => github.merge(1, 'squash'), parents: 1 },
    {
      name: 'a merge queue: behind somebody else\'s change, by another commit',
      protect: ['gh013'],
      settings: { merge_queue: true },
      merge: async ({ github }) => {
        await github.push('main', { y: '1' }, { say: 'fix: first in the queue' });
        return github.merge(1, 'merge');
      },
      parents: 2,
    },
    {
      name: 'rebased onto a branch that has moved',
      protect: ['gh013'],
      merge: async ({ github }) => {
        await github.push('main', { y: '1' }, { say: 'docs: meanwhile' });
        return github.merge(1, 'rebase');
      },
      parents: 1,
    },
    {
      name: 'the branch goes with the merge',
      protect: ['gh006'],
      settings: { delete_branch_on_merge: true },
      merge: ({ github }) => github.merge(1, 'squash'),
      parents: 1,
    },
  ];
  for (const squash of /** @type {const} */ (['squash', 'merge'])) {
    scenario(`a file that keeps the version, and that nobody has named: ${squash}`, async (box) => {
      const history = [{ files: { VERSION: '1.2.3\n' }, tag: 'v1.2.3' }, { say: 'fix: a leak', files: { x: '1' } }];
      const all = await story(box, { history });
      const before = await all.remote.refs();
      await expectProposed(all, await all.release(), { before, files: { VERSION: '1.2.4\n' } });
      assert.ok(!(await all.release()).calls.some(({ write }) => write), 'a second run writes nothing');
      const landed = await all.github.merge(1, squash);
      const done = await all.release();
      expectReleased(done, '1.2.4');
      assert.equal(done.json.sha, landed);
      assert.deepEqual(await all.branches(), ['main']);
    });
  }

  for (const { name, protect, settings, merge, parents } of ways) {
    scenario(name, async (box) => {
      const all = await story(box, { protect, github: { settings } });
      const { remote, github, release, branches } = all;
      const before = await remote.refs();
      const proposed = await release();
      const { headSha } = await expectProposed(all, proposed, { before });
      assert.deepEqual(proposed.api, ['GET pulls', 'POST pulls', 'GET pulls']);
      assert.deepEqual(proposed.remote, ['ls-remote', 'push', 'ls-remote', 'push', 'ls-remote']);

      const again = await release();
      const standing = await remote.refs();
      await expectProposed(all, again, { before });
      assert.equal((await all.pull(1)).headSha, headSha, 'a second run leaves it alone');
      assert.ok(!again.calls.some(({ write }) => write), 'and writes nothing');
      assert.deepEqual(await remote.refs(), standing);

      const landed = await merge(all);
      const merged = await remote.refs();
      const done = await release();
      expectReleased(done, '1.2.4');
      assert.equal(done.json.sha, landed);
      assert.notEqual(landed, headSha, 'the head of the pull request is not what landed');
      assert.equal((await remote.show(landed, '%P')).split(' ').length, parents);
      assert.ok((await remote.git(['rev-list', '--first-parent', 'main'])).split('\n').includes(landed), 'on the branch itself');
      assert.equal(await remote.text(landed, 'package.json'), FILES['package.json']);
      const kept = Object.fromEntries(Object.entries(merged).filter(([ref]) => ref !== `refs/heads/${BRANCH}`));
      await expectTagged(remote, { before: kept, tag: 'v1.2.4', commit: landed });
      assert.deepEqual(await branches(), ['main']);
      const { releases, pulls } = await github.state();
      const [{ tag_name: tag, target_commitish: target, latest, draft, prerelease, name: title } = {}] = releases;
      assert.deepEqual({ tag, target, latest, draft, prerelease, title }, { tag: 'v1.2.4', target: landed, latest: true, draft: false, prerelease: false, title: 'v1.2.4' });
      assert.deepEqual([releases.length, pulls.length, pulls[0]?.merged], [1, 1, true]);
      assert.equal(done.json.release.url, `${github.url}/releases/tag/v1.2.4`);
      // The last question: is anything open aimed at the branch that is to go?
      assert.ok(done.api.length <= 5, done.api.join('\n'));

      const nothing = await release();
      assert.equal(nothing.json.status, 'nothing-to-release', nothing.stderr);
      assert.ok(!nothing.calls.some(({ write }) => write));
      assert.deepEqual([nothing.api, nothing.remote], [['GET releases'], ['ls-remote']]);
    });
  }

  scenario('pushed on after the merge: the merge is tagged, and what is new is proposed', async (box) => {
    const all = await story(box);
    const { remote, github, release, branches } = all;
    await release();
    const merged = await github.merge(1, 'squash');
    await github.push('main', { z: '1' }, { say: 'feat: more' });
    const before = await remote.refs();
    const ran = await release();
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual(ran.json.released, [{ version: '1.2.4', tag: 'v1.2.4', sha: merged }]);
    assert.equal(ran.json.status, 'released');
    assert.deepEqual(ran.json.pullRequest, { number: 2, url: `${github.url}/pull/2`, branch: 'chore/version-bump-1.3.0' });
    const { commit } = (await remote.refs())['refs/tags/v1.2.4'] ?? {};
    assert.equal(commit, merged);
    assert.deepEqual(await branches(), ['chore/version-bump-1.3.0', 'main']);
    assert.equal((await remote.refs())['refs/heads/main']?.oid, before['refs/heads/main']?.oid);
    await github.merge(2, 'squash');
    expectReleased(await release(), '1.3.0');
    assert.deepEqual([await branches(), await all.tags()], [['main'], ['v1.2.3', 'v1.2.4', 'v1.3.0']]);
  });

  scenario('the first release of all: what the manifests say is tagged, though nobody may push to the branch', async (box) => {
    const all = await story(box, { history: [{ say: 'feat: all of it', files: { 'package.json': packageJson('0.1.0') } }], protect: ['gh013'] });
    const before = await all.remote.refs();
    const ran = await all.release();
    expectReleased(ran, '0.1.0');
    await expectTagged(all.remote, { before, tag: 'v0.1.0', commit: await all.remote.tip() });
    assert.equal(ran.api.length, 1);
    assert.equal((await all.github.state()).releases.length, 1);
  });

  scenario('the action: the pull request\'s outputs, then the release\'s', async (box) => {
    const { action, github } = await story(box);
    const proposed = await action();
    assert.equal(proposed.code, 0, proposed.stdout + proposed.stderr);
    const { released, status, version, tag, sha, 'pull-request-number': number, 'pull-request-url': url, 'release-url': none } = proposed.outputs ?? {};
    assert.deepEqual(
      { released, status, version, tag, sha, number, url, none },
      { released: 'false', status: 'pull-request', version: '1.2.4', tag: '', sha: '', number: '1', url: `${github.url}/pull/1`, none: '' },
    );
    assert.match(proposed.summary ?? '', /pull\/1/);
    assert.equal(proposed.state?.journal, '[]', 'what stands is not for the post step to remove');
    const landed = await github.merge(1, 'squash');
    const done = await action();
    const { 'release-url': page, 'upload-url': upload, 'previous-version': previous, ...rest } = done.outputs ?? {};
    assert.deepEqual([rest.released, rest.status, rest.version, rest.tag, rest.sha, previous], ['true', 'released', '1.2.4', 'v1.2.4', landed, '1.2.3']);
    assert.equal(page, `${github.url}/releases/tag/v1.2.4`);
    assert.match(upload ?? '', /\/releases\/\d+\/assets\{\?name,label\}$/);
    assert.equal(rest['pull-request-number'], '');
  });

  scenario('a dry run on a protected branch changes nothing and asks for nothing', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    const ran = await all.run(['release', '--dry-run']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.ok(!ran.calls.some(({ write }) => write));
    assert.deepEqual(await all.remote.refs(), before);
  });
});

describe('mode', { concurrency: 2 }, () => {
  scenario('pull-request: also where a push would land; nothing is tried first', async (box) => {
    const all = await story(box, { protect: [] });
    const before = await all.remote.refs();
    const ran = await all.release(['--mode', 'pull-request']);
    await expectProposed(all, ran, { before });
    assert.deepEqual(ran.calls.filter(({ write }) => write).map(({ kind }) => kind), ['git', 'rest'], 'the bump branch and its pull request');
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(['--mode', 'pull-request']), '1.2.4');
  });

  scenario('direct: on a protected branch it fails, and nothing is proposed', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    const ran = await all.release(['--mode', 'direct']);
    expectFailure(ran, 'pull-request-required', /GH006/);
    assert.match(ran.json.nextSteps.join('\n'), /version-first set 1\.2\.4/);
    assert.deepEqual([await all.remote.refs(), (await all.github.state()).pulls], [before, []]);
    assert.ok(!ran.calls.some(({ kind, write }) => kind !== 'git' && write));
  });

  scenario('direct: an open pull request of ours does not stop it', async (box) => {
    const all = await story(box);
    await all.release();
    await all.github.unprotect();
    const ran = await all.release(['--mode', 'direct']);
    expectReleased(ran, '1.2.4');
    assert.deepEqual(await all.branches(), ['main'], 'the bump branch is of no use any more');
    assert.equal((await all.pull(1)).state, 'closed');
  });

  scenario('auto: where the protection is gone, an open pull request stays the way', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    await all.release();
    await all.github.unprotect();
    await expectProposed(all, await all.release(), { before });
  });

  scenario('without a token: the failure says what a token would do', async (box) => {
    const all = await story(box, { github: { settings: { private: false } } });
    await all.clone.git('remote', 'set-url', 'origin', all.remote.dir);
    const before = await all.remote.refs();
    const ran = await all.release([], { env: { GITHUB_TOKEN: undefined } });
    expectFailure(ran, 'pull-request-required');
    assert.match(ran.json.nextSteps.join('\n'), /GITHUB_TOKEN/);
    assert.deepEqual([ran.api, await all.remote.refs()], [[], before]);
    const asked = await all.release(['--mode', 'pull-request'], { env: { GITHUB_TOKEN: undefined } });
    expectFailure(asked, 'no-hosting');
    assert.match(asked.json.nextSteps.join('\n'), /GITHUB_TOKEN/);
    assert.deepEqual(await all.remote.refs(), before);
  });
});

describe('what a pull request says', { concurrency: 2 }, () => {
  scenario('its text, word for word; text of others mentions nobody', async (box) => {
    const subjects = ['fix: thank @octocat, closes #12', 'feat: `code` and <b>more</b>', 'docs: [a link](https://example.com)'];
    const all = await story(box, { history: [...HISTORY(), ...subjects.map((say, index) => ({ say, files: { [`f${index}`]: '1' } }))] });
    await all.release();
    const { title, body } = await all.pull(1);
    assert.equal(title, 'chore(release): 1.3.0');
    assert.equal(
      body,
      `This brings version \`1.3.0\` after \`1.2.3\` to \`main\`.

It changes the version in these files, and nothing else:

- \`package.json\`

What the commits ask for:

- patch: \`docs: [a link](https://example.com)\`
- minor: \`feat: 'code' and <b>more</b>\`
- patch: \`fix: thank @octocat, closes #12\`
- patch: \`fix: a leak\`

After the merge, by whatever method, the next release run tags the commit on \`main\` as \`v1.3.0\`. Close this pull request to decline the version; what is pushed later is proposed anew.

If its checks wait for approval, press *Approve workflows to run*: GitHub asks for it where the default workflow token opened the pull request. A token of a GitHub App needs none.
`,
    );
    const outside = (body ?? '').replace(/`[^`\n]*`/g, '');
    assert.doesNotMatch(outside, /@|#\d|<|\]\(/, 'whatever others wrote is inside of code');
  });

  for (const message of ['release {version} [skip ci]', '[ci skip] {version}\n\nskip-checks: true', 'chore: {version} [SKIP CI] [No CI]\n\n[skip actions] and [actions skip]']) {
    scenario(`no skip marker, even where the user's message has one: ${JSON.stringify(message)}`, async (box) => {
      const all = await story(box);
      const before = await all.remote.refs();
      const { title } = await expectProposed(all, await all.release(['--commit-message', message, '--skip-ci', 'always']), { before });
      assert.match(title, /1\.2\.4/);
      // What GitHub makes of it when it squashes.
      const landed = await all.github.merge(1, 'squash');
      assert.doesNotMatch(await all.remote.show(landed, '%B'), MARKERS);
      expectReleased(await all.release(), '1.2.4');
    });
  }

  scenario('no skip marker, even where a commit that is told of has one: a squash may take the text for its message', async (box) => {
    const history = [...HISTORY(), { say: 'fix: dust [skip ci]\n\nand more [NO CI]', files: { y: '1' } }, { say: 'docs: a word ***NO_CI***', files: { z: '1' } }];
    const all = await story(box, { history, github: { settings: { squash_merge_commit_title: 'PR_TITLE', squash_merge_commit_message: 'PR_BODY' } } });
    assert.equal((await all.release()).json.status, 'pull-request');
    const { body } = await all.pull(1);
    assert.match(body ?? '', /fix: dust \(skip ci\)/);
    assert.match(body ?? '', /a word \(no_ci\)/);
    const landed = await all.github.merge(1, 'squash');
    const message = await all.remote.show(landed, '%B');
    assert.match(message, /fix: dust/, 'the text is the message');
    assert.doesNotMatch(message, MARKERS);
    expectReleased(await all.release(), '1.2.4');
  });

  scenario('labels: set once, created where they are missing; one request more', async (box) => {
    const all = await story(box);
    const ran = await all.release(['--label', 'release', '--label', 'good first bump']);
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.deepEqual((await all.pull(1)).labels, ['release', 'good first bump']);
    assert.deepEqual(ran.api, ['GET pulls', 'POST pulls', 'POST issues/1/labels', 'GET pulls']);
    const again = await all.release(['--label', 'release', '--label', 'good first bump']);
    assert.ok(!again.calls.some(({ write }) => write));
  });

  scenario('labels by the action: lines and commas', async (box) => {
    const all = await story(box);
    const ran = await all.action({ labels: 'release, automated\ngood first bump\n' });
    assert.equal(ran.code, 0, ran.stdout);
    assert.deepEqual((await all.pull(1)).labels, ['release', 'automated', 'good first bump']);
  });

  scenario('labels that cannot be set: said, and the pull request stands', async (box) => {
    const all = await story(box);
    all.github.trouble = ({ path }) => (path.endsWith('/labels') ? { status: 500 } : undefined);
    const ran = await all.release(['--label', 'release']);
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.match(ran.json.remarks.join('\n'), /labels/);
    assert.equal((await all.pull(1)).state, 'open');
  });

  scenario('a branch of another name, by the template', async (box) => {
    const all = await story(box);
    const ran = await all.release(['--branch-template', 'release/v{version}/bump']);
    assert.equal(ran.json.pullRequest?.branch, 'release/v1.2.4/bump', ran.stderr);
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(['--branch-template', 'release/v{version}/bump']), '1.2.4');
    assert.deepEqual(await all.branches(), ['main']);
  });
});
