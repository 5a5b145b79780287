// A `git` that stands first on the PATH: it writes down how it was called, and does something else at a chosen moment. It is
// called some thousand times, so it starts no process of its own that its script does not ask for.

import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** git's real place. */
const REAL = (process.env.PATH ?? '').split(':').map((dir) => `${dir}/git`).find((file) => existsSync(file)) ?? 'git';
let made = 0;

/**
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {object} [plan]
 * @param {string} [plan.script] shell text run at every call, before git: `$sub` is the subcommand, `$count` its number
 *   among the calls, `$real` the real git, `$clean` what to put before a command that is the scenario's own
 */
export function pathGit(box, { script = '' } = {}) {
  made += 1;
  const dir = `path-${made}`;
  const log = box.write(`${dir}.log`, '');
  const variables = Object.entries(box.fixtureEnv).map(([name, value]) => `${name}='${value}'`);
  const clean = box.write(`${dir}.clean`, `#!/bin/sh\nexec env -i ${variables.join(' ')} "$@"\n`, 0o755);
  const file = box.write(
    `${dir}/git`,
    `#!/bin/sh
real=${REAL}
clean=${clean}
skip=
for word; do
  if [ -n "$skip" ]; then skip=; continue; fi
  case "$word" in -c | -C) skip=1 ;; -*) ;; *) sub=$word; break ;; esac
done
IFS='\x1f'
printf '%s\\n' "$*\x1f" >> '${log}'
unset IFS
${script.includes('$count') ? `count=$(wc -l < '${log}')\n` : ''}${script}
exec "$real" "$@"
`,
    0o755,
  );
  return {
    env: { PATH: `${dirname(file)}:${box.env.PATH}` },
    /** Every call: its words. */
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\x1f').slice(0, -1)),
  };
}

/** Shell text for {@link pathGit}: once, when git is about to `sub`. @param {import('./sandbox.mjs').Sandbox} box @param {string} sub @param {string} does */
export function once(box, sub, does) {
  made += 1;
  return `if [ "$sub" = ${sub} ] && mkdir '${box.dir}/once-${made}' 2>/dev/null; then\n${does}\nfi\n`;
}

/** The subcommand among a call's words. @param {string[]} words */
export function subcommand(words) {
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === '-c' || words[at] === '-C') at += 1;
    else if (!words[at]?.startsWith('-')) return words[at];
  }
  return undefined;
}
