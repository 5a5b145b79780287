// The short form of the matrix: every write of every scenario is struck by one fault, and one read besides, each by
// another one in turn. All of it: `npm run faults`, docs/faults.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { ROOT } from '../scenarios/harness/program.mjs';
import { scenario as inSandbox } from '../scenarios/harness/sandbox.mjs';
import { FAULTS } from './faults.mjs';
import { happens, play, prepare } from './play.mjs';
import { SCENARIOS } from './scenarios.mjs';
import { rowsOf } from './table.mjs';

/** How many calls of one scenario are struck. */
const MOST = 3;
/** Plays in which mistakes show that show nowhere else: a removal without a lease, a write that is repeated without being asked for. */
const TELLING = [
  { name: 'a newer version supersedes a pull request', fault: 'person', k: 23 },
  { name: 'a draft release, and a workflow to start', fault: 'answer lost', k: 6 },
  { name: 'a draft release, and a workflow to start', fault: 'answer lost', k: 7 },
];
/** Rows of the page: what it says of each scenario. */
const written = rowsOf(readFileSync(join(ROOT, 'docs', 'faults.md'), 'utf8'));

/** The calls to strike: the writes, last ones first since most has happened by then, and a read. @param {string[]} calls @param {number} nth */
function chosen(calls, nth) {
  const all = calls.map((call, at) => ({ call, k: at + 1 }));
  const writes = all.filter(({ call }) => /^(POST|PUT|PATCH) (?!git-upload-pack)/.test(call));
  const reads = all.filter((one) => !writes.includes(one));
  const first = nth % Math.max(1, writes.length - MOST + 2);
  return [...writes.slice(first, first + MOST - 1), reads[(nth * 5) % reads.length]].flatMap((one) => (one ? [one.k] : []));
}

describe('faults', { concurrency: 2 }, () => {
  SCENARIOS.forEach((scenario, nth) => {
    inSandbox(scenario.name, async (box, context) => {
      const template = await prepare(box, scenario);
      const row = written.find(([name]) => name === scenario.name);
      assert.equal(row?.[1], String(template.calls.length), 'docs/faults.md is about another program: `npm run faults`');
      const inTurn = chosen(template.calls, nth).map((k, at) => {
        const possible = FAULTS.filter((one) => happens(template, one, k));
        return { k, fault: possible[(nth * 3 + at * 4) % possible.length] ?? assert.fail() };
      });
      const telling = TELLING.filter(({ name }) => name === scenario.name).map(({ k, fault }) => ({ k, fault: FAULTS.find(({ name }) => name === fault) ?? assert.fail() }));
      for (const { k, fault } of [...inTurn, ...telling]) {
        const { faults, first } = await play(box, template, fault, k);
        assert.deepEqual(faults, [], `${fault.name} at call ${k} (${template.calls[k - 1]})\n${faults.join('\n')}`);
        context.diagnostic(`call ${k} (${template.calls[k - 1]}), ${fault.name}: ${first}`);
      }
    });
  });

  test('docs/faults.md is about these scenarios and faults, and nothing failed', () => {
    const [heading = [], , ...rows] = written;
    assert.deepEqual(heading, ['scenario', 'calls', ...FAULTS.map(({ name }) => name)]);
    assert.deepEqual(rows.slice(0, -2).map(([name]) => name), SCENARIOS.map(({ name }) => name));
    for (const [name, calls, ...cells] of rows.slice(0, -2)) {
      for (const [at, { byPeople }] of FAULTS.entries()) {
        const [survived, total] = cells[at]?.split('/') ?? [];
        if (byPeople && survived === '–') continue;
        assert.equal(survived, total, name);
        if (!byPeople) assert.equal(total, calls, name);
      }
    }
  });
});
