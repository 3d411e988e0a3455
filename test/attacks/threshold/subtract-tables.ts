import { auditReleases } from '../../../shared/privacy/audit/audit-releases.ts';
import type { Finding, FindingKind } from '../../../shared/privacy/audit/findings/finding.ts';
import { releaseName } from '../../../shared/privacy/audit/publication/published-release.ts';
import type { PeriodTally } from '../../../shared/privacy/tally/period-tally.ts';
import { publicationOf } from '../../privacy/audit/publications.ts';
import { CATALOGUE, tallyOfCells, times } from '../../privacy/tally/tally-of-cells.ts';
import type { Findings } from '../verdict.ts';
import { clientsOf, type ExactTable, exactTable, FEWEST, termsOf, unknownCells } from './exact-table.ts';
import { hiddenRanges } from './hidden-ranges.ts';
import { inManyWorlds } from './in-many-worlds.ts';
import { SOLVER, type ThresholdAttack, type ThresholdMechanism } from './threshold-mechanism.ts';

/** What the audit finds by setting published numbers off against each other. */
const DIFFERENCES: readonly FindingKind[] = [
  'narrowed',
  'margin-says-more',
  'shown-in-another-revision',
  'revised-by-few',
  'rows-differ',
  'periods-overlap',
];

/**
 * Attack 5: margins less their cells, one period less the next, one revision less the other. Published numbers
 * are sums of cells shown, so that no combination of them holds a hidden one; and what two revisions show
 * together is no more than either may show.
 */
export const subtractTables: ThresholdAttack = (mechanism) => [
  ...inManyWorlds((tally, next) => subtract(mechanism, tally, next)),
  ...afterACorrection(mechanism),
  ...afterAWithdrawal(mechanism),
];

function subtract(mechanism: ThresholdMechanism, tally: PeriodTally, next: PeriodTally): Findings {
  const before = mechanism.release(termsOf(mechanism, '2026Q2'), tally, []);
  const first = mechanism.release(termsOf(mechanism, '2026Q3'), next, [before]);
  // The mistake that was mended: some clients of the last period had been counted in this one.
  const corrected = { ...next, improvement: { ...next.improvement, ...someOf(tally.improvement) } };
  const second = mechanism.release(termsOf(mechanism, '2026Q3'), corrected, [before, first], next);
  const published = [
    publicationOf(mechanism.table(termsOf(mechanism, '2026Q2'), before, tally), { period: '2026Q2' }),
    publicationOf(mechanism.table(termsOf(mechanism, '2026Q3'), first, next), { revision: 1 }),
    publicationOf(mechanism.table(termsOf(mechanism, '2026Q3'), second, corrected), { revision: 2 }),
  ];
  const counted = new Map(
    published.map((one, at) => [
      releaseName(one),
      exactTable([tally, next, corrected][at]!, mechanism).cells,
    ]),
  );
  return auditReleases(published, SOLVER)
    .filter(({ kind }) => DIFFERENCES.includes(kind))
    .filter((finding) => !isOfLargeCell(finding, counted))
    .map(({ kind, row, says }) => `${kind}: ${row}: ${says}`);
}

/**
 * That a large cell, which is hidden for another's sake, holds some clients is no secret: the audit, which cannot tell it from
 * a small one, only notes it. Of a small cell it would be one.
 */
function isOfLargeCell(
  { severity, releases, row }: Finding,
  counted: ReadonlyMap<string, ExactTable['cells']>,
): boolean {
  if (severity !== 'note') return false;
  return releases.every((name) => {
    const cell = Object.entries(counted.get(name) ?? {}).find(([key]) => key.replace('|', ', ') === row);
    return clientsOf(cell?.[1]) >= FEWEST;
  });
}

const someOf = (improvement: PeriodTally['improvement']) =>
  Object.fromEntries(Object.entries(improvement).filter((_, at) => at % 5 === 0));

/**
 * A revision in which one large cell has other clients, and so another one would be the cheapest to hide with
 * the small cell. He who has both, and true margins, still cannot compute it.
 */
function afterACorrection(mechanism: ThresholdMechanism): Findings {
  // Of other dimensions the cell that is small there would be part of a large one.
  if (!mechanism.dimensions.techniques || mechanism.dimensions.complaints !== 'each') return [];
  const [technique] = CATALOGUE.techniques;
  const cells = (changed: Readonly<Record<string, number>>) =>
    tallyOfCells(
      Object.fromEntries(
        CATALOGUE.techniques.flatMap((row) =>
          CATALOGUE.complaints.map((column) => {
            const key = `${row}|${column}`;
            return [key, times(changed[key] ?? 60, 2)];
          }),
        ),
      ),
    );
  const [small, cheap, alike] = CATALOGUE.complaints.map((complaint) => `${technique}|${complaint}`);
  const original = cells({ [small!]: 4, [cheap!]: 30, [alike!]: 31 });
  const corrected = cells({ [small!]: 4, [cheap!]: 32, [alike!]: 31 });
  const first = mechanism.release(termsOf(mechanism, '2026Q3'), original, []);
  const second = mechanism.release(termsOf(mechanism, '2026Q3'), corrected, [first], original);
  const { table, keys, isMargin } = exactTable(original, mechanism);
  const [one, other] = [unknownCells(keys, first), unknownCells(keys, second)];
  const hidden = new Set([...one].filter((cell) => isMargin(keys[cell]!) || other.has(cell)));
  const target = keys.indexOf(small!);
  const known = (cell: number) =>
    hidden.has(cell) ? { lower: 0 } : { lower: table.counts[cell]!, upper: table.counts[cell]! };
  const { least, greatest } = hiddenRanges(table, known, [target]).get(target)!;
  return least <= 1 && greatest >= FEWEST - 1
    ? []
    : [`two revisions leave ${least} to ${greatest} for ${clientsOf(original.improvement[small!])} clients`];
}

/**
 * A revision after a clinic of three clients has left its programme, and one client of another has withdrawn. The
 * one is seen by the other: counts that round to 35 and then to 30 are 33 and 32.
 */
function afterAWithdrawal(mechanism: ThresholdMechanism): Findings {
  const cellsOf = (clients: (at: number) => number) =>
    tallyOfCells(
      Object.fromEntries(
        CATALOGUE.techniques.flatMap((row, i) =>
          CATALOGUE.complaints.map((column, j) => [`${row}|${column}`, times(clients(i + j), 2)]),
        ),
      ),
    );
  const original = cellsOf((at) => (at === 0 ? 33 : 60));
  const findings = [
    ['one withdrawal', cellsOf((at) => (at === 0 ? 32 : 60))],
    ['a clinic of three', cellsOf((at) => (at === 0 ? 32 : 57))],
  ] as const;
  return findings.flatMap(([what, revised]) => {
    const first = mechanism.release(termsOf(mechanism, '2026Q3'), original, []);
    const second = mechanism.release(termsOf(mechanism, '2026Q3'), revised, [first], original);
    const published = [original, revised].map((tally, at) =>
      publicationOf(mechanism.table(termsOf(mechanism, '2026Q3'), [first, second][at]!, tally), {
        revision: at + 1,
      }),
    );
    return auditReleases(published, SOLVER)
      .filter(({ kind }) => DIFFERENCES.includes(kind))
      .map(({ kind, row, says }) => `${what}: ${kind}: ${row}: ${says}`);
  });
}
