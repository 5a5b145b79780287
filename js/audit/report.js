// What people read of an audit: lines of plain text; whoever prints them makes them safe.

/** @typedef {import('../types.js').AuditReport} AuditReport */
/** @typedef {import('../types.js').Failure} Failure */

/** So many tags are told one by one. */
const MOST = 50;
/** So many of one kind are one row each. */
const FEW = 3;

/**
 * @param {AuditReport} report
 * @returns {string[]}
 */
export function auditLines(report) {
  const { gate, history, mismatches, packages = [], orphanBranches, untagged, unjudged } = report;
  if (gate) return [`${gate.tag}: ${gate.why}`, ...mismatches.map(({ fix }) => `  next: ${fix}`)];
  const lines = [headline(report)];
  if (packages.length > 0) lines.push(...packages.slice(0, MOST).map(({ tagFormat, tags, consistent }) => `  ${tagFormat}: ${consistent} of ${tags}`));
  for (const { tag, found, fix } of mismatches.slice(0, MOST)) {
    lines.push(`✗ ${tag}: ${foundWords(found)}`, `    ${fix}`);
  }
  if (mismatches.length > MOST) lines.push(`… and ${mismatches.length - MOST} more that do not`);
  lines.push(...openRows(unjudged).map(({ tags, why }) => `? ${tags}: ${why}`));
  for (const { branch, why } of orphanBranches.slice(0, MOST)) lines.push(`orphan branch ${branch}: ${why}`);
  if (orphanBranches.length > MOST) lines.push(`… and ${orphanBranches.length - MOST} more of them`);
  for (const { version, commit, path, current } of untagged.slice(0, MOST)) {
    lines.push(`no tag for ${version}: ${path} ${current ? 'says it now' : 'said it'}, since ${commit.slice(0, 7)}`);
  }
  if (history) {
    const { opened, merged, closed, open, orphaned, completionRate, manualSyncs } = history;
    lines.push(`bump branches: ${opened} proposed, ${merged} merged, ${closed} closed, ${open} open, ${orphaned} orphaned${completionRate === null ? '' : `; completed: ${completionRate} %`}`);
    if (manualSyncs.length > 0) lines.push(`pull requests that only brought a version by hand: ${manualSyncs.slice(0, MOST).map((number) => `#${number}`).join(', ')}`);
  }
  if (untagged.length > MOST) lines.push(`… and ${untagged.length - MOST} more versions without a tag`);
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

/**
 * The tags that could not be judged, those with one reason together.
 * @param {AuditReport['unjudged']} unjudged
 */
export function openRows(unjudged) {
  /** @type {Map<string, string[]>} */
  const byWhy = new Map();
  for (const { tag, why, path } of unjudged) {
    const reason = path === undefined ? why : `${path}: ${why}`;
    byWhy.set(reason, [...(byWhy.get(reason) ?? []), tag]);
  }
  return [...byWhy].slice(0, MOST).map(([why, tags]) => ({ why, tags: `${tags.slice(0, FEW).join(', ')}${tags.length > FEW ? ` and ${tags.length - FEW} more` : ''}` }));
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
