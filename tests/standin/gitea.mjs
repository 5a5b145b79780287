// What Gitea and Forgejo answer where they differ from GitHub: lists that cannot be asked for one head, a merge that is a
// POST, other refusals, no rules and no workflow runs.

import { Refused, need } from './access.mjs';
import { authorsOf } from './repo.mjs';
import { route as github } from './routes.mjs';

const REPO = '/repos/{owner}/{repo}';
/** What Gitea has, as GitHub names it. */
const SHARED = new Set([
  `GET ${REPO}`, `GET ${REPO}/pulls`, `POST ${REPO}/pulls`, `GET ${REPO}/pulls/{pull_number}`, `PATCH ${REPO}/pulls/{pull_number}`, `GET ${REPO}/issues/{issue_number}/comments`,
  `POST ${REPO}/issues/{issue_number}/comments`, `GET ${REPO}/releases`, `POST ${REPO}/releases`, `GET ${REPO}/releases/latest`, `GET ${REPO}/releases/tags/{tag}`,
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
  const found = github(method, path);
  if (!found || !SHARED.has(`${method} ${found.path}`)) return undefined;
  return { ...found, handler: (call) => differently(found, method, call) };
}

/** @param {NonNullable<ReturnType<typeof github>>} found @param {string} method @param {import('./routes.mjs').Call} call */
async function differently(found, method, call) {
  // It knows neither of the two, and takes no notice.
  for (const unknown of ['head', 'base']) call.query.delete(unknown);
  try {
    return await found.handler(call);
  } catch (error) {
    const exists = error instanceof Refused && method === 'POST' && found.path.endsWith('/pulls') && JSON.stringify(error.errors ?? '').includes('already exists');
    if (exists) throw new Refused(409, 'pull request already exists for these targets');
    const released = error instanceof Refused && JSON.stringify(error.errors ?? '').includes('already_exists');
    if (released) throw new Refused(409, 'Release is has no Tag');
    throw error;
  }
}
