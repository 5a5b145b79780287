// Things that go wrong between a program and GitHub, at exactly the call a test wants.

/**
 * What happens to a call instead of its answer.
 * @typedef {undefined
 *   | 'fail-before'
 *   | 'lose'
 *   | 'hang'
 *   | {status: 500 | 502 | 503 | 504}
 *   | {status: 403 | 429, retryAfter?: number, reset?: number}
 *   | {after: () => unknown}} Trouble
 *   - `fail-before`: the connection breaks and nothing has happened
 *   - `lose`: it is carried out, and the connection breaks instead of an answer
 *   - `hang`: nothing happens, and no answer ever comes
 *   - `status` 5xx: the server's own trouble, nothing has happened
 *   - `retryAfter`: a secondary rate limit, in seconds; `reset`: the primary one, used up until then (seconds since 1970)
 *   - `after`: it is carried out, then this is called (to kill the program, say), and then the connection breaks
 *
 * @typedef {{status: number, headers?: Record<string, string>, text?: string, bytes?: Buffer}} Prepared
 */

const UNICORN = '<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head><body><h1>No server is currently available to service your request.</h1></body></html>\n';
const LIMITS = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';

/**
 * Carries a call out, or what is to happen in its place.
 * @param {import('./server.mjs').Call} call
 * @param {import('./index.mjs').World} world
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {() => Promise<Prepared>} work
 */
export async function disturb(call, world, request, response, work) {
  const { trouble } = call;
  if (trouble === undefined) return give(response, await work());
  if (trouble === 'hang') return void request.resume();
  if (trouble === 'fail-before') return breakOff(call, request, response, Buffer.from('no more of this'));
  if (trouble === 'lose') {
    const { text = '', bytes = Buffer.from(text) } = await work();
    return breakOff(call, request, response, bytes);
  }
  if ('after' in trouble) {
    await work();
    await trouble.after();
    return void response.destroy();
  }
  request.resume();
  return give(response, trouble.status >= 500 ? broken(call, trouble.status) : limited(call, trouble, world));
}

/** @param {import('node:http').ServerResponse} response @param {Prepared} prepared */
function give(response, { status, headers = {}, text = '', bytes = Buffer.from(text) }) {
  response.writeHead(status, { 'content-length': String(bytes.length), ...headers }).end(status === 204 ? undefined : bytes);
}

/**
 * A connection that breaks. For git the answer breaks off in the middle: when not a byte of it comes on a connection that
 * was used before, curl sends the request a second time, and nothing would have been lost.
 * @param {import('./server.mjs').Call} call @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response @param {Buffer} bytes
 */
function breakOff(call, request, response, bytes) {
  request.resume();
  if (call.kind !== 'git') return void response.destroy();
  const type = call.method === 'GET' ? `application/x-${call.service}-advertisement` : `application/x-${call.service}-result`;
  response.writeHead(200, { 'content-type': type, 'content-length': String(bytes.length + 1) });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

/** @param {import('./server.mjs').Call} call @param {number} status @returns {Prepared} */
function broken(call, status) {
  if (call.kind === 'git') return { status, headers: { 'content-type': 'text/plain' }, text: 'Internal Server Error\n' };
  if (status === 500) return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, text: '{"message":"Server Error"}' };
  return { status, headers: { 'content-type': 'text/html' }, text: UNICORN };
}

/**
 * @param {import('./server.mjs').Call} call @param {{status: number, retryAfter?: number, reset?: number}} trouble
 * @param {import('./index.mjs').World} world
 * @returns {Prepared}
 */
function limited(call, { status, retryAfter, reset }, world) {
  if (call.kind === 'git') {
    return { status, headers: { 'content-type': 'text/plain', ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) }, text: 'You have exceeded a secondary rate limit.\n' };
  }
  const primary = reset !== undefined;
  const message = primary
    ? 'API rate limit exceeded for installation ID 4711.'
    : 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID 0000.';
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    date: new Date(world.store.now()).toUTCString(),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': primary ? '0' : '4987',
    'x-ratelimit-reset': String(reset ?? Math.floor(world.store.now() / 1000) + 3600),
    'x-ratelimit-resource': call.kind === 'graphql' ? 'graphql' : 'core',
  };
  return { status, headers, text: JSON.stringify({ message, documentation_url: primary ? LIMITS : `${LIMITS}#about-secondary-rate-limits`, status: String(status) }) };
}
