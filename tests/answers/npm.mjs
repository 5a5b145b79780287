// What only a program that uses the package meets, and mistakes in calls.

import { called, core } from './ask.mjs';

/** Folders of a workspace that no pattern tells apart quickly. @param {number} count @param {(place: number) => string} each */
const list = (count, each) => Array.from({ length: count }, (_, place) => each(place));
const globs = list(800, (place) => `**/*a${place % 9}*b*c${place}`);
const folders = list(40_000, (place) => `q${place % 977}/xa1a2a3a4a5bbcc${place}`);

export const npm = [
  called('invalid-input', 'a field nobody knows', 'nextVersion', { current: '1.2.3', bump: 'patch', preid: 'rc' }),
  called('invalid-input', 'a field is missing', 'nextVersion', { current: '1.2.3' }),
  called('invalid-input', 'another kind', 'nextVersion', { current: 1, bump: 'patch' }),
  called('invalid-input', 'no choice', 'nextVersion', { current: '1.2.3', bump: 'patch', scheme: 'semver2' }),
  called('invalid-input', 'a version is no bump', 'nextVersion', { current: '1.2.3', bump: '1.3.0' }),
  called('invalid-input', 'a list of one kind', 'readManifests', [{ path: 'a' }]),
  called('invalid-input', 'no text', 'parseTag', 1),
  called('too-many-patterns', 'a workspace', 'needs', { run: { id: '1', attempt: '1' } }, ['package.json', ...folders.map((folder) => `${folder}/package.json`)].join('\0'), [{ path: 'package.json', text: JSON.stringify({ name: 'x', version: '1.0.0', workspaces: globs }) }]),
  {
    code: 'unexpected-outcome',
    name: 'advance(plan({ run }), { kind: "followed", checkout: "updated" })',
    throws: () => core.advance(core.plan({ run: { id: '1', attempt: '1' } }, null), { kind: 'followed', checkout: 'updated' }),
  },
  {
    code: 'core-not-loaded',
    name: 'nextVersion() in a browser, before init()',
    throws: async () => (await import('../../js/web.js')).nextVersion({ current: '1.2.3', bump: 'patch' }),
  },
];
