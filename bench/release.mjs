// bench/release.sh in JavaScript, step by step and with nothing decided: what a program on Node cannot be quicker than.
// usage: node release.mjs NEXT-VERSION, in a clean clone on its default branch

import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const [next = ''] = process.argv.slice(2);

/** What git says. @param {string[]} args @returns {Promise<string>} */
function git(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (/** @type {Buffer} */ piece) => (said += piece));
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`git ${args[0]} ended with ${code}`))));
  });
}

/** @param {string} path @param {RegExp} version the text before it */
function bump(path, version) {
  writeFileSync(path, readFileSync(path, 'utf8').replace(version, (_, before) => `${before}"${next}"`));
}

await git('ls-remote', '--symref', 'origin', 'HEAD', 'refs/heads/*', 'refs/tags/*');
const last = (await git('describe', '--tags', '--abbrev=0')).trim();
await git('log', '--format=%B', `${last}..HEAD`);
bump('pyproject.toml', /^(version = )"[^"]*"/m);
bump('src/probe/__init__.py', /^(__version__ = )"[^"]*"/m);
bump('package.json', /^( {2}"version": )"[^"]*"/m);
await git('commit', '-q', '-a', '-m', `chore(release): ${next} [skip ci]`);
await git('tag', '-a', '-m', `v${next}`, `v${next}`);
await git('push', '-q', '--atomic', 'origin', 'HEAD:refs/heads/main', `refs/tags/v${next}`);
