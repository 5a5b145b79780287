// Lists in pages: what is asked for, and when nobody asks on.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FULL, pagesOf } from '../js/hosting/paged.js';

/** @typedef {import('../js/hosting/github.js').GitHub} GitHub */

/**
 * A server with so many rows on each page, which writes down what it is asked.
 * @param {number[]} sizes
 */
function server(sizes) {
  /** @type {number[]} */
  const asked = [];
  const list = async (/** @type {string} */ _path, /** @type {Record<string, string>} */ { page = '1' }) => {
    asked.push(Number(page));
    return { ok: true, data: Array.from({ length: sizes[Number(page) - 1] ?? 0 }, (_, at) => ({ id: Number(page) * 1000 + at })) };
  };
  return { asked, client: /** @type {GitHub} */ (/** @type {unknown} */ ({ list })) };
}

/** @param {number[]} sizes @param {'github' | 'gitea'} kind @param {Parameters<typeof pagesOf>[4]} how */
async function listed(sizes, kind, how) {
  const { asked, client } = server(sizes);
  const answer = await pagesOf(client, kind, '/repos/o/r/releases', {}, how);
  assert.ok(answer.ok);
  return { asked, rows: answer.rows.length, cut: answer.cut };
}

const isSecond = (/** @type {any} */ { id }) => id === 2003;

test('nobody asks for what comes after the row that is looked for', async () => {
  const sizes = [FULL.github, FULL.github, FULL.github, 3];
  assert.deepEqual(await listed(sizes, 'github', { most: 10, until: isSecond }), { asked: [1, 2], rows: 200, cut: true });
  assert.deepEqual(await listed(sizes, 'github', { most: 10 }), { asked: [1, 2, 3, 4], rows: 303, cut: false });
});

test('where it is on none, the list ends as any other', async () => {
  const until = () => false;
  assert.deepEqual(await listed([FULL.github, 3], 'github', { most: 10, until }), { asked: [1, 2], rows: 103, cut: false });
  assert.deepEqual(await listed([FULL.github, FULL.github, 3], 'github', { most: 2, until }), { asked: [1, 2], rows: 200, cut: true });
});

test('a Gitea may give fewer on a page than it was asked for, and no list at all in pages', async () => {
  assert.deepEqual(await listed([30, 30, 4], 'gitea', { most: 10 }), { asked: [1, 2, 3, 4], rows: 64, cut: false });
  assert.deepEqual(await listed([30, 30, 4], 'gitea', { most: 10, until: isSecond }), { asked: [1, 2], rows: 60, cut: true });
  assert.deepEqual(await listed([30, 30, 4], 'gitea', { most: 10, whole: true }), { asked: [1], rows: 30, cut: false });
});

test('what is on two pages, since something new came meanwhile, is there once', async () => {
  /** @type {Record<string, number[]>} */
  const pages = { 1: Array.from({ length: 100 }, (_, at) => 200 - at), 2: Array.from({ length: 50 }, (_, at) => 101 - at) };
  const list = async (/** @type {string} */ _path, /** @type {Record<string, string>} */ { page = '1' }) => ({ ok: true, data: pages[page]?.map((id) => ({ id })) });
  const answer = await pagesOf(/** @type {GitHub} */ (/** @type {unknown} */ ({ list })), 'github', '/repos/o/r/pulls', {}, { most: 3 });
  assert.ok(answer.ok && !answer.cut);
  assert.deepEqual([answer.rows.length, answer.rows.at(-1).id], [149, 52]);
});
