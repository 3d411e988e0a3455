import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { type AdditiveTable, additiveTable } from '../../../shared/privacy/threshold/additive-table.ts';
import {
  ALL,
  type ThresholdRelease,
  type ThresholdTerms,
} from '../../../shared/privacy/threshold/threshold-release.ts';
import { CATALOGUE } from '../../privacy/tally/tally-of-cells.ts';

export const FEWEST = 11;

export const termsOf = (
  period: string,
  catalogue: ThresholdTerms['catalogue'] = CATALOGUE,
): ThresholdTerms => ({
  period,
  catalogue,
});

/** The true counts of a period with all margins, and the name of each. */
export function exactTable({ improvement }: PeriodTally): { table: AdditiveTable; keys: string[] } {
  const { techniques, complaints } = CATALOGUE;
  const inner = techniques.flatMap((technique) =>
    complaints.map((complaint) => clientsOf(improvement[`${technique}|${complaint}`])),
  );
  const keys = [...techniques, ALL].flatMap((technique) =>
    [...complaints, ALL].map((complaint) => `${technique}|${complaint}`),
  );
  return { table: additiveTable([techniques.length, complaints.length], inner), keys };
}

export const clientsOf = (improvements: readonly number[] = []) =>
  improvements.reduce((sum, count) => sum + count, 0);

export const isMarginKey = (key: string) => key.split('|').includes(ALL);

/** What a release leaves unknown to somebody who has every shown count, and every true margin, exactly. */
export function unknownCells(
  keys: readonly string[],
  { cells, hiddenMargins }: ThresholdRelease,
): Set<number> {
  return new Set(
    keys.flatMap((key, cell) => (cells[key] === null || hiddenMargins.includes(key) ? [cell] : [])),
  );
}
