// How soon the programs are at work, against Node doing nothing. Everything heavy is loaded when it is used; this
// test sees an eager import that slipped in.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { cleanEnv, root } from '../scripts/lib.mjs';
import { sideBySide, time } from './helpers/measure.mjs';

const limit = 1.3;
const rounds = 15;
const hook = join(root, 'tests', 'helpers', 'first-instruction.cjs');
const empty = mkdtempSync(join(tmpdir(), 'startup-'));
after(() => rmSync(empty, { recursive: true }));

// Certificates of the machine cost Node 45 ms that no runner has.
const env = cleanEnv({ NODE_EXTRA_CA_CERTS: undefined });

/** @param {string[]} args @param {Record<string, string>} [extra] */
const node = (args, extra) => () => time({ program: process.execPath, args, cwd: empty, env: { ...env, ...extra } });

/**
 * A busy machine makes single tries slow, never fast: the best of three counts.
 * @param {() => number} ours @param {() => number} theirs
 */
function bestRatio(ours, theirs) {
  let best = Infinity;
  for (let attempt = 0; attempt < 3 && best > limit; attempt += 1) {
    best = Math.min(best, sideBySide({ rounds, ours, theirs }).ratio);
  }
  return best;
}

const cli = join(root, 'dist', 'cli.js');
const action = join(root, 'dist', 'action.js');

/** What is started, and the same start of Node with nothing to do. @type {[string, () => number, () => number][]} */
const starts = [
  ['`version-first release`, to its first own wait', node(['--require', hook, cli, 'release']), node(['--require', hook, '-e', '0'])],
  [
    'the action, to its first own wait',
    node(['--require', hook, action], { INPUT_COMMAND: 'no-such-command' }),
    node(['--require', hook, '-e', '0']),
  ],
];

for (const [what, ours, theirs] of starts) {
  test(`${what}, takes at most ${limit} × node -e 0`, (t) => {
    const ratio = bestRatio(ours, theirs);
    t.diagnostic(`${ratio.toFixed(2)} × node -e 0`);
    assert.ok(ratio <= limit, `${ratio.toFixed(2)} × node -e 0`);
  });
}

test('the measurement sees a program that loads an HTTP client at its start', () => {
  const heavy = node(['--require', hook, '-e', 'require("node:https"); require("node:inspector"); fetch; Response']);
  const ratio = sideBySide({ rounds, ours: heavy, theirs: node(['--require', hook, '-e', '0']) }).ratio;
  assert.ok(ratio > limit, `${ratio.toFixed(2)} × node -e 0`);
});
