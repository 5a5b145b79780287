// `iteration show`: what there is.

import { UsageError } from '../say/errors.js';
import { printJson, printLines, sayLines } from '../say/output.js';
import { branchOf, gaps, look, open } from './look.js';

/** @typedef {import('../types.js').ShownLineage} Shown */

const DAY_MS = 24 * 3_600_000;

/** @param {import('../inputs.js').Options} options */
export async function show(options) {
  const { asked, words, json } = options;
  if (words.length > 1) throw new UsageError(`\`${words[1]}\` is one word too many for \`iteration show\``);
  const world = await open(options);
  const branch = branchOf(world, words[0]);
  const base = asked.lineage ?? world.core.parseIteration(branch).base;
  const looked = await look(world, { comments: ({ head }) => head === base || head.startsWith(`${base}-v`) });
  const shown = world.core.showIteration({ branch, ...(asked.lineage === undefined ? {} : { lineage: asked.lineage }), seen: looked.seen });
  const notes = [...gaps(world, looked), ...(branch === looked.seen.defaultBranch ? [`\`${branch}\` is the branch that changes are merged into, and no attempt at one`] : [])];
  if (json) printJson({ ...shown, ...age(shown), ...(notes.length > 0 ? { notes } : {}) });
  else printLines(lineageLines(shown));
  sayLines(notes.map((text) => `note: ${text}`));
  return 0;
}

/** @param {Shown} shown */
function age({ oldest }) {
  return oldest === undefined ? {} : { ageDays: Math.max(0, Math.floor((Date.now() - Date.parse(oldest)) / DAY_MS)) };
}

/** @param {Shown} shown */
export function lineageLines(shown) {
  const { branch, base, iteration, latest, redFlag, iterations } = shown;
  const { ageDays } = age(shown);
  return [
    `branch     ${branch}`,
    `base       ${base}`,
    `iteration  ${iteration}${branch === latest ? ' (the latest)' : ` (the latest is ${latest})`}`,
    ...(ageDays === undefined ? [] : [`age        ${ageDays === 1 ? '1 day' : `${ageDays} days`} since the oldest that is still around`]),
    ...(redFlag ? ['red flag   so many attempts speak against the approach: think about that before the next one'] : []),
    ...iterations.flatMap((one) => rows(one)),
  ];
}

/** @param {Shown['iterations'][number]} one */
function rows({ branch, iteration, local, remote, pullRequests }) {
  const where = [local && 'here', remote && 'on the remote'].filter(Boolean).join(' and ') || 'branch gone';
  const pulls = (pullRequests ?? []).map(({ number, state, title, comments }) => {
    const said = comments ? `, review comments: ${comments.bots} by bots, ${comments.people} by people` : '';
    return `        #${number} ${state}: ${title}${said}`;
  });
  return [`  v${iteration}`.padEnd(6) + `${branch} (${where})`, ...pulls];
}
