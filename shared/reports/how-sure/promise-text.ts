import type { Calibration, CalibrationRow } from '../../claims/contract.ts';
import { capitalised } from '../words/words.ts';

const HOLDS = 'holds the truth';

/**
 * How well a claim keeps its promises, by the worst clinic that each was tried on.
 *
 * @param claim as the rows of the calibration name it
 */
export function promiseText({ rows }: Calibration, claim: string): string {
  const own = rows.filter((row) => row.claim === claim);
  if (own.length === 0) return 'How often this holds was not tried on simulated clinics.';
  return [...Map.groupBy(own, ({ promise }) => promise)]
    .map(([promise, of]) => keptText(promise, of))
    .join(' ');
}

function keptText(promise: string, rows: readonly CalibrationRow[]): string {
  const worst = rows.reduce((lowest, row) => (row.kept < lowest.kept ? row : lowest));
  const what = promise.split(' in at least ')[0]!;
  const said = what === HOLDS ? 'the interval held the truth' : `it ${what}`;
  const times = `${Math.round(100 * worst.kept)} times in 100`;
  const kinds = rows.length === 1 ? '' : `, in the hardest of ${rows.length} kinds that were tried`;
  return capitalised(
    `in ${worst.datasets.toLocaleString('en')} simulated clinics like this, ${said} ${times}${kinds}.`,
  );
}
