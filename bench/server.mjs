// A real git server over HTTP (`git http-backend`) that counts requests, and the bytes both ways.

import { createServer } from 'node:http';

import { httpBackend } from '../tests/scenarios/harness/http-backend.mjs';

/** @typedef {{requests: number, received: number, sent: number, listed: number}} Traffic `listed`: of what was sent, names of refs */

/** @param {string} root the folder the repositories lie in @param {Record<string, string>} env */
export async function serve(root, env) {
  /** @type {Traffic} */
  const traffic = { requests: 0, received: 0, sent: 0, listed: 0 };
  const server = createServer((request, response) => {
    traffic.requests += 1;
    let lists = request.method === 'GET';
    request.on('data', (chunk) => {
      traffic.received += chunk.length;
      lists ||= chunk.includes('command=ls-refs');
    });
    const url = new URL(request.url ?? '/', 'http://server');
    httpBackend({ request, url, root, env: { ...env, GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' } }).then(({ status, headers, body }) => {
      traffic.sent += body.length;
      if (lists) traffic.listed += body.length;
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
      Object.assign(traffic, { requests: 0, received: 0, sent: 0, listed: 0 });
      return now;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
