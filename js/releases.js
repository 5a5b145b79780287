// Releases: whether a tag has one, making one, and starting a workflow at a tag.

import { clientOf } from './client.js';
import { fetch } from './fetch.js';
import { denied, done, lostAnswer, send } from './pulls.js';

/** @typedef {import('./facts.js').World} World */
/** @typedef {import('./hosting.js').Api} Api */
/** @typedef {import('./types.js').Outcome} Outcome */
/** @typedef {import('./types.js').ReleaseFact} ReleaseFact */
/** @typedef {import('./types.js').ReleaseStep} ReleaseStep */
/** @typedef {import('./types.js').Step} Step */

const NOT_FOUND = 404;

/**
 * What is known of a tag's release. Drafts are only in the list: nobody can look one up by its tag.
 * @param {World} world
 * @param {Api} api
 * @param {string} tag
 * @param {string} refs
 * @returns {Promise<ReleaseFact>}
 */
export async function releaseOf(world, api, tag, refs) {
  const client = await clientOf(world);
  const { name, kind } = api.hosting;
  const published = await client.get(`/repos/${name}/releases/tags/${encodeURIComponent(tag)}`);
  if (published.ok) return { tag, state: 'present', message: null };
  if (published.denial.status !== NOT_FOUND) return { tag, state: 'unknown', message: null };
  const size = '100';
  const listed = await client.get(`/repos/${name}/releases`, kind === 'gitea' ? { limit: size } : { per_page: size });
  if (!listed.ok || !Array.isArray(listed.data)) return { tag, state: 'unknown', message: null };
  if (listed.data.some((release) => release?.tag_name === tag)) return { tag, state: 'present', message: null };
  return { tag, state: 'absent', message: await tagMessage(world, tag, refs) };
}

/**
 * The message of the tag object; null: the tag is a lightweight one.
 * @param {World} world
 * @param {string} tag
 * @param {string} refs
 */
async function tagMessage(world, tag, refs) {
  const { store } = world;
  const row = refs.split('\n').find((line) => line.endsWith(`\trefs/tags/${tag}`));
  const oid = row?.split('\t')[0];
  if (oid === undefined) return null;
  if (!(await store.has(oid))) await fetch(world, [`+refs/tags/${tag}:refs/vf/t/${tag}`]);
  return store.tagMessage(oid);
}

/**
 * Step `release`.
 * @param {World} world
 * @param {ReleaseStep} step
 * @returns {Promise<Outcome>}
 */
export async function release(world, { tag, commit, name, body, notes, draft, prerelease, latest }) {
  const github = world.repository.api?.hosting.kind === 'github';
  const answer = await send(world, 'POST', '/releases', {
    tag_name: tag,
    // Should the tag be gone by now, it is made again at the right commit.
    target_commitish: commit,
    name,
    body,
    draft,
    prerelease,
    ...(github ? { generate_release_notes: notes } : {}),
    ...(github && latest !== null ? { make_latest: String(latest) } : {}),
  });
  if (!answer.ok) return denied(answer);
  const { id, html_url: url, upload_url: uploadUrl } = answer.data ?? {};
  if (!(id > 0)) return denied(lostAnswer('release'));
  return { kind: 'published', id: Number(id), url: String(url ?? ''), uploadUrl: String(uploadUrl ?? '') };
}

/**
 * Step `dispatch`. Its answer has been 204 and has become 200 with a body: either is fine.
 * @param {World} world
 * @param {Extract<Step, {kind: 'dispatch'}>} step
 */
export async function dispatch(world, { workflow, ref }) {
  return done(await send(world, 'POST', `/actions/workflows/${encodeURIComponent(workflow)}/dispatches`, { ref }));
}
