// A large text crosses to the core once: from then on a handle stands for it. Whoever calls the core hands it texts, always;
// here they are taken for what the core has already.

/** @typedef {import('../types.js').Core} Core */
/**
 * What the core does for this room alone: `hold` keeps a text, for which `{held: handle}` may stand from then on wherever one
 * is taken in; `release` keeps none any more.
 * @typedef {Core & {hold(handle: number, text: string): void, release(): void}} Keeper
 */

/** Shorter texts cross as fast as it is found out whether they have crossed before. */
const LARGE = 16_384;
/** So many letters are kept at most: more than one look may read of a tip. */
const MOST = 64_000_000;

/** Fields of plain data that hold texts which more than one call speaks of. tests/consumers/held.test.mjs knows of every other field why not. */
export const LASTING = new Set(['text', 'refs', 'paths']);

/** Which arguments of which functions are, or hold, such texts. A plan is none of them: of it the core reads what it wants. */
export const SPEAKING = /** @type {const} */ ({ target: [1], needs: [1, 2], wants: [1], advance: [1], hunt: [1], stillSays: [1] });

/** Handles are never used twice, whatever becomes of the core: one that it has lost must not mean another text. */
let handles = 0;

/**
 * The same core for as long as one run goes on; `release` ends that.
 * @param {Core} core
 * @returns {{core: Core, release: () => void}}
 */
export function keeping(core) {
  const keeper = /** @type {Keeper} */ (core);
  /** @type {Map<string, number>} */
  const kept = new Map();
  let letters = 0;
  const forget = () => {
    if (kept.size > 0) keeper.release();
    kept.clear();
    letters = 0;
  };
  /** @param {string} text */
  const handed = (text) => {
    if (text.length < LARGE) return text;
    let held = kept.get(text);
    if (held === undefined) {
      held = handles += 1;
      keeper.hold(held, text);
      kept.set(text, held);
      letters += text.length;
    }
    return { held };
  };
  /** @param {unknown} value @returns {unknown} */
  const within = (value) => {
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([name, one]) => [name, typeof one === 'string' && LASTING.has(name) ? handed(one) : within(one)]));
  };
  /** @type {Record<string, unknown>} */
  const functions = { ...core };
  for (const [name, places] of Object.entries(SPEAKING)) {
    const call = /** @type {(...args: unknown[]) => unknown} */ (functions[name]);
    const speaks = (/** @type {number} */ at) => places.some((place) => place === at);
    functions[name] = (/** @type {unknown[]} */ ...args) => {
      if (letters > MOST) forget();
      return call(...args.map((arg, at) => (!speaks(at) ? arg : typeof arg === 'string' ? handed(arg) : within(arg))));
    };
  }
  return { core: /** @type {Core} */ (/** @type {unknown} */ (functions)), release: forget };
}
