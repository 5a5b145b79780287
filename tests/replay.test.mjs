// The model and reality agree: random walks of the model checker (tests/protocol/walks.rs), made again move by move with
// the core and the shell that ship, against real git behind the stand-in. After every move a run must want the very step
// that the model's run wants, and refs, commits, pull requests and releases must be the model's.
//
// More of them: REPLAY_WALKS=1000. Others: REPLAY_FIRST=5000. One that failed, alone: REPLAY_FIRST=SEED REPLAY_WALKS=1.
//
// What the model leaves to chance is arranged here: each tip is a second younger than the one before, by everybody's
// clock, and how old a branch looks is taken from the model.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { replayAll, walks } from './replay/all.mjs';

const FIRST = Number(process.env['REPLAY_FIRST'] ?? 0);
const WALKS = Number(process.env['REPLAY_WALKS'] ?? 96);

/** Everything that must occur, or the walks no longer show much. */
const EXPECTED = [
  ...['plain', 'unreadable', 'lost', 'unsent', 'inFlight', 'broken', 'stopped'],
  ...['look', 'history', 'commit', 'tag', 'push', 'follow', 'openPull', 'editPull', 'autoMerge', 'mergePull', 'release', 'dispatch'],
  ...['Push', 'Raise', 'Tag', 'Allow', 'Protect', 'Merge', 'Close', 'PushToBump', 'DeleteBump', 'TakeName', 'DeleteTag', 'AutoMerge'],
  ...['kill', 'sweep', 'arrives', 'dropped', 'released', 'pull-request', 'nothing-to-release', 'failed'],
];

test(`${WALKS} walks of the model are walks through reality`, { timeout: 60 * 60_000 }, async (context) => {
  const traces = await walks(FIRST, WALKS);
  assert.equal(traces.length, WALKS);
  const met = new Map(EXPECTED.map((what) => [what, 0]));
  for (const what of traces.flatMap(({ moves }) => moves.flatMap(occurrences))) met.set(what, (met.get(what) ?? 0) + 1);
  const moves = traces.reduce((sum, trace) => sum + trace.moves.length, 0);
  const started = performance.now();
  const failures = await replayAll(traces);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  context.diagnostic(`${WALKS} walks, ${moves} moves, ${seconds} s: ${[...met].map(([what, times]) => `${what} ${times}`).join(', ')}`);
  assert.deepEqual(failures, [], `${failures.length} of ${WALKS} differ:\n${failures.slice(0, 3).join('\n')}`);
  // Rare in walks this short; the model check itself meets them all.
  const rare = new Set(['stopped', 'Protect', 'PushToBump', 'DeleteTag']);
  const missing = [...met].filter(([what, times]) => times === 0 && !rare.has(what)).map(([what]) => what);
  // Who asks for a few walks gets what these meet.
  if (process.env['REPLAY_WALKS'] === undefined) assert.deepEqual(missing, [], 'the walks do not meet this any more: see tests/protocol/walks.rs');
});

/** What a move is an example of. @param {import('./replay/trace.d.ts').Trace['moves'][number]} move */
function occurrences({ do: what, next }) {
  const found = [];
  if ('person' in what) found.push(what.person);
  if ('push' in what) found.push(what.arrives ? 'arrives' : 'dropped');
  if ('kill' in what) found.push('kill', ...(what.journal ? ['sweep'] : []));
  if ('run' in what) found.push(what.how);
  if (next) found.push('step' in next ? next.step.kind : next.report.status);
  return found;
}
