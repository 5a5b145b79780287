// All that works on iterations, bundled apart: no other command loads it, and it is loaded instead of the engine, with its own
// copy of what both share.

import { quickStart } from '../core/quick.js';

export { clean, cleanStep, submit } from './work.js';
export { check, checkStep } from './check.js';
export { diff } from './diff.js';
export { installHook } from './hook.js';
export { report } from './report.js';
export { show } from './show.js';
export { start } from './start.js';
export { hush } from '../say/output.js';

quickStart();
