import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientRows } from '../../shared/claims/client-rows.ts';
import { regressionClaims } from '../../shared/claims/regression-claims.ts';
import { utcText } from '../../shared/records/time/instant.ts';
import { client, outcome, tableOf } from '../statistics/outcomes.ts';

const DAY = 86_400;
const START = Date.UTC(2026, 0, 5, 10) / 1000;

type Visit = { day: number; before?: number | undefined; complaint?: 'stress' | 'neck-pain' };

function regressionOf(...clients: readonly (readonly Visit[])[]) {
  const table = tableOf(
    ...clients.map((visits, index) =>
      client(
        `c-${index}`,
        visits.map(({ day, before, complaint }, visit) =>
          outcome({
            sessionId: `s-${visit}`,
            startedAt: `${utcText(START + day * DAY)}+00:00`,
            complaint: complaint ?? 'stress',
            ...(before !== undefined && { painBefore: before }),
          }),
        ),
      ),
    ),
  );
  return regressionClaims(table, clientRows(table));
}

const weekly = (...scores: readonly (number | undefined)[]) =>
  scores.map((before, week): Visit => ({ day: 7 * week, before }));
const times = (count: number, visits: readonly Visit[]) => Array.from({ length: count }, () => visits);
const withheld = { withheld: expect.stringMatching(/^Fewer than 10 clients told .*\.$/) };

describe('regressionClaims', () => {
  test('falls and responders of both directions, by hand', () => {
    // Pairs 8-4 and 4-5, each way: from 8 a fall of 4; from 4 falls of -4 and -1, from 5 of 1.
    // Of the four, only 8 to 4 is a fall of 30 %.
    expect(regressionOf(...times(10, weekly(8, 4, 5)))).toEqual({
      clients: 10,
      byBaseline: [
        { stratum: '1-3', fall: null },
        { stratum: '4-6', fall: -4 / 3 },
        { stratum: '7-10', fall: 4 },
      ],
      responders: 1 / 4,
    });
  });

  test('a stratum needs 10 clients of its own', () => {
    const claims = regressionOf(...times(9, weekly(8, 5)), ...times(1, weekly(6, 5)));
    expect(claims).toMatchObject({
      clients: 10,
      byBaseline: [{ fall: null }, { fall: (9 * -3 + 1 - 1) / 11 }, { fall: null }],
    });
  });

  test('pairs are of one complaint, within 60 days, over sessions without a score', () => {
    const nine = times(9, weekly(7, 6));
    expect(regressionOf(...nine)).toEqual(withheld);
    const other: Visit[] = [
      { day: 0, before: 7 },
      { day: 7, before: 3, complaint: 'neck-pain' },
    ];
    expect(regressionOf(...nine, other)).toEqual(withheld);
    const apart = (days: number) => [
      { day: 0, before: 7 },
      { day: days, before: 6 },
    ];
    expect(regressionOf(...nine, apart(61))).toEqual(withheld);
    expect(regressionOf(...nine, apart(60))).toMatchObject({ clients: 10 });
    expect(regressionOf(...nine, weekly(7, undefined, 6))).toMatchObject({ clients: 10 });
    const between: Visit[] = [apart(14)[0]!, { ...other[1]!, day: 7 }, apart(14)[1]!];
    expect(regressionOf(...nine, between)).toMatchObject({ clients: 10, responders: 0 });
  });

  test('from no pain there is nothing to fall', () => {
    expect(regressionOf(...times(12, weekly(0, 0)))).toEqual(withheld);
    expect(regressionOf(...times(12, weekly(0, 2)))).toMatchObject({ clients: 12, responders: 1 });
  });

  const clinic = fc.array(fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 6 }), { minLength: 12 });

  test('time run backwards gives the same', () => {
    fc.assert(
      fc.property(clinic, (scores) => {
        const backwards = scores.map((own) => weekly(...own.toReversed()));
        expect(regressionOf(...backwards)).toEqual(regressionOf(...scores.map((own) => weekly(...own))));
      }),
    );
  });

  test('the order of clients is irrelevant', () => {
    fc.assert(
      fc.property(clinic, (scores) => {
        const clients = scores.map((own) => weekly(...own));
        expect(regressionOf(...clients.toReversed())).toEqual(regressionOf(...clients));
      }),
    );
  });
});
