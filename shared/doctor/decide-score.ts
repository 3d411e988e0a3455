import type { ColumnRule } from '../mapping/field-rule.ts';
import type { Decision } from '../mapping/mapping.ts';
import { isNoAnswer } from '../records/values/no-answer.ts';
import { type ColumnProfile, MOSTLY, saysNoPain } from './column-profile.ts';
import { scaleIn } from './score-names.ts';

/**
 * How the scores of a column are written.
 *
 * @param together columns that share its scale, such as before and after: a small score beside large ones is of the
 * large scale too
 */
export function decideScore(
  column: ColumnProfile,
  together: readonly ColumnProfile[] = [column],
): { rule: ColumnRule; decisions: Decision[] } {
  const about = column.name;
  const decisions: Decision[] = [];
  const say = (sure: Decision['sure'], why: string) => decisions.push({ about, sure, why });
  const large = together.flatMap(beyondTen);
  const highest = Math.max(...large.map(([value]) => value));
  const scale = scaleIn(about);
  const isOnLine = column.share('onLine') > MOSTLY;
  if (isOnLine || scale?.high === 100 || isOfHundred(large, together)) {
    const seen = isOnLine
      ? 'its cells say cm or mm'
      : scale?.high === 100
        ? 'its name says so'
        : `values go up to ${highest}`;
    say(
      'unsure',
      `${seen}: read as a line of 100 mm; parts of a centimetre are refused until you say that they are rounded; to keep millimetres as they are make each a measurement with the measure "pain-vas"`,
    );
    return { rule: { column: about, score: { form: 'mm-of-100', rounding: 'refuse-parts' } }, decisions };
  }
  if (scale?.low === 1)
    say(
      'unsure',
      'its name says 1 to 10, and it is read as 0 to 10: where 1 was no pain, it is another scale; leave it out then',
    );
  else if (beginsAtOne(together))
    say(
      'unsure',
      'no score is 0, and the lowest of them is 1: it is read as 0 to 10; where 1 was no pain, it is another scale; leave it out then',
    );
  if (beyondTen(column).length > 0)
    say('undecided', `values go up to ${highest}: slips, or another scale? Those above 10 are refused`);
  const codes = [...column.values.keys()].filter((text) => isNoAnswer(text));
  const missing = [...new Set(codes.map((text) => text.replace(/\.0+$/, '')))];
  if (missing.length > 0)
    say('likely', `${missing.join(', ')} is no score from 0 to 10 and is read as "no answer"`);
  const rule: ColumnRule = { column: about, ...(missing.length > 0 && { missing }) };
  if (column.count('ofTen') > 0) {
    say('certain', 'scores are written n/10');
    return { rule: { ...rule, score: { form: 'n-of-10' } }, decisions };
  }
  if (column.filled > 0 && column.count('number') + column.count('commaNumber') === 0) {
    const words = [...column.values.keys()].slice(0, 8).join(', ');
    say('undecided', `scores are words (${words}): each needs its number`);
    return { rule: { ...rule, score: { form: 'words', words: {} } }, decisions };
  }
  const nones = [...column.values.keys()].filter(saysNoPain);
  if (nones.length > 0) {
    say('undecided', `${nones.join(', ')} among the numbers: no pain, which is 0, or no answer?`);
    return { rule: { ...rule, score: { form: 'words', words: {} } }, decisions };
  }
  return { rule, decisions };
}

/** Numbers above ten that are no codes for "no answer", with how often they come. */
function beyondTen({ values }: ColumnProfile): [value: number, times: number][] {
  return [...values].flatMap(([text, times]): [number, number][] => {
    const value = Number(text.replace(',', '.'));
    return value > 10 && !isNoAnswer(text) ? [[value, times]] : [];
  });
}

/** So many scores without a 0 and with a 1 look like a scale that begins there. */
const SCORES_OF_SCALE = 50;

function beginsAtOne(together: readonly ColumnProfile[]): boolean {
  const values = together
    .flatMap((column) => [...column.values])
    .filter(([text]) => /^\d+(\.0+)?$/.test(text));
  const scores = values.reduce((sum, [, times]) => sum + times, 0);
  return scores >= SCORES_OF_SCALE && Math.min(...values.map(([text]) => Number(text))) === 1;
}

const LARGE_SHARE = 0.2;
const FEWEST_LARGE = 3;

/** One or two numbers beyond ten are slips; a scale of a hundred has many, and none beyond a hundred. */
function isOfHundred(large: readonly [number, number][], together: readonly ColumnProfile[]): boolean {
  const times = large.reduce((sum, [, count]) => sum + count, 0);
  const filled = together.reduce((sum, column) => sum + column.filled, 0);
  return large.every(([value]) => value <= 100) && times >= FEWEST_LARGE && times >= filled * LARGE_SHARE;
}
