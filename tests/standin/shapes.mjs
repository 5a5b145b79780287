// What GitHub's answers look like. The contract check holds every one of them to GitHub's own description.

import { createHash } from 'node:crypto';

/** @param {string} text */
const number = (text) => Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 7), 16);
/** @param {string} prefix @param {number | string} id */
const node = (prefix, id) => `${prefix}_${Buffer.from(String(id)).toString('base64url')}`;

/** The ids GraphQL knows things by. */
export const nodeId = { pull: (/** @type {number} */ id) => node('PR', id), repository: (/** @type {string} */ full) => node('R', number(full)) };

const USER_URLS = {
  followers_url: 'followers', following_url: 'following{/other_user}', gists_url: 'gists{/gist_id}', starred_url: 'starred{/owner}{/repo}',
  subscriptions_url: 'subscriptions', organizations_url: 'orgs', repos_url: 'repos', events_url: 'events{/privacy}', received_events_url: 'received_events',
};
const REPOSITORY_URLS = Object.fromEntries(
  ('archive:{archive_format}{/ref} assignees:{/user} blobs:git/blobs{/sha} branches:{/branch} collaborators:{/collaborator} comments:{/number} commits:{/sha} ' +
    'compare:{base}...{head} contents:{+path} contributors deployments downloads events forks git_commits:git/commits{/sha} git_refs:git/refs{/sha} git_tags:git/tags{/sha} ' +
    'hooks issue_comment:issues/comments{/number} issue_events:issues/events{/number} issues:{/number} keys:{/key_id} labels:{/name} languages merges milestones:{/number} ' +
    'notifications:{?since,all,participating} pulls:{/number} releases:{/id} stargazers statuses:{sha} subscribers subscription tags teams trees:git/trees{/sha}')
    .split(' ')
    .map((entry) => {
      const [name = '', rest = ''] = entry.split(/:(.*)/);
      return [`${name}_url`, rest.startsWith('git/') || rest.startsWith('issues/') ? rest : `${name}${rest.startsWith('{/') || rest.startsWith('{?') || rest === '' ? '' : '/'}${rest}`];
    }),
);

/**
 * @param {object} world
 * @param {string} world.api where the REST interface begins
 * @param {string} world.web where people look
 * @param {string} world.owner
 * @param {string} world.name
 * @param {import('./store.mjs').Store} world.store
 * @param {import('./repo.mjs').Repo} world.repo
 */
export function shapes({ api, web, owner, name, store, repo }) {
  const full = `${owner}/${name}`;
  const base = `${api}/repos/${full}`;
  const page = `${web}/${full}`;

  const user = (/** @type {string} */ login) => ({
    login, id: number(login), node_id: node('U', number(login)), avatar_url: `${web}/avatars/u/${number(login)}`, gravatar_id: '', url: `${api}/users/${encodeURIComponent(login)}`,
    html_url: `${web}/${encodeURIComponent(login)}`, ...Object.fromEntries(Object.entries(USER_URLS).map(([key, path]) => [key, `${api}/users/${encodeURIComponent(login)}/${path}`])),
    type: login.endsWith('[bot]') ? 'Bot' : 'User', user_view_type: 'public', site_admin: false,
  });

  /** @param {string} branch @param {string} sha @param {boolean} bound @param {string[]} contexts */
  const branch = (branch, sha, bound, contexts) => ({
    name: branch, commit: { sha, url: `${base}/commits/${sha}` }, protected: bound,
    protection: { enabled: bound, required_status_checks: { enforcement_level: contexts.length > 0 ? 'everyone' : 'off', contexts, checks: [] } },
    protection_url: `${base}/branches/${encodeURIComponent(branch)}/protection`,
  });

  /** @param {string} branch the default one */
  const repository = (branch) => {
    const open = store.state.pulls.filter(({ state }) => state === 'open').length;
    const { settings } = store;
    const started = '2020-01-01T00:00:00Z';
    return {
      id: number(full), node_id: nodeId.repository(full), name, full_name: full, private: settings.private, owner: user(owner), html_url: page, description: null, fork: Boolean(settings.fork_of), url: base,
      ...Object.fromEntries(Object.entries(REPOSITORY_URLS).map(([key, path]) => [key, `${base}/${path}`])),
      git_url: `git:${page.replace(/^https?:/, '')}.git`, ssh_url: `git@github.invalid:${full}.git`, clone_url: `${page}.git`, svn_url: page, mirror_url: null, homepage: null,
      language: null, forks: 0, forks_count: 0, stargazers_count: 0, watchers: 0, watchers_count: 0, size: 1, default_branch: branch, open_issues: open, open_issues_count: open,
      has_issues: true, has_projects: true, has_downloads: true, has_wiki: true, has_pages: false, has_discussions: false, archived: false, disabled: false, license: null,
      visibility: settings.private ? 'private' : 'public', pushed_at: store.time(), created_at: started, updated_at: started, is_template: false, topics: [], allow_forking: true,
      web_commit_signoff_required: false,
    };
  };

  /** With what only `GET /repos` tells, and of that what only writers see. @param {string} branch @param {import('./access.mjs').Actor} actor */
  const fullRepository = (branch, actor) => {
    const push = actor.contents === 'write';
    const keys = /** @type {const} */ (['allow_merge_commit', 'allow_squash_merge', 'allow_rebase_merge', 'allow_auto_merge', 'delete_branch_on_merge',
      'squash_merge_commit_title', 'squash_merge_commit_message', 'merge_commit_title', 'merge_commit_message']);
    const merging = Object.fromEntries(keys.map((key) => [key, store.settings[key]]));
    const permissions = { admin: false, maintain: false, push, triage: push, pull: true };
    const parent = store.settings.fork_of ? { parent: { ...repository(branch), full_name: store.settings.fork_of, fork: false } } : {};
    return { ...repository(branch), ...parent, permissions, ...(push ? merging : {}), network_count: 0, subscribers_count: 0 };
  };

  const team = (/** @type {string} */ slug) => {
    const [at, html] = [`${api}/organizations/1/team/${number(slug)}`, `${web}/orgs/${owner}/teams/${slug}`];
    return { id: number(slug), node_id: node('T', number(slug)), url: at, members_url: `${at}/members{/member}`, name: slug, description: null, permission: 'push', html_url: html, repositories_url: `${at}/repos`, slug, parent: null, type: 'organization' };
  };

  const label = (/** @type {string} */ text) => {
    const found = store.state.labels.find((one) => one.name === text);
    const id = found?.id ?? number(text);
    return { id, node_id: node('LA', id), url: `${base}/labels/${encodeURIComponent(text)}`, name: text, description: '', color: found?.color ?? 'ededed', default: false };
  };

  /** @param {import('./store.mjs').Pull} pull */
  const milestone = ({ milestone: of, created_at: at }) =>
    of === null || of === undefined
      ? null
      : { url: `${base}/milestones/${of}`, html_url: `${page}/milestone/${of}`, labels_url: `${base}/milestones/${of}/labels`, id: 8000 + of, node_id: node('MI', 8000 + of), number: of, state: 'open',
        title: `milestone ${of}`, description: null, creator: user(owner), open_issues: 1, closed_issues: 0, created_at: at, updated_at: at, closed_at: null, due_on: null };

  /** What the API of issues says of a pull request. @param {import('./store.mjs').Pull} pull */
  const issue = (pull) => {
    const url = `${base}/issues/${pull.number}`;
    return {
      url, repository_url: base, labels_url: `${url}/labels{/name}`, comments_url: `${url}/comments`, events_url: `${url}/events`, html_url: `${page}/pull/${pull.number}`, id: 9000 + pull.number,
      node_id: nodeId.pull(pull.number), number: pull.number, title: pull.title, user: user(pull.user), labels: pull.labels.map(label), state: pull.state, locked: false,
      assignee: pull.assignees?.[0] ? user(pull.assignees[0]) : null, assignees: (pull.assignees ?? []).map(user), milestone: milestone(pull), comments: 0, created_at: pull.created_at,
      updated_at: pull.updated_at, closed_at: pull.closed_at, author_association: 'CONTRIBUTOR', body: pull.body,
    };
  };

  /** @param {import('./store.mjs').Pull} pull @param {NonNullable<import('./store.mjs').Pull['reviewed']>[number]} said */
  const reviewComment = (pull, { id, user: who, body, created_at: at }) => {
    const [url, html, of] = [`${base}/pulls/comments/${id}`, `${page}/pull/${pull.number}#discussion_r${id}`, `${base}/pulls/${pull.number}`];
    return {
      url, id, node_id: node('RC', id), pull_request_review_id: id, diff_hunk: '@@ -1 +1 @@', path: 'b.txt', commit_id: pull.headSha, original_commit_id: pull.headSha, user: user(who), body,
      created_at: at, updated_at: at, html_url: html, pull_request_url: of, author_association: 'CONTRIBUTOR', _links: { self: { href: url }, html: { href: html }, pull_request: { href: of } },
    };
  };

  /** @param {import('./store.mjs').Pull} pull @param {string} branch the default one */
  const pullSimple = async (pull, branch) => {
    const [url, issue] = [`${base}/pulls/${pull.number}`, `${base}/issues/${pull.number}`];
    const id = 7000 + pull.number;
    const side = (/** @type {string} */ ref, /** @type {string} */ sha, /** @type {string} */ of = full) => {
      const [who = ''] = of.split('/');
      return { label: `${who}:${ref}`, ref, sha, user: user(who), repo: { ...repository(branch), full_name: of, owner: user(who), fork: of !== full } };
    };
    const links = {
      self: url, html: `${page}/pull/${pull.number}`, issue, comments: `${issue}/comments`, review_comments: `${url}/comments`,
      review_comment: `${base}/pulls/comments{/number}`, commits: `${url}/commits`, statuses: `${base}/statuses/${pull.headSha}`,
    };
    const { auto_merge: auto } = pull;
    return {
      url, id, node_id: nodeId.pull(pull.number), html_url: links.html, diff_url: `${links.html}.diff`, patch_url: `${links.html}.patch`, issue_url: issue, number: pull.number,
      state: pull.state, locked: false, title: pull.title, user: user(pull.user), body: pull.body, created_at: pull.created_at, updated_at: pull.updated_at,
      closed_at: pull.closed_at, merged_at: pull.merged_at, merge_commit_sha: pull.merge_commit_sha ?? (await repo.testMerge(pull.baseSha, pull.headSha)),
      assignee: pull.assignees?.[0] ? user(pull.assignees[0]) : null, assignees: (pull.assignees ?? []).map(user), requested_reviewers: (pull.reviewers ?? []).map(user), requested_teams: (pull.teams ?? []).map(team),
      labels: pull.labels.map(label), milestone: milestone(pull), draft: pull.draft,
      commits_url: links.commits, review_comments_url: links.review_comments, review_comment_url: links.review_comment, comments_url: links.comments, statuses_url: links.statuses,
      head: side(pull.head, pull.headSha, pull.fork), base: side(pull.base, pull.baseSha), _links: Object.fromEntries(Object.entries(links).map(([key, href]) => [key, { href }])),
      author_association: 'CONTRIBUTOR', active_lock_reason: null, ...(pull.stack ? { stack: pull.stack } : {}),
      auto_merge: auto && { enabled_by: user(auto.by), merge_method: auto.method, commit_title: auto.title ?? '', commit_message: auto.message ?? '' },
    };
  };

  /**
   * @param {import('./store.mjs').Pull} pull @param {string} branch
   * @param {string} readiness @param {boolean} known whether GitHub has tried the merge already
   */
  const pull = async (pull, branch, readiness, known) => {
    const closed = pull.state === 'closed';
    const from = pull.from ?? pull.baseSha;
    const [commits, size] = [await repo.commits(from, pull.headSha), await repo.size(from, pull.headSha)];
    return {
      ...(await pullSimple(pull, branch)), merged: pull.merged_at !== null, mergeable: closed || !known ? null : readiness !== 'dirty', rebaseable: closed || !known ? null : readiness !== 'dirty',
      mergeable_state: closed || !known ? 'unknown' : readiness, merged_by: pull.merged_by === null ? null : user(pull.merged_by),
      comments: store.state.comments.filter((one) => one.number === pull.number).length, review_comments: 0, maintainer_can_modify: false,
      commits: commits.length, additions: size.added, deletions: size.deleted, changed_files: size.files,
    };
  };

  /** @param {import('./store.mjs').State['comments'][number]} comment */
  const comment = ({ id, number: of, user: who, body, created_at }) => ({
    id, node_id: node('IC', id), url: `${base}/issues/comments/${id}`, html_url: `${page}/pull/${of}#issuecomment-${id}`, issue_url: `${base}/issues/${of}`, user: user(who), body,
    created_at, updated_at: created_at, author_association: 'CONTRIBUTOR',
  });

  /** @param {import('./store.mjs').Release} release */
  const release = ({ id, author, ...fields }) => ({
    ...fields, id, node_id: node('RE', id), url: `${base}/releases/${id}`, assets_url: `${base}/releases/${id}/assets`,
    upload_url: `${api.replace(/\/v\d+$/, '')}/uploads/repos/${full}/releases/${id}/assets{?name,label}`, html_url: `${page}/releases/tag/${fields.draft ? `untagged-${id}` : encodeURIComponent(fields.tag_name)}`,
    author: user(author), assets: [], immutable: store.state.burnt.includes(fields.tag_name), tarball_url: fields.draft ? null : `${base}/tarball/${encodeURIComponent(fields.tag_name)}`,
    zipball_url: fields.draft ? null : `${base}/zipball/${encodeURIComponent(fields.tag_name)}`,
  });

  /** @param {number} run */
  const dispatched = (run) => ({ workflow_run_id: run, run_url: `${base}/actions/runs/${run}`, html_url: `${page}/actions/runs/${run}` });

  /** @param {{type: string, parameters?: object}} rule */
  const rule = (rule) => ({ ...rule, ruleset_source_type: 'Repository', ruleset_source: full, ruleset_id: 42 });

  return { base, page, full, repository: fullRepository, pull, pullSimple, issue, reviewComment, comment, label, release, dispatched, rule, user, branch };
}
