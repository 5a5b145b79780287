// The shortest history there is something to release of.

import { expectLanded } from './expect.mjs';
import { packageJson } from './manifests.mjs';

/** @param {string} version */
export const files = (version) => ({ 'package.json': packageJson(version), 'py/pyproject.toml': 'tool = 1\n' });

export const short = () => [
  { say: 'chore: start', files: files('1.2.3'), tag: 'v1.2.3' },
  { say: 'fix: x', files: { 'a.js': '1' } },
];

/** @param {import('./remote.mjs').Remote} remote @param {Awaited<ReturnType<typeof remote.refs>>} before @param {string} version */
export const landed = (remote, before, version) => expectLanded(remote, { before, tag: `v${version}`, files: { 'package.json': packageJson(version) } });
