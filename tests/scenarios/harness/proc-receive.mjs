// git's own way to answer each ref of a push with a reason of the server's: the proc-receive hook. Refs without a rule
// fall through to git; in an atomic push they share the fate of the refused one.

import { readFileSync, readSync, writeSync } from 'node:fs';

const rules = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

/** @param {number} length */
function take(length) {
  const bytes = Buffer.alloc(length);
  for (let filled = 0; filled < length; ) {
    const got = readSync(0, bytes, filled, length - filled, null);
    if (got === 0) throw new Error('receive-pack said no more');
    filled += got;
  }
  return bytes.toString();
}

/** One packet line; null at a flush. */
function hear() {
  const length = Number.parseInt(take(4), 16);
  return length === 0 ? null : take(length - 4).replace(/\n$/, '');
}

function* hearAll() {
  for (let line = hear(); line !== null; line = hear()) yield line;
}

/** @param {string[]} lines */
function tell(lines) {
  const packets = lines.map((line) => (Buffer.byteLength(line) + 5).toString(16).padStart(4, '0') + line + '\n');
  writeSync(1, `${packets.join('')}0000`);
}

const [greeting = ''] = [...hearAll()];
const features = (greeting.split('\0')[1] ?? '').split(' ');
tell(['version=1\0']);
const commands = [...hearAll()].map((line) => {
  const [old = '', now = '', ref = ''] = line.split(' ');
  return { ref, rule: ruleFor(ref, /^0+$/.test(old) ? 'create' : /^0+$/.test(now) ? 'delete' : 'update') };
});
const bypasses = Boolean(process.env.PUSHER_BYPASSES);
const doomed = features.includes('atomic') && !bypasses && commands.some(({ rule }) => rule);
tell(
  commands.flatMap(({ ref, rule }) => {
    const named = (/** @type {string} */ line) => line.replaceAll('{ref}', ref).replaceAll('{ref-in-url}', encodeURIComponent(ref));
    for (const line of (bypasses ? rule?.bypassed : rule?.says) ?? []) process.stderr.write(`${named(line)}\n`);
    if (rule && !bypasses) return [`ng ${ref} ${rule.reason}`];
    return doomed ? [`ng ${ref} atomic push failure`] : [`ok ${ref}`, 'option fall-through'];
  }),
);

/** @param {string} ref @param {string} change */
function ruleFor(ref, change) {
  const fits = (/** @type {string} */ pattern) => pattern === ref || (pattern.endsWith('*') && ref.startsWith(pattern.slice(0, -1)));
  return rules.find((/** @type {import('./remote.mjs').Rule} */ { pattern, on }) => fits(pattern) && (on?.includes(change) ?? true));
}
