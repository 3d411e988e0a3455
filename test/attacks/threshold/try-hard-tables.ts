import type { AdditiveTable } from '../../../shared/privacy/threshold/additive-table.ts';
import { LINKED_TABLES, SDC_TABLE, THREE_SINGLETONS } from '../../privacy/threshold/hard-tables.ts';
import { FEWEST } from './exact-table.ts';
import { hiddenRanges } from './hidden-ranges.ts';
import type { ThresholdAttack } from './threshold-mechanism.ts';

const TABLES: Readonly<Record<string, AdditiveTable>> = {
  'the 4 x 4 table of sdcTable': SDC_TABLE,
  'three singletons': THREE_SINGLETONS,
  'linked tables': LINKED_TABLES,
};

/** Attack 9: tables on which other suppressors failed. Cells are added until 0 to 10 or more is possible. */
export const tryHardTables: ThresholdAttack = (mechanism) =>
  Object.entries(TABLES).flatMap(([name, table]) => {
    const hidden = mechanism.suppress(table);
    const small = table.counts.flatMap((count, cell) => (count < FEWEST ? [cell] : []));
    const known = (cell: number) =>
      hidden.has(cell) ? { lower: 0 } : { lower: table.counts[cell]!, upper: table.counts[cell]! };
    return [...hiddenRanges(table, known, small)].flatMap(([cell, { least, greatest }]) =>
      least <= 1 && greatest >= FEWEST - 1
        ? []
        : [`${name}: cell ${cell} can only be ${least} to ${greatest}`],
    );
  });
