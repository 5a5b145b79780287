// Promises that were broken on purpose, each in a build of its own, and the plays that noticed: for docs/checks/faults.md.

/** @type {{broken: string, cell: string, said: string}[]} */
export const MUTATIONS = [
  {
    broken: 'a bump branch is removed without a lease (`js/git/push.js`)',
    cell: '“a newer version supersedes a pull request”, **person**, call 22: between the program\'s last look and its push',
    said: 'the branch of the older version, which has a person\'s work, was removed',
  },
  {
    broken: 'a bump branch is updated by force instead of a lease (`js/git/push.js`)',
    cell: '“a pull request in conflict: brought up to date”, **person**, call 10',
    said: 'the bump branch, which has a person\'s work, was changed',
  },
  {
    broken: 'the tag is pushed before the branch, where both cannot go at once (`src/run/direct.rs`)',
    cell: '“a server without atomic pushes”, **killed before** and **killed after**, 16 of 16 plays',
    said: 'the tag v1.3.0 names a commit that is not on `main`; seen between two calls, even of an undisturbed run',
  },
  {
    broken: 'a push without an answer counts as done, without a look (`src/run/direct.rs`)',
    cell: '“a push to the branch, with a release”, call 4 (the push): **broken off**, **502**, **rate limit**, **hangs**, **out of time**',
    said: 'v1.3.0 is reported as released by two runs: the first one had released nothing',
  },
  {
    broken: 'a write whose answer was lost is sent again by the API client (`js/hosting/github.js`)',
    cell: '“a draft release, and a workflow to start”, **answer lost**, calls 5 and 6',
    said: 'a tag has two releases; a workflow was started twice',
  },
];
