import { examineFile } from '../../shared/doctor/examine-file.ts';
import { piecesOf } from '../mapping/mapped.ts';

/** What the doctor says of a table, whose clinic is in Chicago. */
export const examined = (content: string) =>
  examineFile(() => piecesOf(content, 4096), { name: 'a.csv', timeZone: 'America/Chicago' });

/** What is proposed for a table: the mapping, the fields of its records, what is told of a column, and what becomes of rows. */
export async function proposed(content: string) {
  const seen = await examined(content);
  if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error(JSON.stringify(seen));
  const { mapping } = seen.proposal;
  const told = (about: string) => mapping.decisions?.filter((one) => one.about === about) ?? [];
  const outcome = seen.outcome!;
  const skipped = Object.fromEntries(outcome.skipped);
  return { mapping, told, outcome, skipped, fields: mapping.records.map(({ fields }) => fields) };
}
