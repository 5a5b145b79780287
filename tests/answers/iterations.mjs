// The commands about iterations: which branch is meant, what may be submitted, what may be cleaned.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { HURRIED, runCli } from '../scenarios/harness/program.mjs';
import { story } from '../scenarios/harness/story.mjs';
import { called, cloned, row } from './ask.mjs';

/** @typedef {import('../scenarios/harness/sandbox.mjs').Sandbox} Sandbox */
/** @typedef {Awaited<ReturnType<typeof story>>} Story */

const NAME = 'x/add-login';
const SECOND = `${NAME}-v2`;

/**
 * A first attempt that is open as #1 unless `alone`, a second one that is checked out, and what comes then.
 * @param {(one: Story & {switchTo: (name: string, from: string) => Promise<unknown>}) => Promise<unknown>} [then]
 * @param {{alone?: boolean, settings?: object}} [options]
 */
const attempts = (then, { alone = false, settings = { private: false } } = {}) => async (/** @type {Sandbox} */ box) => {
  const one = await story(box, { history: [{ files: { 'a.txt': '1\n' } }], protect: [], github: { settings } });
  const { github, clone } = one;
  const switchTo = async (/** @type {string} */ name, /** @type {string} */ from) => {
    await clone.git('fetch', '--quiet', one.remote.fileUrl, '+refs/heads/*:refs/remotes/origin/*');
    return clone.git('switch', '--quiet', '--no-track', '--create', name, from);
  };
  if (alone) {
    await switchTo(NAME, 'origin/main');
  } else {
    await github.push(NAME, { 'b.txt': 'one\n' });
    await github.open(NAME, 'Add a login');
    await switchTo(NAME, `origin/${NAME}`);
    await switchTo(SECOND, NAME);
  }
  await clone.commit('fix: what was said in the review', { 'b.txt': 'two\n' });
  await then?.({ ...one, switchTo });
  return { cwd: clone.dir, env: github.env, node: HURRIED };
};
/** @param {Story} one @param {string[]} args */
const submitted = ({ box, clone, github }, args = []) => runCli(box, ['iteration', 'submit', ...args], { cwd: clone.dir, env: github.env, node: HURRIED });

const second = attempts(async ({ github }) => {
  await github.push('other', { 'c.txt': '1\n' });
  await github.open('other');
});
/** The second attempt is #2. */
const opened = attempts((one) => submitted(one));
const GREATEST = 'x/add-login-v9007199254740991';
const LONG = `x/${'a'.repeat(249)}`;
/** A clone with branches that are there by their name alone. */
const branches = async (/** @type {Sandbox} */ box) => {
  const place = await cloned([{ files: { 'a.txt': '1\n' } }, { on: 'unlike', from: 'refs/heads/main', files: { 'b.txt': '1\n' } }])(box);
  for (const name of ['api-v3', LONG, GREATEST]) await place.clone.git('branch', name);
  return place;
};
const detached = async (/** @type {Sandbox} */ box) => {
  const place = await cloned([{ files: { 'a.txt': '1\n' } }])(box);
  await place.clone.git('switch', '--quiet', '--detach');
  return place;
};

const names = [
  row('default-branch', 'start', branches, 'iteration start'),
  row('default-branch', 'clean', branches, 'iteration clean'),
  row('lineage-unclear', 'a name like an iteration\'s', branches, 'iteration start api-v3'),
  row('other-lineage', 'start', branches, 'iteration start api-v3 --lineage other'),
  row('branch-name-too-long', 'the next one', branches, `iteration start ${LONG}`),
  row('iteration-too-high', 'the greatest number', branches, `iteration start ${GREATEST} --lineage x/add-login`),
  row('invalid-ref-name', 'iteration', branches, 'iteration start a..b'),
  row('no-such-branch', 'start', branches, 'iteration start gone'),
  row('no-such-branch', 'diff', branches, 'iteration diff gone main'),
  row('detached-head', 'start', detached, 'iteration start'),
  called('invalid-task', 'a title of signs', 'taskBranch', { host: 'laptop', task: '12', title: '???' }),
  called('invalid-task', 'a task with a space', 'taskBranch', { host: 'laptop', task: '1 2', title: 'Add a login' }),
  row('hook-taken', 'somebody else\'s', async (box) => {
    const place = await cloned([{ files: { 'a.txt': '1\n' } }])(box);
    box.write('clone-1/.git/hooks/post-merge', '#!/bin/sh\necho mine\n', 0o755);
    return place;
  }, 'iteration install-hook'),
  row('git-refused', 'a lock that a dead process left', async (box) => {
    const place = await cloned([{ files: { 'a.txt': '1\n' } }])(box);
    await place.clone.git('switch', '--quiet', '--create', 'login');
    writeFileSync(join(place.cwd, '.git/refs/heads/login-v2.lock'), '');
    return place;
  }, 'iteration start', { gits: true }),
  row('unrelated', 'nothing in common', async (box) => {
    const place = await cloned([{ files: { 'a.txt': '1\n' } }])(box);
    await place.clone.git('switch', '--quiet', '--orphan', 'login');
    await place.clone.commit('feat: login', { 'b.txt': '1\n' });
    await place.clone.git('switch', '--quiet', '--orphan', 'login-v2');
    await place.clone.commit('feat: login', { 'b.txt': '2\n' });
    return place;
  }, 'iteration diff login login-v2'),
  row('base-gone', 'diff', branches, 'iteration diff api-v3 unlike --into gone'),
];

const submits = [
  row('other-lineage', 'submit, by number', second, 'iteration submit 2'),
  row('other-lineage', 'submit, by branch', second, 'iteration submit other'),
  row('no-such-pull-request', 'submit', second, 'iteration submit 99'),
  row('base-gone', 'submit', second, 'iteration submit --into gone'),
  row('no-hosting', 'submit', second, 'iteration submit', { env: { GITHUB_TOKEN: undefined } }),
  row('no-hosting', 'report', second, 'iteration report', { env: { GITHUB_TOKEN: undefined } }),
  row('not-merged', 'clean', second, 'iteration clean'),
  row('title-missing', 'a first attempt', attempts(undefined, { alone: true }), 'iteration submit'),
  row('is-a-fork', 'a first attempt', attempts(undefined, { alone: true, settings: { fork_of: 'up/r' } }), 'iteration submit --title x'),
  row('not-older', 'itself', opened, 'iteration submit 2'),
  row('already-open', 'another title', opened, 'iteration submit --title Other', { shows: (json) => json.warnings[0] }),
  row('pull-request-closed', 'by a person', attempts(async (one) => {
    await submitted(one);
    await one.github.close(2);
  }), 'iteration submit'),
  row('already-merged', 'its own pull request', attempts(async (one) => {
    await submitted(one);
    await one.github.merge(2, 'merge');
  }), 'iteration submit'),
  row('iteration-not-latest', 'a third one is open', attempts(async ({ github }) => {
    await github.push(`${NAME}-v3`, { 'b.txt': 'three\n' });
    await github.open(`${NAME}-v3`);
  }), 'iteration submit'),
  row('several-open', 'two older ones', attempts(async ({ github, switchTo, clone }) => {
    await github.push(SECOND, { 'b.txt': 'two\n' });
    await github.open(SECOND);
    await switchTo(`${NAME}-v3`, NAME);
    await clone.commit('fix: again', { 'b.txt': 'three\n' });
  }), 'iteration submit'),
  row('branch-diverged', 'others have pushed', attempts(({ github }) => github.push(SECOND, { 'b.txt': 'theirs\n' })), 'iteration submit', { changes: true }),
  row('nothing-new', 'no commit of its own', attempts(({ clone }) => clone.git('reset', '--quiet', '--hard', 'origin/main')), 'iteration submit', { changes: true }),
  row('never-settled', 'no answer', attempts(async ({ github }) => {
    await github.arrange(1, { labels: ['bug'] });
    github.trouble = ({ path }) => (path.endsWith('/labels') ? { status: 500 } : undefined);
  }), 'iteration submit --copy labels', { changes: true }),
];

export const iterations = [...names, ...submits];
