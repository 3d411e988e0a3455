import { readFileSync } from 'node:fs';

/** A data frame as `fixtures/generate.R` writes it. */
export type Frame = { columns: string[]; rows: (string | number | boolean | null)[][] };

/** What R said; see `fixtures/generate.R` for the commands and how to run them again. */
export function rFixture<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as Content;
}

/** The rows as objects. A value that R does not know is absent. */
export function records<Row>({ columns, rows }: Frame): Row[] {
  return rows.map(
    (row) =>
      Object.fromEntries(
        columns.map((column, index) => [column, row[index]]).filter(([, value]) => value !== null),
      ) as Row,
  );
}
