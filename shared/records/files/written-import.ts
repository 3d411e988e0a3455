import type { RecordType } from '../record.ts';
import type { ImportResult } from './import-summary.ts';
import type { RowAccount } from './row-account.ts';

/** Which import it was: the name beside its records, the version of its file, and when that came, by our clock. */
export type ImportIdentity = { name: string; eTag?: string; arrivedAt: string };

/** A row whose version a later one has replaced; `by` is that version's instant, or where the row is that has it. */
type ReplacedRow = { line: number; type: RecordType; id: string; by: string };

/** The same as it is kept, with its clients by pseudonym, so that it goes when one of them is erased. */
export type KeptReplacedRow = ReplacedRow & { clients?: string[] };

/** What became of one file, as its import has written it. */
export type WrittenImport = ImportResult & {
  file: string;
  /** By what its records are known, and which bytes came when; of imports from before it was kept nothing is known. */
  import?: ImportIdentity;
  /** Adds up to the rows read. */
  account: RowAccount;
  /** The first rows that a later version replaced: `by` its instant, or by which row. */
  replaced: ReplacedRow[];
  refusedParts: string[];
};
type ListedImport = WrittenImport & { /** RFC 3339, UTC. */ finishedAt: string };
/** `next` while there may be more, even after an empty page. */
export type ImportPage = { imports: ListedImport[]; next?: string };
