// A real git server over HTTP (`git http-backend`) that counts requests, and the bytes both ways.

import { createServer } from 'node:http';

import { httpBackend } from '../tests/scenarios/harness/http-backend.mjs';

/** @typedef {{requests: number, received: number, sent: number}} Traffic */

/** @param {string} root the folder the repositories lie in @param {Record<string, string>} env */
export async function serve(root, env) {
  /** @type {Traffic} */
  const traffic = { requests: 0, received: 0, sent: 0 };
  const server = createServer((request, response) => {
    traffic.requests += 1;
    request.on('data', (chunk) => {
      traffic.received += chunk.length;
    });
    const url = new URL(request.url ?? '/', 'http://server');
    httpBackend({ request, url, root, env: { ...env, GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' } }).then(({ status, headers, body }) => {
      traffic.sent += body.length;
      response.writeHead(status, headers).end(body);
    }, () => response.destroy());
  });
  await new Promise((listening) => {
    server.listen(0, '127.0.0.1', () => listening(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: (/** @type {string} */ name) => `http://127.0.0.1:${port}/${name}`,
    /** What was moved since it was last asked. @returns {Traffic} */
    taken() {
      const now = { ...traffic };
      Object.assign(traffic, { requests: 0, received: 0, sent: 0 });
      return now;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
