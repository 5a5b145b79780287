// `try`: the whole story in a throw-away repository. The remote, the clones and the release are real; only the
// folder they live in is temporary. No network, no account.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { removeAtExit, removeNow } from '../ending.js';
import { loadCore } from '../core/core.js';
import { ShellError } from '../say/errors.js';
import { oneLine } from '../say/escape.js';
import { makeFolder } from '../files/folders.js';
import { print } from '../say/output.js';
import { progressLine, resultLines } from '../say/report.js';
import { run } from './run.js';

/** @typedef {import('../inputs.js').Options} Options */
/** @typedef {import('../types.js').Step} Step */

const MANIFEST = 'pyproject.toml';
const PACKAGE = 'src/specify_cli/__init__.py';
const FILES = {
  [MANIFEST]: '[project]\nname = "specify-cli"\nversion = "0.2.328"  # nobody has touched this for six releases\n',
  [PACKAGE]: '"""A command line for specifications."""\n\n__version__ = "0.2.328"\n',
  'README.md': '# specify-cli\n',
};
const ANN = { GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'ann@example.org' };
const PROTECTED = '#!/bin/sh\nwhile read old new ref; do\n  [ "$ref" = refs/heads/main ] && exit 1\ndone\nexit 0\n';

/**
 * @param {Options} options
 * @returns {Promise<number>} the exit code
 */
export async function tryIt(options) {
  const folder = makeFolder(options.place.tempDir, 'version-first-try-');
  if (!options.keep) removeAtExit(folder);
  const show = new Show(folder, options);
  theBug(show);
  tagFirst(show);
  await versionFirst(show);
  await theRace(show);
  show.title(show.wrong === 0 ? 'Done' : 'Something is wrong');
  if (show.wrong > 0) show.note(`${show.wrong} of the checks above failed: please report this with the text above`);
  if (options.keep) {
    show.note(`everything is still there: ${folder}`);
  } else {
    removeNow(folder);
    show.note('the repositories are gone again; `--keep` leaves them there to look around');
  }
  if (show.wrong === 0) show.note('in a clone of your own: `version-first next`, then `version-first release --dry-run`');
  return show.wrong === 0 ? 0 : 1;
}

/** @param {Show} show */
function theBug(show) {
  show.title('1. The bug: a tag that says one thing, its tree another');
  show.note('a project with a remote, six releases later: every tag was made, no manifest was ever touched');
  show.quietly('.', 'init', '--quiet', '--bare', '--initial-branch=main', 'remote.git');
  show.quietly('.', 'clone', '--quiet', 'remote.git', 'project');
  for (const [path, text] of Object.entries(FILES)) show.write(`project/${path}`, text);
  show.commit('project', 'feat: print a specification');
  show.quietly('project', 'tag', '--annotate', '--message=v0.2.334', 'v0.2.334');
  show.write('project/README.md', '# specify-cli\n\nRead the manual.\n');
  show.commit('project', 'fix: name the manual');
  show.quietly('project', 'push', '--quiet', 'origin', 'main', 'v0.2.334');
  show.run('project', 'show', `v0.2.334:${MANIFEST}`);
  show.run('project', 'show', `v0.2.334:${PACKAGE}`);
  show.note('whoever installs v0.2.334 gets a package that calls itself 0.2.328');
}

/** @param {Show} show */
function tagFirst(show) {
  show.title('2. How it comes about: tag first, then try to mend the manifest');
  show.note('the usual order, in a copy of that remote where `main` takes changes by pull request only');
  show.quietly('.', 'clone', '--quiet', '--bare', 'remote.git', 'protected.git');
  show.write('protected.git/hooks/pre-receive', PROTECTED, 0o755);
  show.quietly('.', 'clone', '--quiet', 'protected.git', 'tag-first');
  show.run('tag-first', 'tag', 'v0.2.335');
  show.run('tag-first', 'push', '--quiet', 'origin', 'v0.2.335');
  show.write(`tag-first/${MANIFEST}`, FILES[MANIFEST].replace('0.2.328', '0.2.335'));
  show.commit('tag-first', 'chore: bump version to 0.2.335');
  show.note('only now the manifest is mended, in a commit on `main`:');
  show.run('tag-first', 'log', '--oneline', '--max-count=1');
  show.run('tag-first', 'push', '--quiet', 'origin', 'main');
  show.note('refused. The tag is out already, so a branch is left for somebody to merge, some day:');
  show.run('tag-first', 'push', '--quiet', 'origin', 'main:chore/version-bump--0.2.335');
  show.run('protected.git', 'branch', '--list');
  show.run('protected.git', 'grep', 'version =', 'v0.2.335', '--', MANIFEST);
}

/** @param {Show} show */
async function versionFirst(show) {
  show.title('3. The cure: `version-first release`');
  await show.release('project');
  show.note('and this is what is on the remote now:');
  const [manifest, module] = [show.run('remote.git', 'show', `v0.2.335:${MANIFEST}`), show.run('remote.git', 'show', `v0.2.335:${PACKAGE}`)];
  show.check(`${MANIFEST} at v0.2.335 says 0.2.335, and its comment is still there`, manifest === FILES[MANIFEST].replace('0.2.328', '0.2.335'));
  show.check(`${PACKAGE} at v0.2.335 says 0.2.335`, module === FILES[PACKAGE].replace('0.2.328', '0.2.335'));
  show.run('remote.git', 'log', '--graph', '--oneline', '--decorate', '--all');
  checkStanding(show, 'v0.2.335');
}

/** @param {Show} show */
async function theRace(show) {
  show.title('4. A race: somebody pushes between our look and our push');
  show.quietly('.', 'clone', '--quiet', 'remote.git', 'rival');
  show.write('project/README.md', '# specify-cli\n\nRead the manual, please.\n');
  show.commit('project', 'fix: say please');
  show.quietly('project', 'push', '--quiet', 'origin', 'main');
  let pushed = false;
  await show.release('project', (step) => {
    if (step.kind !== 'push' || pushed) return;
    pushed = true;
    show.quietly('rival', 'pull', '--quiet');
    show.write('rival/export.py', 'print("exported")\n');
    show.commit('rival', 'feat: export');
    show.quietly('rival', 'push', '--quiet', 'origin', 'main');
    show.note('  … and right now a colleague pushes `feat: export`');
  });
  show.note('nothing of the first attempt was left behind; the second saw the feature and made a minor version of it:');
  show.run('remote.git', 'log', '--graph', '--oneline', '--decorate', '--all');
  checkStanding(show, 'v0.3.0');
  show.check('v0.2.336, which the first attempt had in mind, was never made', show.read('remote.git', 'tag', '--list', 'v0.2.336') === '');
}

/**
 * @param {Show} show
 * @param {string} tag
 */
function checkStanding(show, tag) {
  const [tip, tagged] = ['main', `${tag}^{commit}`].map((name) => show.read('remote.git', 'rev-parse', name));
  show.check(`${tag} names the tip of main, the commit that says it`, tip === tagged && tip !== '');
  show.check('no branch but main was left behind', show.read('remote.git', 'branch', '--list').trim() === '* main');
}

/** The stage: runs commands, shows them, and keeps count of what is not as it should be. */
class Show {
  wrong = 0;

  /**
   * @param {string} folder
   * @param {Options} options
   */
  constructor(folder, options) {
    this.folder = folder;
    this.options = options;
    const { PATH, HOME, SystemRoot } = options.place.env;
    // Nobody's settings: what the reader sees must not depend on theirs.
    this.env = {
      ...{ PATH, HOME, SystemRoot, ...ANN },
      ...{ GIT_COMMITTER_NAME: ANN.GIT_AUTHOR_NAME, GIT_COMMITTER_EMAIL: ANN.GIT_AUTHOR_EMAIL },
      ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    };
  }

  /** @param {string} text */
  title(text) {
    this.#print(`\n${this.#coloured(text, 1)}`);
  }

  /** @param {string} text */
  note(text) {
    this.#print(`   ${oneLine(text)}`);
  }

  /**
   * @param {string} claim
   * @param {boolean} holds
   */
  check(claim, holds) {
    if (!holds) this.wrong += 1;
    this.#print(`   ${holds ? this.#coloured('✓', 32) : this.#coloured('✗ not so:', 31)} ${claim}`);
  }

  /**
   * Runs git before the reader's eyes.
   * @param {string} where
   * @param {string[]} args
   * @returns {string} what it printed
   */
  run(where, ...args) {
    const shown = args.filter((arg) => arg !== '--quiet').map((arg) => (/^[\w./:=-]+$/.test(arg) ? arg : `'${arg}'`));
    this.#print(`   ${this.#coloured(`${where}$ git ${shown.join(' ')}`, 36)}`);
    const { stdout, stderr } = this.#git(where, args);
    for (const line of `${stdout}${stderr}`.split('\n').filter(Boolean)) this.#print(`     ${oneLine(this.#placed(line))}`);
    return stdout;
  }

  /**
   * @param {string} where
   * @param {string[]} args
   * @returns {string}
   */
  read(where, ...args) {
    return this.#git(where, args).stdout.trim();
  }

  /**
   * Runs git where only its success matters.
   * @param {string} where
   * @param {string[]} args
   */
  quietly(where, ...args) {
    const { status, stderr } = this.#git(where, args);
    if (status !== 0) throw new ShellError('try-failed', `git ${args[0]} failed in the throw-away repository: ${stderr.trim()}`, { nextSteps: ['please report it with this text'] });
  }

  /**
   * @param {string} path
   * @param {string} text
   * @param {number} [mode]
   */
  write(path, text, mode = 0o644) {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
  }

  /**
   * @param {string} where
   * @param {string} message
   */
  commit(where, message) {
    this.quietly(where, 'add', '--all');
    this.quietly(where, 'commit', '--quiet', `--message=${message}`);
  }

  /**
   * The real thing, by the same functions as the command.
   * @param {string} where
   * @param {(step: Step) => void} [meanwhile]
   */
  async release(where, meanwhile = () => {}) {
    this.#print(`   ${this.#coloured(`${where}$ version-first release`, 36)}`);
    const { serverUrl } = this.options.place;
    const { result } = await run({
      core: loadCore,
      request: { run: this.options.request.run },
      place: { cwd: join(this.folder, where), env: this.env, remote: 'origin', serverUrl, tempDir: this.folder },
      progress: (step, plan) => {
        this.#print(`     ${oneLine(progressLine(step, plan, 'origin'))}`);
        meanwhile(step);
      },
    });
    for (const line of result ? resultLines(result) : []) this.#print(`     ${oneLine(line)}`);
    this.check('the release went through', result?.status === 'released');
    if (result?.error) this.note(`${result.error.code}: ${result.error.message}`);
  }

  /**
   * @param {string} where
   * @param {string[]} args
   */
  #git(where, args) {
    const answer = spawnSync('git', args, { cwd: join(this.folder, where), env: this.env, encoding: 'utf8' });
    if (answer.error) throw new ShellError('no-git', 'git was not found: expected a `git` on the PATH', { nextSteps: ['install git 2.34 or newer, then run this again'] });
    return answer;
  }

  /** @param {string} line */
  #placed(line) {
    return line.replaceAll(`${this.folder}/`, '');
  }

  /** @param {string} line */
  #print(line) {
    print(`${line}\n`);
  }

  /**
   * @param {string} text
   * @param {number} code
   */
  #coloured(text, code) {
    return this.options.colour ? `\x1b[${code}m${text}\x1b[0m` : text;
  }
}
