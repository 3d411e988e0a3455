import { COMPLAINTS, PHASES, type Phase, RECALL_WINDOWS, TECHNIQUES } from '../records/catalogue.ts';
import type { PainScore } from '../records/pain-score.ts';
import type { Session, TechniqueEntry } from '../records/session.ts';
import type { Held } from '../records/versions/held.ts';
import type { InstantTexts } from './instant-texts.ts';
import { movementsOfRow } from './movements-of-row.ts';
import { CONTENT, ROW, type RowMemory, SCORE, SESSION } from './packed-row.ts';
import { idPlace, idText } from './row-identity.ts';
import { ABSENT } from './scanned-record.ts';
import type { TextPool } from './text-pool.ts';

/** Rows in memory, the texts that many of them share, and the clinic's time zone where it has one. */
export type RowSource = {
  memory: RowMemory;
  pool: TextPool;
  instants: InstantTexts;
  timeZone: string | undefined;
};

/** Where each piece of an instant stands in a row. */
type InstantPlace = readonly [seconds: number, nanos: number, offset: number];
const RECORDED_AT: InstantPlace = [ROW.recordedAt, ROW.recordedAtNanos, CONTENT.recordedAtOffset];
const STARTED_AT: InstantPlace = [SESSION.startedAt, SESSION.startedAtNanos, SESSION.startedAtOffset];
const ENDED_AT: InstantPlace = [SESSION.endedAt, SESSION.endedAtNanos, SESSION.endedAtOffset];
const AT: InstantPlace = [SCORE.at, SCORE.atNanos, SCORE.atOffset];

function instantAt(
  { memory, instants }: RowSource,
  row: number,
  [seconds, nanos, offset]: InstantPlace,
): string {
  const { f64, u32, u16 } = memory;
  return instants.textOf(f64[(row + seconds) >> 3]!, u32[(row + nanos) >> 2]!, u16[(row + offset) >> 1]!);
}

/** A score of a row. What outcomes do not look at is made when somebody asks. */
export class ScoreOfRow implements Held<PainScore> {
  readonly type = 'pain-score';
  readonly pain: number | undefined;
  readonly soreness: number | undefined;
  readonly window: PainScore['window'];
  readonly bodyRegion: string | undefined;
  readonly #source: RowSource;
  /** Where it lies in memory. */
  readonly row: number;

  constructor(source: RowSource, row: number) {
    this.#source = source;
    this.row = row;
    const { memory, pool } = source;
    const { bytes } = memory;
    this.pain = optional(bytes[row + SCORE.pain]!);
    this.soreness = optional(bytes[row + SCORE.soreness]!);
    this.window = RECALL_WINDOWS[bytes[row + SCORE.window]!]!;
    const length = bytes[row + SCORE.regionLength]!;
    const place = length === 0 ? 0 : idPlace(memory, row) + bytes[row + ROW.idLength]!;
    this.bodyRegion = length === 0 ? undefined : pool.textOf(bytes, place, length);
  }

  get scoreId(): string {
    return idText(this.#source.memory, this.row);
  }

  get at(): string {
    return instantAt(this.#source, this.row, AT);
  }

  get recordedAt(): string {
    return instantAt(this.#source, this.row, RECORDED_AT);
  }
}

/**
 * A session of a row as far as outcomes and goals follow from it: without assessments, referral, aftercare. What
 * outcomes do not look at is made when somebody asks.
 */
export class SessionOfRow implements Held<Session> {
  readonly type = 'session';
  readonly sessionId: string;
  readonly therapistId: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly complaint: Session['complaint'];
  readonly techniques: TechniqueEntry[];
  readonly painBefore: number | undefined;
  readonly painAfter: number | undefined;
  readonly phases: Session['phases'];
  readonly #source: RowSource;
  /** Where it lies in memory. */
  readonly row: number;

  constructor(source: RowSource, row: number) {
    this.#source = source;
    this.row = row;
    const { memory, pool } = source;
    const { bytes } = memory;
    const therapist = idPlace(memory, row) + bytes[row + ROW.idLength]!;
    const therapistLength = bytes[row + SESSION.therapistLength]!;
    this.sessionId = idText(memory, row);
    this.therapistId = pool.textOf(bytes, therapist, therapistLength);
    this.startedAt = instantAt(source, row, STARTED_AT);
    this.endedAt = instantAt(source, row, ENDED_AT);
    this.complaint = COMPLAINTS[bytes[row + SESSION.complaint]!]!;
    this.techniques = techniquesAt(source, row, therapist + therapistLength);
    this.painBefore = optional(bytes[row + SESSION.painBefore]!);
    this.painAfter = optional(bytes[row + SESSION.painAfter]!);
    this.phases = phasesAt(memory, row);
  }

  get rangeOfMotion(): Session['rangeOfMotion'] {
    return movementsOfRow(this.#source.memory, this.row);
  }

  get recordedAt(): string {
    return instantAt(this.#source, this.row, RECORDED_AT);
  }
}

function optional(value: number): number | undefined {
  return value === ABSENT ? undefined : value;
}

function techniquesAt({ memory, pool }: RowSource, row: number, texts: number): TechniqueEntry[] {
  const { bytes, f64 } = memory;
  const count = bytes[row + SESSION.techniques]!;
  const movements = optional(bytes[row + SESSION.movements]!) ?? 0;
  const numbers = (row + SESSION.numbers) >> 3;
  const codes =
    row + SESSION.numbers + 8 * (count + phaseCount(bytes[row + SESSION.phases]!) + 2 * movements);
  const entries: TechniqueEntry[] = [];
  let place = texts;
  for (let index = 0; index < count; index += 1) {
    const technique = TECHNIQUES[bytes[codes + index]!]!;
    const minutes = f64[numbers + index]!;
    const length = bytes[codes + count + index]!;
    if (length === 0) entries.push({ technique, minutes });
    else entries.push({ technique, minutes, bodyRegion: pool.textOf(bytes, place, length) });
    place += length;
  }
  return entries;
}

function phasesAt({ bytes, f64 }: RowMemory, row: number): Session['phases'] {
  const given = bytes[row + SESSION.phases]!;
  if (given === 0) return undefined;
  let number = ((row + SESSION.numbers) >> 3) + bytes[row + SESSION.techniques]!;
  const phases: Partial<Record<Phase, number>> = {};
  for (let index = 0; index < PHASES.length; index += 1) {
    if (given & (1 << index)) phases[PHASES[index]!] = f64[number++]!;
  }
  return phases;
}

function phaseCount(given: number): number {
  let count = 0;
  for (let index = 0; index < PHASES.length; index += 1) count += (given >> index) & 1;
  return count;
}
