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
var import_node_path3 = require("node:path");
var import_node_process = __toESM(require("node:process"), 1);

// js/say/errors.js
var OURS = /* @__PURE__ */ new Set(["CoreError", "ShellError", "UsageError"]);
var ShellError = class extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {Omit<Failure, 'code' | 'message'>} [more]
   */
  constructor(code2, message, more = {}) {
    super(message);
    this.name = "ShellError";
    this.code = code2;
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
  const { code: code2, message, path, line, column, nextSteps } = (
    /** @type {Error & Failure} */
    error
  );
  const failure2 = { code: code2, message };
  if (path !== void 0) failure2.path = path;
  if (line !== void 0) failure2.line = line;
  if (column !== void 0) failure2.column = column;
  if (nextSteps?.length) failure2.nextSteps = nextSteps;
  return failure2;
}
function leadOn(failure2) {
  if (failure2.nextSteps?.length) return failure2;
  const what = failure2.path === void 0 ? "what was asked for" : `\`${failure2.path}\` there`;
  return { ...failure2, nextSteps: [`correct ${what}, and run this again`] };
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
  const known2 = failureOf(error instanceof Error && isFull(error) ? noRoom(error) : error);
  if (known2) return known2;
  const detail = error instanceof Error ? error.stack ?? error.message : String(error);
  return {
    code: "internal",
    message: `this is a bug in version-first: ${detail}`,
    nextSteps: ["please report it with the command and this text"]
  };
}

// js/say/escape.js
var INVISIBLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|(?<!(?![\x00-\x7f])[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d\ufe0e\ufe0f]/gu;
function oneLine(text) {
  return text.replace(INVISIBLE, named).replace(/##\[/g, "#\\x23[").replace(/^(\s*)::/, "$1\\x3a:");
}
function safeText(text) {
  return text.split("\n").map((line) => oneLine(line.replace(/\r$/, ""))).join("\n");
}
function safeJson(value, indent) {
  return (JSON.stringify(value, null, indent) ?? "null").replace(INVISIBLE, (found) => found === "\n" ? found : unicode(found)).replace(/::/g, "\\u003a:").replace(/##\[/g, "\\u0023#[");
}
function markdown(text) {
  return text.replace(INVISIBLE, named).replace(/[^\p{L}\p{N} .,/+()='"%?-]/gu, (found) => `&#${found.codePointAt(0)};`);
}
function named(character) {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  const code2 = character.charCodeAt(0);
  return code2 < 256 ? `\\x${code2.toString(16).padStart(2, "0")}` : unicode(character);
}
function unicode(character) {
  return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
var MOST_SHOWN = 200;
function shortened(text, most = MOST_SHOWN) {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

// js/say/output.js
var import_node_fs = require("node:fs");

// js/say/told.js
var lost = (
  /** @type {any} */
  globalThis[/* @__PURE__ */ Symbol.for("version-first: not written")] ??= /* @__PURE__ */ new Map()
);
function tell(what, write2) {
  try {
    write2();
  } catch (error) {
    noteLost(what, error);
  }
}
function noteLost(what, error) {
  const { message, code: code2 } = (
    /** @type {NodeJS.ErrnoException} */
    error ?? {}
  );
  if (code2 !== "EPIPE" && !lost.has(what)) lost.set(what, message ?? String(error));
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

// js/say/output.js
var PAUSE_MS = 5;
var quiet = false;
function hush() {
  quiet = true;
}
function print(text) {
  tell("result", () => write(1, text));
}
function say(text) {
  tell("log", () => write(2, text));
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
  return lines2.map((line) => `${oneLine(line)}
`).join("");
}
function write(stream, text) {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray((0, import_node_fs.writeSync)(stream, left));
    } catch (error) {
      const { code: code2 } = (
        /** @type {NodeJS.ErrnoException} */
        error
      );
      if (code2 === "EPIPE") return;
      if (code2 !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

// js/audit/report.js
var MOST = 50;
var MOST_UNTAGGED = 10;
var FEW = 3;
function auditLines(report) {
  const { gate, history, mismatches, packages = [], orphanBranches, untagged, unjudged } = report;
  if (gate) return [`${gate.tag}: ${gate.why}`, ...mismatches.map(({ fix }) => `  next: ${fix}`)];
  const lines2 = [headline(report)];
  lines2.push(...packages.slice(0, MOST).map(familyLine));
  if (packages.length > MOST) lines2.push(`  … and ${packages.length - MOST} more names of tags`);
  const wrong = mismatchRows(mismatches);
  for (const { tags, found, fix } of wrong.slice(0, MOST)) {
    lines2.push(`✗ ${tags}: ${found}`, `    ${fix}`);
  }
  const more = wrong.slice(MOST).reduce((sum, { count }) => sum + count, 0);
  if (more > 0) lines2.push(`… and ${more} more that do not`);
  const open = openRows(unjudged);
  lines2.push(...open.slice(0, MOST).map(({ tags, why }) => `? ${tags}: ${why}`));
  if (open.length > MOST) lines2.push(`… and ${open.length - MOST} more reasons`);
  for (const { branch, why } of orphanBranches.slice(0, MOST)) lines2.push(`orphan branch ${branch}: ${why}`);
  if (orphanBranches.length > MOST) lines2.push(`… and ${orphanBranches.length - MOST} more of them`);
  for (const { version, commit: commit2, path, current } of untagged.slice(0, MOST_UNTAGGED)) {
    lines2.push(`no tag for ${version}: ${path} ${current ? "says it now" : "said it"}, since ${commit2.slice(0, 7)}`);
  }
  if (untagged.length > MOST_UNTAGGED) lines2.push(`… and ${untagged.length - MOST_UNTAGGED} more versions without a tag`);
  if (history) {
    const { opened, merged, closed, open: open2, orphaned, completionRate, manualSyncs } = history;
    lines2.push(`bump branches: ${opened} proposed, ${merged} merged, ${closed} closed, ${open2} open, ${orphaned} orphaned${completionRate === null ? "" : `; completed: ${completionRate} %`}`);
    if (manualSyncs.length > 0) lines2.push(`pull requests that only brought a version by hand: ${manualSyncs.slice(0, MOST).map((number) => `#${number}`).join(", ")}`);
  }
  return lines2;
}
function headline({ tags, consistent, mismatches, rate }) {
  const judged = consistent + mismatches.length;
  if (tags === 0) return "no version tag was found";
  if (rate === null) return `none of ${counted(tags)} could be judged`;
  const open = tags - judged;
  return `${consistent} of ${counted(judged)} ${judged === 1 ? "tells" : "tell"} the truth: ${rate} %${open > 0 ? `; ${open} not judged` : ""}`;
}
function counted(count) {
  return `${count} version tag${count === 1 ? "" : "s"}`;
}
function foundWords(found) {
  const some = found.slice(0, MOST).map(({ path, version }) => `${path} says ${version}`);
  return `${some.join(", ")}${found.length > MOST ? ` and ${found.length - MOST} more` : ""}`;
}
function familyLine({ tagFormat, tags, consistent, mismatches }) {
  const judged = consistent + mismatches;
  if (judged === 0) return `  ${tagFormat}: ${tags} not judged`;
  return `  ${tagFormat}: ${consistent} of ${judged}${tags > judged ? `; ${tags - judged} not judged` : ""}`;
}
function mismatchRows(mismatches) {
  const fixes = new Map(mismatches.map(({ tag, fix }) => [tag, fix]));
  const rows = together(mismatches, ({ tag, found }) => [foundWords(found), tag]);
  return rows.map(([found, tags]) => ({ found, tags: named2(tags), count: tags.length, fix: fixes.get(tags[0] ?? "") ?? "" }));
}
function openRows(unjudged) {
  const rows = together(unjudged, ({ tag, why, path }) => [path === void 0 ? why : `${path}: ${why}`, tag]);
  return rows.map(([why, tags]) => ({ why, tags: named2(tags) }));
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
function named2(tags) {
  return `${tags.slice(0, FEW).join(", ")}${tags.length > FEW ? ` and ${tags.length - FEW} more` : ""}`;
}
function failureOfAudit({ gate, rate, consistent, mismatches }, minRate) {
  if (gate) {
    if (gate.passes) return void 0;
    return { code: "tag-not-true", message: `\`${gate.tag}\` does not tell the truth: ${gate.why}`, nextSteps: mismatches.map(({ fix }) => fix) };
  }
  if (rate === null || rate >= minRate) return void 0;
  return {
    code: "rate-too-low",
    message: `${consistent} of ${consistent + mismatches.length} tags tell the truth, ${rate} %: expected at least ${minRate} %`,
    nextSteps: ["never move a tag: the next version made by `version-first release` tells the truth", "leave the past alone with `--since TAG` (input `since`), or ask for less with `--min-rate` (input `min-rate`)"]
  };
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
function progressLine(step, plan, remote) {
  switch (step.kind) {
    case "look":
      return step.why === "start" ? `looking at ${remote}` : `looking at ${remote} again: ${AGAIN[step.why]}`;
    case "history":
      return "looking for the commit that brought this version";
    case "commit":
      return `building ${plan.proposal?.version ?? step.branch} on ${short(step.parent)}`;
    case "tag":
      return `building the tag ${names(step)} for ${short(step.target)}`;
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
  const { releases = [proposal], changedFiles } = proposal;
  const lines2 = releases.flatMap((release2) => releaseLines({ ...proposal, ...release2 }));
  if (changedFiles.length > 0) lines2.push(`  would change: ${listed(changedFiles)}`);
  return lines2;
}
function releaseLines(proposal) {
  const { version, previousVersion, bump, branch, tip, reasons, manifests } = proposal;
  const from = previousVersion ? ` after ${previousVersion}` : "";
  const lines2 = [`${version}${from}${bump ? ` (${bump})` : ""}, ${intent(proposal)} on ${branch} at ${short(tip)}`];
  lines2.push(...packageLines(proposal));
  lines2.push(...first(reasons, ({ sha, subject, bump: part, why }) => `  ${short(sha)} ${part ?? "nothing"}: ${subject} (${why})`));
  lines2.push(...first(manifests, ({ path, line, column, version: says, how }) => `  ${path}:${line}:${column} says ${says} (${how})`));
  return lines2;
}
function first(all, line) {
  const over = all.length - MOST_LISTED;
  return [...all.slice(0, MOST_LISTED).map(line), ...over > 0 ? [`  … and ${over} more`] : []];
}
function listed(names2) {
  const over = names2.length - MOST_LISTED;
  return `${names2.slice(0, MOST_LISTED).join(", ")}${over > 0 ? ` and ${over} more` : ""}`;
}
function packageLines({ packages, others = [] }) {
  const [name, ...more] = packages.map((folder) => folder || "the root");
  if (name === void 0 || packages[0] === "" && more.length === 0 && others.length === 0) return [];
  return [`  package: ${name}${more.length > 0 ? `, with ${listed(more)}` : ""}`];
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
function names({ tags }) {
  return tags.map(({ name }) => name).join(", ");
}
function firstEffect(step) {
  switch (step.kind) {
    case "commit": {
      const [subject = ""] = step.message.split("\n");
      const then = step.tags.length > 0 ? `would tag that commit: ${names(step)}` : `would push it as ${step.branch}, for a pull request`;
      return [`would commit on ${short(step.parent)}: ${subject}`, then];
    }
    case "tag":
      return [`would tag ${short(step.target)}: ${names(step)}`];
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
  const names2 = (gone) => updates.filter(({ oid }) => oid === "" === gone).map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, "")).join(" and ");
  return [names2(false) && `${push} ${names2(false)}`, names2(true) && `${remove} ${names2(true)}`].filter(Boolean);
}
function resultLines(result) {
  if (result.status === "nothing-to-release") return [`nothing to release${result.why ? `: ${result.why}` : ""}`];
  const { branch, changedFiles, moved, released = [], version, pullRequest, release: release2, status, why } = result;
  const lines2 = released.map(({ version: of, tag, sha }) => `released ${of} as ${tag} at ${short(sha)} on ${branch}`);
  if (status === "failed") return lines2;
  if (status === "pull-request" && pullRequest) {
    lines2.push(`${version} waits for its pull request #${pullRequest.number} to be merged: ${pullRequest.url}${why ? ` (${why})` : ""}`);
  }
  if (release2) lines2.push(`  ${release2.url}`);
  if (moved && moved.length > 0) lines2.push(`  ${moved.join(" and ")} moved along`);
  return [...lines2, ...first(changedFiles, (path) => `  ${path}`)];
}
var MOST_ENTRIES = 5;
function leftoverLines(places = []) {
  const versions = [...new Set(places.map(({ version }) => version))];
  const lines2 = versions.map((version) => {
    const told = places.filter((one) => one.version === version).map(leftoverPlace);
    return `still says ${version}: ${listed(told)}`;
  });
  const entries = places.flatMap(({ entry, namedBy }) => entry === void 0 ? [] : [`${entry}${namedBy === void 0 ? "" : ` (named in ${namedBy})`}`]);
  return [...lines2, ...entries.slice(0, MOST_ENTRIES).map((entry) => `  to include it, add to \`manifests\`: ${entry}`)];
}
function leftoverPlace({ path, lines: lines2 }) {
  return `${path}:${lines2.join(",")}`;
}
function remarkLines(remarks = []) {
  return remarks.map((remark) => `note: ${remark}`);
}
function failureLines({ code: code2, message, path, line, column, nextSteps = [] }, weight = "error") {
  const [says = "", ...rest] = message.split("\n");
  const place2 = path === void 0 ? [] : [`  --> ${[path, line, column].filter((part) => part !== void 0).join(":")}`];
  return [`${weight}[${code2}]: ${says}`, ...rest.map((more) => `  ${more}`), ...place2, ...nextSteps.map((next2) => `  next: ${next2}`)];
}
function flat({ error, ...rest }) {
  return error === void 0 ? rest : { ...rest, ...error };
}
function short(oid) {
  return oid.slice(0, 7);
}

// js/commands/audit.js
var MOST_JSON = 5e5;
var audit = {
  name: "audit",
  words: "",
  does: "compare every version tag with the manifests at that tag; change nothing",
  about: `Compares every version tag of this clone with the manifests in the tag's own tree, found as \`release\` finds them, and says
what to do about each that says something else. No network, no token, no setting is needed. Exit code 1 where the rate is
below --min-rate, or where the one tag of --tag does not tell the truth.`,
  examples: [
    "version-first audit",
    "version-first audit --since v1.0.0 --json",
    "version-first audit --tag v1.4.0",
    "version-first audit --min-rate 95 --html audit.html --badge audit.json",
    "version-first audit --repositories repositories.txt"
  ],
  more: `A line of the file for --repositories is a clone's folder, \`owner/name\` or an address (cloned for a moment), or a report that
\`audit --json\` wrote (a file that ends in .json).`,
  atDesk,
  inWorkflow
};
async function atDesk(options2) {
  if (options2.audit.repositories !== void 0) return manyAtDesk(options2);
  const report = await run(options2, (line) => sayLines([line]));
  const failure2 = failureOfAudit(report, options2.audit.minRate);
  if (options2.json) printJson({ ...report, ...failure2 });
  else {
    printLines(auditLines(report));
    sayLines(remarkLines(report.remarks));
  }
  if (failure2 !== void 0) complain(failureLines(failure2));
  return failure2 === void 0 ? 0 : 1;
}
async function manyAtDesk(options2) {
  const { auditMany, optimise, summaryOf: summaryOf4 } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  optimise();
  const rows = await auditMany(options2, (line) => sayLines([line]));
  if (options2.json) printJson(summaryOf4(rows));
  else printLines(linesOf(rows));
  complain(rows.flatMap(({ error }) => error === void 0 ? [] : failureLines(error)));
  return isLow(rows, options2) ? 1 : 0;
}
function isLow(rows, { audit: { minRate } }) {
  return rows.some(({ report, error }) => error !== void 0 || report !== void 0 && failureOfAudit(report, minRate) !== void 0);
}
function linesOf(rows) {
  return rows.map(({ name, report, error }) => `${name}: ${report ? headline(report) : error?.message ?? ""}`);
}
async function run({ audit: { since, tag, history, ...files }, request: request2, place: place2, timeoutMs }, progress) {
  const { Limits, auditClone, loadCore, optimise, writeReports } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  optimise();
  const { tagFormat, ignoreTags, manifests, package: of, branchTemplate } = request2;
  const fields = { tagFormat, ignoreTags, manifests, package: of, branchTemplate, since, tag };
  const wanted = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0));
  const report = await auditClone({ core: loadCore(), wanted, place: place2, limits: new Limits({ timeoutMs }), history, progress });
  writeReports(place2.cwd, files, [{ name: "", report }], report);
  return report;
}
async function inWorkflow(options2, { progress }) {
  const { auditMany, auditSummary, manySummary, optimise, summaryOf: summaryOf4 } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  optimise();
  if (options2.audit.repositories !== void 0) {
    const rows = await auditMany(options2, progress);
    const [failed2, summary] = [isLow(rows, options2), summaryOf4(rows)];
    const error2 = new ShellError("rate-too-low", `the tags of some repositories do not tell the truth: expected at least ${options2.audit.minRate} % in each`);
    return {
      lines: linesOf(rows),
      warnings: [],
      ...failed2 ? { error: { code: error2.code, message: error2.message } } : {},
      outputs: outputs(summary.rate, summary),
      summary: manySummary(rows)
    };
  }
  const report = await run(options2, progress);
  const error = failureOfAudit(report, options2.audit.minRate);
  return {
    lines: [...auditLines(report), ...remarkLines(report.remarks)],
    warnings: [],
    ...error === void 0 ? {} : { error },
    outputs: outputs(report.rate, report),
    summary: auditSummary(report)
  };
}
function outputs(rate, whole) {
  const json = safeJson(whole);
  return { rate: rate === null ? "" : String(rate), json: json.length <= MOST_JSON ? json : safeJson({ rate, remarks: ["the report is too long for an output: have it written to a file with `report`"] }) };
}

// js/ask/settings.js
var RELEASE = ["release"];
var BOTH = ["next", "release", "doctor"];
var ALSO_PRUNE = ["next", "release", "prune", "doctor"];
var TAGGING = ["release", "prune"];
var ALSO_AUDIT = [...ALSO_PRUNE, "audit"];
var AUDIT = ["audit"];
var EFFECTS = ["iteration start", "iteration submit", "iteration clean"];
var ATTEMPTS = ["iteration show", ...EFFECTS, "iteration check", "iteration diff"];
var HERE = [...ATTEMPTS, "iteration report", "iteration install-hook"];
var LEVELS = ["none", "patch", "minor", "major"];
var WAYS = ["auto", "true", "false"];
var PULLS = "with a pull request";
var AFTERWARDS = "once the tag is there";
var plain = (path) => path.replace(/^\.\//, "");
var words = (lines2) => lines2.flatMap((line) => line.split(/[\s,]+/)).filter(Boolean);
var ROWS = {
  command: { name: "command", kind: "text", flag: false, commands: [], default: "release", says: "What to do." },
  token: {
    name: "token",
    kind: "text",
    flag: false,
    commands: [],
    given: "${{ github.token }}",
    instead: "put the token into the environment variable `GITHUB_TOKEN` or `GH_TOKEN`: others can read command lines",
    says: "Used to read from and push to the repository's server and to ask its API. Needs `contents: write` to release, and `pull-requests: write` for pull requests."
  },
  bump: {
    name: "bump",
    kind: "text",
    value: "B",
    default: "auto",
    commands: BOTH,
    field: "bump",
    suggests: ["auto", "major", "minor", "patch", "premajor", "preminor", "prepatch", "prerelease", "release", "post", "dev", "epoch"],
    says: "How the version goes up. `auto` (from the commits since the last tag), `major`, `minor`, `patch`, `premajor`, `preminor`, `prepatch`, `prerelease`, `release` (a prerelease becomes its release), `post`, `dev`, `epoch` (PEP 440 only) or an exact version."
  },
  version: { name: "version", kind: "text", flag: false, commands: [], says: "The exact version to release, instead of `bump`." },
  defaultBump: {
    name: "default-bump",
    kind: "choice",
    choices: LEVELS,
    value: "B",
    default: "patch",
    commands: BOTH,
    field: "defaultBump",
    says: "What commits ask for that are neither breaking nor a `feat`, `fix` included. `none`, `patch`, `minor` or `major`."
  },
  bumpTypes: {
    name: "bump-types",
    kind: "pairs",
    choices: LEVELS,
    value: "T",
    commands: BOTH,
    field: "bumpTypes",
    says: "What commits of a type ask for instead, such as `perf=minor docs=none`."
  },
  belowOne: {
    name: "below-one",
    kind: "choice",
    choices: ["minor", "patch", "major"],
    value: "B",
    default: "minor",
    commands: BOTH,
    field: "belowOne",
    says: "What a breaking change is below 1.0. `minor`, `major`, or `patch`, where it is `minor` and a feature a patch."
  },
  preid: {
    name: "preid",
    input: "prerelease-identifier",
    kind: "text",
    value: "ID",
    commands: BOTH,
    field: "identifier",
    says: "What a prerelease is called. `rc` unless given; one that is there keeps its name, unless another that leads further is given."
  },
  preidBase: {
    name: "preid-base",
    input: "prerelease-identifier-base",
    kind: "choice",
    choices: ["0", "1", "false"],
    value: "N",
    default: "1",
    commands: BOTH,
    field: "identifierBase",
    says: "The first number of a prerelease, `1`, `0`, or `false` for none."
  },
  prereleaseBranches: {
    name: "prerelease-branches",
    kind: "text",
    value: "B",
    commands: ALSO_PRUNE,
    field: "prereleaseBranches",
    says: "Branches that release prereleases, and what these are called, such as `beta next=rc`."
  },
  scheme: {
    name: "scheme",
    kind: "choice",
    choices: ["semver", "pep440", "calver"],
    value: "S",
    commands: ALSO_PRUNE,
    field: "scheme",
    says: "The version scheme, `semver`, `pep440` or `calver`. Chosen from the manifests unless given."
  },
  calver: {
    name: "calver",
    input: "calver-format",
    kind: "text",
    value: "F",
    commands: ALSO_PRUNE,
    field: "calverFormat",
    says: "Versions by the calendar (the day in UTC), such as `YYYY.MM.MICRO` or `YY.0M.MICRO`."
  },
  tagFormat: {
    name: "tag-format",
    kind: "text",
    value: "F",
    commands: ALSO_AUDIT,
    field: "tagFormat",
    says: "Text around one `{version}`, in which `{name}` stands for the package's name. As the repository's tags are unless given (`v{version}` where there are none)."
  },
  ignoreTags: {
    name: "ignore-tags",
    kind: "list",
    value: "P",
    commands: ALSO_AUDIT,
    field: "ignoreTags",
    to: words,
    says: "A pattern of tags that are left out, such as `v2021.*`."
  },
  branch: {
    name: "branch",
    input: "target-branch",
    kind: "text",
    of: "branches",
    value: "NAME",
    commands: ALSO_PRUNE,
    field: "branch",
    says: "The branch to release from. Unless given, the one that the workflow was started on, if it is the default branch, a prerelease branch or one with a line of its own; at a desk the remote's default branch."
  },
  testedOnly: {
    name: "tested-only",
    kind: "flag",
    commands: BOTH,
    field: "testedOnly",
    says: "In a workflow, release only if the branch still is at the commit that started the run."
  },
  remote: { name: "remote", kind: "text", of: "remotes", value: "NAME", default: "origin", commands: [...ALSO_AUDIT, ...ATTEMPTS, "iteration report"], says: "The git remote to release to." },
  apiUrl: {
    name: "api-url",
    kind: "text",
    value: "URL",
    commands: [...ALSO_AUDIT, ...ATTEMPTS, "iteration report"],
    says: "The API's address, where neither the runner names it nor the server's own host has it. The token is sent there."
  },
  manifests: {
    name: "manifests",
    kind: "list",
    of: "files",
    value: "ENTRY",
    commands: ["next", "set", "release", "prune", "doctor", "audit"],
    field: "manifests",
    to: (lines2) => lines2.map(plain),
    says: "A manifest besides those that are found. `path`, `path:key.path` or `path:/regex with (?<version>…)/`; `!path` leaves one out."
  },
  strictPlaces: {
    name: "strict-places",
    kind: "flag",
    commands: ["next", "set", "release"],
    field: "strictPlaces",
    says: "Fail where something still says the old version, before anything is changed, instead of listing it."
  },
  package: {
    name: "package",
    kind: "text",
    of: "folders",
    value: "P",
    commands: ["next", "set", "release", "prune", "doctor", "audit"],
    field: "package",
    says: "The package to release, by its name or its folder, where several have versions of their own."
  },
  paths: {
    name: "paths",
    kind: "list",
    value: "PATTERN",
    commands: ALSO_PRUNE,
    field: "paths",
    says: "What the product is, a pattern such as `src/**` or `!site/**`. A change elsewhere is nothing new, and its commits count for nothing."
  },
  commitMessage: {
    name: "commit-message",
    kind: "text",
    value: "M",
    default: "chore(release): {version}",
    commands: BOTH,
    field: "commitMessage",
    says: "The version commit's message; `{version}` stands for the version."
  },
  changelog: {
    name: "changelog",
    kind: "text",
    of: "files",
    value: "PATH",
    commands: BOTH,
    field: "changelog",
    to: plain,
    says: "A changelog that the version commit adds a section to, in its own shape, such as `CHANGELOG.md`. What stands under `Unreleased` becomes that section; else it tells of the commits. One that is not there is begun."
  },
  skipCi: {
    name: "skip-ci",
    kind: "choice",
    choices: ["auto", "always", "never"],
    value: "W",
    default: "auto",
    commands: BOTH,
    field: "skipCi",
    says: "Whether the version commit's subject ends in `[skip ci]`. `auto`, `always` or `never`; `auto` leaves it out where a workflow or pipeline, of whatever server, runs on tag pushes."
  },
  force: { name: "force", kind: "flag", commands: BOTH, field: "force", says: "Release even where nothing is new (with a `bump` by name)." },
  mode: {
    name: "mode",
    kind: "choice",
    choices: ["auto", "direct", "pull-request"],
    value: "M",
    default: "auto",
    commands: BOTH,
    field: "mode",
    says: "How a version gets onto the branch. `direct` (a push), `pull-request`, or `auto`, which pushes and opens a pull request where the branch takes no pushes."
  },
  branchTemplate: {
    name: "branch-template",
    kind: "text",
    value: "T",
    default: "chore/version-bump-{version}",
    commands: ALSO_AUDIT,
    field: "branchTemplate",
    says: "The name of the branch a pull request comes from, with one `{version}`."
  },
  labels: {
    name: "label",
    input: "labels",
    kind: "list",
    commas: true,
    value: "L",
    group: PULLS,
    commands: RELEASE,
    field: "labels",
    says: "A label of the pull request."
  },
  pullRequestTitle: {
    name: "pull-request-title",
    kind: "text",
    value: "T",
    group: PULLS,
    commands: RELEASE,
    field: "pullRequestTitle",
    says: "The title of the pull request, with `{version}`, `{previous-version}`, `{tag}` and `{branch}`. The commit message's first line unless given."
  },
  pullRequestBody: {
    name: "pull-request-body",
    kind: "text",
    value: "T",
    group: PULLS,
    commands: RELEASE,
    field: "pullRequestBody",
    says: "Its text, with the names of the title and `{files}`, `{commits}` and `{notes}`, which are lists and the release notes."
  },
  autoMerge: {
    name: "auto-merge",
    kind: "flag",
    group: PULLS,
    commands: RELEASE,
    field: "autoMerge",
    says: "Let the server merge the pull request once its requirements are met."
  },
  mergeMethod: {
    name: "merge-method",
    kind: "choice",
    choices: ["squash", "merge", "rebase"],
    value: "M",
    default: "squash",
    group: PULLS,
    commands: RELEASE,
    field: "mergeMethod",
    says: "How it is merged then. `squash`, `merge` or `rebase`."
  },
  wait: {
    name: "wait",
    kind: "duration",
    zero: true,
    value: "T",
    group: PULLS,
    commands: RELEASE,
    field: "wait",
    to: (ms) => ms / 1e3,
    says: "How long to wait for the pull request to be merged, so that this run tags the version (`30s`, `5m`, `1h`). Without it a later run does."
  },
  githubRelease: {
    name: "github-release",
    kind: "choice",
    choices: WAYS,
    value: "W",
    default: "auto",
    group: AFTERWARDS,
    commands: TAGGING,
    field: "githubRelease",
    says: "Whether the tag gets a release on the server. `true`, `false`, or `auto` (where there is a token for one)."
  },
  releaseNotes: {
    name: "release-notes",
    kind: "choice",
    choices: ["commits", "github", "none"],
    value: "W",
    default: "commits",
    group: AFTERWARDS,
    commands: TAGGING,
    field: "notes",
    // What it was called once.
    once: { generated: "github" },
    says: "What that release's text is made of. `commits` (those since the last release, breaking changes first), `github` (who writes its own) or `none`."
  },
  notesSections: {
    name: "notes-sections",
    kind: "list",
    value: "S",
    commands: ALSO_PRUNE,
    field: "notesSections",
    says: "Which commits the notes and the changelog tell of, under which title, in this order. A title, a colon, and its types separated by commas, such as `Mended: fix, perf`; `*` stands for all others, and `!chore` hides a type. `breaking`, `dependencies` and `others` (without a type) are names too. What breaks comes first unless it has a section of its own."
  },
  notesHeader: {
    name: "notes-header",
    kind: "text",
    value: "T",
    commands: ALSO_PRUNE,
    field: "notesHeader",
    says: "What stands before the text of a release, if it has one, with `{version}`, `{previous-version}`, `{tag}` and `{previous-tag}`."
  },
  notesFooter: { name: "notes-footer", kind: "text", value: "T", commands: ALSO_PRUNE, field: "notesFooter", says: "What stands behind it." },
  movingTags: {
    name: "moving-tags",
    kind: "choice",
    choices: ["none", "major", "minor"],
    value: "W",
    default: "none",
    group: AFTERWARDS,
    commands: TAGGING,
    field: "movingTags",
    says: "Tags that move along with releases. `none`, `major` (`v1`) or `minor` (`v1` and `v1.2`). What keeps one from moving is a warning."
  },
  draft: { name: "draft", kind: "flag", group: AFTERWARDS, commands: TAGGING, field: "draft", says: "Make that release a draft." },
  lineage: {
    name: "lineage",
    input: false,
    kind: "text",
    of: "branches",
    value: "NAME",
    commands: ATTEMPTS,
    ask: "lineage",
    says: "The first attempt's branch, where the names do not say which that is."
  },
  title: { name: "title", input: false, kind: "text", value: "T", commands: ["iteration submit"], ask: "title", says: "The pull request's title, without `(vN)`. As the older one's unless given." },
  body: { name: "body", input: false, kind: "text", value: "T", commands: ["iteration submit"], ask: "body", says: "What its text says first, in Markdown." },
  into: {
    name: "into",
    input: false,
    kind: "text",
    of: "branches",
    value: "NAME",
    commands: ["iteration submit", "iteration check", "iteration diff"],
    ask: "into",
    says: "The branch the change is meant for. As the older pull request's unless given, or else the remote's default branch."
  },
  copy: {
    name: "copy",
    input: false,
    kind: "text",
    suggests: ["all", "labels", "reviewers", "assignees", "milestone", "draft"],
    value: "WHAT",
    commands: ["iteration submit"],
    ask: "copy",
    says: "What is taken over from the older one, apart by commas. `labels`, `reviewers`, `assignees`, `milestone`, `draft`, or `all`."
  },
  asDraft: { name: "as-draft", input: false, kind: "flag", commands: ["iteration submit"], ask: "draft", says: "Open it as a draft." },
  push: { name: "push", input: false, kind: "flag", commands: ["iteration start"], ask: "push", says: "Make the branch on the remote, too, so that nobody else takes its number." },
  all: { name: "all", input: false, kind: "flag", commands: ["iteration clean"], ask: "all", says: "Every lineage of this clone of which a pull request is merged." },
  original: { name: "original", kind: "flag", commands: ["iteration clean"], ask: "original", says: "Delete the original's branch, too, when iterations are cleaned up." },
  merged: { name: "merged", kind: "flag", commands: ["iteration clean"], ask: "merged", says: "Delete the merged iteration's branch, too." },
  unsaved: { name: "unsaved", input: false, kind: "flag", commands: ["iteration clean"], ask: "unsaved", says: "Delete branches, too, that have commits which no pull request keeps." },
  maxBotComments: {
    name: "max-bot-comments",
    kind: "text",
    value: "N",
    commands: ["iteration check"],
    ask: "maxBotComments",
    says: "How many review comments by bots an iteration may have, such as `0`."
  },
  strict: { name: "strict", kind: "flag", flag: false, commands: [], ask: "strict", says: "With `iteration-check`, fail on an iteration that is not the latest, or that something else stands against." },
  supersededLabel: { name: "superseded-label", kind: "text", flag: false, commands: [], ask: "supersededLabel", says: "With `iteration-check`, a label for pull requests of which a later iteration is open." },
  svg: { name: "svg", input: false, kind: "flag", commands: ["iteration report"], ask: "svg", says: "A drawing of how many iterations changes took, on stdout." },
  log: { name: "log", input: false, kind: "text", of: "files", value: "FILE", commands: EFFECTS, ask: "log", says: "Append a line of JSON for what was done." },
  prerelease: {
    name: "prerelease",
    kind: "choice",
    choices: WAYS,
    value: "W",
    default: "auto",
    group: AFTERWARDS,
    commands: TAGGING,
    field: "prerelease",
    says: "Whether that release is marked as a prerelease. `true`, `false`, or `auto` (by the version)."
  },
  dispatchWorkflow: {
    name: "dispatch-workflow",
    kind: "text",
    value: "F",
    group: AFTERWARDS,
    commands: TAGGING,
    field: "dispatchWorkflow",
    says: "A workflow to start at the new tag, by its file name. It needs `actions: write`, and starts with the default token, too, whose tags start nothing."
  },
  timeout: {
    name: "timeout",
    kind: "duration",
    value: "T",
    default: "5m",
    commands: [...ALSO_AUDIT, ...ATTEMPTS, "iteration report"],
    says: "How long the run may take, waiting for a merge not counted (`30s`, `5m`, `1h`). When that is over it cleans up and fails."
  },
  maxAge: {
    name: "max-age",
    kind: "duration",
    zero: true,
    age: true,
    value: "T",
    default: "7d",
    commands: ["prune"],
    says: "How old a bump branch without a pull request has to be before `prune` deletes it (`12h`, `7d`)."
  },
  since: { name: "since", kind: "text", of: "tags", value: "TAG", commands: AUDIT, says: "The tag from which on `audit` judges tags, itself included." },
  tag: {
    name: "tag",
    kind: "text",
    of: "tags",
    value: "TAG",
    commands: AUDIT,
    says: "The one tag that `audit` judges. It fails unless this tag tells the truth."
  },
  minRate: {
    name: "min-rate",
    kind: "text",
    value: "N",
    default: "100",
    commands: AUDIT,
    says: "How many per cent of the tags have to tell the truth for `audit` to succeed."
  },
  report: { name: "report", kind: "text", of: "files", value: "FILE", commands: AUDIT, says: "A file to which `audit` writes its report as JSON." },
  html: {
    name: "html",
    kind: "text",
    of: "files",
    value: "FILE",
    commands: [...AUDIT, "iteration diff"],
    ask: "html",
    says: "A file to which `audit` writes its report as a page, with a picture of the trend, and `iteration diff` its comparison."
  },
  badge: { name: "badge", kind: "text", of: "files", value: "FILE", commands: AUDIT, says: "A file to which `audit` writes the rate as JSON for a badge of shields.io." },
  history: {
    name: "history",
    kind: "flag",
    commands: AUDIT,
    says: "Also tell what became of bump branches: opened, merged, closed, orphaned, and pull requests that only brought a version by hand. Needs a token."
  },
  repositories: {
    name: "repositories",
    kind: "text",
    of: "files",
    value: "FILE",
    commands: AUDIT,
    says: "A list of repositories that `audit` looks at instead, one a line. A folder, `owner/name`, an address, or a report by `audit --json`."
  },
  offline: { name: "offline", input: false, kind: "flag", commands: ["next", "doctor"], says: "Look only at what is in this clone; the branch that is checked out counts as its default one." },
  fix: { name: "fix", kind: "flag", commands: ["doctor"], says: "Let the server delete merged branches, where the token may set that." },
  init: { name: "init", input: false, kind: "flag", commands: ["doctor"], says: "Write the release workflow that fits, unless there is one; with --dry-run only show it." },
  keep: { name: "keep", input: false, kind: "flag", commands: ["try"], says: "Leave the repositories there and say where." },
  dryRun: { name: "dry-run", kind: "flag", commands: ["set", "release", "prune", "doctor", ...EFFECTS], says: "Show what would be done, and change nothing." },
  cwd: {
    name: "cwd",
    input: "working-directory",
    kind: "text",
    of: "folders",
    value: "DIR",
    given: ".",
    commands: ["next", "set", "release", "prune", "doctor", "audit", ...HERE],
    says: "The clone to work in; in the action, inside the workspace."
  },
  quiet: {
    name: "quiet",
    short: "q",
    input: false,
    kind: "flag",
    commands: ["next", "set", "release", "prune", "doctor", "audit", ...HERE],
    says: "Nothing but the result, and what went wrong."
  },
  json: { name: "json", input: false, kind: "flag", commands: ["next", "set", "release", "prune", "doctor", "audit", ...HERE], says: "One JSON object on stdout." }
};
var SETTINGS = ROWS;
function optionsOf(command) {
  return Object.values(SETTINGS).filter(({ flag, commands }) => flag !== false && commands.includes(command));
}
function inputOf({ name, input = name }) {
  return input === false ? void 0 : input;
}
function askedOf(valueOf2) {
  const rows = Object.values(SETTINGS).flatMap((setting) => setting.ask === void 0 ? [] : [[setting.ask, valueOf2(setting)]]);
  return Object.fromEntries(rows.filter(([, value]) => value !== void 0));
}

// js/commands/completing.js
var SHELLS = (
  /** @type {const} */
  ["bash", "zsh", "fish"]
);
var LISTED = {
  branches: "git for-each-ref --format='%(refname:short)' refs/heads",
  tags: 'git for-each-ref --format="%(refname:short)" refs/tags',
  remotes: "git remote"
};
function lineOf(commands) {
  const firsts = [...new Set(commands.map(({ name }) => name.split(" ")[0] ?? ""))];
  const options2 = new Map(commands.flatMap(({ name }) => optionsOf(name)).map((setting) => [setting.name, setting]));
  return {
    commands,
    firsts,
    groups: firsts.filter((first4) => !commands.some(({ name }) => name === first4)),
    valued: [...options2.values()].filter(({ kind }) => kind !== "flag")
  };
}
var inside = (commands, group) => commands.filter(({ name }) => name.startsWith(`${group} `)).map((command) => ({ ...command, word: command.name.slice(group.length + 1) }));
var wordsOf = ({ kind, choices = [], suggests = [] }) => kind === "choice" ? choices : suggests;
var brief = (text) => (/^.*?[.](?= |$)/.exec(text)?.[0] ?? text).replace(/\.$/, "").replaceAll("`", "");
function completionFor(shell, commands) {
  return { bash, zsh, fish }[shell](lineOf(commands));
}
function bash({ commands: all, firsts, groups, valued }) {
  const values = valued.map((setting) => `      --${setting.name}) ${bashValue(setting)} ;;`);
  const commands = all.map((command) => {
    const words3 = ["--help", ...optionsOf(command.name).map(({ name }) => `--${name}`)].join(" ");
    return `    '${command.name}') words='${words3}'; ${bashWords(command.of, command.choices)} ;;`;
  });
  const nested = groups.map((group) => `    '${group}') words='${inside(all, group).map(({ word }) => word).join(" ")} --help' ;;`);
  return `# bash completion of version-first; to have it: source <(version-first completion bash)
_version_first() {
  local current=\${COMP_WORDS[COMP_CWORD]} option='' command='' files='' words='' index=1 word
  # Bash takes --mode=direct apart.
  if [ "$current" = '=' ]; then
    option=\${COMP_WORDS[COMP_CWORD-1]} current=''
  elif [ "\${COMP_WORDS[COMP_CWORD-1]}" = '=' ]; then
    option=\${COMP_WORDS[COMP_CWORD-2]}
  else
    option=\${COMP_WORDS[COMP_CWORD-1]}
  fi
  while [ "$index" -lt "$COMP_CWORD" ]; do
    word=\${COMP_WORDS[index]}
    case $word in
      ${valued.map(({ name }) => `--${name}`).join("|")})
        index=$((index + 1))
        [ "\${COMP_WORDS[index]}" = '=' ] && index=$((index + 1)) ;;
      -*) ;;
      *)
        case $command in
          '') command=$word ;;
          ${groups.join("|")}) command="$command $word" ;;
        esac ;;
    esac
    index=$((index + 1))
  done
  case $option in
${values.join("\n")}
    *) option='' ;;
  esac
  [ -n "$option" ] || case $command in
    '') words='${firsts.join(" ")} help --help --version' ;;
${[...nested, ...commands].join("\n")}
  esac
  COMPREPLY=()
  while IFS= read -r word; do
    COMPREPLY[\${#COMPREPLY[@]}]=$word
  done < <(compgen -W "$words" -- "$current"; [ -z "$files" ] || compgen "$files" -- "$current")
  [ -z "$files" ] || compopt -o filenames 2> /dev/null || true
}
complete -F _version_first version-first
`;
}
function bashValue(setting) {
  const words3 = wordsOf(setting);
  return words3.length > 0 ? `words='${words3.join(" ")}'` : bashWords(setting.of);
}
function bashWords(of, more = []) {
  if (more.length > 0) return `words="$words ${more.join(" ")}"`;
  if (of === "files") return "files=-f";
  if (of === "folders") return "files=-d";
  return of === void 0 ? ":" : `words="$words $(${LISTED[of].replaceAll('"', "'")} 2> /dev/null)"`;
}
function zsh({ commands, firsts, groups, valued }) {
  const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const described = (text) => text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);
  const action = (of, words3) => {
    if (words3.length > 0) return `(${words3.join(" ")})`;
    if (of === "files") return "_files";
    if (of === "folders") return "_files -/";
    return of === void 0 ? "" : `_version_first_${of}`;
  };
  const spec = (setting) => {
    const { name, kind, says, value = name } = setting;
    const takes = kind === "flag" ? "" : `:${value}:${action(setting.of, wordsOf(setting))}`;
    return quoted(`${kind === "list" ? "*" : ""}--${name}${kind === "flag" ? "" : "="}[${described(brief(says))}]${takes}`);
  };
  const listed2 = (rows) => rows.map(({ word, does }) => quoted(`${word}:${does.replaceAll(":", "\\:")}`)).join(" ");
  const branch = (command) => {
    const specs = [...optionsOf(command.name).map(spec), quoted("--help[what it does, its options and examples]")];
    const rest = command.words === "" ? [] : [quoted(`*:${command.words}:${action(command.of, command.choices ?? [])}`)];
    return `(${quoted(command.name)}) _arguments -S ${[...specs, ...rest].join(" \\\n      ")} ;;`;
  };
  const tops = firsts.map((word) => ({ word, does: commands.find(({ name }) => name === word)?.does ?? "attempts at one change" }));
  const nested = groups.map((group) => `(${quoted(group)}) rows=(${listed2(inside(commands, group))}); _describe command rows ;;`);
  return `#compdef version-first
# zsh completion of version-first; to have it: source <(version-first completion zsh), after compinit
${Object.entries(LISTED).map(([of, list]) => `_version_first_${of}() { local -a rows; rows=(\${(f)"$(${list.replaceAll('"', "'")} 2> /dev/null)"}); _describe ${of} rows }`).join("\n")}
_version_first() {
  local command='' word skip=''
  local -a rows
  integer index at=1
  for (( index = 2; index < CURRENT; index++ )); do
    word=$words[index]
    if [[ -n $skip ]]; then skip=''; continue; fi
    case $word in
      (${valued.map(({ name }) => `--${name}`).join("|")}) skip=yes ;;
      (-*) ;;
      (*) case $command in
        ('') command=$word at=index ;;
        (${groups.join("|")}) command="$command $word" at=index ;;
      esac ;;
    esac
  done
  if [[ -n $command ]]; then
    words=("$command" "\${(@)words[at+1,-1]}")
    (( CURRENT -= at - 1 ))
  fi
  case $command in
    ('') rows=(${listed2(tops)} 'help:what a command does'); _describe command rows; _arguments '--help[the commands]' '--version[which version this is]' ;;
    ${[...nested, ...commands.map(branch)].join("\n    ")}
  esac
}
if [[ \${funcstack[1]} == _version_first ]]; then _version_first "$@"; else compdef _version_first version-first; fi
`;
}
function fish({ commands, groups, valued }) {
  const quoted = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const offered = (of, words3) => {
    if (words3.length > 0) return `-xa ${quoted(words3.join(" "))}`;
    if (of === "files") return "-rF";
    if (of === "folders") return "-xa '(__fish_complete_directories)'";
    return of === void 0 ? "-x" : `-xa ${quoted(`(${LISTED[of]} 2> /dev/null)`)}`;
  };
  const at = (command) => `complete -c version-first -n ${quoted(`__version_first_at ${command}`)}`;
  const lines2 = commands.flatMap((command) => {
    const [first4 = "", second] = command.name.split(" ");
    const word = second === void 0 ? `${at("")} -fa ${first4}` : `${at(first4)} -fa ${second}`;
    const rest = command.of === "files" ? " -F" : ` -f${command.of === void 0 && !command.choices ? "" : `a ${quoted(command.choices?.join(" ") ?? `(${LISTED[
      /** @type {'branches'} */
      command.of
    ]} 2> /dev/null)`)}`}`;
    const own2 = optionsOf(command.name).map((setting) => {
      const { name, kind, says, short: short2 } = setting;
      const takes = kind === "flag" ? "" : ` ${offered(setting.of, wordsOf(setting))}`;
      return `${at(command.name)} -l ${name}${short2 === void 0 ? "" : ` -s ${short2}`}${takes} -d ${quoted(brief(says))}`;
    });
    return [`${word} -d ${quoted(command.does)}`, `${at(command.name)}${rest}`, ...own2];
  });
  return `# fish completion of version-first; to have it: version-first completion fish | source
function __version_first_at --description 'whether these are the words of the command so far'
    set -l found
    set -l skip no
    for word in (commandline -opc)[2..]
        if test $skip = yes
            set skip no
            continue
        end
        switch $word
            case ${valued.map(({ name }) => `--${name}`).join(" ")}
                set skip yes
            case '-*'
            case '*'
                test (count $found) -gt 0; and not contains -- $found[1] ${groups.join(" ")}; or set -a found $word
        end
    end
    test "$found[1..2]" = "$argv"
end
complete -c version-first -e
complete -c version-first -f
complete -c version-first -l help -s h -d 'what it does, its options and examples'
${at("")} -fa help -d 'what a command does'
${at("")} -l version -s v -d 'which version this is'
${groups.map((group) => `${at("")} -fa ${group} -d 'attempts at one change'`).join("\n")}
${lines2.join("\n")}
`;
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
var LETTERS = /* @__PURE__ */ new Map([["-n", "dry-run"], ["-V", "version"]]);
var LONGEST_MS = 5 * 24 * 36e5;
function unknown(what, given, known2, help) {
  const near = nearest(given, known2);
  const meant = near === void 0 ? [] : [`did you mean \`${near}\`?`];
  const more = help === void 0 ? [] : [`\`version-first ${help}\` lists them all`];
  const expected = known2.length > MOST_NAMED ? "" : `: expected one of ${known2.map((name) => `\`${name}\``).join(", ")}`;
  return new UsageError(`unknown ${what} \`${shortened(given)}\`${expected}`, [...meant, ...more]);
}
function nearest(given, known2) {
  const [best] = known2.map((name) => ({ name, away: distance(given, name) })).sort((a, b) => a.away - b.away);
  const near = best !== void 0 && best.away <= Math.max(2, best.name.length / 3) && best.away * 2 < best.name.length;
  return near ? best.name : void 0;
}
function unknownCommand(given, known2, help) {
  const here = ELSEWHERE.get(given.toLowerCase());
  if (here === void 0) return unknown("command", given, known2, help);
  return new UsageError(`unknown command \`${given}\``, [`did you mean \`version-first ${here}\`?`, `\`version-first ${help}\` lists them all`]);
}
function tooMany(word, command) {
  const more = `\`version-first ${command} --help\` says what it takes`;
  return new UsageError(`\`${shortened(word)}\` is one word too many for \`${command}\``, [...meantBump(word, optionsOf(command).map(({ name }) => name)), more]);
}
function meantBump(word, known2) {
  const isBump = SETTINGS.bump.suggests?.includes(word) || /^v?\d+\.\d[\w.+!-]*$/.test(word);
  return isBump && known2.includes(SETTINGS.bump.name) ? [`did you mean \`--bump ${word}\`?`] : [];
}
function unknownOption(given, command, known2, help) {
  const name = given.replace(/^-+/, "").replaceAll("_", "-").toLowerCase();
  const rows = Object.values(SETTINGS);
  const more = `\`version-first ${help}\` lists them all`;
  const refused = (next2) => new UsageError(`unknown option \`${given}\`${command === void 0 ? "" : ` of \`${command}\``}`, [...next2, more]);
  const [own2] = rows.filter((row2) => row2.instead !== void 0 && row2.name === name);
  if (own2?.instead !== void 0) return refused([own2.instead]);
  const meant = meantBump(name, known2);
  if (meant.length > 0) return refused(meant);
  const letter = LETTERS.get(given);
  if (letter !== void 0 && known2.includes(letter)) return refused([`did you mean \`--${letter}\`?`]);
  const [renamed] = rows.filter((row2) => known2.includes(row2.name) && (inputOf(row2) === name || row2.name === name));
  if (renamed) return refused([`did you mean \`--${renamed.name}\`?`]);
  const [others] = rows.filter((row2) => row2.flag !== false && (row2.name === name || inputOf(row2) === name));
  if (others) return refused([`${others.commands.map((one) => `\`${one}\``).join(", ")} ${others.commands.length > 1 ? "have" : "has"} \`--${others.name}\``]);
  return unknown("option", given, known2.map((one) => `--${one}`), help);
}
function checkValues(tokens, settings) {
  const values = /* @__PURE__ */ new Map();
  for (const { kind, name, value } of tokens) {
    const setting = settings.find((one) => one.name === name);
    if (kind !== "option" || value === void 0 || !setting) continue;
    if (setting.of !== void 0 && value === "") throw new UsageError(`\`--${name}\` is empty: expected a name`, ["look at what it is given: a variable that is not set is empty", `or leave \`--${name}\` out`]);
    const before = values.get(name) ?? value;
    if (before !== value && setting.kind !== "list") throw new UsageError(`\`--${name}\` is given twice: expected one of \`${before}\` and \`${value}\``, ["leave one out; what is wanted of each is a run of its own"]);
    values.set(name, value);
  }
}
function distance(a, b) {
  let before = [];
  let row2 = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next2 = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row2[j] ?? 0) + (letter === other ? 0 : 1);
      const swapped = letter !== other && letter === b[j - 1] && other === a[i - 1];
      const swap = swapped ? (before[j - 1] ?? 0) + 1 : change;
      next2.push(Math.min(change, swap, (row2[j + 1] ?? 0) + 1, (next2[j] ?? 0) + 1));
    }
    [before, row2] = [row2, next2];
  }
  return row2[b.length] ?? 0;
}
function tableOf(name, given, words3) {
  if (given === void 0) return void 0;
  const pairs = given.split(/[\s,]+/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = "", word = "", ...more] = pair.split("=");
      if (key === "" || word === "" || more.length > 0) {
        throw new UsageError(`\`${shortened(pair)}\` is no pair for \`${name}\`: expected such as \`docs=${words3[0]}\``);
      }
      if (!words3.includes(word)) throw unknown(`${name} word`, word, words3);
      return [key, word];
    })
  );
}
function durationOf(name, given, zero = false, age = false) {
  if (given === void 0) return void 0;
  const [found, days, hours = "0", minutes = "0", seconds = "0"] = /^(?:(\d{1,7})d)?(?:(\d{1,7})h)?(?:(\d{1,7})m)?(?:(\d{1,7})s)?$/.exec(given) ?? [];
  const ms = (Number(days ?? 0) * 86400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1e3;
  if (zero && given === "0") return 0;
  if (age && found && (ms > 0 || zero)) return ms;
  if (age || days !== void 0) throw new UsageError(`\`${shortened(given)}\` is no ${age ? "age" : "length of time"} for \`${name}\`: expected such as \`${age ? "12h` or `7d" : "30s`, `5m` or `1h"}\``);
  if (found && ms > LONGEST_MS) throw new UsageError(`\`${name}: ${given}\` is too long: expected at most \`120h\``);
  if (found && (ms > 0 || zero)) return ms;
  throw new UsageError(`\`${shortened(given)}\` is no length of time for \`${name}\`: expected such as \`30s\`, \`5m\` or \`1h\``);
}
function addressIn(name, given) {
  if (given === void 0) return void 0;
  const { protocol = "", username = "", password = "", search = "", hash = "" } = URL.canParse(given) ? new URL(given) : {};
  const plain2 = username + password + search + hash === "" && !/[\s\x00-\x1f]/.test(given);
  if (plain2 && ["https:", "http:"].includes(protocol)) return given;
  throw new UsageError(`\`${shortened(given)}\` is no address for \`${name}\`: expected such as \`https://git.example.org/api/v3\``);
}
function remoteName(name) {
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|(?:^|\/)\.|^[-/]|[./]$|\.lock(?:\/|$)/.test(name)) {
    throw new UsageError(`\`${shortened(name)}\` can be no remote's name`, ["name one that `git remote` lists: `--remote` (input `remote`)"]);
  }
  return name;
}

// js/commands/completion.js
function completionOf(others) {
  const own2 = {
    name: "completion",
    words: "SHELL",
    choices: SHELLS,
    does: "print what completes this command line in bash, zsh or fish",
    about: `Prints a program for the shell, which knows the commands, their options and what these may be, and asks git for branches,
tags and remotes. bash: the first example, in ~/.bashrc. zsh: the second, in ~/.zshrc, after compinit. fish: the third, once.`,
    examples: [
      "source <(version-first completion bash)",
      "source <(version-first completion zsh)",
      "version-first completion fish > ~/.config/fish/completions/version-first.fish"
    ],
    atDesk: async ({ words: [shell, ...more] }) => {
      if (shell === void 0) throw new UsageError("expected the name of a shell: `bash`, `zsh` or `fish`", ["such as `version-first completion bash`"]);
      if (more.length > 0) throw new UsageError(`\`${more[0]}\` is one word too many for \`completion\``);
      const known2 = SHELLS.find((one) => one === shell);
      if (known2 === void 0) throw unknown("shell", shell, SHELLS);
      print(completionFor(known2, [...others, own2]));
      return 0;
    }
  };
  return own2;
}

// js/say/outputs.js
var MOST_LISTED2 = 1e5;
function outputsOf(report) {
  const told = bounded(report);
  return {
    // A version whose tag this run pushed is released, whatever became of the rest.
    released: String((report.released ?? []).length > 0),
    repaired: String(report.repaired ?? false),
    status: report.status,
    version: report.version ?? "",
    "previous-version": report.previousVersion ?? "",
    tag: report.tag ?? "",
    sha: report.sha ?? "",
    "pull-request-number": String(report.pullRequest?.number ?? ""),
    "pull-request-url": report.pullRequest?.url ?? "",
    "release-url": report.release?.url ?? "",
    "upload-url": report.release?.uploadUrl ?? "",
    "release-notes": report.notes ?? "",
    "changed-files": (told.changedFiles ?? []).map(inOneLine).join("\n"),
    json: safeJson(flat(told))
  };
}
function inOneLine(path) {
  return /[\n\r]/.test(path) ? JSON.stringify(path) : path;
}
function bounded(report) {
  const { reasons = [], changedFiles = [], remarks = [] } = report;
  const lists = {
    reasons: first2(reasons, ({ sha, subject, why }) => sha.length + subject.length + why.length),
    changedFiles: first2(changedFiles, (path) => path.length)
  };
  const cut = [
    ...lists.reasons.length < reasons.length ? [`of ${reasons.length} commits that were looked at, ${lists.reasons.length} are listed`] : [],
    ...lists.changedFiles.length < changedFiles.length ? [`of ${changedFiles.length} changed files, ${lists.changedFiles.length} are listed`] : []
  ];
  return cut.length === 0 ? report : { ...report, ...lists, remarks: [...remarks, ...cut] };
}
function first2(list, length) {
  let room = MOST_LISTED2;
  const over = list.findIndex((one) => (room -= length(one)) < 0);
  return over < 0 ? list : list.slice(0, over);
}

// js/say/summary.js
var MOST_ROWS = 50;
var MOST_OPEN = 10;
var BACKQUOTE = "&#96;";
function summaryOf(report, page, failed2 = "Release failed") {
  const { reasons = [], changedFiles = [], stillSays = [], warnings = [], remarks = [], moved = [], notes, why, error, status } = report;
  const named3 = status === "released" || status === "proposed" || status === "pull-request";
  const parts = [
    `### ${status === "failed" ? failed2 : title(report)}`,
    first3(report, page).join(" · "),
    why === void 0 ? "" : words2(why),
    error === void 0 ? "" : failure(error),
    section("Why", reasons.map((one) => reason(one, page))),
    section("Moved along", moved.map(code)),
    section("Changed files", changedFiles.map(code)),
    section("Still says the old version", stillSays.map((one) => [code(leftoverPlace(one)), one.entry === void 0 ? "" : `to include it: ${code(one.entry)}`].filter(Boolean).join(", "))),
    section("Warnings", warnings.map(({ code: name, message, nextSteps = [] }) => [`${code(name)}: ${words2(message)}`, ...nextSteps.slice(0, 1).map(words2)].join("<br>"))),
    section("Good to know", remarks.map(words2)),
    // The notes are Markdown already, in which nothing that people wrote has any effect.
    named3 && notes ? `---

<b>Release notes</b>

${notes}` : ""
  ];
  return `${parts.filter(Boolean).join("\n\n")}
`;
}
function title({ status, version }) {
  const of = version === void 0 ? "a version" : words2(version);
  switch (status) {
    case "released":
      return `Released ${of}`;
    case "proposed":
      return version === void 0 ? "Nothing would be released" : `Would release ${of}`;
    case "pull-request":
      return `Waiting for a pull request: ${of}`;
    case "nothing-to-release":
      return "Nothing to release";
  }
}
function first3({ pullRequest, release: release2, tag, sha, branch, previousVersion }, page) {
  return [
    ...pullRequest ? [`<b>${link(`pull request #${pullRequest.number}`, pullRequest.url)}</b>`] : [],
    ...release2 ? [`<b>${link("release page", release2.url)}</b>`] : [],
    ...tag === void 0 ? [] : [`tag ${code(tag)}`],
    ...sha === void 0 ? [] : [`commit ${commit(sha, page)}`],
    ...branch === void 0 ? [] : [`on ${code(branch)}`],
    ...previousVersion === void 0 ? [] : [`after ${words2(previousVersion)}`]
  ];
}
function reason({ sha, subject, bump, why }, page) {
  return `<b>${words2(bump ?? "nothing")}</b>: ${words2(subject)} (${commit(sha, page)}, ${words2(why)})`;
}
function failure({ code: name, message, path, line, nextSteps = [] }) {
  const place2 = path === void 0 ? "" : ` at ${code([path, line].filter((part) => part !== void 0).join(":"))}`;
  const steps2 = nextSteps.map((step, index) => `${index + 1}. ${words2(step)}`).join("\n");
  return [`${code(name)}${place2}: ${words2(message)}`, steps2 && `<b>What to do next</b>

${steps2}`].filter(Boolean).join("\n\n");
}
function section(heading, items) {
  if (items.length === 0) return "";
  const lines2 = items.map((item) => `- ${item}`);
  const [open, more, over] = [lines2.slice(0, MOST_OPEN), lines2.slice(MOST_OPEN, MOST_ROWS), lines2.length - MOST_ROWS];
  const rest = over > 0 ? [...more, `- … and ${over} more`] : more;
  const folded = rest.length === 0 ? [] : [`
<details><summary>and ${lines2.length - MOST_OPEN} more</summary>

${rest.join("\n")}

</details>`];
  return [`#### ${heading}
`, ...open, ...folded].join("\n");
}
function words2(text) {
  const parts = safe(text).split(BACKQUOTE);
  if (parts.length % 2 === 0) return parts.join(BACKQUOTE);
  return parts.map((part, index) => index % 2 === 0 ? part : part === "" ? `${BACKQUOTE}${BACKQUOTE}` : `<code>${part}</code>`).join("");
}
function code(text) {
  return `<code>${safe(text)}</code>`;
}
function safe(text) {
  return markdown(text).replaceAll("&#64;", "&#64;<!-- -->");
}
function commit(sha, page) {
  const short2 = code(sha.slice(0, 7));
  return page === void 0 || !/^[0-9a-f]{40,64}$/.test(sha) ? short2 : `<a href="${page}/commit/${sha}">${short2}</a>`;
}
function link(text, url) {
  return /^https?:\/\/[\w.:/%~@+-]+$/.test(url) ? `<a href="${url}">${words2(text)}</a>` : code(url);
}

// js/commands/doctor.js
var WAYS2 = {
  direct: "would be made by a push to the branch",
  "pull-request": "would be made by pull request",
  tag: "would be a tag alone",
  none: "would not be made",
  fails: "would fail"
};
var doctor = {
  name: "doctor",
  words: "",
  does: "say beforehand which way a release would go, and what would keep it from its end",
  about: `Looks at the remote, its workflows, rules and settings, and says which way a release would go and why; and of everything
that would keep it, or what waits for it, from its end: the cause, what proves it, and what cures it. Exit code 1: a release
would fail. It changes nothing unless it is asked to.`,
  examples: ["version-first doctor", "version-first doctor --json", "version-first doctor --init --dry-run", "version-first doctor --fix"],
  more: "Rules, settings and drafts need a token (GITHUB_TOKEN or GH_TOKEN). What was not looked at is said.",
  atDesk: atDesk2,
  inWorkflow: inWorkflow2
};
async function runIt({ request: request2, place: place2, trigger, timeoutMs, fix, init, dryRun }, tell2) {
  const { Limits, examine, loadCore } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  const progress = (step, plan) => tell2(progressLine(step, plan, place2.offline ? "this clone" : place2.remote));
  return examine({ core: loadCore, request: request2, place: place2, trigger, limits: new Limits({ timeoutMs }), progress, tell: tell2, fix, init, dryRun });
}
async function atDesk2(options2) {
  const report = await runIt(options2, (line) => sayLines([line]));
  if (options2.json) printJson(report);
  else printLines(lines(report));
  return report.fails ? 1 : 0;
}
async function inWorkflow2(options2, desk) {
  const report = await runIt(options2, desk.progress);
  const [worst] = report.findings.filter(({ weight }) => weight === "error");
  return {
    lines: lines(report),
    warnings: report.findings.filter(({ weight }) => weight === "warning").map(asFailure2),
    ...worst ? { error: asFailure2(worst) } : {},
    outputs: { ...outputsOf({ status: "nothing-to-release", version: report.version }), status: report.status, json: safeJson(report) },
    summary: summaryOf2(report)
  };
}
function asFailure2({ code: code2, message, path, line, cures }) {
  return { code: code2, message, nextSteps: cures, ...path === void 0 ? {} : { path }, ...line === void 0 ? {} : { line } };
}
function lines({ ground, version, way, why, findings, unlooked, fixed, unfixed, workflow }) {
  return [
    ...ground,
    // Why it would fail is said below, with what cures it.
    `a release${version === void 0 ? "" : ` of ${version}`} ${WAYS2[way]}${findings.some(({ code: code2 }) => code2 === "release-fails") ? "" : `: ${why}`}`,
    // What was missing is written just now.
    ...findings.filter(({ code: code2 }) => !(workflow?.written && code2 === "no-release-workflow")).flatMap(findingLines),
    ...findings.some(({ weight }) => weight !== "note") ? [] : ["nothing was found that would keep it from its end"],
    ...unlooked.map((what) => `not looked at: ${what}`),
    ...fixed.map((what) => `set: ${what}`),
    ...unfixed.map((what) => `not set: ${what}`),
    ...workflow ? [`${workflow.written ? "written" : "would write"}: ${workflow.path} (${workflow.why.join("; ")})`, ...workflow.text.trimEnd().split("\n").map((line) => `  ${line}`), ...unfinished(workflow)] : []
  ];
}
function unfinished({ text, written }) {
  return [
    ...text.includes("OWNER/") ? ["note: `OWNER` stands for the account that has version-first: write its name there"] : [],
    ...written ? ["note: commit it and push it: before that no server knows it, nor does `doctor`"] : []
  ];
}
function findingLines({ code: code2, weight, message, proof, path, line, cures }) {
  const place2 = path === void 0 ? "" : `${path}:${line}: `;
  return [`${weight}[${code2}]: ${message}`, `  --> ${place2}${proof}`, ...cures.map((cure) => `  next: ${cure}`)];
}
function summaryOf2({ version, way, why, findings, unlooked }) {
  const rows = findings.map(({ weight, code: code2, message, proof, path, line, cures }) => {
    const place2 = path === void 0 ? "" : `<code>${markdown(`${path}:${line}`)}</code> `;
    return `| ${weight} | <code>${code2}</code> | ${words2(message)} | ${place2}${words2(proof)} | ${cures.map(words2).join("<br>")} |
`;
  });
  const table = rows.length === 0 ? "Nothing was found.\n" : `| | | Cause | Proof | Cure |
|---|---|---|---|---|
${rows.join("")}`;
  const unseen = unlooked.map((what) => `- not looked at: ${words2(what)}
`).join("");
  return `### A release${version === void 0 ? "" : ` of ${markdown(version)}`} ${WAYS2[way]}

${words2(why)}

${table}
${unseen}`;
}

// js/commands/iteration.js
var TOKEN = `A token in GITHUB_TOKEN or GH_TOKEN is used for GITHUB_SERVER_URL (https://github.com unless set) and its API, and sent
nowhere else. Without one, pull requests are not known.`;
async function own(options2) {
  const iterate = await Promise.resolve().then(() => __toESM(require("./iterate.js"), 1));
  if (options2.quiet) iterate.hush();
  return iterate;
}
var iterations = [
  {
    name: "iteration show",
    words: "[BRANCH]",
    of: "branches",
    does: "list the attempts at this change and their pull requests",
    about: `Says which iteration the branch is, which others there are, here, on the remote and as pull requests, and which is the
latest. From the fifth on it doubts the approach.`,
    examples: ["version-first iteration show", "version-first iteration show --json"],
    more: TOKEN,
    atDesk: async (options2) => (await own(options2)).show(options2)
  },
  {
    name: "iteration start",
    words: "[BRANCH]",
    of: "branches",
    does: "create and check out the next attempt, such as x-v3",
    about: `Creates the next iteration's branch where you are, and checks it out; changes that are not committed come along. Its number
is one above the highest that exists, here, on the remote, or as the branch of a pull request, also of a closed one.`,
    examples: ["version-first iteration start", "version-first iteration start --push"],
    more: TOKEN,
    atDesk: async (options2) => (await own(options2)).start(options2)
  },
  {
    name: "iteration submit",
    words: "[OLD…]",
    of: "branches",
    does: "open this attempt as a pull request, then close the older one",
    about: `Pushes the branch and opens its pull request, which links the one it supersedes and lists the lineage. Only then the older
one is closed. OLD is a number or a branch; unless given, it is the one older iteration that is open. Run it again after a
failure: it goes on from what is there.`,
    examples: ["version-first iteration submit --title 'Add user authentication'", "version-first iteration submit 42 --copy labels,reviewers", "version-first iteration submit --dry-run"],
    more: TOKEN,
    atDesk: async (options2) => (await own(options2)).submit(options2)
  },
  {
    name: "iteration clean",
    words: "[BRANCH]",
    of: "branches",
    does: "after a merge, close and delete the other attempts",
    about: `Closes the other iterations' pull requests as superseded, and deletes their branches, on the remote and here, each only if
it still is what was seen. The original and the merged branch stay unless you say otherwise, and so does whatever has commits
that no pull request keeps.`,
    examples: ["version-first iteration clean --dry-run", "version-first iteration clean --original --merged", "version-first iteration clean --all"],
    more: TOKEN,
    atDesk: async (options2) => (await own(options2)).clean(options2),
    inWorkflow: async (options2, desk) => (await own(options2)).cleanStep(options2, desk)
  },
  {
    name: "iteration check",
    words: "[BRANCH]",
    of: "branches",
    does: "say whether this attempt is worth going on with; for people and agents",
    about: `Is it the latest, is another one open, is the change on the base already (also after a squash), or equal to another
iteration? Each answer comes with the command that follows from it. The exit code is 1 where something stands against it.`,
    examples: ["version-first iteration check", "version-first iteration check --max-bot-comments 0 --json"],
    more: TOKEN,
    atDesk: async (options2) => (await own(options2)).check(options2),
    inWorkflow: async (options2, desk) => (await own(options2)).checkStep(options2, desk)
  },
  {
    name: "iteration diff",
    words: "[FROM] [TO]",
    of: "branches",
    does: "compare two attempts, commit by commit",
    about: `Compares the commits of two iterations, each from where it left its base (git range-diff), and says so where one is nothing
but a rebase of the other. Unless given, FROM is the iteration before, and TO this one.`,
    examples: ["version-first iteration diff", "version-first iteration diff x-v2 x-v4 --html changes.html"],
    atDesk: async (options2) => (await own(options2)).diff(options2)
  },
  {
    name: "iteration report",
    words: "",
    does: "measure a repository's attempts over all its pull requests",
    about: "Says how many attempts changes take, how many were cleaned up after their merge, and what has been open for long.",
    examples: ["version-first iteration report", "version-first iteration report --json", "version-first iteration report --svg > iterations.svg"],
    more: TOKEN,
    atDesk: async (options2) => (await own(options2)).report(options2)
  },
  {
    name: "iteration install-hook",
    words: "",
    does: "write a post-merge hook that cleans up after merges",
    about: "Writes a `post-merge` hook that runs `iteration clean --all`. A hook of somebody else's is left as it is.",
    examples: ["version-first iteration install-hook"],
    atDesk: async (options2) => (await own(options2)).installHook(options2)
  }
];

// js/commands/release.js
var INTERRUPTED = 130;
var release = {
  name: "release",
  words: "",
  does: "compute, rewrite, commit, tag and push, in that order; by pull request where it must be",
  about: `Computes the next version from tags and manifests, rewrites every manifest, builds the commit on the remote's newest
commit, and pushes branch and tag together: both land or neither. Where the branch takes changes by pull request only, it
opens one instead, and the next run after the merge tags what landed. Your checkout changes only after a release, and only
if it is clean and on that branch.`,
  examples: [
    "version-first release",
    "version-first release --bump 2.0.0 --branch main",
    "version-first release --bump prerelease --preid beta",
    "version-first release --dry-run",
    "version-first release --mode pull-request --label release --auto-merge --wait 10m",
    "version-first release --draft --dispatch-workflow publish.yml",
    "version-first release --changelog CHANGELOG.md --moving-tags minor"
  ],
  more: `A token in GITHUB_TOKEN or GH_TOKEN is used for GITHUB_SERVER_URL (https://github.com unless set) and its API, and sent
nowhere else. Pull requests and releases need one.`,
  atDesk: atDesk3,
  inWorkflow: (options2, desk) => runInWorkflow(options2, desk, options2.dryRun)
};
async function atDesk3(options2) {
  const { plan, result, interrupted } = await runAtDesk(options2, options2.dryRun);
  if (result?.status === "failed") return failed(result, options2.json, interrupted ? INTERRUPTED : 1);
  for (const warning of result?.warnings ?? []) complain(failureLines(warning, "warning"));
  if (options2.json) {
    printJson(options2.dryRun || !result ? shown(plan) : flat(result));
  } else {
    sayLines(remarkLines(plan.remarks));
    printLines(result ? resultLines(result) : planLines(plan));
    sayLines(leftoverLines(plan.stillSays));
  }
  return interrupted ? INTERRUPTED : 0;
}
function shown({ state: _state, ...rest }) {
  return rest;
}
async function runAtDesk(options2, onlyLook) {
  const { plan, interrupted } = await steps(options2, (line) => sayLines([line]), { onlyLook });
  return { plan, result: plan.result, interrupted };
}
function failed(result, json, code2) {
  if (json) printJson(flat(result));
  else printLines(resultLines(result));
  for (const warning of result.warnings ?? []) complain(failureLines(warning, "warning"));
  sayLines([...remarkLines(result.remarks), ...leftoverLines(result.stillSays)]);
  if (result.error) complain(failureLines(result.error));
  return code2;
}
async function runInWorkflow(options2, desk, onlyLook) {
  const { plan } = await steps(options2, desk.progress, { journal: desk.journal, onlyLook });
  const report = plan.result ?? proposed(plan);
  return toldOf(report, plan.result ? resultLines(plan.result) : planLines(plan), options2.place.page, failedTitle(options2.command));
}
async function steps({ request: request2, place: place2, trigger, timeoutMs, dryRun }, tell2, more) {
  const { Limits, loadCore, run: run2 } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  const limits = new Limits({ timeoutMs });
  const where = place2.offline ? "this clone" : place2.remote;
  const progress = (step, plan2) => tell2(progressLine(step, plan2, where));
  const plan = await run2({ core: loadCore, request: request2, place: place2, trigger, limits, progress, dry: dryRun, ...more });
  return { plan, interrupted: limits.interrupted };
}
function failedTitle(step) {
  if (step === void 0) return "version-first failed";
  return step === "release" ? "Release failed" : `<code>${step}</code> failed`;
}
function toldOf(report, lines2, page, failed2) {
  const { remarks, stillSays, warnings = [], error } = report;
  return {
    lines: [...lines2, ...remarkLines(remarks), ...leftoverLines(stillSays)],
    warnings,
    ...error === void 0 ? {} : { error },
    outputs: outputsOf(report),
    summary: summaryOf(report, page, failed2)
  };
}
function proposed({ proposal, remarks, stillSays }) {
  if (!proposal) return { status: "proposed", remarks };
  const { version, previousVersion, bump, tag, branch, notes, reasons, changedFiles } = proposal;
  return { status: "proposed", version, previousVersion, bump, tag, branch, notes, reasons, changedFiles, remarks, stillSays };
}

// js/commands/next.js
var next = {
  name: "next",
  words: "",
  does: "print the next version and why; change nothing",
  about: `Prints the version that \`release\` would make, and nothing else, on stdout; why, on stderr. It looks at the remote, as
\`release\` does. Nothing on stdout: there is nothing to release.`,
  examples: ["version-first next", "version-first next --bump minor --json", 'echo "next is $(version-first next)"'],
  atDesk: atDesk4,
  inWorkflow: (options2, desk) => runInWorkflow(options2, desk, true)
};
async function atDesk4(options2) {
  const { plan, result } = await runAtDesk(options2, true);
  if (result?.status === "failed") return failed(result, options2.json, 1);
  const { ground, proposal, remarks } = plan;
  if (options2.json) {
    printJson(result ? { ...flat(result), ground } : proposed2(plan));
    return 0;
  }
  sayLines(ground ?? []);
  sayLines(result ? resultLines(result) : proposal ? proposalLines(proposal) : []);
  sayLines([...remarkLines(remarks), ...leftoverLines(plan.stillSays)]);
  if (!result && proposal) printLines([proposal.version]);
  return 0;
}
function proposed2({ ground, proposal, remarks, stillSays }) {
  return { status: "proposed", ...proposal, way: proposal?.way.kind, ground, remarks, stillSays };
}

// js/commands/prune.js
var INTERRUPTED2 = 130;
var TITLES = { pruned: "Pruned", proposed: "Would prune", "nothing-to-prune": "Nothing to prune", failed: "Prune failed" };
var prune = {
  name: "prune",
  words: "",
  does: "delete bump branches that nobody needs, and tag what landed without its tag",
  about: `Deletes branches of the branch template: those whose pull request was merged or closed, those that never got one and are
older than --max-age, and old ones whose name has no version in it. Keeps, and says why: an open pull request, commits of
others, what is protected or younger, and every other branch. Each goes only if it still is what was looked at, at most fifty
in a run. A version that landed without its tag is tagged, and released, as \`release\` does it; nothing is bumped.`,
  examples: ["version-first prune --dry-run", "version-first prune", "version-first prune --max-age 1d --json"],
  more: `A token in GITHUB_TOKEN or GH_TOKEN is needed to know of pull requests. Without one only branches go that hold nothing but
what is on the branch that is released from.`,
  atDesk: atDesk5,
  inWorkflow: inWorkflow3
};
async function runIt2({ request: request2, place: place2, trigger, timeoutMs, maxAgeMs, dryRun }, tell2, desk) {
  const { Limits, loadCore, pruneBranches } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  const limits = new Limits({ timeoutMs });
  const progress = (step, plan) => tell2(progressLine(step, plan, place2.remote));
  const report = await pruneBranches({ core: loadCore, request: request2, place: place2, trigger, maxAgeMs, onlyLook: dryRun, limits, journal: desk?.journal, progress, tell: tell2 });
  return { report, interrupted: limits.interrupted };
}
async function atDesk5(options2) {
  const { report, interrupted } = await runIt2(options2, (line) => sayLines([line]));
  const { warnings, remarks, error } = report;
  for (const warning of warnings) complain(failureLines(warning, "warning"));
  if (options2.json) printJson(flat(report));
  else {
    printLines(doneLines(report));
    sayLines([...keptLines(report), ...remarkLines(remarks)]);
  }
  if (error) complain(failureLines(error));
  if (interrupted) return INTERRUPTED2;
  return error ? 1 : 0;
}
async function inWorkflow3(options2, desk) {
  const { report } = await runIt2(options2, desk.progress, desk);
  const { warnings, remarks, error, finalised } = report;
  const released = finalised ? [finalised] : [];
  return {
    lines: [...doneLines(report), ...keptLines(report), ...remarkLines(remarks)],
    warnings,
    ...error === void 0 ? {} : { error },
    outputs: { ...outputsOf({ status: "nothing-to-release", ...finalised, released }), status: report.status, json: safeJson(flat(report)) },
    summary: summaryOf3(report)
  };
}
function doneLines({ status, deleted, finalise, finalised, why }) {
  const deletes = status === "proposed" ? "would delete" : "deleted";
  const lines2 = [
    ...finalise ? [`would tag ${finalise.version} as ${finalise.tag}`] : [],
    ...finalised ? [`released ${finalised.version} as ${finalised.tag} at ${finalised.sha.slice(0, 7)}`] : [],
    ...deleted.map(({ branch, why: because }) => `${deletes} ${branch}: ${because}`)
  ];
  return status === "nothing-to-prune" ? [`nothing to prune${why === void 0 ? "" : `: ${why}`}`] : lines2;
}
function keptLines({ kept }) {
  return kept.map(({ branch, why }) => `kept ${branch}: ${why}`);
}
function summaryOf3({ status, deleted, kept, finalise, finalised, why, warnings, remarks, error }) {
  const told = finalised ?? finalise;
  const about = [
    told === void 0 ? "" : `tagged: ${code(`${told.version} as ${told.tag}`)}`,
    why === void 0 ? "" : words2(why),
    error === void 0 ? "" : failure(error),
    section("Warnings", warnings.map(({ message }) => words2(message))),
    section("Good to know", remarks.map(words2))
  ];
  const rows = [
    ...deleted.map((one) => ({ ...one, what: status === "proposed" ? "would go" : "deleted" })),
    ...kept.map((one) => ({ ...one, what: "kept" }))
  ];
  const branches = rows.map(({ branch, what, why: because }) => `| ${code(branch)} | ${what} | ${words2(because)} |`);
  const list = branches.length === 0 ? "" : `| Branch | | Why |
|---|---|---|
${branches.join("\n")}`;
  return `${[`### ${TITLES[status]}`, ...about, list].filter(Boolean).join("\n\n")}
`;
}

// js/commands/set.js
var set = {
  name: "set",
  words: "VERSION [FILE…]",
  of: "files",
  does: "rewrite manifests in place",
  about: `Rewrites the version in these files, and what other manifests of the repository require of them. Without FILE: in every
manifest of the package; packages with versions of their own stay as they are. All of it or none.`,
  examples: ["version-first set 1.4.0", "version-first set 1.4.0 pyproject.toml src/app/__init__.py", "version-first set 1.4.0 --dry-run"],
  atDesk: atDesk6
};
async function atDesk6(options2) {
  const [version, ...files] = options2.words;
  if (version === void 0) throw new UsageError("expected a version", ["such as `version-first set 1.4.0`"]);
  if (SETTINGS.bump.suggests?.includes(version)) {
    throw new UsageError(`\`${version}\` is a bump: expected a version`, [`\`version-first next --bump ${version}\` says which version that is`]);
  }
  const { loadCore, setVersion } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
  const { changed, diff, remarks, stillSays } = await setVersion(loadCore(), { ...options2, version, files });
  const told = changed.map(({ path, from, to }) => ({ path, from, to }));
  if (options2.json) printJson({ changed: told, ...remarks.length > 0 ? { remarks } : {}, ...stillSays.length > 0 ? { stillSays } : {} });
  else if (options2.dryRun) print(safeText(diff));
  else printLines(told.map(({ path, from, to }) => `${path}: ${from} → ${to}`));
  if (!options2.json) sayLines([...remarkLines(remarks), ...leftoverLines(stillSays)]);
  if (changed.length === 0) sayLines([`every manifest says ${version} already`]);
  return 0;
}

// js/commands/try.js
var tryOut = {
  name: "try",
  words: "",
  does: "watch all of it in a throw-away repository; no network, no account",
  about: "Builds a throw-away repository with the bug this tool exists for, cures it before your eyes, and cleans up.",
  examples: ["version-first try", "version-first try --keep"],
  atDesk: async (options2) => {
    const { tryIt } = await Promise.resolve().then(() => __toESM(require("./engine.js"), 1));
    return tryIt(options2);
  }
};

// js/commands/commands.js
var working = [next, set, release, prune, doctor, audit, ...iterations, tryOut];
var COMMANDS = [...working, completionOf(working)];
function commandOf(name) {
  return COMMANDS.find((command) => command.name === name);
}

// js/inputs.js
var import_node_os = require("node:os");
var import_node_path2 = require("node:path");
var import_node_util = require("node:util");

// js/ask/audit.js
function auditSettings(given) {
  const { since, tag, minRate, report, html, badge, history, repositories } = SETTINGS;
  const [from, one] = [given.one(since), given.one(tag)];
  if (from !== void 0 && one !== void 0) throw new UsageError("`since` and `tag` contradict each other", ["give one of them"]);
  const rate = given.one(minRate) ?? "100";
  if (!/^(?:100|\d{1,2})(?:\.\d+)?$/.test(rate) || Number(rate) > 100) throw new UsageError(`\`${rate}\` is no rate: expected per cent, 0 to 100`, ["such as `--min-rate 95`"]);
  const many = given.one(repositories);
  const alone = { since: from, tag: one, package: given.one(SETTINGS.package), history: given.flag(history) || void 0 };
  const [vain] = Object.entries(alone).find(([, value]) => value !== void 0) ?? [];
  if (many !== void 0 && vain !== void 0) throw new UsageError(`\`repositories\` and \`${vain}\` contradict each other`, [`leave \`${vain}\` out: each of many repositories is looked at as a whole`]);
  const fields = { since: from, tag: one, report: given.one(report), html: given.one(html), badge: given.one(badge), repositories: many };
  return { ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== void 0)), minRate: Number(rate), history: given.flag(history) };
}

// js/ask/cwd.js
var import_node_path = require("node:path");

// js/files/paths.js
var import_node_fs2 = require("node:fs");
function kindOf(path) {
  try {
    return (0, import_node_fs2.statSync)(path);
  } catch {
    return void 0;
  }
}

// js/ask/cwd.js
function startingFolder(given) {
  try {
    return (0, import_node_path.resolve)(given ?? ".");
  } catch {
    throw new UsageError("the folder that this was started in is not there any more", ["step into one that is there, or name one: `--cwd DIR`"]);
  }
}
function requireFolder(folder, name) {
  if (!kindOf(folder)?.isDirectory()) throw new UsageError(`\`${shortened(folder)}\` is no folder: expected one for \`${name}\``);
}

// js/inputs.js
function readCommandLine(argv, env) {
  if (argv[0] === "help") return readCommandLine([...argv.slice(1), "--help"], env);
  const command = commandIn(argv);
  const { values, positionals } = parse(argv, command);
  const words3 = positionals.slice(command?.split(" ").length ?? 0);
  if (words3[0] !== void 0 && !commandOf(command)?.words) throw tooMany(words3[0], command ?? "");
  const given = {
    one: ({ name }) => (
      /** @type {string | undefined} */
      values[name]
    ),
    many: ({ name }) => (
      /** @type {string[]} */
      values[name] ?? []
    ),
    flag: ({ name }) => Boolean(values[name]),
    called: ({ name }) => name
  };
  const asked = given.one(SETTINGS.cwd);
  if (asked !== void 0) requireFolder(asked, "--cwd");
  const cwd = startingFolder(asked);
  const read = options(given, env);
  for (const name of ["html", "log"]) if (read.asked[name] !== void 0) read.asked[name] = (0, import_node_path2.resolve)(cwd, read.asked[name]);
  return {
    ...read,
    command,
    help: Boolean(values["help"]),
    version: Boolean(values["version"]),
    place: {
      ...place(env, env["GITHUB_TOKEN"] || env["GH_TOKEN"], addressIn("--api-url", given.one(SETTINGS.apiUrl))),
      cwd,
      remote: remoteName(given.one(SETTINGS.remote) || "origin"),
      offline: given.flag(SETTINGS.offline),
      mayBeOffline: optionsOf(command ?? "").includes(SETTINGS.offline)
    },
    // Asking for the terminal costs 3 ms: only where colours are shown.
    colour: command === "try" && Boolean(process.stdout.isTTY) && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    words: words3
  };
}
function options(given, env) {
  const { timeout, maxAge, json, quiet: quiet2, dryRun, keep, fix, init } = SETTINGS;
  return {
    request: request(given, env),
    ...runner(env),
    timeoutMs: (
      /** @type {number | undefined} */
      valueOf(timeout, given)
    ),
    maxAgeMs: (
      /** @type {number | undefined} */
      valueOf(maxAge, given)
    ),
    json: given.flag(json),
    quiet: given.flag(quiet2),
    dryRun: given.flag(dryRun),
    keep: given.flag(keep),
    audit: auditSettings(given),
    fix: given.flag(fix),
    init: given.flag(init),
    asked: askedOf((setting) => valueOf(setting, given))
  };
}
function request(given, env) {
  const fields = {
    // The only clock: versions by the calendar are those of the day in UTC, and so are a changelog's sections and the
    // days that markers ask for.
    date: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10),
    run: { id: env["GITHUB_RUN_ID"] || localRun(), attempt: env["GITHUB_RUN_ATTEMPT"] || "1" }
  };
  for (const setting of Object.values(SETTINGS)) {
    if (setting.field === void 0) continue;
    const value = valueOf(setting, given);
    if (value !== void 0) fields[setting.field] = value;
  }
  return (
    /** @type {Request} */
    /** @type {unknown} */
    fields
  );
}
function valueOf(setting, given) {
  const value = plainValueOf(setting, given);
  return value === void 0 ? void 0 : setting.to?.(value) ?? value;
}
function plainValueOf(setting, given) {
  const { kind, choices = [], once = {}, zero, age } = setting;
  const name = given.called(setting);
  switch (kind) {
    case "flag":
      return given.flag(setting) || void 0;
    case "list": {
      const values = given.many(setting);
      return values.length > 0 ? values : void 0;
    }
    case "choice": {
      const value = given.one(setting);
      const word = value === void 0 ? void 0 : Object.hasOwn(once, value) ? once[value] : value;
      if (word !== void 0 && !choices.includes(word)) throw unknown(name, word, choices);
      return word;
    }
    case "pairs":
      return tableOf(name, given.one(setting), choices);
    case "duration":
      return durationOf(name, given.one(setting), zero, age);
    case "text":
      return given.one(setting);
  }
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
function parse(args, command) {
  const options2 = known(command);
  let read;
  try {
    read = (0, import_node_util.parseArgs)({ args, options: options2, allowPositionals: true, tokens: true });
  } catch (error) {
    const { code: code2, message } = (
      /** @type {Error & {code?: string}} */
      error
    );
    const help = command === void 0 ? "--help" : `${command} --help`;
    const option2 = /Unknown option '([^']+)'/.exec(message)?.[1];
    if (option2 !== void 0) throw unknownOption(option2, command, Object.keys(options2), help);
    if (!code2?.startsWith("ERR_PARSE_ARGS")) throw error;
    const given = /Option '(?:-\w, )?(--[\w-]+)/.exec(message)?.[1] ?? "";
    const lists = `\`version-first ${help}\` lists the options`;
    if (message.includes("does not take")) throw new UsageError(`\`${given}\` takes no value`, [lists]);
    throw new UsageError(`\`${given}\` has no value: expected one`, [`one that begins with a hyphen is joined to it: \`${given}=-x\``, lists]);
  }
  checkValues(read.tokens, settingsOf(command));
  return read;
}
function known(command) {
  const options2 = { help: { type: "boolean", short: "h" }, version: { type: "boolean", short: "v" } };
  for (const { name, kind, short: short2 } of settingsOf(command)) {
    options2[name] = { type: kind === "flag" ? "boolean" : "string", multiple: kind === "list", ...short2 === void 0 ? {} : { short: short2 } };
  }
  return options2;
}
function settingsOf(command) {
  return command === void 0 ? [SETTINGS.json, SETTINGS.cwd] : optionsOf(command);
}
function commandIn(args) {
  const options2 = Object.assign({}, ...COMMANDS.map(({ name }) => known(name)));
  const [first4, second] = (0, import_node_util.parseArgs)({ args, options: options2, allowPositionals: true, strict: false }).positionals;
  const names2 = COMMANDS.map(({ name }) => name);
  if (first4 === void 0 || names2.includes(first4)) return first4;
  const inside2 = names2.filter((name) => name.startsWith(`${first4} `)).map((name) => name.slice(first4.length + 1));
  if (inside2.length === 0) throw unknownCommand(first4, [...new Set(names2.map((name) => name.split(" ")[0] ?? ""))], "--help");
  if (second === void 0) return first4;
  if (!inside2.includes(second)) throw unknown(`\`${first4}\` command`, second, inside2, `${first4} --help`);
  return `${first4} ${second}`;
}

// js/commands/usage.js
var INDENT = 24;
var WIDTH = 110;
function helpFor(command, group) {
  return command ? helpOf(command) : overview(group === void 0 ? "" : `${group} `);
}
function examplesOf(group) {
  if (group === "") return ["npx version-first audit               # do the tags of this clone tell the truth?", "npx version-first doctor              # what would a release meet here?", "version-first next                    # the next version, and why", "version-first release --dry-run       # the whole plan; changes nothing"];
  return COMMANDS.filter(({ name }) => name.startsWith(group)).flatMap(({ examples }) => examples.slice(0, 1));
}
function overview(group) {
  const rows = COMMANDS.filter(({ name }) => name.startsWith(group)).map(({ name, words: words3, does }) => row([name, words3].filter(Boolean).join(" "), does));
  return `version-first: release tags that only ever name a commit whose manifests say that version

usage: version-first ${group}COMMAND [OPTION…]

commands:
${rows.join("")}
examples:
${examplesOf(group).map((line) => `  ${line}
`).join("")}
  version-first ${group}COMMAND --help    options and more examples
  version-first --version

exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted, 143 terminated
`;
}
function helpOf({ name, words: words3, about, examples, more }) {
  const options2 = optionsOf(name);
  const groups = [...new Set(options2.map(({ group }) => group))];
  const parts = [
    `usage: version-first ${[name, words3, options2.length > 0 ? "[OPTION…]" : ""].filter(Boolean).join(" ")}
`,
    `${about}
`,
    ...groups.map((group) => `${group ?? "options"}:
${options2.filter((one) => one.group === group).map(option).join("")}`),
    `examples:
${examples.map((line) => `  ${line}
`).join("")}`,
    ...more === void 0 ? [] : [`${more}
`]
  ];
  return parts.join("\n");
}
function option({ name, short: short2, kind, value, says, default: absent }) {
  const named3 = `${short2 === void 0 ? "" : `-${short2}, `}--${name}${value === void 0 ? "" : ` ${value}`}`;
  const more = [...kind === "list" ? ["repeatable"] : [], ...absent === void 0 ? [] : [`default ${absent}`]];
  return row(named3, `${says.replaceAll("`", "")}${more.length > 0 ? ` (${more.join("; ")})` : ""}`);
}
function row(name, says) {
  const lines2 = [""];
  for (const word of says.split(" ")) {
    const line = lines2.at(-1) ?? "";
    if (line !== "" && INDENT + line.length + 1 + word.length > WIDTH) lines2.push(word);
    else lines2[lines2.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  const beside = name.length + 4 <= INDENT;
  const text = lines2.map((line, index) => beside && index === 0 ? line : `${" ".repeat(INDENT)}${line}`).join("\n");
  return beside ? `  ${name.padEnd(INDENT - 2)}${text}
` : `  ${name}
${text}
`;
}

// js/cli.js
var INTERRUPTED3 = 130;
async function main(argv) {
  const options2 = readCommandLine(argv, import_node_process.default.env);
  const command = commandOf(options2.command);
  if (options2.quiet) hush();
  if (options2.version) printLines([packageVersion()]);
  else if (options2.help) print(helpFor(command, options2.command));
  else if (command) return command.atDesk(options2);
  else {
    say(helpFor(void 0, options2.command));
    return 2;
  }
  return 0;
}
function packageVersion() {
  const here = typeof __dirname === "string" ? __dirname : __dirname;
  return JSON.parse((0, import_node_fs3.readFileSync)((0, import_node_path3.join)(here, "..", "package.json"), "utf8")).version;
}
main(import_node_process.default.argv.slice(2)).then(
  (code2) => {
    const missing = untold(["result"]);
    if (missing) complain(failureLines(missing));
    import_node_process.default.exitCode = code2 || (missing ? 1 : 0);
  },
  (error) => {
    const usage = error instanceof Error && error.name === "UsageError";
    const failure2 = usage ? asFailure(error) : leadOn(asFailure(error));
    if (import_node_process.default.argv.includes("--json")) printJson({ status: "failed", ...failure2 });
    complain(failureLines(failure2));
    import_node_process.default.exitCode = usage ? 2 : failure2.code === "cancelled" ? INTERRUPTED3 : 1;
  }
);
