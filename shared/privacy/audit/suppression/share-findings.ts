import type { LinearSolver } from '../../solver/linear-solver.ts';
import type { Finding } from '../findings/finding.ts';
import {
  cellOf,
  isMargin,
  type PublishedRow,
  REPRESENTED,
  releaseName,
  type ThresholdPublication,
} from '../publication/published-release.ts';
import { cellsOf, intervalOf, MOST_CLIENTS } from './margin-findings.ts';

/** Solutions are floating-point numbers near whole ones. */
const TOLERANCE = 1e-6;

/**
 * What sums tell of hidden cells by the share of their clients that they say they stand for: with the counts shown, it bounds
 * how many clients there are in all. A linear program over those bounds says whether each hidden cell could still hold one client
 * or none, and as many as the threshold allows. That it holds fewer is a finding. That it holds some is a note: it is no
 * secret of a large cell that is hidden for another's sake, and which of the two it is no file says. It is asked of each
 * release by itself: a revision may be of other clients.
 */
export function shareFindings(release: ThresholdPublication, solver: LinearSolver): Finding[] {
  const { rows, privacy } = release;
  const sums = rows.filter((row) => isMargin(release, row) && typeof row[REPRESENTED] === 'number');
  if (sums.length === 0) return [];
  const cells = rows.filter((row) => !isMargin(release, row));
  const places = new Map(cells.map((row, at) => [cellOf(row), at]));
  const program = solver.open({
    variables: cells.map((row) => {
      const [lower, upper] = intervalOf(row, privacy);
      return { lower, upper };
    }),
    rows: sums.map((row) => {
      const [lower, upper] = totalBehind(row, privacy);
      return {
        terms: cellsOf(release, row).map((part) => [places.get(cellOf(part))!, 1] as const),
        lower,
        upper,
      };
    }),
  });
  const hidden = cells.flatMap((row, at) => (typeof row['clients'] === 'number' ? [] : [at]));
  const proved = { least: new Set<number>(), greatest: new Set<number>() };
  const most = privacy.fewestClients - 1;
  const ranges = hidden.map((cell) => {
    const [least, greatest] = (['least', 'greatest'] as const).map((end) => {
      if (proved[end].has(cell)) return undefined;
      const found = program.extreme(cell, end);
      for (const one of found ? hidden : []) {
        if (found!.point[one]! <= 1 + TOLERANCE) proved.least.add(one);
        if (found!.point[one]! >= most - TOLERANCE) proved.greatest.add(one);
      }
      return found?.value;
    });
    return { cell, least, greatest };
  });
  program.close();
  return ranges.flatMap(({ cell, least, greatest }) => {
    const isSmall = greatest !== undefined && greatest < most - TOLERANCE;
    const isThere = least !== undefined && least > 1 + TOLERANCE && least < privacy.fewestClients - TOLERANCE;
    if (!isSmall && !isThere) return [];
    const says = isSmall
      ? `at most ${Math.floor(greatest + TOLERANCE)}`
      : `at least ${Math.ceil(least! - TOLERANCE)}`;
    return {
      kind: 'narrowed',
      severity: isSmall ? 'finding' : 'note',
      releases: [releaseName(release)],
      row: cellOf(cells[cell]!),
      says: `It is hidden, and by the shares that sums stand for it holds ${says} clients.`,
    } as const;
  });
}

/** How many clients a margin can have in truth that says which share of them the counts shown are. */
function totalBehind(
  { clients, [REPRESENTED]: share }: PublishedRow,
  { represented }: ThresholdPublication['privacy'],
): readonly [lower: number, upper: number] {
  const step = represented?.step ?? 0;
  const [low, high] = [Number(share) - step / 2, Number(share) + step / 2];
  return [
    Number(share) >= 1 ? 0 : Number(clients) / high - TOLERANCE,
    Number(share) <= step ? MOST_CLIENTS * 100 : Number(clients) / low + TOLERANCE,
  ];
}
