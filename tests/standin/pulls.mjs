// Pull requests: what happens to them when refs move, and what people and programs may do with them.

import { DEFAULT_LOGIN, Refused } from './access.mjs';
import { email } from './repo.mjs';
import { kindsFor } from './rules.mjs';

/** @typedef {import('./store.mjs').Pull} Pull @typedef {'merge' | 'squash' | 'rebase'} Method */

const METHODS = /** @type {const} */ ({
  merge: ['allow_merge_commit', 'Merge commits are not allowed on this repository.'],
  squash: ['allow_squash_merge', 'Squash merges are not allowed on this repository.'],
  rebase: ['allow_rebase_merge', 'Rebase merges are not allowed on this repository.'],
});

export class Pulls {
  /** @param {import('./store.mjs').Store} store @param {import('./repo.mjs').Repo} repo @param {string} owner */
  constructor(store, repo, owner) {
    this.store = store;
    this.repo = repo;
    this.owner = owner;
  }

  /** @param {number} number */
  find(number) {
    const pull = this.store.state.pulls.find((one) => one.number === number);
    if (!pull) throw new Refused(404, 'Not Found');
    return pull;
  }

  /** Lets every open pull request follow the refs, as GitHub does after each push. */
  async follow() {
    const refs = this.repo.refs();
    for (const pull of this.store.state.pulls) {
      if (pull.state === 'open') await this.#followOne(pull, refs);
      await this.#pin(pull, refs);
    }
    for (const pull of this.store.state.pulls) {
      if (pull.auto_merge && pull.state === 'open' && (await this.readiness(pull)) === 'clean') {
        await this.merge(pull, { method: pull.auto_merge.method, by: pull.auto_merge.by, title: pull.auto_merge.title, message: pull.auto_merge.message, queued: true });
      }
    }
    return refs;
  }

  /** @param {Pull} pull @param {Record<string, string>} refs */
  async #followOne(pull, refs) {
    // What happens in a fork nobody sees here.
    const [head, base] = [pull.fork ? pull.headSha : refs[`refs/heads/${pull.head}`], refs[`refs/heads/${pull.base}`]];
    if (!base) return this.#shut(pull);
    if (base === pull.baseSha && head === pull.headSha) return;
    if (base !== pull.baseSha && (await this.repo.contains(base, pull.headSha))) return this.#merged(pull, base, pull.headSha, null);
    if (!head) return this.#shut(pull);
    const moved = head !== pull.headSha;
    Object.assign(pull, { headSha: head, baseSha: base, looks: 0, ...(moved ? { updated_at: this.store.time() } : {}) });
    // Set back to where nothing of it is new: closed, for there is nothing to merge any more.
    if (moved && (await this.repo.contains(base, head))) this.#shut(pull);
  }

  /** Keeps refs/pull/N/head, which outlives the branch. @param {Pull} pull @param {Record<string, string>} refs */
  async #pin(pull, refs) {
    const ref = `refs/pull/${pull.number}/head`;
    if (refs[ref] !== pull.headSha) await this.repo.move([[ref, pull.headSha]]);
  }

  /** @param {Pull} pull */
  #shut(pull) {
    const now = this.store.time();
    Object.assign(pull, { state: 'closed', closed_at: now, updated_at: now, auto_merge: null });
  }

  /** @param {Pull} pull @param {string} base @param {string} sha @param {string | null} by */
  #merged(pull, base, sha, by) {
    this.#shut(pull);
    Object.assign(pull, { baseSha: base, from: pull.baseSha, merged_at: pull.closed_at, merged_by: by ?? this.owner, merge_commit_sha: sha });
  }

  /**
   * @param {{title?: unknown, head?: unknown, base?: unknown, body?: unknown, draft?: unknown}} asked
   * @param {string} by
   */
  async create(asked, by) {
    const { settings, state } = this.store;
    if (by === DEFAULT_LOGIN && !settings.actions_may_create_pulls) {
      throw new Refused(403, 'GitHub Actions is not permitted to create or approve pull requests.');
    }
    const [base, head] = [String(asked.base), String(asked.head).replace(new RegExp(`^${this.owner}:`, 'i'), '')];
    const refs = this.repo.refs();
    const [from, to] = [refs[`refs/heads/${head}`], refs[`refs/heads/${base}`]];
    const invalid = [...(to ? [] : ['base']), ...(from ? [] : ['head'])].map((field) => ({ resource: 'PullRequest', field, code: 'invalid' }));
    if (!from || !to) throw new Refused(422, 'Validation Failed', { errors: invalid });
    const custom = (/** @type {string} */ message) => new Refused(422, 'Validation Failed', { errors: [{ resource: 'PullRequest', code: 'custom', message }] });
    if (state.pulls.some((one) => one.state === 'open' && !one.fork && one.head === head && one.base === base)) {
      throw custom(`A pull request already exists for ${this.owner}:${head}.`);
    }
    if (!(await this.repo.related(to, from))) throw custom(`The ${head} branch has no history in common with ${base}`);
    if (await this.repo.contains(to, from)) throw custom(`No commits between ${base} and ${head}`);
    state.lastNumber += 1;
    const now = this.store.time();
    /** @type {Pull} */
    const pull = {
      number: state.lastNumber, title: String(asked.title), body: asked.body === undefined ? null : String(asked.body), user: by, head, base, headSha: from, baseSha: to,
      state: 'open', draft: asked.draft === true, created_at: now, updated_at: now, closed_at: null, merged_at: null, merged_by: null, merge_commit_sha: null,
      labels: [], auto_merge: null, looks: 0, from: null,
    };
    state.pulls.push(pull);
    await this.#pin(pull, refs);
    return pull;
  }

  /** @param {Pull} pull @param {{title?: string, body?: string, state?: string, base?: string}} asked */
  async update(pull, asked) {
    const cannot = (/** @type {string} */ why) =>
      new Refused(422, 'Validation Failed', { errors: [{ resource: 'PullRequest', code: 'invalid', field: 'state', message: `state cannot be changed. ${why}` }] });
    if (asked.base !== undefined) {
      const tip = this.repo.refs()[`refs/heads/${asked.base}`];
      if (!tip) throw new Refused(422, 'Validation Failed', { errors: [{ resource: 'PullRequest', field: 'base', code: 'invalid' }] });
      Object.assign(pull, { base: asked.base, baseSha: tip });
    }
    if (asked.state === 'open' && pull.state === 'closed') {
      if (pull.merged_at) throw cannot('The pull request has been merged.');
      const refs = this.repo.refs();
      const head = refs[`refs/heads/${pull.head}`];
      if (!head) throw cannot(`The ${pull.head} branch has been deleted.`);
      if (!(await this.repo.contains(head, pull.headSha))) throw cannot(`The ${pull.head} branch was force-pushed or recreated.`);
      if (this.store.state.pulls.some((one) => one.state === 'open' && one.head === pull.head && one.base === pull.base)) {
        throw cannot(`There is already an open pull request from ${this.owner}:${pull.head} to ${this.owner}:${pull.base}.`);
      }
      Object.assign(pull, { state: 'open', closed_at: null, headSha: head, baseSha: refs[`refs/heads/${pull.base}`] ?? pull.baseSha, looks: 0 });
    } else if (asked.state === 'closed' && pull.state === 'open') {
      this.#shut(pull);
    }
    for (const field of /** @type {const} */ (['title', 'body'])) if (asked[field] !== undefined) pull[field] = asked[field];
    pull.updated_at = this.store.time();
  }

  /** GitHub's word for what stands between a pull request and its merge. @param {Pull} pull */
  async readiness(pull) {
    if (pull.draft) return 'draft';
    if (!(await this.repo.mergeTree(pull.baseSha, pull.headSha))) return 'dirty';
    const { settings, state } = this.store;
    const kinds = kindsFor(state.rules, `refs/heads/${pull.base}`);
    const check = state.checks[pull.headSha] ?? 'pending';
    const required = settings.checks === 'required' || kinds.some(({ waits }) => waits === 'checks');
    if (required && check !== 'success') return 'blocked';
    if (kinds.some((kind) => kind.merge !== undefined)) return 'blocked';
    if (kinds.some(({ waits }) => waits === 'review') && !state.approved.includes(pull.headSha)) return 'blocked';
    if (settings.strict_checks && !(await this.repo.contains(pull.headSha, pull.baseSha))) return 'behind';
    if (settings.checks === 'optional' && check !== 'success') return 'unstable';
    return 'clean';
  }

  /**
   * A merge that is asked for by the API, with all that may stand against it.
   * @param {Pull} pull
   * @param {{method?: Method, sha?: string, title?: string, message?: string, by: string}} asked
   */
  async mergeByRequest(pull, { method = 'merge', sha, ...asked }) {
    const { settings, state } = this.store;
    const no = (/** @type {string} */ message) => new Refused(405, message);
    if (pull.state === 'closed') throw no('Pull Request is not mergeable');
    if (sha !== undefined && sha !== pull.headSha) throw new Refused(409, 'Head branch was modified. Review and try the merge again.');
    const [allowed, refusal] = METHODS[method];
    if (!settings[allowed]) throw no(refusal);
    const ready = await this.readiness(pull);
    if (ready === 'draft') throw no('Pull Request is still a draft');
    if (ready === 'dirty') throw no('Pull Request is not mergeable');
    if (ready === 'behind') throw no('Head branch is out of date. Review and try the merge again.');
    if (settings.merge_queue) throw no('Repository rule violations found\n\nChanges must be made through the merge queue\n\n');
    if (ready === 'blocked') throw no(why(kindsFor(state.rules, `refs/heads/${pull.base}`)));
    return this.merge(pull, { method, ...asked });
  }

  /**
   * The merge itself.
   * @param {Pull} pull
   * @param {{method: Method, by: string, title?: string, message?: string, queued?: boolean}} asked
   */
  async merge(pull, { method, by, title, message, queued = false }) {
    const base = pull.baseSha;
    const tip = await this.#mergeCommit(pull, method, by, { title, message });
    if (!tip) throw new Refused(405, 'Pull Request is not mergeable');
    const head = `refs/heads/${pull.head}`;
    if (!(await this.repo.move([[`refs/heads/${pull.base}`, tip, base], [head, pull.headSha, pull.headSha]]))) {
      if (queued) return undefined;
      if (this.repo.refs()[head] !== pull.headSha) throw new Refused(409, 'Head branch was modified. Review and try the merge again.');
      throw new Refused(405, 'Base branch was modified. Review and try the merge again.');
    }
    this.#merged(pull, tip, tip, by);
    if (this.store.settings.delete_branch_on_merge) await this.repo.move([[head, null, pull.headSha]]);
    await this.follow();
    return tip;
  }

  /** @param {Pull} pull @param {Method} method @param {string} by @param {{title?: string, message?: string}} words @returns {Promise<string | undefined>} */
  async #mergeCommit(pull, method, by, words) {
    const { baseSha: base, headSha: head } = pull;
    const commits = (await this.repo.commits(base, head)).filter(({ parents }) => parents.length < 2);
    if (method === 'rebase') {
      /** @type {string | undefined} */
      let tip = base;
      for (const commit of commits) tip = tip && (await this.repo.replay(commit, tip));
      return tip;
    }
    const tree = await this.repo.mergeTree(base, head);
    if (!tree) return undefined;
    const author = { name: by, email: email(by) };
    if (method === 'merge') {
      const said = this.#mergeWords(pull);
      return this.repo.commitTree(tree, [base, head], joined(words.title ?? said.title, words.message ?? said.message), author);
    }
    const said = this.#squashWords(pull, commits);
    const [only] = commits;
    const whose = commits.length === 1 && only ? { name: only.name, email: only.email } : { name: pull.user, email: email(pull.user) };
    return this.repo.commitTree(tree, [base], joined(words.title ?? said.title, words.message ?? said.message), whose);
  }

  /** @param {Pull} pull */
  #mergeWords(pull) {
    const { merge_commit_title: title, merge_commit_message: message } = this.store.settings;
    return {
      title: title === 'PR_TITLE' ? `${pull.title} (#${pull.number})` : `Merge pull request #${pull.number} from ${this.owner}/${pull.head}`,
      message: { PR_TITLE: pull.title, PR_BODY: pull.body ?? '', BLANK: '' }[message] ?? '',
    };
  }

  /** @param {Pull} pull @param {import('./repo.mjs').Commit[]} commits */
  #squashWords(pull, commits) {
    const { squash_merge_commit_title: title, squash_merge_commit_message: message } = this.store.settings;
    const split = commits.map((commit) => {
      const [first = '', ...rest] = commit.message.split('\n');
      return { subject: first, body: rest.join('\n').trim() };
    });
    const [only] = split;
    const alone = split.length === 1 && only;
    const all = alone ? only.body : split.map(({ subject, body }) => joined(`* ${subject}`, body)).join('\n\n');
    return {
      title: `${title === 'COMMIT_OR_PR_TITLE' && alone ? only.subject : pull.title} (#${pull.number})`,
      message: { COMMIT_MESSAGES: all, PR_BODY: pull.body ?? '', BLANK: '' }[message] ?? '',
    };
  }
}

/** @param {string} title @param {string} body */
const joined = (title, body) => (body ? `${title}\n\n${body}` : title);

/** Why the API does not merge. @param {import('./rules.mjs').Kind[]} kinds */
function why(kinds) {
  const texts = { checks: 'Required status check "ci" is expected.', review: 'At least 1 approving review is required by reviewers with write access.' };
  const found = kinds.flatMap((kind) => kind.merge ?? (kind.waits ? texts[kind.waits] : []));
  const lines = found.length > 0 ? found : [texts.checks];
  return kinds.some(({ code }) => code === 'GH013') ? `Repository rule violations found\n\n${lines.join('\n\n')}\n\n` : lines.join('\n');
}
