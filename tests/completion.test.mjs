// Completion, asked of the shells themselves. zsh and fish may not be installed: the log then says that they were not asked.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { COMMANDS } from '../js/commands/commands.js';
import { SHELLS, completionFor } from '../js/commands/completing.js';
import { optionsOf } from '../js/ask/settings.js';
import { cleanEnv } from '../scripts/lib.mjs';

const folder = mkdtempSync(join(tmpdir(), 'completion-'));
const env = cleanEnv({ HOME: folder, ZDOTDIR: folder, XDG_CONFIG_HOME: folder, GIT_CONFIG_NOSYSTEM: '1', TERM: 'dumb', LC_ALL: 'C.UTF-8' });

/** @param {string} program @param {string[]} args @param {string} [cwd] */
function run(program, args, cwd = folder) {
  const { error, status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8', timeout: 60_000 });
  if (error) throw error;
  assert.equal(status, 0, `${program}: ${stderr}`);
  assert.equal(stderr, '', program);
  return stdout;
}

before(() => {
  for (const shell of SHELLS) writeFileSync(join(folder, `completion.${shell}`), completionFor(shell, COMMANDS));
  mkdirSync(join(folder, 'docs dir'));
  writeFileSync(join(folder, 'pyproject.toml'), '');
  run('git', ['init', '-q', '-b', 'main']);
  run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '--allow-empty', '-m', 'one']);
  run('git', ['branch', 'release/1.x']);
  run('git', ['tag', 'v1.0.0']);
  run('git', ['remote', 'add', 'upstream', '../upstream']);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What is offered for the last word. @type {Record<typeof SHELLS[number], (line: string[]) => string[]>} */
const ask = {
  bash: (line) => {
    // Readline takes words apart at `=` before it asks.
    const words = line.flatMap((word) => word.split(/(?<==)|(?==)/));
    const program = `source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _version_first; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['--norc', '-c', program, 'bash', ...words]).split('\n').filter(Boolean);
  },
  fish: (line) => {
    const text = line.map((word) => word.replaceAll(' ', '\\ ')).join(' ');
    return run('fish', ['--no-config', '-c', `source completion.fish; complete -C ${JSON.stringify(text)}`]).split('\n').filter(Boolean).map((row) => row.split('\t')[0] ?? '');
  },
  // Its completion runs in its line editor alone: a zsh inside a pseudo terminal, which tells what it was given to choose from.
  zsh: (line) => {
    const asked = line.join(' ').replaceAll("'", "'\\''");
    const inner = [
      'PS1= PS2=; unsetopt zle_bracketed_paste 2> /dev/null',
      'autoload -Uz compinit; compinit -u -D',
      'source completion.zsh',
      'compadd() { local -a told; builtin compadd -O told "$@"; local one; for one in $told; do print -r -- "<<$one>>"; done; builtin compadd "$@" }',
      "zle -C offered complete-word _main_complete; zstyle ':completion:*' insert-unambiguous false",
      'told() { zle offered; print -r -- "<<""end>>"; exit }; zle -N told; bindkey "^X" told',
      'print -r -- "<<""ready>>"',
    ];
    writeFileSync(join(folder, 'inner.zsh'), `${inner.join('\n')}\n`);
    const outer = `zmodload zsh/zpty; zpty inner zsh -f -i
zpty -w inner 'source inner.zsh'
text=''; while zpty -r inner chunk; do text+=$chunk; [[ $text == *'<<ready>>'* ]] && break; done
zpty -w -n inner '${asked}'$'\\x18'
text=''; while zpty -r inner chunk; do text+=$chunk; [[ $text == *'<<end>>'* ]] && break; done
print -r -- $text; zpty -d inner`;
    const said = run('zsh', ['-f', '-c', outer]);
    return [...said.matchAll(/<<([^<>]*)>>/g)].map(([, word = '']) => word).filter((word) => word !== 'end');
  },
};

/** Whether this machine has the shell. @param {string} shell */
const isHere = (shell) => spawnSync(shell, ['--version'], { env }).error === undefined;

/** Without a mark that a value follows, as zsh has it. @param {string[]} words */
const plain = (words) => [...new Set(words.map((word) => word.replace(/[= ]$/, '')))].sort();

for (const shell of SHELLS) {
  test(`${shell} completes commands, options and their values`, () => {
    if (shell !== 'bash' && !isHere(shell)) {
      console.log(`not asked: there is no ${shell} here`);
      return;
    }
    /** @param {string[]} words @param {string[]} expected @param {string[]} [never] */
    const offers = (words, expected, never = []) => {
      const told = plain(ask[shell](['version-first', ...words]));
      for (const one of expected) assert.ok(told.includes(one), `${words.join(' ')}: no ${one} among ${told.join(' ')}`);
      for (const one of never) assert.ok(!told.includes(one), `${words.join(' ')}: ${one} among ${told.join(' ')}`);
    };
    offers([''], ['next', 'set', 'release', 'audit', 'iteration', 'completion', 'help'], ['show', '--mode', 'iteration show']);
    offers(['rel'], ['release'], ['next']);
    offers(['iteration', ''], ['show', 'start', 'submit', 'clean'], ['release']);
    offers(['next', '--'], optionsOf('next').map(({ name }) => `--${name}`), ['--label', '--html']);
    offers(['iteration', 'submit', '--'], ['--title', '--copy', '--quiet'], ['--bump']);
    offers(['release', '--dry-run', '--mode', ''], ['auto', 'direct', 'pull-request'], ['release', '--mode']);
    offers(['release', '--bump', 'pre'], ['premajor', 'preminor', 'prepatch', 'prerelease'], ['patch']);
    // A value is no command, whatever it is called.
    offers(['release', '--branch', 'next', '--remote', ''], ['upstream'], ['main']);
    offers(['release', '--branch', ''], ['main', 'release/1.x'], ['v1.0.0']);
    offers(['audit', '--tag', 'v'], ['v1.0.0'], ['main']);
    offers(['iteration', 'show', ''], ['main', 'release/1.x']);
    offers(['completion', ''], [...SHELLS]);
    offers(['set', '1.2.3', 'pyp'], ['pyproject.toml']);
    offers(['release', '--mode=di'], shell === 'fish' ? ['--mode=direct'] : ['direct']);
  });
}

test('bash takes a file with a blank in its name as one', () => {
  assert.deepEqual(ask.bash(['version-first', 'next', '--cwd', 'docs']), ['docs dir']);
});

test('every option of every command is in every text', () => {
  for (const shell of SHELLS) {
    const text = completionFor(shell, COMMANDS);
    for (const { name } of COMMANDS.flatMap((command) => optionsOf(command.name))) {
      assert.ok(text.includes(shell === 'fish' ? `-l ${name}` : `--${name}`), `${shell}: ${name}`);
    }
  }
});

test('a command that is not in the text is not offered', () => {
  writeFileSync(join(folder, 'completion.bash'), completionFor('bash', COMMANDS.filter(({ name }) => name !== 'release')));
  assert.deepEqual(ask.bash(['version-first', 'rel']), []);
  writeFileSync(join(folder, 'completion.bash'), completionFor('bash', COMMANDS));
});
