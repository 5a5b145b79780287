// What crosses between shell and core, and what the npm package promises. Written by hand: it is the contract.

/** Which part of a version goes up. `post`, `dev` and `epoch` are PEP 440's alone. */
export type BumpName =
  | 'major'
  | 'minor'
  | 'patch'
  | 'premajor'
  | 'preminor'
  | 'prepatch'
  | 'prerelease'
  | 'release'
  | 'post'
  | 'dev'
  | 'epoch';
/** The requested change: what the commits ask for (`auto`), a part, or an exact version. */
export type Bump = 'auto' | BumpName | (string & {});
export type DefaultBump = 'none' | 'patch' | 'minor' | 'major';
export type Scheme = 'semver' | 'pep440';
/** How versions are counted: by a grammar, or by the calendar, in whichever grammar. */
export type Numbering = Scheme | 'calver';
/** What breaking changes are below 1.0; `patch`: minor ones, and features are patches. */
export type BelowOne = 'minor' | 'patch' | 'major';
export type SkipCi = 'auto' | 'always' | 'never';

/** What is wanted of a run. Whatever is absent has its default; unknown fields are errors. */
export interface Request {
  bump?: Bump;
  defaultBump?: DefaultBump;
  /** What commits of a type ask for instead, such as `{ docs: 'none' }`. */
  bumpTypes?: Record<string, DefaultBump>;
  /** Default `minor`. */
  belowOne?: BelowOne;
  /** What a new prerelease is called; default `rc`, and one that is there keeps its name. */
  identifier?: string;
  /** The first number of a prerelease; `false`: none. Default `1`. */
  identifierBase?: '0' | '1' | 'false' | false;
  /** Branches that release prereleases, and what these are called: `beta next=rc`. */
  prereleaseBranches?: string;
  scheme?: Numbering;
  /** Versions by the calendar, such as `YYYY.MM.MICRO`; needs `date`. */
  calverFormat?: string;
  /** The day of the release as ISO text: for versions by the calendar, and for a changelog. */
  date?: string;
  /** Text around one `{version}`, in which `{name}` stands for the package's name; default: as the repository's tags are. */
  tagFormat?: string;
  /** Patterns of tags that are left out, such as `v2021.*`. */
  ignoreTags?: string[];
  /** The branch to release from; default: the one the run was started on, or else the remote's default branch. */
  branch?: string;
  /** What started the run; absent: a person, at a desk. */
  trigger?: Trigger;
  /** Release only if the tip still is the commit that started the run. */
  testedOnly?: boolean;
  /** Manifests besides those that are discovered. */
  manifests?: string[];
  /** Whether it is a failure that something still says the old version. */
  strictPlaces?: boolean;
  /** The package to release, by its name or its folder, where there are several. */
  package?: string;
  /** What the product is: patterns of its files, with `!` of those that are none of it. Default: all of them are. */
  paths?: string[];
  skipCi?: SkipCi;
  /** The version commit's message; `{version}` stands for the version. */
  commitMessage?: string;
  /** A changelog that the version commit adds a section to; needs `date`. */
  changelog?: string;
  /** Release even where nothing is new. */
  force?: boolean;
  /** Only tag what landed without its tag; nothing is bumped, and no branch is looked into. */
  onlyFinalise?: boolean;
  /** `auto`: push, and if the branch is protected open a pull request. Default `auto`. */
  mode?: 'auto' | 'direct' | 'pull-request';
  /** The bump branch's name, with one `{version}`. */
  branchTemplate?: string;
  /** Labels of the bump pull request. */
  labels?: string[];
  /** The pull request's title, with `{version}`, `{previous-version}`, `{tag}` and `{branch}`; absent: the commit's subject. */
  pullRequestTitle?: string;
  /** Its text, with `{files}`, `{commits}` and `{notes}` too. */
  pullRequestBody?: string;
  /** Let the hosting merge the pull request once its requirements are met. */
  autoMerge?: boolean;
  mergeMethod?: 'squash' | 'merge' | 'rebase';
  /** Seconds to wait for the merge, so that this run tags it. */
  wait?: number;
  /** `auto`: with a token, where the hosting has releases. */
  githubRelease?: 'auto' | 'true' | 'false';
  /** What the release's text is made of: the commits (default), what GitHub writes (once called `generated`), or nothing. */
  notes?: 'commits' | 'github' | 'generated' | 'none';
  /**
   * What notes and changelog tell of, in this order: lines such as `Features: feat`, `Everything else: *`, `!chore`. What
   * breaks comes first, unless `breaking` stands elsewhere; `dependencies` and `others` (no type) are names, too.
   */
  notesSections?: string[];
  /** What stands before and behind a release's text, with `{version}`, `{previous-version}`, `{tag}`, `{previous-tag}`. */
  notesHeader?: string;
  notesFooter?: string;
  /** Tags that move along with releases: `v1`, or `v1` and `v1.2`. Default `none`. */
  movingTags?: 'none' | 'major' | 'minor';
  draft?: boolean;
  prerelease?: 'auto' | 'true' | 'false';
  /** A workflow to start at the new tag, by its file name. */
  dispatchWorkflow?: string;
  /** Who is asking: makes every object of this run unique. */
  run: { id: string; attempt: string };
}

/** The event that started a workflow. Only what is known to come from this repository's own people releases. */
export interface Trigger {
  /** Such as `push`. */
  event: string;
  /** Such as `refs/heads/main`. */
  ref?: string;
  sha?: string;
  /** Whether what is known about the event could be read. */
  readable: boolean;
  fork: boolean;
  /** The pull request it is about. */
  pull?: { merged: boolean; base: string; commit?: string };
  /** The run of another workflow that it follows. */
  follows?: { event: string; branch: string; sha: string; conclusion?: string };
  /** Whether the run only looks: then every event will do. */
  looks?: boolean;
}

/** A text file, by its path inside the repository. */
export interface TextFile {
  path: string;
  text: string;
}

/** Everything one look at the remote saw. */
export interface Facts {
  /** Raw output of `git ls-remote --symref REMOTE HEAD refs/heads/* refs/tags/*`. */
  refs: string;
  /** The tip's root tree. */
  tree: string;
  files: TextFile[];
  /** The histories the core asked for. */
  logs: History[];
  commits: Inspected[];
  /** Name and email by which this run commits. */
  committer: string;
  /** When the tip was committed, ISO 8601 in UTC to the second (`2026-11-21T03:04:29Z`). */
  tipTime: string;
  /** Where pull requests and releases live; null: nowhere this run can reach. */
  hosting: Hosting | null;
  /** The bump branches the core asked about. */
  branches: BumpBranch[];
  /** What was answered about the heads that the step names; asked before the refs were read. */
  pulls: { head: string; pulls: Pull[] }[];
  /** The open pull requests that are meant for the branches which are about to go, from branches of the same repository. */
  onto: { head: string; pulls: Pull[] }[];
  /** Why nothing could be learnt about them. */
  pullsDenied: Denial | null;
  /** The releases the core asked about. */
  releases: ReleaseFact[];
  /** Where the commits lie that the core asked about. */
  places: Place[];
  /** What the branch's manifests have said, where the core asked. */
  past: Past[] | null;
  /** Which branches hold the commits the core asked that about. */
  holders: Holder[];
}

/** A stretch of history up to the tip. */
export interface Stretch {
  /** Where it starts; absent: at the beginning. */
  since?: string | null;
  /** A later commit: which of them are newer than that is wanted too. */
  newer?: string | null;
  /** Whether it matters which paths each commit changes. */
  paths?: boolean;
}

/** A history that the core asked for. */
export interface History {
  /** What was asked for. */
  of: Stretch;
  /** The raw log. */
  log: string;
  /** The names of its commits that are newer than the later one, one a line, where that was asked. */
  newer: string | null;
}

/** Where a commit lies, seen from the tip. */
export interface Place {
  oid: string;
  /** Whether it is in the tip's history. */
  onBranch: boolean;
  /** When it was committed, in seconds since 1970. */
  seconds: number;
  /** Its parent, where that is in the tip's history, and it has no other. */
  parent: string | null;
  /** That parent's manifests. */
  before: TextFile[];
  /** Its own manifests, where it has such a parent. */
  files: TextFile[];
  /** Whether it was searched for what follows. */
  searched: boolean;
  /** The newest commit along the first parents of the tip that has its tree, since its branch forked. */
  twin: string | null;
  /** Whether a branch or a tag that is known here builds on it. */
  builtOn: boolean;
}

/** One commit of the branch's own past. */
export interface Past {
  oid: string;
  author: string;
  /** Its message, and that of what it merged. */
  message: string;
  files: TextFile[];
}

/** Which of the branches that were named hold a commit. */
export interface Holder {
  oid: string;
  heads: string[];
}

export interface WantedHolders {
  oids: string[];
  heads: { name: string; oid: string }[];
}

/** A place that has pull requests and releases. */
export interface Hosting {
  kind: 'github' | 'gitea';
  /** Owner and repository: `o/r`. */
  name: string;
  /** Without a slash at its end: `https://github.com`. */
  serverUrl: string;
}

/** A branch that is named like a bump branch. */
export interface BumpBranch {
  name: string;
  oid: string;
  parents: string[];
  message: string;
  /** Name and email of who committed it. */
  committer: string;
  /** Paths in which it differs from its first parent. */
  changed: string[];
  /** Those files as they are in it; none of a branch with more than one parent, or that changes very much. */
  files: TextFile[];
  /** The files that `needs` asks for (to be rewritten), as they are in its first parent; none where they can't be read. */
  before: TextFile[];
  /** Whether its first parent is an ancestor of the tip. */
  onBranch: boolean;
  /** Seconds since it was committed. */
  ageSeconds: number;
}

export interface Pull {
  number: number;
  url: string;
  nodeId: string;
  open: boolean;
  merged: boolean;
  headOid: string;
  base: string;
  /** That branch's newest commit, as the hosting knew it last while it was open; empty: it does not say. */
  baseOid: string;
  body: string;
  /** ISO 8601 in UTC to the second. */
  closedAt: string | null;
  autoMerge: boolean;
  /** Only where the step asked; null: not known (yet). */
  mergeable: boolean | null;
}

/** An API request that did not do what was asked. */
export interface Denial {
  /** HTTP status; null: no answer came, so what was asked may have happened. */
  status: number | null;
  /** What was said: message, and each error's message or code, joined by `; `. Secrets blackened. */
  text: string;
  /** Seconds the server asks us to wait. */
  retryAfter: number | null;
}

export interface ReleaseFact {
  tag: string;
  /** `present`: published or a draft. */
  state: 'present' | 'absent' | 'unknown';
  /** The message of the tag object; null: a lightweight tag. Read only where the release is absent. */
  message: string | null;
  /** The release, where there is one. */
  release: Published | null;
}

/** A published release, or a draft of one. */
export interface Published {
  id: number;
  /** Where people read it. */
  url: string;
  /** Where files are added to it. */
  uploadUrl: string;
}

/** One commit looked at more closely. */
export interface Inspected {
  oid: string;
  tree: string;
  files: TextFile[];
  onBranch: boolean | null;
  /** The paths in which the tip differs from it, where the core asked. */
  changed: string[] | null;
}

/** What is known when {@link wants} is asked. */
export interface FirstLook {
  refs: string;
  files: TextFile[];
  hosting: Hosting | null;
  /** As the step names them. */
  heads: string[];
  /** As the step says. */
  release: boolean;
  /** What was found of the commits that were asked about before. */
  places?: Place[];
  past?: Past[] | null;
  holders?: Holder[];
  /** No more of the history can be had than is here, and that is not all: a shallow clone, and no remote is asked. */
  shallow?: boolean;
  /** All paths at the tip, joined by NUL, where the request names some, or a package. */
  paths?: string;
}

export interface ToRead {
  /** Where these commits lie. As long as there are any, or `past`, nothing else is asked yet. */
  places?: { oid: string; search: boolean }[];
  /** The manifests whose past on the branch is to be read. */
  past?: string[];
  /** Which branches hold these commits: then, too, nothing else is asked yet. */
  holders?: WantedHolders;
  /** The histories to read. */
  logs: Stretch[];
  commits: { oid: string; ancestry: boolean; changed?: boolean }[];
  /** The bump branches to look into. */
  branches: { name: string; oid: string }[];
  /** The tags whose releases are to be looked up; one whose object is at hand and lacks the mark is not ours, and not asked about. */
  releases: { tag: string; mark: string }[];
}

/** One effect. The shell performs it and reports the outcome; it decides nothing. */
export type Step =
  | LookStep
  | { kind: 'history'; tip: string; paths: string[]; limit: number }
  | CommitStep
  | { kind: 'tag'; target: string; branch: string; tags: NewTag[] }
  | { kind: 'push'; atomic: boolean; updates: RefUpdate[] }
  | { kind: 'openPull'; head: string; base: string; title: string; body: string }
  | { kind: 'label'; number: number; labels: string[] }
  | { kind: 'editPull'; number: number; body: string }
  | { kind: 'autoMerge'; number: number; nodeId: string; method: 'squash' | 'merge' | 'rebase'; head: string }
  | { kind: 'mergePull'; number: number; method: 'squash' | 'merge' | 'rebase'; head: string }
  | ReleaseStep
  | { kind: 'dispatch'; workflow: string; ref: string }
  | { kind: 'follow'; branch: string; commit: string; tags: { name: string; oid: string }[] };

export interface LookStep {
  kind: 'look';
  waitMs: number;
  why:
    | 'start'
    | 'race'
    | 'lost'
    | 'unreadable'
    | 'oneByOne'
    | 'passedOver'
    | 'finalised'
    | 'pulls'
    | 'pullRequest'
    | 'tidied'
    | 'verify'
    | 'merge'
    | 'failed';
  attempt: number;
  /** Branches whose pull requests are asked for before the refs are read. */
  heads: string[];
  /** Pull requests among them of which it matters whether they merge cleanly. */
  mergeable: number[];
  /** Branches that are about to go: the open pull requests that are meant for them are asked for, then, too. */
  onto: string[];
  /** Whether a release may be looked up (once a run is enough). */
  release: boolean;
  /** Whether refs and pull requests are all that is read. */
  bare: boolean;
}

/** Publish a release of a tag that stands. */
export interface ReleaseStep {
  kind: 'release';
  tag: string;
  /** The tagged commit: should the tag be deleted meanwhile, it is made again there. */
  commit: string;
  name: string;
  body: string;
  /** The notes that the hosting writes and that stand between `body` and a footer; null: none. */
  notes: { since: string | null; footer: string } | null;
  /** Those whom the text names: `credited` says what the hosting calls them. Null: nobody is named. */
  people: People | null;
  draft: boolean;
  prerelease: boolean;
  /** Whether it becomes the latest; null: the hosting decides. */
  latest: boolean | null;
}

/** Those whom the text of a release may name, before anybody was asked who they are. */
export interface People {
  /** The commit of the release before: who has an older one is not new. Absent: everybody would be. */
  since?: string;
  /** Each once. `login` is there where the address says it; `first` links to the oldest thing they did. */
  list: { name: string; address?: string; login?: string; commit: string; leads: boolean; first: string }[];
  /** Who is named together, by places in the list. */
  together: number[][];
  /** What stands behind the entries. */
  tail: string;
}

/** What is known of people once somebody was asked. */
export interface Credits {
  /** Whom the hosting names for the commits: of each its author first, then who wrote it too. */
  actors: { commit: string; name: string; address: string; login: string | null }[];
  /** The places in the list of those who are not new; null: that is not known. */
  known: number[] | null;
}

export interface CommitStep {
  kind: 'commit';
  parent: string;
  branch: string;
  files: TextFile[];
  message: string;
  /** Empty: the commit goes to a bump branch and gets no tag. */
  tags: NewTag[];
}

export interface NewTag {
  name: string;
  message: string;
}

/**
 * `expect` is what the ref must name for the push to go through; empty: it must not exist. An empty `oid` deletes the ref.
 */
export interface RefUpdate {
  ref: string;
  oid: string;
  expect: string;
}

/** What was answered to a push. `ended` is `never` where no answer came in time. */
export interface Pushed {
  ended: 'well' | 'badly' | 'never';
  rows: { ref: string; answer: 'taken' | 'unchanged' | 'refused'; said: string }[];
  /** What was said beside that, in prose. */
  said: string;
}

/** What became of a step. */
export type Outcome =
  | { kind: 'facts'; facts: Facts }
  | { kind: 'unreadable'; exit: number | null; stderr: string }
  | { kind: 'refused'; error: Failure }
  | { kind: 'history'; commits: Past[]; complete: boolean }
  /** `tags`: the tag objects, in the order of the step's. */
  | { kind: 'built'; commit: string; tags: string[]; files: TextFile[] }
  /** The same, where texts are large: each file by what `fingerprints` makes of its bytes. */
  | { kind: 'builtAs'; commit: string; tags: string[]; fingerprints: { path: string; fingerprint: string }[] }
  | { kind: 'broken'; detail: string }
  | ({ kind: 'pushed' } & Pushed)
  | { kind: 'opened'; number: number; url: string; nodeId: string }
  | { kind: 'published'; id: number; url: string; uploadUrl: string }
  /** `label`, `editPull`, `autoMerge`, `mergePull`, `dispatch`: it is done. */
  | { kind: 'done' }
  | ({ kind: 'denied' } & Denial)
  /** Instead of performing the step: the run's time is over, or a signal came. */
  | { kind: 'stopped'; why: 'timeout' | 'signal'; detail: string }
  | { kind: 'followed'; checkout: 'updated' | 'untouched'; why?: string };

/** What went wrong: a stable code, one sentence, a place, and what to do next. */
export interface Failure {
  code: string;
  message: string;
  path?: string;
  line?: number;
  column?: number;
  nextSteps?: string[];
}

/** What one commit asks for, and why. */
export interface Reason {
  sha: string;
  subject: string;
  /** Absent: nothing. */
  bump?: string;
  why: string;
}

/** A manifest and where its version stands. */
export interface ManifestView {
  path: string;
  format: string;
  version: string;
  scheme: Scheme;
  line: number;
  column: number;
  how: string;
}

/** A folder with manifests that say one version; an empty folder is the root. */
export interface PackageView {
  name?: string;
  folder: string;
  version: string;
}

/** What a release would do next. */
export interface Proposal {
  action: 'release' | 'finalise' | 'first-release';
  version: string;
  previousVersion?: string;
  previousTag?: string;
  bump?: string;
  scheme: Scheme;
  tag: string;
  branch: string;
  tip: string;
  reasons: Reason[];
  manifests: ManifestView[];
  /** The folders of the packages that get the version, the one it is of first; empty: no file carries it. */
  packages: string[];
  /** The packages with versions of their own, which stay as they are. */
  others?: PackageView[];
  changedFiles: string[];
  /** The text of its release, as Markdown. */
  notes?: string;
  /** Those whom that text names, where it is to be published. */
  people?: People;
  /** The tags that will move along, such as `v1`. */
  moving?: { name: string; expect: string }[];
  /** How it comes about: by a commit to be built, or at one that is on the branch already. */
  way: { kind: 'newCommit'; skipCi: boolean; remark?: string } | { kind: 'standing'; commit: string };
  /** The tag that the notes tell from, where it is not `previousTag`. */
  toldSince?: string;
  /** What the changelog's new section says, where the version commit adds one: a mark, to know it again by. */
  section?: string;
  /** Whether its release becomes the latest one. */
  latest: boolean;
  /** Where several packages are released together: each of them, the one above first. */
  releases?: PackageRelease[];
}

/** One package's part of a proposal. */
export type PackageRelease = Omit<Proposal, 'action' | 'branch' | 'tip' | 'others' | 'changedFiles' | 'way' | 'releases'>;

/** How a run ended. */
export interface Result {
  status: 'released' | 'pull-request' | 'nothing-to-release' | 'failed';
  version?: string;
  previousVersion?: string;
  tag?: string;
  sha?: string;
  branch?: string;
  bump?: string;
  changedFiles: string[];
  released: { version: string; tag: string; sha: string }[];
  pullRequest?: { number: number; url: string; branch: string };
  /** Published for `tag`, or for the newest tag where another run had left it without one. */
  release?: Published;
  /** Whether this run published the release that another run owed to its tag. */
  repaired?: boolean;
  /** The text of its release, as Markdown. */
  notes?: string;
  /** The tags that were moved along, such as `v1`. */
  moved?: string[];
  remarks: string[];
  /** What still says the old version. */
  stillSays?: Leftover[];
  reasons: Reason[];
  /** What went wrong after the tag stood, and takes nothing back. */
  warnings?: Failure[];
  /** Why there was nothing to release. */
  why?: string;
  /** Why it failed. */
  error?: Failure;
}

/** What `set` makes of a tree. */
export interface Setting {
  files: Rewrite[];
  remarks: string[];
  /** The versions that the package said. */
  said: string[];
  /** The folders of the packages that have the version, and of those that stay as they are. */
  packages: string[];
  others: string[];
}

/** What was rewritten. */
export interface Asked {
  /** The versions of before. */
  said: string[];
  version: string;
  /** What it leaves out is left out. */
  manifests?: string[];
  /** The folders of the packages that have the version; none: all. */
  packages?: string[];
  /** The folders of those with versions of their own. */
  others?: string[];
  /** Versions of before those, which only a program's own may have stayed at. */
  older?: string[];
  known?: KnownRelease;
}

/** What is known of a release besides its versions. */
export interface KnownRelease {
  /** Whether all that is raised is far behind the newest tag: what another manifest says is its own version, whatever its numbers. */
  far?: boolean;
  /** Whether what lies beside the manifests at the root goes along: it is released, and no prerelease. */
  along?: boolean;
  /** What the hosting calls the repository, such as `o/r`: who writes its name means this one. */
  repository?: string;
}

/** What to look for, and where. */
export interface Hunt {
  texts: string[];
  paths: string[];
  /** Files that tools of before were set up with: read whatever they say. */
  settings: string[];
  /** Lock files, which are large: rewritten or not, their texts are not wanted. */
  locks?: string[];
  /** How many files are not looked at, since there are too many. */
  left: number;
  /** Those among the texts that count as numbers which everybody has, and in no settings. */
  older?: string[];
  /** As in what was asked. */
  known?: KnownRelease;
}

/** Lines of a file that still say the old version. */
export interface Leftover {
  path: string;
  lines: number[];
  version: string;
  /** The entry of `manifests` that would include them; absent: none would. */
  entry?: string;
  /** The former tool's settings that name this file. */
  namedBy?: string;
  /** Whether a program gives it as its own version there. */
  assigned?: boolean;
}

/** A branch a run made. */
export interface OwnBranch {
  branch: string;
  oid: string;
}

/** The state machine's state: plain JSON. Only these fields are for reading; hand the rest back untouched. */
export interface Plan {
  step?: Step;
  result?: Result;
  proposal?: Proposal;
  /** What the last decision stands on, a line each. */
  ground?: string[];
  remarks: string[];
  /** What is to be looked for before the step is performed: what was found goes to `searched`. */
  search?: Asked[];
  /** What still says the old version, where a version commit is to be built. */
  stillSays?: Leftover[];
  /** What to remove should this run die during the step: written down before the step is performed. */
  journal: OwnBranch[];
  /** What the run remembers. Nobody reads it but `advance`, of the same version of this package. */
  state: string;
}

/** An error the core throws. */
export interface CoreError extends Error, Failure {
  name: 'CoreError';
  message: string;
}

/** A rewritten manifest: its new text, and the version it said and now says. */
export interface Rewrite {
  path: string;
  text: string;
  from: string;
  to: string;
}

export interface NextVersionOptions {
  /** With or without a `v` before it. */
  current: string;
  bump: BumpName;
  /** What a prerelease is called: `rc`, `beta`, … Default: its own name, for a new one `rc`. Empty: none (`1.2.4-1`). */
  identifier?: string;
  /** The first number of a prerelease: `rc.1` (default), `rc.0`, or no number (`rc`, in SemVer alone). */
  identifierBase?: '0' | '1' | 0 | 1 | false;
  /** Default: `semver`. */
  scheme?: Numbering;
  /** With `calver`: numbers between dots, of calver.org's tokens, such as `YYYY.MM.MICRO` or `YY.0M.MICRO`. */
  calverFormat?: string;
  /** With `calver`: the day of the release as ISO text, such as `2026-02-03`. */
  date?: string;
}

export interface BumpDecision {
  /** Absent: nothing to release. */
  bump?: 'major' | 'minor' | 'patch';
  /** The very version a commit asks for by its `Release-As` footer. */
  releaseAs?: string;
  reasons: Reason[];
  /** Words that count for less, or more, than they seem to. */
  remarks?: string[];
}

/** One commit, newest first in a list. */
export interface CommitView {
  sha: string;
  author?: string;
  email?: string;
  message: string;
  /** More than one: a merge. */
  parents?: string[];
  /** The labels of its pull request: they count before what the message says. */
  labels?: string[];
}

export interface DecideBumpOptions {
  current: string;
  defaultBump?: DefaultBump;
  scheme?: Scheme;
  /** Default `minor`. */
  belowOne?: BelowOne;
  /** What types are worth instead, such as `{ docs: 'none' }`. */
  bumpTypes?: Record<string, DefaultBump>;
  /** What labels are worth; default: `major`, `minor`, `patch`, alone or after `semver:` or `release:`. */
  labels?: Record<string, DefaultBump>;
}

/** Where the links of release notes lead; what is absent is not linked. */
export interface NotesLinks {
  /** The repository's page, such as `https://github.com/o/r`. */
  repository?: string;
  /** The tag of the release before. */
  previousTag?: string;
  /** The tag of this release. */
  tag?: string;
  /** What the page of a pull request is called there; default `pull`. */
  pulls?: string;
}

/**
 * The next version after `current`: text without a `v`, always above it in the order of SemVer 2.0.0 (item 11) or PEP 440. The
 * release of a prerelease is its own: `1.2.0-rc.1` and `minor` give `1.2.0`. Which bump the commits ask for says `decideBump`; an exact
 * version needs no function.
 *
 * Codes: `invalid-input`, `invalid-version`, `invalid-bump`, `invalid-identifier`, `not-a-prerelease`, `version-not-greater`,
 * `version-overflow`; with a calendar `invalid-calver-format`, `invalid-date`, `no-counter`, `version-not-expressible`.
 *
 * @example nextVersion({ current: '0.2.334', bump: 'patch' }) // '0.2.335'
 */
export function nextVersion(options: NextVersionOptions): string;
/**
 * Which bump these commit messages ask for, by Conventional Commits 1.0.0: what breaks is `major` (below 1.0 `minor`), `feat` is `minor`,
 * anything else `defaultBump`. What was reverted among them counts for nothing, and labels count before messages. `reasons` says what each
 * commit asks for.
 *
 * Codes: `invalid-input`, `invalid-version`.
 *
 * @example decideBump([{ sha: 'e1f2a3b', message: 'feat: doors' }], { current: '1.2.3' }) // { bump: 'minor', reasons: [{ sha: 'e1f2a3b', subject: 'feat: doors', bump: 'minor', why: '`feat` adds a feature' }] }
 */
export function decideBump(commits: CommitView[], options: DecideBumpOptions): BumpDecision;
/**
 * The version each of these files states, and where: `line` from 1, `column` in characters from 1. Files that are no manifests, or state no
 * version of their own, are left out. `manifests` are entries such as `path:key.path`; docs/manifests.md has every format.
 *
 * Codes: `invalid-input`, `invalid-manifests-entry`, `manifest-not-found`, and those of a manifest that cannot be read, with `path`, `line`, `column`.
 *
 * @example readManifests([{ path: 'package.json', text: '{"version": "1.2.3"}' }]) // [{ path: 'package.json', format: 'package.json', version: '1.2.3', scheme: 'semver', line: 1, column: 14, how: 'at the root' }]
 */
export function readManifests(files: TextFile[], manifests?: string[]): ManifestView[];
/**
 * These files with `version` in place of theirs, each in its own grammar; not another byte changes. All of them, or none. `manifests`
 * as for `readManifests`. With `only`, just these files' own versions: lock files, and what the others require of them, follow.
 *
 * Codes: those of `readManifests`, `invalid-version`, `no-manifest`, `version-not-expressible`, `requirement-excludes-version`.
 *
 * @example rewriteManifests([{ path: 'package.json', text: '{"version": "1.2.3"}' }], '1.3.0') // [{ path: 'package.json', text: '{"version": "1.3.0"}', from: '1.2.3', to: '1.3.0' }]
 */
export function rewriteManifests(files: TextFile[], version: string, manifests?: string[], only?: string[]): Rewrite[];
/**
 * The version of a repository's package, the one that the request means: its manifests, and what the others require of it. `files` are all that
 * `needs` asks for. Packages with versions of their own stay as they are, and are named in `others`.
 *
 * Codes: those of `rewriteManifests`, and of choosing a package.
 */
export function setManifests(request: Request, files: TextFile[], version: string): Setting;
/**
 * What these commits, newest first, changed: release notes as Markdown. What breaks comes first, then features, then fixes; what people wrote
 * is shown and has no effect (no mentions, no HTML).
 *
 * Codes: `invalid-input`.
 *
 * @example releaseNotes([{ sha: 'e1f2a3b', message: 'feat: doors' }]) // '### Features\n\n- doors (e1f2a3b)\n'
 */
export function releaseNotes(commits: CommitView[], links?: NotesLinks): string;
/**
 * The tag name of a version, with or without a `v` before it: `v1.2.3`, or as `tagFormat` has it, text around one `{version}`, in which `{name}`
 * stands for the package's name. A name that git refuses (git-check-ref-format) is an error.
 *
 * Codes: `invalid-input`, `invalid-version`, `invalid-tag-format`, `invalid-ref-name`.
 *
 * @example tagName('1.3.0', { tagFormat: 'release-{version}' }) // 'release-1.3.0'
 */
export function tagName(version: string, options?: { tagFormat?: string; name?: string; scheme?: Numbering }): string;
/**
 * The version a tag names, as text, if it names one in this format; null for any other tag.
 *
 * Codes: `invalid-input`, `invalid-tag-format`.
 *
 * @example parseTag('v1.3.0-rc.1') // '1.3.0-rc.1'
 */
export function parseTag(tag: string, options?: { tagFormat?: string; name?: string; scheme?: Numbering }): string | null;
/**
 * The bump branch of a version, with or without a `v` before it: `chore/version-bump-1.2.3`, or as `template` has it, text around one `{version}`.
 * That of a package which is released by itself, `package`, has its name or folder before the version: `chore/version-bump-core-1.2.3`.
 *
 * Codes: `invalid-input`, `invalid-version`, `invalid-branch-template`, `invalid-ref-name`.
 *
 * @example bumpBranch('1.3.0') // 'chore/version-bump-1.3.0'
 */
export function bumpBranch(version: string, options?: { template?: string; package?: string }): string;
/**
 * The version a bump branch is for, as text; null for a branch that is none. The exact inverse of `bumpBranch`.
 *
 * Codes: `invalid-input`.
 *
 * @example parseBumpBranch('chore/version-bump-1.3.0') // '1.3.0'
 */
export function parseBumpBranch(name: string, options?: { template?: string; package?: string }): string | null;
/** One attempt at a change: of `x`, `x-v2`, `x-v3` … each is an iteration, and `x` their base. */
export interface Iteration {
  branch: string;
  base: string;
  /** From 1. */
  iteration: number;
  /** The first attempt, whose name has no number. */
  original: boolean;
}
/**
 * What a branch's name says: `^(.+)-v(\d+)$`, with a number from 2 on that has no leading zero; any other name is a first attempt.
 *
 * Codes: `invalid-input`, `invalid-ref-name`, `branch-name-too-long`.
 *
 * @example parseIteration('login-v3') // { branch: 'login-v3', base: 'login', iteration: 3, original: false }
 */
export function parseIteration(branch: string): Iteration;
/**
 * The next attempt's branch: one above the highest that is among `existing` or stands in the way of one.
 *
 * Codes: those of `parseIteration`, `iteration-too-high`.
 *
 * @example nextIteration('login', ['login', 'login-v2']) // 'login-v3'
 */
export function nextIteration(branch: string, existing?: string[]): string;
/**
 * Those of `branch`'s lineage among `branches`, oldest first. What is no branch name is left out.
 *
 * Codes: those of `parseIteration`.
 *
 * @example iterationsOf('login', ['login-v2', 'other', 'login']) // [{ branch: 'login', base: 'login', iteration: 1, original: true }, { branch: 'login-v2', base: 'login', iteration: 2, original: false }]
 */
export function iterationsOf(branch: string, branches: string[]): Iteration[];
/**
 * The branch of a task's first attempt: `<host>/task-<id>/<slug>`, the slug made of the title.
 *
 * Codes: `invalid-input`, `invalid-task`, `branch-name-too-long`.
 *
 * @example taskBranch({ host: 'desk', task: '42', title: 'Add a login page' }) // 'desk/task-42/add-a-login-page'
 */
export function taskBranch(task: { host: string; task: string; title: string }): string;
export interface TaskBranch extends Iteration {
  host: string;
  task: string;
  slug: string;
}
/**
 * What a name says as a task branch, of whichever iteration; null for any other.
 *
 * Codes: `invalid-input`.
 *
 * @example parseTaskBranch('desk/task-42/add-a-login-page-v2') // { branch: 'desk/task-42/add-a-login-page-v2', host: 'desk', task: '42', slug: 'add-a-login-page', base: 'desk/task-42/add-a-login-page', iteration: 2, original: false }
 */
export function parseTaskBranch(branch: string): TaskBranch | null;
/** A branch, as a look at a lineage shows it. */
export interface LineageBranch {
  name: string;
  oid: string;
  checkedOut?: boolean;
  at?: string;
}
/** A pull request, as a look at a lineage shows it. */
export interface LineagePull {
  number: number;
  url: string;
  head: string;
  headOid: string;
  base: string;
  open: boolean;
  merged: boolean;
  draft?: boolean;
  title: string;
  createdAt?: string;
  closedAt?: string | null;
  labels?: string[];
  assignees?: string[];
  reviewers?: string[];
  teams?: string[];
  milestone?: number | null;
  stacked?: boolean;
  comments?: { bots: number; people: number } | null;
}
/** What one look shows; `remote` and `pulls` are null where nobody could ask. */
export interface LineageSeen {
  local: LineageBranch[];
  remote?: LineageBranch[] | null;
  pulls?: LineagePull[] | null;
  hosting?: Hosting | null;
  defaultBranch?: string;
  /** Open pull requests from forks: of those only what they are meant for matters. */
  foreign?: { number: number; base: string }[];
  /** The repository that this one is a fork of, where that was asked. */
  forkOf?: string;
}
export interface IterationWish {
  command: 'submit' | 'clean';
  branch: string;
  lineage?: string;
  old?: string[];
  title?: string;
  body?: string;
  into?: string;
  draft?: boolean;
  copy?: ('labels' | 'reviewers' | 'assignees' | 'milestone' | 'draft')[];
  original?: boolean;
  merged?: boolean;
  unsaved?: boolean;
}
export type IterationStep =
  | { kind: 'look'; waitMs: number }
  | { kind: 'push'; updates: { ref: string; expect?: string; oid: string }[] }
  | { kind: 'openPull'; head: string; base: string; title: string; body: string; draft: boolean }
  | { kind: 'label'; number: number; labels: string[] }
  | { kind: 'assign'; number: number; assignees: string[] }
  | { kind: 'review'; number: number; reviewers: string[]; teams: string[] }
  | { kind: 'milestone'; number: number; milestone: number }
  | { kind: 'comment'; number: number; body: string }
  | { kind: 'close'; number: number }
  | { kind: 'drop'; branches: { name: string; oid: string }[] };
export type IterationOutcome =
  | { kind: 'seen'; seen: LineageSeen }
  | ({ kind: 'pushed' } & Pushed)
  | { kind: 'opened'; number: number; url: string }
  | { kind: 'done' }
  | { kind: 'dropped'; kept: { name: string; why: string }[] }
  | ({ kind: 'denied' } & Denial)
  | { kind: 'refused'; error: Failure };
export interface IterationReport {
  base: string;
  iteration: number;
  pullRequest?: { number: number; url: string };
  opened: boolean;
  superseded: number[];
  pushed: string[];
  deleted: string[];
  dropped: string[];
  kept: { name: string; why: string }[];
  warnings: Failure[];
  error?: Failure;
}
/** A run of `submit` or `clean`: what is next, what is known to follow, and what was done. */
export interface IterationWork {
  step?: IterationStep;
  then: IterationStep[];
  report: IterationReport;
  /** Nobody's business but the core's. */
  state: unknown;
}
/** A run of `submit` or `clean`: its first step is a look. Refuses nothing; what is wrong ends in `report.error`. */
export function startIteration(wish: IterationWish): IterationWork;
/**
 * What came of the work's step: what to do now, until there is no `step` any more. Hand the work back as it was given.
 * Codes: `unexpected-outcome`, `invalid-input`.
 */
export function advanceIteration(work: IterationWork, outcome: IterationOutcome): IterationWork;
export interface IterationAbout {
  branch: string;
  lineage?: string;
  seen: LineageSeen;
  /** The commit of the base that brings the same change. */
  landed?: string;
  /** Other iterations that bring the same change. */
  same?: string[];
  maxBotComments?: number;
  /** What the server said where it did not tell of pull requests. */
  denied?: string;
}
export interface ShownLineage extends Iteration {
  latest: string;
  /** The next attempt's branch; absent: there can be none of that name. */
  next?: string;
  redFlag: boolean;
  /** ISO 8601: when the oldest of what is still around was begun. */
  oldest?: string;
  iterations: {
    branch: string;
    iteration: number;
    local: boolean;
    remote?: boolean;
    pullRequests?: {
      number: number;
      url: string;
      state: 'open' | 'draft' | 'closed' | 'merged';
      title: string;
      comments?: { bots: number; people: number };
    }[];
  }[];
  /** The same in Markdown. */
  table: string;
}
/** A branch's lineage: every attempt, where it is, and its pull requests. Codes: `invalid-input`, and those of `parseIteration`. */
export function showIteration(about: IterationAbout): ShownLineage;
export interface IterationVerdict {
  ok: boolean;
  findings: { code: string; blocks: boolean; says: string; next: string }[];
  lineage: ShownLineage;
}
/** Whether a pull request of an iteration may be merged, and what is in the way. Codes: as `showIteration`. */
export function checkIteration(about: IterationAbout): IterationVerdict;
export interface IterationMeasures {
  pullRequests: number;
  extractionSuccess: number;
  tasks: number;
  averageIterations: number;
  histogram: Record<string, number>;
  cleanupRate?: number;
  longLived: { branch: string; number: number; since: string }[];
  redFlags: string[];
}
/**
 * What became of the push of a branch that was to be made where there is none: it is ours; or somebody else's, and another
 * number may be free; or it failed.
 */
export function afterStarting(push: Pushed, branch: string): { kind: 'made' } | { kind: 'taken' } | { kind: 'refused'; error: Failure };
/** What `iterationBase` is asked. */
export interface IterationMeant {
  seen: LineageSeen;
  /** The attempt, and then others at the same change. */
  names: string[];
  /** The branch that somebody named. */
  into?: string;
}
/**
 * The branch that an attempt is meant for: as somebody says; or as its own pull request does, an open one first; or as that
 * of another attempt at the same change; or the default branch.
 */
export function iterationBase(asked: IterationMeant): string;
/**
 * The changes of which a branch is in this clone, a pull request is merged, and another attempt is, or was, somewhere: what
 * `clean` may have to end, by the first attempt's name.
 */
export function endedIterations(seen: LineageSeen): string[];
/** Measures over a repository's history of iterations; `longBefore` is ISO 8601, UTC: what is older and open is long-lived. */
export function reportIterations(history: {
  pulls: LineagePull[];
  remote: LineageBranch[];
  longBefore: string;
}): IterationMeasures;
/** The branch to release from, and its newest commit. */
export interface Target {
  branch: string;
  tip: string;
  /** Nothing is released from it, which is known from the refs alone. */
  why?: string;
  /** Why nothing is released from it unless it has a line of its own, which the refs alone do not tell. */
  unlessLine?: string;
}

/**
 * First in a `look`: which branch and tip a request means among these refs, the raw output of
 * `git ls-remote --symref REMOTE HEAD refs/heads/* refs/tags/*`. Fetch that tip. Where `why` is there, nothing is released from it.
 *
 * Codes: `invalid-input`, `empty-repository`, `branch-not-found`, `invalid-ref-name`, `invalid-prerelease-branches`.
 */
export function target(request: Request, refs: string): Target;
/**
 * Second in a `look`: which more files of the tip the core wants to read. `paths` are all its paths, joined by NUL; `files` those read so far.
 * Call it again with these added until it names none. With `onlyRead`, for a tree of which only the versions are read,
 * lock files are not among them.
 *
 * Codes: `invalid-input`, and those of entries of `manifests`.
 */
export function needs(request: Request, paths: string, files: TextFile[], onlyRead?: boolean): string[];
/**
 * Third in a `look`: what else to read before the facts are whole. As long as the answer has `places`, `past` or `holders`, read these,
 * add them to the first look and ask again; then read `logs`, `commits`, `branches` and `releases`, and answer the step with the facts.
 *
 * Codes: `invalid-input`, and those of the tag format and of manifests.
 */
export function wants(request: Request, firstLook: FirstLook): ToRead;
/**
 * Starts a run: a pure function, like `advance`; nothing is to be freed. Call it with `null` for facts: its first step is to look.
 *
 * 1. `plan(request, null)`
 * 2. While there is a `step`: write `journal` down, perform the step, `advance(plan, outcome)`.
 *    - `look`: read the refs, then ask `target`, `needs` (until it names no more files) and `wants` (until it asks nothing first); the outcome is
 *      `{ kind: 'facts', facts }`, or `unreadable`.
 *    - where the plan has `search`, `searched` tells before the step what still says the old version: `hunt` says where to look, `stillSays`
 *      what is found.
 *    - before a `release` with `people`, `credited` says what they are called.
 *    - every other step has one outcome of its own (see {@link Step}); what an API refuses is `denied`, and a run that has to end `stopped`.
 * 3. Without a `step` there is a `result`. A run that died is cleaned up after by `sweep(request, journal)` instead of `plan`.
 *
 * The steps are performed in this order and no other: an outcome that does not answer the step is refused. `plan` itself refuses nothing but wrong
 * arguments: what goes wrong is in `result.error`.
 *
 * Codes: `invalid-input`.
 */
export function plan(request: Request, facts: Facts | null): Plan;
/**
 * Instead of `plan`, after a run that died: removes what it has left, by its journal. Goes on with `advance` like any plan.
 *
 * Codes: `invalid-input`.
 */
export function sweep(request: Request, journal: OwnBranch[]): Plan;
/** Where the versions of before may still stand: what to look for, and in which of these `paths`, joined by NUL. */
export function hunt(asked: Asked, paths: string): Hunt;
/** The places in these files, as they are after the rewriting, that still say a version of before; `rewritten` are the paths that were rewritten. */
export function stillSays(hunt: Hunt, files: TextFile[], rewritten: string[]): Leftover[];
/** What still says the old version, before a version commit is built, or a tag made for what is there: the plan, with that in it, or failed for it. */
export function searched(plan: Plan, search: { places: Leftover[]; unread: number }): Plan;
/** What files of a built commit are compared by, each: its length and a hash. Not one that withstands an attack. */
export function fingerprints(files: Uint8Array[]): string[];
/** A release's step with its people called what the hosting calls them; any other step as it is. */
export function credited(body: string, people: People, credits: Credits): string;
/**
 * What came of the plan's step: what to do now. Hand the plan back as it was given: of it only `state` is read, and only by the same version of
 * this package. The plan itself stays as it is, so that a step can be tried again.
 *
 * Codes: `invalid-input`, `unexpected-outcome`.
 */
export function advance(plan: Plan, outcome: Outcome): Plan;

/** A branch that may go. */
export interface Candidate {
  /** Without `refs/heads/`. */
  name: string;
  oid: string;
  /** When its newest commit was made: ISO 8601, UTC. */
  time: string;
  /** `ours`: one version commit of ours; `bump`: one commit that changes places of the version alone, whoever made it; `others`: anything else. */
  holds: 'ours' | 'bump' | 'others';
  /** Whether its newest commit is in the history of the branch that is released from. */
  contained?: boolean;
  authors?: string[];
}

/** The pull requests from one branch. */
export interface HeadPulls {
  head: string;
  pulls: { number: number; state: 'open' | 'merged' | 'closed'; headOid: string }[];
}

export interface PruneOptions {
  branches: Candidate[];
  /** What is known of their pull requests; null: nothing. A branch that is not among these was not asked about. */
  pulls?: HeadPulls[] | null;
  /** The time: ISO 8601, UTC. */
  now: string;
  /** The bump branch's name, with one `{version}`. */
  template?: string;
  /** Seconds, after which a branch without a pull request goes; default: seven days. */
  maxAge?: number;
  defaultBranch?: string;
  /** Branches that stay whatever they are. */
  protected?: string[];
  /** Most branches to delete; never more than fifty. */
  limit?: number;
}

/** A branch that goes, if it still names `oid`. */
export interface Deletion {
  branch: string;
  oid: string;
  cause: 'merged' | 'closed' | 'orphan' | 'malformed' | 'contained';
  why: string;
}

/** A branch that stays. */
export interface Kept {
  branch: string;
  cause: 'default' | 'protected' | 'other-name' | 'pull-request' | 'unknown' | 'others' | 'younger' | 'limit' | 'moved';
  why: string;
}

export interface Pruning {
  /** The oldest first. */
  delete: Deletion[];
  keep: Kept[];
}

/** What `prune` has to look into. */
export interface Lookout {
  branch: string;
  tip: string;
  template: string;
  /** Empty: the remote names none. */
  defaultBranch: string;
  protected: string[];
  heads: { name: string; oid: string }[];
}

/** A branch that the server does not let go. */
export interface LeftBranch {
  branch: string;
  error: Failure;
}

/** What `prune` did, or would do. */
export interface PruneReport {
  status: 'pruned' | 'nothing-to-prune' | 'proposed' | 'failed';
  /** The branches that are gone; those that would go, where it only looks. */
  deleted: Deletion[];
  kept: Kept[];
  /** The version that had landed without its tag, and has it now. */
  finalised?: { version: string; tag: string; sha: string; url?: string };
  /** The version whose tag would be made. */
  finalise?: { version: string; tag: string };
  why?: string;
  remarks: string[];
  warnings: Failure[];
  error?: Failure;
}

/** Which of these branches may go, and why the others stay. */
export function planPrune(options: PruneOptions): Pruning;
/** Which branches `prune` has to look into. */
export function lookout(request: Request, refs: string): Lookout;
/** What a branch holds, by its one commit. */
export function holding(request: Request, branch: BumpBranch): { holds: Candidate['holds']; version?: string };
/**
 * What `git push --porcelain` said, as refs and answers. `exit` null: it never ended by itself. `beside`: what `git ls-remote`
 * lists for refs of which nothing was said.
 */
export function readPush(exit: number | null, stdout: string, stderr: string, beside?: string): Pushed;
/** What became of branches that were to go. */
export function afterDeleting(
  asked: Deletion[],
  push: Pushed,
  refs: string,
): { deleted: Deletion[]; keep: Kept[]; left: LeftBranch[]; again: Deletion[] };
/** What a failed `ls-remote` or `fetch` means, and whether another one may help. */
export function whyUnreadable(exit: number | null, stderr: string): { error: Failure; passing: boolean };
/** Why pull requests could not be looked up. */
export function whyDenied(denial: Denial, hosting: Hosting): Failure;

/** A rule of a ruleset: as the API calls it, and the checks it asks for. */
export interface RulesetRule {
  kind: string;
  checks?: string[];
}

/** What `doctor` found out. Whatever is absent was not looked at, or not answered. */
export interface Checkup {
  branch: string;
  mode?: string;
  outlook?: { version?: string; tag?: string; changedFiles?: string[]; why?: string; error?: Failure };
  workflows?: TextFile[];
  /** Whether these could not be read: then there may be one that releases. */
  unread?: boolean;
  /** Whether this is version-first's own repository. */
  own?: boolean;
  rules?: RulesetRule[];
  bumpRules?: RulesetRule[];
  tagRules?: RulesetRule[];
  protection?: { protected: boolean; checks?: string[] };
  settings?: { push?: boolean; deleteBranchOnMerge?: boolean; allowAutoMerge?: boolean; workflowsOpenPulls?: boolean; defaultPermissions?: string };
  drafts?: { tag: string; created: string; url: string }[];
  latest?: string;
  shallow?: boolean;
  url?: string;
}

/** A finding of `doctor`: the cause, what proves it and where, and what cures it. */
export interface Finding {
  code: string;
  weight: 'error' | 'warning' | 'note';
  message: string;
  proof: string;
  path?: string;
  line?: number;
  cures: string[];
}

export interface Diagnosis {
  way: 'direct' | 'pull-request' | 'tag' | 'none' | 'fails';
  why: string;
  /** Whether a release would fail, as far as is known. */
  fails: boolean;
  /** The worst first. */
  findings: Finding[];
}

/** A workflow to write, and what it fits. */
export interface StarterWorkflow {
  path: string;
  text: string;
  why: string[];
}

/** What `doctor` says, and did. */
export interface DoctorReport extends Diagnosis {
  status: 'healthy' | 'ailing';
  ground: string[];
  version?: string;
  /** What was not looked at, and why. */
  unlooked: string[];
  fixed: string[];
  /** What could not be set. */
  unfixed: string[];
  workflow?: StarterWorkflow & { written: boolean };
}

/** Judges what was found out before a release. */
export function diagnose(checkup: Checkup): Diagnosis;
/** The release workflow that fits what was found out. */
export function starterWorkflow(checkup: Checkup): StarterWorkflow;

/** What an audit is asked. */
export interface AuditOptions {
  /** Text around one `{version}`; default: every family of version tags is judged. */
  tagFormat?: string;
  ignoreTags?: string[];
  /** Manifests besides those that are found; an old tree needs not have them. */
  manifests?: string[];
  /** The package whose tags are judged, by its name or its folder. */
  package?: string;
  branchTemplate?: string;
  /** The tag from which on tags are judged, itself included. */
  since?: string;
  /** The one tag that is judged. */
  tag?: string;
}

/** What is true of a clone. Big lists are the text that git printed. */
export interface AuditFacts {
  /**
   * The refs, a row each, with tabs between its columns: `git for-each-ref
   * --format='%(refname)%09%(objectname)%09%(objecttype)%09%(*objectname)%09%(*objecttype)%09%(creatordate:unix)'`.
   */
  refs: string;
  /** Manifests by the object that a tag's ref names, or its commit. */
  trees?: { oid: string; files: TextFile[] }[];
  /** What {@link auditTrees} gave, instead. */
  readings?: string;
  /** A row for each tag then: what its ref names, a blank, and the reading's id, or `!` and why there is none. */
  at?: string;
  /** The commits of tags that are on no branch. */
  aside?: string[] | null;
  /** The branch's commits that touched its manifests, newest first: name, reading's id and seconds, with blanks between. */
  past?: string | null;
  branch?: string | null;
  /** What the hosting answered; absent: it was not asked. */
  hosted?: AuditHosted | null;
}

/** Whatever is null is not known. */
export interface AuditHosted {
  releases?: { tag: string; draft: boolean; created: string }[] | null;
  /** Those that are open, or all of them. */
  pulls?: { number: number; head: string; open: boolean; merged: boolean; changed?: string[] | null }[] | null;
  allPulls?: boolean;
  deleteBranchOnMerge?: boolean | null;
  autoMerge?: boolean | null;
  pullsByWorkflows?: boolean | null;
}

export interface AuditTree {
  id: string;
  /** Which of the sets its paths are. */
  paths: number;
  /** Which of the files it has, as far as they were read. */
  files?: number[];
  unreadable?: { path: string; code: string; message: string }[];
}

/** Trees that are read together. */
export interface AuditBatch {
  files: TextFile[];
  /** Sets of paths, joined by NUL. */
  paths: string[];
  trees: AuditTree[];
}

export interface AuditReport {
  /** How many version tags there are. */
  tags: number;
  /** How many of them tell the truth. */
  consistent: number;
  /** Per cent of those that could be judged, rounded down to one decimal; null: none could. */
  rate: number | null;
  /** Newest first. */
  mismatches: { tag: string; version: string; found: { path: string; version: string }[]; fix: string }[];
  unjudged: { tag: string; code: string; why: string; path?: string }[];
  orphanBranches: { branch: string; version?: string; malformed: boolean; why: string }[];
  /** Versions that the branch has said, and that no tag names; `current`: it says it now. */
  untagged: { version: string; commit: string; path: string; current: boolean }[];
  remarks: string[];
  /** The same of each family, where there are several. */
  packages?: { tagFormat: string; tags: number; consistent: number; mismatches: number }[];
  /** The judged tags in the order of time, a few of them together. */
  trend: { seconds: number; tag: string; tags: number; consistent: number }[];
  /** What the hosting knows besides, where it was asked. */
  hosted?: {
    releasesWithoutTags: string[];
    tagsWithoutReleases: string[];
    staleDrafts: string[];
    deleteBranchOnMerge: boolean | null;
    autoMerge: boolean | null;
    pullsByWorkflows: boolean | null;
  };
  /** What became of bump branches, where that was asked for. */
  history?: { opened: number; merged: number; closed: number; open: number; orphaned: number; completionRate: number | null; manualSyncs: number[] };
  /** Whether the one tag that was asked for may pass. */
  gate?: { tag: string; passes: boolean; why: string };
}

/** Judges every version tag by the manifests of its own tree. */
export function audit(facts: AuditFacts, options?: AuditOptions): AuditReport;
/** Of names of files and, with a slash behind them, folders, joined by NUL: those that may matter. */
export function auditNames(names: string, options?: AuditOptions): string;
/** The objects that the tags' refs name of which a tree is to be read, one a line. */
export function auditTags(refs: string, options?: AuditOptions): string;
/** Reads trees. The shell asks again with the files that are still wanted, until none is. */
export function auditTrees(batch: AuditBatch, options?: AuditOptions): { readings: string; wants: string[][] };

/** All functions of the core. */
export interface Core {
  diagnose: typeof diagnose;
  starterWorkflow: typeof starterWorkflow;
  planPrune: typeof planPrune;
  lookout: typeof lookout;
  holding: typeof holding;
  readPush: typeof readPush;
  afterDeleting: typeof afterDeleting;
  whyUnreadable: typeof whyUnreadable;
  whyDenied: typeof whyDenied;
  audit: typeof audit;
  auditNames: typeof auditNames;
  auditTags: typeof auditTags;
  auditTrees: typeof auditTrees;
  nextVersion: typeof nextVersion;
  decideBump: typeof decideBump;
  readManifests: typeof readManifests;
  rewriteManifests: typeof rewriteManifests;
  setManifests: typeof setManifests;
  releaseNotes: typeof releaseNotes;
  tagName: typeof tagName;
  parseTag: typeof parseTag;
  bumpBranch: typeof bumpBranch;
  parseBumpBranch: typeof parseBumpBranch;
  parseIteration: typeof parseIteration;
  nextIteration: typeof nextIteration;
  iterationsOf: typeof iterationsOf;
  taskBranch: typeof taskBranch;
  parseTaskBranch: typeof parseTaskBranch;
  startIteration: typeof startIteration;
  advanceIteration: typeof advanceIteration;
  showIteration: typeof showIteration;
  checkIteration: typeof checkIteration;
  endedIterations: typeof endedIterations;
  afterStarting: typeof afterStarting;
  iterationBase: typeof iterationBase;
  reportIterations: typeof reportIterations;
  target: typeof target;
  needs: typeof needs;
  wants: typeof wants;
  plan: typeof plan;
  sweep: typeof sweep;
  hunt: typeof hunt;
  stillSays: typeof stillSays;
  searched: typeof searched;
  fingerprints: typeof fingerprints;
  credited: typeof credited;
  advance: typeof advance;
}
