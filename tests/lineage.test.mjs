// Every history of tests/lineage/histories.txt, made with real git: the shell and the core that ship see in it what the
// native core (tests/lineage.rs) sees in the table, and a shallow clone shows the same as a whole one.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { loadCore } from '../js/core/core.js';
import { readCommandLine } from '../js/inputs.js';
import { Limits } from '../js/run/limits.js';
import { run } from '../js/run/run.js';
import { came, make, missing, rows } from './lineage/read.mjs';
import { scenario } from './scenarios/harness/sandbox.mjs';

const LEAST = 100;
const MINUTE = 60_000;
const all = rows();

/**
 * A run in a clone, up to the first step that would make something.
 * @param {import('./scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {import('./lineage/read.mjs').Row} row
 * @param {Awaited<ReturnType<typeof make>>} made
 * @param {string[]} args of `git clone`
 * @param {number} [generations] as many commits are fetched at first
 */
async function looked(box, { asked }, { remote, github }, args, generations) {
  const clone = await box.clone(remote, { args, url: remote.fileUrl });
  if (github) await clone.git('remote', 'set-url', 'origin', github.url);
  const { request, place } = readCommandLine(['release', '--cwd', clone.dir, ...asked], { ...box.env, ...github?.env });
  return run({ core: loadCore, request, place: { ...place, tempDir: box.tmp, generations }, limits: new Limits({ timeoutMs: MINUTE }), onlyLook: true, progress: () => {} });
}

test('the table is read to its end', () => {
  assert.ok(all.length >= LEAST, `${all.length} rows`);
});

describe('histories', { concurrency: 2 }, () => {
  for (const [at, row] of all.entries()) {
    scenario(row.name, async (box) => {
      const made = await make(box, row);
      const plan = await looked(box, row, made, []);
      const seen = { came: came(plan, made.names), missing: missing(row, plan) };
      assert.deepEqual(seen, { came: row.expected, missing: [] }, JSON.stringify(plan.result?.error ?? plan.result?.why));
      // A clone of one commit costs more of the remote, so it is every third one: where all of it comes at once, a bit of it,
      // or hardly any; from servers that leave out what is not asked for, and from others.
      if (at % 3 !== 0) return;
      await made.remote.config('uploadpack.allowFilter', String(at % 2 === 0));
      for (const generations of [undefined, 1, 3]) {
        const shallow = await looked(box, row, made, ['--depth=1', '--no-tags'], generations);
        assert.deepEqual({ came: came(shallow, made.names), missing: missing(row, shallow) }, seen, `shallow, ${generations} generations`);
      }
    });
  }
});
