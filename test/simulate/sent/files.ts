import type { Random } from '../../../examples/simulation/random.ts';
import { type Day, drawnRecord, type Told } from './records.ts';

/** A file that somebody drops into a clinic's folder. */
export type SentFile = { key: string; records: Told[] };

export function drawnFile(random: Random, day: Day, folder: string, index: number): SentFile {
  const records = Array.from({ length: random.integer(3, 16) }, () => drawnRecord(random, day));
  return { key: `clinic=${folder}/file-${index}.ndjson`, records };
}
