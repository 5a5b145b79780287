// The command `prune`: finalises what landed without its tag, then deletes the bump branches that nobody needs. What goes
// and what stays, the core says.

import { onInterrupt } from '../ending.js';
import { ShellError, failureOf } from '../say/errors.js';
import { candidates, pullsFrom, refsOf, withPullsOnto } from './prunable.js';
import { openRepository } from '../run/open.js';
import { run } from '../run/run.js';
import { worldOf } from '../run/world.js';

/** @typedef {import('../run/world.js').World} World */
/** @typedef {import('../types.js').Candidate} Candidate */
/** @typedef {import('../types.js').Core} Core */
/** @typedef {import('../types.js').Deletion} Deletion */
/** @typedef {import('../types.js').Failure} Failure */
/** @typedef {import('../types.js').HeadPulls} HeadPulls */
/** @typedef {import('../types.js').Lookout} Lookout */
/** @typedef {import('../types.js').Plan} Plan */
/** @typedef {import('../types.js').PruneReport} PruneReport */

/** More branches of the template's shape are not looked into by one run. */
const MOST_HEADS = 1000;
/** Each costs a request, of the thousand that a workflow's token has in an hour. */
const MOST_ASKED = 100;
/** What so many requests have told is a moment old. */
const A_MOMENT = 10;
/** Where a rule bounds how many refs one push may change, it is five unless somebody chose another number. */
const AT_ONCE = 5;
/** How often a deletion is tried of which no answer came, and a look while branches move under it. */
const TRIES = 3;
const PAUSE_MS = 500;
/** Failures after which there is no use in looking at branches. */
const HOPELESS = new Set(['timeout', 'cancelled', 'unreachable', 'no-permission', 'unknown-token', 'rate-limited']);

/**
 * @typedef {object} Prune
 * @property {() => Core} core
 * @property {import('../types.js').Request} request
 * @property {import('../run/open.js').Place} place
 * @property {import('../run/event.js').Started} [trigger]
 * @property {number} [maxAgeMs]
 * @property {boolean} [onlyLook]
 * @property {import('../run/limits.js').Limits} limits
 * @property {(made: import('../types.js').OwnBranch[]) => void} [journal]
 * @property {(step: import('../types.js').Step, plan: Plan) => void} progress of the run that finalises
 * @property {(line: string) => void} tell
 */

/**
 * @param {Prune} prune
 * @returns {Promise<PruneReport>}
 */
export async function pruneBranches(prune) {
  const { core, request, place, trigger, onlyLook = false, limits, journal } = prune;
  let refused = true;
  /** @type {Prune['progress']} */
  const progress = (step, plan) => {
    refused = false;
    prune.progress(step, plan);
  };
  // A template that fits everything is refused before anything is done.
  core().planPrune({ branches: [], now: now(), ...templateOf(request) });
  const finalising = { ...request, bump: 'auto', onlyFinalise: true };
  const plan = await run({ core, request: finalising, place, limits, onlyLook, dry: onlyLook, progress, ...(trigger ? { trigger } : {}), ...(journal ? { journal } : {}) });
  const { result } = plan;
  /** @type {PruneReport} */
  const report = { status: 'nothing-to-prune', deleted: [], kept: [], remarks: [], warnings: [], ...finalised(plan) };
  if (result?.error && (refused || plan.proposal || HOPELESS.has(result.error.code))) report.error = result.error;
  else if (result?.error) report.warnings.push(unfinalised(result.error));
  // What started the run may not change anything.
  if (refused && result?.why !== undefined) report.why = result.why;
  else if (!refused && !(report.error && HOPELESS.has(report.error.code))) await deleteNeedless(prune, report);
  return { ...report, status: statusOf(report, onlyLook) };
}

function now() {
  return new Date(Date.now()).toISOString();
}

/** @param {import('../types.js').Request} request */
function templateOf({ branchTemplate }) {
  return branchTemplate === undefined ? {} : { template: branchTemplate };
}

/**
 * What the run that finalises did, or would do.
 * @param {Plan} plan
 * @returns {Partial<PruneReport>}
 */
function finalised({ result, proposal, step, remarks }) {
  if (!result) return step && proposal ? { finalise: { version: proposal.version, tag: proposal.tag } } : {};
  const { released = [], release, repaired, warnings = [] } = result;
  const last = released.at(-1);
  // Where it did nothing, what it says is of no interest here.
  if (!last && !repaired) return {};
  return { remarks: [...remarks], warnings: [...warnings], ...(last ? { finalised: { ...last, ...(release ? { url: release.url } : {}) } } : {}) };
}

/**
 * @param {Failure} error
 * @returns {Failure}
 */
function unfinalised(error) {
  return { ...error, message: `whether a version landed without its tag is not known: ${error.message}` };
}

/**
 * @param {PruneReport} report
 * @param {boolean} onlyLook
 * @returns {PruneReport['status']}
 */
function statusOf({ deleted, finalise, finalised: done, error }, onlyLook) {
  if (error) return 'failed';
  if (deleted.length === 0 && !finalise && !done) return 'nothing-to-prune';
  return onlyLook ? 'proposed' : 'pruned';
}

/**
 * @typedef {object} Pruner
 * @property {World} world
 * @property {Lookout} lookout
 * @property {Candidate[]} branches
 * @property {Prune} prune
 * @property {PruneReport} report
 */

/**
 * @param {Prune} prune
 * @param {PruneReport} report
 */
async function deleteNeedless(prune, report) {
  const { core: load, request, place, onlyLook = false, limits, tell } = prune;
  const repository = await openRepository(place, limits);
  const core = load();
  const world = worldOf({ core, request, repository, limits });
  const release = onlyLook ? () => {} : onInterrupt(() => limits.interrupt());
  try {
    tell(`looking for bump branches at ${place.remote}`);
    const { lookout, branches, left } = await lookedInto(world);
    if (left > 0) report.remarks.push(`${left} more branches have the shape of the branch template: a later run looks into them`);
    const pruner = { world, lookout, branches, prune, report };
    const { deletions, asked } = await decide(pruner);
    if (onlyLook) report.deleted = deletions;
    else await deleteAll(pruner, deletions, asked > A_MOMENT);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    report.error ??= failure;
  } finally {
    release();
    world.port.close();
  }
}

/**
 * The branches there are to look into, and what each holds. Somebody else may delete one meanwhile: then what is there by now.
 * @param {World} world
 * @returns {Promise<{lookout: Lookout, branches: Candidate[], left: number}>}
 */
async function lookedInto(world) {
  for (let tries = 1; ; tries += 1) {
    const lookout = world.core.lookout(world.request, await within(world, true, () => refsOf(world)));
    const heads = lookout.heads.slice(0, MOST_HEADS);
    try {
      return { lookout, branches: await within(world, true, () => candidates(world, lookout, heads)), left: lookout.heads.length - heads.length };
    } catch (error) {
      if (failureOf(error)?.code !== 'race-lost' || tries === TRIES) throw error;
      await world.limits.pause(PAUSE_MS * tries * (0.5 + Math.random() / 2), true);
    }
  }
}

/**
 * Does one thing, unless the run has to stop.
 * @template T
 * @param {World} world
 * @param {boolean} harmless whether nothing is lost by cutting it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function within({ limits, port }, harmless, work) {
  const stop = limits.stop();
  if (stop) throw stoppedBy(stop);
  const cut = limits.begin(harmless);
  cut.addEventListener('abort', () => port.cut());
  try {
    return await work();
  } catch (error) {
    const late = cut.aborted ? limits.stop() : null;
    throw late ? stoppedBy(late) : error;
  } finally {
    limits.end();
  }
}

/** @param {import('../run/limits.js').Stop} stop */
function stoppedBy({ why, detail }) {
  const again = 'run this again: it goes on where this one stopped';
  if (why === 'signal') return new ShellError('cancelled', `the run was stopped: ${detail}`, { nextSteps: [again] });
  return new ShellError('timeout', `the time for this run is over: ${detail}`, { nextSteps: [again, 'give it more time with `--timeout 10m` (input `timeout`)'] });
}

/**
 * Which branches go. Of the others it is written down why they stay.
 * @param {Pruner} pruner
 * @returns {Promise<{deletions: Deletion[], asked: number}>}
 */
async function decide(pruner) {
  const { world, branches, report, prune } = pruner;
  if (branches.length === 0) return { deletions: [], asked: 0 };
  const heads = inOrder(pruner);
  const { api } = world.repository;
  if (api) prune.tell(`asking about the pull requests of ${heads.length === 1 ? 'one branch' : `${heads.length} branches`}`);
  const { pulls, denied } = await within(world, true, () => askedAbout(pruner, branches, heads));
  if (denied) report.warnings.push({ ...denied, message: `pull requests could not be looked up, so only what is on \`${pruner.lookout.branch}\` already goes: ${denied.message}` });
  else if (!api) report.remarks.push(`without a token for the server's API (GITHUB_TOKEN, input \`token\`) nothing is known of pull requests: only what is on \`${pruner.lookout.branch}\` already goes`);
  else if (heads.length < branches.length) report.remarks.push(`${branches.length - heads.length} more branches are left for a later run to ask about`);
  // Whatever goes is decided on refs that are newer than what is known of its pull request (PROTOCOL 2).
  const refs = await within(world, true, () => refsOf(world));
  const { deletions, kept } = judge(pruner, branches, pulls, refs);
  report.kept.push(...kept);
  return { deletions, asked: api ? heads.length : 0 };
}

/**
 * The pull requests from these branches, and those that are meant for one that would go.
 * @param {Pruner} pruner
 * @param {Candidate[]} branches
 * @param {string[]} heads
 */
async function askedAbout(pruner, branches, heads) {
  const { world } = pruner;
  let known = await pullsFrom(world, heads);
  const asked = new Set();
  // What stays makes room for others.
  for (;;) {
    // Of a merged one the server moves them to where it was merged.
    const going = judge(pruner, branches, known.pulls, null).deletions.filter(({ branch, cause }) => cause !== 'merged' && !asked.has(branch));
    if (known.pulls === null || going.length === 0) return known;
    known = await withPullsOnto(world, known.pulls, going.map(({ branch }) => branch));
    for (const { branch } of going) asked.add(branch);
  }
}

/**
 * The branches to ask about, those first that may go soonest.
 * @param {Pruner} pruner
 */
function inOrder(pruner) {
  const { branches } = pruner;
  const { deletions, kept } = judge(pruner, branches, branches.map(({ name }) => ({ head: name, pulls: [] })), null);
  const later = (/** @type {string} */ cause) => kept.filter((one) => one.cause === cause).map(({ branch }) => branch);
  return [...deletions.map(({ branch }) => branch), ...['limit', 'younger', 'others'].flatMap(later)].slice(0, MOST_ASKED);
}

/**
 * @param {Pruner} pruner
 * @param {Candidate[]} branches
 * @param {HeadPulls[] | null} pulls
 * @param {string | null} refs newer ones: what is gone is done, what has moved stays
 */
function judge({ world, lookout, prune: { maxAgeMs } }, branches, pulls, refs) {
  const { core, request } = world;
  const there = refs === null ? null : new Map(core.lookout(request, refs).heads.map(({ name, oid }) => [name, oid]));
  const still = branches.filter(({ name, oid }) => there === null || there.get(name) === oid);
  const moved = branches.filter((one) => !still.includes(one) && there?.has(one.name));
  const { delete: deletions, keep } = core.planPrune({
    branches: still,
    pulls,
    now: now(),
    template: lookout.template,
    ...(maxAgeMs === undefined ? {} : { maxAge: Math.floor(maxAgeMs / 1000) }),
    defaultBranch: lookout.defaultBranch,
    protected: lookout.protected,
  });
  return { deletions, kept: [...keep, ...moved.map(({ name }) => ({ branch: name, cause: /** @type {const} */ ('moved'), why: 'it has moved since it was looked at' }))] };
}

/**
 * Deletes them, a few at a time.
 * @param {Pruner} pruner
 * @param {Deletion[]} deletions
 * @param {boolean} stale whether what is known of their pull requests is a moment old
 */
async function deleteAll(pruner, deletions, stale) {
  const left = [];
  for (let at = 0; at < deletions.length; at += AT_ONCE) left.push(...(await deleteSome(pruner, deletions.slice(at, at + AT_ONCE), stale)));
  const [first] = left;
  if (first) pruner.report.error = { ...first.error, message: `${left.map(({ branch }) => `\`${branch}\``).join(', ')} could not be deleted: ${first.error.message}` };
}

/**
 * Deletes some, each by lease on what was looked at (PROTOCOL 16).
 * @param {Pruner} pruner
 * @param {Deletion[]} some
 * @param {boolean} stale
 * @returns {Promise<import('../types.js').LeftBranch[]>} those that the server does not let go
 */
async function deleteSome(pruner, some, stale) {
  const { world, prune, report } = pruner;
  const stays = [];
  for (let tries = 1, asked = some; ; tries += 1) {
    if (stale || tries > 1) asked = await judgedAgain(pruner, asked);
    if (asked.length === 0) return stays;
    prune.tell(`deleting ${asked.map(({ branch }) => branch).join(', ')}`);
    const updates = asked.map(({ branch, oid }) => ({ ref: `refs/heads/${branch}`, oid: '', expect: oid }));
    const { ended, rows, said } = await within(world, false, () => world.port.push({ atomic: false, updates }));
    const refs = await within(world, true, () => refsOf(world));
    const { deleted, keep, left, again } = world.core.afterDeleting(asked, { ended, rows, said }, refs);
    report.deleted.push(...deleted);
    report.kept.push(...keep);
    stays.push(...left);
    if (again.length === 0) return stays;
    if (tries === TRIES) return [...stays, ...again.map(({ branch }) => ({ branch, error: unanswered() }))];
    asked = again;
    await world.limits.pause(PAUSE_MS * 2 ** tries * (0.5 + Math.random() / 2), true);
  }
}

/**
 * Those that still may go, now that their pull requests were asked about once more.
 * @param {Pruner} pruner
 * @param {Deletion[]} some
 */
async function judgedAgain(pruner, some) {
  const { world, branches, report } = pruner;
  const names = some.map(({ branch }) => branch);
  const those = branches.filter(({ name }) => names.includes(name));
  const { pulls, denied } = await within(world, true, () => askedAbout(pruner, those, names));
  if (denied) throw new ShellError(denied.code, denied.message, denied);
  const { deletions, kept } = judge(pruner, those, pulls, null);
  report.kept.push(...kept);
  return deletions;
}

/** @returns {Failure} */
function unanswered() {
  return { code: 'unreachable', message: 'the server does not answer whether it deletes it', nextSteps: ['check the network, then run this again: a deletion that was asked for may still arrive'] };
}
