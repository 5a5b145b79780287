// Tokens: sent once, to one server, and seen nowhere else.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { expectFailure, expectLanded, expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { pathGit } from './harness/path-git.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';

const TOKEN = 'ghs_4711_eyJhbGciOiJub25lIn0.a-b_c.0123456789';
const OLD = 'ghs_older_token_that_checkout_left_behind';

/** @param {string} token */
const basic = (token) => Buffer.from(`x-access-token:${token}`).toString('base64');
/** @param {string} token */
const header = (token) => `AUTHORIZATION: basic ${basic(token)}`;

const history = [{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: x', files: { x: '1' } }];
const files = { 'package.json': packageJson('1.2.4') };

/**
 * A remote behind a server that wants a token, and a clone that got in with it once.
 * @param {import('./harness/sandbox.mjs').Sandbox} box
 * @param {{token?: string, depth?: boolean, trouble?: Parameters<typeof serve>[1]['trouble']}} [options]
 */
async function guarded(box, { token = TOKEN, depth = false, trouble } = {}) {
  box.secrets = [TOKEN, basic(TOKEN), OLD, basic(OLD)];
  const remote = await box.remote(history);
  await remote.config('uploadpack.allowFilter', 'true');
  const clone = await box.clone(remote, { url: remote.fileUrl, args: depth ? ['--depth=1'] : [] });
  const server = await serve(box, { token, trouble });
  await clone.git('remote', 'set-url', 'origin', server.url(remote));
  return { remote, clone, server, before: await remote.refs() };
}

/** @param {Awaited<ReturnType<typeof serve>>} server @param {string} token */
function onlyThisToken(server, token) {
  const sent = server.requests.map(({ authorizations }) => authorizations);
  assert.ok(sent.length > 0);
  for (const one of sent) assert.deepEqual(one, [`basic ${basic(token)}`]);
}

describe('authentication', { concurrency: 2 }, () => {
  for (const depth of [false, true]) {
    scenario(`GITHUB_TOKEN, ${depth ? 'depth 1' : 'full'}: one header, seen nowhere`, async (box) => {
      const { remote, clone, server, before } = await guarded(box, { depth });
      const trace = join(box.dir, 'trace');
      const events = join(box.dir, 'events');
      const mark = join(box.dir, 'mark');
      const look = box.secrets.map((secret) => `if grep -rqF -e '${secret}' '${clone.dir}' '${box.tmp}'; then echo "$sub" >> '${mark}'; fi`);
      const git = pathGit(box, { script: look.join('\n') });
      const env = { ...git.env, GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: server.origin, VERSION_FIRST_TRACE: trace, GIT_TRACE2_EVENT: events };
      const ran = await clone.run(['release', '--json'], { env });
      expectReleased(ran, '1.2.4');
      await expectLanded(remote, { before, tag: 'v1.2.4', files });
      onlyThisToken(server, TOKEN);
      assert.equal(existsSync(mark), false, 'the token stood in a file while git ran');
      assert.ok(git.calls().length > 5);
      // What we start, by two accounts; and what git starts in turn.
      for (const said of [JSON.stringify(git.calls()), readFileSync(trace, 'utf8'), readFileSync(events, 'utf8')]) {
        for (const secret of box.secrets) assert.ok(!said.includes(secret), 'the token in an argument list');
      }
      assert.ok(readFileSync(events, 'utf8').includes('remote-http'));
      const texts = Object.keys(clone.everything()).filter((path) => !path.endsWith('/'));
      for (const path of texts) for (const secret of box.secrets) assert.ok(!clone.read(path).includes(secret), path);
    });
  }

  scenario('the action takes it as an input and masks it', async (box) => {
    const { remote, clone, server, before } = await guarded(box, { depth: true });
    const ran = await clone.action({ token: TOKEN }, { env: { GITHUB_SERVER_URL: server.origin } });
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    await expectLanded(remote, { before, tag: 'v1.2.4', files });
    onlyThisToken(server, TOKEN);
    assert.ok(ran.stdout.split('\n').includes(`::add-mask::${TOKEN}`));
    for (const secret of box.secrets) assert.ok(![ran.summary, JSON.stringify(ran.outputs)].join().includes(secret));
  });

  scenario('a header persisted in .git/config (checkout v4, v5): ours alone is sent', async (box) => {
    const { remote, clone, server, before } = await guarded(box, { depth: true });
    await clone.git('config', `http.${server.origin}/.extraheader`, header(OLD));
    const ran = await clone.action({ token: TOKEN }, { env: { GITHUB_SERVER_URL: server.origin } });
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    await expectLanded(remote, { before, tag: 'v1.2.4', files });
    onlyThisToken(server, TOKEN);
  });

  scenario('a header persisted in a file that .git/config includes (checkout v6, v7): ours alone is sent', async (box) => {
    const { remote, clone, server, before } = await guarded(box, { depth: true });
    const credentials = box.write('runner/git-credentials-1.config', `[http "${server.origin}/"]\n\textraheader = ${header(OLD)}\n`);
    await clone.git('config', `includeIf.gitdir:${clone.dir}/.git.path`, credentials);
    const ran = await clone.action({ token: TOKEN }, { env: { GITHUB_SERVER_URL: server.origin } });
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    await expectLanded(remote, { before, tag: 'v1.2.4', files });
    onlyThisToken(server, TOKEN);
  });

  for (const style of ['v4', 'v6']) {
    scenario(`no token of ours: what checkout ${style} persisted is used, once`, async (box) => {
      const { remote, clone, server, before } = await guarded(box, { token: OLD });
      const included = box.write('runner/git-credentials-2.config', `[http "${server.origin}/"]\n\textraheader = ${header(OLD)}\n`);
      if (style === 'v4') await clone.git('config', `http.${server.origin}/.extraheader`, header(OLD));
      else await clone.git('config', `includeIf.gitdir:${clone.dir}/.git.path`, included);
      const ran = await clone.run(['release', '--json']);
      expectReleased(ran, '1.2.4');
      await expectLanded(remote, { before, tag: 'v1.2.4', files });
      // The scheme is sent as it was written there.
      assert.ok(server.requests.every(({ authorizations }) => authorizations.length === 1));
    });
  }

  scenario('a credential helper and an address with credentials still work', async (box) => {
    const { remote, clone, server, before } = await guarded(box);
    await clone.git('config', 'credential.helper', `!f() { echo username=x; echo password=${TOKEN}; }; f`);
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    await expectLanded(remote, { before, tag: 'v1.2.4', files });
    await clone.git('config', '--unset', 'credential.helper');
    await remote.write([{ say: 'fix: y', files: { y: '1' } }]);
    await clone.git('remote', 'set-url', 'origin', server.url(remote).replace('http://', `http://x-access-token:${TOKEN}@`));
    expectReleased(await clone.run(['release', '--json']), '1.2.5');
  });

  scenario('an address with credentials is blackened in errors', async (box) => {
    const { remote, clone, server } = await guarded(box, { token: 'another' });
    await clone.git('remote', 'set-url', 'origin', server.url(remote).replace('http://', `http://x-access-token:${TOKEN}@`));
    expectFailure(await clone.run(['release', '--json']), 'no-permission');
  });

  scenario('an address whose password was never encoded is blackened too', async (box) => {
    const { remote, clone, server } = await guarded(box, { token: 'another' });
    const odd = 'pass/word@with:all';
    box.secrets.push(odd, 'pass/word');
    await clone.git('remote', 'set-url', 'origin', server.url(remote).replace('http://', `http://ann:${odd}@`));
    expectFailure(await clone.run(['release', '--json']), 'unreachable');
  });

  scenario('a server that says the token back: blackened, plain and encoded', async (box) => {
    const text = `token ${TOKEN} (${basic(TOKEN)}) may not push\n`;
    const { remote, clone, server, before } = await guarded(box, { trouble: (seen) => (seen.service === 'git-receive-pack' ? { status: 403, text } : undefined) });
    for (const run of ['cli', 'action']) {
      const env = { GITHUB_SERVER_URL: server.origin };
      const ran = run === 'cli' ? await clone.run(['release', '--json'], { env: { ...env, GITHUB_TOKEN: TOKEN } }) : await clone.action({ token: TOKEN }, { env });
      assert.equal(ran.json.code, 'no-permission');
      assert.match(ran.json.message, /token \*\*\* \(\*\*\*\) may not push/);
      for (const secret of box.secrets) assert.ok(!`${ran.summary}${JSON.stringify(ran.outputs)}`.includes(secret));
    }
    assert.deepEqual(await remote.refs(), before);
  });

  scenario('the token goes to its own server only', async (box) => {
    const { remote, clone, server, before } = await guarded(box);
    const here = clone.everything();
    const env = { GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: 'https://github.com' };
    expectFailure(await clone.run(['release', '--json'], { env }), 'no-permission');
    assert.ok(server.requests.length > 0);
    assert.ok(server.requests.every(({ authorizations }) => authorizations.length === 0), 'the token went to another server');
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });

  scenario('a renamed repository: the server sends us on to its new name', async (box) => {
    const trouble = (/** @type {import('./harness/server.mjs').Seen} */ seen) =>
      seen.path.startsWith('/old.git') ? { status: 301, to: `${seen.path.replace('/old.git', '/remote.git')}?service=${seen.service}` } : undefined;
    const { remote, clone, server, before } = await guarded(box, { trouble });
    await clone.git('remote', 'set-url', 'origin', `${server.origin}/old.git`);
    expectReleased(await clone.run(['release', '--json'], { env: { GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: server.origin } }), '1.2.4');
    await expectLanded(remote, { before, tag: 'v1.2.4', files });
    onlyThisToken(server, TOKEN);
  });

  scenario('a wrong token: no permission, with advice', async (box) => {
    const { remote, clone, server, before } = await guarded(box, { token: 'another' });
    const here = clone.everything();
    const ran = await clone.run(['release', '--json'], { env: { GH_TOKEN: TOKEN, GITHUB_SERVER_URL: server.origin } });
    expectFailure(ran, 'no-permission');
    assert.match(ran.json.nextSteps.join('\n'), /contents: write/);
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });
});
