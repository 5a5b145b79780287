// Whom a run trusts, and with what: runs that a fork started are refused, and the token is seen nowhere.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { TOKEN } from '../standin/index.mjs';
import { pathGit } from './harness/path-git.mjs';
import { scenario } from './harness/sandbox.mjs';
import { story } from './harness/story.mjs';

describe('a run that a fork started', { concurrency: 2 }, () => {
  const here = { full_name: 'o/r' };
  const fork = { full_name: 'mallory/r' };
  /** @type {[string, object][]} */
  const refused = [
    ['pull_request', { pull_request: { head: { repo: fork } }, repository: here }],
    ['pull_request', { pull_request: { head: { repo: null } }, repository: here }],
    ['pull_request_target', { pull_request: { head: { repo: fork } }, repository: here }],
    ['workflow_run', { workflow_run: { head_repository: fork }, repository: here }],
  ];
  for (const [event, payload] of refused) {
    scenario(`by ${event}${JSON.stringify(payload).includes('null') ? ', and is gone since' : ''}: refused before anybody is asked anything`, async (box) => {
      const all = await story(box, { protect: [] });
      const path = box.write('event.json', JSON.stringify(payload));
      const before = await all.remote.refs();
      const ran = await all.action({}, { env: { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path } });
      assert.equal(ran.code, 1);
      assert.match(ran.stdout, /^::error title=version-first(:|%3A) fork-run::a fork started this run/m);
      assert.match(ran.stdout, new RegExp(`\`${event}\``));
      assert.deepEqual([ran.calls, ran.remote, ran.outputs?.status], [[], [], 'failed']);
      assert.deepEqual(await all.remote.refs(), before);
    });
  }
});

describe('a token of 520 characters', { concurrency: 2 }, () => {
  for (const door of /** @type {const} */ (['cli', 'action'])) {
    scenario(`by the ${door}: in no argument, no file and no line, at any moment of the story`, async (box) => {
      assert.equal(TOKEN.length, 520);
      const all = await story(box);
      const words = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
      /** What is secret, however it is written down. */
      const secrets = [TOKEN, words, encodeURIComponent(TOKEN)];
      let moments = 0;
      const found = new Set();
      const scan = () => {
        moments += 1;
        for (const file of filesIn(box.dir)) for (const secret of secrets) if (readIfThere(file).includes(secret)) found.add(file);
        for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
          for (const secret of secrets) if (readIfThere(`/proc/${pid}/cmdline`).includes(secret)) found.add(`arguments of ${readIfThere(`/proc/${pid}/comm`).trim()}`);
        }
        return undefined;
      };
      all.github.trouble = scan;
      const git = pathGit(box);
      const run = () => (door === 'cli' ? all.release(['--label', 'release'], { env: git.env }) : all.action({ labels: 'release' }, { env: git.env }));
      const proposed = await run();
      assert.equal(proposed.code, 0, proposed.stderr);
      await all.github.merge(1, 'squash');
      const done = await run();
      assert.equal(done.code, 0, done.stderr);
      assert.deepEqual(await all.tags(), ['v1.2.3', 'v1.2.4']);
      scan();
      assert.ok(moments > 15, `${moments} moments`);
      assert.deepEqual([...found], []);
      assert.ok(!git.calls().flat().some((word) => secrets.some((secret) => word.includes(secret))));
      for (const { outputs, summary, state, json } of [proposed, done]) {
        assert.ok(!secrets.some((secret) => JSON.stringify({ outputs, summary, state, json }).includes(secret)));
      }
      // The runner is told to hide it, and that is the one line it is in.
      const lines = `${proposed.stdout}\n${done.stdout}`.split('\n').filter((line) => line.includes(TOKEN));
      assert.deepEqual(lines, door === 'cli' ? [] : Array(2).fill(`::add-mask::${TOKEN}`));
    });
  }

  scenario('in a failure, neither', async (box) => {
    const all = await story(box, { github: { tokens: { [TOKEN]: { contents: 'read' } } } });
    const ran = await all.action();
    assert.equal(ran.code, 1);
    assert.ok(!JSON.stringify([ran.outputs, ran.summary]).includes(TOKEN));
    assert.deepEqual(ran.stdout.split('\n').filter((line) => line.includes(TOKEN)), [`::add-mask::${TOKEN}`]);
  });
});

/** @param {string} dir @returns {string[]} */
function filesIn(dir) {
  return readdirSync(dir, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Processes end and files go while they are looked at. @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
