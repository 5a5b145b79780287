// Where a repository is opened, and the port to it: the one file that says how one is reached. git is the only way so far; another
// would be another folder beside that one, with a port of the same functions.

export { gitPort as portOf } from '../git/port.js';
export { cloneBare, clonePort } from '../git/clone.js';
export { iterationPort } from '../git/iterations.js';
export { openRepository } from '../git/repository.js';
