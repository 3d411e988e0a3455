import { nanosOf, utcSeconds } from '../records/time/instant.ts';

/** An optional number, score or code that a record does not have. */
export const ABSENT = 255;

/** The most entries of each list, as the record contract has them. */
export const MOST = { techniques: 50, phases: 6, assessments: 50, movements: 100, aftercare: 20 } as const;

/** Where texts stand in the bytes of a line. */
export class Texts {
  readonly start: Int32Array;
  readonly length: Int32Array;

  constructor(most: number) {
    this.start = new Int32Array(most);
    this.length = new Int32Array(most);
  }

  set(index: number, start: number, length: number): void {
    this.start[index] = start;
    this.length[index] = length;
  }
}

/** Where an instant lies, in the terms of instant-bytes.ts. */
export class ScannedInstant {
  seconds = 0;
  nanos = 0;
  offset = 0;
}

/** An instant in UTC as it would have been scanned. */
export function scannedInstant(utcInstant: string): ScannedInstant {
  return { seconds: utcSeconds(utcInstant), nanos: nanosOf(utcInstant), offset: 0 };
}

/** The texts that a session or a score has one of. */
export const TEXT = { clinic: 0, client: 1, id: 2, therapist: 3, region: 4 } as const;

/**
 * What scanning a line has found, in columns that are used again for every line: texts by their place in the
 * line's bytes, codes of closed lists by their index, numbers as numbers. Which fields the record has is in
 * `seen`; what belongs to an absent field is left from an earlier line.
 */
export class ScannedRecord {
  bytes: Uint8Array = new Uint8Array(0);
  /** Bits of record-fields.ts. */
  seen = 0;
  /** Index in RECORD_TYPES; only sessions and pain scores. */
  type = 0;
  readonly texts: Texts = new Texts(5);
  clientHash = 0;
  idHash = 0;
  readonly recordedAt: ScannedInstant = new ScannedInstant();
  /** A session's start or a score's instant, and a session's end. */
  readonly at: ScannedInstant = new ScannedInstant();
  readonly endedAt: ScannedInstant = new ScannedInstant();
  complaint = 0;
  referral = 0;
  window = 0;
  /** Before a session, after it. */
  painBefore = 0;
  painAfter = 0;
  /** In the journal. */
  pain = 0;
  soreness = 0;

  techniqueCount = 0;
  readonly techniques: Uint8Array = new Uint8Array(MOST.techniques);
  readonly minutes: Float64Array = new Float64Array(MOST.techniques);
  readonly regions: Texts = new Texts(MOST.techniques);
  readonly pressures: Texts = new Texts(MOST.techniques);
  /** Of techniques of the clinic's own. */
  readonly owns: Texts = new Texts(MOST.techniques);

  /** Bit mask of the phases that are recorded, by their place in PHASES. */
  phaseMask = 0;
  readonly phaseMinutes: Float64Array = new Float64Array(MOST.phases);

  assessmentCount = 0;
  readonly assessments: Texts = new Texts(MOST.assessments);

  movementCount = 0;
  readonly movements: Texts = new Texts(MOST.movements);
  readonly sides: Texts = new Texts(MOST.movements);
  /** NaN where absent. */
  readonly before: Float64Array = new Float64Array(MOST.movements);
  readonly after: Float64Array = new Float64Array(MOST.movements);

  aftercareCount = 0;
  readonly aftercare: Uint8Array = new Uint8Array(MOST.aftercare);
}
