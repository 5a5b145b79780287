// Pull requests of the stand-in: they follow the refs, merges are real, refusals are GitHub's.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { must } from '../scenarios/harness/process.mjs';
import { scenario } from '../scenarios/harness/sandbox.mjs';
import { client, gitWith } from './client.mjs';
import { standIn } from './index.mjs';

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {import('./index.mjs').Options} [options] */
async function world(box, options) {
  const remote = await box.remote([{ files: { VERSION: '1.0.0\n', other: '1\n' }, tag: 'v1.0.0' }]);
  const github = await standIn(box, remote, options);
  await github.push('topic', { VERSION: '1.0.1\n' }, { say: 'chore: release 1.0.1\n\nWhy it is.\n\nRun-Id: 1', author: 'robot' });
  const { rest, graphql } = client(github);
  /** @param {string} head */
  const create = async (head = 'topic', more = {}) => {
    const { status, body } = await rest('POST', '/pulls', { title: `release by ${head}`, head, base: 'main', ...more });
    assert.equal(status, 201, JSON.stringify(body));
    return body.number;
  };
  const get = async (number = 1) => (await rest('GET', `/pulls/${number}`)).body;
  return { remote, github, rest, graphql, create, get };
}

const custom = (/** @type {string} */ message) => ({ resource: 'PullRequest', code: 'custom', message });
const wrong = (/** @type {string} */ field) => ({ resource: 'PullRequest', field, code: 'invalid' });

describe('pull requests', { concurrency: 2 }, () => {
  scenario('creating one, and every way in which that is refused', async (box) => {
    const { github, rest, create, get, remote } = await world(box);
    await create('topic', { body: 'why', draft: true });
    const { number, state, draft, user, body, head, base, mergeable, merged } = await get();
    assert.deepEqual({ number, state, draft, login: user.login, body, mergeable, merged }, { number: 1, state: 'open', draft: true, login: 'github-actions[bot]', body: 'why', mergeable: true, merged: false });
    assert.deepEqual([head.label, head.sha, base.ref, base.sha], ['o:topic', await remote.tip('topic'), 'main', await remote.tip()]);
    await github.branch('empty', 'main');
    const refusals = /** @type {const} */ ([
      [{ head: 'topic' }, [custom('A pull request already exists for o:topic.')]],
      [{ head: 'o:topic' }, [custom('A pull request already exists for o:topic.')]],
      [{ head: 'empty' }, [custom('No commits between main and empty')]],
      [{ head: 'nowhere' }, [wrong('head')]],
      [{ head: 'topic', base: 'nowhere' }, [wrong('base')]],
      [{ head: 'nowhere', base: 'nowhere' }, [wrong('base'), wrong('head')]],
    ]);
    for (const [asked, errors] of refusals) {
      const { status, body: said } = await rest('POST', '/pulls', { title: 't', base: 'main', ...asked });
      assert.deepEqual({ status, message: said.message, errors: said.errors }, { status: 422, message: 'Validation Failed', errors });
    }
    assert.equal((await github.state()).pulls.length, 1);
  });

  scenario('the setting that keeps Actions from opening pull requests binds the default token alone', async (box) => {
    const { rest, github } = await world(box, { settings: { actions_may_create_pulls: false }, tokens: { default: {}, app: { login: 'release-app[bot]' }, reader: { pulls: 'read' } } });
    const asked = { title: 't', head: 'topic', base: 'main' };
    const { status, body } = await rest('POST', '/pulls', asked);
    assert.deepEqual([status, body.message, body.status], [403, 'GitHub Actions is not permitted to create or approve pull requests.', '403']);
    const refused = await client(github, { token: 'reader' }).rest('POST', '/pulls', asked);
    assert.deepEqual([refused.status, refused.body.message], [403, 'Resource not accessible by integration']);
    assert.equal((await client(github, { token: 'app' }).rest('POST', '/pulls', asked)).status, 201);
    assert.deepEqual([(await client(github, { token: 'x' }).rest('GET', '/pulls')).status, (await client(github, { token: null }).rest('GET', '/pulls')).status], [401, 404]);
  });

  scenario('lists: filters, order, pages', async (box) => {
    const { github, rest, create } = await world(box);
    for (const name of ['a', 'b', 'c']) await github.push(name, { [name]: '1' });
    await github.branch('old', 'main');
    for (const name of ['topic', 'a', 'b']) await create(name);
    await create('c', { base: 'old' });
    await github.close(2);
    github.forward(1);
    await rest('PATCH', '/pulls/1', { title: 'new' });
    const numbers = async (/** @type {string} */ query) => (await rest('GET', `/pulls${query}`)).body.map((/** @type {{number: number}} */ { number }) => number);
    assert.deepEqual(await numbers(''), [4, 3, 1]);
    assert.deepEqual(await numbers('?state=all&direction=asc'), [1, 2, 3, 4]);
    assert.deepEqual(await numbers('?state=closed'), [2]);
    assert.deepEqual(await numbers('?head=o:topic&base=main&state=open'), [1]);
    assert.deepEqual(await numbers('?head=o:nobody'), []);
    assert.deepEqual(await numbers('?head=topic'), [4, 3, 1], 'without an owner the filter is none');
    assert.deepEqual(await numbers('?base=old'), [4]);
    assert.deepEqual((await numbers('?state=all&sort=updated&direction=desc'))[0], 1);
    const { headers, body } = await rest('GET', '/pulls?state=all&per_page=3');
    assert.equal(body.length, 3);
    const next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    const second = await client(github).send('GET', next);
    assert.deepEqual([second.body.length, /rel="prev"/.test(second.headers.get('link') ?? '')], [1, true]);
  });

  scenario('they follow the refs: pushed to, merged by a push, head deleted, set back, base deleted', async (box) => {
    const { github, create, get, remote, rest } = await world(box);
    await create();
    const pushed = await github.push('topic', { more: '1' });
    assert.equal((await get()).head.sha, pushed);
    await github.branch('main', 'topic');
    const first = await get();
    assert.deepEqual([first.state, first.merged, first.merge_commit_sha], ['closed', true, pushed]);
    await github.push('gone', { gone: '1' });
    const head = await remote.tip('gone');
    await create('gone');
    await github.deleteBranch('gone');
    const second = await get(2);
    assert.deepEqual([second.state, second.merged, second.head.sha, second.closed_at !== null], ['closed', false, head, true]);
    assert.equal((await remote.refs())['refs/pull/2/head']?.oid, head, 'its commit stays');
    assert.match((await rest('PATCH', '/pulls/2', { state: 'open' })).body.errors[0].message, /branch has been deleted/);
    await github.push('back', { back: '1' });
    await create('back');
    await github.branch('back', 'main');
    assert.deepEqual([(await get(3)).state, (await get(3)).merged], ['closed', false]);
    await github.branch('base', 'main');
    await github.push('late', { late: '1' });
    await create('late', { base: 'base' });
    await github.deleteBranch('base');
    assert.equal((await get(4)).state, 'closed');
  });

  scenario('a push by git is followed as well: a branch deleted by lease closes its pull request', async (box) => {
    const { github, create, get } = await world(box);
    await create();
    const clone = await github.clone();
    const oid = await clone.oid('origin/topic');
    await must('git', ['push', '--quiet', `--force-with-lease=refs/heads/topic:${oid}`, 'origin', ':refs/heads/topic'], { cwd: clone.dir, env: { ...box.env, ...gitWith(github) } });
    assert.equal((await get()).state, 'closed');
  });

  for (const method of /** @type {const} */ (['merge', 'squash', 'rebase'])) {
    scenario(`${method}: the commits are what GitHub's would be`, async (box) => {
      const { github, rest, create, get, remote } = await world(box);
      await create();
      const between = await github.push('main', { other: '2\n' }, { say: 'fix: meanwhile' });
      const head = await remote.tip('topic');
      const preview = await get();
      assert.deepEqual([preview.mergeable, preview.mergeable_state], [true, 'clean']);
      assert.notEqual(preview.merge_commit_sha, between, 'a throw-away merge');
      assert.deepEqual((await rest('PUT', '/pulls/1/merge', { merge_method: method, sha: between })).body, {
        message: 'Head branch was modified. Review and try the merge again.', documentation_url: 'https://docs.github.com/rest/pulls', status: '409',
      });
      const { status, body } = await rest('PUT', '/pulls/1/merge', { merge_method: method, sha: head });
      assert.deepEqual([status, body], [200, { sha: await remote.tip(), merged: true, message: 'Pull Request successfully merged' }]);
      const said = await remote.show('main', '%P|%an|%cn|%B');
      const trailers = '\n\nWhy it is.\n\nRun-Id: 1';
      assert.equal(said, {
        merge: `${between} ${head}|github-actions[bot]|GitHub|Merge pull request #1 from o/topic\n\nrelease by topic`,
        squash: `${between}|robot|GitHub|chore: release 1.0.1 (#1)${trailers}`,
        rebase: `${between}|robot|GitHub|chore: release 1.0.1${trailers}`,
      }[method]);
      assert.deepEqual([await remote.text('main', 'VERSION'), await remote.text('main', 'other')], ['1.0.1\n', '2\n']);
      const after = await get();
      assert.deepEqual([after.state, after.merged, after.merge_commit_sha, after.merged_by.login], ['closed', true, body.sha, 'github-actions[bot]']);
      assert.equal((await rest('PUT', '/pulls/1/merge', {})).status, 405);
      assert.ok((await remote.refs())['refs/heads/topic'], 'the branch stays');
    });
  }

  scenario('a rebase of a branch that is right on the tip makes new commits too; a squash of several lists them', async (box) => {
    const { github, create, remote } = await world(box);
    await create();
    const head = await remote.tip('topic');
    const tip = await github.merge(1, 'rebase');
    assert.notEqual(tip, head);
    assert.equal(await remote.show(tip, '%T'), await remote.show(head, '%T'));
    await github.push('two', { a: '1' }, { say: 'feat: a' });
    await github.push('two', { b: '1' }, { say: 'feat: b\n\nwith a body' });
    await create('two');
    await github.setting('delete_branch_on_merge', true);
    const squashed = await github.merge(2, 'squash');
    assert.equal(await remote.show(squashed, '%B'), 'release by two (#2)\n\n* feat: a\n\n* feat: b\n\nwith a body');
    assert.ok(!(await remote.refs())['refs/heads/two'], 'deleted on merge');
  });

  scenario('what stands against a merge', async (box) => {
    const { github, rest, create, get } = await world(box, { settings: { allow_rebase_merge: false } });
    await create();
    const no = async (/** @type {object} */ asked) => {
      const { status, body } = await rest('PUT', '/pulls/1/merge', asked);
      assert.equal(status, 405);
      return body.message;
    };
    assert.equal(await no({ merge_method: 'rebase' }), 'Rebase merges are not allowed on this repository.');
    await github.protect('main', 'gh006', 'gh006-checks');
    assert.equal((await get()).mergeable_state, 'blocked');
    assert.equal(await no({}), 'Required status check "ci" is expected.');
    await github.protect('main', 'gh013-review');
    assert.equal(await no({}), 'Repository rule violations found\n\nAt least 1 approving review is required by reviewers with write access.\n\n');
    await github.approve(1);
    await github.protect('main', 'locked');
    assert.equal(await no({}), 'Repository rule violations found\n\nCannot update this protected ref.\n\n');
    await github.setting('merge_queue', true);
    await github.unprotect();
    assert.match(await no({}), /Changes must be made through the merge queue/);
    await github.setting('merge_queue', false);
    await github.setting('strict_checks', true);
    await github.push('main', { VERSION: '9\n' });
    assert.deepEqual([(await get()).mergeable, (await get()).mergeable_state], [false, 'dirty']);
    assert.equal(await no({}), 'Pull Request is not mergeable');
    await github.push('main', { VERSION: '1.0.0\n', x: '' });
    assert.equal((await get()).mergeable_state, 'behind');
    await github.setting('strict_checks', false);
    await github.setting('mergeable_after', 2);
    const push = await github.push('topic', { y: '' });
    const looks = [await get(), await get(), await get()].map(({ mergeable, mergeable_state }) => [mergeable, mergeable_state]);
    assert.deepEqual(looks, [[null, 'unknown'], [null, 'unknown'], [true, 'clean']]);
    const reader = client(github, { token: 'none' });
    assert.equal((await reader.rest('PUT', '/pulls/1/merge', {})).status, 401);
    assert.equal((await rest('PUT', '/pulls/1/merge', { merge_method: 'squash', commit_title: 'mine', commit_message: 'words', sha: push })).status, 200);
    assert.equal(await github.remote.show('main', '%B'), 'mine\n\nwords');
  });

  scenario('closing, reopening, labels, comments', async (box) => {
    const { rest, create, get, github } = await world(box);
    await create();
    assert.deepEqual((await rest('POST', '/issues/1/labels', { labels: ['release', 'new'] })).body.map((/** @type {{name: string}} */ { name }) => name), ['release', 'new']);
    assert.equal((await rest('POST', '/issues/1/comments', { body: 'superseded' })).status, 201);
    assert.deepEqual((await rest('GET', '/issues/1/comments')).body.map((/** @type {any} */ { body, user }) => [body, user.login]), [['superseded', 'github-actions[bot]']]);
    assert.equal((await rest('PATCH', '/pulls/1', { state: 'closed', body: 'b' })).body.state, 'closed');
    assert.equal((await rest('PATCH', '/pulls/1', { state: 'open' })).body.closed_at, null);
    await github.close(1);
    await create();
    assert.match((await rest('PATCH', '/pulls/1', { state: 'open' })).body.errors[0].message, /already an open pull request/);
    const [first] = (await github.state()).pulls;
    assert.deepEqual([first?.labels, first?.comments, first?.body], [['release', 'new'], [{ user: 'github-actions[bot]', body: 'superseded' }], 'b']);
    assert.equal((await get(7)).message, 'Not Found');
  });

  scenario('auto-merge by GraphQL: refused where it cannot be, done when the checks pass', async (box) => {
    const { github, graphql, create, get, remote } = await world(box);
    await create();
    const { node_id: pullRequestId, head } = await get();
    const enable = async (more = {}) => (await graphql(
      'mutation($input: EnablePullRequestAutoMergeInput!) { enablePullRequestAutoMerge(input: $input) { pullRequest { number autoMergeRequest { mergeMethod } } } }',
      { input: { pullRequestId, mergeMethod: 'SQUASH', ...more } },
    )).body;
    assert.deepEqual((await enable()).errors.map((/** @type {any} */ { message, type }) => [message, type]), [['Auto merge is not allowed for this repository', 'UNPROCESSABLE']]);
    await github.setting('allow_auto_merge', true);
    assert.equal((await enable()).errors[0].message, 'Pull request is in clean status');
    await github.setting('checks', 'optional');
    assert.equal((await enable()).errors[0].message, 'Pull request is in unstable status');
    await github.setting('checks', 'required');
    assert.equal((await enable({ expectedHeadOid: '0'.repeat(40) })).errors[0].type, 'STALE_DATA');
    assert.deepEqual((await enable({ expectedHeadOid: head.sha })).data.enablePullRequestAutoMerge.pullRequest, { number: 1, autoMergeRequest: { mergeMethod: 'SQUASH' } });
    assert.equal((await get()).auto_merge.merge_method, 'squash');
    await github.passChecks(1);
    const { merged, merge_commit_sha: sha } = await get();
    assert.deepEqual([merged, sha], [true, await remote.tip()]);
    const seen = await graphql('query($o: String!) { repository(owner: $o, name: "r") { pullRequest(number: 1) { state mergeCommit { oid } } defaultBranchRef { name target { oid } } } }', { o: 'o' });
    assert.deepEqual(seen.body.data.repository, { pullRequest: { state: 'MERGED', mergeCommit: { oid: sha } }, defaultBranchRef: { name: 'main', target: { oid: sha } } });
    const unknown = await graphql('{ repository(owner: "o", name: "r") { autoMergeIsAllowed } }');
    assert.match(unknown.body.errors[0].message, /Cannot query field "autoMergeIsAllowed"/);
    await graphql('{ repository(owner: "o", name: "r") { stargazerCount } }');
    assert.match(github.violations.join('\n'), /Cannot query field[\s\S]*the stand-in has no `Repository.stargazerCount`/);
    github.violations.length = 0;
  });

  scenario('a renamed branch takes its pull requests along', async (box) => {
    const { github, create, get, rest } = await world(box);
    await create();
    await github.renameBranch('main', 'trunk');
    assert.deepEqual([(await get()).state, (await get()).base.ref, (await rest('GET', '')).body.default_branch], ['open', 'trunk', 'trunk']);
    await github.merge(1);
    assert.equal((await get()).merged, true);
  });
});
