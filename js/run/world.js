// Everything a run needs in order to read and act.

import { portOf } from './open.js';

/**
 * @typedef {object} World
 * @property {import('../types.js').Core} core
 * @property {import('../types.js').Request} request
 * @property {import('./open.js').Repository} repository
 * @property {import('./open.js').Port} port the repository and its remote
 * @property {import('./limits.js').Limits} limits
 * @property {Promise<import('../hosting/github.js').GitHub> | null} client once it has been used
 */

/**
 * @param {Pick<World, 'core' | 'request' | 'repository' | 'limits'>} given
 * @param {{offline?: boolean, room?: string | null}} [options] `offline`: look at the local refs instead of the remote's; `room`: a
 *   folder for what is temporary
 * @returns {World}
 */
export function worldOf(given, { offline = false, room = null } = {}) {
  const { core, request, repository } = given;
  return { ...given, port: portOf({ core, request, repository, offline, room }), client: null };
}
