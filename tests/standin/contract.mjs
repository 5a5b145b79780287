// GitHub's own description of its REST API, asked twice for every call: is this a request GitHub takes, and is this an
// answer GitHub gives?

import { readFileSync } from 'node:fs';

import addFormats from 'ajv-formats';
import { OpenAPIBackend } from 'openapi-backend';

/** Answers that any endpoint may give, whether it is described or not. */
const ANYWHERE = new Set([401, 403, 404, 429]);

/** What GitHub does answer, though its description is silent about it. @type {Record<string, number[]>} */
const UNDESCRIBED = { 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches': [422] };

/** @type {Promise<Contract> | undefined} */
let one;

/** The contract is read once in a process. */
export function contract() {
  one ??= Contract.read();
  return one;
}

/**
 * Says what the description means in words that the checker takes: "nullable" beside a reference or without a type.
 * @param {any} node
 */
function plain(node) {
  if (node === null || typeof node !== 'object') return node;
  for (const [key, value] of Object.entries(node)) {
    plain(value);
    if (!value || typeof value !== 'object' || Array.isArray(value) || !value.nullable || value.type) continue;
    delete value.nullable;
    node[key] = { anyOf: [value, { enum: [null] }] };
  }
  return node;
}

/** GitHub takes no notice of a property it does not know; for us it is a slip. @param {any} schema */
function strict(schema) {
  for (const part of [schema, ...(schema?.oneOf ?? []), ...(schema?.anyOf ?? [])]) {
    if (part?.type === 'object' && part.properties && part.additionalProperties === undefined) part.additionalProperties = false;
  }
}

class Contract {
  static async read() {
    const definition = plain(JSON.parse(readFileSync(new URL('contract/github.json', import.meta.url), 'utf8')));
    for (const path of Object.values(definition.paths)) {
      for (const operation of Object.values(path)) strict(operation.requestBody?.content?.['application/json']?.schema);
    }
    const api = new OpenAPIBackend({
      definition,
      quick: true,
      strict: false,
      ajvOpts: { strict: false, allErrors: true, logger: false },
      customizeAjv: (ajv) => addFormats(ajv),
    });
    await api.init();
    return new Contract(api, definition);
  }

  /** @param {OpenAPIBackend} api @param {any} definition */
  constructor(api, definition) {
    this.api = api;
    this.definition = definition;
  }

  /** Every endpoint it describes, as `METHOD path`. */
  endpoints() {
    return Object.entries(this.definition.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
  }

  /** @param {string} method @param {string} path */
  #operation(method, path) {
    return this.api.router.getOperations().find((one) => one.method === method.toLowerCase() && one.path === path);
  }

  /**
   * @param {object} asked
   * @param {string} asked.method
   * @param {string} asked.path the endpoint's
   * @param {Record<string, string>} asked.params
   * @param {URLSearchParams} asked.query
   * @param {import('node:http').IncomingHttpHeaders} asked.headers
   * @param {string} asked.raw the body as it came
   * @returns {{faults: string[], refuse?: 400 | 422}} what is wrong with it, and how GitHub refuses it where it does
   */
  request({ method, path, params, query, headers, raw }) {
    const operation = this.#operation(method, path);
    if (!operation) return { faults: ['no such endpoint'] };
    const found = headerFaults(headers, raw);
    let body;
    try {
      body = raw === '' ? undefined : JSON.parse(raw);
    } catch {
      return { faults: [...found, 'the body is no JSON'], refuse: 400 };
    }
    const parameters = (operation.parameters ?? []).map((/** @type {any} */ one) => this.#resolve(one));
    const known = parameters.filter((/** @type {any} */ one) => one.in === 'query').map((/** @type {any} */ one) => one.name);
    found.push(...[...query.keys()].filter((name) => !known.includes(name)).map((name) => `unknown parameter \`${name}\``));
    const concrete = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''));
    const asked = { method: method.toLowerCase(), path: concrete, query: Object.fromEntries(query), headers: { 'content-type': 'application/json' }, body };
    const errors = this.api.validateRequest(asked, operation).errors ?? [];
    // Some descriptions do not make it known to the checker that their body must be there.
    const bodiless = body === undefined && this.#resolve(operation.requestBody)?.required && errors.length === 0;
    const faults = [...found, ...(bodiless ? ['a body is required'] : []), ...errors.map(say)];
    const fatal = bodiless || errors.some(({ keyword }) => keyword !== 'additionalProperties');
    return { faults, ...(fatal ? { refuse: /** @type {const} */ (422) } : {}) };
  }

  /** @param {string} method @param {string} path @param {number} status @param {unknown} body @returns {string[]} */
  response(method, path, status, body) {
    const operation = this.#operation(method, path);
    if (!operation) return [];
    if (operation.responses?.[status]) {
      if (body === undefined) return status === 204 ? [] : [`an answer ${status} without a body`];
      return (this.api.validateResponse(body, operation, status).errors ?? []).map(say);
    }
    if (!ANYWHERE.has(status) && !UNDESCRIBED[`${method} ${path}`]?.includes(status)) return [`an answer ${status}, which is not described`];
    return typeof /** @type {any} */ (body)?.message === 'string' ? [] : [`an answer ${status} without a message`];
  }

  /** @param {any} node */
  #resolve(node) {
    if (!node?.$ref) return node;
    return node.$ref.slice(2).split('/').reduce((/** @type {any} */ at, /** @type {string} */ key) => at[key], this.definition);
  }
}

/** What every program owes GitHub. @param {import('node:http').IncomingHttpHeaders} headers @param {string} raw @param {{graphql?: boolean}} [of] GraphQL has no versions */
export function headerFaults(headers, raw, { graphql = false } = {}) {
  const found = [];
  if (!graphql && headers['x-github-api-version'] !== '2022-11-28') found.push(`header x-github-api-version: expected 2022-11-28, found ${headers['x-github-api-version']}`);
  if (!headers['user-agent']) found.push('header user-agent is missing');
  if (!/^application\/(vnd\.github(\.v3)?\+json|json)/.test(headers.accept ?? '')) found.push(`header accept: expected application/vnd.github+json, found ${headers.accept}`);
  if (raw !== '' && !/^application\/json/.test(headers['content-type'] ?? '')) found.push(`header content-type: expected application/json, found ${headers['content-type']}`);
  return found;
}

/** @param {{instancePath: string, message?: string, params?: any}} error */
function say({ instancePath, message, params }) {
  return `${instancePath} ${message} ${params?.additionalProperty ?? ''}`.trim();
}
