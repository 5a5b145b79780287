// node24/action.yml is action.yml for runners that have retired Node 20: the same text, another runtime, paths one up.

import { Complaint } from './lib.mjs';

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
  const note = '# Generated from ../action.yml (npm run settings): the same action on Node 24.\n';
  return note + text.replace(runtime, '$1node24').replace(program, '$1../$3');
}
