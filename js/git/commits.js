// What the look asks about single commits: the texts of their manifests, their place on the branch, their tags.

import { ShellError, Unreadable, failureOf } from '../say/errors.js';
import { LINK } from '../files/entries.js';
import { LONGEST_LINK, leadsTo, throughSpelled } from '../files/links.js';
import { LARGEST_MANIFEST, decode, tooLarge } from '../files/texts.js';

/** @typedef {import('./port.js').Ground} World */
/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./trees.js').Listing} Listing */
/** @typedef {import('../types.js').TextFile} TextFile */

/** Letters of all manifests together: reading them takes a while that nothing can cut short. */
const MOST_TEXT = 60_000_000;
/** Files that are asked for at once: before more are, it is known how large these are. */
const AT_ONCE = 16;
/** Commits read one by one before git is asked instead. */
const NEAR = 64;

/**
 * The texts the core wants of a commit, by its discovery: asked until it names no more. A link to a file of the same tree is
 * read through, as a checkout does it.
 * @param {World} world
 * @param {Listing} listing
 * @param {boolean} rewriting at the tip, whose files will be rewritten, lock files are wanted too and an unreadable manifest
 *   is a failure; in an old commit it only says nothing
 * @param {import('../files/links.js').Links} [links] what was read through links is added to these
 * @returns {Promise<TextFile[]>}
 */
export async function texts({ core, request, store }, listing, rewriting, links = new Map()) {
  const paths = new Set([...listing].filter(([, { mode }]) => mode.startsWith('100') || mode === LINK).map(([path]) => path));
  // In order they are taken in sooner, and there may be many old commits. At the tip some answers keep the order they come in.
  const all = () => (rewriting ? [...paths] : [...paths].sort()).join('\0');
  let joined = all();
  /** @type {TextFile[]} */
  const files = [];
  /** @type {Set<string>} */
  const asked = new Set();
  let letters = 0;
  /** @type {string[]} */
  let wanted = [];
  // Fragments of changelogs, say, are read whatever `manifests` leaves out. In an old commit nobody is told.
  const ways = (/** @type {string} */ path) => {
    const without = { ...request, manifests: [...(request.manifests ?? []), `!${path}`] };
    const isEntry = (request.manifests ?? []).some((entry) => entry === path || entry.startsWith(`${path}:`));
    const helps = rewriting && !isEntry && !core.needs(without, joined, files).includes(path);
    return helps ? [`or, if it is no part of what is released, ${leaveOut(path)}`] : [];
  };
  for (;;) {
    if (wanted.length === 0) {
      wanted = core.needs(request, joined, files, !rewriting).filter((path) => !asked.has(path));
      if (!rewriting) await store.bringContents(wanted.flatMap((path) => listing.get(path)?.oid ?? []));
    }
    if (wanted.length === 0) break;
    const found = await Promise.all(
      wanted.splice(0, AT_ONCE).map(async (path) => {
        asked.add(path);
        try {
          return await textAt(store, listing, path, links, () => ways(path));
        } catch (error) {
          if (rewriting || !(error instanceof ShellError)) throw error;
          return null;
        }
      }),
    );
    const read = found.filter((file) => file !== null);
    letters = read.reduce((sum, { text }) => sum + text.length, letters);
    if (letters > MOST_TEXT) throw tooMuch();
    files.push(...read);
    // What leads nowhere is as good as not there.
    const gone = [...asked].filter((path) => paths.has(path) && listing.get(path)?.mode === LINK && !links.has(path));
    if (gone.length === 0) continue;
    for (const path of gone) paths.delete(path);
    joined = all();
    wanted = [];
  }
  return files;
}

/**
 * One that leads out of the tree is nobody's honest manifest: whoever checks that commit out would have something else
 * changed. Code: `hostile-tree`.
 * @param {Store} store
 * @param {Listing} listing
 * @param {string} path
 * @param {import('../files/links.js').Links} links
 * @param {() => string[]} ways what else is to be done about one that is no text
 * @returns {Promise<TextFile | null>} null: nothing is there
 */
async function textAt(store, listing, path, links, ways) {
  const linked = listing.get(path)?.mode === LINK;
  const named = async (/** @type {string} */ link) => (await store.contents(listing.get(link)?.oid ?? '', LONGEST_LINK))?.data?.toString() ?? null;
  const start = linked ? await leadsTo(listing, path, named) : path;
  if (start === null) throw leadsOut(path, (await named(path)) ?? '');
  const read = async (/** @type {string} */ one) => {
    const entry = listing.get(one);
    return entry?.mode.startsWith('100') ? decode(await readBytes(store, entry.oid, one), one, ways) : null;
  };
  const text = start === undefined ? null : await read(start);
  if (start === undefined || text === null) return null;
  const end = await throughSpelled({ path: start, text }, (one) => listing.get(one)?.mode.startsWith('100') ?? false, read);
  if (end.path !== path) links.set(path, end.path);
  return { path, text: end.text };
}

/**
 * @param {string} path
 * @param {string} target
 */
function leadsOut(path, target) {
  return new ShellError('hostile-tree', `\`${path}\` is a link out of the repository, to \`${target}\`: expected a file`, {
    path,
    nextSteps: [`put the file itself there, or ${leaveOut(path)}`],
  });
}

/** @param {string} path */
const leaveOut = (path) => `leave it out: \`!${path}\` in \`--manifests\` (input \`manifests\`)`;

/**
 * The manifests of an old commit. A tree that no honest commit has says nothing: anybody who may push a tag can name one.
 * @param {World} world
 * @param {string} tree
 */
export async function manifestsOf(world, tree) {
  try {
    return await texts(world, await world.store.trees.list(tree), false);
  } catch (error) {
    if (failureOf(error)) return [];
    throw error;
  }
}

/**
 * A blob as text, exactly.
 * @param {Store} store
 * @param {string} oid
 * @param {string} path
 */
export async function readText(store, oid, path) {
  return decode(await readBytes(store, oid, path), path);
}

/**
 * @param {Store} store
 * @param {string} oid
 * @param {string} path
 */
export async function readBytes(store, oid, path) {
  const blob = await store.contents(oid, LARGEST_MANIFEST);
  if (!blob) throw new Unreadable(128, `the contents of \`${path}\` (${oid}) are missing`);
  if (!blob.data) throw tooLarge(path, blob.size);
  return blob.data;
}

function tooMuch() {
  return new ShellError('manifests-too-large', `the manifests have more than ${MOST_TEXT / 1_000_000} million letters together`, {
    nextSteps: ['leave out what is no manifest, or generated: lines with `!` in `--manifests` (input `manifests`)'],
  });
}

/**
 * Whether a commit is on the tip's history. Near commits are found through the running reader; only a far one costs a
 * process.
 * @param {Store} store
 * @param {string} oid
 * @param {string} tip
 */
export async function isAncestor(store, oid, tip) {
  const { seen, complete } = await near(store, new Set([oid]), tip);
  if (seen.has(oid)) return true;
  if (complete) return false;
  const answer = await store.git.run(['merge-base', '--is-ancestor', oid, tip]);
  if (answer.exit !== 0 && answer.exit !== 1) throw new Unreadable(answer.exit, answer.stderr);
  return answer.exit === 0;
}

/**
 * The commits near the tip, until all that are looked for are seen. `complete`: there are no others.
 * @param {Store} store
 * @param {Set<string>} wanted
 * @param {string} tip
 */
export async function near(store, wanted, tip) {
  const seen = new Set([tip]);
  let level = [tip];
  const missing = new Set(wanted);
  while (level.length > 0) {
    for (const name of level) missing.delete(name);
    if (missing.size === 0 || seen.size >= NEAR) return { seen, complete: false };
    const commits = await Promise.all(level.map((name) => store.commit(name)));
    level = [...new Set(commits.flatMap((commit) => commit?.parents ?? []))].filter((name) => !seen.has(name));
    for (const name of level) seen.add(name);
  }
  return { seen, complete: true };
}

/**
 * Refspecs for the tags that name commits which are not here. In a shallow clone a commit's being here says nothing
 * about its history, so there every tag is fetched.
 * @param {World} world
 * @param {string} refs
 * @param {string[]} commits
 */
export async function missingTags({ store, repository, whole, offline }, refs, commits) {
  const missing = new Set();
  for (const oid of commits) {
    const here = repository.shallow && !offline ? whole.has(oid) : await store.has(oid);
    if (!here) missing.add(oid);
  }
  if (missing.size === 0) return [];
  const rows = refs.split('\n').map((row) => row.split('\t'));
  const names = rows.filter(([oid, ref]) => missing.has(oid) && ref?.startsWith('refs/tags/'));
  const tags = new Set(names.map(([, ref = '']) => ref.replace(/\^\{\}$/, '').slice('refs/tags/'.length)));
  return [...tags].map((tag) => `+refs/tags/${tag}:refs/vf/t/${tag}`);
}
