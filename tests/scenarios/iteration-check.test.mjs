// `iteration check`, `diff` and `report`, the steps of a workflow, and the whole workflow of the decision record, played
// line by line with our commands.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { TOKEN } from '../standin/index.mjs';
import { CLI } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

const NAME = 'laptop-jpoley/task-123/add-user-auth';
const SECOND = `${NAME}-v2`;
const FILE = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('');

/**
 * The first attempt has two commits; the second is here, and still the same.
 * @param {import('./harness/sandbox.mjs').Sandbox} box @param {Record<string, import('../standin/access.mjs').Token>} [tokens]
 */
async function begun(box, tokens = { [TOKEN]: {} }) {
  const one = await story(box, { history: [{ files: { 'a.txt': FILE } }], protect: [], github: { settings: { private: false }, tokens } });
  await one.github.push(NAME, { 'b.txt': 'one\n' }, { say: 'feat: one' });
  await one.github.push(NAME, { 'c.txt': 'one\n' }, { say: 'feat: two' });
  await one.github.open(NAME, 'Add user authentication');
  const fetch = () => one.clone.git('fetch', '--quiet', one.remote.fileUrl, '+refs/heads/*:refs/remotes/origin/*');
  await fetch();
  await one.clone.git('branch', '--no-track', NAME, `refs/remotes/origin/${NAME}`);
  await one.clone.git('switch', '--quiet', '--no-track', '--create', SECOND, NAME);
  const iterate = (/** @type {string[]} */ args, /** @type {import('./harness/program.mjs').Setting} */ setting = {}) => one.run(['iteration', ...args], setting);
  const codes = (/** @type {any} */ ran) => ran.json.findings.map((/** @type {any} */ one) => `${one.blocks ? '!' : ''}${one.code}`);
  return { ...one, fetch, iterate, codes };
}

describe('iteration check', { concurrency: 2 }, () => {
  scenario('what was cut short says nothing of the branch', async (box) => {
    // A login of its own for who is interrupted: a question of the one before may arrive after its end.
    const { iterate, github, clone } = await begun(box, { [TOKEN]: {}, ghs_to_interrupt: { login: 'who-is-interrupted' } });
    await clone.commit('fix: more', { 'd.txt': '1\n' });
    let asked = () => {};
    github.trouble = ({ path, login }) => {
      if (!path.endsWith('/pulls')) return undefined;
      if (login === 'who-is-interrupted') asked();
      return 'hang';
    };
    for (const args of [['show'], ['check'], ['start', '--push'], ['diff'], ['clean', '--all'], ['report']]) {
      const late = await iterate([...args, '--json', '--timeout', '1s']);
      assert.deepEqual([late.code, late.json.code], [1, 'timeout'], `${args}: ${late.stderr}`);
      const child = spawn(process.execPath, [CLI, 'iteration', ...args], { cwd: clone.dir, env: { ...box.env, ...github.env, GITHUB_TOKEN: 'ghs_to_interrupt', TMPDIR: box.newTmp() }, stdio: ['ignore', 'ignore', 'pipe'] });
      asked = () => void child.kill('SIGINT');
      let said = '';
      child.stderr.on('data', (chunk) => (said += chunk));
      const [code] = await once(child, 'close');
      assert.equal(code, 130, `${args}: ${said}`);
      assert.match(said, /error\[cancelled\]/);
    }
  });

  scenario('a server that does not say what is open is no missing token', async (box) => {
    const { iterate, github, clone } = await begun(box);
    await clone.commit('fix: more', { 'd.txt': '1\n' });
    github.trouble = ({ path }) => (path.endsWith('/pulls') ? { status: 404 } : undefined);
    const ran = await iterate(['check', '--json']);
    assert.equal(ran.json.findings[0].code, 'no-hosting', ran.stderr);
    assert.doesNotMatch(JSON.stringify(ran.json.findings), /token|GITHUB_TOKEN/);
  });

  scenario('each answer comes with the command that follows from it', async (box) => {
    const { iterate, codes, clone, github, remote, fetch } = await begun(box);
    const same = await iterate(['check', '--json']);
    assert.deepEqual([same.code, codes(same)], [1, ['open-pull-request', '!same-as-another']], same.stderr);
    assert.deepEqual(same.json.findings.map((/** @type {any} */ one) => one.next), ['version-first iteration submit', `version-first iteration diff ${NAME} ${SECOND}`]);
    await clone.commit('fix: more', { 'd.txt': '1\n' });
    const fine = await iterate(['check', '--json']);
    assert.deepEqual([fine.code, fine.json.ok, codes(fine)], [0, true, ['open-pull-request']], fine.stderr);
    // Squashed onto the base by somebody, which has moved on besides.
    await github.push('main', { 'b.txt': 'one\n', 'c.txt': 'one\n', 'd.txt': '1\n' }, { say: 'feat: all of it' });
    await github.push('main', { 'z.txt': '1\n' });
    const landed = await iterate(['check', '--json']);
    assert.deepEqual([landed.code, codes(landed)], [1, ['!already-on-base', 'open-pull-request']], landed.stderr);
    const squash = (await remote.git(['rev-parse', 'main~1'])).trim();
    assert.match(landed.json.findings[0].next, new RegExp(`^git show ${squash.slice(0, 7)}$`));
    await github.push(`${NAME}-v3`, { 'b.txt': 'three\n' });
    await github.open(`${NAME}-v3`);
    const older = await iterate(['check', '--json']);
    assert.deepEqual(codes(older).slice(0, 3), ['!already-on-base', '!iteration-not-latest', '!open-pull-request']);
    await fetch();
    const text = await iterate(['check']);
    assert.equal(text.code, 1);
    assert.match(text.stdout, /stop\[iteration-not-latest\]: .* → git switch .*-v3\n[\s\S]*something stands against going on/);
  });

  scenario('rebased commit by commit onto the base, too', async (box) => {
    const { iterate, codes, github, remote, clone, fetch } = await begun(box);
    await github.push('main', { 'z.txt': '1\n' });
    await github.merge(1, 'rebase');
    await fetch();
    const ran = await iterate(['check', '--json']);
    assert.deepEqual(codes(ran)[0], '!already-on-base', ran.stderr);
    assert.equal(await remote.text('main', 'c.txt'), 'one\n');
    await clone.git('switch', '--quiet', NAME);
    assert.ok(codes(await iterate(['check', '--json'])).includes('!already-merged'));
  });

  scenario('review comments by bots, and so many attempts', async (box) => {
    const { iterate, codes, clone, github } = await begun(box);
    await clone.git('switch', '--quiet', NAME);
    await github.review(1, 'copilot[bot]', 2);
    await github.review(1, 'bob', 1);
    const strict = await iterate(['check', '--max-bot-comments', '0', '--json']);
    assert.ok(codes(strict).includes('!bot-comments'), strict.stderr);
    const lenient = await iterate(['check', '--max-bot-comments', '2', '--json']);
    assert.ok(!codes(lenient).includes('!bot-comments'));
    assert.equal((await iterate(['check', '--max-bot-comments', 'few'])).code, 2);
    const shown = await iterate(['show', '--json']);
    assert.deepEqual(shown.json.iterations[0].pullRequests[0].comments, { bots: 2, people: 1 });
    await clone.git('switch', '--quiet', '--create', `${NAME}-v5`);
    assert.ok(codes(await iterate(['check', '--json'])).includes('red-flag'));
    const blind = await iterate(['check', '--json'], { env: { GITHUB_TOKEN: undefined } });
    assert.ok(codes(blind).includes('no-hosting'));
  });
});

describe('iteration diff', { concurrency: 2 }, () => {
  scenario('rebased, changed, squashed and reordered series', async (box) => {
    const { iterate, clone, github, fetch } = await begun(box);
    assert.match((await iterate(['diff'])).stdout, /are the same commits/);
    await github.push('main', { 'z.txt': '1\n' });
    await fetch();
    await clone.git('rebase', '--quiet', 'refs/remotes/origin/main');
    const rebased = await iterate(['diff']);
    assert.deepEqual([rebased.code, rebased.stdout.split('\n')[0]], [0, `${SECOND} is nothing but a rebase of ${NAME}`], rebased.stderr);
    assert.equal((await iterate(['diff', '--json'])).json.nothingButARebase, true);
    await clone.commit('feat: <b>three</b> ::error::x', { 'a.txt': FILE.replace('line 5', 'line five & <i>') });
    const more = await iterate(['diff', '--json']);
    assert.deepEqual(more.json.commits.map((/** @type {any} */ row) => row.sign), ['=', '=', '>']);
    await clone.git('switch', '--quiet', '--create', `${NAME}-v3`);
    await clone.git('reset', '--quiet', '--soft', 'refs/remotes/origin/main');
    await clone.git('commit', '--quiet', '-m', 'feat: all in one');
    const squashed = await iterate(['diff', '--json']);
    assert.deepEqual([squashed.json.nothingButARebase, squashed.json.sameChange], [false, true]);
    assert.match((await iterate(['diff'])).stdout, /; all together they bring the same change\n/);
    await clone.git('branch', `${NAME}-v6`, 'refs/remotes/origin/main');
    const none = await iterate(['diff', SECOND, `${NAME}-v6`]);
    assert.match(none.stdout, /^from .* to .*-v6: 3 gone\n1: {2}[0-9a-f]+ < -: {2}-+ feat: one\n/, none.stderr);
    assert.match((await iterate(['diff', `${NAME}-v6`, SECOND])).stdout, /: 3 new\n-: {2}-+ > 1: {2}[0-9a-f]+ feat: one\n/);
    await clone.git('branch', '--delete', '--force', `${NAME}-v6`);
    assert.ok(squashed.json.commits.length >= 3);
    await clone.git('switch', '--quiet', '--create', `${NAME}-v4`, 'refs/remotes/origin/main');
    await clone.git('cherry-pick', `${NAME}~0`, `${NAME}~1`);
    const reordered = await iterate(['diff', NAME, `${NAME}-v4`]);
    assert.match(reordered.stdout, /2 the same, in another order/, reordered.stderr);
    // What a merge resolved is in no patch: that is no plain rebase.
    await clone.git('switch', '--quiet', '--create', `${NAME}-v5`, NAME);
    await clone.git('merge', '--quiet', '--no-edit', 'refs/remotes/origin/main');
    assert.match((await iterate(['diff', NAME, `${NAME}-v5`])).stdout, /^from .* to .*-v5: 2 the same; all together they bring the same change; merge commits \(1\) are not compared\n/);
    const file = join(box.dir, 'changes.html');
    await iterate(['diff', NAME, SECOND, '--html', file]);
    const page = readFileSync(file, 'utf8');
    assert.match(page, /^<!doctype html>[\s\S]*prefers-color-scheme:dark[\s\S]*&#60;b&#62;three/);
    assert.doesNotMatch(page, /<b>|<i>|https?:|<script|src=|url\(/);
    const gone = await iterate(['diff', NAME, `${NAME}-v77`, '--json']);
    assert.deepEqual([gone.code, gone.json.code], [1, 'no-such-branch']);
  });

  scenario('attempts at a change for several lines: each from where it left its own', async (box) => {
    const { iterate, github, clone, fetch, codes } = await begun(box);
    await github.push('releases/v2', { 'z.txt': 'two\n' }, { say: 'chore: only in v2' });
    await github.push(SECOND, { 'b.txt': 'one\n' }, { say: 'feat: one', from: 'refs/heads/releases/v2^0' });
    await github.push(SECOND, { 'c.txt': 'one\n' }, { say: 'feat: two' });
    await github.open(SECOND, 'backport', 'releases/v2');
    await fetch();
    await clone.git('switch', '--quiet', '--detach');
    await clone.git('branch', '--force', '--no-track', SECOND, `refs/remotes/origin/${SECOND}`);
    const { json } = await iterate(['diff', NAME, SECOND, '--json']);
    assert.deepEqual([json.nothingButARebase, json.commits.length], [true, 2]);
    assert.ok(codes(await iterate(['check', SECOND, '--json'])).includes('!same-as-another'));
    // Of several that are open, each is named.
    await clone.git('branch', `${NAME}-v3`, SECOND);
    const third = await iterate(['check', `${NAME}-v3`, '--json']);
    assert.ok(third.json.findings.some((/** @type {any} */ one) => one.next === 'version-first iteration submit 2 1'), JSON.stringify(third.json.findings));
  });

  scenario('report has the measures of the record', async (box) => {
    const { iterate, github } = await begun(box);
    await github.push(SECOND, { 'b.txt': 'two\n' });
    await github.open(SECOND);
    await github.merge(2, 'squash');
    await github.push('solo', { 'x.txt': '1\n' });
    await github.open('solo');
    github.forward(20 * 24 * 60);
    const { json } = await iterate(['report', '--json']);
    assert.deepEqual([json.pullRequests, json.extractionSuccess, json.tasks, json.averageIterations, json.histogram, json.cleanupRate], [3, 100, 2, 1.5, { 1: 1, 2: 1 }, 0]);
    await github.close(1);
    assert.equal((await iterate(['report', '--json'])).json.cleanupRate, 100);
    assert.match((await iterate(['report'])).stdout, /iterations a change {2}1\.5\n[\s\S]*v1 +#+ 1\n/);
    assert.match((await iterate(['report', '--svg'])).stdout, /^<svg [\s\S]*<\/svg>\n$/);
  });
});

/** The file of an event. @param {import('./harness/sandbox.mjs').Sandbox} box @param {string} action @param {object} pull */
const event = (box, action, pull) => ({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: box.write(`event-${action}.json`, JSON.stringify({ action, pull_request: pull })), GITHUB_REF: 'refs/pull/2/merge' });
const repo = { full_name: 'o/r' };

describe('iterations in workflows', { concurrency: 2 }, () => {
  scenario('one comment that is kept up to date, a label, and strict', async (box) => {
    const { action, clone, github, pull } = await begun(box);
    await clone.commit('fix: more', { 'd.txt': '1\n' });
    await github.push(SECOND, { 'b.txt': 'one\n', 'c.txt': 'one\n', 'd.txt': '1\n' });
    await github.open(SECOND, 'Title | ::error::x <b>');
    const here = (/** @type {number} */ number, /** @type {string} */ head) => event(box, 'synchronize', { number, head: { ref: head, repo }, base: { ref: 'main', repo }, merged: false });
    const first = await action({ command: 'iteration-check', 'superseded-label': 'superseded' }, { env: here(2, SECOND) });
    assert.deepEqual([first.code, first.outputs?.status], [0, 'done'], first.stdout);
    const [comment, ...more] = (await pull(2)).comments;
    assert.equal(more.length, 0);
    assert.match(comment?.body ?? '', /^<!-- version-first: iteration -->\n### Iteration 2 of[\s\S]*\| v1 \|[\s\S]*\| v2 \|/);
    assert.doesNotMatch(comment?.body ?? '', /<b>/);
    assert.deepEqual((await pull(1)).labels, ['superseded']);
    await github.edit(2, { title: 'Another title' });
    await action({ command: 'iteration-check' }, { env: here(2, SECOND) });
    assert.deepEqual([(await pull(2)).comments.length, /Another title/.test((await pull(2)).comments[0]?.body ?? '')], [1, true]);
    const strict = await action({ command: 'iteration-check', strict: 'true' }, { env: here(1, NAME) });
    assert.deepEqual([strict.code, strict.json.code], [1, 'iteration-not-latest'], strict.stdout);
    const fork = await action({ command: 'iteration-check' }, { env: event(box, 'opened', { number: 2, head: { ref: SECOND, repo: { full_name: 'x/r' } }, base: { ref: 'main', repo } }) });
    assert.deepEqual([fork.code, fork.outputs?.status], [0, 'nothing-to-do']);
    const pushed = await action({ command: 'iteration-check' }, { env: { GITHUB_EVENT_NAME: 'push' } });
    assert.deepEqual([pushed.code, pushed.json.code], [1, 'wrong-event']);
  });

  scenario('a branch that only reads like an attempt is nobody’s failure', async (box) => {
    const { action, github } = await begun(box);
    await github.push('api-v3', { 'x.txt': '1\n' });
    const number = await github.open('api-v3');
    const here = (/** @type {string} */ act, /** @type {boolean} */ merged) => event(box, act, { number, head: { ref: 'api-v3', repo }, base: { ref: 'main', repo }, merged });
    const checked = await action({ command: 'iteration-check', strict: 'true' }, { env: here('opened', false) });
    assert.deepEqual([checked.code, checked.outputs?.status], [0, 'nothing-to-do'], checked.stdout);
    await github.merge(number, 'squash');
    const cleaned = await action({ command: 'iteration-clean' }, { env: here('closed', true) });
    assert.deepEqual([cleaned.code, cleaned.outputs?.status], [0, 'nothing-to-do'], cleaned.stdout);
  });

  scenario('after a merge, and only then, the others end', async (box) => {
    const { action, github, branches, pull } = await begun(box);
    await github.push(SECOND, { 'b.txt': 'two\n' });
    await github.open(SECOND);
    const here = (/** @type {boolean} */ merged) => event(box, 'closed', { number: 2, head: { ref: SECOND, repo }, base: { ref: 'main', repo }, merged });
    const closed = await action({ command: 'iteration-clean' }, { env: here(false) });
    assert.deepEqual([closed.code, closed.outputs?.status, (await pull(1)).state], [0, 'nothing-to-do', 'open']);
    await github.merge(2, 'squash');
    const ran = await action({ command: 'iteration-clean', original: 'true', merged: 'true' }, { env: here(true) });
    assert.deepEqual([ran.code, ran.outputs?.status, (await pull(1)).state, await branches()], [0, 'done', 'closed', ['main']], ran.stdout);
  });
});

describe('the decision record', () => {
  scenario('its complete workflow, line by line', async (box) => {
    const one = await story(box, { history: [{ files: { 'a.txt': '1\n' } }], protect: [] });
    const { clone, github, run, pull, branches } = one;
    const ok = async (/** @type {string[]} */ ...args) => {
      const ran = await run(args);
      assert.equal(ran.code, 0, `${args.join(' ')}: ${ran.stderr}`);
      return ran;
    };
    // 1. Original PR created, received 5 Copilot comments
    await clone.git('checkout', '--quiet', '-b', NAME);
    await clone.commit('feat: add user authentication', { 'src/auth/login.py': 'one\n' });
    await ok('iteration', 'submit', '--title', 'Add user authentication');
    await github.review(1, 'copilot[bot]', 5);
    assert.deepEqual([(await pull(1)).title, (await run(['iteration', 'check', '--max-bot-comments', '0'])).code], ['Add user authentication', 1]);
    // 2. Create iteration branch
    await ok('iteration', 'start');
    assert.equal((await clone.git('branch', '--show-current')).trim(), SECOND);
    // 3. Address Copilot comments (fix code)
    await clone.commit('fix: address type errors and add tests', { 'src/auth/login.py': 'two\n' });
    // 4. Push and create new PR, close old PR
    await ok('iteration', 'submit', '1', '--title', 'Add user authentication');
    await github.review(2, 'copilot[bot]', 2);
    assert.deepEqual([(await pull(2)).title, (await pull(1)).state, (await pull(1)).comments[0]?.body], ['Add user authentication (v2)', 'closed', 'Superseded by #2']);
    // 5. If needed, repeat for v3
    await ok('iteration', 'start');
    await clone.commit('fix: the rest', { 'src/auth/login.py': 'three\n' });
    await ok('iteration', 'submit', '2');
    assert.deepEqual([(await pull(3)).title, (await pull(2)).state], ['Add user authentication (v3)', 'closed']);
    // 6. PR has zero comments → ready for human review
    await ok('iteration', 'check', '--max-bot-comments', '0');
    const shown = await ok('iteration', 'show');
    assert.match(shown.stdout, /#1 closed: Add user authentication, review comments: 5 by bots, 0 by people[\s\S]*#2 closed[\s\S]*2 by bots[\s\S]*#3 open[\s\S]*0 by bots/);
    // Git cleanup: delete old iteration branches after merge, keep the original
    await github.merge(3, 'squash');
    await clone.git('checkout', '--quiet', 'main');
    await ok('iteration', 'clean', NAME, '--merged');
    assert.deepEqual(await branches(), [NAME, 'main']);
    assert.deepEqual((await clone.git('branch', '--format=%(refname:short)')).trim().split('\n'), [NAME, 'main']);
  });
});
