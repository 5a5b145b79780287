/* tslint:disable */
/* eslint-disable */

export function __wbg_reset_state(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly advance: (a: any, b: any) => [number, number, number];
    readonly advanceIteration: (a: any, b: any) => [number, number, number];
    readonly afterDeleting: (a: any, b: any, c: any) => [number, number, number];
    readonly afterStarting: (a: any, b: any) => [number, number, number];
    readonly audit: (a: any, b: any) => [number, number, number];
    readonly auditNames: (a: any, b: any) => [number, number, number];
    readonly auditTags: (a: any, b: any) => [number, number, number];
    readonly auditTrees: (a: any, b: any) => [number, number, number];
    readonly bumpBranch: (a: any, b: any) => [number, number, number];
    readonly checkIteration: (a: any) => [number, number, number];
    readonly credited: (a: any, b: any, c: any) => [number, number, number];
    readonly decideBump: (a: any, b: any) => [number, number, number];
    readonly diagnose: (a: any) => [number, number, number];
    readonly endedIterations: (a: any) => [number, number, number];
    readonly fingerprints: (a: any) => [number, number, number];
    readonly hold: (a: any, b: any) => [number, number, number];
    readonly holding: (a: any, b: any) => [number, number, number];
    readonly hunt: (a: any, b: any) => [number, number, number];
    readonly iterationBase: (a: any) => [number, number, number];
    readonly iterationsOf: (a: any, b: any) => [number, number, number];
    readonly lookout: (a: any, b: any) => [number, number, number];
    readonly needs: (a: any, b: any, c: any, d: any) => [number, number, number];
    readonly nextIteration: (a: any, b: any) => [number, number, number];
    readonly nextVersion: (a: any) => [number, number, number];
    readonly parseBumpBranch: (a: any, b: any) => [number, number, number];
    readonly parseIteration: (a: any) => [number, number, number];
    readonly parseTag: (a: any, b: any) => [number, number, number];
    readonly parseTaskBranch: (a: any) => [number, number, number];
    readonly plan: (a: any, b: any) => [number, number, number];
    readonly planPrune: (a: any) => [number, number, number];
    readonly readManifests: (a: any, b: any) => [number, number, number];
    readonly readPush: (a: any, b: any, c: any, d: any) => [number, number, number];
    readonly release: () => void;
    readonly releaseNotes: (a: any, b: any) => [number, number, number];
    readonly reportIterations: (a: any) => [number, number, number];
    readonly rewriteManifests: (a: any, b: any, c: any, d: any) => [number, number, number];
    readonly searched: (a: any, b: any) => [number, number, number];
    readonly setManifests: (a: any, b: any, c: any) => [number, number, number];
    readonly showIteration: (a: any) => [number, number, number];
    readonly startIteration: (a: any) => [number, number, number];
    readonly starterWorkflow: (a: any) => [number, number, number];
    readonly stillSays: (a: any, b: any, c: any) => [number, number, number];
    readonly sweep: (a: any, b: any) => [number, number, number];
    readonly tagName: (a: any, b: any) => [number, number, number];
    readonly target: (a: any, b: any) => [number, number, number];
    readonly taskBranch: (a: any) => [number, number, number];
    readonly wants: (a: any, b: any) => [number, number, number];
    readonly whyDenied: (a: any, b: any) => [number, number, number];
    readonly whyUnreadable: (a: any, b: any) => [number, number, number];
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
