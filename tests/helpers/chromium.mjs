// A page in headless Chromium: files are served from a folder, the page says what it has to say by POST, and that is handed back.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, extname, join, normalize } from 'node:path';

import { Complaint } from '../../scripts/lib.mjs';

/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** Where Chromium is. */
export function chromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = ['chromium', 'google-chrome', 'chromium-browser'].flatMap((name) => folders.map((dir) => join(dir, name))).find((path) => existsSync(path));
  if (!found) throw new Complaint('no Chromium: on Debian `apt-get install chromium chromium-driver`');
  return found;
}

/**
 * @param {string} folder what is served
 * @param {import('node:test').TestContext | {after(done: () => unknown): void}} t
 * @returns {Promise<{url: string, said: () => Promise<any>}>} `said`: what is posted to `/said` next
 */
export async function serve(folder, t) {
  /** @type {((value: any) => void)[]} */
  const waiting = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (piece) => (body += piece));
      request.on('end', () => {
        response.end();
        waiting.shift()?.(JSON.parse(body));
      });
      return;
    }
    const file = join(folder, path);
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
    createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const said = () =>
    new Promise((done) => {
      waiting.push(done);
    });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${address.port}/`, said };
}

/**
 * Opens a page until it has said something; fails where it says nothing in time.
 * @param {string} url @param {() => Promise<any>} said @param {number} [ms]
 */
export async function visit(url, said, ms = 60_000) {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const quiet = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-dev-shm-usage'];
  // Root may not have a sandbox.
  const args = ['--headless', '--no-sandbox', `--user-data-dir=${profile}`, ...quiet, url];
  const browser = spawn(chromium(), args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let talk = '';
  browser.stderr.on('data', (piece) => (talk = (talk + piece).slice(-2000)));
  const ended = once(browser, 'exit');
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`the page has said nothing for ${ms} ms\n${talk}`)), ms);
  });
  try {
    return await Promise.race([said(), late]);
  } finally {
    clearTimeout(timer);
    // With all its processes: what is left of them would go on writing.
    if (browser.pid) process.kill(-browser.pid, 'SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 9, retryDelay: 100 });
  }
}

/** @param {string} module the page's one script */
export const page = (module) => `<!doctype html><meta charset="utf-8"><title>page</title><script type="module" src="${module}"></script>\n`;
