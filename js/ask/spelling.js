// Words of a fixed list, and durations, as people type them.

import { UsageError } from '../say/errors.js';
import { shortened } from '../say/escape.js';
import { SETTINGS, inputOf, optionsOf } from './settings.js';

/** Longer lists are for `--help`. */
const MOST_NAMED = 8;
/** What other tools call it, and what does that here. */
const ELSEWHERE = new Map([
  ...['bump', 'publish', 'tag'].map((word) => /** @type {const} */ ([word, 'release'])),
  ...['check', 'verify', 'validate'].map((word) => /** @type {const} */ ([word, 'audit'])),
  ['init', 'doctor --init'],
  ['changelog', 'release --changelog CHANGELOG.md'],
  ['version', '--version'],
]);
/** And their letters. */
const LETTERS = new Map([['-n', 'dry-run'], ['-V', 'version']]);
/** A job on an own runner ends after five days at the latest. */
const LONGEST_MS = 5 * 24 * 3_600_000;

/**
 * The error for a word that is none of those that are known.
 * @param {string} what
 * @param {string} given
 * @param {readonly string[]} known
 * @param {string} [help] where to read more
 */
export function unknown(what, given, known, help) {
  const near = nearest(given, known);
  const meant = near === undefined ? [] : [`did you mean \`${near}\`?`];
  const more = help === undefined ? [] : [`\`version-first ${help}\` lists them all`];
  const expected = known.length > MOST_NAMED ? '' : `: expected one of ${known.map((name) => `\`${name}\``).join(', ')}`;
  return new UsageError(`unknown ${what} \`${shortened(given)}\`${expected}`, [...meant, ...more]);
}

/**
 * The word that somebody who typed this may have meant, of those that are known.
 * @param {string} given
 * @param {readonly string[]} known
 */
function nearest(given, known) {
  const [best] = known.map((name) => ({ name, away: distance(given, name) })).sort((a, b) => a.away - b.away);
  // Where half of the letters differ it is another word.
  const near = best !== undefined && best.away <= Math.max(2, best.name.length / 3) && best.away * 2 < best.name.length;
  return near ? best.name : undefined;
}

/**
 * @param {string} given
 * @param {readonly string[]} known
 * @param {string} help
 */
export function unknownCommand(given, known, help) {
  const here = ELSEWHERE.get(given.toLowerCase());
  if (here === undefined) return unknown('command', given, known, help);
  return new UsageError(`unknown command \`${given}\``, [`did you mean \`version-first ${here}\`?`, `\`version-first ${help}\` lists them all`]);
}

/**
 * The error for a word behind a command that takes none.
 * @param {string} word
 * @param {string} command
 */
export function tooMany(word, command) {
  const more = `\`version-first ${command} --help\` says what it takes`;
  return new UsageError(`\`${shortened(word)}\` is one word too many for \`${command}\``, [...meantBump(word, optionsOf(command).map(({ name }) => name)), more]);
}

/**
 * A bump or a version is a value here, and not a word or an option of its own.
 * @param {string} word
 * @param {string[]} known names of options
 */
function meantBump(word, known) {
  const isBump = SETTINGS.bump.suggests?.includes(word) || /^v?\d+\.\d[\w.+!-]*$/.test(word);
  return isBump && known.includes(SETTINGS.bump.name) ? [`did you mean \`--bump ${word}\`?`] : [];
}

/**
 * The error for an option that a command does not have: it may be another's, or an input of the action.
 * @param {string} given with its dashes
 * @param {string | undefined} command
 * @param {string[]} known names without them
 * @param {string} help
 */
export function unknownOption(given, command, known, help) {
  const name = given.replace(/^-+/, '').replaceAll('_', '-').toLowerCase();
  const rows = Object.values(SETTINGS);
  const more = `\`version-first ${help}\` lists them all`;
  const refused = (/** @type {string[]} */ next) => new UsageError(`unknown option \`${given}\`${command === undefined ? '' : ` of \`${command}\``}`, [...next, more]);
  const [own] = rows.filter((row) => row.instead !== undefined && row.name === name);
  if (own?.instead !== undefined) return refused([own.instead]);
  const meant = meantBump(name, known);
  if (meant.length > 0) return refused(meant);
  const letter = LETTERS.get(given);
  if (letter !== undefined && known.includes(letter)) return refused([`did you mean \`--${letter}\`?`]);
  const [renamed] = rows.filter((row) => known.includes(row.name) && (inputOf(row) === name || row.name === name));
  if (renamed) return refused([`did you mean \`--${renamed.name}\`?`]);
  const [others] = rows.filter((row) => row.flag !== false && (row.name === name || inputOf(row) === name));
  if (others) return refused([`${others.commands.map((one) => `\`${one}\``).join(', ')} ${others.commands.length > 1 ? 'have' : 'has'} \`--${others.name}\``]);
  return unknown('option', given, known.map((one) => `--${one}`), help);
}

/**
 * The error for an input that is nearly one of ours; undefined: there is none. Others may be meant for somebody else.
 * @param {string[]} given in lower case
 */
export function misspelt(given) {
  const known = Object.values(SETTINGS).flatMap((row) => inputOf(row) ?? []);
  const wrong = given.find((name) => !known.includes(name) && known.some((one) => distance(name, one) <= (one.length > 5 ? 2 : 1)));
  return wrong === undefined ? undefined : unknown('input', wrong, known);
}

/**
 * Refuses an option of one value that has two, and one that is to name something and is empty.
 * @param {{kind: string, name?: string, value?: string | boolean | undefined}[]} tokens as Node reads a command line
 * @param {import('./settings.js').Setting[]} settings of the command
 */
export function checkValues(tokens, settings) {
  const values = new Map();
  for (const { kind, name, value } of tokens) {
    const setting = settings.find((one) => one.name === name);
    if (kind !== 'option' || value === undefined || !setting) continue;
    // Where a script's variable is not set: were that the same as nothing, another branch or package would be released.
    if (setting.of !== undefined && value === '') throw new UsageError(`\`--${name}\` is empty: expected a name`, ['look at what it is given: a variable that is not set is empty', `or leave \`--${name}\` out`]);
    const before = values.get(name) ?? value;
    // Node would keep the last one, and say nothing.
    if (before !== value && setting.kind !== 'list') throw new UsageError(`\`--${name}\` is given twice: expected one of \`${before}\` and \`${value}\``, ['leave one out; what is wanted of each is a run of its own']);
    values.set(name, value);
  }
}

/**
 * How many letters have to change; two that changed places count as one.
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      const swapped = letter !== other && letter === b[j - 1] && other === a[i - 1];
      const swap = swapped ? (before[j - 1] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/**
 * Pairs such as `perf=minor docs=none`, apart by blanks, commas or line ends.
 * @param {string} name of the option or input
 * @param {string | undefined} given
 * @param {readonly string[]} words what may stand behind `=`
 * @returns {Record<string, string> | undefined}
 */
export function tableOf(name, given, words) {
  if (given === undefined) return undefined;
  const pairs = given.split(/[\s,]+/).filter(Boolean);
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', word = '', ...more] = pair.split('=');
      if (key === '' || word === '' || more.length > 0) {
        throw new UsageError(`\`${shortened(pair)}\` is no pair for \`${name}\`: expected such as \`docs=${words[0]}\``);
      }
      if (!words.includes(word)) throw unknown(`${name} word`, word, words);
      return [key, word];
    }),
  );
}

/**
 * Milliseconds: `30s`, `5m`, `1h`, `1h30m`; an age also in days, `7d`.
 * @param {string} name of the option or input
 * @param {string | undefined} given
 * @param {boolean} [zero] whether nothing at all is a length, too
 * @param {boolean} [age] whether it is an age, which may be of any length, and no time that a run takes
 * @returns {number | undefined}
 */
export function durationOf(name, given, zero = false, age = false) {
  if (given === undefined) return undefined;
  const [found, days, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d{1,7})d)?(?:(\d{1,7})h)?(?:(\d{1,7})m)?(?:(\d{1,7})s)?$/.exec(given) ?? [];
  const ms = (Number(days ?? 0) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  if (zero && given === '0') return 0;
  if (age && found && (ms > 0 || zero)) return ms;
  if (age || days !== undefined) throw new UsageError(`\`${shortened(given)}\` is no ${age ? 'age' : 'length of time'} for \`${name}\`: expected such as \`${age ? '12h` or `7d' : '30s`, `5m` or `1h'}\``);
  if (found && ms > LONGEST_MS) throw new UsageError(`\`${name}: ${given}\` is too long: expected at most \`120h\``);
  if (found && (ms > 0 || zero)) return ms;
  throw new UsageError(`\`${shortened(given)}\` is no length of time for \`${name}\`: expected such as \`30s\`, \`5m\` or \`1h\``);
}

/**
 * The address of an API, as somebody gave it: the token is sent there.
 * @param {string} name of the option or input
 * @param {string | undefined} given
 */
export function addressIn(name, given) {
  if (given === undefined) return undefined;
  const { protocol = '', username = '', password = '', search = '', hash = '' } = URL.canParse(given) ? new URL(given) : {};
  const plain = username + password + search + hash === '' && !/[\s\x00-\x1f]/.test(given);
  if (plain && ['https:', 'http:'].includes(protocol)) return given;
  throw new UsageError(`\`${shortened(given)}\` is no address for \`${name}\`: expected such as \`https://git.example.org/api/v3\``);
}

/**
 * A remote's name as git itself takes it, since it is a part of the names of refs; and none that git would read as an option.
 * @param {string} name
 */
export function remoteName(name) {
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|(?:^|\/)\.|^[-/]|[./]$|\.lock(?:\/|$)/.test(name)) {
    throw new UsageError(`\`${shortened(name)}\` can be no remote's name`, ['name one that `git remote` lists: `--remote` (input `remote`)']);
  }
  return name;
}
