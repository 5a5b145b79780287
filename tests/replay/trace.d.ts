// What tests/protocol/traces.rs writes.

import type { OwnBranch, Report, Request, Step } from '../../js/types.d.ts';

export type How = 'plain' | 'unreadable' | 'lost' | 'unsent' | 'inFlight' | 'broken' | 'stopped';

export interface Commit {
  parents: string[];
  /** Whether a run of ours built it. */
  built: boolean;
  versions: string[];
  /** Everything but the manifests. */
  content: number;
  message: string;
}

export interface Visible {
  tip: string;
  heads: Record<string, string>;
  /** The object, and the commit behind it. */
  tags: Record<string, [string, string]>;
  pulls: { number: number; head: string; headOid: string; state: 'open' | 'closed' | 'merged'; body: string; autoMerge: boolean }[];
  releases: string[];
}

export interface Trace {
  seed: number;
  scenario: string;
  world: {
    history: (Commit & { oid: string })[];
    tags: Record<string, string>;
    atomic: boolean;
    refusal: 'PullRequest' | 'Permission' | 'Strange' | null;
    hosting: { there: boolean; forbidden: boolean; autoDelete: boolean; frozen: boolean; clean: boolean };
  };
  runs: Request[];
  moves: {
    label: string;
    do:
      | { person: string; with: object }
      | { push: number; arrives: boolean }
      | { kill: number; request: Request; journal: OwnBranch[] | null }
      | { start: number; request: Request }
      | { run: number; how: How; old: number[]; sendable: boolean };
    /** How many tips there have been when it happens. */
    clock: number;
    /** What its run does next. */
    next: { step: Step; asked: boolean } | { report: Report } | null;
    /** What everybody can see, where that has changed. */
    world: Visible | null;
  }[];
  commits: Record<string, Commit>;
}
