import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingWords } from '../../shared/checks/finding-words.ts';
import { MOST_FINDINGS_A_MONTH, monthFindings } from '../../shared/checks/month-findings.ts';
import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { outcome } from '../statistics/outcomes.ts';

let ids = 0;
/** A session on a day of August 2026, its times as hours in UTC. */
function session(
  day: number,
  [start, end]: [string, string],
  fields: Partial<SessionOutcome> = {},
): SessionOutcome {
  const at = (time: string) => `2026-08-${String(day).padStart(2, '0')}T${time}:00Z`;
  ids += 1;
  return outcome({ sessionId: `s-${ids}`, minutes: 10, startedAt: at(start), endedAt: at(end), ...fields });
}
const of = (client: string, ...sessions: SessionOutcome[]) => ({ client, sessions });
const found = (...clients: { client: string; sessions: SessionOutcome[] }[]) =>
  monthFindings(clients).findings.map(({ check, sessions }) => [
    check,
    ...sessions.map((one) => one.sessionId),
  ]);

describe('two places at once', () => {
  test('a client with two therapists, 09:30 to 10:00', () => {
    const clients = of(
      'p',
      session(10, ['09:00', '10:00'], { sessionId: 's-1', therapistId: 't-1' }),
      session(10, ['09:30', '10:30'], { sessionId: 's-2', therapistId: 't-2' }),
    );
    expect(found(clients)).toEqual([['client-in-two-places', 's-1', 's-2']]);
    const [finding] = monthFindings([clients]).findings;
    expect(findingWords(finding!).what).toBe(
      "One client's sessions overlap: the second starts 10 August 2026, 09:30, before the one from 10 August 2026, 09:00 has ended.",
    );
  });

  test('a therapist with two clients, one session inside the other, in other offsets', () => {
    const long = session(10, ['09:00', '12:00'], { sessionId: 'long' });
    const inside = {
      ...session(10, ['10:00', '10:30'], { sessionId: 'inside' }),
      startedAt: '2026-08-10T05:00:00-05:00',
      endedAt: '2026-08-10T05:30:00-05:00',
    };
    const after = session(10, ['11:00', '11:30'], { sessionId: 'after' });
    const pairs = found(of('a', long), of('b', inside), of('c', after));
    expect(pairs).toHaveLength(2);
    expect(pairs).toContainEqual(['therapist-in-two-places', 'long', 'inside']);
    expect(pairs).toContainEqual(['therapist-in-two-places', 'long', 'after']);
  });

  test('not where one ends as the other starts, nor two therapists with two clients', () => {
    expect(
      found(
        of('a', session(10, ['09:00', '10:00']), session(10, ['10:00', '11:00'])),
        of('b', session(10, ['09:00', '10:00'], { therapistId: 't-other' })),
      ),
    ).toEqual([]);
  });
});

test('one id under two clients is told once, and not as a therapist at two places', () => {
  const twice = session(10, ['09:00', '10:00'], { sessionId: 'same' });
  expect(found(of('a', twice), of('b', twice))).toEqual([['one-id-two-clients', 'same', 'same']]);
});

describe('twenty sessions a week', () => {
  const hourly = (count: number, days: number, therapists = 't') =>
    Array.from({ length: count }, (_, index) => {
      const hour = String(8 + Math.floor(index / days)).padStart(2, '0');
      return session(1 + (index % days), [`${hour}:00`, `${hour}:30`], {
        therapistId: `${therapists}-${index}`,
      });
    });

  test('are told of the client, once', () => {
    const [finding, ...others] = monthFindings([of('a', ...hourly(21, 7))]).findings;
    expect(finding).toMatchObject({ check: 'too-many-sessions', count: 21 });
    expect(finding!.sessions).toHaveLength(20);
    expect(others).toEqual([]);
  });

  test('nineteen are not, nor twenty in more than a week, nor twenty of two clients', () => {
    expect(found(of('a', ...hourly(19, 7)))).toEqual([]);
    expect(found(of('a', ...hourly(20, 20)))).toEqual([]);
    expect(found(of('a', ...hourly(10, 5)), of('b', ...hourly(10, 5, 'u')))).toEqual([]);
  });
});

test.each([
  [{ minutes: 61 }, { told: 61, session: 60 }],
  [{ phases: { 'hands-on': 90 } }, { told: 90, session: 60 }],
  [{ phases: { intake: 10, 'hands-on': 50, aftercare: 5 } }, { told: 65, session: 60 }],
] satisfies [Partial<SessionOutcome>, object][])('minutes beyond the session: %j', (fields, minutes) => {
  expect(monthFindings([of('a', session(10, ['09:00', '10:00'], fields))]).findings).toMatchObject([
    { check: 'minutes-beyond-session', minutes },
  ]);
});

test('minutes that fill the session to its end are no finding', () => {
  const full = { minutes: 60, phases: { 'hands-on': 60 } };
  expect(found(of('a', session(10, ['09:00', '10:00'], full)))).toEqual([]);
});

describe('0 before and 0 after', () => {
  const zeros = { painBefore: 0, painAfter: 0 };
  const day = (index: number, fields: object) =>
    session(1 + index, ['09:00', '10:00'], { sessionId: `z-${index}`, ...fields });

  test('three in a row of one client are a finding, with sessions without scores among them', () => {
    const sessions = [day(0, zeros), day(1, zeros), day(2, {}), day(3, zeros)];
    expect(found(of('a', ...sessions))).toEqual([['zero-scores-in-series', 'z-0', 'z-1', 'z-3']]);
  });

  test('two are not, nor three with another between', () => {
    expect(found(of('a', day(0, zeros), day(1, zeros)))).toEqual([]);
    const interrupted = [
      day(0, zeros),
      day(1, zeros),
      day(2, { painBefore: 3, painAfter: 0 }),
      day(3, zeros),
    ];
    expect(found(of('a', ...interrupted))).toEqual([]);
  });

  test('five in a row of one therapist are, whoever came', () => {
    const clients = [0, 1, 2, 3, 4].map((index) => of(`c-${index}`, day(index, zeros)));
    expect(found(...clients)).toEqual([['zero-scores-in-series', 'z-0', 'z-1', 'z-2', 'z-3', 'z-4']]);
    expect(found(...clients.slice(1))).toEqual([]);
  });
});

test('a month full of contradictions keeps the first hundred and counts the others', () => {
  const clients = Array.from({ length: 150 }, (_, index) =>
    of(`c-${index}`, session(10, ['09:00', '10:00'], { therapistId: `t-${index}`, minutes: 61 })),
  );
  const { findings, count } = monthFindings(clients);
  expect([findings.length, count]).toEqual([MOST_FINDINGS_A_MONTH, 150]);
});

test('whatever order clients and sessions come in, the findings are the same', () => {
  const some = fc.record({
    day: fc.integer({ min: 1, max: 3 }),
    hour: fc.integer({ min: 8, max: 11 }),
    half: fc.boolean(),
    therapistId: fc.constantFrom('t-1', 't-2'),
    client: fc.constantFrom('a', 'b', 'c'),
    pain: fc.constantFrom(0, 4),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 25 }), fc.infiniteStream(fc.integer()), (drawn, ranks) => {
      const all = drawn.map(({ day, hour, half, therapistId, client, pain }, index) => {
        const start = `${String(hour).padStart(2, '0')}:${half ? '30' : '00'}`;
        const end = `${String(hour + 1).padStart(2, '0')}:00`;
        const fields = { sessionId: `s-${index}`, therapistId, painBefore: pain, painAfter: pain };
        return of(client, session(day, [start, end], fields));
      });
      const shuffled = all
        .map((one) => ({ one, rank: ranks.next().value as number }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ one }) => one);
      expect(monthFindings(shuffled)).toEqual(monthFindings(all));
    }),
  );
});
