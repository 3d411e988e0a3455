import type { Comparisons, Group, StandardisedMean } from '../../statistics/contract.ts';
import { NOTHING, withInterval } from '../words/number-text.ts';
import { reasonLines } from '../words/reason-lines.ts';
import { meanText } from './change-interval.ts';
import type { TableSection } from './section.ts';
import type { Column } from './text-table.ts';

const TITLE = 'Techniques compared: immediate improvement at the same pain before';

const COLUMNS: Column[] = [
  { header: 'Technique', width: 21 },
  { header: 'Raw mean (95 %)', width: 22 },
  { header: 'Adjusted mean (95 %)', width: 22 },
  { header: 'Standardised mean (95 %)', width: 24 },
];

const SHOWN = { adjusted: 'adjusted', pairs: 'pairs', overall: 'overall test', logRank: 'log-rank test' };

/** Adjusted means beside the raw ones. */
export function comparisonSection(comparisons: Comparisons, techniques: readonly Group[]): TableSection {
  const { reference, adjusted, standardised, notes } = comparisons;
  if (reference === null) {
    const reason = 'Nothing to compare: fewer than two techniques have an immediate pair from 10 clients.';
    return { title: TITLE, columns: COLUMNS, rows: [], below: [reason] };
  }
  const rows = adjusted.map(({ technique, mean, ci95 }) => {
    const raw = techniques.find((group) => group.technique === technique);
    return [
      technique,
      raw ? meanText(raw.immediate) : NOTHING,
      withInterval(mean, ci95, 2),
      standardisedText(standardised.find((row) => row.technique === technique)),
    ];
  });
  const refused = standardised.flatMap((row) =>
    row.mean === null
      ? [{ name: row.technique, notes: [`standardised: ${row.note.replace('refused: ', '')}`] }]
      : [],
  );
  const below = [
    ...reasonLines(refused, { standardised: 'no standardised mean' }),
    ...reasonLines([{ name: 'Model', notes }], SHOWN),
  ];
  return { title: TITLE, columns: COLUMNS, rows, below };
}

function standardisedText(row: StandardisedMean | undefined): string {
  return !row || row.mean === null ? NOTHING : withInterval(row.mean, row.ci95, 2);
}
