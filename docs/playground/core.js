// The core as the npm package gives it to browsers, found beside this page.

import init, * as core from '../../js/web.js';

/** @returns {Promise<import('../../js/types.js').Core>} */
export async function loadCore() {
  await init();
  return core;
}
