// The options of each command, their fixed words, and what the action calls them: tables alone.

export const COMMANDS = ['next', 'set', 'release', 'try'];
const text = /** @type {const} */ ({ type: 'string' });
const flag = /** @type {const} */ ({ type: 'boolean' });
const list = /** @type {const} */ ({ type: 'string', multiple: true });
export const COMMON = { json: flag, cwd: text, help: { ...flag, short: 'h' }, version: flag };
const VERSIONING = {
  bump: text,
  'default-bump': text,
  'bump-types': text,
  'below-one': text,
  preid: text,
  'preid-base': text,
  'prerelease-branches': text,
  scheme: text,
  calver: text,
  'tag-format': text,
  'ignore-tags': list,
  remote: text,
  'api-url': text,
  branch: text,
  'tested-only': flag,
  manifests: list,
  'strict-places': flag,
  package: text,
  paths: list,
  force: flag,
  mode: text,
  'branch-template': text,
  'notes-sections': list,
  'notes-header': text,
  'notes-footer': text,
  timeout: text,
};
const PUBLISHING = {
  label: list,
  'pull-request-title': text,
  'pull-request-body': text,
  'auto-merge': flag,
  'merge-method': text,
  wait: text,
  'github-release': text,
  'release-notes': text,
  'moving-tags': text,
  draft: flag,
  prerelease: text,
  'dispatch-workflow': text,
};
/** @type {Record<string, NonNullable<import('node:util').ParseArgsConfig['options']>>} */
export const OPTIONS = {
  next: { ...COMMON, ...VERSIONING, 'commit-message': text, changelog: text, 'skip-ci': text, offline: flag },
  set: { ...COMMON, manifests: list, 'strict-places': flag, package: text, 'dry-run': flag },
  release: { ...COMMON, ...VERSIONING, ...PUBLISHING, 'commit-message': text, changelog: text, 'skip-ci': text, 'dry-run': flag },
  try: { help: COMMON.help, version: flag, keep: flag },
};
/** @satisfies {Record<string, string[]>} */
export const CHOICES = {
  'default-bump': ['none', 'patch', 'minor', 'major'],
  'below-one': ['minor', 'patch', 'major'],
  'preid-base': ['0', '1', 'false'],
  scheme: ['semver', 'pep440', 'calver'],
  'skip-ci': ['auto', 'always', 'never'],
  mode: ['auto', 'direct', 'pull-request'],
  'merge-method': ['squash', 'merge', 'rebase'],
  'github-release': ['auto', 'true', 'false'],
  'release-notes': ['commits', 'github', 'none'],
  'moving-tags': ['none', 'major', 'minor'],
  prerelease: ['auto', 'true', 'false'],
};

/**
 * What the action calls an option, where it has another name there.
 * @type {Record<string, string>}
 */
export const ACTION_NAMES = {
  branch: 'target-branch',
  preid: 'prerelease-identifier',
  'preid-base': 'prerelease-identifier-base',
  calver: 'calver-format',
};
