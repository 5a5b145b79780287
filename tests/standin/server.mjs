// The stand-in's one server: git, REST and GraphQL, every call numbered, and trouble on demand.

import { createServer } from 'node:http';
import { basename, dirname } from 'node:path';

import { httpBackend } from '../scenarios/harness/http-backend.mjs';
import { Refused, gitRefusal, whoIs } from './access.mjs';
import { contract, headerFaults } from './contract.mjs';
import { execute, isMutation } from './graphql.mjs';
import { disturb } from './trouble.mjs';

/**
 * @typedef {object} Call
 * @property {number} k 1 for the first call of all, of whatever kind
 * @property {'git' | 'rest' | 'graphql'} kind
 * @property {string} method
 * @property {string} path without what every path of its kind begins with
 * @property {string} service `git-upload-pack` or `git-receive-pack`, for git
 * @property {boolean} write whether it may change anything: for git the push itself, not the question before it
 * @property {Record<string, string>} query
 * @property {any} body what was sent as JSON
 * @property {string} login who asked
 * @property {number} [status] what was answered
 * @property {import('./trouble.mjs').Trouble} [trouble]
 *
 * @typedef {{status: number, headers?: Record<string, string>, body?: unknown, list?: unknown[], text?: string}} Reply
 */

const DOCS = 'https://docs.github.com/rest';

/** @param {import('./index.mjs').World} world @param {(asked: any) => Promise<unknown>} [control] what people may do by HTTP */
export async function listen(world, control) {
  const server = createServer((request, response) => {
    serve(world, request, response, control).catch((error) => {
      if (!response.headersSent) json(response, 500, { message: 'Server Error' });
      world.violations.push(`the stand-in broke at ${request.method} ${request.url}: ${error.stack}`);
    });
  });
  await new Promise((listening) => {
    server.listen(world.port, '127.0.0.1', () => listening(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { server, origin: `http://127.0.0.1:${port}` };
}

/**
 * @param {import('./index.mjs').World} world
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {((asked: any) => Promise<unknown>) | undefined} control
 */
async function serve(world, request, response, control) {
  const url = new URL(request.url ?? '/', world.origin);
  if (control && url.pathname === '/_control') return json(response, 200, await control(JSON.parse(await read(request))));
  const there = movedTo(world, url, request.method ?? '');
  if (there) {
    request.resume();
    return void response.writeHead(there.status, { location: there.to }).end();
  }
  const authorizations = request.rawHeaders.filter((_, at, all) => at % 2 === 1 && all[at - 1]?.toLowerCase() === 'authorization');
  const kind = url.pathname.startsWith(`${world.prefix}/`) ? 'rest' : world.graphql && url.pathname === '/api/graphql' ? 'graphql' : 'git';
  const raw = kind === 'git' ? '' : await read(request);
  const actor = whoIs(world.tokens, authorizations[0]);
  const path = kind === 'rest' ? named(world, url.pathname.slice(world.prefix.length)) : url.pathname;
  const service = kind === 'git' ? (url.searchParams.get('service') ?? path.split('/').at(-1) ?? '') : '';
  const body = parsed(raw);
  /** @type {Call} */
  const call = {
    k: world.requests.length + 1, kind, method: request.method ?? '', path, service, query: Object.fromEntries(url.searchParams), body,
    write: kind === 'graphql' ? isMutation(body?.query) : kind === 'git' ? service === 'git-receive-pack' && request.method === 'POST' : request.method !== 'GET',
    login: typeof actor === 'string' ? actor : actor.login,
  };
  world.requests.push(call);
  response.on('finish', () => {
    call.status = response.statusCode;
  });
  if (authorizations.length > 1) {
    request.resume();
    return void response.writeHead(400, { 'content-type': 'text/plain' }).end('Duplicate header: "Authorization"\n');
  }
  call.trouble = await world.trouble(call, call.k);
  await disturb(call, world, request, response, async () => {
    if (kind === 'git') return git(world, actor, call, request, url);
    return api(world, actor, call, request, url, raw);
  });
}

const BY_NUMBER = '/repositories/4711';

/** What is asked by the repository's number. @param {import('./index.mjs').World} world @param {string} path */
function named({ owner, name }, path) {
  return path === BY_NUMBER || path.startsWith(`${BY_NUMBER}/`) ? `/repos/${owner}/${name}${path.slice(BY_NUMBER.length)}` : path;
}

/** Where a repository is that was renamed: git is sent to its new name, the API to its number. @param {import('./index.mjs').World} world @param {URL} url @param {string} method */
function movedTo({ formerly, owner, name, prefix, origin }, { pathname, search }, method) {
  if (formerly === undefined) return undefined;
  const old = `${prefix}/repos/${formerly}`;
  if (pathname === old || pathname.startsWith(`${old}/`)) {
    return { status: method === 'GET' ? 301 : 307, to: `${origin}${prefix}${BY_NUMBER}${pathname.slice(old.length)}${search}` };
  }
  const [, rest] = pathname.startsWith(`/${formerly}`) ? (/^(?:\.git)?(\/.*)$/.exec(pathname.slice(formerly.length + 1)) ?? []) : [];
  return rest === undefined ? undefined : { status: 301, to: `${origin}/${owner}/${name}.git${rest}${search}` };
}

/** @param {import('./index.mjs').World} world @param {ReturnType<typeof whoIs>} actor @param {Call} call @param {import('node:http').IncomingMessage} request @param {URL} url */
async function git(world, actor, call, request, url) {
  const { owner, name, remote } = world;
  const [, repository = '', rest = ''] = /^\/([^/]+\/[^/]+?)(?:\.git)?(\/.*)$/.exec(url.pathname) ?? [];
  const isPrivate = await world.store.turn(async () => world.store.settings.private);
  const known = repository.toLowerCase() === `${owner}/${name}`.toLowerCase();
  const refusal = known ? gitRefusal(actor, call.service === 'git-receive-pack', { repository, isPrivate }) : { status: 404, text: 'Repository not found.\n', headers: {} };
  if (refusal) {
    request.resume();
    return { status: refusal.status, headers: { 'content-type': 'text/plain', ...refusal.headers }, text: refusal.text };
  }
  const bypasses = typeof actor === 'object' && actor.bypass ? { PUSHER_BYPASSES: '1' } : {};
  const answer = await httpBackend({
    request, url, root: dirname(remote.dir), path: `/${basename(remote.dir)}${rest}`, env: { ...world.box.fixtureEnv, ...bypasses, REMOTE_USER: call.login },
  });
  if (call.write) await world.store.turn(() => world.follow());
  return { status: answer.status, headers: answer.headers, bytes: answer.body };
}

/**
 * @param {import('./index.mjs').World} world @param {ReturnType<typeof whoIs>} actor @param {Call} call
 * @param {import('node:http').IncomingMessage} request @param {URL} url @param {string} raw
 */
async function api(world, actor, call, request, url, raw) {
  const route = call.kind === 'rest' ? world.route(call.method, call.path) : undefined;
  const docs = `${DOCS}/${call.path.split('/')[4] ?? 'repos'}`;
  const violate = (/** @type {string[]} */ faults) => {
    for (const fault of faults) world.violations.push(`call ${call.k}, ${call.method} ${call.path}: ${fault}`);
  };
  const asked = { method: call.method, path: route?.path ?? '', params: route?.params ?? {}, query: url.searchParams, headers: request.headers, raw };
  /** @type {{faults: string[], refuse?: number}} */
  let checked = { faults: [] };
  if (world.strict) checked = call.kind === 'rest' ? (await contract()).request(asked) : { faults: headerFaults(request.headers, raw, { graphql: true }) };
  violate(checked.faults);
  /** @type {Reply} */
  let reply;
  try {
    reply = await world.store.turn(() => answer(world, actor, call, route, checked.refuse, url, violate));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    reply = { status: error.status, body: error.body(docs), headers: error.headers };
  }
  if (reply.list) reply = page(world, url, reply.status, reply.list);
  if (world.strict && route) violate((await contract()).response(call.method, route.path, reply.status, reply.body).map((fault) => `the stand-in's answer: ${fault}`));
  const hour = Math.floor(world.store.now() / 1000) + 3600;
  const limits = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': String(hour), 'x-ratelimit-used': '1', 'x-ratelimit-resource': 'core' };
  const headers = { 'content-type': 'application/json; charset=utf-8', date: new Date(world.store.now()).toUTCString(), 'x-github-request-id': `0000:${call.k}`, ...limits, ...reply.headers };
  return { status: reply.status, headers, text: reply.body === undefined ? '' : JSON.stringify(reply.body) };
}

/**
 * @param {import('./index.mjs').World} world @param {ReturnType<typeof whoIs>} who @param {Call} call
 * @param {ReturnType<typeof import('./routes.mjs').route>} route @param {number | undefined} refuse @param {URL} url @param {(faults: string[]) => void} violate
 * @returns {Promise<Reply>}
 */
async function answer(world, who, call, route, refuse, url, violate) {
  const actor = reader(world, who, call);
  if (refuse === 400) throw new Refused(400, 'Problems parsing JSON');
  if (call.kind === 'graphql') {
    await world.follow();
    const { answer: body, violations } = await execute(world, actor, call.body ?? {});
    violate(violations);
    return { status: 200, body };
  }
  if (!route) throw new Refused(404, 'Not Found');
  const { owner, repo, ...params } = route.params;
  if (`${owner}/${repo}`.toLowerCase() !== `${world.owner}/${world.name}`.toLowerCase()) throw new Refused(404, 'Not Found');
  if (refuse) throw new Refused(422, 'Invalid request.\n\nFor \'properties\', the request does not fit the description.');
  await world.follow();
  return route.handler({ params, query: url.searchParams, body: call.body, actor, world });
}

/** Who reads, writes or is turned away. @param {import('./index.mjs').World} world @param {ReturnType<typeof whoIs>} who @param {Call} call @returns {import('./access.mjs').Actor} */
function reader(world, who, call) {
  if (who === 'unknown') throw new Refused(401, 'Bad credentials');
  if (who !== 'nobody') return who;
  if (call.kind === 'graphql') throw new Refused(401, 'This endpoint requires you to be authenticated.');
  if (world.store.settings.private) throw new Refused(404, 'Not Found');
  if (call.write) throw new Refused(401, 'Requires authentication');
  return { login: 'nobody', contents: 'read', pulls: 'read', issues: 'read', actions: 'read', bypass: false, kind: 'app', denied: 'permission' };
}

/** One page of a list, and where the others are. @param {import('./index.mjs').World} world @param {URL} url @param {number} status @param {unknown[]} list @returns {Reply} */
function page(world, url, status, list) {
  // A Gitea gives fifty unless somebody has set another number.
  const most = world.graphql ? 100 : 50;
  const size = Math.min(Math.max(Number(url.searchParams.get(world.pageSize) ?? 30) || 30, 1), most);
  const nth = Math.max(Number(url.searchParams.get('page') ?? 1) || 1, 1);
  const last = Math.max(Math.ceil(list.length / size), 1);
  const to = (/** @type {number} */ target, /** @type {string} */ rel) => {
    const there = new URL(url);
    there.searchParams.set('page', String(target));
    return `<${there}>; rel="${rel}"`;
  };
  const links = [...(nth > 1 ? [to(nth - 1, 'prev'), to(1, 'first')] : []), ...(nth < last ? [to(nth + 1, 'next'), to(last, 'last')] : [])];
  return { status, body: list.slice((nth - 1) * size, nth * size), headers: links.length > 0 ? { link: links.join(', ') } : {} };
}

/** @param {import('node:http').IncomingMessage} request @returns {Promise<string>} */
async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** @param {string} raw */
function parsed(raw) {
  try {
    return raw === '' ? undefined : JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {unknown} body */
function json(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? null));
}
