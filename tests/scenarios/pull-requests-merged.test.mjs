// What follows a pull request: waiting for its merge, having the server merge it, and the release after it.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { client } from '../standin/client.mjs';
import { expectFailure, expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { HURRIED } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, HISTORY, story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

const TOKEN = 'ghs_of-a-workflow.a-b_c';
/** The default token of a workflow with `permissions: {contents: write, pull-requests: write, actions: write}`. */
const STARTS = { [TOKEN]: /** @type {const} */ ({ actions: 'write' }) };

/** Something happens right before the nth time that somebody reads the refs. @param {Story['github']} github @param {number} nth @param {() => unknown} act */
function atLook(github, nth, act) {
  let looks = 0;
  github.trouble = async ({ service, method }) => {
    if (service === 'git-upload-pack' && method === 'GET' && (looks += 1) === nth) await act();
    return undefined;
  };
}

describe('waiting for the merge', { concurrency: 2 }, () => {
  for (const how of /** @type {const} */ (['merge', 'squash', 'rebase'])) {
    scenario(`merged meanwhile (${how}): the same run finalises`, async (box) => {
      const all = await story(box);
      let landed = '';
      atLook(all.github, 5, async () => {
        landed = await all.github.merge(1, how);
      });
      const ran = await all.release(['--wait', '5m'], { node: HURRIED });
      expectReleased(ran, '1.2.4');
      assert.equal(ran.json.sha, landed);
      assert.equal((await all.remote.refs())['refs/tags/v1.2.4']?.commit, landed);
      assert.deepEqual(await all.branches(), ['main']);
      const [release] = (await all.github.state()).releases;
      assert.deepEqual([release?.tag_name, release?.target_commitish], ['v1.2.4', landed]);
      // A merge shows in the refs; whether a person has closed it is asked twice meanwhile, and what is meant for its branch
      // before that goes. Who they are is asked for the text.
      const gets = Array.from({ length: 6 }, () => 'GET pulls');
      assert.deepEqual(ran.api, ['GET pulls', 'POST pulls', ...gets, 'GRAPHQL query', 'POST releases']);
    });
  }

  scenario('not merged in time: it stays open, and the next run finalises', async (box) => {
    const all = await story(box);
    const ran = await all.release(['--wait', '30s'], { node: HURRIED });
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([ran.json.status, ran.json.pullRequest.number], ['pull-request', 1]);
    assert.equal(ran.remote.filter((name) => name === 'ls-remote').length, 3 + 3, 'a look every ten seconds');
    assert.deepEqual(ran.api, ['GET pulls', 'POST pulls', 'GET pulls', 'GET pulls', 'GET pulls', 'GET pulls']);
    await all.github.merge(1);
    expectReleased(await all.release(), '1.2.4');
  });

  for (const kept of [true, false]) {
    scenario(`closed meanwhile, its branch ${kept ? 'kept' : 'gone'}: that is an answer, at once`, async (box) => {
      const all = await story(box);
      atLook(all.github, 5, async () => {
        await all.github.close(1);
        if (!kept) await all.github.deleteBranch(BRANCH);
      });
      const ran = await all.release(['--wait', '50m'], { node: HURRIED });
      assert.equal(ran.code, 0, ran.stderr);
      assert.equal(ran.json.status, 'nothing-to-release');
      assert.match(ran.json.why, /1\.2\.4 was declined: #1 was closed/);
      assert.deepEqual([await all.branches(), (await all.github.state()).pulls.length], [['main'], 1]);
      assert.ok(ran.remote.filter((name) => name === 'ls-remote').length <= 9, ran.remote.join(' '));
    });
  }

  scenario('a long wait asks for pull requests more rarely: within the requests of an hour, however long', async (box) => {
    const all = await story(box);
    const ran = await all.release(['--wait', '8m'], { node: HURRIED });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    const looks = ran.remote.filter((name) => name === 'ls-remote').length;
    assert.ok(looks >= 48 && ran.api.length <= 3 + 6 + looks / 3, `${ran.api.length} requests at ${looks} looks`);
  });
});

describe('auto-merge', { concurrency: 2 }, () => {
  scenario('a review is missing: it is switched on, the approval merges, the next run finalises', async (box) => {
    const all = await story(box, { protect: ['gh013-review'], github: { settings: { allow_auto_merge: true } } });
    const ran = await all.release(['--auto-merge']);
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.deepEqual(ran.json.remarks, []);
    assert.deepEqual(ran.api, ['GET pulls', 'POST pulls', 'GET pulls', 'GRAPHQL enablePullRequestAutoMerge']);
    const { auto_merge: asked, headSha } = await all.pull(1);
    assert.deepEqual([asked?.method, asked?.by], ['squash', 'github-actions[bot]']);
    assert.equal(ran.calls.find(({ kind }) => kind === 'graphql')?.body.variables.head, headSha, 'only what we proposed is merged');
    const again = await all.release(['--auto-merge']);
    assert.ok(!again.calls.some(({ write }) => write), 'it is asked for once');
    await all.github.approve(1);
    const { merged, merge_commit_sha: landed } = await all.pull(1);
    assert.ok(merged);
    const done = await all.release(['--auto-merge']);
    expectReleased(done, '1.2.4');
    assert.equal(done.json.sha, landed);
    assert.deepEqual(await all.branches(), ['main']);
  });

  for (const method of /** @type {const} */ (['merge', 'squash', 'rebase'])) {
    scenario(`nothing is missing (${method}): merged at once, and finalised in the same run`, async (box) => {
      const all = await story(box, { protect: ['gh006'], github: { settings: { allow_auto_merge: true } } });
      const ran = await all.release(['--auto-merge', '--merge-method', method]);
      expectReleased(ran, '1.2.4');
      const { merged, merged_by: by, merge_commit_sha: landed, headSha } = await all.pull(1);
      assert.deepEqual([merged, by, ran.json.sha], [true, 'github-actions[bot]', landed]);
      const put = ran.calls.find(({ method: verb }) => verb === 'PUT');
      assert.deepEqual(put?.body, { merge_method: method, sha: headSha });
      assert.equal((await all.remote.show(landed ?? '', '%P')).split(' ').length, method === 'merge' ? 2 : 1);
      assert.equal((await all.remote.refs())['refs/tags/v1.2.4']?.commit, landed);
      assert.deepEqual(await all.branches(), ['main']);
      assert.equal((await all.github.state()).releases.length, 1);
    });
  }

  scenario('checks pass while it waits: merged by the server, finalised in the same run', async (box) => {
    const all = await story(box, { protect: ['gh013-checks'], github: { settings: { allow_auto_merge: true } } });
    atLook(all.github, 5, () => all.github.passChecks(1));
    const ran = await all.release(['--auto-merge', '--wait', '5m'], { node: HURRIED });
    expectReleased(ran, '1.2.4');
    assert.equal(ran.json.sha, (await all.pull(1)).merge_commit_sha);
  });

  scenario('a merge queue takes it', async (box) => {
    const all = await story(box, { protect: ['gh013'], github: { settings: { allow_auto_merge: true, merge_queue: true } } });
    const ran = await all.release(['--auto-merge']);
    assert.equal(ran.code, 0, ran.stderr);
    // The stand-in's queue is empty: it is merged before the run has ended, or by the next look.
    const done = ran.json.status === 'released' ? ran : await all.release(['--auto-merge']);
    expectReleased(done, '1.2.4');
    assert.equal(done.json.sha, (await all.pull(1)).merge_commit_sha);
  });

  const refusals = [
    { name: 'the repository does not allow it', settings: {}, protect: 'gh013-review', says: /Allow auto-merge/ },
    { name: 'it does not allow this way of merging', settings: { allow_auto_merge: true, allow_squash_merge: false }, protect: 'gh006', says: /Settings → General → Pull Requests/ },
  ];
  for (const { name, settings, protect, says } of refusals) {
    scenario(`${name}: a remark, and the pull request waits for people`, async (box) => {
      const all = await story(box, { protect: [protect], github: { settings } });
      const ran = await all.release(['--auto-merge']);
      assert.equal(ran.code, 0, ran.stderr);
      assert.equal(ran.json.status, 'pull-request');
      assert.match(ran.json.remarks.join('\n'), says);
      assert.ok(ran.json.remarks.join('\n').includes(`${all.github.url}/settings`), 'with the address of the setting');
      assert.equal((await all.pull(1)).state, 'open');
      await all.github.merge(1, 'rebase');
      expectReleased(await all.release(), '1.2.4');
    });
  }
});

describe('the release after the tag', { concurrency: 2 }, () => {
  /** Two lines: 2.0.0 with its release on `main`, and `1.x`, where a fix waits. @param {import('./harness/sandbox.mjs').Sandbox} box */
  const twoLines = async (box) => {
    const all = await story(box, {
      history: [{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'feat!: two', files: { 'package.json': packageJson('2.0.0') }, tag: 'v2.0.0' }],
      protect: [],
    });
    await all.remote.write([{ on: '1.x', from: 'refs/tags/v1.2.3^0', say: 'fix: an old leak', files: { x: '1' } }]);
    assert.equal((await client(all.github).rest('POST', '/releases', { tag_name: 'v2.0.0' })).status, 201);
    return all;
  };

  for (const protect of [[], ['gh013']]) {
    scenario(`of an older line${protect.length > 0 ? ', protected' : ''}: it does not become the latest`, async (box) => {
      const all = await twoLines(box);
      await all.github.protect('1.x', ...protect);
      let ran = await all.release(['--branch', '1.x']);
      if (protect.length > 0) {
        assert.deepEqual([ran.json.status, (await all.pull(1)).base], ['pull-request', '1.x'], ran.stderr);
        await all.github.merge(1, 'squash');
        ran = await all.release(['--branch', '1.x']);
      }
      expectReleased(ran, '1.2.4');
      assert.equal(ran.json.sha, await all.remote.tip('1.x'));
      assert.deepEqual(ran.calls.filter(({ path, method }) => method === 'POST' && path.endsWith('/releases')).map(({ body }) => body.make_latest), ['false']);
      const { releases } = await all.github.state();
      assert.deepEqual(releases.map(({ tag_name: tag, latest }) => [tag, latest]), [['v2.0.0', true], ['v1.2.4', false]]);
      assert.deepEqual(await all.branches(), ['1.x', 'main']);
    });
  }

  scenario('of the newest line, beside an older one: it becomes the latest', async (box) => {
    const all = await twoLines(box);
    await all.github.push('main', { x: '1' }, { say: 'fix: x' });
    expectReleased(await all.release(), '2.0.1');
    const { releases } = await all.github.state();
    assert.deepEqual(releases.map(({ tag_name: tag, latest }) => [tag, latest]), [['v2.0.0', false], ['v2.0.1', true]]);
  });

  const flags = /** @type {const} */ ([
    { args: ['--bump', '2.0.0-rc.1'], prerelease: true },
    { args: ['--bump', '2.0.0-rc.1', '--prerelease', 'false'], prerelease: false },
    { args: ['--prerelease', 'true'], prerelease: true },
  ]);
  for (const { args, prerelease } of flags) {
    scenario(`marked as a prerelease: ${args.join(' ')}`, async (box) => {
      const all = await story(box, { protect: [] });
      const ran = await all.release([...args]);
      assert.equal(ran.json.status, 'released', ran.stderr);
      const [release] = (await all.github.state()).releases;
      assert.deepEqual([release?.tag_name, release?.prerelease, release?.latest], [ran.json.tag, prerelease, !prerelease]);
    });
  }

  scenario('a draft: made once, after a merge, too; the tag is there without it', async (box) => {
    const all = await story(box);
    await all.release(['--draft']);
    await all.github.merge(1, 'squash');
    const ran = await all.release(['--draft']);
    expectReleased(ran, '1.2.4');
    const again = await all.release(['--draft']);
    assert.equal(again.json.status, 'nothing-to-release');
    const { releases } = await all.github.state();
    assert.deepEqual(releases.map(({ tag_name: tag, draft, latest }) => [tag, draft, latest]), [['v1.2.4', true, false]]);
    assert.ok((await all.remote.refs())['refs/tags/v1.2.4']);
    await all.release();
    assert.equal((await all.github.state()).releases.length, 1, 'a draft is not missing');
  });

  scenario('none was wanted, then it is: the next run makes the missing one at the tag\'s commit', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await all.release(['--github-release', 'false']);
    expectReleased(ran, '1.2.4');
    assert.deepEqual([ran.api, ran.json.release], [[], undefined]);
    const next = await all.release();
    assert.deepEqual([next.code, next.json.status], [0, 'nothing-to-release']);
    assert.match(next.json.remarks.join('\n'), /`v1\.2\.4` had no release/);
    const { releases } = await all.github.state();
    assert.deepEqual(releases.map(({ tag_name: tag, target_commitish: at, latest }) => [tag, at, latest]), [['v1.2.4', ran.json.sha, true]]);
    assert.ok(!(await all.release()).calls.some(({ write }) => write));
  });

  scenario('the answer was lost: it is looked up, and there is one', async (box) => {
    const all = await story(box, { protect: [] });
    let lost = 0;
    all.github.trouble = ({ method, path }) => (method === 'POST' && path.endsWith('/releases') && (lost += 1) === 1 ? 'lose' : undefined);
    const ran = await all.release();
    expectReleased(ran, '1.2.4');
    assert.equal(lost, 1, 'not made a second time');
    assert.equal((await all.github.state()).releases.length, 1);
  });

  scenario('it is refused: the tag stands, said so; `--github-release true` makes that a failure', async (box) => {
    const all = await story(box, { protect: [] });
    const refuse = client(all.github);
    await refuse.rest('POST', '/releases', { tag_name: 'v1.2.3' });
    all.github.trouble = ({ method, path }) => (method === 'POST' && path.endsWith('/releases') ? { status: 403, retryAfter: 9999 } : undefined);
    const ran = await all.release(['--github-release', 'true']);
    expectFailure(ran, 'rate-limited');
    assert.match(ran.json.message, /`v1\.2\.4` stands, its release does not/);
    assert.match(ran.json.nextSteps.join('\n'), /the next run publishes it/);
    assert.ok((await all.remote.refs())['refs/tags/v1.2.4']);
    all.github.trouble = () => undefined;
    await all.release();
    assert.deepEqual((await all.github.state()).releases.map(({ tag_name: tag }) => tag), ['v1.2.3', 'v1.2.4']);
  });

  scenario('a tag that a person made by hand gets none', async (box) => {
    const all = await story(box, { protect: [], history: HISTORY().slice(0, 1) });
    const ran = await all.release();
    assert.equal(ran.json.status, 'nothing-to-release');
    assert.deepEqual((await all.github.state()).releases, []);
  });
});

/** With a workflow to start. */
const PUBLISHED = () => [{ say: 'ci: publish', files: { '.github/workflows/publish.yml': 'on: workflow_dispatch\n' } }, ...HISTORY()];

describe('a workflow started at the tag', { concurrency: 2 }, () => {
  scenario('after a direct release, by the default token', async (box) => {
    const all = await story(box, { history: PUBLISHED(), protect: [], github: { tokens: STARTS, settings: { workflows: ['publish.yml'] } } });
    const ran = await all.release(['--dispatch-workflow', 'publish.yml']);
    expectReleased(ran, '1.2.4');
    assert.deepEqual((await all.github.state()).dispatches, [{ workflow: 'publish.yml', ref: 'v1.2.4', inputs: {}, by: 'github-actions[bot]' }]);
    assert.deepEqual(ran.api, ['GRAPHQL query', 'POST releases', 'POST actions/workflows/publish.yml/dispatches']);
  });

  scenario('after a merge, once, whatever the answer looks like', async (box) => {
    const all = await story(box, { history: PUBLISHED(), github: { tokens: STARTS, settings: { workflows: ['publish.yml'], dispatch_details: true } } });
    await all.release(['--dispatch-workflow', 'publish.yml']);
    assert.deepEqual((await all.github.state()).dispatches, [], 'nothing is released yet');
    await all.github.merge(1, 'squash');
    expectReleased(await all.release(['--dispatch-workflow', 'publish.yml']), '1.2.4');
    await all.release(['--dispatch-workflow', 'publish.yml']);
    assert.deepEqual((await all.github.state()).dispatches.map(({ workflow, ref }) => [workflow, ref]), [['publish.yml', 'v1.2.4']]);
  });

  const failures = [
    { name: 'the token may not', tokens: undefined, workflows: ['publish.yml'], code: 'no-permission', next: /`actions: write`.*`permissions:`/ },
    { name: 'the server knows no such workflow', tokens: STARTS, workflows: [], code: 'workflow-not-found', next: /\.github\/workflows/ },
  ];
  for (const { name, tokens, workflows, code, next } of failures) {
    scenario(`${name}: a failure that says what stands and how to start it by hand`, async (box) => {
      const all = await story(box, { history: PUBLISHED(), protect: [], github: { ...(tokens ? { tokens } : {}), settings: { workflows } } });
      // Its file is on the branch that is released, and not on the default one.
      await all.remote.git(['update-ref', 'refs/heads/next', 'refs/heads/main']);
      if (workflows.length === 0) await all.remote.write([{ say: 'ci: gone', files: { '.github/workflows/publish.yml': null } }]);
      const ran = await all.release(['--dispatch-workflow', 'publish.yml', '--branch', 'next']);
      expectFailure(ran, code);
      assert.match(ran.json.nextSteps.join('\n'), next);
      assert.match(ran.json.nextSteps.join('\n'), /gh workflow run publish\.yml --ref v1\.2\.4/);
      assert.deepEqual([ran.json.tag, ran.json.sha], ['v1.2.4', await all.remote.tip('next')], 'what was released is reported');
      assert.equal((await all.github.state()).releases.length, 1);
    });
  }

  for (const history of [HISTORY(), [...PUBLISHED(), { say: 'ci: another name', files: { '.github/workflows/publish.yml': null, '.github/workflows/publish.yaml': 'on: workflow_dispatch\n' } }]]) {
    scenario(`a name that no workflow has (${history.length} commits): refused before anything is made`, async (box) => {
      const all = await story(box, { history, protect: [], github: { tokens: STARTS, settings: { workflows: ['publish.yml'] } } });
      const before = await all.remote.refs();
      const ran = await all.release(['--dispatch-workflow', 'publish.yml']);
      expectFailure(ran, 'workflow-not-found');
      assert.match(ran.json.message, /expected `\.github\/workflows\/publish\.yml`/);
      assert.deepEqual(await all.remote.refs(), before);
    });
  }

  scenario('without a token: refused before anything is made', async (box) => {
    const all = await story(box, { history: PUBLISHED(), protect: [] });
    const before = await all.remote.refs();
    await all.clone.git('remote', 'set-url', 'origin', all.remote.dir);
    expectFailure(await all.clone.run(['release', '--json', '--dispatch-workflow', 'publish.yml']), 'no-hosting');
    assert.deepEqual(await all.remote.refs(), before);
  });
});
