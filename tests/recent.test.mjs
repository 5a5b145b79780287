// Histories that nobody would draw: what a clone of one commit says of each is what git says of it in a whole one.

import assert from 'node:assert/strict';

import { readCommandLine } from '../js/inputs.js';
import { loadCore } from '../js/core/core.js';
import { Limits } from '../js/run/limits.js';
import { run } from '../js/run/run.js';
import { packageJson } from './scenarios/harness/manifests.mjs';
import { scenario } from './scenarios/harness/sandbox.mjs';

const COMMITS = 40;
const HISTORIES = 12;
const MINUTE = 60_000;

/** The same numbers each time. @param {number} seed */
function dice(seed) {
  let state = seed * 2_654_435_761;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

/**
 * Each commit stands on one of the few before it, now and then on an old one, or on two; some were made in the same second.
 * @param {number} seed
 */
function history(seed) {
  const roll = dice(seed);
  const tagged = new Set([5 + roll(10), 20 + roll(10)]);
  return Array.from({ length: COMMITS }, (_, at) => {
    const before = () => `:${Math.max(1, at - (roll(4) === 0 ? roll(25) : roll(3)))}`;
    const [from, merge] = [before(), roll(3) === 0 ? before() : undefined];
    const version = [...tagged].filter((one) => one <= at).length;
    return {
      say: `${roll(5) === 0 ? 'feat' : 'fix'}: number ${at}`,
      files: { 'package.json': packageJson(`1.0.${version}`), [`src/${roll(4)}/${at}`]: '1' },
      when: 1_700_000_000 + 60 * Math.floor(at / 3),
      author: `Author ${roll(3)}`,
      ...(at === 0 ? {} : { from, ...(merge !== undefined && merge !== from ? { merge } : {}) }),
      ...(tagged.has(at) ? { tag: `v1.0.${version}`, light: roll(2) === 0 } : {}),
    };
  });
}

for (let seed = 1; seed <= HISTORIES; seed += 1) {
  scenario(`history ${seed}`, async (box) => {
    const remote = await box.remote(history(seed));
    await remote.config('uploadpack.allowFilter', 'true');
    const proposed = async (/** @type {string[]} */ args, /** @type {number | undefined} */ generations, /** @type {string[]} */ asked) => {
      const clone = await box.clone(remote, { args, url: remote.fileUrl });
      const { request, place } = readCommandLine(['release', '--cwd', clone.dir, ...asked], box.env);
      const { result, ground, remarks, proposal } = await run({ core: loadCore, request, place: { ...place, tempDir: box.tmp, generations }, limits: new Limits({ timeoutMs: MINUTE }), onlyLook: true, progress: () => {} });
      return { result, ground, remarks, proposal };
    };
    for (const asked of [[], ['--paths', 'src/1/**']]) {
      const whole = await proposed([], undefined, asked);
      for (const generations of [1, 2, 4, 9]) assert.deepEqual(await proposed(['--depth=1', '--no-tags'], generations, asked), whole, `${generations} generations ${asked.join(' ')}`);
    }
  });
}
