// The short form of the matrix: of every scenario a few calls, each struck by another fault, the same ones each time. All
// of it: `npm run faults`, docs/checks/faults.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { ROOT } from '../scenarios/harness/program.mjs';
import { scenario as inSandbox } from '../scenarios/harness/sandbox.mjs';
import { FAULTS } from './faults.mjs';
import { ITERATIONS } from './iterations.mjs';
import { happens, play, prepare } from './play.mjs';
import { PRUNES, SCENARIOS } from './scenarios.mjs';
import { rowsOf } from './table.mjs';

/** How many calls of one scenario are struck. */
const MOST = 2;
/** On a busy machine everything takes longer; only what never ends is wrong. */
const PATIENCE_MS = 20 * 60_000;
/**
 * Plays in which mistakes show that show nowhere else: a removal without a lease, a write that is sent again unasked. Each
 * strikes the last call of its kind.
 */
const TELLING = [
  { name: 'a newer version supersedes a pull request', fault: 'person', call: 'GET git-receive-pack' },
  { name: 'prune: orphans go, a person’s stays', fault: 'person', call: 'GET git-receive-pack' },
  { name: 'a draft release, and a workflow to start', fault: 'answer lost', call: 'POST /releases' },
  { name: 'submit: the newer one, then the end of the older one', fault: 'killed after', call: 'POST /pulls' },
  { name: 'submit: the newer one, then the end of the older one', fault: 'answer lost', call: 'POST /issues/2/comments' },
  { name: 'clean: all of it', fault: 'person', call: 'GET git-receive-pack' },
  { name: 'a draft release, and a workflow to start', fault: 'answer lost', call: 'POST /actions/workflows/publish.yml/dispatches' },
];
/** The faults that have struck. @type {Set<string>} */
const struck = new Set();

/** @param {string} name */
const faultOf = (name) => FAULTS.find((fault) => fault.name === name) ?? assert.fail(name);

/** The calls to strike: writes, another one in each scenario, and a read. @param {string[]} calls @param {number} nth */
function chosen(calls, nth) {
  const all = calls.map((call, at) => ({ call, k: at + 1 }));
  const writes = all.filter(({ call }) => /^(POST|PUT|PATCH) (?!git-upload-pack)/.test(call));
  const reads = all.filter((one) => !writes.includes(one));
  const some = Array.from({ length: MOST - 1 }, (_, at) => writes[(nth + at) % writes.length]);
  return [...some, reads[(nth * 5) % reads.length]].flatMap((one) => (one ? [one.k] : []));
}

describe('faults', { concurrency: 2 }, () => {
  [...SCENARIOS, ...PRUNES, ...ITERATIONS].forEach((scenario, nth) => {
    const body = async (/** @type {import('../scenarios/harness/sandbox.mjs').Sandbox} */ box, /** @type {import('node:test').TestContext} */ context) => {
      const template = await prepare(box, scenario);
      const inTurn = chosen(template.calls, nth).map((k, at) => {
        const possible = FAULTS.filter((one) => happens(template, one, k));
        return { k, fault: possible[(nth * MOST + at) % possible.length] ?? assert.fail() };
      });
      const telling = TELLING.filter(({ name }) => name === scenario.name).map(({ call, fault }) => ({ k: template.calls.lastIndexOf(call) + 1, fault: faultOf(fault) }));
      for (const { k, fault } of [...inTurn, ...telling]) {
        assert.ok(k > 0 && happens(template, fault, k), 'a telling play is about a call that is not made');
        const { faults, first } = await play(box, template, fault, k);
        assert.deepEqual(faults, [], `${fault.name} at call ${k} (${template.calls[k - 1]})\n${faults.join('\n')}`);
        context.diagnostic(`call ${k} (${template.calls[k - 1]}), ${fault.name}: ${first}`);
        struck.add(fault.name);
      }
    };
    inSandbox(scenario.name, body, { timeout: PATIENCE_MS });
  });
});

test('every fault has struck', () => {
  assert.deepEqual(FAULTS.map(({ name }) => name).filter((name) => !struck.has(name)), []);
});

test('docs/checks/faults.md is about these scenarios and faults, and nothing failed', () => {
  const page = readFileSync(join(ROOT, 'docs', 'checks', 'faults.md'), 'utf8');
  const [heading = [], , ...rows] = rowsOf(page);
  assert.deepEqual(heading, ['scenario', 'calls', ...FAULTS.map(({ name }) => name)], '`npm run faults` writes it anew');
  assert.deepEqual(rows.slice(0, -2).map(([name]) => name), SCENARIOS.map(({ name }) => name), '`npm run faults` writes it anew');
  const parts = [/** @type {const} */ (['prune', PRUNES]), /** @type {const} */ (['iteration', ITERATIONS])].flatMap(([part, scenarios]) => {
    const [own = [], , ...of] = rowsOf(page, part);
    assert.deepEqual(own, heading, `\`npm run faults -- --${part}\` writes it anew`);
    assert.deepEqual(of.slice(0, -1).map(([name]) => name), scenarios.map(({ name }) => name), `\`npm run faults -- --${part}\` writes it anew`);
    return of.slice(0, -1);
  });
  for (const { name, says } of FAULTS) assert.ok(page.includes(`- **${name}**: ${says}.\n`), name);
  for (const [name, calls, ...cells] of [...rows.slice(0, -2), ...parts]) {
    for (const [at, { byPeople }] of FAULTS.entries()) {
      const [survived, total] = cells[at]?.split('/') ?? [];
      if (byPeople && survived === '–') continue;
      assert.equal(survived, total, name);
      if (!byPeople) assert.equal(total, calls, name);
    }
  }
});
