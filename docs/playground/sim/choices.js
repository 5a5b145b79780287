// What may happen next, at any moment of a story: to the step of a run, by people, and by starting another run. Each choice
// changes the remote and says what became of the step; what follows from that is the state machine's business.

import { lost, notAllowed, pullsForbidden, pushLost, pushed, unreadable } from './answers.js';
import { HOSTING, history, look, publishedAs } from './look.js';
import { ROBOT } from './remote.js';

/** @typedef {import('../../../js/types.js').Outcome} Outcome */
/** @typedef {import('../../../js/types.js').Step} Step */
/** @typedef {import('./look.js').World} World */
/** @typedef {import('./story.js').Now} Now */
/** What a choice makes: an outcome for the machine, or that the run is no more. @typedef {Outcome | 'dies' | null} Made */
/**
 * @typedef {object} Choice
 * @property {string} id
 * @property {string} label
 * @property {'good' | 'bad' | 'people' | 'run'} tone
 * @property {string} said what happened, in the past
 * @property {() => Made} act
 */

/** @param {string} id @param {string} label @param {string} said @param {() => Made} act @returns {Choice} */
const good = (id, label, said, act) => ({ id, label, said, act, tone: 'good' });
/** @param {string} id @param {string} label @param {string} said @param {() => Made} act @returns {Choice} */
const bad = (id, label, said, act) => ({ id, label, said, act, tone: 'bad' });
/** @param {string} id @param {string} label @param {string} said @param {() => void} act @returns {Choice} */
const people = (id, label, said, act) => ({ id, label, said, tone: 'people', act: () => (act(), null) });

/** @param {Now} now @returns {Choice[]} */
export function choicesOf(now) {
  const step = now.state === 'running' ? now.plan.step : undefined;
  return [...(step ? [...stepChoices(now.world, step), dies] : runChoices(now)), ...peopleChoices(now.world)];
}

const dies = bad('dies', 'The run dies before it', 'the machine was switched off before this step', () => 'dies');

/** @param {World} world @param {Step} step @returns {Choice[]} */
function stepChoices(world, step) {
  const { remote } = world;
  switch (step.kind) {
    case 'look':
      return [
        good('ok', 'The remote answers', 'it was read', () => look(world, step)),
        bad('unreadable', 'The remote cannot be reached', 'nobody answered', () => unreadable),
      ];
    case 'history':
      return [
        good('ok', 'It is read', 'it was read', () => history(world, step)),
        bad('unreadable', 'The remote cannot be reached', 'nobody answered', () => unreadable),
      ];
    case 'commit':
    case 'tag':
      return [
        good('ok', 'It is built', 'built, here alone: nobody else sees it yet', () => build(world, step)),
        bad('broken', 'The disk is full', 'it could not be written', () => ({ kind: 'broken', detail: 'no space left on device' })),
      ];
    case 'push':
      return pushChoices(world, step);
    case 'openPull': {
      const open = () => {
        const number = remote.openPull(step);
        return { kind: /** @type {const} */ ('opened'), number, url: `${HOSTING.serverUrl}/${HOSTING.name}/pull/${number}`, nodeId: `PR_${number}` };
      };
      return [
        good('ok', 'It is opened', 'opened', open),
        bad('forbidden', 'Workflows may not open pull requests', 'refused: a setting of the repository forbids it', () => pullsForbidden),
        bad('lost', 'The request is lost', 'no answer came', () => lost),
        bad('landed', 'It is opened, the answer is lost', 'opened, but no answer came', () => (open(), lost)),
        bad('dies-after', 'It is opened, the run dies', 'opened, and then the machine was switched off', () => (open(), 'dies')),
      ];
    }
    case 'release': {
      const publish = () => {
        remote.releases.set(step.tag, remote.releases.size + 1);
        return { kind: /** @type {const} */ ('published'), ...publishedAs(step.tag, remote.releases.size) };
      };
      return [
        good('ok', 'It is published', 'published', publish),
        bad('denied', 'The token may not publish', 'refused', () => notAllowed),
        bad('landed', 'It is published, the answer is lost', 'published, but no answer came', () => (publish(), lost)),
      ];
    }
    case 'follow':
      return [good('ok', 'The clone follows', 'the clone has the new commit and its tag', () => ({ kind: 'followed', checkout: 'updated' }))];
    case 'editPull':
      return [good('ok', 'It is done', 'done', () => edit(world, step)), bad('lost', 'The request is lost', 'no answer came', () => lost)];
    default:
      return [good('ok', 'It is done', 'done', () => ({ kind: 'done' })), bad('lost', 'The request is lost', 'no answer came', () => lost)];
  }
}

/** @param {World} world @param {Extract<Step, {kind: 'push'}>} step @returns {Choice[]} */
function pushChoices({ remote }, { updates }) {
  const take = () => pushed(remote.take(updates), updates);
  const branch = updates.find(({ ref }) => ref === 'refs/heads/main');
  const tag = updates.find(({ ref, oid }) => ref.startsWith('refs/tags/') && oid !== '');
  const bump = updates.find(({ ref, oid, expect }) => ref.startsWith('refs/heads/') && ref !== 'refs/heads/main' && oid !== '' && expect === '');
  const rule = (/** @type {import('./remote.js').Rule} */ one) => () => ((remote.rule = one), take());
  const refuses = branch && remote.rule !== 'none';
  /** @type {Choice[]} */
  const choices = [good('ok', refuses ? 'The server answers: refused' : 'The server takes it', refuses ? 'refused by the rules of the server' : 'it landed, all of it at once', take)];
  if (branch && !refuses) {
    choices.push(bad('protected', 'Refused: `main` is protected', 'refused: `main` takes changes by pull request only', rule('pull-request')));
    choices.push(bad('faster', 'Somebody pushed first', 'refused: somebody else was faster', () => (remote.personCommits('feat: somebody was faster'), take())));
  }
  if (tag && !refuses) {
    const name = tag.ref.slice('refs/tags/'.length);
    choices.push(bad('taken', `The tag \`${name}\` is there already`, 'refused: somebody had made that tag', () => (remote.personTags(name, remote.tip), take())));
  }
  if (bump) {
    const name = bump.ref.slice('refs/heads/'.length);
    choices.push(bad('branch-taken', 'Somebody has a branch of that name', 'refused: somebody had made that branch', () => (remote.move(name, remote.tip), take())));
  }
  choices.push(
    bad('lost', 'The push is lost on its way', 'no answer came', () => pushLost),
    bad('landed', 'It lands, the answer is lost', 'it landed, but no answer came', () => (take(), pushLost)),
    bad('dies-after', 'It lands, the run dies', 'it landed, and then the machine was switched off', () => (take(), 'dies')),
  );
  if (branch && !refuses) {
    choices.push(bad('signatures', 'Refused: commits must be signed', 'refused: commits must be signed', rule('signatures')));
    choices.push(bad('permission', 'Refused: the token may not write', 'refused: no permission', rule('permission')));
  }
  return choices;
}

/** @param {World} world @param {Extract<Step, {kind: 'commit' | 'tag'}>} step @returns {Outcome} */
function build({ remote }, step) {
  if (step.kind === 'tag') return { kind: 'built', commit: step.target, tags: step.tags.map((tag) => remote.addTag(step.target, tag)), files: [] };
  const files = new Map(remote.commit(step.parent).files);
  for (const { path, text } of step.files) files.set(path, text);
  const commit = remote.add({ parents: [step.parent], message: step.message, author: ROBOT, by: 'run', files });
  return { kind: 'built', commit, tags: step.tags.map((tag) => remote.addTag(commit, tag)), files: step.files };
}

/** @param {World} world @param {{number: number, body: string}} step @returns {Outcome} */
function edit({ remote }, { number, body }) {
  for (const pull of remote.pulls) if (pull.number === number) pull.body = body;
  return { kind: 'done' };
}

/** @param {Now} now @returns {Choice[]} */
function runChoices(now) {
  const started = (/** @type {string} */ id, /** @type {string} */ label, /** @type {string} */ said, /** @type {() => void} */ act) => ({ id, label, said, tone: /** @type {const} */ ('run'), act: () => (act(), null) });
  const choices = [started('again', 'Start another run', 'another run starts, a quarter of an hour later', () => now.start())];
  if (now.state === 'dead' && now.plan.journal.length > 0) {
    choices.push(started('sweep', 'The job’s last step cleans up', 'the job’s last step removes what its dead run left', () => now.sweep()));
  }
  return choices;
}

/** @param {World} world @returns {Choice[]} */
function peopleChoices({ remote }) {
  const choices = [people('commit', 'Somebody pushes a commit', 'somebody pushed a commit to `main`', () => remote.personCommits('fix: meanwhile'))];
  for (const pull of remote.pulls.filter(({ state }) => state === 'open')) {
    const { number } = pull;
    if (remote.merges(pull)) {
      choices.push(people(`merge-${number}`, `Somebody merges #${number}`, `somebody merged #${number}`, () => remote.mergePull(number, 'merge')));
      choices.push(people(`squash-${number}`, `Somebody squashes #${number}`, `somebody squashed and merged #${number}`, () => remote.mergePull(number, 'squash')));
    }
    choices.push(people(`close-${number}`, `Somebody closes #${number}`, `somebody closed #${number} without merging it`, () => remote.closePull(number)));
  }
  if (remote.rule === 'none') choices.push(people('protect', 'Somebody protects `main`', '`main` takes changes by pull request only, from now on', () => void (remote.rule = 'pull-request')));
  else choices.push(people('open', 'Somebody lifts the rule', '`main` takes pushes again', () => void (remote.rule = 'none')));
  return choices;
}
