import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { monthWords } from '../outcomes/date-words.ts';
import { FEWEST_CLIENTS } from './contract.ts';
import type { MonthTest } from './month-tests.ts';

/** Fewer months than this have no others to be unlike. */
export const FEWEST_MONTHS = 3;
/** What is looked for is found this often when it is there. */
const POWER = 0.8;

/**
 * What the months say, for an owner. Where nothing stands out, it says what could have been seen, and never that
 * nothing changed.
 *
 * @param months those with clients enough
 * @param signals in order of month
 * @param looked what was looked for that says what could have been seen
 */
export function trendSentence(
  months: number,
  signals: readonly MonthTest[],
  looked: MonthTest | undefined,
): string {
  if (months < FEWEST_MONTHS) return tooEarly(months);
  if (signals.length > 0) {
    return `${signals.map(signalWords).join(' ')} That is more than chance explains; the reason is not in the numbers.`;
  }
  const nothing = `Over ${months} months no change stands out from chance.`;
  const points = looked && detectablePoints(looked);
  if (points === undefined) return nothing;
  const lasting = looked!.length === 1 ? 'in the last month' : `over the last ${looked!.length} months`;
  return `${nothing} A smaller one may be there: only a change of about ${(Math.ceil(points * 10) / 10).toFixed(1)} points or more ${lasting} would most likely have been noticed.`;
}

function tooEarly(months: number): string {
  const have = months === 0 ? 'no month has' : months === 1 ? 'one month has' : `${months} months have`;
  return `It is too early to speak of a trend: ${have} both scores of ${FEWEST_CLIENTS} clients or more, and it takes ${FEWEST_MONTHS} such months.`;
}

function signalWords({ rule, month, length, contrast }: MonthTest): string {
  const [inside, outside] = [fall(contrast.inside), fall(contrast.outside)];
  if (rule === 'unlike-the-other-months') {
    return `In ${monthWords(month)} pain ${inside} right after a session; in other months it ${outside}.`;
  }
  const since = length === 1 ? `In ${monthWords(month)}` : `From ${monthWords(month)} on`;
  return `${since} pain ${inside} right after a session; before, it ${outside}.`;
}

function fall(points: number): string {
  return `${points < 0 ? 'rose' : 'fell'} by ${Math.abs(points).toFixed(1)} points on average`;
}

/** The change that would be noticed four times in five; undefined where nothing varies. */
function detectablePoints({ contrast: { se, df }, alpha }: MonthTest): number | undefined {
  if (se === 0 || df === null) return undefined;
  return (tQuantile(1 - alpha / 2, df) + tQuantile(POWER, df)) * se;
}
