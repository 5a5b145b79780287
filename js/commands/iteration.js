// `iteration …`: attempts at one change, `x`, `x-v2`, `x-v3` …: what there is, the next one, and the end of the others.

/** @typedef {import('./commands.js').Command} Command */

const TOKEN = `A token in GITHUB_TOKEN or GH_TOKEN is used for GITHUB_SERVER_URL (https://github.com unless set) and its API, and sent
nowhere else. Without one, pull requests are not known.`;

/**
 * What does the work, bundled apart: it has a voice of its own.
 * @param {import('../inputs.js').Options} options
 */
async function own(options) {
  const iterate = await import('../iteration/iterate.js');
  if (options.quiet) iterate.hush();
  return iterate;
}

/** @type {Command[]} */
export const iterations = [
  {
    name: 'iteration show',
    words: '[BRANCH]',
    of: 'branches',
    does: 'list the attempts at this change and their pull requests',
    about: `Says which iteration the branch is, which others there are, here, on the remote and as pull requests, and which is the
latest. From the fifth on it doubts the approach.`,
    examples: ['version-first iteration show', 'version-first iteration show --json'],
    more: TOKEN,
    atDesk: async (options) => (await own(options)).show(options),
  },
  {
    name: 'iteration start',
    words: '[BRANCH]',
    of: 'branches',
    does: 'create and check out the next attempt, such as x-v3',
    about: `Creates the next iteration's branch where you are, and checks it out; changes that are not committed come along. Its number
is one above the highest that exists, here, on the remote, or as the branch of a pull request, also of a closed one.`,
    examples: ['version-first iteration start', 'version-first iteration start --push'],
    more: TOKEN,
    atDesk: async (options) => (await own(options)).start(options),
  },
  {
    name: 'iteration submit',
    words: '[OLD…]',
    of: 'branches',
    does: 'open this attempt as a pull request, then close the older one',
    about: `Pushes the branch and opens its pull request, which links the one it supersedes and lists the lineage. Only then the older
one is closed. OLD is a number or a branch; unless given, it is the one older iteration that is open. Run it again after a
failure: it goes on from what is there.`,
    examples: ["version-first iteration submit --title 'Add user authentication'", 'version-first iteration submit 42 --copy labels,reviewers', 'version-first iteration submit --dry-run'],
    more: TOKEN,
    atDesk: async (options) => (await own(options)).submit(options),
  },
  {
    name: 'iteration clean',
    words: '[BRANCH]',
    of: 'branches',
    does: 'after a merge, close and delete the other attempts',
    about: `Closes the other iterations' pull requests as superseded, and deletes their branches, on the remote and here, each only if
it still is what was seen. The original and the merged branch stay unless you say otherwise, and so does whatever has commits
that no pull request keeps.`,
    examples: ['version-first iteration clean --dry-run', 'version-first iteration clean --original --merged', 'version-first iteration clean --all'],
    more: TOKEN,
    atDesk: async (options) => (await own(options)).clean(options),
    inWorkflow: async (options, desk) => (await own(options)).cleanStep(options, desk),
  },
  {
    name: 'iteration check',
    words: '[BRANCH]',
    of: 'branches',
    does: 'say whether this attempt is worth going on with; for people and agents',
    about: `Is it the latest, is another one open, is the change on the base already (also after a squash), or equal to another
iteration? Each answer comes with the command that follows from it. The exit code is 1 where something stands against it.`,
    examples: ['version-first iteration check', 'version-first iteration check --max-bot-comments 0 --json'],
    more: TOKEN,
    atDesk: async (options) => (await own(options)).check(options),
    inWorkflow: async (options, desk) => (await own(options)).checkStep(options, desk),
  },
  {
    name: 'iteration diff',
    words: '[FROM] [TO]',
    of: 'branches',
    does: 'compare two attempts, commit by commit',
    about: `Compares the commits of two iterations, each from where it left its base (git range-diff), and says so where one is nothing
but a rebase of the other. Unless given, FROM is the iteration before, and TO this one.`,
    examples: ['version-first iteration diff', 'version-first iteration diff x-v2 x-v4 --html changes.html'],
    atDesk: async (options) => (await own(options)).diff(options),
  },
  {
    name: 'iteration report',
    words: '',
    does: "measure a repository's attempts over all its pull requests",
    about: 'Says how many attempts changes take, how many were cleaned up after their merge, and what has been open for long.',
    examples: ['version-first iteration report', 'version-first iteration report --json', 'version-first iteration report --svg > iterations.svg'],
    more: TOKEN,
    atDesk: async (options) => (await own(options)).report(options),
  },
  {
    name: 'iteration install-hook',
    words: '',
    does: 'write a post-merge hook that cleans up after merges',
    about: "Writes a `post-merge` hook that runs `iteration clean --all`. A hook of somebody else's is left as it is.",
    examples: ['version-first iteration install-hook'],
    atDesk: async (options) => (await own(options)).installHook(options),
  },
];
