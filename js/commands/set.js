// `set`: manifests in the working tree, rewritten in place.

import { SETTINGS } from '../ask/settings.js';
import { UsageError } from '../say/errors.js';
import { safeText } from '../say/escape.js';
import { print, printJson, printLines, sayLines } from '../say/output.js';
import { leftoverLines, remarkLines } from '../say/report.js';

/** @type {import('./commands.js').Command} */
export const set = {
  name: 'set',
  words: 'VERSION [FILE…]',
  of: 'files',
  does: 'rewrite manifests in place',
  about: `Rewrites the version in these files, and what other manifests of the repository require of them. Without FILE: in every
manifest of the package; packages with versions of their own stay as they are. All of it or none.`,
  examples: ['version-first set 1.4.0', 'version-first set 1.4.0 pyproject.toml src/app/__init__.py', 'version-first set 1.4.0 --dry-run'],
  atDesk,
};

/** @param {import('../inputs.js').Options} options */
async function atDesk(options) {
  const [version, ...files] = options.words;
  if (version === undefined) throw new UsageError('expected a version', ['such as `version-first set 1.4.0`']);
  if (SETTINGS.bump.suggests?.includes(version)) {
    throw new UsageError(`\`${version}\` is a bump: expected a version`, [`\`version-first next --bump ${version}\` says which version that is`]);
  }
  const { loadCore, setVersion } = await import('./engine.js');
  const { changed, diff, remarks, stillSays } = await setVersion(loadCore(), { ...options, version, files });
  const told = changed.map(({ path, from, to }) => ({ path, from, to }));
  if (options.json) printJson({ changed: told, ...(remarks.length > 0 ? { remarks } : {}), ...(stillSays.length > 0 ? { stillSays } : {}) });
  else if (options.dryRun) print(safeText(diff));
  else printLines(told.map(({ path, from, to }) => `${path}: ${from} → ${to}`));
  if (!options.json) sayLines([...remarkLines(remarks), ...leftoverLines(stillSays)]);
  if (changed.length === 0) sayLines([`every manifest says ${version} already`]);
  return 0;
}
