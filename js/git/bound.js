// How ports are made of functions that stand by themselves.

/**
 * Functions that all work on one thing, as whoever knows nothing of it calls them.
 * @template G
 * @template {Record<string, (ground: G, ...rest: any[]) => any>} F
 * @param {G} ground
 * @param {F} functions
 * @returns {{[K in keyof F]: F[K] extends (ground: G, ...rest: infer R) => infer A ? (...rest: R) => A : never}}
 */
export function bound(ground, functions) {
  const entries = Object.entries(functions).map(([name, one]) => [name, (/** @type {any[]} */ ...rest) => one(ground, ...rest)]);
  return Object.fromEntries(entries);
}
