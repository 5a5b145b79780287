// Releases, and the dispatch of workflows.

import { Refused } from './access.mjs';

/** @typedef {import('./store.mjs').Release} Release */

/**
 * @typedef {object} Asked
 * @property {string} [tag_name]
 * @property {string} [target_commitish]
 * @property {string} [name]
 * @property {string} [body]
 * @property {boolean} [draft]
 * @property {boolean} [prerelease]
 * @property {boolean} [generate_release_notes]
 * @property {'true' | 'false' | 'legacy'} [make_latest]
 */

/** @param {object} error */
const invalid = (error) => new Refused(422, 'Validation Failed', { errors: [{ resource: 'Release', ...error }] });

export class Releases {
  /** @param {import('./store.mjs').Store} store @param {import('./repo.mjs').Repo} repo @param {string} web the repository's page */
  constructor(store, repo, web) {
    this.store = store;
    this.repo = repo;
    this.web = web;
  }

  /** A release whose tag was deleted becomes a draft. @param {Record<string, string>} refs */
  follow(refs) {
    for (const release of this.store.state.releases) {
      if (release.draft || refs[`refs/tags/${release.tag_name}`]) continue;
      Object.assign(release, { draft: true, published_at: null });
      this.#notLatest(release);
    }
  }

  /** @param {number} id */
  find(id) {
    const release = this.store.state.releases.find((one) => one.id === id);
    if (!release) throw new Refused(404, 'Not Found');
    return release;
  }

  /** @param {string} tag */
  byTag(tag) {
    const release = this.store.state.releases.find((one) => !one.draft && one.tag_name === tag);
    if (!release) throw new Refused(404, 'Not Found');
    return release;
  }

  latest() {
    return this.find(this.store.state.latest ?? 0);
  }

  /** @param {Asked} asked @param {string} author */
  async create(asked, author) {
    const tag = asked.tag_name ?? '';
    const branch = this.repo.defaultBranch();
    /** @type {Release} */
    const release = {
      id: this.store.id(), tag_name: tag, target_commitish: asked.target_commitish ?? branch, name: asked.name ?? null, body: asked.body ?? null,
      draft: asked.draft ?? false, prerelease: asked.prerelease ?? false, author, created_at: this.store.time(), published_at: null,
    };
    if (!(await this.#target(release))) throw invalid({ code: 'invalid', field: 'target_commitish' });
    if (!release.draft) await this.#publish(release, asked.make_latest ?? 'true');
    if (asked.generate_release_notes) release.body = [asked.body, await this.#notes(release)].filter(Boolean).join('\n\n');
    this.store.state.releases.push(release);
    return release;
  }

  /** @param {Release} release @param {Asked} asked */
  async update(release, asked) {
    const { make_latest: latest, draft = release.draft, ...fields } = asked;
    const wanted = { ...release, ...fields, draft };
    if (!wanted.draft && (release.draft || wanted.tag_name !== release.tag_name)) await this.#publish(wanted, latest ?? 'true');
    else if (!wanted.draft && latest) this.#rank(wanted, latest);
    if (wanted.draft || wanted.prerelease) this.#notLatest(release);
    Object.assign(release, wanted);
  }

  /** @param {Release} release */
  remove(release) {
    this.#notLatest(release);
    this.store.state.releases = this.store.state.releases.filter((one) => one !== release);
  }

  /** The commit a missing tag would be made at. @param {Pick<Release, 'target_commitish'>} release */
  #target(release) {
    const name = release.target_commitish;
    if (/^[0-9a-f]{40,64}$/.test(name)) return this.repo.commit(name);
    return this.repo.commit(`refs/heads/${name}`);
  }

  /** @param {Release} release @param {'true' | 'false' | 'legacy'} latest */
  async #publish(release, latest) {
    const { state, settings } = this.store;
    if (state.burnt.includes(release.tag_name)) {
      throw invalid({ code: 'custom', field: 'tag_name', message: 'tag_name was used by an immutable release' });
    }
    if (state.releases.some((one) => !one.draft && one.id !== release.id && one.tag_name === release.tag_name)) {
      throw invalid({ code: 'already_exists', field: 'tag_name' });
    }
    const ref = `refs/tags/${release.tag_name}`;
    if (!this.repo.refs()[ref]) {
      const target = await this.#target(release);
      if (!target) throw invalid({ code: 'invalid', field: 'target_commitish' });
      // The tag that GitHub makes is a lightweight one.
      if (!(await this.repo.move([[ref, target, null]]))) throw invalid({ code: 'custom', field: 'tag_name', message: 'tag_name is not a valid tag' });
    }
    if (settings.immutable_releases) state.burnt.push(release.tag_name);
    release.published_at = this.store.time();
    this.#rank(release, latest);
  }

  /** @param {Release} release @param {'true' | 'false' | 'legacy'} latest */
  #rank(release, latest) {
    const { state } = this.store;
    if (release.prerelease || latest === 'false') return this.#notLatest(release);
    const before = state.releases.find(({ id }) => id === state.latest);
    if (latest === 'legacy' && before && byVersion(before, release) < 0) return;
    state.latest = release.id;
  }

  /** @param {Release} release */
  #notLatest(release) {
    const { state } = this.store;
    if (state.latest !== release.id) return;
    const others = state.releases.filter((one) => one.id !== release.id && !one.draft && !one.prerelease);
    state.latest = others.sort(byVersion)[0]?.id ?? null;
  }

  /**
   * The text alone, of a release that need not be there.
   * @param {{tag_name: string, target_commitish?: string, previous_tag_name?: string}} asked
   */
  async write({ tag_name: tag, target_commitish: target, previous_tag_name: previous }) {
    const branch = this.repo.defaultBranch();
    if (previous !== undefined && !(await this.repo.commit(`refs/tags/${previous}`))) throw invalid({ code: 'invalid', field: 'previous_tag_name' });
    return { name: tag, body: await this.#notes({ tag_name: tag, target_commitish: target ?? branch }, previous) };
  }

  /** @param {Pick<Release, 'tag_name' | 'target_commitish'>} release @param {string} [previous] */
  async #notes(release, previous) {
    const commit = (await this.repo.commit(`refs/tags/${release.tag_name}`)) ?? (await this.#target(release));
    if (!commit) return '';
    const before = previous ?? (await this.repo.tagsBelow(commit)).find((tag) => tag !== release.tag_name);
    const subjects = await this.repo.subjects(before ? `refs/tags/${before}..${commit}` : commit);
    const changed = subjects.filter((subject) => /\(#\d+\)$/.test(subject)).map((subject) => `* ${subject.replace(/ \(#(\d+)\)$/, ` in ${this.web}/pull/$1`)}`);
    const whole = before ? `compare/${before}...${release.tag_name}` : `commits/${release.tag_name}`;
    const list = changed.length > 0 ? `## What's Changed\n${changed.join('\n')}\n\n` : '';
    return `${list}**Full Changelog**: ${this.web}/${whole}`;
  }

  /**
   * @param {string} workflow a file name or a number
   * @param {{ref: string, inputs?: Record<string, unknown>}} asked
   * @param {string} by
   */
  async dispatch(workflow, { ref, inputs = {} }, by) {
    const { state, settings } = this.store;
    const path = `.github/workflows/${workflow}`;
    const known = settings.workflows.includes(workflow) || (await this.repo.exists('HEAD', path));
    if (!known) throw new Refused(404, 'Not Found');
    const name = ref.replace(/^refs\/(heads|tags)\//, '');
    const commit = (await this.repo.commit(`refs/heads/${name}`)) ?? (await this.repo.commit(`refs/tags/${name}`));
    if (!commit) throw new Refused(422, `No ref found for: ${ref}`);
    if (!settings.workflows.includes(workflow)) {
      const text = (await this.repo.exists(commit, path)) ? await this.repo.plumb(['cat-file', 'blob', `${commit}:${path}`]) : '';
      if (!text.includes('workflow_dispatch')) throw new Refused(422, "Workflow does not have 'workflow_dispatch' trigger");
    }
    state.dispatches.push({ workflow, ref, inputs, by });
    return state.dispatches.length;
  }
}

/** The younger version first. @param {Release} one @param {Release} other */
function byVersion(one, other) {
  return other.tag_name.localeCompare(one.tag_name, 'en', { numeric: true }) || other.created_at.localeCompare(one.created_at);
}
