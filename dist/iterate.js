// Generated from js/iteration/iterate.js (npm run build).
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

// js/iteration/iterate.js
var iterate_exports = {};
__export(iterate_exports, {
  check: () => check,
  checkStep: () => checkStep,
  clean: () => clean,
  cleanStep: () => cleanStep,
  diff: () => diff,
  hush: () => hush,
  installHook: () => installHook,
  report: () => report,
  show: () => show,
  start: () => start2,
  submit: () => submit
});
module.exports = __toCommonJS(iterate_exports);

// js/core/quick.js
var import_node_v8 = require("node:v8");
var LONG = 400;
function quickStart() {
  choose("--liftoff-only");
  choose("--wasm-lazy-validation");
  choose("--semi-space-growth-factor=1");
  choose("--no-opt");
  choose("--no-sparkplug");
  setTimeout(optimiseScripts, LONG).unref();
}
function optimiseScripts() {
  choose("--opt");
  choose("--sparkplug");
}
function choose(flag) {
  try {
    (0, import_node_v8.setFlagsFromString)(flag);
  } catch {
  }
}

// js/say/errors.js
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
var UsageError = class extends ShellError {
  /**
   * @param {string} message
   * @param {string[]} [nextSteps]
   */
  constructor(message, nextSteps = []) {
    super("usage", message, { nextSteps });
    this.name = "UsageError";
  }
};
function failureOf(error) {
  if (!(error instanceof Error) || !OURS.has(error.name)) return void 0;
  const { code, message, path, line: line2, column, nextSteps } = (
    /** @type {Error & Failure} */
    error
  );
  const failure = { code, message };
  if (path !== void 0) failure.path = path;
  if (line2 !== void 0) failure.line = line2;
  if (column !== void 0) failure.column = column;
  if (nextSteps?.length) failure.nextSteps = nextSteps;
  return failure;
}
var FULL = /* @__PURE__ */ new Set(["ENOSPC", "EDQUOT", "EROFS"]);
function isFull(error) {
  return FULL.has(
    /** @type {NodeJS.ErrnoException} */
    error?.code ?? ""
  );
}
function noRoom(error) {
  return new ShellError("no-temporary-folder", `there is no room for what is temporary: ${error.message}`, {
    nextSteps: [...isFull(error) ? ["make room on that disk"] : [], "set TMPDIR (on a runner RUNNER_TEMP) to a folder that exists and may be written to"]
  });
}
function asFailure(error) {
  const known = failureOf(error instanceof Error && isFull(error) ? noRoom(error) : error);
  if (known) return known;
  const detail = error instanceof Error ? error.stack ?? error.message : String(error);
  return {
    code: "internal",
    message: `this is a bug in version-first: ${detail}`,
    nextSteps: ["please report it with the command and this text"]
  };
}

// js/say/output.js
var import_node_fs = require("node:fs");

// js/say/escape.js
var INVISIBLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|(?<!(?![\x00-\x7f])[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d\ufe0e\ufe0f]/gu;
function oneLine(text2) {
  return text2.replace(INVISIBLE, named).replace(/##\[/g, "#\\x23[").replace(/^(\s*)::/, "$1\\x3a:");
}
function shellWord(text2) {
  return /^[\p{L}\p{N}@%+=:,./_-]+$/u.test(text2) ? text2 : `'${text2.replaceAll("'", "'\\''")}'`;
}
function safeText(text2) {
  return text2.split("\n").map((line2) => oneLine(line2.replace(/\r$/, ""))).join("\n");
}
function safeJson(value, indent) {
  return (JSON.stringify(value, null, indent) ?? "null").replace(INVISIBLE, (found) => found === "\n" ? found : unicode(found)).replace(/::/g, "\\u003a:").replace(/##\[/g, "\\u0023#[");
}
function markdown(text2) {
  return text2.replace(INVISIBLE, named).replace(/[^\p{L}\p{N} .,/+()='"%?-]/gu, (found) => `&#${found.codePointAt(0)};`);
}
function named(character) {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : unicode(character);
}
function unicode(character) {
  return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
var MOST_SHOWN = 200;
function shortened(text2, most = MOST_SHOWN) {
  return text2.length <= most ? text2 : `${text2.slice(0, most)}…`;
}

// js/say/told.js
var lost = (
  /** @type {any} */
  globalThis[/* @__PURE__ */ Symbol.for("version-first: not written")] ??= /* @__PURE__ */ new Map()
);
function tell(what, write3) {
  try {
    write3();
  } catch (error) {
    noteLost(what, error);
  }
}
function noteLost(what, error) {
  const { message, code } = (
    /** @type {NodeJS.ErrnoException} */
    error ?? {}
  );
  if (code !== "EPIPE" && !lost.has(what)) lost.set(what, message ?? String(error));
}

// js/say/output.js
var PAUSE_MS = 5;
var quiet = false;
function hush() {
  quiet = true;
}
function print(text2) {
  tell("result", () => write(1, text2));
}
function say(text2) {
  tell("log", () => write(2, text2));
}
function printLines(lines2) {
  print(asText(lines2));
}
function printJson(value) {
  print(`${safeJson(value, 2)}
`);
}
function sayLines(lines2) {
  if (!quiet) say(asText(lines2));
}
function complain(lines2) {
  say(asText(lines2));
}
function asText(lines2) {
  return lines2.map((line2) => `${oneLine(line2)}
`).join("");
}
function write(stream, text2) {
  let left = Buffer.from(text2);
  while (left.length > 0) {
    try {
      left = left.subarray((0, import_node_fs.writeSync)(stream, left));
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

// js/say/report.js
function failureLines({ code, message, path, line: line2, column, nextSteps = [] }, weight = "error") {
  const [says = "", ...rest] = message.split("\n");
  const place = path === void 0 ? [] : [`  --> ${[path, line2, column].filter((part) => part !== void 0).join(":")}`];
  return [`${weight}[${code}]: ${says}`, ...rest.map((more) => `  ${more}`), ...place, ...nextSteps.map((next) => `  next: ${next}`)];
}

// js/iteration/log.js
var import_node_fs3 = require("node:fs");

// js/files/written.js
var import_node_fs2 = require("node:fs");
var import_node_path = require("node:path");
function writeNew(file, text2, mode = 420) {
  (0, import_node_fs2.mkdirSync)((0, import_node_path.dirname)(file), { recursive: true });
  try {
    (0, import_node_fs2.writeFileSync)(file, text2, { flag: "wx", mode });
    return true;
  } catch (error) {
    if (
      /** @type {NodeJS.ErrnoException} */
      error.code === "EEXIST"
    ) return false;
    (0, import_node_fs2.rmSync)(file, { force: true });
    throw error;
  }
}
function notWritten(what, error, path) {
  const { message } = (
    /** @type {Error} */
    error
  );
  return new ShellError("not-written", `${what} could not be written: ${message}`, { ...path === void 0 ? {} : { path }, nextSteps: [cureOf(error)] });
}
function cureOf(error) {
  const { code } = (
    /** @type {NodeJS.ErrnoException} */
    error
  );
  if (isFull(error)) return "make room on the disk, then run this again";
  if (code === "ENOENT") return "name a file in a folder that is there";
  if (code === "ENOTDIR" || code === "EEXIST") return "a file stands where a folder has to be: move it away, then run this again";
  return "make the file and its folder writable, then run this again";
}

// js/iteration/log.js
function note(file, command, branch, what) {
  if (file === void 0) return;
  try {
    (0, import_node_fs3.appendFileSync)(file, `${safeJson({ at: (/* @__PURE__ */ new Date()).toISOString(), command: `iteration ${command}`, branch, ...what })}
`);
  } catch (error) {
    throw notWritten("it is done, and the log", error, file);
  }
}

// js/ask/spelling.js
var MOST_NAMED = 8;
var ELSEWHERE = new Map([
  ...["bump", "publish", "tag"].map((word) => (
    /** @type {const} */
    [word, "release"]
  )),
  ...["check", "verify", "validate"].map((word) => (
    /** @type {const} */
    [word, "audit"]
  )),
  ["init", "doctor --init"],
  ["changelog", "release --changelog CHANGELOG.md"],
  ["version", "--version"]
]);
var LONGEST_MS = 5 * 24 * 36e5;
function unknown(what, given2, known, help) {
  const near = nearest(given2, known);
  const meant = near === void 0 ? [] : [`did you mean \`${near}\`?`];
  const more = help === void 0 ? [] : [`\`version-first ${help}\` lists them all`];
  const expected = known.length > MOST_NAMED ? "" : `: expected one of ${known.map((name) => `\`${name}\``).join(", ")}`;
  return new UsageError(`unknown ${what} \`${shortened(given2)}\`${expected}`, [...meant, ...more]);
}
function nearest(given2, known) {
  const [best] = known.map((name) => ({ name, away: distance(given2, name) })).sort((a, b) => a.away - b.away);
  const near = best !== void 0 && best.away <= Math.max(2, best.name.length / 3) && best.away * 2 < best.name.length;
  return near ? best.name : void 0;
}
function distance(a, b) {
  let before2 = [];
  let row2 = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row2[j] ?? 0) + (letter === other ? 0 : 1);
      const swapped = letter !== other && letter === b[j - 1] && other === a[i - 1];
      const swap = swapped ? (before2[j - 1] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row2[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    [before2, row2] = [row2, next];
  }
  return row2[b.length] ?? 0;
}

// js/core/core.js
var import_node_fs4 = require("node:fs");
var import_node_path3 = require("node:path");

// glue:core.mjs
var core_exports = {};
__export(core_exports, {
  __wbg_reset_state: () => __wbg_reset_state,
  advance: () => advance,
  advanceIteration: () => advanceIteration,
  afterDeleting: () => afterDeleting,
  afterStarting: () => afterStarting,
  audit: () => audit,
  auditNames: () => auditNames,
  auditTags: () => auditTags,
  auditTrees: () => auditTrees,
  bumpBranch: () => bumpBranch,
  checkIteration: () => checkIteration,
  credited: () => credited,
  decideBump: () => decideBump,
  default: () => __wbg_init,
  diagnose: () => diagnose,
  endedIterations: () => endedIterations,
  fingerprints: () => fingerprints,
  hold: () => hold,
  holding: () => holding,
  hunt: () => hunt,
  initSync: () => initSync,
  iterationBase: () => iterationBase,
  iterationsOf: () => iterationsOf,
  lookout: () => lookout,
  needs: () => needs,
  nextIteration: () => nextIteration,
  nextVersion: () => nextVersion,
  parseBumpBranch: () => parseBumpBranch,
  parseIteration: () => parseIteration,
  parseTag: () => parseTag,
  parseTaskBranch: () => parseTaskBranch,
  plan: () => plan,
  planPrune: () => planPrune,
  readManifests: () => readManifests,
  readPush: () => readPush,
  release: () => release,
  releaseNotes: () => releaseNotes,
  reportIterations: () => reportIterations,
  rewriteManifests: () => rewriteManifests,
  searched: () => searched,
  setManifests: () => setManifests,
  showIteration: () => showIteration,
  startIteration: () => startIteration,
  starterWorkflow: () => starterWorkflow,
  stillSays: () => stillSays,
  sweep: () => sweep,
  tagName: () => tagName,
  target: () => target,
  taskBranch: () => taskBranch,
  wants: () => wants,
  whyDenied: () => whyDenied,
  whyUnreadable: () => whyUnreadable
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
function advanceIteration(work, outcome) {
  let ret;
  __wbg_call_guard();
  ret = wasm.advanceIteration(work, outcome);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function afterDeleting(asked, push3, refs) {
  let ret;
  __wbg_call_guard();
  ret = wasm.afterDeleting(asked, push3, refs);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function afterStarting(push3, branch) {
  let ret;
  __wbg_call_guard();
  ret = wasm.afterStarting(push3, branch);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function audit(facts, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.audit(facts, options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function auditNames(names, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.auditNames(names, options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function auditTags(refs, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.auditTags(refs, options);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function auditTrees(batch, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.auditTrees(batch, options);
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
function checkIteration(about) {
  let ret;
  __wbg_call_guard();
  ret = wasm.checkIteration(about);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function credited(body, people, credits) {
  let ret;
  __wbg_call_guard();
  ret = wasm.credited(body, people, credits);
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
function diagnose(checkup) {
  let ret;
  __wbg_call_guard();
  ret = wasm.diagnose(checkup);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function endedIterations(seen) {
  let ret;
  __wbg_call_guard();
  ret = wasm.endedIterations(seen);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function fingerprints(files) {
  let ret;
  __wbg_call_guard();
  ret = wasm.fingerprints(files);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function hold(handle, kept) {
  let ret;
  __wbg_call_guard();
  ret = wasm.hold(handle, kept);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function holding(request, branch) {
  let ret;
  __wbg_call_guard();
  ret = wasm.holding(request, branch);
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
function iterationBase(asked) {
  let ret;
  __wbg_call_guard();
  ret = wasm.iterationBase(asked);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function iterationsOf(branch, branches) {
  let ret;
  __wbg_call_guard();
  ret = wasm.iterationsOf(branch, branches);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function lookout(request, refs) {
  let ret;
  __wbg_call_guard();
  ret = wasm.lookout(request, refs);
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
function nextIteration(branch, existing) {
  let ret;
  __wbg_call_guard();
  ret = wasm.nextIteration(branch, existing);
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
function parseIteration(branch) {
  let ret;
  __wbg_call_guard();
  ret = wasm.parseIteration(branch);
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
function parseTaskBranch(branch) {
  let ret;
  __wbg_call_guard();
  ret = wasm.parseTaskBranch(branch);
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
function planPrune(asked) {
  let ret;
  __wbg_call_guard();
  ret = wasm.planPrune(asked);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function readManifests(files, manifests) {
  let ret;
  __wbg_call_guard();
  ret = wasm.readManifests(files, manifests);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function readPush(exit, stdout, stderr, beside) {
  let ret;
  __wbg_call_guard();
  ret = wasm.readPush(exit, stdout, stderr, beside);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function release() {
  __wbg_call_guard();
  wasm.release();
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
function reportIterations(history) {
  let ret;
  __wbg_call_guard();
  ret = wasm.reportIterations(history);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function rewriteManifests(files, version, manifests, only2) {
  let ret;
  __wbg_call_guard();
  ret = wasm.rewriteManifests(files, version, manifests, only2);
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
function showIteration(about) {
  let ret;
  __wbg_call_guard();
  ret = wasm.showIteration(about);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function startIteration(wish) {
  let ret;
  __wbg_call_guard();
  ret = wasm.startIteration(wish);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function starterWorkflow(checkup) {
  let ret;
  __wbg_call_guard();
  ret = wasm.starterWorkflow(checkup);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function stillSays(hunt2, files, rewritten2) {
  let ret;
  __wbg_call_guard();
  ret = wasm.stillSays(hunt2, files, rewritten2);
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
function taskBranch(task) {
  let ret;
  __wbg_call_guard();
  ret = wasm.taskBranch(task);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function wants(request, first_look) {
  let ret;
  __wbg_call_guard();
  ret = wasm.wants(request, first_look);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function whyDenied(denial, hosting) {
  let ret;
  __wbg_call_guard();
  ret = wasm.whyDenied(denial, hosting);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function whyUnreadable(exit, stderr) {
  let ret;
  __wbg_call_guard();
  ret = wasm.whyUnreadable(exit, stderr);
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
    __wbg___wbindgen_in_aca499c5de7ff5e5: function(arg0, arg1) {
      const ret = arg0 in arg1;
      return ret;
    },
    __wbg___wbindgen_is_bigint_2f76dc55065b4273: function(arg0) {
      const ret = typeof arg0 === "bigint";
      return ret;
    },
    __wbg___wbindgen_is_null_ea9085d691f535d3: function(arg0) {
      const ret = arg0 === null;
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
    __wbg_instanceof_Object_33f20e6f12439f3e: function(arg0) {
      let result;
      try {
        result = arg0 instanceof Object;
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
    __wbg_iterator_6f722e4a93058b71: function() {
      const ret = Symbol.iterator;
      return ret;
    },
    __wbg_keys_58421f8f96795607: function(arg0) {
      const ret = Object.keys(arg0);
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
    __wbg_new_b667d279fd5aa943: function(arg0, arg1) {
      const ret = new Error(getStringFromWasm0(arg0, arg1));
      return ret;
    },
    __wbg_new_da52cf8fe3429cb2: function() {
      const ret = new Object();
      return ret;
    },
    __wbg_prototypesetcall_4770620bbe4688a0: function(arg0, arg1, arg2) {
      Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), arg2);
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
      const table2 = wasm.__wbindgen_externrefs;
      const offset = table2.grow(4);
      table2.set(0, void 0);
      table2.set(offset + 0, void 0);
      table2.set(offset + 1, null);
      table2.set(offset + 2, true);
      table2.set(offset + 3, false);
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
    throw new Error("the wasm is handed in");
  }
  const imports = __wbg_get_imports();
  if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
    module_or_path = fetch(module_or_path);
  }
  const { instance, module: module2 } = await __wbg_load(await module_or_path, imports);
  return __wbg_finalize_init(instance, module2);
}

// js/core/dist.js
var import_node_path2 = require("node:path");
function distFolder() {
  const here = __dirname;
  if (typeof here !== "string") return __dirname;
  return (0, import_node_path2.basename)(here) === "dist" ? here : (0, import_node_path2.join)(here, "..", "..", "dist");
}

// js/core/instance.js
function start(glue, module2) {
  glue.initSync({ module: module2 });
  return (
    /** @type {Functions} */
    guarded({ ...glue })
  );
}
function guarded(functions) {
  const restart = functions["__wbg_reset_state"];
  let under = 0;
  let broken = false;
  const known = /* @__PURE__ */ new WeakSet();
  const met = (error) => {
    const own = error instanceof Error && error.name === "CoreError" && !known.has(error);
    broken ||= !own;
    if (error instanceof Error) known.add(error);
  };
  const left = () => {
    under -= 1;
    if (under > 0) return;
    if (broken && typeof restart === "function") restart();
    broken = false;
  };
  const wrapped = Object.entries(functions).map(([name, value]) => {
    if (typeof value !== "function") return [name, value];
    const call = (...args) => {
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

// js/core/core.js
var loaded;
function loadCore() {
  loaded ??= /** @type {Core} */
  start(core_exports, (0, import_node_fs4.readFileSync)((0, import_node_path3.join)(distFolder(), "core.wasm")));
  return loaded;
}

// js/run/limits.js
var import_node_process = __toESM(require("node:process"), 1);
var import_promises = require("node:timers/promises");
var DEFAULT_MS = 5 * 6e4;
var CLEANUP_MS = 3e4;
var INTERRUPTED_MS = 6500;
var GRACE_MS = 3e3;
var uptime = () => import_node_process.default.uptime() * 1e3;
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
  constructor({ timeoutMs = DEFAULT_MS, now = uptime } = {}) {
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
    const before2 = this.#now();
    if (!counted) this.#until += ms;
    const signal = this.begin(true);
    await (0, import_promises.setTimeout)(ms, void 0, { signal }).catch(() => {
    });
    this.end();
    if (!counted) this.#until -= Math.max(0, ms - (this.#now() - before2));
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

// js/ending.js
var import_node_child_process = require("node:child_process");
var import_node_fs5 = require("node:fs");
var import_node_path4 = require("node:path");
var import_node_process2 = __toESM(require("node:process"), 1);
var folders = /* @__PURE__ */ new Set();
var children = /* @__PURE__ */ new Set();
var whole = /* @__PURE__ */ new Set();
var watching = false;
var interrupted = null;
var LONGEST_END_MS = 7e3;
var LONGEST_WHOLE_MS = 1500;
function stopAtExit(child) {
  watch();
  children.add(child);
  child.once("close", () => children.delete(child));
}
function letEnd(child) {
  whole.add(child);
  child.once("close", () => whole.delete(child));
}
function stop(child, signal) {
  if (import_node_process2.default.platform === "win32" && child.pid !== void 0 && child.exitCode === null) {
    (0, import_node_child_process.spawnSync)("taskkill", ["/PID", String(child.pid), "/T", "/F"], { cwd: (0, import_node_path4.dirname)(import_node_process2.default.execPath), stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    if (child.pid !== void 0) import_node_process2.default.kill(-child.pid, signal);
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
  import_node_process2.default.once("exit", tidy);
  import_node_process2.default.on("SIGINT", () => {
    if (!interrupted?.()) leave(2);
    say("interrupted; ending what is under way, and cleaning up\n");
    setTimeout(() => leave(2), LONGEST_END_MS).unref();
  });
  import_node_process2.default.once("SIGTERM", () => leave(15));
  import_node_process2.default.once("SIGHUP", () => leave(1));
}
function leave(signal) {
  say("stopped; whatever was under way, the next run finds out how far it got\n");
  const end = () => import_node_process2.default.exit(128 + signal);
  if (whole.size === 0) end();
  setTimeout(end, LONGEST_WHOLE_MS);
  for (const child of whole) child.once("close", () => whole.size === 0 && end());
}
function tidy() {
  for (const child of children) stop(child, "SIGTERM");
  for (const folder2 of folders) (0, import_node_fs5.rmSync)(folder2, { recursive: true, force: true, maxRetries: 3 });
}

// js/git/bound.js
function bound(ground, functions) {
  const entries = Object.entries(functions).map(([name, one]) => [name, (...rest) => one(ground, ...rest)]);
  return Object.fromEntries(entries);
}

// js/git/repository.js
var import_node_fs9 = require("node:fs");
var import_node_path8 = require("node:path");

// js/say/secrets.js
var SHORTEST_SECRET = 4;
var ENDS_ADDRESS = /* @__PURE__ */ new Set(["/", " ", "	", "\n", "\r", "\v", "\f"]);
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
    const start3 = at + 3;
    let [end, last, colon] = [start3, -1, -1];
    for (; end < text2.length && !ENDS_ADDRESS.has(text2.charAt(end)); end += 1) {
      if (text2.charAt(end) === "@") last = end;
      else if (text2.charAt(end) === ":" && colon < 0) colon = end;
    }
    const web = /https?$/i.test(text2.slice(Math.max(0, at - 5), at));
    const hidden = last < 0 ? -1 : web ? start3 : colon >= 0 && colon < last ? colon + 1 : -1;
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

// js/git/environment.js
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
var TELLING = ["GIT_TRACE_REDACT", "GIT_TRACE2_ENV_VARS"];
var SECRETS = /^(?:INPUT_.*|STATE_.*|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN|ACTIONS_CACHE_.*)$/i;
var TOKENS = ["GITHUB_TOKEN", "GH_TOKEN"];
var LOOKING = (
  /** @type {ConfigEntry[]} */
  [
    ["core.fsmonitor", "false"],
    ["safe.bareRepository", "explicit"]
  ]
);
var REMOTE_SETTINGS = /* @__PURE__ */ new Set(["url", "pushurl", "proxy", "proxyauthmethod", "uploadpack", "receivepack", "vcs"]);
var TRANSPORT_SECTIONS = /* @__PURE__ */ new Set(["url", "http", "credential", "ssh", "protocol"]);
var TRANSPORT_KEYS = /* @__PURE__ */ new Set(["core.sshcommand", "core.gitproxy", "core.askpass"]);
function userEnvironment(inherited) {
  const env = { ...inherited, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
  const secrets = Object.keys(env).filter((name) => SECRETS.test(name));
  return withConfig(without(env, [...STEERING, ...TELLING, ...TOKENS, ...secrets]), LOOKING);
}
function userTokens(inherited) {
  return Object.fromEntries(TOKENS.flatMap((name) => inherited[name] === void 0 ? [] : [[name, inherited[name]]]));
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
function without(env, names) {
  const gone = new Set(names);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !gone.has(name)));
}

// js/git/git.js
var import_node_child_process2 = require("node:child_process");
var import_node_fs6 = require("node:fs");
var import_node_path5 = require("node:path");
var import_node_process3 = __toESM(require("node:process"), 1);

// js/git/talk.js
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
function complaint(lines2) {
  const at = Math.max(0, lines2.findIndex((line3) => /^(fatal|error): /.test(line3)));
  const line2 = lines2[at]?.replace(/^(fatal|error): /, "");
  return line2?.endsWith(":") ? `${line2} ${lines2[at + 1]?.trim() ?? ""}` : line2;
}

// js/git/git.js
var LOCAL_LIMIT_MS = 6e4;
var REMOTE_LIMIT_MS = 12e4;
var LARGEST_LIST = 32 * 1024 * 1024;
var GRACE_MS2 = 3e3;
var CUT_GRACE_MS = 500;
var CUT = "stopped before it had ended: the run was interrupted, or its time was over";
var Git = class _Git {
  #program;
  /**
   * @param {object} options
   * @param {string} options.cwd
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} [options.trace] a file that gets one line per process
   * @param {(text: string) => string} [options.redact]
   * @param {import('../run/limits.js').Limits} [options.limits] of the run this belongs to
   */
  constructor({ cwd, env, trace, redact = (text2) => text2, limits }) {
    this.cwd = cwd;
    this.env = env;
    this.trace = trace;
    this.redact = redact;
    this.limits = limits;
    this.#program = programFor(import_node_process3.default.platform, env, import_node_fs6.existsSync);
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
    if (this.trace) (0, import_node_fs6.appendFileSync)(this.trace, `${JSON.stringify(args)}
`);
    try {
      const child = (0, import_node_child_process2.spawn)(this.#program, args, { cwd: this.cwd, env: this.env, detached: true, windowsHide: true });
      stopAtExit(child);
      return child;
    } catch (error) {
      throw notStarted(
        /** @type {Error} */
        error
      );
    }
  }
  /**
   * Runs a process to its end. Code: `too-many-refs`, where it says more than it may.
   * @param {string[]} args
   * @param {{input?: Buffer | string, limitMs?: number, most?: number, whole?: boolean}} [options] `most`: bytes on stdout;
   *   `whole`: whether a signal that ends us lets it end first
   * @returns {Promise<Answer>}
   */
  run(args, { input, limitMs = LOCAL_LIMIT_MS, most = Infinity, whole: whole2 = false } = {}) {
    const cut = this.limits?.signal;
    if (cut?.aborted) return Promise.resolve({ exit: null, stdout: Buffer.alloc(0), stderr: `${CUT}
` });
    return new Promise((resolve4, reject) => {
      const child = this.start(args);
      if (whole2) letEnd(child);
      const out = [];
      const err = new Talk();
      let size = 0;
      child.stdout.on("data", (chunk) => {
        size += chunk.length;
        if (size <= most) return void out.push(chunk);
        stop(child, "SIGKILL");
        reject(tooMany(most));
      });
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
    return this.run(args, { input, limitMs: REMOTE_LIMIT_MS, most: LARGEST_LIST });
  }
};
function tooMany(most) {
  return new ShellError("too-many-refs", `the remote lists more than ${most / 1024 / 1024} MiB of branches and tags`, {
    nextSteps: ["delete branches and tags that nobody needs: whatever made so many of them goes on"]
  });
}
var UNSTARTED = {
  E2BIG: ["a setting or a variable is longer than this system hands to a program", "look for a very long value: `git config --list`, `env`, the token"],
  EACCES: ["the `git` on the PATH is no program that this user may run", "make it one, or take its folder out of the PATH"]
};
function notStarted(error) {
  if (error.code === "ENOENT") {
    return new ShellError("no-git", "git was not found: expected a `git` on the PATH", {
      nextSteps: ["install git 2.34 or newer, then run this again"]
    });
  }
  const [cause, cure] = UNSTARTED[error.code ?? ""] ?? ["this system starts no further process", "make room for one: other programs use what there is of processes, files or memory"];
  return new ShellError("local-git-failed", `git cannot be started: ${cause} (\`${error.code ?? error.message}\`)`, { nextSteps: [`${cure}, then run this again`] });
}
function programFor(platform, env, exists) {
  if (platform !== "win32") return "git";
  const [, path = ""] = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH") ?? [];
  const folders2 = path.split(import_node_path5.win32.delimiter).map((folder2) => folder2.replace(/^"(.*)"$/, "$1")).filter((folder2) => import_node_path5.win32.isAbsolute(folder2));
  return [...folders2, (0, import_node_path5.dirname)(import_node_process3.default.execPath)].map((folder2) => import_node_path5.win32.join(folder2, "git.exe")).find((file, at) => at === folders2.length || exists(file)) ?? "git.exe";
}

// js/hosting/hosting.js
var ALIASES = /* @__PURE__ */ new Map([["ssh.github.com", "github.com"]]);
function addressOf(config, remote) {
  return rewritten(config, given(config, remote), "insteadof");
}
function rewritten(config, address, by) {
  const rules = config.flatMap(([key, value]) => {
    const base = key.startsWith("url.") && key.endsWith(`.${by}`) ? key.slice("url.".length, -by.length - 1) : void 0;
    return base !== void 0 && address.startsWith(value) ? [{ base, prefix: value }] : [];
  });
  const [rule] = rules.sort((a, b) => b.prefix.length - a.prefix.length);
  return rule ? rule.base + address.slice(rule.prefix.length) : address;
}
function given(config, remote) {
  return config.find(([key, value]) => key === `remote.${remote}.url` && value !== "")?.[1] ?? "";
}
function whyUnasked({ token, serverUrl }) {
  return token ? `the token is for \`${serverUrl}\` (\`GITHUB_SERVER_URL\`), and the remote is not on it` : "there is no token for the remote's server (`GITHUB_TOKEN`, input `token`)";
}
function hostingOf(address, { serverUrl, apiUrl, graphqlUrl, anyApi, gitea, token }) {
  if (!token || !URL.canParse(serverUrl)) return null;
  const server = new URL(serverUrl);
  const name = repositoryAt(address, server);
  if (name === null) return null;
  const base = withoutSlash(serverUrl);
  const given2 = withoutSlash(apiUrl ?? "");
  const isGitea2 = gitea || given2.endsWith("/api/v1");
  const url = given2 || (isGitea2 ? `${base}/api/v1` : apiOf(server, base));
  const graphql = isGitea2 ? null : withoutSlash(graphqlUrl ?? graphqlOf(url)) || null;
  for (const [variable, address2] of [["GITHUB_API_URL", url], ["GITHUB_GRAPHQL_URL", graphql]]) {
    if (address2 && !anyApi && !isAtHome(address2, server)) throw apiElsewhere(String(variable), address2, server);
  }
  return { hosting: { kind: isGitea2 ? "gitea" : "github", name, serverUrl: base }, url, graphqlUrl: graphql, token };
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
  const found = partsOf(address);
  if (!found || found.host !== (found.web ? server.host : server.hostname)) return null;
  const prefix = found.web ? `${withoutSlash(server.pathname)}/` : "/";
  if (!found.path.startsWith(prefix)) return null;
  const names = found.path.slice(prefix.length).replace(/\/+$/, "").replace(/\.git$/, "").split("/");
  return names.length === 2 && names.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)) ? names.join("/") : null;
}
function partsOf(address) {
  if (/^\w[\w+.-]*:\/\//.test(address)) {
    if (!URL.canParse(address)) return null;
    const { protocol, host: host2, hostname, pathname } = new URL(address);
    const path2 = pathname.replace(/^\/+/, "/");
    if (protocol === "https:" || protocol === "http:") return { host: host2, path: path2, web: true };
    const known = ["ssh:", "git:", "git+ssh:", "ssh+git:"].includes(protocol);
    return known ? { host: named2(hostname), path: path2, web: false } : null;
  }
  const [, host, path] = /^(?:[^@/:]+@)?(\[[^\]/]+\]|[^/:]{2,}):(.*)$/.exec(address) ?? [];
  return host && path ? { host: named2(host), path: `/${path.replace(/^\/+/, "")}`, web: false } : null;
}
function named2(host) {
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

// js/git/target.js
var import_node_fs7 = require("node:fs");
var import_node_path6 = require("node:path");
var import_node_url = require("node:url");
function targetOf(config, remote, top) {
  const given2 = (key) => config.filter(([name, value]) => name === `remote.${remote}.${key}` && value !== "");
  const pushUrls = given2("pushurl");
  const own = pushUrls.length > 0;
  const places = (own ? pushUrls : given2("url")).map((entry) => ({ entry, to: own ? rewritten(config, entry[1], "insteadof") : pushed(config, entry[1]) }));
  const from = addressOf(config, remote);
  const place = places.find(({ to }) => isSame(from, to, top));
  if (place === void 0) return { config, others: [], elsewhere: places[0]?.to ?? null };
  const left = places.filter((one) => one !== place);
  const gone = new Set(left.map(({ entry }) => entry));
  return { config: config.filter((entry) => !gone.has(entry)), others: left.map(({ to }) => to).filter((to) => to !== place.to), elsewhere: null };
}
function pushed(config, address) {
  const there = rewritten(config, address, "pushinsteadof");
  return there === address ? rewritten(config, address, "insteadof") : there;
}
function isSame(one, other, top) {
  if (one === other) return true;
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a === null || b === null) return a === null && b === null && folder(one, top) === folder(other, top);
  const [long = "", short = ""] = [pathOf(a.path), pathOf(b.path)].sort((x, y) => y.length - x.length);
  const path = long === short || a.web !== b.web && long.endsWith(short);
  return path && isSameHost(a, b);
}
function isSameHost(a, b) {
  if (a.web && b.web) return a.host === b.host;
  const name = ({ host }) => host.replace(/:\d+$/, "");
  const [x, y] = [name(a), name(b)];
  const isAlias = ({ host, web }) => !web && !/[.:]/.test(host);
  return x === y || x.endsWith(`.${y}`) || y.endsWith(`.${x}`) || isAlias(a) || isAlias(b);
}
function pathOf(path) {
  return path.replace(/\/+$/, "").replace(/\.git$/, "").replace(/^\/v3\//, "/").replace("/_git/", "/").toLowerCase();
}
function folder(address, top) {
  const path = (0, import_node_path6.resolve)(top, address.startsWith("file://") && URL.canParse(address) ? (0, import_node_url.fileURLToPath)(address) : address).replace(/\/\.git$/, "");
  for (const name of [path, `${path}.git`]) {
    try {
      return (0, import_node_fs7.realpathSync)(name).replace(/\/\.git$/, "");
    } catch {
    }
  }
  return path;
}

// js/git/trust.js
var import_node_fs8 = require("node:fs");

// js/files/paths.js
var import_node_path7 = require("node:path");
function isInside(folder2, path) {
  const way = (0, import_node_path7.relative)(folder2, path);
  return way !== ".." && !way.startsWith(`..${import_node_path7.sep}`) && !(0, import_node_path7.isAbsolute)(way);
}

// js/git/trust.js
var HARMLESS = /^(?:remote\..*\.(?:url|pushurl)|url\..*\.(?:push)?insteadof|http\.(?:.*\.)?extraheader)$/;
var REACHING = /^(?:remote|url|http|credential|ssh|protocol)\.|^core\.(?:sshcommand|gitproxy|askpass)$/;
var BY_CHECKOUT = /^"?(?:\/usr(?:\/local)?)?\/bin\/ssh"? -i "\$RUNNER_TEMP\/[\w-]+"(?: -o StrictHostKeyChecking=yes -o CheckHostIP=no)?(?: -o "UserKnownHostsFile=\$RUNNER_TEMP\/[\w-]+")?$/;
var BY_LFS = /* @__PURE__ */ new Map([
  ["filter.lfs.clean", "git-lfs clean -- %f"],
  ["filter.lfs.smudge", "git-lfs smudge -- %f"],
  ["filter.lfs.process", "git-lfs filter-process"]
]);
function isWorkspace(env, folder2) {
  const workspace = env["GITHUB_WORKSPACE"];
  if (!env["GITHUB_ACTIONS"] || !workspace) return false;
  const real = (path) => {
    try {
      return (0, import_node_fs8.realpathSync)(path);
    } catch {
      return null;
    }
  };
  const [outer, inner] = [real(workspace), real(folder2)];
  return outer !== null && inner !== null && isInside(outer, inner);
}
function withoutStrangers({ entries, own }) {
  const foreign = new Set(own);
  return entries.filter((entry) => !foreign.has(entry) || !REACHING.test(entry[0]) || HARMLESS.test(entry[0]) || isByCheckout(entry));
}
function silenced(own) {
  const quiet2 = [["protocol.ext.allow", "never"]];
  for (const entry of own) {
    const [key] = entry;
    if (isByCheckout(entry)) continue;
    const filter = /^filter\.(.*)\.(?:clean|smudge|process)$/.exec(key)?.[1];
    if (filter !== void 0) quiet2.push([key, ""], [`filter.${filter}.required`, "false"]);
    else if (/^credential\.(?:.*\.)?helper$/.test(key) || key === "core.askpass") quiet2.push([key, ""]);
    else if (key === "core.sshcommand") quiet2.push([key, "ssh"]);
    else if (key === "core.alternaterefscommand") quiet2.push([key, "true"]);
    else if (/^remote\..*\.uploadpack$/.test(key)) quiet2.push([key, "git-upload-pack"]);
    else if (/^remote\..*\.receivepack$/.test(key)) quiet2.push([key, "git-receive-pack"]);
    else if (/^remote\..*\.vcs$/.test(key)) throw strangeSetting(key);
  }
  return quiet2;
}
function isByCheckout([key, value]) {
  return key === "core.sshcommand" && BY_CHECKOUT.test(value) || BY_LFS.get(key) === value;
}
function strangeSetting(key) {
  return new ShellError("repository-not-trusted", `this folder belongs to another user, and its own configuration has \`${key}\``, {
    nextSteps: [`take it out: \`git config --unset ${shellWord(key)}\`, or run this as the user the folder belongs to`]
  });
}

// js/git/repository.js
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
  const cwd = (0, import_node_fs9.realpathSync)(place.cwd);
  let git = new Git({ cwd, env: userEnvironment(place.env), trace: place.trace, limits });
  const probed = probe(git);
  const version = git.run(["version"]);
  version.catch(() => {
  });
  let [answer, listing] = await probed;
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
  const top = inside === "true" ? (0, import_node_path8.resolve)(cwd, rest.shift() ?? "") : commonDir;
  if (inside !== "true" && bare === void 0 && (0, import_node_path8.basename)(commonDir) !== ".git") await requireAlone(git, cwd, commonDir);
  if (listing.exit !== 0) throw unreadable(listing.stderr);
  const settings = parseConfig(listing.stdout.toString());
  if (owned !== void 0) {
    if (!isWorkspace(place.env, top)) throw untrusted(top, answer.stderr);
    git = git.with({ env: withConfig({ ...git.env, GIT_PROXY_COMMAND: "" }, silenced(settings.own)) });
  }
  const config = owned === void 0 ? settings.entries : withoutStrangers(settings);
  if (!place.offline) requireRemote(config, place);
  const redact = redactor(place.token, config);
  const { config: reached, others, elsewhere } = targetOf(config, place.remote, top);
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
    transport: [...transportSettings(reached, place.remote), ...ours],
    elsewhere,
    others: others.map(redact),
    authentication: ours,
    tokens: userTokens(place.env),
    api: place.offline ? null : hostingOf(addressOf(config, place.remote), place),
    unasked: whyUnasked(place),
    redact,
    tempDir: place.tempDir,
    ...place.generations !== void 0 && { generations: place.generations }
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
  const settings = { entries: [], own: [] };
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [scope, text2 = ""] = parts.slice(at, at + 2);
    const end = text2.indexOf("\n");
    const entry = end < 0 ? [text2, "true"] : [text2.slice(0, end), text2.slice(end + 1)];
    settings.entries.push(entry);
    if (scope === "local" || scope === "worktree") settings.own.push(entry);
  }
  return settings;
}
async function requireAlone(git, cwd, bare) {
  const around = await git.with({ cwd: (0, import_node_path8.dirname)(cwd) }).run(["rev-parse", "--git-dir"]);
  if ((0, import_node_fs9.realpathSync)(bare) === cwd && around.stderr.includes("not a git repository")) return;
  throw new ShellError("repository-not-trusted", `\`${bare}\` is a bare repository inside another folder's: expected a clone, or a bare repository that stands alone`, {
    path: bare,
    nextSteps: ["name the clone itself with `--cwd` (input `working-directory`)", "a bare repository is taken where it is named itself and lies in no working tree"]
  });
}
function refuseOldGit(said) {
  const found = /(\d+)\.(\d+)/.exec(said);
  if (!found) return;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  if (major > OLDEST.major || major === OLDEST.major && minor >= OLDEST.minor) return;
  const least = `${OLDEST.major}.${OLDEST.minor}`;
  throw new ShellError("git-too-old", `git ${found[0]} is too old: expected ${least} or newer`, {
    nextSteps: [`update git to ${least} or newer, then run this again`]
  });
}
function untrusted(folder2, said) {
  const advice = said.split("\n").map((line2) => line2.trim()).filter((line2) => line2.startsWith("git config"));
  return new ShellError("repository-not-trusted", `git does not trust \`${folder2}\`: it belongs to another user`, {
    path: folder2,
    nextSteps: [`if you trust it: \`${advice[0] ?? `git config --global --add safe.directory ${folder2}`}\``]
  });
}
function diedOf(said) {
  const lines2 = said.split("\n").filter((line2) => line2 !== "");
  const died = lines2.find((line2) => line2.startsWith("fatal: ")) ?? lines2.find((line2) => line2.startsWith("error: ")) ?? lines2[0] ?? "";
  return died.replace(/^(?:fatal|error): /, "");
}
function unreadable(said) {
  return new ShellError("local-git-failed", `git cannot open the repository here: \`${diedOf(said)}\``, {
    nextSteps: ["cure what git says, until `git status` works here, then run this again: nothing was changed"]
  });
}
function notARepository(said) {
  const detail = diedOf(said);
  if (detail !== "" && !said.includes("not a git repository")) return unreadable(said);
  return new ShellError("not-a-repository", `expected a git repository here: ${detail || "git found none"}`, {
    nextSteps: ["run this inside a clone, or name one with `--cwd` (input `working-directory`)"]
  });
}
function requireRemote(config, { remote, mayBeOffline }) {
  if (configured(config, `remote.${remote}.url`)) return;
  const all = config.flatMap(([key, value]) => /^remote\.(.+)\.url$/.exec(key)?.slice(1).map((name) => ({ name, value })) ?? []);
  if (all.some(({ name }) => name === remote)) {
    throw new ShellError("no-remote", `the remote \`${remote}\` has an empty address`, { nextSteps: [`give it one: \`git remote set-url ${shellWord(remote)} <address>\``] });
  }
  const known = new Set(all.flatMap(({ name, value }) => value ? [name] : []));
  const names = [...known].map((name) => `\`${name}\``).join(", ");
  throw new ShellError(
    "no-remote",
    `there is no remote \`${remote}\`: expected ${names ? `one of ${names}` : "one, but this repository has none"}`,
    {
      nextSteps: names ? ["name it with `--remote` (input `remote`)"] : [`add one: \`git remote add ${shellWord(remote)} <address>\``, ...mayBeOffline ? ["or look at this clone alone: `--offline`"] : []]
    }
  );
}

// js/git/push.js
async function push(to, { atomic = false, updates }) {
  const { core, talker, repository } = to;
  const { exit, stdout, stderr } = await talker.remote([
    "push",
    "--porcelain",
    "--no-verify",
    "--no-follow-tags",
    "--no-signed",
    "--recurse-submodules=no",
    ...atomic ? ["--atomic"] : [],
    ...updates.flatMap(({ ref, expect }) => expect === void 0 ? [] : [`--force-with-lease=${ref}:${expect}`]),
    "--end-of-options",
    repository.remote,
    ...updates.map(({ ref, oid }) => `${oid}:${ref}`)
  ]);
  const said = repository.redact(stdout.toString());
  const answer = core.readPush(exit, said, stderr);
  const silent = (exit === 0 || exit === 1) && updates.some(({ ref }) => answer.rows.every((row2) => row2.ref !== ref));
  if (!silent) return { kind: "pushed", ...answer };
  const listed = await talker.remote(["ls-remote", "--refs", "--end-of-options", repository.remote, ...updates.map(({ ref }) => ref)]);
  return { kind: "pushed", ...core.readPush(exit, said, stderr, listed.stdout.toString()) };
}

// js/git/attempts.js
var NO_OID = /^0+$/;
async function localBranches({ repository }) {
  const format = "--format=%(refname:lstrip=2)%00%(objectname)%00%(committerdate:iso-strict)%00%(if)%(worktreepath)%(then)1%(end)";
  const { exit, stdout, stderr } = await repository.git.run(["for-each-ref", format, "refs/heads/"]);
  if (exit !== 0) throw gitRefused("list the branches", stderr);
  return lines(stdout).map((line2) => {
    const [name = "", oid = "", at = "", out] = line2.split("\0");
    const time = Date.parse(at);
    return { name, oid, checkedOut: out === "1", at: Number.isNaN(time) ? "" : new Date(time).toISOString().replace(/\.\d+Z$/, "Z") };
  });
}
async function lastFetched({ repository: { git, remote } }) {
  const place = `refs/remotes/${remote}/`;
  const { exit, stdout, stderr } = await git.run(["for-each-ref", "--format=%(refname)%00%(objectname)%00%(symref)", place]);
  if (exit !== 0) throw gitRefused("list the branches", stderr);
  const rows2 = lines(stdout).map((line2) => line2.split("\0"));
  const head = rows2.find(([ref]) => ref === `${place}HEAD`)?.[2]?.slice(place.length) ?? "";
  const branches = rows2.flatMap(([ref = "", oid = "", points]) => points ? [] : [{ name: ref.slice(place.length), oid }]);
  return { head, branches };
}
var PULL = /^refs\/pull\/(\d+)\/head$/;
async function remoteBranches({ core, talking, repository }) {
  const gitea = repository.api?.hosting.kind === "gitea";
  const wanted = ["HEAD", "refs/heads/*", ...gitea ? ["refs/pull/*/head"] : []];
  const { exit, stdout, stderr } = await talking.remote(["ls-remote", "--symref", "--end-of-options", repository.remote, ...wanted]);
  if (exit !== 0) {
    const { code, message, nextSteps = [] } = core.whyUnreadable(exit, stderr).error;
    throw new ShellError(code, message, { nextSteps });
  }
  const rows2 = lines(stdout).map((line2) => line2.split("	"));
  const head = rows2.find(([from, to]) => to === "HEAD" && from?.startsWith("ref: refs/heads/"))?.[0]?.slice("ref: refs/heads/".length) ?? "";
  const branches = rows2.flatMap(([oid = "", ref = ""]) => ref.startsWith("refs/heads/") && !NO_OID.test(oid) ? [{ name: ref.slice("refs/heads/".length), oid }] : []);
  if (!gitea) return { head, branches };
  return { head, branches, pulls: new Map(rows2.flatMap(([oid = "", ref = ""]) => PULL.test(ref) ? [[Number(PULL.exec(ref)?.[1]), oid]] : [])) };
}
function push2({ core, talking, repository }, step) {
  return push({ core, talker: talking, repository }, step);
}
async function drop({ repository: { git } }, { branches }) {
  const kept = [];
  for (const { name, oid } of branches) {
    const { exit, stderr } = await git.run(["-c", "core.hooksPath=/dev/null", "update-ref", "-d", `refs/heads/${name}`, oid]);
    if (exit !== 0) kept.push({ name, why: `git kept it: ${stderr.split("\n")[0]?.replace(/^(fatal|error): /, "") ?? ""}` });
    else await git.run(["config", "--local", "--remove-section", `branch.${name}`]);
  }
  return { kind: "dropped", kept };
}
async function hookPath({ repository: { git } }, name) {
  const { exit, stdout, stderr } = await git.run(["rev-parse", "--path-format=absolute", "--git-path", `hooks/${name}`]);
  if (exit !== 0) throw gitRefused("say where its hooks are", stderr);
  return stdout.toString().replace(/\n$/, "");
}
async function switchTo({ repository: { git } }, next, from) {
  const { exit, stderr } = await git.run(["-c", "core.hooksPath=/dev/null", "switch", "--quiet", "--no-track", "--no-overwrite-ignore", "--create", next, ...from === void 0 ? [] : [`refs/heads/${from}`]]);
  if (exit !== 0) throw gitRefused(`create \`${next}\``, stderr);
}
async function setUpstream({ repository: { git, remote } }, branch) {
  await git.run(["branch", "--quiet", `--set-upstream-to=${remote}/${branch}`, branch]);
}
function gitRefused(what, said) {
  return new ShellError("git-refused", `git did not ${what}: ${complaint(said.split("\n").filter((line2) => line2.trim() !== "")) ?? "it said nothing"}`, { nextSteps: ["cure what it says, then run this again"] });
}
function lines(out) {
  return out.toString().split("\n").filter(Boolean);
}

// js/git/compare.js
var MOST_COMMITS = 500;
var PLAIN = ["--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--full-index", "--diff-algorithm=myers", "-U3", "--src-prefix=a/", "--dst-prefix=b/"];
async function commitsOf(world, seen, names) {
  const { repository, talking } = world;
  const found = /* @__PURE__ */ new Map();
  const missing = [];
  for (const name of names) {
    const local = seen.local.find((branch) => branch.name === name);
    const remote = seen.remote?.find((branch) => branch.name === name);
    const oid = (local ?? remote)?.oid;
    if (oid === void 0) continue;
    found.set(name, oid);
    if (remote && remote.oid === oid && (await repository.git.run(["cat-file", "-e", `${oid}^{commit}`])).exit !== 0) missing.push(name);
  }
  if (missing.length > 0) {
    const refspecs = missing.map((name) => `+refs/heads/${name}:refs/remotes/${repository.remote}/${name}`);
    const { exit, stderr } = await talking.remote(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--end-of-options", repository.remote, ...refspecs]);
    if (exit !== 0) throw gitRefused(`fetch ${missing.map((name) => `\`${name}\``).join(", ")}`, stderr);
  }
  return found;
}
async function baseCommit(world, seen, base) {
  const remote = seen.remote?.find((branch) => branch.name === base);
  const only2 = { ...seen, local: remote ? [] : seen.local };
  const oid = (await commitsOf(world, only2, [base])).get(base);
  if (oid === void 0) {
    throw new ShellError("base-gone", `there is no branch \`${base}\`, here or on the remote, which the change would be meant for`, { nextSteps: ["name another one with `--into`"] });
  }
  return oid;
}
async function forkPoint({ repository: { git, shallow } }, a, b) {
  const { exit, stdout } = await git.run(["merge-base", a, b]);
  const oid = stdout.toString().trim();
  if (exit === 0 && oid) return oid;
  throw new ShellError("unrelated", "the branches have no commit in common", {
    nextSteps: shallow ? ["this clone is shallow: `git fetch --unshallow`"] : ["name iterations of one change"]
  });
}
async function patchId({ repository: { git } }, from, to) {
  const diff2 = await git.run(["diff", ...PLAIN, from, to]);
  if (diff2.exit !== 0) throw gitRefused("compare the commits", diff2.stderr);
  const ids = await git.run(["patch-id", "--stable"], { input: diff2.stdout });
  return ids.stdout.toString().split(" ")[0] || void 0;
}
async function landed({ repository: { git } }, { base, fork, tip, id }) {
  if (id === void 0 || base === fork) return void 0;
  const names = await git.run(["diff", "--name-only", "-z", "--no-renames", fork, tip]);
  const [path = ""] = names.stdout.toString().split("\0");
  const touching = ["--full-diff", `${fork}..${base}`, "--", `:(top,literal)${path}`];
  const log = await git.run(["log", `--max-count=${MOST_COMMITS}`, "--first-parent", "-m", "-p", "--format=commit %H", ...PLAIN, ...touching]);
  const ids = await git.run(["patch-id", "--stable"], { input: log.stdout });
  const whole2 = lines(ids.stdout).find((line2) => line2.startsWith(`${id} `));
  if (whole2) return whole2.split(" ")[1];
  const cherry = await git.run(["cherry", base, tip]);
  const marks = lines(cherry.stdout);
  if (marks.length === 0 || !marks.every((line2) => line2.startsWith("- "))) return void 0;
  return base;
}
async function rangeDiff(world, from, to) {
  const { git } = world.repository;
  if (from[0] === from[1] || to[0] === to[1]) return oneSided(git, from, to);
  const { exit, stdout, stderr } = await git.run(["range-diff", "--no-color", "--no-dual-color", "--no-notes", "--no-ext-diff", "--no-textconv", `${from[0]}..${from[1]}`, `${to[0]}..${to[1]}`]);
  if (exit !== 0) throw gitRefused("compare the iterations", stderr);
  const text2 = stdout.toString();
  const rows2 = [];
  for (const line2 of text2.split("\n")) {
    const [, a, sign, b, subject] = /^ *(-+|\d+): +(?:-+|[0-9a-f]+) ([=!<>]) +(-+|\d+): +(?:-+|[0-9a-f]+) ?(.*)$/.exec(line2) ?? [];
    if (a !== void 0 && !line2.startsWith("    ")) rows2.push({ from: a, sign: (
      /** @type {Row['sign']} */
      sign
    ), to: b ?? "", subject: subject ?? "", detail: [] });
    else if (line2 !== "") rows2.at(-1)?.detail.push(line2.slice(4));
  }
  const equal = rows2.length > 0 && rows2.every(({ sign, from: a, to: b }) => sign === "=" && a === b);
  const count = await git.run(["rev-list", "--merges", "--count", from[1], to[1], `^${from[0]}`, `^${to[0]}`]);
  const merges = Number(count.stdout.toString());
  const [one, other] = [await patchId(world, from[0], from[1]), await patchId(world, to[0], to[1])];
  return { text: text2, rows: rows2, merges, rebased: equal && merges === 0, same: from[1] === to[1], alike: one === other };
}
async function oneSided(git, from, to) {
  const gone = from[0] !== from[1];
  const [base, tip] = gone ? from : to;
  const { stdout } = await git.run(["log", "--reverse", "--no-merges", "--no-show-signature", "--format=%h %s", `${base}..${tip}`]);
  const rows2 = lines(stdout).map((line2, at) => {
    const [, short = "", subject = ""] = /^(\S+) ?(.*)$/.exec(line2) ?? [];
    const [here, none] = [`${at + 1}:  ${short}`, `-:  ${"-".repeat(short.length)}`];
    const sign = gone ? "<" : ">";
    const text2 = gone ? `${here} < ${none} ${subject}` : `${none} > ${here} ${subject}`;
    return { text: text2, row: { from: gone ? String(at + 1) : "-", sign, to: gone ? "-" : String(at + 1), subject, detail: [] } };
  });
  return { text: rows2.map(({ text: text2 }) => `${text2}
`).join(""), rows: rows2.map(({ row: row2 }) => row2), merges: 0, rebased: false, same: from[1] === to[1], alike: false };
}

// js/git/iterations.js
function iterationPort({ core, repository }) {
  const { git, authentication: authentication2, transport, tokens } = repository;
  const env = withConfig({ ...git.env, ...tokens }, [...authentication2, ...stayingThere(transport), ["core.hooksPath", "/dev/null"]]);
  const ground = { core, repository, talking: git.with({ env }) };
  return bound(ground, {
    localBranches,
    remoteBranches,
    lastFetched,
    commitsOf,
    baseCommit,
    forkPoint,
    patchId,
    landed,
    rangeDiff,
    push: push2,
    drop,
    switchTo,
    setUpstream,
    hookPath
  });
}

// js/hosting/client.js
function clientOf(world) {
  return world.client ??= connect(world);
}
async function connect({ repository: { api, redact }, limits }) {
  if (!api) throw new Error("a step needs an API, and this run has none");
  const { GitHub } = await Promise.resolve().then(() => __toESM(require("./github.js"), 1));
  return new GitHub({ api, redact, limits });
}

// js/hosting/paged.js
var FULL2 = { github: 100, gitea: 50 };
function pageOf(kind, { page: page2 = 1, size = FULL2[kind] } = {}) {
  return { [kind === "gitea" ? "limit" : "per_page"]: String(size), ...page2 > 1 ? { page: String(page2) } : {} };
}
function isLast(kind, count) {
  return kind === "gitea" ? count === 0 : count < FULL2[kind];
}
async function pagesOf(client, kind, path, query, { most, atOnce = 1, whole: whole2 = false, until }) {
  const ask = (page2) => client.list(path, { ...query, ...pageOf(kind, { page: page2 }) });
  const rows2 = [];
  const ids = /* @__PURE__ */ new Set();
  const isNew = ({ id }) => id === void 0 || !ids.has(id) && ids.add(id);
  for (let page2 = 1; page2 <= most; ) {
    const full = page2 > 1 && rows2.length >= (page2 - 1) * FULL2[kind];
    const answers = await Promise.all(Array.from({ length: full ? Math.min(atOnce, most + 1 - page2) : 1 }, (_, at) => ask(page2 + at)));
    page2 += answers.length;
    for (const answer of answers) {
      if (!answer.ok) return answer;
      rows2.push(...answer.data.filter(isNew));
      if (whole2 || isLast(kind, answer.data.length)) return { ok: true, rows: rows2, cut: false };
    }
    if (until && rows2.some(until)) break;
  }
  return { ok: true, rows: rows2, cut: true };
}

// js/hosting/said.js
function isObject(value) {
  return typeof value === "object" && value !== null;
}
function textOf(value) {
  return typeof value === "string" ? value : "";
}
function isNumber(value) {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
function timeOf(value) {
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

// js/hosting/pulls.js
async function send(world, method, path, body) {
  const client = await clientOf(world);
  return client.send(method, `/repos/${world.repository.api?.hosting.name}${path}`, body);
}
function lostAnswer(what) {
  return { ok: false, denial: { status: null, text: `the answer names no ${what}`, retryAfter: null } };
}

// js/iteration/pulls.js
var MOST_PAGES = 30;
var AT_ONCE = 4;
var WIP = /^(?:\[WIP\]|WIP:)\s*/i;
var asRun = (world) => (
  /** @type {import('../run/world.js').World} */
  /** @type {unknown} */
  world
);
var isGitea = (world) => world.repository.api?.hosting.kind === "gitea";
async function listPulls(world, kept) {
  const gitea = isGitea(world);
  const query = gitea ? { state: "all", sort: "recentupdate" } : { state: "all", sort: "created", direction: "desc" };
  const found = await pages(world, "/pulls", query);
  if (!found.ok) return found;
  const { rows: rows2, cut } = found;
  if (!rows2.every(({ number }) => isNumber(number))) return lostAnswer("number of a pull request");
  const pulls = rows2.filter(isOwn).map((row2) => gitea ? giteaPullOf(row2, kept) : pullOf(row2));
  for (const { labels } of rows2) for (const label of gitea ? listIn(labels) : []) labelIds.set(label.name, label.id);
  const foreign = rows2.filter((row2) => row2?.state === "open" && !isOwn(row2)).map((row2) => ({ number: row2.number, base: textOf(row2?.base?.ref) }));
  return { ok: true, pulls, foreign, cut };
}
function mostPulls({ repository }) {
  return MOST_PAGES * FULL2[repository.api?.hosting.kind ?? "github"];
}
var labelIds = /* @__PURE__ */ new Map();
async function parentOf(world) {
  const client = await clientOf(asRun(world));
  const answer = await client.get(`/repos/${world.repository.api?.hosting.name}`);
  if (!answer.ok || answer.data?.fork !== true) return void 0;
  return textOf(answer.data?.parent?.full_name) || "another repository";
}
async function pages(world, path, query) {
  const client = await clientOf(asRun(world));
  const { name = "", kind = "github" } = world.repository.api?.hosting ?? {};
  const whole2 = kind === "gitea" && path.endsWith("/comments");
  return pagesOf(client, kind, `/repos/${name}${path}`, query, { most: MOST_PAGES, atOnce: AT_ONCE, whole: whole2 });
}
async function withComments(world, pulls, wanted) {
  const told2 = [];
  const list = isGitea(world) ? "reviews" : "comments";
  const many = (row2) => isNumber(row2.comments_count) ? row2.comments_count : 0;
  const count = (rows2) => isGitea(world) ? rows2.reduce((sum, row2) => sum + many(row2), 0) : rows2.length;
  for (const pull of pulls) {
    const found = wanted(pull) ? await pages(world, `/pulls/${pull.number}/${list}`, {}) : void 0;
    if (!found?.ok) {
      told2.push(pull);
      continue;
    }
    const bots = count(found.rows.filter((row2) => row2?.user?.type === "Bot" || /\[bot\]$/.test(textOf(row2?.user?.login))));
    told2.push({ ...pull, comments: { bots, people: count(found.rows) - bots } });
  }
  return told2;
}
function listIn(value) {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
function isOwn(row2) {
  const from = row2?.head?.repo?.full_name;
  if (typeof from === "string") return from === row2?.base?.repo?.full_name;
  const [owner] = textOf(row2?.head?.label).split(":");
  return owner === row2?.base?.user?.login || owner === row2?.head?.ref;
}
function pullOf(row2) {
  const names = (list, key) => listIn(list).map((one) => textOf(one[key])).filter(Boolean);
  return {
    number: row2.number,
    url: textOf(row2?.html_url),
    head: textOf(row2?.head?.ref),
    headOid: textOf(row2?.head?.sha),
    base: textOf(row2?.base?.ref),
    open: row2?.state === "open",
    merged: Boolean(row2?.merged_at ?? row2?.merged),
    draft: row2?.draft === true,
    title: textOf(row2?.title),
    createdAt: timeOf(row2?.created_at) ?? "",
    closedAt: timeOf(row2?.merged_at ?? row2?.closed_at),
    labels: names(row2?.labels, "name"),
    assignees: names(row2?.assignees, "login"),
    reviewers: names(row2?.requested_reviewers, "login"),
    teams: names(row2?.requested_teams, "slug"),
    milestone: Number.isSafeInteger(row2?.milestone?.number) ? row2.milestone.number : null,
    stacked: Boolean(row2?.stack)
  };
}
function giteaPullOf(row2, kept) {
  const pull = pullOf(row2);
  const teams = listIn(row2?.requested_reviewers_teams).map((team) => textOf(team["name"])).filter(Boolean);
  return {
    ...pull,
    head: textOf(row2?.head?.label) || pull.head,
    headOid: kept?.get(pull.number) ?? (pull.open ? pull.headOid : ""),
    draft: pull.draft || WIP.test(pull.title),
    title: pull.title.replace(WIP, ""),
    teams,
    milestone: Number.isSafeInteger(row2?.milestone?.id) ? row2.milestone.id : null
  };
}
async function applyToPull(world, step) {
  switch (step.kind) {
    case "openPull": {
      const { head, base, title, body, draft } = step;
      const marked = isGitea(world) ? { title: draft ? `WIP: ${title}` : title } : { title, ...draft ? { draft } : {} };
      const answer = await send(asRun(world), "POST", "/pulls", { head, base, body, ...marked });
      if (!answer.ok) return { kind: "denied", ...answer.denial };
      if (!isNumber(answer.data?.number)) return { kind: "denied", ...lostAnswer("pull request").denial };
      return { kind: "opened", number: answer.data.number, url: textOf(answer.data?.html_url) };
    }
    case "label":
      return done(await send(asRun(world), "POST", `/issues/${step.number}/labels`, { labels: isGitea(world) ? await idsOf(world, step.labels) : step.labels }));
    case "assign":
      if (isGitea(world)) return assignAll(world, step);
      return done(await send(asRun(world), "POST", `/issues/${step.number}/assignees`, { assignees: step.assignees }));
    case "review":
      return done(await send(asRun(world), "POST", `/pulls/${step.number}/requested_reviewers`, { reviewers: step.reviewers, team_reviewers: step.teams }));
    case "milestone":
      return done(await send(asRun(world), "PATCH", `/issues/${step.number}`, { milestone: step.milestone }));
    case "close":
      return done(await send(asRun(world), "PATCH", `/pulls/${step.number}`, { state: "closed" }));
    case "comment": {
      const said = await pages(world, `/issues/${step.number}/comments`, {});
      if (!said.ok) return { kind: "denied", ...said.denial };
      if (said.rows.some((row2) => textOf(row2?.body).trim() === step.body)) return { kind: "done" };
      return done(await send(asRun(world), "POST", `/issues/${step.number}/comments`, { body: step.body }));
    }
    default:
      throw new Error(`no step of a pull request: ${step.kind}`);
  }
}
async function idsOf(world, names) {
  if (!names.every((name) => labelIds.has(name))) {
    const found = await pages(world, "/labels", {});
    for (const { name, id } of found.ok ? found.rows : []) labelIds.set(name, id);
  }
  return names.flatMap((name) => labelIds.get(name) ?? []);
}
async function assignAll(world, { number, assignees }) {
  const client = await clientOf(asRun(world));
  const now = await client.get(`/repos/${world.repository.api?.hosting.name}/issues/${number}`);
  if (!now.ok) return { kind: "denied", ...now.denial };
  const have = listIn(now.data?.assignees).map((one) => textOf(one["login"])).filter(Boolean);
  return done(await send(asRun(world), "PATCH", `/issues/${number}`, { assignees: [.../* @__PURE__ */ new Set([...have, ...assignees])] }));
}
async function sticky(world, number, mark, body) {
  const said = await pages(world, `/issues/${number}/comments`, {});
  if (!said.ok) return { kind: "denied", ...said.denial };
  const text2 = `${mark}
${body}`;
  const old = said.rows.find((row2) => textOf(row2?.body).startsWith(mark));
  if (old?.body === text2) return { kind: "done" };
  if (old && isNumber(old.id)) return done(await send(asRun(world), "PATCH", `/issues/comments/${old.id}`, { body: text2 }));
  return done(await send(asRun(world), "POST", `/issues/${number}/comments`, { body: text2 }));
}
function done(answer) {
  return answer.ok ? { kind: "done" } : { kind: "denied", ...answer.denial };
}

// js/iteration/look.js
async function open({ place, timeoutMs }, { needsRemote = false } = {}) {
  const limits = new Limits({ timeoutMs });
  onInterrupt(() => limits.interrupt());
  let remote = true;
  const repository = await openRepository(place, limits).catch((error) => {
    if (needsRemote || failureOf(error)?.code !== "no-remote") throw error;
    remote = false;
    return openRepository({ ...place, offline: true }, limits);
  });
  const core = loadCore();
  return { core, repository, port: iterationPort({ core, repository }), remote, limits, client: null };
}
function branchOf({ repository }, named4) {
  const branch = named4 ?? repository.head;
  if (branch !== void 0) return branch;
  throw new ShellError("detached-head", "no branch is checked out, or nothing is committed on it: expected the branch of an iteration", {
    nextSteps: ["check one out with `git switch`, or name it"]
  });
}
async function look(world, { comments } = {}) {
  const lost2 = [];
  const [local, there] = await Promise.all([
    world.port.localBranches(),
    world.remote ? world.port.remoteBranches().catch((error) => void lost2.push(asFailure(error))) : void 0
  ]);
  const known = there ?? (world.remote ? await world.port.lastFetched() : void 0);
  const seen = { local, defaultBranch: known?.head ?? "", remote: known?.branches ?? null, pulls: null, hosting: world.repository.api?.hosting ?? null };
  goOn(world);
  if (!world.repository.api) return { seen, lost: lost2 };
  const answer = await listPulls(world, there?.pulls);
  goOn(world);
  if (!answer.ok) return { seen, lost: lost2, denial: answer.denial };
  const { pulls, foreign, cut } = answer;
  seen.pulls = comments ? await withComments(world, pulls, comments) : pulls;
  goOn(world);
  seen.foreign = foreign;
  seen.hosting = world.repository.api.hosting;
  return { seen, lost: lost2, cut };
}
function goOn({ limits }) {
  if (!limits.due) return;
  const { code, message, nextSteps } = stopped(limits.interrupted);
  throw new ShellError(code, message, { nextSteps });
}
function stopped(interrupted2) {
  return {
    code: interrupted2 ? "cancelled" : "timeout",
    message: interrupted2 ? "the run was interrupted" : "the run's time is over",
    nextSteps: ["run it again: it goes on from what is there"]
  };
}
function gaps(world, { lost: lost2, denial, cut }) {
  const { remote, repository } = world;
  return [
    ...remote ? [] : ["there is no remote: only branches of this clone are known"],
    ...lost2.map(({ message }) => `${message}; its branches are shown as they were last fetched`),
    ...cut ? [`there are more pull requests than the newest ${mostPulls(world)}, which were asked for`] : [],
    ...denial ? [`pull requests are not known: ${denial.text}`] : [],
    ...remote && !repository.api ? [`pull requests are not known: ${repository.unasked}`] : []
  ];
}

// js/iteration/step.js
var import_node_fs10 = require("node:fs");
function pullHere({ trigger }) {
  const wrong = (why) => new ShellError("wrong-event", `${why}: expected a workflow that a pull request started`, { nextSteps: ["run it `on: pull_request`, with the types `opened`, `synchronize` or `closed`"] });
  if (!trigger?.event.startsWith("pull_request")) throw wrong(`\`${trigger?.event ?? "nothing"}\` started this run`);
  const payload = parsed(trigger.path);
  const pull = payload?.pull_request;
  const [number, head, base] = [Number(pull?.number), pull?.head?.ref, pull?.base?.ref];
  if (!(number > 0) || typeof head !== "string" || typeof base !== "string") throw wrong("the file about the event names no pull request");
  const from = pull?.head?.repo?.full_name;
  if (from !== pull?.base?.repo?.full_name) return `#${number} comes from another repository: its branches are no iterations of this one`;
  return { number, head, base, merged: pull?.merged === true, action: String(payload?.action ?? "") };
}
function mergedHere(options) {
  const pull = pullHere(options);
  if (typeof pull === "string" || pull.action === "closed" && pull.merged) return pull;
  return `#${pull.number} was not merged: nothing is cleaned up`;
}
var isNoAttempt = (failure) => failure?.code === "lineage-unclear" || failure?.code === "default-branch";
function parsed(path) {
  try {
    return JSON.parse((0, import_node_fs10.readFileSync)(path, "utf8"));
  } catch {
    return null;
  }
}
function toldOf(report2, lines2, summary = "") {
  const { error, warnings = [], ...rest } = report2;
  const { pullRequest } = rest;
  return {
    lines: lines2,
    // A runner shows one annotation a step: the rest stands in the log.
    warnings: error ? [] : warnings.slice(0, 1),
    ...error ? { error } : {},
    outputs: {
      status: report2.status,
      "pull-request-number": String(pullRequest?.number ?? ""),
      "pull-request-url": pullRequest?.url ?? "",
      json: safeJson({ ...rest, warnings, ...error })
    },
    summary: summary || lines2.map((line2) => `    ${line2.replace(/[\r\n]/g, " ")}`).join("\n")
  };
}

// js/iteration/work.js
var INTERRUPTED = 130;
var COPIED = (
  /** @type {const} */
  ["labels", "reviewers", "assignees", "milestone", "draft"]
);
async function submit(options) {
  const { asked, words } = options;
  const copy = copied(asked.copy);
  const world = await open(options, { needsRemote: true });
  const wish = { command: (
    /** @type {const} */
    "submit"
  ), branch: branchOf(world, void 0), old: words, ...only(asked, ["lineage", "title", "body", "into", "draft"]), copy };
  return atDesk(world, wish, options);
}
async function clean(options) {
  const { asked, words, dryRun, json } = options;
  const world = await open(options, { needsRemote: true });
  const wish = { command: (
    /** @type {const} */
    "clean"
  ), ...only(asked, ["lineage", "original", "merged", "unsaved"]) };
  if (words.length > 1) throw new UsageError(`\`${words[1]}\` is one word too many for \`iteration clean\``);
  if (!asked.all) return atDesk(world, { ...wish, branch: branchOf(world, words[0]) }, options);
  if (words.length > 0 || asked.lineage !== void 0) throw new UsageError("`--all` and a branch contradict each other", ["give one of them"]);
  const told2 = await cleanAll(world, wish, options);
  if (json) printJson(told2);
  else printLines(told2.length === 0 ? ["nothing to clean up"] : told2.flatMap(({ report: report2, then }) => reportLines(report2, dryRun ? then : [])));
  for (const { report: report2 } of told2) complain(report2.warnings.flatMap((warning) => failureLines(warning, "warning")));
  return told2.some(({ report: report2 }) => report2.error) ? 1 : 0;
}
async function cleanAll(world, wish, { dryRun, asked, json }) {
  const { seen, denial } = await look(world);
  if (!seen.pulls) throw noPulls(denial?.text);
  const { core } = world;
  const told2 = [];
  for (const base of core.endedIterations(seen)) {
    const own = { ...wish, branch: base, lineage: base };
    const first = core.advanceIteration(core.startIteration(own), { kind: "seen", seen });
    const work = first.step && !dryRun ? await run(world, own, false, json ? void 0 : (line2) => sayLines([line2])) : first;
    if (!dryRun) note(asked.log, "clean", base, work.report);
    told2.push(work);
  }
  return told2.map(({ report: report2, step, then }) => ({ report: report2, then: dryRun && step ? [step, ...then] : [] }));
}
function noPulls(why) {
  return new ShellError("no-hosting", why ? `pull requests are not known: ${why}` : "pull requests are not known: expected a token for the remote's server", {
    nextSteps: ["set `GITHUB_TOKEN` (input `token`); the remote must be a repository on that server"]
  });
}
async function atDesk(world, wish, { json, dryRun, asked }) {
  const { report: report2, step, then } = await run(world, wish, dryRun, (line2) => sayLines([line2]));
  if (!dryRun && !report2.error) note(asked.log, wish.command, wish.branch, report2);
  const rest = dryRun && step ? [step, ...then] : [];
  const { error, ...flat } = report2;
  if (json) printJson({ status: error ? "failed" : dryRun ? "proposed" : "done", ...flat, ...dryRun ? { steps: rest } : {}, ...error });
  complain(report2.warnings.flatMap((warning) => failureLines(warning, "warning")));
  if (!json) printLines(reportLines(report2, rest));
  if (error) complain(failureLines(error));
  return error ? world.limits.interrupted ? INTERRUPTED : 1 : 0;
}
async function run(world, wish, onlyLook, progress) {
  const { core, limits } = world;
  let work = core.startIteration(wish);
  while (work.step && !(onlyLook && work.step.kind !== "look")) {
    if (limits.due) return { ...work, report: { ...work.report, error: stopped(limits.interrupted) } };
    progress?.(doing(work.step));
    limits.begin(work.step.kind === "look");
    try {
      work = core.advanceIteration(work, await apply(world, work.step));
    } catch (error) {
      if (!limits.due) throw error;
      return { ...work, report: { ...work.report, error: stopped(limits.interrupted) } };
    } finally {
      limits.end();
    }
  }
  return work;
}
async function apply(world, step) {
  switch (step.kind) {
    case "look":
      return looked(world, step.waitMs);
    case "push":
      return world.port.push(step);
    case "drop":
      return world.port.drop(step);
    default:
      return applyToPull(world, step);
  }
}
async function looked(world, waitMs) {
  await world.limits.pause(waitMs * (0.5 + Math.random() / 2), true);
  const { seen, lost: lost2, denial } = await look(world);
  if (denial) return { kind: "denied", ...denial };
  const [first] = lost2;
  if (first) return { kind: "refused", error: first };
  if (seen.pulls?.length === 0) {
    const parent = await parentOf(world);
    if (parent) seen.forkOf = parent;
  }
  return { kind: "seen", seen };
}
function doing(step) {
  switch (step.kind) {
    case "look":
      return step.waitMs > 0 ? "looking again" : "looking at branches and pull requests";
    default:
      return stepLine(step);
  }
}
var named3 = ({ number }) => number === 0 ? "the new one" : `#${number}`;
function stepLine(step) {
  switch (step.kind) {
    case "look":
      return "look";
    case "push": {
      const names = (gone) => step.updates.filter(({ oid }) => oid === "" === gone).map(({ ref }) => ref.replace("refs/heads/", "")).join(", ");
      return [names(false) && `push ${names(false)}`, names(true) && `delete ${names(true)} on the remote`].filter(Boolean).join("; ");
    }
    case "openPull":
      return `open a pull request from ${step.head} into ${step.base}: ${step.title}`;
    case "label":
      return `label ${named3(step)}: ${step.labels.join(", ")}`;
    case "assign":
      return `assign ${named3(step)}: ${step.assignees.join(", ")}`;
    case "review":
      return `ask for reviews of ${named3(step)}: ${[...step.reviewers, ...step.teams].join(", ")}`;
    case "milestone":
      return `put ${named3(step)} on milestone ${step.milestone}`;
    case "comment":
      return `comment on #${step.number}: ${step.body}`;
    case "close":
      return `close #${step.number}`;
    case "drop":
      return `delete ${step.branches.map(({ name }) => name).join(", ")} here`;
  }
}
function reportLines({ pullRequest, opened, superseded, pushed: pushed2, deleted, dropped, kept, error }, rest) {
  const done2 = [superseded, pushed2, deleted, dropped, rest].some((list) => list.length > 0) || opened;
  return [
    ...done2 || error ? [] : ["nothing is left to do"],
    ...pullRequest ? [`#${pullRequest.number}${opened ? " opened" : ""}: ${pullRequest.url}`] : [],
    ...pushed2.map((name) => `pushed ${name}`),
    ...superseded.map((number) => `closed #${number}, superseded by #${pullRequest?.number}`),
    ...deleted.map((name) => `deleted ${name} on the remote`),
    ...dropped.map((name) => `deleted ${name} here`),
    ...kept.map(({ name, why }) => `kept ${name}: ${why}`),
    ...rest.map((step) => `would ${stepLine(step)}`)
  ];
}
function copied(given2) {
  if (given2 === void 0) return [];
  const words = given2.split(",").map((word) => word.trim()).filter(Boolean);
  if (words.includes("all")) return [...COPIED];
  return words.map((word) => {
    const known = COPIED.find((one) => one === word);
    if (known === void 0) throw unknown("copy word", word, [...COPIED, "all"]);
    return known;
  });
}
function only(asked, names) {
  return Object.fromEntries(names.flatMap((name) => asked[name] === void 0 ? [] : [[name, asked[name]]]));
}
async function cleanStep(options, desk) {
  const merged = mergedHere(options);
  if (typeof merged === "string") return toldOf({ status: "nothing-to-do", why: merged }, [merged]);
  const world = await open(options, { needsRemote: true });
  const { report: report2 } = await run(world, { command: "clean", branch: merged.head, ...only(options.asked, ["original", "merged"]) }, options.dryRun, desk.progress);
  if (report2.error && isNoAttempt(report2.error)) return toldOf({ status: "nothing-to-do", why: report2.error.message }, [report2.error.message]);
  return toldOf({ status: report2.error ? "failed" : "done", ...report2 }, reportLines(report2, []));
}

// js/iteration/diff.js
var import_node_fs11 = require("node:fs");

// js/iteration/html.js
var STYLE = `:root{color-scheme:light dark;--fg:#1f2328;--bg:#fff;--soft:#f6f8fa;--line:#d1d9e0;--add:#116329;--del:#a40e26;--at:#6639ba}
@media(prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--soft:#161b22;--line:#30363d;--add:#7ee787;--del:#ff7b72;--at:#d2a8ff}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:70rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0}summary{padding:.4rem .8rem;background:var(--soft);cursor:pointer}
summary.plain{cursor:default;list-style:none}pre{margin:0;padding:.6rem .8rem;overflow-x:auto;font:13px/1.45 ui-monospace,monospace}
.a{color:var(--add)}.d{color:var(--del)}.h{color:var(--at)}code{font-family:ui-monospace,monospace}.n{display:inline-block;min-width:9rem;font-variant-numeric:tabular-nums}`;
var SAYS = { "=": "the same", "!": "changed", "<": "gone", ">": "new" };
function page({ from, to, said, rows: rows2 }) {
  const title = `${from} → ${to}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1><code>${text(from)}</code> → <code>${text(to)}</code></h1>
<p>${text(said)}</p>
${rows2.map(row).join("\n")}
</main>
</body>
</html>
`;
}
function row({ from, to, sign, subject, detail }) {
  const name = `<span class="n">${text(from)} → ${text(to)} ${SAYS[sign]}</span> ${text(subject)}`;
  if (detail.length === 0) return `<details><summary class="plain">${name}</summary></details>`;
  return `<details open><summary>${name}</summary><pre tabindex="0">${detail.map(line).join("\n")}</pre></details>`;
}
function line(said) {
  const kind = said.startsWith("@@") ? "h" : said.startsWith("+") ? "a" : said.startsWith("-") ? "d" : "";
  return kind === "" ? text(said) : `<span class="${kind}">${text(said)}</span>`;
}
function text(said) {
  return oneLine(said).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

// js/iteration/diff.js
async function diff(options) {
  const { words, json, asked } = options;
  if (words.length > 2) throw new UsageError(`\`${words[2]}\` is one word too many for \`iteration diff\``);
  const world = await open(options);
  const looked2 = await look(world);
  const { seen } = looked2;
  const to = words[1] ?? branchOf(world, void 0);
  const from = words[0] ?? before(world, to, asked.lineage, seen);
  const compared2 = await compare(world, seen, { from, to, into: asked.into });
  goOn(world);
  const said = sentence(compared2, from, to);
  if (asked.html !== void 0) written(asked.html, page({ from, to, said, rows: compared2.rows }));
  if (json) printJson({ from, to, nothingButARebase: compared2.rebased && !compared2.same, same: compared2.same, sameChange: compared2.alike || compared2.same, commits: compared2.rows });
  else print(safeText(`${said}
${compared2.text}`));
  if (!json) sayLines(gaps(world, looked2).map((text2) => `note: ${text2}`));
  return 0;
}
function written(file, text2) {
  try {
    (0, import_node_fs11.writeFileSync)(file, text2);
  } catch (error) {
    throw notWritten("the page", error, file);
  }
}
async function compare({ core, port }, seen, { from, to, into }) {
  const known = await port.commitsOf(seen, [from, to]);
  const [a, b] = [from, to].map((name) => {
    const oid = known.get(name);
    if (oid === void 0) throw new ShellError("no-such-branch", `there is no branch \`${name}\`, here or on the remote`, { nextSteps: ["`version-first iteration show` lists the iterations"] });
    return oid;
  });
  const baseOf = (names) => port.baseCommit(seen, core.iterationBase({ seen, names, ...into === void 0 ? {} : { into } }));
  const left = await port.forkPoint(await baseOf([from, to]), a ?? "");
  const right = await port.forkPoint(await baseOf([to, from]), b ?? "");
  return port.rangeDiff([left, a ?? ""], [right, b ?? ""]);
}
function before(world, branch, lineage, seen) {
  const { iteration, iterations } = world.core.showIteration({ branch, ...lineage === void 0 ? {} : { lineage }, seen });
  const older = iterations.filter((one) => one.iteration < iteration && (one.local || one.remote)).at(-1);
  if (older) return older.branch;
  throw new ShellError("no-such-branch", `there is no branch of an iteration before \`${branch}\``, { nextSteps: ["name both: `version-first iteration diff FROM TO`"] });
}
function sentence({ rebased, same, alike, rows: rows2, merges }, from, to) {
  if (same) return `${to} and ${from} are the same commits`;
  if (rebased) return `${to} is nothing but a rebase of ${from}`;
  const count = (sign) => rows2.filter((row2) => row2.sign === sign).length;
  const moved = rows2.filter(({ sign, from: a, to: b }) => sign === "=" && a !== b).length;
  const parts = [`${count("!")} changed`, `${count(">")} new`, `${count("<")} gone`, `${count("=")} the same`].filter((part) => !part.startsWith("0 "));
  return `from ${from} to ${to}: ${parts.join(", ") || "no commits"}${moved > 0 ? ", in another order" : ""}${alike ? "; all together they bring the same change" : ""}${merges > 0 ? `; merge commits (${merges}) are not compared` : ""}`;
}

// js/iteration/show.js
var DAY_MS = 24 * 36e5;
async function show(options) {
  const { asked, words, json } = options;
  if (words.length > 1) throw new UsageError(`\`${words[1]}\` is one word too many for \`iteration show\``);
  const world = await open(options);
  const branch = branchOf(world, words[0]);
  const base = asked.lineage ?? world.core.parseIteration(branch).base;
  const looked2 = await look(world, { comments: ({ head }) => head === base || head.startsWith(`${base}-v`) });
  const shown = world.core.showIteration({ branch, ...asked.lineage === void 0 ? {} : { lineage: asked.lineage }, seen: looked2.seen });
  const notes = [...gaps(world, looked2), ...branch === looked2.seen.defaultBranch ? [`\`${branch}\` is the branch that changes are merged into, and no attempt at one`] : []];
  if (json) printJson({ ...shown, ...age(shown), ...notes.length > 0 ? { notes } : {} });
  else printLines(lineageLines(shown));
  sayLines(notes.map((text2) => `note: ${text2}`));
  return 0;
}
function age({ oldest }) {
  return oldest === void 0 ? {} : { ageDays: Math.max(0, Math.floor((Date.now() - Date.parse(oldest)) / DAY_MS)) };
}
function lineageLines(shown) {
  const { branch, base, iteration, latest, redFlag, iterations } = shown;
  const { ageDays } = age(shown);
  return [
    `branch     ${branch}`,
    `base       ${base}`,
    `iteration  ${iteration}${branch === latest ? " (the latest)" : ` (the latest is ${latest})`}`,
    ...ageDays === void 0 ? [] : [`age        ${ageDays === 1 ? "1 day" : `${ageDays} days`} since the oldest that is still around`],
    ...redFlag ? ["red flag   so many attempts speak against the approach: think about that before the next one"] : [],
    ...iterations.flatMap((one) => rows(one))
  ];
}
function rows({ branch, iteration, local, remote, pullRequests }) {
  const where = [local && "here", remote && "on the remote"].filter(Boolean).join(" and ") || "branch gone";
  const pulls = (pullRequests ?? []).map(({ number, state, title, comments }) => {
    const said = comments ? `, review comments: ${comments.bots} by bots, ${comments.people} by people` : "";
    return `        #${number} ${state}: ${title}${said}`;
  });
  return [`  v${iteration}`.padEnd(6) + `${branch} (${where})`, ...pulls];
}

// js/iteration/check.js
var MARK = "<!-- version-first: iteration -->";
async function check(options) {
  const { words, json } = options;
  if (words.length > 1) throw new UsageError(`\`${words[1]}\` is one word too many for \`iteration check\``);
  const world = await open(options);
  const { verdict, notes } = await judge(world, branchOf(world, words[0]), options);
  if (json) printJson({ ...verdict, ...notes.length > 0 ? { notes } : {} });
  else printLines([...lineageLines(verdict.lineage), ...findingLines(verdict)]);
  sayLines(notes.map((text2) => `note: ${text2}`));
  return verdict.ok ? 0 : 1;
}
function findingLines({ ok, findings }) {
  return [
    ...findings.map(({ code, blocks, says, next }) => `${blocks ? "stop" : "note"}[${code}]: ${says} → ${next}`),
    ok ? "nothing stands against going on" : "something stands against going on"
  ];
}
async function judge(world, branch, { asked }) {
  const most = numberOf(asked.maxBotComments);
  const looked2 = await look(world, most === void 0 ? {} : { comments: ({ head, open: isOpen }) => isOpen && head === branch });
  const { seen } = looked2;
  const about = { branch, ...asked.lineage === void 0 ? {} : { lineage: asked.lineage }, seen };
  const { iterations } = world.core.showIteration(about);
  const notes = gaps(world, looked2);
  const patches = await compared(world, seen, branch, asked.into, iterations.map((one) => one.branch)).catch((error) => {
    const failure = failureOf(error);
    if (!failure) throw error;
    notes.push(`the change was not compared: ${failure.message}`);
    return {};
  });
  goOn(world);
  const denied = looked2.denial === void 0 ? {} : { denied: looked2.denial.text };
  const verdict = world.core.checkIteration({ ...about, ...patches, ...denied, ...most === void 0 ? {} : { maxBotComments: most } });
  return { verdict, notes, seen };
}
function numberOf(given2) {
  if (given2 === void 0 || /^\d{1,6}$/.test(given2)) return given2 === void 0 ? void 0 : Number(given2);
  throw new UsageError(`\`${given2}\` is no number for \`max-bot-comments\`: expected such as \`0\``);
}
async function compared({ core, port }, seen, branch, into, members) {
  const known = await port.commitsOf(seen, members);
  const tip = known.get(branch);
  if (tip === void 0) return {};
  const others = members.filter((name) => name !== branch).reverse();
  const bases = /* @__PURE__ */ new Map();
  const baseOf = (name) => {
    const of = core.iterationBase({ seen, names: [name, branch, ...others], ...into === void 0 ? {} : { into } });
    const commit = bases.get(of) ?? port.baseCommit(seen, of);
    bases.set(of, commit);
    return commit;
  };
  const base = await baseOf(branch);
  const fork = await port.forkPoint(base, tip);
  const id = await port.patchId(fork, tip);
  const there = await port.landed({ base, fork, tip, id });
  const same = [];
  for (const [name, oid] of known) {
    if (name === branch || id === void 0) continue;
    if (oid === tip || await port.patchId(await port.forkPoint(await baseOf(name), oid), oid) === id) same.push(name);
  }
  return { ...there === void 0 ? {} : { landed: there }, same };
}
async function checkStep(options, desk) {
  const { asked } = options;
  const pull = pullHere(options);
  if (typeof pull === "string") return toldOf({ status: "nothing-to-do", why: pull }, [pull]);
  const world = await open(options, { needsRemote: true });
  desk.progress(`looking at the iterations of ${pull.head}`);
  let judged;
  try {
    judged = await judge(world, pull.head, options);
  } catch (error2) {
    if (!isNoAttempt(failureOf(error2))) throw error2;
    const { message } = (
      /** @type {Error} */
      error2
    );
    return toldOf({ status: "nothing-to-do", why: message }, [message]);
  }
  const { verdict, notes, seen } = judged;
  const { lineage } = verdict;
  const warnings = [];
  const parts = [`### Iteration ${lineage.iteration} of \`${lineage.base.replaceAll("`", "")}\``, lineage.table, await difference(world, seen, lineage)];
  parts.push(...verdict.findings.map(({ blocks, says, next }) => `- ${blocks ? "**" : ""}${markdown(says)}${blocks ? "**" : ""}: <code>${markdown(next)}</code>`));
  if (lineage.iterations.length > 1) {
    const outcome = await sticky(world, pull.number, MARK, parts.filter(Boolean).join("\n\n"));
    if (outcome.kind === "denied") warnings.push({ code: "no-permission", message: `the comment on #${pull.number} was not written: ${outcome.text}`, nextSteps: ["give the job `permissions: pull-requests: write`"] });
  }
  if (asked.supersededLabel !== void 0) {
    const older = (seen.pulls ?? []).filter((one) => one.open && lineage.iterations.some(({ branch, iteration }) => branch === one.head && iteration < lineage.iteration));
    for (const { number } of older.filter((one) => !one.labels?.includes(asked.supersededLabel))) {
      const outcome = await applyToPull(world, { kind: "label", number, labels: [asked.supersededLabel] });
      if (outcome.kind === "denied") warnings.push({ code: "no-permission", message: `#${number} was not labelled: ${outcome.text}`, nextSteps: ["give the job `permissions: pull-requests: write`"] });
    }
  }
  const first = verdict.findings.find(({ blocks }) => blocks);
  const error = asked.strict && first ? { code: first.code, message: first.says, nextSteps: [first.next] } : void 0;
  return toldOf({ status: error ? "failed" : "done", ...verdict, notes, warnings, ...error ? { error } : {} }, [...lineageLines(lineage), ...findingLines(verdict), ...notes.map((text2) => `note: ${text2}`)], parts.filter(Boolean).join("\n\n"));
}
async function difference(world, seen, { branch, iteration, iterations }) {
  const older = iterations.filter((one) => one.iteration < iteration && one.remote).at(-1);
  if (!older) return "";
  try {
    return markdown(sentence(await compare(world, seen, { from: older.branch, to: branch }), older.branch, branch));
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    return markdown(`${older.branch} and ${branch} were not compared: ${failure.message}`);
  }
}

// js/iteration/hook.js
var import_node_fs12 = require("node:fs");
var import_node_path9 = require("node:path");
var import_node_process4 = __toESM(require("node:process"), 1);
async function installHook(options) {
  const path = await (await open(options)).port.hookPath("post-merge");
  const line2 = `${quoted(import_node_process4.default.execPath)} ${quoted((0, import_node_path9.resolve)(import_node_process4.default.argv[1] ?? ""))} iteration clean --all`;
  const text2 = `#!/bin/sh
# Written by \`version-first iteration install-hook\`: after a merge, ends the other attempts at what was merged.
${line2} || true
`;
  const done2 = write2(path, text2);
  if (!done2 && (0, import_node_fs12.readFileSync)(path, "utf8") !== text2) {
    throw new ShellError("hook-taken", `there is a \`post-merge\` hook already, which is left as it is: \`${path}\``, { path, nextSteps: [`add this line to it: ${line2}`] });
  }
  if (options.json) printJson({ status: done2 ? "done" : "nothing-to-do", path });
  else printLines([done2 ? `wrote ${path}` : `${path} is there already`]);
  return 0;
}
function write2(path, text2) {
  try {
    return writeNew(path, text2, 493);
  } catch (error) {
    throw notWritten("the hook", error, path);
  }
}
function quoted(word) {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

// js/iteration/report.js
var LONG_DAYS = 14;
var DAY_MS2 = 24 * 36e5;
async function report(options) {
  const world = await open(options, { needsRemote: true });
  const looked2 = await look(world);
  const { seen, denial } = looked2;
  if (!seen.pulls) throw noPulls(denial?.text);
  const longBefore = new Date(Date.now() - LONG_DAYS * DAY_MS2).toISOString().replace(/\.\d+Z$/, "Z");
  const measures = world.core.reportIterations({ pulls: seen.pulls, remote: seen.remote ?? [], longBefore });
  if (options.json) printJson(measures);
  else if (options.asked.svg) print(drawing(measures.histogram));
  else printLines(table(measures));
  sayLines(gaps(world, looked2).map((text2) => `note: ${text2}`));
  return 0;
}
function table({ pullRequests, extractionSuccess, tasks, averageIterations, cleanupRate, histogram, longLived, redFlags }) {
  const most = Math.max(1, ...Object.values(histogram));
  return [
    `pull requests        ${pullRequests}`,
    `names read           ${extractionSuccess} %`,
    `changes              ${tasks}`,
    `iterations a change  ${averageIterations}`,
    `cleaned up           ${cleanupRate === void 0 ? "no merged change had several" : `${cleanupRate} %`}`,
    ...Object.entries(histogram).map(([number, count]) => `  v${number.padEnd(4)} ${"#".repeat(Math.max(1, Math.round(count / most * 40)))} ${count}`),
    ...longLived.map(({ branch, number, since }) => `open for more than ${LONG_DAYS} days: ${branch} (#${number}, since ${since.slice(0, 10)})`),
    ...redFlags.map((base) => `red flag: ${base}`)
  ];
}
function drawing(histogram) {
  const bars = Object.entries(histogram);
  const most = Math.max(1, ...bars.map(([, count]) => count));
  const [width, height] = [Math.max(200, bars.length * 48 + 32), 180];
  const drawn = bars.map(([number, count], index) => {
    const [x, tall] = [24 + index * 48, Math.max(2, Math.round(count / most * 120))];
    return `<rect x="${x}" y="${145 - tall}" width="32" height="${tall}"/><text x="${x + 16}" y="165">v${Number(number)}</text><text x="${x + 16}" y="${140 - tall}">${Number(count)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="changes by their number of iterations"><style>rect{fill:#0969da}text{font:12px system-ui,sans-serif;fill:#1f2328;text-anchor:middle}@media(prefers-color-scheme:dark){rect{fill:#4493f8}text{fill:#e6edf3}}</style>${drawn.join("")}</svg>
`;
}

// js/iteration/start.js
var MOST_TRIES = 5;
async function start2(options) {
  const { asked, words, json, dryRun } = options;
  if (words.length > 1) throw new UsageError(`\`${words[1]}\` is one word too many for \`iteration start\``);
  const world = await open(options, { needsRemote: Boolean(asked.push) });
  const { core, port, repository } = world;
  const branch = branchOf(world, words[0]);
  const taken = [];
  for (let tries = 0; ; tries += 1) {
    const looked2 = await look(world);
    const { seen } = looked2;
    const [lost2] = looked2.lost;
    if (asked.push && lost2) throw Object.assign(new ShellError(lost2.code, lost2.message), { nextSteps: lost2.nextSteps });
    if (branch === core.iterationBase({ seen, names: [] })) throw onDefault(branch, seen.defaultBranch !== "");
    const known = { ...seen, remote: [...seen.remote ?? [], ...taken.map((name) => ({ name, oid: "" }))] };
    const shown = core.showIteration({ branch, ...asked.lineage === void 0 ? {} : { lineage: asked.lineage }, seen: known });
    const next = shown.next ?? core.nextIteration(shown.latest);
    const from = seen.local.find(({ name }) => name === branch)?.oid ?? (words[0] === void 0 ? "" : void 0);
    if (from === void 0) throw new ShellError("no-such-branch", `there is no branch \`${branch}\` in this clone`, { nextSteps: ["check it out first"] });
    sayLines(gaps(world, looked2).map((text2) => `note: ${text2}`));
    if (dryRun) return told(json, { status: "proposed", branch: next, from: branch }, `would create ${next}${asked.push ? ", on the remote, too" : ""}`);
    if (asked.push && from !== "") {
      const { ended, rows: rows2, said } = await port.push({ kind: "push", updates: [{ ref: `refs/heads/${next}`, expect: "", oid: from }] });
      const begun = core.afterStarting({ ended, rows: rows2, said }, next);
      if (begun.kind === "refused") throw new ShellError(begun.error.code, begun.error.message, begun.error);
      if (begun.kind === "taken") {
        if (tries === MOST_TRIES) throw crowded(next);
        taken.push(next);
        continue;
      }
    }
    const current = words[0] === void 0 || words[0] === repository.head;
    try {
      await port.switchTo(next, current ? void 0 : branch);
    } catch (error) {
      if (!asked.push || from === "") throw error;
      throw await takenBack(world, next, from, error);
    }
    if (asked.push && from !== "") await port.setUpstream(next);
    note(asked.log, "start", next, { from: branch, pushed: Boolean(asked.push) });
    return told(json, { status: "done", branch: next, from: branch, pushed: Boolean(asked.push) }, `on ${next} now${asked.push ? ", which is on the remote, too" : ""}; once the change is committed: \`version-first iteration submit\``);
  }
}
async function takenBack({ port, repository: { remote } }, next, oid, cause) {
  const failure = failureOf(cause);
  const { ended } = await port.push({ kind: "push", updates: [{ ref: `refs/heads/${next}`, expect: oid, oid: "" }] });
  if (!failure || ended === "well") return cause;
  return new ShellError(failure.code, `${failure.message}; \`${next}\` is on the remote now`, {
    nextSteps: [...failure.nextSteps ?? [], `or, unless somebody has pushed to it, delete it there: \`git push ${shellWord(remote)} --delete ${shellWord(next)}\``]
  });
}
function crowded(branch) {
  return new ShellError("race-lost", `somebody else has just made \`${branch}\`, and ${MOST_TRIES} more before it`, { nextSteps: ["run this again"] });
}
function onDefault(branch, known) {
  const is = known ? "is" : "is called like";
  return new ShellError("default-branch", `\`${branch}\` ${is} the branch that changes are merged into: expected a change's own branch`, {
    nextSteps: ["begin a branch for the change: `git switch --create NAME`"]
  });
}
function told(json, what, line2) {
  if (json) printJson(what);
  else printLines([line2]);
  return 0;
}

// js/iteration/iterate.js
quickStart();
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  check,
  checkStep,
  clean,
  cleanStep,
  diff,
  hush,
  installHook,
  report,
  show,
  start,
  submit
});
