// Programs of others that release a version of this very repository: installed from their registries into target/bench, and
// told to do what version-first does: move the version in files, commit, tag, push. Changelogs are off where that can be.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { cleanEnv, readIfThere, root, run } from '../scripts/lib.mjs';

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} on what it runs on
 * @property {(next: string, current: string) => Record<string, string>} files what its repository has besides
 * @property {(next: string) => string[]} command a program and its arguments
 * @property {(next: string) => string[]} [asks] the same, to say which version would be released and leave everything as it is
 * @property {string} [moves] the file by which its version is judged; all of ours unless said
 * @property {string} version
 */

export const cache = join(root, 'target', 'bench');
const npm = join(cache, 'npm');
const bin = (/** @type {string} */ name) => join(npm, 'node_modules', '.bin', name);
/** Each in a place of its own: what they depend on does not go together. */
const py = (/** @type {string} */ name, program = name) => join(cache, `py-${name}`, 'bin', program);
const cargoBin = (/** @type {string} */ name) => join(cache, 'cargo', 'bin', name);
/** Some of them need a newer Node than we do. */
export const newNode = join(root, 'tests', 'nodes', 'node_modules', 'node-24-linux-x64', 'bin', 'node');
const sh = (/** @type {string} */ script) => ['sh', '-ec', script];
const json = (/** @type {unknown} */ value) => `${JSON.stringify(value, null, 2)}\n`;
const push = (/** @type {string} */ next) => `git push -q --atomic origin HEAD:refs/heads/main refs/tags/v${next}`;

const NPM = { 'semantic-release': '25.0.9', '@semantic-release/git': '10.0.1', 'commit-and-tag-version': '13.2.1', '@changesets/cli': '3.0.3', semver: '7.8.6', 'smol-toml': '1.9.1' };
const PYTHON = { tbump: '6.11.0', 'bump-my-version': '1.8.1', 'python-semantic-release': '10.7.0' };
/** Apart from the programs, some of which want older ones. */
const LIBRARIES = ['packaging==26.4', 'tomlkit==0.15.2'];
const CARGO = { cocogitto: '7.0.0', knope: '0.23.2' };

/** @param {string} name @param {string[]} packages @param {(text: string) => void} log */
async function ensureVenv(name, packages, log) {
  const dir = join(cache, name);
  if (readIfThere(join(dir, '.installed')) === packages.join()) return;
  await run('python3', ['-m', 'venv', dir], { log });
  await run(join(dir, 'bin', 'pip'), ['install', '--quiet', ...packages], { log });
  writeFileSync(join(dir, '.installed'), packages.join());
}

/** What libraries there are to compare with. @param {(text: string) => void} log */
export async function ensureLibraries(log) {
  mkdirSync(npm, { recursive: true });
  const wanted = json({ private: true, dependencies: NPM });
  if (readIfThere(join(npm, '.installed')) !== wanted) {
    writeFileSync(join(npm, 'package.json'), wanted);
    await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: npm, log });
    writeFileSync(join(npm, '.installed'), wanted);
  }
  await ensureVenv('lib', LIBRARIES, log);
}

/** Installs what is missing; a program that cannot be had is left out, and said. @param {(text: string) => void} log @param {boolean} [install] */
export async function ensurePeers(log, install = true) {
  if (install) await installPeers(log);
  const missing = PEERS.filter((peer) => !existsSync(peer.needs));
  for (const { name } of missing) log(`left out: ${name} is not installed\n`);
  return PEERS.filter((peer) => existsSync(peer.needs));
}

/** @param {(text: string) => void} log */
async function installPeers(log) {
  await ensureLibraries(log);
  for (const [name, version] of Object.entries(PYTHON)) await ensureVenv(`py-${name}`, [`${name}==${version}`], log);
  for (const [name, version] of Object.entries(CARGO)) {
    const program = name === 'cocogitto' ? 'cog' : name;
    if (existsSync(cargoBin(program))) continue;
    const env = cleanEnv({ CARGO_TARGET_DIR: join(cache, 'build') });
    await run('cargo', ['install', name, '--version', version, '--locked', '--root', join(cache, 'cargo')], { log, env, allowFailure: true });
  }
}


/** @type {(Peer & {needs: string})[]} */
export const PEERS = [
  {
    name: 'tbump', on: 'Python', version: '6.11.0', needs: py('tbump'),
    files: (next, current) => ({
      'tbump.toml':
        `[version]\ncurrent = "${current}"\nregex = '(?P<major>\\d+)\\.(?P<minor>\\d+)\\.(?P<patch>\\d+)'\n[git]\nmessage_template = "chore(release): {new_version}"\ntag_template = "v{new_version}"\n` +
        "[[file]]\nsrc = \"pyproject.toml\"\nsearch = 'version = \"{current_version}\"'\n[[file]]\nsrc = \"src/probe/__init__.py\"\n[[file]]\nsrc = \"package.json\"\nsearch = '\"version\": \"{current_version}\"'\n",
    }),
    command: (next) => [py('tbump'), next, '--non-interactive'],
  },
  {
    name: 'bump-my-version', on: 'Python', version: '1.8.1', needs: py('bump-my-version'),
    files: (next, current) => ({
      '.bumpversion.toml':
        `[tool.bumpversion]\ncurrent_version = "${current}"\ncommit = true\ntag = true\n[[tool.bumpversion.files]]\nfilename = "pyproject.toml"\n` +
        '[[tool.bumpversion.files]]\nfilename = "src/probe/__init__.py"\n[[tool.bumpversion.files]]\nfilename = "package.json"\nsearch = \'"version": "{current_version}"\'\nreplace = \'"version": "{new_version}"\'\n',
    }),
    command: (next) => sh(`${py('bump-my-version')} bump patch && ${push(next)}`),
  },
  {
    name: 'python-semantic-release', on: 'Python', version: '10.7.0', needs: py('python-semantic-release', 'semantic-release'),
    files: () => ({
      'releaserc.toml':
        '[semantic_release]\nversion_toml = ["pyproject.toml:project.version"]\nversion_variables = ["src/probe/__init__.py:__version__", "package.json:version"]\nallow_zero_version = true\nmajor_on_zero = false\n' +
        '[semantic_release.remote]\nignore_token_for_push = true\ntype = "github"\ntoken = "none"\n',
    }),
    command: () => [py('python-semantic-release', 'semantic-release'), '-c', 'releaserc.toml', 'version', '--no-changelog', '--no-vcs-release'],
    asks: () => [py('python-semantic-release', 'semantic-release'), '-c', 'releaserc.toml', 'version', '--print'],
  },
  {
    name: 'commit-and-tag-version', on: 'Node 24', version: '13.2.1', needs: bin('commit-and-tag-version'), moves: 'package.json',
    files: () => ({ '.versionrc': json({ skip: { changelog: true } }) }),
    command: (next) => sh(`${newNode} ${bin('commit-and-tag-version')} --silent && ${push(next)}`),
    asks: () => [newNode, bin('commit-and-tag-version'), '--dry-run'],
  },
  {
    name: 'changesets', on: 'Node 24', version: '3.0.3', needs: bin('changeset'), moves: 'package.json',
    files: () => ({
      '.changeset/config.json': json({ changelog: false, commit: false, baseBranch: 'main', access: 'restricted', privatePackages: { version: true, tag: true } }),
      '.changeset/one.md': '---\n"probe": patch\n---\n\nsomething\n',
    }),
    command: (next) => sh(`${newNode} ${bin('changeset')} version > /dev/null && git add -A && git commit -q -m 'chore(release): ${next}' && ${newNode} ${bin('changeset')} tag > /dev/null && ${push(next)}`),
  },
  {
    name: 'semantic-release', on: 'Node 24', version: '25.0.9', needs: bin('semantic-release'), moves: 'package.json',
    files: () => ({
      '.releaserc.json': json({
        branches: ['main'],
        plugins: [
          '@semantic-release/commit-analyzer', '@semantic-release/release-notes-generator', ['@semantic-release/npm', { npmPublish: false }],
          ['@semantic-release/git', { assets: ['package.json'], message: 'chore(release): ${nextRelease.version} [skip ci]' }],
        ].map((one) => (typeof one === 'string' ? join(npm, 'node_modules', one) : [join(npm, 'node_modules', String(one[0])), one[1]])),
      }),
    }),
    command: () => [newNode, bin('semantic-release'), '--no-ci'],
    asks: () => [newNode, bin('semantic-release'), '--no-ci', '--dry-run'],
  },
  {
    name: 'cocogitto', on: 'Rust', version: '7.0.0', needs: cargoBin('cog'),
    files: () => ({
      'cog.toml':
        'tag_prefix = "v"\ndisable_changelog = true\nignore_merge_commits = true\nskip_ci = "[skip ci]"\n' +
        'pre_bump_hooks = [\n  "sed -i \'s/^version = .*/version = \\"{{version}}\\"/\' pyproject.toml",\n  "sed -i \'s/^__version__ = .*/__version__ = \\"{{version}}\\"/\' src/probe/__init__.py",\n  "sed -i \'s/^  .version.: .*/  \\"version\\": \\"{{version}}\\"/\' package.json",\n]\n' +
        'post_bump_hooks = ["git push -q --atomic origin HEAD:refs/heads/main refs/tags/v{{version}}"]\n',
    }),
    command: () => [cargoBin('cog'), 'bump', '--auto'],
    asks: () => [cargoBin('cog'), 'bump', '--auto', '--dry-run'],
  },
  {
    name: 'knope', on: 'Rust', version: '0.23.2', needs: cargoBin('knope'), moves: 'pyproject.toml',
    files: () => ({
      'knope.toml':
        '[package]\nversioned_files = ["pyproject.toml", "package.json"]\n[[workflows]]\nname = "release"\n[[workflows.steps]]\ntype = "PrepareRelease"\n' +
        '[[workflows.steps]]\ntype = "Command"\ncommand = "git commit -q -m \\"chore(release): $version\\""\n[workflows.steps.variables]\n"$version" = "Version"\n' +
        '[[workflows.steps]]\ntype = "Release"\n[[workflows.steps]]\ntype = "Command"\ncommand = "git push -q --atomic origin HEAD:refs/heads/main refs/tags/v$version"\n[workflows.steps.variables]\n"$version" = "Version"\n',
    }),
    command: () => [cargoBin('knope'), 'release'],
    asks: () => [cargoBin('knope'), 'release', '--dry-run'],
  },
];
