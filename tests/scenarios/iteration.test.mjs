// Iterations at a desk, against real git and the stand-in: what there is, the next one, and which names are taken.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

const NAME = 'laptop/task-123/add-user-auth';

/** A repository with a change under way: its first attempt is pushed, and open as #1. @param {import('./harness/sandbox.mjs').Sandbox} box */
async function begun(box) {
  const one = await story(box, { history: [{ files: { 'a.txt': '1\n' } }], protect: [], github: { settings: { private: false } } });
  await one.clone.git('switch', '--quiet', '--create', NAME);
  await one.clone.commit('feat: auth', { 'b.txt': 'one\n' });
  await one.github.push(NAME, { 'b.txt': 'one\n' });
  await one.clone.git('fetch', '--quiet', one.remote.fileUrl, `+refs/heads/*:refs/remotes/origin/*`);
  await one.clone.git('reset', '--quiet', '--hard', `refs/remotes/origin/${NAME}`);
  await one.github.open(NAME, 'Add user authentication');
  return { ...one, branch: async () => (await one.clone.git('branch', '--show-current')).trim() };
}

describe('iterations', { concurrency: 2 }, () => {
  scenario('show says what there is, with and without a token', async (box) => {
    const { run, clone } = await begun(box);
    const first = await run(['iteration', 'show', '--json']);
    assert.equal(first.code, 0, first.stderr);
    const { base, iteration, original, latest, next, redFlag, iterations } = first.json;
    assert.deepEqual({ base, iteration, original, latest, next, redFlag }, { base: NAME, iteration: 1, original: true, latest: NAME, next: `${NAME}-v2`, redFlag: false });
    assert.deepEqual([iterations.length, iterations[0].local, iterations[0].remote, iterations[0].pullRequests[0].number], [1, true, true, 1]);
    await clone.git('branch', `${NAME}-v10`);
    await clone.git('branch', `${NAME}-v9`);
    const all = await run(['iteration', 'show', '--json'], { env: { GITHUB_TOKEN: undefined } });
    assert.deepEqual(all.json.iterations.map((/** @type {any} */ one) => [one.branch.slice(NAME.length), one.remote, one.pullRequests]), [['', true, undefined], ['-v9', false, undefined], ['-v10', false, undefined]]);
    assert.deepEqual([all.json.latest, all.json.redFlag, all.json.next], [`${NAME}-v10`, true, `${NAME}-v11`]);
    assert.match(all.stderr, /pull requests are not known: there is no token/);
    const text = await run(['iteration', 'show', `${NAME}-v9`]);
    assert.match(text.stdout, /iteration {2}9 \(the latest is .*-v10\)[\s\S]*red flag[\s\S]*v1 +laptop[\s\S]*#1 open: Add user authentication[\s\S]*v9[\s\S]*v10/);
  });

  scenario('start makes the next one, and takes along what is not committed', async (box) => {
    const { run, clone, branch, branches } = await begun(box);
    clone.write('b.txt', 'two\n');
    clone.write('new.txt', 'new\n');
    const log = join(box.dir, 'decisions.jsonl');
    const started = await run(['iteration', 'start', '--json', '--log', log]);
    assert.equal(started.code, 0, started.stderr);
    assert.deepEqual([await branch(), started.json.branch, clone.read('b.txt'), clone.read('new.txt')], [`${NAME}-v2`, `${NAME}-v2`, 'two\n', 'new\n']);
    assert.deepEqual(await branches(), [NAME, 'main']);
    const [line = ''] = readFileSync(log, 'utf8').split('\n');
    assert.deepEqual([JSON.parse(line).command, JSON.parse(line).branch, JSON.parse(line).from], ['iteration start', `${NAME}-v2`, NAME]);
  });

  scenario('the number is above all that exist: here, on the remote, or as a closed pull request', async (box) => {
    const { run, clone, github, branch, branches } = await begun(box);
    await github.push(`${NAME}-v2`, { 'b.txt': 'two\n' });
    await github.push(`${NAME}-v5`, { 'b.txt': 'five\n' });
    const number = await github.open(`${NAME}-v5`);
    await github.close(number);
    await github.deleteBranch(`${NAME}-v5`);
    assert.match((await run(['iteration', 'start', '--push', '--dry-run'])).stdout, /^would create .*-v6, on the remote, too$/m);
    const without = await run(['iteration', 'start', '--dry-run', '--json'], { env: { GITHUB_TOKEN: undefined } });
    assert.equal(without.json.branch, `${NAME}-v3`);
    const started = await run(['iteration', 'start', '--push', '--json']);
    assert.equal(started.code, 0, started.stderr);
    assert.deepEqual([started.json.branch, await branch()], [`${NAME}-v6`, `${NAME}-v6`]);
    assert.deepEqual(await branches(), [NAME, `${NAME}-v2`, `${NAME}-v6`, 'main']);
    assert.equal(await clone.oid('HEAD'), await clone.oid(NAME));
    assert.equal((await clone.git('rev-parse', '--abbrev-ref', '@{upstream}')).trim(), `origin/${NAME}-v6`, 'a plain `git push` goes there');
  });

  scenario('where the clone cannot go there, the remote keeps no branch of it', async (box) => {
    const { run, clone, branch, branches } = await begun(box);
    await clone.git('switch', '--quiet', '--create', 'other');
    await clone.commit('feat: other', { 'b.txt': 'other\n' });
    await clone.git('switch', '--quiet', NAME);
    clone.write('b.txt', 'not committed\n');
    const started = await run(['iteration', 'start', 'other', '--push', '--json']);
    assert.deepEqual([started.code, started.json.code], [1, 'git-refused'], started.stderr);
    assert.match(started.json.message, /b\.txt|overwritten/);
    assert.deepEqual([await branch(), await branches()], [NAME, [NAME, 'main']]);
    await clone.git('checkout', '--quiet', '--', 'b.txt');
    assert.equal((await run(['iteration', 'start', 'other', '--push', '--json'])).json.branch, 'other-v2');
  });

  scenario('a file that git ignores here, and the other branch has: it stays', async (box) => {
    const { run, clone, branch } = await begun(box);
    await clone.git('switch', '--quiet', '--create', 'other');
    await clone.commit('feat: other', { 'built.txt': 'other\n' });
    await clone.git('switch', '--quiet', NAME);
    clone.write('.git/info/exclude', 'built.txt\n');
    clone.write('built.txt', 'mine\n');
    const started = await run(['iteration', 'start', 'other', '--json']);
    assert.deepEqual([started.code, started.json.code], [1, 'git-refused'], started.stdout);
    assert.match(started.json.message, /built\.txt|overwritten/);
    assert.deepEqual([await branch(), clone.read('built.txt')], [NAME, 'mine\n']);
    // Nothing of it is taken where no branch is left.
    assert.equal((await run(['iteration', 'start', '--json'])).json.branch, `${NAME}-v2`);
  });

  scenario('a ref that git takes for the new branch is named, where it says the same already, too', async (box) => {
    const { run, remote, clone } = await begun(box);
    const other = `refs/heads/refs/heads/${NAME}-v2`;
    await remote.git(['update-ref', other, (await clone.git('rev-parse', 'HEAD')).trim()]);
    const ran = await run(['iteration', 'start', '--push', '--json']);
    assert.deepEqual([ran.code, ran.json.code], [1, 'name-in-the-way'], ran.stderr);
    assert.match(ran.json.nextSteps.join('\n'), new RegExp(`delete or rename \`${other}\``));
  });

  scenario('two people who start at once get two numbers', async (box) => {
    const { run, github, remote, branch } = await begun(box);
    let once = true;
    github.trouble = async ({ kind, service, method }) => {
      if (kind === 'git' && service === 'git-receive-pack' && method === 'GET' && once) {
        once = false;
        await remote.git(['update-ref', `refs/heads/${NAME}-v2`, `refs/heads/${NAME}`]);
      }
      return undefined;
    };
    const started = await run(['iteration', 'start', '--push', '--json']);
    assert.equal(started.code, 0, started.stderr);
    assert.deepEqual([started.json.branch, await branch()], [`${NAME}-v3`, `${NAME}-v3`]);
  });

  scenario('somebody makes the same one in the middle of our push, whichever words the server has for it', async (box) => {
    const { run, remote, branch } = await begun(box);
    const pushes = () => Number(readFileSync(join(box.dir, 'pushes'), 'utf8').trim());
    const count = `echo $(($(cat '${box.dir}/pushes' 2>/dev/null) + 1)) > '${box.dir}/pushes'`;
    // git's own words.
    remote.hook('pre-receive', `${count}\n[ "$(cat '${box.dir}/pushes')" -gt 1 ] || env -u GIT_QUARANTINE_PATH git update-ref refs/heads/${NAME}-v2 refs/heads/${NAME}`);
    const started = await run(['iteration', 'start', '--push', '--json']);
    assert.equal(started.code, 0, started.stderr);
    assert.deepEqual([started.json.branch, await branch(), pushes()], [`${NAME}-v3`, `${NAME}-v3`, 2]);
    // Other servers', and older ones'.
    remote.hook('pre-receive', count);
    for (const [number, reason] of ['failed to update ref', "cannot lock ref 'refs/heads/x': is at 1 but expected 0", 'incorrect old value provided'].entries()) {
      await remote.protect({ [`refs/heads/${NAME}-v${4 + 2 * number}`]: { reason } });
      const other = await run(['iteration', 'start', '--push', '--json']);
      assert.equal(other.code, 0, other.stderr);
      assert.deepEqual([other.json.branch, await branch()], [`${NAME}-v${5 + 2 * number}`, `${NAME}-v${5 + 2 * number}`]);
    }
  });

  scenario('what no other number cures is said, and tried once', async (box) => {
    const { run, clone, remote, branch, branches } = await begun(box);
    const gh013 = [`error: GH013: Repository rule violations found for refs/heads/${NAME}-v2.`, ''];
    const rule = { reason: 'push declined due to repository rule violations', says: [...gh013, '- Cannot create ref due to creations being restricted.'] };
    const before = await clone.git('for-each-ref');
    for (const [told, code, says] of /** @type {const} */ ([
      [rule, 'branch-rule', /creations being restricted/],
      [{ reason: 'pre-receive hook declined', says: ['fatal: the name already exists elsewhere'] }, 'push-refused', /pre-receive hook declined.*already exists elsewhere/],
    ])) {
      await remote.protect({ [`refs/heads/${NAME}-v2`]: told });
      const refused = await run(['iteration', 'start', '--push', '--json']);
      assert.deepEqual([refused.code, refused.json?.code], [1, code], refused.stderr);
      assert.match(refused.json.message, says);
      assert.deepEqual([await branches(), await branch(), await clone.git('for-each-ref')], [[NAME, 'main'], NAME, before]);
    }
  });

  scenario('a push without an answer is not taken for one', async (box) => {
    const { run, clone, github, branch } = await begun(box);
    let pushes = 0;
    github.trouble = async ({ kind, service, method }) => {
      if (kind !== 'git' || service !== 'git-receive-pack' || method !== 'POST') return undefined;
      pushes += 1;
      return 'lose';
    };
    const before = await clone.git('for-each-ref');
    const lost = await run(['iteration', 'start', '--push', '--json']);
    assert.deepEqual([lost.code, lost.json?.code, pushes], [1, 'unreachable', 1], lost.stderr);
    assert.match(lost.json.message, new RegExp(`whether it has \`${NAME}-v2\` now`));
    assert.deepEqual([await branch(), await clone.git('for-each-ref')], [NAME, before]);
    github.trouble = () => undefined;
    const again = await run(['iteration', 'start', '--push', '--json']);
    assert.equal(again.code, 0, again.stderr);
    assert.equal(again.json.branch, `${NAME}-v3`, 'the first one has landed');
  });

  scenario('what is said of bad input, and nothing is changed', async (box) => {
    const { run, clone } = await begun(box);
    const refs = () => clone.git('for-each-ref');
    const expect = async (/** @type {string[]} */ args, /** @type {string} */ code, /** @type {RegExp} */ says) => {
      const before = await refs();
      const ran = await run(['iteration', ...args, '--json']);
      assert.deepEqual([ran.code, ran.json?.code], [1, code], ran.stderr);
      assert.match(ran.stderr, says);
      assert.equal(await refs(), before);
    };
    await clone.git('switch', '--quiet', 'main');
    for (const command of ['start', 'check', 'submit', 'clean']) await expect([command], 'default-branch', /`main` is the branch that changes are merged into/);
    await expect(['clean'], 'default-branch', /iteration clean --all/);
    assert.match((await run(['iteration', 'show'])).stderr, /`main` is the branch that changes are merged into, and no attempt at one/);
    await clone.git('switch', '--quiet', '--create', 'api-v3');
    await expect(['start'], 'lineage-unclear', /`api-v3` reads as iteration 3 of `api`, and there is no other/);
    await expect(['show'], 'lineage-unclear', /--lineage api-v3/);
    await expect(['submit'], 'lineage-unclear', /lineage api/);
    await expect(['clean'], 'lineage-unclear', /lineage api/);
    await expect(['start', '--lineage', 'other'], 'other-lineage', /`api-v3` is no iteration of `other`/);
    const own = await run(['iteration', 'start', '--lineage', 'api-v3', '--dry-run', '--json']);
    assert.equal(own.json?.branch, 'api-v3-v2', own.stderr);
    const third = await run(['iteration', 'start', '--lineage', 'api', '--dry-run', '--json']);
    assert.equal(third.json?.branch, 'api-v4', third.stderr);
    await clone.git('switch', '--quiet', '--detach');
    for (const command of ['show', 'start', 'submit', 'clean', 'check', 'diff']) await expect([command], 'detached-head', /no branch is checked out/);
    await clone.git('switch', '--quiet', '--create', 'y'.repeat(248));
    await expect(['start'], 'branch-name-too-long', /251 bytes.*\.lock/);
    await clone.git('remote', 'rename', 'origin', 'elsewhere');
    await clone.git('switch', '--quiet', NAME);
    await expect(['submit', '--title', 'x'], 'no-remote', /there is no remote `origin`/);
    await expect(['clean'], 'no-remote', /there is no remote `origin`/);
    const shown = await run(['iteration', 'show', '--json']);
    assert.equal(shown.code, 0, shown.stderr);
    assert.match(shown.stderr, /there is no remote: only branches of this clone are known/);
    const started = await run(['iteration', 'start', '--json']);
    assert.equal(started.json?.branch, `${NAME}-v2`, started.stderr);
    // Nobody says which branch is the default one: then it is called so.
    await clone.git('switch', '--quiet', 'main');
    await expect(['start'], 'default-branch', /git switch --create NAME/);
  });

  scenario('a remote that does not answer is as it was last fetched', async (box) => {
    const { run, clone, github, remote, branch } = await begun(box);
    await github.push(`${NAME}-v2`, { 'b.txt': 'two\n' });
    await github.push('api-v3', { 'b.txt': 'two\n' });
    await clone.git('fetch', '--quiet', remote.fileUrl, '+refs/heads/*:refs/remotes/origin/*');
    await clone.git('remote', 'set-head', 'origin', 'main');
    await clone.git('remote', 'set-url', 'origin', 'http://127.0.0.1:9/o/r');
    const shown = await run(['iteration', 'show', `${NAME}-v2`]);
    assert.match(shown.stdout, /v2 +laptop.*-v2 \(on the remote\)/, shown.stderr);
    assert.match(shown.stderr, /cannot be read: .*; its branches are shown as they were last fetched/);
    const { json } = await run(['iteration', 'start', '--dry-run', '--json']);
    assert.equal(json.branch, `${NAME}-v3`);
    assert.equal((await run(['iteration', 'check', 'main', '--json'])).json.code, 'default-branch');
    for (const args of [['start', '--push'], ['submit', '--title', 'x'], ['clean']]) assert.equal((await run(['iteration', ...args, '--json'])).json.code, 'unreachable', args.join(' '));
    assert.equal(await branch(), NAME);
    await clone.git('update-ref', '-d', 'refs/remotes/origin/HEAD');
    await clone.git('remote', 'rename', 'origin', 'elsewhere');
    await clone.git('switch', '--quiet', '--create', 'lone-v3');
    assert.match((await run(['iteration', 'show'])).stderr, /this clone knows no other iteration of that/);
  });

  scenario('a remote that asks for a key is not one that is silent', async (box) => {
    const { run, github } = await begun(box);
    github.trouble = ({ kind }) => (kind === 'git' ? { status: 401 } : undefined);
    const ran = await run(['iteration', 'start', '--push', '--json']);
    assert.deepEqual([ran.code, ran.json.code], [1, 'no-permission'], ran.stderr);
    assert.match(ran.json.nextSteps.join('\n'), /GITHUB_TOKEN/);
    assert.match((await run(['iteration', 'show'])).stderr, /; its branches are shown as they were last fetched/);
  });

  scenario('names are no patterns, no options and no orders', async (box) => {
    const { run, clone, branch } = await begun(box);
    for (const name of ['a.b+c', 'we(ird)$x', 'größe/✨', "quo'te`s", '100%', 'a;b&c|d']) {
      await clone.git('switch', '--quiet', '--create', name, 'main');
      const started = await run(['iteration', 'start']);
      assert.deepEqual([started.code, await branch()], [0, `${name}-v2`], started.stderr);
      const shown = await run(['iteration', 'show']);
      assert.equal(shown.code, 0, shown.stderr);
    }
    const typo = await run(['iteration', 'sbmit']);
    assert.deepEqual([typo.code, /did you mean `submit`/.test(typo.stderr)], [2, true], typo.stderr);
    const help = await run(['iteration', '--help']);
    assert.match(help.stdout, /iteration show[\s\S]*iteration install-hook/);
    assert.equal((await run(['iteration'])).code, 2);
  });
});
