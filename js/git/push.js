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
  const said = repository.redact(stdout.toString());
  const answer = core.readPush(exit, said, stderr);
  // git spoke with the remote, and not of every ref: what is called alike there tells why.
  const silent = (exit === 0 || exit === 1) && updates.some(({ ref }) => answer.rows.every((row) => row.ref !== ref));
  if (!silent) return { kind: 'pushed', ...answer };
  const listed = await talker.remote(['ls-remote', '--refs', '--end-of-options', repository.remote, ...updates.map(({ ref }) => ref)]);
  return { kind: 'pushed', ...core.readPush(exit, said, stderr, listed.stdout.toString()) };
}
