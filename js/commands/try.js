// `try`: the story told in a throw-away repository (js/run/try.js tells it).

/** @type {import('./commands.js').Command} */
export const tryOut = {
  name: 'try',
  words: '',
  does: 'watch all of it in a throw-away repository; no network, no account',
  about: 'Builds a throw-away repository with the bug this tool exists for, cures it before your eyes, and cleans up.',
  examples: ['version-first try', 'version-first try --keep'],
  atDesk: async (options) => {
    const { tryIt } = await import('./engine.js');
    return tryIt(options);
  },
};
