// What a release would do next: version, names, reasons, and the diff of every file.

import { diffOf } from '../../../js/set/diff.js';
import { tell } from '../sim/story.js';
import { byId, el, put, rich } from './dom.js';
import { failureBox, short } from './words.js';

/** @typedef {import('../../../js/types.js').Core} Core */
/** @typedef {import('../../../js/types.js').Proposal} Proposal */
/** @typedef {import('../../../js/types.js').TextFile} TextFile */
/** @typedef {import('../sim/story.js').Now} Now */
/** @typedef {import('../sim/story.js').Setup} Setup */

/**
 * The first look, and what the machine makes of it.
 * @param {Core} core
 * @param {Setup} setup
 * @returns {Now}
 */
export function foresee(core, setup) {
  return tell(core, setup, ['ok'], { watch: false });
}

/** @param {Core} core @param {Setup} setup @param {Now} now */
export function drawPreview(core, setup, now) {
  const { proposal, step, result, stillSays = [], remarks } = now.plan;
  const notes = [...new Set([...remarks, ...(result?.remarks ?? [])])].map((text) => el('li', {}, ...rich(text)));
  const rest = [notes.length > 0 && el('ul', { class: 'remarks' }, ...notes)];
  if (now.failure) return put(byId('preview'), el('p', { class: 'verdict bad' }, 'It would stop, and nothing would be made'), failureBox(now.failure), ...rest);
  if (!proposal) return put(byId('preview'), el('p', { class: 'verdict' }, 'Nothing to release'), el('p', {}, ...rich(result?.why ?? '')), ...rest);
  const files = step?.kind === 'commit' ? step.files : [];
  const message = step?.kind === 'commit' ? step.message.split('\n')[0] : undefined;
  put(
    byId('preview'),
    el(
      'p',
      { class: 'verdict' },
      proposal.previousVersion && el('span', { class: 'old' }, proposal.previousVersion),
      proposal.previousVersion && el('span', { class: 'arrow', 'aria-label': 'to' }, '→'),
      el('strong', { id: 'next-version' }, proposal.version),
      proposal.bump && el('span', { class: 'badge' }, proposal.bump),
    ),
    el(
      'dl',
      { class: 'names' },
      ...name('Tag', proposal.tag, 'next-tag'),
      ...name('Branch, if main is protected', core.bumpBranch(proposal.version), 'next-branch'),
      ...(message ? name('Commit', message, 'next-commit') : []),
    ),
    proposal.reasons.length > 0 && el('ul', { class: 'reasons', 'aria-label': 'Why' }, ...proposal.reasons.map(reason)),
    ...rest,
    files.length === 0 && el('p', { class: 'hint' }, 'No commit is needed: what is on main says this version already.'),
    ...files.map(({ path, text }) => drawDiff(path, before(setup, path), text)),
    stillSays.length > 0 && el('div', { class: 'still' }, el('h3', {}, 'Still says the old version'), el('ul', {}, ...stillSays.map(leftover))),
    proposal.notes && el('details', {}, el('summary', {}, 'Release notes'), el('pre', { class: 'notes', tabindex: 0 }, proposal.notes)),
  );
}

/** @param {string} label @param {string} value @param {string} id */
function name(label, value, id) {
  return [el('dt', {}, label), el('dd', {}, el('code', { id }, value))];
}

/** @param {Proposal['reasons'][number]} reason */
function reason({ sha, subject, bump, why }) {
  return el('li', {}, el('span', { class: `badge ${bump ?? 'no'}` }, bump ?? 'nothing'), ' ', el('span', {}, subject), ' ', el('small', {}, ...rich(why), ' · ', short(sha)));
}

/** @param {import('../../../js/types.js').Leftover} one */
function leftover({ path, lines, version, entry }) {
  return el('li', {}, el('code', {}, `${path}:${lines.join(',')}`), ` says ${version}`, entry !== undefined && el('small', {}, ' · to include it: ', el('code', {}, entry)));
}

/** @param {Setup} setup @param {string} path */
function before({ files }, path) {
  return files.find((file) => file.path === path)?.text ?? '';
}

/** @param {string} path @param {string} old @param {string} now */
function drawDiff(path, old, now) {
  const lines = diffOf(path, old, now).split('\n').slice(2);
  const kinds = /** @type {Record<string, string>} */ ({ '+': 'plus', '-': 'minus', '@': 'at' });
  const drawn = lines.filter((line) => line !== '').map((line) => el('span', { class: kinds[line[0] ?? ''] ?? 'same' }, line, '\n'));
  return el('figure', { class: 'diff' }, el('figcaption', {}, el('code', {}, path)), el('pre', { tabindex: 0, 'aria-label': `Changes of ${path}` }, ...drawn));
}
