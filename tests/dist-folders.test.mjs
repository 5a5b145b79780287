// The bytes of a build depend on the sources, not on the folder: a copy of this checkout at another path, with a longer
// name that holds a blank, shares only the tools and the downloaded crates, and must build the same dist/.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { freshDir } from '../scripts/build.mjs';
import { differences } from '../scripts/check-dist.mjs';
import { cleanEnv, root, run } from '../scripts/lib.mjs';

/** What a build reads. */
const sources = ['src', 'wasm', 'js', 'scripts', 'Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'package.json', 'package-lock.json'];

test('a build in another folder gives the same bytes', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'second-'));
  t.after(() => rmSync(parent, { recursive: true, force: true }));
  const copy = join(parent, 'a folder with a rather long name, elsewhere');
  mkdirSync(join(copy, 'target'), { recursive: true });
  for (const name of sources) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'target', 'tools'), join(copy, 'target', 'tools'));
  cpSync(join(root, 'node_modules'), join(copy, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  // A caller's compiler flags and target directory must not reach the build either.
  const env = {
    ...cleanEnv(),
    CARGO_TARGET_DIR: join(parent, 'not here'),
    RUSTFLAGS: '-Copt-level=0',
    CARGO_PROFILE_RELEASE_DEBUG: 'true',
  };
  const out = join(parent, 'out');
  await run(process.execPath, [join(copy, 'scripts', 'build.mjs'), '--out', out], { cwd: parent, env });
  assert.deepEqual(differences(out, freshDir), []);
});
