// What the core is made of: its functions, by their names, before `wasm-opt`. What is inlined counts where it ends up.

import { readFileSync } from 'node:fs';

/** A part, and whose names it takes: the first that fits counts. @type {[string, RegExp][]} */
export const PARTS = [
  ['the memory of a run (`borsh`)', /borsh/i],
  ['reading what comes in (`Deserialize`)', /serde_core.*[Dd]e(serialize)?\b|5serde.*2de|Deserialize|8__Visitor|18serde_wasm_bindgen2de|version_first(\d+|\.\.)strict/],
  ['writing what goes out (`Serialize`)', /Serialize|serde_core3ser|18serde_wasm_bindgen3ser/],
  ['manifest formats', /version_first(\d+|\.\.)manifest/],
  ['notes, changelog, messages, commits', /version_first(\d+|\.\.)(commits|workflow|release(\d+|\.\.)words)/],
  ['versions, tags, bumps, lineage', /version_first(\d+|\.\.)(version|bump|tag|branch|release(\d+|\.\.)lineage)/],
  ['deciding, and the state machine', /version_first(\d+|\.\.)(run|release|answers|hosting)/],
  ['`audit`, `prune`, `doctor`, `iteration`', /version_first(\d+|\.\.)(audit|prune|doctor|iteration)/],
  ['the boundary', /version_first_wasm/],
  ['the rest of our own', /version_first/],
  ['`regex`', /regex|aho_corasick|memchr/],
  ['TOML, JSON, YAML, XML parsers', /4toml|toml_parser|winnow|jsonc_parser|granit|quick_xml|serde_spanned/],
  ['other crates', /git_conventional|pep440|semver|hmac_sha256|base64ct|3md5|unicase|unscanny/],
  ['`core`, `alloc`, `std`', /./],
];

/** The functions of a wasm file that keeps its names. @param {string} path @returns {{name: string, bytes: number}[]} */
export function functionsOf(path) {
  const bytes = readFileSync(path);
  let at = 8;
  const leb = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const text = () => {
    const length = leb();
    at += length;
    return bytes.subarray(at - length, at).toString();
  };
  const skipLimits = () => {
    const flags = leb();
    leb();
    if (flags & 1) leb();
  };
  /** @type {number[]} */
  const sizes = [];
  /** @type {Map<number, string>} */
  const names = new Map();
  let imported = 0;
  while (at < bytes.length) {
    const id = bytes[at];
    at += 1;
    const length = leb();
    const end = at + length;
    if (id === 2) {
      for (let left = leb(); left > 0; left -= 1) {
        text();
        text();
        const kind = bytes[at];
        at += 1;
        if (kind === 0) {
          leb();
          imported += 1;
        } else if (kind === 1) {
          at += 1;
          skipLimits();
        } else if (kind === 2) skipLimits();
        else at += 2;
      }
    } else if (id === 10) {
      for (let left = leb(); left > 0; left -= 1) {
        const size = leb();
        sizes.push(size);
        at += size;
      }
    } else if (id === 0 && text() === 'name') {
      while (at < end) {
        const part = bytes[at];
        at += 1;
        const partEnd = leb() + at;
        if (part === 1) for (let left = leb(); left > 0; left -= 1) names.set(leb(), text());
        at = partEnd;
      }
    }
    at = end;
  }
  return sizes.map((size, nth) => ({ name: names.get(nth + imported) ?? '', bytes: size }));
}

/** @param {{name: string, bytes: number}[]} functions @returns {[string, number][]} the largest first */
export function partsOf(functions) {
  const sums = new Map(PARTS.map(([what]) => [what, 0]));
  for (const { name, bytes } of functions) {
    const [what] = PARTS.find(([, pattern]) => pattern.test(name)) ?? ['`core`, `alloc`, `std`'];
    sums.set(what, (sums.get(what) ?? 0) + bytes);
  }
  return [...sums].sort((a, b) => b[1] - a[1]);
}
