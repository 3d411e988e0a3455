import type { LinearSolver } from '../../solver/linear-solver.ts';
import type { Finding } from '../findings/finding.ts';
import {
  ALL,
  cellOf,
  isMargin,
  releaseName,
  type ThresholdPublication,
  tellsApart,
} from '../publication/published-release.ts';

/**
 * Hidden cells that would be known to somebody who had every true total from elsewhere: an invoice, a web
 * page. Totals less the cells shown say what each line's hidden cells add up to; a cell is determined when
 * none of the changes that leave all those sums as they are changes it. No such total is in the release, so
 * these are notes.
 */
export function totalsNotes(release: ThresholdPublication, solver: LinearSolver): Finding[] {
  const hidden = release.rows.filter((row) => !isMargin(release, row) && row['clients'] === null);
  const isTold = (name: 'technique' | 'complaint') => tellsApart(release, name);
  const byName = (name: 'technique' | 'complaint') =>
    (release.categories[name] ?? [])
      .filter((value) => value !== ALL)
      .map((value) => hidden.flatMap((row, at) => (row[name] === value ? [[at, 1] as const] : [])));
  // In a table of one dimension a total of each name is the row itself: only that of all is one of others.
  const lines =
    isTold('technique') && isTold('complaint')
      ? [...byName('technique'), ...byName('complaint')]
      : isTold('technique') || isTold('complaint')
        ? [hidden.map((_, at) => [at, 1] as const)]
        : [];
  const changes = solver.open({
    variables: hidden.map(() => ({ lower: -1, upper: 1 })),
    rows: lines.filter((terms) => terms.length > 0).map((terms) => ({ terms, lower: 0, upper: 0 })),
  });
  // Changes can be turned round, so the greatest says what the least is.
  const known = hidden.filter((_, at) => changes.extreme(at, 'greatest')!.value < 0.5);
  changes.close();
  return known.map((row) => ({
    kind: 'known-with-totals',
    severity: 'note',
    releases: [releaseName(release)],
    row: cellOf(row),
    says: 'It is hidden, and follows from the cells shown for somebody who has all true totals from elsewhere.',
  }));
}
