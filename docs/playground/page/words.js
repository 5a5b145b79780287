// Where a failure belongs on the page, and how it reads there.

import { el, rich } from './dom.js';

/** @typedef {import('../../../js/types.js').Failure} Failure */
/** @typedef {'files' | 'bump' | 'tag' | 'tagFormat' | 'package' | 'none'} Field */

/** @type {Record<string, Field>} */
const FIELDS = {
  'invalid-bump': 'bump',
  'invalid-version': 'bump',
  'not-a-prerelease': 'bump',
  'version-not-greater': 'bump',
  'version-overflow': 'bump',
  'version-not-expressible': 'bump',
  'leaves-line': 'bump',
  'tag-taken': 'bump',
  'ambiguous-tags': 'tag',
  'no-tag-counts': 'tag',
  'invalid-tag-format': 'tagFormat',
  'packages-differ': 'package',
  'unknown-package': 'package',
  'no-manifest': 'files',
  'manifests-disagree': 'files',
};

/** @param {Failure | null} failure @returns {Field} */
export function fieldOf(failure) {
  if (!failure) return 'none';
  return failure.path === undefined ? (FIELDS[failure.code] ?? 'none') : 'files';
}

/** @param {Failure} failure */
export function failureBox({ code, message, path, line, column, nextSteps = [] }) {
  const place = path === undefined ? '' : `${path}${line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`}`;
  return el(
    'div',
    { class: 'problem' },
    el('p', {}, el('strong', {}, code), place && ' ', place && el('code', {}, place)),
    el('p', {}, ...rich(message)),
    nextSteps.length > 0 && el('ul', {}, ...nextSteps.map((step) => el('li', {}, ...rich(step)))),
  );
}

/** @param {string} oid */
export const short = (oid) => oid.slice(0, 7);
