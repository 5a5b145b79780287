// The promise, checked after everything that happens: what each version tag names, and what is said there.

import { byId, el, put } from './dom.js';
import { short } from './words.js';

/** @typedef {import('../sim/story.js').Now} Now */
/** @typedef {import('../sim/truths.js').Truth} Truth */

const VERDICTS = { true: 'tells the truth', false: 'does not', open: 'nothing there says a version' };

/** @param {Now} now */
export function drawPromise(now) {
  const truths = now.truths().reverse();
  const kept = now.happened.every((one) => one.kept);
  const moments = now.happened.length + 1;
  put(
    byId('promise'),
    el('h3', { class: kept ? 'good' : 'bad' }, kept ? '✓ The promise holds' : '✗ The promise is broken'),
    el('p', { class: 'hint' }, `Every tag of ours names a commit on main whose manifests say exactly that version, and nothing that landed there is lost. Checked ${moments === 1 ? 'once' : `${moments} times`} so far, after everything that happened.`),
    truths.length === 0 && el('p', {}, 'There is no tag yet.'),
    el('ul', { class: 'truths' }, ...truths.map(row)),
  );
}

/** @param {Truth} truth */
function row({ tag, commit, by, says, verdict, onBranch }) {
  const versions = [...new Set(says.map(({ version }) => version))].join(', ');
  const good = verdict === 'true' && onBranch;
  return el(
    'li',
    { class: good ? 'good' : verdict === 'open' ? '' : 'bad' },
    el('span', { class: 'sign', 'aria-hidden': 'true' }, good ? '✓' : verdict === 'open' ? '?' : '✗'),
    el(
      'span',
      {},
      el('code', {}, tag),
      ' → ',
      el('code', {}, short(commit)),
      versions ? ` says ${versions}` : '',
      !onBranch && ', and is not on main',
      el('small', {}, `made by ${by === 'run' ? 'version-first' : 'somebody else'}: ${VERDICTS[verdict]}`),
    ),
  );
}
