// What people copy into a shell out of a message: a name that somebody else gave stays one word of the command, whatever is in it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { expectFailure } from './harness/expect.mjs';
import { json, releasing } from './harness/releasing.mjs';
import { scenario } from './harness/sandbox.mjs';

/** What ends a word that is quoted, and what ends one that is not. */
const EVIL = "';touch${IFS}owned;'";
const BARE = ';touch${IFS}owned;';
const own = (/** @type {string} */ name, /** @type {string} */ version) => json({ name, version });

/** Runs every command of the advice in a shell that has no such program. @param {import('./harness/sandbox.mjs').Sandbox} box @param {string[]} advice */
function copied(box, advice) {
  const commands = advice.flatMap((one) => [...one.matchAll(/`([^`]*--[a-z][^`]*)`/g)].map((found) => found[1] ?? ''));
  assert.ok(commands.length > 0, 'there is something to copy');
  for (const command of commands) {
    const cwd = mkdtempSync(join(box.tmp, 'copied-'));
    const { status, stderr } = spawnSync('sh', ['-c', `: ${command}`], { cwd, encoding: 'utf8' });
    assert.ok(!existsSync(join(cwd, 'owned')), `it ran what a name says: ${command}`);
    assert.equal(status, 0, `${command}: ${stderr}`);
  }
  return commands.join('\n');
}

/** @typedef {{name: string, code: string, tags: string[], files: Record<string, string>, args?: string[], option: string}} Scene */

/** @type {Scene[]} */
const scenes = [
  { name: 'a tag that begins as a version', code: 'ambiguous-tags', tags: ['v1.2.0', `v1.3_02${EVIL}`], files: { a: '1' }, option: '--ignore-tags' },
  { name: 'two kinds of tags', code: 'ambiguous-tags', tags: [`a${EVIL}-v1.0.0`, 'b-v2.0.0'], files: { 'package.json': own('c', '0.1.0') }, option: '--tag-format' },
  { name: 'a build of a day', code: 'invalid-bump', tags: ['v1.2.0', 'v1.3.0-n20260102'], files: { a: '1' }, option: '--ignore-tags' },
  { name: 'tags with something behind', code: 'ambiguous-tags', tags: [`v1.2.3-x${EVIL}`, `v1.2.4-x${EVIL}`], files: { a: '1' }, option: '--ignore-tags' },
  { name: 'manifests that disagree', code: 'manifests-disagree', tags: [], files: { 'package.json': own('c', '0.1.0'), 'Cargo.toml': '[package]\nname = "c"\nversion = "0.2.0"\n' }, option: '--manifests' },
  { name: 'a file that says the tag’s version', code: 'no-manifest', tags: ['v1.37.0'], files: { [`src/it${EVIL.replace('${IFS}', ' ')}/version.h`]: '#define THING_VERSION "1.37.0"\n' }, option: '--manifests' },
  { name: 'a program that says it', code: 'no-manifest', tags: ['v1.37.0'], files: { [`it${EVIL}/main.py`]: '__version__ = "1.37.0"\n' }, option: '--manifests' },
  {
    name: 'packages to choose from',
    code: 'packages-differ',
    tags: [],
    files: { 'package.json': json({ private: true, workspaces: ['packages/*'] }), [`packages/a${BARE}/package.json`]: own('same', '1.0.0'), 'packages/b/package.json': own('same', '2.0.0') },
    option: '--package',
  },
];

describe('a command to copy', { concurrency: 2 }, () => {
  for (const { name, code, tags, files, args, option } of scenes) {
    scenario(name, async (box) => {
      const { ran } = await releasing(box, files, tags, args);
      expectFailure(ran, code);
      const commands = copied(box, ran.json.nextSteps);
      assert.ok(commands.includes(option), commands);
    });
  }
});
