import type { ScoreForm } from './field-rule.ts';
import { type PairSide, sideOfPair } from './paired-scores.ts';
import { problem, type Read } from './read-value.ts';
import { readNumber } from './written-number.ts';

const OF_TEN = /^(\d+(?:\.0+)?)\s*(?:\/|of|out of|von|sur)\s*10(?:\.0+)?$/i;
const OF_ANOTHER = /^\d+(?:\.\d+)?\s*(?:\/|of|out of)\s*\d+$/i;
/** A place on a line of 10 cm, with its unit: `65 mm`, `6,5 cm`. */
export const ON_LINE = /^(\d{1,3}(?:[.,]\d+)?)\s*(mm|cm)$/i;
const RANGE = /^\d+\s*(?:-|–|to)\s*\d+$/;
const LOOKS_MISSING = new Set(['-99', '-9', '99', '999', '-999', '88', '77', '-1']);
const LONGEST_SCALE_MM = 100;

/** Of a cell with two scores the one that a field holds; no answer where its side was left empty. */
export function readPaired(
  text: string,
  field: string,
  form: Extract<ScoreForm, { form: 'pair' }>,
): Read<number> | undefined {
  const side = SIDES[field];
  if (!side)
    return problem('wrong-type', 'expected one score; two in a cell are a pain before and a pain after');
  const read = sideOfPair(text, side, form.order);
  if ('problem' in read) return read;
  return read.value === undefined ? undefined : { value: Number(read.value) };
}

const SIDES: Readonly<Record<string, PairSide>> = { painBefore: 'before', painAfter: 'after' };

/**
 * A score on the 0-10 scale, from whichever form the mapping says that it has. Nothing is rounded, save millimetres by
 * the rounding that is stated.
 */
export function readScore(
  text: string,
  form: Exclude<ScoreForm, { form: 'pair' }>,
  decimalComma = false,
): Read<number> {
  if (form.form === 'words') return readWord(text, form.words);
  const ofTen = OF_TEN.exec(text)?.[1];
  if (ofTen !== undefined && form.form !== 'n-of-10')
    return problem(
      'wrong-type',
      'expected a number alone; for the form n/10 say "score": {"form": "n-of-10"}',
    );
  if (OF_ANOTHER.test(text) && ofTen === undefined)
    return problem('wrong-type', 'expected a score out of 10; one on another scale is not converted');
  if (RANGE.test(text))
    return problem('wrong-type', 'expected one number; of a range nobody knows which of the two was meant');
  const onLine = form.form === 'mm-of-100' ? ON_LINE.exec(text) : null;
  const number = readNumber(onLine?.[1] ?? ofTen ?? text, decimalComma || onLine !== null);
  if ('problem' in number) return number;
  const perUnit = onLine?.[2]?.toLowerCase() === 'cm' ? 10 : 1;
  return form.form === 'mm-of-100'
    ? fromMillimetres(Math.round(number.value * perUnit * 1000) / 1000, form.rounding)
    : wholeScore(number.value, text);
}

function wholeScore(value: number, text: string): Read<number> {
  if (!Number.isInteger(value))
    return problem(
      'not-an-integer',
      'expected a whole number from 0 to 10, not a decimal; scores are never rounded',
    );
  if (value >= 0 && value <= 10) return { value };
  const hint = LOOKS_MISSING.has(text)
    ? '; this looks like a code for "no answer": list it under "missing" of this column'
    : value > 10 && value <= LONGEST_SCALE_MM
      ? '; for a line of 100 mm say "score": {"form": "mm-of-100", "rounding": "half-up"}'
      : '';
  return problem('out-of-range', `expected a whole number from 0 to 10; this one lies outside${hint}`);
}

function fromMillimetres(millimetres: number, rounding: 'half-up' | 'refuse-parts'): Read<number> {
  if (millimetres < 0 || millimetres > LONGEST_SCALE_MM)
    return problem('out-of-range', 'expected 0 to 100 mm; this one lies outside');
  const score = millimetres / 10;
  if (rounding === 'half-up') return { value: Math.floor(score + 0.5) };
  if (Number.isInteger(score)) return { value: score };
  return problem('not-an-integer', 'expected whole centimetres; to round say "rounding": "half-up"');
}

function readWord(text: string, words: Readonly<Record<string, number>>): Read<number> {
  const number = readNumber(text);
  if ('value' in number) return wholeScore(number.value, text);
  const known = Object.entries(words).find(([word]) => word.toLowerCase() === text.toLowerCase());
  if (known) return { value: known[1] };
  return problem('unknown-code', 'expected a word that the mapping gives a number under "words"');
}
