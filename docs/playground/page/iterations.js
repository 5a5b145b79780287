// The tab about iterations: a list of branches becomes lineages.

import { failureOf } from '../sim/look.js';
import { byId, el, put, rich } from './dom.js';
import { failureBox } from './words.js';

/** @typedef {import('../../../js/types.js').Core} Core */
/** @typedef {import('../../../js/types.js').Iteration} Iteration */
/** @typedef {import('../main.js').Page} Page */
/** @typedef {{base: string, iterations: Iteration[], next: string | null, failure: import('../../../js/types.js').Failure | null}} Lineage */

const MOST = 500;

export class Iterations {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  draw() {
    const { state } = this.page;
    const typed = (/** @type {any} */ event) => {
      state.branches = event.target.value;
      this.page.changed();
      this.#drawLineages();
    };
    const text = el('textarea', { id: 'branches', rows: 9, spellcheck: 'false', autocapitalize: 'off', wrap: 'off', input: typed, 'aria-describedby': 'branches-hint' });
    text.value = state.branches;
    put(
      byId('iterations'),
      el(
        'div',
        { class: 'columns two' },
        el(
          'section',
          { class: 'card', 'aria-labelledby': 'branches-title' },
          el('h2', { id: 'branches-title' }, 'Branches'),
          el('label', { for: 'branches', class: 'unseen' }, 'Branches, one a line'),
          text,
          el('p', { class: 'hint', id: 'branches-hint' }, ...rich('One a line, such as `git branch --format="%(refname:short)"` lists them. Attempts at one change are called `x`, `x-v2`, `x-v3` …')),
        ),
        el('section', { class: 'card', 'aria-labelledby': 'lineages-title' }, el('h2', { id: 'lineages-title' }, 'Lineages'), el('div', { id: 'lineages' })),
      ),
    );
    this.#drawLineages();
  }

  #drawLineages() {
    const { core, state } = this.page;
    const names = namesIn(state.branches);
    const lineages = lineagesOf(core, names.slice(0, MOST));
    put(
      byId('lineages'),
      lineages.length === 0 && el('p', { class: 'hint' }, 'No branch yet.'),
      names.length > MOST && el('p', { class: 'hint' }, `The first ${MOST} of ${names.length} are shown.`),
      ...lineages.map((lineage) => drawLineage(core, lineage)),
    );
  }
}

/** @param {string} typed */
function namesIn(typed) {
  return [...new Set(typed.split('\n').map((line) => line.replace(/^[*+]?\s+/, '').trim()).filter(Boolean))];
}

/**
 * Each branch once, with all of its lineage.
 * @param {Core} core
 * @param {string[]} names
 * @returns {Lineage[]}
 */
export function lineagesOf(core, names) {
  /** @type {Map<string, Lineage>} */
  const lineages = new Map();
  for (const name of names) {
    try {
      const { base } = core.parseIteration(name);
      if (lineages.has(base)) continue;
      const iterations = core.iterationsOf(name, names);
      lineages.set(base, { base, iterations, next: core.nextIteration(name, names), failure: null });
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      lineages.set(name, { base: name, iterations: [], next: null, failure });
    }
  }
  return [...lineages.values()];
}

/** @param {Core} core @param {Lineage} lineage */
function drawLineage(core, { base, iterations, next, failure }) {
  if (failure) return el('article', { class: 'lineage' }, el('h3', {}, el('code', {}, base)), failureBox(failure));
  const task = core.parseTaskBranch(base);
  const [only] = iterations;
  const lonely = iterations.length === 1 && only !== undefined && !only.original;
  const latest = iterations.at(-1);
  return el(
    'article',
    { class: 'lineage' },
    el('h3', {}, el('code', {}, base), task && el('small', {}, ` task ${task.task} of ${task.host}`)),
    el(
      'ol',
      {},
      ...iterations.map(({ branch, iteration, original }) =>
        el('li', { class: branch === latest?.branch ? 'latest' : '' }, el('span', { class: 'badge' }, `v${iteration}`), ' ', el('code', {}, branch), original && iterations.length > 1 && el('small', {}, ' the first attempt'), branch === latest?.branch && iterations.length > 1 && el('small', {}, ' the latest')),
      ),
      next !== null && el('li', { class: 'next' }, el('span', { class: 'badge' }, 'next'), ' ', el('code', {}, next)),
    ),
    lonely && el('p', { class: 'hint' }, ...rich(`No other attempt of \`${base}\` is in the list: this may be a name of its own. \`--lineage ${only.branch}\` says so.`)),
  );
}
