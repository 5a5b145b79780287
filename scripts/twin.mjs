// node24/action.yml is action.yml for runners that have retired Node 20: the same text, another runtime, paths one up.
// `--check` only compares.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { Complaint, isMain, readIfThere, root, runMain } from './lib.mjs';

/**
 * The twin's text.
 * @param {string} text of action.yml
 */
export function twin(text) {
  const runtime = /^( +using: *)(['"]?)node20\2 *$/m;
  const program = /^( +(?:main|pre|post): *)(['"]?)(dist\/[\w.-]+\.js)\2 *$/gm;
  if (!runtime.test(text) || !program.test(text)) {
    throw new Complaint('action.yml: expected `using: node20` and `main: dist/….js`, each on a line of its own');
  }
  const note = '# Generated from ../action.yml (npm run twin): the same action on Node 24.\n';
  return note + text.replace(runtime, '$1node24').replace(program, '$1../$3');
}

/** @param {string} dir a checkout */
export function checkTwin(dir) {
  const action = readIfThere(join(dir, 'action.yml'));
  if (action === undefined) throw new Complaint('action.yml is missing');
  if (readIfThere(join(dir, 'node24', 'action.yml')) === twin(action)) return;
  throw new Complaint('node24/action.yml is not what action.yml gives: `npm run twin`, then commit it');
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    if (process.argv.includes('--check')) {
      checkTwin(root);
      console.log('node24/action.yml is the twin of action.yml');
      return;
    }
    const path = join(root, 'node24', 'action.yml');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, twin(readFileSync(join(root, 'action.yml'), 'utf8')));
  });
}
