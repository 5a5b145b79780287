// A git server: real `git http-backend` behind node's HTTP server, with a token, a log, and trouble on demand.

import { spawn } from 'node:child_process';
import { createServer } from 'node:http';

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
    backend(box, url, request, response, seen, what);
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
  return { origin, requests, url: (/** @type {import('./remote.mjs').Remote} */ remote) => `${origin}/${remote.dir.split('/').at(-1)}` };
}

/** @param {string | undefined} authorization */
function password(authorization = '') {
  return Buffer.from(authorization.replace(/^basic /i, ''), 'base64').toString().split(':').slice(1).join(':');
}

/**
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {URL} url
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {Seen} seen
 * @param {'lose' | 'reset' | undefined} what
 */
function backend(box, url, request, response, seen, what) {
  const header = (/** @type {string} */ name) => String(request.headers[name] ?? '');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...box.fixtureEnv,
      // The server's own hooks are to run.
      GIT_CONFIG_COUNT: '1',
      GIT_PROJECT_ROOT: box.dir,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: seen.method,
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: header('content-length'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      REMOTE_USER: 'somebody',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => {});
  child.stderr.resume();
  /** @type {Buffer[]} */
  const answer = [];
  child.stdout.on('data', (chunk) => answer.push(chunk));
  child.once('close', () => {
    if (what === 'reset') return response.destroy();
    const bytes = Buffer.concat(answer);
    const end = bytes.indexOf('\r\n\r\n');
    const headers = bytes.subarray(0, Math.max(end, 0)).toString().split('\r\n').map((line) => line.split(': '));
    const status = Number.parseInt(headers.find(([name]) => name === 'Status')?.[1] ?? (end < 0 ? '500' : '200'), 10);
    const body = bytes.subarray(end + 4);
    seen.sent = body.length;
    response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name && name !== 'Status')));
    if (what !== 'lose') return response.end(body);
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  });
}
