// A core that counts: the quick build with its names kept, a counter at the entry of some functions, and each call from
// JavaScript noted with the length of what it takes and gives. Nothing else about it differs.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import binaryen from 'binaryen';

import { compile } from '../build.mjs';
import { Complaint, run } from '../lib.mjs';
import { tool } from '../tools.mjs';

/** What is counted: by the beginning of the functions' names as the compiler writes them. */
export const COUNTED = {
  'refs parsed': /^_ZN13version_first7release5facts4refs4Refs5parse17h/,
  'TOML documents parsed': /^_ZN4toml2de6parser14parse_document17h/,
  'JSON documents parsed': /^_ZN12jsonc_parser12parse_to_ast12parse_to_ast17h/,
};

/** Puts the counting core into a folder. @param {string} dir @param {(text: string) => void} log */
export async function countingCore(dir, log) {
  const raw = await compile(true, log);
  await run(tool('wasm-bindgen'), ['--target', 'web', '--out-name', 'core', '--out-dir', dir, '--experimental-reset-state-function', '--no-demangle', raw], { log });
  const wasm = join(dir, 'core_bg.wasm');
  binaryen.setDebugInfo(true);
  const module = binaryen.readBinary(readFileSync(wasm));
  // What Rust's wasm target uses, and an exported counter; of the rest Node may not know everything yet.
  const { BulkMemory, MutableGlobals, Multivalue, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
  module.setFeatures(BulkMemory | MutableGlobals | Multivalue | NontrappingFPToInt | ReferenceTypes | SignExt);
  Object.values(COUNTED).forEach((pattern, nth) => {
    const name = `counted_${nth}`;
    module.addGlobal(name, binaryen.i32, true, module.i32.const(0));
    module.addGlobalExport(name, name);
    let met = 0;
    for (let at = 0; at < module.getNumFunctions(); at += 1) {
      const entry = module.getFunctionByIndex(at);
      const info = binaryen.getFunctionInfo(entry);
      if (!pattern.test(info.name)) continue;
      met += 1;
      const count = module.global.set(name, module.i32.add(module.global.get(name, binaryen.i32), module.i32.const(1)));
      binaryen.Function(entry).setBody(module.block(null, [count, info.body], info.results));
    }
    if (met === 0) throw new Complaint(`no function of the core is called like ${pattern}: scripts/measure/core.mjs counts its calls`);
  });
  writeFileSync(wasm, module.emitBinary());
  module.dispose();
  const names = Object.keys(await import(join(dir, 'core.js'))).filter((name) => name !== 'default');
  writeFileSync(join(dir, 'counted.mjs'), `import * as glue from './core.js';\n${COUNTING}\n${names.map((name) => `export const ${name} = counted('${name}', glue.${name});`).join('\n')}\n`);
  writeFileSync(join(dir, 'hooks.mjs'), HOOKS);
  writeFileSync(join(dir, 'start.mjs'), "import { register } from 'node:module';\nregister('./hooks.mjs', import.meta.url);\n");
}

const COUNTING = `
import { readFileSync, writeFileSync } from 'node:fs';
const calls = [];
let exports;
// Bytes are as many as they are; of a list of them that is all there is to count.
const size = (value) => {
  if (Array.isArray(value) && value[0] instanceof Uint8Array) return value.reduce((sum, { length }) => sum + length, 0);
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
};
// Of a plan that comes back in, its memory alone is read (src/run/memory.rs); a step that is handed on as it came never crosses.
const taken = (value) => size(typeof value?.state === 'string' ? value.state : value);
const handed = (value, args) => size(value?.step && args.some((arg) => arg?.step === value.step) ? { ...value, step: undefined } : value);
function counted(name, real) {
  if (name === 'initSync') return () => (exports = real({ module: readFileSync(new URL('core_bg.wasm', import.meta.url)) }));
  if (name.startsWith('__')) return real;
  return (...args) => {
    const began = performance.now();
    const given = real(...args);
    const ms = performance.now() - began;
    calls.push({ name, in: args.reduce((sum, arg) => sum + taken(arg), 0), out: handed(given, args), ms });
    return given;
  };
}
process.on('exit', () => {
  const counters = Object.keys(exports ?? {}).filter((name) => name.startsWith('counted_')).sort();
  writeFileSync(process.env.MEASURED, JSON.stringify({ calls, counts: counters.map((name) => exports[name].value) }));
});`;

const HOOKS = `
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  return found.url.endsWith('/dist/core.mjs') ? { ...found, url: new URL('counted.mjs', import.meta.url).href } : found;
}
`;
