import { instantIn } from '../records/time/instant.ts';

/** When a next entry says most. */
export type NextMoment = 'this-evening' | 'tomorrow-morning' | 'tomorrow-evening' | 'in-a-week';

const HOUR_MILLISECONDS = 3_600_000;
/** Until then after a session, each entry tells how long soreness and relief last. */
const FOLLOWED_HOURS = 72;
const MORNING_HOUR = 8;
const EVENING_HOUR = 20;
/** An entry sooner after the last one says nearly the same. */
const FEWEST_HOURS_BETWEEN = 6;

/**
 * The next useful moment for an entry: in the three days after a session the next morning or evening, since they bracket
 * when soreness has gone and whether relief has lasted; else a week later.
 *
 * @param sessionEnd when the last session ended; undefined where none is known
 * @param offset the client's from UTC
 */
export function nextMoment(now: Date, offset: string, sessionEnd: Date | undefined): NextMoment {
  const hour = Number(instantIn(now, offset).slice(11, 13));
  const slots = [
    { moment: 'this-evening' as const, inHours: EVENING_HOUR - hour },
    { moment: 'tomorrow-morning' as const, inHours: 24 + MORNING_HOUR - hour },
    { moment: 'tomorrow-evening' as const, inHours: 24 + EVENING_HOUR - hour },
  ];
  const next = slots.find(({ inHours }) => inHours >= FEWEST_HOURS_BETWEEN)!;
  const since = sessionEnd && (now.getTime() - sessionEnd.getTime()) / HOUR_MILLISECONDS;
  return since !== undefined && since + next.inHours <= FOLLOWED_HOURS ? next.moment : 'in-a-week';
}
