// The REST interface: each endpoint as GitHub's description names it, what it needs, what it does.

import { Refused, may, need, notAccessible } from './access.mjs';
import { kindsFor } from './rules.mjs';

const REPO = '/repos/{owner}/{repo}';

/**
 * @typedef {object} Call
 * @property {Record<string, string>} params
 * @property {URLSearchParams} query
 * @property {any} body
 * @property {import('./access.mjs').Actor} actor
 * @property {import('./index.mjs').World} world
 *
 * @typedef {{status: number, body?: unknown, list?: unknown[]}} Reply a `list` is cut into pages
 * @typedef {(call: Call) => Promise<Reply>} Handler
 */

/** @type {Record<string, Handler>} */
const handlers = {
  [`GET ${REPO}`]: async ({ actor, world }) => ({ status: 200, body: world.shapes.repository(world.repo.defaultBranch(), actor) }),

  [`GET ${REPO}/rules/branches/{branch}`]: async ({ params, world }) => {
    const kinds = kindsFor(world.store.state.rules, `refs/heads/${params.branch}`);
    return { status: 200, list: kinds.flatMap(({ rule }) => (rule ? [world.shapes.rule(rule)] : [])) };
  },

  [`PATCH ${REPO}`]: async ({ actor, body, world }) => {
    needAdmin(actor);
    for (const [name, value] of Object.entries(body)) world.store.state.settings[name] = value;
    return { status: 200, body: world.shapes.repository(world.repo.defaultBranch(), actor) };
  },

  [`GET ${REPO}/branches`]: async ({ query, world }) => {
    const refs = Object.entries(await world.repo.refs()).filter(([ref]) => ref.startsWith('refs/heads/'));
    const all = refs.map(([ref, sha]) => {
      const bound = kindsFor(world.store.state.rules, ref).filter(({ code }) => code === 'GH006');
      return world.shapes.branch(ref.slice(11), sha, bound.length > 0, bound.some(({ waits }) => waits === 'checks') ? ['ci'] : []);
    });
    return { status: 200, list: query.get('protected') === 'true' ? all.filter((one) => one.protected) : all };
  },

  [`GET ${REPO}/actions/permissions/workflow`]: async ({ actor, world }) => {
    needAdmin(actor);
    return { status: 200, body: { default_workflow_permissions: 'read', can_approve_pull_request_reviews: Boolean(world.store.settings.actions_may_create_pulls) } };
  },

  [`GET ${REPO}/rulesets`]: async ({ world }) => ({ status: 200, list: tagRulesets(world).map(({ rules: _, conditions: __, ...one }) => one) }),

  [`GET ${REPO}/rulesets/{ruleset_id}`]: async ({ params, world }) => {
    const one = tagRulesets(world).find(({ id }) => id === Number(params.ruleset_id));
    if (!one) throw new Refused(404, 'Not Found');
    return { status: 200, body: one };
  },

  [`GET ${REPO}/pulls`]: async ({ actor, query, world }) => {
    needPulls(actor, 'read', world);
    const { owner, store, shapes, repo } = world;
    const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
    const fits = store.state.pulls.filter((pull) => {
      if (state !== 'all' && pull.state !== state) return false;
      // Without an owner GitHub takes no notice of `head` at all.
      if (head?.includes(':') && head.toLowerCase() !== `${owner}:${pull.head}`.toLowerCase()) return false;
      return base === null || pull.base === base;
    });
    const by = query.get('sort') === 'updated' ? 'updated_at' : 'created_at';
    fits.sort((one, other) => one[by].localeCompare(other[by]) || one.number - other.number);
    if ((query.get('direction') ?? (query.has('sort') && by !== 'created_at' ? 'asc' : 'desc')) === 'desc') fits.reverse();
    const branch = repo.defaultBranch();
    return { status: 200, list: await Promise.all(fits.map((pull) => shapes.pullSimple(pull, branch))) };
  },

  [`POST ${REPO}/pulls`]: async ({ actor, body, world }) => {
    need(actor, [['pulls', 'write']]);
    return { status: 201, body: await show(world, await world.pulls.create(body, actor.login)) };
  },

  [`GET ${REPO}/pulls/{pull_number}`]: async ({ actor, params, world }) => {
    needPulls(actor, 'read', world);
    const pull = found(params, world);
    pull.looks += 1;
    return { status: 200, body: await show(world, pull) };
  },

  [`PATCH ${REPO}/pulls/{pull_number}`]: async ({ actor, params, body, world }) => {
    need(actor, [['pulls', 'write']]);
    const pull = found(params, world);
    await world.pulls.update(pull, body);
    return { status: 200, body: await show(world, pull) };
  },

  [`PUT ${REPO}/pulls/{pull_number}/merge`]: async ({ actor, params, body = {}, world }) => {
    need(actor, [['contents', 'write']]);
    const { merge_method: method, sha, commit_title: title, commit_message: message } = body ?? {};
    const merged = await world.pulls.mergeByRequest(found(params, world), { method, sha, title, message, by: actor.login });
    return { status: 200, body: { sha: merged, merged: true, message: 'Pull Request successfully merged' } };
  },

  [`POST ${REPO}/issues/{issue_number}/labels`]: async ({ actor, params, body, world }) => {
    need(actor, [['pulls', 'write'], ['issues', 'write']]);
    const pull = found(params, world);
    const { state } = world.store;
    const asked = Array.isArray(body) ? body : typeof body === 'string' ? [body] : (body.labels ?? []);
    for (const one of asked) {
      const name = typeof one === 'string' ? one : one.name;
      if (!state.labels.some((label) => label.name === name)) state.labels.push({ id: world.store.id(), name, color: 'ededed' });
      if (!pull.labels.includes(name)) pull.labels.push(name);
    }
    return { status: 200, body: pull.labels.map((name) => world.shapes.label(name)) };
  },

  [`GET ${REPO}/issues/{issue_number}/comments`]: async ({ actor, params, world }) => {
    needPulls(actor, 'read', world);
    const { number } = found(params, world);
    return { status: 200, list: world.store.state.comments.filter((one) => one.number === number).map((one) => world.shapes.comment(one)) };
  },

  [`POST ${REPO}/issues/{issue_number}/comments`]: async ({ actor, params, body, world }) => {
    need(actor, [['pulls', 'write'], ['issues', 'write']]);
    const pull = found(params, world);
    const comment = { id: world.store.id(), number: pull.number, user: actor.login, body: body.body, created_at: world.store.time() };
    world.store.state.comments.push(comment);
    pull.updated_at = comment.created_at;
    return { status: 201, body: world.shapes.comment(comment) };
  },

  [`PATCH ${REPO}/issues/comments/{comment_id}`]: async ({ actor, params, body, world }) => {
    need(actor, [['pulls', 'write'], ['issues', 'write']]);
    const comment = world.store.state.comments.find(({ id }) => id === Number(params.comment_id));
    if (!comment) throw new Refused(404, 'Not Found');
    comment.body = body.body;
    return { status: 200, body: world.shapes.comment(comment) };
  },

  [`PATCH ${REPO}/issues/{issue_number}`]: async ({ actor, params, body, world }) => {
    need(actor, [['pulls', 'write'], ['issues', 'write']]);
    const pull = found(params, world);
    if (body.milestone !== undefined) pull.milestone = body.milestone;
    return { status: 200, body: world.shapes.issue(pull) };
  },

  [`POST ${REPO}/issues/{issue_number}/assignees`]: async ({ actor, params, body, world }) => {
    need(actor, [['pulls', 'write'], ['issues', 'write']]);
    const pull = found(params, world);
    pull.assignees = [...new Set([...(pull.assignees ?? []), ...(body.assignees ?? [])])];
    return { status: 201, body: world.shapes.issue(pull) };
  },

  [`POST ${REPO}/pulls/{pull_number}/requested_reviewers`]: async ({ actor, params, body, world }) => {
    need(actor, [['pulls', 'write']]);
    const pull = found(params, world);
    const asked = body.reviewers ?? [];
    if (asked.includes(pull.user)) throw new Refused(422, 'Review cannot be requested from pull request author.');
    pull.reviewers = [...new Set([...(pull.reviewers ?? []), ...asked])];
    pull.teams = [...new Set([...(pull.teams ?? []), ...(body.team_reviewers ?? [])])];
    return { status: 201, body: await world.shapes.pullSimple(pull, world.repo.defaultBranch()) };
  },

  [`GET ${REPO}/pulls/{pull_number}/comments`]: async ({ actor, params, world }) => {
    needPulls(actor, 'read', world);
    const pull = found(params, world);
    return { status: 200, list: (pull.reviewed ?? []).map((one) => world.shapes.reviewComment(pull, one)) };
  },

  [`GET ${REPO}/releases`]: async ({ actor, world }) => {
    const visible = world.store.state.releases.filter(({ draft }) => !draft || may(actor, 'contents', 'write'));
    return { status: 200, list: visible.map((one) => world.shapes.release(one)).reverse() };
  },

  [`POST ${REPO}/releases`]: async ({ actor, body, world }) => {
    need(actor, [['contents', 'write']]);
    return { status: 201, body: world.shapes.release(await world.releases.create(body, actor.login)) };
  },

  [`POST ${REPO}/releases/generate-notes`]: async ({ actor, body, world }) => {
    need(actor, [['contents', 'write']]);
    return { status: 200, body: await world.releases.write(body) };
  },

  [`GET ${REPO}/releases/latest`]: async ({ world }) => ({ status: 200, body: world.shapes.release(world.releases.latest()) }),

  [`GET ${REPO}/releases/tags/{tag}`]: async ({ params, world }) => ({ status: 200, body: world.shapes.release(world.releases.byTag(params.tag ?? '')) }),

  [`GET ${REPO}/releases/{release_id}`]: async ({ actor, params, world }) => {
    const release = world.releases.find(Number(params.release_id));
    if (release.draft && !may(actor, 'contents', 'write')) throw new Refused(404, 'Not Found');
    return { status: 200, body: world.shapes.release(release) };
  },

  [`PATCH ${REPO}/releases/{release_id}`]: async ({ actor, params, body, world }) => {
    need(actor, [['contents', 'write']]);
    const release = world.releases.find(Number(params.release_id));
    await world.releases.update(release, body);
    return { status: 200, body: world.shapes.release(release) };
  },

  [`DELETE ${REPO}/releases/{release_id}`]: async ({ actor, params, world }) => {
    need(actor, [['contents', 'write']]);
    world.releases.remove(world.releases.find(Number(params.release_id)));
    return { status: 204 };
  },

  [`POST ${REPO}/actions/workflows/{workflow_id}/dispatches`]: async ({ actor, params, body, world }) => {
    need(actor, [['actions', 'write']]);
    const run = await world.releases.dispatch(params.workflow_id ?? '', body, actor.login);
    if (!body.return_run_details && !world.store.settings.dispatch_details) return { status: 204 };
    return { status: 200, body: world.shapes.dispatched(run) };
  },
};

/** Every endpoint, as `METHOD path`. */
export const ENDPOINTS = Object.keys(handlers);

const routes = Object.entries(handlers).map(([endpoint, handler]) => {
  const [method = '', path = ''] = endpoint.split(' ');
  // Names of branches, tags and refs may have slashes.
  const pattern = path.replace(/\{(branch|tag)\}$/, '(?<$1>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return { method, path, pattern: new RegExp(`^${pattern}$`), handler };
});

/** @param {string} method @param {string} path as it was sent */
export function route(method, path) {
  const fits = routes.filter((one) => one.method === method && one.pattern.test(path));
  // `/releases/latest` before `/releases/{release_id}`
  const [best] = fits.sort((one, other) => one.path.split('{').length - other.path.split('{').length);
  if (!best) return undefined;
  const groups = best.pattern.exec(path)?.groups ?? {};
  return { path: best.path, handler: best.handler, params: Object.fromEntries(Object.entries(groups).map(([key, value]) => [key, decodeURIComponent(value)])) };
}

/** Settings are an administrator's. @param {import('./access.mjs').Actor} actor */
function needAdmin(actor) {
  if (!actor.admin) throw new Refused(403, notAccessible(actor));
}

/** The rules that bind tags, a ruleset each. @param {Call['world']} world */
function tagRulesets(world) {
  const tags = Object.keys(world.store.state.rules).filter((ref) => ref.startsWith('refs/tags/'));
  return tags.map((ref, at) => ({
    id: at + 1, name: `tags ${at + 1}`, target: 'tag', source_type: 'Repository', source: `${world.owner}/${world.name}`, enforcement: 'active',
    conditions: { ref_name: { include: [ref], exclude: [] } },
    rules: kindsFor(world.store.state.rules, ref).flatMap(({ rule }) => (rule ? [rule] : [])),
  }));
}

/** Everybody may look at the pull requests of a public repository. @param {import('./access.mjs').Actor} actor @param {'read'} level @param {Call['world']} world */
function needPulls(actor, level, world) {
  if (world.store.settings.private) need(actor, [['pulls', level]]);
}

/** @param {Record<string, string>} params @param {Call['world']} world */
function found(params, world) {
  return world.pulls.find(Number(params.pull_number ?? params.issue_number));
}

/** @param {Call['world']} world @param {import('./store.mjs').Pull} pull */
async function show(world, pull) {
  const readiness = await world.pulls.readiness(pull);
  return world.shapes.pull(pull, world.repo.defaultBranch(), readiness, pull.looks > world.store.settings.mergeable_after);
}
