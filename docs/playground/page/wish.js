// What has happened since the newest tag, and which version is wanted.

import { tagOf } from '../setup.js';
import { byId, el, put } from './dom.js';
import { failureBox } from './words.js';

/** @typedef {import('../../../js/types.js').Failure} Failure */
/** @typedef {import('../main.js').Page} Page */

const BUMPS = ['auto', 'patch', 'minor', 'major', 'prerelease', 'exact'];

export class Wish {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  draw() {
    const { state } = this.page;
    const exact = !BUMPS.includes(state.bump) || state.bump === 'exact';
    const radios = BUMPS.map((bump) => {
      const checked = bump === 'exact' ? exact : state.bump === bump;
      const change = () => this.#bump(bump);
      const input = el('input', { type: 'radio', name: 'bump', value: bump, id: `bump-${bump}`, checked, change });
      return el('label', { class: 'chip' }, input, el('span', {}, bump === 'exact' ? 'exact …' : bump));
    });
    const version = this.#text('version', 'Version', exact && state.bump !== 'exact' ? state.bump : '', (value) => (state.bump = value || 'exact'), { placeholder: '2.0.0', 'aria-describedby': 'bump-problem' });
    version.id = 'version-field';
    version.hidden = !exact;
    const commits = el('textarea', { id: 'commits', rows: 4, spellcheck: 'false', 'aria-describedby': 'commits-hint', input: (/** @type {any} */ event) => this.#set(() => (state.commits = event.target.value)) });
    commits.value = state.commits;
    put(
      byId('wish-fields'),
      this.#text('tag', 'Newest version tag', tagOf(this.page.core, state), (value) => (state.tag = value), { 'aria-describedby': 'tag-hint tag-problem', placeholder: 'none yet' }),
      el('p', { class: 'hint', id: 'tag-hint' }, 'Empty: this will be the first release.'),
      this.#problem('tag'),
      el('div', { class: 'field' }, el('label', { for: 'commits' }, 'Commits on main since then, oldest first'), commits),
      el('p', { class: 'hint', id: 'commits-hint' }, 'A line each; indented lines belong to the one above. With auto, they say what comes: feat, fix, feat! …'),
      el('fieldset', { class: 'bumps' }, el('legend', {}, 'Bump'), el('div', { class: 'chips' }, ...radios)),
      version,
      this.#problem('bump'),
      this.#check('locked', 'main is protected', 'It takes changes by pull request only.'),
      el(
        'details',
        { open: state.package !== '' || state.tagFormat !== '' || state.mode !== 'auto' || !state.honest },
        el('summary', {}, 'More settings'),
        el(
          'div',
          { class: 'fields' },
          this.#check('honest', 'The newest tag tells the truth', 'Its commit’s manifests say its version. Off: a tool had tagged first.'),
          this.#text('package', 'Package', state.package, (value) => (state.package = value), { placeholder: 'by its name or folder', 'aria-describedby': 'package-problem' }),
          this.#problem('package'),
          this.#text('tagFormat', 'Tag format', state.tagFormat, (value) => (state.tagFormat = value), { placeholder: 'as the tags are', 'aria-describedby': 'tagFormat-problem' }),
          this.#problem('tagFormat'),
          el('div', { class: 'field' }, el('label', { for: 'mode' }, 'Mode'), this.#mode()),
        ),
      ),
    );
  }

  /** The newest tag as long as nobody has typed one: it follows the files. */
  follow() {
    const { core, state } = this.page;
    if (state.tag === null) /** @type {HTMLInputElement} */ (byId('tag')).value = tagOf(core, state);
  }

  /** @param {string} field @param {Failure | null} failure */
  blame(field, failure) {
    for (const name of ['tag', 'bump', 'package', 'tagFormat']) {
      const box = byId(`${name}-problem`);
      const wrong = name === field && failure !== null;
      box.hidden = !wrong;
      put(box, wrong && failureBox(failure));
      document.getElementById(name === 'bump' ? 'version' : name)?.setAttribute('aria-invalid', `${wrong}`);
      if (wrong) box.closest('details')?.setAttribute('open', '');
    }
  }

  /** @param {string} bump */
  #bump(bump) {
    this.#set(() => (this.page.state.bump = bump));
    const field = byId('version-field');
    field.hidden = bump !== 'exact';
    if (bump === 'exact') field.querySelector('input')?.focus();
  }

  /** @param {() => void} change */
  #set(change) {
    change();
    this.page.changed();
  }

  /** @param {string} name */
  #problem(name) {
    return el('div', { id: `${name}-problem`, role: 'alert', hidden: true });
  }

  /** @param {string} id @param {string} label @param {string} value @param {(value: string) => void} set @param {Record<string, string>} attributes */
  #text(id, label, value, set, attributes) {
    const input = el('input', { id, spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', ...attributes, input: (/** @type {any} */ event) => this.#set(() => set(event.target.value)) });
    input.value = value;
    return el('div', { class: 'field' }, el('label', { for: id }, label), input);
  }

  /** @param {'locked' | 'honest'} id @param {string} label @param {string} hint */
  #check(id, label, hint) {
    const change = (/** @type {any} */ event) => this.#set(() => (this.page.state[id] = event.target.checked));
    const input = el('input', { type: 'checkbox', id, checked: this.page.state[id], change });
    return el('label', { class: 'check', for: id }, input, el('span', {}, el('b', {}, label), el('span', { class: 'hint' }, ` ${hint}`)));
  }

  #mode() {
    const words = { auto: 'auto: push, else a pull request', direct: 'direct: push, or fail', 'pull-request': 'pull request, always' };
    const change = (/** @type {any} */ event) => this.#set(() => (this.page.state.mode = event.target.value));
    return el('select', { id: 'mode', change }, ...Object.entries(words).map(([value, text]) => el('option', { value, selected: value === this.page.state.mode }, text)));
  }
}
