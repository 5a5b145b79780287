// An empty project with the packed package in it, and what every consumer does there.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { cleanEnv, root, run } from '../../scripts/lib.mjs';

export const consumers = join(root, 'tests', 'consumers');
/** A program of the consumers' packages. @param {string} name */
export const bin = (name) => join(consumers, 'node_modules', '.bin', name);

/**
 * @param {(done: () => unknown) => void} after
 * @returns {Promise<{project: string, tarball: string, packed: {path: string, size: number}[], size: number, env: NodeJS.ProcessEnv, write: (name: string, text: string) => string, node: (name: string, text: string, program?: string) => ReturnType<typeof run>}>}
 */
export async function installed(after) {
  const work = mkdtempSync(join(tmpdir(), 'consumer-'));
  after(() => rmSync(work, { recursive: true, force: true }));
  const project = join(work, 'project');
  mkdirSync(project);
  // A home of its own: no npm settings of this machine, nothing in its cache, and no registry to ask.
  const env = cleanEnv({ HOME: work, npm_config_cache: join(work, 'cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false' });
  const { output } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], { env });
  const [{ filename, files, size }] = JSON.parse(output.slice(output.indexOf('[')));
  const tarball = join(work, filename);
  writeFileSync(join(project, 'package.json'), '{"name": "consumer", "version": "1.0.0", "private": true}\n');
  await run('npm', ['install', '--no-audit', '--no-fund', tarball], { cwd: project, env });
  const write = (/** @type {string} */ name, /** @type {string} */ text) => {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
    return join(project, name);
  };
  const node = (/** @type {string} */ name, /** @type {string} */ text, program = process.execPath) => {
    write(name, text);
    return run(program, [name], { cwd: project, env, allowFailure: true });
  };
  return { project, tarball, packed: files, size, env, write, node };
}

/** What is asked of the whole module, as an expression. */
export const WHOLE = `[
  nextVersion({ current: '0.2.334', bump: 'patch' }),
  rewriteManifests([{ path: 'package.json', text: '{"version": "1.0.0"}' }], '1.1.0')[0].text,
  plan({ run: { id: '1', attempt: '1' } }, null).step.kind,
  (() => { try { bumpBranch('one'); } catch (error) { return error.name + ' ' + error.code; } })(),
]`;
export const WHOLE_SAYS = ['0.2.335', '{"version": "1.1.0"}', 'look', 'CoreError invalid-version'];
export const WHOLE_IMPORTS = 'nextVersion, rewriteManifests, plan, bumpBranch';

/** The same of the small one. */
export const PURE = `[
  nextVersion({ current: '1.0.0rc1', bump: 'prerelease', scheme: 'pep440' }),
  bumpBranch('v1.2.3'),
  parseTag('v1.2.3'),
  parseIteration('feat/x-v2').base,
  (() => { try { tagName('one'); } catch (error) { return error.name + ' ' + error.code; } })(),
]`;
export const PURE_SAYS = ['1.0.0rc2', 'chore/version-bump-1.2.3', '1.2.3', 'feat/x', 'CoreError invalid-version'];
export const PURE_IMPORTS = 'nextVersion, bumpBranch, parseTag, parseIteration, tagName';

/** A module that asks both and tells `where` to send it. @param {string} load how the whole core is loaded @param {string} [first] */
export const program = (load, first = '') => `${first}
import init, { ${WHOLE_IMPORTS} } from 'version-first';
import initPure, * as pure from 'version-first/pure';
const says = async () => {
  const early = [() => nextVersion({ current: '1.0.0', bump: 'patch' }), () => pure.tagName('1.0.0')].map((call) => { try { call(); return ''; } catch (error) { return error.code; } });
  await initPure();
  const small = (({ ${PURE_IMPORTS} }) => ${PURE})(pure);
  try {
    ${load}
    await init();
    return { early, small, whole: ${WHOLE} };
  } catch (error) {
    return { early, small, code: error.code, message: error.message };
  }
};
says().catch((error) => ({ broken: String(error) })).then((said) => fetch(new URL('/said', location.href), { method: 'POST', body: JSON.stringify(said) }));
`;
export const SAYS = { early: ['core-not-loaded', 'core-not-loaded'], small: PURE_SAYS, whole: WHOLE_SAYS };
