// Folders, settings and variables of others: nothing in them starts a program, and no token comes near one.

import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';

import { expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { exec, must } from './harness/process.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';

const ROOT = process.getuid?.() === 0;
const STRANGER = '12345';
const OTHER = '54321';

const history = () => [
  { say: 'chore: start', files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
  { say: 'fix: x', files: { 'a.js': '1' } },
];

/**
 * A clone of a stranger's, whose settings name programs wherever git would run one.
 * @param {import('./harness/sandbox.mjs').Sandbox} box
 */
async function planted(box) {
  const remote = await box.remote(history());
  const clone = await box.clone(remote);
  const mark = join(box.dir, 'ran');
  mkdirSync(mark, { mode: 0o777 });
  await must('chmod', ['0777', mark], {});
  const program = box.write('evil', `#!/bin/sh\nid -u > '${mark}/'"$(basename "$0")"-$$\nexit 1\n`, 0o755);
  await clone.git('remote', 'set-url', 'origin', 'stranger@127.0.0.1:x.git');
  for (const key of ['core.sshCommand', 'core.fsmonitor', 'core.gitProxy', 'core.askPass', 'core.pager', 'credential.helper', 'core.alternateRefsCommand', 'gpg.program', 'diff.external']) {
    await clone.git('config', key, program);
  }
  for (const kind of ['clean', 'smudge', 'process']) await clone.git('config', `filter.evil.${kind}`, program);
  await clone.git('config', 'protocol.ext.allow', 'always');
  clone.write('.git/info/attributes', '* filter=evil\n');
  await must('chown', ['-R', `${STRANGER}:${STRANGER}`, clone.dir], {});
  return { remote, clone, ran: () => readdirSync(mark) };
}

describe('a folder of somebody else\'s', { concurrency: 2, skip: !ROOT && 'only root can give folders away' }, () => {
  const surroundings = { 'without CI': {}, 'with CI': { CI: 'true' }, 'with a runner\'s name and no workspace': { CI: 'true', GITHUB_ACTIONS: 'true' } };
  for (const [name, env] of Object.entries(surroundings)) {
    scenario(`as root, ${name}`, async (box) => {
      const { clone, ran } = await planted(box);
      for (const args of [['next'], ['release'], ['next', '--offline'], ['set', '2.0.0', '--dry-run']]) {
        const refused = await clone.run([...args, '--json'], { env });
        assert.equal(refused.json.code, 'repository-not-trusted', refused.stdout + refused.stderr);
        assert.match(refused.json.nextSteps.join(' '), /safe\.directory/);
      }
      assert.deepEqual(ran(), []);
    });

    scenario(`as another user, ${name}`, async (box) => {
      const { clone, ran } = await planted(box);
      await must('chmod', ['0755', box.dir], {});
      const all = { ...box.env, TMPDIR: box.newTmp(), ...env };
      for (const args of [['next'], ['release'], ['set', '2.0.0', '--dry-run']]) {
        const as = ['--reuid', OTHER, '--regid', OTHER, '--clear-groups', process.execPath, box.cli, ...args, '--json'];
        const refused = await exec('setpriv', as, { cwd: clone.dir, env: all });
        assert.equal(JSON.parse(refused.stdout).code, 'repository-not-trusted', refused.stdout + refused.stderr);
      }
      assert.deepEqual(ran(), []);
    });
  }

  scenario('in the runner\'s workspace: gone on with, and none of its programs runs', async (box) => {
    const { remote, clone, ran } = await planted(box);
    const server = await serve(box);
    const config = clone.read('.git/config').replace('stranger@127.0.0.1:x.git', server.url(remote));
    writeFileSync(join(clone.dir, '.git/config'), config);
    const env = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: clone.dir };
    expectReleased(await clone.run(['release', '--json'], { env }), '1.2.4');
    assert.equal(clone.read('package.json'), packageJson('1.2.4'));
    assert.deepEqual(ran(), []);
    // An ssh address, which the stranger's command would reach, is gone to with ssh itself.
    writeFileSync(join(clone.dir, '.git/config'), config.replace(server.url(remote), 'ssh://git@127.0.0.1:1/x.git'));
    assert.equal((await clone.run(['next', '--json'], { env })).json.code, 'unreachable');
    assert.deepEqual(ran(), []);
  });
});

describe('a remote\'s name', { concurrency: 2 }, () => {
  for (const name of ['--upload-pack=touch PWNED;', '--receive-pack=touch PWNED;', '--exec=touch PWNED;', '-utouch PWNED;', 'ext::sh -c "touch PWNED"', '-c', '--help', '../x']) {
    scenario(`\`${name}\` is no option of git's`, async (box) => {
      const remote = await box.remote(history());
      const clone = await box.clone(remote);
      writeFileSync(join(clone.dir, '.git/config'), `${clone.read('.git/config')}[remote ${JSON.stringify(name)}]\n\turl = ${remote.dir}\n`);
      const before = await remote.refs();
      assert.equal((await clone.run(['release', `--remote=${name}`])).code, 2);
      assert.equal((await clone.action({ remote: name })).json.code, 'usage');
      assert.equal(existsSync(join(clone.dir, 'PWNED')), false);
      assert.deepEqual(await remote.refs(), before);
    });
  }
});

describe('tokens', { concurrency: 2 }, () => {
  const TOKEN = 'ghs_0123456789abcdefghij';

  for (const shape of [[], ['--depth=1'], ['--filter=blob:none']]) {
    scenario(`are not in the environment of a filter that runs when the clone follows (${shape.join() || 'full'})`, async (box) => {
      box.secrets.push(TOKEN, Buffer.from(`x-access-token:${TOKEN}`).toString('base64'));
      const remote = await box.remote(history());
      await remote.config('uploadpack.allowFilter', 'true');
      const server = await serve(box, { token: TOKEN });
      const clone = await box.clone(remote, { url: remote.fileUrl, args: shape });
      await clone.git('remote', 'set-url', 'origin', server.url(remote));
      const seen = join(box.dir, 'seen');
      const filter = box.write('filter', `#!/bin/sh\nenv > '${seen}'\ncat\n`, 0o755);
      await clone.git('config', 'filter.look.smudge', filter);
      await clone.git('config', 'filter.look.clean', 'cat');
      clone.write('.git/info/attributes', 'package.json filter=look\n');
      const env = { GITHUB_SERVER_URL: server.origin, GITHUB_API_URL: `${server.origin}/nothing`, ACTIONS_RUNTIME_TOKEN: TOKEN, GITHUB_TOKEN: TOKEN };
      expectReleased(await clone.action({ token: TOKEN, 'github-release': 'false', mode: 'direct' }, { env }), '1.2.4');
      assert.equal(clone.read('package.json'), packageJson('1.2.4'), 'the clone has followed');
      const text = readFileSync(seen, 'utf8');
      for (const secret of box.secrets) assert.ok(!text.includes(secret), text);
    });
  }
});

describe('bare repositories', { concurrency: 2 }, () => {
  scenario('one that is part of a commit is not stepped into', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const inner = join(clone.dir, 'packages/app');
    mkdirSync(inner, { recursive: true });
    await box.git(inner, ['init', '--quiet', '--bare', '--template=', '.']);
    const mark = join(box.dir, 'ran');
    await box.git(inner, ['config', 'core.sshCommand', `touch '${mark}' #`]);
    await box.git(inner, ['remote', 'add', 'origin', 'git@127.0.0.1:x.git']);
    mkdirSync(join(inner, 'refs/deeper'), { recursive: true });
    for (const cwd of [inner, join(inner, 'refs/deeper')]) {
      const ran = await clone.run(['next', '--json', `--cwd=${cwd}`]);
      assert.equal(ran.json.code, 'repository-not-trusted', ran.stdout);
      assert.equal((await clone.action({ 'working-directory': cwd })).json.code, 'repository-not-trusted');
    }
    assert.equal(existsSync(mark), false);
  });

  scenario('one that stands alone is taken where it is named', async (box) => {
    const remote = await box.remote(history());
    await box.git(box.dir, ['clone', '--quiet', '--bare', remote.dir, 'alone.git']);
    const clone = await box.clone(remote);
    expectReleased(await clone.run(['release', '--json', `--cwd=${join(box.dir, 'alone.git')}`]), '1.2.4');
  });
});

describe('set', { concurrency: 2 }, () => {
  scenario('a folder that is a link out of the repository: nothing outside is touched', async (box) => {
    const files = { 'package.json': JSON.stringify({ name: 'a', version: '1.0.0', workspaces: ['sub'] }), 'sub/package.json': packageJson('1.0.0') };
    const clone = await box.clone(await box.remote([{ files }]));
    renameSync(join(clone.dir, 'sub'), join(box.dir, 'outside'));
    symlinkSync(join(box.dir, 'outside'), join(clone.dir, 'sub'));
    const before = clone.read('package.json');
    const ran = await clone.run(['set', '2.0.0', '--json']);
    assert.equal(ran.json.code, 'outside-repository', ran.stdout + ran.stderr);
    assert.equal(box.read('outside/package.json'), packageJson('1.0.0'));
    assert.equal(clone.read('package.json'), before);
  });

  scenario('a version file that is a link to another tracked file: that one is rewritten, once', async (box) => {
    const files = {
      'pyproject.toml': '[project]\nname = "heron"\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n',
      VERSION: { text: 'shared/VERSION', mode: '120000' },
      'shared/VERSION': '1.2.3\n',
      'docs/old.md': { text: '../gone', mode: '120000' },
    };
    const clone = await box.clone(await box.remote([{ files }]));
    const ran = await clone.run(['set', '1.3.0', '--json']);
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    assert.equal(ran.json.stillSays, undefined, 'the file it leads to has the new one');
    assert.equal((await clone.git('status', '--porcelain')).trim(), 'M shared/VERSION', 'the link is one still');
    assert.equal(clone.read('shared/VERSION'), '1.3.0\n');
  });

  scenario('one that leads out of the repository is refused', async (box) => {
    const files = { 'pyproject.toml': '[project]\nname = "heron"\ndynamic = ["version"]\n[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n', VERSION: { text: '../outside', mode: '120000' } };
    const clone = await box.clone(await box.remote([{ files }]));
    box.write('outside', '1.2.3\n');
    const ran = await clone.run(['set', '1.3.0', '--json']);
    assert.equal(ran.json.code, 'outside-repository', ran.stdout + ran.stderr);
    assert.equal(box.read('outside'), '1.2.3\n');
  });

  scenario('a link in the workspace that leads out of it is no working directory', async (box) => {
    const clone = await box.clone(await box.remote(history()));
    const outside = await box.clone(await box.remote(history(), { name: 'other.git' }));
    symlinkSync(outside.dir, join(clone.dir, 'inside'));
    const ran = await clone.action({ 'working-directory': 'inside' });
    assert.equal(ran.json.code, 'usage', ran.stdout);
  });

  scenario('by root: the new file is the old one\'s owner\'s, and a race for it hands nothing over', async (box) => {
    const clone = await box.clone(await box.remote([{ files: { 'package.json': packageJson('1.0.0') } }]));
    const secret = box.write('secret', 'of root\n', 0o600);
    await must('chown', ['-R', `${STRANGER}:${STRANGER}`, clone.dir], {});
    // The stranger puts a link in the place of the new file at the very moment after it was opened.
    const racer = box.write('racer.cjs', `const fs = require('node:fs');
const open = fs.openSync;
fs.openSync = (file, flags, mode) => {
  const handle = open(file, flags, mode);
  if (String(file).endsWith('.version-first') && flags === 'wx') {
    fs.unlinkSync(file);
    fs.symlinkSync(${JSON.stringify(secret)}, file);
  }
  return handle;
};
const write = fs.writeFileSync;
fs.writeFileSync = (file, ...rest) => {
  write(file, ...rest);
  if (String(file).endsWith('.version-first')) {
    fs.unlinkSync(file);
    fs.symlinkSync(${JSON.stringify(secret)}, file);
  }
};
`);
    const trust = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' };
    await clone.run(['set', '2.0.0', '--json'], { env: trust, node: ['--require', racer] });
    const { uid, mode } = lstatSync(secret);
    assert.deepEqual([uid, mode & 0o777, readFileSync(secret, 'utf8')], [0, 0o600, 'of root\n']);
    // And without anybody in the way:
    await must('rm', ['-f', join(clone.dir, 'package.json')], {});
    writeFileSync(join(clone.dir, 'package.json'), packageJson('1.0.0'), { mode: 0o640 });
    await must('chown', [`${STRANGER}:${OTHER}`, join(clone.dir, 'package.json')], {});
    await must('chmod', ['0640', join(clone.dir, 'package.json')], {});
    const ran = await clone.run(['set', '2.0.0', '--json'], { env: trust });
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    const after = lstatSync(join(clone.dir, 'package.json'));
    assert.deepEqual([String(after.uid), String(after.gid), after.mode & 0o777], [STRANGER, OTHER, 0o640]);
  }, { skip: !ROOT && 'only root can give files away' });
});

describe('what a killed run has left', () => {
  scenario('goes a day later, and nothing else does', async (box) => {
    const clone = await box.clone(await box.remote(history()));
    const tmp = box.newTmp();
    const yesterday = Date.now() / 1000 - 25 * 3600;
    /** @param {string} name @param {{pid?: number, old?: boolean, trusted?: boolean}} what */
    const left = (name, { pid = 2 ** 22 + 1, old = true, trusted = true } = {}) => {
      const dir = join(tmp, name);
      mkdirSync(dir);
      writeFileSync(join(dir, 'pid'), `${pid}\n`);
      if (trusted) writeFileSync(join(dir, 'trusted'), '');
      if (old) utimesSync(dir, yesterday, yesterday);
    };
    left('version-first-aaaaaa');
    left('version-first-bbbbbb', { old: false });
    left('version-first-cccccc', { pid: process.pid });
    left('version-first-dddddd', { trusted: false });
    left('version-first-try-eeeeee');
    left('somebody-else-ffffff');
    const ran = await clone.run(['next'], { env: { TMPDIR: tmp } });
    assert.equal(ran.code, 0, ran.stderr);
    const kept = ['somebody-else-ffffff', 'version-first-bbbbbb', 'version-first-cccccc', 'version-first-dddddd', 'version-first-try-eeeeee'];
    assert.deepEqual(readdirSync(tmp).sort(), kept);
  });
});

describe('bad moments of a remote', { concurrency: 2 }, () => {
  scenario('one 502 while what is missing is fetched on demand: the next look goes on', async (box) => {
    const files = { 'package.json': packageJson('1.2.3') };
    const remote = await box.remote([{ say: 'chore: start', files, tag: 'v1.2.3' }, { say: 'fix: x', files: { 'package.json': packageJson('1.2.3').replace('{', '{ ') } }]);
    await remote.config('uploadpack.allowFilter', 'true');
    let troubles = 0;
    // The second conversation is the fetch on demand.
    const trouble = (/** @type {{service: string, method: string}} */ { service, method }, /** @type {number} */ nth) => {
      if (service !== 'git-upload-pack' || method !== 'GET' || nth !== 2) return undefined;
      troubles += 1;
      return { status: 502, text: 'bad gateway' };
    };
    const server = await serve(box, { trouble });
    const clone = await box.clone(remote, { url: remote.fileUrl, args: ['--filter=blob:none', '--no-checkout'] });
    await clone.git('remote', 'set-url', 'origin', server.url(remote));
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    assert.equal(troubles, 1);
  });

  scenario('the lock of its own ref that a dead process has left is no lost race', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    writeFileSync(join(remote.dir, 'refs/heads/main.lock'), '');
    const ran = await clone.run(['release', '--json'], { node: ['--require', new URL('harness/impatient.cjs', import.meta.url).pathname] });
    assert.equal(ran.json.code, 'remote-locked', ran.stdout);
    assert.match(ran.json.message, /main\.lock/);
    assert.equal((await remote.refs())['refs/tags/v1.2.4'], undefined);
  });
});
