// One bundle for every Node that runs actions: the one that runs this test, and 22 and 24 beside it.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root, run } from '../scripts/lib.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @type {[string, string][]} */
const nodes = [['this Node', process.execPath]];
// npm offers Node itself for Linux; elsewhere the newer versions are CI's to try.
if (process.platform === 'linux') {
  for (const major of [22, 24]) {
    nodes.push([`Node ${major}`, join(root, 'tests', 'nodes', 'node_modules', `node-${major}-linux-${process.arch}`, 'bin', 'node')]);
  }
}

for (const [name, node] of nodes) {
  test(`${name} is there`, async () => {
    assert.ok(existsSync(node), `${node}: \`node scripts/tools.mjs\` installs it`);
    const { output } = await run(node, ['--version']);
    if (name !== 'this Node') assert.match(output, new RegExp(`^v${name.slice(5)}\\.`));
  });

  test(`${name}: dist/cli.js --version`, async () => {
    const { output } = await run(node, [join(root, 'dist', 'cli.js'), '--version']);
    assert.equal(output, `${version}\n`);
  });

  test(`${name}: import { bumpBranch } from "version-first"`, async () => {
    // By its own name, as package.json offers it to others.
    const program = 'import { bumpBranch } from "version-first"; console.log(bumpBranch("v0.2.335"), bumpBranch("0.2.335"))';
    const { output } = await run(node, ['--input-type=module', '-e', program]);
    assert.equal(output, 'chore/version-bump-0.2.335 chore/version-bump-0.2.335\n');
  });

  test(`${name}: the action says what is wrong with an unknown command`, async () => {
    const { code, output } = await run(node, [join(root, 'dist', 'action.js')], {
      env: { PATH: process.env.PATH ?? '', INPUT_COMMAND: 'no-such-command' },
      allowFailure: true,
    });
    assert.equal(code, 1, output);
    assert.match(output, /^::error.*no-such-command/m);
  });
}
