import { isObject } from './flat-json.ts';

/** A list of a document: where it lies, and its entries. */
export type List = { rowsAt: string; rows: readonly unknown[] };

/**
 * The lists that lie in the entries of a list, such as the visits of each client or the results of each page, each as one:
 * `clients[].visits`. What an entry says beside its lists stands in each row under the name of the outer list (`clients.id`), so that
 * a visit is still its client's.
 */
export function innerLists({ rowsAt, rows }: List): List[] {
  const entries = rows.filter(isObject);
  const keys = new Set(entries.flatMap((entry) => Object.keys(entry).filter((key) => isList(entry[key]))));
  return [...keys].map((key) => ({
    rowsAt: `${rowsAt}[].${key}`,
    rows: entries.flatMap((entry) => {
      const outer = Object.fromEntries(Object.entries(entry).filter(([, part]) => !isList(part)));
      const inner = isList(entry[key]) ? entry[key] : [];
      return inner.map((row) => (isObject(row) ? { ...row, [nameOf(rowsAt, row)]: outer } : row));
    }),
  }));
}

/** Whether one of two lists lies in the entries of the other. */
export const isWithin = (inner: string | undefined, outer: string | undefined): boolean =>
  inner !== undefined && outer !== undefined && inner.startsWith(`${outer}[].`);

/** Whether a column of an inner list is of the entry that the list lies in. */
export const isOfOuter = (column: string, rowsAt: string): boolean => {
  const name = lastOf(rowsAt.slice(0, rowsAt.lastIndexOf('[].')));
  return column.startsWith(`${name}.`) || column.startsWith(`${OUTER}.`);
};

const OUTER = 'of';
const lastOf = (path: string) => path.split('.').at(-1) || OUTER;
const nameOf = (rowsAt: string, row: Record<string, unknown>) =>
  lastOf(rowsAt) in row ? OUTER : lastOf(rowsAt);

const isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.some(isObject);
