// Chance that can be had again: the same seed, function and number give the same input.

/** @typedef {ReturnType<typeof chance>} Chance */

/** @param {string} text FNV-1a over 32 bits */
function hash(text) {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/**
 * Draws that follow from a text (mulberry32).
 * @param {string} from
 */
export function chance(from) {
  let state = hash(from);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (/** @type {number} */ end) => Math.floor(next() * end);
  return {
    below,
    /** Once in `times`. @param {number} times */
    once: (times) => below(times) === 0,
    /** @template T @param {readonly T[]} list @returns {T} */
    of: (list) => /** @type {T} */ (list[below(list.length)]),
    /** Few more often than many. @param {number} most */
    few: (most) => Math.floor(next() * next() * next() * (most + 1)),
  };
}
