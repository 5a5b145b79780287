// Pushing: the one way in which refs of a remote change.

/**
 * A step that pushes: all refs in one go, each by lease on what was seen. An empty `expect` means: only if it is not there;
 * none at all: forwards only; an empty `oid`: the ref goes.
 * @param {{core: Pick<import('../types.js').Core, 'readPush'>, repository: import('./repository.js').Repository, talker: {remote(args: string[]): Promise<import('./git.js').Answer>}}} to
 * @param {{atomic?: boolean, updates: {ref: string, oid: string, expect?: string}[]}} step
 * @returns {Promise<{kind: 'pushed'} & import('../types.js').Pushed>}
 */
export async function push({ core, talker, repository }, { atomic = false, updates }) {
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
  return { kind: 'pushed', ...core.readPush(exit, repository.redact(stdout.toString()), stderr) };
}
