import { CHANGES } from '../../../../shared/privacy/tally/period-tally.ts';
import type { AdditiveTable } from '../../../../shared/privacy/threshold/additive-table.ts';
import { shownCell } from '../../../../shared/privacy/threshold/shown-cell.ts';
import { byCost, completeLines } from '../../../../shared/privacy/threshold/suppress-cells.ts';
import { clientsOf, exactTable, FEWEST } from '../exact-table.ts';
import type { THRESHOLD_ATTACKS } from '../threshold-attacks.ts';
import { REAL, type ThresholdMechanism } from '../threshold-mechanism.ts';
import { faultyRelease } from './faulty-release.ts';

/** A mechanism with one fault, and the attacks that each have to notice it. */
export type ThresholdMutant = {
  mechanism: ThresholdMechanism;
  noticedBy: readonly (keyof typeof THRESHOLD_ATTACKS)[];
};

const mutant = (
  fault: Partial<ThresholdMechanism>,
  ...noticedBy: ThresholdMutant['noticedBy']
): ThresholdMutant => ({ mechanism: { ...REAL, ...fault }, noticedBy });

const smallOf = ({ counts }: AdditiveTable, threshold = FEWEST) =>
  counts.flatMap((count, cell) => (count < threshold ? [cell] : []));
const meanOf = (improvements: readonly number[]) =>
  improvements.reduce((sum, count, at) => sum + count * CHANGES[at]!.improvement, 0) /
  clientsOf(improvements);
const shareOf = (improvements: readonly number[]) =>
  clientsOf(improvements.filter((_, at) => CHANGES[at]!.responder)) / clientsOf(improvements);

/** Sums that say other shares: of what share the counts shown really are, and of what is said soundly. */
function withShares(of: (exact: number, share: number | null) => number | null): ThresholdMechanism['table'] {
  return (terms, release, exact) => {
    const table = REAL.table(terms, release, exact);
    const { table: counted, keys, isMargin } = exactTable(exact, terms);
    const rows = table.rows.map((row) => {
      const key = `${row['technique']}|${row['complaint']}`;
      if (!isMargin(key) || !keys.includes(key)) return row;
      const share = Number(row['clients']) / counted.counts[keys.indexOf(key)]!;
      return { ...row, represented_share: of(share, row['represented_share'] as number | null) };
    });
    return { ...table, rows };
  };
}

export const THRESHOLD_MUTANTS: Readonly<Record<string, ThresholdMutant>> = {
  'hides small cells and no others': mutant(
    faultyRelease({ suppress: (table) => new Set(smallOf(table)) }),
    'computes hidden cells back',
    'knows tables that are hard to protect',
    'is in the cell, and pools what is known',
  ),
  'hides two in each line and asks no further': mutant(
    faultyRelease({
      suppress(table) {
        const hidden = new Set(smallOf(table));
        completeLines(table.lines, hidden, byCost(table));
        return hidden;
      },
    }),
    'knows tables that are hard to protect',
    'computes hidden cells back',
  ),
  'hides cells below six only': mutant(
    faultyRelease({
      suppress: (table) => {
        const hidden = REAL.suppress(table);
        return new Set(
          [...hidden].filter((cell) => table.counts[cell]! < 6 || table.counts[cell]! >= FEWEST),
        );
      },
    }),
    'is in the cell, and pools what is known',
    'computes hidden cells back',
  ),
  'shows that a cell is empty': mutant(
    {
      table: (terms, release, exact) => {
        const table = REAL.table(terms, release, exact);
        const { cells, isMargin } = exactTable(exact, terms);
        const rows = table.rows.map((row) => {
          const key = `${row['technique']}|${row['complaint']}`;
          const isEmpty = !isMargin(key) && clientsOf(cells[key]) === 0;
          return isEmpty ? { ...row, status: 'a', clients: 0 } : row;
        });
        return { ...table, rows };
      },
    },
    'reads what is left blank',
  ),
  'tells small cells from those hidden with them': mutant(
    {
      table: (terms, release, exact) => {
        const table = REAL.table(terms, release, exact);
        const rows = table.rows.map((row) => {
          const clients = clientsOf(exact.improvement[`${row['technique']}|${row['complaint']}`]);
          return row['status'] === 'c' && clients >= FEWEST ? { ...row, status: 'd' } : row;
        });
        return { ...table, rows };
      },
    },
    'reads what is left blank',
  ),
  'leaves out techniques that nobody came for': mutant(
    {
      table: (terms, release, exact) => {
        const table = REAL.table(terms, release, exact);
        const came = new Set(Object.keys(exact.improvement).map((key) => key.split('|')[0]));
        const rows = table.rows.filter(({ technique }) => technique === 'all' || came.has(String(technique)));
        return { ...table, rows };
      },
    },
    'reads what is left blank',
  ),
  'shows counts as they are': mutant(
    faultyRelease({
      shown: (improvements) => ({ ...shownCell(improvements), clients: clientsOf(improvements) }),
    }),
    'tries all whole numbers behind a row',
  ),
  'shows means as they are': mutant(
    faultyRelease({
      shown: (improvements) => ({ ...shownCell(improvements), meanImprovement: meanOf(improvements) }),
    }),
    'tries all whole numbers behind a row',
    'rebuilds single clients',
  ),
  'shows means to a tenth in every cell': mutant(
    faultyRelease({
      shown: (improvements) => ({
        ...shownCell(improvements),
        meanImprovement: Math.round(meanOf(improvements) * 10) / 10 + 0,
      }),
    }),
    'tries all whole numbers behind a row',
  ),
  'shows shares as they are': mutant(
    faultyRelease({
      shown: (improvements) => {
        const cell = shownCell(improvements);
        return cell.responderShare === null ? cell : { ...cell, responderShare: shareOf(improvements) };
      },
    }),
    'tries all whole numbers behind a row',
  ),
  'shows a share of all or none': mutant(
    faultyRelease({
      shown: (improvements) => ({
        ...shownCell(improvements),
        responderShare: Math.round(shareOf(improvements) * 20) / 20,
      }),
    }),
    'tries all whole numbers behind a row',
  ),
  'takes margins from true data': mutant(
    {
      table: (terms, release, exact) => {
        const table = REAL.table(terms, release, exact);
        const { table: counted, keys, isMargin } = exactTable(exact, terms);
        const rows = table.rows.map((row) => {
          const key = `${row['technique']}|${row['complaint']}`;
          return isMargin(key) && row['clients'] !== null && keys.includes(key)
            ? { ...row, clients: counted.counts[keys.indexOf(key)]! }
            : row;
        });
        return { ...table, rows };
      },
    },
    'subtracts releases, revisions and margins',
  ),
  'forgets what earlier releases hid': mutant(
    { release: (terms, tally) => REAL.release(terms, tally, []) },
    'subtracts releases, revisions and margins',
  ),
  'counts a revision as if there were no other version': mutant(
    {
      release: (terms, tally, earlier) =>
        REAL.release(terms, tally, earlier, { improvement: {}, recovery: {} }),
    },
    'subtracts releases, revisions and margins',
  ),
  'says that a sum stands for all of its clients': mutant(
    { table: withShares((_, share) => share && 1) },
    'weighs what share rows stand for',
    'subtracts releases, revisions and margins',
  ),
  'says exact shares': mutant(
    { table: withShares((exact, share) => share && exact) },
    'weighs what share rows stand for',
  ),
  'says the share of hidden clients': mutant(
    { table: withShares((exact, share) => share && Math.max(1, Math.round(5 * (1 - exact))) / 5) },
    'weighs what share rows stand for',
  ),
  'rounds up or down by chance': mutant(
    faultyRelease({
      shown: (improvements) => {
        const cell = shownCell(improvements);
        return { ...cell, clients: cell.clients + (Math.random() < 0.5 ? 0 : 5) };
      },
    }),
    'compares notes with other partners',
  ),
};
