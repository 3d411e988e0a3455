/**
 * How a record lies in memory while millions of them wait to be put together by client: one row of bytes, of
 * which every field is at a fixed place or follows the one before. Rows begin at multiples of eight bytes.
 *
 * Everything from CONTENT on, up to the end of the row, is the record's content; row-content.ts says when it is the same
 * in two rows. Little is kept as text, and a row says nothing twice, so that a session takes some 170 bytes and a score
 * some 80.
 */

/** Places from the row's start, in bytes. Four-byte numbers unless told otherwise. */
export const ROW = {
  /** Length of the row, a multiple of eight. */
  bytes: 0,
  clientHash: 4,
  /** Eight bytes: where the row was read, larger the later. */
  position: 8,
  /** Eight bytes: whole seconds since 1970 UTC; nanoseconds. */
  recordedAt: 16,
  recordedAtNanos: 24,
  /** Of record type and id. */
  idHash: 28,
  /** One byte each: type that the id belongs to, as index in RECORD_TYPES; lengths; FLAGS. */
  type: 32,
  clientLength: 33,
  idLength: 34,
  flags: 35,
} as const;

/**
 * Bits: whether it is a removal; whether it came without a recordedAt of its own, so that its arrival stands for it;
 * whether it is settled already what became of it.
 */
export const FLAG = { removal: 1, undated: 2, settled: 4 } as const;

/** Where content begins: the offset of recordedAt, and where in the row its client's and its own id stand. */
export const CONTENT = { recordedAtOffset: 36, texts: 38 } as const;

export const SCORE = {
  at: 40,
  atNanos: 48,
  atOffset: 52,
  pain: 54,
  soreness: 55,
  window: 56,
  regionLength: 57,
  /** Client, id, body region. */
  texts: 58,
} as const;

export const SESSION = {
  startedAt: 40,
  endedAt: 48,
  startedAtNanos: 56,
  endedAtNanos: 60,
  startedAtOffset: 64,
  endedAtOffset: 66,
  painBefore: 68,
  painAfter: 69,
  complaint: 70,
  referral: 71,
  therapistLength: 72,
  techniques: 73,
  /** PHASES_GIVEN and a bit for each phase; 0 when the session has no `phases`. */
  phases: 74,
  /** Lengths of lists, ABSENT when the session has none. */
  assessments: 75,
  movements: 76,
  aftercare: 77,
  /** The number of techniques again where one of them is the clinic's own, else 0. */
  owns: 78,
  /**
   * Eight-byte numbers: minutes of techniques, minutes of phases, degrees of movements. Then one byte each:
   * techniques, lengths of their regions, of their pressures; lengths of assessments; of movements, of sides,
   * which degrees there are; aftercare; lengths of `owns`. Then texts: client, id, therapist, regions, pressures,
   * assessments, movements, sides, which techniques of the clinic's own.
   */
  numbers: 80,
} as const;

export const PHASES_GIVEN = 0x80;

/** Of any other type, and of removals: client, id, then the content as JSON text in UTF-8. */
export const OTHER = { texts: 40 } as const;

/** Views of one stretch of memory, for numbers of each size; their places are bytes divided by the size. */
export class RowMemory {
  readonly bytes: Uint8Array;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly f64: Float64Array;

  /** @param buffer a multiple of eight bytes */
  constructor(buffer: ArrayBufferLike) {
    this.bytes = new Uint8Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.f64 = new Float64Array(buffer);
  }
}

/** A row in memory. */
export type PlacedRow = { memory: RowMemory; row: number };
