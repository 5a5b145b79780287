// `npm run replay`: a few hundred walks of the model through reality, and what they met in docs/checks/model.md.
//
//   npm run replay -- --walks=1000     so many; else 480
//   npm run replay -- --first=527 --walks=1     one alone: writes nothing

import { parseArgs } from 'node:util';

import { put, table } from '../../scripts/page.mjs';
import { replayAll, walks } from './all.mjs';
import { EXPECTED, met } from './met.mjs';

const MANY = 480;
const { values } = parseArgs({ options: { walks: { type: 'string', default: String(MANY) }, first: { type: 'string', default: '0' } } });

const traces = await walks(Number(values.first), Number(values.walks));
const moves = traces.reduce((sum, trace) => sum + trace.moves.length, 0);
const scenarios = new Set(traces.map(({ scenario }) => scenario)).size;
const started = performance.now();
let done = 0;
const failures = await replayAll(traces, (failure) => {
  done += 1;
  if (failure !== null) console.log(`${failure}\n`);
  else if (done % 20 === 0) console.log(`${done} of ${traces.length}`);
});
const minutes = ((performance.now() - started) / 60_000).toFixed(1);
const sum = `${traces.length} walks through ${scenarios} scenarios, ${moves} moves, ${minutes} minutes; ${failures.length === 0 ? 'model and reality agree in each' : `${failures.length} differ`}.`;
const times = met(traces);
const rows = Object.entries(EXPECTED).map(([kind, whats]) => [kind, whats.map((what) => `${what} ${times.get(what)}`).join(', ')]);
console.log(`${sum}\n${table(['moves', 'how often'], rows)}`);
if (failures.length > 0) process.exitCode = 1;
else if (traces.length >= MANY) put('checks/model.md', 'replay', `${sum}\n\n${table(['moves', 'how often'], rows)}`);
