import type { Finding } from './finding.ts';
import { cellOf, isMargin, releaseName, type ThresholdPublication } from './published-release.ts';

/**
 * What the patterns of hidden cells tell when they are compared.
 *
 * @param releases of one programme, by threshold
 */
export function patternFindings(releases: readonly ThresholdPublication[]): Finding[] {
  const ordered = releases.toSorted((a, b) =>
    `${a.period} ${a.revision}` < `${b.period} ${b.revision}` ? -1 : 1,
  );
  const perPeriod = [...Map.groupBy(ordered, ({ period }) => period).values()];
  const last = perPeriod.map((revisions) => revisions.at(-1)!);
  return [
    ...perPeriod.flatMap(shownInAnotherRevision),
    ...last.slice(1).flatMap((now, at) => hiddenSince(last[at]!, now)),
  ];
}

function shownInAnotherRevision(revisions: readonly ThresholdPublication[]): Finding[] {
  return revisions.slice(1).flatMap((later, at) => {
    const earlier = revisions[at]!;
    const shown = shownCells(later);
    const cells = hiddenCells(earlier).filter((cell) => shown.has(cell));
    if (earlier.revision === later.revision || cells.length === 0) return [];
    return {
      kind: 'shown-in-another-revision',
      severity: 'finding',
      releases: [releaseName(earlier), releaseName(later)],
      row: cells[0]!,
      says: `It and ${cells.length - 1} other cells are hidden in one revision of a period and shown in another.`,
    } as const;
  });
}

function hiddenSince(before: ThresholdPublication, now: ThresholdPublication): Finding[] {
  const shown = shownCells(before);
  return hiddenCells(now)
    .filter((cell) => shown.has(cell))
    .map((cell) => ({
      kind: 'hidden-since',
      severity: 'note',
      releases: [releaseName(before), releaseName(now)],
      row: cell,
      says: 'It was shown last time and is hidden now: it may have become small, or be needed to protect another.',
    }));
}

const cells = ({ rows }: ThresholdPublication) => rows.filter((row) => !isMargin(row));
const shownCells = (release: ThresholdPublication) =>
  new Set(
    cells(release)
      .filter(({ clients }) => clients !== null)
      .map(cellOf),
  );
const hiddenCells = (release: ThresholdPublication) =>
  cells(release)
    .filter(({ clients }) => clients === null)
    .map(cellOf);
