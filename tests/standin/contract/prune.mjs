// Makes github.json again: GitHub's own description of its REST API, cut down to the endpoints the stand-in answers.
//   npm install --no-save @octokit/openapi@23.0.2        (400 MB; nothing else needs it)
//   node tests/standin/contract/prune.mjs node_modules/@octokit/openapi/generated/api.github.com.json

import { readFileSync, writeFileSync } from 'node:fs';

import { ENDPOINTS } from '../routes.mjs';

/** What says something about a request or an answer; the rest is for readers. */
const PROSE = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'tags', 'title', 'deprecated']);

/**
 * @param {unknown} node
 * @param {boolean} [names] its keys are names of somebody's properties, not words of the description language
 * @returns {any}
 */
function lean(node, names = false) {
  if (Array.isArray(node)) return node.map((one) => lean(one));
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key]) => names || !(PROSE.has(key) || key.startsWith('x-')));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'enum' ? value : lean(value, !names && ['properties', 'schemas'].includes(key))]));
}

/** @param {any} whole @param {string} pointer */
function at(whole, pointer) {
  const steps = pointer.slice(2).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce((node, step) => node[step], whole);
}

const source = process.argv[2];
if (!source) throw new Error('expected the path of api.github.com.json from the npm package @octokit/openapi');
const whole = JSON.parse(readFileSync(source, 'utf8'));
/** @type {Record<string, any>} */
const paths = {};
for (const endpoint of ENDPOINTS) {
  const [method = '', path = ''] = endpoint.split(' ');
  const operation = whole.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`GitHub describes no \`${endpoint}\``);
  paths[path] = { ...paths[path], [method.toLowerCase()]: lean(operation) };
}
/** @type {Record<string, Record<string, any>>} */
const components = {};
const pending = [paths];
while (pending.length > 0) {
  const node = pending.pop();
  if (node === null || typeof node !== 'object') continue;
  if (typeof node.$ref === 'string') {
    const [, , kind = '', name = ''] = node.$ref.split('/');
    components[kind] ??= {};
    if (!components[kind][name]) {
      components[kind][name] = lean(at(whole, node.$ref));
      pending.push(components[kind][name]);
    }
  }
  pending.push(...Object.values(node));
}
const { title, version } = whole.info;
const small = { openapi: whole.openapi, info: { title, version }, paths, components };
writeFileSync(new URL('github.json', import.meta.url), `${JSON.stringify(small)}\n`);
