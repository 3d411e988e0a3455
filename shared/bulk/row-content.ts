import { RECORD_TYPES } from '../records/record.ts';
import { heldFactOf } from '../records/versions/content.ts';
import { meaningOf } from '../records/versions/meaning.ts';
import type { ArrivedVersion } from '../records/versions/version-chain.ts';
import { CONTENT, FLAG, ROW, type RowMemory, SCORE, SESSION } from './packed-row.ts';
import { clientPlace, idPlace } from './row-identity.ts';

const SESSION_TYPE = RECORD_TYPES.indexOf('session');
const PAIN_SCORE_TYPE = RECORD_TYPES.indexOf('pain-score');
const CONSENT_TYPE = RECORD_TYPES.indexOf('consent');

/** Larger than any instant is before 1970, so that keys are of one length and sort as time. */
const EPOCH_SHIFT = 100_000_000_000;

/** A row as a version of its record, for records/versions/version.ts. */
export function versionOfRow(memory: RowMemory, row: number): ArrivedVersion {
  const flags = memory.bytes[row + ROW.flags]!;
  const isDeletion = (flags & FLAG.removal) !== 0;
  return {
    position: positionOf(memory, row),
    recordedAt: recordedAtKey(memory, row),
    content: isDeletion ? null : meaningOfRow(memory, row),
    ...(!isDeletion && isWithdrawal(memory, row) && { removes: true }),
    ...((flags & FLAG.undated) !== 0 && { clock: 'arrival' }),
  };
}

export function positionOf({ f64 }: RowMemory, row: number): number {
  return f64[(row + ROW.position) >> 3]!;
}

/**
 * A text that sorts as time; equal exactly when the instants are. Of what arrived together without an instant of its
 * own, the later row is later (records/arrival.ts).
 */
export function recordedAtKey({ bytes, f64, u32 }: RowMemory, row: number): string {
  const seconds = f64[(row + ROW.recordedAt) >> 3]! + EPOCH_SHIFT;
  const nanos = u32[(row + ROW.recordedAtNanos) >> 2]!;
  const key = `${String(seconds).padStart(12, '0')}.${String(nanos).padStart(9, '0')}`;
  if ((bytes[row + ROW.flags]! & FLAG.undated) === 0) return key;
  return `${key}.${String(f64[(row + ROW.position) >> 3]!).padStart(16, '0')}`;
}

/**
 * A text that two versions of one record share exactly when they mean the same, as records/versions/meaning.ts has it: offsets
 * are not compared, and neither are recordedAt and the client.
 */
function meaningOfRow(memory: RowMemory, row: number): string {
  const { bytes } = memory;
  const type = bytes[row + ROW.type];
  if (type !== SESSION_TYPE && type !== PAIN_SCORE_TYPE) return meaningOf(contentText(memory, row));
  const client = clientPlace(memory, row);
  const fixed = Buffer.from(bytes.slice(row + CONTENT.texts + 2, client));
  const offsets = type === SESSION_TYPE ? [SESSION.startedAtOffset, SESSION.endedAtOffset] : [SCORE.atOffset];
  for (const place of offsets) fixed.writeUInt16LE(0, place - CONTENT.texts - 2);
  const texts = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + idPlace(memory, row),
    endOf(memory, row) - idPlace(memory, row),
  );
  return fixed.toString('latin1') + texts.toString('latin1').replace(/\0+$/, '');
}

/** The content of a row of any other type, as contentOf made it. */
export function contentText(memory: RowMemory, row: number): string {
  const { bytes } = memory;
  const start = idPlace(memory, row) + bytes[row + ROW.idLength]!;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, endOf(memory, row) - start).toString(
    'utf8',
  );
  return text.replace(/\0+$/, '');
}

function endOf({ u32 }: RowMemory, row: number): number {
  return row + u32[(row + ROW.bytes) >> 2]!;
}

function isWithdrawal(memory: RowMemory, row: number): boolean {
  if (memory.bytes[row + ROW.type] !== CONSENT_TYPE) return false;
  const fact = heldFactOf(contentText(memory, row));
  return fact.type === 'consent' && !fact.partnerReports;
}
