// A bare repository's refs, read from its files: the stand-in asks for them at every call, and a process for each question
// was a third of what the scenarios cost.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const HEAD = /^ref: (refs\/\S+)\n$/;
const OID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?\n$/;

/** What a file says; nothing where it is gone, as a ref can be by now. @param {string} path */
function text(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The branch that HEAD names, whether it exists or not: `refs/heads/…`. @param {string} dir */
export function head(dir) {
  const [, ref] = HEAD.exec(text(join(dir, 'HEAD')) ?? '') ?? [];
  if (ref === undefined) throw new Error(`${dir}/HEAD names no branch`);
  return ref;
}

/**
 * Object names by ref, in the order of their names. Loose refs are read before packed ones and win, as in git: a ref that is
 * being packed is seen in one of the two places.
 * @param {string} dir
 * @returns {Record<string, string>}
 */
export function readRefs(dir) {
  const loose = looseRefs(dir, 'refs/');
  const packed = (text(join(dir, 'packed-refs')) ?? '').split('\n').filter((line) => /^[0-9a-f]/.test(line));
  const all = new Map([...packed.map((line) => /** @type {[string, string]} */ ([line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))])), ...loose]);
  return Object.fromEntries([...all].sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other))));
}

/** @param {string} dir @param {string} prefix @returns {[string, string][]} */
function looseRefs(dir, prefix) {
  const entries = (() => {
    try {
      return readdirSync(join(dir, prefix), { withFileTypes: true });
    } catch (error) {
      // A folder goes with its last ref.
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return [];
      throw error;
    }
  })();
  return entries.flatMap((entry) => {
    const name = prefix + entry.name;
    if (entry.isDirectory()) return looseRefs(dir, `${name}/`);
    const said = entry.name.endsWith('.lock') ? undefined : text(join(dir, name));
    return said !== undefined && OID.test(said) ? [/** @type {[string, string]} */ ([name, said.trimEnd()])] : [];
  });
}
