import { INSTRUMENT_NAMES, INSTRUMENTS, type InstrumentName } from '../records/scales.ts';
import { dateAfter } from '../records/time/calendar-days.ts';
import { dateAsWritten, utcSortKey } from '../records/time/instant.ts';
import { COURSE_GAP_DAYS } from './course-of-care.ts';
import type { CourseOutcome } from './course-outcome.ts';

/** One score of an instrument. */
export type InstrumentScore = { measure: InstrumentName; at: string; value: number };

/** What a course of care came to on the scale of one instrument; scales are never mixed. */
export type CourseScore = {
  measure: InstrumentName;
  /** Before the first session. */
  first: number;
  /** The latest after it. */
  latest: number;
  latestAt: string;
  /** In the scale's unit; positive is better, whichever way the scale goes. */
  change: number;
  /** The smallest change that matters on this scale, and whether this one is as large. */
  mcid: number;
  isResponder: boolean;
};

/** A score is one from before a course when it is at most so old. */
const LOOK_BACK_DAYS = 28;
/** A decimal may miss its threshold by a rounding error. */
const TOLERANCE = 1e-9;

/**
 * What a course came to on each scale of which there is a score before it and one since. The score before is the latest
 * up to the start of the first session, or else the first of that day, at most 28 days old; the one since is the latest
 * of a later day, less than 60 days after the last session.
 *
 * @param scores of the client, in any order
 * @returns in the order of the catalogue
 */
export function courseScores(
  { startedAt, lastEndedAt }: Pick<CourseOutcome, 'startedAt' | 'lastEndedAt'>,
  scores: readonly InstrumentScore[],
): CourseScore[] {
  const firstDay = dateAsWritten(startedAt);
  const from = dateAfter(firstDay, -LOOK_BACK_DAYS);
  const until = dateAfter(dateAsWritten(lastEndedAt), COURSE_GAP_DAYS);
  const start = utcSortKey(startedAt);
  return INSTRUMENT_NAMES.flatMap((measure): CourseScore[] => {
    const inOrder = scores
      .filter((score) => score.measure === measure)
      .map((score) => ({ ...score, key: utcSortKey(score.at), day: dateAsWritten(score.at) }))
      .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.value - b.value));
    const before = inOrder.filter(({ day }) => day >= from && day <= firstDay);
    const first = before.findLast(({ key }) => key <= start) ?? before[0];
    const latest = inOrder.findLast(({ day }) => day > firstDay && day < until);
    if (!first || !latest) return [];
    const { better, mcid } = INSTRUMENTS[measure];
    const change = directed(latest.value - first.value, better);
    return [
      {
        ...{ measure, first: first.value, latest: latest.value, latestAt: latest.at, change },
        ...{ mcid: mcid.value, isResponder: change >= mcid.value - TOLERANCE },
      },
    ];
  });
}

/** + 0: never -0. */
const directed = (rise: number, better: 'lower' | 'higher') => (better === 'lower' ? -rise : rise) + 0;
