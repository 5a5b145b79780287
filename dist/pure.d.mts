/* tslint:disable */
/* eslint-disable */

export function __wbg_reset_state(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly bumpBranch: (a: any, b: any) => [number, number, number];
    readonly iterationsOf: (a: any, b: any) => [number, number, number];
    readonly nextIteration: (a: any, b: any) => [number, number, number];
    readonly nextVersion: (a: any) => [number, number, number];
    readonly parseBumpBranch: (a: any, b: any) => [number, number, number];
    readonly parseIteration: (a: any) => [number, number, number];
    readonly parseTag: (a: any, b: any) => [number, number, number];
    readonly parseTaskBranch: (a: any) => [number, number, number];
    readonly tagName: (a: any, b: any) => [number, number, number];
    readonly taskBranch: (a: any) => [number, number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
