// What the hosting knows besides: releases, pull requests, settings. Read, never written; what it does not tell is not known.

import { hostingOf, addressOf } from '../hosting/hosting.js';
import { pagesOf } from '../hosting/paged.js';
import { isNumber, textOf } from '../hosting/said.js';

/** @typedef {import('../types.js').AuditHosted} AuditHosted */
/** @typedef {import('../run/open.js').Repository} Repository */

const MOST_PAGES = 50;
const LONGEST_WAIT_MS = 5_000;
/** @type {AuditHosted} */
const UNKNOWN = { releases: null, pulls: null, allPulls: false, deleteBranchOnMerge: null, autoMerge: null, pullsByWorkflows: null };

/**
 * @param {Repository} repository
 * @param {import('../run/open.js').Place} place
 * @param {import('../run/limits.js').Limits} limits
 * @param {boolean} history whether all pull requests are wanted
 * @param {(oids: string[]) => Promise<Map<string, string[]>>} changedBy the paths that commits changed
 * @returns {Promise<AuditHosted | null>} null: there is nobody to ask
 */
export async function hostedOf(repository, place, limits, history, changedBy) {
  const api = hostingOf(addressOf(repository.config, repository.remote), place);
  if (!api) return null;
  const { GitHub } = await import('../hosting/github.js');
  const client = new GitHub({ api, redact: repository.redact, limits });
  const path = `/repos/${api.hosting.name}`;
  // An audit needs no network: without one, nobody is asked twice, and it does not wait, unless the history is what is wanted.
  const settings = history ? await client.get(path) : await client.once('get', path, {}, LONGEST_WAIT_MS);
  if (!history && !settings.ok && settings.denial.status === null) return UNKNOWN;
  const gitea = api.hosting.kind === 'gitea';
  // What cannot be read whole is not known.
  const list = async (/** @type {string} */ what, /** @type {Record<string, string>} */ query) => {
    const found = await pagesOf(client, api.hosting.kind, `${path}/${what}`, query, { most: MOST_PAGES });
    return found.ok && !found.cut ? found.rows : null;
  };
  const [releases, pulls, workflows] = [
    await list('releases', {}),
    (await list('pulls', { state: history ? 'all' : 'open' }))?.filter(({ number }) => isNumber(number)) ?? null,
    gitea ? null : await client.get(`${path}/actions/permissions/workflow`),
  ];
  const merges = history ? (pulls ?? []).filter((pull) => pull?.merged_at).map((pull) => textOf(pull.merge_commit_sha)) : [];
  const changed = merges.length > 0 ? await changedBy(merges) : new Map();
  const known = (/** @type {unknown} */ value) => (typeof value === 'boolean' ? value : null);
  const repo = settings.ok ? settings.data : {};
  return {
    releases: releases && releases.map((release) => ({ tag: textOf(release?.tag_name), draft: release?.draft === true, created: textOf(release?.created_at) })),
    pulls:
      pulls &&
      pulls.map((pull) => ({
        number: pull.number,
        head: textOf(pull?.head?.ref),
        open: pull?.state === 'open',
        merged: Boolean(pull?.merged_at),
        changed: changed.get(textOf(pull?.merge_commit_sha)) ?? null,
      })),
    allPulls: history && pulls !== null,
    deleteBranchOnMerge: known(repo?.delete_branch_on_merge ?? repo?.default_delete_branch_after_merge),
    autoMerge: known(repo?.allow_auto_merge),
    pullsByWorkflows: workflows?.ok ? known(workflows.data?.can_approve_pull_request_reviews) : null,
  };
}
