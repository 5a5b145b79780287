// Generated from js/action.js (npm run build).
"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
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

// module-url:module-url
var import_node_url, moduleUrl;
var init_module_url = __esm({
  "module-url:module-url"() {
    import_node_url = require("node:url");
    moduleUrl = (0, import_node_url.pathToFileURL)(__filename).href;
  }
});

// js/errors.js
function failureOf(error) {
  if (!(error instanceof Error) || !(error.name === "CoreError" || error instanceof ShellError)) return void 0;
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
function asFailure(error) {
  const known = failureOf(error);
  if (known) return known;
  const detail = error instanceof Error ? error.stack ?? error.message : String(error);
  return {
    code: "internal",
    message: `this is a bug in version-first: ${detail}`,
    nextSteps: ["please report it with the command and this text"]
  };
}
var ShellError, UsageError, Unreadable;
var init_errors = __esm({
  "js/errors.js"() {
    "use strict";
    init_module_url();
    ShellError = class extends Error {
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
    UsageError = class extends ShellError {
      /**
       * @param {string} message
       * @param {string[]} [nextSteps]
       */
      constructor(message, nextSteps = []) {
        super("usage", message, { nextSteps });
        this.name = "UsageError";
      }
    };
    Unreadable = class extends Error {
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
  }
});

// js/commits.js
async function texts({ core, request: request2, store }, listing, strict) {
  const paths = [...listing].filter(([, { mode }]) => mode.startsWith("100")).map(([path]) => path);
  const joined = paths.join("\0");
  const files = [];
  const asked = /* @__PURE__ */ new Set();
  for (; ; ) {
    const wanted = core.needs(request2, joined, files).filter((path) => !asked.has(path));
    if (wanted.length === 0) return files;
    const found = await Promise.all(
      wanted.map(async (path) => {
        asked.add(path);
        const oid = listing.get(path)?.oid;
        try {
          return oid === void 0 ? null : { path, text: await readText(store, oid, path) };
        } catch (error) {
          if (strict || !(error instanceof ShellError)) throw error;
          return null;
        }
      })
    );
    files.push(...found.filter((file) => file !== null));
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
function decode(data2, path) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(data2);
  } catch {
    const line = firstBadLine(data2);
    throw new ShellError("not-utf8", `\`${path}\` is not UTF-8: expected text`, {
      path,
      line,
      nextSteps: [`save \`${path}\` as UTF-8 and commit it`]
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
  const seen = /* @__PURE__ */ new Set([tip]);
  let level = [tip];
  while (seen.size < NEAR && level.length > 0) {
    if (level.includes(oid)) return true;
    const commits = await Promise.all(level.map((name) => store.commit(name)));
    level = [...new Set(commits.flatMap((commit) => commit?.parents ?? []))].filter((name) => !seen.has(name));
    for (const name of level) seen.add(name);
  }
  if (level.length === 0) return false;
  const answer = await store.git.run(["merge-base", "--is-ancestor", oid, tip]);
  if (answer.exit !== 0 && answer.exit !== 1) throw new Unreadable(answer.exit, answer.stderr);
  return answer.exit === 0;
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
var LARGEST_MANIFEST, NEAR;
var init_commits = __esm({
  "js/commits.js"() {
    "use strict";
    init_module_url();
    init_errors();
    LARGEST_MANIFEST = 20 * 1024 * 1024;
    NEAR = 256;
  }
});

// js/environment.js
function userEnvironment(inherited) {
  const env = { ...inherited, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
  return without(env, STEERING);
}
function storeEnvironment(user, store, transport) {
  const numbered = Object.keys(user).filter((name) => /^GIT_CONFIG_(KEY|VALUE)_\d+$/.test(name));
  const env = without(user, ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_SYSTEM", ...numbered]);
  return withConfig(
    { ...env, GIT_DIR: store, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_LITERAL_PATHSPECS: "1" },
    [...transport, ...QUIET]
  );
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
  const secrets = [token, token && basic(token), ...headers].filter((secret) => secret !== void 0);
  const known = secrets.filter((secret) => secret.length >= 4).sort((a, b) => b.length - a.length);
  return (text2) => {
    let safe = text2;
    for (const secret of known) safe = safe.replaceAll(secret, "***");
    return safe.replace(/(https?:\/\/)[^/\s@]+@/gi, "$1***@").replace(/(\w+:\/\/[^/\s:@]*):[^/\s@]+@/g, "$1:***@");
  };
}
function basic(token) {
  return Buffer.from(`x-access-token:${token}`).toString("base64");
}
function without(env, names) {
  const gone = new Set(names);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !gone.has(name)));
}
var STEERING, QUIET, REMOTE_SETTINGS, TRANSPORT_SECTIONS, TRANSPORT_KEYS;
var init_environment = __esm({
  "js/environment.js"() {
    "use strict";
    init_module_url();
    STEERING = [
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
    QUIET = /** @type {ConfigEntry[]} */
    [
      ["core.hooksPath", "/dev/null"],
      ["core.fsmonitor", "false"],
      ["gc.auto", "0"],
      ["maintenance.auto", "false"]
    ];
    REMOTE_SETTINGS = /* @__PURE__ */ new Set(["url", "pushurl", "proxy", "proxyauthmethod", "uploadpack", "receivepack", "vcs"]);
    TRANSPORT_SECTIONS = /* @__PURE__ */ new Set(["url", "http", "credential", "ssh", "protocol"]);
    TRANSPORT_KEYS = /* @__PURE__ */ new Set(["core.sshcommand", "core.gitproxy", "core.askpass"]);
  }
});

// js/cleanup.js
function removeAtExit(folder) {
  watch();
  folders.add(folder);
}
function removeNow(folder) {
  (0, import_node_fs2.rmSync)(folder, { recursive: true, force: true, maxRetries: 3 });
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
function watch() {
  if (watching) return;
  watching = true;
  import_node_process.default.once("exit", tidy);
  for (
    const [signal, number] of
    /** @type {[NodeJS.Signals, number][]} */
    [
      ["SIGINT", 2],
      ["SIGTERM", 15],
      ["SIGHUP", 1]
    ]
  ) {
    import_node_process.default.once(signal, () => import_node_process.default.exit(128 + number));
  }
}
function tidy() {
  for (const child of children) stop(child, "SIGTERM");
  for (const folder of folders) (0, import_node_fs2.rmSync)(folder, { recursive: true, force: true, maxRetries: 3 });
}
var import_node_fs2, import_node_process, folders, children, watching;
var init_cleanup = __esm({
  "js/cleanup.js"() {
    "use strict";
    init_module_url();
    import_node_fs2 = require("node:fs");
    import_node_process = __toESM(require("node:process"), 1);
    folders = /* @__PURE__ */ new Set();
    children = /* @__PURE__ */ new Set();
    watching = false;
  }
});

// js/git.js
function notStarted(error) {
  if (error.code !== "ENOENT") return error;
  return new ShellError("no-git", "git was not found: expected a `git` on the PATH", {
    nextSteps: ["install git 2.34 or newer, then run this again"]
  });
}
var import_node_child_process, import_node_fs3, LOCAL_LIMIT_MS, REMOTE_LIMIT_MS, GRACE_MS, Git;
var init_git = __esm({
  "js/git.js"() {
    "use strict";
    init_module_url();
    import_node_child_process = require("node:child_process");
    import_node_fs3 = require("node:fs");
    init_cleanup();
    init_errors();
    LOCAL_LIMIT_MS = 6e4;
    REMOTE_LIMIT_MS = 12e4;
    GRACE_MS = 3e3;
    Git = class _Git {
      /**
       * @param {object} options
       * @param {string} options.cwd
       * @param {NodeJS.ProcessEnv} options.env
       * @param {string} [options.trace] a file that gets one line per process
       * @param {(text: string) => string} [options.redact]
       */
      constructor({ cwd, env, trace, redact = (text2) => text2 }) {
        this.cwd = cwd;
        this.env = env;
        this.trace = trace;
        this.redact = redact;
      }
      /**
       * The same git, elsewhere or with another environment.
       * @param {{cwd?: string, env?: NodeJS.ProcessEnv, redact?: (text: string) => string}} changes
       */
      with(changes) {
        return new _Git({ cwd: this.cwd, env: this.env, trace: this.trace, redact: this.redact, ...changes });
      }
      /**
       * Starts a process; whoever starts it reads it.
       * @param {string[]} args
       */
      start(args) {
        if (this.trace) (0, import_node_fs3.appendFileSync)(this.trace, `${JSON.stringify(args)}
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
        return new Promise((resolve3, reject) => {
          const child = this.start(args);
          const out = [];
          const err = [];
          child.stdout.on("data", (chunk) => out.push(chunk));
          child.stderr.on("data", (chunk) => err.push(chunk));
          const limit = setTimeout(() => {
            err.push(Buffer.from(`
no answer within ${limitMs / 1e3} seconds
`));
            stop(child, "SIGTERM");
            setTimeout(() => stop(child, "SIGKILL"), GRACE_MS).unref();
          }, limitMs);
          child.once("error", (error) => {
            clearTimeout(limit);
            reject(notStarted(error));
          });
          child.once("close", (exit) => {
            clearTimeout(limit);
            resolve3({ exit, stdout: Buffer.concat(out), stderr: this.redact(Buffer.concat(err).toString()) });
          });
          child.stdin.on("error", () => {
          });
          child.stdin.end(input ?? "");
        });
      }
      /**
       * Runs a command that talks to the remote.
       * @param {string[]} args
       * @returns {Promise<Answer>}
       */
      remote(args) {
        return this.run(args, { limitMs: REMOTE_LIMIT_MS });
      }
    };
  }
});

// js/repository.js
async function openRepository(place2) {
  const cwd = (0, import_node_fs4.realpathSync)(place2.cwd);
  let git = new Git({ cwd, env: userEnvironment(place2.env), trace: place2.trace });
  const version = git.run(["version"]);
  version.catch(() => {
  });
  let [answer, listing] = await probe(git);
  refuseOldGit((await version).stdout.toString());
  const owned = /(?:dubious ownership|unsafe repository)[^']*'([^']+)'/.exec(answer.stderr)?.[1];
  if (owned !== void 0) {
    if (!mayTrust(place2.env)) throw untrusted(owned, answer.stderr);
    git = git.with({ env: withConfig(git.env, [["safe.directory", owned]]) });
    [answer, listing] = await probe(git);
  }
  const [commonDir, shallow, objectFormat, inside, ...rest] = answer.stdout.toString().split("\n");
  if (!commonDir || !objectFormat || inside === void 0) throw notARepository(answer.stderr);
  const top = inside === "true" ? (0, import_node_path2.resolve)(cwd, rest.shift() ?? "") : commonDir;
  const config = parseConfig(listing.stdout.toString());
  if (!place2.offline) requireRemote(config, place2.remote);
  const redact = redactor(place2.token, config);
  const ours = authentication(place2.token, place2.serverUrl);
  return {
    git: git.with({ cwd: top, redact }),
    top,
    commonDir,
    shallow: shallow === "true",
    partial: config.some(([key]) => key === "extensions.partialclone" || /^remote\..+\.promisor$/.test(key)),
    objectFormat,
    head: rest[0]?.startsWith("refs/heads/") ? rest[0].slice("refs/heads/".length) : void 0,
    remote: place2.remote,
    config,
    transport: [...transportSettings(config, place2.remote), ...ours],
    authentication: ours,
    redact,
    tempDir: place2.tempDir
  };
}
function probe(git) {
  return Promise.all([
    git.run([...OUTPUT_FORMAT, ...QUESTIONS, "--symbolic-full-name", "HEAD"]),
    git.run(["config", "--list", "-z"])
  ]);
}
function configured(config, key) {
  return config.findLast(([name]) => name === key)?.[1];
}
function parseConfig(raw) {
  return raw.split("\0").slice(0, -1).map((entry) => {
    const end = entry.indexOf("\n");
    return end < 0 ? [entry, "true"] : [entry.slice(0, end), entry.slice(end + 1)];
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
function mayTrust(env) {
  return process.getuid?.() === 0 || Boolean(env["CI"]) || Boolean(env["GITHUB_ACTIONS"]);
}
function untrusted(folder, said) {
  const advice = said.split("\n").map((line) => line.trim()).filter((line) => line.startsWith("git config"));
  return new ShellError("repository-not-trusted", `git does not trust \`${folder}\`: it belongs to another user`, {
    path: folder,
    nextSteps: [`if you trust it: \`${advice[0] ?? `git config --global --add safe.directory ${folder}`}\``]
  });
}
function notARepository(said) {
  const detail = said.split("\n")[0]?.replace(/^fatal: /, "") ?? "";
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
var import_node_fs4, import_node_path2, OLDEST, OUTPUT_FORMAT, QUESTIONS;
var init_repository = __esm({
  "js/repository.js"() {
    "use strict";
    init_module_url();
    import_node_fs4 = require("node:fs");
    import_node_path2 = require("node:path");
    init_environment();
    init_errors();
    init_git();
    OLDEST = { major: 2, minor: 34 };
    OUTPUT_FORMAT = ["rev-parse", "--path-format=absolute"];
    QUESTIONS = [
      "--git-common-dir",
      "--is-shallow-repository",
      "--show-object-format",
      "--is-inside-work-tree",
      "--show-cdup"
    ];
  }
});

// js/build.js
function buildCommit(world, { parent, files, message, branch, tag }) {
  const modes = world.seen?.listing;
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
    `
tag ${tag.name}
from :1
tagger ${signature(world, "COMMITTER")}
`,
    ...data(tag.message),
    "get-mark :1\n"
  ];
  return build(world, stream, tag.name, "", files);
}
function buildTag(world, { target: target2, tag }) {
  const stream = [`tag ${tag.name}
from ${target2}
tagger ${signature(world, "COMMITTER")}
`, ...data(tag.message)];
  return build(world, stream, tag.name, target2, []);
}
async function build({ store }, stream, tagName2, target2, files) {
  store.forgetBuilt();
  const importer = ["-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--force", "--done", "--date-format=raw"];
  const input = Buffer.concat([...stream, "done\n"].map((part) => Buffer.from(part)));
  try {
    const answer = await store.git.run(importer, { input });
    if (answer.exit !== 0) return { kind: "broken", detail: answer.stderr };
    const commit = target2 || answer.stdout.toString().trim();
    const tag = await store.reader().read(`refs/tags/${tagName2}`);
    if (tag?.type !== "tag") return { kind: "broken", detail: `git made no tag object for ${tagName2}` };
    const tree = (await store.commit(commit))?.tree;
    if (tree === void 0) return { kind: "broken", detail: `git made no commit ${commit}` };
    return { kind: "built", commit, tag: tag.oid, files: await readBack(store, tree, files) };
  } catch (error) {
    if (error instanceof ShellError || error instanceof Unreadable) return { kind: "broken", detail: error.message };
    throw error;
  }
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
var BOT;
var init_build = __esm({
  "js/build.js"() {
    "use strict";
    init_module_url();
    init_commits();
    init_errors();
    init_repository();
    BOT = { name: "github-actions[bot]", email: "41898282+github-actions[bot]@users.noreply.github.com" };
  }
});

// js/facts.js
async function look(world, step) {
  if (step.waitMs > 0) await (0, import_promises.setTimeout)(step.waitMs * (0.5 + Math.random() / 2));
  try {
    for (let moves = 1; ; moves += 1) {
      try {
        return { kind: "facts", facts: await read(world) };
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
  const { store } = world;
  try {
    await completeHistory(world, tip, [], []);
    const format = ["-z", "--encoding=UTF-8", "--format=%H%n%an"];
    const answer = await store.git.run(["log", "--first-parent", ...format, `--max-count=${limit}`, tip, "--", ...paths]);
    if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
    const records = answer.stdout.toString().split("\0").filter(Boolean);
    const commits = [];
    for (const record of records) {
      const [oid = "", author = ""] = record.split("\n");
      const commit = await store.commit(oid);
      if (!commit) throw new Unreadable(128, `the commit ${oid} is missing`);
      commits.push({ oid, author, files: await texts(world, await store.trees.list(commit.tree), false) });
    }
    return { kind: "history", commits, complete: commits.length < limit };
  } catch (error) {
    if (error instanceof Unreadable) return { kind: "unreadable", exit: error.exit, stderr: error.stderr };
    const failure = failureOf(error);
    if (failure) return { kind: "refused", error: failure };
    throw error;
  }
}
async function read(world) {
  const { core, request: request2, store } = world;
  const refs = world.offline ? await localRefs(world) : await remoteRefs(world);
  const { branch, tip } = core.target(request2, refs);
  if (!await store.has(tip)) await fetch2(world, [`+refs/heads/${branch}:${TIP}`]);
  store.readLazily();
  const commit = await store.commit(tip);
  if (!commit) throw new Moved(`the tip ${tip} of \`${branch}\` was gone when it was fetched`);
  const listing = await store.trees.list(commit.tree);
  world.seen = { branch, tip, listing };
  const files = await texts(world, listing, true);
  const wanted = core.wants(request2, { refs, files });
  const since = wanted.log?.since;
  const named2 = [...since ? [since] : [], ...wanted.commits.map(({ oid }) => oid)];
  const tags = await missingTags(world, refs, named2);
  const historic = wanted.log || wanted.commits.some(({ ancestry }) => ancestry);
  if (historic) await completeHistory(world, tip, tags, named2);
  else if (tags.length > 0) await fetch2(world, tags);
  const commits = [];
  for (const { oid, ancestry } of wanted.commits) commits.push(await inspect(world, oid, ancestry ? tip : null));
  const log2 = wanted.log ? await readLog(world, since ? `${since}..${tip}` : tip) : null;
  return { refs, tree: commit.tree, files, log: log2, commits };
}
async function remoteRefs({ store, repository }) {
  const answer = await store.git.remote(["ls-remote", "--symref", repository.remote, "HEAD", "refs/heads/*", "refs/tags/*"]);
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
async function completeHistory(world, tip, tags, tagged) {
  const incomplete = world.repository.shallow && !world.whole.has(tip);
  if (!incomplete) {
    if (tags.length > 0) await fetch2(world, tags);
    return;
  }
  if (world.offline) {
    throw new ShellError("shallow-history", "this clone is shallow: expected the history since the last tag", {
      nextSteps: ["run it without `--offline`, or complete the clone: `git fetch --unshallow`"]
    });
  }
  const source = world.seen ? `refs/heads/${world.seen.branch}` : tip;
  await fetch2(world, [`+${source}:${TIP}`, ...tags]);
  if (!await world.store.has(tip)) throw new Moved(`the tip ${tip} was gone when it was fetched`);
  for (const oid of [tip, ...tagged]) world.whole.add(oid);
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
    files: await texts(world, await store.trees.list(commit.tree), false),
    onBranch: tip === null ? null : await isAncestor(store, oid, tip)
  };
}
async function readLog({ store }, range) {
  const answer = await store.git.run(["log", "-z", "--encoding=UTF-8", "--format=%H%n%an%n%B", range, "--"]);
  if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
  return answer.stdout.toString();
}
var import_promises, MOST_MOVES, TIP, Moved;
var init_facts = __esm({
  "js/facts.js"() {
    "use strict";
    init_module_url();
    import_promises = require("node:timers/promises");
    init_commits();
    init_errors();
    MOST_MOVES = 3;
    TIP = "refs/vf/tip";
    Moved = class extends Error {
    };
  }
});

// js/follow.js
async function follow(world, step) {
  const { repository } = world;
  const [onBranch, why] = await mayUpdate(world, step.branch);
  const git = repository.git.with({ env: withConfig(repository.git.env, repository.authentication) });
  const holes = repository.shallow || repository.partial;
  const said = await (holes ? fromRemote(world, git, step, onBranch) : fromStore(world, git, step, onBranch));
  if (said === null && onBranch) return { kind: "followed", checkout: "updated" };
  return { kind: "followed", checkout: "untouched", why: said ?? why };
}
async function mayUpdate({ repository }, branch) {
  if (repository.head === void 0) return [false, "HEAD is detached"];
  if (repository.head !== branch) return [false, `\`${repository.head}\` is checked out`];
  const status = await repository.git.run([...settings(repository.config), "status", "--porcelain", "-z", "-uno"]);
  if (status.exit !== 0) return [false, firstLine(status.stderr)];
  return [status.stdout.length === 0, "the working tree has changes"];
}
async function fromStore({ store, repository, seen }, git, { branch, commit, tag, tagObject }, update) {
  store.forgetBuilt();
  store.setRef(`refs/tags/${tag}`, tagObject);
  const tip = seen && await isBuilt(store, commit, seen.tip) ? commit : seen?.tip ?? commit;
  store.setRef(`refs/heads/${branch}`, tip);
  const verb = update ? ["pull", "--ff-only", "--no-rebase", "--no-autostash"] : ["fetch", "--no-write-fetch-head"];
  const tracking = `+refs/heads/${branch}:refs/remotes/${repository.remote}/${branch}`;
  const answer = await git.run([...settings(repository.config), ...verb, "--quiet", "--no-prune", "--tags", store.dir, tracking]);
  return answer.exit === 0 ? null : firstLine(answer.stderr);
}
async function isBuilt(store, commit, tip) {
  return (await store.commit(commit))?.parents.includes(tip) ?? false;
}
async function fromRemote({ repository }, git, { branch, tag }, update) {
  const { remote, config } = repository;
  const refspecs = [`+refs/heads/${branch}:refs/remotes/${remote}/${branch}`, `refs/tags/${tag}:refs/tags/${tag}`];
  const quiet = ["--quiet", "--no-tags", "--no-prune", "--no-write-fetch-head"];
  const fetched = await git.remote([...settings(config), "fetch", ...quiet, remote, ...refspecs]);
  if (fetched.exit !== 0) return firstLine(fetched.stderr);
  if (!update) return null;
  const merged = await git.run([...settings(config), "merge", "--ff-only", "--quiet", `refs/remotes/${remote}/${branch}`]);
  return merged.exit === 0 ? null : firstLine(merged.stderr);
}
function settings(config) {
  const hooks = config.flatMap(([key]) => /^hook\.(.+)\.command$/.exec(key)?.[1] ?? []);
  const off = [...new Set(hooks)].map((name) => `hook.${name}.enabled=false`);
  return [...Object.entries(QUIET2).map(([key, value]) => `${key}=${value}`), ...off].flatMap((entry) => ["-c", entry]);
}
function firstLine(said) {
  const lines = said.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("hint:"));
  return lines.find((line) => /^(fatal|error): /.test(line))?.replace(/^(fatal|error): /, "") ?? lines[0] ?? "git said nothing";
}
var QUIET2;
var init_follow = __esm({
  "js/follow.js"() {
    "use strict";
    init_module_url();
    init_environment();
    QUIET2 = {
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
  }
});

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
    case "follow":
      return follow(world, step);
    default:
      throw new Error(`unknown step: ${JSON.stringify(step)}`);
  }
}
async function push({ store, repository }, { atomic, updates }) {
  const answer = await store.git.remote([
    "push",
    "--porcelain",
    "--no-verify",
    "--no-follow-tags",
    "--no-signed",
    "--recurse-submodules=no",
    ...atomic ? ["--atomic"] : [],
    ...updates.map(({ ref, expect }) => `--force-with-lease=${ref}:${expect}`),
    repository.remote,
    ...updates.map(({ ref, oid }) => `${oid}:${ref}`)
  ]);
  return { kind: "pushed", exit: answer.exit, stdout: repository.redact(answer.stdout.toString()), stderr: answer.stderr };
}
var init_apply = __esm({
  "js/apply.js"() {
    "use strict";
    init_module_url();
    init_build();
    init_facts();
    init_follow();
  }
});

// js/objects.js
var ObjectReader;
var init_objects = __esm({
  "js/objects.js"() {
    "use strict";
    init_module_url();
    init_errors();
    ObjectReader = class {
      /** @type {Question[]} */
      #questions = [];
      #header = "";
      /** @type {{object: GitObject, filled: number, left: number} | null} what is being read; `left` counts its final newline */
      #body = null;
      #said = "";
      /** @type {Error | null} */
      #ended = null;
      /**
       * @param {Child} child a running `git cat-file --batch`
       * @param {(text: string) => string} redact
       */
      constructor(child, redact) {
        this.child = child;
        child.stdout.on("data", (chunk) => this.#read(chunk));
        child.stderr.on("data", (chunk) => this.#said += chunk);
        child.stdin.on("error", () => {
        });
        child.once("error", (error) => this.#end(error));
        child.once("close", (exit) => this.#end(new Unreadable(exit, redact(this.#said))));
      }
      /**
       * One object by name; null where there is none. The name must be free of line ends.
       * @param {string} name
       * @param {{limit?: number}} [options]
       * @returns {Promise<GitObject | null>}
       */
      read(name, { limit = Infinity } = {}) {
        return new Promise((resolve3, reject) => {
          if (this.#ended) {
            reject(this.#ended);
            return;
          }
          this.#questions.push({ limit, resolve: resolve3, reject });
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
  }
});

// js/trees.js
function parseTree(data2, oidLength) {
  const entries = [];
  for (let at = 0; at < data2.length; ) {
    const space = data2.indexOf(32, at);
    const end = data2.indexOf(0, space);
    if (space < 0 || end < 0) break;
    const name = data2.toString("utf8", space + 1, end);
    const next = end + 1 + oidLength;
    const entry = { mode: data2.toString("latin1", at, space), name, oid: data2.toString("hex", end + 1, next) };
    if (!name.includes("�")) entries.push(entry);
    at = next;
  }
  return entries;
}
var FOLDER, Trees;
var init_trees = __esm({
  "js/trees.js"() {
    "use strict";
    init_module_url();
    init_errors();
    FOLDER = "40000";
    Trees = class {
      /** @type {Map<string, Promise<TreeEntry[]>>} */
      #known = /* @__PURE__ */ new Map();
      /** @param {() => ObjectReader} reader */
      constructor(reader) {
        this.reader = reader;
      }
      /**
       * Every file under a tree: one round of questions per level, not per folder.
       * @param {string} root
       * @returns {Promise<Listing>}
       */
      async list(root) {
        const files = /* @__PURE__ */ new Map();
        let level = [{ path: "", oid: root }];
        while (level.length > 0) {
          const trees = await Promise.all(level.map(async ({ path, oid }) => ({ path, entries: await this.#entries(oid) })));
          level = [];
          for (const { path, entries } of trees) {
            for (const { mode, name, oid } of entries) {
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
          const found = (await this.#entries(oid)).find((entry) => entry.name === name);
          if (!found) return void 0;
          if (depth === names.length - 1) return found;
          oid = found.oid;
        }
        return void 0;
      }
      /** @param {string} oid */
      #entries(oid) {
        let entries = this.#known.get(oid);
        if (!entries) {
          entries = this.#read(oid);
          this.#known.set(oid, entries);
          entries.catch(() => this.#known.delete(oid));
        }
        return entries;
      }
      /** @param {string} oid */
      async #read(oid) {
        const tree = await this.reader().read(oid);
        if (tree?.type !== "tree" || !tree.data) throw new Unreadable(128, `the tree ${oid} is missing`);
        return parseTree(tree.data, oid.length / 2);
      }
    };
  }
});

// js/store.js
var import_node_fs5, import_node_path3, Store;
var init_store = __esm({
  "js/store.js"() {
    "use strict";
    init_module_url();
    import_node_fs5 = require("node:fs");
    import_node_path3 = require("node:path");
    init_cleanup();
    init_environment();
    init_errors();
    init_objects();
    init_trees();
    Store = class {
      /** @type {ObjectReader | undefined} */
      #reader;
      #lazy = false;
      /** @param {Repository} repository */
      constructor(repository) {
        this.repository = repository;
        this.dir = (0, import_node_fs5.mkdtempSync)((0, import_node_path3.join)(repository.tempDir, "version-first-"));
        removeAtExit(this.dir);
        for (const folder of ["objects/info", "objects/pack", "refs"]) (0, import_node_fs5.mkdirSync)((0, import_node_path3.join)(this.dir, folder), { recursive: true });
        (0, import_node_fs5.writeFileSync)((0, import_node_path3.join)(this.dir, "HEAD"), "ref: refs/heads/none\n");
        this.#writeConfig();
        this.#borrow();
        const env = storeEnvironment(repository.git.env, this.dir, repository.transport);
        this.git = repository.git.with({ env });
        this.trees = new Trees(() => this.reader());
      }
      /** The process that reads objects. */
      reader() {
        this.#reader ??= new ObjectReader(this.git.start(["cat-file", "--batch"]), this.repository.redact);
        return this.#reader;
      }
      /** @param {string} oid */
      async has(oid) {
        return await this.reader().read(oid, { limit: 0 }) !== null;
      }
      /**
       * A commit's tree and parents; null where it is missing or no commit.
       * @param {string} oid
       * @returns {Promise<{tree: string, parents: string[]} | null>}
       */
      async commit(oid) {
        const found = await this.reader().read(oid);
        if (found?.type !== "commit" || !found.data) return null;
        const header = found.data.toString("latin1").split("\n\n", 1)[0] ?? "";
        const lines = header.split("\n");
        return {
          tree: lines[0]?.slice("tree ".length) ?? "",
          parents: lines.filter((line) => line.startsWith("parent ")).map((line) => line.slice("parent ".length))
        };
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
        if (shallow) (0, import_node_fs5.rmSync)(this.#alternates());
        const fetch3 = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
        const answer = await this.git.remote([...fetch3, ...filter, remote, ...refspecs]);
        if (shallow) this.#borrow();
        if (answer.exit !== 0) throw new Unreadable(answer.exit, answer.stderr);
        if (filter.length > 0) this.#restartReader();
      }
      /** In a partial clone: from now on git fetches what is missing when it is read. */
      readLazily() {
        if (!this.repository.partial || this.#lazy) return;
        this.#lazy = true;
        this.#writeConfig();
        this.#restartReader();
      }
      /**
       * Points a ref of the store somewhere, without a process.
       * @param {string} ref
       * @param {string} oid
       */
      setRef(ref, oid) {
        const file = (0, import_node_path3.join)(this.dir, ref);
        (0, import_node_fs5.mkdirSync)((0, import_node_path3.dirname)(file), { recursive: true });
        (0, import_node_fs5.writeFileSync)(file, `${oid}
`);
      }
      /** Forgets what an earlier attempt of this run built. */
      forgetBuilt() {
        for (const kind of ["heads", "tags"]) (0, import_node_fs5.rmSync)((0, import_node_path3.join)(this.dir, "refs", kind), { recursive: true, force: true });
      }
      close() {
        this.#reader?.close();
        removeNow(this.dir);
      }
      #alternates() {
        return (0, import_node_path3.join)(this.dir, "objects", "info", "alternates");
      }
      #borrow() {
        const objects = (0, import_node_path3.join)(this.repository.commonDir, "objects");
        const line = objects.includes("\n") ? JSON.stringify(objects) : objects;
        (0, import_node_fs5.writeFileSync)(this.#alternates(), `${line}
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
        (0, import_node_fs5.writeFileSync)(
          (0, import_node_path3.join)(this.dir, "config"),
          config + (extensions ? `[extensions]
${extensions}` : "") + (this.#lazy ? promisor : "")
        );
      }
      /** A reader keeps the settings it started with. */
      #restartReader() {
        this.#reader?.close();
        this.#reader = void 0;
      }
    };
  }
});

// js/run.js
var run_exports = {};
__export(run_exports, {
  run: () => run
});
async function run({ core: load, request: request2, place: place2, onlyLook = false, progress }) {
  const opening = openRepository(place2);
  opening.catch(() => {
  });
  const core = load();
  let plan2 = core.plan(request2, null);
  const repository = await opening;
  const store = new Store(repository);
  const offline = place2.offline ?? false;
  const world = { core, request: request2, repository, store, offline, seen: null, whole: /* @__PURE__ */ new Set() };
  try {
    while (plan2.step && !(onlyLook && !READING.has(plan2.step.kind))) {
      progress(plan2.step, plan2);
      plan2 = core.advance(plan2, await apply(world, plan2.step));
    }
    return plan2;
  } finally {
    store.close();
  }
}
var READING;
var init_run = __esm({
  "js/run.js"() {
    "use strict";
    init_module_url();
    init_apply();
    init_repository();
    init_store();
    READING = /* @__PURE__ */ new Set(["look", "history"]);
  }
});

// glue:core.mjs
var core_exports = {};
__export(core_exports, {
  __wbg_reset_state: () => __wbg_reset_state,
  advance: () => advance,
  bumpBranch: () => bumpBranch,
  decideBump: () => decideBump,
  default: () => __wbg_init,
  initSync: () => initSync,
  needs: () => needs,
  nextVersion: () => nextVersion,
  parseBumpBranch: () => parseBumpBranch,
  parseTag: () => parseTag,
  plan: () => plan,
  readManifests: () => readManifests,
  rewriteManifests: () => rewriteManifests,
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
function needs(request2, paths, files) {
  const ptr0 = passStringToWasm0(paths, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
  const len0 = WASM_VECTOR_LEN;
  let ret;
  __wbg_call_guard();
  ret = wasm.needs(request2, ptr0, len0, files);
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
function plan(request2, facts) {
  let ret;
  __wbg_call_guard();
  ret = wasm.plan(request2, facts);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function readManifests(files) {
  let ret;
  __wbg_call_guard();
  ret = wasm.readManifests(files);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function rewriteManifests(files, version) {
  let ret;
  __wbg_call_guard();
  ret = wasm.rewriteManifests(files, version);
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
function target(request2, refs) {
  const ptr0 = passStringToWasm0(refs, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
  const len0 = WASM_VECTOR_LEN;
  let ret;
  __wbg_call_guard();
  ret = wasm.target(request2, ptr0, len0);
  if (ret[2]) {
    throw takeFromExternrefTable0(ret[1]);
  }
  return takeFromExternrefTable0(ret[0]);
}
function wants(request2, glimpse) {
  let ret;
  __wbg_call_guard();
  ret = wasm.wants(request2, glimpse);
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
function getDataViewMemory0() {
  if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) {
    cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
  }
  return cachedDataViewMemory0;
}
function getStringFromWasm0(ptr, len) {
  return decodeText(ptr >>> 0, len);
}
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
  if (realloc === void 0) {
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
function takeFromExternrefTable0(idx) {
  const value = wasm.__wbindgen_externrefs.get(idx);
  wasm.__externref_table_dealloc(idx);
  return value;
}
function decodeText(ptr, len) {
  numBytesDecoded += len;
  if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
    cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
    cachedTextDecoder.decode();
    numBytesDecoded = len;
  }
  return cachedTextDecoder.decode(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
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
var __wbg_instance_id, cachedDataViewMemory0, cachedUint8ArrayMemory0, __wbg_reinit_scheduled, cachedTextDecoder, MAX_SAFARI_DECODE_BYTES, numBytesDecoded, cachedTextEncoder, WASM_VECTOR_LEN, wasmModule, wasmInstance, wasm;
var init_core = __esm({
  "glue:core.mjs"() {
    init_module_url();
    __wbg_instance_id = 0;
    cachedDataViewMemory0 = null;
    cachedUint8ArrayMemory0 = null;
    __wbg_reinit_scheduled = false;
    cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
    cachedTextDecoder.decode();
    MAX_SAFARI_DECODE_BYTES = 2146435072;
    numBytesDecoded = 0;
    cachedTextEncoder = new TextEncoder();
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
    WASM_VECTOR_LEN = 0;
  }
});

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
var init_instance = __esm({
  "js/instance.js"() {
    "use strict";
    init_module_url();
    init_core();
  }
});

// js/core.js
var core_exports2 = {};
__export(core_exports2, {
  loadCore: () => loadCore
});
function loadCore() {
  return loaded ??= startCore((0, import_node_fs6.readFileSync)((0, import_node_path4.join)(wasmDirectory(), "core.wasm")));
}
function wasmDirectory() {
  return typeof __dirname === "string" ? __dirname : (0, import_node_path4.join)(__dirname, "..", "dist");
}
var import_node_fs6, import_node_path4, loaded;
var init_core2 = __esm({
  "js/core.js"() {
    "use strict";
    init_module_url();
    import_node_fs6 = require("node:fs");
    import_node_path4 = require("node:path");
    init_instance();
  }
});

// js/action.js
init_module_url();
var import_node_path5 = require("node:path");
var import_node_process2 = __toESM(require("node:process"), 1);
init_errors();

// js/escape.js
init_module_url();
var INVISIBLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
function oneLine(text2) {
  return text2.replace(INVISIBLE, named).replace(/##\[/g, "#\\x23[").replace(/^(\s*)::/, "$1\\x3a:");
}
function safeJson(value, indent) {
  return (JSON.stringify(value, null, indent) ?? "null").replace(INVISIBLE, (found) => found === "\n" ? found : unicode(found)).replace(/::/g, "\\u003a:").replace(/##\[/g, "\\u0023#[");
}
function markdown(text2) {
  return text2.replace(INVISIBLE, named).replace(/[^\p{L}\p{N} .,/+-]/gu, (found) => `&#${found.codePointAt(0)};`);
}
function named(character) {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : unicode(character);
}
function unicode(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

// js/inputs.js
init_module_url();
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
init_errors();
var text = (
  /** @type {const} */
  { type: "string" }
);
var flag = (
  /** @type {const} */
  { type: "boolean" }
);
var list = (
  /** @type {const} */
  { type: "string", multiple: true }
);
var COMMON = { json: flag, cwd: text, help: { ...flag, short: "h" }, version: flag };
var VERSIONING = {
  bump: text,
  "default-bump": text,
  scheme: text,
  "tag-format": text,
  remote: text,
  branch: text,
  manifests: list,
  force: flag
};
var OPTIONS = {
  next: { ...COMMON, ...VERSIONING, "commit-message": text, "skip-ci": text, offline: flag },
  set: { ...COMMON, manifests: list, "dry-run": flag },
  release: { ...COMMON, ...VERSIONING, "commit-message": text, "skip-ci": text, "dry-run": flag },
  try: { help: COMMON.help, version: flag, keep: flag }
};
var CHOICES = {
  "default-bump": ["none", "patch", "minor", "major"],
  scheme: ["semver", "pep440"],
  "skip-ci": ["auto", "always", "never"]
};
function readActionInputs(toolkit, env) {
  const input = (name) => toolkit.getInput(name) || void 0;
  const command = input("command") ?? "release";
  if (command !== "next" && command !== "release") throw unknown("command", command, ["next", "release"]);
  const named2 = (name) => {
    if (name === "branch") return input("target-branch");
    return name === "bump" ? bumpInput(input("bump"), input("version")) : input(name);
  };
  return {
    command,
    help: false,
    version: false,
    request: request(named2, toolkit.getMultilineInput("manifests"), booleanInput(input, "force"), env),
    place: {
      ...place(env, input("token")),
      cwd: workingDirectory(input("working-directory") ?? ".", env),
      remote: input("remote") ?? "origin"
    },
    json: false,
    dryRun: booleanInput(input, "dry-run"),
    keep: false,
    words: []
  };
}
function request(named2, manifests, force, env) {
  const choice = (name) => {
    const value = named2(name);
    if (value !== void 0 && !CHOICES[name].includes(value)) throw unknown(name, value, CHOICES[name]);
    return value;
  };
  const fields = {
    bump: named2("bump"),
    defaultBump: choice("default-bump"),
    scheme: choice("scheme"),
    tagFormat: named2("tag-format"),
    branch: named2("branch"),
    skipCi: choice("skip-ci"),
    commitMessage: named2("commit-message"),
    manifests: manifests.length > 0 ? manifests.map((path) => path.replace(/^\.\//, "")) : void 0,
    force: force || void 0
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
  const id = env["GITHUB_RUN_ID"] || globalThis.crypto.randomUUID().replaceAll("-", "");
  return { ...given, run: { id, attempt: env["GITHUB_RUN_ATTEMPT"] || "1" } };
}
function place(env, token) {
  return {
    env,
    ...token ? { token } : {},
    serverUrl: env["GITHUB_SERVER_URL"] || "https://github.com",
    tempDir: env["RUNNER_TEMP"] || (0, import_node_os.tmpdir)(),
    ...env["VERSION_FIRST_TRACE"] ? { trace: env["VERSION_FIRST_TRACE"] } : {}
  };
}
function bumpInput(bump, version) {
  if (version === void 0) return bump;
  if (bump !== void 0 && bump !== "auto" && bump !== version) {
    throw new UsageError(`inputs \`version: ${version}\` and \`bump: ${bump}\` contradict each other`, ["give one of them"]);
  }
  return version;
}
function booleanInput(input, name) {
  const value = input(name)?.toLowerCase() ?? "false";
  if (value !== "true" && value !== "false") throw unknown(name, value, ["true", "false"]);
  return value === "true";
}
function workingDirectory(given, env) {
  const workspace = env["GITHUB_WORKSPACE"] || ".";
  const folder = (0, import_node_path.resolve)(workspace, given);
  const inside = (0, import_node_path.relative)((0, import_node_path.resolve)(workspace), folder);
  if (inside.startsWith("..") || (0, import_node_path.isAbsolute)(inside)) {
    throw new UsageError(`\`working-directory: ${given}\` is outside the workspace`, ["name a folder inside it"]);
  }
  requireFolder(folder, "working-directory");
  return folder;
}
function requireFolder(folder, name) {
  if (!(0, import_node_fs.statSync)(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`\`${folder}\` is no folder: expected one for \`${name}\``);
  }
}
function unknown(what, given, known, help) {
  const [nearest] = known.map((name) => ({ name, away: distance(given, name) })).sort((a, b) => a.away - b.away);
  const meant = nearest && nearest.away <= Math.max(2, nearest.name.length / 3) ? [`did you mean \`${nearest.name}\`?`] : [];
  const more = help === void 0 ? [] : [`\`version-first ${help}\` lists them all`];
  const expected = known.map((name) => `\`${name}\``).join(", ");
  return new UsageError(`unknown ${what} \`${given}\`: expected one of ${expected}`, [...meant, ...more]);
}
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

// js/report.js
init_module_url();
var MOST_REASONS = 20;
var AGAIN = {
  start: "",
  race: "somebody else was faster",
  lost: "the answer to the push was lost",
  unreadable: "it could not be read",
  finalised: "for what is new since"
};
function progressLine(step, plan2, remote) {
  switch (step.kind) {
    case "look":
      return step.why === "start" ? `looking at ${remote}` : `looking at ${remote} again: ${AGAIN[step.why]}`;
    case "history":
      return "looking for the commit that brought this version";
    case "commit":
      return `building ${plan2.proposal?.version ?? step.tag.name} on ${short(step.parent)}`;
    case "tag":
      return `building the tag ${step.tag.name} for ${short(step.target)}`;
    case "push":
      return `pushing ${step.updates.map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, "")).join(" and ")}`;
    case "follow":
      return "bringing this clone up to date";
  }
}
function proposalLines(proposal) {
  const { version, previousVersion, bump, branch, tip, reasons, manifests, changedFiles } = proposal;
  const from = previousVersion ? ` after ${previousVersion}` : "";
  const lines = [`${version}${from}${bump ? ` (${bump})` : ""}, ${intent(proposal)} on ${branch} at ${short(tip)}`];
  for (const { sha, subject, bump: part, why } of reasons.slice(0, MOST_REASONS)) {
    lines.push(`  ${short(sha)} ${part ?? "nothing"}: ${subject} (${why})`);
  }
  if (reasons.length > MOST_REASONS) lines.push(`  … and ${reasons.length - MOST_REASONS} more`);
  for (const manifest of manifests) {
    lines.push(`  ${manifest.path}:${manifest.line}:${manifest.column} says ${manifest.version} (${manifest.how})`);
  }
  if (changedFiles.length > 0) lines.push(`  would change: ${changedFiles.join(", ")}`);
  return lines;
}
function intent({ action, tag }) {
  switch (action) {
    case "finalise":
      return `${tag}: already in the manifests, to be tagged`;
    case "first-release":
      return `${tag}: the first release`;
    case "release":
      return tag;
  }
}
function planLines({ proposal, step }) {
  const lines = proposal ? proposalLines(proposal) : [];
  if (step?.kind === "commit") {
    const [subject = ""] = step.message.split("\n");
    lines.push(`would commit on ${short(step.parent)}: ${subject}`, `would tag that commit: ${step.tag.name}`);
  } else if (step?.kind === "tag") {
    lines.push(`would tag ${short(step.target)}: ${step.tag.name}`);
  }
  return lines;
}
function resultLines(result) {
  if (result.status === "failed") return [];
  if (result.status === "nothing-to-release") return [`nothing to release${result.why ? `: ${result.why}` : ""}`];
  const { branch, changedFiles, released } = result;
  const lines = released.map(({ version, tag, sha }) => `released ${version} as ${tag} at ${short(sha)} on ${branch}`);
  return [...lines, ...changedFiles.map((path) => `  ${path}`)];
}
function remarkLines(remarks = []) {
  return remarks.map((remark) => `note: ${remark}`);
}
function failureLines({ code, message, path, line, column, nextSteps = [] }) {
  const [first = "", ...rest] = message.split("\n");
  const place2 = path === void 0 ? [] : [`  --> ${[path, line, column].filter((part) => part !== void 0).join(":")}`];
  return [`error[${code}]: ${first}`, ...rest.map((more) => `  ${more}`), ...place2, ...nextSteps.map((next) => `  next: ${next}`)];
}
function flat({ error, ...rest }) {
  return error === void 0 ? rest : { ...rest, ...error };
}
function short(oid) {
  return oid.slice(0, 7);
}

// js/summary.js
init_module_url();
var MOST_ROWS = 50;
var TITLES = {
  released: "Released",
  proposed: "Would release",
  "nothing-to-release": "Nothing to release",
  failed: "Release failed"
};
function summaryOf(report) {
  const { status, version, previousVersion, tag, sha, branch, changedFiles = [], reasons = [], remarks = [], why, error } = report;
  const rows = [
    ["Version", version],
    ["Previous version", previousVersion],
    ["Tag", tag],
    ["Commit", sha],
    ["Branch", branch],
    ["Changed files", changedFiles.slice(0, MOST_ROWS)],
    ["Reasons", reasons.slice(0, MOST_ROWS).map(({ bump, subject, why: because }) => `${bump ?? "nothing"}: ${subject} (${because})`)],
    ["Why", why],
    ["Notes", remarks],
    ...error === void 0 ? [] : failureRows(error)
  ];
  const lines = rows.flatMap(([name, value]) => {
    const cells = [value ?? []].flat().filter((text2) => text2 !== "");
    return cells.length === 0 ? [] : [`| ${name} | ${cells.map((text2) => `<code>${markdown(text2)}</code>`).join("<br>")} |`];
  });
  const title = `### ${TITLES[status]}${version ? ` ${markdown(version)}` : ""}`;
  return `${[title, "", "| | |", "|---|---|", ...lines].join("\n")}

`;
}
function failureRows({ code, message, path, line, nextSteps }) {
  return [
    ["Error", code],
    ["Cause", message],
    ["Place", path === void 0 ? void 0 : [path, line].filter((part) => part !== void 0).join(":")],
    ["Next", nextSteps]
  ];
}

// js/action.js
var LONGEST_ANNOTATION = 4e3;
function log(lines) {
  for (const line of lines) import_node_process2.default.stdout.write(`${oneLine(line)}
`);
}
async function main() {
  const toolkit = await Promise.resolve().then(() => __toESM(require("./toolkit.js"), 1));
  let workspacePath = "";
  let report;
  try {
    const options = readActionInputs(toolkit, import_node_process2.default.env);
    const { token, cwd, remote } = options.place;
    if (token) toolkit.setSecret(token);
    workspacePath = (0, import_node_path5.relative)(import_node_process2.default.env["GITHUB_WORKSPACE"] || ".", cwd);
    const [{ run: run2 }, { loadCore: loadCore2 }] = await Promise.all([Promise.resolve().then(() => (init_run(), run_exports)), Promise.resolve().then(() => (init_core2(), core_exports2))]);
    const plan2 = await run2({
      core: loadCore2,
      request: options.request,
      place: options.place,
      onlyLook: options.dryRun || options.command === "next",
      progress: (step, state) => log([progressLine(step, state, remote)])
    });
    report = plan2.result ?? proposed(plan2);
    log(plan2.result ? resultLines(plan2.result) : planLines(plan2));
  } catch (error) {
    report = { status: "failed", error: asFailure(error) };
  }
  log(remarkLines(report.remarks));
  if (report.error) fail(toolkit, report.error, workspacePath);
  output(toolkit, report);
  if (import_node_process2.default.env["GITHUB_STEP_SUMMARY"]) await toolkit.summary.addRaw(summaryOf(report)).write();
}
function proposed({ proposal, remarks }) {
  if (!proposal) return { status: "proposed", remarks };
  const { version, previousVersion, bump, tag, branch, reasons, changedFiles } = proposal;
  return { status: "proposed", version, previousVersion, bump, tag, branch, reasons, changedFiles, remarks };
}
function fail(toolkit, failure, workspacePath) {
  log(failureLines(failure));
  const { code, message, path, line, column, nextSteps = [] } = failure;
  const said = [message, ...nextSteps.slice(0, 1).map((next) => `next: ${next}`)].join("\n").slice(0, LONGEST_ANNOTATION);
  const file = path === void 0 ? void 0 : [workspacePath, path].filter(Boolean).join("/");
  toolkit.error(said, {
    title: `version-first: ${code}`,
    ...file === void 0 ? {} : { file },
    ...line === void 0 ? {} : { startLine: line },
    ...column === void 0 ? {} : { startColumn: column }
  });
  import_node_process2.default.exitCode = 1;
}
function output(toolkit, report) {
  toolkit.setOutput("released", String(report.status === "released"));
  toolkit.setOutput("status", report.status);
  toolkit.setOutput("version", report.version ?? "");
  toolkit.setOutput("previous-version", report.previousVersion ?? "");
  toolkit.setOutput("tag", report.tag ?? "");
  toolkit.setOutput("sha", report.sha ?? "");
  toolkit.setOutput("changed-files", (report.changedFiles ?? []).join("\n"));
  toolkit.setOutput("json", safeJson(flat(report)));
}
main();
