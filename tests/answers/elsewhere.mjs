// Codes that no row can ask for, and why.

/** @type {Record<string, string>} */
export const elsewhere = {
  internal: 'a mistake of our own that nobody has thought of',
  'nothing-to-release': 'a mistake of our own: a package is asked for its release only where it has one',
  'verification-failed': 'a mistake of our own: what is built is read back, and says what was decided',
  'rewrite-failed': 'a mistake of our own: what is rewritten is read again (tests/manifests)',
  'splice-failed': 'a mistake of our own: two changes to one place (src/splice.rs has its test)',
  broken: 'reported as local-git-failed',
  'core-not-found': 'only where a bundler has left core.wasm out: tests/consumers',
};
