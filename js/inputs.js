// The only file that reads arguments, action inputs and environment variables. Out comes one plain object.

import { realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ShellError, UsageError } from './errors.js';
import { ACTION_NAMES, CHOICES, COMMANDS, COMMON, OPTIONS } from './options.js';
import { durationOf, remoteName, tableOf, unknown } from './spelling.js';
import { isInside } from './trust.js';

/** A run makes one branch, seldom two. */
const LONGEST_JOURNAL = 10_000;

/** @typedef {import('./types.js').Request} Request */
/** @typedef {typeof import('./toolkit.js')} Toolkit */

/**
 * @typedef {object} Options
 * @property {string} [command]
 * @property {boolean} help
 * @property {boolean} version
 * @property {Request} request
 * @property {import('./repository.js').Place} place
 * @property {import('./event.js').Started} [trigger] what started the workflow
 * @property {number} [timeoutMs]
 * @property {boolean} json
 * @property {boolean} dryRun
 * @property {boolean} keep
 * @property {boolean} colour whether stdout is a terminal that shows colours
 * @property {string[]} words what follows the command
 */

/**
 * What the runner says of itself, whatever the inputs are.
 * @param {NodeJS.ProcessEnv} env
 */
export function readRunner(env) {
  return {
    workspace: env['GITHUB_WORKSPACE'] || '.',
    hasSummary: Boolean(env['GITHUB_STEP_SUMMARY']),
    // What our main step has left for the one after it.
    isPost: env['STATE_isPost'] === 'true',
    journal: env['STATE_journal'] ?? '',
  };
}

/**
 * The main step's journal. Every step of the job can write it, so it says nothing but which branches to look into.
 * @param {string} text
 * @returns {import('./types.js').Made[]}
 */
export function readJournal(text) {
  const journal = text.length <= LONGEST_JOURNAL ? parsed(text) : null;
  const isMade = (/** @type {any} */ one) => typeof one?.branch === 'string' && typeof one?.oid === 'string';
  if (Array.isArray(journal) && journal.every(isMade)) return journal.map(({ branch, oid }) => ({ branch, oid }));
  throw new ShellError('journal-unreadable', 'what the main step wrote down of its branches is not as it wrote it: nothing is removed', {
    nextSteps: ['look which step of the job writes `GITHUB_STATE` or `STATE_journal`', 'run the release again: it removes what is left'],
  });
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {string[]} argv without node and script
 * @param {NodeJS.ProcessEnv} env
 * @returns {Options}
 */
export function readCommandLine(argv, env) {
  const command = firstWord(argv);
  if (command !== undefined && !COMMANDS.includes(command)) throw unknown('command', command, COMMANDS, '--help');
  const known = (command === undefined ? undefined : OPTIONS[command]) ?? COMMON;
  const { values, positionals } = parse(argv, known, command);
  const one = (/** @type {string} */ name) => /** @type {string | undefined} */ (values[name]);
  const many = (/** @type {string} */ name) => /** @type {string[]} */ (values[name] ?? []);
  const cwd = one('cwd');
  if (cwd !== undefined) requireFolder(cwd, '--cwd');
  const words = positionals.slice(1);
  if (command !== 'set' && words.length > 0) throw new UsageError(`\`${words[0]}\` is one word too many for \`${command}\``);
  return {
    command,
    help: Boolean(values['help']),
    version: Boolean(values['version']),
    request: request({ one, many: (name) => many(name === 'labels' ? 'label' : name), flag: (name) => Boolean(values[name]) }, env),
    ...runner(env),
    timeoutMs: durationOf('--timeout', one('timeout')),
    place: {
      ...place(env, env['GITHUB_TOKEN'] || env['GH_TOKEN'], one('api-url')),
      cwd: resolve(cwd ?? '.'),
      remote: remoteName(one('remote') || 'origin'),
      offline: Boolean(values['offline']),
    },
    json: Boolean(values['json']),
    dryRun: Boolean(values['dry-run']),
    keep: Boolean(values['keep']),
    // Asking for the terminal costs 3 ms: only where colours are shown.
    colour: command === 'try' && Boolean(process.stdout.isTTY) && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    words,
  };
}

/**
 * @param {Toolkit} toolkit
 * @param {NodeJS.ProcessEnv} env
 * @returns {Options}
 */
export function readActionInputs(toolkit, env) {
  const input = (/** @type {string} */ name) => toolkit.getInput(name) || undefined;
  const command = input('command') ?? 'release';
  if (command !== 'next' && command !== 'release') throw unknown('command', command, ['next', 'release']);
  const one = (/** @type {string} */ name) => {
    return name === 'bump' ? bumpInput(input('bump'), input('version')) : input(ACTION_NAMES[name] ?? name);
  };
  const many = (/** @type {string} */ name) => {
    const lines = toolkit.getMultilineInput(name);
    // A label may hold a blank, no comma; a path may hold both.
    return name === 'labels' ? lines.flatMap((line) => line.split(',')).map((label) => label.trim()).filter(Boolean) : lines;
  };
  return {
    command,
    help: false,
    version: false,
    request: request({ one, many, flag: (name) => booleanInput(input, name) }, env),
    ...runner(env),
    timeoutMs: durationOf('timeout', input('timeout')),
    place: {
      ...place(env, input('token'), input('api-url')),
      cwd: workingDirectory(input('working-directory') ?? '.', env),
      remote: remoteName(input('remote') ?? 'origin'),
    },
    json: false,
    dryRun: booleanInput(input, 'dry-run'),
    keep: false,
    colour: false,
    words: [],
  };
}

/**
 * What was given, whichever way.
 * @typedef {object} Given
 * @property {(name: string) => string | undefined} one
 * @property {(name: string) => string[]} many
 * @property {(name: string) => boolean} flag
 */

/**
 * @param {Given} given
 * @param {NodeJS.ProcessEnv} env
 * @returns {Request}
 */
function request({ one, many, flag: isSet }, env) {
  const choice = (/** @type {keyof typeof CHOICES} */ name) => {
    const value = one(name);
    if (value !== undefined && !CHOICES[name].includes(value)) throw unknown(name, value, CHOICES[name]);
    return value;
  };
  const listed = (/** @type {string} */ name) => {
    const values = many(name);
    return values.length > 0 ? values : undefined;
  };
  const wait = durationOf('wait', one('wait'), true);
  const calver = one('calver');
  const changelog = one('changelog')?.replace(/^\.\//, '');
  const fields = {
    bump: one('bump'),
    defaultBump: choice('default-bump'),
    bumpTypes: tableOf('bump-types', one('bump-types'), CHOICES['default-bump']),
    belowOne: choice('below-one'),
    identifier: one('preid'),
    identifierBase: choice('preid-base'),
    prereleaseBranches: one('prerelease-branches'),
    scheme: choice('scheme'),
    calverFormat: calver,
    // The only clock: versions by the calendar are those of the day in UTC, and so are a changelog's sections and the
    // days that markers ask for.
    date: new Date().toISOString().slice(0, 10),
    tagFormat: one('tag-format'),
    ignoreTags: listed('ignore-tags')?.flatMap((line) => line.split(/[\s,]+/)).filter(Boolean),
    branch: one('branch'),
    testedOnly: isSet('tested-only') || undefined,
    skipCi: choice('skip-ci'),
    commitMessage: one('commit-message'),
    changelog,
    manifests: listed('manifests')?.map((path) => path.replace(/^\.\//, '')),
    strictPlaces: isSet('strict-places') || undefined,
    package: one('package'),
    paths: listed('paths'),
    force: isSet('force') || undefined,
    mode: choice('mode'),
    branchTemplate: one('branch-template'),
    labels: listed('labels'),
    pullRequestTitle: one('pull-request-title'),
    pullRequestBody: one('pull-request-body'),
    autoMerge: isSet('auto-merge') || undefined,
    mergeMethod: choice('merge-method'),
    wait: wait === undefined ? undefined : wait / 1000,
    githubRelease: choice('github-release'),
    // It was called by another word once.
    notes: one('release-notes') === 'generated' ? 'github' : choice('release-notes'),
    notesSections: listed('notes-sections'),
    notesHeader: one('notes-header'),
    notesFooter: one('notes-footer'),
    movingTags: choice('moving-tags'),
    draft: isSet('draft') || undefined,
    prerelease: choice('prerelease'),
    dispatchWorkflow: one('dispatch-workflow'),
  };
  const wanted = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { ...wanted, run: { id: env['GITHUB_RUN_ID'] || localRun(), attempt: env['GITHUB_RUN_ATTEMPT'] || '1' } };
}

/** Unique, not secret: every object a run makes carries it. (Asking `crypto` would cost every start 4 ms.) */
function localRun() {
  return ['local', Date.now(), process.pid, Math.random().toString().slice(2)].join('-');
}

/**
 * What started the workflow, if one did.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{trigger?: import('./event.js').Started}}
 */
function runner(env) {
  const event = env['GITHUB_EVENT_NAME'];
  if (!event) return {};
  return { trigger: { event, path: env['GITHUB_EVENT_PATH'] ?? '', ref: env['GITHUB_REF'] ?? '', sha: env['GITHUB_SHA'] ?? '' } };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} token
 * @param {string | undefined} api the API's address, as somebody asked for it
 */
function place(env, token, api) {
  const [server, given] = [env['GITHUB_SERVER_URL'], env['GITHUB_API_URL']];
  const apiUrl = api ?? given;
  // Beside an address that was asked for, one that the environment gives for the same API means another one.
  const graphqlUrl = api === undefined ? env['GITHUB_GRAPHQL_URL'] : undefined;
  return {
    env,
    ...(token ? { token } : {}),
    serverUrl: server || 'https://github.com',
    ...(apiUrl ? { apiUrl } : {}),
    ...(graphqlUrl === undefined ? {} : { graphqlUrl }),
    // A runner gives them together, and lets no step change them.
    anyApi: api !== undefined || Boolean(env['GITHUB_ACTIONS'] && server && given),
    gitea: Boolean(env['GITEA_ACTIONS'] || env['FORGEJO_ACTIONS']),
    tempDir: env['RUNNER_TEMP'] || tmpdir(),
    ...(env['VERSION_FIRST_TRACE'] ? { trace: env['VERSION_FIRST_TRACE'] } : {}),
  };
}

/**
 * `version` is the exact one; beside it only a `bump` that leaves the choice open makes sense.
 * @param {string | undefined} bump
 * @param {string | undefined} version
 */
function bumpInput(bump, version) {
  if (version === undefined) return bump;
  if (bump !== undefined && bump !== 'auto' && bump !== version) {
    throw new UsageError(`inputs \`version: ${version}\` and \`bump: ${bump}\` contradict each other`, ['give one of them']);
  }
  return version;
}

/**
 * @param {(name: string) => string | undefined} input
 * @param {string} name
 */
function booleanInput(input, name) {
  const value = input(name)?.toLowerCase() ?? 'false';
  if (value !== 'true' && value !== 'false') throw unknown(name, value, ['true', 'false']);
  return value === 'true';
}

/**
 * @param {string} given
 * @param {NodeJS.ProcessEnv} env
 */
function workingDirectory(given, env) {
  const workspace = env['GITHUB_WORKSPACE'] || '.';
  const folder = resolve(workspace, given);
  const outside = () => new UsageError(`\`working-directory: ${given}\` is outside the workspace`, ['name a folder inside it']);
  if (!isInside(resolve(workspace), folder)) throw outside();
  requireFolder(folder, 'working-directory');
  // A link in the workspace may lead out of it.
  if (!isInside(realpathSync(workspace), realpathSync(folder))) throw outside();
  return folder;
}

/**
 * @param {string} folder
 * @param {string} name
 */
function requireFolder(folder, name) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`\`${folder}\` is no folder: expected one for \`${name}\``);
  }
}

/**
 * @param {string[]} args
 * @param {NonNullable<import('node:util').ParseArgsConfig['options']>} options
 * @param {string | undefined} command
 */
function parse(args, options, command) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const { code, message } = /** @type {Error & {code?: string}} */ (error);
    const help = command === undefined ? '--help' : `${command} --help`;
    const option = /Unknown option '([^']+)'/.exec(message)?.[1];
    if (option !== undefined) throw unknown('option', option, Object.keys(options).map((name) => `--${name}`), help);
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    const [sentence = ''] = message.split(/\.\s|\n/);
    throw new UsageError(sentence.charAt(0).toLowerCase() + sentence.slice(1), [`\`version-first ${help}\` lists the options`]);
  }
}

/**
 * The first word that is neither an option nor an option's value, so that options may stand before the command.
 * @param {string[]} args
 */
function firstWord(args) {
  const options = Object.assign({}, ...Object.values(OPTIONS));
  return parseArgs({ args, options, allowPositionals: true, strict: false }).positionals[0];
}
