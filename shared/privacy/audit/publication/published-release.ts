import type { ReleaseValue } from '../../anonymised-table.ts';
import type { DeclaredBudget } from './declared-budget.ts';
import type { DeclaredRules } from './declared-rules.ts';

/**
 * A release as anybody finds it who downloaded it: nothing that a partner does not know. How it was made, it
 * says itself: by the rules of mode `threshold`, or with a budget of differential privacy.
 */
export type PublishedRelease<Declared = DeclaredRules | DeclaredBudget> = {
  /** Where it was found. */
  label: string;
  programme: string;
  /** e.g. `2026Q3` */
  period: string;
  revision: number;
  /** Fingerprints of the clinics that it counts, which are alike in all releases; releases of before have none. */
  clinics?: readonly string[];
  primaryKey: readonly string[];
  /** The values that each coded column can take. */
  categories: Readonly<Record<string, readonly string[]>>;
  rows: readonly Readonly<Record<string, ReleaseValue>>[];
  /** Those of its pooled edition, where it has one. */
  pooled?: readonly Readonly<Record<string, ReleaseValue>>[];
  privacy: Declared;
};

export type ThresholdPublication = PublishedRelease<DeclaredRules>;
export type NoisyPublication = PublishedRelease<DeclaredBudget>;

/** The columns of a release by threshold: those that its rules are about. */
export const THRESHOLD_COLUMNS: readonly string[] = [
  'period',
  'technique',
  'complaint',
  'status',
  'clients',
  'mean_improvement',
  'responder_status',
  'responder_share',
];

/** The column in which sums say what share of their clients they stand for; releases of before have none. */
export const REPRESENTED = 'represented_share';

/** Stands in a row for all techniques or complaints. */
export const ALL = 'all';

export type PublishedRow = PublishedRelease['rows'][number];

export const isByThreshold = (release: PublishedRelease): release is ThresholdPublication =>
  release.privacy.mode === 'threshold';
export const isNoisy = (release: PublishedRelease): release is NoisyPublication =>
  release.privacy.mode === 'differential-privacy';

/** Whether a release tells techniques, or complaints, apart: by the values that its columns can take. */
export const tellsApart = ({ categories }: Pick<PublishedRelease, 'categories'>, name: string) =>
  (categories[name] ?? []).some((value) => value !== ALL);
/** Whether a row adds up others: of all in something that the release tells apart. */
export const isMargin = (release: Pick<PublishedRelease, 'categories'>, row: PublishedRow) =>
  (['technique', 'complaint'] as const).some((name) => row[name] === ALL && tellsApart(release, name));
export const cellOf = (row: PublishedRow) => `${row['technique']}, ${row['complaint']}`;
export const releaseName = ({ programme, period, revision }: PublishedRelease) =>
  `${programme} ${period} revision ${revision}`;
export const keyOf = ({ primaryKey }: PublishedRelease, row: PublishedRow) =>
  primaryKey
    .filter((name) => name !== 'period')
    .map((name) => row[name])
    .join(', ');
