// A repository with tags and a fix on top, released.

/** @param {unknown} value */
export const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/**
 * A repository whose first commit has these files and tags, and a fix on top; released.
 * @param {import('./sandbox.mjs').Sandbox} box
 * @param {Record<string, string>} files
 * @param {string[]} tags
 * @param {string[]} [args]
 * @param {Record<string, string>} [fix]
 */
export async function releasing(box, files, tags, args = [], fix = { 'src/x': '1' }) {
  const remote = await box.remote([{ say: 'feat: start', files }]);
  const start = (await remote.refs())['refs/heads/main']?.commit ?? '';
  for (const tag of tags) await remote.git(['tag', tag, start]);
  await remote.write([{ say: 'fix: mend the hinge', files: fix }]);
  const clone = await box.clone(remote);
  const tip = (await remote.refs())['refs/heads/main']?.commit;
  const ran = await clone.run(['release', '--json', ...args]);
  /** @param {string} path */
  const text = async (path) => (await remote.git(['show', `main:${path}`]));
  const changed = async () => (await remote.git(['diff', '--name-only', `${tip}`, 'main'])).trim().split('\n').filter(Boolean);
  return { remote, clone, ran, text, changed, tip };
}
