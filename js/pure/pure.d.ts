// `version-first/pure`: the functions about versions and names, by a core of their own that is small.

import type { Core } from '../types.js';

export {
  nextVersion,
  tagName,
  parseTag,
  bumpBranch,
  parseBumpBranch,
  parseIteration,
  nextIteration,
  iterationsOf,
  taskBranch,
  parseTaskBranch,
} from '../types.js';
export type { BumpName, CoreError, Failure, Iteration, NextVersionOptions, Numbering, Scheme, TaskBranch } from '../types.js';

/** What the small core can do; each function is the same as the whole core's. */
export type Pure = Pick<
  Core,
  | 'nextVersion'
  | 'tagName'
  | 'parseTag'
  | 'bumpBranch'
  | 'parseBumpBranch'
  | 'parseIteration'
  | 'nextIteration'
  | 'iterationsOf'
  | 'taskBranch'
  | 'parseTaskBranch'
>;

/**
 * Loads the small core, which is part of the module: no file is fetched. In browsers call it once before anything else;
 * in Node it is there already, and this does nothing.
 */
export default function init(): Promise<void>;
