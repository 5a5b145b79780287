// The server says no: the true cause, a stable code, what to do next, and nothing left behind.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe } from 'node:test';

import { expectFailure, expectLanded, expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { pathGit } from './harness/path-git.mjs';
import { HURRIED } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';

const history = [{ files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' }, { say: 'fix: x', files: { x: '1' } }];
const files = { 'package.json': packageJson('1.2.4') };
const MAIN = 'refs/heads/main';
const TAG = 'refs/tags/v1.2.4';
const gh006 = ['error: GH006: Protected branch update failed for refs/heads/main.', ''];
const gh013 = (/** @type {string} */ ref) => [`error: GH013: Repository rule violations found for ${ref}.`, 'Review all repository rules at https://github.com/o/r/rules', ''];
const byHook = { reason: 'protected branch hook declined' };
const byRule = { reason: 'push declined due to repository rule violations' };

/**
 * @typedef {object} Refusal
 * @property {string} name
 * @property {Parameters<import('./harness/remote.mjs').Remote['protect']>[0]} rules
 * @property {string} code
 * @property {RegExp} cause in the message
 * @property {RegExp} next among the next steps
 */

/** @type {Refusal[]} */
const refusals = [
  {
    name: 'GH006, a pull request is required',
    rules: { [MAIN]: { ...byHook, says: [...gh006, '- Changes must be made through a pull request.'] } },
    code: 'pull-request-required',
    cause: /Changes must be made through a pull request/,
    next: /version-first set 1\.2\.4/,
  },
  {
    name: 'GH006, older words, checks are required',
    rules: { [MAIN]: { ...byHook, says: [...gh006, 'error: Required status check "ci" is expected.'] } },
    code: 'pull-request-required',
    cause: /Required status check/,
    next: /chore\/version-bump-1\.2\.4/,
  },
  {
    name: 'GH013, a pull request is required',
    rules: { [MAIN]: { ...byRule, says: [...gh013(MAIN), '- Changes must be made through a pull request.', '- 2 of 2 required status checks are expected.'] } },
    code: 'pull-request-required',
    cause: /GH013/,
    next: /bypass/,
  },
  {
    name: 'GH013, signatures beside a pull request: no pull request would help',
    rules: { [MAIN]: { ...byRule, says: [...gh013(MAIN), '- Changes must be made through a pull request.', '- Commits must have verified signatures.'] } },
    code: 'signatures-required',
    cause: /verified signatures/,
    next: /signed/,
  },
  {
    name: 'GH013 on the tag: creating it is restricted',
    rules: { [TAG]: { ...byRule, says: [...gh013(TAG), '- Cannot create ref due to creations being restricted.'] } },
    code: 'tag-rule',
    cause: /creations being restricted/,
    next: /tag rule/,
  },
  {
    name: 'GH013, secrets',
    rules: { [MAIN]: { ...byRule, says: [...gh013(MAIN), '- GITHUB PUSH PROTECTION', '  Push cannot contain secrets'] } },
    code: 'secret-blocked',
    cause: /secrets/,
    next: /secret/,
  },
  {
    name: 'no right to change workflows',
    rules: { [MAIN]: { reason: 'refusing to allow a GitHub App to create or update workflow `.github/workflows/x.yml` without `workflows` permission' } },
    code: 'workflow-scope',
    cause: /workflows/,
    next: /`workflows` permission/,
  },
  {
    name: 'a reason nobody has heard of: passed on raw',
    rules: { [MAIN]: { reason: 'the moon is in the wrong house', says: ['come back on Thursday'] } },
    code: 'push-refused',
    cause: /the moon is in the wrong house.*come back on Thursday/,
    next: /cure the reason it gave/,
  },
  {
    name: 'a reason that gives orders to runners and terminals',
    rules: { [MAIN]: { reason: '##[error]::set-output name=x::y', says: ['::add-mask::x', '\x1b[31mred', '##[group]x'] } },
    code: 'push-refused',
    cause: /set-output/,
    next: /cure the reason it gave/,
  },
];

describe('refused by the server', { concurrency: 2 }, () => {
  for (const { name, rules, code, cause, next } of refusals) {
    scenario(name, async (box) => {
      const remote = await box.remote(history);
      const clone = await box.clone(remote);
      await remote.protect(rules);
      const [before, here] = [await remote.refs(), clone.everything()];
      const ran = await clone.run(['release', '--json']);
      expectFailure(ran, code, cause);
      assert.match(ran.json.nextSteps.join('\n'), next);
      assert.deepEqual(ran.json.released, []);
      assert.ok(!('version' in ran.json) && !('sha' in ran.json), 'nothing is named that was not released');
      assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
    });
  }

  scenario('the action on a protected branch: one annotation, outputs, summary', async (box) => {
    const remote = await box.remote(history);
    const clone = await box.clone(remote);
    await remote.protect(refusals[0]?.rules ?? {});
    const [before, here] = [await remote.refs(), clone.everything()];
    const ran = await clone.action({});
    assert.equal(ran.code, 1);
    assert.match(ran.stdout, /^::error title=version-first(:|%3A) pull-request-required::.*Changes must be made through a pull request.*%0Anext: /m);
    const { released, status, version, sha, tag } = ran.outputs ?? {};
    assert.deepEqual({ released, status, version, sha, tag }, { released: 'false', status: 'failed', version: '', sha: '', tag: '' });
    assert.match(ran.summary ?? '', /Release failed[\s\S]*pull-request-required/);
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });

  scenario('the advice of a protected branch is true: set, pull request, merge, and the next run tags it', async (box) => {
    const remote = await box.remote(history);
    const clone = await box.clone(remote);
    await remote.protect(refusals[0]?.rules ?? {});
    expectFailure(await clone.run(['release', '--json']), 'pull-request-required');
    assert.equal((await clone.run(['set', '1.2.4'])).code, 0);
    const [merged] = await remote.write([{ say: 'chore: release 1.2.4 (#1)', files: { 'package.json': clone.read('package.json') } }]);
    await clone.git('checkout', '--quiet', '.');
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    assert.equal((await remote.refs())[TAG]?.commit, merged, 'the tag alone may land on a protected branch');
  });

  scenario('a bypassing token: the rules are mentioned, and the release landed', async (box) => {
    const remote = await box.remote(history);
    const clone = await box.clone(remote);
    remote.hook('post-receive', 'echo "Bypassed rule violations for refs/tags/v1.2.4:"; echo "- Cannot create ref due to creations being restricted."; echo "- Changes must be made through a pull request."');
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    await expectLanded(remote, { before, tag: 'v1.2.4', files });
  });

  scenario('a plain pre-receive hook declines', async (box) => {
    const remote = await box.remote(history);
    const clone = await box.clone(remote);
    remote.hook('pre-receive', 'echo "house rules: no releases on Fridays" >&2; exit 1');
    const [before, here] = [await remote.refs(), clone.everything()];
    expectFailure(await clone.run(['release', '--json']), 'push-refused', /pre-receive hook declined.*no releases on Fridays/);
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });

  scenario('a tag in the way, `v1.2.4/x`: said so, without ten tries', async (box) => {
    const remote = await box.remote(history);
    const clone = await box.clone(remote);
    await remote.git(['tag', 'v1.2.4/x', 'main']);
    const [before, here] = [await remote.refs(), clone.everything()];
    const git = pathGit(box);
    // It begins as a version above T: by commits, nobody knows what comes next.
    expectFailure(await clone.run(['release', '--json']), 'ambiguous-tags');
    const ran = await clone.run(['release', '--json', '--bump', '1.2.4'], { env: git.env, node: HURRIED });
    expectFailure(ran, 'name-in-the-way');
    assert.match(ran.json.nextSteps.join('\n'), /another ref's name stands in the way/);
    assert.equal(git.calls().filter((words) => words.includes('push')).length, 1);
    assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
  });
});

describe('no permission', { concurrency: 2 }, () => {
  for (const status of [401, 403]) {
    scenario(`HTTP ${status} on the push`, async (box) => {
      const remote = await box.remote(history);
      const server = await serve(box, {
        trouble: (seen) => (seen.service === 'git-receive-pack' ? { status, text: 'Permission to o/r.git denied to github-actions[bot].\n' } : undefined),
      });
      const clone = await box.clone(remote, { url: server.url(remote) });
      const [before, here] = [await remote.refs(), clone.everything()];
      const ran = await clone.run(['release', '--json']);
      expectFailure(ran, 'no-permission', status === 403 ? /denied to github-actions\[bot\]/ : undefined);
      assert.match(ran.json.nextSteps.join('\n'), /contents: write/);
      assert.deepEqual([await remote.refs(), clone.everything()], [before, here]);
    });
  }

  scenario('HTTP 403 on the look', async (box) => {
    const remote = await box.remote(history);
    let closed = false;
    const server = await serve(box, { trouble: () => (closed ? { status: 403 } : undefined) });
    const clone = await box.clone(remote, { url: server.url(remote) });
    closed = true;
    const here = clone.everything();
    expectFailure(await clone.run(['release', '--json']), 'no-permission');
    assert.ok(server.requests.length < 10, 'it does not knock again and again');
    assert.deepEqual(clone.everything(), here);
  });

  scenario('ssh: the key is refused; the clone\'s own ssh command was used', async (box) => {
    const remote = await box.remote(history);
    const clone = await box.clone(remote);
    const ssh = box.write('ssh', `#!/bin/sh\necho "git@example.com: Permission denied (publickey)." >&2\nexit 255\n`, 0o755);
    await clone.git('remote', 'set-url', 'origin', 'git@example.com:me/demo.git');
    await clone.git('config', 'core.sshCommand', ssh);
    const here = clone.everything();
    expectFailure(await clone.run(['release', '--json'], { node: HURRIED }), 'no-permission');
    assert.deepEqual(clone.everything(), here);
  });

  scenario('ssh: a remote behind the clone\'s own ssh command is released to', async (box) => {
    const remote = await box.remote(history);
    const clone = await box.clone(remote);
    const ssh = box.write('ssh', `#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n`, 0o755);
    await clone.git('remote', 'set-url', 'origin', `git@example.com:${remote.dir}`);
    await clone.git('config', 'core.sshCommand', ssh);
    await clone.git('config', 'ssh.variant', 'ssh');
    const before = await remote.refs();
    expectReleased(await clone.run(['release', '--json'], { env: { GITHUB_TOKEN: 'never-sent-over-ssh' } }), '1.2.4');
    await expectLanded(remote, { before, tag: 'v1.2.4', files });
  });
});

describe('unreachable', { concurrency: 2 }, () => {
  const nobody = async () => {
    const server = createServer();
    await new Promise((listening) => {
      server.listen(0, '127.0.0.1', () => listening(undefined));
    });
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close();
    return port;
  };
  for (const [name, address] of /** @type {[string, (box: import('./harness/sandbox.mjs').Sandbox) => string | Promise<string>][]} */ ([
    ['connection refused', async () => `http://127.0.0.1:${await nobody()}/r.git`],
    ['git protocol, connection refused', async () => `git://127.0.0.1:${await nobody()}/r.git`],
    ['no such host', () => 'https://no-such-host.invalid/o/r.git'],
    ['no such folder', (box) => join(box.dir, 'gone.git')],
    ['no such folder, as a file address', (box) => `file://${box.dir}/gone.git`],
    ['a folder that is no repository', (box) => box.tmp],
  ])) {
    scenario(name, async (box) => {
      const remote = await box.remote(history);
      const clone = await box.clone(remote);
      await clone.git('remote', 'set-url', 'origin', await address(box));
      const here = clone.everything();
      const ran = await clone.run(['release', '--json'], { node: HURRIED });
      expectFailure(ran, 'unreachable');
      assert.match(ran.json.nextSteps.join('\n'), /git remote -v/);
      assert.deepEqual(clone.everything(), here);
      const next = await clone.run(['next', '--json'], { node: HURRIED });
      expectFailure(next, 'unreachable');
    });
  }

  scenario('HTTP 404: a private repository looks like none', async (box) => {
    const remote = await box.remote(history);
    let gone = false;
    const server = await serve(box, { trouble: () => (gone ? { status: 404, text: 'Repository not found.\n' } : undefined) });
    const clone = await box.clone(remote, { url: server.url(remote) });
    gone = true;
    const ran = await clone.run(['release', '--json']);
    expectFailure(ran, 'unreachable', /not found/i);
    assert.match(ran.json.nextSteps.join('\n'), /token/);
  });

  scenario('HTTP 500 once: looked at again, and released', async (box) => {
    const remote = await box.remote(history);
    let broken = 0;
    const server = await serve(box, { trouble: () => (broken-- > 0 ? { status: 500 } : undefined) });
    const clone = await box.clone(remote, { url: server.url(remote) });
    const before = await remote.refs();
    broken = 1;
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    await expectLanded(remote, { before, tag: 'v1.2.4', files });
  });
});
