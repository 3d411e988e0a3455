import type { Calibration, CalibrationRow } from '../../claims/contract.ts';
import { capitalised } from '../words/words.ts';

const HOLDS = 'holds the truth';
/** Of clinics of which nothing can be told, which is unlike all others. */
const WITHHELD = 'is withheld';

/**
 * How well a claim keeps its promises, by the worst clinic that each was tried on.
 *
 * @param claim as the rows of the calibration name it
 */
export function promiseText({ rows }: Calibration, claim: string): string {
  const own = rows.filter((row) => row.claim === claim);
  if (own.length === 0) return 'How often this holds was not tried on simulated clinics.';
  return [...Map.groupBy(own, whatOf)]
    .map(([what, of]) => (what === WITHHELD ? withheldText(of) : keptText(what, of)))
    .join(' ');
}

/** What is promised, however often. */
const whatOf = ({ promise }: CalibrationRow): string => promise.split(' in at least ')[0]!;

const worstOf = (rows: readonly CalibrationRow[]) =>
  rows.reduce((lowest, row) => (row.kept < lowest.kept ? row : lowest));

const timesText = ({ kept }: CalibrationRow) => `${Math.round(100 * kept)} times in 100`;

function withheldText(rows: readonly CalibrationRow[]): string {
  const worst = worstOf(rows);
  return `Where nothing can be told (${worst.scenario}), nothing was said ${timesText(worst)}.`;
}

function keptText(what: string, rows: readonly CalibrationRow[]): string {
  const worst = worstOf(rows);
  const said = what === HOLDS ? 'the interval held the truth' : `it ${what}`;
  const kinds = rows.length === 1 ? '' : `, in the hardest of ${rows.length} kinds that were tried`;
  return capitalised(
    `in ${worst.datasets.toLocaleString('en')} simulated clinics like this, ${said} ${timesText(worst)}${kinds}.`,
  );
}
