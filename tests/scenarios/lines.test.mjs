// A branch that was pushed to is released if it has a line of its own: a release made from it before, or a name that says so.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure } from './harness/expect.mjs';
import { runCli } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';

/** @param {string} version */
const manifest = (version) => `${JSON.stringify({ name: 'x', version }, null, 2)}\n`;

/**
 * `main` has 1.4.2, 2.0.0 and a fix; beside it there are branches of all kinds.
 * @param {import('./harness/sandbox.mjs').Sandbox} box
 */
async function stage(box) {
  const remote = await box.remote([{ say: 'feat: start', files: { 'package.json': manifest('1.4.2') }, tag: 'v1.4.2' }]);
  const clone = await box.clone(remote);
  /** @param {string} say @param {Record<string, string>} files @param {string} [tag] */
  const commit = async (say, files, tag) => {
    for (const [path, text] of Object.entries(files)) clone.write(path, text);
    await clone.git('add', '--all', '.');
    await clone.git('commit', '--quiet', `--message=${say}`);
    if (tag) await clone.git('tag', tag);
  };
  /** @param {string} name @param {string} from @param {() => Promise<void>} [more] */
  const branch = async (name, from, more) => {
    await clone.git('checkout', '--quiet', '-b', name, from);
    await more?.();
    await commit('fix: a leak', { [name.replace(/\W/g, '-')]: '1' });
  };
  await commit('feat: half a gate', { gate: '1' });
  await clone.git('branch', 'stable', 'HEAD');
  await commit('feat!: a gate', { 'package.json': manifest('2.0.0') }, 'v2.0.0');
  await commit('fix: the gate', { gate: '2' });
  await branch('acme', 'v1.4.2', () => commit('chore: 1.4.30', { 'package.json': manifest('1.4.30') }, 'v1.4.30'));
  await branch('zed', 'v1.4.2', () => commit('chore: 1.4.40', { 'package.json': manifest('1.4.40') }, 'v1.4.40'));
  await branch('zed-work', 'v1.4.40');
  await branch('LTS', 'v1.4.2', () => commit('chore: 1.4.50', { 'package.json': manifest('1.4.50') }, 'v1.4.50'));
  await branch('lts-work', 'v1.4.50');
  await branch('release/1.4', 'v1.4.2');
  await branch('work', 'v1.4.2');
  await branch('new-work', 'v2.0.0');
  await branch('stable-2', 'v1.4.2');
  await branch('tried', 'v1.4.2', () => commit('chore: rc', { 'package.json': manifest('1.5.0-rc.1') }, 'v1.5.0-rc.1'));
  await branch('broken', 'v1.4.2', () => commit('fix: broken', { 'package.json': '{"version": ' }));
  await clone.git('push', '--quiet', '--all', 'origin');
  await clone.git('push', '--quiet', '--tags', 'origin');
  await clone.git('checkout', '--quiet', 'main');
  /** A run that a push to this branch started. @param {string} name @param {string[]} args @param {string} [cwd] */
  const pushed = (name, args, cwd = clone.dir) => {
    const env = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: box.write('event.json', '{"repository":{"full_name":"o/r"}}'), GITHUB_REF: `refs/heads/${name}` };
    return runCli(box, [...args, '--json'], { cwd, env });
  };
  return { remote, clone, pushed };
}

/** @type {[string, string | RegExp][]} */
const rows = [
  ['main', '2.0.1'],
  ['acme', '1.4.31'],
  ['zed', /`v1\.4\.40`, is in the history of `zed-work`, too/],
  ['zed-work', /`v1\.4\.40`, is in the history of `zed`, too/],
  ['LTS', '1.4.51'],
  ['lts-work', /`v1\.4\.50`, is in the history of `LTS`, too/],
  ['release/1.4', '1.4.3'],
  ['work', /`v1\.4\.2`, is in the history of `main`, too/],
  ['new-work', /`v2\.0\.0`, is the newest of all/],
  ['stable-2', /`v1\.4\.2`, is in the history of `main`, too/],
  ['stable', /all of it is in `main`/],
  ['tried', /`v1\.5\.0-rc\.1`, is a prerelease/],
  ['broken', /not JSON/],
];

describe('a line of its own', () => {
  scenario('has what was released from before, or what is called so; in whatever clone', async (box) => {
    const { remote, pushed } = await stage(box);
    await remote.git(['config', 'uploadpack.allowFilter', 'true']);
    for (const [at, [name, expected]] of rows.entries()) {
      const dir = `${box.dir}/shallow-${at}`;
      await box.git(box.dir, ['clone', '--quiet', '--template=', '--depth=1', `--branch=${name}`, `file://${remote.dir}`, dir]);
      const [ran, shallow] = [await pushed(name, ['next']), await pushed(name, ['next'], dir)];
      assert.deepEqual([ran.code, shallow.code], [0, 0], ran.stderr + shallow.stderr);
      const said = (/** @type {typeof ran} */ { json }) => json.version && json.status === 'would-release' ? json.version : json.why ?? json.version;
      assert.equal(said(shallow), said(ran));
      if (typeof expected === 'string') assert.equal(said(ran), expected, name);
      else {
        assert.match(said(ran), expected, name);
        assert.match(said(ran), /`target-branch`/);
      }
    }
  });

  scenario('is released by the push, and goes on', async (box) => {
    const { remote, pushed } = await stage(box);
    for (const [name, tag, next] of [['acme', 'v1.4.31'], ['release/1.4', 'v1.4.3'], ['work', '']]) {
      const before = await remote.refs();
      const ran = await pushed(name ?? '', ['release']);
      const after = await remote.refs();
      assert.equal(ran.json.status, tag ? 'released' : 'nothing-to-release', ran.stderr + next);
      if (tag) assert.equal(after[`refs/tags/${tag}`]?.commit, after[`refs/heads/${name}`]?.commit);
      else assert.deepEqual(after, before);
      assert.equal(after['refs/heads/main']?.commit, before['refs/heads/main']?.commit);
      assert.equal((await pushed(name ?? '', ['release'])).json.status, 'nothing-to-release');
    }
  });

  scenario('a default branch that is called by its line is no place for the next one: it is not advised', async (box) => {
    const remote = await box.remote([{ say: 'feat: start', files: { 'package.json': manifest('1.4.2') }, tag: 'v1.4.2' }, { say: 'feat!: a gate', files: { gate: '1' } }], { branch: 'v1.x' });
    const ran = await (await box.clone(remote)).run(['next', '--json']);
    expectFailure(ran, 'leaves-line', /2\.0\.0 does not belong on the maintenance line `v1\.x`/);
    assert.deepEqual(ran.json.nextSteps, ['ask for a smaller bump (`--bump patch`), or release from a branch whose name says no other line']);
  });
});
