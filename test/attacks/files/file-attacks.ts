import { openParquet } from './open-parquet.ts';
import { parseCsv } from './parse-csv.ts';
import type { FileAttack } from './publisher.ts';
import { starve } from './starve.ts';
import { weighFiles } from './weigh-files.ts';

/** Every attack on the files of a release, by what it tries. */
export const FILE_ATTACKS = {
  'weighs and names files': weighFiles,
  'opens the Parquet file': openParquet,
  'parses the CSV': parseCsv,
  'lets nobody or nonsense in': starve,
} as const satisfies Record<string, FileAttack>;
