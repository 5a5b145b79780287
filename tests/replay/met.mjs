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
