// The only file that reads arguments, action inputs and environment variables. Out comes one plain object.

import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { auditSettings } from './ask/audit.js';
import { requireFolder, startingFolder, workingDirectory } from './ask/cwd.js';
import { ShellError, UsageError } from './say/errors.js';
import { COMMANDS, commandOf, stepName } from './commands/commands.js';
import { SETTINGS, askedOf, inputOf, optionsOf } from './ask/settings.js';
import { addressIn, checkValues, durationOf, misspelt, remoteName, tableOf, tooMany, unknown, unknownCommand, unknownOption } from './ask/spelling.js';

/** A run makes one branch, seldom two. */
const LONGEST_JOURNAL = 10_000;

/** @typedef {import('./ask/settings.js').Setting} Setting */
/** @typedef {import('./types.js').Request} Request */
/** @typedef {typeof import('./say/toolkit.js')} Toolkit */

/**
 * @typedef {object} Options
 * @property {string} [command]
 * @property {boolean} help
 * @property {boolean} version
 * @property {Request} request
 * @property {import('./run/open.js').Place} place
 * @property {import('./run/event.js').Started} [trigger] what started the workflow
 * @property {number} [timeoutMs]
 * @property {boolean} json
 * @property {boolean} quiet no talk: only results, and what went wrong
 * @property {number} [maxAgeMs]
 * @property {boolean} dryRun
 * @property {boolean} keep
 * @property {import('./ask/audit.js').AuditSettings} audit
 * @property {boolean} fix
 * @property {boolean} init
 * @property {Record<string, any>} asked what is no part of a release's request
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
 * @returns {import('./types.js').OwnBranch[]}
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
  // As with most tools, `help WORD` asks what `WORD --help` does.
  if (argv[0] === 'help') return readCommandLine([...argv.slice(1), '--help'], env);
  const command = commandIn(argv);
  const { values, positionals } = parse(argv, command);
  const words = positionals.slice(command?.split(' ').length ?? 0);
  if (words[0] !== undefined && !commandOf(command)?.words) throw tooMany(words[0], command ?? '');
  /** @type {Given} */
  const given = {
    one: ({ name }) => /** @type {string | undefined} */ (values[name]),
    many: ({ name }) => /** @type {string[]} */ (values[name] ?? []),
    flag: ({ name }) => Boolean(values[name]),
    called: ({ name }) => name,
  };
  const asked = given.one(SETTINGS.cwd);
  if (asked !== undefined) requireFolder(asked, '--cwd');
  const cwd = startingFolder(asked);
  const read = options(given, env);
  // Files that are written are seen from where the work is done, whichever command writes them.
  for (const name of ['html', 'log']) if (read.asked[name] !== undefined) read.asked[name] = resolve(cwd, read.asked[name]);
  return {
    ...read,
    command,
    help: Boolean(values['help']),
    version: Boolean(values['version']),
    place: {
      ...place(env, env['GITHUB_TOKEN'] || env['GH_TOKEN'], addressIn('--api-url', given.one(SETTINGS.apiUrl))),
      cwd,
      remote: remoteName(given.one(SETTINGS.remote) || 'origin'),
      offline: given.flag(SETTINGS.offline),
      mayBeOffline: optionsOf(command ?? '').includes(SETTINGS.offline),
    },
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
  const steps = COMMANDS.filter(({ inWorkflow }) => inWorkflow);
  const asked = input('command') ?? 'release';
  const command = steps.find((step) => stepName(step) === asked)?.name;
  if (command === undefined) throw unknown('command', asked, steps.map(stepName));
  // A runner only warns of an input that there is not, and a release without its `dry-rum` is made.
  const wrong = misspelt(Object.keys(env).flatMap((name) => /^INPUT_(.+)/.exec(name)?.[1]?.toLowerCase() ?? []));
  if (wrong) throw wrong;
  /** @type {Given} */
  const given = {
    one: (setting) => {
      if (inputOf(setting) === undefined) return undefined;
      const value = input(given.called(setting));
      return setting === SETTINGS.bump ? bumpInput(value, input('version')) : value;
    },
    many: (setting) => {
      const lines = toolkit.getMultilineInput(given.called(setting));
      // A label may hold a blank, no comma; a path may hold both.
      return setting.commas ? lines.flatMap((line) => line.split(',')).map((one) => one.trim()).filter(Boolean) : lines;
    },
    flag: (setting) => inputOf(setting) !== undefined && booleanInput(input, given.called(setting)),
    called: (setting) => inputOf(setting) ?? setting.name,
  };
  return {
    ...options(given, env),
    command,
    help: false,
    version: false,
    place: {
      ...place(env, input('token'), addressIn('api-url', given.one(SETTINGS.apiUrl))),
      cwd: workingDirectory(given.one(SETTINGS.cwd) ?? '.', env),
      remote: remoteName(given.one(SETTINGS.remote) ?? 'origin'),
      ...pageOf(env, given.one(SETTINGS.remote)),
    },
    json: false,
    quiet: false,
    keep: false,
    init: false,
    colour: false,
    words: [],
  };
}

/**
 * What was given, whichever way.
 * @typedef {object} Given
 * @property {(setting: Setting) => string | undefined} one
 * @property {(setting: Setting) => string[]} many
 * @property {(setting: Setting) => boolean} flag
 * @property {(setting: Setting) => string} called what the setting is called there
 */

/**
 * What both doors read in the same way.
 * @param {Given} given
 * @param {NodeJS.ProcessEnv} env
 */
function options(given, env) {
  const { timeout, maxAge, json, quiet, dryRun, keep, fix, init } = SETTINGS;
  return {
    request: request(given, env),
    ...runner(env),
    timeoutMs: /** @type {number | undefined} */ (valueOf(timeout, given)),
    maxAgeMs: /** @type {number | undefined} */ (valueOf(maxAge, given)),
    json: given.flag(json),
    quiet: given.flag(quiet),
    dryRun: given.flag(dryRun),
    keep: given.flag(keep),
    audit: auditSettings(given),
    fix: given.flag(fix),
    init: given.flag(init),
    asked: askedOf((setting) => valueOf(setting, given)),
  };
}

/**
 * @param {Given} given
 * @param {NodeJS.ProcessEnv} env
 * @returns {Request}
 */
function request(given, env) {
  /** @type {Record<string, unknown>} */
  const fields = {
    // The only clock: versions by the calendar are those of the day in UTC, and so are a changelog's sections and the
    // days that markers ask for.
    date: new Date().toISOString().slice(0, 10),
    run: { id: env['GITHUB_RUN_ID'] || localRun(), attempt: env['GITHUB_RUN_ATTEMPT'] || '1' },
  };
  for (const setting of Object.values(SETTINGS)) {
    if (setting.field === undefined) continue;
    const value = valueOf(setting, given);
    if (value !== undefined) fields[setting.field] = value;
  }
  return /** @type {Request} */ (/** @type {unknown} */ (fields));
}

/**
 * A setting's value as its kind has it; undefined where it was not given.
 * @param {Setting} setting
 * @param {Given} given
 */
function valueOf(setting, given) {
  const value = plainValueOf(setting, given);
  return value === undefined ? undefined : (setting.to?.(value) ?? value);
}

/**
 * @param {Setting} setting
 * @param {Given} given
 */
function plainValueOf(setting, given) {
  const { kind, choices = [], once = {}, zero, age } = setting;
  const name = given.called(setting);
  switch (kind) {
    case 'flag':
      return given.flag(setting) || undefined;
    case 'list': {
      const values = given.many(setting);
      return values.length > 0 ? values : undefined;
    }
    case 'choice': {
      const value = given.one(setting);
      const word = value === undefined ? undefined : (Object.hasOwn(once, value) ? once[value] : value);
      if (word !== undefined && !choices.includes(word)) throw unknown(name, word, choices);
      return word;
    }
    case 'pairs':
      return tableOf(name, given.one(setting), choices);
    case 'duration':
      return durationOf(name, given.one(setting), zero, age);
    case 'text':
      return given.one(setting);
  }
}

/** Unique, not secret: every object a run makes carries it. (Asking `crypto` would cost every start 4 ms.) */
function localRun() {
  return ['local', Date.now(), process.pid, Math.random().toString().slice(2)].join('-');
}

/**
 * What started the workflow, if one did.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{trigger?: import('./run/event.js').Started}}
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
 * Where people look at the repository that a workflow runs in: of its clone's `origin`, which actions/checkout made.
 * @param {NodeJS.ProcessEnv} env
 * @param {string | undefined} remote
 */
function pageOf(env, remote = 'origin') {
  const page = `${env['GITHUB_SERVER_URL']?.replace(/\/+$/, '')}/${env['GITHUB_REPOSITORY']}`;
  return remote === 'origin' && /^https?:\/\/[\w.:-]+(?:\/[\w.-]+)+$/.test(page) ? { page } : {};
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
 * @param {string[]} args
 * @param {string | undefined} command
 */
function parse(args, command) {
  const options = known(command);
  /** @type {ReturnType<typeof parseArgs<{args: string[], options: typeof options, allowPositionals: true, tokens: true}>>} */
  let read;
  try {
    read = parseArgs({ args, options, allowPositionals: true, tokens: true });
  } catch (error) {
    const { code, message } = /** @type {Error & {code?: string}} */ (error);
    const help = command === undefined ? '--help' : `${command} --help`;
    const option = /Unknown option '([^']+)'/.exec(message)?.[1];
    if (option !== undefined) throw unknownOption(option, command, Object.keys(options), help);
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    const given = /Option '(?:-\w, )?(--[\w-]+)/.exec(message)?.[1] ?? '';
    const lists = `\`version-first ${help}\` lists the options`;
    if (message.includes('does not take')) throw new UsageError(`\`${given}\` takes no value`, [lists]);
    throw new UsageError(`\`${given}\` has no value: expected one`, [`one that begins with a hyphen is joined to it: \`${given}=-x\``, lists]);
  }
  checkValues(read.tokens, settingsOf(command));
  return read;
}

/**
 * The options of a command, as Node's reader wants them.
 * @param {string | undefined} command
 */
function known(command) {
  /** @type {Record<string, {type: 'string' | 'boolean', multiple?: boolean, short?: string}>} */
  const options = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } };
  for (const { name, kind, short } of settingsOf(command)) {
    options[name] = { type: kind === 'flag' ? 'boolean' : 'string', multiple: kind === 'list', ...(short === undefined ? {} : { short }) };
  }
  return options;
}

/** @param {string | undefined} command */
function settingsOf(command) {
  return command === undefined ? [SETTINGS.json, SETTINGS.cwd] : optionsOf(command);
}

/**
 * The first words that are neither options nor an option's value, so that options may stand before the command. Of a
 * command of two words the first alone is a question for help.
 * @param {string[]} args
 * @returns {string | undefined}
 */
function commandIn(args) {
  const options = Object.assign({}, ...COMMANDS.map(({ name }) => known(name)));
  const [first, second] = parseArgs({ args, options, allowPositionals: true, strict: false }).positionals;
  const names = COMMANDS.map(({ name }) => name);
  if (first === undefined || names.includes(first)) return first;
  const inside = names.filter((name) => name.startsWith(`${first} `)).map((name) => name.slice(first.length + 1));
  if (inside.length === 0) throw unknownCommand(first, [...new Set(names.map((name) => name.split(' ')[0] ?? ''))], '--help');
  if (second === undefined) return first;
  if (!inside.includes(second)) throw unknown(`\`${first}\` command`, second, inside, `${first} --help`);
  return `${first} ${second}`;
}
