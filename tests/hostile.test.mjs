// Names that no tree may have, by git's own opinion: what its `fsck` refuses, on whatever file system; and values of other kinds.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isHonest, isHostile } from '../js/git/hostile.js';
import * as core from '../js/node.js';
import { remoteName } from '../js/ask/spelling.js';

test('names that lead out of a tree or into a clone\'s `.git`', () => {
  const hostile = [
    ...['', '.', '..', 'a/b', '/', '.git', '.GIT', '.gIt', 'git~1', 'GIT~1', '.git.', '.git ', '.git . .', '.git::$INDEX_ALLOCATION'],
    ...['.git:x', 'git~1::$INDEX_ALLOCATION', '.g\u200cit', '\u200e.git', '.git\ufeff', '.G\u202aI\u206fT', 'a\\.git', '..\\x', 'a\\..\\x', '.git\\config'],
  ];
  for (const name of hostile) assert.equal(isHostile(name), true, JSON.stringify(name));
});

test('names that look like it and are honest', () => {
  const honest = [
    ...['.gitignore', '.github', '.gitmodules', '.gitea', 'git', 'git~2', 'git~10', '...', '.a', 'a..b', 'a.', 'a ', '.gi', 'x.git', 'g', 'G', '.g'],
    ...['system-a\\x2dmount.service', 'a\\b', '\u200cx', '中', '__proto__', '.git-blame-ignore-revs', 'GIT', '.gitx', 'con', 'a:b'],
  ];
  for (const name of honest) assert.equal(isHostile(name), false, JSON.stringify(name));
});

test('a path is as honest as its parts', () => {
  for (const path of ['a/b/c.json', '.github/x', 'a\\b/c']) assert.equal(isHonest(path), true, path);
  for (const path of ['../x', 'a/../x', '/etc/x', 'a//x', 'a/', '.git/x', 'a/.GIT/x', './x', 'x/git~1']) assert.equal(isHonest(path), false, path);
});

test('a remote\'s name is no option, no address, no pattern', () => {
  for (const name of ['origin', 'up.stream', 'a/b', 'fork-1', 'Origin_2', '中']) assert.equal(remoteName(name), name);
  const wrong = ['-c', '--upload-pack=x', '--exec=x', 'ext::sh', 'a b', 'a..b', '.a', 'a/.b', 'a.', 'a/', '/a', 'a*', 'a?', 'a[', 'a~', 'a^', 'a\\b', 'a.lock', 'a\nb', 'a@{b'];
  for (const name of wrong) assert.throws(() => remoteName(name), { code: 'usage' }, name);
});

test('anything in the place of a text is refused by name', () => {
  const request = { run: { id: '1', attempt: '1' } };
  const values = /** @type {any[]} */ ([undefined, null, 7, true, {}, [], ['a'], new String('a'), Symbol('a'), () => 'a', 10n, new Uint8Array(2)]);
  for (const value of values) {
    assert.throws(() => core.needs(request, value, []), { name: 'CoreError', code: 'invalid-input', message: /^`paths`: expected a string/ });
    assert.throws(() => core.target(request, value), { name: 'CoreError', code: 'invalid-input', message: /^`refs`: expected a string/ });
  }
});
