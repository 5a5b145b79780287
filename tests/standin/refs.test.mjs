// The refs that are read from files are those that git names.

import assert from 'node:assert/strict';

import { scenario } from '../scenarios/harness/sandbox.mjs';
import { head, readRefs } from './refs.mjs';

scenario('refs loose, packed, both, nested, annotated and deleted are read as git reads them', async (box) => {
  const remote = await box.remote([{ files: { a: '1' }, tag: 'v1.0.0' }, { files: { a: '2' }, tag: 'pkg/a-v1', light: true }, { files: { a: '3' }, on: 'feature/é' }]);
  const asGit = async () => Object.fromEntries((await remote.git(['for-each-ref', '--format=%(refname) %(objectname)'])).split('\n').filter(Boolean).map((row) => row.split(' ')));
  const same = async (/** @type {number} */ count) => {
    const said = readRefs(remote.dir);
    assert.deepEqual(Object.entries(said), Object.entries(await asGit()));
    assert.equal(Object.keys(said).length, count);
  };
  await same(4);
  await remote.git(['pack-refs', '--all']);
  await same(4);
  await remote.write([{ files: { a: '4' } }]);
  assert.match(box.read('remote.git/packed-refs'), / refs\/heads\/main\n/, 'it stands in both places, and moved in one');
  await same(4);
  await remote.git(['update-ref', '-d', 'refs/tags/v1.0.0']);
  await remote.git(['update-ref', '-d', 'refs/heads/feature/é']);
  await same(2);
  box.write('remote.git/refs/heads/main.lock', '');
  await same(2);
  assert.equal(head(remote.dir), 'refs/heads/main');
});
