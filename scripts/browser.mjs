// Chromium and its driver: found on the path, or installed where a machine is new and lets us.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { Complaint, cleanEnv, run } from './lib.mjs';

/** Set where there is no browser and none could be had: then what needs one says so, and is counted as not run. */
export const WITHOUT = 'VERSION_FIRST_WITHOUT_BROWSER';

/** @param {string[]} names @returns {string | undefined} the first of them on the path */
const program = (...names) => {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((dir) => join(dir, name))).find((path) => existsSync(path));
};

/** Where they are. @returns {{driver: string, binary: string} | undefined} */
export function browser() {
  const [driver, binary] = [program('chromedriver'), program('chromium', 'google-chrome', 'chromium-browser')];
  return driver && binary ? { driver, binary } : undefined;
}

/** What there is, or a complaint that says how to get it. */
export function neededBrowser() {
  const found = browser();
  if (!found) throw new Complaint('no Chromium with its driver: on Debian `apt-get install chromium chromium-driver`');
  return found;
}

/**
 * Installs both with Debian's own tool where this is root's machine, such as a container.
 * @param {(text: string) => void} log
 * @returns {Promise<{notRun: string} | undefined>}
 */
export async function ensureBrowser(log) {
  if (browser()) return undefined;
  if (process.getuid?.() === 0 && program('apt-get')) {
    const env = cleanEnv({ DEBIAN_FRONTEND: 'noninteractive' });
    const quiet = ['-qq', '-o', 'Acquire::Retries=2'];
    await run('apt-get', [...quiet, 'update'], { log, env, allowFailure: true });
    await run('apt-get', [...quiet, 'install', '-y', '--no-install-recommends', 'chromium', 'chromium-driver'], { log, env, allowFailure: true });
    if (browser()) return undefined;
  }
  process.env[WITHOUT] = '1';
  return { notRun: 'no Chromium with its driver, and none could be installed: on Debian `apt-get install chromium chromium-driver`' };
}

/**
 * What is run in a browser, or the word that it was not.
 * @param {(log: (text: string) => void) => Promise<unknown>} work
 * @returns {(log: (text: string) => void) => Promise<unknown>}
 */
export const inBrowser = (work) => async (log) => (process.env[WITHOUT] ? { notRun: 'there is no browser' } : work(log));
