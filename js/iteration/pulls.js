// Pull requests of a whole repository, as the core wants them, and what is done with one.

import { clientOf } from '../hosting/client.js';
import { send } from '../hosting/pulls.js';

/** @typedef {import('./look.js').World} World */
/** @typedef {import('../types.js').LineagePull} Pull */
/** @typedef {import('../types.js').Denial} Denial */
/** @typedef {import('../types.js').IterationOutcome} Outcome */

const PAGE = 100;
/** Gitea's own limit. */
const GITEA_PAGE = 50;
/** Older ones are asked for no more: 3,000 pull requests tell all that is still under way. */
const MOST_PAGES = 30;

/**
 * The client wants a run's world; it needs no more of it than we have.
 * @param {World} world
 */
export const asRun = (world) => /** @type {import('../run/world.js').World} */ (/** @type {unknown} */ (world));

/**
 * All pull requests from branches of the repository itself, the newest first.
 * @param {World} world
 * @returns {Promise<{ok: true, pulls: Pull[]} | {ok: false, denial: Denial}>}
 */
export async function listPulls(world) {
  const gitea = world.repository.api?.hosting.kind === 'gitea';
  const size = gitea ? GITEA_PAGE : PAGE;
  /** @type {Record<string, string>} */
  const query = gitea ? { state: 'all', sort: 'recentupdate' } : { state: 'all', sort: 'created', direction: 'desc' };
  const found = await pages(world, '/pulls', query, size);
  return found.ok ? { ok: true, pulls: found.rows.filter(isOwn).map(pullOf) } : found;
}

/**
 * @param {World} world
 * @param {string} path
 * @param {Record<string, string>} query
 * @param {number} [size]
 * @returns {Promise<{ok: true, rows: any[]} | {ok: false, denial: Denial}>}
 */
async function pages(world, path, query, size = PAGE) {
  const client = await clientOf(asRun(world));
  const name = world.repository.api?.hosting.name;
  const length = world.repository.api?.hosting.kind === 'gitea' ? 'limit' : 'per_page';
  const rows = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.get(`/repos/${name}${path}`, { ...query, [length]: String(size), ...(page > 1 ? { page: String(page) } : {}) });
    if (!answer.ok) return { ok: false, denial: answer.denial };
    const more = Array.isArray(answer.data) ? answer.data : [];
    rows.push(...more);
    if (more.length < size) break;
  }
  return { ok: true, rows };
}

/**
 * With the numbers of review comments, by bots and by people, where they are asked for and known.
 * @param {World} world
 * @param {Pull[]} pulls
 * @param {(pull: Pull) => boolean} wanted
 */
export async function withComments(world, pulls, wanted) {
  const told = [];
  for (const pull of pulls) {
    const found = wanted(pull) ? await pages(world, `/pulls/${pull.number}/comments`, {}) : undefined;
    if (!found?.ok) {
      told.push(pull);
      continue;
    }
    const bots = found.rows.filter((row) => row?.user?.type === 'Bot' || /\[bot\]$/.test(String(row?.user?.login ?? ''))).length;
    told.push({ ...pull, comments: { bots, people: found.rows.length - bots } });
  }
  return told;
}

/**
 * A fork may have a branch of the same name. Of one that is gone only its owner is known.
 * @param {any} row
 */
function isOwn(row) {
  const from = row?.head?.repo?.full_name;
  if (typeof from === 'string') return from === row?.base?.repo?.full_name;
  const [owner] = String(row?.head?.label ?? '').split(':');
  return owner === row?.base?.user?.login || owner === row?.head?.ref;
}

/** @param {any} row as the API has it @returns {Pull} */
function pullOf(row) {
  const names = (/** @type {any} */ list, /** @type {string} */ key) => (Array.isArray(list) ? list.map((one) => String(one?.[key] ?? '')).filter(Boolean) : []);
  return {
    number: Number(row?.number ?? 0),
    url: String(row?.html_url ?? ''),
    head: String(row?.head?.ref ?? ''),
    headOid: String(row?.head?.sha ?? ''),
    base: String(row?.base?.ref ?? ''),
    open: row?.state === 'open',
    merged: Boolean(row?.merged_at ?? row?.merged),
    draft: row?.draft === true,
    title: String(row?.title ?? ''),
    createdAt: timeOf(row?.created_at) ?? '',
    closedAt: timeOf(row?.merged_at ?? row?.closed_at),
    labels: names(row?.labels, 'name'),
    assignees: names(row?.assignees, 'login'),
    reviewers: names(row?.requested_reviewers, 'login'),
    teams: names(row?.requested_teams, 'slug'),
    milestone: Number.isSafeInteger(row?.milestone?.number) ? row.milestone.number : null,
    stacked: Boolean(row?.stack),
  };
}

/** @param {unknown} text */
function timeOf(text) {
  const time = typeof text === 'string' ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * Performs a step that concerns one pull request.
 * @param {World} world
 * @param {import('../types.js').IterationStep} step
 * @returns {Promise<Outcome>}
 */
export async function applyToPull(world, step) {
  switch (step.kind) {
    case 'openPull': {
      const { head, base, title, body, draft } = step;
      const answer = await send(asRun(world), 'POST', '/pulls', { head, base, title, body, ...(draft ? { draft } : {}) });
      if (!answer.ok) return { kind: 'denied', ...answer.denial };
      const number = Number(answer.data?.number);
      // It may be there: the next look finds it.
      if (!(number > 0)) return { kind: 'denied', status: null, text: 'the answer names no pull request', retryAfter: null };
      return { kind: 'opened', number, url: String(answer.data?.html_url ?? '') };
    }
    case 'label':
      return done(await send(asRun(world), 'POST', `/issues/${step.number}/labels`, { labels: step.labels }));
    case 'assign':
      return done(await send(asRun(world), 'POST', `/issues/${step.number}/assignees`, { assignees: step.assignees }));
    case 'review':
      return done(await send(asRun(world), 'POST', `/pulls/${step.number}/requested_reviewers`, { reviewers: step.reviewers, team_reviewers: step.teams }));
    case 'milestone':
      return done(await send(asRun(world), 'PATCH', `/issues/${step.number}`, { milestone: step.milestone }));
    case 'close':
      return done(await send(asRun(world), 'PATCH', `/pulls/${step.number}`, { state: 'closed' }));
    case 'comment': {
      const said = await pages(world, `/issues/${step.number}/comments`, {});
      if (!said.ok) return { kind: 'denied', ...said.denial };
      if (said.rows.some((row) => String(row?.body ?? '').trim() === step.body)) return { kind: 'done' };
      return done(await send(asRun(world), 'POST', `/issues/${step.number}/comments`, { body: step.body }));
    }
    default:
      throw new Error(`no step of a pull request: ${step.kind}`);
  }
}

/**
 * The one comment that begins with a mark: written, or written anew.
 * @param {World} world
 * @param {number} number
 * @param {string} mark
 * @param {string} body
 * @returns {Promise<Outcome>}
 */
export async function sticky(world, number, mark, body) {
  const said = await pages(world, `/issues/${number}/comments`, {});
  if (!said.ok) return { kind: 'denied', ...said.denial };
  const text = `${mark}\n${body}`;
  const old = said.rows.find((row) => String(row?.body ?? '').startsWith(mark));
  if (old?.body === text) return { kind: 'done' };
  if (old) return done(await send(asRun(world), 'PATCH', `/issues/comments/${Number(old.id)}`, { body: text }));
  return done(await send(asRun(world), 'POST', `/issues/${number}/comments`, { body: text }));
}

/**
 * @param {import('../hosting/github.js').Answer} answer
 * @returns {Outcome}
 */
function done(answer) {
  return answer.ok ? { kind: 'done' } : { kind: 'denied', ...answer.denial };
}
