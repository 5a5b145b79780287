// GraphQL, executed against GitHub's own schema: what the schema does not know is refused by it, and what it knows but the
// stand-in does not is a violation, never a silent null.

import { Refused, may, notAccessible } from './access.mjs';
import { authorsOf } from './repo.mjs';
import { nodeId } from './shapes.mjs';

/** @type {Promise<{schema: any, lib: typeof import('graphql')}> | undefined} */
let loading;

/** Read when the first document comes: it is large. */
function load() {
  loading ??= Promise.all([import('graphql'), import('@octokit/graphql-schema')]).then(([lib, { schema }]) => ({
    lib,
    schema: lib.buildSchema(schema.idl, { assumeValid: true }),
  }));
  return loading;
}

/** @typedef {import('./index.mjs').World} World @typedef {import('./access.mjs').Actor} Actor */

/**
 * @param {World} world
 * @param {Actor} actor
 * @param {{query?: unknown, variables?: Record<string, unknown>}} asked
 * @returns {Promise<{answer: any, violations: string[]}>}
 */
export async function execute(world, actor, { query, variables }) {
  const { lib, schema } = await load();
  /** @type {string[]} */
  const violations = [];
  const answer = await lib.graphql({
    schema,
    source: String(query),
    variableValues: variables,
    rootValue: root(world, actor, lib.GraphQLError),
    fieldResolver: (source, args, context, info) => {
      const value = source[info.fieldName];
      if (value === undefined) {
        violations.push(`the stand-in has no \`${info.parentType.name}.${info.fieldName}\``);
        throw new lib.GraphQLError(`\`${info.fieldName}\` is not there`);
      }
      return typeof value === 'function' ? value(args, context, info) : value;
    },
    typeResolver: (value) => value.__typename,
  });
  // Without data the document itself was refused.
  if (answer.data === undefined) violations.push(...(answer.errors ?? []).map(({ message }) => message));
  const errors = answer.errors?.map(({ message, path, locations, extensions }) => ({ ...extensions, path, locations, message }));
  return { answer: { ...(answer.data === undefined ? {} : { data: answer.data }), ...(errors ? { errors } : {}) }, violations };
}

/** Whether a document changes anything. @param {unknown} query */
export const isMutation = (query) => /^\s*(#.*\n\s*)*mutation\b/.test(String(query));

/** @param {World} world @param {Actor} actor @param {typeof import('graphql').GraphQLError} GraphQLError */
function root(world, actor, GraphQLError) {
  const { store, repo, pulls, owner, name } = world;
  const no = (/** @type {string} */ type, /** @type {string} */ message) => new GraphQLError(message, { extensions: { type } });
  const { settings } = store;

  const ref = async (/** @type {string} */ qualified) => {
    const oid = repo.refs()[qualified];
    if (!oid) return null;
    const at = qualified.lastIndexOf('/', qualified.indexOf('/', 5)) + 1;
    return { __typename: 'Ref', id: qualified, name: qualified.slice(at), prefix: qualified.slice(0, at), target: { __typename: 'Commit', oid } };
  };
  const person = (/** @type {string} */ login) => ({ __typename: login.endsWith('[bot]') ? 'Bot' : 'User', login });

  /** @param {import('./store.mjs').Pull} pull */
  const pullNode = (pull) => ({
    __typename: 'PullRequest', id: nodeId.pull(pull.number), number: pull.number, title: pull.title, body: pull.body ?? '', url: `${world.shapes.page}/pull/${pull.number}`,
    state: pull.merged_at ? 'MERGED' : pull.state.toUpperCase(), merged: pull.merged_at !== null, closed: pull.state === 'closed', isDraft: pull.draft, createdAt: pull.created_at,
    closedAt: pull.closed_at, mergedAt: pull.merged_at, updatedAt: pull.updated_at, headRefName: pull.head, baseRefName: pull.base, headRefOid: pull.headSha, baseRefOid: pull.baseSha,
    author: person(pull.user), mergeCommit: pull.merge_commit_sha && { __typename: 'Commit', oid: pull.merge_commit_sha },
    mergeable: async () => (pull.state === 'closed' ? 'UNKNOWN' : (await pulls.readiness(pull)) === 'dirty' ? 'CONFLICTING' : 'MERGEABLE'),
    mergeStateStatus: async () => (pull.state === 'closed' ? 'UNKNOWN' : (await pulls.readiness(pull)).toUpperCase()),
    headRef: () => ref(`refs/heads/${pull.head}`), baseRef: () => ref(`refs/heads/${pull.base}`),
    autoMergeRequest: pull.auto_merge && { enabledAt: pull.auto_merge.at, mergeMethod: pull.auto_merge.method.toUpperCase(), enabledBy: person(pull.auto_merge.by) },
    labels: () => connection(pull.labels.map((label) => ({ name: label }))),
  });

  /** @param {string} id */
  const byId = (id) => {
    const pull = store.state.pulls.find((one) => nodeId.pull(one.number) === id);
    if (!pull) throw no('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
    return pull;
  };
  const writer = () => {
    if (!may(actor, 'pulls', 'write') || !may(actor, 'contents', 'write')) throw no('FORBIDDEN', notAccessible(actor));
  };

  const repository = {
    __typename: 'Repository', id: nodeId.repository(`${owner}/${name}`), name, nameWithOwner: `${owner}/${name}`, owner: person(owner), isPrivate: settings.private,
    autoMergeAllowed: settings.allow_auto_merge, mergeCommitAllowed: settings.allow_merge_commit, squashMergeAllowed: settings.allow_squash_merge,
    rebaseMergeAllowed: settings.allow_rebase_merge, deleteBranchOnMerge: settings.delete_branch_on_merge, viewerPermission: may(actor, 'contents', 'write') ? 'WRITE' : 'READ',
    defaultBranchRef: async () => ref(`refs/heads/${repo.defaultBranch()}`),
    ref: (/** @type {{qualifiedName: string}} */ { qualifiedName }) => ref(qualifiedName.startsWith('refs/') ? qualifiedName : `refs/heads/${qualifiedName}`),
    object: async (/** @type {{oid?: string}} */ { oid }) => {
      if (!may(actor, 'contents', 'read')) throw no('FORBIDDEN', notAccessible(actor));
      const sha = oid && (await repo.commit(oid));
      if (!sha) return null;
      const authors = authorsOf(await repo.one(sha), settings.accounts);
      const shown = authors.map(({ name: called, email, login }) => ({ __typename: 'GitActor', name: called, email, user: login === null ? null : person(login) }));
      return { __typename: 'Commit', oid: sha, authors: (/** @type {{first?: number}} */ { first }) => connection(shown.slice(0, first)) };
    },
    pullRequest: (/** @type {{number: number}} */ { number }) => {
      const pull = store.state.pulls.find((one) => one.number === number);
      if (!pull) throw no('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
      return pullNode(pull);
    },
    pullRequests: (/** @type {{states?: string[], headRefName?: string, baseRefName?: string, first?: number, last?: number}} */ { states, headRefName, baseRefName, first, last }) => {
      const fits = store.state.pulls.map(pullNode).filter((one) =>
        (!states || states.includes(one.state)) && (!headRefName || one.headRefName === headRefName) && (!baseRefName || one.baseRefName === baseRefName));
      if (first === undefined && last === undefined) throw no('MISSING_PAGINATION_BOUNDARIES', 'You must provide a `first` or `last` value to properly paginate the `pullRequests` connection.');
      return { ...connection(first === undefined ? fits.slice(-(last ?? 0)) : fits.slice(0, first)), totalCount: fits.length };
    },
  };

  return {
    viewer: { __typename: 'User', login: actor.login },
    repository: (/** @type {{owner: string, name: string}} */ asked) => {
      if (asked.owner.toLowerCase() === owner.toLowerCase() && asked.name.toLowerCase() === name.toLowerCase()) return repository;
      throw no('NOT_FOUND', `Could not resolve to a Repository with the name '${asked.owner}/${asked.name}'.`);
    },
    node: (/** @type {{id: string}} */ { id }) => pullNode(byId(id)),

    enablePullRequestAutoMerge: async (/** @type {{input: any}} */ { input }) => {
      const pull = byId(input.pullRequestId);
      writer();
      if (!settings.allow_auto_merge) throw no('UNPROCESSABLE', 'Auto merge is not allowed for this repository');
      if (pull.state === 'closed') throw no('UNPROCESSABLE', 'Pull request is closed');
      if (input.expectedHeadOid && input.expectedHeadOid !== pull.headSha) throw no('STALE_DATA', `Expected head oid to be "${input.expectedHeadOid}" but it was "${pull.headSha}".`);
      const ready = await pulls.readiness(pull);
      if (!settings.merge_queue && ready !== 'blocked' && ready !== 'behind') throw no('UNPROCESSABLE', `Pull request is in ${ready} status`);
      pull.auto_merge = { method: (input.mergeMethod ?? 'MERGE').toLowerCase(), by: actor.login, title: input.commitHeadline, message: input.commitBody, at: store.time() };
      return { clientMutationId: input.clientMutationId ?? null, actor: person(actor.login), pullRequest: pullNode(pull) };
    },
    disablePullRequestAutoMerge: (/** @type {{input: any}} */ { input }) => {
      const pull = byId(input.pullRequestId);
      writer();
      if (!pull.auto_merge) throw no('UNPROCESSABLE', "Can't disable auto-merge for this pull request");
      pull.auto_merge = null;
      return { clientMutationId: input.clientMutationId ?? null, actor: person(actor.login), pullRequest: pullNode(pull) };
    },
    mergePullRequest: async (/** @type {{input: any}} */ { input }) => {
      const pull = byId(input.pullRequestId);
      writer();
      try {
        const method = (input.mergeMethod ?? 'MERGE').toLowerCase();
        await pulls.mergeByRequest(pull, { method, sha: input.expectedHeadOid, title: input.commitHeadline, message: input.commitBody, by: actor.login });
      } catch (error) {
        if (error instanceof Refused) throw no('UNPROCESSABLE', error.message);
        throw error;
      }
      return { clientMutationId: input.clientMutationId ?? null, actor: person(actor.login), pullRequest: pullNode(pull) };
    },
  };
}

/** @param {object[]} nodes */
function connection(nodes) {
  return { nodes, edges: nodes.map((node) => ({ node, cursor: '' })), totalCount: nodes.length, pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } };
}
