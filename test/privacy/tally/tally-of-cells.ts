import fc from 'fast-check';
import {
  CHANGES,
  cellKey,
  changeIndex,
  isResponder,
  type PeriodTally,
} from '../../../shared/privacy/tally/period-tally.ts';
import { COMPLAINTS, TECHNIQUES } from '../../../shared/records/catalogue.ts';

export const CATALOGUE = {
  version: 1,
  techniques: TECHNIQUES.slice(0, 4),
  complaints: COMPLAINTS.slice(0, 5),
};

/** The tally of a period from each cell's improvements, one a client. */
export function tallyOfCells(cells: Readonly<Record<string, readonly number[]>>): PeriodTally {
  const improvement = Object.fromEntries(
    Object.entries(cells).map(([key, improvements]) => [key, countsOf(improvements)]),
  );
  return { improvement, recovery: {} };
}

/** Clients by change who all came with a score of 6, so that two points make a responder. */
export function countsOf(improvements: readonly number[]): number[] {
  const counts = CHANGES.map(() => 0);
  for (const improvement of improvements)
    counts[changeIndex({ improvement, responder: isResponder(6, improvement) })]! += 1;
  return counts;
}

const improvements = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.integer({ min: -4, max: 8 }), { maxLength: 14 }) },
  { weight: 4, arbitrary: fc.array(fc.integer({ min: -4, max: 8 }), { minLength: 11, maxLength: 60 }) },
  // Everybody alike, and everybody at an end of the scale.
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: 0, max: 130 }))
      .map(([points, clients]) => Array.from({ length: clients }, () => points)),
  },
);

/** Clients over the small catalogue, in cells of every size. */
export const periodCells: fc.Arbitrary<Record<string, number[]>> = fc
  .array(improvements, { minLength: 20, maxLength: 20 })
  .map((all) =>
    Object.fromEntries(
      CATALOGUE.techniques.flatMap((technique, row) =>
        CATALOGUE.complaints.map((complaint, column) => [
          cellKey(technique, complaint),
          all[row * CATALOGUE.complaints.length + column]!,
        ]),
      ),
    ),
  );

export const times = (count: number, points: number) => Array.from({ length: count }, () => points);
