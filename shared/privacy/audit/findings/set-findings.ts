import { declaredFamilies } from '../publication/declared-budget.ts';
import { keyOf, type PublishedRelease, releaseName } from '../publication/published-release.ts';
import type { Finding } from './finding.ts';

const MOST_REVISIONS = 2;

/** What several releases tell when they are laid side by side, whatever their mode. */
export function setFindings(releases: readonly PublishedRelease[]): Finding[] {
  return [
    ...pairs(releases).flatMap(([one, other]) => pairFindings(one, other)),
    ...rowsThatDiffer(releases),
    ...tooManyRevisions(releases),
  ];
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, at) => all.slice(at + 1).map((other): [T, T] => [one, other]));
}

function pairFindings(one: PublishedRelease, other: PublishedRelease): Finding[] {
  const found = (
    kind: Finding['kind'],
    says: string,
    severity: Finding['severity'] = 'finding',
  ): Finding[] => [{ kind, severity, releases: [releaseName(one), releaseName(other)], says }];
  if (one.programme !== other.programme) {
    if (!overlap(one.period, other.period)) return [];
    const shared = (one.clinics ?? []).filter((clinic) => other.clinics?.includes(clinic)).length;
    if (shared > 0) {
      return found(
        'clinics-told-twice',
        `Two programmes tell of the same time of ${shared} ${shared === 1 ? 'clinic' : 'clinics'}: its clients are told of twice, ` +
          'and one can be subtracted from the other.',
      );
    }
    return found(
      'same-period-elsewhere',
      'Two programmes tell of the same time: if they share clinics, one can be subtracted from the other.',
      'note',
    );
  }
  if (one.period !== other.period) {
    if (!overlap(one.period, other.period) || tellsTotalsBesides(one, other)) return [];
    return found(
      'periods-overlap',
      'One period lies in the other: what is left can be computed by subtracting.',
    );
  }
  if (one.privacy.mode !== other.privacy.mode)
    return found('two-modes', 'One period was published in two modes: each undoes what the other hides.');
  return one.revision === other.revision ? sameRelease(one, other) : [];
}

/** A release is one set of bytes for everybody; two of them can be averaged or compared. */
function sameRelease(one: PublishedRelease, other: PublishedRelease): Finding[] {
  const others = new Map(other.rows.map((row) => [keyOf(other, row), row]));
  const different = one.rows.filter((row) => {
    const twin = others.get(keyOf(one, row));
    return twin && Object.keys(row).some((name) => row[name] !== twin[name]);
  });
  if (different.length === 0) return [];
  return [
    {
      kind: 'two-versions',
      severity: 'finding',
      releases: [releaseName(one)],
      row: keyOf(one, different[0]!),
      says:
        `${one.label} and ${other.label} have other values in ${different.length} rows of the same release: ` +
        'values drawn twice can be averaged, corrected ones compared.',
    },
  ];
}

/** Rows are to depend on the catalogue, and what is asked of it, alone. */
function rowsThatDiffer(releases: readonly PublishedRelease[]): Finding[] {
  const catalogues = Map.groupBy(
    releases,
    ({ programme, privacy }) =>
      `${programme} ${privacy.mode} ${privacy.catalogueVersion} ${questionsOf(privacy)}`,
  );
  return [...catalogues.values()].flatMap(([first, ...others]) =>
    others.flatMap((other) => {
      const [before, after] = [first!, other].map((release) =>
        release.rows.map((row) => keyOf(release, row)),
      );
      const missing =
        before!.find((key) => !after!.includes(key)) ?? after!.find((key) => !before!.includes(key));
      const moved = after!.find((key, at) => key !== before![at]);
      const row = missing ?? moved;
      if (row === undefined) return [];
      return [
        {
          kind: 'rows-differ',
          severity: 'finding',
          releases: [releaseName(first!), releaseName(other)],
          row,
          says:
            missing === undefined
              ? 'It stands in another place, in releases of one catalogue: order can depend on who came.'
              : 'It is in one and not in the other, in releases of one catalogue: rows can depend on who came.',
        } as const,
      ];
    }),
  );
}

function tooManyRevisions(releases: readonly PublishedRelease[]): Finding[] {
  const periods = Map.groupBy(releases, ({ programme, period }) => `${programme} ${period}`);
  return [...periods.values()].flatMap((all) => {
    const revisions = new Set(all.map(({ revision }) => revision));
    if (Math.max(...revisions) <= MOST_REVISIONS) return [];
    return {
      kind: 'too-many-revisions',
      severity: 'finding',
      releases: [...new Set(all.map(releaseName))],
      says: `A period may be published twice at most; this has a revision ${Math.max(...revisions)}.`,
    } as const;
  });
}

/** What a release declares that it asked. */
function questionsOf(privacy: PublishedRelease['privacy']): string {
  if (privacy.mode === 'threshold')
    return `${privacy.dimensions.techniques} ${privacy.dimensions.complaints}`;
  return [...declaredFamilies(privacy), ...privacy.catalogue.complaints].join();
}

/** Whether one of two is a year and the other a quarter of totals: both are paid for, and each has noise of its own. */
function tellsTotalsBesides(one: PublishedRelease, other: PublishedRelease): boolean {
  const [quarter, year] = one.period[4] === 'Q' ? [one, other] : [other, one];
  if (quarter.privacy.mode === 'threshold' || year.privacy.mode === 'threshold') return false;
  const isTotal = declaredFamilies(quarter.privacy).every((family) => family === 'total');
  return quarter.period[4] === 'Q' && year.period[4] === 'Y' && isTotal;
}

/** Whether two different periods, such as 2026Q1 and 2026H1, have a quarter in common. */
function overlap(one: string, other: string): boolean {
  return quartersOf(one).some((quarter) => quartersOf(other).includes(quarter));
}

function quartersOf(period: string): string[] {
  const [year, kind, number] = [period.slice(0, 4), period[4], Number(period[5])];
  if (kind === 'Y') return [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`);
  if (kind === 'Q') return [`${year}Q${number}`];
  return kind === 'H' ? [2 * number - 1, 2 * number].map((quarter) => `${year}Q${quarter}`) : [period];
}
