// A release of a repository that is made up, from its plan to its report: what a release calls of the core. Run by
// scripts/ahead.mjs, which watches which functions V8 compiles meanwhile.
//
//   node scripts/ahead/release.mjs FOLDER   the folder of core.mjs and core.wasm

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { start } from '../../js/core/instance.js';

/** @typedef {import('../../js/types.js').Core} Core */
/** @typedef {import('../../js/types.js').Facts} Facts */
/** @typedef {import('../../js/types.js').Plan} Plan */
/** @typedef {import('../../js/types.js').Request} Request */
/** @typedef {import('../../js/types.js').Step} Step */

const BEFORE = '1'.repeat(40);
const TIP = '2'.repeat(40);

/** @type {Request} */
const REQUEST = { run: { id: 'made-up', attempt: '1' }, date: '2026-01-02' };

const REFS = `ref: refs/heads/main\tHEAD\n${TIP}\tHEAD\n${TIP}\trefs/heads/main\n${BEFORE}\trefs/tags/v1.0.0\n`;

/** One format in TOML, one in JSON: most projects have one of the two. */
const FILES = [
  { path: 'pyproject.toml', text: '[project]\nname = "made-up"\nversion = "1.0.0"\n' },
  { path: 'package.json', text: '{\n  "name": "made-up",\n  "version": "1.0.0"\n}\n' },
];

const PATHS = [...FILES.map(({ path }) => path), 'README.md'].join('\0');

const PLACE = { oid: BEFORE, onBranch: true, seconds: 1_700_000_000, parent: null, before: [], files: [], searched: false, twin: null, builtOn: false };

/** @type {Facts} */
const FACTS = {
  refs: REFS,
  tree: '3'.repeat(40),
  files: FILES,
  logs: [{ of: { since: BEFORE }, log: `${TIP} ${BEFORE}\nsomebody <somebody@example.com>\nfix: something\0`, newer: null }],
  commits: [{ oid: BEFORE, tree: '4'.repeat(40), files: FILES, onBranch: null, changed: null }],
  committer: 'somebody <somebody@example.com>',
  tipTime: '2026-01-01T00:00:00Z',
  hosting: null,
  branches: [],
  pulls: [],
  pullsDenied: null,
  releases: [],
  places: [PLACE],
  past: null,
  holders: [],
};

/**
 * What became of a step.
 * @param {Core} core @param {Step} step
 * @returns {import('../../js/types.js').Outcome}
 */
function outcomeOf(core, step) {
  switch (step.kind) {
    case 'look':
      return { kind: 'facts', facts: FACTS };
    case 'commit': {
      const prints = core.fingerprints(step.files.map(({ text }) => Buffer.from(text)));
      const fingerprints = step.files.map(({ path }, nth) => ({ path, fingerprint: prints[nth] ?? '' }));
      return { kind: 'builtAs', commit: '5'.repeat(40), tags: step.tags.map(() => '6'.repeat(40)), fingerprints };
    }
    case 'push': {
      const rows = step.updates.map(({ ref, oid }) => `*\t${oid}:${ref}\t[new reference]\n`);
      return { kind: 'pushed', ...core.readPush(0, `To somewhere\n${rows.join('')}Done\n`, '') };
    }
    case 'follow':
      return { kind: 'followed', checkout: 'updated' };
    default:
      throw new Error(`a release of what is made up does not come to a ${step.kind}`);
  }
}

/**
 * The release, call by call, with the plan it ends in.
 * @param {Core} core
 * @returns {Plan}
 */
export function release(core) {
  core.target(REQUEST, REFS);
  core.needs(REQUEST, PATHS, []);
  core.needs(REQUEST, PATHS, FILES);
  core.wants(REQUEST, { refs: REFS, files: FILES, hosting: null, heads: [], release: true, places: [], past: null, holders: [] });
  let plan = core.plan(REQUEST, null);
  while (plan.step) {
    plan = core.advance(plan, outcomeOf(core, plan.step));
    const [asked] = plan.search ?? [];
    if (!asked) continue;
    const hunt = core.hunt(asked, PATHS);
    core.stillSays(hunt, FILES, FILES.map(({ path }) => path));
    plan = core.searched(plan, { places: [], unread: 0 });
  }
  return plan;
}

const [folder] = process.argv.slice(2);
if (folder && import.meta.filename === process.argv[1]) {
  const glue = await import(pathToFileURL(join(folder, 'core.mjs')).href);
  const { result } = release(/** @type {Core} */ (start(glue, readFileSync(join(folder, 'core.wasm')))));
  assert.equal(result?.status, 'released');
}
