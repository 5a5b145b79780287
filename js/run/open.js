// Where a repository is opened, and the port to it: the one file that says how one is reached. git is the only way so far; another
// would be another folder beside that one, with a port of the same functions.

/** @typedef {import('../git/repository.js').Place} Place where a repository is, and how its remote is reached */
/** @typedef {import('../git/repository.js').Repository} Repository one that is open */
/** @typedef {import('../git/environment.js').ConfigEntry} ConfigEntry */
/** @typedef {import('../git/port.js').Port} Port a run's */
/** @typedef {import('../git/clone.js').Clone} Clone that of `audit` and `set` */
/** @typedef {import('../git/iterations.js').IterationPort} IterationPort */
/** @typedef {import('../git/compare.js').Compared} Compared two attempts */
/** @typedef {import('../git/compare.js').Row} Row a commit of them */

export { gitPort as portOf } from '../git/port.js';
export { cloneBare, clonePort } from '../git/clone.js';
export { iterationPort } from '../git/iterations.js';
export { openRepository } from '../git/repository.js';
export { makeRoom } from '../git/store.js';
export { getReady } from '../git/loose.js';
export { requireTarget } from '../git/target.js';
