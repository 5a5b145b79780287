// Everything that does the work, bundled apart: a command that only speaks (`--help`, a typing error) never loads it.

import { compileAhead, quickStart } from '../core/quick.js';

export { auditClone } from '../audit/audit.js';
export { auditMany, manySummary, summaryOf, writeReports } from '../audit/many.js';
export { auditSummary } from '../audit/page.js';
export { examine } from '../doctor/doctor.js';
export { loadCore } from '../core/core.js';
export { optimise } from '../core/quick.js';
export { Limits } from '../run/limits.js';
export { pruneBranches } from '../prune/prune.js';
export { run } from '../run/run.js';
export { setVersion } from '../set/set.js';
export { tryIt } from '../run/try.js';

quickStart();
compileAhead();
