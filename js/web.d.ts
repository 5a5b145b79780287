// `version-first`, in Node and in browsers.

export * from './types.js';
/**
 * Loads the core: in browsers call it once before anything else; in Node it is there already, and this does nothing.
 * A function that is called too early throws a `CoreError` with the code `core-not-loaded`; a core that is not where it should
 * be, one with the code `core-not-found`.
 *
 * @param source where `core.wasm` is, or what is in it; default: beside this package's own files, by `import.meta.url`
 */
export default function init(source?: string | URL | BufferSource | WebAssembly.Module): Promise<void>;
