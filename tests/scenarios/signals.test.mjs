// A run that is stopped: by Ctrl-C or a cancelled job (SIGINT, then SIGTERM, then the end), by its own time, by `kill -9`;
// and the step after it, which removes what it left.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { TOKEN, standIn } from '../standin/index.mjs';
import { packageJson } from './harness/manifests.mjs';
import { CLI } from './harness/program.mjs';
import { pathGit } from './harness/path-git.mjs';
import { scenario } from './harness/sandbox.mjs';

/** A runner sends SIGTERM 7.5 s after SIGINT. */
const RUNNER_MS = 7_500;
const BUMP = 'refs/heads/chore/version-bump-1.2.4';

/** @typedef {import('../standin/server.mjs').Call} Call */

/** @param {Call} call */
const opening = ({ method, path }) => method === 'POST' && path.endsWith('/pulls');
/** @param {Call} call */
const pushing = ({ service, method }) => service === 'git-receive-pack' && method === 'POST';

/** @param {import('./harness/sandbox.mjs').Sandbox} box @param {(call: Call) => boolean} hangs the calls that get no answer */
async function stage(box, hangs) {
  const remote = await box.remote([
    { files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
    { say: 'fix: one', files: { 'src/b.js': '2' } },
  ]);
  const github = await standIn(box, remote);
  const clone = await github.clone();
  github.trouble = (call) => (hangs(call) ? 'hang' : undefined);
  return { remote, github, clone, env: { ...box.env, ...github.env } };
}

/**
 * Starts a release, waits until it says this, and sends signals.
 * @param {import('./harness/sandbox.mjs').Sandbox} box @param {Awaited<ReturnType<typeof stage>>} stage
 * @param {string} said @param {[NodeJS.Signals, number][]} signals each with the milliseconds to wait after it
 */
async function stopped(box, { clone, env }, said, signals) {
  const tmp = box.newTmp();
  const child = spawn(process.execPath, [CLI, 'release', '--json'], { cwd: clone.dir, env: { ...env, TMPDIR: tmp } });
  const [out, talk] = [{ text: '' }, { text: '' }];
  child.stdout.on('data', (data) => (out.text += data));
  child.stderr.on('data', (data) => (talk.text += data));
  const ended = new Promise((done) => {
    child.once('close', done);
  });
  while (!talk.text.includes(said)) await sleep(20);
  await sleep(200);
  const at = performance.now();
  for (const [signal, ms] of signals) {
    child.kill(signal);
    await sleep(ms);
  }
  const code = await ended;
  const took = performance.now() - at;
  assert.deepEqual(readdirSync(tmp), [], 'left in the temporary folder');
  return { code, took, talk: talk.text, json: out.text === '' ? null : JSON.parse(out.text) };
}

describe('stopped', { concurrency: 2 }, () => {
  scenario('SIGINT while a pull request is being opened: the branch goes, exit 130', async (box) => {
    const all = await stage(box, opening);
    await all.github.protect('main', 'gh006');
    const { code, took, json, talk } = await stopped(box, all, 'opening a pull request', [['SIGINT', 0]]);
    assert.equal(code, 130);
    assert.ok(took < RUNNER_MS, `${took} ms`);
    assert.deepEqual([json.status, json.code], ['failed', 'cancelled'], talk);
    assert.ok(!(BUMP in (await all.remote.refs())), talk);
  });

  scenario('SIGINT while nothing answers any more: it ends in time, and names what it left', async (box) => {
    let began = false;
    const all = await stage(box, (call) => (began ||= opening(call)));
    await all.github.protect('main', 'gh006');
    const { code, took, json } = await stopped(box, all, 'opening a pull request', [['SIGINT', 0]]);
    assert.equal(code, 130);
    assert.ok(took < RUNNER_MS, `${took} ms`);
    assert.equal(json.code, 'cancelled');
    assert.match(json.nextSteps.join('\n'), /^`chore\/version-bump-1\.2\.4` may be left, without a pull request: /m);
  });

  scenario('SIGINT while it only looks: at once', async (box) => {
    const all = await stage(box, ({ kind }) => kind === 'git');
    const { code, took, json } = await stopped(box, all, 'looking', [['SIGINT', 0]]);
    assert.deepEqual([code, json.code], [130, 'cancelled']);
    assert.ok(took < 10_000, `${took} ms`);
  });

  scenario('a second SIGINT: at once, whatever is under way', async (box) => {
    const { code, took } = await stopped(box, await stage(box, pushing), 'pushing', [['SIGINT', 200], ['SIGINT', 0]]);
    assert.equal(code, 130);
    assert.ok(took < 10_000, `${took} ms`);
  });

  scenario('SIGTERM: at once', async (box) => {
    const { code, took } = await stopped(box, await stage(box, pushing), 'pushing', [['SIGTERM', 0]]);
    assert.equal(code, 143);
    assert.ok(took < 10_000, `${took} ms`);
  });

  scenario('SIGTERM while the clone is brought up to date: that ends first, for half of it would look like changes', async (box) => {
    const all = await stage(box, () => false);
    const { env } = pathGit(box, { script: '[ "$sub" != merge ] || sleep 0.6' });
    const { code, took, talk } = await stopped(box, { ...all, env: { ...all.env, ...env } }, 'bringing', [['SIGTERM', 0]]);
    assert.equal(code, 143, talk);
    assert.ok(took < 2_500, `${took} ms`);
    assert.equal(await all.clone.git('status', '--porcelain', '-uno'), '');
    assert.match(await all.clone.git('log', '-1', '--format=%s'), /1\.2\.4/);
  });

  scenario('its time is over: it cleans up, and says so', async (box) => {
    const { github, clone, remote, env } = await stage(box, opening);
    await github.protect('main', 'gh006');
    const ran = await clone.run(['release', '--json', '--timeout', '5s'], { env });
    assert.deepEqual([ran.code, ran.json.code], [1, 'timeout'], ran.stderr);
    assert.ok(!(BUMP in (await remote.refs())), ran.stderr);
  });

  scenario('`--wait`: merged by a person meanwhile, released in the same run; waiting is no time of its own', async (box) => {
    const { github, clone, remote, env } = await stage(box, () => false);
    await github.protect('main', 'gh006');
    github.requests.length = 0;
    const running = clone.run(['release', '--json', '--wait', '2m', '--timeout', '18s'], { env });
    while (!github.api().some(opening)) await sleep(50);
    // It looks every ten seconds: its waiting alone is longer than its time.
    await sleep(11_000);
    await github.merge(1, 'squash');
    const { json, stderr } = await running;
    assert.deepEqual([json.status, json.tag], ['released', 'v1.2.4'], stderr);
    assert.ok(!(BUMP in (await remote.refs())), stderr);
  });
});

describe('the step after', { concurrency: 2 }, () => {
  scenario('a run that was killed leaves its journal; the step after removes the branch', async (box) => {
    const { github, clone, remote, env } = await stage(box, opening);
    await github.protect('main', 'gh006');
    const inputs = { token: TOKEN };
    const ran = await clone.action(inputs, { env: { ...env, GITHUB_TOKEN: undefined }, limitMs: 6_000, killed: true });
    const oid = (await remote.refs())[BUMP]?.oid;
    assert.deepEqual(JSON.parse(ran.state?.['journal'] ?? ''), [{ branch: 'chore/version-bump-1.2.4', oid }]);
    github.trouble = () => undefined;
    const after = { ...env, GITHUB_TOKEN: undefined, STATE_isPost: ran.state?.['isPost'], STATE_journal: ran.state?.['journal'] };
    const post = await clone.action(inputs, { env: after });
    assert.equal(post.code, 0);
    assert.match(post.stdout, /removing chore\/version-bump-1\.2\.4/);
    assert.deepEqual(Object.keys(await remote.refs()).sort(), ['refs/heads/main', 'refs/tags/v1.2.3']);
    assert.equal(post.state?.['journal'], '[]');
  });

  scenario('there is nothing to do after a run that ended: nothing is asked, nothing said', async (box) => {
    const { github, clone, env } = await stage(box, () => false);
    const ran = await clone.action({ token: TOKEN }, { env: { ...env, GITHUB_TOKEN: undefined } });
    assert.deepEqual([ran.outputs?.['status'], ran.state], ['released', { isPost: 'true' }]);
    github.requests.length = 0;
    for (const STATE_journal of ['', '[]']) {
      const post = await clone.action({ token: TOKEN }, { env: { ...env, STATE_isPost: 'true', STATE_journal } });
      assert.deepEqual([post.code, post.stdout, post.stderr, github.requests.length], [0, '', '', 0]);
    }
  });

  scenario('what goes wrong in it is a warning', async (box) => {
    const { clone, env } = await stage(box, ({ kind }) => kind === 'rest');
    const journal = JSON.stringify([{ branch: 'x', oid: 'a'.repeat(40) }]);
    const post = await clone.action({ token: TOKEN, remote: 'elsewhere' }, { env: { ...env, STATE_isPost: 'true', STATE_journal: journal } });
    assert.equal(post.code, 0);
    assert.match(post.stdout, /^::warning title=version-first%3A no-remote::/m);
  });
});

describe('started by a fork', () => {
  scenario('a release is refused before anything is asked; looking is not', async (box) => {
    const { github, clone, env } = await stage(box, () => false);
    const path = box.write('event.json', '');
    writeFileSync(path, JSON.stringify({ repository: { full_name: 'o/r' }, pull_request: { head: { repo: { full_name: 'stranger/r' } } } }));
    const started = { ...env, GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_EVENT_PATH: path };
    github.requests.length = 0;
    const ran = await clone.action({ token: TOKEN }, { env: started });
    assert.deepEqual([ran.code, ran.json.code, github.requests.length], [1, 'fork-run', 0]);
    const desk = await clone.run(['release', '--json'], { env: started });
    assert.deepEqual([desk.code, desk.json.code, github.requests.length], [1, 'fork-run', 0]);
    assert.equal((await clone.run(['next'], { env: started })).stdout, '1.2.4\n');
  });
});
