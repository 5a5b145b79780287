// What completes our command line in a shell: one text per shell, made of the commands and the table of settings. All but
// names of branches, tags and remotes is in that text, so that a key press starts no program of ours.

import { optionsOf } from '../ask/settings.js';

/** @typedef {import('./commands.js').Command} Command */
/** @typedef {import('../ask/settings.js').Setting} Setting */

export const SHELLS = /** @type {const} */ (['bash', 'zsh', 'fish']);

/** What git lists of what a value names. */
const LISTED = {
  branches: "git for-each-ref --format='%(refname:short)' refs/heads",
  tags: 'git for-each-ref --format="%(refname:short)" refs/tags',
  remotes: 'git remote',
};

/**
 * @typedef {object} Line what may stand on a command line
 * @property {Command[]} commands
 * @property {string[]} firsts the words before a blank, once each: `iteration` of all that are about iterations
 * @property {string[]} groups those of them that are no command by themselves
 * @property {Setting[]} valued the options that take a value, once each
 */

/**
 * @param {Command[]} commands
 * @returns {Line}
 */
function lineOf(commands) {
  const firsts = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))];
  const options = new Map(commands.flatMap(({ name }) => optionsOf(name)).map((setting) => [setting.name, setting]));
  return {
    commands,
    firsts,
    groups: firsts.filter((first) => !commands.some(({ name }) => name === first)),
    valued: [...options.values()].filter(({ kind }) => kind !== 'flag'),
  };
}

/** @param {Command[]} commands @param {string} group */
const inside = (commands, group) => commands.filter(({ name }) => name.startsWith(`${group} `)).map((command) => ({ ...command, word: command.name.slice(group.length + 1) }));

/** The words a value may be, as far as they are known here. @param {Setting} setting */
const wordsOf = ({ kind, choices = [], suggests = [] }) => (kind === 'choice' ? choices : suggests);

/** A first sentence, without the backquotes of Markdown. @param {string} text */
const brief = (text) => (/^.*?[.](?= |$)/.exec(text)?.[0] ?? text).replace(/\.$/, '').replaceAll('`', '');

/**
 * @param {typeof SHELLS[number]} shell
 * @param {Command[]} commands
 * @returns {string} a program for it
 */
export function completionFor(shell, commands) {
  return { bash, zsh, fish }[shell](lineOf(commands));
}

/** Plain enough for the bash 3 that some systems still have. @param {Line} line */
function bash({ commands: all, firsts, groups, valued }) {
  const values = valued.map((setting) => `      --${setting.name}) ${bashValue(setting)} ;;`);
  const commands = all.map((command) => {
    const words = ['--help', ...optionsOf(command.name).map(({ name }) => `--${name}`)].join(' ');
    return `    '${command.name}') words='${words}'; ${bashWords(command.of, command.choices)} ;;`;
  });
  const nested = groups.map((group) => `    '${group}') words='${inside(all, group).map(({ word }) => word).join(' ')} --help' ;;`);
  return `# bash completion of version-first; to have it: source <(version-first completion bash)
_version_first() {
  local current=\${COMP_WORDS[COMP_CWORD]} option='' command='' files='' words='' index=1 word
  # Bash takes --mode=direct apart.
  if [ "$current" = '=' ]; then
    option=\${COMP_WORDS[COMP_CWORD-1]} current=''
  elif [ "\${COMP_WORDS[COMP_CWORD-1]}" = '=' ]; then
    option=\${COMP_WORDS[COMP_CWORD-2]}
  else
    option=\${COMP_WORDS[COMP_CWORD-1]}
  fi
  while [ "$index" -lt "$COMP_CWORD" ]; do
    word=\${COMP_WORDS[index]}
    case $word in
      ${valued.map(({ name }) => `--${name}`).join('|')})
        index=$((index + 1))
        [ "\${COMP_WORDS[index]}" = '=' ] && index=$((index + 1)) ;;
      -*) ;;
      *)
        case $command in
          '') command=$word ;;
          ${groups.join('|')}) command="$command $word" ;;
        esac ;;
    esac
    index=$((index + 1))
  done
  case $option in
${values.join('\n')}
    *) option='' ;;
  esac
  [ -n "$option" ] || case $command in
    '') words='${firsts.join(' ')} help --help --version' ;;
${[...nested, ...commands].join('\n')}
  esac
  COMPREPLY=()
  while IFS= read -r word; do
    COMPREPLY[\${#COMPREPLY[@]}]=$word
  done < <(compgen -W "$words" -- "$current"; [ -z "$files" ] || compgen "$files" -- "$current")
  [ -z "$files" ] || compopt -o filenames 2> /dev/null || true
}
complete -F _version_first version-first
`;
}

/** @param {Setting} setting */
function bashValue(setting) {
  const words = wordsOf(setting);
  return words.length > 0 ? `words='${words.join(' ')}'` : bashWords(setting.of);
}

/** @param {Setting['of']} of @param {readonly string[]} [more] */
function bashWords(of, more = []) {
  if (more.length > 0) return `words="$words ${more.join(' ')}"`;
  if (of === 'files') return 'files=-f';
  if (of === 'folders') return 'files=-d';
  return of === undefined ? ':' : `words="$words $(${LISTED[of].replaceAll('"', "'")} 2> /dev/null)"`;
}

/** @param {Line} line */
function zsh({ commands, firsts, groups, valued }) {
  const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", "'\\''")}'`;
  const described = (/** @type {string} */ text) => text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);
  /** @param {Setting['of']} of @param {readonly string[]} words */
  const action = (of, words) => {
    if (words.length > 0) return `(${words.join(' ')})`;
    if (of === 'files') return '_files';
    if (of === 'folders') return '_files -/';
    return of === undefined ? '' : `_version_first_${of}`;
  };
  const spec = (/** @type {Setting} */ setting) => {
    const { name, kind, says, value = name } = setting;
    const takes = kind === 'flag' ? '' : `:${value}:${action(setting.of, wordsOf(setting))}`;
    return quoted(`${kind === 'list' ? '*' : ''}--${name}${kind === 'flag' ? '' : '='}[${described(brief(says))}]${takes}`);
  };
  const listed = (/** @type {{word: string, does: string}[]} */ rows) => rows.map(({ word, does }) => quoted(`${word}:${does.replaceAll(':', '\\:')}`)).join(' ');
  const branch = (/** @type {import('./commands.js').Command} */ command) => {
    const specs = [...optionsOf(command.name).map(spec), quoted('--help[what it does, its options and examples]')];
    const rest = command.words === '' ? [] : [quoted(`*:${command.words}:${action(command.of, command.choices ?? [])}`)];
    return `(${quoted(command.name)}) _arguments -S ${[...specs, ...rest].join(' \\\n      ')} ;;`;
  };
  const tops = firsts.map((word) => ({ word, does: commands.find(({ name }) => name === word)?.does ?? 'attempts at one change' }));
  const nested = groups.map((group) => `(${quoted(group)}) rows=(${listed(inside(commands, group))}); _describe command rows ;;`);
  return `#compdef version-first
# zsh completion of version-first; to have it: source <(version-first completion zsh), after compinit
${Object.entries(LISTED).map(([of, list]) => `_version_first_${of}() { local -a rows; rows=(\${(f)"$(${list.replaceAll('"', "'")} 2> /dev/null)"}); _describe ${of} rows }`).join('\n')}
_version_first() {
  local command='' word skip=''
  local -a rows
  integer index at=1
  for (( index = 2; index < CURRENT; index++ )); do
    word=$words[index]
    if [[ -n $skip ]]; then skip=''; continue; fi
    case $word in
      (${valued.map(({ name }) => `--${name}`).join('|')}) skip=yes ;;
      (-*) ;;
      (*) case $command in
        ('') command=$word at=index ;;
        (${groups.join('|')}) command="$command $word" at=index ;;
      esac ;;
    esac
  done
  if [[ -n $command ]]; then
    words=("$command" "\${(@)words[at+1,-1]}")
    (( CURRENT -= at - 1 ))
  fi
  case $command in
    ('') rows=(${listed(tops)} 'help:what a command does'); _describe command rows; _arguments '--help[the commands]' '--version[which version this is]' ;;
    ${[...nested, ...commands.map(branch)].join('\n    ')}
  esac
}
if [[ \${funcstack[1]} == _version_first ]]; then _version_first "$@"; else compdef _version_first version-first; fi
`;
}

/** @param {Line} line */
function fish({ commands, groups, valued }) {
  const quoted = (/** @type {string} */ text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  /** @param {Setting['of']} of @param {readonly string[]} words */
  const offered = (of, words) => {
    if (words.length > 0) return `-xa ${quoted(words.join(' '))}`;
    if (of === 'files') return '-rF';
    if (of === 'folders') return "-xa '(__fish_complete_directories)'";
    return of === undefined ? '-x' : `-xa ${quoted(`(${LISTED[of]} 2> /dev/null)`)}`;
  };
  const at = (/** @type {string} */ command) => `complete -c version-first -n ${quoted(`__version_first_at ${command}`)}`;
  const lines = commands.flatMap((command) => {
    const [first = '', second] = command.name.split(' ');
    const word = second === undefined ? `${at('')} -fa ${first}` : `${at(first)} -fa ${second}`;
    const rest = command.of === 'files' ? ' -F' : ` -f${command.of === undefined && !command.choices ? '' : `a ${quoted(command.choices?.join(' ') ?? `(${LISTED[/** @type {'branches'} */ (command.of)]} 2> /dev/null)`)}`}`;
    const own = optionsOf(command.name).map((setting) => {
      const { name, kind, says, short } = setting;
      const takes = kind === 'flag' ? '' : ` ${offered(setting.of, wordsOf(setting))}`;
      return `${at(command.name)} -l ${name}${short === undefined ? '' : ` -s ${short}`}${takes} -d ${quoted(brief(says))}`;
    });
    return [`${word} -d ${quoted(command.does)}`, `${at(command.name)}${rest}`, ...own];
  });
  return `# fish completion of version-first; to have it: version-first completion fish | source
function __version_first_at --description 'whether these are the words of the command so far'
    set -l found
    set -l skip no
    for word in (commandline -opc)[2..]
        if test $skip = yes
            set skip no
            continue
        end
        switch $word
            case ${valued.map(({ name }) => `--${name}`).join(' ')}
                set skip yes
            case '-*'
            case '*'
                test (count $found) -gt 0; and not contains -- $found[1] ${groups.join(' ')}; or set -a found $word
        end
    end
    test "$found[1..2]" = "$argv"
end
complete -c version-first -e
complete -c version-first -f
complete -c version-first -l help -s h -d 'what it does, its options and examples'
${at('')} -fa help -d 'what a command does'
${at('')} -l version -s v -d 'which version this is'
${groups.map((group) => `${at('')} -fa ${group} -d 'attempts at one change'`).join('\n')}
${lines.join('\n')}
`;
}
