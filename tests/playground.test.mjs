// The playground's simulated remote, with the real core: the stories it tells, and that they are true.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { EXAMPLES } from '../docs/playground/examples.js';
import { setupOf, stateOf } from '../docs/playground/setup.js';
import { goOn, tell } from '../docs/playground/sim/story.js';
import { loadCore } from '../js/core/core.js';
import { cleanEnv, root } from '../scripts/lib.mjs';

const core = loadCore();
const file = { path: 'package.json', text: '{"name": "bell", "version": "1.2.3"}\n' };
const setup = { files: [file], tag: 'v1.2.3', honest: true, commits: ['fix: ring once'], locked: false, wish: { bump: 'auto' } };

/** A story that goes well after its picks. @param {string[]} picks @param {object} [change] */
function ended(picks, change = {}) {
  const now = tell(core, { ...setup, ...change }, picks);
  assert.equal(now.happened.length, picks.length, `\`${picks[now.happened.length]}\` cannot happen`);
  goOn(now);
  return now;
}

/** @param {import('../docs/playground/sim/story.js').Now} now */
const standing = ({ world: { remote } }) => [...remote.tags].map(([tag, { by }]) => `${tag} by ${by}`);

test('a release goes well: one commit, one tag, and it says so', () => {
  const now = ended([]);
  assert.equal(now.plan.result?.status, 'released');
  const [, mine] = now.truths();
  assert.deepEqual(mine, { tag: 'v1.2.4', commit: now.world.remote.tip, by: 'run', says: [{ path: 'package.json', version: '1.2.4' }], verdict: 'true', onBranch: true });
  assert.equal(now.world.remote.commit(now.world.remote.tip).files.get('package.json'), file.text.replace('1.2.3', '1.2.4'));
});

test('every example releases what it is meant to show', () => {
  const versions = EXAMPLES.map((example) => {
    const now = tell(core, setupOf(core, stateOf(example)), []);
    goOn(now);
    assert.equal(now.plan.result?.status, 'released', `${example.id}: ${now.failure?.message ?? now.plan.result?.why}`);
    return `${example.id} ${now.plan.result?.tag}`;
  });
  assert.deepEqual(versions, ['npm v1.3.0', 'cargo v0.9.0', 'python v0.2.335', 'maven v2.5.0', 'monorepo @house/bell@4.0.0']);
});

/**
 * The branch of a story as a real repository with a real remote.
 * @param {import('../docs/playground/sim/remote.js').Remote} remote
 * @param {string} folder
 */
function asRepository(remote, folder) {
  const who = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' };
  const env = cleanEnv({ ...who, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' });
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  git('init', '--quiet', '--initial-branch=main');
  for (const { oid, message, files } of remote.line(remote.tip).reverse()) {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', `--message=${message}`);
    for (const [tag, { commit }] of remote.tags) if (commit === oid) git('tag', tag);
  }
  git('init', '--quiet', '--bare', '--initial-branch=main', 'remote.git');
  git('remote', 'add', 'origin', join(folder, 'remote.git'));
  git('push', '--quiet', 'origin', 'main', '--tags');
  return { git, env };
}

test('what a story makes is what a real release makes, with real git', () => {
  for (const example of EXAMPLES) {
    const folder = mkdtempSync(join(tmpdir(), 'playground-'));
    const now = tell(core, setupOf(core, stateOf(example)), []);
    const { git, env } = asRepository(now.world.remote, folder);
    goOn(now);
    const { remote } = now.world;
    const named = example.package ? ['--package', example.package] : [];
    const said = JSON.parse(execFileSync(process.execPath, [join(root, 'dist', 'cli.js'), 'release', '--json', ...named], { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
    const { tag = '', version, changedFiles = [] } = now.plan.result ?? {};
    assert.deepEqual([said.status, said.version, said.tag, said.changedFiles], ['released', version, tag, changedFiles], example.id);
    const tip = remote.commit(remote.tip);
    const subject = (/** @type {string} */ message) => message.split('\n')[0];
    assert.equal(subject(git('show', '--no-patch', '--format=%B', `${tag}^{commit}`)), subject(tip.message), example.id);
    for (const path of changedFiles) assert.equal(git('show', `${tag}^{commit}:${path}`), tip.files.get(path), `${example.id}: ${path}`);
    rmSync(folder, { recursive: true });
  }
});

test('a protected branch: a pull request, and after its merge the tag, whoever merges how', () => {
  for (const way of ['merge-1', 'squash-1']) {
    const now = ended(['ok', 'ok', 'protected']);
    assert.equal(now.plan.result?.status, 'pull-request');
    assert.deepEqual(standing(now), ['v1.2.3 by person']);
    for (const pick of [way, 'again']) assert.ok(now.pick(pick), pick);
    goOn(now);
    assert.deepEqual([now.plan.result?.status, ...standing(now)], ['released', 'v1.2.3 by person', 'v1.2.4 by run']);
    assert.deepEqual([...now.world.remote.heads.keys()], ['main']);
  }
});

test('somebody was faster: the version is decided anew', () => {
  assert.deepEqual(standing(ended(['ok', 'ok', 'faster'])), ['v1.2.3 by person', 'v1.3.0 by run']);
});

test('a lost answer is looked up: nothing is made twice', () => {
  for (const pick of ['lost', 'landed']) assert.deepEqual(standing(ended(['ok', 'ok', pick])), ['v1.2.3 by person', 'v1.2.4 by run']);
});

test('a dead run is finished by the next one, or swept away', () => {
  assert.equal(ended(['ok', 'ok', 'dies-after', 'again']).world.remote.releases.has('v1.2.4'), true);
  const left = tell(core, { ...setup, locked: true }, ['ok', 'ok', 'ok', 'ok', 'ok', 'dies-after']);
  assert.deepEqual([...left.world.remote.heads.keys()], ['main', 'chore/version-bump-1.2.4']);
  assert.ok(left.pick('sweep'));
  goOn(left);
  assert.deepEqual([...left.world.remote.heads.keys()], ['main']);
});

test('what no look cures is a failure with its code', () => {
  assert.equal(ended(['ok', 'ok', 'signatures']).failure?.code, 'signatures-required');
  assert.equal(ended(['ok', 'ok', 'permission']).failure?.code, 'no-permission');
  assert.equal(tell(core, { ...setup, wish: { bump: 'bigger' } }, []).failure?.code, 'invalid-bump');
});

test('a promise that is broken is seen', () => {
  const now = ended([]);
  const { remote } = now.world;
  const tag = remote.tags.get('v1.2.4');
  assert.ok(tag);
  remote.tags.set('v1.2.4', { ...tag, commit: remote.commit(remote.tip).parents[0] ?? '' });
  assert.equal(now.truths()[1]?.verdict, 'false');
  now.pick('commit');
  assert.equal(now.happened.at(-1)?.kept, false);
});

test('whatever happens, in whatever order: the promise holds, and no branch is left without its pull request', () => {
  let seed = 20261127;
  const chance = (/** @type {number} */ of) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % of;
  };
  const met = new Set();
  for (let story = 0; story < 80; story += 1) {
    const example = EXAMPLES[story % EXAMPLES.length];
    assert.ok(example);
    const now = tell(core, { ...setupOf(core, stateOf(example)), locked: chance(2) === 1 }, []);
    const told = () => `${example.id}: ${now.happened.map(({ pick }) => pick).join(' ')}`;
    for (let steps = 0; steps < 30; steps += 1) {
      // A story that is all accidents never gets anywhere.
      const choices = now.choices();
      const pick = now.state === 'running' && chance(3) > 0 ? 'ok' : (choices[chance(choices.length)]?.id ?? '');
      assert.ok(now.pick(pick), `${told()}: ${pick}`);
      met.add(pick.replace(/\d+/, 'N'));
      assert.ok(now.happened.at(-1)?.kept, `broken: ${told()}`);
    }
    const { remote } = now.world;
    if (remote.rule !== 'pull-request') remote.rule = 'none';
    for (let runs = 0; runs < 3; runs += 1) {
      goOn(now);
      assert.ok(now.pick('again'), told());
    }
    goOn(now);
    assert.notEqual(now.state, 'running', `never ends: ${told()}`);
    const open = remote.pulls.filter(({ state }) => state === 'open').map(({ head }) => head);
    const mine = [...remote.heads].filter(([name, oid]) => name !== 'main' && remote.commit(oid).by === 'run').map(([name]) => name);
    assert.deepEqual(mine.filter((name) => !open.includes(name)), [], `left behind: ${told()}`);
  }
  const all = ['ok', 'unreadable', 'broken', 'protected', 'faster', 'taken', 'branch-taken', 'lost', 'landed', 'dies', 'dies-after', 'signatures', 'permission', 'forbidden', 'denied', 'again', 'sweep', 'commit', 'merge-N', 'squash-N', 'close-N', 'protect', 'open'];
  assert.deepEqual(all.filter((pick) => !met.has(pick)), [], 'never happened');
});
