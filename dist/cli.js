#!/usr/bin/env node
// Generated from js/cli.js (npm run build).
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// js/cli.js
var import_node_fs3 = require("node:fs");
var import_node_path2 = require("node:path");
var import_node_process = __toESM(require("node:process"), 1);

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

// js/escape.js
var INVISIBLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|(?<!(?![\x00-\x7f])[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d\ufe0e\ufe0f]/gu;
function oneLine(text2) {
  return text2.replace(INVISIBLE, named).replace(/##\[/g, "#\\x23[").replace(/^(\s*)::/, "$1\\x3a:");
}
function safeText(text2) {
  return text2.split("\n").map((line) => oneLine(line.replace(/\r$/, ""))).join("\n");
}
function safeJson(value, indent) {
  return (JSON.stringify(value, null, indent) ?? "null").replace(INVISIBLE, (found) => found === "\n" ? found : unicode(found)).replace(/::/g, "\\u003a:").replace(/##\[/g, "\\u0023#[");
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

// js/inputs.js
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var import_node_util = require("node:util");

// js/options.js
var COMMANDS = ["next", "set", "release", "try"];
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
  "bump-types": text,
  "below-one": text,
  preid: text,
  "preid-base": text,
  "prerelease-branches": text,
  scheme: text,
  calver: text,
  "tag-format": text,
  "ignore-tags": list,
  remote: text,
  "api-url": text,
  branch: text,
  "tested-only": flag,
  manifests: list,
  "strict-places": flag,
  package: text,
  paths: list,
  force: flag,
  mode: text,
  "branch-template": text,
  "notes-sections": list,
  "notes-header": text,
  "notes-footer": text,
  timeout: text
};
var PUBLISHING = {
  label: list,
  "pull-request-title": text,
  "pull-request-body": text,
  "auto-merge": flag,
  "merge-method": text,
  wait: text,
  "github-release": text,
  "release-notes": text,
  "moving-tags": text,
  draft: flag,
  prerelease: text,
  "dispatch-workflow": text
};
var OPTIONS = {
  next: { ...COMMON, ...VERSIONING, "commit-message": text, changelog: text, "skip-ci": text, offline: flag },
  set: { ...COMMON, manifests: list, "strict-places": flag, package: text, "dry-run": flag },
  release: { ...COMMON, ...VERSIONING, ...PUBLISHING, "commit-message": text, changelog: text, "skip-ci": text, "dry-run": flag },
  try: { help: COMMON.help, version: flag, keep: flag }
};
var CHOICES = {
  "default-bump": ["none", "patch", "minor", "major"],
  "below-one": ["minor", "patch", "major"],
  "preid-base": ["0", "1", "false"],
  scheme: ["semver", "pep440", "calver"],
  "skip-ci": ["auto", "always", "never"],
  mode: ["auto", "direct", "pull-request"],
  "merge-method": ["squash", "merge", "rebase"],
  "github-release": ["auto", "true", "false"],
  "release-notes": ["commits", "github", "none"],
  "moving-tags": ["none", "major", "minor"],
  prerelease: ["auto", "true", "false"]
};

// js/spelling.js
var MOST_NAMED = 6;
var LONGEST_MS = 5 * 24 * 36e5;
function unknown(what, given, known, help) {
  const [nearest] = known.map((name) => ({ name, away: distance(given, name) })).sort((a, b) => a.away - b.away);
  const meant = nearest && nearest.away <= Math.max(2, nearest.name.length / 3) ? [`did you mean \`${nearest.name}\`?`] : [];
  const more = help === void 0 ? [] : [`\`version-first ${help}\` lists them all`];
  const expected = known.length > MOST_NAMED ? "" : `: expected one of ${known.map((name) => `\`${name}\``).join(", ")}`;
  return new UsageError(`unknown ${what} \`${given}\`${expected}`, [...meant, ...more]);
}
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next2 = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next2.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next2[j] ?? 0) + 1));
    }
    row = next2;
  }
  return row[b.length] ?? 0;
}
function tableOf(name, given, words) {
  if (given === void 0) return void 0;
  const pairs = given.split(/[\s,]+/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = "", word = "", ...more] = pair.split("=");
      if (key === "" || word === "" || more.length > 0) {
        throw new UsageError(`\`${pair}\` is no pair for \`${name}\`: expected such as \`docs=${words[0]}\``);
      }
      if (!words.includes(word)) throw unknown(`${name} word`, word, words);
      return [key, word];
    })
  );
}
function durationOf(name, given, zero = false) {
  if (given === void 0) return void 0;
  const [found, hours = "0", minutes = "0", seconds = "0"] = /^(?:(\d{1,7})h)?(?:(\d{1,7})m)?(?:(\d{1,7})s)?$/.exec(given) ?? [];
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e3;
  if (zero && given === "0") return 0;
  if (found && ms > LONGEST_MS) throw new UsageError(`\`${name}: ${given}\` is too long: expected at most \`120h\``);
  if (found && (ms > 0 || zero)) return ms;
  throw new UsageError(`\`${given}\` is no length of time for \`${name}\`: expected such as \`30s\`, \`5m\` or \`1h\``);
}
function remoteName(name) {
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|(?:^|\/)\.|^[-/]|[./]$|\.lock(?:\/|$)/.test(name)) {
    throw new UsageError(`\`${name}\` can be no remote's name`, ["name one that `git remote` lists: `--remote` (input `remote`)"]);
  }
  return name;
}

// js/inputs.js
function readCommandLine(argv, env) {
  const command = firstWord(argv);
  if (command !== void 0 && !COMMANDS.includes(command)) throw unknown("command", command, COMMANDS, "--help");
  const known = (command === void 0 ? void 0 : OPTIONS[command]) ?? COMMON;
  const { values, positionals } = parse(argv, known, command);
  const one = (name) => (
    /** @type {string | undefined} */
    values[name]
  );
  const many = (name) => (
    /** @type {string[]} */
    values[name] ?? []
  );
  const cwd = one("cwd");
  if (cwd !== void 0) requireFolder(cwd, "--cwd");
  const words = positionals.slice(1);
  if (command !== "set" && words.length > 0) throw new UsageError(`\`${words[0]}\` is one word too many for \`${command}\``);
  return {
    command,
    help: Boolean(values["help"]),
    version: Boolean(values["version"]),
    request: request({ one, many: (name) => many(name === "labels" ? "label" : name), flag: (name) => Boolean(values[name]) }, env),
    ...runner(env),
    timeoutMs: durationOf("--timeout", one("timeout")),
    place: {
      ...place(env, env["GITHUB_TOKEN"] || env["GH_TOKEN"], one("api-url")),
      cwd: (0, import_node_path.resolve)(cwd ?? "."),
      remote: remoteName(one("remote") || "origin"),
      offline: Boolean(values["offline"])
    },
    json: Boolean(values["json"]),
    dryRun: Boolean(values["dry-run"]),
    keep: Boolean(values["keep"]),
    // Asking for the terminal costs 3 ms: only where colours are shown.
    colour: command === "try" && Boolean(process.stdout.isTTY) && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    words
  };
}
function request({ one, many, flag: isSet }, env) {
  const choice = (name) => {
    const value = one(name);
    if (value !== void 0 && !CHOICES[name].includes(value)) throw unknown(name, value, CHOICES[name]);
    return value;
  };
  const listed = (name) => {
    const values = many(name);
    return values.length > 0 ? values : void 0;
  };
  const wait = durationOf("wait", one("wait"), true);
  const calver = one("calver");
  const changelog = one("changelog")?.replace(/^\.\//, "");
  const fields = {
    bump: one("bump"),
    defaultBump: choice("default-bump"),
    bumpTypes: tableOf("bump-types", one("bump-types"), CHOICES["default-bump"]),
    belowOne: choice("below-one"),
    identifier: one("preid"),
    identifierBase: choice("preid-base"),
    prereleaseBranches: one("prerelease-branches"),
    scheme: choice("scheme"),
    calverFormat: calver,
    // The only clock: versions by the calendar are those of the day in UTC, and so are a changelog's sections and the
    // days that markers ask for.
    date: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10),
    tagFormat: one("tag-format"),
    ignoreTags: listed("ignore-tags")?.flatMap((line) => line.split(/[\s,]+/)).filter(Boolean),
    branch: one("branch"),
    testedOnly: isSet("tested-only") || void 0,
    skipCi: choice("skip-ci"),
    commitMessage: one("commit-message"),
    changelog,
    manifests: listed("manifests")?.map((path) => path.replace(/^\.\//, "")),
    strictPlaces: isSet("strict-places") || void 0,
    package: one("package"),
    paths: listed("paths"),
    force: isSet("force") || void 0,
    mode: choice("mode"),
    branchTemplate: one("branch-template"),
    labels: listed("labels"),
    pullRequestTitle: one("pull-request-title"),
    pullRequestBody: one("pull-request-body"),
    autoMerge: isSet("auto-merge") || void 0,
    mergeMethod: choice("merge-method"),
    wait: wait === void 0 ? void 0 : wait / 1e3,
    githubRelease: choice("github-release"),
    // It was called by another word once.
    notes: one("release-notes") === "generated" ? "github" : choice("release-notes"),
    notesSections: listed("notes-sections"),
    notesHeader: one("notes-header"),
    notesFooter: one("notes-footer"),
    movingTags: choice("moving-tags"),
    draft: isSet("draft") || void 0,
    prerelease: choice("prerelease"),
    dispatchWorkflow: one("dispatch-workflow")
  };
  const wanted = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
  return { ...wanted, run: { id: env["GITHUB_RUN_ID"] || localRun(), attempt: env["GITHUB_RUN_ATTEMPT"] || "1" } };
}
function localRun() {
  return ["local", Date.now(), process.pid, Math.random().toString().slice(2)].join("-");
}
function runner(env) {
  const event = env["GITHUB_EVENT_NAME"];
  if (!event) return {};
  return { trigger: { event, path: env["GITHUB_EVENT_PATH"] ?? "", ref: env["GITHUB_REF"] ?? "", sha: env["GITHUB_SHA"] ?? "" } };
}
function place(env, token, api) {
  const [server, given] = [env["GITHUB_SERVER_URL"], env["GITHUB_API_URL"]];
  const apiUrl = api ?? given;
  const graphqlUrl = api === void 0 ? env["GITHUB_GRAPHQL_URL"] : void 0;
  return {
    env,
    ...token ? { token } : {},
    serverUrl: server || "https://github.com",
    ...apiUrl ? { apiUrl } : {},
    ...graphqlUrl === void 0 ? {} : { graphqlUrl },
    // A runner gives them together, and lets no step change them.
    anyApi: api !== void 0 || Boolean(env["GITHUB_ACTIONS"] && server && given),
    gitea: Boolean(env["GITEA_ACTIONS"] || env["FORGEJO_ACTIONS"]),
    tempDir: env["RUNNER_TEMP"] || (0, import_node_os.tmpdir)(),
    ...env["VERSION_FIRST_TRACE"] ? { trace: env["VERSION_FIRST_TRACE"] } : {}
  };
}
function requireFolder(folder, name) {
  if (!(0, import_node_fs.statSync)(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`\`${folder}\` is no folder: expected one for \`${name}\``);
  }
}
function parse(args, options, command) {
  try {
    return (0, import_node_util.parseArgs)({ args, options, allowPositionals: true });
  } catch (error) {
    const { code, message } = (
      /** @type {Error & {code?: string}} */
      error
    );
    const help = command === void 0 ? "--help" : `${command} --help`;
    const option = /Unknown option '([^']+)'/.exec(message)?.[1];
    if (option !== void 0) throw unknown("option", option, Object.keys(options).map((name) => `--${name}`), help);
    if (!code?.startsWith("ERR_PARSE_ARGS")) throw error;
    const [sentence = ""] = message.split(/\.\s|\n/);
    throw new UsageError(sentence.charAt(0).toLowerCase() + sentence.slice(1), [`\`version-first ${help}\` lists the options`]);
  }
}
function firstWord(args) {
  const options = Object.assign({}, ...Object.values(OPTIONS));
  return (0, import_node_util.parseArgs)({ args, options, allowPositionals: true, strict: false }).positionals[0];
}

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
function untold(whats) {
  const what = whats.find((one) => lost.has(one));
  if (what === void 0) return void 0;
  return {
    code: "not-written",
    message: `the ${what} could not be written: ${lost.get(what)}`,
    nextSteps: ["what this run did stands: `version-first next` says what is left to do", "make room on the disk, or let the file be written, before the next run"]
  };
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

// js/report.js
var MOST_REASONS = 20;
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
function progressLine(step, plan, remote) {
  switch (step.kind) {
    case "look":
      return step.why === "start" ? `looking at ${remote}` : `looking at ${remote} again: ${AGAIN[step.why]}`;
    case "history":
      return "looking for the commit that brought this version";
    case "commit":
      return `building ${plan.proposal?.version ?? step.tag?.name ?? step.branch} on ${short(step.parent)}`;
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
function proposalLines(proposal) {
  const { version, previousVersion, bump, branch, tip, reasons, manifests, changedFiles } = proposal;
  const from = previousVersion ? ` after ${previousVersion}` : "";
  const lines = [`${version}${from}${bump ? ` (${bump})` : ""}, ${intent(proposal)} on ${branch} at ${short(tip)}`];
  lines.push(...packageLines(proposal));
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
function packageLines({ packages, others = [] }) {
  const [first, ...more] = packages.map((folder) => folder || "the root");
  if (first === void 0 || packages[0] === "" && more.length === 0 && others.length === 0) return [];
  return [`  package: ${first}${more.length > 0 ? `, with ${more.join(", ")}` : ""}`];
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
function planLines({ ground, proposal, step }) {
  return [...ground ?? [], ...proposal ? proposalLines(proposal) : [], ...step ? firstEffect(step) : []];
}
function firstEffect(step) {
  switch (step.kind) {
    case "commit": {
      const [subject = ""] = step.message.split("\n");
      const then = step.tag ? `would tag that commit: ${step.tag.name}` : `would push it as ${step.branch}, for a pull request`;
      return [`would commit on ${short(step.parent)}: ${subject}`, then];
    }
    case "tag":
      return [`would tag ${short(step.target)}: ${step.tag.name}`];
    case "push":
      return pushed(step, "would push", "would remove");
    case "openPull":
      return [`would open a pull request from ${step.head} to ${step.base}: ${step.title}`];
    case "label":
      return [`would label #${step.number}: ${step.labels.join(", ")}`];
    case "editPull":
      return [`would rewrite the text of #${step.number}`];
    case "autoMerge":
      return [`would ask for #${step.number} to be merged once its requirements are met (${step.method})`];
    case "mergePull":
      return [`would merge #${step.number} (${step.method})`];
    case "release":
      return [`would ${step.draft ? "draft" : "publish"} the release of ${step.tag}, which is missing`];
    case "dispatch":
      return [`would start ${step.workflow} at ${step.ref}`];
    default:
      return [];
  }
}
function pushed({ updates }, push, remove) {
  const names = (gone) => updates.filter(({ oid }) => oid === "" === gone).map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, "")).join(" and ");
  return [names(false) && `${push} ${names(false)}`, names(true) && `${remove} ${names(true)}`].filter(Boolean);
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
var MOST_PLACES = 20;
var MOST_ENTRIES = 5;
function leftoverLines(places = []) {
  const versions = [...new Set(places.map(({ version }) => version))];
  const lines = versions.map((version) => {
    const told = places.filter((one) => one.version === version).map(leftoverPlace);
    const more = told.length > MOST_PLACES ? ` and ${told.length - MOST_PLACES} more` : "";
    return `still says ${version}: ${told.slice(0, MOST_PLACES).join(", ")}${more}`;
  });
  const entries = places.flatMap(({ entry, namedBy }) => entry === void 0 ? [] : [`${entry}${namedBy === void 0 ? "" : ` (named in ${namedBy})`}`]);
  return [...lines, ...entries.slice(0, MOST_ENTRIES).map((entry) => `  to include it, add to \`manifests\`: ${entry}`)];
}
function leftoverPlace({ path, lines }) {
  return `${path}:${lines.join(",")}`;
}
function remarkLines(remarks = []) {
  return remarks.map((remark) => `note: ${remark}`);
}
function failureLines({ code, message, path, line, column, nextSteps = [] }, weight = "error") {
  const [first = "", ...rest] = message.split("\n");
  const place2 = path === void 0 ? [] : [`  --> ${[path, line, column].filter((part) => part !== void 0).join(":")}`];
  return [`${weight}[${code}]: ${first}`, ...rest.map((more) => `  ${more}`), ...place2, ...nextSteps.map((next2) => `  next: ${next2}`)];
}
function flat({ error, ...rest }) {
  return error === void 0 ? rest : { ...rest, ...error };
}
function short(oid) {
  return oid.slice(0, 7);
}

// js/usage.js
var COMMANDS2 = `version-first: release tags that only ever name a commit whose manifests say that version

usage: version-first COMMAND [OPTION…]

commands:
  next                  print the next version and why; change nothing
  set VERSION [FILE…]   rewrite manifests in place
  release               compute, rewrite, commit, tag and push, in that order; by pull request where it must be
  try                   watch all of it in a throw-away repository; no network, no account

  version-first COMMAND --help    options and examples
  version-first --version

exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted, 143 terminated
`;
var COMMON2 = `  --json                one JSON object on stdout
  --cwd DIR             work there instead of here
`;
var VERSIONING2 = `  --bump B              auto (from the commits since the last tag; the default), major, minor, patch,
                        premajor, preminor, prepatch, prerelease, release (a prerelease's own),
                        post, dev, epoch (PEP 440 only), or an exact version
  --default-bump B      what commits ask for that are neither breaking nor feat (fix included): none,
                        patch (default), minor, major
  --bump-types T        what types ask for instead, such as 'perf=minor docs=none'
  --below-one B         what a breaking change is below 1.0: minor (default); major; patch: minor, and a
                        feature is a patch
  --preid ID            what a prerelease is called: rc unless given, and one that is there keeps its name
  --preid-base N        its first number: 1 (default), 0, or false for none
  --prerelease-branches B
                        branches that release prereleases, and what these are called: 'beta next=rc'
  --scheme S            semver, pep440 or calver; chosen from the manifests unless given
  --calver F            versions by the calendar (today's, in UTC), such as YYYY.MM.MICRO or YY.0M.MICRO
  --tag-format F        such as v{version}, or '{name}@{version}' with the package's name; as the repository's
                        tags are unless given
  --ignore-tags P       a pattern of tags to leave out, such as 'v2021.*'; repeatable
  --remote NAME         default origin
  --api-url URL         the server's API, where it is not on the server's own host; the token is sent there
  --branch NAME         the branch to release from; unless given, the one that the workflow was started on, and
                        at a desk the remote's default branch
  --tested-only         in a workflow: only if the branch still is at the commit that started the run
  --manifests ENTRY     another manifest besides those that are found: path, path:key.path or
                        path:/regex with (?<version>…)/; !path leaves one out; repeatable
  --strict-places       fail where something still says the old version, instead of listing it
  --package P           the package to release, by its name or folder, where several have versions of their own
  --paths PATTERN       what the product is, such as src/** or !site/**: a change elsewhere is nothing new; repeatable
  --force               a new version even where nothing is new (with a bump by name)
  --mode M              direct (a push), pull-request, or auto (default): push, and where the branch takes no
                        pushes open a pull request
  --branch-template T   the branch a pull request comes from; default chore/version-bump-{version}
  --notes-sections S    what notes and changelog tell of, in this order: 'New: feat', 'Mended: fix, perf',
                        'Everything else: *', '!chore'; repeatable
  --notes-header T      what stands before a release's text, with {version}, {previous-version}, {tag} and
                        {previous-tag}
  --notes-footer T      what stands behind it
  --timeout T           how long the run may take, waiting for a merge not counted: 30s, 5m (default), 1h
`;
var HELP = {
  next: `usage: version-first next [OPTION…]

Prints the version that \`release\` would make, and nothing else, on stdout; why, on stderr. It looks at the remote, as
\`release\` does. Nothing on stdout: there is nothing to release.

options:
${VERSIONING2}  --offline             look only at what is in this clone
${COMMON2}
examples:
  version-first next
  version-first next --bump minor --json
  echo "next is $(version-first next)"
`,
  set: `usage: version-first set VERSION [FILE…] [OPTION…]

Rewrites the version in these files, and what other manifests of the repository require of them. Without FILE: in every
manifest of the package; packages with versions of their own stay as they are. All of it or none.

options:
  --manifests ENTRY     another manifest besides those that are found: path, path:key.path or
                        path:/regex with (?<version>…)/; !path leaves one out; repeatable
  --strict-places       fail where something still says the old version, instead of listing it
  --package P           the package that is meant, by its name or folder, where several have versions of their own
  --dry-run             print what would change, and change nothing
${COMMON2}
examples:
  version-first set 1.4.0
  version-first set 1.4.0 pyproject.toml src/app/__init__.py
  version-first set 1.4.0 --dry-run
`,
  release: `usage: version-first release [OPTION…]

Computes the next version from tags and manifests, rewrites every manifest, builds the commit on the remote's newest
commit, and pushes branch and tag together: both land or neither. Where the branch takes changes by pull request only, it
opens one instead, and the next run after the merge tags what landed. Your checkout changes only after a release, and only
if it is clean and on that branch.

options:
${VERSIONING2}  --commit-message M    default chore(release): {version}
  --changelog PATH      a changelog that the version commit adds a section to, in its own shape; begun if not there
  --skip-ci W           auto (default), always, never: whether the commit's subject ends in [skip ci]
  --dry-run             print the plan, and change nothing
${COMMON2}
with a pull request:
  --label L             a label for it; repeatable
  --pull-request-title T
                        its title, with {version}, {previous-version}, {tag} and {branch}
  --pull-request-body T its text, with {files}, {commits} and {notes} too
  --auto-merge          let the server merge it once its requirements are met
  --merge-method M      squash (default), merge, rebase
  --wait T              wait so long for the merge, and tag it in the same run: 30s, 5m, 1h

once the tag is there:
  --github-release W    auto (default: where there is a token for it), true, false: a release of the tag
  --release-notes W     commits (default), github (who writes its own), none: what its text is made of
  --moving-tags W       none (default), major (v1), minor (v1 and v1.2): tags that move along
  --draft               make it a draft
  --prerelease W        auto (default: by the version), true, false
  --dispatch-workflow F start this workflow at the tag, by its file name, such as publish.yml

examples:
  version-first release
  version-first release --bump 2.0.0 --branch main
  version-first release --bump prerelease --preid beta
  version-first release --dry-run
  version-first release --mode pull-request --label release --auto-merge --wait 10m
  version-first release --draft --dispatch-workflow publish.yml
  version-first release --changelog CHANGELOG.md --moving-tags minor

A token in GITHUB_TOKEN or GH_TOKEN is used for GITHUB_SERVER_URL (https://github.com unless set) and its API, and sent
nowhere else. Pull requests and releases need one.
`,
  try: `usage: version-first try [OPTION…]

Builds a throw-away repository with the bug this tool exists for, cures it before your eyes, and cleans up.

options:
  --keep                leave the repositories there and say where

examples:
  version-first try
  version-first try --keep
`
};
function helpFor(command) {
  return (command === void 0 ? void 0 : HELP[command]) ?? COMMANDS2;
}

// js/cli.js
var INTERRUPTED = 130;
function sayLines(lines) {
  say(lines.map((line) => `${oneLine(line)}
`).join(""));
}
function printLines(lines) {
  print(lines.map((line) => `${oneLine(line)}
`).join(""));
}
function printJson(value) {
  print(`${safeJson(value, 2)}
`);
}
async function main(argv) {
  const options = readCommandLine(argv, import_node_process.default.env);
  if (options.version) {
    printLines([packageVersion()]);
    return 0;
  }
  if (options.help) {
    print(helpFor(options.command));
    return 0;
  }
  switch (options.command) {
    case "next":
      return next(options);
    case "release":
      return release(options);
    case "set":
      return set(options);
    case "try": {
      const { tryIt } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
      return tryIt(options);
    }
    default:
      say(helpFor(void 0));
      return 2;
  }
}
async function next(options) {
  const { plan, result } = await runPlan(options, true);
  if (result?.status === "failed") return failed(result, options.json, 1);
  const { ground, proposal, remarks } = plan;
  if (options.json) {
    printJson(result ? { ...flat(result), ground } : proposed(plan));
    return 0;
  }
  sayLines(ground ?? []);
  sayLines(result ? resultLines(result) : proposal ? proposalLines(proposal) : []);
  sayLines([...remarkLines(remarks), ...leftoverLines(plan.stillSays)]);
  if (!result && proposal) printLines([proposal.version]);
  return 0;
}
async function release(options) {
  const { plan, result, interrupted } = await runPlan(options, options.dryRun);
  if (result?.status === "failed") return failed(result, options.json, interrupted ? INTERRUPTED : 1);
  for (const warning of result?.warnings ?? []) sayLines(failureLines(warning, "warning"));
  if (options.json) {
    printJson(options.dryRun || !result ? plan : flat(result));
  } else {
    sayLines(remarkLines(plan.remarks));
    printLines(result ? resultLines(result) : planLines(plan));
    sayLines(leftoverLines(plan.stillSays));
  }
  return interrupted ? INTERRUPTED : 0;
}
async function runPlan(options, onlyLook) {
  const { Limits, loadCore, run } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  const { request: request2, place: place2, trigger, timeoutMs } = options;
  const limits = new Limits({ timeoutMs });
  const progress = (step, plan2) => sayLines([progressLine(step, plan2, options.place.offline ? "this clone" : options.place.remote)]);
  const plan = await run({ core: loadCore, request: request2, place: place2, trigger, limits, onlyLook, progress });
  return { plan, result: plan.result, interrupted: limits.interrupted };
}
async function set(options) {
  const { loadCore, setVersion } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  const [version, ...files] = options.words;
  if (version === void 0) throw new UsageError("expected a version", ["such as `version-first set 1.4.0`"]);
  const { changed, diff, remarks, stillSays } = await setVersion(loadCore(), { ...options, version, files });
  const told = changed.map(({ path, from, to }) => ({ path, from, to }));
  if (options.json) printJson({ changed: told, ...remarks.length > 0 ? { remarks } : {}, ...stillSays.length > 0 ? { stillSays } : {} });
  else if (options.dryRun) print(safeText(diff));
  else printLines(told.map(({ path, from, to }) => `${path}: ${from} → ${to}`));
  if (!options.json) sayLines([...remarkLines(remarks), ...leftoverLines(stillSays)]);
  if (changed.length === 0) sayLines([`every manifest says ${version} already`]);
  return 0;
}
function failed(result, json, code) {
  if (json) printJson(flat(result));
  for (const warning of result.warnings ?? []) sayLines(failureLines(warning, "warning"));
  sayLines([...remarkLines(result.remarks), ...leftoverLines(result.stillSays)]);
  if (result.error) sayLines(failureLines(result.error));
  return code;
}
function proposed({ ground, proposal, remarks, stillSays }) {
  return { status: "proposed", ...proposal, way: proposal?.way.kind, ground, remarks, stillSays };
}
function packageVersion() {
  const here = typeof __dirname === "string" ? __dirname : __dirname;
  return JSON.parse((0, import_node_fs3.readFileSync)((0, import_node_path2.join)(here, "..", "package.json"), "utf8")).version;
}
main(import_node_process.default.argv.slice(2)).then(
  (code) => {
    const missing = untold(["result"]);
    if (missing) sayLines(failureLines(missing));
    import_node_process.default.exitCode = code || (missing ? 1 : 0);
  },
  (error) => {
    const failure = asFailure(error);
    const usage = error instanceof UsageError;
    if (!usage && import_node_process.default.argv.includes("--json")) printJson({ status: "failed", ...failure });
    sayLines(failureLines(failure));
    import_node_process.default.exitCode = usage ? 2 : 1;
  }
);
