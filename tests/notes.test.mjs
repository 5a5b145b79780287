// Release notes as a reader of Markdown shows them: what people wrote, and nothing that it does.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Parser } from 'commonmark';

import { releaseNotes } from '../js/node.js';

const sha = 'a'.repeat(40);
const repository = 'https://example.org/o/r';
const PIECES = [
  ...'*_[]()<>!`~|&#\\@:/-+=.,;"\'{}^$ '.split(''),
  'a', 'Zz', '9', 'é', '語', ' - ', '**', '__', '``', '![x](y)', '[a](http://e.org)', '<b>', '<!--', '-->', '<http://e.org>', '&lt;', '&#64;', '@eve', '@o/team',
  'x@y.z', '中@eve', '_@eve', '#12', '# h', '1) ', '+ ', '    ', '===', '\u202e', '\u2066', '\u200b', '\u200d', '\ufe0f', '\u{e0041}', '\u061c', '\xad', '⚠\ufe0f', '\u2028', '* ', '1. ', '> ', '# ', '---', '[ ]', '\\*', '://', 'www.e.org', '\t', '​',
];

/** The same numbers each time. */
function randomly(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What a reader sees: the text of the list's one item, and everything in it that is more than text. */
function seen(markdown) {
  const walker = new Parser().parse(markdown).walker();
  const found = { headings: 0, items: 0, text: '', outside: '', effects: [], links: [] };
  for (let event = walker.next(); event; event = walker.next()) {
    if (!event.entering) continue;
    const { type, literal, destination } = event.node;
    if (type === 'heading') found.headings += 1;
    else if (type === 'item') found.items += 1;
    else if (type === 'text' || type === 'code') {
      found.text += literal;
      found.outside += type === 'text' ? literal : ' ';
    }
    else if (type === 'softbreak') {
      found.text += ' ';
      found.outside += ' ';
    }
    else if (type === 'link') found.links.push(destination);
    else if (!['document', 'list', 'paragraph'].includes(type)) found.effects.push(type);
  }
  return found;
}

/** What nobody sees, by Unicode's own lists. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}\u2028\u2029\ufff0-\ufffb]/gu;
const bare = (/** @type {string} */ text) => text.replaceAll('`', '').replace(UNSEEN, '').replace(/\s+/g, '');
/** What is seen of nothing: neither turned nor hidden; a joiner is part of the letter before it. */
const unseen = (/** @type {string} */ text) => text.replace(/(?<=[^\x00-\x7f])[\u200c\u200d\ufe0e\ufe0f]/gu, '').match(UNSEEN)?.filter((letter) => letter !== '\n') ?? [];

test('what people write is shown as it was written, and does nothing', () => {
  const draw = randomly(7);
  let mentioned = 0;
  for (let round = 0; round < 6000; round += 1) {
    const words = Array.from({ length: 1 + draw(12) }, () => PIECES[draw(PIECES.length)]).join('');
    // In the middle of a line, at its beginning, or all of it.
    const subject = [`x ${words} y`, `${words} y`, words][draw(3)]?.trim() || 'x';
    const author = Array.from({ length: 1 + draw(4) }, () => PIECES[draw(PIECES.length)]).join('').trim();
    // A list there is one in the notes, too; nothing else is more than text.
    const breaking = draw(4) === 0 ? `\n\nBREAKING CHANGE: ${['x ', '# ', '===', '##### ', ':: '][draw(5)]}${words}` : '';
    const notes = releaseNotes([{ sha, author, message: `feat: ${subject}${breaking}` }], { repository });
    const { headings, items, text, outside, effects, links } = seen(notes);
    const shown = JSON.stringify({ subject, author, notes });
    assert.equal(headings, 1, shown);
    assert.equal(items, 1, shown);
    assert.deepEqual(effects, [], shown);
    assert.deepEqual(links, [`${repository}/commit/${sha}`], shown);
    assert.ok(bare(text).includes(bare(subject)), shown);
    // Outside of code nobody is called: a name follows an `@` only inside backticks.
    assert.doesNotMatch(outside, /(^|[^a-z0-9])@[a-z0-9]/i, shown);
    assert.deepEqual(unseen(notes), [], shown);
    if (/(^|[^a-z0-9])@[a-z0-9]/i.test(subject)) mentioned += 1;
  }
  assert.ok(mentioned > 200, `${mentioned}`);
});

test('notes have an end, and say how much they leave out', () => {
  const commits = Array.from({ length: 3000 }, (_, place) => ({ sha: place.toString(16).padStart(40, '0'), message: `fix: ${'word '.repeat(20)}${place}` }));
  const notes = releaseNotes(commits, { repository });
  assert.ok(notes.length < 125_000, `${notes.length}`);
  const listed = notes.split('\n').filter((line) => line.startsWith('- ')).length;
  assert.match(notes, new RegExp(`and ${3000 - listed} more\\.`));
});

test('a line of millions of letters is told by its beginning', () => {
  const long = 'word `_*[<@'.repeat(300_000);
  for (const message of [`fix: ${long}`, `several (#1)\n\n* fix: ${long}\n\n* feat: ${long}\n`]) {
    const begin = performance.now();
    const notes = releaseNotes([{ sha, author: 'x', message }], { repository });
    assert.ok(notes.length < 100_000 && notes.includes('word'), `${notes.length}`);
    assert.ok(performance.now() - begin < 2_000, `${performance.now() - begin}`);
  }
});
