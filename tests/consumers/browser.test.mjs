// The installed package in headless Chromium: as it is, in a worker, and through every bundler.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';

import { nodeResolve } from '@rollup/plugin-node-resolve';
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

import { page, serve, visit } from '../helpers/chromium.mjs';
import { SAYS, installed, program } from './project.mjs';

const there = await installed(after);
there.write('index.html', page('./main.js'));
there.write('main.js', program(''));

/** What a page says whose script was bundled into `folder/main.js`. @param {import('node:test').TestContext} t @param {string} folder */
async function bundled(t, folder) {
  if (!existsSync(join(there.project, folder, 'index.html'))) there.write(`${folder}/index.html`, page('./main.js'));
  const { url, said } = await serve(join(there.project, folder), t);
  return visit(`${url}index.html`, said);
}

test('without a bundler, by an import map', async (t) => {
  const map = { imports: { 'version-first': '/node_modules/version-first/js/web.js', 'version-first/pure': '/node_modules/version-first/js/pure/web.js' } };
  there.write('plain.html', `<!doctype html><script type="importmap">${JSON.stringify(map)}</script>${page('./main.js')}`);
  const { url, said } = await serve(there.project, t);
  assert.deepEqual(await visit(`${url}plain.html`, said), SAYS);
});

test('in a worker', async (t) => {
  const text = program('').replace("'version-first'", "'/node_modules/version-first/js/web.js'").replace("'version-first/pure'", "'/node_modules/version-first/js/pure/web.js'");
  there.write('worker.js', text);
  there.write('starts.js', "new Worker('worker.js', { type: 'module' });");
  there.write('worker.html', page('./starts.js'));
  const { url, said } = await serve(there.project, t);
  assert.deepEqual(await visit(`${url}worker.html`, said), SAYS);
});

test('the core as bytes, as a compiled module, and by its address', async (t) => {
  for (const source of ["await (await fetch('/node_modules/version-first/dist/core.wasm')).arrayBuffer()", "await WebAssembly.compileStreaming(fetch('/node_modules/version-first/dist/core.wasm'))", "'/node_modules/version-first/dist/core.wasm'"]) {
    const text = program(`await init(${source});`).replace("'version-first'", "'/node_modules/version-first/js/web.js'").replace("'version-first/pure'", "'/node_modules/version-first/js/pure/web.js'");
    there.write('given.js', text);
    there.write('given.html', page('./given.js'));
    const { url, said } = await serve(there.project, t);
    assert.deepEqual(await visit(`${url}given.html`, said), SAYS, source);
  }
});

test('Vite, built', async (t) => {
  await vite.build({ root: there.project, logLevel: 'silent', configFile: false, build: { outDir: 'vite', assetsInlineLimit: 0, target: 'es2022' } });
  assert.deepEqual(await bundled(t, 'vite'), SAYS);
});

test('Vite, a worker of its own', async (t) => {
  there.write('vite-worker/worker.js', program(''));
  there.write('vite-worker/main.js', "new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });");
  there.write('vite-worker/index.html', page('./main.js'));
  await vite.build({ root: join(there.project, 'vite-worker'), logLevel: 'silent', configFile: false, worker: { format: 'es' }, build: { outDir: 'out', target: 'es2022' } });
  assert.deepEqual(await bundled(t, 'vite-worker/out'), SAYS);
});

test('Vite, while developing', async (t) => {
  const server = await vite.createServer({ root: there.project, logLevel: 'silent', configFile: false, server: { port: 0, host: '127.0.0.1' }, plugins: [listening()] });
  t.after(() => server.close());
  await server.listen();
  assert.deepEqual(await visit(`${server.resolvedUrls?.local[0]}index.html`, () => heard), SAYS);
});

/** @type {(value: any) => void} */
let hear = () => {};
/** @type {Promise<any>} */
let heard = Promise.resolve();
/** Vite's own server, which also takes what a page says. @returns {import('vite').Plugin} */
const listening = () => ({
  name: 'listening',
  configureServer(server) {
    heard = new Promise((done) => {
      hear = done;
    });
    server.middlewares.use('/said', (request, response) => {
      let body = '';
      request.on('data', (piece) => (body += piece));
      request.on('end', () => {
        response.end();
        hear(JSON.parse(body));
      });
    });
  },
});

test('webpack', async (t) => {
  const compiler = webpack({ mode: 'production', context: there.project, entry: './main.js', output: { path: join(there.project, 'webpack'), filename: 'main.js' } });
  const stats = await promisify(compiler.run.bind(compiler))();
  assert.deepEqual(stats.toJson().errors, []);
  assert.deepEqual(stats.toJson().warnings.filter((/** @type {{message: string}} */ { message }) => !/size limit|performance/.test(message)), []);
  assert.deepEqual(await bundled(t, 'webpack'), SAYS);
});

/** @param {any} said */
function smallAloneWorks(said) {
  assert.deepEqual([said.small, said.early, said.code], [SAYS.small, SAYS.early, 'core-not-found']);
  assert.match(said.message, /^no `core\.wasm` at `http:.*core\.wasm` \(404\); some bundlers carry it along only when told \(docs\/npm\.md, "In browsers"\); .*import core from "version-first\/core\.wasm"/);
}

test('esbuild: the small core is there, and for the whole one the error says what to do', async (t) => {
  await esbuild.build({ absWorkingDir: there.project, entryPoints: ['main.js'], outdir: 'esbuild', bundle: true, format: 'esm' });
  smallAloneWorks(await bundled(t, 'esbuild'));
});

test('esbuild, with the loader for bytes, as docs/npm.md has it', async (t) => {
  there.write('bytes.js', program('await init(core);', "import core from 'version-first/core.wasm';"));
  await esbuild.build({ absWorkingDir: there.project, entryPoints: { main: 'bytes.js' }, outdir: 'esbuild-bytes', bundle: true, format: 'esm', loader: { '.wasm': 'binary' } });
  assert.deepEqual(await bundled(t, 'esbuild-bytes'), SAYS);
});

test('esbuild, with the loader for files', async (t) => {
  there.write('files.js', program('await init(core);', "import core from 'version-first/core.wasm';"));
  await esbuild.build({ absWorkingDir: there.project, entryPoints: { main: 'files.js' }, outdir: 'esbuild-files', bundle: true, format: 'esm', loader: { '.wasm': 'file' } });
  assert.deepEqual(await bundled(t, 'esbuild-files'), SAYS);
});

/** @param {string} dir @param {import('rollup').Plugin[]} plugins */
async function rolled(dir, plugins) {
  const bundle = await rollup({ input: join(there.project, 'main.js'), plugins: [nodeResolve({ browser: true }), ...plugins], onwarn: (warning) => assert.fail(warning.message) });
  await bundle.write({ dir: join(there.project, dir), format: 'es' });
  await bundle.close();
}

test('Rollup: the small core is there, and for the whole one the error says what to do', async (t) => {
  await rolled('rollup', []);
  smallAloneWorks(await bundled(t, 'rollup'));
});

test('Rollup, with the plugin for assets, as docs/npm.md has it', async (t) => {
  await rolled('rollup-assets', [importMetaAssets()]);
  assert.deepEqual(await bundled(t, 'rollup-assets'), SAYS);
});

test('who asks the small core alone gets nothing of the whole one', async () => {
  there.write('small.js', "import init, { bumpBranch } from 'version-first/pure';\nawait init();\nconsole.log(bumpBranch('1.2.3'));\n");
  const { outputFiles } = await esbuild.build({ absWorkingDir: there.project, entryPoints: ['small.js'], bundle: true, minify: true, format: 'esm', write: false, outdir: 'x' });
  assert.equal(outputFiles.length, 1);
  assert.doesNotMatch(outputFiles[0]?.text ?? '', /core\.wasm|rewriteManifests/);
  const none = await esbuild.build({ absWorkingDir: there.project, stdin: { contents: "import 'version-first'; import { plan } from 'version-first'; console.log(1)", resolveDir: there.project }, bundle: true, minify: true, format: 'esm', write: false, logLevel: 'silent' });
  assert.equal(none.outputFiles[0]?.text, 'console.log(1);\n');
  assert.deepEqual(readdirSync(there.project).filter((name) => name === 'x'), []);
});
