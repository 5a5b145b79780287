// What is different on Windows and can be judged without it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { programFor } from '../js/git/git.js';

const there = (/** @type {string[]} */ ...files) => (/** @type {string} */ file) => files.includes(file);

test('on Windows git is looked for along the path alone, never in the working folder', () => {
  const env = { Path: '.;bin;"C:\\Program Files\\Git\\cmd";C:\\other' };
  const committed = there('git.exe', '.\\git.exe', 'bin\\git.exe', 'C:\\Program Files\\Git\\cmd\\git.exe', 'C:\\other\\git.exe');
  assert.equal(programFor('win32', env, committed), 'C:\\Program Files\\Git\\cmd\\git.exe');
  assert.equal(programFor('win32', { PATH: 'C:\\other' }, committed), 'C:\\other\\git.exe');
});

test('on Windows without git a name is given that is not looked for anywhere else', () => {
  for (const env of [{}, { Path: '.;bin' }, { Path: 'C:\\empty' }]) {
    const program = programFor('win32', env, there('git.exe', 'bin\\git.exe'));
    assert.match(program, /[\\/]git\.exe$/);
    assert.ok(!/^(git|bin)/.test(program), program);
  }
});

test('elsewhere the system looks along the path', () => {
  assert.equal(programFor('linux', { PATH: '/usr/bin' }, () => true), 'git');
  assert.equal(programFor('darwin', {}, () => false), 'git');
});
