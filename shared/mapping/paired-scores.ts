import { problem, type Read } from './read-value.ts';
import { withoutAccents } from './without-accents.ts';

/** Which of two scores in one cell is written first. */
export const PAIR_ORDERS = ['before-first', 'after-first'] as const;
export type PairOrder = (typeof PAIR_ORDERS)[number];
export type PairSide = 'before' | 'after';

const BEFORE = 'before|pre|prior|arrival|vorher|davor|vor|avant|antes|prima|voor';
// The Dutch "na" is missing: it also says that there is no answer.
const AFTER = 'after|post|departure|nachher|danach|nach|apres|despues|depois|dopo';
const SIDE_WORD = new RegExp(`\\b(?:(${BEFORE})|(${AFTER}))\\b`, 'g');
/** What may stand between two scores; of `6, 3` and `6 3` the comma and the blank could be slips. */
const BETWEEN = '->|=>|→|⇒|➔|➜|/|\\||;|>|–|—|-|\\bto\\b';
const SCORE = '(10|\\d)(?:\\.0+)?';
const OUT_OF_TEN = new RegExp(`\\b${SCORE}\\s*(?:/|of|out of|von|sur)\\s*10\\b`, 'g');
const ONE = new RegExp(`^${SCORE}$`);
const NOTHING = '(?:[-–—?.]|n/?a)?';
const TWO = new RegExp(`^(?:${SCORE}|${NOTHING})\\s*(${BETWEEN})\\s*(?:${SCORE}|${NOTHING})$`);
/** Beside nothing these would be a sign of the number. */
const HYPHEN = /^[-–—]$/;

/**
 * One of the two scores of 0 to 10 that stand in a cell: `6/3`, `6 → 3`, `8/10 → 3/10`, `before 6, after 3`. Where words say
 * which is which, they decide; else the order does, which the mapping has to say.
 *
 * @returns its digits, or undefined where that side was left empty (`6/-`)
 */
export function sideOfPair(
  written: string,
  side: PairSide,
  order: PairOrder | undefined,
): Read<string | undefined> {
  const text = outOfTen(withoutAccents(written).toLowerCase().trim());
  const words = [...text.matchAll(SIDE_WORD)].map(
    ([, before]): PairSide => (before === undefined ? 'after' : 'before'),
  );
  if (words.length > 0) return bySaidSide(text, words, side);
  if (/^\d+\s*\/\s*10$/.test(text))
    return problem('wrong-type', 'expected two scores, such as 6 → 10; this may be one score out of 10');
  const two = TWO.exec(text);
  const [, first, between = '', second] = two ?? [];
  const isWhole = first !== undefined && second !== undefined;
  if ((first ?? second) === undefined || (HYPHEN.test(between) && !isWhole)) return notTwo(text);
  if (order === undefined)
    return problem(
      'wrong-type',
      'expected word of which score comes first: say "score": {"form": "pair", "order": "before-first"} or "after-first"',
    );
  const isFirst = (order === 'before-first') === (side === 'before');
  return { value: isFirst ? first : second };
}

/** Whether a cell holds two scores and not a range, of which nobody knows which was meant; `said`: with words for both. */
export function looksLikePair(text: string): 'said' | 'unsaid' | undefined {
  const read = (order?: PairOrder) => sideOfPair(text, 'before', order);
  if ('value' in read()) return 'said';
  const isRange = /\d\s*(?:-|–|—|\bto\b)\s*\d/.test(text) && !/->/.test(text);
  return !isRange && 'value' in read('before-first') ? 'unsaid' : undefined;
}

/** `8/10 → 3/10` is 8 → 3; of a single `6/10` nothing is taken away. */
function outOfTen(text: string): string {
  const isEach = (text.match(OUT_OF_TEN) ?? []).length === 2;
  return isEach ? text.replaceAll(OUT_OF_TEN, '$1') : text;
}

function bySaidSide(text: string, words: readonly PairSide[], side: PairSide): Read<string | undefined> {
  const scores = text.match(/\d+(?:\.0+)?/g) ?? [];
  const rest = text
    .replaceAll(SIDE_WORD, '')
    .replaceAll(/\d+(?:\.0+)?|[\s.,:;/|()=→⇒➔➜>–—-]|\b(?:pain|to|and)\b/g, '');
  const isClear = new Set(words).size === words.length && scores.length === words.length && rest === '';
  if (!isClear || !scores.every((score) => ONE.test(score))) return notTwo(text);
  const at = words.indexOf(side);
  return { value: at === -1 ? undefined : ONE.exec(scores[at]!)![1] };
}

const notTwo = (text: string) =>
  /\d{2,}/.test(text.replaceAll(/\b10\b/g, ''))
    ? problem('out-of-range', 'expected two whole numbers from 0 to 10; one lies outside')
    : problem('wrong-type', 'expected two scores from 0 to 10, such as 6/3, 6 → 3 or "before 6, after 3"');
