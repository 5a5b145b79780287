// What `doctor` makes of a server's answers, where these are many.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { askServer } from '../js/doctor/checkup.js';

/** @typedef {import('../js/run/world.js').World} World */

/**
 * What is known of `main`, where so many branches are protected, and it is one of them at that place.
 * @param {number} count
 * @param {number} [place]
 */
async function protection(count, place = -1) {
  const name = (/** @type {number} */ at) => (at === place ? 'main' : `release/${at}`);
  const on = (/** @type {number} */ page) => Array.from({ length: Math.max(0, Math.min(100, count - (page - 1) * 100)) }, (_, at) => ({ name: name((page - 1) * 100 + at) }));
  const answer = (/** @type {string} */ path, /** @type {Record<string, string>} */ query = {}) => {
    if (!path.endsWith('/branches')) return { ok: false, denial: { status: 404, text: 'Not Found', retryAfter: null } };
    assert.equal(query['protected'], 'true');
    return { ok: true, data: on(Number(query['page'] ?? 1)) };
  };
  const client = Promise.resolve({ get: async (/** @type {string} */ ...asked) => answer(...asked), list: async (/** @type {string} */ ...asked) => answer(...asked) });
  const world = /** @type {World} */ (/** @type {unknown} */ ({ client, repository: { api: { hosting: { kind: 'github', name: 'o/r', serverUrl: 'https://h' } } } }));
  const { known, unlooked } = await askServer(world, 'main', 'v1.2.3', 'chore/version-bump-1.2.3');
  return known.protection?.protected ?? unlooked.find((one) => one.startsWith('the protection'));
}

test('a branch is protected on whichever page it stands', async () => {
  assert.equal(await protection(3, 1), true);
  assert.equal(await protection(3), false);
  assert.equal(await protection(250, 249), true);
  assert.equal(await protection(250), false);
  assert.match(String(await protection(2000, 1999)), /not among the first 1000/);
});
