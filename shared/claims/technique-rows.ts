import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { OutcomeTable } from '../statistics/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';

/** Rows of one technique in the canonical order, and the client of each: whole numbers that tell clients apart. */
export type TechniqueRows = { rows: Int32Array; clients: Int32Array };

/** The sessions whose primary technique it is. */
export function techniqueRows(
  technique: Technique,
  { sessions }: OutcomeTable,
  { rows, starts }: ClientRows,
): TechniqueRows {
  const index = TECHNIQUES.indexOf(technique);
  const own: number[] = [];
  const clients: number[] = [];
  for (let client = 0; client + 1 < starts.length; client += 1) {
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      if (sessions.technique.at(rows[at]!) !== index) continue;
      own.push(rows[at]!);
      clients.push(client);
    }
  }
  return { rows: Int32Array.from(own), clients: Int32Array.from(clients) };
}
