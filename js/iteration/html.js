// A comparison as one HTML page: dark and light, no script, nothing loaded from anywhere.

import { oneLine } from '../say/escape.js';

const STYLE = `:root{color-scheme:light dark;--fg:#1f2328;--bg:#fff;--soft:#f6f8fa;--line:#d1d9e0;--add:#116329;--del:#a40e26;--at:#6639ba}
@media(prefers-color-scheme:dark){:root{--fg:#e6edf3;--bg:#0d1117;--soft:#161b22;--line:#30363d;--add:#7ee787;--del:#ff7b72;--at:#d2a8ff}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);max-width:70rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0}summary{padding:.4rem .8rem;background:var(--soft);cursor:pointer}
summary.plain{cursor:default;list-style:none}pre{margin:0;padding:.6rem .8rem;overflow-x:auto;font:13px/1.45 ui-monospace,monospace}
.a{color:var(--add)}.d{color:var(--del)}.h{color:var(--at)}code{font-family:ui-monospace,monospace}.n{display:inline-block;min-width:9rem;font-variant-numeric:tabular-nums}`;
const SAYS = { '=': 'the same', '!': 'changed', '<': 'gone', '>': 'new' };

/** @param {{from: string, to: string, said: string, rows: import('../run/open.js').Row[]}} what */
export function page({ from, to, said, rows }) {
  const title = `${from} → ${to}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1><code>${text(from)}</code> → <code>${text(to)}</code></h1>
<p>${text(said)}</p>
${rows.map(row).join('\n')}
</main>
</body>
</html>
`;
}

/** @param {import('../run/open.js').Row} row */
function row({ from, to, sign, subject, detail }) {
  const name = `<span class="n">${text(from)} → ${text(to)} ${SAYS[sign]}</span> ${text(subject)}`;
  if (detail.length === 0) return `<details><summary class="plain">${name}</summary></details>`;
  return `<details open><summary>${name}</summary><pre tabindex="0">${detail.map(line).join('\n')}</pre></details>`;
}

/** A line of a difference of differences: its own sign comes first. @param {string} said */
function line(said) {
  const kind = said.startsWith('@@') ? 'h' : said.startsWith('+') ? 'a' : said.startsWith('-') ? 'd' : '';
  return kind === '' ? text(said) : `<span class="${kind}">${text(said)}</span>`;
}

/** @param {string} said */
function text(said) {
  return oneLine(said).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
