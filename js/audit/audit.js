// Reads what `audit` judges: refs, the manifests at every version tag, and the branch's past. Nothing is asked of a server.

import { ShellError, Unreadable } from '../say/errors.js';
import { Limits } from '../run/limits.js';
import { clonePort, openRepository } from '../run/open.js';
import { hostedOf } from './hosted.js';
import { Listings } from './listings.js';
import { Readings } from './readings.js';

/** @typedef {import('../types.js').AuditOptions} AuditOptions */
/** @typedef {import('../types.js').AuditReport} AuditReport */
/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../run/open.js').Clone} Clone */
/** @typedef {import('../run/open.js').Repository} Repository */

/** So many commits that touched the manifests are looked at. */
const MOST_PAST = 2000;
/** So long nobody wonders what is going on. */
const QUIET_MS = 2000;
/**
 * @param {object} options
 * @param {Core} options.core
 * @param {AuditOptions} options.wanted
 * @param {import('../run/open.js').Place} options.place
 * @param {import('../run/limits.js').Limits} [options.limits]
 * @param {boolean} [options.history] whether it is told what became of bump branches; needs a token
 * @param {(line: string) => void} [options.progress]
 * @returns {Promise<AuditReport>}
 */
export async function auditClone({ core, wanted, place, limits = new Limits(), history = false, progress = () => {} }) {
  const repository = await openRepository({ ...place, offline: true }, limits);
  const port = clonePort(repository);
  try {
    const listings = new Listings(core, wanted, port);
    const refs = await port.refs();
    const oids = core.auditTags(refs, wanted).split('\n').filter(Boolean);
    const aside = isWhole(repository, refs) ? asideOf(port, refs) : null;
    const readings = new Readings(core, wanted, listings);
    let told = performance.now();
    const found = await readings.of(oids, (done) => {
      if (performance.now() - told < QUIET_MS) return;
      told = performance.now();
      progress(`read ${done} of ${oids.length} tags`);
    });
    const branch = branchOf(repository, refs);
    const past = branch && wanted.tag === undefined ? await pastOf(port, repository, readings, branch.tip) : null;
    const single = wanted.tag !== undefined;
    const hosted = single ? null : await hostedOf(repository, place, limits, history, port.changedBy);
    if (history && hosted === null) throw noHosting();
    const remarks = [
      ...(hosted && [hosted.releases, hosted.pulls].includes(null) ? ['the server did not tell everything that was asked of it: releases and pull requests are left out where it did not'] : []),
      ...(repository.shallow ? ['this clone is shallow: what was before it was not looked at (`git fetch --unshallow` brings it)'] : []),
    ];
    const report = core.audit(
      {
        refs,
        readings: readings.text,
        at: oids.map((oid, index) => `${oid} ${oneRow(found[index] ?? '')}`).join('\n'),
        aside: await aside,
        past,
        branch: branch?.name ?? null,
        hosted,
      },
      wanted,
    );
    return { ...report, remarks: [...remarks, ...report.remarks] };
  } catch (error) {
    throw error instanceof Unreadable ? broken(error) : error;
  } finally {
    port.close();
  }
}

/**
 * Of an object that is broken git says so, and ends.
 * @param {Unreadable} error
 */
function broken({ stderr }) {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const said = (lines.findLast((line) => line.startsWith('fatal: ')) ?? lines.at(-1) ?? 'it has ended').replace(/^(?:fatal|error): /, '');
  return new ShellError('local-git-failed', `git cannot read the objects of this clone: \`${said}\``, { nextSteps: ['`git fsck` says what is broken; a fresh clone has it whole'] });
}

/**
 * Whether it can be known which commits are on a branch.
 * @param {Repository} repository
 * @param {string} refs
 */
function isWhole({ shallow }, refs) {
  return !shallow && /^refs\/(?:heads|remotes)\//m.test(refs);
}

/**
 * The tags' commits that no branch has.
 * @param {Clone} port
 * @param {string} refs
 */
async function asideOf(port, refs) {
  const aside = await port.offBranches();
  if (aside === null) return null;
  const tagged = refs.split('\n').flatMap((row) => {
    const [name = '', oid = '', type, peeled = ''] = row.split('\t');
    return name.startsWith('refs/tags/') ? [type === 'tag' ? peeled : oid] : [];
  });
  return [...new Set(tagged)].filter((oid) => aside.has(oid));
}

/**
 * The default branch as far as the clone knows it: the remote's, as it was last seen, or the one that is checked out.
 * @param {Repository} repository
 * @param {string} refs
 */
function branchOf({ remote, head }, refs) {
  const rows = refs.split('\n').map((row) => row.split('\t'));
  const start = `refs/remotes/${remote}/`;
  const link = rows.find(([name]) => name === `${start}HEAD`)?.[6];
  const named = link?.startsWith(start) ? link : head === undefined ? undefined : `refs/heads/${head}`;
  const tip = rows.find(([name]) => name === named)?.[1];
  return named === undefined || tip === undefined ? null : { name: named.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, ''), tip };
}

/**
 * The commits of the branch that touched its manifests, newest first, each with what these said.
 * @param {Clone} port
 * @param {Repository} repository
 * @param {Readings} readings
 * @param {string} tip
 */
async function pastOf(port, { shallow }, readings, tip) {
  if (shallow) return null;
  await readings.of([tip]);
  const paths = readings.paths;
  if (paths.length === 0) return '';
  const rows = await port.touched(tip, paths, MOST_PAST);
  if (rows === null) return null;
  const found = await readings.of(rows.map(([oid = '']) => oid));
  return rows.map(([oid, seconds], index) => `${oid} ${oneRow(found[index] ?? '')} ${seconds}`).join('\n');
}

function noHosting() {
  return new ShellError('no-hosting', 'the history of bump branches is what the server knows of pull requests, and there is nobody to ask', {
    nextSteps: ['set `GITHUB_TOKEN` (input `token`); the remote must be a repository on that server'],
  });
}

/** @param {string} text */
function oneRow(text) {
  return text.replaceAll('\n', ' ');
}
