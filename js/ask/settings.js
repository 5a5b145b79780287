// Every setting there is, one row each. Out of this table come the command line's options and their help, the inputs of
// action.yml, the table of docs/settings.md, completion, and what reaches the core (`npm run settings` writes what is a file).

/** @typedef {'text' | 'flag' | 'list' | 'choice' | 'duration' | 'pairs'} Kind */

/**
 * @typedef {object} Setting
 * @property {string} name what it is called on the command line, and in the action unless `input` says otherwise
 * @property {Kind} kind
 * @property {string} says one or more sentences; for a choice they name its words
 * @property {string} [value] what stands for its value in `--help`
 * @property {readonly string[]} [suggests] words that its text may be, among others
 * @property {'files' | 'folders' | 'branches' | 'tags' | 'remotes'} [of] what its text names: completion offers those there are
 * @property {string} [short] a letter for it
 * @property {string} [instead] what to do instead of giving it on a command line
 * @property {readonly string[]} [choices] the words of a choice, or what may stand behind `=` in pairs
 * @property {Record<string, string>} [once] older words of a choice, and what they are called now
 * @property {string} [default] what an absent one means; for people, the core knows it by itself
 * @property {string} [group] the heading it stands under in `--help`
 * @property {readonly string[]} commands which take it
 * @property {string | false} [input] the action's name for it; false: no input
 * @property {string} [given] what action.yml fills in, where that is not `default`
 * @property {false} [flag] no option of the command line
 * @property {boolean} [commas] the action's lines may hold several of them
 * @property {boolean} [zero] a duration that may be nothing
 * @property {boolean} [age] a duration that is an age: of days, too, and of any length
 * @property {string} [field] the field of the core's request
 * @property {string} [ask] what a command of its own calls it, where it is no part of that request
 * @property {(value: any) => unknown} [to] that field's value, where it is not the one given
 */

const RELEASE = ['release'];
const BOTH = ['next', 'release', 'doctor'];
/** What a version is found and tagged by, where none is made. */
const ALSO_PRUNE = ['next', 'release', 'prune', 'doctor'];
/** What follows a tag. */
const TAGGING = ['release', 'prune'];
/** What looks at tags, and so does `audit`. */
const ALSO_AUDIT = [...ALSO_PRUNE, 'audit'];
const AUDIT = ['audit'];
const EFFECTS = ['iteration start', 'iteration submit', 'iteration clean'];
const ATTEMPTS = ['iteration show', ...EFFECTS, 'iteration check', 'iteration diff'];
const HERE = [...ATTEMPTS, 'iteration report', 'iteration install-hook'];
const LEVELS = ['none', 'patch', 'minor', 'major'];
const WAYS = ['auto', 'true', 'false'];
const PULLS = 'with a pull request';
const AFTERWARDS = 'once the tag is there';

/** @param {string} path */
const plain = (path) => path.replace(/^\.\//, '');
/** @param {string[]} lines */
const words = (lines) => lines.flatMap((line) => line.split(/[\s,]+/)).filter(Boolean);

/** @satisfies {Record<string, Setting>} */
const ROWS = {
  command: { name: 'command', kind: 'text', flag: false, commands: [], default: 'release', says: 'What to do.' },
  token: {
    name: 'token', kind: 'text', flag: false, commands: [], given: '${{ github.token }}',
    instead: 'put the token into the environment variable `GITHUB_TOKEN` or `GH_TOKEN`: others can read command lines',
    says: "Used to read from and push to the repository's server and to ask its API. Needs `contents: write` to release, and `pull-requests: write` for pull requests.",
  },
  bump: {
    name: 'bump', kind: 'text', value: 'B', default: 'auto', commands: BOTH, field: 'bump',
    suggests: ['auto', 'major', 'minor', 'patch', 'premajor', 'preminor', 'prepatch', 'prerelease', 'release', 'post', 'dev', 'epoch'],
    says: 'How the version goes up. `auto` (from the commits since the last tag), `major`, `minor`, `patch`, `premajor`, `preminor`, `prepatch`, `prerelease`, `release` (a prerelease becomes its release), `post`, `dev`, `epoch` (PEP 440 only) or an exact version.',
  },
  version: { name: 'version', kind: 'text', flag: false, commands: [], says: 'The exact version to release, instead of `bump`.' },
  defaultBump: {
    name: 'default-bump', kind: 'choice', choices: LEVELS, value: 'B', default: 'patch', commands: BOTH, field: 'defaultBump',
    says: 'What commits ask for that are neither breaking nor a `feat`, `fix` included. `none`, `patch`, `minor` or `major`.',
  },
  bumpTypes: {
    name: 'bump-types', kind: 'pairs', choices: LEVELS, value: 'T', commands: BOTH, field: 'bumpTypes',
    says: 'What commits of a type ask for instead, such as `perf=minor docs=none`.',
  },
  belowOne: {
    name: 'below-one', kind: 'choice', choices: ['minor', 'patch', 'major'], value: 'B', default: 'minor', commands: BOTH, field: 'belowOne',
    says: 'What a breaking change is below 1.0. `minor`, `major`, or `patch`, where it is `minor` and a feature a patch.',
  },
  preid: {
    name: 'preid', input: 'prerelease-identifier', kind: 'text', value: 'ID', commands: BOTH, field: 'identifier',
    says: 'What a prerelease is called. `rc` unless given; one that is there keeps its name, unless another that leads further is given.',
  },
  preidBase: {
    name: 'preid-base', input: 'prerelease-identifier-base', kind: 'choice', choices: ['0', '1', 'false'], value: 'N', default: '1', commands: BOTH, field: 'identifierBase',
    says: 'The first number of a prerelease, `1`, `0`, or `false` for none.',
  },
  prereleaseBranches: {
    name: 'prerelease-branches', kind: 'text', value: 'B', commands: ALSO_PRUNE, field: 'prereleaseBranches',
    says: 'Branches that release prereleases, and what these are called, such as `beta next=rc`.',
  },
  scheme: {
    name: 'scheme', kind: 'choice', choices: ['semver', 'pep440', 'calver'], value: 'S', commands: ALSO_PRUNE, field: 'scheme',
    says: 'The version scheme, `semver`, `pep440` or `calver`. Chosen from the manifests unless given.',
  },
  calver: {
    name: 'calver', input: 'calver-format', kind: 'text', value: 'F', commands: ALSO_PRUNE, field: 'calverFormat',
    says: 'Versions by the calendar (the day in UTC), such as `YYYY.MM.MICRO` or `YY.0M.MICRO`.',
  },
  tagFormat: {
    name: 'tag-format', kind: 'text', value: 'F', commands: ALSO_AUDIT, field: 'tagFormat',
    says: "Text around one `{version}`, in which `{name}` stands for the package's name. As the repository's tags are unless given (`v{version}` where there are none).",
  },
  ignoreTags: {
    name: 'ignore-tags', kind: 'list', value: 'P', commands: ALSO_AUDIT, field: 'ignoreTags', to: words,
    says: 'A pattern of tags that are left out, such as `v2021.*`.',
  },
  branch: {
    name: 'branch', input: 'target-branch', kind: 'text', of: 'branches', value: 'NAME', commands: ALSO_PRUNE, field: 'branch',
    says: "The branch to release from. Unless given, the one that the workflow was started on, if it is the default branch, a prerelease branch or one with a line of its own; at a desk the remote's default branch.",
  },
  testedOnly: {
    name: 'tested-only', kind: 'flag', commands: BOTH, field: 'testedOnly',
    says: 'In a workflow, release only if the branch still is at the commit that started the run.',
  },
  remote: { name: 'remote', kind: 'text', of: 'remotes', value: 'NAME', default: 'origin', commands: [...ALSO_AUDIT, ...ATTEMPTS, 'iteration report'], says: 'The git remote to release to.' },
  apiUrl: {
    name: 'api-url', kind: 'text', value: 'URL', commands: [...ALSO_AUDIT, ...ATTEMPTS, 'iteration report'],
    says: "The API's address, where neither the runner names it nor the server's own host has it. The token is sent there.",
  },
  manifests: {
    name: 'manifests', kind: 'list', of: 'files', value: 'ENTRY', commands: ['next', 'set', 'release', 'prune', 'doctor', 'audit'], field: 'manifests', to: (/** @type {string[]} */ lines) => lines.map(plain),
    says: 'A manifest besides those that are found. `path`, `path:key.path` or `path:/regex with (?<version>…)/`; `!path` leaves one out.',
  },
  strictPlaces: {
    name: 'strict-places', kind: 'flag', commands: ['next', 'set', 'release'], field: 'strictPlaces',
    says: 'Fail where something still says the old version, before anything is changed, instead of listing it.',
  },
  package: {
    name: 'package', kind: 'text', of: 'folders', value: 'P', commands: ['next', 'set', 'release', 'prune', 'doctor', 'audit'], field: 'package',
    says: 'The package to release, by its name or its folder, where several have versions of their own.',
  },
  paths: {
    name: 'paths', kind: 'list', value: 'PATTERN', commands: ALSO_PRUNE, field: 'paths',
    says: 'What the product is, a pattern such as `src/**` or `!site/**`. A change elsewhere is nothing new, and its commits count for nothing.',
  },
  commitMessage: {
    name: 'commit-message', kind: 'text', value: 'M', default: 'chore(release): {version}', commands: BOTH, field: 'commitMessage',
    says: "The version commit's message; `{version}` stands for the version.",
  },
  changelog: {
    name: 'changelog', kind: 'text', of: 'files', value: 'PATH', commands: BOTH, field: 'changelog', to: plain,
    says: 'A changelog that the version commit adds a section to, in its own shape, such as `CHANGELOG.md`. What stands under `Unreleased` becomes that section; else it tells of the commits. One that is not there is begun.',
  },
  skipCi: {
    name: 'skip-ci', kind: 'choice', choices: ['auto', 'always', 'never'], value: 'W', default: 'auto', commands: BOTH, field: 'skipCi',
    says: "Whether the version commit's subject ends in `[skip ci]`. `auto`, `always` or `never`; `auto` leaves it out where a workflow or pipeline, of whatever server, runs on tag pushes.",
  },
  force: { name: 'force', kind: 'flag', commands: BOTH, field: 'force', says: 'Release even where nothing is new (with a `bump` by name).' },
  mode: {
    name: 'mode', kind: 'choice', choices: ['auto', 'direct', 'pull-request'], value: 'M', default: 'auto', commands: BOTH, field: 'mode',
    says: 'How a version gets onto the branch. `direct` (a push), `pull-request`, or `auto`, which pushes and opens a pull request where the branch takes no pushes.',
  },
  branchTemplate: {
    name: 'branch-template', kind: 'text', value: 'T', default: 'chore/version-bump-{version}', commands: ALSO_AUDIT, field: 'branchTemplate',
    says: 'The name of the branch a pull request comes from, with one `{version}`.',
  },
  labels: {
    name: 'label', input: 'labels', kind: 'list', commas: true, value: 'L', group: PULLS, commands: RELEASE, field: 'labels',
    says: 'A label of the pull request.',
  },
  pullRequestTitle: {
    name: 'pull-request-title', kind: 'text', value: 'T', group: PULLS, commands: RELEASE, field: 'pullRequestTitle',
    says: "The title of the pull request, with `{version}`, `{previous-version}`, `{tag}` and `{branch}`. The commit message's first line unless given.",
  },
  pullRequestBody: {
    name: 'pull-request-body', kind: 'text', value: 'T', group: PULLS, commands: RELEASE, field: 'pullRequestBody',
    says: 'Its text, with the names of the title and `{files}`, `{commits}` and `{notes}`, which are lists and the release notes.',
  },
  autoMerge: {
    name: 'auto-merge', kind: 'flag', group: PULLS, commands: RELEASE, field: 'autoMerge',
    says: 'Let the server merge the pull request once its requirements are met.',
  },
  mergeMethod: {
    name: 'merge-method', kind: 'choice', choices: ['squash', 'merge', 'rebase'], value: 'M', default: 'squash', group: PULLS, commands: RELEASE, field: 'mergeMethod',
    says: 'How it is merged then. `squash`, `merge` or `rebase`.',
  },
  wait: {
    name: 'wait', kind: 'duration', zero: true, value: 'T', group: PULLS, commands: RELEASE, field: 'wait', to: (/** @type {number} */ ms) => ms / 1000,
    says: 'How long to wait for the pull request to be merged, so that this run tags the version (`30s`, `5m`, `1h`). Without it a later run does.',
  },
  githubRelease: {
    name: 'github-release', kind: 'choice', choices: WAYS, value: 'W', default: 'auto', group: AFTERWARDS, commands: TAGGING, field: 'githubRelease',
    says: 'Whether the tag gets a release on the server. `true`, `false`, or `auto` (where there is a token for one).',
  },
  releaseNotes: {
    name: 'release-notes', kind: 'choice', choices: ['commits', 'github', 'none'], value: 'W', default: 'commits', group: AFTERWARDS, commands: TAGGING, field: 'notes',
    // What it was called once.
    once: { generated: 'github' },
    says: "What that release's text is made of. `commits` (those since the last release, breaking changes first), `github` (who writes its own) or `none`.",
  },
  notesSections: {
    name: 'notes-sections', kind: 'list', value: 'S', commands: ALSO_PRUNE, field: 'notesSections',
    says: 'Which commits the notes and the changelog tell of, under which title, in this order. A title, a colon, and its types separated by commas, such as `Mended: fix, perf`; `*` stands for all others, and `!chore` hides a type. `breaking`, `dependencies` and `others` (without a type) are names too. What breaks comes first unless it has a section of its own.',
  },
  notesHeader: {
    name: 'notes-header', kind: 'text', value: 'T', commands: ALSO_PRUNE, field: 'notesHeader',
    says: 'What stands before the text of a release, if it has one, with `{version}`, `{previous-version}`, `{tag}` and `{previous-tag}`.',
  },
  notesFooter: { name: 'notes-footer', kind: 'text', value: 'T', commands: ALSO_PRUNE, field: 'notesFooter', says: 'What stands behind it.' },
  movingTags: {
    name: 'moving-tags', kind: 'choice', choices: ['none', 'major', 'minor'], value: 'W', default: 'none', group: AFTERWARDS, commands: TAGGING, field: 'movingTags',
    says: 'Tags that move along with releases. `none`, `major` (`v1`) or `minor` (`v1` and `v1.2`). What keeps one from moving is a warning.',
  },
  draft: { name: 'draft', kind: 'flag', group: AFTERWARDS, commands: TAGGING, field: 'draft', says: 'Make that release a draft.' },
  lineage: {
    name: 'lineage', input: false, kind: 'text', of: 'branches', value: 'NAME', commands: ATTEMPTS, ask: 'lineage',
    says: "The first attempt's branch, where the names do not say which that is.",
  },
  title: { name: 'title', input: false, kind: 'text', value: 'T', commands: ['iteration submit'], ask: 'title', says: "The pull request's title, without `(vN)`. As the older one's unless given." },
  body: { name: 'body', input: false, kind: 'text', value: 'T', commands: ['iteration submit'], ask: 'body', says: 'What its text says first, in Markdown.' },
  into: {
    name: 'into', input: false, kind: 'text', of: 'branches', value: 'NAME', commands: ['iteration submit', 'iteration check', 'iteration diff'], ask: 'into',
    says: "The branch the change is meant for. As the older pull request's unless given, or else the remote's default branch.",
  },
  copy: {
    name: 'copy', input: false, kind: 'text', suggests: ['all', 'labels', 'reviewers', 'assignees', 'milestone', 'draft'], value: 'WHAT', commands: ['iteration submit'], ask: 'copy',
    says: 'What is taken over from the older one, apart by commas. `labels`, `reviewers`, `assignees`, `milestone`, `draft`, or `all`.',
  },
  asDraft: { name: 'as-draft', input: false, kind: 'flag', commands: ['iteration submit'], ask: 'draft', says: 'Open it as a draft.' },
  push: { name: 'push', input: false, kind: 'flag', commands: ['iteration start'], ask: 'push', says: 'Make the branch on the remote, too, so that nobody else takes its number.' },
  all: { name: 'all', input: false, kind: 'flag', commands: ['iteration clean'], ask: 'all', says: 'Every lineage of this clone of which a pull request is merged.' },
  original: { name: 'original', kind: 'flag', commands: ['iteration clean'], ask: 'original', says: "Delete the original's branch, too, when iterations are cleaned up." },
  merged: { name: 'merged', kind: 'flag', commands: ['iteration clean'], ask: 'merged', says: "Delete the merged iteration's branch, too." },
  unsaved: { name: 'unsaved', input: false, kind: 'flag', commands: ['iteration clean'], ask: 'unsaved', says: 'Delete branches, too, that have commits which no pull request keeps.' },
  maxBotComments: {
    name: 'max-bot-comments', kind: 'text', value: 'N', commands: ['iteration check'], ask: 'maxBotComments',
    says: 'How many review comments by bots an iteration may have, such as `0`.',
  },
  strict: { name: 'strict', kind: 'flag', flag: false, commands: [], ask: 'strict', says: 'With `iteration-check`, fail on an iteration that is not the latest, or that something else stands against.' },
  supersededLabel: { name: 'superseded-label', kind: 'text', flag: false, commands: [], ask: 'supersededLabel', says: 'With `iteration-check`, a label for pull requests of which a later iteration is open.' },
  svg: { name: 'svg', input: false, kind: 'flag', commands: ['iteration report'], ask: 'svg', says: 'A drawing of how many iterations changes took, on stdout.' },
  log: { name: 'log', input: false, kind: 'text', of: 'files', value: 'FILE', commands: EFFECTS, ask: 'log', says: 'Append a line of JSON for what was done.' },
  prerelease: {
    name: 'prerelease', kind: 'choice', choices: WAYS, value: 'W', default: 'auto', group: AFTERWARDS, commands: TAGGING, field: 'prerelease',
    says: 'Whether that release is marked as a prerelease. `true`, `false`, or `auto` (by the version).',
  },
  dispatchWorkflow: {
    name: 'dispatch-workflow', kind: 'text', value: 'F', group: AFTERWARDS, commands: TAGGING, field: 'dispatchWorkflow',
    says: 'A workflow to start at the new tag, by its file name. It needs `actions: write`, and starts with the default token, too, whose tags start nothing.',
  },
  timeout: {
    name: 'timeout', kind: 'duration', value: 'T', default: '5m', commands: [...ALSO_AUDIT, ...ATTEMPTS, 'iteration report'],
    says: 'How long the run may take, waiting for a merge not counted (`30s`, `5m`, `1h`). When that is over it cleans up and fails.',
  },
  maxAge: {
    name: 'max-age', kind: 'duration', zero: true, age: true, value: 'T', default: '7d', commands: ['prune'],
    says: 'How old a bump branch without a pull request has to be before `prune` deletes it (`12h`, `7d`).',
  },
  since: { name: 'since', kind: 'text', of: 'tags', value: 'TAG', commands: AUDIT, says: 'The tag from which on `audit` judges tags, itself included.' },
  tag: {
    name: 'tag', kind: 'text', of: 'tags', value: 'TAG', commands: AUDIT,
    says: 'The one tag that `audit` judges. It fails unless this tag tells the truth.',
  },
  minRate: {
    name: 'min-rate', kind: 'text', value: 'N', default: '100', commands: AUDIT,
    says: 'How many per cent of the tags have to tell the truth for `audit` to succeed.',
  },
  report: { name: 'report', kind: 'text', of: 'files', value: 'FILE', commands: AUDIT, says: 'A file to which `audit` writes its report as JSON.' },
  html: {
    name: 'html', kind: 'text', of: 'files', value: 'FILE', commands: [...AUDIT, 'iteration diff'], ask: 'html',
    says: 'A file to which `audit` writes its report as a page, with a picture of the trend, and `iteration diff` its comparison.',
  },
  badge: { name: 'badge', kind: 'text', of: 'files', value: 'FILE', commands: AUDIT, says: 'A file to which `audit` writes the rate as JSON for a badge of shields.io.' },
  history: {
    name: 'history', kind: 'flag', commands: AUDIT,
    says: 'Also tell what became of bump branches: opened, merged, closed, orphaned, and pull requests that only brought a version by hand. Needs a token.',
  },
  repositories: {
    name: 'repositories', kind: 'text', of: 'files', value: 'FILE', commands: AUDIT,
    says: 'A list of repositories that `audit` looks at instead, one a line. A folder, `owner/name`, an address, or a report by `audit --json`.',
  },
  offline: { name: 'offline', input: false, kind: 'flag', commands: ['next', 'doctor'], says: 'Look only at what is in this clone; the branch that is checked out counts as its default one.' },
  fix: { name: 'fix', kind: 'flag', commands: ['doctor'], says: 'Let the server delete merged branches, where the token may set that.' },
  init: { name: 'init', input: false, kind: 'flag', commands: ['doctor'], says: 'Write the release workflow that fits, unless there is one; with --dry-run only show it.' },
  keep: { name: 'keep', input: false, kind: 'flag', commands: ['try'], says: 'Leave the repositories there and say where.' },
  dryRun: { name: 'dry-run', kind: 'flag', commands: ['set', 'release', 'prune', 'doctor', ...EFFECTS], says: 'Show what would be done, and change nothing.' },
  cwd: {
    name: 'cwd', input: 'working-directory', kind: 'text', of: 'folders', value: 'DIR', given: '.', commands: ['next', 'set', 'release', 'prune', 'doctor', 'audit', ...HERE],
    says: 'The clone to work in; in the action, inside the workspace.',
  },
  quiet: {
    name: 'quiet', short: 'q', input: false, kind: 'flag', commands: ['next', 'set', 'release', 'prune', 'doctor', 'audit', ...HERE],
    says: 'Nothing but the result, and what went wrong.',
  },
  json: { name: 'json', input: false, kind: 'flag', commands: ['next', 'set', 'release', 'prune', 'doctor', 'audit', ...HERE], says: 'One JSON object on stdout.' },
};

/** @typedef {keyof typeof ROWS} Key */

/** @type {Record<Key, Setting>} */
export const SETTINGS = ROWS;

/**
 * What the command line takes for a command, in the table's order.
 * @param {string} command
 */
export function optionsOf(command) {
  return Object.values(SETTINGS).filter(({ flag, commands }) => flag !== false && commands.includes(command));
}

/**
 * The action's name of a setting; undefined where it has none.
 * @param {Setting} setting
 */
export function inputOf({ name, input = name }) {
  return input === false ? undefined : input;
}

/**
 * What commands of their own are asked for.
 * @param {(setting: Setting) => unknown} valueOf
 * @returns {Record<string, any>}
 */
export function askedOf(valueOf) {
  const rows = Object.values(SETTINGS).flatMap((setting) => (setting.ask === undefined ? [] : [[setting.ask, valueOf(setting)]]));
  return Object.fromEntries(rows.filter(([, value]) => value !== undefined));
}
