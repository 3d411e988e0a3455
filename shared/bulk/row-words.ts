import { RECORD_TYPES } from '../records/record.ts';
import { heldFactOf } from '../records/versions/content.ts';
import { instantText } from './instant-bytes.ts';
import { FLAG, type PlacedRow, ROW, SCORE, SESSION } from './packed-row.ts';
import { contentText } from './row-content.ts';
import { ABSENT } from './scanned-record.ts';

const SESSION_TYPE = RECORD_TYPES.indexOf('session');
const PAIN_SCORE_TYPE = RECORD_TYPES.indexOf('pain-score');

/** When it was and what it said, in a few words: `2026-08-05 08:00, pain 4`. */
export function wordsOfRow(placed: PlacedRow): string {
  const { memory, row } = placed;
  const { bytes } = memory;
  const type = bytes[row + ROW.type];
  if (type === SESSION_TYPE) {
    const scores = [bytes[row + SESSION.painBefore]!, bytes[row + SESSION.painAfter]!].map(scoreText);
    return `${minuteOf(placed)}, pain ${scores[0]} before and ${scores[1]} after`;
  }
  if (type === PAIN_SCORE_TYPE) {
    const said = [
      ['pain', bytes[row + SCORE.pain]!] as const,
      ['soreness', bytes[row + SCORE.soreness]!] as const,
    ].filter(([, value]) => value !== ABSENT);
    return [minuteOf(placed), ...said.map(([what, value]) => `${what} ${value}`)].join(', ');
  }
  return wordsOfFact(placed);
}

function wordsOfFact({ memory, row }: PlacedRow): string {
  const fact = heldFactOf(contentText(memory, row));
  switch (fact.type) {
    case 'measurement':
      return `${fact.at.slice(0, 16).replace('T', ' ')}, value ${fact.value}`;
    case 'goal':
      return `${fact.measure} from ${fact.baseline} to ${fact.target ?? `${fact.targetChangePercent} %`}, due ${fact.dueOn}`;
    case 'consent':
      return fact.partnerReports ? 'given' : 'withdrawn';
    case 'care':
      return `from ${fact.from}${fact.until === null ? '' : ` to ${fact.until}`}`;
    default:
      return '';
  }
}

/** The day that a session or score is about, as written; what is about no day is always about the same. */
export function dayOfRow(placed: PlacedRow): string {
  const { memory, row } = placed;
  const type = memory.bytes[row + ROW.type];
  const hasDay = type === SESSION_TYPE || type === PAIN_SCORE_TYPE;
  return hasDay && (memory.bytes[row + ROW.flags]! & FLAG.removal) === 0 ? minuteOf(placed).slice(0, 10) : '';
}

/** The minute at which a session began or a score was, as written: `2026-08-05 08:00`. */
function minuteOf({ memory, row }: PlacedRow): string {
  const { bytes, f64, u16 } = memory;
  const isSession = bytes[row + ROW.type] === SESSION_TYPE;
  const [at, offset] = isSession ? [SESSION.startedAt, SESSION.startedAtOffset] : [SCORE.at, SCORE.atOffset];
  return instantText(f64[(row + at) >> 3]!, 0, u16[(row + offset) >> 1]!)
    .slice(0, 16)
    .replace('T', ' ');
}

function scoreText(score: number): string {
  return score === ABSENT ? 'unknown' : String(score);
}
