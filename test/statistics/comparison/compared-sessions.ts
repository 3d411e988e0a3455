import fc from 'fast-check';
import type { ComparedSession } from '../../../shared/statistics/comparison/compared-session.ts';
import { type Frame, records } from '../r-fixture.ts';

/** The columns of a session in the fixtures; `by` is the second of the event, or of the last report. */
type Row = {
  client: string;
  technique: ComparedSession['technique'];
  before?: number;
  after?: number;
  by?: number;
  event?: boolean;
};

/** The sessions of a fixture. */
export function sessionsOf(frame: Frame): ComparedSession[] {
  return records<Row>(frame).map(({ client, technique, before, after, by, event }) => ({
    client,
    technique,
    ...(before !== undefined && { painBefore: before }),
    ...(after !== undefined && { painAfter: after }),
    ...(by !== undefined && {
      recovery: event ? { event: true, after: 0, by } : { event: false, last: by },
    }),
  }));
}

const score = fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined, freq: 12 });
const seconds = fc.integer({ min: 1, max: 40 });
const session = fc
  .record({
    client: fc.integer({ min: 0, max: 15 }),
    technique: fc.constantFrom('sports', 'sports', 'deep-tissue', 'relaxation', 'other'),
    before: score,
    after: score,
    by: fc.option(seconds, { nil: undefined, freq: 3 }),
    event: fc.boolean(),
  })
  .map(
    ({ client, technique, before, after, by, event }): ComparedSession => ({
      client: `client-${client}`,
      technique: technique as ComparedSession['technique'],
      ...(before !== undefined && { painBefore: before }),
      ...(after !== undefined && { painAfter: after }),
      ...(by !== undefined && {
        recovery: event ? { event: true, after: 0, by } : { event: false, last: by },
      }),
    }),
  );

/** Sessions of up to 16 clients, in which now and then none, one or several techniques can be compared. */
export const arbitrarySessions = fc.array(session, { maxLength: 240, size: 'max' });

/** The same sessions in another order, under other client names. */
export const reordered = arbitrarySessions.chain((sessions) =>
  fc
    .shuffledSubarray(sessions, { minLength: sessions.length, maxLength: sessions.length })
    .map((shuffled) => ({
      sessions,
      other: shuffled.map((one) => ({ ...one, client: `z${100 - Number(one.client.slice(7))}` })),
    })),
);
