import { NO_SCORE } from '../statistics/change/pair-tally.ts';
import { monthText } from '../statistics/table/month-number.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import {
  clientsByMonth,
  type MonthSums,
  type MonthValues,
  monthSums,
  ofMonths,
} from '../statistics/trend/month-sums.ts';
import type { ClientRows } from './client-rows.ts';
import { FEWEST_CLIENTS, type TrendClaims } from './contract.ts';
import { changeTests, type MonthTest, monthTests } from './month-tests.ts';
import { FEWEST_MONTHS, trendSentence } from './trend-sentence.ts';

/** So many single months are set aside before a change is looked for among the others. */
const MOST_SET_ASIDE = 3;

/**
 * Whether the improvement right after a session changed over the months beyond what chance allows: each month
 * against all others, and all months from one on against those before it. CR2 with clients as clusters, since months
 * share clients, Satterthwaite's t, and Holm over the tests of a kind. Each side needs 10 clients. Of a lasting
 * change only the month is named from which on it is clearest: its neighbours show the same change.
 */
export function trendClaims(table: OutcomeTable, ordered: ClientRows): TrendClaims {
  const sums = monthSums(improvements(table, ordered));
  const told = clientsByMonth(sums).flatMap((clients, index) =>
    clients >= FEWEST_CLIENTS ? [monthText(sums.months[index]!)] : [],
  );
  const months = told.length;
  if (months < FEWEST_MONTHS) {
    return { months, told, signals: [], sentence: trendSentence(months, [], undefined) };
  }
  const { earlier, recent } = changeTests(sums);
  const signals = clearSignals(sums, [...earlier, ...recent], []).sort(inOrder);
  return {
    months,
    told,
    signals: signals.map(({ month, rule }) => ({ month, rule, measure: 'improvement' })),
    sentence: trendSentence(months, signals, recent[0] ?? earlier.at(-1)),
  };
}

/**
 * One odd month looks like a change to its neighbours, and after a change every month is unlike those on the other
 * side. So the clearest signal is taken first and the others are looked for in what it leaves.
 *
 * @param changes of these months
 */
function clearSignals(
  sums: MonthSums,
  changes: readonly MonthTest[],
  setAside: readonly MonthTest[],
): MonthTest[] {
  const change = clearest(changes);
  const unlike = monthTests(sums, undefined).filter(({ isSignal }) => isSignal);
  const odd = clearest(unlike);
  if (odd && setAside.length < MOST_SET_ASIDE && (!change || odd.contrast.p! < change.contrast.p!)) {
    const others = ofMonths(sums, (month) => monthText(sums.months[month]!) !== odd.month);
    const { earlier, recent } = changeTests(others);
    return clearSignals(others, [...earlier, ...recent], [...setAside, odd]);
  }
  if (!change) return [...setAside, ...unlike];
  const onSides = monthTests(sums, change.month).filter(({ isSignal }) => isSignal);
  return [...setAside, change, ...onSides];
}

function clearest(tests: readonly MonthTest[]): MonthTest | undefined {
  const signals = tests.filter(({ isSignal }) => isSignal);
  return signals.sort((a, b) => a.contrast.p! - b.contrast.p! || b.length - a.length)[0];
}

function inOrder(a: MonthTest, b: MonthTest): number {
  if (a.month !== b.month) return a.month < b.month ? -1 : 1;
  return a.rule < b.rule ? -1 : 1;
}

function improvements({ sessions }: OutcomeTable, { rows, starts }: ClientRows): MonthValues {
  const [month, value] = [new Int32Array(rows.length), new Int32Array(rows.length)];
  const pairStarts = new Int32Array(starts.length);
  let pairs = 0;
  for (let client = 0; client + 1 < starts.length; client += 1) {
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      const [before, after] = [sessions.before.at(rows[at]!), sessions.after.at(rows[at]!)];
      if (before === NO_SCORE || after === NO_SCORE) continue;
      month[pairs] = sessions.month.at(rows[at]!);
      value[pairs] = before - after;
      pairs += 1;
    }
    pairStarts[client + 1] = pairs;
  }
  return { starts: pairStarts, month: month.subarray(0, pairs), value: value.subarray(0, pairs) };
}
