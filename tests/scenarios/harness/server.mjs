// A git server: real `git http-backend` behind node's HTTP server, with a token, a log, and trouble on demand.

import { createServer } from 'node:http';
import { basename } from 'node:path';

import { httpBackend, password } from './http-backend.mjs';

/**
 * What to do with a request instead of answering it.
 * @typedef {'hang' | 'lose' | 'reset' | {status: number, text?: string, to?: string} | undefined} Trouble `lose`: carried out, but the
 *   answer breaks off in the middle; `reset`: not a byte of it comes, which makes curl send the request a second time
 *
 * @typedef {object} Seen
 * @property {string} method
 * @property {string} path
 * @property {string} service
 * @property {string[]} authorizations every Authorization header, as sent
 * @property {number} sent bytes of the answer
 */

/**
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {{token?: string, trouble?: (seen: Seen, nth: number) => Trouble}} [options] without a token everybody may do everything
 */
export async function serve(box, { token, trouble = () => undefined } = {}) {
  /** @type {Seen[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://server');
    const authorizations = request.rawHeaders.filter((_, at, all) => at % 2 === 1 && all[at - 1]?.toLowerCase() === 'authorization');
    const service = url.searchParams.get('service') ?? url.pathname.split('/').at(-1) ?? '';
    const seen = { method: request.method ?? '', path: url.pathname, service, authorizations, sent: 0 };
    requests.push(seen);
    const refuse = (/** @type {number} */ status, text = '', headers = {}) => {
      request.resume();
      response.writeHead(status, headers).end(text);
    };
    if (authorizations.length > 1) return refuse(400, 'Duplicate header: "Authorization"\n', { 'content-type': 'text/plain' });
    if (token !== undefined && password(authorizations[0]) !== token) return refuse(401, '', { 'www-authenticate': 'Basic realm="git"' });
    const what = trouble(seen, requests.filter((one) => one.service === service && one.method === seen.method).length);
    if (what === 'hang') return request.resume();
    if (typeof what === 'object') {
      return refuse(what.status, what.text, { 'content-type': 'text/plain', ...(what.to ? { location: what.to } : {}) });
    }
    httpBackend({ request, url, root: box.dir, env: box.fixtureEnv }).then((answer) => give(response, answer, seen, what), () => response.destroy());
  });
  await new Promise((listening) => {
    server.listen(0, '127.0.0.1', () => listening(undefined));
  });
  box.closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  return { origin, requests, url: (/** @type {import('./remote.mjs').Remote} */ remote) => `${origin}/${basename(remote.dir)}` };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {import('./http-backend.mjs').Answer} answer
 * @param {Seen} seen
 * @param {'lose' | 'reset' | undefined} what
 */
function give(response, { status, headers, body }, seen, what) {
  if (what === 'reset') return response.destroy();
  seen.sent = body.length;
  response.writeHead(status, headers);
  if (what !== 'lose') return response.end(body);
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}
