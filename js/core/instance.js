// One wasm instance behind plain functions. Knows neither Node nor browser.

import * as glue from '../../dist/core.mjs';

/** @typedef {import('../types.js').Core} Core */

/**
 * Starts the core from its bytes and guards every function of it: a trap leaves a wasm instance in an undefined
 * state, so the next call must meet a new one.
 * @param {BufferSource | WebAssembly.Module} module
 * @returns {Core}
 */
export function startCore(module) {
  glue.initSync({ module });
  return guarded({ ...glue });
}

/**
 * @param {Record<string, unknown>} functions
 * @returns {Core}
 */
function guarded(functions) {
  const restart = functions['__wbg_reset_state'];
  const wrapped = Object.entries(functions).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const call = (/** @type {unknown[]} */ ...args) => {
      try {
        return value(...args);
      } catch (error) {
        const trapped = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
        if (trapped && typeof restart === 'function') restart();
        throw error;
      }
    };
    return [name, call];
  });
  return Object.fromEntries(wrapped);
}
