// Many repositories, one after the other: clones that are here, others that are cloned for a moment, and reports of others.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { removeAtExit } from '../ending.js';
import { loadCore } from '../core/core.js';
import { ShellError, UsageError, asFailure } from '../say/errors.js';
import { markdown, safeJson, shortened } from '../say/escape.js';
import { makeFolder } from '../files/folders.js';
import { kindOf } from '../files/paths.js';
import { notWritten } from '../files/written.js';
import { Limits } from '../run/limits.js';
import { cloneBare } from '../run/open.js';
import { redactor } from '../say/secrets.js';
import { auditClone } from './audit.js';
import { badgeOf, pageOf } from './page.js';
import { headline } from './report.js';

/** @typedef {import('../commands/audit.js').Row} Row */
/** @typedef {import('../types.js').AuditReport} AuditReport */

const MOST = 1000;
const LARGEST_LIST = 1_000_000;
const LARGEST_REPORT = 64 * 1024 * 1024;

/**
 * @param {import('../inputs.js').Options} options
 * @param {(line: string) => void} progress
 * @returns {Promise<Row[]>}
 */
export async function auditMany({ audit: { repositories = '', ...files }, request, place, timeoutMs }, progress) {
  const file = resolve(place.cwd, repositories);
  const lines = readList(file, repositories);
  const limits = new Limits({ timeoutMs });
  const { tagFormat, ignoreTags, manifests, branchTemplate } = request;
  const wanted = Object.fromEntries(Object.entries({ tagFormat, ignoreTags, manifests, branchTemplate }).filter(([, value]) => value !== undefined));
  /** @type {Row[]} */
  const rows = [];
  // An address may hold a password.
  const safe = redactor(place.token, []);
  for (const line of lines) {
    // With a blank in it, which no address has, it is not known where it ends.
    const name = safe(/\s/.test(line) ? line.replace(/:\/\/.*@/, '://***@') : line);
    progress(`looking at ${name}`);
    try {
      rows.push(...(await auditOne(line, name)));
    } catch (error) {
      // What is wrong with one says nothing of the others.
      rows.push({ name, error: asFailure(error) });
    }
  }
  writeReports(place.cwd, files, rows.flatMap(({ name, report }) => (report ? [{ name, report }] : [])), summaryOf(rows));
  return rows;

  /**
   * @param {string} line
   * @param {string} name without its password
   * @returns {Promise<Row[]>}
   */
  async function auditOne(line, name) {
    const here = resolve(dirname(file), line);
    const kind = kindOf(here);
    if (kind?.isFile() && line.endsWith('.json')) return readReport(here, name);
    if (kind?.isDirectory()) return [{ name, report: await auditClone({ core: loadCore(), wanted, place: { ...place, cwd: here }, limits }) }];
    const cwd = makeFolder(place.tempDir);
    removeAtExit(cwd);
    try {
      await clone(place, { line, name }, cwd, limits);
      return [{ name, report: await auditClone({ core: loadCore(), wanted, place: { ...place, cwd }, limits }) }];
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  }
}

/**
 * @param {string} file
 * @param {string} given
 */
function readList(file, given) {
  const kind = kindOf(file);
  if (!kind?.isFile() || kind.size > LARGEST_LIST) throw new UsageError(`\`${shortened(given)}\` is no list of repositories: expected a file with one a line`);
  const lines = readFileSync(file, 'utf8').split('\n').map((line) => line.replace(/(?:^|\s)#.*$/, '').trim()).filter(Boolean);
  if (lines.length === 0 || lines.length > MOST) throw new UsageError(`\`${given}\` lists ${lines.length} repositories: expected 1 to ${MOST}`);
  return lines;
}

/**
 * What `audit --json` wrote elsewhere: of one repository, or of several.
 * @param {string} file
 * @param {string} name
 * @returns {Row[]}
 */
function readReport(file, name) {
  if ((kindOf(file)?.size ?? 0) > LARGEST_REPORT) throw noReport(name);
  let read;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw noReport(name);
  }
  const all = Array.isArray(read?.repositories) ? read.repositories : [read];
  return all.map((/** @type {any} */ one) => {
    const called = typeof one?.repository === 'string' ? one.repository : name.replace(/^.*\//, '').replace(/\.json$/, '');
    if (!isReport(one)) {
      if (typeof one?.code === 'string' && typeof one.message === 'string') return { name: called, error: { code: one.code, message: one.message } };
      throw noReport(name);
    }
    return { name: called, report: one };
  });
}

/**
 * Whether it has all that is shown of a report, each of its kind: anybody may have written it.
 * @param {any} one
 * @returns {boolean}
 */
function isReport(one) {
  const rows = (/** @type {string} */ list, /** @type {string[]} */ texts, /** @type {string[]} */ numbers = []) =>
    Array.isArray(one?.[list]) &&
    one[list].every((/** @type {any} */ row) => texts.every((key) => typeof row?.[key] === 'string') && numbers.every((key) => Number.isFinite(row?.[key])));
  return (
    rows('mismatches', ['tag', 'version', 'fix']) &&
    one.mismatches.every((/** @type {any} */ { found }) => Array.isArray(found) && found.every((/** @type {any} */ word) => typeof word?.path === 'string' && typeof word.version === 'string')) &&
    rows('unjudged', ['tag', 'why']) &&
    rows('orphanBranches', ['branch', 'why']) &&
    rows('untagged', ['version', 'commit', 'path']) &&
    rows('trend', ['tag'], ['seconds', 'tags', 'consistent']) &&
    (one.packages === undefined || rows('packages', ['tagFormat'], ['tags', 'consistent', 'mismatches'])) &&
    Array.isArray(one.remarks) &&
    one.remarks.every((/** @type {any} */ remark) => typeof remark === 'string') &&
    [one.tags, one.consistent].every(Number.isInteger) &&
    (one.rate === null || Number.isFinite(one.rate))
  );
}

/** @param {string} name */
function noReport(name) {
  return new ShellError('not-a-report', `\`${name}\` is no report: expected what \`version-first audit --json\` prints`, { path: name, nextSteps: ['write it anew: `version-first audit --json > NAME.json`'] });
}

/**
 * A bare clone for a moment.
 * @param {import('../run/open.js').Place} place
 * @param {{line: string, name: string}} which `name`: without its password
 * @param {string} folder
 * @param {Limits} limits
 */
function clone(place, { line, name }, folder, limits) {
  const address = /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(line) ? `${place.serverUrl.replace(/\/+$/, '')}/${line}.git` : line;
  // What ends a line, or a text, is in no name and no password.
  if ((/^https?:/i.test(address) && (!URL.canParse(address) || /\s|%0[0ad]/i.test(address))) || !/^(?:https?|ssh|git|file):\/\/|^[\w.-]+@[\w.-]+:/.test(address)) {
    throw new ShellError('not-a-repository', `\`${name}\` is neither a folder, nor \`owner/name\`, nor an address`, { nextSteps: ['write one a line; a folder is seen from the list\'s own'] });
  }
  return cloneBare(place, { name, address, folder }, limits);
}

/**
 * @param {string} cwd
 * @param {{report?: string | undefined, html?: string | undefined, badge?: string | undefined}} files
 * @param {{name: string, report: AuditReport}[]} audits
 * @param {object} whole
 */
export function writeReports(cwd, { report: json, html, badge }, audits, whole) {
  if (json !== undefined) write(resolve(cwd, json), `${safeJson(whole, 2)}\n`, json);
  if (html !== undefined) write(resolve(cwd, html), pageOf(audits), html);
  if (badge === undefined) return;
  const [consistent, wrong] = [audits.reduce((sum, { report }) => sum + report.consistent, 0), audits.flatMap(({ report }) => report.mismatches)];
  const judged = consistent + wrong.length;
  const rate = judged === 0 ? null : Math.floor((consistent * 1000) / judged) / 10;
  const tags = audits.reduce((sum, { report }) => sum + report.tags, 0);
  write(resolve(cwd, badge), `${JSON.stringify(badgeOf({ tags, consistent, mismatches: wrong, rate }))}\n`, badge);
}

/**
 * @param {string} file
 * @param {string} text
 * @param {string} given
 */
function write(file, text, given) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw notWritten(`\`${given}\``, error);
  }
}

/**
 * All of them together, as `--json` prints it.
 * @param {Row[]} rows
 */
export function summaryOf(rows) {
  const sum = (/** @type {(report: AuditReport) => number} */ count) => rows.reduce((all, { report }) => all + (report ? count(report) : 0), 0);
  const [consistent, wrong] = [sum((report) => report.consistent), sum(({ mismatches }) => mismatches.length)];
  const rate = consistent + wrong === 0 ? null : Math.floor((consistent * 1000) / (consistent + wrong)) / 10;
  return { tags: sum(({ tags }) => tags), consistent, rate, repositories: rows.map(({ name, report, error }) => ({ repository: name, ...report, ...error })) };
}

/** @param {Row[]} rows */
export function manySummary(rows) {
  const code = (/** @type {string} */ text) => `<code>${markdown(text)}</code>`;
  const row = (/** @type {Row} */ { name, report, error }) => {
    const cells = report ? [report.rate === null ? '–' : `${report.rate} %`, `${report.tags}`, `${report.mismatches.length}`, `${report.orphanBranches.length}`, headline(report)] : ['', '', '', '', error?.message ?? ''];
    return `| ${code(name)} | ${cells.map((cell) => markdown(cell)).join(' | ')} |`;
  };
  return ['### Do the tags tell the truth?', '', '| Repository | Rate | Tags | Mismatches | Orphan branches | |', '|---|---|---|---|---|---|', ...rows.map(row), ''].join('\n');
}
