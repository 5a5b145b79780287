// What a run says never decides what it does: a full disk or a reader that has gone away ends it in order, and is said last.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { describe, test } from 'node:test';

import { asFailure } from '../../js/say/errors.js';
import { CLI } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { BRANCH, story } from './harness/story.mjs';

/** A disk on which there is no room. */
const FULL = '/dev/full';

/**
 * `version-first release --json` with streams that cannot be written to.
 * @param {Awaited<ReturnType<typeof story>>} all
 * @param {('full' | 'closed')[]} streams of stdout and stderr
 */
async function release({ box, github, clone }, streams) {
  const full = openSync(FULL, 'w');
  const [out, err] = streams.map((stream) => (stream === 'full' ? full : /** @type {const} */ ('pipe')));
  const env = { ...box.env, ...github.env, TMPDIR: box.newTmp() };
  const child = spawn(process.execPath, [CLI, 'release', '--json'], { cwd: clone.dir, env, stdio: ['ignore', out, err] });
  child.stdout?.destroy();
  child.stderr?.destroy();
  const [code] = await once(child, 'close');
  closeSync(full);
  return code;
}

describe('streams', { concurrency: 2 }, () => {
  /** @type {[string, ('full' | 'closed')[], number][]} */
  const rows = [
    ['no room for the result: a failure, for whoever reads it goes by it', ['full', 'closed'], 1],
    ['no room for the talk', ['closed', 'full'], 0],
    ['nobody listens', ['closed', 'closed'], 0],
  ];
  for (const [name, streams, code] of rows) {
    scenario(`${name}; the version is released`, async (box) => {
      const all = await story(box, { protect: [] });
      assert.equal(await release(all, streams), code);
      assert.deepEqual([await all.tags(), await all.branches()], [['v1.2.3', 'v1.2.4'], ['main']]);
      assert.equal((await all.github.state()).releases.length, 1);
    });

    scenario(`${name}; the pull request is open`, async (box) => {
      const all = await story(box);
      assert.equal(await release(all, streams), code);
      assert.deepEqual(await all.branches(), [BRANCH, 'main']);
      assert.deepEqual((await all.github.state()).pulls.map(({ state }) => state), ['open']);
    });
  }
});

describe('every command', { concurrency: 2 }, () => {
  // What does the work is bundled apart, in three files: each of them says so.
  for (const words of ['audit', 'next --offline --json', 'set 2.0.0 --dry-run', 'iteration show', 'try', 'completion bash', '--version']) {
    scenario(`no room for what \`${words}\` prints: a failure`, async (box) => {
      const { clone } = await story(box, { protect: [] });
      const full = openSync(FULL, 'w');
      const child = spawn(process.execPath, [CLI, ...words.split(' ')], { cwd: clone.dir, env: { ...box.env, TMPDIR: box.newTmp() }, stdio: ['ignore', full, 'pipe'] });
      let said = '';
      child.stderr?.on('data', (text) => (said += text));
      const [code] = await once(child, 'close');
      closeSync(full);
      assert.equal(code, 1, said);
      assert.match(said, /^error\[not-written\]: the result could not be written: ENOSPC/m);
    });
  }

  test('a full disk is no bug of ours', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    const { code, nextSteps = [] } = asFailure(full);
    assert.deepEqual([code, nextSteps[0]], ['no-temporary-folder', 'make room on that disk']);
    assert.equal(asFailure(Object.assign(new Error('EBADF'), { code: 'EBADF' })).code, 'internal');
  });
});

describe('the runner\'s files', { concurrency: 2 }, () => {
  scenario('outputs that cannot be written: the step fails, says so, and what it did stands', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await all.action({}, { env: { GITHUB_OUTPUT: FULL } });
    assert.equal(ran.code, 1, ran.stdout);
    assert.match(ran.stdout, /^released 1\.2\.4 as v1\.2\.4/m);
    assert.match(ran.stdout, /^::error title=version-first(:|%3A) not-written::the outputs could not be written: /m);
    assert.match(ran.summary ?? '', /Released 1\.2\.4/, 'the summary is written all the same');
    assert.deepEqual(await all.tags(), ['v1.2.3', 'v1.2.4']);
  });

  scenario('a file for outputs that is not there', async (box) => {
    const all = await story(box, { protect: [] });
    const ran = await all.action({}, { env: { GITHUB_OUTPUT: '/nowhere/output' } });
    assert.deepEqual([ran.code, await all.tags()], [1, ['v1.2.3', 'v1.2.4']], ran.stdout);
  });

  for (const [name, what] of [['GITHUB_STATE', 'journal'], ['GITHUB_STEP_SUMMARY', 'summary']]) {
    scenario(`${name} cannot be written: a warning, and the pull request is open`, async (box) => {
      const all = await story(box);
      const ran = await all.action({}, { env: { [name]: FULL } });
      assert.equal(ran.code, 0, ran.stdout);
      assert.match(ran.stdout, new RegExp(`^::warning title=version-first(:|%3A) not-written::the ${what} could not be written`, 'm'));
      assert.deepEqual(await all.branches(), [BRANCH, 'main']);
      assert.deepEqual((await all.github.state()).pulls.map(({ state }) => state), ['open']);
    });
  }
});
