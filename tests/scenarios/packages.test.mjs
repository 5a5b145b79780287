// Several packages in one repository, and packages one folder down.

import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { expectFailure, expectReleased } from './harness/expect.mjs';
import { runCli } from './harness/program.mjs';
import { json, releasing } from './harness/releasing.mjs';
import { scenario } from './harness/sandbox.mjs';

/**
 * @param {string} name
 * @param {string} version
 * @param {string} [more]
 */
const crate = (name, version, more = '') => `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2021"\n${more}`;

const npm = {
  'package.json': json({ name: 'tools', private: true, workspaces: ['packages/*'] }),
  'packages/a/package.json': json({ name: '@t/a', version: '4.2.0' }),
  'packages/b/package.json': json({ name: '@t/b', version: '0.3.1', dependencies: { '@t/a': '^4.2.0' } }),
};
const cargo = {
  'Cargo.toml': crate('tool', '15.1.0', '\n[workspace]\nmembers = ["crates/*"]\n\n[dependencies]\nignore = { version = "0.4.29", path = "crates/ignore" }\n'),
  'src/main.rs': 'fn main() {}\n',
  'crates/globset/Cargo.toml': crate('globset', '0.4.19'),
  'crates/globset/src/lib.rs': '',
  'crates/ignore/Cargo.toml': crate('ignore', '0.4.29'),
  'crates/ignore/src/lib.rs': '',
  'Cargo.lock': ['globset', '0.4.19', 'ignore', '0.4.29', 'tool', '15.1.0'].reduce(
    (text, word, at) => text + (at % 2 ? `version = "${word}"\n${word === '15.1.0' ? 'dependencies = [\n "ignore",\n]\n' : ''}` : `\n[[package]]\nname = "${word}"\n`),
    'version = 4\n',
  ),
};
const tags = ['v15.1.0', 'globset-0.4.19', 'ignore-0.4.29'];

describe('packages with versions of their own are never made one', { concurrency: 2 }, () => {
  scenario('npm: the package that the tags tell of is released, the other stays', async (box) => {
    const { ran, changed } = await releasing(box, npm, ['v4.2.0']);
    expectReleased(ran, '4.2.1');
    assert.deepEqual(await changed(), ['packages/a/package.json']);
    assert.match(ran.json.remarks.join('\n'), /1 other package has a version of its own and stays as it is: `@t\/b` 0\.3\.1 in `packages\/b`/);
    assert.doesNotMatch(ran.json.remarks.join('\n'), /do not say/);
  });

  scenario('Cargo: the root is released, the crates beside it keep theirs', async (box) => {
    const { ran, changed } = await releasing(box, cargo, tags);
    expectReleased(ran, '15.1.1');
    assert.deepEqual(await changed(), ['Cargo.lock', 'Cargo.toml']);
  });

  scenario('Cargo: tags that begin with no folder are of the crate that is called so, which is to be named', async (box) => {
    const files = { 'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n', 'crates/core/Cargo.toml': crate('t-core', '0.7.0'), 'crates/tool/Cargo.toml': crate('tool', '1.2.3') };
    const { ran, changed } = await releasing(box, files, ['v1.2.3', 'core/v0.5.0'], ['--package', 'core', '--bump', '0.6.0']);
    expectFailure(ran, 'unknown-package');
    assert.match(ran.json.nextSteps.join('\n'), /`--package crates\/core`/);
    assert.deepEqual(await changed(), []);
  });

  scenario('Python: members of a uv workspace', async (box) => {
    const project = (/** @type {string} */ name, /** @type {string} */ version, more = '') => `[project]\nname = "${name}"\nversion = "${version}"\n${more}`;
    const files = {
      'pyproject.toml': project('whole', '1.2.3', '\n[tool.uv.workspace]\nmembers = ["packages/*"]\n'),
      'packages/same/pyproject.toml': project('same', '1.2.3'),
      'packages/apart/pyproject.toml': project('apart', '0.4.0'),
    };
    const { ran, changed } = await releasing(box, files, ['v1.2.3']);
    expectReleased(ran, '1.2.4');
    assert.deepEqual(await changed(), ['packages/same/pyproject.toml', 'pyproject.toml']);
  });

  scenario('`set` leaves them as they are, or asks which is meant', async (box) => {
    const clone = await box.clone(await box.remote([{ files: cargo }]));
    const ran = await clone.run(['set', '15.2.0']);
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(clone.read('crates/ignore/Cargo.toml'), /0\.4\.29/);
    assert.match(clone.read('Cargo.toml'), /version = "15\.2\.0"/);
    assert.match(ran.stderr, /2 other packages have versions of their own and stay as they are/);
    assert.equal((await clone.run(['set', '0.5.0', '--package', 'ignore'])).code, 0);
    assert.match(clone.read('crates/ignore/Cargo.toml'), /0\.5\.0/);
    assert.match(clone.read('crates/globset/Cargo.toml'), /0\.4\.19/);
    assert.match(clone.read('Cargo.toml'), /ignore = \{ version = "0\.5\.0"/);

    const other = await box.clone(await box.remote([{ files: npm }], { name: 'npm' }));
    const here = other.everything();
    const refused = await other.run(['set', '5.0.0', '--json']);
    assert.deepEqual([refused.code, refused.json.code], [1, 'packages-differ']);
    assert.deepEqual(other.everything(), here);
  });

  scenario('Flutter: the only one that is published is the package, and its name is on the tags', async (box) => {
    const files = {
      'packages/doors/pubspec.yaml': 'name: doors\nversion: 6.1.4\n',
      'packages/doors_devtools/pubspec.yaml': 'name: doors_devtools\nversion: 0.0.1\npublish_to: none\n',
    };
    const { ran, changed } = await releasing(box, files, ['v6.0.3', 'doors-v6.1.4']);
    expectReleased(ran, '6.1.5', 'doors-v6.1.5');
    assert.deepEqual(await changed(), ['packages/doors/pubspec.yaml']);
  });

  scenario('npm: what is only looked into for the lock file beside it stays', async (box) => {
    const leaf = 'fixtures/leaf/packages/one';
    const files = {
      'package.json': json({ name: 'tools', private: true, workspaces: ['packages/tool'] }),
      'packages/tool/package.json': json({ name: 'tool', version: '10.0.0' }),
      [`${leaf}/package.json`]: json({ name: 'one', version: '1.0.0' }),
      [`${leaf}/package-lock.json`]: json({ name: 'one', version: '1.0.0', lockfileVersion: 3, packages: { '': { name: 'one', version: '1.0.0' } } }),
    };
    const { ran, changed } = await releasing(box, files, ['v10.0.0']);
    expectReleased(ran, '10.0.1');
    assert.deepEqual(await changed(), ['packages/tool/package.json']);
  });

  scenario('where nothing tells which is meant, nothing is made, and the input to copy is named', async (box) => {
    const { ran, changed } = await releasing(box, npm, ['v9.0.0']);
    expectFailure(ran, 'packages-differ');
    assert.match(ran.json.nextSteps.join('\n'), /`--package @t\/a` \(input `package: @t\/a`\)/);
    assert.deepEqual(await changed(), []);
  });
});

describe('one folder down', { concurrency: 2 }, () => {
  scenario('a chart', async (box) => {
    const { ran, changed } = await releasing(box, { 'README.md': '# x\n', 'mychart/Chart.yaml': 'apiVersion: v2\nname: mychart\nversion: 1.2.3\n' }, ['v1.2.3']);
    expectReleased(ran, '1.2.4');
    assert.deepEqual(await changed(), ['mychart/Chart.yaml']);
  });

  scenario('a Flutter package, beside an example', async (box) => {
    const files = { 'packages/app/pubspec.yaml': 'name: app\nversion: 1.2.3\n', 'packages/app/example/pubspec.yaml': 'name: app_example\nversion: 1.0.0+1\n' };
    const { ran, changed } = await releasing(box, files, ['v1.2.3']);
    expectReleased(ran, '1.2.4');
    assert.deepEqual(await changed(), ['packages/app/pubspec.yaml']);
  });

  scenario('`next` says which, before anything is done', async (box) => {
    const { clone } = await releasing(box, { 'mychart/Chart.yaml': 'apiVersion: v2\nname: mychart\nversion: 1.2.3\n' }, ['v1.2.3'], ['--dry-run']);
    const ran = await clone.run(['next']);
    assert.equal(ran.stdout, '1.2.4\n');
    assert.match(ran.stderr, /package: mychart/);
  });
});

describe('one package of several', { concurrency: 2 }, () => {
  scenario('by name: its own tags, its own files', async (box) => {
    const { ran, remote, changed } = await releasing(box, cargo, tags, ['--package', 'ignore'], { 'crates/ignore/src/lib.rs': '// 1\n' });
    expectReleased(ran, '0.4.30', 'ignore-0.4.30');
    assert.ok((await remote.refs())['refs/tags/ignore-0.4.30']);
    assert.deepEqual(await changed(), ['Cargo.lock', 'crates/ignore/Cargo.toml']);
  });

  scenario('what changes elsewhere is nothing new, and its commits count for nothing', async (box) => {
    const { ran, remote, clone } = await releasing(box, cargo, tags, ['--package', 'ignore'], { 'crates/globset/src/lib.rs': '// 1\n', 'src/x': '1' });
    assert.deepEqual([ran.code, ran.json.status], [0, 'nothing-to-release'], ran.stderr);
    assert.match(ran.json.why, /nothing .* is new in `crates\/ignore` since `ignore-0\.4\.29`/);
    await remote.write([
      { say: 'feat!: the others', files: { 'crates/globset/src/lib.rs': '// 2\n' } },
      { say: 'fix: a leak', files: { 'crates/ignore/src/lib.rs': '// 2\n' } },
    ]);
    const next = await clone.run(['next', '--json', '--package', 'crates/ignore']);
    assert.deepEqual([next.json.version, next.json.tag], ['0.4.30', 'ignore-0.4.30']);
    assert.deepEqual(next.json.reasons.map((/** @type {{subject: string}} */ { subject }) => subject), ['fix: a leak']);
  });

  scenario('in a shallow and in a partial clone all the same', async (box) => {
    const { remote } = await releasing(box, cargo, tags, ['--dry-run'], { 'crates/globset/src/lib.rs': '// 1\n' });
    await remote.write([{ say: 'fix: a leak', files: { 'crates/ignore/src/lib.rs': '// 2\n' } }]);
    await remote.git(['config', 'uploadpack.allowFilter', 'true']);
    for (const [name, args] of /** @type {[string, string[]][]} */ ([['shallow', ['--depth=1']], ['partial', ['--filter=blob:none']]])) {
      const dir = `${box.dir}/${name}`;
      await box.git(box.dir, ['clone', '--quiet', '--template=', ...args, `file://${remote.dir}`, dir]);
      const ran = await runCli(box, ['next', '--json', '--package', 'ignore'], { cwd: dir });
      assert.equal(ran.json.version, '0.4.30', ran.stderr);
      assert.equal(ran.json.reasons.length, 1);
    }
  });
});

describe('a Go module in a folder', { concurrency: 2 }, () => {
  const files = { 'go.mod': 'module example.org/x\n', 'exp/go.mod': 'module example.org/x/exp\n', 'exp/a.go': 'package exp\n' };

  scenario('has tags of its own, which begin with the folder', async (box) => {
    const { ran, clone, remote, changed } = await releasing(box, files, ['v1.2.0', 'exp/v0.1.0'], ['--package', 'exp']);
    assert.equal(ran.json.status, 'nothing-to-release', ran.stderr);
    assert.match(ran.json.why, /in `exp` since `exp\/v0\.1\.0`: only `src\/x` changed/);
    await remote.write([{ say: 'feat: more', files: { 'exp/b.go': 'package exp\n' } }]);
    const done = await clone.run(['release', '--json', '--package', 'exp']);
    assert.deepEqual([done.json.status, done.json.tag], ['released', 'exp/v0.2.0'], done.stderr);
    const refs = await remote.refs();
    assert.equal(refs['refs/tags/exp/v0.2.0']?.commit, refs['refs/heads/main']?.commit);
    assert.deepEqual(await changed(), ['exp/b.go']);
    // What was added to the folder is its own release's.
    assert.equal((await clone.run(['next', '--json'])).json.tag, 'v1.2.1');
    expectFailure(await clone.run(['release', '--json', '--package', 'ex']), 'unknown-package');
  });
});

describe('a package has a text and a bump branch of its own', { concurrency: 2 }, () => {
  scenario('its changelog tells of its own commits', async (box) => {
    const old = '# Changelog\n\n## 0.4.29 - 2020-01-01\n\n- old\n';
    const { clone, remote, text } = await releasing(box, { ...cargo, 'crates/ignore/CHANGELOG.md': old }, tags, ['--dry-run']);
    await remote.write([
      { say: 'feat!: the others', files: { 'crates/globset/src/lib.rs': '// 2\n' } },
      { say: 'fix: a leak', files: { 'crates/ignore/src/lib.rs': '// 2\n' } },
    ]);
    const ran = await clone.run(['release', '--json', '--package', 'ignore', '--changelog', 'crates/ignore/CHANGELOG.md']);
    assert.deepEqual([ran.json.status, ran.json.tag], ['released', 'ignore-0.4.30'], ran.stderr);
    const changelog = await text('crates/ignore/CHANGELOG.md');
    assert.match(changelog, /a leak/);
    assert.doesNotMatch(changelog, /the others|the hinge/);
  });
});

describe('only some folders are the product', { concurrency: 2 }, () => {
  const files = { 'package.json': json({ name: 'x', version: '1.2.3' }), 'site/index.html': '<p>' };

  scenario('a change of the others alone is nothing new', async (box) => {
    const { ran, clone, remote } = await releasing(box, files, ['v1.2.3'], ['--paths', '!site/**'], { 'site/index.html': '<p>new' });
    assert.deepEqual([ran.code, ran.json.status], [0, 'nothing-to-release'], ran.stderr);
    await remote.write([
      { say: 'feat!: the playground has moved', files: { 'site/index.html': '<p>newer' } },
      { say: 'fix: a hinge', files: { 'src/x': '2' } },
    ]);
    expectReleased(await clone.run(['release', '--json', '--paths', '!site/**']), '1.2.4');
    assert.equal((await clone.run(['release', '--json', '--paths', '!site/**'])).json.status, 'nothing-to-release');
  });

  scenario('whatever way a change came, and in whatever clone', async (box) => {
    const { remote, clone } = await releasing(box, { ...files, 'src/a': '1\n2\n3\n' }, ['v1.2.3'], ['--dry-run'], { 'site/index.html': '<p>new' });
    let clones = 0;
    /** @param {string[]} args */
    const reasons = async (...args) => {
      const full = await clone.run(['next', '--json', ...args]);
      const dir = `${box.dir}/shallow-${(clones += 1)}`;
      await box.git(box.dir, ['clone', '--quiet', '--template=', '--depth=1', `file://${remote.dir}`, dir]);
      const shallow = await runCli(box, ['next', '--json', ...args], { cwd: dir });
      assert.deepEqual({ ...shallow.json, notes: null }, { ...full.json, notes: null });
      return [full.json.version, ...full.json.reasons.map((/** @type {{subject: string}} */ { subject }) => subject)];
    };
    /** @param {string} title @param {() => void} change @param {boolean} [squash] */
    const merge = async (title, change, squash = false) => {
      await clone.git('pull', '--quiet');
      await clone.git('checkout', '--quiet', '-B', 'topic', 'HEAD~1');
      change();
      await clone.git('add', '--all', '.');
      await clone.git('commit', '--quiet', `--message=${title}`);
      await clone.git('checkout', '--quiet', 'main');
      await clone.git('merge', '--quiet', ...(squash ? ['--squash'] : ['--no-ff', `--message=Merge: ${title}`]), 'topic');
      if (squash) await clone.git('commit', '--quiet', `--message=${title} (#7)`);
      await clone.git('push', '--quiet', 'origin', 'main');
    };
    await merge('fix: squashed', () => clone.write('src/b', '1'), true);
    assert.deepEqual(await reasons('--paths', 'src/**'), ['1.2.4', 'fix: squashed (#7)']);
    await merge('feat!: only the site, squashed', () => clone.write('site/b', '1'), true);
    await merge('feat!: only the site', () => clone.write('site/c', '1'));
    await merge('feat: merged', () => clone.write('src/c', '1'));
    const counted = ['1.3.0', 'Merge: feat: merged', 'feat: merged', 'fix: squashed (#7)'];
    assert.deepEqual(await reasons('--paths', 'src'), counted);
    assert.deepEqual(await reasons('--paths', '!site', '--paths', '!package.json'), counted);
    await clone.git('mv', 'src/a', 'site/a');
    await clone.git('commit', '--quiet', '--message=feat!: moved away');
    await clone.git('push', '--quiet', 'origin', 'main');
    assert.deepEqual(await reasons('--paths', 'src/**'), ['2.0.0', 'feat!: moved away', ...counted.slice(1)]);
  });

  scenario('a pattern that fits nothing is refused', async (box) => {
    const { ran, changed } = await releasing(box, files, ['v1.2.3'], ['--paths', '!sites/**']);
    expectFailure(ran, 'pattern-matches-nothing');
    assert.deepEqual(await changed(), []);
  });

  scenario('a merge counts for what it brought', async (box) => {
    const { clone, remote, tip } = await releasing(box, files, ['v1.2.3'], ['--dry-run'], { 'site/index.html': '<p>new' });
    const base = tip ?? '';
    await clone.git('checkout', '--quiet', '-b', 'topic', base);
    clone.write('site/more.html', '<p>');
    await clone.git('add', '.');
    await clone.git('commit', '--quiet', '--message=feat: more of the site');
    await clone.git('checkout', '--quiet', 'main');
    await clone.git('merge', '--quiet', '--no-ff', '--message=feat!: merge the site (#1)', 'topic');
    await clone.git('push', '--quiet', 'origin', 'main');
    const ran = await clone.run(['next', '--json', '--paths', '!site/**']);
    assert.equal(ran.json.status, 'nothing-to-release', ran.stdout);
    assert.equal((await remote.refs())['refs/heads/main']?.commit === base, false);
  });
});
