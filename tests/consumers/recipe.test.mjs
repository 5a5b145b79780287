// The recipe for a Web Worker, bundled and run as docs/recipes has it.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import * as esbuild from 'esbuild';

import { root } from '../../scripts/lib.mjs';
import { page, serve, visit } from '../helpers/chromium.mjs';

test('the bot, in a Web Worker of Chromium', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'recipe-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  await esbuild.build({ entryPoints: [join(root, 'docs', 'recipes', 'bot-worker.js')], bundle: true, format: 'esm', outfile: join(dir, 'bot-worker.js'), logLevel: 'silent', absWorkingDir: root });
  writeFileSync(join(dir, 'main.js'), `
    const worker = new Worker('bot-worker.js', { type: 'module' });
    const asked = [['/release minor', 'v1.2.3'], ['hello', 'v1.2.3'], ['/release mnior', 'v1.2.3']];
    const answers = [];
    worker.onmessage = ({ data }) => {
      answers[data.id] = data.answer;
      if (answers.filter((one) => one !== undefined).length === asked.length) fetch('said', { method: 'POST', body: JSON.stringify(answers) });
    };
    asked.forEach(([comment, newestTag], id) => worker.postMessage({ id, comment, newestTag }));
  `);
  writeFileSync(join(dir, 'index.html'), page('./main.js'));
  const { url, said } = await serve(dir, t);
  const [first, second, third] = /** @type {any} */ (await visit(`${url}index.html`, said));
  assert.equal(first, 'I would release 1.3.0 as v1.3.0, from `chore/version-bump-1.3.0` if the branch is protected.');
  assert.equal(second, null);
  assert.match(third, /^I can't: .*did you mean `minor`/);
});
