import { headerWords } from './header-words.ts';

/** Words that make of pain something else than how bad it is: the more of it, the better, or in other units. */
const OTHER_MEASURES: ReadonlySet<string> = new Set([
  ...[
    'relief',
    'free',
    'threshold',
    'tolerance',
    'change',
    'changes',
    'difference',
    'reduction',
    'improvement',
  ],
  ...[
    'goal',
    'target',
    'expected',
    'medication',
    'medications',
    'meds',
    'painkiller',
    'painkillers',
    'frequency',
  ],
  ...['killer', 'killers', 'pill', 'pills', 'catastrophizing', 'acceptance', 'percent'],
]);
/** Units of time: how long it hurt, unless it is over which time it is asked for. */
const LENGTHS: ReadonlySet<string> = new Set(['hours', 'hrs', 'days', 'minutes', 'nights', 'episodes']);
const OVER_TIME =
  /\b(last|past|previous|prior|letzten?|vergangenen?|derni[eè]re?s?|[uú]ltim[oaie]s?|afgelopen|siste|senaste|ostatnich)\b/iu;
/** What was asked long after a visit is no score right after it. */
const LATER =
  /\b(\d+ ?(h|hrs?|hours?|d|days?|weeks?)|later|next (day|morning)|tomorrow|follow(ing|-?up) day)\b/i;

const SPAN =
  /(?<![\d.,/-])([01])\s*(?:-|–|—|\.\.+|to|bis|à|al?|hasta|até|tot)\s*(\d{1,3})(?![\d.,/-])(?!\s*(h|d|day|hour|week|month)s?\b)/iu;
const OUT_OF = /(?<!\d)\s*(?:\/|\bout of|\bvon)\s*(\d{1,3})\b/iu;
const TURNED =
  /\b0\s*(?:=|:|is)\s*(?:the )?(worst|severe|extreme|unbearable|max)|\b10\s*(?:=|:|is)\s*(?:the )?(no\b|none|best|pain.?free|kein|sin\b|aucune)/i;

/** The scale that the name of a column states: its least and its greatest number. */
export function scaleIn(name: string): { low: number; high: number } | undefined {
  const span = SPAN.exec(name);
  if (span && Number(span[2]) > 2) return { low: Number(span[1]), high: Number(span[2]) };
  const high = OUT_OF.exec(name)?.[1];
  if (high !== undefined) return { low: 0, high: Number(high) };
  return headerWords(name).includes('mm') ? { low: 0, high: 100 } : undefined;
}

/**
 * Why a column that is called by pain or soreness holds no score of it from 0 to 10, as its name says.
 *
 * @returns what to tell a person; undefined where the name says nothing against it
 */
export function notAScore(name: string): string | undefined {
  const words = headerWords(name);
  const other = words.find((word) => OTHER_MEASURES.has(word));
  if (other !== undefined)
    return `its name says "${other}", which is another measure than how bad it is: never read`;
  const length = words.find((word) => LENGTHS.has(word));
  const isOverTime = OVER_TIME.test(name);
  const later = LATER.exec(name)?.[0];
  if (later !== undefined && !isOverTime && words.includes('after'))
    return `its name says "${later}": a score of a later time is none of right after the visit; give it a row and a time of its own`;
  if (length !== undefined && !isOverTime && !/\d/.test(name))
    return `its name says "${length}", which is how long it hurt and not how bad it is: never read`;
  if (TURNED.test(name))
    return 'its name says that 10 is the best: another scale, never turned round; write a column in which 0 is none and 10 the worst';
  if (words.includes('cm'))
    return 'its name says centimetres, whose parts no score from 0 to 10 has: write millimetres, 0 to 100, in a column whose name says "mm"';
  const scale = scaleIn(name);
  return scale && scale.high !== 10 && scale.high !== 100
    ? `its name says a scale of ${scale.low} to ${scale.high}, which is never converted to 0 to 10: never read`
    : undefined;
}
