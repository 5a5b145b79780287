// What must be true of the remote after every run, however it ended; and what two worlds have to have in common that are
// said to have ended alike. Judged by git's own words and the stand-in's records, never by what the program says.

import assert from 'node:assert/strict';

const BUMP = /^chore\/version-bump-/;
const MARK = 'Version-First: ';
/** What we add to a pull request that we close. */
const SUPERSEDED = 'version-first: superseded';

/** Where each manifest says its version. @type {[path: string, says: RegExp][]} */
const MANIFESTS = [
  ['package.json', /^ {2}"version": "(.+)"/m],
  ['pyproject.toml', /^version = "(.+)"/m],
  ['demo/__init__.py', /^__version__ = "(.+)"/m],
];

/**
 * @typedef {import('../scenarios/harness/remote.mjs').Remote} Remote
 * @typedef {Awaited<ReturnType<Awaited<ReturnType<typeof import('../standin/index.mjs').standIn>>['state']>>} State
 *
 * @typedef {object} Seen a world at one moment
 * @property {Remote} remote
 * @property {State} state
 * @property {import('../scenarios/harness/clone.mjs').Clone} [clone] the one that is worked in
 */

/** What is known of objects, which never change; asked a hundred thousand times. @type {Map<string, Promise<string>>} */
const known = new Map();

/** @param {string} key what is asked, with the object's name in it @param {() => Promise<string>} ask */
function once(key, ask) {
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer;
}

/** What every manifest says at a commit; all of them, or one after the other. @param {Remote} remote @param {string} commit */
const versionAt = (remote, commit) => once(`versions ${commit}`, async () => {
  const said = await Promise.all(MANIFESTS.map(async ([path, says]) => says.exec(await remote.text(commit, path))?.[1] ?? 'none'));
  return [...new Set(said)].join(' and ');
});

/** Of a commit, or of the commit that a tag names. @param {Remote} remote @param {string} oid @param {string} format */
const show = (remote, oid, format) => once(`${format} ${oid}`, () => remote.show(oid, format));

/** Bump branches of a state, by name. @param {State} state */
export const bumps = (state) => Object.keys(branches(state)).filter((name) => BUMP.test(name));

/** Branches of a state, by name. @param {State} state */
const branches = (state) => Object.fromEntries(Object.entries(state.refs).flatMap(([ref, oid]) => (ref.startsWith('refs/heads/') ? [[ref.slice(11), oid]] : [])));

/** Tags of a state, by name. @param {State} state */
const tags = (state) => Object.fromEntries(Object.entries(state.refs).flatMap(([ref, oid]) => (ref.startsWith('refs/tags/') ? [[ref.slice(10), oid]] : [])));

/**
 * Branches that people made: whatever does not carry our trailer, the release branch aside.
 * @param {Seen} start
 * @returns {Promise<Record<string, string>>}
 */
export async function ofPeople({ remote, state }) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const [name, oid] of Object.entries(branches(state))) {
    if (name !== remote.branch && !(await show(remote, oid, '%B')).includes(MARK)) found[name] = oid;
  }
  return found;
}

/**
 * Every broken promise, a sentence each.
 * @param {Seen} start
 * @param {Seen} now
 * @param {{people: Record<string, string>, ended: string | null, failed?: boolean}} about branches of people and what they left
 *   there; what the run said, if it ended by itself; whether it failed
 * @returns {Promise<string[]>}
 */
export async function broken(start, now, { people, ended, failed = false }) {
  const { remote, state } = now;
  const found = [];
  const [before, after] = [branches(start.state), branches(state)];
  const line = (await once(`line ${after[remote.branch]}`, () => remote.git(['rev-list', '--first-parent', after[remote.branch] ?? 'missing']))).split('\n');
  if (!line.includes(before[remote.branch] ?? '')) found.push(`\`${remote.branch}\` was moved back`);
  for (const [name, oid] of Object.entries(tags(state))) {
    const was = tags(start.state)[name];
    if (was !== undefined && was !== oid) found.push(`the tag ${name} was moved`);
    if (was !== undefined) continue;
    const commit = await show(remote, oid, '%H');
    if (!(await once(`object ${oid}`, () => remote.git(['cat-file', '-p', oid]))).includes(MARK)) found.push(`the tag ${name} does not carry our trailer`);
    if (!line.includes(commit)) found.push(`the tag ${name} names a commit that is not on \`${remote.branch}\``);
    const said = await versionAt(remote, commit);
    if (name !== `v${said}`) found.push(`the tag ${name} names a commit whose manifests say ${said}`);
  }
  for (const name of Object.keys(tags(start.state))) if (!(name in tags(state))) found.push(`the tag ${name} is gone`);
  for (const [name, oid] of Object.entries(people)) if (after[name] !== oid) found.push(`the branch \`${name}\`, which has a person's work, was ${after[name] ? 'changed' : 'removed'}`);
  const bot = (/** @type {{user: string}} */ { user }) => user.endsWith('[bot]');
  const told = (/** @type {State} */ one) => one.pulls.filter((pull) => !bot(pull)).map(({ number, title, body, user, head, headSha, state: open, comments, labels }) => ({ number, title, body, user, head, headSha, open, comments, labels }));
  if (JSON.stringify(told(start.state)) !== JSON.stringify(told(state))) found.push('a pull request of a person was changed');
  for (const pull of state.pulls.filter(bot)) {
    const was = start.state.pulls.find(({ number }) => number === pull.number)?.state ?? 'open';
    if (was === 'open' && pull.state === 'closed' && !pull.merged && !pull.body?.includes(SUPERSEDED)) found.push(`#${pull.number} was closed without a word`);
    if (was === 'closed' && pull.state === 'open') found.push(`#${pull.number} was reopened`);
  }
  for (const { tag_name: tag, draft } of state.releases) if (!draft && !(tag in tags(state))) found.push(`there is a release of ${tag}, and no such tag`);
  const published = state.releases.map(({ tag_name: tag }) => tag);
  if (new Set(published).size < published.length) found.push(`a tag has two releases: ${published.join(', ')}`);
  const started = state.dispatches.map(({ workflow, ref }) => `${workflow} at ${ref}`);
  if (new Set(started).size < started.length) found.push(`a workflow was started twice: ${started.join(', ')}`);
  if (ended === null) return found;
  for (const name of Object.keys(after).filter((one) => BUMP.test(one) && !(one in people))) {
    const open = (/** @type {State} */ one) => one.pulls.some((pull) => pull.state === 'open' && pull.head === name);
    // What a dead run has left, a run that fails may leave as it was; the next one may not.
    const untouched = failed && before[name] === after[name] && !open(start.state);
    if (!open(state) && !untouched && !ended.includes(name)) found.push(`\`${name}\` has no open pull request, and the run does not name it`);
  }
  return found;
}

/**
 * How a world has ended, without what is different in each run: object names, times, numbers.
 * @param {Seen} seen
 */
export async function ending({ remote, state }) {
  const treeOf = (/** @type {string} */ oid) => show(remote, oid, '%T');
  const [heads, named] = [branches(state), tags(state)];
  const trees = async (/** @type {Record<string, string>} */ of) => Object.fromEntries(await Promise.all(Object.entries(of).map(async ([name, oid]) => [name, await treeOf(oid)])));
  const open = state.pulls.filter((pull) => pull.state === 'open');
  return {
    tip: await versionAt(remote, heads[remote.branch] ?? ''),
    tags: await trees(named),
    branches: await trees(heads),
    open: open.map(({ head, base, title }) => ({ head, base, title })).sort((a, b) => a.head.localeCompare(b.head)),
    releases: state.releases.map(({ tag_name: tag, draft, prerelease, latest }) => ({ tag, draft, prerelease, latest })),
  };
}

/** The undisturbed run ends as the table says. @param {import('./scenarios.mjs').Scenario} scenario @param {any} json @param {Awaited<ReturnType<typeof ending>>} end */
export function expected({ name, end: { status, code, tip, tags, open: pulls, stays = [], releases = [], drafts = false } }, json, end) {
  assert.deepEqual([json.status, json.code], [status, code], `${name}: ${JSON.stringify(json, null, 2)}`);
  const told = end.releases.map(({ tag }) => tag);
  assert.deepEqual([end.tip, Object.keys(end.tags), end.open.map(({ head }) => head), told], [tip, tags, [...pulls, 'topic'], releases], name);
  assert.equal(end.releases.find(({ latest }) => latest)?.tag, drafts ? undefined : releases.at(-1), name);
  assert.ok(end.releases.every(({ draft }) => draft === drafts), name);
  assert.deepEqual(Object.keys(end.branches), [...[...pulls, ...stays].sort(), 'main', 'topic'], name);
}
