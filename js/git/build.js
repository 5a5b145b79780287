// Builds commits and tags inside the private store: no index, no filters, no hooks, no signing prompt.

import { readBytes } from './commits.js';
import { ShellError, Unreadable, failureOf } from '../say/errors.js';
import { isHonest } from './hostile.js';
import { written } from '../files/links.js';
import { nameOf } from './loose.js';
import { configured } from './repository.js';
import { canonical, parseTree } from './trees.js';

/** @typedef {import('./port.js').Ground} World */
/** @typedef {import('./store.js').Objects} Objects */
/** @typedef {import('../types.js').CommitStep} CommitStep */
/** @typedef {import('../types.js').NewTag} NewTag */
/** @typedef {import('../types.js').Step} Step */
/** @typedef {import('../types.js').Outcome} Outcome */
/** @typedef {import('../types.js').TextFile} TextFile */

const BOT = { name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com' };

/**
 * Step `commit`: the parent's tree with these files in place of theirs, and the tag objects that name it.
 * @param {World} world
 * @param {CommitStep} step
 * @returns {Promise<Outcome>}
 */
export async function buildCommit(world, { parent, files, message, tags }) {
  const links = world.seen?.links ?? new Map();
  /** @type {TextFile[]} */
  let real;
  try {
    real = written(files, links);
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return { kind: 'refused', error: failure };
    throw error;
  }
  const through = files.flatMap(({ path }) => (links.has(path) ? [path] : []));
  const ground = await groundOf(world.store, parent, [...real.map(({ path }) => path), ...through]);
  if ('wrong' in ground) return { kind: 'broken', detail: ground.wrong };
  const changes = real.map(({ path, text }) => ({ names: path.split('/'), data: Buffer.from(text) }));
  const make = async () => {
    /** @type {string[]} */
    const objects = [];
    const put = (/** @type {string} */ type, /** @type {Buffer} */ data) => {
      const oid = world.store.put(type, data);
      objects.push(oid);
      return oid;
    };
    const tree = rewritten(put, ground.objects, ground.root, changes);
    const head = `tree ${tree}\nparent ${parent}\nauthor ${signature(world, 'AUTHOR')}\ncommitter ${signature(world, 'COMMITTER')}\n`;
    const commit = put('commit', Buffer.from(`${head}\n${message}`));
    const named = tags.map((tag) => putTag(world, commit, tag));
    world.store.built = { commit, parent, objects, tags: named, ground: ground.objects };
    return { commit, tags: named };
  };
  return build(world, make, files, links);
}

/**
 * A tree with these files in place of theirs; all other entries stay as they are, to the byte.
 * @param {World['store']['put']} put
 * @param {Objects} objects the folders on the way to them among these
 * @param {string | undefined} oid none: a new folder
 * @param {{names: string[], data: Buffer}[]} changes
 * @param {string[]} [above] the folders it lies in
 * @returns {string} its name
 */
function rewritten(put, objects, oid, changes, above = []) {
  const entries = oid === undefined ? [] : exactly(objects, oid);
  /** @type {Map<string, typeof changes>} */
  const byName = new Map();
  for (const change of changes) {
    const [name = '', ...inside] = change.names;
    byName.set(name, [...(byName.get(name) ?? []), { ...change, names: inside }]);
  }
  for (const [text, inside] of byName) {
    const name = Buffer.from(text).toString('latin1');
    const old = entries.find((entry) => entry.name === name);
    const [file] = inside.filter(({ names }) => names.length === 0);
    if (file && inside.length > 1) throw new ShellError('broken', `\`${text}\` cannot be a file and a folder`);
    const other = old && standsAs(old);
    if (other && other !== (file ? 'a file' : 'a folder')) throw noFile([...above, text].join('/'), other, file !== undefined);
    // A file that is there keeps its mode.
    const now = file ? { mode: old ? canonical(old.mode) : '100644', oid: put('blob', file.data) } : { mode: '40000', oid: rewritten(put, objects, old?.oid, inside, [...above, text]) };
    if (old) Object.assign(old, now);
    else entries.push({ name, ...now });
  }
  // Where nothing is new, nothing moves.
  entries.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const parts = entries.flatMap(({ mode, name, oid: of }) => [Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(of, 'hex')]);
  return put('tree', Buffer.concat(parts));
}

/**
 * The entries as they are, to be written again: bytes, one a letter.
 * @param {Objects} objects
 * @param {string} oid
 */
function exactly(objects, oid) {
  const tree = objects.get(oid);
  const entries = tree?.type === 'tree' ? parseTree(tree.data, oid.length / 2, true) : null;
  if (!entries) throw new Unreadable(128, `the tree ${oid} is missing`);
  return entries;
}

/**
 * What an entry is, in words.
 * @param {{mode: string}} entry
 */
function standsAs(entry) {
  if (isFolder(entry)) return 'a folder';
  const kind = Number.parseInt(entry.mode, 8) & 0o170000;
  return kind === 0o100000 ? 'a file' : kind === 0o120000 ? 'a link' : 'a submodule';
}

/**
 * Of all that is written only a changelog may be new: links to files were followed, and a manifest is a file that was read.
 * What a person put in its place is theirs.
 * @param {string} path
 * @param {string} other what is there
 * @param {boolean} last whether the file itself was to be there, or a folder on the way to it
 */
function noFile(path, other, last) {
  const is = last && other === 'a link' ? 'a link that leads to no file' : other;
  return new ShellError('changelog-not-understood', `\`${path}\` is ${is}: expected ${last ? 'a file, or nothing there' : 'a folder'}`, {
    path,
    nextSteps: ['name the file itself: `--changelog PATH` (input `changelog`)', `or take \`${path}\` away, commit and push that, and run this again`],
  });
}

/** @param {{mode: string}} entry */
function isFolder({ mode }) {
  return Number.parseInt(mode, 8) === 0o40000;
}

/**
 * git sorts folders as if their names ended with a slash.
 * @param {{mode: string, name: string}} entry
 */
function orderOf(entry) {
  return isFolder(entry) ? `${entry.name}/` : entry.name;
}

/**
 * What a commit is built on: its parent, the folders on the way to these files, and what stands in their place, as they are.
 *
 * git does not look whether the bytes of an object at hand fit its name, and what is rewritten here goes out under new
 * names: what it is made of has to be what the branch really has.
 * @param {World['store']} store
 * @param {string} parent
 * @param {string[]} paths
 * @returns {Promise<{root: string, objects: Objects} | {wrong: string}>}
 */
async function groundOf(store, parent, paths) {
  const wrong = (/** @type {string} */ oid, /** @type {string} */ what) => ({ wrong: `the clone's ${what} ${oid} is not what its name says: run \`git fsck\`, then fetch it anew` });
  const [head, root] = await Promise.all([honest(store, parent), store.commit(parent).then((commit) => commit?.tree)]);
  if (!head) return wrong(parent, 'commit');
  if (root === undefined) return { wrong: `the commit ${parent} is missing` };
  const dishonest = paths.find((path) => !isHonest(path));
  if (dishonest !== undefined) return { wrong: `\`${dishonest}\` is no path for a file in a tree` };
  const ways = await Promise.all(paths.map((path) => wayTo(store, root, path)));
  const places = new Map([[root, '/'], ...ways.flat()]);
  const found = await Promise.all([...places].map(async ([oid, here]) => ({ oid, here, object: await honest(store, oid) })));
  /** @type {Objects} */
  const objects = new Map([[parent, head]]);
  for (const { oid, here, object } of found) {
    if (!object) return wrong(oid, `\`${here}\``);
    objects.set(oid, object);
  }
  return { root, objects };
}

/**
 * What stands on the way to a file, and the file itself, as far as they are there: it may be new, in a new folder perhaps.
 * @param {World['store']} store
 * @param {string} root
 * @param {string} path
 * @returns {Promise<[oid: string, path: string][]>}
 */
async function wayTo(store, root, path) {
  const names = path.split('/');
  const heres = names.map((_, depth) => names.slice(0, depth + 1).join('/'));
  const entries = await Promise.all(heres.map((here) => store.trees.entry(root, here)));
  return heres.flatMap((here, at) => (entries[at] ? [[entries[at].oid, here]] : []));
}

/**
 * An object that is what its name says; null where it is not, or missing.
 * @param {World['store']} store
 * @param {string} oid
 */
async function honest(store, oid) {
  const object = await store.reader().read(oid);
  return object?.data && nameOf(store.repository.objectFormat, object.type, object.data) === oid ? { type: object.type, data: object.data } : null;
}

/**
 * Step `tag`: only the tag objects.
 * @param {World} world
 * @param {Extract<Step, {kind: 'tag'}>} step
 * @returns {Promise<Outcome>}
 */
export function buildTag(world, { target, tags }) {
  return build(world, async () => ({ commit: target, tags: tags.map((tag) => putTag(world, target, tag)) }), []);
}

/**
 * @param {World} world
 * @param {string} target
 * @param {NewTag} tag
 */
function putTag(world, target, { name, message }) {
  return world.store.put('tag', Buffer.from(`object ${target}\ntype commit\ntag ${name}\ntagger ${signature(world, 'COMMITTER')}\n\n${message}`));
}

/**
 * @param {World} world
 * @param {() => Promise<{commit: string, tags: string[]}>} make
 * @param {TextFile[]} files
 * @param {import('../files/links.js').Links} [links]
 * @returns {Promise<Outcome>}
 */
async function build({ core, store }, make, files, links = new Map()) {
  try {
    const { commit, tags } = await make();
    const tree = (await store.commit(commit))?.tree;
    if (tree === undefined) return { kind: 'broken', detail: `the commit ${commit} is missing` };
    return { kind: 'builtAs', commit, tags, fingerprints: await readBack(core, store, tree, files, links) };
  } catch (error) {
    // A full disk, say.
    const cannotWrite = error instanceof Error && 'syscall' in error;
    const failure = failureOf(error);
    if (failure && failure.code !== 'broken') return { kind: 'refused', error: failure };
    if (cannotWrite || error instanceof ShellError || error instanceof Unreadable) return { kind: 'broken', detail: error.message };
    throw error;
  }
}

/**
 * What the files hash to as they stand in the built commit.
 * @param {World['core']} core
 * @param {World['store']} store
 * @param {string} tree
 * @param {TextFile[]} files
 * @param {import('../files/links.js').Links} links
 */
async function readBack(core, store, tree, files, links) {
  if (files.length === 0) return [];
  const read = files.map(async ({ path }) => {
    const entry = await store.trees.entry(tree, links.get(path) ?? path);
    if (!entry) throw new ShellError('broken', `the built commit has no \`${path}\``);
    return readBytes(store, entry.oid, path);
  });
  const prints = core.fingerprints(await Promise.all(read));
  return files.map(({ path }, nth) => ({ path, fingerprint: prints[nth] ?? '' }));
}

/**
 * `Name <email> seconds zone`.
 * @param {World} world
 * @param {'AUTHOR' | 'COMMITTER'} role
 */
function signature(world, role) {
  return `${identity(world, role)} ${Math.floor(Date.now() / 1000)} ${zone()}`;
}

/**
 * `Name <email>`: the user's, else the bot's.
 * @param {Pick<World, 'repository'>} world
 * @param {'AUTHOR' | 'COMMITTER'} role
 */
export function identity({ repository }, role) {
  const env = repository.git.env;
  const section = role.toLowerCase();
  const setting = (/** @type {string} */ key) =>
    configured(repository.config, `${section}.${key}`) ?? configured(repository.config, `user.${key}`);
  const name = clean(env[`GIT_${role}_NAME`] || setting('name') || '');
  const email = clean(env[`GIT_${role}_EMAIL`] || setting('email') || '');
  const who = name && email ? { name, email } : BOT;
  return `${who.name} <${who.email}>`;
}

/**
 * Git has no way to write these characters in a signature.
 * @param {string} text
 */
function clean(text) {
  return text.replace(/[<>\x00-\x1f\x7f]/g, '').trim();
}

function zone() {
  const minutes = -new Date().getTimezoneOffset();
  const digits = String(Math.floor(Math.abs(minutes) / 60) * 100 + (Math.abs(minutes) % 60)).padStart(4, '0');
  return (minutes < 0 ? '-' : '+') + digits;
}
