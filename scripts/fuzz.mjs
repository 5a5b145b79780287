// `npm run fuzz`: tries texts that no person would write, one fuzz target for each family of parsers. `--seconds N` for
// each, `--only NAME,NAME`. What was worth keeping stays in target/fuzz/ for the next run.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { Complaint, cleanEnv, isMain, root, run, runMain } from './lib.mjs';

const home = join(root, 'fuzz');
const work = join(root, 'target', 'fuzz');

// What `cargo fuzz` would pass, but for the sanitizers: the core has no unsafe code, and so needs no unstable compiler.
const flags = [
  '-Cpasses=sancov-module',
  '-Cllvm-args=-sanitizer-coverage-level=4',
  '-Cllvm-args=-sanitizer-coverage-inline-8bit-counters',
  '-Cllvm-args=-sanitizer-coverage-pc-table',
  '-Cllvm-args=-sanitizer-coverage-trace-compares',
  '-Ccodegen-units=1',
  '--cfg=fuzzing',
];

/** The cases of the tables, as texts to begin with. @param {string} folder */
function seeds(folder) {
  const tables = join(root, 'tests', 'manifests', 'formats');
  const bodies = readdirSync(tables)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(tables, name), 'utf8').split(/^== .*\n/m).slice(1))
    .map((body) => body.replaceAll(/^(: |\+\+\+ ).*\n/gm, '').replaceAll(/[§¶]/g, '1.2.3'));
  // The first byte chooses the file's name.
  for (const [at, body] of bodies.entries()) writeFileSync(join(folder, `case-${at}`), `${String.fromCharCode(at % 8)}${body}`);
}

/** @param {{seconds: number, only?: string[], log?: (text: string) => void}} options */
export async function fuzz({ seconds, only, log }) {
  const targets = readdirSync(join(home, 'targets')).map((name) => name.replace('.rs', '')).filter((name) => !only || only.includes(name));
  const triple = /^host: (\S+)$/m.exec((await run('rustc', ['-vV'])).output)?.[1] ?? '';
  const env = cleanEnv({ CARGO_TARGET_DIR: join(work, 'build'), CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f') });
  // With a target named, build scripts and macros are left as they are.
  const build = ['build', '--release', '--locked', '--target', triple, ...targets.flatMap((name) => ['--bin', name])];
  await run('cargo', build, { cwd: home, env, log });
  const lines = [];
  for (const name of targets) {
    const [corpus, artifacts] = [join(work, 'corpus', name), join(work, 'artifacts', name)];
    for (const folder of [corpus, artifacts]) mkdirSync(folder, { recursive: true });
    seeds(corpus);
    const program = join(work, 'build', triple, 'release', name);
    const args = [`-max_total_time=${seconds}`, '-max_len=2000', '-timeout=10', '-rss_limit_mb=2048', '-print_final_stats=1', `-artifact_prefix=${artifacts}/`, corpus];
    const { code, output } = await run(program, args, { log, allowFailure: true });
    const tries = /stat::number_of_executed_units: *(\d+)/.exec(output)?.[1] ?? '?';
    if (code !== 0) throw new Complaint(`\`${name}\` found something; the text is in ${artifacts}\n${output.slice(-3000)}`);
    lines.push(`${name}: ${tries} texts in ${seconds} s, nothing found`);
  }
  return lines;
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' }, only: { type: 'string' } } });
    for (const line of await fuzz({ seconds: Number(values.seconds), only: values.only?.split(',') })) console.log(line);
  });
}
