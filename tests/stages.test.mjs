// How `npm test` orders its stages: lanes side by side, each in order, and nothing beside a stage that has no lane.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ciStages } from '../scripts/ci-stages.mjs';
import { root, run } from '../scripts/lib.mjs';
import { stages } from '../scripts/stages.mjs';
import { groups } from '../scripts/test.mjs';

/** @param {string} name @param {'cargo' | 'node' | 'browser'} [lane] */
const stage = (name, lane) => ({ name, does: '', run: async () => {}, ...(lane ? { lane } : {}) });
const names = (/** @type {import('../scripts/stages.mjs').Stage[][][]} */ found) => found.map((lanes) => lanes.map((lane) => lane.map(({ name }) => name).join(' ')));

test('neighbours with lanes run side by side, each lane in order; what has none runs alone', () => {
  const plan = [stage('tools'), stage('lint'), stage('a', 'cargo'), stage('b', 'node'), stage('c', 'cargo'), stage('d', 'node'), stage('alone'), stage('e', 'node')];
  assert.deepEqual(names(groups(plan)), [['tools'], ['lint'], ['a c', 'b d'], ['alone'], ['e']]);
});

test('what reads the fresh build runs after it, in its lane', () => {
  const lane = groups(stages).flat().find((some) => some.some(({ name }) => name === 'build'))?.map(({ name }) => name) ?? [];
  assert.ok(lane.includes('cases') && lane.indexOf('build') < lane.indexOf('dist') && lane.indexOf('dist') < lane.indexOf('cases'), lane.join());
});

test('what opens pages has its browser and its bundlers first', () => {
  const [tools, lanes] = groups(ciStages).reduce((/** @type {[string[], string[][]]} */ [before, found], next) => {
    const names = next.map((lane) => lane.map(({ name }) => name));
    return names.length > 1 ? [before, names] : [[...before, ...names.flat()], found];
  }, [[], []]);
  assert.deepEqual(tools, ['browser', 'consumer-tools']);
  assert.ok(lanes.some((lane) => lane.includes('pages') && lane.includes('playground')) && lanes.some((lane) => lane.includes('consumers')), JSON.stringify(lanes));
});

test('what has its own time is not part of every test, and is called by its name', async () => {
  const { output } = await run(process.execPath, ['scripts/test.mjs', '--list'], { cwd: root });
  const apart = stages.filter(({ when }) => when !== undefined).map(({ name }) => name);
  assert.deepEqual(output.split('\n').filter((line) => /\((weekly|by name)\)$/.test(line)).map((line) => line.split(' ')[0]), apart);
});
