// Asks the API of GitHub, or of what speaks like it, over the toolkit's HTTP client, which knows the runner's proxies.
// Manners live here: when to wait, what may be asked again. What an answer means is the core's business.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { HttpClient } from '@actions/http-client';

import { distFolder } from '../core/dist.js';
import { shortened } from '../say/escape.js';
import { secretsOf } from '../say/secrets.js';
import { hasErrorOf, isObject, saidIn } from './said.js';

/** @typedef {import('../types.js').Denial} Denial */
/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {{ok: true, data: any} | {ok: false, denial: Denial}} Answer */
/** @typedef {'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} Method */

/**
 * One answer of the server; `status` null: none came.
 * @typedef {object} Reply
 * @property {number | null} status
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} text
 */

/** The first version that GitHub named; newer ones take away fields. */
const API_VERSION = '2022-11-28';
const REQUEST_LIMIT_MS = 20_000;
/** A server that has let us wait so long is waited for less, until it answers: a run of several questions ends in a minute. */
const NEXT_LIMIT_MS = 8_000;
const LARGEST_ANSWER = 20 * 1024 * 1024;
/** Objects and lists in an answer, one within the other or side by side: read, each is far larger than its two brackets. */
const MOST_PARTS = 500_000;
/** Characters of a page that is no JSON that are looked at, and of what a server says that are kept. */
const LONGEST_PAGE = 20_000;
const LONGEST_SAYING = 4_000;
const MOST_REDIRECTS = 3;
/** A request is sent at most three times. */
const MOST_REPEATS = 2;
/** Seconds that all waiting for one answer may take. */
const MOST_PATIENCE = 60;
/** Seconds before a read is repeated. */
const BACKOFF = [1, 3];
/** Where a server asks to slow down and does not say for how long, its documentation says a minute. */
const UNSAID_WAIT = 60;
/** What is longer is a mistake of the server's; seconds. */
const LONGEST_WAIT = 24 * 3600;
/** GitHub wants a second between writes of those who write much. */
const UNHURRIED_WRITES = 4;
const PACE_MS = 1_000;

export class GitHub {
  #api;
  #redact;
  #limits;
  #sleep;
  #requestLimitMs;
  #agent = `version-first/${packageVersion()}`;
  #writes = 0;
  #lastWrite = 0;
  /** Whether the last request was not answered in time. */
  #silent = false;
  /** Whether the server has sent a request on to another address of its own: the repository has another name now. */
  redirected = false;

  /**
   * @param {object} options
   * @param {import('./hosting.js').Api} options.api
   * @param {(text: string) => string} options.redact
   * @param {{signal: AbortSignal, left: () => number}} options.limits
   * @param {(ms: number, signal: AbortSignal) => Promise<unknown>} [options.wait]
   * @param {number} [options.requestLimitMs]
   */
  constructor({ api, redact, limits, wait = (ms, signal) => sleep(ms, undefined, { signal }), requestLimitMs = REQUEST_LIMIT_MS }) {
    this.#api = api;
    this.#redact = redact;
    this.#limits = limits;
    this.#sleep = wait;
    this.#requestLimitMs = requestLimitMs;
  }

  /**
   * @param {string} path
   * @param {Record<string, string>} [query]
   * @returns {Promise<Answer>}
   */
  async get(path, query = {}) {
    const search = new URLSearchParams(query).toString();
    return this.#answer(await this.#ask('GET', `${this.#api.url}${path}${search && `?${search}`}`));
  }

  /**
   * A list of objects. Anything else is no answer: it would look as if there were none.
   * @param {string} path
   * @param {Record<string, string>} [query]
   * @returns {Promise<{ok: true, data: any[]} | Extract<Answer, {ok: false}>>}
   */
  async list(path, query) {
    const answer = await this.get(path, query);
    if (answer.ok && !(Array.isArray(answer.data) && answer.data.every(isObject))) return this.#denied(null, 'the answer is not the list that was asked for', null);
    return answer;
  }

  /**
   * A write. It is sent again only where the server says that it has not been carried out.
   * @param {Exclude<Method, 'GET'>} method
   * @param {string} path
   * @param {object} body
   * @returns {Promise<Answer>}
   */
  async send(method, path, body) {
    return this.#answer(await this.#ask(method, `${this.#api.url}${path}`, JSON.stringify(body)));
  }

  /**
   * A mutation.
   * @param {string} query
   * @param {object} variables
   * @returns {Promise<Answer>}
   */
  async graphql(query, variables) {
    const { graphqlUrl } = this.#api;
    if (graphqlUrl === null) return this.#denied(404, 'this server has no GraphQL API', null);
    const answer = this.#answer(await this.#ask('POST', graphqlUrl, JSON.stringify({ query, variables })));
    if (!answer.ok || !answer.data?.errors) return answer;
    return this.#denied(200, saidIn(answer.data), null);
  }

  /**
   * A question whose answer is nice to have: asked once, and not waited for long. Of GraphQL, what is answered counts, even
   * if something else was not.
   * @param {'get' | 'graphql'} kind
   * @param {string} asked path, or query
   * @param {Record<string, string | undefined>} variables
   * @param {number} limitMs
   * @returns {Promise<Answer>}
   */
  async once(kind, asked, variables, limitMs) {
    const { url, graphqlUrl } = this.#api;
    const within = Math.min(limitMs, this.#limits.left() / 2);
    if (kind === 'get') {
      const search = new URLSearchParams(/** @type {Record<string, string>} */ (variables)).toString();
      return this.#answer(await this.#follow('GET', `${url}${asked}?${search}`, undefined, within));
    }
    if (graphqlUrl === null) return this.#denied(404, 'this server has no GraphQL API', null);
    return this.#answer(await this.#follow('POST', graphqlUrl, JSON.stringify({ query: asked, variables }), within));
  }

  /**
   * @param {Reply} reply
   * @returns {Answer}
   */
  #answer({ status, headers, text }) {
    const good = status !== null && status >= 200 && status < 300;
    const data = this.#parsed(text);
    if (!good) return this.#denied(status, saidIn(data) || firstLine(text) || `status ${status}`, waitAsked(status, headers, data));
    // It was carried out, but nobody knows what came of it.
    if (data === undefined && text !== '') return this.#denied(null, 'the answer was no JSON', null);
    return { ok: true, data: data ?? null };
  }

  /**
   * @param {number | null} status
   * @param {string} text
   * @param {number | null} retryAfter
   * @returns {Extract<Answer, {ok: false}>}
   */
  #denied(status, text, retryAfter) {
    return { ok: false, denial: { status, text: shortened(this.#redact(this.#hidden(text)), LONGEST_SAYING), retryAfter } };
  }

  /**
   * An answer as data. A server may send back what it was sent: the token is nowhere in it.
   * @param {string} text
   */
  #parsed(text) {
    const secrets = secretsOf(this.#api.token);
    // Spelled as an escape, it would be found only in what was read.
    if (!text.includes('\\u00') && !secrets.some((secret) => text.includes(secret))) return parsed(text);
    return parsed(text, (_, value) => (typeof value === 'string' ? this.#hidden(value) : value));
  }

  /** @param {string} text */
  #hidden(text) {
    return secretsOf(this.#api.token).reduce((safe, secret) => safe.replaceAll(secret, '***'), text);
  }

  /**
   * Sends a request until there is an answer worth handing on.
   * @param {Method} method
   * @param {string} url
   * @param {string} [body]
   * @returns {Promise<Reply>}
   */
  async #ask(method, url, body) {
    let patience = MOST_PATIENCE;
    for (let repeats = 0; ; repeats += 1) {
      if (method !== 'GET') await this.#pace();
      const reply = await this.#follow(method, url, body);
      const seconds = repeats < MOST_REPEATS ? waitBeforeRepeat(method, reply, repeats) : null;
      if (seconds === null || seconds > patience || seconds * 1000 >= this.#limits.left()) return reply;
      patience -= seconds;
      if (!(await this.#pause(seconds * 1000))) return reply;
    }
  }

  /** Writes keep apart where there are many. */
  async #pace() {
    const since = performance.now() - this.#lastWrite;
    if (this.#writes >= UNHURRIED_WRITES && since < PACE_MS) await this.#pause(PACE_MS - since);
    this.#writes += 1;
    this.#lastWrite = performance.now();
  }

  /**
   * @param {number} ms
   * @returns {Promise<boolean>} whether it was not cut short
   */
  async #pause(ms) {
    const { signal } = this.#limits;
    await this.#sleep(ms, signal).catch(() => {});
    return !signal.aborted;
  }

  /**
   * Follows redirects on the same server (a renamed repository). Another one gets neither the token nor the request; and
   * a write goes on only where the server says that it has to be the same write.
   * @param {Method} method
   * @param {string} url
   * @param {string} [body]
   * @param {number} [withinMs]
   * @returns {Promise<Reply>}
   */
  async #follow(method, url, body, withinMs) {
    let target = url;
    for (let redirects = 0; ; redirects += 1) {
      const reply = await this.#once(method, target, body, withinMs);
      const { status, headers } = reply;
      const moved = status === 307 || status === 308 || ((status === 301 || status === 302) && method === 'GET');
      const { location } = headers;
      if (!moved || location === undefined || redirects === MOST_REDIRECTS) return reply;
      if (!URL.canParse(location, target)) return reply;
      const next = new URL(location, target);
      if (next.origin !== new URL(url).origin) return { ...reply, text: `redirected to another server, ${next.origin === 'null' ? next.protocol : next.origin}` };
      target = next.href;
      this.redirected = true;
    }
  }

  /**
   * One request, one connection: on a connection kept open a write might be lost in its closing.
   * @param {Method} method
   * @param {string} url
   * @param {string} [body]
   * @param {number} [withinMs]
   * @returns {Promise<Reply>}
   */
  async #once(method, url, body, withinMs = this.#requestLimitMs) {
    const limitMs = Math.min(withinMs, this.#requestLimitMs, this.#silent ? NEXT_LIMIT_MS : Infinity, this.#limits.left());
    const late = AbortSignal.timeout(Math.max(1, Math.ceil(limitMs)));
    const signal = AbortSignal.any([late, this.#limits.signal]);
    if (signal.aborted) return lost('stopped before it was sent');
    const handler = {
      prepareRequest: (/** @type {any} */ options) => {
        options.signal = signal;
        // Through a proxy the connection is made by a request of its own, which would outlive ours.
        if (options.agent?.proxyOptions) options.agent.proxyOptions.signal = signal;
      },
      // Asked where an answer is 401: it is handed on.
      canHandleAuthentication: () => false,
    };
    const client = new HttpClient(this.#agent, [/** @type {any} */ (handler)], { allowRedirects: false, allowRetries: false });
    try {
      const { message } = await client.request(method, url, body ?? null, this.#headers(body));
      const reply = await read(message);
      this.#silent = false;
      return reply;
    } catch (error) {
      this.#silent = late.aborted;
      if (late.aborted) return lost(`no answer within ${limitMs / 1000} seconds`);
      if (signal.aborted) return lost('stopped before an answer came');
      return lost(reasonOf(error));
    } finally {
      client.dispose();
    }
  }

  /** @param {string | undefined} body */
  #headers(body) {
    return {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${this.#api.token}`,
      'x-github-api-version': API_VERSION,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
  }
}

/**
 * Seconds until a request may be sent again; null: it may not.
 * @param {Method} method
 * @param {Reply} reply
 * @param {number} repeats
 */
function waitBeforeRepeat(method, { status, headers, text }, repeats) {
  const asked = waitAsked(status, headers, parsed(text));
  if (asked !== null) return asked;
  // Whether it was carried out nobody knows: that is for the core to find out.
  const broken = status === null || status >= 500;
  return broken && method === 'GET' ? (BACKOFF[repeats] ?? null) : null;
}

/**
 * Seconds that a server asks us to wait, having done nothing. A 403 may mean as well that we may not at all: then none
 * of these signs is there.
 * @param {number | null} status
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @param {any} data
 * @returns {number | null}
 */
function waitAsked(status, headers, data) {
  const limited = status === 200 && hasErrorOf(data, 'RATE_LIMITED');
  if (status !== 403 && status !== 429 && !limited) return null;
  const after = Number.parseInt(headers['retry-after'] ?? '', 10);
  if (after >= 0) return Math.min(after, LONGEST_WAIT);
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']);
    return reset > 0 ? Math.min(LONGEST_WAIT, Math.max(1, Math.ceil(reset - Date.now() / 1000))) : UNSAID_WAIT;
  }
  return status === 429 || limited || /secondary rate limit/i.test(saidIn(data)) ? UNSAID_WAIT : null;
}

/**
 * @param {string} text
 * @param {(key: string, value: any) => any} [reviver]
 */
function parsed(text, reviver) {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}

/**
 * The beginning of a page that is no JSON: of a proxy, say.
 * @param {string} text
 */
function firstLine(text) {
  return text.slice(0, LONGEST_PAGE).replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 200);
}

/**
 * @param {IncomingMessage} message
 * @returns {Promise<Reply>}
 */
async function read(message) {
  const chunks = [];
  let [size, parts] = [0, 0];
  for await (const chunk of message) {
    size += chunk.length;
    for (const byte of chunk) if (byte === 0x5b || byte === 0x7b) parts += 1;
    if (size > LARGEST_ANSWER) throw new Error('the answer is larger than 20 MiB');
    if (parts > MOST_PARTS) throw new Error(`the answer has more than ${MOST_PARTS} parts`);
    chunks.push(chunk);
  }
  return { status: message.statusCode ?? null, headers: message.headers, text: Buffer.concat(chunks).toString() };
}

/**
 * @param {string} text
 * @returns {Reply}
 */
function lost(text) {
  return { status: null, headers: {}, text };
}

/** @param {unknown} error */
function reasonOf(error) {
  const { message, code, errors } = /** @type {AggregateError & {code?: string}} */ (error);
  // Tried at several addresses: each has a reason of its own.
  return message || [...new Set(errors?.map((one) => one.message) ?? [])].join('; ') || code || 'the connection broke';
}

function packageVersion() {
  return JSON.parse(readFileSync(join(distFolder(), '..', 'package.json'), 'utf8')).version;
}
