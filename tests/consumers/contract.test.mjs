// js/types.d.ts against the core itself: what it takes and what it gives, field by field.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import * as core from '../../js/node.js';
import { chance } from '../../scripts/feed/chance.mjs';
import { MAKERS, argumentsFor } from '../../scripts/feed/inputs.mjs';
import { root } from '../../scripts/lib.mjs';
import { differences, fieldsOf } from './contract/gave.mjs';
import { takes } from './contract/given.mjs';
import { asked, came, iterations, oddities } from './contract/runs.mjs';
import { read } from './contract/types.mjs';

/** @type {Record<string, (...args: any[]) => any>} */
const functions = /** @type {any} */ (core);
const types = read();
/** What only the core can make. */
const made = { Plan: core.plan({ run: { id: '1', attempt: '1' } }, null), IterationWork: core.startIteration({ command: 'submit', branch: 'x' }) };

/** @param {ReturnType<typeof read>} of */
const taken = (of) => of.functions.map((called) => takes(of, called, functions[called.name] ?? assert.fail(`no ${called.name}`), made));

test('every field and word that the core takes is in the types, and the other way round', (t) => {
  const all = taken(types);
  assert.deepEqual(all.flatMap((one) => one.differences), []);
  const places = all.reduce((sum, one) => sum + one.places, 0);
  assert.ok(places > 300, `${places} places`);
  t.diagnostic(`${types.functions.length} functions, ${places} places`);
});

test('every function says what it is for', () => {
  assert.deepEqual(types.functions.filter(({ said }) => said.length < 20).map(({ name }) => name), []);
});

test('the codes that they name are those of docs/errors.md', () => {
  const known = new Set([...readFileSync(join(root, 'docs', 'errors.md'), 'utf8').matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code));
  const named = types.functions.flatMap(({ name, said }) => [...(said.split('Codes:')[1] ?? '').matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code]) => ({ name, code })));
  assert.ok(named.length > 40);
  assert.deepEqual(named.filter(({ code }) => !known.has(code)), []);
});

/** Fields that no answer here has; tests/scenarios come to them: merging, lines, several packages, warnings. */
const ELSEWHERE = [
  ...['ToRead.past', 'ToRead.holders', 'WantedHolders.oids', 'WantedHolders.heads', 'Stretch.newer', 'Target.why', 'Target.unlessLine'],
  ...['kind', 'number', 'method', 'head'].map((name) => `mergePull{number method head}.${name}`),
  ...['Result.warnings', 'Proposal.others', 'PackageView.name', 'PackageView.folder', 'PackageView.version', 'newCommit{skipCi remark}.remark'],
  // Several packages at once: tests/inside/several.rs holds what a proposal of two gives.
  'Proposal.releases',
  ...['version', 'previousVersion', 'previousTag', 'bump', 'scheme', 'tag', 'reasons', 'manifests', 'packages', 'notes', 'people', 'moving', 'toldSince', 'section', 'latest'].map((name) => `PackageRelease.${name}`),
  ...['LeftBranch.branch', 'LeftBranch.error', '{tag code why path}.path', 'Proposal.releases'],
];

/** @param {ReturnType<typeof read>} of @param {number} runs */
function walked(of, runs) {
  const seen = new Set();
  const found = new Set();
  const gives = new Map(of.functions.map(({ name, gives }) => [name, gives]));
  const call = (/** @type {string} */ name, /** @type {unknown[]} */ args) => {
    const type = gives.get(name);
    let answer;
    try {
      answer = functions[name]?.(...args);
    } catch (error) {
      assert.equal(/** @type {Error} */ (error).name, 'CoreError');
      return undefined;
    }
    if (type) for (const one of differences(of, type, answer, name, seen)) found.add(one);
    return answer;
  };
  for (const dir of readdirSync(join(root, 'tests', 'cases'))) {
    const content = JSON.parse(readFileSync(join(root, 'tests', 'cases', dir, 'case.json'), 'utf8'));
    for (const one of content.cases ?? [content]) call(one.call, one.args);
  }
  for (const name of Object.keys(MAKERS)) for (let at = 0; at < runs / 3; at += 1) call(name, argumentsFor(name, chance(`${name} ${at}`), call));
  for (let at = 0; at < runs; at += 1) {
    const draw = chance(`run ${at}`);
    const world = { pushed: new Set() };
    let plan = call('plan', [asked(draw), null]);
    for (let steps = 0; steps < 40 && plan?.step; steps += 1) {
      const left = { places: [{ path: 'README.md', lines: [1], version: '1.2.3', namedBy: 'x' }], unread: 0 };
      if (plan.step.kind === 'commit' && draw.once(3)) plan = call('searched', [plan, left]);
      if (plan?.step) plan = call('advance', [plan, came(draw, plan.step, world)]);
    }
    iterations(draw, call);
  }
  oddities(call);
  return { found: [...found].sort(), seen };
}

test('every answer is what the types promise, and all that they promise is answered', (t) => {
  const { found, seen } = walked(types, 400);
  assert.deepEqual(found, []);
  const all = new Set(types.functions.flatMap(({ gives }) => [...fieldsOf(types, gives)]));
  assert.deepEqual([...all].filter((field) => !seen.has(field) && !ELSEWHERE.includes(field) && !field.startsWith('PackageRelease.')), []);
  t.diagnostic(`${all.size} fields, ${ELSEWHERE.length} of them elsewhere`);
});

const file = join(root, 'js', 'types.d.ts');
const text = readFileSync(file, 'utf8');
/** @type {[string, string, string, RegExp][]} */
const DRIFTS = [
  ['a field that the core does not take', '  onlyFinalise?: boolean;', '  onlyFinalise?: boolean;\n  notThere?: boolean;', /plan\(request\): the core knows .*; the types .*notThere/],
  ['a field that the types forgot', '  tipTime: string;', '', /plan\(facts\): the core knows .*tipTime/],
  ['a word that the core does not know', "mode?: 'auto' | 'direct'", "mode?: 'auto' | 'straight'", /plan\(request\)\.mode: the core knows auto, direct, pull-request/],
  ['a promise that is not kept', '  journal: OwnBranch[];', '  journal: OwnBranch[];\n  diary: OwnBranch[];', /plan\.diary: the types promise it/],
  ['an answer that the types forgot', '  ground?: string[];\n  remarks: string[];', '  remarks: string[];', /advance\.ground: the types do not know it/],
  ['another kind of value', '  waitMs: number;\n  why:', '  waitMs: string;\n  why:', /plan\.step\.waitMs: 0, where the types have string/],
];
for (const [what, from, to, says] of DRIFTS) {
  test(`${what} is seen`, () => {
    assert.equal(text.split(from).length, 2, `\`${from}\` is there once`);
    const drifted = read(file, text.replace(from, to));
    const said = [...taken(drifted).flatMap((one) => one.differences), ...walked(drifted, 8).found].join('\n');
    assert.match(said, says);
  });
}
