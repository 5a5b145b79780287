// What nobody may read, or mistake: secrets in what others say, however much they say, and text that hides or turns.

import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';

import { redactor, secretsOf } from '../js/say/secrets.js';
import { markdown, oneLine, safeJson, safeText } from '../js/say/escape.js';
import { Talk } from '../js/git/talk.js';

const token = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const words = Buffer.from(`x-access-token:${token}`).toString('base64');

test('secrets in what git says', () => {
  const header = Buffer.from('x-access-token:another').toString('base64');
  const redact = redactor(token, [
    ['http.https://github.com/.extraheader', `AUTHORIZATION: basic ${header}`],
    ['remote.origin.url', 'https://me:hunt/er2@example.org/o/r'],
    ['url.ssh://you:swordfish@example.org/.insteadof', 'x:'],
  ]);
  /** @type {[string, string][]} */
  const rows = [
    ['plain words: a ratio of 1:2, a@b.example, //comment', 'plain words: a ratio of 1:2, a@b.example, //comment'],
    [`bad ${token}, ${words} and ${header}`, 'bad ***, *** and ***'],
    ['with hunt/er2 and swordfish', 'with *** and ***'],
    ["fatal: 'https://name:secret@h.example/o/r'", "fatal: 'https://***@h.example/o/r'"],
    ['HTTPS://TOKEN@h.example:8443/o https://x@y.example z@w', 'HTTPS://***@h.example:8443/o https://***@y.example z@w'],
    ['https://a:p@ss:w@h.example/o', 'https://***@h.example/o'],
    ['ssh://git@h.example/o and ssh://git:secret@h.example', 'ssh://git@h.example/o and ssh://git:***@h.example'],
    ['https://h.example/a@b', 'https://h.example/a@b'],
    ['://a:b@c', '://a:***@c'],
    ['a://b://c:d@e', 'a://b://c:***@e'],
    ['https://', 'https://'],
    ['https://\n\tuser:x@y', 'https://\n\tuser:x@y'],
  ];
  for (const [said, expected] of rows) assert.equal(redact(said), expected);
  assert.deepEqual(secretsOf(token), [words, token]);
  assert.deepEqual([secretsOf(undefined), secretsOf('abc')], [[], [Buffer.from('x-access-token:abc').toString('base64')]]);
});

/**
 * Milliseconds for a text made of so many pieces: the fastest of three.
 * @param {(text: string) => unknown} work @param {string} piece @param {number} pieces
 */
function time(work, piece, pieces) {
  const text = piece.repeat(pieces);
  const once = () => {
    const begin = performance.now();
    work(text);
    return performance.now() - begin;
  };
  return Math.min(once(), once(), once());
}

/** Whether one round at least says so. @param {number[][]} rounds */
const isLinear = (rounds) => rounds.some(([some = 0, more = 0]) => more < 12 * some + 60);

test('four times as much takes about four times as long, of whatever shape', () => {
  const redact = redactor(token, [['remote.origin.url', 'https://me:hunter22@example.org/o/r']]);
  const pieces = ['x', '/', ':', '@', 'x:', 'x@', 'a://', '://', 'http://', 'https://x:', 'a://x:y@', 'a://x:', '<', '\u202e', '::', '##[', ' ', token.slice(0, -1)];
  for (const work of [redact, oneLine, safeText, safeJson, markdown]) {
    for (const piece of pieces) {
      // Whatever else the machine does takes no longer every time; what grows with the square does.
      const rounds = [];
      do rounds.push([time(work, piece, 20_000), time(work, piece, 80_000)]);
      while (!isLinear(rounds) && rounds.length < 4);
      assert.ok(isLinear(rounds), `${work.name} of ${JSON.stringify(piece)}: ${rounds.map(([some, more]) => `${some} ms, then ${more} ms`).join('; ')}`);
    }
  }
});

test('of much talk the beginning and the end are kept, and no part of a secret', () => {
  const said = new Talk();
  said.add(Buffer.from('first words\n'));
  for (let place = 0; place < 4000; place += 1) said.add(Buffer.from(`${'x'.repeat(place % 900)}${token}`));
  said.add(Buffer.from('\nlast words'));
  const text = said.text(redactor(token, []));
  assert.ok(text.startsWith('first words\n') && text.endsWith('\nlast words'), text.slice(0, 40));
  assert.match(text, /\n… \d+ bytes are left out …\n/);
  assert.ok(text.length < 500_000, `${text.length}`);
  for (let length = 8; length < token.length; length += 1) {
    assert.ok(!text.includes(token.slice(0, length)) && !text.includes(token.slice(-length)), `${length} letters of it`);
  }
  const short = new Talk();
  for (let place = 0; place < 200; place += 1) short.add(Buffer.from('x'.repeat(1000)));
  assert.equal(short.text((whole) => whole), 'x'.repeat(200_000));
});

test('what is invisible is shown, and so is what turns the direction; joiners of letters and pictures stay', () => {
  /** @type {[string, string][]} */
  const rows = [
    ['a\u202eb', 'a\\u202eb'],
    ['a\u061c\u2066b\u200e', 'a\\u061c\\u2066b\\u200e'],
    ['a\u200bb\u2060c\ufeffd\xade', 'a\\u200bb\\u2060c\\ufeffd\\xade'],
    ['a\u{e0041}b', 'a\\udb40\\udc41b'],
    ['a\u200db \u200cc\ufe0f', 'a\\u200db \\u200cc\\ufe0f'],
    ['⚠\ufe0f 👩\u200d👧 می\u200cخواهم', '⚠\ufe0f 👩\u200d👧 می\u200cخواهم'],
    ['\x1b[2J', '\\x1b[2J'],
  ];
  for (const [text, expected] of rows) {
    assert.equal(oneLine(text), expected);
    assert.equal(JSON.parse(safeJson(text)), text);
    assert.doesNotMatch(safeJson(text).replace(/[⚠👩👧\p{L}]\ufe0f?[\u200c\u200d]?/gu, ''), /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\u061c]/);
  }
});
