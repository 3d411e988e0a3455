import { parse } from 'csv-parse/sync';
import { cellName, type PublishedCells } from './release-preview.ts';

/** Rows about recovery have techniques and complaints too, and are no cells. */
const RECOVERY = 'recovery';
const SHOWN = 'a';

/** Which cells a published `outcomes.csv` shows, of either mode. */
export function publishedCells(period: string, csv: string): PublishedCells {
  const rows = parse(csv, { columns: true }) as Record<string, string>[];
  const cells = rows
    .filter(({ table }) => table !== RECOVERY)
    .map(({ technique, complaint, status }) => [cellName(technique!, complaint!), status === SHOWN] as const);
  return { period, shown: new Map(cells) };
}
