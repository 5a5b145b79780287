// What starts a run: the branch that was pushed to is released, or none is; a pull request releases nothing.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { packageJson } from './harness/manifests.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

const here = { full_name: 'o/r', default_branch: 'main' };
const MAIN = 'refs/heads/main';

/**
 * A story, and the action started in it by an event.
 * @param {import('./harness/sandbox.mjs').Sandbox} box
 */
async function stage(box) {
  const all = await story(box, { protect: [] });
  /**
   * @param {string} event
   * @param {string} ref
   * @param {object | string} payload
   * @param {Record<string, string>} [inputs]
   * @param {string} [sha]
   */
  const started = (event, ref, payload, inputs = {}, sha = '') => {
    const path = box.write('event.json', typeof payload === 'string' ? payload : JSON.stringify(payload));
    return all.action(inputs, { env: { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, GITHUB_REF: ref, GITHUB_SHA: sha } });
  };
  return { ...all, started };
}

/** @param {{remote: import('./harness/remote.mjs').Remote}} all @param {string} name */
async function oid({ remote }, name) {
  return (await remote.git(['rev-parse', name])).trim();
}

describe('releases nothing, and is no failure', { concurrency: 2 }, () => {
  /** @type {[string, string, object, RegExp][]} */
  const idle = [
    ['pull_request', 'refs/pull/7/merge', { action: 'synchronize', repository: here, pull_request: { merged: false, base: { ref: 'main' }, head: { repo: here } } }, /a pull request releases nothing/],
    ['pull_request', 'refs/pull/7/merge', { action: 'closed', repository: here, pull_request: { merged: false, base: { ref: 'main' }, head: { repo: here } } }, /a pull request releases nothing/],
    // Merged long ago, and labelled now.
    ['pull_request', 'refs/pull/7/merge', { action: 'labeled', repository: here, pull_request: { merged: true, base: { ref: 'main' }, head: { repo: here } } }, /a pull request releases nothing/],
    ['pull_request_target', MAIN, {}, /a pull request releases nothing/],
    ['merge_group', 'refs/heads/gh-readonly-queue/main/pr-7-1', { repository: here }, /a merge group is not merged yet.*target-branch/],
    ['push', 'refs/tags/v1.2.3', { repository: here }, /the tag `v1.2.3`.*target-branch/],
    ['push', 'refs/heads/topic', { repository: here }, /started on `topic`.*default branch `main`.*target-branch/],
    ['workflow_run', MAIN, { repository: here, workflow_run: { event: 'push', head_branch: 'topic', head_sha: '0', head_repository: here } }, /started on `topic`/],
    ['workflow_run', MAIN, { repository: here, workflow_run: { event: 'pull_request', head_branch: 'main', head_sha: '0', head_repository: here } }, /follows one that `pull_request` started/],
  ];
  for (const [event, ref, payload, why] of idle) {
    scenario(`${event} of ${ref}: ${why.source}`, async (box) => {
      const all = await stage(box);
      await all.remote.git(['branch', 'topic', 'main']);
      const before = await all.remote.refs();
      const ran = await all.started(event, ref, payload, { version: '9.9.9' });
      assert.deepEqual([ran.code, ran.outputs?.status], [0, 'nothing-to-release'], ran.stdout);
      assert.match(ran.stdout, why);
      assert.deepEqual(await all.remote.refs(), before);
    });
  }
});

describe('is refused', { concurrency: 2 }, () => {
  /** @type {[string, string, object | string, string][]} */
  const refused = [
    ['pull_request_target', MAIN, '', 'event-unreadable'],
    ['push', MAIN, 'no JSON', 'event-unreadable'],
    ['push', MAIN, 'null', 'event-unreadable'],
    ['issue_comment', MAIN, { repository: here, issue: { pull_request: {} } }, 'wrong-event'],
    ['check_suite', MAIN, { repository: here }, 'wrong-event'],
    ['deployment_status', MAIN, { repository: here }, 'wrong-event'],
    ['workflow_run', MAIN, { repository: here }, 'wrong-event'],
  ];
  for (const [event, ref, payload, code] of refused) {
    scenario(`${event} with ${JSON.stringify(payload)}: ${code}`, async (box) => {
      const all = await stage(box);
      const before = await all.remote.refs();
      const ran = await all.started(event, ref, payload, { 'target-branch': 'main' });
      assert.deepEqual([ran.code, ran.outputs?.status], [1, 'failed'], ran.stdout);
      assert.match(ran.stdout, new RegExp(`version-first(:|%3A) ${code}`));
      assert.deepEqual([ran.calls, ran.remote, await all.remote.refs()], [[], [], before]);
    });
  }

  scenario('an event that is no file of a bounded length: refused at once, and not waited for', async (box) => {
    const clone = await box.clone(await box.remote([{ files: { 'package.json': packageJson('1.2.3') } }]));
    for (const path of ['/dev/zero', box.dir]) {
      const ran = await clone.run(['release', '--json'], { env: { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: path } });
      assert.deepEqual([ran.code, ran.json.code], [1, 'event-unreadable'], path);
    }
  });

  scenario('no file at all; looking is not', async (box) => {
    const all = await stage(box);
    const env = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: `${box.dir}/nothing`, GITHUB_REF: MAIN };
    assert.equal((await all.action({}, { env })).outputs?.status, 'failed');
    const desk = await all.release([], { env });
    assert.deepEqual([desk.code, desk.json.code], [1, 'event-unreadable']);
    assert.equal((await all.run(['next'], { env })).stdout, '1.2.4\n');
    assert.deepEqual(await all.tags(), ['v1.2.3']);
  });
});

describe('releases', { concurrency: 2 }, () => {
  const closed = { action: 'closed', repository: here, pull_request: { merged: true, base: { ref: 'main' }, head: { repo: { full_name: 'mallory/r' } } } };
  /** @type {[string, string, object, Record<string, string>][]} */
  const released = [
    ['push', MAIN, {}, {}],
    ['schedule', MAIN, {}, {}],
    ['workflow_dispatch', MAIN, { repository: here }, {}],
    ['repository_dispatch', MAIN, { repository: here }, {}],
    ['workflow_run', MAIN, { repository: here, workflow_run: { event: 'push', head_branch: 'main', head_sha: '0', head_repository: here } }, {}],
    ['pull_request', 'refs/pull/7/merge', closed, {}],
    ['push', 'refs/tags/v1.2.3', { repository: here }, { 'target-branch': 'main' }],
    ['push', 'refs/heads/topic', { repository: here }, { 'target-branch': MAIN }],
  ];
  for (const [event, ref, payload, inputs] of released) {
    scenario(`main: ${event} of ${ref} ${JSON.stringify(inputs)}`, async (box) => {
      const all = await stage(box);
      const ran = await all.started(event, ref, payload, inputs);
      assert.equal(ran.outputs?.status, 'released', ran.stdout);
      assert.deepEqual(await all.tags(), ['v1.2.3', 'v1.2.4']);
    });
  }

  scenario('the old line that was pushed to, and not what waits on main', async (box) => {
    const all = await stage(box);
    await all.remote.git(['branch', '1.x', 'main']);
    const main = await oid(all, 'main');
    const ran = await all.started('push', 'refs/heads/1.x', { repository: here });
    assert.equal(ran.outputs?.status, 'released', ran.stdout);
    assert.equal(await oid(all, 'main'), main);
    assert.equal(await oid(all, '1.x'), ran.outputs?.sha);
  });
});

describe('tested-only', { concurrency: 2 }, () => {
  scenario('the commit that started the run is released, a newer one is left to its own run', async (box) => {
    const all = await stage(box);
    const [tested, main] = [await oid(all, 'main~1'), await oid(all, 'main')];
    const left = await all.started('push', MAIN, { repository: here }, { 'tested-only': 'true' }, tested);
    assert.deepEqual([left.code, left.outputs?.status], [0, 'nothing-to-release'], left.stdout);
    assert.match(left.stdout, new RegExp(`is at ${main.slice(0, 7)} now, and this run was started for ${tested.slice(0, 7)}: the newer commit has a run of its own`));
    assert.deepEqual(await all.tags(), ['v1.2.3']);
    const done = await all.started('push', MAIN, { repository: here }, { 'tested-only': 'true' }, main);
    assert.equal(done.outputs?.status, 'released', done.stdout);
  });
});
