// What Gitea and Forgejo answer where they differ from GitHub: lists that cannot be asked for one head, a merge that is a
// POST, other refusals, labels and milestones by number, reviews in place of their comments, no rules and no workflow runs.

import { Refused, need } from './access.mjs';
import { authorsOf } from './repo.mjs';
import { route as github } from './routes.mjs';

const REPO = '/repos/{owner}/{repo}';
/** What Gitea has, as GitHub names it. */
const SHARED = new Set([
  `GET ${REPO}`, `GET ${REPO}/pulls`, `POST ${REPO}/pulls`, `GET ${REPO}/pulls/{pull_number}`, `PATCH ${REPO}/pulls/{pull_number}`, `GET ${REPO}/issues/{issue_number}/comments`,
  `POST ${REPO}/issues/{issue_number}/comments`, `PATCH ${REPO}/issues/comments/{comment_id}`, `POST ${REPO}/issues/{issue_number}/labels`, `PATCH ${REPO}/issues/{issue_number}`,
  `POST ${REPO}/pulls/{pull_number}/requested_reviewers`, `GET ${REPO}/releases`, `POST ${REPO}/releases`, `GET ${REPO}/releases/latest`, `GET ${REPO}/releases/tags/{tag}`,
  `GET ${REPO}/releases/{release_id}`, `PATCH ${REPO}/releases/{release_id}`, `DELETE ${REPO}/releases/{release_id}`,
]);

/** @type {ReturnType<typeof github>} */
const merge = {
  path: `${REPO}/pulls/{index}/merge`,
  params: {},
  handler: async ({ actor, params, body, world }) => {
    need(actor, [['contents', 'write']]);
    const pull = world.pulls.find(Number(params.index));
    if (!['merge', 'squash', 'rebase'].includes(body?.Do)) throw new Refused(422, '[]: Do: Required');
    await world.pulls.mergeByRequest(pull, { method: body.Do, sha: body.head_commit_id, title: body.MergeTitleField, message: body.MergeMessageField, by: actor.login });
    return { status: 200 };
  },
};

/** The newest commits, each with the account of its author. @type {ReturnType<typeof github>} */
const commits = {
  path: `${REPO}/commits`,
  params: {},
  handler: async ({ actor, query, world: { repo, store } }) => {
    need(actor, [['contents', 'read']]);
    const rows = (await repo.plumb(['rev-list', `--max-count=${query.get('limit') ?? 30}`, '--end-of-options', query.get('sha') ?? 'HEAD'])).split('\n');
    const shown = await Promise.all(rows.map((sha) => repo.one(sha)));
    const body = shown.map((commit) => {
      const [author = { name: '', email: '', login: null }] = authorsOf(commit, store.settings.accounts);
      const { name, email, login } = author;
      return { sha: commit.sha, commit: { message: commit.message, author: { name, email, date: commit.date } }, author: login && { login } };
    });
    return { status: 200, body };
  },
};

/** What it has and GitHub has not. @type {[method: string, pattern: RegExp, path: string, handler: NonNullable<ReturnType<typeof github>>['handler']][]} */
const OWN = [
  ['GET', /^\/repos\/[^/]+\/[^/]+\/labels$/, `${REPO}/labels`, async ({ world: { store } }) => ({ status: 200, list: store.state.labels })],
  ['GET', /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)$/, `${REPO}/issues/{index}`, async ({ params, world }) => ({ status: 200, body: world.shapes.issue(world.pulls.find(Number(params.index))) })],
  ['GET', /^\/repos\/[^/]+\/[^/]+\/pulls\/(\d+)\/reviews$/, `${REPO}/pulls/{index}/reviews`, async ({ params, world }) => {
    const said = world.pulls.find(Number(params.index)).reviewed ?? [];
    const users = [...new Set(said.map(({ user }) => user))];
    return { status: 200, list: users.map((login, at) => ({ id: at + 1, user: { login }, state: 'COMMENT', comments_count: said.filter(({ user }) => user === login).length })) };
  }],
];

/** @param {string} method @param {string} path @returns {ReturnType<typeof github>} */
export function route(method, path) {
  const merging = /^\/repos\/([^/]+)\/([^/]+)\/pulls\/(\d+)\/merge$/.exec(path);
  if (merging && merge && method === 'POST') {
    const [, owner = '', repo = '', index = ''] = merging;
    return { ...merge, params: { owner, repo, index } };
  }
  const listing = /^\/repos\/([^/]+)\/([^/]+)\/commits$/.exec(path);
  if (listing && commits && method === 'GET') {
    const [, owner = '', repo = ''] = listing;
    return { ...commits, params: { owner, repo } };
  }
  const [, pattern, own = '', handler] = OWN.find(([asked, matches]) => asked === method && matches.test(path)) ?? [];
  const [, , owner = '', repository = ''] = path.split('/');
  if (handler) return { path: own, params: { owner, repo: repository, index: pattern?.exec(path)?.[1] ?? '' }, handler };
  const found = github(method, path);
  if (!found || !SHARED.has(`${method} ${found.path}`)) return undefined;
  return { ...found, handler: (call) => differently(found, method, call) };
}

/** @param {NonNullable<ReturnType<typeof github>>} found @param {string} method @param {import('./routes.mjs').Call} call */
async function differently(found, method, call) {
  // It knows neither of the two, and takes no notice.
  for (const unknown of ['head', 'base']) call.query.delete(unknown);
  try {
    await understood(found.path, call);
    const refs = call.world.repo.refs();
    const { list, ...reply } = await found.handler(call);
    if (!found.path.includes('/pulls') || found.path.endsWith('/comments')) return { ...reply, ...(list ? { list } : {}) };
    return list ? { ...reply, list: list.map((row) => pullOf(row, refs, call.world)) } : { ...reply, body: pullOf(reply.body, refs, call.world) };
  } catch (error) {
    const exists = error instanceof Refused && method === 'POST' && found.path.endsWith('/pulls') && JSON.stringify(error.errors ?? '').includes('already exists');
    if (exists) throw new Refused(409, 'pull request already exists for these targets');
    const released = error instanceof Refused && JSON.stringify(error.errors ?? '').includes('already_exists');
    if (released) throw new Refused(409, 'Release is has no Tag');
    throw error;
  }
}

/** Labels come as numbers, and all assignees at once. @param {string} path @param {import('./routes.mjs').Call} call */
async function understood(path, { params, body, world }) {
  if (path.endsWith('/labels') && body) {
    const names = body.labels.map((/** @type {unknown} */ id) => world.store.state.labels.find((label) => label.id === id)?.name);
    if (names.includes(undefined)) throw new Refused(422, '[]: Labels: not found');
    body.labels = names;
  }
  if (path === `${REPO}/issues/{issue_number}` && body?.assignees) world.pulls.find(Number(params.issue_number)).assignees = body.assignees;
  // Here it goes by its id.
  if (body?.milestone !== undefined) body.milestone -= MILESTONES;
}

/** The ids of milestones are no numbers of theirs. */
const MILESTONES = 8000;

/**
 * The head is its label; `ref` is a branch as long as there is one, and `sha` where that is, whatever became of the pull
 * request.
 * @param {any} row @param {Record<string, string>} refs @param {import('./index.mjs').World} world
 */
function pullOf(row, refs, world) {
  if (!row?.head) return row;
  const { ref } = row.head;
  const now = row.head.repo.fork ? row.head.sha : refs[`refs/heads/${ref}`];
  const head = { ...row.head, label: ref, ref: now ? ref : `refs/pull/${row.number}/head`, sha: now ?? refs[`refs/pull/${row.number}/head`] ?? row.head.sha };
  const { teams = [], labels } = world.pulls.find(row.number);
  const { milestone, ...rest } = row;
  delete rest.requested_teams;
  return { ...rest, head, draft: /^WIP:/.test(row.title), labels: labels.map((name) => world.shapes.label(name)), requested_reviewers_teams: teams.map((name) => ({ id: 1, name })),
    milestone: milestone && { id: milestone.id, title: milestone.title } };
}
