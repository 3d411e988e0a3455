import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComparedSession } from '../../shared/statistics/compared-session.ts';
import { therapists } from '../../shared/statistics/therapists.ts';
import { reordered, sessionsOf } from './compared-sessions.ts';
import { expectAlike } from './expect-alike.ts';
import { type Frame, rFixture } from './r-fixture.ts';

const clinic = rFixture<{ sessions: Frame; therapists: { rows: { therapistId: string }[] } }>('comparisons');

function session(
  client: number,
  therapistId: string,
  painBefore?: number,
  painAfter?: number,
): ComparedSession {
  return {
    client: `client-${client}`,
    therapistId,
    technique: 'sports',
    painBefore,
    painAfter,
  } as ComparedSession;
}

describe('therapists', () => {
  test('R: fitted means of lm, DerSimonian-Laird', () => {
    const rows = therapists(sessionsOf(clinic.sessions));
    const judged = rows.filter(({ mean }) => mean !== null);
    expectAlike(judged, clinic.therapists.rows);
    // The sixth has few clients.
    expect(rows.at(-1)).toMatchObject({
      therapistId: 'therapist-6',
      mean: null,
      expected: null,
      shrunkMean: null,
    });
  });

  test('counts only where no technique can be modelled', () => {
    const rows = therapists([session(1, 'ben', 5, 3), session(1, 'anna', 5, 3), session(2, 'ben')]);
    const nothing = { mean: null, expected: null, shrunkMean: null };
    expect(rows).toEqual([
      { therapistId: 'anna', sessions: 1, clients: 1, ...nothing },
      { therapistId: 'ben', sessions: 2, clients: 2, ...nothing },
    ]);
    expect(therapists([])).toEqual([]);
  });

  test('one technique: only the score before is adjusted for', () => {
    // Improvement = painBefore - 2 for all but Ben's clients, who do better by 1: least squares by hand
    // puts the common line half way, as both have seen the same scores.
    const sessions = Array.from({ length: 24 }, (_, client) => {
      const before = 4 + (Math.floor(client / 2) % 4);
      return session(client, client % 2 ? 'anna' : 'ben', before, client % 2 ? 2 : 1);
    });
    const [anna, ben] = therapists(sessions);
    expect(anna).toMatchObject({ mean: 3.5, expected: expect.closeTo(4, 12), clients: 12 });
    expect(ben).toMatchObject({ mean: 4.5, expected: expect.closeTo(4, 12) });
  });

  test('one therapist has nobody to differ from: no shrinkage', () => {
    const scores = (client: number) => [5, client % 3] as const;
    const [anna] = therapists(
      Array.from({ length: 12 }, (_, client) => session(client, 'anna', ...scores(client))),
    );
    expect(anna).toMatchObject({ mean: 4, expected: expect.closeTo(4, 12), shrunkMean: 4 });
  });

  test('improvements without variation are what is expected', () => {
    const [anna] = therapists(Array.from({ length: 12 }, (_, client) => session(client, 'anna', 5, 3)));
    expect(anna).toMatchObject({ mean: 2, expected: 2, shrunkMean: 2 });
  });

  test('neither the order of sessions nor the text of client ids changes a digit', () => {
    fc.assert(
      fc.property(reordered, ({ sessions, other }) => {
        expect(JSON.stringify(therapists(other))).toBe(JSON.stringify(therapists(Object.freeze(sessions))));
      }),
      { numRuns: 60 },
    );
  });
});
