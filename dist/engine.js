// Generated from js/engine.js (npm run build).
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target2, all) => {
  for (var name in all)
    __defProp(target2, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target2) => (target2 = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target2, "default", { value: mod, enumerable: true }) : target2,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// js/engine.js
var engine_exports = {};
__export(engine_exports, {
  Limits: () => Limits,
  loadCore: () => loadCore,
  run: () => run,
  setVersion: () => setVersion,
  tryIt: () => tryIt
});
module.exports = __toCommonJS(engine_exports);

// module-url:module-url
var import_node_url = require("node:url");
var moduleUrl = (0, import_node_url.pathToFileURL)(__filename).href;

// js/core.js
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");

// glue:core.mjs
var core_exports = {};
__export(core_exports, {
  __wbg_reset_state: () => __wbg_reset_state,
  advance: () => advance,
  bumpBranch: () => bumpBranch,
  decideBump: () => decideBump,
  default: () => __wbg_init,
  hunt: () => hunt,
  initSync: () => initSync,
  needs: () => needs,
  nextVersion: () => nextVersion,
  parseBumpBranch: () => parseBumpBranch,
  parseTag: () => parseTag,
  plan: () => plan,
  readManifests: () => readManifests,
  releaseNotes: () => releaseNotes,
  rewriteManifests: () => rewriteManifests,
  searched: () => searched,
  setManifests: () => setManifests,
  stillSays: () => stillSays,
  sweep: () => sweep,
  tagName: () => tagName,
  target: () => target,
  wants: () => wants
});
function __wbg_reset_state() {
  __wbg_instance_id++;
  cachedDataViewMemory0 = null;
  cachedUint8ArrayMemory0 = null;
  if (typeof numBytesDecoded !== "undefined") numBytesDecoded = 0;
  if (typeof WASM_VECTOR_LEN !== "undefined") WASM_VECTOR_LEN = 0;
  __wbg_reinit_scheduled = false;
  wasmInstance = new WebAssembly.Instance(wasmModule, __wbg_get_imports());
  wasm = wasmInstance.exports;
  wasm.__wbindgen_start();
}
function advance(plan2, outcome) {
  let ret;
  __wbg_call_guard();
  ret = wasm.advance(plan2, outcome);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function bumpBranch(version, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.bumpBranch(version, options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function decideBump(commits, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.decideBump(commits, options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function hunt(asked, paths) {
  let ret;
  __wbg_call_guard();
  ret = wasm.hunt(asked, paths);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function needs(request, paths, files, only_read) {
  let ret;
  __wbg_call_guard();
  ret = wasm.needs(request, paths, files, only_read);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function nextVersion(options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.nextVersion(options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function parseBumpBranch(name, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.parseBumpBranch(name, options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function parseTag(tag, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.parseTag(tag, options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function plan(request, facts) {
  let ret;
  __wbg_call_guard();
  ret = wasm.plan(request, facts);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function readManifests(files, manifests2) {
  let ret;
  __wbg_call_guard();
  ret = wasm.readManifests(files, manifests2);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function releaseNotes(commits, links) {
  let ret;
  __wbg_call_guard();
  ret = wasm.releaseNotes(commits, links);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function rewriteManifests(files, version, manifests2, only) {
  let ret;
  __wbg_call_guard();
  ret = wasm.rewriteManifests(files, version, manifests2, only);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function searched(plan2, search) {
  let ret;
  __wbg_call_guard();
  ret = wasm.searched(plan2, search);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function setManifests(request, files, version) {
  let ret;
  __wbg_call_guard();
  ret = wasm.setManifests(request, files, version);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function stillSays(hunt2, files, rewritten) {
  let ret;
  __wbg_call_guard();
  ret = wasm.stillSays(hunt2, files, rewritten);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function sweep(request, journal) {
  let ret;
  __wbg_call_guard();
  ret = wasm.sweep(request, journal);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function tagName(version, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.tagName(version, options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function target(request, refs) {
  let ret;
  __wbg_call_guard();
  ret = wasm.target(request, refs);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function wants(request, glimpse) {
  let ret;
  __wbg_call_guard();
  ret = wasm.wants(request, glimpse);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function __wbg_get_imports() {
  const import0 = {
    __proto__: null,
    __wbg_Error_92b29b0548f8b746: function(arg0, arg1) {
      const ret = Error(getStringFromWasm0(arg0, arg1));
      return ret;
    },
    __wbg_String_8564e559799eccda: function(arg0, arg1) {
      const ret = String(arg1);
      const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32(arg0 + 4 * 1, len1, true);
      getDataViewMemory0().setInt32(arg0 + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_bigint_get_as_i64_d968e41184ae354f: function(arg0, arg1) {
      const v = arg1;
      const ret = typeof v === "bigint" ? v : void 0;
      getDataViewMemory0().setBigInt64(arg0 + 8 * 1, isLikeNone(ret) ? BigInt(0) : ret, true);
      getDataViewMemory0().setInt32(arg0 + 4 * 0, !isLikeNone(ret), true);
    },
    __wbg___wbindgen_boolean_get_fa956cfa2d1bd751: function(arg0) {
      const v = arg0;
      const ret = typeof v === "boolean" ? v : void 0;
      return isLikeNone(ret) ? 16777215 : ret ? 1 : 0;
    },
    __wbg___wbindgen_debug_string_c25d447a39f5578f: function(arg0, arg1) {
      const ret = debugString(arg1);
      const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32(arg0 + 4 * 1, len1, true);
      getDataViewMemory0().setInt32(arg0 + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_in_aca499c5de7ff5e5: function(arg0, arg1) {
      const ret = arg0 in arg1;
      return ret;
    },
    __wbg___wbindgen_is_bigint_2f76dc55065b4273: function(arg0) {
      const ret = typeof arg0 === "bigint";
      return ret;
    },
    __wbg___wbindgen_is_function_1ff95bcc5517c252: function(arg0) {
      const ret = typeof arg0 === "function";
      return ret;
    },
    __wbg___wbindgen_is_object_a27215656b807791: function(arg0) {
      const val = arg0;
      const ret = typeof val === "object" && val !== null;
      return ret;
    },
    __wbg___wbindgen_is_string_ea5e6cc2e4141dfe: function(arg0) {
      const ret = typeof arg0 === "string";
      return ret;
    },
    __wbg___wbindgen_is_undefined_c05833b95a3cf397: function(arg0) {
      const ret = arg0 === void 0;
      return ret;
    },
    __wbg___wbindgen_jsval_eq_e659fcf7b0e32763: function(arg0, arg1) {
      const ret = arg0 === arg1;
      return ret;
    },
    __wbg___wbindgen_jsval_loose_eq_db4c3b15f63fc170: function(arg0, arg1) {
      const ret = arg0 == arg1;
      return ret;
    },
    __wbg___wbindgen_number_get_394265ed1e1b84ee: function(arg0, arg1) {
      const obj = arg1;
      const ret = typeof obj === "number" ? obj : void 0;
      getDataViewMemory0().setFloat64(arg0 + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
      getDataViewMemory0().setInt32(arg0 + 4 * 0, !isLikeNone(ret), true);
    },
    __wbg___wbindgen_string_get_b0ca35b86a603356: function(arg0, arg1) {
      const obj = arg1;
      const ret = typeof obj === "string" ? obj : void 0;
      var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      var len1 = WASM_VECTOR_LEN;
      getDataViewMemory0().setInt32(arg0 + 4 * 1, len1, true);
      getDataViewMemory0().setInt32(arg0 + 4 * 0, ptr1, true);
    },
    __wbg___wbindgen_throw_344f42d3211c4765: function(arg0, arg1) {
      throw new Error(getStringFromWasm0(arg0, arg1));
    },
    __wbg_call_8a2dd23819f8a60a: function() {
      return handleError(function(arg0, arg1) {
        const ret = arg0.call(arg1);
        return ret;
      }, arguments);
    },
    __wbg_done_89b2b13e91a60321: function(arg0) {
      const ret = arg0.done;
      return ret;
    },
    __wbg_entries_015dc610cd81ede0: function(arg0) {
      const ret = Object.entries(arg0);
      return ret;
    },
    __wbg_get_507a50627bffa49b: function(arg0, arg1) {
      const ret = arg0[arg1 >>> 0];
      return ret;
    },
    __wbg_get_78f252d074a84d0b: function() {
      return handleError(function(arg0, arg1) {
        const ret = Reflect.get(arg0, arg1);
        return ret;
      }, arguments);
    },
    __wbg_get_c7eb1f358a7654df: function() {
      return handleError(function(arg0, arg1) {
        const ret = Reflect.get(arg0, arg1);
        return ret;
      }, arguments);
    },
    __wbg_get_unchecked_6e0ad6d2a41b06f6: function(arg0, arg1) {
      const ret = arg0[arg1 >>> 0];
      return ret;
    },
    __wbg_instanceof_ArrayBuffer_4480b9e0068a8adb: function(arg0) {
      let result;
      try {
        result = arg0 instanceof ArrayBuffer;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_instanceof_Map_e5b5e3db98422fcc: function(arg0) {
      let result;
      try {
        result = arg0 instanceof Map;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_instanceof_Uint8Array_309b927aaf7a3fc7: function(arg0) {
      let result;
      try {
        result = arg0 instanceof Uint8Array;
      } catch (_) {
        result = false;
      }
      const ret = result;
      return ret;
    },
    __wbg_isArray_0677c962b281d01a: function(arg0) {
      const ret = Array.isArray(arg0);
      return ret;
    },
    __wbg_isSafeInteger_04f36e4056f1b851: function(arg0) {
      const ret = Number.isSafeInteger(arg0);
      return ret;
    },
    __wbg_iterator_6f722e4a93058b71: function() {
      const ret = Symbol.iterator;
      return ret;
    },
    __wbg_length_1f0964f4a5e2c6d8: function(arg0) {
      const ret = arg0.length;
      return ret;
    },
    __wbg_length_370319915dc99107: function(arg0) {
      const ret = arg0.length;
      return ret;
    },
    __wbg_new_32b398fb48b6d94a: function() {
      const ret = new Array();
      return ret;
    },
    __wbg_new_7796ffc7ed656783: function() {
      const ret = /* @__PURE__ */ new Map();
      return ret;
    },
    __wbg_new_b667d279fd5aa943: function(arg0, arg1) {
      const ret = new Error(getStringFromWasm0(arg0, arg1));
      return ret;
    },
    __wbg_new_cd45aabdf6073e84: function(arg0) {
      const ret = new Uint8Array(arg0);
      return ret;
    },
    __wbg_new_da52cf8fe3429cb2: function() {
      const ret = new Object();
      return ret;
    },
    __wbg_next_6dbf2c0ac8cde20f: function(arg0) {
      const ret = arg0.next;
      return ret;
    },
    __wbg_next_71f2aa1cb3d1e37e: function() {
      return handleError(function(arg0) {
        const ret = arg0.next();
        return ret;
      }, arguments);
    },
    __wbg_prototypesetcall_4770620bbe4688a0: function(arg0, arg1, arg2) {
      Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), arg2);
    },
    __wbg_set_575dd786d51585f8: function(arg0, arg1, arg2) {
      const ret = arg0.set(arg1, arg2);
      return ret;
    },
    __wbg_set_6be42768c690e380: function(arg0, arg1, arg2) {
      arg0[arg1] = arg2;
    },
    __wbg_set_8535240470bf2500: function() {
      return handleError(function(arg0, arg1, arg2) {
        const ret = Reflect.set(arg0, arg1, arg2);
        return ret;
      }, arguments);
    },
    __wbg_set_8a16b38e4805b298: function(arg0, arg1, arg2) {
      arg0[arg1 >>> 0] = arg2;
    },
    __wbg_set_name_3bbc583faefa4193: function(arg0, arg1, arg2) {
      arg0.name = getStringFromWasm0(arg1, arg2);
    },
    __wbg_value_a5d5488a9589444a: function(arg0) {
      const ret = arg0.value;
      return ret;
    },
    __wbindgen_cast_0000000000000001: function(arg0) {
      const ret = arg0;
      return ret;
    },
    __wbindgen_cast_0000000000000002: function(arg0) {
      const ret = arg0;
      return ret;
    },
    __wbindgen_cast_0000000000000003: function(arg0, arg1) {
      const ret = getStringFromWasm0(arg0, arg1);
      return ret;
    },
    __wbindgen_cast_0000000000000004: function(arg0) {
      const ret = BigInt.asUintN(64, arg0);
      return ret;
    },
    __wbindgen_init_externref_table: function() {
      const table = wasm.__wbindgen_externrefs;
      const offset = table.grow(4);
      table.set(0, void 0);
      table.set(offset + 0, void 0);
      table.set(offset + 1, null);
      table.set(offset + 2, true);
      table.set(offset + 3, false);
    }
  };
  return {
    __proto__: null,
    "./core_bg.js": import0
  };
}
function __wbg_call_guard() {
  if (__wbg_reinit_scheduled) {
    __wbg_reset_state();
    return;
  }
}
var __wbg_instance_id = 0;
function addToExternrefTable0(obj) {
  const idx = wasm.__externref_table_alloc();
  wasm.__wbindgen_externrefs.set(idx, obj);
  return idx;
}
function debugString(val) {
  const type = typeof val;
  if (type == "number" || type == "boolean" || val == null) {
    return `${val}`;
  }
  if (type == "string") {
    return `"${val}"`;
  }
  if (type == "symbol") {
    const description = val.description;
    if (description == null) {
      return "Symbol";
    } else {
      return `Symbol(${description})`;
    }
  }
  if (type == "function") {
    const name = val.name;
    if (typeof name == "string" && name.length > 0) {
      return `Function(${name})`;
    } else {
      return "Function";
    }
  }
  if (Array.isArray(val)) {
    const length = val.length;
    let debug = "[";
    if (length > 0) {
      debug += debugString(val[0]);
    }
    for (let i = 1; i < length; i++) {
      debug += ", " + debugString(val[i]);
    }
    debug += "]";
    return debug;
  }
  const builtInMatches = /\[object ([^\]]+)\]/.exec(toString.call(val));
  let className;
  if (builtInMatches && builtInMatches.length > 1) {
    className = builtInMatches[1];
  } else {
    return toString.call(val);
  }
  if (className == "Object") {
    try {
      return "Object(" + JSON.stringify(val) + ")";
    } catch (_) {
      return "Object";
    }
  }
  if (val instanceof Error) {
    return `${val.name}: ${val.message}
${val.stack}`;
  }
  return className;
}
function getArrayU8FromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return getUint8ArrayMemory0().subarray(ptr / 1, ptr / 1 + len);
}
var cachedDataViewMemory0 = null;
function getDataViewMemory0() {
  if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) {
    cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
  }
  return cachedDataViewMemory0;
}
function getStringFromWasm0(ptr, len) {
  return decodeText(ptr >>> 0, len);
}
var cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
  if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
    cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
  }
  return cachedUint8ArrayMemory0;
}
function handleError(f, args) {
  try {
    return f.apply(this, args);
  } catch (e) {
    const idx = addToExternrefTable0(e);
    wasm.__wbindgen_exn_store(idx);
  }
}
function isLikeNone(x) {
  return x === void 0 || x === null;
}
function passStringToWasm0(arg, malloc, realloc) {
  if (realloc === void 0 || arg.length > 16384) {
    const buf = cachedTextEncoder.encode(arg);
    const ptr2 = malloc(buf.length, 1) >>> 0;
    getUint8ArrayMemory0().subarray(ptr2, ptr2 + buf.length).set(buf);
    WASM_VECTOR_LEN = buf.length;
    return ptr2;
  }
  let len = arg.length;
  let ptr = malloc(len, 1) >>> 0;
  const mem = getUint8ArrayMemory0();
  let offset = 0;
  for (; offset < len; offset++) {
    const code = arg.charCodeAt(offset);
    if (code > 127) break;
    mem[ptr + offset] = code;
  }
  if (offset !== len) {
    if (offset !== 0) {
      arg = arg.slice(offset);
    }
    ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
    const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
    const ret = cachedTextEncoder.encodeInto(arg, view);
    offset += ret.written;
    ptr = realloc(ptr, len, offset, 1) >>> 0;
  }
  WASM_VECTOR_LEN = offset;
  return ptr;
}
var __wbg_reinit_scheduled = false;
function takeFromExternrefTable0(idx) {
  const value = wasm.__wbindgen_externrefs.get(idx);
  wasm.__externref_table_dealloc(idx);
  return value;
}
var cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
cachedTextDecoder.decode();
var MAX_SAFARI_DECODE_BYTES = 2146435072;
var numBytesDecoded = 0;
function decodeText(ptr, len) {
  numBytesDecoded += len;
  if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
    cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
    cachedTextDecoder.decode();
    numBytesDecoded = len;
  }
  return cachedTextDecoder.decode(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
var cachedTextEncoder = new TextEncoder();
if (!("encodeInto" in cachedTextEncoder)) {
  cachedTextEncoder.encodeInto = function(arg, view) {
    const buf = cachedTextEncoder.encode(arg);
    view.set(buf);
    return {
      read: arg.length,
      written: buf.length
    };
  };
}
var WASM_VECTOR_LEN = 0;
var wasmModule;
var wasmInstance;
var wasm;
function __wbg_finalize_init(instance, module2) {
  wasmInstance = instance;
  wasm = instance.exports;
  wasmModule = module2;
  cachedDataViewMemory0 = null;
  cachedUint8ArrayMemory0 = null;
  wasm.__wbindgen_start();
  return wasm;
}
async function __wbg_load(module2, imports) {
  if (typeof Response === "function" && module2 instanceof Response) {
    if (typeof WebAssembly.instantiateStreaming === "function") {
      try {
        return await WebAssembly.instantiateStreaming(module2, imports);
      } catch (e) {
        const validResponse = module2.ok && expectedResponseType(module2.type);
        if (validResponse && module2.headers.get("Content-Type") !== "application/wasm") {
          console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
        } else {
          throw e;
        }
      }
    }
    const bytes = await module2.arrayBuffer();
    return await WebAssembly.instantiate(bytes, imports);
  } else {
    const instance = await WebAssembly.instantiate(module2, imports);
    if (instance instanceof WebAssembly.Instance) {
      return { instance, module: module2 };
    } else {
      return instance;
    }
  }
  function expectedResponseType(type) {
    switch (type) {
      case "basic":
      case "cors":
      case "default":
        return true;
    }
    return false;
  }
}
function initSync(module2) {
  if (wasm !== void 0) return wasm;
  if (module2 !== void 0) {
    if (Object.getPrototypeOf(module2) === Object.prototype) {
      ({ module: module2 } = module2);
    } else {
      console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
    }
  }
  const imports = __wbg_get_imports();
  if (!(module2 instanceof WebAssembly.Module)) {
    module2 = new WebAssembly.Module(module2);
  }
  const instance = new WebAssembly.Instance(module2, imports);
  return __wbg_finalize_init(instance, module2);
}
async function __wbg_init(module_or_path) {
  if (wasm !== void 0) return wasm;
  if (module_or_path !== void 0) {
    if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
      ({ module_or_path } = module_or_path);
    } else {
      console.warn("using deprecated parameters for the initialization function; pass a single object instead");
    }
  }
  if (module_or_path === void 0) {
    module_or_path = new URL("core.wasm", moduleUrl);
  }
  const imports = __wbg_get_imports();
  if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
    module_or_path = fetch(module_or_path);
  }
  const { instance, module: module2 } = await __wbg_load(await module_or_path, imports);
  return __wbg_finalize_init(instance, module2);
}

// js/instance.js
function startCore(module2) {
  initSync({ module: module2 });
  return guarded({ ...core_exports });
}
function guarded(functions) {
  const restart = functions["__wbg_reset_state"];
  const wrapped = Object.entries(functions).map(([name, value]) => {
    if (typeof value !== "function") return [name, value];
    const call = (...args) => {
      try {
        return value(...args);
      } catch (error) {
        const trapped = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
        if (trapped && typeof restart === "function") restart();
        throw error;
      }
    };
    return [name, call];
  });
  return Object.fromEntries(wrapped);
}

// js/core.js
var loaded;
function loadCore() {
  return loaded ??= startCore((0, import_node_fs.readFileSync)((0, import_node_path.join)(wasmDirectory(), "core.wasm")));
}
function wasmDirectory() {
  const here = __dirname;
  return typeof here === "string" ? (0, import_node_path.join)(here, "..", "dist") : __dirname;
}

// js/limits.js
var import_promises = require("node:timers/promises");
var DEFAULT_MS = 5 * 6e4;
var CLEANUP_MS = 3e4;
var INTERRUPTED_MS = 6500;
var GRACE_MS = 3e3;
var Limits = class {
  #until;
  #timeoutMs;
  #now;
  #step = new AbortController();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #harmless = true;
  #interrupted = false;
  /** @type {Stop | null} */
  #told = null;
  /** @param {{timeoutMs?: number, now?: () => number}} [options] `now`: a clock in milliseconds that never goes back */
  constructor({ timeoutMs = DEFAULT_MS, now = () => performance.now() } = {}) {
    this.#timeoutMs = timeoutMs;
    this.#now = now;
    this.#until = now() + timeoutMs;
  }
  /** Aborted when what is under way has to end. */
  get signal() {
    return this.#step.signal;
  }
  /** Milliseconds left. */
  left() {
    return Math.max(0, this.#until - this.#now());
  }
  /**
   * A step begins.
   * @param {boolean} harmless whether nothing is lost by cutting it at once
   */
  begin(harmless) {
    this.#step = new AbortController();
    this.#harmless = harmless;
    this.#cutIn(this.left());
    return this.#step.signal;
  }
  /** The step has ended. */
  end() {
    clearTimeout(this.#timer);
  }
  /**
   * Waits, unless the run is stopped meanwhile.
   * @param {number} ms
   * @param {boolean} counted whether it is part of the run's own time
   */
  async pause(ms, counted) {
    if (ms <= 0) return;
    const before = this.#now();
    if (!counted) this.#until += ms;
    const signal = this.begin(true);
    await (0, import_promises.setTimeout)(ms, void 0, { signal }).catch(() => {
    });
    this.end();
    if (!counted) this.#until -= Math.max(0, ms - (this.#now() - before));
  }
  /**
   * Somebody interrupts us. The second time there is nothing more to wait for.
   * @returns {boolean} whether the run comes to its end by itself
   */
  interrupt() {
    if (this.#interrupted) return false;
    this.#interrupted = true;
    this.#until = Math.min(this.#until, this.#now() + INTERRUPTED_MS);
    this.#cutIn(this.#harmless ? 0 : GRACE_MS);
    return true;
  }
  /** Whether somebody interrupted the run. */
  get interrupted() {
    return this.#interrupted;
  }
  /** Whether the run has to stop, and the core has not been told. */
  get due() {
    return this.#told === null && (this.#interrupted || this.left() === 0);
  }
  /** Whether even the time for cleaning up is over. */
  get spent() {
    return this.#told !== null && this.left() === 0;
  }
  /**
   * What the core has to be told, once, and again when it cannot even clean up any more; null: nothing.
   * @returns {Stop | null}
   */
  stop() {
    if (this.spent) return this.#told;
    if (!this.due) return null;
    if (!this.#interrupted) this.#until = this.#now() + CLEANUP_MS;
    this.#told = this.#interrupted ? { why: "signal", detail: "SIGINT" } : { why: "timeout", detail: duration(this.#timeoutMs) };
    return this.#told;
  }
  /** @param {number} ms */
  #cutIn(ms) {
    clearTimeout(this.#timer);
    const step = this.#step;
    this.#timer = setTimeout(() => step.abort(), Math.ceil(ms) + 2).unref();
  }
};
function duration(ms) {
  const seconds = ms / 1e3;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds % 3600 / 60), seconds % 60];
  return [hours && `${hours}h`, minutes && `${minutes}m`, (rest || seconds === 0) && `${rest}s`].filter(Boolean).join("");
}

// js/commits.js
var import_node_path2 = require("node:path");

// js/errors.js
var OURS = /* @__PURE__ */ new Set(["CoreError", "ShellError", "UsageError"]);
var ShellError = class extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {Omit<Failure, 'code' | 'message'>} [more]
   */
  constructor(code, message, more = {}) {
    super(message);
    this.name = "ShellError";
    this.code = code;
    this.path = more.path;
    this.line = more.line;
    this.column = more.column;
    this.nextSteps = more.nextSteps;
  }
};
var Unreadable = class extends Error {
  /**
   * @param {number | null} exit
   * @param {string} stderr
   */
  constructor(exit, stderr) {
    super(stderr);
    this.name = "Unreadable";
    this.exit = exit;
    this.stderr = stderr;
  }
};
function failureOf(error) {
  if (!(error instanceof Error) || !OURS.has(error.name)) return void 0;
  const { code, message, path, line, column, nextSteps } = (
    /** @type {Error & Failure} */
    error
  );
  const failure = { code, message };
  if (path !== void 0) failure.path = path;
  if (line !== void 0) failure.line = line;
  if (column !== void 0) failure.column = column;
  if (nextSteps?.length) failure.nextSteps = nextSteps;
  return failure;
}

// js/commits.js
var LINK = "120000";
var LONGEST_LINK = 4096;
var LARGEST_MANIFEST = 20 * 1024 * 1024;
var MOST_TEXT = 6e7;
var AT_ONCE = 16;
var PIPELINE = /^(?:\.(?:github|gitea|forgejo)\/workflows\/|\.gitlab-ci\.|\.woodpecker|\.?azure-pipelines|bitbucket-pipelines\.|\.circleci\/)/;
var NEAR = 256;
async function texts({ core, request, store }, listing, rewriting) {
  const paths = [...listing].filter(([, { mode }]) => mode.startsWith("100")).map(([path]) => path);
  const joined2 = paths.join("\0");
  const files = [];
  const asked = /* @__PURE__ */ new Set();
  let letters = 0;
  let wanted = [];
  for (; ; ) {
    if (wanted.length === 0) wanted = core.needs(request, joined2, files, !rewriting).filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    const found = await Promise.all(
      wanted.splice(0, AT_ONCE).map(async (path) => {
        asked.add(path);
        const oid = listing.get(path)?.oid;
        try {
          return oid === void 0 ? null : { path, text: await readText(store, oid, path) };
        } catch (error) {
          if (rewriting || !(error instanceof ShellError)) throw error;
          return null;
        }
      })
    );
    const read3 = found.filter((file) => file !== null);
    letters = read3.reduce((sum, { text: text2 }) => sum + text2.length, letters);
    if (letters > MOST_TEXT) throw tooMuch();
    files.push(...read3);
  }
  if (rewriting) await refuseWaysOut({ core, request, store }, listing, files);
  return files;
}
async function refuseWaysOut({ core, request, store }, listing, files) {
  const links = [...listing].filter(([, { mode }]) => mode === LINK).map(([path]) => path);
  if (links.length === 0) return;
  const read3 = new Set(files.map(({ path }) => path));
  for (const path of core.needs(request, links.join("\0"), files, false).filter((one) => !one.includes("/") && !read3.has(one))) {
    const link = await store.reader().read(listing.get(path)?.oid ?? "", { limit: LONGEST_LINK });
    const target2 = link?.data?.toString();
    if (target2 === void 0 || !leadsOut(path, target2)) continue;
    throw new ShellError("hostile-tree", `\`${path}\` is a link out of the repository, to \`${target2}\`: expected a file`, {
      path,
      nextSteps: [`put the file itself there, or leave it out: \`!${path}\` in \`--manifests\` (input \`manifests\`)`]
    });
  }
}
function leadsOut(path, target2) {
  const way = import_node_path2.posix.join(import_node_path2.posix.dirname(path), target2);
  return import_node_path2.posix.isAbsolute(target2) || way === ".." || way.startsWith("../");
}
async function manifestsOf(world, tree) {
  try {
    return await texts(world, await world.store.trees.list(tree), false);
  } catch (error) {
    if (failureOf(error)) return [];
    throw error;
  }
}
async function readText(store, oid, path) {
  const blob = await store.reader().read(oid, { limit: LARGEST_MANIFEST });
  if (!blob) throw new Unreadable(128, `the contents of \`${path}\` (${oid}) are missing`);
  if (!blob.data) throw tooLarge(path, blob.size);
  return decode(blob.data, path);
}
function tooLarge(path, size) {
  const megabytes = Math.ceil(size / 1024 / 1024);
  return new ShellError("manifest-too-large", `\`${path}\` has ${megabytes} MiB: expected a manifest of at most 20 MiB`, {
    path,
    nextSteps: [`make \`${path}\` smaller, or remove it`]
  });
}
function tooMuch() {
  return new ShellError("manifests-too-large", `the manifests have more than ${MOST_TEXT / 1e6} million letters together`, {
    nextSteps: ["leave out what is no manifest, or generated: lines with `!` in `--manifests` (input `manifests`)"]
  });
}
function isTooLarge(size) {
  return size > LARGEST_MANIFEST;
}
function decode(data2, path) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(data2);
  } catch {
    if (PIPELINE.test(path)) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data2);
    const line = firstBadLine(data2);
    throw new ShellError("not-utf8", `\`${path}\` is not UTF-8: expected text`, {
      path,
      line,
      nextSteps: [`save \`${path}\` as UTF-8, commit and push it`]
    });
  }
}
function firstBadLine(data2) {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = data2.indexOf(10, start);
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(data2.subarray(start, end < 0 ? data2.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}
async function isAncestor(store, oid, tip) {
  const { seen, complete } = await near(store, /* @__PURE__ */ new Set([oid]), tip);
  if (seen.has(oid)) return true;
  if (complete) return false;
  const answer = await store.git.run(["merge-base", "--is-ancestor", oid, tip]);
  if (answer.exit !== 0 && answer.exit !== 1) throw new Unreadable(answer.exit, answer.stderr);
  return answer.exit === 0;
}
async function near(store, wanted, tip) {
  const seen = /* @__PURE__ */ new Set([tip]);
  let level = [tip];
  const missing = new Set(wanted);
  while (level.length > 0) {
    for (const name of level) missing.delete(name);
    if (missing.size === 0 || seen.size >= NEAR) return { seen, complete: false };
    const commits = await Promise.all(level.map((name) => store.commit(name)));
    level = [...new Set(commits.flatMap((commit) => commit?.parents ?? []))].filter((name) => !seen.has(name));
    for (const name of level) seen.add(name);
  }
  return { seen, complete: true };
}
async function missingTags({ store, repository, whole, offline }, refs, commits) {
  const missing = /* @__PURE__ */ new Set();
  for (const oid of commits) {
    const here = repository.shallow && !offline ? whole.has(oid) : await store.has(oid);
    if (!here) missing.add(oid);
  }
  if (missing.size === 0) return [];
  const rows = refs.split("\n").map((row) => row.split("	"));
  const names = rows.filter(([oid, ref]) => missing.has(oid) && ref?.startsWith("refs/tags/"));
  const tags = new Set(names.map(([, ref = ""]) => ref.replace(/\^\{\}$/, "").slice("refs/tags/".length)));
  return [...tags].map((tag) => `+refs/tags/${tag}:refs/vf/t/${tag}`);
}

// js/hostile.js
var UNSEEN = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
var SUSPICIOUS = /^$|^[.gG\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]|[/\\]/;
function isHostile(name) {
  if (!SUSPICIOUS.test(name)) return false;
  if (name === "" || name.includes("/")) return true;
  return name.split("\\").some((part, _, parts) => leadsAway(part, parts.length > 1) || isDotGit(part));
}
function leadsAway(part, divided) {
  return part === ".." || part === "." && !divided;
}
function isDotGit(part) {
  const seen = part.replace(UNSEEN, "").toLowerCase();
  return seen === ".git" || /^(?:\.git|git~1)[. ]*(?::|$)/i.test(part);
}
function isHonest(path) {
  return path.split("/").every((name) => !isHostile(name));
}

// js/repository.js
var import_node_fs6 = require("node:fs");
var import_node_path4 = require("node:path");

// js/environment.js
var STEERING = [
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_ATTR_SOURCE",
  "GIT_COMMON_DIR",
  "GIT_CONFIG",
  "GIT_DEFAULT_HASH",
  "GIT_DEFAULT_REF_FORMAT",
  "GIT_DIR",
  "GIT_GLOB_PATHSPECS",
  "GIT_GRAFT_FILE",
  "GIT_ICASE_PATHSPECS",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_INTERNAL_SUPER_PREFIX",
  "GIT_LITERAL_PATHSPECS",
  "GIT_NAMESPACE",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_NOGLOB_PATHSPECS",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE"
];
var SECRETS = /^(?:INPUT_.*|STATE_.*|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN|ACTIONS_CACHE_.*)$/i;
var TOKENS = ["GITHUB_TOKEN", "GH_TOKEN"];
var LOOKING = (
  /** @type {ConfigEntry[]} */
  [
    ["core.fsmonitor", "false"],
    ["safe.bareRepository", "explicit"]
  ]
);
var QUIET = (
  /** @type {ConfigEntry[]} */
  [
    ["core.hooksPath", "/dev/null"],
    ["core.fsmonitor", "false"],
    ["gc.auto", "0"],
    ["maintenance.auto", "false"]
  ]
);
var REMOTE_SETTINGS = /* @__PURE__ */ new Set(["url", "pushurl", "proxy", "proxyauthmethod", "uploadpack", "receivepack", "vcs"]);
var TRANSPORT_SECTIONS = /* @__PURE__ */ new Set(["url", "http", "credential", "ssh", "protocol"]);
var TRANSPORT_KEYS = /* @__PURE__ */ new Set(["core.sshcommand", "core.gitproxy", "core.askpass"]);
var SHORTEST_SECRET = 4;
var ENDS_ADDRESS = /* @__PURE__ */ new Set(["/", " ", "	", "\n", "\r", "\v", "\f"]);
function userEnvironment(inherited) {
  const env = { ...inherited, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
  const secrets = Object.keys(env).filter((name) => SECRETS.test(name));
  return withConfig(without(env, [...STEERING, ...TOKENS, ...secrets]), LOOKING);
}
function userTokens(inherited) {
  return Object.fromEntries(TOKENS.flatMap((name) => inherited[name] === void 0 ? [] : [[name, inherited[name]]]));
}
function storeEnvironment(user, store) {
  const numbered = Object.keys(user).filter((name) => /^GIT_CONFIG_(KEY|VALUE)_\d+$/.test(name));
  const env = without(user, ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_SYSTEM", ...numbered]);
  return withConfig(
    { ...env, GIT_DIR: store, GIT_CONFIG_GLOBAL: `${store}/trusted`, GIT_CONFIG_NOSYSTEM: "1", GIT_LITERAL_PATHSPECS: "1" },
    QUIET
  );
}
function talkingEnvironment(env, transport, tokens) {
  return withConfig({ ...env, ...tokens }, [...transport, ...stayingThere(transport)]);
}
function stayingThere(transport) {
  if (!transport.some(([key, value]) => /^http\.(?:.*\.)?extraheader$/.test(key) && value !== "")) return [];
  const keys = transport.map(([key]) => key).filter((key) => /^http\..*\.followredirects$/.test(key));
  return [.../* @__PURE__ */ new Set(["http.followredirects", ...keys])].map((key) => [key, "false"]);
}
function withConfig(env, entries) {
  const first = Number(env["GIT_CONFIG_COUNT"] ?? 0) || 0;
  const added = { ...env, GIT_CONFIG_COUNT: String(first + entries.length) };
  entries.forEach(([key, value], index) => {
    added[`GIT_CONFIG_KEY_${first + index}`] = key;
    added[`GIT_CONFIG_VALUE_${first + index}`] = value;
  });
  return added;
}
function transportSettings(entries, remote) {
  const prefix = `remote.${remote}.`;
  return entries.filter(([key]) => {
    if (key.startsWith(prefix)) return REMOTE_SETTINGS.has(key.slice(prefix.length));
    return TRANSPORT_KEYS.has(key) || TRANSPORT_SECTIONS.has(key.slice(0, key.indexOf(".")));
  });
}
function authentication(token, serverUrl) {
  if (!token || !URL.canParse(serverUrl)) return [];
  const { origin, protocol } = new URL(serverUrl);
  if (protocol !== "https:" && protocol !== "http:") return [];
  const key = `http.${origin}/.extraheader`;
  return [
    [key, ""],
    [key, `AUTHORIZATION: basic ${basic(token)}`]
  ];
}
function redactor(token, entries) {
  const headers = entries.filter(([key]) => key.endsWith(".extraheader")).map(([, value]) => value.split(" ").at(-1));
  const addresses = entries.flatMap(([key, value]) => [key.replace(/^url\./, ""), value]);
  const known = worthHiding([...secretsOf(token), ...headers, ...addresses.map(passwordIn)]);
  return (text2) => {
    let safe = text2;
    for (const secret of known) safe = safe.replaceAll(secret, "***");
    return withoutPasswords(safe);
  };
}
function secretsOf(token) {
  return token ? worthHiding([token, basic(token)]) : [];
}
function worthHiding(secrets) {
  const known = secrets.filter((secret) => secret !== void 0).filter((secret) => secret.length >= SHORTEST_SECRET);
  return [...new Set(known)].sort((a, b) => b.length - a.length);
}
function withoutPasswords(text2) {
  const parts = [];
  let from = 0;
  for (let at = text2.indexOf("://"); at >= 0; at = text2.indexOf("://", Math.max(0, from - 1))) {
    const start = at + 3;
    let [end, last, colon] = [start, -1, -1];
    for (; end < text2.length && !ENDS_ADDRESS.has(text2.charAt(end)); end += 1) {
      if (text2.charAt(end) === "@") last = end;
      else if (text2.charAt(end) === ":" && colon < 0) colon = end;
    }
    const web = /https?$/i.test(text2.slice(Math.max(0, at - 5), at));
    const hidden = last < 0 ? -1 : web ? start : colon >= 0 && colon < last ? colon + 1 : -1;
    if (hidden >= 0) parts.push(text2.slice(from, hidden), "***", text2.slice(last, end));
    else parts.push(text2.slice(from, end));
    from = end;
  }
  return parts.length === 0 ? text2 : parts.join("") + text2.slice(from);
}
function passwordIn(address) {
  return /^\w+:\/\/(?:[^:/@]*:(.*)|([^:/@]+))@/.exec(address)?.slice(1).find(Boolean);
}
function basic(token) {
  return Buffer.from(`x-access-token:${token}`).toString("base64");
}
function without(env, names) {
  const gone = new Set(names);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !gone.has(name)));
}

// js/git.js
var import_node_child_process = require("node:child_process");
var import_node_fs4 = require("node:fs");

// js/cleanup.js
var import_node_fs3 = require("node:fs");
var import_node_process = __toESM(require("node:process"), 1);

// js/output.js
var import_node_fs2 = require("node:fs");

// js/told.js
var lost = /* @__PURE__ */ new Map();
function tell(what, write2) {
  try {
    write2();
  } catch (error) {
    forget(what, error);
  }
}
function forget(what, error) {
  const { message, code } = (
    /** @type {NodeJS.ErrnoException} */
    error ?? {}
  );
  if (code !== "EPIPE" && !lost.has(what)) lost.set(what, message ?? String(error));
}

// js/output.js
var PAUSE_MS = 5;
function print(text2) {
  tell("result", () => write(1, text2));
}
function say(text2) {
  tell("log", () => write(2, text2));
}
function write(stream, text2) {
  let left = Buffer.from(text2);
  while (left.length > 0) {
    try {
      left = left.subarray((0, import_node_fs2.writeSync)(stream, left));
    } catch (error) {
      const { code } = (
        /** @type {NodeJS.ErrnoException} */
        error
      );
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

// js/cleanup.js
var folders = /* @__PURE__ */ new Set();
var children = /* @__PURE__ */ new Set();
var watching = false;
var interrupted = null;
var LONGEST_END_MS = 7e3;
function removeAtExit(folder) {
  watch();
  folders.add(folder);
}
function removeNow(folder) {
  (0, import_node_fs3.rmSync)(folder, { recursive: true, force: true, maxRetries: 3 });
  folders.delete(folder);
}
function stopAtExit(child) {
  watch();
  children.add(child);
  child.once("close", () => children.delete(child));
}
function stop(child, signal) {
  try {
    if (child.pid !== void 0) import_node_process.default.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}
function onInterrupt(handler) {
  watch();
  interrupted = handler;
  return () => interrupted = null;
}
function watch() {
  if (watching) return;
  watching = true;
  import_node_process.default.once("exit", tidy);
  import_node_process.default.on("SIGINT", () => {
    if (!interrupted?.()) leave(2);
    say("interrupted; ending what is under way, and cleaning up\n");
    setTimeout(() => leave(2), LONGEST_END_MS).unref();
  });
  import_node_process.default.once("SIGTERM", () => leave(15));
  import_node_process.default.once("SIGHUP", () => leave(1));
}
function leave(signal) {
  say("stopped; whatever was under way, the next run finds out how far it got\n");
  import_node_process.default.exit(128 + signal);
}
function tidy() {
  for (const child of children) stop(child, "SIGTERM");
  for (const folder of folders) (0, import_node_fs3.rmSync)(folder, { recursive: true, force: true, maxRetries: 3 });
}

// js/talk.js
var KEPT = 128 * 1024;
var MARGIN = 8 * 1024;
var Talk = class {
  /** @type {Buffer[]} */
  #first = [];
  #firstSize = 0;
  /** @type {Buffer[]} */
  #last = [];
  #lastSize = 0;
  #leftOut = 0;
  /** @param {Buffer} chunk */
  add(chunk) {
    const room = Math.max(0, KEPT - this.#firstSize);
    const [head, tail] = [chunk.subarray(0, room), chunk.subarray(room)];
    if (head.length > 0) this.#first.push(head);
    this.#firstSize += head.length;
    if (tail.length === 0) return;
    this.#last.push(tail);
    this.#lastSize += tail.length;
    if (this.#lastSize <= 2 * KEPT) return;
    const all = Buffer.concat(this.#last);
    this.#leftOut += all.length - KEPT;
    this.#last = [Buffer.from(all.subarray(all.length - KEPT))];
    this.#lastSize = KEPT;
  }
  /**
   * @param {(text: string) => string} redact
   * @returns {string}
   */
  text(redact) {
    const [first, last] = [Buffer.concat(this.#first), Buffer.concat(this.#last)];
    if (this.#leftOut === 0) return redact(Buffer.concat([first, last]).toString());
    const [begins, ends] = [redact(first.toString()), redact(last.toString())];
    const gap = this.#leftOut + 2 * MARGIN;
    return `${begins.slice(0, -MARGIN)}
… ${gap} bytes are left out …
${ends.slice(MARGIN)}`;
  }
};

// js/git.js
var LOCAL_LIMIT_MS = 6e4;
var REMOTE_LIMIT_MS = 12e4;
var GRACE_MS2 = 3e3;
var CUT_GRACE_MS = 500;
var CUT = "stopped before it had ended: the run was interrupted, or its time was over";
var Git = class _Git {
  /**
   * @param {object} options
   * @param {string} options.cwd
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} [options.trace] a file that gets one line per process
   * @param {(text: string) => string} [options.redact]
   * @param {import('./limits.js').Limits} [options.limits] of the run this belongs to
   */
  constructor({ cwd, env, trace, redact = (text2) => text2, limits }) {
    this.cwd = cwd;
    this.env = env;
    this.trace = trace;
    this.redact = redact;
    this.limits = limits;
  }
  /**
   * The same git, elsewhere or with another environment.
   * @param {{cwd?: string, env?: NodeJS.ProcessEnv, redact?: (text: string) => string}} changes
   */
  with(changes) {
    return new _Git({ cwd: this.cwd, env: this.env, trace: this.trace, redact: this.redact, limits: this.limits, ...changes });
  }
  /**
   * Starts a process; whoever starts it reads it.
   * @param {string[]} args
   */
  start(args) {
    if (this.trace) (0, import_node_fs4.appendFileSync)(this.trace, `${JSON.stringify(args)}
`);
    const child = (0, import_node_child_process.spawn)("git", args, { cwd: this.cwd, env: this.env, detached: true, windowsHide: true });
    stopAtExit(child);
    return child;
  }
  /**
   * Runs a process to its end.
   * @param {string[]} args
   * @param {{input?: Buffer | string, limitMs?: number}} [options]
   * @returns {Promise<Answer>}
   */
  run(args, { input, limitMs = LOCAL_LIMIT_MS } = {}) {
    const cut = this.limits?.signal;
    if (cut?.aborted) return Promise.resolve({ exit: null, stdout: Buffer.alloc(0), stderr: `${CUT}
` });
    return new Promise((resolve4, reject) => {
      const child = this.start(args);
      const out = [];
      const err = new Talk();
      child.stdout.on("data", (chunk) => out.push(chunk));
      child.stderr.on("data", (chunk) => err.add(chunk));
      const end = (why, graceMs) => {
        err.add(Buffer.from(`
${why}
`));
        stop(child, "SIGTERM");
        setTimeout(() => stop(child, "SIGKILL"), graceMs).unref();
      };
      const limit = setTimeout(() => end(`no answer within ${limitMs / 1e3} seconds`, GRACE_MS2), limitMs);
      const onCut = () => end(CUT, CUT_GRACE_MS);
      cut?.addEventListener("abort", onCut);
      const settled = () => {
        clearTimeout(limit);
        cut?.removeEventListener("abort", onCut);
      };
      child.once("error", (error) => {
        settled();
        reject(notStarted(error));
      });
      child.once("close", (exit) => {
        settled();
        resolve4({ exit, stdout: Buffer.concat(out), stderr: err.text(this.redact) });
      });
      child.stdin.on("error", () => {
      });
      child.stdin.end(input ?? "");
    });
  }
  /**
   * Runs a command that talks to the remote.
   * @param {string[]} args
   * @param {string} [input]
   * @returns {Promise<Answer>}
   */
  remote(args, input) {
    return this.run(args, { input, limitMs: REMOTE_LIMIT_MS });
  }
};
function notStarted(error) {
  if (error.code !== "ENOENT") return error;
  return new ShellError("no-git", "git was not found: expected a `git` on the PATH", {
    nextSteps: ["install git 2.34 or newer, then run this again"]
  });
}

// js/hosting.js
var ALIASES = /* @__PURE__ */ new Map([["ssh.github.com", "github.com"]]);
function addressOf(config, remote) {
  const address = given(config, remote);
  const rules = config.flatMap(([key, value]) => {
    const base = /^url\.(.*)\.insteadof$/.exec(key)?.[1];
    return base !== void 0 && address.startsWith(value) ? [{ base, prefix: value }] : [];
  });
  const [rule] = rules.sort((a, b) => b.prefix.length - a.prefix.length);
  return rule ? rule.base + address.slice(rule.prefix.length) : address;
}
function given(config, remote) {
  return config.find(([key, value]) => key === `remote.${remote}.url` && value !== "")?.[1] ?? "";
}
function hostingOf(address, { serverUrl, apiUrl, graphqlUrl, anyApi, gitea, token }) {
  if (!token || !URL.canParse(serverUrl)) return null;
  const server = new URL(serverUrl);
  const name = repositoryAt(address, server);
  if (name === null) return null;
  const base = withoutSlash(serverUrl);
  const given3 = withoutSlash(apiUrl ?? "");
  const isGitea = gitea || given3.endsWith("/api/v1");
  const url = given3 || (isGitea ? `${base}/api/v1` : apiOf(server, base));
  const graphql = isGitea ? null : withoutSlash(graphqlUrl ?? graphqlOf(url)) || null;
  for (const [variable, address2] of [["GITHUB_API_URL", url], ["GITHUB_GRAPHQL_URL", graphql]]) {
    if (address2 && !anyApi && !isAtHome(address2, server)) throw apiElsewhere(String(variable), address2, server);
  }
  return { hosting: { kind: isGitea ? "gitea" : "github", name, serverUrl: base }, url, graphqlUrl: graphql, token };
}
function isAtHome(address, server) {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === server.protocol && (host === server.host || host === `api.${server.host}`);
}
function apiElsewhere(variable, address, server) {
  const found = URL.canParse(address) ? new URL(address).origin : address;
  return new ShellError("api-elsewhere", `\`${variable}\` names \`${found}\`, and the token is for \`${server.origin}\`: expected an API of that server`, {
    nextSteps: [`take \`${variable}\` out of the environment`, "or, if the token may go there, say so with `--api-url` (input `api-url`)"]
  });
}
function repositoryAt(address, server) {
  const found = parsed(address);
  if (!found || found.host !== (found.web ? server.host : server.hostname)) return null;
  const prefix = found.web ? `${withoutSlash(server.pathname)}/` : "/";
  if (!found.path.startsWith(prefix)) return null;
  const names = found.path.slice(prefix.length).replace(/\/+$/, "").replace(/\.git$/, "").split("/");
  return names.length === 2 && names.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)) ? names.join("/") : null;
}
function parsed(address) {
  if (/^\w[\w+.-]*:\/\//.test(address)) {
    if (!URL.canParse(address)) return null;
    const { protocol, host: host2, hostname, pathname } = new URL(address);
    const path2 = pathname.replace(/^\/+/, "/");
    if (protocol === "https:" || protocol === "http:") return { host: host2, path: path2, web: true };
    const known = ["ssh:", "git:", "git+ssh:", "ssh+git:"].includes(protocol);
    return known ? { host: named(hostname), path: path2, web: false } : null;
  }
  const [, host, path] = /^(?:[^@/:]+@)?(\[[^\]/]+\]|[^/:]{2,}):(.*)$/.exec(address) ?? [];
  return host && path ? { host: named(host), path: `/${path.replace(/^\/+/, "")}`, web: false } : null;
}
function named(host) {
  const lower = host.toLowerCase();
  return ALIASES.get(lower) ?? lower;
}
function apiOf(server, base) {
  const cloud = server.hostname === "github.com" || server.hostname.endsWith(".ghe.com");
  return cloud ? `${server.protocol}//api.${server.host}` : `${base}/api/v3`;
}
function graphqlOf(url) {
  return url.endsWith("/api/v3") ? url.replace(/\/v3$/, "/graphql") : `${url}/graphql`;
}
function withoutSlash(url) {
  return url.replace(/\/+$/, "");
}

// js/trust.js
var import_node_fs5 = require("node:fs");
var import_node_path3 = require("node:path");
var HARMLESS = /^(?:remote\..*\.(?:url|pushurl)|url\..*\.(?:push)?insteadof|http\.(?:.*\.)?extraheader)$/;
var REACHING = /^(?:remote|url|http|credential|ssh|protocol)\.|^core\.(?:sshcommand|gitproxy|askpass)$/;
var BY_CHECKOUT = /^"?(?:\/usr(?:\/local)?)?\/bin\/ssh"? -i "\$RUNNER_TEMP\/[\w-]+"(?: -o StrictHostKeyChecking=yes -o CheckHostIP=no)?(?: -o "UserKnownHostsFile=\$RUNNER_TEMP\/[\w-]+")?$/;
var BY_LFS = /* @__PURE__ */ new Map([
  ["filter.lfs.clean", "git-lfs clean -- %f"],
  ["filter.lfs.smudge", "git-lfs smudge -- %f"],
  ["filter.lfs.process", "git-lfs filter-process"]
]);
function isWorkspace(env, folder) {
  const workspace = env["GITHUB_WORKSPACE"];
  if (!env["GITHUB_ACTIONS"] || !workspace) return false;
  const real = (path) => {
    try {
      return (0, import_node_fs5.realpathSync)(path);
    } catch {
      return null;
    }
  };
  const [outer, inner] = [real(workspace), real(folder)];
  return outer !== null && inner !== null && isInside(outer, inner);
}
function isInside(folder, path) {
  const way = (0, import_node_path3.relative)(folder, path);
  return way !== ".." && !way.startsWith(`..${import_node_path3.sep}`) && !(0, import_node_path3.isAbsolute)(way);
}
function withoutStrangers({ entries, own }) {
  const foreign = new Set(own);
  return entries.filter((entry) => !foreign.has(entry) || !REACHING.test(entry[0]) || HARMLESS.test(entry[0]) || isByCheckout(entry));
}
function silenced(own) {
  const quiet = [["protocol.ext.allow", "never"]];
  for (const entry of own) {
    const [key] = entry;
    if (isByCheckout(entry)) continue;
    const filter = /^filter\.(.*)\.(?:clean|smudge|process)$/.exec(key)?.[1];
    if (filter !== void 0) quiet.push([key, ""], [`filter.${filter}.required`, "false"]);
    else if (/^credential\.(?:.*\.)?helper$/.test(key) || key === "core.askpass") quiet.push([key, ""]);
    else if (key === "core.sshcommand") quiet.push([key, "ssh"]);
    else if (key === "core.alternaterefscommand") quiet.push([key, "true"]);
    else if (/^remote\..*\.uploadpack$/.test(key)) quiet.push([key, "git-upload-pack"]);
    else if (/^remote\..*\.receivepack$/.test(key)) quiet.push([key, "git-receive-pack"]);
    else if (/^remote\..*\.vcs$/.test(key)) throw strangeSetting(key);
  }
  return quiet;
}
function isByCheckout([key, value]) {
  return key === "core.sshcommand" && BY_CHECKOUT.test(value) || BY_LFS.get(key) === value;
}
function strangeSetting(key) {
  return new ShellError("repository-not-trusted", `this folder belongs to another user, and its own configuration has \`${key}\``, {
    nextSteps: [`take it out: \`git config --unset ${key}\`, or run this as the user the folder belongs to`]
  });
}

// js/repository.js
var OLDEST = { major: 2, minor: 34 };
var OUTPUT_FORMAT = ["rev-parse", "--path-format=absolute"];
var QUESTIONS = [
  "--git-common-dir",
  "--is-shallow-repository",
  "--show-object-format",
  "--is-inside-work-tree",
  "--show-cdup"
];
async function openRepository(place, limits) {
  const cwd = (0, import_node_fs6.realpathSync)(place.cwd);
  let git = new Git({ cwd, env: userEnvironment(place.env), trace: place.trace, limits });
  const version = git.run(["version"]);
  version.catch(() => {
  });
  let [answer, listing] = await probe(git);
  refuseOldGit((await version).stdout.toString());
  const bare = /cannot use bare repository '([^']+)'/.exec(answer.stderr)?.[1];
  if (bare !== void 0) {
    await requireAlone(git, cwd, bare);
    git = git.with({ env: withConfig(git.env, [["safe.bareRepository", "all"]]) });
    [answer, listing] = await probe(git);
  }
  const owned = /(?:dubious ownership|unsafe repository)[^']*'([^']+)'/.exec(answer.stderr)?.[1];
  if (owned !== void 0) {
    if (!isWorkspace(place.env, owned)) throw untrusted(owned, answer.stderr);
    git = git.with({ env: withConfig(git.env, [["safe.directory", owned]]) });
    [answer, listing] = await probe(git);
  }
  const [commonDir, shallow, objectFormat, inside, ...rest] = answer.stdout.toString().split("\n");
  if (!commonDir || !objectFormat || inside === void 0) throw notARepository(answer.stderr);
  const top = inside === "true" ? (0, import_node_path4.resolve)(cwd, rest.shift() ?? "") : commonDir;
  if (inside !== "true" && bare === void 0 && (0, import_node_path4.basename)(commonDir) !== ".git") await requireAlone(git, cwd, commonDir);
  const settings2 = parseConfig(listing.stdout.toString());
  if (owned !== void 0) {
    if (!isWorkspace(place.env, top)) throw untrusted(top, answer.stderr);
    git = git.with({ env: withConfig({ ...git.env, GIT_PROXY_COMMAND: "" }, silenced(settings2.own)) });
  }
  const config = owned === void 0 ? settings2.entries : withoutStrangers(settings2);
  if (!place.offline) requireRemote(config, place.remote);
  const redact = redactor(place.token, config);
  const ours = authentication(place.token, place.serverUrl);
  return {
    git: git.with({ cwd: top, redact }),
    top,
    commonDir,
    shallow: shallow === "true",
    partial: config.some(([key]) => key === "extensions.partialclone" || /^remote\..+\.promisor$/.test(key)),
    objectFormat,
    head: rest[0]?.startsWith("refs/heads/") ? rest[0].slice("refs/heads/".length) : void 0,
    remote: place.remote,
    config,
    transport: [...transportSettings(config, place.remote), ...ours],
    authentication: ours,
    tokens: userTokens(place.env),
    api: place.offline ? null : hostingOf(addressOf(config, place.remote), place),
    redact,
    tempDir: place.tempDir
  };
}
function probe(git) {
  return Promise.all([
    git.run([...OUTPUT_FORMAT, ...QUESTIONS, "--symbolic-full-name", "HEAD"]),
    git.run(["config", "--list", "--show-scope", "-z"])
  ]);
}
function configured(config, key) {
  return config.findLast(([name]) => name === key)?.[1];
}
function parseConfig(raw) {
  const parts = raw.split("\0");
  const settings2 = { entries: [], own: [] };
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [scope, text2 = ""] = parts.slice(at, at + 2);
    const end = text2.indexOf("\n");
    const entry = end < 0 ? [text2, "true"] : [text2.slice(0, end), text2.slice(end + 1)];
    settings2.entries.push(entry);
    if (scope === "local" || scope === "worktree") settings2.own.push(entry);
  }
  return settings2;
}
async function requireAlone(git, cwd, bare) {
  const around = await git.with({ cwd: (0, import_node_path4.dirname)(cwd) }).run(["rev-parse", "--git-dir"]);
  if ((0, import_node_fs6.realpathSync)(bare) === cwd && around.stderr.includes("not a git repository")) return;
  throw new ShellError("repository-not-trusted", `\`${bare}\` is a bare repository inside another folder's: expected a clone, or a bare repository that stands alone`, {
    path: bare,
    nextSteps: ["name the clone itself with `--cwd` (input `working-directory`)", "a bare repository is taken where it is named itself and lies in no working tree"]
  });
}
function refuseOldGit(said2) {
  const found = /(\d+)\.(\d+)/.exec(said2);
  if (!found) return;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  if (major > OLDEST.major || major === OLDEST.major && minor >= OLDEST.minor) return;
  const least = `${OLDEST.major}.${OLDEST.minor}`;
  throw new ShellError("git-too-old", `git ${found[0]} is too old: expected ${least} or newer`, {
    nextSteps: [`update git to ${least} or newer, then run this again`]
  });
}
function untrusted(folder, said2) {
  const advice = said2.split("\n").map((line) => line.trim()).filter((line) => line.startsWith("git config"));
  return new ShellError("repository-not-trusted", `git does not trust \`${folder}\`: it belongs to another user`, {
    path: folder,
    nextSteps: [`if you trust it: \`${advice[0] ?? `git config --global --add safe.directory ${folder}`}\``]
  });
}
function notARepository(said2) {
  const detail = said2.split("\n")[0]?.replace(/^fatal: /, "") ?? "";
  return new ShellError("not-a-repository", `expected a git repository here: ${detail || "git found none"}`, {
    nextSteps: ["run this inside a clone, or name one with `--cwd` (input `working-directory`)"]
  });
}
function requireRemote(config, remote) {
  if (configured(config, `remote.${remote}.url`)) return;
  const known = new Set(config.flatMap(([key]) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []));
  const names = [...known].map((name) => `\`${name}\``).join(", ");
  throw new ShellError(
    "no-remote",
    `there is no remote \`${remote}\`: expected ${names ? `one of ${names}` : "one, but this repository has none"}`,
    {
      nextSteps: names ? ["name it with `--remote` (input `remote`)"] : [`add one: \`git remote add ${remote} <address>\``]
    }
  );
}

// js/build.js
var BOT = { name: "github-actions[bot]", email: "41898282+github-actions[bot]@users.noreply.github.com" };
async function buildCommit(world, { parent, files, message, branch, tag }) {
  const modes = world.seen?.listing;
  const poisoned = await unlikeItsName(world.store, parent, files);
  if (poisoned !== null) return { kind: "broken", detail: poisoned };
  const stream = [
    `commit refs/heads/${branch}
mark :1
`,
    `author ${signature(world, "AUTHOR")}
committer ${signature(world, "COMMITTER")}
`,
    ...data(message),
    `from ${parent}
`,
    ...files.flatMap(({ path, text: text2 }) => [
      `M ${modes?.get(path)?.mode ?? "100644"} inline ${quoted(path)}
`,
      ...data(text2)
    ]),
    "\n",
    ...tag ? tagObject(world, ":1", tag) : [],
    "get-mark :1\n"
  ];
  return build(world, stream, tag?.name, "", files);
}
async function unlikeItsName(store, parent, files) {
  const { createHash } = await Promise.resolve().then(() => __toESM(require("node:crypto"), 1));
  const algorithm = parent.length === 64 ? "sha256" : "sha1";
  const checked = /* @__PURE__ */ new Map();
  const fits = (oid) => {
    const known = checked.get(oid) ?? readAndHash(oid);
    checked.set(oid, known);
    return known;
  };
  const readAndHash = async (oid) => {
    const object = await store.reader().read(oid);
    if (!object?.data) return false;
    const header = `${object.type} ${object.data.length}\0`;
    return createHash(algorithm).update(header).update(object.data).digest("hex") === oid;
  };
  const wrong = (oid, what) => `the clone's ${what} ${oid} is not what its name says: run \`git fsck\`, then fetch it anew`;
  if (!await fits(parent)) return wrong(parent, "commit");
  const root = (await store.commit(parent))?.tree;
  if (root === void 0) return `the commit ${parent} is missing`;
  for (const { path } of files) {
    if (!isHonest(path)) return `\`${path}\` is no path for a file in a tree`;
    const names = path.split("/");
    for (let depth = 0; depth <= names.length; depth += 1) {
      const here = names.slice(0, depth).join("/");
      const oid = depth === 0 ? root : (await store.trees.entry(root, here))?.oid;
      if (oid === void 0) break;
      if (!await fits(oid)) return wrong(oid, `\`${here || "/"}\``);
    }
  }
  return null;
}
function buildTag(world, { target: target2, tag }) {
  return build(world, tagObject(world, target2, tag), tag.name, target2, []);
}
function tagObject(world, target2, { name, message }) {
  return [`tag ${name}
from ${target2}
tagger ${signature(world, "COMMITTER")}
`, ...data(message)];
}
async function build({ store }, stream, tagName2, target2, files) {
  store.forgetBuilt();
  const importer = ["-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--force", "--done", "--date-format=raw"];
  const input = Buffer.concat([...stream, "done\n"].map((part) => Buffer.from(part)));
  try {
    const answer = await store.git.run(importer, { input });
    if (answer.exit !== 0) return { kind: "broken", detail: answer.stderr };
    const commit = target2 || answer.stdout.toString().trim();
    const tag = tagName2 === void 0 ? { oid: "" } : await tagBuilt(store, tagName2);
    if (!tag) return { kind: "broken", detail: `git made no tag object for ${tagName2}` };
    const tree = (await store.commit(commit))?.tree;
    if (tree === void 0) return { kind: "broken", detail: `git made no commit ${commit}` };
    return { kind: "built", commit, tag: tag.oid, files: await readBack(store, tree, files) };
  } catch (error) {
    if (error instanceof ShellError || error instanceof Unreadable) return { kind: "broken", detail: error.message };
    throw error;
  }
}
async function tagBuilt(store, name) {
  const found = await store.reader().read(`refs/tags/${name}`);
  return found?.type === "tag" ? found : null;
}
function readBack(store, tree, files) {
  return Promise.all(
    files.map(async ({ path }) => {
      const entry = await store.trees.entry(tree, path);
      if (!entry) throw new ShellError("broken", `the built commit has no \`${path}\``);
      return { path, text: await readText(store, entry.oid, path) };
    })
  );
}
function signature({ repository }, role) {
  const env = repository.git.env;
  const section = role.toLowerCase();
  const setting = (key) => configured(repository.config, `${section}.${key}`) ?? configured(repository.config, `user.${key}`);
  const name = clean(env[`GIT_${role}_NAME`] || setting("name") || "");
  const email = clean(env[`GIT_${role}_EMAIL`] || setting("email") || "");
  const who = name && email ? { name, email } : BOT;
  return `${who.name} <${who.email}> ${Math.floor(Date.now() / 1e3)} ${zone()}`;
}
function clean(text2) {
  return text2.replace(/[<>\x00-\x1f\x7f]/g, "").trim();
}
function zone() {
  const minutes = -(/* @__PURE__ */ new Date()).getTimezoneOffset();
  const digits = String(Math.floor(Math.abs(minutes) / 60) * 100 + Math.abs(minutes) % 60).padStart(4, "0");
  return (minutes < 0 ? "-" : "+") + digits;
}
function data(text2) {
  const bytes = Buffer.from(text2);
  return [`data ${bytes.length}
`, bytes, "\n"];
}
function quoted(path) {
  return `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

// js/branches.js
var MOST_FILES = 1e3;
async function missingHeads({ store, repository, whole, offline }, heads) {
  const missing = [];
  for (const { name, oid } of heads) {
    const here = repository.shallow && !offline ? whole.has(oid) : await store.has(oid);
    if (!here) missing.push(`+refs/heads/${name}:refs/vf/b/${name}`);
  }
  return missing;
}
async function bumpBranches(world, heads, tip) {
  const found = await Promise.all(heads.map((head) => changesOf(world, head, tip)));
  const known = found.filter((one) => one !== null);
  if (known.length < found.length) return null;
  await prefetch(world, known.flatMap(({ readable, changes }) => readable ? changes : []));
  const branches = [];
  for (const one of known) branches.push(await bumpBranch2(world, one, tip));
  return branches;
}
async function changesOf({ store }, head, { tip }) {
  const commit = await store.commit(head.oid);
  if (!commit) return null;
  const [first] = commit.parents;
  const onBranch = first !== void 0 && await isAncestor(store, first, tip);
  const base = onBranch && commit.parents.length === 1 ? (await store.commit(first))?.tree : void 0;
  const changes = base === void 0 ? null : await differences(store, base, commit.tree);
  return { ...head, commit, onBranch, base, changes: changes ?? [], readable: changes !== null };
}
async function differences(store, base, tree) {
  try {
    return await store.trees.differences(base, tree, MOST_FILES);
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}
async function prefetch({ store, repository, seen, offline }, changes) {
  if (offline || !(repository.shallow || repository.partial)) return;
  const here = new Set([...seen?.listing.values() ?? []].map(({ oid }) => oid));
  const wanted = new Set(changes.flatMap(({ after }) => isNewText(after) && !here.has(after.oid) ? [after.oid] : []));
  if (wanted.size > 1) await store.fetchContents([...wanted]);
}
async function bumpBranch2(world, { name, oid, commit, onBranch, base, changes, readable }, tip) {
  return {
    name,
    oid,
    parents: commit.parents,
    message: commit.message,
    changed: changes.map(({ path }) => path),
    files: readable ? await contents(world, changes) : [],
    before: readable && base !== void 0 ? await manifests(world, base, tip) : [],
    onBranch,
    ageSeconds: Math.max(0, Math.floor(Date.now() / 1e3) - commit.seconds)
  };
}
function isNewText(entry) {
  return entry?.mode.startsWith("100") ?? false;
}
async function contents({ store }, changes) {
  const found = await Promise.all(
    changes.map(async ({ path, before, after }) => {
      if (!isNewText(after) || before && before.mode !== after.mode) return null;
      try {
        return { path, text: await readText(store, after.oid, path) };
      } catch (error) {
        if (error instanceof ShellError) return null;
        throw error;
      }
    })
  );
  return found.filter((file) => file !== null);
}
async function manifests(world, tree, tip) {
  if (tree === tip.tree) return tip.files;
  try {
    return await texts(world, await world.store.trees.list(tree), true);
  } catch (error) {
    if (failureOf(error)) return [];
    throw error;
  }
}

// js/fetch.js
var TIP = "refs/vf/tip";
var Moved = class extends Error {
};
async function completeHistory(world, tip, more, named3) {
  const incomplete = world.repository.shallow && !world.whole.has(tip);
  if (!incomplete) {
    if (more.length > 0) await fetch2(world, more);
    for (const oid of named3) world.whole.add(oid);
    return;
  }
  if (world.offline) {
    throw new ShellError("shallow-history", "this clone is shallow: expected the history since the last tag", {
      nextSteps: ["run it without `--offline`, or complete the clone: `git fetch --unshallow`"]
    });
  }
  const source = world.seen ? `refs/heads/${world.seen.branch}` : tip;
  await fetch2(world, [`+${source}:${TIP}`, ...more]);
  if (!await world.store.has(tip)) throw new Moved(`the tip ${tip} was gone when it was fetched`);
  for (const oid of [tip, ...named3]) world.whole.add(oid);
}
async function fetch2(world, refspecs) {
  if (world.offline) throw new Unreadable(128, "objects are missing here: run it without `--offline`");
  try {
    await world.store.fetch(refspecs);
  } catch (error) {
    const gone = error instanceof Unreadable && error.stderr.includes("couldn't find remote ref");
    throw gone ? new Moved(error.stderr) : error;
  }
}

// js/places.js
async function placesOf(world, asked, tip, refs) {
  const { store } = world;
  const oids = asked.map(({ oid }) => oid);
  const walk = await near(store, new Set(oids), tip);
  const far = walk.complete ? [] : oids.filter((oid) => !walk.seen.has(oid));
  const searched3 = asked.filter(({ oid, search }) => search && !walk.seen.has(oid)).map(({ oid }) => oid);
  const aside = searched3.length > 0 ? await offBranch(world, tip, oids, refs) : await offBranch(world, tip, far, "");
  const onBranch = (oid) => walk.seen.has(oid) || !walk.complete && aside.asked.has(oid) && !aside.parents.has(oid);
  const lost2 = searched3.filter((oid) => !onBranch(oid));
  const twins = lost2.length > 0 ? await twinsOf(world, tip, lost2) : /* @__PURE__ */ new Map();
  const places = [];
  for (const oid of oids) places.push(await place(oid));
  return places;
  async function place(oid) {
    const here = onBranch(oid);
    const commit = await store.commit(oid);
    const [parent, ...more] = commit?.parents ?? [];
    const beside = !here && parent !== void 0 && more.length === 0 && await isKnown(parent) ? parent : null;
    return {
      oid,
      onBranch: here,
      seconds: commit?.seconds ?? 0,
      parent: beside,
      before: beside === null ? [] : await textsAt(world, beside),
      files: beside === null ? [] : await textsAt(world, oid),
      searched: searched3.includes(oid),
      twin: twins.get(oid) ?? null,
      builtOn: aside.builtOn.has(oid)
    };
  }
  async function isKnown(parent) {
    if (walk.seen.has(parent)) return true;
    return !walk.complete && !aside.parents.has(parent);
  }
}
async function offBranch({ store }, tip, oids, refs) {
  const parents = /* @__PURE__ */ new Map();
  const builtOn = /* @__PURE__ */ new Set();
  const commits = [];
  for (const oid of oids) if (await store.commit(oid)) commits.push(oid);
  const asked = new Set(commits);
  if (commits.length === 0) return { parents, builtOn, asked };
  const heads = refs.split("\n").map((row) => row.split("	")).filter(([oid, ref]) => oid !== tip && ref?.startsWith("refs/heads/")).map(([oid = ""]) => oid);
  const input = [`^${tip}`, ...commits, ...heads].join("\n");
  const answer = await store.git.run(["rev-list", "--parents", "--ignore-missing", "--stdin"], { input: `${input}
` });
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  for (const row of answer.stdout.toString().split("\n").filter(Boolean)) {
    const [oid = "", ...ones] = row.split(" ");
    parents.set(oid, ones);
    for (const parent of ones) builtOn.add(parent);
  }
  return { parents, builtOn, asked };
}
async function twinsOf({ store }, tip, oids) {
  const trees = /* @__PURE__ */ new Map();
  for (const oid of oids) {
    const commit = await store.commit(oid);
    if (commit) trees.set(oid, commit.tree);
  }
  const answer = await store.git.run(["log", "--first-parent", "--format=%T %H", tip, "--"]);
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  const newest = /* @__PURE__ */ new Map();
  for (const row of answer.stdout.toString().split("\n")) {
    const [tree = "", oid = ""] = row.split(" ");
    if (oid && !newest.has(tree)) newest.set(tree, oid);
  }
  const twins = /* @__PURE__ */ new Map();
  for (const [oid, tree] of trees) {
    const twin = newest.get(tree);
    if (twin === void 0) continue;
    const forked = await store.git.run(["merge-base", "--is-ancestor", twin, oid]);
    if (forked.exit === 1) twins.set(oid, twin);
    else if (forked.exit !== 0) throw new Unreadable(forked.exit, forked.stderr);
  }
  return twins;
}
async function holdersOf(world, { oids, heads }, tip) {
  const { store } = world;
  await completeHistory(world, tip, await missingHeads(world, heads), heads.map(({ oid }) => oid));
  for (const { name, oid } of heads) if (!await store.has(oid)) throw new Moved(`the tip ${oid} of \`${name}\` was gone when it was fetched`);
  const holders = [];
  for (const oid of oids) {
    const input = [`^${oid}`, ...heads.map((head) => head.oid)].join("\n");
    const answer = await store.git.run(["rev-list", "--ancestry-path", "--stdin"], { input: `${input}
` });
    if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
    const after = new Set(answer.stdout.toString().split("\n"));
    holders.push({ oid, heads: heads.filter((head) => head.oid === oid || after.has(head.oid)).map(({ name }) => name) });
  }
  return holders;
}
async function pastOf(world, tip, paths, limit) {
  const { store } = world;
  const format = ["-z", "--encoding=UTF-8", "--format=%H%n%an"];
  const answer = await store.git.run(["log", "--first-parent", ...format, `--max-count=${limit}`, tip, "--", ...paths]);
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  const past = [];
  for (const record of answer.stdout.toString().split("\0").filter(Boolean)) {
    const [oid = "", author = ""] = record.split("\n");
    const commit = await store.commit(oid);
    if (!commit) throw new Unreadable(128, `the commit ${oid} is missing`);
    const merged = commit.parents[1] === void 0 ? null : await store.commit(commit.parents[1]);
    const message = [commit.message, merged?.message].filter(Boolean).join("\n");
    past.push({ oid, author, message, files: await manifestsOf(world, commit.tree) });
  }
  return past;
}
async function textsAt(world, oid) {
  const commit = await world.store.commit(oid);
  return commit ? manifestsOf(world, commit.tree) : [];
}

// js/client.js
function clientOf(world) {
  return world.client ??= connect(world);
}
async function connect({ repository: { api, redact }, limits }) {
  if (!api) throw new Error("a step needs an API, and this run has none");
  const { GitHub } = await Promise.resolve().then(() => __toESM(require("./github.js"), 1));
  return new GitHub({ api, redact, limits });
}

// js/escape.js
var INVISIBLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|(?<!(?![\x00-\x7f])[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d\ufe0e\ufe0f]/gu;
function oneLine(text2) {
  return text2.replace(INVISIBLE, named2).replace(/##\[/g, "#\\x23[").replace(/^(\s*)::/, "$1\\x3a:");
}
function named2(character) {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : unicode(character);
}
function unicode(character) {
  return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

// js/pulls.js
var PAGE = 30;
var AUTO_MERGE = `mutation ($pull: ID!, $method: PullRequestMergeMethod!, $head: GitObjectID!) {
  enablePullRequestAutoMerge(input: {pullRequestId: $pull, mergeMethod: $method, expectedHeadOid: $head}) {
    clientMutationId
  }
}`;
async function askPulls(world, api, heads, mergeable) {
  if (heads.length === 0) return { pulls: [], pullsDenied: null };
  const client = await clientOf(world);
  const listed = (head) => {
    const { name: name2, kind } = api.hosting;
    return client.get(`/repos/${name2}/pulls`, listQuery(kind, name2, head));
  };
  const pulls = [];
  for (const head of heads) {
    let answer = await listed(head);
    if (answer.ok && client.redirected && await learnName(client, api)) answer = await listed(head);
    if (!answer.ok) return { pulls: [], pullsDenied: answer.denial };
    const rows = Array.isArray(answer.data) ? answer.data : [];
    pulls.push({ head, pulls: rows.filter((row) => isFrom(row, head)).map((row) => pullOf(row, null)) });
  }
  const { name } = api.hosting;
  for (const list of pulls) {
    for (const [index, { number }] of list.pulls.entries()) {
      if (!mergeable.includes(number)) continue;
      const answer = await client.get(`/repos/${name}/pulls/${number}`);
      if (!answer.ok) return { pulls: [], pullsDenied: answer.denial };
      list.pulls[index] = pullOf(answer.data, answer.data?.mergeable ?? null);
    }
  }
  return { pulls, pullsDenied: null };
}
function listQuery(kind, name, head) {
  if (kind === "gitea") return { state: "all", sort: "recentupdate", limit: "50" };
  const [owner] = name.split("/");
  return { head: `${owner}:${head}`, state: "all", sort: "created", direction: "desc", per_page: String(PAGE) };
}
async function learnName(client, api) {
  client.redirected = false;
  const answer = await client.get(`/repos/${api.hosting.name}`);
  client.redirected = false;
  const name = answer.ok ? answer.data?.full_name : void 0;
  if (typeof name !== "string" || !/^[\w.-]+\/[\w.-]+$/.test(name) || name === api.hosting.name) return false;
  say(`${oneLine(`the repository is called ${name} now; it was asked for as ${api.hosting.name}`)}
`);
  api.hosting.name = name;
  return true;
}
function isFrom(row, head) {
  const from = row?.head?.repo?.full_name;
  const here = typeof from !== "string" || from === row?.base?.repo?.full_name;
  return here && (row?.head?.ref === head || row?.head?.label === head);
}
function pullOf(row, mergeable) {
  return {
    number: Number(row?.number ?? 0),
    url: String(row?.html_url ?? ""),
    nodeId: String(row?.node_id ?? ""),
    open: row?.state === "open",
    merged: Boolean(row?.merged_at ?? row?.merged),
    headOid: String(row?.head?.sha ?? ""),
    base: String(row?.base?.ref ?? ""),
    baseOid: String(row?.base?.sha ?? ""),
    body: String(row?.body ?? ""),
    closedAt: timeOf(row?.closed_at),
    autoMerge: Boolean(row?.auto_merge),
    mergeable: typeof mergeable === "boolean" ? mergeable : null
  };
}
function timeOf(text2) {
  const time = typeof text2 === "string" ? Date.parse(text2) : NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
async function openPull(world, { head, base, title, body }) {
  const answer = await send(world, "POST", "/pulls", { head, base, title, body });
  if (!answer.ok) return denied(answer);
  const { number, url, nodeId } = pullOf(answer.data, null);
  if (!(number > 0)) return denied(lostAnswer("pull request"));
  return { kind: "opened", number, url, nodeId };
}
async function label(world, { number, labels }) {
  return done(await send(world, "POST", `/issues/${number}/labels`, { labels }));
}
async function editPull(world, { number, body }) {
  return done(await send(world, "PATCH", `/pulls/${number}`, { body }));
}
async function autoMerge(world, { nodeId, method, head }) {
  const client = await clientOf(world);
  return done(await client.graphql(AUTO_MERGE, { pull: nodeId, method: method.toUpperCase(), head }));
}
async function mergePull(world, { number, method, head }) {
  if (world.repository.api?.hosting.kind === "gitea") {
    return done(await send(world, "POST", `/pulls/${number}/merge`, { Do: method, head_commit_id: head }));
  }
  return done(await send(world, "PUT", `/pulls/${number}/merge`, { merge_method: method, sha: head }));
}
async function send(world, method, path, body) {
  const client = await clientOf(world);
  return client.send(method, `/repos/${world.repository.api?.hosting.name}${path}`, body);
}
function done(answer) {
  return answer.ok ? { kind: "done" } : denied(answer);
}
function lostAnswer(what) {
  return { ok: false, denial: { status: null, text: `the answer names no ${what}`, retryAfter: null } };
}
function denied({ denial }) {
  return { kind: "denied", ...denial };
}

// js/releases.js
var NOT_FOUND = 404;
var FEW = 10;
var PAGE2 = 100;
var MOST_PAGES = 10;
async function releaseOf(world, api, { tag, mark }, refs) {
  const oid = oidOf(tag, refs);
  const here = oid !== void 0 && await world.store.has(oid);
  const unknown = (
    /** @type {const} */
    { tag, state: "unknown", message: null, release: null }
  );
  if (here && !(await said(world, oid)).includes(mark)) return unknown;
  const found = await find(world, api, tag);
  if (found === null) return unknown;
  if (found) return { tag, state: "present", message: null, release: publishedOf(found) };
  return { tag, state: "absent", message: await tagMessage(world, tag, refs), release: null };
}
async function said({ store }, oid) {
  return await store.tagMessage(oid) ?? (await store.commit(oid))?.message ?? "";
}
async function find(world, api, tag) {
  const client = await clientOf(world);
  const path = `/repos/${api.hosting.name}/releases`;
  const listed = async (size, page = 1) => {
    const query = { [api.hosting.kind === "gitea" ? "limit" : "per_page"]: String(size), ...page > 1 ? { page: String(page) } : {} };
    const answer = await client.get(path, query);
    if (!answer.ok || !Array.isArray(answer.data)) return null;
    return { found: answer.data.find((release2) => release2?.tag_name === tag), all: answer.data.length < size };
  };
  const newest = await listed(FEW);
  if (!newest || newest.found || newest.all) return newest && newest.found;
  const published = await client.get(`${path}/tags/${encodeURIComponent(tag)}`);
  if (published.ok) return published.data;
  if (published.denial.status !== NOT_FOUND) return null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const more = await listed(PAGE2, page);
    if (!more || more.found || more.all) return more && more.found;
  }
  return null;
}
function publishedOf({ id, html_url: url, upload_url: uploadUrl }) {
  return { id: Number(id), url: String(url ?? ""), uploadUrl: String(uploadUrl ?? "") };
}
async function tagMessage(world, tag, refs) {
  const { store } = world;
  const oid = oidOf(tag, refs);
  if (oid === void 0) return null;
  if (!await store.has(oid)) await fetch2(world, [`+refs/tags/${tag}:refs/vf/t/${tag}`]);
  return store.tagMessage(oid);
}
function oidOf(tag, refs) {
  return refs.split("\n").find((line) => line.endsWith(`	refs/tags/${tag}`))?.split("	")[0];
}
var MOST = 125e3;
async function release(world, step) {
  const { tag, commit, name, notes, draft, prerelease, latest } = step;
  const github = world.repository.api?.hosting.kind === "github";
  const told = notes && github ? await writtenThere(world, step, notes) : { body: step.body };
  const answer = await send(world, "POST", "/releases", {
    tag_name: tag,
    // Should the tag be gone by now, it is made again at the right commit.
    target_commitish: commit,
    name,
    draft,
    prerelease,
    ...github ? { generate_release_notes: false, ...told } : told,
    ...github && latest !== null ? { make_latest: String(latest) } : {}
  });
  if (!answer.ok) return denied(answer);
  const made = publishedOf(answer.data ?? {});
  return made.id > 0 ? { kind: "published", ...made } : denied(lostAnswer("release"));
}
async function writtenThere(world, { tag, commit, body }, { since, footer }) {
  if (since === null && footer === "") return { body, generate_release_notes: true };
  const answer = await send(world, "POST", "/releases/generate-notes", {
    tag_name: tag,
    target_commitish: commit,
    ...since === null ? {} : { previous_tag_name: since }
  });
  if (!answer.ok || typeof answer.data?.body !== "string") return { body: joined(body, footer), generate_release_notes: true };
  const room = MOST - joined(body, footer).length - 2;
  return { body: joined(body, fitting(answer.data.body, room), footer) };
}
function joined(...parts) {
  return parts.map((part) => part.trim()).filter(Boolean).join("\n\n");
}
function fitting(text2, most) {
  if (text2.length <= most) return text2;
  const note = "\n\nMore is left out here: a release has so much text at most.";
  const kept = text2.slice(0, Math.max(0, most - note.length));
  return kept.slice(0, Math.max(0, kept.lastIndexOf("\n"))) + note;
}
async function dispatch(world, { workflow, ref }) {
  return done(await send(world, "POST", `/actions/workflows/${encodeURIComponent(workflow)}/dispatches`, { ref }));
}

// js/facts.js
var MOST_PAST = 128;
var MOST_MOVES = 3;
var MOST_CHANGES = 1e5;
var BARE = { tree: "", files: [], log: null, newer: null, commits: [], tipTime: "", branches: [], release: null, places: [], past: null, holders: [] };
async function look(world, step) {
  try {
    for (let moves = 1; ; moves += 1) {
      try {
        return { kind: "facts", facts: await read(world, step) };
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
        if (moves === MOST_MOVES) return { kind: "unreadable", exit: null, stderr: error.message };
      }
    }
  } catch (error) {
    if (error instanceof Unreadable) return { kind: "unreadable", exit: error.exit, stderr: error.stderr };
    const failure = failureOf(error);
    if (failure) return { kind: "refused", error: failure };
    throw error;
  }
}
async function history(world, { tip, paths, limit }) {
  try {
    await completeHistory(world, tip, [], []);
    const commits = await pastOf(world, tip, paths, limit);
    return { kind: "history", commits, complete: commits.length < limit };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: "unreadable", exit: error.exit, stderr: error.stderr };
    const failure = failureOf(error);
    if (failure) return { kind: "refused", error: failure };
    throw error;
  }
}
async function read(world, { heads, mergeable, release: release2, bare }) {
  const { core, request, repository } = world;
  const asked = repository.api ? await askPulls(world, repository.api, heads, mergeable) : { pulls: [], pullsDenied: null };
  const refs = world.offline ? await localRefs(world) : await remoteRefs(world);
  if (bare) return { ...BARE, refs, hosting: repository.api?.hosting ?? null, ...asked };
  const target2 = core.target(request, refs);
  const nothing = { ...BARE, refs, hosting: repository.api?.hosting ?? null, ...asked };
  if (target2.why !== void 0) return nothing;
  if (target2.unlessLine === void 0) return readTip(world, { heads, release: release2 }, refs, target2, asked);
  try {
    return await readTip(world, { heads, release: release2 }, refs, target2, asked);
  } catch (error) {
    if (!failureOf(error)) throw error;
    return nothing;
  }
}
async function readTip(world, { heads, release: release2 }, refs, { branch, tip, unlessLine }, asked) {
  const { request, repository, store } = world;
  if (!await store.has(tip)) await fetch2(world, [`+refs/heads/${branch}:${TIP}`]);
  store.readLazily();
  const commit = await store.commit(tip);
  if (!commit) throw new Moved(`the tip ${tip} of \`${branch}\` was gone when it was fetched`);
  const listing = await store.trees.list(commit.tree);
  world.seen = { branch, tip, listing };
  const files = await texts(world, listing, true);
  const hosting = repository.api?.hosting ?? null;
  const paths = request.paths && { paths: [...listing.keys()].join("\0") };
  const { wanted, places, past, holders } = await settle(world, { refs, files, hosting, heads, release: release2, ...paths }, tip, unlessLine !== void 0);
  const since = wanted.log?.since;
  const newer = wanted.log?.newer;
  const named3 = [...since ? [since] : [], ...newer ? [newer] : [], ...wanted.commits.map(({ oid }) => oid)];
  const missing = [...await missingTags(world, refs, named3), ...await missingHeads(world, wanted.branches)];
  const historic = wanted.log || wanted.commits.some(({ ancestry }) => ancestry) || wanted.branches.length > 0;
  if (historic) await completeHistory(world, tip, missing, [...named3, ...wanted.branches.map(({ oid }) => oid)]);
  else if (missing.length > 0) await fetch2(world, missing);
  const commits = [];
  for (const { oid, ancestry, changed } of wanted.commits) {
    commits.push({ ...await inspect(world, oid, ancestry ? tip : null), changed: changed ? await changedSince(world, oid, commit.tree) : null });
  }
  const branches = await bumpBranches(world, wanted.branches, { tip, tree: commit.tree, files });
  if (branches === null) throw new Moved("a bump branch was gone when it was fetched");
  return {
    refs,
    tree: commit.tree,
    files,
    log: wanted.log ? await readLog(world, since ? `${since}..${tip}` : tip, tip, wanted.log.paths ?? false) : null,
    newer: newer ? await text(world, ["rev-list", `${newer}..${tip}`, "--"]) : null,
    commits,
    tipTime: new Date(commit.seconds * 1e3).toISOString().replace(/\.\d+Z$/, "Z"),
    hosting,
    branches,
    ...asked,
    release: wanted.release && repository.api ? await releaseOf(world, repository.api, wanted.release, refs) : null,
    places,
    past,
    holders
  };
}
async function settle(world, glimpse, tip, lenient) {
  let places = [];
  let past = null;
  let holders = [];
  const before = /* @__PURE__ */ new Set();
  for (; ; ) {
    let wanted;
    try {
      wanted = world.core.wants(world.request, { ...glimpse, places, past, holders });
    } catch (error) {
      if (!lenient || !failureOf(error)) throw error;
      wanted = { commits: [], branches: [] };
    }
    const asked = wanted.places ?? [];
    const question = JSON.stringify([asked, wanted.past, wanted.holders]);
    if (before.has(question)) {
      const nextSteps = ["this is a mistake of ours: please report it, with what `git ls-remote` says", "until then, name the version to release: `--bump VERSION` (input `version`)"];
      throw new ShellError("unexpected-outcome", "what was found out about the tags does not answer what was asked about them", { nextSteps });
    }
    before.add(question);
    if (wanted.holders) {
      holders = await holdersOf(world, wanted.holders, tip);
      continue;
    }
    if (asked.length === 0 && !wanted.past?.length) return { wanted, places, past, holders };
    const oids = asked.map(({ oid }) => oid);
    await completeHistory(world, tip, await missingTags(world, glimpse.refs, oids), oids);
    const found = await placesOf(world, asked, tip, glimpse.refs);
    places = [...places.filter(({ oid }) => !oids.includes(oid)), ...found];
    if (wanted.past?.length) past = await pastOf(world, tip, wanted.past, MOST_PAST);
  }
}
async function remoteRefs({ store, repository }) {
  const answer = await store.remote(["ls-remote", "--symref", "--end-of-options", repository.remote, "HEAD", "refs/heads/*", "refs/tags/*"]);
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  return answer.stdout.toString();
}
async function localRefs({ repository }) {
  const answer = await repository.git.run(["show-ref", "--head", "--dereference"]);
  const lines = answer.stdout.toString().split("\n").filter(Boolean);
  const rows = lines.map((line) => line.replace(" ", "	"));
  const oid = rows.find((row) => row.endsWith("	HEAD"))?.split("	")[0];
  if (oid === void 0) return "";
  const head = `refs/heads/${repository.head ?? "HEAD"}`;
  return [`ref: ${head}	HEAD`, ...rows, ...repository.head ? [] : [`${oid}	${head}`], ""].join("\n");
}
async function inspect(world, oid, tip) {
  const { store } = world;
  const commit = await store.commit(oid);
  if (!commit) {
    if (!await store.has(oid)) throw new Moved(`the commit ${oid} was gone when it was fetched`);
    return { oid, tree: "", files: [], onBranch: tip === null ? null : false };
  }
  return {
    oid,
    tree: commit.tree,
    files: await manifestsOf(world, commit.tree),
    onBranch: tip === null ? null : await isAncestor(store, oid, tip)
  };
}
async function changedSince({ store }, oid, tree) {
  const commit = await store.commit(oid);
  if (!commit) return null;
  try {
    const differences2 = await store.trees.differences(commit.tree, tree, MOST_CHANGES);
    return differences2 && differences2.map(({ path }) => path);
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}
async function readLog(world, range, tip, paths) {
  const mailmap = world.seen?.listing.get(".mailmap");
  const named3 = mailmap?.mode.startsWith("100") ? ["-c", `mailmap.blob=${tip}:.mailmap`] : [];
  const names = paths ? ["--name-only", "--no-renames", "--diff-merges=first-parent"] : [];
  const format = `--format=${paths ? "/" : ""}%H %P%n%aN <%aE>%n%B`;
  const log = await text(world, [...named3, "log", "-z", "--encoding=UTF-8", ...names, format, range, "--"]);
  return named3.length > 0 ? coAuthorsByName(world, named3, log) : log;
}
async function coAuthorsByName({ store }, named3, log) {
  const line = /^(co-authored-by:[ \t]*)([^\n\0<>]+<[^\n\0<>]+>)(?=[ \t]*(?:[\n\0]|$))/gim;
  const people = [...new Set([...log.matchAll(line)].map(([, , person = ""]) => person))];
  if (people.length === 0) return log;
  const answer = await store.git.run([...named3, "check-mailmap", "--stdin"], { input: `${people.join("\n")}
` });
  const mapped = answer.exit === 0 ? answer.stdout.toString().split("\n") : [];
  const names = new Map(people.map((person, at) => [person, mapped[at] || person]));
  return log.replace(line, (_, key, person) => `${key}${names.get(person)}`);
}
async function text({ store }, args) {
  const answer = await store.git.run(args);
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  return answer.stdout.toString();
}

// js/follow.js
var QUIET2 = {
  "core.hooksPath": "/dev/null",
  "core.fsmonitor": "false",
  "gc.auto": "0",
  "maintenance.auto": "false",
  "submodule.recurse": "false",
  "fetch.recurseSubmodules": "false",
  "fetch.writeCommitGraph": "false",
  "merge.verifySignatures": "false",
  "protocol.file.allow": "always"
};
var COMPARE = ["diff", "--numstat", "--no-renames", "--no-ext-diff", "--no-textconv"];
async function follow(world, step) {
  const { repository } = world;
  try {
    const [onBranch, why] = await mayUpdate(world, step.branch);
    const holes = repository.shallow || repository.partial;
    const said2 = await (holes ? fromRemote(world, step, onBranch) : fromStore(world, step, onBranch));
    if (said2 === null && onBranch) return { kind: "followed", checkout: "updated" };
    return { kind: "followed", checkout: "untouched", why: said2 ?? why };
  } catch (error) {
    return { kind: "followed", checkout: "untouched", why: (
      /** @type {Error} */
      error.message
    ) };
  }
}
async function mayUpdate({ repository }, branch) {
  if (repository.head === void 0) return [false, "HEAD is detached"];
  if (repository.head !== branch) return [false, `\`${repository.head}\` is checked out`];
  const look2 = ["status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-z", "-uno"];
  const status = await repository.git.run([...settings(repository.config), ...look2]);
  if (status.exit !== 0) return [false, firstLine(status.stderr)];
  const rows = status.stdout.toString().split("\0").filter(Boolean);
  if (!rows.includes(`# branch.head ${branch}`)) return [false, "another branch was checked out meanwhile"];
  return [rows.every((row) => row.startsWith("# ")), "the working tree has changes"];
}
async function fromStore({ store, repository, seen }, { branch, commit, tag, tagObject: tagObject2 }, update) {
  store.forgetBuilt();
  store.setRef(`refs/tags/${tag}`, tagObject2);
  const tip = seen && await isBuilt(store, commit, seen.tip) ? commit : seen?.tip ?? commit;
  store.setRef(`refs/heads/${branch}`, tip);
  const verb = update ? ["pull", "--ff-only", "--no-rebase", "--no-autostash", "--no-stat", "--negotiation-tip=HEAD"] : ["fetch", "--no-write-fetch-head"];
  const tracking = `+refs/heads/${branch}:refs/remotes/${repository.remote}/${branch}`;
  const answer = await repository.git.run([...settings(repository.config), ...verb, "--no-prune", "--tags", store.dir, tracking]);
  return answer.exit === 0 ? null : firstLine(answer.stderr);
}
async function isBuilt(store, commit, tip) {
  return (await store.commit(commit))?.parents.includes(tip) ?? false;
}
async function fromRemote({ store, repository }, { branch, tag }, update) {
  const { git, remote, config } = repository;
  const talking = git.with({ env: store.talkingFor(git.env) });
  const refspecs = [`+refs/heads/${branch}:refs/remotes/${remote}/${branch}`, `refs/tags/${tag}:refs/tags/${tag}`];
  const quiet = ["--no-tags", "--no-prune", "--no-write-fetch-head"];
  const fetched = await talking.remote([...settings(config), "fetch", ...quiet, "--end-of-options", remote, ...refspecs]);
  if (fetched.exit !== 0) return firstLine(fetched.stderr);
  if (!update) return null;
  if (repository.partial) await talking.remote([...settings(config), ...COMPARE, "HEAD", `refs/remotes/${remote}/${branch}`, "--"]);
  const merged = await git.run([...settings(config), "merge", "--ff-only", "--quiet", `refs/remotes/${remote}/${branch}`]);
  return merged.exit === 0 ? null : firstLine(merged.stderr);
}
function settings(config) {
  const hooks = config.flatMap(([key]) => /^hook\.(.+)\.command$/.exec(key)?.[1] ?? []);
  const off = [...new Set(hooks)].map((name) => `hook.${name}.enabled=false`);
  return [...Object.entries(QUIET2).map(([key, value]) => `${key}=${value}`), ...off].flatMap((entry) => ["-c", entry]);
}
function firstLine(said2) {
  const lines = said2.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("hint:"));
  if (said2.includes("Not possible to fast-forward")) return "it has commits that the remote has not";
  if (said2.includes("would clobber existing tag")) return "it has another tag of that name";
  if (said2.includes("must be run in a work tree")) return "there is none";
  return lines.find((line) => /^(fatal|error): /.test(line))?.replace(/^(fatal|error): /, "") ?? lines[0] ?? "git said nothing";
}

// js/apply.js
function apply(world, step) {
  switch (step.kind) {
    case "look":
      return look(world, step);
    case "history":
      return history(world, step);
    case "commit":
      return buildCommit(world, step);
    case "tag":
      return buildTag(world, step);
    case "push":
      return push(world, step);
    case "openPull":
      return openPull(world, step);
    case "label":
      return label(world, step);
    case "editPull":
      return editPull(world, step);
    case "autoMerge":
      return autoMerge(world, step);
    case "mergePull":
      return mergePull(world, step);
    case "release":
      return release(world, step);
    case "dispatch":
      return dispatch(world, step);
    case "follow":
      return follow(world, step);
    default:
      throw new Error(`unknown step: ${JSON.stringify(step)}`);
  }
}
async function push({ store, repository }, { atomic, updates }) {
  const answer = await store.remote([
    "push",
    "--porcelain",
    "--no-verify",
    "--no-follow-tags",
    "--no-signed",
    "--recurse-submodules=no",
    ...atomic ? ["--atomic"] : [],
    ...updates.map(({ ref, expect }) => `--force-with-lease=${ref}:${expect}`),
    "--end-of-options",
    repository.remote,
    ...updates.map(({ ref, oid }) => `${oid}:${ref}`)
  ]);
  return { kind: "pushed", exit: answer.exit, stdout: repository.redact(answer.stdout.toString()), stderr: answer.stderr };
}

// js/event.js
var import_node_fs7 = require("node:fs");
function triggerOf({ event, path, ref, sha }, looks) {
  const payload = read2(path);
  const trigger = { event, readable: payload !== null, fork: payload !== null && isForked(event, payload), looks };
  const name = ref || textOf(payload?.ref);
  if (name) trigger.ref = name;
  if (sha) trigger.sha = sha;
  const pull = payload?.pull_request;
  if (event.startsWith("pull_request") && isObject(pull)) {
    const merged = payload.action === "closed" && pull.merged === true;
    trigger.pull = { merged, base: textOf(pull.base?.ref) };
    const commit = textOf(pull.merge_commit_sha);
    if (merged && commit) trigger.pull.commit = commit;
  }
  const run2 = payload?.workflow_run;
  if (event === "workflow_run" && isObject(run2)) {
    trigger.follows = { event: textOf(run2.event), branch: textOf(run2.head_branch), sha: textOf(run2.head_sha) };
    if (typeof run2.conclusion === "string") trigger.follows.conclusion = run2.conclusion;
  }
  return trigger;
}
function isForked(event, payload) {
  const here = nameOf(payload.repository);
  if (event.startsWith("pull_request") && isObject(payload.pull_request)) return !here || nameOf(payload.pull_request.head?.repo) !== here;
  if (event === "workflow_run" && isObject(payload.workflow_run)) return !here || nameOf(payload.workflow_run.head_repository) !== here;
  return false;
}
function nameOf(repository) {
  return textOf(repository?.full_name).toLowerCase();
}
function textOf(value) {
  return typeof value === "string" ? value : "";
}
function isObject(value) {
  return typeof value === "object" && value !== null;
}
function read2(path) {
  try {
    const payload = JSON.parse((0, import_node_fs7.readFileSync)(path, "utf8"));
    return isObject(payload) && !Array.isArray(payload) ? payload : null;
  } catch {
    return null;
  }
}

// js/still.js
var import_node_fs8 = require("node:fs");
var import_node_path5 = require("node:path");
var LARGEST = 1024 * 1024;
function inTip({ core, request, store, repository, seen }, { proposal }, files) {
  const listing = seen?.listing ?? /* @__PURE__ */ new Map();
  const said2 = [...proposal?.manifests.map(({ version }) => version) ?? [], ...proposal?.previousVersion ? [proposal.previousVersion] : []];
  const asked = {
    said: said2,
    version: proposal?.version ?? "",
    manifests: request.manifests ?? [],
    packages: proposal?.packages ?? [],
    others: proposal?.others?.map(({ folder }) => folder) ?? []
  };
  const paths = [...listing.keys()].filter((path) => listing.get(path).mode.startsWith("100"));
  return inFiles(core, paths, asked, files, async (path) => {
    if (repository.partial) return void 0;
    const object = await store.reader().read(listing.get(path).oid, { limit: LARGEST }).catch(() => null);
    return object ? object.data : void 0;
  });
}
function inFolder(core, top, paths, asked, files) {
  return inFiles(core, paths, asked, files, async (path) => {
    const file = (0, import_node_path5.resolve)(top, path);
    const stat = (0, import_node_fs8.statSync)(file, { throwIfNoEntry: false });
    return stat?.isFile() && stat.size <= LARGEST ? (0, import_node_fs8.readFileSync)(file) : null;
  });
}
async function inFiles(core, paths, asked, files, read3) {
  const hunt2 = core.hunt(asked, paths.join("\0"));
  if (hunt2.texts.length === 0) return { places: [], unread: 0 };
  const now = new Map(files.map(({ path, text: text2 }) => [path, text2]));
  const settings2 = new Set(hunt2.settings);
  let unread = hunt2.left;
  const look2 = async (path) => {
    const text2 = now.get(path);
    if (text2 !== void 0) return { path, text: text2 };
    const data2 = await read3(path);
    if (data2 === void 0) unread += 1;
    if (!data2 || !(settings2.has(path) || hunt2.texts.some((one) => data2.includes(one))) || data2.includes(0)) return null;
    return { path, text: data2.toString("utf8") };
  };
  const texts2 = await Promise.all([.../* @__PURE__ */ new Set([...hunt2.paths, ...hunt2.settings, ...now.keys()])].map(look2));
  const found = texts2.filter((file) => file !== null);
  return { places: core.stillSays(hunt2, found, [...now.keys()]), unread };
}

// js/store.js
var import_node_fs10 = require("node:fs");
var import_node_path7 = require("node:path");
var import_node_process3 = __toESM(require("node:process"), 1);

// js/folders.js
var import_node_fs9 = require("node:fs");
var import_node_path6 = require("node:path");
var import_node_process2 = __toESM(require("node:process"), 1);
var FORGOTTEN_MS = 24 * 60 * 60 * 1e3;
function removeForgotten(parent) {
  try {
    for (const name of (0, import_node_fs9.readdirSync)(parent)) {
      const folder = (0, import_node_path6.join)(parent, name);
      if (/^version-first-\w{6}$/.test(name) && isForgotten(folder)) (0, import_node_fs9.rmSync)(folder, { recursive: true, force: true });
    }
  } catch {
  }
}
function isForgotten(folder) {
  const { mtimeMs, uid } = (0, import_node_fs9.lstatSync)(folder);
  const own = import_node_process2.default.getuid === void 0 || uid === import_node_process2.default.getuid();
  if (!own || Date.now() - mtimeMs < FORGOTTEN_MS || !(0, import_node_fs9.existsSync)((0, import_node_path6.join)(folder, "trusted"))) return false;
  try {
    import_node_process2.default.kill(Number((0, import_node_fs9.readFileSync)((0, import_node_path6.join)(folder, "pid"), "utf8")), 0);
    return false;
  } catch (error) {
    return (
      /** @type {NodeJS.ErrnoException} */
      error.code !== "EPERM"
    );
  }
}
function makeFolder(parent, prefix = "version-first-") {
  try {
    return (0, import_node_fs9.mkdtempSync)((0, import_node_path6.join)(parent, prefix));
  } catch (error) {
    const { message } = (
      /** @type {Error} */
      error
    );
    throw new ShellError("no-temporary-folder", `there is no room for what is temporary: ${message}`, {
      nextSteps: ["set TMPDIR (on a runner RUNNER_TEMP) to a folder that exists and may be written to"]
    });
  }
}

// js/objects.js
var ObjectReader = class {
  /** @type {Question[]} */
  #questions = [];
  #header = "";
  /** @type {{object: GitObject, filled: number, left: number} | null} what is being read; `left` counts its final newline */
  #body = null;
  #said = new Talk();
  /** @type {Error | null} */
  #ended = null;
  /**
   * @param {Child} child a running `git cat-file --batch`
   * @param {(text: string) => string} redact
   */
  constructor(child, redact) {
    this.child = child;
    child.stdout.on("data", (chunk) => this.#read(chunk));
    child.stderr.on("data", (chunk) => this.#said.add(chunk));
    child.stdin.on("error", () => {
    });
    child.once("error", (error) => this.#end(error));
    child.once("close", (exit) => this.#end(new Unreadable(exit, this.#said.text(redact))));
  }
  /** Whether the process has ended: nothing more can be asked. */
  get ended() {
    return this.#ended !== null;
  }
  /**
   * One object by name; null where there is none.
   * @param {string} name
   * @param {{limit?: number}} [options]
   * @returns {Promise<GitObject | null>}
   */
  read(name, { limit = Infinity } = {}) {
    if (name.includes("\n")) return Promise.resolve(null);
    return new Promise((resolve4, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      this.#questions.push({ limit, resolve: resolve4, reject });
      this.child.stdin.write(`${name}
`);
    });
  }
  close() {
    this.child.stdin.end();
  }
  /** @param {Error} error */
  #end(error) {
    this.#ended ??= error;
    for (const question of this.#questions.splice(0)) question.reject(this.#ended);
  }
  /** @param {Buffer} chunk */
  #read(chunk) {
    let at = 0;
    while (at < chunk.length) {
      at = this.#body ? this.#readBody(this.#body, chunk, at) : this.#readHeader(chunk, at);
    }
  }
  /**
   * @param {Buffer} chunk
   * @param {number} at
   */
  #readHeader(chunk, at) {
    const end = chunk.indexOf(10, at);
    this.#header += chunk.toString("utf8", at, end < 0 ? chunk.length : end);
    if (end < 0) return chunk.length;
    const header = /^([0-9a-f]+) (\w+) (\d+)$/.exec(this.#header);
    this.#header = "";
    if (header) {
      const [, oid = "", type = "", digits = "0"] = header;
      const size = Number(digits);
      const data2 = size > (this.#questions[0]?.limit ?? 0) ? null : Buffer.allocUnsafe(size);
      this.#body = { object: { oid, type, size, data: data2 }, filled: 0, left: size + 1 };
    } else {
      this.#questions.shift()?.resolve(null);
    }
    return end + 1;
  }
  /**
   * @param {{object: GitObject, filled: number, left: number}} body
   * @param {Buffer} chunk
   * @param {number} at
   */
  #readBody(body, chunk, at) {
    const taken = Math.min(body.left, chunk.length - at);
    const { data: data2, size } = body.object;
    if (data2 && body.filled < size) body.filled += chunk.copy(data2, body.filled, at, at + Math.min(taken, size - body.filled));
    body.left -= taken;
    if (body.left === 0) {
      this.#body = null;
      this.#questions.shift()?.resolve(body.object);
    }
    return at + taken;
  }
};

// js/trees.js
var NOT_UTF8 = "�";
var FOLDER = "40000";
var MOST_ENTRIES = 1e6;
var LONGEST_PATH = 4096;
var LARGEST_TREE = 64 * 1024 * 1024;
var Trees = class {
  /** @type {Map<string, Promise<TreeEntry[]>>} */
  #known = /* @__PURE__ */ new Map();
  /** @param {() => ObjectReader} reader */
  constructor(reader) {
    this.reader = reader;
  }
  /**
   * Every file under a tree: one round of questions per level, not per folder. Codes: `hostile-tree`, `tree-too-large`.
   * @param {string} root
   * @returns {Promise<Listing>}
   */
  async list(root) {
    const files = /* @__PURE__ */ new Map();
    let count = 0;
    let level = [{ path: "", oid: root }];
    while (level.length > 0) {
      const trees = await Promise.all(level.map(async ({ path, oid }) => ({ path, entries: await this.#entries(oid, path) })));
      level = [];
      for (const { path, entries } of trees) {
        count += entries.length;
        if (count > MOST_ENTRIES || path.length > LONGEST_PATH) throw tooLarge2(path);
        for (const { mode, name, oid } of entries) {
          if (name.endsWith(NOT_UTF8)) continue;
          if (mode === FOLDER) level.push({ path: `${path}${name}/`, oid });
          else files.set(path + name, { mode, oid });
        }
      }
    }
    return files;
  }
  /**
   * What stands at `path` in a tree.
   * @param {string} root
   * @param {string} path
   */
  async entry(root, path) {
    let oid = root;
    const names = path.split("/");
    for (const [depth, name] of names.entries()) {
      const place = names.slice(0, depth).map((part) => `${part}/`).join("");
      const found = (await this.#entries(oid, place)).find((entry) => entry.name === name);
      if (!found) return void 0;
      if (depth === names.length - 1) return found;
      oid = found.oid;
    }
    return void 0;
  }
  /**
   * The files in which two trees differ, with what they are in each. What both share is not read. Null: there are more
   * than `most` of them, or more folders to look into. Code: `hostile-tree`.
   * @param {string} before
   * @param {string} after
   * @param {number} most
   * @returns {Promise<Difference[] | null>}
   */
  async differences(before, after, most) {
    const found = [];
    let level = before === after ? [] : [{ path: "", before, after }];
    let folders2 = 0;
    while (level.length > 0) {
      folders2 += level.length;
      if (folders2 > most || found.length > most) return null;
      const pairs = await Promise.all(
        level.map(async (pair) => ({
          path: pair.path,
          before: byName(pair.before === void 0 ? [] : await this.#entries(pair.before, pair.path)),
          after: byName(pair.after === void 0 ? [] : await this.#entries(pair.after, pair.path))
        }))
      );
      level = [];
      for (const pair of pairs) {
        for (const name of /* @__PURE__ */ new Set([...pair.before.keys(), ...pair.after.keys()])) {
          const [old, now] = [pair.before.get(name), pair.after.get(name)];
          if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
          const path = pair.path + name;
          const inside = { before: old?.mode === FOLDER ? old.oid : void 0, after: now?.mode === FOLDER ? now.oid : void 0 };
          if (inside.before !== void 0 || inside.after !== void 0) level.push({ path: `${path}/`, ...inside });
          const files = { before: isFile(old) ? old : void 0, after: isFile(now) ? now : void 0 };
          if (files.before || files.after) found.push({ path, ...files });
        }
      }
    }
    return found.length > most ? null : found.sort((a, b) => a.path < b.path ? -1 : 1);
  }
  /**
   * @param {string} oid
   * @param {string} path where it stands, with a slash at its end
   */
  #entries(oid, path) {
    let entries = this.#known.get(oid);
    if (!entries) {
      entries = this.#read(oid, path);
      this.#known.set(oid, entries);
      entries.catch(() => this.#known.delete(oid));
    }
    return entries;
  }
  /**
   * @param {string} oid
   * @param {string} path
   */
  async #read(oid, path) {
    const tree = await this.reader().read(oid, { limit: LARGEST_TREE });
    if (tree?.type !== "tree") throw new Unreadable(128, `the tree ${oid} is missing`);
    if (!tree.data) throw tooLarge2(path);
    const entries = parseTree(tree.data, oid.length / 2);
    const hostile = entries && firstHostile(entries);
    if (!entries) throw new ShellError("hostile-tree", `the tree ${oid} at \`${path || "/"}\` is no tree: expected entries as git writes them`, ADVICE);
    if (hostile) throw hostileTree(path + hostile.name, hostile.why);
    return entries;
  }
};
var ADVICE = { nextSteps: ["no git makes such a commit by itself: find out who did, and take it out of the branch; `git fsck` names it, too"] };
function hostileTree(path, why) {
  return new ShellError("hostile-tree", `\`${path}\` ${why}: expected only names that git itself would take`, { path, ...ADVICE });
}
function tooLarge2(path) {
  const place = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  const message = `the tree of files is too large: expected at most ${MOST_ENTRIES} entries and paths of ${LONGEST_PATH} letters; reading stopped at \`${place || "/"}\``;
  return new ShellError("tree-too-large", message, {
    nextSteps: ["look at what the last commits brought there; a few objects can stand for very many files"]
  });
}
function firstHostile(entries) {
  const bad = entries.find(({ name }) => isHostile(name));
  if (bad) return { name: bad.name, why: "leads out of the tree or into `.git`" };
  const seen = /* @__PURE__ */ new Set();
  for (const { name } of entries) {
    if (seen.has(name)) return { name, why: "stands in its folder twice" };
    seen.add(name);
  }
  return void 0;
}
function byName(entries) {
  return new Map(entries.map((entry) => [entry.name, entry]));
}
function isFile(entry) {
  return entry !== void 0 && entry.mode !== FOLDER;
}
function parseTree(data2, oidLength) {
  const entries = [];
  for (let at = 0; at < data2.length; ) {
    const space = data2.indexOf(32, at);
    const end = data2.indexOf(0, space);
    if (space < 0 || end < 0 || end + 1 + oidLength > data2.length) return null;
    const name = data2.toString("utf8", space + 1, end);
    const next = end + 1 + oidLength;
    const known = name.includes(NOT_UTF8) ? data2.toString("latin1", space + 1, end) + NOT_UTF8 : name;
    entries.push({ mode: canonical(data2.toString("latin1", at, space)), name: known, oid: data2.toString("hex", end + 1, next) });
    at = next;
  }
  return entries;
}
function canonical(mode) {
  if (mode === "100644" || mode === FOLDER) return mode;
  const bits = Number.parseInt(mode, 8);
  const kind = bits & 61440;
  if (kind === 32768) return bits & 64 ? "100755" : "100644";
  return kind === 16384 ? FOLDER : mode;
}

// js/store.js
var REDIRECTED = /returned error: 30[12378]\b/;
var LARGEST_COMMIT = 32 * 1024 * 1024;
var Store = class {
  /** @type {ObjectReader | undefined} */
  #reader;
  #lazy = false;
  /** Whether file contents stayed behind when something was fetched: git fetches them when they are read. */
  #holed = false;
  /** @type {import('./environment.js').ConfigEntry[]} what leads to the remote's new address, where it has moved */
  moved = [];
  /** @type {import('./git.js').Git} */
  #alone;
  /** @type {import('./git.js').Git} */
  #talking;
  /** @param {Repository} repository */
  constructor(repository) {
    this.repository = repository;
    this.dir = makeFolder(repository.tempDir);
    removeAtExit(this.dir);
    (0, import_node_fs10.writeFileSync)((0, import_node_path7.join)(this.dir, "pid"), `${import_node_process3.default.pid}
`);
    for (const folder of ["objects/info", "objects/pack", "refs"]) (0, import_node_fs10.mkdirSync)((0, import_node_path7.join)(this.dir, folder), { recursive: true });
    (0, import_node_fs10.writeFileSync)((0, import_node_path7.join)(this.dir, "HEAD"), "ref: refs/heads/none\n");
    this.#writeConfig();
    this.#writeTrusted();
    this.#borrow();
    const env = storeEnvironment(repository.git.env, this.dir);
    this.#alone = repository.git.with({ env });
    this.#talking = this.#alone.with({ env: talkingEnvironment(env, repository.transport, repository.tokens) });
    this.trees = new Trees(() => this.reader());
  }
  /** git in the store. It can reach the remote only where it may have to fetch what is missing. */
  get git() {
    return this.#lazy || this.#holed ? this.#talking : this.#alone;
  }
  /**
   * A git command that talks to the remote. One that has been renamed is followed on its own server, and nowhere else.
   * @param {string[]} args
   * @param {string} [input]
   * @returns {Promise<import('./git.js').Answer>}
   */
  async remote(args, input) {
    const answer = await this.#talking.remote(args, input);
    if (answer.exit === 0 || this.moved.length > 0 || !REDIRECTED.test(answer.stderr)) return answer;
    const there = await this.#newAddress();
    if (there === null) {
      const advice = "the remote redirects to another server, and a token is sent to no server but its own: see `git remote set-url`";
      return { ...answer, stderr: `${answer.stderr}
fatal: ${advice}
` };
    }
    const { config, remote } = this.repository;
    this.moved = [[`url.${there}.insteadof`, given(config, remote)]];
    this.#talking = this.#talking.with({ env: withConfig(this.#talking.env, this.moved) });
    say(`${oneLine(`the repository has moved: from now on ${there} is used (\`git remote set-url ${remote} ${there}\` makes that known here)`)}
`);
    return this.#talking.remote(args, input);
  }
  /**
   * The environment in which a command in the user's clone may talk to the remote.
   * @param {NodeJS.ProcessEnv} env
   */
  talkingFor(env) {
    const { authentication: authentication2, transport, tokens } = this.repository;
    return withConfig({ ...env, ...tokens }, [...authentication2, ...stayingThere(transport), ...this.moved]);
  }
  /**
   * Where the remote has moved to; null: not to another place on the same server. git does not say it but in its trace,
   * which leaves out what is secret.
   */
  async #newAddress() {
    const { config, remote } = this.repository;
    const old = addressOf(config, remote);
    const env = { ...this.#talking.env, GIT_TRACE_CURL: "2", GIT_TRACE_CURL_NO_DATA: "1", GIT_TRACE_REDACT: "1" };
    const { stderr } = await this.#talking.with({ env }).remote(["ls-remote", "--end-of-options", remote, "HEAD"]);
    const to = /header: location: (\S+?)\/info\/refs\?/i.exec(stderr)?.[1];
    if (to === void 0 || !URL.canParse(old) || !URL.canParse(to, `${old}/`)) return null;
    const [from, there] = [new URL(old), new URL(to, `${old}/`)];
    const safer = from.protocol === "http:" && there.protocol === "https:" && from.hostname === there.hostname && there.port === "";
    const same = there.origin === from.origin || safer;
    return same && there.username === "" && there.password === "" ? `${there.origin}${there.pathname}` : null;
  }
  /** The process that reads objects. */
  reader() {
    if (this.#reader?.ended) this.#reader = void 0;
    this.#reader ??= new ObjectReader(this.git.start(["cat-file", "--batch"]), this.repository.redact);
    return this.#reader;
  }
  /** @param {string} oid */
  async has(oid) {
    return await this.reader().read(oid, { limit: 0 }) !== null;
  }
  /**
   * What a commit says of itself; null where it is missing or no commit. `seconds`: when it was committed, since 1970.
   * @param {string} oid
   * @returns {Promise<{tree: string, parents: string[], seconds: number, message: string} | null>}
   */
  async commit(oid) {
    const found = await this.reader().read(oid, { limit: LARGEST_COMMIT });
    if (found?.type !== "commit") return null;
    if (!found.data) throw new ShellError("commit-too-large", `the commit ${oid} has ${found.size} bytes: expected at most ${LARGEST_COMMIT}`);
    const lines = headerOf(found.data);
    const named3 = (word) => lines.flatMap((line) => line.startsWith(word) && isOid(line.slice(word.length)) ? [line.slice(word.length)] : []);
    const [tree] = named3("tree ");
    if (tree === void 0) return null;
    return {
      tree,
      parents: named3("parent "),
      seconds: Number(/ (\d{1,11}) [+-]\d+$/.exec(lines.find((line) => line.startsWith("committer ")) ?? "")?.[1] ?? 0),
      message: messageOf(found.data)
    };
  }
  /**
   * The message of a tag object; null where it is none.
   * @param {string} oid
   */
  async tagMessage(oid) {
    const found = await this.reader().read(oid, { limit: LARGEST_COMMIT });
    return found?.type === "tag" && found.data ? messageOf(found.data) : null;
  }
  /**
   * Fetches refs of the remote into the store. Where the user's clone has holes, file contents stay behind (git reads
   * those that are wanted one by one), and a shallow clone lends nothing while it lasts: what git finds there it takes
   * for complete, and history would silently end at its edge.
   * @param {string[]} refspecs
   */
  async fetch(refspecs) {
    const { shallow, partial, remote } = this.repository;
    const filter = shallow || partial ? ["--filter=blob:none"] : [];
    if (shallow) (0, import_node_fs10.rmSync)(this.#alternates());
    const fetch3 = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
    const answer = await this.remote([...fetch3, ...filter, "--end-of-options", remote, ...refspecs]);
    if (shallow) this.#borrow();
    if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
    if (filter.length > 0) {
      this.#holed = true;
      this.#restartReader();
    }
  }
  /**
   * Fetches file contents by name, all at once.
   * @param {string[]} oids
   */
  async fetchContents(oids) {
    const fetch3 = ["-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
    const args = [...fetch3, "--filter=blob:none", "--stdin", "--end-of-options", this.repository.remote];
    const answer = await this.remote(args, `${oids.join("\n")}
`);
    if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
    this.#restartReader();
  }
  /** In a partial clone: from now on git fetches what is missing when it is read. */
  readLazily() {
    if (!this.repository.partial || this.#lazy) return;
    this.#lazy = true;
    this.#writeConfig();
    this.#restartReader();
  }
  /**
   * Points a ref of the store somewhere, without a process: below the store's own `refs`, whatever the name says.
   * @param {string} ref
   * @param {string} oid
   */
  setRef(ref, oid) {
    const file = (0, import_node_path7.join)(this.dir, ref);
    const inside = file.startsWith((0, import_node_path7.join)(this.dir, "refs") + import_node_path7.sep) && !/(?:^|[/\\])\.|[\x00-\x1f\x7f:]/.test(ref) && isOid(oid);
    if (!inside) throw new ShellError("invalid-ref-name", `no ref can be called \`${ref}\` and name \`${oid}\``);
    (0, import_node_fs10.mkdirSync)((0, import_node_path7.dirname)(file), { recursive: true });
    (0, import_node_fs10.writeFileSync)(file, `${oid}
`);
  }
  /** Ends a reading that has to end: git may be fetching for it. The next question starts a new reader. */
  cut() {
    if (this.#reader) stop(this.#reader.child, "SIGTERM");
    this.#reader = void 0;
  }
  /** Forgets what an earlier attempt of this run built. */
  forgetBuilt() {
    for (const kind of ["heads", "tags"]) (0, import_node_fs10.rmSync)((0, import_node_path7.join)(this.dir, "refs", kind), { recursive: true, force: true });
  }
  close() {
    this.#reader?.close();
    removeNow(this.dir);
    removeForgotten(this.repository.tempDir);
  }
  #alternates() {
    return (0, import_node_path7.join)(this.dir, "objects", "info", "alternates");
  }
  #borrow() {
    const objects = (0, import_node_path7.join)(this.repository.commonDir, "objects");
    const line = objects.includes("\n") ? JSON.stringify(objects) : objects;
    (0, import_node_fs10.writeFileSync)(this.#alternates(), `${line}
`);
  }
  #writeConfig() {
    const { objectFormat, remote } = this.repository;
    const extensions = [
      objectFormat === "sha1" ? "" : `	objectFormat = ${objectFormat}
`,
      this.#lazy ? `	partialClone = ${JSON.stringify(remote)}
` : ""
    ].join("");
    const promisor = `[remote ${JSON.stringify(remote)}]
	promisor = true
	partialCloneFilter = blob:none
`;
    const config = `[core]
	repositoryFormatVersion = ${extensions ? 1 : 0}
	bare = true
`;
    (0, import_node_fs10.writeFileSync)(
      (0, import_node_path7.join)(this.dir, "config"),
      config + (extensions ? `[extensions]
${extensions}` : "") + (this.#lazy ? promisor : "")
    );
  }
  /**
   * The folders the user trusts. Where the remote is a folder, git serves it in a process of its own, which looks for
   * these in files alone.
   */
  #writeTrusted() {
    const folders2 = this.repository.config.filter(([key]) => key === "safe.directory").map(([, folder]) => folder);
    const lines = folders2.map((folder) => `	directory = ${JSON.stringify(folder)}
`);
    (0, import_node_fs10.writeFileSync)((0, import_node_path7.join)(this.dir, "trusted"), ["[safe]\n", ...lines].join(""));
  }
  /** A reader keeps the settings it started with. */
  #restartReader() {
    this.#reader?.close();
    this.#reader = void 0;
  }
};
function isOid(text2) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text2);
}
function headerOf(object) {
  const end = object.indexOf("\n\n");
  return object.toString("latin1", 0, end < 0 ? object.length : end).split("\n");
}
function messageOf(object) {
  const end = object.indexOf("\n\n");
  return end < 0 ? "" : object.toString("utf8", end + 2);
}

// js/run.js
var READING = /* @__PURE__ */ new Set(["look", "history"]);
var HARMLESS2 = /* @__PURE__ */ new Set([...READING, "commit", "tag"]);
async function run({ core: load, request: asked, place, onlyLook = false, progress, ...options }) {
  const { limits = new Limits(), swept, trigger, journal = () => {
  } } = options;
  const request = trigger ? { ...asked, trigger: triggerOf(trigger, onlyLook) } : asked;
  const opening = openRepository(place, limits);
  opening.catch(() => {
  });
  const core = load();
  let plan2 = swept ? core.sweep(request, swept) : core.plan(request, null);
  if (!plan2.step && !swept) return plan2;
  const repository = await opening;
  const store = new Store(repository);
  const offline = place.offline ?? false;
  const world = { core, request, repository, store, limits, offline, seen: null, whole: /* @__PURE__ */ new Set(), client: null };
  const release2 = onlyLook ? () => {
  } : onInterrupt(() => limits.interrupt());
  let kept = JSON.stringify(swept ?? []);
  const keep = (made) => {
    const text2 = JSON.stringify(made);
    if (text2 !== kept) journal(made);
    kept = text2;
  };
  try {
    let last = "";
    let late = 0;
    while (plan2.step && !(onlyLook && !READING.has(plan2.step.kind))) {
      const { step } = plan2;
      if (limits.spent && (late += 1) > 1) throw outOfTime(plan2);
      const waiting = step.kind === "look" && step.why === "merge";
      if (!limits.due && !limits.spent && !(waiting && last === "merge")) progress(step, plan2);
      last = waiting ? "merge" : "";
      keep(plan2.journal);
      plan2 = core.advance(plan2, await outcomeOf(world, step));
      plan2 = await searched2(world, plan2);
    }
    if (plan2.result) keep(plan2.journal);
    return plan2;
  } finally {
    release2();
    store.close();
  }
}
async function searched2(world, plan2) {
  const { core } = world;
  const { step, proposal } = plan2;
  const alone = step?.kind === "tag" && proposal?.manifests.length === 0;
  if (!proposal || step?.kind !== "commit" && !alone) return plan2;
  const search = await inTip(world, plan2, step.kind === "commit" ? step.files : []);
  const { reasons } = proposal;
  const after = core.searched({ ...plan2, proposal: { ...proposal, reasons: [] } }, search);
  if (after.result || !after.proposal) return core.searched(plan2, search);
  return { ...after, proposal: { ...after.proposal, reasons } };
}
async function outcomeOf(world, step) {
  const { limits, store } = world;
  if (step.kind === "look" && step.waitMs > 0) {
    const waiting = step.why === "merge";
    await limits.pause(waiting ? step.waitMs : step.waitMs * (0.5 + Math.random() / 2), !waiting);
  }
  const before = limits.stop();
  if (before) return { kind: "stopped", ...before };
  const harmless = HARMLESS2.has(step.kind);
  const cut = limits.begin(harmless);
  cut.addEventListener("abort", () => store.cut());
  try {
    const outcome = await apply(world, step);
    const stop2 = harmless && cut.aborted ? limits.stop() : null;
    return stop2 ? { kind: "stopped", ...stop2 } : outcome;
  } finally {
    limits.end();
  }
}
function outOfTime({ journal }) {
  const branches = journal.map(({ branch }) => `\`${branch}\``).join(", ");
  const left = branches ? `; it may have left ${branches}` : "";
  return new ShellError("timeout", `the run's time was over before it had cleaned up${left}`, {
    nextSteps: ["run it again: it finds out how far this one got", "give it more time with `--timeout` (input `timeout`)"]
  });
}

// js/set.js
var import_node_fs12 = require("node:fs");
var import_node_path9 = require("node:path");

// js/diff.js
var CONTEXT = 3;
function diffOf(path, before, after) {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const ranges = old.length === now.length ? changedLines(old, now) : [betweenEnds(old, now)];
  return [`--- a/${path}`, `+++ b/${path}`, ...hunks(old, now, ranges), ""].join("\n");
}
function changedLines(old, now) {
  const ranges = [];
  old.forEach((line, index) => {
    if (line === now[index]) return;
    const last = ranges.at(-1);
    if (last && index - last.end <= 2 * CONTEXT) last.end = last.nowEnd = index + 1;
    else ranges.push({ start: index, end: index + 1, nowEnd: index + 1 });
  });
  return ranges;
}
function betweenEnds(old, now) {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let same = 0;
  const most = Math.min(old.length, now.length) - start;
  while (same < most && old[old.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  return { start, end: old.length - same, nowEnd: now.length - same };
}
function hunks(old, now, ranges) {
  return ranges.flatMap(({ start, end, nowEnd }) => {
    const first = Math.max(0, start - CONTEXT);
    const tail = old.slice(end, end + CONTEXT);
    if (end + tail.length === old.length && tail.at(-1) === "") tail.pop();
    const lead = old.slice(first, start);
    const size = (changed) => lead.length + changed + tail.length;
    return [
      `@@ -${first + 1},${size(end - start)} +${first + 1},${size(nowEnd - start)} @@`,
      ...lead.map((line) => ` ${line}`),
      ...marked(old.slice(start, end), now.slice(start, nowEnd)),
      ...tail.map((line) => ` ${line}`)
    ];
  });
}
function marked(old, now) {
  if (old.length !== now.length) return [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)];
  return old.flatMap((line, index) => line === now[index] ? [` ${line}`] : [`-${line}`, `+${now[index]}`]);
}

// js/report.js
var AGAIN = {
  start: "",
  race: "somebody else was faster",
  lost: "the answer to the push was lost",
  unreadable: "it could not be read",
  finalised: "for what is new since",
  pulls: "for its pull requests",
  pullRequest: "it takes changes by pull request",
  tidied: "something has been tidied up",
  failed: "to remove what this run has made",
  merge: "waiting for the merge",
  verify: "to see that the pull request stands"
};
function progressLine(step, plan2, remote) {
  switch (step.kind) {
    case "look":
      return step.why === "start" ? `looking at ${remote}` : `looking at ${remote} again: ${AGAIN[step.why]}`;
    case "history":
      return "looking for the commit that brought this version";
    case "commit":
      return `building ${plan2.proposal?.version ?? step.tag?.name ?? step.branch} on ${short(step.parent)}`;
    case "tag":
      return `building the tag ${step.tag.name} for ${short(step.target)}`;
    case "push":
      return pushed(step, "pushing", "removing").join(", ");
    case "openPull":
      return `opening a pull request from ${step.head} to ${step.base}`;
    case "label":
      return `labelling #${step.number}: ${step.labels.join(", ")}`;
    case "editPull":
      return `rewriting the text of #${step.number}`;
    case "autoMerge":
      return `asking for #${step.number} to be merged once its requirements are met (${step.method})`;
    case "mergePull":
      return `merging #${step.number} (${step.method})`;
    case "release":
      return `${step.draft ? "drafting" : "publishing"} the release of ${step.tag}`;
    case "dispatch":
      return `starting ${step.workflow} at ${step.ref}`;
    case "follow":
      return "bringing this clone up to date";
  }
}
function pushed({ updates }, push2, remove) {
  const names = (gone) => updates.filter(({ oid }) => oid === "" === gone).map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, "")).join(" and ");
  return [names(false) && `${push2} ${names(false)}`, names(true) && `${remove} ${names(true)}`].filter(Boolean);
}
function resultLines(result) {
  if (result.status === "failed") return [];
  if (result.status === "nothing-to-release") return [`nothing to release${result.why ? `: ${result.why}` : ""}`];
  const { branch, changedFiles, moved, released, version, pullRequest, release: release2, status, why } = result;
  const lines = released.map(({ version: of, tag, sha }) => `released ${of} as ${tag} at ${short(sha)} on ${branch}`);
  if (status === "pull-request" && pullRequest) {
    lines.push(`${version} waits for its pull request #${pullRequest.number} to be merged: ${pullRequest.url}${why ? ` (${why})` : ""}`);
  }
  if (release2) lines.push(`  ${release2.url}`);
  if (moved && moved.length > 0) lines.push(`  ${moved.join(" and ")} moved along`);
  return [...lines, ...changedFiles.map((path) => `  ${path}`)];
}
function leftoverPlace({ path, lines }) {
  return `${path}:${lines.join(",")}`;
}
function short(oid) {
  return oid.slice(0, 7);
}

// js/rewrite.js
var import_node_fs11 = require("node:fs");
var import_node_path8 = require("node:path");
var import_node_process4 = __toESM(require("node:process"), 1);
var READING2 = import_node_fs11.constants.O_RDONLY | (import_node_fs11.constants.O_NOFOLLOW ?? 0) | (import_node_fs11.constants.O_NONBLOCK ?? 0);
function readFile(file, path) {
  let real;
  try {
    real = (0, import_node_fs11.realpathSync)(file);
  } catch {
    return null;
  }
  return through(real, READING2, (handle) => {
    const stat = (0, import_node_fs11.fstatSync)(handle);
    if (!stat.isFile()) throw new ShellError("no-such-file", `\`${path}\` is no file`, { path });
    if (isTooLarge(stat.size)) throw tooLarge(path, stat.size);
    return decode((0, import_node_fs11.readFileSync)(handle), path);
  });
}
function replaceAll(files) {
  const targets = new Map(files.map(({ path, text: text2 }) => [(0, import_node_fs11.realpathSync)(path), text2]));
  const ready = [];
  let moved = 0;
  let current = "";
  try {
    for (const [file, text2] of targets) {
      current = file;
      ready.push(prepare(file, text2));
    }
    for (const { file, next } of ready) {
      current = file;
      (0, import_node_fs11.renameSync)(next, file);
      moved += 1;
    }
  } catch (error) {
    for (const one of ready.slice(0, moved)) putBack(one);
    for (const { next } of ready.slice(moved)) (0, import_node_fs11.rmSync)(next, { force: true });
    const { code, message } = (
      /** @type {NodeJS.ErrnoException} */
      error
    );
    throw new ShellError("not-writable", `\`${current}\` can not be written: ${code ?? message}`, {
      path: current,
      nextSteps: ["no file was changed; make this one and its folder writable, then run this again"]
    });
  }
}
function prepare(file, text2) {
  const next = (0, import_node_path8.join)((0, import_node_path8.dirname)(file), `.${(0, import_node_path8.basename)(file)}.${import_node_process4.default.pid}.version-first`);
  const old = through(file, READING2, (handle) => {
    const { mode, uid, gid } = (0, import_node_fs11.fstatSync)(handle);
    return { mode, uid, gid, old: (0, import_node_fs11.readFileSync)(handle) };
  });
  writeNew(next, text2, old);
  if ((0, import_node_fs11.realpathSync)(file) !== file || (0, import_node_fs11.realpathSync)(next) !== next) {
    (0, import_node_fs11.rmSync)(next, { force: true });
    throw new Error("its folder was replaced meanwhile");
  }
  return { file, next, ...old };
}
function writeNew(next, content, { mode, uid, gid }) {
  through(next, "wx", (handle) => {
    try {
      if (import_node_process4.default.getuid?.() === 0) (0, import_node_fs11.fchownSync)(handle, uid, gid);
      (0, import_node_fs11.fchmodSync)(handle, mode & 4095);
      (0, import_node_fs11.writeFileSync)(handle, content);
    } catch (error) {
      (0, import_node_fs11.rmSync)(next, { force: true });
      throw error;
    }
  });
}
function putBack({ file, next, old, mode, uid, gid }) {
  writeNew(next, old, { mode, uid, gid });
  (0, import_node_fs11.renameSync)(next, file);
}
function through(file, flags, use) {
  const handle = (0, import_node_fs11.openSync)(file, flags, 384);
  try {
    return use(handle);
  } finally {
    (0, import_node_fs11.closeSync)(handle);
  }
}

// js/set.js
async function setVersion(core, { version, files, request, place, dryRun }) {
  const { top, found, only, paths, links } = files.length > 0 ? await given2(core, files, request, place) : await discovered(core, request, place);
  const before = new Map(found.map(({ path, text: text2 }) => [path, text2]));
  const setting = only ? { files: core.rewriteManifests(found, version, request.manifests, only), remarks: [], packages: [], others: [] } : core.setManifests(request, found, version);
  const { files: rewritten, remarks, packages, others } = setting;
  if (only) requireVersions(only, new Set(rewritten.map(({ path }) => path)));
  const changed = rewritten.filter(({ path, text: text2 }) => before.get(path) !== text2);
  const said2 = "said" in setting ? setting.said : rewritten.filter(({ path }) => only?.includes(path)).map(({ from }) => from);
  const asked = { said: said2, version, manifests: request.manifests ?? [], packages, others };
  const { places: stillSays2 } = changed.length === 0 ? { places: [] } : await inFolder(core, top, paths, asked, withTargets(rewritten, links));
  if (request.strictPlaces) requireNone(stillSays2);
  if (!dryRun) replaceAll(changed.map(({ path, text: text2 }) => ({ path: (0, import_node_path9.resolve)(top, path), text: text2 })));
  const diff = changed.map(({ path, text: text2 }) => diffOf(path, before.get(path) ?? "", text2)).join("");
  return { changed, diff, remarks, stillSays: stillSays2 };
}
function withTargets(files, links) {
  return files.flatMap(({ path, text: text2 }) => {
    const target2 = links.get(path);
    return [{ path, text: text2 }, ...target2 ? [{ path: target2, text: text2 }] : []];
  });
}
async function given2(core, files, request, place) {
  const { cwd } = place;
  const named3 = [...new Set(files.map((path) => (0, import_node_path9.normalize)(path).replaceAll("\\", "/")))];
  const texts2 = named3.map((path) => {
    const text2 = readFile((0, import_node_path9.resolve)(cwd, path), path);
    if (text2 === null) throw new ShellError("no-such-file", `there is no file \`${path}\``, { path });
    return { path, text: text2 };
  });
  const top = await topOf(place);
  const inside = top === null ? [] : texts2.map(({ path, text: text2 }) => ({ path: seenFrom(top, (0, import_node_path9.resolve)(cwd, path)), text: text2 }));
  if (top === null || inside.some(({ path }) => path === null)) return { top: cwd, found: texts2, only: named3, paths: [], links: /* @__PURE__ */ new Map() };
  const own = (
    /** @type {TextFile[]} */
    inside
  );
  const only = own.map(({ path }) => path);
  const { found, paths, links } = await discovered(core, request, place, own);
  return { top, found, only, paths, links };
}
async function topOf(place) {
  try {
    return (await openRepository({ ...place, offline: true })).top;
  } catch (error) {
    if (error instanceof ShellError && error.code === "not-a-repository") return null;
    throw error;
  }
}
function seenFrom(top, file) {
  const path = (0, import_node_path9.relative)((0, import_node_fs12.realpathSync)(top), (0, import_node_path9.join)((0, import_node_fs12.realpathSync)((0, import_node_path9.dirname)(file)), (0, import_node_path9.basename)(file)));
  return (0, import_node_path9.isAbsolute)(path) || path === ".." || path.startsWith(`..${import_node_path9.sep}`) ? null : path.replaceAll("\\", "/");
}
function requireVersions(named3, carriers) {
  const without2 = named3.find((path) => !carriers.has(path));
  if (without2 === void 0) return;
  throw new ShellError("version-not-found", `there is no version to rewrite in \`${without2}\``, {
    path: without2,
    nextSteps: ["give only files that state a version: no file was changed"]
  });
}
function requireNone(places) {
  const [first, ...more] = places;
  if (!first) return;
  const others = more.length > 0 ? `, and ${more.length} more` : "";
  throw new ShellError("version-left-behind", `\`${leftoverPlace(first)}\` still says ${first.version}${others}, and \`strict-places\` is set`, {
    path: first.path,
    nextSteps: [
      ...places.slice(0, 5).flatMap(({ entry }) => entry === void 0 ? [] : [`to include it, add \`--manifests '${entry}'\``]),
      "no file was changed; to leave a file as it is: `--manifests '!PATH'`"
    ]
  });
}
function requireWithin(top, file, path) {
  let real;
  try {
    real = (0, import_node_fs12.realpathSync)(file);
  } catch {
    return;
  }
  if (isInside((0, import_node_fs12.realpathSync)(top), real)) return;
  throw new ShellError("outside-repository", `\`${path}\` leads out of the repository, to \`${real}\`: expected a file inside it`, {
    path,
    nextSteps: ["no file was changed; put the file itself there, or name those to change: `version-first set VERSION FILE…`"]
  });
}
async function discovered(core, request, place, given3 = []) {
  const { git, top } = await openRepository({ ...place, offline: true });
  const answer = await git.run(["ls-files", "--stage", "-z"]);
  if (answer.exit !== 0) throw new ShellError("not-a-repository", `git could not list the files: ${answer.stderr.trim()}`);
  const rows = answer.stdout.toString().split("\0");
  const named3 = (mode) => [...new Set(rows.filter((row) => row.startsWith(mode)).map((row) => row.slice(row.indexOf("	") + 1)))];
  const paths = named3("100");
  const links = linksAmong(top, named3("120000"), new Set(paths));
  const joined2 = [...paths, ...links.keys()].join("\0");
  const found = [...given3];
  const asked = new Set(given3.map(({ path }) => path));
  for (; ; ) {
    const wanted = core.needs(request, joined2, found).filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    for (const path of wanted) {
      asked.add(path);
      const file = (0, import_node_path9.resolve)(top, path);
      requireWithin(top, file, path);
      const text2 = readFile(file, path);
      if (text2 !== null) found.push({ path, text: text2 });
    }
  }
  if (found.length === 0) {
    throw new ShellError("no-manifest", "no manifest was found: expected one that states a version", {
      nextSteps: ["name the files: `version-first set VERSION FILE…`"]
    });
  }
  return { top, found, only: void 0, paths, links };
}
function linksAmong(top, links, files) {
  const found = /* @__PURE__ */ new Map();
  for (const link of links) {
    let real;
    try {
      real = (0, import_node_fs12.realpathSync)((0, import_node_path9.resolve)(top, link));
    } catch {
      continue;
    }
    const inside = isInside((0, import_node_fs12.realpathSync)(top), real);
    const path = inside ? (0, import_node_path9.relative)((0, import_node_fs12.realpathSync)(top), real).replaceAll("\\", "/") : null;
    if (path === null || files.has(path)) found.set(link, path);
  }
  return found;
}

// js/try.js
var import_node_child_process2 = require("node:child_process");
var import_node_fs13 = require("node:fs");
var import_node_path10 = require("node:path");
var MANIFEST = "pyproject.toml";
var PACKAGE = "src/specify_cli/__init__.py";
var FILES = {
  [MANIFEST]: '[project]\nname = "specify-cli"\nversion = "0.2.328"  # nobody has touched this for six releases\n',
  [PACKAGE]: '"""A command line for specifications."""\n\n__version__ = "0.2.328"\n',
  "README.md": "# specify-cli\n"
};
var ANN = { GIT_AUTHOR_NAME: "Ann", GIT_AUTHOR_EMAIL: "ann@example.org" };
var PROTECTED = '#!/bin/sh\nwhile read old new ref; do\n  [ "$ref" = refs/heads/main ] && exit 1\ndone\nexit 0\n';
async function tryIt(options) {
  const folder = makeFolder(options.place.tempDir, "version-first-try-");
  if (!options.keep) removeAtExit(folder);
  const show = new Show(folder, options);
  theBug(show);
  tagFirst(show);
  await versionFirst(show);
  await theRace(show);
  show.title(show.wrong === 0 ? "Done" : "Something is wrong");
  if (show.wrong > 0) show.note(`${show.wrong} of the checks above failed: please report this with the text above`);
  if (options.keep) {
    show.note(`everything is still there: ${folder}`);
  } else {
    removeNow(folder);
    show.note("the repositories are gone again; `--keep` leaves them there to look around");
  }
  if (show.wrong === 0) show.note("in a clone of your own: `version-first next`, then `version-first release --dry-run`");
  return show.wrong === 0 ? 0 : 1;
}
function theBug(show) {
  show.title("1. The bug: a tag that says one thing, its tree another");
  show.note("a project with a remote, six releases later: every tag was made, no manifest was ever touched");
  show.quietly(".", "init", "--quiet", "--bare", "--initial-branch=main", "remote.git");
  show.quietly(".", "clone", "--quiet", "remote.git", "project");
  for (const [path, text2] of Object.entries(FILES)) show.write(`project/${path}`, text2);
  show.commit("project", "feat: print a specification");
  show.quietly("project", "tag", "--annotate", "--message=v0.2.334", "v0.2.334");
  show.write("project/README.md", "# specify-cli\n\nRead the manual.\n");
  show.commit("project", "fix: name the manual");
  show.quietly("project", "push", "--quiet", "origin", "main", "v0.2.334");
  show.run("project", "show", `v0.2.334:${MANIFEST}`);
  show.run("project", "show", `v0.2.334:${PACKAGE}`);
  show.note("whoever installs v0.2.334 gets a package that calls itself 0.2.328");
}
function tagFirst(show) {
  show.title("2. How it comes about: tag first, then try to mend the manifest");
  show.note("the usual order, in a copy of that remote where `main` takes changes by pull request only");
  show.quietly(".", "clone", "--quiet", "--bare", "remote.git", "protected.git");
  show.write("protected.git/hooks/pre-receive", PROTECTED, 493);
  show.quietly(".", "clone", "--quiet", "protected.git", "tag-first");
  show.run("tag-first", "tag", "v0.2.335");
  show.run("tag-first", "push", "--quiet", "origin", "v0.2.335");
  show.write(`tag-first/${MANIFEST}`, FILES[MANIFEST].replace("0.2.328", "0.2.335"));
  show.commit("tag-first", "chore: bump version to 0.2.335");
  show.note("only now the manifest is mended, in a commit on `main`:");
  show.run("tag-first", "log", "--oneline", "--max-count=1");
  show.run("tag-first", "push", "--quiet", "origin", "main");
  show.note("refused. The tag is out already, so a branch is left for somebody to merge, some day:");
  show.run("tag-first", "push", "--quiet", "origin", "main:chore/version-bump--0.2.335");
  show.run("protected.git", "branch", "--list");
  show.run("protected.git", "grep", "version =", "v0.2.335", "--", MANIFEST);
}
async function versionFirst(show) {
  show.title("3. The cure: `version-first release`");
  await show.release("project");
  show.note("and this is what is on the remote now:");
  const [manifest, module2] = [show.run("remote.git", "show", `v0.2.335:${MANIFEST}`), show.run("remote.git", "show", `v0.2.335:${PACKAGE}`)];
  show.check(`${MANIFEST} at v0.2.335 says 0.2.335, and its comment is still there`, manifest === FILES[MANIFEST].replace("0.2.328", "0.2.335"));
  show.check(`${PACKAGE} at v0.2.335 says 0.2.335`, module2 === FILES[PACKAGE].replace("0.2.328", "0.2.335"));
  show.run("remote.git", "log", "--graph", "--oneline", "--decorate", "--all");
  checkStanding(show, "v0.2.335");
}
async function theRace(show) {
  show.title("4. A race: somebody pushes between our look and our push");
  show.quietly(".", "clone", "--quiet", "remote.git", "rival");
  show.write("project/README.md", "# specify-cli\n\nRead the manual, please.\n");
  show.commit("project", "fix: say please");
  show.quietly("project", "push", "--quiet", "origin", "main");
  let pushed2 = false;
  await show.release("project", (step) => {
    if (step.kind !== "push" || pushed2) return;
    pushed2 = true;
    show.quietly("rival", "pull", "--quiet");
    show.write("rival/export.py", 'print("exported")\n');
    show.commit("rival", "feat: export");
    show.quietly("rival", "push", "--quiet", "origin", "main");
    show.note("  … and right now a colleague pushes `feat: export`");
  });
  show.note("nothing of the first attempt was left behind; the second saw the feature and made a minor version of it:");
  show.run("remote.git", "log", "--graph", "--oneline", "--decorate", "--all");
  checkStanding(show, "v0.3.0");
  show.check("v0.2.336, which the first attempt had in mind, was never made", show.read("remote.git", "tag", "--list", "v0.2.336") === "");
}
function checkStanding(show, tag) {
  const [tip, tagged] = ["main", `${tag}^{commit}`].map((name) => show.read("remote.git", "rev-parse", name));
  show.check(`${tag} names the tip of main, the commit that says it`, tip === tagged && tip !== "");
  show.check("no branch but main was left behind", show.read("remote.git", "branch", "--list").trim() === "* main");
}
var Show = class {
  wrong = 0;
  /**
   * @param {string} folder
   * @param {Options} options
   */
  constructor(folder, options) {
    this.folder = folder;
    this.options = options;
    const { PATH, HOME, SystemRoot } = options.place.env;
    this.env = {
      ...{ PATH, HOME, SystemRoot, ...ANN },
      ...{ GIT_COMMITTER_NAME: ANN.GIT_AUTHOR_NAME, GIT_COMMITTER_EMAIL: ANN.GIT_AUTHOR_EMAIL },
      ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" }
    };
  }
  /** @param {string} text */
  title(text2) {
    this.#print(`
${this.#coloured(text2, 1)}`);
  }
  /** @param {string} text */
  note(text2) {
    this.#print(`   ${oneLine(text2)}`);
  }
  /**
   * @param {string} claim
   * @param {boolean} holds
   */
  check(claim, holds) {
    if (!holds) this.wrong += 1;
    this.#print(`   ${holds ? this.#coloured("✓", 32) : this.#coloured("✗ not so:", 31)} ${claim}`);
  }
  /**
   * Runs git before the reader's eyes.
   * @param {string} where
   * @param {string[]} args
   * @returns {string} what it printed
   */
  run(where, ...args) {
    const shown = args.filter((arg) => arg !== "--quiet").map((arg) => /^[\w./:=-]+$/.test(arg) ? arg : `'${arg}'`);
    this.#print(`   ${this.#coloured(`${where}$ git ${shown.join(" ")}`, 36)}`);
    const { stdout, stderr } = this.#git(where, args);
    for (const line of `${stdout}${stderr}`.split("\n").filter(Boolean)) this.#print(`     ${oneLine(this.#placed(line))}`);
    return stdout;
  }
  /**
   * @param {string} where
   * @param {string[]} args
   * @returns {string}
   */
  read(where, ...args) {
    return this.#git(where, args).stdout.trim();
  }
  /**
   * Runs git where only its success matters.
   * @param {string} where
   * @param {string[]} args
   */
  quietly(where, ...args) {
    const { status, stderr } = this.#git(where, args);
    if (status !== 0) throw new ShellError("try-failed", `git ${args[0]} failed in the throw-away repository: ${stderr.trim()}`);
  }
  /**
   * @param {string} path
   * @param {string} text
   * @param {number} [mode]
   */
  write(path, text2, mode = 420) {
    const file = (0, import_node_path10.join)(this.folder, path);
    (0, import_node_fs13.mkdirSync)((0, import_node_path10.dirname)(file), { recursive: true });
    (0, import_node_fs13.writeFileSync)(file, text2, { mode });
  }
  /**
   * @param {string} where
   * @param {string} message
   */
  commit(where, message) {
    this.quietly(where, "add", "--all");
    this.quietly(where, "commit", "--quiet", `--message=${message}`);
  }
  /**
   * The real thing, by the same functions as the command.
   * @param {string} where
   * @param {(step: Step) => void} [meanwhile]
   */
  async release(where, meanwhile = () => {
  }) {
    this.#print(`   ${this.#coloured(`${where}$ version-first release`, 36)}`);
    const { serverUrl } = this.options.place;
    const { result } = await run({
      core: loadCore,
      request: { run: this.options.request.run },
      place: { cwd: (0, import_node_path10.join)(this.folder, where), env: this.env, remote: "origin", serverUrl, tempDir: this.folder },
      progress: (step, plan2) => {
        this.#print(`     ${oneLine(progressLine(step, plan2, "origin"))}`);
        meanwhile(step);
      }
    });
    for (const line of result ? resultLines(result) : []) this.#print(`     ${oneLine(line)}`);
    this.check("the release went through", result?.status === "released");
    if (result?.error) this.note(`${result.error.code}: ${result.error.message}`);
  }
  /**
   * @param {string} where
   * @param {string[]} args
   */
  #git(where, args) {
    const answer = (0, import_node_child_process2.spawnSync)("git", args, { cwd: (0, import_node_path10.join)(this.folder, where), env: this.env, encoding: "utf8" });
    if (answer.error) throw new ShellError("no-git", "git was not found: expected a `git` on the PATH");
    return answer;
  }
  /** @param {string} line */
  #placed(line) {
    return line.replaceAll(`${this.folder}/`, "");
  }
  /** @param {string} line */
  #print(line) {
    print(`${line}
`);
  }
  /**
   * @param {string} text
   * @param {number} code
   */
  #coloured(text2, code) {
    return this.options.colour ? `\x1B[${code}m${text2}\x1B[0m` : text2;
  }
};
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  Limits,
  loadCore,
  run,
  setVersion,
  tryIt
});
