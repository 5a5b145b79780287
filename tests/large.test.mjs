// Inputs of a size that nobody writes by hand: four times as much takes about four times as long.

import assert from 'node:assert/strict';
import process from 'node:process';
import { test } from 'node:test';

import { Queue } from '../js/git/queue.js';
import { advance, audit, decideBump, hunt, needs, plan, readManifests, releaseNotes, rewriteManifests, stillSays, target, wants } from '../js/node.js';

const request = { run: { id: '1', attempt: '1' } };
const repeat = (/** @type {number} */ count, /** @type {(place: number) => string} */ piece) => Array.from({ length: count }, (_, place) => piece(place)).join('');
const list = (/** @type {number} */ count, /** @type {(place: number) => string} */ piece) => Array.from({ length: count }, (_, place) => piece(place));
const file = (/** @type {string} */ path, /** @type {string} */ text) => [{ path, text }];
const rewritten = (/** @type {string} */ path, /** @type {string} */ text) => () => rewriteManifests(file(path, text), '1.1.0', [path]);

/** Which files a workspace of `count` patterns has, among fifty times as many. */
const members = (/** @type {string} */ path, /** @type {(globs: string[]) => string} */ text, /** @type {(place: number) => string} */ glob) => (/** @type {number} */ count) => {
  const paths = [path, ...list(count * 50, (place) => `q${place % 977}/x${place}/${path}`)].join('\0');
  const files = file(path, text(list(count, glob)));
  return () => needs(request, paths, files);
};
const npm = (/** @type {string[]} */ globs) => JSON.stringify({ name: 'r', version: '1.0.0', workspaces: globs });
const cargo = (/** @type {string[]} */ globs) => `[workspace]\nmembers = ${JSON.stringify(globs)}\nexclude = ${JSON.stringify(globs.map((glob) => `${glob}/no`))}\n[workspace.package]\nversion = "1.0.0"\n`;
const uv = (/** @type {string[]} */ globs) => `[project]\nname = "a"\nversion = "1.0.0"\n[tool.uv.workspace]\nmembers = ${JSON.stringify(globs)}\n`;
const body = (/** @type {string} */ text) => [{ sha: '1'.repeat(40), message: `feat: x\n\n${text}` }];
/** What a commit breaks, told above so many footers. */
const broken = (/** @type {number} */ count, end = '') => {
  const commits = body(`BREAKING CHANGE: y\n${repeat(count, (place) => `Change-Id: I${place}\n`)}${end}`);
  return () => decideBump(commits, { current: '1.0.0' });
};
const refs = (/** @type {number} */ tags) => `ref: refs/heads/main\tHEAD\n${'1'.repeat(40)}\trefs/heads/main\n${repeat(tags, (place) => `${String(place).padStart(40, '0')}\trefs/tags/v${place % 50}.${Math.floor(place / 50) % 50}.${Math.floor(place / 2500)}\n`)}`;

/** What it is, how many of it, and what is done with so many. @type {[string, number, (count: number) => () => unknown][]} */
const rows = [
  ['groups of a .NET project', 15_000, (count) => rewritten('a.csproj', `<Project>\n${'<PropertyGroup>\n<A>1</A>\n</PropertyGroup>\n'.repeat(count)}<PropertyGroup><Version>1.0.0</Version></PropertyGroup>\n</Project>\n`)],
  ['versions of a .NET project', 15_000, (count) => rewritten('a.csproj', `<Project>\n${'<PropertyGroup><Version>1.0.0</Version></PropertyGroup>\n'.repeat(count)}</Project>\n`)],
  ['patterns of an npm workspace', 200, members('package.json', npm, (place) => `p${place}/*`)],
  ['names of an npm workspace', 200, members('package.json', npm, (place) => `p${place}/a`)],
  ['patterns of a Cargo workspace', 200, members('Cargo.toml', cargo, (place) => `p${place}/*`)],
  ['patterns of a uv workspace', 200, members('pyproject.toml', uv, (place) => `p${place}/*`)],
  ['members of a workspace', 1500, (count) => {
    const paths = list(count, (place) => `packages/${'x'.repeat(90)}-${place}/package.json`);
    const files = [...file('package.json', npm(['packages/*'])), ...paths.flatMap((path, place) => file(path, JSON.stringify({ name: `p${place}`, version: '1.0.0' })))];
    const [text, tracked] = [refs(0), ['package.json', ...paths].join('\0')];
    return () => [target(request, text), needs(request, tracked, files), wants(request, { refs: text, files })];
  }],
  ['members that stayed behind', 500, (count) => {
    const member = (/** @type {string} */ version) => (/** @type {number} */ place) => ({ path: `packages/p${place}/package.json`, text: JSON.stringify({ name: `p${place}`, version }) });
    const files = [...file('package.json', JSON.stringify({ private: true, workspaces: ['packages/*'] })), ...file('lerna.json', '{"version":"1.2.3"}'), ...list(count, (place) => member(place % 2 ? '1.2.3' : '1.2.1')(place))];
    const [tip, old] = ['1'.repeat(40), '2'.repeat(40)];
    const text = `ref: refs/heads/main\tHEAD\n${tip}\tHEAD\n${tip}\trefs/heads/main\n${old}\trefs/tags/v1.2.3\n${'5'.repeat(40)}\trefs/tags/v1.2.1\n`;
    const changed = list(count, (place) => `packages/p${place}/a.js`);
    const facts = { refs: text, tree: '3'.repeat(40), files, logs: [], commits: [{ oid: old, tree: '4'.repeat(40), files, changed }], committer: 'a <b@c>', tipTime: '2026-01-01T00:00:00Z', places: [{ oid: old, onBranch: true }] };
    return () => advance(plan({ ...request, bump: 'patch' }, null), /** @type {any} */ ({ kind: 'facts', facts }));
  }],
  ['projects of a .NET solution', 1_500, (count) => {
    const sln = repeat(count, (place) => `Project("{A}") = "P${place}", "src\\P${place}\\P${place}.csproj", "{B}"\nEndProject\n`);
    const projects = list(count, (place) => [`src/P${place}/P${place}.csproj`, `src/P${place}/AssemblyInfo.cs`]);
    const files = [...file('all.sln', sln), ...projects.flatMap(([project = '', info = '']) => [
      ...file(project, '<Project><PropertyGroup><Version>1.0.0</Version></PropertyGroup></Project>'),
      ...file(info, '[assembly: AssemblyVersion("1.0.0.0")]'),
    ])];
    const text = refs(0);
    return () => wants(request, { refs: text, files });
  }],
  ['packages with tags of their own', 300, (count) => {
    const paths = list(count, (place) => `packages/p${place}/package.json`);
    const files = [...file('package.json', npm(['packages/*']).replace('"version":"1.0.0"', '"private":true')), ...paths.flatMap((path, place) => file(path, JSON.stringify({ name: `p${place}`, version: `1.${place}.0` })))];
    const tags = refs(0) + repeat(count, (place) => `${'2'.repeat(40)}\trefs/tags/p${place}@1.${place}.0\n`);
    const places = [{ oid: '2'.repeat(40), onBranch: true, seconds: 0, parent: null, before: [], files: [], searched: false, twin: null, builtOn: false }];
    return () => assert.throws(() => wants(request, { refs: tags, files, places }), { code: 'packages-differ' });
  }],
  ['tags of packages, audited', 75, (count) => {
    const oid = '2'.repeat(40);
    const files = [...file('package.json', JSON.stringify({ private: true, workspaces: ['packages/*'] })), ...list(count, (place) => ({ path: `packages/p${place}/package.json`, text: JSON.stringify({ name: `p${place}`, version: `1.${place}.0` }) }))];
    const tags = repeat(count, (place) => [0, 1, 2, 3, 4].map((patch) => `refs/tags/p${place}@1.${patch ? 0 : place}.${patch}\t${oid}\tcommit\t\t\t0\n`).join(''));
    return () => audit({ refs: tags, trees: [{ oid, files }] });
  }],
  ['properties of a pom.xml that its dependencies name', 6_000, (count) => {
    const uses = repeat(count, (place) => `<dependency><groupId>g</groupId><artifactId>a${place}</artifactId><version>\${v${place}}</version></dependency>`);
    return rewritten('pom.xml', `<project><groupId>g</groupId><artifactId>a</artifactId><version>1.0.0</version><dependencies>${uses}</dependencies><properties>${repeat(count, (place) => `<v${place}>2.0.0</v${place}>`)}</properties></project>`);
  }],
  ['people who wrote a commit', 10_000, (count) => {
    const commits = body(repeat(count, (place) => `Co-authored-by: N${place} <n${place}@example.com>\n`));
    return () => releaseNotes(commits);
  }],
  ['footers below what breaks', 2_000, (count) => broken(count)],
  ['footers below what breaks, and a line that is none', 2_000, (count) => broken(count, 'nothing else\n')],
  ['tables of a TOML file', 50_000, (count) => rewritten('Cargo.toml', `[package]\nname = "a"\nversion = "1.0.0"\n${repeat(count, (place) => `[t${place}]\na = 1\n`)}`)],
  ['tables of a TOML file, only read', 50_000, (count) => {
    const files = file('Cargo.toml', `[package]\nname = "a"\nversion = "1.0.0"\n${repeat(count, (place) => `[x.t${place}]\na = 1\n`)}`);
    return () => readManifests(files);
  }],
  ['packages of a lock file', 30_000, (count) => {
    const files = [...file('Cargo.toml', '[package]\nname = "p7"\nversion = "1.0.0"\n'), ...file('Cargo.lock', `version = 4\n${repeat(count, (place) => `[[package]]\nname = "p${place}"\nversion = "1.0.0"\n`)}`)];
    return () => rewriteManifests(files, '1.1.0');
  }],
  ['files that a setup.py names', 10_000, (count) => {
    const paths = ['setup.py', 'version.py'].join('\0');
    const files = file('setup.py', `from setuptools import setup\nexec(open(${repeat(count, () => '"version.py", ')}"__version__"))\nsetup(name="a")\n`);
    return () => needs(request, paths, files);
  }],
  ['versions of a header of C', 10_000, (count) => {
    const text = repeat(count, () => '#define X_VERSION "4.9.28"\n#define X_VERNUM 40928\n');
    const [write, paths] = [rewritten('x.h', text), ['package.json', 'x.h'].join('\0')];
    const hunted = hunt({ said: ['4.9.28'], version: '1.1.0' }, paths);
    return () => [write(), stillSays(hunted, file('x.h', text), [])];
  }],
  ['versions of an sbt build that are set on one line', 10_000, (count) => {
    const [text, files] = [refs(0), file('build.sbt', `${'version := '.repeat(count)}git\n`)];
    return () => {
      target(request, text);
      assert.throws(() => wants(request, { refs: text, files }), { code: 'no-manifest' });
    };
  }],
  ['tags', 25_000, (count) => {
    const [text, files] = [refs(count), file('package.json', npm([]))];
    return () => [target(request, text), wants(request, { refs: text, files })];
  }],
];
/** It was ten times as long when each call read the refs anew; now it is about four. */
const MOST_READINGS = 6;

for (const [what, count, make] of rows) {
  test(`${what}: ${count}, and four times as many`, () => {
    // What else the machine does takes no longer every time; what grows with the square does.
    const rounds = [];
    do rounds.push([time(make(count)), time(make(4 * count))]);
    while (!isLinear(rounds) && rounds.length < 3);
    assert.ok(isLinear(rounds), rounds.map(([some, more]) => `${some} ms, then ${more} ms`).join('; '));
  });
}

let round = 0;
/** Milliseconds of the processor, at best, for what is done with so many tags: others each time, or the core would know them already. @param {(text: string) => unknown} work */
const shortest = (work) => Math.min(...list(4, () => {
  const text = `${refs(100_000)}${'2'.repeat(40)}\trefs/tags/x${(round += 1)}\n`;
  // Of the processor: what else the machine does is no matter of ours.
  const begin = process.cpuUsage();
  work(text);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}));

test('a look at 100,000 tags takes no longer than reading them a few times', (t) => {
  const files = file('package.json', JSON.stringify({ name: 'r', version: '49.49.39' }));
  const read = shortest((text) => target(request, text));
  const look = shortest((text) => {
    target(request, text);
    const { places = [] } = wants(request, { refs: text, files });
    assert.equal(places.length, 1);
    const found = places.map(({ oid }) => ({ oid, onBranch: true, seconds: 0, parent: null, before: [], files: [], searched: false, twin: null, builtOn: false }));
    wants(request, { refs: text, files, places: found });
  });
  t.diagnostic(`reading ${read.toFixed(0)} ms, a look ${look.toFixed(0)} ms`);
  assert.ok(look < MOST_READINGS * read, `reading ${read} ms, a look ${look} ms`);
});

test('100,000 files of which none is a manifest are looked through as soon as so many tags are read a few times', (t) => {
  const paths = ['x/package.json', ...list(100_000, (place) => `src/d${place % 300}/Some.Name${place % 17}/AFileOfCode${place}.cs`)].join('\0');
  const read = shortest((text) => target(request, text));
  const looked = shortest(() => needs(request, paths, [], true));
  t.diagnostic(`reading tags ${read.toFixed(0)} ms, looking through ${looked.toFixed(0)} ms`);
  assert.ok(looked < MOST_READINGS * read, `reading tags ${read} ms, looking through ${looked} ms`);
});

test('300,000 questions wait for git, and are answered in their order', () => {
  const queue = new Queue();
  const count = 300_000;
  const begin = process.cpuUsage();
  for (let place = 0; place < count; place += 1) queue.add({ place });
  let answered = 0;
  for (let one = queue.take(); one; one = queue.take()) {
    assert.equal(one.place, answered);
    answered += 1;
  }
  const ms = process.cpuUsage(begin).user / 1000;
  assert.equal(answered, count);
  // Some ten milliseconds; an array that moves all the others takes ten seconds.
  assert.ok(ms < 3_000, `${ms} ms`);
});

/** What takes minutes however it is done is refused in time, with a code of its own. @type {[string, string, (globs: string[]) => string, string[], string[]][]} */
const endless = [
  ['stars in patterns for very many folders', 'package.json', npm, list(800, (place) => `**/*a${place % 9}*b*c${place}`), list(40_000, (place) => `q${place % 977}/xa1a2a3a4a5bbcc${place}`)],
  ['stars beside a letter that comes often', 'Cargo.toml', cargo, list(200, (place) => `${'*a'.repeat(100)}b${place}`), list(2_000, (place) => `${'a'.repeat(300)}${place}`)],
  ['classes that never end', 'pyproject.toml', uv, [`*${'[a'.repeat(4_000)}`], list(2_000, (place) => `${'['.repeat(300)}${place}`)],
  ['many folders', 'package.json', npm, list(400, (place) => `${'**/'.repeat(60)}*${place}`), list(4_000, (place) => `${'a/'.repeat(100)}${place}`)],
  ['braces that stand for very many patterns', 'package.json', npm, list(2_000, () => `${'y'.repeat(500)}{${'a,'.repeat(255)}}`), ['a']],
];
for (const [what, name, text, globs, folders] of endless) {
  test(`patterns of a workspace: ${what}`, (t) => {
    const paths = [name, ...folders.map((folder) => `${folder}/${name}`)].join('\0');
    const files = file(name, text(globs));
    const begin = process.cpuUsage();
    assert.throws(() => needs(request, paths, files), { name: 'CoreError', code: 'too-many-patterns', path: name });
    const ms = process.cpuUsage(begin).user / 1000;
    t.diagnostic(`${ms.toFixed(0)} ms`);
    assert.ok(ms < 30_000, `${ms} ms`);
  });
}

/** Milliseconds of the processor, the first time and the second: room for what is large is made the first time. @param {() => unknown} work */
function time(work) {
  const begin = process.cpuUsage();
  work();
  work();
  const { user, system } = process.cpuUsage(begin);
  return Math.round((user + system) / 1000);
}

/** Whether one round at least says so. @param {number[][]} rounds */
function isLinear(rounds) {
  return rounds.some(([some = 0, more = 0]) => more < 10 * some + 300);
}
