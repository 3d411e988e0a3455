import type { AskedColumn } from '../mapping/answered-mapping.ts';
import type { Decision, Mapping } from '../mapping/mapping.ts';
import type { TableShape } from '../tables/table.ts';

/**
 * Where a way of reading comes from: proposed from the file, a mapping that ships or that the clinic keeps, a person, or begun
 * from nothing for a person to say which column is which.
 */
export type MappingSource =
  | { from: 'proposed' | 'answered' | 'begun' }
  | { from: 'shipped' | 'kept'; name: string };

/** How a file that is another system's is read for now. */
export type Reading = {
  source: MappingSource;
  mapping: Mapping;
  /** Names exactly this mapping: what is imported is what was shown. */
  fingerprint: string;
  /** Words without a code, each with its rows, by vocabulary. */
  unknownWords: Readonly<Record<string, readonly (readonly [word: string, rows: number])[]>>;
};

/** A mapping that may be chosen for a file, and the columns that it reads and the file does not have. */
export type MappingChoice = { source: MappingSource & { name: string }; absent: readonly string[] };

/** What is seen of a file that is not of our own shape. */
export type ForeignFile = {
  shape: TableShape;
  rows: number;
  columns: readonly AskedColumn[];
  /** Other sheets, or lists, that it might be about. */
  others: readonly Partial<TableShape>[];
  choices: readonly MappingChoice[];
} & ({ reading: Reading } | { undecided: readonly Decision[] });

/** What a person asks for: that a file be read in another way, and shown anew. */
export type ReadingWish =
  /** As the doctor proposes, of which sheet, or with which separator. */
  | { from: 'proposed'; table: Partial<TableShape> }
  | { from: 'shipped' | 'kept'; name: string }
  /** By columns that are still to be said, each row being one such record. */
  | { from: 'begun'; type: 'session' | 'pain-score'; table: Partial<TableShape> }
  | { from: 'answered'; mapping: Mapping };

/** The same with of which version of a file it is asked, and when. */
export type ReadingRequest = { name: string; eTag: string; at: string; wish: ReadingWish };
