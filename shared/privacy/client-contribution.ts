import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import { median } from '../statistics/median.ts';
import { type ClientContribution, cellKey, RECOVERY_BINS } from './period-tally.ts';
import type { Catalogue } from './programme.ts';

const SECONDS_PER_HOUR = 3600;
/** Upper ends, in hours, of the bins of RECOVERY_BINS that stand for a recovery. */
const RECOVERED_BY_HOURS = [24, 48, 72, 168];
const NOT_YET = RECOVERY_BINS.indexOf('not-yet');
const UNKNOWN = RECOVERY_BINS.indexOf('unknown');

/**
 * What one client adds to a period: one cell and one value, however often he came. Of the cells of the
 * catalogue it is the one with most sessions that have a score before and after; ties go by catalogue order,
 * techniques before complaints. Its value is the median improvement over those sessions. A half rounds down:
 * nobody becomes a responder by rounding.
 *
 * The rule looks at this client's sessions alone, in no order, and drops what it cannot read: whatever one
 * client holds, he changes one count, and nobody else's.
 *
 * @param sessions one client's sessions of one period
 * @returns undefined when no session of the catalogue has both scores
 */
export function clientContribution(
  sessions: readonly SessionOutcome[],
  catalogue: Pick<Catalogue, 'techniques' | 'complaints'>,
): ClientContribution | undefined {
  const inCell = Map.groupBy(sessions, ({ technique, complaint }) => cellKey(technique, complaint));
  let kept: ClientContribution | undefined;
  let most = 0;
  for (const technique of catalogue.techniques) {
    for (const complaint of catalogue.complaints) {
      const here = inCell.get(cellKey(technique, complaint)) ?? [];
      const improvements = here.filter(isPaired).map(({ painBefore, painAfter }) => painBefore - painAfter);
      if (improvements.length <= most) continue;
      most = improvements.length;
      const improvement = Math.ceil(median(improvements)! - 0.5) + 0; // + 0: no -0 in JSON or in a comparison
      kept = { technique, complaint, improvement, recoveryBin: recoveryBin(here) };
    }
  }
  return kept;
}

/** Scores off the scale are no scores. On it, an improvement lies between -10 and 10 by itself. */
function isPaired<S extends SessionOutcome>(
  session: S,
): session is S & { painBefore: number; painAfter: number } {
  return isScore(session.painBefore) && isScore(session.painAfter);
}

function isScore(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10;
}

/**
 * Bin of the median time by which soreness was reported gone. A session without that report but with others
 * lasts longer than any with it.
 */
function recoveryBin(sessions: readonly SessionOutcome[]): number {
  const hours = sessions.map(recoveredByHours).filter((value) => value !== undefined);
  const middle = median(hours);
  if (middle === null) return UNKNOWN;
  const bin = RECOVERED_BY_HOURS.findIndex((end) => middle <= end);
  return bin === -1 ? NOT_YET : bin;
}

function recoveredByHours({ recovery }: SessionOutcome): number | undefined {
  if (!recovery) return undefined;
  if (!recovery.event) return Number.POSITIVE_INFINITY;
  return Number.isFinite(recovery.by) ? recovery.by / SECONDS_PER_HOUR : undefined;
}
