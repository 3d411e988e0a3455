import { parse } from 'csv-parse/sync';
import { USUAL_MIX } from '../../privacy/differential-privacy/plan/expected-mix.ts';
import { clientsForImprovement } from '../../privacy/differential-privacy/plan/row-plan.ts';

/** A number that is given, with its 95 % interval where the release has one. */
export type Given = { value: number; interval?: readonly [low: number, high: number] };

/** What a release says of one technique, or with `all` of all of them together. */
export type ReaderRow = {
  technique: string;
  /** Clients, in whole numbers; with noise or rounded, as the release is. */
  clients?: number;
  /** Points by which pain fell from before a session to after it, each client once. */
  mean?: Given;
  /** Share of clients whose pain fell by at least 30 %. */
  responders?: Given;
  /** Share of clients with a report whose soreness was gone within 48 hours. */
  recovered?: Given;
  /** Where nothing is given for want of clients: about so many would do. */
  enough?: number;
  /** Where a row adds up what is shown: how many complaints of how many, or with `all` how many of what the table tells apart. */
  parts?: { shown: number; asked: number; of: 'cells' | 'techniques' | 'complaints' };
  /** Where a row is hidden that was counted: it may be of none, of few, or of many. */
  isHidden?: true;
  /** Of such a row: about what share of all its clients is in them, in fifths; releases of before do not say. */
  represented?: number;
};

export type ReaderTable = {
  /** In the order of the release; empty where it asks nothing of techniques. */
  techniques: ReaderRow[];
  total: ReaderRow | undefined;
};

/** From which period to which, and how many. */
export type PooledSpan = { from: string; to: string; periods: number };

const ALL = 'all';
const SHOWN = 'a';
const BINS = 5;

type Row = Readonly<Record<string, string>>;

/** What a person reads of a published `outcomes.csv`, of either mode: techniques over all complaints, and the total. */
export function readerTable(csv: string): ReaderTable {
  const rows = parse(csv, { columns: true }) as Row[];
  const isNoisy = rows[0] !== undefined && 'table' in rows[0];
  const read = isNoisy ? noisyRows(rows) : addedRows(rows);
  return {
    techniques: read.filter(({ technique }) => technique !== ALL),
    total: read.find(({ technique }) => technique === ALL),
  };
}

/** What a person reads of a pooled edition, and of which periods. */
export function pooledReaderTable(csv: string): ReaderTable & PooledSpan {
  const [first] = parse(csv, { columns: true, to: 1 }) as Row[];
  const { from, to, periods } = first as { from: string; to: string; periods: string };
  return { ...readerTable(csv), from, to, periods: Number(periods) };
}

/** The same table as CSV, for a paper: a row a technique, empty where nothing is given. */
export function readerCsv(csv: string): string {
  const { techniques, total } = readerTable(csv);
  const names = ['mean', 'responders', 'recovered'] as const;
  const saysShares = [...techniques, ...(total ? [total] : [])].some(({ parts }) => parts);
  const head = [
    ...['technique', 'clients'],
    ...names.flatMap((name) => [name, `${name}_low`, `${name}_high`]),
    ...(saysShares ? ['represented_share'] : []),
  ];
  const rows = [...techniques, ...(total ? [total] : [])].map((row) => [
    row.technique,
    row.clients ?? '',
    ...names.flatMap((name) => {
      const given = row[name];
      return given ? [given.value, ...(given.interval ?? ['', ''])] : ['', '', ''];
    }),
    ...(saysShares ? [row.represented ?? ''] : []),
  ]);
  return [head, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

function noisyRows(rows: readonly Row[]): ReaderRow[] {
  const recovered = new Map(
    rows
      .filter(({ table }) => table === 'recovery')
      .map((row) => [row['technique']!, givenIn(row, 'recovered_48h')] as const),
  );
  return rows
    .filter(({ table }) => table === 'technique' || table === 'total')
    .map((row) => {
      const technique = row['technique']!;
      const [mean, responders] = [givenIn(row, 'mean'), givenIn(row, 'resp')];
      const ofRecovery = recovered.get(technique);
      return {
        technique,
        clients: clientsIn(row),
        ...(mean ? { mean } : { enough: enoughFor(row) }),
        ...(responders && { responders }),
        ...(ofRecovery && { recovered: ofRecovery }),
      };
    });
}

/** Estimates that are never below 0; releases of before have none. */
function clientsIn(row: Row): number {
  const consistent = row['n_consistent'] ?? '';
  return Math.max(0, Math.round(Number(consistent === '' ? row['n_reconciled'] : consistent)));
}

/** With how many clients the row is as likely given as not, if they are like those of most programmes. */
function enoughFor(row: Row): number {
  const variance = Number(row['n_reconciled_sd']) ** 2 / BINS;
  return Math.ceil(clientsForImprovement(USUAL_MIX, variance));
}

/** A number of a noisy table with its interval, where it is given. */
export function givenIn(row: Row, name: string): Given | undefined {
  const [value, low, high] = [row[name], row[`${name}_lo`], row[`${name}_hi`]];
  if (value === undefined || value === '') return undefined;
  return { value: Number(value), interval: [Number(low), Number(high)] };
}

/** A threshold's rows over all complaints: sums of what it shows, or, where it does not tell complaints apart, counted. */
function addedRows(rows: readonly Row[]): ReaderRow[] {
  const isTold = (name: 'technique' | 'complaint') => rows.some((row) => row[name] !== ALL);
  const of = !isTold('technique') ? 'complaints' : isTold('complaint') ? 'cells' : 'techniques';
  const isSum = (row: Row) =>
    (['technique', 'complaint'] as const).some((name) => row[name] === ALL && isTold(name));
  return rows
    .filter(({ complaint }) => complaint === ALL)
    .map((row) => {
      const technique = row['technique']!;
      const parts = rows.filter(
        (one) => !isSum(one) && (technique === ALL || one['technique'] === technique),
      );
      if (!isSum(row)) return countedRow(row);
      const represented = row['represented_share'];
      const shown = parts.filter(({ status }) => status === SHOWN).length;
      return {
        technique,
        ...(row['status'] === SHOWN && {
          clients: Number(row['clients']),
          mean: { value: Number(row['mean_improvement']) },
          parts: { shown, asked: parts.length, of },
        }),
        ...(represented && { represented: Number(represented) }),
      };
    });
}

/** A row of a threshold's that was counted: of all its clients. */
function countedRow(row: Row): ReaderRow {
  const { technique, responder_status: ofResponders, responder_share: share } = row;
  return {
    technique: technique!,
    ...(row['status'] === SHOWN
      ? { clients: Number(row['clients']), mean: { value: Number(row['mean_improvement']) } }
      : { isHidden: true }),
    ...(ofResponders === SHOWN && { responders: { value: Number(share) } }),
  };
}
