// The playground as a folder that any server of files can show: what the page loads, as it lies in the repository, and nothing else.
//
//   npm run playground              writes target/playground
//   npm run playground -- --serve   and serves it, for looking at

import { cpSync, createReadStream, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from 'esbuild';

import { isMain, root, runMain } from './lib.mjs';

const PAGE = 'docs/playground';
const START = `<!doctype html><meta charset="utf-8"><title>version-first playground</title><meta http-equiv="refresh" content="0; url=${PAGE}/">\n`;
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };

/** What the page loads: its modules, and what lies beside it. The bundler only finds them; nothing is bundled. */
export async function loaded() {
  const { metafile } = await build({ entryPoints: [join(root, PAGE, 'main.js')], absWorkingDir: root, bundle: true, format: 'esm', write: false, metafile: true, logLevel: 'error' });
  const beside = readdirSync(join(root, PAGE)).filter((name) => /\.(html|css|svg|js)$/.test(name)).map((name) => `${PAGE}/${name}`);
  return [...new Set([...Object.keys(metafile.inputs), ...beside, 'dist/core.wasm'])].sort();
}

/** @param {string} folder */
export async function publish(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (const path of await loaded()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  writeFileSync(join(folder, 'index.html'), START);
  // GitHub Pages leaves out nothing then.
  writeFileSync(join(folder, '.nojekyll'), '');
}

/** @param {string} folder */
function serve(folder) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain', 'cache-control': 'no-cache' });
    createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = /** @type {import('node:net').AddressInfo} */ (server.address());
    console.log(`http://127.0.0.1:${address.port}/ (Ctrl+C ends it)`);
  });
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { values } = parseArgs({ options: { serve: { type: 'boolean' } } });
    const folder = join(root, 'target', 'playground');
    await publish(folder);
    console.log('target/playground');
    if (values.serve) serve(folder);
  });
}
