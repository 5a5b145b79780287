// Servers of one's own: a GitHub at other addresses, and a Gitea, which has not everything.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { elsewhere } from './harness/elsewhere.mjs';
import { expectFailure, expectReleased } from './harness/expect.mjs';
import { scenario } from './harness/sandbox.mjs';
import { HISTORY, story } from './harness/story.mjs';

describe('a server of one\'s own', { concurrency: 2 }, () => {
  scenario('without a word about its API: `/api/v3` and `/api/graphql` below its address, on its port', async (box) => {
    const all = await story(box, { github: { settings: { allow_auto_merge: true } } });
    const ran = await all.release(['--auto-merge'], { env: { GITHUB_API_URL: undefined, GITHUB_GRAPHQL_URL: undefined } });
    expectReleased(ran, '1.2.4');
    assert.ok(ran.calls.some(({ kind }) => kind === 'graphql'));
    assert.equal(ran.json.release.url, `${all.github.url}/releases/tag/v1.2.4`);
  });

  scenario('its API elsewhere, at another port and path', async (box) => {
    const all = await story(box);
    const other = await elsewhere(box, all.github.origin, { prefix: '/inner' });
    const env = { GITHUB_API_URL: `${other.origin}/api/v3/`, GITHUB_GRAPHQL_URL: undefined };
    const refused = await all.release([], { env });
    assert.deepEqual([refused.code, refused.json.code, other.seen, refused.api], [1, 'api-elsewhere', [], []]);
    const ran = await all.release(['--api-url', `${other.origin}/api/v3/`], { env });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.equal(other.seen.length, ran.api.length);
    assert.ok(other.seen.every(({ url }) => url.startsWith('/inner/api/v3/repos/o/r/')), other.seen.map(({ url }) => url).join('\n'));
  });

  for (const address of ['URL.git', 'URL/', 'upper case']) {
    scenario(`the remote's address, written otherwise: ${address}`, async (box) => {
      const all = await story(box);
      const url = address === 'upper case' ? all.github.url.replace('/o/r', '/O/R') : address.replace('URL', all.github.url);
      await all.clone.git('remote', 'set-url', 'origin', url);
      const ran = await all.release();
      assert.equal(ran.json.status, 'pull-request', ran.stderr);
    });
  }

  scenario('a remote that is not on that server gets neither token nor request', async (box) => {
    const all = await story(box, { protect: [] });
    const other = await elsewhere(box, all.github.origin);
    await all.github.setting('private', false);
    await all.clone.git('remote', 'set-url', 'origin', `${other.origin}/o/r`);
    const ran = await all.release();
    assert.equal(ran.code, 1);
    assert.deepEqual([ran.api, other.seen.filter(({ headers }) => headers.authorization !== undefined)], [[], []]);
  });
});

describe('a Gitea', { concurrency: 2 }, () => {
  scenario('proposed, merged, finalised, with a release; what it has not got is said and left out', async (box) => {
    const all = await story(box, { github: { gitea: true } });
    const ran = await all.release(['--auto-merge', '--label', 'release']);
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.match(ran.json.remarks.join('\n'), /auto-merge is not asked for/);
    assert.match(ran.json.remarks.join('\n'), /labels were not set/);
    const { title, body } = await all.pull(1);
    assert.equal(title, 'chore(release): 1.2.4');
    assert.doesNotMatch(body ?? '', /GitHub|Approve workflows/);
    assert.ok(!ran.calls.some(({ path, query }) => path.includes('graphql') || 'head' in query), 'it is not asked what it does not know');
    assert.deepEqual((await all.release()).json.pullRequest?.number, 1);
    const landed = await all.github.merge(1, 'rebase');
    const done = await all.release();
    expectReleased(done, '1.2.4');
    assert.equal(done.json.sha, landed);
    assert.deepEqual(await all.branches(), ['main']);
    const [release] = (await all.github.state()).releases;
    assert.deepEqual([release?.tag_name, release?.target_commitish, release?.draft], ['v1.2.4', landed, false]);
    const asked = done.calls.find(({ method, path }) => method === 'POST' && path.endsWith('/releases'))?.body;
    assert.ok(asked && !('make_latest' in asked) && !('generate_release_notes' in asked), JSON.stringify(asked));
    assert.equal((await all.release()).json.status, 'nothing-to-release');
  });

  for (const env of [{ GITHUB_API_URL: undefined }, { GITEA_ACTIONS: undefined }, { GITEA_ACTIONS: undefined, FORGEJO_ACTIONS: 'true', GITHUB_API_URL: undefined }]) {
    scenario(`known by what its runner says: ${JSON.stringify(env, (_, value) => value ?? null)}`, async (box) => {
      const all = await story(box, { protect: [], github: { gitea: true } });
      const ran = await all.release([], { env });
      expectReleased(ran, '1.2.4');
      assert.deepEqual(ran.api, ['GET commits', 'POST releases']);
    });
  }

  scenario('under a path of its host', async (box) => {
    const all = await story(box, { github: { gitea: true } });
    const other = await elsewhere(box, all.github.origin, { prefix: '/git' });
    await all.clone.git('remote', 'set-url', 'origin', `${other.origin}/o/r.git`);
    const ran = await all.release([], { env: { GITHUB_SERVER_URL: `${other.origin}/`, GITHUB_API_URL: undefined } });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.ok(other.seen.some(({ url, method }) => method === 'POST' && url === '/git/api/v1/repos/o/r/pulls'));
  });

  scenario('superseding, closing, declining: as on GitHub', async (box) => {
    const all = await story(box, { github: { gitea: true } });
    await all.release();
    await all.github.push('main', { other: '1' }, { say: 'feat: other' });
    const ran = await all.release();
    assert.deepEqual([ran.json.version, ran.json.pullRequest?.number], ['1.3.0', 2], ran.stderr);
    assert.equal((await all.pull(1)).state, 'closed');
    all.github.forward(1);
    await all.github.close(2);
    const declined = await all.release();
    assert.equal(declined.json.status, 'nothing-to-release', declined.stderr);
    assert.deepEqual(await all.branches(), ['main']);
  });

  scenario('a workflow cannot be started there: a failure that says what stands', async (box) => {
    const history = [{ say: 'ci: publish', files: { '.gitea/workflows/publish.yml': 'on: workflow_dispatch\n' } }, ...HISTORY()];
    const all = await story(box, { history, protect: [], github: { gitea: true } });
    const ran = await all.release(['--dispatch-workflow', 'publish.yml']);
    expectFailure(ran, 'not-supported');
    assert.deepEqual([ran.json.tag, await all.tags()], ['v1.2.4', ['v1.2.3', 'v1.2.4']]);
    assert.doesNotMatch(ran.json.nextSteps.join('\n'), /`gh /, 'that is GitHub\'s own program');
  });
});
