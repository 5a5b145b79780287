// Pushing: the one way in which refs of a remote change.

/** @typedef {{core: Pick<import('../types.js').Core, 'readPush'>, repository: import('./repository.js').Repository, talker: {remote(args: string[]): Promise<import('./git.js').Answer>}}} To */
/** @typedef {{atomic?: boolean, updates: {ref: string, oid: string, expect?: string}[]}} Sent */

/**
 * A step that pushes: all refs in one go, each by lease on what was seen. An empty `expect` means: only if it is not there;
 * none at all: forwards only; an empty `oid`: the ref goes.
 * @param {To} to
 * @param {Sent} step
 * @returns {Promise<{kind: 'pushed'} & import('../types.js').Pushed>}
 */
export async function push(to, { atomic = false, updates }) {
  const { core, talker, repository } = to;
  const { exit, stdout, stderr } = await talker.remote([
    'push',
    '--porcelain',
    '--no-verify',
    '--no-follow-tags',
    '--no-signed',
    '--recurse-submodules=no',
    ...(atomic ? ['--atomic'] : []),
    ...updates.flatMap(({ ref, expect }) => (expect === undefined ? [] : [`--force-with-lease=${ref}:${expect}`])),
    '--end-of-options',
    repository.remote,
    ...updates.map(({ ref, oid }) => `${oid}:${ref}`),
  ]);
  const answer = core.readPush(exit, repository.redact(stdout.toString()), stderr);
  const mistaken = stderr.includes(' matches more than one') || answer.rows.some((row) => updates.some(({ ref }) => isTakenFor(row.ref, ref)));
  return { kind: 'pushed', ...((mistaken && (await inTheWay(to, updates))) || answer) };
}

/**
 * git takes `refs/heads/main` for `refs/heads/refs/heads/main`, too, where the remote has a branch of that name: with both it
 * pushes nothing, and with that one alone it goes there, where the lease stops it.
 * @param {string} name
 * @param {string} ref
 */
const isTakenFor = (name, ref) => ['refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'].some((before) => name === `${before}${ref}`);

/**
 * The answer to such a push, in git's words for one ref that another one leaves no room for; null where there is none any more.
 * @param {To} to
 * @param {Sent['updates']} updates
 * @returns {Promise<import('../types.js').Pushed | null>}
 */
async function inTheWay({ talker, repository }, updates) {
  const { stdout } = await talker.remote(['ls-remote', '--refs', '--end-of-options', repository.remote, ...updates.map(({ ref }) => ref)]);
  const names = stdout.toString().split('\n').map((line) => line.split('\t')[1] ?? '');
  const rows = updates.flatMap(({ ref }) => {
    const other = names.find((name) => isTakenFor(name, ref));
    return other === undefined ? [] : [{ ref, answer: /** @type {const} */ ('refused'), said: `'${other}' exists; cannot create '${ref}': git takes one for the other` }];
  });
  return rows.length === 0 ? null : { ended: 'badly', rows, said: rows.map(({ said }) => `error: ${said}\n`).join('') };
}
