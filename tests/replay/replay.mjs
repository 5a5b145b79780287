// One walk of the model, made again in a real repository: after each move the run must want the same next step, and
// whoever looks must see the same refs, pull requests and releases.

import { Mismatch, Same } from './same.mjs';
import { clock, stage } from './stage.mjs';
import { Runs } from './runs.mjs';

/** @typedef {import('./trace.d.ts').Trace} Trace */
/** @typedef {import('./trace.d.ts').Visible} Visible */

/**
 * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {Trace} trace
 */
export async function replay(box, trace) {
  const { remote, github, people, there } = await stage(box, trace.world);
  const same = new Same(github.origin);
  const runs = new Runs(box, github, await github.clone(), there);
  for (const request of trace.runs) await runs.start(request);
  /** Pushes whose sender is gone. @type {(() => Promise<unknown>)[]} */
  const onTheirWay = [];
  let at = 0;
  /** @type {Visible | null} */
  let visible = null;
  try {
    for (const { do: what, clock: tips, next, world } of trace.moves) {
      at += 1;
      clock.set(tips);
      let run;
      if ('person' in what) {
        await people[what.person]?.(what.with);
      } else if ('push' in what) {
        const [push] = onTheirWay.splice(what.push, 1);
        if (what.arrives) await push?.();
      } else if ('kill' in what) {
        const dead = runs.all[what.kill];
        await dead?.kill();
        if (what.journal) same.check(what.journal, dead?.plan.journal, 'the journal');
        run = await runs.start(what.request, what.journal ? dead?.plan.journal : undefined);
      } else if ('start' in what) {
        run = await runs.start(what.request);
      } else {
        run = runs.all[what.run];
        const { ghost } = (await run?.move(what.how, what)) ?? {};
        if (ghost) onTheirWay.push(ghost);
      }
      if (run && next) checkNext(same, next, run);
      if (world) await checkRefs(same, world, remote);
      if (world && there && hostingOf(world) !== hostingOf(visible)) await checkHosting(same, world, github);
      visible = world ?? visible;
    }
    at = trace.moves.length;
    if (visible) await checkRefs(same, visible, remote);
    if (visible && there) await checkHosting(same, visible, github);
    await checkCommits(same, trace, remote);
  } catch (error) {
    const moves = trace.moves.slice(0, at).map(({ label }, index) => `  ${String(index + 1).padStart(2)}. ${label}`);
    const said = error instanceof Mismatch ? error.message : /** @type {Error} */ (error).stack;
    throw new Mismatch(`seed ${trace.seed}, ${trace.scenario}:\n${moves.join('\n')}\n  ${said}`);
  }
}

/** @param {Same} same @param {NonNullable<Trace['moves'][number]['next']>} next @param {import('./runs.mjs').Run} run */
function checkNext(same, next, { plan, asked }) {
  if ('step' in next) {
    same.check(next.step, plan.step ?? null, 'next step');
    same.check(next.asked, asked, 'whether the hosting was asked');
    return;
  }
  if (!plan.result) throw new Mismatch(`the model's run ended, the real one goes on: ${JSON.stringify(plan.step)}`);
  // What a machine or a server said is quoted in its own words.
  const told = ({ error, ...report }) => ({ ...report, error: error?.code });
  same.check(told(next.report), told(plan.result), 'report');
}

/** @param {Same} same @param {Visible} model @param {import('../scenarios/harness/remote.mjs').Remote} remote */
async function checkRefs(same, model, remote) {
  const refs = Object.entries(await remote.refs());
  const below = (/** @type {string} */ prefix, /** @type {(ref: {oid: string, commit: string}) => unknown} */ of) =>
    Object.fromEntries(refs.filter(([name]) => name.startsWith(prefix)).map(([name, ref]) => [name.slice(prefix.length), of(ref)]));
  const { main, ...heads } = below('refs/heads/', ({ oid }) => oid);
  same.check(model.tip, main, 'the tip');
  same.check(model.heads, heads, 'branches');
  same.check(model.tags, below('refs/tags/', ({ oid, commit }) => [oid, commit]), 'tags');
}

/** What a hosting keeps besides refs. @param {Visible | null} visible */
const hostingOf = (visible) => JSON.stringify([visible?.pulls, visible?.releases]);

/** @param {Same} same @param {Visible} model @param {import('../standin/people.mjs').People} github */
async function checkHosting(same, model, github) {
  const { pulls, releases } = await github.state();
  const real = pulls.map(({ number, head, headSha, state, merged, body, auto_merge: auto }) => ({
    number, head, headOid: headSha, state: merged ? 'merged' : state, body, autoMerge: state === 'open' && auto !== null,
  }));
  // Whether it was to be merged by itself is of no account once it is merged or closed.
  same.check(model.pulls.map((pull) => ({ ...pull, autoMerge: pull.state === 'open' && pull.autoMerge })), real, 'pull requests');
  same.check(model.releases, releases.map(({ tag_name: tag }) => tag).sort(), 'releases');
}

/**
 * Every commit that a ref names or comes from: what it says, what else is in it, where it comes from.
 * @param {Same} same @param {Trace} trace @param {import('../scenarios/harness/remote.mjs').Remote} remote
 */
async function checkCommits(same, { commits, moves, world }, remote) {
  const log = (await remote.git(['log', '--all', '-z', '--format=%H%n%T%n%P%n%B'])).split('\0').filter(Boolean);
  const real = new Map(log.map((record) => {
    const [oid = '', tree = '', parents = '', ...message] = record.split('\n');
    return [oid, { tree, parents: parents.split(' ').filter(Boolean), message: message.join('\n') }];
  }));
  const last = moves.findLast((move) => move.world)?.world;
  const seen = new Set();
  const visit = async (/** @type {string} */ model, /** @type {string} */ oid, /** @type {string} */ where) => {
    same.names.pair(model, oid, where);
    if (seen.has(oid)) return;
    seen.add(oid);
    const [expected, found] = [commits[model], real.get(oid)];
    if (!expected || !found) throw new Mismatch(`${where}: ${model} or ${oid} is missing`);
    const here = `commit ${expected.versions} with content ${expected.content}`;
    same.trees.pair(`${expected.versions} with content ${expected.content}`, found.tree, here);
    const paths = expected.versions.map((_, at) => ['package.json', 'Cargo.toml'][at] ?? '');
    const texts = await Promise.all(paths.map((path) => remote.text(oid, path)));
    same.check(expected.versions, texts.map((text) => /"?version"?\s*[:=] "([^"]*)"/.exec(text)?.[1]), here);
    if (expected.built) same.check(expected.message.trim(), found.message.trim(), here);
    if (expected.parents.length !== found.parents.length) throw new Mismatch(`${here}: ${expected.parents.length} parents, ${found.parents.length} in reality`);
    for (const [at, parent] of expected.parents.entries()) await visit(parent, found.parents[at] ?? '', `a parent of ${here}`);
  };
  const refs = await remote.refs();
  const tip = last?.tip ?? world.history.at(-1)?.oid ?? '';
  await visit(tip, refs['refs/heads/main']?.oid ?? '', 'the tip');
  for (const [name, oid] of Object.entries(last?.heads ?? {})) await visit(oid, refs[`refs/heads/${name}`]?.oid ?? '', name);
  for (const [name, [, oid]] of Object.entries(last?.tags ?? {})) await visit(oid, refs[`refs/tags/${name}`]?.commit ?? '', name);
}
