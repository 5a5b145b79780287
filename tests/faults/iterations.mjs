// `iteration submit` and `iteration clean` in the same matrix: how each world begins, how it has to end, and what must hold
// of it at every moment. Judged by git's own words and the stand-in's records, never by what the program says.

import assert from 'node:assert/strict';

/** @typedef {import('./scenarios.mjs').Scenario} Scenario @typedef {import('./truths.mjs').Seen} Seen @typedef {Seen['state']} State */

const NAME = 'laptop/task-7/add-login';
const SECOND = `${NAME}-v2`;
const THIRD = `${NAME}-v3`;
/** Where the commit waits that a clone begins with: no branch, so nobody else sees it. */
const KEPT = 'refs/kept/second';
const WORD = /^Superseded by #(\d+)$/;

/** @param {State} state @returns {Record<string, string>} */
const branches = (state) => Object.fromEntries(Object.entries(state.refs).flatMap(([ref, oid]) => (ref.startsWith('refs/heads/') ? [[ref.slice(11), oid]] : [])));

/** @param {State['pulls'][number]} pull */
const lies = ({ state, merged }) => (merged ? 'merged' : state);

/** What must hold of attempts. @type {import('./play.mjs').Judge} */
const judge = {
  ofPeople: async ({ state }) => ({ topic: branches(state)['topic'] ?? '' }),
  bumps: (state) => Object.keys(branches(state)).filter((name) => name.startsWith(NAME)),
  async broken(start, { remote, state }, { people }) {
    const found = [];
    const [before, after] = [branches(start.state), branches(state)];
    if (after['main'] !== before['main']) found.push('`main` was moved');
    if (after['topic'] !== before['topic']) found.push('the branch of another change was touched');
    // Of what was there or came by hand, every commit is on a branch, or a pull request keeps it.
    for (const [name, oid] of [...Object.entries(before), ...Object.entries(people)]) {
      const keepers = [...Object.values(after), ...state.pulls.map(({ headSha }) => headSha)];
      if (!keepers.includes(oid) && !(await anyContains(remote, keepers, oid))) found.push(`a commit of \`${name}\` is lost`);
    }
    for (const pull of state.pulls) {
      const was = start.state.pulls.find(({ number }) => number === pull.number);
      const said = pull.comments.flatMap(({ body }) => WORD.exec(body)?.[1] ?? []);
      if (said.length > 1) found.push(`#${pull.number} was told ${said.length} times what supersedes it`);
      if (pull.head === 'topic' && (pull.state !== 'open' || pull.comments.length > 0)) found.push('the pull request of another change was touched');
      if (was?.state === 'closed' && pull.state === 'open') found.push(`#${pull.number} was reopened`);
      if (was?.state !== 'open' || pull.state !== 'closed' || pull.merged) continue;
      const by = state.pulls.find(({ number }) => String(number) === said[0]);
      if (!by || by.number === pull.number) found.push(`#${pull.number} was closed without a successor`);
    }
    const heads = state.pulls.map(({ head }) => head);
    if (new Set(heads).size < heads.length) found.push('a branch has two pull requests');
    return found;
  },
  async ending({ remote, state, clone }) {
    const treeOf = async (/** @type {string} */ oid) => (await remote.git(['rev-parse', `${oid}^{tree}`])).trim();
    const trees = await Promise.all(Object.entries(branches(state)).map(async ([name, oid]) => [name, await treeOf(oid)]));
    return {
      branches: Object.fromEntries(trees),
      local: (await clone?.git('for-each-ref', '--format=%(refname:lstrip=2) %(tree)', 'refs/heads'))?.split('\n').filter(Boolean),
      pulls: state.pulls.map((pull) => ({ head: pull.head, base: pull.base, title: pull.title, body: pull.body, lies: lies(pull), draft: pull.draft, labels: pull.labels, assignees: pull.assignees ?? [],
        reviewers: pull.reviewers ?? [], teams: pull.teams ?? [], milestone: pull.milestone ?? null, comments: pull.comments.map(({ body }) => body) })),
    };
  },
  expected({ name, end: { pulls, stay, here } }, json, end) {
    assert.equal(json.status, 'done', JSON.stringify(json, null, 2));
    assert.deepEqual(end.pulls.map((/** @type {any} */ one) => `${one.head.slice(NAME.length) || 'v1'} ${one.lies}`).filter((/** @type {string} */ one) => !one.startsWith('v1') || pulls.includes(one)), pulls, name);
    assert.deepEqual([Object.keys(end.branches).filter((one) => one.startsWith(NAME)), end.local.map((/** @type {string} */ line) => line.split(' ')[0])], [stay, here], name);
  },
};

/** @param {Seen['remote']} remote @param {string[]} tips @param {string} oid */
async function anyContains(remote, tips, oid) {
  const found = await Promise.all(tips.map((tip) => remote.git(['rev-list', '--count', oid, `^${tip}`]).then((count) => count.trim() === '0', () => false)));
  return found.includes(true);
}

/** The first attempt is open; of the second there is a commit, which no branch of the remote has. @param {import('./scenarios.mjs').Stage} stage */
async function begun({ github, remote }) {
  await github.push(NAME, { 'b.txt': 'one\n' }, { say: 'feat: login' });
  await github.open(NAME, 'Add login');
  await github.branch(SECOND, `refs/heads/${NAME}`);
  const second = await github.push(SECOND, { 'b.txt': 'two\n' }, { say: 'fix: review' });
  await github.deleteBranch(SECOND);
  await remote.git(['update-ref', KEPT, second]);
}

/** The same, all three pushed, and the second merged. @param {import('./scenarios.mjs').Stage} stage */
async function merged(stage) {
  const { github } = stage;
  await begun(stage);
  await github.branch(SECOND, KEPT);
  const number = await github.open(SECOND, 'Add login (v2)');
  await github.push(THIRD, { 'b.txt': 'three\n' }, { say: 'feat: other login', from: `refs/heads/${NAME}^0` });
  await github.open(THIRD, 'Add login (v3)');
  await github.merge(number, 'squash');
}

/** A clone on the second attempt. @param {Parameters<NonNullable<Scenario['checkOut']>>[0]} here */
async function onSecond({ clone, remote }) {
  await clone.git('fetch', '--quiet', remote.fileUrl, `${KEPT}:refs/heads/${SECOND}`);
  await clone.git('switch', '--quiet', SECOND);
}

/** A clone with all attempts, on the branch they were meant for. @param {Parameters<NonNullable<Scenario['checkOut']>>[0]} here */
async function withAll({ clone, remote }) {
  const names = [NAME, SECOND, THIRD];
  // Whoever cleans up once more may find some gone.
  for (const name of names) await clone.git('fetch', '--quiet', remote.fileUrl, `refs/heads/${name}:refs/heads/${name}`).catch(() => '');
}

/** A person who was faster is an answer that ends the run. */
const codes = { person: /^branch-diverged$/ };
const submit = { command: 'iteration submit', prepare: begun, checkOut: onSecond };
const SUBMITTED = { tip: '', tags: [], open: [], pulls: ['v1 closed', '-v2 open'], stay: [NAME, SECOND], here: [SECOND, 'main'] };

/** @type {Scenario[]} */
export const ITERATIONS = [
  { name: 'submit: the newer one, then the end of the older one', ...submit, end: SUBMITTED },
  {
    name: 'submit: with all that the older one had',
    ...submit,
    prepare: async (/** @type {import('./scenarios.mjs').Stage} */ stage) => {
      await begun(stage);
      await stage.github.arrange(2, { labels: ['bug'], assignees: ['ann'], reviewers: ['bob'], teams: ['core'], milestone: 4, draft: true });
    },
    args: ['--copy', 'all'],
    end: SUBMITTED,
  },
  { name: 'submit: on a Gitea', ...submit, gitea: true, end: SUBMITTED },
  {
    name: 'clean: the others end after a merge',
    command: 'iteration clean',
    prepare: merged,
    checkOut: withAll,
    args: [NAME],
    end: { tip: '', tags: [], open: [], pulls: ['v1 closed', '-v2 merged', '-v3 closed'], stay: [NAME, SECOND], here: [NAME, SECOND, 'main'] },
  },
  {
    name: 'clean: all of it',
    command: 'iteration clean',
    prepare: merged,
    checkOut: withAll,
    args: [NAME, '--original', '--merged'],
    end: { tip: '', tags: [], open: [], pulls: ['v1 closed', '-v2 merged', '-v3 closed'], stay: [], here: ['main'] },
  },
].map((scenario) => ({ history: [{ files: { 'a.txt': '1\n' } }], judge, codes, ...scenario }));
