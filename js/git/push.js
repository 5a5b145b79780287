// Pushing: the one way in which refs of a remote change.

/** @typedef {import('./port.js').Ground} World */
/** @typedef {import('../types.js').Outcome} Outcome */
/** @typedef {import('../types.js').Step} Step */

/**
 * Step `push`: all refs in one go, each by lease on what was seen. An empty `expect` means: only if it is not there; an
 * empty `oid`: the ref goes.
 * @param {World} world
 * @param {Pick<Extract<Step, {kind: 'push'}>, 'atomic' | 'updates'>} step
 * @returns {Promise<Extract<Outcome, {kind: 'pushed'}>>}
 */
export async function push({ store, repository }, { atomic, updates }) {
  const answer = await store.remote([
    'push',
    '--porcelain',
    '--no-verify',
    '--no-follow-tags',
    '--no-signed',
    '--recurse-submodules=no',
    ...(atomic ? ['--atomic'] : []),
    ...updates.map(({ ref, expect }) => `--force-with-lease=${ref}:${expect}`),
    '--end-of-options',
    repository.remote,
    ...updates.map(({ ref, oid }) => `${oid}:${ref}`),
  ]);
  return { kind: 'pushed', exit: answer.exit, stdout: repository.redact(answer.stdout.toString()), stderr: answer.stderr };
}
