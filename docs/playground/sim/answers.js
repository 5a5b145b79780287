// What a server's answers look like when they reach a run: git's and the API's own words. The core reads them.

/** @typedef {import('../../../js/types.js').Outcome} Outcome */
/** @typedef {import('./remote.js').Taken} Taken */
/** @typedef {import('./remote.js').Update} Update */

const RULES = {
  'pull-request': { row: 'protected branch hook declined', said: ['error: GH006: Protected branch update failed for refs/heads/main.', '', '- Changes must be made through a pull request.'] },
  signatures: { row: 'protected branch hook declined', said: ['error: GH006: Protected branch update failed for refs/heads/main.', '', '- Commits must have verified signatures.'] },
};

/**
 * What is answered to a push.
 * @param {Taken} taken
 * @param {Update[]} updates
 * @returns {Outcome}
 */
export function pushed(taken, updates) {
  if (taken.kind === 'landed') return answer('well', updates, 'taken', () => '[new reference]', '');
  if (taken.kind === 'stale') {
    const why = (/** @type {string} */ ref) => (taken.refs.includes(ref) ? '[rejected] (stale info)' : '[rejected] (atomic push failed)');
    return answer('badly', updates, 'refused', why, 'error: failed to push some refs\n');
  }
  if (taken.rule === 'permission' || taken.rule === 'none') {
    const said = 'remote: Permission to you/project.git denied to github-actions[bot].\nfatal: unable to access: The requested URL returned error: 403\n';
    return { kind: 'pushed', ended: 'badly', rows: [], said };
  }
  const { row, said } = RULES[taken.rule];
  const why = (/** @type {string} */ ref) => `[remote rejected] (${ref === 'refs/heads/main' ? row : 'atomic push failure'})`;
  return answer('badly', updates, 'refused', why, `${said.map((line) => `remote: ${line}\n`).join('')}error: failed to push some refs\n`);
}

/** @param {'well' | 'badly'} ended @param {Update[]} updates @param {'taken' | 'refused'} became @param {(ref: string) => string} why @param {string} said @returns {Outcome} */
function answer(ended, updates, became, why, said) {
  return { kind: 'pushed', ended, rows: updates.map(({ ref }) => ({ ref, answer: became, said: why(ref) })), said };
}

/** @type {Outcome} */
export const pushLost = { kind: 'pushed', ended: 'badly', rows: [], said: 'fatal: the remote end hung up unexpectedly\n' };

/** @type {Outcome} */
export const unreadable = { kind: 'unreadable', exit: 128, stderr: 'fatal: unable to access: Could not resolve host: github.com\n' };

/** @type {Outcome} */
export const lost = { kind: 'denied', status: null, text: 'no answer', retryAfter: null };

/** @type {Outcome} */
export const pullsForbidden = { kind: 'denied', status: 403, text: 'GitHub Actions is not permitted to create or approve pull requests.', retryAfter: null };

/** @type {Outcome} */
export const notAllowed = { kind: 'denied', status: 403, text: 'Resource not accessible by integration', retryAfter: null };
