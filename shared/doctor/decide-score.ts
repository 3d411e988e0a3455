import type { ColumnRule } from '../mapping/field-rule.ts';
import type { Decision } from '../mapping/mapping.ts';
import { type ColumnProfile, isNoAnswer } from './column-profile.ts';

/** How the scores of a column are written. */
export function decideScore(column: ColumnProfile): { rule: ColumnRule; decisions: Decision[] } {
  const about = column.name;
  const numbers = [...column.values].filter(([text]) => /^[+-]?\d+([.,]\d+)?$/.test(text));
  const beyond = numbers.filter(
    ([text]) => !(Number(text.replace(',', '.')) >= 0 && Number(text.replace(',', '.')) <= 10),
  );
  const codes = beyond.map(([text]) => text).filter(isNoAnswer);
  const decisions: Decision[] = [];
  const missing = [...new Set(codes.map((text) => text.replace(/\.0+$/, '')))];
  const large = beyond.filter(([text]) => !codes.includes(text));
  if (
    large.length > 0 &&
    large.length + codes.length === beyond.length &&
    column.share('zeroToHundred') > 0.7 &&
    isSpread(large)
  ) {
    decisions.push({
      about,
      sure: 'unsure',
      why: `values go up to ${Math.max(...large.map(([text]) => Number(text)))}: read as a line of 100 mm; parts of a centimetre are refused until you say "rounding": "half-up"`,
    });
    return { rule: { column: about, score: { form: 'mm-of-100', rounding: 'refuse-parts' } }, decisions };
  }
  if (missing.length > 0)
    decisions.push({
      about,
      sure: 'likely',
      why: `${missing.join(', ')} is no score from 0 to 10 and is read as "no answer"`,
    });
  const rule: ColumnRule = { column: about, ...(missing.length > 0 && { missing }) };
  if (column.count('ofTen') > 0) {
    decisions.push({ about, sure: 'certain', why: 'scores are written n/10' });
    return { rule: { ...rule, score: { form: 'n-of-10' } }, decisions };
  }
  if (numbers.length === 0 && column.filled > 0) {
    const words = [...column.values.keys()].slice(0, 8).join(', ');
    decisions.push({
      about,
      sure: 'undecided',
      why: `scores are words (${words}): give each its number under "words"`,
    });
    return { rule: { ...rule, score: { form: 'words', words: {} } }, decisions };
  }
  return { rule, decisions };
}

/** One or two numbers beyond ten are slips; a scale of a hundred has many. */
const isSpread = (large: readonly (readonly [string, number])[]) =>
  large.length >= 3 && large.reduce((sum, [, times]) => sum + times, 0) >= 3;
