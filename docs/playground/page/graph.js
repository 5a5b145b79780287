// Commits as a graph: lines and dots in SVG, and beside each dot what the commit is, says, and is called.

import { failureOf, textsOf } from '../sim/look.js';
import { byId, el, put, svg } from './dom.js';
import { short } from './words.js';

/** @typedef {import('../sim/remote.js').Commit} Commit */
/** @typedef {import('../sim/look.js').World} World */
/** @typedef {import('../sim/story.js').Now} Now */
/** @typedef {Commit & {lane: number, row: number, ghost: boolean}} Dot */

const ROW = 58;
const LANE = 18;
const RADIUS = 6;

/** @param {Now} now */
export function drawGraph(now) {
  const dots = placed(now);
  const lanes = 1 + Math.max(0, ...dots.map(({ lane }) => lane));
  const width = lanes * LANE + 8;
  const height = dots.length * ROW;
  put(
    byId('graph'),
    el('h3', {}, 'On the remote'),
    el(
      'div',
      { class: 'graph' },
      svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', class: 'lanes' }, ...dots.flatMap((dot) => edges(dot, dots)), ...dots.map(circle)),
      el('ol', { class: 'commits', 'aria-label': 'Commits, newest first' }, ...dots.map((dot) => row(now.world, dot))),
    ),
    dots.some(({ ghost }) => ghost) && el('p', { class: 'hint' }, 'Dashed: built in the run’s private store. Nobody else sees it.'),
  );
}

/**
 * The commits that refs lead to, the newest first, each in a lane; and the one that was built and not pushed yet.
 * @param {Now} now
 * @returns {Dot[]}
 */
function placed({ world: { remote }, plan, state }) {
  /** @type {Map<string, number>} */
  const lanes = new Map();
  const step = state === 'running' && plan.step?.kind === 'push' ? plan.step : undefined;
  const pushed = (step?.updates ?? []).filter(({ ref, oid }) => oid !== '' && ref.startsWith('refs/heads/') && !remote.history(remote.tip).has(oid)).map(({ oid }) => oid);
  const starts = [remote.tip, ...[...remote.heads.values()].reverse(), ...[...remote.tags.values()].map(({ commit }) => commit)];
  const ghosts = pushed.filter((oid) => !starts.includes(oid));
  let lane = 0;
  for (const start of [...starts, ...ghosts]) {
    const line = remote.line(start).filter(({ oid }) => !lanes.has(oid));
    for (const { oid } of line) if (!lanes.has(oid)) lanes.set(oid, lane);
    if (line.length > 0) lane += 1;
  }
  const known = [...remote.commits.values()].filter(({ oid }) => lanes.has(oid)).reverse();
  return known.map((commit, index) => ({ ...commit, lane: lanes.get(commit.oid) ?? 0, row: index, ghost: ghosts.includes(commit.oid) }));
}

/** @param {{lane: number}} dot */
const xOf = ({ lane }) => RADIUS + 4 + lane * LANE;
/** @param {{row: number}} dot */
const yOf = ({ row: at }) => at * ROW + 18;

/** @param {Dot} dot @param {Dot[]} dots */
function edges(dot, dots) {
  return dot.parents.flatMap((oid) => {
    const parent = dots.find((one) => one.oid === oid);
    if (!parent) return [];
    const [x, y, px, py] = [xOf(dot), yOf(dot), xOf(parent), yOf(parent)];
    const bend = Math.min(ROW, (py - y) / 2);
    const path = x === px ? `M${x} ${y}V${py}` : x > px ? `M${x} ${y}V${py - bend}C${x} ${py} ${px} ${py - bend} ${px} ${py}` : `M${x} ${y}C${x} ${y + bend} ${px} ${y} ${px} ${y + bend}V${py}`;
    return [svg('path', { d: path, class: `edge lane-${Math.max(dot.lane, parent.lane) % 4}${dot.ghost ? ' ghost' : ''}` })];
  });
}

/** @param {Dot} dot */
function circle(dot) {
  return svg('circle', { cx: xOf(dot), cy: yOf(dot), r: RADIUS, class: `dot lane-${dot.lane % 4} ${dot.by}${dot.ghost ? ' ghost' : ''}` });
}

/** @param {World} world @param {Dot} dot */
function row(world, { oid, message, ghost }) {
  const { remote } = world;
  const heads = [...remote.heads].filter(([, at]) => at === oid).map(([name]) => name);
  const tags = [...remote.tags].filter(([, { commit }]) => commit === oid).map(([name]) => name);
  const pulls = remote.pulls.filter(({ state, head, headOid }) => state === 'open' && (remote.heads.get(head) ?? headOid) === oid);
  const says = versionOf(world, oid);
  return el(
    'li',
    { class: ghost ? 'ghost' : '' },
    el('p', { class: 'subject' }, el('code', {}, short(oid)), ' ', message.split('\n')[0]),
    el(
      'p',
      { class: 'refs' },
      ...heads.map((name) => el('span', { class: 'ref head', title: `branch ${name}` }, name)),
      ...tags.map((name) => el('span', { class: 'ref tag', title: `tag ${name}` }, name)),
      ...pulls.map(({ number }) => el('span', { class: 'ref pull' }, `#${number}`)),
      says !== '' && el('span', { class: 'says' }, `says ${says}`),
    ),
  );
}

/** What a commit's manifests say: the release's own ones first. @param {World} world @param {string} oid */
function versionOf(world, oid) {
  try {
    const said = world.core.readManifests(textsOf(world, oid, true), world.request.manifests ?? []);
    return [...new Set(said.map(({ version }) => version))].join(', ');
  } catch (error) {
    if (failureOf(error)) return '';
    throw error;
  }
}
