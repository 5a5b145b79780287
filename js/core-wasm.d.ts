// `version-first/core.wasm`: what a bundler makes of it, an address or the bytes. Either is what `init` takes.

declare const core: string | URL | BufferSource | WebAssembly.Module;
export default core;
