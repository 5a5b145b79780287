// What is asked for: versions, bumps, tags, lines, branches, templates, and what started a run.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageJson } from '../scenarios/harness/manifests.mjs';
import { bareClone, called, row } from './ask.mjs';

/** @param {string} version */
const npm = (version) => ({ 'package.json': packageJson(version) });
const good = [{ files: npm('1.2.3'), tag: 'v1.2.3' }, { say: 'fix: x', files: { x: '1' } }];
/** @param {...[code: string, name: string, ...options: string[]]} list */
const asked = (...list) => list.map(([code, name, ...options]) => row(code, name, good, ['next', ...options]));
const changelog = '# Changelog\n\n## 1.2.3\n\n- a\n';
/** @param {Record<string, string>} files */
const withFiles = (files) => [{ files: { ...npm('1.2.3'), ...files }, tag: 'v1.2.3' }, { say: 'fix: x', files: { x: '1' } }];

const versions = [
  ...asked(
    ['invalid-bump', 'no word of ours', '--bump', 'bigger'],
    ['invalid-bump', 'nearly a word', '--bump', 'mayor'],
    ['invalid-version', 'two numbers', '--bump', '1.3'],
    ['invalid-bump', 'what PEP 440 has alone', '--bump', 'post'],
    ['invalid-version', 'a `v` too much', '--bump', 'v1.3.0.0'],
    ['version-not-greater', 'an older one', '--bump', '1.2.2'],
    ['version-not-greater', 'a prerelease of what is released', '--bump', '1.2.3-rc.1'],
    ['invalid-identifier', 'a word with a space', '--bump', 'prerelease', '--preid', 'r c'],
    ['invalid-identifier', 'a number alone', '--bump', 'prerelease', '--preid', '01'],
    ['invalid-prerelease-branches', 'no pair', '--prerelease-branches', 'beta='],
    ['invalid-prerelease-branches', 'two of one branch', '--prerelease-branches', 'beta=a beta=b'],
    ['invalid-calver-format', 'an unknown token', '--calver', 'YYYY.XX'],
    ['invalid-calver-format', 'could go back', '--calver', 'MM.YYYY.MICRO'],
    ['invalid-calver-format', 'none', '--scheme', 'calver'],
  ),
  row('version-not-greater', 'back among prereleases', [{ files: npm('1.3.0-rc.1'), tag: 'v1.3.0-rc.1' }, { say: 'fix: x', files: { x: '1' } }], 'next --bump prerelease --preid beta'),
  called('not-a-prerelease', 'of the package', 'nextVersion', { current: '1.2.3', bump: 'release' }),
  row('version-overflow', 'the greatest number', [{ files: npm(`1.2.9007199254740991`), tag: `v1.2.9007199254740991` }, { say: 'fix: x', files: { x: '1' } }], 'next'),
  called('invalid-identifier', 'not of PEP 440', 'nextVersion', { current: '1.2.3', bump: 'prerelease', scheme: 'pep440', identifier: 'canary' }),
  called('invalid-identifier', 'PEP 440 without a number', 'nextVersion', { current: '1.2.3', bump: 'prerelease', scheme: 'pep440', identifierBase: false }),
  called('invalid-date', 'no such day', 'nextVersion', { current: '2026.1.0', bump: 'patch', scheme: 'calver', calverFormat: 'YYYY.MM.MICRO', date: '2026-02-30' }),
  called('invalid-input', 'a calendar without a date', 'nextVersion', { current: '2026.1.0', bump: 'patch', scheme: 'calver', calverFormat: 'YYYY.MM.MICRO' }),
  called('invalid-date', 'a day of somewhere', 'nextVersion', { current: '2026.1.0', bump: 'patch', scheme: 'calver', calverFormat: 'YYYY.MM.MICRO', date: '3.2.2026' }),
  called('no-counter', 'the same day', 'nextVersion', { current: '2026.2.3', bump: 'patch', scheme: 'calver', calverFormat: 'YYYY.MM.DD', date: '2026-02-03' }),
];

const tags = [
  row('tag-taken', 'by an older commit', [{ say: 'older', files: npm('1.2.3'), tag: 'v1.3.0' }, { say: 'fix: x', files: { x: '1' } }], 'next --bump 1.3.0'),
  row('tag-taken', 'in another spelling', [{ files: npm('1.3.0'), tag: '1.3.0' }, { say: 'fix: x', files: { x: '1' } }], 'next --tag-format v{version} --bump 1.3.0'),
  row('ambiguous-tags', 'two spellings', [{ files: npm('0.9.0'), tag: '2.0.0' }, { files: { x: '0' }, tag: 'v1.5.0' }, { say: 'fix: x', files: { x: '1' } }], 'next'),
  row('ambiguous-tags', 'another name', [{ files: npm('2.0.0'), tag: 'windows-1.0.0' }, { say: 'fix: x', files: { x: '1' } }], 'next'),
  row('ambiguous-tags', 'another age', [{ files: npm('2021.12.0'), tag: 'v2021.12.0' }, { files: npm('1.0.0'), tag: 'v1.0.0' }, { files: npm('1.4.0'), tag: 'v1.4.0' }, { say: 'fix: x', files: { x: '1' } }], 'next'),
  row('no-tag-counts', 'the newest lies elsewhere', [{ files: npm('1.0.0') }, { on: 'side', from: 'refs/heads/main', files: npm('2.0.0'), tag: 'v2.0.0' }, { on: 'main', say: 'fix: x', files: { x: '1' } }], 'next'),
  row('no-tag-counts', 'in the other grammar', [{ files: npm('1.0.0'), tag: 'v1.0.0.1' }, { say: 'fix: x', files: { x: '1' } }], 'next'),
  row('calendar-tags', 'days', [{ files: npm('2024.1.5'), tag: 'v2024.01.05' }, { say: 'fix: x', files: { x: '1' } }], 'next'),
  row('leaves-line', 'a maintenance line', [{ files: npm('1.2.3'), tag: 'v1.2.3' }, { on: '1.x', from: 'refs/heads/main', say: 'fix: x', files: { x: '1' } }, { on: 'main', files: npm('2.0.0'), tag: 'v2.0.0' }], 'next --branch 1.x --bump major'),
  row('leaves-line', 'above what the branch does not know', [{ files: npm('1.2.3'), tag: 'v1.2.3' }, { on: 'side', from: 'refs/heads/main', files: npm('1.3.0'), tag: 'v1.3.0' }, { on: 'main', from: ':1', say: 'feat: x', files: { x: '1' } }], 'next'),
  row('leaves-line', 'a prerelease of another branch', [{ files: npm('1.2.3'), tag: 'v1.2.3' }, { say: 'feat: x', files: { x: '1' } }, { on: 'beta', from: 'refs/heads/main', files: { y: '1' } }], 'next --prerelease-branches beta --bump 1.3.0-beta.1'),
  ...asked(
    ['pattern-matches-nothing', 'ignore-tags', '--ignore-tags', 'x*'],
    ['pattern-matches-nothing', 'paths', '--paths', 'src/**'],
    ['pattern-matches-nothing', 'paths leave nothing', '--paths', '!**'],
    ['invalid-tag-format', 'no version', '--tag-format', 'v'],
    ['invalid-tag-format', 'two versions', '--tag-format', '{version}{version}'],
    ['invalid-tag-format', 'a space', '--tag-format', '{version} x'],
    ['invalid-tag-format', 'an unknown name', '--tag-format', '{pkg}-{version}'],
    ['invalid-ref-name', 'two dots', '--branch', 'a..b'],
    ['invalid-ref-name', 'a space', '--branch', 'a b'],
    ['invalid-ref-name', 'the end of a lock', '--branch', 'x.lock'],
    ['invalid-ref-name', 'a hyphen in front', '--branch=-x'],
    ['branch-not-found', 'no such one', '--branch', 'mian'],
  ),
  called('invalid-tag-format', 'of the package', 'tagName', '1.2.3', { tagFormat: 'a:{version}' }),
  called('invalid-version', 'a tag of the package', 'tagName', '1.2'),
  called('invalid-branch-template', 'of the package', 'bumpBranch', '1.2.3', { template: 'x' }),
];

const texts = [
  ...[
    ['invalid-branch-template', 'no version', '--branch-template', 'bump'],
    ['invalid-branch-template', 'no name of a branch', '--branch-template', 'a..{version}'],
    ['invalid-commit-message', 'an empty first line', '--commit-message', '\nx {version}'],
    ['invalid-commit-message', 'the version misspelt', '--commit-message', 'chore: {verison}'],
    ['invalid-commit-message', 'as other tools write it', '--commit-message', 'chore: ${version}'],
    ['invalid-template', 'a name nobody knows', '--pull-request-title', '{verson} is out'],
    ['invalid-template', 'an empty title', '--pull-request-title', '\nx'],
    ['invalid-template', 'in the notes', '--notes-header', 'see {url}'],
    ['invalid-notes-sections', 'no types', '--notes-sections', 'Features'],
    ['invalid-notes-sections', 'a type twice', '--notes-sections', 'Features: feat', '--notes-sections', 'More: feat'],
    ['invalid-notes-sections', 'two lines', '--notes-sections', 'New\nthings: feat'],
    ['invalid-notes-sections', 'what breaks is hidden', '--notes-sections', '!breaking'],
    ['invalid-changelog', 'a path out', '--changelog', '../CHANGELOG.md'],
  ].map(([code = '', name = '', ...options]) => row(code, name, good, ['release', '--dry-run', ...options])),
  row('changelog-not-found', 'another one beside', withFiles({ 'CHANGES.md': changelog }), 'release --dry-run --changelog CHANGELOG.md'),
  row('changelog-not-understood', 'no version in it', withFiles({ 'CHANGELOG.md': '# Changelog\n\n- See the releases.\n' }), 'release --dry-run --changelog CHANGELOG.md'),
  row('changelog-not-understood', 'the newest last', withFiles({ 'CHANGELOG.md': '# Changelog\n\n## 1.0.0\n\n- a\n\n## 1.2.3\n\n- b\n' }), 'release --dry-run --changelog CHANGELOG.md'),
  row('changelog-not-understood', 'no text for people', withFiles({ 'changes.json': '{}\n' }), 'release --dry-run --changelog changes.json'),
  row('template-too-wide', 'branches of every kind', good, 'prune --branch-template {version}'),
];

/** A run that an event started; null: the runner wrote no file about it. @param {string} event @param {object | string | null} payload */
const startedBy = (event, payload) => async (/** @type {import('../scenarios/harness/sandbox.mjs').Sandbox} */ box) => {
  const { dir } = await box.remote(good);
  const path = join(box.dir, 'event.json');
  if (payload !== null) writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return { cwd: bareClone(box, dir), env: { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, GITHUB_REF: 'refs/heads/main' } };
};
const here = { full_name: 'o/r' };

const triggers = [
  row('wrong-event', 'anybody may comment', startedBy('issue_comment', { repository: here }), 'release'),
  row('fork-run', 'a fork\'s pull request', startedBy('pull_request', { pull_request: { head: { repo: { full_name: 'eve/r' } } }, repository: here }), 'release'),
  row('event-unreadable', 'no such file', startedBy('push', null), 'release'),
  { code: 'event-unreadable', name: 'no JSON, in a workflow', world: startedBy('push', 'no JSON'), act: {} },
  row('no-trigger', 'tested-only at a desk', good, 'release --tested-only'),
];

const usage = [
  ['no such command', 'relese'],
  ['no such option', 'next --nope'],
  ['nearly an option', 'next --bumb=minor'],
  ['an option of another command', 'next --svg'],
  ['a word that is not one of the choices', 'release --mode=push'],
  ['nearly one of the choices', 'release --skip-ci=alwasy'],
  ['a number that is none', 'audit --min-rate=many'],
  ['a number out of range', 'audit --min-rate=101'],
  ['a time that is none', 'release --wait=soon'],
  ['no value', 'release --no-json --bump'],
  ['a hyphen where a value is expected', 'release --bump -x'],
  ['a word too much', 'next patch'],
  ['a flag with a value', 'next --offline=yes'],
  ['no version', 'set'],
  ['a type that is none', 'release --bump-types=feat'],
  ['a command of iteration', 'iteration begin'],
  ['no command of iteration, and an option', 'iteration --no-json --dry-run'],
  ['a shell nobody completes in', 'completion tcsh --no-json'],
  ['an empty folder', 'next --cwd=/nowhere/at/all'],
  ['an empty branch', 'release --branch='],
  ['an empty package, by a variable that is not set', 'release --package='],
  ['an empty file', 'audit --report='],
  ['one of several that is empty', 'next --manifests=VERSION --manifests='],
].map(([name = '', line = '']) => row('usage', name, () => ({ cwd: '/' }), line));

export const requests = [...versions, ...tags, ...texts, ...triggers, ...usage];
