// A tag's tree is whole: the ecosystem's own tool accepts its lock file. Each check is first seen to fail on a tree whose
// manifests were bumped and whose lock file was forgotten.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { describe } from 'node:test';

import { expectLanded, expectReleased } from './harness/expect.mjs';
import { exec, must } from './harness/process.mjs';
import { scenario } from './harness/sandbox.mjs';

/**
 * @typedef {object} Ecosystem
 * @property {string} name
 * @property {Record<string, string>} files
 * @property {string} lockFile
 * @property {string[]} lock the command that writes the lock file
 * @property {string[]} check the command that accepts or refuses it
 * @property {boolean} [lax] the check overlooks a forgotten version; writing the lock file anew shows it
 * @property {string[]} changed what a release rewrites
 * @property {(box: import('./harness/sandbox.mjs').Sandbox) => Record<string, string>} env
 */

/** @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** `npm test` prepares a Python that has uv, where this machine has a Python at all. */
const python = process.env.VERSION_FIRST_PYTHON ?? 'python3';

/** @type {Ecosystem[]} */
const ecosystems = [
  {
    name: 'npm workspace',
    lax: true,
    files: {
      'package.json': json({ name: 'root', version: '1.2.3', private: true, workspaces: ['packages/*'] }),
      'packages/a/package.json': json({ name: '@demo/a', version: '1.2.3' }),
      'packages/b/package.json': json({ name: '@demo/b', version: '1.2.3', dependencies: { '@demo/a': '1.2.3' } }),
    },
    lockFile: 'package-lock.json',
    lock: ['npm', 'install', '--package-lock-only', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'],
    check: ['npm', 'ci', '--offline', '--dry-run', '--ignore-scripts', '--no-audit', '--no-fund'],
    changed: ['package.json', 'packages/a/package.json', 'packages/b/package.json', 'package-lock.json'],
    env: () => ({}),
  },
  {
    name: 'cargo workspace',
    files: {
      'Cargo.toml': '[workspace]\nmembers = ["core", "cli"]\nresolver = "2"\n\n[workspace.package]\nversion = "1.2.3"\n\n[workspace.dependencies]\ndemo-core = { path = "core", version = "1.2.3" }\n',
      'core/Cargo.toml': '[package]\nname = "demo-core"\nversion.workspace = true\nedition = "2021"\n',
      'core/src/lib.rs': '',
      'cli/Cargo.toml': '[package]\nname = "demo-cli"\nversion = "1.2.3"\nedition = "2021"\n\n[dependencies]\ndemo-core = { workspace = true }\n',
      'cli/src/main.rs': 'fn main() {}\n',
    },
    lockFile: 'Cargo.lock',
    lock: ['cargo', 'generate-lockfile', '--offline'],
    check: ['cargo', 'metadata', '--locked', '--offline', '--format-version=1'],
    changed: ['Cargo.toml', 'cli/Cargo.toml', 'Cargo.lock'],
    env: (box) => ({ RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(homedir(), '.rustup'), RUSTUP_TOOLCHAIN: toolchain(), CARGO_HOME: join(box.dir, 'cargo') }),
  },
  {
    name: 'uv project',
    files: {
      'pyproject.toml': '[project]\nname = "demo"\nversion = "1.2.3"\nrequires-python = ">=3.9"\ndependencies = ["demo-part"]\n\n[tool.uv.sources]\ndemo-part = { workspace = true }\n\n[tool.uv.workspace]\nmembers = ["part"]\n',
      'part/pyproject.toml': '[project]\nname = "demo-part"\nversion = "1.2.3"\nrequires-python = ">=3.9"\n',
    },
    lockFile: 'uv.lock',
    lock: [python, '-m', 'uv', 'lock', '--offline'],
    check: [python, '-m', 'uv', 'lock', '--check', '--offline'],
    changed: ['pyproject.toml', 'part/pyproject.toml', 'uv.lock'],
    env: (box) => ({ UV_CACHE_DIR: join(box.dir, 'uv-cache'), UV_PYTHON_DOWNLOADS: 'never', UV_NO_CONFIG: '1' }),
  },
];

/** The project's own toolchain: rustup may have no default. */
function toolchain() {
  const text = readFileSync(new URL('../../rust-toolchain.toml', import.meta.url), 'utf8');
  return /channel = "([^"]+)"/.exec(text)?.[1] ?? 'stable';
}

/**
 * Only uv may be missing, and not in CI: a newcomer has git, node and Rust.
 * @param {string[]} lock @param {Record<string, string>} env @param {string} cwd
 */
async function present(lock, env, cwd) {
  if (lock[0] !== python) return true;
  const asked = await exec(python, ['-m', 'uv', '--version'], { env, cwd }).catch(() => ({ code: null }));
  return asked.code === 0;
}

/** @param {string} dir @param {Record<string, string>} files */
function lay(dir, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}

/** Every text below a folder. @param {string} dir @param {string} [top] @returns {Record<string, string>} */
function texts(dir, top = dir) {
  const found = readdirSync(dir).map((name) => join(dir, name));
  return Object.assign({}, ...found.map((path) => (statSync(path).isDirectory() ? texts(path, top) : { [relative(top, path)]: readFileSync(path, 'utf8') })));
}

describe('lock files', { concurrency: 2 }, () => {
  for (const { name, files, lockFile, lock, check, lax, changed, env } of ecosystems) {
    const [command = '', ...args] = check;
    scenario(`${name}: \`${check.slice(0, 5).join(' ')}\` accepts the tag`, async (box, context) => {
      const variables = { ...box.env, ...env(box) };
      if (!(await present(lock, variables, box.dir))) {
        const missing = `this scenario was not run: \`${lock.slice(0, 3).join(' ')}\` is not on this machine`;
        assert.ok(!process.env.CI, missing);
        return context.diagnostic(missing);
      }
      const whole = join(box.dir, 'whole');
      lay(whole, files);
      await must(lock[0] ?? '', lock.slice(1), { cwd: whole, env: variables });
      const before = texts(whole);
      assert.ok(before[lockFile]?.includes('1.2.3'), `${lockFile} repeats the version`);
      await must(command, args, { cwd: whole, env: variables });

      const remote = await box.remote([{ files: before, tag: 'v1.2.3' }, { say: 'feat: x', files: { 'notes.txt': '1.2.3' } }]);
      const clone = await box.clone(remote);
      const refs = await remote.refs();
      expectReleased(await clone.run(['release', '--json']), '1.3.0');
      const expected = Object.fromEntries(changed.map((path) => [path, before[path]?.replaceAll('1.2.3', '1.3.0') ?? '']));
      await expectLanded(remote, { before: refs, tag: 'v1.3.0', files: expected });

      const tagged = await box.clone(remote, { args: ['--branch=v1.3.0', '-c', 'advice.detachedHead=false'] });
      const accepted = await exec(command, args, { cwd: tagged.dir, env: variables });
      assert.equal(accepted.code, 0, accepted.stderr);
      await must(lock[0] ?? '', lock.slice(1), { cwd: tagged.dir, env: variables });
      assert.equal(await tagged.git('status', '--porcelain', '--untracked-files=no'), '', 'the tool itself would have written the same');

      tagged.write(lockFile, before[lockFile] ?? '');
      const refused = await exec(command, args, { cwd: tagged.dir, env: variables });
      if (lax) await must(lock[0] ?? '', lock.slice(1), { cwd: tagged.dir, env: variables });
      const seen = lax ? tagged.read(lockFile) !== before[lockFile] : refused.code !== 0;
      assert.ok(seen, 'a forgotten lock file is seen');
    });
  }
});
