// Where a remote's pull requests and releases live: one row for every kind of address and surroundings.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressOf, hostingOf } from '../js/hosting/hosting.js';
import { readCommandLine } from '../js/inputs.js';
import { askServer } from '../js/doctor/checkup.js';

/** @typedef {Parameters<typeof hostingOf>[1]} Surroundings */

const token = 't0ken';
const desk = { serverUrl: 'https://github.com', token };
const runner = { ...desk, apiUrl: 'https://api.github.com', graphqlUrl: 'https://api.github.com/graphql' };
const ghes = { serverUrl: 'https://ghe.example.org', apiUrl: 'https://ghe.example.org/api/v3', graphqlUrl: 'https://ghe.example.org/api/graphql', token };
const tenant = { serverUrl: 'https://octo.ghe.com', token };
const gitea = { serverUrl: 'https://git.example.org/', apiUrl: 'https://git.example.org/api/v1', graphqlUrl: '', gitea: true, token };
const below = { serverUrl: 'https://example.org/gitea/', gitea: true, token };
const local = { serverUrl: 'http://127.0.0.1:8080', apiUrl: 'http://127.0.0.1:8080/api/v3', token };

const api = 'https://api.github.com';
const graphql = 'https://api.github.com/graphql';

/** Address, surroundings, and kind, name, API and GraphQL; null: nowhere. @type {[string, Surroundings, string | null][]} */
const rows = [
  ['https://github.com/o/r', desk, `github o/r ${api} ${graphql}`],
  ['https://github.com/o/r.git', runner, `github o/r ${api} ${graphql}`],
  ['https://github.com/o/r.git/', runner, `github o/r ${api} ${graphql}`],
  ['https://github.com:443/o/r', runner, `github o/r ${api} ${graphql}`],
  ['https://GitHub.com/O/R.js', runner, `github O/R.js ${api} ${graphql}`],
  ['https://x-access-token:secret@github.com/o/r', runner, `github o/r ${api} ${graphql}`],
  ['http://github.com/o/r', runner, `github o/r ${api} ${graphql}`],
  ['git@github.com:o/r.git', desk, `github o/r ${api} ${graphql}`],
  ['github.com:o/r', desk, `github o/r ${api} ${graphql}`],
  ['git@github.com:/o/r.git', desk, `github o/r ${api} ${graphql}`],
  ['ssh://git@github.com/o/r.git', desk, `github o/r ${api} ${graphql}`],
  ['ssh://git@github.com:22/o/r', desk, `github o/r ${api} ${graphql}`],
  ['ssh://git@ssh.github.com:443/o/r.git', desk, `github o/r ${api} ${graphql}`],
  ['git+ssh://git@GITHUB.com/o/r', desk, `github o/r ${api} ${graphql}`],
  ['git://github.com/o/r.git', desk, `github o/r ${api} ${graphql}`],
  // Its own server.
  ['https://ghe.example.org/o/r', ghes, 'github o/r https://ghe.example.org/api/v3 https://ghe.example.org/api/graphql'],
  ['git@ghe.example.org:o/r.git', { ...ghes, apiUrl: undefined, graphqlUrl: undefined }, 'github o/r https://ghe.example.org/api/v3 https://ghe.example.org/api/graphql'],
  ['https://octo.ghe.com/o/r', tenant, 'github o/r https://api.octo.ghe.com https://api.octo.ghe.com/graphql'],
  ['http://127.0.0.1:8080/o/r.git', local, 'github o/r http://127.0.0.1:8080/api/v3 http://127.0.0.1:8080/api/graphql'],
  // Gitea and Forgejo: slashes at the end, no GraphQL, perhaps under a path, perhaps ssh on a port of its own.
  ['https://git.example.org/o/r.git', gitea, 'gitea o/r https://git.example.org/api/v1 -'],
  ['https://git.example.org/o/r.git', { ...gitea, gitea: false }, 'gitea o/r https://git.example.org/api/v1 -'],
  ['https://git.example.org/o/r.git', { ...gitea, apiUrl: 'https://git.example.org/api/v1/' }, 'gitea o/r https://git.example.org/api/v1 -'],
  ['ssh://git@git.example.org:2222/o/r.git', gitea, 'gitea o/r https://git.example.org/api/v1 -'],
  ['https://example.org/gitea/o/r', below, 'gitea o/r https://example.org/gitea/api/v1 -'],
  ['git@example.org:o/r', below, 'gitea o/r https://example.org/gitea/api/v1 -'],
  ['https://example.org/o/r', below, null],
  // Without a token there is nothing to be done there.
  ['https://github.com/o/r', { ...desk, token: undefined }, null],
  ['https://github.com/o/r', { ...desk, token: '' }, null],
  // The token is for one server alone.
  ['https://gitlab.com/o/r', desk, null],
  ['https://github.com.example.org/o/r', desk, null],
  ['https://github.com@example.org/o/r', desk, null],
  ['https://example.org/github.com/o/r', desk, null],
  ['git@github.com.example.org:o/r', desk, null],
  ['https://evilgithub.com/o/r', desk, null],
  ['git@evil.github.com:o/r', desk, null],
  ['https://github.com/o/r', ghes, null],
  ['https://ghe.example.org:8443/o/r', ghes, null],
  ['http://127.0.0.1:9090/o/r', local, null],
  ['work:o/r', desk, null],
  // What is no repository of such a server.
  ['https://github.com/o', desk, null],
  ['https://github.com/o/r/tree', desk, null],
  ['https://github.com/o/..', desk, null],
  ['https://github.com/o/r%2e', desk, null],
  ['https://github.com/o/r?x=1', desk, `github o/r ${api} ${graphql}`],
  ['https://', desk, null],
  ['file:///srv/o/r.git', desk, null],
  ['/srv/o/r.git', desk, null],
  ['../o/r', desk, null],
  ['./github.com:o/r', desk, null],
  ['C:\\o\\r', desk, null],
  ['C:/o/r', desk, null],
  ['ext::sh -c x', desk, null],
  ['', desk, null],
  ['https://github.com/o/r', { ...desk, serverUrl: 'nonsense' }, null],
];
for (const [address, surroundings, expected] of rows) {
  test(`${address || 'no address'} for ${surroundings.serverUrl}: ${expected ?? 'nowhere'}`, () => {
    const found = hostingOf(address, surroundings);
    const said = found && `${found.hosting.kind} ${found.hosting.name} ${found.url} ${found.graphqlUrl ?? '-'}`;
    assert.equal(said, expected);
    if (!found) return;
    assert.equal(found.token, token);
    assert.equal(found.hosting.serverUrl, surroundings.serverUrl.replace(/\/$/, ''));
  });
}

test('GitHub Enterprise at addresses of its own: its API below it, beside it, or where its runner says', () => {
  const at = (/** @type {string} */ server, /** @type {Partial<Surroundings>} */ more) => hostingOf(`${server}/o/r`, { ...desk, serverUrl: server, ...more });
  // Without a word about it, below the server's address; with subdomain isolation and in the cloud beside it.
  assert.equal(at('https://git.example.org', {})?.url, 'https://git.example.org/api/v3');
  assert.equal(at('https://acme.ghe.com', { apiUrl: 'https://api.acme.ghe.com' })?.url, 'https://api.acme.ghe.com');
  assert.equal(at('https://git.example.org', { apiUrl: 'https://api.git.example.org', graphqlUrl: 'https://api.git.example.org/graphql' })?.token, token);
  // Anywhere else only where a runner has named both, and all that is asked goes there alone.
  const elsewhere = { apiUrl: 'https://api.example.net/v3', graphqlUrl: 'https://api.example.net/graphql' };
  assert.throws(() => at('https://git.example.org', elsewhere), { code: 'api-elsewhere' });
  const started = { GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://git.example.org', GITHUB_API_URL: elsewhere.apiUrl, GITHUB_GRAPHQL_URL: elsewhere.graphqlUrl, GITHUB_TOKEN: token };
  const { place } = readCommandLine(['release'], started);
  const found = hostingOf('https://git.example.org/o/r', place);
  assert.deepEqual([found?.url, found?.graphqlUrl, found?.token], [elsewhere.apiUrl, elsewhere.graphqlUrl, token]);
  // One of the two, or no runner: anybody may have set it.
  for (const missing of ['GITHUB_ACTIONS', 'GITHUB_SERVER_URL']) {
    const { place: other } = readCommandLine(['release'], { ...started, [missing]: undefined });
    const remote = missing === 'GITHUB_SERVER_URL' ? 'https://github.com/o/r' : 'https://git.example.org/o/r';
    assert.throws(() => hostingOf(remote, other), { code: 'api-elsewhere' }, missing);
  }
  // A remote on another server than the runner's gets nothing.
  assert.equal(hostingOf('https://github.com/o/r', place), null);
  assert.equal(hostingOf('https://api.example.net/o/r', place), null);
});

/** Where an API lies, and whether the token may go there by the address alone. @type {[Surroundings, boolean][]} */
const homes = [
  [{ ...desk, apiUrl: 'https://api.github.com' }, true],
  [{ ...desk, apiUrl: 'https://github.com/api/v3' }, true],
  [{ ...desk, apiUrl: 'https://api.github.com.example.org' }, false],
  [{ ...desk, apiUrl: 'https://evil.example.org/api/v3' }, false],
  [{ ...desk, apiUrl: 'http://api.github.com' }, false],
  [{ ...desk, apiUrl: 'https://api.github.com:8443' }, false],
  [{ ...desk, apiUrl: 'https://api.github.com@evil.example.org' }, false],
  [{ ...desk, apiUrl: 'nonsense' }, false],
  [{ ...desk, graphqlUrl: 'https://evil.example.org/graphql' }, false],
];
for (const [surroundings, home] of homes) {
  test(`an API at ${surroundings.apiUrl ?? surroundings.graphqlUrl}: ${home ? 'the server\'s own' : 'elsewhere'}`, () => {
    const find = (/** @type {object} */ more) => hostingOf('https://github.com/o/r', { ...surroundings, ...more });
    if (home) assert.equal(find({})?.token, token);
    else assert.throws(() => find({}), { code: 'api-elsewhere' });
    assert.equal(find({ anyApi: true })?.token, token);
    // Where the remote is not on that server, nobody is asked anything.
    assert.equal(hostingOf('https://elsewhere.example.org/o/r', surroundings), null);
  });
}

/** @type {[string, [string, string][], string][]} */
const rewritten = [
  ['as it is', [['remote.origin.url', 'https://github.com/o/r']], 'https://github.com/o/r'],
  ['a short name', [['url.git@github.com:.insteadof', 'gh:'], ['remote.origin.url', 'gh:o/r']], 'git@github.com:o/r'],
  [
    'the longest of two',
    [['url.https://a.example.org/.insteadof', 'https://github.com/'], ['url.https://b.example.org/.insteadof', 'https://github.com/o/'], ['remote.origin.url', 'https://github.com/o/r']],
    'https://b.example.org/r',
  ],
  ['only for pushes', [['url.git@github.com:.pushinsteadof', 'https://github.com/'], ['remote.origin.url', 'https://github.com/o/r']], 'https://github.com/o/r'],
  ['the first of several', [['remote.origin.url', 'https://github.com/o/r'], ['remote.origin.url', 'https://github.com/o/mirror']], 'https://github.com/o/r'],
  ['of another remote', [['remote.fork.url', 'https://github.com/me/r']], ''],
];
for (const [what, config, expected] of rewritten) {
  test(`the address ${what}`, () => assert.equal(addressOf(config, 'origin'), expected));
}

test('lists of anything but objects say nothing to `doctor`', async () => {
  // What the client itself makes of such a list.
  const list = async () => ({ ok: false, denial: { status: null, text: 'the answer is not the list that was asked for', retryAfter: null } });
  const client = { list, get: async () => ({ ok: true, data: [null, 1, 'x', [], {}] }) };
  const world = { client: Promise.resolve(client), repository: { api: { hosting: { kind: 'github', name: 'o/r', serverUrl: 'https://h' } } } };
  const { known } = await askServer(/** @type {any} */ (world), 'main', 'v1.2.3', 'chore/version-bump-1.2.3');
  assert.deepEqual([known.tagRules, known.drafts, known.protection], [[], [], undefined]);
});
