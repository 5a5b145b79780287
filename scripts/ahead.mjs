// Which functions of the core V8 compiles ahead: those that a release calls. It compiles each function when it is first
// called, and a release calls 1,700 of 6,700 once or twice: compiling took a third of the first thread's time, while a second
// processor stood by. A section of the module, `compilationHints`, says of each function when it is to be compiled; a program of
// ours switches it on (js/core/quick.js), and whoever knows nothing of it passes over it. How much it brings: docs/sizes.md.
//
// The section: https://github.com/WebAssembly/compilation-hints in its first form, which V8 11 to 13 read.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Complaint, root, run } from './lib.mjs';

/** How V8 tells of a function that it has compiled: by its place among all, those that the module imports first. */
const COMPILED = /^Compiled function \w+#(\d+) using Liftoff/gm;

/** As long as nobody knows what will be called, V8 waits for the call. */
const WATCHED = ['--liftoff-only', '--wasm-lazy-compilation', '--trace-wasm-compilation-times'];

/** What a hint's two lowest bits say; the two pairs above them name the compilers, of which the quick one serves both times. */
const QUICK = (1 << 2) | (1 << 4);
const WHEN_CALLED = 1 | QUICK;
const AHEAD = 3 | QUICK;

const SECTION = 'compilationHints';
const [CUSTOM, IMPORTS, FUNCTIONS] = [0, 2, 3];

/** @param {number} number as the format writes it, seven bits a byte */
function written(number) {
  const bytes = [];
  for (let left = number; ; left >>>= 7) {
    if (left < 128) return [...bytes, left];
    bytes.push((left & 127) | 128);
  }
}

/** Reads a module's bytes in their order. */
class Reader {
  at = 0;
  /** @param {Buffer} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }
  byte() {
    return this.bytes.readUInt8(this.at++);
  }
  number() {
    for (let [sum, shift] = [0, 0]; ; shift += 7) {
      const byte = this.byte();
      sum += (byte & 127) * 2 ** shift;
      if (byte < 128) return sum;
    }
  }
  name() {
    const length = this.number();
    return this.bytes.toString('utf8', this.at, (this.at += length));
  }
}

/** @param {Reader} reader at the imports' section: how many functions are among them */
function importedFunctions(reader) {
  const count = reader.number();
  for (let nth = 0; nth < count; nth += 1) {
    const [module, name] = [reader.name(), reader.name()];
    const kind = reader.byte();
    if (kind !== 0) throw new Complaint(`the core imports \`${name}\` of \`${module}\`, which is not a function: teach scripts/ahead.mjs to pass over it`);
    reader.number();
  }
  return count;
}

/**
 * The sections of a module that matter here.
 * @param {Buffer} wasm
 * @returns {{imported: number, own: number, behind: number}} how many functions are imported, how many are its own, and where the
 *   section that declares those ends
 */
function shape(wasm) {
  const reader = new Reader(wasm);
  reader.at = 8;
  let imported = 0;
  /** @type {{own: number, behind: number} | undefined} */
  let found;
  while (reader.at < wasm.length) {
    const id = reader.byte();
    const length = reader.number();
    const behind = reader.at + length;
    if (id === IMPORTS) imported = importedFunctions(reader);
    if (id === FUNCTIONS) found = { own: reader.number(), behind };
    if (id === CUSTOM && reader.name() === SECTION) throw new Complaint('the core has its hints already');
    reader.at = behind;
  }
  if (!found) throw new Complaint('the core has no functions');
  return { imported, ...found };
}

/**
 * The module with a hint for each of its functions.
 * @param {Buffer} wasm
 * @param {Set<number>} ahead places among all functions
 */
export function hinted(wasm, ahead) {
  const { imported, own, behind } = shape(wasm);
  const beyond = [...ahead].find((place) => place < imported || place >= imported + own);
  if (beyond !== undefined) throw new Complaint(`the core has no function ${beyond} of its own`);
  const hints = Array.from({ length: own }, (_, nth) => (ahead.has(nth + imported) ? AHEAD : WHEN_CALLED));
  const section = Buffer.from([...written(SECTION.length), ...Buffer.from(SECTION), ...written(own), ...hints]);
  return Buffer.concat([wasm.subarray(0, behind), Buffer.from([CUSTOM, ...written(section.length)]), section, wasm.subarray(behind)]);
}

/**
 * The functions that a release calls, by their places.
 * @param {string} folder of core.mjs and core.wasm
 */
export async function calledByARelease(folder) {
  const { output } = await run(process.execPath, [...WATCHED, join(root, 'scripts', 'ahead', 'release.mjs'), folder]);
  return new Set(Array.from(output.matchAll(COMPILED), ([, place]) => Number(place)));
}

/**
 * Gives the core in a folder its hints.
 * @param {string} folder
 */
export async function giveHints(folder) {
  const called = await calledByARelease(folder);
  if (called.size < 500) throw new Complaint(`V8 told of ${called.size} functions that a release calls: expected more than 1,000 (does it still say \`Compiled function …\`?)`);
  const path = join(folder, 'core.wasm');
  writeFileSync(path, hinted(readFileSync(path), called));
  return called.size;
}
