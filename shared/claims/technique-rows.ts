import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';

/** Rows of one technique in the canonical order, and the client of each: whole numbers that tell clients apart. */
export type TechniqueRows = { rows: Int32Array; clients: Int32Array };

export const NO_ROWS: TechniqueRows = { rows: new Int32Array(0), clients: new Int32Array(0) };

/** The sessions by primary technique, in catalogue order; techniques without any are left out. */
export function rowsByTechnique(
  { sessions }: OutcomeTable,
  { rows, starts }: ClientRows,
): Map<Technique, TechniqueRows> {
  const counts = new Int32Array(TECHNIQUES.length);
  for (const row of rows) counts[sessions.technique.at(row)]! += 1;
  const of = Array.from(counts, (count) => ({ rows: new Int32Array(count), clients: new Int32Array(count) }));
  const filled = new Int32Array(TECHNIQUES.length);
  for (let client = 0; client + 1 < starts.length; client += 1) {
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      const technique = sessions.technique.at(rows[at]!);
      const place = filled[technique]!++;
      of[technique]!.rows[place] = rows[at]!;
      of[technique]!.clients[place] = client;
    }
  }
  return new Map(
    TECHNIQUES.map((technique, index): [Technique, TechniqueRows] => [technique, of[index]!]).filter(
      ([, own]) => own.rows.length > 0,
    ),
  );
}
