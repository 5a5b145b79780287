// `npm run bench`: how much longer version-first takes than doing nothing, and than a shell script of the same git steps.
// Ratios within a round, medians over the rounds: what else the machine does falls on both sides. `--rounds N`.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { cleanEnv, root } from '../scripts/lib.mjs';
import { sideBySide, time } from '../tests/helpers/measure.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const hook = join(root, 'tests', 'helpers', 'first-instruction.cjs');
const cli = join(root, 'dist', 'cli.js');

// Nobody's git configuration, and no certificates that only this machine loads.
const env = cleanEnv({
  NODE_EXTRA_CA_CERTS: undefined,
  HOME: work,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'bench',
  GIT_AUTHOR_EMAIL: 'bench@example.com',
  GIT_COMMITTER_NAME: 'bench',
  GIT_COMMITTER_EMAIL: 'bench@example.com',
});

/** @param {string} cwd @param {string[]} args @param {string} [input] */
function git(cwd, args, input) {
  return execFileSync('git', args, { cwd, env, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
}

/** @param {string[]} args @param {Record<string, string>} [extra] */
const node = (args, extra) => () => time({ program: process.execPath, args, cwd: work, env: { ...env, ...extra } });

/** @param {string} what @param {{ours: number, theirs: number, ratio: number}} result @param {string} against */
function show(what, { ours, theirs, ratio }, against) {
  console.log(`${what.padEnd(44)} ${ours.toFixed(0).padStart(5)} ms   ${ratio.toFixed(2)} × ${against} (${theirs.toFixed(0)} ms)`);
}

/**
 * A bare remote with a history: `commits` commits, every tenth of them tagged, loose as actions/checkout leaves them.
 * @param {string} path @param {number} commits @param {number} tags
 */
function makeRemote(path, commits, tags) {
  git(work, ['init', '-q', '--bare', '-b', 'main', path]);
  const every = Math.floor(commits / tags);
  const pyproject = (/** @type {number} */ n) => `[project]\nname = "probe"\nversion = "0.1.${n}"\n`;
  const module = (/** @type {number} */ n) => `"""A probe."""\n\n__version__ = "0.1.${n}"\n`;
  const data = (/** @type {string} */ text) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  let stream = '';
  let patch = 0;
  for (let n = 1; n <= commits; n += 1) {
    const release = n % every === 0 && patch < tags;
    if (release) patch += 1;
    stream += `commit refs/heads/main\nmark :${n}\ncommitter bench <bench@example.com> ${1700000000 + n} +0000\n`;
    stream += data(release ? `chore(release): 0.1.${patch}` : `fix: number ${n}`);
    stream += `M 100644 inline file-${n % 50}.txt\n${data(`line ${n}\n`)}`;
    if (release || n === 1) {
      stream += `M 100644 inline pyproject.toml\n${data(pyproject(patch))}`;
      stream += `M 100644 inline src/probe/__init__.py\n${data(module(patch))}`;
    }
    if (release) stream += `tag v0.1.${patch}\nfrom :${n}\ntagger bench <bench@example.com> ${1700000000 + n} +0000\n${data(`v0.1.${patch}`)}`;
  }
  stream += `commit refs/heads/main\ncommitter bench <bench@example.com> ${1800000000} +0000\n${data('fix: the newest')}`;
  stream += `M 100644 inline newest.txt\n${data('newest\n')}`;
  git(path, ['fast-import', '--quiet'], stream);
  return patch;
}

/** A remote and a clone of it, ready to release. @param {string} template @param {string} name */
function scene(template, name) {
  const dir = join(work, name);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  cpSync(join(template, 'remote.git'), join(dir, 'remote.git'), { recursive: true });
  cpSync(join(template, 'clone'), join(dir, 'clone'), { recursive: true, verbatimSymlinks: true });
  git(join(dir, 'clone'), ['remote', 'set-url', 'origin', join(dir, 'remote.git')]);
  git(join(dir, 'clone'), ['update-index', '-q', '--refresh']);
  return dir;
}

/** The newest commit must be tagged and say the version, or nothing was measured. @param {string} dir @param {string} version */
function demandReleased(dir, version) {
  const remote = join(dir, 'remote.git');
  const [tip, tagged] = ['main', `v${version}^{}`].map((ref) => git(remote, ['rev-parse', ref]).trim());
  const says = git(remote, ['show', 'main:pyproject.toml']);
  if (tip !== tagged || !says.includes(`version = "${version}"`)) throw new Error(`${dir}: v${version} was not released`);
}

try {
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  console.log(`version-first ${version}, Node ${process.versions.node}, ${git(work, ['--version']).trim()}, ${rounds} rounds\n`);
  show('version-first --version', sideBySide({ rounds, ours: node([cli, '--version']), theirs: node(['-e', '0']) }), 'node -e 0');
  const nothing = node(['--require', hook, '-e', '0']);
  show('CLI, to its first own wait', sideBySide({ rounds, ours: node(['--require', hook, cli, 'release']), theirs: nothing }), 'node -e 0');
  const action = node(['--require', hook, join(root, 'dist', 'action.js')], { INPUT_COMMAND: 'release' });
  show('action, to its first own wait', sideBySide({ rounds, ours: action, theirs: nothing }), 'node -e 0');

  for (const [size, commits, tags] of /** @type {[string, number, number][]} */ ([['small', 200, 20], ['large', 10000, 1000]])) {
    const template = join(work, size);
    mkdirSync(template);
    const patch = makeRemote(join(template, 'remote.git'), commits, tags);
    git(template, ['clone', '-q', 'remote.git', 'clone']);
    const next = `0.1.${patch + 1}`;
    const ours = () => {
      const dir = scene(template, 'ours');
      const took = time({ program: process.execPath, args: [cli, 'release'], cwd: join(dir, 'clone'), env });
      demandReleased(dir, next);
      return took;
    };
    const theirs = () => {
      const dir = scene(template, 'theirs');
      const took = time({ program: join(root, 'bench', 'release.sh'), args: [next], cwd: join(dir, 'clone'), env });
      demandReleased(dir, next);
      return took;
    };
    show(`release, ${size}: ${commits} commits, ${tags} tags`, sideBySide({ rounds, ours, theirs }), 'shell script');
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
