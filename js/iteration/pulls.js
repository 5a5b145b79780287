// Pull requests of a whole repository, as the core wants them, and what is done with one.

import { clientOf } from '../hosting/client.js';
import { FULL, pagesOf } from '../hosting/paged.js';
import { lostAnswer, send } from '../hosting/pulls.js';
import { isNumber, isObject, textOf, timeOf } from '../hosting/said.js';

/** @typedef {import('./look.js').World} World */
/** @typedef {import('../types.js').LineagePull} Pull */
/** @typedef {import('../types.js').Denial} Denial */
/** @typedef {import('../types.js').IterationOutcome} Outcome */

/** Older ones are asked for no more. */
const MOST_PAGES = 30;
/** So many pages at once, where there are many. */
const AT_ONCE = 4;
/** How Gitea marks a draft. */
const WIP = /^(?:\[WIP\]|WIP:)\s*/i;

/**
 * The client wants a run's world; it needs no more of it than we have.
 * @param {World} world
 */
const asRun = (world) => /** @type {import('../run/world.js').World} */ (/** @type {unknown} */ (world));

/** @param {World} world */
const isGitea = (world) => world.repository.api?.hosting.kind === 'gitea';

/**
 * All pull requests from branches of the repository itself, the newest first; of open ones from forks, what they are meant
 * for.
 * @param {World} world
 * @param {Map<number, string>} [kept] the commits that the server keeps of them, where its API does not tell
 * @returns {Promise<{ok: true, pulls: Pull[], foreign: {number: number, base: string}[], cut: boolean} | {ok: false, denial: Denial}>}
 */
export async function listPulls(world, kept) {
  const gitea = isGitea(world);
  /** @type {Record<string, string>} */
  const query = gitea ? { state: 'all', sort: 'recentupdate' } : { state: 'all', sort: 'created', direction: 'desc' };
  const found = await pages(world, '/pulls', query);
  if (!found.ok) return found;
  const { rows, cut } = found;
  if (!rows.every(({ number }) => isNumber(number))) return lostAnswer('number of a pull request');
  const pulls = rows.filter(isOwn).map((row) => (gitea ? giteaPullOf(row, kept) : pullOf(row)));
  for (const { labels } of rows) for (const label of gitea ? listIn(labels) : []) labelIds.set(label.name, label.id);
  const foreign = rows.filter((row) => row?.state === 'open' && !isOwn(row)).map((row) => ({ number: row.number, base: textOf(row?.base?.ref) }));
  return { ok: true, pulls, foreign, cut };
}

/** So many pull requests are asked for at most. @param {World} world */
export function mostPulls({ repository }) {
  return MOST_PAGES * FULL[repository.api?.hosting.kind ?? 'github'];
}

/** Gitea knows labels by number alone. @type {Map<string, number>} */
const labelIds = new Map();

/**
 * The repository that this one is a fork of.
 * @param {World} world
 * @returns {Promise<string | undefined>}
 */
export async function parentOf(world) {
  const client = await clientOf(asRun(world));
  const answer = await client.get(`/repos/${world.repository.api?.hosting.name}`);
  if (!answer.ok || answer.data?.fork !== true) return undefined;
  return textOf(answer.data?.parent?.full_name) || 'another repository';
}

/**
 * @param {World} world
 * @param {string} path
 * @param {Record<string, string>} query
 * @returns {Promise<{ok: true, rows: any[], cut: boolean} | {ok: false, denial: Denial}>}
 */
async function pages(world, path, query) {
  const client = await clientOf(asRun(world));
  const { name = '', kind = 'github' } = world.repository.api?.hosting ?? {};
  // A Gitea gives comments in one piece.
  const whole = kind === 'gitea' && path.endsWith('/comments');
  return pagesOf(client, kind, `/repos/${name}${path}`, query, { most: MOST_PAGES, atOnce: AT_ONCE, whole });
}

/**
 * With the numbers of review comments, by bots and by people, where they are asked for and known.
 * @param {World} world
 * @param {Pull[]} pulls
 * @param {(pull: Pull) => boolean} wanted
 */
export async function withComments(world, pulls, wanted) {
  const told = [];
  // A Gitea lists reviews, each with a number of comments.
  const list = isGitea(world) ? 'reviews' : 'comments';
  const many = (/** @type {any} */ row) => (isNumber(row.comments_count) ? row.comments_count : 0);
  const count = (/** @type {any[]} */ rows) => (isGitea(world) ? rows.reduce((sum, row) => sum + many(row), 0) : rows.length);
  for (const pull of pulls) {
    const found = wanted(pull) ? await pages(world, `/pulls/${pull.number}/${list}`, {}) : undefined;
    if (!found?.ok) {
      told.push(pull);
      continue;
    }
    const bots = count(found.rows.filter((row) => row?.user?.type === 'Bot' || /\[bot\]$/.test(textOf(row?.user?.login))));
    told.push({ ...pull, comments: { bots, people: count(found.rows) - bots } });
  }
  return told;
}

/**
 * The objects of a list inside an answer.
 * @param {unknown} value
 */
function listIn(value) {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/**
 * A fork may have a branch of the same name. Of one that is gone only its owner is known.
 * @param {any} row
 */
function isOwn(row) {
  const from = row?.head?.repo?.full_name;
  if (typeof from === 'string') return from === row?.base?.repo?.full_name;
  const [owner] = textOf(row?.head?.label).split(':');
  return owner === row?.base?.user?.login || owner === row?.head?.ref;
}

/** @param {any} row as the API has it @returns {Pull} */
function pullOf(row) {
  const names = (/** @type {unknown} */ list, /** @type {string} */ key) => listIn(list).map((one) => textOf(one[key])).filter(Boolean);
  return {
    number: row.number,
    url: textOf(row?.html_url),
    head: textOf(row?.head?.ref),
    headOid: textOf(row?.head?.sha),
    base: textOf(row?.base?.ref),
    open: row?.state === 'open',
    merged: Boolean(row?.merged_at ?? row?.merged),
    draft: row?.draft === true,
    title: textOf(row?.title),
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

/**
 * The same of a Gitea: the head is its `label`, for `ref` is no branch any more once that is gone; what it says of the
 * head's commit is about the branch, whatever became of it, so what a closed one keeps tells its ref; a milestone goes by
 * its id.
 * @param {any} row
 * @param {Map<number, string>} [kept]
 * @returns {Pull}
 */
function giteaPullOf(row, kept) {
  const pull = pullOf(row);
  const teams = listIn(row?.requested_reviewers_teams).map((team) => textOf(team['name'])).filter(Boolean);
  return {
    ...pull,
    head: textOf(row?.head?.label) || pull.head,
    headOid: kept?.get(pull.number) ?? (pull.open ? pull.headOid : ''),
    draft: pull.draft || WIP.test(pull.title),
    title: pull.title.replace(WIP, ''),
    teams,
    milestone: Number.isSafeInteger(row?.milestone?.id) ? row.milestone.id : null,
  };
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
      const marked = isGitea(world) ? { title: draft ? `WIP: ${title}` : title } : { title, ...(draft ? { draft } : {}) };
      const answer = await send(asRun(world), 'POST', '/pulls', { head, base, body, ...marked });
      if (!answer.ok) return { kind: 'denied', ...answer.denial };
      // It may be there: the next look finds it.
      if (!isNumber(answer.data?.number)) return { kind: 'denied', ...lostAnswer('pull request').denial };
      return { kind: 'opened', number: answer.data.number, url: textOf(answer.data?.html_url) };
    }
    case 'label':
      return done(await send(asRun(world), 'POST', `/issues/${step.number}/labels`, { labels: isGitea(world) ? await idsOf(world, step.labels) : step.labels }));
    case 'assign':
      if (isGitea(world)) return assignAll(world, step);
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
      if (said.rows.some((row) => textOf(row?.body).trim() === step.body)) return { kind: 'done' };
      return done(await send(asRun(world), 'POST', `/issues/${step.number}/comments`, { body: step.body }));
    }
    default:
      throw new Error(`no step of a pull request: ${step.kind}`);
  }
}

/**
 * The numbers of labels that a Gitea has; one that it has not is left out.
 * @param {World} world
 * @param {string[]} names
 */
async function idsOf(world, names) {
  if (!names.every((name) => labelIds.has(name))) {
    const found = await pages(world, '/labels', {});
    for (const { name, id } of found.ok ? found.rows : []) labelIds.set(name, id);
  }
  return names.flatMap((name) => labelIds.get(name) ?? []);
}

/**
 * Gitea sets them all at once.
 * @param {World} world
 * @param {{number: number, assignees: string[]}} step
 * @returns {Promise<Outcome>}
 */
async function assignAll(world, { number, assignees }) {
  const client = await clientOf(asRun(world));
  const now = await client.get(`/repos/${world.repository.api?.hosting.name}/issues/${number}`);
  if (!now.ok) return { kind: 'denied', ...now.denial };
  const have = listIn(now.data?.assignees).map((one) => textOf(one['login'])).filter(Boolean);
  return done(await send(asRun(world), 'PATCH', `/issues/${number}`, { assignees: [...new Set([...have, ...assignees])] }));
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
  const old = said.rows.find((row) => textOf(row?.body).startsWith(mark));
  if (old?.body === text) return { kind: 'done' };
  if (old && isNumber(old.id)) return done(await send(asRun(world), 'PATCH', `/issues/comments/${old.id}`, { body: text }));
  return done(await send(asRun(world), 'POST', `/issues/${number}/comments`, { body: text }));
}

/**
 * @param {import('../hosting/github.js').Answer} answer
 * @returns {Outcome}
 */
function done(answer) {
  return answer.ok ? { kind: 'done' } : { kind: 'denied', ...answer.denial };
}
