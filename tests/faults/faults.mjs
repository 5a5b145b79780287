// What can happen to one call.

/**
 * What can be done to the program at that moment.
 * @typedef {object} Hands
 * @property {() => Promise<void>} kill
 * @property {() => Promise<void>} pushByHand a person adds a commit to every bump branch
 * @property {() => void} leap lets the fault's `leapMs` pass for it, once it has been left without an answer
 *
 * @typedef {import('../standin/trouble.mjs').Trouble} Trouble
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {string} says for readers of docs/checks/faults.md
 * @property {boolean} [kills] the program dies of it
 * @property {string[]} [args] for the run that it happens to
 * @property {number} [leapMs]
 * @property {boolean} [byPeople] a person does it, to the bump branches: it happens only where there are some, and the world
 *   may end elsewhere
 * @property {(hands: Hands) => Trouble | Promise<Trouble>} trouble
 * @property {RegExp} codes of the failures it may lead to: true causes
 */

/** @type {Fault[]} */
export const FAULTS = [
  { name: 'broken off', says: 'the connection breaks before the call is carried out', trouble: () => 'fail-before', codes: /^unreachable$/ },
  { name: 'answer lost', says: 'the call is carried out, and the connection breaks instead of an answer', trouble: () => 'lose', codes: /^unreachable$/ },
  { name: '502', says: 'the server answers 502, as it does in trouble of its own, and does nothing', trouble: () => ({ status: 502 }), codes: /^unreachable$/ },
  {
    name: 'rate limit',
    says: 'the server answers 403 with `retry-after: 1` and does nothing',
    trouble: () => ({ status: 403, retryAfter: 1 }),
    // Of an answer to a POST git passes on the number alone.
    codes: /^(rate-limited|unreachable)$/,
  },
  {
    name: 'hangs',
    says: 'no answer ever comes, until the limit of a single call is over',
    // Two minutes for git, twenty seconds for the API.
    leapMs: 130_000,
    trouble: ({ leap }) => {
      leap();
      return 'hang';
    },
    codes: /^unreachable$/,
  },
  {
    name: 'out of time',
    says: 'no answer ever comes, until the time for the whole run is over',
    args: ['--timeout', '60s'],
    leapMs: 60_000,
    trouble: ({ leap }) => {
      leap();
      return 'hang';
    },
    codes: /^timeout$/,
  },
  {
    name: 'killed before',
    says: 'the program is killed (`kill -9`) before the call is carried out',
    kills: true,
    trouble: async ({ kill }) => {
      await kill();
      return 'fail-before';
    },
    codes: /^$/,
  },
  { name: 'killed after', says: 'the program is killed once the call was carried out', kills: true, trouble: ({ kill }) => ({ after: kill }), codes: /^$/ },
  {
    name: 'person',
    says: 'just before the call, a person pushes a commit to every bump branch there is; the call itself is answered',
    byPeople: true,
    trouble: async ({ pushByHand }) => {
      await pushByHand();
      return undefined;
    },
    codes: /^branch-taken$/,
  },
];
