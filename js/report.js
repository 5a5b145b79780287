// What people read: progress, proposals, results, errors. Lines of plain text; whoever prints them makes them safe.

/** @typedef {import('./types.js').Failure} Failure */
/** @typedef {import('./types.js').Plan} Plan */
/** @typedef {import('./types.js').Proposal} Proposal */
/** @typedef {import('./types.js').Result} Result */
/** @typedef {import('./types.js').Step} Step */

const MOST_REASONS = 20;
const AGAIN = {
  start: '',
  race: 'somebody else was faster',
  lost: 'the answer to the push was lost',
  unreadable: 'it could not be read',
  finalised: 'for what is new since',
};

/**
 * What is about to be done.
 * @param {Step} step
 * @param {Plan} plan
 * @param {string} remote
 * @returns {string}
 */
export function progressLine(step, plan, remote) {
  switch (step.kind) {
    case 'look':
      return step.why === 'start' ? `looking at ${remote}` : `looking at ${remote} again: ${AGAIN[step.why]}`;
    case 'history':
      return 'looking for the commit that brought this version';
    case 'commit':
      return `building ${plan.proposal?.version ?? step.tag.name} on ${short(step.parent)}`;
    case 'tag':
      return `building the tag ${step.tag.name} for ${short(step.target)}`;
    case 'push':
      return `pushing ${step.updates.map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, '')).join(' and ')}`;
    case 'follow':
      return 'bringing this clone up to date';
  }
}

/**
 * Why this version, and where it stands now.
 * @param {Proposal} proposal
 * @returns {string[]}
 */
export function proposalLines(proposal) {
  const { version, previousVersion, bump, branch, tip, reasons, manifests, changedFiles } = proposal;
  const from = previousVersion ? ` after ${previousVersion}` : '';
  const lines = [`${version}${from}${bump ? ` (${bump})` : ''}, ${intent(proposal)} on ${branch} at ${short(tip)}`];
  for (const { sha, subject, bump: part, why } of reasons.slice(0, MOST_REASONS)) {
    lines.push(`  ${short(sha)} ${part ?? 'nothing'}: ${subject} (${why})`);
  }
  if (reasons.length > MOST_REASONS) lines.push(`  … and ${reasons.length - MOST_REASONS} more`);
  for (const manifest of manifests) {
    lines.push(`  ${manifest.path}:${manifest.line}:${manifest.column} says ${manifest.version} (${manifest.how})`);
  }
  if (changedFiles.length > 0) lines.push(`  would change: ${changedFiles.join(', ')}`);
  return lines;
}

/** @param {Proposal} proposal */
function intent({ action, tag }) {
  switch (action) {
    case 'finalise':
      return `${tag}: already in the manifests, to be tagged`;
    case 'first-release':
      return `${tag}: the first release`;
    case 'release':
      return tag;
  }
}

/**
 * A plan as far as it goes without changing anything.
 * @param {Plan} plan
 * @returns {string[]}
 */
export function planLines({ proposal, step }) {
  const lines = proposal ? proposalLines(proposal) : [];
  if (step?.kind === 'commit') {
    const [subject = ''] = step.message.split('\n');
    lines.push(`would commit on ${short(step.parent)}: ${subject}`, `would tag that commit: ${step.tag.name}`);
  } else if (step?.kind === 'tag') {
    lines.push(`would tag ${short(step.target)}: ${step.tag.name}`);
  }
  return lines;
}

/**
 * How a run ended; for `failed`, see {@link failureLines}.
 * @param {Result} result
 * @returns {string[]}
 */
export function resultLines(result) {
  if (result.status === 'failed') return [];
  if (result.status === 'nothing-to-release') return [`nothing to release${result.why ? `: ${result.why}` : ''}`];
  const { branch, changedFiles, released } = result;
  const lines = released.map(({ version, tag, sha }) => `released ${version} as ${tag} at ${short(sha)} on ${branch}`);
  return [...lines, ...changedFiles.map((path) => `  ${path}`)];
}

/**
 * @param {string[] | undefined} remarks
 * @returns {string[]}
 */
export function remarkLines(remarks = []) {
  return remarks.map((remark) => `note: ${remark}`);
}

/**
 * @param {Failure} failure
 * @returns {string[]}
 */
export function failureLines({ code, message, path, line, column, nextSteps = [] }) {
  const [first = '', ...rest] = message.split('\n');
  const place = path === undefined ? [] : [`  --> ${[path, line, column].filter((part) => part !== undefined).join(':')}`];
  return [`error[${code}]: ${first}`, ...rest.map((more) => `  ${more}`), ...place, ...nextSteps.map((next) => `  next: ${next}`)];
}

/**
 * The one object of `--json`: in a failure, code, message and next steps stand beside `status`.
 * @template {{error?: Failure}} T
 * @param {T} result
 * @returns {Omit<T, 'error'> & Partial<Failure>}
 */
export function flat({ error, ...rest }) {
  return error === undefined ? rest : { ...rest, ...error };
}

/** @param {string} oid */
function short(oid) {
  return oid.slice(0, 7);
}
