import { NO_SCORE } from '../change/pair-tally.ts';
import type { Trend } from '../contract.ts';
import { monthText } from '../table/month-number.ts';
import type { OutcomeTable } from '../table/outcome-table.ts';
import { type ChartPoint, chartSignals } from './chart-signals.ts';
import { xmrLimits } from './xmr-limits.ts';

/** Below this many points the limits of a control chart are provisional. */
const FEWEST_FOR_FIRM_LIMITS = 13;

type MonthTally = { month: string; n: number; sum: number; eligible: number; responders: number };

/** Immediate improvement month by month: an XmR chart of the means and a p-chart of the 30 % rate. */
export function trend(table: OutcomeTable): Trend {
  const tallies = monthTallies(table);
  const xmr = xmrChart(tallies);
  return {
    months: tallies.map(({ month, n, sum, eligible, responders }) => ({
      month,
      n,
      mean: n === 0 ? null : sum / n,
      responderRate: eligible === 0 ? null : responders / eligible,
    })),
    xmr,
    p: pChart(tallies),
    notes: trendNotes(tallies),
  };
}

function monthTallies({ sessions }: OutcomeTable): MonthTally[] {
  const byMonth = new Map<number, MonthTally>();
  for (let row = 0; row < sessions.length; row++) {
    const number = sessions.month.at(row);
    let tally = byMonth.get(number);
    if (!tally) {
      tally = { month: monthText(number), n: 0, sum: 0, eligible: 0, responders: 0 };
      byMonth.set(number, tally);
    }
    const before = sessions.before.at(row);
    const after = sessions.after.at(row);
    if (before === NO_SCORE || after === NO_SCORE) continue;
    tally.n += 1;
    tally.sum += before - after;
    if (before < 1) continue;
    tally.eligible += 1;
    if (10 * (before - after) >= 3 * before) tally.responders += 1;
  }
  return [...byMonth].sort(([a], [b]) => a - b).map(([, tally]) => tally);
}

/** Every month counts alike, however many sessions it has. */
function xmrChart(tallies: readonly MonthTally[]): Trend['xmr'] {
  const scored = tallies.filter(({ n }) => n > 0);
  const values = scored.map(({ n, sum }) => sum / n);
  const { centre, lower, upper } = xmrLimits(values);
  const points =
    lower === null || upper === null
      ? []
      : scored.map(({ month }, index): ChartPoint => ({ month, value: values[index]!, lower, upper }));
  const signals = centre === null ? [] : chartSignals(points, centre);
  return { centre, lower, upper, signals, trial: scored.length < FEWEST_FOR_FIRM_LIMITS };
}

/** Shewhart's chart of a share, p ± 3 √(p (1 - p) / n), with limits of their own for every month. */
function pChart(tallies: readonly MonthTally[]): Trend['p'] {
  const rated = tallies.filter(({ eligible }) => eligible > 0);
  const trial = rated.length < FEWEST_FOR_FIRM_LIMITS;
  if (rated.length === 0) return { centre: null, months: [], signals: [], trial };
  const total = (field: 'eligible' | 'responders') => rated.reduce((sum, tally) => sum + tally[field], 0);
  const centre = total('responders') / total('eligible');
  const months = rated.map(({ month, eligible, responders }) => {
    const half = 3 * Math.sqrt((centre * (1 - centre)) / eligible);
    return {
      month,
      eligible,
      rate: responders / eligible,
      lower: Math.max(0, centre - half),
      upper: Math.min(1, centre + half),
    };
  });
  const points = months.map(({ month, rate, lower, upper }) => ({ month, value: rate, lower, upper }));
  return { centre, months, signals: chartSignals(points, centre), trial };
}

function trendNotes(tallies: readonly MonthTally[]): string[] {
  const scored = tallies.filter(({ n }) => n > 0).length;
  const rated = tallies.filter(({ eligible }) => eligible > 0).length;
  const notes = [];
  if (scored < tallies.length || rated < tallies.length) {
    notes.push(
      'months: a mean needs a session with both scores, a rate one with a before-score of 1 or more',
    );
  }
  if (scored === 0) notes.push('xmr: no month has a mean');
  if (scored === 1) notes.push('xmr.lower: needs at least 2 months', 'xmr.upper: needs at least 2 months');
  if (rated === 0) notes.push('p: no month has a rate');
  else notes.push('p: limits treat repeated sessions of a client as independent');
  if (Math.min(scored, rated) < FEWEST_FOR_FIRM_LIMITS) {
    notes.push(`xmr: below ${FEWEST_FOR_FIRM_LIMITS} months limits are provisional, those of p too`);
  }
  return notes;
}
