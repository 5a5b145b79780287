// What of ARCHITECTURE.md can be checked: every file is on the map and everything on the map is there, rooms import what lies
// below them, files go in no circle, and doors are thin.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { circles, foldersOf, roomCircles, roomOf, rooms, rustGraph, scriptGraph } from './graph.mjs';

/** Nobody imports these, but for tests. */
export const DOORS = ['js/cli.js', 'js/action.js', 'js/node.js', 'js/web.js'];
/** A door opens, and no more. A list of what is exported does not count. */
const THICKEST = 60;

/** The tables of a section. @param {string} page @param {string} title @returns {string[][]} rows */
function rowsOf(page, title) {
  const [, section = ''] = new RegExp(`\\n## ${title}\\n([^]*?)(?=\\n## |$)`).exec(page) ?? [];
  return section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('|---')).map((line) => line.slice(2, -2).split(' | '));
}

const named = (/** @type {string} */ text) => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** Files that are on no map, and places on it that are gone. @param {string} root @param {string[]} files @param {string} page */
function unmapped(root, files, page) {
  const places = rowsOf(page, 'Code map').flatMap(([where = '']) => named(where)).filter((name) => /^(src|js|wasm)\//.test(name));
  const gone = places.filter((place) => !existsSync(join(root, place))).map((place) => `ARCHITECTURE.md: the code map names \`${place}\`, which is not there`);
  // A module's file stands for the folder of its name.
  const covers = (/** @type {string} */ place, /** @type {string} */ file) => file === place || file.startsWith(place.endsWith('/') ? place : `${place.replace(/\.rs$/, '')}/`);
  const lost = files.filter((file) => file !== 'src/lib.rs' && !places.some((place) => covers(place, file)));
  return [...gone, ...lost.map((file) => `${file} is not on the code map of ARCHITECTURE.md`)];
}

/** Layers from above, as ARCHITECTURE.md lists them. @param {string} page @param {string} dir @returns {string[][]} the rooms of each */
function layers(page, dir) {
  const rows = rowsOf(page, 'Layers').map(([where = '']) => named(where)).filter((names) => names.some((name) => name.startsWith(`${dir}/`)));
  return rows.map((names) => names.map((name) => name.replace(/\/$/, '').replace(/\.(rs|js)$/, '')));
}

/** @param {import('./graph.mjs').Graph} graph @param {string[][]} all layers from above */
function upwards(graph, all) {
  const floor = new Map(all.flatMap((layer, at) => layer.map((room) => [room, at])));
  const homeless = [...rooms(graph).keys()].filter((room) => room !== 'src/lib' && !floor.has(room)).map((room) => `\`${room}\` is in no layer of ARCHITECTURE.md`);
  const climbing = [...graph].flatMap(([file, to]) => [...to].filter((other) => (floor.get(roomOf(other)) ?? Infinity) < (floor.get(roomOf(file)) ?? -1) && roomOf(file) !== 'src/lib')
    .map((other) => `${file} imports ${other}, which lies above it (ARCHITECTURE.md, Layers): hand it in, or move what both need below`));
  return [...homeless, ...climbing];
}

/** @param {import('./graph.mjs').Graph} graph */
function around(graph) {
  const files = circles(graph).map((group) => `${group.join(', ')} import each other: only a parent and its child may`);
  const between = foldersOf(graph).flatMap((folder) => roomCircles(graph, folder));
  return [...files, ...between.map((group) => `${group.join(', ')} import each other: rooms go in no circle`)];
}

/** @param {string} root @param {import('./graph.mjs').Graph} graph */
function doors(root, graph) {
  const entered = [...graph].flatMap(([file, to]) => [...to].filter((other) => DOORS.includes(other)).map((door) => `${file} imports ${door}: nobody imports a door`));
  const thick = DOORS.filter((door) => existsSync(join(root, door))).flatMap((door) => {
    const lines = readFileSync(join(root, door), 'utf8').trimEnd().split('\n');
    const own = lines.filter((line) => !/^export const \w+ = .*;$|^\/\*\* @type \{.*\} \*\/$|^ {2}\w+,$/.test(line)).length;
    return own > THICKEST ? [`${door}: ${own} lines, a door has at most ${THICKEST}: move what it does into a room`] : [];
  });
  return [...entered, ...thick];
}

/** Every violation, one sentence each. @param {string} root @returns {string[]} */
export function misbuilt(root) {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const [rust, script] = [rustGraph(root), scriptGraph(root)];
  const [below, beside] = [layers(page, 'src'), layers(page, 'js')];
  return [
    ...unmapped(root, [...rust.keys(), ...script.keys()], page),
    ...upwards(rust, below), ...upwards(script, beside),
    ...around(rust), ...around(script),
    ...doors(root, script),
  ];
}
