// What must be true after a run, asserted on the remote itself.

import assert from 'node:assert/strict';

/**
 * @typedef {object} Landed
 * @property {Record<string, {oid: string, type: string, commit: string}>} before the remote's refs before the run
 * @property {string} tag
 * @property {Record<string, string>} files every changed file's exact text
 * @property {string} [branch]
 * @property {string} [parent] else the branch's tip before
 * @property {string} [subject]
 */

/**
 * Exactly one commit on the branch and one annotated tag on it; every other ref as it was.
 * @param {import('./remote.mjs').Remote} remote
 * @param {Landed} landed
 * @returns {Promise<string>} the commit
 */
export async function expectLanded(remote, { before, tag, files, branch = remote.branch, parent, subject }) {
  const after = await remote.refs();
  const [head, name] = [`refs/heads/${branch}`, `refs/tags/${tag}`];
  const { [head]: tip, [name]: tagged, ...others } = after;
  const { [head]: old, ...rest } = before;
  assert.deepEqual(others, rest, 'other refs are as they were');
  assert.ok(!before[name], 'the tag is new');
  assert.equal(tagged?.type, 'tag', `${tag} is annotated`);
  assert.equal(tagged.commit, tip?.commit, 'the tag names exactly the tip');
  const { commit } = tagged;
  assert.equal(await remote.show(commit, '%P'), parent ?? old?.commit, 'one commit on the tip');
  const changed = await remote.git(['diff-tree', '-r', '--name-only', '-z', `${commit}^`, commit]);
  assert.deepEqual(changed.split('\0').filter(Boolean).sort(), Object.keys(files).sort(), 'only manifests changed');
  for (const [path, text] of Object.entries(files)) assert.equal(await remote.text(commit, path), text, path);
  assert.deepEqual(await remote.modes(commit), await remote.modes(`${commit}^`), 'modes are kept');
  if (subject !== undefined) assert.equal(await remote.show(commit, '%s'), subject);
  await remote.git(['fsck', '--strict', '--no-dangling']);
  return commit;
}

/**
 * The commit the tag names was there before; nothing but the tag is new.
 * @param {import('./remote.mjs').Remote} remote
 * @param {{before: Landed['before'], tag: string, commit: string}} finalised
 */
export async function expectTagged(remote, { before, tag, commit }) {
  const { [`refs/tags/${tag}`]: tagged, ...others } = await remote.refs();
  assert.deepEqual(others, before, 'other refs are as they were');
  assert.equal(tagged?.type, 'tag', `${tag} is annotated`);
  assert.equal(tagged.commit, commit, 'the tag names the commit that brought the version');
}

/**
 * A failed run: its code, a next step, and nothing changed anywhere.
 * @param {import('./program.mjs').Ran} ran a run with `--json`
 * @param {string} code
 * @param {RegExp} [says]
 */
export function expectFailure(ran, code, says) {
  assert.equal(ran.code, 1, ran.stderr);
  assert.equal(ran.json?.status, 'failed');
  assert.equal(ran.json.code, code, ran.stderr);
  assert.ok(ran.json.message.length > 10);
  assert.match(ran.stderr, new RegExp(`error\\[${code}\\]`));
  assert.ok(ran.json.nextSteps?.length > 0, `${code} names a next step`);
  assert.match(ran.stderr, /^ {2}next: /m);
  if (says) assert.match(ran.json.message, says);
}

/** @param {import('./program.mjs').Ran} ran */
export function expectReleased(ran, version, tag = `v${version}`) {
  assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  assert.equal(ran.json.status, 'released');
  assert.equal(ran.json.version, version);
  assert.equal(ran.json.tag, tag);
}
