// What CI checks beyond `npm test`: the workflows and action.yml by linters of others, and workflows run for real.
// It needs Go, Python and Chromium, which a contributor's machine may lack; .ci/run insists on them.

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ensureBrowser, inBrowser, neededBrowser } from './browser.mjs';
import { Complaint, cleanEnv, root, run } from './lib.mjs';
import { nodeTests, testFiles, wasmTests } from './stages.mjs';
import { ensureConsumers, ensurePython, pythonTool, tool } from './tools.mjs';

/** @typedef {(text: string) => void} Log */

const goPrograms = [
  { name: 'act', from: 'github.com/nektos/act@v0.2.87', flags: ['-tags', 'WITHOUT_DOCKER'] },
  { name: 'actionlint', from: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12', flags: [] },
];

const pythonPackages = ['zizmor==1.32.0', 'check-jsonschema==0.39.0'];

/** act runs workflows, actionlint reads them. @param {Log} log */
async function ensureGoPrograms(log) {
  for (const { name, from, flags } of goPrograms) {
    if (existsSync(tool(name))) continue;
    const go = await run('go', ['version'], { allowFailure: true }).catch(() => undefined);
    if (go?.code !== 0) {
      throw new Complaint(`no Go: ${name} is built with it (\`go install ${from}\`). On Debian: \`apt-get install golang\``);
    }
    await run('go', ['install', ...flags, from], { log, env: cleanEnv({ GOBIN: dirname(tool(name)), GOFLAGS: '' }) });
  }
}

/** @param {Log} log */
async function ensurePythonPackages(log) {
  if (await ensurePython(pythonPackages, log)) return;
  throw new Complaint('no Python 3.11 with venv: on Debian `apt-get install python3-venv`');
}

/** Ours, and those that users copy. */
function workflows() {
  const dirs = [join('.github', 'workflows'), join('docs', 'workflows')];
  return dirs.flatMap((dir) => readdirSync(join(root, dir)).sort().map((name) => join(dir, name)));
}

/** @param {Log} log */
async function lintWorkflows(log) {
  await run(tool('actionlint'), ['-color=false', '-shellcheck=', '-pyflakes=', ...workflows(), join('tests', 'act', 'release.yml')], { log });
  const check = pythonTool('check-jsonschema');
  await run(check, ['--builtin-schema', 'vendor.github-actions', 'action.yml', 'node24/action.yml'], { log });
  await run(check, ['--builtin-schema', 'vendor.github-workflows', ...workflows()], { log });
  await run(pythonTool('zizmor'), ['--offline', '--no-progress', '.github', 'action.yml', 'node24'], { log });
}

/**
 * Runs self-test.yml from a copy of what git tracks or would track: what is ignored does not reach a user either.
 * @param {Log} log
 */
async function selfTest(log) {
  const work = mkdtempSync(join(tmpdir(), 'self-test-'));
  try {
    const checkout = join(work, 'checkout');
    const { output } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
    for (const name of new Set(output.split('\0').filter(Boolean))) {
      if (!existsSync(join(root, name))) continue;
      mkdirSync(dirname(join(checkout, name)), { recursive: true });
      copyFileSync(join(root, name), join(checkout, name));
    }
    const identity = ['-c', 'user.name=ci', '-c', 'user.email=ci@example.com'];
    await run('git', ['init', '-q', '-b', 'main'], { cwd: checkout, log });
    await run('git', ['add', '-A'], { cwd: checkout, log });
    await run('git', [...identity, '-c', 'core.hooksPath=', 'commit', '-q', '-m', 'self-test'], { cwd: checkout, log });
    // A home of its own: act asks nothing, keeps nothing, and meets nobody's git configuration.
    const env = cleanEnv({ HOME: work, XDG_CACHE_HOME: join(work, 'cache'), XDG_CONFIG_HOME: join(work, 'config') });
    const platform = ['-P', 'ubuntu-latest=-self-hosted'];
    const workflow = ['-W', '.github/workflows/self-test.yml', '--no-cache-server'];
    const { output: story } = await run(tool('act'), ['push', ...platform, ...workflow], { cwd: checkout, env, log });
    // A runner that runs nothing also ends well.
    if (!/Success - Main the first is nothing to do/.test(story) || !story.includes('Job succeeded')) {
      throw new Complaint('act ended well, but the last step of self-test.yml did not run');
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The same tests as in Node, in headless Chromium. @param {Log} log */
async function browserTests(log) {
  const { driver, binary } = neededBrowser();
  const settings = join(root, 'target', 'webdriver.json');
  // Root may not have a sandbox.
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  writeFileSync(settings, JSON.stringify({ 'goog:chromeOptions': { args, binary } }));
  const slow = { WASM_BINDGEN_TEST_TIMEOUT: '300', WASM_BINDGEN_TEST_DRIVER_TIMEOUT: '60' };
  await wasmTests({ WASM_BINDGEN_USE_BROWSER: '1', WASM_BINDGEN_TEST_WEBDRIVER_JSON: settings, CHROMEDRIVER: driver, ...slow })(log);
}

/** Those of tests/consumers that open a page. */
const PAGES = new Set(['browser.test.mjs', 'recipe.test.mjs', 'feed.test.mjs']);

/** @type {import('./stages.mjs').Stage[]} */
export const ciStages = [
  { name: 'browser', does: 'Chromium and its driver, installed where a machine is new', run: ensureBrowser },
  { name: 'consumer-tools', does: 'bundlers and linters of packages', run: ensureConsumers },
  { name: 'wasm-browser', lane: 'browser', does: 'Rust tests as wasm, in headless Chromium', run: inBrowser(browserTests) },
  {
    name: 'consumers',
    lane: 'node',
    does: 'the npm package in every runtime, its types and its papers',
    run: nodeTests(() => testFiles('tests/consumers', (name) => !PAGES.has(name)), { concurrency: 2 }),
  },
  {
    name: 'pages',
    lane: 'browser',
    does: 'the npm package in Chromium, through every bundler',
    run: inBrowser(nodeTests(() => testFiles('tests/consumers', (name) => PAGES.has(name)), { concurrency: 2 })),
  },
  { name: 'playground', lane: 'browser', does: 'the playground in Chromium, and its barriers by axe', run: inBrowser(nodeTests(() => testFiles('tests/playground', () => true), { concurrency: 2 })) },
  { name: 'go-tools', lane: 'node', does: 'act and actionlint, built from their sources', run: ensureGoPrograms },
  { name: 'py-tools', lane: 'node', does: 'zizmor and check-jsonschema', run: ensurePythonPackages },
  { name: 'workflows', lane: 'node', does: 'workflows and action.yml, by linters of others', run: lintWorkflows },
  { name: 'self-test', lane: 'node', does: 'the project\'s workflow with `uses: ./`, under act', run: selfTest },
  { name: 'act-stories', lane: 'node', does: 'pull request, merge, release and clean-up under act, beside the stand-in', run: nodeTests(() => testFiles('tests/act', () => true)) },
];
