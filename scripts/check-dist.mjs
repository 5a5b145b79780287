// Says whether the committed dist/ is what the sources build: every file, every byte.
// `--fresh DIR` compares with a finished build instead of building; `--dist DIR` checks another copy of dist/.

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build, freshDir } from './build.mjs';
import { Complaint, isMain, root, runMain } from './lib.mjs';

/** @param {string} dir @returns {string[]} */
function filesIn(dir) {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(dir, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/**
 * Every difference between two builds, in words.
 * @param {string} dist @param {string} fresh
 */
export function differences(dist, fresh) {
  const committed = new Set(filesIn(dist));
  const built = new Set(filesIn(fresh));
  /** @type {string[]} */
  const found = [];
  for (const name of [...new Set([...committed, ...built])].sort()) {
    if (!built.has(name)) found.push(`${name}: no longer built`);
    else if (!committed.has(name)) found.push(`${name}: missing`);
    else {
      const [is, should] = [readFileSync(join(dist, name)), readFileSync(join(fresh, name))];
      if (is.equals(should)) continue;
      const at = is.findIndex((byte, index) => byte !== should[index]);
      const where = at === -1 ? Math.min(is.length, should.length) : at;
      found.push(`${name}: differs from byte ${where} on (${is.length} bytes, built ${should.length})`);
    }
  }
  return found;
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { fresh: { type: 'string' }, dist: { type: 'string' } } });
    const dist = resolve(values.dist ?? join(root, 'dist'));
    if (!values.fresh) await build({ out: freshDir, log: (text) => process.stderr.write(text) });
    const found = differences(dist, resolve(values.fresh ?? freshDir));
    if (found.length === 0) {
      console.log('dist/ is what the sources build');
      return;
    }
    throw new Complaint(`dist/ is stale:\n${found.map((line) => `  ${line}\n`).join('')}cure: \`npm run build\`, then commit dist/`);
  });
}
