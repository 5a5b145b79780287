// What `doctor` asks the server about: rules, settings, drafts. What it may not see, it says.

import { clientOf } from '../hosting/client.js';
import { FULL, pagesOf } from '../hosting/paged.js';
import { isNumber, isObject, textOf } from '../hosting/said.js';

/** @typedef {import('../run/world.js').World} World */
/** @typedef {import('../types.js').Checkup} Checkup */
/** @typedef {import('../types.js').RulesetRule} RulesetRule */

/** More protected branches are not asked for. */
const MOST_PAGES = 10;
/** Longer patterns fit no name that a tag has. */
const LONGEST_PATTERN = 1_000;

/**
 * @typedef {object} Asked
 * @property {Partial<Checkup>} known
 * @property {string[]} unlooked what was not answered, and why
 */

/**
 * @param {World} world
 * @param {string} branch
 * @param {string} tag the tag that the next release would have
 * @param {string} bump the branch that a pull request would come from
 * @returns {Promise<Asked>}
 */
export async function askServer(world, branch, tag, bump) {
  /** @type {string[]} */
  const unlooked = [];
  const { api, unasked } = world.repository;
  if (!api) return { known: {}, unlooked: [`rules, settings and drafts: ${unasked}`] };
  const { kind, name, serverUrl } = api.hosting;
  if (kind !== 'github') return { known: { url: `${serverUrl}/${name}` }, unlooked: ['rules, settings and drafts: only GitHub is asked about them'] };
  const client = await clientOf(world);
  const get = async (/** @type {string} */ what, /** @type {string} */ path, /** @type {Record<string, string>} */ query = {}) => {
    const answer = await client.get(`/repos/${name}${path}`, query);
    // A list of anything but objects is no answer of GitHub's; what is in its place says nothing.
    if (answer.ok) return Array.isArray(answer.data) ? answer.data.filter(isObject) : answer.data;
    return unanswered(what, answer.denial);
  };
  const unanswered = (/** @type {string} */ what, /** @type {import('../types.js').Denial} */ { status, text }) => void unlooked.push(`${what}: the server answers ${status ?? 'nothing'}, \`${text}\``);
  /** @type {Partial<Checkup>} */
  const known = { url: `${serverUrl}/${name}` };
  const repository = await get('the settings', '');
  const rules = await get(`the rules of \`${branch}\``, `/rules/branches/${inPath(branch)}`);
  if (Array.isArray(rules)) known.rules = rules.map(ruleOf);
  const bumpRules = await get('the rules of bump branches', `/rules/branches/${inPath(bump)}`);
  if (Array.isArray(bumpRules)) known.bumpRules = bumpRules.map(ruleOf);
  // A pattern may protect hundreds of branches.
  const isIt = (/** @type {any} */ one) => one?.name === branch;
  const bound = await pagesOf(client, kind, `/repos/${name}/branches`, { protected: 'true' }, { most: MOST_PAGES, until: isIt });
  const found = bound.ok ? bound.rows.find(isIt) : undefined;
  if (!bound.ok) unanswered(`the protection of \`${branch}\``, bound.denial);
  else if (found || !bound.cut) known.protection = { protected: found !== undefined, checks: strings(found?.protection?.required_status_checks?.contexts) };
  else unlooked.push(`the protection of \`${branch}\`: it is not among the first ${MOST_PAGES * FULL.github} protected branches`);
  const rulesets = await get('the rules of tags', '/rulesets', { includes_parents: 'true', per_page: '100' });
  if (Array.isArray(rulesets)) known.tagRules = await tagRules(rulesets, tag, (id) => get(`the ruleset ${id}`, `/rulesets/${id}`));
  if (repository) known.settings = settingsOf(repository, await get('what workflows may do', '/actions/permissions/workflow'));
  const releases = await get('drafts', '/releases', { per_page: '100' });
  if (Array.isArray(releases)) Object.assign(known, draftsOf(releases));
  return { known, unlooked };
}

/** @param {string} name of a branch, whose slashes are part of the address */
function inPath(name) {
  return name.split('/').map(encodeURIComponent).join('/');
}

/** @param {unknown} value @returns {string[]} */
function strings(value) {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** @param {any} row @returns {RulesetRule} */
function ruleOf(row) {
  const checks = row?.parameters?.required_status_checks;
  return { kind: textOf(row?.type), checks: Array.isArray(checks) ? strings(checks.map((one) => one?.context)) : [] };
}

/**
 * The rules of the rulesets that bind a tag.
 * @param {any[]} rulesets
 * @param {string} tag
 * @param {(id: number) => Promise<any>} read
 */
async function tagRules(rulesets, tag, read) {
  const rules = [];
  for (const { id, target, enforcement } of rulesets) {
    if (target !== 'tag' || enforcement !== 'active' || !isNumber(id)) continue;
    const found = await read(id);
    const { include, exclude } = found?.conditions?.ref_name ?? {};
    const fits = (/** @type {unknown} */ patterns) => strings(patterns).some((pattern) => fitsRef(pattern, `refs/tags/${tag}`));
    if (fits(include) && !fits(exclude) && Array.isArray(found?.rules)) rules.push(...found.rules.map(ruleOf));
  }
  return rules;
}

/**
 * As rulesets match: `*` is anything but a slash, `**` anything; with a slash behind it, nothing or whole folders. For each part
 * of the pattern every place of the name is looked at once, whatever the pattern is.
 * @param {string} pattern
 * @param {string} ref
 */
function fitsRef(pattern, ref) {
  if (pattern === '~ALL') return true;
  const parts = pattern.match(/\*\*\/?|[^]/gu) ?? [];
  if (parts.length > LONGEST_PATTERN) return false;
  // Where in the name a match of the parts so far may end.
  let ends = [true, ...Array.from(ref, () => false)];
  for (const part of parts) {
    /** @type {boolean[]} */
    const next = [];
    let begun = false;
    for (let at = 0; at < ends.length; at += 1) {
      const letter = ref.charAt(at - 1);
      const before = at > 0 && Boolean(next[at - 1]);
      if (part === '**') next.push(Boolean(ends[at]) || before);
      else if (part === '**/') next.push(Boolean(ends[at]) || (letter === '/' && begun));
      else if (part === '*') next.push(Boolean(ends[at]) || (before && letter !== '/'));
      else next.push(at > 0 && Boolean(ends[at - 1]) && (part === '?' ? letter !== '/' : letter === part));
      begun ||= Boolean(ends[at]);
    }
    ends = next;
  }
  return ends.at(-1) === true;
}

/** @param {any} repository @param {any} workflows @returns {Checkup['settings']} */
function settingsOf(repository, workflows) {
  const set = (/** @type {string} */ key, /** @type {unknown} */ value) => (typeof value === 'boolean' || typeof value === 'string' ? { [key]: value } : {});
  return {
    ...set('push', repository.permissions?.push),
    ...set('deleteBranchOnMerge', repository.delete_branch_on_merge),
    ...set('allowAutoMerge', repository.allow_auto_merge),
    ...set('workflowsOpenPulls', workflows?.can_approve_pull_request_reviews),
    ...set('defaultPermissions', workflows?.default_workflow_permissions),
  };
}

/** @param {any[]} releases @returns {Pick<Checkup, 'drafts' | 'latest'>} */
function draftsOf(releases) {
  const published = releases.flatMap(({ draft, published_at: at }) => (draft || typeof at !== 'string' ? [] : [at])).sort();
  const drafts = releases.filter(({ draft }) => draft).map(({ tag_name: tag, created_at: created, html_url: url }) => ({ tag: textOf(tag), created: textOf(created), url: textOf(url) }));
  const latest = published.at(-1);
  return { drafts, ...(latest === undefined ? {} : { latest }) };
}

/**
 * Has merged branches deleted by the server itself.
 * @param {World} world
 * @returns {Promise<string | null>} why that cannot be set; null: it is
 */
export async function deleteOnMerge(world) {
  const name = world.repository.api?.hosting.name;
  const client = await clientOf(world);
  const answer = await client.send('PATCH', `/repos/${name}`, { delete_branch_on_merge: true });
  return answer.ok ? null : answer.denial.text;
}
