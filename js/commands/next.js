// `next`: the version that `release` would make, and why. It looks, and makes nothing.

import { printJson, printLines, sayLines } from '../say/output.js';
import { flat, leftoverLines, proposalLines, remarkLines, resultLines } from '../say/report.js';
import { failed, runAtDesk, runInWorkflow } from './release.js';

/** @type {import('./commands.js').Command} */
export const next = {
  name: 'next',
  words: '',
  does: 'print the next version and why; change nothing',
  about: `Prints the version that \`release\` would make, and nothing else, on stdout; why, on stderr. It looks at the remote, as
\`release\` does. Nothing on stdout: there is nothing to release.`,
  examples: ['version-first next', 'version-first next --bump minor --json', 'echo "next is $(version-first next)"'],
  atDesk,
  inWorkflow: (options, desk) => runInWorkflow(options, desk, true),
};

/** @param {import('../inputs.js').Options} options */
async function atDesk(options) {
  const { plan, result } = await runAtDesk(options, true);
  if (result?.status === 'failed') return failed(result, options.json, 1);
  const { ground, proposal, remarks } = plan;
  if (options.json) {
    printJson(result ? { ...flat(result), ground } : proposed(plan));
    return 0;
  }
  sayLines(ground ?? []);
  sayLines(result ? resultLines(result) : proposal ? proposalLines(proposal) : []);
  sayLines([...remarkLines(remarks), ...leftoverLines(plan.stillSays)]);
  if (!result && proposal) printLines([proposal.version]);
  return 0;
}

/**
 * A proposal as `next --json` prints it: without the new texts.
 * @param {import('../types.js').Plan} plan
 */
function proposed({ ground, proposal, remarks, stillSays }) {
  return { status: 'proposed', ...proposal, way: proposal?.way.kind, ground, remarks, stillSays };
}
