export * from './types.js';
/** Loads the core; call it once before anything else. */
export default function init(source?: string | URL | BufferSource | WebAssembly.Module): Promise<void>;
