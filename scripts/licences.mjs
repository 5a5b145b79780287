// The notices of what is compiled into dist/: npm packages in the bundles, crates in the wasm.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { BOUNDARY, root, run } from './lib.mjs';

/** Files that hold a licence. @param {string} dir */
function notices(dir) {
  return readdirSync(dir)
    .filter((name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name) && !/\.(rs|js)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(dir, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

/**
 * One text naming every part and its licence, in a fixed order.
 * @param {string[]} packages npm packages in the bundles
 */
export async function licenceTexts(packages) {
  /** @type {{name: string, licence: string, texts: string[]}[]} */
  const parts = [];
  for (const name of packages) {
    const dir = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
    parts.push({ name: `${name} ${version} (npm)`, licence: license, texts: notices(dir) });
  }
  const target = 'wasm32-unknown-unknown';
  const tree = ['tree', '--package', BOUNDARY, '--locked', '--target', target, '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--no-dedupe', '--format', '{p}'];
  const { output: list } = await run('cargo', tree);
  const used = new Set(list.split('\n').map((line) => line.replace(/ v(\S+).*/, ' $1').trim()));
  const { output: text } = await run('cargo', ['metadata', '--locked', '--format-version', '1', '--filter-platform', target]);
  const metadata = JSON.parse(text.slice(text.indexOf('{')));
  for (const { name, version, license, manifest_path: manifest, source } of metadata.packages) {
    // Without a source it is a crate of ours.
    if (source === null || !used.has(`${name} ${version}`)) continue;
    parts.push({ name: `${name} ${version} (crate)`, licence: license, texts: notices(dirname(manifest)) });
  }
  parts.sort((a, b) => (a.name < b.name ? -1 : 1));
  // Most crates carry the same Apache text: print each text once, under every part it belongs to.
  const byText = new Map();
  for (const { name, texts } of parts) {
    for (const notice of texts) byText.set(notice, [...(byText.get(notice) ?? []), name]);
  }
  const overview = parts.map(({ name, licence }) => `${name}: ${licence}`).join('\n');
  const bodies = [...byText].map(([notice, names]) => `${'-'.repeat(80)}\n${names.join('\n')}\n\n${notice}`);
  return `What version-first's dist/ contains of others, and under which terms.\n\n${overview}\n\n${bodies.join('\n\n')}\n`;
}
