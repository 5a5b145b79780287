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
var INVISIBLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
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
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

// js/inputs.js
var import_node_fs = require("node:fs");
var import_node_os = require("node:os");
var import_node_path = require("node:path");
var MOST_NAMED = 6;
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
function readRunner(env) {
  return { workspace: env["GITHUB_WORKSPACE"] || ".", hasSummary: Boolean(env["GITHUB_STEP_SUMMARY"]) };
}
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
    colour: false,
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
  return { ...given, run: { id: env["GITHUB_RUN_ID"] || localRun(), attempt: env["GITHUB_RUN_ATTEMPT"] || "1" } };
}
function localRun() {
  return ["local", Date.now(), process.pid, Math.random().toString().slice(2)].join("-");
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

// js/output.js
var import_node_fs2 = require("node:fs");
var PAUSE_MS = 5;
function print(text2) {
  write(1, text2);
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
  finalised: "for what is new since"
};
function progressLine(step, plan, remote) {
  switch (step.kind) {
    case "look":
      return step.why === "start" ? `looking at ${remote}` : `looking at ${remote} again: ${AGAIN[step.why]}`;
    case "history":
      return "looking for the commit that brought this version";
    case "commit":
      return `building ${plan.proposal?.version ?? step.tag.name} on ${short(step.parent)}`;
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
  const named2 = status === "released" || status === "proposed";
  const title = `### ${TITLES[status]}${named2 && version ? ` ${markdown(version)}` : ""}`;
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
  print(lines.map((line) => `${oneLine(line)}
`).join(""));
}
async function main() {
  const toolkit = await Promise.resolve().then(() => __toESM(require("./toolkit.js"), 1));
  const { workspace, hasSummary } = readRunner(import_node_process.default.env);
  let workspacePath = "";
  let report;
  try {
    const options = readActionInputs(toolkit, import_node_process.default.env);
    const { token, cwd, remote } = options.place;
    if (token) toolkit.setSecret(token);
    workspacePath = (0, import_node_path2.relative)(workspace, cwd);
    const { loadCore, run } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
    const plan = await run({
      core: loadCore,
      request: options.request,
      place: options.place,
      onlyLook: options.dryRun || options.command === "next",
      progress: (step, state) => log([progressLine(step, state, remote)])
    });
    report = plan.result ?? proposed(plan);
    log(plan.result ? resultLines(plan.result) : planLines(plan));
  } catch (error) {
    report = { status: "failed", error: asFailure(error) };
  }
  log(remarkLines(report.remarks));
  if (report.error) fail(toolkit, report.error, workspacePath);
  output(toolkit, report);
  if (hasSummary) await toolkit.summary.addRaw(summaryOf(report)).write();
}
function proposed({ proposal, remarks }) {
  if (!proposal) return { status: "proposed", remarks };
  const { version, previousVersion, bump, tag, branch, reasons, changedFiles } = proposal;
  return { status: "proposed", version, previousVersion, bump, tag, branch, reasons, changedFiles, remarks };
}
function fail(toolkit, failure, workspacePath) {
  log(failureLines(failure));
  const { code, message, path, line, column, nextSteps = [] } = failure;
  const said = safeText([message, ...nextSteps.slice(0, 1).map((next) => `next: ${next}`)].join("\n"));
  const file = path === void 0 ? void 0 : [workspacePath, path].filter(Boolean).join("/");
  toolkit.error(said.slice(0, LONGEST_ANNOTATION), {
    title: `version-first: ${code}`,
    ...file === void 0 ? {} : { file },
    ...line === void 0 ? {} : { startLine: line },
    ...column === void 0 ? {} : { startColumn: column }
  });
  import_node_process.default.exitCode = 1;
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
