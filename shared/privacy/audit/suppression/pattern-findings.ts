import type { Finding } from '../findings/finding.ts';
import {
  cellOf,
  isMargin,
  releaseName,
  type ThresholdPublication,
} from '../publication/published-release.ts';
import { countsBehind } from './possible-cells.ts';

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
    ...perPeriod.flatMap(otherDimensions),
    ...perPeriod.flatMap(shownInAnotherRevision),
    ...perPeriod.flatMap(revisedByFew),
    ...last.slice(1).flatMap((now, at) => hiddenSince(last[at]!, now)),
  ];
}

/** Two tables of the same clients, each of which bounds what the other hides. */
function otherDimensions([first, ...others]: readonly ThresholdPublication[]): Finding[] {
  return others
    .filter(({ privacy }) => namesOf(privacy.dimensions) !== namesOf(first!.privacy.dimensions))
    .map((later) => ({
      kind: 'other-dimensions',
      severity: 'finding',
      releases: [releaseName(first!), releaseName(later)],
      says: 'Two revisions of a period tell other things apart: what one hides can be computed from the other.',
    }));
}

const namesOf = ({ techniques, complaints }: ThresholdPublication['privacy']['dimensions']) =>
  `${techniques} ${complaints}`;

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

/**
 * A cell whose two counts can only differ by fewer clients than a shown cell has to hold: with the rounding of both
 * known, the difference tells of single clients.
 */
function revisedByFew(revisions: readonly ThresholdPublication[]): Finding[] {
  const [first, ...others] = revisions;
  if (!first) return [];
  const { fewestClients } = first.privacy;
  return others.flatMap((later) => {
    const now = new Map(cells(later).map((row) => [cellOf(row), row['clients']]));
    return cells(first).flatMap((row) => {
      const [before, after] = [row['clients'], now.get(cellOf(row))];
      if (typeof before !== 'number' || typeof after !== 'number' || before === after) return [];
      const [low, high] = [Math.min(before, after), Math.max(before, after)];
      const most = countsBehind(high, first.privacy)[1] - countsBehind(low, first.privacy)[0];
      if (most >= fewestClients) return [];
      return {
        kind: 'revised-by-few',
        severity: 'finding',
        releases: [releaseName(first), releaseName(later)],
        row: cellOf(row),
        says: `It shows ${before} clients and then ${after}: fewer than ${fewestClients} clients make the difference.`,
      } as const;
    });
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

const cells = (release: ThresholdPublication) => release.rows.filter((row) => !isMargin(release, row));
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
