// The world a walk starts in, as a real repository behind the stand-in, and what people do there.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

import { forHook } from '../standin/rules.mjs';
import { standIn } from '../standin/index.mjs';

/** @typedef {import('./trace.d.ts').Commit} Commit */
/** @typedef {import('./trace.d.ts').Trace} Trace */

const TOKEN = 'a-token-for-replays';
/** When the model's clock starts, in seconds. A tip is a second younger than the one before. */
const EPOCH = 1_767_225_600;
const MANIFESTS = [
  ['package.json', (/** @type {string} */ version) => `{"version": "${version}"}\n`],
  ['Cargo.toml', (/** @type {string} */ version) => `[package]\nname = "x"\nversion = "${version}"\n`],
];
/** Everybody has one name in the model. */
const PERSON = 'person';
const MOON = 'the moon is full';

/** What some runs start at their tag: the model knows of no file that would have to be there. */
const WORKFLOW = { '.github/workflows/publish.yml': 'on: workflow_dispatch\n' };

/** Everybody's clock: the model's. */
export const clock = {
  now: EPOCH,
  /** @param {number} tips */
  set(tips) {
    this.now = EPOCH + tips;
  },
};
Date.now = () => clock.now * 1000;

/** A commit's files. What the model has as one number is one more file for each. @param {Commit} commit */
export function filesOf({ versions, content }) {
  const manifests = versions.map((version, at) => [MANIFESTS[at]?.[0], MANIFESTS[at]?.[1](version)]);
  return { ...Object.fromEntries(manifests), [`src/${content}`]: `${content}\n` };
}

/**
 * @param {import('../scenarios/harness/sandbox.mjs').Sandbox} box
 * @param {Trace['world']} world
 */
export async function stage(box, world) {
  const { there, forbidden, autoDelete, frozen, clean } = world.hosting;
  clock.set(world.history.length);
  box.settings(`[user]\n\tname = ${PERSON}\n\temail = person@example.com\n[protocol]\n\tversion = 0\n`);
  const tagged = new Map(Object.entries(world.tags).map(([name, oid]) => [oid, name]));
  const history = world.history.map((commit, at) => ({
    author: PERSON, say: commit.message, files: at === 0 ? { ...WORKFLOW, ...filesOf(commit) } : filesOf(commit), when: EPOCH + at + 1, ...(tagged.has(commit.oid) ? { tag: tagged.get(commit.oid), light: true } : {}),
  }));
  const remote = await box.remote(history);
  // Nothing here outlives the test: no need to wait for a disk, or to tidy.
  appendFileSync(join(remote.dir, 'config'), `[receive]\n\tadvertiseAtomic = ${world.atomic}\n\tautogc = false\n[core]\n\tfsync = none\n[gc]\n\tauto = 0\n`);
  const tokens = { [TOKEN]: { contents: /** @type {'read' | 'write'} */ (world.refusal === 'Permission' ? 'read' : 'write'), actions: /** @type {const} */ ('write') } };
  const settings = {
    actions_may_create_pulls: !forbidden, delete_branch_on_merge: autoDelete, allow_auto_merge: true, checks: clean ? 'none' : 'required', workflows: ['publish.yml'],
  };
  const github = await standIn(box, remote, { tokens, settings });
  github.person = PERSON;
  const chore = frozen ? [{ pattern: 'refs/heads/chore/*', reason: MOON }] : [];
  if (world.refusal === 'PullRequest') await github.protect('main', 'gh006');
  if (frozen) await remote.protect([...forHook({ 'refs/heads/main': ['gh006'] }, github.url), ...chore]);
  if (world.refusal === 'Strange') await remote.protect([{ pattern: 'refs/heads/main', reason: MOON, on: ['update'] }]);
  const permit = async () => {
    Object.assign(tokens[TOKEN] ?? {}, { contents: 'write' });
    await github.unprotect('main');
  };
  /** What people do, by the model's names. @type {Record<string, (what: any) => Promise<unknown>>} */
  const people = {
    Push: ({ commit }) => github.push('main', filesOf(commit), { say: commit.message }),
    Raise: ({ commit }) => github.push('main', filesOf(commit), { say: commit.message }),
    PushToBump: ({ branch, commit }) => github.push(branch, { [`src/${commit.content}`]: `${commit.content}\n` }, { say: commit.message }),
    TakeName: ({ branch, commit }) => github.push(branch, filesOf(commit), { say: commit.message }),
    Tag: ({ name }) => github.tag(name),
    DeleteTag: ({ name }) => github.deleteTag(name),
    DeleteBump: ({ branch }) => github.deleteBranch(branch),
    Merge: ({ number, method }) => github.merge(number, method),
    Close: ({ number }) => github.close(number),
    AutoMerge: ({ number }) => github.passChecks(number),
    Protect: () => github.protect('main', 'gh006'),
    Allow: permit,
  };
  return { remote, github, people, there };
}
