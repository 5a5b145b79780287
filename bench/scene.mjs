// The repositories that are measured: a bare remote with a history, and clones of it.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { cleanEnv } from '../scripts/lib.mjs';

/** Nobody's git configuration, and no certificates that only this machine loads. @param {string} home */
export function bareEnv(home) {
  return cleanEnv({
    NODE_EXTRA_CA_CERTS: undefined,
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'bench',
    GIT_AUTHOR_EMAIL: 'bench@example.com',
    GIT_COMMITTER_NAME: 'bench',
    GIT_COMMITTER_EMAIL: 'bench@example.com',
  });
}

/** @param {Record<string, string>} env @param {string} cwd @param {string[]} args @param {string | Buffer} [input] */
export function git(env, cwd, args, input) {
  return execFileSync('git', args, { cwd, env, input, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'inherit'] });
}

const data = (/** @type {string | Buffer} */ text) => [`data ${Buffer.byteLength(text)}\n`, text, '\n'];
const pyproject = (/** @type {number} */ n) => `[project]\nname = "probe"\nversion = "0.1.${n}"\n`;
const module = (/** @type {number} */ n) => `"""A probe."""\n\n__version__ = "0.1.${n}"\n`;

/**
 * A bare repository: so many commits, of which so many are tagged releases. The same bytes each time.
 * @param {Record<string, string>} env
 * @param {string} path
 * @param {object} shape
 * @param {number} shape.commits
 * @param {number} shape.tags
 * @param {(n: number) => string | Buffer} [shape.content] what commit `n` writes into one of its files
 * @param {number} [shape.files] how many files there are
 * @param {Record<string, string>} [shape.more] what else lies at the tip
 * @returns {number} the patch number of the newest release, `0.1.N`
 */
export function makeRemote(env, path, { commits, tags, content = (n) => `line ${n}\n`, files = 50, more = {} }) {
  mkdirSync(path, { recursive: true });
  git(env, path, ['init', '-q', '--bare', '-b', 'main']);
  const every = Math.max(1, Math.floor(commits / tags));
  /** @type {(string | Buffer)[]} */
  const stream = [];
  let patch = 0;
  const who = (/** @type {number} */ n) => `bench <bench@example.com> ${1_700_000_000 + n} +0000\n`;
  for (let n = 1; n <= commits; n += 1) {
    const release = n % every === 0 && patch < tags;
    if (release) patch += 1;
    stream.push(`commit refs/heads/main\nmark :${n}\ncommitter ${who(n)}`);
    stream.push(...data(release ? `chore(release): 0.1.${patch}` : `fix: number ${n}`));
    stream.push(`M 100644 inline file-${n % files}.txt\n`, ...data(content(n)));
    if (release || n === 1) {
      stream.push('M 100644 inline pyproject.toml\n', ...data(pyproject(patch)));
      stream.push('M 100644 inline src/probe/__init__.py\n', ...data(module(patch)));
    }
    if (release) stream.push(`tag v0.1.${patch}\nfrom :${n}\ntagger ${who(n)}`, ...data(`v0.1.${patch}`));
  }
  stream.push(`commit refs/heads/main\ncommitter ${who(100_000_000)}`, ...data('fix: the newest'));
  stream.push('M 100644 inline newest.txt\n', ...data('newest\n'));
  for (const [name, text] of Object.entries(more)) stream.push(`M 100644 inline ${name}\n`, ...data(text));
  git(env, path, ['fast-import', '--quiet'], Buffer.concat(stream.map((part) => Buffer.from(part))));
  return patch;
}

/** A remote and a clone of it, as they were, in a folder of their own. @param {Record<string, string>} env @param {string} template @param {string} dir */
export function copyScene(env, template, dir) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const name of ['remote.git', 'clone']) cpSync(join(template, name), join(dir, name), { recursive: true, verbatimSymlinks: true });
  git(env, join(dir, 'clone'), ['remote', 'set-url', 'origin', join(dir, 'remote.git')]);
  git(env, join(dir, 'clone'), ['update-index', '-q', '--refresh']);
  return dir;
}

/**
 * The newest commit must be tagged and say the version, or nothing was measured.
 * @param {Record<string, string>} env @param {string} remote @param {string} version
 */
export function demandReleased(env, remote, version) {
  const [tip, tagged] = ['main', `v${version}^{}`].map((ref) => git(env, remote, ['rev-parse', ref]).trim());
  const says = git(env, remote, ['show', 'main:pyproject.toml']);
  if (tip !== tagged || !says.includes(`version = "${version}"`)) throw new Error(`${remote}: v${version} was not released`);
}

/** npm's lock file of so many packages. @param {number} packages @param {string} version */
export function packageLock(packages, version) {
  const entries = Array.from({ length: packages }, (_, n) =>
    `    "node_modules/some-package-${n}": {\n      "version": "1.${n}.3",\n      "resolved": "https://registry.example.com/some-package-${n}/-/some-package-${n}-1.${n}.3.tgz",\n` +
    `      "integrity": "sha512-${'aB3+/'.repeat(17)}==",\n      "license": "MIT",\n      "dependencies": {\n        "other-${n}": "^1.0.0"\n      }\n    }`);
  const own = `    "": {\n      "name": "probe",\n      "version": "${version}"\n    }`;
  return `{\n  "name": "probe",\n  "version": "${version}",\n  "lockfileVersion": 3,\n  "packages": {\n${[own, ...entries].join(',\n')}\n  }\n}\n`;
}
