import { compareText } from '../outcomes/client-order.ts';
import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import { crowdedWeeks } from './crowded-weeks.ts';
import { CHECKS, type Check, type CheckedSession, type Finding, rowsOf } from './finding.ts';
import { findingWords } from './finding-words.ts';
import { minutesBeyondSession } from './minutes-beyond-session.ts';
import { overlaps } from './overlaps.ts';
import { zeroScores } from './zero-scores.ts';

/** A finding as it is told of files: which sessions, and nobody's client id. */
export type ToldFinding = {
  check: Check;
  /** A sentence. */
  what: string;
  /** What would mend it. */
  mend: string;
  sessions: Omit<CheckedSession, 'client'>[];
};

/** How many findings there are of each check that has some, and the earliest ones. */
export type FindingsOfClients = { counts: Partial<Record<Check, number>>; first: ToldFinding[] };

/** Of each check. */
const MOST_TOLD = 10;

/**
 * What cannot be among the sessions of single clients, whose outcomes come one after the other and are forgotten: two
 * places at once, weeks too full, minutes beyond the session, zeros in series. Of millions of clients it keeps counts
 * and the earliest few findings; parts that were counted apart can be merged, in any order.
 */
export class ClientFindings {
  readonly #counts = new Map<Check, number>();
  readonly #first = new Map<Check, ToldFinding[]>();

  add({ client, sessions }: { client: string; sessions: readonly SessionOutcome[] }): void {
    const rows = rowsOf([{ client, sessions }]);
    this.#count([
      ...overlaps(rows),
      ...crowdedWeeks(rows),
      ...minutesBeyondSession(rows),
      ...zeroScores(rows),
    ]);
  }

  merge({ counts, first }: FindingsOfClients): void {
    for (const check of CHECKS) {
      const count = counts[check] ?? 0;
      if (count > 0)
        this.#keep(
          check,
          count,
          first.filter((one) => one.check === check),
        );
    }
  }

  #count(findings: readonly Finding[]): void {
    for (const finding of findings) this.#keep(finding.check, 1, [told(finding)]);
  }

  #keep(check: Check, count: number, findings: readonly ToldFinding[]): void {
    this.#counts.set(check, (this.#counts.get(check) ?? 0) + count);
    const first = [...(this.#first.get(check) ?? []), ...findings].sort(inOrder).slice(0, MOST_TOLD);
    this.#first.set(check, first);
  }

  get findings(): FindingsOfClients {
    const checks = CHECKS.filter((check) => this.#counts.has(check));
    return {
      counts: Object.fromEntries(checks.map((check) => [check, this.#counts.get(check)!])),
      first: checks.flatMap((check) => this.#first.get(check)!),
    };
  }
}

function told(finding: Finding): ToldFinding {
  const sessions = finding.sessions.map(({ client: _, ...session }) => session);
  return { check: finding.check, ...findingWords(finding), sessions };
}

function inOrder({ sessions: [a] }: ToldFinding, { sessions: [b] }: ToldFinding): number {
  return compareText(a!.startedAt, b!.startedAt) || compareText(a!.sessionId, b!.sessionId);
}
