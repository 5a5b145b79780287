// The page: one state, drawn anew when it changes. Inputs are drawn only when something else than typing changed them.

import { loadCore } from './core.js';
import { packed, unpacked } from './share.js';
import { clean, setupOf } from './setup.js';
import { goOn, tell } from './sim/story.js';
import { byId, el, put, say } from './page/dom.js';
import { Files } from './page/files.js';
import { drawGraph } from './page/graph.js';
import { Iterations } from './page/iterations.js';
import { colours, sharing } from './page/look.js';
import { drawStory, foretell, spoken } from './page/machine.js';
import { drawOrder } from './page/order.js';
import { drawPreview, foresee } from './page/preview.js';
import { drawPromise } from './page/promise.js';
import { Wish } from './page/wish.js';
import { fieldOf } from './page/words.js';

/** @typedef {import('../../js/types.js').Core} Core */
/** @typedef {import('./setup.js').State} State */

/** How long somebody who types is left alone. */
const PAUSE = 150;
const TABS = /** @type {const} */ (['release', 'iterations']);

export class Page {
  /** @type {import('../../js/types.js').Failure | null} */
  #failure = null;
  #timer = 0;
  #written = '';

  /** @param {Core} core @param {State} state */
  constructor(core, state) {
    this.core = core;
    this.state = state;
    this.files = new Files(this);
    this.wish = new Wish(this);
    this.iterations = new Iterations(this);
    for (const tab of TABS) {
      byId(`tab-${tab}`).addEventListener('click', () => this.#open(tab));
      byId(`tab-${tab}`).addEventListener('keydown', ({ key }) => {
        if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key)) return;
        this.#open(key === 'Home' || (key !== 'End' && tab === 'iterations') ? 'release' : 'iterations');
        byId(`tab-${this.state.tab}`).focus();
      });
    }
    sharing(() => this.#write());
    window.addEventListener('hashchange', () => void this.#read());
    this.replace(state);
  }

  /** Another state altogether. @param {State} state */
  replace(state) {
    this.state = state;
    this.files.draw();
    this.wish.draw();
    this.iterations.draw();
    this.#showTab();
    this.#draw();
  }

  /** Somebody has typed or chosen: the story begins anew. */
  changed() {
    this.state.picks = [];
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.wish.follow();
      this.#draw();
    }, PAUSE);
  }

  /** What is wrong, if it is about this field. @param {string} field */
  failureAt(field) {
    return fieldOf(this.#failure) === field ? this.#failure : null;
  }

  #draw() {
    const setup = setupOf(this.core, this.state);
    const first = foresee(this.core, setup);
    this.#failure = first.failure;
    drawPreview(this.core, setup, first);
    this.files.blame(this.failureAt('files'));
    this.wish.blame(fieldOf(this.#failure), this.#failure);
    this.#tell(setup);
    void this.#write();
  }

  /** @param {import('./sim/story.js').Setup} setup */
  #tell(setup) {
    const now = tell(this.core, setup, this.state.picks);
    this.state.picks = now.happened.map(({ pick }) => pick);
    const move = (/** @type {string[]} */ picks) => {
      this.state.picks = picks;
      const after = this.#tell(setup);
      say(spoken(after));
      byId('step').focus({ preventScroll: true });
      byId('now').scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
      void this.#write();
    };
    const end = () => {
      goOn(now);
      move(now.happened.map(({ pick }) => pick));
    };
    const play = (/** @type {import('./sim/scenes.js').Scene} */ scene) => {
      const story = tell(this.core, setup, [], { watch: false });
      scene.play(story);
      move(story.happened.map(({ pick }) => pick));
    };
    const ahead = now.state === 'running' ? foretell(this.core, setup, this.state.picks) : [];
    drawStory(now, ahead, { pick: (id) => move([...this.state.picks, id]), back: (to) => move(this.state.picks.slice(0, to)), end, play });
    drawOrder(now);
    drawPromise(now);
    drawGraph(now);
    return now;
  }

  /** @param {typeof TABS[number]} tab */
  #open(tab) {
    this.state.tab = tab;
    this.#showTab();
    void this.#write();
  }

  #showTab() {
    for (const tab of TABS) {
      const here = tab === this.state.tab;
      byId(tab).hidden = !here;
      byId(`tab-${tab}`).setAttribute('aria-selected', `${here}`);
      byId(`tab-${tab}`).tabIndex = here ? 0 : -1;
    }
  }

  /** Into the address. */
  async #write() {
    const text = await packed(this.state);
    this.#written = text ?? '';
    history.replaceState(null, '', text === null ? location.pathname + location.search : `#${text}`);
    return text !== null;
  }

  /** Out of the address, when somebody else has changed it. */
  async #read() {
    const text = location.hash.slice(1);
    if (text === this.#written) return;
    this.replace(clean(await unpacked(text)));
  }
}

/** What was loaded is kept, so that the page works without a network from now on. */
async function keep() {
  if (!('serviceWorker' in navigator)) return;
  const url = new URL('offline.js', import.meta.url).href;
  const { trustedTypes } = /** @type {any} */ (window);
  // The one script address this page makes itself.
  const trusted = trustedTypes ? trustedTypes.createPolicy('version-first', { createScriptURL: () => url }).createScriptURL('') : url;
  await navigator.serviceWorker.register(trusted);
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const page = location.href.split('#')[0];
  navigator.serviceWorker.addEventListener('message', ({ data }) => void (data === 'kept' && (document.body.dataset['kept'] = '')));
  active?.postMessage([...new Set([page, ...loaded])].filter((one) => one?.startsWith(location.origin)));
}

colours();
try {
  const [core, given] = await Promise.all([loadCore(), unpacked(location.hash.slice(1))]);
  new Page(core, clean(given));
  byId('loading').hidden = true;
  document.body.dataset['ready'] = '';
  await keep().catch(() => {});
} catch (error) {
  put(byId('loading'), el('strong', {}, 'The core could not be loaded. '), error instanceof Error ? error.message : String(error));
  byId('loading').className = 'problem';
}
