// This machine, its git, the clone, the remote, and trees and commits that no git makes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { packageJson } from '../scenarios/harness/manifests.mjs';
import { pathGit } from '../scenarios/harness/path-git.mjs';
import { poison } from '../scenarios/harness/poison.mjs';
import { HURRIED } from '../scenarios/harness/program.mjs';
import { bareClone, cloned, folder, row } from './ask.mjs';

/** @typedef {import('../scenarios/harness/sandbox.mjs').Sandbox} Sandbox */

const npm = { 'package.json': packageJson('1.2.3') };
const good = [{ files: npm, tag: 'v1.2.3' }, { say: 'fix: x', files: { x: '1' } }];

/** A clone, and a git before the real one. @param {string} script */
const withGit = (script) => async (/** @type {Sandbox} */ box) => {
  const { dir } = await box.remote(good);
  return { cwd: bareClone(box, dir), env: pathGit(box, { script }).env, node: HURRIED };
};
/** @param {string} text */
const link = (text) => ({ text, mode: '120000' });
const lonely = (/** @type {Sandbox} */ box) => {
  const cwd = bareClone(box, 'x');
  writeFileSync(join(cwd, '.git', 'config'), '[core]\n\trepositoryformatversion = 0\n');
  return { cwd };
};
/** One file, of which two paths name two places. */
const TWICE = { 'data.json': '{"version": "1.2.3", "other": "1.2.3"}\n', 'package.json': link('data.json') };
const PLACES = '--manifests package.json:other --manifests data.json:version';
const plain = folder(npm);
/** As long as a name may be. */
const LONG = `${'a'.repeat(248)}.csproj`;

const here = [
  row('no-git', 'nowhere on the path', good, 'next', { env: { PATH: '/nowhere' } }),
  row('git-too-old', 'of 2019', withGit('if [ "$sub" = version ]; then echo "git version 2.20.1"; exit 0; fi'), 'next'),
  row('not-a-repository', 'a folder', plain, 'next', { gits: true }),
  row('not-a-repository', 'a folder, and all manifests are meant', plain, 'set 2.0.0', { gits: true }),
  row('repository-not-trusted', 'of another user', good, 'next', { env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: 'true' } }),
  row('repository-not-trusted', 'a bare one inside another folder\'s', async (box) => {
    const { cwd } = await cloned(good)(box);
    const inner = join(cwd, 'packages/app');
    mkdirSync(inner, { recursive: true });
    await box.git(inner, ['init', '--quiet', '--bare', '--template=', '.']);
    return { cwd: inner };
  }, 'next'),
  row('no-temporary-folder', 'not there', good, 'release', { env: { TMPDIR: '/nowhere' } }),
  row('shallow-history', 'without a network', async (box) => {
    const remote = await box.remote(good);
    const clone = await box.clone(remote, { args: ['--depth=1'], url: remote.fileUrl });
    await clone.git('fetch', '--quiet', '--depth=1', 'origin', 'tag', 'v1.2.3');
    return { cwd: clone.dir };
  }, 'next --offline'),
  row('shallow-history', 'without a network, and without tags', async (box) => {
    const clone = await box.clone(await box.remote(good), { args: ['--depth=1', '--no-tags'], url: `file://${join(box.dir, 'remote.git')}` });
    return { cwd: clone.dir };
  }, 'next --offline'),
  row('local-git-failed', 'a file whose bytes are not what its name says', async (box) => {
    const clone = await box.clone(await box.remote(good));
    await poison(clone, await clone.oid('HEAD:package.json'), 'blob', Buffer.from(packageJson('1.2.3').replace('{', '{ "evil": 1,')));
    return { cwd: clone.dir };
  }, 'release'),
  row('local-git-failed', 'a setting longer than a program is given', async (box) => {
    const cwd = bareClone(box, (await box.remote(good)).dir);
    writeFileSync(join(cwd, '.git', 'config'), `${readFileSync(join(cwd, '.git', 'config'), 'utf8')}[http]\n\tuserAgent = ${'x'.repeat(200_000)}\n`);
    return { cwd };
  }, 'next'),
  row('local-git-failed', 'its settings are told in part', withGit('if [ "$sub" = config ]; then exec sh -c \'"$0" "$@" | head -c 40; echo "fatal: out of memory" >&2; exit 128\' "$real" "$@"; fi'), 'next'),
  row('local-git-failed', 'a git that is no program', (box) => {
    const path = box.write('bin/git', 'no program');
    return { cwd: box.dir, env: { PATH: dirname(path) } };
  }, 'next'),
  row('links-differ', 'two names of one file, in a release', [{ files: TWICE, tag: 'v1.2.3' }, { say: 'fix: x', files: { y: '1' } }], `release ${PLACES}`),
  row('cancelled', 'by Ctrl-C', withGit('if [ "$sub" = ls-remote ]; then kill -INT $PPID; sleep 20; fi'), 'release'),
  row('try-failed', 'git makes no commit', withGit('if [ "$sub" = commit ]; then echo "fatal: no" >&2; exit 128; fi'), 'try --no-json'),
  row('timeout', 'a remote that does not answer', withGit('if [ "$sub" = ls-remote ]; then sleep 60; fi'), 'release --timeout 1s'),
  row('no-such-file', 'set', plain, 'set 2.0.0 gone.json'),
  row('no-such-file', 'set, a folder', folder({ 'package.json/x': '' }), 'set 2.0.0 package.json'),
  row('not-writable', 'set, where no second name fits beside it', folder({ [LONG]: '<Project><PropertyGroup><Version>1.2.3</Version></PropertyGroup></Project>\n' }), `set 2.0.0 ${LONG}`),
  row('outside-repository', 'set, by a link', (box) => {
    box.write('outside.json', packageJson('1.2.3'));
    return cloned([{ files: { 'package.json': link('../outside.json') } }])(box);
  }, 'set 2.0.0'),
  row('not-written', 'a report', cloned(good), 'audit --report /nowhere/report.json'),
  row('not-written', 'the outputs of a step', good, [], { run: undefined, act: {}, env: { GITHUB_OUTPUT: '/nowhere/output' }, changes: true }),
];

const remotes = [
  row('no-remote', 'none', lonely, 'next'),
  row('no-remote', 'another name', good, 'next --remote upstream'),
  row('no-remote', 'an empty address', (box) => ({ cwd: bareClone(box, '') }), 'next'),
  row('pushes-elsewhere', 'an address for pushes alone', async (box) => {
    const cwd = bareClone(box, 'https://git.example.org/o/r');
    await box.git(cwd, ['config', 'remote.origin.pushurl', 'git@git.example.org:me/r.git']);
    return { cwd };
  }, 'release'),
  row('pushes-elsewhere', 'a rule for pushes', async (box) => {
    const cwd = bareClone(box, 'https://git.example.org/o/r');
    await box.git(cwd, ['config', 'url.https://u:pass@mirror.example.org/.pushInsteadOf', 'https://git.example.org/']);
    return { cwd };
  }, 'release'),
  row('empty-repository', 'no branch', async (box) => ({ cwd: bareClone(box, (await box.remote([])).dir) }), 'next'),
  row('branch-not-found', 'the default branch is gone', async (box) => {
    const remote = await box.remote(good);
    await remote.git(['symbolic-ref', 'HEAD', 'refs/heads/gone']);
    return { cwd: bareClone(box, remote.dir) };
  }, 'next'),
  row('unreachable', 'a folder that is not there', (box) => ({ cwd: bareClone(box, '/nowhere/r.git'), node: HURRIED }), 'next', { gits: true }),
  row('race-lost', 'others are faster', async (box) => {
    const remote = await box.remote(good);
    const again = `$clean git -C '${remote.dir}' update-ref refs/heads/main "$($clean git -C '${remote.dir}' -c user.name=x -c user.email=x@example.com commit-tree -p main -m again 'main^{tree}')"`;
    return { cwd: bareClone(box, remote.dir), env: pathGit(box, { script: `if [ "$sub" = push ]; then ${again}; fi` }).env, node: HURRIED };
  }, 'release', { changes: true }),
  row('remote-locked', 'a lock that a dead process left', async (box) => {
    const remote = await box.remote(good);
    mkdirSync(join(remote.dir, 'refs/heads'), { recursive: true });
    writeFileSync(join(remote.dir, 'refs/heads/main.lock'), '');
    return { cwd: bareClone(box, remote.dir), node: HURRIED };
  }, 'release', { changes: true, gits: true }),
  row('hostile-tree', 'a link out of it', { 'package.json': link('../outside.json') }, 'next'),
  row('hostile-tree', 'a name that leads into .git', async (box) => {
    const remote = await box.remote(good);
    const blob = (await remote.git(['hash-object', '-w', '--stdin'], 'x')).trim();
    const entry = Buffer.concat([Buffer.from('100644 .GIT\0'), Buffer.from(blob, 'hex')]);
    const tree = (await remote.git(['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], entry)).trim();
    await remote.git(['update-ref', 'refs/heads/main', (await remote.git(['commit-tree', tree, '-p', 'main', '-m', 'x'])).trim()]);
    return { cwd: bareClone(box, remote.dir) };
  }, 'next'),
  row('too-many-refs', 'without an end', withGit('if [ "$sub" = ls-remote ]; then exec yes "1111111111111111111111111111111111111111	refs/tags/x"; fi'), 'next'),
  row('unreachable', 'a branch that names no commit', async (box) => {
    const remote = await box.remote(good);
    const blob = (await remote.git(['rev-parse', 'main:package.json'])).trim();
    writeFileSync(join(remote.dir, 'refs/heads/main'), `${blob}\n`);
    return { cwd: bareClone(box, remote.dir), node: HURRIED };
  }, 'next'),
  row('tree-too-large', 'a path without an end', { ...npm, [Array.from({ length: 30 }, () => 'd'.repeat(200)).join('/')]: 'x' }, 'next'),
  row('commit-too-large', 'the newest one', [{ files: npm, tag: 'v1.2.3' }, { say: `fix: x\n\n${'x'.repeat(33 * 1024 * 1024)}`, files: { x: '1' } }], 'next'),
  row('manifests-too-large', 'four of 19 MB', Object.fromEntries([['package.json', packageJson('1.2.3', { workspaces: ['p/*'] })], ...Array.from({ length: 4 }, (_, at) => [`p/${at}/package.json`, `{${' '.repeat(19_000_000)}}`])]), 'next'),
  row('links-differ', 'two names of one file', cloned([{ files: TWICE }]), `set 1.3.0 ${PLACES}`),
  row('places-not-searched', 'a clone without contents', async (box) => {
    const remote = await box.remote([{ files: { ...npm, 'README.md': 'demo 1.2.3\n' }, tag: 'v1.2.3' }, { say: 'fix: x', files: { x: '1' } }]);
    await remote.config('uploadpack.allowFilter', 'true');
    return { cwd: (await box.clone(remote, { args: ['--filter=blob:none', '--no-checkout'], url: remote.fileUrl })).dir };
  }, 'next --strict-places', { changes: true }),
];

export const machine = [...here, ...remotes];
