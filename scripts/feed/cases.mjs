// The tables' cases. A module of its own, because a page has no folder to read.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../lib.mjs';

/** Files of every format, several to a case. @type {{path: string, text: string}[][]} */
export const CASES = cases();

function cases() {
  const tables = join(root, 'tests', 'manifests', 'formats');
  return readdirSync(tables).filter((name) => name.endsWith('.txt')).flatMap((name) => {
    const text = readFileSync(join(tables, name), 'utf8');
    const usual = /^: path (.*)$/m.exec(text)?.[1] ?? 'package.json';
    return text.split(/^== .*\n/m).slice(1).map((body) => {
      const path = /^: path (.*)$/m.exec(body)?.[1] ?? usual;
      const plain = body.replaceAll(/^: .*\n/gm, '').replaceAll(/[§¶]/g, '1.2.3');
      const [first = '', ...more] = plain.split(/^(?=\+\+\+ )/m);
      const others = more.map((part) => ({ path: part.slice(4, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1) }));
      return [{ path, text: first }, ...others];
    });
  });
}
