// What walks are examples of.

/** Everything that must occur, or the walks no longer show much. */
export const EXPECTED = {
  'what becomes of a step': ['plain', 'unreadable', 'lost', 'unsent', 'inFlight', 'broken', 'stopped'],
  'what a run does next': ['look', 'history', 'commit', 'tag', 'push', 'follow', 'openPull', 'editPull', 'autoMerge', 'mergePull', 'release', 'dispatch'],
  'what people do': ['Push', 'Raise', 'Tag', 'Allow', 'Protect', 'Merge', 'Close', 'PushToBump', 'DeleteBump', 'TakeName', 'DeleteTag', 'AutoMerge'],
  'what else happens': ['kill', 'sweep', 'arrives', 'dropped'],
  'how a run ends': ['released', 'pull-request', 'nothing-to-release', 'failed'],
};

/** How often each occurs. @param {import('./trace.d.ts').Trace[]} traces */
export function met(traces) {
  const times = new Map(Object.values(EXPECTED).flat().map((what) => [what, 0]));
  for (const what of traces.flatMap(({ moves }) => moves.flatMap(occurrences))) times.set(what, (times.get(what) ?? 0) + 1);
  return times;
}

/**
 * Few walks that meet everything so often, where all of them do, and every scenario: again and again the one that has most of what
 * is still wanted for its length.
 * @param {import('./trace.d.ts').Trace[]} traces @param {number} often
 */
export function fewest(traces, often) {
  const wanted = new Map([...met(traces)].map(([what, times]) => [what, Math.min(times, often)]));
  for (const { scenario } of traces) wanted.set(`scenario ${scenario}`, 1);
  const left = traces.map((trace) => ({ trace, meets: /** @type {[string, number][]} */ ([...met([trace]), [`scenario ${trace.scenario}`, 1]]) }));
  const worth = (/** @type {[string, number][]} */ meets) => meets.reduce((sum, [what, times]) => sum + Math.min(times, wanted.get(what) ?? 0), 0);
  const chosen = [];
  while ([...wanted.values()].some((times) => times > 0)) {
    const next = left.reduce((best, one) => (worth(one.meets) / one.trace.moves.length > worth(best.meets) / best.trace.moves.length ? one : best));
    if (worth(next.meets) === 0) break;
    chosen.push(next.trace);
    for (const [what, times] of next.meets) wanted.set(what, Math.max(0, (wanted.get(what) ?? 0) - times));
  }
  return chosen;
}

/** What a move is an example of. @param {import('./trace.d.ts').Trace['moves'][number]} move */
function occurrences({ do: what, next }) {
  const found = [];
  if ('person' in what) found.push(what.person);
  if ('push' in what) found.push(what.arrives ? 'arrives' : 'dropped');
  if ('kill' in what) found.push('kill', ...(what.journal ? ['sweep'] : []));
  if ('run' in what) found.push(what.how);
  if (next) found.push('step' in next ? next.step.kind : next.report.status);
  return found;
}
