import { isByThreshold } from '../../../shared/privacy/audit/publication/published-release.ts';
import { countsBehind } from '../../../shared/privacy/audit/suppression/possible-cells.ts';
import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { publicationOf } from '../../privacy/audit/publications.ts';
import type { Findings } from '../verdict.ts';
import { clientsOf, type ExactTable, exactTable, FEWEST, termsOf, unknownCells } from './exact-table.ts';
import { hiddenRanges } from './hidden-ranges.ts';
import { inManyWorlds } from './in-many-worlds.ts';
import type { ThresholdAttack, ThresholdMechanism } from './threshold-mechanism.ts';

/**
 * Attack 11: one client of a cell, or two who trust each other, take themselves out of it. In a shown cell at
 * least nine others must be left. In a hidden one they know that they are there, and true margins; the others
 * must still be 0 or 1 for all they can compute, or 8 and more. The release must say that it holds no better.
 */
export const poolWhatIsKnown: ThresholdAttack = (mechanism) =>
  inManyWorlds((tally) => [1, 2].flatMap((insiders) => takeOut(mechanism, tally, insiders)));

function takeOut(mechanism: ThresholdMechanism, tally: PeriodTally, insiders: number): Findings {
  const terms = termsOf(mechanism, '2026Q3');
  const release = mechanism.release(terms, tally, []);
  const table = mechanism.table(terms, release, tally);
  const published = publicationOf(table);
  if (!isByThreshold(published)) return ['it is published in another mode'];
  const { privacy } = published;
  const says = String(table.privacy['clientsWhoPoolWhatTheyKnow']);
  const findings = says.includes(`at least ${FEWEST} - m others`)
    ? []
    : ['it does not say what insiders see'];
  const { cells, isMargin } = exactTable(tally, mechanism);
  for (const row of published.rows) {
    const key = `${row['technique']}|${row['complaint']}`;
    if (isMargin(key) || typeof row['clients'] !== 'number') continue;
    const [fewest] = countsBehind(row['clients'], privacy);
    const others = Math.min(fewest, clientsOf(cells[key])) - insiders;
    if (others < FEWEST - insiders) findings.push(`${insiders} of ${key} see ${others} others`);
  }
  return [...findings, ...insideHiddenCells(exactTable(tally, mechanism), release, insiders)];
}

function insideHiddenCells(
  { table, keys, isMargin }: ExactTable,
  release: ReturnType<ThresholdMechanism['release']>,
  insiders: number,
): Findings {
  const hidden = unknownCells(keys, release);
  return keys.flatMap((key, inside) => {
    const count = table.counts[inside]!;
    if (isMargin(key) || count >= FEWEST || count < insiders) return [];
    const known = (cell: number) =>
      hidden.has(cell)
        ? { lower: cell === inside ? insiders : 0 }
        : { lower: table.counts[cell]!, upper: table.counts[cell]! };
    const { least, greatest } = hiddenRanges(table, known, [inside]).get(inside)!;
    return least - insiders <= 1 && greatest - insiders >= FEWEST - 1 - insiders
      ? []
      : [`${insiders} of ${key} see ${least - insiders} to ${greatest - insiders} others`];
  });
}
