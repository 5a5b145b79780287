// Bad days around pull requests: settings, permissions, rules and people against us. The true cause, what to change and
// where; and whatever this run made is gone.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { HURRIED } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, FILES, story } from './harness/story.mjs';

/** @typedef {Awaited<ReturnType<typeof story>>} Story */

const SHORT = 'ghs_short.a-b_c';
/** @param {import('../standin/server.mjs').Call} call */
const opening = ({ method, path }) => method === 'POST' && path.endsWith('/pulls');

/** It failed with this code, advice and nothing left. @param {Story} story @param {Awaited<ReturnType<Story['release']>>} ran @param {{before: object, code: string, says?: RegExp, next: RegExp}} expected */
async function expectNothingLeft({ remote, github }, ran, { before, code, says, next }) {
  expectFailure(ran, code, says);
  assert.match(ran.json.nextSteps.join('\n'), next);
  assert.deepEqual(await remote.refs(), before);
  assert.deepEqual((await github.state()).pulls, []);
}

describe('opening a pull request is refused', { concurrency: 2 }, () => {
  scenario('the repository\'s setting: its name, its place, its address; the branch is gone', async (box) => {
    const all = await story(box, { github: { settings: { actions_may_create_pulls: false } } });
    const before = await all.remote.refs();
    const ran = await all.release();
    const setting = `tick \`Allow GitHub Actions to create and approve pull requests\` in Settings → Actions → General → Workflow permissions: ${all.github.url}/settings/actions`;
    await expectNothingLeft(all, ran, { before, code: 'pull-requests-forbidden', says: /not permitted to create or approve pull requests/, next: /version-first set 1\.2\.4/ });
    assert.equal(ran.json.nextSteps[0], setting);
    assert.ok(ran.remote.filter((name) => name === 'push').length === 3, 'refused, made, removed');

    const action = await all.action();
    assert.equal(action.code, 1);
    assert.match(action.stdout, /^::error title=version-first(:|%3A) pull-requests-forbidden::.*%0Anext: tick `Allow GitHub Actions to create and approve pull requests` in Settings → Actions → General/m);
    assert.equal(action.state?.journal, '[]', 'nothing is left to the post step');
    assert.deepEqual([action.outputs?.status, action.outputs?.['pull-request-number'], action.outputs?.tag], ['failed', '', '']);
    assert.deepEqual(await all.remote.refs(), before);

    await all.github.setting('actions_may_create_pulls', true);
    assert.equal((await all.release()).json.status, 'pull-request', 'the advice is true');
  });

  scenario('the setting is about the default token alone', async (box) => {
    const all = await story(box, { github: { tokens: { [SHORT]: { login: 'release-app[bot]' } }, settings: { actions_may_create_pulls: false } } });
    assert.equal((await all.release()).json.status, 'pull-request');
    assert.equal((await all.pull(1)).user, 'release-app[bot]');
  });

  for (const bump of ['1.2.4', 'minor']) {
    scenario(`an explicit request (${bump}) leaves nothing behind, either`, async (box) => {
      const all = await story(box, { github: { settings: { actions_may_create_pulls: false } } });
      const before = await all.remote.refs();
      await expectNothingLeft(all, await all.release(['--bump', bump]), { before, code: 'pull-requests-forbidden', next: /settings\/actions/ });
    });
  }
});

describe('a token that may not', { concurrency: 2 }, () => {
  /** @type {{name: string, token: import('../standin/access.mjs').Token, args?: string[], next: RegExp, says?: RegExp}[]} */
  const rows = [
    { name: 'open pull requests', token: { pulls: 'read' }, next: /add `pull-requests: write` to the job's `permissions:`/, says: /to open a pull request/ },
    { name: 'push', token: { contents: 'read', pulls: 'read' }, next: /`permissions: contents: write`/ },
    { name: 'push, though it may open pull requests', token: { contents: 'read' }, args: ['--mode', 'pull-request'], next: /`permissions: contents: write`/ },
    { name: 'push, as an App is told', token: { login: 'my-app[bot]', contents: 'read' }, next: /write access/ },
    { name: 'open pull requests, as a personal token is told', token: { login: 'ann', kind: 'pat', pulls: 'read' }, next: /fine-grained token needs `Pull requests`: read and write/ },
  ];
  for (const { name, token, args = [], next, says } of rows) {
    scenario(name, async (box) => {
      const all = await story(box, { github: { tokens: { [SHORT]: token } } });
      const before = await all.remote.refs();
      await expectNothingLeft(all, await all.release(args), { before, code: 'no-permission', next, ...(says ? { says } : {}) });
    });
  }

  scenario('list pull requests', async (box) => {
    const all = await story(box, { github: { tokens: { [SHORT]: { pulls: 'none' } } } });
    const before = await all.remote.refs();
    const ran = await all.release();
    await expectNothingLeft(all, ran, { before, code: 'no-permission', says: /to list pull requests/, next: /`pull-requests: write`/ });
    assert.doesNotMatch(ran.json.remarks.join('\n'), /is left alone/, 'there is no branch that could be left');
  });

  scenario('be known: a token that is not this server\'s', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    const ran = await all.release([], { env: { GITHUB_TOKEN: 'ghp_expired' } });
    expectFailure(ran, 'no-permission');
    assert.deepEqual([ran.api, await all.remote.refs()], [[], before]);
  });
});

describe('rules in the way', { concurrency: 2 }, () => {
  scenario('all branches take pull requests only: bump branches may be made, and it goes on', async (box) => {
    const all = await story(box, { protect: [] });
    await all.github.protect('*', 'gh013');
    assert.equal((await all.release()).json.status, 'pull-request');
  });

  for (const line of ['- Cannot create ref due to creations being restricted.', '- Changes must be made through a pull request.', '- 2 of 2 required status checks are expected.']) {
    scenario(`a rule about all branches refuses the bump branch, too: ${line}`, async (box) => {
      const all = await story(box);
      const reason = 'push declined due to repository rule violations';
      const head = (/** @type {string[]} */ ...says) => ['error: GH013: Repository rule violations found for {ref}.', `Review all repository rules at ${all.github.url}/rules?ref={ref-in-url}`, '', ...says, ''];
      await all.remote.protect([
        { pattern: 'refs/heads/main', reason, says: head('- Changes must be made through a pull request.') },
        { pattern: 'refs/heads/*', reason, says: head(line) },
      ]);
      const before = await all.remote.refs();
      const ran = await all.release();
      await expectNothingLeft(all, ran, { before, code: 'branch-rule', says: /refs\/heads\/chore\/version-bump-1\.2\.4/, next: /keep bump branches \(`chore\/version-bump-\*`\) out of that rule/ });
      assert.doesNotMatch(ran.json.nextSteps.join('\n'), /bring the version in by pull request/, 'that is what was tried');
    });
  }

  scenario('the bump branch would have to be signed: no pull request helps', async (box) => {
    const all = await story(box, { protect: ['gh013'] });
    await all.github.protect('*', 'signatures');
    const before = await all.remote.refs();
    await expectNothingLeft(all, await all.release(), { before, code: 'signatures-required', next: /signed commits/ });
  });

  scenario('tags are restricted beside a protected branch: said before anything is proposed', async (box) => {
    const all = await story(box);
    await all.github.protect('refs/tags/*', 'creations');
    const before = await all.remote.refs();
    const ran = await all.release();
    await expectNothingLeft(all, ran, { before, code: 'tag-rule', next: /bypass list/ });
    assert.ok(!ran.api.includes('POST pulls'));
  });

  scenario('tags are restricted only when a merged version is to be tagged: said, and cured by the next run', async (box) => {
    const all = await story(box);
    await all.release();
    const landed = await all.github.merge(1, 'squash');
    await all.github.protect('refs/tags/*', 'creations');
    expectFailure(await all.release(), 'tag-rule');
    assert.deepEqual([await all.tags(), await all.branches()], [['v1.2.3'], ['main']]);
    await all.github.unprotect('refs/tags/*');
    expectReleased(await all.release(), '1.2.4');
    assert.equal((await all.remote.refs())['refs/tags/v1.2.4']?.commit, landed);
  });

  scenario('a rule forbids deleting: the branch that is left is named, and why; nobody promises that it goes', async (box) => {
    const all = await story(box, { github: { settings: { actions_may_create_pulls: false } } });
    await all.github.protect('chore/*', 'deletions');
    const ran = await all.release();
    expectFailure(ran, 'pull-requests-forbidden');
    assert.deepEqual(await all.branches(), [BRANCH, 'main']);
    const next = ran.json.nextSteps.join('\n');
    assert.match(next, /`chore\/version-bump-1\.2\.4`/);
    assert.match(next, /Cannot delete this branch|rule/);
    assert.doesNotMatch(next, /the next run removes it/);
    await all.github.unprotect('chore/*');
    await all.github.setting('actions_may_create_pulls', true);
    const cured = await all.release();
    assert.deepEqual([cured.json.status, await all.branches()], ['pull-request', [BRANCH, 'main']], cured.stderr);
  });

  scenario('a rule forbids deleting a merged bump branch: the release lands, and the branch is named', async (box) => {
    const all = await story(box);
    await all.github.protect('chore/*', 'deletions');
    await all.release();
    await all.github.merge(1);
    const ran = await all.release();
    expectReleased(ran, '1.2.4');
    assert.match(ran.json.remarks.join('\n'), /`chore\/version-bump-1\.2\.4` could not be removed.*Cannot delete this branch/);
    const next = await all.release();
    assert.equal(next.json.status, 'nothing-to-release');
  });

  for (const other of ['chore', `${BRANCH}/x`]) {
    scenario(`a branch \`${other}\` stands in the way of the name: said once, with its name`, async (box) => {
      const all = await story(box);
      await all.github.branch(other, 'main');
      const before = await all.remote.refs();
      const ran = await all.release();
      await expectNothingLeft(all, ran, { before, code: 'name-in-the-way', says: /cannot create/, next: new RegExp(`delete or rename \`refs/heads/${other}\`[\\s\\S]*--branch-template`) });
      assert.equal(ran.remote.filter((name) => name === 'push').length, 2);
      assert.equal((await all.release(['--branch-template', 'bump-{version}'])).json.status, 'pull-request', 'the advice is true');
    });
  }
});

describe('the branch to release from', { concurrency: 2 }, () => {
  scenario('is missing', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    const ran = await all.release(['--branch', 'nope']);
    await expectNothingLeft(all, ran, { before, code: 'branch-not-found', says: /no branch `nope`/, next: /`main`/ });
    assert.deepEqual([ran.api, ran.remote], [[], ['ls-remote']]);
  });

  scenario('is deleted meanwhile: a failure that leaves nothing behind, and does not ask for ever', async (box) => {
    const all = await story(box, { protect: [] });
    await all.github.push('1.x', { y: '1' }, { from: 'refs/tags/v1.2.3', say: 'fix: y' });
    await all.github.protect('1.x', 'gh013');
    let deleted = 0;
    all.github.trouble = async (call) => {
      if (opening(call) && (deleted += 1) === 1) await all.github.deleteBranch('1.x');
      return undefined;
    };
    const ran = await all.release(['--branch', '1.x'], { node: HURRIED });
    expectFailure(ran, 'branch-not-found', /`1\.x`/);
    assert.deepEqual(await all.branches(), ['main'], ran.stderr);
    assert.ok(ran.api.length <= 8, `${ran.api.length} requests`);
  });

  scenario('is renamed between two runs: the open pull request goes with it', async (box) => {
    const all = await story(box);
    await all.release();
    await all.github.renameBranch('main', 'trunk');
    const ran = await all.release();
    assert.deepEqual([ran.json.status, ran.json.branch, ran.json.pullRequest?.number], ['pull-request', 'trunk', 1], ran.stderr);
    const landed = await all.github.merge(1, 'squash');
    const done = await all.release();
    expectReleased(done, '1.2.4');
    assert.deepEqual([done.json.sha, done.json.branch, await all.branches()], [landed, 'trunk', ['trunk']]);
  });

  scenario('is renamed while the pull request is being opened: it is opened for the new name', async (box) => {
    const all = await story(box);
    let renamed = 0;
    all.github.trouble = async (call) => {
      if (opening(call) && (renamed += 1) === 1) await all.github.renameBranch('main', 'trunk');
      return undefined;
    };
    const ran = await all.release([], { node: HURRIED });
    assert.equal(ran.json.status, 'pull-request', ran.stderr);
    assert.deepEqual([(await all.pull(1)).base, ran.json.branch], ['trunk', 'trunk']);
  });

  scenario('is renamed, and the workflow still names the old one: which branches there are', async (box) => {
    const all = await story(box);
    await all.github.renameBranch('main', 'trunk');
    const ran = await all.release(['--branch', 'main']);
    expectFailure(ran, 'branch-not-found', /no branch `main`/);
    assert.match(ran.json.nextSteps.join('\n'), /`trunk`/);
  });

  scenario('takes a merge while the pull request is opened by hand for the same branch: one pull request', async (box) => {
    const all = await story(box);
    let made = 0;
    all.github.trouble = async (call) => {
      if (opening(call) && (made += 1) === 1) await all.github.open(BRANCH, 'by hand');
      return undefined;
    };
    const ran = await all.release([], { node: HURRIED });
    assert.deepEqual([ran.json.status, ran.json.pullRequest?.number], ['pull-request', 1], ran.stderr);
    assert.equal((await all.github.state()).pulls.length, 1);
  });

  scenario('was given the version by a push between proposing and opening: that is what is released', async (box) => {
    const all = await story(box);
    let landed = '';
    all.github.trouble = async (call) => {
      if (opening(call) && landed === '') landed = await all.github.push('main', FILES, { say: 'chore: 1.2.4 by hand' });
      return undefined;
    };
    const ran = await all.release([], { node: HURRIED });
    expectReleased(ran, '1.2.4');
    assert.deepEqual([ran.json.sha, await all.branches()], [landed, ['main']]);
  });
});

describe('the repository has another name by now', { concurrency: 2 }, () => {
  for (const formerly of ['o/old', 'former-owner/old']) {
    scenario(`it was ${formerly}: proposed, kept, merged and released under its new one`, async (box) => {
      const all = await story(box, { github: { formerly } });
      await all.clone.git('remote', 'set-url', 'origin', `${all.github.origin}/${formerly}.git`);
      const ran = await all.release([], { node: HURRIED });
      assert.deepEqual([ran.json.status, ran.json.pullRequest?.number], ['pull-request', 1], ran.stderr);
      assert.match(ran.stderr, /o\/r/, 'its new name is said');
      const again = await all.release([], { node: HURRIED });
      assert.deepEqual([again.json.status, again.json.pullRequest?.number], ['pull-request', 1], again.stderr);
      await all.github.merge(1);
      expectReleased(await all.release([], { node: HURRIED }), '1.2.4');
      assert.equal((await all.github.state()).releases.length, 1);
      assert.deepEqual(await all.branches(), ['main']);
    });
  }
});

describe('the hosting stumbles', { concurrency: 2 }, () => {
  scenario('the answer to opening was lost: it is looked up, and there is one', async (box) => {
    const all = await story(box);
    let asked = 0;
    all.github.trouble = (call) => (opening(call) && (asked += 1) === 1 ? 'lose' : undefined);
    const ran = await all.release([], { node: HURRIED });
    assert.deepEqual([ran.json.status, ran.json.pullRequest?.number, asked], ['pull-request', 1, 1], ran.stderr);
  });

  scenario('502, once: looked up, and asked again', async (box) => {
    const all = await story(box);
    let asked = 0;
    all.github.trouble = (call) => (opening(call) && (asked += 1) === 1 ? { status: 502 } : undefined);
    const ran = await all.release([], { node: HURRIED });
    assert.deepEqual([ran.json.status, ran.json.pullRequest?.number, asked], ['pull-request', 1, 2], ran.stderr);
    assert.equal((await all.github.state()).pulls.length, 1);
  });

  scenario('503, for ever: a failure, and the branch is gone as far as anybody can know', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    all.github.trouble = (call) => (opening(call) ? { status: 503 } : undefined);
    const ran = await all.release([], { node: HURRIED });
    expectFailure(ran, 'unreachable');
    assert.deepEqual(await all.remote.refs(), before, ran.stderr);
  });

  scenario('no API at all: said, and nothing is left', async (box) => {
    const all = await story(box);
    const before = await all.remote.refs();
    all.github.trouble = ({ kind }) => (kind === 'git' ? undefined : 'fail-before');
    const ran = await all.release([], { node: HURRIED });
    expectFailure(ran, 'unreachable');
    assert.deepEqual(await all.remote.refs(), before);
  });

  scenario('a manifest that cannot be merged any more: both change the version line', async (box) => {
    const all = await story(box);
    await all.release();
    await all.github.push('main', { 'package.json': packageJson('1.2.3').replace('"1.2.3"', '"1.2.3-dev"') }, { say: 'chore: a development version' });
    const ran = await all.release();
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(ran.json.status, 'pull-request');
    await all.github.merge(ran.json.pullRequest.number, 'squash');
    expectReleased(await all.release(), '1.2.4');
    assert.deepEqual(await all.branches(), ['main']);
  });
});
