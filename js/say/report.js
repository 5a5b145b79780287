// What people read: progress, proposals, results, errors. Lines of plain text; whoever prints them makes them safe.

/** @typedef {import('../types.js').Failure} Failure */
/** @typedef {import('../types.js').Plan} Plan */
/** @typedef {import('../types.js').Proposal} Proposal */
/** @typedef {import('../types.js').Result} Result */
/** @typedef {import('../types.js').Step} Step */

/** Of a list that may have thousands; `--json` has them all. */
const MOST_LISTED = 20;
/** @type {Record<Extract<Step, { kind: 'look' }>['why'], string>} */
const AGAIN = {
  start: '',
  race: 'somebody else was faster',
  lost: 'the answer to the push was lost',
  unreadable: 'it could not be read',
  oneByOne: 'the server takes branch and tag one after the other',
  passedOver: 'its version is passed over',
  finalised: 'for what is new since',
  pulls: 'for its pull requests',
  pullRequest: 'it takes changes by pull request',
  tidied: 'something has been tidied up',
  failed: 'to remove what this run has made',
  merge: 'waiting for the merge',
  verify: 'to see that the pull request stands',
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
      return `building ${plan.proposal?.version ?? step.branch} on ${short(step.parent)}`;
    case 'tag':
      return `building the tag ${names(step)} for ${short(step.target)}`;
    case 'push':
      return pushed(step, 'pushing', 'removing').join(', ');
    case 'openPull':
      return `opening a pull request from ${step.head} to ${step.base}`;
    case 'label':
      return `labelling #${step.number}: ${step.labels.join(', ')}`;
    case 'editPull':
      return `rewriting the text of #${step.number}`;
    case 'autoMerge':
      return `asking for #${step.number} to be merged once its requirements are met (${step.method})`;
    case 'mergePull':
      return `merging #${step.number} (${step.method})`;
    case 'release':
      return `${step.draft ? 'drafting' : 'publishing'} the release of ${step.tag}`;
    case 'dispatch':
      return `starting ${step.workflow} at ${step.ref}`;
    case 'follow':
      return 'bringing this clone up to date';
  }
}

/**
 * Why these versions, and where they stand now.
 * @param {Proposal} proposal
 * @returns {string[]}
 */
export function proposalLines(proposal) {
  const { releases = [proposal], changedFiles } = proposal;
  const lines = releases.flatMap((release) => releaseLines({ ...proposal, ...release }));
  if (changedFiles.length > 0) lines.push(`  would change: ${listed(changedFiles)}`);
  return lines;
}

/**
 * Why this version, and where it stands now.
 * @param {Proposal} proposal
 * @returns {string[]}
 */
function releaseLines(proposal) {
  const { version, previousVersion, bump, branch, tip, reasons, manifests } = proposal;
  const from = previousVersion ? ` after ${previousVersion}` : '';
  const lines = [`${version}${from}${bump ? ` (${bump})` : ''}, ${intent(proposal)} on ${branch} at ${short(tip)}`];
  lines.push(...packageLines(proposal));
  lines.push(...first(reasons, ({ sha, subject, bump: part, why }) => `  ${short(sha)} ${part ?? 'nothing'}: ${subject} (${why})`));
  lines.push(...first(manifests, ({ path, line, column, version: says, how }) => `  ${path}:${line}:${column} says ${says} (${how})`));
  return lines;
}

/**
 * A line for each, as far as people read on.
 * @template T
 * @param {T[]} all
 * @param {(one: T) => string} line
 */
function first(all, line) {
  const over = all.length - MOST_LISTED;
  return [...all.slice(0, MOST_LISTED).map(line), ...(over > 0 ? [`  … and ${over} more`] : [])];
}

/** @param {string[]} names */
function listed(names) {
  const over = names.length - MOST_LISTED;
  return `${names.slice(0, MOST_LISTED).join(', ')}${over > 0 ? ` and ${over} more` : ''}`;
}

/**
 * Which package it is of, where that is not plain.
 * @param {Proposal} proposal
 */
function packageLines({ packages, others = [] }) {
  const [name, ...more] = packages.map((folder) => folder || 'the root');
  if (name === undefined || (packages[0] === '' && more.length === 0 && others.length === 0)) return [];
  return [`  package: ${name}${more.length > 0 ? `, with ${listed(more)}` : ''}`];
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
export function planLines({ ground, proposal, step }) {
  return [...(ground ?? []), ...(proposal ? proposalLines(proposal) : []), ...(step ? firstEffect(step) : [])];
}

/**
 * The tags that a step makes.
 * @param {{tags: import('../types.js').NewTag[]}} step
 */
function names({ tags }) {
  return tags.map(({ name }) => name).join(', ');
}

/**
 * What a step would do.
 * @param {Step} step
 * @returns {string[]}
 */
function firstEffect(step) {
  switch (step.kind) {
    case 'commit': {
      const [subject = ''] = step.message.split('\n');
      const then = step.tags.length > 0 ? `would tag that commit: ${names(step)}` : `would push it as ${step.branch}, for a pull request`;
      return [`would commit on ${short(step.parent)}: ${subject}`, then];
    }
    case 'tag':
      return [`would tag ${short(step.target)}: ${names(step)}`];
    case 'push':
      return pushed(step, 'would push', 'would remove');
    case 'openPull':
      return [`would open a pull request from ${step.head} to ${step.base}: ${step.title}`];
    case 'label':
      return [`would label #${step.number}: ${step.labels.join(', ')}`];
    case 'editPull':
      return [`would rewrite the text of #${step.number}`];
    case 'autoMerge':
      return [`would ask for #${step.number} to be merged once its requirements are met (${step.method})`];
    case 'mergePull':
      return [`would merge #${step.number} (${step.method})`];
    case 'release':
      return [`would ${step.draft ? 'draft' : 'publish'} the release of ${step.tag}, which is missing`];
    case 'dispatch':
      return [`would start ${step.workflow} at ${step.ref}`];
    default:
      return [];
  }
}

/**
 * @param {Extract<Step, {kind: 'push'}>} step
 * @param {string} push
 * @param {string} remove
 */
function pushed({ updates }, push, remove) {
  const names = (/** @type {boolean} */ gone) =>
    updates.filter(({ oid }) => (oid === '') === gone).map(({ ref }) => ref.replace(/^refs\/(heads|tags)\//, '')).join(' and ');
  return [names(false) && `${push} ${names(false)}`, names(true) && `${remove} ${names(true)}`].filter(Boolean);
}

/**
 * How a run ended; for `failed`, what it had released by then: for the rest see {@link failureLines}.
 * @param {Result} result
 * @returns {string[]}
 */
export function resultLines(result) {
  if (result.status === 'nothing-to-release') return [`nothing to release${result.why ? `: ${result.why}` : ''}`];
  const { branch, changedFiles, moved, released = [], version, pullRequest, release, status, why } = result;
  const lines = released.map(({ version: of, tag, sha }) => `released ${of} as ${tag} at ${short(sha)} on ${branch}`);
  if (status === 'failed') return lines;
  if (status === 'pull-request' && pullRequest) {
    lines.push(`${version} waits for its pull request #${pullRequest.number} to be merged: ${pullRequest.url}${why ? ` (${why})` : ''}`);
  }
  if (release) lines.push(`  ${release.url}`);
  if (moved && moved.length > 0) lines.push(`  ${moved.join(' and ')} moved along`);
  return [...lines, ...first(changedFiles, (path) => `  ${path}`)];
}

const MOST_ENTRIES = 5;

/**
 * What still says the version of before, and the entries to copy.
 * @param {import('../types.js').Leftover[] | undefined} places
 * @returns {string[]}
 */
export function leftoverLines(places = []) {
  const versions = [...new Set(places.map(({ version }) => version))];
  const lines = versions.map((version) => {
    const told = places.filter((one) => one.version === version).map(leftoverPlace);
    return `still says ${version}: ${listed(told)}`;
  });
  const entries = places.flatMap(({ entry, namedBy }) => (entry === undefined ? [] : [`${entry}${namedBy === undefined ? '' : ` (named in ${namedBy})`}`]));
  return [...lines, ...entries.slice(0, MOST_ENTRIES).map((entry) => `  to include it, add to \`manifests\`: ${entry}`)];
}

/**
 * `path:4`, with more lines behind it.
 * @param {import('../types.js').Leftover} place
 */
export function leftoverPlace({ path, lines }) {
  return `${path}:${lines.join(',')}`;
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
 * @param {'error' | 'warning'} weight
 * @returns {string[]}
 */
export function failureLines({ code, message, path, line, column, nextSteps = [] }, weight = 'error') {
  const [says = '', ...rest] = message.split('\n');
  const place = path === undefined ? [] : [`  --> ${[path, line, column].filter((part) => part !== undefined).join(':')}`];
  return [`${weight}[${code}]: ${says}`, ...rest.map((more) => `  ${more}`), ...place, ...nextSteps.map((next) => `  next: ${next}`)];
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
