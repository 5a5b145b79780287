// The whole story as a runner runs it: real workflows with `uses: ./`, main and post steps, against the stand-in GitHub.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { elsewhere } from '../scenarios/harness/elsewhere.mjs';
import { scenario } from '../scenarios/harness/sandbox.mjs';
import { FILES, HISTORY } from '../scenarios/harness/story.mjs';
import { TOKEN } from '../standin/index.mjs';
import { checkout, filesIn, mainStep, runWorkflow, standIn } from './runner.mjs';

const BUMP = 'refs/heads/chore/version-bump-1.2.4';

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {string[]} [args] for the stand-in */
async function stage(box, args = []) {
  const remote = await box.remote(HISTORY());
  // As GitHub does; a clone one commit deep can then be completed without files.
  await remote.config('uploadpack.allowFilter', 'true');
  const github = await standIn(box, remote, ['--protect', 'main=gh013', ...args]);
  return { remote, github, dir: await checkout(box) };
}

/** A run whose main step is killed as soon as its pull request is asked for. @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {Awaited<ReturnType<typeof stage>>} stage @param {'hang' | 'lose'} trouble */
async function killed(box, { github, dir, remote }, trouble) {
  let asked = 0;
  const api = await elsewhere(box, github.origin, {
    trouble: ({ method, url }) => {
      if (method !== 'POST' || !url.endsWith('/pulls')) return undefined;
      asked += 1;
      return trouble;
    },
  });
  const env = { ...github.env, GITHUB_API_URL: `${api.origin}/api/v3` };
  /** @type {Record<string, unknown>} */
  let before = {};
  const ran = await runWorkflow(box, dir, env, {
    meanwhile: async (act, ended) => {
      const until = async (/** @type {() => boolean | Promise<boolean>} */ is) => {
        while (!(await is())) {
          if (ended()) throw new Error('it ended without having asked for a pull request');
          await sleep(20);
        }
      };
      await until(() => asked > 0);
      // What it asked for has happened by then.
      if (trouble === 'lose') await until(async () => (await github.people('state')).pulls.length > 0);
      before = await remote.refs();
      const found = await mainStep(act);
      assert.equal(found.length, 1, 'the main step and nothing else');
      process.kill(found[0] ?? 0, 'SIGKILL');
    },
  });
  assert.ok(before[BUMP], 'the branch was there');
  assert.equal(ran.code, 1, ran.log);
  assert.equal(ran.outcome, 'failure');
  assert.equal(asked, 1);
  assert.match(ran.log, /Success - Post \.\//, ran.log);
  return ran;
}

describe('under act', { concurrency: 2 }, () => {
  scenario('a push is refused, a pull request opened, squashed by a person; the next run finalises', async (box) => {
    const { remote, github, dir } = await stage(box);
    const before = await remote.refs();
    const first = await runWorkflow(box, dir, github.env);
    assert.equal(first.code, 0, first.log);
    const { status, released, version, tag, sha, 'pull-request-number': number, 'pull-request-url': url, json } = first.outputs;
    assert.deepEqual({ status, released, version, tag, sha }, { status: 'pull-request', released: 'false', version: '1.2.4', tag: '', sha: '' });
    assert.deepEqual([number, url], ['1', `${github.env.GITHUB_SERVER_URL}/acme/tool/pull/1`]);
    assert.equal(JSON.parse(json ?? '{}').pullRequest.number, 1);
    assert.match(first.log, /Success - Main \.\/[\s\S]*Success - Post \.\//);
    const [pull] = (await github.people('state')).pulls;
    assert.deepEqual([pull.state, pull.head, pull.user], ['open', BUMP.slice('refs/heads/'.length), 'github-actions[bot]']);
    const proposed = await remote.refs();
    assert.deepEqual([proposed['refs/heads/main'], proposed['refs/tags/v1.2.4']], [before['refs/heads/main'], undefined]);

    const landed = await github.people('merge', 1, 'squash');
    const second = await runWorkflow(box, dir, github.env, { number: 2 });
    assert.equal(second.code, 0, second.log);
    const { outputs } = second;
    assert.deepEqual([outputs.status, outputs.released, outputs.version, outputs['previous-version'], outputs.tag, outputs.sha], ['released', 'true', '1.2.4', '1.2.3', 'v1.2.4', landed]);
    assert.equal(outputs['release-url'], `${github.env.GITHUB_SERVER_URL}/acme/tool/releases/tag/v1.2.4`);
    const { 'refs/heads/main': main, 'refs/tags/v1.2.4': tagged, [BUMP]: bump } = await remote.refs();
    assert.deepEqual([main?.oid, tagged?.commit, tagged?.type, bump], [landed, landed, 'tag', undefined]);
    assert.notEqual(landed, proposed[BUMP]?.oid);
    assert.equal(await remote.text(landed, 'package.json'), FILES['package.json']);
    const { releases } = await github.people('state');
    assert.deepEqual(releases.map((/** @type {any} */ one) => [one.tag_name, one.target_commitish, one.latest, one.draft]), [['v1.2.4', landed, true, false]]);

    for (const { log, outputs: said } of [first, second]) assert.ok(!(log + JSON.stringify(said)).includes(TOKEN), 'the token is in a log');
    await github.end();
  });

  scenario('opening pull requests is refused: the job fails, says which setting, and leaves nothing', async (box) => {
    const { remote, github, dir } = await stage(box, ['--set', 'actions_may_create_pulls=false']);
    const before = await remote.refs();
    const ran = await runWorkflow(box, dir, github.env);
    assert.equal(ran.code, 1, ran.log);
    assert.deepEqual([ran.outcome, ran.outputs.status, ran.outputs['pull-request-number'], ran.outputs.tag], ['failure', 'failed', '', '']);
    assert.equal(JSON.parse(ran.outputs.json ?? '{}').code, 'pull-requests-forbidden');
    assert.match(ran.log, /error.*Allow GitHub Actions to create and approve pull requests/);
    assert.match(ran.log, /Failure - Main \.\/[\s\S]*Success - Post \.\//);
    const { pulls, releases } = await github.people('state');
    assert.deepEqual([await remote.refs(), pulls, releases], [before, [], []]);
    await github.end();
  });

  scenario('the main step is killed before its pull request is there: the post step removes the branch', async (box) => {
    const all = await stage(box);
    const before = await all.remote.refs();
    const ran = await killed(box, all, 'hang');
    assert.match(ran.log, /the run was stopped; removing what it left/);
    assert.deepEqual(await all.remote.refs(), before);
    // The next run goes on as if nothing had been.
    const next = await runWorkflow(box, all.dir, all.github.env, { number: 2 });
    assert.deepEqual([next.code, next.outputs.status, next.outputs['pull-request-number']], [0, 'pull-request', '1'], next.log);
    await all.github.end();
  });

  scenario('the main step is killed when its pull request is there: the post step leaves the branch to it', async (box) => {
    const all = await stage(box);
    await killed(box, all, 'lose');
    assert.ok((await all.remote.refs())[BUMP], 'it has its pull request');
    const { pulls } = await all.github.people('state');
    assert.deepEqual(pulls.map((/** @type {any} */ one) => [one.number, one.state]), [[1, 'open']]);
    const left = filesIn(box.dir).filter((file) => /version-first/.test(file) && !file.startsWith(all.dir) && readFileSync(file).includes(TOKEN));
    assert.deepEqual(left, []);
    await all.github.end();
  });
});
