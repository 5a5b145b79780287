// What an answer of the API holds. A server may say anything in any place: what is not of the kind that belongs there is not
// there.

/**
 * @param {any} data
 * @param {string} type
 */
export function hasErrorOf(data, type) {
  return Array.isArray(data?.errors) && data.errors.some((/** @type {any} */ error) => error?.type === type);
}

/**
 * The message and those of its errors, in one line.
 * @param {any} data
 * @returns {string}
 */
export function saidIn(data) {
  if (!isObject(data)) return '';
  const errors = Array.isArray(data.errors) ? data.errors : [data.errors];
  return [data.message, ...errors.map(saidByError)].filter((part) => textOf(part) !== '').join('; ');
}

/** @param {any} error */
function saidByError(error) {
  if (typeof error === 'string') return error;
  // `{resource, field, code}`: the field says what the code is about.
  return error?.message ?? [textOf(error?.field), textOf(error?.code)].filter(Boolean).join(' ');
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null;
}

/** @param {unknown} value */
export function textOf(value) {
  return typeof value === 'string' ? value : '';
}

/**
 * Whether this is a number by which a server calls something.
 * @param {unknown} value
 * @returns {value is number}
 */
export function isNumber(value) {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/**
 * A time in UTC, to the second; null: there is none.
 * @param {unknown} value
 */
export function timeOf(value) {
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
