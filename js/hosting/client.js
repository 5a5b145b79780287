// The one API client of a run. Loaded when it is first used: a direct release asks no API, and an HTTP client costs more
// to load than all our own code.

/** @typedef {import('../run/world.js').World} World */

/**
 * @param {World} world
 * @returns {Promise<import('./github.js').GitHub>}
 */
export function clientOf(world) {
  return (world.client ??= connect(world));
}

/** @param {World} world */
async function connect({ repository: { api, redact }, limits }) {
  if (!api) throw new Error('a step needs an API, and this run has none');
  const { GitHub } = await import('./github.js');
  return new GitHub({ api, redact, limits });
}
