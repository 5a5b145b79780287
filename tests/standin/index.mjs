// A stand-in for GitHub. Its repository is a real bare one behind real `git http-backend`; pull requests follow its refs,
// merges are real merges, and every REST and GraphQL call is held to GitHub's own descriptions, in both directions.
//
//   const github = await standIn(box, remote, { tokens: { 'a token': { login: 'github-actions[bot]', pulls: 'write' } } });
//   const clone = await github.clone();
//   await github.protect('main', 'gh006');          // kinds: rules.mjs; again: github.unprotect('main')
//   await clone.run(['release', '--json'], { env: github.env });
//   await github.merge(1, 'squash');                // people act; everything a person can do is a method
//   assert.deepEqual((await github.state()).pulls, […]);
//   assert.equal(github.api().length, 3);           // the calls made of REST and GraphQL; github.requests has git's too
//
// - Tokens: access.mjs. Without any, the one of `TOKEN` has all that a workflow's default token can have.
// - Settings of the repository: store.mjs, `DEFAULTS`; `settings: {…}` at the start, `github.setting(name, value)` later.
// - Trouble: `trouble: (call, k) => …` at the start or `github.trouble = …` later; the answers: trouble.mjs. `k` counts the
//   calls of all three kinds from 1. The function may be asynchronous, and may do anything itself before it answers.
// - Violations of the contract are in `github.violations`; the sandbox closes the stand-in, which fails the test if there
//   were any that the test has not taken out (`github.violations.length = 0`).
// - `github.clock.forward(minutes)` sets its clock forward; its answers carry their time in the `date` header.
// - `gitea: true` makes it a Gitea: another prefix, no GraphQL, fewer endpoints, no contract (gitea.mjs).
// - As a process of its own: main.mjs.

import { People } from './people.mjs';
import { Pulls } from './pulls.mjs';
import { Releases } from './releases.mjs';
import { Repo } from './repo.mjs';
import { route } from './routes.mjs';
import { listen } from './server.mjs';
import { shapes } from './shapes.mjs';
import { Store } from './store.mjs';

/** As long as an installation's token has been since 2026, with dots and dashes. */
export const TOKEN = `ghs_4711_${'eyJhbGciOiJSUzI1NiJ9.a-b_c'.repeat(20)}`.slice(0, 520);

/**
 * @typedef {object} Options
 * @property {string} [owner]
 * @property {string} [name]
 * @property {string} [formerly] what the repository was called before: `owner/name`
 * @property {Record<string, import('./access.mjs').Token>} [tokens]
 * @property {Partial<typeof import('./store.mjs').DEFAULTS>} [settings]
 * @property {(call: import('./server.mjs').Call, k: number) => import('./trouble.mjs').Trouble | Promise<import('./trouble.mjs').Trouble>} [trouble]
 * @property {string} [prefix] of the REST interface
 * @property {boolean} [gitea]
 * @property {number} [port]
 * @property {boolean} [control] whether people may act by `POST /_control` too
 *
 * @typedef {object} World all that the parts of the stand-in share
 * @property {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 * @property {import('../scenarios/harness/remote.mjs').Remote} remote
 * @property {string} owner
 * @property {string} name
 * @property {string} [formerly]
 * @property {Record<string, import('./access.mjs').Token>} tokens
 * @property {string} prefix
 * @property {number} port
 * @property {string} origin
 * @property {boolean} graphql
 * @property {boolean} strict
 * @property {string} pageSize the parameter that says how long a page is
 * @property {typeof route} route
 * @property {Required<Options>['trouble']} trouble
 * @property {import('./server.mjs').Call[]} requests
 * @property {string[]} violations
 * @property {Store} store
 * @property {Repo} repo
 * @property {Pulls} pulls
 * @property {Releases} releases
 * @property {ReturnType<typeof shapes>} shapes
 * @property {() => Promise<void>} follow
 */

/**
 * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {import('../scenarios/harness/remote.mjs').Remote} remote
 * @param {Options} [options]
 */
export async function standIn(box, remote, options = {}) {
  const { owner = 'o', name = 'r', formerly, tokens = { [TOKEN]: {} }, settings = {}, trouble = () => undefined, gitea = false, port = 0, control = false } = options;
  const prefix = options.prefix ?? (gitea ? '/api/v1' : '/api/v3');
  const store = new Store(remote.dir);
  const repo = new Repo(box, remote, () => store.now());
  const pulls = new Pulls(store, repo, owner);
  const world = /** @type {World} */ ({
    box, remote, owner, name, formerly, tokens, prefix, port, origin: 'http://127.0.0.1', graphql: !gitea, strict: !gitea, pageSize: gitea ? 'limit' : 'per_page', route: gitea ? (await import('./gitea.mjs')).route : route,
    trouble, requests: [], violations: [], store, repo, pulls,
  });
  const { server, origin } = await listen(world, control ? (asked) => people.control(asked) : undefined);
  const web = `${origin}/${owner}/${name}`;
  Object.assign(world, { origin, releases: new Releases(store, repo, web), shapes: shapes({ api: origin + prefix, web: origin, owner, name, store, repo }) });
  world.follow = async () => {
    // It is asked at every call, and most of them come before there is any of either.
    if (store.state.pulls.length + store.state.releases.length > 0) world.releases.follow(await pulls.follow());
  };
  box.secrets.push(...Object.keys(tokens));
  // Clients see them, and may not write them.
  await remote.config('receive.hideRefs', 'refs/pull');
  const people = new People(world, server, web);
  for (const [key, value] of Object.entries(settings)) await people.setting(key, value);
  box.closers.push(() => people.end());
  return people;
}
