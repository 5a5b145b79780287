// What the page keeps of what a reader typed, and what a story makes of it. Whatever comes from a link passes `clean` first.

import { FIRST } from './examples.js';
import { failureOf } from './sim/look.js';

/** @typedef {import('../../js/types.js').Core} Core */
/** @typedef {import('../../js/types.js').TextFile} TextFile */
/** @typedef {import('./examples.js').Example} Example */
/** @typedef {import('./sim/story.js').Setup} Setup */
/**
 * @typedef {object} State
 * @property {'release' | 'iterations'} tab
 * @property {TextFile[]} files
 * @property {string | null} tag as typed; null: that of what the files say
 * @property {boolean} honest
 * @property {string} commits
 * @property {string} bump
 * @property {boolean} locked
 * @property {string} package
 * @property {string} tagFormat
 * @property {'auto' | 'direct' | 'pull-request'} mode
 * @property {string[]} picks
 * @property {string} branches one a line
 * @property {string} branch the one that is asked about
 */

const MOST_FILES = 40;
const LONGEST_TEXT = 200_000;
const LONGEST_LINE = 300;
const MOST_COMMITS = 100;
const MOST_PICKS = 200;
const BRANCHES = 'claude/task-7/user-authentication\nclaude/task-7/user-authentication-v2\nclaude/task-7/user-authentication-v3\nfeature/dark-mode\nfeature/dark-mode-v2\napi-v3\nmain';

/** @param {Example} example @returns {State} */
export function stateOf({ files, tag, honest = true, commits, package: named = '' }) {
  const fresh = files.map((file) => ({ ...file }));
  return { tab: 'release', files: fresh, tag: tag ?? null, honest, commits, bump: 'auto', locked: false, package: named, tagFormat: '', mode: 'auto', picks: [], branches: BRANCHES, branch: '' };
}

export const start = () => stateOf(FIRST);

/**
 * A state out of whatever somebody put into a link: of the right shape and size, or what it is at the start.
 * @param {unknown} given
 * @returns {State}
 */
export function clean(given) {
  const state = start();
  if (typeof given !== 'object' || given === null) return state;
  const from = /** @type {Record<string, unknown>} */ (given);
  /** @param {unknown} value @param {string} otherwise @param {number} [most] */
  const text = (value, otherwise, most = LONGEST_LINE) => (typeof value === 'string' && value.length <= most ? value : otherwise);
  const yes = (/** @type {unknown} */ value, /** @type {boolean} */ otherwise) => (typeof value === 'boolean' ? value : otherwise);
  const files = Array.isArray(from['files']) ? from['files'].slice(0, MOST_FILES).filter(isFile) : state.files;
  const picks = Array.isArray(from['picks']) ? from['picks'].slice(0, MOST_PICKS).filter((pick) => typeof pick === 'string' && pick.length < 40) : [];
  return {
    tab: from['tab'] === 'iterations' ? 'iterations' : 'release',
    files: files.map(({ path, text: of }) => ({ path, text: of })),
    tag: from['tag'] === null ? null : text(from['tag'], ''),
    honest: yes(from['honest'], true),
    commits: text(from['commits'], '', LONGEST_TEXT),
    bump: text(from['bump'], 'auto'),
    locked: yes(from['locked'], false),
    package: text(from['package'], ''),
    tagFormat: text(from['tagFormat'], ''),
    mode: from['mode'] === 'direct' || from['mode'] === 'pull-request' ? from['mode'] : 'auto',
    picks,
    branches: text(from['branches'], state.branches, LONGEST_TEXT),
    branch: text(from['branch'], ''),
  };
}

/** @param {unknown} value @returns {value is TextFile} */
function isFile(value) {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('text' in value)) return false;
  return typeof value.path === 'string' && value.path.length <= LONGEST_LINE && typeof value.text === 'string' && value.text.length <= LONGEST_TEXT;
}

/**
 * Messages out of what was typed: a line each, and what is indented belongs to the one above.
 * @param {string} typed
 */
export function messagesOf(typed) {
  /** @type {string[]} */
  const messages = [];
  for (const line of typed.split('\n').map((one) => one.trimEnd())) {
    if (line === '') continue;
    if (/^\s/.test(line) && messages.length > 0) messages.push(`${messages.pop()}\n${line.trim()}`);
    else messages.push(line.trim());
  }
  return messages.slice(0, MOST_COMMITS).map((message) => message.replace('\n', '\n\n'));
}

/**
 * The newest tag: as it was typed, or of what the files say. Empty: none.
 * @param {Core} core @param {State} state
 */
export function tagOf(core, { tag, tagFormat, files }) {
  if (tag !== null) return tag.trim();
  try {
    const [first] = core.readManifests(named(files)).sort((a, b) => a.path.split('/').length - b.path.split('/').length);
    return first ? core.tagName(first.version, tagFormat ? { tagFormat } : {}) : '';
  } catch (error) {
    // The run will say what is wrong with the files.
    if (failureOf(error)) return '';
    throw error;
  }
}

/** @param {TextFile[]} files */
function named(files) {
  return files.filter(({ path }, index) => path.trim() !== '' && files.findIndex((one) => one.path === path) === index);
}

/** @param {Core} core @param {State} state @returns {Setup} */
export function setupOf(core, state) {
  const { files, honest, commits, bump, locked, package: one, tagFormat, mode } = state;
  const wish = { bump: bump.trim(), mode, ...(one.trim() ? { package: one.trim() } : {}), ...(tagFormat.trim() ? { tagFormat: tagFormat.trim() } : {}) };
  return { files: named(files), tag: tagOf(core, state), honest, commits: messagesOf(commits), locked, wish };
}
