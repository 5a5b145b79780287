// What the documentation says is true: commands run and print what is shown, options and inputs exist, tables follow
// action.yml, every error code is listed, links lead somewhere. Each check is also shown to fail.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

import { readCommandLine } from '../js/inputs.js';
import { COMMANDS } from '../js/commands/commands.js';
import { loadCore } from '../js/core/core.js';
import { cleanEnv, root } from '../scripts/lib.mjs';
import { entriesOf, withTables } from '../scripts/settings-tables.mjs';

/** @param {string} name */
const doc = (name) => readFileSync(join(root, 'docs', name), 'utf8');
const action = readFileSync(join(root, 'action.yml'), 'utf8');

/** Folders that hold nothing we wrote. */
const foreign = new Set(['node_modules', 'target', 'dist', '.git', '.cache']);

/** @param {string} dir @param {RegExp} wanted @returns {string[]} */
function filesUnder(dir, wanted) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return foreign.has(entry.name) ? [] : filesUnder(path, wanted);
    return wanted.test(entry.name) ? [path] : [];
  });
}

/** @param {string} markdown @param {...string} languages @returns {string[]} */
function blocks(markdown, ...languages) {
  const fenced = [...markdown.matchAll(/^```(\w*)\n([^]*?)^```$/gm)];
  return fenced.filter(([, language = '']) => languages.includes(language)).map(([, , text = '']) => text);
}

// Commands.

/** Our commands in a block of shell lines, without what the shell would take out. @param {string} block */
function commandsIn(block) {
  const lines = block.split('\n').map((line) => line.replace(/^\$ /, '').replace(/ +#.*$/, ''));
  return lines.flatMap((line) => /^(?:npx )?version-first( [^|]*)?$/.exec(line)?.[0] ?? []);
}

/** Words as a shell splits them, quotes taken off. @param {string} line */
function words(line) {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}

/** Whether our own reader and the core take this command line; it throws where they do not. @param {string} line */
function mustParse(line) {
  const argv = words(line).slice(words(line).indexOf('version-first') + 1);
  const options = readCommandLine(argv, {});
  const { result } = loadCore().plan(options.request, null);
  assert.equal(result?.error, undefined, `${line}: ${result?.error?.message}`);
  return options;
}

const documents = filesUnder(root, /\.md$/);
const lines = documents.flatMap((path) => blocks(readFileSync(path, 'utf8'), 'sh', 'console').flatMap(commandsIn));

test('there are command lines to check, of every command', () => {
  const commands = new Set(lines.map((line) => mustParse(line).command));
  for (const command of ['next', 'set', 'release', 'try']) assert.ok(commands.has(command), `no example of ${command}`);
});

for (const line of new Set(lines)) test(`it parses: ${line}`, () => void mustParse(line));

test('a wrong command line is seen', () => {
  assert.throws(() => mustParse('version-first relase'), /did you mean|unknown command/);
  assert.throws(() => mustParse('npx version-first release --bumb minor'), /unknown option/);
  assert.throws(() => mustParse('version-first release --bump huge'), /is no bump/);
  assert.deepEqual(commandsIn('$ version-first next  # why\ncd app\nnpx version-first try\n'), ['version-first next', 'npx version-first try']);
});

/**
 * What each `$` line of a console block is shown to print.
 * @param {string} block @returns {{command: string, shown: string}[]}
 */
function session(block) {
  return block.split(/^\$ /m).slice(1).map((part) => {
    const [command = '', ...rest] = part.split('\n');
    return { command, shown: rest.join('\n') };
  });
}

/** Object names differ from run to run. @param {string} text */
const masked = (text) => text.replace(/\b[0-9a-f]{7,64}\b/g, 'OID').trimEnd();

/** A project with the bug, its remote, and `version-first` on the path. @param {import('node:test').TestContext} t */
function stage(t) {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'version-first'), `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist', 'cli.js')}' "$@"\n`, { mode: 0o755 });
  const who = { GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' };
  const env = cleanEnv({ ...who, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C', PATH: `${bin}:${process.env['PATH']}` });
  const app = join(folder, 'app');
  /** @param {string} command @param {string} cwd */
  const shell = (command, cwd) => {
    const log = openSync(join(folder, 'log'), 'w+');
    // One file for both streams keeps their order, as a terminal does.
    const { status } = spawnSync('sh', ['-c', command], { cwd, env, stdio: ['ignore', log, log] });
    closeSync(log);
    return { status, said: readFileSync(join(folder, 'log'), 'utf8') };
  };
  const setUp = `
    git init -q --bare -b main remote.git && git clone -q remote.git app 2> /dev/null && cd app && git checkout -q -B main &&
    mkdir -p src/app &&
    printf '[project]\\nname = "app"\\nversion = "0.2.328"\\n' > pyproject.toml &&
    printf '"""An app."""\\n\\n__version__ = "0.2.328"\\n' > src/app/__init__.py &&
    git add . && git commit -qm 'feat: everything' && git tag -am v0.2.334 v0.2.334 &&
    echo more > more.txt && git add . && git commit -qm 'fix: close the file' && git push -q origin main v0.2.334`;
  const { status, said } = shell(setUp, folder);
  assert.equal(status, 0, said);
  return (/** @type {string} */ command) => shell(command, app);
}

test('the terminal sessions of docs/cli.md print what they show', (t) => {
  const shell = stage(t);
  const sessions = blocks(doc('cli.md'), 'console').flatMap(session);
  assert.ok(sessions.length >= 4);
  for (const { command, shown } of sessions) assert.equal(masked(shell(command).said), masked(shown), `$ ${command}`);
});

test('a session that shows something else is seen', (t) => {
  const [{ command, shown } = { command: '', shown: '' }] = session('$ version-first next\n0.2.999\n');
  assert.notEqual(masked(stage(t)(command).said), masked(shown));
  assert.equal(masked('at 4982abf on main\n'), masked('at d941ae0 on main'));
});

/** Calls shown with their value on the next line. @param {string} block */
function examples(block) {
  return [...block.matchAll(/^(\w+\(.*\));\n\/\/ (.+)$/gm)].map(([, call = '', value = '']) => ({ call, value }));
}

test('the calls docs/npm.md and docs/api.md show return what they show', () => {
  const all = ['npm.md', 'api.md'].flatMap((name) => blocks(doc(name), 'js').flatMap(examples));
  assert.ok(all.length >= 17);
  const evaluate = (/** @type {string} */ text) => JSON.stringify(runInNewContext(`(${text})`, loadCore()));
  for (const { call, value } of all) assert.equal(evaluate(call), evaluate(value), call);
  assert.notEqual(evaluate("bumpBranch('1.0.0')"), evaluate("'chore/version-bump-1.0.1'"));
});

// The action.

/** Inputs and outputs of ours that a workflow names and action.yml does not. @param {string} workflow */
function unknownIn(workflow) {
  const inputs = entriesOf(action, 'inputs').map(({ name }) => name);
  const outputs = entriesOf(action, 'outputs').map(({ name }) => name);
  const unknown = [];
  for (const [, step = ''] of workflow.matchAll(/uses: OWNER\/version-first[^\n]*\n((?: {8,}\S[^\n]*\n)*)/g)) {
    const given = /^( +)with:\n((?:\1 {2}.*\n)*)/m.exec(`${step}\n`)?.[2] ?? '';
    unknown.push(...[...given.matchAll(/^ +([\w-]+):/gm)].map(([, name = '']) => name).filter((name) => !inputs.includes(name)));
  }
  const named = [...workflow.matchAll(/steps\.release\.outputs\.([\w-]+)/g)].map(([, name = '']) => name);
  return [...unknown, ...named.filter((name) => !outputs.includes(name))];
}

test('workflows in the documentation use inputs and outputs that exist', () => {
  const workflows = documents.flatMap((path) => blocks(readFileSync(path, 'utf8'), 'yaml'));
  assert.ok(workflows.some((workflow) => workflow.includes('uses: OWNER/version-first')));
  assert.deepEqual(workflows.flatMap(unknownIn), []);
});

test('a misspelt input or output is seen', () => {
  const step = '      - id: release\n        uses: OWNER/version-first@v1\n        with:\n          bumb: minor\n          bump: minor\n';
  assert.deepEqual(unknownIn(`${step}      - run: echo \${{ steps.release.outputs.versoin }}\n`), ['bumb', 'versoin']);
});

test('the tables of docs/settings.md are those of action.yml', () => {
  assert.equal(withTables(doc('settings.md'), action), doc('settings.md'), '`npm run settings` brings them up to date');
});

test('a stale table is seen, and what the reader of action.yml does not know is refused', () => {
  assert.notEqual(withTables(doc('settings.md'), action.replace('description: What to do', 'description: What else to do')), doc('settings.md'));
  assert.throws(() => withTables('# no markers\n', action), /no markers for the inputs/);
  assert.throws(() => entriesOf(action.replace('    default: release', '    default: >-\n      release\n    rquired: true'), 'inputs'), /expected a name/);
  assert.throws(() => entriesOf(action.replace(/ {4}description: What to do.*\n/, ''), 'inputs'), /has no description/);
});

test('docs/cli.md has every command', () => {
  const table = doc('cli.md').split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split(' | ')[0] ?? '');
  const missing = COMMANDS.filter(({ name }) => {
    const [first = '', second] = name.split(' ');
    return !table.some((cell) => (second === undefined ? new RegExp(`\`${first}[\` ]`).test(cell) : cell.includes(`\`${first} `) && new RegExp(`\`(?:${first} )?${second}\``).test(cell)));
  });
  assert.deepEqual(missing.map(({ name }) => name), []);
});

// Error codes.

/** Every code in the sources: the first text given to what makes an error. */
function codesInSources() {
  const calls = /(?:Error::new|\.error|\.malformed|ShellError|coreError|super)\(\s*["']([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["']|\bcode: ["']([a-z][a-z0-9-]*)["']/g;
  const sources = [...filesUnder(join(root, 'src'), /\.rs$/), ...filesUnder(join(root, 'js'), /\.js$/)];
  const texts = sources.map((path) => readFileSync(path, 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(calls)].map(([, a, b]) => a ?? b ?? '')));
}

/** @param {string} markdown */
const codesIn = (markdown) => new Set([...markdown.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code = '']) => code));

test('docs/errors.md lists exactly the codes of the sources', () => {
  const listed = codesIn(readFileSync(join(root, 'docs', 'errors.md'), 'utf8'));
  const made = codesInSources();
  assert.ok(made.size > 30);
  assert.deepEqual([...listed].sort(), [...made].sort());
});

test('the codes of docs/releasing.md are among them', () => {
  const section = doc('releasing.md').split('## When it fails')[1]?.split('\n## ')[0] ?? '';
  const named = codesIn(section);
  assert.ok(named.size > 5);
  const made = codesInSources();
  assert.deepEqual([...named].filter((code) => !made.has(code)), []);
});

// Links.

/** A heading's anchor, as GitHub makes it. @param {string} heading */
const anchor = (heading) => heading.replace(/[`*]/g, '').toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');

/** Links of a document that lead nowhere, and names they call the target's own that are not in it. @param {string} path @param {string} markdown */
function deadLinks(path, markdown) {
  const prose = markdown.replace(/^```[^]*?^```$/gm, '');
  const dead = [];
  for (const [whole, text = '', target = ''] of prose.matchAll(/\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(target)) continue;
    const [file = '', fragment] = target.split('#');
    const there = file === '' ? path : resolve(dirname(path), file);
    const inside = !relative(root, there).startsWith('..');
    const name = /^`([^`]+)`$/.exec(text)?.[1];
    if (!inside || !existsSync(there)) dead.push(whole);
    else if (fragment !== undefined) {
      const headings = [...readFileSync(there, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));
      if (!headings.includes(fragment)) dead.push(whole);
    } else if (name !== undefined && /\.(rs|js|mjs)$/.test(there) && !there.endsWith(name) && !readFileSync(there, 'utf8').includes(name)) {
      dead.push(whole);
    }
  }
  return dead;
}

test('every relative link leads somewhere, and what it names is there', () => {
  assert.ok(documents.length >= 10);
  const dead = documents.flatMap((path) => deadLinks(path, readFileSync(path, 'utf8')).map((link) => `${relative(root, path)}: ${link}`));
  assert.deepEqual(dead, []);
});

test('a dead link is seen', () => {
  const path = join(root, 'README.md');
  const text = '[a](docs/nowhere.md) [b](#nothing-here) [`no_such_function`](src/run.rs) [c](../elsewhere)';
  assert.equal(deadLinks(path, text).length, 4);
  assert.deepEqual(deadLinks(path, '[d](src/run.rs) [`advance`](src/run.rs) [e](https://example.com) `[f](g)`'.replace(/`\[.*$/, '')), []);
});

/** Paths in backticks that are not there. @param {string} markdown */
function missingPaths(markdown) {
  const named = [...markdown.matchAll(/`((?:src|js|tests|scripts|docs|bench|node24|\.github)\/[\w./-]*\w)`/g)].map(([, path = '']) => path);
  return named.filter((path) => !existsSync(join(root, path)));
}

test('files the documentation names are there', () => {
  const missing = documents.flatMap((path) => missingPaths(readFileSync(path, 'utf8')).map((name) => `${relative(root, path)}: ${name}`));
  assert.deepEqual(missing, []);
  assert.deepEqual(missingPaths('`src/nothing.rs` and `src/run.rs`'), ['src/nothing.rs']);
});

test('the code map of ARCHITECTURE.md has every file on top of src/ and js/, and every room of js/', () => {
  const map = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const top = ['src', 'js'].flatMap((dir) => readdirSync(join(root, dir)).map((name) => `${dir}/${name}`));
  const files = top.filter((path) => /\.(rs|js)$/.test(path) && path !== 'src/lib.rs');
  assert.deepEqual(files.filter((path) => !map.includes(`\`${path}\``)), []);
  const rooms = readdirSync(join(root, 'js'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(rooms.filter(({ name }) => !map.includes(`\`js/${name}/`)).map(({ name }) => name), []);
});

test('the size log names the committed core', () => {
  const log = readFileSync(join(root, 'docs', 'sizes.md'), 'utf8');
  const latest = /^\| \d{4}-\d\d-\d\d \| ([\d,]+) \|/m.exec(log)?.[1]?.replaceAll(',', '');
  const size = statSync(join(root, 'dist', 'core.wasm')).size;
  assert.ok(Math.abs(Number(latest) - size) <= size / 10, `docs/sizes.md says ${latest}, dist/core.wasm has ${size}: add a line`);
});

// Formats.

/** File names of the formats in the core's table that a text does not mention. @param {string} text @param {string} table */
function unnamed(text, table) {
  const formats = [...table.matchAll(/^ +format\(Kind::\w+, "[^"]+", &\[(.+?)\], Found::/gm)];
  const files = formats.flatMap(([, list = '']) => [...list.matchAll(/"([^"]+)"/g)].map(([, file = '']) => file));
  assert.equal(formats.length, Number(/const FORMATS: \[Format; (\d+)\]/.exec(table)?.[1]), 'every line of the table is read');
  // `deno.json(c)` names two files.
  const named = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, name = '']) => [name.replaceAll(/\(.+?\)/g, ''), name.replaceAll(/[()]/g, '')]);
  return files.filter((file) => !named.includes(file));
}

test('docs/manifests.md names every file that the core knows a format for', () => {
  const chapter = /^## Manifests\n[^]*?(?=^## )/m.exec(doc('manifests.md'))?.[0] ?? '';
  const source = (/** @type {string} */ name) => readFileSync(join(root, 'src', 'manifest', 'formats', `${name}.rs`), 'utf8');
  const listed = (/** @type {string} */ format) => /const NAMES: \[[^\]]+\] = (\[.+\]);/.exec(source(format))?.[1];
  const table = source('kind').replaceAll(/&(\w+)::NAMES/g, (_, format) => `&${listed(format)}`);
  assert.deepEqual(unnamed(chapter, table), []);
  assert.deepEqual(unnamed(chapter.replaceAll('`pom.xml`', ''), table), ['pom.xml']);
});
