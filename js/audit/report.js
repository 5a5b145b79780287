// What people read of an audit: lines of plain text; whoever prints them makes them safe.

/** @typedef {import('../types.js').AuditReport} AuditReport */
/** @typedef {import('../types.js').Failure} Failure */

/** So many rows of one kind are told. */
const MOST = 50;
/** So many versions without a tag: most of them nobody meant to release. */
const MOST_UNTAGGED = 10;
/** So many tags of one row are named. */
const FEW = 3;

/**
 * @param {AuditReport} report
 * @returns {string[]}
 */
export function auditLines(report) {
  const { gate, history, mismatches, packages = [], orphanBranches, untagged, unjudged } = report;
  if (gate) return [`${gate.tag}: ${gate.why}`, ...mismatches.map(({ fix }) => `  next: ${fix}`)];
  const lines = [headline(report)];
  lines.push(...packages.slice(0, MOST).map(familyLine));
  if (packages.length > MOST) lines.push(`  … and ${packages.length - MOST} more names of tags`);
  const wrong = mismatchRows(mismatches);
  for (const { tags, found, fix } of wrong.slice(0, MOST)) {
    lines.push(`✗ ${tags}: ${found}`, `    ${fix}`);
  }
  const more = wrong.slice(MOST).reduce((sum, { count }) => sum + count, 0);
  if (more > 0) lines.push(`… and ${more} more that do not`);
  const open = openRows(unjudged);
  lines.push(...open.slice(0, MOST).map(({ tags, why }) => `? ${tags}: ${why}`));
  if (open.length > MOST) lines.push(`… and ${open.length - MOST} more reasons`);
  for (const { branch, why } of orphanBranches.slice(0, MOST)) lines.push(`orphan branch ${branch}: ${why}`);
  if (orphanBranches.length > MOST) lines.push(`… and ${orphanBranches.length - MOST} more of them`);
  for (const { version, commit, path, current } of untagged.slice(0, MOST_UNTAGGED)) {
    lines.push(`no tag for ${version}: ${path} ${current ? 'says it now' : 'said it'}, since ${commit.slice(0, 7)}`);
  }
  if (untagged.length > MOST_UNTAGGED) lines.push(`… and ${untagged.length - MOST_UNTAGGED} more versions without a tag`);
  if (history) {
    const { opened, merged, closed, open, orphaned, completionRate, manualSyncs } = history;
    lines.push(`bump branches: ${opened} proposed, ${merged} merged, ${closed} closed, ${open} open, ${orphaned} orphaned${completionRate === null ? '' : `; completed: ${completionRate} %`}`);
    if (manualSyncs.length > 0) lines.push(`pull requests that only brought a version by hand: ${manualSyncs.slice(0, MOST).map((number) => `#${number}`).join(', ')}`);
  }
  return lines;
}

/** @param {AuditReport} report */
export function headline({ tags, consistent, mismatches, rate }) {
  const judged = consistent + mismatches.length;
  if (tags === 0) return 'no version tag was found';
  if (rate === null) return `none of ${counted(tags)} could be judged`;
  const open = tags - judged;
  return `${consistent} of ${counted(judged)} ${judged === 1 ? 'tells' : 'tell'} the truth: ${rate} %${open > 0 ? `; ${open} not judged` : ''}`;
}

/** @param {number} count */
function counted(count) {
  return `${count} version tag${count === 1 ? '' : 's'}`;
}

/** @param {{path: string, version: string}[]} found */
export function foundWords(found) {
  const some = found.slice(0, MOST).map(({ path, version }) => `${path} says ${version}`);
  return `${some.join(', ')}${found.length > MOST ? ` and ${found.length - MOST} more` : ''}`;
}

/** @param {NonNullable<AuditReport['packages']>[number]} family */
function familyLine({ tagFormat, tags, consistent, mismatches }) {
  const judged = consistent + mismatches;
  if (judged === 0) return `  ${tagFormat}: ${tags} not judged`;
  return `  ${tagFormat}: ${consistent} of ${judged}${tags > judged ? `; ${tags - judged} not judged` : ''}`;
}

/**
 * The tags that do not tell the truth, those together whose manifests say the same. What to do about them is what is to be
 * done about the first.
 * @param {AuditReport['mismatches']} mismatches
 */
function mismatchRows(mismatches) {
  const fixes = new Map(mismatches.map(({ tag, fix }) => [tag, fix]));
  const rows = together(mismatches, ({ tag, found }) => [foundWords(found), tag]);
  return rows.map(([found, tags]) => ({ found, tags: named(tags), count: tags.length, fix: fixes.get(tags[0] ?? '') ?? '' }));
}

/**
 * The tags that could not be judged, those with one reason together.
 * @param {AuditReport['unjudged']} unjudged
 */
export function openRows(unjudged) {
  const rows = together(unjudged, ({ tag, why, path }) => [path === undefined ? why : `${path}: ${why}`, tag]);
  return rows.map(([why, tags]) => ({ why, tags: named(tags) }));
}

/**
 * @template T
 * @param {T[]} all
 * @param {(one: T) => [key: string, tag: string]} of
 * @returns {[key: string, tags: string[]][]}
 */
function together(all, of) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const one of all) {
    const [key, tag] = of(one);
    const tags = found.get(key);
    if (tags) tags.push(tag);
    else found.set(key, [tag]);
  }
  return [...found];
}

/** @param {string[]} tags */
function named(tags) {
  return `${tags.slice(0, FEW).join(', ')}${tags.length > FEW ? ` and ${tags.length - FEW} more` : ''}`;
}

/**
 * Why an audit fails, if it does.
 * @param {AuditReport} report
 * @param {number} minRate
 * @returns {Failure | undefined}
 */
export function failureOfAudit({ gate, rate, consistent, mismatches }, minRate) {
  if (gate) {
    if (gate.passes) return undefined;
    return { code: 'tag-not-true', message: `\`${gate.tag}\` does not tell the truth: ${gate.why}`, nextSteps: mismatches.map(({ fix }) => fix) };
  }
  if (rate === null || rate >= minRate) return undefined;
  return {
    code: 'rate-too-low',
    message: `${consistent} of ${consistent + mismatches.length} tags tell the truth, ${rate} %: expected at least ${minRate} %`,
    nextSteps: ['never move a tag: the next version made by `version-first release` tells the truth', 'leave the past alone with `--since TAG` (input `since`), or ask for less with `--min-rate` (input `min-rate`)'],
  };
}
