// `iteration diff`: two attempts, commit by commit.

import { writeFileSync } from 'node:fs';

import { notWritten } from '../files/written.js';
import { ShellError, UsageError } from '../say/errors.js';
import { safeText } from '../say/escape.js';
import { print, printJson, sayLines } from '../say/output.js';
import { page } from './html.js';
import { branchOf, gaps, goOn, look, open } from './look.js';

/** @param {import('../inputs.js').Options} options */
export async function diff(options) {
  const { words, json, asked } = options;
  if (words.length > 2) throw new UsageError(`\`${words[2]}\` is one word too many for \`iteration diff\``);
  const world = await open(options);
  const looked = await look(world);
  const { seen } = looked;
  const to = words[1] ?? branchOf(world, undefined);
  const from = words[0] ?? before(world, to, asked.lineage, seen);
  const compared = await compare(world, seen, { from, to, into: asked.into });
  goOn(world);
  const said = sentence(compared, from, to);
  if (asked.html !== undefined) written(asked.html, page({ from, to, said, rows: compared.rows }));
  if (json) printJson({ from, to, nothingButARebase: compared.rebased && !compared.same, same: compared.same, sameChange: compared.alike || compared.same, commits: compared.rows });
  else print(safeText(`${said}\n${compared.text}`));
  if (!json) sayLines(gaps(world, looked).map((text) => `note: ${text}`));
  return 0;
}

/**
 * @param {string} file
 * @param {string} text
 */
function written(file, text) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw notWritten('the page', error, file);
  }
}

/**
 * @param {import('./look.js').World} world
 * @param {import('../types.js').LineageSeen} seen
 * @param {{from: string, to: string, into?: string}} asked
 */
export async function compare({ core, port }, seen, { from, to, into }) {
  const known = await port.commitsOf(seen, [from, to]);
  const [a, b] = [from, to].map((name) => {
    const oid = known.get(name);
    if (oid === undefined) throw new ShellError('no-such-branch', `there is no branch \`${name}\`, here or on the remote`, { nextSteps: ['`version-first iteration show` lists the iterations'] });
    return oid;
  });
  const baseOf = (/** @type {string[]} */ names) => port.baseCommit(seen, core.iterationBase({ seen, names, ...(into === undefined ? {} : { into }) }));
  const left = await port.forkPoint(await baseOf([from, to]), a ?? '');
  const right = await port.forkPoint(await baseOf([to, from]), b ?? '');
  return port.rangeDiff([left, a ?? ''], [right, b ?? '']);
}

/**
 * @param {import('./look.js').World} world
 * @param {string} branch
 * @param {string | undefined} lineage
 * @param {import('../types.js').LineageSeen} seen
 */
function before(world, branch, lineage, seen) {
  const { iteration, iterations } = world.core.showIteration({ branch, ...(lineage === undefined ? {} : { lineage }), seen });
  const older = iterations.filter((one) => one.iteration < iteration && (one.local || one.remote)).at(-1);
  if (older) return older.branch;
  throw new ShellError('no-such-branch', `there is no branch of an iteration before \`${branch}\``, { nextSteps: ['name both: `version-first iteration diff FROM TO`'] });
}

/**
 * @param {import('../run/open.js').Compared} compared
 * @param {string} from
 * @param {string} to
 */
export function sentence({ rebased, same, alike, rows, merges }, from, to) {
  if (same) return `${to} and ${from} are the same commits`;
  if (rebased) return `${to} is nothing but a rebase of ${from}`;
  const count = (/** @type {string} */ sign) => rows.filter((row) => row.sign === sign).length;
  const moved = rows.filter(({ sign, from: a, to: b }) => sign === '=' && a !== b).length;
  const parts = [`${count('!')} changed`, `${count('>')} new`, `${count('<')} gone`, `${count('=')} the same`].filter((part) => !part.startsWith('0 '));
  return `from ${from} to ${to}: ${parts.join(', ') || 'no commits'}${moved > 0 ? ', in another order' : ''}${alike ? '; all together they bring the same change' : ''}${merges > 0 ? `; merge commits (${merges}) are not compared` : ''}`;
}
