import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { CATALOGUE, tallyOfCells, times } from '../../privacy/tally/tally-of-cells.ts';

const many = Object.fromEntries(
  CATALOGUE.techniques.flatMap((technique) =>
    CATALOGUE.complaints.map((complaint) => [
      `${technique}|${complaint}`,
      [...times(30, 4), ...times(20, 0)],
    ]),
  ),
);

/** The target is one more client in a large cell, or the only one in an otherwise empty cell. */
export const FILE_WORLDS: Readonly<Record<string, PeriodTally>> = {
  'of many': tallyOfCells(many),
  'with the target': tallyOfCells({ ...many, 'sports|sciatica': [...many['sports|sciatica']!, 9] }),
  'with the target alone in his cell': tallyOfCells({ ...many, 'sports|sciatica': [9] }),
  'with nobody in that cell': tallyOfCells({ ...many, 'sports|sciatica': [] }),
  'of the target alone': tallyOfCells({ 'sports|sciatica': [9] }),
  'of nobody': tallyOfCells({}),
  'of thousands': tallyOfCells({ ...many, 'deep-tissue|neck-pain': times(12_000, 3) }),
};
