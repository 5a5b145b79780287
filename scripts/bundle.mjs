// Bundles the shell with esbuild: dist/cli.js, dist/action.js, and what those two load only when it is used: the engine,
// GitHub's toolkit, the API client, and the commands about iterations.
//
// CommonJS, because a lean CommonJS file starts 1 ms after `node -e 0` and an ES module 5. The source is ESM, so what
// differs is bridged here: `import.meta` and lazily imported siblings.

import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import { Complaint, root } from './lib.mjs';

/** The programs: each has a source in js/ and becomes one file in dist/. */
const programs = { cli: '', action: '' };

/** Modules that stay files of their own, loaded by `require` at first use: name in dist/, room in js/. */
const lazy = { toolkit: 'say', engine: 'commands', github: 'hosting', iterate: 'iteration' };

/** @typedef {import('esbuild').Plugin} Plugin */

/** Leaves `import('./toolkit.js')` as a `require` of the sibling in dist/. @type {Plugin} */
const lazySiblings = {
  name: 'lazy-siblings',
  setup(build) {
    build.onResolve({ filter: new RegExp(`(^|/)(${Object.keys(lazy).join('|')})\\.js$`) }, ({ path, kind, importer }) => {
      if (kind === 'entry-point' || !path.startsWith('.')) return undefined;
      if (kind !== 'dynamic-import') {
        const name = relative(root, importer);
        return { errors: [{ text: `${name} imports ${path} eagerly: use \`await import('${path}')\` where it is needed` }] };
      }
      return { path: `./${path.split('/').at(-1)}`, external: true };
    });
  },
};

/** The core's glue is the one just built, whatever lies in dist/. @param {string} out @returns {Plugin} */
const freshCore = (out) => ({
  name: 'fresh-core',
  setup(build) {
    // In a namespace of its own: the path would otherwise be printed into the bundle.
    build.onResolve({ filter: /(^|\/)core\.mjs$/ }, () => ({ path: 'core.mjs', namespace: 'glue' }));
    build.onLoad({ filter: /.*/, namespace: 'glue' }, () => ({ contents: readFileSync(join(out, 'core.mjs'), 'utf8') }));
  },
});

/** Contents of a module that is left out. @param {string} exported */
const without = (exported) => ({ contents: exported });

/**
 * The toolkit's HTTP client costs a start 15 ms, and undici behind it as much again. So the client is in dist/github.js
 * alone, and undici nowhere: it would only serve a way of asking (`fetch` through a proxy) that nothing here uses. In
 * @actions/core the client is for OIDC tokens, which nothing here asks for.
 * @type {Plugin}
 */
const oneClient = {
  name: 'one-client',
  setup(build) {
    build.onResolve({ filter: /^\.\/oidc-utils\.js$/ }, () => ({ path: 'oidc-utils', namespace: 'left-out' }));
    build.onResolve({ filter: /^undici$/ }, ({ importer }) =>
      /@actions.http-client/.test(importer) ? { path: 'undici', namespace: 'left-out' } : tooDear('undici', importer),
    );
    build.onResolve({ filter: /^@actions\/http-client$/ }, ({ path, importer }) =>
      importer === join(root, 'js', 'hosting', 'github.js') ? undefined : tooDear(path, importer),
    );
    build.onLoad({ filter: /^oidc-utils$/, namespace: 'left-out' }, () =>
      without('export class OidcClient { static getIDToken() { throw new Error("OIDC is not part of this bundle") } }'),
    );
    build.onLoad({ filter: /^undici$/, namespace: 'left-out' }, () =>
      without('export class ProxyAgent { constructor() { throw new Error("undici is not part of this bundle") } }'),
    );
  },
};

/** @param {string} path @param {string} importer */
function tooDear(path, importer) {
  return { errors: [{ text: `${relative(root, importer)} pulls in ${path}: keep it out, it costs every start` }] };
}

/**
 * tunnel (proxies) makes a buffer in a way that Node warns about outside node_modules.
 * @type {Plugin}
 */
const quietTunnel = {
  name: 'quiet-tunnel',
  setup(build) {
    build.onLoad({ filter: /node_modules.tunnel.lib.tunnel\.js$/ }, ({ path }) => {
      const [before, after = '', ...more] = readFileSync(path, 'utf8').split('new Buffer(');
      if (after === '' || more.length > 0) throw new Complaint(`${path}: expected one \`new Buffer(\``);
      return { contents: `${before}Buffer.from(${after}` };
    });
  },
};

/** What `import.meta` says in a CommonJS file. @type {Plugin} */
const moduleUrl = {
  name: 'module-url',
  setup(build) {
    // Without side effects: a bundle that never asks does not compute it.
    build.onResolve({ filter: /^module-url$/ }, () => ({ path: 'module-url', namespace: 'module-url', sideEffects: false }));
    build.onLoad({ filter: /.*/, namespace: 'module-url' }, () => ({
      contents: 'import { pathToFileURL } from "node:url"; export const moduleUrl = pathToFileURL(__filename).href;',
    }));
  },
};

/**
 * @param {{out: string, log?: (text: string) => void}} options
 * @returns {Promise<string[]>} names of the npm packages that became part of the bundles
 */
export async function bundle({ out, log }) {
  const esbuild = await import('esbuild');
  const packages = new Set();
  for (const [name, room] of Object.entries({ ...programs, ...lazy })) {
    const entry = join(root, 'js', room, `${name}.js`);
    if (!existsSync(entry)) throw new Complaint(`${relative(root, entry)} is missing: dist/${name}.js is built from it`);
    const result = await esbuild
      .build({
        absWorkingDir: root,
        // tsconfig.json is for the type check; it has no say in what is built.
        tsconfigRaw: {},
        entryPoints: [entry],
        outfile: join(out, `${name}.js`),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20.19',
        charset: 'utf8',
        legalComments: 'none',
        metafile: true,
        write: true,
        logLevel: 'silent',
        // `import()` becomes `require()`: Node's ESM loader alone costs 4 ms.
        supported: { 'dynamic-import': false },
        inject: ['module-url'],
        define: { 'import.meta.url': 'moduleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
        banner: { js: `// Generated from ${relative(root, entry).replaceAll(sep, '/')} (npm run build).` },
        plugins: [lazySiblings, freshCore(out), oneClient, quietTunnel, moduleUrl],
      })
      .catch((/** @type {Error} */ error) => {
        throw new Complaint(error.message);
      });
    for (const warning of result.warnings) throw new Complaint(`esbuild: ${warning.text} (${warning.location?.file})`);
    const { bytes, inputs } = Object.values(result.metafile.outputs)[0] ?? { bytes: 0, inputs: {} };
    for (const input of Object.keys(inputs)) {
      const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input)?.[1];
      if (found) packages.add(found);
    }
    log?.(`${name}.js ${bytes} bytes from ${Object.keys(inputs).length} files\n`);
  }
  return [...packages].sort();
}
