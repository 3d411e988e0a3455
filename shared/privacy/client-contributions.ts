import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import type { Complaint, Technique } from '../records/catalogue.ts';
import { median } from '../statistics/median.ts';

/** What one client adds to one cell: once, however often he came, so that nobody dominates a cell. */
export type Contribution = { technique: Technique; complaint: Complaint; improvement: number };

/**
 * One client's contributions to a period: for each technique and complaint the median of his immediate
 * improvements (before - after, points).
 */
export function clientContributions(sessions: readonly SessionOutcome[]): Contribution[] {
  const paired = sessions.filter(
    (session) => session.painBefore !== undefined && session.painAfter !== undefined,
  );
  const cells = Map.groupBy(paired, ({ technique, complaint }) => `${technique} ${complaint}`);
  return [...cells.values()].map((inCell) => {
    const { technique, complaint } = inCell[0]!;
    const improvement = median(inCell.map(({ painBefore, painAfter }) => painBefore! - painAfter!))!;
    return { technique, complaint, improvement };
  });
}
