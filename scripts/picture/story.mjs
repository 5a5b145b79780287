// What the picture in the README shows: one refused push, met in two orders, in the remote of the playground. On the right the
// release's own state machine runs there; on the left what a script does that tags first. Whether a tag tells the truth is
// asked of the core's audit after every step.

import { PERSON } from '../../docs/playground/sim/remote.js';
import { Now } from '../../docs/playground/sim/story.js';

const OLD = 'v0.2.334';
const NEXT = '0.2.335';
const FILE = 'pyproject.toml';
const ASIDE = `chore/version-bump--${NEXT}`;

/** @typedef {import('../../js/types.js').Core} Core */
/** @typedef {import('../../js/types.js').Step} Step */

/**
 * A line of the story.
 * @typedef {object} Moment
 * @property {string} does
 * @property {'done' | 'refused' | 'people'} how
 * @property {{tag: string, says: string, true: boolean} | null} tag the version tag that the story made, if it has
 * @property {string[]} branches what there is beside the main branch
 */

/** @param {string} version */
const manifest = (version) => ({ path: FILE, text: `[project]\nname = "app"\nversion = "${version}"\n` });

/** A repository whose main branch takes changes by pull request only. @param {Core} core */
const place = (core) => new Now(core, { files: [manifest(OLD.slice(1))], tag: OLD, honest: true, commits: ['fix: close the file'], locked: true, wish: { bump: 'auto', githubRelease: 'false' } });

/** What stands on the remote. @param {Now} now @param {string} does @param {Moment['how']} how @returns {Moment} */
function moment(now, does, how) {
  const { heads, pulls } = now.world.remote;
  const [made] = now.truths().filter(({ tag }) => tag !== OLD);
  const branches = [...heads.keys()].filter((name) => name !== 'main');
  const isOpen = (/** @type {string} */ name) => pulls.some(({ head, state }) => head === name && state === 'open');
  return {
    does,
    how,
    tag: made ? { tag: made.tag, says: made.says.map(({ version }) => version).join(', '), true: made.verdict === 'true' && made.onBranch } : null,
    branches: branches.map((name) => (isOpen(name) ? 'its pull request is open' : name)),
  };
}

/** What a script does that tags first. @param {Core} core @returns {Moment[]} */
export function tagFirst(core) {
  const now = place(core);
  const { remote } = now.world;
  const { tip } = remote;
  remote.personTags(`v${NEXT}`, tip);
  const told = [moment(now, `push the tag v${NEXT}`, 'done')];
  const { path, text } = manifest(NEXT);
  const files = new Map(remote.commit(tip).files).set(path, text);
  const mended = remote.add({ parents: [tip], message: `chore: bump version to ${NEXT}`, author: PERSON, by: 'person', files });
  told.push(moment(now, 'commit the version', 'done'));
  remote.take([{ ref: 'refs/heads/main', oid: mended, expect: tip }]);
  told.push(moment(now, 'push main', remote.tip === tip ? 'refused' : 'done'));
  remote.move(ASIDE, mended);
  return [...told, moment(now, 'push it aside, for somebody to merge', 'done')];
}

/**
 * What the state machine does in the same place: a run, somebody who merges, and the run that this starts.
 * @param {Core} core
 * @returns {Moment[]}
 */
export function versionFirst(core) {
  const now = place(core);
  const told = untilTheEnd(now);
  if (!now.pick('squash-1')) throw new Error('the first run opened no pull request');
  told.push(moment(now, 'somebody merges it', 'people'));
  now.pick('again');
  return [...told, ...untilTheEnd(now)];
}

/** @param {Now} now @returns {Moment[]} */
function untilTheEnd(now) {
  const told = [];
  for (let steps = 0; now.state === 'running'; steps += 1) {
    const { step } = now.plan;
    if (!step || steps > 30 || !now.pick('ok')) throw new Error('the run does not end');
    const does = wordsFor(step);
    if (does !== '') told.push(moment(now, does, /^refused/.test(now.happened.at(-1)?.said ?? '') ? 'refused' : 'done'));
  }
  if (now.failure) throw new Error(`the run failed: ${now.failure.message}`);
  return told;
}

/** What others see of a step, or would; empty: nothing. @param {Step} step */
function wordsFor(step) {
  switch (step.kind) {
    case 'commit':
      // Built once more for the pull request: told once.
      return step.tags.length > 0 ? 'commit the version, in private' : '';
    case 'push': {
      const names = step.updates.map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, ''));
      if (step.updates.every(({ oid }) => oid === '')) return `remove ${names.join(' and ')}`;
      return `push ${names.join(' and ')}${names.length > 1 ? ' together' : ''}`;
    }
    case 'openPull':
      return 'open its pull request';
    default:
      return '';
  }
}
