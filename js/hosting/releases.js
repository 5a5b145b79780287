// Releases: whether a tag has one, making one, and starting a workflow at a tag.

import { clientOf } from './client.js';
import { pageOf, pagesOf } from './paged.js';
import { credited } from './people.js';
import { denied, done, lostAnswer, send } from './pulls.js';
import { isNumber, textOf } from './said.js';

/** @typedef {import('../run/world.js').World} World */
/** @typedef {import('./hosting.js').Api} Api */
/** @typedef {import('../types.js').Outcome} Outcome */
/** @typedef {import('../types.js').ReleaseFact} ReleaseFact */
/** @typedef {import('../types.js').ReleaseStep} ReleaseStep */
/** @typedef {import('../types.js').Step} Step */

const NOT_FOUND = 404;
/** The newest tag's release is among the newest; a whole page of releases with many files is long. */
const FEW = 10;
/** A draft among more releases than these pages list is not known of: better that than a second one. */
const MOST_PAGES = 10;

/**
 * What is known of a tag's release: one request where it is a new one, or where there are few; none where the tag is at hand
 * and not ours.
 * @param {World} world
 * @param {Api} api
 * @param {{tag: string, mark: string}} wanted
 * @param {string} refs
 * @returns {Promise<ReleaseFact>}
 */
export async function releaseOf(world, api, { tag, mark }, refs) {
  const oid = oidOf(tag, refs);
  const here = oid !== undefined && (await world.port.has(oid));
  const unknown = /** @type {const} */ ({ tag, state: 'unknown', message: null, release: null });
  if (here && !(await said(world, oid)).includes(mark)) return unknown;
  const found = await find(world, api, tag);
  if (found === null || (found && !isNumber(found.id))) return unknown;
  if (found) return { tag, state: 'present', message: null, release: publishedOf(found) };
  return { tag, state: 'absent', message: await tagMessage(world, tag, refs), release: null };
}

/**
 * What a tag says of itself. Where a hosting has made one again that was deleted, it is a lightweight one, and its commit
 * says whose it is.
 * @param {World} world
 * @param {string} oid
 */
async function said({ port }, oid) {
  return (await port.tagMessage(oid)) ?? (await port.commit(oid))?.message ?? '';
}

/**
 * Drafts are only in lists: nobody can look one up by its tag.
 * @param {World} world
 * @param {Api} api
 * @param {string} tag
 * @returns {Promise<any>} the API's release; undefined: there is none; null: not known
 */
async function find(world, api, tag) {
  const client = await clientOf(world);
  const path = `/repos/${api.hosting.name}/releases`;
  const { kind } = api.hosting;
  const isIts = (/** @type {any} */ release) => release?.tag_name === tag;
  const newest = await client.list(path, pageOf(kind, { size: FEW }));
  if (!newest.ok) return null;
  const among = newest.data.find(isIts);
  if (among || newest.data.length < FEW) return among;
  const published = await client.get(`${path}/tags/${encodeURIComponent(tag)}`);
  if (published.ok) return published.data;
  if (published.denial.status !== NOT_FOUND) return null;
  const all = await pagesOf(client, kind, path, {}, { most: MOST_PAGES, until: isIts });
  return all.ok ? (all.rows.find(isIts) ?? (all.cut ? null : undefined)) : null;
}

/**
 * @param {any} release as the API has it
 * @returns {import('../types.js').Published}
 */
function publishedOf({ id, html_url: url, upload_url: uploadUrl }) {
  return { id: isNumber(id) ? id : 0, url: textOf(url), uploadUrl: textOf(uploadUrl) };
}

/**
 * The message of the tag object; null: the tag is a lightweight one.
 * @param {World} world
 * @param {string} tag
 * @param {string} refs
 */
async function tagMessage({ port }, tag, refs) {
  const oid = oidOf(tag, refs);
  if (oid === undefined) return null;
  if (!(await port.has(oid))) await port.bringTag(tag);
  return port.tagMessage(oid);
}

/**
 * What the tag's ref names.
 * @param {string} tag
 * @param {string} refs
 */
function oidOf(tag, refs) {
  return refs.split('\n').find((line) => line.endsWith(`\trefs/tags/${tag}`))?.split('\t')[0];
}

/** What GitHub takes of a release's text. */
const MOST = 125_000;

/**
 * Step `release`.
 * @param {World} world
 * @param {ReleaseStep} asked
 * @returns {Promise<Outcome>}
 */
export async function release(world, asked) {
  const step = await credited(world, asked);
  const { tag, commit, name, notes, draft, prerelease, latest } = step;
  const github = world.repository.api?.hosting.kind === 'github';
  const told = notes && github ? await writtenThere(world, step, notes) : { body: step.body };
  const answer = await send(world, 'POST', '/releases', {
    tag_name: tag,
    // Should the tag be gone by now, it is made again at the right commit.
    target_commitish: commit,
    name,
    draft,
    prerelease,
    ...(github ? { generate_release_notes: false, ...told } : told),
    ...(github && latest !== null ? { make_latest: String(latest) } : {}),
  });
  if (!answer.ok) return denied(answer);
  const made = publishedOf(answer.data ?? {});
  return made.id > 0 ? { kind: 'published', ...made } : denied(lostAnswer('release'));
}

/**
 * GitHub chooses the release before by itself, and by date, so a maintenance release would be told as what the newest one
 * lacks: it is named. Where that cannot be asked for, GitHub chooses.
 * @param {World} world
 * @param {ReleaseStep} step
 * @param {NonNullable<ReleaseStep['notes']>} notes
 */
async function writtenThere(world, { tag, commit, body }, { since, footer }) {
  if (since === null && footer === '') return { body, generate_release_notes: true };
  const answer = await send(world, 'POST', '/releases/generate-notes', {
    tag_name: tag,
    target_commitish: commit,
    ...(since === null ? {} : { previous_tag_name: since }),
  });
  if (!answer.ok || typeof answer.data?.body !== 'string') return { body: joined(body, footer), generate_release_notes: true };
  const room = MOST - joined(body, footer).length - 2;
  return { body: joined(body, fitting(answer.data.body, room), footer) };
}

/** @param {...string} parts */
function joined(...parts) {
  return parts.map((part) => part.trim()).filter(Boolean).join('\n\n');
}

/**
 * A text cut where a line ends, and saying so.
 * @param {string} text
 * @param {number} most
 */
function fitting(text, most) {
  if (text.length <= most) return text;
  const note = '\n\nMore is left out here: a release has so much text at most.';
  const kept = text.slice(0, Math.max(0, most - note.length));
  return kept.slice(0, Math.max(0, kept.lastIndexOf('\n'))) + note;
}

/**
 * Step `dispatch`. Its answer has been 204 and has become 200 with a body: either is fine.
 * @param {World} world
 * @param {Extract<Step, {kind: 'dispatch'}>} step
 */
export async function dispatch(world, { workflow, ref }) {
  return done(await send(world, 'POST', `/actions/workflows/${encodeURIComponent(workflow)}/dispatches`, { ref }));
}
