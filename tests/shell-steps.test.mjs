// Looks and steps against the stand-in, without the state machine: what is asked, in what order, and what is handed on.
// The core's own discovery reads the manifests; what else is wanted of a look, each test says itself.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { apply } from '../js/run/apply.js';
import { loadCore } from '../js/core/core.js';
import { readCommandLine } from '../js/inputs.js';
import { Limits } from '../js/run/limits.js';
import { openRepository } from '../js/git/repository.js';
import { worldOf } from '../js/run/world.js';
import { packageJson } from './scenarios/harness/manifests.mjs';
import { scenario } from './scenarios/harness/sandbox.mjs';
import { standIn } from './standin/index.mjs';

/** @typedef {import('../js/types.d.ts').Outcome} Outcome */

const NEVER = { commits: [], branches: [], logs: [], releases: [] };
const LOOK = { kind: /** @type {const} */ ('look'), waitMs: 0, why: /** @type {const} */ ('start'), attempt: 1, heads: [], mergeable: [], onto: [], release: false, bare: false };
const BUMP = 'chore/version-bump-1.2.4';
/** The stand-in's own tags say nothing but their name. */
const MARK = 'v';

/**
 * @param {import('./scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {{wants?: object, clone?: string[], options?: object}} [more]
 */
async function stage(box, { wants = {}, clone: args, options = {} } = {}) {
  const remote = await box.remote([
    { files: { 'package.json': packageJson('1.2.3'), 'src/a.js': '1' }, tag: 'v1.2.3' },
    { say: 'fix: one', files: { 'src/b.js': '2' } },
  ]);
  const github = await standIn(box, remote, options);
  const clone = await github.clone(args);
  const env = { ...box.env, ...github.env };
  const { request, place } = readCommandLine(['release', '--cwd', clone.dir], env);
  const limits = new Limits();
  const repository = await openRepository({ ...place, tempDir: box.tmp }, limits);
  const core = { ...loadCore(), wants: () => ({ ...NEVER, ...wants }) };
  const world = worldOf({ core, request, repository, limits });
  box.closers.unshift(() => world.port.close());
  github.requests.length = 0;
  return { remote, github, clone, world };
}

/** @param {Outcome} outcome */
function factsIn(outcome) {
  assert.equal(outcome.kind, 'facts', JSON.stringify(outcome));
  return outcome.kind === 'facts' ? outcome.facts : assert.fail();
}

/** Every ref by its name. @param {import('./scenarios/harness/remote.mjs').Remote} remote @returns {Promise<Record<string, string>>} */
async function oids(remote) {
  return Object.fromEntries(Object.entries(await remote.refs()).map(([ref, { oid }]) => [ref, oid]));
}

/** What was asked, in short. @param {Awaited<ReturnType<typeof stage>>['github']} github */
function asked({ requests }) {
  return requests.map(({ kind, method, path, service, query }) => (kind === 'git' ? `git ${service}` : `${method} ${path.replace('/repos/o/r', '')}${query['head'] ? ` of ${query['head']}` : ''}`));
}

/** @param {import('./scenarios/harness/remote.mjs').Remote} remote @param {Partial<import('./scenarios/harness/remote.mjs').CommitSpec>} [more] */
const bump = (remote, more = {}) =>
  remote.write([{ say: 'chore(release): 1.2.4\n\nVersion-First: 1.2.4\n', files: { 'package.json': packageJson('1.2.4') }, on: BUMP, from: 'refs/heads/main', ...more }]);

scenario('a look asks for pull requests first, then for the refs, then for the rest', async (box) => {
  const { remote, github, world } = await stage(box, { wants: { releases: [{ tag: 'v1.2.3', mark: MARK }] } });
  await bump(remote);
  const number = await github.open(BUMP);
  const facts = factsIn(await apply(world, { ...LOOK, heads: [BUMP, 'chore/version-bump-1.3.0'], mergeable: [number] }));
  const [first, second, third, ...rest] = asked(github);
  assert.equal(first, `GET /pulls of o:${BUMP}`);
  assert.equal(second, 'GET /pulls of o:chore/version-bump-1.3.0');
  assert.equal(third, `GET /pulls/${number}`);
  assert.match(rest[0] ?? '', /^git git-upload-pack/);
  assert.deepEqual(rest.filter((line) => !line.startsWith('git')), ['GET /releases']);
  assert.deepEqual(facts.pulls.map(({ head, pulls }) => [head, pulls.length]), [[BUMP, 1], ['chore/version-bump-1.3.0', 0]]);
  const [pull] = facts.pulls[0]?.pulls ?? [];
  assert.deepEqual([pull?.number, pull?.open, pull?.merged, pull?.base, pull?.closedAt, pull?.autoMerge], [number, true, false, 'main', null, false]);
  assert.equal(pull?.headOid, (await oids(remote))[`refs/heads/${BUMP}`]);
  assert.match(pull?.url ?? '', /\/o\/r\/pull\/1$/);
  assert.ok(pull?.nodeId);
  assert.deepEqual(facts.pullsDenied, null);
  assert.deepEqual(facts.hosting, { kind: 'github', name: 'o/r', serverUrl: github.env['GITHUB_SERVER_URL'] });
  assert.deepEqual(facts.releases, [{ tag: 'v1.2.3', state: 'absent', message: 'v1.2.3', release: null }]);
  assert.match(facts.tipTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

scenario('pull requests: merged, closed by a person, and of a fork', async (box) => {
  const { remote, github, world } = await stage(box);
  await bump(remote);
  await github.merge(await github.open(BUMP), 'squash');
  await remote.write([{ say: 'fix: two', files: { 'src/b.js': '3' }, on: 'other', from: 'refs/heads/main' }]);
  await github.close(await github.open('other'));
  const { pulls } = factsIn(await apply(world, { ...LOOK, heads: [BUMP, 'other'] }));
  assert.deepEqual(pulls.flatMap((list) => list.pulls).map(({ open, merged, closedAt }) => [open, merged, typeof closedAt]), [[false, true, 'string'], [false, false, 'string']]);
  assert.match(pulls[0]?.pulls[0]?.closedAt ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
});

scenario('no heads, no release: the API is not asked', async (box) => {
  const { github, world } = await stage(box);
  const facts = factsIn(await apply(world, LOOK));
  assert.deepEqual([facts.pulls, facts.pullsDenied, facts.releases, facts.branches], [[], null, [], []]);
  assert.deepEqual(github.api(), []);
});

scenario('a denied answer is handed on, and the refs are read all the same', async (box) => {
  const { github, world } = await stage(box, { options: { tokens: { 't0ken-t0ken': { pulls: 'none' } } } });
  const facts = factsIn(await apply(world, { ...LOOK, heads: [BUMP] }));
  assert.deepEqual(facts.pulls, []);
  assert.ok([403, 404].includes(facts.pullsDenied?.status ?? 0), JSON.stringify(facts.pullsDenied));
  assert.ok(facts.refs.includes('refs/heads/main'));
  assert.equal(github.api().length, 1);
});

/** How often the remote is asked: for its refs, for the branches, and where contents stay behind for those. @type {[string, string[] | undefined, number][]} */
const clones = [
  ['a full clone', undefined, 2],
  ['a shallow clone', ['--depth=1', '--no-tags'], 3],
];
for (const [what, args, most] of clones) {
  scenario(`bump branches, seen from ${what}: ${most} remote commands for all of them`, async (box) => {
    /** @type {{branches: {name: string, oid: string}[]}} */
    const wants = { branches: [] };
    const { remote, github, world } = await stage(box, { wants, clone: args });
    await remote.config('uploadpack.allowFilter', 'true');
    const [tip = ''] = Object.entries(await oids(remote)).filter(([ref]) => ref === 'refs/heads/main').map(([, oid]) => oid);
    const now = Math.floor(Date.now() / 1000);
    await bump(remote, { when: now - 100 });
    await remote.write([
      { say: 'more', files: { 'package.json': packageJson('1.3.0'), 'src/a.js': null, 'docs/new/file': 'x', 'run.sh': { text: '#!/bin/sh\n', mode: '100755' } }, on: 'b', from: 'refs/heads/main' },
      { say: 'merge', files: { 'package.json': packageJson('2.0.0') }, on: 'c', from: 'refs/heads/main', merge: 'refs/tags/v1.2.3^0' },
      { say: 'alone', files: { 'package.json': packageJson('9.0.0') }, on: 'd' },
      { say: 'mode', files: { 'src/a.js': { text: '1', mode: '100755' }, 'bin': Buffer.from([0xff, 0xfe]) }, on: 'e', from: 'refs/heads/main~1' },
    ]);
    const refs = await oids(remote);
    wants.branches = [BUMP, 'b', 'c', 'd', 'e'].map((name) => ({ name, oid: refs[`refs/heads/${name}`] ?? '' }));
    const { branches } = factsIn(await apply(world, LOOK));
    const fetches = github.requests.filter(({ kind, path, service, method }) => kind === 'git' && service === 'git-upload-pack' && method === 'GET' && path.endsWith('/info/refs'));
    assert.equal(fetches.length, most, asked(github).join('\n'));
    const seen = Object.fromEntries(branches.map((branch) => [branch.name, branch]));
    const ours = seen[BUMP] ?? assert.fail();
    assert.deepEqual([ours.oid, ours.parents, ours.changed, ours.onBranch], [refs[`refs/heads/${BUMP}`], [tip], ['package.json'], true]);
    assert.equal(ours.message, 'chore(release): 1.2.4\n\nVersion-First: 1.2.4\n');
    assert.deepEqual(ours.files, [{ path: 'package.json', text: packageJson('1.2.4') }]);
    assert.deepEqual(ours.before, [{ path: 'package.json', text: packageJson('1.2.3') }]);
    assert.ok(ours.ageSeconds >= 100 && ours.ageSeconds < 160, String(ours.ageSeconds));
    assert.deepEqual(seen['b']?.changed, ['docs/new/file', 'package.json', 'run.sh', 'src/a.js']);
    assert.deepEqual(seen['b']?.files.map(({ path }) => path), ['docs/new/file', 'package.json', 'run.sh']);
    assert.equal(seen['c']?.parents.length, 2);
    assert.deepEqual([seen['c']?.changed, seen['c']?.files, seen['c']?.before], [[], [], []], 'a merge is no bump: nothing in it is opened');
    assert.deepEqual([seen['d']?.parents, seen['d']?.files, seen['d']?.onBranch], [[], [], false]);
    assert.deepEqual([seen['e']?.changed, seen['e']?.files, seen['e']?.onBranch], [['bin', 'src/a.js'], [], true]);
  });
}

scenario('a bump branch that is gone when it is fetched: the world is read again, not guessed', async (box) => {
  const { world } = await stage(box, { wants: { branches: [{ name: 'gone', oid: 'a'.repeat(40) }] } });
  const outcome = await apply(world, LOOK);
  assert.equal(outcome.kind, 'unreadable');
});

scenario('a pull request from its branch to its end', async (box) => {
  const { remote, world } = await stage(box, { options: { settings: { allow_auto_merge: true } } });
  const tip = (await oids(remote))['refs/heads/main'] ?? '';
  factsIn(await apply(world, LOOK));
  const built = await apply(world, { kind: 'commit', parent: tip, branch: BUMP, files: [{ path: 'package.json', text: packageJson('1.2.4') }], message: 'chore(release): 1.2.4\n', tags: [] });
  assert.equal(built.kind, 'builtAs', JSON.stringify(built));
  if (built.kind !== 'builtAs') return;
  assert.deepEqual(built.tags, []);
  const [fingerprint] = loadCore().fingerprints([Buffer.from(packageJson('1.2.4'))]);
  assert.deepEqual(built.fingerprints, [{ path: 'package.json', fingerprint }]);
  const ref = `refs/heads/${BUMP}`;
  const pushed = await apply(world, { kind: 'push', atomic: false, updates: [{ ref, oid: built.commit, expect: '' }] });
  assert.ok(pushed.kind === 'pushed' && pushed.ended === 'well', JSON.stringify(pushed));
  assert.equal((await oids(remote))[ref], built.commit);
  const opened = await apply(world, { kind: 'openPull', head: BUMP, base: 'main', title: 'chore(release): 1.2.4', body: 'b' });
  assert.ok(opened.kind === 'opened' && opened.number === 1 && opened.nodeId, JSON.stringify(opened));
  if (opened.kind !== 'opened') return;
  const again = await apply(world, { kind: 'openPull', head: BUMP, base: 'main', title: 'x', body: '' });
  assert.deepEqual(again, { kind: 'denied', status: 422, text: `Validation Failed; A pull request already exists for o:${BUMP}.`, retryAfter: null });
  assert.deepEqual(await apply(world, { kind: 'label', number: 1, labels: ['release', 'good first'] }), { kind: 'done' });
  assert.deepEqual(await apply(world, { kind: 'editPull', number: 1, body: 'other' }), { kind: 'done' });
  const clean = await apply(world, { kind: 'autoMerge', number: 1, nodeId: opened.nodeId, method: 'squash', head: built.commit });
  assert.ok(clean.kind === 'denied' && clean.status === 200 && /clean status/.test(clean.text), JSON.stringify(clean));
  const moved = await apply(world, { kind: 'mergePull', number: 1, method: 'squash', head: tip });
  assert.ok(moved.kind === 'denied' && moved.status === 409, JSON.stringify(moved));
  assert.deepEqual(await apply(world, { kind: 'mergePull', number: 1, method: 'squash', head: built.commit }), { kind: 'done' });
  const gone = await apply(world, { kind: 'push', atomic: false, updates: [{ ref, oid: '', expect: built.commit }] });
  assert.ok(gone.kind === 'pushed' && gone.ended === 'well' && gone.rows[0]?.said === '[deleted]', JSON.stringify(gone));
  assert.equal((await oids(remote))[ref], undefined);
  const stale = await apply(world, { kind: 'push', atomic: false, updates: [{ ref: 'refs/heads/main', oid: '', expect: tip }] });
  assert.ok(stale.kind === 'pushed' && stale.ended === 'badly' && stale.rows[0]?.said.includes('stale info'), JSON.stringify(stale));
});

scenario('a release, published and as a draft; each is found again', async (box) => {
  const wants = { releases: [{ tag: 'v1.2.3', mark: MARK }] };
  const { remote, github, world } = await stage(box, { wants });
  const commit = (await oids(remote))['refs/heads/main'] ?? '';
  const release = { kind: /** @type {const} */ ('release'), tag: 'v1.2.3', commit, name: '1.2.3', body: 'words', notes: null, draft: true, prerelease: false, latest: null };
  const drafted = await apply(world, release);
  assert.ok(drafted.kind === 'published' && drafted.id > 0 && drafted.url && drafted.uploadUrl, JSON.stringify(drafted));
  const facts = factsIn(await apply(world, LOOK));
  const { id, url, uploadUrl } = drafted;
  assert.deepEqual(facts.releases, [{ tag: 'v1.2.3', state: 'present', message: null, release: { id, url, uploadUrl } }]);
  await remote.write([{ say: 'fix: x', files: { x: '1' }, tag: 'v1.2.4' }]);
  const published = await apply(world, { ...release, tag: 'v1.2.4', draft: false, notes: { since: null, footer: '' }, latest: false });
  assert.equal(published.kind, 'published', JSON.stringify(published));
  const { body } = github.api().at(-1) ?? assert.fail();
  assert.deepEqual(body, { tag_name: 'v1.2.4', target_commitish: commit, name: '1.2.3', body: 'words', draft: false, prerelease: false, generate_release_notes: true, make_latest: 'false' });
  wants.releases = [{ tag: 'v1.2.4', mark: MARK }];
  github.requests.length = 0;
  assert.equal(factsIn(await apply(world, LOOK)).releases[0]?.state, 'present');
  assert.equal(github.api().length, 1);
  const twice = await apply(world, { ...release, tag: 'v1.2.4', draft: false });
  assert.ok(twice.kind === 'denied' && twice.status === 422 && /already_exists/.test(twice.text), JSON.stringify(twice));
});

scenario('a tag that is at hand and not ours is not asked about', async (box) => {
  const { github, world } = await stage(box, { wants: { releases: [{ tag: 'v1.2.3', mark: 'Version-First: ' }] } });
  assert.deepEqual(factsIn(await apply(world, LOOK)).releases, [{ tag: 'v1.2.3', state: 'unknown', message: null, release: null }]);
  assert.equal(github.api().length, 0);
});

scenario('a release is looked for where it may be: few requests, and a draft far down is found, too', async (box) => {
  const wants = { releases: [{ tag: 'v1.2.3', mark: MARK }] };
  const { remote, github, world } = await stage(box, { wants });
  const commit = (await oids(remote))['refs/heads/main'] ?? '';
  const release = { kind: /** @type {const} */ ('release'), commit, name: 'x', body: '', notes: null, prerelease: false, latest: null };
  assert.equal((await apply(world, { ...release, tag: 'v1.2.3', draft: true })).kind, 'published');
  await remote.write([{ say: 'fix: none', files: { none: '1' }, tag: 'v0.1.0' }, { say: 'fix: old', files: { old: '1' }, tag: 'v0.2.0' }]);
  assert.equal((await apply(world, { ...release, tag: 'v0.2.0', draft: false })).kind, 'published');
  for (let patch = 0; patch < 10; patch += 1) {
    github.forward(1);
    await remote.write([{ say: `fix: ${patch}`, files: { x: String(patch) }, tag: `v2.0.${patch}` }]);
    assert.equal((await apply(world, { ...release, tag: `v2.0.${patch}`, draft: false })).kind, 'published');
  }
  /** @type {[string, string, number][]} */
  const rows = [['v2.0.9', 'present', 1], ['v0.2.0', 'present', 2], ['v1.2.3', 'present', 3], ['v0.1.0', 'absent', 3]];
  for (const [tag, state, calls] of rows) {
    wants.releases = [{ tag, mark: MARK }];
    github.requests.length = 0;
    assert.deepEqual([tag, factsIn(await apply(world, LOOK)).releases[0]?.state, github.api().length], [tag, state, calls]);
  }
  github.trouble = (call) => (call.kind === 'rest' ? { status: 403, retryAfter: 3000 } : undefined);
  assert.equal(factsIn(await apply(world, LOOK)).releases[0]?.state, 'unknown');
});

scenario('a Gitea: no GraphQL, other merges, and the same look', async (box) => {
  const { remote, github, world } = await stage(box, { options: { gitea: true }, wants: { releases: [{ tag: 'v1.2.3', mark: MARK }] } });
  await bump(remote);
  const number = await github.open(BUMP);
  const facts = factsIn(await apply(world, { ...LOOK, heads: [BUMP, 'elsewhere'] }));
  assert.deepEqual(facts.pulls.map(({ pulls }) => pulls.length), [1, 0]);
  assert.equal(facts.hosting?.kind, 'gitea');
  assert.equal(facts.releases[0]?.state, 'absent');
  const head = facts.pulls[0]?.pulls[0]?.headOid ?? '';
  const auto = await apply(world, { kind: 'autoMerge', number, nodeId: '', method: 'squash', head });
  assert.deepEqual(auto, { kind: 'denied', status: 404, text: 'this server has no GraphQL API', retryAfter: null });
  assert.deepEqual(await apply(world, { kind: 'mergePull', number, method: 'squash', head }), { kind: 'done' });
});

test('a step that needs an API, without one, is a mistake of ours', async () => {
  const world = /** @type {any} */ ({ repository: { api: null }, client: null });
  await assert.rejects(apply(world, { kind: 'label', number: 1, labels: [] }), /this run has none/);
});
