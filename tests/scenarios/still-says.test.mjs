// What still says the old version is told, wherever the rewriting is told of; with `strict-places` nothing is pushed.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectReleased } from './harness/expect.mjs';
import { scenario } from './harness/sandbox.mjs';
import { HISTORY, story } from './harness/story.mjs';

const FILES = {
  'package.json': '{\n  "name": "kelp",\n  "version": "4.9.128"\n}\n',
  'docs/install.md': 'Install kelp@4.9.128 first.\n',
  'deploy/app.yaml': 'kelp:\n  version: 4.9.128\n',
  'CHANGELOG.md': '## 4.9.128\n',
  'big.txt': `kelp 4.9.128\n${'x'.repeat(1024 * 1024)}`,
  'binary.bin': 'kelp 4.9.128\0',
};
const PLACES = [
  { path: 'deploy/app.yaml', lines: [2], version: '4.9.128', entry: 'deploy/app.yaml:kelp.version', assigned: true },
  { path: 'docs/install.md', lines: [1], version: '4.9.128', entry: 'docs/install.md:/Install kelp@(?<version>[0-9][0-9A-Za-z.+-]*) first\\./' },
];
const ENTRIES = PLACES.flatMap(({ entry }) => ['--manifests', entry]);

/** @param {import('./harness/sandbox.mjs').Sandbox} box */
async function released(box) {
  const remote = await box.remote([{ say: 'feat: start', files: FILES, tag: 'v4.9.128' }, { say: 'fix: mend the hinge', files: { x: '1' } }]);
  return { remote, clone: await box.clone(remote) };
}

describe('what still says the old version', { concurrency: 2 }, () => {
  scenario('is told by next, by a dry run and by the release, and its entries include it', async (box) => {
    const { remote, clone } = await released(box);
    const next = await clone.run(['next', '--json']);
    assert.deepEqual(next.json.stillSays, PLACES);
    const dry = await clone.run(['release', '--dry-run']);
    assert.match(dry.stderr, /^still says 4\.9\.128: deploy\/app\.yaml:2, docs\/install\.md:1$/m);
    assert.match(dry.stderr, /^ {2}to include it, add to `manifests`: deploy\/app\.yaml:kelp\.version$/m);
    const without = await clone.run(['next', '--json', '--manifests', '!docs/install.md', '--manifests', '!deploy/*']);
    assert.equal(without.json.stillSays, undefined, 'what is left out is not spoken of');
    const ran = await clone.run(['release', '--json', ...ENTRIES, '--strict-places']);
    expectReleased(ran, '4.9.129');
    assert.equal(ran.json.stillSays, undefined);
    assert.equal(await remote.text('main', 'docs/install.md'), 'Install kelp@4.9.129 first.\n');
    assert.equal(await remote.text('main', 'deploy/app.yaml'), 'kelp:\n  version: 4.9.129\n');
  });

  scenario('a release that leaves it says so, with it in the result', async (box) => {
    const { clone } = await released(box);
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '4.9.129');
    assert.deepEqual(ran.json.stillSays, PLACES);
  });

  scenario('strict-places: nothing is pushed', async (box) => {
    const { remote, clone } = await released(box);
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json', '--strict-places']);
    expectFailure(ran, 'version-left-behind', /`deploy\/app\.yaml:2` still says 4\.9\.128, and 1 more/);
    assert.match(ran.json.nextSteps.join('\n'), /`deploy\/app\.yaml:kelp\.version`/);
    assert.deepEqual(ran.json.stillSays, PLACES);
    assert.deepEqual(await remote.refs(), before);
    const next = await clone.run(['next', '--json', '--strict-places']);
    expectFailure(next, 'version-left-behind');
  });

  scenario('set tells it, and with strict-places changes nothing', async (box) => {
    const { clone } = await released(box);
    const strict = await clone.run(['set', '5.0.0', '--json', '--strict-places']);
    expectFailure(strict, 'version-left-behind');
    assert.equal((await clone.git('status', '--porcelain')).trim(), '');
    const ran = await clone.run(['set', '5.0.0', '--json']);
    assert.deepEqual(ran.json.stillSays, PLACES);
    const again = await clone.run(['set', '5.0.0', '--json']);
    assert.equal(again.json.stillSays, undefined, 'nothing is rewritten, nothing is looked for');
  });

  scenario('a clone without contents fetches none for it, and says so', async (box) => {
    const { remote } = await released(box);
    await remote.config('uploadpack.allowFilter', 'true');
    const clone = await box.clone(remote, { args: ['--filter=blob:none', '--no-checkout'], url: `file://${remote.dir}` });
    const ran = await clone.run(['next', '--json']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(ran.json.stillSays, undefined);
    assert.match(ran.json.remarks.join('\n'), /what still says the old version was not looked for in \d+ files/);
    expectFailure(await clone.run(['next', '--json', '--strict-places']), 'places-not-searched');
  });

  scenario('a pull request names it', async (box) => {
    const it = await story(box, { history: [...HISTORY(), { say: 'docs: get it', files: { 'docs/get.md': 'Get version 1.2.3 `now` <b>.\n' } }] });
    const ran = await it.release();
    assert.equal(ran.code, 0, ran.stderr);
    const { body } = await it.pull(1);
    assert.match(body, /These places still say the old version\. To include one, add what stands behind it to `manifests`:\n\n- `docs\/get\.md:1`: `docs\/get\.md:\//);
    assert.match(body, /^- `[^`]*`: `[^`]*<b>[^`]*`$/m, 'in code alone');
  });

  const PLUGIN = (/** @type {string} */ version) => ({ 'kelp.php': `<?php\n/*\n * Plugin Name: Kelp\n * Version: ${version}\n */\n` });
  const STABLE = { 'readme.txt': '=== Kelp ===\nStable tag: 4.9.128\n' };

  for (const [name, tag] of /** @type {const} */ ([['raised by hand', undefined], ['made after another', 'v4.10.0-beta.1']])) {
    scenario(`a Stable tag is right about the release before a prerelease that is ${name}`, async (box) => {
      const remote = await box.remote([
        { say: 'feat: start', files: { ...PLUGIN('4.9.128'), ...STABLE }, tag: 'v4.9.128' },
        { say: 'feat: a door', files: PLUGIN('4.10.0-beta.1'), ...(tag ? { tag } : {}) },
        { say: 'fix: mend the hinge', files: { x: '1' } },
      ]);
      const clone = await box.clone(remote);
      const ran = await clone.run(['release', '--json', '--strict-places']);
      expectReleased(ran, tag ? '4.10.0-beta.2' : '4.10.0-beta.1');
      assert.equal(ran.json.stillSays, undefined);
      assert.equal(await remote.text('main', 'readme.txt'), STABLE['readme.txt']);
      expectReleased(await clone.run(['release', '--json', '--bump', 'release']), '4.10.0');
      assert.equal(await remote.text('main', 'readme.txt'), '=== Kelp ===\nStable tag: 4.10.0\n');
    });
  }

  const GO = (/** @type {string} */ version) => ({ 'version/version.go': `package version\n\nvar Version = "${version}"\n` });
  const KELP = (/** @type {string} */ version) => ({ 'package.json': `{\n  "name": "kelp",\n  "version": "${version}"\n}\n` });

  /** Raised by hand in one place, and not in the other. @param {import('./harness/sandbox.mjs').Sandbox} box */
  async function raised(box) {
    const remote = await box.remote([
      { say: 'feat: start', files: { ...KELP('4.9.128'), ...GO('4.9.128'), 'README.md': 'kelp 4.9.128\n' }, tag: 'v4.9.128' },
      { say: 'chore: 4.10.0', files: KELP('4.10.0') },
      { say: 'fix: mend the hinge', files: { x: '1' } },
    ]);
    return { remote, clone: await box.clone(remote) };
  }

  scenario('raised by hand, and a program still gives the version of before: nothing is tagged', async (box) => {
    const { remote, clone } = await raised(box);
    const ran = await clone.run(['release', '--json']);
    expectFailure(ran, 'no-manifest', /`package\.json` has the version, but `version\/version\.go:3` gives 4\.9\.128 as the program's/);
    assert.deepEqual(ran.json.nextSteps, ['write 4.10.0 there, commit and push it: that is what is tagged', 'if it is something else, leave the file out: `--manifests \'!version/version.go\'`']);
    assert.equal((await remote.refs())['refs/tags/v4.10.0'], undefined);
    const out = await clone.run(['next', '--json', '--manifests', '!version/version.go']);
    assert.deepEqual([out.code, out.json.version, out.json.stillSays], [0, '4.10.0', undefined], 'what only mentions it is no matter');
    await remote.write([{ say: 'fix: the version', files: GO('4.10.0') }]);
    expectReleased(await clone.run(['release', '--json']), '4.10.0');
  });

  scenario('raised by hand, and the lock file was left: that is said, and nothing where it went along', async (box) => {
    const crate = (/** @type {string} */ version) => `[package]\nname = "doors"\nversion = "${version}"\n`;
    const lock = (/** @type {string} */ version) => `version = 3\n\n[[package]]\nname = "doors"\nversion = "${version}"\n`;
    const remote = await box.remote([
      { say: 'feat: start', files: { 'Cargo.toml': crate('4.9.128'), 'Cargo.lock': lock('4.9.128') }, tag: 'v4.9.128' },
      { say: 'chore: 4.10.0', files: { 'Cargo.toml': crate('4.10.0') } },
    ]);
    const clone = await box.clone(remote);
    const said = /lock files lag behind 4\.10\.0, and [a-z ]+: `Cargo\.lock`/;
    assert.match((await clone.run(['next', '--json'])).json.remarks.join('\n'), said);
    await remote.write([{ say: 'fix: mend the hinge', files: { x: '1', 'Cargo.lock': lock('4.10.0') } }]);
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '4.10.0');
    assert.doesNotMatch(ran.json.remarks.join('\n'), /lag behind/);
  });

  scenario('raised by hand and asked for by name, it is told with what it leaves', async (box) => {
    const { clone } = await raised(box);
    const strict = await clone.run(['next', '--json', '--bump', '4.10.0', '--strict-places']);
    expectFailure(strict, 'version-left-behind');
    const ran = await clone.run(['release', '--json', '--bump', '4.10.0']);
    expectReleased(ran, '4.10.0');
    assert.deepEqual(ran.json.stillSays?.map(({ path }) => path), ['version/version.go']);
  });

  scenario('a version commit of ours is not looked into again where its tag is missing', async (box) => {
    const remote = await box.remote([
      { say: 'feat: start', files: { ...KELP('4.9.128'), ...GO('4.9.128') }, tag: 'v4.9.128' },
      { say: 'fix: mend the hinge', files: { x: '1' } },
    ]);
    const clone = await box.clone(remote);
    expectReleased(await clone.run(['release', '--json']), '4.9.129');
    await remote.git(['tag', '--delete', 'v4.9.129']);
    const again = await clone.run(['release', '--json']);
    expectReleased(again, '4.9.129');
    assert.equal(again.json.stillSays, undefined);
  });

  scenario('on a branch that was made before the newest release others may have been raised to that', async (box) => {
    const remote = await box.remote([
      { say: 'feat: start', files: { ...KELP('4.9.128'), ...GO('4.9.128') }, tag: 'v4.9.128' },
      { say: 'feat: a door', files: { ...KELP('4.10.0'), ...GO('4.10.0') }, tag: 'v4.10.0' },
    ]);
    const before = (await remote.refs())['refs/tags/v4.9.128']?.commit ?? '';
    await remote.git(['update-ref', 'refs/heads/main', before]);
    await remote.write([{ say: 'chore: next', files: { ...KELP('4.10.1-dev'), ...GO('4.10.0') } }, { say: 'fix: mend the hinge', files: { x: '1' } }]);
    const ran = await (await box.clone(remote)).run(['next', '--json']);
    assert.deepEqual([ran.code, ran.json.version, ran.json.stillSays?.map(({ path, version }) => [path, version])], [0, '4.10.1', [['version/version.go', '4.10.0']]]);
  });

  scenario('what only mentions a release of another branch is no matter', async (box) => {
    const remote = await box.remote([
      { say: 'feat: start', files: { ...KELP('4.9.128'), ...GO('4.9.128') }, tag: 'v4.9.128' },
      { say: 'feat: a door', files: { ...KELP('4.10.0'), ...GO('4.10.0') }, tag: 'v4.10.0' },
    ]);
    const before = (await remote.refs())['refs/tags/v4.9.128']?.commit ?? '';
    await remote.git(['update-ref', 'refs/heads/main', before]);
    await remote.write([
      { say: 'feat!: doors', files: { ...KELP('5.0.0-alpha.1'), ...GO('5.0.0-alpha.1'), 'requirements.txt': 'kelp==4.10.0\n' }, tag: 'v5.0.0-alpha.1' },
      { say: 'fix: mend the hinge', files: { x: '1' } },
    ]);
    const clone = await box.clone(remote);
    const places = async () => (await clone.run(['next', '--json'])).json.stillSays?.map((/** @type {{path: string}} */ { path }) => path);
    assert.deepEqual(await places(), ['version/version.go']);
    await remote.write([{ say: 'fix: the version', files: GO('4.10.0') }]);
    await clone.git('pull', '--quiet');
    assert.deepEqual(await places(), ['version/version.go'], 'a program that gives it is told of');
  });

  scenario('what counts an app\'s builds is not changed, and that is said', async (box) => {
    const app = (/** @type {string} */ name) => `android {\n  defaultConfig {\n    versionCode = 12\n    versionName = "${name}"\n  }\n}\n`;
    const remote = await box.remote([{ say: 'feat: start', files: { 'app/build.gradle.kts': app('4.9.128'), 'settings.gradle.kts': 'include(":app")\n' }, tag: 'v4.9.128' }, { say: 'fix: x', files: { x: '1' } }]);
    const clone = await box.clone(remote);
    const said = '`app/build.gradle.kts:3` counts builds with `versionCode 12`, which is not changed: a store takes a new version only with a higher one';
    const set = await clone.run(['set', '4.9.129', '--json']);
    assert.deepEqual([set.json.remarks, clone.read('app/build.gradle.kts')], [[said], app('4.9.129')]);
    const ran = await clone.run(['release', '--json']);
    expectReleased(ran, '4.9.129');
    assert.ok(ran.json.remarks.includes(said), ran.stdout);
  });

  scenario('so is what counts them in the properties of a build', async (box) => {
    const remote = await box.remote([{ say: 'feat: start', files: { 'gradle.properties': 'VERSION_NAME=4.9.128\nVERSION_CODE=12\n' }, tag: 'v4.9.128' }, { say: 'fix: x', files: { x: '1' } }]);
    const ran = await (await box.clone(remote)).run(['release', '--json']);
    expectReleased(ran, '4.9.129');
    const said = '`gradle.properties:2` counts builds with `VERSION_CODE 12`, which is not changed: a store takes a new version only with a higher one';
    assert.ok(ran.json.remarks.includes(said), ran.stdout);
  });
});
