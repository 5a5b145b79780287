// The files: pick an example, edit names and texts, add, open, drop, remove.

import { EXAMPLES } from '../examples.js';
import { stateOf } from '../setup.js';
import { byId, el, put, say } from './dom.js';
import { failureBox } from './words.js';

/** @typedef {import('../../../js/types.js').Failure} Failure */
/** @typedef {import('../main.js').Page} Page */

const LARGEST = 200_000;
const MOST = 40;

export class Files {
  #at = 0;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    byId('add-file').addEventListener('click', () => this.#add());
    const open = /** @type {HTMLInputElement} */ (byId('open-files'));
    open.addEventListener('change', () => void this.#take([...(open.files ?? [])]).then(() => (open.value = '')));
    const zone = byId('files');
    zone.addEventListener('dragover', (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
    zone.addEventListener('dragleave', (event) => {
      if (!zone.contains(/** @type {Node | null} */ (event.relatedTarget))) zone.classList.remove('over');
    });
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      zone.classList.remove('over');
      void this.#take([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /** Everything afresh: after an example, a link, or a file more or less. */
  draw() {
    const { state } = this.page;
    this.#at = Math.min(this.#at, Math.max(0, state.files.length - 1));
    this.#drawExamples();
    this.#drawList();
    this.#drawEditor();
  }

  /** Which example this is; edited, it is none any more. */
  #drawExamples() {
    const { state } = this.page;
    const same = (/** @type {import('../examples.js').Example} */ { files }) => JSON.stringify(files) === JSON.stringify(state.files);
    const example = EXAMPLES.find(same);
    const chips = EXAMPLES.map((one) => el('button', { type: 'button', class: 'chip', 'aria-pressed': `${one === example}`, click: () => this.#choose(one) }, one.name));
    put(byId('examples'), ...chips);
    byId('about').textContent = example?.about ?? 'Your own files.';
  }

  /** Shows what is wrong, at the file it is about. @param {Failure | null} failure */
  blame(failure) {
    const text = byId('editor').querySelector('textarea');
    const here = failure?.path !== undefined && failure.path === this.page.state.files[this.#at]?.path;
    text?.setAttribute('aria-invalid', `${here}`);
    for (const [index, chip] of [...byId('file-list').children].entries()) {
      chip.classList.toggle('wrong', failure !== null && this.page.state.files[index]?.path === failure.path);
    }
    const box = byId('files-problem');
    box.hidden = failure === null;
    put(box, failure && failureBox(failure), failure?.line !== undefined && el('button', { type: 'button', click: () => this.#goTo(failure) }, 'Show the place'));
  }

  #drawList() {
    const { files } = this.page.state;
    const chip = ({ path = '' }, /** @type {number} */ index) =>
      el('button', { type: 'button', class: 'chip file', 'aria-pressed': `${index === this.#at}`, click: () => this.#show(index) }, path || 'no name yet');
    put(byId('file-list'), ...files.map(chip));
  }

  #drawEditor() {
    const file = this.page.state.files[this.#at];
    if (!file) {
      put(byId('editor'), el('p', { class: 'hint' }, 'No files: the version is the tag’s alone.'));
      return;
    }
    const named = (/** @type {Event} */ event) => {
      file.path = /** @type {HTMLInputElement} */ (event.target).value.trim();
      this.#drawList();
      this.#edited();
    };
    const typed = (/** @type {Event} */ event) => {
      file.text = /** @type {HTMLTextAreaElement} */ (event.target).value;
      this.#edited();
    };
    const text = el('textarea', { id: 'file-text', rows: Math.min(18, Math.max(6, file.text.split('\n').length)), spellcheck: 'false', autocapitalize: 'off', wrap: 'off', 'aria-describedby': 'files-problem', input: typed });
    text.value = file.text;
    const name = el('input', { id: 'file-name', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off', input: named });
    name.value = file.path;
    put(
      byId('editor'),
      el('div', { class: 'row name' }, el('label', { for: 'file-name' }, 'Name'), name, el('button', { type: 'button', id: 'remove-file', 'aria-label': `Remove ${file.path || 'this file'}`, click: () => this.#remove() }, 'Remove')),
      el('label', { for: 'file-text', class: 'unseen' }, 'Text'),
      text,
    );
  }

  #edited() {
    this.#drawExamples();
    this.page.changed();
  }

  /** @param {number} index */
  #show(index) {
    this.#at = index;
    this.#drawList();
    this.#drawEditor();
    this.blame(this.page.failureAt('files'));
    /** @type {HTMLElement | undefined} */ ([...byId('file-list').querySelectorAll('button')][index])?.focus();
  }

  /** @param {import('../examples.js').Example} example */
  #choose(example) {
    this.#at = 0;
    this.page.replace({ ...stateOf(example), branches: this.page.state.branches, branch: this.page.state.branch });
    byId('examples').querySelector('[aria-pressed=true]')?.closest('button')?.focus();
  }

  #add() {
    const { files } = this.page.state;
    if (files.length >= MOST) return;
    const name = files.some(({ path }) => path === 'package.json') ? '' : 'package.json';
    files.push({ path: name, text: name ? '{\n  "name": "mine",\n  "version": "1.0.0"\n}\n' : '' });
    this.#at = files.length - 1;
    this.draw();
    this.page.changed();
    byId('file-name').focus();
  }

  #remove() {
    this.page.state.files.splice(this.#at, 1);
    this.draw();
    this.page.changed();
    say('removed');
    byId('add-file').focus();
  }

  /** Files from a disk: those of a name that is there replace it. @param {File[]} dropped */
  async #take(dropped) {
    const { state } = this.page;
    const readable = dropped.filter(({ size }) => size <= LARGEST);
    const texts = await Promise.all(readable.map(async (file) => ({ path: file.webkitRelativePath || file.name, text: await file.text() })));
    // The first files of one's own take the place of an example's.
    if (texts.length > 0 && EXAMPLES.some(({ files }) => JSON.stringify(files) === JSON.stringify(state.files))) Object.assign(state, { files: [], tag: null, package: '', honest: true });
    for (const file of texts) {
      const there = state.files.find(({ path }) => path === file.path);
      if (there) there.text = file.text;
      else if (state.files.length < MOST) state.files.push(file);
    }
    this.#at = Math.max(0, state.files.findIndex(({ path }) => path === texts[0]?.path));
    this.page.replace(state);
    const left = dropped.length - readable.length;
    say(`${texts.length} files taken${left > 0 ? `, ${left} left out: larger than 200 kB` : ''}`);
  }

  /** @param {Failure} failure */
  #goTo({ path, line = 1, column = 1 }) {
    const index = this.page.state.files.findIndex((file) => file.path === path);
    if (index < 0) return;
    this.#show(index);
    const text = /** @type {HTMLTextAreaElement} */ (byId('file-text'));
    const start = text.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
    text.focus();
    text.setSelectionRange(start, start + 1);
    text.scrollTop = Math.max(0, (line - 4) * 20);
  }
}
