// Another address of a server: what is asked there is written down with its headers and passed on.

import { createServer, request as ask } from 'node:http';

/** @typedef {{method: string, url: string, headers: import('node:http').IncomingHttpHeaders}} Asked */

/**
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {string} origin
 * @param {object} [options]
 * @param {string} [options.prefix] the path it lives under
 * @param {(asked: Asked) => 'hang' | 'lose' | undefined} [options.trouble] `hang`: it is not even passed on; `lose`: it is, but nobody hears what came of it
 */
export async function elsewhere(box, origin, { prefix = '', trouble = () => undefined } = {}) {
  /** @type {Asked[]} */
  const seen = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers });
    if (!url.startsWith(`${prefix}/`)) return void response.writeHead(404).end();
    const what = trouble({ method, url, headers });
    if (what === 'hang') return void request.resume();
    const onward = ask(`${origin}${url.slice(prefix.length)}`, { method, headers }, (answer) => {
      if (what === 'lose') return void answer.resume();
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((listening) => {
    server.listen(0, '127.0.0.1', () => listening(undefined));
  });
  box.closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { origin: `http://127.0.0.1:${port}${prefix}`, seen };
}
