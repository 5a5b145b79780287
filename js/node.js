// `import … from 'version-first'` in Node: the pure functions, ready at once.

import { loadCore } from './core.js';

export const {
  nextVersion,
  decideBump,
  readManifests,
  rewriteManifests,
  setManifests,
  releaseNotes,
  tagName,
  parseTag,
  bumpBranch,
  parseBumpBranch,
  target,
  needs,
  wants,
  plan,
  sweep,
  hunt,
  stillSays,
  searched,
  credited,
  advance,
  planPrune,
  lookout,
  holding,
  afterDeleting,
  whyUnreadable,
  whyDenied,
} = loadCore();
