// What nobody may read: tokens and passwords, blackened wherever they stand.

/** @typedef {import('../run/open.js').ConfigEntry} ConfigEntry */

/** What is shorter stands in every text by chance. */
const SHORTEST_SECRET = 4;
const ENDS_ADDRESS = new Set(['/', ' ', '\t', '\n', '\r', '\v', '\f']);

/**
 * A function that blackens secrets in what git says. Each place is looked at once, however long a line is.
 * @param {string | undefined} token
 * @param {ConfigEntry[]} entries
 * @returns {(text: string) => string}
 */
export function redactor(token, entries) {
  const headers = entries.filter(([key]) => key.endsWith('.extraheader')).map(([, value]) => value.split(' ').at(-1));
  const addresses = entries.flatMap(([key, value]) => [key.replace(/^url\./, ''), value]);
  const known = worthHiding([...secretsOf(token), ...headers, ...addresses.map(passwordIn)]);
  return (text) => {
    let safe = text;
    for (const secret of known) safe = safe.replaceAll(secret, '***');
    return withoutPasswords(safe);
  };
}

/**
 * A token, and how it reads where it is sent.
 * @param {string | undefined} token
 * @returns {string[]}
 */
export function secretsOf(token) {
  return token ? worthHiding([token, basic(token)]) : [];
}

/**
 * The longest first: one may contain another.
 * @param {(string | undefined)[]} secrets
 */
function worthHiding(secrets) {
  const known = secrets.filter((secret) => secret !== undefined).filter((secret) => secret.length >= SHORTEST_SECRET);
  return [...new Set(known)].sort((a, b) => b.length - a.length);
}

/**
 * What stands before the `@` of each address: all of it for http, where a token may be the name; the password elsewhere.
 * @param {string} text
 */
function withoutPasswords(text) {
  const parts = [];
  let from = 0;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', Math.max(0, from - 1))) {
    const start = at + 3;
    let [end, last, colon] = [start, -1, -1];
    for (; end < text.length && !ENDS_ADDRESS.has(text.charAt(end)); end += 1) {
      if (text.charAt(end) === '@') last = end;
      else if (text.charAt(end) === ':' && colon < 0) colon = end;
    }
    const web = /https?$/i.test(text.slice(Math.max(0, at - 5), at));
    const hidden = last < 0 ? -1 : web ? start : colon >= 0 && colon < last ? colon + 1 : -1;
    if (hidden >= 0) parts.push(text.slice(from, hidden), '***', text.slice(last, end));
    else parts.push(text.slice(from, end));
    from = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

/**
 * What stands before the `@` of an address. A password may hold any character, where somebody forgot to encode it.
 * @param {string} address
 */
function passwordIn(address) {
  return /^\w+:\/\/(?:[^:/@]*:(.*)|([^:/@]+))@/.exec(address)?.slice(1).find(Boolean);
}

/**
 * A token as git sends it.
 * @param {string} token
 */
export function basic(token) {
  return Buffer.from(`x-access-token:${token}`).toString('base64');
}
