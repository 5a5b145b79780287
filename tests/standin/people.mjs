// What people do on GitHub, and what a test asks about it.

import { Refused } from './access.mjs';
import { KINDS, forHook, refOf } from './rules.mjs';
import { DEFAULTS } from './store.mjs';

/** @typedef {import('./index.mjs').World} World @typedef {import('./pulls.mjs').Method} Method */

/** What `control` may call. */
const ACTS = new Set(['merge', 'close', 'reopen', 'approve', 'passChecks', 'failChecks', 'push', 'branch', 'deleteBranch', 'renameBranch', 'tag', 'deleteTag', 'protect', 'unprotect',
  'setting', 'comment', 'edit', 'open', 'state', 'forward']);

export class People {
  #world;
  #server;
  #ahead = 0;
  #closed = false;
  /** Who acts, where the method does not say. */
  person = 'ann';

  /** @param {World} world @param {import('node:http').Server} server @param {string} web */
  constructor(world, server, web) {
    this.#world = world;
    this.#server = server;
    const now = world.store.now;
    world.store.now = () => now() + this.#ahead;
    this.origin = world.origin;
    this.remote = world.remote;
    /** Where git finds the repository. */
    this.url = web;
    this.requests = world.requests;
    this.violations = world.violations;
  }

  /** The variables that point a program here, as a runner sets them. @returns {Record<string, string>} */
  get env() {
    const { origin, prefix, graphql, owner, name, tokens } = this.#world;
    const [token] = Object.keys(tokens);
    return {
      GITHUB_API_URL: origin + prefix,
      GITHUB_SERVER_URL: graphql ? origin : `${origin}/`,
      GITHUB_GRAPHQL_URL: graphql ? `${origin}/api/graphql` : '',
      GITHUB_REPOSITORY: `${owner}/${name}`,
      ...(graphql ? {} : { GITEA_ACTIONS: 'true' }),
      ...(token ? { GITHUB_TOKEN: token } : {}),
    };
  }

  get trouble() {
    return this.#world.trouble;
  }

  set trouble(trouble) {
    this.#world.trouble = trouble;
  }

  /** The calls of REST and GraphQL so far. */
  api() {
    return this.requests.filter(({ kind }) => kind !== 'git');
  }

  /** Sets the clock forward. @param {number} minutes */
  forward(minutes) {
    this.#ahead += minutes * 60_000;
  }

  /** A clone whose remote is the stand-in. @param {string[]} [args] */
  async clone(args) {
    const { box, remote } = this.#world;
    const clone = await box.clone(remote, args ? { args, url: remote.fileUrl } : {});
    await clone.git('remote', 'set-url', 'origin', this.url);
    return clone;
  }

  /**
   * One act, after which pull requests and releases follow the refs.
   * @template T @param {(world: World) => T | Promise<T>} work
   * @returns {Promise<T>}
   */
  #act(work) {
    return this.#world.store.turn(async () => {
      await this.#world.follow();
      const result = await work(this.#world);
      await this.#world.follow();
      return result;
    });
  }

  /** Merges a pull request, whatever is still missing. @param {number} number @param {Method} [method] @returns {Promise<string>} the branch's new tip */
  merge(number, method = 'merge') {
    return this.#act(async ({ pulls }) => {
      const pull = pulls.find(number);
      if (pull.state === 'closed') throw new Refused(405, 'Pull Request is not mergeable');
      return /** @type {string} */ (await pulls.merge(pull, { method, by: this.person }));
    });
  }

  /** @param {number} number */
  close(number) {
    return this.#act(({ pulls }) => pulls.update(pulls.find(number), { state: 'closed' }));
  }

  /** @param {number} number */
  reopen(number) {
    return this.#act(({ pulls }) => pulls.update(pulls.find(number), { state: 'open' }));
  }

  /** Opens a pull request by hand. @param {string} head @param {string} [title] @param {string} [base] @returns {Promise<number>} */
  open(head, title = head, base = this.remote.branch) {
    return this.#act(async ({ pulls }) => (await pulls.create({ head, title, base }, this.person)).number);
  }

  /** @param {number} number @param {{title?: string, body?: string}} fields */
  edit(number, fields) {
    return this.#act(({ pulls }) => pulls.update(pulls.find(number), fields));
  }

  /** @param {number} number */
  approve(number) {
    return this.#act(({ pulls, store }) => void store.state.approved.push(pulls.find(number).headSha));
  }

  /** The checks of a pull request's head turn green; what waits to be merged by itself is merged. @param {number} number */
  passChecks(number) {
    return this.#act(({ pulls, store }) => {
      store.state.checks[pulls.find(number).headSha] = 'success';
    });
  }

  /** @param {number} number */
  failChecks(number) {
    return this.#act(({ pulls, store }) => {
      store.state.checks[pulls.find(number).headSha] = 'failure';
    });
  }

  /** A label that the repository has. @param {string} name */
  label(name) {
    return this.#act(({ store }) => void store.state.labels.push({ id: store.id(), name, color: 'ededed' }));
  }

  /** @param {number} number @param {string} body */
  comment(number, body) {
    return this.#act(({ store }) => void store.state.comments.push({ id: store.id(), number, user: this.person, body, created_at: store.time() }));
  }

  /** Comments on lines of a pull request. @param {number} number @param {string} user @param {number} [count] */
  review(number, user, count = 1) {
    return this.#act(({ pulls, store }) => {
      const pull = pulls.find(number);
      pull.reviewed = [...(pull.reviewed ?? []), ...Array.from({ length: count }, () => ({ id: store.id(), user, body: 'a remark', created_at: store.time() }))];
    });
  }

  /** Labels, assignees, reviewers, a milestone, a stack. @param {number} number @param {Partial<Pick<import('./store.mjs').Pull, 'labels' | 'assignees' | 'reviewers' | 'teams' | 'milestone' | 'draft' | 'stack' | 'fork'>>} fields */
  arrange(number, fields) {
    return this.#act(({ pulls }) => void Object.assign(pulls.find(number), fields));
  }

  /**
   * A commit on a branch, which is made from the default one where it is missing. No rule binds people here.
   * @param {string} branch
   * @param {Record<string, import('../scenarios/harness/remote.mjs').Content>} files
   * @param {{say?: string, from?: string, author?: string}} [how]
   * @returns {Promise<string>}
   */
  push(branch, files, { say = 'chore: by hand', from, author = this.person } = {}) {
    return this.#act(async ({ remote, repo, store }) => {
      const exists = repo.refs()[`refs/heads/${branch}`];
      const parent = from ?? (exists ? undefined : `refs/heads/${repo.defaultBranch()}^0`);
      const [commit] = await remote.write([{ on: branch, files, say, author, when: Math.floor(store.now() / 1000), ...(parent ? { from: parent } : {}) }]);
      return /** @type {string} */ (commit);
    });
  }

  /** A branch, made or moved. @param {string} name @param {string} at a commit, or what git takes for one */
  branch(name, at) {
    return this.#move(`refs/heads/${name}`, at);
  }

  /** @param {string} name */
  deleteBranch(name) {
    return this.#move(`refs/heads/${name}`, null);
  }

  /** A lightweight tag. @param {string} name @param {string} [at] */
  tag(name, at = `refs/heads/${this.remote.branch}`) {
    return this.#move(`refs/tags/${name}`, at);
  }

  /** @param {string} name */
  deleteTag(name) {
    return this.#move(`refs/tags/${name}`, null);
  }

  /** Deletes a release and its tag. Where releases are immutable, the server never takes a tag of that name again. @param {string} name */
  async withdraw(name) {
    const used = await this.#act(({ store, releases }) => {
      releases.remove(releases.byTag(name));
      return store.state.burnt.includes(name);
    });
    await this.deleteTag(name);
    if (used) await this.protect(`refs/tags/${name}`, 'immutable');
  }

  /** @param {string} ref @param {string | null} at */
  #move(ref, at) {
    return this.#act(async ({ repo }) => {
      const commit = at === null ? null : await repo.commit(at);
      if (commit === undefined) throw new Error(`${at} is no commit`);
      if (!(await repo.move([[ref, commit]]))) throw new Error(`${ref} cannot be moved to ${at}`);
      return commit;
    });
  }

  /** Pull requests go along; a renamed default branch stays the default one. @param {string} from @param {string} to */
  renameBranch(from, to) {
    return this.#act(async ({ repo, store, remote }) => {
      const isDefault = repo.defaultBranch() === from;
      const at = await repo.commit(`refs/heads/${from}`);
      if (!at) throw new Error(`there is no branch ${from}`);
      await repo.move([[`refs/heads/${to}`, at, null], [`refs/heads/${from}`, null, at]]);
      if (isDefault) {
        await repo.plumb(['symbolic-ref', 'HEAD', `refs/heads/${to}`]);
        remote.branch = to;
      }
      for (const pull of store.state.pulls) for (const side of /** @type {const} */ (['head', 'base'])) if (pull[side] === from) pull[side] = to;
    });
  }

  /** Binds a branch, a ref, or what begins like this (`chore/*`, `refs/tags/*`). @param {string} name @param {string[]} kinds of rules.mjs */
  protect(name, ...kinds) {
    for (const kind of kinds) if (!Object.hasOwn(KINDS, kind)) throw new Error(`no kind of rule \`${kind}\`; there are ${Object.keys(KINDS).join(', ')}`);
    return this.#rules((rules) => ({ ...rules, [refOf(name)]: kinds }));
  }

  /** @param {string} [name] else everything */
  unprotect(name) {
    return this.#rules((rules) => Object.fromEntries(Object.entries(rules).filter(([ref]) => name !== undefined && ref !== refOf(name))));
  }

  /** @param {(rules: Record<string, string[]>) => Record<string, string[]>} change */
  #rules(change) {
    return this.#act(async ({ store, remote, repo }) => {
      store.state.rules = change(store.state.rules);
      const list = forHook(store.state.rules, this.url);
      await remote.protect(list);
      // Without rules git does not need to ask anybody.
      if (list.length === 0) await repo.plumb(['config', '--unset-all', 'receive.procReceiveRefs']);
    });
  }

  /** @param {string} name of store.mjs @param {unknown} value */
  setting(name, value) {
    if (!Object.hasOwn(DEFAULTS, name)) throw new Error(`no setting \`${name}\`; there are ${Object.keys(DEFAULTS).join(', ')}`);
    return this.#act(({ store }) => {
      store.state.settings[name] = value;
    });
  }

  /** All there is, as plain data. */
  state() {
    return this.#act(async ({ store, repo }) => {
      const { pulls, comments, releases, latest, dispatches, labels } = store.state;
      const refs = Object.entries(repo.refs()).filter(([ref]) => !ref.startsWith('refs/pull/'));
      return structuredClone({
        refs: Object.fromEntries(refs),
        pulls: pulls.map(({ looks: _, ...pull }) => ({ ...pull, merged: pull.merged_at !== null, comments: comments.filter(({ number }) => number === pull.number).map(({ user, body }) => ({ user, body })) })),
        releases: releases.map((release) => ({ ...release, latest: release.id === latest })),
        labels: labels.map(({ name }) => name),
        dispatches,
      });
    });
  }

  /** An act asked for by HTTP: `{"do": "merge", "args": [1, "squash"]}`. @param {{do: string, args?: unknown[]}} asked */
  async control({ do: act, args = [] }) {
    if (act === 'violations' || act === 'requests') return { result: this[act] };
    if (!ACTS.has(act)) return { error: `no act \`${act}\`; there are ${[...ACTS].join(', ')}` };
    try {
      return { result: (await /** @type {any} */ (this)[act](...args)) ?? null };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Shuts the stand-in down; throws if its contract was violated. */
  async end() {
    if (this.#closed) return;
    this.#closed = true;
    this.#server.closeAllConnections();
    await new Promise((closed) => {
      this.#server.close(() => closed(undefined));
    });
    if (this.violations.length > 0) throw new Error(`the contract was violated:\n${[...new Set(this.violations)].join('\n')}`);
  }
}
