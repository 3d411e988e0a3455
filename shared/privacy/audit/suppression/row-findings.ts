import type { Finding, FindingKind } from '../findings/finding.ts';
import type { DeclaredRules } from '../publication/declared-rules.ts';
import {
  ALL,
  cellOf,
  isMargin,
  type PublishedRow,
  REPRESENTED,
  releaseName,
  THRESHOLD_COLUMNS,
  type ThresholdPublication,
} from '../publication/published-release.ts';
import { isMultiple, type PossibleCell, possibleCells, type ShownRow } from './possible-cells.ts';

/** Fewer possible counts, or sums closer together, and a row tells of single clients. */
const FEWEST_COUNTS = 3;
const FEWEST_POINTS = 10;

/** What single rows of a threshold release tell. Sums of rows are looked at by marginFindings. */
export function rowFindings(release: ThresholdPublication): Finding[] {
  const found = (kind: FindingKind, says: string, row?: string): Finding => ({
    kind,
    severity: 'finding',
    releases: [releaseName(release)],
    ...(row !== undefined && { row }),
    says,
  });
  const codes = new Set(release.rows.map(({ status }) => status).filter((status) => status !== 'a'));
  return [
    ...release.rows.flatMap((row) =>
      findingsOf(release, row).map(([kind, says]) => found(kind, says, cellOf(row))),
    ),
    ...(codes.size > 1
      ? [
          found(
            'more-than-one-code',
            `Hidden rows have the codes ${[...codes].join(' and ')}: which one tells small cells from others.`,
          ),
        ]
      : []),
    ...missingRows(release).map((row) =>
      found('row-missing', 'Its catalogue has it, and it has no such row: rows can depend on who came.', row),
    ),
    ...Object.keys(release.rows[0] ?? {})
      .filter(
        (name) =>
          !(THRESHOLD_COLUMNS.includes(name) || (release.privacy.represented && name === REPRESENTED)),
      )
      .map((name) => found('column-without-rule', `It has a column ${name}, which no declared rule covers.`)),
  ];
}

function missingRows({ rows, categories }: ThresholdPublication): string[] {
  const present = new Set(rows.map(cellOf));
  const all = (name: string) => [...new Set([...(categories[name] ?? []), ALL])];
  return all('technique')
    .flatMap((technique) => all('complaint').map((complaint) => cellOf({ technique, complaint })))
    .filter((cell) => !present.has(cell));
}

function findingsOf(release: ThresholdPublication, row: PublishedRow): (readonly [FindingKind, string])[] {
  const rules = release.privacy;
  const isSum = isMargin(release, row);
  const againstStatus = ['clients', 'mean_improvement'].filter(
    (name) => (row[name] === null) !== (row['status'] !== 'a'),
  );
  if ((row['responder_share'] === null) !== (row['responder_status'] !== 'a'))
    againstStatus.push('responder_share');
  if (isSum ? isShareOfHidden(row) : rules.represented && row[REPRESENTED] !== shareOfCounted(row))
    againstStatus.push(REPRESENTED);
  const found = againstStatus.map(
    (name) =>
      ['value-against-status', `Its ${name} is ${row[name] ?? 'empty'}, which its status denies.`] as const,
  );
  const { clients, mean_improvement: mean, responder_share: share } = row;
  if (isSum)
    return [...found, ...finerThan(REPRESENTED, numberOrNull(row[REPRESENTED]), rules.represented?.step)];
  if (typeof clients !== 'number') return found;
  const shown = { clients, mean: numberOrNull(mean), share: numberOrNull(share) };
  return [...found, ...below(shown, rules), ...finer(shown, rules), ...computed(shown, rules)];
}

const isShareOfHidden = (row: PublishedRow) => typeof row[REPRESENTED] === 'number' && row['status'] !== 'a';

/** What a row that was counted stands for: with `all`, all of them where it is shown; a cell says nothing of it. */
function shareOfCounted(row: PublishedRow): number | null {
  return row['status'] === 'a' && (row['technique'] === ALL || row['complaint'] === ALL) ? 1 : null;
}

function below({ clients }: ShownRow, { fewestClients }: DeclaredRules) {
  if (clients >= fewestClients) return [];
  return [
    [
      'count-below-threshold',
      `It shows ${clients} clients; fewer than ${fewestClients} are to be hidden.`,
    ] as const,
  ];
}

function finer({ clients, mean, share }: ShownRow, { counts, means, shares }: DeclaredRules) {
  const { step } = means.steps.find(({ fromClients }) => clients >= fromClients) ?? means.steps.at(-1)!;
  return (
    [
      ['clients', clients, counts.roundedTo],
      ['mean_improvement', mean, step],
      ['responder_share', share, shares.step],
    ] as const
  ).flatMap(([name, value, declared]) => finerThan(name, value, declared));
}

function finerThan(name: string, value: number | null, declared: number | undefined) {
  if (value === null || declared === undefined || isMultiple(value, declared)) return [];
  return [
    ['finer-than-declared', `${name} is ${value}, finer than the declared steps of ${declared}.`] as const,
  ];
}

/** What follows from a row by trying all whole numbers. */
function computed(shown: ShownRow, rules: DeclaredRules): (readonly [FindingKind, string])[] {
  const all = possibleCells(shown, rules);
  const cells = all.filter((cell) => shown.share === null || allowsShare(cell, rules));
  if (cells.length === 0) return [shareFinding(all)];
  const counts = cells.map(({ clients }) => clients);
  const least = Math.min(...cells.map(({ points }) => points[0]));
  const greatest = Math.max(...cells.map(({ points }) => points[1]));
  const found: (readonly [FindingKind, string])[] = [];
  if (counts.length < FEWEST_COUNTS)
    found.push(['exact-count', `It can only be of ${counts.join(' or ')} clients.`]);
  if (shown.mean !== null && greatest - least < FEWEST_POINTS)
    found.push(['exact-sum', `Its clients' improvements can only add up to ${least} to ${greatest} points.`]);
  if (cells.every(isAllOrNone))
    found.push(['all-or-none', 'It tells that all of its clients responded, or none.']);
  return found;
}

function allowsShare({ clients, responders }: PossibleCell, { shares }: DeclaredRules): boolean {
  const [fewest, most] = responders;
  return Math.max(fewest, shares.fewestResponders) <= Math.min(most, clients - shares.fewestOthers);
}

function shareFinding(cells: readonly PossibleCell[]): readonly [FindingKind, string] {
  if (cells.length === 0)
    return ['impossible', 'No whole numbers of clients, responders and points give what it shows.'];
  if (cells.every(isAllOrNone))
    return ['all-or-none', 'It tells that all of its clients responded, or none.'];
  return [
    'share-below-threshold',
    'Its share of responders can only come from too few responders, or too few others, to be shown.',
  ];
}

const isAllOrNone = ({ clients, responders: [fewest, most] }: PossibleCell) =>
  most === 0 || fewest === clients;
const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null);
