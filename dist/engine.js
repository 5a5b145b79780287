// Generated from js/commands/engine.js (npm run build).
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

// js/commands/engine.js
var engine_exports = {};
__export(engine_exports, {
  Limits: () => Limits,
  auditClone: () => auditClone,
  auditMany: () => auditMany,
  auditSummary: () => auditSummary,
  examine: () => examine,
  loadCore: () => loadCore,
  manySummary: () => manySummary,
  optimise: () => optimise,
  pruneBranches: () => pruneBranches,
  run: () => run,
  setVersion: () => setVersion,
  summaryOf: () => summaryOf,
  tryIt: () => tryIt,
  writeReports: () => writeReports
});
module.exports = __toCommonJS(engine_exports);

// js/core/quick.js
var import_node_process = __toESM(require("node:process"), 1);
var import_node_v8 = require("node:v8");
var READ_HINTS = /^(11\.3|12\.4|13\.6)\./;
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
function compileAhead() {
  if (!READ_HINTS.test(import_node_process.default.versions.v8 ?? "")) return;
  choose("--experimental-wasm-compilation-hints");
  choose("--no-wasm-lazy-compilation");
}
function optimise() {
  optimiseScripts();
  choose("--no-liftoff-only");
  choose("--wasm-lazy-compilation");
  choose("--semi-space-growth-factor=2");
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
var Moved = class extends Error {
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

// js/run/limits.js
var import_node_process2 = __toESM(require("node:process"), 1);
var import_promises = require("node:timers/promises");
var DEFAULT_MS = 5 * 6e4;
var CLEANUP_MS = 3e4;
var INTERRUPTED_MS = 6500;
var GRACE_MS = 3e3;
var uptime = () => import_node_process2.default.uptime() * 1e3;
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
  constructor({ timeoutMs = DEFAULT_MS, now: now2 = uptime } = {}) {
    this.#timeoutMs = timeoutMs;
    this.#now = now2;
    this.#until = now2() + timeoutMs;
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
  async pause(ms, counted2) {
    if (ms <= 0) return;
    const before = this.#now();
    if (!counted2) this.#until += ms;
    const signal = this.begin(true);
    await (0, import_promises.setTimeout)(ms, void 0, { signal }).catch(() => {
    });
    this.end();
    if (!counted2) this.#until -= Math.max(0, ms - (this.#now() - before));
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

// js/git/bound.js
function bound(ground, functions) {
  const entries = Object.entries(functions).map(([name, one]) => [name, (...rest) => one(ground, ...rest)]);
  return Object.fromEntries(entries);
}

// js/files/entries.js
var FOLDER = "40000";
var LINK = "120000";
var NOT_UTF8 = "�";

// js/files/links.js
var import_node_path = require("node:path");
var MOST_LINKS = 40;
var LONGEST_LINK = 4096;
function isDotGit(name) {
  return /^(?:\.git|git~1)$/i.test(name);
}
async function leadsTo(listing2, path, read3) {
  const here = [];
  const ahead = path.split("/").reverse();
  for (let links2 = 0; ; ) {
    const name = ahead.pop();
    if (name === void 0) break;
    if (name === "" || name === ".") continue;
    if (name === "..") {
      if (here.pop() === void 0) return null;
      continue;
    }
    if (isDotGit(name)) return null;
    here.push(name);
    const at = here.join("/");
    if (listing2.get(at)?.mode !== LINK) continue;
    const target2 = await read3(at);
    if (target2 === null || (links2 += 1) > MOST_LINKS) return void 0;
    if (import_node_path.posix.isAbsolute(target2)) return null;
    here.pop();
    ahead.push(...target2.split("/").reverse());
  }
  const found = here.join("/");
  return listing2.get(found)?.mode.startsWith("100") ? found : void 0;
}
function spelledLink(path, text2, tracked2) {
  if (text2.length === 0 || text2.length > LONGEST_LINK || /[\n\r\0]|^v?\d/i.test(text2)) return void 0;
  const target2 = import_node_path.posix.join(import_node_path.posix.dirname(path), text2);
  return target2 !== path && tracked2(target2) ? target2 : void 0;
}
async function throughSpelled(file, tracked2, read3) {
  let { path, text: text2 } = file;
  for (let links2 = 0; links2 < MOST_LINKS; links2 += 1) {
    const target2 = spelledLink(path, text2, tracked2);
    const next = target2 === void 0 ? null : await read3(target2);
    if (target2 === void 0 || next === null) return { path, text: text2 };
    [path, text2] = [target2, next];
  }
  return file;
}
function written(files, links2) {
  const found = /* @__PURE__ */ new Map();
  for (const file of files) {
    const path = links2.get(file.path) ?? file.path;
    const other = found.get(path);
    if (other && other.file.text !== file.text) {
      const link = file.path === path ? other.from : file.path;
      throw new ShellError("links-differ", `\`${link}\` is a link to \`${path}\`, which would say something else by its own name: expected the same`, {
        path: link,
        nextSteps: [`leave one of them out: \`!${link}\` in \`--manifests\` (input \`manifests\`)`, "no file was changed"]
      });
    }
    if (!other) found.set(path, { file: { ...file, path }, from: file.path });
  }
  return [...found.values()].map(({ file }) => file);
}
function asKnown(paths, links2, files) {
  if (links2.size === 0) return paths;
  const known = new Set(files.map(({ path }) => path));
  return paths.flatMap((path) => {
    const through2 = [...links2].filter(([, target2]) => target2 === path).map(([link]) => link);
    return through2.length > 0 && !known.has(path) ? through2 : [...through2, path];
  });
}

// js/files/texts.js
var LARGEST_MANIFEST = 20 * 1024 * 1024;
var PIPELINE = /^(?:\.(?:github|gitea|forgejo)\/workflows\/|\.(?:gitlab-ci|travis|drone|cirrus)\.|\.?appveyor\.|\.woodpecker|\.?azure-pipelines|bitbucket-pipelines\.|\.(?:circleci|semaphore)\/)/;
function tooLarge(path, size) {
  const megabytes = Math.ceil(size / 1024 / 1024);
  return new ShellError("manifest-too-large", `\`${path}\` has ${megabytes} MiB: expected a manifest of at most 20 MiB`, {
    path,
    nextSteps: [`make \`${path}\` smaller, or remove it`]
  });
}
function isTooLarge(size) {
  return size > LARGEST_MANIFEST;
}
function decode(data, path, ways = () => []) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(data);
  } catch {
    if (PIPELINE.test(path)) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data);
    const line = firstBadLine(data);
    throw new ShellError("not-utf8", `\`${path}\` is not UTF-8: expected text`, {
      path,
      line,
      nextSteps: [`save \`${path}\` as UTF-8 (a release takes what is committed and pushed), and run this again`, ...ways()]
    });
  }
}
function firstBadLine(data) {
  let start2 = 0;
  for (let line = 1; ; line += 1) {
    const end = data.indexOf(10, start2);
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(data.subarray(start2, end < 0 ? data.length : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start2 = end + 1;
  }
}

// js/git/commits.js
var MOST_TEXT = 6e7;
var AT_ONCE = 16;
var NEAR = 64;
async function texts({ core, request, store }, listing2, rewriting, links2 = /* @__PURE__ */ new Map()) {
  const paths = new Set([...listing2].filter(([, { mode }]) => mode.startsWith("100") || mode === LINK).map(([path]) => path));
  const all = () => (rewriting ? [...paths] : [...paths].sort()).join("\0");
  let joined2 = all();
  const files = [];
  const asked = /* @__PURE__ */ new Set();
  let letters = 0;
  let wanted = [];
  const ways = (path) => {
    const without2 = { ...request, manifests: [...request.manifests ?? [], `!${path}`] };
    const isEntry = (request.manifests ?? []).some((entry) => entry === path || entry.startsWith(`${path}:`));
    const helps = rewriting && !isEntry && !core.needs(without2, joined2, files).includes(path);
    return helps ? [`or, if it is no part of what is released, ${leaveOut(path)}`] : [];
  };
  for (; ; ) {
    if (wanted.length === 0) {
      wanted = core.needs(request, joined2, files, !rewriting).filter((path) => !asked.has(path));
      if (!rewriting) await store.bringContents(wanted.flatMap((path) => listing2.get(path)?.oid ?? []));
    }
    if (wanted.length === 0) break;
    const found = await Promise.all(
      wanted.splice(0, AT_ONCE).map(async (path) => {
        asked.add(path);
        try {
          return await textAt(store, listing2, path, links2, () => ways(path));
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
    const gone = [...asked].filter((path) => paths.has(path) && listing2.get(path)?.mode === LINK && !links2.has(path));
    if (gone.length === 0) continue;
    for (const path of gone) paths.delete(path);
    joined2 = all();
    wanted = [];
  }
  return files;
}
async function textAt(store, listing2, path, links2, ways) {
  const linked = listing2.get(path)?.mode === LINK;
  const named5 = async (link) => (await store.contents(listing2.get(link)?.oid ?? "", LONGEST_LINK))?.data?.toString() ?? null;
  const start2 = linked ? await leadsTo(listing2, path, named5) : path;
  if (start2 === null) throw leadsOut(path, await named5(path) ?? "");
  const read3 = async (one) => {
    const entry = listing2.get(one);
    return entry?.mode.startsWith("100") ? decode(await readBytes(store, entry.oid, one), one, ways) : null;
  };
  const text2 = start2 === void 0 ? null : await read3(start2);
  if (start2 === void 0 || text2 === null) return null;
  const end = await throughSpelled({ path: start2, text: text2 }, (one) => listing2.get(one)?.mode.startsWith("100") ?? false, read3);
  if (end.path !== path) links2.set(path, end.path);
  return { path, text: end.text };
}
function leadsOut(path, target2) {
  return new ShellError("hostile-tree", `\`${path}\` is a link out of the repository, to \`${target2}\`: expected a file`, {
    path,
    nextSteps: [`put the file itself there, or ${leaveOut(path)}`]
  });
}
var leaveOut = (path) => `leave it out: \`!${path}\` in \`--manifests\` (input \`manifests\`)`;
async function manifestsOf(world, tree2) {
  try {
    return await texts(world, await world.store.trees.list(tree2), false);
  } catch (error) {
    if (failureOf(error)) return [];
    throw error;
  }
}
async function readText(store, oid, path) {
  return decode(await readBytes(store, oid, path), path);
}
async function readBytes(store, oid, path) {
  const blob = await store.contents(oid, LARGEST_MANIFEST);
  if (!blob) throw new Unreadable(128, `the contents of \`${path}\` (${oid}) are missing`);
  if (!blob.data) throw tooLarge(path, blob.size);
  return blob.data;
}
function tooMuch() {
  return new ShellError("manifests-too-large", `the manifests have more than ${MOST_TEXT / 1e6} million letters together`, {
    nextSteps: ["leave out what is no manifest, or generated: lines with `!` in `--manifests` (input `manifests`)"]
  });
}
async function isAncestor(store, oid, tip) {
  const { seen, complete: complete2 } = await near(store, /* @__PURE__ */ new Set([oid]), tip);
  if (seen.has(oid)) return true;
  if (complete2) return false;
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
    level = [...new Set(commits.flatMap((commit2) => commit2?.parents ?? []))].filter((name) => !seen.has(name));
    for (const name of level) seen.add(name);
  }
  return { seen, complete: true };
}
async function missingTags({ store, repository, whole: whole2, offline }, refs, commits) {
  const missing = /* @__PURE__ */ new Set();
  for (const oid of commits) {
    const here = repository.shallow && !offline ? whole2.has(oid) : await store.has(oid);
    if (!here) missing.add(oid);
  }
  if (missing.size === 0) return [];
  const rows = refs.split("\n").map((row) => row.split("	"));
  const names2 = rows.filter(([oid, ref]) => missing.has(oid) && ref?.startsWith("refs/tags/"));
  const tags = new Set(names2.map(([, ref = ""]) => ref.replace(/\^\{\}$/, "").slice("refs/tags/".length)));
  return [...tags].map((tag) => `+refs/tags/${tag}:refs/vf/t/${tag}`);
}

// js/git/branches.js
var MOST_FILES = 1e3;
async function missingHeads({ store, repository, whole: whole2, offline }, heads) {
  const missing = [];
  for (const { name, oid } of heads) {
    const here = repository.shallow && !offline ? whole2.has(oid) : await store.has(oid);
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
  for (const one of known) branches.push(await bumpBranch(world, one, tip));
  return branches;
}
async function changesOf({ store }, head, { tip }) {
  const commit2 = await store.commit(head.oid);
  if (!commit2) return null;
  const [first2] = commit2.parents;
  const onBranch = first2 !== void 0 && await isAncestor(store, first2, tip);
  const base = onBranch && commit2.parents.length === 1 ? (await store.commit(first2))?.tree : void 0;
  const changes = base === void 0 ? null : await differences(store, base, commit2.tree);
  return { ...head, commit: commit2, onBranch, base, changes: changes ?? [], readable: changes !== null };
}
async function differences(store, base, tree2) {
  try {
    return await store.trees.differences(base, tree2, MOST_FILES);
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
async function bumpBranch(world, { name, oid, commit: commit2, onBranch, base, changes, readable }, tip) {
  const { files: before, links: links2 } = readable && base !== void 0 ? await manifests(world, base, tip) : { files: [], links: /* @__PURE__ */ new Map() };
  const known = (path) => asKnown([path], links2, before);
  return {
    name,
    oid,
    parents: commit2.parents,
    message: commit2.message,
    committer: commit2.committer,
    changed: changes.flatMap(({ path }) => known(path)),
    files: readable ? (await contents(world, changes)).flatMap(({ path, text: text2 }) => known(path).map((one) => ({ path: one, text: text2 }))) : [],
    before,
    onBranch,
    ageSeconds: Math.max(0, Math.floor(Date.now() / 1e3) - commit2.seconds)
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
async function manifests(world, tree2, tip) {
  const links2 = /* @__PURE__ */ new Map();
  if (tree2 === tip.tree) return { files: tip.files, links: world.seen?.links ?? links2 };
  try {
    return { files: await texts(world, await world.store.trees.list(tree2), true, links2), links: links2 };
  } catch (error) {
    if (failureOf(error)) return { files: [], links: links2 };
    throw error;
  }
}

// js/git/hostile.js
var UNSEEN = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
var SUSPICIOUS = /^$|^[.gG\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]|[/\\]/;
function isHostile(name) {
  if (!SUSPICIOUS.test(name)) return false;
  if (name === "" || name.includes("/")) return true;
  return name.split("\\").some((part, _, parts) => leadsAway(part, parts.length > 1) || isDotGit2(part));
}
function leadsAway(part, divided) {
  return part === ".." || part === "." && !divided;
}
function isDotGit2(part) {
  const seen = part.replace(UNSEEN, "").toLowerCase();
  return seen === ".git" || /^(?:\.git|git~1)[. ]*(?::|$)/i.test(part);
}
function isHonest(path) {
  return path.split("/").every((name) => !isHostile(name));
}

// js/git/loose.js
var import_node_fs = require("node:fs");
var import_node_path2 = require("node:path");
var import_node_process3 = __toESM(require("node:process"), 1);
var LEVEL = 1;
var crypto = () => import_node_process3.default.getBuiltinModule("node:crypto");
var zlib = () => import_node_process3.default.getBuiltinModule("node:zlib");
function getReady() {
  crypto();
  zlib();
}
function nameOf(format, type, data) {
  return crypto().createHash(format).update(`${type} ${data.length}\0`).update(data).digest("hex");
}
function giveObject(gitDir, oid, type, data) {
  if (nameOf(oid.length === 64 ? "sha256" : "sha1", type, data) !== oid) return false;
  put(gitDir, oid, (unfinished) => {
    const whole2 = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
    (0, import_node_fs.writeFileSync)(unfinished, zlib().deflateSync(whole2, { level: LEVEL }), { flag: "wx", mode: 292 });
  });
  return true;
}
function handOver(from, to, oid) {
  const here = (0, import_node_path2.join)(from, ...placeOf(oid));
  put(to, oid, (unfinished) => {
    try {
      (0, import_node_fs.linkSync)(here, unfinished);
    } catch {
      (0, import_node_fs.copyFileSync)(here, unfinished, import_node_fs.constants.COPYFILE_EXCL);
    }
  });
}
function put(gitDir, oid, write3) {
  const [objects, folder2, name] = placeOf(oid);
  const file = (0, import_node_path2.join)(gitDir, objects, folder2, name);
  if ((0, import_node_fs.existsSync)(file)) return;
  (0, import_node_fs.mkdirSync)((0, import_node_path2.join)(gitDir, objects, folder2), { recursive: true });
  const unfinished = (0, import_node_path2.join)(gitDir, objects, folder2, `tmp_obj_${crypto().randomBytes(6).toString("hex")}`);
  try {
    write3(unfinished);
    (0, import_node_fs.renameSync)(unfinished, file);
  } catch (error) {
    (0, import_node_fs.rmSync)(unfinished, { force: true });
    throw error;
  }
}
function placeOf(oid) {
  return ["objects", oid.slice(0, 2), oid.slice(2)];
}

// js/git/repository.js
var import_node_fs8 = require("node:fs");
var import_node_path7 = require("node:path");

// js/say/secrets.js
var SHORTEST_SECRET = 4;
var ENDS_ADDRESS = /* @__PURE__ */ new Set(["/", " ", "	", "\n", "\r", "\v", "\f"]);
function redactor(token, entries) {
  const headers = entries.filter(([key]) => key.endsWith(".extraheader")).map(([, value]) => value.split(" ").at(-1));
  const addresses = entries.flatMap(([key, value]) => [key.replace(/^url\./, ""), value]);
  const known = worthHiding([...secretsOf(token), ...headers, ...addresses.map(passwordIn)]);
  return (text2) => {
    let safe2 = text2;
    for (const secret of known) safe2 = safe2.replaceAll(secret, "***");
    return withoutPasswords(safe2);
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
    const start2 = at + 3;
    let [end, last, colon] = [start2, -1, -1];
    for (; end < text2.length && !ENDS_ADDRESS.has(text2.charAt(end)); end += 1) {
      if (text2.charAt(end) === "@") last = end;
      else if (text2.charAt(end) === ":" && colon < 0) colon = end;
    }
    const web = /https?$/i.test(text2.slice(Math.max(0, at - 5), at));
    const hidden = last < 0 ? -1 : web ? start2 : colon >= 0 && colon < last ? colon + 1 : -1;
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
function userEnvironment(inherited) {
  const env = { ...inherited, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
  const secrets = Object.keys(env).filter((name) => SECRETS.test(name));
  return withConfig(without(env, [...STEERING, ...TELLING, ...TOKENS, ...secrets]), LOOKING);
}
function userTokens(inherited) {
  return Object.fromEntries(TOKENS.flatMap((name) => inherited[name] === void 0 ? [] : [[name, inherited[name]]]));
}
function storeEnvironment(user, store) {
  const numbered2 = Object.keys(user).filter((name) => /^GIT_CONFIG_(KEY|VALUE)_\d+$/.test(name));
  const env = without(user, ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_SYSTEM", ...numbered2]);
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
  const first2 = Number(env["GIT_CONFIG_COUNT"] ?? 0) || 0;
  const added = { ...env, GIT_CONFIG_COUNT: String(first2 + entries.length) };
  entries.forEach(([key, value], index) => {
    added[`GIT_CONFIG_KEY_${first2 + index}`] = key;
    added[`GIT_CONFIG_VALUE_${first2 + index}`] = value;
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
function without(env, names2) {
  const gone = new Set(names2);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !gone.has(name)));
}

// js/say/escape.js
var INVISIBLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|(?<!(?![\x00-\x7f])[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d\ufe0e\ufe0f]/gu;
function oneLine(text2) {
  return text2.replace(INVISIBLE, named).replace(/##\[/g, "#\\x23[").replace(/^(\s*)::/, "$1\\x3a:");
}
function shellWord(text2) {
  return /^[\p{L}\p{N}@%+=:,./_-]+$/u.test(text2) ? text2 : `'${text2.replaceAll("'", "'\\''")}'`;
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

// js/git/git.js
var import_node_child_process2 = require("node:child_process");
var import_node_fs4 = require("node:fs");
var import_node_path4 = require("node:path");
var import_node_process5 = __toESM(require("node:process"), 1);

// js/ending.js
var import_node_child_process = require("node:child_process");
var import_node_fs3 = require("node:fs");
var import_node_path3 = require("node:path");
var import_node_process4 = __toESM(require("node:process"), 1);

// js/say/output.js
var import_node_fs2 = require("node:fs");

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

// js/ending.js
var folders = /* @__PURE__ */ new Set();
var children = /* @__PURE__ */ new Set();
var whole = /* @__PURE__ */ new Set();
var watching = false;
var interrupted = null;
var LONGEST_END_MS = 7e3;
var LONGEST_WHOLE_MS = 1500;
function removeAtExit(folder2) {
  watch();
  folders.add(folder2);
}
function removeNow(folder2) {
  try {
    remove(folder2);
  } catch {
    (0, import_node_fs3.rmSync)(folder2, { recursive: true, force: true, maxRetries: 3 });
  }
  folders.delete(folder2);
}
function remove(folder2) {
  for (const entry of (0, import_node_fs3.readdirSync)(folder2, { withFileTypes: true })) {
    if (entry.isDirectory()) remove((0, import_node_path3.join)(folder2, entry.name));
    else (0, import_node_fs3.unlinkSync)((0, import_node_path3.join)(folder2, entry.name));
  }
  (0, import_node_fs3.rmdirSync)(folder2);
}
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
  if (import_node_process4.default.platform === "win32" && child.pid !== void 0 && child.exitCode === null) {
    (0, import_node_child_process.spawnSync)("taskkill", ["/PID", String(child.pid), "/T", "/F"], { cwd: (0, import_node_path3.dirname)(import_node_process4.default.execPath), stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    if (child.pid !== void 0) import_node_process4.default.kill(-child.pid, signal);
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
  import_node_process4.default.once("exit", tidy);
  import_node_process4.default.on("SIGINT", () => {
    if (!interrupted?.()) leave(2);
    say("interrupted; ending what is under way, and cleaning up\n");
    setTimeout(() => leave(2), LONGEST_END_MS).unref();
  });
  import_node_process4.default.once("SIGTERM", () => leave(15));
  import_node_process4.default.once("SIGHUP", () => leave(1));
}
function leave(signal) {
  say("stopped; whatever was under way, the next run finds out how far it got\n");
  const end = () => import_node_process4.default.exit(128 + signal);
  if (whole.size === 0) end();
  setTimeout(end, LONGEST_WHOLE_MS);
  for (const child of whole) child.once("close", () => whole.size === 0 && end());
}
function tidy() {
  for (const child of children) stop(child, "SIGTERM");
  for (const folder2 of folders) (0, import_node_fs3.rmSync)(folder2, { recursive: true, force: true, maxRetries: 3 });
}

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
    const [first2, last] = [Buffer.concat(this.#first), Buffer.concat(this.#last)];
    if (this.#leftOut === 0) return redact(Buffer.concat([first2, last]).toString());
    const [begins, ends] = [redact(first2.toString()), redact(last.toString())];
    const gap = this.#leftOut + 2 * MARGIN;
    return `${begins.slice(0, -MARGIN)}
… ${gap} bytes are left out …
${ends.slice(MARGIN)}`;
  }
};
function complaint(lines) {
  const at = Math.max(0, lines.findIndex((line2) => /^(fatal|error): /.test(line2)));
  const line = lines[at]?.replace(/^(fatal|error): /, "");
  return line?.endsWith(":") ? `${line} ${lines[at + 1]?.trim() ?? ""}` : line;
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
    this.#program = programFor(import_node_process5.default.platform, env, import_node_fs4.existsSync);
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
    return new Promise((resolve6, reject) => {
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
        resolve6({ exit, stdout: Buffer.concat(out), stderr: err.text(this.redact) });
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
  const folders2 = path.split(import_node_path4.win32.delimiter).map((folder2) => folder2.replace(/^"(.*)"$/, "$1")).filter((folder2) => import_node_path4.win32.isAbsolute(folder2));
  return [...folders2, (0, import_node_path4.dirname)(import_node_process5.default.execPath)].map((folder2) => import_node_path4.win32.join(folder2, "git.exe")).find((file, at) => at === folders2.length || exists(file)) ?? "git.exe";
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
  const found = partsOf(address);
  if (!found || found.host !== (found.web ? server.host : server.hostname)) return null;
  const prefix = found.web ? `${withoutSlash(server.pathname)}/` : "/";
  if (!found.path.startsWith(prefix)) return null;
  const names2 = found.path.slice(prefix.length).replace(/\/+$/, "").replace(/\.git$/, "").split("/");
  return names2.length === 2 && names2.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part)) ? names2.join("/") : null;
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
var import_node_fs5 = require("node:fs");
var import_node_path5 = require("node:path");
var import_node_url = require("node:url");
function targetOf(config, remote, top) {
  const given3 = (key) => config.filter(([name, value]) => name === `remote.${remote}.${key}` && value !== "");
  const pushUrls = given3("pushurl");
  const own = pushUrls.length > 0;
  const places = (own ? pushUrls : given3("url")).map((entry) => ({ entry, to: own ? rewritten(config, entry[1], "insteadof") : pushed(config, entry[1]) }));
  const from = addressOf(config, remote);
  const place = places.find(({ to }) => isSame(from, to, top));
  if (place === void 0) return { config, others: [], elsewhere: places[0]?.to ?? null };
  const left = places.filter((one) => one !== place);
  const gone = new Set(left.map(({ entry }) => entry));
  return { config: config.filter((entry) => !gone.has(entry)), others: left.map(({ to }) => to).filter((to) => to !== place.to), elsewhere: null };
}
function requireTarget({ elsewhere, others, config, remote, redact }) {
  if (others.length > 0) say(`${oneLine(`only what \`${remote}\` is read from is pushed to: nothing goes to ${others.map((to) => `\`${to}\``).join(", ")}`)}
`);
  if (elsewhere === null) return;
  const own = config.some(([name]) => name === `remote.${remote}.pushurl`);
  const cause = own ? `\`remote.${remote}.pushurl\`` : "a rule `pushInsteadOf`";
  const cure = own ? `take it out: \`git config --unset-all ${shellWord(`remote.${remote}.pushurl`)}\`` : "take that rule out: `git config --show-origin --get-regexp pushInsteadOf` says where it is";
  throw new ShellError("pushes-elsewhere", `\`${remote}\` is read from \`${redact(addressOf(config, remote))}\`, and ${cause} has pushes go to \`${redact(elsewhere)}\`, which is another repository`, {
    nextSteps: [cure, "or name a remote that is read from and pushed to in one place: `--remote` (input `remote`)"]
  });
}
function pushed(config, address) {
  const there = rewritten(config, address, "pushinsteadof");
  return there === address ? rewritten(config, address, "insteadof") : there;
}
function isSame(one, other, top) {
  if (one === other) return true;
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a === null || b === null) return a === null && b === null && folder(one, top) === folder(other, top);
  const [long = "", short2 = ""] = [pathOf(a.path), pathOf(b.path)].sort((x, y) => y.length - x.length);
  const path = long === short2 || a.web !== b.web && long.endsWith(short2);
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
  const path = (0, import_node_path5.resolve)(top, address.startsWith("file://") && URL.canParse(address) ? (0, import_node_url.fileURLToPath)(address) : address).replace(/\/\.git$/, "");
  for (const name of [path, `${path}.git`]) {
    try {
      return (0, import_node_fs5.realpathSync)(name).replace(/\/\.git$/, "");
    } catch {
    }
  }
  return path;
}

// js/git/trust.js
var import_node_fs7 = require("node:fs");

// js/files/paths.js
var import_node_fs6 = require("node:fs");
var import_node_path6 = require("node:path");
function isInside(folder2, path) {
  const way = (0, import_node_path6.relative)(folder2, path);
  return way !== ".." && !way.startsWith(`..${import_node_path6.sep}`) && !(0, import_node_path6.isAbsolute)(way);
}
function kindOf(path) {
  try {
    return (0, import_node_fs6.statSync)(path);
  } catch {
    return void 0;
  }
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
      return (0, import_node_fs7.realpathSync)(path);
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
  const cwd = (0, import_node_fs8.realpathSync)(place.cwd);
  let git = new Git({ cwd, env: userEnvironment(place.env), trace: place.trace, limits });
  const probed = probe(git);
  const version = git.run(["version"]);
  version.catch(() => {
  });
  let [answer, listing2] = await probed;
  refuseOldGit((await version).stdout.toString());
  const bare = /cannot use bare repository '([^']+)'/.exec(answer.stderr)?.[1];
  if (bare !== void 0) {
    await requireAlone(git, cwd, bare);
    git = git.with({ env: withConfig(git.env, [["safe.bareRepository", "all"]]) });
    [answer, listing2] = await probe(git);
  }
  const owned = /(?:dubious ownership|unsafe repository)[^']*'([^']+)'/.exec(answer.stderr)?.[1];
  if (owned !== void 0) {
    if (!isWorkspace(place.env, owned)) throw untrusted(owned, answer.stderr);
    git = git.with({ env: withConfig(git.env, [["safe.directory", owned]]) });
    [answer, listing2] = await probe(git);
  }
  const [commonDir, shallow2, objectFormat, inside, ...rest] = answer.stdout.toString().split("\n");
  if (!commonDir || !objectFormat || inside === void 0) throw notARepository(answer.stderr);
  const top = inside === "true" ? (0, import_node_path7.resolve)(cwd, rest.shift() ?? "") : commonDir;
  if (inside !== "true" && bare === void 0 && (0, import_node_path7.basename)(commonDir) !== ".git") await requireAlone(git, cwd, commonDir);
  if (listing2.exit !== 0) throw unreadable(listing2.stderr);
  const settings2 = parseConfig(listing2.stdout.toString());
  if (owned !== void 0) {
    if (!isWorkspace(place.env, top)) throw untrusted(top, answer.stderr);
    git = git.with({ env: withConfig({ ...git.env, GIT_PROXY_COMMAND: "" }, silenced(settings2.own)) });
  }
  const config = owned === void 0 ? settings2.entries : withoutStrangers(settings2);
  if (!place.offline) requireRemote(config, place);
  const redact = redactor(place.token, config);
  const { config: reached, others, elsewhere } = targetOf(config, place.remote, top);
  const ours = authentication(place.token, place.serverUrl);
  return {
    git: git.with({ cwd: top, redact }),
    top,
    commonDir,
    shallow: shallow2 === "true",
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
  const around = await git.with({ cwd: (0, import_node_path7.dirname)(cwd) }).run(["rev-parse", "--git-dir"]);
  if ((0, import_node_fs8.realpathSync)(bare) === cwd && around.stderr.includes("not a git repository")) return;
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
function untrusted(folder2, said2) {
  const advice = said2.split("\n").map((line) => line.trim()).filter((line) => line.startsWith("git config"));
  return new ShellError("repository-not-trusted", `git does not trust \`${folder2}\`: it belongs to another user`, {
    path: folder2,
    nextSteps: [`if you trust it: \`${advice[0] ?? `git config --global --add safe.directory ${folder2}`}\``]
  });
}
function diedOf(said2) {
  const lines = said2.split("\n").filter((line) => line !== "");
  const died = lines.find((line) => line.startsWith("fatal: ")) ?? lines.find((line) => line.startsWith("error: ")) ?? lines[0] ?? "";
  return died.replace(/^(?:fatal|error): /, "");
}
function unreadable(said2) {
  return new ShellError("local-git-failed", `git cannot open the repository here: \`${diedOf(said2)}\``, {
    nextSteps: ["cure what git says, until `git status` works here, then run this again: nothing was changed"]
  });
}
function notARepository(said2) {
  const detail = diedOf(said2);
  if (detail !== "" && !said2.includes("not a git repository")) return unreadable(said2);
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
  const names2 = [...known].map((name) => `\`${name}\``).join(", ");
  throw new ShellError(
    "no-remote",
    `there is no remote \`${remote}\`: expected ${names2 ? `one of ${names2}` : "one, but this repository has none"}`,
    {
      nextSteps: names2 ? ["name it with `--remote` (input `remote`)"] : [`add one: \`git remote add ${shellWord(remote)} <address>\``, ...mayBeOffline ? ["or look at this clone alone: `--offline`"] : []]
    }
  );
}

// js/git/trees.js
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
    const names2 = path.split("/");
    for (const [depth, name] of names2.entries()) {
      const place = names2.slice(0, depth).map((part) => `${part}/`).join("");
      const found = (await this.#entries(oid, place)).find((entry) => entry.name === name);
      if (!found) return void 0;
      if (depth === names2.length - 1) return found;
      if (found.mode !== FOLDER) return void 0;
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
          const [old, now2] = [pair.before.get(name), pair.after.get(name)];
          if (old?.oid === now2?.oid && old?.mode === now2?.mode) continue;
          const path = pair.path + name;
          const inside = { before: old?.mode === FOLDER ? old.oid : void 0, after: now2?.mode === FOLDER ? now2.oid : void 0 };
          if (inside.before !== void 0 || inside.after !== void 0) level.push({ path: `${path}/`, ...inside });
          const files = { before: isFile(old) ? old : void 0, after: isFile(now2) ? now2 : void 0 };
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
    const tree2 = await this.reader().read(oid, { limit: LARGEST_TREE });
    if (tree2?.type !== "tree") throw new Unreadable(128, `the tree ${oid} is missing`);
    if (!tree2.data) throw tooLarge2(path);
    const entries = parseTree(tree2.data, oid.length / 2);
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
function parseTree(data, oidLength, exact = false) {
  const entries = [];
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(32, at);
    const end = data.indexOf(0, space);
    if (space < 0 || end < 0 || end + 1 + oidLength > data.length) return null;
    const name = data.toString(exact ? "latin1" : "utf8", space + 1, end);
    const next = end + 1 + oidLength;
    const mode = data.toString("latin1", at, space);
    const known = name.includes(NOT_UTF8) ? data.toString("latin1", space + 1, end) + NOT_UTF8 : name;
    entries.push({ mode: exact ? mode : canonical(mode), name: known, oid: data.toString("hex", end + 1, next) });
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

// js/git/build.js
var BOT = { name: "github-actions[bot]", email: "41898282+github-actions[bot]@users.noreply.github.com" };
async function buildCommit(world, { parent, files, message, tags }) {
  const links2 = world.seen?.links ?? /* @__PURE__ */ new Map();
  let real;
  try {
    real = written(files, links2);
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return { kind: "refused", error: failure };
    throw error;
  }
  const through2 = files.flatMap(({ path }) => links2.has(path) ? [path] : []);
  const ground = await groundOf(world.store, parent, [...real.map(({ path }) => path), ...through2]);
  if ("wrong" in ground) return { kind: "broken", detail: ground.wrong };
  const changes = real.map(({ path, text: text2 }) => ({ names: path.split("/"), data: Buffer.from(text2) }));
  const make = async () => {
    const objects = [];
    const put2 = (type, data) => {
      const oid = world.store.put(type, data);
      objects.push(oid);
      return oid;
    };
    const tree2 = rewritten2(put2, ground.objects, ground.root, changes);
    const head = `tree ${tree2}
parent ${parent}
author ${signature(world, "AUTHOR")}
committer ${signature(world, "COMMITTER")}
`;
    const commit2 = put2("commit", Buffer.from(`${head}
${message}`));
    const named5 = tags.map((tag) => putTag(world, commit2, tag));
    world.store.built = { commit: commit2, parent, objects, tags: named5, ground: ground.objects };
    return { commit: commit2, tags: named5 };
  };
  return build(world, make, files, links2);
}
function rewritten2(put2, objects, oid, changes, above = []) {
  const entries = oid === void 0 ? [] : exactly(objects, oid);
  const byName2 = /* @__PURE__ */ new Map();
  for (const change of changes) {
    const [name = "", ...inside] = change.names;
    byName2.set(name, [...byName2.get(name) ?? [], { ...change, names: inside }]);
  }
  for (const [text2, inside] of byName2) {
    const name = Buffer.from(text2).toString("latin1");
    const old = entries.find((entry) => entry.name === name);
    const [file] = inside.filter(({ names: names2 }) => names2.length === 0);
    if (file && inside.length > 1) throw new ShellError("broken", `\`${text2}\` cannot be a file and a folder`);
    const other = old && standsAs(old);
    if (other && other !== (file ? "a file" : "a folder")) throw noFile([...above, text2].join("/"), other, file !== void 0);
    const now2 = file ? { mode: old ? canonical(old.mode) : "100644", oid: put2("blob", file.data) } : { mode: "40000", oid: rewritten2(put2, objects, old?.oid, inside, [...above, text2]) };
    if (old) Object.assign(old, now2);
    else entries.push({ name, ...now2 });
  }
  entries.sort((a, b) => orderOf(a) < orderOf(b) ? -1 : 1);
  const parts = entries.flatMap(({ mode, name, oid: of }) => [Buffer.from(`${mode} ${name}\0`, "latin1"), Buffer.from(of, "hex")]);
  return put2("tree", Buffer.concat(parts));
}
function exactly(objects, oid) {
  const tree2 = objects.get(oid);
  const entries = tree2?.type === "tree" ? parseTree(tree2.data, oid.length / 2, true) : null;
  if (!entries) throw new Unreadable(128, `the tree ${oid} is missing`);
  return entries;
}
function standsAs(entry) {
  if (isFolder(entry)) return "a folder";
  const kind = Number.parseInt(entry.mode, 8) & 61440;
  return kind === 32768 ? "a file" : kind === 40960 ? "a link" : "a submodule";
}
function noFile(path, other, last) {
  const is = last && other === "a link" ? "a link that leads to no file" : other;
  return new ShellError("changelog-not-understood", `\`${path}\` is ${is}: expected ${last ? "a file, or nothing there" : "a folder"}`, {
    path,
    nextSteps: ["name the file itself: `--changelog PATH` (input `changelog`)", `or take \`${path}\` away, commit and push that, and run this again`]
  });
}
function isFolder({ mode }) {
  return Number.parseInt(mode, 8) === 16384;
}
function orderOf(entry) {
  return isFolder(entry) ? `${entry.name}/` : entry.name;
}
async function groundOf(store, parent, paths) {
  const wrong = (oid, what) => ({ wrong: `the clone's ${what} ${oid} is not what its name says: run \`git fsck\`, then fetch it anew` });
  const [head, root] = await Promise.all([honest(store, parent), store.commit(parent).then((commit2) => commit2?.tree)]);
  if (!head) return wrong(parent, "commit");
  if (root === void 0) return { wrong: `the commit ${parent} is missing` };
  const dishonest = paths.find((path) => !isHonest(path));
  if (dishonest !== void 0) return { wrong: `\`${dishonest}\` is no path for a file in a tree` };
  const ways = await Promise.all(paths.map((path) => wayTo(store, root, path)));
  const places = new Map([[root, "/"], ...ways.flat()]);
  const found = await Promise.all([...places].map(async ([oid, here]) => ({ oid, here, object: await honest(store, oid) })));
  const objects = /* @__PURE__ */ new Map([[parent, head]]);
  for (const { oid, here, object: object2 } of found) {
    if (!object2) return wrong(oid, `\`${here}\``);
    objects.set(oid, object2);
  }
  return { root, objects };
}
async function wayTo(store, root, path) {
  const names2 = path.split("/");
  const heres = names2.map((_, depth) => names2.slice(0, depth + 1).join("/"));
  const entries = await Promise.all(heres.map((here) => store.trees.entry(root, here)));
  return heres.flatMap((here, at) => entries[at] ? [[entries[at].oid, here]] : []);
}
async function honest(store, oid) {
  const object2 = await store.reader().read(oid);
  return object2?.data && nameOf(store.repository.objectFormat, object2.type, object2.data) === oid ? { type: object2.type, data: object2.data } : null;
}
function buildTag(world, { target: target2, tags }) {
  return build(world, async () => ({ commit: target2, tags: tags.map((tag) => putTag(world, target2, tag)) }), []);
}
function putTag(world, target2, { name, message }) {
  return world.store.put("tag", Buffer.from(`object ${target2}
type commit
tag ${name}
tagger ${signature(world, "COMMITTER")}

${message}`));
}
async function build({ core, store }, make, files, links2 = /* @__PURE__ */ new Map()) {
  try {
    const { commit: commit2, tags } = await make();
    const tree2 = (await store.commit(commit2))?.tree;
    if (tree2 === void 0) return { kind: "broken", detail: `the commit ${commit2} is missing` };
    return { kind: "builtAs", commit: commit2, tags, fingerprints: await readBack(core, store, tree2, files, links2) };
  } catch (error) {
    const cannotWrite = error instanceof Error && "syscall" in error;
    const failure = failureOf(error);
    if (failure && failure.code !== "broken") return { kind: "refused", error: failure };
    if (cannotWrite || error instanceof ShellError || error instanceof Unreadable) return { kind: "broken", detail: error.message };
    throw error;
  }
}
async function readBack(core, store, tree2, files, links2) {
  if (files.length === 0) return [];
  const read3 = files.map(async ({ path }) => {
    const entry = await store.trees.entry(tree2, links2.get(path) ?? path);
    if (!entry) throw new ShellError("broken", `the built commit has no \`${path}\``);
    return readBytes(store, entry.oid, path);
  });
  const prints = core.fingerprints(await Promise.all(read3));
  return files.map(({ path }, nth) => ({ path, fingerprint: prints[nth] ?? "" }));
}
function signature(world, role) {
  return `${identity(world, role)} ${Math.floor(Date.now() / 1e3)} ${zone()}`;
}
function identity({ repository }, role) {
  const env = repository.git.env;
  const section = role.toLowerCase();
  const setting = (key) => configured(repository.config, `${section}.${key}`) ?? configured(repository.config, `user.${key}`);
  const name = clean(env[`GIT_${role}_NAME`] || setting("name") || "");
  const email = clean(env[`GIT_${role}_EMAIL`] || setting("email") || "");
  const who = name && email ? { name, email } : BOT;
  return `${who.name} <${who.email}>`;
}
function clean(text2) {
  return text2.replace(/[<>\x00-\x1f\x7f]/g, "").trim();
}
function zone() {
  const minutes = -(/* @__PURE__ */ new Date()).getTimezoneOffset();
  const digits = String(Math.floor(Math.abs(minutes) / 60) * 100 + Math.abs(minutes) % 60).padStart(4, "0");
  return (minutes < 0 ? "-" : "+") + digits;
}

// js/git/fetch.js
var TIP = "refs/vf/tip";
async function completeHistory(world, tip, more, named5) {
  const incomplete = world.repository.shallow && !world.whole.has(tip);
  if (!incomplete) {
    if (more.length > 0) await fetch2(world, more);
    for (const oid of named5) world.whole.add(oid);
    return;
  }
  const source = world.seen ? `refs/heads/${world.seen.branch}` : tip;
  await fetch2(world, [`+${source}:${TIP}`, ...more]);
  if (!await world.store.has(tip)) throw new Moved(`the tip ${tip} was gone when it was fetched`);
  for (const oid of [tip, ...named5]) world.whole.add(oid);
  world.recent = null;
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

// js/git/follow.js
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
var WHOLE = { whole: true };
var COMPARE = ["diff", "--numstat", "--no-renames", "--no-ext-diff", "--no-textconv"];
async function follow(world, step) {
  try {
    const [[onBranch, why], at] = await Promise.all([mayUpdate(world, step.branch), handedOver(world, step).catch(() => null)]);
    const said2 = await (at !== null ? checkOut(world, onBranch ? at : null) : fetched(world, step, onBranch));
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
async function handedOver({ store, repository, seen }, { branch, commit: commit2, tags }) {
  const { git, remote, config, partial, commonDir } = repository;
  const shared = configured(config, "core.sharedrepository");
  if (!seen || partial || shared !== void 0 && shared !== "umask" && shared !== "false") return null;
  const built = builtOn(store, commit2, seen.tip);
  if (!built && commit2 !== seen.tip) return null;
  const at = built ? commit2 : seen.tip;
  const made = tags.flatMap(({ oid }) => oid === commit2 ? [] : [oid]);
  for (const oid of [...made, ...built?.objects ?? []]) handOver(store.dir, commonDir, oid);
  const orders = [`update refs/remotes/${remote}/${branch} ${at} ${seen.tip}`, ...tags.map(({ name, oid }) => `create refs/tags/${name} ${oid}`)];
  const set = await git.run([...settings(config), "update-ref", "-m", "pull: fast-forward", "--stdin"], { input: `${orders.join("\n")}
` });
  return set.exit === 0 ? at : null;
}
function builtOn({ built }, commit2, tip) {
  return built?.commit === commit2 && built.parent === tip ? built : null;
}
async function checkOut({ repository: { git, config } }, at) {
  if (at === null) return null;
  const merge = ["merge", "--ff-only", "--quiet", "--no-squash", "--no-autostash", "--no-verify", "--no-overwrite-ignore", at];
  const merged = await git.with({ env: { ...git.env, GIT_REFLOG_ACTION: "pull" } }).run([...settings(config), ...merge], WHOLE);
  return merged.exit === 0 ? null : firstLine(merged.stderr);
}
function fetched(world, step, update) {
  const { shallow: shallow2, partial } = world.repository;
  if (shallow2 || partial) return fromRemote(world, step, update);
  offer(world, step);
  return fromStore(world, step, update);
}
function offer({ store, seen }, { branch, commit: commit2, tags }) {
  store.forgetBuilt();
  for (const { name, oid } of tags) store.setRef(`refs/tags/${name}`, oid);
  const tip = seen && builtOn(store, commit2, seen.tip) ? commit2 : seen?.tip ?? commit2;
  store.setRef(`refs/heads/${branch}`, tip);
}
async function fromStore(world, { branch }, update) {
  const { git, config, remote } = world.repository;
  const from = update ? ["--negotiation-tip=HEAD"] : [];
  const tracking = `refs/remotes/${remote}/${branch}`;
  const fetch3 = ["fetch", ...from, "--no-write-fetch-head", "--no-prune", "--tags", world.store.dir, `+refs/heads/${branch}:${tracking}`];
  const answer = await git.run([...settings(config), ...fetch3], WHOLE);
  return answer.exit === 0 ? checkOut(world, update ? tracking : null) : firstLine(answer.stderr);
}
async function fromRemote(world, { branch, tags }, update) {
  const { store, repository } = world;
  const { git, remote, config } = repository;
  const talking = git.with({ env: store.talkingFor(git.env) });
  const refspecs = [`+refs/heads/${branch}:refs/remotes/${remote}/${branch}`, ...tags.map(({ name }) => `refs/tags/${name}:refs/tags/${name}`)];
  const quiet = ["--no-tags", "--no-prune", "--no-write-fetch-head"];
  const fetched2 = await talking.remote([...settings(config), "fetch", ...quiet, "--end-of-options", remote, ...refspecs]);
  if (fetched2.exit !== 0) return firstLine(fetched2.stderr);
  if (!update) return null;
  if (repository.partial) await talking.remote([...settings(config), ...COMPARE, "HEAD", `refs/remotes/${remote}/${branch}`, "--"]);
  return checkOut(world, `refs/remotes/${remote}/${branch}`);
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
  return complaint(lines) ?? "git said nothing";
}

// js/git/log.js
var PEOPLE = ["--encoding=UTF-8", "--format=%aN%n%aE"];
async function printed({ git }, args, input) {
  const answer = await git.run(args, input === void 0 ? {} : { input });
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  return answer.stdout.toString();
}
function mailmapOf({ seen }) {
  return seen?.listing.get(".mailmap")?.mode.startsWith("100") ? ["-c", `mailmap.blob=${seen.tip}:.mailmap`] : [];
}
async function logSince(world, since, tip, paths) {
  const named5 = mailmapOf(world);
  const names2 = paths ? ["--name-only", "--no-renames", "--diff-merges=first-parent"] : [];
  const begin = paths ? "/" : "";
  const how = ["-z", "--encoding=UTF-8", ...names2, `--format=${begin}%T %H %P%n%aN <%aE>%n%B`];
  const log = await logOf(world, since, tip, [...named5, "log", ...how]) ?? await printed(world.store, [...named5, "log", ...how, since ? `${since}..${tip}` : tip, "--"]);
  const marked2 = await hollowMarked(world, log, begin);
  return named5.length > 0 ? coAuthorsByName(world, named5, marked2) : marked2;
}
async function hollowMarked({ store }, log, begin) {
  const records = new RegExp(`(^|\\0)${begin}([0-9a-f]{40,64}) (([0-9a-f]{40,64}) ([0-9a-f]{40,64})?((?: [0-9a-f]{40,64})*))(?=\\n)`, "g");
  const trees = /* @__PURE__ */ new Map();
  const firsts = /* @__PURE__ */ new Set();
  for (const [, , tree2 = "", , oid = "", first2 = "", others] of log.matchAll(records)) {
    trees.set(oid, tree2);
    if (others) firsts.add(first2);
  }
  const beyond = [...firsts].filter((oid) => !trees.has(oid));
  await Promise.all(beyond.map(async (oid) => trees.set(oid, (await store.commit(oid))?.tree)));
  return log.replace(records, (_, end, tree2, names2, __, first2, others) => `${end}${begin}${names2}${others && trees.get(first2) === tree2 ? " =" : ""}`);
}
async function logOf(world, since, tip, log) {
  const newer = newerHere(world, since, tip);
  if (newer?.length === 0) return "";
  if (!newer) return null;
  const answer = await world.store.git.run([...log, "--no-walk=unsorted", "--stdin"], { input: `${newer.join("\n")}
` });
  if (answer.exit === 0) return answer.stdout.toString();
  await completeHistory(world, tip, [], []);
  return null;
}
function newerHere({ recent, whole: whole2 }, since, tip) {
  return recent?.tip === tip && since && !whole2.has(tip) ? recent.known.get(since)?.newer : void 0;
}
async function coAuthorsByName({ store }, named5, log) {
  const line = /^(co-authored-by:[ \t]*)([^\n\0<>]+<[^\n\0<>]+>)(?=[ \t]*(?:[\n\0]|$))/gim;
  const people = [...new Set([...log.matchAll(line)].map(([, , person = ""]) => person))];
  if (people.length === 0) return log;
  const answer = await store.git.run([...named5, "check-mailmap", "--stdin"], { input: `${people.join("\n")}
` });
  const mapped = answer.exit === 0 ? answer.stdout.toString().split("\n") : [];
  const names2 = new Map(people.map((person, at) => [person, mapped[at] || person]));
  return log.replace(line, (_, key, person) => `${key}${names2.get(person)}`);
}
async function newerThan(world, since, tip) {
  const newer = newerHere(world, since, tip);
  return newer ? newer.map((oid) => `${oid}
`).join("") : printed(world.store, ["rev-list", `${since}..${tip}`, "--"]);
}
async function touching({ store, seen }, tip, paths, limit) {
  const real = paths.flatMap((path) => seen?.links.get(path) ?? []);
  const format = ["-z", "--encoding=UTF-8", "--format=%H%n%an"];
  const log = await printed(store, ["log", "--first-parent", ...format, `--max-count=${limit}`, tip, "--", ...paths, ...real]);
  return log.split("\0").filter(Boolean).map((record) => {
    const [oid = "", author = ""] = record.split("\n");
    return { oid, author };
  });
}
async function newestByTree({ store }, tip) {
  const log = await printed(store, ["log", "--first-parent", "--format=%T %H", tip, "--"]);
  const newest = /* @__PURE__ */ new Map();
  for (const row of log.split("\n")) {
    const [tree2 = "", oid = ""] = row.split(" ");
    if (oid && !newest.has(tree2)) newest.set(tree2, oid);
  }
  return newest;
}
async function peopleBefore(world, since, skip, count) {
  const { store, repository, recent, whole: whole2 } = world;
  if (repository.shallow && !whole2.has(since)) {
    if (!recent?.known.has(since)) return null;
    await completeHistory(world, recent.tip, [], [since]);
  }
  const answer = await store.git.run([...mailmapOf(world), "log", `--skip=${skip}`, `--max-count=${count}`, ...PEOPLE, since, "--"]);
  return answer.exit === 0 ? answer.stdout.toString().split("\n") : null;
}
async function peopleHere(world, since) {
  const { store, recent, whole: whole2 } = world;
  const here = whole2.has(since) ? void 0 : recent?.known.get(since)?.older;
  if (!here) return [];
  const answer = await store.git.run([...mailmapOf(world), "log", "--no-walk=unsorted", ...PEOPLE, "--stdin"], { input: `${here.join("\n")}
` });
  return answer.exit === 0 ? answer.stdout.toString().split("\n") : [];
}

// js/git/places.js
async function placesOf(world, asked, tip, refs) {
  const { store, recent } = world;
  const oids = asked.map(({ oid }) => oid);
  if (recent?.tip === tip && oids.every((oid) => recent.known.has(oid))) return Promise.all(oids.map((oid) => inHistory(store, oid)));
  const walk2 = await near(store, new Set(oids), tip);
  const far = walk2.complete ? [] : oids.filter((oid) => !walk2.seen.has(oid));
  const searched3 = asked.filter(({ oid, search }) => search && !walk2.seen.has(oid)).map(({ oid }) => oid);
  const aside = searched3.length > 0 ? await offBranch(world, tip, oids, refs) : await offBranch(world, tip, far, "");
  const onBranch = (oid) => walk2.seen.has(oid) || !walk2.complete && aside.asked.has(oid) && !aside.parents.has(oid);
  const lost2 = searched3.filter((oid) => !onBranch(oid));
  const twins = lost2.length > 0 ? await twinsOf(world, tip, lost2) : /* @__PURE__ */ new Map();
  const places = [];
  for (const oid of oids) places.push(await place(oid));
  return places;
  async function place(oid) {
    const here = onBranch(oid);
    const commit2 = await store.commit(oid);
    const [parent, ...more] = commit2?.parents ?? [];
    const beside = !here && parent !== void 0 && more.length === 0 && await isKnown(parent) ? parent : null;
    return {
      oid,
      onBranch: here,
      seconds: commit2?.seconds ?? 0,
      parent: beside,
      before: beside === null ? [] : await textsAt(world, beside),
      files: beside === null ? [] : await textsAt(world, oid),
      searched: searched3.includes(oid),
      twin: twins.get(oid) ?? null,
      builtOn: aside.builtOn.has(oid)
    };
  }
  async function isKnown(parent) {
    if (walk2.seen.has(parent)) return true;
    return !walk2.complete && !aside.parents.has(parent);
  }
}
async function inHistory(store, oid) {
  const { seconds = 0 } = await store.commit(oid) ?? {};
  return { oid, onBranch: true, seconds, parent: null, before: [], files: [], searched: false, twin: null, builtOn: false };
}
async function offBranch({ store }, tip, oids, refs) {
  const parents = /* @__PURE__ */ new Map();
  const builtOn2 = /* @__PURE__ */ new Set();
  const commits = [];
  for (const oid of oids) if (await store.commit(oid)) commits.push(oid);
  const asked = new Set(commits);
  if (commits.length === 0) return { parents, builtOn: builtOn2, asked };
  const heads = refs.split("\n").map((row) => row.split("	")).filter(([oid, ref]) => oid !== tip && ref?.startsWith("refs/heads/")).map(([oid = ""]) => oid);
  const input = [`^${tip}`, ...commits, ...heads].join("\n");
  const rows = await printed(store, ["rev-list", "--parents", "--ignore-missing", "--stdin"], `${input}
`);
  for (const row of rows.split("\n").filter(Boolean)) {
    const [oid = "", ...ones] = row.split(" ");
    parents.set(oid, ones);
    for (const parent of ones) builtOn2.add(parent);
  }
  return { parents, builtOn: builtOn2, asked };
}
async function twinsOf(world, tip, oids) {
  const { store } = world;
  const trees = /* @__PURE__ */ new Map();
  for (const oid of oids) {
    const commit2 = await store.commit(oid);
    if (commit2) trees.set(oid, commit2.tree);
  }
  const newest = await newestByTree(world, tip);
  const twins = /* @__PURE__ */ new Map();
  for (const [oid, tree2] of trees) {
    const twin = newest.get(tree2);
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
    const after = new Set((await printed(store, ["rev-list", "--ancestry-path", "--stdin"], `${input}
`)).split("\n"));
    holders.push({ oid, heads: heads.filter((head) => head.oid === oid || after.has(head.oid)).map(({ name }) => name) });
  }
  return holders;
}
async function pastOf(world, tip, paths, limit) {
  const { store } = world;
  const past = [];
  for (const { oid, author } of await touching(world, tip, paths, limit)) {
    const commit2 = await store.commit(oid);
    if (!commit2) throw new Unreadable(128, `the commit ${oid} is missing`);
    const merged = commit2.parents[1] === void 0 ? null : await store.commit(commit2.parents[1]);
    const message = [commit2.message, merged?.message].filter(Boolean).join("\n");
    past.push({ oid, author, message, files: await manifestsOf(world, commit2.tree) });
  }
  return past;
}
async function textsAt(world, oid) {
  const commit2 = await world.store.commit(oid);
  return commit2 ? manifestsOf(world, commit2.tree) : [];
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
  const said2 = repository.redact(stdout.toString());
  const answer = core.readPush(exit, said2, stderr);
  const silent = (exit === 0 || exit === 1) && updates.some(({ ref }) => answer.rows.every((row) => row.ref !== ref));
  if (!silent) return { kind: "pushed", ...answer };
  const listed3 = await talker.remote(["ls-remote", "--refs", "--end-of-options", repository.remote, ...updates.map(({ ref }) => ref)]);
  return { kind: "pushed", ...core.readPush(exit, said2, stderr, listed3.stdout.toString()) };
}

// js/git/reading.js
function reading(store) {
  return bound(store, { has, commit, tagMessage, treeOf, tree, object, isAncestor: comesBefore });
}
var has = (store, oid) => store().has(oid);
var commit = (store, oid) => store().commit(oid);
var tagMessage = (store, oid) => store().tagMessage(oid);
var treeOf = (store, oid) => tree(store, `${oid}^{tree}`);
async function tree(store, name) {
  const found = await object(store, name, LARGEST_TREE);
  if (found?.type !== "tree") return null;
  const { oid, data } = found;
  return { oid, entries: () => data && parseTree(data, oid.length / 2) };
}
var object = (store, oid, limit) => store().reader().read(oid, { limit });
var comesBefore = (store, oid, tip) => isAncestor(store(), oid, tip);

// js/git/recent.js
var GENERATIONS = 50;
var FURTHER = 10;
var MOST_COMMITS = 2e4;
var MOST_ASKED = 16;
async function isRecent(world, refs, commits) {
  const { repository, request, store, seen, offline, whole: whole2 } = world;
  if (!repository.shallow || repository.partial || offline || !seen || whole2.has(seen.tip) || store.fetchesWhatItReads) return false;
  if (commits.length === 0 || commits.length > MOST_ASKED) return false;
  if (world.recent?.tip !== seen.tip) world.recent = { tip: seen.tip, fetched: false, known: /* @__PURE__ */ new Map() };
  const { recent } = world;
  let open2 = await unknown(world, recent, commits);
  if (open2.length === 0) return true;
  if (recent.fetched) return false;
  recent.fetched = true;
  const generations = repository.generations ?? GENERATIONS;
  const named5 = namesOf(refs, open2);
  if (named5 === null || !await store.recent.fetchGenerations([seen.tip, ...named5], generations)) return false;
  open2 = await unknown(world, recent, open2);
  const [far, ...more] = open2;
  if (far === void 0) return true;
  if (request.package === void 0 && !request.paths?.length) return more.length === 0 && store.recent.filtered && asServed(world, recent, far);
  return await store.recent.fetchGenerations([seen.tip, ...named5], FURTHER * generations) && (await unknown(world, recent, open2)).length === 0;
}
function namesOf(refs, commits) {
  const named5 = /* @__PURE__ */ new Map();
  const tags = /* @__PURE__ */ new Map();
  for (const row of refs.split("\n")) {
    const [oid = "", ref = ""] = row.split("	");
    if (!ref.startsWith("refs/tags/")) continue;
    const tag = ref.endsWith("^{}") ? tags.get(ref.slice(0, -"^{}".length)) : oid;
    tags.set(ref, oid);
    if (tag !== void 0) named5.set(oid, tag);
  }
  const oids = commits.flatMap((commit2) => named5.get(commit2) ?? []);
  return oids.length === commits.length ? oids : null;
}
async function unknown({ store }, { tip, known }, commits) {
  const open2 = [];
  for (const oid of commits) {
    const found = known.get(oid) ?? await fromHere(store, tip, oid);
    if (found) known.set(oid, found);
    else open2.push(oid);
  }
  return open2;
}
async function fromHere(store, tip, oid) {
  const older = await walk(store, oid, /* @__PURE__ */ new Map());
  if (older === null || !older.commits.has(oid)) return null;
  const newer = await walk(store, tip, older.commits);
  if (newer === null || newer.open) return null;
  const standing = standingOn(newer.commits, oid);
  const sure = tip === oid || standing.has(tip) && (!older.open || standing.size === newer.commits.size);
  return sure ? { newer: inOrder(newer.commits, tip), older: [...older.commits.keys()] } : null;
}
async function asServed({ store }, { tip, known }, oid) {
  const older = await walk(store, oid, /* @__PURE__ */ new Map());
  if (older === null || !older.commits.has(oid)) return false;
  const given3 = await store.since.fetchSince(oid, tip);
  if (given3 === null || given3.length > 2 * MOST_COMMITS) return false;
  const all = /* @__PURE__ */ new Map();
  await Promise.all(given3.map(async (one) => {
    const commit2 = await store.commit(one);
    if (commit2) all.set(one, commit2);
  }));
  if ([...older.commits.keys()].some((one) => all.has(one))) return false;
  const newer = inOrder(all, tip);
  if (newer.length !== all.size || !standingOn(all, oid).has(tip)) return false;
  known.set(oid, { newer, older: [...older.commits.keys()] });
  return true;
}
async function walk(store, from, without2) {
  const commits = /* @__PURE__ */ new Map();
  let open2 = false;
  let level = without2.has(from) ? [] : [from];
  while (level.length > 0) {
    const read3 = await Promise.all(level.map((oid) => store.commit(oid)));
    const next = /* @__PURE__ */ new Set();
    for (const [at, oid] of level.entries()) {
      const commit2 = read3[at];
      if (commit2) commits.set(oid, commit2);
      else open2 = true;
    }
    for (const commit2 of read3) for (const parent of commit2?.parents ?? []) if (!commits.has(parent) && !without2.has(parent)) next.add(parent);
    if (commits.size + next.size > MOST_COMMITS) return null;
    level = [...next];
  }
  return { commits, open: open2 };
}
function standingOn(commits, oid) {
  const children2 = /* @__PURE__ */ new Map();
  for (const [child, { parents }] of commits) {
    for (const parent of parents) {
      const known = children2.get(parent);
      if (known) known.push(child);
      else children2.set(parent, [child]);
    }
  }
  const standing = /* @__PURE__ */ new Set();
  const open2 = [oid];
  for (let one = open2.pop(); one !== void 0; one = open2.pop()) {
    for (const child of children2.get(one) ?? []) {
      if (standing.has(child)) continue;
      standing.add(child);
      open2.push(child);
    }
  }
  return standing;
}
function inOrder(commits, tip) {
  const ordered = [];
  const reached = /* @__PURE__ */ new Set([tip]);
  const queue = [];
  reach(tip);
  for (let next = queue.pop(); next !== void 0; next = queue.pop()) {
    ordered.push(next.oid);
    for (const parent of next.commit.parents) {
      if (reached.has(parent)) continue;
      reached.add(parent);
      reach(parent);
    }
  }
  return ordered;
  function reach(oid) {
    const commit2 = commits.get(oid);
    if (!commit2) return;
    let [low, high] = [0, queue.length];
    while (low < high) {
      const middle = low + high >>> 1;
      if ((queue[middle]?.commit.seconds ?? 0) < commit2.seconds) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, { oid, commit: commit2 });
  }
}

// js/git/lean.js
var import_node_fs10 = require("node:fs");
var import_node_path9 = require("node:path");

// js/git/part.js
var import_node_fs9 = require("node:fs");
var import_node_path8 = require("node:path");
var QUIETLY = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
var WITHOUT_FILES = "--filter=blob:none";
var Part = class {
  /** Whether something was fetched. */
  used = false;
  /** Whether the server leaves out what it is told to. */
  filtered = true;
  /**
   * @param {Store} store
   * @param {string} name
   */
  constructor(store, name) {
    this.store = store;
    this.dir = (0, import_node_path8.join)(store.dir, name);
    if (!store.repository.shallow) return;
    layOut(this.dir);
    (0, import_node_fs9.writeFileSync)((0, import_node_path8.join)(this.dir, "config"), configOf(store.repository, false));
  }
  get objects() {
    return (0, import_node_path8.join)(this.dir, "objects");
  }
  /**
   * Fetches these, each with so many generations of commits: with their trees, without files.
   * @param {string[]} oids
   * @param {number} generations
   * @returns {Promise<boolean>} whether the server gave them
   */
  fetchGenerations(oids, generations) {
    return this.#fetch(["fetch", `--depth=${generations}`, WITHOUT_FILES], oids);
  }
  /**
   * Fetches files.
   * @param {string[]} oids
   * @returns {Promise<boolean>}
   */
  fetchContents(oids) {
    return this.#fetch(["-c", "fetch.negotiationAlgorithm=noop", "fetch", WITHOUT_FILES], oids);
  }
  /**
   * Fetches the commits of a history that are not in the one of a commit which is here, without trees. The server is told that
   * the commit is here, which to a server means: and all that came before it. So that git does not look for that, the commit
   * has no parents as far as it sees.
   * @param {string} since
   * @param {string} oid
   * @returns {Promise<string[] | null>} what the server gave, by name; null: nothing
   */
  async fetchSince(since, oid) {
    const { objectFormat } = this.store.repository;
    const known = await this.store.reader().read(since);
    if (known?.type !== "commit" || !known.data) return null;
    if (!giveObject(this.dir, since, "commit", known.data) || !endAt(this.dir, objectFormat, since)) return null;
    return await this.#fetch(["fetch", `--negotiation-tip=${since}`, "--filter=tree:0"], [oid]) ? this.#names() : null;
  }
  /**
   * @param {string[]} how
   * @param {string[]} oids
   */
  async #fetch(how, oids) {
    const args = [...how, ...QUIETLY, "--stdin", "--end-of-options", this.store.repository.remote];
    const { exit, stderr } = await this.store.remote(args, `${oids.join("\n")}
`, this.dir);
    this.used ||= exit === 0;
    this.filtered &&= !stderr.includes("filtering not recognized");
    return exit === 0;
  }
  /** What lies in the packs. */
  async #names() {
    const folder2 = (0, import_node_path8.join)(this.objects, "pack");
    const names2 = [];
    for (const index of (0, import_node_fs9.readdirSync)(folder2).filter((name) => name.endsWith(".idx"))) {
      const input = (0, import_node_fs9.readFileSync)((0, import_node_path8.join)(folder2, index));
      const { exit, stdout } = await this.store.git.run(["show-index", `--object-format=${this.store.repository.objectFormat}`], { input });
      if (exit !== 0) return null;
      names2.push(...stdout.toString().split("\n").flatMap((row) => row.split(" ")[1] ?? []));
    }
    return names2;
  }
};
function layOut(dir) {
  for (const folder2 of ["objects/info", "objects/pack", "refs"]) (0, import_node_fs9.mkdirSync)((0, import_node_path8.join)(dir, folder2), { recursive: true });
  (0, import_node_fs9.writeFileSync)((0, import_node_path8.join)(dir, "HEAD"), "ref: refs/heads/none\n");
}
function endAt(dir, objectFormat, oid) {
  const alone = Buffer.from(`tree ${nameOf(objectFormat, "tree", Buffer.alloc(0))}
author none <> 0 +0000
committer none <> 0 +0000

`);
  const instead = nameOf(objectFormat, "commit", alone);
  if (!giveObject(dir, instead, "commit", alone)) return false;
  (0, import_node_fs9.mkdirSync)((0, import_node_path8.join)(dir, "refs", "replace"), { recursive: true });
  (0, import_node_fs9.writeFileSync)((0, import_node_path8.join)(dir, "refs", "replace", oid), `${instead}
`);
  return true;
}
function configOf({ objectFormat, remote }, lazy) {
  const extensions = [
    objectFormat === "sha1" ? "" : `	objectFormat = ${objectFormat}
`,
    lazy ? `	partialClone = ${JSON.stringify(remote)}
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
  return config + (extensions ? `[extensions]
${extensions}` : "") + (lazy ? promisor : "");
}

// js/git/lean.js
var MANY = 262144;
var MOST = 262144;
function leanRoom({ store, repository, letters }, updates) {
  const { built } = store;
  const dir = (0, import_node_path9.join)(store.dir, "lean");
  if (!built || letters < MANY || repository.shallow || repository.partial || (0, import_node_fs10.existsSync)(dir)) return null;
  if (!standsAlone(built, updates)) return null;
  try {
    layOut(dir);
    (0, import_node_fs10.writeFileSync)((0, import_node_path9.join)(dir, "config"), configOf(repository, false));
    for (const oid of [...built.objects, ...built.tags]) handOver(store.dir, dir, oid);
    const given3 = [...built.ground].every(([oid, { type, data }]) => giveObject(dir, oid, type, data));
    return given3 && endAt(dir, repository.objectFormat, built.parent) ? dir : null;
  } catch {
    return null;
  }
}
function standsAlone({ commit: commit2, parent, tags, ground }, updates) {
  const onto = ({ oid, expect }) => oid === commit2 && expect === parent;
  const anew = ({ oid, expect }) => expect === "" && (oid === commit2 || tags.includes(oid));
  const weight = [...ground.values()].reduce((sum, { data }) => sum + data.length, 0);
  return weight <= MOST && updates.some(onto) && updates.every((update) => onto(update) || anew(update));
}

// js/git/refs.js
function listRefs(world) {
  return world.offline ? localRefs(world) : remoteRefs(world);
}
async function remoteRefs(world) {
  const { store, repository } = world;
  const asked = store.remote(["ls-remote", "--symref", "--end-of-options", repository.remote, "HEAD", "refs/heads/*", "refs/tags/*"]);
  if (!repository.partial) store.reader();
  const answer = await asked;
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  world.letters = answer.stdout.length;
  return answer.stdout.toString();
}
async function localRefs({ repository }) {
  const answer = await repository.git.run(["show-ref", "--head", "--dereference"]);
  const lines = answer.stdout.toString().split("\n").filter(Boolean);
  const rows = lines.map((line) => line.replace(" ", "	"));
  const oid = rows.find((row) => row.endsWith("	HEAD"))?.split("	")[0];
  if (oid === void 0) {
    throw new ShellError("empty-repository", "nothing is committed on the branch that is checked out here: expected at least one commit", {
      nextSteps: ["commit something, or check out another branch, then run this again"]
    });
  }
  const head = `refs/heads/${repository.head ?? "HEAD"}`;
  return [`ref: ${head}	HEAD`, ...rows, ...repository.head ? [] : [`${oid}	${head}`], ""].join("\n");
}

// js/git/store.js
var import_node_fs12 = require("node:fs");
var import_node_path11 = require("node:path");
var import_node_process8 = __toESM(require("node:process"), 1);

// js/files/folders.js
var import_node_fs11 = require("node:fs");
var import_node_path10 = require("node:path");
var import_node_process6 = __toESM(require("node:process"), 1);
var FORGOTTEN_MS = 24 * 60 * 60 * 1e3;
function removeForgotten(parent) {
  try {
    for (const name of (0, import_node_fs11.readdirSync)(parent)) {
      const folder2 = (0, import_node_path10.join)(parent, name);
      if (/^version-first-\w{6}$/.test(name) && isForgotten(folder2)) (0, import_node_fs11.rmSync)(folder2, { recursive: true, force: true });
    }
  } catch {
  }
}
function isForgotten(folder2) {
  const { mtimeMs, uid } = (0, import_node_fs11.lstatSync)(folder2);
  const own = import_node_process6.default.getuid === void 0 || uid === import_node_process6.default.getuid();
  if (!own || Date.now() - mtimeMs < FORGOTTEN_MS || !(0, import_node_fs11.existsSync)((0, import_node_path10.join)(folder2, "trusted"))) return false;
  try {
    import_node_process6.default.kill(Number((0, import_node_fs11.readFileSync)((0, import_node_path10.join)(folder2, "pid"), "utf8")), 0);
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
    return (0, import_node_fs11.mkdtempSync)((0, import_node_path10.join)(parent, prefix));
  } catch (error) {
    throw noRoom(
      /** @type {Error} */
      error
    );
  }
}

// js/git/objects.js
var import_node_process7 = __toESM(require("node:process"), 1);

// js/git/queue.js
var Queue = class {
  /** @type {T[]} */
  #all = [];
  #taken = 0;
  /** What is taken next; undefined where nothing waits. */
  get first() {
    return this.#all[this.#taken];
  }
  /** @param {T} one */
  add(one) {
    this.#all.push(one);
  }
  /** The first, which waits no longer; undefined where nothing waits. */
  take() {
    const { first: first2 } = this;
    if (first2 === void 0) return void 0;
    this.#taken += 1;
    if (this.#taken * 2 > this.#all.length) {
      this.#all = this.#all.slice(this.#taken);
      this.#taken = 0;
    }
    return first2;
  }
};

// js/git/objects.js
var ObjectReader = class {
  /** @type {Queue<Question>} */
  #questions = new Queue();
  #header = "";
  /** @type {{object: GitObject, filled: number, left: number} | null} what is being read; `left` counts its final newline */
  #body = null;
  #said = new Talk();
  #gathering = false;
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
    child.once("error", (error) => this.#end(notStarted(error)));
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
    return new Promise((resolve6, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      this.#questions.add({ limit, resolve: resolve6, reject });
      this.#gather();
      this.child.stdin.write(`${name}
`);
    });
  }
  /** Questions that are asked in one turn go to git in one write. */
  #gather() {
    if (this.#gathering) return;
    this.#gathering = true;
    this.child.stdin.cork();
    import_node_process7.default.nextTick(() => {
      this.#gathering = false;
      this.child.stdin.uncork();
    });
  }
  close() {
    this.child.stdin.end();
  }
  /** @param {Error} error */
  #end(error) {
    this.#ended ??= error;
    for (let one = this.#questions.take(); one; one = this.#questions.take()) one.reject(this.#ended);
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
      const data = size > (this.#questions.first?.limit ?? 0) ? null : Buffer.allocUnsafe(size);
      this.#body = { object: { oid, type, size, data }, filled: 0, left: size + 1 };
    } else {
      this.#questions.take()?.resolve(null);
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
    const { data, size } = body.object;
    if (data && body.filled < size) body.filled += chunk.copy(data, body.filled, at, at + Math.min(taken, size - body.filled));
    body.left -= taken;
    if (body.left === 0) {
      this.#body = null;
      this.#questions.take()?.resolve(body.object);
    }
    return at + taken;
  }
};

// js/git/store.js
var REDIRECTED = /returned error: 30[12378]\b/;
var MIB = 1024 * 1024;
var LARGEST_COMMIT = 32 * MIB;
var Store = class {
  /** @type {ObjectReader | undefined} */
  #reader;
  #lazy = false;
  /** Whether file contents stayed behind when something was fetched: git fetches them when they are read. */
  #holed = false;
  /** @type {Built | null} the newest commit that was built here */
  built = null;
  /** @type {import('./environment.js').ConfigEntry[]} what leads to the remote's new address, where it has moved */
  moved = [];
  /** @type {import('./git.js').Git} */
  #alone;
  /** @type {import('./git.js').Git} */
  #talking;
  /**
   * @param {Repository} repository
   * @param {string | null} [room] a folder made by `makeRoom`
   */
  constructor(repository, room = null) {
    this.repository = repository;
    this.dir = room ?? newRoom(repository.tempDir);
    this.#writeConfig();
    this.#writeTrusted();
    this.recent = new Part(this, "recent");
    this.since = new Part(this, "since");
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
   * @param {string} [dir] another git directory than the store
   * @returns {Promise<import('./git.js').Answer>}
   */
  async remote(args, input, dir = this.dir) {
    const elsewhere = dir === this.dir ? {} : { GIT_DIR: dir, GIT_NO_LAZY_FETCH: "1" };
    const ask = () => this.#talking.with({ env: { ...this.#talking.env, ...elsewhere } }).remote(args, input);
    const answer = await ask();
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
    say(`${oneLine(`the repository has moved: from now on ${there} is used (\`git remote set-url ${shellWord(remote)} ${shellWord(there)}\` makes that known here)`)}
`);
    return ask();
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
  /** Whether git may fetch what is missing when it is read, and all that came before it. */
  get fetchesWhatItReads() {
    return this.#lazy || this.#holed;
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
   * What a commit says of itself; null where it is missing or no commit. `author`: a name; `committer`: name and email; `seconds`: when, since 1970.
   * @param {string} oid
   * @returns {Promise<{tree: string, parents: string[], author: string, committer: string, seconds: number, message: string} | null>}
   */
  async commit(oid) {
    const found = await this.reader().read(oid, { limit: LARGEST_COMMIT });
    if (found?.type !== "commit") return null;
    if (!found.data) throw new ShellError("commit-too-large", `the text of commit ${oid} has ${Math.ceil(found.size / MIB)} MiB: expected at most ${LARGEST_COMMIT / MIB} MiB`, {
      nextSteps: ["take that commit out of the branch: nobody writes so much by hand"]
    });
    const lines = headerOf(found.data);
    const named5 = (word) => lines.flatMap((line) => line.startsWith(word) && isOid(line.slice(word.length)) ? [line.slice(word.length)] : []);
    const [tree2] = named5("tree ");
    if (tree2 === void 0) return null;
    const committed = /^committer (.*?)(?: (\d{1,11}) [+-]\d+)?$/.exec(lines.find((line) => line.startsWith("committer ")) ?? "");
    return {
      tree: tree2,
      parents: named5("parent "),
      author: Buffer.from(/^author (.*) <[^<>]*> \d+ [+-]\d+$/.exec(lines.find((line) => line.startsWith("author ")) ?? "")?.[1] ?? "", "latin1").toString(),
      committer: Buffer.from(committed?.[1] ?? "", "latin1").toString(),
      seconds: Number(committed?.[2] ?? 0),
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
    const { shallow: shallow2, partial, remote } = this.repository;
    const filter = shallow2 || partial ? ["--filter=blob:none"] : [];
    if (shallow2) (0, import_node_fs12.rmSync)(this.#alternates());
    const answer = await this.remote(["fetch", ...QUIETLY, ...filter, "--end-of-options", remote, ...refspecs]);
    if (shallow2) this.#borrow();
    if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
    if (filter.length > 0) {
      this.#holed = true;
      this.#restartReader();
    }
  }
  /**
   * A file; null where it is missing. One that stayed behind is fetched.
   * @param {string} oid
   * @param {number} limit
   */
  async contents(oid, limit) {
    const found = await this.reader().read(oid, { limit });
    if (found || !isOid(oid)) return found;
    await this.bringContents([oid]);
    return this.reader().read(oid, { limit });
  }
  /**
   * Has files at hand that will be read: all at once, where git would not fetch them when they are.
   * @param {string[]} oids
   */
  async bringContents(oids) {
    if (!this.recent.used || this.fetchesWhatItReads) return;
    const here = await Promise.all(oids.map((oid) => this.has(oid)));
    const missing = oids.filter((_, at) => !here[at]);
    if (missing.length > 0) await this.recent.fetchContents(missing);
  }
  /**
   * Fetches file contents by name, all at once.
   * @param {string[]} oids
   */
  async fetchContents(oids) {
    const args = ["-c", "fetch.negotiationAlgorithm=noop", "fetch", ...QUIETLY, "--filter=blob:none", "--stdin", "--end-of-options", this.repository.remote];
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
    const file = (0, import_node_path11.join)(this.dir, ref);
    const inside = file.startsWith((0, import_node_path11.join)(this.dir, "refs") + import_node_path11.sep) && !/(?:^|[/\\])\.|[\x00-\x1f\x7f:]/.test(ref) && isOid(oid);
    if (!inside) throw new ShellError("invalid-ref-name", `no ref can be called \`${ref}\` and name \`${oid}\``);
    (0, import_node_fs12.mkdirSync)((0, import_node_path11.dirname)(file), { recursive: true });
    (0, import_node_fs12.writeFileSync)(file, `${oid}
`);
  }
  /**
   * Makes an object.
   * @param {string} type
   * @param {Buffer} data
   * @returns {string} its name
   */
  put(type, data) {
    const oid = nameOf(this.repository.objectFormat, type, data);
    giveObject(this.dir, oid, type, data);
    return oid;
  }
  /** Ends a reading that has to end: git may be fetching for it. The next question starts a new reader. */
  cut() {
    if (this.#reader) stop(this.#reader.child, "SIGTERM");
    this.#reader = void 0;
  }
  /** Forgets what an earlier attempt of this run built. */
  forgetBuilt() {
    for (const kind of ["heads", "tags"]) (0, import_node_fs12.rmSync)((0, import_node_path11.join)(this.dir, "refs", kind), { recursive: true, force: true });
  }
  close() {
    this.#reader?.close();
    removeNow(this.dir);
    removeForgotten(this.repository.tempDir);
  }
  #alternates() {
    return (0, import_node_path11.join)(this.dir, "objects", "info", "alternates");
  }
  #borrow() {
    const folders2 = [(0, import_node_path11.join)(this.repository.commonDir, "objects"), ...this.repository.shallow ? [this.recent.objects, this.since.objects] : []];
    const lines = folders2.map((objects) => objects.includes("\n") ? JSON.stringify(objects) : objects);
    (0, import_node_fs12.writeFileSync)(this.#alternates(), lines.map((line) => `${line}
`).join(""));
  }
  #writeConfig() {
    (0, import_node_fs12.writeFileSync)((0, import_node_path11.join)(this.dir, "config"), configOf(this.repository, this.#lazy));
  }
  /**
   * The folders the user trusts. Where the remote is a folder, git serves it in a process of its own, which looks for
   * these in files alone.
   */
  #writeTrusted() {
    const folders2 = this.repository.config.filter(([key]) => key === "safe.directory").map(([, folder2]) => folder2);
    const lines = folders2.map((folder2) => `	directory = ${JSON.stringify(folder2)}
`);
    (0, import_node_fs12.writeFileSync)((0, import_node_path11.join)(this.dir, "trusted"), ["[safe]\n", ...lines].join(""));
  }
  /** A reader keeps the settings it started with. */
  #restartReader() {
    this.#reader?.close();
    this.#reader = void 0;
  }
};
function makeRoom(tempDir) {
  try {
    return newRoom(tempDir);
  } catch {
    return null;
  }
}
function newRoom(tempDir) {
  const dir = makeFolder(tempDir);
  removeAtExit(dir);
  (0, import_node_fs12.writeFileSync)((0, import_node_path11.join)(dir, "pid"), `${import_node_process8.default.pid}
`);
  layOut(dir);
  return dir;
}
function isOid(text2) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text2);
}
function headerOf(object2) {
  const end = object2.indexOf("\n\n");
  return object2.toString("latin1", 0, end < 0 ? object2.length : end).split("\n");
}
function messageOf(object2) {
  const end = object2.indexOf("\n\n");
  return end < 0 ? "" : object2.toString("utf8", end + 2);
}

// js/git/port.js
var MOST_CHANGES = 1e5;
function gitPort({ room = null, ...given3 }) {
  const store = new Store(given3.repository, room);
  const ground = { ...given3, store, seen: null, letters: 0, whole: /* @__PURE__ */ new Set(), recent: null };
  return {
    ...reading(() => store),
    store,
    ...bound(ground, { refs: listRefs, goOffline, shallow, open, listing, links, texts: texts2, text, contents: contents2, bringTag, bring, inspect, changedSince }),
    ...bound(ground, { places: placesOf, holders: holdersOf, past: pastOf, complete, log: logSince, newer: newerThan, peopleBefore, peopleHere, branches: bumpBranches }),
    ...bound(ground, { committer, build: buildCommit, buildTag, push: push2, follow }),
    cut: () => store.cut(),
    close: () => store.close()
  };
}
function goOffline(ground) {
  ground.offline = true;
}
var shallow = ({ repository, offline }) => offline && repository.shallow;
async function open(ground, branch, tip) {
  const { store } = ground;
  if (!await store.has(tip)) await fetch2(ground, [`+refs/heads/${branch}:${TIP}`]);
  store.readLazily();
  const commit2 = await store.commit(tip);
  if (!commit2) throw new Moved(`the tip ${tip} of ${branch} ${await store.has(tip) ? "is no commit" : "was gone when it was fetched"}`);
  ground.seen = { branch, tip, listing: await store.trees.list(commit2.tree), links: /* @__PURE__ */ new Map() };
  return commit2;
}
var listing = ({ seen }) => seen?.listing ?? /* @__PURE__ */ new Map();
var links = ({ seen }) => seen?.links ?? /* @__PURE__ */ new Map();
var texts2 = async (ground) => ground.seen ? texts(ground, ground.seen.listing, true, ground.seen.links) : [];
var text = ({ store, seen }, path) => readText(store, seen?.listing.get(path)?.oid ?? "", path);
async function contents2({ store, seen }, path, limit) {
  const entry = seen?.listing.get(path);
  const object2 = entry ? await store.reader().read(entry.oid, { limit }).catch(() => null) : null;
  return object2?.data ?? null;
}
var bringTag = (ground, tag) => fetch2(ground, [`+refs/tags/${tag}:refs/vf/t/${tag}`]);
async function bring(ground, refs, { tagged, heads, historic }) {
  if (historic !== "all" && heads.length === 0 && await isRecent(ground, refs, tagged)) return;
  const missing = [...await missingTags(ground, refs, tagged), ...await missingHeads(ground, heads)];
  if (historic && ground.seen) await completeHistory(ground, ground.seen.tip, missing, [...tagged, ...heads.map(({ oid }) => oid)]);
  else if (missing.length > 0) await fetch2(ground, missing);
}
async function inspect(ground, oid, placed) {
  const { store } = ground;
  const commit2 = await store.commit(oid);
  if (!commit2) {
    if (!await store.has(oid)) throw new Moved(`the commit ${oid} was gone when it was fetched`);
    return { oid, tree: "", files: [], onBranch: placed ? false : null };
  }
  const files = await manifestsOf(ground, commit2.tree);
  const { seen, recent } = ground;
  const known = recent?.tip === seen?.tip && recent?.known.has(oid);
  return { oid, tree: commit2.tree, files, onBranch: placed && seen ? known || await isAncestor(store, oid, seen.tip) : null };
}
async function changedSince({ store, seen }, oid, tree2, files) {
  const commit2 = await store.commit(oid);
  if (!commit2) return null;
  try {
    const differences2 = await store.trees.differences(commit2.tree, tree2, MOST_CHANGES);
    return differences2 && asKnown(differences2.map(({ path }) => path), seen?.links ?? /* @__PURE__ */ new Map(), files);
  } catch (error) {
    if (failureOf(error)) return null;
    throw error;
  }
}
var complete = (ground, tip) => completeHistory(ground, tip, [], []);
var committer = (ground) => identity(ground, "COMMITTER");
function push2(ground, step) {
  const { core, store, repository } = ground;
  const room = leanRoom(ground, step.updates);
  const talker = room === null ? store : { remote: (args) => store.remote(args, void 0, room) };
  return push({ core, talker, repository }, step);
}

// js/git/clone.js
var COLUMNS = ["refname", "objectname", "objecttype", "*objectname", "*objecttype", "creatordate:unix", "symref"];
var FEW_COLUMNS = ["refname", "objectname"];
var PLACES = ["refs/tags", "refs/heads", "refs/remotes"];
var HEADER = 1024 * 1024;
function clonePort(repository) {
  const git = unconnected(repository);
  let store;
  const here = reading(() => store ??= new Store(repository));
  return {
    ...here,
    ...bound(git, { offBranches, touched, changedBy }),
    refs: () => refsOf(git, here),
    tracked: () => tracked(repository.git),
    close: () => store?.close()
  };
}
function unconnected({ git }) {
  return git.with({ env: withConfig({ ...git.env, GIT_NO_LAZY_FETCH: "1" }, [["protocol.allow", "never"]]) });
}
async function refsOf(git, here) {
  const answer = await git.run(["for-each-ref", formatOf(COLUMNS), ...PLACES]);
  if (answer.exit === 0) return answer.stdout.toString();
  const names2 = await git.run(["for-each-ref", formatOf(FEW_COLUMNS), ...PLACES]);
  if (names2.exit !== 0) throw new ShellError("not-a-repository", `git could not list the refs: ${names2.stderr.trim()}`);
  const rows = names2.stdout.toString().split("\n").filter(Boolean).map((row) => row.split("	"));
  return (await Promise.all(rows.map(([name = "", oid = ""]) => rowOf(here, name, oid)))).join("\n");
}
function formatOf(columns) {
  return `--format=${columns.map((column) => `%(${column})`).join("%09")}`;
}
async function rowOf(here, name, oid) {
  const object2 = await here.object(oid, HEADER);
  const header = object2?.data?.toString("latin1").split("\n\n")[0] ?? "";
  const [, peeled = ""] = /^object ([0-9a-f]+)$/m.exec(header) ?? [];
  const [, kind = ""] = /^type (\w+)$/m.exec(header) ?? [];
  const [, seconds = ""] = /^(?:tagger|committer) .* (\d{1,11}) [+-]\d+$/m.exec(header) ?? [];
  const isTag = object2?.type === "tag";
  return [name, oid, object2?.type ?? "commit", isTag ? peeled : "", isTag ? kind : "", seconds, ""].join("	");
}
async function offBranches(git) {
  const answer = await git.run(["rev-list", "--tags", "--not", "--branches", "--remotes"]);
  return answer.exit === 0 ? new Set(answer.stdout.toString().split("\n")) : null;
}
async function touched(git, tip, paths, most) {
  const limit = [`--max-count=${most}`, "--first-parent", "--format=%H %ct"];
  const answer = await git.with({ env: { ...git.env, GIT_LITERAL_PATHSPECS: "1" } }).run(["log", ...limit, tip, "--", ...paths]);
  if (answer.exit !== 0) return null;
  return answer.stdout.toString().split("\n").filter(Boolean).map((row) => row.split(" "));
}
async function changedBy(git, oids) {
  const named5 = oids.filter((oid) => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(oid));
  const args = ["log", "--no-walk=unsorted", "--ignore-missing", "--diff-merges=first-parent", "--name-only", "--no-renames", "-z", "--format=/%H", "--stdin"];
  const answer = await git.run(args, { input: `${named5.join("\n")}
` });
  const changed = /* @__PURE__ */ new Map();
  if (answer.exit !== 0) return changed;
  for (const part of answer.stdout.toString().split(/(?:^|\0)\/(?=[0-9a-f]{40})/).filter(Boolean)) {
    const [oid = "", ...paths] = part.split("\0").map((path) => path.replace(/^\n/, "")).filter(Boolean);
    changed.set(oid, paths);
  }
  return changed;
}
async function tracked(git) {
  const answer = await git.run(["ls-files", "--stage", "-z"]);
  if (answer.exit !== 0) throw new ShellError("not-a-repository", `git could not list the files: ${answer.stderr.trim()}`);
  const rows = answer.stdout.toString().split("\0");
  return (mode) => [...new Set(rows.filter((row) => row.startsWith(mode)).map((row) => row.slice(row.indexOf("	") + 1)))];
}
var [NAME, PASSWORD] = ["VERSION_FIRST_NAME", "VERSION_FIRST_PASSWORD"];
function withoutPassword(address) {
  const [, scheme = "", given3] = /^(https?:\/\/)([^/?#]*)@/i.exec(address) ?? [];
  if (given3 === void 0 || !URL.canParse(address)) return { bare: address, secrets: {}, settings: [] };
  const { origin } = new URL(address);
  const end = given3.includes(":") ? given3.indexOf(":") : given3.length;
  const [name, password] = [decoded(given3.slice(0, end)), decoded(given3.slice(end + 1))];
  const bare = scheme + address.slice(scheme.length + given3.length + 1);
  if (name === "") {
    const header = `Authorization: Basic ${Buffer.from(`:${password}`).toString("base64")}`;
    return { bare, secrets: {}, settings: [[`http.${origin}/.extraheader`, ""], [`http.${origin}/.extraheader`, header]] };
  }
  const key = `credential.${origin}`;
  const settings2 = [[`${key}.username`, name], [`${key}.helper`, `!printf 'username=%s\\npassword=%s\\n' "$${NAME}" "$${PASSWORD}" #`]];
  if (password !== "") settings2.unshift([`${key}.helper`, ""]);
  return { bare, secrets: { [NAME]: name, [PASSWORD]: password }, settings: settings2 };
}
function decoded(text2) {
  return text2.replace(/(?:%[0-9a-f]{2})+/gi, (run2) => {
    try {
      return decodeURIComponent(run2);
    } catch {
      return run2;
    }
  });
}
async function cloneBare(place, { name, address, folder: folder2 }, limits) {
  const { bare, secrets, settings: settings2 } = withoutPassword(address);
  const own = { ...userEnvironment(place.env), ...userTokens(place.env), ...secrets };
  const env = withConfig(own, [...authentication(place.token, place.serverUrl), ...settings2, ["core.hooksPath", "/dev/null"]]);
  const git = new Git({ cwd: place.tempDir, env, trace: place.trace, limits });
  const answer = await git.remote(["clone", "--bare", "--quiet", "--no-local", "--template=", "--end-of-options", bare, folder2]);
  if (answer.exit === 0) return;
  const said2 = answer.stderr.split("\n").map((line) => line.replace(/^fatal: /, "").trim()).filter(Boolean).join(" ");
  throw new ShellError("unreachable", `\`${name}\` could not be cloned: ${redactor(place.token, [["address", address]])(said2)}`, {
    nextSteps: ["check the address and the network", "a private repository needs a token or key that may see it"]
  });
}

// js/hosting/paged.js
var FULL2 = { github: 100, gitea: 50 };
function pageOf(kind, { page = 1, size = FULL2[kind] } = {}) {
  return { [kind === "gitea" ? "limit" : "per_page"]: String(size), ...page > 1 ? { page: String(page) } : {} };
}
function isLast(kind, count) {
  return kind === "gitea" ? count === 0 : count < FULL2[kind];
}
async function pagesOf(client, kind, path, query, { most, atOnce = 1, whole: whole2 = false, until }) {
  const ask = (page) => client.list(path, { ...query, ...pageOf(kind, { page }) });
  const rows = [];
  const ids = /* @__PURE__ */ new Set();
  const isNew = ({ id }) => id === void 0 || !ids.has(id) && ids.add(id);
  for (let page = 1; page <= most; ) {
    const full = page > 1 && rows.length >= (page - 1) * FULL2[kind];
    const answers = await Promise.all(Array.from({ length: full ? Math.min(atOnce, most + 1 - page) : 1 }, (_, at) => ask(page + at)));
    page += answers.length;
    for (const answer of answers) {
      if (!answer.ok) return answer;
      rows.push(...answer.data.filter(isNew));
      if (whole2 || isLast(kind, answer.data.length)) return { ok: true, rows, cut: false };
    }
    if (until && rows.some(until)) break;
  }
  return { ok: true, rows, cut: true };
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

// js/audit/hosted.js
var MOST_PAGES = 50;
var LONGEST_WAIT_MS = 5e3;
var UNKNOWN = { releases: null, pulls: null, allPulls: false, deleteBranchOnMerge: null, autoMerge: null, pullsByWorkflows: null };
async function hostedOf(repository, place, limits, history2, changedBy2) {
  const api = hostingOf(addressOf(repository.config, repository.remote), place);
  if (!api) return null;
  const { GitHub } = await Promise.resolve().then(() => __toESM(require("./github.js"), 1));
  const client = new GitHub({ api, redact: repository.redact, limits });
  const path = `/repos/${api.hosting.name}`;
  const settings2 = history2 ? await client.get(path) : await client.once("get", path, {}, LONGEST_WAIT_MS);
  if (!history2 && !settings2.ok && settings2.denial.status === null) return UNKNOWN;
  const gitea = api.hosting.kind === "gitea";
  const list = async (what, query) => {
    const found = await pagesOf(client, api.hosting.kind, `${path}/${what}`, query, { most: MOST_PAGES });
    return found.ok && !found.cut ? found.rows : null;
  };
  const [releases, pulls, workflows] = [
    await list("releases", {}),
    (await list("pulls", { state: history2 ? "all" : "open" }))?.filter(({ number }) => isNumber(number)) ?? null,
    gitea ? null : await client.get(`${path}/actions/permissions/workflow`)
  ];
  const merges = history2 ? (pulls ?? []).filter((pull) => pull?.merged_at).map((pull) => textOf(pull.merge_commit_sha)) : [];
  const changed = merges.length > 0 ? await changedBy2(merges) : /* @__PURE__ */ new Map();
  const known = (value) => typeof value === "boolean" ? value : null;
  const repo = settings2.ok ? settings2.data : {};
  return {
    releases: releases && releases.map((release3) => ({ tag: textOf(release3?.tag_name), draft: release3?.draft === true, created: textOf(release3?.created_at) })),
    pulls: pulls && pulls.map((pull) => ({
      number: pull.number,
      head: textOf(pull?.head?.ref),
      open: pull?.state === "open",
      merged: Boolean(pull?.merged_at),
      changed: changed.get(textOf(pull?.merge_commit_sha)) ?? null
    })),
    allPulls: history2 && pulls !== null,
    deleteBranchOnMerge: known(repo?.delete_branch_on_merge ?? repo?.default_delete_branch_after_merge),
    autoMerge: known(repo?.allow_auto_merge),
    pullsByWorkflows: workflows?.ok ? known(workflows.data?.can_approve_pull_request_reviews) : null
  };
}

// js/audit/listings.js
var MOST_FILES2 = 1e5;
var LONGEST_PATH2 = 4096;
var Listings = class {
  /** @type {Map<string, Folder>} */
  #known = /* @__PURE__ */ new Map();
  /** @type {Map<string, boolean>} whether a name matters; a folder's ends with a slash */
  #names = /* @__PURE__ */ new Map();
  /**
   * @param {Core} core
   * @param {AuditOptions} options
   * @param {import('../run/open.js').Clone} port
   */
  constructor(core, options, port) {
    this.core = core;
    this.options = options;
    this.port = port;
  }
  /**
   * The trees that these tags or commits have.
   * @param {string[]} oids
   * @returns {Promise<(string | undefined)[]>} undefined: there is none, or it is not here
   */
  async roots(oids) {
    const found = await Promise.all(oids.map((oid) => this.port.treeOf(oid)));
    const read3 = /* @__PURE__ */ new Map();
    const trees = found.map((tree2) => {
      const entries = tree2 && !this.#known.has(tree2.oid) ? tree2.entries() : null;
      if (tree2 && entries) read3.set(tree2.oid, entries);
      return tree2?.oid;
    });
    await this.#take(read3);
    return trees;
  }
  /**
   * Reads what lies below these folders.
   * @param {Map<string, import('../files/entries.js').TreeEntry[]>} read
   */
  async #take(read3) {
    for (let level = read3; level.size > 0; ) {
      this.#ask(level);
      const below = /* @__PURE__ */ new Set();
      for (const [oid, entries] of level) {
        const folder2 = { files: [], folders: [] };
        for (const { mode, name, oid: inside } of entries) {
          const isFolder2 = mode === FOLDER;
          if (!this.#names.get(isFolder2 ? `${name}/` : name) || !(isFolder2 || mode.startsWith("100"))) continue;
          (isFolder2 ? folder2.folders : folder2.files).push([name, inside]);
          if (isFolder2 && !this.#known.has(inside) && !level.has(inside)) below.add(inside);
        }
        this.#known.set(oid, folder2);
      }
      const found = await Promise.all([...below].map((oid) => this.port.tree(oid)));
      level = /* @__PURE__ */ new Map();
      for (const [index, oid] of [...below].entries()) {
        const entries = found[index]?.entries() ?? null;
        if (entries) level.set(oid, entries);
        else this.#known.set(oid, null);
      }
    }
  }
  /**
   * Which of these names matter, as far as that is not known.
   * @param {Map<string, import('../files/entries.js').TreeEntry[]>} level
   */
  #ask(level) {
    const open2 = /* @__PURE__ */ new Set();
    for (const entries of level.values()) {
      for (const { mode, name } of entries) {
        const key = mode === FOLDER ? `${name}/` : name;
        if (!this.#names.has(key)) open2.add(key);
      }
    }
    if (open2.size === 0) return;
    for (const name of open2) this.#names.set(name, false);
    const kept = this.core.auditNames([...open2].join("\0"), this.options).split("\0");
    for (const name of kept) if (!name.includes(NOT_UTF8)) this.#names.set(name, true);
  }
  /**
   * The files of a tree that may matter. Codes: `objects-missing`, `tree-too-large`.
   * @param {string} root
   * @returns {Listing}
   */
  list(root) {
    const files = /* @__PURE__ */ new Map();
    const walk2 = (oid, path) => {
      const folder2 = this.#known.get(oid);
      if (!folder2) throw new ShellError("objects-missing", `the folder \`${path || "/"}\` is not in this clone`);
      for (const [name, inside] of folder2.files) files.set(path + name, inside);
      if (files.size > MOST_FILES2 || path.length > LONGEST_PATH2) {
        throw new ShellError("tree-too-large", `its tree has more than ${MOST_FILES2} files that may say a version, or paths of more than ${LONGEST_PATH2} letters`);
      }
      for (const [name, inside] of folder2.folders) walk2(inside, `${path}${name}/`);
    };
    walk2(root, "");
    return files;
  }
};

// js/audit/readings.js
var TOGETHER = 512;
var MOST_TEXT2 = 16e6;
var LARGEST_MANIFEST2 = 4 * 1024 * 1024;
var Readings = class {
  /** What the core has read, as one text. */
  text = "";
  /** @type {Map<string, string>} by tree: the reading's id, or `!` and why there is none */
  #of = /* @__PURE__ */ new Map();
  /** @type {Set<string>} the files that the last tree had read */
  #guess = /* @__PURE__ */ new Set();
  /**
   * @param {Core} core
   * @param {AuditOptions} options
   * @param {Listings} listings
   */
  constructor(core, options, listings) {
    this.core = core;
    this.options = options;
    this.listings = listings;
  }
  /**
   * Reads the trees of these tags or commits, which should stand in the order of time.
   * @param {string[]} oids
   * @param {(done: number) => void} [progress]
   * @returns {Promise<string[]>} for each the reading's id, or `!` and why there is none
   */
  async of(oids, progress = () => {
  }) {
    const found = [];
    const rootsFrom = (at) => {
      const asked = this.listings.roots(oids.slice(at, at + TOGETHER));
      asked.catch(() => {
      });
      return asked;
    };
    let next = rootsFrom(0);
    for (let at = 0; at < oids.length; at += TOGETHER) {
      const roots = await next;
      next = rootsFrom(at + TOGETHER);
      await this.#read([...new Set(roots)].filter((root) => root !== void 0).filter((root) => !this.#of.has(root)));
      found.push(...roots.map((root) => root === void 0 ? "!its commit is not in this clone" : this.#of.get(root) ?? "!it was not read"));
      progress(found.length);
    }
    return found;
  }
  /**
   * The files that were read of the last tree.
   * @returns {string[]}
   */
  get paths() {
    return [...this.#guess];
  }
  /** @param {string[]} roots */
  async #read(roots) {
    let open2 = [];
    for (const root of roots) {
      try {
        const listing2 = this.listings.list(root);
        open2.push({ id: root, listing: listing2, wanted: new Set([...this.#guess].filter((path) => listing2.has(path))) });
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        this.#of.set(root, `!${failure.message}`);
      }
    }
    while (open2.length > 0) open2 = await this.#round(open2);
  }
  /**
   * Asks the core about trees; gives those of which it wants more.
   * @param {Wood[]} trees
   */
  async #round(trees) {
    const texts3 = /* @__PURE__ */ new Map();
    for (const { listing: listing2, wanted } of trees) {
      for (const path of wanted) {
        const oid = listing2.get(path) ?? "";
        const key = `${oid} ${path}`;
        if (!texts3.has(key)) texts3.set(key, this.#text(oid, path));
      }
    }
    const known = /* @__PURE__ */ new Map();
    for (const [key, text2] of texts3) known.set(key, await text2);
    const more = [];
    for (let left = trees; left.length > 0; ) left = this.#some(left, known, more);
    return more;
  }
  /**
   * As many trees as go to the core at one time.
   * @param {Wood[]} trees
   * @param {Map<string, Text>} texts
   * @param {Wood[]} more gets those that want more
   * @returns {Wood[]} the others
   */
  #some(trees, texts3, more) {
    const batch = { files: (
      /** @type {TextFile[]} */
      []
    ), paths: (
      /** @type {string[]} */
      []
    ), trees: (
      /** @type {import('../types.js').AuditTree[]} */
      []
    ) };
    const places = /* @__PURE__ */ new Map();
    const sets = /* @__PURE__ */ new Map();
    let letters = 0;
    let count = 0;
    for (const { id, listing: listing2, wanted } of trees) {
      if (letters > MOST_TEXT2) break;
      count += 1;
      const paths = [...listing2.keys()].join("\0");
      let set = sets.get(paths);
      if (set === void 0) {
        set = batch.paths.push(paths) - 1;
        sets.set(paths, set);
        letters += paths.length;
      }
      const files = [];
      const unreadable2 = [];
      for (const path of wanted) {
        const key = `${listing2.get(path)} ${path}`;
        const text2 = texts3.get(key);
        if (!text2) continue;
        if ("code" in text2) {
          unreadable2.push({ path, code: text2.code, message: text2.message });
          continue;
        }
        let place = places.get(key);
        if (place === void 0) {
          place = batch.files.push({ path, text: text2.text }) - 1;
          places.set(key, place);
          letters += text2.text.length;
        }
        files.push(place);
      }
      batch.trees.push({ id, paths: set, files, unreadable: unreadable2 });
    }
    const { readings, wants: wants2 } = this.core.auditTrees(batch, this.options);
    this.text += readings;
    for (const [index, tree2] of trees.slice(0, count).entries()) {
      const wanted = wants2[index] ?? [];
      if (wanted.length === 0) {
        this.#of.set(tree2.id, tree2.id);
        this.#guess = tree2.wanted;
      } else {
        for (const path of wanted) tree2.wanted.add(path);
        more.push(tree2);
      }
    }
    return trees.slice(count);
  }
  /**
   * @param {string} oid
   * @param {string} path
   * @returns {Promise<Text>}
   */
  async #text(oid, path) {
    const blob = await this.listings.port.object(oid, LARGEST_MANIFEST2);
    if (!blob) return { code: "objects-missing", message: "its contents are not in this clone" };
    if (!blob.data) return { code: "manifest-too-large", message: `it has ${blob.size} bytes: expected at most ${LARGEST_MANIFEST2}` };
    try {
      return { text: decode(blob.data, path) };
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      return { code: failure.code, message: failure.message };
    }
  }
};

// js/audit/audit.js
var MOST_PAST = 2e3;
var QUIET_MS = 2e3;
async function auditClone({ core, wanted, place, limits = new Limits(), history: history2 = false, progress = () => {
} }) {
  const repository = await openRepository({ ...place, offline: true }, limits);
  const port = clonePort(repository);
  try {
    const listings = new Listings(core, wanted, port);
    const refs = await port.refs();
    const oids = core.auditTags(refs, wanted).split("\n").filter(Boolean);
    const aside = isWhole(repository, refs) ? asideOf(port, refs) : null;
    const readings = new Readings(core, wanted, listings);
    let told2 = performance.now();
    const found = await readings.of(oids, (done2) => {
      if (performance.now() - told2 < QUIET_MS) return;
      told2 = performance.now();
      progress(`read ${done2} of ${oids.length} tags`);
    });
    const branch = branchOf(repository, refs);
    const past = branch && wanted.tag === void 0 ? await pastOf2(port, repository, readings, branch.tip) : null;
    const single = wanted.tag !== void 0;
    const hosted = single ? null : await hostedOf(repository, place, limits, history2, port.changedBy);
    if (history2 && hosted === null) throw noHosting();
    const remarks = [
      ...hosted && [hosted.releases, hosted.pulls].includes(null) ? ["the server did not tell everything that was asked of it: releases and pull requests are left out where it did not"] : [],
      ...repository.shallow ? ["this clone is shallow: what was before it was not looked at (`git fetch --unshallow` brings it)"] : []
    ];
    const report = core.audit(
      {
        refs,
        readings: readings.text,
        at: oids.map((oid, index) => `${oid} ${oneRow(found[index] ?? "")}`).join("\n"),
        aside: await aside,
        past,
        branch: branch?.name ?? null,
        hosted
      },
      wanted
    );
    return { ...report, remarks: [...remarks, ...report.remarks] };
  } catch (error) {
    throw error instanceof Unreadable ? broken(error) : error;
  } finally {
    port.close();
  }
}
function broken({ stderr }) {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const said2 = (lines.findLast((line) => line.startsWith("fatal: ")) ?? lines.at(-1) ?? "it has ended").replace(/^(?:fatal|error): /, "");
  return new ShellError("local-git-failed", `git cannot read the objects of this clone: \`${said2}\``, { nextSteps: ["`git fsck` says what is broken; a fresh clone has it whole"] });
}
function isWhole({ shallow: shallow2 }, refs) {
  return !shallow2 && /^refs\/(?:heads|remotes)\//m.test(refs);
}
async function asideOf(port, refs) {
  const aside = await port.offBranches();
  if (aside === null) return null;
  const tagged = refs.split("\n").flatMap((row) => {
    const [name = "", oid = "", type, peeled = ""] = row.split("	");
    return name.startsWith("refs/tags/") ? [type === "tag" ? peeled : oid] : [];
  });
  return [...new Set(tagged)].filter((oid) => aside.has(oid));
}
function branchOf({ remote, head }, refs) {
  const rows = refs.split("\n").map((row) => row.split("	"));
  const start2 = `refs/remotes/${remote}/`;
  const link = rows.find(([name]) => name === `${start2}HEAD`)?.[6];
  const named5 = link?.startsWith(start2) ? link : head === void 0 ? void 0 : `refs/heads/${head}`;
  const tip = rows.find(([name]) => name === named5)?.[1];
  return named5 === void 0 || tip === void 0 ? null : { name: named5.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, ""), tip };
}
async function pastOf2(port, { shallow: shallow2 }, readings, tip) {
  if (shallow2) return null;
  await readings.of([tip]);
  const paths = readings.paths;
  if (paths.length === 0) return "";
  const rows = await port.touched(tip, paths, MOST_PAST);
  if (rows === null) return null;
  const found = await readings.of(rows.map(([oid = ""]) => oid));
  return rows.map(([oid, seconds], index) => `${oid} ${oneRow(found[index] ?? "")} ${seconds}`).join("\n");
}
function noHosting() {
  return new ShellError("no-hosting", "the history of bump branches is what the server knows of pull requests, and there is nobody to ask", {
    nextSteps: ["set `GITHUB_TOKEN` (input `token`); the remote must be a repository on that server"]
  });
}
function oneRow(text2) {
  return text2.replaceAll("\n", " ");
}

// js/audit/many.js
var import_node_fs15 = require("node:fs");
var import_node_path15 = require("node:path");

// js/core/core.js
var import_node_fs13 = require("node:fs");
var import_node_path13 = require("node:path");

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
  bumpBranch: () => bumpBranch2,
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
function auditNames(names2, options) {
  let ret;
  __wbg_call_guard();
  ret = wasm.auditNames(names2, options);
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
function bumpBranch2(version, options) {
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
function readManifests(files, manifests2) {
  let ret;
  __wbg_call_guard();
  ret = wasm.readManifests(files, manifests2);
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
function releaseNotes(commits, links2) {
  let ret;
  __wbg_call_guard();
  ret = wasm.releaseNotes(commits, links2);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function reportIterations(history2) {
  let ret;
  __wbg_call_guard();
  ret = wasm.reportIterations(history2);
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
function stillSays(hunt2, files, rewritten3) {
  let ret;
  __wbg_call_guard();
  ret = wasm.stillSays(hunt2, files, rewritten3);
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
var import_node_path12 = require("node:path");
function distFolder() {
  const here = __dirname;
  if (typeof here !== "string") return __dirname;
  return (0, import_node_path12.basename)(here) === "dist" ? here : (0, import_node_path12.join)(here, "..", "..", "dist");
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
  let broken2 = false;
  const known = /* @__PURE__ */ new WeakSet();
  const met = (error) => {
    const own = error instanceof Error && error.name === "CoreError" && !known.has(error);
    broken2 ||= !own;
    if (error instanceof Error) known.add(error);
  };
  const left = () => {
    under -= 1;
    if (under > 0) return;
    if (broken2 && typeof restart === "function") restart();
    broken2 = false;
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
  start(core_exports, (0, import_node_fs13.readFileSync)((0, import_node_path13.join)(distFolder(), "core.wasm")));
  return loaded;
}

// js/files/written.js
var import_node_fs14 = require("node:fs");
var import_node_path14 = require("node:path");
function writeNew(file, text2, mode = 420) {
  (0, import_node_fs14.mkdirSync)((0, import_node_path14.dirname)(file), { recursive: true });
  try {
    (0, import_node_fs14.writeFileSync)(file, text2, { flag: "wx", mode });
    return true;
  } catch (error) {
    if (
      /** @type {NodeJS.ErrnoException} */
      error.code === "EEXIST"
    ) return false;
    (0, import_node_fs14.rmSync)(file, { force: true });
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

// js/say/report.js
var MOST_LISTED = 20;
var AGAIN = {
  start: "",
  race: "somebody else was faster",
  lost: "the answer to the push was lost",
  unreadable: "it could not be read",
  oneByOne: "the server takes branch and tag one after the other",
  passedOver: "its version is passed over",
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
      return `building ${plan2.proposal?.version ?? step.branch} on ${short(step.parent)}`;
    case "tag":
      return `building the tag ${names(step)} for ${short(step.target)}`;
    case "push":
      return pushed2(step, "pushing", "removing").join(", ");
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
function first(all, line) {
  const over = all.length - MOST_LISTED;
  return [...all.slice(0, MOST_LISTED).map(line), ...over > 0 ? [`  … and ${over} more`] : []];
}
function names({ tags }) {
  return tags.map(({ name }) => name).join(", ");
}
function pushed2({ updates }, push3, remove2) {
  const names2 = (gone) => updates.filter(({ oid }) => oid === "" === gone).map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, "")).join(" and ");
  return [names2(false) && `${push3} ${names2(false)}`, names2(true) && `${remove2} ${names2(true)}`].filter(Boolean);
}
function resultLines(result) {
  if (result.status === "nothing-to-release") return [`nothing to release${result.why ? `: ${result.why}` : ""}`];
  const { branch, changedFiles, moved, released = [], version, pullRequest, release: release3, status, why } = result;
  const lines = released.map(({ version: of, tag, sha }) => `released ${of} as ${tag} at ${short(sha)} on ${branch}`);
  if (status === "failed") return lines;
  if (status === "pull-request" && pullRequest) {
    lines.push(`${version} waits for its pull request #${pullRequest.number} to be merged: ${pullRequest.url}${why ? ` (${why})` : ""}`);
  }
  if (release3) lines.push(`  ${release3.url}`);
  if (moved && moved.length > 0) lines.push(`  ${moved.join(" and ")} moved along`);
  return [...lines, ...first(changedFiles, (path) => `  ${path}`)];
}
function leftoverPlace({ path, lines }) {
  return `${path}:${lines.join(",")}`;
}
function short(oid) {
  return oid.slice(0, 7);
}

// js/say/summary.js
var BACKQUOTE = "&#96;";
function words(text2) {
  const parts = safe(text2).split(BACKQUOTE);
  if (parts.length % 2 === 0) return parts.join(BACKQUOTE);
  return parts.map((part, index) => index % 2 === 0 ? part : part === "" ? `${BACKQUOTE}${BACKQUOTE}` : `<code>${part}</code>`).join("");
}
function safe(text2) {
  return markdown(text2).replaceAll("&#64;", "&#64;<!-- -->");
}

// js/audit/report.js
var MOST2 = 50;
var FEW = 3;
function headline({ tags, consistent, mismatches, rate }) {
  const judged2 = consistent + mismatches.length;
  if (tags === 0) return "no version tag was found";
  if (rate === null) return `none of ${counted(tags)} could be judged`;
  const open2 = tags - judged2;
  return `${consistent} of ${counted(judged2)} ${judged2 === 1 ? "tells" : "tell"} the truth: ${rate} %${open2 > 0 ? `; ${open2} not judged` : ""}`;
}
function counted(count) {
  return `${count} version tag${count === 1 ? "" : "s"}`;
}
function foundWords(found) {
  const some = found.slice(0, MOST2).map(({ path, version }) => `${path} says ${version}`);
  return `${some.join(", ")}${found.length > MOST2 ? ` and ${found.length - MOST2} more` : ""}`;
}
function openRows(unjudged) {
  const rows = together(unjudged, ({ tag, why, path }) => [path === void 0 ? why : `${path}: ${why}`, tag]);
  return rows.map(([why, tags]) => ({ why, tags: named3(tags) }));
}
function together(all, of) {
  const found = /* @__PURE__ */ new Map();
  for (const one of all) {
    const [key, tag] = of(one);
    const tags = found.get(key);
    if (tags) tags.push(tag);
    else found.set(key, [tag]);
  }
  return [...found];
}
function named3(tags) {
  return `${tags.slice(0, FEW).join(", ")}${tags.length > FEW ? ` and ${tags.length - FEW} more` : ""}`;
}

// js/audit/page.js
var MOST_ROWS = 200;
var MOST_IN_PAGE = 2e3;
var LAST_SECOND = 253402300799;
var PICTURE = { width: 640, height: 120, left: 4, bottom: 18 };
function html(text2) {
  return oneLine(text2).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
function day(seconds) {
  return new Date(Math.min(seconds, LAST_SECOND) * 1e3).toISOString().slice(0, 10);
}
function colourOf(rate) {
  if (rate === null) return "lightgrey";
  if (rate === 100) return "brightgreen";
  return rate >= 90 ? "yellow" : rate >= 50 ? "orange" : "red";
}
function badgeOf({ tags, consistent, mismatches, rate }) {
  const message = rate === null ? tags === 0 ? "no tags" : "not judged" : rate === 100 ? "100 %" : `${consistent} of ${consistent + mismatches.length}`;
  return { schemaVersion: 1, label: "tags that tell the truth", message, color: colourOf(rate) };
}
function trendOf({ trend, consistent, mismatches, rate }) {
  const [first2] = trend;
  const last = trend.at(-1);
  if (!first2 || !last) return "";
  const { width, height, left, bottom } = PICTURE;
  const most = Math.max(...trend.map(({ tags }) => tags));
  const step = (width - 2 * left) / trend.length;
  const room = height - bottom;
  const bars = trend.map(({ seconds, tag, tags, consistent: right }, index) => {
    const x = (left + index * step).toFixed(1);
    const bar = Math.max(1, step * 0.8).toFixed(1);
    const [whole2, good] = [tags / most * room, right / most * room];
    const title = `<title>${html(`${day(seconds)}, up to ${tag}: ${right} of ${tags}`)}</title>`;
    const part = (name, y, h) => h > 0 ? `<rect class="${name}" x="${x}" y="${y.toFixed(1)}" width="${bar}" height="${h.toFixed(1)}"/>` : "";
    return `<g>${title}${part("wrong", room - whole2, whole2 - good)}${part("right", room - good, good)}</g>`;
  });
  const label2 = (x, anchor, text2) => `<text x="${x}" y="${height - 4}" text-anchor="${anchor}">${html(text2)}</text>`;
  const words2 = `${consistent} of ${consistent + mismatches.length} tags tell the truth, ${rate} per cent`;
  const style = ".right{fill:#2da44e}.wrong{fill:#cf222e}text{font:12px system-ui,sans-serif;fill:#57606a}@media(prefers-color-scheme:dark){text{fill:#8b949e}}";
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title>${html(words2)}</title><style>${style}</style>${bars.join("")}${label2(left, "start", day(first2.seconds))}${label2(width - left, "end", day(last.seconds))}</svg>`;
}
var STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;background:#fff;color:#1f2328;overflow-wrap:anywhere}
svg{max-width:100%;height:auto}
table{border-collapse:collapse;width:100%}
th{overflow-wrap:normal}td:first-child{min-width:5rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #d0d7de}
code{font:.9em ui-monospace,monospace}
.rate{font-size:2.5rem;margin:0}
small{color:#57606a}
@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}th,td{border-color:#30363d}small{color:#8b949e}}`;
function pageOf2(audits) {
  const title = audits.length === 1 ? "Do the tags tell the truth?" : `Do the tags of ${audits.length} repositories tell the truth?`;
  const parts = audits.map(({ name, report }) => sectionOf(name, report));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${html(title)}</h1>
${parts.join("\n")}
</main>
</body>
</html>
`;
}
function sectionOf(name, report) {
  const { mismatches, orphanBranches, unjudged, untagged, remarks, packages = [], rate } = report;
  const code = (text2) => `<code>${html(text2)}</code>`;
  const some = (rows) => rows.slice(0, MOST_IN_PAGE);
  const table = (caption, heads, rows) => tableOf(name === "" ? "h2" : "h3", { caption, heads, rows });
  const parts = [
    name === "" ? "" : `<h2>${html(name)}</h2>`,
    `<p class="rate">${rate === null ? "–" : html(`${rate} %`)}</p>`,
    `<p>${html(headline(report))}</p>`,
    trendOf(report),
    table("Tags that do not tell the truth", ["Tag", "What its manifests say", "What to do now"], some(mismatches.map(({ tag, found, fix }) => [code(tag), html(foundWords(found)), html(fix)]))),
    table("Not judged", ["Tags", "Why"], some(openRows(unjudged).map(({ tags, why }) => [code(tags), html(why)]))),
    table("Packages", ["Tags", "All", "Tell the truth", "Do not"], some(packages.map((one) => [code(one.tagFormat), `${one.tags}`, `${one.consistent}`, `${one.mismatches}`]))),
    table("Bump branches that nobody seems to need", ["Branch", "Why"], some(orphanBranches.map(({ branch, why }) => [code(branch), html(why)]))),
    table("Versions without a tag", ["Version", "Since", "In"], some(untagged.map(({ version, commit: commit2, path }) => [code(version), code(commit2.slice(0, 7)), code(path)]))),
    remarks.length > 0 ? `<ul>${remarks.map((remark) => `<li>${html(remark)}</li>`).join("")}</ul>` : ""
  ];
  return `<section>
${parts.filter(Boolean).join("\n")}
</section>`;
}
function tableOf(heading, { caption, heads, rows }) {
  if (rows.length === 0) return "";
  const cells = (row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  return `<${heading}>${html(caption)}</${heading}>
<table>
<tr>${heads.map((head) => `<th scope="col">${html(head)}</th>`).join("")}</tr>
${rows.map(cells).join("\n")}
</table>`;
}
function auditSummary(report) {
  const { gate, mismatches, orphanBranches, unjudged, untagged, remarks } = report;
  const code = (text2) => `<code>${markdown(text2)}</code>`;
  const lines = [`### ${markdown(gate ? `${gate.tag}: ${gate.why}` : headline(report))}`, ""];
  const picture = pictureOf(report);
  if (picture) lines.push(picture, "");
  const add = (heads, rows) => {
    if (rows.length === 0) return;
    const more = rows.length > MOST_ROWS ? ["", `… and ${rows.length - MOST_ROWS} more`] : [];
    lines.push(`| ${heads.join(" | ")} |`, `|${"---|".repeat(heads.length)}`, ...rows.slice(0, MOST_ROWS).map((row) => `| ${row.join(" | ")} |`), ...more, "");
  };
  add(["Tag", "Its manifests", "Now"], mismatches.map(({ tag, found, fix }) => [code(tag), code(foundWords(found)), words(fix)]));
  add(["Not judged", "Why"], openRows(unjudged).map(({ tags, why }) => [code(tags), code(why)]));
  add(["Orphan branch", "Why"], orphanBranches.map(({ branch, why }) => [code(branch), code(why)]));
  add(["Version without a tag", "Since"], untagged.map(({ version, commit: commit2 }) => [code(version), code(commit2.slice(0, 7))]));
  lines.push(...remarks.map((remark) => `- ${words(remark)}`));
  return `${lines.join("\n")}
`;
}
function pictureOf({ trend }) {
  if (trend.length < 2) return "";
  const rates = trend.map(({ tags, consistent }) => Math.floor(consistent * 100 / tags));
  const days = trend.map(({ seconds }) => `"${day(seconds)}"`);
  const axis = trend.length > 12 ? `x-axis "${day(trend[0]?.seconds ?? 0)} to ${day(trend.at(-1)?.seconds ?? 0)}"` : `x-axis [${days.join(", ")}]`;
  return ["```mermaid", "xychart-beta", '  title "Tags that tell the truth, in per cent"', `  ${axis}`, '  y-axis "%" 0 --> 100', `  bar [${rates.join(", ")}]`, "```"].join("\n");
}

// js/audit/many.js
var MOST3 = 1e3;
var LARGEST_LIST2 = 1e6;
var LARGEST_REPORT = 64 * 1024 * 1024;
async function auditMany({ audit: { repositories = "", ...files }, request, place, timeoutMs }, progress) {
  const file = (0, import_node_path15.resolve)(place.cwd, repositories);
  const lines = readList(file, repositories);
  const limits = new Limits({ timeoutMs });
  const { tagFormat, ignoreTags, manifests: manifests2, branchTemplate } = request;
  const wanted = Object.fromEntries(Object.entries({ tagFormat, ignoreTags, manifests: manifests2, branchTemplate }).filter(([, value]) => value !== void 0));
  const rows = [];
  const safe2 = redactor(place.token, []);
  for (const line of lines) {
    const name = safe2(/\s/.test(line) ? line.replace(/:\/\/.*@/, "://***@") : line);
    progress(`looking at ${name}`);
    try {
      rows.push(...await auditOne(line, name));
    } catch (error) {
      rows.push({ name, error: asFailure(error) });
    }
  }
  writeReports(place.cwd, files, rows.flatMap(({ name, report }) => report ? [{ name, report }] : []), summaryOf(rows));
  return rows;
  async function auditOne(line, name) {
    const here = (0, import_node_path15.resolve)((0, import_node_path15.dirname)(file), line);
    const kind = kindOf(here);
    if (kind?.isFile() && line.endsWith(".json")) return readReport(here, name);
    if (kind?.isDirectory()) return [{ name, report: await auditClone({ core: loadCore(), wanted, place: { ...place, cwd: here }, limits }) }];
    const cwd = makeFolder(place.tempDir);
    removeAtExit(cwd);
    try {
      await clone(place, { line, name }, cwd, limits);
      return [{ name, report: await auditClone({ core: loadCore(), wanted, place: { ...place, cwd }, limits }) }];
    } finally {
      (0, import_node_fs15.rmSync)(cwd, { recursive: true, force: true });
    }
  }
}
function readList(file, given3) {
  const kind = kindOf(file);
  if (!kind?.isFile() || kind.size > LARGEST_LIST2) throw new UsageError(`\`${shortened(given3)}\` is no list of repositories: expected a file with one a line`);
  const lines = (0, import_node_fs15.readFileSync)(file, "utf8").split("\n").map((line) => line.replace(/(?:^|\s)#.*$/, "").trim()).filter(Boolean);
  if (lines.length === 0 || lines.length > MOST3) throw new UsageError(`\`${given3}\` lists ${lines.length} repositories: expected 1 to ${MOST3}`);
  return lines;
}
function readReport(file, name) {
  if ((kindOf(file)?.size ?? 0) > LARGEST_REPORT) throw noReport(name);
  let read3;
  try {
    read3 = JSON.parse((0, import_node_fs15.readFileSync)(file, "utf8"));
  } catch {
    throw noReport(name);
  }
  const all = Array.isArray(read3?.repositories) ? read3.repositories : [read3];
  return all.map((one) => {
    const called = typeof one?.repository === "string" ? one.repository : name.replace(/^.*\//, "").replace(/\.json$/, "");
    if (!isReport(one)) {
      if (typeof one?.code === "string" && typeof one.message === "string") return { name: called, error: { code: one.code, message: one.message } };
      throw noReport(name);
    }
    return { name: called, report: one };
  });
}
function isReport(one) {
  const rows = (list, texts3, numbers = []) => Array.isArray(one?.[list]) && one[list].every((row) => texts3.every((key) => typeof row?.[key] === "string") && numbers.every((key) => Number.isFinite(row?.[key])));
  return rows("mismatches", ["tag", "version", "fix"]) && one.mismatches.every(({ found }) => Array.isArray(found) && found.every((word) => typeof word?.path === "string" && typeof word.version === "string")) && rows("unjudged", ["tag", "why"]) && rows("orphanBranches", ["branch", "why"]) && rows("untagged", ["version", "commit", "path"]) && rows("trend", ["tag"], ["seconds", "tags", "consistent"]) && (one.packages === void 0 || rows("packages", ["tagFormat"], ["tags", "consistent", "mismatches"])) && Array.isArray(one.remarks) && one.remarks.every((remark) => typeof remark === "string") && [one.tags, one.consistent].every(Number.isInteger) && (one.rate === null || Number.isFinite(one.rate));
}
function noReport(name) {
  return new ShellError("not-a-report", `\`${name}\` is no report: expected what \`version-first audit --json\` prints`, { path: name, nextSteps: ["write it anew: `version-first audit --json > NAME.json`"] });
}
function clone(place, { line, name }, folder2, limits) {
  const address = /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(line) ? `${place.serverUrl.replace(/\/+$/, "")}/${line}.git` : line;
  if (/^https?:/i.test(address) && (!URL.canParse(address) || /\s|%0[0ad]/i.test(address)) || !/^(?:https?|ssh|git|file):\/\/|^[\w.-]+@[\w.-]+:/.test(address)) {
    throw new ShellError("not-a-repository", `\`${name}\` is neither a folder, nor \`owner/name\`, nor an address`, { nextSteps: ["write one a line; a folder is seen from the list's own"] });
  }
  return cloneBare(place, { name, address, folder: folder2 }, limits);
}
function writeReports(cwd, { report: json, html: html2, badge }, audits, whole2) {
  if (json !== void 0) write2((0, import_node_path15.resolve)(cwd, json), `${safeJson(whole2, 2)}
`, json);
  if (html2 !== void 0) write2((0, import_node_path15.resolve)(cwd, html2), pageOf2(audits), html2);
  if (badge === void 0) return;
  const [consistent, wrong] = [audits.reduce((sum, { report }) => sum + report.consistent, 0), audits.flatMap(({ report }) => report.mismatches)];
  const judged2 = consistent + wrong.length;
  const rate = judged2 === 0 ? null : Math.floor(consistent * 1e3 / judged2) / 10;
  const tags = audits.reduce((sum, { report }) => sum + report.tags, 0);
  write2((0, import_node_path15.resolve)(cwd, badge), `${JSON.stringify(badgeOf({ tags, consistent, mismatches: wrong, rate }))}
`, badge);
}
function write2(file, text2, given3) {
  try {
    (0, import_node_fs15.writeFileSync)(file, text2);
  } catch (error) {
    throw notWritten(`\`${given3}\``, error);
  }
}
function summaryOf(rows) {
  const sum = (count) => rows.reduce((all, { report }) => all + (report ? count(report) : 0), 0);
  const [consistent, wrong] = [sum((report) => report.consistent), sum(({ mismatches }) => mismatches.length)];
  const rate = consistent + wrong === 0 ? null : Math.floor(consistent * 1e3 / (consistent + wrong)) / 10;
  return { tags: sum(({ tags }) => tags), consistent, rate, repositories: rows.map(({ name, report, error }) => ({ repository: name, ...report, ...error })) };
}
function manySummary(rows) {
  const code = (text2) => `<code>${markdown(text2)}</code>`;
  const row = ({ name, report, error }) => {
    const cells = report ? [report.rate === null ? "–" : `${report.rate} %`, `${report.tags}`, `${report.mismatches.length}`, `${report.orphanBranches.length}`, headline(report)] : ["", "", "", "", error?.message ?? ""];
    return `| ${code(name)} | ${cells.map((cell) => markdown(cell)).join(" | ")} |`;
  };
  return ["### Do the tags tell the truth?", "", "| Repository | Rate | Tags | Mismatches | Orphan branches | |", "|---|---|---|---|---|---|", ...rows.map(row), ""].join("\n");
}

// js/doctor/doctor.js
var import_node_path17 = require("node:path");

// js/hosting/client.js
function clientOf(world) {
  return world.client ??= connect(world);
}
async function connect({ repository: { api, redact }, limits }) {
  if (!api) throw new Error("a step needs an API, and this run has none");
  const { GitHub } = await Promise.resolve().then(() => __toESM(require("./github.js"), 1));
  return new GitHub({ api, redact, limits });
}

// js/doctor/checkup.js
var MOST_PAGES2 = 10;
var LONGEST_PATTERN = 1e3;
async function askServer(world, branch, tag, bump) {
  const unlooked = [];
  const { api, unasked } = world.repository;
  if (!api) return { known: {}, unlooked: [`rules, settings and drafts: ${unasked}`] };
  const { kind, name, serverUrl } = api.hosting;
  if (kind !== "github") return { known: { url: `${serverUrl}/${name}` }, unlooked: ["rules, settings and drafts: only GitHub is asked about them"] };
  const client = await clientOf(world);
  const get = async (what, path, query = {}) => {
    const answer = await client.get(`/repos/${name}${path}`, query);
    if (answer.ok) return Array.isArray(answer.data) ? answer.data.filter(isObject) : answer.data;
    return unanswered2(what, answer.denial);
  };
  const unanswered2 = (what, { status, text: text2 }) => void unlooked.push(`${what}: the server answers ${status ?? "nothing"}, \`${text2}\``);
  const known = { url: `${serverUrl}/${name}` };
  const repository = await get("the settings", "");
  const rules = await get(`the rules of \`${branch}\``, `/rules/branches/${inPath(branch)}`);
  if (Array.isArray(rules)) known.rules = rules.map(ruleOf);
  const bumpRules = await get("the rules of bump branches", `/rules/branches/${inPath(bump)}`);
  if (Array.isArray(bumpRules)) known.bumpRules = bumpRules.map(ruleOf);
  const isIt = (one) => one?.name === branch;
  const bound2 = await pagesOf(client, kind, `/repos/${name}/branches`, { protected: "true" }, { most: MOST_PAGES2, until: isIt });
  const found = bound2.ok ? bound2.rows.find(isIt) : void 0;
  if (!bound2.ok) unanswered2(`the protection of \`${branch}\``, bound2.denial);
  else if (found || !bound2.cut) known.protection = { protected: found !== void 0, checks: strings(found?.protection?.required_status_checks?.contexts) };
  else unlooked.push(`the protection of \`${branch}\`: it is not among the first ${MOST_PAGES2 * FULL2.github} protected branches`);
  const rulesets = await get("the rules of tags", "/rulesets", { includes_parents: "true", per_page: "100" });
  if (Array.isArray(rulesets)) known.tagRules = await tagRules(rulesets, tag, (id) => get(`the ruleset ${id}`, `/rulesets/${id}`));
  if (repository) known.settings = settingsOf(repository, await get("what workflows may do", "/actions/permissions/workflow"));
  const releases = await get("drafts", "/releases", { per_page: "100" });
  if (Array.isArray(releases)) Object.assign(known, draftsOf(releases));
  return { known, unlooked };
}
function inPath(name) {
  return name.split("/").map(encodeURIComponent).join("/");
}
function strings(value) {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
function ruleOf(row) {
  const checks = row?.parameters?.required_status_checks;
  return { kind: textOf(row?.type), checks: Array.isArray(checks) ? strings(checks.map((one) => one?.context)) : [] };
}
async function tagRules(rulesets, tag, read3) {
  const rules = [];
  for (const { id, target: target2, enforcement } of rulesets) {
    if (target2 !== "tag" || enforcement !== "active" || !isNumber(id)) continue;
    const found = await read3(id);
    const { include, exclude } = found?.conditions?.ref_name ?? {};
    const fits = (patterns) => strings(patterns).some((pattern) => fitsRef(pattern, `refs/tags/${tag}`));
    if (fits(include) && !fits(exclude) && Array.isArray(found?.rules)) rules.push(...found.rules.map(ruleOf));
  }
  return rules;
}
function fitsRef(pattern, ref) {
  if (pattern === "~ALL") return true;
  const parts = pattern.match(/\*\*\/?|[^]/gu) ?? [];
  if (parts.length > LONGEST_PATTERN) return false;
  let ends = [true, ...Array.from(ref, () => false)];
  for (const part of parts) {
    const next = [];
    let begun = false;
    for (let at = 0; at < ends.length; at += 1) {
      const letter = ref.charAt(at - 1);
      const before = at > 0 && Boolean(next[at - 1]);
      if (part === "**") next.push(Boolean(ends[at]) || before);
      else if (part === "**/") next.push(Boolean(ends[at]) || letter === "/" && begun);
      else if (part === "*") next.push(Boolean(ends[at]) || before && letter !== "/");
      else next.push(at > 0 && Boolean(ends[at - 1]) && (part === "?" ? letter !== "/" : letter === part));
      begun ||= Boolean(ends[at]);
    }
    ends = next;
  }
  return ends.at(-1) === true;
}
function settingsOf(repository, workflows) {
  const set = (key, value) => typeof value === "boolean" || typeof value === "string" ? { [key]: value } : {};
  return {
    ...set("push", repository.permissions?.push),
    ...set("deleteBranchOnMerge", repository.delete_branch_on_merge),
    ...set("allowAutoMerge", repository.allow_auto_merge),
    ...set("workflowsOpenPulls", workflows?.can_approve_pull_request_reviews),
    ...set("defaultPermissions", workflows?.default_workflow_permissions)
  };
}
function draftsOf(releases) {
  const published = releases.flatMap(({ draft, published_at: at }) => draft || typeof at !== "string" ? [] : [at]).sort();
  const drafts = releases.filter(({ draft }) => draft).map(({ tag_name: tag, created_at: created, html_url: url }) => ({ tag: textOf(tag), created: textOf(created), url: textOf(url) }));
  const latest = published.at(-1);
  return { drafts, ...latest === void 0 ? {} : { latest } };
}
async function deleteOnMerge(world) {
  const name = world.repository.api?.hosting.name;
  const client = await clientOf(world);
  const answer = await client.send("PATCH", `/repos/${name}`, { delete_branch_on_merge: true });
  return answer.ok ? null : answer.denial.text;
}

// js/run/facts.js
var import_node_events = require("node:events");
var import_promises2 = require("node:timers/promises");

// js/hosting/pulls.js
var PAGE = 30;
var MOST_PAGES3 = 100;
var AUTO_MERGE = `mutation ($pull: ID!, $method: PullRequestMergeMethod!, $head: GitObjectID!) {
  enablePullRequestAutoMerge(input: {pullRequestId: $pull, mergeMethod: $method, expectedHeadOid: $head}) {
    clientMutationId
  }
}`;
async function askPulls(world, api, heads, mergeable) {
  if (heads.length === 0) return { pulls: [], pullsDenied: null };
  const client = await clientOf(world);
  let answer = await listsOf(client, api, heads);
  if (answer.ok && client.redirected && await learnName(client, api)) answer = await listsOf(client, api, heads);
  if (!answer.ok) return { pulls: [], pullsDenied: answer.denial };
  const pulls = answer.data;
  const { name } = api.hosting;
  for (const list of pulls) {
    for (const [index, { number }] of list.pulls.entries()) {
      if (!mergeable.includes(number)) continue;
      const answer2 = await client.get(`/repos/${name}/pulls/${number}`);
      if (!answer2.ok) return { pulls: [], pullsDenied: answer2.denial };
      if (!isPull(answer2.data)) return { pulls: [], pullsDenied: lostAnswer("pull request").denial };
      list.pulls[index] = pullOf(answer2.data, answer2.data?.mergeable ?? null);
    }
  }
  return { pulls, pullsDenied: null };
}
async function listsOf(client, api, heads) {
  const { name, kind } = api.hosting;
  const path = `/repos/${name}/pulls`;
  const all = kind === "gitea" ? await listedAll(client, path) : void 0;
  const data = [];
  for (const head of heads) {
    const answer = all ?? await listed(client, path, listQuery(name, head));
    if (!answer.ok) return answer;
    data.push({ head, pulls: answer.data.filter((row) => isFrom(row, head)).map((row) => pullOf(row, null)) });
  }
  return { ok: true, data };
}
async function askAbout(world, api, { heads, mergeable, onto }) {
  const asked = await askPulls(world, api, heads, mergeable);
  if (asked.pullsDenied || onto.length === 0) return { ...asked, onto: [] };
  const meant = await askPullsOnto(world, api, onto, isOwn);
  return meant.pullsDenied ? { ...meant, onto: [] } : { ...asked, onto: meant.pulls };
}
async function askPullsOnto(world, api, bases, counts = () => true) {
  const client = await clientOf(world);
  const path = `/repos/${api.hosting.name}/pulls`;
  const all = api.hosting.kind === "gitea" && bases.length > 0 ? await listedOpen(client, path) : void 0;
  const pulls = [];
  for (const base of bases) {
    const answer = all ?? await listed(client, path, { base, state: "open", per_page: "100" });
    if (!answer.ok) return { pulls: [], pullsDenied: answer.denial };
    pulls.push({ head: base, pulls: answer.data.filter((row) => row?.base?.ref === base && counts(row)).map((row) => pullOf(row, null)) });
  }
  return { pulls, pullsDenied: null };
}
async function listedAll(client, path) {
  const open2 = await listedOpen(client, path);
  if (!open2.ok) return open2;
  const closed = await listed(client, path, { state: "closed", sort: "recentupdate", limit: "50" });
  if (!closed.ok) return closed;
  const stillOpen = open2.data.filter(({ number }) => closed.data.every((row) => row.number !== number));
  return { ok: true, data: [...stillOpen, ...closed.data] };
}
async function listedOpen(client, path) {
  const answer = await pagesOf(client, "gitea", path, { state: "open" }, { most: MOST_PAGES3 });
  if (!answer.ok) return answer;
  return answer.cut ? lostAnswer("last of so many open pull requests") : numbered({ ok: true, data: answer.rows });
}
async function listed(client, path, query) {
  return numbered(await client.list(path, query));
}
function numbered(answer) {
  return answer.ok && !answer.data.every(isPull) ? lostAnswer("number of a pull request") : answer;
}
function isPull(row) {
  return isNumber(row?.number);
}
function listQuery(name, head) {
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
  return isOwn(row) && (row?.head?.ref === head || row?.head?.label === head);
}
function isOwn(row) {
  const from = row?.head?.repo?.full_name;
  return row?.head?.repo !== null && (typeof from !== "string" || from === row?.base?.repo?.full_name);
}
function pullOf(row, mergeable) {
  return {
    number: isPull(row) ? row.number : 0,
    url: textOf(row?.html_url),
    nodeId: textOf(row?.node_id),
    open: row?.state === "open",
    merged: Boolean(row?.merged_at ?? row?.merged),
    headOid: textOf(row?.head?.sha),
    base: textOf(row?.base?.ref),
    baseOid: textOf(row?.base?.sha),
    body: textOf(row?.body),
    closedAt: timeOf(row?.closed_at),
    autoMerge: Boolean(row?.auto_merge),
    mergeable: typeof mergeable === "boolean" ? mergeable : null
  };
}
async function openPull(world, { head, base, title, body }) {
  const answer = await send(world, "POST", "/pulls", { head, base, title, body });
  if (!answer.ok) return denied(answer);
  const { number, url, nodeId } = pullOf(answer.data, null);
  if (!isPull(answer.data)) return denied(lostAnswer("pull request"));
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

// js/hosting/people.js
var MOST_ASKED2 = 100;
var MOST_CO_AUTHORS = 20;
var PATIENCE_MS = 8e3;
var NEAR2 = 2e3;
var FAR = 1e5;
async function credited2(world, step) {
  const { people } = step;
  if (!people) return step;
  const [actors, known] = await Promise.all([actorsOf(world, people).catch(() => []), knownBefore(world, people).catch(() => null)]);
  return { ...step, body: world.core.credited(step.body, people, { actors, known }) };
}
async function actorsOf(world, people) {
  const asked = [...new Set(people.list.filter(({ login }) => login === void 0).map(({ commit: commit2 }) => commit2))].slice(0, MOST_ASKED2);
  const { api } = world.repository;
  if (!api || asked.length === 0) return [];
  return api.hosting.kind === "gitea" ? listed2(world, api, asked) : named4(world, api, asked);
}
async function named4(world, { hosting }, asked) {
  const [owner, name] = hosting.name.split("/");
  const commits = asked.map((commit2, at) => `c${at}: object(oid: "${commit2}") { ...who }`).join("\n");
  const query = `query ($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
${commits}
  }
}
fragment who on Commit { authors(first: ${MOST_CO_AUTHORS}) { nodes { name email user { login } } } }`;
  const answer = await (await clientOf(world)).once("graphql", query, { owner, name }, PATIENCE_MS);
  if (!answer.ok) return [];
  const found = answer.data?.data?.repository ?? {};
  return asked.flatMap((commit2, at) => {
    const nodes = found[`c${at}`]?.authors?.nodes;
    return (Array.isArray(nodes) ? nodes : []).map((node) => actorOf(commit2, node?.name, node?.email, node?.user?.login));
  });
}
async function listed2(world, { hosting }, [newest = "", ...others]) {
  const query = { sha: newest, limit: "50", stat: "false", verification: "false", files: "false" };
  const answer = await (await clientOf(world)).once("get", `/repos/${hosting.name}/commits`, query, PATIENCE_MS);
  const rows = answer.ok && Array.isArray(answer.data) ? answer.data : [];
  const wanted = rows.filter((row) => row?.sha === newest || others.includes(row?.sha));
  return wanted.map((row) => actorOf(row.sha, row.commit?.author?.name, row.commit?.author?.email, row.author?.login));
}
function actorOf(commit2, name, address, login) {
  return { commit: commit2, name: textOf(name), address: textOf(address), login: typeof login === "string" ? login : null };
}
async function knownBefore(world, { since, list }) {
  if (since === void 0) return null;
  const seen = new Set((await world.port.peopleHere(since)).map((line) => line.toLowerCase()));
  const unseen = () => list.some(({ name, address }) => address !== void 0 && !seen.has(name.toLowerCase()) && !seen.has(address.toLowerCase()));
  const rounds = (
    /** @type {const} */
    [[0, NEAR2], [NEAR2, FAR]]
  );
  for (const [skip, count] of seen.size > 0 && !unseen() ? [] : rounds) {
    const lines = (await world.port.peopleBefore(since, skip, count))?.map((line) => line.toLowerCase());
    if (!lines) return null;
    for (const line of lines) seen.add(line);
    const complete2 = lines.length < 2 * count;
    if (complete2 || !unseen()) break;
    if (count === FAR) return null;
  }
  return list.flatMap(({ name, address }, place) => seen.has(name.toLowerCase()) || seen.has(address?.toLowerCase()) ? [place] : []);
}

// js/hosting/releases.js
var NOT_FOUND = 404;
var FEW2 = 10;
var MOST_PAGES4 = 10;
async function releaseOf(world, api, { tag, mark }, refs) {
  const oid = oidOf(tag, refs);
  const here = oid !== void 0 && await world.port.has(oid);
  const unknown2 = (
    /** @type {const} */
    { tag, state: "unknown", message: null, release: null }
  );
  if (here && !(await said(world, oid)).includes(mark)) return unknown2;
  const found = await find(world, api, tag);
  if (found === null || found && !isNumber(found.id)) return unknown2;
  if (found) return { tag, state: "present", message: null, release: publishedOf(found) };
  return { tag, state: "absent", message: await tagMessage2(world, tag, refs), release: null };
}
async function said({ port }, oid) {
  return await port.tagMessage(oid) ?? (await port.commit(oid))?.message ?? "";
}
async function find(world, api, tag) {
  const client = await clientOf(world);
  const path = `/repos/${api.hosting.name}/releases`;
  const { kind } = api.hosting;
  const isIts = (release3) => release3?.tag_name === tag;
  const newest = await client.list(path, pageOf(kind, { size: FEW2 }));
  if (!newest.ok) return null;
  const among = newest.data.find(isIts);
  if (among || newest.data.length < FEW2) return among;
  const published = await client.get(`${path}/tags/${encodeURIComponent(tag)}`);
  if (published.ok) return published.data;
  if (published.denial.status !== NOT_FOUND) return null;
  const all = await pagesOf(client, kind, path, {}, { most: MOST_PAGES4, until: isIts });
  return all.ok ? all.rows.find(isIts) ?? (all.cut ? null : void 0) : null;
}
function publishedOf({ id, html_url: url, upload_url: uploadUrl }) {
  return { id: isNumber(id) ? id : 0, url: textOf(url), uploadUrl: textOf(uploadUrl) };
}
async function tagMessage2({ port }, tag, refs) {
  const oid = oidOf(tag, refs);
  if (oid === void 0) return null;
  if (!await port.has(oid)) await port.bringTag(tag);
  return port.tagMessage(oid);
}
function oidOf(tag, refs) {
  return refs.split("\n").find((line) => line.endsWith(`	refs/tags/${tag}`))?.split("	")[0];
}
var MOST4 = 125e3;
async function release2(world, asked) {
  const step = await credited2(world, asked);
  const { tag, commit: commit2, name, notes, draft, prerelease, latest } = step;
  const github = world.repository.api?.hosting.kind === "github";
  const told2 = notes && github ? await writtenThere(world, step, notes) : { body: step.body };
  const answer = await send(world, "POST", "/releases", {
    tag_name: tag,
    // Should the tag be gone by now, it is made again at the right commit.
    target_commitish: commit2,
    name,
    draft,
    prerelease,
    ...github ? { generate_release_notes: false, ...told2 } : told2,
    ...github && latest !== null ? { make_latest: String(latest) } : {}
  });
  if (!answer.ok) return denied(answer);
  const made = publishedOf(answer.data ?? {});
  return made.id > 0 ? { kind: "published", ...made } : denied(lostAnswer("release"));
}
async function writtenThere(world, { tag, commit: commit2, body }, { since, footer }) {
  if (since === null && footer === "") return { body, generate_release_notes: true };
  const answer = await send(world, "POST", "/releases/generate-notes", {
    tag_name: tag,
    target_commitish: commit2,
    ...since === null ? {} : { previous_tag_name: since }
  });
  if (!answer.ok || typeof answer.data?.body !== "string") return { body: joined(body, footer), generate_release_notes: true };
  const room = MOST4 - joined(body, footer).length - 2;
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

// js/run/facts.js
var MOST_PAST2 = 128;
var MOST_MOVES = 3;
var BARE = { tree: "", files: [], logs: [], commits: [], committer: "", tipTime: "", branches: [], releases: [], places: [], past: null, holders: [] };
async function look(world, step) {
  try {
    for (let moves = 1; ; moves += 1) {
      try {
        return { kind: "facts", facts: await read(world, step) };
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
        if (moves === MOST_MOVES) return { kind: "unreadable", exit: 1, stderr: `fatal: ${error.message}` };
      }
    }
  } catch (error) {
    return whyUnread(error);
  }
}
async function history({ port }, { tip, paths, limit }) {
  try {
    await port.complete(tip);
    const commits = await port.past(tip, paths, limit);
    return { kind: "history", commits, complete: commits.length < limit };
  } catch (error) {
    return whyUnread(error);
  }
}
function whyUnread(error) {
  if (error instanceof Unreadable) return { kind: "unreadable", exit: error.exit, stderr: error.stderr };
  const failure = failureOf(error);
  if (failure) return { kind: "refused", error: failure };
  throw error;
}
async function read(world, { heads, mergeable, onto, release: release3, bare }) {
  const { core, request, repository, port } = world;
  const asked = repository.api ? await askAbout(world, repository.api, { heads, mergeable, onto }) : { pulls: [], onto: [], pullsDenied: null };
  const refs = await port.refs();
  const nothing = { ...BARE, refs, hosting: repository.api?.hosting ?? null, ...asked };
  if (bare) return nothing;
  const target2 = core.target(request, refs);
  if (target2.why !== void 0) return nothing;
  try {
    return await readTip(world, { heads, release: release3 }, refs, target2, asked);
  } catch (error) {
    if (target2.unlessLine === void 0 || !failureOf(error)) throw error;
    return nothing;
  }
}
async function readTip(world, { heads, release: release3 }, refs, { branch, tip, unlessLine }, asked) {
  const { request, repository, port } = world;
  const commit2 = await port.open(branch, tip);
  const files = await port.texts();
  const hosting = repository.api?.hosting ?? null;
  const paths = (request.paths ?? request.package) !== void 0 && { paths: [...port.listing().keys()].join("\0") };
  const known = { refs, files, hosting, heads, release: release3, ...paths, ...port.shallow() ? { shallow: true } : {} };
  const { wanted, places, past, holders } = await settle(world, known, tip, unlessLine !== void 0);
  const ends = wanted.logs.flatMap(({ since, newer }) => [since ?? "", newer ?? ""]).filter(Boolean);
  const tagged = [...ends, ...wanted.commits.map(({ oid }) => oid)];
  const placed = wanted.logs.length > 0 || wanted.commits.some(({ ancestry }) => ancestry) || wanted.branches.length > 0;
  const historic = wanted.logs.some(({ since }) => !since) ? "all" : placed ? "newer" : void 0;
  await port.bring(refs, { tagged, heads: wanted.branches, historic });
  const commits = [];
  for (const { oid, ancestry, changed } of wanted.commits) {
    commits.push({ ...await port.inspect(oid, ancestry), changed: changed ? await port.changedSince(oid, commit2.tree, files) : null });
  }
  const branches = await port.branches(wanted.branches, { tip, tree: commit2.tree, files });
  if (branches === null) throw new Moved("a bump branch was gone when it was fetched");
  const logs = [];
  for (const of of wanted.logs) {
    logs.push({ of, log: await port.log(of.since, tip, of.paths ?? false), newer: of.newer ? await port.newer(of.newer, tip) : null });
  }
  const releases = [];
  for (const one of wanted.releases) {
    if (repository.api) releases.push(await releaseOf(world, repository.api, one, refs));
  }
  return {
    refs,
    tree: commit2.tree,
    files,
    logs,
    commits,
    committer: port.committer(),
    tipTime: new Date(commit2.seconds * 1e3).toISOString().replace(/\.\d+Z$/, "Z"),
    hosting,
    branches,
    ...asked,
    releases,
    places,
    past,
    holders
  };
}
async function settle({ core, request, port, limits }, firstLook, tip, lenient) {
  let places = [];
  let past = null;
  let holders = [];
  const before = /* @__PURE__ */ new Set();
  for (; ; ) {
    await heard(limits);
    let wanted;
    try {
      wanted = core.wants(request, { ...firstLook, places, past, holders });
    } catch (error) {
      if (!lenient || !failureOf(error)) throw error;
      wanted = { logs: [], commits: [], branches: [], releases: [] };
    }
    const asked = wanted.places ?? [];
    const question = JSON.stringify([asked, wanted.past, wanted.holders]);
    if (before.has(question)) {
      const nextSteps = ["this is a mistake of ours: please report it, with what `git ls-remote` says", "until then, name the version to release: `--bump VERSION` (input `version`)"];
      throw new ShellError("unexpected-outcome", "what was found out about the tags does not answer what was asked about them", { nextSteps });
    }
    before.add(question);
    if (wanted.holders) {
      holders = await port.holders(wanted.holders, tip);
      continue;
    }
    if (asked.length === 0 && !wanted.past?.length) return { wanted, places, past, holders };
    const oids = asked.map(({ oid }) => oid);
    await port.bring(firstLook.refs, { tagged: oids, heads: [], historic: wanted.past?.length ? "all" : "newer" });
    const found = await port.places(asked, tip, firstLook.refs);
    places = [...places.filter(({ oid }) => !oids.includes(oid)), ...found];
    if (wanted.past?.length) past = await port.past(tip, wanted.past, MOST_PAST2);
  }
}
async function heard(limits) {
  await (0, import_promises2.setImmediate)();
  await (0, import_promises2.setImmediate)();
  if (!limits.due) return;
  if (!limits.signal.aborted) await (0, import_node_events.once)(limits.signal, "abort");
  throw new Unreadable(null, "stopped");
}

// js/run/apply.js
function apply(world, step) {
  switch (step.kind) {
    case "look":
      return look(world, step);
    case "history":
      return history(world, step);
    case "commit":
      return world.port.build(step);
    case "tag":
      return world.port.buildTag(step);
    case "push":
      return world.port.push(step);
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
      return release2(world, step);
    case "dispatch":
      return dispatch(world, step);
    case "follow":
      return world.port.follow(step);
    default:
      throw new Error(`unknown step: ${JSON.stringify(step)}`);
  }
}

// js/core/held.js
var LARGE = 16384;
var MOST5 = 64e6;
var LASTING = /* @__PURE__ */ new Set(["text", "refs", "paths"]);
var SPEAKING = (
  /** @type {const} */
  { target: [1], needs: [1, 2], wants: [1], advance: [1], hunt: [1], stillSays: [1] }
);
var handles = 0;
function keeping(core) {
  const keeper = (
    /** @type {Keeper} */
    core
  );
  const kept = /* @__PURE__ */ new Map();
  let letters = 0;
  const forget = () => {
    if (kept.size > 0) keeper.release();
    kept.clear();
    letters = 0;
  };
  const handed = (text2) => {
    if (text2.length < LARGE) return text2;
    let held = kept.get(text2);
    if (held === void 0) {
      held = handles += 1;
      keeper.hold(held, text2);
      kept.set(text2, held);
      letters += text2.length;
    }
    return { held };
  };
  const within2 = (value) => {
    if (Array.isArray(value)) return value.map(within2);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([name, one]) => [name, typeof one === "string" && LASTING.has(name) ? handed(one) : within2(one)]));
  };
  const functions = { ...core };
  for (const [name, places] of Object.entries(SPEAKING)) {
    const call = (
      /** @type {(...args: unknown[]) => unknown} */
      functions[name]
    );
    const speaks = (at) => places.some((place) => place === at);
    functions[name] = (...args) => {
      if (letters > MOST5) forget();
      return call(...args.map((arg, at) => !speaks(at) ? arg : typeof arg === "string" ? handed(arg) : within2(arg)));
    };
  }
  return { core: (
    /** @type {Core} */
    /** @type {unknown} */
    functions
  ), release: forget };
}

// js/run/event.js
var import_node_fs16 = require("node:fs");
var LARGEST_EVENT = 32 * 1024 * 1024;
function triggerOf({ event, path, ref, sha }, looks) {
  const payload = read2(path);
  const trigger = { event, readable: payload !== null, fork: payload !== null && isForked(event, payload), looks };
  const name = ref || textOf2(payload?.ref);
  if (name) trigger.ref = name;
  if (sha) trigger.sha = sha;
  const pull = payload?.pull_request;
  if (event.startsWith("pull_request") && isObject2(pull)) {
    const merged = payload.action === "closed" && pull.merged === true;
    trigger.pull = { merged, base: textOf2(pull.base?.ref) };
    const commit2 = textOf2(pull.merge_commit_sha);
    if (merged && commit2) trigger.pull.commit = commit2;
  }
  const run2 = payload?.workflow_run;
  if (event === "workflow_run" && isObject2(run2)) {
    trigger.follows = { event: textOf2(run2.event), branch: textOf2(run2.head_branch), sha: textOf2(run2.head_sha) };
    const said2 = run2.conclusion ?? (payload.action === "completed" ? void 0 : payload.action);
    if (typeof said2 === "string") trigger.follows.conclusion = said2;
  }
  return trigger;
}
function isForked(event, payload) {
  const here = nameOf2(payload.repository);
  if (event.startsWith("pull_request") && isObject2(payload.pull_request)) return !here || nameOf2(payload.pull_request.head?.repo) !== here;
  if (event === "workflow_run" && isObject2(payload.workflow_run)) return !here || nameOf2(payload.workflow_run.head_repository) !== here;
  return false;
}
function nameOf2(repository) {
  return textOf2(repository?.full_name).toLowerCase();
}
function textOf2(value) {
  return typeof value === "string" ? value : "";
}
function isObject2(value) {
  return typeof value === "object" && value !== null;
}
function read2(path) {
  try {
    const found = (0, import_node_fs16.statSync)(path);
    if (!found.isFile() || found.size > LARGEST_EVENT) return null;
    const payload = JSON.parse((0, import_node_fs16.readFileSync)(path, "utf8"));
    return isObject2(payload) && !Array.isArray(payload) ? payload : null;
  } catch {
    return null;
  }
}

// js/run/still.js
var import_node_fs17 = require("node:fs");
var import_node_path16 = require("node:path");
var LARGEST = 1024 * 1024;
async function inTip({ core, repository, port }, wanted, files) {
  const listing2 = port.listing();
  const paths = [...listing2.keys()].filter((path) => listing2.get(path)?.mode.startsWith("100"));
  const now2 = withTargets(files, port.links());
  const read3 = async (path) => repository.partial ? void 0 : port.contents(path, LARGEST);
  const found = await Promise.all(wanted.map((asked) => inFiles(core, paths, asked, now2, read3)));
  return { places: found.flatMap(({ places }) => places), unread: Math.max(...found.map(({ unread }) => unread)) };
}
function withTargets(files, links2) {
  return files.flatMap(({ path, text: text2 }) => {
    const target2 = links2.get(path);
    return [{ path, text: text2 }, ...target2 === void 0 ? [] : [{ path: target2, text: text2 }]];
  });
}
function inFolder(core, top, paths, asked, files, links2) {
  return inFiles(core, paths, asked, withTargets(files, links2), async (path) => {
    const file = (0, import_node_path16.resolve)(top, path);
    const stat = kindOf(file);
    return stat?.isFile() && stat.size <= LARGEST ? (0, import_node_fs17.readFileSync)(file) : null;
  });
}
async function inFiles(core, paths, asked, files, read3) {
  const hunt2 = core.hunt(asked, paths.join("\0"));
  if (hunt2.texts.length === 0) return { places: [], unread: 0 };
  const locks = new Set(hunt2.locks);
  const now2 = new Map(files.filter(({ path }) => !locks.has(path)).map(({ path, text: text2 }) => [path, text2]));
  const settings2 = new Set(hunt2.settings);
  let unread = hunt2.left;
  const look2 = async (path) => {
    const text2 = now2.get(path);
    if (text2 !== void 0) return { path, text: text2 };
    const data = await read3(path);
    if (data === void 0) unread += 1;
    if (!data || !(settings2.has(path) || hunt2.texts.some((one) => data.includes(one))) || data.includes(0)) return null;
    return { path, text: data.toString("utf8") };
  };
  const texts3 = await Promise.all([.../* @__PURE__ */ new Set([...hunt2.paths, ...hunt2.settings, ...now2.keys()])].map(look2));
  const found = texts3.filter((file) => file !== null);
  return { places: core.stillSays(hunt2, found, [...now2.keys()]), unread };
}

// js/run/world.js
function worldOf(given3, { offline = false, room = null } = {}) {
  const { core, request, repository } = given3;
  return { ...given3, port: gitPort({ core, request, repository, offline, room }), client: null };
}

// js/run/run.js
var READING = /* @__PURE__ */ new Set(["look", "history"]);
var HARMLESS2 = /* @__PURE__ */ new Set([...READING, "commit", "tag"]);
async function run({ core: load, request: asked, place, onlyLook = false, progress, ...options }) {
  const { limits = new Limits(), swept, trigger, dry = false, journal = () => {
  } } = options;
  const request = trigger ? { ...asked, trigger: triggerOf(trigger, onlyLook) } : asked;
  const opening = openRepository(place, limits);
  opening.catch(() => {
  });
  const { core, release: forget } = keeping(load());
  let plan2 = swept ? core.sweep(request, swept) : core.plan(request, null);
  if (!plan2.step && !swept) return plan2;
  const room = makeRoom(place.tempDir);
  const repository = await opening;
  if (!onlyLook || dry) requireTarget(repository);
  const world = worldOf({ core, request, repository, limits }, { offline: place.offline, room });
  const release3 = onlyLook ? () => {
  } : onInterrupt(() => limits.interrupt());
  let kept = JSON.stringify(swept ?? []);
  const keep = (made) => {
    const text2 = JSON.stringify(made);
    if (text2 !== kept) journal(made);
    kept = text2;
  };
  if (!onlyLook) setImmediate(getReady);
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
      const outcome = await outcomeOf(world, step);
      plan2 = core.advance(plan2, outcome);
      plan2 = await searched2(world, plan2);
    }
    if (plan2.result) keep(plan2.journal);
    return plan2;
  } finally {
    release3();
    forget();
    world.port.close();
  }
}
async function searched2(world, plan2) {
  const { step, search } = plan2;
  return search ? world.core.searched(plan2, await inTip(world, search, step?.kind === "commit" ? step.files : [])) : plan2;
}
async function outcomeOf(world, step) {
  const { limits, port } = world;
  if (step.kind === "look" && step.waitMs > 0) {
    const waiting = step.why === "merge";
    await limits.pause(waiting ? step.waitMs : step.waitMs * (0.5 + Math.random() / 2), !waiting);
  }
  const before = limits.stop();
  if (before) return { kind: "stopped", ...before };
  const harmless = HARMLESS2.has(step.kind);
  const cut = limits.begin(harmless);
  cut.addEventListener("abort", () => port.cut());
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

// js/doctor/doctor.js
var MOST_WORKFLOWS = 100;
async function examine({ core: load, request, place, trigger, limits, progress, tell: tell2, fix, init, dryRun }) {
  const plan2 = await run({ core: load, request, place, limits, onlyLook: true, progress, ...trigger ? { trigger } : {} });
  const core = load();
  const repository = await openRepository(place, limits);
  const offline = place.offline ?? false;
  const world = worldOf({ core, request, repository, limits }, { offline });
  limits.begin(true);
  try {
    tell2("reading the workflows");
    const { branch, workflows, own, unlooked, unread } = await readTip2(world);
    const outlook = outlookOf(plan2);
    const version = outlook?.version ?? "1.2.3";
    const bump = core.bumpBranch(version, { template: request.branchTemplate, package: request.package });
    if (repository.api?.hosting.kind === "github") tell2("asking the server for its rules and settings");
    const asked = offline ? { known: {}, unlooked: ["the server: not asked, by `--offline`"] } : await askServer(world, branch, outlook?.tag ?? `v${version}`, bump);
    const checkup = { branch, mode: request.mode ?? "auto", outlook, workflows, unread, own, shallow: repository.shallow, ...asked.known };
    if (trigger) delete checkup.settings?.push;
    const mended = fix ? await mend(world, checkup, dryRun) : { fixed: [], unfixed: [] };
    const diagnosis = core.diagnose(checkup);
    return {
      status: diagnosis.fails ? "ailing" : "healthy",
      ...diagnosis,
      ground: plan2.ground ?? [],
      ...outlook?.version === void 0 ? {} : { version: outlook.version },
      unlooked: [...unlooked, ...asked.unlooked],
      ...mended,
      ...init ? { workflow: writeWorkflow(core.starterWorkflow(checkup), repository, dryRun) } : {}
    };
  } finally {
    limits.end();
    world.port.close();
  }
}
function outlookOf({ proposal, result }) {
  if (result?.error) return { error: result.error };
  if (!proposal || result) return result?.why === void 0 ? {} : { why: result.why };
  return { version: proposal.version, tag: proposal.tag, changedFiles: proposal.changedFiles };
}
async function readTip2(world) {
  const { core, request, port } = world;
  const unlooked = [];
  try {
    let refs;
    try {
      refs = await port.refs();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unlooked.push("the remote: it does not answer, so the workflows are those of this clone");
      port.goOffline();
      refs = await port.refs();
    }
    const named5 = { ...request };
    delete named5.trigger;
    const { branch, tip } = core.target(named5, refs);
    await port.open(branch, tip);
    const listing2 = port.listing();
    const paths = [...listing2].filter(([path, { mode }]) => mode.startsWith("100") && /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)).map(([path]) => path);
    const workflows = [];
    for (const path of paths.slice(0, MOST_WORKFLOWS)) workflows.push({ path, text: await port.text(path) });
    const action = listing2.get("action.yml");
    const own = action !== void 0 && /^name: version-first\b/m.test(await port.text("action.yml"));
    return { branch, workflows, own, unlooked, unread: false };
  } catch (error) {
    const failure = error instanceof Unreadable ? { message: error.stderr.trim() } : error instanceof Moved ? error : failureOf(error);
    if (!failure) throw error;
    return { branch: request.branch ?? world.repository.head ?? "main", workflows: [], own: false, unlooked: [...unlooked, `the workflows: ${failure.message}`], unread: true };
  }
}
async function mend(world, checkup, dryRun) {
  const what = "merged branches are deleted by the server (`delete_branch_on_merge`)";
  const { settings: settings2 } = checkup;
  if (settings2?.deleteBranchOnMerge === true) return { fixed: [], unfixed: [] };
  if (!settings2 || world.repository.api?.hosting.kind !== "github") return { fixed: [], unfixed: [`${what}: the settings were not looked at`] };
  if (dryRun) return { fixed: [], unfixed: [`${what}: a dry run changes nothing`] };
  const why = await deleteOnMerge(world);
  if (why !== null) return { fixed: [], unfixed: [`${what}: \`${why}\`; it takes a token of an administrator, which a workflow's own never is`] };
  settings2.deleteBranchOnMerge = true;
  return { fixed: [what], unfixed: [] };
}
function writeWorkflow(workflow, { top, commonDir }, dryRun) {
  if (dryRun) return { ...workflow, written: false };
  if (top === commonDir) {
    throw new ShellError("not-written", `\`${workflow.path}\` could not be written: this repository is bare, without a working tree`, {
      nextSteps: ["run this in a clone of it, or copy what `version-first doctor --init --dry-run` shows"]
    });
  }
  if (!written2((0, import_node_path17.join)(top, workflow.path), workflow.path, workflow.text)) {
    throw new ShellError("workflow-exists", `\`${workflow.path}\` is there already: it is not overwritten`, {
      path: workflow.path,
      nextSteps: ["look at what would be written: `version-first doctor --init --dry-run`", `or move \`${workflow.path}\` away first`]
    });
  }
  return { ...workflow, written: true };
}
function written2(file, path, text2) {
  try {
    return writeNew(file, text2);
  } catch (error) {
    throw notWritten(`\`${path}\``, error, path);
  }
}

// js/prune/prunable.js
var TRIES = 3;
var PAUSE_MS2 = 500;
async function refsOf2(world) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await world.port.refs();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const { error: failure, passing } = world.core.whyUnreadable(error.exit, error.stderr);
      if (!passing || tries === TRIES || world.limits.due) throw thrown(failure);
      await world.limits.pause(PAUSE_MS2 * tries, true);
    }
  }
}
function thrown({ code, message, ...more }) {
  return new ShellError(code, message, more);
}
async function candidates(world, lookout2, heads) {
  if (heads.length === 0) return [];
  try {
    return await judged(world, lookout2, heads);
  } catch (error) {
    const again = { nextSteps: ["run this again"] };
    if (error instanceof Moved) throw new ShellError("race-lost", `a branch has moved while it was looked at: ${error.message.trim()}`, again);
    throw error instanceof Unreadable ? thrown(world.core.whyUnreadable(error.exit, error.stderr).error) : error;
  }
}
async function judged(world, { branch, tip }, heads) {
  const { core, request, port } = world;
  const commit2 = await port.open(branch, tip);
  const files = await port.texts().catch((error) => {
    if (!failureOf(error)) throw error;
    return [];
  });
  await port.bring("", { tagged: [], heads, historic: "all" });
  const found = await port.branches(heads, { tip, tree: commit2.tree, files });
  if (found === null) throw new Moved("a bump branch was gone when it was fetched");
  const candidates2 = [];
  for (const one of found) {
    const { name, oid } = one;
    const { seconds = 0, author = "" } = await port.commit(oid) ?? {};
    const { holds } = core.holding(request, one);
    const time = new Date(seconds * 1e3).toISOString();
    candidates2.push({ name, oid, time, holds, contained: await port.isAncestor(oid, tip), authors: author === "" ? [] : [author] });
  }
  return candidates2;
}
async function pullsFrom({ core, repository, ...world }, heads) {
  const { api } = repository;
  if (!api) return { pulls: null };
  const { pulls, pullsDenied } = await askPulls({ core, repository, ...world }, api, heads, []);
  if (pullsDenied) return { pulls: null, denied: core.whyDenied(pullsDenied, api.hosting) };
  return { pulls: pulls.map(({ head, pulls: all }) => ({ head, pulls: told(api, all) })) };
}
async function withPullsOnto({ core, repository, ...world }, pulls, branches) {
  const { api } = repository;
  if (!api || !pulls) return { pulls };
  const { pulls: onto, pullsDenied } = await askPullsOnto({ core, repository, ...world }, api, branches);
  if (pullsDenied) return { pulls: null, denied: core.whyDenied(pullsDenied, api.hosting) };
  const of = new Map(onto.map(({ head, pulls: all }) => [head, told(api, all)]));
  return { pulls: pulls.map(({ head, pulls: own }) => ({ head, pulls: [...own, ...of.get(head) ?? []] })) };
}
function told({ hosting }, pulls) {
  return pulls.map((pull) => ({ number: pull.number, state: stateOf(pull), headOid: hosting.kind === "gitea" && pull.merged ? "" : pull.headOid }));
}
function stateOf({ open: open2, merged }) {
  if (open2) return "open";
  return merged ? "merged" : "closed";
}

// js/prune/prune.js
var MOST_HEADS = 1e3;
var MOST_ASKED3 = 100;
var A_MOMENT = 10;
var AT_ONCE2 = 5;
var TRIES2 = 3;
var PAUSE_MS3 = 500;
var HOPELESS = /* @__PURE__ */ new Set(["timeout", "cancelled", "unreachable", "no-permission", "unknown-token", "rate-limited"]);
async function pruneBranches(prune) {
  const { core, request, place, trigger, onlyLook = false, limits, journal } = prune;
  let refused = true;
  const progress = (step, plan3) => {
    refused = false;
    prune.progress(step, plan3);
  };
  core().planPrune({ branches: [], now: now(), ...templateOf(request) });
  const finalising = { ...request, bump: "auto", onlyFinalise: true };
  const plan2 = await run({ core, request: finalising, place, limits, onlyLook, dry: onlyLook, progress, ...trigger ? { trigger } : {}, ...journal ? { journal } : {} });
  const { result } = plan2;
  const report = { status: "nothing-to-prune", deleted: [], kept: [], remarks: [], warnings: [], ...finalised(plan2) };
  if (result?.error && (refused || plan2.proposal || HOPELESS.has(result.error.code))) report.error = result.error;
  else if (result?.error) report.warnings.push(unfinalised(result.error));
  if (refused && result?.why !== void 0) report.why = result.why;
  else if (!refused && !(report.error && HOPELESS.has(report.error.code))) await deleteNeedless(prune, report);
  return { ...report, status: statusOf(report, onlyLook) };
}
function now() {
  return new Date(Date.now()).toISOString();
}
function templateOf({ branchTemplate }) {
  return branchTemplate === void 0 ? {} : { template: branchTemplate };
}
function finalised({ result, proposal, step, remarks }) {
  if (!result) return step && proposal ? { finalise: { version: proposal.version, tag: proposal.tag } } : {};
  const { released = [], release: release3, repaired, warnings = [] } = result;
  const last = released.at(-1);
  if (!last && !repaired) return {};
  return { remarks: [...remarks], warnings: [...warnings], ...last ? { finalised: { ...last, ...release3 ? { url: release3.url } : {} } } : {} };
}
function unfinalised(error) {
  return { ...error, message: `whether a version landed without its tag is not known: ${error.message}` };
}
function statusOf({ deleted, finalise, finalised: done2, error }, onlyLook) {
  if (error) return "failed";
  if (deleted.length === 0 && !finalise && !done2) return "nothing-to-prune";
  return onlyLook ? "proposed" : "pruned";
}
async function deleteNeedless(prune, report) {
  const { core: load, request, place, onlyLook = false, limits, tell: tell2 } = prune;
  const repository = await openRepository(place, limits);
  const core = load();
  const world = worldOf({ core, request, repository, limits });
  const release3 = onlyLook ? () => {
  } : onInterrupt(() => limits.interrupt());
  try {
    tell2(`looking for bump branches at ${place.remote}`);
    const { lookout: lookout2, branches, left } = await lookedInto(world);
    if (left > 0) report.remarks.push(`${left} more branches have the shape of the branch template: a later run looks into them`);
    const pruner = { world, lookout: lookout2, branches, prune, report };
    const { deletions, asked } = await decide(pruner);
    if (onlyLook) report.deleted = deletions;
    else await deleteAll(pruner, deletions, asked > A_MOMENT);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    report.error ??= failure;
  } finally {
    release3();
    world.port.close();
  }
}
async function lookedInto(world) {
  for (let tries = 1; ; tries += 1) {
    const lookout2 = world.core.lookout(world.request, await within(world, true, () => refsOf2(world)));
    const heads = lookout2.heads.slice(0, MOST_HEADS);
    try {
      return { lookout: lookout2, branches: await within(world, true, () => candidates(world, lookout2, heads)), left: lookout2.heads.length - heads.length };
    } catch (error) {
      if (failureOf(error)?.code !== "race-lost" || tries === TRIES2) throw error;
      await world.limits.pause(PAUSE_MS3 * tries * (0.5 + Math.random() / 2), true);
    }
  }
}
async function within({ limits, port }, harmless, work) {
  const stop2 = limits.stop();
  if (stop2) throw stoppedBy(stop2);
  const cut = limits.begin(harmless);
  cut.addEventListener("abort", () => port.cut());
  try {
    return await work();
  } catch (error) {
    const late = cut.aborted ? limits.stop() : null;
    throw late ? stoppedBy(late) : error;
  } finally {
    limits.end();
  }
}
function stoppedBy({ why, detail }) {
  const again = "run this again: it goes on where this one stopped";
  if (why === "signal") return new ShellError("cancelled", `the run was stopped: ${detail}`, { nextSteps: [again] });
  return new ShellError("timeout", `the time for this run is over: ${detail}`, { nextSteps: [again, "give it more time with `--timeout 10m` (input `timeout`)"] });
}
async function decide(pruner) {
  const { world, branches, report, prune } = pruner;
  if (branches.length === 0) return { deletions: [], asked: 0 };
  const heads = inOrder2(pruner);
  const { api } = world.repository;
  if (api) prune.tell(`asking about the pull requests of ${heads.length === 1 ? "one branch" : `${heads.length} branches`}`);
  const { pulls, denied: denied2 } = await within(world, true, () => askedAbout(pruner, branches, heads));
  if (denied2) report.warnings.push({ ...denied2, message: `pull requests could not be looked up, so only what is on \`${pruner.lookout.branch}\` already goes: ${denied2.message}` });
  else if (!api) report.remarks.push(`without a token for the server's API (GITHUB_TOKEN, input \`token\`) nothing is known of pull requests: only what is on \`${pruner.lookout.branch}\` already goes`);
  else if (heads.length < branches.length) report.remarks.push(`${branches.length - heads.length} more branches are left for a later run to ask about`);
  const refs = await within(world, true, () => refsOf2(world));
  const { deletions, kept } = judge(pruner, branches, pulls, refs);
  report.kept.push(...kept);
  return { deletions, asked: api ? heads.length : 0 };
}
async function askedAbout(pruner, branches, heads) {
  const { world } = pruner;
  let known = await pullsFrom(world, heads);
  const asked = /* @__PURE__ */ new Set();
  for (; ; ) {
    const going = judge(pruner, branches, known.pulls, null).deletions.filter(({ branch, cause }) => cause !== "merged" && !asked.has(branch));
    if (known.pulls === null || going.length === 0) return known;
    known = await withPullsOnto(world, known.pulls, going.map(({ branch }) => branch));
    for (const { branch } of going) asked.add(branch);
  }
}
function inOrder2(pruner) {
  const { branches } = pruner;
  const { deletions, kept } = judge(pruner, branches, branches.map(({ name }) => ({ head: name, pulls: [] })), null);
  const later = (cause) => kept.filter((one) => one.cause === cause).map(({ branch }) => branch);
  return [...deletions.map(({ branch }) => branch), ...["limit", "younger", "others"].flatMap(later)].slice(0, MOST_ASKED3);
}
function judge({ world, lookout: lookout2, prune: { maxAgeMs } }, branches, pulls, refs) {
  const { core, request } = world;
  const there = refs === null ? null : new Map(core.lookout(request, refs).heads.map(({ name, oid }) => [name, oid]));
  const still = branches.filter(({ name, oid }) => there === null || there.get(name) === oid);
  const moved = branches.filter((one) => !still.includes(one) && there?.has(one.name));
  const { delete: deletions, keep } = core.planPrune({
    branches: still,
    pulls,
    now: now(),
    template: lookout2.template,
    ...maxAgeMs === void 0 ? {} : { maxAge: Math.floor(maxAgeMs / 1e3) },
    defaultBranch: lookout2.defaultBranch,
    protected: lookout2.protected
  });
  return { deletions, kept: [...keep, ...moved.map(({ name }) => ({ branch: name, cause: (
    /** @type {const} */
    "moved"
  ), why: "it has moved since it was looked at" }))] };
}
async function deleteAll(pruner, deletions, stale) {
  const left = [];
  for (let at = 0; at < deletions.length; at += AT_ONCE2) left.push(...await deleteSome(pruner, deletions.slice(at, at + AT_ONCE2), stale));
  const [first2] = left;
  if (first2) pruner.report.error = { ...first2.error, message: `${left.map(({ branch }) => `\`${branch}\``).join(", ")} could not be deleted: ${first2.error.message}` };
}
async function deleteSome(pruner, some, stale) {
  const { world, prune, report } = pruner;
  const stays = [];
  for (let tries = 1, asked = some; ; tries += 1) {
    if (stale || tries > 1) asked = await judgedAgain(pruner, asked);
    if (asked.length === 0) return stays;
    prune.tell(`deleting ${asked.map(({ branch }) => branch).join(", ")}`);
    const updates = asked.map(({ branch, oid }) => ({ ref: `refs/heads/${branch}`, oid: "", expect: oid }));
    const { ended, rows, said: said2 } = await within(world, false, () => world.port.push({ atomic: false, updates }));
    const refs = await within(world, true, () => refsOf2(world));
    const { deleted, keep, left, again } = world.core.afterDeleting(asked, { ended, rows, said: said2 }, refs);
    report.deleted.push(...deleted);
    report.kept.push(...keep);
    stays.push(...left);
    if (again.length === 0) return stays;
    if (tries === TRIES2) return [...stays, ...again.map(({ branch }) => ({ branch, error: unanswered() }))];
    asked = again;
    await world.limits.pause(PAUSE_MS3 * 2 ** tries * (0.5 + Math.random() / 2), true);
  }
}
async function judgedAgain(pruner, some) {
  const { world, branches, report } = pruner;
  const names2 = some.map(({ branch }) => branch);
  const those = branches.filter(({ name }) => names2.includes(name));
  const { pulls, denied: denied2 } = await within(world, true, () => askedAbout(pruner, those, names2));
  if (denied2) throw new ShellError(denied2.code, denied2.message, denied2);
  const { deletions, kept } = judge(pruner, those, pulls, null);
  report.kept.push(...kept);
  return deletions;
}
function unanswered() {
  return { code: "unreachable", message: "the server does not answer whether it deletes it", nextSteps: ["check the network, then run this again: a deletion that was asked for may still arrive"] };
}

// js/set/set.js
var import_node_fs19 = require("node:fs");
var import_node_path19 = require("node:path");

// js/set/diff.js
var CONTEXT = 3;
function diffOf(path, before, after) {
  const [old, now2] = [before.split("\n"), after.split("\n")];
  const ranges = old.length === now2.length ? changedLines(old, now2) : [betweenEnds(old, now2)];
  return [`--- a/${path}`, `+++ b/${path}`, ...hunks(old, now2, ranges), ""].join("\n");
}
function changedLines(old, now2) {
  const ranges = [];
  old.forEach((line, index) => {
    if (line === now2[index]) return;
    const last = ranges.at(-1);
    if (last && index - last.end <= 2 * CONTEXT) last.end = last.nowEnd = index + 1;
    else ranges.push({ start: index, end: index + 1, nowEnd: index + 1 });
  });
  return ranges;
}
function betweenEnds(old, now2) {
  let start2 = 0;
  while (start2 < old.length && start2 < now2.length && old[start2] === now2[start2]) start2 += 1;
  let same = 0;
  const most = Math.min(old.length, now2.length) - start2;
  while (same < most && old[old.length - 1 - same] === now2[now2.length - 1 - same]) same += 1;
  return { start: start2, end: old.length - same, nowEnd: now2.length - same };
}
function hunks(old, now2, ranges) {
  return ranges.flatMap(({ start: start2, end, nowEnd }) => {
    const first2 = Math.max(0, start2 - CONTEXT);
    const tail = old.slice(end, end + CONTEXT);
    if (end + tail.length === old.length && tail.at(-1) === "") tail.pop();
    const lead = old.slice(first2, start2);
    const size = (changed) => lead.length + changed + tail.length;
    return [
      `@@ -${first2 + 1},${size(end - start2)} +${first2 + 1},${size(nowEnd - start2)} @@`,
      ...lead.map((line) => ` ${line}`),
      ...marked(old.slice(start2, end), now2.slice(start2, nowEnd)),
      ...tail.map((line) => ` ${line}`)
    ];
  });
}
function marked(old, now2) {
  if (old.length !== now2.length) return [...old.map((line) => `-${line}`), ...now2.map((line) => `+${line}`)];
  return old.flatMap((line, index) => line === now2[index] ? [` ${line}`] : [`-${line}`, `+${now2[index]}`]);
}

// js/set/rewrite.js
var import_node_fs18 = require("node:fs");
var import_node_path18 = require("node:path");
var import_node_process9 = __toESM(require("node:process"), 1);
var READING2 = import_node_fs18.constants.O_RDONLY | (import_node_fs18.constants.O_NOFOLLOW ?? 0) | (import_node_fs18.constants.O_NONBLOCK ?? 0);
function readFile(file, path) {
  let real;
  try {
    real = (0, import_node_fs18.realpathSync)(file);
  } catch {
    return null;
  }
  return through(real, READING2, (handle) => {
    const stat = (0, import_node_fs18.fstatSync)(handle);
    if (!stat.isFile()) throw new ShellError("no-such-file", `\`${path}\` is no file`, { path, nextSteps: ["name the files in it that have a version"] });
    if (isTooLarge(stat.size)) throw tooLarge(path, stat.size);
    return decode((0, import_node_fs18.readFileSync)(handle), path);
  });
}
function replaceAll(files) {
  const targets = new Map(files.map(({ path, text: text2 }) => [(0, import_node_fs18.realpathSync)(path), text2]));
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
      (0, import_node_fs18.renameSync)(next, file);
      moved += 1;
    }
  } catch (error) {
    for (const one of ready.slice(0, moved)) putBack(one);
    for (const { next } of ready.slice(moved)) (0, import_node_fs18.rmSync)(next, { force: true });
    const { code, message } = (
      /** @type {NodeJS.ErrnoException} */
      error
    );
    throw new ShellError("not-writable", `\`${current}\` can not be written: ${code ?? message}`, {
      path: current,
      nextSteps: [`no file was changed; ${isFull(error) ? "make room on the disk" : "make this one and its folder writable"}, then run this again`]
    });
  }
}
function prepare(file, text2) {
  const next = (0, import_node_path18.join)((0, import_node_path18.dirname)(file), `.${(0, import_node_path18.basename)(file)}.${import_node_process9.default.pid}.version-first`);
  const old = through(file, READING2, (handle) => {
    const { mode, uid, gid } = (0, import_node_fs18.fstatSync)(handle);
    return { mode, uid, gid, old: (0, import_node_fs18.readFileSync)(handle) };
  });
  writeNew2(next, text2, old);
  if ((0, import_node_fs18.realpathSync)(file) !== file || (0, import_node_fs18.realpathSync)(next) !== next) {
    (0, import_node_fs18.rmSync)(next, { force: true });
    throw new Error("its folder was replaced meanwhile");
  }
  return { file, next, ...old };
}
function writeNew2(next, content, { mode, uid, gid }) {
  through(next, "wx", (handle) => {
    try {
      if (import_node_process9.default.getuid?.() === 0) (0, import_node_fs18.fchownSync)(handle, uid, gid);
      (0, import_node_fs18.fchmodSync)(handle, mode & 4095);
      (0, import_node_fs18.writeFileSync)(handle, content);
    } catch (error) {
      (0, import_node_fs18.rmSync)(next, { force: true });
      throw error;
    }
  });
}
function putBack({ file, next, old, mode, uid, gid }) {
  writeNew2(next, old, { mode, uid, gid });
  (0, import_node_fs18.renameSync)(next, file);
}
function through(file, flags, use) {
  const handle = (0, import_node_fs18.openSync)(file, flags, 384);
  try {
    return use(handle);
  } finally {
    (0, import_node_fs18.closeSync)(handle);
  }
}

// js/set/set.js
async function setVersion(core, { version, files, request, place, dryRun }) {
  const { top, found, only, paths, links: links2 } = files.length > 0 ? await given2(core, files, request, place) : await discovered(core, request, await opened(place));
  const setting = only ? { files: core.rewriteManifests(found, version, request.manifests, only), remarks: [], packages: [], others: [] } : core.setManifests(request, found, version);
  const { files: rewritten3, remarks, packages, others } = setting;
  if (only) requireVersions(only, new Set(rewritten3.map(({ path }) => path)));
  const before = new Map(found.flatMap(({ path, text: text2 }) => [[path, text2], [links2.get(path) ?? path, text2]]));
  const changed = written(rewritten3.filter(({ path, text: text2 }) => before.get(path) !== text2), links2);
  const said2 = "said" in setting ? setting.said : rewritten3.filter(({ path }) => only?.includes(path)).map(({ from }) => from);
  const asked = { said: said2, version, manifests: request.manifests ?? [], packages, others };
  const { places: stillSays2 } = changed.length === 0 ? { places: [] } : await inFolder(core, top, paths, asked, rewritten3, links2);
  if (request.strictPlaces) requireNone(stillSays2);
  if (!dryRun) replaceAll(changed.map(({ path, text: text2 }) => ({ path: (0, import_node_path19.resolve)(top, path), text: text2 })));
  const diff = changed.map(({ path, text: text2 }) => diffOf(path, before.get(path) ?? "", text2)).join("");
  return { changed, diff, remarks, stillSays: stillSays2 };
}
async function given2(core, files, request, place) {
  const { cwd } = place;
  const named5 = [...new Set(files.map((path) => (0, import_node_path19.normalize)(path).replaceAll(import_node_path19.sep, "/")))];
  const texts3 = named5.map((path) => {
    const text2 = readFile((0, import_node_path19.resolve)(cwd, path), path);
    if (text2 === null) throw new ShellError("no-such-file", `there is no file \`${path}\``, { path, nextSteps: ["check the path: it counts from the folder you are in"] });
    return { path, text: text2 };
  });
  const here = await openedIfAny(place);
  const inside = here === null ? [] : texts3.map(({ path, text: text2 }) => ({ path: seenFrom(here.top, (0, import_node_path19.resolve)(cwd, path)), text: text2 }));
  const apart = here === null || inside.some(({ path }) => path === null);
  if (apart && request.strictPlaces) throw notSearched();
  if (apart) return { top: cwd, found: texts3, only: named5, paths: [], links: /* @__PURE__ */ new Map() };
  const own = (
    /** @type {TextFile[]} */
    inside
  );
  const only = own.map(({ path }) => path);
  return { ...await discovered(core, request, here, own), only };
}
async function opened(place) {
  const repository = await openRepository({ ...place, offline: true });
  return { top: repository.top, port: clonePort(repository) };
}
async function openedIfAny(place) {
  try {
    return await opened(place);
  } catch (error) {
    if (error instanceof ShellError && ["not-a-repository", "local-git-failed"].includes(error.code)) return null;
    throw error;
  }
}
function seenFrom(top, file) {
  const path = (0, import_node_path19.relative)((0, import_node_fs19.realpathSync)(top), (0, import_node_path19.join)((0, import_node_fs19.realpathSync)((0, import_node_path19.dirname)(file)), (0, import_node_path19.basename)(file)));
  return (0, import_node_path19.isAbsolute)(path) || path === ".." || path.startsWith(`..${import_node_path19.sep}`) ? null : path.replaceAll(import_node_path19.sep, "/");
}
function requireVersions(named5, carriers) {
  const without2 = named5.find((path) => !carriers.has(path));
  if (without2 === void 0) return;
  throw new ShellError("version-not-found", `there is no version to rewrite in \`${without2}\``, {
    path: without2,
    nextSteps: ["give only files that state a version: no file was changed"]
  });
}
function notSearched() {
  return new ShellError("places-not-searched", "whether something still says the old version is not known: these files are in no repository of this folder, and `strict-places` is set", {
    nextSteps: ["run it in the repository that has these files, or leave `--strict-places` out"]
  });
}
function requireNone(places) {
  const [first2, ...more] = places;
  if (!first2) return;
  const others = more.length > 0 ? `, and ${more.length} more` : "";
  throw new ShellError("version-left-behind", `\`${leftoverPlace(first2)}\` still says ${first2.version}${others}, and \`strict-places\` is set`, {
    path: first2.path,
    nextSteps: [
      ...places.slice(0, 5).flatMap(({ entry }) => entry === void 0 ? [] : [`to include it, add \`--manifests ${shellWord(entry)}\``]),
      `no file was changed; to leave a file as it is: \`--manifests ${shellWord(`!${first2.path}`)}\``
    ]
  });
}
function requireWithin(top, file, path) {
  let real;
  try {
    real = (0, import_node_fs19.realpathSync)(file);
  } catch {
    return;
  }
  const inner = (0, import_node_fs19.realpathSync)(top);
  if (isInside(inner, real) && !isGits((0, import_node_path19.relative)(inner, real))) return;
  throw new ShellError("outside-repository", `\`${path}\` leads out of the repository, to \`${real}\`: expected a file inside it`, {
    path,
    nextSteps: ["no file was changed; put the file itself there, or name those to change: `version-first set VERSION FILE…`"]
  });
}
function isGits(way) {
  return way.split(/[\\/]/).some(isDotGit);
}
async function discovered(core, request, { top, port }, given3 = []) {
  const named5 = await port.tracked();
  const tracked2 = new Set(named5("100"));
  const made = linksAmong(top, named5(LINK), tracked2);
  const joined2 = [...tracked2, ...made.keys()].join("\0");
  const links2 = /* @__PURE__ */ new Map();
  const read3 = async (path) => {
    const file = (0, import_node_path19.resolve)(top, path);
    requireWithin(top, file, path);
    return readFile(file, path);
  };
  const add = async (path, text2) => {
    const start2 = made.get(path) ?? path;
    const end = await throughSpelled({ path: start2, text: text2 }, (one) => tracked2.has(one), read3);
    if (end.path !== path) links2.set(path, end.path);
    found.push({ path, text: end.text });
  };
  const found = [];
  for (const { path, text: text2 } of given3) await add(path, text2);
  const asked = new Set(given3.map(({ path }) => path));
  for (; ; ) {
    const wanted = core.needs(request, joined2, found).filter((path) => !asked.has(path));
    if (wanted.length === 0) break;
    for (const path of wanted) {
      asked.add(path);
      const text2 = await read3(path);
      if (text2 !== null) await add(path, text2);
    }
  }
  if (found.length === 0) {
    throw new ShellError("no-manifest", "no manifest was found: expected one that states a version", {
      nextSteps: ["name the files: `version-first set VERSION FILE…`"]
    });
  }
  return { top, found, only: void 0, paths: [...tracked2], links: links2 };
}
function linksAmong(top, links2, files) {
  const found = /* @__PURE__ */ new Map();
  for (const link of links2) {
    let real;
    try {
      real = (0, import_node_fs19.realpathSync)((0, import_node_path19.resolve)(top, link));
    } catch {
      continue;
    }
    const inside = isInside((0, import_node_fs19.realpathSync)(top), real);
    const way = inside ? (0, import_node_path19.relative)((0, import_node_fs19.realpathSync)(top), real).replaceAll(import_node_path19.sep, "/") : null;
    const path = way === null || isGits(way) ? null : way;
    if (path === null || path === link || files.has(path)) found.set(link, path);
  }
  return found;
}

// js/run/try.js
var import_node_child_process3 = require("node:child_process");
var import_node_fs20 = require("node:fs");
var import_node_path20 = require("node:path");
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
  const folder2 = makeFolder(options.place.tempDir, "version-first-try-");
  if (!options.keep) removeAtExit(folder2);
  const show = new Show(folder2, options);
  theBug(show);
  tagFirst(show);
  await versionFirst(show);
  await theRace(show);
  show.title(show.wrong === 0 ? "Done" : "Something is wrong");
  if (show.wrong > 0) show.note(`${show.wrong} of the checks above failed: please report this with the text above`);
  if (options.keep) {
    show.note(`everything is still there: ${folder2}`);
  } else {
    removeNow(folder2);
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
  let pushed3 = false;
  await show.release("project", (step) => {
    if (step.kind !== "push" || pushed3) return;
    pushed3 = true;
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
  constructor(folder2, options) {
    this.folder = folder2;
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
    if (status !== 0) throw new ShellError("try-failed", `git ${args[0]} failed in the throw-away repository: ${stderr.trim()}`, { nextSteps: ["please report it with this text"] });
  }
  /**
   * @param {string} path
   * @param {string} text
   * @param {number} [mode]
   */
  write(path, text2, mode = 420) {
    const file = (0, import_node_path20.join)(this.folder, path);
    (0, import_node_fs20.mkdirSync)((0, import_node_path20.dirname)(file), { recursive: true });
    (0, import_node_fs20.writeFileSync)(file, text2, { mode });
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
      place: { cwd: (0, import_node_path20.join)(this.folder, where), env: this.env, remote: "origin", serverUrl, tempDir: this.folder },
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
    const answer = (0, import_node_child_process3.spawnSync)("git", args, { cwd: (0, import_node_path20.join)(this.folder, where), env: this.env, encoding: "utf8" });
    if (answer.error) throw new ShellError("no-git", "git was not found: expected a `git` on the PATH", { nextSteps: ["install git 2.34 or newer, then run this again"] });
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

// js/commands/engine.js
quickStart();
compileAhead();
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  Limits,
  auditClone,
  auditMany,
  auditSummary,
  examine,
  loadCore,
  manySummary,
  optimise,
  pruneBranches,
  run,
  setVersion,
  summaryOf,
  tryIt,
  writeReports
});
