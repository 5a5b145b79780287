// One scenario's world, made once and copied for every fault; and one play: the disturbed run, the next run an hour later,
// and one more.

import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Remote } from '../scenarios/harness/remote.mjs';
import { TOKEN, standIn } from '../standin/index.mjs';
import * as releases from './truths.mjs';

/** @typedef {import('./scenarios.mjs').Scenario} Scenario @typedef {import('./faults.mjs').Fault} Fault @typedef {import('../standin/server.mjs').Call} Call */

const PRELOAD = ['--require', fileURLToPath(new URL('preload.cjs', import.meta.url))];
/** A run that died may still be about to open a pull request: its branch is left alone for a while. */
const LATER_MINUTES = 60;
/** What has no time limit of its own gets one here. */
const LIMIT_MS = 110_000;

/**
 * What must hold of a world, and what it is known by.
 * @typedef {object} Judge
 * @property {(start: Seen) => Promise<Record<string, string>>} ofPeople branches of people, which nobody may touch
 * @property {(state: Seen['state']) => string[]} bumps the branches to which a person might push
 * @property {(start: Seen, now: Seen, about: {people: Record<string, string>, ended: string | null, failed?: boolean}) => Promise<string[]>} broken promises
 * @property {(seen: Seen) => Promise<any>} ending how a world has ended
 * @property {(scenario: any, json: any, end: any) => void} expected throws where an undisturbed run ends otherwise
 *
 * @typedef {import('./truths.mjs').Seen} Seen
 */

/** @param {Scenario} scenario @returns {Judge} */
const judgeOf = ({ judge = releases }) => judge;

/**
 * A scenario's world as it begins, and how it ends undisturbed.
 * @typedef {object} Template
 * @property {Scenario} scenario
 * @property {string} dir of the repository to copy
 * @property {string[]} calls that the undisturbed run makes, in words
 * @property {boolean[]} branched for each of them, whether there is a bump branch when it is made
 * @property {any} end
 * @property {Map<string, string[]>} continued worlds from which the next run got to the right end, and the tags it reported
 * @property {Set<string>} settled worlds in which one more run has changed nothing
 *
 * @typedef {object} Played
 * @property {string[]} faults what was found wrong
 * @property {string} first how the disturbed run ended: a status, a failure's code, or `killed`
 * @property {boolean} alone whether the disturbed run got there by itself
 */

let copies = 0;

/** What a call is, in words. @param {Call} call */
const inWords = ({ kind, method, service, path }) => (kind === 'git' ? `${method} ${service}` : `${method} ${path.replace(/^\/repos\/o\/r/, '')}`);

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {Scenario} scenario @param {string} dir */
async function open(box, scenario, dir) {
  const { gitea = false, token = {}, command = 'release', args = [], checkOut } = scenario;
  const { bumps } = judgeOf(scenario);
  const remote = new Remote(box, dir, 'main');
  const github = await standIn(box, remote, { gitea, tokens: { [TOKEN]: token } });
  const pid = `${dir}.pid`;
  let minutes = 0;
  const [closer] = box.closers.slice(-1);
  const fresh = async () => {
    const clone = await github.clone();
    await checkOut?.({ clone, remote });
    return clone;
  };
  const world = {
    remote,
    github,
    fresh,
    clone: await fresh(),
    seen: async () => ({ remote, state: await github.state(), clone: world.clone }),
    later() {
      minutes += LATER_MINUTES;
      github.forward(LATER_MINUTES);
    },
    async kill() {
      process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
      // What it has started notices by and by; a git that repeats its request does so at once.
      await sleep(30);
    },
    /** @returns {Promise<Record<string, string>>} what they have left on which branch */
    async pushByHand() {
      const names = bumps((await world.seen()).state);
      const work = await Promise.all(names.map(async (name) => [name, await github.push(name, { 'by-hand.md': 'mine\n' }, { say: 'docs: by hand' })]));
      return Object.fromEntries(work);
    },
    /** The program has asked: it gets a moment to hear that it will have to wait. */
    leap() {
      setTimeout(() => process.kill(Number(readFileSync(pid, 'utf8')), 'SIGUSR2'), 20);
    },
    /** @param {Pick<Fault, 'args' | 'kills' | 'leapMs'>} [fault] */
    run: ({ args: more = [], kills = false, leapMs = 0 } = {}) =>
      world.clone.run([...command.split(' '), '--json', ...args, ...more], {
        node: PRELOAD,
        env: { ...github.env, FAULTS_PID: pid, FAULTS_AHEAD_MS: String(minutes * 60_000), FAULTS_LEAP_MS: String(leapMs) },
        killed: kills,
        limitMs: LIMIT_MS,
      }),
    async close() {
      box.closers.splice(box.closers.indexOf(closer ?? (() => {})), 1);
      await github.end();
    },
  };
  return world;
}

/**
 * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {Scenario} scenario
 * @returns {Promise<Template>}
 */
export async function prepare(box, scenario) {
  const made = await box.remote(scenario.history ?? []);
  const { bumps, broken, ending, expected } = judgeOf(scenario);
  const stage = await open(box, { ...scenario, command: 'release', args: [], checkOut: undefined }, made.dir);
  await stage.github.push('topic', { 'docs/topic.md': 'by hand\n' }, { say: 'docs: by hand' });
  await stage.github.open('topic', 'by hand');
  const release = async () => {
    const { code, stderr } = await stage.run();
    assert.equal(code, 0, stderr);
  };
  await scenario.prepare?.({ ...stage, release });
  await stage.close();
  const dir = made.dir;
  const world = await copy(box, { scenario, dir });
  const start = await world.seen();
  /** @type {boolean[]} */
  const branched = [];
  world.github.trouble = async () => void branched.push(bumps((await world.seen()).state).length > 0);
  const ran = await world.run();
  const calls = world.github.requests.map(inWords);
  const after = await world.seen();
  const end = await ending(after);
  expected(scenario, ran.json, end);
  assert.deepEqual(await broken(start, after, { people: await keptBy(scenario, start), ...words(ran.json) }), [], 'undisturbed');
  world.later();
  world.github.trouble = () => undefined;
  await world.run();
  assert.deepEqual((await world.seen()).state, after.state, 'undisturbed, a second run changes nothing');
  await world.close();
  return { scenario, dir, calls, branched, end, continued: new Map(), settled: new Set() };
}

/** The branches of people that stay. @param {Scenario} scenario @param {import('./truths.mjs').Seen} start @returns {Promise<Record<string, string>>} */
const keptBy = async ({ needless = [], judge = releases }, start) => Object.fromEntries(Object.entries(await judge.ofPeople(start)).filter(([name]) => !needless.includes(name)));

/** The true causes of a failure. @param {Scenario} scenario @param {Fault} fault */
const causes = ({ codes = {} }, fault) => codes[fault.name] ?? fault.codes;

/** Whether a fault can happen to a call at all. @param {Template} template @param {Fault} fault @param {number} k */
export const happens = ({ branched }, { byPeople = false }, k) => !byPeople || branched[k - 1] === true;

/** @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box @param {Pick<Template, 'scenario' | 'dir'>} template */
async function copy(box, { scenario, dir }) {
  copies += 1;
  const to = join(box.dir, `copy-${copies}.git`);
  cpSync(dir, to, { recursive: true });
  return open(box, scenario, to);
}

/**
 * Lets one fault happen to call `k`.
 * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {Template} template
 * @param {Fault} fault
 * @param {number} k
 * @returns {Promise<Played>}
 */
export async function play(box, template, fault, k) {
  const world = await copy(box, template);
  const { broken, ending } = judgeOf(template.scenario);
  const { github } = world;
  const start = await world.seen();
  const people = await keptBy(template.scenario, start);
  /** @type {string[]} */
  const found = [];
  let hit = '';
  const check = async (/** @type {string} */ when, /** @type {any} */ json) => {
    for (const one of await broken(start, await world.seen(), { people, ...words(json) })) found.push(`${when}: ${one}`);
  };
  // Between two calls of a run, too: whoever looks then must not see anything wrong.
  let written = false;
  github.trouble = async (call, nth) => {
    if (written) await check(`before call ${nth}`, null);
    written = call.write;
    if (nth !== k) return undefined;
    hit = inWords(call);
    return fault.trouble({ ...world, pushByHand: async () => void Object.assign(people, await world.pushByHand()) });
  };
  const first = await world.run(fault);
  if (hit !== template.calls[k - 1]) found.push(`call ${k} was \`${hit}\`, and without trouble it is \`${template.calls[k - 1]}\``);
  if (fault.kills && first.signal !== 'SIGKILL') found.push(`it was to be killed, and ended with ${first.code}`);
  if (!fault.kills && (first.json.status === 'failed') !== (first.code !== 0)) found.push(`it says ${first.json.status}, and ends with ${first.code}`);
  await settled(github);
  await check('after the disturbed run', fault.kills ? null : first.json);
  const outcome = fault.kills ? 'killed' : String(first.json.code ?? first.json.status);
  const own = template.scenario.end.code ?? template.scenario.end.status;
  if (!fault.kills && first.json.status === 'failed' && outcome !== own && !causes(template.scenario, fault).test(outcome)) found.push(`a false cause: ${outcome}: ${first.json.message}`);
  const alone = same(await ending(await world.seen()), template.end);

  // Worlds that are alike, object names and times aside, go on alike: one of them is enough.
  const alike = await likeness(template.scenario, world);
  const known = template.continued.get(alike);
  const runs = [first];
  const told = [...reported(first), ...(known ?? [])];
  if (!known) {
    const before = found.length;
    world.later();
    github.requests.length = 0;
    github.trouble = async (call, nth) => {
      if (written) await check(`the next run, before call ${nth}`, null);
      written = call.write;
      return undefined;
    };
    const second = await world.run();
    runs.push(second);
    await check('after the next run', second.json);
    const seen = await world.seen();
    const end = await ending(seen);
    if (!fault.byPeople && !same(end, template.end)) found.push(`the next run (${second.json.code ?? second.json.status}) ends elsewhere:\n${difference(end, template.end)}`);
    told.push(...reported(second));
    world.later();
    world.clone = await world.fresh();
    const ended = await likeness(template.scenario, world);
    if (!template.settled.has(ended)) {
      const third = await world.run();
      runs.push(third);
      const last = await world.seen();
      if (same(last.state, seen.state)) template.settled.add(ended);
      else found.push(`one more run (${third.json.code ?? third.json.status}) still changes something:\n${difference(last.state, seen.state)}`);
    }
    if (found.length === before) template.continued.set(alike, reported(second));
  }
  if (new Set(told).size < told.length) found.push(`reported twice: ${told.join(', ')}`);
  await world.close().catch((error) => found.push(error.message));
  return { faults: found.map((one, at) => (at === found.length - 1 ? `${one}\n${said(...runs)}` : one)), first: outcome, alone };
}

/** The tags a run said it had released. @param {import('../scenarios/harness/program.mjs').Ran} ran @returns {string[]} */
const reported = ({ json }) => (json?.released ?? (json?.finalised ? [json.finalised] : [])).map((/** @type {{tag: string}} */ { tag }) => tag);

/** Where a run may name the branches it has left: in all that a failure says, or `prune`; else in a remark. @param {any} json nothing where it was killed */
const words = (json) => ({ failed: json?.status === 'failed', ended: json ? JSON.stringify(json.status === 'failed' || json.kept ? json : json.remarks) : null });

/** All that the next run may see of a world, and of the clone it runs in, without object names and times. @param {Scenario} scenario @param {Awaited<ReturnType<typeof open>>} world */
async function likeness(scenario, { clone, ...world }) {
  const seen = await world.seen();
  const { pulls, dispatches } = seen.state;
  const local = await clone.git('for-each-ref', '--format=%(refname) %(tree)%(*tree)');
  return JSON.stringify([await judgeOf(scenario).ending(seen), pulls.map(({ head, state, merged, body, auto_merge: auto }) => [head, state, merged, body, auto?.method]), dispatches, local]);
}

/** What the runs said, for whoever looks into a failure. @param {import('../scenarios/harness/program.mjs').Ran[]} runs */
const said = (...runs) => runs.map(({ code, signal, stderr }, nth) => `    run ${nth + 1} (${code ?? signal}):\n${stderr.replace(/^/gm, '      ')}`).join('\n');

/** @param {unknown} one @param {unknown} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The lines in which two things differ. @param {unknown} is @param {unknown} should */
function difference(is, should) {
  const [left, right] = [is, should].map((one) => JSON.stringify(one, null, 1).split('\n'));
  const only = (/** @type {string[]} */ these, /** @type {string[]} */ those) => these.filter((text) => !those.includes(text));
  return [...only(left ?? [], right ?? []).map((text) => `  is:     ${text.trim()}`), ...only(right ?? [], left ?? []).map((text) => `  should: ${text.trim()}`)].join('\n');
}

/** Waits until nobody asks any more: a git may outlive the program that started it. @param {{requests: Call[]}} github */
async function settled(github) {
  for (let before = -1; before < github.requests.length; ) {
    before = github.requests.length;
    await sleep(60);
  }
}
