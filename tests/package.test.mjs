// The npm package as its users get it: packed, installed into an empty project with no network, imported, type-checked.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { cleanEnv, npmBin, root, run } from '../scripts/lib.mjs';

const work = mkdtempSync(join(tmpdir(), 'package-'));
const project = join(work, 'project');
after(() => rmSync(work, { recursive: true, force: true }));

// A home of its own: no npm settings of this machine, nothing in its cache, and no registry to ask.
const env = cleanEnv({ HOME: work, npm_config_cache: join(work, 'cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false' });

/** @type {string[]} */
let packed = [];

before(async () => {
  mkdirSync(project);
  const { output } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], { env });
  const [{ filename, files }] = JSON.parse(output.slice(output.indexOf('[')));
  packed = files.map((/** @type {{path: string}} */ { path }) => path);
  writeFileSync(join(project, 'package.json'), '{"name": "consumer", "version": "1.0.0", "private": true}\n');
  await run('npm', ['install', '--no-audit', '--no-fund', join(work, filename)], { cwd: project, env });
});

/** Runs a program in the project. @param {string} name @param {string} text */
function runFile(name, text) {
  writeFileSync(join(project, name), text);
  return run(process.execPath, [name], { cwd: project, env, allowFailure: true });
}

const calls = `
  console.log(bumpBranch('v0.2.335'), nextVersion({ current: '0.2.334', bump: 'patch' }));
  const [file] = rewriteManifests([{ path: 'package.json', text: '{"version": "1.0.0"}' }], '1.1.0');
  console.log(file.path, file.from, file.to, file.text);
  try { nextVersion({ current: 'one', bump: 'patch' }); } catch (error) { console.log(error instanceof Error, error.name, error.code); }
`;
const said = [
  'chore/version-bump-0.2.335 0.2.335',
  'package.json 1.0.0 1.1.0 {"version": "1.1.0"}',
  'true CoreError invalid-version',
  '',
].join('\n');

test('the package holds what it needs and nothing of the workshop', () => {
  for (const path of ['dist/cli.js', 'dist/core.wasm', 'dist/core.mjs', 'dist/licences.txt', 'dist/pure.mjs', 'js/node.js', 'js/web.js', 'js/types.d.ts', 'README.md', 'LICENSE']) {
    assert.ok(packed.includes(path), `${path} is missing`);
  }
  const workshop = packed.filter((path) => /^(tests|scripts|src|bench|target|\.)/.test(path));
  assert.deepEqual(workshop, []);
});

test('it brings no other packages along', () => {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
  assert.deepEqual(Object.keys(lock.packages), ['', 'node_modules/version-first']);
});

test('import from an ES module', async () => {
  const { code, output } = await runFile('esm.mjs', `import { bumpBranch, nextVersion, rewriteManifests } from 'version-first';\n${calls}`);
  assert.equal(output, said);
  assert.equal(code, 0);
});

test('import() from a CommonJS file', async () => {
  const text = `import('version-first').then(({ bumpBranch, nextVersion, rewriteManifests }) => {\n${calls}});`;
  const { output } = await runFile('dynamic.cjs', text);
  assert.equal(output, said);
});

test('require() from a CommonJS file', async () => {
  // Node 20 prints a warning of its own beside it.
  const { output } = await runFile('require.cjs', `const { bumpBranch, nextVersion, rewriteManifests } = require('version-first');\n${calls}`);
  assert.ok(output.includes(said), output);
});

test('`node -e`, where a global `__dirname` means nothing', async () => {
  for (const flags of [['-e', "console.log(require('version-first').bumpBranch('v1.2.3'))"], ['--input-type=module', '-e', "import { bumpBranch } from 'version-first'; console.log(bumpBranch('v1.2.3'))"]]) {
    const { output } = await run(process.execPath, flags, { cwd: project });
    assert.match(output, /^chore\/version-bump-1\.2\.3$/m);
  }
});

test('every function of the types is there at run time, and the other way round', async () => {
  const types = readFileSync(join(project, 'node_modules', 'version-first', 'js', 'types.d.ts'), 'utf8');
  const promised = [...types.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  const list = "console.log(JSON.stringify(Object.keys(core).filter((name) => typeof core[name] === 'function')))";
  const { output } = await runFile('list.mjs', `import * as core from 'version-first';\n${list}`);
  assert.ok(promised.length > 8);
  assert.deepEqual(JSON.parse(output).sort(), ['default', ...promised].sort());
  const web = await runFile('web.mjs', `import * as core from './node_modules/version-first/js/web.js';\n${list}`);
  assert.deepEqual(JSON.parse(web.output).sort(), ['default', ...promised].sort());
});

/** What `tsc --strict` says of a file. @param {string} text @param {string[]} flags */
async function typesOf(text, flags) {
  writeFileSync(join(project, 'consumer.mts'), text);
  const common = ['--strict', '--noEmit', '--target', 'es2022', '--lib', 'es2022,dom', '--types', ''];
  const { code, output } = await run(npmBin('tsc'), [...common, ...flags, 'consumer.mts'], { cwd: project, env, allowFailure: true });
  return { code, output };
}

const right = `
import { bumpBranch, nextVersion, rewriteManifests, plan, type Rewrite, type CoreError, type Step } from 'version-first';
const branch: string = bumpBranch('0.2.335');
const next: string = nextVersion({ current: '1.0.0', bump: 'minor', scheme: 'pep440' });
const rewritten: Rewrite[] = rewriteManifests([{ path: 'a', text: 'b' }], next);
const step: Step | undefined = plan({ run: { id: '1', attempt: '1' } }, null).step;
const where = (error: CoreError): string => \`\${error.code} \${error.path ?? ''}:\${error.line ?? 0} \${error.nextSteps?.join() ?? ''}\`;
export { branch, rewritten, step, where };
`;
const wrong = `
import { nextVersion } from 'version-first';
export const next: number = nextVersion({ current: '1.0.0', bump: 'gigantic' });
`;
const browser = `
import init, { bumpBranch } from 'version-first';
await init();
export const branch: string = bumpBranch('0.2.335');
`;

for (const [name, flags] of /** @type {[string, string[]][]} */ ([
  ['as Node resolves it', ['--module', 'nodenext']],
  ['as a bundler resolves it', ['--module', 'esnext', '--moduleResolution', 'bundler']],
])) {
  test(`its types under tsc --strict, ${name}`, async () => {
    const { code, output } = await typesOf(right, flags);
    assert.equal(output, '');
    assert.equal(code, 0);
  });

  test(`its types see a mistake, ${name}`, async () => {
    const { code, output } = await typesOf(wrong, flags);
    assert.notEqual(code, 0);
    assert.match(output, /gigantic/);
    assert.match(output, /'string' is not assignable to type 'number'/);
  });
}

test('its types for browsers have the start function', async () => {
  const { output } = await typesOf(browser, ['--module', 'esnext', '--moduleResolution', 'bundler', '--customConditions', 'browser']);
  assert.equal(output, '');
});

test('the command runs', async () => {
  const { output } = await run('npx', ['--offline', 'version-first', '--version'], { cwd: project, env });
  assert.equal(output.trim(), JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
  const set = await run('npx', ['--offline', 'version-first', 'set', '1.1.0', 'package.json'], { cwd: project, env });
  assert.match(set.output, /package\.json: 1\.0\.0 → 1\.1\.0/);
  assert.equal(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).version, '1.1.0');
});
