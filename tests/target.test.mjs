// Where pushes go: to the repository that is read, whatever its addresses are, and to no other.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { targetOf } from '../js/git/target.js';

const HTTPS = 'https://github.com/o/r';

/** What is read, what is pushed to, and whether they are one repository. @type {[string, string, boolean][]} */
const rows = [
  [HTTPS, 'https://github.com/o/r.git/', true],
  [HTTPS, 'git@github.com:o/r.git', true],
  [HTTPS, 'ssh://git@github.com/o/r', true],
  [HTTPS, 'ssh://git@ssh.github.com:443/o/r.git', true],
  [HTTPS, 'https://someone:secret@GitHub.com/O/R', true],
  [HTTPS, 'work:o/r.git', true],
  ['git://github.com/o/r', 'git@github.com:o/r', true],
  ['https://git.example.org/gitea/o/r', 'ssh://git@git.example.org:2222/o/r.git', true],
  ['https://git.example.org/scm/o/r.git', 'ssh://git@git.example.org:7999/o/r.git', true],
  ['https://dev.azure.com/org/project/_git/r', 'git@ssh.dev.azure.com:v3/org/project/r', true],
  ['https://gitlab.com/group/sub/r.git', 'git@altssh.gitlab.com:group/sub/r.git', true],
  ['/srv/r.git', 'file:///srv/r.git', true],
  ['/srv/r.git', '../../srv/r.git/', true],
  ['/srv/r', '/srv/r/.git', true],
  [HTTPS, 'git@github.com:me/r.git', false],
  [HTTPS, 'git@github.com:o/r2.git', false],
  [HTTPS, 'https://gitlab.com/o/r', false],
  [HTTPS, 'git@gitlab.com:o/r', false],
  [HTTPS, 'https://evilgithub.com/o/r', false],
  [HTTPS, 'https://github.com:8443/o/r', false],
  [HTTPS, 'work:me/r.git', false],
  [HTTPS, '/srv/r.git', false],
  [HTTPS, 'no_push', false],
  ['/srv/r.git', '/srv/other.git', false],
  ['https://github.com/x/o/r', 'https://github.com/o/r', false],
];
for (const [from, to, same] of rows) {
  test(`${from} and ${to}: ${same ? 'one repository' : 'two'}`, () => {
    const { elsewhere, others } = targetOf([['remote.origin.url', from], ['remote.origin.pushurl', to]], 'origin', '/home/me');
    assert.deepEqual([elsewhere, others], [same ? null : to, []]);
    // A rule leads there, too.
    const ruled = targetOf([['remote.origin.url', from], [`url.${to}.pushinsteadof`, from]], 'origin', '/home/me');
    assert.equal(ruled.elsewhere, same ? null : to);
  });
}

test('of several addresses one is pushed to, and the others are told', () => {
  /** @type {[string, string][]} */
  const several = [['remote.origin.url', HTTPS], ['remote.origin.pushurl', 'https://gitlab.com/o/r'], ['remote.origin.pushurl', 'gh:o/r'], ['remote.origin.pushurl', HTTPS], ['url.git@github.com:.insteadof', 'gh:']];
  const { config, others, elsewhere } = targetOf(several, 'origin', '/');
  assert.deepEqual(config, several.filter((_, at) => ![1, 3].includes(at)));
  assert.deepEqual([others, elsewhere], [['https://gitlab.com/o/r', HTTPS], null]);
});

test('without an address for pushes those of the remote are taken, of which git reads from the first', () => {
  /** @type {[string, string][]} */
  const several = [['remote.origin.url', HTTPS], ['remote.origin.url', 'https://gitlab.com/o/r'], ['remote.up.url', '/x']];
  const { config, others, elsewhere } = targetOf(several, 'origin', '/');
  assert.deepEqual([config, others, elsewhere], [[several[0], several[2]], ['https://gitlab.com/o/r'], null]);
  assert.deepEqual(targetOf([], 'origin', '/'), { config: [], others: [], elsewhere: null });
});
