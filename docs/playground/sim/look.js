// What one look at the remote shows: the page's counterpart of js/run/facts.js. The core says what to read.

import { ROBOT, timeOf } from './remote.js';

/** @typedef {import('../../../js/types.js').Core} Core */
/** @typedef {import('../../../js/types.js').Facts} Facts */
/** @typedef {import('../../../js/types.js').Failure} Failure */
/** @typedef {import('../../../js/types.js').FirstLook} FirstLook */
/** @typedef {import('../../../js/types.js').LookStep} LookStep */
/** @typedef {import('../../../js/types.js').Outcome} Outcome */
/** @typedef {import('../../../js/types.js').Plan} Plan */
/** @typedef {import('../../../js/types.js').Request} Request */
/** @typedef {import('../../../js/types.js').TextFile} TextFile */
/** @typedef {import('../../../js/types.js').ToRead} ToRead */
/** @typedef {import('./remote.js').Remote} Remote */
/** @typedef {{core: Core, request: Request, remote: Remote}} World */

export const HOSTING = /** @type {const} */ ({ kind: 'github', name: 'you/project', serverUrl: 'https://github.com' });
const BARE = { tree: '', files: [], logs: [], commits: [], committer: '', tipTime: '', branches: [], releases: [], places: [], past: null, holders: [] };
/** Each round asks for something new; a core that asked for ever would hang the page. */
const MOST_ROUNDS = 20;

/** A failure of the core, where an error is one. @param {unknown} error @returns {Failure | null} */
export function failureOf(error) {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const { code, message, path, line, column, nextSteps } = /** @type {Failure} */ (/** @type {unknown} */ (error));
  return { code, message, ...(path === undefined ? {} : { path, line, column }), ...(nextSteps === undefined ? {} : { nextSteps }) };
}

/** Step `look`. @param {World} world @param {LookStep} step @returns {Outcome} */
export function look(world, step) {
  try {
    return { kind: 'facts', facts: read(world, step) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return { kind: 'refused', error: failure };
    throw error;
  }
}

/** Step `history`. @param {World} world @param {{tip: string, paths: string[], limit: number}} step @returns {Outcome} */
export function history(world, { tip, paths, limit }) {
  const all = past(world, tip, paths);
  return { kind: 'history', commits: all.slice(0, limit), complete: all.length < limit };
}

/** The raw answer of `git ls-remote --symref`. @param {Remote} remote */
export function refsOf(remote) {
  const rows = [`ref: refs/heads/main\tHEAD`, `${remote.tip}\tHEAD`];
  for (const [name, oid] of remote.heads) rows.push(`${oid}\trefs/heads/${name}`);
  for (const [name, { object, commit }] of remote.tags) {
    rows.push(`${object}\trefs/tags/${name}`);
    if (object !== commit) rows.push(`${commit}\trefs/tags/${name}^{}`);
  }
  return `${rows.join('\n')}\n`;
}

/** @param {World} world @param {LookStep} step @returns {Facts} */
function read(world, { heads, mergeable, release, bare }) {
  const { core, request, remote } = world;
  const refs = refsOf(remote);
  const pulls = heads.map((head) => ({ head, pulls: pullsOf(remote, head, mergeable) }));
  const nothing = { ...BARE, refs, hosting: HOSTING, pulls, onto: [], pullsDenied: null };
  if (bare || core.target(request, refs).why !== undefined) return nothing;
  const { tip } = core.target(request, refs);
  const files = textsOf(world, tip, false);
  const { wants, firstLook } = settle(world, { refs, files, hosting: HOSTING, heads, release, paths: [...remote.commit(tip).files.keys()].join('\0') });
  return {
    ...nothing,
    tree: remote.tree(tip),
    files,
    logs: wants.logs.map((of) => ({
      of,
      log: logOf(remote, after(remote, tip, of.since), of.paths ?? false),
      newer: of.newer ? after(remote, tip, of.newer).map(({ oid }) => `${oid}\n`).join('') : null,
    })),
    commits: wants.commits.map(({ oid, ancestry, changed }) => ({
      oid,
      tree: remote.tree(oid),
      files: textsOf(world, oid, true),
      onBranch: ancestry ? remote.history(tip).has(oid) : null,
      changed: changed ? remote.differences(oid, tip) : null,
    })),
    committer: ROBOT,
    tipTime: timeOf(remote.commit(tip).seconds),
    branches: wants.branches.map(({ name, oid }) => branchOf(world, name, oid)),
    releases: wants.releases.map(({ tag }) => releaseOf(remote, tag)),
    places: firstLook.places ?? [],
    past: firstLook.past ?? null,
    holders: firstLook.holders ?? [],
  };
}

/** What else is wanted, once that no longer depends on where commits lie. @param {World} world @param {FirstLook} start */
function settle(world, start) {
  const { core, request, remote } = world;
  const firstLook = { ...start, places: /** @type {import('../../../js/types.js').Place[]} */ ([]), past: /** @type {Facts['past']} */ (null), holders: /** @type {Facts['holders']} */ ([]) };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const wants = core.wants(request, request.paths || request.package ? firstLook : { ...firstLook, paths: undefined });
    if (wants.holders) {
      const { oids, heads } = wants.holders;
      firstLook.holders = oids.map((oid) => ({ oid, heads: heads.filter((head) => remote.history(head.oid).has(oid)).map(({ name }) => name) }));
    } else if (wants.places?.length || wants.past?.length) {
      const found = (wants.places ?? []).map((asked) => placeOf(world, asked));
      firstLook.places = [...firstLook.places.filter((known) => found.every(({ oid }) => oid !== known.oid)), ...found];
      if (wants.past?.length) firstLook.past = past(world, remote.tip, wants.past);
    } else return { wants, firstLook };
  }
  throw new Error('the core asks for ever');
}

/** The files that the core wants of a commit: asked until it names no more. @param {World} world @param {string} oid @param {boolean} onlyRead @returns {TextFile[]} */
export function textsOf({ core, request, remote }, oid, onlyRead) {
  const { files } = remote.commit(oid);
  const paths = [...files.keys()].join('\0');
  /** @type {TextFile[]} */
  const known = [];
  try {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const wanted = core.needs(request, paths, known, onlyRead).filter((path) => known.every((file) => file.path !== path));
      if (wanted.length === 0) break;
      known.push(...wanted.map((path) => ({ path, text: files.get(path) ?? '' })));
    }
  } catch (error) {
    // What is wrong with an old commit says nothing about this one.
    if (!onlyRead || !failureOf(error)) throw error;
    return [];
  }
  return known;
}

/** The commits that are new since one, newest first. @param {Remote} remote @param {string} tip @param {string | null | undefined} since */
function after(remote, tip, since) {
  const old = since ? remote.history(since) : new Set();
  return [...remote.history(tip)].filter((oid) => !old.has(oid)).map((oid) => remote.commit(oid));
}

/** As `git log -z` prints it. @param {Remote} remote @param {import('./remote.js').Commit[]} commits @param {boolean} paths */
function logOf(remote, commits, paths) {
  return commits
    .map(({ oid, parents, author, message, files }) => {
      const changed = parents[0] === undefined ? [...files.keys()] : remote.differences(parents[0], oid);
      return `${paths ? '/' : ''}${[oid, ...parents].join(' ')}\n${author}\n${message}\0${paths ? changed.map((path) => `${path}\0`).join('') : ''}`;
    })
    .join('');
}

/** The first-parent commits that touched these paths, newest first. @param {World} world @param {string} tip @param {string[]} paths */
function past(world, tip, paths) {
  const { remote } = world;
  const touched = remote.line(tip).filter(({ parents: [parent], files, oid }) => {
    if (parent === undefined) return paths.some((path) => files.has(path));
    return remote.differences(parent, oid).some((path) => paths.includes(path));
  });
  return touched.map(({ oid, author, message, parents }) => {
    const merged = parents[1] === undefined ? '' : remote.commit(parents[1]).message;
    return { oid, author: author.replace(/ <.*/, ''), message: [message, merged].filter(Boolean).join('\n'), files: textsOf(world, oid, true) };
  });
}

/** Where a commit lies. @param {World} world @param {{oid: string, search: boolean}} asked @returns {import('../../../js/types.js').Place} */
function placeOf(world, { oid, search }) {
  const { remote } = world;
  const known = remote.history(remote.tip);
  const { parents, seconds } = remote.commit(oid);
  const onBranch = known.has(oid);
  const [first] = parents;
  const parent = !onBranch && parents.length === 1 && first !== undefined && known.has(first) ? first : null;
  const searched = search && !onBranch;
  const below = remote.history(oid);
  const twin = searched ? (remote.line(remote.tip).find((one) => remote.tree(one.oid) === remote.tree(oid) && !below.has(one.oid))?.oid ?? null) : null;
  const builtOn = searched && [...remote.heads.values()].some((head) => [...remote.history(head)].some((one) => remote.commit(one).parents.includes(oid)));
  return { oid, onBranch, seconds, parent, before: parent ? textsOf(world, parent, true) : [], files: parent ? textsOf(world, oid, true) : [], searched, twin, builtOn };
}

/** @param {World} world @param {string} name @param {string} oid @returns {import('../../../js/types.js').BumpBranch} */
function branchOf(world, name, oid) {
  const { remote } = world;
  const { parents, message, author, files, seconds } = remote.commit(oid);
  const [first] = parents;
  const onBranch = first !== undefined && remote.history(remote.tip).has(first);
  const one = onBranch && parents.length === 1 && first !== undefined;
  const changed = one ? remote.differences(first, oid) : [];
  return {
    name,
    oid,
    parents,
    message,
    committer: author,
    changed,
    files: changed.flatMap((path) => (files.has(path) ? [{ path, text: files.get(path) ?? '' }] : [])),
    before: one ? textsOf(world, first, false) : [],
    onBranch,
    ageSeconds: remote.seconds - seconds,
  };
}

/** @param {Remote} remote @param {string} head @param {number[]} mergeable @returns {import('../../../js/types.js').Pull[]} */
function pullsOf(remote, head, mergeable) {
  const found = remote.pulls.filter((pull) => pull.head === head).reverse();
  return found.map((pull) => ({
    number: pull.number,
    url: `${HOSTING.serverUrl}/${HOSTING.name}/pull/${pull.number}`,
    nodeId: `PR_${pull.number}`,
    open: pull.state === 'open',
    merged: pull.state === 'merged',
    headOid: pull.headOid,
    base: 'main',
    baseOid: pull.state === 'open' ? remote.tip : pull.baseOid,
    body: pull.body,
    closedAt: pull.closedAt,
    autoMerge: false,
    mergeable: mergeable.includes(pull.number) ? remote.merges(pull) : null,
  }));
}

/** @param {Remote} remote @param {string} tag @returns {import('../../../js/types.js').ReleaseFact} */
function releaseOf(remote, tag) {
  const id = remote.releases.get(tag);
  if (id !== undefined) return { tag, state: 'present', message: null, release: publishedAs(tag, id) };
  const message = remote.tagObjects.get(remote.tags.get(tag)?.object ?? '')?.message ?? null;
  return { tag, state: 'absent', message, release: null };
}

/** @param {string} tag @param {number} id @returns {import('../../../js/types.js').Published} */
export function publishedAs(tag, id) {
  const page = `${HOSTING.serverUrl}/${HOSTING.name}/releases`;
  return { id, url: `${page}/tag/${encodeURIComponent(tag)}`, uploadUrl: `${page}/${id}/assets` };
}

/** What still says the old version, before a version commit is built: as js/run/still.js looks for it. @param {World} world @param {Plan} plan @returns {Plan} */
export function searched({ core, request, remote }, plan) {
  const { step, proposal } = plan;
  const alone = step?.kind === 'tag' && proposal?.manifests.length === 0;
  if (!proposal || (step?.kind !== 'commit' && !alone)) return plan;
  const tree = new Map(remote.commit(proposal.tip).files);
  const written = step.kind === 'commit' ? step.files : [];
  for (const { path, text } of written) tree.set(path, text);
  const said = [...proposal.manifests.map(({ version }) => version), ...(proposal.previousVersion ? [proposal.previousVersion] : [])];
  const others = proposal.others?.map(({ folder }) => folder) ?? [];
  const asked = { said, version: proposal.version, manifests: request.manifests ?? [], packages: proposal.packages, others };
  const hunt = core.hunt(asked, [...tree.keys()].join('\0'));
  const paths = [...new Set([...hunt.paths, ...hunt.settings, ...written.map(({ path }) => path)])];
  const files = paths.flatMap((path) => (tree.has(path) ? [{ path, text: tree.get(path) ?? '' }] : []));
  const places = hunt.texts.length > 0 ? core.stillSays(hunt, files, written.map(({ path }) => path)) : [];
  return core.searched(plan, { places, unread: hunt.left });
}
