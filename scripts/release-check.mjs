// `npm run release:check`: what is left to do before the first publication, a line each: done or left, why, and what to do.
// `unasked` is what this machine could not find out. It changes nothing, and the exit code is 1 while something is left.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { cleanEnv, isMain, root, runMain } from './lib.mjs';
import { entriesOf } from './settings-tables.mjs';

/** @typedef {{what: string, state: 'done' | 'left' | 'unasked', why: string, next?: string}} Line */
/** @typedef {{dir: string, run: (program: string, args: string[], cwd?: string) => {status: number | null, stdout: string, stderr: string}}} Ground */

/** What the Marketplace shows of a description at most. */
const LONGEST_DESCRIPTION = 125;
/** The package's aim, packed; with it docs/sizes.md is kept. */
const LARGEST_PACK = 1_200_000;
const COLOURS = ['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark'];

/** @type {((ground: Ground) => Line | Line[])[]} */
const CHECKS = [owners, repositoryField, npmName, crateName, marketplaceName, marketplaceRules, provenance, licence, materials, contents, engines, tags];

/** Places that say OWNER for the account that is not there yet. @param {Ground} ground @returns {Line} */
function owners({ dir, run }) {
  const what = 'the account, in place of `OWNER`';
  const { stdout, status } = run('git', ['grep', '--untracked', '-lF', 'OWNER/version-first', '--', 'README.md', 'action.yml', 'node24', 'docs', 'src', 'js', '.github']);
  if (status !== 0 && status !== 1) return { what, state: 'unasked', why: 'no git repository here' };
  const files = stdout.split('\n').filter(Boolean);
  if (files.length === 0) return { what, state: 'done', why: 'no file says it' };
  return { what, state: 'left', why: `${files.length} files say it: ${files.join(', ')}`, next: `decide on the account, then: git grep -lF OWNER/version-first ${existsSync(join(dir, 'docs')) ? '-- README.md docs src ' : ''}| xargs sed -i 's#OWNER/version-first#ACCOUNT/version-first#'; take the paragraph about it out of README.md; npm run build` };
}

/** @param {Ground} ground @returns {Line} */
function repositoryField({ dir }) {
  const what = 'package.json: `repository`, `homepage`, `bugs`';
  const own = manifest(dir);
  const missing = ['repository', 'homepage', 'bugs'].filter((key) => own[key] === undefined);
  if (missing.length === 0) return { what, state: 'done', why: 'all are there' };
  return { what, state: 'left', why: `without ${missing.join(', ')}; provenance is refused unless \`repository\` names the repository it is published from`, next: 'add them once the account is known' };
}

/** @param {Ground} ground @returns {Line} */
function npmName({ dir, run }) {
  const { name } = manifest(dir);
  const what = `the name \`${name}\` on npm`;
  const { status, stdout, stderr } = run('npm', ['view', name, 'name', 'maintainers', '--json']);
  const said = `${stdout}${stderr}`;
  if (status === 0) return { what, state: 'left', why: 'somebody has it', next: `if that is you, there is nothing to do; else take another \`name\`, such as \`@ACCOUNT/${name}\`, in package.json and the documentation` };
  if (/\bE404\b/.test(said)) return { what, state: 'done', why: 'nobody has it, says the registry' };
  return { what, state: 'unasked', why: `the registry could not be asked: ${/code (\w+)/.exec(said)?.[1] ?? 'no answer'}`, next: 'ask again with a network' };
}

/** @param {Ground} ground @returns {Line} */
function crateName({ dir, run }) {
  const what = 'the name of the crate';
  const cargo = readFileSync(join(dir, 'Cargo.toml'), 'utf8');
  const name = /^name = "([^"]+)"/m.exec(cargo)?.[1] ?? '';
  if (/^publish = false/m.test(cargo)) return { what, state: 'done', why: 'the crate is not published (`publish = false`): its version is in package.json alone' };
  const { status, stderr } = run('cargo', ['info', '--quiet', name], tmpdir());
  if (status === 0) return { what, state: 'left', why: `somebody has \`${name}\``, next: 'if that is you, there is nothing to do; else `publish = false`, or another name' };
  if (/could not find/.test(stderr)) return { what, state: 'done', why: `nobody has \`${name}\`, says the registry` };
  return { what, state: 'unasked', why: 'the registry could not be asked', next: 'ask again with a network' };
}

/** @param {Ground} ground @returns {Line} */
function marketplaceName({ dir }) {
  const name = field(dir, 'name');
  return {
    what: `the name \`${name}\` on the Marketplace`,
    state: 'unasked',
    why: 'it has no client to ask; a name is refused that another action, a category, or another account has',
    next: `look for \`${name}\` among the Marketplace's actions, and for an account of that name; the release's form says it, too, before anything is published`,
  };
}

/** @param {Ground} ground @returns {Line} */
function marketplaceRules({ dir }) {
  const what = 'the rules of the Marketplace for action.yml';
  const action = readFileSync(join(dir, 'action.yml'), 'utf8');
  const description = field(dir, 'description');
  const bare = (/** @type {'inputs' | 'outputs'} */ section) => entriesOf(action, section).length;
  const broken = [
    ...(existsSync(join(dir, 'action.yaml')) ? ['beside action.yml there is action.yaml: one of them at the root'] : []),
    ...(field(dir, 'name') === '' ? ['no name'] : []),
    ...(description === '' ? ['no description'] : description.length >= LONGEST_DESCRIPTION ? [`a description of ${description.length} letters: fewer than ${LONGEST_DESCRIPTION}`] : []),
    ...(/^ {2}icon: [a-z-]+$/m.test(action) ? [] : ['no `branding.icon`']),
    ...(COLOURS.includes(/^ {2}color: ([a-z-]+)$/m.exec(action)?.[1] ?? '') ? [] : [`no \`branding.color\` of ${COLOURS.join(', ')}`]),
    ...(/^ {2}using: node\d+$/m.test(action) && existsSync(join(dir, /^ {2}main: (\S+)$/m.exec(action)?.[1] ?? ' ')) ? [] : ['`runs` does not name a file that is there']),
    ...(existsSync(join(dir, 'README.md')) ? [] : ['no README.md at the root']),
  ];
  if (broken.length > 0) return { what, state: 'left', why: broken.join('; '), next: 'change action.yml; its inputs come from js/ask/settings.js' };
  return { what, state: 'done', why: `one at the root, ${bare('inputs')} inputs and ${bare('outputs')} outputs, each with a description; ${description.length} letters of description; icon and colour` };
}

/** @param {Ground} ground @returns {Line} */
function provenance({ dir }) {
  const what = 'publishing to npm with provenance';
  const folder = join(dir, '.github', 'workflows');
  const workflows = existsSync(folder) ? readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })) : [];
  const publishing = workflows.filter(({ text }) => /^\s*(?:- )?(?:run: )?.*\bnpm publish\b/m.test(text));
  if (publishing.length === 0) return { what, state: 'left', why: 'no workflow of this repository publishes', next: 'add a job behind the release, as docs/workflows/publish-npm.yml has it, with `id-token: write`, and name this repository as the package\'s trusted publisher' };
  const without = publishing.filter(({ text }) => !/id-token: write/.test(text));
  if (without.length > 0) return { what, state: 'left', why: `${without.map(({ name }) => name).join(', ')} publishes without \`id-token: write\``, next: 'give that job `id-token: write`' };
  const names = publishing.map(({ name }) => name).join(', ');
  // npm takes a trusted publisher only for a package that is there: somebody has to publish the first version.
  const [, variable] = publishing.map(({ text }) => /vars\.(\w+) == 'true'/.exec(text)).find(Boolean) ?? [];
  if (variable !== undefined) return { what, state: 'left', why: `${names} does, once the repository's variable ${variable} says \`true\``, next: `publish the first version by hand, name that file as the package's trusted publisher on npm, then set ${variable}` };
  return { what, state: 'done', why: `${names} publishes with an identity token` };
}

/** @param {Ground} ground @returns {Line} */
function licence({ dir }) {
  const what = 'the licence';
  const { license } = manifest(dir);
  const text = existsSync(join(dir, 'LICENSE')) ? readFileSync(join(dir, 'LICENSE'), 'utf8') : '';
  const bundled = existsSync(join(dir, 'dist', 'licences.txt'));
  if (text.includes(`${license} License`) && bundled) return { what, state: 'done', why: `${license}, in LICENSE and package.json; those of what is bundled are in dist/licences.txt` };
  return { what, state: 'left', why: !bundled ? 'dist/licences.txt is missing' : `LICENSE is not the text of ${license}`, next: bundled ? 'put the licence\'s text into LICENSE' : 'npm run build' };
}

/** @param {Ground} ground @returns {Line} */
function materials({ dir, run }) {
  const what = 'a bill of materials (SBOM)';
  if (!existsSync(join(dir, 'package-lock.json'))) return { what, state: 'left', why: 'no package-lock.json', next: 'npm install' };
  const { status, stdout } = run('npm', ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--omit=dev']);
  let count = NaN;
  try {
    count = JSON.parse(stdout).components.length;
  } catch {
    // Said below.
  }
  if (status !== 0 || Number.isNaN(count)) return { what, state: 'unasked', why: '`npm sbom` gave none', next: 'npm 10.2 or newer has it' };
  return { what, state: 'done', why: `\`npm sbom --sbom-format=cyclonedx --package-lock-only\` makes one; at run time the package needs ${count === 0 ? 'no other' : `${count} others`}, what is bundled is locked in package-lock.json and Cargo.lock` };
}

/** @param {Ground} ground @returns {Line} */
function contents({ dir, run }) {
  const what = 'what `npm pack` packs';
  const folder = mkdtempSync(join(tmpdir(), 'release-check-'));
  try {
    const { status, stdout, stderr } = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
    if (status !== 0) return { what, state: 'left', why: `npm pack fails: ${stderr.trim().split('\n')[0]}`, next: 'npm pack --dry-run' };
    const [{ files, size }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
    const paths = files.map((/** @type {{path: string}} */ { path }) => path);
    const own = manifest(dir);
    const wanted = [own.main, own.types, own.bin['version-first'], 'LICENSE', 'README.md', 'dist/core.wasm', 'dist/licences.txt'].map((path) => String(path).replace(/^\.\//, ''));
    const missing = wanted.filter((path) => !paths.includes(path));
    const strays = paths.filter((/** @type {string} */ path) => /(^|\/)(tests?|target|node_modules|src|\.)/.test(path) || /\.(env|pem|key)$/.test(path));
    const kb = `${Math.round(size / 1000)} kB, ${paths.length} files`;
    if (missing.length > 0 || strays.length > 0) return { what, state: 'left', why: [missing.length > 0 ? `without ${missing.join(', ')}` : '', strays.length > 0 ? `with ${strays.join(', ')}` : ''].filter(Boolean).join('; '), next: 'change `files` in package.json' };
    if (size > LARGEST_PACK) return { what, state: 'left', why: `${kb}: more than ${LARGEST_PACK / 1000} kB`, next: 'build it (`npm run build`, not `--quick`), or look into docs/sizes.md' };
    return { what, state: 'done', why: kb };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Ground} ground @returns {Line} */
function engines({ dir }) {
  const { engines: asked = {}, os } = manifest(dir);
  const what = 'what it runs on';
  if (!asked.node) return { what, state: 'left', why: 'no `engines.node`', next: 'say the oldest Node that the tests run on' };
  return { what, state: 'done', why: `Node ${asked.node}${os ? `, on ${os.join(', ')}` : ''}` };
}

/** @param {Ground} ground @returns {Line} */
function tags({ dir, run }) {
  const { version } = manifest(dir);
  const what = 'version tags';
  const { status, stdout } = run('git', ['tag', '--list', 'v*']);
  if (status !== 0) return { what, state: 'unasked', why: 'no git repository here' };
  const all = stdout.split('\n').filter(Boolean);
  if (all.length === 0) return { what, state: 'left', why: `none: the first run of .github/workflows/release.yml tags v${version}, as the files say`, next: `push the branch to the account's repository; \`uses: …@v1\` in the documentation needs \`moving-tags: major\` and a version 1, or say \`@v${version}\`` };
  return { what, state: 'done', why: `${all.length}, the newest of them ${all.at(-1)}` };
}

/** @param {string} dir */
const manifest = (dir) => JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));

/** A field at the top of action.yml. @param {string} dir @param {string} name */
function field(dir, name) {
  return new RegExp(`^${name}: (.+)$`, 'm').exec(readFileSync(join(dir, 'action.yml'), 'utf8'))?.[1] ?? '';
}

/**
 * Everything that is asked of a checkout.
 * @param {string} dir
 * @param {Ground['run']} [run]
 * @returns {Line[]}
 */
export function releaseCheck(dir, run = runner(dir)) {
  return CHECKS.flatMap((check) => check({ dir, run }));
}

/** @param {string} dir @returns {Ground['run']} */
function runner(dir) {
  return (program, args, cwd = dir) => {
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', env: cleanEnv({ npm_config_update_notifier: 'false' }), timeout: 60_000 });
    return { status, stdout: stdout ?? '', stderr: error ? String(error) : (stderr ?? '') };
  };
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { json: { type: 'boolean' } } });
    const lines = releaseCheck(root);
    if (values.json) console.log(JSON.stringify(lines, null, 2));
    else for (const { what, state, why, next } of lines) console.log(`${state.padEnd(7)}  ${what}: ${why}${next === undefined ? '' : `\n         next: ${next}`}`);
    const left = lines.filter(({ state }) => state === 'left').length;
    if (!values.json) console.log(`\n${left} left to do, ${lines.filter(({ state }) => state === 'unasked').length} could not be asked`);
    if (left > 0) process.exitCode = 1;
  });
}
