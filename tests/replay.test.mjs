// The model and reality agree: random walks of the model checker (tests/protocol/walks.rs), made again move by move with
// the core and the shell that ship, against real git behind the stand-in. After every move a run must want the very step
// that the model's run wants, and refs, commits, pull requests and releases must be the model's.
//
// As few are made as meet every scenario, and everything several times; once a week a few hundred, by `npm run replay`. So many
// here: REPLAY_WALKS=160. One that failed, alone: REPLAY_FIRST=SEED REPLAY_WALKS=1.
//
// What the model leaves to chance is arranged here: each tip is a second younger than the one before, by everybody's
// clock, and how old a branch looks is taken from the model.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { replayAll, walks } from './replay/all.mjs';
import { fewest, met } from './replay/met.mjs';

const FIRST = Number(process.env['REPLAY_FIRST'] ?? 0);
const WALKS = Number(process.env['REPLAY_WALKS'] ?? 160);

const ALL = process.env['REPLAY_WALKS'] !== undefined;
/** How often everything is met in the few, if it occurs so often. */
const OFTEN = 3;

test(ALL ? `${WALKS} walks of the model are walks through reality` : `the fewest of ${WALKS} walks of the model that meet everything are walks through reality`, { timeout: 60 * 60_000 }, async (context) => {
  const written = await walks(FIRST, WALKS);
  assert.equal(written.length, WALKS);
  const traces = ALL ? written : fewest(written, OFTEN);
  const times = [...met(traces)];
  const moves = traces.reduce((sum, trace) => sum + trace.moves.length, 0);
  const started = performance.now();
  const failures = await replayAll(traces);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  context.diagnostic(`${traces.length} walks, ${moves} moves, ${seconds} s: ${times.map(([what, often]) => `${what} ${often}`).join(', ')}`);
  assert.deepEqual(failures, [], `${failures.length} of ${traces.length} differ:\n${failures.slice(0, 3).join('\n')}`);
  const missing = times.filter(([, often]) => often === 0).map(([what]) => what);
  // Who asks for a few walks gets what these meet.
  if (process.env['REPLAY_WALKS'] === undefined) assert.deepEqual(missing, [], 'the walks do not meet this any more: see tests/protocol/walks.rs');
});
