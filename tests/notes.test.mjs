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
  'x@y.z', '#12', '* ', '1. ', '> ', '# ', '---', '[ ]', '\\*', '://', 'www.e.org', '\t', '​',
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
    else if (type === 'softbreak') found.text += ' ';
    else if (type === 'link') found.links.push(destination);
    else if (!['document', 'list', 'paragraph'].includes(type)) found.effects.push(type);
  }
  return found;
}

const bare = (/** @type {string} */ text) => text.replaceAll('`', '').replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, '');

test('what people write is shown as it was written, and does nothing', () => {
  const draw = randomly(7);
  let mentioned = 0;
  for (let round = 0; round < 4000; round += 1) {
    const words = Array.from({ length: 1 + draw(12) }, () => PIECES[draw(PIECES.length)]).join('');
    const subject = `x ${words} y`;
    const author = Array.from({ length: 1 + draw(4) }, () => PIECES[draw(PIECES.length)]).join('').trim();
    const notes = releaseNotes([{ sha, author, message: `feat: ${subject}` }], { repository });
    const { headings, items, text, outside, effects, links } = seen(notes);
    const shown = JSON.stringify({ subject, author, notes });
    assert.equal(headings, 1, shown);
    assert.equal(items, 1, shown);
    assert.deepEqual(effects, [], shown);
    assert.deepEqual(links, [`${repository}/commit/${sha}`], shown);
    assert.ok(bare(text).includes(bare(subject)), shown);
    // Outside of code nobody is called: a name follows an `@` only inside backticks.
    assert.doesNotMatch(outside, /(^|[^\p{L}\p{N}])@[a-z0-9]/iu, shown);
    if (/(^|[^\p{L}\p{N}])@[a-z0-9]/iu.test(subject)) mentioned += 1;
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
