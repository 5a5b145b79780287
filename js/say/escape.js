// Text of unknown origin on its way to a terminal, a runner's log or a Markdown page.
//
// A runner takes `::command::` at the start of a line and `##[command]` anywhere in one for orders, on stdout and on
// stderr; a terminal obeys control characters. A commit's subject must be able to do neither.

/**
 * Control characters, and what makes text run or read differently from how it is stored: marks of direction, and letters
 * that nobody sees. A joiner or a variant belongs to the letter or picture before it.
 */
const INVISIBLE =
  /[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|(?<!(?![\x00-\x7f])[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d\ufe0e\ufe0f]/gu;

/**
 * One line of text with everything invisible made visible, and no order in it for a runner.
 * @param {string} text
 * @returns {string}
 */
export function oneLine(text) {
  return text.replace(INVISIBLE, named).replace(/##\[/g, '#\\x23[').replace(/^(\s*)::/, '$1\\x3a:');
}

/**
 * A text as a shell takes it for one word, as `shell_word` of the core has it: a command that people copy runs nothing that
 * somebody put into a name.
 * @param {string} text
 * @returns {string}
 */
export function shellWord(text) {
  return /^[\p{L}\p{N}@%+=:,./_-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Text of several lines, each made safe on its own.
 * @param {string} text
 * @returns {string}
 */
export function safeText(text) {
  return text.split('\n').map((line) => oneLine(line.replace(/\r$/, ''))).join('\n');
}

/**
 * JSON that says the same and gives no orders: the escapes read back as the characters they stand for.
 * @param {unknown} value
 * @param {number} [indent]
 * @returns {string}
 */
export function safeJson(value, indent) {
  // The invisible ones first: JSON's own line ends (indentation) must stay.
  return (JSON.stringify(value, null, indent) ?? 'null')
    .replace(INVISIBLE, (found) => (found === '\n' ? found : unicode(found)))
    .replace(/::/g, '\\u003a:')
    .replace(/##\[/g, '\\u0023#[');
}

/**
 * Text for a Markdown page: nothing in it is markup.
 * @param {string} text
 * @returns {string}
 */
export function markdown(text) {
  return text.replace(INVISIBLE, named).replace(/[^\p{L}\p{N} .,/+()='"%?-]/gu, (found) => `&#${found.codePointAt(0)};`);
}

/** @param {string} character */
function named(character) {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unicode(character);
}

/** @param {string} character */
function unicode(character) {
  return character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
}

/** What of a text is shown where all of it may be of any length. */
const MOST_SHOWN = 200;

/**
 * @param {string} text
 * @param {number} [most]
 */
export function shortened(text, most = MOST_SHOWN) {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
