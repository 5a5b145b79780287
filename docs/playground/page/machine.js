// The story as a picture: what happened, the step that waits with everything that may become of it, and what would follow.

import { progressLine } from '../../../js/say/report.js';
import { SCENES } from '../sim/scenes.js';
import { goOn, tell } from '../sim/story.js';
import { byId, el, put, rich } from './dom.js';
import { failureBox, short } from './words.js';

/** @typedef {import('../../../js/types.js').Core} Core */
/** @typedef {import('../../../js/types.js').Plan} Plan */
/** @typedef {import('../../../js/types.js').Step} Step */
/** @typedef {import('../sim/choices.js').Choice} Choice */
/** @typedef {import('../sim/story.js').Happened} Happened */
/** @typedef {import('../sim/story.js').Now} Now */
/** @typedef {{pick: (id: string) => void, back: (to: number) => void, end: () => void, play: (scene: import('../sim/scenes.js').Scene) => void}} Act */

const SIGNS = { good: '✓', bad: '✗', people: '☺', run: '▶' };

/**
 * @param {Now} now
 * @param {Happened[]} ahead what would follow if all went well
 * @param {Act} act
 */
export function drawStory(now, ahead, act) {
  const choices = now.choices();
  const of = (/** @type {Choice['tone']} */ tone) => choices.filter((choice) => choice.tone === tone);
  const [next] = now.state === 'running' ? of('good') : [];
  const runs = now.state === 'running' ? [] : of('run');
  put(byId('scenes'), ...SCENES.map((scene) => el('button', { type: 'button', class: 'chip', 'data-scene': scene.id, click: () => act.play(scene) }, ...rich(scene.name))));
  put(
    byId('story'),
    el(
      'div',
      { class: 'bar row' },
      el('button', { type: 'button', id: 'back', disabled: now.happened.length === 0, click: () => act.back(now.happened.length - 1) }, '↶ Back'),
      el('button', { type: 'button', id: 'restart', disabled: now.happened.length === 0, click: () => act.back(0) }, 'Start over'),
      el('button', { type: 'button', id: 'to-end', disabled: now.state !== 'running', click: act.end }, 'Run to the end ⇥'),
    ),
    el('ol', { class: 'events', 'aria-label': 'What happened' }, ...now.happened.map((one, index) => event(one, now.happened[index - 1], () => act.back(index)))),
    el(
      'div',
      { class: `now ${now.state}`, id: 'now' },
      ...(now.state === 'running' && now.plan.step ? current(now.run, now.plan.step, now.plan) : ending(now)),
      el('div', { class: 'choices' }, ...[...(next ? [next] : []), ...runs].map((choice) => button(choice, 'primary', act))),
      of('bad').length > 0 && group('What if …', of('bad'), act),
      group('Meanwhile, people', of('people'), act),
    ),
    ahead.length > 0 && el('div', { class: 'ahead' }, el('h3', {}, 'Then, if all goes well'), el('ol', {}, ...ahead.map(({ step, plan }) => el('li', {}, step ? sentence(step, plan) : '')))),
  );
}

/** The steps that follow the one that waits, by the machine itself: the same story told once more, and let go on. @param {Core} core @param {import('../sim/story.js').Setup} setup @param {string[]} picks */
export function foretell(core, setup, picks) {
  const now = tell(core, setup, picks, { watch: false });
  const before = now.happened.length;
  goOn(now);
  return now.happened.slice(before + 1);
}

/** What to tell those who cannot see it. @param {Now} now */
export function spoken(now) {
  const last = now.happened.at(-1);
  const told = last ? `${last.said}. ` : '';
  if (now.state === 'running' && now.plan.step) return `${told}Next: ${sentence(now.plan.step, now.plan)}`;
  return told + headline(now).text;
}

/** @param {Step} step @param {Plan} plan */
function sentence(step, plan) {
  return progressLine(step, plan, 'the remote');
}

/** @param {Happened} one @param {Happened | undefined} before @param {() => void} back */
function event({ step, plan, said, tone, run, kept, pick }, before, back) {
  const what = step ? sentence(step, plan) : tone === 'run' ? '' : 'Meanwhile';
  const title = what || (pick === 'sweep' ? 'Clean-up' : `Run ${run}`);
  return el(
    'li',
    { class: `event ${tone}${kept ? '' : ' broken'}` },
    el('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[tone]),
    el('div', {}, el('p', {}, step && run !== before?.run && el('span', { class: 'badge' }, `run ${run}`), ' ', title), el('p', { class: 'said' }, ...rich(said), !kept && ' – the promise is broken')),
    el('button', { type: 'button', class: 'quiet', 'aria-label': `Back to before: ${title}`, title: 'Back to before this', click: back }, '↶'),
  );
}

/** @param {number} run @param {Step} step @param {Plan} plan */
function current(run, step, plan) {
  const facts = detail(step);
  return [el('h3', { id: 'step', tabindex: -1 }, el('span', { class: 'badge' }, `run ${run}, next step`), ' ', sentence(step, plan)), facts.length > 0 && el('ul', { class: 'facts' }, ...facts.map((line) => el('li', {}, ...rich(line))))];
}

/** What a step says exactly. @param {Step} step @returns {string[]} */
function detail(step) {
  switch (step.kind) {
    case 'look':
      return ['branches, tags and manifests, in one look: nothing is taken from the clone'];
    case 'commit':
      return [`\`${step.message.split('\n')[0]}\``, `rewrites ${step.files.map(({ path }) => `\`${path}\``).join(', ')}`, step.tags.length > 0 ? `with the tag ${step.tags.map(({ name }) => `\`${name}\``).join(', ')}, which names it` : 'for a branch of its own: no tag, before it has landed'];
    case 'push': {
      const all = step.atomic && step.updates.length > 1 ? ['all of it, or nothing'] : [];
      return [...step.updates.map(({ ref, oid, expect }) => `\`${ref.replace(/^refs\/(heads|tags)\//, '')}\` ${oid === '' ? 'goes' : `→ \`${short(oid)}\``}, ${expect === '' ? 'only if it is not there' : `only if it still is \`${short(expect)}\``}`), ...all];
    }
    case 'openPull':
      return [`\`${step.title}\``];
    case 'tag':
      return ['the newest commit that is on `main` and says this version'];
    case 'release':
      return [`of \`${step.tag}\` at \`${short(step.commit)}\`: only now, since the tag stands`];
    default:
      return [];
  }
}

/** @param {Now} now @returns {{text: string, good: boolean}} */
function headline(now) {
  const { result } = now.plan;
  if (now.state === 'dead') return { text: 'The run is dead. The next one repairs what it left.', good: false };
  if (result?.status === 'released') return { text: `Released: ${result.released.map(({ tag }) => tag).join(', ')}`, good: true };
  if (result?.status === 'pull-request') return { text: `Pull request #${result.pullRequest?.number} waits for its merge. There is no tag yet.`, good: true };
  if (result?.status === 'nothing-to-release') return { text: 'Nothing to release', good: true };
  return { text: 'It stopped', good: false };
}

/** @param {Now} now */
function ending(now) {
  const { result } = now.plan;
  const { text, good } = headline(now);
  const advice = result?.status === 'pull-request' ? 'Let somebody merge it, then start another run: that one tags the commit that landed.' : result?.why;
  const told = [...(now.state === 'ended' ? [...(result?.remarks ?? []), ...(result?.warnings ?? []).map(({ message }) => message)] : [])];
  return [
    el('h3', { id: 'step', tabindex: -1, class: good ? 'good' : 'bad' }, text),
    advice !== undefined && el('p', {}, ...rich(advice)),
    now.state === 'ended' && now.failure && failureBox(now.failure),
    told.length > 0 && el('ul', { class: 'remarks' }, ...told.map((line) => el('li', {}, ...rich(line)))),
  ];
}

/** @param {string} title @param {Choice[]} choices @param {Act} act */
function group(title, choices, act) {
  return el('div', { class: 'choices', role: 'group', 'aria-label': title }, el('span', { class: 'title' }, title), ...choices.map((choice) => button(choice, choice.tone, act)));
}

/** @param {Choice} choice @param {string} kind @param {Act} act */
function button({ id, label }, kind, act) {
  return el('button', { type: 'button', class: `choice ${kind}`, 'data-pick': id, click: () => act.pick(id) }, ...rich(label));
}
