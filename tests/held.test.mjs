// A large text crosses to the core once, and what stands for it afterwards changes no answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { loadCore } from '../js/core/core.js';
import { keeping } from '../js/core/held.js';

/** @typedef {import('../js/types.d.ts').Core} Core */
/** @typedef {import('../js/core/held.js').Keeper} Keeper */
/** @typedef {import('../js/types.d.ts').Facts} Facts */

const loaded = () => /** @type {Keeper} */ (loadCore());

const REQUEST = { run: { id: '1', attempt: '1' }, bump: 'minor' };
const [TIP, OLD] = ['1'.repeat(40), '2'.repeat(40)];
const tags = Array.from({ length: 400 }, (_, n) => `${OLD}\trefs/tags/other-${n}\n`).join('');
const REFS = `ref: refs/heads/main\tHEAD\n${TIP}\tHEAD\n${TIP}\trefs/heads/main\n${OLD}\trefs/tags/v1.0.0\n${tags}`;
const entries = Array.from({ length: 400 }, (_, n) => `"node_modules/é-${n}": {"version": "1.${n}.0"}`).join(',\n');
const FILES = [
  { path: 'package.json', text: '{"name": "made-up", "version": "1.0.0"}\n' },
  { path: 'package-lock.json', text: `{"version": "1.0.0", "lockfileVersion": 3, "packages": {"": {"version": "1.0.0"},\n${entries}}}\n` },
];
const PATHS = [...FILES.map(({ path }) => path), ...Array.from({ length: 2000 }, (_, n) => `src/file-${n}`)].join('\0');
const LOOK = { refs: REFS, files: FILES, hosting: null, heads: [], release: false, places: [{ oid: OLD, onBranch: true }], past: null, holders: [] };
const FACTS = /** @type {Facts} */ (/** @type {unknown} */ ({
  refs: REFS, tree: '3'.repeat(40), files: FILES, logs: [], commits: [{ oid: OLD, tree: '4'.repeat(40), files: FILES.slice(0, 1) }], committer: 'a <b@c>',
  tipTime: '2026-01-01T00:00:00Z', places: [{ oid: OLD, onBranch: true }],
}));

/** Everything a look asks, in its order. @param {Core} core */
function answers(core) {
  const target = core.target(REQUEST, REFS);
  const wanted = [FILES.slice(0, 0), FILES.slice(0, 1), FILES].map((files) => core.needs(REQUEST, PATHS, files));
  const wants = core.wants(REQUEST, /** @type {any} */ (LOOK));
  const plan = core.advance(core.plan(REQUEST, null), { kind: 'facts', facts: FACTS });
  assert.equal(plan.step?.kind, 'commit', JSON.stringify(plan.result));
  const files = plan.step?.kind === 'commit' ? plan.step.files : [];
  const [asked] = plan.search ?? [];
  assert.ok(asked);
  const hunt = core.hunt(asked, PATHS);
  return { target, wanted, wants, plan, hunt, still: core.stillSays(hunt, files, files.map(({ path }) => path)) };
}

/** Every text that crosses, with those that are kept. @param {unknown} value @returns {string[]} */
function texts(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** A core that notes what crosses. */
function watched() {
  /** @type {string[]} */
  const crossed = [];
  const note = (/** @type {unknown} */ [name, real]) => [name, (/** @type {unknown[]} */ ...args) => (crossed.push(...texts(args)), real(...args))];
  return { crossed, core: /** @type {Core} */ (Object.fromEntries(Object.entries(loadCore()).filter(([, value]) => typeof value === 'function').map(note))) };
}

test('each large text crosses once, and every answer is the same', () => {
  const { crossed, core: inner } = watched();
  const { core, release } = keeping(inner);
  assert.deepEqual(answers(core), answers(loadCore()));
  for (const text of [REFS, PATHS, FILES[1]?.text]) assert.equal(crossed.filter((one) => one === text).length, 1);
  const before = crossed.length;
  answers(core);
  assert.ok(!crossed.slice(before).some((text) => [REFS, PATHS, FILES[1]?.text].includes(text)), 'another look that sees the same hands over nothing anew');
  release();
});

test('a text that has been released is none any more, and is handed over anew', () => {
  const { core, release } = keeping(loadCore());
  core.target(REQUEST, REFS);
  const held = /** @type {any} */ ({ held: 4_000_000_000 });
  loaded().hold(held.held, REFS);
  assert.equal(loadCore().target(REQUEST, held).tip, TIP);
  release();
  assert.throws(() => loadCore().target(REQUEST, held), { code: 'invalid-input', message: /^`refs`: expected a string/ });
  assert.throws(() => loadCore().needs(REQUEST, PATHS, [{ path: 'a', text: held }]), { code: 'invalid-input', message: /^`files\[0\]\.text`/ });
  assert.equal(core.target(REQUEST, REFS).tip, TIP);
  release();
});

test('two texts of one length and one beginning are two, and a handle is never used twice', () => {
  const other = REFS.replace(TIP, '5'.repeat(40)).replace(`${TIP}\trefs/heads/main`, `${'5'.repeat(40)}\trefs/heads/main`).replace(`${TIP}\tHEAD`, `${'5'.repeat(40)}\tHEAD`);
  assert.equal(other.length, REFS.length);
  /** @type {number[]} */
  const handles = [];
  const real = loaded();
  const noting = { ...real, hold: (/** @type {number} */ handle, /** @type {string} */ text) => (handles.push(handle), real.hold(handle, text)) };
  for (const { core, release } of [keeping(noting), keeping(noting)]) {
    assert.equal(core.target(REQUEST, REFS).tip, TIP);
    assert.equal(core.target(REQUEST, other).tip, '5'.repeat(40));
    assert.equal(core.target(REQUEST, REFS).tip, TIP);
    release();
  }
  assert.equal(new Set(handles).size, 4);
});

test('what is kept has an end, however many looks a run makes', () => {
  let kept = 0;
  let most = 0;
  const real = loaded();
  const hold = (/** @type {number} */ _, /** @type {string} */ text) => {
    kept += text.length;
    most = Math.max(most, kept);
  };
  const release = () => {
    kept = 0;
  };
  const counting = { ...real, hold, release, target: () => ({}) };
  const { core } = keeping(/** @type {any} */ (counting));
  for (let n = 0; n < 40; n += 1) core.target(REQUEST, `${n}`.padEnd(5_000_000));
  assert.ok(most < 80_000_000, `${most}`);
});
