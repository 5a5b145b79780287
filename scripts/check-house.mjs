// The house rules that no compiler checks: who may name what, and how long a file may grow (ARCHITECTURE.md says why).
// `--root DIR` checks another checkout; a test plants violations in a copy and sees each caught.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';

import { misbuilt } from './architecture.mjs';
import { Complaint, isMain, root, runMain } from './lib.mjs';

/**
 * A text that may stand only in some files.
 * @typedef {object} Rule
 * @property {string} name
 * @property {string[]} dirs where it is looked for
 * @property {RegExp} files which files there
 * @property {RegExp} pattern what is not allowed
 * @property {string[]} except files that may, each with its reason beside it
 * @property {string} advice
 * @property {boolean} [comments] whether comments count as well
 */

/** @type {Rule[]} */
export const rules = [
  {
    name: 'one boundary',
    dirs: ['src'],
    files: /\.rs$/,
    pattern: /\b(wasm_bindgen|js_sys|serde_wasm_bindgen|web_sys)\b/,
    except: [],
    advice: 'only the crate wasm/ speaks to JavaScript: pass plain data',
  },
  {
    name: 'one splice',
    dirs: ['src'],
    files: /(^|\/)manifest(\.rs|\/.*\.rs)$/,
    pattern: /\.(replace_range|insert_str|replacen|drain|splice)\(/,
    except: [],
    advice: 'only src/splice.rs changes text: return the byte ranges you found',
  },
  {
    name: 'no printing of documents',
    dirs: ['src'],
    files: /\.rs$/,
    pattern: /\b(DocumentMut|toml_edit::value|ImDocument::into_mut|toml::(to_string|ser))\b/,
    except: [],
    advice: 'parsers find, they never print: printing changes line ends and drops comments',
  },
  {
    name: 'a pure core',
    dirs: ['src', 'wasm/src'],
    files: /\.rs$/,
    pattern: /\bstd::(time|env|fs|process|net|thread)\b|\b(SystemTime|Instant::now|HashMap|HashSet|RandomState)\b/,
    except: [],
    advice: 'the core has no clock, environment, files, processes, network or random order',
  },
  {
    name: 'one reader of inputs',
    dirs: ['js'],
    files: /\.js$/,
    pattern: /\bprocess\.env\s*(\?\.|[.[])|\bprocess\[['"]env['"]\]|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b|\bimport\b[^;]*\benv\b[^;]*['"](node:)?process['"]/,
    except: ['js/inputs.js'],
    advice: 'only js/inputs.js reads the environment: take the value as an argument',
  },
  {
    name: 'the environment is handed in',
    dirs: ['js'],
    files: /\.js$/,
    pattern: /\bprocess\.env\b(?!\s*(\?\.|[.[]))/,
    // The entries hand it to js/inputs.js as a whole: this is where the outside comes in.
    except: ['js/inputs.js', 'js/cli.js', 'js/action.js'],
    advice: 'only the entries pass the environment on, to js/inputs.js',
  },
  {
    name: 'apply decides nothing',
    dirs: ['js'],
    files: /^js\/run\/apply\.js$/,
    pattern: /['"](\.\.?\/)+(core\/\w+|ask\/\w+|node|web|cli|action|run)\.js['"]|core\.mjs|\b(nextVersion|decideBump|readManifests|rewriteManifests|advance|parseTag)\b/,
    except: [],
    advice: 'js/run/apply.js performs the step it is given: what it would decide belongs into the plan',
  },
  {
    name: 'text stays text',
    dirs: ['docs/playground'],
    files: /\.js$/,
    pattern: /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|document\.write|DOMParser)\b/,
    except: [],
    advice: 'what people type never becomes HTML: build elements with page/dom.js',
  },
  {
    name: 'git behind its port',
    dirs: ['js'],
    files: /^js\/(?!git\/).*\.js$/,
    // Words of git's that mean nothing else, words that are followed by an option of theirs, and whatever is run.
    pattern: /['"](ls-(remote|files|tree)|show-ref|symbolic-ref|for-each-ref|update-ref|rev-(list|parse)|merge-base|cat-file|check-mailmap|patch-id|range-diff|(hash|mk)-?object|(read|write|commit|mk)-?tree|fast-import)['"]|['"](fetch|push|pull|log|diff|show|status|switch|checkout|branch|tag|merge|clone|config|cherry|remote|reset)['"],\s*['"`]-|\bgit\.(run|start)\(|\.remote\(\[/,
    // It shows the reader git at work in a repository of its own.
    except: ['js/run/try.js'],
    advice: 'only js/git/ speaks git: ask the port for refs, commits, trees and texts',
  },
  {
    name: 'one way to git',
    dirs: ['js'],
    files: /^js\/(?!git\/).*\.js$/,
    pattern: /(\bfrom |^import |\bimport\()\s*['"](\.\.?\/)+git\//,
    except: ['js/run/open.js'],
    comments: true, // types, too
    advice: 'only js/run/open.js opens a port to git: ask that port, and where it has no answer, another one would need it, too',
  },
  {
    name: 'a command to copy is quoted',
    dirs: ['src', 'js'],
    files: /\.(rs|js)$/,
    // Bumps, versions, calendars and grammars are of the core's own making.
    pattern: /--(?!(bump|calver|scheme) )[a-z-]+ '?\$?\{(?!DEFAULT_FORMAT\}|shellWord\()/,
    except: [],
    advice: 'a name of somebody else’s can end the word it stands in: text::option, text::shell_word, or shellWord in js/say/escape.js',
  },
  {
    name: 'no test set aside',
    dirs: ['src', 'wasm', 'tests', 'js'],
    files: /\.(rs|js|mjs)$/,
    pattern: /#\[ignore\b|\b(test|it|describe|suite)\.(skip|only|todo)\(|\b(skip|only|todo):\s*(true|['"])|\bt\.(skip|todo)\(|\btodo!\(|\bunimplemented!\(/,
    except: ['tests/house.test.mjs'], // it plants these very texts
    advice: 'make it pass or take it out',
  },
  {
    name: 'no silenced lints',
    dirs: ['src', 'wasm/src'],
    files: /\.rs$/,
    pattern: /#!?\[(allow|expect)\([^)]*clippy::(unwrap_used|expect_used|indexing_slicing|panic|string_slice|arithmetic_side_effects|disallowed)/,
    except: ['src/ordered/sort.rs'], // the sort that is disallowed is what it stands for
    advice: 'no input may make the core panic: use get(), checked_ and saturating_ operations',
  },
  {
    name: 'tests apart',
    dirs: ['src', 'wasm/src'],
    files: /\.rs$/,
    pattern: /\bcfg\(test\)|#\[test\]/,
    except: [],
    advice: 'a test beside what it tests has all of the core compiled a second time: put it into tests/ (src/inside.rs shows tests what nobody else sees)',
  },
];

/** Longer than this, a file is not read in one sitting. */
const longest = 400;

/** @param {string} dir @returns {string[]} */
function filesUnder(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return filesUnder(path);
    return [path];
  });
}

/**
 * Every violation in a checkout, one sentence each.
 * @param {string} dir
 */
export function violations(dir) {
  /** @type {string[]} */
  const found = [];
  for (const file of ['src', 'wasm', 'js', 'tests', 'docs/playground'].flatMap((name) => filesUnder(join(dir, name)))) {
    const path = relative(dir, file).replaceAll(sep, '/');
    if (!/\.(rs|js|mjs)$/.test(path)) continue;
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    for (const rule of rules) {
      const applies = rule.dirs.some((name) => path.startsWith(`${name}/`)) && rule.files.test(path);
      if (!applies || rule.except.includes(path)) continue;
      lines.forEach((line, index) => {
        if (!rule.comments && /^\s*(\/\/|\*|\/\*)/.test(line)) return;
        const match = rule.pattern.exec(line);
        if (match) found.push(`${path}:${index + 1}: \`${match[0].trim()}\` (${rule.name}): ${rule.advice}`);
      });
    }
    if (!/^(wasm\/)?tests\//.test(path) && lines.length > longest) {
      found.push(`${path}: ${lines.length} lines (at most ${longest}): split it by subject`);
    }
  }
  return found;
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { root: { type: 'string' } } });
    const dir = resolve(values.root ?? root);
    const found = [...violations(dir), ...misbuilt(dir)];
    if (found.length > 0) throw new Complaint(found.join('\n'));
    console.log(`${rules.length + 1} house rules hold, and the map of ARCHITECTURE.md is right`);
  });
}
