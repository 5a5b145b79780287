// The command `doctor`: finds out what a release would meet, and changes nothing but what it is asked to. What it means, the
// core says.

import { join } from 'node:path';

import { askServer, deleteOnMerge } from './checkup.js';
import { notWritten, writeNew } from '../files/written.js';
import { Moved, ShellError, Unreadable, failureOf } from '../say/errors.js';
import { openRepository } from '../run/open.js';
import { run } from '../run/run.js';
import { worldOf } from '../run/world.js';

/** @typedef {import('../run/world.js').World} World */
/** @typedef {import('../types.js').Checkup} Checkup */
/** @typedef {import('../types.js').DoctorReport} DoctorReport */
/** @typedef {import('../types.js').Plan} Plan */
/** @typedef {import('../types.js').TextFile} TextFile */

/** More workflows are not read. */
const MOST_WORKFLOWS = 100;

/**
 * @typedef {object} Examine
 * @property {() => import('../types.js').Core} core
 * @property {import('../types.js').Request} request
 * @property {import('../run/open.js').Place} place
 * @property {import('../run/event.js').Started} [trigger]
 * @property {import('../run/limits.js').Limits} limits
 * @property {(step: import('../types.js').Step, plan: Plan) => void} progress
 * @property {(line: string) => void} tell
 * @property {boolean} fix
 * @property {boolean} init
 * @property {boolean} dryRun
 */

/**
 * @param {Examine} examine
 * @returns {Promise<DoctorReport>}
 */
export async function examine({ core: load, request, place, trigger, limits, progress, tell, fix, init, dryRun }) {
  const plan = await run({ core: load, request, place, limits, onlyLook: true, progress, ...(trigger ? { trigger } : {}) });
  const core = load();
  const repository = await openRepository(place, limits);
  const offline = place.offline ?? false;
  const world = worldOf({ core, request, repository, limits }, { offline });
  limits.begin(true);
  try {
    tell('reading the workflows');
    const { branch, workflows, own, unlooked, unread } = await readTip(world);
    const outlook = outlookOf(plan);
    const version = outlook?.version ?? '1.2.3';
    const bump = core.bumpBranch(version, { template: request.branchTemplate, package: request.package });
    if (repository.api?.hosting.kind === 'github') tell('asking the server for its rules and settings');
    const asked = offline ? { known: {}, unlooked: ['the server: not asked, by `--offline`'] } : await askServer(world, branch, outlook?.tag ?? `v${version}`, bump);
    /** @type {Checkup} */
    const checkup = { branch, mode: request.mode ?? 'auto', outlook, workflows, unread, own, shallow: repository.shallow, ...asked.known };
    // In a workflow it is this job's token, and the job that releases has its own.
    if (trigger) delete checkup.settings?.push;
    const mended = fix ? await mend(world, checkup, dryRun) : { fixed: [], unfixed: [] };
    const diagnosis = core.diagnose(checkup);
    return {
      status: diagnosis.fails ? 'ailing' : 'healthy',
      ...diagnosis,
      ground: plan.ground ?? [],
      ...(outlook?.version === undefined ? {} : { version: outlook.version }),
      unlooked: [...unlooked, ...asked.unlooked],
      ...mended,
      ...(init ? { workflow: writeWorkflow(core.starterWorkflow(checkup), repository, dryRun) } : {}),
    };
  } finally {
    limits.end();
    world.port.close();
  }
}

/**
 * What a release would do, as far as looking tells.
 * @param {Plan} plan
 * @returns {Checkup['outlook']}
 */
function outlookOf({ proposal, result }) {
  if (result?.error) return { error: result.error };
  if (!proposal || result) return result?.why === undefined ? {} : { why: result.why };
  return { version: proposal.version, tag: proposal.tag, changedFiles: proposal.changedFiles };
}

/**
 * The workflows at the tip of the branch; where the remote does not answer, those of this clone.
 * @param {World} world
 * @returns {Promise<{branch: string, workflows: TextFile[], own: boolean, unlooked: string[], unread: boolean}>}
 */
async function readTip(world) {
  const { core, request, port } = world;
  const unlooked = [];
  try {
    let refs;
    try {
      refs = await port.refs();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      unlooked.push('the remote: it does not answer, so the workflows are those of this clone');
      port.goOffline();
      refs = await port.refs();
    }
    // Whatever started the workflow, it is the branch of releases that is looked at.
    const named = { ...request };
    delete named.trigger;
    const { branch, tip } = core.target(named, refs);
    await port.open(branch, tip);
    const listing = port.listing();
    const paths = [...listing].filter(([path, { mode }]) => mode.startsWith('100') && /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)).map(([path]) => path);
    const workflows = [];
    for (const path of paths.slice(0, MOST_WORKFLOWS)) workflows.push({ path, text: await port.text(path) });
    const action = listing.get('action.yml');
    const own = action !== undefined && /^name: version-first\b/m.test(await port.text('action.yml'));
    return { branch, workflows, own, unlooked, unread: false };
  } catch (error) {
    const failure = error instanceof Unreadable ? { message: error.stderr.trim() } : error instanceof Moved ? error : failureOf(error);
    if (!failure) throw error;
    return { branch: request.branch ?? world.repository.head ?? 'main', workflows: [], own: false, unlooked: [...unlooked, `the workflows: ${failure.message}`], unread: true };
  }
}

/**
 * Sets what the token may, and says what it may not.
 * @param {World} world
 * @param {Checkup} checkup
 * @param {boolean} dryRun
 */
async function mend(world, checkup, dryRun) {
  const what = 'merged branches are deleted by the server (`delete_branch_on_merge`)';
  const { settings } = checkup;
  if (settings?.deleteBranchOnMerge === true) return { fixed: [], unfixed: [] };
  if (!settings || world.repository.api?.hosting.kind !== 'github') return { fixed: [], unfixed: [`${what}: the settings were not looked at`] };
  if (dryRun) return { fixed: [], unfixed: [`${what}: a dry run changes nothing`] };
  const why = await deleteOnMerge(world);
  if (why !== null) return { fixed: [], unfixed: [`${what}: \`${why}\`; it takes a token of an administrator, which a workflow's own never is`] };
  settings.deleteBranchOnMerge = true;
  return { fixed: [what], unfixed: [] };
}

/**
 * @param {import('../types.js').StarterWorkflow} workflow
 * @param {import('../run/open.js').Repository} repository
 * @param {boolean} dryRun
 * @returns {NonNullable<DoctorReport['workflow']>}
 */
function writeWorkflow(workflow, { top, commonDir }, dryRun) {
  if (dryRun) return { ...workflow, written: false };
  if (top === commonDir) {
    throw new ShellError('not-written', `\`${workflow.path}\` could not be written: this repository is bare, without a working tree`, {
      nextSteps: ['run this in a clone of it, or copy what `version-first doctor --init --dry-run` shows'],
    });
  }
  // A server looks for workflows at the top alone, whichever folder this was run in.
  if (!written(join(top, workflow.path), workflow.path, workflow.text)) {
    throw new ShellError('workflow-exists', `\`${workflow.path}\` is there already: it is not overwritten`, {
      path: workflow.path,
      nextSteps: ['look at what would be written: `version-first doctor --init --dry-run`', `or move \`${workflow.path}\` away first`],
    });
  }
  return { ...workflow, written: true };
}

/**
 * @param {string} file
 * @param {string} path as people know it
 * @param {string} text
 * @returns {boolean} false: there is one already
 */
function written(file, path, text) {
  try {
    return writeNew(file, text);
  } catch (error) {
    throw notWritten(`\`${path}\``, error, path);
  }
}
