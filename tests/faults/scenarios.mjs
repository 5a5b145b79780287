// The scenarios: how each world begins, what is run in it, and how it has to end. All of them have a person's branch with
// an open pull request, which nobody may touch.

import { initPy, packageJson, pyproject } from '../scenarios/harness/manifests.mjs';

/**
 * How a world ends, in the order of versions. A pull request is told by its branch; one that we closed says why.
 * @typedef {object} End
 * @property {string} [status] of the undisturbed run
 * @property {string} [code] where it ends as a failure
 * @property {string} tip what the manifests say
 * @property {string[]} tags
 * @property {string[]} open bump pull requests
 * @property {string[]} [stays] other bump branches that are there
 * @property {string[]} [releases] of tags; the last one is the latest
 * @property {boolean} [drafts] whether they are drafts, none of which is the latest
 * @property {string[]} [pulls] of attempts: what became of each
 * @property {string[]} [stay] their branches on the remote
 * @property {string[]} [here] branches of the clone
 *
 * @typedef {object} Stage what a scenario prepares its world with
 * @property {import('../scenarios/harness/remote.mjs').Remote} remote
 * @property {Awaited<ReturnType<typeof import('../standin/index.mjs').standIn>>} github
 * @property {() => Promise<void>} release runs the program undisturbed
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {import('../scenarios/harness/remote.mjs').CommitSpec[]} [history] else a tagged version and a feature
 * @property {boolean} [gitea]
 * @property {import('../standin/access.mjs').Token} [token]
 * @property {(stage: Stage) => Promise<unknown>} [prepare]
 * @property {string} [command] else `release`
 * @property {(here: {clone: Clone, remote: Stage['remote']}) => Promise<unknown>} [checkOut] what a clone of it is made to be
 * @property {import('./play.mjs').Judge} [judge] else that of releases
 * @property {Record<string, RegExp>} [codes] of failures that a fault may lead to, where they are others
 * @property {string[]} [args]
 * @property {string[]} [needless] branches without our trailer that go
 * @property {End} end
 *
 * @typedef {Awaited<ReturnType<Stage['github']['clone']>>} Clone
 */

/** Manifests of three kinds, which have to agree. @param {string} version @param {object} [more] in `package.json` */
export const manifests = (version, more) => ({
  'package.json': packageJson(version, more),
  'pyproject.toml': pyproject(version),
  'demo/__init__.py': initPy(version, 3),
});

const TAGGED = { files: manifests('1.2.3'), tag: 'v1.2.3' };
const FIX = { say: 'fix: one', files: { 'src/a.js': '1' } };
const FEATURE = { say: 'feat: one', files: { 'src/a.js': '1' } };
const NO_RELEASE = ['--github-release', 'false'];

/** @param {string} version */
const bump = (version) => `chore/version-bump-${version}`;

/** A version commit as a run that died has left it. @param {string} version @param {string} [on] */
const ours = (version, on = bump(version)) => ({
  say: `chore(release): ${version}\n\nVersion-First: ${version}; run=1; attempt=1; build=1\n`,
  files: manifests(version),
  on,
  from: 'refs/heads/main',
});

/** The number of the open pull request from a branch. @param {Stage['github']} github @param {string} head */
async function numberOf(github, head) {
  const { pulls } = await github.state();
  const found = pulls.find((pull) => pull.state === 'open' && pull.head === head);
  if (!found) throw new Error(`there is no open pull request from ${head}`);
  return found.number;
}

/** @param {Stage} stage */
async function proposed({ github, release }) {
  await github.protect('main', 'gh006');
  await release();
}

/** @type {Scenario[]} */
export const SCENARIOS = [
  {
    name: 'a push to the branch, with a release',
    end: { status: 'released', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [], releases: ['v1.3.0'] },
  },
  {
    name: 'a server without atomic pushes',
    prepare: ({ remote }) => remote.config('receive.advertiseAtomic', 'false'),
    end: { status: 'released', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [], releases: ['v1.3.0'] },
  },
  {
    name: 'a draft release, and a workflow to start',
    history: [{ ...TAGGED, files: { ...TAGGED.files, '.github/workflows/publish.yml': 'on: workflow_dispatch\n' } }, FEATURE],
    token: { actions: 'write' },
    prepare: ({ github }) => github.setting('workflows', ['publish.yml']),
    args: ['--draft', '--dispatch-workflow', 'publish.yml'],
    end: { status: 'released', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [], releases: ['v1.3.0'], drafts: true },
  },
  {
    name: 'a Gitea, direct',
    gitea: true,
    args: ['--mode', 'direct'],
    end: { status: 'released', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [], releases: ['v1.3.0'] },
  },
  {
    name: 'a protected branch: a pull request',
    prepare: ({ github }) => github.protect('main', 'gh006'),
    end: { status: 'pull-request', tip: '1.2.3', tags: ['v1.2.3'], open: [bump('1.3.0')] },
  },
  {
    name: 'pull requests are forbidden',
    prepare: async ({ github }) => {
      await github.protect('main', 'gh013');
      await github.setting('actions_may_create_pulls', false);
    },
    end: { status: 'failed', code: 'pull-requests-forbidden', tip: '1.2.3', tags: ['v1.2.3'], open: [] },
  },
  {
    name: 'an exact version by pull request',
    args: ['--mode', 'pull-request', '--bump', '2.0.0'],
    end: { status: 'pull-request', tip: '1.2.3', tags: ['v1.2.3'], open: [bump('2.0.0')] },
  },
  {
    name: 'a first release from a placeholder, protected',
    history: [{ files: manifests('0.0.0') }, FEATURE],
    prepare: ({ github }) => github.protect('main', 'gh006'),
    end: { status: 'pull-request', tip: '0.0.0', tags: [], open: [bump('0.1.0')] },
  },
  {
    name: 'a first release as it is, protected',
    history: [{ files: manifests('0.4.0') }, FEATURE],
    prepare: ({ github }) => github.protect('main', 'gh006'),
    end: { status: 'released', tip: '0.4.0', tags: ['v0.4.0'], open: [], releases: ['v0.4.0'] },
  },
  {
    name: 'merged by squash: tag, release, and the branch goes',
    prepare: async (stage) => {
      await proposed(stage);
      await stage.github.merge(await numberOf(stage.github, bump('1.3.0')), 'squash');
    },
    end: { status: 'released', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [], releases: ['v1.3.0'] },
  },
  {
    name: 'merged, and more on top: tag, and the next pull request',
    prepare: async (stage) => {
      await proposed(stage);
      await stage.github.merge(await numberOf(stage.github, bump('1.3.0')), 'merge');
      await stage.github.push('main', { 'src/b.js': '2' }, { say: 'fix: two' });
    },
    end: { status: 'released', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [bump('1.3.1')], releases: ['v1.3.0'] },
  },
  {
    name: 'a pull request in conflict: brought up to date',
    prepare: async (stage) => {
      await proposed(stage);
      await stage.github.push('main', { 'package.json': packageJson('1.2.3', { private: true }) }, { say: 'chore: private' });
    },
    end: { status: 'pull-request', tip: '1.2.3', tags: ['v1.2.3'], open: [bump('1.3.0')] },
  },
  {
    name: 'a newer version supersedes a pull request',
    history: [TAGGED, FIX],
    prepare: async (stage) => {
      await proposed(stage);
      await stage.github.push('main', { 'src/b.js': '2' }, { say: 'feat: two' });
    },
    end: { status: 'pull-request', tip: '1.2.3', tags: ['v1.2.3'], open: [bump('1.3.0')] },
  },
  {
    name: 'a dead run has left its branch: adopted',
    prepare: async ({ remote, github }) => {
      await github.protect('main', 'gh006');
      await remote.write([ours('1.3.0')]);
    },
    end: { status: 'pull-request', tip: '1.2.3', tags: ['v1.2.3'], open: [bump('1.3.0')] },
  },
  {
    name: 'a dead run has left an older branch: removed',
    history: [TAGGED, FIX],
    prepare: async ({ remote }) => {
      await remote.write([ours('1.2.4')]);
      await remote.write([{ say: 'feat: two', files: { 'src/b.js': '2' } }]);
    },
    args: NO_RELEASE,
    end: { status: 'released', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [] },
  },
  {
    name: 'merged by auto-merge, and waited for',
    prepare: async ({ github }) => {
      await github.protect('main', 'gh006');
      await github.setting('allow_auto_merge', true);
    },
    args: ['--auto-merge', '--wait', '30s'],
    end: { status: 'released', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [], releases: ['v1.3.0'] },
  },
  {
    name: 'a person has closed the pull request: nothing',
    prepare: async (stage) => {
      await proposed(stage);
      await stage.github.close(await numberOf(stage.github, bump('1.3.0')));
    },
    end: { status: 'nothing-to-release', tip: '1.2.3', tags: ['v1.2.3'], open: [] },
  },
].map((scenario) => ({ history: [TAGGED, FEATURE], ...scenario }));

/** What a shell script has left: no trailer, and no version in the name. */
const MALFORMED = 'chore/version-bump--1.2.1';

/** What `prune` does, in the same worlds. @type {Scenario[]} */
export const PRUNES = [
  {
    name: 'prune: orphans go, a person’s stays',
    prepare: async ({ remote, github }) => {
      await remote.write([ours('1.2.4'), ours('1.2.5'), { ...ours('1.2.1', MALFORMED), say: 'chore: bump' }, { ...ours('1.2.6'), files: { ...manifests('1.2.6'), 'mine.txt': 'work' } }]);
      // What a person pushes to it below is no change to a person's pull request.
      github.person = 'github-actions[bot]';
      await github.open(bump('1.2.5'));
    },
    needless: [MALFORMED],
    end: { status: 'pruned', tip: '1.2.3', tags: ['v1.2.3'], open: [bump('1.2.5')], stays: [bump('1.2.6')] },
  },
  {
    name: 'prune: merged by squash: tag, release, and the branch goes',
    prepare: async (/** @type {Stage} */ stage) => {
      await proposed(stage);
      await stage.github.merge(await numberOf(stage.github, bump('1.3.0')), 'squash');
      await stage.github.push('main', { 'src/b.js': '2' }, { say: 'fix: two' });
    },
    end: { status: 'pruned', tip: '1.3.0', tags: ['v1.2.3', 'v1.3.0'], open: [], releases: ['v1.3.0'] },
  },
  {
    name: 'prune: a person has closed the pull request',
    prepare: async (/** @type {Stage} */ stage) => {
      await proposed(stage);
      await stage.github.close(await numberOf(stage.github, bump('1.3.0')));
    },
    end: { status: 'pruned', tip: '1.2.3', tags: ['v1.2.3'], open: [] },
  },
].map((scenario) => ({ history: [TAGGED, FEATURE], command: 'prune', ...scenario }));
