// What a run hands to the core again and again crosses once (js/core/held.js), whatever is added to the types: which texts
// last is decided for each field by its name, here or there.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { LASTING, SPEAKING } from '../../js/core/held.js';
import { root } from '../../scripts/lib.mjs';
import { read } from './contract/types.mjs';

/** @typedef {import('typescript').Type} Type */

/** Texts of any length, each of which one call speaks of in a whole look. */
const ONCE = ['log', 'newer', 'body', 'message', 'said', 'said[]', 'detail', 'stdout', 'stderr', 'beside', 'nextSteps[]'];
/** Names, words, dates, and lists of them. */
const SHORT = [
  ...['address', 'author', 'base', 'baseOid', 'branch', 'closedAt', 'code', 'commit', 'committer', 'entry', 'fingerprint', 'first', 'head', 'headOid'],
  ...['login', 'name', 'namedBy', 'nodeId', 'oid', 'parent', 'path', 'ref', 'repository', 'serverUrl', 'since', 'tag', 'tail', 'tipTime', 'tree', 'twin'],
  ...['uploadUrl', 'url', 'version', 'why'],
  ...['changed[]', 'heads[]', 'locks[]', 'manifests[]', 'older[]', 'others[]', 'packages[]', 'parents[]', 'paths[]', 'rewritten[]', 'settings[]', 'tags[]', 'texts[]'],
];
/** A run begins without facts: its first step is to look. */
const NEVER = [{ name: 'plan', at: 1 }];

/** The functions that a run calls. */
function called() {
  const files = ['run', 'git', 'hosting'].flatMap((room) => readdirSync(join(root, 'js', room)).map((name) => readFileSync(join(root, 'js', room, name), 'utf8')));
  return new Set(files.flatMap((text) => [...text.matchAll(/\bcore\.(\w+)\(/g)].map(([, name = '']) => name)));
}

/**
 * The names under which texts reach the core through a parameter. What is handed over by its name stands in a field of its own: a
 * list of texts has another name.
 * @param {ReturnType<typeof read>} of @param {string} name @param {Type} type @param {Set<Type>} [seen] @returns {string[]}
 */
function textsIn(of, name, type, seen = new Set()) {
  return of.members(type).flatMap((one) => {
    if (of.textual(one)) return one.isStringLiteral() ? [] : [name];
    if (of.isArray(one)) return textsIn(of, `${name}[]`, of.element(one), seen);
    if (!of.isObject(one) || seen.has(one)) return [];
    seen.add(one);
    const values = of.values(one);
    return [...(values ? textsIn(of, `${name}{}`, values, seen) : []), ...of.fields(one).flatMap((field) => textsIn(of, field.name, field.type, seen))];
  });
}

/** What is wrong with what is kept, by these types. @param {ReturnType<typeof read>} of */
function forgotten(of) {
  const names = called();
  /** @type {Record<string, readonly number[]>} */
  const speaking = SPEAKING;
  const never = (/** @type {{name: string, at: number}} */ { name, at }) => NEVER.some((one) => one.name === name && one.at === at);
  const found = of.functions.filter(({ name }) => names.has(name)).flatMap(({ name, parameters }) =>
    // A request is what people have set; of a plan the core reads what it remembers alone.
    parameters.map((parameter, at) => ({ name, at, type: of.name(parameter.type), texts: new Set(textsIn(of, parameter.name, parameter.type)) })).filter(({ type }) => !/^(Plan|Request)$/.test(type)).filter((one) => !never(one)),
  );
  const known = new Set([...LASTING, ...ONCE, ...SHORT]);
  return [
    ...found.flatMap(({ name, texts }) => [...texts].filter((text) => !known.has(text)).map((text) => `\`${text}\`, in what \`${name}\` takes: does it last?`)),
    ...found.filter(({ name, at, texts }) => [...texts].some((text) => LASTING.has(text)) && !speaking[name]?.includes(at)).map(({ name, at }) => `\`${name}\` takes a text that lasts in its argument ${at}, and it is not kept`),
    ...Object.entries(speaking).flatMap(([name, places]) => places.filter((at) => !found.some((one) => one.name === name && one.at === at && [...one.texts].some((text) => LASTING.has(text)))).map((at) => `\`${name}\` takes no text that lasts in its argument ${at}`)),
  ];
}

test('every text that reaches the core is known to last or not', () => {
  assert.deepEqual(forgotten(read()), []);
});

test('what is new and forgotten is caught', () => {
  const file = join(root, 'js', 'types.d.ts');
  const text = readFileSync(file, 'utf8');
  const changed = (/** @type {string} */ before, /** @type {string} */ after) => {
    assert.equal(text.split(before).length, 2, before);
    return forgotten(read(file, text.replace(before, after)));
  };
  // A field of what a look has read, and of one inside it; a list where a text was; an argument; one that is gone.
  assert.deepEqual(changed('export interface Facts {\n', 'export interface Facts {\n  readme: string | null;\n'), ['`readme`, in what `advance` takes: does it last?']);
  assert.ok(changed('export interface TextFile {\n', 'export interface TextFile {\n  before?: string;\n').includes('`before`, in what `needs` takes: does it last?'));
  assert.deepEqual(changed('export function hunt(asked: Asked, paths: string)', 'export function hunt(asked: Asked, paths: string[])').slice(-1), ['`hunt` takes no text that lasts in its argument 1']);
  assert.deepEqual(changed('export function target(request: Request, refs: string)', 'export function target(request: Request, refs: string, text: string)'), ['`target` takes a text that lasts in its argument 2, and it is not kept']);
});
