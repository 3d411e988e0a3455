import type { LinearSolver } from '../../solver/linear-solver.ts';
import type { Finding } from '../findings/finding.ts';
import {
  ALL,
  cellOf,
  isMargin,
  type PublishedRow,
  releaseName,
  type ThresholdPublication,
} from '../publication/published-release.ts';
import { countsBehind } from './possible-cells.ts';

/** No cell of a clinic's quarter holds more; a bound is needed, and any that large will do. */
export const MOST_CLIENTS = 1e6;

/**
 * What margins tell of hidden cells. Margins that are sums of what is shown tell nothing. One of more clients
 * than that was counted, and says between what limits its cells add up: a mixed-integer program over all
 * releases of the period together then gives each hidden cell's least and greatest count. What share of its clients a sum
 * says that it stands for is the matter of shareFindings.
 *
 * @param releases of one programme and period, by threshold
 */
export function marginFindings(releases: readonly ThresholdPublication[], solver: LinearSolver): Finding[] {
  const counted = releases.filter((release) => firstOfItsOwn(release) !== undefined);
  const findings = counted.map(
    (release): Finding => ({
      kind: 'margin-says-more',
      severity: 'finding',
      releases: [releaseName(release)],
      row: cellOf(firstOfItsOwn(release)!),
      says: 'It is not the sum of the cells shown, or their mean, so it tells of the hidden ones.',
    }),
  );
  if (counted.length === 0) return findings;
  return [...findings, ...narrowed(counted, solver)];
}

/** The first margin that does not follow from the cells shown. */
function firstOfItsOwn(release: ThresholdPublication): PublishedRow | undefined {
  return release.rows.find((row) => {
    if (!isMargin(release, row)) return false;
    const { clients, mean } = sumOfShown(release, row);
    return row['clients'] !== clients || row['mean_improvement'] !== mean || row['responder_share'] !== null;
  });
}

/** A margin of no more than is shown is no count of all: it leaves room for nobody, or not even for those. */
function wasCounted(release: ThresholdPublication, row: PublishedRow): boolean {
  return isMargin(release, row) && Number(row['clients']) > Number(sumOfShown(release, row).clients);
}

function sumOfShown(release: ThresholdPublication, margin: PublishedRow) {
  const shown = cellsOf(release, margin).filter((row) => typeof row['clients'] === 'number');
  if (shown.length === 0) return { clients: null, mean: null };
  const clients = shown.reduce((sum, row) => sum + (row['clients'] as number), 0);
  const tenths = shown.reduce(
    (sum, row) => sum + (row['clients'] as number) * Math.round(Number(row['mean_improvement']) * 10),
    0,
  );
  return { clients, mean: Math.round(tenths / clients) / 10 + 0 };
}

export function cellsOf(release: ThresholdPublication, margin: PublishedRow): PublishedRow[] {
  const fits = (name: string, row: PublishedRow) => margin[name] === ALL || margin[name] === row[name];
  return release.rows.filter(
    (row) => !isMargin(release, row) && fits('technique', row) && fits('complaint', row),
  );
}

/** Ranges over all releases together, or, where they contradict each other, over each alone. */
function narrowed(releases: readonly ThresholdPublication[], solver: LinearSolver): Finding[] {
  const together = rangesOf(releases, solver);
  if (!together) {
    return releases.length > 1 ? releases.flatMap((release) => narrowed([release], solver)) : [];
  }
  const { fewestClients } = releases[0]!.privacy;
  const most = fewestClients - 1;
  return together.flatMap(({ cell, least, greatest }) => {
    const isSafe = (least <= 1 && greatest >= most) || least >= fewestClients;
    if (isSafe) return [];
    return {
      kind: 'narrowed',
      severity: 'finding',
      releases: releases.map(releaseName),
      row: cell,
      says: `It is hidden, and yet it holds ${least === greatest ? `exactly ${least}` : `${least} to ${greatest}`} clients.`,
    } as const;
  });
}

function rangesOf(
  releases: readonly ThresholdPublication[],
  solver: LinearSolver,
): { cell: string; least: number; greatest: number }[] | undefined {
  const bounds = new Map<string, { lower: number; upper: number }>();
  const hidden = new Set<string>();
  for (const row of releases.flatMap((release) => release.rows.filter((row) => !isMargin(release, row)))) {
    const before = bounds.get(cellOf(row)) ?? { lower: 0, upper: MOST_CLIENTS };
    const [lower, upper] = intervalOf(row, releases[0]!.privacy);
    bounds.set(cellOf(row), { lower: Math.max(lower, before.lower), upper: Math.min(upper, before.upper) });
    if (typeof row['clients'] !== 'number') hidden.add(cellOf(row));
  }
  if ([...bounds.values()].some(({ lower, upper }) => lower > upper)) return undefined;
  const cells = [...bounds.keys()];
  const program = solver.open({
    variables: cells.map((cell) => ({ ...bounds.get(cell)!, integer: true })),
    rows: releases.flatMap((release) =>
      release.rows
        .filter((row) => wasCounted(release, row))
        .map((row) => {
          const [lower, upper] = intervalOf(row, releases[0]!.privacy);
          const terms = cellsOf(release, row).map((part) => [cells.indexOf(cellOf(part)), 1] as const);
          return { terms, lower, upper: Math.min(upper, terms.length * MOST_CLIENTS) };
        }),
    ),
  });
  const ranges = [...hidden].flatMap((cell) => {
    const [least, greatest] = (['least', 'greatest'] as const).map(
      (end) => program.extreme(cells.indexOf(cell), end)?.value,
    );
    if (least === undefined || greatest === undefined) return [];
    return { cell, least: Math.round(least), greatest: Math.round(greatest) };
  });
  program.close();
  return ranges.length === hidden.size ? ranges : undefined;
}

/** A count below the threshold is printed as it is; one on the grid stands for what rounds to it. */
export function intervalOf(
  { clients }: PublishedRow,
  rules: ThresholdPublication['privacy'],
): readonly [number, number] {
  if (typeof clients !== 'number') return [0, MOST_CLIENTS];
  return clients < rules.fewestClients ? [clients, clients] : countsBehind(clients, rules);
}
