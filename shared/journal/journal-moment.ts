import type { RECALL_WINDOWS } from '../records/catalogue.ts';
import { dateAfter } from '../records/time/calendar-days.ts';
import { instantIn } from '../records/time/instant.ts';

/** Of what moment a client tells: what was felt earlier is told as such, never as felt now. */
export type Told = { at: string; window: (typeof RECALL_WINDOWS)[number] };

export const EARLIER_MOMENTS = ['this-morning', 'yesterday-evening'] as const;
export type EarlierMoment = (typeof EARLIER_MOMENTS)[number];

const HOUR_MILLISECONDS = 3_600_000;
const MORNING = '08:00:00';
const EVENING = '20:00:00';
/** Sooner after it, a moment is as good as now. */
const SHORTEST_AGO_HOURS = 2;

/**
 * The earlier moments that can be told of, by the clocks of the client.
 *
 * @param offset the client's from UTC, such as `-05:00`
 */
export function earlierMoments(now: Date, offset: string): { moment: EarlierMoment; at: string }[] {
  const today = instantIn(now, offset).slice(0, 10);
  const moments = [
    { moment: 'this-morning' as const, at: `${today}T${MORNING}${offset}` },
    { moment: 'yesterday-evening' as const, at: `${dateAfter(today, -1)}T${EVENING}${offset}` },
  ];
  return moments.filter(({ at }) => hoursSince(at, now) >= SHORTEST_AGO_HOURS);
}

/** What is told of an earlier moment: by the recall window it stays out of all that asks how it is at an instant. */
export function toldLater(at: string, now: Date): Told {
  return { at, window: hoursSince(at, now) <= 24 ? 'past-24-hours' : 'past-week' };
}

const hoursSince = (at: string, now: Date) => (now.getTime() - Date.parse(at)) / HOUR_MILLISECONDS;
