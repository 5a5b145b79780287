// `audit`: what closes the gate, and why a tag is not judged.

import { packageJson } from '../scenarios/harness/manifests.mjs';
import { cloned, row } from './ask.mjs';

const npm = (/** @type {string} */ version, /** @type {object} */ more = {}) => ({ 'package.json': packageJson(version, more) });
const lies = cloned([{ files: npm('1.0.0'), tag: 'v1.0.0' }, { say: 'fix: x', files: { x: '1' }, tag: 'v1.0.1' }, { files: { x: '2' }, tag: 'nightly' }]);
/** Why the first tag that is not judged is not. @param {any} json */
const why = ({ unjudged: [{ code, why: message, path }] }) => ({ code, message, path });
/** With `--json` nothing is printed besides. @param {any} json */
const said = (json) => json;

export const audits = [
  row('rate-too-low', 'half of them', lies, 'audit', { shows: said }),
  row('tag-not-true', 'the gate', lies, 'audit --tag v1.0.1', { shows: said }),
  row('tag-not-found', 'the gate', lies, 'audit --tag v2.0.0', { shows: said }),
  row('not-a-version-tag', 'the gate', lies, 'audit --tag nightly', { shows: said }),
  row('tag-not-found', 'since', lies, 'audit --since v0.1.0', { shows: said }),
  row('no-hosting', 'the history of branches', lies, 'audit --history'),
  row('pattern-matches-nothing', 'audit', lies, ['audit', '--ignore-tags', 'x*']),
  row('not-a-report', 'a list of them', async (box) => {
    box.write('list.txt', 'report.json\n');
    box.write('report.json', '{"name": "x"}\n');
    return { cwd: box.dir };
  }, 'audit --repositories list.txt', { shows: (json) => json.repositories[0] }),
  row('not-a-repository', 'a list of them', async (box) => {
    box.write('list.txt', 'nothing-here\n');
    return { cwd: box.dir };
  }, 'audit --repositories list.txt', { shows: (json) => json.repositories[0] }),
  row('unreachable', 'one of a list of them', async (box) => {
    box.write('list.txt', 'file:///nowhere/r.git\n');
    return { cwd: box.dir };
  }, 'audit --repositories list.txt', { shows: (json) => json.repositories[0], gits: true }),
  row('objects-missing', 'a clone without contents', async (box) => {
    const remote = await box.remote([{ files: npm('1.0.0'), tag: 'v1.0.0' }]);
    await remote.config('uploadpack.allowFilter', 'true');
    return { cwd: (await box.clone(remote, { args: ['--filter=blob:none', '--no-checkout'], url: remote.fileUrl })).dir };
  }, 'audit', { shows: why }),
  row('not-a-commit', 'a tag of a tree', async (box) => {
    const place = await cloned([{ files: npm('1.0.0') }])(box);
    await place.clone.git('tag', 'v1.0.0', 'HEAD^{tree}');
    return place;
  }, 'audit', { shows: why }),
  row('version-computed', 'from git\'s tags', cloned([{ files: { 'pyproject.toml': '[build-system]\nrequires = ["setuptools-scm"]\n\n[project]\nname = "x"\ndynamic = ["version"]\n\n[tool.setuptools_scm]\n' }, tag: 'v1.0.0' }]), 'audit', { shows: why }),
  row('placeholder', 'filled in when it is published', cloned([{ files: npm('0.0.0'), tag: 'v1.0.0' }]), 'audit', { shows: why }),
  row('unrelated-manifest', 'a private one', cloned([{ files: npm('0.1.0', { private: true }), tag: 'v1.0.0' }, { files: { x: '1' }, tag: 'v1.1.0' }]), 'audit', { shows: why }),
  row('several-packages', 'numbered apart', cloned([{ files: { 'a/package.json': packageJson('1.0.0', { name: 'a' }), 'b/package.json': packageJson('2.0.0', { name: 'b' }) }, tag: 'v3.0.0' }]), 'audit', { shows: why }),
];
