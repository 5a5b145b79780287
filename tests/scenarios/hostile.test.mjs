// What comes from a server or a commit is made to do harm: nothing of it leaves its place, and the run says why it stops.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe } from 'node:test';

import { snapshot } from './harness/clone.mjs';
import { expectReleased } from './harness/expect.mjs';
import { packageJson } from './harness/manifests.mjs';
import { poison } from './harness/poison.mjs';
import { exec, must } from './harness/process.mjs';
import { HURRIED } from './harness/program.mjs';
import { scenario } from './harness/sandbox.mjs';
import { serve } from './harness/server.mjs';
import { story } from './harness/story.mjs';

const history = () => [
  { say: 'chore: start', files: { 'package.json': packageJson('1.2.3') }, tag: 'v1.2.3' },
  { say: 'fix: x', files: { 'a.js': '1' } },
];

/** @param {import('./harness/remote.mjs').Remote} remote @param {[mode: string, name: string, oid: string][]} entries */
async function rawTree(remote, entries) {
  const bytes = entries.map(([mode, name, oid]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]));
  return (await remote.git(['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], Buffer.concat(bytes))).trim();
}

/** @param {import('./harness/remote.mjs').Remote} remote @param {string} text */
const blob = async (remote, text) => (await remote.git(['hash-object', '-w', '--stdin'], text)).trim();

/** @param {import('./harness/remote.mjs').Remote} remote @param {string} tree @param {string} ref @param {string} [say] */
async function commitTree(remote, tree, ref, say = 'fix: y') {
  const commit = (await remote.git(['commit-tree', tree, '-p', 'main', '-m', say])).trim();
  await remote.git(['update-ref', ref, commit]);
  return commit;
}

/** Ten folders in each of ten, nine levels deep: thousand million files of twelve objects. @param {import('./harness/remote.mjs').Remote} remote */
async function bomb(remote) {
  const leaf = await blob(remote, 'x');
  let tree = await rawTree(remote, Array.from({ length: 10 }, (_, index) => ['100644', `f${index}`, leaf]));
  for (let level = 0; level < 9; level += 1) {
    const below = tree;
    tree = await rawTree(remote, Array.from({ length: 10 }, (_, index) => ['40000', `d${index}`, below]));
  }
  return tree;
}

/** A server that shows these refs and has no more to say. @param {import('./harness/sandbox.mjs').Sandbox} box @param {(string | Buffer)[]} lines */
async function advertises(box, lines) {
  const packet = (/** @type {string | Buffer} */ line) => {
    const bytes = Buffer.from(line);
    return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
  };
  const server = createServer((request, response) => {
    request.resume();
    const opening = request.method === 'GET';
    response.writeHead(200, { 'content-type': `application/x-git-upload-pack-${opening ? 'advertisement' : 'result'}` });
    const said = opening ? ['version 2\n', 'agent=x\n', 'ls-refs\n', 'fetch=shallow\n', 'object-format=sha1\n'] : lines;
    response.end(Buffer.concat([...said.map(packet), Buffer.from('0000')]));
  });
  await new Promise((listening) => {
    server.listen(0, '127.0.0.1', () => listening(undefined));
  });
  box.closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/r.git`;
}

describe('names from a server', { concurrency: 2 }, () => {
  for (const name of ['../../../../home/victim', '../../../../home/new/folder/file', 'a/../../b', '.', 'a.lock']) {
    scenario(`a default branch called \`${name}\``, async (box) => {
      const remote = await box.remote([{ say: 'chore: start', files: { 'package.json': packageJson('1.0.0') } }]);
      const clone = await box.clone(remote);
      box.write('home/victim', 'mine');
      const tip = await remote.tip();
      await clone.git('remote', 'set-url', 'origin', await advertises(box, [`${tip} HEAD symref-target:refs/heads/${name}\n`, `${tip} refs/heads/${name}\n`]));
      const before = snapshot(box.dir, (path) => !path.startsWith('tmp'));
      const ran = await clone.run(['release', '--json']);
      assert.equal(ran.json.code, 'invalid-ref-name', ran.stdout);
      assert.deepEqual(snapshot(box.dir, (path) => !path.startsWith('tmp')), before);
    });
  }

  scenario('whatever bytes a server says: nothing is written outside the clone and what is temporary', async (box) => {
    const remote = await box.remote([{ say: 'chore: start', files: { 'package.json': packageJson('1.0.0') } }]);
    const clone = await box.clone(remote);
    const tip = await remote.tip();
    const pieces = ['..', '/', '.', '\0', '\n', '\t', ' ', '-', '*', '^{}', '@{', '\\', ':', 'x', '.lock', 'refs/heads/', 'refs/tags/', 'v9.9.9', '\x1b[31m', '::error::', '\xff', 'é'];
    let seed = 20261127;
    const chance = (/** @type {number} */ below) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const text = () => Array.from({ length: 1 + chance(8) }, () => pieces[chance(pieces.length)]).join('');
    const kept = () => snapshot(box.dir, (path) => !path.startsWith('tmp') && path !== 'clone-1/.git');
    const before = kept();
    for (let round = 0; round < 16; round += 1) {
      const name = text();
      const lines = [
        `${tip} HEAD symref-target:refs/heads/${chance(2) ? 'main' : name}\n`,
        `${tip} refs/heads/main\n`,
        ...Array.from({ length: 6 }, () => Buffer.from(`${chance(4) ? tip : text()} ${chance(2) ? 'refs/tags/' : 'refs/heads/'}${text()}\n`, chance(2) ? 'latin1' : 'utf8')),
        ...(chance(3) ? [] : [randomBytes(40)]),
      ];
      await clone.git('remote', 'set-url', 'origin', await advertises(box, lines));
      // The harness looks at every run: no order to a runner, no escape sequence, nothing left behind.
      await clone.run(['release', '--json', '--timeout=20s'], { node: HURRIED });
      assert.deepEqual(kept(), before, JSON.stringify(lines.map(String)));
      const refs = readdirSync(join(clone.dir, '.git')).filter((one) => !['objects', 'refs', 'logs', 'hooks', 'info', 'branches'].includes(one)).sort();
      assert.deepEqual(refs, ['HEAD', 'config', 'index', 'packed-refs'], JSON.stringify(lines.map(String)));
    }
  });
});

describe('trees', { concurrency: 2 }, () => {
  const names = ['.git', '.GIT', 'git~1', '..', '.', '.g\u200cit', '.git::$INDEX_ALLOCATION', '.git ', 'a\\..\\b'];
  for (const name of names) {
    scenario(`\`${JSON.stringify(name)}/package.json\``, async (box) => {
      const remote = await box.remote(history());
      const clone = await box.clone(remote);
      const file = await blob(remote, packageJson('1.2.3'));
      const inner = await rawTree(remote, [['100644', 'package.json', file]]);
      const tree = await rawTree(remote, [['40000', name, inner], ['100644', 'package.json', file]]);
      await commitTree(remote, tree, 'refs/heads/main');
      const before = await remote.refs();
      const ran = await clone.run(['release', '--json']);
      assert.equal(ran.json.code, 'hostile-tree', ran.stdout);
      assert.equal(ran.json.path, name);
      assert.deepEqual(await remote.refs(), before);
    });
  }

  scenario('two entries of one name', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const [one, two] = [await blob(remote, packageJson('1.2.3')), await blob(remote, packageJson('6.6.6'))];
    await commitTree(remote, await rawTree(remote, [['100644', 'package.json', one], ['100644', 'package.json', two]]), 'refs/heads/main');
    const ran = await clone.run(['release', '--json']);
    assert.deepEqual([ran.json.code, ran.json.path], ['hostile-tree', 'package.json']);
  });

  scenario('mode 100664, as an old git wrote it, is an ordinary file', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const file = await blob(remote, packageJson('1.2.3'));
    await commitTree(remote, await rawTree(remote, [['100664', 'package.json', file]]), 'refs/heads/main');
    expectReleased(await clone.run(['release', '--json']), '1.2.4');
    assert.match(await remote.git(['ls-tree', 'main', 'package.json']), /^100644 /);
  });

  scenario('a link out of the tree in a manifest\'s place is never followed', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    const victim = box.write('victim.json', packageJson('1.2.3'));
    const link = await blob(remote, '../victim.json');
    await commitTree(remote, await rawTree(remote, [['120000', 'package.json', link]]), 'refs/heads/main');
    const ran = await clone.run(['release', '--json']);
    assert.deepEqual([ran.json.code, ran.json.path], ['hostile-tree', 'package.json']);
    assert.equal(readFileSync(victim, 'utf8'), packageJson('1.2.3'));
  });

  scenario('a tip of thousand million files: a clear end, in little memory', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    await commitTree(remote, await rawTree(remote, [['40000', 'b', await bomb(remote)], ['100644', 'package.json', await blob(remote, packageJson('1.2.3'))]]), 'refs/heads/main');
    const ran = await clone.run(['release', '--json'], { node: ['--max-old-space-size=512'] });
    assert.equal(ran.json.code, 'tree-too-large', ran.stdout);
  });

  scenario('a tag that names such a tree says nothing; a release goes on', async (box) => {
    const remote = await box.remote(history());
    const clone = await box.clone(remote);
    await commitTree(remote, await rawTree(remote, [['40000', 'b', await bomb(remote)]]), 'refs/tags/v1.2.9');
    const ran = await clone.run(['next', '--json'], { node: ['--max-old-space-size=512'] });
    assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  });

  scenario('a bump branch of thousand million files is none of ours', async (box) => {
    const all = await story(box, { protect: [] });
    const tree = await rawTree(all.remote, [['40000', 'b', await bomb(all.remote)], ['100644', 'package.json', await blob(all.remote, packageJson('9.9.9'))]]);
    const oid = await commitTree(all.remote, tree, 'refs/heads/chore/version-bump-9.9.9', 'chore: x');
    const ran = await all.clone.run(['release', '--json'], { env: all.github.env, node: ['--max-old-space-size=512'] });
    assert.equal(ran.json.status, 'released', ran.stdout + ran.stderr);
    assert.equal((await all.remote.refs())['refs/heads/chore/version-bump-9.9.9'].oid, oid);
  });
});

describe('objects of the clone', { concurrency: 2 }, () => {
  for (const kind of ['blob', 'tree']) {
    scenario(`a ${kind} whose bytes are not what its name says is not built upon`, async (box) => {
      const files = { 'package.json': packageJson('1.2.3'), 'a/package.json': packageJson('1.2.3'), 'a.js': '1' };
      const remote = await box.remote([{ say: 'chore: start', files, tag: 'v1.2.3' }, { say: 'fix: x', files: { 'a.js': '2' } }]);
      const clone = await box.clone(remote);
      // Loose objects are checked by git; those in packs are not. So the poisoned one gets into a pack under the old name.
      const victim = await clone.oid(kind === 'blob' ? 'HEAD:package.json' : 'HEAD^{tree}');
      const evil = kind === 'blob' ? Buffer.from(packageJson('1.2.3').replace('{', '{ "evil": 1,')) : await evilTree(clone, victim);
      await poison(clone, victim, kind, evil);
      const shown = await must('git', ['cat-file', kind, victim], { cwd: clone.dir, env: box.fixtureEnv });
      assert.ok(shown.includes('evil'), 'git itself takes it');
      const before = await remote.refs();
      const ran = await clone.run(['release', '--json']);
      assert.equal(ran.json.status, 'failed', ran.stdout);
      assert.match(ran.stdout, /is not what its name says/);
      assert.deepEqual(await remote.refs(), before);
    });
  }
});

/** The same tree, and a file more. @param {import('./harness/clone.mjs').Clone} clone @param {string} tree */
async function evilTree(clone, tree) {
  const { bytes } = await exec('git', ['cat-file', 'tree', tree], { cwd: clone.dir, env: clone.box.fixtureEnv });
  const oid = await clone.oid('HEAD:package.json');
  return Buffer.concat([bytes, Buffer.from('100644 zevil\0'), Buffer.from(oid, 'hex')]);
}

describe('a remote that points elsewhere', { concurrency: 2 }, () => {
  const TOKEN = 'ghs_0123456789abcdefghij';

  scenario('the token goes to no other server', async (box) => {
    box.secrets.push(TOKEN);
    const remote = await box.remote(history());
    const thief = await serve(box);
    const server = await serve(box, { trouble: ({ path }) => ({ status: 301, to: `${thief.origin}${path}?service=git-upload-pack` }) });
    const clone = await box.clone(remote);
    await clone.git('remote', 'set-url', 'origin', server.url(remote));
    const before = await remote.refs();
    const ran = await clone.run(['release', '--json'], { env: { GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: server.origin } });
    assert.equal(ran.json.code, 'unreachable', ran.stdout);
    assert.match(ran.stdout, /redirects to another server/);
    assert.deepEqual(thief.requests, [], 'nobody came');
    assert.deepEqual(await remote.refs(), before);
  });

  scenario('a renamed repository is followed on its own server, and that is said', async (box) => {
    box.secrets.push(TOKEN);
    const remote = await box.remote(history());
    const server = await serve(box, {
      token: TOKEN,
      trouble: ({ path, method }) => (path.startsWith('/old/') ? { status: 301, to: `${server.origin}/remote.git/info/refs?service=${method === 'GET' ? 'git-upload-pack' : ''}` } : undefined),
    });
    const clone = await box.clone(remote);
    await clone.git('remote', 'set-url', 'origin', `${server.origin}/old/name`);
    const ran = await clone.run(['release', '--json'], { env: { GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: server.origin, GITHUB_API_URL: `${server.origin}/nothing` } });
    assert.match(ran.stderr, /the repository has moved: from now on http\S+\/remote\.git is used/);
    assert.ok((await remote.refs())['refs/tags/v1.2.4'], ran.stdout + ran.stderr);
  });
});
