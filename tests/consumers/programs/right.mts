// What programs do with the package: all of it compiles, but for the lines that say they must not.

import init, {
  advance,
  bumpBranch,
  decideBump,
  nextVersion,
  parseTag,
  plan,
  readManifests,
  rewriteManifests,
  tagName,
  taskBranch,
  type CoreError,
  type Facts,
  type Outcome,
  type Plan,
  type Request,
  type Step,
} from 'version-first';
import initPure, * as pure from 'version-first/pure';

await init();
await init(new URL('https://example.com/core.wasm'));
await init(new Uint8Array(8));
await initPure();

const next: string = nextVersion({ current: '1.0.0', bump: 'minor', scheme: 'pep440', identifierBase: 0 });
const tag: string | null = parseTag(tagName(next, { tagFormat: '{name}@{version}', name: 'a' }));
const decided = decideBump([{ sha: 'a', message: 'feat: b' }], { current: next });
const bump: 'major' | 'minor' | 'patch' | undefined = decided.bump;
const where: [string, number][] = readManifests([{ path: 'a', text: 'b' }]).map(({ path, line }) => [path, line]);
export { bump, tag, where };

/** A step is told by its kind, and has what that kind has; none is forgotten. */
export function told(step: Step): string {
  switch (step.kind) {
    case 'look':
      return `${step.why} after ${step.waitMs} ms`;
    case 'history':
      return step.paths.join();
    case 'commit':
      return `${step.files.length} on ${step.branch} ${step.tags.length}`;
    case 'tag':
      return step.tags.map(({ name }) => name).join();
    case 'push':
      return step.updates.map(({ ref, expect }) => `${ref} ${expect}`).join();
    case 'openPull':
      return step.title;
    case 'label':
      return step.labels.join();
    case 'editPull':
      return step.body;
    case 'autoMerge':
    case 'mergePull':
      return step.method;
    case 'release':
      return step.tag;
    case 'dispatch':
      return step.workflow;
    case 'follow':
      return step.tags.map(({ name, oid }) => `${name} ${oid}`).join();
    default:
      return step satisfies never;
  }
}

/** A whole run. */
export async function run(request: Request, perform: (step: Step) => Promise<Outcome>): Promise<Plan> {
  let now = plan(request, null);
  while (now.step) now = advance(now, await perform(now.step));
  if (now.result?.status === 'failed') throw new Error(now.result.error?.code);
  return now;
}

export const why = (error: unknown): string => {
  const { code, line, nextSteps } = error as CoreError;
  return `${code} ${line?.toFixed() ?? ''} ${nextSteps?.join() ?? ''}`;
};

// What must not compile.

// @ts-expect-error there is no such bump
nextVersion({ current: '1.0.0', bump: 'gigantic' });
// @ts-expect-error a version is text
nextVersion({ current: 1, bump: 'patch' });
// @ts-expect-error a misspelt option
nextVersion({ current: '1.0.0', bump: 'patch', identifer: 'rc' });
// @ts-expect-error the bump is missing
nextVersion({ current: '1.0.0' });
// @ts-expect-error the answer is text
export const number: number = nextVersion({ current: '1.0.0', bump: 'patch' });
// @ts-expect-error it may be no tag of ours
export const version: string = parseTag('v1.0.0');
// @ts-expect-error the scheme of a decision is no calendar
decideBump([], { current: '1.0.0', scheme: 'calver' });
// @ts-expect-error files have a text
rewriteManifests([{ path: 'a' }], '1.0.0');
// @ts-expect-error options are an object
bumpBranch('1.0.0', 'bump/{version}');
// @ts-expect-error a request says who asks
plan({}, null);
// @ts-expect-error there is no such mode
plan({ run: { id: '1', attempt: '1' }, mode: 'straight' }, null);
// @ts-expect-error facts are whole
plan({ run: { id: '1', attempt: '1' } }, { refs: '' });
// @ts-expect-error an outcome has a kind
advance(plan({ run: { id: '1', attempt: '1' } }, null), { exit: 0 });
// @ts-expect-error of its kind everything
export const pushed: Outcome = { kind: 'pushed', exit: 0 };
// @ts-expect-error a look makes no commit
export const files = (step: Extract<Step, { kind: 'look' }>) => step.files;
// @ts-expect-error the kind is not known yet
export const title = (step: Step) => step.title;
// @ts-expect-error there may be no step
export const kind: string = plan({ run: { id: '1', attempt: '1' } }, null).step.kind;
// @ts-expect-error nothing is known of facts that are null
export const refs = (facts: Facts | null) => facts.refs;
// @ts-expect-error a task has a title
taskBranch({ host: 'a', task: '1' });
// @ts-expect-error the small core has no state machine
pure.plan({ run: { id: '1', attempt: '1' } }, null);
// @ts-expect-error it is part of its module: there is nothing to say where it is
await initPure('/core.wasm');
// @ts-expect-error nothing is no core
await init(null);
