// Generated from js/action.js (npm run build).
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

// js/action.js
var import_node_path3 = require("node:path");
var import_node_process = __toESM(require("node:process"), 1);

// js/environment.js
var SHORTEST_SECRET = 4;
function secretsOf(token) {
  return token ? worthHiding([token, basic(token)]) : [];
}
function worthHiding(secrets) {
  const known = secrets.filter((secret) => secret !== void 0).filter((secret) => secret.length >= SHORTEST_SECRET);
  return [...new Set(known)].sort((a, b) => b.length - a.length);
}
function basic(token) {
  return Buffer.from(`x-access-token:${token}`).toString("base64");
}

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

// js/inputs.js
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path2 = require("node:path");

// js/options.js
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
var ACTION_NAMES = {
  branch: "target-branch",
  preid: "prerelease-identifier",
  "preid-base": "prerelease-identifier-base",
  calver: "calver-format"
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
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
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

// js/trust.js
var import_node_path = require("node:path");
function isInside(folder, path) {
  const way = (0, import_node_path.relative)(folder, path);
  return way !== ".." && !way.startsWith(`..${import_node_path.sep}`) && !(0, import_node_path.isAbsolute)(way);
}

// js/inputs.js
var LONGEST_JOURNAL = 1e4;
function readRunner(env) {
  return {
    workspace: env["GITHUB_WORKSPACE"] || ".",
    hasSummary: Boolean(env["GITHUB_STEP_SUMMARY"]),
    // What our main step has left for the one after it.
    isPost: env["STATE_isPost"] === "true",
    journal: env["STATE_journal"] ?? ""
  };
}
function readJournal(text2) {
  const journal = text2.length <= LONGEST_JOURNAL ? parsed(text2) : null;
  const isMade = (one) => typeof one?.branch === "string" && typeof one?.oid === "string";
  if (Array.isArray(journal) && journal.every(isMade)) return journal.map(({ branch, oid }) => ({ branch, oid }));
  throw new ShellError("journal-unreadable", "what the main step wrote down of its branches is not as it wrote it: nothing is removed", {
    nextSteps: ["look which step of the job writes `GITHUB_STATE` or `STATE_journal`", "run the release again: it removes what is left"]
  });
}
function parsed(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return null;
  }
}
function readActionInputs(toolkit, env) {
  const input = (name) => toolkit.getInput(name) || void 0;
  const command = input("command") ?? "release";
  if (command !== "next" && command !== "release") throw unknown("command", command, ["next", "release"]);
  const one = (name) => {
    return name === "bump" ? bumpInput(input("bump"), input("version")) : input(ACTION_NAMES[name] ?? name);
  };
  const many = (name) => {
    const lines = toolkit.getMultilineInput(name);
    return name === "labels" ? lines.flatMap((line) => line.split(",")).map((label) => label.trim()).filter(Boolean) : lines;
  };
  return {
    command,
    help: false,
    version: false,
    request: request({ one, many, flag: (name) => booleanInput(input, name) }, env),
    ...runner(env),
    timeoutMs: durationOf("timeout", input("timeout")),
    place: {
      ...place(env, input("token"), input("api-url")),
      cwd: workingDirectory(input("working-directory") ?? ".", env),
      remote: remoteName(input("remote") ?? "origin")
    },
    json: false,
    dryRun: booleanInput(input, "dry-run"),
    keep: false,
    colour: false,
    words: []
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
  const folder = (0, import_node_path2.resolve)(workspace, given);
  const outside = () => new UsageError(`\`working-directory: ${given}\` is outside the workspace`, ["name a folder inside it"]);
  if (!isInside((0, import_node_path2.resolve)(workspace), folder)) throw outside();
  requireFolder(folder, "working-directory");
  if (!isInside((0, import_node_fs.realpathSync)(workspace), (0, import_node_fs.realpathSync)(folder))) throw outside();
  return folder;
}
function requireFolder(folder, name) {
  if (!(0, import_node_fs.statSync)(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`\`${folder}\` is no folder: expected one for \`${name}\``);
  }
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
  const [first2, ...more] = packages.map((folder) => folder || "the root");
  if (first2 === void 0 || packages[0] === "" && more.length === 0 && others.length === 0) return [];
  return [`  package: ${first2}${more.length > 0 ? `, with ${more.join(", ")}` : ""}`];
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
  const { branch, changedFiles, moved, released, version, pullRequest, release, status, why } = result;
  const lines = released.map(({ version: of, tag, sha }) => `released ${of} as ${tag} at ${short(sha)} on ${branch}`);
  if (status === "pull-request" && pullRequest) {
    lines.push(`${version} waits for its pull request #${pullRequest.number} to be merged: ${pullRequest.url}${why ? ` (${why})` : ""}`);
  }
  if (release) lines.push(`  ${release.url}`);
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
  const [first2 = "", ...rest] = message.split("\n");
  const place2 = path === void 0 ? [] : [`  --> ${[path, line, column].filter((part) => part !== void 0).join(":")}`];
  return [`${weight}[${code}]: ${first2}`, ...rest.map((more) => `  ${more}`), ...place2, ...nextSteps.map((next) => `  next: ${next}`)];
}
function flat({ error, ...rest }) {
  return error === void 0 ? rest : { ...rest, ...error };
}
function short(oid) {
  return oid.slice(0, 7);
}

// js/summary.js
var MOST_ROWS = 50;
var TITLES = {
  released: "Released",
  "pull-request": "Waiting for a pull request:",
  proposed: "Would release",
  "nothing-to-release": "Nothing to release",
  failed: "Release failed"
};
function summaryOf(report) {
  const { status, version, previousVersion, tag, sha, branch, changedFiles = [], reasons = [], remarks = [], stillSays = [], why, error } = report;
  const { moved = [], warnings = [], notes, pullRequest, release } = report;
  const rows = [
    ["Version", version],
    ["Previous version", previousVersion],
    ["Tag", tag],
    ["Commit", sha],
    ["Branch", branch],
    ["Pull request", pullRequest && link(`#${pullRequest.number}`, pullRequest.url)],
    ["Release", release && link("page", release.url)],
    ["Moved along", moved],
    ["Changed files", changedFiles.slice(0, MOST_ROWS)],
    ["Reasons", reasons.slice(0, MOST_ROWS).map(({ bump, subject, why: because }) => `${bump ?? "nothing"}: ${subject} (${because})`)],
    ["Still says the old version", stillSays.slice(0, MOST_ROWS).map((one) => [leftoverPlace(one), one.entry].filter(Boolean).join(" → "))],
    ["Why", why],
    ["Warnings", warnings.map(({ message }) => message)],
    ["Notes", remarks],
    ...error === void 0 ? [] : failureRows(error)
  ];
  const lines = rows.flatMap(([name, value]) => {
    const cells = [value ?? []].flat().filter((cell) => cell !== "");
    return cells.length === 0 ? [] : [`| ${name} | ${cells.map(rendered).join("<br>")} |`];
  });
  const named2 = status === "released" || status === "proposed" || status === "pull-request";
  const title = `### ${TITLES[status]}${named2 && version ? ` ${markdown(version)}` : ""}`;
  return `${[title, "", "| | |", "|---|---|", ...lines].join("\n")}

${named2 && notes ? `${notes}
` : ""}`;
}
function rendered(cell) {
  return typeof cell === "string" ? `<code>${markdown(cell)}</code>` : cell.html;
}
function link(text2, url) {
  return /^https?:\/\/[\w.:/%~@+-]+$/.test(url) ? { html: `<a href="${url}">${markdown(text2)}</a>` } : url;
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
var MOST_LISTED = 1e5;
function log(lines) {
  print(lines.map((line) => `${oneLine(line)}
`).join(""));
}
async function main() {
  const { workspace, hasSummary, isPost, journal } = readRunner(import_node_process.default.env);
  if (isPost) return afterwards(journal);
  const toolkit = await loadToolkit();
  tell("journal", () => toolkit.saveState("isPost", "true"));
  let workspacePath = "";
  let report;
  try {
    const options = readActionInputs(toolkit, import_node_process.default.env);
    const { token, cwd, remote } = options.place;
    for (const secret of secretsOf(token)) toolkit.setSecret(secret);
    workspacePath = (0, import_node_path3.relative)(workspace, cwd);
    const { Limits, loadCore, run } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
    const plan = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      trigger: options.trigger,
      limits: new Limits({ timeoutMs: options.timeoutMs }),
      onlyLook: options.dryRun || options.command === "next",
      journal: (made) => tell("journal", () => toolkit.saveState("journal", JSON.stringify(made))),
      progress: (step, state) => log([progressLine(step, state, remote)])
    });
    report = plan.result ?? proposed(plan);
    log(plan.result ? resultLines(plan.result) : planLines(plan));
  } catch (error) {
    report = { status: "failed", error: asFailure(error) };
  }
  log([...remarkLines(report.remarks), ...leftoverLines(report.stillSays)]);
  for (const warning of report.warnings ?? []) warn(toolkit, warning);
  if (report.error) fail(toolkit, report.error, workspacePath);
  output(toolkit, report);
  if (hasSummary) await toolkit.summary.addRaw(summaryOf(report)).write().catch((error) => forget("summary", error));
  const missing = untold(["outputs"]);
  if (missing && !report.error) fail(toolkit, missing, "");
  const unread = untold(["journal", "summary"]);
  if (unread && !missing && !report.error) warn(toolkit, unread);
}
async function loadToolkit() {
  for (const stream of [import_node_process.default.stdout, import_node_process.default.stderr]) stream.on("error", (error) => forget("log", error));
  return Promise.resolve().then(() => __toESM(require("./toolkit.js"), 1));
}
async function afterwards(journal) {
  if (journal === "" || journal === "[]") return;
  const toolkit = await loadToolkit();
  try {
    const options = readActionInputs(toolkit, import_node_process.default.env);
    const { token, remote } = options.place;
    for (const secret of secretsOf(token)) toolkit.setSecret(secret);
    log(["the run was stopped; removing what it left"]);
    const { Limits, loadCore, run } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
    const { result, remarks } = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      trigger: options.trigger,
      limits: new Limits({ timeoutMs: options.timeoutMs }),
      swept: readJournal(journal),
      journal: (made) => tell("journal", () => toolkit.saveState("journal", JSON.stringify(made))),
      progress: (step, state) => log([progressLine(step, state, remote)])
    });
    log([...remarkLines(remarks), ...result?.why === void 0 ? [] : [result.why]]);
    if (result?.error) warn(toolkit, result.error);
  } catch (error) {
    warn(toolkit, asFailure(error));
  }
}
function warn(toolkit, failure) {
  log(failureLines(failure, "warning"));
  toolkit.warning(annotation(failure), { title: `version-first: ${failure.code}` });
}
function annotation({ message, nextSteps = [] }) {
  return safeText([message, ...nextSteps.slice(0, 1).map((next) => `next: ${next}`)].join("\n")).slice(0, LONGEST_ANNOTATION);
}
function proposed({ proposal, remarks, stillSays }) {
  if (!proposal) return { status: "proposed", remarks };
  const { version, previousVersion, bump, tag, branch, notes, reasons, changedFiles } = proposal;
  return { status: "proposed", version, previousVersion, bump, tag, branch, notes, reasons, changedFiles, remarks, stillSays };
}
function fail(toolkit, failure, workspacePath) {
  log(failureLines(failure));
  const { code, path, line, column } = failure;
  const file = path === void 0 ? void 0 : [workspacePath, path].filter(Boolean).join("/");
  toolkit.error(annotation(failure), {
    title: `version-first: ${code}`,
    ...file === void 0 ? {} : { file },
    ...line === void 0 ? {} : { startLine: line },
    ...column === void 0 ? {} : { startColumn: column }
  });
  import_node_process.default.exitCode = 1;
}
function output(toolkit, report) {
  const set = (name, value) => tell("outputs", () => toolkit.setOutput(name, value));
  set("released", String((report.released ?? []).length > 0));
  set("repaired", String(report.repaired ?? false));
  set("status", report.status);
  set("version", report.version ?? "");
  set("previous-version", report.previousVersion ?? "");
  set("tag", report.tag ?? "");
  set("sha", report.sha ?? "");
  set("pull-request-number", String(report.pullRequest?.number ?? ""));
  set("pull-request-url", report.pullRequest?.url ?? "");
  set("release-url", report.release?.url ?? "");
  set("upload-url", report.release?.uploadUrl ?? "");
  set("release-notes", report.notes ?? "");
  const told = bounded(report);
  set("changed-files", (told.changedFiles ?? []).join("\n"));
  set("json", safeJson(flat(told)));
}
function bounded(report) {
  const { reasons = [], changedFiles = [], remarks = [] } = report;
  const lists = {
    reasons: first(reasons, ({ sha, subject, why }) => sha.length + subject.length + why.length),
    changedFiles: first(changedFiles, (path) => path.length)
  };
  const cut = [
    ...lists.reasons.length < reasons.length ? [`of ${reasons.length} commits that were looked at, ${lists.reasons.length} are listed`] : [],
    ...lists.changedFiles.length < changedFiles.length ? [`of ${changedFiles.length} changed files, ${lists.changedFiles.length} are listed`] : []
  ];
  return cut.length === 0 ? report : { ...report, ...lists, remarks: [...remarks, ...cut] };
}
function first(list2, length) {
  let room = MOST_LISTED;
  const over = list2.findIndex((one) => (room -= length(one)) < 0);
  return over < 0 ? list2 : list2.slice(0, over);
}
main();
