// `iteration submit` and `clean` against real git and the stand-in: the newer one first, then the end of the older one.
// What faults do to them, tests/faults/iterations.mjs shows.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { HURRIED } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

const NAME = 'laptop/task-123/add-user-auth';
const SECOND = `${NAME}-v2`;

/** #1 is open for the first attempt; the second is here, with a commit, and checked out. @param {import('./harness/sandbox.mjs').Sandbox} box @param {import('../standin/index.mjs').Options} [github] */
async function begun(box, github = { settings: { private: false } }) {
  const one = await story(box, { history: [{ files: { 'a.txt': '1\n' } }], protect: [], github });
  await one.github.push(NAME, { 'b.txt': 'one\n' });
  await one.github.open(NAME, 'Add user authentication');
  const fetch = () => one.clone.git('fetch', '--quiet', one.remote.fileUrl, '+refs/heads/*:refs/remotes/origin/*');
  await fetch();
  await one.clone.git('branch', '--no-track', NAME, `refs/remotes/origin/${NAME}`);
  await one.clone.git('switch', '--quiet', '--no-track', '--create', SECOND, NAME);
  await one.clone.commit('fix: address review comments', { 'b.txt': 'two\n' });
  const pulls = async () => (await one.github.state()).pulls.map(({ number, head, state, merged }) => `#${number} ${head.slice(NAME.length) || 'v1'} ${merged ? 'merged' : state}`);
  const iterate = (/** @type {string[]} */ args, /** @type {import('./harness/program.mjs').Setting} */ setting = {}) => one.run(['iteration', ...args, '--json'], { node: HURRIED, ...setting });
  const local = async () => (await one.clone.git('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads')).split('\n').filter(Boolean);
  return { ...one, fetch, pulls, iterate, local };
}

describe('iteration submit', { concurrency: 2 }, () => {
  scenario('opens the newer one, with the lineage, then closes the older one with a word', async (box) => {
    const { iterate, github, remote, clone, pulls, pull } = await begun(box);
    await github.arrange(1, { labels: ['bug'], assignees: ['ann'], reviewers: ['bob'], milestone: 4, draft: true });
    const log = join(box.dir, 'decisions.jsonl');
    const ran = await iterate(['submit', '--title', 'Add user authentication', '--copy', 'all', '--log', log]);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([ran.json.status, ran.json.pullRequest.number, ran.json.opened, ran.json.superseded, ran.json.pushed], ['done', 2, true, [1], [SECOND]]);
    assert.deepEqual(await pulls(), ['#1 v1 closed', '#2 -v2 open']);
    const [old, made] = [await pull(1), await pull(2)];
    assert.deepEqual([made.title, made.base, made.draft, made.labels, made.assignees, made.reviewers, made.milestone], ['Add user authentication (v2)', 'main', true, ['bug'], ['ann'], ['bob'], 4]);
    assert.match(made.body ?? '', /^Supersedes #1\.\n\n\| iteration \| branch \| pull request \|\n\|---\|---\|---\|\n\| v1 \| `laptop\/task-123\/add-user-auth` \| #1 \(draft\) Add user authentication \|\n\| v2 \|/);
    assert.deepEqual(old.comments.map(({ body }) => body), ['Superseded by #2']);
    assert.equal((await remote.refs())[`refs/heads/${SECOND}`]?.oid, await clone.oid('HEAD'));
    // Opened before closed.
    const writes = ran.api.filter((call) => !call.startsWith('GET'));
    assert.deepEqual([writes[0], writes.at(-1)], ['POST pulls', 'PATCH pulls/1']);
    assert.equal(JSON.parse(readFileSync(log, 'utf8')).command, 'iteration submit');
    const again = await iterate(['submit']);
    assert.deepEqual([again.code, again.json.opened, again.json.superseded, again.json.pullRequest.number], [0, false, [], 2], again.stderr);
    assert.equal((await pull(1)).comments.length, 1);
  });

  scenario('a dry run says what would be done, and does nothing', async (box) => {
    const { iterate, run, github, pulls, branches } = await begun(box);
    await github.arrange(1, { labels: ['bug'] });
    const ran = await iterate(['submit', '--dry-run', '--copy', 'labels']);
    assert.deepEqual(ran.json.steps.map((/** @type {any} */ step) => step.kind), ['push', 'openPull', 'label', 'comment', 'close']);
    const { stdout } = await run(['iteration', 'submit', '--dry-run', '--copy', 'labels']);
    assert.match(stdout, /would label the new one: bug\nwould comment on #1: Superseded by #N\nwould close #1\n/);
    assert.deepEqual([await pulls(), await branches()], [['#1 v1 open'], [NAME, 'main']]);
  });

  scenario('text of people is text, in pull requests, on terminals and for runners', async (box) => {
    const { run, github, pull } = await begun(box);
    await github.edit(1, { title: '::error::a | b `c` @everyone <b>#9 \u001b[31m' });
    const ran = await run(['iteration', 'submit']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.match((await pull(2)).body ?? '', /\\\|/);
    assert.doesNotMatch((await pull(2)).body ?? '', /[^`]@everyone|<b>|\u001b/);
    assert.equal((await run(['iteration', 'show'])).code, 0);
  });

  scenario('what it refuses, with nothing changed', async (box) => {
    const { iterate, github, clone, pulls, fetch } = await begun(box);
    await github.push('other', { 'c.txt': '1\n' });
    await github.open('other');
    const refused = async (/** @type {string[]} */ args, /** @type {string} */ code, /** @type {Record<string, string | undefined>} */ env = {}) => {
      const before = [await pulls(), await clone.git('for-each-ref')];
      const ran = await iterate(args, { env });
      assert.deepEqual([ran.code, ran.json?.code], [1, code], ran.stderr);
      assert.deepEqual([await pulls(), await clone.git('for-each-ref')], before);
    };
    await refused(['submit', '2'], 'other-lineage');
    await refused(['submit', 'other'], 'other-lineage');
    await refused(['submit', '99'], 'no-such-pull-request');
    await refused(['submit', '--into', 'gone'], 'base-gone');
    await refused(['submit'], 'no-hosting', { GITHUB_TOKEN: undefined });
    await refused(['clean'], 'not-merged');
    await github.push(`${NAME}-v3`, { 'b.txt': 'three\n' });
    await github.open(`${NAME}-v3`);
    await refused(['submit'], 'iteration-not-latest');
    await fetch();
    await clone.git('switch', '--quiet', '--no-track', '--create', `${NAME}-v4`, `refs/remotes/origin/${NAME}-v3`);
    await refused(['submit', '--title', 'x'], 'several-open');
    await github.close(3);
    await clone.git('switch', '--quiet', '--no-track', '--create', `${NAME}-v3`, `refs/remotes/origin/${NAME}-v3`);
    await refused(['submit'], 'pull-request-closed');
    const alone = await iterate(['submit', '--copy', 'everything']);
    assert.equal(alone.code, 2, alone.stderr);
  });

  scenario('a base that is gone is not replaced by another one', async (box) => {
    const { iterate, github, pulls } = await begun(box);
    await github.push('develop', { 'd.txt': '1\n' });
    await github.branch('x', `refs/heads/${NAME}`);
    await github.close(1);
    const number = await github.open(NAME, 'into develop', 'develop');
    await github.deleteBranch('develop');
    const before = await pulls();
    const ran = await iterate(['submit', String(number)]);
    assert.deepEqual([ran.code, ran.json.code, await pulls()], [1, 'base-gone', before], ran.stderr);
    assert.match(ran.stderr, /the remote has no branch `develop`[\s\S]*--into/);
  });

  scenario('what is asked of one that is open already is said to be in vain', async (box) => {
    const { run, iterate, github, pull } = await begun(box);
    await github.push('develop', { 'd.txt': '1\n' });
    assert.equal((await iterate(['submit', '--title', 'Add user authentication'])).code, 0);
    const again = await run(['iteration', 'submit', '--title', 'Add user authentication']);
    assert.deepEqual([again.code, /nothing is left to do\n#2: /.test(again.stdout), /already-open/.test(again.stderr)], [0, true, false], again.stderr);
    const ran = await iterate(['submit', '--title', 'Other', '--into', 'develop', '--as-draft']);
    assert.deepEqual([ran.code, ran.json.warnings.map((/** @type {any} */ one) => one.code)], [0, ['already-open']], ran.stderr);
    assert.match(ran.json.warnings[0].message, /`--title`, `--into`, `--as-draft` changes nothing/);
    assert.deepEqual([(await pull(2)).title, (await pull(2)).base], ['Add user authentication (v2)', 'main']);
  });

  scenario('without a commit of its own there is nothing to submit', async (box) => {
    const { iterate, clone, pulls } = await begun(box);
    await clone.git('reset', '--quiet', '--hard', 'refs/remotes/origin/main');
    const ran = await iterate(['submit']);
    assert.deepEqual([ran.code, ran.json.code, await pulls()], [1, 'nothing-new', ['#1 v1 open']], ran.stderr);
  });

  scenario('a branch that others have pushed to is not forced', async (box) => {
    const { iterate, github, remote, pulls } = await begun(box);
    const theirs = await github.push(SECOND, { 'b.txt': 'theirs\n' });
    const ran = await iterate(['submit']);
    assert.deepEqual([ran.code, ran.json.code, await pulls()], [1, 'branch-diverged', ['#1 v1 open']], ran.stderr);
    assert.equal((await remote.refs())[`refs/heads/${SECOND}`]?.oid, theirs);
  });

  scenario('a layer of a stack stays open', async (box) => {
    const { iterate, github, pulls } = await begun(box);
    await github.push('on-top', { 'c.txt': '1\n' }, { from: `refs/heads/${NAME}^0` });
    await github.open('on-top', 'on top', NAME);
    const ran = await iterate(['submit']);
    assert.deepEqual([ran.code, ran.json.superseded, ran.json.kept.map((/** @type {any} */ one) => one.name)], [0, [], ['#1']], ran.stderr);
    assert.deepEqual(await pulls(), ['#1 v1 open', '#2 on-top open'.replace('on-top', 'on-top'.slice(NAME.length) || 'v1'), '#3 -v2 open']);
  });

  scenario('nor does one that GitHub itself calls a layer, with no neighbour open', async (box) => {
    const { iterate, github, pulls } = await begun(box);
    await github.arrange(1, { stack: { id: 1, number: 50, size: 2, position: 1, base: { ref: 'main', sha: '0'.repeat(40) } } });
    const ran = await iterate(['submit']);
    assert.deepEqual([ran.code, ran.json.superseded, ran.json.kept.map((/** @type {any} */ one) => one.name), await pulls()], [0, [], ['#1'], ['#1 v1 open', '#2 -v2 open']], ran.stderr);
  });

  scenario('a fork’s pull request is no iteration of ours, and keeps what it builds on', async (box) => {
    const { iterate, github, run, pulls } = await begun(box);
    await github.push(`${NAME}-v9`, { 'c.txt': '1\n' }, { from: `refs/heads/${NAME}^0` });
    await github.open(`${NAME}-v9`, 'from a fork', NAME);
    await github.arrange(2, { fork: 'eve/r' });
    await github.deleteBranch(`${NAME}-v9`);
    assert.deepEqual((await run(['iteration', 'show', '--json'])).json.next, `${NAME}-v3`);
    assert.equal((await iterate(['submit', '2'])).json.code, 'no-such-pull-request');
    const ran = await iterate(['submit']);
    assert.deepEqual([ran.code, ran.json.superseded, ran.json.kept.map((/** @type {any} */ one) => one.name)], [0, [], ['#1']], ran.stderr);
    await github.close(1);
    await github.merge(3, 'squash');
    const cleaned = await iterate(['clean', NAME, '--original']);
    assert.match(cleaned.json.kept.find((/** @type {any} */ one) => one.name === NAME).why, /#2 is meant for it/);
    assert.deepEqual((await pulls()).slice(1, 2).map((one) => one.split(' ').at(-1)), ['open']);
  });

  scenario('a fork’s own branches are submitted nowhere unless somebody says so', async (box) => {
    const one = await story(box, { history: [{ files: { 'a.txt': '1\n' } }], protect: [], github: { settings: { fork_of: 'up/r' } } });
    await one.clone.git('switch', '--quiet', '--create', NAME);
    await one.clone.commit('feat: one', { 'b.txt': '1\n' });
    const ran = await one.run(['iteration', 'submit', '--title', 'x', '--json']);
    assert.deepEqual([ran.code, ran.json.code, await one.branches()], [1, 'is-a-fork', ['main']], ran.stderr);
    assert.match(ran.stderr, /a fork of `up\/r`[\s\S]*--remote[\s\S]*--into/);
    assert.equal((await one.run(['iteration', 'submit', '--title', 'x', '--into', 'main', '--json'])).json.opened, true);
  });

  scenario('a reviewer who cannot be asked is a warning; teams and milestone come along', async (box) => {
    const { iterate, github, pull, pulls } = await begun(box);
    await github.arrange(1, { reviewers: ['github-actions[bot]'], teams: ['core'], milestone: 4 });
    const ran = await iterate(['submit', '--copy', 'reviewers,milestone']);
    assert.deepEqual([ran.code, ran.json.warnings.length, await pulls()], [0, 1, ['#1 v1 closed', '#2 -v2 open']], ran.stderr);
    assert.match(ran.json.warnings[0].message, /Review cannot be requested from pull request author/);
    assert.equal((await pull(2)).milestone, 4);
    await github.reopen(1);
    await github.arrange(1, { reviewers: ['bob'] });
    const again = await iterate(['submit', '--copy', 'reviewers']);
    assert.deepEqual([again.code, (await pull(2)).reviewers, (await pull(2)).teams], [0, ['bob'], ['core']], again.stderr);
  });

  scenario('labels that may not be set are a warning', async (box) => {
    const { iterate, github, pulls } = await begun(box);
    await github.arrange(1, { labels: ['bug'] });
    github.trouble = ({ path }) => (path.endsWith('/labels') ? { status: 500 } : undefined);
    const ran = await iterate(['submit', '--copy', 'labels']);
    assert.deepEqual([ran.code, ran.json.code], [1, 'never-settled'], ran.stderr);
    github.trouble = () => undefined;
    assert.equal((await iterate(['submit', '--copy', 'labels'])).code, 0);
    assert.deepEqual(await pulls(), ['#1 v1 closed', '#2 -v2 open']);
  });
});

/** #2, the second attempt, was merged; the first and the third are still open. @param {import('./harness/sandbox.mjs').Sandbox} box */
async function merged(box) {
  const world = await begun(box);
  await world.github.branch(SECOND, `refs/heads/${NAME}`);
  await world.github.push(SECOND, { 'b.txt': 'two\n' });
  await world.github.open(SECOND, 'Add user authentication (v2)');
  await world.github.push(`${NAME}-v3`, { 'b.txt': 'three\n' }, { from: `refs/heads/${NAME}^0` });
  await world.github.open(`${NAME}-v3`);
  await world.github.merge(2, 'squash');
  await world.fetch();
  const { clone } = world;
  await clone.git('branch', '--force', '--no-track', `${NAME}-v3`, `refs/remotes/origin/${NAME}-v3`);
  await clone.git('reset', '--quiet', '--hard', `refs/remotes/origin/${SECOND}`);
  await clone.git('switch', '--quiet', '--detach');
  await clone.git('branch', '--force', 'main', 'refs/remotes/origin/main');
  await clone.git('switch', '--quiet', NAME);
  return world;
}

describe('iteration clean', { concurrency: 2 }, () => {
  scenario('ends the others, keeps what it should, and says why', async (box) => {
    const { iterate, clone, pulls, branches, local, github, pull } = await merged(box);
    await clone.git('branch', `${NAME}-v7`, 'main');
    await github.push(`${NAME}-v8`, { 'b.txt': 'eight\n' });
    const dry = await iterate(['clean', '--dry-run']);
    assert.deepEqual(dry.json.steps.map((/** @type {any} */ step) => step.kind), ['comment', 'close', 'comment', 'close', 'push', 'drop'], dry.stderr);
    assert.deepEqual(await pulls(), ['#1 v1 open', '#2 -v2 merged', '#3 -v3 open']);
    const ran = await iterate(['clean']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([ran.json.superseded.sort(), ran.json.deleted, ran.json.dropped], [[1, 3], [`${NAME}-v3`], [`${NAME}-v3`]]);
    assert.deepEqual(await pulls(), ['#1 v1 closed', '#2 -v2 merged', '#3 -v3 closed']);
    assert.deepEqual([await branches(), await local()], [[NAME, SECOND, `${NAME}-v8`, 'main'], [NAME, SECOND, `${NAME}-v7`, 'main']]);
    const why = Object.fromEntries(ran.json.kept.map((/** @type {any} */ one) => [one.name.slice(NAME.length) || 'v1', one.why]));
    assert.match(why['-v2'], /merged as #2/);
    assert.match(why['-v7'], /no pull request keeps/);
    assert.match(why['-v8'], /no pull request keeps/);
    assert.equal((await pull(1)).comments[0]?.body, 'Superseded by #2');
    const again = await iterate(['clean']);
    assert.deepEqual([again.code, again.json.superseded, again.json.deleted], [0, [], []]);
    const all = await iterate(['clean', '--original', '--merged', '--unsaved']);
    assert.deepEqual([all.code, await branches(), await local()], [0, ['main'], [NAME, 'main']], all.stderr);
  });

  scenario('a pull request that came after the merge stays, and so does its branch', async (box) => {
    const { iterate, github, pulls, branches } = await merged(box);
    github.forward(5);
    await github.push(`${NAME}-v9`, { 'd.txt': 'more\n' });
    await github.open(`${NAME}-v9`);
    const ran = await iterate(['clean']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual((await pulls()).at(-1), '#4 -v9 open');
    assert.ok((await branches()).includes(`${NAME}-v9`));
  });

  scenario('a push between look and deletion keeps the branch', async (box) => {
    const { iterate, github, remote, branches } = await merged(box);
    await github.close(3);
    let once = true;
    github.trouble = async ({ kind, service, method }) => {
      if (kind === 'git' && service === 'git-receive-pack' && method === 'GET' && once) {
        once = false;
        await remote.git(['update-ref', `refs/heads/${NAME}-v3`, 'refs/heads/main']);
      }
      return undefined;
    };
    const ran = await iterate(['clean']);
    assert.deepEqual([ran.code, ran.json.deleted], [0, []], ran.stderr);
    assert.ok((await branches()).includes(`${NAME}-v3`));
  });

  scenario('--all finds every lineage with a merge, and the hook runs it after a merge', async (box) => {
    const { iterate, run, pulls } = await merged(box);
    const hook = await run(['iteration', 'install-hook', '--json']);
    assert.deepEqual([hook.code, hook.json.status], [0, 'done'], hook.stderr);
    assert.equal((await run(['iteration', 'install-hook', '--json'])).json.status, 'nothing-to-do');
    const ran = await iterate(['clean', '--all', '--dry-run']);
    assert.deepEqual(ran.json.map((/** @type {any} */ one) => one.report.base), [NAME], ran.stderr);
    assert.deepEqual(await pulls(), ['#1 v1 open', '#2 -v2 merged', '#3 -v3 open']);
    const done = await iterate(['clean', '--all']);
    assert.equal(done.code, 0, done.stderr);
    assert.deepEqual(await pulls(), ['#1 v1 closed', '#2 -v2 merged', '#3 -v3 closed']);
    // After every `git pull`: where nothing is left, one look says so, of however many lineages.
    const idle = await iterate(['clean', '--all']);
    assert.deepEqual([idle.code, idle.json[0].report.kept.length > 0, idle.remote], [0, true, ['ls-remote']], idle.stderr);
    const { path } = hook.json;
    assert.match(readFileSync(path, 'utf8'), /^#!\/bin\/sh\n# Written by[\s\S]* iteration clean --all \|\| true\n$/);
    writeFileSync(path, '#!/bin/sh\necho mine\n');
    const taken = await run(['iteration', 'install-hook', '--json']);
    assert.deepEqual([taken.code, taken.json.code, readFileSync(path, 'utf8')], [1, 'hook-taken', '#!/bin/sh\necho mine\n']);
  });
});

describe('iterations on a Gitea', { concurrency: 2 }, () => {
  scenario('all that the older one had, reviews counted, and a draft by its title', async (box) => {
    const { iterate, run, github, pull, pulls } = await begun(box, { gitea: true });
    await github.push('labelled', { 'l.txt': '1\n' });
    await github.edit(1, { title: 'WIP: Add user authentication' });
    await github.label('bug');
    await github.arrange(1, { labels: ['bug'], assignees: ['ann'], reviewers: ['bob'], teams: ['core'], milestone: 4 });
    const ran = await iterate(['submit', '--copy', 'all']);
    assert.equal(ran.code, 0, ran.stderr);
    const made = await pull(2);
    assert.deepEqual([made.title, made.labels, made.assignees, made.reviewers, made.teams, made.milestone], ['WIP: Add user authentication (v2)', ['bug'], ['ann'], ['bob'], ['core'], 4]);
    assert.deepEqual([await pulls(), ran.json.warnings], [['#1 v1 closed', '#2 -v2 open'], []]);
    await github.review(2, 'copilot[bot]', 3);
    const shown = await run(['iteration', 'show', '--json']);
    assert.deepEqual(shown.json.iterations[1].pullRequests.map((/** @type {any} */ one) => [one.state, one.comments]), [['draft', { bots: 3, people: 0 }]], shown.stderr);
    assert.equal((await run(['iteration', 'check', '--max-bot-comments', '0'])).code, 1);
  });

  scenario('a closed one keeps what it was, not what its branch became', async (box) => {
    const { iterate, github, clone, branches } = await begun(box, { gitea: true });
    await github.push(`${NAME}-v3`, { 'b.txt': 'three\n' });
    await github.open(`${NAME}-v3`);
    await github.push(`${NAME}-v4`, { 'b.txt': 'four\n' });
    await github.open(`${NAME}-v4`);
    for (const number of [2, 3]) await github.close(number);
    // Of this one the closed pull request keeps less than there is.
    await github.push(`${NAME}-v3`, { 'b.txt': 'more\n' });
    await github.merge(1, 'squash');
    await github.deleteBranch(NAME);
    await clone.git('switch', '--quiet', SECOND);
    const ran = await iterate(['clean', NAME]);
    assert.deepEqual([ran.code, ran.json.deleted, await branches()], [0, [`${NAME}-v4`], [`${NAME}-v3`, 'main']], ran.stderr);
  });
});
