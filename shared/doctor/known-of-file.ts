import type { OwnTechnique } from '../records/own-technique.ts';
import type { RecordType } from '../records/record.ts';

/** What whoever asks knows of a file. */
export type KnownOfFile = {
  /** The file's name, without folders. */
  name: string;
  /** The clinic's time zone. */
  timeZone?: string;
  /** When it would arrive, RFC 3339: by it records are judged that are recorded, or took place, ahead of that. */
  arrivedAt?: string;
  /** The type of its rows, where its name says it. */
  type?: RecordType | undefined;
  /** The techniques of its own that the clinic lists. */
  ownTechniques?: readonly OwnTechnique[];
};
