// A story: what the reader set up, and what they let happen, in order. It is told anew from its beginning each time, so going
// back is telling less of it, and a link can hold it whole.

import { choicesOf } from './choices.js';
import { failureOf, searched } from './look.js';
import { Remote } from './remote.js';
import { truthsOf } from './truths.js';

/** @typedef {import('../../../js/types.js').Core} Core */
/** @typedef {import('../../../js/types.js').Failure} Failure */
/** @typedef {import('../../../js/types.js').Plan} Plan */
/** @typedef {import('../../../js/types.js').Request} Request */
/** @typedef {import('../../../js/types.js').TextFile} TextFile */
/** @typedef {import('./choices.js').Choice} Choice */
/** @typedef {import('./look.js').World} World */
/** @typedef {import('./truths.js').Truth} Truth */

/**
 * @typedef {object} Setup
 * @property {TextFile[]} files the manifests as they are
 * @property {string} tag the newest version tag; empty: none
 * @property {boolean} honest whether the manifests said that version when it was made
 * @property {string[]} commits messages of what is new since, the oldest first
 * @property {boolean} locked whether `main` takes changes by pull request only
 * @property {Omit<Request, 'run'>} wish
 */
/**
 * @typedef {object} Happened
 * @property {string} pick
 * @property {Choice['tone']} tone
 * @property {number} run
 * @property {Plan['step']} step what it happened to; absent: to no step
 * @property {Plan} plan the plan that held then
 * @property {string} said
 * @property {boolean} kept whether the promise held right after it
 */

const BETWEEN_RUNS = 15 * 60;
const BETWEEN_EVENTS = 20;

/** Where a story stands. */
export class Now {
  /** @type {'running' | 'ended' | 'dead'} */
  state = 'running';
  run = 0;
  /** @type {Happened[]} */
  happened = [];
  /** @type {Failure | null} what was wrong with what is wanted */
  failure = null;
  /** @type {Plan} */
  plan = { remarks: [], journal: [], state: '' };

  /** @param {Core} core @param {Setup} setup @param {{watch?: boolean}} [options] */
  constructor(core, { files, tag, honest, commits, locked, wish }, { watch = true } = {}) {
    this.watch = watch;
    const remote = new Remote();
    remote.work = `${folderOf(files, wish.package)}work.txt`;
    const before = tag && honest ? saying(core, files, tag, wish) : [];
    remote.personCommits(tag ? `chore: what ${tag} names` : 'feat: begin', asMap([...files, ...before]));
    if (tag) remote.personTags(tag, remote.tip);
    if (before.length > 0) remote.personCommits('chore: go on', asMap(files));
    for (const message of commits) {
      remote.seconds += BETWEEN_RUNS;
      remote.personCommits(message);
    }
    if (locked) remote.rule = 'pull-request';
    this.wish = wish;
    /** @type {World} */
    this.world = { core, remote, request: this.#request() };
    this.start();
  }

  #request() {
    return { ...this.wish, run: { id: String(100 + this.run), attempt: '1' } };
  }

  /** A run starts. */
  start() {
    this.#begin(() => this.world.core.plan(this.world.request, null));
  }

  /** What a dead run left is removed by its journal. */
  sweep() {
    const { journal } = this.plan;
    this.#begin(() => this.world.core.sweep(this.world.request, journal));
  }

  /** @param {() => Plan} begin */
  #begin(begin) {
    this.run += 1;
    this.world.remote.seconds += BETWEEN_RUNS;
    this.world.request = this.#request();
    this.#follow(begin);
  }

  /** @param {() => Plan} next */
  #follow(next) {
    try {
      this.plan = next();
      this.failure = this.plan.result?.error ?? null;
      this.state = this.plan.step ? 'running' : 'ended';
    } catch (error) {
      this.failure = failureOf(error);
      if (!this.failure) throw error;
      this.state = 'ended';
    }
  }

  /** @returns {Choice[]} */
  choices() {
    return choicesOf(this);
  }

  /** What every version tag names, and what that says. @returns {Truth[]} */
  truths() {
    return truthsOf(this.world);
  }

  /** Whether every tag of ours tells the truth, and nothing that ever was on `main` is lost. */
  #kept() {
    const { remote } = this.world;
    const main = remote.history(remote.tip);
    if (!remote.tips.every((tip) => main.has(tip))) return false;
    return this.truths().every(({ by, verdict, onBranch }) => by === 'person' || (verdict === 'true' && onBranch));
  }

  /**
   * Lets something happen.
   * @param {string} pick
   * @returns {boolean} false: that cannot happen now
   */
  pick(pick) {
    const choice = this.choices().find(({ id }) => id === pick);
    if (!choice) return false;
    const { plan, run } = this;
    const touched = choice.tone === 'good' || choice.tone === 'bad';
    const made = choice.act();
    if (made === 'dies') this.state = 'dead';
    else if (made) this.#follow(() => searched(this.world, this.world.core.advance(plan, made)));
    this.world.remote.seconds += BETWEEN_EVENTS;
    const kept = !this.watch || this.#kept();
    this.happened.push({ pick, tone: choice.tone, run: touched ? run : this.run, step: touched ? plan.step : undefined, plan, said: choice.said, kept });
    return true;
  }
}

/**
 * A story as far as its picks make sense.
 * @param {Core} core
 * @param {Setup} setup
 * @param {string[]} picks
 * @param {{watch?: boolean}} [options] whether the promise is looked at after each
 * @returns {Now}
 */
export function tell(core, setup, picks, options) {
  const now = new Now(core, setup, options);
  for (const pick of picks) if (!now.pick(pick)) break;
  return now;
}

/** Lets everything go well until the run has ended. @param {Now} now @param {number} [most] */
export function goOn(now, most = 60) {
  for (let steps = 0; now.state === 'running' && steps < most; steps += 1) if (!now.pick('ok')) return;
}

/** @param {TextFile[]} files */
function asMap(files) {
  return new Map(files.map(({ path, text }) => [path, text]));
}

/**
 * The files that say something else than a tag, as they were when it was made.
 * @param {Core} core @param {TextFile[]} files @param {string} tag @param {Setup['wish']} wish
 */
function saying(core, files, tag, { tagFormat, manifests }) {
  try {
    const version = core.parseTag(tag, tagFormat ? { tagFormat } : {});
    return version === null ? [] : core.rewriteManifests(files, version, manifests).filter(({ from, to }) => from !== to);
  } catch (error) {
    // What cannot be rewritten is as it is; the run will say why.
    if (failureOf(error)) return [];
    throw error;
  }
}

/**
 * The folder of a package: work elsewhere is none of its business.
 * @param {TextFile[]} files @param {string | undefined} name by its name or its folder
 */
function folderOf(files, name) {
  if (!name) return 'src/';
  const named = files.find(({ path, text }) => path.startsWith(`${name}/`) || text.includes(`"${name}"`));
  return named ? named.path.replace(/[^/]*$/, '') : 'src/';
}
