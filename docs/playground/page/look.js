// Colours, and the link: what stands at the top of the page.

import { byId, say } from './dom.js';

const NEXT = /** @type {const} */ ({ system: 'light', light: 'dark', dark: 'system' });
const SIGNS = { system: '◐', light: '☀', dark: '☾' };

export function colours() {
  const button = byId('theme');
  const chosen = () => {
    const { theme } = document.documentElement.dataset;
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  };
  const draw = () => {
    button.textContent = SIGNS[chosen()];
    button.setAttribute('aria-label', chosen() === 'system' ? 'Colours: as the system' : `Colours: ${chosen()}`);
  };
  button.addEventListener('click', () => {
    const next = NEXT[chosen()];
    if (next === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = next;
    try {
      localStorage.setItem('colours', next);
    } catch {
      // It holds until the page is closed.
    }
    draw();
  });
  draw();
}

/** @param {() => Promise<boolean>} write puts everything into the address; false: it is too much */
export function sharing(write) {
  const button = byId('share');
  button.addEventListener('click', async () => {
    const tell = (/** @type {string} */ text) => {
      button.textContent = text;
      say(text);
      setTimeout(() => (button.textContent = 'Copy link'), 2500);
    };
    if (!(await write())) return tell('Too much for a link');
    try {
      await navigator.clipboard.writeText(location.href);
      tell('Copied');
    } catch {
      tell('It is in the address bar');
    }
  });
}
