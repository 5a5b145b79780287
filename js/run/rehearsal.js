// While git is asked for the first time, nothing else is to do. So the core's functions that its answer will need are called
// once, on a repository made up for that: a function's first call costs ten times the second, since V8 compiles it then.

/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../types.js').Facts} Facts */
/** @typedef {import('../types.js').Request} Request */

const BEFORE = '1'.repeat(40);
const TIP = '2'.repeat(40);
const TREE = '3'.repeat(40);

/** @type {Request} */
const REQUEST = { run: { id: 'rehearsal', attempt: '1' }, date: '2026-01-02' };

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
  tree: TREE,
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
 * A release of the made-up repository, call by call, as far as its version commit.
 * @param {Core} core
 * @returns {Generator<unknown, import('../types.js').Plan>}
 */
export function* rehearsed(core) {
  yield core.target(REQUEST, REFS);
  yield core.needs(REQUEST, PATHS, []);
  yield core.needs(REQUEST, PATHS, FILES);
  yield core.wants(REQUEST, { refs: REFS, files: FILES, hosting: null, heads: [], release: true, places: [], past: null, holders: [] });
  let plan = core.plan(REQUEST, null);
  yield (plan = core.advance(plan, { kind: 'facts', facts: FACTS }));
  const [asked] = plan.search ?? [];
  if (asked) {
    const hunt = core.hunt(asked, PATHS);
    yield hunt;
    yield core.stillSays(hunt, FILES, FILES.map(({ path }) => path));
    plan = core.searched(plan, { places: [], unread: 0 });
  }
  return plan;
}

/** An answer of a process arrives in so many rounds of the event loop: what it wrote, its end, its exit. */
const ROUNDS = 3;

/**
 * Rehearses while nothing else happens, a call at a time, until it is through or something real has overtaken it.
 * @param {Core} core
 * @returns {{end: () => void}}
 */
export function rehearse(core) {
  const calls = rehearsed(core);
  let over = false;
  const next = (/** @type {number} */ rounds) => {
    if (over) return;
    if (rounds > 0) {
      setImmediate(next, rounds - 1);
      return;
    }
    try {
      over ||= calls.next().done === true;
    } catch {
      // What is made up can do no harm; a test plays it to its end.
      over = true;
    }
    next(ROUNDS);
  };
  next(ROUNDS);
  return {
    end: () => {
      over = true;
    },
  };
}
