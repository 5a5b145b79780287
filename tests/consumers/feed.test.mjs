// Inputs by chance in headless Chromium: a short form of `npm run feed -- --browser`.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NAMES, feed } from '../../scripts/feed.mjs';
import { feedPage } from '../../scripts/feed/browser.mjs';

test('100 inputs a function: what a page answers, and refuses, is what Node does', async (t) => {
  const options = { count: 100 * NAMES.length, seed: 'page' };
  const [inPage, inNode] = [await feedPage(options, NAMES), await feed(options)];
  const counts = (/** @type {import('../../scripts/feed.mjs').Told[]} */ told) => told.map(({ name, inputs, answers, refusals }) => ({ name, inputs, answers, refusals }));
  assert.deepEqual(counts(inPage), counts(inNode));
  t.diagnostic(`${inPage.reduce((sum, { inputs }) => sum + inputs, 0)} inputs to ${inPage.length} functions`);
});

test('it fails on an error that is none of ours, and says which input that was', async () => {
  const entry = `data:text/javascript,${encodeURIComponent('export default () => {}; export const nextVersion = () => "1.2.4"; export const tagName = (...args) => args[0].nothing.at.all;')}`;
  await assert.rejects(feedPage({ count: 3, seed: 'x', only: ['tagName'], entry }, NAMES), /tagName, input 0: threw TypeError/);
});
