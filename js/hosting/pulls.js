// Pull requests: what is asked about them, and what is done with them. Each answer is handed on as it came.

import { clientOf } from './client.js';
import { pagesOf } from './paged.js';
import { isNumber, textOf, timeOf } from './said.js';
import { oneLine } from '../say/escape.js';
import { say } from '../say/output.js';

/** @typedef {import('../run/world.js').World} World */
/** @typedef {import('./github.js').Answer} Answer */
/** @typedef {import('./hosting.js').Api} Api */
/** @typedef {import('../types.js').Denial} Denial */
/** @typedef {import('../types.js').Outcome} Outcome */
/** @typedef {import('../types.js').Pull} Pull */
/** @typedef {import('../types.js').Step} Step */

const PAGE = 30;
/** Of open pull requests of a whole repository, where each cannot be asked about. */
const MOST_PAGES = 100;
const AUTO_MERGE = `mutation ($pull: ID!, $method: PullRequestMergeMethod!, $head: GitObjectID!) {
  enablePullRequestAutoMerge(input: {pullRequestId: $pull, mergeMethod: $method, expectedHeadOid: $head}) {
    clientMutationId
  }
}`;

/**
 * The newest pull requests of each head, and whether those that matter merge cleanly. One that is denied denies all:
 * half an answer would look like "there is none".
 * @param {World} world
 * @param {Api} api
 * @param {string[]} heads
 * @param {number[]} mergeable
 * @returns {Promise<{pulls: {head: string, pulls: Pull[]}[], pullsDenied: Denial | null}>}
 */
export async function askPulls(world, api, heads, mergeable) {
  if (heads.length === 0) return { pulls: [], pullsDenied: null };
  const client = await clientOf(world);
  let answer = await listsOf(client, api, heads);
  // Heads are asked for by their owner's name, which may be another one now.
  if (answer.ok && client.redirected && (await learnName(client, api))) answer = await listsOf(client, api, heads);
  if (!answer.ok) return { pulls: [], pullsDenied: answer.denial };
  const pulls = answer.data;
  const { name } = api.hosting;
  for (const list of pulls) {
    for (const [index, { number }] of list.pulls.entries()) {
      if (!mergeable.includes(number)) continue;
      const answer = await client.get(`/repos/${name}/pulls/${number}`);
      if (!answer.ok) return { pulls: [], pullsDenied: answer.denial };
      if (!isPull(answer.data)) return { pulls: [], pullsDenied: lostAnswer('pull request').denial };
      list.pulls[index] = pullOf(answer.data, answer.data?.mergeable ?? null);
    }
  }
  return { pulls, pullsDenied: null };
}

/**
 * The pull requests of each head. Gitea cannot be asked for one head, so all that are open are listed, and of the closed ones
 * the newest: an old one that is open is missing nowhere, however many others have come since.
 * @param {import('./github.js').GitHub} client
 * @param {Api} api
 * @param {string[]} heads
 * @returns {Promise<{ok: true, data: {head: string, pulls: Pull[]}[]} | Extract<Answer, {ok: false}>>}
 */
async function listsOf(client, api, heads) {
  const { name, kind } = api.hosting;
  const path = `/repos/${name}/pulls`;
  const all = kind === 'gitea' ? await listedAll(client, path) : undefined;
  const data = [];
  for (const head of heads) {
    const answer = all ?? (await listed(client, path, listQuery(name, head)));
    if (!answer.ok) return answer;
    data.push({ head, pulls: answer.data.filter((row) => isFrom(row, head)).map((row) => pullOf(row, null)) });
  }
  return { ok: true, data };
}

/**
 * {@link askPulls}, with what is meant for the branches that are about to go.
 * @param {World} world
 * @param {Api} api
 * @param {Pick<import('../types.js').LookStep, 'heads' | 'mergeable' | 'onto'>} step
 * @returns {Promise<Pick<import('../types.js').Facts, 'pulls' | 'onto' | 'pullsDenied'>>}
 */
export async function askAbout(world, api, { heads, mergeable, onto }) {
  const asked = await askPulls(world, api, heads, mergeable);
  if (asked.pullsDenied || onto.length === 0) return { ...asked, onto: [] };
  // Anybody can aim a pull request of a fork at any branch, and would keep alive what is superseded.
  const meant = await askPullsOnto(world, api, onto, isOwn);
  return meant.pullsDenied ? { ...meant, onto: [] } : { ...asked, onto: meant.pulls };
}

/**
 * The open pull requests that are meant for each of these branches: a server closes them when the branch goes.
 * @param {World} world
 * @param {Api} api
 * @param {string[]} bases
 * @param {(row: any) => boolean} [counts] which of them do
 * @returns {Promise<{pulls: {head: string, pulls: Pull[]}[], pullsDenied: Denial | null}>} by the branch, as `head`
 */
export async function askPullsOnto(world, api, bases, counts = () => true) {
  const client = await clientOf(world);
  const path = `/repos/${api.hosting.name}/pulls`;
  const all = api.hosting.kind === 'gitea' && bases.length > 0 ? await listedOpen(client, path) : undefined;
  const pulls = [];
  for (const base of bases) {
    const answer = all ?? (await listed(client, path, { base, state: 'open', per_page: '100' }));
    if (!answer.ok) return { pulls: [], pullsDenied: answer.denial };
    pulls.push({ head: base, pulls: answer.data.filter((row) => row?.base?.ref === base && counts(row)).map((row) => pullOf(row, null)) });
  }
  return { pulls, pullsDenied: null };
}

/**
 * All that are open in a Gitea, and the newest of the others.
 * @param {import('./github.js').GitHub} client
 * @param {string} path
 * @returns {Promise<{ok: true, data: any[]} | Extract<Answer, {ok: false}>>}
 */
async function listedAll(client, path) {
  const open = await listedOpen(client, path);
  if (!open.ok) return open;
  // What is closed in between is on both lists.
  const closed = await listed(client, path, { state: 'closed', sort: 'recentupdate', limit: '50' });
  if (!closed.ok) return closed;
  const stillOpen = open.data.filter(({ number }) => closed.data.every((row) => row.number !== number));
  return { ok: true, data: [...stillOpen, ...closed.data] };
}

/**
 * All that are open in a Gitea, which cannot be asked for some of them.
 * @param {import('./github.js').GitHub} client
 * @param {string} path
 * @returns {Promise<{ok: true, data: any[]} | Extract<Answer, {ok: false}>>}
 */
async function listedOpen(client, path) {
  const answer = await pagesOf(client, 'gitea', path, { state: 'open' }, { most: MOST_PAGES });
  if (!answer.ok) return answer;
  return answer.cut ? lostAnswer('last of so many open pull requests') : numbered({ ok: true, data: answer.rows });
}

/**
 * A list of pull requests, each with a number: one that has none could be told from no other.
 * @param {import('./github.js').GitHub} client
 * @param {string} path
 * @param {Record<string, string>} query
 * @returns {Promise<{ok: true, data: any[]} | Extract<Answer, {ok: false}>>}
 */
async function listed(client, path, query) {
  return numbered(await client.list(path, query));
}

/**
 * @param {{ok: true, data: any[]} | Extract<Answer, {ok: false}>} answer
 */
function numbered(answer) {
  return answer.ok && !answer.data.every(isPull) ? lostAnswer('number of a pull request') : answer;
}

/** @param {any} row */
function isPull(row) {
  return isNumber(row?.number);
}

/**
 * @param {string} name
 * @param {string} head
 * @returns {Record<string, string>}
 */
function listQuery(name, head) {
  const [owner] = name.split('/');
  return { head: `${owner}:${head}`, state: 'all', sort: 'created', direction: 'desc', per_page: String(PAGE) };
}

/**
 * A repository that was renamed or moved goes by its new name from now on.
 * @param {import('./github.js').GitHub} client
 * @param {Api} api
 * @returns {Promise<boolean>} whether it has another name than it had
 */
async function learnName(client, api) {
  client.redirected = false;
  const answer = await client.get(`/repos/${api.hosting.name}`);
  client.redirected = false;
  const name = answer.ok ? answer.data?.full_name : undefined;
  if (typeof name !== 'string' || !/^[\w.-]+\/[\w.-]+$/.test(name) || name === api.hosting.name) return false;
  say(`${oneLine(`the repository is called ${name} now; it was asked for as ${api.hosting.name}`)}\n`);
  api.hosting.name = name;
  return true;
}

/**
 * Whether a pull request comes from this branch of the repository it is meant for. A fork may have a branch of the same name.
 * @param {any} row
 * @param {string} head
 */
function isFrom(row, head) {
  // Gitea: `ref` is no branch any more once that is gone, `label` is.
  return isOwn(row) && (row?.head?.ref === head || row?.head?.label === head);
}

/**
 * Whether it comes from the repository it is meant for. One that is gone was a fork: nobody asks a repository that is gone.
 * @param {any} row
 */
function isOwn(row) {
  const from = row?.head?.repo?.full_name;
  return row?.head?.repo !== null && (typeof from !== 'string' || from === row?.base?.repo?.full_name);
}

/**
 * @param {any} row as the API has it
 * @param {boolean | null} mergeable
 * @returns {Pull}
 */
function pullOf(row, mergeable) {
  return {
    number: isPull(row) ? row.number : 0,
    url: textOf(row?.html_url),
    nodeId: textOf(row?.node_id),
    open: row?.state === 'open',
    merged: Boolean(row?.merged_at ?? row?.merged),
    headOid: textOf(row?.head?.sha),
    base: textOf(row?.base?.ref),
    baseOid: textOf(row?.base?.sha),
    body: textOf(row?.body),
    closedAt: timeOf(row?.closed_at),
    autoMerge: Boolean(row?.auto_merge),
    mergeable: typeof mergeable === 'boolean' ? mergeable : null,
  };
}

/**
 * Step `openPull`.
 * @param {World} world
 * @param {Extract<Step, {kind: 'openPull'}>} step
 * @returns {Promise<Outcome>}
 */
export async function openPull(world, { head, base, title, body }) {
  const answer = await send(world, 'POST', '/pulls', { head, base, title, body });
  if (!answer.ok) return denied(answer);
  const { number, url, nodeId } = pullOf(answer.data, null);
  // It may be there: whoever asks the refs and lists next finds it.
  if (!isPull(answer.data)) return denied(lostAnswer('pull request'));
  return { kind: 'opened', number, url, nodeId };
}

/**
 * Step `label`.
 * @param {World} world
 * @param {Extract<Step, {kind: 'label'}>} step
 */
export async function label(world, { number, labels }) {
  return done(await send(world, 'POST', `/issues/${number}/labels`, { labels }));
}

/**
 * Step `editPull`.
 * @param {World} world
 * @param {Extract<Step, {kind: 'editPull'}>} step
 */
export async function editPull(world, { number, body }) {
  return done(await send(world, 'PATCH', `/pulls/${number}`, { body }));
}

/**
 * Step `autoMerge`: REST has no way to ask for it.
 * @param {World} world
 * @param {Extract<Step, {kind: 'autoMerge'}>} step
 */
export async function autoMerge(world, { nodeId, method, head }) {
  const client = await clientOf(world);
  return done(await client.graphql(AUTO_MERGE, { pull: nodeId, method: method.toUpperCase(), head }));
}

/**
 * Step `mergePull`: only if its head is still the one we saw.
 * @param {World} world
 * @param {Extract<Step, {kind: 'mergePull'}>} step
 */
export async function mergePull(world, { number, method, head }) {
  if (world.repository.api?.hosting.kind === 'gitea') {
    return done(await send(world, 'POST', `/pulls/${number}/merge`, { Do: method, head_commit_id: head }));
  }
  return done(await send(world, 'PUT', `/pulls/${number}/merge`, { merge_method: method, sha: head }));
}

/**
 * @param {World} world
 * @param {'POST' | 'PATCH' | 'PUT'} method
 * @param {string} path inside the repository
 * @param {object} body
 */
export async function send(world, method, path, body) {
  const client = await clientOf(world);
  return client.send(method, `/repos/${world.repository.api?.hosting.name}${path}`, body);
}

/**
 * @param {Answer} answer
 * @returns {Outcome}
 */
export function done(answer) {
  return answer.ok ? { kind: 'done' } : denied(answer);
}

/**
 * @param {string} what should have been in it
 * @returns {Extract<Answer, {ok: false}>}
 */
export function lostAnswer(what) {
  return { ok: false, denial: { status: null, text: `the answer names no ${what}`, retryAfter: null } };
}

/**
 * @param {Extract<Answer, {ok: false}>} answer
 * @returns {Outcome}
 */
export function denied({ denial }) {
  return { kind: 'denied', ...denial };
}
