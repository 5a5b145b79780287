// The same inputs through a page in headless Chromium.

import { mkdtempSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { page, serve, visit } from '../../tests/helpers/chromium.mjs';
import { Complaint, root } from '../lib.mjs';
import { CASES } from './cases.mjs';

/** @typedef {import('../feed.mjs').Told} Told */

/** How long a page may take for all it is given, in ms. */
const MOST_MS = 3_600_000;

/** What the page does; `NAMES` and so on stand before it. */
const CALLS = `
const told = [];
const tell = (said) => fetch('/said', { method: 'POST', body: JSON.stringify(said) });
try {
  await init();
  for (const name of NAMES) {
    const row = { name, inputs: 0, answers: 0, refusals: 0, slowest: 0, which: 0 };
    for (let number = FROM; number < FROM + COUNT; number += 1) {
      try {
        const { ending, ms } = feedOne(core, name, SEED, number);
        row.inputs += 1;
        row[ending === 'answer' ? 'answers' : 'refusals'] += 1;
        if (ms > row.slowest) [row.slowest, row.which] = [ms, number];
      } catch (error) {
        throw new Error(name + ', input ' + number + ': ' + error.message);
      }
    }
    told.push(row);
  }
  // After all that the instance is as it was.
  if (core.nextVersion({ current: '1.2.3', bump: 'patch' }) !== '1.2.4') throw new Error('the instance is broken');
  await tell({ told });
} catch (error) {
  await tell({ fault: error.message });
}
`;

/**
 * @param {{count: number, seed: string, only?: string[], from?: number, log?: (line: string) => void, entry?: string}} options `entry`: the module under test, instead of js/web.js
 * @param {string[]} names every function
 * @returns {Promise<Told[]>}
 */
export async function feedPage({ count, seed, only: chosen, from = 0, log = () => {}, entry = join(root, 'js', 'web.js') }, names) {
  const only = chosen ?? names;
  const esbuild = await import('esbuild');
  const work = mkdtempSync(join(tmpdir(), 'feed-'));
  /** @type {(() => unknown)[]} */
  const after = [() => rmSync(work, { recursive: true, force: true })];
  try {
    const constants = { NAMES: only, SEED: seed, FROM: from, COUNT: Math.ceil(count / only.length) };
    const lines = Object.entries(constants).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`);
    const contents = [`import * as core from ${JSON.stringify(entry)};`, "import { feedOne } from './one.mjs';", 'const init = core.default;', ...lines, CALLS].join('\n');
    /** @type {import('esbuild').Plugin} */
    const noFolders = {
      name: 'no-folders',
      setup(build) {
        build.onResolve({ filter: /^\.\/cases\.mjs$/ }, () => ({ path: 'cases', namespace: 'cases' }));
        build.onLoad({ filter: /.*/, namespace: 'cases' }, () => ({ contents: `export const CASES = ${JSON.stringify(CASES)};` }));
      },
    };
    await esbuild.build({ stdin: { contents, resolveDir: import.meta.dirname }, bundle: true, format: 'esm', target: 'es2022', outfile: join(work, 'page', 'main.js'), plugins: [noFolders], logLevel: 'silent' });
    writeFileSync(join(work, 'page', 'index.html'), page('./main.js'));
    // Where js/web.js looks for it, seen from the bundle.
    cpSync(join(root, 'dist', 'core.wasm'), join(work, 'dist', 'core.wasm'));
    const { url, said } = await serve(work, { after: (done) => after.push(done) });
    const { told, fault } = await visit(`${url}page/index.html`, said, MOST_MS);
    if (fault) throw new Complaint(fault);
    for (const one of told) log(`| ${one.name} | ${one.inputs} | ${one.answers} | ${one.refusals} | ${one.slowest.toFixed(0)} ms |`);
    return told;
  } finally {
    for (const done of after.reverse()) await done();
  }
}
