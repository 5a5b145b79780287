// The installed package in Node 20, 22 and 24, in Deno and in Bun.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { root, run } from '../../scripts/lib.mjs';
import { PURE, PURE_IMPORTS, PURE_SAYS, WHOLE, WHOLE_IMPORTS, WHOLE_SAYS, installed } from './project.mjs';

const nodes = join(root, 'tests', 'nodes', 'node_modules');
const managers = join(root, 'tests', 'managers', 'node_modules');
/** @param {string[]} paths */
const program = (...paths) => {
  const found = paths.find((path) => existsSync(path));
  assert.ok(found, `none of these is there: ${paths.join(', ')}`);
  return found;
};
const RUNTIMES = [
  { name: `Node ${process.versions.node}`, path: () => process.execPath, args: [], requires: true },
  ...[22, 24].map((major) => ({ name: `Node ${major}`, path: () => program(join(nodes, `node-${major}-linux-${process.arch}`, 'bin', 'node')), args: [], requires: true })),
  { name: 'Deno', path: () => program(join(managers, '@deno', `linux-${process.arch}-glibc`, 'deno')), args: ['run', '--allow-all', '--no-remote'], requires: false },
  { name: 'Bun', path: () => program(join(managers, '@oven', `bun-linux-${process.arch === 'arm64' ? 'aarch64' : 'x64'}`, 'bin', 'bun')), args: ['run'], requires: true },
];

const there = await installed(after);

const say = `const say = (whole, pure) => console.log(JSON.stringify({ whole, pure }));`;
const both = (/** @type {string} */ whole, /** @type {string} */ pure) => `say((({ ${WHOLE_IMPORTS} }) => ${WHOLE})(${whole}), (({ ${PURE_IMPORTS} }) => ${PURE})(${pure}));`;
const expected = `${JSON.stringify({ whole: WHOLE_SAYS, pure: PURE_SAYS })}\n`;

/** Every way in: nothing is waited for. */
const WAYS = {
  'import.mjs': `import * as whole from 'version-first';\nimport * as pure from 'version-first/pure';\n${say}\n${both('whole', 'pure')}`,
  'as-in-browsers.mjs': `import init, * as whole from 'version-first';\nimport initPure, * as pure from 'version-first/pure';\n${say}\nawait init(); await initPure();\n${both('whole', 'pure')}`,
  'dynamic.cjs': `${say}\nPromise.all([import('version-first'), import('version-first/pure')]).then(([whole, pure]) => { ${both('whole', 'pure')} });`,
  'require.cjs': `${say}\n${both("require('version-first')", "require('version-first/pure')")}`,
};

for (const { name, path, args, requires } of RUNTIMES) {
  for (const [file, text] of Object.entries(WAYS)) {
    if (file === 'require.cjs' && !requires) continue;
    test(`${name}: ${file}`, async () => {
      there.write(file, text);
      const { code, output } = await run(path(), [...args, file], { cwd: there.project, env: there.env, allowFailure: true });
      // Node 20 prints a warning of its own beside what it was made to require.
      assert.ok(file === 'require.cjs' ? output.includes(expected) : output === expected, output);
      assert.equal(code, 0);
    });
  }

  test(`${name}: the command`, async () => {
    there.write('package.json', '{"name": "consumer", "version": "1.0.0", "private": true}\n');
    const cli = join('node_modules', 'version-first', 'dist', 'cli.js');
    const { code, output } = await run(path(), [...args, cli, 'set', '1.1.0', 'package.json'], { cwd: there.project, env: there.env, allowFailure: true });
    assert.match(output, /package\.json: 1\.0\.0 → 1\.1\.0/);
    assert.equal(code, 0);
  });
}
