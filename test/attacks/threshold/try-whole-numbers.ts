import { auditReleases } from '../../../shared/privacy/audit/audit-releases.ts';
import type { FindingKind } from '../../../shared/privacy/audit/findings/finding.ts';
import { isByThreshold } from '../../../shared/privacy/audit/publication/published-release.ts';
import { possibleCells } from '../../../shared/privacy/audit/suppression/possible-cells.ts';
import { CHANGES, type PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { publicationOf } from '../../privacy/audit/publications.ts';
import type { Findings } from '../verdict.ts';
import { clientsOf, exactTable, termsOf } from './exact-table.ts';
import { inManyWorlds } from './in-many-worlds.ts';
import { SOLVER, type ThresholdAttack, type ThresholdMechanism } from './threshold-mechanism.ts';

const COMPUTED: readonly FindingKind[] = [
  'exact-count',
  'exact-sum',
  'all-or-none',
  'share-below-threshold',
  'impossible',
];

/**
 * Attack 8: GRIM. Every number of clients, of responders and of points that rounds to what a row shows: at
 * least three counts must be left, sums ten points apart, and no share that can only be of too few. What was
 * counted must be among them, or the attack has not understood the release.
 */
export const tryWholeNumbers: ThresholdAttack = (mechanism) =>
  inManyWorlds((tally) => enumerate(mechanism, tally));

function enumerate(mechanism: ThresholdMechanism, tally: PeriodTally): Findings {
  const terms = termsOf(mechanism, '2026Q3');
  const published = publicationOf(mechanism.table(terms, mechanism.release(terms, tally, []), tally));
  if (!isByThreshold(published)) return ['it is published in another mode'];
  const computed = auditReleases([published], SOLVER)
    .filter(({ kind }) => COMPUTED.includes(kind))
    .map(({ row, says }) => `${row}: ${says}`);
  const { cells, isMargin } = exactTable(tally, mechanism);
  const misunderstood = published.rows.flatMap((row) => {
    const key = `${row['technique']}|${row['complaint']}`;
    if (isMargin(key) || row['clients'] === null) return [];
    const clients = clientsOf(cells[key]);
    const points = cells[key]!.reduce((sum, count, at) => sum + count * CHANGES[at]!.improvement, 0);
    const shown = {
      clients: row['clients'] as number,
      mean: row['mean_improvement'] as number | null,
      share: row['responder_share'] as number | null,
    };
    const isPossible = possibleCells(shown, published.privacy).some(
      (cell) => cell.clients === clients && cell.points[0] <= points && points <= cell.points[1],
    );
    return isPossible
      ? []
      : [`${key}: ${clients} clients with ${points} points would not be shown like this`];
  });
  return [...computed, ...misunderstood];
}
