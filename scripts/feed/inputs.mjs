// What is fed: arguments as a caller would give them, and then something done to them.

import { CASES } from './cases.mjs';

/** @typedef {import('./chance.mjs').Chance} Chance */
/** @typedef {(draw: Chance) => unknown} Maker */

const OIDS = ['1', '2', '3', '7', 'a'].map((digit) => digit.repeat(40));
const VERSIONS = ['1.2.3', '0.0.0', '1.0.0-rc.1', '1.0.0rc1', '1!2.0.post1.dev2', 'v1.2.3', '1.2', '9007199254740991.0.0', '2026.02.3', '1.2.3+a.b', '0.4.008'];
const WORDS = ['main', 'beta', 'auto', 'patch', 'minor', 'major', 'prerelease', 'release', 'none', 'calver', 'semver', 'pep440', 'YYYY.MM.MICRO', '2026-02-03', 'v{version}', '{name}@{version}', 'chore/version-bump-{version}', 'src/**', '!docs/', '*', '**/*a*b*c'];
/** Pieces that mean something to one reader or another. */
const PIECES = ['\0', '\n', '\r\n', '\t', ' ', '"', "'", '`', '\\', '/', '../', '.git/', '{', '}', '[', ']', '<', '>', '<!--', '-->', '<![CDATA[', '&amp;', '#', ':', '=', '@', '^{}', '**', '%00', '\u202e', '\u200b', '\ufeff', '中', '🎉', '\ud800', '\udc00', '-', '--', '- ', '---\n', '"""', "'''", '${', '|', '>-\n', '&a *a', '!!', '[skip ci]', 'BREAKING CHANGE: ', 'feat!: ', 'fix(a): ', 'Release-As: 2.0.0', 'Version-First: 1.2.4; run=1; attempt=1; build=1', 'x-release-please-version', '1.2.3', '99999999999999999999', '1e999', 'version', 'workspace', '__version__ = ', 'refs/tags/', 'refs/heads/', 'ref: '];

/** @type {Maker} */
const anything = (draw) => draw.of([
  () => null, () => undefined, () => true, () => 0, () => -1, () => 1.5, () => NaN, () => Infinity, () => 2 ** 60, () => '', () => 'x'.repeat(draw.few(20_000)),
  () => [], () => ({}), () => [[]], () => nested(draw.below(60)), () => 10n, () => Symbol('x'), () => () => 1, () => new Date(0), () => new Map([['a', 1]]),
  () => new Set([1]), () => new Uint8Array(3), () => /x/, () => Object.create(null), () => circle(), () => new Proxy({}, {}), () => Array(5), () => new String('x'), () => draw.of(WORDS),
])();

/** @param {number} depth @returns {unknown} */
const nested = (depth) => (depth === 0 ? 1 : depth % 2 ? [nested(depth - 1)] : { a: nested(depth - 1) });

function circle() {
  /** @type {Record<string, unknown>} */
  const round = {};
  round['round'] = round;
  return round;
}

/** A text with something done to it. @param {Chance} draw @param {string} text */
export function bent(draw, text) {
  let bend = text;
  for (let times = draw.few(6); times >= 0; times -= 1) {
    const at = draw.below(bend.length + 1);
    const to = Math.min(bend.length, at + draw.few(40));
    bend = draw.of([
      () => bend.slice(0, at) + draw.of(PIECES) + bend.slice(at),
      () => bend.slice(0, at) + bend.slice(to),
      () => bend.slice(0, to) + bend.slice(at),
      () => bend.slice(0, at) + String.fromCharCode(draw.below(0x300)) + bend.slice(at + 1),
      () => bend.slice(0, at) + draw.of(PIECES).repeat(draw.few(200)) + bend.slice(at),
      () => bend.slice(0, at) + draw.of(VERSIONS) + bend.slice(to),
    ])();
  }
  return bend.slice(0, 50_000);
}

/**
 * A value with something done to it, somewhere.
 * @param {Chance} draw @param {unknown} value @returns {unknown}
 */
export function changed(draw, value) {
  if (draw.once(12)) return anything(draw);
  if (typeof value === 'string') return bent(draw, value);
  if (Array.isArray(value) && value.length > 0) {
    const copy = [...value];
    const at = draw.below(copy.length);
    const how = draw.below(8);
    if (how === 0) copy.splice(at, 1);
    else if (how === 1) copy.push(...copy.slice(at), copy[at]);
    else copy[at] = changed(draw, copy[at]);
    return copy;
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    /** @type {Record<string, unknown>} */
    const copy = { ...value };
    const key = draw.of(Object.keys(copy));
    const how = draw.below(12);
    if (how === 0) delete copy[key];
    else if (how === 1) copy[bent(draw, key)] = copy[key];
    else copy[key] = changed(draw, copy[key]);
    return copy;
  }
  return draw.once(3) ? anything(draw) : value;
}

/** @type {(draw: Chance) => string} */
const version = (draw) => (draw.once(3) ? bent(draw, draw.of(VERSIONS)) : draw.of(VERSIONS));

/** One that most files can be given. @type {(draw: Chance) => string} */
const next = (draw) => (draw.once(4) ? version(draw) : draw.of(['1.3.0', '2.0.0', '1.3.0-rc.1']));

const files = (/** @type {Chance} */ draw) => {
  // A plain project goes furthest.
  if (draw.once(3)) return [{ path: 'package.json', text: '{"name": "r", "version": "1.2.3"}\n' }];
  const found = draw.of(CASES).map((one) => ({ ...one }));
  if (draw.once(3)) found.push(...draw.of(CASES));
  return draw.once(2) ? found : found.map(({ path, text }) => ({ path, text: bent(draw, text) }));
};

const commit = (/** @type {Chance} */ draw) => {
  const subject = draw.of(['feat: a', 'fix(b): c', 'feat!: d', 'Merge pull request #1 from a/b', 'Revert "feat: a"', 'chore(release): 1.2.3', 'x', '* feat: a\n* fix: b']);
  const body = Array.from({ length: draw.few(8) }, () => draw.of(PIECES) + draw.of(WORDS)).join(draw.of(['\n', '\n\n', ' ']));
  return { sha: draw.of(OIDS), author: 'Ada', email: 'a@b.example', message: draw.once(2) ? `${subject}\n\n${body}` : bent(draw, `${subject}\n\n${body}`) };
};
const commits = (/** @type {Chance} */ draw) => Array.from({ length: draw.few(12) }, () => commit(draw));

const BUMPS = ['patch', 'minor', 'major', 'premajor', 'preminor', 'prepatch', 'prerelease', 'release', 'post', 'dev', 'epoch'];

const OPTIONS = {
  bump: (/** @type {Chance} */ draw) => draw.of(['auto', 'patch', 'minor', 'major', 'prerelease', 'release', 'post', 'dev', version(draw)]),
  defaultBump: () => 'none', belowOne: () => 'major', identifier: () => 'rc', identifierBase: () => false, prereleaseBranches: () => 'beta next=rc',
  scheme: (/** @type {Chance} */ draw) => draw.of(['semver', 'pep440', 'calver']), calverFormat: () => 'YYYY.MM.MICRO', date: () => '2026-02-03',
  tagFormat: (/** @type {Chance} */ draw) => draw.of(['v{version}', '{name}@{version}', '{version}']), ignoreTags: () => ['v2*'], branch: () => 'main',
  manifests: () => ['package.json'], package: () => 'r', paths: () => ['src/**', '!docs/'], skipCi: () => 'always', commitMessage: () => 'chore: {version}',
  changelog: () => 'CHANGELOG.md', force: () => true, mode: (/** @type {Chance} */ draw) => draw.of(['auto', 'direct', 'pull-request']), labels: () => ['a'],
  notesSections: () => ['Features: feat', '!chore'], notesHeader: () => '{version}', movingTags: () => 'minor', githubRelease: () => 'true', wait: () => 5, autoMerge: () => true,
};
const checkup = (/** @type {Chance} */ draw) => ({
  branch: draw.of(['main', 'on', "it's"]), mode: draw.of(['auto', 'pull-request']),
  outlook: draw.of([{}, { version: '1.2.4', tag: 'v1.2.4', changedFiles: ['package.json'] }, { error: { code: 'x', message: 'y' } }]),
  workflows: [{ path: '.github/workflows/a.yml', text: bent(draw, "on:\n  push:\n    tags: ['v[0-9]+.*']\npermissions:\n  contents: read\njobs:\n  a:\n    steps:\n      - uses: o/version-first@v1\n") }],
  rules: draw.once(3) ? null : [{ kind: draw.of(['pull_request', 'required_signatures', 'merge_queue']), checks: draw.of([[], ['a']]) }],
});
const request = (/** @type {Chance} */ draw) => {
  const wanted = Object.entries(OPTIONS).filter(() => draw.once(8)).map(([name, make]) => [name, make(draw)]);
  return { ...Object.fromEntries(wanted), run: { id: '1', attempt: '1' } };
};

const HEAD = 'chore/version-bump-1.2.4';
const refs = (/** @type {Chance} */ draw) => {
  const tags = Array.from({ length: draw.few(20) }, () => `${draw.of(OIDS)}\trefs/tags/${draw.of(['v', '', 'r-', 'r@'])}${draw.of(VERSIONS)}${draw.of(['', '^{}'])}`);
  const text = [`ref: refs/heads/main\tHEAD`, `${OIDS[0]}\tHEAD`, `${OIDS[0]}\trefs/heads/main`, ...(draw.once(2) ? [`${OIDS[2]}\trefs/heads/${HEAD}`] : []), ...tags, ''].join('\n');
  return draw.once(3) ? bent(draw, text) : text;
};
const hosting = { kind: 'github', name: 'o/r', serverUrl: 'https://github.com' };
const pull = (/** @type {Chance} */ draw) => ({ number: 1 + draw.below(3), url: 'https://x', nodeId: 'n', open: draw.once(2), merged: draw.once(3), headOid: draw.of(OIDS), base: 'main', baseOid: draw.of(OIDS), body: 'b', closedAt: '2026-02-03T00:00:00Z', autoMerge: draw.once(2), mergeable: draw.of([true, false, null]) });
const places = (/** @type {Chance} */ draw) => OIDS.map((oid) => ({ oid, onBranch: !draw.once(3), seconds: draw.below(99), parent: draw.of([null, ...OIDS]), before: [], files: [], searched: draw.once(2), twin: draw.of([null, ...OIDS]), builtOn: draw.once(2) }));
const firstLook = (/** @type {Chance} */ draw) => ({ refs: refs(draw), files: files(draw), hosting: draw.once(2) ? hosting : null, heads: [HEAD], release: draw.once(2), places: places(draw), past: [] });
const facts = (/** @type {Chance} */ draw) => {
  const seen = { refs: refs(draw), files: files(draw), hosting: draw.once(2) ? hosting : null, places: places(draw), past: [] };
  const raw = commits(draw).map(({ sha, message }) => `${sha} ${OIDS[1]}\nAda <a@b>\n${message}\0`).join('');
  return {
    ...seen, tree: OIDS[3], logs: draw.once(4) ? [] : [null, ...OIDS].flatMap((since) => [false, true].map((paths) => ({ of: { since, paths }, log: raw, newer: null }))), commits: OIDS.map((oid) => ({ oid, tree: draw.of(OIDS), files: seen.files, onBranch: true, changed: draw.of([null, ['a']]) })),
    tipTime: '2026-02-03T00:00:00Z', pulls: draw.once(2) ? [{ head: HEAD, pulls: [pull(draw)] }] : [], onto: draw.once(4) ? [{ head: HEAD, pulls: [pull(draw)] }] : [], pullsDenied: null, releases: [],
    branches: draw.once(2) ? [{ name: HEAD, oid: OIDS[2], parents: [OIDS[0]], message: 'chore: 1.2.4\n\nVersion-First: 1.2.4; run=1; attempt=1; build=1', changed: ['package.json'], files: seen.files, before: seen.files, onBranch: true, ageSeconds: draw.below(2000) }] : [],
  };
};
const denial = (/** @type {Chance} */ draw) => ({ status: draw.of([null, 200, 401, 403, 404, 422, 429, 500]), text: draw.of(PIECES), retryAfter: draw.of([null, 1]) });
/** What is said beside a push. */
const SAID = ['', 'remote: error: GH006: Protected branch update failed', 'fatal: the remote end hung up'];
const pushed = (/** @type {Chance} */ draw, /** @type {string[]} */ names) => ({
  ended: draw.of(['well', 'badly', 'never']),
  rows: names.map((ref) => ({ ref, answer: draw.of(['taken', 'unchanged', 'refused']), said: draw.of(['[new branch]', '[rejected] (stale info)', '[remote rejected] (protected branch hook declined)', ...PIECES]) })),
  said: draw.of(SAID),
});
/** An outcome that may answer this step. @param {Chance} draw @param {any} step */
export const outcome = (draw, step) => {
  const oid = draw.of(OIDS);
  const names = (step?.updates ?? []).map((/** @type {any} */ update) => update.name ?? update.ref);
  /** @type {Record<string, () => unknown>} */
  const fitting = {
    look: () => ({ kind: 'facts', facts: facts(draw) }),
    history: () => ({ kind: 'history', commits: [{ oid, author: 'Ada', message: 'x', files: files(draw) }], complete: draw.once(2) }),
    commit: () => ({ kind: 'built', commit: oid, tags: step.tags.map(() => draw.of(['', ...OIDS])), files: step.files }),
    tag: () => ({ kind: 'built', commit: step.target, tags: step.tags.map(() => oid), files: [] }),
    push: () => ({ kind: 'pushed', ...pushed(draw, names) }),
    openPull: () => ({ kind: 'opened', number: 1, url: 'u', nodeId: 'n' }),
    release: () => ({ kind: 'published', id: 1, url: 'u', uploadUrl: 'u' }),
    follow: () => ({ kind: 'followed', checkout: 'updated' }),
  };
  const other = [() => ({ kind: 'stopped', why: draw.of(['timeout', 'signal']), detail: 'x' }), () => ({ kind: 'unreadable', exit: 128, stderr: draw.of(PIECES) }), () => ({ kind: 'broken', detail: 'x' }), () => ({ kind: 'denied', ...denial(draw) }), () => ({ kind: 'done' })];
  return (draw.once(5) ? draw.of(other) : (fitting[step?.kind] ?? draw.of(other)))();
};

/** @param {Chance} draw */
const attempt = (draw) => `${draw.of(['x', 'a/b', 'é', draw.of(PIECES)])}${draw.of(['', '-v2', `-v${draw.below(40)}`, '-v9007199254740991', '-v02'])}`;

/** @param {Chance} draw */
const lineageSeen = (draw) => {
  const branch = () => ({ name: attempt(draw), oid: draw.of(OIDS), checkedOut: draw.once(4), at: draw.of(['', '2026-02-03T00:00:00Z']) });
  const one = () => ({
    number: draw.below(9), url: 'u', head: attempt(draw), headOid: draw.of(OIDS), base: draw.of(['main', attempt(draw)]), open: draw.once(2), merged: draw.once(3), title: draw.of(PIECES),
    createdAt: '2026-02-03T00:00:00Z', closedAt: draw.of([null, '2026-02-04T00:00:00Z']), labels: [draw.of(PIECES)], stacked: draw.once(5), comments: draw.of([null, { bots: draw.below(3), people: 1 }]),
  });
  const list = (/** @type {() => unknown} */ make) => Array.from({ length: draw.few(60) }, make);
  return { local: list(branch), remote: draw.once(5) ? null : list(branch), pulls: draw.once(5) ? null : list(one), defaultBranch: draw.of(['', 'main']) };
};
/** @param {Chance} draw */
const about = (draw) => ({ branch: attempt(draw), seen: lineageSeen(draw), ...(draw.once(3) ? { lineage: draw.of(['x', attempt(draw)]) } : {}), ...(draw.once(3) ? { maxBotComments: draw.below(3), landed: draw.of(OIDS), same: [attempt(draw)], denied: draw.of(PIECES) } : {}) });
/** @param {Chance} draw */
const wish = (draw) => ({
  command: draw.of(['submit', 'clean']), branch: attempt(draw), old: draw.once(4) ? [draw.of(['1', '#2', attempt(draw)])] : [], title: draw.of(PIECES), body: draw.of(PIECES), copy: draw.once(2) ? ['labels', 'draft'] : [],
  original: draw.once(2), merged: draw.once(2), unsaved: draw.once(4), ...(draw.once(3) ? { lineage: 'x' } : {}),
});

/** A list of arguments for each function. @type {Record<string, (draw: Chance) => unknown[]>} */
export const MAKERS = {
  nextVersion: (draw) => [draw.of([
    () => ({ current: version(draw), bump: draw.of(BUMPS) }),
    () => ({ current: version(draw), bump: draw.of(BUMPS), scheme: 'pep440', identifier: draw.of(['rc', 'b', 'beta']) }),
    () => ({ current: draw.of(['2026.2.3', '2026.02.3', '26.2.0']), bump: draw.of(['patch', 'prerelease', 'release']), scheme: 'calver', date: '2026-02-03', calverFormat: draw.of(['YYYY.MM.MICRO', 'YY.0M.MICRO', bent(draw, 'YYYY.MM.MICRO')]) }),
  ])()],
  decideBump: (draw) => [commits(draw), { current: version(draw), defaultBump: draw.of(['none', 'patch', 'major']), bumpTypes: { docs: 'minor' } }],
  readManifests: (draw) => [files(draw), draw.once(3) ? [draw.of(['package.json:version', 'a.txt:/v(\\d+)/', 'x', bent(draw, 'a.toml:b.c')])] : []],
  rewriteManifests: (draw) => [files(draw), next(draw), draw.once(6) ? ['a.json:a.b'] : [], ...(draw.once(6) ? [['package.json']] : [])],
  setManifests: (draw) => [request(draw), files(draw), next(draw)],
  releaseNotes: (draw) => [commits(draw), { repository: 'https://github.com/o/r', previousTag: 'v1.0.0', tag: 'v1.1.0' }],
  tagName: (draw) => [version(draw), { tagFormat: OPTIONS.tagFormat(draw), name: 'r', scheme: OPTIONS.scheme(draw) }],
  parseTag: (draw) => [draw.of(['v', 'r@', '']) + version(draw), { tagFormat: OPTIONS.tagFormat(draw), name: 'r', scheme: OPTIONS.scheme(draw) }],
  bumpBranch: (draw) => [version(draw), { template: 'chore/version-bump-{version}' }],
  parseBumpBranch: (draw) => [`chore/version-bump-${version(draw)}`, { template: 'chore/version-bump-{version}' }],
  parseIteration: (draw) => [attempt(draw)],
  nextIteration: (draw) => [attempt(draw), Array.from({ length: draw.few(300) }, () => attempt(draw))],
  iterationsOf: (draw) => [attempt(draw), Array.from({ length: draw.few(300) }, () => attempt(draw))],
  taskBranch: (draw) => [{ host: draw.of(['h', 'My Laptop', ...PIECES]), task: draw.of(['1', '#2', 'A-3', draw.of(PIECES)]), title: draw.of(['Add a door', 'API v3', ...PIECES]) }],
  startIteration: (draw) => [wish(draw)],
  // What a look has shown decides all that follows.
  advanceIteration: (draw) => [wish(draw), { kind: 'seen', seen: lineageSeen(draw) }],
  showIteration: (draw) => [about(draw)],
  checkIteration: (draw) => [about(draw)],
  fingerprints: (draw) => [Array.from({ length: draw.few(5) }, () => draw.once(9) ? attempt(draw) : new TextEncoder().encode(attempt(draw)))],
  afterStarting: (draw) => [pushed(draw, ['refs/heads/x-v2']), draw.once(2) ? 'x-v2' : attempt(draw)],
  iterationBase: (draw) => [{ seen: draw.once(9) ? {} : lineageSeen(draw), names: Array.from({ length: draw.few(4) }, () => attempt(draw)), ...(draw.once(2) ? { into: attempt(draw) } : {}) }],
  endedIterations: (draw) => [lineageSeen(draw)],
  reportIterations: (draw) => [{ pulls: lineageSeen(draw).pulls ?? [], remote: lineageSeen(draw).local, longBefore: '2026-02-03T00:00:00Z' }],
  parseTaskBranch: (draw) => [`h/task-${draw.below(9)}/${attempt(draw)}`],
  target: (draw) => [request(draw), refs(draw)],
  needs: (draw) => {
    const found = files(draw);
    return [request(draw), [...found.map(({ path }) => path), 'src/a.js', 'b/package.json'].join('\0'), found.slice(0, draw.below(found.length + 1)), draw.once(2)];
  },
  wants: (draw) => [request(draw), firstLook(draw)],
  plan: (draw) => [request(draw), draw.once(4) ? null : facts(draw)],
  hunt: (draw) => [
    { said: [version(draw)], version: next(draw), ...(draw.once(2) ? { manifests: ['package.json', '!docs/'], packages: [''], others: ['b'], older: ['1.2.0'], known: { far: draw.once(2), along: draw.once(2), repository: draw.once(2) ? 'acme/kelp' : null } } : {}) },
    ['package.json', 'package-lock.json', 'README.md', '.bumpversion.cfg', 'src/a.js', 'b/x.md', draw.of(PIECES)].join('\0'),
  ],
  stillSays: (draw) => {
    const found = files(draw);
    return [{ texts: ['1.2.3', version(draw)], paths: found.map(({ path }) => path), settings: ['.bumpversion.cfg'], left: draw.below(3) }, found, ['package.json']];
  },
  credited: (draw) => {
    const names = ['Ada', 'Bob', bent(draw, 'Eve')];
    const list = names.map((name) => ({ name, ...(draw.once(3) ? {} : { address: `${name}@example.com` }), ...(draw.once(3) ? { login: name } : {}), commit: draw.of(OIDS), leads: draw.once(2), first: '#1' }));
    const body = names.map((name) => `- ${bent(draw, 'a leak')} ([1](/commit/${draw.of(OIDS)})) by ${name}\n`).join('');
    const people = { ...(draw.once(3) ? {} : { since: draw.of(OIDS) }), list, together: [[0], [0, 1], [draw.below(9)]], tail: draw.of(['', '**All changes:**\n']) };
    const actors = list.map(({ commit, name }) => ({ commit, name, address: `${name}@example.com`, login: draw.of([null, name, bent(draw, 'login')]) }));
    return [body + people.tail, people, { actors, known: draw.of([null, [], [draw.below(9)]]) }];
  },
  audit: (draw) => [
    {
      refs: Array.from({ length: draw.few(12) }, () => `refs/${draw.of(['tags', 'heads', 'remotes/origin'])}/${draw.of(['v1.2.3', 'v1.2', 'a@1.0.0', 'v0.3.009', 'chore/version-bump--1.2.3', bent(draw, 'b-v2.0.0rc1')])}\t${draw.of(OIDS)}\t${draw.of(['tag', 'commit', 'blob'])}\t${draw.of(OIDS)}\tcommit\t${draw.below(1_700_000_000)}\n`).join(''),
      trees: OIDS.slice(0, draw.below(OIDS.length)).map((oid) => ({ oid, files: files(draw) })),
      readings: draw.of(['', `T\0${OIDS[0]}\0P\0\0x\0\0S\0package.json\x001.2.3\0s\0`, bent(draw, 'T\0x\0')]),
      at: draw.of(['', `${OIDS[0]} ${OIDS[0]}`, `${OIDS[1]} !gone`]),
      aside: draw.of([null, [], [OIDS[2]]]),
      past: draw.of([null, '', `${OIDS[0]} ${OIDS[0]} 7`]),
      hosted: draw.of([null, { releases: [{ tag: 'v1.2.3', draft: draw.once(2), created: '2026-01-01T00:00:00Z' }], pulls: [{ number: 1, head: HEAD, open: draw.once(2), merged: false }], allPulls: draw.once(2) }]),
    },
    draw.of([undefined, {}, { package: bent(draw, 'a') }, { tagFormat: bent(draw, '{name}@{version}') }, { since: 'v1.2.3' }, { tag: bent(draw, 'v1.2.3') }, { ignoreTags: [bent(draw, 'v9.*')] }, { branchTemplate: bent(draw, 'x/{version}') }]),
  ],
  auditNames: (draw) => [draw.once(9) ? 7 : ['package.json', 'node_modules/', bent(draw, 'version.txt')].join('\0'), draw.of([undefined, { manifests: [bent(draw, 'a/*.toml')] }])],
  auditTags: (draw) => [`refs/tags/${bent(draw, 'v1.2.3')}\t${draw.of(OIDS)}\tcommit\t\t\t7\n`, draw.of([undefined, { since: 'v1.2.3' }, { tag: bent(draw, 'v1') }, { tagFormat: bent(draw, 'v{version}') }])],
  auditTrees: (draw) => {
    const all = files(draw);
    return [
      { files: all, paths: [all.map(({ path }) => path).join('\0'), bent(draw, 'a\0b')], trees: [{ id: 'x', paths: draw.below(3), files: draw.once(3) ? [0, 7] : all.map((_, at) => at), ...(draw.once(5) ? { unreadable: [{ path: 'package.json', code: 'objects-missing', message: 'x' }] } : {}) }] },
      draw.once(4) ? { manifests: draw.once(2) ? 7 : [bent(draw, 'a:b')] } : undefined,
    ];
  },
  diagnose: (draw) => [checkup(draw)],
  starterWorkflow: (draw) => [checkup(draw)],
  planPrune: (draw) => [{
    branches: Array.from({ length: draw.few(8) }, () => ({ name: draw.of([HEAD, 'develop', 'chore/version-bump--1.2.3', bent(draw, HEAD)]), oid: draw.of(OIDS), time: draw.of(['2026-02-03T00:00:00Z', '2026-01-01T00:00:00Z', bent(draw, '2026-02-03T00:00:00Z')]), holds: draw.of(['ours', 'bump', 'others']), contained: draw.once(2) })),
    pulls: draw.once(3) ? null : [{ head: HEAD, pulls: [{ number: 1, state: draw.of(['open', 'merged', 'closed']), headOid: draw.of(OIDS) }] }],
    now: '2026-03-01T00:00:00Z', template: draw.of(['chore/version-bump-{version}', '{version}', bent(draw, 'bump/{version}')]), maxAge: draw.below(1_000_000),
  }],
  lookout: (draw) => [request(draw), refs(draw)],
  holding: (draw) => [request(draw), { name: HEAD, oid: OIDS[2], parents: [OIDS[0]], message: draw.of(['chore: 1.2.4\n\nVersion-First: 1.2.4; run=1; attempt=1; build=1', 'x']), committer: 'A <a@b>', changed: draw.of([['package.json'], ['a'], []]), files: files(draw), before: files(draw), onBranch: draw.once(2), ageSeconds: draw.below(2000) }],
  afterDeleting: (draw) => [[{ branch: HEAD, oid: draw.of(OIDS), cause: draw.of(['merged', 'orphan']), why: 'x' }], pushed(draw, [`refs/heads/${HEAD}`]), refs(draw)],
  readPush: (draw) => [draw.of([0, 1, 128, null]), draw.of([...PIECES, `To x\n${draw.of(['*', ' ', '!', '-', '=', '??'])}\tx:refs/heads/${HEAD}\t[new branch]\nDone\n`]), draw.of(SAID), ...(draw.once(3) ? [draw.of(['', `${OIDS[0]}\trefs/heads/refs/heads/${HEAD}\n`, ...PIECES])] : [])],
  whyUnreadable: (draw) => [draw.of([0, 128, null]), draw.of([...PIECES, 'fatal: Authentication failed for x', 'fatal: unable to access'])],
  whyDenied: (draw) => [denial(draw), draw.once(9) ? {} : hosting],
  sweep: (draw) => [request(draw), Array.from({ length: draw.few(30) }, () => ({ branch: draw.of([HEAD, 'develop']), oid: draw.of(OIDS) }))],
};

/**
 * A list of arguments for a function. What a run has come to begins with `startIteration`: of it nothing but its memory counts, and
 * nobody writes that by hand.
 * @param {string} name @param {Chance} draw @param {(name: string, args: unknown[]) => unknown} call
 * @returns {unknown[]}
 */
export function argumentsFor(name, draw, call) {
  const made = /** @type {(typeof MAKERS)[string]} */ (MAKERS[name])(draw);
  return name === 'advanceIteration' ? [call('startIteration', made.slice(0, 1)), ...made.slice(1)] : made;
}
