// Runs that go somewhere: a repository on GitHub with something to release, whose server mostly says yes.

/** @typedef {import('../../../scripts/feed/chance.mjs').Chance} Chance */

const [ROOT, TIP, BUILT, TREE, TAG] = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(40));
const HEAD = 'chore/version-bump-1.3.0';
const files = [{ path: 'package.json', text: '{"name": "r", "version": "1.2.3"}\n' }];
const bumped = [{ path: 'package.json', text: '{"name": "r", "version": "1.3.0"}\n' }];
const message = 'chore(release): 1.3.0\n\nVersion-First: 1.3.0; run=1; attempt=1; build=1\n';

/** What is asked. @param {Chance} draw */
export const asked = (draw) => ({
  run: { id: '1', attempt: '1' },
  mode: draw.of(['auto', 'pull-request', 'direct']),
  ...(draw.once(2) ? { labels: ['release'] } : {}),
  ...(draw.once(2) ? { autoMerge: true, mergeMethod: draw.of(['squash', 'merge', 'rebase']) } : {}),
  ...(draw.once(2) ? { wait: 60 } : {}),
  ...(draw.once(2) ? { changelog: 'CHANGELOG.md', date: '2026-02-03' } : {}),
  ...(draw.once(3) ? { skipCi: 'always' } : {}),
  ...(draw.once(2) ? { movingTags: 'minor', dispatchWorkflow: 'publish.yml' } : {}),
  ...(draw.once(2) ? { pullRequestBody: '{commits}\n{notes}', notesHeader: 'x', notes: draw.of(['commits', 'github', 'none']) } : {}),
});

/** What came of a step. @param {Chance} draw @param {any} step @param {{pushed: Set<string>}} world what the server has */
export function came(draw, step, world) {
  const yes = !draw.once(8);
  /** @type {Record<string, () => unknown>} */
  const fitting = {
    look: () => ({ kind: 'facts', facts: facts(draw, world) }),
    history: () => ({ kind: 'history', commits: [], complete: true }),
    commit: () => ({ kind: 'built', commit: BUILT, tags: step.tags.map(() => TAG), files: step.files }),
    tag: () => ({ kind: 'built', commit: step.target, tags: step.tags.map(() => TAG), files: [] }),
    push: () => {
      const refused = !yes || (step.updates.some((/** @type {any} */ { ref }) => ref === 'refs/heads/main') && draw.once(2));
      const answer = refused ? '[remote rejected] (protected branch hook declined)' : '[new branch]';
      if (!refused) for (const { ref, oid } of step.updates) world.pushed[oid === '' ? 'delete' : 'add'](ref);
      const rows = step.updates.map((/** @type {any} */ { ref }) => ({ ref, answer: refused ? 'refused' : 'taken', said: answer }));
      return { kind: 'pushed', ended: refused ? 'badly' : 'well', rows, said: refused ? 'remote: error: GH006: Protected branch update failed for refs/heads/main.\nremote: error: Changes must be made through a pull request.\n' : '' };
    },
    openPull: () => ({ kind: 'opened', number: 7, url: 'https://github.com/o/r/pull/7', nodeId: 'n' }),
    release: () => ({ kind: 'published', id: 1, url: 'u', uploadUrl: 'u' }),
    follow: () => ({ kind: 'followed', checkout: 'updated' }),
  };
  return (fitting[step.kind] ?? (() => (yes ? { kind: 'done' } : { kind: 'denied', status: 422, text: 'x', retryAfter: null })))();
}

/** @param {Chance} draw @param {{pushed: Set<string>}} world */
function facts(draw, { pushed }) {
  const open = pushed.has(`refs/heads/${HEAD}`) || draw.once(3);
  const landed = draw.once(4);
  const tagged = pushed.has('refs/tags/v1.3.0');
  const rows = [`ref: refs/heads/main\tHEAD`, `${TIP}\tHEAD`, `${TIP}\trefs/heads/main`, ...(open ? [`${BUILT}\trefs/heads/${HEAD}`] : []), `${ROOT}\trefs/tags/v1.2.3`, ...(tagged ? [`${TAG}\trefs/tags/v1.3.0`, `${BUILT}\trefs/tags/v1.3.0^{}`] : []), ''];
  const now = landed ? bumped : files;
  return {
    refs: rows.join('\n'), tree: TREE, files: now, logs: [ROOT, BUILT].flatMap((since) => [false, true].map((paths) => ({ of: { since, paths }, log: `${paths ? '/' : ''}${TIP} ${ROOT}\nAda <12+ada@users.noreply.github.com>\n${landed ? message : 'feat: a'}\0`, newer: null }))),
    commits: [ROOT, TIP, BUILT].map((oid) => ({ oid, tree: oid === TIP ? TREE : oid, files: oid === ROOT ? files : oid === BUILT ? bumped : now, onBranch: oid !== BUILT, changed: ['package.json'] })),
    committer: 'A <a@b>', tipTime: '2026-02-03T00:00:00Z', hosting: { kind: 'github', name: 'o/r', serverUrl: 'https://github.com' },
    branches: open ? [{ name: HEAD, oid: BUILT, parents: [draw.once(3) ? ROOT : TIP], message, committer: 'A <a@b>', changed: ['package.json'], files: bumped, before: files, onBranch: true, ageSeconds: draw.of([10, 100_000]) }] : [],
    pulls: [{ head: HEAD, pulls: open && !draw.once(4) ? [{ number: 7, url: 'https://github.com/o/r/pull/7', nodeId: 'n', open: !draw.once(5), merged: draw.once(4), headOid: BUILT, base: 'main', baseOid: TIP, body: 'b', closedAt: null, autoMerge: draw.once(2), mergeable: draw.of([true, false, null]) }] : [] }],
    pullsDenied: null, releases: draw.once(3) ? [{ tag: 'v1.2.3', state: draw.of(['absent', 'present']), message: 'Version-First: 1.2.3; run=1; attempt=1; build=1', release: null }] : [],
    places: [{ oid: ROOT, onBranch: true, seconds: 7, parent: null, before: [], files: [], searched: true, twin: null, builtOn: true }], past: null, holders: [],
  };
}

const SEEN = {
  local: [{ name: 'x-v2', oid: BUILT, checkedOut: true, at: '2026-02-04T00:00:00Z' }, { name: 'x', oid: ROOT }],
  remote: [{ name: 'main', oid: TIP }, { name: 'x', oid: ROOT }],
  hosting: { kind: 'github', name: 'o/r', serverUrl: 'https://github.com' },
  defaultBranch: 'main',
};
const FIRST = { number: 1, url: 'u', head: 'x', headOid: ROOT, base: 'main', open: true, merged: false, title: 't', createdAt: '2026-01-01T00:00:00Z', closedAt: null, labels: ['a'], assignees: ['b'], reviewers: ['c'], teams: ['d'], milestone: 3, draft: true };
const HISTORY = { pulls: [{ ...FIRST, head: 'h/task-1/x', createdAt: '2025-01-01T00:00:00Z' }], remote: [{ name: 'h/task-1/x', oid: ROOT }], longBefore: '2026-01-01T00:00:00Z' };

/**
 * An iteration that is submitted, and whose older one is cleaned away.
 * @param {Chance} draw @param {(name: string, args: unknown[]) => any} call
 */
export function iterations(draw, call) {
  call('reportIterations', [HISTORY]);
  call('endedIterations', [{ ...SEEN, pulls: [{ ...FIRST, merged: true }] }]);
  for (const row of ['*\tx:refs/heads/x-v2\t[new branch]', '=\tx:refs/heads/x-v2\t[up to date]', '!\tx:refs/heads/x-v2\t[remote rejected] (hook declined)']) {
    call('afterStarting', [call('readPush', [row.startsWith('!') ? 1 : 0, `To x\n${row}\n`, '']), 'x-v2']);
  }
  call('iterationBase', [{ seen: { ...SEEN, pulls: [FIRST] }, names: ['x-v2', 'x'], ...(draw.once(2) ? { into: 'main' } : {}) }]);
  const wish = { command: draw.of(['submit', 'clean']), branch: 'x-v2', old: draw.once(2) ? ['1'] : [], title: 't', body: 'b', copy: ['labels', 'reviewers', 'assignees', 'milestone', 'draft'] };
  let work = call('startIteration', [wish]);
  const world = { ...SEEN, pulls: [FIRST] };
  for (let steps = 0; steps < 30 && work?.step; steps += 1) {
    const { step } = work;
    /** @type {Record<string, () => unknown>} */
    const fitting = {
      look: () => ({ kind: 'seen', seen: world }),
      push: () => ({ kind: 'pushed', exit: 0, stdout: `To x\n${step.updates.map((/** @type {any} */ { ref, oid }) => `*\t${oid}:${ref}\t[new branch]\n`).join('')}Done\n`, stderr: '' }),
      openPull: () => ({ kind: 'opened', number: 2, url: 'u' }),
      drop: () => ({ kind: 'dropped', kept: [] }),
    };
    work = call('advanceIteration', [work, (fitting[step.kind] ?? (() => ({ kind: 'done' })))()]);
  }
}

/** Answers that only odd repositories give. @param {(name: string, args: unknown[]) => any} call */
export function oddities(call) {
  const request = { run: { id: '1', attempt: '1' } };
  const refs = `ref: refs/heads/main\tHEAD\n${TIP}\tHEAD\n${TIP}\trefs/heads/main\n${BUILT}\trefs/heads/${HEAD}\n`;
  const branch = { name: HEAD, oid: BUILT, parents: [TIP], message, committer: 'A <a@b>', changed: ['package.json'], files: bumped, before: files, onBranch: true, ageSeconds: 9 };
  call('holding', [request, branch]);
  const denied = 'remote: error: GH006: Protected branch update failed\n';
  call('afterDeleting', [[{ branch: HEAD, oid: BUILT, cause: 'orphan', why: 'x' }], call('readPush', [1, `To x\n!\t:refs/heads/${HEAD}\t[remote rejected] (protected branch hook declined)\nDone\n`, denied]), refs]);
  call('target', [{ ...request, trigger: { event: 'pull_request', ref: 'refs/pull/1/merge', sha: TIP, readable: true, fork: false, pull: { merged: false, base: 'main' } } }, refs]);
  call('target', [{ ...request, trigger: { event: 'push', ref: 'refs/heads/next', sha: TIP, readable: true, fork: false } }, `${refs}${TIP}\trefs/heads/next\n`]);
  call('audit', [{ refs: `refs/tags/v1.2.3\t${ROOT}\tcommit\t\t\t7\n`, trees: [{ oid: ROOT, files }] }, { tag: 'v1.2.3' }]);
  call('audit', [{ refs: `refs/remotes/origin/${HEAD}\t${BUILT}\tcommit\t\t\t7\nrefs/heads/${HEAD}\t${BUILT}\tcommit\t\t\t7\n`, trees: [], branch: 'main' }, {}]);
}
