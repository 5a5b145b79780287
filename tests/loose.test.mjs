// Objects that are made without git are those that git would have made: the same names, and `git fsck` finds nothing.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { loadCore } from '../js/core/core.js';
import { Git } from '../js/git/git.js';
import { buildCommit, buildTag } from '../js/git/build.js';
import { handOver } from '../js/git/loose.js';
import { openRepository } from '../js/git/repository.js';
import { Store } from '../js/git/store.js';
import { scenario } from './scenarios/harness/sandbox.mjs';

/** Names whose order depends on what is a folder, and one that is no UTF-8. */
const PATHS = ['a', 'a.b', 'a-b', 'a0', 'dir/x', 'dir.x', 'dir-x', 'dir0', 'dir/sub/deep/y', 'ä/ö', 'z\'"\\t', '-n', ':(top)'];

/**
 * What a commit brings, and nothing else, goes to another repository: on the same disk, and on another one.
 * @param {import('./scenarios/harness/sandbox.mjs').Box} box @param {import('./scenarios/harness/sandbox.mjs').Clone} clone @param {Store} store @param {string} parent
 */
async function handedOver(box, clone, store, parent) {
  const { commit, objects } = /** @type {import('../js/git/store.js').Built} */ (store.built);
  const elsewhere = mkdtempSync(join(import.meta.dirname, '..', 'target', 'handed-'));
  try {
    if (existsSync('/dev/shm')) assert.notEqual(statSync(elsewhere).dev, statSync('/dev/shm').dev);
    for (const to of [box.newTmp(), elsewhere]) {
      for (const oid of objects) handOver(store.dir, to, oid);
      const env = { ...box.fixtureEnv, GIT_OBJECT_DIRECTORY: join(to, 'objects'), GIT_ALTERNATE_OBJECT_DIRECTORIES: join(clone.dir, '.git', 'objects') };
      const git = new Git({ cwd: clone.dir, env });
      const listed = await git.run(['rev-list', '--objects', '--no-object-names', commit, `^${parent}`]);
      assert.deepEqual(listed.stdout.toString().trim().split('\n').sort(), [...new Set(objects)].sort());
      assert.equal(await git.run(['fsck', '--strict', commit]).then(({ exit, stderr }) => `${exit}${stderr}`.replace(/^notice.*$/gm, '').trim()), '0');
    }
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
}

describe('objects made here', { concurrency: 2 }, () => {
  for (const format of ['sha1', 'sha256']) {
    scenario(`are git's own, in ${format}`, async (box) => {
      const files = Object.fromEntries(PATHS.map((path) => [path, `${path}\n`]));
      const remote = await box.remote([{ files: { ...files, link: { text: 'a', mode: '120000' }, run: { text: '#!/bin/sh\n', mode: '100755' } } }], { format });
      const clone = await box.clone(remote);
      // An entry whose name is no UTF-8, and one of a mode that old gits wrote.
      const blob = await clone.oid('HEAD:a');
      const listing = await clone.git('ls-tree', '-z', 'HEAD');
      const rows = Buffer.concat([Buffer.from(listing), Buffer.from(`100644 blob ${blob}\tb`), Buffer.from([0xff, 0xfe, 0])]);
      const tree = (await box.git(clone.dir, ['mktree', '-z'], rows)).trim();
      const parent = (await clone.git('commit-tree', '-m', 'base', tree)).trim();
      const repository = await openRepository({ cwd: clone.dir, env: box.env, remote: 'origin', serverUrl: 'https://example.com', tempDir: box.newTmp() });
      const store = new Store(repository);
      try {
        const world = /** @type {any} */ ({ core: loadCore(), repository, store, seen: null });
        const changed = [...PATHS.filter((path) => path !== 'a0'), 'run', 'new', 'dir/new', 'fresh/deep/er', 'dir.new/x'].map((path) => ({ path, text: `new ${path}` }));
        const built = await buildCommit(world, { kind: 'commit', parent, branch: 'main', files: changed, message: 'chore: é\n\nTrailer: 1\n', tags: [{ name: 'v1.0.0', message: 'v1.0.0\n' }] });
        assert.equal(built.kind, 'builtAs', JSON.stringify(built));
        const { commit, tags: [tag = ''] } = /** @type {Extract<typeof built, {kind: 'builtAs'}>} */ (built);
        const env = { ...box.fixtureEnv, GIT_DIR: store.dir, GIT_INDEX_FILE: `${box.dir}/index` };
        const git = new Git({ cwd: box.dir, env });
        const said = async (/** @type {string[]} */ args, /** @type {string | undefined} */ input = undefined) => {
          const answer = await git.run(args, { input });
          assert.equal(answer.exit, 0, `${args}: ${answer.stderr}`);
          return answer.stdout.toString().trim();
        };
        // As git would have done it, with an index.
        await said(['read-tree', tree]);
        for (const { path, text } of changed) {
          const oid = await said(['hash-object', '-w', '--stdin'], text);
          await said(['update-index', '--add', '--cacheinfo', `${path === 'run' ? '100755' : '100644'},${oid},${path}`]);
        }
        assert.equal(await said(['rev-parse', `${commit}^{tree}`]), await said(['write-tree']));
        assert.equal(await said(['rev-parse', `${commit}^1`, `${tag}^{commit}`]), `${parent}\n${commit}`);
        assert.equal(await said(['cat-file', 'tag', tag]).then((text) => text.replace(/^tagger .*$/m, '')), `object ${commit}\ntype commit\ntag v1.0.0\n\n\nv1.0.0`);
        assert.equal(await said(['fsck', '--strict', commit, tag]).then((text) => text.replace(/^dangling.*$/gm, '').trim()), '');
        await handedOver(box, clone, store, parent);
        const alone = await buildTag(world, { kind: 'tag', target: parent, branch: 'main', tags: [{ name: 'v2', message: 'two\n' }, { name: 'b-v3', message: 'three\n' }] });
        const both = /** @type {Extract<typeof alone, {kind: 'builtAs'}>} */ (alone).tags;
        assert.equal(both.length, 2);
        for (const [at, name] of ['v2', 'b-v3'].entries()) assert.match(await said(['cat-file', 'tag', both[at] ?? '']), new RegExp(`^object ${parent}\ntype commit\ntag ${name}\n`));
        /** @type {[string[], string][]} */
        const impossible = [[['dir'], 'refused'], [['new', 'new/x'], 'broken']];
        for (const [paths, kind] of impossible) {
          const refused = await buildCommit(world, { kind: 'commit', parent, branch: 'main', files: paths.map((path) => ({ path, text: '' })), message: 'x', tags: [] });
          assert.equal(refused.kind, kind, `${paths}`);
        }
      } finally {
        store.close();
      }
    });
  }
});
