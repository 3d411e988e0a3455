import type { ReleaseValue } from '../anonymised-table.ts';

/** A release as anybody finds it who downloaded it: nothing that a partner does not know. */
export type PublishedRelease = {
  /** Where it was found. */
  label: string;
  programme: string;
  /** e.g. `2026Q3` */
  period: string;
  revision: number;
  primaryKey: readonly string[];
  rows: readonly Readonly<Record<string, ReleaseValue>>[];
  /** As its manifest declares it. */
  privacy: Readonly<Record<string, unknown>>;
};

/** Stands in a row for all techniques or complaints. */
export const ALL = 'all';

export type PublishedRow = PublishedRelease['rows'][number];

export const isMargin = (row: PublishedRow) => row['technique'] === ALL || row['complaint'] === ALL;
export const cellOf = (row: PublishedRow) => `${row['technique']}, ${row['complaint']}`;
export const releaseName = ({ programme, period, revision }: PublishedRelease) =>
  `${programme} ${period} revision ${revision}`;
export const keyOf = ({ primaryKey }: PublishedRelease, row: PublishedRow) =>
  primaryKey
    .filter((name) => name !== 'period')
    .map((name) => row[name])
    .join(', ');
