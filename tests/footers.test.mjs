// Footers of commits, as git reads them: what it takes for a trailer counts, and what it doesn't, does not.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

import { decideBump } from '../js/node.js';

const ORDER = 'Release-As: 2.0.0';
const PROSE = ['It was loose.', 'see the docs', 'and more: of it', '- an item', 'https is no token', '-dash: no', 'a b: c'];
const TRAILERS = ['Reviewed-by: Bo <bo@example.org>', 'Refs: #12', 'Change-Id: I01', 'Key : value', 'Long: one\n  two'];
const GIT = ['Signed-off-by: Ada <ada@example.org>', '(cherry picked from commit 1111111111111111111111111111111111111111)'];

/** The same numbers each time. */
function randomly(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('the last paragraph is one of footers where git says so', () => {
  const draw = randomly(11);
  const pick = (/** @type {string[]} */ list) => list[draw(list.length)];
  const counts = { yes: 0, no: 0 };
  for (let round = 0; round < 300; round += 1) {
    const lines = Array.from({ length: draw(6) }, () => pick([TRAILERS, TRAILERS, PROSE, GIT][draw(4)]));
    lines.splice(draw(lines.length + 1), 0, ORDER);
    const above = draw(2) === 0 ? [pick(PROSE), ''] : [];
    const message = ['fix: a hinge', '', ...above, ...lines, ''].join('\n');
    const parsed = spawnSync('git', ['interpret-trailers', '--parse', '--no-divider'], { input: message, encoding: 'utf8' });
    assert.equal(parsed.status, 0, parsed.stderr);
    const git = parsed.stdout.split('\n').includes(ORDER);
    const ours = decideBump([{ sha: 'a'.repeat(40), message }], { current: '1.2.3' }).releaseAs === '2.0.0';
    assert.equal(ours, git, message);
    counts[git ? 'yes' : 'no'] += 1;
  }
  assert.ok(counts.yes > 50 && counts.no > 50, JSON.stringify(counts));
});
