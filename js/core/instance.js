// One wasm instance behind plain functions. Knows neither Node nor browser, nor which of the modules it is.

/** @typedef {Record<string, unknown> & {initSync(options: {module: BufferSource | WebAssembly.Module}): unknown}} Glue */

/**
 * Starts a module from its bytes and guards every function of it: a trap leaves a wasm instance in an undefined state, and
 * what a caller's data throws while it is read leaves its stack a little shorter, so the next call must meet a new one.
 * @template Functions
 * @param {Glue} glue
 * @param {BufferSource | WebAssembly.Module} module
 * @returns {Functions}
 */
export function start(glue, module) {
  glue.initSync({ module });
  return /** @type {Functions} */ (guarded({ ...glue }));
}

/** @param {Record<string, unknown>} functions */
function guarded(functions) {
  const restart = functions['__wbg_reset_state'];
  // A getter of a caller's data may call again, while the first call is under way: that one ends in its own instance.
  let under = 0;
  let broken = false;
  // One that was thrown before comes from the caller's data now: it has kept it, or called again.
  const known = new WeakSet();
  /** @param {unknown} error */
  const met = (error) => {
    const own = error instanceof Error && error.name === 'CoreError' && !known.has(error);
    broken ||= !own;
    if (error instanceof Error) known.add(error);
  };
  const left = () => {
    under -= 1;
    if (under > 0) return;
    if (broken && typeof restart === 'function') restart();
    broken = false;
  };
  const wrapped = Object.entries(functions).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const call = (/** @type {unknown[]} */ ...args) => {
      under += 1;
      try {
        return value(...args);
      } catch (error) {
        met(error);
        throw error;
      } finally {
        left();
      }
    };
    return [name, call];
  });
  return Object.fromEntries(wrapped);
}

/**
 * An error as the core's own are: with a stable code, and what helps.
 * @param {string} code
 * @param {string} message
 * @param {string[]} nextSteps
 */
export function coreError(code, message, nextSteps) {
  return Object.assign(new Error(`${message}; ${nextSteps.join('; ')}`), { name: 'CoreError', code, nextSteps });
}

/** What a function says that is called too early. @param {string} name */
function tooEarly(name) {
  return coreError('core-not-loaded', `\`${name}\` was called before the core is loaded`, ['`await init()` once before; `init` is the default export of the same module']);
}

/**
 * A module's functions before it is there: each is looked for when it is called.
 * @template {object} Functions
 * @param {() => Functions | undefined} core
 * @returns {<Name extends keyof Functions & string>(name: Name) => Functions[Name]}
 */
export function later(core) {
  return (name) => /** @type {any} */ (
    (/** @type {unknown[]} */ ...args) => {
      const functions = core();
      if (!functions) throw tooEarly(name);
      return /** @type {any} */ (functions)[name](...args);
    }
  );
}
