// Arguments and inputs: the same settings by either door, and what starts no run.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { isForked, triggerOf } from '../js/run/event.js';
import { readActionInputs, readCommandLine, readRunner } from '../js/inputs.js';
import { durationOf } from '../js/ask/spelling.js';
import { COMMANDS } from '../js/commands/commands.js';
import { helpFor } from '../js/commands/usage.js';

/** The toolkit's reading of inputs, as its documentation has it. @param {Record<string, string>} inputs */
const toolkit = (inputs) =>
  /** @type {any} */ ({
    getInput: (/** @type {string} */ name) => (inputs[name] ?? '').trim(),
    getMultilineInput: (/** @type {string} */ name) => (inputs[name] ?? '').split('\n').map((line) => line.trim()).filter(Boolean),
  });

/** What a setting is called by either door, and what the core gets. @type {[string[], Record<string, string>, object][]} */
const settings = [
  [[], {}, {}],
  [['--mode', 'pull-request'], { mode: 'pull-request' }, { mode: 'pull-request' }],
  [['--branch-template', 'bump/{version}'], { 'branch-template': 'bump/{version}' }, { branchTemplate: 'bump/{version}' }],
  [['--label', 'release', '--label', 'good first'], { labels: 'release, good first' }, { labels: ['release', 'good first'] }],
  [['--label', 'a', '--label', 'b', '--label', 'c'], { labels: 'a\n b,c,\n' }, { labels: ['a', 'b', 'c'] }],
  [['--auto-merge', '--merge-method', 'rebase'], { 'auto-merge': 'true', 'merge-method': 'rebase' }, { autoMerge: true, mergeMethod: 'rebase' }],
  [['--wait', '5m'], { wait: '5m' }, { wait: 300 }],
  [['--wait', '0'], { wait: '0' }, { wait: 0 }],
  [['--branch', 'refs/heads/main', '--tested-only'], { 'target-branch': 'refs/heads/main', 'tested-only': 'true' }, { branch: 'refs/heads/main', testedOnly: true }],
  [['--strict-places'], { 'strict-places': 'true' }, { strictPlaces: true }],
  [['--github-release', 'false'], { 'github-release': 'false' }, { githubRelease: 'false' }],
  [['--draft', '--prerelease', 'true'], { draft: 'true', prerelease: 'true' }, { draft: true, prerelease: 'true' }],
  [['--preid', 'beta', '--preid-base', '0'], { 'prerelease-identifier': 'beta', 'prerelease-identifier-base': '0' }, { identifier: 'beta', identifierBase: '0' }],
  [['--prerelease-branches', 'beta next=rc'], { 'prerelease-branches': 'beta next=rc' }, { prereleaseBranches: 'beta next=rc' }],
  [['--below-one', 'patch'], { 'below-one': 'patch' }, { belowOne: 'patch' }],
  [['--bump-types', 'perf=minor, docs=none'], { 'bump-types': 'perf=minor\ndocs=none\n' }, { bumpTypes: { perf: 'minor', docs: 'none' } }],
  [['--dispatch-workflow', 'publish.yml'], { 'dispatch-workflow': 'publish.yml' }, { dispatchWorkflow: 'publish.yml' }],
  [['--manifests', './a.toml', '--manifests', 'b, c.toml'], { manifests: './a.toml\nb, c.toml' }, { manifests: ['a.toml', 'b, c.toml'] }],
];
for (const [argv, inputs, expected] of settings) {
  test(`${argv.join(' ') || 'nothing'}, as inputs ${JSON.stringify(inputs)}`, () => {
    for (const { request } of [readCommandLine(['release', ...argv], {}), readActionInputs(toolkit(inputs), {})]) {
      const { run, date, ...rest } = request;
      assert.deepEqual(rest, expected);
      assert.match(date ?? '', /^\d{4}-\d{2}-\d{2}$/, 'the day, for whatever may carry it');
      assert.ok(run.id);
    }
  });
}

/** @type {[string[], Record<string, string>, RegExp][]} */
const wrong = [
  [['--mode', 'pr'], { mode: 'pr' }, /unknown mode `pr`: expected one of `auto`, `direct`, `pull-request`/],
  [['--merge-method', 'sqash'], { 'merge-method': 'sqash' }, /unknown merge-method `sqash`/],
  [['--github-release', 'yes'], { 'github-release': 'yes' }, /unknown github-release `yes`/],
  [['--prerelease', 'rc'], { prerelease: 'rc' }, /unknown prerelease `rc`/],
  [['--below-one', 'none'], { 'below-one': 'none' }, /unknown below-one `none`/],
  [['--mode', '__proto__'], { mode: '__proto__' }, /unknown mode `__proto__`: expected one of/],
  [['--scheme', 'constructor'], { scheme: 'constructor' }, /unknown scheme `constructor`: expected one of/],
  [['--preid-base', '2'], { 'prerelease-identifier-base': '2' }, /unknown (preid-base|prerelease-identifier-base) `2`: expected one of `0`, `1`, `false`/],
  [['--bump-types', 'docs'], { 'bump-types': 'docs' }, /`docs` is no pair for `bump-types`: expected such as `docs=none`/],
  [['--bump-types', 'docs=no'], { 'bump-types': 'docs=no' }, /unknown bump-types word `no`: expected one of `none`/],
  [['--wait', '5'], { wait: '5' }, /`5` is no length of time for `wait`: expected such as `30s`, `5m` or `1h`/],
  [['--timeout', 'soon'], { timeout: 'soon' }, /`soon` is no length of time for `(--)?timeout`/],
  [['--timeout', '0s'], { timeout: '0s' }, /`0s` is no length of time/],
  [['--timeout', '9999h'], { timeout: '9999h' }, /is too long: expected at most `120h`/],
];
for (const [argv, inputs, message] of wrong) {
  test(`refused: ${argv.join(' ')}`, () => {
    assert.throws(() => readCommandLine(['release', ...argv], {}), { name: 'UsageError', message });
    assert.throws(() => readActionInputs(toolkit(inputs), {}), { name: 'UsageError', message });
  });
}

test('files that are written are seen from the folder that is worked in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inputs-'));
  try {
    const asked = (/** @type {string[]} */ ...argv) => readCommandLine([...argv, '--cwd', folder], {}).asked;
    assert.equal(asked('iteration', 'diff', '--html', 'page.html')['html'], join(folder, 'page.html'));
    assert.equal(asked('iteration', 'start', '--log', '/tmp/log')['log'], '/tmp/log');
    assert.equal('html' in asked('iteration', 'diff'), false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what takes one value is given once', () => {
  const twice = ['release', '--package', 'a', '--package', 'b'];
  assert.throws(() => readCommandLine(twice, {}), { name: 'UsageError', message: '`--package` is given twice: expected one of `a` and `b`' });
  assert.equal(readCommandLine(['release', '--package', 'a', '--package=a'], {}).request.package, 'a', 'the same value is no question');
});

/** What was typed, and what the answer proposes. @type {[string[], RegExp, RegExp][]} */
const typed = [
  [['relase'], /unknown command `relase`/, /did you mean `release`/],
  [['iteration', 'shwo'], /unknown `iteration` command `shwo`/, /did you mean `show`/],
  [['release', '--dry-rum'], /unknown option `--dry-rum` of `release`|unknown option `--dry-rum`/, /did you mean `--dry-run`/],
  [['release', '--tag_format', 'v{version}'], /unknown option `--tag_format` of `release`/, /did you mean `--tag-format`/],
  // The action's name for it.
  [['release', '--target-branch', 'main'], /unknown option `--target-branch` of `release`/, /did you mean `--branch`/],
  [['next', '--label', 'a'], /unknown option `--label` of `next`/, /`release` has `--label`/],
  [['--bump', 'minor'], /unknown option `--bump`/, /`next`, `release`, `doctor` have `--bump`/],
  [['release', '--token', 'abc'], /unknown option `--token` of `release`$/, /`GITHUB_TOKEN`/],
  [['release', '--skip-ci', 'alway'], /unknown skip-ci `alway`/, /did you mean `always`/],
  [['next', '--bump-types', 'docs=mnior'], /unknown bump-types word `mnior`/, /did you mean `minor`/],
  [['release', 'minor'], /`minor` is one word too many for `release`/, /did you mean `--bump minor`\?/],
  [['next', 'v2.0.0-rc.1'], /`v2.0.0-rc.1` is one word too many/, /did you mean `--bump v2.0.0-rc.1`\?/],
  [['release', '--version', '2.0.0'], /`2.0.0` is one word too many/, /did you mean `--bump 2.0.0`\?/],
  [['release', '--patch'], /unknown option `--patch` of `release`/, /did you mean `--bump patch`\?/],
  [['prune', '--patch'], /unknown option `--patch`/, /prune --help/],
  [['release', '-n'], /unknown option `-n` of `release`/, /did you mean `--dry-run`\?/],
  [['next', '-n'], /unknown option `-n`/, /next --help/],
  [['bump'], /unknown command `bump`/, /did you mean `version-first release`\?/],
  [['init'], /unknown command `init`/, /did you mean `version-first doctor --init`\?/],
  [['version'], /unknown command `version`/, /did you mean `version-first --version`\?/],
  [['constructor'], /unknown command `constructor`/, /--help/],
  [['release', 'now'], /`now` is one word too many for `release`/, /release --help/],
];
for (const [argv, message, next] of typed) {
  test(`answered with the nearest word: ${argv.join(' ')}`, () => {
    assert.throws(() => readCommandLine(argv, {}), (/** @type {any} */ error) => {
      assert.equal(error.name, 'UsageError');
      assert.match(error.message, message);
      assert.match(error.nextSteps.join('\n'), next);
      return true;
    });
  });
}

test('an input that is nearly one of ours is refused, one of others is not', () => {
  const asked = (/** @type {NodeJS.ProcessEnv} */ env) => readActionInputs(toolkit({}), env).command;
  for (const [name, meant] of [['INPUT_DRY-RUM', 'dry-run'], ['INPUT_DRY_RUN', 'dry-run'], ['INPUT_BUMB', 'bump'], ['INPUT_TARGETBRANCH', 'target-branch']]) {
    assert.throws(() => asked({ [name ?? '']: 'true' }), (/** @type {any} */ error) => error.name === 'UsageError' && error.nextSteps.includes(`did you mean \`${meant}\`?`), name);
  }
  assert.equal(asked({ 'INPUT_DRY-RUN': 'true', INPUT_BUMP: 'minor', INPUT_DOCKERFILE: 'x', INPUT_: '', INPUT_NODE_VERSION: '20' }), 'release');
});

test('`help` asks for help', () => {
  assert.deepEqual([readCommandLine(['help'], {}), readCommandLine(['help', 'iteration', 'show'], {})].map(({ help, command }) => [help, command]), [[true, undefined], [true, 'iteration show']]);
  assert.equal(readCommandLine(['-v'], {}).version, true);
});

test('every help has examples that parse', () => {
  for (const command of COMMANDS) {
    assert.ok(command.examples.length > 0, command.name);
    assert.match(helpFor(command), /\nexamples:\n {2}\S/);
  }
  for (const group of [undefined, 'iteration']) assert.match(helpFor(undefined, group), /\nexamples:\n {2}\S/);
});

test('the day comes with every request', () => {
  const before = new Date().toISOString().slice(0, 10);
  for (const { request } of [readCommandLine(['next', '--calver', 'YYYY.MM.MICRO'], {}), readActionInputs(toolkit({ 'calver-format': 'YYYY.MM.MICRO' }), {})]) {
    assert.equal(request.calverFormat, 'YYYY.MM.MICRO');
    const day = request.date ?? '';
    assert.ok(before <= day && day <= new Date().toISOString().slice(0, 10), day);
  }
  assert.match(readCommandLine(['next'], {}).request.date ?? '', /^\d{4}-\d{2}-\d{2}$/);
});

test('lengths of time', () => {
  const said = ['30s', '5m', '1h', '1h30m', '2m5s', '120h'].map((text) => durationOf('x', text));
  assert.deepEqual(said, [30_000, 300_000, 3_600_000, 5_400_000, 125_000, 432_000_000]);
  for (const text of ['', 's', '5 m', '-5m', '5m1h', '1.5h', '5M', '1e3s']) assert.throws(() => durationOf('x', text), { name: 'UsageError' }, text);
});

test('`next` knows what changes the version it would propose, and nothing of publishing it', () => {
  assert.equal(readCommandLine(['next', '--mode', 'pull-request', '--timeout', '10s'], {}).timeoutMs, 10_000);
  assert.throws(() => readCommandLine(['next', '--label', 'a'], {}), { message: /unknown option `--label`/ });
});

test('what the surroundings say of the server', () => {
  const { place } = readCommandLine(['release'], {
    GITHUB_SERVER_URL: 'https://git.example.org/', GITHUB_API_URL: 'https://git.example.org/api/v1', GITHUB_GRAPHQL_URL: '', FORGEJO_ACTIONS: 'true', GH_TOKEN: 'abcd',
  });
  assert.deepEqual([place.serverUrl, place.apiUrl, place.graphqlUrl, place.gitea, place.token], ['https://git.example.org/', 'https://git.example.org/api/v1', '', true, 'abcd']);
  // Only a runner's own word is enough to send the token to another host; or somebody's who asks for it.
  const both = { GITHUB_SERVER_URL: 'https://a.example.org', GITHUB_API_URL: 'https://b.example.org' };
  const may = (/** @type {string[]} */ argv, /** @type {NodeJS.ProcessEnv} */ env) => readCommandLine(['release', ...argv], env).place.anyApi;
  assert.deepEqual([may([], both), may([], { ...both, GITHUB_ACTIONS: 'true' }), may([], { GITHUB_API_URL: 'https://b.example.org', GITHUB_ACTIONS: 'true' })], [false, true, false]);
  const asked = readCommandLine(['release', '--api-url', 'https://c.example.org'], { ...both, GITHUB_GRAPHQL_URL: 'https://b.example.org/graphql' }).place;
  assert.deepEqual([asked.anyApi, asked.apiUrl, asked.graphqlUrl], [true, 'https://c.example.org', undefined]);
  const desk = readCommandLine(['release'], {}).place;
  assert.deepEqual([desk.serverUrl, desk.apiUrl, desk.graphqlUrl, desk.gitea, desk.token], ['https://github.com', undefined, undefined, false, undefined]);
});

test('the step after knows what the main step has left', () => {
  const { isPost, journal } = readRunner({ STATE_isPost: 'true', STATE_journal: '[]' });
  assert.deepEqual([isPost, journal], [true, '[]']);
  assert.deepEqual([readRunner({}).isPost, readRunner({}).journal], [false, '']);
});

const here = { full_name: 'o/r' };
const fork = { full_name: 'stranger/r' };

/** Event, what it says, whether a fork started it. @type {[string, object, boolean][]} */
const events = [
  ['push', { repository: here }, false],
  ['pull_request', { repository: here, pull_request: { head: { repo: here } } }, false],
  ['pull_request', { repository: here, pull_request: { head: { repo: { full_name: 'O/R' } } } }, false],
  ['pull_request', { repository: here, pull_request: { head: { repo: fork } } }, true],
  ['pull_request', { repository: here, pull_request: { head: { repo: null } } }, true],
  ['pull_request_target', { repository: here, pull_request: { head: { repo: fork } } }, true],
  ['pull_request_target', { repository: here, pull_request: { head: { repo: here } } }, false],
  ['pull_request_review', { repository: here, pull_request: { head: { repo: fork } } }, true],
  ['pull_request_review_comment', { repository: here, pull_request: { head: { repo: fork } } }, true],
  ['workflow_run', { repository: here, workflow_run: { head_repository: here } }, false],
  ['workflow_run', { repository: here, workflow_run: { head_repository: fork } }, true],
  ['workflow_dispatch', { repository: here }, false],
  ['schedule', {}, false],
  // Where nothing says whose it is, it is not ours.
  ['pull_request', { pull_request: {} }, true],
  ['workflow_run', { workflow_run: {} }, true],
];
for (const [event, payload, expected] of events) {
  test(`${event} ${JSON.stringify(payload)}: ${expected ? 'a fork' : 'ours'}`, () => assert.equal(isForked(event, payload), expected));
}

test('what the core is told of the event', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'event-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'event.json');
  /** @param {unknown} payload @param {string} event */
  const told = (payload, event) => {
    writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
    return triggerOf({ event, path, ref: 'refs/heads/main', sha: 'abc' }, false);
  };
  const known = { readable: true, fork: false, looks: false, ref: 'refs/heads/main', sha: 'abc' };
  assert.deepEqual(told({ repository: here }, 'push'), { ...known, event: 'push' });
  for (const unreadable of ['', 'x', 'null', '"x"', '7', '[]']) assert.deepEqual(told(unreadable, 'push'), { ...known, event: 'push', readable: false });
  const pull = { merged: true, merge_commit_sha: 'def', base: { ref: 'main' }, head: { repo: fork } };
  assert.deepEqual(told({ repository: here, action: 'closed', pull_request: pull }, 'pull_request'), { ...known, event: 'pull_request', fork: true, pull: { merged: true, base: 'main', commit: 'def' } });
  assert.deepEqual(told({ repository: here, action: 'labeled', pull_request: pull }, 'pull_request').pull, { merged: false, base: 'main' });
  const run = { event: 'push', head_branch: '1.x', head_sha: 'def', conclusion: 'success', head_repository: here };
  assert.deepEqual(told({ repository: here, workflow_run: run }, 'workflow_run').follows, { event: 'push', branch: '1.x', sha: 'def', conclusion: 'success' });
  const open = { ...run, conclusion: null };
  assert.equal(told({ action: 'in_progress', repository: here, workflow_run: open }, 'workflow_run').follows?.conclusion, 'in_progress');
  assert.equal(told({ action: 'completed', repository: here, workflow_run: open }, 'workflow_run').follows?.conclusion, undefined);
  // Whatever stands there, it is plain data.
  for (const odd of [{ pull_request: 7 }, { pull_request: { base: 7, head: 7 } }, { workflow_run: [] }, { workflow_run: { event: {} } }]) {
    for (const event of ['pull_request', 'workflow_run', 'push']) assert.equal(told(odd, event).event, event);
  }
  assert.deepEqual(triggerOf({ event: 'push', path: join(folder, 'nothing') }, true), { event: 'push', readable: false, fork: false, looks: true });
  const env = { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: path, GITHUB_REF: 'refs/heads/main', GITHUB_SHA: 'abc' };
  assert.deepEqual(readCommandLine(['release'], env).trigger, { event: 'push', path, ref: 'refs/heads/main', sha: 'abc' });
  assert.equal(readCommandLine(['release'], { GITHUB_REF: 'refs/heads/main' }).trigger, undefined);
});

test('what is no address is none for an API, by either door', () => {
  for (const wrong of ['true', '../x', 'git.example.org', 'ftp://git.example.org', 'file:///etc', 'javascript:1', 'https://', 'https://u:p@git.example.org', 'https://git.example.org/?x', 'https://git.example.org/#x', 'https://git.example.org/\n::error::']) {
    assert.throws(() => readCommandLine(['next', '--api-url', wrong], {}), { name: 'UsageError', message: /no address for `--api-url`/ }, wrong);
    assert.throws(() => readActionInputs(toolkit({ 'api-url': wrong }), {}), { name: 'UsageError', message: /no address for `api-url`/ }, wrong);
  }
  for (const right of ['https://git.example.org', 'http://127.0.0.1:8080/api/v1/']) assert.equal(readCommandLine(['next', '--api-url', right], {}).place.apiUrl, right);
});

test('a value of any length is named in a line, and a folder of any name is one or is not', () => {
  const long = 'x'.repeat(100_000);
  for (const inputs of [{ command: long }, { mode: long }, { force: long }, { 'bump-types': long }, { timeout: long }, { 'max-age': long }, { remote: `-${long}` }, { 'api-url': long }, { 'working-directory': long }]) {
    assert.throws(() => readActionInputs(toolkit(inputs), {}), (/** @type {Error} */ error) => error.name === 'UsageError' && error.message.length < 600, Object.keys(inputs).join());
  }
  const dir = mkdtempSync(join(tmpdir(), 'inputs-'));
  try {
    symlinkSync('loop', join(dir, 'loop'));
    writeFileSync(join(dir, 'file'), '');
    for (const name of ['loop', 'file', 'file/x', 'nowhere']) assert.throws(() => readCommandLine(['next', '--cwd', join(dir, name)], {}), { name: 'UsageError', message: /is no folder/ });
  } finally {
    rmSync(dir, { recursive: true });
  }
});
