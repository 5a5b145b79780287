// Releases of the stand-in, rules of a branch, and dispatched workflows.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { scenario } from '../scenarios/harness/sandbox.mjs';
import { client } from './client.mjs';
import { standIn } from './index.mjs';

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {import('./index.mjs').Options} [options] */
async function world(box, options = { tokens: { writer: { actions: 'write' }, reader: { contents: 'read', actions: 'read' } } }) {
  const workflow = 'on: workflow_dispatch\n';
  const remote = await box.remote([
    { files: { VERSION: '1.0.0\n', '.github/workflows/publish.yml': workflow, '.github/workflows/ci.yml': 'on: push\n' }, tag: 'v1.0.0' },
    { say: 'fix: x (#7)', files: { x: '1' }, tag: 'v1.0.1' },
    { say: 'feat: y', files: { y: '1' } },
  ]);
  const github = await standIn(box, remote, options);
  const { rest } = client(github);
  const latest = async () => (await rest('GET', '/releases/latest')).body.tag_name;
  return { remote, github, rest, latest };
}

const errors = (/** @type {{status: number, body: any}} */ { status, body }) => [status, ...body.errors.map((/** @type {any} */ { code, field, message }) => message ?? `${code} ${field}`)];

describe('releases', { concurrency: 2 }, () => {
  scenario('of a tag that is there: the tag is left alone, a second release is refused', async (box) => {
    const { remote, rest, github } = await world(box);
    const before = await remote.refs();
    assert.equal((await rest('GET', '/releases/tags/v1.0.1')).status, 404);
    const { status, body } = await rest('POST', '/releases', { tag_name: 'v1.0.1', target_commitish: before['refs/tags/v1.0.0']?.commit, name: '1.0.1', body: 'mine', generate_release_notes: true });
    assert.equal(status, 201);
    assert.equal(body.body, `mine\n\n## What's Changed\n* fix: x in ${github.url}/pull/7\n\n**Full Changelog**: ${github.url}/compare/v1.0.0...v1.0.1`);
    assert.match(body.upload_url, /\/api\/uploads\/repos\/o\/r\/releases\/\d+\/assets\{\?name,label\}$/);
    assert.deepEqual(await remote.refs(), before);
    assert.deepEqual(errors(await rest('POST', '/releases', { tag_name: 'v1.0.1' })), [422, 'already_exists tag_name']);
    assert.equal((await rest('GET', '/releases/tags/v1.0.1')).body.id, body.id);
    const { status: refused, body: why } = await client(github, { token: 'reader' }).rest('POST', '/releases', { tag_name: 'v1.0.0' });
    assert.deepEqual([refused, why.message], [403, 'Resource not accessible by integration']);
  });

  scenario('of a tag that is missing: made at the target, lightweight', async (box) => {
    const { remote, rest } = await world(box);
    const first = (await remote.refs())['refs/tags/v1.0.0']?.commit;
    assert.equal((await rest('POST', '/releases', { tag_name: 'v2.0.0', target_commitish: first })).status, 201);
    assert.deepEqual((await remote.refs())['refs/tags/v2.0.0'], { oid: first, type: 'commit', commit: first });
    assert.equal((await rest('POST', '/releases', { tag_name: 'a/v3' })).status, 201);
    assert.equal((await remote.refs())['refs/tags/a/v3']?.commit, await remote.tip());
    assert.equal((await rest('GET', '/releases/tags/a/v3')).status, 200);
    assert.deepEqual(errors(await rest('POST', '/releases', { tag_name: 'v4', target_commitish: 'nowhere' })), [422, 'invalid target_commitish']);
  });

  scenario('drafts: no tag, seen by writers in lists alone, published later', async (box) => {
    const { remote, rest, github } = await world(box);
    const before = await remote.refs();
    const { body } = await rest('POST', '/releases', { tag_name: 'v2.0.0', draft: true });
    assert.deepEqual([await remote.refs(), body.published_at], [before, null]);
    assert.equal((await rest('GET', '/releases/tags/v2.0.0')).status, 404);
    assert.equal((await rest('GET', '/releases/latest')).status, 404);
    assert.deepEqual((await rest('GET', '/releases')).body.length, 1);
    const reader = client(github, { token: 'reader' });
    assert.deepEqual((await reader.rest('GET', '/releases')).body, []);
    assert.equal((await reader.rest('GET', `/releases/${body.id}`)).status, 404);
    assert.equal((await rest('PATCH', `/releases/${body.id}`, { draft: false })).body.draft, false);
    assert.equal((await remote.refs())['refs/tags/v2.0.0']?.commit, await remote.tip());
    await github.deleteTag('v2.0.0');
    assert.equal((await rest('GET', `/releases/${body.id}`)).body.draft, true, 'without its tag it is a draft again');
    assert.equal((await rest('DELETE', `/releases/${body.id}`)).status, 204);
  });

  scenario('which one is the latest', async (box) => {
    const { rest, latest, github } = await world(box);
    const make = async (/** @type {string} */ tag_name, more = {}) => (await rest('POST', '/releases', { tag_name, ...more })).body.id;
    await make('v2.0.0');
    assert.equal(await latest(), 'v2.0.0');
    await make('v1.9.0', { make_latest: 'false' });
    await make('v3.0.0-rc.1', { prerelease: true });
    await make('v1.10.0', { make_latest: 'legacy' });
    assert.equal(await latest(), 'v2.0.0');
    const id = await make('v2.1.0', { make_latest: 'legacy' });
    assert.equal(await latest(), 'v2.1.0');
    await make('v1.0.1');
    assert.equal(await latest(), 'v1.0.1', 'the default is true, for a back-port as well');
    await rest('PATCH', `/releases/${id}`, { make_latest: 'true' });
    assert.equal(await latest(), 'v2.1.0');
    assert.deepEqual((await github.state()).releases.filter((one) => one.latest).map(({ tag_name }) => tag_name), ['v2.1.0']);
  });

  scenario('an immutable release uses its tag name up, even when it is deleted', async (box) => {
    const { rest, github } = await world(box);
    await github.setting('immutable_releases', true);
    const { body } = await rest('POST', '/releases', { tag_name: 'v1.0.1' });
    assert.equal(body.immutable, true);
    await rest('DELETE', `/releases/${body.id}`);
    assert.deepEqual(errors(await rest('POST', '/releases', { tag_name: 'v1.0.1' })), [422, 'tag_name was used by an immutable release']);
  });

  scenario('workflows are dispatched', async (box) => {
    const { rest, github } = await world(box);
    const dispatch = (/** @type {string} */ file, /** @type {object} */ body) => rest('POST', `/actions/workflows/${file}/dispatches`, body);
    assert.equal((await dispatch('publish.yml', { ref: 'v1.0.1', inputs: { version: '1.0.1' } })).status, 204);
    assert.equal((await dispatch('nothing.yml', { ref: 'main' })).status, 404);
    assert.deepEqual([(await dispatch('publish.yml', { ref: 'nowhere' })).body.message], ['No ref found for: nowhere']);
    assert.match((await dispatch('ci.yml', { ref: 'main' })).body.message, /does not have 'workflow_dispatch' trigger/);
    await github.setting('dispatch_details', true);
    const { status, body } = await dispatch('publish.yml', { ref: 'main' });
    assert.deepEqual([status, body.workflow_run_id], [200, 2]);
    const refused = await client(github, { token: 'reader' }).rest('POST', '/actions/workflows/publish.yml/dispatches', { ref: 'main' });
    assert.deepEqual([refused.status, refused.body.message], [403, 'Resource not accessible by integration']);
    assert.deepEqual((await github.state()).dispatches.map(({ workflow, ref, inputs }) => [workflow, ref, inputs]), [['publish.yml', 'v1.0.1', { version: '1.0.1' }], ['publish.yml', 'main', {}]]);
  });

  scenario('the repository and the rules of a branch', async (box) => {
    const { rest, github } = await world(box);
    await github.setting('allow_auto_merge', true);
    const { default_branch: branch, allow_auto_merge: auto, permissions } = (await rest('GET', '')).body;
    assert.deepEqual([branch, auto, permissions.push], ['main', true, true]);
    assert.equal((await client(github, { token: 'reader' }).rest('GET', '')).body.allow_auto_merge, undefined, 'seen by writers alone');
    const types = async (/** @type {string} */ name) => (await rest('GET', `/rules/branches/${name}`)).body.map((/** @type {{type: string}} */ { type }) => type);
    assert.deepEqual(await types('main'), []);
    await github.protect('main', 'gh006');
    assert.deepEqual(await types('main'), [], 'classic protection is no ruleset');
    await github.protect('main', 'gh013', 'gh013-checks', 'locked');
    await github.protect('chore/*', 'signatures', 'creations', 'deletions');
    assert.deepEqual(await types('main'), ['pull_request', 'required_status_checks', 'update']);
    assert.deepEqual(await types('chore/version-bump-1.0.2'), ['required_signatures', 'creation', 'deletion']);
  });
});
