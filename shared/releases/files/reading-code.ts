/** A few lines that read a release, as they are pasted into a session in the folder of its files. */
export type ReadingCode = { language: 'R' | 'Python' | 'SQL'; with: string; code: string };

type Read = {
  /** Which rows are about a technique over all complaints, or about all techniques. */
  sql: string;
  r: string;
  python: string;
  columns: readonly string[];
  mean: string;
};

const BY_MODE: Readonly<Record<string, Read>> = {
  'differential-privacy': {
    sql: `"table" IN ('technique', 'total')`,
    r: 'table %in% c("technique", "total")',
    python: 'row["table"] in ("technique", "total")',
    columns: ['technique', 'n_display', 'mean', 'mean_lo', 'mean_hi', 'resp', 'resp_lo', 'resp_hi'],
    mean: 'mean',
  },
  threshold: {
    sql: `complaint = 'all'`,
    r: 'complaint == "all"',
    python: 'row["complaint"] == "all"',
    columns: ['technique', 'clients', 'mean_improvement', 'represented_share'],
    mean: 'mean_improvement',
  },
};

/**
 * The table of techniques in three languages, from the files alone and with nothing that has to be installed beside them.
 *
 * @param mode how the release is protected, as its privacy block says
 * @returns nothing for a mode that is not ours
 */
export function readingCode(mode: string): ReadingCode[] {
  const of = BY_MODE[mode];
  if (of === undefined) return [];
  const quoted = of.columns.map((name) => `"${name}"`).join(', ');
  return [
    {
      ...{ language: 'R', with: 'base R' },
      code: `release <- read.csv("outcomes.csv", na.strings = "") # empty: not published
techniques <- release[with(release, ${of.r}), c(${quoted})]
print(techniques[order(-techniques$${of.mean}), ], row.names = FALSE)`,
    },
    {
      ...{ language: 'Python', with: 'Python 3, without packages' },
      code: `import csv

with open("outcomes.csv", newline="", encoding="utf-8") as file:
    rows = [row for row in csv.DictReader(file) if ${of.python}]
for row in sorted(rows, key=lambda row: float(row["${of.mean}"] or "-inf"), reverse=True):
    print(*(row[name] or "not published" for name in [${quoted}]), sep="\\t")`,
    },
    {
      ...{ language: 'SQL', with: 'DuckDB, from the Parquet file' },
      code: `SELECT ${of.columns.join(', ')}
FROM 'outcomes.parquet'
WHERE ${of.sql}
ORDER BY ${of.mean} DESC NULLS LAST;`,
    },
  ];
}
