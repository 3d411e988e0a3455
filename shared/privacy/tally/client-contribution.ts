import type { SessionOutcome } from '../../outcomes/session-outcome.ts';
import { AT_LEAST_30_PERCENT } from '../../statistics/change/at-least-30-percent.ts';
import { median } from '../../statistics/summaries/median.ts';
import type { Catalogue } from '../programme/programme.ts';
import {
  type ClientChange,
  type ClientContribution,
  cellKey,
  isResponder,
  RECOVERY_BINS,
} from './period-tally.ts';

const SECONDS_PER_HOUR = 3600;
/** Upper ends, in hours, of the bins of RECOVERY_BINS that stand for a recovery. */
const RECOVERED_BY_HOURS = [24, 48, 72, 168];
const NOT_YET = RECOVERY_BINS.indexOf('not-yet');
const UNKNOWN = RECOVERY_BINS.indexOf('unknown');

/**
 * What one client adds to a period: one cell and one value, however often he came. Of the cells of the
 * catalogue it is the one with most sessions that have a score before and after; ties go by catalogue order,
 * techniques before complaints. Its value is one pair of whole scores: the median score before and the median
 * improvement over those sessions. Halves of the one round up and of the other down: nobody becomes a responder
 * by rounding. Whoever usually came there without pain adds nothing: he is not eligible to respond.
 *
 * The rule looks at this client's sessions alone, in no order, and drops what it cannot read: whatever one
 * client holds, he changes one count, and nobody else's.
 *
 * @param sessions one client's sessions of one period
 * @returns undefined when no session of the catalogue has both scores, or there was no pain to relieve
 */
export function clientContribution(
  sessions: readonly SessionOutcome[],
  catalogue: Pick<Catalogue, 'techniques' | 'complaints'>,
): ClientContribution | undefined {
  const inCell = Map.groupBy(sessions, ({ technique, complaint }) => cellKey(technique, complaint));
  const counted = [...inCell.values()].flatMap((cell) => {
    const [place, paired] = [placeIn(catalogue, cell[0]!), cell.filter(isPaired)];
    return place === undefined || paired.length === 0 ? [] : [{ place, paired }];
  });
  const [first] = counted.sort((a, b) => b.paired.length - a.paired.length || a.place - b.place);
  if (!first) return undefined;
  const most = first.paired;
  const { technique, complaint } = most[0]!;
  const change = changeOf(most);
  return (
    change && {
      technique,
      complaint,
      ...change,
      recoveryBin: recoveryBin(inCell.get(cellKey(technique, complaint))!),
    }
  );
}

/** In the order of the catalogue, techniques before complaints; undefined for what it has not. */
function placeIn(
  { techniques, complaints }: Pick<Catalogue, 'techniques' | 'complaints'>,
  { technique, complaint }: SessionOutcome,
): number | undefined {
  const [row, column] = [techniques.indexOf(technique), complaints.indexOf(complaint)];
  return row === -1 || column === -1 ? undefined : row * complaints.length + column;
}

function changeOf(sessions: readonly PairedSession[]): ClientChange | undefined {
  const before = Math.floor(median(sessions.map(({ painBefore }) => painBefore))! + 0.5);
  if (!AT_LEAST_30_PERCENT.eligible({ before })) return undefined;
  const middle = median(sessions.map(({ painBefore, painAfter }) => painBefore - painAfter))!;
  const improvement = Math.ceil(middle - 0.5) + 0; // + 0: no -0 in JSON or in a comparison
  return { improvement, responder: isResponder(before, improvement) };
}

type PairedSession = SessionOutcome & { painBefore: number; painAfter: number };

/** Scores off the scale are no scores. On it, an improvement lies between -10 and 10 by itself. */
function isPaired(session: SessionOutcome): session is PairedSession {
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
