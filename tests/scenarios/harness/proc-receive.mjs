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
const refs = [...hearAll()].map((line) => line.split(' ')[2] ?? '');
const doomed = features.includes('atomic') && refs.some((ref) => rules[ref]);
tell(
  refs.flatMap((ref) => {
    const rule = rules[ref];
    if (rule) {
      for (const line of rule.says ?? []) process.stderr.write(`${line}\n`);
      return [`ng ${ref} ${rule.reason}`];
    }
    return doomed ? [`ng ${ref} atomic push failure`] : [`ok ${ref}`, 'option fall-through'];
  }),
);
