import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComparedSession } from '../../../shared/statistics/comparison/compared-session.ts';
import { comparisons } from '../../../shared/statistics/comparison/comparisons.ts';
import { expectAlike } from '../expect-alike.ts';
import { type Frame, rFixture } from '../r-fixture.ts';
import { arbitrarySessions, reordered, sessionsOf } from './compared-sessions.ts';

type Fixture = { sessions: Frame; comparisons: Record<string, unknown> };

const clinic = rFixture<Fixture>('comparisons');
const degenerate = rFixture<{ alone: Fixture; level: Fixture }>('comparisons-degenerate');
const empty = { se: null, df: null, ci95: null, p: null };

/** Two techniques, each with one session of each client, in that order. */
function sessions(clients: number, scores: (client: number, technique: 0 | 1) => [number, number]) {
  return Array.from({ length: clients }, (_, client) =>
    ([0, 1] as const).map((technique): ComparedSession => {
      const [painBefore, painAfter] = scores(client, technique);
      const names = ['sports', 'relaxation'] as const;
      return {
        client: `client-${client}`,
        technique: names[technique],
        painBefore,
        painAfter,
      };
    }),
  ).flat();
}

describe('comparisons', () => {
  test('R: lm, vcovCR CR2, Satterthwaite, HTZ, p.adjust, survdiff', () => {
    expectAlike(comparisons(sessionsOf(clinic.sessions)), clinic.comparisons);
  });

  test('R: one client alone decides the slope, so that her I - H is singular', () => {
    const { adjusted, pairs, overall, standardised, logRank } = comparisons(
      sessionsOf(degenerate.alone.sessions),
    );
    const fromR = degenerate.alone.comparisons;
    expectAlike(
      { adjusted, pairs, overall, standardised },
      { ...fromR, logRank: undefined, reference: undefined },
    );
    expect(logRank).toEqual({ chi2: null, df: null, p: null });
    expect(standardised).toContainEqual({
      technique: 'sports',
      mean: null,
      note: 'refused: fewer than 2 pairs in stratum 1-3 (1), 7-10 (0)',
    });
  });

  test('R: one score before everywhere leaves no slope', () => {
    expectAlike(comparisons(sessionsOf(degenerate.level.sessions)), degenerate.level.comparisons);
  });

  test('9 clients with a pair are too few, sessions without a pair do not count', () => {
    const enough = sessions(10, (client) => [5 + (client % 3), 3]);
    expect(comparisons(enough).reference).toBe('sports');
    const tooFew = enough.map((session) =>
      session.client === 'client-9' && session.technique === 'relaxation'
        ? { ...session, painAfter: undefined }
        : session,
    );
    const { notes, ...result } = comparisons(tooFew as ComparedSession[]);
    expect(result).toEqual({
      model: 'improvement ~ painBefore + technique',
      reference: null,
      adjusted: [],
      standardised: [],
      pairs: [],
      overall: { statistic: null, df1: null, df2: null, p: null },
      logRank: { chi2: null, df: null, p: null },
    });
    expect(notes).toHaveLength(3);
  });

  test('scores before that tell the techniques apart leave nothing to compare by the model', () => {
    const { adjusted, pairs, overall, notes } = comparisons(
      sessions(12, (client, technique) => [technique === 0 ? 4 : 8, client % 4]),
    );
    expect(adjusted[0]).toEqual({ technique: 'sports', mean: null, se: null, ci95: null });
    expect(pairs).toEqual([{ a: 'sports', b: 'relaxation', difference: null, ...empty, pHolm: null }]);
    expect(overall).toEqual({ statistic: null, df1: null, df2: null, p: null });
    expect(notes.filter((note) => /^(adjusted|pairs|overall): within each/.test(note))).toHaveLength(3);
  });

  test('improvements without any variation: intervals without width, no p', () => {
    const { adjusted, pairs, overall, notes } = comparisons(
      sessions(12, (client, technique) => [3 + (client % 5), (client % 5) + technique]),
    );
    expect(adjusted).toEqual([
      {
        technique: 'sports',
        mean: expect.closeTo(3, 12),
        se: 0,
        ci95: [expect.closeTo(3, 12), expect.closeTo(3, 12)],
      },
      {
        technique: 'relaxation',
        mean: expect.closeTo(2, 12),
        se: 0,
        ci95: [expect.closeTo(2, 12), expect.closeTo(2, 12)],
      },
    ]);
    expect(pairs[0]).toMatchObject({ difference: expect.closeTo(1, 12), se: 0, p: null, pHolm: null });
    expect(overall.p).toBeNull();
    expect(notes).toContainEqual(expect.stringMatching(/^pairs: there is no p/));
  });

  test('a score off the scale is refused', () => {
    const off = sessions(1, () => [11, 3]);
    expect(() => comparisons(off)).toThrow(RangeError);
  });

  test('neither the order of sessions nor the text of client ids changes a digit', () => {
    fc.assert(
      fc.property(reordered, ({ sessions, other }) => {
        const expected = JSON.stringify(comparisons(Object.freeze(sessions)));
        expect(JSON.stringify(comparisons(other))).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('a constant added to both scores changes no difference', () => {
    const shift = (by: number) =>
      comparisons(
        sessions(14, (client, technique) => [2 + (client % 4) + by, ((client * 3 + technique) % 3) + by]),
      );
    expectAlike(shift(4).pairs, shift(0).pairs);
  });

  test('whatever comes, no number is NaN or infinite, and every null has a note', () => {
    fc.assert(
      fc.property(arbitrarySessions, (sessions) => {
        const result = comparisons(sessions);
        expectFinite(result);
        for (const path of ['overall', 'logRank'] as const) {
          if (result[path].p === null) expect(result.notes.some((note) => note.startsWith(path))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function expectFinite(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) expectFinite(part);
}
