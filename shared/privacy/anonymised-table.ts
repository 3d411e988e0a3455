/** A column of a published table. CSV, Parquet, datapackage, CSVW and the dictionary are all made from it. */
export type ReleaseField = {
  name: string;
  type: 'string' | 'integer' | 'number';
  description: string;
  /** The values that a coded column can take. */
  categories?: readonly string[];
  minimum?: number;
  maximum?: number;
  /** Where the column means something: rows whose named column has one of these values; elsewhere it is empty for that. */
  appliesTo?: { column: string; values: readonly string[] };
  /** Whether a value may be missing, which it is where the status says so. */
  nullable: boolean;
};

export type ReleaseValue = string | number | null;

/** Rows, and what their columns are. */
export type TabularData = Readonly<{
  fields: readonly ReleaseField[];
  primaryKey: readonly string[];
  rows: readonly Readonly<Record<string, ReleaseValue>>[];
}>;

declare const anonymised: unique symbol;
/**
 * What a mode of publication gives: rows that depend on configuration in number and order, with values that
 * went through its mechanism. Nothing else can be rendered into a release: the brand is given by the two
 * mechanisms only.
 */
export type AnonymisedTable = TabularData & {
  /** The `privacy` block of the manifest: mode, unit, parameters, what is and is not promised. */
  readonly privacy: Readonly<Record<string, unknown>>;
  /** Body of METHOD.md, in plain words. */
  readonly method: string;
  /** The same rows over all periods that are out, where the mode has them: of what was published, and nothing else. */
  readonly pooled?: TabularData;
  readonly [anonymised]: true;
};

/** Marks a table as anonymised. Only the mechanisms may call it; an import rule says so. */
export function asAnonymised(table: Omit<AnonymisedTable, typeof anonymised>): AnonymisedTable {
  return table as AnonymisedTable;
}
