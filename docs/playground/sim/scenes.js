// Stories worth seeing, told to their end: the reader goes back from there, and tries what else might have happened.

import { goOn } from './story.js';

/** @typedef {import('./story.js').Now} Now */
/** @typedef {{id: string, name: string, play: (now: Now) => void}} Scene */

/** Lets all go well until a push of `main` waits. @param {Now} now */
function toThePush(now) {
  const waits = () => now.plan.step?.kind === 'push' && now.plan.step.updates.some(({ ref }) => ref === 'refs/heads/main');
  for (let steps = 0; now.state === 'running' && !waits() && steps < 20; steps += 1) now.pick('ok');
}

/** @param {Now} now @param {...string} picks */
function then(now, ...picks) {
  for (const pick of picks) now.pick(pick);
  goOn(now);
}

/** @type {Scene[]} */
export const SCENES = [
  { id: 'well', name: 'All goes well', play: goOn },
  {
    id: 'protected',
    name: '`main` is protected',
    play: (now) => {
      toThePush(now);
      then(now, 'protected');
      then(now, 'squash-1', 'again');
    },
  },
  {
    id: 'race',
    name: 'Somebody pushes first',
    play: (now) => {
      toThePush(now);
      then(now, 'faster');
    },
  },
  {
    id: 'lost',
    name: 'The answer is lost',
    play: (now) => {
      toThePush(now);
      then(now, 'landed');
    },
  },
  {
    id: 'dies',
    name: 'The run dies',
    play: (now) => {
      toThePush(now);
      then(now, 'dies-after', 'again');
    },
  },
];
