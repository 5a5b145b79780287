// `npm run bench`: how long a release takes, and how long it takes to say what would be released, beside a shell script of the same
// git steps and beside programs of others, on repositories of three sizes; what a release moves over the wire; and
// docs/benchmarks.md with its picture from all of that.
//
// Rounds in which every program runs once, in another order each time: what else the machine does falls on all of them. Ratios
// within a round, medians over the rounds.
//
//   npm run bench                          everything, an hour or so
//   npm run bench -- --sizes=200 --rounds=5 --peers=none (or installed)
//   npm run bench -- --only=race,traffic,page

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { Complaint, isMain, root, runMain } from '../scripts/lib.mjs';
import { median } from '../tests/helpers/measure.mjs';
import { writePage } from './page.mjs';
import { cache, ensurePeers, newNode } from './peers.mjs';
import { bareEnv, copyScene, demandReleased, git, makeRemote } from './scene.mjs';
import { moved } from './traffic.mjs';

/** @typedef {{name: string, on: string, version: string, files: (next: string, current: string) => Record<string, string>, command: (next: string) => string[], asks?: (next: string) => string[], moves?: string}} Racer */
/** @typedef {'command' | 'asks'} Doing to release; to say which version would be */
/** @typedef {{ms: number[], ratios: number[], kilobytes: number}} Times */
/** @typedef {{racers: {name: string, on: string, version: string}[], sizes: Record<string, Record<string, Times>>, next?: Record<string, Record<string, Times>>, traffic?: import('./traffic.mjs').Moved, machine: string, day: string, left: string[]}} Results */

const SIZES = /** @type {Record<string, {commits: number, tags: number, rounds: number}>} */ ({
  200: { commits: 200, tags: 20, rounds: 11 },
  10000: { commits: 10_000, tags: 1000, rounds: 7 },
  50000: { commits: 50_000, tags: 10_000, rounds: 5 },
});
const HEAVY = { commits: 50_000, tags: 10_000, bytes: 3000 };
const cli = join(root, 'dist', 'cli.js');
const results = join(cache, 'results.json');
const script = { name: 'the script', on: 'sh', version: '', files: () => ({}), command: (/** @type {string} */ next) => ['sh', join(root, 'bench', 'release.sh'), next, process.execPath], asks: (/** @type {string} */ next) => ['sh', join(root, 'bench', 'next.sh'), next, process.execPath] };

/** The same in JavaScript: what is between the two is Node's, whatever the program. */
const onNode = { name: 'the script, in JavaScript', on: `Node ${process.versions.node.split('.')[0]}`, version: '', files: () => ({}), command: (/** @type {string} */ next) => [process.execPath, join(root, 'bench', 'release.mjs'), next] };

/** Ourselves, on the Node that runs this, and on the newer one that some of the others need. @returns {Racer[]} */
function ours() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const on = (/** @type {string} */ name, /** @type {string} */ runtime, /** @type {string} */ node) => ({ name, on: runtime, version, files: () => ({}), command: () => [node, cli, 'release'], asks: () => [node, cli, 'next'] });
  const here = on('version-first', `Node ${process.versions.node.split('.')[0]}, Rust`, process.execPath);
  return existsSync(newNode) ? [here, on('version-first, Node 24', 'Node 24, Rust', newNode)] : [here];
}

const PEAK = 'import resource,subprocess,sys\ncode=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)\nprint(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\nsys.exit(code)';

class Race {
  /** @param {string} work @param {{commits: number, tags: number}} shape */
  constructor(work, { commits, tags }) {
    this.work = work;
    this.env = bareEnv(work);
    this.template = join(work, 'template');
    const patch = Math.min(tags, Math.floor(commits / Math.max(1, Math.floor(commits / tags))));
    this.current = `0.1.${patch}`;
    this.next = `0.1.${patch + 1}`;
    const remote = join(this.template, 'remote.git');
    makeRemote(this.env, remote, { commits, tags, more: { 'package.json': `{\n  "name": "probe",\n  "version": "${this.current}",\n  "private": true\n}\n` } });
    git(this.env, remote, ['pack-refs', '--all']);
    git(this.env, this.template, ['clone', '-q', 'remote.git', 'clone']);
    // Some ask the configuration alone who commits.
    for (const what of ['name', 'email']) git(this.env, join(this.template, 'clone'), ['config', `user.${what}`, 'bench@example.com']);
  }

  /** A remote and a clone in which this racer finds what it needs. @param {Racer} racer */
  scene(racer) {
    const dir = copyScene(this.env, this.template, join(this.work, 'scene'));
    const files = Object.entries(racer.files(this.next, this.current));
    const clone = join(dir, 'clone');
    git(this.env, clone, ['remote', 'set-url', 'origin', `file://${join(dir, 'remote.git')}`]);
    for (const [name, text] of files) {
      mkdirSync(dirname(join(clone, name)), { recursive: true });
      writeFileSync(join(clone, name), text);
    }
    if (files.length > 0) {
      git(this.env, clone, ['add', '-A']);
      git(this.env, clone, ['commit', '-q', '-m', 'chore: what the tool needs']);
      git(this.env, clone, ['push', '-q', 'origin', 'HEAD:refs/heads/main']);
    }
    return dir;
  }

  /** Milliseconds, from start to exit. @param {Racer} racer @param {Doing} doing */
  run(racer, doing) {
    const dir = this.scene(racer);
    const [program = '', ...args] = racer[doing]?.(this.next) ?? [];
    const before = process.hrtime.bigint();
    const { status, error, stdout, stderr } = spawnSync(program, args, { cwd: join(dir, 'clone'), env: this.env, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 600_000 });
    const after = process.hrtime.bigint();
    if (error ?? status !== 0) throw new Complaint(`${racer.name} ended with ${status}: ${error?.message ?? ''}\n${stdout}\n${stderr}`.slice(0, 2000));
    if (doing === 'command') this.demand(racer, dir);
    else if (!`${stdout}${stderr}`.includes(this.next)) throw new Complaint(`${racer.name} does not say ${this.next}: ${stdout}${stderr}`.slice(0, 2000));
    return Number(after - before) / 1e6;
  }

  /** Of all its processes the largest, in kB. @param {Racer} racer @param {Doing} doing */
  peak(racer, doing) {
    const dir = this.scene(racer);
    const { status, stdout } = spawnSync('python3', ['-c', PEAK, ...(racer[doing]?.(this.next) ?? [])], { cwd: join(dir, 'clone'), env: this.env, encoding: 'utf8' });
    return status === 0 ? Number(stdout) : NaN;
  }

  /** The newest commit is tagged and says the version, or nothing was measured. @param {Racer} racer @param {string} dir */
  demand(racer, dir) {
    const remote = join(dir, 'remote.git');
    if (!racer.moves) return demandReleased(this.env, remote, this.next);
    const [tip, tagged] = ['main', `v${this.next}^{}`].map((ref) => git(this.env, remote, ['rev-parse', ref]).trim());
    if (tip !== tagged || !git(this.env, remote, ['show', `main:${racer.moves}`]).includes(this.next)) throw new Complaint(`${racer.name}: v${this.next} was not released`);
  }
}

/**
 * @param {string[]} names @param {number | undefined} rounds @param {'all' | 'installed' | 'none'} peers
 * @returns {Promise<Pick<Results, 'racers' | 'sizes' | 'next' | 'left'>>}
 */
async function race(names, rounds, peers) {
  const others = peers === 'none' ? [] : await ensurePeers((text) => process.stderr.write(text), peers === 'all');
  const all = [...ours(), script, onNode, ...others];
  /** @type {Set<string>} */
  const left = new Set();
  const [sizes, next] = [/** @type {Results['sizes']} */ ({}), /** @type {Results['sizes']} */ ({})];
  for (const name of names) {
    const shape = SIZES[name] ?? { commits: Number(name), tags: Math.ceil(Number(name) / 10), rounds: 5 };
    const work = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      const trial = new Race(work, shape);
      sizes[name] = heat(trial, all, 'command', rounds ?? shape.rounds, `release, ${name} commits`, left);
      next[name] = heat(trial, all.filter(({ asks }) => asks), 'asks', rounds ?? shape.rounds, `next, ${name} commits`, left);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return { racers: all.map(({ name, on, version }) => ({ name, on, version })), sizes, next, left: [...left] };
}

/**
 * The rounds of one size.
 * @param {Race} trial @param {Racer[]} all @param {Doing} doing @param {number} rounds @param {string} title
 * @param {Set<string>} left gets who did not do it
 * @returns {Record<string, Times>}
 */
function heat(trial, all, doing, rounds, title, left) {
  const racers = all.filter((racer) => {
    try {
      // It warms the disk's cache, and does not count.
      trial.run(racer, doing);
      return true;
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      process.stderr.write(`left out: ${error.message}\n`);
      left.add(`${racer.name} (${title})`);
      return false;
    }
  });
  /** @type {Map<string, number[]>} */
  const times = new Map(racers.map((racer) => [racer.name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = racers.map((_, at) => racers[(at + round) % racers.length]);
    for (const racer of order) if (racer) times.get(racer.name)?.push(trial.run(racer, doing));
    process.stderr.write(`${title}, round ${round + 1}\n`);
  }
  const base = times.get(script.name) ?? [];
  const entries = racers.map((racer) => {
    const ms = times.get(racer.name) ?? [];
    const ratios = ms.map((one, at) => one / (base[at] ?? NaN));
    console.log(`${title.padEnd(24)}  ${racer.name.padEnd(26)} ${median(ms).toFixed(0).padStart(6)} ms  ${median(ratios).toFixed(2)} × the script`);
    return [racer.name, { ms, ratios, kilobytes: trial.peak(racer, doing) }];
  });
  return Object.fromEntries(entries);
}

/** @param {string | undefined} given @returns {'all' | 'installed' | 'none'} */
function peersOf(given = 'all') {
  if (given === 'all' || given === 'installed' || given === 'none') return given;
  throw new Complaint(`\`--peers=${given}\`: expected all, installed or none`);
}

async function traffic() {
  const work = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await moved(work, bareEnv(work), HEAVY);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({
      options: { sizes: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' }, peers: { type: 'string' } },
    });
    const only = values.only?.split(',') ?? ['race', 'traffic', 'page'];
    mkdirSync(cache, { recursive: true });
    /** @type {Results} */
    const kept = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : { racers: [], sizes: {}, left: [] };
    const keep = () => writeFileSync(results, JSON.stringify(kept));
    if (only.includes('race')) {
      kept.machine = `${cpus().length} processors (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}, ${git(bareEnv(tmpdir()), root, ['--version']).trim()}; load before it began: ${loadavg()[0]?.toFixed(1)}`;
      kept.day = new Date().toISOString().slice(0, 10);
      const raced = await race(values.sizes?.split(',') ?? Object.keys(SIZES), values.rounds ? Number(values.rounds) : undefined, peersOf(values.peers));
      const known = kept.racers.filter(({ name }) => !raced.racers.some((one) => one.name === name));
      Object.assign(kept, { racers: [...raced.racers, ...known], left: raced.left, sizes: { ...kept.sizes, ...raced.sizes }, next: { ...kept.next, ...raced.next } });
      keep();
    }
    if (only.includes('traffic')) {
      kept.traffic = await traffic();
      console.log(kept.traffic);
      keep();
    }
    if (only.includes('page')) writePage(kept);
  });
}
