// A release script of your own: what is next, by the commits since the last tag, and the files that say so. It commits nothing.
//
//   node release-script.mjs [FOLDER]

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { decideBump, nextVersion, parseTag, readManifests, rewriteManifests, tagName } from 'version-first';

const folder = process.argv[2] ?? '.';
const git = (...args) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();

// What the files say, and which of the tags is the last version.
const files = ['package.json', 'package-lock.json', 'pyproject.toml', 'Cargo.toml']
  .filter((path) => existsSync(join(folder, path)))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
const tag = git('tag', '--list', '--merged', 'HEAD', '--sort=-creatordate').split('\n').find((name) => parseTag(name) !== null);
const current = (tag && parseTag(tag)) ?? readManifests(files)[0].version;

// The commits since, with all they say: subject, body and footers.
const log = git('log', '-z', '--format=%H%n%B', tag ? `${tag}..HEAD` : 'HEAD');
const commits = log.split('\0').filter(Boolean).map((text) => {
  const [sha = '', ...message] = text.trim().split('\n');
  return { sha, message: message.join('\n') };
});

const { bump, releaseAs, reasons } = decideBump(commits, { current });
if (bump === undefined && releaseAs === undefined) {
  console.log('nothing to release');
} else {
  for (const { sha, subject, why } of reasons) console.log(`${sha.slice(0, 7)} ${subject} (${why})`);
  // A commit may ask for a very version, by a footer `Release-As: 2.0.0`.
  const version = releaseAs ?? nextVersion({ current, bump });
  // All of them or none: a file that can't say the version is thrown as an error, before anything is written.
  const changed = rewriteManifests(files, version);
  for (const { path, text } of changed) writeFileSync(join(folder, path), text);
  console.log(`${current} → ${version}: ${changed.map(({ path }) => path).join(', ')}; its tag will be ${tagName(version)}`);
}
