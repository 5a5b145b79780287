// One request handed to real `git http-backend`, and its whole answer.

import { spawn } from 'node:child_process';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string>} headers
 * @property {Buffer} body
 */

/**
 * @param {object} asked
 * @param {import('node:http').IncomingMessage} asked.request its body is still to be read
 * @param {URL} asked.url
 * @param {string} asked.root the folder the repositories lie in
 * @param {string} [asked.path] where below that folder, else as in the URL
 * @param {Record<string, string>} asked.env
 * @returns {Promise<Answer>}
 */
export function httpBackend({ request, url, root, path = url.pathname, env }) {
  const header = (/** @type {string} */ name) => String(request.headers[name] ?? '');
  const child = spawn('git', ['http-backend'], {
    env: {
      REMOTE_USER: 'somebody',
      ...env,
      // The server's own hooks are to run.
      GIT_CONFIG_COUNT: '1',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      PATH_INFO: path,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? '',
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: header('content-length'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => {});
  child.stderr.resume();
  /** @type {Buffer[]} */
  const answer = [];
  child.stdout.on('data', (chunk) => answer.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      const bytes = Buffer.concat(answer);
      const end = bytes.indexOf('\r\n\r\n');
      const headers = bytes.subarray(0, Math.max(end, 0)).toString().split('\r\n').map((line) => line.split(': '));
      const status = Number.parseInt(headers.find(([name]) => name === 'Status')?.[1] ?? (end < 0 ? '500' : '200'), 10);
      resolve({
        status,
        headers: Object.fromEntries(headers.filter(([name]) => name && name !== 'Status')),
        body: end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4),
      });
    });
  });
}

/** The password of a basic authorization. @param {string | undefined} authorization */
export function password(authorization = '') {
  return Buffer.from(authorization.replace(/^basic /i, ''), 'base64').toString().split(':').slice(1).join(':');
}
