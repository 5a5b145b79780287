// Branch and tag protection in GitHub's own words: what a push is told, what a merge is told, what the rules endpoint says.

/**
 * @typedef {object} Kind
 * @property {'GH006' | 'GH013' | 'reason'} code classic protection, a ruleset, or a reason without a number
 * @property {string} says the line a push is told
 * @property {('create' | 'update' | 'delete')[]} on
 * @property {string} [merge] what a merge by the API is told; without it a merge satisfies the rule
 * @property {'checks' | 'review'} [waits] what a pull request must have before it may be merged
 * @property {{type: string, parameters?: object}} [rule] as the rules endpoint lists it
 */

const PULL = '- Changes must be made through a pull request.';
const CHECKS = '- 2 of 2 required status checks are expected.';
const parameters = {
  pull: {
    dismiss_stale_reviews_on_push: false,
    require_code_owner_review: false,
    require_last_push_approval: false,
    required_approving_review_count: 0,
    required_review_thread_resolution: false,
  },
  checks: { required_status_checks: [{ context: 'ci' }, { context: 'lint' }], strict_required_status_checks_policy: false },
};
const change = /** @type {Kind['on']} */ (['update', 'delete']);
const any = /** @type {Kind['on']} */ (['create', 'update', 'delete']);

/** @type {Record<string, Kind>} */
export const KINDS = {
  gh006: { code: 'GH006', says: PULL, on: change },
  'gh006-old': { code: 'GH006', says: 'error: Changes must be made through a pull request.', on: change },
  'gh006-checks': { code: 'GH006', says: 'error: Required status check "ci" is expected.', on: change, waits: 'checks' },
  'gh006-review': { code: 'GH006', says: '- At least 1 approving review is required by reviewers with write access.', on: change, waits: 'review' },
  'gh006-locked': { code: 'GH006', says: '- Cannot change this locked branch', on: any, merge: 'Cannot change this locked branch' },
  gh013: { code: 'GH013', says: PULL, on: change, rule: { type: 'pull_request', parameters: parameters.pull } },
  'gh013-checks': { code: 'GH013', says: CHECKS, on: change, waits: 'checks', rule: { type: 'required_status_checks', parameters: parameters.checks } },
  'gh013-review': {
    code: 'GH013',
    says: PULL,
    on: change,
    waits: 'review',
    rule: { type: 'pull_request', parameters: { ...parameters.pull, required_approving_review_count: 1 } },
  },
  'code-scanning': { code: 'GH013', says: '- Code scanning is waiting for results from CodeQL for the commit.', on: change, waits: 'checks' },
  signatures: { code: 'GH013', says: '- Commits must have verified signatures.', on: ['create', 'update'], rule: { type: 'required_signatures' } },
  creations: { code: 'GH013', says: '- Cannot create ref due to creations being restricted.', on: ['create'], rule: { type: 'creation' } },
  // Of a name that an immutable release has used. In life nobody passes.
  immutable: { code: 'reason', says: 'tag_name was used by an immutable release', on: ['create'] },
  deletions: { code: 'GH013', says: '- Cannot delete this branch', on: ['delete'], rule: { type: 'deletion' } },
  locked: {
    code: 'GH013',
    says: '- Cannot update this protected ref.',
    on: change,
    merge: 'Cannot update this protected ref.',
    rule: { type: 'update', parameters: { update_allows_fetch_and_merge: false } },
  },
  secrets: {
    code: 'GH013',
    says: '- GITHUB PUSH PROTECTION\n  —————————————————————————————————————————\n    Resolve the following violations before pushing again\n\n    - Push cannot contain secrets\n',
    on: ['create', 'update'],
  },
  workflows: {
    code: 'reason',
    says: 'refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission',
    on: ['create', 'update'],
  },
  'workflows-pat': {
    code: 'reason',
    says: 'refusing to allow a Personal Access Token to create or update workflow `.github/workflows/ci.yml` without `workflow` scope',
    on: ['create', 'update'],
  },
};

/** @param {string} name a branch, a ref, or a pattern of either that ends with `*` */
export const refOf = (name) => (name.startsWith('refs/') ? name : `refs/heads/${name}`);

/** @param {string} pattern @param {string} ref */
const fits = (pattern, ref) => pattern === ref || (pattern.endsWith('*') && ref.startsWith(pattern.slice(0, -1)));

/** The kinds that bind a ref. @param {Record<string, string[]>} rules @param {string} ref @returns {Kind[]} */
export function kindsFor(rules, ref) {
  return Object.entries(rules).flatMap(([pattern, names]) => (fits(pattern, ref) ? names : [])).map((name) => /** @type {Kind} */ (KINDS[name]));
}

/**
 * The rules as the hook reads them: the narrowest pattern first, with everything broader ones add to it.
 * @param {Record<string, string[]>} rules
 * @param {string} web the repository's page
 */
export function forHook(rules, web) {
  const patterns = Object.keys(rules).sort((one, other) => other.length - one.length);
  return patterns.flatMap((pattern) =>
    any.flatMap((on) => {
      const kinds = kindsFor(rules, pattern).filter((kind) => kind.on.includes(on));
      return kinds[0] ? [{ pattern, on: [on], ...words(kinds, kinds[0], web) }] : [];
    }),
  );
}

/** @param {Kind[]} kinds @param {Kind} first @param {string} web */
function words(kinds, first, web) {
  if (first.code === 'reason') return { reason: first.says, says: [], bypassed: [] };
  const lines = kinds.filter(({ code }) => code === first.code).flatMap(({ says }) => says.split('\n'));
  const bypassed = ['Bypassed rule violations for {ref}:', '', ...lines.flatMap((line) => [line, ''])];
  if (first.code === 'GH006') {
    return { reason: 'protected branch hook declined', says: ['error: GH006: Protected branch update failed for {ref}.', '', ...lines], bypassed };
  }
  const says = ['error: GH013: Repository rule violations found for {ref}.', `Review all repository rules at ${web}/rules?ref={ref-in-url}`, ''];
  return { reason: 'push declined due to repository rule violations', says: [...says, ...lines.flatMap((line) => [line, ''])], bypassed };
}
