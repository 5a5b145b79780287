// What counts and what limits: planted graphs, sources and counts, each with what must be found in it.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { excesses } from '../bench/quick.mjs';
import { circles, roomCircles, rustGraph, scriptGraph } from '../scripts/graph.mjs';
import { runFields } from '../scripts/measure/edits.mjs';
import { partsOf } from '../scripts/measure/size.mjs';

/** @param {import('node:test').TestContext} t @param {Record<string, string>} files */
function planted(t, files) {
  const dir = mkdtempSync(join(tmpdir(), 'measure-'));
  t.after(() => rmSync(dir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

test('paths in Rust lead to the file they name; comments and texts lead nowhere', (t) => {
  const graph = rustGraph(planted(t, {
    'src/lib.rs': 'mod a; mod b;',
    'src/a.rs': 'mod inner;\nuse crate::b::{Thing, deep::{self, Other as O}};\n// use crate::c::No;\nconst TEXT: &str = "crate::c::No";\n',
    'src/a/inner.rs': 'use super::Parent;\nfn f() { crate::c::call() }\n',
    'src/b.rs': 'pub struct Thing;',
    'src/b/deep.rs': 'use super::super::a::inner::X;',
    'src/c.rs': '',
  }));
  const to = (/** @type {string} */ path) => [...(graph.get(path) ?? [])].sort();
  assert.deepEqual(to('src/a.rs'), ['src/b.rs', 'src/b/deep.rs']);
  assert.deepEqual(to('src/a/inner.rs'), ['src/a.rs', 'src/c.rs']);
  assert.deepEqual(to('src/b/deep.rs'), ['src/a/inner.rs']);
});

test('a circle is found, a parent and its child are none, and rooms meet each other too', (t) => {
  const dir = planted(t, {
    'src/a.rs': 'use self::child::X;', 'src/a/child.rs': 'use super::Y;',
    'src/b.rs': 'use crate::c::X;', 'src/c.rs': 'use crate::b::Y;',
    'js/one.js': "import { x } from './two.js';", 'js/two.js': "const { y } = await import('./one.js');", 'js/three.js': "/** @type {import('./one.js').T} */ // import './one.js'",
  });
  assert.deepEqual(circles(rustGraph(dir)), [['src/b.rs', 'src/c.rs']]);
  assert.deepEqual(roomCircles(rustGraph(dir), 'src'), [['src/b', 'src/c']]);
  assert.deepEqual(circles(scriptGraph(dir)), [['js/one.js', 'js/two.js']]);
  assert.deepEqual([...(scriptGraph(dir).get('js/three.js') ?? [])], []);
});

test('the fields of the memory are counted, whoever can see them', (t) => {
  const dir = planted(t, { 'js/a.js': '', 'wasm/src/lib.rs': '', 'src/run.rs': 'pub struct Run {\n    /// One.\n    pub one: u32,\n    two: Option<String>,\n    pub(super) three: Three,\n}\npub struct Three {\n    pub four: u32,\n    five: bool,\n}\n' });
  assert.deepEqual([runFields(dir).fields, runFields(dir).all], [3, 4]);
});

test('every function belongs to one part', () => {
  const functions = [
    { name: '_ZN13version_first3run7advance7advance17h0E', bytes: 10 },
    { name: '_ZN13version_first3run4step1_92_<impl serde_core::de::Deserialize for version_first::run::step::Outcome>11deserialize17h0E', bytes: 20 },
    { name: '_ZN13version_first7release5words5notes5write17h0E', bytes: 80 },
    { name: '_ZN4core3fmt5write17h0E', bytes: 40 },
  ];
  const parts = Object.fromEntries(partsOf(functions));
  assert.deepEqual(
    ['deciding, and the state machine', 'reading what comes in (`Deserialize`)', 'notes, changelog, messages, commits', '`core`, `alloc`, `std`'].map((part) => parts[part]),
    [10, 20, 80, 40],
  );
});

test('what exceeds its limit is named, and so is what has none, or is not counted', () => {
  assert.deepEqual(excesses({ requests: 7, processes: 12 }, { requests: 7, processes: 12 }), []);
  assert.deepEqual(excesses({ requests: 8 }, { requests: 7 }), ['requests: 8, at most 7 (bench/limits.json)']);
  assert.equal(excesses({ requests: 7, more: 1 }, { requests: 7 }).length, 1);
  assert.equal(excesses({ requests: 7 }, { requests: 7, gone: 1 }).length, 1);
});
