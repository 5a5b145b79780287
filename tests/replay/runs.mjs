// One run of the shell, driven move by move: the core says what is next, apply.js does it, and the stand-in sees to it
// that a move goes as the model's did.

import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { apply } from '../../js/run/apply.js';
import { loadCore } from '../../js/core/core.js';
import { GitHub } from '../../js/hosting/github.js';
import { readCommandLine } from '../../js/inputs.js';
import { Limits } from '../../js/run/limits.js';
import { openRepository } from '../../js/git/repository.js';
import { worldOf } from '../../js/run/world.js';
import { Mismatch } from './same.mjs';

/** @typedef {import('../../js/types.d.ts').Outcome} Outcome */
/** @typedef {import('../../js/types.d.ts').Plan} Plan */
/** @typedef {import('../../js/types.d.ts').Request} Request */
/** @typedef {import('../../js/types.d.ts').Step} Step */
/** @typedef {import('../standin/server.mjs').Call} Call */
/** @typedef {import('../standin/trouble.mjs').Trouble} Trouble */
/** @typedef {import('./trace.d.ts').How} How */

const HOUR = 3600;

/** Where all runs of a replay happen. */
export class Runs {
  /** Whose calls reach the stand-in now: one run at a time moves. @type {Run | null} */
  active = null;
  /** @type {Run[]} */
  all = [];

  /**
   * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
   * @param {import('../standin/people.mjs').People} github
   * @param {import('../scenarios/harness/clone.mjs').Clone} clone every run starts with a copy of it
   * @param {boolean} hosted whether runs know of a hosting
   */
  constructor(box, github, clone, hosted) {
    this.box = box;
    this.github = github;
    this.clone = clone;
    this.hosted = hosted;
    github.trouble = (call) => this.active?.disturb(call);
    // Before the stand-in: it waits for nobody who is still held up.
    box.closers.unshift(() => this.all.forEach((run) => run.close()));
  }

  /** @param {Request} request @param {{branch: string, oid: string}[]} [journal] of the dead run it cleans up after */
  async start(request, journal) {
    const dir = join(this.box.dir, `run-${this.all.length}`);
    cpSync(this.clone.dir, dir, { recursive: true });
    const { place } = readCommandLine(['release', '--cwd', dir], { ...this.box.env, ...this.github.env });
    const limits = new Limits({ timeoutMs: HOUR * 1000 });
    const repository = await openRepository({ ...place, tempDir: this.box.tmp }, limits);
    if (!this.hosted) repository.api = null;
    const core = loadCore();
    const client = repository.api && Promise.resolve(new GitHub({ api: repository.api, redact: repository.redact, limits, wait: () => Promise.resolve() }));
    const world = { ...worldOf({ core, request, repository, limits }), client };
    const run = new Run(this, world, journal ? core.sweep(request, journal) : core.plan(request, null));
    this.all.push(run);
    return run;
  }
}

export class Run {
  /** @type {How} */
  #how = 'plain';
  #late = false;
  /** A look between asking the hosting and reading the refs. @type {{outcome: Promise<Outcome>, open: () => void, opened: Promise<void>, reached: () => void} | null} */
  #look = null;

  /** @param {Runs} runs @param {import('../../js/run/world.js').World} world @param {Plan} plan */
  constructor(runs, world, plan) {
    this.runs = runs;
    this.world = world;
    this.plan = plan;
  }

  /** Whether the hosting was asked, and the refs are still to be read. */
  get asked() {
    return this.#look !== null;
  }

  /**
   * The next move of this run.
   * @param {How} how
   * @param {{old: number[], sendable: boolean}} more `old`: runs whose branches this look finds grown old; `sendable`: the
   *   push would land
   * @returns {Promise<{ghost?: () => Promise<unknown>}>} `ghost`: the push that is still on its way
   */
  async move(how, { old, sendable }) {
    const { step } = this.plan;
    if (!step) throw new Mismatch('the run has ended, and the model goes on');
    this.#how = how;
    // What breaks off before anything is sent, and what breaks off while it is: both are tried.
    this.#late = sendable && this.runs.github.requests.length % 2 === 0;
    if (step.kind === 'look' && step.heads.length > 0 && !this.asked && how !== 'stopped') {
      await this.#ask(step);
      return {};
    }
    const outcome = await this.#outcome(step, how);
    if (outcome.kind === 'facts') grow(outcome.facts, old);
    this.plan = this.world.core.advance(this.plan, outcome);
    return how === 'inFlight' ? { ghost: () => this.#arrive(step) } : {};
  }

  /** Its machine is gone. */
  async kill() {
    await this.#cut();
  }

  close() {
    this.#look?.open();
    this.world.port.close();
  }

  /**
   * What becomes of a call of this run.
   * @param {Call} call
   * @returns {Promise<Trouble>}
   */
  async disturb(call) {
    if (this.#look && call.kind === 'git') {
      this.#look.reached();
      await this.#look.opened;
    }
    const push = call.service === 'git-receive-pack';
    switch (this.#how) {
      case 'unreadable':
        return 'fail-before';
      case 'lost':
        return call.write ? 'lose' : undefined;
      case 'inFlight':
        return call.write ? 'fail-before' : undefined;
      case 'unsent':
        return call.write || (push && !this.#late) ? 'fail-before' : undefined;
      default:
        return undefined;
    }
  }

  /** Up to where the refs would be read. @param {Extract<Step, {kind: 'look'}>} step */
  async #ask(step) {
    let [open, reached] = [() => {}, () => {}];
    const opened = new Promise((resolve) => {
      open = () => resolve(undefined);
    });
    const there = new Promise((resolve) => {
      reached = () => resolve('there');
    });
    this.runs.active = this;
    this.#look = { outcome: /** @type {any} */ (null), open, opened, reached };
    this.#look.outcome = apply(this.world, step);
    const first = await Promise.race([there, this.#look.outcome]);
    if (first !== 'there') throw new Mismatch(`the look ended before it read the refs: ${JSON.stringify(first)}`);
  }

  /** @param {Step} step @param {How} how @returns {Promise<Outcome>} */
  async #outcome(step, how) {
    if (how === 'stopped') {
      await this.#cut();
      return { kind: 'stopped', why: 'timeout', detail: '5 minutes' };
    }
    return this.#as(how, async () => {
      if (how === 'broken') return withoutGit(this.world, () => apply(this.world, step));
      if (!this.#look) return apply(this.world, step);
      const { outcome, open } = this.#look;
      this.#look = null;
      open();
      return outcome;
    });
  }

  /** Lets a look that is under way come to nothing. */
  async #cut() {
    if (!this.#look) return;
    const { outcome, open } = this.#look;
    this.#look = null;
    await this.#as('unreadable', () => {
      open();
      return outcome;
    });
  }

  /** A push arrives whose answer nobody waits for; this run may have gone on. @param {Step} step */
  async #arrive(step) {
    this.runs.active = null;
    await apply(this.world, step);
  }

  /** @template T @param {How} how @param {() => Promise<T>} work */
  async #as(how, work) {
    this.#how = how;
    this.runs.active = this;
    const result = await work();
    this.runs.active = null;
    this.#how = 'plain';
    return result;
  }
}

/**
 * Nothing local works.
 * @template T
 * @param {import('../../js/run/world.js').World} world
 * @param {() => Promise<T>} work
 */
async function withoutGit({ port: { store }, repository }, work) {
  const [inStore, inClone] = [store.git, repository.git];
  const broken = (/** @type {typeof inStore} */ git) => git.with({ env: { ...git.env, GIT_DIR: '/nowhere' } });
  Object.defineProperty(store, 'git', { value: broken(inStore), configurable: true });
  Object.assign(repository, { git: broken(inClone) });
  const full = () => {
    throw Object.assign(new Error('no space left on device'), { syscall: 'write' });
  };
  Object.defineProperty(store, 'put', { value: full, configurable: true });
  try {
    return await work();
  } finally {
    // What the class has is seen again.
    Reflect.deleteProperty(store, 'git');
    Reflect.deleteProperty(store, 'put');
    Object.assign(repository, { git: inClone });
  }
}

/**
 * Which branches have grown old is the model's to say: no clock shows a branch old to one run and young to another.
 * @param {import('../../js/types.d.ts').Facts} facts
 * @param {number[]} old
 */
function grow({ branches }, old) {
  for (const branch of branches) {
    if (branch.ageSeconds >= HOUR) throw new Mismatch(`${branch.name} is ${branch.ageSeconds} seconds old by the model's clock`);
    const run = /; run=run(\d+);/.exec(branch.message)?.[1];
    branch.ageSeconds = run !== undefined && !old.includes(Number(run)) ? 60 : HOUR;
  }
}
