import { compareNotes } from './compare-notes.ts';
import { computeCellsBack } from './compute-cells-back.ts';
import { poolWhatIsKnown } from './pool-what-is-known.ts';
import { readTheBlanks } from './read-the-blanks.ts';
import { rebuildClients } from './rebuild-clients.ts';
import { subtractTables } from './subtract-tables.ts';
import type { ThresholdAttack } from './threshold-mechanism.ts';
import { tryHardTables } from './try-hard-tables.ts';
import { tryWholeNumbers } from './try-whole-numbers.ts';
import { weighTheShares } from './weigh-the-shares.ts';

/** Every attack on publication by threshold, by what it tries. */
export const THRESHOLD_ATTACKS = {
  'subtracts releases, revisions and margins': subtractTables,
  'computes hidden cells back': computeCellsBack,
  'rebuilds single clients': rebuildClients,
  'tries all whole numbers behind a row': tryWholeNumbers,
  'knows tables that are hard to protect': tryHardTables,
  'reads what is left blank': readTheBlanks,
  'is in the cell, and pools what is known': poolWhatIsKnown,
  'compares notes with other partners': compareNotes,
  'weighs what share rows stand for': weighTheShares,
} as const satisfies Record<string, ThresholdAttack>;
