// All that works on iterations, bundled apart: no other command loads it.

export { clean, cleanStep, submit } from './iteration/work.js';
export { check, checkStep } from './iteration/check.js';
export { diff } from './iteration/diff.js';
export { installHook } from './iteration/hook.js';
export { report } from './iteration/report.js';
export { show } from './iteration/show.js';
export { start } from './iteration/start.js';
