// What no ref can say (pull requests, releases, settings) lies in one file inside the bare repository. Everybody who
// reads or changes it takes his turn; it is replaced whole, so that a kill leaves the old one or the new one.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Pull
 * @property {number} number
 * @property {string} title
 * @property {string | null} body
 * @property {string} user who opened it
 * @property {string} head a branch
 * @property {string} base a branch
 * @property {string} headSha as last seen; it stays when the pull request is closed
 * @property {string} baseSha
 * @property {'open' | 'closed'} state
 * @property {boolean} draft
 * @property {string} created_at
 * @property {string} updated_at
 * @property {string | null} closed_at
 * @property {string | null} merged_at
 * @property {string | null} merged_by
 * @property {string | null} merge_commit_sha once merged
 * @property {string[]} labels
 * @property {string[]} [assignees]
 * @property {string[]} [reviewers] who is asked for a review
 * @property {string[]} [teams] which are asked
 * @property {number | null} [milestone]
 * @property {{id: number, number: number, size: number, position: number, base: {ref: string, sha: string}} | null} [stack] of which it is a layer
 * @property {string} [fork] the repository it comes from, where that is another one: `owner/name`
 * @property {{id: number, user: string, body: string, created_at: string}[]} [reviewed] comments on lines
 * @property {{method: 'merge' | 'squash' | 'rebase', by: string, title?: string, message?: string, at: string} | null} auto_merge
 * @property {string | null} from what the base was before the merge
 * @property {number} looks how often somebody asked since it last changed
 *
 * @typedef {object} Release
 * @property {number} id
 * @property {string} tag_name
 * @property {string} target_commitish
 * @property {string | null} name
 * @property {string | null} body
 * @property {boolean} draft
 * @property {boolean} prerelease
 * @property {string} author
 * @property {string} created_at
 * @property {string | null} published_at
 *
 * @typedef {object} State
 * @property {number} lastNumber
 * @property {number} lastId
 * @property {Pull[]} pulls
 * @property {{id: number, number: number, user: string, body: string, created_at: string}[]} comments
 * @property {{id: number, name: string, color: string}[]} labels
 * @property {Release[]} releases
 * @property {number | null} latest the id of the latest release
 * @property {string[]} burnt tag names that immutable releases have used
 * @property {{workflow: string, ref: string, inputs: Record<string, unknown>, by: string}[]} dispatches
 * @property {Record<string, unknown>} settings those that differ from the defaults
 * @property {Record<string, string[]>} rules kinds by ref or pattern
 * @property {Record<string, 'success' | 'pending' | 'failure'>} checks by commit
 * @property {string[]} approved commits that somebody approved
 */

/** @returns {State} */
const empty = () => ({
  lastNumber: 0, lastId: 1000, pulls: [], comments: [], labels: [], releases: [], latest: null, burnt: [], dispatches: [], settings: {}, rules: {}, checks: {}, approved: [],
});

/** What GitHub sets in a new repository, except that Actions may open pull requests. */
export const DEFAULTS = {
  private: true,
  /** The repository that this one is a fork of: `owner/name`. */
  fork_of: '',
  allow_merge_commit: true,
  allow_squash_merge: true,
  allow_rebase_merge: true,
  allow_auto_merge: false,
  delete_branch_on_merge: false,
  squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
  squash_merge_commit_message: 'COMMIT_MESSAGES',
  merge_commit_title: 'MERGE_MESSAGE',
  merge_commit_message: 'PR_TITLE',
  /** "Allow GitHub Actions to create and approve pull requests"; binds the default token alone. */
  actions_may_create_pulls: true,
  /** `none`, `optional` (they run, nobody waits for them) or `required`. */
  checks: 'none',
  /** A branch must be up to date before merging. */
  strict_checks: false,
  merge_queue: false,
  /** A tag name that a published release used once is used up. */
  immutable_releases: false,
  /** How often `mergeable` is answered with null before it is known. */
  mergeable_after: 0,
  /** A dispatch is always answered with 200 and a body, as newer versions of the API do. */
  dispatch_details: false,
  /** The accounts that addresses belong to, besides those that say it themselves. */
  accounts: /** @type {Record<string, string>} */ ({}),
  /** Workflow files that exist besides those in the repository. */
  workflows: /** @type {string[]} */ ([]),
};

export class Store {
  #file;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();
  /** The stand-in's clock, in milliseconds; a test may set it forward. */
  now = () => Date.now();

  /** @param {string} dir the bare repository */
  constructor(dir) {
    this.#file = join(dir, 'standin.json');
    this.state = empty();
    this.#load();
  }

  #load() {
    if (existsSync(this.#file)) this.state = { ...empty(), ...JSON.parse(readFileSync(this.#file, 'utf8')) };
    return JSON.stringify(this.state);
  }

  /**
   * One turn: nobody else reads or writes meanwhile, and what was changed is written even if it ends in a refusal.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  turn(work) {
    const mine = this.#turn.then(async () => {
      const before = this.#load();
      try {
        return await work();
      } finally {
        const after = JSON.stringify(this.state);
        if (after !== before) {
          writeFileSync(`${this.#file}.new`, after);
          renameSync(`${this.#file}.new`, this.#file);
        }
      }
    });
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** Now, as GitHub writes it. */
  time() {
    return new Date(this.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  id() {
    this.state.lastId += 1;
    return this.state.lastId;
  }

  /** @returns {typeof DEFAULTS} */
  get settings() {
    return { ...DEFAULTS, ...this.state.settings };
  }
}
