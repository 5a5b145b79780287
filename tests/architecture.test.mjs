// What scripts/architecture.mjs checks is shown to bite: each rule is broken in a copy of the checkout, and must be named.

import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { misbuilt } from '../scripts/architecture.mjs';
import { root } from '../scripts/lib.mjs';

test('the checkout is built as ARCHITECTURE.md says', () => {
  assert.deepEqual(misbuilt(root), []);
});

/** What is broken, how, and what is said then. @type {[string, (dir: string) => void, RegExp][]} */
const plants = [
  ['a file that is on no map', (dir) => add(dir, 'src/orphan.rs', ''), /^src\/orphan\.rs is not on the code map/],
  ['a script that is on no map', (dir) => add(dir, 'js/orphan.js', ''), /^js\/orphan\.js is not on the code map/],
  ['a place on the map that is gone', (dir) => rmSync(join(dir, 'js/core'), { recursive: true }), /code map names `js\/core\/`/],
  ['a room without a layer', (dir) => add(dir, 'src/orphan.rs', ''), /^`src\/orphan` is in no layer/],
  ['a room that imports what lies above it', (dir) => add(dir, 'src/error.rs', '\nuse crate::run::Plan;\n'), /^src\/error\.rs imports src\/run\.rs, which lies above it/],
  ['a folder of the shell that imports what lies above it', (dir) => add(dir, 'js/say/errors.js', "\nimport '../commands/commands.js';\n"), /^js\/say\/errors\.js imports js\/commands\/commands\.js, which lies above/],
  ['rooms in a circle', (dir) => add(dir, 'src/version.rs', '\nuse crate::bump::Bump;\n'), /src\/bump.*src\/version import each other/],
  ['folders of the shell in a circle', (dir) => add(dir, 'js/git/git.js', "\nimport '../run/limits.js';\n"), /js\/git.*js\/run import each other/],
  ['rooms inside a room in a circle', (dir) => add(dir, 'src/manifest/names.rs', '\nuse crate::manifest::formats::mix;\n'), /src\/manifest\/formats, src\/manifest\/names import each other/],
  ['files in a circle', (dir) => [add(dir, 'src/version/date.rs', '\nuse super::calver::Size;\n'), add(dir, 'src/version/calver.rs', '\nuse super::date::X;\n')], /src\/version\/calver\.rs, src\/version\/date\.rs import each other/],
  ['scripts in a circle', (dir) => [add(dir, 'js/core/one.js', "import './two.js';\n"), add(dir, 'js/core/two.js', "import './one.js';\n")], /js\/core\/one\.js, js\/core\/two\.js import each other/],
  ['a door that somebody imports', (dir) => add(dir, 'js/say/report.js', "\nimport '../cli.js';\n"), /^js\/say\/report\.js imports js\/cli\.js: nobody imports a door/],
  ['a door that does more than open', (dir) => add(dir, 'js/cli.js', 'void 0;\n'.repeat(40)), /^js\/cli\.js: \d+ lines, a door has at most 60/],
];

/** @param {string} dir @param {string} path @param {string} text */
function add(dir, path, text) {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  appendFileSync(join(dir, path), text);
}

for (const [what, plant, says] of plants) {
  test(`${what} is named`, (t) => {
    const dir = mkdtempSync(join(tmpdir(), 'architecture-'));
    t.after(() => rmSync(dir, { recursive: true }));
    for (const name of ['src', 'js']) cpSync(join(root, name), join(dir, name), { recursive: true });
    writeFileSync(join(dir, 'ARCHITECTURE.md'), readFileSync(join(root, 'ARCHITECTURE.md')));
    plant(dir);
    const found = misbuilt(dir);
    assert.ok(found.some((sentence) => says.test(sentence)), found.join('\n') || 'nothing found');
  });
}
