// Who somebody is: what the hosting calls those whom a release names, and whether they are new. It is asked for a release's
// text alone, and what is not answered leaves everybody the name of their commits.

import { clientOf } from './client.js';
import { textOf } from './said.js';

/** @typedef {import('../run/world.js').World} World */
/** @typedef {import('../types.js').Credits} Credits */
/** @typedef {import('../types.js').People} People */
/** @typedef {import('../types.js').ReleaseStep} ReleaseStep */
/** @typedef {Credits['actors']} Actors */

/** So many commits are asked about. */
const MOST_ASKED = 100;
const MOST_CO_AUTHORS = 20;
/** A server that takes longer keeps its names to itself. */
const PATIENCE_MS = 8_000;
/** Regulars show among the newest commits; only for somebody who does not, the others are read. */
const NEAR = 2_000;
/** In a longer history nobody is looked for: it would take more than half a second. */
const FAR = 100_000;

/**
 * The step, with what is known of its people in its text.
 * @param {World} world
 * @param {ReleaseStep} step
 * @returns {Promise<ReleaseStep>}
 */
export async function credited(world, step) {
  const { people } = step;
  if (!people) return step;
  const [actors, known] = await Promise.all([actorsOf(world, people).catch(() => []), knownBefore(world, people).catch(() => null)]);
  return { ...step, body: world.core.credited(step.body, people, { actors, known }) };
}

/**
 * The authors of those commits whose people are not known by their address: one request at most.
 * @param {World} world
 * @param {People} people
 * @returns {Promise<Actors>}
 */
async function actorsOf(world, people) {
  const asked = [...new Set(people.list.filter(({ login }) => login === undefined).map(({ commit }) => commit))].slice(0, MOST_ASKED);
  const { api } = world.repository;
  if (!api || asked.length === 0) return [];
  return api.hosting.kind === 'gitea' ? listed(world, api, asked) : named(world, api, asked);
}

/**
 * GitHub tells of each commit its author and who wrote it too.
 * @param {World} world
 * @param {import('./hosting.js').Api} api
 * @param {string[]} asked
 * @returns {Promise<Actors>}
 */
async function named(world, { hosting }, asked) {
  const [owner, name] = hosting.name.split('/');
  const commits = asked.map((commit, at) => `c${at}: object(oid: "${commit}") { ...who }`).join('\n');
  const query = `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
${commits}
  }
}
fragment who on Commit { authors(first: ${MOST_CO_AUTHORS}) { nodes { name email user { login } } } }`;
  const answer = await (await clientOf(world)).once('graphql', query, { owner, name }, PATIENCE_MS);
  if (!answer.ok) return [];
  const found = answer.data?.data?.repository ?? {};
  return asked.flatMap((commit, at) => {
    const nodes = found[`c${at}`]?.authors?.nodes;
    return (Array.isArray(nodes) ? nodes : []).map((node) => actorOf(commit, node?.name, node?.email, node?.user?.login));
  });
}

/**
 * Gitea and Forgejo tell of the newest commits who has written them.
 * @param {World} world
 * @param {import('./hosting.js').Api} api
 * @param {string[]} asked
 * @returns {Promise<Actors>}
 */
async function listed(world, { hosting }, [newest = '', ...others]) {
  const query = { sha: newest, limit: '50', stat: 'false', verification: 'false', files: 'false' };
  const answer = await (await clientOf(world)).once('get', `/repos/${hosting.name}/commits`, query, PATIENCE_MS);
  const rows = answer.ok && Array.isArray(answer.data) ? answer.data : [];
  const wanted = rows.filter((row) => row?.sha === newest || others.includes(row?.sha));
  return wanted.map((row) => actorOf(row.sha, row.commit?.author?.name, row.commit?.author?.email, row.author?.login));
}

/**
 * @param {string} commit
 * @param {unknown} name
 * @param {unknown} address
 * @param {unknown} login
 */
function actorOf(commit, name, address, login) {
  return { commit, name: textOf(name), address: textOf(address), login: typeof login === 'string' ? login : null };
}

/**
 * The places of those who have a commit in the release before, by address or name; null: that is not known.
 * @param {World} world
 * @param {People} people
 * @returns {Promise<number[] | null>}
 */
async function knownBefore(world, { since, list }) {
  if (since === undefined) return null;
  /** @type {Set<string | undefined>} */
  const seen = new Set((await world.port.peopleHere(since)).map((line) => line.toLowerCase()));
  const unseen = () => list.some(({ name, address }) => address !== undefined && !seen.has(name.toLowerCase()) && !seen.has(address.toLowerCase()));
  // In a shallow clone that may be all that is wanted; in another one there is nothing to know beforehand.
  const rounds = /** @type {const} */ ([[0, NEAR], [NEAR, FAR]]);
  for (const [skip, count] of seen.size > 0 && !unseen() ? [] : rounds) {
    const lines = (await world.port.peopleBefore(since, skip, count))?.map((line) => line.toLowerCase());
    if (!lines) return null;
    for (const line of lines) seen.add(line);
    const complete = lines.length < 2 * count;
    if (complete || !unseen()) break;
    if (count === FAR) return null;
  }
  return list.flatMap(({ name, address }, place) => (seen.has(name.toLowerCase()) || seen.has(address?.toLowerCase()) ? [place] : []));
}
